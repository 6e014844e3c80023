"""MH313: something recorded as having happened on a day in the future."""

from collections.abc import Iterator

from menneskehandel_cli.diagnostics import KeyPath
from menneskehandel_cli.language import Day, Phrase, msg
from menneskehandel_cli.language.days import first_day
from menneskehandel_cli.models import Measure
from menneskehandel_cli.rules.base import Diagnostics, Rule, RuleContext


def check(context: RuleContext) -> Diagnostics:
    """Days on which something is recorded as having happened and that begin after ``as_of``."""
    for item in context.register.measures:
        for name, keys, day in _days(item):
            if first_day(day) > context.as_of:
                told = {"name": name, "day": Day(day), "field": Phrase(f"changed.{keys[-1]}")}
                yield context.wrong("MH313", item, keys, {"asked": context.as_of, **told})


def _days(item: Measure) -> Iterator[tuple[str, KeyPath, str]]:
    if item.status_source is not None:
        yield item.id, ("status_source", "date"), item.status_source.date
    for place, task in enumerate(item.tasks):
        for key, day in (("started", task.started), ("completed", task.completed)):
            if day is not None:
                yield task.id, ("tasks", place, key), day


RULE = Rule(
    severity="error",
    message=msg("{name}: {field} is {day}, which is in the future."),
    help=msg("Correct the date. If it is a plan, it belongs in “due”."),
    why=msg("Readers would mistake a plan or a wrong date for something that has been done."),
    check=check,
)
