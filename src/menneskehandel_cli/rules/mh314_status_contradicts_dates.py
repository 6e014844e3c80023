"""MH314: a task whose status and dates contradict each other."""

from menneskehandel_cli.language import Day, Phrase, msg
from menneskehandel_cli.models.measure import Task
from menneskehandel_cli.rules.base import Diagnostics, Rule, RuleContext


def check(context: RuleContext) -> Diagnostics:
    """Tasks with a contradiction between their status and their days."""
    for item in context.register.measures:
        for place, task in enumerate(item.tasks):
            wrong = _wrong(task)
            if wrong is not None:
                what, key = wrong
                said = {
                    "status": Phrase(f"status.{task.status}"),
                    "started": Day(task.started or ""),
                    "completed": Day(task.completed or ""),
                }
                params = {"name": task.id, "what": Phrase(f"contradiction.{what}", said)}
                yield context.wrong("MH314", item, ("tasks", place, key), params)


def _wrong(task: Task) -> tuple[str, str] | None:
    """The contradiction in a task's days, and the key it is reported at."""
    if task.completed is not None and task.status != "completed":
        return "not_completed", "status"
    if task.started is not None and task.status == "not_started":
        return "not_started", "status"
    if task.started is not None and task.completed is not None:
        known = min(len(task.started), len(task.completed))  # as exactly as both are known
        if task.completed[:known] < task.started[:known]:
            return "order", "completed"
    return None


RULE = Rule(
    severity="error",
    message=msg("{name}: {what}."),
    help=msg("Fix what is wrong: the status, “started” or “completed”."),
    why=msg("The two statements contradict each other, and both would appear in reports."),
    check=check,
)
