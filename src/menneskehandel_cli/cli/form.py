"""The values of a new record: given on the command line, or asked for on a terminal; never in a pipe."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from menneskehandel_cli.cli.choices import choose_among, choose_written_lang
from menneskehandel_cli.cli.editing import ask, on_terminal
from menneskehandel_cli.cli.failure import Failure
from menneskehandel_cli.cli.output import remark
from menneskehandel_cli.cli.stages import open_strategy, own_language, read_snapshot
from menneskehandel_cli.language import msg, say
from menneskehandel_cli.language.days import read_typed_day
from menneskehandel_cli.language.numbers import read_number
from menneskehandel_cli.language.slips import nearest

if TYPE_CHECKING:
    from menneskehandel_cli.edits.new_file import Provenance

T = TypeVar("T")

FIRST_YEAR, LAST_YEAR = 1990, 2200


class Form:
    """The values of a new record, from the command line or asked for on the terminal."""

    def __init__(self, root: Path | None, lang: str | None) -> None:
        from menneskehandel_cli.edits.new_file import Draft

        self.opened = open_strategy(root, lang)
        self.register = read_snapshot(self.opened).register
        self.draft = Draft(choose_written_lang(lang, self.register), self.register.language)
        self._missing: list[str] = []

    def text(self, option: str, given: str | None, default: str | None = None) -> str:
        """A required text."""
        return self._take(option, given, default, lambda word: word.strip(), "")

    def among(
        self, option: str, given: str | None, known: Sequence[str], default: str | None = None
    ) -> str:
        """One of the ``known`` names. Raises ``Failure`` if there are none."""
        if not known:
            raise Failure("new.nothing", option=option)
        return self._take(
            option,
            given,
            default,
            lambda word: choose_among([word], known, _PHRASES[option])[0],
            known[0],
        )

    def slug(self, option: str, given: str | None) -> str:
        """The id of a new folder: lower-case letters, digits and hyphens."""
        return self._take(option, given, None, _slug, "")

    def actors(self, option: str, given: str | None) -> tuple[str, ...]:
        """Actors, separated by commas. Raises ``Failure`` if the register has none."""
        known = list(self.register.actors)
        if not known:
            raise Failure("new.nothing", option=option)
        return self._take(option, given, None, partial(_actors, known=known), ())

    def article(self, given: str | None, default: int) -> int | str:
        """The number of an article, with or without a letter."""
        nothing: tuple[int | str] = (0,)
        return self._take("number", given, str(default), _article, nothing)[0]

    def number(self, option: str, given: int | None) -> int:
        """A whole number."""
        return self._take(option, None if given is None else str(given), None, _whole, (0,))[0]

    def year(self, given: int | None) -> int:
        """A year that a report may be about."""
        return self._take("year", None if given is None else str(given), None, _year, 0)

    def day(self, option: str, given: str | None, default: str) -> str:
        """A day, month or year, in the usual notations."""
        read = partial(_day, language=own_language(self.opened.tree))
        return self._take(option, given or default, None, read, "")

    def figure(self, option: str, given: str | None) -> int | float:
        """A number, in the usual notations."""
        return self._take(option, given, None, _number, (0.0,))[0]

    def source(self, document: str | None, section: str | None, default: str) -> Provenance:
        """The source of the new record."""
        from menneskehandel_cli.edits.new_file import Provenance

        strategy = self.register.strategy
        known = [item.id for item in strategy.documents] if strategy else []
        if section is not None:
            refuse_control(section, "section")
        return Provenance(self.among("document", document, known or [default], default), section)

    def done(self) -> None:
        """Raises ``Failure`` with all missing options, if any."""
        if self._missing:
            options = [f"--{_OPTIONS.get(name, name)}" for name in self._missing]
            raise Failure("new.missing", options=options)

    def _take(
        self, option: str, given: str | None, default: str | None, read: Callable[[str], T], nothing: T
    ) -> T:
        if given is not None:
            refuse_control(given, option)
            if found := read(given):
                return found
        if on_terminal():
            return self._asked(option, default, read)
        if default is not None:
            return read(default)
        self._missing.append(option)
        return nothing

    def _asked(self, option: str, default: str | None, read: Callable[[str], T]) -> T:
        """Ask until ``read`` accepts the answer."""
        lang = self.opened.lang
        question = say(f"new.ask.{option}", lang)
        while True:
            word = ask(
                f"{question} [{default}]" if default else question, lambda answer: bool(answer or default)
            )
            try:
                refuse_control(word, option)
                found = read(word or default or "")
            except Failure as failure:
                remark(failure.say(lang))
                continue
            if found:
                return found


_PHRASES = {
    "actor": "actor",
    "area": "area",
    "instrument": "value",
    "document": "document",
    "level": "level",
    "role": "value",
    "kind": "value",
    "obligation": "value",
    "instrument_kind": "value",
    "body": "actor",
}
"""The phrase for an unknown name, by option."""

_OPTIONS = {"instrument_id": "id", "instrument_kind": "kind"}
"""Options whose question is another than that of the option of the same name."""


def refuse_control(word: str, option: str) -> None:
    """Raise ``Failure`` if the value of an option has a character that the reader refuses."""
    from menneskehandel_cli.edits.refused import Refused
    from menneskehandel_cli.edits.values import refuse_signs

    try:
        refuse_signs(word, f"--{option}")
    except Refused as refused:
        raise Failure(refused.key, **refused.params) from None


def _slug(word: str) -> str:
    from menneskehandel_cli.models.base import PATTERNS

    if not re.fullmatch(PATTERNS["slug"], word.strip()):
        raise Failure(
            msg("“{given}” is no id: use lower-case letters, digits and hyphens, such as greta-r4."),
            given=word,
        )
    return word.strip()


def _actors(words: str, known: Sequence[str]) -> tuple[str, ...]:
    names = {name.casefold(): name for name in known}
    given = [word.strip() for word in words.split(",") if word.strip()]
    for word in given:
        if word.casefold() not in names:
            near = nearest(word, known)
            raise Failure("new.actor_near" if near else "new.actor", given=word, near=near)
    return tuple(names[word.casefold()] for word in given)


def _number(word: str) -> tuple[int | float]:
    """A number, in a tuple so that 0 is not taken for a missing value."""
    number = read_number(word)
    if number is None:
        raise Failure("new.number", given=word)
    return (number,)


def _day(word: str, language: str) -> str:
    from pydantic import TypeAdapter, ValidationError

    from menneskehandel_cli.models.base import Day

    try:
        return TypeAdapter[str](Day).validate_python(read_typed_day(word, language))
    except ValidationError:
        raise Failure("new.day", given=word) from None


def _article(word: str) -> tuple[int | str]:
    """An article's number, in a tuple as for ``_number``."""
    from menneskehandel_cli.models.base import PATTERNS

    lettered = word.strip().casefold()
    return (lettered,) if re.fullmatch(PATTERNS["article_letter"], lettered) else _whole(word)


def _whole(word: str) -> tuple[int]:
    number = read_number(word)
    if not isinstance(number, int):
        raise Failure(msg("“{given}” is no whole number."), given=word)
    return (number,)


def _year(word: str) -> int:
    number = read_number(word)
    if not isinstance(number, int) or not FIRST_YEAR <= number <= LAST_YEAR:
        raise Failure("year", year=word)
    return number
