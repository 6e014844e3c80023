"""Apply the fixes that are safe without asking: first the rules' own fixes, then the layout."""

import copy
from collections.abc import Container
from contextlib import suppress
from datetime import date

from menneskehandel_cli.diagnostics import KeyPath, at
from menneskehandel_cli.documents import compose, decode, parse
from menneskehandel_cli.edits.change import Change, ChangedTree, made, rewritten
from menneskehandel_cli.edits.layout import formatted
from menneskehandel_cli.edits.places import entries, replaced
from menneskehandel_cli.edits.subject import Subject, read_subject
from menneskehandel_cli.edits.upgrading import upgraded_files
from menneskehandel_cli.language import Refused
from menneskehandel_cli.mistakes import mended
from menneskehandel_cli.register import load
from menneskehandel_cli.rules import RuleContext, findings
from menneskehandel_cli.rules.base import Fix
from menneskehandel_cli.trees import Tree

_ROUNDS = 5
"""The maximum number of rounds: one fix may reveal a finding that another one fixes."""


def layout(tree: Tree, path: str) -> Change | None:
    """The change that gives a file its canonical layout; ``None`` if it has it. Raises ``Refused``."""
    subject = read_subject(tree, path)
    after = formatted(subject.data, subject.model, path)
    return Change(path, subject.data, after) if after != subject.data else None


def fixed(tree: Tree, paths: Container[str], as_of: date) -> list[Change]:
    """The changes that fix the files ``paths``, by file.

    In a file that cannot be read, spaces and invisible marks are mended; otherwise it is skipped.
    """
    known = {*tree.paths()}
    changes = {
        path: Change(path, tree.read(path) if path in known else None, after)
        for path, after in upgraded_files(tree, paths).items()
    }
    for _ in range(_ROUNDS):
        step = _round(made(tree, list(changes.values())), paths, as_of, changes.keys())
        if not step:
            break
        for path, (target, after) in step.items():
            _note(changes, tree, path, target, after)
    now = made(tree, list(changes.values()))
    for path in now.paths():
        if path in paths or path in changes:
            with suppress(Refused):
                laid_out = layout(now, path)
                if laid_out is not None:
                    _note(changes, tree, path, path, laid_out.after)
    return [changes[path] for path in sorted(changes)]


def _note(changes: dict[str, Change], tree: Tree, path: str, target: str, after: bytes) -> None:
    """Add one step to the change of a file."""
    earlier = changes.pop(path, None) or Change(path, tree.read(path), b"")
    moved_from = earlier.origin if earlier.origin != target else None
    changes[target] = Change(target, earlier.before, after, moved_from)


def _round(
    tree: ChangedTree, paths: Container[str], as_of: date, changed: Container[str]
) -> dict[str, tuple[str, bytes]]:
    """What can be fixed now: for each file its new path and bytes."""
    fixes: dict[str, list[tuple[KeyPath, Fix]]] = {}
    subjects: dict[str, Subject] = {}
    found: dict[str, tuple[str, bytes]] = {}
    for finding in findings(RuleContext(load(tree), as_of), tree.read):
        path, keys = finding.path, finding.diagnostic.keys
        if finding.rule.fix is None or (path not in paths and path not in changed):
            continue
        try:
            if path not in subjects:
                subjects[path] = read_subject(tree, path)
            subject = subjects[path]
        except Refused:
            fix = finding.rule.fix(finding.diagnostic, None)
            if fix is not None and fix.what == "text":
                found[path] = (path, mended(tree.read(path)))
            continue
        fix = finding.rule.fix(finding.diagnostic, at(subject.value, keys))
        if fix is not None:
            fixes.setdefault(path, []).append((keys, fix))
    taken = {*tree.paths()}
    for path, asked in fixes.items():
        target, data = _applied(subjects[path], asked, taken)
        if (target, data) != (path, subjects[path].data):
            found[path] = (target, data)
            taken.add(target)
    return {path: made for path, made in found.items() if made != (path, tree.read(path))}


def _applied(subject: Subject, fixes: list[tuple[KeyPath, Fix]], taken: set[str]) -> tuple[str, bytes]:
    value = copy.deepcopy(subject.value)
    renames: list[tuple[KeyPath, str]] = []
    target = subject.path
    for keys, fix in fixes:
        if fix.what == "file":
            target = str(fix.to) if fix.to not in taken else target
        elif fix.what == "key":
            siblings = at(value, keys[:-1])
            if isinstance(siblings, dict) and fix.to not in siblings:
                renames.append((keys, str(fix.to)))
        else:
            holder = at(value, keys[:-1])
            holder[keys[-1]] = fix.to
    change = None
    with suppress(Refused):
        change = rewritten(subject, value)
    return target, _renamed(change.after if change is not None else subject.data, renames)


def _renamed(data: bytes, renames: list[tuple[KeyPath, str]]) -> bytes:
    """The file with some keys renamed, and nothing else changed."""
    text = decode(data)
    root = compose(text)
    bom = data[: len(data) - len(text.encode())]
    wanted = dict(renames)
    edits = [
        (entry.name.start_mark.index, entry.name.end_mark.index, wanted[entry.keys])
        for entry in (entries(root, text) if root is not None else [])
        if entry.name is not None and entry.keys in wanted
    ]
    made_of = bom + replaced(text, edits).encode()
    return made_of if parse("", made_of).readable else data
