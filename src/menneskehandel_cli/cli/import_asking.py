"""What a table does not say, asked for on a terminal; never in a pipe."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from menneskehandel_cli.cli.asking import Asking, on_terminal
from menneskehandel_cli.cli.output import clean, remark
from menneskehandel_cli.language import Choices, Phrase, Refused, fill
from menneskehandel_cli.language.spans import as_both_years
from menneskehandel_cli.sheets.cells import CommandLineValue, Place, Trouble, Where
from menneskehandel_cli.tables.columns import label, mapped, named_column, plain
from menneskehandel_cli.tables.importing import Imported, ImportRequest

_Read = Callable[[str], str]
Reading = Callable[[Sequence[ImportRequest]], list[Imported]]
"""Reads tables one after the other, until there is trouble in one."""


def settled(tables: Sequence[ImportRequest], run: Reading, asking: Asking) -> list[Imported]:
    """What ``tables`` mean once the user has been asked for what they do not say.

    What is answered is kept in ``asking`` as the options that say it, also if the asking ends early.
    """
    if not on_terminal():
        return run(tables)
    talk = _Talk(asking, run, tables)
    try:
        for at in range(len(tables)):
            talk.about_columns(at)
        while True:
            found = run(talk.known)
            if not (found and talk.about_values(len(found) - 1, found[-1])):
                return found
    finally:
        asking.answered += dict.fromkeys(talk.options(tables))


class _Talk:
    """Questions and answers, each question once. ``known`` are the tables with what is answered."""

    def __init__(self, asking: Asking, run: Reading, tables: Sequence[ImportRequest]) -> None:
        self._asking = asking
        self._run = run
        self._asked: set[tuple[str, str]] = set()
        self.known = [*tables]

    def options(self, tables: Sequence[ImportRequest]) -> Iterator[str]:
        """What is known beyond what the ``tables`` say, as options in one word each."""
        for before, now in zip(tables, self.known, strict=True):
            ways = (("column", before.columns, now.columns), ("value", before.values, now.values))
            for option, had, has in ways:
                yield from (f"--{option}={key}={word}" for key, word in has.items() if key not in had)
            new = {name: word for name, word in now.instead.items() if name not in before.instead}
            yield from (f"--instead={key}: {text}={word}" for (key, text), word in new.items())

    def _ask(self, key: str, read: _Read, among: Sequence[object] = (), **params: object) -> str:
        """The answer to a question, which may be left empty; one ``among`` some also by its number."""
        lang = self._asking.lang
        known = {str(number): fill(one, lang) for number, one in enumerate(among, 1)}
        params["known"] = Choices(f"({number}) {one}" for number, one in known.items())

        def picked(word: str) -> str:
            begun = [one for one in known.values() if one.casefold().startswith(word.casefold())]
            return read(known.get(word) or (begun[0] if len(begun) == 1 else word))

        question = clean(Phrase(f"import.ask.{key}", params).say(lang))
        return Asking(lang).value(key, None, picked, "", question, needed=False)

    def about_columns(self, at: int) -> None:
        """Ask for the fields of the columns of a table that nothing is known of."""
        table = self.known[at]
        kind, read, columns = table.read()
        keys: dict[str, str] = dict(table.columns)

        def field(word: str) -> str:
            """The field, also of a column that is guessed and may then be guessed otherwise."""
            key, now = named_column(kind, word).key, mapped(kind, read.heads, keys, unled=table.unled)
            then = mapped(kind, read.heads, {**keys, head: word}, unled=table.unled)
            for one, other in zip(now, then, strict=True):
                if one.column and one.column.key == key and other.column is None:
                    raise Refused("table.taken", field=key, head=one.head)
            return key

        filled = {at: cell.text for row in reversed(read.rows) for at, cell in row.cells.items()}
        strange = [
            (item.head, filled[at])
            for at, item in enumerate(columns, 1)
            if item.column is None and at in filled and read.heads.count(item.head) == 1
            if plain(item.head) not in ["", *map(plain, keys)]
        ]
        for notice in read.notices:
            if notice.key == "table.outline_open":
                remark(notice.say(self._asking.lang))
        if strange:
            fields = Choices(label(kind, x.key, self._asking.lang) for x in kind.columns if not x.fixed)
            params = {"place": read.place.phrase, "known": fields}
            remark(Phrase("import.ask.fields", params).say(self._asking.lang))
        for head, example in strange:
            keys[head] = self._ask("column", field, head=head, example=example)
            self.known[at] = replace(table, columns=dict(keys))

    def about_values(self, at: int, found: Imported) -> bool:
        """Ask what new records of a table are given, or else what to read for wrong texts; if any is."""
        before = self.known[at]
        self._missing(at, found.missing)
        if self.known[at] == before:
            self._instead(at, found)
        return self.known[at] != before

    def _missing(self, at: int, missing: Mapping[str, bool]) -> None:
        """Ask for what is ``missing``; each answer is tried."""
        (kind, read, _), lang = self.known[at].read(), self._asking.lang

        def tried(word: str) -> str:
            table = replace(self.known[at], values={**self.known[at].values, name: word})
            return self._tried(at, table, CommandLineValue(f"{name}={word}"), word)

        for name, needed in missing.items():
            if (name, "") in self._asked:
                continue
            self._asked.add((name, ""))
            params = {
                "place": read.place.phrase,
                "field": label(kind, name, lang),
                "records": Phrase(f"import.new.{name.split('.')[0] if '.' in name else kind.name}"),
                "empty": Phrase("import.ask.needed" if needed else f"import.ask.left.{name}"),
            }
            choices = kind.choices(name)
            if word := self._ask("choice" if choices else "value", tried, choices, **params):
                table = self.known[at]
                self.known[at] = replace(table, values={**table.values, name: word})

    def _tried(self, at: int, table: ImportRequest, place: Where, word: str) -> str:
        """The ``word``, unless there is trouble at a place of the ``table`` with it, which is told."""
        found = self._run([*self.known[:at], table])[-1]
        wrong = [one.what for one in found.troubles if one.place == place]
        for what in wrong[:1]:
            remark(what.say(self._asking.lang))
        return "" if wrong else word

    def _instead(self, at: int, found: Imported) -> None:
        """Ask what is to be read instead of the texts of cells that are trouble; each answer is tried."""
        table = self.known[at]
        kind, read, columns = table.read()
        cells = {(row.place.row, place): cell for row in read.rows for place, cell in row.cells.items()}
        wrong: dict[tuple[str, str], Trouble] = {}
        for trouble in found.troubles:
            place = trouble.place
            cell = cells.get((place.row, place.column)) if isinstance(place, Place) else None
            column = columns[place.column - 1].column if cell and isinstance(place, Place) else None
            part = str(trouble.what.params.get("given", ""))
            if cell and column and part in cell.text:
                text = part if "option" in trouble.what.params else cell.text
                wrong.setdefault((column.key, text), trouble)
        instead = dict(table.instead)

        def tried(word: str) -> str:
            now = replace(table, instead=instead | {(key, text): word})
            return self._tried(at, now, trouble.place, word)

        for (key, text), trouble in wrong.items():
            if (key, text) in {*self._asked, *instead}:
                continue
            self._asked.add((key, text))
            remark(trouble.phrase.say(self._asking.lang))
            question = f"instead{'_choice' if (choices := kind.choices(key)) else ''}"
            field = label(kind, key, self._asking.lang)
            word = self._ask(question, tried, choices, text=text, field=field)
            before = [pair for pair, meant in instead.items() if (pair[0], meant) == (key, text)]
            instead |= dict.fromkeys(before or [(key, text)], word)
            for one in wrong:  # One answer tells how a plan names its fiscal years.
                if one[0] == key and (years := as_both_years(one[1], text, word)):
                    instead.setdefault(one, years)
            self.known[at] = replace(table, instead=dict(instead))
