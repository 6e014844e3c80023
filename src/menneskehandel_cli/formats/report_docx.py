"""A report as a Word document, in our template or in the user's own."""

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from menneskehandel_cli.blocks.anchors import anchored
from menneskehandel_cli.blocks.model import unfolded
from menneskehandel_cli.blocks.templates import folders
from menneskehandel_cli.blocks.word import LINKS, blocks, package, template, w
from menneskehandel_cli.blocks.word.texts import Styles, Writer
from menneskehandel_cli.formats import RenderOptions
from menneskehandel_cli.formats.page import honest
from menneskehandel_cli.formats.report_frame import DocumentContent, Report, made, read_stamp, render_json
from menneskehandel_cli.language import day, say, spoken

if TYPE_CHECKING:
    from docx.document import Document


def our_template() -> Path:
    """The template that is used when none is given."""
    return folders()[-1] / "report.docx"


def template_digest(own: Path | None) -> str:
    """The digest of the template, as the stamp names it. Raises ``OSError`` and ``Refused``."""
    return template.digest(template.read_template(own or our_template()))


def render_docx(report: Report, options: RenderOptions) -> bytes:
    """The page as a Word document; ``report.own`` is the user's template.

    The same report, template and versions of the libraries give the same bytes. Raises ``ImportError``
    if the extra is not installed, ``OSError``, ``Refused`` and jinja2's ``TemplateError``.
    """
    import docx
    from docx.opc.constants import RELATIONSHIP_TYPE

    page, anchors = anchored(replace(report.page, blocks=tuple(unfolded(report.page.blocks))))
    lang = options.lang
    texts = {key: getattr(page, key) for key in ("title", "subtitle", "fictional", "coordinator")}
    texts["day"] = day(page.day.isoformat(), lang) if page.day else ""
    filled = template.FilledTemplate(report.own or our_template(), texts, page.lang)
    document = filled.document
    known: dict[str, str] = {}

    def relate(url: str) -> str:
        if url not in known:
            known[url] = document.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return known[url]

    styles = Styles(document, lambda: docx.Document(str(our_template())))
    writer = Writer(styles, relate, anchors, blocks.bookmarks(page), filled.bookmarks(), filled.width())
    about = (say("page.made", lang), honest(report.page), made(report.stamp, lang))
    filled.put(blocks.parts(page, writer, *about))
    package.speak(document, spoken(page.lang))
    package.describe(document, page, f"mh {report.stamp.version}")
    package.embed(document, render_json(report, options))
    return package.packed(document)


def read_docx(data: bytes) -> DocumentContent:
    """What a Word file says and what it is made of, as far as no version of a library decides it.

    The properties and the language, then each paragraph of the document, its headers and footers: its
    style, its text with the language of each part that names one, and where its links lead; then the
    texts of all other parts, and the report's JSON. A file that no report can be read from has no stamp.
    Raises ``ImportError`` if the extra is not installed.
    """
    import docx

    try:
        template.check_template(data)
        with ZipFile(BytesIO(data)) as file:
            held = package.embedded(file)
            stamp = read_stamp(held) if held is not None else None
            if held is None or stamp is None:
                return DocumentContent(None)
            document = docx.Document(BytesIO(data))
            lines = [*_properties(document), *_paragraphs(document), *_others(file), *held.splitlines()]
            parts, elements = package.made_of(file)
    except Exception:  # noqa: BLE001 - a file from outside may be broken in any way
        return DocumentContent(None)
    return DocumentContent(stamp, "\n".join(lines), held, parts, elements)


def _others(file: ZipFile) -> Iterator[str]:
    """The texts of the parts that are neither the document nor around it, such as notes."""
    from docx.oxml.parser import parse_xml

    for name in filter(package.is_xml, file.namelist()):
        if not re.match(r"word/(document|header|footer)|customXml/item", name):
            yield f"{name}: {' '.join(' '.join(parse_xml(file.read(name)).itertext()).split())}"


def _properties(document: "Document") -> Iterator[str]:
    for name in ("title", "subject", "author", "language", "created", "modified"):
        yield f"{name}: {getattr(document.core_properties, name)}"
    yield from (f"styles: {lang.get(w('val'))}" for lang in document.styles.element.iter(w("lang")))


def _paragraphs(document: "Document") -> Iterator[str]:
    names = {style.styleId: style.name_val for style in document.styles.element.style_lst}
    for part in package.parts_of(document):
        for paragraph in part.element.iter(w("p")):
            style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
            name = names.get(style.get(w("val")), "?") if style is not None else "Normal"
            yield f"{name}: {''.join(_inside(paragraph, part))}"


def _inside(paragraph: Any, part: Any) -> Iterator[str]:
    for element in paragraph.iter("{*}*"):
        if element.tag == w("hyperlink"):
            id = element.get(_R_ID)
            leads = part.rels[id].target_ref if id in part.rels else f"#{element.get(w('anchor'))}"
            yield f"[{leads}]"
        elif element.tag in (w("tab"), w("br")):
            yield " "
        else:
            lang = element.find(f"../{w('rPr')}/{w('lang')}") if element.tag == w("t") else None
            yield (f"[{lang.get(w('val'))}]" if lang is not None else "") + (element.text or "")


_R_ID = f"{{{LINKS}}}id"
