"""A workbook that a ministry has filled in: what it would change, before it is saved."""

import binascii
from base64 import b64decode
from dataclasses import dataclass

from menneskehandel_cli.forms.words import refusal
from menneskehandel_cli.language import Refused, refusing
from menneskehandel_cli.language.terms import TermedLang
from menneskehandel_cli.sheets.cells import Book
from menneskehandel_cli.sheets.opening import opened_apart, require_installed
from menneskehandel_cli.sheets.reading import Remark
from menneskehandel_cli.sheets.taking import Taken
from menneskehandel_cli.web.desk import Desk, Proposed
from menneskehandel_cli.web.guard import LARGEST_FILE


@dataclass(frozen=True, slots=True)
class WorkbookView(Proposed):
    """What a workbook changes, if nothing is wrong. ``record`` is the id of the report that it is."""

    name: str
    """The name of its file."""
    record: str = ""
    remarks: tuple[Remark, ...] = ()
    refused: str = ""
    """Why the workbook cannot be read at all."""

    @property
    def is_wrong(self) -> bool:
        """Whether something must be mended or decided first."""
        return bool(self.refused) or any(remark.severity != "note" for remark in self.remarks)


def handed_over(name: str, data: str) -> Book:
    """The workbook ``data``, in base64, from the file called ``name``. Raises ``Refused``."""
    require_installed()
    with refusing(binascii.Error, "sheet.damaged", file=name):
        packed = b64decode(data, validate=True)
    if len(packed) > LARGEST_FILE:
        raise Refused("sheet.too_large", file=name, most=LARGEST_FILE // 1_000_000)
    return opened_apart(packed, name)


def look_at(desk: Desk, book: Book) -> WorkbookView:
    """What a workbook would change."""
    described = desk.describes("report")
    try:
        result = Taken(book, desk.tree, desk.commit_tree, TermedLang(desk.lang), described=described)
    except Refused as refused:
        return WorkbookView(book.name, refused=refusal(refused, desk.lang))
    record = f"{result.about.year}-{result.about.actor}"
    if not result.changes:
        return WorkbookView(book.name, record, result.remarks)
    outcome = desk.outcome(result.changes, result.places)
    wrong = result.remarks_on(outcome.errors, desk.lang)
    if wrong or result.is_refused:
        return WorkbookView(book.name, record, (*result.remarks, *wrong))
    lines, changes = outcome.words(desk.lang), result.changes
    return WorkbookView(book.name, record, result.remarks, changes=changes, summary=lines, outcome=outcome)
