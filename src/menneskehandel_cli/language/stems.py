"""The words of a text as people search for them: folded, with what is inflected known as one word.

How people search in a language is data beside its texts: ``search.toml``. The order of the alphabet, by
which lists are sorted, is in the language's own data too.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from string import ascii_lowercase
from typing import NamedTuple
from unicodedata import normalize

from menneskehandel_cli.language import catalogues
from menneskehandel_cli.language.tags import CONTENT_LANG, Lang

_PLAIN_LETTERS = str.maketrans(
    {"æ": "ae", "ø": "o", "å": "a", "đ": "d", "ŋ": "n", "ŧ": "t", "ß": "ss", "ς": "σ", "\u00a0": " "}
)
"""What Unicode does not take apart, or takes apart in another way than people type."""


def fold(text: str) -> str:
    """A text for comparison: small letters without marks; æ, ø and å as they are typed without them.

    ``templates/site/search.js`` does the same in a browser. It only uses what both languages define by
    Unicode: capital and small letters, canonical decomposition, and the category of nonspacing marks.
    """
    small = text.upper().lower().translate(_PLAIN_LETTERS)
    if small.isascii():
        return small
    return "".join(sign for sign in unicodedata.normalize("NFD", small) if unicodedata.category(sign) != "Mn")


WORD = re.compile(r"§\d[\d-]*[a-z]?|[^\W_]+")
"""A word of a folded text. A section of an act is one word: ``§257``."""


class Searching(NamedTuple):
    """How people search in a language."""

    stemmer: str
    small: frozenset[str]
    """Folded words that say nothing about what is sought."""
    same: tuple[tuple[str, ...], ...]
    """Folded words that mean the same."""
    near: tuple[tuple[str, ...], ...]
    """Those that are related."""
    kinds: Mapping[str, tuple[str, ...]]
    """The folded words that ask for a kind, by its phrase."""
    acts: tuple[str, ...]
    """How the names of acts end, folded, the longest first."""
    instead: Mapping[str, str]
    """What to look for instead of what people say, which is a folded regular expression."""
    patterns: Mapping[str, str]
    """Regular expressions of a ``section`` (the act, the number, the letter), a ``chapter``,
    an ``article`` (the word before it, the number, the paragraph, the letter), a ``measure``; the name of
    another convention (``elsewhere``), and what is ``derived`` from a root.
    """

    def words(self, text: str) -> list[str]:
        """The words of a text, folded, without the small ones."""
        found = WORD.findall(re.sub(self.patterns["section"], r" \1 §\2\3 ", fold(text)))
        return [word for word in found if word not in self.small]

    def root(self, word: str) -> str:
        """What is common to a folded word and those that are derived from it or as it is."""
        return re.sub(self.patterns["derived"], "", word)

    def stem(self, word: str) -> str:
        """What is common to all forms of a folded word."""
        act = next((end for end in self.acts if word.endswith(end)), None)
        if act is not None:
            return word.removesuffix(act) + self.acts[-1]
        return word if word.startswith("§") else _stemmer(self.stemmer)(word)


@cache
def searching(lang: Lang) -> Searching:
    """How people search in ``lang``, or in the first of its fallbacks that has the data."""
    values = catalogues.read_data("search.toml", *catalogues.fallbacks(lang))

    def longest(key: str) -> tuple[str, ...]:
        return tuple(sorted(map(fold, values[key]), key=len, reverse=True))

    def one_of(*keys: str) -> str:
        return "|".join(re.escape(word) for key in keys for word in longest(key))

    paragraph, letter, act = one_of("paragraph"), one_of("letter"), one_of("act", "abbreviated")
    return Searching(
        values["stemmer"],
        frozenset(fold(word) for word in values["small"]),
        tuple(tuple(map(fold, group)) for group in values["same"]),
        tuple(tuple(map(fold, group)) for group in values["near"]),
        {kind: tuple(map(fold, words)) for kind, words in values["kinds"].items()},
        longest("act"),
        {rf"\b{fold(one)}(?![a-z0-9])": fold(meant) for one, meant in values["instead"].items()},
        {
            "derived": values["derived"],
            "elsewhere": rf"\b(?:{one_of('elsewhere')})",
            "section": rf"(?:§+|\b(?:{one_of('section')})\b|\b([a-z]*(?:{act}))\b(?=\s+\d{{1,3}}(?!\d)))"
            r"\s*(\d[\d-]*)(?:\s?([a-z])(?![a-z0-9]))?",
            "chapter": rf"\b(?:{one_of('chapter')})\b\.?\s*(\d+)",
            "article": rf"(?:\b({one_of('article')})\b\.?\s*)?\b(\d+[a-z]?)\b"
            rf"(?:\s*(?:,?\s*\b(?:{paragraph})\b\.?|[.(])\s*(\d+)\b\)?)?"
            rf"(?:\s*(?:,?\s*\b(?:{letter})\b\.?|[.( ])\s*([a-z])(?![a-z0-9])\)?)?",
            "measure": rf"\b(?:{one_of('measure')})\s*(\d+(?:\.\w+)?)",
        },
    )


@cache
def _stemmer(name: str) -> Callable[[str], str]:
    """What gives the stem of a word, found once for all languages with the same stemmer."""
    import snowballstemmer

    return cache(snowballstemmer.stemmer(name).stemWord)


def collation(text: str, lang: Lang = CONTENT_LANG) -> str:
    """A sort key in the order of the alphabet of ``lang``, which ignores case.

    A letter that has no place of its own there stands as it does without its marks: é as e.
    """
    order, small = _order(lang), normalize("NFC", text.casefold())
    plain = ((letter, "" if ord(letter) in order else fold(letter)) for letter in small)
    return "".join(one if one.isascii() and one else letter for letter, one in plain).translate(order)


@cache
def _order(lang: Lang) -> Mapping[int, int]:
    """Where the letters stand: those of the alphabet first, then other letters from a to z."""
    alphabet = catalogues.data(lang).alphabet
    others = (letter for letter in ascii_lowercase if letter not in alphabet)
    return {ord(letter): ord("a") + place for place, letter in enumerate((*alphabet, *others))}
