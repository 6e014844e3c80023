"""The published texts: every translated text in a record except notes about the record itself.

Some say only that they are to be filled in, as ``mh init`` writes them.
"""

from collections.abc import Iterator
from functools import cache
from typing import cast

from menneskehandel_cli.diagnostics import KeyPath
from menneskehandel_cli.language import LANGS, say
from menneskehandel_cli.models import FILES, Text
from menneskehandel_cli.models.strategy import TextKind
from menneskehandel_cli.register import RecordEntry, Register

_INTERNAL = frozenset({"accepted", "evidence", "status_source", "publisher"})
"""Keys whose texts are names or quotations, and need no translation."""

_FILE_KINDS = {model: kind for kind, model in FILES.items()}


def published_texts(register: Register) -> Iterator[tuple[RecordEntry, KeyPath, Text]]:
    """Every published text with its record and its keys."""
    return (found for found in register.models(Text) if _INTERNAL.isdisjoint(found[1]))


def text_kind(entry: RecordEntry, keys: KeyPath) -> TextKind:
    """The kind of a published text by its record and its keys."""
    if keys[-1] in ("note", "missing"):
        return cast("TextKind", keys[-1])
    return "documents" if keys[0] == "documents" else cast("TextKind", _FILE_KINDS[type(entry.record)])


@cache
def _marks() -> tuple[str, ...]:
    return tuple(f"{say('fill.mark', lang)}:" for lang in LANGS)


def is_unfilled(text: Text) -> bool:
    """Whether a text says in any of its languages that it is to be filled in."""
    return any(written.startswith(_marks()) for written in text.all())
