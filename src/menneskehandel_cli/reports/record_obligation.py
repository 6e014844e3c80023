"""What the pages of an article, a recommendation and their instrument say alike of an obligation."""

from collections.abc import Iterator

from menneskehandel_cli import models as model
from menneskehandel_cli.language import Parts, Phrase, field_label, msg, nmsg
from menneskehandel_cli.register import Register, grouped
from menneskehandel_cli.register.citing import cite_parts
from menneskehandel_cli.register.coverage import Requirement
from menneskehandel_cli.reports import record as shape
from menneskehandel_cli.reports import record_requirement as single
from menneskehandel_cli.reports.coverage import row_coverage
from menneskehandel_cli.reports.follow_up import follow_up
from menneskehandel_cli.reports.gaps import level_of
from menneskehandel_cli.reports.listing import Wording
from menneskehandel_cli.reports.matrix import FAR
from menneskehandel_cli.rules import RuleContext


def standing(context: RuleContext, inside: tuple[Requirement, ...]) -> tuple[Wording, ...]:
    """How far the requirements of an obligation are covered, and how many of those are disputed."""
    if len(inside) == 1:
        return (single.state_of(inside[0]),)
    of = {"doubt": sum(bool(x.doubts) for x in inside), "open": sum(x.disputed for x in inside)}
    marks = (Phrase(f"article.{key}", n=n) for key, n in of.items() if n)
    return (row_coverage(context, inside).label, *marks) if inside else ()


def who_can(context: RuleContext, *items: Requirement, short: bool = False) -> Phrase | None:
    """Who can follow some requirements up, if anybody is known."""
    who = dict.fromkeys(x for one in items for x in follow_up(context, one.owner, one.record).actors)
    able = shape.names(context.register, who, short=short)
    return Phrase("labelled", label=field_label("follow_up"), value=able) if who else None


def shared_sections(context: RuleContext, owner: model.Obligation) -> Iterator[shape.Section]:
    """What is said of the whole of an obligation with several requirements, and what follows up which."""
    register = context.register
    yield shape.section("closes", (shape.Line("", owner.met_when),) if owner.met_when is not None else ())
    yield shape.section("assessments", single.assessment_lines(register, owner.id), whose="others")
    links = register.links_to.get(owner.id, ())
    answers = (x for item in context.coverage.by_owner.get(owner.id, ()) for x in item.answers)
    far = {(x.link.measure.id, x.link.address.obligation): FAR[x.contribution] for x in answers}
    pairs = [(x.measure.id, x.address.obligation) for x in links if register.answers(x)]
    answered = grouped(((pair[0], far.get(pair)), pair[1]) for pair in pairs)
    lines = []
    for (name, how), ids in answered.items():
        what = Phrase("cite", parts=cite_parts(register, ids))
        lines.append(shape.Line(name, what, (Phrase(how),) if how else (), shape.named(register, name)))
    only_named = dict.fromkeys(link.measure.id for link in links if link.measure.id not in dict(pairs))
    rest = shape.folded(Phrase("section.named_by"), (single.reference_line(register, m) for m in only_named))
    yield shape.section("addressed_by", lines, inside=(rest,))


def links_of(register: Register, owner: str) -> dict[str, object]:
    """The links to an obligation as in JSON."""
    links = register.links_to.get(owner, ())
    return {"addressed_by": [{"measure": x.measure.id, **x.address.model_dump(by_alias=True)} for x in links]}


def owner_line(context: RuleContext, owner: model.Obligation) -> shape.Line:
    """An obligation with how far it is covered; of a recommendation its level, and what follows it up."""
    inside = context.coverage.by_owner.get(owner.id, ())
    register, state, title = context.register, standing(context, inside), owner.title
    if isinstance(owner, model.Recommendation):
        points = grouped((not item.counts, item) for item in inside)
        followed = (_followed(context, points[away], len(inside)) for away in sorted(points))
        words = {
            True: msg("Concerns {articles}"),
            False: msg("Concerns {articles} (according to the source)"),
        }
        by = grouped((one.basis == "editorial", one.id) for one in owner.articles)
        articles = (Phrase(words[ours], articles=cite_parts(register, x)) for ours, x in by.items())
        title, level = owner.plain or owner.text, register.level_of(owner)
        known = level is not None and says(title, level.title)
        state = (*(() if known else (level_of(register, owner),)), *followed, *articles)
    return shape.Line(owner.id, title, state, shape.named(register, owner.id))


def _followed(context: RuleContext, points: tuple[Requirement, ...], of: int) -> Wording:
    """How points are followed up that are all counted here, or all elsewhere, and then where."""
    register, n = context.register, len(points)
    state, promise = Parts(standing(context, points)), single.strategy_text(register, points)
    if not points[0].counts:
        where = Parts(tuple(shape.named(register, x) for x in dict.fromkeys(x.counted_at for x in points)))
        apart = Phrase(nmsg("{n} counted elsewhere", "{n} counted elsewhere"), n=n)
        state = Parts((Phrase("labelled", label=apart if n < of else Phrase("counted_at"), value=where),))
    elif [x.called for x in points] == ["classification.pending"]:
        return promise
    if not any(item.answers or item.named_by for item in points):  # then the state says it
        return Phrase("cite", parts=state)
    return Phrase(msg("{contribution} · {promise}"), contribution=state, promise=promise)


def says(text: model.Text, level: Wording) -> bool:
    """Whether a text has the words of a level, in each language."""
    pairs = zip(level.all(), text.all(), strict=False) if isinstance(level, model.Text) else [("?", "")]
    return all({*words.lower().split()} <= {*whole.lower().split()} for words, whole in pairs)
