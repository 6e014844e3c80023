"""Actors: all in one file, those that are new at its end."""

from collections.abc import Mapping
from typing import Any

from menneskehandel_cli.edits.new_record import record_of
from menneskehandel_cli.language import Phrase, choice_in, msg, say
from menneskehandel_cli.models import Actor, Text
from menneskehandel_cli.models.actors import ACTOR_KINDS
from menneskehandel_cli.register.loading import ACTORS_FILE
from menneskehandel_cli.sheets.cells import Cell, Row
from menneskehandel_cli.tables.job import Job, plain_cell

_NEEDED = ("id", "name", "kind")
"""The fields that a new actor begins with."""


def read(job: Job) -> None:
    """Change the actors that the rows name, and add the new ones, which may be parts of each other."""
    rows = [(row, cells) for row in job.table.rows if (cells := job.cells(row))]
    for _, cells in rows:
        if "id" in cells and (there := job.register.actors.get(cells["id"].text)):
            if "short_title" in cells and there.short_title is None:
                short = Text.of(cells["short_title"].text, job.lang)
                job.bodies += (there.model_copy(update={"short_title": short}),)
        elif "id" in cells:
            texts = {"name": cells["id"].text}  # or what else the others in the table may call it
            texts |= {key: plain_cell(cells[key].text) for key in ("name", "short_title") if key in cells}
            called: dict[str, Any] = {key: Text.of(text, job.lang) for key, text in texts.items()}
            job.bodies += (Actor.model_construct(id=cells["id"].text, **called),)
    places = _places(job, rows[0][0]) if rows else {}
    for row, cells in rows:
        name = cells["id"].text.casefold() if "id" in cells else ""
        if name in places:
            path, place, shown = places[name]
            job.update(path, ("actors", place), row, job.shown(shown), but=("id",))
        elif (added := _add_actor(job, row, cells)) is not None:
            places[name] = (*added, cells["id"].text)


def _places(job: Job, row: Row) -> dict[str, tuple[str, int, str]]:
    """The file, the place in it and the id of each actor that is there, also of a plan's own."""
    own = (one.path for one in job.register.entries if one.kind == "actors")
    found: dict[str, tuple[str, int, str]] = {}
    for path in dict.fromkeys((ACTORS_FILE, *own)):
        for place, actor in enumerate((job.work.value(path, row.place) or {}).get("actors") or ()):
            name = str(actor.get("id"))
            found.setdefault(name.casefold(), (path, place, name))
    return found


def _add_actor(job: Job, row: Row, cells: Mapping[str, Cell]) -> tuple[str, int] | None:
    """Add an actor, unless the row is trouble: its file, and its place there."""
    kind = choice_in(cells["name"].text, ACTOR_KINDS) if {"name", "kind"} & {*cells} == {"name"} else None
    if kind is not None:  # As of a police service: what is given for all the others is not true of it.
        params = {"name": cells.get("id", cells["name"]).text, "kind": Phrase(f"actor.{kind}")}
        job.tell_of("table.kinds_read", Phrase(msg("{name} ({kind})"), params))
        cells = {**cells, "kind": cells["name"]._replace(value=kind)}
    elif "name" in cells and "kind" not in cells and job.defaults.get("kind") == "":
        job.missing["kind"] = False
        job.tell_of("table.kinds_open", cells.get("id", cells["name"]).text)
        mark, note = f"{say('fill.mark', job.lang)}: {say('fill.kind_open', job.lang)}", cells.get("note")
        words = mark if note is None else f"{mark} ({note.text})"
        cells = {**cells, "kind": cells["name"]._replace(value="other")}
        cells["note"] = (note or cells["name"])._replace(value=words)
    made = job.required(row, cells, _NEEDED)
    source = job.source(cells)
    if made is None or (value := job.work.value(path := job.work.actors_file(row.place), row.place)) is None:
        job.judge(cells, but=_NEEDED)
        return None
    actors: list[dict[str, Any]] = value.get("actors") or []
    value["actors"], keys = actors, ("actors", len(actors))
    actors.append(record_of(Actor, job.draft, {**made, "name": plain_cell(made["name"]), "source": source}))
    if "kind" not in cells and "note" not in cells:  # One answer for all may be wrong for this one.
        mark, words = say("fill.mark", job.lang), say("fill.kind_for_all", job.lang)
        actors[-1]["note"] = {job.lang: f"{mark}: {words}"}
    job.work.came_from(path, ("actors",), row.place)
    job.begun(path, row, cells, _NEEDED, keys)
    return path, len(actors) - 1
