"""Convert files from format 1 on the disk, as ``models/upgrade.py`` does on reading.

Links that only name lose ``contribution``, and those that answer get it; areas name articles by id; law
is moved out of the articles, and the state's own data on a convention out of the instrument.
"""

import copy
from collections.abc import Container, Iterator
from typing import Any

from menneskehandel_cli.edits.change import Change, rewritten
from menneskehandel_cli.edits.new_file import record_file
from menneskehandel_cli.edits.subject import Subject, read_subject
from menneskehandel_cli.edits.values import records_in
from menneskehandel_cli.language import Refused
from menneskehandel_cli.models.base import FORMAT
from menneskehandel_cli.models.upgrade import law_of
from menneskehandel_cli.register import Register, instrument_of, kind_of, load
from menneskehandel_cli.register.rounds import whole
from menneskehandel_cli.trees import Tree

_OWN_EVENTS = ("signature", "ratification", "entry_into_force")
"""Events of a convention that are the state's own."""


def upgraded_files(tree: Tree, paths: Container[str]) -> dict[str, bytes]:
    """The files of ``paths`` in format 1, converted, and the files that this adds.

    A file is left as it is if that requires a decision, or if something else must be fixed first.
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
        added = {file.path: file.after for file in _changed(register, subject, value)}
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
        if whole(register, statement) is not None:
            yield register.path_of(statement.owner)  # which of its parts repeats it?
    for link in register.links:
        target = register.targets.get(link.address.obligation)
        if target is None or register.path_of(target.owner) in register.damaged:
            yield register.path_of(link.measure)  # how much does it reach?


def _changed(register: Register, subject: Subject, value: dict[str, Any]) -> Iterator[Change]:
    """Convert ``value`` in place, and return the new files for what is moved out of it."""
    kind, path = kind_of(subject.path), subject.path
    if kind == "measure":
        for link in records_in(value, "addresses"):
            # Only a link that answers a requirement has a contribution.
            reached = register.requirements_of(link.get("obligation", ""))
            if link.get("basis") == "area" or len(reached) != 1:
                link.pop("contribution", None)
                link.pop("by", None)
            else:
                link.setdefault("contribution", "partial")  # the default in format 1
    elif kind == "strategy" and len(register.conventions) == 1:
        for area in records_in(value, "focus_areas"):
            numbers = area.get("articles")
            if isinstance(numbers, list):
                area["articles"] = [
                    f"{register.conventions[0]}-{item}" if isinstance(item, int) else item
                    for item in numbers
                ]
    elif kind == "obligation" and (law := law_of(value)) is not None:
        if any(len(register.requirements_of(item["requirement"])) != 1 for item in law["requirements"]):
            return  # Law on something that is no requirement is kept: it requires a decision.
        del value["existing"]
        yield record_file("law", f"data/law/{instrument_of(path)}/{value['id']}.yaml", law)
    elif kind == "instrument" and value.get("kind") == "convention":
        yield from _take_out_party(instrument_of(path), value)


def _take_out_party(name: str, value: dict[str, Any]) -> Iterator[Change]:
    """Move the events that are the state's own out of a convention's head."""
    events = records_in(value, "events")
    own = [event for event in events if event.get("kind") in _OWN_EVENTS]
    if own:
        value["events"] = [event for event in events if event not in own]
        if not value["events"]:
            del value["events"]
        party = {"id": f"party-{name}", "instrument": name, "events": own}
        yield record_file("party", f"data/law/{name}/_party.yaml", party)
