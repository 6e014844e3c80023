"""A change of one file before it is made: its lines, and the files as they would be after it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import unified_diff
from typing import Any

from menneskehandel_cli.documents import parse, split_lines
from menneskehandel_cli.edits.patching import patched
from menneskehandel_cli.edits.subject import Subject
from menneskehandel_cli.models import Model
from menneskehandel_cli.models.report import NOT_STATED
from menneskehandel_cli.trees import Tree, Unreadable


@dataclass(frozen=True, slots=True)
class Change:
    """A change of the file ``path``.

    ``before`` is ``None`` if there was no file; ``moved_from`` is its former path. ``removed``: the file
    goes, which only a proposal can do, and ``after`` is empty.
    """

    path: str
    before: bytes | None
    after: bytes
    moved_from: str | None = None
    removed: bool = False

    @property
    def origin(self) -> str:
        """The path of the file before the change."""
        return self.moved_from or self.path

    def diff(self) -> list[str]:
        """The lines of the change as a unified diff, as ``git diff`` shows it."""
        old, new = (_lines(data) for data in (self.before, self.after))
        source = "/dev/null" if self.before is None else f"a/{self.origin}"
        moved = [f"rename from {self.moved_from}", f"rename to {self.path}"] if self.moved_from else []
        target = "/dev/null" if self.removed else f"b/{self.path}"
        return [*moved, *unified_diff(old, new, source, target, lineterm="")]


def _lines(data: bytes | None) -> list[str]:
    if not data:
        return []
    lines = split_lines(data.decode("utf-8", "replace"))
    return lines if lines[-1] else lines[:-1]


def rewritten(subject: Subject, value: dict[str, Any]) -> Change | None:
    """The change that gives a file the value ``value``; ``None`` if it has it.

    A report that gets other content and no other approval is a draft again: nobody has approved it as it
    is then. Raises ``Refused`` if that would lose comments or the layout.
    """
    if value.get("approved") is not None and not subject.new:
        was = parse(subject.path, subject.data).value
        if value["approved"] == was.get("approved") and not says_the_same(was, value):
            value = {key: kept for key, kept in value.items() if key != "approved"}
    after = patched(subject.data, value, subject.model, subject.path)
    if after == subject.data:
        return None
    return Change(subject.path, None if subject.new else subject.data, after)


def says_the_same(report: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two reports say the same, approvals apart."""
    keys = (report | other).keys() - NOT_STATED - {"approved"}
    return all(report.get(key) == other.get(key) for key in keys)


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
        if (data := self.files[path]) is None:
            raise Unreadable("missing")
        return data

    @property
    def plan(self) -> str:
        """The id of the plan that is changed."""
        return self.tree.plan

    def beside(self) -> Mapping[str, Tree]:
        """The other plans in the repository, which no change concerns."""
        return self.tree.beside()


def made(tree: Tree, changes: Iterable[Change]) -> ChangedTree:
    """The tree as it would be after ``changes``."""
    files: dict[str, bytes | None] = {}
    for change in changes:
        if change.moved_from:
            files.setdefault(change.moved_from)
        files[change.path] = None if change.removed else change.after
    return ChangedTree(tree, files)
