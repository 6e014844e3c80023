"""The rules on the tasks of measures: their status, days and owners."""

from collections.abc import Iterator
from datetime import date

from menneskehandel_cli.diagnostics import Diagnostic, KeyPath
from menneskehandel_cli.history.selection import MEASURES
from menneskehandel_cli.language import Day, Parts, Phrase, first_day, last_day, msg, nmsg
from menneskehandel_cli.models import Measure, Task
from menneskehandel_cli.register.records import grouped
from menneskehandel_cli.register.reporting import recorded_of
from menneskehandel_cli.rules.base import Cause, Closure, Diagnostics, RuleContext, closed, ended, rule
from menneskehandel_cli.rules.closing import deadline, in_measure, not_completed, over, task_of


def _deadline_passed_closure(diagnostic: Diagnostic, context: RuleContext) -> Closure | None:
    """Why a gap is closed: the task is completed or discontinued, or its deadline has changed."""
    found = task_of(diagnostic, context)
    return found and (over(*found) or deadline(*found, diagnostic.params["day"]))


@rule("gap", about=("part",), closure=_deadline_passed_closure)
def mh301_deadline_passed(context: RuleContext) -> Diagnostics:
    """Open tasks whose last possible day is before ``as_of``."""
    for measure in context.register.measures:
        for place, task in enumerate(measure.tasks):
            if task.due is not None and task.is_overdue(context.as_of):
                params = {"day": Day(task.due), "recorded": recorded_of(task)}
                yield in_measure("MH301", context, measure, "tasks", place, "due", weight=3, **params)


def _assessed_without_outcome_closure(diagnostic: Diagnostic, context: RuleContext) -> Closure | None:
    """Why a gap is closed: the outcome is recorded, or the task is no longer a completed assessment."""
    if (found := task_of(diagnostic, context)) is None:
        return None
    measure, task = found
    if (gone := not_completed(measure, task)) is not None:
        return gone
    if task.commitment != "assess":
        return ended("reclassified", "no_assessment", Cause(measure.id, task.id, "commitment"), name=task.id)
    cause = Cause(measure.id, task.id, "outcome")
    decision = task.outcome.decision if task.outcome else "pending"
    return closed("outcome", cause, name=task.id, outcome=Phrase(f"outcome.{decision}"))


@rule("gap", about=("part",), closure=_assessed_without_outcome_closure)
def mh305_assessed_without_outcome(context: RuleContext) -> Diagnostics:
    """Tasks to assess that are completed without an outcome."""
    for measure in context.register.measures:
        for place, task in enumerate(measure.tasks):
            if task.commitment == "assess" and task.status == "completed" and task.outcome is None:
                yield in_measure("MH305", context, measure, "tasks", place, "status", weight=2)


@rule("note", about=())
def mh308_tasks_without_owner(context: RuleContext) -> Diagnostics:
    """Measures with several responsible, no lead, and tasks without an owner of the task or its group."""
    some = msg("no owner is recorded for {n} of {total} tasks")
    none = nmsg("no owner is recorded for its task", "no owner is recorded for any of its {n} tasks")
    for measure in context.register.measures:
        if len(measure.responsible) == 1 or measure.lead is not None:
            continue
        if bare := [task for task in measure.tasks if not measure.owners_of(task)]:
            counts = {"n": len(bare), "total": len(measure.tasks)}
            words = Phrase(some if len(bare) < len(measure.tasks) else none, counts)
            yield in_measure("MH308", context, measure, "tasks", told=words)


@rule("note", about=())
def mh309_tasks_without_deadline(context: RuleContext) -> Diagnostics:
    """Measures that are not over and have tasks that need a deadline, none of which has one."""
    for measure in context.register.measures:
        of = [task for task in measure.tasks if task.needs_due and measure.is_open]
        if of and all(task.lacks_due for task in of):
            words = Phrase("finding.no_deadlines", n=len(of))
            yield in_measure("MH309", context, measure, "tasks", told=words)


@rule("error")
def mh313_day_in_future(context: RuleContext) -> Diagnostics:
    """Days on which something is recorded as having happened and that begin after ``as_of``."""
    for item in context.register.measures:
        for name, keys, day in _task_days(item):
            if first_day(day) > context.as_of:
                params = {"name": name, "day": Day(day), "field": Phrase(f"changed.{keys[-1]}")}
                yield context.wrong("MH313", item, keys, {"asked": context.as_of, **params})


def _task_days(item: Measure) -> Iterator[tuple[str, KeyPath, str]]:
    if item.status_source is not None:
        yield item.id, ("status_source", "date"), item.status_source.date
    for place, task in enumerate(item.tasks):
        for key, day in (("started", task.started), ("completed", task.completed)):
            if day is not None:
                yield task.id, ("tasks", place, key), day


@rule("error")
def mh314_status_contradicts_dates(context: RuleContext) -> Diagnostics:
    """Tasks with a contradiction between their status and their days."""
    for item in context.register.measures:
        for place, task in enumerate(item.tasks):
            if wrong := _wrong(task, context.as_of):
                what, key = wrong
                days = {"started": Day(task.started or ""), "completed": Day(task.completed or "")}
                values = {"status": Phrase(f"status.{task.status}"), **days}
                params = {"name": task.id, "what": Phrase(f"contradiction.{what}", values)}
                yield context.wrong("MH314", item, ("tasks", place, key), params)


def _wrong(task: Task, as_of: date) -> tuple[str, str] | None:
    """The contradiction in a task's days, and the key it is reported at."""
    if task.completed is not None and task.status != "completed":
        return "not_completed", "status"
    if task.started is not None and task.status == "not_started" and last_day(task.started) < as_of:
        return "not_started", "status"
    if task.started is not None and task.completed is not None:
        known = min(len(task.started), len(task.completed))  # as exactly as both are known
        if task.completed[:known] < task.started[:known]:
            return "order", "completed"
    return None


def _completed_without_day_closure(diagnostic: Diagnostic, context: RuleContext) -> Closure | None:
    """Why a gap is closed: the day is recorded, or the task is no longer completed."""
    found = task_of(diagnostic, context)
    return found and (not_completed(*found) or over(*found))


@rule("gap", about=("part",), closure=_completed_without_day_closure)
def mh316_completed_without_day(context: RuleContext) -> Diagnostics:
    """Completed tasks of which nobody says when they were completed."""
    for measure in context.register.measures:
        for place, task in enumerate(measure.tasks):
            if task.status == "completed" and task.completed is None:
                yield in_measure("MH316", context, measure, "tasks", place, "status", weight=2)


OFTEN = 2
"""The number of moves from which it is reported."""


def _deadline_moved_again_closure(diagnostic: Diagnostic, context: RuleContext) -> Closure | None:
    """Why a gap is closed: the task is over, or has no deadline, or its deadline was moved less often."""
    if (found := task_of(diagnostic, context)) is None:
        return None
    measure, task = found
    if task.due is None:
        return over(measure, task) or deadline(measure, task, diagnostic.params["days"])
    cause = Cause(measure.id, task.id, "due")
    return over(measure, task) or ended("reclassified", "moved_less", cause, name=task.id)


@rule("gap", needs_history=MEASURES, about=("part",), closure=_deadline_moved_again_closure)
def mh331_deadline_moved_again(context: RuleContext) -> Diagnostics:
    """Open tasks whose deadline has been moved at least twice, with every deadline they have had."""
    moved = grouped((e.delta.key.subject, e) for e in context.events if e.times is not None)
    for measure in context.register.measures:
        for place, task in enumerate(measure.tasks):
            events = moved.get(task.id, ())
            if len(events) < OFTEN or task.due is None or not task.is_open:
                continue
            had = [event.delta.before for event in events] + [task.due]
            params = {"n": len(events), "days": Parts(tuple(Day(due) for due in had))}
            yield in_measure("MH331", context, measure, "tasks", place, "due", weight=2, **params)
