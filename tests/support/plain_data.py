"""The data of a strategy read from its YAML alone: what to expect, by other means than the program's."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True)
class Demand:
    """One thing that is demanded of the state: a duty that binds it, or a part of a recommendation."""

    id: str
    instrument: str
    owner: dict[str, Any]
    requirement: dict[str, Any]


@dataclass(frozen=True)
class Data:
    """What stands in the YAML files of a strategy."""

    root: Path

    def read(self, pattern: str) -> dict[str, Any]:
        """The records whose paths match, by path."""
        return {
            path.relative_to(self.root).as_posix(): yaml.load(
                path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
            )
            for path in sorted(self.root.glob(pattern))
        }

    @cached_property
    def measures(self) -> dict[str, Any]:
        return {measure["id"]: measure for measure in self.read("data/measures/*.yaml").values()}

    @cached_property
    def links(self) -> list[tuple[str, dict[str, Any]]]:
        """Every link of every measure, with the measure."""
        return [(name, link) for name, item in self.measures.items() for link in item.get("addresses") or []]

    @cached_property
    def instruments(self) -> dict[str, Any]:
        return {path.split("/")[2]: one for path, one in self.read("data/*/*/_instrument.yaml").items()}

    @cached_property
    def obligations(self) -> dict[str, Any]:
        """Every article and recommendation by its path."""
        found = self.read("data/obligations/*/*.yaml")
        return {path: owner for path, owner in found.items() if not path.endswith("_instrument.yaml")}

    @cached_property
    def demands(self) -> dict[str, Demand]:
        """What is demanded, by its id."""
        return {
            requirement["id"]: Demand(requirement["id"], path.split("/")[2], owner, requirement)
            for path, owner in self.obligations.items()
            for requirement in _requirements(owner)
        }

    def answered(self, link: dict[str, Any]) -> str | None:
        """The demand that a link answers: one that it names by itself, alone, not for a focus area."""
        reached = [name for name in self.demands if reaches(link["obligation"], name)]
        return reached[0] if len(reached) == 1 and link["basis"] != "area" else None

    @cached_property
    def law(self) -> dict[str, str]:
        """How far the law answers each demand of the convention that somebody has read it for."""
        return {
            item["requirement"]: item["extent"]
            for record in self.read("data/law/*/*.yaml").values()
            for item in record.get("requirements") or []
        }

    @cached_property
    def unclear(self) -> set[str]:
        """The demands covered in part where nothing that is missing has been looked up."""
        return {
            item["requirement"]
            for record in self.read("data/law/*/*.yaml").values()
            for item in record.get("requirements") or []
            if item["extent"] == "part" and all(each["found"] == "unread" for each in item["elements"])
        }


def reaches(link: str, name: str) -> bool:
    """A link to an article or a paragraph reaches everything below it."""
    return name == link or name.startswith(f"{link}.")


def _requirements(owner: dict[str, Any]) -> list[dict[str, Any]]:
    if "role" not in owner:
        return owner.get("parts") or [owner]
    if owner["role"] != "duty":
        return []
    return [
        requirement
        for requirement in owner["provisions"]
        if requirement["bearer"] == "state"
        and requirement["force"] in ("shall", "shall_qualified", "shall_consider")
    ]
