"""A file in pieces: its top-level entries and the items of their lists, each read once.

From one commit to the next a file changes in a line or two. Cut at the lines where an entry or an item
begins, nearly all of its pieces have been read before, and what they say is taken from there: the
*same object*, so that who compares two states sees at once which entries cannot differ.

A piece is read by the reader itself. If that gives anything but whole entries or whole items, or if two
pieces have the same key, the file is read as a whole: cutting never changes what a file says.
"""

from __future__ import annotations

import re
from typing import Any

from menneskehandel_cli.documents import Document
from menneskehandel_cli.remarks import read

_CUT = re.compile(rb"\n(?=[a-z_]|  - )")
"""Where an entry begins in the first column, or an item below one, as this project lays out its files.

In front of both, all that was open is closed: a quoted text or braces that reach beyond would leave a
piece that cannot be read.
"""

_ENTRY = re.compile(rb"[a-z_]")
_LIST_BEGINS = re.compile(rb"[a-z_]+:[ \t]*(?:#[^\n]*)?(?:\n[ \t]*(?:#[^\n]*)?)*")
_SEVERAL_DOCUMENTS = re.compile(rb"^(?:---|\.\.\.|%)", re.MULTILINE)

_Entries = tuple[tuple[str, Any], ...]


class _Uncut(Exception):
    """A file that cannot be read in these pieces."""


class Pieces:
    """Reads files, and remembers what each of their pieces says."""

    def __init__(self) -> None:
        self._entries: dict[tuple[bytes, ...], _Entries] = {}
        self._items: dict[bytes, Any] = {}

    def read(self, data: bytes) -> Document:
        """What a file says, as the reader has it; of a file without a name.

        Entries with the same text are the same object, and so are items.
        """
        try:
            return Document(self._cut(data))
        except _Uncut:
            return read("", data)

    def _cut(self, data: bytes) -> dict[str, Any]:
        # The reader has something to say of other line ends.
        if not data.endswith(b"\n") or b"\r" in data:
            raise _Uncut
        first, *rest = _CUT.split(data[:-1])
        found: dict[str, Any] = {}
        pieces = [first]
        for piece in rest:
            if piece.startswith(b" "):
                pieces.append(piece)
            else:
                self._add(found, tuple(pieces))
                pieces = [piece]
        self._add(found, tuple(pieces))
        if not found:
            raise _Uncut
        return found

    def _add(self, found: dict[str, Any], pieces: tuple[bytes, ...]) -> None:
        entries = self._entries.get(pieces)
        if entries is None:
            entries = self._entries[pieces] = self._read(pieces)
        for key, value in entries:
            if key in found:
                raise _Uncut
            found[key] = value

    def _read(self, pieces: tuple[bytes, ...]) -> _Entries:
        first, *items = pieces
        if not items:
            return _entries_of(first)
        if not _LIST_BEGINS.fullmatch(first):
            return _entries_of(b"\n".join(pieces))
        ((key, _),) = _entries_of(first)
        return ((key, [self._item(piece) for piece in items]),)

    def _item(self, piece: bytes) -> Any:
        if piece not in self._items:
            value = _value(piece)
            if not isinstance(value, list) or len(value) != 1:
                raise _Uncut
            self._items[piece] = value[0]
        return self._items[piece]


def _entries_of(piece: bytes) -> _Entries:
    value = _value(piece)
    # Only what is in front of the first entry can begin otherwise, and may only be comments.
    if isinstance(value, dict) and _ENTRY.match(piece):
        return tuple(value.items())
    if value is None and all(line.lstrip()[:1] in (b"", b"#") for line in piece.split(b"\n")):
        return ()
    raise _Uncut


def _value(piece: bytes) -> Any:
    if _SEVERAL_DOCUMENTS.search(piece):
        raise _Uncut
    document = read("", piece + b"\n")
    # What there is something to say of is read as a whole, so that its place can be told.
    if not document.readable or document.diagnostics:
        raise _Uncut
    return document.value
