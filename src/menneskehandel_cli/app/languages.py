"""Which language a use case speaks: the one asked for, that of the environment or the strategy's own."""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from menneskehandel_cli.language import LANGS, SOURCE_LANG, Choices, Lang, Refused
from menneskehandel_cli.language.catalogues import spoken
from menneskehandel_cli.language.tags import lang_of_locale, language_in
from menneskehandel_cli.trees import ROOT_FILE, DiskTree, Unreadable, find_plans, find_root

if TYPE_CHECKING:
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
    from menneskehandel_cli.app.stages import newest_head

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
