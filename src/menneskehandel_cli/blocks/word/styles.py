"""The styles of a template by their names; those that it lacks are taken from the template of ``mh``.

The names are those that Word gives them in every language.
"""

from collections.abc import Callable
from copy import deepcopy
from functools import cached_property
from typing import TYPE_CHECKING, Any

from menneskehandel_cli.blocks.word import MAIN, w

if TYPE_CHECKING:
    from docx.document import Document

_LEVELS = 9
_BULLETS = "•–•–•–•–•"


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
        style = deepcopy(
            next(item for item in held.style_lst if (item.name_val or "").lower() == name.lower())
        )
        taken = set(self._ids.values())
        id = str(style.styleId)
        while id in taken:
            id += "x"
        style.styleId = id
        self._ids[name.lower()] = id
        names = {item.styleId: item.name_val for item in held.style_lst}
        for child in list(style):
            if child.tag.rpartition("}")[2] in ("basedOn", "next"):
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
            f'<w:lvlText w:val="{_BULLETS[level] if kind == "bullet" else f"%{level + 1}."}"/>'
            f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{357 * (level + 1)}" w:hanging="357"/></w:pPr>'
            "</w:lvl>"
            for level in range(_LEVELS)
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
        for level in range(_LEVELS) if start is not None else ():
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
