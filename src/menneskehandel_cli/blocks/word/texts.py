"""Texts as runs of WordprocessingML: languages marked, addresses and ids as links, simple Markdown.

They are written in the styles of a template, by the names that Word gives them in every language; those
that it lacks are taken from the template of ``mh``.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from menneskehandel_cli.blocks.anchors import NOWHERE, Anchors
from menneskehandel_cli.blocks.html_text import ADDRESS, markdown, on_one_line
from menneskehandel_cli.blocks.word import MAIN, w
from menneskehandel_cli.language.runs import Run, linked_parts, runs

if TYPE_CHECKING:
    from docx.document import Document
    from markdown_it.token import Token

_INVALID = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WHITE_SPACE = re.compile("[ \t\n\r\u2028\u2029]+")
_BARE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
_LONGEST_LINK = 2048
"""The number of characters in an address; Word refuses to open a file with a much longer one."""
_LIST_LEVELS = 9


def tag_of(lang: str) -> str:
    """The tag of a language as Word knows it: with the country whose spelling it is."""
    return {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}.get(lang.lower(), lang)


def valid(text: str) -> str:
    """A text in which characters that XML cannot hold are shown as escapes."""
    return _INVALID.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)


def line(text: str) -> str:
    """A text on one line that XML can hold."""
    return _WHITE_SPACE.sub(" ", valid(text))


def escaped(text: str) -> str:
    """A text on one line for an element or an attribute."""
    return escape(line(text))


def address(url: str) -> str:
    """The address as a URI that Word opens; empty if it cannot be one."""
    coded = quote(_BARE_PERCENT.sub("%25", valid(url)), safe="%/:=&?~#+!$,;'@()*[]")
    try:
        parts = urlsplit(coded)
        known = bool(parts.path if parts.scheme == "mailto" else parts.hostname and parts.port != -1)
    except ValueError:
        return ""
    if "%" in parts.netloc or parts.scheme not in ("http", "https", "mailto"):
        return ""
    return coded if known and len(coded) <= _LONGEST_LINK else ""


class Styles:
    """The styles and the numbering of a document.

    ``ours`` gives the document whose styles are used where ``document`` has none of that name.
    """

    def __init__(self, document: "Document", ours: "Callable[[], Document]") -> None:
        self._document = document
        self._ours = ours
        self._ids: dict[str, str] = {}
        for style in document.styles.element.style_lst:
            self._ids.setdefault((style.name_val or "").lower(), style.styleId)

    def id(self, name: str) -> str:
        """The id of the style with this name."""
        return self._ids.get(name.lower()) or self._add(name)

    def _add(self, name: str) -> str:
        """Take over a style with what it is based on; its id is one that is free."""
        held = self._ours().styles.element
        named = {(item.name_val or "").lower(): item for item in held.style_lst}
        if name.lower() not in named:
            raise LookupError(f"our template has no style called {name}")
        style = deepcopy(named[name.lower()])
        id = str(style.styleId)
        while id in self._ids.values():
            id += "x"
        style.styleId = id
        self._ids[name.lower()] = id
        names = {item.styleId: item.name_val for item in held.style_lst}
        for child in (*style.findall(w("basedOn")), *style.findall(w("next"))):
            child.set(w("val"), self.id(names[child.get(w("val"))]))
        for number in style.iter(w("numId")):
            number.set(w("val"), str(self.bulleted if name == "List Bullet" else self.numbered(1)))
        self._document.styles.element.append(style)
        return id

    # Numbering -------------------------------------------------------------------------------------

    @cached_property
    def bulleted(self) -> int:
        """The number of the list with bullets on every level."""
        return self._number(self._abstract("bullet"))

    @cached_property
    def _decimal(self) -> int:
        return self._abstract("decimal")

    def numbered(self, start: int) -> int:
        """The number of a new list that counts from ``start``."""
        # Word counts to 32 767, Markdown to 999 999 999.
        return self._number(self._decimal, min(start, 32_767))

    def _abstract(self, kind: str) -> int:
        """Define a kind of list."""
        from docx.oxml.parser import parse_xml

        numbering = self._numbering()
        existing = numbering.findall(w("abstractNum"))
        id = max((int(item.get(w("abstractNumId"))) for item in existing), default=0) + 1
        levels = "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
            f'<w:lvlText w:val="{"•–•–•–•–•"[level] if kind == "bullet" else f"%{level + 1}."}"/>'
            f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{357 * (level + 1)}" w:hanging="357"/></w:pPr>'
            "</w:lvl>"
            for level in range(_LIST_LEVELS)
        )
        new = parse_xml(
            f'<w:abstractNum xmlns:w="{MAIN}" w:abstractNumId="{id}">'
            f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        )
        if existing:
            existing[-1].addnext(new)
        else:
            numbering.insert(0, new)
        return id

    def _number(self, abstract: int, start: int | None = None) -> int:
        """A new list of a kind, perhaps counting from ``start`` on every level."""
        number = self._numbering().add_num(abstract)
        for level in range(_LIST_LEVELS) if start is not None else ():
            number.add_lvlOverride(ilvl=level).add_startOverride(val=start)
        return int(number.numId)

    def _numbering(self) -> Any:
        """The root of the numbering, made if the template has none."""
        from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
        from docx.opc.packuri import PackURI
        from docx.oxml.parser import parse_xml
        from docx.parts.numbering import NumberingPart

        part = self._document.part
        try:
            return part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).element  # type: ignore[attr-defined]
        except KeyError:
            root = parse_xml(f'<w:numbering xmlns:w="{MAIN}"/>')
            name, kind = PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING
            part.relate_to(NumberingPart(name, kind, root, part.package), RELATIONSHIP_TYPE.NUMBERING)
            return root


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks, and the language it is in."""

    bold: bool = False
    italic: bool = False
    lang: str = ""
    link: bool = False


PLAIN = Look()
BOLD = Look(bold=True)


@dataclass(slots=True)
class Writer:
    """Writes texts for one document.

    ``places`` gives the bookmark of each anchor. ``relate`` registers an address, and returns the id of
    its relationship. Bookmarks are numbered in the order in which they are written, after the number
    ``bookmarks``. ``width`` is that of the text on a page, in twentieths of a point.
    """

    styles: Styles
    relate: Callable[[str], str]
    anchors: Anchors = NOWHERE
    places: Mapping[str, str] = field(default_factory=dict)
    bookmarks: int = 0
    width: int = 9_000

    # Runs ------------------------------------------------------------------------------------------

    def run(self, text: str, look: Look = PLAIN) -> str:
        """A run; empty for an empty text."""
        if not text:
            return ""
        return f'<w:r>{self._properties(look)}<w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'

    def _properties(self, look: Look) -> str:
        marks = (
            (f'<w:rStyle w:val="{self.styles.id("Hyperlink")}"/>' if look.link else "")
            + ("<w:b/><w:bCs/>" if look.bold else "")
            + ("<w:i/><w:iCs/>" if look.italic else "")
            + (f'<w:lang w:val="{escaped(tag_of(look.lang))}"/>' if look.lang else "")
        )
        return f"<w:rPr>{marks}</w:rPr>" if marks else ""

    def spans(self, text: str, look: Look = PLAIN) -> str:
        """A text without links, such as a heading."""
        return "".join(self.run(on_one_line(part.text), _in(part, look)) for part in runs(text))

    def text(self, text: str, look: Look = PLAIN) -> str:
        """A text with links for web addresses and for what has a place in the document."""
        first, *rest = linked_parts(text)
        found = [self._runs(first, look)]
        for id, name, after in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
            shown = replace(look, link=id in self.places)
            found += [self.inside(id, self.spans(name, shown)), self._runs(after, look)]
        return "".join(found)

    def _runs(self, text: str, look: Look) -> str:
        return "".join(self._linked(part.text, _in(part, look)) for part in runs(text))

    def _linked(self, text: str, look: Look) -> str:
        return "".join(
            self.away(part, self.run(part, replace(look, link=True)), self.run(part, look))
            if place % 2
            else self.to_places(part, look)
            for place, part in enumerate(ADDRESS.split(text))
        )

    def to_places(self, text: str, look: Look = PLAIN) -> str:
        """A text with a link for each id that has a place in the document."""
        return "".join(
            self.inside(part, self.run(part, replace(look, link=True))) if place % 2 else self.run(part, look)
            for place, part in enumerate(self.anchors.split(text))
        )

    def away(self, url: str, linked: str, otherwise: str) -> str:
        """A link to an address; ``otherwise`` if it is none that Word opens."""
        if not (target := address(url)):
            return otherwise
        return f'<w:hyperlink r:id="{self.relate(target)}" w:history="1">{linked}</w:hyperlink>'

    def inside(self, anchor: str, inner: str) -> str:
        """A link to a place in the document."""
        name = self.places.get(anchor)
        return f'<w:hyperlink w:anchor="{name}" w:history="1">{inner}</w:hyperlink>' if name else inner

    # Paragraphs ------------------------------------------------------------------------------------

    def paragraph(self, style: str, inner: str, more: str = "") -> str:
        """A paragraph; ``more`` is what its properties hold after the style."""
        look = "" if style == "Normal" else f'<w:pStyle w:val="{self.styles.id(style)}"/>'
        held = f"<w:pPr>{look}{more}</w:pPr>" if look or more else ""
        return f"<w:p>{held}{inner}</w:p>"

    def marked(self, names: Sequence[str], inner: str) -> str:
        """What ``inner`` shows, with bookmarks of these names around it."""
        for name in names:
            self.bookmarks += 1
            start, end = (f'<w:bookmark{kind} w:id="{self.bookmarks}"' for kind in ("Start", "End"))
            inner = f'{start} w:name="{name}"/>{inner}{end}/>'
        return inner

    # Simple Markdown -------------------------------------------------------------------------------

    def prose(self, text: str, before: str = "", style: str = "Normal", more: str = "") -> str:
        """A text from the data as paragraphs, the first in ``style`` and with ``before`` in front of it.

        A text that is written in another language as a whole keeps its paragraphs and lists. Where only
        a part of it is, each part is a run within one paragraph.
        """
        parts = runs(text)
        if linked_parts(text)[1:]:  # A name of ours in it is a link; the rest is then no Markdown.
            return self.paragraph(style, before + self.text(text), more)
        whole = sum(not part.names for part in parts) == 1
        if whole and (written := "".join(self._blocks(parts[0], before, style, more))):
            named = "".join(self.run(part.text, PLAIN) for part in parts[1:])
            return written.removesuffix("</w:p>") + f"{named}</w:p>"
        return self.paragraph(style, before + "".join(self._line(part) for part in parts), more)

    def _line(self, part: Run) -> str:
        """Markdown within a line. Spaces at the ends, which a paragraph would lose, are kept."""
        inner = part.text.strip()
        ahead, _, behind = part.text.partition(inner) if inner else (part.text, "", "")
        look = _in(part, PLAIN)
        tokens = markdown().parseInline(inner)[0].children or []
        return self.run(ahead, look) + self._inline(tokens, look) + self.run(behind, look)

    def _blocks(self, part: Run, before: str, style: str, more: str) -> Iterator[str]:
        look = _in(part, PLAIN)
        outer = 1 if style == "List Bullet" else 0
        lists: list[tuple[str, int]] = []
        begun, quoted, first = False, 0, True
        for token in markdown().parse(part.text):
            if token.type == "bullet_list_open":
                lists.append(("List Bullet", 0))
            elif token.type == "ordered_list_open":
                lists.append(("List Number", self.styles.numbered(int(token.attrs.get("start", 1)))))
            elif token.type in ("bullet_list_close", "ordered_list_close"):
                lists.pop()
            elif token.type == "list_item_open":
                begun = True
            elif token.type.startswith("blockquote_"):
                quoted += token.nesting
            elif token.type == "inline":
                inner = self._inline(token.children or [], look)
                if first and not lists:
                    named = "Quote" if quoted and style == "Normal" else style
                    yield self.paragraph(named, before + inner, more)
                else:
                    if first and (before or outer):
                        yield self.paragraph(style, before, more)
                    named, extra = self._place(lists, outer, begun=begun, quoted=quoted)
                    yield self.paragraph(named, inner, extra)
                first = begun = False

    def _place(
        self, lists: Sequence[tuple[str, int]], outer: int, *, begun: bool, quoted: int
    ) -> tuple[str, str]:
        """The style of a paragraph within lists and quotes, and where it stands."""
        depth = min(len(lists) + outer, 9)
        if not lists and not outer:
            return ("Quote" if quoted else "Normal"), ""
        if not lists or not begun:
            return "Normal", f'<w:ind w:left="{357 * depth}"/>'
        style, number = lists[-1]
        if not (number := number or (self.styles.bulleted if depth > 1 else 0)):
            return style, ""
        numbered = f'<w:numPr><w:ilvl w:val="{depth - 1}"/><w:numId w:val="{number}"/></w:numPr>'
        return style, f'{numbered}<w:ind w:left="{357 * depth}" w:hanging="357"/>'

    def _inline(self, tokens: "Sequence[Token]", look: Look) -> str:
        """The tokens of a line. An id within a link that is given already stays as it is."""
        found: list[str] = []
        links: list[tuple[str, int, Look]] = []
        for token in tokens:
            if token.type == "text":
                inner = self.run(token.content, look) if links else self.to_places(token.content, look)
                found.append(inner)
            elif token.type in ("code_inline", "softbreak"):
                found.append(self.run(token.content or " ", look))
            elif token.type == "hardbreak":
                found.append("<w:r><w:br/></w:r>")
            elif token.type.startswith("em_"):
                look = replace(look, italic=token.nesting > 0)
            elif token.type.startswith("strong_"):
                look = replace(look, bold=token.nesting > 0)
            elif token.type == "link_open":
                url = str(token.attrs.get("href", ""))
                links.append((url, len(found), look))
                look = replace(look, link=bool(address(url)))
            elif token.type == "link_close" and links:
                url, start, before = links.pop()
                inner = "".join(found[start:])
                found[start:] = [self.away(url, inner, inner)]
                look = replace(look, link=before.link)
        return "".join(found)


def _in(part: Run, look: Look) -> Look:
    return replace(look, lang=part.lang) if part.lang else look
