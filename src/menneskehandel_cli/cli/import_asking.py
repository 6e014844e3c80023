"""What a table does not say, asked for on a terminal; never in a pipe."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from menneskehandel_cli.cli.asking import Asking, on_terminal
from menneskehandel_cli.cli.output import clean, remark
from menneskehandel_cli.language import Choices, Lang, Phrase
from menneskehandel_cli.sheets.cells import Place, Trouble
from menneskehandel_cli.tables.columns import mapped, named_column, plain
from menneskehandel_cli.tables.importing import Imported, ImportRequest
from menneskehandel_cli.tables.values import choice

_MOST = 20
"""So many texts are asked about. Where more are wrong, the table is for its author to correct."""

Tables = Sequence[ImportRequest]


def settled(
    tables: Tables, run: Callable[[Tables], list[Imported]], lang: Lang
) -> tuple[Tables, list[Imported]]:
    """``tables`` once the user has been asked for what they do not say, and what they mean.

    ``run`` reads them one after the other, until there is trouble in one.
    """
    if not on_terminal():
        return tables, run(tables)
    talk = _Talk(lang)
    known = [talk.about_columns(table) for table in tables]
    while True:
        found = run(known)
        last = len(found) - 1
        answered = talk.about_values(known[last], found[last]) if found else None
        if answered is None:
            return known, found
        known[last] = answered


class _Talk:
    """Questions and answers, each question once."""

    def __init__(self, lang: Lang) -> None:
        self._asking = Asking(lang)
        self._asked: set[tuple[str, str]] = set()

    def _ask(self, key: str, read: Callable[[str], str], **told: object) -> str:
        """The answer to a question, which may be left empty."""
        question = clean(Phrase(f"import.ask.{key}", told).say(self._asking.lang))
        return self._asking.value(key, None, read, "", question, needed=False)

    def about_columns(self, table: ImportRequest) -> ImportRequest:
        """``table`` with the fields of the columns that nothing is known of."""
        kind, read, columns = table.read()
        fields = Choices(column.key for column in kind.columns if not column.fixed)
        given: dict[str, str] = dict(table.columns)
        for at, (head, column) in enumerate((item.head, item.column) for item in columns):
            if not head or column is not None or plain(head) in map(plain, table.columns):
                continue
            if (table.file, "") not in self._asked:
                known = {"file": table.file, "known": fields}
                remark(Phrase("import.ask.fields", known).say(self._asking.lang))
            self._asked.add((table.file, ""))

            def field(word: str, head: str = head) -> str:
                mapped(kind, read.heads, {**given, head: word})
                return named_column(kind, word).key

            example = next((cell.text for row in read.rows if (cell := row.at(at))), "")
            if key := self._ask("column", field, head=head, example=example):
                given[head] = key
        return replace(table, columns=given)

    def about_values(self, table: ImportRequest, found: Imported) -> ImportRequest | None:
        """``table`` with what is given for new records, or with texts instead of those that are wrong."""
        given = self._missing(table, found)
        if given:
            return replace(table, given={**table.given, **given})
        instead = self._instead(table, found)
        return replace(table, instead=instead) if instead else None

    def _missing(self, table: ImportRequest, found: Imported) -> dict[str, str]:
        kind, _, _ = table.read()
        answers = {}
        for name in found.missing:
            field = kind.field(name)
            if field is None or (name, "") in self._asked:
                continue
            self._asked.add((name, ""))
            read = partial(choice, choices=field.choices) if field.choices else str
            known = Choices(map(field.named, field.choices))
            how = "choice" if field.choices else "value"
            if word := self._ask(how, read, field=name, known=known):
                answers[name] = word
        return answers

    def _instead(self, table: ImportRequest, found: Imported) -> Mapping[tuple[str, str], str]:
        """What is to be read instead of the texts of cells that are trouble."""
        _, read, columns = table.read()
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
            word = self._ask("instead", str, text=text, field=key)
            before = {said for said, meant in instead.items() if (said[0], meant) == (key, text)}
            instead |= dict.fromkeys({*before, (key, text)}, word)
        return instead if instead != table.instead else {}
