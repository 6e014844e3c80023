"""What the user asked for, read once: language, day, format, width and colour."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from menneskehandel_cli.cli.failure import Failure
from menneskehandel_cli.language import LANGS, Lang, nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

_LOCALES: Mapping[str, Lang] = {"nb": "nb", "no": "nb", "nn": "nn", "en": "en"}


def early_lang(arguments: Sequence[str], environment: Mapping[str, str]) -> Lang:
    """The language for help and errors, known before any command runs: bokmål if nothing says."""
    for place, word in enumerate(arguments):
        given = word.removeprefix("--lang=")
        if word == "--lang" and place + 1 < len(arguments):
            given = arguments[place + 1]
        if word.startswith("--lang") and given in LANGS:
            return given
    return _environment_lang(environment) or "nb"


def lang_last(arguments: list[str]) -> list[str]:
    """``mh --lang en status`` means ``mh status --lang en``: the command takes the option."""
    words = list(arguments)
    given: list[str] = []
    while words and words[0].startswith("--lang"):
        size = 1 if "=" in words[0] else 2
        given, words = words[:size], words[size:]
    named = any(not word.startswith("-") for word in words)
    return words + given if named else given + words


def choose_lang(asked: str | None, default: Lang | None) -> Lang:
    """``--lang``, else ``MH_LANG``, else the locale, else the strategy's own language."""
    if asked is not None:
        if asked not in LANGS:
            raise Failure("lang", given=asked, known=list(LANGS))
        return asked
    return _environment_lang(os.environ) or default or "nb"


def _environment_lang(environment: Mapping[str, str]) -> Lang | None:
    own = environment.get("MH_LANG")
    if own in LANGS:
        return own
    # The first of these that is set decides, as POSIX has it.
    locale = next(
        (environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)),
        "",
    )
    return _LOCALES.get(locale[:2].casefold()) if locale[2:3] in ("", "_", "-", ".", "@") else None


def choose_day(asked: str | None) -> date:
    """``--as-of``, else today."""
    if asked is None:
        return date.today()
    try:
        return date.fromisoformat(asked)
    except ValueError:
        raise Failure("day", given=asked) from None


def choose_format(asked: str, known: Sequence[str]) -> str:
    """A format by its name; ``md`` is taken for ``markdown``."""
    name = {"md": "markdown"}.get(asked, asked)
    if name not in known:
        raise Failure("format", given=asked, known=list(known))
    return name


def choose_among(asked: Sequence[str], known: Sequence[str], what: str) -> tuple[str, ...]:
    """Values of a filter, without regard to capitals. ``what`` names the phrase for an unknown one."""
    names = {name.casefold(): name for name in known}
    for value in asked:
        if value.casefold() not in names:
            near = nearest(value, known)
            raise Failure(f"{what}", given=value, known=[near] if near else list(known))
    return tuple(names[value.casefold()] for value in asked)


def terminal_width() -> int:
    """The terminal's width in columns; in a pipe ``COLUMNS``, else 100."""
    return max(shutil.get_terminal_size((100, 24)).columns, 40)


def wants_colour() -> bool:
    """Colour only on a terminal, never with ``NO_COLOR``; ``FORCE_COLOR`` asks for it elsewhere."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
