"""Fetch the base from a remote, send a branch to one, and say where a request to take it in is opened.

Nothing of the repository's own configuration counts but the remote's name and address, and which branch
of it the base follows: a clone may come from anywhere, and its configuration could name programs to run.
So git works from an empty repository with the objects of this one, where only the settings of the user
and of the machine are read. A remote on this machine runs no program of its own, and no file that is
checked out there is written. What is fetched is added to the objects, and no ref is moved.
"""

import os
import re
import shutil
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import quote, urlsplit

from menneskehandel_cli.git import GitTrouble, Repository
from menneskehandel_cli.git.running import HOOKS, command, environment, failed
from menneskehandel_cli.language import Choices, Refused
from menneskehandel_cli.programs import Done, ended

PATIENCE = 120.0
"""How many seconds a remote gets to answer, and the user to log in, which may be in a browser."""

_SCHEMES = {"ssh": "ssh", "git+ssh": "ssh", "ssh+git": "ssh", "https": "https", "file": "file"}
"""The ways to send by. What the user's git forbids among them stays forbidden."""

_SETTINGS = (
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "core.alternateRefsCommand=true",
    "push.gpgSign=false",
    "fetch.writeCommitGraph=false",
    "gc.auto=0",
    # Where an address may lead on to.
    *(f"protocol.{name}.allow=never" for name in ("http", "ftp", "ftps", "git", "ext")),
)
_QUIET = " ".join(
    f"-c {setting}"
    for setting in (
        *_SETTINGS,
        # Files that are checked out there would be written through its filters.
        *("receive.denyCurrentBranch=refuse", "receive.autogc=false", "maintenance.auto=false"),
    )
)
_THERE = rf"""mh() {{
    set -f
    hooks=$(for at in "$2/.git" "$2" "$2.git/.git" "$2.git"; do
        git --git-dir="$at" config --name-only --get-regexp '{HOOKS}'
    done 2>/dev/null)
    what=$1 where=$2 IFS='
'
    set --
    for name in $hooks; do set -- "$@" "--config-env=${{name%event}}enabled=MH_OFF"; done
    MH_OFF=false GIT_ALLOW_PROTOCOL=none GIT_NO_LAZY_FETCH=1 git {_QUIET} "$@" "$what" "$where"
}}
mh"""
"""How git is run at a remote on this machine. Its repository may be anybody's, and so its settings.

It reaches for no remote of its own. Only git knows which folder an address is, so its hooks are turned
off here, as by ``hooks_off``, wherever git may find a repository.
"""

_HEADS, _TRACKED, _BASE = "refs/heads/", "refs/remotes/", "refs/mh/base"

_SHORT = re.compile(r"(?:[^@/:\s]+@)?(?P<host>[^/:\s]{2,}):(?P<path>(?!:|//).+)")
"""An address of ssh without its protocol, such as ``git@github.com:etat/strategi.git``."""

_USER = re.compile(r"(?<=://)[^@/\s]*@")
_ADDRESS = re.compile(r"https://[^\s\x00-\x1f<>\"']+")

_NO_BRANCH = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}|@|.*[\s~^:?*\[\\].*|.*@\{.*|.*\.\..*")
"""Revisions that are not the name of a branch, such as a commit or ``main~1``."""


@dataclass(frozen=True, slots=True)
class Remote:
    """Where a branch is sent: the name and address in the settings, and the one git makes of it."""

    name: str
    address: str
    real: str

    @property
    def place(self) -> tuple[str, str] | None:
        """Host, and path without slashes and ``.git`` at its ends; ``None`` for one on this machine."""
        return _place(self.address) or _place(self.real)

    @property
    def forge(self) -> Literal["github", "gitlab"] | None:
        """What the remote is run by, as far as its host's name tells."""
        host = self.place[0] if self.place else ""
        if host in ("github.com", "ssh.github.com"):
            return "github"
        return "gitlab" if "gitlab" in host.split(".") else None

    @property
    def shown(self) -> str:
        """The address without the name and password that it may hold."""
        return _USER.sub("", self.address)


def choose(repository: Repository, base: str, *, fetching: bool = False) -> tuple[str, str] | None:
    """The name and address of the remote to send to; ``None`` if there is none.

    It is the one that git pushes to, that ``base`` is fetched from, ``origin``, or the only one. If
    ``fetching``, the one that ``base`` is fetched from comes first of all. Raises ``Refused`` if there
    are several to choose among.
    """
    names = repository.remotes()
    followed = repository.setting(f"branch.{base}.remote")
    usual = [repository.setting("remote.pushDefault"), followed, "origin"]
    if fetching:
        usual = [base.removeprefix(_TRACKED).partition("/")[0], followed, *usual]
    name = next((name for name in (*usual, *names[:1]) if name in names), None)
    if name is None:
        return None
    if name not in usual and len(names) > 1:
        raise Refused("proposal.which_remote", known=Choices(names))
    address = repository.setting(f"remote.{name}.url")
    if not fetching:
        address = repository.setting(f"remote.{name}.pushurl") or address
    return None if address is None else (name, _absolute(repository, address))


def branch_at(repository: Repository, remote: str, base: str) -> str | None:
    """The branch that ``base`` is at a remote: the one that it follows there, or the one of its name.

    ``None`` if ``base`` is not a branch but a commit.
    """
    if _NO_BRANCH.fullmatch(base):
        return None
    name = base.removeprefix(_HEADS).removeprefix(_TRACKED).removeprefix(f"{remote}/")
    follows = repository.setting(f"branch.{name}.remote") == remote
    there = repository.setting(f"branch.{name}.merge") if follows else None
    return (there or name).removeprefix(_HEADS)


def fetch(
    repository: Repository, remote: tuple[str, str], branch: str, have: list[str], seconds: float
) -> str | None:
    """Fetch a branch, and give the commit it is at; ``None`` if the remote has no such branch.

    ``have`` are commits that need not be fetched. No ref is written: the objects come in as by
    ``git fetch``, and stay if something is made of them. Raises ``Refused`` and ``GitTrouble``.
    """
    with _apart(repository) as apart:
        goal = apart.goal(remote, branch)
        for number, commit in enumerate(have):
            apart.git("update-ref", f"refs/mh/have/{number}", commit)
        words = ("--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head")
        goals = ("--", goal.address, f"+{_HEADS}{branch}:{_BASE}")
        done = apart.reach("fetch", *words, *_there(goal, "upload-pack"), *goals, seconds=seconds)
        if done is not None and done.code == 0:
            return apart.git("rev-parse", "--verify", _BASE)
    if done is not None and "couldn't find remote ref" in done.stderr.lower():
        return None
    raise _refusal(goal, branch, done, seconds)


def push(
    repository: Repository,
    remote: tuple[str, str],
    branches: tuple[str, ...],
    commit: str,
    base: str | None,
    seconds: float,
) -> tuple[Remote, str, str | None]:
    """Send a commit as a branch. Gives the remote, the branch, and where the request is opened, if known.

    It is the first of ``branches`` that the remote has nothing else in the place of. ``base`` is the
    branch at the remote that the request is for. Raises ``Refused`` and ``GitTrouble``.
    """
    with _apart(repository) as apart:
        goal = apart.goal(remote, branches[0])
        asking = ["--push-option=merge_request.create"] if goal.forge == "gitlab" else []
        if asking and base is not None:
            asking.append(f"--push-option=merge_request.target={base}")
        words = ("--porcelain", "--no-verify", "--no-signed", "--recurse-submodules=no")
        push = ("push", *words, *_there(goal, "receive-pack"))
        for branch in branches:
            goals = ("--", goal.address, f"{commit}:{_HEADS}{branch}")
            done = apart.reach(*push, *asking, *goals, seconds=seconds)
            if asking and done is not None and "does not support push options" in done.stderr:
                done = apart.reach(*push, *goals, seconds=seconds)
            if done is not None and done.code == 0:
                return goal, branch, opened_at(goal, branch, base, done.stderr)
            refused = _refusal(goal, branch, done, seconds)
            if refused.key != "proposal.behind":
                break
    raise refused


def opened_at(remote: Remote, branch: str, base: str | None, output: str) -> str | None:
    """Where the request is opened, from the remote's address or from the ``output`` of git.

    That counts only if it leads to the remote's own host.
    """
    if remote.place is None:
        return None
    host, path = remote.place
    if remote.forge == "github":
        compared = f"{quote(base)}...{quote(branch)}" if base is not None else quote(branch)
        return f"https://github.com/{quote(path)}/compare/{compared}?expand=1"
    lines = [line for line in output.splitlines() if line.startswith("remote:")]
    found = (address for line in lines for address in _ADDRESS.findall(line))
    return next((address for address in found if (_place(address) or ("", ""))[0] == host), None)


def _protocol(address: str) -> str | None:
    """The way to an address among those of ours; ``None`` if it is another, or a program's own."""
    if re.match(r"[\w+.-]*::", address):
        return None
    if "://" in address:
        return _SCHEMES.get(address.partition("://")[0])
    return "ssh" if _SHORT.fullmatch(address) else "file"


def _place(address: str) -> tuple[str, str] | None:
    if _protocol(address) not in ("ssh", "https"):
        return None
    try:
        parts = urlsplit(_SHORT.sub(r"ssh://\g<host>/\g<path>", address))
    except ValueError:
        return None
    return (parts.hostname, parts.path.strip("/").removesuffix(".git")) if parts.hostname else None


def _absolute(repository: Repository, address: str) -> str:
    """A relative path of a remote from where git takes it: the top of the working tree."""
    if _protocol(address) != "file" or "://" in address:
        return address
    common = repository.common
    return os.path.normpath((common.parent if common.name == ".git" else common) / address)


def _there(goal: Remote, what: str) -> tuple[str, ...]:
    """How git is to be run at a remote that is on this machine."""
    return (f"--{what}={_THERE} {what}",) if _protocol(goal.real) == "file" else ()


@dataclass(frozen=True, slots=True)
class _Apart:
    """An empty repository to run git in, with the objects of the one at ``common``."""

    folder: Path
    common: Path

    def reach(self, *arguments: str, seconds: float = PATIENCE) -> Done | None:
        """Run git so that it may reach a remote; ``None`` if it has not ended after ``seconds``."""
        own = {
            "GIT_DIR": str(self.folder),
            "GIT_COMMON_DIR": str(self.folder),
            "GIT_INDEX_FILE": str(self.folder / "index"),
            "GIT_OBJECT_DIRECTORY": str(self.common / "objects"),
        }
        none = ("GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_CONFIG_PARAMETERS", "GIT_NAMESPACE")
        usual = {key: text for key, text in environment().items() if key != "GIT_ALLOW_PROTOCOL"}
        env = {**os.environ, **usual, **own, **dict.fromkeys(none, "")}
        try:
            return ended(command(self.folder, arguments, _SETTINGS), env, seconds)
        except FileNotFoundError:
            raise GitTrouble("no_git") from None

    def git(self, *arguments: str) -> str:
        """Run git without a remote, and give what it writes. Raises ``GitTrouble`` if it fails."""
        done = self.reach(*arguments)
        if done is None or done.code:
            raise failed(done.stderr if done is not None else arguments[0])
        return done.text.strip()

    def goal(self, remote: tuple[str, str], branch: str) -> Remote:
        """The remote of a name and an address. Raises ``Refused`` if the way there is none of ours."""
        goal = Remote(*remote, self.git("ls-remote", "--get-url", "--", remote[1]) or remote[1])
        if _protocol(goal.real) is None:
            raise _refused("proposal.protocol", goal, branch)
        return goal


@contextmanager
def _apart(repository: Repository) -> Iterator[_Apart]:
    with tempfile.TemporaryDirectory(prefix="mh-", ignore_cleanup_errors=True) as folder:
        made = _Apart(Path(folder), repository.common)
        hash_ = repository.setting("extensions.objectFormat") or "sha1"
        made.git("init", "--quiet", "--bare", "--template=", f"--object-format={hash_}")
        if repository.shallow:
            shutil.copy(repository.common / "shallow", folder)
        yield made


_REASONS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
"""What git says, by reason; the first that fits."""


def _refusal(remote: Remote, branch: str, done: Done | None, seconds: float) -> Refused:
    """Why a branch could not be fetched or sent, in words. ``done`` is ``None`` if time was up."""
    if done is None:
        return _refused("proposal.no_answer", remote, branch, seconds=round(seconds))
    text = done.stderr + done.out.decode("utf-8", "replace")
    found = (key for key, words in _REASONS.items() if re.search(words, text, re.IGNORECASE | re.DOTALL))
    lines = [
        line for line in text.splitlines() if line.startswith(("fatal:", "error:", "remote:", "ssh:"))
    ]
    why = _USER.sub("", " ".join(" ".join(lines or text.splitlines()).split()))
    return _refused(next(found, "proposal.not_sent"), remote, branch, why=why)


def _refused(key: str, remote: Remote, branch: str, **more: object) -> Refused:
    return Refused(key, remote=remote.name, address=remote.shown, branch=branch, **more)
