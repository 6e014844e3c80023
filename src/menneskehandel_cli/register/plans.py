"""The other plans in a repository: their measures, which follow up demands beside those of this plan."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

from menneskehandel_cli.diagnostics import Diagnostic
from menneskehandel_cli.models import Measure, Strategy, Task
from menneskehandel_cli.register.layout import kind_of
from menneskehandel_cli.register.loading import load_records
from menneskehandel_cli.register.records import OtherPlan
from menneskehandel_cli.trees import PLANS, ROOT_FILE, DictTree, Tree, Unreadable, lies_in

M = TypeVar("M", Measure, Task)


def other_plan(name: str, tree: Tree) -> tuple[OtherPlan, frozenset[str], tuple[Diagnostic, ...]]:
    """The plan in a folder, with the files of it that could not be read, by their places.

    That it lacks its own file is an error here too: nobody may be asking for that plan. The one
    above ``plans`` has no name of a folder, and is called by its own id.
    """
    files = dict(_own_files(tree))
    loaded = load_records(DictTree(files))
    strategy = next((one for one in loaded.records.values() if isinstance(one, Strategy)), None)
    plan = name or (strategy.id if strategy is not None else PLANS)
    found = {path: _called(plan, one) for path, one in loaded.records.items() if isinstance(one, Measure)}
    places = {one.id: f"{PLANS}/{name}/{path}" if name else path for path, one in found.items()}
    unread = {path for path in loaded.unread | loaded.damaged if path in files or path == ROOT_FILE}
    folder = f"{PLANS}/{name}" if name else "../.."
    lacks = (one for one in loaded.diagnostics if one.path == ROOT_FILE not in files)
    return (
        OtherPlan(plan, strategy, tuple(found.values()), places, loaded.actors),
        frozenset(path if lies_in(path, PLANS) else f"{folder}/{path}" for path in unread),
        tuple(replace(one, path=f"{folder}/{ROOT_FILE}") for one in lacks),
    )


def _own_files(tree: Tree) -> Iterator[tuple[str, bytes | Unreadable]]:
    """The files of a plan that the others read: its own, its measures and its own actors."""
    for path in tree.paths():
        if kind_of(path) in ("strategy", "measure") or (kind_of(path) and lies_in(path, PLANS)):
            try:
                yield path, tree.read(path)
            except Unreadable as error:
                yield path, error


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
