"""Apply the fixes that are safe without asking: the present format, the rules' own fixes, the layout."""

import copy
from collections.abc import Container, Iterator
from contextlib import suppress
from datetime import date
from typing import Any

from menneskehandel_cli.diagnostics import KeyPath, at
from menneskehandel_cli.documents import compose, decode, parse
from menneskehandel_cli.edits.change import FileChange, Subject, read_subject, rewritten, tree_after
from menneskehandel_cli.edits.layout import formatted
from menneskehandel_cli.edits.new_record import record_file
from menneskehandel_cli.edits.places import entries, replaced
from menneskehandel_cli.edits.values import records_in
from menneskehandel_cli.language import Refused
from menneskehandel_cli.mistakes import mended
from menneskehandel_cli.models.base import FORMAT
from menneskehandel_cli.models.upgrade import law_of
from menneskehandel_cli.register import Register, instrument_of, kind_of, load
from menneskehandel_cli.register.rounds import whole_named
from menneskehandel_cli.rules import RuleContext, findings
from menneskehandel_cli.rules.base import Fix
from menneskehandel_cli.trees import Tree

_ROUNDS = 5
"""The maximum number of rounds: one fix may reveal a finding that another one fixes."""


def layout(tree: Tree, path: str) -> FileChange | None:
    """The change that gives a file its canonical layout; ``None`` if it has it. Raises ``Refused``."""
    subject = read_subject(tree, path)
    after = formatted(subject.data, subject.model, path)
    return FileChange(path, subject.data, after) if after != subject.data else None


def fixed(tree: Tree, paths: Container[str], as_of: date) -> list[FileChange]:
    """The changes that fix the files ``paths``, by file.

    In a file that cannot be read, spaces and invisible marks are mended; otherwise it is skipped.
    """
    known, new = {*tree.paths()}, upgraded_files(tree, paths)
    changes = {x: FileChange(x, tree.read(x) if x in known else None, after) for x, after in new.items()}
    for _ in range(_ROUNDS):
        step = _fixed_now(tree_after(tree, list(changes.values())), paths, as_of, changes.keys())
        if not step:
            break
        for path, (target, after) in step.items():
            _add_step(changes, tree, path, target, after)
    now = tree_after(tree, list(changes.values()))
    for path in now.paths():
        if path in paths or path in changes:
            with suppress(Refused):
                if (laid_out := layout(now, path)) is not None:
                    _add_step(changes, tree, path, path, laid_out.after)
    return [changes[path] for path in sorted(changes)]


def _add_step(changes: dict[str, FileChange], tree: Tree, path: str, target: str, after: bytes) -> None:
    """Add one step to the change of a file."""
    earlier = changes.pop(path, None) or FileChange(path, tree.read(path), b"")
    moved_from = earlier.origin if earlier.origin != target else None
    changes[target] = FileChange(target, earlier.before, after, moved_from)


def _fixed_now(
    tree: Tree, paths: Container[str], as_of: date, changed: Container[str]
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
        if (fix := finding.rule.fix(finding.diagnostic, at(subject.value, keys))) is not None:
            fixes.setdefault(path, []).append((keys, fix))
    taken = {*tree.paths()}
    for path, own in fixes.items():
        target, data = _applied(subjects[path], own, taken)
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
            at(value, keys[:-1])[keys[-1]] = fix.to
    change = None
    with suppress(Refused):
        change = rewritten(subject, value)
    return target, _with_keys_renamed(change.after if change is not None else subject.data, renames)


def _with_keys_renamed(data: bytes, renames: list[tuple[KeyPath, str]]) -> bytes:
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


def upgraded_files(tree: Tree, paths: Container[str]) -> dict[str, bytes]:
    """The files in format 1, converted as ``models/upgrade.py`` does on reading, and those this adds.

    Links that only name lose ``contribution``, and those that answer get it; areas name articles by id;
    law is moved out of the articles, and the state's own data on a convention out of the instrument. A
    file is left as it is if that requires a decision, or if something else must be fixed first.
    """
    register = load(tree)
    unclear = {*register.unjudged, *_unclear(register)}
    found: dict[str, bytes] = {}
    for path in tree.paths():
        if path not in paths or path in unclear:
            continue
        try:
            subject = read_subject(tree, path)
        except Refused:
            continue
        if subject.value.get("format", 1) != 1:
            continue
        value = copy.deepcopy(subject.value)
        added = {file.path: file.after for file in _converted(register, subject, value)}
        if value == subject.value and "format" not in value:
            continue  # It has no format key, and is the same in every format.
        value["format"] = FORMAT
        if value.get("existing") is not None:
            continue  # It requires a decision on where it belongs.
        if any(name in tree.paths() for name in added):
            continue  # It has been partly moved by hand: do not replace that.
        try:
            change = rewritten(subject, value)
        except Refused:
            continue
        found |= {path: change.after, **added} if change is not None else added
    return found


def _unclear(register: Register) -> Iterator[str]:
    """Files whose meaning in the current format requires a decision."""
    for statement in register.statements:
        if whole_named(register, statement) is not None:
            yield register.path_of(statement.owner)  # which of its parts repeats it?
    for link in register.links:
        target = register.targets.get(link.address.obligation)
        if target is None or register.path_of(target.owner) in register.damaged:
            yield register.path_of(link.measure)  # how much does it reach?


def _converted(register: Register, subject: Subject, value: dict[str, Any]) -> Iterator[FileChange]:
    """Convert ``value`` in place, and return the new files for what is moved out of it."""
    kind, path = kind_of(subject.path), subject.path
    if kind == "measure":
        for link in records_in(value, "addresses"):
            # Only a link that answers a requirement has a contribution.
            if link.get("basis") == "area" or len(register.requirements_of(link.get("obligation", ""))) != 1:
                link.pop("contribution", None)
                link.pop("by", None)
            else:
                link.setdefault("contribution", "partial")  # the default in format 1
    elif kind == "strategy" and len(register.conventions) == 1:
        own = register.conventions[0]
        for area in records_in(value, "focus_areas"):
            if isinstance(held := area.get("articles"), list):
                area["articles"] = [f"{own}-{item}" if isinstance(item, int) else item for item in held]
    elif kind == "obligation" and (law := law_of(value)) is not None:
        if any(len(register.requirements_of(item["requirement"])) != 1 for item in law["requirements"]):
            return  # Law on something that is no requirement is kept: it requires a decision.
        del value["existing"]
        yield record_file("law", f"data/law/{instrument_of(path)}/{value['id']}.yaml", law)
    elif kind == "instrument" and value.get("kind") == "convention":
        yield from _take_out_party(instrument_of(path), value)


def _take_out_party(name: str, value: dict[str, Any]) -> Iterator[FileChange]:
    """Move the events that are the state's own out of a convention's head."""
    events, kinds = records_in(value, "events"), ("signature", "ratification", "entry_into_force")
    if own := [event for event in events if event.get("kind") in kinds]:
        value["events"] = [event for event in events if event not in own]
        if not value["events"]:
            del value["events"]
        party = {"id": f"party-{name}", "instrument": name, "events": own}
        yield record_file("party", f"data/law/{name}/_party.yaml", party)
