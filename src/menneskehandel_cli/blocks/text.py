"""A page for a terminal: its blocks below each other, its tables in columns."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from menneskehandel_cli.blocks import model
from menneskehandel_cli.blocks.terminal import HEADING, NARROW, PROSE, Labelled, grid, indented, to_text
from menneskehandel_cli.language.escaping import SECTION, escape_control
from menneskehandel_cli.language.runs import labelled

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Column

_CHAPTER = 2
"""The level of the headings below the title."""
_NARROWEST = 16
"""If columns with longer texts would be narrower than this, the cells of a row go below each other."""

_LONGEST_SENTENCE = 80
"""A cell as long as this is running text, and needs a column twice as wide."""


def page_text(page: model.Page, width: int, *, colour: bool) -> str:
    """The title and what is said of the whole, then the blocks."""
    from rich.text import Text

    parts: list[RenderableType | Labelled] = []
    if page.first:
        parts.append(Text(_plain_text(page.first), "bold red"))
    mark = f"  {page.fictional}" if page.fictional else ""
    if page.title:
        parts.append(Text.assemble((_plain_text(page.title), "bold"), (mark, "bold magenta")))
    parts += [_plain_text(line) for line in (page.subtitle, *page.meta) if line]
    above = page.title  # the heading that a block stands below
    before: model.Block | None = None
    for block in model.unfolded(page.blocks):
        if (parts or before is not None) and not _introduces(before, block):
            parts.append("")
        parts += _shown_block(block, above, width)
        above = block.text if isinstance(block, model.Heading) else above
        before = block
    return to_text(*parts, width=width, colour=colour)


def _introduces(before: model.Block | None, block: model.Block) -> bool:
    """Whether a block stands right below the one before: below its heading, or the words above a list."""
    if isinstance(before, model.Heading):
        return not isinstance(block, model.Heading)
    if isinstance(before, model.Paragraph) and isinstance(block, model.Paragraph):
        return bool(before.mark or block.mark)
    lists = model.Bullets | model.Facts | model.Entries
    return isinstance(before, model.Paragraph) and isinstance(block, lists)


def _shown_block(block: model.Block, above: str, width: int) -> "Iterator[RenderableType | Labelled]":
    from rich.text import Text

    if isinstance(block, model.Heading):
        yield Text(_plain_text(block.text), HEADING if block.level == _CHAPTER else "bold")
    elif isinstance(block, model.Paragraph):
        mark = block.mark and f"{_plain_text(block.mark)}: "
        yield Text.assemble((mark, "bold"), _plain_text(block.text))
    elif isinstance(block, model.Bullets):
        yield from (Labelled("· ", _plain_text(item)) for item in block.items)
    elif isinstance(block, model.Facts):
        widest = max((len(_plain_text(name)) for name, _ in block.items), default=0)
        for name, value in block.items:
            yield Labelled(Text(f"{_plain_text(name):<{widest}}  ", "bold"), _plain_text(value))
    elif isinstance(block, model.Entries):
        yield from _entry_lines(block, width)
    elif isinstance(block, model.Code):
        for line in (f"# {block.name}", *block.text.split("\n")):
            yield Labelled("", escape_control(line), prose=False)
    elif isinstance(block, model.Picture | model.Table):
        title = block.title if isinstance(block, model.Picture) else block.caption
        if title != above:
            yield Text(_plain_text(title), "bold")
        if isinstance(block, model.Picture) and block.note:
            yield _plain_text(block.note)
        yield from _table(block.numbers if isinstance(block, model.Picture) else block, width)


def _entry_lines(block: model.Entries, width: int) -> "Iterator[RenderableType | Labelled]":
    """Each with its id last in its line, where ids are typed; its remarks below it."""
    from rich.table import Column
    from rich.text import Text

    with_ids = any(item.id for item in block.items)
    id_column = [Column(style="dim", no_wrap=width >= NARROW)] if with_ids else []
    table = grid(Column(ratio=1), *id_column, expand=with_ids)
    for item in block.items:
        label, text = _plain_text(item.label), _plain_text(item.text)
        mark = ":" if ": " not in label else "." if text[:1].isupper() else " –"
        line = Text.assemble((f"{label}{mark} " if label and text else label, "bold"), text)
        for note in item.notes:
            line.append(f"\n{_plain_text(note)}", "dim")
        table.add_row(line, *([item.id] if with_ids else []))
    yield indented(table)


def _table(block: model.Table, width: int) -> "Iterator[RenderableType]":
    """The rows in columns; if these would be too narrow, the cells of each row below each other."""
    from rich.text import Text

    head, *rows = ([_plain_text(cell) for cell in row] for row in (block.head, *block.rows))
    columns = _columns(head, rows, width, narrow=block.searched)
    if columns:
        table = grid(*columns, header=True)
        for row in rows:
            table.add_row(*row)
        yield indented(table)
        return
    for first, *others in rows:
        yield indented(Text(first, "bold"))
        for name, cell in zip(head[1:], others, strict=True):
            if cell:
                yield indented(f"{name}: {cell}", 4)


def _columns(head: list[str], rows: list[list[str]], width: int, *, narrow: bool) -> "list[Column]":
    """The columns of a table, each as wide as it needs; none if there is no room for them.

    If they may not be ``narrow``, running text needs twice as much as other texts.
    """
    from rich.cells import cell_len
    from rich.table import Column

    texts = list(zip(head, *rows, strict=True))
    # The names of columns are divided before what is in them, but no word is; nor is a column of ids.
    words = [max(map(cell_len, " ".join(column).split()), default=0) for column in texts]
    most = [
        max(word, *map(cell_len, (name[: len(name) // 2], *cells)))
        for word, (name, *cells) in zip(words, texts, strict=True)
    ]
    whole = [not any(" " in cell for cell in cells) for _, *cells in texts]
    wide = _NARROWEST if narrow else 2 * _NARROWEST
    least = [
        longest if alone else max(word, min(longest, _NARROWEST if longest < _LONGEST_SENTENCE else wide))
        for word, longest, alone in zip(words, most, whole, strict=True)
    ]
    gaps = 2 * len(head)
    if sum(least) + gaps > width:
        return []
    columns = [Column(name) for name in head]
    columns[0].style = "bold"
    if sum(max(map(cell_len, column)) for column in texts) + gaps > width:
        room = width - gaps - sum(least)
        roots = [(longest - low) ** 0.5 for longest, low in zip(most, least, strict=True)]
        for column, low, longest, root in zip(columns, least, most, roots, strict=True):
            share = low + int(room * root / (sum(roots) or 1))  # Long texts get more room.
            column.max_width = max(low, min(longest, share, PROSE))
    return columns


def _plain_text(text: str) -> str:
    return escape_control(" ".join(labelled(text).split())).replace("§ ", SECTION)
