"""A report as a tagged PDF: the page for a browser, laid out on paper by WeasyPrint.

The report's JSON is attached, so that a program need not read the pages.
"""

from __future__ import annotations

from datetime import UTC, datetime, time
from hashlib import sha256
from io import BytesIO
from typing import NoReturn

from menneskehandel_cli.formats import RenderOptions
from menneskehandel_cli.formats.report import Report, render_json, render_paged
from menneskehandel_cli.formats.stamp import Stamp, read_stamp

VARIANTS = {"pdf": "pdf/ua-1", "pdf/a-3a": "pdf/a-3a"}
"""The standard that each form asks WeasyPrint for: ISO 14289-1 for all readers, ISO 19005-3 for archives.

Whether a file conforms is for a validator to say.
"""

ATTACHED = "report.json"


def render_pdf(report: Report, options: RenderOptions) -> bytes:
    """The report as a PDF. Raises ``ImportError`` or ``OSError`` if WeasyPrint or Pango is missing."""
    from weasyprint import HTML, Attachment

    day = datetime.combine(report.page.day, time(), UTC)
    attached = Attachment(
        string=render_json(report, options).encode("utf-8", "backslashreplace"),
        name=ATTACHED,
        base_url=None,
        url_fetcher=_refuse,
        created=day,
        modified=day,
        relationship="Data",
    )
    page = HTML(string=render_paged(report, options), url_fetcher=_refuse, base_url=None)
    made: bytes = page.write_pdf(
        attachments=[attached],
        pdf_identifier=sha256(report.stamp.as_json().encode()).digest()[:16],
        pdf_variant=VARIANTS.get(options.form),
        pdf_tags=True,
    )
    return made


def read_pdf(data: bytes) -> tuple[Stamp | None, str]:
    """The stamp of a report, and what it says: the attached JSON, then the text of each page.

    Whatever cannot be read as a PDF of ours has no stamp. Raises ``ImportError`` if pypdf is missing.
    """
    from pypdf import PdfReader

    try:
        pdf = PdfReader(BytesIO(data))
        attached = pdf.attachments[ATTACHED][0].decode()
        pages = [page.extract_text() for page in pdf.pages]
    except Exception:  # noqa: BLE001 - a file from outside may fail in any way
        return None, ""
    return read_stamp(attached), "\n".join((attached.rstrip("\n"), *pages))


def _refuse(url: str, *_args: object, **_options: object) -> NoReturn:
    """Nothing is fetched: neither from a network nor from the disk."""
    raise ValueError(f"not fetched: {url}")
