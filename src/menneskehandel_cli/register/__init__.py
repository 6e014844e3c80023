"""All records, linked both ways once, with what failed while reading.

Everything above asks the register; nothing above reads a file. It is built in one pass over the
records, so its cost grows with their number and with the number of links, never with their product.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property

from menneskehandel_cli.diagnostics import Diagnostic, KeyPath
from menneskehandel_cli.documents import Document
from menneskehandel_cli.models import (
    Actor,
    Address,
    Article,
    FocusArea,
    Helpline,
    Indicator,
    Instrument,
    Measure,
    MeasureReport,
    Model,
    Obligation,
    Recommendation,
    Record,
    Report,
    SharedGoal,
    Strategy,
    Task,
    Text,
)
from menneskehandel_cli.models.measure import Relation
from menneskehandel_cli.models.obligation import Part
from menneskehandel_cli.models.strategy import Actors
from menneskehandel_cli.register.layout import Kind, instrument_of, kind_of, report_id, stem
from menneskehandel_cli.register.loading import ACTORS_FILE, load_records
from menneskehandel_cli.trees import ROOT_FILE, Tree

_NAMED_PARTS = (
    "goals",
    "groups",
    "tasks",
    "knowledge_gaps",
    "provisions",
    "parts",
    "actors",
    "helplines",
)

__all__ = ["Entry", "Link", "Register", "Target", "load", "natural"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A record with the file it stands in."""

    path: str
    kind: Kind
    record: Record

    @property
    def id(self) -> str:
        """The record's id; the strategy's and the actors' files have the kind's name."""
        if self.kind == "report":
            return report_id(self.path)
        return getattr(self.record, "id", self.kind)


@dataclass(frozen=True, slots=True)
class Target:
    """Something a link can name: an article or recommendation, or a part of one.

    ``leaves`` are the smallest pieces it reaches, in order: itself where it has no parts.
    """

    id: str
    owner: Obligation
    leaves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A measure's link to an obligation; ``place`` counts from 0 in its ``addresses``."""

    measure: Measure
    address: Address
    place: int


@dataclass(frozen=True)
class Register:
    """Everything that is known, and what could not be read."""

    entries: tuple[Entry, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    unread: frozenset[str] = frozenset()
    damaged: frozenset[str] = frozenset()
    revision: str | None = None
    """The commit the records were read from; ``None`` for files on the disk."""
    _paths: dict[int, str] = field(default_factory=dict, repr=False)

    def _of(self, kind: Kind) -> Iterator[Entry]:
        return (entry for entry in self.entries if entry.kind == kind)

    @cached_property
    def strategy(self) -> Strategy | None:
        """The strategy, or ``None`` where its file could not be read."""
        found = [entry.record for entry in self._of("strategy")]
        return found[0] if found and isinstance(found[0], Strategy) else None

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """The measures by number."""
        found = [entry.record for entry in self._of("measure") if isinstance(entry.record, Measure)]
        return tuple(sorted(found, key=lambda measure: measure.number))

    @cached_property
    def renumbered(self) -> dict[str, str]:
        """What measures are called now, by every id they have had. Old reports keep the old one."""
        return {
            name: measure.id
            for measure in reversed(self.measures)
            for name in (*measure.former_ids, measure.id)
        }

    @cached_property
    def instruments(self) -> dict[str, Instrument]:
        """The instruments by the name of their folder."""
        return {
            instrument_of(entry.path): entry.record
            for entry in self._of("instrument")
            if isinstance(entry.record, Instrument)
        }

    @cached_property
    def obligations(self) -> dict[str, Obligation]:
        """Articles and recommendations by id; by instrument, and articles by number."""
        found = {
            entry.id: entry.record
            for entry in self._of("obligation")
            if isinstance(entry.record, Article | Recommendation)
        }
        order = sorted(found, key=lambda key: (self.instrument_id(found[key]), natural(key)))
        return {key: found[key] for key in order}

    @cached_property
    def reports(self) -> tuple[Report, ...]:
        """All reports, drafts too, by year and file."""
        return tuple(entry.record for entry in self._of("report") if isinstance(entry.record, Report))

    @cached_property
    def latest_reports(self) -> dict[tuple[str, str], tuple[Report, MeasureReport]]:
        """What each actor last said of each measure in an approved self-report, by their ids."""
        found: dict[tuple[str, str], tuple[Report, MeasureReport]] = {}
        for report in self.reports:
            if report.kind != "self" or not report.counts:
                continue
            for said in report.measures:
                name = self.renumbered.get(said.measure, said.measure)
                known = found.get((report.actor, name))
                if known is None or known[0].year < report.year:
                    found[report.actor, name] = (report, said)
        return found

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        """The indicators by id."""
        return {
            entry.id: entry.record
            for entry in self._of("indicator")
            if isinstance(entry.record, Indicator)
        }

    @cached_property
    def _actors(self) -> Actors:
        found = [entry.record for entry in self._of("actors")]
        return found[0] if found and isinstance(found[0], Actors) else Actors()

    @cached_property
    def actors(self) -> dict[str, Actor]:
        """The actors by id, in the order of their file."""
        return {actor.id: actor for actor in self._actors.actors}

    @property
    def helplines(self) -> tuple[Helpline, ...]:
        """The helplines."""
        return self._actors.helplines

    @cached_property
    def focus_areas(self) -> dict[int, FocusArea]:
        """The focus areas by number."""
        areas = self.strategy.focus_areas if self.strategy else ()
        return {area.number: area for area in areas}

    @cached_property
    def shared_goals(self) -> dict[str, SharedGoal]:
        """Goals that several measures share, by id."""
        return {goal.id: goal for area in self.focus_areas.values() for goal in area.shared_goals}

    @cached_property
    def by_id(self) -> dict[str, Entry]:
        """Every record by its id (the first one where an id is used twice)."""
        found: dict[str, Entry] = {}
        for entry in self.entries:
            found.setdefault(entry.id, entry)
        return found

    @cached_property
    def tasks(self) -> dict[str, tuple[Measure, Task]]:
        """Every task by id, with its measure."""
        return {task.id: (measure, task) for measure in self.measures for task in measure.tasks}

    @cached_property
    def goals(self) -> dict[str, Text]:
        """The text of every goal by id, shared ones included."""
        found = {goal.id: goal.text for goal in self.shared_goals.values()}
        for measure in self.measures:
            for goal in measure.goals:
                if goal.id is not None and goal.text is not None:
                    found[goal.id] = goal.text
        return found

    @cached_property
    def own_ids(self) -> tuple[tuple[str, KeyPath, str], ...]:
        """Every id that something is given, with its file and keys, in the order of the files."""
        return tuple(_own_ids(self.entries))

    @cached_property
    def children(self) -> frozenset[str]:
        """The ids of all goals, tasks, groups and knowledge gaps."""
        return frozenset(
            name
            for path, keys, name in self.own_ids
            if len(keys) > 1 and kind_of(path) in ("measure", "strategy")
        )

    def owner_at(self, path: str) -> str | None:
        """The id of the record in a file whose parts are named after it."""
        entry = self._by_path.get(path)
        return entry.id if entry and entry.kind in ("measure", "obligation") else None

    @cached_property
    def _by_path(self) -> dict[str, Entry]:
        return {entry.path: entry for entry in self.entries}

    @cached_property
    def targets(self) -> dict[str, Target]:
        """Everything that a link may name, by id."""
        found: dict[str, Target] = {}
        for owner in self.obligations.values():
            parts = owner.provisions if isinstance(owner, Article) else owner.parts
            leaves = tuple(part.id for part in parts) or (owner.id,)
            found[owner.id] = Target(owner.id, owner, leaves)
            groups: dict[str, list[str]] = {}
            for part in parts:
                for cut in range(owner.id.count(".") + 1, part.id.count(".") + 1):
                    groups.setdefault(".".join(part.id.split(".")[: cut + 1]), []).append(part.id)
            for key, below in groups.items():
                found[key] = Target(key, owner, tuple(below))
        return found

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Every link from a measure to an obligation, by measure."""
        return tuple(
            Link(measure, address, place)
            for measure in self.measures
            for place, address in enumerate(measure.addresses)
        )

    @cached_property
    def links_to(self) -> dict[str, tuple[Link, ...]]:
        """The links that reach an article or recommendation or a part of it, by its own id."""
        found: dict[str, list[Link]] = {}
        for link in self.links:
            target = self.targets.get(link.address.obligation)
            if target is not None:
                found.setdefault(target.owner.id, []).append(link)
        return {key: tuple(links) for key, links in found.items()}

    @cached_property
    def relations_to(self) -> dict[str, tuple[tuple[Measure, Relation], ...]]:
        """The relations that other measures have drawn to a measure, by its id."""
        found: dict[str, list[tuple[Measure, Relation]]] = {}
        for measure in self.measures:
            for relation in measure.relations:
                found.setdefault(relation.target, []).append((measure, relation))
        return {key: tuple(pairs) for key, pairs in found.items()}

    @cached_property
    def _demands(self) -> tuple[Recommendation | Part, ...]:
        """Every recommendation and every part of one."""
        found: list[Recommendation | Part] = []
        for owner in self.obligations.values():
            if isinstance(owner, Recommendation):
                found += [owner, *owner.parts]
        return tuple(found)

    @cached_property
    def restated_by(self) -> Mapping[str, tuple[str, ...]]:
        """Recommendations that say the same in other words, by the id of the one they restate."""
        return _reverse((other, piece.id) for piece in self._demands for other in piece.restates)

    @cached_property
    def repeated_by(self) -> Mapping[str, tuple[str, ...]]:
        """Later recommendations that ask the same again, by the id of the earlier one."""
        return _reverse((other, piece.id) for piece in self._demands for other in piece.repeats)

    @cached_property
    def recommendations_on(self) -> dict[str, tuple[Recommendation, ...]]:
        """The recommendations that speak to an article, by the article's own id."""
        found: dict[str, dict[str, Recommendation]] = {}
        for owner in self.obligations.values():
            if isinstance(owner, Recommendation):
                for reference in owner.articles:
                    target = self.targets.get(reference.id)
                    if target is not None:
                        found.setdefault(target.owner.id, {})[owner.id] = owner
        return {key: tuple(owners.values()) for key, owners in found.items()}

    def path_of(self, record: Model) -> str:
        """The file a record stands in."""
        return self._paths[id(record)]

    def instrument_id(self, obligation: Obligation) -> str:
        """The id (folder) of the instrument an obligation belongs to."""
        return instrument_of(self.path_of(obligation))

    def may_hold(self, kind: Kind, record_id: str) -> bool:
        """Whether a file that could not be read may be the one with this record.

        A link into such a file is not called wrong: one broken file must not make a hundred errors.
        """
        if kind == "actors":
            return ACTORS_FILE in self.unread or ACTORS_FILE in self.damaged
        if kind == "strategy":
            return ROOT_FILE in self.unread or ROOT_FILE in self.damaged
        broken = [path for path in self.unread | self.damaged if kind_of(path) == kind]
        owner = record_id.split(".", maxsplit=1)[0]
        if kind == "measure":
            return any(stem(path).split("-")[0] == owner[1:] for path in broken)
        return any(stem(path) == owner for path in broken)

    def actor_name(self, actor_id: str) -> Text | None:
        """The name of an actor, where it is known."""
        actor = self.actors.get(actor_id)
        return actor.name if actor else None


def load(
    tree: Tree, revision: str | None = None, known: Callable[[str], Document | None] = lambda _: None
) -> Register:
    """Read and link everything in ``tree``. Never raises for what a file says.

    ``known`` gives what the file at a path says, where that has been read already.
    """
    loaded = load_records(tree, known)
    entries = []
    for path, record in loaded.records.items():
        kind = kind_of(path)
        if kind is not None and isinstance(record, Record):
            entries.append(Entry(path, kind, record))
    return Register(
        entries=tuple(entries),
        diagnostics=tuple(loaded.diagnostics),
        unread=frozenset(loaded.unread),
        damaged=frozenset(loaded.damaged),
        revision=revision,
        _paths={id(entry.record): entry.path for entry in entries},
    )


def _own_ids(entries: tuple[Entry, ...]) -> Iterator[tuple[str, KeyPath, str]]:
    for entry in entries:
        record = entry.record
        if entry.kind not in ("strategy", "actors"):
            yield entry.path, ("id",), entry.id
        for key in _named_parts(type(record)):
            for place, part in enumerate(getattr(record, key)):
                if getattr(part, "id", None) is not None:
                    yield entry.path, (key, place, "id"), part.id
        if isinstance(record, Strategy):
            for place, area in enumerate(record.focus_areas):
                for inner, goal in enumerate(area.shared_goals):
                    yield entry.path, ("focus_areas", place, "shared_goals", inner, "id"), goal.id


@cache
def _named_parts(model: type[Model]) -> tuple[str, ...]:
    return tuple(key for key in _NAMED_PARTS if key in model.model_fields)


def natural(text: str) -> tuple[tuple[int, str], ...]:
    """A key that sorts numbers in a text by size: coe-2 before coe-10, T12.2 before T12.10."""
    return tuple(
        (int(piece), "") if piece.isdecimal() else (-1, piece)
        for piece in re.split(r"(\d+)", text)
        if piece
    )


def _reverse(pairs: Iterator[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}
