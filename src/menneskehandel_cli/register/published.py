"""The published texts: every translated text in a record except notes about the record itself."""

from __future__ import annotations

from collections.abc import Iterator

from menneskehandel_cli.diagnostics import KeyPath
from menneskehandel_cli.models import Text, models_in
from menneskehandel_cli.register import Entry, Register

_INTERNAL = frozenset({"accepted", "evidence", "status_source", "publisher"})
"""Keys whose texts are names or quotations, and need no translation."""


def published(register: Register) -> Iterator[tuple[Entry, KeyPath, Text]]:
    """Every published text with its record and its keys."""
    for entry in register.entries:
        for keys, text in models_in(entry.record, Text):
            if _INTERNAL.isdisjoint(keys):
                yield entry, keys, text
