"""The first line of every view that counts, where some files could not be read."""

from __future__ import annotations

from menneskehandel_cli.language import Lang, listing, say

_MOST = 3
"""So many files are named; the rest are counted."""


def unjudged(paths: tuple[str, ...], lang: Lang) -> str:
    """Which files are in no count, in a sentence."""
    named = [*paths[:_MOST], *(["…"] if len(paths) > _MOST else [])]
    key = "unjudged.one" if len(paths) == 1 else "unjudged.many"
    return say(key, lang, n=len(paths), files=listing(named, lang))
