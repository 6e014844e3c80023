"""A recommendation: what is asked, point by point, what follows it up, and what the state has answered."""

from collections.abc import Iterator

from menneskehandel_cli import models as model
from menneskehandel_cli.language import Day, Phrase, msg
from menneskehandel_cli.models.obligation import Part
from menneskehandel_cli.register import Register
from menneskehandel_cli.register.citing import cite
from menneskehandel_cli.reports import record as shape
from menneskehandel_cli.reports import record_requirement as single
from menneskehandel_cli.reports.coverage import ours_in
from menneskehandel_cli.reports.gaps import level_of
from menneskehandel_cli.reports.listing import Wording, obligation_facts
from menneskehandel_cli.reports.record_instrument import events_section
from menneskehandel_cli.reports.record_obligation import links_of, shared_sections, standing
from menneskehandel_cli.rules import RuleContext
from menneskehandel_cli.rules.demands import promised


def recommendation_detail(context: RuleContext, owner: model.Recommendation) -> shape.Detail:
    """A recommendation for ``mh show`` and its page: what is asked, and what follows it up."""
    register = context.register
    instrument = register.instrument_with(owner)
    area = register.focus_areas.get(owner.focus_area or 0)
    about = register.short_name(instrument.id) if instrument else ""
    called = {"instrument": about, "chapter": instrument.title} if instrument else None
    demands = (owner.id, *(part.id for part in owner.parts))
    inside = context.coverage.by_owner.get(owner.id, ())
    only = inside[0] if len(inside) == 1 else None
    facts = (
        single.requirement_facts(context, only) if only else (("level", level_of(register, owner)), "source")
    )
    return shape.told_of(
        register,
        owner,
        (("normative", None if owner.normative else Phrase("context_only.mark")), *facts),
        (
            shape.section("parts", (_point_line(context, p) for p in owner.parts)),
            *(single.requirement_sections(context, only) if only else shared_sections(context, owner)),
            *single.related(register, demands, ("repeats", "repeated_by", "restates", "restated_by")),
            shape.section("replies", _replies(register, owner, instrument)),
            shape.section(
                "articles", (single.reference_line(register, one.id, one) for one in owner.articles)
            ),
        ),
        links=links_of(register, owner.id),
        label=Phrase(msg("{instrument} · {chapter}"), called) if called else "",
        lead=owner.plain or owner.text,
        state=standing(context, inside),
        more=(
            ("text", owner.text if owner.plain else None),
            ("area", Phrase("numbered", n=area.number, title=area.title) if area else None),
            "note",
        ),
        apart=(
            *("focus_area", "parts", "articles", "repeats", "restates", "replies", "assessments"),
            *("paragraph", "level", "follow_up", "text"),
        ),
        judged=ours_in(context),
        derived=obligation_facts(register, owner),
    )


def _point_line(context: RuleContext, part: Part) -> shape.Line:
    """A point with its class and what promises it."""
    item = context.coverage.by_id.get(part.id)
    notes: tuple[Wording, ...] = () if part.normative else (Phrase("context_only.mark"),)
    if item is not None:
        params = {"state": single.state_of(item), "promise": promised(item)}
        notes = (Phrase(msg("{state} · the strategy: {promise}"), params),)
        if not item.counts:
            other = {"other": shape.named(context.register, item.counted_at)}
            notes += (Phrase(msg("Counted with {other}, and not here."), other),)
    mark = item.shown if item is not None else ""
    return shape.Line(part.id, part.text, notes, shape.named(context.register, part.id), mark=mark)


def _replies(
    register: Register, owner: model.Recommendation, instrument: model.Instrument | None
) -> Iterator[shape.Line]:
    """What the state has answered on a recommendation, and its replies on the whole round since then."""
    for one in owner.replies:
        yield shape.Line("", one.text, (cite(register, one.source),), Phrase("cite", parts=Day(one.date)))
    if instrument is not None:
        since = instrument.day or str(instrument.year or "")  # before it the state answers questions
        replies = (one for one in instrument.events if one.kind == "reply")
        yield from events_section(register, (x for x in replies if (x.date or x.due or "") > since)).lines
