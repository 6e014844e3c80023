"""``mh import``: workbooks that ministries send back, one, several or a folder of them; and tables."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

import typer

from menneskehandel_cli.app.choices import choose_among
from menneskehandel_cli.app.judging import ChangeResult
from menneskehandel_cli.app.saving import editing, put_in_place
from menneskehandel_cli.app.stages import Opened
from menneskehandel_cli.cli import request
from menneskehandel_cli.cli.edit import DryRunOption, outcome_of, show, show_words
from menneskehandel_cli.cli.import_table import TABLES, import_table
from menneskehandel_cli.cli.output import clean, remark, tell
from menneskehandel_cli.git import CommitTree, GitTrouble, open_repository
from menneskehandel_cli.language import Choices, Refused, count, msg, say, system_trouble
from menneskehandel_cli.register import load
from menneskehandel_cli.register.reporting import asked
from menneskehandel_cli.sheets.opening import opened_book as open_book
from menneskehandel_cli.sheets.opening import require_installed, workbook_bytes
from menneskehandel_cli.sheets.taking import Taken
from menneskehandel_cli.trees import Tree

WorkbooksArgument = Annotated[list[Path], typer.Argument(metavar="metavar.import", help="argument.import")]

_WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".numbers")
"""The endings of the files in a folder that are workbooks; those that cannot be read are told of."""


class WorkbookOutcome(NamedTuple):
    """What became of a workbook: of whose report and year, if it says so."""

    name: str
    outcome: Literal["taken", "nothing", "refused"]
    actor: str = ""
    year: str = ""


@request.plain
def import_(
    files: WorkbooksArgument,
    column: request.ColumnOption = [],
    value: request.ValueOption = [],
    instead: request.InsteadOption = [],
    sheet: str | None = None,
    dry_run: DryRunOption = False,
    lang: str | None = None,
    root: request.RootOption = None,
) -> None:
    """Take in workbooks that ministries have filled in, or a table of records."""
    first, *tables = files
    if not first.exists() and not first.suffix:  # A kind of table, and no file or folder.
        (kind,) = choose_among([str(first)], TABLES, "value")
        if len(tables) != 1:  # Each has columns of its own.
            raise Refused("table.one_file")
        opened = request.open_here(root, lang)
        import_table(opened, kind, tables[0], (column, value, instead, sheet), lang=lang, dry_run=dry_run)
        return
    if column or value or instead or sheet is not None:
        raise Refused("table.options_alone", known=Choices(TABLES))
    opened = request.open_here(root, lang)
    require_installed()
    workbooks: list[WorkbookOutcome] = []  # Each is taken in wholly or not at all.
    with editing(opened):
        tree: Tree = opened.tree
        for path in _workbook_files(files):
            one, tree = _import(opened, tree, path, dry_run=dry_run)
            workbooks.append(one)
    if len(workbooks) > 1 or any(path.is_dir() for path in files):
        _summarise(opened, tree, workbooks, dry_run=dry_run)
    if dry_run:
        remark(say("edit.dry_run", opened.lang))
    if any(one.outcome == "refused" for one in workbooks):
        raise typer.Exit(1)


def _workbook_files(paths: Sequence[Path]) -> list[Path]:
    """The workbooks: those given, and those in the folders that are given. Raises ``OSError``."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = (one for one in sorted(path.iterdir()) if one.suffix.casefold() in _WORKBOOK_ENDINGS)
            found += [one for one in inside if not one.name.startswith("~$")]  # left by a running Excel
        else:
            path.stat()  # A file that is not there is told before anything is written.
            found.append(path)
    if not found:
        raise Refused(msg("There is no workbook (.xlsx) in {where}."), where=str(paths[0]))
    return found


def _import(opened: Opened, tree: Tree, path: Path, *, dry_run: bool) -> tuple[WorkbookOutcome, Tree]:
    """Take in one workbook; the files as they then are."""
    lang = opened.lang
    tell(f"{_clean(path.name)}\n")
    try:
        taken = _taken(opened, tree, path)
    except GitTrouble:
        raise
    except Refused as failure:
        tell(f"  {say('severity.error', lang)}: {failure.say(lang)}\n")
        return WorkbookOutcome(path.name, "refused"), tree
    about, changes = taken.about, [*taken.changes]
    outcome = outcome_of(opened, tree, changes, taken.places) if changes else None
    _tell(opened, taken, outcome)
    if taken.is_refused or (outcome is not None and outcome.errors):
        tell(f"  {say('sheet.refused', lang)}\n")
        return WorkbookOutcome(path.name, "refused", about.actor, about.year), tree
    if outcome is None:  # Nothing is read for a workbook that changes nothing.
        tell(f"  {say('edit.nothing', lang)}\n")
        return WorkbookOutcome(path.name, "nothing", about.actor, about.year), tree
    show(opened, changes)
    if not dry_run:
        put_in_place(opened, changes)
    return WorkbookOutcome(path.name, "taken", about.actor, about.year), outcome.tree if dry_run else tree


def _taken(opened: Opened, tree: Tree, path: Path) -> Taken:
    try:
        data = workbook_bytes(path)
    except OSError as error:
        raise Refused("system", file=path.name, why=system_trouble(error, opened.lang)) from None
    commit_tree = partial(CommitTree.if_there, open_repository(opened.root))
    book = open_book(data, path.name)
    return Taken(book, tree, commit_tree, opened.lang, described=opened.describes("report"))


def _tell(opened: Opened, taken: Taken, outcome: ChangeResult | None) -> None:
    """Tell of cells, and in words what changes."""
    lang = opened.lang
    for one in (*taken.remarks, *taken.remarks_on(outcome.errors if outcome is not None else (), lang)):
        tell(f"  {say(f'severity.{one.severity}', lang)}: {_clean(one.place)}: {_clean(one.text)}\n")
    if outcome is not None and not outcome.errors and not taken.is_refused:
        show_words(opened, outcome, indent="  ")


def _summarise(opened: Opened, tree: Tree, books: Sequence[WorkbookOutcome], *, dry_run: bool) -> None:
    """Say for each body that is asked for a report what came, what is missing and what was refused."""
    lang, register = opened.lang, load(tree)
    tell(f"\n{say('sheet.summary', lang)}\n")
    for one in books:
        who = f"{one.actor} {one.year}: " if one.actor else ""
        key = "ready" if dry_run and one.outcome == "taken" else one.outcome
        outcome = say(f"sheet.fate.{key}", lang)
        tell(f"  {_clean(f'{who}{outcome} ({one.name})')}\n")
    for year in sorted({one.year for one in books if one.year}):
        there = {one.actor for one in books if one.year == year}
        for actor in (actor for actor in asked(register, year) if actor not in there):
            tell(f"  {actor} {year}: {say('sheet.fate.missing', lang)}\n")
    if dry_run:
        return
    outcomes = [one.outcome for one in books]  # one that changes nothing is neither
    tell(f"{count('sheet.taken_in', outcomes.count('taken'), lang)} ")
    tell(f"{count('sheet.not_taken_in', outcomes.count('refused'), lang)}\n")


def _clean(text: str) -> str:
    return " ".join(map(clean, text.split("\n")))
