"""The file around a document: its properties, the report's JSON, and the same bytes each time."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, time
from hashlib import sha256
from html import escape, unescape
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from menneskehandel_cli.blocks.model import Page
from menneskehandel_cli.blocks.word import w
from menneskehandel_cli.blocks.word.texts import line, tag_of, valid
from menneskehandel_cli.language import spoken, unmarked

if TYPE_CHECKING:
    from docx.document import Document

_PART = re.compile(rb'<report xmlns="urn:mh:report">([^<]*)</report>')
_LONGEST_PROPERTY = 255
"""The maximum number of characters in a property."""


def describe(document: "Document", page: Page, author: str) -> None:
    """Set the properties; the day of the closing commit is the day it was made."""
    held = document.core_properties
    held.title = line(unmarked(page.title))[:_LONGEST_PROPERTY]
    held.subject = line(unmarked(page.subtitle))[:_LONGEST_PROPERTY]
    held.author = held.last_modified_by = author[:_LONGEST_PROPERTY]
    held.language = tag_of(spoken(page.lang))
    if page.day is not None:
        held.created = held.modified = datetime.combine(page.day, time(), UTC)
    held.revision = 1


def parts_of(document: "Document") -> Iterator[Any]:
    """The document, its headers and its footers."""
    yield document.part
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(("/header", "/footer")):
            yield relation.target_part


def speak(document: "Document", lang: str) -> None:
    """Give the document and all its styles their language."""
    from docx.oxml.parser import OxmlElement

    root = document.styles.element
    defaults = root.find(w("docDefaults"))
    if defaults is None:
        defaults = OxmlElement("w:docDefaults")
        root.insert(0, defaults)
    for name in ("rPrDefault", "rPr", "lang"):
        inner = defaults.find(w(name))
        if inner is None:
            inner = OxmlElement(f"w:{name}")
            defaults.insert(0, inner) if name == "rPrDefault" else defaults.append(inner)
        defaults = inner
    for styled in root.iter(w("lang")):
        styled.set(w("val"), tag_of(lang))


def embed(document: "Document", text: str) -> None:
    """Put the report's JSON into the file as a custom XML part, in place of one that is there."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    part = document.part
    for id, relation in list(part.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.CUSTOM_XML and _PART.search(relation.target_part.blob):
            del part.rels[id]
    root = f'<report xmlns="urn:mh:report">{escape(valid(text), quote=False)}</report>'
    data = f'<?xml version="1.0" encoding="UTF-8"?>\n{root}'
    name = part.package.next_partname("/customXml/item%d.xml")
    new = Part(PackURI(name), "application/xml", data.encode("utf-8"), part.package)
    part.relate_to(new, RELATIONSHIP_TYPE.CUSTOM_XML)


def embedded(file: ZipFile) -> str | None:
    """The JSON of a report in a Word file; ``None`` if there is none. Raises whatever zip files raise."""
    for name in file.namelist():
        if re.fullmatch(r"customXml/item[0-9]+\.xml", name) and (found := _PART.search(file.read(name))):
            return unescape(found[1].decode("utf-8"))
    return None


def made_of(file: ZipFile) -> tuple[frozenset[str], frozenset[str]]:
    """What a Word file is made of, and the kinds of elements in each of its parts.

    It is made of parts, how each relates to others, and the kinds of its fields. A part that is not XML,
    such as a picture, is named with its digest. Where a link leads is not a part.
    """
    from docx.oxml.parser import parse_xml

    parts, elements = set(), set()
    for name, times in Counter(file.namelist()).items():
        data = file.read(name)
        digest = "" if is_xml(name) else f" {sha256(data).hexdigest()[:16]}"
        parts.add(f"{name}{digest}" if times == 1 else f"{name} × {times}")
        for element in parse_xml(data).iter("{*}*") if is_xml(name) else ():
            held = element.attrib
            kind = element.tag.rpartition("}")[2]
            elements.add(f"{name}: {element.tag}")
            if kind == "Relationship" and name.endswith(".rels"):
                type, mode = held.get("Type", "").rpartition("/")[2], held.get("TargetMode")
                outside = mode == "External" and type != "hyperlink"
                parts.add(f"{name}: {type} {held.get('Target') if outside else ''}".strip())
            elif kind in ("Override", "Default") and name == "[Content_Types].xml":
                parts.add(f"{held.get('PartName', held.get('Extension'))}: {held.get('ContentType')}")
            elif kind in ("instrText", "fldSimple"):
                field = (held.get(w("instr")) or element.text or "").split()
                parts.add(f"{name}: {field[0] if field else ''}")
    return frozenset(parts), frozenset(elements)


def is_xml(name: str) -> bool:
    """Whether a part is XML."""
    return name.lower().endswith((".xml", ".rels"))


def packed(document: "Document") -> bytes:
    """The file. The same parts give the same bytes: each is dated 1980, the first year of a zip file."""
    held = BytesIO()
    document.save(held)
    found = BytesIO()
    with ZipFile(held) as source, ZipFile(found, "w") as file:
        for name in source.namelist():
            entry = ZipInfo(name)
            entry.create_system = 3
            entry.compress_type = ZIP_DEFLATED
            file.writestr(entry, source.read(name))
    return found.getvalue()
