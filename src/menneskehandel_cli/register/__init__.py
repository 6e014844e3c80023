"""All records, linked in both directions, and the errors found while reading them.

The layers above use the register and read no files. It is built in one pass over the records, so its
cost grows with the number of records plus the number of links, not with their product.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from menneskehandel_cli.documents import Document
from menneskehandel_cli.models import MeasureReport, Record, Report
from menneskehandel_cli.register.assessments import SideAssessment, latest_assessments
from menneskehandel_cli.register.layout import Kind, instrument_of, kind_of
from menneskehandel_cli.register.links import Link, Links, LinkTarget, Mention, Statement
from menneskehandel_cli.register.loading import ACTORS_FILE, Known, load_records, load_strategy, read_document
from menneskehandel_cli.register.plans import other_plan
from menneskehandel_cli.register.records import RecordEntry, grouped, natural, reachable
from menneskehandel_cli.trees import ROOT_FILE, Tree


@dataclass(frozen=True)
class Register(Links):
    """All records, linked, with what has been reported on them."""

    @cached_property
    def measure_reports(self) -> tuple[tuple[Report, str, MeasureReport], ...]:
        """The measure reports in approved reports, with the measure's present id. Drafts are left out."""
        entries = ((report, item) for report in self.reports for item in report.measure_reports)
        return tuple((report, self.current_id(item.measure), item) for report, item in entries)

    @cached_property
    def report_keys(self) -> frozenset[tuple[str, str, str]]:
        """What each body has reported on in approved self-reports: body, measure, year."""
        return frozenset((x.actor, name, x.period) for x, name, _ in self.measure_reports if x.kind == "self")

    @cached_property
    def latest_assessments(self) -> dict[str, tuple[SideAssessment, ...]]:
        """The latest assessment by each side of each obligation, by the obligation's id."""
        return latest_assessments(self)

    @cached_property
    def reporting_closed(self) -> dict[tuple[str, str], str]:
        """The first year for which a body has closed its reporting on a measure, by their ids."""
        closed = grouped(
            ((report.actor, name), report.period)
            for report, name, item in self.measure_reports
            if report.kind == "self" and item.reporting_closed and item.reporting_closed.closed
        )
        return {key: min(years) for key, years in closed.items()}

    @cached_property
    def latest_reports(self) -> dict[tuple[str, str], tuple[Report, MeasureReport]]:
        """The latest approved self-report of each actor on each measure, by their ids."""
        own = (x for x in self.measure_reports if x[0].kind == "self")
        every = grouped(((report.actor, name), (report, entry)) for report, name, entry in own)
        return {key: max(several, key=lambda one: one[0].period) for key, several in every.items()}


def load(tree: Tree, revision: str | None = None, known: Known | None = None) -> Register:
    """Read and link everything in ``tree``, except what is ``known``.

    Never raises because of a file's content.
    """
    loaded = load_records(tree, known)
    kinds = ((kind_of(path), path, record) for path, record in loaded.records.items())
    entries = [RecordEntry(path, kind, record) for kind, path, record in kinds if kind is not None]
    others = [other_plan(name, beside) for name, beside in sorted(tree.beside().items())]
    recorded = {entry.id for entry in entries}
    entries += [RecordEntry(path, "law", law) for path, law in loaded.law.items() if law.id not in recorded]
    return Register(
        entries=tuple(entries),
        diagnostics=(*loaded.diagnostics, *(one for _, _, lacks in others for one in lacks)),
        unread=frozenset(loaded.unread).union(*(unread for _, unread, _ in others)),
        damaged=frozenset(loaded.damaged),
        broken=loaded.broken,
        revision=revision,
        plan=tree.plan,
        beside=tuple(plan for plan, *_ in others),
        _language=loaded.language,
    )


class ReadState(NamedTuple):
    """A state with the files that it was read from, so that another one is read faster."""

    register: Register
    files: Mapping[str, tuple[bytes, Document]]

    @classmethod
    def of(cls, tree: Tree, revision: str | None = None, before: "ReadState | None" = None) -> "ReadState":
        """Read and link everything in ``tree``, that of a commit if ``revision`` says which.

        Only what is not as in ``before`` is read. Never raises because of a file's content.
        """
        old = before.files if before is not None else {}
        register = before.register if before is not None else Register(())
        records = {one.path: one.record for one in register.entries if one.path not in register.damaged}
        files: dict[str, tuple[bytes, Document]] = {}

        def known(path: str) -> tuple[Document, Record | None]:
            data = tree.read(path)
            same = path in old and old[path][0] == data
            files[path] = old[path] if same else (data, read_document(path, data))
            # The strategy's own file determines how the others are read.
            whole = files.get(ROOT_FILE) is old.get(ROOT_FILE)
            return files[path][1], records.get(path) if same and whole else None

        return cls(load(tree, revision=revision, known=known), files)
