"""Everything on the site as data: tables for CSV and spreadsheets, and one object with all records.

The tables are the listings of ``mh list`` and ``mh gaps``, and four more of the same records. Ids and
keys are those of the data; what is computed is computed where the reports take it from.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from menneskehandel_cli.blocks.csv_table import table as csv_table
from menneskehandel_cli.blocks.xlsx_table import Sheet, column_label, workbook
from menneskehandel_cli.formats import gaps as gap_formats
from menneskehandel_cli.formats import json
from menneskehandel_cli.formats.log import event_words
from menneskehandel_cli.formats.report_parts import capital
from menneskehandel_cli.history import Event
from menneskehandel_cli.language import Lang, Phrase, fill, say
from menneskehandel_cli.register.coverage import Requirement
from menneskehandel_cli.reports.listing import WHOLE, Wording, plain_record
from menneskehandel_cli.rules.demands import promise_of
from menneskehandel_cli.site.context import Site
from menneskehandel_cli.site.parts import shared_json
from menneskehandel_cli.trees import shipped

SCHEMA = "mh/site-data/2"
JSON, XLSX = "data/all.json", "data/all.xlsx"
"""The files with everything, from the folder of a language."""
SCHEMAS = ("site-data.schema.json", "site.schema.json")
"""What the keys of ``JSON`` and of the manifest mean."""
_COUNTED = ("area", "year", "weight")
"""The columns whose cells are whole numbers."""


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table: its name, the keys of its columns, and its rows, whose cells are told in any language."""

    name: str
    columns: Sequence[str]
    cells: tuple[tuple[object, ...], ...]

    def rows(self, lang: Lang) -> list[list[str]]:
        """The rows in a language."""
        return [[fill(cell, lang) for cell in row] for row in self.cells]

    @property
    def file(self) -> str:
        """The file with it as CSV, from the folder of a language."""
        return f"data/{self.name}.csv"

    def title(self, lang: Lang) -> str:
        """What the table is called."""
        return say(f"site.table.{self.name}", lang)

    def labels(self, lang: Lang) -> list[str]:
        """What its columns are called."""
        own = {"classification": "kind_of_change"} if self.name == "changes" else {}
        return [capital(column_label(own.get(column, column), lang)) for column in self.columns]


def tables(site: Site) -> tuple[DataTable, ...]:
    """Every table, in the order of the page that leads to them."""
    return site.once("tables", lambda: _tables_of(site))


def _tables_of(site: Site) -> tuple[DataTable, ...]:
    register, gaps = site.register, site.gaps.view
    lists = {name: make(site.state.context) for name, make in WHOLE.items()}
    listed = {name: DataTable(name, one.columns, one.rows) for name, one in lists.items()}
    tasks = (_record_cells(task, _TASKS, measure=one.id) for one in register.measures for task in one.tasks)
    lacking = (gap_formats.cells(one, gaps) for one in (*gaps.gaps, *gaps.accepted))
    own = ((x, {"measure": x.measure.id, "tasks": " ".join(x.address.by)}) for x in register.links)
    links = (_record_cells(link.address, _LINK_COLUMNS, **cells) for link, cells in own)
    return (
        listed["measures"],
        DataTable("tasks", _TASKS, (*tasks,)),
        listed["obligations"],
        _requirements(site),
        DataTable("links", _LINK_COLUMNS, (*links,)),
        DataTable("gaps", gap_formats.COLUMNS, (*lacking,)),
        *(listed[name] for name in ("reports", "actors", "indicators")),
        DataTable("changes", _CHANGE_COLUMNS, tuple(map(_change_row, site.frame.history.events))),
    )


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """One JSON file, a CSV file for each table, and one workbook, in each language; and the schemas."""
    yield from ((name, (shipped("schemas/outputs") / name).read_bytes()) for name in SCHEMAS)
    for lang in site.langs:
        # The records have all languages; only the messages of the gaps are in ``lang``.
        view = site.gaps.view
        gaps = [gap_formats.item(gap, lang, view.same) for gap in (*view.gaps, *view.accepted)]
        whole = shared_json(site, "records", gaps, lambda own: {**_site_data(site), "gaps": own})
        yield f"{lang}/{JSON}", whole.encode()
        sheets = []
        for table in tables(site):
            rows, name = table.rows(lang), table.title(lang)
            yield f"{lang}/{table.file}", csv_table(table.columns, rows, "csv").encode()
            sheets.append(Sheet(name, name, table.columns, rows, numbers=_COUNTED, revision=site.changed.id))
        yield f"{lang}/{XLSX}", workbook(sheets, site.strategy.title.pick(lang), lang)


def _site_data(site: Site) -> dict[str, object]:
    listed = {name: make(site.state.context).items for name, make in WHOLE.items()}
    return {
        "schema": SCHEMA,
        "commit": site.changed.id,
        "day": site.changed.day,
        "strategy": plain_record(site.strategy),
        "measures": listed["measures"],
        "obligations": listed["obligations"],
        "requirements": site.state.context.coverage.every,
        "links": [{"measure": x.measure.id, **plain_record(x.address)} for x in site.register.links],
        **{name: listed[name] for name in ("reports", "actors", "indicators")},
        "changes": [json.event_item(event) for event in site.frame.history.events],
    }


_TASKS = ("id", "measure", "text", "commitment", "owners", "status", "due", "started", "completed")


def _record_cells(record: object, columns: Sequence[str], **own: Wording) -> tuple[Wording, ...]:
    """A row of a record: its ``own`` cells, and its fields by the names of the other columns."""
    return tuple(own[key] if key in own else _column_cell(key, getattr(record, key)) for key in columns)


def _column_cell(column: str, value: Any) -> Wording:
    if isinstance(value, tuple):
        return " ".join(value)
    if column in ("basis", "classification", "commitment", "contribution", "law", "status"):  # fixed values
        return Phrase(f"{column}.{value}") if value else ""
    return str(value) if isinstance(value, int) else value or ""


_REQUIREMENTS = (
    *("id", "obligation", "instrument", "text", "weight", "law", "promise", "classification"),
    *("measures", "counted_at"),
)
_COMPARED = ("equivalent_to", "narrower_than", "wider_than")


def _requirements(site: Site) -> DataTable:
    """The requirements, with those of other conventions that each compares with, where any does."""
    related = site.register.related
    ways = tuple(way for way in _COMPARED if any(way == how for one in related.values() for how, *_ in one))

    def row(item: Requirement) -> tuple[Wording, ...]:
        own = dict[str, Wording](obligation=item.owner.id, text=item.record.text, promise=promise_of(item))
        others = related.get(item.id, ())
        own |= {way: " ".join(name for how, name, _ in others if how == way) for way in ways}
        return _record_cells(item, (*_REQUIREMENTS, *ways), **own)

    return DataTable("requirements", (*_REQUIREMENTS, *ways), (*map(row, site.state.context.coverage.every),))


_LINK_COLUMNS = ("measure", "obligation", "basis", "contribution", "tasks", "note")
_CHANGE_COLUMNS = ("recorded", "happened", "subject", "change", "classification", "commit")


def _change_row(event: Event) -> tuple[object, ...]:
    commit, delta = event.commit, event.delta
    what = (event_words(event), Phrase(f"site.{event.classification}"), commit.id)
    return (commit.day.isoformat(), delta.happened or "", delta.key.subject, *what)
