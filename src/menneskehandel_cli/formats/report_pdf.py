"""A report as a tagged PDF: the page for a browser, laid out on paper by WeasyPrint.

The report's JSON is attached, so that a program need not read the pages.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, time
from hashlib import sha256
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, Any, NoReturn

from menneskehandel_cli.blocks.templates import folders
from menneskehandel_cli.formats import PDF_VARIANTS, RenderOptions, report_frame

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from pypdf import PdfReader

ATTACHED = "report.json"


def render_pdf(report: report_frame.Report, options: RenderOptions) -> bytes:
    """The report as a PDF. Raises ``ImportError`` or ``OSError`` if WeasyPrint or Pango is missing."""
    from weasyprint import HTML, Attachment

    day = datetime.combine(report.page.day, time(), UTC) if report.page.day else None
    data = report_frame.render_json(report, options).encode("utf-8", "backslashreplace")
    about = {"name": ATTACHED, "created": day, "modified": day, "relationship": "Data"}
    attached = Attachment(string=data, base_url=None, url_fetcher=_refuse, **about)
    page = HTML(string=report_frame.render_page(report, options), url_fetcher=_refuse, base_url=None)
    _colour(page.etree_element)
    _put_in_pieces(page.etree_element.find("body"))
    made: bytes = page.write_pdf(
        finisher=_one_figure_each,
        attachments=[attached],
        pdf_identifier=sha256(report.stamp.as_json().encode()).digest()[:16],
        pdf_variant=next(name for name, form in PDF_VARIANTS.items() if form == options.form),
        pdf_tags=True,
    )
    return made


_SVG = "{http://www.w3.org/2000/svg}"
_MARK = re.compile(r"^\.m (?:\.|path).*$", re.MULTILINE)


def _colour(page: "Element") -> None:
    """Give each drawing the colours of its marks, which WeasyPrint does not know, and the finding as text.

    A mark beside the words that say what it stands for has no text of its own.
    """
    sheet = (folders()[0] / "charts.css.j2").read_text(encoding="utf-8")
    rules = "\n".join(_MARK.findall(sheet)).replace(".m ", "")
    for name, colour in re.findall(r"(--p-\w+): (#\w+)", sheet):  # the light ones come first
        rules = rules.replace(f"var({name})", colour)
    pairs = ((mark, one[0]) for one in page.iter("figure") for mark in one.iter(f"{_SVG}svg"))
    found = {mark: "".join(caption.itertext()) for mark, caption in pairs}
    for drawing in page.iter(f"{_SVG}svg"):
        style = drawing.makeelement(f"{_SVG}style", {})
        style.text = rules
        title = drawing.makeelement(f"{_SVG}title", {})
        title.text = "" if drawing.get("aria-hidden") else found.get(drawing, "")
        drawing[:0] = [title, style]


def _one_figure_each(_document: object, pdf: Any) -> None:
    """Make all marks of a picture one figure that says the finding; a mark without a text is no content."""

    def at(reference: bytes) -> Any:
        return pdf.objects[int(reference.split()[0])]

    held = at(at(pdf.catalog["StructTreeRoot"])["ParentTree"])["Nums"][1::2]
    figures: list[Any] = [one for one in pdf.objects if isinstance(one, dict) and one.get("S") == "/Figure"]
    for text, marks in groupby(figures, lambda one: one["Alt"].string if "Alt" in one else ""):
        others = [*marks]
        first = others.pop(0) if text else None
        for one in others:
            at(one["P"])["K"].remove(one.reference)
            (number,), page = one["K"], one["Pg"]
            held[pdf.page_references.index(page)][number] = first.reference if first else "null"
            if first:
                box, more = first["A"]["BBox"], one["A"]["BBox"]
                box[:] = [*map(min, box[:2], more[:2]), *map(max, box[2:], more[2:])]
                first["K"].append(type(first)({"Type": "/MCR", "Pg": page, "MCID": number}))
            else:
                drawn = at(at(page)["Contents"]).stream
                begins = next(n for n, x in enumerate(drawn) if isinstance(x, dict) and x["MCID"] == number)
                drawn[begins - 1 : begins + 2] = ["/Artifact", "BMC"]
            one.clear()


_UNBROKEN = re.compile(r"\S{1000}")
_HELD = re.compile(r"((?:§|\b(?:nr\.|bokstav|[Aa]rtikkel|Article))(?= \w)|\S(?= \[\d+\])) ")
"""What stands on the line of its number, or of the number of its source."""
_PIECE = re.compile(r".{1,1000}\Z|.{0,1000}[\s\u200b]", re.DOTALL)
"""A piece of a text that is not too long, up to where a line may end."""


def _put_in_pieces(body: "Element") -> None:
    """Give each further piece of a long text an element of its own, and let lines end in long words.

    For each line that has no early place to end, WeasyPrint lays out all that is left of the text in the
    element, and so the time of a long text would grow with its square.
    """
    for element in list(body.iter()):
        if not isinstance(element.tag, str) or "{" in element.tag:
            continue  # a comment, or part of a drawing
        element.text = _without_rest(element.text, element, 0)
        for place, child in reversed([*enumerate(element, 1)]):
            child.tail = _without_rest(child.tail, element, place)


def _without_rest(text: str | None, parent: "Element", place: int) -> str | None:
    """The first piece of a text; the others are put into ``parent`` at ``place``."""
    if not text:
        return text
    first: str
    held = _HELD.sub("\\1\xa0", text)
    first, *rest = _PIECE.findall(_UNBROKEN.sub("\\g<0>\u200b", held))
    for piece in reversed(rest):
        span = parent.makeelement("span", {})
        span.text = piece
        parent.insert(place, span)
    return first


def read_pdf(data: bytes) -> report_frame.DocumentContent:
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
        return report_frame.DocumentContent(None)
    text = "\n".join((attached.rstrip("\n"), *pages))
    return report_frame.DocumentContent(report_frame.read_stamp(attached), text, attached, parts)


_ACTIVE = ("/AA", "/AcroForm", "/Collection", "/JavaScript", "/OCProperties", "/OpenAction", "/XFA")
"""Keys of what acts, hides or asks (ISO 32000-1), wherever they stand."""


def _parts(pdf: "PdfReader") -> Iterator[str]:
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
