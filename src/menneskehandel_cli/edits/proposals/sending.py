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
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, NamedTuple
from urllib.parse import quote, urlsplit

from menneskehandel_cli.git import Repository
from menneskehandel_cli.git.running import HOOKS, failed, git_command, git_environment, run_git, setting
from menneskehandel_cli.language import Choices, Refused
from menneskehandel_cli.programs import RunResult, ended

PATIENCE = 120.0
"""How many seconds a remote gets to answer, and the user to log in, which may be in a browser."""

_SCHEMES = {"ssh": "ssh", "git+ssh": "ssh", "ssh+git": "ssh", "https": "https", "file": "file"}
"""The ways to send by. What the user's git forbids among them stays forbidden."""

_SETTINGS = (
    *("core.hooksPath=/dev/null", "core.fsmonitor=false", "core.alternateRefsCommand=true"),
    *("push.gpgSign=false", "fetch.writeCommitGraph=false", "gc.auto=0"),
    # Where an address may lead on to.
    *(f"protocol.{name}.allow=never" for name in ("http", "ftp", "ftps", "git", "ext")),
    # Files that are checked out at a remote here would be written through its filters.
    *("receive.denyCurrentBranch=refuse", "receive.autogc=false", "maintenance.auto=false"),
)
_GIT = " ".join(("git", *(f"-c {one}" for one in _SETTINGS)))
_THERE = rf"""mh() {{
    set -f
    hooks=$(for at in "$2/.git" "$2" "$2.git/.git" "$2.git"; do
        git --git-dir="$at" config --name-only --get-regexp '{HOOKS}'
    done 2>/dev/null)
    what=$1 where=$2 IFS='
'
    set --
    for name in $hooks; do set -- "$@" "--config-env=${{name%event}}enabled=MH_OFF"; done
    MH_OFF=false GIT_ALLOW_PROTOCOL=none GIT_NO_LAZY_FETCH=1 {_GIT} "$@" "$what" "$where"
}}
mh"""
"""How git is run at a remote on this machine. Its repository may be anybody's, and so its settings.

It reaches for no remote of its own. Only git knows which folder an address is, so its hooks are turned
off here, as by ``hooks_off``, wherever git may find a repository.
"""

_HEADS, _TRACKED = "refs/heads/", "refs/remotes/"

_SHORT = re.compile(r"(?:[^@/:\s]+@)?(?P<host>[^/:\s]{2,}):(?P<path>(?!:|//).+)")
"""An address of ssh without its protocol, such as ``git@github.com:etat/strategi.git``."""

_USER = re.compile(r"(?<=://)[^@/\s]*@")
_ADDRESS = re.compile(r"https://[^\s\x00-\x1f<>\"']+")

_NO_BRANCH = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}|@|.*[\s~^:?*\[\\].*|.*@\{.*|.*\.\..*")
"""Revisions that are not the name of a branch, such as a commit or ``main~1``."""


class Sent(NamedTuple):
    """Where a proposal is now.

    With a remote: its name and address, the branch there, and the page on which the request is opened,
    if known. Without one: ``bundle`` is the file to send. Who has it takes it in with
    ``git fetch <file> <branch>``.
    """

    branch: str
    remote: str | None = None
    address: str | None = None
    page: str | None = None
    bundle: Path | None = None


class Remote(NamedTuple):
    """Where a branch is sent: the name and address in the settings, and the one git makes of it.

    ``base`` is the branch there of what the proposal is for; ``None`` if that is no branch but a commit.
    """

    name: str
    address: str
    real: str = ""
    base: str | None = None

    @property
    def place(self) -> tuple[str, str] | None:
        """Host, and path without slashes and ``.git`` at its ends; ``None`` for one on this machine."""
        found = (_parsed_address(address) for address in (self.address, self.real))
        return next(((host, path) for way, host, path in found if host and way in ("ssh", "https")), None)

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


def choose(repository: Repository, base: str, *, fetching: bool = False) -> Remote | None:
    """The remote to send to; ``None`` if there is none.

    It is the one that git pushes to, that ``base`` is fetched from, ``origin``, or the only one. If
    ``fetching``, the one that ``base`` is fetched from comes first of all. Raises ``Refused`` if there
    are several to choose among.
    """
    names = repository.git("remote").text.splitlines()
    followed = setting(repository.folder, f"branch.{base}.remote")
    usual = [setting(repository.folder, "remote.pushDefault"), followed, "origin"]
    if fetching:
        usual = [base.removeprefix(_TRACKED).partition("/")[0], followed, *usual]
    name = next((name for name in (*usual, *names[:1]) if name in names), None)
    if name is None:
        return None
    if name not in usual and len(names) > 1:
        raise Refused("proposal.which_remote", known=Choices(names))
    address = setting(repository.folder, f"remote.{name}.url")
    if not fetching:
        address = setting(repository.folder, f"remote.{name}.pushurl") or address
    if address is None:
        return None
    return Remote(name, _absolute(repository, address), base=_branch_at(repository, name, base))


def _branch_at(repository: Repository, remote: str, base: str) -> str | None:
    """The branch that ``base`` is at a remote: the one that it follows there, or the one of its name."""
    if _NO_BRANCH.fullmatch(base):
        return None
    name = base.removeprefix(_HEADS).removeprefix(_TRACKED).removeprefix(f"{remote}/")
    follows = setting(repository.folder, f"branch.{name}.remote") == remote
    there = setting(repository.folder, f"branch.{name}.merge") if follows else None
    return (there or name).removeprefix(_HEADS)


def fetch(repository: Repository, remote: Remote, have: list[str]) -> str | None:
    """Fetch the base, and give the commit it is at; ``None`` if the remote has no such branch.

    ``have`` are commits that need not be fetched. No ref is written: the objects come in as by
    ``git fetch``, and stay if something is made of them. Raises ``Refused`` and ``GitTrouble``.
    """
    if (branch := remote.base) is None:
        return None
    words = ("fetch", "--quiet", "--no-tags", "--no-recurse-submodules")
    with _remote_reached(repository, remote, have) as (goal, folder, reach):
        done = reach(branch, f"{_HEADS}{branch}", "upload-pack", *words)
        if done.code == 0:
            return (folder / "FETCH_HEAD").read_text(encoding="utf-8").split()[0]
    if "couldn't find remote ref" in done.stderr.lower():
        return None
    raise _refusal(goal, branch, done)


def push(
    repository: Repository, remote: Remote, branches: tuple[str, ...], commit: str, base: str | None
) -> Sent:
    """Send a commit as a branch.

    It is the first of ``branches`` that the remote has nothing else in the place of. ``base`` is the
    branch at the remote that the request is for. Raises ``Refused`` and ``GitTrouble``.
    """
    words = ("push", "--porcelain", "--no-verify", "--no-signed", "--recurse-submodules=no")
    with _remote_reached(repository, remote) as (goal, _, reach):
        asking = ["--push-option=merge_request.create"] if goal.forge == "gitlab" else []
        if asking and base is not None:
            asking.append(f"--push-option=merge_request.target={base}")
        for branch in branches:
            goals = (branch, f"{commit}:{_HEADS}{branch}", "receive-pack", *words)
            done = reach(*goals, *asking)
            if asking and "does not support push options" in done.stderr:
                done = reach(*goals)
            if done.code == 0:
                return Sent(branch, goal.name, goal.shown, opened_at(goal, branch, base, done.stderr))
            refused = _refusal(goal, branch, done)
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
    return next((address for address in found if _parsed_address(address)[1] == host), None)


def _parsed_address(address: str) -> tuple[str, str, str]:
    """The way to an address, empty if it is none of ours or a program's own; its host; its path."""
    if re.match(r"[\w+.-]*::", address):
        return "", "", ""
    if "://" not in address:
        if (short := _SHORT.fullmatch(address)) is None:
            return "file", "", ""
        address = f"ssh://{short['host']}/{short['path']}"
    try:
        parts = urlsplit(address)
    except ValueError:
        return "", "", ""
    way = _SCHEMES.get(address.partition("://")[0], "")
    return way, parts.hostname or "", parts.path.strip("/").removesuffix(".git")


def _absolute(repository: Repository, address: str) -> str:
    """A relative path of a remote from where git takes it: the top of the working tree."""
    if _parsed_address(address)[0] != "file" or "://" in address:
        return address
    common = repository.common
    return os.path.normpath((common.parent if common.name == ".git" else common) / address)


@contextmanager
def _remote_reached(
    repository: Repository, remote: Remote, have: Sequence[str] = ()
) -> Iterator[tuple[Remote, Path, Callable[..., RunResult]]]:
    """A remote, an empty repository with the objects of this one, and how git is run there to reach it.

    ``have`` are the commits that it knows. Raises ``Refused`` if the way to the remote is none of ours,
    and when it does not answer within ``PATIENCE``.
    """
    with tempfile.TemporaryDirectory(prefix="mh-", ignore_cleanup_errors=True) as name:
        folder, common = Path(name), repository.common
        own = {"GIT_DIR": name, "GIT_COMMON_DIR": name, "GIT_INDEX_FILE": str(folder / "index")}
        own["GIT_OBJECT_DIRECTORY"] = str(common / "objects")
        none = ("GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_CONFIG_PARAMETERS", "GIT_NAMESPACE")
        usual = {key: text for key, text in git_environment().items() if key != "GIT_ALLOW_PROTOCOL"}
        env = {**os.environ, **usual, **own, **dict.fromkeys(none, "")}

        def git(*arguments: str) -> str:
            done = run_git(folder, arguments, env=env)
            if done.code:
                raise failed(done.stderr)
            return done.text.strip()

        def reach(branch: str, refs: str, service: str, *words: str) -> RunResult:
            there = [f"--{service}={_THERE} {service}"] if _parsed_address(goal.real)[0] == "file" else []
            asking = git_command(folder, (*words, *there, "--", goal.address, refs), _SETTINGS)
            done = ended(asking, env, PATIENCE)
            if done is None:
                raise _sending_refused("proposal.no_answer", goal, branch, seconds=round(PATIENCE))
            return done

        hash_ = setting(repository.folder, "extensions.objectFormat") or "sha1"
        git("init", "--quiet", "--bare", "--template=", f"--object-format={hash_}")
        for number, commit in enumerate(have):
            git("update-ref", f"refs/mh/have/{number}", commit)
        if repository.shallow:
            shutil.copy(common / "shallow", folder)
        goal = remote._replace(real=git("ls-remote", "--get-url", "--", remote.address) or remote.address)
        if not _parsed_address(goal.real)[0]:
            raise _sending_refused("proposal.protocol", goal)
        yield goal, folder, reach


_REASONS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
"""What git says, by reason; the first that fits."""


def _refusal(remote: Remote, branch: str, done: RunResult) -> Refused:
    """Why a branch could not be fetched or sent, in words."""
    text = done.stderr + done.out.decode("utf-8", "replace")
    found = (key for key, words in _REASONS.items() if re.search(words, text, re.IGNORECASE | re.DOTALL))
    lines = [line for line in text.splitlines() if line.startswith(("fatal:", "error:", "remote:", "ssh:"))]
    why = _USER.sub("", " ".join(" ".join(lines or text.splitlines()).split()))
    return _sending_refused(next(found, "proposal.not_sent"), remote, branch, why=why)


def _sending_refused(key: str, remote: Remote, branch: str = "", **more: object) -> Refused:
    return Refused(key, remote=remote.name, address=remote.shown, branch=branch, **more)
