"""How prose reads: its length in words, its LIX, and whether text recognition has left its marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?:](?=[»”\")\]]*(?:\s|$))")
_LONG = 6
"""A word of more letters than this is long (Björnsson 1968, who made LIX)."""

_ADDRESS = re.compile(r"\S+@\S+\.\S+|https?://\S+")
"""What looks odd in a text and is right: an e-mail address, a web address."""

_LEFTOVERS = re.compile(
    r"""
    [^\W\d_][@¢§][^\W\d_]                        # a sign inside a word: gj@r
  | \b(?:[a-zæøå]{2,}[01568][a-zæøå]+|[a-zæøå]+[01568][a-zæøå]{2,})\b  # a digit inside: gj0r, m0te
  | \b(?:ogsa|saer\w*|vaere|vaert|naer\w*|laer\w*|giennom\w*|gjgr|fgr|bergrt\w*|utfgr\w*
        |oppfelging\w*|straffeforfelg\w*|oppleering\w*|seerlig\w*|naeringsliv\w*|sarbar\w*
        |malgruppe\w*|aktgr\w*|kjgp\w*|fglge\w*|gkonomi\w*|arbeidsmiljg\w*|pa|nar)\b
  | (?<!okstav\ )\b[aA]\ (?:bekjempe|forebygge|styrke|sikre|utvikle|etablere|vurdere|bruke|gi|ha)\b
  | \b[^\W\d_]{4,}-\ (?!og\b|eller\b|samt\b|til\b)[a-zæøå]{4,}  # a word cut at the end of a line
    """,
    re.VERBOSE,
)

_HINTS = (
    re.compile(r"[@¢§01568](?<=[^\W\d_].)[^\W\d_]"),
    re.compile(
        r"\b(?:ogsa|saer|vaer|naer|laer|giennom|gjgr|fgr|bergrt|utfgr|oppfelging|straffeforfelg"
        r"|oppleering|seerlig|sarbar|malgruppe|aktgr|kjgp|fglge|gkonomi|arbeidsmiljg|(?:pa|nar)\b)"
    ),
    re.compile(r"[aA](?<!\w.)\ [befghsuv]"),
    re.compile(r"-\ (?<=[^\W\d_]{4}-\ )[a-zæøå]{4}"),
)
"""One of these is in every text with a leftover. Each looks for something rare first, so that a text
without any, as nearly all are, costs a quarter of what the whole pattern would."""


def words(text: str) -> list[str]:
    """The words of a text; one with a hyphen or an apostrophe inside is one, figures are none."""
    return _WORD.findall(text)


def lix(text: str, counted: list[str]) -> int:
    """The readability index LIX: ``counted`` words a sentence plus the share of long ones in per cent.

    Below 40 is easy, 40 to 50 middling, above 60 very hard (Björnsson 1968).
    """
    if not counted:
        return 0
    sentences = max(1, len(_SENTENCE_END.findall(text)))
    long_words = sum(map(_LONG.__lt__, map(len, counted)))
    return round(len(counted) / sentences + 100 * long_words / len(counted))


def leftovers(text: str) -> Iterator[str]:
    """Pieces of a Norwegian text that look like failed text recognition: gj@r, ogsa."""
    for hint in _HINTS:
        if hint.search(text):
            yield from (match[0] for match in _LEFTOVERS.finditer(_ADDRESS.sub(" ", text)))
            return
