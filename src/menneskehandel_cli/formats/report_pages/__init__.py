"""The kinds of reports.

Every module here holds the page of one view, and ``REPORTS``, the kinds of reports that are made of it.
"""

from menneskehandel_cli.formats.report_pages import answers, evaluation, ministry, yearly

_KINDS = (*answers.REPORTS, *evaluation.REPORTS, *ministry.REPORTS, *yearly.REPORTS)

REPORT_KINDS = {kind.name: kind for kind in sorted(_KINDS, key=lambda kind: kind.name)}
"""Every kind of report by its name."""
