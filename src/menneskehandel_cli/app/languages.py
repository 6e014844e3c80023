"""Which language a use case speaks: the one asked for, that of the environment or the strategy's own."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from menneskehandel_cli.language import LANGS, SOURCE_LANG, Choices, Lang
from menneskehandel_cli.language.refused import Refused
from menneskehandel_cli.language.tags import lang_of_locale, language_in
from menneskehandel_cli.trees import ROOT_FILE, DiskTree, Unreadable, find_root

if TYPE_CHECKING:
    from menneskehandel_cli.register import Register


def lang_here(root: str | Path | None = None) -> Lang:
    """The language of the strategy at ``root``, or at or above here; English if there is none.

    Files that cannot be read say nothing here: the command that needs them says so.
    """
    try:
        found = Path(root) if root is not None else find_root(Path.cwd())
        own = language_in(DiskTree(found).read(ROOT_FILE)) if found is not None else SOURCE_LANG
    except (Unreadable, OSError, ValueError):
        return SOURCE_LANG
    return spoken(own)


def spoken(tag: str) -> Lang:
    """The language, if the program has it; otherwise English."""
    return tag if tag in LANGS else SOURCE_LANG


def choose_lang(asked: str | None, default: Lang | None) -> Lang:
    """``--lang``, otherwise ``MH_LANG``, otherwise the locale, otherwise ``default``, otherwise English.

    ``default`` is the strategy's own language. Raises ``Refused`` for an unknown language.
    """
    if asked is not None:
        if asked not in LANGS:
            raise Refused("lang", given=asked, known=Choices(LANGS))
        return asked
    return environment_lang(os.environ) or default or SOURCE_LANG


def choose_written_lang(asked: Lang | None, register: Register) -> Lang:
    """The language of what ``mh`` writes into the files: ``--lang``, otherwise the strategy's own.

    Never that of the environment: those who share the files share their comments.
    """
    return asked or spoken(register.language)


def environment_lang(environment: Mapping[str, str]) -> Lang | None:
    """The language that the first of these variables names which is set, as POSIX has it."""
    names = ("MH_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    return lang_of_locale(next((environment[name] for name in names if environment.get(name)), ""))
