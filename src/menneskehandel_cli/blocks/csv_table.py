"""CSV that is safe to open in a spreadsheet, and to print: no cell runs as a formula or an order.

``csv-nb`` is for Excel as it is set up in most of Europe: semicolons, since the comma is the
decimal sign, and a byte order mark, without which æ, ø and å are misread.
"""

import csv
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from io import StringIO

from menneskehandel_cli.language.escaping import escape_control, escape_workflow_commands

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""https://owasp.org/www-community/attacks/CSV_Injection"""

_INNER = re.compile(r"""([;,\n][\s"]*)(?=[=+@＝＋＠-])""")
"""Where a cell would begin in a program that takes the other sign to separate cells.

To that program a quote inside a line is a letter, so that a line break in the cell ends the row.
"""

_QUOTED = re.compile(r"""([;,\n][\s"]*)'(?=[=+@＝＋＠-])""")
"""Where ``harmless`` has put a quote inside a cell."""


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], form: str) -> str:
    """Rows as CSV, with a header; ``form`` is the name of the format."""
    semicolons = form == "csv-nb"
    out = StringIO()
    out.write("\ufeff" if semicolons else "")
    writer = csv.writer(out, lineterminator="\n", delimiter=";" if semicolons else ",")
    writer.writerow(columns)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return escape_workflow_commands(out.getvalue())


@lru_cache(maxsize=1 << 16)  # a cell comes again in the CSV, the workbook and other languages
def harmless(text: str) -> str:
    """A cell as text: a quote before anything a spreadsheet would run, control characters escaped.

    That includes what follows a comma, semicolon or line break, whichever the spreadsheet splits at.
    """
    shown = "\n".join(map(escape_control, text.split("\n")))
    shown = _INNER.sub(r"\1'", shown)
    return f"'{shown}" if text.startswith(_FORMULA) else shown


def bare(text: str) -> str:
    """A cell without the quotes that ``harmless`` puts before what a spreadsheet would run."""
    return _QUOTED.sub(r"\1", text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text)
