"""Add a convention pack to a strategy that is there already."""

from __future__ import annotations

from collections.abc import Sequence

from menneskehandel_cli.edits.change import Change
from menneskehandel_cli.edits.new_record import appended
from menneskehandel_cli.edits.packs import Pack, taken
from menneskehandel_cli.edits.subject import read_subject
from menneskehandel_cli.register import Register
from menneskehandel_cli.register.loading import ACTORS_FILE
from menneskehandel_cli.trees import ROOT_FILE, Tree


def added(tree: Tree, register: Register, pack: Pack) -> list[Change]:
    """The changes that bring ``pack`` in: its files, and the documents and actors that are not there.

    A document or an actor of the same id is taken to be the same. Raises ``Refused``.
    """
    strategy = register.strategy
    new = taken(pack, strategy.languages if strategy is not None else ())
    changes = [*new.files]
    for path, key, items in (
        (ROOT_FILE, "documents", new.documents),
        (ACTORS_FILE, "actors", new.actors),
    ):
        changes += _longer(tree, path, key, items)
    return changes


def _longer(tree: Tree, path: str, key: str, items: Sequence[dict[str, object]]) -> list[Change]:
    """The file with the items that its list does not have, if there are any."""
    subject = read_subject(tree, path)
    present = subject.value.get(key) or []
    ids = {item.get("id") for item in present if isinstance(item, dict)}
    fresh = [item for item in items if item["id"] not in ids]
    return [appended(tree, path, key, fresh)] if fresh else []
