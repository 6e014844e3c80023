"""All records that could be read, each with its file, by their ids and kinds."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import NamedTuple, TypeVar

from menneskehandel_cli import models as model
from menneskehandel_cli.diagnostics import Diagnostic, KeyPath
from menneskehandel_cli.language import SOURCE_LANG, Phrase, msg
from menneskehandel_cli.models.actors import Actors
from menneskehandel_cli.models.base import MEASURE_LETTER
from menneskehandel_cli.models.obligation import Event, Level
from menneskehandel_cli.models.references import Found, collect
from menneskehandel_cli.models.report import Approval
from menneskehandel_cli.models.reporting import ReportingPeriod
from menneskehandel_cli.models.strategy import SourceDocument, Theme
from menneskehandel_cli.register.layout import Kind, instrument_of, kind_of, may_lie, report_id
from menneskehandel_cli.trees import PLANS, lies_in

M = TypeVar("M", bound=model.Model)
K = TypeVar("K")
V = TypeVar("V")
_NAMED_PARTS = ("goals", "groups", "tasks", "knowledge_gaps", "provisions", "parts", "actors", "helplines")


class RecordEntry(NamedTuple):
    """A record and the path of its file."""

    path: str
    kind: Kind
    record: model.Record

    @property
    def id(self) -> str:
        """The record's id; the strategy's and the actors' files have the kind's name.

        The file of a plan's own actors has its path.
        """
        if self.kind == "report":
            return report_id(self.path)
        return getattr(self.record, "id", self.path if lies_in(self.path, PLANS) else self.kind)


_NUMBERED = re.compile(r"[^\W\d]{0,3}[. -]?\d+(?:[.-]\d+)+[a-z]?\.?")
"""A reference in a plan that is more than a number, and no heading."""


class OtherPlan(NamedTuple):
    """Another plan in the repository. The ids of its measures begin with its own: ``drugs:T12``."""

    id: str
    strategy: model.Strategy | None
    measures: tuple[model.Measure, ...]
    places: Mapping[str, str]
    """Where the file of each measure is, from the folder above the plans."""
    actors: tuple[model.Actor, ...]
    """Its own actors, beside those that all plans share."""

    @property
    def title(self) -> model.Text | str:
        """What it is called; its id where its own file cannot be read."""
        return self.strategy.title if self.strategy is not None else self.id


@dataclass(frozen=True)
class Records:
    """All records that could be read, and the files that could not."""

    entries: tuple[RecordEntry, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    unread: frozenset[str] = frozenset()
    damaged: frozenset[str] = frozenset()
    broken: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    """The bytes of the files that are unread or damaged, if they could be read."""
    revision: str | None = None
    """The commit the records were read from; ``None`` for files on disk."""
    plan: str = ""
    """The id of the plan, where it is one of several in a folder of its own."""
    beside: tuple[OtherPlan, ...] = ()
    """The other plans in the repository, whose measures follow up demands as well."""
    lapsed: Mapping[str, Approval] = field(default_factory=dict)
    """The approvals of reports that have been changed since, by path: those reports are drafts here."""
    _language: str = SOURCE_LANG
    """The language of texts by the strategy's file, even if no record could be read from it."""

    def _of(self, model: type[M]) -> tuple[M, ...]:
        """The records of one model, by file."""
        return tuple(entry.record for entry in self.entries if isinstance(entry.record, model))

    @cached_property
    def _held(self) -> dict[int, RecordEntry]:
        return {id(entry.record): entry for entry in self.entries}

    @cached_property
    def _inside(self) -> Found[RecordEntry]:
        """What is inside the records, from one walk over them."""
        found: Found[RecordEntry] = defaultdict(list)
        for entry in self.entries:
            collect(entry, entry.record, found)
        return found

    def names(self, kind: str) -> list[tuple[RecordEntry, KeyPath, str]]:
        """Every place where a record names a thing of ``kind`` (a key of ``PATTERNS``), and the name."""
        return self._inside[kind]

    def models(self, wanted: type[M]) -> list[tuple[RecordEntry, KeyPath, M]]:
        """Every model of the ``wanted`` type inside a record, with the keys that lead to it."""
        return self._inside[wanted]

    @property
    def lists(self) -> list[tuple[RecordEntry, KeyPath, tuple[object, ...]]]:
        """Every list of plain values inside a record, such as ids, with the keys that lead to it."""
        return self._inside[None]

    @cached_property
    def strategy(self) -> model.Strategy | None:
        """The strategy, or ``None`` if its file could not be read."""
        return next(iter(self._of(model.Strategy)), None)

    @property
    def language(self) -> str:
        """The tag of the language that the texts are written in first."""
        return self.strategy.language if self.strategy is not None else self._language

    @property
    def languages(self) -> tuple[str, ...]:
        """The tags of all languages that texts should exist in; none if they are not known."""
        return self.strategy.languages if self.strategy is not None else ()

    @property
    def currency(self) -> str:
        """The currency of amounts that give none; empty if it is not known."""
        return self.strategy.money if self.strategy is not None else ""

    @property
    def letter(self) -> str:
        """What the ids of measures begin with."""
        return self.strategy.letter if self.strategy is not None else MEASURE_LETTER

    @cached_property
    def measures(self) -> tuple[model.Measure, ...]:
        """The measures by number."""
        return tuple(sorted(self._of(model.Measure), key=lambda measure: measure.number))

    @cached_property
    def normative_measures(self) -> tuple[model.Measure, ...]:
        """The measures that promise something: all but those marked as context only, by number."""
        return tuple(measure for measure in self.measures if measure.normative)

    @cached_property
    def measure_by_id(self) -> dict[str, model.Measure]:
        """The measures by their present ids."""
        return {measure.id: measure for measure in self.measures}

    @cached_property
    def measures_beside(self) -> dict[str, tuple[OtherPlan, model.Measure]]:
        """The measures of the other plans by their ids, each with its plan."""
        return {measure.id: (plan, measure) for plan in self.beside for measure in plan.measures}

    @cached_property
    def measures_by_actor(self) -> dict[str, tuple[model.Measure, ...]]:
        """The measures that promise something by the id of each body that is responsible for them."""
        pairs = ((one, dict.fromkeys(one.responsible)) for one in self.normative_measures)
        return grouped((actor, measure) for measure, actors in pairs for actor in actors)

    @cached_property
    def renumbered(self) -> dict[str, str]:
        """The present id of each measure by every id it has had. Old reports keep the old id."""
        former = {name: item.id for item in reversed(self.measures) for name in item.former_ids}
        return former | {measure.id: measure.id for measure in self.measures}

    @cached_property
    def by_reference(self) -> dict[str, model.Measure]:
        """The measures by the reference in the plan (``source.section``) that only they have."""
        found = grouped((" ".join((one.source.section or "").split()), one) for one in self.measures)
        return {text: of[0] for text, of in found.items() if text and len(of) == 1}

    def number_of(self, measure: model.Measure) -> str:
        """What the plan calls a measure: its reference, such as 2.1, if only it has that, or its number."""
        text = " ".join((measure.source.section or "").split())
        own = _NUMBERED.fullmatch(text) and self.by_reference.get(text) is measure
        return text if own else str(measure.number)

    def as_here(self, measure: model.Measure) -> model.Measure | None:
        """A measure of a later state as it is in this one, maybe under another id."""
        ids = (self.renumbered.get(name, "") for name in (measure.id, *measure.former_ids))
        entry = next((self.by_id[name] for name in ids if name in self.by_id), None)
        return entry.record if entry is not None and isinstance(entry.record, model.Measure) else None

    @cached_property
    def instruments(self) -> dict[str, model.Instrument]:
        """The instruments by the name of their folder."""
        return {instrument_of(self.path_of(item)): item for item in self._of(model.Instrument)}

    def instrument_called(self, word: str) -> str:
        """The id of an instrument, also with its number as in ``coe-197``; any other word as it is."""
        plain = word.strip().casefold()
        short, _, number = plain.rpartition("-")
        numbered = self.instruments.get(short)
        if numbered is not None and number in (numbered.reference or "").split():
            return short
        return plain if plain in self.instruments else word

    @cached_property
    def obligations(self) -> dict[str, model.Obligation]:
        """Articles and recommendations by id; by instrument, and articles by number."""
        every: tuple[model.Obligation, ...] = (*self._of(model.Article), *self._of(model.Recommendation))
        found = {one.id: one for one in every}
        order = sorted(found, key=lambda key: (self.instrument_id(found[key]), natural(key)))
        return {key: found[key] for key in order}

    @cached_property
    def recommendations(self) -> tuple[model.Recommendation, ...]:
        """The recommendations, by instrument."""
        return tuple(one for one in self.obligations.values() if isinstance(one, model.Recommendation))

    def obligations_of(self, instrument: str) -> list[model.Obligation]:
        """The articles or recommendations of an instrument."""
        return [one for one in self.obligations.values() if self.instrument_id(one) == instrument]

    @cached_property
    def reports(self) -> tuple[model.Report, ...]:
        """All reports, drafts too, by year and file."""
        return self._of(model.Report)

    @cached_property
    def laws(self) -> tuple[model.Law, ...]:
        """What national law answers, article by article."""
        return tuple(sorted(self._of(model.Law), key=lambda law: natural(law.id)))

    @cached_property
    def parties(self) -> dict[str, model.Party]:
        """The state's own data on a convention (ratification, reservations), by the instrument's id."""
        return {party.instrument: party for party in self._of(model.Party)}

    @cached_property
    def events(self) -> tuple[tuple[model.Instrument, model.Instrument | model.Party, int, Event], ...]:
        """The dated events about each instrument, with the record that holds them and their index."""
        return tuple(
            (instrument, holder, place, event)
            for name, instrument in self.instruments.items()
            for holder in (instrument, self.parties.get(name))
            if holder is not None
            for place, event in enumerate(holder.events)
        )

    @cached_property
    def indicators(self) -> dict[str, model.Indicator]:
        """What is counted, by id; also indicators that no goal is measured by."""
        return {indicator.id: indicator for indicator in self._of(model.Indicator)}

    @cached_property
    def actors(self) -> dict[str, model.Actor]:
        """The actors by id, in the order of their files: those of all plans, then this one's own."""
        return {actor.id: actor for file in self._of(Actors) for actor in file.actors}

    @cached_property
    def _bodies(self) -> dict[str, model.Actor]:
        """The actors by id, also those of the other plans."""
        return {one.id: one for plan in self.beside for one in plan.actors} | self.actors

    def file_of_actor(self, actor: model.Actor) -> str:
        """The path of the file that an actor is in."""
        return next(self.path_of(file) for file in self._of(Actors) if actor in file.actors)

    def actor_name(self, actor_id: str) -> model.Text | str:
        """The name of an actor; the id of one that is unknown."""
        actor = self._bodies.get(actor_id)
        return actor.name if actor else actor_id

    def short_name(self, name: str) -> str | model.Text | Phrase:
        """What a measure or an actor is called on a narrow line, by its id: its short title.

        An actor without one has its id if that is an abbreviation, else its name.
        """
        if (measure := self.measure_by_id.get(self.renumbered.get(name, name))) is not None:
            return measure.short_title or measure.title
        if name in self.measures_beside:
            plan, measure = self.measures_beside[name]
            params = {"title": measure.short_title or measure.title, "place": plan.title}
            return Phrase(msg("{title} ({place})"), params)
        actor = self._bodies.get(name)
        return name if actor is None else actor.short_title or (actor.name if name.islower() else name)

    @cached_property
    def _children(self) -> dict[str, tuple[str, ...]]:
        return grouped((actor.parent, actor.id) for actor in self.actors.values() if actor.parent)

    @cached_property
    def _parents(self) -> dict[str, tuple[str, ...]]:
        return {actor.id: (actor.parent,) for actor in self.actors.values() if actor.parent}

    def below(self, actor_id: str) -> tuple[str, ...]:
        """The bodies below an actor at any depth, each before those below it; not the actor itself."""
        return reachable([actor_id], self._children)[1:]

    def above(self, actor_id: str) -> tuple[str, ...]:
        """The bodies that an actor belongs to, the nearest first."""
        return reachable([actor_id], self._parents)[1:]

    @property
    def helplines(self) -> tuple[model.Helpline, ...]:
        """The numbers to call, from every file of actors, in their order."""
        return tuple(line for file in self._of(Actors) for line in file.helplines)

    @cached_property
    def focus_areas(self) -> dict[int, model.FocusArea]:
        """The focus areas by number."""
        return {area.number: area for area in (self.strategy.focus_areas if self.strategy else ())}

    @cached_property
    def _strategies(self) -> tuple[model.Strategy, ...]:
        """The strategies of all plans, this one first: what it says counts where two have the same id."""
        found = (self.strategy, *(plan.strategy for plan in self.beside))
        return tuple(strategy for strategy in found if strategy is not None)

    def retells(self, instrument: model.Instrument) -> bool:
        """Whether an instrument has what the strategy itself says that a body asks for."""
        return self.strategy is not None and instrument.source.document == self.strategy.source.document

    @cached_property
    def own_documents(self) -> dict[str, model.Strategy]:
        """The strategies of all plans by the id of the document that each is in."""
        return {one.source.document: one for one in self._strategies[::-1]}

    @cached_property
    def documents(self) -> tuple[SourceDocument, ...]:
        """The documents that sources may name: those of this plan first, then those of the others."""
        every = grouped((item.id, item) for one in self._strategies for item in one.documents)
        return tuple(first for first, *_ in every.values())

    @cached_property
    def themes(self) -> dict[str, Theme]:
        """The themes by id, in the order of the strategy's file."""
        every = grouped((theme.id, theme) for one in self._strategies for theme in one.themes)
        return {name: first for name, (first, *_) in every.items()}

    @cached_property
    def periods(self) -> dict[str, ReportingPeriod]:
        """The reporting periods by year."""
        return self.strategy.reporting.periods if self.strategy else {}

    @cached_property
    def shared_goals(self) -> dict[str, model.SharedGoal]:
        """Goals that several measures share, by id."""
        return {goal.id: goal for area in self.focus_areas.values() for goal in area.shared_goals}

    @cached_property
    def by_id(self) -> dict[str, RecordEntry]:
        """Every record by its id (the first one if an id is used twice)."""
        every = grouped((entry.id, entry) for entry in self.entries)
        return {name: first for name, (first, *_) in every.items()}

    @cached_property
    def tasks(self) -> dict[str, tuple[model.Measure, model.Task]]:
        """Every task by id, with its measure."""
        return {task.id: (measure, task) for measure in self.measures for task in measure.tasks}

    @cached_property
    def every_task(self) -> dict[str, model.Task]:
        """Every task by id, also those of the other plans."""
        measures = (*self.measures, *(measure for _, measure in self.measures_beside.values()))
        return {task.id: task for measure in measures for task in measure.tasks}

    @cached_property
    def goals(self) -> dict[str, model.Text]:
        """The text of every goal by id, shared ones included."""
        shared = {goal.id: goal.text for goal in self.shared_goals.values()}
        own = (goal for measure in self.measures for goal in measure.goals)
        return shared | {one.id: one.text for one in own if one.id is not None and one.text is not None}

    @cached_property
    def own_ids(self) -> tuple[tuple[str, KeyPath, str], ...]:
        """Every id that a record or part is given, with its file and keys, in the order of the files."""
        return tuple(_own_ids(self.entries))

    @cached_property
    def parts(self) -> frozenset[str]:
        """The ids of all parts of records: goals, tasks, groups, provisions, parts of recommendations."""
        return frozenset(name for _, keys, name in self.own_ids if len(keys) > 1)

    @cached_property
    def children(self) -> frozenset[str]:
        """The ids of all goals, tasks, groups and knowledge gaps."""
        inside = ((path, name) for path, keys, name in self.own_ids if len(keys) > 1)
        return frozenset(name for path, name in inside if kind_of(path) in ("measure", "strategy"))

    def owner_at(self, path: str) -> str | None:
        """The id of the record in a file whose parts are named after it."""
        entry = self._by_path.get(path)
        return entry.id if entry and entry.kind in ("measure", "obligation") else None

    @cached_property
    def _by_path(self) -> dict[str, RecordEntry]:
        return {entry.path: entry for entry in self.entries}

    @cached_property
    def conventions(self) -> tuple[str, ...]:
        """The ids of the instruments that are conventions."""
        return tuple(name for name, instrument in self.instruments.items() if instrument.kind == "convention")

    def articles_of(self, area: model.FocusArea) -> tuple[str, ...]:
        """The articles that the strategy names for a focus area, by id.

        A bare number is an article of the only convention; if there are several, it names none.
        """
        sole = self.conventions[0] if len(self.conventions) == 1 else None
        named = (name if isinstance(name, str) else sole and f"{sole}-{name}" for name in area.articles)
        return tuple(filter(None, named))

    @cached_property
    def unjudged(self) -> tuple[str, ...]:
        """The files that could not be read, wholly or in part. No count includes their content."""
        return tuple(sorted(self.unread | self.damaged))

    def hides(self, path: str) -> bool:
        """Whether a file that was at ``path`` may still be there but cannot be read."""
        return any(lies_in(path, broken) for broken in self.unread)

    def may_hold(self, kind: Kind, record_id: str) -> bool:
        """Whether a file that could not be read may be the one with this record.

        A link into such a file is not reported, so that one broken file does not cause many errors.
        """
        return self.hiding(kind, record_id) is not None

    def hiding(self, kind: Kind, record_id: str) -> str | None:
        """The unreadable file or folder that may hold this record."""
        return next((path for path in self.unjudged if may_lie(path, kind, record_id)), None)

    def entry_of(self, record: model.Model) -> RecordEntry:
        """A record with its file."""
        return self._held[id(record)]

    def path_of(self, record: model.Model) -> str:
        """The path of a record's file."""
        return self._held[id(record)].path

    def instrument_id(self, obligation: model.Obligation) -> str:
        """The id (folder) of the instrument an obligation belongs to."""
        return instrument_of(self.path_of(obligation))

    def instrument_with(self, obligation: model.Obligation) -> model.Instrument | None:
        """The instrument that an obligation belongs to, if its file could be read."""
        return self.instruments.get(self.instrument_id(obligation))

    def level_of(self, obligation: model.Obligation) -> Level | None:
        """The level of a recommendation; ``None`` of an article, or if no source read gives it."""
        instrument = self.instrument_with(obligation)
        level = obligation.level if isinstance(obligation, model.Recommendation) else None
        return next((one for one in instrument.levels if one.id == level), None) if instrument else None


@cache
def fields_of(model: type[model.Model], names: tuple[str, ...]) -> tuple[str, ...]:
    """Those of some names that are fields of a model; to ask a model for another is slow."""
    return tuple(name for name in names if name in model.model_fields)


def _own_ids(entries: tuple[RecordEntry, ...]) -> Iterator[tuple[str, KeyPath, str]]:
    for entry in entries:
        record = entry.record
        if entry.kind not in ("strategy", "actors"):
            yield entry.path, ("id",), entry.id
        for key in fields_of(type(record), _NAMED_PARTS):
            for place, part in enumerate(getattr(record, key)):
                if getattr(part, "id", None) is not None:
                    yield entry.path, (key, place, "id"), part.id
        if isinstance(record, model.Strategy):
            for place, area in enumerate(record.focus_areas):
                for inner, goal in enumerate(area.shared_goals):
                    yield entry.path, ("focus_areas", place, "shared_goals", inner, "id"), goal.id


def grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    """The second values of pairs by their first, both in the order in which they come."""
    found: dict[K, list[V]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}


def reachable(starts: Iterable[K], joined: Mapping[K, Iterable[K]]) -> tuple[K, ...]:
    """What can be reached from some starts, they too, each once and before what is reached from it."""
    found: dict[K, None] = {}
    waiting = [*starts]
    while waiting:
        item = waiting.pop()
        if item not in found:
            found[item] = None
            waiting += [*joined.get(item, ())][::-1]
    return tuple(found)


@cache
def natural(text: str) -> tuple[tuple[int, str], ...]:
    """A sort key that orders numbers in a text by value: coe-2 before coe-10, T12.2 before T12.10."""
    return tuple((int(x), "") if x.isdecimal() else (-1, x) for x in re.split(r"(\d+)", text) if x)
