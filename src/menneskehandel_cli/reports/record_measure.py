"""A measure in full: its goals, tasks, links and relations, and the related indicators."""

from __future__ import annotations

from collections.abc import Container, Iterator

from menneskehandel_cli.language import Day, Parts, Phrase, msg
from menneskehandel_cli.models import Measure, Task
from menneskehandel_cli.models.measure import StatusSource
from menneskehandel_cli.register import Link, Register
from menneskehandel_cli.reports.listing import (
    Said,
    figure,
    goal_items,
    responsible,
    status_of,
)
from menneskehandel_cli.reports.record import (
    Detail,
    Line,
    Section,
    address_line,
    given,
    labelled,
    names,
    section,
    told_of,
)


def coordinating_first(register: Register, measure: Measure) -> list[str]:
    """The actors responsible for a measure, the coordinating ministry first."""
    coordinator = register.strategy.coordinator if register.strategy else ""
    return sorted(measure.responsible, key=lambda actor: actor != coordinator)


def measure_detail(register: Register, measure: Measure) -> Detail:
    """A measure for ``mh show``."""
    area = register.focus_areas.get(measure.focus_area)
    number = str(measure.focus_area)
    shared = [goal for goal in goal_items(register, measure) if "shared" in goal]
    links = [Link(measure, address, place) for place, address in enumerate(measure.addresses)]
    return told_of(
        register,
        measure,
        "measure",
        (
            ("area", Phrase("numbered", {"n": number, "title": area.title}) if area else number),
            ("responsible", responsible(measure, names(register, coordinating_first(register, measure)))),
            ("basis", measure.responsible_note),
            ("lead", names(register, (measure.lead,)) if measure.lead else None),
            ("partners", names(register, measure.partners) if measure.partners else None),
            ("status", status_of(measure)),
            *(_status_facts(measure.status_source) if measure.status_source else ()),
            *("source", "summary", "note"),
        ),
        (
            section("goals", _goal_lines(register, measure)),
            *_task_sections(register, measure),
            section(
                "knowledge_gaps",
                (
                    Line(gap.id, gap.text, labelled(register, gap, ("text", "source")))
                    for gap in measure.knowledge_gaps
                ),
            ),
            section("addresses", (address_line(register, link) for link in links)),
            section("relations", _relation_lines(register, measure)),
            section("indicators", _indicator_lines(register, measure)),
        ),
        links={"relations_from": [other.id for other, _ in register.relations_to.get(measure.id, ())]},
        title=measure.title,
        apart=_APART,
        derived={"goals": shared},
    )


_APART = frozenset(
    (
        *("focus_area", "responsible_basis", "responsible_note"),
        *("goals", "groups", "tasks", "knowledge_gaps", "addresses", "relations"),
    )
)
_TOLD_OF_TASK = frozenset(
    ("text", "commitment", "owners", "status", "due", "recurrence", "completed", "source")
)


def _status_facts(statement: StatusSource) -> Iterator[tuple[str, Said]]:
    """Who stated the status, when and where, and in which words."""
    told_by = Phrase("told_by", {"by": statement.by, "day": Day(statement.date)})
    parts = (told_by, statement.url) if statement.url else (told_by,)
    yield "status_source", Phrase("cite", {"parts": Parts(parts)})
    if statement.text is not None:
        yield "status_text", statement.text


def _goal_lines(register: Register, measure: Measure) -> Iterator[Line]:
    for goal in measure.goals:
        if goal.ref is None:
            yield Line(goal.id or "", goal.text or "")
            continue
        shared = register.shared_goals.get(goal.ref)
        others = [name for name in shared.measures if name != measure.id] if shared else []
        notes = (Phrase(msg("Shared with {measures}."), {"measures": others}),) if others else ()
        yield Line(goal.ref, shared.text if shared else "", notes)


def _task_sections(register: Register, measure: Measure) -> Iterator[Section]:
    groups = {group.id for group in measure.groups}
    loose = (task for task in measure.tasks if task.group not in groups)
    yield section("tasks", (_task_line(register, task, groups) for task in loose))
    for group in measure.groups:
        about = (Line("", said) for said in labelled(register, group, ("source",)))
        inside = (task for task in measure.tasks if task.group == group.id)
        lines = (*about, *(_task_line(register, task, groups) for task in inside))
        title = Phrase("section.group", {"id": group.id, "title": group.title})
        yield Section(title, lines, group.id)


def _task_line(register: Register, task: Task, groups: Container[str]) -> Line:
    """A task; ``groups`` are those of its measure, whose headings tell the group of a task."""
    notes: list[Said] = [
        Phrase(
            msg("{commitment} · {status}"),
            {
                "commitment": Phrase(f"commitment.{task.commitment}"),
                "status": Phrase(f"status.{task.status}"),
            },
        )
    ]
    if task.owners:
        owners = [register.short_name(owner) for owner in task.owners]
        notes.append(Phrase("task.owners", {"owners": owners}))
    if task.due:
        notes.append(Phrase(msg("Deadline: {day}"), {"day": Day(task.due)}))
    if task.recurrence:
        low, high = task.recurrence.min, task.recurrence.max
        times = f"{low}–{high}" if high and high != low else f"{low}"
        notes.append(Phrase("task.recurrence", {"times": times, "n": high or low}))
        notes += labelled(register, task.recurrence, ("per", "min", "max"))
    if task.completed:
        notes.append(Phrase(msg("Completed: {day}"), {"day": Day(task.completed)}))
    told = {*_TOLD_OF_TASK, "group"} if task.group in groups else _TOLD_OF_TASK
    notes += labelled(register, task, told)
    return Line(task.id, task.text, tuple(notes))


def _relation_lines(register: Register, measure: Measure) -> Iterator[Line]:
    for relation in measure.relations:
        target = register.by_id.get(relation.target)
        title = getattr(target.record, "title", "?") if target else "?"
        notes = (Phrase(f"relation.{relation.type}"), *given(relation.note))
        yield Line(relation.target, title, notes)
    for other, relation in register.relations_to.get(measure.id, ()):
        notes = (Phrase(f"relation.{relation.type}.back"), *given(relation.note))
        yield Line(other.id, other.title, notes)


def _indicator_lines(register: Register, measure: Measure) -> Iterator[Line]:
    """The indicators that speak to one of its goals."""
    goals = {goal.ref or goal.id for goal in measure.goals}
    for item in register.indicators.values():
        if goals & set(item.goals):
            yield Line(item.id, item.title, tuple(map(figure, item.observations)))
