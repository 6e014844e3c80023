"""Marks that word processors put into a text and that nobody sees or tells apart."""

import re

HIDDEN = "\u00a0\u00ad\u2000-\u200f\u202f\u205f\u2060\u3000\ufeff"
"""Spaces that are not the ordinary one and marks without width, for a class of a regular expression."""

CURLY = "“”„‟‘’‚"
"""Quotation marks that only look like the straight ones."""

QUIET = frozenset("\u00ad\u200b\u2060\u200c\u200d\u200e\u200f" + CURLY)
"""The characters without which a text has neither invisible marks nor curly quotation marks."""

BULLETS = "•‣◦▪●·–—−‐‑*"
"""What people and word processors write in front of a list item in place of a hyphen."""

_INVISIBLE = re.compile("[\u00ad\u200b\u2060]")
_HIDDEN_MARKS = re.compile("[\u00ad\u200b-\u200f\u2060]")
_JOINERS = re.compile("[\u200c-\u200f]")
_OTHER_SCRIPTS = re.compile("[^\x00-\u058f\u1e00-\u20cf]")
_BULLETED = re.compile(rf"(?:^|(?<=\s))[{re.escape(BULLETS)}][\s{HIDDEN}]+")
_SPACED_NAMES = re.compile(r"[A-ZÆØÅ][\w-]*(?: +[A-ZÆØÅ][\w-]*)+")
_EDGES = re.compile(rf"^[\s{HIDDEN}{CURLY}\"']+|[\s{HIDDEN}{CURLY}\"']+$")


def first_mark(text: str) -> int | None:
    """Where the first mark stands that ``without_marks`` takes out of a text."""
    if not _HIDDEN_MARKS.search(text) or (kept := without_marks(text)) == text:
        return None
    return next(place for place, mark in enumerate(text) if kept[place : place + 1] != mark)


def in_curly_quotes(text: str) -> bool:
    """Whether curly quotation marks are around a whole text, and nowhere in it."""
    around = len(text) > 1 and text[0] in CURLY and text[-1] in CURLY
    return around and not {*CURLY}.intersection(text[1:-1])


def items_meant(text: str) -> list[str] | None:
    """The items of a list that was written as a text: behind bullets, ids between commas, or one.

    ``None`` if it cannot be told.
    """
    if _BULLETED.match(text):
        return [item.strip() for item in _BULLETED.split(text)[1:]]
    if re.fullmatch(r"[A-ZÆØÅ][\w-]*(?:, *[A-ZÆØÅ][\w-]*)+", ids := text.strip("()[] ")):
        return re.split(", *", ids)
    return None if re.search("[,:\\[\\]{}\"'#]", text) or _SPACED_NAMES.fullmatch(text) else [text]


def without_marks(text: str) -> str:
    """A text without soft hyphens and marks without width, which word processors leave in it.

    Marks that join letters or turn the writing have a use in other scripts and in emoji, and stay in a
    text that holds any.
    """
    text = _INVISIBLE.sub("", text)
    return text if _OTHER_SCRIPTS.search(text) else _JOINERS.sub("", text)


def bare(text: str) -> str:
    """What is left of a fixed value without odd spaces, invisible marks and quotes around it."""
    return _EDGES.sub("", without_marks(text))
