"""Texts in both languages of a strategy in one cell, such as "Shelters / Refuges", each in its own column."""

import re
from collections.abc import Sequence
from functools import partial

from menneskehandel_cli.language import Lazy, Phrase, name_of
from menneskehandel_cli.sheets.cells import Row
from menneskehandel_cli.tables.columns import Columns, Kind, Mapped, named_languages
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
    made, added, keys = [dict(row.cells) for row in rows], list[Mapped](), {x.column for x in columns}
    for at, (head, column) in enumerate(columns if len(tags) == 2 else (), 1):  # noqa: PLR2004
        second = kind.column(f"{column.key}.{tags[1]}") if column else None
        is_area, found = column and column.key == "focus_area", [cells for cells in made if at in cells]
        if not found or (second in keys if second else not is_area):
            continue
        texts = [cells[at].text for cells in found]
        ways = ([re.split(sign, text) for text in texts] for sign in _BETWEEN)
        parts = next((way for way in ways if all(len(one) == 2 and all(one) for one in way)), None)  # noqa: PLR2004
        named = named_languages(re.split(r"\W+", head.partition("(")[2]), tags)
        names = {way: Lazy(partial(name_of, tag)) for way, tag in zip(("one", "other"), tags, strict=True)}
        if parts is None:
            notices += [Phrase("table.languages_open", head=head, **names)] if len({*named}) > 1 else []
            continue
        parts = [one[:: -1 if [*named] == [*tags][::-1] else 1] for one in parts]
        notices.append(Phrase("table.languages", head=head, first=parts[0][0], second=parts[0][1], **names))
        added += [Mapped(head, second)] if second else []
        for cells, (own, other) in zip(found, parts, strict=True):
            also = area_named(other)[1] or other if is_area else ""
            cells.update({len(columns) + len(added): cells[at]._replace(value=other)} if second else {})
            cells[at] = cells[at]._replace(value=own, also=also)
    return [row._replace(cells=cells) for row, cells in zip(rows, made, strict=True)], (*columns, *added)
