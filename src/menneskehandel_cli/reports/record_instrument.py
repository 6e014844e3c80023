"""An instrument: its obligations, the dialogue about it, and the state's own data on a convention."""

from collections.abc import Iterable
from itertools import groupby

from menneskehandel_cli import models as model
from menneskehandel_cli.language import Day, Phrase, msg
from menneskehandel_cli.models.obligation import Event
from menneskehandel_cli.register import Register
from menneskehandel_cli.register.citing import cite
from menneskehandel_cli.reports import record as shape
from menneskehandel_cli.reports.coverage import ours_in
from menneskehandel_cli.reports.listing import chapter_called
from menneskehandel_cli.reports.record_obligation import owner_line, standing
from menneskehandel_cli.rules import RuleContext


def instrument_detail(context: RuleContext, name: str) -> shape.Detail:
    """An instrument for ``mh show`` and its page: its obligations, and the dialogue about it."""
    register = context.register
    instrument: model.Instrument = register.instruments[name]
    owners = register.obligations_of(name)
    chapters = groupby(owners, lambda x: x.chapter if isinstance(x, model.Article) else "")
    events = (event for about, _, _, event in register.events if about is instrument)
    weight = msg("weight {n} of 3 (our judgement)")
    levels = (shape.Line("", Phrase(weight, n=str(x.weight)), name=x.title) for x in instrument.levels)
    return shape.told_of(
        register,
        instrument,
        (("body", shape.names(register, (instrument.body,))), *("reference", "source", "note")),
        (
            *(
                shape.Section(
                    chapter_called(instrument, chapter) if chapter else Phrase("section.obligations"),
                    tuple(owner_line(context, owner) for owner in inside),
                    first=() if chapter else (shape.Line("", Phrase("points.unsaid")),),
                )
                for chapter, inside in chapters
            ),
            shape.section("levels", levels),
            events_section(register, events),
            _reservations(register, register.parties.get(name)),
        ),
        links={"obligations": [owner.id for owner in owners]},
        id=name,
        label=Phrase("fact.instrument"),
        state=standing(context, tuple(x for x in context.coverage.by_id.values() if x.instrument == name)),
        apart=("kind", "levels", "chapters", "events", "languages"),
        judged=ours_in(context),
    )


def party_detail(register: Register, party: model.Party) -> shape.Detail:
    """The state's own data on a convention, for ``mh show``."""
    instrument = register.instruments.get(party.instrument)
    title = instrument.title if instrument else model.Text.of(party.id, register.language)
    return shape.told_of(
        register,
        party,
        (("instrument", title), "note"),
        (events_section(register, party.events), _reservations(register, party)),
        links={"instrument": party.instrument},
        title=title,
        apart=("events", "reservations"),
    )


def events_section(register: Register, events: Iterable[Event]) -> shape.Section:
    """What has happened, or is to happen, between the state and those who monitor it."""
    lines = []
    for event in events:
        notes = (*shape.kept(event.reference), cite(register, event.source), *shape.kept(event.note))
        skip = ("kind", "from", "date", "reference", "source", "note", *(() if event.date else ("due",)))
        more = shape.labelled(register, event, skip)
        when = Phrase("cite", parts=Day(day)) if (day := event.date or event.due) else ""
        kind = "due" if event.kind == "reply" and event.due and not event.date else event.kind
        lines.append(shape.Line("", Phrase(f"event.{kind}"), (*notes, *more), when))
    return shape.section("events", lines)


def _reservations(register: Register, party: model.Party | None) -> shape.Section:
    skip = ("provision", "text", "source")
    given_by = party.reservations if party else ()
    each = ((x, (cite(register, x.source), *shape.labelled(register, x, skip))) for x in given_by)
    lines = (shape.Line(x.provision, x.text, notes, shape.named(register, x.provision)) for x, notes in each)
    return shape.section("reservations", lines)
