"""Add a new actor to the file of all actors."""

from __future__ import annotations

from menneskehandel_cli.edits.change import Change, rewritten
from menneskehandel_cli.edits.new_file import Draft, Provenance
from menneskehandel_cli.edits.subject import read_subject
from menneskehandel_cli.register.loading import ACTORS_FILE
from menneskehandel_cli.trees import Tree


def new_actor(tree: Tree, draft: Draft, name: str, title: str, kind: str, source: Provenance) -> Change:
    """The actors' file with one more actor at its end. Raises ``Refused``."""
    subject = read_subject(tree, ACTORS_FILE)
    actor = actor_entry(draft, name, title, kind, source)
    value = {**subject.value, "actors": [*(subject.value.get("actors") or []), actor]}
    change = rewritten(subject, value)
    assert change is not None  # one is added
    return change


def actor_entry(draft: Draft, name: str, title: str, kind: str, source: Provenance) -> dict[str, object]:
    """An actor as an item of the file of all actors."""
    return {"id": name, "name": draft.text(title), "kind": kind, "source": source.given}
