"""Texts in both languages of a strategy in one cell, such as "Shelters / Refuges", each in its own column."""

import re
from collections.abc import Iterator, Sequence
from functools import partial

from menneskehandel_cli.language import Lazy, Phrase, name_of
from menneskehandel_cli.sheets.cells import Row
from menneskehandel_cli.tables.columns import Column, Columns, Kind, Mapped, named_languages
from menneskehandel_cli.tables.values import area_named

_BETWEEN = (r"\s+/\s*|\s*/\s+", r"\s*\|\s*", r"\s*\n\s*")
"""What stands between a text and the same in another language."""


def in_languages(
    kind: Kind, rows: Sequence[Row], columns: Columns, tags: Sequence[str], notices: list[Phrase]
) -> tuple[list[Row], Columns]:
    """The rows with each text in one language alone, if the strategy has two: ``tags``, its own first.

    A column is divided where all its cells have the same sign once. The second language gets a column of
    its own; of an area, it is kept beside the first. The strategy's own is the first, unless the head says
    otherwise. What is divided is told, and what is not although the head names both.
    """
    made, added = [dict(row.cells) for row in rows], list[Mapped]()
    for at, head, second in _of_texts(kind, columns, tags):
        found = [cells for cells in made if at in cells]
        named = named_languages(re.split(r"\W+", head.partition("(")[2]), tags)
        names = {way: Lazy(partial(name_of, tag)) for way, tag in zip(("one", "other"), tags, strict=True)}
        if parts := _divided([cells[at].text for cells in found], turned=named == [*tags][::-1]):
            notices.append(
                Phrase("table.languages", head=head, first=parts[0][0], second=parts[0][1], **names)
            )
            added += [Mapped(head, second)] if second else []
        elif found and len({*named}) > 1:
            notices.append(Phrase("table.languages_open", head=head, **names))
        for cells, (own, other) in zip(found, parts, strict=False):
            cells.update({len(columns) + len(added): cells[at]._replace(value=other)} if second else {})
            cells[at] = cells[at]._replace(value=own, also="" if second else area_named(other)[1] or other)
    return [row._replace(cells=cells) for row, cells in zip(rows, made, strict=True)], (*columns, *added)


def _of_texts(kind: Kind, columns: Columns, tags: Sequence[str]) -> Iterator[tuple[int, str, Column | None]]:
    """The columns that may be in two languages, and that of the second; none of an area or a choice."""
    keys = {item.column for item in columns}
    for at, (head, field) in enumerate(columns if len(tags) == 2 else (), 1):  # noqa: PLR2004
        second = kind.column(f"{field.key}.{tags[1]}") if field else None
        if second not in keys if second else field and (field.key == "focus_area" or kind.choices(field.key)):
            yield at, head, second


def _divided(texts: Sequence[str], *, turned: bool) -> list[list[str]]:
    """Each text in both languages, if all have the same sign once; ``turned``: the second comes first."""
    ways = ([re.split(sign, text)[:: -1 if turned else 1] for text in texts] for sign in _BETWEEN)
    return next((way for way in ways if all(len(one) == 2 and all(one) for one in way)), [])  # noqa: PLR2004
