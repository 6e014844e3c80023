"""What a table names that a strategy does not have yet: focus areas, bodies and documents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import count

from menneskehandel_cli.edits.starting import Named, short_name
from menneskehandel_cli.models.base import PATTERNS
from menneskehandel_cli.register import Register
from menneskehandel_cli.sheets.cells import Table
from menneskehandel_cli.tables.columns import Kind, Mapped
from menneskehandel_cli.tables.importing import ImportRequest
from menneskehandel_cli.tables.values import area_named, strange_bodies


def named(request: ImportRequest, register: Register) -> Named:
    """What the table in ``request`` names and ``register`` does not have.

    In a table of actors, the bodies are those of its rows. What cannot be an id or a
    number is left to the import, which tells what is wrong with it. Raises as ``imported``.
    """
    kind, table, columns = request.read()
    listed = kind.name == "actors"
    return Named(
        areas=_areas(_texts(table, columns, ["focus_area"])),
        bodies=_listed(table, columns) if listed else _bodies(kind, table, columns, register),
        documents=_documents(table, columns, register),
    )


def _texts(table: Table, columns: Iterable[Mapped], keys: Iterable[str]) -> Iterator[str]:
    """The texts of the cells in the columns with these keys, column by column."""
    wanted = set(keys)
    for place, item in enumerate(columns):
        if item.column is not None and item.column.key in wanted:
            cells = (row.at(place) for row in table.rows)
            yield from (cell.text for cell in cells if cell is not None and cell.flaw is None)


def _areas(texts: Iterable[str]) -> tuple[tuple[int, str], ...]:
    """Those with a title alone are numbered in their order, beside the numbers that are given."""
    given: dict[int, str] = {}
    titles: dict[str, str] = {}
    for text in texts:
        number, title = area_named(text)
        if number is None:
            titles.setdefault(title.casefold(), title)
        else:
            given[number] = given.get(number) or title
    known = {title.casefold() for title in given.values()}
    free = (number for number in count(1) if number not in given)
    rest = [title for plain, title in titles.items() if plain not in known]
    return tuple(sorted({**given, **dict(zip(free, rest, strict=False))}.items()))


def _listed(table: Table, columns: tuple[Mapped, ...]) -> tuple[tuple[str, str], ...]:
    places = {item.column.key: place for place, item in enumerate(columns) if item.column}
    found: dict[str, str] = {}
    for row in table.rows:
        name, words = (row.at(places[key]) if key in places else None for key in ("id", "name"))
        if name is not None and words is not None and re.fullmatch(PATTERNS["actor_id"], name.text):
            found.setdefault(name.text, words.text)
    return tuple(found.items())


def _bodies(
    kind: Kind, table: Table, columns: tuple[Mapped, ...], register: Register
) -> tuple[tuple[str, str], ...]:
    """The bodies that are not actors. A word that can be an id is one; a longer name gets one.

    In a column where any cell has a semicolon or a line break, a comma is part of a name.
    """
    known = tuple(register.actors.values())
    words: dict[str, str] = {}
    for key in (item.column.key for item in columns if item.column is not None):
        field = kind.field(key)
        if field is None or "actor_id" not in (field.coded, field.inner.coded if field.inner else ""):
            continue
        texts = [*_texts(table, columns, [key])]
        between = r"[;\n]" if any({";", "\n"} & set(text) for text in texts) else ","
        for text in texts:
            for word in strange_bodies(text, known, between):
                words.setdefault(" ".join(word.split()).casefold(), " ".join(word.split()))
    ids = [word for word in words.values() if re.fullmatch(PATTERNS["actor_id"], word)]
    found = dict.fromkeys(ids, "")
    for word in words.values():
        if word not in found:
            found[short_name(word, [*register.actors, *found])] = word
    return tuple(found.items())


def _documents(table: Table, columns: tuple[Mapped, ...], register: Register) -> tuple[str, ...]:
    keys = [item.column.key for item in columns if item.column is not None]
    texts = _texts(table, columns, [key for key in keys if key.endswith("source.document")])
    ids = [text for text in texts if re.fullmatch(PATTERNS["slug"], text)]
    strategy = register.strategy
    known = {document.id for document in strategy.documents} if strategy is not None else set()
    return tuple(name for name in dict.fromkeys(ids) if name not in known)
