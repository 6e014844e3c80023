"""Where the ids, codes and commits on a page lead: to the place on the page that tells most of them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import NamedTuple

from menneskehandel_cli.blocks.model import Block, Bullets, Folded, Heading, Page, Table, unfolded
from menneskehandel_cli.language.runs import unmarked

_SUBJECT = re.compile(
    r"(?:(?!MH)[A-Z]{1,3}[0-9]{2,3}|FA[0-9]+)(?:\.[A-Z]?[0-9]+)?(?= |$)"  # perhaps with a title
    r"|(?:MH[0-9]{3}|[0-9a-f]{10}|[a-z][a-z0-9]*(?:-[a-z0-9]+)+(?:\.[a-z0-9]+)*)$"
)
"""What a row of a table is about, if its first cell begins with an id or is one."""


_ANCHOR_NAME = re.compile(r"(?<![\w.:/-])[^\W_][\w-]*(?:\.\w[\w-]*)*(?!\(\d)")
"""A word that may be a name: with what hyphens and points join, no part of an address or a reference."""


class Anchors(NamedTuple):
    """The names that lead to a place: its address, as a link on the page has it."""

    places: Mapping[str, str]
    called: Callable[[str], str] = str
    """What a name is called in words."""

    def split(self, text: str) -> list[str]:
        """The text in parts; every second part is a name that leads somewhere."""
        parts, end = [], 0
        for found in _ANCHOR_NAME.finditer(text) if self.places else ():
            if found[0] in self.places:
                parts += [text[end : found.start()], found[0]]
                end = found.end()
        return [*parts, text[end:]]


NOWHERE = Anchors({})


def anchored(page: Page) -> tuple[Page, Anchors]:
    """The page with an anchor on each row of a table that is about something, each used once.

    The heading of a record is a better place than a row, and the first row better than the next.
    """
    headings = [block for block in unfolded(page.blocks) if isinstance(block, Heading)]
    taken = {heading.anchor for heading in headings}
    names = {heading.anchor for heading in headings if heading.record}

    def placed(block: Block) -> Block:
        if isinstance(block, Table):
            subjects = (_SUBJECT.match(unmarked(row[0])) if row else None for row in block.rows)
            rows = tuple(_free_name(found[0] if found else "", taken) for found in subjects)
            names.update(name for name in rows if name)
            return replace(block, anchors=rows)
        if isinstance(block, Bullets):
            return replace(block, anchors=tuple(_free_name(name, taken) for name in block.anchors))
        return replace(block, blocks=tuple(map(placed, block.blocks))) if isinstance(block, Folded) else block

    blocks = tuple(map(placed, page.blocks))
    return replace(page, blocks=blocks), Anchors({name: f"#{name}" for name in names})


def _free_name(name: str, taken: set[str]) -> str:
    """The name if no other place has it."""
    if not name or name in taken:
        return ""
    taken.add(name)
    return name
