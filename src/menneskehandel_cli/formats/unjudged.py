"""The first line of views with counts, if some files could not be read."""

from __future__ import annotations

from menneskehandel_cli.language import Lang, listing, say

_MOST = 3
"""The number of files that are named; the rest are counted."""


def unjudged(paths: tuple[str, ...], lang: Lang) -> str:
    """A sentence on which files are not counted; empty if there are none."""
    if not paths:
        return ""
    named = [*paths[:_MOST], *(["…"] if len(paths) > _MOST else [])]
    return say("unjudged", lang, n=len(paths), files=listing(named, lang))
