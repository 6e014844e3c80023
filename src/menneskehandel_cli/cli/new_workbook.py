"""``mh new report --format xlsx``: a ministry's report as a workbook to send out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from menneskehandel_cli.cli.failure import Failure
from menneskehandel_cli.cli.form import Form
from menneskehandel_cli.cli.output import deliver, remark
from menneskehandel_cli.language import msg, say

if TYPE_CHECKING:
    from menneskehandel_cli.git import CommitTree


def write_one(form: Form, year: int, output: Path | None, actor: str, *, dry_run: bool) -> None:
    """Write the workbook of one ministry to ``output``, or a file named after it."""
    place = output or Path(f"{actor}-{year}.xlsx")
    _write(form, _committed(form), year, actor, place, named=output is not None, dry_run=dry_run)


def write_all(form: Form, year: int, output: Path | None, *, dry_run: bool) -> None:
    """Write a workbook for each ministry that still owes a report for the year, to a folder."""
    from menneskehandel_cli.register.reporting import owing

    tree, actors = _committed(form), owing(form.register, year)
    if not actors:
        remark(say(msg("Nobody owes a report for {year}."), form.opened.lang, year=year))
    for actor in actors:
        place = (output or Path()) / f"{actor}-{year}.xlsx"
        _write(form, tree, year, actor, place, named=False, dry_run=dry_run)


def _committed(form: Form) -> CommitTree:
    """The files of the newest commit, from which a workbook can be made again when it comes back."""
    from menneskehandel_cli.git import CommitTree, open_repository

    opened = form.opened
    repository = open_repository(opened.root)
    tree = CommitTree.of(repository, repository.resolve("HEAD"))
    paths = tree.paths()
    if paths != opened.tree.paths() or any(tree.read(path) != opened.tree.read(path) for path in paths):
        remark(say("new.uncommitted", opened.lang))
    return tree


def _write(
    form: Form, tree: CommitTree, year: int, actor: str, place: Path, *, named: bool, dry_run: bool
) -> None:
    from menneskehandel_cli.edits.refused import Refused
    from menneskehandel_cli.sheets.content import About, report_sheet
    from menneskehandel_cli.sheets.writing import workbook

    lang = form.opened.lang
    try:
        made = workbook(report_sheet(tree, About(year, actor, lang, tree.commit)))
    except ImportError:
        raise Failure("extra_missing", form="xlsx", extra="xlsx") from None
    except Refused as refused:
        raise Failure(refused.key, **refused.params) from None
    if dry_run:
        remark(say(msg("{path} would be written (--dry-run)."), lang, path=str(place)))
    else:
        deliver(made, place, lang, named=named)
