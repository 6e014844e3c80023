"""The other plans in a repository: their measures, which follow up demands beside those of this plan."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from menneskehandel_cli import trees
from menneskehandel_cli.diagnostics import Diagnostic
from menneskehandel_cli.git import CommitTree, open_repository
from menneskehandel_cli.language import Choices, Refused, msg
from menneskehandel_cli.models import Measure, Strategy
from menneskehandel_cli.register.layout import kind_of
from menneskehandel_cli.register.loading import load_records, load_strategy
from menneskehandel_cli.register.records import OtherPlan

M = TypeVar("M", bound=BaseModel)


def other_plan(name: str, tree: trees.Tree) -> tuple[OtherPlan, frozenset[str], tuple[Diagnostic, ...]]:
    """The plan in a folder, with the files of it that could not be read, by their places.

    That it lacks its own file is an error here too: nobody may be asking for that plan. The one
    above ``plans`` has no name of a folder, and is called by its own id.
    """
    files = dict(_own_files(tree))
    loaded = load_records(trees.DictTree(files))
    strategy = next((one for one in loaded.records.values() if isinstance(one, Strategy)), None)
    plan = name or (strategy.id if strategy is not None else trees.PLANS)
    found = {path: _known_as(plan, one) for path, one in loaded.records.items() if isinstance(one, Measure)}
    places = {one.id: f"{trees.PLANS}/{name}/{path}" if name else path for path, one in found.items()}
    unread = {path for path in loaded.unread | loaded.damaged if path in files or path == trees.ROOT_FILE}
    folder = f"{trees.PLANS}/{name}" if name else "../.."
    lacks = (one for one in loaded.diagnostics if one.path == trees.ROOT_FILE not in files)
    return (
        OtherPlan(plan, strategy, tuple(found.values()), places, loaded.actors),
        frozenset(path if trees.lies_in(path, trees.PLANS) else f"{folder}/{path}" for path in unread),
        tuple(replace(one, path=f"{folder}/{trees.ROOT_FILE}") for one in lacks),
    )


def named_plans(start: Path, at: str | None = None) -> Mapping[str, Path]:
    """The root of each plan in the repository around ``start``, by its id; empty if there is only one.

    With ``at``, of those in that commit, which need not be on disk. Raises ``GitTrouble``.
    """
    plans, tree = trees.find_plans(start), None
    if at is not None:
        root = next(iter(plans.values()), None) or trees.find_root(start) or start
        above, own = trees.plan_of(root)[0], load_strategy(trees.DiskTree(root))
        repository = open_repository(above).counting_in(own.zone if own is not None else "UTC")
        tree = CommitTree.of(repository, repository.resolve(at, (own and own.history.ref) or "HEAD"))
        names = {"", *tree.beside()} if trees.ROOT_FILE in tree.blobs else {*tree.beside()}
        plans = {name: above / trees.PLANS / name if name else above for name in sorted(names)}
        plans = plans if names - {""} else {}
    strategy = load_strategy(tree or trees.DiskTree(plans[""])) if "" in plans else None
    top = strategy.id if strategy is not None and strategy.id not in plans else "."
    return {name or top: root for name, root in plans.items()}


def plan_called(name: str, start: Path, *others: str, at: str | None = None) -> Path:
    """The root of a plan in the repository around ``start``, by its id; or of one in the commit ``at``.

    Raises ``Refused``, with what ``others`` say that could be asked for, and ``GitTrouble``.
    """
    plans = named_plans(start)
    if at is not None and name not in plans:
        plans = named_plans(start, at)
    if not plans and (root := trees.find_root(start)) and (own := load_strategy(trees.DiskTree(root))):
        plans, others = {own.id: root}, ()  # There is one, which may be called by its id.
    if name not in plans:
        known = Choices((*plans, *others))
        raise Refused(msg("There is no plan “{given}”. Choose {known}."), given=name, known=known)
    return plans[name]


def _own_files(tree: trees.Tree) -> Iterator[tuple[str, bytes | trees.Unreadable]]:
    """The files of a plan that the others read: its own, its measures and its own actors."""
    for path in tree.paths():
        kind = kind_of(path)
        if kind in ("strategy", "measure") or (kind and trees.lies_in(path, trees.PLANS)):
            try:
                yield path, tree.read(path)
            except trees.Unreadable as error:
                yield path, error


def _known_as(plan: str, measure: Measure) -> Measure:
    """A measure with the ids by which another plan knows it and its tasks."""

    def own(part: M, key: str, **more: object) -> M:
        ids = getattr(part, key)
        now = f"{plan}:{ids}" if isinstance(ids, str) else tuple(f"{plan}:{name}" for name in ids)
        return part.model_copy(update={key: now, **more})

    outcomes = (task.outcome and own(task.outcome, "leads_to") for task in measure.tasks)
    tasks = tuple(own(task, "id", outcome=now) for task, now in zip(measure.tasks, outcomes, strict=True))
    return own(measure, "id", tasks=tasks, addresses=tuple(own(one, "by") for one in measure.addresses))
