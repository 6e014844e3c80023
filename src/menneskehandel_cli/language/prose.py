"""Measures of prose: its length in words, its LIX, and signs of failed text recognition (OCR)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?:](?=[»”\")\]]*(?:\s|$))")
_LONG = 6
"""A word of more letters than this is long (Björnsson 1968, the author of LIX)."""

_ADDRESS = re.compile(r"\S+@\S+\.\S+|https?://\S+")
"""Parts of a text that are not checked: e-mail addresses and web addresses."""

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

_HINT = re.compile(
    r"""
    [@¢§01568](?<=[^\W\d_].)[^\W\d_]
  | \b(?:ogsa|saer|vaer|naer|laer|giennom|gjgr|fgr|bergrt|utfgr|oppfelging|straffeforfelg|oppleering
        |seerlig|sarbar|malgruppe|aktgr|kjgp|fglge|gkonomi|arbeidsmiljg|(?:pa|nar)\b)
  | \b[aA]\Z
  | [^\W\d_]{4}-\Z
    """,
    re.VERBOSE,
)
"""A necessary sign of a leftover, tested on each space-separated word."""

_KNOWN_WORDS = 1 << 16
_BITS = 20


class Measured(NamedTuple):
    """The number of words of a text, how many are long, and whether it may contain a leftover.

    If it is not ``suspicious``, it certainly contains none.
    """

    words: int
    long_words: int
    suspicious: bool


def measured(text: str) -> Measured:
    """Measure a text. A word with a hyphen or an apostrophe counts as one; numbers do not count."""
    total = sum(map(_weight, text.split()))
    mask = (1 << _BITS) - 1
    return Measured(total & mask, total >> _BITS & mask, total >> 2 * _BITS > 0)


class _Weights(dict[str, int]):
    """A cache of each space-separated word's measures as one number, so that they can be summed."""

    def __missing__(self, fragment: str) -> int:
        found = _WORD.findall(fragment)
        long_words = sum(len(word) > _LONG for word in found)
        suspicious = _HINT.search(fragment) is not None
        weight = len(found) | long_words << _BITS | suspicious << 2 * _BITS
        if len(self) < _KNOWN_WORDS:
            self[fragment] = weight
        return weight


_weight = _Weights().__getitem__


def lix(text: str, counted: Measured) -> int:
    """The readability index LIX: words per sentence plus the percentage of long words.

    Below 40 is easy, 40 to 50 medium, above 60 very hard (Björnsson 1968).
    """
    if not counted.words:
        return 0
    sentences = max(1, len(_SENTENCE_END.findall(text)))
    return round(counted.words / sentences + 100 * counted.long_words / counted.words)


def leftovers(text: str) -> Iterator[str]:
    """Chunks of a Norwegian text that look like failed text recognition: gj@r, ogsa."""
    for match in _LEFTOVERS.finditer(_ADDRESS.sub(" ", text)):
        yield match[0]
