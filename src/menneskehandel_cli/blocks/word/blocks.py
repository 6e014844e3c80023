"""The blocks of a page as WordprocessingML, which ``templates/word/parts.wordml.j2`` writes."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain, count

from jinja2 import Environment, Template

from menneskehandel_cli.blocks.model import Block, Bullets, Heading, Page, Table
from menneskehandel_cli.blocks.templates import template_environment
from menneskehandel_cli.blocks.word.template import BLOCKS
from menneskehandel_cli.blocks.word.texts import BOLD, Writer, escaped
from menneskehandel_cli.language.runs import unmarked

_NO_NAME = re.compile(r"[^0-9A-Za-z]+")
_LONGEST_NAME = 40
"""The number of characters in the name of a bookmark."""


def bookmarks(page: Page) -> dict[str, str]:
    """The bookmark of each anchor on the page, in Word's alphabet of names."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for anchor in _anchors(page.blocks):
        base = "mh_" + _NO_NAME.sub("_", anchor)[: _LONGEST_NAME - 9]
        numbered = (f"{base}_{number}" for number in count(2))
        # Word does not tell large letters from small ones here.
        name = next(name for name in chain([base], numbered) if name.lower() not in taken)
        taken.add(name.lower())
        found.setdefault(anchor, name)
    return found


def _anchors(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        own = (block.anchor,) if isinstance(block, Heading) else ()
        yield from filter(None, block.anchors if isinstance(block, Table | Bullets) else own)


def parts(page: Page, writer: Writer, heading: str, honest: str, lines: Iterable[str]) -> dict[str, str]:
    """The parts of the document, by the tags of a template that they take the place of.

    The last one tells what a report can say (``honest``), and below a ``heading`` how it was made.
    """
    content = {"page": page, "writer": writer, "heading": heading, "honest": honest, "lines": lines}
    written = _template().make_module(content)
    return {name: getattr(written, name)() for name in BLOCKS}


@cache
def _template() -> Template:
    """No sandbox: it can only be ours. The writer escapes texts; by its ending, the template does not."""
    made = template_environment(kind=Environment)
    made.globals |= {"bold": BOLD, "widths_of": widths_of}
    made.filters["attribute"] = lambda text: escaped(unmarked(text))
    return made.get_template("word/parts.wordml.j2")


_SIGN, _PADDING = 115, 260
"""The width of a letter of a table and the margins of a cell, in twentieths of a point: about right for
the usual fonts. Word and its like adjust the columns to the font that they have."""
_WORD = 24
"""The number of letters from which a word, such as an id, may be divided."""
_LINE = 200
"""The number of letters from which a longer text needs no wider column, but more lines."""


def widths_of(block: Table, whole: int) -> list[int]:
    """The width of each column: its longest word, and what is left by how long its texts are."""
    columns = [[unmarked(text) for text in column] for column in zip(block.head, *block.rows, strict=True)]
    least = [
        _SIGN * min(max((len(word) for text in texts for word in text.split()), default=0), _WORD) + _PADDING
        for texts in columns
    ]
    wanted = [_SIGN * min(max(map(len, texts)), _LINE) + _PADDING for texts in columns]
    more = [max(want - must, 0) for want, must in zip(wanted, least, strict=True)]
    left = whole - sum(least)
    if left < 0 or not any(more):
        return [round(must * whole / sum(least)) for must in least]
    share = left / sum(more)
    return [round(must + extra * share) for must, extra in zip(least, more, strict=True)]
