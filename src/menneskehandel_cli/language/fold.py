"""Texts made alike for searching, so that words without æ, ø, å or accents find those that have them."""

import unicodedata

_LETTERS = str.maketrans(
    {"æ": "ae", "ø": "o", "å": "a", "đ": "d", "ŋ": "n", "ŧ": "t", "ß": "ss", "ς": "σ", "\u00a0": " "}
)
"""What Unicode does not take apart, or takes apart in another way than people type."""


def fold(text: str) -> str:
    """A text for comparison: small letters without marks; æ, ø and å as they are typed without them.

    ``templates/site/search.js`` does the same in a browser. It only uses what both languages define by
    Unicode: capital and small letters, canonical decomposition, and the category of nonspacing marks.
    """
    small = text.upper().lower().translate(_LETTERS)
    if small.isascii():
        return small
    plain = unicodedata.normalize("NFD", small)
    return "".join(sign for sign in plain if unicodedata.category(sign) != "Mn")
