"""MH311: a reply to a treaty body that is due."""

from collections.abc import Iterator

from menneskehandel_cli.diagnostics import About, Diagnostic
from menneskehandel_cli.language import Day, Phrase, msg
from menneskehandel_cli.language.days import last_day
from menneskehandel_cli.models import Instrument, Party
from menneskehandel_cli.rules.base import Cause, Closure, Diagnostics, Rule, RuleContext, closed, ended


def check(context: RuleContext) -> Diagnostics:
    """Events whose due day has passed and that have no date on which they happened."""
    for instrument, holder, place, event in context.register.events:
        if event.date is None and event.due is not None and last_day(event.due) < context.as_of:
            about = About(instrument.id, target=f"{event.kind} {event.due}")
            told = {"body": instrument.body, "day": Day(event.due)}
            yield context.wrong("MH311", holder, ("events", place, "due"), told, weight=3, about=about)


def closure(diagnostic: Diagnostic, context: RuleContext) -> Closure | None:
    """Why a gap is closed: the event has happened, its due day has changed, or it was removed."""
    about = diagnostic.about
    kind, due = (about.target if about else " ").split(" ", 1)
    day = diagnostic.params["day"]
    name = Phrase(f"event.{kind}")
    mine = [
        (holder.id, event)
        for instrument, holder, _, event in context.register.events
        if instrument.id == diagnostic.about_record and event.kind == kind
    ]
    for holder, event in mine:
        # When the reply is recorded, its day may replace the day it was due.
        late = event.due is None and event.date is not None and last_day(event.date) >= last_day(due)
        if event.date is not None and (event.due == due or late):
            cause = Cause(holder, field="events")
            told = {"day": Day(event.date), "reference": event.reference or ""}
            return closed("happened", cause, event=name, **told)
    causes = [Cause(holder.id, field="events") for holder in _holders(diagnostic, context)]
    waiting = [event.due for _, event in mine if event.date is None and event.due is not None]
    if due in waiting:
        return ended("deadline_moved", "not_passed", name=name, day=day)
    if waiting:
        after = Day(min(waiting))
        return ended("deadline_moved", "deadline_moved", *causes, name=name, before=day, after=after)
    return ended("removed", "event_removed", *causes, event=name, day=day)


def _holders(diagnostic: Diagnostic, context: RuleContext) -> Iterator[Instrument | Party]:
    """The records that may hold the events of the instrument."""
    for name, instrument in context.register.instruments.items():
        if instrument.id == diagnostic.about_record:
            yield instrument
            if name in context.register.parties:
                yield context.register.parties[name]


RULE = Rule(
    severity="gap",
    message=msg("The deadline for a reply to {body} was {day}. The reply is not recorded here as sent."),
    help=msg(
        "If the reply has been sent, write “date:” and “reference:” on the event in _instrument.yaml."
    ),
    why=msg(
        "Deadlines set by the monitoring bodies are part of the duty to cooperate with them (CETS 197, "
        "Article 38)."
    ),
    check=check,
    about=("target",),
    closure=closure,
)
