"""Note in the files what holding the law's readings against a published copy has shown."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

from menneskehandel_cli.edits.change import Change, rewritten
from menneskehandel_cli.edits.subject import read_subject
from menneskehandel_cli.edits.values import at
from menneskehandel_cli.reports.law import LawView, Place, Reading
from menneskehandel_cli.trees import Tree


def is_notable(view: LawView, place: Place, reading: Reading) -> bool:
    """Whether the copy holds the text of a reading, of the very day that it says it was read on."""
    return place.fingerprint is not None and reading.read == view.day.isoformat()


def noted(tree: Tree, view: LawView, path: str) -> Change | None:
    """The change of a file of law readings; ``None`` if it needs none.

    A reading of the copy's own day gets the fingerprint of its text. Where a text has changed since it
    was read, its requirement becomes ``suspect``, and stays so until the text is read and noted again.

    Raises ``Refused``.
    """
    subject = read_subject(tree, path)
    value = copy.deepcopy(subject.value)
    for place in view.places:
        for reading in (reading for reading in place.readings if reading.path == path):
            if is_notable(view, place, reading):
                at(value, reading.keys)["fingerprint"] = place.fingerprint
                _clear(_requirement(value, reading), _named(place))
            elif reading.suspect:
                _suspect(_requirement(value, reading), _named(place), view.day)
    return rewritten(subject, value)


def _named(place: Place) -> str:
    """A place as ``suspect`` names it: by the ids and sections of the files, in no language."""
    return " ".join(filter(None, (place.document, place.section)))


def _requirement(value: Any, reading: Reading) -> Any:
    return value["requirements"][reading.keys[1]]


def _suspect(requirement: Any, name: str, day: date) -> None:
    """Add a place. The day on which the first was found stays."""
    held = requirement.get("suspect") or {"since": day.isoformat(), "by": []}
    if name not in held["by"]:
        requirement["suspect"] = {**held, "by": [*held["by"], name]}


def _clear(requirement: Any, name: str) -> None:
    """Take a place away that has been read again, and the mark with the last one."""
    held = requirement.get("suspect")
    if held is not None and name in held["by"]:
        left = [other for other in held["by"] if other != name]
        if left:
            requirement["suspect"] = {**held, "by": left}
        else:
            del requirement["suspect"]
