"""Repositories made by somebody hostile: each attack changes a harmless one.

An attack is laid by whoever made the repository. It wants one of its own programs run, or something
that lies outside of it told. Where git itself can be caught, the attack is shown to work.
"""

import os
import shlex
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha1
from itertools import pairwise
from pathlib import Path

from example import MEASURE, MEASURE_FILE, STRATEGY_FILE, measure
from repositories import Repo, Step, build, edition, git

SECRET = "Hemmelig"
"""Stands in everything that lies outside, and may stand in no answer."""

SECRET_MEASURE = MEASURE.replace("T01", "T02").replace("Samordne arbeidet", SECRET)


@dataclass(frozen=True)
class Outside:
    """What lies next to the repository: a program that leaves a marker when run, and private files."""

    folder: Path

    @property
    def trap(self) -> Path:
        """The program."""
        return self.folder / "felle.sh"

    @property
    def private(self) -> Path:
        """A folder with a record, a file that is none, and a repository of its own."""
        return self.folder / "privat"

    def sprung(self) -> bool:
        """Whether the trap was run since it was last asked."""
        marker = self.folder / "kjørt"
        there = marker.exists()
        marker.unlink(missing_ok=True)
        return there

    def state(self) -> dict[str, bytes]:
        """Every file that lies outside, to be compared."""
        files = (path for path in sorted(self.folder.rglob("*")) if path.is_file())
        named = {path.relative_to(self.folder): path for path in files if not path.is_symlink()}
        return {str(name): path.read_bytes() for name, path in named.items() if name.parts[0] != "depot"}


def outside(folder: Path) -> Outside:
    """Lay out what lies outside."""
    made = Outside(folder)
    made.private.mkdir(parents=True)
    made.trap.write_text(f"#!/bin/sh\ntouch {shlex.quote(str(folder / 'kjørt'))}\n")
    made.trap.chmod(0o755)
    (made.private / "02-hemmelig.yaml").write_text(SECRET_MEASURE, encoding="utf-8")
    (made.private / "liste").write_text(f"{SECRET} 1\n{SECRET} 2\n", encoding="utf-8")
    build(
        made.private / "depot",
        [
            Step("2026-01-20", {"data/measures/02-hemmelig.yaml": SECRET_MEASURE}),
            Step("2026-02-20", measure(title=SECRET), subject=SECRET),
        ],
    )
    return made


def harmless(folder: Path) -> Repo:
    """The repository that an attack changes: two states, and attributes that name drivers."""
    attributes = {".gitattributes": "*.yaml filter=felle diff=felle merge=felle ident export-ignore\n"}
    steps = [Step("2026-01-10", {**edition(0), **attributes}), Step("2026-02-10", edition(1))]
    made = build(folder, steps)
    # What a clone may hold in its configuration is nobody's business either.
    made.git("config", "remote.origin.url", f"https://x:{SECRET}@example.org/x.git")
    (folder / ".git/info").mkdir(exist_ok=True)
    (folder / ".git/02-hemmelig.yaml").write_text(SECRET_MEASURE, encoding="utf-8")
    return made


@dataclass(frozen=True)
class Attack:
    """``lay`` changes the repository; ``bait`` is what git would be caught by, where known."""

    lay: Callable[[Repo, Outside], object]
    bait: tuple[str, ...] | None = None


def setting(*pairs: str) -> Callable[[Repo, Outside], None]:
    """Set names to values in the repository's own configuration; ``{}`` is the trap."""

    def lay(repo: Repo, out: Outside) -> None:
        for pair in pairs:
            name, value = pair.format(out.trap).split("=", 1)
            repo.git("config", name, value)

    return lay


HOOKS = (
    *("applypatch-msg", "pre-applypatch", "post-applypatch", "pre-commit", "pre-merge-commit"),
    *("prepare-commit-msg", "commit-msg", "post-commit", "pre-rebase", "post-checkout", "post-merge"),
    *("pre-push", "pre-receive", "update", "proc-receive", "post-receive", "post-update"),
    *("reference-transaction", "push-to-checkout", "pre-auto-gc", "post-rewrite", "post-index-change"),
    *("sendemail-validate", "fsmonitor-watchman"),
)
"""Every hook that githooks(5) names, apart from those of Perforce."""


def hooks(repo: Repo, out: Outside) -> None:
    """Every hook there is, in the usual place and in the working tree."""
    for folder in (repo.folder / ".git/hooks", repo.folder / ".githooks"):
        folder.mkdir(exist_ok=True)
        for name in HOOKS:
            shutil.copy(out.trap, folder / name)


def hooks_elsewhere(repo: Repo, out: Outside) -> None:
    """Hooks in a folder that comes with the commits."""
    hooks(repo, out)
    shutil.rmtree(repo.folder / ".git/hooks")
    repo.git("config", "core.hooksPath", ".githooks")


def included(condition: str) -> Callable[[Repo, Outside], None]:
    """A configuration that lies outside, brought in always or on a condition."""

    def lay(repo: Repo, out: Outside) -> None:
        (out.folder / "mer").write_text(
            f"[core]\nfsmonitor = {out.trap}\npager = {out.trap}\nsshCommand = {out.trap}\n"
            f"[diff]\nexternal = {out.trap}\n[gpg]\nprogram = {out.trap}\n[log]\nshowSignature = true\n"
        )
        repo.git("config", condition.format(repo.folder), str(out.folder / "mer"))

    return lay


def signed(repo: Repo, out: Outside) -> None:
    """A signed commit, and a program of theirs to look at the signature."""
    setting("gpg.program={}", "log.showSignature=true")(repo, out)
    head, _, message = repo.git("cat-file", "commit", "HEAD").partition("\n\n")
    signature = "-----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----"
    commit_of(repo, f"{head}\ngpgsig {signature}\n\n{message}\n".encode())


def commit_of(repo: Repo, text: bytes) -> str:
    """Make a commit out of its bytes, whatever git thinks of them, and have ``main`` name it."""
    made = git(repo.folder, "hash-object", "-t", "commit", "-w", "--literally", "--stdin", stdin=text)
    # Past ``update-ref``, which looks at what it names.
    (repo.folder / ".git/refs/heads/main").write_text(f"{made}\n")
    return made


def called_git(repo: Repo, out: Outside) -> None:
    """A program of theirs called git, in the folder that ``mh`` is started from."""
    shutil.copy(out.trap, repo.folder / "git")


PROGRAMS: dict[str, Attack] = {
    "fsmonitor": Attack(setting("core.fsmonitor={}"), ("status",)),
    "hooks": Attack(hooks, ("update-ref", "refs/heads/x", "HEAD")),
    "hooks in a folder of theirs": Attack(hooks_elsewhere, ("update-ref", "refs/heads/x", "HEAD")),
    "hooks in the settings": Attack(  # since git 2.54
        setting(*(f"hook.min-{name}.{pair}" for name in HOOKS for pair in (f"event={name}", "command={}")))
    ),
    "external diff": Attack(setting("diff.external={}"), ("diff", "HEAD~1", "HEAD")),
    "text conversion": Attack(setting("diff.felle.textconv={}"), ("diff", "HEAD~1", "HEAD")),
    "command of a diff driver": Attack(setting("diff.felle.command={}"), ("diff", "HEAD~1", "HEAD")),
    "smudge and clean": Attack(
        setting("filter.felle.smudge={}", "filter.felle.clean={}", "filter.felle.required=true"),
        ("cat-file", "--filters", f"HEAD:{MEASURE_FILE}"),
    ),
    "filter process": Attack(
        setting("filter.felle.process={}"), ("cat-file", "--filters", f"HEAD:{MEASURE_FILE}")
    ),
    "merge driver": Attack(setting("merge.felle.driver={}", "merge.default=felle")),
    "include": Attack(included("include.path"), ("status",)),
    "include of this folder": Attack(included("includeIf.gitdir:{}/.path"), ("status",)),
    "include of this branch": Attack(included("includeIf.onbranch:main.path"), ("status",)),
    "signature": Attack(signed, ("log", "--show-signature")),
    "command of a trailer": Attack(
        setting("trailer.correction.cmd={}", "trailer.correction.key=Correction"),
        ("interpret-trailers", "--trailer", "correction=x", STRATEGY_FILE),
    ),
    "old command of a trailer": Attack(
        setting("trailer.correction.command={}", "trailer.correction.key=Correction"),
        ("interpret-trailers", "--trailer", "correction=x", STRATEGY_FILE),
    ),
    "alternate references": Attack(setting("core.alternateRefsCommand={}")),
    "pager": Attack(setting(*(f"{name}={{}}" for name in ("core.pager", "pager.log", "pager.rev-parse")))),
    "aliases": Attack(
        setting(*(f"alias.{name}=!{{}}" for name in ("log", "rev-parse", "cat-file", "ls-tree", "x"))), ("x",)
    ),
    "editors": Attack(setting("core.editor={}", "sequence.editor={}", "core.askPass={}")),
    "credentials": Attack(setting("credential.helper={}", "core.gitProxy={}", "core.sshCommand={}")),
    "submodule update": Attack(setting("submodule.x.update=!{}", "submodule.x.active=true")),
    "a program called git": Attack(called_git),
}
"""What would run a program of theirs."""


def promised(repo: Repo) -> None:
    """Take away a blob and promise that a remote has it, so that git goes and fetches it."""
    blob = repo.git("rev-parse", f"HEAD:{MEASURE_FILE}")
    loose(repo)
    (repo.folder / ".git/objects" / blob[:2] / blob[2:]).unlink()
    setting(
        "core.repositoryformatversion=1", "extensions.partialClone=origin", "remote.origin.promisor=true"
    )(repo, Outside(repo.folder))


def loose(repo: Repo) -> None:
    """Have every object in a file of its own."""
    for pack in (repo.folder / ".git/objects/pack").glob("*.pack"):
        data = pack.read_bytes()
        for file in pack.parent.iterdir():
            file.unlink()
        git(repo.folder, "unpack-objects", "-q", stdin=data)


REMOTES: dict[str, tuple[str, ...]] = {
    "ext": ("remote.origin.url=ext::{}", "protocol.ext.allow=always"),
    "ssh": ("remote.origin.url=ssh://x/y", "protocol.ssh.allow=always", "core.sshCommand={}"),
    "upload-pack": ("remote.origin.url=.", "protocol.file.allow=always", "remote.origin.uploadpack={}"),
    "proxy": ("remote.origin.url=git://x/y", "protocol.git.allow=always", "core.gitProxy={}"),
    "other url": ("remote.origin.url=a:b", "url.ext::{} .insteadOf=a:b", "protocol.ext.allow=always"),
}
"""Where a partial clone would fetch what it lacks from, and with it run a program."""


# Places that lead outside -------------------------------------------------------------------------


def link(path: str, target: str) -> Callable[[Repo, Outside], None]:
    """Put a link in the place of a file or folder; ``{}`` is what lies outside."""

    def lay(repo: Repo, out: Outside) -> None:
        place = repo.folder / path
        if place.is_dir() and not place.is_symlink():
            shutil.rmtree(place)
        else:
            place.unlink(missing_ok=True)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(target.format(out.private))

    return lay


def chain(repo: Repo, out: Outside) -> None:
    """A link to a link to a link, the last one out."""
    steps = ["en", "to", "tre"]
    for here, there in pairwise(steps):
        (repo.root / here).symlink_to(there)
    (repo.root / steps[-1]).symlink_to(out.private / "02-hemmelig.yaml")
    (repo.root / "data/measures/02-annet.yaml").symlink_to("../../en")


def by_a_folder(repo: Repo, out: Outside) -> None:
    """A folder of the repository leads out, and a link goes through it."""
    (repo.root / "vei").symlink_to(out.private)
    (repo.root / "data/measures/02-annet.yaml").symlink_to("../../vei/02-hemmelig.yaml")


def by_a_relative_way(repo: Repo, out: Outside) -> None:
    """Up and up, and down again elsewhere."""
    place = repo.root / "data/measures/02-annet.yaml"
    place.symlink_to(os.path.relpath(out.private / "02-hemmelig.yaml", place.parent))


def whole_strategy(repo: Repo, out: Outside) -> None:
    """The strategy's own folder is somebody else's."""
    shutil.copytree(repo.root / "strategy", out.private / "strategy")
    shutil.rmtree(repo.root / "strategy")
    (repo.root / "strategy").symlink_to(out.private / "strategy")


OTHER = "data/measures/02-annet.yaml"
LINKS: dict[str, Callable[[Repo, Outside], None]] = {
    "a file": link(OTHER, "{}/02-hemmelig.yaml"),
    "a file in place of a record": link(MEASURE_FILE, "{}/02-hemmelig.yaml"),
    "a file that is no record": link(OTHER, "{}/liste"),
    "the actors": link("strategy/actors.yaml", "{}/liste"),
    "the strategy's file": link(STRATEGY_FILE, "{}/liste"),
    "a folder": link("data/measures", "{}"),
    "a folder below": link("data/measures/mer", "{}"),
    "a folder called like a file": link(OTHER, "{}"),
    "data itself": link("data", "{}"),
    "strategy itself": whole_strategy,
    "the root of all": link("data/indicators", "/"),
    "home": link("data/reports", "~"),
    "a chain": chain,
    "through a folder": by_a_folder,
    "a relative way": by_a_relative_way,
    "the environment": link(OTHER, "/proc/self/environ"),
    "the memory": link(OTHER, "/proc/self/mem"),
    "standard input": link(OTHER, "/proc/self/fd/0"),
    "this process's folder": link(OTHER, "/proc/self/cwd/../privat/02-hemmelig.yaml"),
    "endless nothing": link(OTHER, "/dev/zero"),
    "chance": link(OTHER, "/dev/urandom"),
    "a terminal": link(OTHER, "/dev/tty"),
    "passwords": link(OTHER, "/etc/passwd"),
    "a circle": link(OTHER, "02-annet.yaml"),
    "git's own files": link(OTHER, "../../.git/config"),
    "git's own folder": link("data/indicators", "../.git"),
}
"""Links in the working tree."""


def written(path: str, text: str) -> Callable[[Repo, Outside], None]:
    """Write a file of git's own; ``{}`` is what lies outside."""

    def lay(repo: Repo, out: Outside) -> None:
        place = repo.folder / ".git" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text.format(out.private))

    return lay


def git_file(repo: Repo, out: Outside) -> None:
    """``.git`` is a file that names another repository."""
    shutil.rmtree(repo.folder / ".git")
    (repo.folder / ".git").write_text(f"gitdir: {out.private}/depot/.git\n")


def borrowed(repo: Repo, out: Outside) -> None:
    """Objects are borrowed from another repository, and a branch names a commit of it."""
    tip = git(out.private / "depot", "rev-parse", "HEAD")
    written("objects/info/alternates", "{}/depot/.git/objects\n")(repo, out)
    (repo.folder / ".git/refs/heads/main").write_text(f"{tip}\n")


def borrowed_twice(repo: Repo, out: Outside) -> None:
    """Objects are borrowed from a folder of the repository, which borrows from outside."""
    tip = git(out.private / "depot", "rev-parse", "HEAD")
    (repo.folder / ".git/mellom/info").mkdir(parents=True)
    (repo.folder / ".git/mellom/info/alternates").write_text(f"{out.private}/depot/.git/objects\n")
    written("objects/info/alternates", "../mellom\n")(repo, out)
    (repo.folder / ".git/refs/heads/main").write_text(f"{tip}\n")


def by_way_of(start: str, way: str, target: str) -> Callable[[Repo, Outside], None]:
    """A link to a folder within git's own, where another link leads out."""

    def lay(repo: Repo, out: Outside) -> None:
        link(start, str((repo.folder / way).parent))(repo, out)
        link(way, target)(repo, out)

    return lay


GIT_PLACES: dict[str, Callable[[Repo, Outside], object]] = {
    "a file for .git": git_file,
    "a link for .git": link(".git", "{}/depot/.git"),
    "a common folder": written("commondir", "{}/depot/.git\n"),
    "alternates": borrowed,
    "alternates of alternates": borrowed_twice,
    "alternates that are none": written("objects/info/alternates", "{}/liste\n"),
    "a list for alternates": link(".git/objects/info/alternates", "{}/liste"),
    "objects": link(".git/objects", "{}/depot/.git/objects"),
    "packs": link(".git/objects/pack", "{}/depot/.git/objects/pack"),
    "a pack": link(".git/objects/pack/pack-x.pack", "{}/liste"),
    "a folder of objects": link(".git/objects/ab", "{}/depot/.git/objects/pack"),
    "an object": link(".git/objects/ab/cdef", "{}/liste"),
    "information on objects": link(".git/objects/info", "{}"),
    "references": link(".git/refs", "{}/depot/.git/refs"),
    "branches": link(".git/refs/heads", "{}/depot/.git/refs/heads"),
    "tags": link(".git/refs/tags", "{}/depot/.git/refs/tags"),
    "a folder of branches": link(".git/refs/heads/utkast", "{}/depot/.git/refs/heads"),
    "branches by a folder within": by_way_of(".git/refs/heads", ".git/mellom/main", "{}/liste"),
    "objects by a folder within": by_way_of(".git/objects/ab", ".git/mellom/cdef", "{}/liste"),
    "what branches were": link(".git/logs", "{}/depot/.git/logs"),
    "what a branch was": link(".git/logs/HEAD", "{}/liste"),
    "settings of a working tree": link(".git/config.worktree", "{}/liste"),
    "packed references": link(".git/packed-refs", "{}/liste"),
    "HEAD": link(".git/HEAD", "{}/liste"),
    "a branch": link(".git/refs/heads/main", "{}/liste"),
    "shallow": link(".git/shallow", "{}/liste"),
    "configuration": link(".git/config", "{}/liste"),
    "another configuration": link(".git/config", "{}/depot/.git/config"),
    "index": link(".git/index", "{}/liste"),
    "a part of the index": link(".git/sharedindex.0", "{}/liste"),
    "included list": setting("include.path=../../privat/liste"),
    "included nothing": setting("include.path=/dev/zero"),
    "mailmap": setting("mailmap.file=../privat/liste", "log.mailmap=true"),
    "order": setting("diff.orderFile=../privat/liste"),
    "attributes": setting("core.attributesFile=../privat/liste"),
    "excludes": setting("core.excludesFile=../privat/liste"),
    "a working tree elsewhere": setting("core.worktree=../../privat"),
    "grafts": link(".git/info/grafts", "{}/liste"),
    "commit graph": link(".git/objects/info/commit-graph", "{}/liste"),
}
"""What of git's own files leads outside."""

REFUSED = (
    *("a file for .git", "a link for .git", "a common folder", "objects", "packs", "a pack"),
    *("a folder of objects", "an object", "information on objects", "references", "branches", "tags"),
    *("a folder of branches", "branches by a folder within", "objects by a folder within"),
    *("what branches were", "what a branch was", "settings of a working tree", "packed references"),
    *("a branch", "shallow", "another configuration", "commit graph", "index", "a part of the index"),
)
"""Those of them that would make git read another repository: nothing is read then."""


# Commits and objects that git would not make ------------------------------------------------------


def commit(
    repo: Repo,
    *,
    author: bytes = b"A <a@b>",
    date: bytes = b"1772000000 +0000",
    message: bytes = b"Endring\n",
    more: bytes = b"",
    parents: Sequence[str] = ("HEAD",),
    tree: str = "HEAD^{tree}",
) -> str:
    """A commit on top of ``main`` with the same files, byte by byte as it is given."""
    names = [repo.git("rev-parse", name) for name in (tree, *parents)]
    head = [f"tree {names[0]}", *(f"parent {name}" for name in names[1:])]
    people = [b"author " + author + b" " + date, b"committer " + author + b" " + date]
    return commit_of(repo, b"\n".join([*(line.encode() for line in head), *people, more + b"\n" + message]))


NOBODY = "1" * 40
"""The hash of nothing."""

ODD_COMMITS: dict[str, Callable[[Repo], object]] = {
    **{
        f"date {date.decode()}": partial(commit, date=date)
        for date in (
            *(b"0 +0000", b"-1 +0000", b"-62135596800 +0000", b"-99999999999 +0000"),
            *(b"253402300799 +0000", b"253402300800 +0000", b"99999999999999 +0000"),
            *(b"9223372036854775807 +0000", b"18446744073709551615 +0000", b"9" * 30 + b" +0000"),
            *(b"1772000000 +9999", b"1772000000", b"1e9 +0000", b"i fjor", b""),
        )
    },
    **{
        f"author {author!r}": partial(commit, author=author)
        for author in (
            *(b"", b"A", b"<>", b"A <a> <b", b"A\0B <x>", b"A\r\nB <x>", b"\xff\xfe <x>"),
            *(b"A\x1b]52;c;x\x07 <a>", b"\xc2\x9b31m <x>", b"\xe2\x80\xaex <x>", b"A\x08\x08B <x>"),
        )
    },
    **{
        f"message {message[:20]!r}": partial(commit, message=message)
        for message in (
            *(b"", b"\n\n", b"a\0b\n", b"\xff\n", b"x" * 300_000, b"\x1b[31mx\x07\n", b"\xc2\x9b31mx\n"),
            b"x\n\nCorrection: yes\x1b[31m\n",
            b"x\n\nCorrection: yes\n no\n",
            b"x\n\n" + b"Correction: no\n" * 5000,
            b"x\n\nCorrection: " + b"y" * 100_000,
        )
    },
    "an encoding that is none": partial(commit, more=b"encoding \x1b[31m\n", message=b"\xff\n"),
    "an encoding of escapes": partial(commit, more=b"encoding UTF-7\n", message=b"+ABs-[31m\n"),
    "an encoding with noughts": partial(commit, more=b"encoding UTF-16\n", message=b"a\0b\0\n"),
    "no parents": partial(commit, parents=()),
    "many parents": partial(commit, parents=("HEAD", *["HEAD~1"] * 60)),
    "the same parent twice": partial(commit, parents=("HEAD", "HEAD")),
    "a parent that is a tree": partial(commit, parents=("HEAD^{tree}",)),
    "a parent that is not there": partial(commit, parents=(NOBODY,)),
    "a tree that is not there": partial(commit, tree=NOBODY),
    "a tree that is a blob": partial(commit, tree=f"HEAD:{MEASURE_FILE}"),
    "no commit at all": partial(commit_of, text=b"tull"),
}


def tree_of(repo: Repo, entries: Sequence[tuple[str, bytes, str]]) -> str:
    """A commit whose ``data/measures`` has exactly these entries: mode, name and object."""
    raw = b"".join(
        mode.encode() + b" " + name + b"\0" + bytes.fromhex(repo.git("rev-parse", what))
        for mode, name, what in entries
    )
    folder = git(repo.folder, "hash-object", "-t", "tree", "-w", "--literally", "--stdin", stdin=raw)
    for above in (b"measures", b"data"):
        tree = repo.git("rev-parse", "HEAD:strategy")
        entry = b"40000 " + above + b"\0" + bytes.fromhex(folder)
        if above == b"data":
            entry += b"40000 strategy\0" + bytes.fromhex(tree)
        folder = git(repo.folder, "hash-object", "-t", "tree", "-w", "--literally", "--stdin", stdin=entry)
    return commit(repo, tree=folder)


BLOB = f"HEAD:{MEASURE_FILE}"
ODD_TREES: dict[str, list[tuple[str, bytes, str]]] = {
    "up": [("100644", b"..", BLOB)],
    "up and out": [("100644", b"../../../ut.yaml", BLOB)],
    "from the root": [("100644", b"/etc/ut.yaml", BLOB)],
    "a folder of git": [("100644", b".git/ut.yaml", BLOB)],
    "no name": [("100644", b"", BLOB)],
    "the same twice": [("100644", b"01-samordning.yaml", BLOB), ("100644", b"01-samordning.yaml", BLOB)],
    "a file that is a folder": [("100644", b"01-samordning.yaml", "HEAD:strategy")],
    "a folder that is a file": [("40000", b"01-samordning.yaml", BLOB)],
    "a folder in a circle of names": [("40000", b"measures", "HEAD:strategy")],
    "a mode that is none": [("777777", b"01-samordning.yaml", BLOB)],
    "a mode with noughts": [("0100644", b"01-samordning.yaml", BLOB)],
    "a file that is not there": [("100644", b"01-samordning.yaml", NOBODY)],
    "a name with a line break": [("100644", b"02\n100644 blob x\t.yaml", BLOB)],
    "a name of escapes": [("100644", b"02-\x1b]0;x\x07.yaml", BLOB)],
    "a name that is no text": [("100644", b"02-\xff\xfe.yaml", BLOB)],
    "a name of 4 000 signs": [("100644", b"0" * 4000 + b".yaml", BLOB)],
}
"""What the folder of measures holds, in trees that ``git mktree`` would not make."""


def damaged(what: str, how: str) -> Callable[[Repo], None]:
    """Damage an object in the way that is named."""

    def lay(repo: Repo) -> None:
        loose(repo)
        name, other = repo.git("rev-parse", what), repo.git("rev-parse", f"HEAD:{STRATEGY_FILE}")
        place = repo.folder / ".git/objects" / name[:2] / name[2:]
        data = place.read_bytes()
        place.unlink()
        kept = {
            "garbage": b"tull",
            "short": data[:-9],
            "empty": b"",
            "another": (repo.folder / ".git/objects" / other[:2] / other[2:]).read_bytes(),
        }
        if how in kept:
            place.write_bytes(kept[how])

    return lay


def lying_graph(repo: Repo) -> None:
    """A commit graph that tells of parents there are not."""
    repo.git("commit-graph", "write", "--reachable")
    place = repo.folder / ".git/objects/info/commit-graph"
    data = bytearray(place.read_bytes())
    data[-60:-20] = b"\x7f" * 40
    place.unlink()
    place.write_bytes(data)


def forged_graph(repo: Repo) -> None:
    """A commit graph that leaves the commits between the newest and the oldest out, well formed."""
    repo.git("commit-graph", "write", "--reachable")
    place = repo.folder / ".git/objects/info/commit-graph"
    data = bytearray(place.read_bytes()[:-20])
    chunks = {
        bytes(data[at : at + 4]): int.from_bytes(data[at + 4 : at + 12], "big")
        for at in range(8, 8 + 12 * data[6], 12)
    }
    names = sorted(repo.commits)
    newest = chunks[b"CDAT"] + 36 * names.index(repo.commits[-1])
    data[newest + 20 : newest + 24] = names.index(repo.commits[0]).to_bytes(4, "big")
    place.unlink()
    place.write_bytes(data + sha1(data, usedforsecurity=False).digest())


def plain(path: str, data: bytes) -> Callable[[Repo], object]:
    """Write bytes into a file of git's own."""

    def lay(repo: Repo) -> None:
        place = repo.folder / ".git" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)

    return lay


def huge(repo: Repo) -> None:
    """A file of fifty gigabytes that takes no room."""
    with (repo.folder / ".git/stor").open("wb") as stream:
        stream.truncate(50_000_000_000)


def deep(top: Path) -> None:
    """Fifteen hundred folders, one in the other."""
    here = os.open(top, os.O_RDONLY)
    for _ in range(1500):
        os.mkdir("d", dir_fd=here)
        below = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)


DAMAGE: dict[str, Callable[[Repo], object]] = {
    **{
        f"{what}, {how}": damaged(what, how)
        for what in (BLOB, f"HEAD~1:{MEASURE_FILE}", "HEAD:data", "HEAD", "HEAD~1")
        for how in ("garbage", "short", "empty", "another", "gone")
    },
    "a commit graph of garbage": plain("objects/info/commit-graph", b"CGPH\1\1\4\0" + b"\xff" * 4000),
    "a commit graph that lies": lying_graph,
    "a commit graph that is forged": forged_graph,
    "a branch that is none": plain("refs/heads/main", b"tull\x1b[31m"),
    "a branch in a circle": plain("refs/heads/main", b"ref: refs/heads/main\n"),
    "a branch of noughts": plain("refs/heads/main", b"\0" * 41),
    "packed references of garbage": plain("packed-refs", b"tull\x1b[31m\n"),
    "a file of fifty gigabytes": huge,
    "an index of garbage": plain("index", b"tull"),
    "a pack of garbage": plain("objects/pack/pack-x.pack", b"PACK\0\0\0\2" + b"\xff" * 99),
    "a shallow file of garbage": plain("shallow", b"tull\x1b[31m\n"),
    "a HEAD of garbage": plain("HEAD", b"tull\x1b[31m\n"),
    "a configuration of garbage": plain("config", b"[tull\x1b[31m\n"),
    "a newer format": plain("config", b"[core]\nrepositoryformatversion = 99\n"),
    "an unknown extension": plain("config", b"[core]\nrepositoryformatversion = 1\n[extensions]\ntull = x\n"),
    "a setting that is none": plain("config", b'[diff]\nalgorithm = "\x1b[31m"\ncontext = tull\n'),
}
