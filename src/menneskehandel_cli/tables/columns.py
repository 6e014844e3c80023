"""The columns of each kind of table: which field of a record each is, guessed by its head or given.

A column is named by the field it fills in, in dotted form; ``task.`` begins those of the tasks of a
measure.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from menneskehandel_cli.language import LANGS, Choices, Lang, Refused, field_label, fill, has, name_of, say
from menneskehandel_cli.language.catalogues import tag_names
from menneskehandel_cli.language.slips import choice_called, names_called, nearest
from menneskehandel_cli.models import Actor, Indicator, Measure, Model, Observation, Recommendation
from menneskehandel_cli.models.fields import Field, field_at, fields
from menneskehandel_cli.models.measure import Address, Task


class Column(NamedTuple):
    """``listed`` is the key of the column of ``mh list`` that shows the field.

    A ``fixed`` one is computed, or names the record: it is compared and never changed.
    """

    key: str
    listed: str = ""
    fixed: bool = False


@dataclass(frozen=True, eq=False, slots=True)
class Kind:
    """A kind of table: ``listed`` is the list that has such records, and its name in JSON."""

    name: str
    listed: str
    model: type[Model]
    columns: tuple[Column, ...]
    parts: Mapping[str, type[Model]]
    """The models of a record's parts, by what the keys of their columns begin with."""

    def known_in(self, heads: Sequence[str]) -> int:
        """How many of ``heads`` are names of columns."""
        return sum(1 for head in heads if _guessed(self, head, self.columns))

    def within(self, key: str) -> str:
        """The key of a column without the name of the part that it is of."""
        part, _, rest = key.partition(".")
        return rest if part in self.parts else key

    def field(self, key: str) -> Field | None:
        """The type of value that a column takes; ``None`` if it is no field of its own."""
        inner = self.within(key)
        model = self.model if inner == key else self.parts[key.partition(".")[0]]
        return field_at(model, tuple(inner.split("."))) if inner else None

    def joins(self, key: str) -> bool:
        """Whether several columns may fill in a field: a text in our own words, in any language."""
        own = (self.field(one) for one in (key, key.rpartition(".")[0]) if not _EXACT & {*key.split(".")})
        return any(field is not None and field.kind == "text" for field in own)

    def choices(self, key: str) -> Choices:
        """What the valid values of a column are called, if they are fixed."""
        field = self.field(key)
        return Choices(map(field.named, field.choices)) if field is not None else Choices()

    def in_languages(self, heads: Sequence[str], tags: Iterable[str]) -> dict[str, str]:
        """The fields of the columns whose heads name one of the languages in brackets, by their heads."""
        cut = {head: head.partition("(")[2].strip(" )") for head in heads if heads.count(head) == 1}
        langs = {head: tag for head, word in cut.items() for tag in named_languages([word], tags)}
        alone = mapped(self, ["" if head in langs else head for head in heads], {}, unled=False)
        same, found = {plain(one.head): one.column for one in alone}, dict[str, str]()
        for head, tag in langs.items():
            free = [column for column in self.columns if f"{column.key}.{tag}" not in found.values()]
            own = same.get(plain(head)) or _guessed(self, head, free)
            if own in free and self.column(f"{own.key}.{tag}"):
                found[head] = f"{own.key}.{tag}"
        return found

    def column(self, key: str) -> Column | None:
        """The column called so: one that is known, or any other field of the record."""
        known = next((column for column in self.columns if column.key == key), None)
        taken = self.field(key) if known is None and key not in ("", "format") else None
        return Column(key) if taken is not None and taken.kind not in ("record", "map") else known


_EXACT = {"title", "short_title", "name", "unit", "text"}
"""The texts that something is known by, or that somebody else has written: no headings belong in them."""

_RECORDS: Mapping[str, tuple[type[Model], Mapping[str, type[Model]]]] = {
    "measures": (Measure, {"task": Task, "link": Address}),
    "recommendations": (Recommendation, {}),
    "actors": (Actor, {}),
    "observations": (Indicator, {"figure": Observation}),
}
"""The model of a record of each kind of table, and those of the parts of one that a row may be about."""


def _kind(name: str, spec: Mapping[str, Any]) -> Kind:
    """A kind of table as ``columns.toml`` tells of it."""
    model, parts = _RECORDS[name]
    columns = (Column(key, spec["listed"].get(key, ""), key in spec["fixed"]) for key in spec["columns"])
    return Kind(name, spec["list"], model, tuple(columns), parts)


_SPECS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
KINDS: Mapping[str, Kind] = {name: _kind(name, spec) for name, spec in _SPECS.items()}
"""Every kind of table by its name."""

ALIASES = {kind.listed: kind.name for kind in KINDS.values() if kind.listed != kind.name}
"""The names that lists have, where a table of the kind is called otherwise."""


_ARTICLE = re.compile(r"(?i)art(?:icle)?s?\.? ?[0-9]")
"""What begins as an article does, and no number of a measure."""


class Mapped(NamedTuple):
    """A column of the table and the field that it fills in; ``None`` if it is left out."""

    head: str
    column: Column | None


_Found = dict[int, Column | None]
Columns = tuple[Mapped, ...]
"""Those of a table, from its first."""


def places_in(columns: Columns) -> dict[str, int]:
    """The place of each column that fills in a field, from 1, by the field's key."""
    return {item.column.key: at for at, item in enumerate(columns, 1) if item.column}


def filling(columns: Columns, at: int, column: Column | None) -> Columns:
    """The columns of a table, with the one at a place filling in a field of its own, or none."""
    return (*columns[: at - 1], Mapped(columns[at - 1].head, column), *columns[at:])


def plain(head: str) -> str:
    """A head as it is compared: without case, signs at its end and what is in brackets."""
    return " ".join(head.partition("(")[0].casefold().split()).strip(" .:*")


def mapped(
    kind: Kind, heads: Sequence[str], own: Mapping[str, str], texts: Sequence[list[str]] = (), *, unled: bool
) -> Columns:
    """The field of each column. The user's ``own`` are by head, the ``texts`` in them by place.

    ``unled``: no record says who leads it, so that who leads a numbered measure is responsible too.
    In a new plan, whose ``texts`` are given, what a head such as "Commitment" names is the title if nothing
    else is and no text of its is a kind of task.

    Raises ``Refused`` if one names no column or no field, or if two columns are the same field.
    """
    chosen = {}
    for head, key in own.items():
        place = _place(heads, head)
        chosen[place] = None if key in ("", "-") else named_column(kind, key)
    found = dict(chosen)
    for ways in (range(2), range(3)):  # A name of one field may be another name of one before it.
        for place, head in enumerate(heads):
            if place not in found and (column := _guessed(kind, head, _free(kind, found, "note"), ways)):
                found[place] = column
    found |= _alone(kind, found, heads, texts, unled=unled) | chosen
    if texts and "task.text" in own.values() and kind.column("title") not in found.values():
        found |= {at: kind.column("title") for at, one in found.items() if one and one.key == "task.text"}
    keys = [column.key for column in found.values() if column is not None]
    if twice := next((key for key in keys if keys.count(key) > 1 and not kind.joins(key)), None):
        raise Refused("table.two_columns", field=twice)
    return tuple(Mapped(head, found.get(place)) for place, head in enumerate(heads))


def _free(kind: Kind, found: _Found, *several: str) -> list[Column]:
    """The columns that no place has been found for, and those that may have ``several``."""
    return [one for one in kind.columns if one.key in several or one not in found.values()]


def _alone(
    kind: Kind, found: _Found, heads: Sequence[str], texts: Sequence[list[str]], *, unled: bool
) -> _Found:
    """The columns that mean something else where no column says that.

    Who leads is who is responsible: in a plan, not a list of what there is. The only number is that of
    the measure.
    """
    keys = {one.key: at for at, one in found.items() if one is not None}
    numbers = texts[keys["id"]] if texts and keys.keys() & {"id", "link.obligation"} == {"id"} else []
    if any(map(_ARTICLE.match, numbers)):
        found[keys["id"]] = kind.column("link.obligation")
        keys["link.obligation"] = keys.pop("id")
    made = {"task.id": "id"} | ({"lead": "responsible"} if unled or "id" not in keys else {})
    at, field = keys.get("task.commitment"), kind.field("task.commitment") if texts else None
    unmeant = field and at is not None and not any(choice_called(x, field.choices) for x in texts[at])
    if unmeant and at is not None and "title" not in keys:
        found[at] = _guessed(kind, heads[at], _free(kind, found)) or found[at]
    return {keys[key]: kind.column(own) for key, own in made.items() if key in keys and own not in keys}


def named_languages(words: Iterable[str], tags: Iterable[str]) -> list[str]:
    """Those of the languages that some words name, by a tag or in any language."""
    each = ((tag, (tag, *tag_names(tag), *(name_of(tag, lang) for lang in LANGS))) for tag in tags)
    names = {name.casefold(): tag for tag, some in each for name in some}
    return [names[word.casefold()] for word in words if word.casefold() in names]


def label(kind: Kind, key: str, lang: Lang) -> str:
    """What a column is called in words, and its key."""
    name = f"called.field.{kind.name}.{key}"
    text = say(name, lang).split(",")[0] if has(name) else fill(field_label(key.rpartition(".")[2]), lang)
    return key if text.casefold() == key else f"{text[0].lower()}{text[1:]} ({key})"


def _place(heads: Sequence[str], wanted: str) -> int:
    """The column that a head or a letter means. Raises ``Refused``."""
    for same in (str.__eq__, lambda one, other: plain(one) == plain(other)):
        places = [place for place, head in enumerate(heads) if same(head, wanted)]
        if len(places) == 1:
            return places[0]
    raise Refused("table.no_column", given=wanted, known=[head for head in heads if head])


def named_column(kind: Kind, word: str) -> Column:
    """The column that a user's word means: a key or a name of a field. Raises ``Refused``."""
    if (column := kind.column(word.strip()) or _guessed(kind, word, kind.columns)) is not None:
        return column
    part, last = ("", word) if (cut := word.strip().partition("."))[0] not in kind.parts else cut[::2]
    below = [f"{part}.{key}" for key in fields(kind.parts[part])] if part else []
    known = [*filter(kind.column, below)] or [column.key for column in kind.columns]
    meant = _guessed(kind, last, [one for one in kind.columns if one.key in below])
    near = meant.key if meant is not None else nearest(word, known, 0.8 if part else 0.6)
    raise Refused(f"edit.unknown_field{'_near' if near else ''}", given=word, near=near, known=known)


def _guessed(kind: Kind, head: str, among: Iterable[Column], ways: range = range(3)) -> Column | None:
    """The column that a head, or a part of one, names: as in ``mh list``, by its key, or otherwise."""
    named = [(column, _names(kind, column)) for column in among]
    wanted = plain(head)
    parts = [wanted, *filter(None, map(plain, head.split("/")))] if wanted else []
    treaty = plain(head.partition("(")[2].rstrip(" )"))  # As in "Ref. (CETS 197)".
    for column, names in named if treaty else ():
        if column.key == "link.obligation" and treaty in names[2]:
            return column
    each = ((part, way) for part in dict.fromkeys(parts) for way in ways)
    found = next((column for part, way in each for column, names in named if part in names[way]), None)
    # Any other field by its key, which nobody writes by chance if it is in several parts.
    if found or not {".", "_"} & set(wanted) or wanted in {column.key for column in kind.columns}:
        return found
    return kind.column(wanted)


@cache
def _names(kind: Kind, column: Column) -> tuple[set[str], set[str], set[str]]:
    """The names of a column as it is listed, by its key, and as it is called elsewhere."""
    last = column.key.rpartition(".")[2]
    if column.fixed and last != column.key:  # The last word alone names the record.
        return set(), {column.key}, _texts(f"called.field.{kind.name}.{column.key}")
    listed = {column.listed, *_texts(f"column.{column.listed}")} if column.listed else set()
    names = (f"called.field.{kind.name}.{column.key}", f"column.{last}", f"fact.{last}")
    others = (*names, f"changed.{last}", f"called.field.{last}")
    return listed, {column.key, last}, {text for name in others for text in _texts(name)}


def _texts(name: str) -> set[str]:
    """What a phrase of the word list is in every language, if it is there."""
    return {plain(text) for text in names_called(name)} - {""}
