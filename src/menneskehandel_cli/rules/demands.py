"""Helpers of the rules on coverage: open requirements, and what closes them."""

from __future__ import annotations

from collections.abc import Iterator

from menneskehandel_cli.diagnostics import About, Diagnostic, KeyPath
from menneskehandel_cli.language import Parts, Phrase
from menneskehandel_cli.models import Article, Recommendation, Text
from menneskehandel_cli.register.citing import cite_law
from menneskehandel_cli.register.coverage import Answer, Requirement
from menneskehandel_cli.register.unreadable import may_be_answered
from menneskehandel_cli.rules.base import Cause, Closure, RuleContext, closed, ended, unread

DEMANDS = frozenset({"MH201", "MH202"})
"""The rules that find open requirements, both major and minor gaps."""


def on_requirement(
    code: str, context: RuleContext, item: Requirement, weight: int, **params: object
) -> Diagnostic:
    """A finding on a requirement. Its message may have its ``name``, and the ``title`` of its owner."""
    owner = item.owner
    key = "provisions" if isinstance(owner, Article) else "parts"
    ids = [part.id for part in owner.parts]
    keys: KeyPath = (key, ids.index(item.id), "id") if item.id in ids else ("id",)
    about = About(owner.id, item.id if item.id != owner.id else "")
    told = {"name": item.id, "title": owner.title, **params}
    return context.wrong(code, owner, keys, told, weight=weight, about=about)


def open_requirements(context: RuleContext) -> Iterator[Requirement]:
    """The requirements that are major or minor gaps, except those that cannot be judged."""
    for item in context.coverage.requirements:
        if item.gap is not None and may_be_answered(context.register, item.wordings) is None:
            yield item


def missing(item: Requirement) -> Text | str:
    """What the law that was read does not answer, in one sentence; empty if nobody has written it."""
    return (item.law_record.missing if item.law_record else None) or ""


def promised(item: Requirement) -> Phrase:
    """What is promised, and by which measures."""
    key = f"promise.{item.promise}"
    said = Phrase(f"{key}.in_part") if item.in_part else Phrase(key)
    if not item.measures:
        return said
    return Phrase("promise.by", {"promise": said, "measures": ", ".join(item.measures)})


def closure(diagnostic: Diagnostic, context: RuleContext) -> Closure | None:
    """Why a gap is closed: law or a promise answers the whole, or it is not a gap for another reason."""
    asked = diagnostic.subject or ""
    (name,) = context.register.requirements_of(asked) or (asked,)
    item = context.coverage.by_id.get(name)
    if item is None:
        cause = Cause(diagnostic.about_record)
        return ended("reclassified", "demands_nothing", cause, name=asked)
    hiding = may_be_answered(context.register, item.wordings)
    if hiding is not None and (not item.counts or item.gap is not None):
        return unread(name, hiding)
    if not item.counts:
        other = context.coverage.by_id[item.counted_at].owner.id
        both = (Cause(item.owner.id), Cause(other))
        return ended("reclassified", "counted_at", *both, name=name, other=item.counted_at)
    if item.classification in ("covered", "planned"):
        return _closed(item, context)
    said = Phrase(f"classification.{item.classification}")
    causes = (Cause(item.owner.id), *_law(item, context))
    return ended("reclassified", "reclassified", *causes, name=name, classification=said)


def _closed(item: Requirement, context: RuleContext) -> Closure:
    if item.law == "full" and item.law_record is not None:
        cited = tuple(cite_law(context.register, place.source) for place in item.law_record.provisions)
        return closed("law", *_law(item, context), name=item.id, law=Parts(cited))
    causes = dict.fromkeys(cause for answer in item.answers for cause in _answer(answer, context))
    return closed("promised", *causes, name=item.id, promised=promised(item))


def _answer(answer: Answer, context: RuleContext) -> Iterator[Cause]:
    """What an answer rests on: the link, and the commitment and outcome of the tasks behind it.

    Their status is left out: it decides how much is delivered, not whether anything is promised.
    """
    measure, address = answer.link.measure, answer.link.address
    yield Cause(measure.id, field=f"link:{address.obligation}")
    for name in dict.fromkeys((*address.by, *answer.tasks)):
        if name in context.register.tasks:
            owner = context.register.tasks[name][0].id
            for field in ("commitment", "outcome"):
                yield Cause(owner, name, field)


def _law(item: Requirement, context: RuleContext) -> Iterator[Cause]:
    """The record of law on a requirement of a convention."""
    if not isinstance(item.owner, Recommendation):
        asked = item.law_record.requirement if item.law_record else item.id
        for law in context.register.laws:
            if law.obligation == item.owner.id:
                yield Cause(law.id, f"{law.id}/{asked}")
        if not any(law.obligation == item.owner.id for law in context.register.laws):
            yield Cause(f"law-{item.owner.id}")
