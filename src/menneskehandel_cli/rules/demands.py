"""The rules on requirements that are open, and how a requirement that was open is closed."""

from collections.abc import Iterator

from menneskehandel_cli.diagnostics import About, Diagnostic, KeyPath
from menneskehandel_cli.language import Parts, Phrase, msg
from menneskehandel_cli.models import Article, Obligation, Provision, Recommendation, Text
from menneskehandel_cli.register import grouped
from menneskehandel_cli.register.citing import cite_law
from menneskehandel_cli.register.coverage import UNPROMISED, LinkAnswer, Requirement
from menneskehandel_cli.register.rounds import Rounds, whole_named
from menneskehandel_cli.register.unreadable import may_be_answered
from menneskehandel_cli.rules import base

DEMANDS = frozenset({"MH201", "MH202"})
"""The rules that find open requirements, both major and minor gaps."""


def on_requirement(
    code: str, context: base.RuleContext, item: Requirement, weight: int, **params: object
) -> Diagnostic:
    """A finding on a requirement. Its message may have its ``name``, and the ``title`` of its owner."""
    owner = item.owner
    key = "provisions" if isinstance(owner, Article) else "parts"
    ids = [part.id for part in owner.parts]
    keys: KeyPath = (key, ids.index(item.id), "id") if item.id in ids else ("id",)
    about = About(owner.id, item.id if item.id != owner.id else "")
    params = {"name": item.id, "title": context.register.short_title(item.id), **params}
    return context.wrong(code, owner, keys, params, weight=weight, about=about)


def open_requirements(context: base.RuleContext, of: type[Obligation]) -> Iterator[Requirement]:
    """The requirements ``of`` a kind that are major or minor gaps, except those that cannot be judged."""
    for item in context.coverage.requirements:
        open_ = isinstance(item.owner, of) and item.gap is not None
        if open_ and may_be_answered(context.register, item.wordings) is None:
            yield item


def missing(item: Requirement) -> Text | str:
    """What the law that was read does not answer, in one sentence; empty if nobody has written it."""
    return (item.law_record.missing if item.law_record else None) or ""


def promise_of(item: Requirement) -> Phrase:
    """What is promised; what is promised in part may be delivered, with nothing more to come."""
    if not item.in_part:
        return Phrase(f"promise.{item.promise}")
    delivered = item.promise == "under_way" and item.outstanding in UNPROMISED
    return Phrase(f"promise.{'delivered' if delivered else item.promise}.in_part")


def promised(item: Requirement) -> Phrase:
    """What is promised, and by which measures."""
    by = {"promise": promise_of(item), "measures": ", ".join(item.measures)}
    return Phrase("promise.by", by) if item.measures else promise_of(item)


def closure(diagnostic: Diagnostic, context: base.RuleContext) -> base.Closure | None:
    """Why a gap is closed: law or a promise answers the whole, or it is not a gap for another reason."""
    subject = diagnostic.subject or ""
    (name,) = context.register.requirements_of(subject) or (subject,)
    item = context.coverage.by_id.get(name)
    if item is None:
        cause = base.Cause(diagnostic.about_record)
        return base.ended("reclassified", "demands_nothing", cause, name=subject)
    hiding = may_be_answered(context.register, item.wordings)
    if hiding is not None and (not item.counts or item.gap is not None):
        return base.unread(name, hiding)
    if not item.counts:
        both = (base.Cause(item.owner.id), base.Cause(context.coverage.by_id[item.counted_at].owner.id))
        return base.ended("reclassified", "counted_at", *both, name=name, other=item.counted_at)
    if item.classification in ("covered", "planned"):
        return _closed(item, context)
    rest_unread = msg("partly covered, and all that is missing may be in texts that have not been read")
    phrase = Phrase(rest_unread if item.unclear and item.classification == "partly" else item.called)
    causes = (base.Cause(item.owner.id), *_law_causes(item, context))
    return base.ended("reclassified", "reclassified", *causes, name=name, classification=phrase)


def _closed(item: Requirement, context: base.RuleContext) -> base.Closure:
    if item.law == "full" and item.law_record is not None:
        read = item.law_record.provisions
        cited = tuple(cite_law(context.register, place.source, inside=True) for place in read)
        return base.closed("law", *_law_causes(item, context), name=item.id, law=cited)
    causes = dict.fromkeys(cause for answer in item.answers for cause in _answer_causes(answer, context))
    return base.closed("promised", *causes, name=item.id, promised=promised(item))


def _answer_causes(answer: LinkAnswer, context: base.RuleContext) -> Iterator[base.Cause]:
    """What an answer rests on: the link, and the commitment and outcome of the tasks behind it.

    Their status is left out: it decides how much is delivered, not whether anything is promised.
    """
    measure, address = answer.link.measure, answer.link.address
    yield base.Cause(measure.id, field=f"link:{address.obligation}")
    for name in dict.fromkeys((*address.by, *answer.tasks)):
        if name in context.register.tasks:
            owner = context.register.tasks[name][0].id
            for field in ("commitment", "outcome"):
                yield base.Cause(owner, name, field)


def _law_causes(item: Requirement, context: base.RuleContext) -> Iterator[base.Cause]:
    """The records of law on a requirement of a convention, and on those that cover it too."""
    register = context.register
    if not isinstance(item.owner, Recommendation):
        for name in item.wordings:
            law = f"law-{register.targets[name].owner.id}"
            part = register.law_on[name].requirement if name in register.law_on else name
            yield base.Cause(law, f"{law}/{part}" if law in register.by_id else "")


@base.rule("gap", about=("part",), closure=closure, phrases={"why": "because"})
def mh201_unanswered_duty(context: base.RuleContext) -> base.Diagnostics:
    """Every requirement of a convention that is a major or minor gap."""
    for item in open_requirements(context, Article):
        params = {
            "classification": Phrase(item.called),
            "missing": missing(item),
            "why": item.record.force if isinstance(item.record, Provision) else "shall",
            "law": Phrase(f"law.{item.law}"),
            "promise": promised(item),
        }
        yield on_requirement("MH201", context, item, item.weight, **params)


@base.rule("gap", about=("part",), closure=closure, phrases={"rounds": "rounds"})
def mh202_unanswered_recommendation(context: base.RuleContext) -> base.Diagnostics:
    """Every recommendation, or part of one, that is a major or minor gap."""
    for item in open_requirements(context, Recommendation):
        level = context.register.level_of(item.owner)
        params = {
            "rounds": "repeated" if item.rounds > 1 else "first",
            "n": item.rounds,
            "level": Phrase("fact.level.is", level=level.title) if level is not None else "",
            "classification": Phrase(item.called),
            "promise": promised(item),
        }
        yield on_requirement("MH202", context, item, max(item.weight, 1), **params)


@base.rule("note", about=("part",), phrases={"there_is": "disputed.by"})
def mh210_open_recommendation(context: base.RuleContext) -> base.Diagnostics:
    """Every covered requirement that an open recommendation names, by the ids of those that do."""
    for item in context.coverage.requirements:
        if item.disputed:
            several = "several" if len(item.disputed_by) > 1 else "one"
            params = {"recommendations": item.disputed_by, "there_is": several}
            yield on_requirement("MH210", context, item, item.weight, **params)


@base.rule("error", phrases={"what": "whole"})
def mh118_whole_restated(context: base.RuleContext) -> base.Diagnostics:
    """Statements with a name that is not a single requirement, in files of the current format."""
    register = context.register
    for statement in register.statements:
        owner = statement.owner
        name = whole_named(register, statement)
        if name is None or owner.format == 1:
            continue
        number = len(register.requirements_of(name))
        parts = "parts" if isinstance(register.targets[name].owner, Recommendation) else "provisions"
        what = "none" if number == 0 else parts
        yield context.wrong("MH118", owner, statement.keys, name=name, n=number, what=what)


@base.rule("note", about=())
def mh205_only_unstarted(context: base.RuleContext) -> base.Diagnostics:
    """Obligations of which every measure that follows up any part of them is recorded as not started."""
    for inside in grouped((item.owner.id, item) for item in context.coverage.requirements).values():
        statuses = {answer.link.measure.status for item in inside for answer in item.answers}
        wordings = [one for item in inside for one in item.wordings]
        if statuses == {"not_started"} and may_be_answered(context.register, wordings) is None:
            owner, weight = inside[0].owner, max(item.weight for item in inside)
            measures = tuple(dict.fromkeys(name for item in inside for name in item.measures))
            params = {"name": owner.id, "title": owner.short_title or owner.title, "measures": measures}
            yield context.wrong("MH205", owner, ("id",), params, weight=weight, about=About(owner.id))


@base.rule("note", about=("part",))
def mh206_assessments_disagree(context: base.RuleContext) -> base.Diagnostics:
    """Obligations on which the latest verdicts of two sides differ."""
    for subject, assessments in context.register.latest_assessments.items():
        target = context.register.targets.get(subject)
        if target is not None and len({one.verdict for one in assessments}) > 1:
            verdicts = (
                Phrase(msg("{by}: {verdict}"), by=v.by, verdict=Phrase(f"verdict.{v.verdict}"))
                for v in assessments
            )
            params = {"name": subject, "said": Parts(tuple(verdicts))}
            about = About(target.owner.id, part=subject if subject != target.owner.id else "")
            yield context.wrong("MH206", target.owner, ("id",), params, weight=2, about=about)


@base.rule("note", about=("target",))
def mh208_reference_to_whole_article(context: base.RuleContext) -> base.Diagnostics:
    """References to several requirements at once, of open recommendations that no later round repeats."""
    register = context.register
    rounds = Rounds(register)
    for owner in register.recommendations:
        if not owner.is_open:
            continue
        demands = [requirement.id for requirement in owner.requirements]
        if all(map(rounds.taken_up, demands)) or may_be_answered(register, demands) is not None:
            continue
        for place, reference in enumerate(owner.articles):
            target = register.targets.get(reference.id)
            number = len(register.requirements_of(reference.id))
            if target is None or not isinstance(target.owner, Article) or number <= 1:
                continue
            about = About(owner.id, target=reference.id)
            params = {"name": owner.id, "article": reference.id, "n": number}
            yield context.wrong("MH208", owner, ("articles", place, "id"), params, about=about)
