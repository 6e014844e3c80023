"""The list of reports: it names them and what is counted of them, so nothing in it can be changed."""

from __future__ import annotations

from menneskehandel_cli.language import Phrase
from menneskehandel_cli.tables.job import Job


def read(job: Job) -> None:
    """Tell which cells are not as the list writes them, and which reports there are not."""
    for row in job.table.rows:
        cells = job.cells(row)
        if not cells:
            continue
        named = cells.get("id")
        shown = job.listed(named.text) if named is not None else []
        if not shown:
            job.work.trouble(row.place, Phrase("failure.table.no_report"))
        else:
            job.update("", (), row, shown[0], but=("id",))
