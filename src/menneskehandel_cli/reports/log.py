"""The log and the difference between two states: events, filtered and sorted."""

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple, get_args

from menneskehandel_cli.history import Broken, Event, History, between, name_of, policy_events
from menneskehandel_cli.history.events import Delta
from menneskehandel_cli.history.facts import EXISTS, FactText, Key, is_acceptance
from menneskehandel_cli.history.selection import Lookback
from menneskehandel_cli.language import Day, Parts, Phrase, field_label, has, last_day, msg
from menneskehandel_cli.language.days import is_day
from menneskehandel_cli.models import Law, Measure, Record, Report, Text
from menneskehandel_cli.register import Kind, Register, grouped, natural
from menneskehandel_cli.reports.listing import Wording
from menneskehandel_cli.reports.selection import EVERYTHING, Selection
from menneskehandel_cli.rules import RuleContext, all_rules, found_by
from menneskehandel_cli.rules.movement import Movements, movements
from menneskehandel_cli.trees import PLANS


class Review(NamedTuple):
    """What the check says of a change: the errors after it, and what happened to every gap."""

    errors: int
    gaps: Movements


class LogFilter(NamedTuple):
    """A filter of events; an empty field selects all. ``ids`` are records or their parts."""

    ids: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    selection: Selection = EVERYTHING
    kinds: tuple[str, ...] = ()


class LogView(NamedTuple):
    """The events, oldest first, and the commits that broke a file."""

    revision: str
    events: tuple[Event, ...]
    broken: tuple[Broken, ...]
    entered: str = ""
    """What the strategy gives as the end of its data entry: a day or a commit."""

    @property
    def last_entered(self) -> bool:
        """Whether several of the commits are data entry because of the day on which that ended."""
        entry = [event.commit for event in self.events if event.classification == "data_entry"]
        ended = last_day(self.entered) if is_day(self.entered) else None
        return len({commit.id for commit in entry if commit.day == ended}) > 1

    @property
    def policy(self) -> tuple[Event, ...]:
        """The events that record decisions or actions."""
        return policy_events(self.events)

    @property
    def bookkeeping(self) -> list[Event]:
        """The events that are data entry or corrections, not decisions."""
        return [event for event in self.events if event.classification != "policy"]


class DiffView(NamedTuple):
    """What differs between two states; ``to`` is ``None`` for the files on disk."""

    start: str
    to: str | None
    deltas: tuple[Delta, ...]
    titles: dict[str, Text]
    broken: tuple[str, ...]
    """Files that cannot be read in full in one of the states; their deltas are left out."""
    review: Review | None = None
    """What the check says of the change, if it was asked."""


def log_view(register: Register | None, history: History, revision: str, wanted: LogFilter) -> LogView:
    """The events selected by ``wanted``. ``register`` is required if it selects by records."""
    by_time = not (wanted.ids or wanted.kinds or wanted.selection != EVERYTHING)
    within = (event for event in history.events if _in_time(event, wanted))
    shown = [event for event in within if not wanted.kinds or event.delta.kind in wanted.kinds]
    if register is not None:
        shown = _narrowed(register, shown, wanted)
    broken = (item for item in history.broken if by_time and _in_time(item, wanted))
    return LogView(revision, tuple(shown), tuple(broken))


def _narrowed(register: Register, events: list[Event], wanted: LogFilter) -> list[Event]:
    measures = {measure.id for measure in register.measures if wanted.selection.holds(measure)}
    narrowed = wanted.selection != EVERYTHING
    by_report = told_in(register)
    ids = tuple(known for name in wanted.ids for known in all_names(register, name))
    return [
        event
        for event in events
        if (not ids or not _subject_ids(event.delta, by_report).isdisjoint(ids))
        and (not narrowed or _is_selected(event.delta, by_report, measures, wanted.selection))
    ]


def events_by_name(register: Register, history: History) -> dict[str, tuple[Event, ...]]:
    """The events about each record or part of one, or about links to it, by its id; oldest first."""
    by_report = told_in(register)
    return grouped(
        (name, event)
        for event in history.events
        for name in {register.current_id(name) for name in _subject_ids(event.delta, by_report)}
    )


def naming(register: Register, ids: Collection[str], *, corrected: bool) -> Lookback:
    """The events that ``events_by_name`` gives for some ids, or at least the decisions among them."""
    names = {known for name in ids for known in all_names(register, name)}
    names |= {name for name, target in register.targets.items() if target.id in ids}
    names |= {report for report, measures in told_in(register).items() if not measures.isdisjoint(ids)}
    return Lookback(frozenset(get_args(Kind)), about=frozenset(names), corrected=corrected)


def all_names(register: Register, name: str) -> tuple[str, ...]:
    """The present and former ids of a measure or of a part of it."""
    owner, dot, part = name.partition(".")
    measure = register.measure_by_id.get(owner)
    return (name, *(f"{old}{dot}{part}" for old in (measure.former_ids if measure else ())))


def difference(start: str, to: str | None, old: Register, new: Register) -> DiffView:
    """What differs between two states.

    Records that cannot be read in full on one side are skipped: whether they were added is unknown.
    """
    sides = (old, new)
    broken = frozenset[str]().union(*(side.unread | side.damaged for side in sides))
    deltas = [*between(*(_readable_records(side, sides) for side in sides)), *between(_gone(old, new), {})]
    ordered = sorted(deltas, key=lambda delta: natural(delta.record))
    titles = {entry.id: getattr(entry.record, "title", None) for entry in new.entries}
    named = {name: title for name, title in titles.items() if isinstance(title, Text)}
    return DiffView(start, to, tuple(ordered), named, tuple(sorted(broken)))


def _readable_records(register: Register, sides: Iterable[Register]) -> dict[str, Record]:
    """The records of files readable in full on all ``sides``; for a duplicate id, the first by path."""
    found: dict[str, Record] = {}
    for entry in register.entries:
        if not any(side.hides(entry.path) or entry.path in side.damaged for side in sides):
            found.setdefault(name_of(entry.path, entry.record), entry.record)
    return found


def _gone(old: Register, new: Register) -> dict[str, Record]:
    """The other plans that are no longer there, and their measures, as this one names them."""
    left = {plan.id for plan in new.beside} | {new.plan}
    left |= {one.id for one in (new.strategy, *(plan.strategy for plan in new.beside)) if one is not None}
    found: dict[str, Record] = {}
    for plan in old.beside if PLANS not in left else ():  # One at the top that cannot be read may be any.
        own = plan.strategy
        if plan.id not in left and (own is None or own.id not in left):
            found |= {plan.id: own} if own is not None else {}
            found |= {measure.id: measure for measure in plan.measures}
    return found


def _is_selected(
    delta: Delta, by_report: Mapping[str, frozenset[str]], measures: set[str], selection: Selection
) -> bool:
    """Whether an event is about a measure that the filters select, as it is now or was then."""
    then = isinstance(delta.about, Measure) and selection.holds(delta.about)
    return then or bool(_owners(delta, by_report) & measures)


def _in_time(event: Event | Broken, wanted: LogFilter) -> bool:
    day = event.commit.day
    return (wanted.since is None or day >= wanted.since) and (wanted.until is None or day <= wanted.until)


def told_in(register: Register) -> dict[str, frozenset[str]]:
    """The measures that each report covers, by the report's id."""
    return {
        entry.id: frozenset(register.current_id(part.measure) for part in entry.record.measures)
        for entry in register.entries
        if isinstance(entry.record, Report)
    }


def _subject_ids(delta: Delta, by_report: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The ids that an event is about, and those of what they are parts of."""
    record, field = delta.key.subject, delta.key.field
    # The subject of a measure in a report, or of a requirement in law, holds both ids.
    names = {delta.record, record, record.partition("/")[2], *re.split("[: ]", field)[1:]}
    if isinstance(delta.about, Law):
        names.add(delta.about.obligation)
    wholes = (".".join(name.split(".")[:n]) for name in names for n in range(1, name.count(".") + 2))
    return frozenset(wholes) | _owners(delta, by_report)


def _owners(delta: Delta, by_report: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The measures an event is about: the record, or those that a report covers."""
    if delta.kind_of_record != "report":
        return frozenset((delta.record,))
    named = delta.key.subject.partition("/")[2]
    return frozenset((named,)) if named else by_report.get(delta.record, frozenset())


def tell(delta: Delta, times: int | None = None, called: Mapping[str, str] = MappingProxyType({})) -> Wording:
    """An event as a phrase, of what is ``called`` by a name by that."""
    kind, subject = delta.kind, called.get(delta.key.subject, _subject(delta))
    params: dict[str, object]
    if translated := _translated(delta.before, delta.after):
        named = (Phrase(f"language.{tag}") if has(f"language.{tag}") else tag for tag in translated)
        params = {"subject": subject, "languages": Parts(tuple(named))}
        return Phrase(msg("{subject}: text in {languages} changed"), params)
    before, after = (_value_text(delta, value) for value in (delta.before, delta.after))
    params = {"subject": subject, "before": before, "after": after}
    key = f"event_kind.{kind}"
    if kind.startswith(("link_", "relation_")):
        params["target"] = delta.key.field.rpartition(":")[2]
        link = delta.after or delta.before
        basis = [Phrase(f"{key}.{link[key]}") for key in ("basis", "contribution") if key in link]
        params["basis"] = Phrase("cite", parts=Parts(tuple(basis)))
    elif is_acceptance(delta.key.field):
        entry = delta.after or delta.before
        about = f" ({entry['about']})" if entry.get("about") else ""
        params |= {"target": f"{entry['rule']}{about}", "by": entry["decided_by"]}
        params["reason"] = FactText(entry["reason"])
    elif kind == "deadline_moved":
        params["moved"] = shift(delta.days or 0)
        params["times"] = Phrase(msg(", move no. {n}"), n=times) if times else ""
    elif kind == "changed":
        field, _, goal = delta.key.field.partition(":")
        known = Phrase(f"changed.{field}") if has(f"changed.{field}") else field_label(field)
        params["field"] = Phrase("changed.shared_goal", goal=goal) if goal else known
    elif kind.endswith(("_added", "_removed")) and _is_untitled(delta, called):
        key = f"event_kind.record_{kind.rpartition('_')[2]}.untitled"
    return Phrase(key, params)


def _is_untitled(delta: Delta, called: Mapping[str, str]) -> bool:
    """Whether what was added or removed is ``called`` by its title, or has none to show."""
    none = delta.kind.startswith(("record_", "part_")) and (delta.after or delta.before) is True
    return none or delta.key.subject in called


def _subject(delta: Delta) -> Wording:
    """What an event is about: its id, or in the strategy and the law the words that people know."""
    owner, _, part = delta.key.subject.partition("/")
    if delta.kind_of_record == "law":
        return Phrase(msg("The reading of the law on {id}"), id=part or owner.removeprefix("law-"))
    if owner != "strategy":
        return delta.key.subject
    if part.isdecimal():
        return Phrase(msg("Focus area {number}"), number=part)
    return part or Phrase("section.strategy")


def _translated(before: object, after: object) -> tuple[str, ...]:
    """The languages in which a text changed, if that in the strategy's language is the same."""
    if not isinstance(before, FactText) or not isinstance(after, FactText):
        return ()
    own = next(iter(after))
    if before.get(own) != after[own]:
        return ()
    return tuple(tag for tag in {**before, **after} if before.get(tag) != after.get(tag))


def shift(days: int) -> Phrase:
    """By how many days a deadline moved."""
    if days == 0:
        return Phrase(msg("the same day"))
    return Phrase(f"moved.{'later' if days > 0 else 'earlier'}", n=abs(days))


def _value_text(delta: Delta, value: object) -> object:
    if value is None:
        return "–"
    if delta.kind_of_record == "report" and delta.key == Key(delta.record, EXISTS):
        return Phrase(f"report.state.short.{value}")
    if delta.kind == "extent_changed":
        return Phrase(f"law.{value}")
    if delta.kind_of_record == "law" and delta.key.field == EXISTS and isinstance(value, str):
        return Phrase(msg("national law: {extent}"), extent=Phrase(f"law.{value}"))
    if delta.key.field == "status":
        return Phrase(f"status.{value}")
    if delta.key.field in ("due", "started", "completed") and isinstance(value, str):
        return Phrase("cite", parts=Day(value))
    if isinstance(value, FactText):
        return value
    if isinstance(value, dict):
        return ""
    return ", ".join(str(item) for item in value) if isinstance(value, list) else str(value)


def review(before: RuleContext, after: RuleContext) -> Review:
    """The check of the later of two states, held against the earlier one."""
    earlier, later = (found_by(context, all_rules()) for context in (before, after))
    errors = sum(finding.severity == "error" for finding in later)
    return Review(errors, movements((before, earlier), (after, later), ()))
