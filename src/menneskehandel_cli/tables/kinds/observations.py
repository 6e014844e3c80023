"""Figures of indicators: new ones are added at the end; those that are there stay as they are."""

from collections.abc import Mapping
from typing import Any

from menneskehandel_cli.edits.values import equals
from menneskehandel_cli.language import Phrase, msg, nearest
from menneskehandel_cli.models import Observation
from menneskehandel_cli.models.fields import fields
from menneskehandel_cli.models.indicator import QUANTITIES
from menneskehandel_cli.sheets.cells import Cell, Row
from menneskehandel_cli.tables.job import Job, same_text

_FIGURE = "figure."
_TIMES = ("year", "from", "to", "since", "as_of")


def read(job: Job) -> None:
    """Change the titles and units of the indicators that the rows name, and add their new figures.

    A row that names no indicator is about the one above.
    """
    last: str | None = None
    counts: dict[str, int] = {}
    for row in job.table.rows:
        if not (cells := job.cells(row)):
            continue
        if "id" in cells or "title" in cells:
            last = _indicator_named(job, cells)
        elif last is None and row is job.table.rows[0]:
            nothing = msg("Neither the id nor the title of an indicator is given. Fill in one of them.")
            job.work.trouble(row.place, Phrase(nothing))
        if last is not None:
            _figure_row(job, row, cells, last, counts)


def _indicator_named(job: Job, cells: Mapping[str, Cell]) -> str | None:
    """The indicator that a row names by its id or its title. Trouble if there is none."""
    indicators = job.register.indicators
    cell = cells["id"] if "id" in cells else cells["title"]
    for name, item in indicators.items():
        if any(same_text(cell.text, text) for text in (name, *item.title.all())):
            return name
    titles = {text: name for name, item in indicators.items() for text in (*item.title.all(), name)}
    near = nearest(cell.text, titles)
    known = [titles[near]] if near else list(indicators)
    job.work.trouble(cell.place, Phrase("failure.table.indicator", given=cell.text, known=known))
    return None


def _figure_row(job: Job, row: Row, cells: Mapping[str, Cell], name: str, counts: dict[str, int]) -> None:
    """Read a row on an indicator. ``counts`` are of the rows that show figures as the list does."""
    path = job.register.path_of(job.register.indicators[name])
    shown = job.listed[name]
    cell = cells.get("observation")
    keys = {key for key in cells if key.startswith(_FIGURE)}
    if cell is not None:
        place = counts.get(name, 0)
        counts[name] = place + 1
        here = shown[place] if place < len(shown) else {}
        if not keys and not ("observation" in here and job.unchanged(cell.text, here["observation"])):
            job.work.trouble(cell.place, Phrase("failure.table.figure", given=cell.text))
    if "id" in cells or "title" in cells:
        job.update(path, (), row, job.shown(name), but=("id", "observation"))
    if keys:
        _add_figure(job, row, cells, path)


def _add_figure(job: Job, row: Row, cells: Mapping[str, Cell], path: str) -> None:
    """Add the figure of a row, unless the indicator has it."""
    entries = {key.removeprefix(_FIGURE): cell for key, cell in cells.items() if key.startswith(_FIGURE)}
    made = _figure_value(job, entries)
    value = job.work.value(path, row.place)
    if made is None or value is None:
        return
    quantity, *others = [key for key in QUANTITIES if key in made] or [""]
    if not quantity or others:
        job.work.trouble(row.place, Phrase("failure.table.one_quantity"))
        return
    figures: list[Any] = value.get("observations") or []
    if (earlier := next((one for one in figures if _same_time(one, made)), None)) is None:
        job.work.put(path, ("observations",), [*figures, made], row.place)
        keys = ("observations", len(figures))
        job.work.came_from(path, keys, row.place)
        for key, cell in entries.items():
            job.work.came_from(path, (*keys, key.partition(".")[0]), cell.place)
    elif not equals(earlier.get(quantity), made[quantity]):
        cell, now = entries[quantity], next(earlier[x] for x in QUANTITIES if earlier.get(x) is not None)
        job.work.trouble(cell.place, cell.remark("failure.table.other_figure", now=str(now), path=path))


def _figure_value(job: Job, entries: Mapping[str, Cell]) -> dict[str, Any] | None:
    """A figure as its file holds it; ``None``, and trouble, if a cell is wrong."""
    found = {key: job.value(cell, f"{_FIGURE}{key}") for key, cell in entries.items()}
    if None in found.values():
        return None
    source = {key.partition(".")[2]: found[key] for key in sorted(found) if key.startswith("source.")}
    note = {job.lang: found["note"]} if "note" in found else None
    whole = {**found, "source": source or None, "note": note}
    return {key: whole[key] for key in fields(Observation) if whole.get(key) is not None}


def _same_time(one: Mapping[str, object], other: Mapping[str, object]) -> bool:
    """Whether two figures are for the same time, given in the same way, and of the same kind."""
    change = "change_percent" in one, "change_percent" in other
    return change[0] == change[1] and all(str(one.get(key)) == str(other.get(key)) for key in _TIMES)
