"""Measures of prose: its length in words, its LIX, and signs of failed text recognition (OCR)."""

import re
from collections.abc import Iterator

_PLAIN_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?:](?=[»”\")\]]*(?:\s|$))")
_LONG_WORD = 6
"""A word of more letters than this is long (Björnsson 1968, the author of LIX)."""

_WEB_ADDRESS = re.compile(r"\S+@\S+\.\S+|https?://\S+")
"""Parts of a text that are not checked: e-mail addresses and web addresses."""

_MISREAD = r"""
    (?:ogsa|saer\w*|vaere|vaert|naer\w*|laer\w*|giennom\w*|gjgr|fgr|bergrt\w*|utfgr\w*
        |oppfelging\w*|straffeforfelg\w*|oppleering\w*|seerlig\w*|naeringsliv\w*|sarbar\w*
        |malgruppe\w*|aktgr\w*|kjgp\w*|fglge\w*|gkonomi\w*|arbeidsmiljg\w*|pa|nar)\b
    | (?<!okstav\ )[aA]\ (?:bekjempe|forebygge|styrke|sikre|utvikle|etablere|vurdere|bruke|gi|ha)\b
"""
_LEFTOVERS = re.compile(
    rf"""
    [^\W\d_][@¢§][^\W\d_]                        # a sign inside a word: gj@r
  | \b(?:
      [a-zæøå]++[01568](?:(?<=[a-zæøå]{{2}}.)[a-zæøå]+|[a-zæøå]{{2,}})\b  # a digit inside: gj0r, m0te
    | {_MISREAD}
    | [^\W\d_]{{4,}}+-\ (?!og\b|eller\b|samt\b|til\b)[a-zæøå]{{4,}}  # a word cut at the end of a line
    )
    """,
    re.VERBOSE,
)
_WITHOUT_SIGNS = re.compile(rf"\b(?:{_MISREAD})", re.VERBOSE)
"""The same of a text without ``_LEFTOVER_SIGNS``: three times as fast, and most texts have none."""
_LEFTOVER_SIGNS = re.compile(r"[@¢§01568-](?:(?<!-)| )[^\W\d_]")


def words_of(text: str) -> list[str]:
    """The words of a text. One with a hyphen or an apostrophe counts as one; numbers do not count."""
    return _PLAIN_WORD.findall(text)


def lix(text: str, words: list[str]) -> int:
    """The readability index LIX: words per sentence plus the percentage of long words.

    Below 40 is easy, 40 to 50 medium, above 60 very hard (Björnsson 1968).
    """
    if not words:
        return 0
    sentences = max(1, len(_SENTENCE_END.findall(text)))
    return round(len(words) / sentences + 100 * sum(len(word) > _LONG_WORD for word in words) / len(words))


def leftovers(text: str) -> Iterator[str]:
    """Chunks of a Norwegian text that look like failed text recognition: gj@r, ogsa."""
    without = _WEB_ADDRESS.sub(" ", text) if "@" in text or "://" in text else text
    sought = _LEFTOVERS if _LEFTOVER_SIGNS.search(without) else _WITHOUT_SIGNS
    yield from (match[0] for match in sought.finditer(without))
