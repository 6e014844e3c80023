"""The languages of the program: choosing texts, formatting dates and numbers, alphabetical order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from os.path import commonprefix
from string import ascii_lowercase
from typing import Protocol, cast

from menneskehandel_cli.language import catalogues
from menneskehandel_cli.language.messages import Message
from menneskehandel_cli.language.runs import runs
from menneskehandel_cli.language.terms import in_terms

Lang = str
"""The BCP 47 tag of a language, such as ``nb``."""

LANGS: tuple[Lang, ...] = catalogues.found()
"""The languages of the program."""

SOURCE_LANG: Lang = catalogues.SOURCE
"""The language of the texts in the code."""

CONTENT_LANG: Lang = "nb"
"""The language of the data, where nothing else is said: a plain text in YAML is in it."""

TAG = r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?"
"""The pattern of a language's tag: with a script and a region if it needs them."""

_SAYS_LANGUAGE = (
    re.compile(rf"^default_language[ \t]*:[ \t]*['\"]?({TAG})\b", re.MULTILINE),
    re.compile(rf"^languages[ \t]*:(?:[ \t]*\[|[ \t]*\r?\n[ \t]*-)\s*['\"]?({TAG})\b", re.MULTILINE),
)

_WRITTEN_DAY = re.compile(
    r"(?:(?P<day>[0-9]{1,2})(?:\. ?| ))?(?:(?P<month>[0-9]{1,2})\.|(?P<name>[^\W\d_]+)) ?"
    r"(?P<year>[0-9]{4})",
    re.IGNORECASE,
)

_UNPADDED_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})(?:-([0-9]{1,2}))?")

_DOUBTFUL_DAY = re.compile(r"([0-9]{1,2})([./-]) ?([0-9]{1,2})\2 ?([0-9]{4}|(?<!-)[0-9]{2})")

_WRITTEN_NUMBER = re.compile(
    r"([-+]?)(\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,4}|\d{1,15})(?:[.,](\d{1,15}))?", re.ASCII
)

_SHORT = 3
"""In words of at most this many letters, one changed letter counts as another word, not a slip."""

TRUTHS: Mapping[str, bool] = {
    "ja": True,
    "yes": True,
    "true": True,
    "nei": False,
    "no": False,
    "false": False,
}
"""What people write for true and false, in small letters."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day, month or year in ISO form, to be formatted later in some language."""

    iso: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of the word list with its parameters, to be formatted later in some language."""

    key: str
    params: Mapping[str, object] = field(default_factory=dict)

    def say(self, lang: Lang) -> str:
        """The phrase in ``lang``, with its parameters in the same language."""
        filled = {name: fill(value, lang) for name, value in self.params.items()}
        return _filled(self.key, lang, self.params.get("n"), filled)


def fill(value: object, lang: Lang) -> str:
    """Format a parameter: a phrase, an ISO day, a number, counts by phrase, or plain text."""
    if isinstance(value, str):
        return value
    if isinstance(value, Phrase):
        return value.say(lang)
    if isinstance(value, Day):
        return day(value.iso, lang)
    if isinstance(value, Parts):
        return ", ".join(fill(part, lang) for part in value.parts)
    if hasattr(value, "pick"):
        text: Pickable = value
        return text.pick(lang)
    if isinstance(value, int | float):
        return number(value, lang)
    if isinstance(value, list | tuple):
        return listing([fill(item, lang) for item in value], lang)
    return str(value)


def number(value: float, lang: Lang) -> str:
    """A number with thousands separators: 200 000 (no-break space) in Norwegian, 200,000 in English."""
    forms = catalogues.data(lang)
    return f"{value:,}".translate({ord(","): forms.thousands, ord("."): forms.decimal})


@dataclass(frozen=True, slots=True)
class Parts:
    """Several parameters to be joined with commas."""

    parts: tuple[object, ...]


class Pickable(Protocol):
    """A text that is given in several languages."""

    def pick(self, lang: Lang) -> str:
        """The text in ``lang``, else in the nearest language that is given."""
        ...


def lang_of_locale(locale: str) -> Lang | None:
    """The language of a locale such as ``nb_NO.UTF-8``: English if there is no catalogue for it.

    ``None`` for an empty one and for ``C`` and ``POSIX``, which mean no language.
    """
    name = re.split("[.@]", locale)[0].replace("_", "-").casefold()
    if name in ("", "c", "posix"):
        return None
    tags = {tag.casefold(): tag for tag in LANGS}
    language = name.partition("-")[0]
    known = tags.get(name) or tags.get(language)
    return known or next((tag for tag in LANGS if language in catalogues.data(tag).locales), SOURCE_LANG)


def language_in(data: bytes) -> str:
    """The own language of a strategy by the text of its file, also if that is not valid YAML.

    It is ``default_language``, else the first of ``languages``; English if the text says neither.
    """
    text = data.decode("utf-8", "replace")
    found = (pattern.search(text) for pattern in _SAYS_LANGUAGE)
    return next((match[1] for match in found if match), SOURCE_LANG)


def name_of(tag: str, lang: Lang) -> str:
    """The name of a language in ``lang``; else its own name for itself, or its tag."""
    if has(f"language.{tag}"):
        return say(f"language.{tag}", lang)
    return catalogues.data(tag).name if tag in LANGS else tag


def foreign(texts: Iterable[str], lang: Lang) -> str:
    """A sentence on the languages that parts of a document are written in; empty if there are none."""
    tags = dict.fromkeys(run.lang for text in texts for run in runs(text) if run.lang)
    named = listing([name_of(tag, lang) for tag in tags], lang)
    return say("page.foreign", lang, languages=named) if tags else ""


def choose(text: str, lang: Lang) -> str:
    """A marked text in ``lang``, else in the first of its fallbacks that has it."""
    return catalogues.translate(text, lang)


@cache
def written_forms(tag: str) -> tuple[str, ...]:
    """A language and what stands in for it before English, as the other written form of Norwegian."""
    if tag not in LANGS:
        return (tag,)
    return tuple(code for code in catalogues.fallbacks(tag) if code == tag or code != SOURCE_LANG)


def say(key: str, lang: Lang, /, **params: object) -> str:
    """The phrase ``key`` of the word list, with ``params`` filled in.

    Raises ``KeyError`` for a phrase that is not in the list.
    """
    return _filled(key, lang, params.get("n"), params)


def _filled(key: str, lang: Lang, number: object, params: Mapping[str, object]) -> str:
    """A phrase with its parameters, in the form that the language has for ``number``.

    Where the strategy has a term of its own for what the phrase names, it is said with that.
    """
    phrase, own = _phrase(key, lang), in_terms(key, lang)
    if own is not None:
        message, term = own
        phrase = catalogues.translate(message, lang) if isinstance(message, str) else message
        params = {**params, **term.words()}
    if not isinstance(phrase, str):
        phrase = catalogues.translate_counted(phrase, cast("int", number), lang)
    return phrase.format_map(params) if params else phrase


@cache
def _phrase(key: str, lang: Lang) -> Message:
    """The phrase in ``lang``, or one that depends on a number, which is still to be chosen."""
    from menneskehandel_cli.language.words import WORDS

    message = WORDS[key]
    return catalogues.translate(message, lang) if isinstance(message, str) else message


def has(key: str) -> bool:
    """Whether the word list has the phrase ``key``."""
    from menneskehandel_cli.language.words import WORDS

    return key in WORDS


def system_trouble(error: OSError, lang: Lang) -> str:
    """What the system could not do, in words; in the system's own if the word list has none."""
    from errno import errorcode

    key = f"system.{errorcode.get(error.errno or 0, '')}"
    return say(key, lang) if has(key) else error.strerror or str(error)


def field_label(key: str) -> Phrase | str:
    """The label of a key of the data; the key itself if the word list has none."""
    known = (name for name in (f"fact.{key}", f"changed.{key}") if has(name))
    name = next(known, None)
    return Phrase(name) if name is not None else key.replace("_", " ")


def keys_called(word: str, keys: Iterable[str]) -> list[str]:
    """Those of ``keys``, keys of the data, that ``word`` may mean by the word list.

    That is by their label in some language, or by what else people call them (``called.field``). Case is
    ignored.
    """
    from menneskehandel_cli.language.words import WORDS

    wanted = word.strip().casefold()
    return [
        key
        for key in keys
        if any(
            wanted in _names(name, WORDS[name])
            for name in (f"fact.{key}", f"changed.{key}", f"called.field.{key}")
            if name in WORDS
        )
    ]


def _names(key: str, message: Message) -> set[str]:
    """The names in every language that a phrase of the word list gives, in lower case."""
    texts = [text.casefold() for text in catalogues.translations(message)]
    several = key.startswith(("called.", "near."))
    return {name.strip() for text in texts for name in (text.split(",") if several else (text,))}


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is closest to ``word``; ``None`` if none is close enough."""
    from difflib import get_close_matches

    names = {name.casefold(): name for name in known}
    matches = get_close_matches(word.casefold(), names, n=1, cutoff=0.6)
    return names[matches[0]] if matches else None


def one_slip(word: str, meant: str) -> bool:
    """Whether ``word`` is ``meant`` except for case, hyphens and spaces, and one slip in a long word.

    A slip is one letter added, missing or wrong, or two neighbours swapped. Words that are close but
    differ more may mean the opposite, such as "continued" and "discontinued".
    """
    one, other = (re.sub(r"[\s-]", "_", text.strip().casefold()) for text in (word, meant))
    start = len(commonprefix([one, other]))  # noqa: RUF071  # letters are compared
    one, other = one[start:], other[start:]
    if one == other:
        return True
    swapped = one[:2] == other[1::-1] and one[2:] == other[2:]
    return len(meant) > _SHORT and (one[1:] in (other, other[1:]) or one == other[1:] or swapped)


def choice_called(word: str, choices: Iterable[str]) -> str | None:
    """The choice that ``word`` names: by its own name, its label or what else people call it.

    Labels and other names (``called.choice``) are those of the word list, in any language. Case is
    ignored. ``None`` if there is no such choice, or more than one.
    """
    wanted, names = word.strip().casefold(), set(choices)
    own = {name for name in names if name.casefold() == wanted}
    found = own or _choices(wanted, names, lambda key: not key.startswith(("near.", "called.field.")))
    return found.pop() if len(found) == 1 and wanted else None


def choice_meant(word: str, choices: Iterable[str]) -> str | None:
    """The choice that ``word`` probably means, to be suggested and never to be written.

    It is called so, or the word list has the word near it (``near.choice``), or it is spelt alike.
    ``None`` if there is no such choice, or if the word may as well mean another one.
    """
    known = list(choices)
    near = _choices(word.strip().casefold(), set(known), lambda key: key.startswith("near.choice."))
    if len(near) > 1:
        return None
    return choice_called(word, known) or next(iter(near), None) or nearest(word, known)


def _choices(wanted: str, choices: set[str], among: Callable[[str], bool]) -> set[str]:
    """The choices that the phrases whose keys are ``among`` those asked for call ``wanted``."""
    from menneskehandel_cli.language.words import WORDS

    return {
        choice
        for key, message in WORDS.items()
        if (choice := key.rpartition(".")[2]) in choices and among(key) and wanted in _names(key, message)
    }


def count(key: str, number: int, lang: Lang) -> str:
    """A phrase that depends on a number, which is its parameter ``n``."""
    return say(key, lang, n=number)


@cache
def day(text: str, lang: Lang) -> str:
    """Format an ISO day, month or year in ``lang``."""
    year, *rest = text.split("-")
    if not rest:
        return year
    forms = catalogues.data(lang)
    month = forms.months[int(rest[0]) - 1]
    if len(rest) == 1:
        return forms.month.format(month=month, year=year)
    return forms.day.format(day=int(rest[1]), month=month, year=year)


def short_day(when: date, lang: Lang) -> str:
    """A day without its year, as short as it is written in ``lang``."""
    return catalogues.data(lang).short_day.format(day=when.day, month=short_month(when, lang))


def short_month(when: date, lang: Lang) -> str:
    """The short name of a day's month in ``lang``."""
    return catalogues.data(lang).short_months[when.month - 1]


def read_day(text: str) -> str:
    """Convert a day, month or year to ISO form.

    It may be written as 1.10.2026, 1. oktober 2026, 1 October 2026, 10.2026, 2026-10-1 and the like. Any
    other text is returned unchanged.
    """
    if unpadded := _UNPADDED_DAY.fullmatch(text.strip()):
        return "-".join([unpadded[1], *(f"{int(part):02}" for part in unpadded.groups()[1:] if part)])
    match = _WRITTEN_DAY.fullmatch(text.strip())
    if match is None:
        return text
    month = int(match["month"]) if match["month"] else _month(match["name"])
    if month is None:
        return text
    exact = f"-{int(match['day']):02}" if match["day"] else ""
    return f"{match['year']}-{month:02}{exact}"


def read_typed_day(text: str, lang: Lang) -> str:
    """``read_day`` of what a person typed in ``lang``, who may also write 01/10/2027 or 1-10-2027.

    The day comes first, as in all of Europe; in the languages of the United States the month. A file
    holds no such day: there it is told and not taken (``guess_day``). What is no day of the calendar is
    returned unchanged, as is a year of two digits.
    """
    day = read_day(text)
    match = _DOUBTFUL_DAY.fullmatch(text.strip()) if day == text else None
    if match is None or len(match[4]) == len("27"):
        return day
    first, second = int(match[1]), int(match[3])
    number, month = (second, first) if lang.endswith(_MONTH_FIRST) else (first, second)
    iso = f"{match[4]}-{month:02}-{number:02}"
    return iso if is_period(iso) else text


_MONTH_FIRST = ("-US", "-AS", "-GU", "-MP", "-PR", "-UM", "-VI")
"""The regions of the tags of languages that write the month before the day (Unicode CLDR)."""


def guess_day(text: str) -> str:
    """Convert a day that can be read in several ways to ISO form, with the day first and in this century.

    It may be written as 1.10.26, 1/10/2026 or 1-10-2026. Any other text is returned unchanged.
    """
    match = _DOUBTFUL_DAY.fullmatch(text.strip())
    if match is None:
        return text
    number, _, month, year = match.groups()
    return f"{f'20{year}'[-4:]}-{int(month):02}-{int(number):02}"


def _month(name: str) -> int | None:
    for months in (catalogues.data(lang).months for lang in LANGS):
        if name.casefold() in (names := [month.casefold() for month in months]):
            return names.index(name.casefold()) + 1
    return None


def read_number(text: str) -> int | float | None:
    """Parse a number, also in the forms 12 345 and 1,5; ``None`` if it is not a number."""
    match = _WRITTEN_NUMBER.fullmatch(text.strip())
    if match is None:
        return None
    whole = match[1] + re.sub(r"\D", "", match[2])
    return float(f"{whole}.{match[3]}") if match[3] else int(whole)


def is_day(text: str) -> bool:
    """Whether a text is an ISO day or month, as opposed to the name of something."""
    return re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", text) is not None


def is_period(text: str) -> bool:
    """Whether a text is a day, month or year of the calendar in ISO form."""
    if re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", text, re.ASCII) is None:
        return False
    try:
        first_day(text)
    except ValueError:
        return False
    return True


def first_day(text: str) -> date:
    """The first day that an ISO day, month or year can mean."""
    return date.fromisoformat(f"{text}-01-01"[:10])


def last_day(text: str) -> date:
    """The last day that an ISO day, month or year can mean; so "2025-11" has passed on 1 December."""
    from calendar import monthrange

    year, month, exact = (*(int(part) for part in text.split("-")), None, None)[:3]
    month = month or 12
    return date(year or 1, month, exact or monthrange(year or 1, month)[1])


def collation(text: str, lang: Lang = CONTENT_LANG) -> str:
    """A sort key in the order of the alphabet of ``lang``, which ignores case."""
    return text.casefold().translate(_order(lang))


@cache
def _order(lang: Lang) -> Mapping[int, int]:
    """Where the letters stand: those of the alphabet first, then other letters from a to z."""
    alphabet = catalogues.data(lang).alphabet
    others = (letter for letter in ascii_lowercase if letter not in alphabet)
    return {ord(letter): ord("a") + place for place, letter in enumerate((*alphabet, *others))}


def escape_control(text: str) -> str:
    """``text`` on one line, with every character that a terminal would act on escaped."""
    if text.isprintable():
        return text
    return "".join(
        letter if letter.isprintable() or letter in _SPACES else f"\\u{ord(letter):04x}"
        for letter in text
    )


_SPACES = "\u00a0\u202f"


def escape_workflow_commands(text: str) -> str:
    """Break up ``::error::``, ``##[error]`` and the like, so that no build server reads a command.

    The former counts at the beginning of a line, the latter anywhere:
    https://github.com/actions/runner (ActionCommand), which overlooks what Unicode ignores by default.
    """
    if _TWO_SIGNS.search(text) is None:
        return text  # The search is slow, and a check of a large repository is several megabytes.
    return _SERVER_ORDER.sub(r"\1 ", text)


IGNORED = (
    r"\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    r"\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    r"\U000e0000-\U000e0fff"
)
"""What a build server overlooks between the signs of an order, for a class in a pattern: variation
selectors and all else that is Default_Ignorable_Code_Point (Unicode, DerivedCoreProperties.txt)."""
_TWO_SIGNS = re.compile(f":[{IGNORED}]*:|#[{IGNORED}]*#")
_SERVER_ORDER = re.compile(
    rf"(^(?:[^\S\n]|\x1b\[[\d;]*m|[{IGNORED}])*:(?=[{IGNORED}]*:)"
    rf"|#[{IGNORED}]*#(?=[\w{IGNORED}]*\[))",
    re.MULTILINE,
)


def listing(items: list[str], lang: Lang, conjunction: str = "and") -> str:
    """Join items as in a sentence: "a, b og c"."""
    *first, last = items or [""]
    return f"{', '.join(first)} {say(conjunction, lang)} {last}" if first else last
