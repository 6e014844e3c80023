"""The other plans in a repository: their measures, which follow up demands beside those of this plan."""

from __future__ import annotations

from typing import TypeVar

from menneskehandel_cli.models import Measure, Strategy, Task
from menneskehandel_cli.register.layout import kind_of
from menneskehandel_cli.register.loading import load_records
from menneskehandel_cli.register.records import OtherPlan
from menneskehandel_cli.trees import PLANS, DictTree, Tree, Unreadable

M = TypeVar("M", Measure, Task)


def other_plan(name: str, tree: Tree) -> tuple[OtherPlan, frozenset[str]]:
    """The plan in a folder, with the files of it that could not be read, by their places.

    The plan above ``plans`` has no name of a folder, and is called by its own id.
    """
    files: dict[str, bytes | Unreadable] = {}
    for path in tree.paths():
        if kind_of(path) in ("strategy", "measure"):
            try:
                files[path] = tree.read(path)
            except Unreadable as error:
                files[path] = error
    loaded = load_records(DictTree(files))
    strategy = next((one for one in loaded.records.values() if isinstance(one, Strategy)), None)
    plan = name or (strategy.id if strategy is not None else PLANS)
    found = {path: _called(plan, one) for path, one in loaded.records.items() if isinstance(one, Measure)}
    places = {one.id: f"{PLANS}/{name}/{path}" if name else path for path, one in found.items()}
    unread = {path for path in loaded.unread | loaded.damaged if path in files}
    folder = f"{PLANS}/{name}" if name else "../.."
    return (
        OtherPlan(plan, strategy, tuple(found.values()), places),
        frozenset(f"{folder}/{path}" for path in unread),
    )


def _called(plan: str, measure: Measure) -> Measure:
    """A measure with the ids by which another plan knows it and its tasks."""

    def own(part: M, **more: object) -> M:
        return part.model_copy(update={"id": f"{plan}:{part.id}", **more})

    tasks = []
    for task in measure.tasks:
        outcome = task.outcome
        if outcome is not None:
            names = tuple(f"{plan}:{name}" for name in outcome.leads_to)
            outcome = outcome.model_copy(update={"leads_to": names})
        tasks.append(own(task, outcome=outcome))
    addresses = tuple(
        one.model_copy(update={"by": tuple(f"{plan}:{name}" for name in one.by)})
        for one in measure.addresses
    )
    return own(measure, tasks=tuple(tasks), addresses=addresses)
