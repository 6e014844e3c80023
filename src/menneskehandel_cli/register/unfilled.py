"""Texts that say only that they are to be filled in, as ``mh init`` writes them."""

from __future__ import annotations

from functools import cache

from menneskehandel_cli.language import LANGS, say
from menneskehandel_cli.models import Text


@cache
def _marks() -> tuple[str, ...]:
    return tuple(f"{say('fill.mark', lang)}:" for lang in LANGS)


def is_unfilled(text: Text) -> bool:
    """Whether a text says in any of its languages that it is to be filled in."""
    return any(written.startswith(_marks()) for written in text.all())
