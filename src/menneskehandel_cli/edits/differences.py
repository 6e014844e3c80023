"""How two values differ: which keys come in and where, which stretches of a list are others."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from menneskehandel_cli.edits.values import spelt
from menneskehandel_cli.models.fields import Field


def added(old: dict[str, object], new: dict[str, object], field: Field | None) -> list[str]:
    """The new keys in the order they are written in."""
    order = {key: place for place, key in enumerate(field.keys() if field is not None else ())}
    return sorted((key for key in new if key not in old), key=lambda key: order.get(key, len(order)))


def key_before(key: str, present: list[str], field: Field | None) -> str | None:
    """The key that a new one is written after; ``None`` where it comes first."""
    order = list(field.keys()) if field is not None else []
    if key not in order:
        return present[-1] if present else None
    earlier = set(order[: order.index(key)])
    return next((name for name in reversed(present) if name in earlier), None)


def steps(old: list[object], new: list[object]) -> Iterator[tuple[int, int, int, int]]:
    """The stretches that differ: from and to in the old list, from and to in the new one."""
    before, after = ([spelt(item) for item in items] for items in (old, new))
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    found = [code[1:] for code in codes if code[0] != "equal"]
    if len(before) == len(after):
        # One item that changed is not an item gone and another come.
        alike = [place for place, item in enumerate(before) if item != after[place]]
        if len(alike) < sum(max(last - first, stop - start) for first, last, start, stop in found):
            found = [(place, place + 1, place, place + 1) for place in alike]
    yield from found
