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
        name = cells["id"].text if "id" in cells else ""
        if job.listed(name):
            job.update(name, (), row, job.shown(name), but=("id",))
        else:
            job.work.trouble(row.place, Phrase("failure.table.no_report"))
