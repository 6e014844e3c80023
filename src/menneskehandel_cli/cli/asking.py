"""Values from the command line, or asked for on a terminal; never in a pipe."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from menneskehandel_cli.cli.editing import ask, on_terminal
from menneskehandel_cli.cli.output import remark
from menneskehandel_cli.language import Lang
from menneskehandel_cli.language.refused import Refused

T = TypeVar("T")


class Asking:
    """The options of one command: what is missing is asked for, or told all at once by ``done``."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self._missing: list[str] = []

    def value(
        self,
        option: str,
        given: str | None,
        read: Callable[[str], T],
        nothing: T,
        question: str,
        default: str = "",
        *,
        needed: bool = True,
    ) -> T:
        """A value; ``nothing`` if it is missing, as one that is not ``needed`` may be.

        Raises what ``read`` raises.
        """
        if given is not None:
            refuse_control(given, option)
            found = read(given)
            if not needed or not _is_blank(found):
                return found
        if on_terminal():
            return self._asked(option, read, nothing, question, default, needed=needed)
        if default:
            return read(default)
        if needed:
            self._missing.append(f"--{option}")
        return nothing

    def optional(self, option: str, given: str | None, read: Callable[[str], T]) -> T | None:
        """A value that is never asked for; ``None`` if it is not given."""
        if not given:
            return None
        refuse_control(given, option)
        return read(given)

    def done(self) -> None:
        """Raise ``Refused`` with the options that are missing, if any."""
        if self._missing:
            raise Refused("new.missing", options=self._missing)

    def _asked(
        self,
        option: str,
        read: Callable[[str], T],
        nothing: T,
        question: str,
        default: str,
        *,
        needed: bool,
    ) -> T:
        """Ask until ``read`` accepts the answer."""
        shown = f"{question} [{default}]" if default else question
        while True:
            word = ask(shown, lambda answer: bool(answer or default or not needed)) or default
            if not word:
                return nothing
            try:
                refuse_control(word, option)
                found = read(word)
            except Refused as failure:
                remark(failure.say(self.lang))
                continue
            if not _is_blank(found):
                return found


def _is_blank(value: object) -> bool:
    return value in (None, "", ())


def refuse_control(word: str, option: str) -> None:
    """Raise ``Refused`` if the value of an option has a character that the reader refuses."""
    from menneskehandel_cli.edits.values import refuse_signs

    refuse_signs(word, f"--{option}")
