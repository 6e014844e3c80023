"""The stages of a use case. Each is a value that a function makes from the stages before it.

``open_strategy`` finds the files, the day and the language; ``read_past`` reads the history of the
mainline; ``read_snapshot`` reads the records; ``evaluate`` applies the rules. A use case calls the
stages it needs, in this order.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from menneskehandel_cli import trees
from menneskehandel_cli.app.choices import choose_day, choose_lang
from menneskehandel_cli.app.head import Head, newest_head
from menneskehandel_cli.app.reporter import SILENT, Reporter
from menneskehandel_cli.git import Commit, CommitTree, GitTrouble, Repository, open_repository
from menneskehandel_cli.language import Choices, Lang, Refused, count, msg, refusing, say, spoken
from menneskehandel_cli.language.days import is_day, last_day

if TYPE_CHECKING:
    from menneskehandel_cli.history import Blobs, EntryEnd, History
    from menneskehandel_cli.history.selection import Lookback
    from menneskehandel_cli.models import Strategy
    from menneskehandel_cli.register import Register
    from menneskehandel_cli.rules import Finding, RuleContext


@dataclass(frozen=True, slots=True)
class Opened:
    """The files of a strategy, from the disk or from a commit."""

    root: Path
    tree: trees.Tree
    head: Head
    as_of: date
    """The day of the evaluation: ``--as-of``, otherwise today, or for a commit its effective day."""
    lang: Lang
    """The language of the output, with the strategy's terms in it."""
    repository: Repository | None = None
    """The git repository, if a commit is read."""
    revision: str | None = None
    """The commit that is read; ``None`` for the files on disk."""
    reporter: Reporter = field(default=SILENT, compare=False)
    """Who is told what there is to say besides the result."""
    remarks: set[str] = field(default_factory=set, compare=False)
    """What has been said of files that were not read."""

    @property
    def commit(self) -> str:
        """The commit that is read. Only for commands that always read one."""
        assert self.revision is not None
        return self.revision

    def describes(self, kind: str) -> bool:
        """Whether the strategy has the schema of a kind of file, which new files then name."""
        from menneskehandel_cli.register.layout import schema_file

        return (self.root / schema_file(kind)).is_file()

    def place(self, path: str) -> Path:
        """Where a file is on disk, by its path as the register names files."""
        return trees.plan_of(self.root)[0] / self.told(path)

    def told(self, path: str) -> str:
        """A file as people are told of it, from the folder with what plans share; see ``place``."""
        return trees.whole(trees.plan_of(self.root)[1], path)

    def inside(self, path: Path) -> str:
        """A path as the register names files; one that begins with ``../`` is of another plan."""
        top, plan = trees.plan_of(self.root)
        place = path.relative_to(top).as_posix()
        return "." if f"{place}/" == plan else trees.inside(plan, place) or f"../{place}"


def open_strategy(
    root: Path | None,
    lang: str | None = None,
    as_of: str | None = None,
    at: str | None = None,
    reporter: Reporter = SILENT,
    *,
    begins: trees.Tree | None = None,
) -> Opened:
    """Open the strategy at ``root``, or at or above the working directory.

    With ``at``, the strategy need not be on disk; a bare repository is enough. Of one of several
    plans that ``begins`` later there is its own file, as it is in that tree. Raises ``Refused`` and
    ``GitTrouble``.
    """
    if lang is not None:
        choose_lang(lang, None, root)  # Reject an unknown language before anything is read.
    gone = msg("The folder you are in is gone. Go to another one, or name the strategy with --root.")
    with refusing(FileNotFoundError, gone):
        start = (root or Path.cwd()).absolute()
    inside = trees.plans_in(start) if root is not None else {}
    found = start if root is not None and (not inside or "" in inside) else trees.find_root(start)
    plans = trees.find_plans(start) if found is None else {}
    found = next(iter(plans.values())) if len(plans) == 1 else found
    if at is not None:
        place = found if found is not None and (found / trees.ROOT_FILE).exists() else start
        return replace(_open_commit(place, lang, as_of, at, begins=begins), reporter=reporter)
    if found is None and plans:
        raise Refused("several_plans", known=Choices(plans))
    if found is None or not ((found / trees.ROOT_FILE).parent.is_dir() or trees.is_root(found)):
        raise Refused("no_strategy", where=str(start), file=trees.ROOT_FILE)
    tree = trees.DiskTree(found)
    head = Head.of(tree)
    return Opened(found, tree, head, choose_day(as_of, head.zone), _lang_of(head, lang), reporter=reporter)


def _lang_of(head: Head, tag: str | None) -> Lang:
    """The language of the output, with the strategy's terms in it."""
    return head.with_terms(choose_lang(tag, spoken(head.language), written=head.values.get("languages")))


def _open_commit(
    root: Path, lang: str | None, as_of: str | None, at: str, *, begins: trees.Tree | None
) -> Opened:
    repository, now = open_repository(root), newest_head(root)
    commit = repository.counting_in(now.zone).resolve(at, now.ref)
    tree = CommitTree.of(repository, commit)
    if begins is not None and tree.plan and trees.ROOT_FILE not in tree.blobs:
        data = begins.read(trees.ROOT_FILE)
        tree = replace(tree, blobs={**tree.blobs, trees.ROOT_FILE: "begun"}, _read={"begun": data})
    if trees.ROOT_FILE not in tree.paths():
        file = f"{trees.PLANS}/{tree.plan}/{trees.ROOT_FILE}" if tree.plan else trees.ROOT_FILE
        raise Refused(msg("The revision {at} does not contain {file}."), at=at, file=file)
    head = Head.of(tree)
    repository = repository.counting_in(head.zone)
    # The effective day, as in reports: it never decreases along the mainline, even if a clock was wrong.
    day = repository.line(commit)[-1].day if as_of is None else choose_day(as_of, head.zone)
    return Opened(root, tree, head, day, _lang_of(head, lang), repository, commit)


def places_in(opened: Opened) -> Callable[[str], str]:
    """What gives the path of a file from the top of its repository, by its path in the register."""
    try:
        return (opened.repository or open_repository(opened.root)).whole
    except GitTrouble:
        return partial(trees.whole, trees.plan_of(opened.root)[1])


class Past(NamedTuple):
    """The history of the mainline, or why it cannot be read."""

    tip: str = ""
    """The newest commit of the history."""
    history: History | None = None
    trouble: GitTrouble | None = None

    def required(self) -> History:
        """The history. Raises ``GitTrouble`` if there is none."""
        if self.trouble is not None:
            raise self.trouble
        assert self.history is not None
        return self.history

    def warn(self, opened: Opened) -> None:
        """Say that the rules on history were skipped, and why."""
        if self.trouble is not None:
            text = msg("The rules about the history are skipped. {why}")
            opened.reporter.remark(say(text, opened.lang, why=self.trouble.say(opened.lang)))


def read_past(
    opened: Opened, strategy: Strategy | None, *, needs: Collection[Lookback] | None = None
) -> Past:
    """All events of the mainline that ``strategy`` names, up to the commit that is read.

    With ``needs``, other events may be left out.
    """
    from menneskehandel_cli.history import trace

    try:
        language = strategy.language if strategy is not None else opened.head.language
        with opened.reporter.working(say(msg("Reading the history"), opened.lang)) as watch:
            repository = opened.repository or open_repository(opened.root).counting_in(opened.head.zone)
            tip = opened.revision or _tip(repository, strategy)
            commits = repository.mainline(tip)
            baseline = _baseline(repository, strategy, commits)
            blobs: Blobs = repository.blobs_in_turn
            if needs is not None:
                from menneskehandel_cli.history.selection import select

                age = opened.as_of - commits[0].day if commits else timedelta()
                commits, blobs = select(commits, blobs, baseline, needs, age)
            return Past(tip, trace(commits, blobs, baseline, watch, language))
    except GitTrouble as trouble:
        return Past(trouble=trouble)


def _tip(repository: Repository, strategy: Strategy | None) -> str:
    """The newest commit of the mainline that the checkout contains."""
    head = repository.resolve("HEAD")
    ref = strategy.history.ref if strategy else None
    if ref is None or ref == "HEAD":
        return head
    tip = repository.resolve(ref)
    # A checkout of an older commit of the mainline does not contain the later ones.
    return head if tip != head and any(commit.id == head for commit in repository.line(tip)) else tip


def _baseline(repository: Repository, strategy: Strategy | None, commits: list[Commit]) -> EntryEnd:
    """The end of the data entry: a day, or a commit of the mainline, and never before the strategy."""
    from menneskehandel_cli.history import EntryEnd, first_with_strategy

    wanted = strategy.history.baseline if strategy else None
    if wanted is None:
        return EntryEnd()
    if is_day(wanted):
        return EntryEnd(last_day(wanted), first_with_strategy(commits))
    commit = repository.resolve(wanted)
    ids = [item.id for item in commits]
    if commit not in ids:
        raise GitTrouble("not_on_mainline", wanted)
    return EntryEnd(place=max(ids.index(commit), first_with_strategy(commits)))


class Snapshot(NamedTuple):
    """The records of an opened strategy, and the files that could not be read."""

    opened: Opened
    register: Register

    @property
    def lang(self) -> Lang:
        """The language of the output."""
        return self.opened.lang

    def warn(self) -> None:
        """Say that some files could not be read, so that a list is not taken as complete."""
        broken = len(self.register.unread | self.register.damaged)
        if broken:
            self.opened.reporter.remark(count("broken", broken, self.lang))


def read_snapshot(opened: Opened) -> Snapshot:
    """Read all records."""
    from menneskehandel_cli.register import load

    with opened.reporter.working(say(msg("Reading the files"), opened.lang)):
        register = load(opened.tree, opened.revision)
    unread = {path for path in register.unread if os.path.lexists(opened.place(path))}
    tell_unseen(opened, unread.union(entry.path for entry in register.entries))
    return Snapshot(opened, approvals_judged(opened, register))


def approvals_judged(opened: Opened, register: Register) -> Register:
    """The register in which what was changed since it was approved is a draft, or why it is unknown."""
    if not any(report.counts for report in register.reports):
        return register
    from menneskehandel_cli.history.approvals import with_approvals_judged

    try:
        repository = opened.repository or open_repository(opened.root)
        return with_approvals_judged(register, repository, opened.revision or repository.resolve("HEAD"))
    except GitTrouble as trouble:
        if trouble.trouble not in ("no_commits", "no_repository"):  # Then nothing has come later.
            opened.reporter.remark(say("approvals_unknown", opened.lang, why=trouble.say(opened.lang)))
        return register


_MOST_PATHS = 3
"""How many of the files that were not read are named."""


def _first_paths(paths: list[str]) -> str:
    return ", ".join(paths[:_MOST_PATHS]) + (" …" if len(paths) > _MOST_PATHS else "")


def tell_uncommitted(lang: Lang, *commits: Opened) -> None:
    """Say once which files are not on disk as in the ``commits`` of one or several plans, if any."""
    found: set[str] = set()
    for one in commits:
        with suppress(GitTrouble):
            found.update(trees.whole(trees.plan_of(one.root)[1], path) for path in _uncommitted(one))
    if found:
        text = msg("This shows the last commit. Changes that are not committed yet are not in it: {files}.")
        commits[0].reporter.remark(say(text, lang, files=_first_paths(sorted(found))))


def _uncommitted(commit: Opened) -> list[str]:
    """The files that differ. Where the strategy is not on disk, no file is compared."""
    if commit.repository is None or not (commit.root / trees.ROOT_FILE).exists():
        return []
    disk, left_out = trees.DiskTree(commit.root), commit.repository.tracked()
    there = {path for path in (*disk.paths(), *commit.tree.paths()) if not left_out.get(path)}
    return [path for path in there if _bytes(disk, path) != _bytes(commit.tree, path)]


def _bytes(tree: trees.Tree, path: str) -> bytes | None:
    """A file as git keeps it, with its own ends of lines; ``None`` if it cannot be read."""
    with suppress(trees.Unreadable):
        return tree.read(path).replace(b"\r\n", b"\n")
    return None


def tell_unseen(opened: Opened, seen: AbstractSet[str]) -> None:
    """Say what git lists but the reader has not ``seen``, on one line, once.

    No count is to be taken for complete if it is not. What git does not know is not asked for.
    """
    try:
        unseen = _unseen(opened, seen)
    except GitTrouble:
        return
    commit = (opened.revision or "")[:10]
    remarks = [
        say(f"unseen.{why}", opened.lang, n=len(paths), files=_first_paths(paths), commit=commit)
        for why, paths in unseen.items()
    ]
    if remarks and not opened.remarks.issuperset(remarks):
        opened.remarks.update(remarks)
        opened.reporter.remark(" ".join(remarks))


def _unseen(opened: Opened, seen: AbstractSet[str]) -> Mapping[str, list[str]]:
    """The paths of records that git lists and that are not ``seen``, by reason. Raises ``GitTrouble``."""
    from menneskehandel_cli.register.layout import kind_of

    if isinstance(opened.tree, CommitTree):
        return _record_links(opened.tree)
    repository = open_repository(opened.root)
    tracked = repository.tracked()
    missing = [
        path
        for path in tracked
        if path not in seen and kind_of(path) and seen.isdisjoint(map(str, PurePosixPath(path).parents))
    ]
    now = opened.tree.paths() if missing else ()
    # One that is there, but under no path that is listed, is spelt in another way on disk.
    missing = [path for path in missing if path in now or not os.path.lexists(opened.place(path))]
    sparse = [path for path in missing if tracked[path]]
    gone = [path for path in missing if not tracked[path]]
    if gone and (not set(now).isdisjoint(gone) or repository.is_at_work()):
        return {"busy": missing}
    return {why: paths for why, paths in (("sparse", sparse), ("gone", gone)) if paths}


def _record_links(tree: CommitTree) -> Mapping[str, list[str]]:
    """The links of a commit that stand where a record may. One without a suffix may be to a folder."""
    from menneskehandel_cli.register.layout import kind_of

    links = [path for path in tree.links if kind_of(path) or "." not in PurePosixPath(path).name]
    return {"link": links} if links else {}


def evaluate(snapshot: Snapshot, past: Past | None = None) -> RuleContext:
    """The records as rules see them, on the day of ``Opened``; without a past, with no history."""
    from menneskehandel_cli.rules import RuleContext

    return RuleContext(snapshot.register, snapshot.opened.as_of, past.history if past is not None else None)


def find_all(snapshot: Snapshot, context: RuleContext, paths: Collection[str] | None = None) -> list[Finding]:
    """All findings with their locations; with ``paths``, only those in these files."""
    from menneskehandel_cli.rules import findings

    with snapshot.opened.reporter.working(say("progress.rules", snapshot.lang)):
        return findings(context, snapshot.opened.tree.read, paths=paths)
