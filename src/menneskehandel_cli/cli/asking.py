"""Values from the command line, or asked for on a terminal; never in a pipe."""

import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import typer

from menneskehandel_cli.cli.output import clean, remark
from menneskehandel_cli.language import TRUTHS, Lang, Refused, msg, say

T = TypeVar("T")


def on_terminal() -> bool:
    """Whether the user can be asked: stdin and stderr are terminals."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def confirm(question: str, lang: Lang, *, default: bool) -> bool:
    """Ask a yes/no question, answered in Norwegian or English; an empty answer means ``default``."""
    known = {word[:cut]: meant for word, meant in TRUTHS.items() for cut in (1, len(word))}
    hint = say(msg("Y/n") if default else msg("y/N"), lang)
    answer = ask(f"{question} [{hint}]", lambda word: not word or word.casefold() in known)
    return known[answer.casefold()] if answer else default


def ask(question: str, check: Callable[[str], bool] = bool) -> str:
    """Ask for a line of text on the terminal until ``check`` accepts the answer."""
    while True:
        answer: str = typer.prompt(question, default="", show_default=False, err=True).strip()
        if check(answer):
            return answer


class Asking:
    """The options of one command: what is missing is asked for, or told all at once by ``done``."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self._missing: list[str] = []
        self.answered: list[str] = []
        """What was asked for and answered, as options."""

    def value(
        self,
        option: str,
        text: str | None,
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
        if text is not None:
            found = _read_option(option, text, read)
            if not needed or found not in (None, "", ()):
                return found
        if not on_terminal():
            if needed and not default:
                self._missing.append(f"--{option}")
            return read(default) if default else nothing
        shown = f"{question} [{default}]" if default else question
        while word := ask(shown, lambda answer: bool(answer or default or not needed)) or default:
            try:
                found = _read_option(option, word, read)
            except Refused as failure:
                remark(failure.say(self.lang))
                continue
            if found not in (None, "", ()):
                self.answered += [f"--{option}", word] if word != default else []
                return found
        return nothing

    def optional(self, option: str, text: str | None, read: Callable[[str], T]) -> T | None:
        """A value that is never asked for; ``None`` if it is not given."""
        return _read_option(option, text, read) if text else None

    @contextmanager
    def again(self) -> Iterator[None]:
        """Tell at the end, however it comes, by which options everything that was answered is given."""
        try:
            yield
        finally:
            if self.answered:
                options = " ".join(map(shlex.quote, self.answered))
                remark(clean(say("import.again", self.lang, options=options)))

    def done(self) -> None:
        """Raise ``Refused`` with the options that are missing, if any."""
        if self._missing:
            raise Refused("new.missing", options=self._missing)


def _read_option(option: str, word: str, read: Callable[[str], T]) -> T:
    """The value of an option. Raises ``Refused`` for a character that the reader refuses."""
    from menneskehandel_cli.edits.values import refuse_signs

    refuse_signs(word, f"--{option}")
    return read(word)
