"""What is in brackets after a body in a cell: its own short form, or those who take part beside it."""

import re
import shlex
from collections import defaultdict
from collections.abc import Iterable, Sequence

from menneskehandel_cli.language import LANGS, Phrase, names_called, say
from menneskehandel_cli.models import Actor
from menneskehandel_cli.models.names import LONGEST, actor_called, actors_named, spelt_out
from menneskehandel_cli.register import Register
from menneskehandel_cli.sheets.cells import Cell, Table
from menneskehandel_cli.tables.columns import Column, Columns, Kind, Mapped, places_in
from menneskehandel_cli.tables.values import SHORTS, is_one, suits, with_short

_AND = rf"(?:{'|'.join(re.escape(say('and', lang)) for lang in LANGS)})\s"
_PIECE = re.compile(
    rf"(?:(?<=\))\s*(?:{_AND}|[&+]))?([^;,\n/()]+?)\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)"
    rf"(?=[^\S\n]*(?:$|[;,\n/&+]|{_AND}))"
)
"""A name with something in brackets after it, and then nothing more of the name."""


def with_partners(
    kind: Kind, table: Table, columns: Columns, register: Register, meant: Iterable[str], *, fresh: bool
) -> tuple[Kind, Table, Columns]:
    """The table with those in brackets after a body as partners, in a column of their own.

    The user has ``meant`` some words as bodies. What may be either is left out, as a notice says.
    """
    if kind.name != "measures":
        return kind, table, columns
    places = places_in(columns)
    among = [places[key] for key in ("responsible", "lead", "task.owners", "partners") if key in places]
    rows, to = [dict(row.cells) for row in table.rows], places.get("partners", len(columns) + 1)
    filled = [(cells, at) for cells in rows for at in among if at in cells]
    texts = [cells[at].text for cells, at in filled if len(cells[at].text) <= LONGEST]
    brackets = _Brackets(texts, [*register.actors.values()], "\n".join(meant), fresh=fresh)
    left_out = [notice for cells, at in filled for notice in brackets.move(cells, at, to)]
    made = to > len(columns) and any(to in cells for cells in rows)
    added = [Mapped(columns[among[0] - 1].head, Column("partners"))] if made else []
    moved = tuple(row._replace(cells=cells) for row, cells in zip(table.rows, rows, strict=True))
    return kind, table._replace(rows=moved, notices=(*table.notices, *left_out)), (*columns, *added)


class _Brackets:
    """What is known of the bodies that the ``texts`` of a table name."""

    def __init__(self, texts: Iterable[str], actors: Sequence[Actor], meant: str, *, fresh: bool) -> None:
        self._actors = actors
        self._fresh = fresh
        self._seen: defaultdict[str, set[str]] = defaultdict(set)
        """The names, each with all that stands in brackets after it; with nothing where it is alone."""
        for name, inner in (piece for text in texts for piece in _PIECE.findall(text)):
            self._seen[spelt_out(name)].add(inner)
            meant += f"\n{inner}" if len(_bracket_items(inner)) > 1 else ""
        for word in re.split(r"[;,\n/]", "\n".join([meant, *(_PIECE.sub("", text) for text in texts)])):
            self._seen[spelt_out(word)].add("")

    def move(self, cells: dict[int, Cell], at: int, to: int) -> list[Phrase]:
        """Move the partners in a cell to another, and leave out what cannot be told, as is then said."""
        cell, partners, notices = cells[at], list[str](), list[Phrase]()
        text = cell.text if len(cell.text) <= LONGEST else ""

        def piece(match: re.Match[str]) -> str:
            name, inner = match[1].strip(), match[2].strip()
            way = self._way(name, re.split(r"[;\n]", text[: match.end(1)])[-1], inner)
            partners.extend(_bracket_items(inner) if way == "all partners" else [name] * (way == "a partner"))
            if way == "left out":
                params = {"given": inner, "name": name, "option": shlex.quote(f"{inner}={inner}")}
                notices.append(cell.remark("table.brackets_open", **params))
            bare = match[0][: match.end(1) - match.start()]
            return {"a partner": "", "as it is": match[0]}.get(way, bare if " " in way else f"{bare} ({way})")

        now = re.sub(rf"(^|[;,\n])\s*(?:{_AND}|[&+])", r"\1", _PIECE.sub(piece, text)).strip(" ;,\n")
        if now != text.strip(" ;,\n"):
            was = (cell.was or text) if notices else cell.was
            del cells[at]
            cells |= {at: cell._replace(value=now, was=was, out=cell.out or bool(notices))} if now else {}
        if partners:
            listed = [*([cells[to].text] if to in cells else []), *partners]
            sign = "; " if any({";", "\n"} & {*one} for one in listed) else ", "
            cells[to] = cells.get(to, Cell(cell.place, ""))._replace(value=sign.join(listed))
        return notices

    def _way(self, name: str, before: str, inner: str) -> str:
        """The id of the body if that is it, or else whether it is partners; the name may be longer."""
        listed = names_called("responsible.assumed") | names_called("responsible.inferred")
        if actor_called(f"{before} ({inner})", self._actors)[1] or f"{{who}} ({inner})".casefold() in listed:
            return "as it is"
        if inner.casefold() in names_called("called.field.partners"):
            return "a partner"
        there = actors_named(inner, self._actors) or []
        if _bracket_items(inner)[1:] or SHORTS.fullmatch(inner) or there[1:]:
            return "all partners"
        seen = spelt_out(inner) in self._seen and is_one(inner)
        partners = "all partners" if there or seen else "left out"
        if own := self._named(name, before):
            same = {*there} <= {*own} if there else suits(inner, before)
            return [*there, "its own"][0] if same else partners
        return "as it is" if suits(inner, before) or self._stays(name, before, inner, there) else partners

    def _stays(self, name: str, before: str, inner: str, there: list[str]) -> bool:
        """Whether a bracket stays with a name that is nobody's; without it, the name is asked about."""
        if there or not self._fresh:
            return not self._fresh and (not there or bool(actors_named(f"{before} ({inner})", self._actors)))
        return with_short(f"{name} ({inner})") is not None and self._seen[spelt_out(name)] == {inner}

    def _named(self, *names: str) -> list[str]:
        """Those that one of the ``names`` is the name of, or else a part of."""
        found = (actors_named(name, self._actors) for name in names)
        parts = (actor_called(name, self._actors)[0] for name in names)
        return next(filter(None, found), None) or [*filter(None, parts)]


def _bracket_items(inner: str) -> list[str]:
    between = r"[;\n]" if {";", "\n"} & {*inner} else ","
    return [one.strip() for one in re.split(between, inner) if re.search(r"[^\W\d_]", one)]
