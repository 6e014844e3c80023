"""What a table names that a strategy does not have yet: focus areas, bodies and documents."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import count
from typing import Any

from menneskehandel_cli.edits.starting import NamedInTables, short_name
from menneskehandel_cli.models import PATTERNS, Actor, Field, Text, actor_called, spelt_out
from menneskehandel_cli.register import Register
from menneskehandel_cli.sheets.cells import Table
from menneskehandel_cli.tables.columns import Mapped, named_column, places_in
from menneskehandel_cli.tables.importing import ImportRequest
from menneskehandel_cli.tables.shaping import shaped
from menneskehandel_cli.tables.values import area_named, is_one, strange_bodies, with_short


def named(request: ImportRequest, register: Register) -> NamedInTables:
    """What the table in ``request`` names and ``register`` does not have.

    A row of a table of actors is a body that is listed there, not named. What cannot be an id or a
    number is left to the import, which tells what is wrong with it. Raises as ``imported``.
    """
    kind, table, columns = request.divided(register)
    if listed := kind.name == "actors":
        table, columns = shaped(kind, table, columns, register, {}, date.max)
    texts = {named_column(kind, key).key: [text] for key, text in request.values.items()}
    for place, item in enumerate(columns):
        if item.column is not None:
            cells = (row.at(place) for row in table.rows)
            values = [cell.text for cell in cells if cell is not None and cell.flaw is None]
            texts[item.column.key] = [*values, *texts.get(item.column.key, ())]
    rows = _listed(table, columns) if listed else []
    fields = ((some, kind.field(key)) for key, some in texts.items() if key != "id")
    of_bodies = [(some, each) for some, each in fields if each and (each.inner or each).coded == "actor_id"]
    return NamedInTables(
        areas=_areas(texts.get("focus_area", ()), table),
        bodies=_bodies(of_bodies, texts, (*register.actors.values(), *rows), {*request.instead.values()}),
        documents=_documents(texts, register),
        listed=tuple((one.id, one.called[0]) for one in rows),
    )


def _areas(texts: Iterable[str], table: Table) -> tuple[tuple[int, str, str], ...]:
    """Those with a title alone are numbered in their order, beside the numbers that are given."""
    areas: dict[int, str] = {}
    titles: dict[str, str] = {}
    for text in texts:
        number, title = area_named(text)
        if number is None:
            titles.setdefault(title.casefold(), title)
        else:
            areas[number] = areas.get(number) or title
    known = {title.casefold() for title in areas.values()}
    free = (number for number in count(1) if number not in areas)
    rest = [title for plain, title in titles.items() if plain not in known]
    also = {area_named(x.text)[1]: x.also for row in table.rows for x in row.cells.values() if x.also}
    every = {**areas, **dict(zip(free, rest, strict=False))}.items()
    return tuple(sorted((number, title, also.get(title, "")) for number, title in every))


def _listed(table: Table, columns: tuple[Mapped, ...]) -> list[Actor]:
    places = places_in(columns)
    found: dict[str, Actor] = {}
    for row in table.rows:
        cells = ((key, row.cells.get(places.get(key, 0))) for key in ("id", "name", "short_title"))
        called = {key: cell.text for key, cell in cells if cell is not None}
        if "name" in called and re.fullmatch(PATTERNS["actor_id"], name := called.pop("id", "")):
            texts: dict[str, Any] = {key: Text.of(text, "en") for key, text in called.items()}
            found.setdefault(name, Actor.model_construct(id=name, **texts))
    return [*found.values()]


def _bodies(
    columns: Sequence[tuple[Sequence[str], Field]],
    texts: Mapping[str, Sequence[str]],
    known: Sequence[Actor],
    meant: Collection[str],
) -> tuple[tuple[str, str], ...]:
    """The bodies that are not actors. A word that can be an id is one; a longer name gets one.

    A part of the name of an actor is left to be asked about, unless the user has ``meant`` the word.

    In a column where any cell has a semicolon or a line break, a comma is part of a name, unless it is
    next to a body that is named elsewhere. Somebody such as "all ministries" is no body.
    """
    alone = _alone([text for some, _ in columns for text in some], known)
    words: dict[str, str] = {}
    own_rows = {spelt_out(text) for key in ("id", "name") for text in texts.get(key, ())}
    for some, each in columns:
        between = r"[;\n]" if each.kind != "list" or any({";", "\n"} & {*text} for text in some) else ","
        for text in some:
            for word in filter(is_one, strange_bodies(text, known, between, alone)):
                own = spelt_out(word)
                if own not in own_rows and (word in meant or not actor_called(word, known)[0]):
                    both = (words.get(own, ""), " ".join(word.split()))  # One of them may have accents.
                    words[own] = max(both, key=lambda one: (len(one), not one.isascii()))
    return _with_ids(tuple(words.values()), [*(one.id for one in known), *texts.get("id", ())])


def _alone(texts: Iterable[str], known: Sequence[Actor]) -> set[str]:
    """Those who are named alone or beside one of them, and all that are ``known``, as they are compared."""
    parts = [part for text in texts for part in re.split(r"[;\n]", text) if "," not in part]
    alone = {*map(spelt_out, (*parts, *(name for one in known for name in (one.id, *one.called))))}
    pairs = [{*map(spelt_out, re.split("[&/]", part))} for part in parts]
    while more := [pair for pair in pairs if alone & pair and not alone >= pair]:
        alone.update(*more)
    return alone


def _with_ids(words: Sequence[str], taken: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """The id of each body and its name, which is empty where the word is the id itself."""
    found = dict.fromkeys([word for word in words if re.fullmatch(PATTERNS["actor_id"], word)], "")
    shorts = dict(filter(None, map(with_short, words)))
    found |= {short: name for short, name in shorts.items() if short not in taken}
    same = {spelt_out(name) for short, name in shorts.items()}
    for word in words:
        if word not in found and spelt_out(word) not in same and not with_short(word):
            found[short_name(word, [*taken, *found])] = word
    return tuple(found.items())


def _documents(texts: Mapping[str, Sequence[str]], register: Register) -> tuple[str, ...]:
    names = [text for key, some in texts.items() if key.endswith("source.document") for text in some]
    known = {document.id for document in register.documents}
    ids = (text for text in names if re.fullmatch(PATTERNS["slug"], text))
    return tuple(name for name in dict.fromkeys(ids) if name not in known)
