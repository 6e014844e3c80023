"""What people choose, in the words that they write: a language, a day, a format, the values of filters.

A use case speaks the language asked for, that of the environment or the strategy's own.
"""

import os
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from menneskehandel_cli.formats import EXTRAS, FORMATS
from menneskehandel_cli.language import LANGS, SOURCE_LANG, Choices, Lang, Refused, msg, refusing, spoken
from menneskehandel_cli.language.days import first_day, is_period, read_day
from menneskehandel_cli.language.slips import choice_called, nearest
from menneskehandel_cli.language.stems import collation
from menneskehandel_cli.language.tags import lang_of_locale, language_in
from menneskehandel_cli.trees import ROOT_FILE, DiskTree, Unreadable, find_plans, find_root
from menneskehandel_cli.zones import day_of

if TYPE_CHECKING:
    from menneskehandel_cli.models import Actor
    from menneskehandel_cli.register import Register


def lang_here(root: str | Path | None = None) -> Lang:
    """The language of the strategy at ``root``, or at or above here; English if there is none.

    Files that cannot be read say nothing here: the command that needs them says so.
    """
    try:
        found = _folder(root)
        return spoken(language_in(DiskTree(found).read(ROOT_FILE))) if found is not None else SOURCE_LANG
    except (Unreadable, OSError, ValueError):
        return SOURCE_LANG


def _written_here(root: str | Path | None) -> object:
    """What the newest state of the strategy says of its languages, valid or not."""
    from menneskehandel_cli.app.head import newest_head

    with suppress(OSError, ValueError):
        return newest_head(_folder(root) or Path.cwd()).values.get("languages")
    return None


def choose_lang(
    tag: str | None, default: Lang | None, root: str | Path | None = None, written: object = ()
) -> Lang:
    """``--lang``, otherwise ``MH_LANG``, otherwise the locale, otherwise ``default``, otherwise English.

    ``default`` is the strategy's own language. It may be one that the program has no words in, if the
    strategy at ``root`` or here is ``written`` in it. Raises ``Refused`` for any other.
    """
    if tag is not None:
        if tag not in LANGS and not (isinstance(written, list) and tag in written):
            own = _written_here(root)
            known = dict.fromkeys((*LANGS, *map(str, own if isinstance(own, list) else ())))
            if tag not in known:
                raise Refused("lang", given=tag, known=Choices(known))
        return tag
    return environment_lang(os.environ) or default or SOURCE_LANG


def choose_written_lang(tag: Lang | None, register: "Register") -> Lang:
    """The language of what ``mh`` writes into the files: ``--lang``, otherwise the strategy's own.

    Never that of the environment: those who share the files share their comments.
    """
    return tag or spoken(register.language)


def environment_lang(environment: Mapping[str, str]) -> Lang | None:
    """The language that the first of these variables names which is set, as POSIX has it."""
    names = ("MH_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    return lang_of_locale(next((environment[name] for name in names if environment.get(name)), ""))


def _folder(root: str | Path | None) -> Path | None:
    """``root``, or the strategy at or above here, or the first of the plans around, if here is none."""
    if root is not None:
        return Path(root)
    return find_root(Path.cwd()) or next(iter(find_plans(Path.cwd()).values()), None)


S = TypeVar("S", bound=str)


def choose_day(text: str | None, zone: str) -> date:
    """``--as-of``, otherwise today in ``zone``."""
    return day_of(right_now(), zone) if text is None else choose_exact_day(text)


def choose_exact_day(text: str) -> date:
    """A day, as people write it. Raises ``Refused`` for anything else, such as a month."""
    with refusing(ValueError, "day", given=text):
        return date.fromisoformat(read_day(text))


def right_now() -> datetime:
    """The time in the user's own zone; in UTC if that is a day or more from it, as no zone is."""
    now = datetime.now(UTC)
    try:
        return now.astimezone()
    except ValueError:
        return now


def choose_period(text: str) -> str:
    """A day, month or year, as people write it, in ISO form. Raises ``Refused`` for anything else."""
    if not is_period(period := read_day(text)):
        raise Refused("day", given=text)
    return period


def choose_year(text: str, register: "Register") -> str:
    """A recorded reporting period by its name, or a year of the strategy.

    Where periods are recorded that are no calendar years, no other is known. Raises ``Refused``.
    """
    from menneskehandel_cli.models.reporting import is_period_name

    year, strategy = " ".join(text.split()), register.strategy
    if year in register.periods:
        return year
    if not all(name.isdecimal() for name in register.periods):
        raise Refused("period", year=text, known=Choices(register.periods))
    if not (year.isdecimal() and is_period_name(year)):
        raise Refused("year", year=text)
    if strategy and not strategy.period.from_ <= int(year) <= strategy.period.to:
        raise Refused("year_outside", given=year, known=f"{strategy.period.from_}–{strategy.period.to}")
    return year


def choose_format(text: str, command: str, output: Path | None = None) -> str:
    """A format of ``command`` by its name; ``md`` means ``markdown``.

    Raises ``Refused`` for an unknown one, and for one that is not text if it has no file to go to, or
    what writes it is missing here.
    """
    name, known = {"md": "markdown"}.get(text, text), FORMATS[command]
    if name not in known:
        raise Refused("format", given=text, known=Choices(known))
    if name in EXTRAS:
        extra = EXTRAS[name]
        if output is None:
            raise Refused("binary_output", form=name, file=f"{command}.{extra.name}")
        try:
            import_module(extra.package)
        except ImportError:
            raise Refused("extra_missing", extra=extra.name) from None
        except OSError:  # WeasyPrint finds no Pango.
            raise Refused("pango_missing") from None
    return name


def choose_among(values: Sequence[str], known: Sequence[S], what: str) -> tuple[S, ...]:
    """Values of a filter, each by its name or its label in any language, ignoring case.

    ``what`` is the key of the message for an unknown value.
    """
    return tuple(_among(value, known, what) for value in values)


def _among(value: str, known: Sequence[S], what: str, near: str | None = None) -> S:
    found = choice_called(value, known)
    if found is None:
        if not known:
            raise Refused(msg("“{given}” does not fit: there is nothing to choose from here."), given=value)
        near = near or nearest(value, known)
        raise Refused(f"{what}", given=value, known=Choices([near] if near else known))
    return known[known.index(found)]


def choose_rules(texts: Sequence[str]) -> tuple[str, ...]:
    """Rules by code (MH201) or family (MH2), also several separated by commas."""
    from menneskehandel_cli.rules.registry import RETIRED, RULES

    known = [*RULES, *RETIRED]
    wanted = tuple(word.strip().upper() for words in texts for word in words.split(","))
    for word in wanted:
        if not word or not any(code.startswith(word) for code in known):
            raise Refused("unknown_rule", given=word, known=Choices(RULES))
    return wanted


def choose_instruments(register: "Register", names: Sequence[str]) -> tuple[str, ...]:
    """Instruments by their ids, or as the conventions that a strategy can begin with are called."""
    named = [register.instrument_called(word) for word in names]
    return choose_among(named, list(register.instruments), "instrument")


def choose_bodies(register: "Register", names: Sequence[str]) -> tuple[str, ...]:
    """Bodies by id, or by the id of a body's only instrument (``coe`` for the convention's body)."""
    number = Counter(item.body for item in register.instruments.values())
    called = [register.instrument_called(word) for word in names]
    named = {name: item.body for name, item in register.instruments.items() if number[item.body] == 1}
    return choose_among([named.get(one, one) for one in called], sorted(number), "body")


def choose_actors(
    actors: Collection["Actor"], names: Sequence[str], known: Sequence[str], what: str, none: str = ""
) -> tuple[str, ...]:
    """Those of the ``known``, by id or name. ``none`` refuses others of the ``actors``, ``what`` all else."""
    from menneskehandel_cli.models.names import actors_named

    called = [(name, actors_named(name, actors) or []) for name in names]
    wanted = [found[0] if len(found) == 1 else name for name, found in called]
    if none and (others := sorted({actor.id for actor in actors}.difference(known).intersection(wanted))):
        raise Refused(none, given=Choices(others), known=Choices(known))
    return choose_among(wanted, known, what)


def choose_who(register: "Register", names: Sequence[str]) -> tuple[str, ...]:
    """Those who can follow something up."""
    from menneskehandel_cli.reports.follow_up import able

    known = sorted(able(register), key=collation) if names else ()
    none = msg("In our judgement, there is nothing here for {given} to follow up. Try {known}.")
    return choose_actors(register.actors.values(), names, known, "ministry", none)


def choose_areas(register: "Register", numbers: Sequence[int]) -> tuple[int, ...]:
    """Focus areas by their numbers."""
    for number in numbers:
        if register.focus_areas and number not in register.focus_areas:
            raise Refused("area", given=number, known=Choices(str(n) for n in register.focus_areas))
    return tuple(numbers)


def choose_themes(register: "Register", names: Sequence[str]) -> tuple[str, ...]:
    """Themes by their ids, or by their titles in any language."""
    from menneskehandel_cli.models.names import theme_called

    if names and not register.themes:
        raise Refused("no_themes")
    called = [(name, *theme_called(name, register.themes.values())) for name in names]
    wanted = [(near if near and whole else name, near) for name, near, whole in called]
    return tuple(_among(name, [*register.themes], "theme", near) for name, near in wanted)


def choose_responsible(register: "Register", names: Sequence[str]) -> tuple[str, ...]:
    """Those who are responsible for a measure."""
    known = sorted({actor for one in register.measures for actor in one.responsible}, key=collation)
    return choose_actors(register.actors.values(), names, known, "ministry", "actor")


def choose_filters(register: "Register", filters: Mapping[str, Sequence[Any]]) -> dict[str, Any]:
    """What filters are given, by the fields that hold it. Raises ``Refused`` for an unknown value."""
    from menneskehandel_cli.models import STATUSES
    from menneskehandel_cli.register.coverage import CLASSIFICATIONS

    known: Mapping[str, tuple[str, Callable[..., Any]]] = {
        "instrument": ("instruments", choose_instruments),
        "body": ("bodies", choose_bodies),
        "ministry": ("ministries", choose_responsible),
        "follow_up": ("ministries", choose_who),
        "area": ("areas", choose_areas),
        "theme": ("themes", choose_themes),
        "status": ("statuses", lambda _, names: choose_among(names, STATUSES, "status")),
        "coverage": ("classifications", lambda _, names: choose_among(names, CLASSIFICATIONS, "coverage")),
    }
    return {known[name][0]: known[name][1](register, values) for name, values in filters.items()}


def month_named(word: str) -> int:
    """The month that a year begins with, by its number or its name in any language."""
    if not is_period(day := read_day(f"{word.strip().rstrip('.')}. 2000")):
        raise Refused("init.month", given=word)
    return first_day(day).month
