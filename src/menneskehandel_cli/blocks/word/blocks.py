"""The blocks of a page as WordprocessingML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from menneskehandel_cli.blocks.model import (
    Block,
    Bullets,
    Facts,
    Heading,
    Page,
    Paragraph,
    Picture,
    Table,
)
from menneskehandel_cli.blocks.word.texts import BOLD, Writer, escaped
from menneskehandel_cli.language.runs import unmarked

_IN_CONTENTS = 2
"""The level of the headings on a page that the table of contents shows, as it does in HTML."""

_BEFORE = '<w:spacing w:before="160"/>'
"""The space above a paragraph that follows a table, which has none of its own."""

_NO_NAME = re.compile(r"[^0-9A-Za-z]+")
_LONGEST_NAME = 40
"""The number of characters in the name of a bookmark."""


def bookmarks(page: Page) -> dict[str, str]:
    """The bookmark of each anchor on the page, in Word's alphabet of names."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for anchor in _anchors(page.blocks):
        base = "mh_" + _NO_NAME.sub("_", anchor)[: _LONGEST_NAME - 9]
        name, number = base, 1
        while name.lower() in taken:  # Word does not tell large letters from small ones here.
            number += 1
            name = f"{base}_{number}"
        taken.add(name.lower())
        found.setdefault(anchor, name)
    return found


def _anchors(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Heading):
            given: tuple[str, ...] = (block.anchor,)
        else:
            given = block.anchors if isinstance(block, Table | Bullets) else ()
        yield from (anchor for anchor in given if anchor)


def body(page: Page, writer: Writer) -> str:
    """All blocks of the page."""
    written: list[str] = []
    headings = 0
    table_before = False
    for block in page.blocks:
        more = _BEFORE if table_before else ""
        table_before = isinstance(block, Table | Picture)
        if isinstance(block, Heading):
            names = [writer.places[block.anchor]] if block.anchor else []
            if block.level == _IN_CONTENTS:
                headings += 1
                names.append(_contents_name(headings))
            inner = writer.marked(names, writer.spans(block.text))
            written.append(writer.paragraph(f"heading {block.level - 1}", inner))
        elif isinstance(block, Paragraph):
            written.append(_paragraph(block, writer, more))
        elif isinstance(block, Bullets):
            written += _bullets(block, writer, more)
        elif isinstance(block, Facts):
            written += _facts(block, writer, more)
        elif isinstance(block, Picture):
            shown = replace(block.numbers, caption=block.title)
            written += _table(shown, writer, more, block.told, block.note)
        elif isinstance(block, Table):
            written += _table(block, writer, more)
    return "".join(written)


def about(page: Page, writer: Writer) -> str:
    """The lines on top: the day, the commits that are compared, who coordinates."""
    return "".join(writer.paragraph("List Bullet", writer.text(line)) for line in page.meta)


def made(words: str, heading: str, lines: Iterable[str], writer: Writer) -> str:
    """The end: what a report can say, and how it was made."""
    return "".join(
        (
            writer.paragraph("Normal", writer.text(words), '<w:spacing w:before="360"/>'),
            writer.paragraph("Normal", writer.text(heading), "<w:keepNext/>"),
            *(writer.paragraph("List Bullet", writer.text(line)) for line in lines),
        )
    )


# The table of contents ---------------------------------------------------------------------------------


def contents(page: Page, writer: Writer) -> str:
    """A table of contents: the headings, and the pages, which whoever lays out the document fills in."""
    shown = [block for block in page.blocks if isinstance(block, Heading) and block.level == _IN_CONTENTS]
    if not shown:
        return ""
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-1" \\h \\z \\u </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    stop = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{writer.width}"/></w:tabs>'
    lines = []
    for number, block in enumerate(shown, 1):
        name = _contents_name(number)
        page_number = (
            '<w:r><w:tab/></w:r><w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
            f'<w:r><w:instrText xml:space="preserve"> PAGEREF {name} \\h </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )
        link = f'<w:hyperlink w:anchor="{name}" w:history="1">'
        inner = f"{link}{writer.spans(block.text)}{page_number}</w:hyperlink>"
        lines.append(writer.paragraph("toc 1", (begin if number == 1 else "") + inner, stop))
    lines[-1] = lines[-1].removesuffix("</w:p>") + '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    title = writer.paragraph("TOC Heading", writer.spans(page.contents))
    return (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/>'
        f"</w:docPartObj></w:sdtPr><w:sdtContent>{title}{''.join(lines)}</w:sdtContent></w:sdt>"
    )


def _contents_name(number: int) -> str:
    return f"_Toc{number:08d}"


# Blocks ------------------------------------------------------------------------------------------------


def _paragraph(block: Paragraph, writer: Writer, more: str) -> str:
    before = ""
    if block.mark and not block.text:
        more = "<w:keepNext/>" + more
    if block.mark:
        mark = writer.spans(block.mark, BOLD)
        before = writer.inside(block.leads_to, mark) if block.leads_to else mark
        before += writer.run(": ", BOLD) if block.text else ""
    if block.prose:
        return writer.prose(block.text, before, more=more)
    return writer.paragraph("Normal", before + writer.text(block.text), more)


def _bullets(block: Bullets, writer: Writer, more: str) -> Iterator[str]:
    for number, item in enumerate(block.items):
        anchor = block.anchors[number] if block.anchors else ""
        names = [writer.places[anchor]] if anchor else []
        spaced = more if number == 0 else ""
        if block.prose:
            yield writer.prose(item, writer.marked(names, "") if names else "", "List Bullet", spaced)
        else:
            yield writer.paragraph("List Bullet", writer.marked(names, writer.text(item)), spaced)


def _facts(block: Facts, writer: Writer, more: str) -> Iterator[str]:
    """Names with their values as paragraphs: a table of them would have no row of headers."""
    for number, (name, value) in enumerate(block.items):
        inner = writer.spans(name, BOLD) + writer.run(": ", BOLD) + writer.text(value)
        yield writer.paragraph("Facts", inner, more if number == 0 else "")


def _table(
    block: Table, writer: Writer, more: str, description: str = "", note: str = ""
) -> Iterator[str]:
    """The caption, and the table; its header row is repeated on each page, and no row is divided."""
    if not block.head:
        return
    if note:
        yield writer.paragraph("Normal", writer.text(note), f"<w:keepNext/>{more}")
    yield writer.paragraph("caption", writer.spans(block.caption), f"<w:keepNext/>{more}")
    widths = _widths(block, writer.width)
    told = f'<w:tblDescription w:val="{escaped(description)}"/>' if description else ""
    style = writer.styles.id("Table Grid")
    properties = (
        f'<w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="5000" w:type="pct"/>'
        '<w:tblLook w:val="06A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" '
        'w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{escaped(unmarked(block.caption))}"/>{told}</w:tblPr>'
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = "".join(
        _cell(writer, width, writer.spans(text, BOLD))
        for width, text in zip(widths, block.head, strict=True)
    )
    yield f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>"
    yield f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"
    for number, row in enumerate(block.rows):
        anchor = block.anchors[number] if block.anchors else ""
        cells = [writer.text(text) for text in row]
        if anchor and cells:
            cells[0] = writer.marked([writer.places[anchor]], cells[0])
        inner = "".join(_cell(writer, width, cell) for width, cell in zip(widths, cells, strict=True))
        yield f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{inner}</w:tr>"
    yield "</w:tbl>"


def _cell(writer: Writer, width: int, inner: str) -> str:
    held = writer.paragraph("Table Text", inner)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{held}</w:tc>'


_SIGN, _PADDING = 115, 230
"""The width of a letter of a table and the margins of a cell, in twentieths of a point: about right for
the usual fonts. Word and its like adjust the columns to the font that they have."""
_WORD = 24
"""The number of letters from which a word, such as an id, may be divided."""
_LINE = 55
"""The number of letters from which a longer text needs no wider column, but more lines."""


def _widths(block: Table, whole: int) -> list[int]:
    """The width of each column: its longest word, and what is left by how long its texts are."""
    columns = [
        [unmarked(text) for text in column] for column in zip(block.head, *block.rows, strict=True)
    ]
    least = [
        _SIGN * min(max((len(word) for text in texts for word in text.split()), default=0), _WORD)
        + _PADDING
        for texts in columns
    ]
    wanted = [_SIGN * min(max(map(len, texts)), _LINE) + _PADDING for texts in columns]
    more = [max(want - must, 0) for want, must in zip(wanted, least, strict=True)]
    left = whole - sum(least)
    if left < 0 or not any(more):
        return [round(must * whole / sum(least)) for must in least]
    share = left / sum(more)
    return [round(must + extra * share) for must, extra in zip(least, more, strict=True)]
