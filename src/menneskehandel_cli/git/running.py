"""The one way to run git: none of a repository's own programs runs with it, and nothing outside is read.

A repository may come from anybody: none of its hooks, filters, pagers or configured programs is run, and
its replacement objects are ignored.
"""

import os
import re
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from menneskehandel_cli.git.trust import Distrust
from menneskehandel_cli.language import Refused
from menneskehandel_cli.programs import RunResult

_Without = Literal["no_git", "no_zone", "no_repository", "no_commits", "shallow", "partial"]
_Revision = Literal["option", "unknown", "ambiguous", "too_early", "not_on_mainline", "off_mainline"]
TroubleKind = Literal[Distrust, _Without, _Revision, "unsafe", "linked", "not_ours", "locked", "failed"]

_GIT_SETTINGS = (
    *("core.fsmonitor=false", "core.hooksPath=/dev/null", "core.pager=cat", "core.quotePath=false"),
    "core.commitGraph=false",  # A commit graph repeats parents and dates, and git trusts it.
    *("log.showSignature=false", "log.showRoot=true", "i18n.logOutputEncoding=UTF-8"),
    *("advice.graftFileDeprecated=false", "protocol.allow=never", f"diff.orderFile={os.devnull}"),
)
"""Settings under which git runs no program of a repository."""

_ENVIRONMENT = {
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    # A partial clone must not fetch what it lacks with a program named in its settings.
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_FLUSH": "0",  # not after each commit
    "GIT_PAGER": "cat",
    "LC_ALL": "C",
    "MH_OFF": "false",  # what ``hooks_off`` sets hooks to
}
"""Environment variables to the same end."""

_THE_USERS_OWN = re.compile(
    r"GIT_(CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM|CONFIG_(GLOBAL|SYSTEM|NOSYSTEM|COUNT|(KEY|VALUE)_\d+))"
)
"""The git variables that are kept: whom the user trusts, and where git may look.

The others point to other repositories, objects and programs, and are mostly set by a hook.
"""

HOOKS = r"^hook\..*\.event$"
"""The settings that make a program a hook (git-config, ``hook.<name>.event``), since git 2.54."""

_LOCKED = re.compile(r"Unable to create '(.+?\.lock)': File exists|cannot lock references")
"""What git says of a lock that another git has, or has left; that of a reftable is not named."""


class GitTrouble(Refused):
    """Why git cannot do something; ``about`` is the revision, day or message concerned."""

    def __init__(self, trouble: TroubleKind, about: str = "") -> None:
        super().__init__(f"git.{trouble}", about=about)
        self.trouble: TroubleKind = trouble
        self.about = about


def git_command(folder: Path, arguments: Iterable[str], settings: Iterable[str] = _GIT_SETTINGS) -> list[str]:
    """The words that run git in ``folder``; to be run in the ``git_environment``."""
    options = [word for setting in settings for word in ("-c", setting)]
    return ["git", "-C", str(folder), "--no-pager", *options, *arguments]


def git_environment() -> dict[str, str]:
    """The environment that git is run in: of git's own variables only the user's."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or _THE_USERS_OWN.fullmatch(name)
    }
    return kept | _ENVIRONMENT


def run_git(
    folder: Path,
    arguments: Iterable[str],
    *,
    stdin: bytes = b"",
    held: int | None = None,
    env: Mapping[str, str] = MappingProxyType({}),
) -> RunResult:
    """Run git in ``folder`` to its end, however it ends. ``env`` is added to the ``git_environment``.

    ``held`` is a lock that git inherits: if this process is killed, the lock ends with git. Raises
    ``GitTrouble`` if there is no git.
    """
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program with checked arguments
            git_command(folder, arguments),
            input=stdin,
            capture_output=True,
            env={**git_environment(), **env},
            check=False,
            pass_fds=() if held is None else (held,),
        )
    except FileNotFoundError:
        raise GitTrouble("no_git") from None
    return RunResult(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace"))


def setting(folder: Path, name: str) -> str | None:
    """The value of a setting of git in ``folder``, or ``None``."""
    done = run_git(folder, ("config", "--get", name))
    return done.text.removesuffix("\n") if done.code == 0 else None


def failed(message: str, common: Path | None = None) -> GitTrouble:
    """Why git failed: its ``message`` on one line, or a lock that was in its way in ``common``."""
    lock = _LOCKED.search(message) if common is not None else None
    if lock is None:
        return GitTrouble("failed", " ".join(message.split()))
    return GitTrouble("locked", lock[1] or f"{common}/reftable/tables.list.lock")


def hooks_off(common: Path) -> list[str]:
    """Options that turn off the hooks that the settings of the repository ``common`` name.

    ``core.hooksPath`` says nothing of them. Nor is there a switch for all: that of an event,
    ``hook.<event>.enabled``, is none if a hook is called like the event. A name may hold any sign, so it
    is not given by ``-c``, which ends it at the first equals sign. Raises ``GitTrouble``.
    """
    done = run_git(common, (f"--git-dir={common}", "config", "-z", "--name-only", "--get-regexp", HOOKS))
    if done.code > 1:  # It is 1 if there are none.
        raise failed(done.stderr)
    names = set(done.text.split("\0")) - {""}
    return [f"--config-env={name.removesuffix('event')}enabled=MH_OFF" for name in sorted(names)]
