"""Try a rule on its examples: a small strategy, its present files and, for rules on history, its past."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from hashlib import sha1

from menneskehandel_cli.git import Change, Commit, FileVersion
from menneskehandel_cli.history import Baseline, trace
from menneskehandel_cli.history.approvals import lapsed_approvals, with_drafts
from menneskehandel_cli.register import load
from menneskehandel_cli.register.layout import kind_of
from menneskehandel_cli.rules import Finding, RuleContext, findings, unaccepted
from menneskehandel_cli.rules.example import BASE, EXAMPLE_DAY, Files, Past, with_example
from menneskehandel_cli.trees import Unreadable


def examine(files: Files, past: Past = (), base: Files = BASE) -> list[Finding]:
    """The findings of all rules in the base example with ``files``, after the states in ``past``."""
    tree, blobs, history = with_example(files, base), dict[str, bytes](), None
    register = load(tree)
    if past:
        commits = _commits([*past, (EXAMPLE_DAY.isoformat(), files)], base, blobs)
        history = trace(
            commits, lambda wanted: ((blob, blobs[blob]) for blob in wanted), Baseline(place=0)
        )
        register = with_drafts(register, lapsed_approvals(register, _versions(commits), blobs))
    context = RuleContext(register, EXAMPLE_DAY, history)
    return unaccepted(findings(context, tree.read))


def _versions(commits: list[Commit]) -> Iterator[FileVersion]:
    for change in (change for commit in commits for change in commit.changes):
        if change.after is not None and kind_of(change.path) == "report":
            yield FileVersion(change.path, change.after, (change.before,) if change.before else ())


def _commits(states: list[tuple[str, Files]], base: Files, blobs: dict[str, bytes]) -> list[Commit]:
    commits: list[Commit] = []
    before: dict[str, str] = {}
    for number, (day, files) in enumerate(states):
        after = {path: _blob(text, blobs) for path, text in {**base, **files}.items()}
        changes = tuple(
            Change(path, before.get(path), after.get(path))
            for path in sorted(before | after)
            if before.get(path) != after.get(path)
        )
        commits.append(
            Commit(f"{number:040}", date.fromisoformat(day), "", "", correction=False, changes=changes)
        )
        before = after
    return commits


def _blob(text: str | bytes | Unreadable, blobs: dict[str, bytes]) -> str:
    data = text.encode() if isinstance(text, str) else text if isinstance(text, bytes) else b""
    name = sha1(data, usedforsecurity=False).hexdigest()
    blobs[name] = data
    return name
