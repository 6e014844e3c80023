"""The links of a measure to obligations that a row of a table names."""

from __future__ import annotations

from collections.abc import Mapping

from menneskehandel_cli.language import Choices, Phrase
from menneskehandel_cli.sheets.cells import Cell, Row
from menneskehandel_cli.tables.job import Job


def add_links(job: Job, path: str, row: Row, cells: Mapping[str, Cell]) -> None:
    """Link the measure at ``path`` to the obligations that a row names. A link that is there stays.

    Who says that a measure follows up an obligation, and how far it follows up one requirement, is not
    guessed: if neither the table nor the user says it, the link is left out, which is told.
    """
    cell = cells.get("link.obligation")
    names = job.value(cell, "link.obligation")
    value = job.work.value(path, row.place) if names else None
    if cell is None or value is None:
        return
    told = {key: job.optional(cells, f"link.{key}") for key in ("basis", "contribution", "note")}
    said = {key: job.value(one, f"link.{key}") for key, one in told.items()}
    for name in names:
        links = value.get("addresses") or []
        if any(link.get("obligation") == name for link in links):
            continue
        answers = said["basis"] != "area" and len(job.register.requirements_of(name)) == 1
        asked = ("basis", "contribution") if answers else ("basis",)
        missing = next((f"link.{key}" for key in asked if not said[key]), None)
        if missing is not None:
            _leave_out(job, cell, name, missing)
            continue
        note = {job.lang: said["note"]} if said["note"] else None
        far = said["contribution"] if answers or "link.contribution" in cells else None
        made = {"obligation": name, "basis": said["basis"], "contribution": far, "note": note}
        job.work.put(
            path, ("addresses",), [*links, {key: one for key, one in made.items() if one}], cell.place
        )
        job.work.came_from(path, ("addresses", len(links)), cell.place)


def _leave_out(job: Job, cell: Cell, name: str, missing: str) -> None:
    """Tell that a link is left out, and what the missing field may say."""
    field = job.kind.field(missing)
    known = Choices(field.named(one) for one in field.choices) if field is not None else ()
    params = {"place": cell.place.said, "name": name, "field": missing, "known": known}
    job.notices.append(Phrase("table.link_left_out", params))
