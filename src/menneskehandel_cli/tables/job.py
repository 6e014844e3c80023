"""What all kinds of tables share: which record a row is, what it says now, and what the row changes.

The work is on the files that a table changes, as they become, and where each new value came from.
"""

import copy
import re
import shlex
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from menneskehandel_cli.blocks.csv_table import harmless
from menneskehandel_cli.blocks.xlsx_table import held
from menneskehandel_cli.diagnostics import KeyPath, at
from menneskehandel_cli.edits.change import FileChange, Subject, begun_subject, read_subject, rewritten
from menneskehandel_cli.edits.layout import ordered
from menneskehandel_cli.edits.new_kinds import NEW, Draft, own_document, source_of
from menneskehandel_cli.edits.new_record import begun, record_file
from menneskehandel_cli.edits.values import GONE, in_one, put
from menneskehandel_cli.language import LANGS, Lang, Phrase, Refused, fill
from menneskehandel_cli.language.escaping import escape_workflow_commands
from menneskehandel_cli.models import FILES, Actor, Field, Text
from menneskehandel_cli.register import ACTORS_FILE, Register
from menneskehandel_cli.reports.listing import Listing, Wording
from menneskehandel_cli.sheets.cells import Cell, CommandLineValue, Place, Row, Table, Trouble, Where
from menneskehandel_cli.tables import values
from menneskehandel_cli.tables.columns import Kind, Mapped
from menneskehandel_cli.trees import PLANS, Tree


class Work:
    """The files of ``tree`` with what a table says of them, in the order that it names them.

    ``described`` are the kinds of files whose schema the strategy has, which new files then name.
    """

    def __init__(self, tree: Tree, register: Register, described: frozenset[str]) -> None:
        self._tree = tree
        self._register = register
        self._described = described
        self._files: dict[str, tuple[Subject, Where]] = {}
        """What is changed to hold its value, and the place that first told of it."""
        self._places: list[tuple[str, KeyPath, Where]] = []
        self.troubles: list[Trouble] = []

    def trouble(self, where: Where, what: Phrase) -> None:
        """Keep what is wrong at a place, once."""
        trouble = Trouble(where, what)
        if trouble not in self.troubles:
            self.troubles.append(trouble)

    def value(self, path: str, where: Where) -> dict[str, Any] | None:
        """What a file holds by now; ``None``, and trouble, if it cannot be read."""
        if path not in self._files:
            try:
                subject = read_subject(self._tree, path)
            except Refused as refused:
                self.trouble(where, refused.phrase)
                return None
            self._files[path] = subject._replace(value=copy.deepcopy(subject.value)), where
        return self._files[path][0].value

    def begin(self, kind: str, draft: Draft, known: Mapping[str, Any], where: Where) -> str | None:
        """Add the file of a new record, and give its path; ``None``, and trouble, if there is one."""
        named = kind in self._described
        made = begun(kind, self._tree, self._register, draft, known, described=named, suggesting=False)
        if made.path in self._files or made.path in self._tree.paths():
            self.trouble(where, Phrase("failure.exists", path=made.path))
            return None
        self._files[made.path] = begun_subject(made, NEW[kind].model), where
        return made.path

    def actors_file(self, where: Where) -> str:
        """The file that new actors are added to: that of the plan, if it is one of several."""
        path = f"{PLANS}/{self._tree.plan}/{ACTORS_FILE}" if self._tree.plan else ACTORS_FILE
        if path not in {*self._files, ACTORS_FILE} and path not in self._tree.paths():
            made = record_file("actors", path, {"actors": []}, described="actors" in self._described)
            self._files[path] = begun_subject(made, FILES["actors"]), where
        return path

    def came_from(self, path: str, keys: KeyPath, where: Where) -> None:
        """Keep where the value of a key came from."""
        self._places.append((path, keys, where))

    def put(self, path: str, keys: KeyPath, value: object, where: Where, field: Field | None = None) -> None:
        """Set the value that ``keys`` lead to, which is of the type ``field``."""
        if (file := self.value(path, where)) is not None:
            put(file, keys, value, field, self._register.language)
            self.came_from(path, keys, where)

    def changes(self) -> list[FileChange]:
        """The changes of all files. What cannot be written is trouble."""
        found = []
        for path, (subject, where) in self._files.items():
            try:
                change = rewritten(subject, ordered(subject.value, Field("record", subject.model)))
            except Refused as refused:
                self.trouble(where, refused.phrase)
                continue
            if change is not None or subject.new:
                found.append(change or FileChange(path, None, subject.data))
        return found

    def where(self, path: str, keys: KeyPath) -> Where | None:
        """The place that the value at ``keys``, or what is nearest to it, came from."""
        places = ((place, where) for name, place, where in self._places if name == path)
        near = [(len(one), where) for one, where in places if one[: len(keys)] == keys[: len(one)]]
        own = self._files[path][1] if path in self._files else None
        return max(near, key=lambda item: item[0], default=(0, own))[1]


Shown = Mapping[str, Wording]
"""What ``mh list`` says of a record, by the key of the column."""

_SPELT_BREAK = re.compile(r"_x000[9A-D]_")
"""Tabs and line breaks as workbooks spell what XML cannot hold."""
_OWN = frozenset({"id", "title", "text", "name"})
"""Fields that are others in each record, so that one value for all would be wrong."""


@dataclass(slots=True)
class Job:
    """A table with everything that is needed to read it. ``defaults`` are of new records, by field."""

    kind: Kind
    table: Table
    columns: tuple[Mapped, ...]
    register: Register
    work: Work
    draft: Draft
    defaults: Mapping[str, str]
    listing: Listing
    notices: list[Phrase] = field(default_factory=list)
    missing: dict[str, bool] = field(default_factory=dict)
    """The fields that new records (``True``) or links must have, if one for all of them will do."""
    several: defaultdict[tuple[str, str], list[object]] = field(default_factory=lambda: defaultdict(list))
    """What is to be told once of all that it is about, by the key of the words and a field."""
    empty: dict[tuple[str, KeyPath, str], Phrase] = field(default_factory=dict)
    """The empty cells where records have something, which are told if no other cell says the same field."""
    said: dict[tuple[str, KeyPath, str], Cell] = field(default_factory=dict)
    listed: defaultdict[str, list[Shown]] = field(default_factory=lambda: defaultdict(list))
    """What the list says of a record, by row; empty for one that it does not have."""
    _places: dict[str, int] = field(default_factory=dict)
    """The columns of the fields."""
    _langs: tuple[Lang, ...] = ()
    """The languages that a list may be in, the strategy's own first."""
    lang: Lang = ""
    """The language of the table's texts."""
    bodies: tuple[Actor, ...] = ()
    """Those that a cell may name."""

    def __post_init__(self) -> None:
        name = ""
        for row in self.listing.rows:
            name = str(row[0]) or name  # an indicator is named in the first of its rows
            self.listed[name].append(dict(zip(self.listing.columns, row, strict=True)))
        self._places = {item.column.key: place for place, item in enumerate(self.columns) if item.column}
        self._langs = tuple(dict.fromkeys((self.register.language, *self.register.languages, *LANGS)))
        self.lang = self._language()
        self.bodies = tuple(self.register.actors.values())
        self.draft = self.draft._replace(content=self.lang)

    def shown(self, name: str) -> Shown:
        """What the first row of the list on a record says."""
        return next(iter(self.listed[name]), {})

    def unchanged(self, text: str, value: Wording) -> bool:
        """Whether a cell holds what ``mh list`` writes there, in some language."""
        return any(plain_cell(text) in forms(value, tag) for tag in self._langs)

    # Reading rows

    def cells(self, row: Row) -> dict[str, Cell]:
        """What a row says, by field. Cells without a usable value are trouble."""
        found = {key: cell for key, place in self._places.items() if (cell := row.at(place)) is not None}
        for cell in found.values():
            if cell.flaw is not None:
                self.work.trouble(cell.place, cell.flaw)
        return {key: cell for key, cell in found.items() if cell.flaw is None}

    def needed(self, row: Row, cells: Mapping[str, Cell], key: str) -> Cell | None:
        """The cell of a field that a new record must have, or what is given for it; without, trouble."""
        if (cell := self.optional(cells, key)) is None:
            choices = self.kind.choices(key)
            what = "missing_choice" if choices else "missing_here" if key in _OWN else "missing"
            wrong = Phrase(f"failure.table.{what}", field=key, known=choices)
            if key not in _OWN:
                self.missing[key] = True
            if self._places.get(key, len(self.table.heads)) < len(self.table.heads):
                self.work.trouble(self._at(row, self._places[key]).place, wrong)
            else:
                lead = self._places.get("lead") if key == "responsible" else None
                head, instead = ("", "column") if lead is None else (self.columns[lead].head, "lead")
                params = {"what": wrong, "field": key, "head": head}
                self.work.trouble(self.table.place, Phrase(f"failure.table.missing_{instead}", params))
        return cell

    def optional(self, cells: Mapping[str, Cell], key: str) -> Cell | None:
        """The cell of a field of a new record, otherwise what is given for it."""
        if key in cells:
            return cells[key]
        text = self.defaults.get(key)
        return Cell(CommandLineValue(f"{key}={text}"), text) if text else None

    def read(self, cell: Cell | None, how: Callable[[str], Any]) -> Any:
        """The value of a cell; ``None``, and trouble, if it has none."""
        if cell is None:
            return None
        try:
            return how(cell.text)
        except Refused as trouble:
            if trouble.key == "table.conventions":
                self.missing["link.instrument"] = False
            if not [part for part in cell.parts if self.read(part, how) is None]:  # or else that is told
                phrase, params = trouble.phrase, trouble.params
                sort = {"new.actor": "actor", "new.actor_near": "actor", "value": "choice"}.get(trouble.key)
                if sort and "near" in params and isinstance(cell.place, Place):
                    option = shlex.quote("{given}={near}".format_map(params))
                    phrase = Phrase(f"failure.table.{sort}", {**params, "what": phrase, "option": option})
                self.work.trouble(cell.place, phrase)
            return None

    def value(self, cell: Cell | None, key: str) -> Any:
        """The value of a cell for a field."""
        own = values.READERS.get((self.kind.name, key))
        if own is values.amount and cell is not None and isinstance(cell.value, float):
            return self.read(cell, lambda text: values.amount(text, self.register, figure=True))
        if own is not None:
            return self.read(cell, lambda text: own(text, self.register))
        taken = self.kind.field(key)
        assert taken is not None, key
        made = self.read(cell, lambda text: values.value(text, taken, self.register, self.bodies, key))
        if made and cell and taken.kind == "choice" and isinstance(cell.place, Place):
            named = taken.named(made)
            if cell.text.strip().casefold() not in {made, *(fill(named, tag).casefold() for tag in LANGS)}:
                params = {"given": cell.text, "now": named, "key": key.removeprefix("task.")}
                self.tell(Phrase("table.value_read", params))
        return made

    def tell(self, notice: Phrase) -> None:
        """Have something told once, however many cells it is about."""
        if notice not in self.notices:
            self.notices.append(notice)

    def tell_of(self, key: str, *names: object, field: str = "") -> None:
        """Have something told together of all that it is about, of which these are some."""
        for name in names:
            if name not in (group := self.several[key, field]):
                group.append(name)

    def judge(self, cells: Mapping[str, Cell], *, but: Sequence[str] = ()) -> None:
        """Read the cells of a row that is trouble, so that all that is wrong in it is told at once."""
        for key, cell in cells.items():
            column = self.kind.column(key)
            if column is not None and not column.fixed and key not in but and self.kind.field(key):
                self.value(cell, key)

    def required(self, row: Row, cells: Mapping[str, Cell], keys: Sequence[str]) -> dict[str, Any] | None:
        """The values of the fields that a new record must have; ``None``, and trouble, without."""
        entries = {key: self.needed(row, cells, key) for key in keys}
        made = {key: self.value(cell, key) for key, cell in entries.items()}
        return made if all(made.values()) else None

    def source(self, cells: Mapping[str, Cell], default: str | None = None) -> dict[str, str]:
        """The source of a new record: what the row says or what is given, otherwise ``default``.

        Without that it is the strategy itself, which is told.
        """
        own = default or own_document(self.register, {})
        document = self.value(self.optional(cells, "source.document"), "source.document")
        section = self.value(self.optional(cells, "source.section"), "source.section")
        if not (document or default):
            self.tell(Phrase("table.source_assumed", document=own))
        return source_of(document or own, section)

    # Writing

    def first(self, path: str, keys: KeyPath, key: str, cell: Cell) -> bool:
        """Whether nothing has been said of a field yet. Something else said before is trouble."""
        earlier = self.said.get((path, keys, key))
        self.said.setdefault((path, keys, key), cell)
        if earlier is not None and plain_cell(earlier.text) != plain_cell(cell.text):
            self.work.trouble(cell.place, earlier.remark("failure.table.said_twice"))
        return earlier is None

    def assign(self, path: str, keys: KeyPath, key: str, cell: Cell, *, fresh: bool = False) -> None:
        """Set a field of a record or part. ``key`` is that of the column.

        In a ``fresh`` record, a text is written with its language.
        """
        new = self.value(cell, key)
        file = self.work.value(path, cell.place) if new is not None else None
        if file is None:
            return
        place = (*keys, *self.kind.within(key).split("."))
        taken = self.kind.field(key)
        tagged = fresh or self.lang != self.register.language or isinstance(at(file, place), dict)
        if taken is not None and taken.kind == "text" and tagged:
            place = (*place, self.lang)
        self.work.put(path, place, GONE if new == "" else new, cell.place, taken)
        if key == "cost.amount" and (code := values.currency(cell.text, self.register)) is not None:
            self.work.put(path, (*keys, "cost", "currency"), code or GONE, cell.place)
            if code:
                self.tell_of("table.currencies", Phrase("table.as_deadline", given=cell.text, now=code))

    def update(self, path: str, keys: KeyPath, row: Row, shown: Shown, *, but: Sequence[str] = ()) -> None:
        """Change the fields of a record that a row says otherwise than the record does now.

        An empty cell says nothing; where the record has something, that is told, unless the column says
        things of parts too. The columns ``but`` are left to the caller.
        """
        shaped = {item.head for item in self.columns[len(self.table.heads) :]}
        for place, item in enumerate(self.columns):
            column, cell = item.column, row.at(place)
            if column is None or column.key in but or self.kind.within(column.key) != column.key:
                continue
            value = shown.get(column.listed)
            now = fill(value, self.lang) if value is not None else ""
            if cell is None:
                if item.head not in shaped:
                    self.emptied(path, keys, row, column.key, now)
                continue
            if cell.flaw is not None or not self.first(path, keys, column.key, cell):
                continue
            if value is not None and self.unchanged(cell.text, value):
                continue
            if not column.fixed:
                self.assign(path, keys, column.key, cell)
            elif value is not None:
                self.notices.append(cell.remark("table.computed", now=value))

    def emptied(self, path: str, keys: KeyPath, row: Row, key: str, now: str = "") -> None:
        """Keep that a cell is empty where a record has something, which is ``now`` in words."""
        inner, end = self.kind.within(key), len(self.table.heads)
        places = [place for name in (key, inner) if (place := self._places.get(name, end)) < end]
        if not places or (cell := self._at(row, places[0])).text:
            return
        held = at(self.work.value(path, row.place), (*keys, *inner.split(".")))
        now = now or (", ".join(map(str, held)) if isinstance(held, list) else in_one(held, self.lang))
        parts = [part.place for other in row.cells.values() for part in other.parts]  # kept in a note
        if now not in ("", "not_reported") and cell.place not in parts:
            phrase = Phrase("table.emptied", place=cell.place.phrase, now=now)
            self.empty.setdefault((path, keys, inner), phrase)

    def is_one_of_several(self, row: Row, name: str) -> bool:
        """Whether the list has such a row on an id that several records have; trouble if not."""
        columns = [(place, item.column.listed) for place, item in enumerate(self.columns) if item.column]
        texts = [(listed, cell.text) for place, listed in columns if (cell := row.at(place))]
        rows = ([(text, shown.get(listed, "")) for listed, text in texts] for shown in self.listed[name])
        if not (found := any(all(self.unchanged(*pair) for pair in pairs) for pairs in rows)):
            self.work.trouble(row.place, Phrase("failure.table.several", given=name))
        return found

    def begun(
        self, path: str, row: Row, cells: Mapping[str, Cell], made_of: Sequence[str], keys: KeyPath = ()
    ) -> None:
        """Note where the fields of a new record came from, and set those that it is not ``made_of``."""
        self.work.came_from(path, keys, row.place)
        for key in (*cells, *(key for key in self.defaults if key not in cells)):
            column = self.kind.column(key)
            cell = self.optional(cells, key)
            if column is None or cell is None or self.kind.within(column.key) != column.key:
                continue
            if not self.first(path, keys, key, cell):
                continue
            if key in (*made_of, "id", "source.document", "source.section"):
                self.work.came_from(path, (*keys, key), cell.place)
            elif column.fixed:
                self.notices.append(cell.remark("table.computed", now=""))
            else:
                self.assign(path, keys, key, cell, fresh=True)

    def _at(self, row: Row, place: int) -> Cell:
        """The cell in a column, made up with its place if the row ends before it."""
        return row.at(place) or Cell(row.place._replace(column=place + 1, head=self.columns[place].head), "")

    def _language(self) -> Lang:
        """The language in which most texts are as the list writes them; otherwise the strategy's own."""
        votes: Counter[str] = Counter()
        for row in self.table.rows:
            named = row.at(self._places["id"]) if "id" in self._places else None
            for shown in self.listed[named.text][:1] if named else []:
                for place, item in enumerate(self.columns):
                    cell, value = row.at(place), shown.get(item.column.listed) if item.column else None
                    if cell is not None and isinstance(value, Text):
                        votes.update(tag for tag in self._langs if plain_cell(cell.text) in forms(value, tag))
        return max(self._langs, key=lambda tag: votes[tag])  # of those with as many, the first


def plain_cell(text: str) -> str:
    """A text as it is compared: blanks and line breaks do not count, however a workbook spells them."""
    return " ".join(_SPELT_BREAK.sub(" ", text).split())


def forms(value: Wording, lang: Lang) -> set[str]:
    """How ``mh list`` writes something in a cell, in one of its formats."""
    text = fill(value, lang)
    safe = harmless(text)
    return {plain_cell(form) for form in (text, safe, escape_workflow_commands(safe), held(text))}


def same_text(one: str, other: object) -> bool:
    """Whether a text is the other one, a text of the data in some language. Case does not count."""
    texts = other.values() if isinstance(other, dict) else [other]
    return any(plain_cell(one).casefold() == plain_cell(str(text)).casefold() for text in texts)
