"""Actors: all in one file, those that are new at its end."""

from collections.abc import Mapping
from typing import Any

from menneskehandel_cli.edits.new_record import record_of
from menneskehandel_cli.models import Actor, Text
from menneskehandel_cli.register.loading import ACTORS_FILE
from menneskehandel_cli.sheets.cells import Cell, Row
from menneskehandel_cli.tables.job import Job, plain

_NEEDED = ("id", "name", "kind")
"""The fields that a new actor begins with."""


def read(job: Job) -> None:
    """Change the actors that the rows name, and add the new ones, which may be parts of each other."""
    rows = [(row, cells) for row in job.table.rows if (cells := job.cells(row))]
    for _, cells in rows:
        if "id" in cells and cells["id"].text not in job.register.actors:
            texts = {"name": cells["id"].text}  # or what else the others in the table may call it
            texts |= {key: plain(cells[key].text) for key in ("name", "short_title") if key in cells}
            called: dict[str, Any] = {key: Text.of(text, job.lang) for key, text in texts.items()}
            job.bodies += (Actor.model_construct(id=cells["id"].text, **called),)
    value = job.work.value(ACTORS_FILE, rows[0][0].place) if rows else None
    if value is None:
        return
    value["actors"] = value.get("actors") or []
    places: dict[str, int] = {}
    for place, actor in enumerate(value["actors"]):
        places.setdefault(str(actor.get("id")).casefold(), place)
    for row, cells in rows:
        name = cells["id"].text.casefold() if "id" in cells else ""
        if name in places:
            keys = ("actors", places[name])
            job.update(ACTORS_FILE, keys, row, job.shown(value["actors"][keys[1]]["id"]), but=("id",))
        elif _new(job, row, cells, value["actors"]):
            places[name] = len(value["actors"]) - 1


def _new(job: Job, row: Row, cells: Mapping[str, Cell], actors: list[dict[str, Any]]) -> bool:
    """Add an actor, unless the row is trouble."""
    told = job.required(row, cells, _NEEDED)
    source = job.source(cells)
    if told is None:
        job.judge(cells, but=_NEEDED)
        return False
    keys = ("actors", len(actors))
    known = {**told, "name": plain(told["name"]), "source": source}
    actors.append(record_of(Actor, job.draft, known))
    job.work.came_from(ACTORS_FILE, ("actors",), row.place)
    job.begun(ACTORS_FILE, row, cells, _NEEDED, keys)
    return True
