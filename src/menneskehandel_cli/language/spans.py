"""Deadlines as plans give them: a quarter, the end of a year, a season, or no day at all."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from menneskehandel_cli.language.days import is_period, read_day
from menneskehandel_cli.language.slips import names_called

_YEAR_DIGITS = r"(?:19|20)\d\d"
_PART_OF_YEAR = re.compile(rf"(?:({_YEAR_DIGITS}) )?(?:([qh]) ?([1-4])|([1-4]) ([qh]))(?: ({_YEAR_DIGITS}))?")
"""A quarter or a half of a year, once its words are brought to one form."""
_BRIDGE = re.compile(rf"({_YEAR_DIGITS})\s*[/–-]\s*(?:20)?(\d\d)(?!\d)")
"""Two years that are one: a fiscal year or a school year."""
_BOTH = rf"({_YEAR_DIGITS})\s*[–-]\s*({_YEAR_DIGITS})"
"""Two whole years: a span, due in the last of them, or one year that does not begin in January."""
_LONGEST_SPAN = 80
"""A longer text is no deadline."""
_FROM_TO = re.compile(
    r"(?i)(.+?)(?:\s*[–—]\s*|\s+(?:-|to|til)\s+|(?<=\d{4})\s*-\s*(?=\d{4}|[^\W\d])"
    r"|(?<=[qh][1-4])\s*[-/]\s*(?=[qh][1-4]))(.+)"
)


def deadline(text: str, begins: int = 1, plan: Sequence[str] = ()) -> tuple[str, bool] | None:
    """The day, month or year by which something is due, and whether that is all that the words say.

    A part of a year is due by its last month, a span by its end. What has no more certain end than
    a year, as a season, is due in it; what has none, as "ongoing", by an empty text.
    ``None`` if nothing of the sort is read, and for a day, month or year as they are usually written.
    ``begins`` is the month that a year from one to the next begins with, where that is known; a quarter
    of one year is then only read if it names both. The ``plan`` are its years.
    """
    plain = " ".join(text.split())
    if len(plain) > _LONGEST_SPAN or is_period(read_day(plain)):
        return None
    plain = _one_year(re.sub(r"\s*['’](?=\d\d(?!\d))", " 20", plain), begins)
    if (short := re.fullmatch(r"([^\W\d]{3})-(\d\d)", plain)) and is_period(
        month := read_day(f"{short[1]} 20{short[2]}")
    ):
        return month, False  # As spreadsheets write December 2026: Dec-26. Jun-30 may be a day, too.
    years = dict(enumerate(plan, 1))
    dated = _year_numbers("fiscal").sub(lambda one: f"20{one[1]}-{one[2]}" if one[2] else one[0], plain)
    dated = _year_numbers("year").sub(lambda one: one[0] if one[2] else years.get(int(one[1]), one[0]), dated)
    if dated != plain and is_period(dated):
        return dated, False
    span = _FROM_TO.fullmatch(dated)
    found = span and _span_end(span, begins)
    found = found or _bridged(dated, begins) or (None if span else _one(dated, None if begins > 1 else 0))
    return found and (found[0], found[1] and (dated == plain or is_bridged(plain)))


def start(text: str, begins: int, plan: Sequence[str]) -> tuple[str, bool] | None:
    """When something begins, as ``deadline`` reads when it ends: a part of a year by its first month."""
    plain = re.sub(rf"(?i)^(?:{'|'.join(_times('from'))})\s+", "", " ".join(text.split()))
    plain = _one_year(plain, begins)
    if is_period(day := read_day(plain)):
        return day, True
    if (span := _FROM_TO.fullmatch(plain)) and not (is_bridged(plain) and len(_BRIDGE.findall(plain)) == 1):
        year = re.search(_YEAR_DIGITS, span[2])
        ways = (span[1], f"{span[1]} {year[0]}" if year else "")
        found = next(filter(None, (start(one, begins, plan) for one in ways)), None)
        return found and (found[0], False)
    kinds, due = {*_due_words(plain)}, deadline(plain, begins, plan)
    years = 12 if is_bridged(plain) or _year_numbers("year").search(plain) else 0
    months = 3 if "q" in kinds else 6 if "h" in kinds else years
    if due is None or not months or not re.fullmatch(r"\d{4}-\d\d", due[0]):
        return due
    month = int(due[0][:4]) * 12 + int(due[0][5:]) - months
    return f"{month // 12}-{month % 12 + 1:02}", due[1]


def typed_deadline(text: str) -> str:
    """A deadline in words, such as "mid-2028", as its day, month or year; unchanged if they give none."""
    return (deadline(text) or ("", False))[0] or text


def is_bridged(text: str) -> bool:
    """Whether a text has a year from one calendar year to the next, such as 2025-26, or a fiscal one."""
    years = [] if re.fullmatch(_BOTH, text.strip()) else _BRIDGE.findall(text)
    bridged = any((int(first) + 1) % 100 == int(last) for first, last in years)
    return bridged or _year_numbers("fiscal").search(text) is not None


def fiscal_year(text: str) -> tuple[str, str]:
    """A fiscal year in a text that has one by a single number, and the years that it may be from and to."""
    found = _year_numbers("fiscal").search(text)
    year = 0 if found is None or found[2] else int(found[1])
    return (found[0], f"{1999 + year}-{year:02}") if found and year else ("", "")


def as_both_years(text: str, like: str, answer: str) -> str:
    """A text with its fiscal year as both years, as ``like`` is answered; empty if that does not tell."""
    years, answered = _year_numbers("fiscal").search(like), _BRIDGE.search(answer)
    later = int(answered[1]) - int(years[1]) if years and answered and is_bridged(answer) else 0
    if later not in (1999, 2000) or not fiscal_year(text)[0]:
        return ""
    return _year_numbers("fiscal").sub(lambda one: f"{(at := int(one[1]) + later)}-{(at + 1) % 100:02}", text)


def as_whole(text: str, answer: str) -> str:
    """An answer of years alone with what else the text says; otherwise as it is."""
    return (not re.search(r"[^\d\s/–-]", answer) and as_both_years(text, text, answer)) or answer


@cache
def _year_numbers(kind: str) -> re.Pattern[str]:
    """Finds a fiscal year, or a ``year`` of a plan, by its number; or two of them."""
    words = "|".join(map(re.escape, sorted(_times(kind), key=len, reverse=True)))
    digit = r"(\d)(?!\d)" if kind == "year" else r"(?:20)?(\d\d)(?!\d)"
    return re.compile(rf"(?i)(?<![^\W\d_])(?:{words})[ .'’]*{digit}(?:\s*[/–-]\s*{digit})?")


def _one_year(text: str, begins: int) -> str:
    """A text with 2026-2027 as 2026/27, where a year ``begins`` with another month than January."""
    for years in re.finditer(_BOTH, text) if begins > 1 else ():
        if int(years[2]) - int(years[1]) == 1:
            text = text.replace(years[0], f"{years[1]}/{years[2][2:]}")
    return text


def _bridged(text: str, begins: int) -> tuple[str, bool] | None:
    """``deadline`` of a year from one calendar year to the next, or of a part of one."""
    years = _BRIDGE.search(text)
    if years is None or (int(years[1]) + 1) % 100 != int(years[2]):
        return None
    rest = " ".join(word for word in _due_words(text.replace(years[0], " ")) if word not in _times("fiscal"))
    part = f"{rest or 'q4'} {years[1]}"
    if begins > 1 and _PART_OF_YEAR.fullmatch(part):
        return _one(part, begins - 1)
    return ("" if rest else str(int(years[1]) + 1), False)


def _span_end(span: re.Match[str], begins: int) -> tuple[str, bool] | None:
    """``deadline`` of a span, if both of its ends are read."""
    later = None if begins > 1 else 0
    first, last = (_bridged(part, begins) or _one(part, later) for part in span.groups())
    year = re.search(_YEAR_DIGITS, span[2])
    first = first or (_one(f"{span[1]} {year[0]}", later) if year else None)
    return (last[0], False) if first and last and last[0] else None


def _one(text: str, later: int | None) -> tuple[str, bool] | None:
    """``deadline`` of what is no span; a year begins so many months ``later``, or nobody knows when."""
    words = [*_due_words(text)]
    if is_period(day := read_day(" ".join(words))):
        return day, True
    years = [word for word in words if re.fullmatch(_YEAR_DIGITS, word)]
    part = _PART_OF_YEAR.fullmatch(" ".join(words))
    if part and len(years) == 1:
        months = int(part[3] or part[4]) * (3 if "q" in (part[2], part[5]) else 6)
        if months <= 12:  # noqa: PLR2004 - a year has no third half
            last = int(years[0]) * 12 + months - 1 + (later or 0)
            return (years[0], False) if later is None else (f"{last // 12}-{last % 12 + 1:02}", True)
    if len(years) == 1 and len(words) > 1 and {*words} <= _times("vague") | {*years}:
        return years[0], False
    named = {*words} - ({*years} or ({*"1234"} if {*"qh"} & {*words} else set()))
    if named & (_times("open") | _times("vague")) and all(map(str.isalpha, named)):
        return "", False
    return None


def _due_words(text: str) -> Iterable[str]:
    """The words of a deadline in one form, without those that only say that it is one."""
    ordinals = {word: str(at) for at in range(1, 5) for word in names_called(f"called.time.{at}")}
    for word in re.findall(r"\d+|[^\W\d_]+", text.casefold()):
        if word not in _times("by"):
            kind = next((kind for kind in ("q", "h") if word in _times(kind)), word)
            yield ordinals.get(kind, kind)


@cache
def _times(kind: str) -> frozenset[str]:
    return frozenset(names_called(f"called.time.{kind}"))
