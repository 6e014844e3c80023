"""What a table does not say, asked for on a terminal; never in a pipe."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from menneskehandel_cli.cli.asking import Asking, on_terminal
from menneskehandel_cli.cli.output import clean, remark
from menneskehandel_cli.language import Choices, Lang, Phrase
from menneskehandel_cli.language.refused import Refused
from menneskehandel_cli.sheets.cells import CommandLineValue, Place, Trouble
from menneskehandel_cli.tables.columns import label, mapped, named_column, plain
from menneskehandel_cli.tables.importing import Imported, ImportRequest

_MOST = 20
"""So many texts are asked about. Where more are wrong, the table is for its author to correct."""

Reading = Callable[[Sequence[ImportRequest]], list[Imported]]
"""Reads tables one after the other, until there is trouble in one."""


def settled(tables: Sequence[ImportRequest], run: Reading, lang: Lang) -> list[Imported]:
    """What ``tables`` mean once the user has been asked for what they do not say, and what they mean."""
    if not on_terminal():
        return run(tables)
    talk = _Talk(lang, run)
    known = [talk.about_columns(table) for table in tables]
    while True:
        found = run(known)
        answered = talk.about_values(known[: len(found)], found[-1]) if found else None
        if answered is None:
            return found
        known[len(found) - 1] = answered


class _Talk:
    """Questions and answers, each question once."""

    def __init__(self, lang: Lang, run: Reading) -> None:
        self._asking = Asking(lang)
        self._run = run
        self._asked: set[tuple[str, str]] = set()

    def _ask(self, key: str, read: Callable[[str], str], **told: object) -> str:
        """The answer to a question, which may be left empty."""
        question = clean(Phrase(f"import.ask.{key}", told).say(self._asking.lang))
        return self._asking.value(key, None, read, "", question, needed=False)

    def about_columns(self, table: ImportRequest) -> ImportRequest:
        """``table`` with the fields of the columns that nothing is known of."""
        kind, read, columns = table.read()
        given: dict[str, str] = dict(table.columns)

        def field(word: str) -> str:
            key, now = named_column(kind, word).key, mapped(kind, read.heads, given)
            taken = [item.head for item in now if item.column and item.column.key == key]
            if taken:
                raise Refused("table.taken", field=key, head=taken[0])
            mapped(kind, read.heads, {**given, head: word})
            return key

        filled = {at: cell.text for row in reversed(read.rows) for at, cell in row.cells.items()}
        answered = ["", *map(plain, given)]
        strange = [
            (item.head, filled[at])
            for at, item in enumerate(columns, 1)
            if item.column is None
            and plain(item.head) not in answered
            and read.heads.count(item.head) == 1
            if at in filled
        ]
        if strange:
            own = [column.key for column in kind.columns if not column.fixed]
            fields = Choices(label(kind, key, self._asking.lang) for key in own)
            told = {"place": read.place.said, "known": fields}
            remark(Phrase("import.ask.fields", told).say(self._asking.lang))
        for head, example in strange:
            if key := self._ask("column", field, head=head, example=example):
                given[head] = key
        return replace(table, columns=given)

    def about_values(self, tables: Sequence[ImportRequest], found: Imported) -> ImportRequest | None:
        """The last table with what is given for new records, or with texts instead of wrong ones."""
        *before, table = tables
        given = self._missing(before, table, found.missing)
        if given:
            return replace(table, given={**table.given, **given})
        instead = self._instead(table, found)
        return replace(table, instead=instead) if instead else None

    def _missing(
        self, before: Sequence[ImportRequest], table: ImportRequest, missing: Mapping[str, bool]
    ) -> dict[str, str]:
        """Answers to what is ``missing``, each of which is tried."""
        (kind, read, _), lang = table.read(), self._asking.lang
        answers: dict[str, str] = {}

        def tried(word: str) -> str:
            given = {**table.given, **answers, name: word}
            found = self._run([*before, replace(table, given=given)])[-1]
            wrong = [one for one in found.troubles if one.place == CommandLineValue(f"{name}={word}")]
            for trouble in wrong[:1]:
                remark(trouble.what.say(lang))
            return "" if wrong else word

        for name, needed in missing.items():
            if (name, "") in self._asked:
                continue
            self._asked.add((name, ""))
            told = {
                "place": read.place.said,
                "field": label(kind, name, lang),
                "records": Phrase(f"import.new.{name.split('.')[0] if '.' in name else kind.name}"),
                "known": kind.choices(name),
                "empty": Phrase("import.ask.needed" if needed else "import.ask.linked"),
            }
            if word := self._ask("choice" if told["known"] else "value", tried, **told):
                answers[name] = word
        return answers

    def _instead(self, table: ImportRequest, found: Imported) -> Mapping[tuple[str, str], str]:
        """What is to be read instead of the texts of cells that are trouble."""
        kind, read, columns = table.read()
        cells = {(row.place.row, at): cell for row in read.rows for at, cell in row.cells.items()}
        wrong: dict[tuple[str, str], Trouble] = {}
        for trouble in found.troubles:
            place = trouble.place
            cell = cells.get((place.row, place.column)) if isinstance(place, Place) else None
            column = columns[place.column - 1].column if cell and isinstance(place, Place) else None
            if cell and column and str(trouble.what.params.get("given", "")) in cell.text:
                wrong.setdefault((column.key, cell.text), trouble)
        instead = dict(table.instead)
        for (key, text), trouble in wrong.items() if len(wrong) <= _MOST else ():
            if (key, text) in self._asked:
                continue
            self._asked.add((key, text))
            remark(trouble.said.say(self._asking.lang))
            word = self._ask("instead", str, text=text, field=label(kind, key, self._asking.lang))
            before = [said for said, meant in instead.items() if (said[0], meant) == (key, text)]
            instead |= dict.fromkeys([*before, (key, text)], word)
        return instead if instead != table.instead else {}
