"""CSV that is safe to open in a spreadsheet: no cell runs as a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from menneskehandel_cli.language import escape_control

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""https://owasp.org/www-community/attacks/CSV_Injection"""


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows as CSV, with a header."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def harmless(text: str) -> str:
    """A cell as text: a quote before anything a spreadsheet would run, control characters escaped."""
    shown = "\n".join(escape_control(line) for line in text.split("\n"))
    return f"'{shown}" if text.startswith(_FORMULA) else shown
