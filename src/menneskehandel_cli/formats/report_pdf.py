"""A report as a tagged PDF: the page for a browser, laid out on paper by WeasyPrint.

The report's JSON is attached, so that a program need not read the pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, NoReturn

from menneskehandel_cli.formats import PDF_VARIANTS, RenderOptions
from menneskehandel_cli.formats.report import Report, render_json, render_paged
from menneskehandel_cli.formats.stamp import Told, read_stamp

if TYPE_CHECKING:
    from pypdf import PdfReader

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
        pdf_variant=next(name for name, form in PDF_VARIANTS.items() if form == options.form),
        pdf_tags=True,
    )
    return made


def read_pdf(data: bytes) -> Told:
    """What a PDF says: the stamp, the attached JSON, the text of each page; and what it is made of.

    Whatever cannot be read as a PDF of ours has no stamp. Raises ``ImportError`` if pypdf is missing.
    """
    from pypdf import PdfReader

    try:
        pdf = PdfReader(BytesIO(data))
        attached = pdf.attachments[ATTACHED][0].decode()
        pages = [page.extract_text() for page in pdf.pages]
        parts = frozenset(_parts(pdf))
    except Exception:  # noqa: BLE001 - a file from outside may fail in any way
        return Told(None)
    text = "\n".join((attached.rstrip("\n"), *pages))
    return Told(read_stamp(attached), text, attached, parts)


_ACTIVE = ("/AA", "/AcroForm", "/Collection", "/JavaScript", "/OCProperties", "/OpenAction", "/XFA")
"""Keys of what acts, hides or asks (ISO 32000-1), wherever they stand."""


def _parts(pdf: PdfReader) -> Iterator[str]:
    """The pictures, notes, actions, layers and attached files that are reached from anywhere in a PDF."""
    from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

    seen: set[int] = set()
    left: list[object] = [pdf.trailer]
    while left:
        found = left.pop()
        if isinstance(found, IndirectObject):
            if found.idnum not in seen:
                seen.add(found.idnum)
                left.append(found.get_object())
        elif isinstance(found, ArrayObject):
            left += found
        elif isinstance(found, DictionaryObject):
            left += found.values()
            yield from (key for key in _ACTIVE if key in found)
            if found.get("/Subtype") in ("/Image", "/PS") or found.get("/Type") == "/Annot":
                yield str(found.get("/Subtype"))
            if "/EF" in found:
                yield f"/EF {found.get('/UF', found.get('/F'))}"
            if "/S" in found and "/P" not in found and found.get("/Type") != "/StructElem":
                yield f"/S {found['/S']}"
    for page in pdf.pages:
        content = page.get_contents()
        if content is not None and any(sign == b"INLINE IMAGE" for _, sign in content.operations):
            yield "/Image"


def _refuse(url: str, *_args: object, **_options: object) -> NoReturn:
    """Nothing is fetched: neither from a network nor from the disk."""
    raise ValueError(f"not fetched: {url}")
