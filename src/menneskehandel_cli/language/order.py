"""The order of the alphabet."""

from collections.abc import Mapping
from functools import cache
from string import ascii_lowercase

from menneskehandel_cli.language import catalogues
from menneskehandel_cli.language.tags import CONTENT_LANG, Lang


def collation(text: str, lang: Lang = CONTENT_LANG) -> str:
    """A sort key in the order of the alphabet of ``lang``, which ignores case."""
    return text.casefold().translate(_order(lang))


@cache
def _order(lang: Lang) -> Mapping[int, int]:
    """Where the letters stand: those of the alphabet first, then other letters from a to z."""
    alphabet = catalogues.data(lang).alphabet
    others = (letter for letter in ascii_lowercase if letter not in alphabet)
    return {ord(letter): ord("a") + place for place, letter in enumerate((*alphabet, *others))}
