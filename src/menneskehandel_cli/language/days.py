"""Days, months and years: in words, and read as people write them."""

import json
import re
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from menneskehandel_cli.language import catalogues
from menneskehandel_cli.language.messages import WORDS
from menneskehandel_cli.language.tags import LANGS, Lang

_WRITTEN_DAY = re.compile(
    r"(?:(?P<day>[0-9]{1,2})(?:\. ?|er | ))?(?:de )?"
    r"(?:(?P<month>[0-9]{1,2})\.|(?P<name>[^\W\d_]+(?: (?!de )[^\W\d_]+)?)\.?) ?(?:de )?"
    r"(?P<year>[0-9]{4})",
    re.IGNORECASE,
)

_MONTH_FIRST_DAY = re.compile(r"([^\W\d_]+\.?) ([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})", re.IGNORECASE)

_UNPADDED_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})(?:-([0-9]{1,2}))?")

_DOUBTFUL_DAY = re.compile(r"([0-9]{1,2})([./-]) ?([0-9]{1,2})\2 ?([0-9]{4}|(?<!-)[0-9]{2})")
_LONGEST_DAY = 100
"""No day is written with so many characters; to search a text for one takes the square of its length."""


@cache
def day(text: str, lang: Lang, first: str | None = None) -> str:
    """Format an ISO day, month or year in ``lang``; days from the ``first``: “20.–24. mai 2021”."""
    if first is not None:
        begin, end = day(first, lang).split(), day(text, lang).split()
        rest = end
        while len(begin) > 1 and begin[-1:] == rest[-1:]:
            begin, rest = begin[:-1], rest[:-1]
        return f"{' '.join(begin)}{' – ' if begin[1:] else '–'}{' '.join(end)}"
    year, *rest = text.split("-")
    if not rest:
        return year
    forms = catalogues.data(lang)
    number = int(rest[0])
    if len(rest) == 1:
        return forms.month.format(month=(forms.months_alone or forms.months)[number - 1], year=year)
    return forms.day.format(day=int(rest[1]), month=forms.months[number - 1], number=number, year=year)


def read_day(text: str) -> str:
    """Convert a day, month or year to ISO form.

    It may be written as 1.10.2026, 1. oktober 2026, 1er octobre 2026, October 1, 2026, okt. 2026,
    10.2026, 2026-10-1 and the like. Any other text is returned unchanged.
    """
    if len(text) > _LONGEST_DAY:
        return text
    if unpadded := _UNPADDED_DAY.fullmatch(text.strip()):
        return "-".join([unpadded[1], *(f"{int(part):02}" for part in unpadded.groups()[1:] if part)])
    match = _WRITTEN_DAY.fullmatch(_MONTH_FIRST_DAY.sub(r"\2 \1 \3", text.strip()))
    if match is None:
        return text
    month = int(match["month"]) if match["month"] else _month(match["name"])
    if month is None:
        return text
    exact = f"-{int(match['day']):02}" if match["day"] else ""
    return f"{match['year']}-{month:02}{exact}"


def read_typed_day(text: str, lang: Lang) -> str:
    """``read_day`` of what a person typed in ``lang``, who may also write 01/10/2027 or 1-10-2027.

    The day comes first, as in all of Europe; in the languages of the United States the month, and
    wherever there is no other such day. A file holds none: there it is told and not taken
    (``guess_day``). What is not a day of the calendar is returned unchanged, as is a year of two digits.
    """
    one, other = days_meant(text)
    return (other or one if lang.endswith(_MONTH_FIRST) else one or other) or read_day(text)


def days_meant(text: str) -> tuple[str, str]:
    """What 03/04/2027 can be, with the day first and with the month first; empty where that is no day."""
    match = _DOUBTFUL_DAY.fullmatch(text.strip()) if read_day(text) == text else None
    if match is None or len(match[4]) == len("27"):
        return "", ""
    ways = (f"{match[4]}-{int(match[at]):02}-{int(match[4 - at]):02}" for at in (3, 1))
    first, last = (way if is_period(way) else "" for way in ways)
    return first, last


def two_days(text: str) -> tuple[str, ...]:
    """Both days that a text such as 03/04/2027 can be; none if it can be only one."""
    both = days_meant(text)
    return both if all(both) and both[0] != both[1] else ()


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


def day_named(text: str, today: date) -> str:
    """Convert “today” and “yesterday” in any language, with or without spaces, to the day in ISO form.

    Any other text is returned unchanged.
    """
    for key, when in {"day.today": today, "day.yesterday": today - timedelta(days=1)}.items():
        spelt = (word.replace(" ", "") for word in catalogues.translations(WORDS[key]))
        if "".join(text.casefold().split()) in spelt:
            return when.isoformat()
    return text


def _month(name: str) -> int | None:
    begins = name.casefold()
    for months in (catalogues.data(lang).months for lang in LANGS):
        found = [place for place, month in enumerate(months, 1) if month.casefold().startswith(begins)]
        if len(found) == 1 and len(name) > 2:  # noqa: PLR2004 - as short as months are abbreviated
            return found[0]
    return _elsewhere().get(begins)


@cache
def _elsewhere() -> dict[str, int]:
    """The months by their names in the official languages of all states, by ``tools/months.py``."""
    named: dict[str, int] = json.loads(Path(__file__).with_name("months.json").read_text("utf-8"))
    return named


def is_day(text: str) -> bool:
    """Whether a text is an ISO day or month, as opposed to the name of something."""
    return re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", text) is not None


def is_whole_day(text: str) -> bool:
    """Whether a text is an ISO day and no longer period, so that days can be counted from it."""
    return len(text) == len("2026-10-01") and is_day(text)


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
