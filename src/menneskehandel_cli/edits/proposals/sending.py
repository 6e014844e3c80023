"""Send a branch to a remote, and say where a request to take it in is opened.

Nothing of the repository's own configuration counts but the address of the remote: a clone may come from
anywhere, and its configuration could name programs to run. So git pushes from an empty repository that
borrows the objects, where only the settings of the user and of the machine are read. A remote on this
machine runs none of its hooks.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import quote, urlsplit

from menneskehandel_cli.edits.proposals.store import Done, run
from menneskehandel_cli.edits.refused import Refused
from menneskehandel_cli.git import GitTrouble, Repository

_PROTOCOLS = ("ssh", "https", "file")
"""The ways to send by. What the user's git forbids among them stays forbidden."""

_ENVIRONMENT = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_CONFIG_PARAMETERS": "",
    "GIT_NAMESPACE": "",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES": "",
    "LC_ALL": "C",
}
_SETTINGS = ("core.hooksPath=/dev/null", "core.fsmonitor=false", "push.gpgSign=false", "gc.auto=0")
_RECEIVE = (
    "git -c core.hooksPath=/dev/null -c core.alternateRefsCommand=true -c core.fsmonitor=false"
    " -c receive.autogc=false receive-pack"
)
"""What takes the branch at a remote on this machine; its repository may be anybody's as well."""

_SHORT = re.compile(r"(?:[^@/:\s]+@)?(?P<host>[^/:\s]{2,}):(?P<path>[^:].*)")
"""An address of ssh without its protocol, such as ``git@github.com:etat/strategi.git``."""

_USER = re.compile(r"(?<=://)[^@/\s]*@")
_ADDRESS = re.compile(r"https://[^\s\x00-\x1f<>\"']+")

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


def choose(repository: Repository, wanted: str | None, base: str) -> tuple[str, str] | None:
    """The name and address of the remote to send to; ``None`` if there is none.

    Without ``wanted``: the one that git pushes to, that ``base`` is fetched from, ``origin``, or the
    only one. Raises ``Refused`` for a name that is none, or if there are several to choose among.
    """
    names = repository.remotes()
    if wanted is not None and wanted not in names:
        raise Refused("proposal.unknown_remote", given=wanted, known=names)
    settings = ("remote.pushDefault", f"branch.{base}.remote")
    usual = [wanted, *(repository.setting(name) for name in settings), "origin"]
    name = next((name for name in usual if name in names), None)
    if name is None and len(names) > 1:
        raise Refused("proposal.which_remote", known=names)
    if not names:
        return None
    name = name or names[0]
    address = repository.setting(f"remote.{name}.pushurl") or repository.setting(f"remote.{name}.url")
    return None if address is None else (name, _absolute(repository, address))


def push(
    repository: Repository, home: Path, remote: tuple[str, str], branch: str, commit: str, base: str
) -> tuple[Remote, str | None]:
    """Send a commit as ``branch``, and give where the request is opened, if that is known.

    ``home`` is a folder below git's own to work in. Raises ``Refused`` and ``GitTrouble``.
    """
    with _empty(repository, home) as folder:
        found = _git(folder, "ls-remote", "--get-url", "--", remote[1])
        real = found.out.decode("utf-8", "surrogateescape").strip() or remote[1]
        goal = Remote(*remote, real)
        options = [f"--receive-pack={_RECEIVE}"] if _is_local(real) else []
        asked = ["merge_request.create", f"merge_request.target={base}"] if goal.forge == "gitlab" else []
        words = ["push", "--porcelain", "--no-verify", "--no-signed", "--recurse-submodules=no", *options]
        goals = ["--", goal.address, f"{commit}:refs/heads/{branch}"]
        done = _git(folder, *words, *(f"--push-option={option}" for option in asked), *goals)
        if done.code and asked and "does not support push options" in done.said:
            done = _git(folder, *words, *goals)
    if done.code:
        raise _refusal(goal, branch, done.said + done.out.decode("utf-8", "replace"))
    return goal, opened_at(goal, branch, base, done.said)


def opened_at(remote: Remote, branch: str, base: str, said: str) -> str | None:
    """Where the request is opened, from the remote's address or from what it ``said``.

    What it said counts only if it leads to the remote's own host.
    """
    place = remote.place
    if place is None:
        return None
    host, path = place
    if remote.forge == "github":
        return f"https://github.com/{quote(path)}/compare/{quote(base)}...{quote(branch)}?expand=1"
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


@contextmanager
def _empty(repository: Repository, home: Path) -> Iterator[Path]:
    """An empty repository that borrows the objects of ``repository``."""
    folder = Path(tempfile.mkdtemp(prefix=".send-", dir=home))
    try:
        format_ = "sha256" if repository.setting("extensions.objectFormat") == "sha256" else "sha1"
        made = _git(folder, "init", "--quiet", "--bare", "--template=", f"--object-format={format_}")
        if made.code:
            raise GitTrouble("failed", " ".join(made.said.split()))
        (folder / "objects/info").mkdir(exist_ok=True)
        borrowed = os.fsencode(repository.common / "objects")
        (folder / "objects/info/alternates").write_bytes(borrowed + b"\n")
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _git(folder: Path, *arguments: str) -> Done:
    settings = [word for setting in _SETTINGS for word in ("-c", setting)]
    env = _ENVIRONMENT | {
        "GIT_DIR": str(folder),
        "GIT_COMMON_DIR": str(folder),
        "GIT_OBJECT_DIRECTORY": str(folder / "objects"),
        "GIT_INDEX_FILE": str(folder / "index"),
        "GIT_ALLOW_PROTOCOL": ":".join(_allowed(folder)) if arguments[0] == "push" else "none",
    }
    words = ["git", "-C", str(folder), "--no-pager", *settings, *arguments]
    return run(folder, words, env, detached=True)


def _allowed(folder: Path) -> list[str]:
    """The protocols to send by that neither the user's settings nor the environment forbid."""
    named = os.environ.get("GIT_ALLOW_PROTOCOL")
    asked = _git(folder, "config", "--get-regexp", r"^protocol\.(.*\.)?allow$").out.decode(
        "utf-8", "replace"
    )
    settings: Mapping[str, str] = dict(line.split(" ", 1) for line in asked.splitlines() if " " in line)
    usual = settings.get("protocol.allow", "always")
    return [
        name
        for name in _PROTOCOLS
        if (name in named.split(":") if named is not None else True)
        and settings.get(f"protocol.{name}.allow", usual) != "never"
    ] or ["none"]


_TOLD = (
    ("proposal.protocol", ("transport '", "not allowed")),
    ("proposal.behind", ("non-fast-forward",)),
    ("proposal.behind", ("fetch first",)),
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


def _refusal(remote: Remote, branch: str, said: str) -> Refused:
    """Why a branch could not be sent, in words."""
    lower = said.lower()
    key = next((key for key, parts in _TOLD if all(part in lower for part in parts)), "proposal.not_sent")
    lines = [
        line for line in said.splitlines() if line.startswith(("fatal:", "error:", "remote:", "ssh:"))
    ]
    why = _USER.sub("", " ".join(" ".join(lines or said.splitlines()).split()))
    return Refused(key, remote=remote.name, address=remote.shown, branch=branch, why=why)
