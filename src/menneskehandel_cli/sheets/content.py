"""What is in the workbook of a ministry's report: tables of cells, each with the input it fills in.

The inputs are those of the form for the same report, so that sheet and form ask for the same, say the
same of last year, and are taken in by the same rules.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from menneskehandel_cli.blocks.xlsx_table import LONGEST
from menneskehandel_cli.diagnostics import at
from menneskehandel_cli.edits.change import find_subject
from menneskehandel_cli.edits.values import in_one, records_in
from menneskehandel_cli.forms.inputs import Choice, Input, Spoken, form_of, label_of
from menneskehandel_cli.forms.report import ReportDraft, approval_text
from menneskehandel_cli.history.approvals import as_approved
from menneskehandel_cli.language import Lang, Refused, day, fill, has, is_whole_day, msg, say, written_forms
from menneskehandel_cli.models import Measure, Task
from menneskehandel_cli.register import Register, load
from menneskehandel_cli.register.reporting import reports_for, reports_on
from menneskehandel_cli.reports.listing import responsible
from menneskehandel_cli.trees import Tree

FORMAT = 1
"""The version of the workbook's layout. Only sheets of the same version are read."""

TableKey = Literal["report", "whole", "evidence", "funding"]
RowKind = Literal["measure", "goal", "task", "whole", "held"]

BLANK_ROWS = 40
"""How many empty rows a table has in which something new can be written."""

_FILLED: Mapping[str, Mapping[str, str]] = {
    "measure": {"status": "status", "done": "said", "obstacles": "obstacles", "next": "next"},
    "goal": {"level": "level", "comment": "said"},
    "task": {"status": "status", "started": "started", "completed": "completed", "due": "due"},
    "assessment": {"outcome.decision": "decision", "outcome.text": "said"},
}
"""The fields that are filled in for each kind of row, and their columns. An assessment is a task, too."""

_WIDTHS = {"said": 46, "obstacles": 34, "next": 34, "decision": 18, "status": 18, "level": 18}
_COLUMNS = ("status", "level", "decision", "started", "completed", "due", "said", "obstacles", "next")

_GUIDE = ("fill", "cells", "choices", "days", "rows", "evidence", "tasks", "back", "safe")


class Meta(NamedTuple):
    """What a workbook was made of: whose report, in which language, from which commit, of which plan."""

    year: str
    actor: str
    lang: Lang
    commit: str
    plan: str = ""
    """The strategy's own id. Empty where it is that of the data; older workbooks do not say it."""


class Column(NamedTuple):
    """A column. ``key`` is the last part of the names of its inputs; ``id`` and others are only read."""

    key: str
    label: str
    width: int
    help: str = ""
    is_day: bool = False
    choices: tuple[Choice, ...] = ()
    """The choices in a table to which rows are added; elsewhere each cell has its own."""


class SheetCell(NamedTuple):
    """A cell as it goes out: its text, and the input that it fills in, if it can be filled in."""

    text: str = ""
    input: Input | None = None

    @property
    def shown(self) -> str:
        """The text, no longer than a cell can hold."""
        return self.text if len(self.text) <= LONGEST else f"{self.text[: LONGEST - 1]}…"


class SheetRow(NamedTuple):
    """A row: the id of what it is about, which also is in its first cell, and its cells by column."""

    id: str
    kind: RowKind
    cells: Mapping[str, SheetCell]

    def at(self, column: Column) -> SheetCell:
        """The cell in a column."""
        return self.cells.get(column.key, SheetCell())


class SheetGrid(NamedTuple):
    """A sheet with one table. ``blank``: how many empty rows to write in follow."""

    key: TableKey
    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[SheetRow, ...]
    blank: int = 0


class ReportSheet:
    """The content of the workbook for the state in ``tree``, and the files that it fills in.

    ``draft`` is the report, opened with an entry for each measure; ``tasks`` are the tasks, by id.
    ``described``: a report that is begun refers editors to its schema. Raises ``Refused`` if the actor
    has nothing to report on, or if ``about`` is of another plan.
    """

    def __init__(self, tree: Tree, about: Meta, *, described: bool = False) -> None:
        register, year, actor = as_approved(load(tree), tree), about.year, about.actor
        here = register.strategy.id if register.strategy is not None else ""
        if about.plan not in ("", here):
            known = {one.strategy.id: one.title for one in register.beside if one.strategy is not None}
            raise Refused("sheet.other_plan", plan=known.get(about.plan, about.plan))
        measures = reports_on(register, actor)
        bodies = reports_for(register, actor)
        every = register.tasks.values()
        tasks = [(one, task) for one, task in every if one.normative and one.answers_for(task, bodies)]
        if actor not in register.actors or not (measures or tasks):
            raise Refused("edit.unknown_report", given=f"{year}-{actor}")
        self.about, self.lang, self._register = about._replace(plan=here), about.lang, register
        self.stem = "-".join((actor, year, here) if register.beside else (actor, year))
        """The name of the workbook's file, without its ending. Of several plans, it says which."""
        self.currency = register.currency
        self.spoken = spoken = _spoken(register, self.lang)
        self.draft = ReportDraft(tree, register, actor, year, measures, spoken, described=described)
        self.tasks = {task.id: form_of(find_subject(tree, task.id), spoken) for _, task in tasks}
        inputs = (one for one in self.draft.form.inputs if one.entry is None)
        self._inputs = {one.name: one for one in inputs if self._is_spoken(one)}
        named = {key: say(f"sheet.name.{key}", self.lang) for key in ("evidence", "funding", "whole")}
        named |= {"body": fill(register.actor_name(actor), self.lang), "year": year}
        self.title = say(msg("Report for {year}: {body}"), self.lang, **named)
        guide = (say(f"sheet.guide.{part}", self.lang, **named) for part in _GUIDE)
        self.guide = (*filter(None, [approval_text(register, actor, year, self.lang)]), *guide)
        self.tables = tuple(self._tables(measures, tasks))

    def _tables(self, measures: list[Measure], tasks: list[tuple[Measure, Task]]) -> Iterator[SheetGrid]:
        yield self._report(list(self._rows(measures, tasks)))
        yield self._whole()
        about = [_choice(measure.id, measure.title.pick(self.lang)) for measure in measures]
        also = [_choice(task.id, task.text.pick(self.lang)) for _, task in tasks]
        columns = [
            Column("about", say(msg("Measure or task"), self.lang), 44, choices=(*about, *also)),
            Column("title", say("web.evidence.title", self.lang), 50),
            Column("url", say(msg("Web address"), self.lang), 50),
            Column("date", say(msg("Date"), self.lang), 16, is_day=True),
        ]
        yield self._records("evidence", columns)
        columns = [
            Column("about", say(msg("Measure"), self.lang), 44, choices=tuple(about)),
            Column("amount", label_of("amount", self.lang), 18),
            Column("currency", label_of("currency", self.lang), 12),
            Column("text", say(msg("What the money was spent on"), self.lang), 60),
        ]
        yield self._records("funding", columns)

    def _is_spoken(self, one: Input) -> bool:
        return one.lang in ("", *self.spoken[0])

    # The table of measures, goals and tasks

    def _rows(self, measures: list[Measure], tasks: list[tuple[Measure, Task]]) -> Iterator[SheetRow]:
        for measure in self._register.measures:
            if measure in measures:
                title = fill(responsible(measure, measure.title), self.lang)
                read = {"id": measure.id, "text": title, "recorded": self._recorded(measure)}
                yield self._row("measure", read, self._of(measure.id))
                for goal in measure.goals:
                    name = goal.ref or goal.id or ""
                    goals = self._register.goals
                    title = goals[name].pick(self.lang) if name in goals else ""
                    read = {"id": f"{measure.id} {name}" if goal.ref else name, "text": title}
                    yield self._row("goal", read, self._of(measure.id, f"goal_attainment.{name}."))
            for owner, task in tasks:
                if owner is measure:
                    title = task.text.pick(self.lang)
                    read = {"id": task.id, "text": title, "recorded": self._recorded(task)}
                    yield self._row("task", read, self._task(task))

    def _row(self, kind: RowKind, read: dict[str, str], inputs: Mapping[str, Input]) -> SheetRow:
        """A row of what is ``read``, what was said last, and the inputs by their columns."""
        last = (f"{label_of(one.name, self.lang)}. {one.beside}" for one in inputs.values() if one.beside)
        cells = {key: SheetCell(text) for key, text in {**read, "last": "\n".join(last)}.items()}
        return SheetRow(read["id"], kind, cells | {key: self._input_cell(one) for key, one in inputs.items()})

    def _of(self, measure: str, inside: str = "") -> dict[str, Input]:
        """The inputs of an entry on a measure, or of one of its goals, by their columns."""
        entry = f"measures.{self.draft.entries[measure]['measure']}.{inside}"
        inputs = [one for name, one in self._inputs.items() if name.startswith(entry)]
        return _by_column(inputs, _FILLED["goal" if inside else "measure"], entry)

    def _task(self, task: Task) -> dict[str, Input]:
        wanted = {**_FILLED["task"], **(_FILLED["assessment"] if task.commitment == "assess" else {})}
        made = _by_column(filter(self._is_spoken, self.tasks[task.id].inputs), wanted)
        return {key: one._replace(name=f"{task.id}:{one.name}") for key, one in made.items()}

    def _input_cell(self, one: Input) -> SheetCell:
        """The cell of an input; a whole day stays in ISO form, to become a date."""
        whole = one.kind == "day" and is_whole_day(one.value)
        return SheetCell(one.value if whole else one.in_words(one.value, self.lang), one)

    def _recorded(self, record: Measure | Task) -> str:
        """What the coordinator has recorded."""
        lines = [("status", say(f"status.{record.status}", self.lang))]
        days = ((key, getattr(record, key, None)) for key in ("started", "completed", "due"))
        lines += [(key, day(when, self.lang)) for key, when in days if when]
        return "\n".join(f"{label_of(key, self.lang)}: {text}" for key, text in lines)

    def _report(self, rows: list[SheetRow]) -> SheetGrid:
        cells = [item for row in reversed(rows) for item in row.cells.items()]
        inputs = {key: cell.input for key, cell in cells if cell.input is not None}
        columns = [
            Column("id", say(msg("No."), self.lang), 10),
            Column("text", say(msg("Measure, goal or task"), self.lang), 44),
            Column("recorded", say(msg("Recorded by the coordinator"), self.lang), 26),
            Column("last", say("sheet.column.last", self.lang), 40),
        ]
        for key in (key for key in _COLUMNS if key in inputs):
            one, own = inputs[key], f"sheet.column.{key}"  # some are called otherwise than their fields
            label = say(own, self.lang) if has(own) else label_of(key, self.lang)
            help_ = "" if key == "said" else one.help
            columns.append(Column(key, label, _WIDTHS.get(key, 14), help_, one.kind == "day"))
        return self._table("report", columns, rows)

    # The other tables

    def _whole(self) -> SheetGrid:
        columns = [
            Column("id", say(msg("Question"), self.lang), 34),
            Column("last", say("sheet.column.last", self.lang), 50),
            Column("answer", say(msg("Answer"), self.lang), 80),
        ]
        rows, whole = [], say("web.report.whole", self.lang)
        for one in (one for name, one in self._inputs.items() if not name.startswith("measures.")):
            label = one.label if one.group == whole else f"{one.group}: {one.label}"
            cells = {"id": SheetCell(label), "last": SheetCell(one.beside), "answer": self._input_cell(one)}
            rows.append(SheetRow(label, "whole", cells))
        return self._table("whole", columns, rows)

    def _records(self, key: Literal["evidence", "funding"], columns: list[Column]) -> SheetGrid:
        """What the report and the tasks hold already, with rows for what is new."""
        usual, tags = {"currency": self._register.currency}, (*self.spoken[0], self.spoken[1])
        rows = []
        for choice in columns[0].choices:
            form = self.tasks.get(choice.value)
            held = at(form.subject.value, form.subject.keys) if form else self.draft.entries[choice.value]
            for item in records_in(held, key):
                texts = {one.key: in_one(item.get(one.key), *tags) for one in columns}
                cells = {key: SheetCell(text or usual.get(key, "")) for key, text in texts.items()}
                rows.append(SheetRow(choice.value, "held", {**cells, "about": SheetCell(choice.label)}))
        return self._table(key, columns, rows, BLANK_ROWS)

    def _table(self, key: TableKey, columns: list[Column], rows: list[SheetRow], blank: int = 0) -> SheetGrid:
        name, title = (say(f"sheet.{part}.{key}", self.lang) for part in ("name", "head"))
        return SheetGrid(key, name, title, tuple(columns), tuple(rows), blank)


def _spoken(register: Register, lang: Lang) -> Spoken:
    """One language of texts: that of the workbook, otherwise the strategy's own.

    The workbook's counts if the strategy has it, or another written form of it: who is asked in nynorsk
    answers in nynorsk.
    """
    own = register.language
    known = {own, *register.languages}
    return (own if known.isdisjoint(written_forms(lang)) else lang,), own, lang


def _by_column(inputs: Iterable[Input], wanted: Mapping[str, str], before: str = "") -> dict[str, Input]:
    """The inputs by their columns: by their names below ``before``, without the language of a text."""
    found = {one.name.removeprefix(before).removesuffix(f".{one.lang or '.'}"): one for one in inputs}
    return {column: found[key] for key, column in wanted.items() if key in found}


def _choice(name: str, text: str) -> Choice:
    """Something to choose by its id and what it is called, in one line."""
    return Choice(name, " ".join(f"{name} {text}".split())[:200])
