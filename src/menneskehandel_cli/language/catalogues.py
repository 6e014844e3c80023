"""The languages: a folder each in ``locale/``, with its data, and the catalogue of its texts.

A language is found if its folder, which has the name of its BCP 47 tag, holds ``language.toml`` and a
compiled catalogue. English, the language of the texts in the code, has no catalogue.
"""

import re
from collections.abc import Iterator
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Any, NamedTuple

from menneskehandel_cli.language.messages import Counted, Message, source

LOCALE = Path(__file__).resolve().parent.parent / "locale"
SOURCE = "en"
"""The language of the texts in the code, and the last fallback of every language."""

_DATA = "language.toml"
_CATALOGUE = "LC_MESSAGES/mh.mo"


class LanguageData(NamedTuple):
    """What is particular to a language, besides its texts: its ``language.toml``."""

    name: str
    """Its own name for itself."""
    fallback: tuple[str, ...]
    """The languages to fall back on before English."""
    locales: tuple[str, ...]
    """Other language codes of locales that mean it."""
    alphabet: str
    thousands: str
    decimal: str
    months: tuple[str, ...]
    day: str
    """A day of a month of a year; so ``month`` without the day."""
    month: str
    months_alone: tuple[str, ...] = ()
    """The months where no day stands before them, if that is not the same."""
    small: tuple[str, ...] = ()
    """The numbers from nought that running text has in words; by default, none."""
    with_article: str = "(?!)"
    """A pattern of the names that have an article in a sentence; by default, of none."""


@cache
def found() -> tuple[str, ...]:
    """The tags of the languages in alphabetical order, English last."""
    tags = [
        folder.name
        for folder in LOCALE.iterdir()
        if (folder / _DATA).is_file() and (folder.name == SOURCE or (folder / _CATALOGUE).is_file())
    ]
    return tuple(sorted(tags, key=lambda tag: (tag == SOURCE, tag)))


TAG = r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?"
"""The pattern of a language's tag: with a script and a region if it needs them."""


@cache
def tag_names(tag: str) -> list[str]:
    """What a language calls itself and its code of three letters; nothing of what is no known tag."""
    known: dict[str, list[str]] = read_data("names.toml", SOURCE)
    return known.get(tag.partition("-")[0], []) if re.fullmatch(TAG, tag) else []


def spoken(tag: str) -> str:
    """The language that the program speaks for one: itself, or English if it has no words in it."""
    return tag if tag in found() else SOURCE


@cache
def data(tag: str) -> LanguageData:
    """The data of a language; of one that the program has no words in, that of English."""
    values = read_data(_DATA, spoken(tag))
    lists = {key: tuple(value) for key, value in values.items() if isinstance(value, list)}
    return LanguageData(**values | lists)


@cache
def fallbacks(tag: str) -> tuple[str, ...]:
    """The languages in which a text is sought, in order: the language, its own fallbacks, English."""
    if spoken(tag) == SOURCE:
        return (SOURCE,)
    return (*dict.fromkeys((str(tag), *data(tag).fallback, SOURCE)),)


@cache
def read_data(name: str, *tags: str) -> dict[str, Any]:
    """What a file of data holds in the first of some languages that has one; nothing if none has."""
    import tomllib

    files = (LOCALE / tag / name for tag in tags)
    return tomllib.loads(next((path.read_text(encoding="utf-8") for path in files if path.is_file()), ""))


def translate(message: str, tag: str) -> str:
    """A message in a language, or the first of its fallbacks, as a plain text that a YAML writer takes."""
    return str(source(_catalogue(fallbacks(tag)).gettext(message)) if message else message)


def translate_counted(message: Counted, number: float, tag: str) -> str:
    """A message in the form that a language has for a number."""
    return _catalogue(fallbacks(tag)).ngettext(*message, number)  # type: ignore[arg-type]


def translations(message: Message) -> Iterator[str]:
    """A message in every language, in all forms."""
    for tag in found():
        if isinstance(message, Counted):
            yield from (translate_counted(message, number, tag) for number in (1, 2))
        else:
            yield translate(message, tag)


class _Fallback(NullTranslations):
    """The fallbacks of a language, which are read only once a text is missing."""

    def __init__(self, tags: tuple[str, ...]) -> None:
        super().__init__()
        self._tags = tags

    def gettext(self, message: str) -> str:
        return _catalogue(self._tags).gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return _catalogue(self._tags).ngettext(msgid1, msgid2, n)


@cache
def _catalogue(tags: tuple[str, ...]) -> NullTranslations:
    """The texts of the first of some languages; those that it lacks are sought in the others."""
    if tags[0] == SOURCE:
        return NullTranslations()
    with (LOCALE / tags[0] / _CATALOGUE).open("rb") as file:
        read = GNUTranslations(file)
    read.add_fallback(_Fallback(tags[1:]))
    return read
