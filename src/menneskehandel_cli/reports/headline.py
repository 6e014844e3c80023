"""What a decision maker reads first: what is delivered, late, unreported, disputed and due next."""

from calendar import isleap
from collections.abc import Iterable, Iterator
from datetime import MAXYEAR, date
from typing import Literal, NamedTuple

from menneskehandel_cli.history.facts import EXISTS
from menneskehandel_cli.language import Phrase, last_day, msg
from menneskehandel_cli.models import Measure, Task, Text
from menneskehandel_cli.models.law import LawProvision
from menneskehandel_cli.models.reporting import Completions
from menneskehandel_cli.register import Register
from menneskehandel_cli.register.citing import rule_end
from menneskehandel_cli.reports.frame import Frame
from menneskehandel_cli.reports.listing import Wording
from menneskehandel_cli.rules import Finding, found_by, unaccepted

DIFFERING = ("MH206", "MH310")
"""The rules that find assessments that differ: of an obligation, and of a measure's status."""


class TaskLine(NamedTuple):
    """A task with those who answer for it: its owners, otherwise those responsible for its measure."""

    measure: str
    task: Task
    who: tuple[str, ...]


class LateTask(NamedTuple):
    """An open task whose deadline has passed, and by how many days."""

    line: TaskLine
    days: int


class Coming(NamedTuple):
    """Something that is due, or the day on which a rule of law or an acceptance ends."""

    kind: Literal["task", "report", "evaluation", "reply", "law", "acceptance"]
    due: str
    """The ISO day, month or year."""
    about: str
    """The id of the task, the evaluation, the instrument replied on or the act, the code of the accepted
    rule, or the year of the report."""
    said: Wording | Text
    who: tuple[str, ...]


class Headline(NamedTuple):
    """The first screen of a yearly report. An empty list means that there is nothing of its kind."""

    measures: tuple[Measure, ...]
    """Measures completed in the period."""
    tasks: tuple[TaskLine, ...]
    """Tasks completed in the period."""
    late: tuple[LateTask, ...]
    """The latest first."""
    differing: tuple[Finding, ...]
    """Statements on the same thing that do not agree."""
    coming: tuple[Coming, ...]
    """What is due within twelve months of the closing day, which counts, in order."""


ANY = Completions(date.max, date.max, since=date.min, until=date.max)
"""All that is recorded as completed since the opening state, whenever that was."""


def headline(frame: Frame, wanted: Completions = ANY) -> Headline:
    """The first screen at the closing state of ``frame``, with the completions that are ``wanted``."""
    register, as_of = frame.closing.register, frame.closing.as_of
    before = frame.opening.register
    known = {measure.id for measure in before.measures if measure.status == "completed"}
    known |= {line.task.id for line in _task_lines(before) if line.task.status == "completed"}
    recorded = {
        x.delta.key.subject: x
        for x in frame.history.events
        if x.delta.after == "completed" or x.delta.key.field == EXISTS
    }

    def told(one: Measure | Task, own: str | None, *former: str) -> bool:
        """Whether it is completed, and on such a day, its ``own`` or the one of its status."""
        new, event = known.isdisjoint((one.id, *former)), recorded.get(one.id)
        if one.status != "completed":
            return False
        if day := own or (event and event.delta.happened):
            return (wanted.since if new else wanted.first) <= last_day(day) <= wanted.last
        return new and (event is None or event.commit.day <= wanted.until)

    late = [LateTask(x, n) for x in _task_lines(register) if (n := days_late(x.task, as_of)) is not None]
    year = a_year_after(as_of)
    return Headline(
        measures=tuple(x for x in register.normative_measures if told(x, None, *x.former_ids)),
        tasks=tuple(x for x in _task_lines(register) if told(x.task, x.task.completed)),
        late=tuple(sorted(late, key=lambda item: -item.days)),
        differing=tuple(unaccepted(found_by(frame.closing.context, DIFFERING))),
        coming=tuple(_in_order(item for item in _coming_days(frame) if as_of <= last_day(item.due) <= year)),
    )


def days_late(task: Task, as_of: date) -> int | None:
    """By how many days a task is late; ``None`` if it is not."""
    return (as_of - last_day(task.due)).days if task.due is not None and task.is_overdue(as_of) else None


def _task_lines(register: Register) -> Iterator[TaskLine]:
    for measure in register.normative_measures:
        for task in measure.tasks:
            yield TaskLine(measure.id, task, measure.owners_of(task) or measure.responsible)


def _in_order(found: Iterable[Coming]) -> list[Coming]:
    return sorted(found, key=lambda item: (last_day(item.due), item.about))


def deadlines(frame: Frame) -> list[Coming]:
    """Every deadline that is not met, passed ones too, in order: also replies to the treaty bodies."""
    found = [item for item in _coming_days(frame) if item.kind != "acceptance"]
    register = frame.closing.register
    for instrument, _, _, event in register.events:
        if event.due is not None and event.date is None:
            body = register.short_name(instrument.body)
            phrase = Phrase("coming.reply", body=body, instrument=instrument.title)
            found.append(Coming("reply", event.due, instrument.id, phrase, ()))
    return _in_order(found)


def _coming_days(frame: Frame) -> Iterator[Coming]:
    """Everything that has a day, whenever it is."""
    register, strategy = frame.closing.register, frame.strategy
    for line in _task_lines(register):
        if line.task.is_open and line.task.due is not None:
            yield Coming("task", line.task.due, line.task.id, line.task.text, line.who)
    for year, period in strategy.reporting.periods.items():
        if period.due is not None:
            yield Coming("report", period.due, year, Phrase("coming.report", year=year), ())
    for evaluation in strategy.evaluations:
        if evaluation.due is not None:
            yield Coming("evaluation", evaluation.due, evaluation.id, evaluation.title, ())
    for end, source in ((x.ends, x.source) for _, _, x in register.models(LawProvision) if x.ends):
        yield Coming("law", end.on, source.document, rule_end(register, end.what, source), ())
    for entry in register.entries:
        for gap in entry.record.accepted:
            if gap.until is not None:
                name = register.short_name(entry.id) if entry.id else entry.path
                phrase = Phrase(msg("an accepted gap in “{name}” is to be considered again"), name=name)
                yield Coming("acceptance", gap.until, gap.rule, phrase, (gap.decided_by,))


def a_year_after(day: date) -> date:
    """The same day a year later; 28 February for 29 February, and the last day of all at the end."""
    if day.year == MAXYEAR:
        return date.max
    leap = (day.month, day.day) == (2, 29) and not isleap(day.year + 1)
    return day.replace(year=day.year + 1, day=28 if leap else day.day)
