"""Fetch the base from a remote, send a branch to one, and say where a request to take it in is opened.

Nothing of the repository's own configuration counts but the remote's name and address, and which branch
of it the base follows: a clone may come from anywhere, and its configuration could name programs to run.
So git works from an empty repository that borrows the objects, where only the settings of the user and of
the machine are read. A remote on this machine runs no program of its own, and no file that is checked out
there is written. What is fetched is added to the repository's objects, and no ref of it is moved.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import quote, urlsplit

from menneskehandel_cli.edits.programs import Done, ended
from menneskehandel_cli.edits.proposals.private import Private
from menneskehandel_cli.edits.refused import Refused
from menneskehandel_cli.edits.saving import alone
from menneskehandel_cli.git import HOOKS, GitTrouble, Repository

PATIENCE = 120.0
"""How many seconds a remote gets to answer, and the user to log in, which may be in a browser."""

_SEND, _LOCK = ".send-", "lock"
"""How the names of the empty repositories begin, and the file in each that is locked while it is used."""

_PROTOCOLS = ("ssh", "https", "file")
"""The ways to send by. What the user's git forbids among them stays forbidden."""

_ENVIRONMENT = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_CONFIG_PARAMETERS": "",
    "GIT_NAMESPACE": "",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES": "",
    "LC_ALL": "C",
}
_SETTINGS = (
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "core.alternateRefsCommand=true",
    "push.gpgSign=false",
    "fetch.writeCommitGraph=false",
    "gc.auto=0",
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

_HEADS, _TRACKED = "refs/heads/", "refs/remotes/"

_SHORT = re.compile(r"(?:[^@/:\s]+@)?(?P<host>[^/:\s]{2,}):(?P<path>[^:].*)")
"""An address of ssh without its protocol, such as ``git@github.com:etat/strategi.git``."""

_USER = re.compile(r"(?<=://)[^@/\s]*@")
_ADDRESS = re.compile(r"https://[^\s\x00-\x1f<>\"']+")

_NO_BRANCH = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}|@|.*[\s~^:?*\[\\].*|.*@\{.*|.*\.\..*")
"""Revisions that are no name of a branch, such as a commit or ``main~1``."""

Forge = Literal["github", "gitlab"]


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
    def forge(self) -> Forge | None:
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
    name = next((name for name in usual if name in names), None)
    if name is None and len(names) > 1:
        raise Refused("proposal.which_remote", known=names)
    if not names:
        return None
    name = name or names[0]
    address = repository.setting(f"remote.{name}.url")
    if not fetching:
        address = repository.setting(f"remote.{name}.pushurl") or address
    return None if address is None else (name, _absolute(repository, address))


def branch_at(repository: Repository, remote: str, base: str) -> str | None:
    """The branch that ``base`` is at a remote: the one that it follows there, or the one of its name.

    ``None`` if ``base`` is no branch but a commit.
    """
    if _NO_BRANCH.fullmatch(base):
        return None
    name = base.removeprefix(_HEADS).removeprefix(_TRACKED).removeprefix(f"{remote}/")
    follows = repository.setting(f"branch.{name}.remote") == remote
    there = repository.setting(f"branch.{name}.merge") if follows else None
    return (there or name).removeprefix(_HEADS)


def fetch(
    repository: Repository,
    remote: tuple[str, str],
    branch: str,
    have: list[str],
    seconds: float = PATIENCE,
) -> str | None:
    """Fetch a branch, and give the commit it is at; ``None`` if the remote has no such branch.

    ``have`` are commits that need not be fetched. No ref is written: the objects come in as by
    ``git fetch``, and stay if something is made of them. Raises ``Refused`` and ``GitTrouble``.
    """
    with _empty(repository) as empty:
        goal = Remote(*remote, empty.address_of(remote[1]))
        for number, commit in enumerate(have):
            empty.git("update-ref", f"refs/mh/have/{number}", commit)
        options = [f"--upload-pack={_THERE} upload-pack"] if _is_local(goal.real) else []
        words = ["fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head"]
        goals = ["--", goal.address, f"+{_HEADS}{branch}:refs/mh/base"]
        done = empty.reach([*words, *options, *goals], seconds, repository.common / "objects")
        if done is not None and done.code == 0:
            return empty.git("rev-parse", "--verify", "refs/mh/base").out.decode().strip()
    if done is not None and "couldn't find remote ref" in done.said.lower():
        return None
    raise _refusal(goal, branch, done, seconds)


def push(
    repository: Repository,
    remote: tuple[str, str],
    branches: tuple[str, ...],
    commit: str,
    base: str | None,
    seconds: float = PATIENCE,
) -> tuple[Remote, str, str | None]:
    """Send a commit as a branch. Gives the remote, the branch, and where the request is opened, if known.

    It is the first of ``branches`` that the remote has nothing else in the place of. ``base`` is the
    branch at the remote that the request is for. Raises ``Refused`` and ``GitTrouble``.
    """
    with _empty(repository) as empty:
        goal = Remote(*remote, empty.address_of(remote[1]))
        options = [f"--receive-pack={_THERE} receive-pack"] if _is_local(goal.real) else []
        asked = ["merge_request.create"] if goal.forge == "gitlab" else []
        if asked and base is not None:
            asked.append(f"merge_request.target={base}")
        asking = [f"--push-option={option}" for option in asked]
        words = ["push", "--porcelain", "--no-verify", "--no-signed", "--recurse-submodules=no", *options]
        for branch in branches:
            goals = ["--", goal.address, f"{commit}:{_HEADS}{branch}"]
            done = empty.reach([*words, *asking, *goals], seconds)
            if done is not None and done.code and asking and "does not support push options" in done.said:
                done = empty.reach([*words, *goals], seconds)
            if done is not None and done.code == 0:
                return goal, branch, opened_at(goal, branch, base, done.said)
            refused = _refusal(goal, branch, done, seconds)
            if refused.key != "proposal.behind":
                break
    raise refused


def opened_at(remote: Remote, branch: str, base: str | None, said: str) -> str | None:
    """Where the request is opened, from the remote's address or from what it ``said``.

    What it said counts only if it leads to the remote's own host.
    """
    place = remote.place
    if place is None:
        return None
    host, path = place
    if remote.forge == "github":
        compared = f"{quote(base)}...{quote(branch)}" if base is not None else quote(branch)
        return f"https://github.com/{quote(path)}/compare/{compared}?expand=1"
    lines = [line for line in said.splitlines() if line.startswith("remote:")]
    for line in lines:
        for address in _ADDRESS.findall(line):
            if urlsplit(address).hostname == host.partition(":")[0]:
                return str(address)
    return None


def _place(address: str) -> tuple[str, str] | None:
    parts = urlsplit(address) if "://" in address else None
    if parts is not None:
        if parts.scheme not in ("ssh", "https", "git+ssh", "ssh+git") or not parts.hostname:
            return None
        host, path = parts.hostname, parts.path
    elif (short := _SHORT.fullmatch(address)) is not None:
        host, path = short["host"].lower(), short["path"]
    else:
        return None
    return host, path.strip("/").removesuffix(".git")


def _is_local(address: str) -> bool:
    return address.startswith("file://") or ("://" not in address and _SHORT.fullmatch(address) is None)


def _absolute(repository: Repository, address: str) -> str:
    """A relative path of a remote from where git takes it: the top of the working tree."""
    if not _is_local(address) or address.startswith("file://") or "::" in address:
        return address
    common = repository.common
    top = common.parent if common.name == ".git" else common
    return os.path.normpath(top / address)


@dataclass(frozen=True, slots=True)
class _Empty:
    """An empty repository to run git in. ``held`` is a lock on it, which git inherits."""

    folder: Path
    held: int

    def git(self, *arguments: str) -> Done:
        """Run git without reaching for a remote. Raises ``GitTrouble`` if it fails."""
        done = self._run(arguments, self.folder / "objects", "none", PATIENCE)
        if done is None or done.code:
            raise GitTrouble("failed", " ".join(done.said.split()) if done is not None else arguments[0])
        return done

    def reach(self, arguments: list[str], seconds: float, objects: Path | None = None) -> Done | None:
        """Run git so that it may reach a remote; ``None`` if it has not ended after ``seconds``.

        ``objects`` is where objects are written, if not here.
        """
        return self._run(
            arguments, objects or self.folder / "objects", ":".join(self._allowed()), seconds
        )

    def address_of(self, address: str) -> str:
        """What the user's settings make of an address."""
        found = self.git("ls-remote", "--get-url", "--", address)
        return found.out.decode("utf-8", "surrogateescape").strip() or address

    def _run(
        self, arguments: Iterable[str], objects: Path, protocols: str, seconds: float
    ) -> Done | None:
        env = {
            **os.environ,
            **_ENVIRONMENT,
            "GIT_DIR": str(self.folder),
            "GIT_COMMON_DIR": str(self.folder),
            "GIT_OBJECT_DIRECTORY": str(objects),
            "GIT_INDEX_FILE": str(self.folder / "index"),
            "GIT_ALLOW_PROTOCOL": protocols,
        }
        settings = [word for setting in _SETTINGS for word in ("-c", setting)]
        words = ["git", "-C", str(self.folder), "--no-pager", *settings, *arguments]
        try:
            return ended(words, env, seconds, held=self.held)
        except FileNotFoundError:
            raise GitTrouble("no_git") from None

    def _allowed(self) -> list[str]:
        """The protocols that neither the user's settings nor the environment forbid."""
        named = os.environ.get("GIT_ALLOW_PROTOCOL")
        asked = ["config", "--get-regexp", r"^protocol\.(.*\.)?allow$"]
        done = self._run(asked, self.folder / "objects", "none", PATIENCE)
        lines = done.out.decode("utf-8", "replace").splitlines() if done is not None else []
        settings: Mapping[str, str] = dict(line.split(" ", 1) for line in lines if " " in line)
        usual = settings.get("protocol.allow", "always")
        return [
            name
            for name in _PROTOCOLS
            if (name in named.split(":") if named is not None else True)
            and settings.get(f"protocol.{name}.allow", usual) != "never"
        ] or ["none"]


@contextmanager
def _empty(repository: Repository) -> Iterator[_Empty]:
    """An empty repository that borrows the objects of ``repository``.

    Those that killed runs have left are removed.
    """
    name = f"{_SEND}{os.urandom(8).hex()}"
    home = Private(repository.common)
    folder = home.path / name
    with alone(home.path, lambda: None):
        for left in home.names():
            if left.startswith(_SEND):
                with suppress(OSError, GitTrouble), home.left_behind(f"{left}/{_LOCK}"):
                    home.remove(left)
        lock = home.locked(f"{name}/{_LOCK}")
    try:
        with lock:
            made = _Empty(folder, lock.fileno())
            format_ = "sha256" if repository.setting("extensions.objectFormat") == "sha256" else "sha1"
            made.git("init", "--quiet", "--bare", "--template=", f"--object-format={format_}")
            (folder / "objects/info").mkdir(exist_ok=True)
            borrowed = os.fsencode(repository.common / "objects")
            (folder / "objects/info/alternates").write_bytes(borrowed + b"\n")
            if repository.shallow:
                shutil.copy(repository.common / "shallow", folder)
            yield made
    finally:
        with suppress(OSError, GitTrouble):
            home.remove(name)


_TOLD = (
    ("proposal.protocol", ("transport '", "not allowed")),
    ("proposal.behind", ("non-fast-forward",)),
    ("proposal.behind", ("fetch first",)),
    ("proposal.behind", ("'refs/heads/", "cannot create 'refs/heads/")),
    ("proposal.behind", ("refname conflict",)),
    ("proposal.behind", ("directory file conflict",)),
    ("proposal.behind", ("branch is currently checked out",)),
    ("proposal.declined", ("declined",)),
    ("proposal.declined", ("protected branch",)),
    ("proposal.denied", ("authentication failed",)),
    ("proposal.denied", ("could not read username",)),
    ("proposal.denied", ("could not read password",)),
    ("proposal.denied", ("permission denied",)),
    ("proposal.denied", ("permission to", "denied")),
    ("proposal.denied", ("host key verification failed",)),
    ("proposal.denied", ("error: 403",)),
    ("proposal.no_remote_there", ("repository not found",)),
    ("proposal.no_remote_there", ("does not appear to be a git repository",)),
    ("proposal.no_remote_there", ("not found",)),
    ("proposal.unreachable", ("could not resolve",)),
    ("proposal.unreachable", ("connection refused",)),
    ("proposal.unreachable", ("timed out",)),
    ("proposal.unreachable", ("unable to access",)),
    ("proposal.unreachable", ("network is unreachable",)),
    ("proposal.unreachable", ("couldn't connect",)),
)
"""What git says, by the phrases it has all of; the first that fits."""


def _refusal(remote: Remote, branch: str, done: Done | None, seconds: float) -> Refused:
    """Why a branch could not be fetched or sent, in words. ``done`` is ``None`` if time was up."""
    if done is None:
        about = {"remote": remote.name, "address": remote.shown, "seconds": round(seconds)}
        return Refused("proposal.no_answer", **about)
    said = done.said + done.out.decode("utf-8", "replace")
    lower = said.lower()
    key = next((key for key, parts in _TOLD if all(part in lower for part in parts)), "proposal.not_sent")
    lines = [
        line for line in said.splitlines() if line.startswith(("fatal:", "error:", "remote:", "ssh:"))
    ]
    why = _USER.sub("", " ".join(" ".join(lines or said.splitlines()).split()))
    return Refused(key, remote=remote.name, address=remote.shown, branch=branch, why=why)
