"""``mh import measures`` and the like: records from a table that is kept elsewhere.

What a table does not say is asked for on a terminal; never in a pipe.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import typer

from menneskehandel_cli.app.choices import choose_written_lang
from menneskehandel_cli.app.saving import editing, put_in_place
from menneskehandel_cli.app.stages import Opened, read_snapshot
from menneskehandel_cli.cli.asking import Asking, confirm, on_terminal
from menneskehandel_cli.cli.edit import list_findings, outcome_of, show, show_words
from menneskehandel_cli.cli.output import clean, remark, tell_lines, working
from menneskehandel_cli.edits.new_kinds import Draft
from menneskehandel_cli.language import Choices, Lang, Phrase, Refused, fill, msg, name_of, nmsg, say
from menneskehandel_cli.language.spans import as_both_years, as_whole
from menneskehandel_cli.register.records import grouped
from menneskehandel_cli.sheets.cells import CommandLineValue, Place, Trouble, Where
from menneskehandel_cli.sheets.opening import workbook_bytes
from menneskehandel_cli.tables.columns import ALIASES, KINDS, Kind, label, mapped, named_column, plain
from menneskehandel_cli.tables.importing import Imported, ImportRequest, imported

_Read = Callable[[str], str]
TablesReader = Callable[[Sequence[ImportRequest]], list[Imported]]
"""Reads tables one after the other, until there is trouble in one."""


def settled(tables: Sequence[ImportRequest], run: TablesReader, asking: Asking) -> list[Imported]:
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

    def __init__(self, asking: Asking, run: TablesReader, tables: Sequence[ImportRequest]) -> None:
        self._asking = asking
        self._run = run
        self._questions: set[tuple[str, str]] = set()
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
            if notice.key in ("table.outline_open", "table.rows_open"):
                remark(notice.say(self._asking.lang))
        if strange:
            fields = Choices(label(kind, x.key, self._asking.lang) for x in kind.columns if not x.fixed)
            remark(Phrase("import.ask.fields", place=read.place.phrase, known=fields).say(self._asking.lang))
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
            if (name, "") in self._questions:
                continue
            self._questions.add((name, ""))
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
        wrong = [x.what for x in self._run([*self.known[:at], table])[-1].troubles if x.place == place]
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
            return self._tried(at, replace(table, instead=instead | {(key, text): word}), trouble.place, word)

        for (key, text), trouble in wrong.items():
            if (key, text) in {*self._questions, *instead}:
                continue
            self._questions.add((key, text))
            remark(trouble.phrase.say(self._asking.lang))
            question = f"instead{'_choice' if (choices := kind.choices(key)) else ''}"
            field = label(kind, key, self._asking.lang)
            word = as_whole(text, self._ask(question, tried, choices, text=text, field=field))
            before = [pair for pair, meant in instead.items() if (pair[0], meant) == (key, text)]
            instead |= dict.fromkeys(before or [(key, text)], word)
            for one in wrong:  # One answer tells how a plan names its fiscal years.
                if one[0] == key and (years := as_both_years(one[1], text, word)):
                    instead.setdefault(one, years)
            self.known[at] = replace(table, instead=dict(instead))


TABLES = (*KINDS, *ALIASES)
"""The kinds of tables, and other names, which lists have."""

Options = tuple[Sequence[str], Sequence[str], Sequence[str], str | None]
"""Of tables: ``head=field``, ``field=value`` for new records, ``text=value`` of cells, and the sheet."""

_OPEN_QUESTIONS = {"table.read_nothing", "table.kinds_open", "table.link_left_out", "table.number_twice"}
_OPEN_QUESTIONS |= {"table.brackets_open", "table.heading_none", "table.article_left_out"}
"""What is told last: that something is left out, or is still to be said."""
_MOST_LINES = 100
"""So many lines of one sort are told; of others only how many they are."""


def import_table(
    opened: Opened, kind: str, path: Path, options: Options, *, lang: str | None, dry_run: bool
) -> None:
    """Change and add the records of ``kind`` that the table at ``path`` tells of.

    What it means is shown first; nothing is written if anything is wrong.
    """
    asking = Asking(opened.lang)
    with editing(opened), asking.again():
        register = read_snapshot(opened).register
        each = requests({kind: path}, options, register.languages, fresh=not register.measures)
        unled = not any(one.lead for one in register.measures)
        draft = Draft(choose_written_lang(lang, register), register.language)
        kinds = frozenset(filter(opened.describes, ("measure", "recommendation", "indicator", "actors")))

        def run(tables: Sequence[ImportRequest]) -> list[Imported]:
            with working(say(msg("Reading the table …"), opened.lang)):
                return [imported(opened.tree, register, opened.as_of, draft, one, kinds) for one in tables]

        (found,) = settled([replace(one, unled=unled) for one in each], run, asking)
    tell_of(found, opened.lang)
    if found.troubles and "table.other_sheets" in [notice.key for notice in found.notices]:
        remark(say(msg("Choose another sheet with --sheet."), opened.lang))
    if "table.years" in [notice.key for notice in found.notices]:
        command = "mh set strategy 'reporting.periods={2025-26: {from: 2025-04-01, to: 2026-03-31}}'"
        command += f" --plan {opened.tree.plan}" if opened.tree.plan else ""
        remark(say("import.periods", opened.lang, command=command))
    if found.troubles:
        refuse(found.troubles, opened.lang)
    if not found.changes:
        remark(say("edit.nothing", opened.lang))
        return
    changes = [*found.changes]
    outcome = outcome_of(opened, opened.tree, changes)
    show_words(opened, outcome)
    show(opened, changes)
    if outcome.errors:
        troubles, rest = found.blamed(outcome.located_errors(), opened.lang)
        if rest:
            list_findings(opened, rest, outcome.tree)
        refuse(troubles, opened.lang)
    if dry_run:
        remark(say("edit.dry_run", opened.lang))
        return
    # Which column is which was guessed, so whoever can be asked has seen it first.
    question = say(nmsg("Write {n} file?", "Write {n} files?"), opened.lang, n=len(changes))
    if on_terminal() and not confirm(question, opened.lang, default=False):
        remark(say(msg("Nothing has been written."), opened.lang))
        return
    with editing(opened):
        put_in_place(opened, changes)


def requests(
    tables: Mapping[str, Path], options: Options, tags: Sequence[str], *, fresh: bool
) -> list[ImportRequest]:
    """What is to be imported: tables by their kinds, each with the columns and values about it.

    What is about none of them is given to all, which refuse it. ``tags`` are the strategy's languages, its
    own first. Raises ``Refused``.
    """
    heads, values, cells = map(_pairs, options[:3], ("columns", "values", "instead"))
    kinds = {name: KINDS[ALIASES.get(name, name)] for name in tables}
    plain = []
    for name, path in tables.items():
        wrong = {_split(text, kinds[name], kinds.values()): now for text, now in cells.items()}
        if not path.is_file():
            raise Refused("no_such_path", path=path)
        data = workbook_bytes(path)
        plain.append(ImportRequest(name, path.name, data, {}, {}, options[3], wrong, fresh, tags, fresh))
    own = [table.taking(heads, values) for table in plain] if len(plain) > 1 else []
    for table in own:
        heads = {head: key for head, key in heads.items() if head not in table.columns}
        values = {key: text for key, text in values.items() if key not in table.values}
    made = [replace(x, columns={**heads, **x.columns}, values={**values, **x.values}) for x in own or plain]
    if not on_terminal():
        for text in cells:
            _refuse_unread(text, [_split(text, kinds[table.kind], kinds.values()) for table in made], made)
    return made


def _refuse_unread(text: str, cut: Sequence[tuple[str, str]], tables: Sequence[ImportRequest]) -> None:
    """Raise ``Refused`` if what is to be read otherwise is in no cell of the ``tables``."""
    read, (field, words) = [table.read() for table in tables], min(cut, key=lambda one: len(one[1]))
    if words in {notice.params.get("given") for _, table, _ in read for notice in table.notices}:
        return
    columns = [one for _, _, columns in read for one in columns]
    left = [one.head for one in columns if one.column is None and one.head]
    if left and field and field not in [one.column.key for one in columns if one.column]:
        raise Refused("table.no_such_column", given=text, field=field, left=left)
    raise Refused("table.no_such_cell", given=text, text=words)


def _pairs(words: Sequence[str], option: str) -> dict[str, str]:
    """``head=field`` by its head, which may hold a ``=``, or ``field=value`` by its field."""
    found: dict[str, str] = {}
    for word in words:
        cut = word.partition("=") if option == "values" else word.rpartition("=")
        before, sign, after = (part.strip() for part in cut)
        if not sign or not before:
            raise Refused(f"table.no_pair.{option}", given=word)
        if before in found:
            raise Refused("edit.twice", field=before)
        found[before] = after
    return found


def _split(text: str, kind: Kind, kinds: Iterable[Kind]) -> tuple[str, str]:
    """The field of a text that is read otherwise in a table, if it begins with one, and the text.

    What is the key of a field in any of the ``kinds`` of tables is guessed to be another in none of them.
    """
    field, _, words = text.partition(":")
    exact = [one for one in kinds if one.column(field.strip())]
    with suppress(Refused):
        if words and (kind in exact or not exact):
            return named_column(kind, field).key, words.strip()
    return "", text


def tell_of(found: Imported, lang: Lang) -> None:
    """Print which column is which field, or which, those left out last; and what is to be told of cells."""
    heads = grouped((item.head, item.column) for item in found.columns)
    for head, columns in sorted(heads.items(), key=lambda one: not any(one[1])):
        fields = [column.key for column in columns if column is not None]
        if head or fields:
            key = "import.column" if fields else "import.column_left"
            tell_lines(say(key, lang, head=head, field=", ".join(fields)))
    tell_lines(say(msg("The texts are read as {language}."), lang, language=name_of(found.lang, lang)))
    _tell_most([notice for notice in found.notices if notice.key not in _OPEN_QUESTIONS], lang)
    if last := [notice for notice in found.notices if notice.key in _OPEN_QUESTIONS]:
        remark(say("import.open", lang))
        _tell_most(last, lang)


def _tell_most(phrases: Sequence[Phrase], lang: Lang) -> None:
    for phrase in phrases[:_MOST_LINES]:
        remark(phrase.say(lang))
    if len(phrases) > _MOST_LINES:
        remark(say(nmsg("And {n} more.", "And {n} more."), lang, n=len(phrases) - _MOST_LINES))


def _joint_trouble(first: Trouble, *others: Trouble) -> Phrase:
    """What is equally wrong in several rows of a column, as one."""
    rows = [str(one.place.row) for one in others if isinstance(one.place, Place)]
    more = nmsg("{said} The same applies to row {rows}.", "{said} The same applies to rows {rows}.")
    return Phrase(more, said=first.phrase, rows=rows, n=len(rows)) if rows else first.phrase


def refuse(troubles: Sequence[Trouble], lang: Lang, again: str = "import.not_written") -> None:
    """Print what is wrong, cell by cell, and what to do ``again``, and exit with code 1."""
    by = grouped(((one.what.say(lang), getattr(one.place, "column", 0)), one) for one in troubles)
    _tell_most([_joint_trouble(*each) for each in by.values()], lang)
    remark(say(again, lang))
    raise typer.Exit(1)
