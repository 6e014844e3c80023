"""What the rules on progress share: how a gap in a measure or a task is closed, and what closed it."""

from __future__ import annotations

from menneskehandel_cli.diagnostics import Diagnostic
from menneskehandel_cli.language import Day, Parts, Phrase
from menneskehandel_cli.models import Measure, Text
from menneskehandel_cli.models.base import Evidence
from menneskehandel_cli.models.measure import Task
from menneskehandel_cli.rules.base import Cause, Closure, RuleContext, ended, met


def measure_of(diagnostic: Diagnostic, context: RuleContext) -> Measure | None:
    """The measure that a finding is about, as a state has it."""
    entry = context.register.by_id.get(diagnostic.about_record)
    return entry.record if entry is not None and isinstance(entry.record, Measure) else None


def task_of(diagnostic: Diagnostic, context: RuleContext) -> tuple[Measure, Task] | None:
    """The task that a finding is about, with its measure."""
    return context.register.tasks.get(diagnostic.subject or "")


def over(measure: Measure, task: Task) -> Closure | None:
    """Why nothing is waited for any more: the task is completed, or it was dropped."""
    cause = Cause(measure.id, task.id, "status")
    if task.status == "completed":
        day = Day(task.completed) if task.completed is not None else None
        return met(
            "completed" if day is None else "completed.on",
            *(cause, Cause(measure.id, task.id, "completed")),
            name=task.id,
            day=day or "",
            shown=shown(task.evidence),
        )
    if task.status == "discontinued":
        return discontinued(task.id, task.note, cause)
    return None


def discontinued(name: str, why: Text | None, *causes: Cause) -> Closure:
    """What a finding was about is dropped, with the reason that is given."""
    key = "discontinued" if why is None else "discontinued.because"
    return ended("discontinued", key, *causes, name=name, why=why or "")


def shown(evidence: tuple[Evidence, ...]) -> Phrase | str:
    """What shows it, as a clause of its own; empty where nothing does."""
    if not evidence:
        return ""
    return Phrase("closure.shown", {"titles": Parts(tuple(item.title for item in evidence))})


def deadline(measure: Measure, task: Task, before: object) -> Closure:
    """What has become of a task's deadline."""
    cause = Cause(measure.id, task.id, "due")
    return moved(task.id, before, task.due, cause)


def moved(name: object, before: object, due: str | None, cause: Cause) -> Closure:
    """A deadline that is another one, is taken away, or has not passed yet."""
    after = Day(due) if due is not None else None
    if after is None:
        return ended("deadline_moved", "deadline_removed", cause, name=name, before=before)
    if after == before:
        return ended("deadline_moved", "not_passed", name=name, day=after)
    return ended("deadline_moved", "deadline_moved", cause, name=name, before=before, after=after)


def not_completed(measure: Measure) -> Closure | None:
    """A measure that is no longer said to be completed: what is asked of completed ones is not asked."""
    cause = Cause(measure.id, field="status")
    if measure.status == "discontinued":
        told = measure.status_source
        return discontinued(measure.id, told.text if told else None, cause)
    if measure.status != "completed":
        status = Phrase(f"status.{measure.status}")
        return ended("reclassified", "not_completed", cause, name=measure.id, status=status)
    return None
