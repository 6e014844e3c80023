"""A file in chunks: its top-level entries and the items of their lists, each read once.

From one commit to the next a file usually changes in a line or two. It is cut at the lines where an
entry or an item begins, also in an item with lists. A chunk that has been read is not parsed again.

The reader parses each chunk. If that gives anything but whole entries or whole items, or if two chunks
have the same key, the file is read as a whole, so that cutting never changes its value.
"""

import re
from functools import cache
from typing import Any

from menneskehandel_cli.documents import Document, parse

_CUT = re.compile(rb"\n(?=[a-z_]|  - )")
"""Where an entry begins in the first column, or an item below one, as this project lays out its files.

Every quoted text and brace before it must be closed: if one is not, the chunk cannot be read.
"""

_ENTRY = re.compile(rb"[a-z_]")
_LIST_BEGINS = re.compile(rb"[a-z_]+:[ \t]*(?:#[^\n]*)?(?:\n[ \t]*(?:#[^\n]*)?)*")
_SEVERAL_DOCUMENTS = re.compile(rb"^(?:---|\.\.\.|%)", re.MULTILINE)

_Entries = tuple[tuple[str, Any], ...]


class _Uncut(Exception):
    """A file that cannot be read in these chunks."""


class Chunks:
    """Reads files, each chunk of them once. With ``inner``, the chunks of items of lists too."""

    def __init__(self, *, inner: bool = True) -> None:
        self._inner = Chunks(inner=False) if inner else None
        self._entries = cache(self._read)
        self._item = cache(self._parsed)

    def read(self, data: bytes) -> Document:
        """The document of a file, as the reader gives it, without a path.

        Entries with the same text are the same object, and so are items with the same text.
        """
        try:
            return Document(self.cut(data))
        except _Uncut:
            return parse("", data)

    def cut(self, data: bytes) -> dict[str, Any]:
        """The value of a file. Raises ``_Uncut`` if it cannot be read in chunks."""
        # The reader has diagnostics for other line ends.
        if not data.endswith(b"\n") or b"\r" in data:
            raise _Uncut
        chunks: list[list[bytes]] = [[]]
        for chunk in _CUT.split(data[:-1]):
            if chunks[-1] and not chunk.startswith(b" "):
                chunks.append([])
            chunks[-1].append(chunk)
        entries = [entry for together in chunks for entry in self._entries(tuple(together))]
        found = dict(entries)
        if not 0 < len(entries) == len(found):
            raise _Uncut
        return found

    def _read(self, chunks: tuple[bytes, ...]) -> _Entries:
        first, *items = chunks
        if not items or not _LIST_BEGINS.fullmatch(first):
            return _entries_of(b"\n".join(chunks))
        ((key, _),) = _entries_of(first)
        return ((key, [self._item(chunk) for chunk in items]),)

    def _parsed(self, item: bytes) -> Any:
        first, *rest = item.split(b"\n")
        if self._inner and b"\n      - " in item and all(line[:4] in (b"", b"    ") for line in rest):
            # A record with lists: without what it is indented by, it is a file of its own.
            return self._inner.cut(b"\n".join(line[4:] for line in (first, *rest, b"")))
        value = _chunk_value(item)
        if not isinstance(value, list) or len(value) != 1:
            raise _Uncut
        return value[0]


def _entries_of(chunk: bytes) -> _Entries:
    value = _chunk_value(chunk)
    # Only what is before the first entry can begin otherwise, and it may only be comments.
    if isinstance(value, dict) and _ENTRY.match(chunk):
        return tuple(value.items())
    if value is None and all(line.lstrip()[:1] in (b"", b"#") for line in chunk.split(b"\n")):
        return ()
    raise _Uncut


def _chunk_value(chunk: bytes) -> Any:
    if _SEVERAL_DOCUMENTS.search(chunk):
        raise _Uncut
    document = parse("", chunk + b"\n")
    # A file with diagnostics is read as a whole, so that they have places.
    if not document.readable or document.diagnostics:
        raise _Uncut
    return document.value
