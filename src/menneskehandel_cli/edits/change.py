"""A change of one file before it is made: its diff, and the errors it would introduce."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import unified_diff
from typing import Any

from menneskehandel_cli.diagnostics import KeyPath
from menneskehandel_cli.documents import parse, split_lines
from menneskehandel_cli.edits.patching import patched
from menneskehandel_cli.edits.subject import Subject
from menneskehandel_cli.language import SOURCE_LANG
from menneskehandel_cli.models import Model
from menneskehandel_cli.register import Register, load
from menneskehandel_cli.rules import Finding, RuleContext, findings
from menneskehandel_cli.trees import Tree, Unreadable


@dataclass(frozen=True, slots=True)
class Change:
    """A change of the file ``path``.

    ``before`` is ``None`` if there was no file; ``moved_from`` is its former path.
    """

    path: str
    before: bytes | None
    after: bytes
    moved_from: str | None = None

    @property
    def origin(self) -> str:
        """The path of the file before the change."""
        return self.moved_from or self.path

    def diff(self) -> list[str]:
        """The lines of the change as a unified diff, as ``git diff`` shows it."""
        old, new = (_lines(data) for data in (self.before, self.after))
        source = "/dev/null" if self.before is None else f"a/{self.origin}"
        moved = [f"rename from {self.moved_from}", f"rename to {self.path}"] if self.moved_from else []
        return [*moved, *unified_diff(old, new, source, f"b/{self.path}", lineterm="")]


def _lines(data: bytes | None) -> list[str]:
    if not data:
        return []
    lines = split_lines(data.decode("utf-8", "replace"))
    return lines if lines[-1] else lines[:-1]


def rewritten(subject: Subject, value: dict[str, Any]) -> Change | None:
    """The change that gives a file the value ``value``; ``None`` if it has it.

    Raises ``Refused`` if that would lose comments or the layout.
    """
    after = patched(subject.data, value, subject.model, subject.path)
    before = None if subject.new else subject.data
    return Change(subject.path, before, after) if after != subject.data else None


def begun_subject(made: Change, model: type[Model]) -> Subject:
    """A new file, to be filled in further."""
    return Subject(made.path, made.after, parse(made.path, made.after).value, model, new=True)


@dataclass(frozen=True, slots=True)
class ChangedTree:
    """A tree as it would be after some changes."""

    tree: Tree
    files: Mapping[str, bytes | None]

    def paths(self) -> list[str]:
        """All YAML files, in a fixed order."""
        gone = {path for path, data in self.files.items() if data is None}
        return sorted({*self.tree.paths(), *self.files} - gone)

    def read(self, path: str) -> bytes:
        """The file's bytes. Raises ``Unreadable``."""
        if path not in self.files:
            return self.tree.read(path)
        data = self.files[path]
        if data is None:
            raise Unreadable("missing")
        return data


def made(tree: Tree, changes: list[Change]) -> ChangedTree:
    """The tree as it would be after ``changes``."""
    gone = {change.moved_from: None for change in changes if change.moved_from}
    return ChangedTree(tree, {**gone, **{change.path: change.after for change in changes}})


def new_errors(
    tree: Tree, changes: list[Change], as_of: date, places: Collection[KeyPath] = ((),)
) -> list[Finding]:
    """The errors that changes would introduce, as ``introduced`` tells them.

    The state before is read only if the state after has errors.
    """
    errors = _errors(RuleContext(load(made(tree, changes)), as_of), made(tree, changes))
    if not errors:
        return []
    before = RuleContext(load(tree), as_of)
    return introduced(errors, _errors(before, tree), before.register, changes, places)


def introduced(
    errors: Iterable[Finding],
    before: Iterable[Finding],
    register: Register,
    changes: Iterable[Change],
    places: Collection[KeyPath] = ((),),
) -> list[Finding]:
    """Those of ``errors`` that ``changes`` introduce: not those that were there ``before``.

    ``register`` holds the records before, ``places`` are the keys that were changed. A file that could
    not be read in full before may have hidden other errors: if such a file is changed, only errors at
    ``places`` count.
    """
    hidden = {change.path for change in changes} & (register.unread | register.damaged)
    known = Counter(_name(finding) for finding in before)
    fresh = []
    for finding in errors:
        name = _name(finding)
        if hidden and finding.path in hidden and _touched(finding, places):
            fresh.append(finding)
        elif known[name]:
            known[name] -= 1
        elif not hidden:
            fresh.append(finding)
    return fresh


def _touched(finding: Finding, places: Collection[KeyPath]) -> bool:
    keys = finding.diagnostic.keys
    return any(keys[: len(place)] == place[: len(keys)] for place in places)


def _errors(context: RuleContext, tree: Tree) -> list[Finding]:
    return [found for found in findings(context, tree.read) if found.severity == "error"]


def _name(finding: Finding) -> tuple[str, str, str]:
    return finding.path, finding.rule.code, finding.message(SOURCE_LANG)
