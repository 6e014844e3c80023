"""Helpers of the rules on progress: a gap in a measure or a task, and why it is closed."""

from menneskehandel_cli.diagnostics import About, Diagnostic
from menneskehandel_cli.language import Day, Parts, Phrase, msg
from menneskehandel_cli.models import Evidence, Measure, Task, Text
from menneskehandel_cli.models.measure import reason_in
from menneskehandel_cli.rules.base import Cause, Closure, RuleContext, closed, ended


def in_measure(
    code: str, context: RuleContext, measure: Measure, *keys: str | int, weight: int = 1, **params: object
) -> Diagnostic:
    """A finding on policy at ``keys`` of a measure. It is about the task that they lead to, if they do.

    Its message may have the ``name`` of the measure or of the task.
    """
    task, at_key = "", keys == ("tasks",)
    match keys:
        case "tasks", int(place), _:
            task = measure.tasks[place].id
    about, params = About(measure.id, task), {"name": task or measure.id, **params}
    return context.wrong(code, measure, keys, params, weight=weight, at_key=at_key, about=about)


def measure_of(diagnostic: Diagnostic, context: RuleContext) -> Measure:
    """The measure that a finding is about, as it is in a state that has it."""
    return context.register.measure_by_id[diagnostic.about_record]


def task_of(diagnostic: Diagnostic, context: RuleContext) -> tuple[Measure, Task] | None:
    """The task that a finding is about, with its measure."""
    return context.register.tasks.get(diagnostic.subject or "")


def over(measure: Measure, task: Task) -> Closure | None:
    """The closure of a task that is completed or discontinued; ``None`` if it is open."""
    cause = Cause(measure.id, task.id, "status")
    if task.status == "completed":
        key, day = ("completed.on", Day(task.completed)) if task.completed else ("completed", "")
        causes = (cause, Cause(measure.id, task.id, "completed"))
        return closed(key, *causes, name=task.id, day=day, shown=shown(task.evidence))
    return discontinued(task.id, reason_in(task.note), cause) if task.status == "discontinued" else None


def discontinued(name: str, why: Text | None, *causes: Cause) -> Closure:
    """The closure of a finding about something discontinued, with the given reason."""
    key = "discontinued" if why is None else "discontinued.because"
    return ended("discontinued", key, *causes, name=name, why=why or "")


def shown(evidence: tuple[Evidence, ...]) -> Phrase | str:
    """The evidence as a clause; empty if there is none."""
    if not evidence:
        return ""
    return Phrase(msg("Evidence: {titles}."), titles=Parts(tuple(item.title for item in evidence)))


def deadline(measure: Measure, task: Task, before: object) -> Closure:
    """The closure of a finding about a task's deadline."""
    return moved(task.id, before, task.due, Cause(measure.id, task.id, "due"))


def moved(name: object, before: object, due: str | None, cause: Cause) -> Closure:
    """The closure for a deadline that was changed, was removed, or has not passed yet."""
    if due is None:
        return ended("deadline_moved", "deadline_removed", cause, name=name, before=before)
    if (after := Day(due)) == before:
        return ended("deadline_moved", "not_passed", name=name, day=after)
    return ended("deadline_moved", "deadline_moved", cause, name=name, before=before, after=after)


def not_completed(measure: Measure, task: Task | None = None) -> Closure | None:
    """The closure if a measure, or one of its tasks, is no longer recorded as completed."""
    source = measure.status_source
    why = reason_in(task.note) if task else source.text if source else None
    item = task or measure
    cause = Cause(measure.id, task.id if task else "", "status")
    if item.status == "discontinued":
        return discontinued(item.id, why, cause)
    if item.status != "completed":
        status = Phrase(f"status.{item.status}")
        return ended("reclassified", "not_completed", cause, name=item.id, status=status)
    return None
