"""The log and the difference between two states: events, chosen and put in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from menneskehandel_cli.history import Broken, Event, History
from menneskehandel_cli.history.events import Delta
from menneskehandel_cli.history.facts import EXISTS
from menneskehandel_cli.language import Day, Phrase
from menneskehandel_cli.models import Measure, Report, Text
from menneskehandel_cli.register import Register, natural
from menneskehandel_cli.reports.listing import Said
from menneskehandel_cli.reports.selection import EVERYTHING, Selection


@dataclass(frozen=True, slots=True)
class LogFilter:
    """Which events are asked for; an empty field asks for all. ``ids`` are records or their parts."""

    ids: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    selection: Selection = EVERYTHING
    kinds: tuple[str, ...] = ()

    @property
    def narrow(self) -> bool:
        """Whether only the events about some records are asked for."""
        return bool(self.ids) or self.selection != EVERYTHING


@dataclass(frozen=True, slots=True)
class LogView:
    """The events, oldest first, and the commits that broke a file."""

    revision: str
    events: tuple[Event, ...]
    broken: tuple[Broken, ...]

    @property
    def policy(self) -> list[Event]:
        """What was decided or done."""
        return [event for event in self.events if event.standing == "policy"]

    @property
    def bookkeeping(self) -> list[Event]:
        """Data entry and corrections, which are no decisions."""
        return [event for event in self.events if event.standing != "policy"]


@dataclass(frozen=True, slots=True)
class DiffView:
    """What differs between two states; ``to`` is ``None`` for the files on the disk."""

    start: str
    to: str | None
    deltas: tuple[Delta, ...]
    titles: dict[str, Text]
    broken: tuple[str, ...]
    """Files that cannot be read in full in one of the states; their deltas are left out."""


def log_view(register: Register | None, history: History, revision: str, wanted: LogFilter) -> LogView:
    """The events in ``wanted``. The records of ``register`` are needed where these are ``narrow``."""
    shown = [
        event
        for event in history.events
        if _in_time(event, wanted) and (not wanted.kinds or event.delta.kind in wanted.kinds)
    ]
    if register is not None:
        shown = _narrowed(register, shown, wanted)
    return LogView(
        revision=revision,
        events=tuple(shown),
        broken=tuple(item for item in history.broken if _in_time(item, wanted))
        if not wanted.narrow and not wanted.kinds
        else (),
    )


def _narrowed(register: Register, events: list[Event], wanted: LogFilter) -> list[Event]:
    measures = {measure.id for measure in register.measures if wanted.selection.holds(measure)}
    narrowed = wanted.selection != EVERYTHING
    told = told_in(register)
    ids = tuple(known for name in wanted.ids for known in all_names(register, name))
    return [
        event
        for event in events
        if (not ids or _about(event.delta, ids, told))
        and (not narrowed or _chosen(event.delta, told, measures, wanted.selection))
    ]


def own_events(register: Register, history: History, name: str) -> tuple[Event, ...]:
    """The events about a record or a part of it, or about links to it, oldest first."""
    told = told_in(register)
    names = all_names(register, name)
    return tuple(event for event in history.events if _about(event.delta, names, told))


def all_names(register: Register, name: str) -> tuple[str, ...]:
    """A measure or a part of it by its present id and by those it had before."""
    owner, dot, part = name.partition(".")
    former = next((m.former_ids for m in register.measures if m.id == owner), ())
    return (name, *(f"{old}{dot}{part}" for old in former))


def diff_view(
    start: str, to: str | None, deltas: Iterable[Delta], titled: Register, broken: Iterable[str]
) -> DiffView:
    """The differences by record."""
    ordered = sorted(deltas, key=lambda delta: natural(delta.record))
    return DiffView(start, to, tuple(ordered), titles(titled), tuple(broken))


def titles(register: Register) -> dict[str, Text]:
    """What readers know each record by."""
    found = {}
    for entry in register.entries:
        title = getattr(entry.record, "title", None)
        if isinstance(title, Text):
            found[entry.id] = title
    return found


def _chosen(
    delta: Delta, told: Mapping[str, frozenset[str]], measures: set[str], selection: Selection
) -> bool:
    """Whether an event is about a measure that the filters ask for, now or as it was then."""
    then = isinstance(delta.about, Measure) and selection.holds(delta.about)
    return then or bool(_owners(delta, told) & measures)


def _in_time(event: Event | Broken, wanted: LogFilter) -> bool:
    day = event.commit.day
    return (wanted.since is None or day >= wanted.since) and (wanted.until is None or day <= wanted.until)


def told_in(register: Register) -> dict[str, frozenset[str]]:
    """Which measures each report tells of, by the report's id."""
    return {
        entry.id: frozenset(
            register.renumbered.get(said.measure, said.measure) for said in entry.record.measures
        )
        for entry in register.entries
        if isinstance(entry.record, Report)
    }


def _about(delta: Delta, ids: tuple[str, ...], told: Mapping[str, frozenset[str]]) -> bool:
    subject = delta.key.subject
    linked = delta.key.field.partition(":")[2]
    return any(
        name in (delta.record, subject, linked)
        or subject.startswith(f"{name}.")
        or name in _owners(delta, told)
        for name in ids
    )


def _owners(delta: Delta, told: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The measures an event is about: the record, or those that a report speaks of."""
    if delta.kind_of_record != "report":
        return frozenset((delta.record,))
    named = delta.key.subject.partition("/")[2]
    return frozenset((named,)) if named else told.get(delta.record, frozenset())


def tell(delta: Delta, times: int | None = None) -> Said:
    """An event as a phrase."""
    kind = delta.kind
    params: dict[str, object] = {
        "subject": delta.key.subject,
        "before": _value(delta, delta.before),
        "after": _value(delta, delta.after),
    }
    if kind.startswith(("link_", "relation_", "gap_accepted", "acceptance_")):
        params["target"] = delta.key.field.rpartition(":")[2]
        params |= _linked(delta.after or delta.before)
    if kind == "deadline_moved":
        days = delta.days or 0
        params["moved"] = Phrase(f"moved.{'later' if days > 0 else 'earlier'}", {"n": abs(days)})
        params["times"] = Phrase("moved.times", {"n": times}) if times else ""
    if kind == "changed":
        params["field"] = delta.key.field
    return Phrase(f"event_kind.{kind}", params)


def _linked(value: object) -> dict[str, object]:
    told = value if isinstance(value, dict) else {}
    found: dict[str, object] = {"by": told.get("decided_by", ""), "reason": _text(told.get("reason"))}
    if "contribution" in told:
        found["basis"] = Phrase(f"basis.{told['basis']}")
        found["contribution"] = Phrase(f"contribution.{told['contribution']}")
    return found


def _value(delta: Delta, value: object) -> Said:
    if value is None:
        return "–"
    if delta.kind_of_record == "report" and delta.key.field == EXISTS:
        return Phrase(f"report.standing.short.{value}")
    if delta.key.field == "status":
        return Phrase(f"status.{value}")
    if delta.key.field in ("due", "completed") and isinstance(value, str):
        return Phrase("cite", {"parts": Day(value)})
    if isinstance(value, dict):
        return _text(value)
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    return str(value)


def _text(value: object) -> Said:
    if isinstance(value, dict) and value and set(value) <= {"nb", "nn", "en"}:
        return Text.model_validate(value)
    return ""
