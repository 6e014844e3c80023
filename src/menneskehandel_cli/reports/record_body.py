"""A body that asks: what it asks for that no measure follows up, and its recommendations by round."""

from collections.abc import Callable, Iterator, Sequence

from menneskehandel_cli import models as model
from menneskehandel_cli.language import Parts, Phrase, msg, nmsg
from menneskehandel_cli.register import grouped
from menneskehandel_cli.reports import record as shape
from menneskehandel_cli.reports.asked import Demand, Round, ThreadView, thread_view
from menneskehandel_cli.reports.gap_lines import GapList
from menneskehandel_cli.reports.gaps import level_of
from menneskehandel_cli.reports.listing import Wording
from menneskehandel_cli.reports.record_actor import actor_detail
from menneskehandel_cli.reports.record_obligation import owner_line, says, who_can
from menneskehandel_cli.reports.record_requirement import apart
from menneskehandel_cli.rules import RuleContext


def body_detail(context: RuleContext, actor: model.Actor, gaps: Callable[[], GapList]) -> shape.Detail:
    """An actor for ``mh show`` and its page: what it asks and no measure follows up; then by round."""
    register, view = context.register, thread_view(context)
    rounds = [(one, register.instruments[name]) for one in view.rounds for name in one.instruments]
    own = [pair for pair in rounds if pair[1].body == actor.id]
    own.sort(key=lambda pair: -(pair[0].year or 0))
    ids = {instrument.id for _, instrument in own}
    mine = [one for one in view.demands if not one.followed_up and one.requirement.instrument in ids]
    mine.sort(key=lambda one: -max(level.weight for level in one.by_round.values()))
    lines = tuple(_left_line(context, view, one) for one in mine)
    lines += tuple(_scale(own)) if lines else ()
    first = shape.Section(Phrase(msg("Not followed up by any measure")), lines, "left")
    newest = [pair for pair in own if register.obligations_of(pair[1].id)][:1]  # what is said once
    sections = (first, *(_of_round(context, *pair, once=pair in newest) for pair in own)) if own else ()
    return actor_detail(context, actor, sections, gaps)


def _scale(own: Sequence[tuple[Round, model.Instrument]]) -> Iterator[shape.Line]:
    """The levels in which a body asks, the strongest first, and those in the words of the strategy."""
    for kind in ("own", "strategy"):
        scales = (x.levels for one, x in own if bool(one.body) == (kind == "own"))
        found = {level.id: level for levels in scales for level in levels}
        ranked = sorted(found.values(), key=lambda level: -level.weight)
        alike = grouped((level.weight, level.title) for level in ranked).values()
        levels = apart(Phrase("cite", parts=Parts(titles)) for titles in alike) if alike else ""
        yield from [shape.Line("", Phrase(f"levels.{kind}", levels=levels))] if alike else ()


def _left_line(context: RuleContext, view: ThreadView, one: Demand) -> shape.Line:
    """A point that no measure follows up: how strongly each round asks for it, and when."""
    item, record = one.requirement, one.requirement.record
    plain = (None if isinstance(record, model.Provision) else record.plain) or record.text
    each = ((str(view.rounds[place].year or ""), x.level) for place, x in one.by_round.items())
    dated = ((x, Phrase(f"level.{'year' if y else 'strategy'}", level=x, year=y)) for y, x in each)
    levels = tuple(level if isinstance(level, Phrase) else phrase for level, phrase in dated)
    within = all(says(plain, x.level) for x in one.by_round.values())
    notes = shape.kept(None if within else Phrase("cite", parts=Parts(levels)), who_can(context, item))
    return shape.Line(item.id, plain, notes, shape.named(context.register, item.id))


def _of_round(context: RuleContext, one: Round, instrument: model.Instrument, *, once: bool) -> shape.Section:
    """The recommendations of a round, the strongest first: how many of each level; what was not read."""
    register, found = context.register, context.register.obligations_of(instrument.id)
    levels = {level.id: place for place, level in enumerate(instrument.levels)}
    owners = [owner for owner in found if isinstance(owner, model.Recommendation)]
    owners.sort(key=lambda owner: levels.get(owner.level or "", len(levels)))
    levels_of = grouped((owner.level, level_of(register, owner)) for owner in owners).values()
    tally = (Phrase("labelled", label=same[0], value=len(same)) for same in levels_of)
    notes = (x.note for x in register.documents if x.reference and x.reference == instrument.reference)
    in_part = Phrase(msg("We have not read the whole report, so the list may be incomplete."))
    unread: Wording = next(filter(None, notes), in_part)
    many = nmsg("{n} recommendation ({levels})", "{n} recommendations ({levels})")
    counts = Phrase(many, n=len(owners), levels=Parts(tuple(tally)))
    here = sum(item.counts for one in owners for item in context.coverage.by_owner.get(one.id, ()))
    counted = Phrase(nmsg("{n} point counted here", "{n} points counted here"), n=here) if here else None
    parts = (counts, counted, unread if one.unread else None, Phrase("points.unsaid") if once else None)
    first = tuple(shape.Line("", part) for part in shape.kept(*(parts if owners else (instrument.note,))))
    lines = (owner_line(context, owner) for owner in owners)
    return shape.Section(instrument.title, tuple(lines), instrument.id, first=first)
