"""A command's context: which strategy, in which language, on which day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from menneskehandel_cli.cli.choices import choose_among, choose_day, choose_lang
from menneskehandel_cli.cli.failure import Failure
from menneskehandel_cli.cli.output import remark, watch
from menneskehandel_cli.language import LANGS, Lang, collation, count, is_day, last_day, say
from menneskehandel_cli.trees import ROOT_FILE, DiskTree, Tree, find_root

if TYPE_CHECKING:
    from menneskehandel_cli.git import Commit, GitTrouble, Repository
    from menneskehandel_cli.history import Baseline, History
    from menneskehandel_cli.history.versions import Versions
    from menneskehandel_cli.models import Strategy
    from menneskehandel_cli.register import Register
    from menneskehandel_cli.register.coverage import Coverage
    from menneskehandel_cli.rules import Finding, RuleContext

RootOption = Annotated[Path | None, typer.Option("--root", help="option.root", show_default=False)]
LangOption = Annotated[str | None, typer.Option("--lang", help="option.lang", show_default=False)]
AsOfOption = Annotated[str | None, typer.Option("--as-of", help="option.as_of", show_default=False)]
AtOption = Annotated[str | None, typer.Option("--at", help="option.at", show_default=False)]
FormatOption = Annotated[str, typer.Option("--format", help="option.format")]
InstrumentOption = Annotated[
    list[str], typer.Option("--instrument", help="option.instrument", show_default=False)
]
BodyOption = Annotated[list[str], typer.Option("--body", help="option.body", show_default=False)]
MinistryOption = Annotated[
    list[str], typer.Option("--ministry", help="option.ministry", show_default=False)
]
FollowUpOption = Annotated[
    list[str], typer.Option("--ministry", help="option.follow_up", show_default=False)
]
AreaOption = Annotated[list[int], typer.Option("--area", help="option.area", show_default=False)]
StatusOption = Annotated[list[str], typer.Option("--status", help="option.status", show_default=False)]


@dataclass(frozen=True)
class Session:
    """What a reading command starts from. Everything is read once, when first asked for."""

    root: Path
    asked_lang: str | None
    asked_day: str | None
    asked_at: str | None = None
    shared: Versions | None = None

    @cached_property
    def repository(self) -> Repository:
        """The repository the strategy lies in. Raises ``GitTrouble`` where there is none."""
        from menneskehandel_cli.git import open_repository

        return open_repository(self.root)

    @property
    def prefix(self) -> str:
        """The strategy's folder inside its repository, with a slash at its end; empty where it is all."""
        from menneskehandel_cli.git import GitTrouble

        try:
            return self.repository.prefix
        except GitTrouble:
            return ""

    @cached_property
    def at(self) -> str | None:
        """The commit to read instead of the disk."""
        if self.asked_at is None:
            return None
        return self.repository.resolve(self.asked_at, self._mainline())

    def _mainline(self) -> str:
        """The line that days are counted along: ``history.ref`` as it stands now, else HEAD."""
        if self.asked_at is None and "register" in self.__dict__ and self.register.strategy:
            return self.register.strategy.history.ref or "HEAD"
        from menneskehandel_cli.documents import parse
        from menneskehandel_cli.git import CommitTree, GitTrouble
        from menneskehandel_cli.trees import Unreadable

        try:
            data = DiskTree(self.root).read(ROOT_FILE)
        except Unreadable:
            try:
                data = CommitTree.of(self.repository, self.repository.resolve("HEAD")).read(ROOT_FILE)
            except (GitTrouble, Unreadable):
                return "HEAD"
        value = parse(ROOT_FILE, data).value
        history = value.get("history") if isinstance(value, dict) else None
        ref = history.get("ref") if isinstance(history, dict) else None
        return ref if isinstance(ref, str) else "HEAD"

    @cached_property
    def tree(self) -> Tree:
        """The files."""
        if self.at is None:
            return DiskTree(self.root)
        from menneskehandel_cli.git import CommitTree

        tree = CommitTree.of(self.repository, self.at)
        if ROOT_FILE not in tree.paths():
            raise Failure("no_strategy_at", at=self.asked_at, file=ROOT_FILE)
        return tree

    @cached_property
    def register(self) -> Register:
        """All records."""
        from menneskehandel_cli.register import load

        tree = self.tree
        # What history has read, where it has.
        known = self.past if "history" in self.__dict__ else self.shared
        if known is None or self.at is None:
            return load(tree, self.at)
        from menneskehandel_cli.git import CommitTree

        assert isinstance(tree, CommitTree)
        return load(tree, self.at, lambda path: known.document(tree.blob(path)))

    @cached_property
    def strategy(self) -> Strategy | None:
        """The strategy's own record. Not all others are read for it where nothing else needs them."""
        from menneskehandel_cli.register.loading import load_strategy

        known = "register" in self.__dict__
        return self.register.strategy if known else load_strategy(self.tree)

    @cached_property
    def context(self) -> RuleContext:
        """What rules and views judge by."""
        from menneskehandel_cli.rules import RuleContext

        return RuleContext(self.register, self.as_of)

    @property
    def coverage(self) -> Coverage:
        """How far each obligation is met."""
        return self.context.coverage

    @cached_property
    def all_findings(self) -> list[Finding]:
        """All that the rules find, those on history too where there is one to read."""
        return self._found(None)

    def findings_in(self, paths: Collection[str]) -> list[Finding]:
        """All that the rules find in some files. The others are not searched for places."""
        return self._found(paths)

    def _found(self, paths: Collection[str] | None) -> list[Finding]:
        from menneskehandel_cli.rules import findings

        return findings(self.whole_context, self.tree.read, paths=paths)

    @cached_property
    def whole_context(self) -> RuleContext:
        """What all rules judge by, those on history too where there is one to read."""
        history = self.history if self.no_history is None else None
        return replace(self.context, history=history)

    @cached_property
    def no_history(self) -> GitTrouble | None:
        """Why history cannot be read, if it cannot."""
        from menneskehandel_cli.git import GitTrouble

        try:
            _ = self.history
        except GitTrouble as trouble:
            return trouble
        return None

    def warn_of_history(self) -> None:
        """Say on stderr that the rules on history were skipped, and why."""
        if self.no_history is not None:
            key = f"failure.git.{self.no_history.trouble}"
            why = say(key, self.lang, about=self.no_history.about)
            remark(say("check.no_history", self.lang, why=why))

    @cached_property
    def lang(self) -> Lang:
        """The language of the answer."""
        strategy = self.strategy
        return choose_lang(self.asked_lang, strategy.default_language if strategy else None)

    @cached_property
    def spoken(self) -> Lang:
        """The language of messages where the records need not be read for anything else."""
        from menneskehandel_cli.documents import parse
        from menneskehandel_cli.trees import Unreadable

        try:
            value = parse(ROOT_FILE, self.tree.read(ROOT_FILE)).value
        except Unreadable:
            value = None
        default = value.get("default_language") if isinstance(value, dict) else None
        return choose_lang(self.asked_lang, default if default in LANGS else None)

    def inside(self, path: Path) -> str:
        """A path as the register names files."""
        return path.relative_to(self.root).as_posix()

    def warn(self) -> None:
        """Say on stderr that some files could not be read, so that a list is not taken for whole."""
        broken = len(self.register.unread | self.register.damaged)
        if broken:
            remark(count("broken", broken, self.lang))

    @cached_property
    def as_of(self) -> date:
        """The day that "passed" means: today, or that of the commit that is read."""
        if self.asked_day is None and self.at is not None:
            # Its effective day, as reports count: a wrong clock cannot turn time back.
            return self.repository.line(self.at)[-1].day
        return choose_day(self.asked_day)

    @cached_property
    def tip(self) -> str:
        """The newest commit of the mainline that is told of."""
        if self.at is not None:
            return self.at
        head = self.repository.resolve("HEAD")
        ref = self._mainline()
        if ref == "HEAD":
            return head
        tip = self.repository.resolve(ref)
        # A checkout of an older state of the mainline knows nothing of what came later.
        older = tip != head and any(commit.id == head for commit in self.repository.line(tip))
        return head if older else tip

    @cached_property
    def last_changes(self) -> dict[str, date]:
        """The day each measure's file last changed after the data entry, where git can tell.

        A change of comments alone is none.
        """
        from menneskehandel_cli.git import GitTrouble

        strategy = self.strategy
        entered = strategy.history.baseline if strategy else None
        try:
            at_head = self.at is None and self._mainline() == "HEAD"
            line = self.repository.line("HEAD" if at_head else self.tip)
            later = _after(self.repository, line, entered)
            if not later:
                return {}
            from menneskehandel_cli.documents import same

            paths = [self.register.path_of(measure) for measure in self.register.measures]
            found = self.repository.last_changes(
                paths, later, lambda before, after: not same(before, after)
            )
        except GitTrouble:
            return {}
        return {path: commit.day for path, commit in found.items()}

    @cached_property
    def history(self) -> History:
        """All events of the mainline. Raises ``GitTrouble`` for a shallow clone."""
        watched = partial(watch, text=say("progress.history", self.lang))
        begun = self.repository.begin_mainline(self.tip)
        # Imported only now: git is at work meanwhile. Nothing else may come between, for it might fail.
        from menneskehandel_cli.history import trace

        commits = begun()
        baseline = self._baseline(commits)
        return trace(commits, self.repository.blobs_in_turn, baseline, watched, self.past)

    @cached_property
    def past(self) -> Versions:
        """What history has read of the files, at whatever commit."""
        from menneskehandel_cli.history.versions import Versions

        return self.shared or Versions()

    def earlier(self, at: str) -> Session:
        """A session at another commit of the same mainline. What history has read is not read again."""
        return replace(self, asked_at=at, shared=self.past)

    def _baseline(self, commits: list[Commit]) -> Baseline:
        """Up to where everything is data entry: a day, or a commit of the mainline."""
        from menneskehandel_cli.git import GitTrouble
        from menneskehandel_cli.history import Baseline

        strategy = self.strategy
        wanted = strategy.history.baseline if strategy else None
        if wanted is None:
            return Baseline()
        if is_day(wanted):
            return Baseline(day=last_day(wanted))
        commit = self.repository.resolve(wanted)
        ids = [item.id for item in commits]
        if commit not in ids:
            raise GitTrouble("not_on_mainline", wanted)
        return Baseline(place=ids.index(commit))


def _after(repository: Repository, line: list[Commit], entered: str | None) -> list[Commit]:
    """What is left of a mainline without the data entry. Raises ``GitTrouble``."""
    if entered is None:
        return line
    if is_day(entered):
        first = last_day(entered)
        return [commit for commit in line if commit.day > first]
    entry = {commit.id for commit in repository.line(repository.resolve(entered))}
    return [commit for commit in line if commit.id not in entry]


def open_session(
    root: Path | None, lang: str | None = None, as_of: str | None = None, at: str | None = None
) -> Session:
    """A session on the strategy at ``root``, or at or above the working directory.

    With ``at``, the strategy need not be on the disk: a bare repository will do.
    """
    if lang is not None:
        choose_lang(lang, None)  # A language nobody speaks is told before anything is done.
    try:
        start = (root or Path.cwd()).absolute()
    except FileNotFoundError:
        raise Failure("no_folder") from None
    found = start if root is not None else find_root(start)
    if at is not None and (found is None or not (found / ROOT_FILE).exists()):
        return Session(start, lang, as_of, at)
    if found is None or not (found / ROOT_FILE).parent.is_dir():
        raise Failure("no_strategy", where=str(start), file=ROOT_FILE)
    return Session(found, lang, as_of, at)


def choose_instruments(session: Session, asked: list[str]) -> tuple[str, ...]:
    """Instruments by their ids."""
    return choose_among(asked, list(session.register.instruments), "instrument")


def choose_bodies(session: Session, asked: list[str]) -> tuple[str, ...]:
    """Bodies by their ids; a body with one instrument also by that one's: the convention's is ``coe``."""
    spoken = Counter(item.body for item in session.register.instruments.values())
    named = {
        name.casefold(): item.body
        for name, item in session.register.instruments.items()
        if spoken[item.body] == 1
    }
    return choose_among([named.get(given.casefold(), given) for given in asked], sorted(spoken), "body")


def choose_who(session: Session, asked: list[str]) -> tuple[str, ...]:
    """Those who can follow something up, by their ids."""
    from menneskehandel_cli.reports.follow_up import able

    return choose_among(asked, sorted(able(session.register), key=collation), "ministry") if asked else ()
