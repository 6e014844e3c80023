"""Actors: all in one file, those that are new at its end."""

from collections.abc import Mapping
from typing import Any

from menneskehandel_cli.edits.new_record import record_of
from menneskehandel_cli.models import Actor, Text
from menneskehandel_cli.register.loading import ACTORS_FILE
from menneskehandel_cli.sheets.cells import Cell, Row
from menneskehandel_cli.tables.job import Job, plain, same_text

_NEEDED = ("id", "name", "kind")
"""The fields that a new actor begins with."""

_CALLED = {"name", "short_title"}
"""What the others in the table may call it."""


def read(job: Job) -> None:
    """Change the actors that the rows name, and add the new ones, which may be parts of each other."""
    for cells in map(job.cells, job.table.rows):
        if "id" in cells and cells["id"].text not in job.register.actors:
            called = {key: Text.of(plain(cells[key].text), job.lang) for key in _CALLED & cells.keys()}
            stub: dict[str, Any] = {"name": Text.of(cells["id"].text, job.lang), **called}
            job.bodies += (Actor.model_construct(id=cells["id"].text, **stub),)
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
    if at == len(actors) or not same_text(cells[key].text, actors[at].get(key)):
        at = len(actors)
        _new(job, row, cells, actors)
    else:
        job.update(ACTORS_FILE, ("actors", at), row, job.shown(actors[at]["id"]), but=("id",))
    return at


def _remember(places: dict[tuple[str, str], int], actor: Mapping[str, Any], place: int) -> None:
    """Note where an actor is found: under its id and under its names. The first of a name counts."""
    names = actor.get("name")
    places.setdefault(("id", plain(str(actor.get("id"))).casefold()), place)
    for text in names.values() if isinstance(names, dict) else [names]:
        places.setdefault(("name", plain(str(text)).casefold()), place)


def _new(job: Job, row: Row, cells: Mapping[str, Cell], actors: list[dict[str, Any]]) -> None:
    told = job.required(row, cells, _NEEDED)
    source = job.source(cells)
    if told is None:
        job.judge(cells, but=_NEEDED)
        return
    keys = ("actors", len(actors))
    known = {**told, "name": plain(told["name"]), "source": source}
    actors.append(record_of(Actor, job.draft, known))
    job.work.came_from(ACTORS_FILE, ("actors",), row.place)
    job.begun(ACTORS_FILE, row, cells, _NEEDED, keys)
    job.work.in_order(ACTORS_FILE, keys, Actor)
