"""The texts of the program: a phrase with its parameters, in words in a language."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from errno import errorcode
from types import MappingProxyType
from typing import cast

from menneskehandel_cli.language import catalogues, runs
from menneskehandel_cli.language.catalogues import spoken
from menneskehandel_cli.language.catalogues import translate as choose
from menneskehandel_cli.language.days import day, first_day, is_period, is_whole_day, last_day, read_day
from menneskehandel_cli.language.escaping import escape_control
from menneskehandel_cli.language.messages import WORDS, Counted, Marked, Message, msg, nmsg, pmsg
from menneskehandel_cli.language.numbers import bare_amount, few, number, read_number
from menneskehandel_cli.language.runs import DocumentLang, first_sentence, linked, unmarked, without_stop
from menneskehandel_cli.language.slips import TRUTHS, choice_called, choice_in, names_called, nearest
from menneskehandel_cli.language.stems import collation, fold
from menneskehandel_cli.language.tags import CONTENT_LANG, LANGS, SOURCE_LANG, Lang, written_forms
from menneskehandel_cli.language.terms import TermedLang, in_plan, in_terms


@dataclass(frozen=True, slots=True)
class Day:
    """A day, month or year in ISO form, or days from the ``first``, to be formatted later."""

    iso: str
    first: str | None = None


@dataclass(frozen=True, slots=True, init=False)
class Phrase:
    """A phrase with its parameters, to be formatted later in some language.

    ``key`` is a message, or the key of one in the word list.
    """

    key: str | Counted
    params: Mapping[str, object]

    def __init__(
        self, key: str | Counted, params: Mapping[str, object] = MappingProxyType({}), /, **more: object
    ) -> None:
        object.__setattr__(self, "key", key)
        object.__setattr__(self, "params", {**params, **more})

    def say(self, lang: Lang) -> str:
        """The phrase in ``lang``, with its parameters in the same language."""
        filled = {x: y if isinstance(y, int) else fill(y, lang) for x, y in self.params.items()}
        return _filled(self.key, lang, self.params.get("n"), filled)


def fill(value: object, lang: Lang) -> str:
    """Format a parameter: a phrase, an ISO day, a number, counts by phrase, or plain text."""
    if isinstance(value, str):
        return value
    if isinstance(value, Phrase):
        return value.say(lang)
    if isinstance(value, Day):
        return day(value.iso, lang, value.first)
    if isinstance(value, Parts):
        return value.between.join(fill(part, lang) for part in value.parts)
    if hasattr(value, "pick"):
        return cast("str", value.pick(lang))
    if isinstance(value, int | float):
        return number(value, lang)
    if isinstance(value, list | tuple):
        joined = "or" if isinstance(value, Choices) else "and"
        return listing([fill(item, lang) for item in value], lang, joined)
    return str(value)


@dataclass(frozen=True, slots=True)
class Parts:
    """Several parameters to be joined with commas, or with semicolons where they have commas."""

    parts: tuple[object, ...]
    between: str = ", "


@dataclass(frozen=True, slots=True)
class Named:
    """What a record or a part of one is called in words; a link where its id has a page."""

    id: str
    name: object
    inside: bool = False
    """After other words; see ``within``."""

    def pick(self, lang: Lang) -> str:
        """The name in ``lang``."""
        text = fill(self.name, lang)
        text = within(text, self.id) if self.inside else text
        return linked(text, self.id) if isinstance(lang, DocumentLang) else text


@dataclass(frozen=True, slots=True)
class The:
    """What a body is called in a sentence: in English most have an article there."""

    name: object

    def pick(self, lang: Lang) -> str:
        """The name in ``lang``."""
        name, pattern = fill(self.name, lang), catalogues.data(lang).with_article
        return say(msg("the {name}"), lang, name=name) if re.fullmatch(pattern, name) else name


def within(name: str, id: str) -> str:
    """A name after other words: one that only describes has no capital, but “Article 12” has."""
    lower = id.islower() and name[:8] != "Article " and name[1:].strip().partition(" ")[0].islower()
    return name[0].lower() + name[1:] if lower else name


class Choices(tuple[object, ...]):
    """Parameters of which one is to be chosen: "a, b or c"."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Lazy:
    """A parameter that a function tells in some language."""

    tell: Callable[[Lang], str]

    def pick(self, lang: Lang) -> str:
        """The text in ``lang``."""
        return self.tell(lang)


def name_of(tag: str, lang: Lang) -> str:
    """The name of a language in ``lang``, or in what stands in for it; otherwise its tag."""
    if has(f"language.{tag}"):
        return say(f"language.{tag}", lang)
    if tag == lang and (own := catalogues.tag_names(tag)):
        return own[0]
    called = (catalogues.read_data("languages.toml", one) for one in catalogues.fallbacks(lang))
    return next((str(x[name]) for x in called if (name := tag.partition("-")[0]) in x), tag)


def language_label(tag: str, lang: Lang) -> str:
    """What follows a text in another language than ``lang``."""
    return say("language.in", lang, language=name_of(tag, lang))


def foreign(texts: Iterable[str], lang: Lang) -> str:
    """A sentence on the languages that parts of a document are written in; empty if there are none."""
    tags = dict.fromkeys(tag for text in texts for tag in runs.tags_in(text) if tag != lang)
    named = listing([name_of(tag, lang) for tag in tags], lang)
    return f"{unspoken(lang)} {say('page.foreign', lang, languages=named) if tags else ''}".strip()


def unspoken(lang: Lang) -> str:
    """That the program's own words are English in a document in ``lang``; empty if they are not."""
    return "" if lang in LANGS else say("page.unspoken", lang, language=name_of(lang, SOURCE_LANG))


def say(key: str | Counted, lang: Lang, /, **params: object) -> str:
    """A message, or the phrase ``key`` of the word list, with ``params`` filled in.

    Raises ``KeyError`` for a phrase that is not in the list.
    """
    return _filled(key, lang, params.get("n"), params)


_NO_COUNTS = {"year", "line", "row", "first", "last", "second", "column", "number", "value", "given"}
"""Parameters that are no counts where they are numbers: they have no thousands separators."""


def _filled(key: str | Counted, lang: Lang, n: object, params: Mapping[str, object]) -> str:
    """A phrase with its parameters, in the form that the language has for ``n``.

    Where the strategy has a term of its own for what the phrase names, it is said with that.
    """
    message: Message = key if isinstance(key, Marked | Counted) else WORDS[key]
    own = in_terms(key, lang)
    if own is not None:
        message, term = own
        params = {**params, **term.words()}
    if isinstance(message, Counted):
        phrase = catalogues.translate_counted(message, cast("int", n), lang)
    else:
        phrase = catalogues.translate(message, lang)
    phrase = in_plan(phrase, lang)
    counts = {x: number(y, lang) for x, y in params.items() if isinstance(y, int) and x not in _NO_COUNTS}
    values = {**params, **counts}
    return phrase.format_map({"few": few(n, values.get("n"), lang), **values}) if values else phrase


def has(key: str) -> bool:
    """Whether the word list has the phrase ``key``."""
    return key in WORDS


def system_trouble(error: OSError, lang: Lang) -> str:
    """What the system could not do, in words; in the system's own if the word list has none."""
    key = f"system.{errorcode.get(error.errno or 0, '')}"
    return say(key, lang) if has(key) else error.strerror or str(error)


def field_label(key: str) -> Phrase | str:
    """The label of a key of the data; the key itself if the word list has none."""
    known = (Phrase(name) for name in (f"fact.{key}", f"changed.{key}") if has(name))
    return next(known, key.replace("_", " "))


def count(key: str | Counted, number: int, lang: Lang) -> str:
    """A phrase that depends on a number, which is its parameter ``n``."""
    return say(key, lang, n=number)


def listing(items: list[str], lang: Lang, conjunction: str = "and") -> str:
    """Join items as in a sentence: "a, b and c", or "a, b or c" for a choice."""
    *first, last = items or [""]
    return f"{', '.join(first)} {say(conjunction, lang)} {last}" if first else last


class Refused(Exception):
    """What cannot be done, and why.

    ``key`` is a message, or a phrase of the word list below ``failure.``; ``params`` fill it in. As a
    string it is the sentence, in ``lang``.
    """

    lang: Lang = SOURCE_LANG

    def __init__(self, key: str, /, **params: object) -> None:
        super().__init__(key)
        self.key = key
        self.params = params

    @property
    def phrase(self) -> Phrase:
        """What is wrong and how to mend it."""
        return Phrase(self.key if isinstance(self.key, Marked) else f"failure.{self.key}", self.params)

    def say(self, lang: Lang) -> str:
        """The phrase in ``lang``."""
        return self.phrase.say(lang)

    def __str__(self) -> str:
        return self.say(self.lang)


@contextmanager
def refusing(
    errors: type[Exception] | tuple[type[Exception], ...], key: str, /, **params: object
) -> Iterator[None]:
    """Raise ``Refused`` in place of any of ``errors``."""
    try:
        yield
    except errors:
        raise Refused(key, **params) from None
