"""Actors: all in one file, those that are new at its end."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from menneskehandel_cli.edits.new_actor import actor_entry
from menneskehandel_cli.models import Actor
from menneskehandel_cli.models.base import PATTERNS
from menneskehandel_cli.models.strategy import ACTOR_KINDS
from menneskehandel_cli.register.loading import ACTORS_FILE
from menneskehandel_cli.tables.cells import Cell, CellTrouble, Row
from menneskehandel_cli.tables.job import Job, plain, same_text
from menneskehandel_cli.tables.values import choice

_MADE_OF = ("id", "name", "kind", "source.document", "source.section")
"""The fields that a new actor begins with."""


def read(job: Job) -> None:
    """Change the actors that the rows name, and add those that are new."""
    places: dict[tuple[str, str], int] = {}
    for row in job.table.rows:
        cells = job.cells(row)
        value = job.work.value(ACTORS_FILE, row.place) if cells else None
        if value is None:
            continue
        if not value.get("actors"):
            value["actors"] = []
        actors: list[dict[str, Any]] = value["actors"]
        if not places:
            for place, actor in enumerate(actors):
                _remember(places, actor, place)
        at = _row(job, row, cells, actors, places)
        if at < len(actors):
            _remember(places, actors[at], at)


def _row(
    job: Job,
    row: Row,
    cells: Mapping[str, Cell],
    actors: list[dict[str, Any]],
    places: Mapping[tuple[str, str], int],
) -> int:
    """The place of the actor that a row changes or adds."""
    key = "id" if "id" in cells else "name"
    wanted = plain(cells[key].text).casefold() if key in cells else ""
    at = places.get((key, wanted), len(actors))
    if at == len(actors) or not _is(actors[at], cells):
        at = len(actors)
        _new(job, row, cells, actors)
    else:
        shown = job.listed(actors[at]["id"])
        job.update(ACTORS_FILE, ("actors", at), row, shown[0] if shown else {}, but=("id",))
    return at


def _remember(places: dict[tuple[str, str], int], actor: Mapping[str, Any], place: int) -> None:
    """Note where an actor is found: under its id and under its names. The first of a name counts."""
    names = actor.get("name")
    places.setdefault(("id", plain(str(actor.get("id"))).casefold()), place)
    for text in names.values() if isinstance(names, dict) else [names]:
        places.setdefault(("name", plain(str(text)).casefold()), place)


def _is(actor: Mapping[str, object], cells: Mapping[str, Cell]) -> bool:
    """Whether a row is about an actor: by its id, or by its name if the row has no id."""
    if "id" in cells:
        return str(actor.get("id")).casefold() == cells["id"].text.casefold()
    return "name" in cells and same_text(cells["name"].text, actor.get("name"))


def _new(job: Job, row: Row, cells: Mapping[str, Cell], actors: list[dict[str, Any]]) -> None:
    named, title, what = (job.needed(row, cells, key) for key in ("id", "name", "kind"))
    name, words = job.read(named, _new_id), job.value(title, "name")
    kind = job.read(what, lambda text: choice(text, ACTOR_KINDS))
    strategy = job.register.strategy
    source = job.source(cells, strategy.source.document if strategy else "strategy")
    if not name or not words or not kind:
        job.judge({key: cell for key, cell in cells.items() if key not in ("id", "kind")})
        return
    draft = replace(job.draft, content=job.lang)
    entry = actor_entry(draft, name, plain(words), kind, source)
    keys = ("actors", len(actors))
    actors.append(entry)
    job.work.came_from(ACTORS_FILE, ("actors",), row.place)
    job.work.came_from(ACTORS_FILE, keys, row.place)
    for key, cell in (("id", named), ("name", title), ("kind", what)):
        if cell is not None:
            job.first(ACTORS_FILE, keys, key, cell)
            job.work.came_from(ACTORS_FILE, (*keys, key), cell.place)
    job.fill_in(ACTORS_FILE, cells, but=_MADE_OF, keys=keys)
    job.work.in_order(ACTORS_FILE, keys, Actor)


def _new_id(text: str) -> str:
    if re.fullmatch(PATTERNS["actor_id"], text) is None:
        raise CellTrouble("table.actor_id", given=text)
    return text
