"""A table as changes of the files of a strategy, with all that is to be told before they are made."""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple, Self

from menneskehandel_cli.edits.change import FileChange
from menneskehandel_cli.edits.new_kinds import Draft
from menneskehandel_cli.language import Lang, Phrase, Refused, msg, names_called
from menneskehandel_cli.language.spans import fiscal_year
from menneskehandel_cli.register import Register
from menneskehandel_cli.reports.listing import WHOLE
from menneskehandel_cli.rules import Finding, RuleContext
from menneskehandel_cli.sheets.cells import Cell, Row, Table, Trouble
from menneskehandel_cli.tables import numbering, shaping
from menneskehandel_cli.tables.brackets import with_partners
from menneskehandel_cli.tables.columns import ALIASES, KINDS, Columns, Kind, mapped, named_column, plain
from menneskehandel_cli.tables.headings import with_headings
from menneskehandel_cli.tables.job import Job, Work
from menneskehandel_cli.tables.kinds import actors, measures, observations, recommendations
from menneskehandel_cli.tables.languages import in_languages
from menneskehandel_cli.tables.reading import read_table
from menneskehandel_cli.trees import Tree

_ENDS = r"(?:^|(?<=[;,\n(]))\s*", r"(?:\s*(?=$|[;,\n)])|(?=\s*\())"
"""What is before and behind a word in a list; a fiscal year may stand behind its quarter."""
_OPTIONAL = ("link.obligation", "partners", "lead", "task.owners", "task.due", "cost.amount", "parent")


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """What is to be imported: a kind of table, the file, and what the user says of it.

    ``columns`` are the fields of columns by their heads, ``given`` the values of new records by field,
    ``sheet`` is a sheet of a workbook. ``instead`` is what to read in place of a text, by its column, or
    by nothing for all columns. ``fresh``: there are no such records yet; ``unled``: none says who leads
    it. ``tags`` are the strategy's languages, its own first.
    """

    kind: str
    file: str
    data: bytes
    columns: Mapping[str, str]
    values: Mapping[str, str]
    sheet: str | None = None
    instead: Mapping[tuple[str, str], str] = field(default_factory=dict)
    fresh: bool = False
    tags: Sequence[str] = ()
    unled: bool = False

    def taking(self, columns: Mapping[str, str], values: Mapping[str, str]) -> Self:
        """With those of ``columns`` and ``values`` that are about such a table."""
        kind, table = self._table(columns)
        heads = set(map(plain, table.heads))

        def known(word: str) -> bool:
            with suppress(Refused):
                return bool(named_column(kind, word).key)
            return word in ("", "-")

        own = {head: key for head, key in columns.items() if plain(head) in heads and known(key)}
        return replace(self, columns=own, values={key: now for key, now in values.items() if known(key)})

    def read(self) -> tuple[Kind, Table, Columns]:
        """The table, its kind, and what its columns are. Raises as ``imported``."""
        kind, table = self._table(self.columns)
        named = kind.in_languages(table.heads, self.tags[1:]).items()
        own = {head: key for head, key in named if key not in self.columns.values()} | dict(self.columns)
        meant = {text: now for (_, text), now in self.instead.items()}
        cells = ([row.at(at) for row in table.rows] for at in range(len(table.heads)))
        texts = [[meant.get(cell.text, cell.text) for cell in some if cell] for some in cells]
        columns = mapped(kind, table.heads, own, texts if self.fresh else (), unled=self.unled)
        sums = [row for row in table.rows if _is_sum(row, columns, last=row is table.rows[-1])]
        notices = [Phrase("table.sum_left_out", place=row.place.phrase) for row in sums]
        table = table._replace(rows=tuple(row for row in table.rows if row not in sums))
        table, columns = with_headings(kind, table, columns, notices)
        table, columns = numbering.with_outline(kind, table, columns, own, notices)
        fresh = self.fresh and "responsible" not in self.values
        table, columns = numbering.with_further_tasks(kind, table, columns, own, notices, fresh=fresh)
        table, columns = numbering.with_numbers(kind, table, columns, own, notices, fresh=self.fresh)
        table, columns = numbering.with_task_numbers(table, columns, notices)
        read = [row._replace(cells=self._cells(kind, row, columns, notices)) for row in table.rows]
        read, columns = in_languages(kind, read, columns, self.tags, notices)
        rows = shaping.with_joined_texts(kind, read, columns)
        rows, columns = shaping.with_leads(rows, columns, notices)
        return kind, table._replace(rows=tuple(rows), notices=(*table.notices, *notices)), columns

    def _table(self, heads: Mapping[str, str]) -> tuple[Kind, Table]:
        """The kind of the table, and it as it is in the file, below the row with most of the ``heads``."""
        kind, own = KINDS[ALIASES.get(self.kind, self.kind)], frozenset(map(plain, heads))
        return kind, read_table(self.file, self.data, kind.known_in, self.sheet, own)

    def divided(self, register: Register) -> tuple[Kind, Table, Columns]:
        """As ``read``, with the partners who stand in brackets after a body in a column of their own."""
        return with_partners(*self.read(), register, self.instead.values(), fresh=self.fresh)

    def _cells(self, kind: Kind, row: Row, columns: Columns, notices: list[Phrase]) -> dict[int, Cell]:
        """The cells of a row, or what is read in place of some, as ``notices`` tell; none for nothing."""
        found = {}
        for at, cell in row.cells.items():
            column, text = columns[at - 1].column if at <= len(columns) else None, cell.text
            out = False
            for words, now in self._instead(kind, column.key, text) if column is not None else ():
                ends = (r"(?<!\w)", r"(?!\w|\s*[/–-]\s*\d)") if fiscal_year(words)[0] else _ENDS
                parts = re.split(re.escape(words).join(ends), text)
                read = ("itself" if words == now else "instead") if now else "nothing"
                notices += [cell.remark(f"table.read_{read}", given=words, now=now)] if parts[1:] else []
                text = now.join(parts).strip("" if now else " ;,\n")
                text = text if now else re.sub(r"\s*\([\s;,]*\)", "", text)
                out = out or (bool(parts[1:]) and not now and plain(words) not in _nothing())
            if text == cell.text or text or out:
                found[at] = cell if text == cell.text else Cell(cell.place, text, was=cell.text, out=out)
        return found

    def _instead(self, kind: Kind, key: str, text: str) -> list[tuple[str, str]]:
        """What is to be read in place of the text of a cell, or else of bodies that it may list."""
        ways = (key, shaping.BY_TASK.get(key, key), key.removeprefix("task."), "")
        if whole := [self.instead[way, text] for way in ways if (way, text) in self.instead]:
            return [(text, whole[0])]
        if key in _OPTIONAL and plain(text) in _nothing():
            return [(text, "")]
        field = kind.field(key)
        listed = field is not None and (field.inner or field).coded == "actor_id"
        dated = field is not None and field.kind == "day"
        each = ((words, now) for (way, words), now in self.instead.items() if way in ways)
        return [one for one in each if listed or (dated and fiscal_year(one[0])[0])]


def _nothing() -> set[str]:
    return set(map(plain, names_called("called.nothing")))


def _is_sum(row: Row, columns: Columns, *, last: bool) -> bool:
    """Whether a row is a sum of those above: figures, with a word for it unless it is the ``last``."""
    words = {plain(x.text) for x in row.cells.values() if re.search(r"^\D*$|[^\W\d_]{4}", x.text)}
    sums, bare = names_called("called.total"), {re.sub(r":? ?\d+( [^\W\d_]+)?$", "", one) for one in words}
    if bare & sums:  # Beside such a word, or behind it, "33 actions" is a figure.
        words = bare - {""}
    keys = {item.column.key for at in row.cells for item in columns[at - 1 : at] if item.column}
    return words <= sums and (bool(words) or (last and keys == {"cost.amount"}))


class Imported(NamedTuple):
    """What a table means: ``changes`` only count without ``troubles``."""

    columns: Columns
    lang: Lang
    """The language of the table's texts."""
    notices: tuple[Phrase, ...]
    troubles: tuple[Trouble, ...]
    changes: tuple[FileChange, ...]
    work: Work
    rows: int
    missing: Mapping[str, bool]
    """The fields that new records (``True``) or links must have, if one for all of them will do."""

    def blamed(self, found: list[Finding], lang: Lang) -> tuple[list[Trouble], list[Finding]]:
        """Findings as trouble with the cells that they come from, and those that come from no cell."""
        troubles, rest = [], []
        for finding in found:
            if (where := self.work.where(finding.path, finding.diagnostic.keys)) is None:
                rest.append(finding)
                continue
            params = {"message": finding.message(lang), "help": finding.help(lang), "code": finding.rule.code}
            troubles.append(Trouble(where, Phrase(msg("{message} {help} ({code})"), params)))
        return troubles, rest


def imported(
    tree: Tree, register: Register, day: date, draft: Draft, request: ImportRequest, kinds: frozenset[str]
) -> Imported:
    """What the table in ``request`` changes. ``kinds`` are those of files with a schema here.

    Raises ``Refused`` if the file is not a table of the kind or its columns cannot be told.
    """
    kind, table, columns = request.divided(register)
    values = {named_column(kind, key).key: text for key, text in request.values.items()}
    table, columns = shaping.shaped(kind, table, columns, register, values, day)
    listing = WHOLE[kind.listed](RuleContext(register, day))
    work = Work(tree, register, kinds)
    if not any(item.column for item in columns):
        known, heads = [column.key for column in kind.columns], [*filter(None, table.heads)]
        raise Refused("table.no_columns", file=request.file, heads=heads, known=known)
    for key, params in ((str(notice.key), notice.params) for notice in table.notices):
        if key in ("table.outline_open", "table.rows_open"):
            raise Refused(key.removesuffix("_open"), **params)
    job = Job(kind, table, columns, register, work, draft, values, listing, [*table.notices])
    _READERS[kind.name](job)
    job.notices += [phrase for field, phrase in job.empty.items() if field not in job.said]
    for (key, about), names in job.several.items():
        job.tell(Phrase(key, names=names, field=about, known=kind.choices(about)))
    changes = tuple(work.changes())
    notices, troubles, count = tuple(job.notices), tuple(work.troubles), len(table.rows)
    return Imported(columns, job.lang, notices, troubles, changes, work, count, job.missing)


_KINDS = (actors, measures, observations, recommendations)
_READERS = {one.__name__.rpartition(".")[2]: one.read for one in _KINDS}
"""What reads the rows of each kind of table."""
