"""Recommendations, and what is listed with them: the articles of conventions, which are only changed."""

from collections.abc import Mapping

from menneskehandel_cli.edits.new_kinds import instruments, recommendation_id, unused
from menneskehandel_cli.language import Choices, Phrase, Refused, nearest
from menneskehandel_cli.sheets.cells import Cell, Row
from menneskehandel_cli.tables.job import Job, plain_cell, same_text
from menneskehandel_cli.tables.values import choice

_NEEDED = ("title", "text")


def read(job: Job) -> None:
    """Change the obligations that the rows name, and add the recommendations that are new."""
    made: dict[str, str] = {}
    for row in job.table.rows:
        if cells := job.cells(row):
            _recommendation_row(job, row, cells, made)


def _recommendation_row(job: Job, row: Row, cells: Mapping[str, Cell], made: dict[str, str]) -> None:
    """Read a row. ``made`` are the paths of the new recommendations by their ids."""
    register = job.register
    instrument = None
    if "id" not in cells or cells["id"].text.casefold() not in register.obligations:
        rounds = instruments(register, "recommendations")
        if len(rounds) == 1 and job.optional(cells, "instrument") is None:
            instrument = rounds[0]
        else:
            cell = job.needed(row, cells, "instrument")
            instrument = job.read(cell, lambda text: _round_named(job, text))
        if instrument is None:
            return
    name = cells["id"].text.casefold() if "id" in cells else _same_record(job, cells, instrument or "")
    if name in register.obligations:
        owner = register.obligations[name]
        path = register.path_of(owner)
        cell, now = cells.get("instrument"), register.instrument_id(owner)
        if cell is not None and not _is_called(job, now, cell.text):  # It belongs to its own for ever.
            job.work.trouble(cell.place, Phrase("failure.table.moved", id=name, now=now))
        job.update(path, (), row, job.shown(name), but=("id", "instrument", "level"))
        level = cells.get("level")
        if level is not None and job.first(path, (), "level", level):
            grade = job.read(level, lambda text: _level(job, now, text))
            if grade is not None:
                job.work.put(path, ("level",), grade, level.place)
    elif instrument is not None:
        _add_record(job, row, cells, instrument, made)


def _add_record(job: Job, row: Row, cells: Mapping[str, Cell], instrument: str, made: dict[str, str]) -> None:
    values = job.required(row, cells, _NEEDED)
    grade = job.read(job.optional(cells, "level"), lambda word: _level(job, instrument, word))
    source = job.source(cells, job.register.instruments[instrument].source.document)
    name = job.value(cells.get("id"), "id")
    if values is None or ("id" in cells and not name):
        job.judge(cells, but=("level",))
        return
    if name is None:
        name = unused(recommendation_id(instrument, values["title"]), {*job.register.obligations, *made})
    known = {**values, "id": name, "instrument": instrument, "title": plain_cell(values["title"])}
    known |= {"level": grade, "source": source}
    if name in made:
        job.work.trouble(row.place, Phrase("failure.table.twice", given=name))
        return
    if (path := job.work.begin("recommendation", job.draft, known, row.place)) is not None:
        made[name] = path
        job.begun(path, row, cells, (*_NEEDED, "instrument", "level"))


def _round_named(job: Job, words: str) -> str:
    """The round of recommendations that a cell gives by its id, its title or its reference."""
    rounds = instruments(job.register, "recommendations")
    for name in rounds:
        if _is_called(job, name, words):
            return name
    near = nearest(words, rounds)
    raise Refused("instrument", given=words, known=Choices([near] if near else rounds))


def _is_called(job: Job, name: str, words: str) -> bool:
    """Whether a text is the id, the title or the reference of an instrument."""
    item = job.register.instruments.get(name)
    texts = (name, item.reference, *item.title.all()) if item is not None else (name,)
    return any(same_text(words, text) for text in texts if text)


def _level(job: Job, instrument: str, words: str) -> str:
    """The level of an instrument that a cell gives by its id or its title."""
    found = job.register.instruments.get(instrument)
    levels = found.levels if found is not None else ()
    for level in levels:
        if any(same_text(words, text) for text in (level.id, *level.title.all())):
            return level.id
    if not levels:
        raise Refused("table.no_levels", given=words, instrument=instrument)
    return choice(words, [level.id for level in levels])


def _same_record(job: Job, cells: Mapping[str, Cell], instrument: str) -> str:
    """The recommendation of a round that has the title and the text of a row; empty if there is none."""
    texts = {key: cells[key].text for key in ("title", "text") if key in cells}
    for owner in job.register.recommendations if texts else ():
        same = (any(same_text(text, x) for x in getattr(owner, key).all()) for key, text in texts.items())
        if job.register.instrument_id(owner) == instrument and all(same):
            return owner.id
    return ""
