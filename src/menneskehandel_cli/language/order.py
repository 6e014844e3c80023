"""The order of the alphabet."""

from collections.abc import Mapping
from functools import cache
from string import ascii_lowercase
from unicodedata import normalize

from menneskehandel_cli.language import catalogues
from menneskehandel_cli.language.stems import fold
from menneskehandel_cli.language.tags import CONTENT_LANG, Lang


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
