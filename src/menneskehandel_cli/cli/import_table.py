"""``mh import measures`` and the like: records from a table that is kept elsewhere."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import typer

from menneskehandel_cli.app.languages import choose_written_lang
from menneskehandel_cli.app.saving import editing, put_in_place
from menneskehandel_cli.app.stages import Opened, read_snapshot
from menneskehandel_cli.cli.asking import Asking, confirm, on_terminal
from menneskehandel_cli.cli.editing import list_findings, outcome_of, show, show_words
from menneskehandel_cli.cli.import_asking import settled
from menneskehandel_cli.cli.output import remark, tell_lines
from menneskehandel_cli.cli.progress import working
from menneskehandel_cli.edits.new_file import Draft
from menneskehandel_cli.language import Lang, Phrase, Refused, msg, name_of, nmsg, say
from menneskehandel_cli.register.records import grouped
from menneskehandel_cli.sheets.cells import Place, Trouble
from menneskehandel_cli.sheets.opening import read_file
from menneskehandel_cli.tables.columns import ALIASES, KINDS, Kind, named_column
from menneskehandel_cli.tables.importing import Imported, ImportRequest, imported

TABLES = (*KINDS, *ALIASES)
"""The kinds of tables, and other names, which lists have."""

Options = tuple[Sequence[str], Sequence[str], Sequence[str], str | None]
"""Of tables: ``head=field``, ``field=value`` for new records, ``text=value`` of cells, and the sheet."""

_OPEN = {"table.read_nothing", "table.kinds_open", "table.link_left_out", "table.number_twice"}
"""What is told last: that something is left out, or is still to be said."""
_MOST = 100
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
        tags = register.strategy.languages[1:] if register.strategy is not None else ()
        each = requests({kind: path}, options, tags, fresh=not register.measures)
        unled = not any(one.lead for one in register.measures)
        draft = Draft(choose_written_lang(lang, register), register.language)
        kinds = frozenset(filter(opened.describes, ("measure", "recommendation", "indicator")))

        def run(tables: Sequence[ImportRequest]) -> list[Imported]:
            with working(say(msg("Reading the table …"), opened.lang)):
                return [
                    imported(opened.tree, register, opened.as_of, draft, one, kinds) for one in tables
                ]

        (found,) = settled([replace(one, unled=unled) for one in each], run, asking)
    tell_of(found, opened.lang)
    if "table.other_sheets" in [notice.key for notice in found.notices]:
        remark(say(msg("Choose another sheet with --sheet."), opened.lang))
    if "table.years" in [notice.key for notice in found.notices]:
        command = "mh set strategy 'reporting.periods={2025-26: {from: 2025-04-01, to: 2026-03-31}}'"
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
    question = say("import.write", opened.lang, n=len(changes))
    if on_terminal() and not confirm(question, opened.lang, default=False):
        remark(say(msg("Nothing is written."), opened.lang))
        return
    with editing(opened):
        put_in_place(opened, changes)


def requests(
    tables: Mapping[str, Path], options: Options, tags: Sequence[str], *, fresh: bool
) -> list[ImportRequest]:
    """What is to be imported: tables by their kinds, each with the columns and values about it.

    What is about none of them is given to all, which refuse it. ``tags`` are the strategy's languages but
    its own. Raises ``Refused``.
    """
    heads, values, cells = map(_pairs, options[:3], ("columns", "values", "instead"))
    kinds = {name: KINDS[ALIASES.get(name, name)] for name in tables}
    plain = []
    for name, path in tables.items():
        wrong = {_cut(text, kinds[name], kinds.values()): now for text, now in cells.items()}
        if not path.is_file():
            raise Refused("no_such_path", path=path)
        data = read_file(path)
        plain.append(ImportRequest(name, path.name, data, {}, {}, options[3], wrong, fresh, tags, fresh))
    own = [table.taking(heads, values) for table in plain] if len(plain) > 1 else []
    for table in own:
        heads = {head: key for head, key in heads.items() if head not in table.columns}
        values = {key: text for key, text in values.items() if key not in table.values}
    made = [
        replace(table, columns={**heads, **table.columns}, values={**values, **table.values})
        for table in own or plain
    ]
    if not on_terminal():
        for text in cells:
            _refuse_unread(text, [_cut(text, kinds[table.kind], kinds.values()) for table in made], made)
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


def _cut(text: str, kind: Kind, kinds: Iterable[Kind]) -> tuple[str, str]:
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
    """Print which column is which field, or which, and what is to be told of cells."""
    for head, columns in grouped((item.head, item.column) for item in found.columns).items():
        fields = [column.key for column in columns if column is not None]
        if head or fields:
            key = "import.column" if fields else "import.column_left"
            tell_lines(say(key, lang, head=head, field=", ".join(fields)))
    tell_lines(say(msg("The texts are read as {language}."), lang, language=name_of(found.lang, lang)))
    _tell_most([notice for notice in found.notices if notice.key not in _OPEN], lang)
    if last := [notice for notice in found.notices if notice.key in _OPEN]:
        remark(say("import.open", lang))
        _tell_most(last, lang)


def _tell_most(phrases: Sequence[Phrase], lang: Lang) -> None:
    for phrase in phrases[:_MOST]:
        remark(phrase.say(lang))
    if len(phrases) > _MOST:
        remark(say(nmsg("And {n} more.", "And {n} more."), lang, n=len(phrases) - _MOST))


def _together(first: Trouble, *others: Trouble) -> Phrase:
    """What is equally wrong in several rows of a column, as one."""
    rows = [str(one.place.row) for one in others if isinstance(one.place, Place)]
    more = nmsg("{said} The same in row {rows}.", "{said} The same in rows {rows}.")
    return Phrase(more, {"said": first.phrase, "rows": rows, "n": len(rows)}) if rows else first.phrase


def refuse(troubles: Sequence[Trouble], lang: Lang, again: str = "import.not_written") -> None:
    """Print what is wrong, cell by cell, and what to do ``again``, and exit with code 1."""
    by = grouped(((one.what.say(lang), getattr(one.place, "column", 0)), one) for one in troubles)
    _tell_most([_together(*each) for each in by.values()], lang)
    remark(say(again, lang))
    raise typer.Exit(1)
