"""The tasks of a measure as tables: how each stands on a day, and what is noted of it."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from datetime import date

from menneskehandel_cli.language import Day, Parts, Phrase, field_label, msg
from menneskehandel_cli.models import Measure, Task
from menneskehandel_cli.models.measure import Recurrence
from menneskehandel_cli.register import Register, grouped
from menneskehandel_cli.reports.listing import Wording
from menneskehandel_cli.reports.promised import PROMISED_BY, SIGNS
from menneskehandel_cli.reports.record import Line, Section, labelled, name_of, names


def tasks_by_kind(register: Register, measure: Measure, as_of: date) -> Iterator[Section]:
    """A table for each kind of promise, all with the same columns, and a mark for each of its tasks."""
    table = task_table(register, "", measure.tasks, as_of)
    columns = (*table.columns[:2], *table.columns[3:])
    rows = ((x, replace(y, cells=y.cells[1:])) for x, y in zip(measure.tasks, table.lines, strict=True))
    found = grouped((PROMISED_BY[x.commitment], (_sign(x), y)) for x, y in rows)
    for kind in sorted(found, key=[*SIGNS].index):
        marks = "".join(sorted(mark for mark, _ in found[kind]))  # what is filled comes first
        name, first = Phrase(f"promised.mark.{kind}"), _MEANS if kind == "assess" else ()
        title = Phrase(msg("{kind} ({n}) {marks}"), kind=name, n=len(marks), marks=marks)
        yield Section(title, tuple(line for _, line in found[kind]), columns=columns, first=first)


def _sign(task: Task) -> str:
    return "■" if task.status == "completed" else SIGNS[PROMISED_BY[task.commitment]]


def grouped_tasks(register: Register, measure: Measure, as_of: date) -> Iterator[Section]:
    """The tasks as a table, and one below a heading for each group."""
    groups = {group.id for group in measure.groups}
    loose = tuple(task for task in measure.tasks if task.group not in groups)
    assessed = any(task.commitment == "assess" for task in measure.tasks)
    yield replace(task_table(register, "", loose, as_of, groups), first=_MEANS if assessed else ())
    for group in measure.groups:
        about = tuple(Line("", phrase) for phrase in labelled(register, group, ("source",)))
        tasks = tuple(task for task in measure.tasks if task.group == group.id)
        yield replace(task_table(register, group.title, tasks, as_of, groups), anchor=group.id, first=about)


_MEANS = (Line("", Phrase("assess.means")),)
_COLUMNS = {
    "commitment": "column.commitment",
    "status": "column.status",
    "owners": "fact.owners",
    "due": "fact.due",
}
"""The fields of a task that have a column, and what it is called."""


def _task_cell(register: Register, task: Task, column: str, as_of: date) -> Wording:
    if column == "commitment":
        return Phrase(msg("{sign} {kind}"), sign=_sign(task), kind=Phrase(f"commitment.{task.commitment}"))
    if column == "status" and task.status != "not_reported":
        return Phrase(f"status.{task.status}")
    if column == "owners" and task.owners:
        return names(register, task.owners)
    if column == "due" and task.due:
        passed = Phrase("status.passed") if task.is_overdue(as_of) else ""
        return Phrase("cite", parts=Parts(tuple(filter(None, (Day(task.due), passed)))))
    return ""


def task_table(
    register: Register, title: Wording, tasks: Iterable[Task], as_of: date, groups: Container[str] = ()
) -> Section:
    """Tasks as they stand on a day, with the columns that say something; ``groups`` have headings."""
    rows, none = tuple(tasks), {"owners": Phrase(msg("none named"))}
    columns = [name for name in _COLUMNS if any(_task_cell(register, task, name, as_of) for task in rows)]

    def cells(task: Task) -> tuple[Wording, ...]:
        rest = {} if task.group in groups else none
        return tuple(_task_cell(register, task, name, as_of) or rest.get(name, "") for name in columns)

    lines = tuple(Line(x.id, x.text, _task_notes(register, x), cells=cells(x)) for x in rows)
    return Section(title, lines, columns=("column.id", "column.task", *(_COLUMNS[x] for x in columns)))


def repeated(often: Recurrence) -> Phrase:
    """How often something is to happen."""
    times = f"{often.min}–{often.max}" if often.max and often.max != often.min else f"{often.min}"
    return Phrase("task.recurrence", times=times, n=often.max or often.min)


_TOLD_OF_TASK = {
    *("text", "commitment", "owners", "status", "due", "recurrence", "completed", "source"),
    *("outcome", "themes"),
}


def _task_notes(register: Register, task: Task) -> tuple[Wording, ...]:
    notes: list[Wording] = []
    if task.recurrence:
        notes += repeated(task.recurrence), *labelled(register, task.recurrence, ("per", "min", "max"))
    if task.completed:
        notes.append(Phrase(msg("Completed: {day}"), day=Day(task.completed)))
    if task.outcome is not None:
        about = labelled(register, task.outcome, ("decision", "leads_to"))
        notes += Phrase(f"outcome.{task.outcome.decision}"), *about
        known = (register.tasks[x][1] for x in task.outcome.leads_to if x in register.tasks)
        led = [name_of(one.text) for one in known]
        notes += [Phrase("labelled", label=field_label("leads_to"), value=led)] if led else []
    # A group is a heading where it is needed; only the id of one that does not exist is shown.
    heading = {"group"} if task.group in register.children else set[str]()
    return (*notes, *labelled(register, task, _TOLD_OF_TASK | heading))
