"""A count of a plan's files that shares nothing with ``mh``: plain PyYAML, and the data guide's words.

It knows the keys of the files and nothing of the program's records, so that the two can disagree. It
covers what the small plans of the tests hold: no law, no acceptances, no assessments with outcomes and no
recommendations that repeat others.
"""

import calendar
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

_CLOSED = ("completed", "discontinued")
CLASSES = ("covered", "planned", "partly", "pending", "unknown", "unanswered")
_ORDER = ("none", "named", "to_assess", "planned", "under_way", "delivered")


@dataclass(frozen=True)
class Count:
    """What the files below ``root`` hold."""

    root: Path

    def _files(self, pattern: str) -> list[Any]:
        paths = sorted(self.root.glob(pattern))
        return [yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader) for path in paths]

    @cached_property
    def strategy(self) -> Any:
        """The strategy's own file."""
        return self._files("strategy/strategy.yaml")[0]

    @cached_property
    def actors(self) -> list[str]:
        """The ids of all actors."""
        return [actor["id"] for actor in self._files("strategy/actors.yaml")[0]["actors"]]

    @cached_property
    def measures(self) -> list[Any]:
        """Every measure's file."""
        return self._files("data/measures/*.yaml")

    @cached_property
    def obligations(self) -> dict[str, list[Any]]:
        """The files of the articles or recommendations of each instrument, by its id."""
        found = {}
        for folder in sorted((self.root / "data" / "obligations").iterdir()):
            files = self._files(f"data/obligations/{folder.name}/*.yaml")
            found[folder.name] = [item for item in files if item["id"] != folder.name]
        return found

    @cached_property
    def demands(self) -> dict[str, list[str]]:
        """The ids of what can be answered or not, by the id of its article or recommendation.

        Of an article those paragraphs of a duty that the state shall, or shall consider; a
        recommendation without parts is one demand.
        """
        found = {}
        for item in (item for items in self.obligations.values() for item in items):
            if "article" in item:
                found[item["id"]] = [
                    part["id"]
                    for part in item.get("provisions", ())
                    if item["role"] == "duty"
                    and part["bearer"] == "state"
                    and part["force"].startswith("shall")
                ]
            else:
                found[item["id"]] = [part["id"] for part in item.get("parts", ())] or [item["id"]]
        return found

    def requirements(self, instrument: str) -> list[str]:
        """The ids of all demands of an instrument."""
        return [name for item in self.obligations[instrument] for name in self.demands[item["id"]]]

    def _reached(self, target: str) -> list[str]:
        """The demands that a link to ``target`` is about: itself, or all below it."""
        every = [name for names in self.demands.values() for name in names]
        return [name for name in every if name == target or name.startswith(f"{target}.")]

    @cached_property
    def links(self) -> list[tuple[str, list[str], Any]]:
        """Each link: the measure, the demands that it is about, and the link itself."""
        return [
            (measure["id"], self._reached(link["obligation"]), link)
            for measure in self.measures
            for link in measure.get("addresses", ())
        ]

    def _progress(self, name: str, link: Any) -> str:
        measure = next(item for item in self.measures if item["id"] == name)
        named = [task for task in measure.get("tasks", ()) if task["id"] in link.get("by", ())]
        states = [item["status"] for item in named or [measure]]
        if link["contribution"] == "assess":
            return "to_assess"
        if all(state == "completed" for state in states):
            return "delivered" if link["contribution"] == "full" else "under_way"
        return "under_way" if {"in_progress", "completed"} & set(states) else "planned"

    def promise(self, demand: str) -> str:
        """How far the measures have come with a demand: the furthest of its links.

        A link to one demand answers it. A link to several only names them, as a focus area does that
        lists an article.
        """
        areas = [name for area in self.strategy["focus_areas"] for name in area.get("articles", ())]
        reached = ["named" if any(demand in self._reached(name) for name in areas) else "none"]
        for name, about, link in self.links:
            if demand in about:
                alone = len(about) == 1 and link["basis"] != "area"
                reached.append(self._progress(name, link) if alone else "named")
        return max(reached, key=_ORDER.index)

    def promises(self, instrument: str) -> dict[str, int]:
        """How many demands of an instrument have come how far."""
        found = Counter(self.promise(name) for name in self.requirements(instrument))
        return {value: found[value] for value in _ORDER}

    def classification(self, demand: str) -> str:
        """What the data guide calls the demand, by its promise alone: these plans have read no law."""
        promise = self.promise(demand)
        answers = [
            (self._progress(name, link), link["contribution"])
            for name, about, link in self.links
            if about == [demand] and link["basis"] != "area"
        ]
        if promise == "delivered":
            return "covered"
        if promise not in ("none", "named", "to_assess") and "full" in [given for _, given in answers]:
            return "planned"
        if done := self._parts_done(demand):
            # Of a convention, nobody knows what is left of it: the law is not read.
            alone = "unknown" if len(answers) == done else "pending"
            return alone if self._is_of_a_convention(demand) else "partly"
        if promise not in ("none", "named"):
            return "pending"
        return "unknown" if self._is_of_a_convention(demand) else "unanswered"

    def _parts_done(self, demand: str) -> int:
        """How many contributions in part to a demand are completed."""
        done = 0
        for name, about, link in self.links:
            if about == [demand] and link["basis"] != "area" and link["contribution"] == "partial":
                done += self._progress(name, {**link, "contribution": "full"}) == "delivered"
        return done

    def _is_of_a_convention(self, demand: str) -> bool:
        return any(
            demand in self.demands[item["id"]] and "article" in item
            for items in self.obligations.values()
            for item in items
        )

    def classifications(self, instrument: str) -> dict[str, int]:
        """How many demands of an instrument have each classification."""
        found = Counter(self.classification(name) for name in self.requirements(instrument))
        return {value: found[value] for value in CLASSES}

    def open(self) -> dict[str, str]:
        """The demands that are gaps: unanswered, or partly covered with nothing for the rest."""
        found: dict[str, str] = {}
        for name in (name for names in self.demands.values() for name in names):
            kind = self.classification(name)
            links = sum(about == [name] and link["basis"] != "area" for _, about, link in self.links)
            if kind == "unanswered" or (kind == "partly" and links == self._parts_done(name)):
                found[name] = kind
        return found

    def unlinked(self) -> list[str]:
        """The measures without any link."""
        return [measure["id"] for measure in self.measures if not measure.get("addresses")]

    def cells(self) -> dict[str, dict[str, int]]:
        """By article or recommendation and by measure: how many demands are answered (0: only named)."""
        answered: dict[str, dict[str, set[str]]] = {}
        for name, about, _link in self.links:
            for owner, names in self.demands.items():
                if shared := set(about) & set(names):
                    kept = shared if len(about) == 1 else set()
                    answered.setdefault(owner, {}).setdefault(name, set()).update(kept)
        return {owner: {name: len(names) for name, names in row.items()} for owner, row in answered.items()}

    @property
    def statuses(self) -> dict[str, int]:
        """How many measures have each status."""
        return dict(Counter(measure["status"] for measure in self.measures))

    @cached_property
    def tasks(self) -> list[Any]:
        """Every task."""
        return [task for measure in self.measures for task in measure.get("tasks", ())]

    def passed(self, as_of: date) -> list[str]:
        """The tasks that are not finished on the day after the last day of their deadline, or later."""
        return [
            task["id"]
            for task in self.tasks
            if "due" in task and task["status"] not in _CLOSED and _last_day(task["due"]) < as_of
        ]


def _last_day(due: str) -> date:
    """The last day of a day, month or year that is written ``2027-06-30``, ``2027-06`` or ``2027``."""
    parts = [int(part) for part in due.split("-")]
    year, month = parts[0], (*parts, 12)[1]
    return date(year, month, parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1])
