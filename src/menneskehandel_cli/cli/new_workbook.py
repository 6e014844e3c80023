"""``mh new report --format xlsx``: a ministry's report as a workbook to send out."""

from pathlib import Path

from menneskehandel_cli.app.stages import Opened
from menneskehandel_cli.cli.output import deliver, remark
from menneskehandel_cli.git import CommitTree, open_repository
from menneskehandel_cli.language import msg, say
from menneskehandel_cli.register import Register
from menneskehandel_cli.register.reporting import owing
from menneskehandel_cli.sheets.content import About, ReportSheet
from menneskehandel_cli.sheets.writing import workbook


def write_workbooks(
    opened: Opened,
    register: Register,
    output: Path | None,
    *,
    dry_run: bool,
    year: str,
    actor: str | None = None,
) -> None:
    """Write the workbook of ``actor`` to ``output``, or a file named after it.

    Without one, those of all ministries that still owe a report for the year, to a folder.
    """
    tree = _committed(opened)
    if actor is not None:
        places = {actor: output or Path(f"{actor}-{year}.xlsx")}
    else:
        places = {name: (output or Path()) / f"{name}-{year}.xlsx" for name in owing(register, year)}
    if not places:
        remark(say(msg("No report is due for {year}."), opened.lang, year=year))
    for name, place in places.items():
        made = workbook(ReportSheet(tree, About(year, name, opened.lang, tree.commit)))
        if dry_run:
            remark(say(msg("{path} would be written (--dry-run)."), opened.lang, path=str(place)))
        else:
            deliver(made, place, opened.lang, named=place == output)


def _committed(opened: Opened) -> CommitTree:
    """The files of the newest commit, from which a workbook can be made again when it comes back."""
    repository = open_repository(opened.root)
    tree = CommitTree.of(repository, repository.resolve("HEAD"))
    paths = tree.paths()
    if paths != opened.tree.paths() or any(tree.read(path) != opened.tree.read(path) for path in paths):
        remark(say("new.uncommitted", opened.lang))
    return tree
