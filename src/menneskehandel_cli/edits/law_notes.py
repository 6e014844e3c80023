"""Note in the files what holding the law's readings against a published copy has shown."""

import copy

from menneskehandel_cli.diagnostics import at
from menneskehandel_cli.edits.change import FileChange, read_subject, rewritten
from menneskehandel_cli.reports.law import CitedPlace, CitedReading, LawView
from menneskehandel_cli.trees import Tree


def is_notable(view: LawView, place: CitedPlace, reading: CitedReading) -> bool:
    """Whether the copy holds the text of a reading, of the very day that it says it was read on."""
    return place.fingerprint is not None and reading.read == view.day.isoformat()


def noted(tree: Tree, view: LawView, path: str) -> FileChange | None:
    """The change of a file of law readings; ``None`` if it needs none.

    A reading of the copy's own day gets the fingerprint of its text. Where a text has changed since it
    was read, its requirement becomes ``suspect``, and stays so until the text is read and noted again.

    Raises ``Refused``.
    """
    subject = read_subject(tree, path)
    value = copy.deepcopy(subject.value)
    for place in view.places:
        # As ``suspect`` names it: by the ids and sections of the files, in no language.
        name = " ".join(filter(None, (place.document, place.section)))
        for reading in (reading for reading in place.readings if reading.path == path):
            requirement = value["requirements"][reading.keys[1]]
            # The day on which the first was found stays.
            held = requirement.get("suspect") or {"since": view.day.isoformat(), "by": []}
            by = [other for other in held["by"] if other != name]
            if is_notable(view, place, reading):
                at(value, reading.keys)["fingerprint"] = place.fingerprint
            elif reading.suspect:
                by = held["by"] if name in held["by"] else [*by, name]
            else:
                continue
            if by:
                requirement["suspect"] = {**held, "by": by}
            else:
                requirement.pop("suspect", None)
    return rewritten(subject, value)
