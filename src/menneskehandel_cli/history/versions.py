"""The records in blobs: each blob is read and validated once, also under several paths."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from menneskehandel_cli.documents import Document
from menneskehandel_cli.history.chunks import Chunks
from menneskehandel_cli.history.facts import Key, Value, record_facts
from menneskehandel_cli.models import Law, Model, validate
from menneskehandel_cli.models.upgrade import law_of, upgraded
from menneskehandel_cli.register.layout import Kind, kind_of
from menneskehandel_cli.register.loading import model_for


@dataclass(frozen=True, eq=False, slots=True)
class Version:
    """A record as a version of its file has it."""

    record: Model


@lru_cache(maxsize=4096)
def version_facts(version: Version, name: str) -> dict[Key, Value]:
    """The facts of a version whose record is called ``name``, kept for when the next one comes."""
    return record_facts(name, version.record)


class Versions:
    """The records of files by content. The same bytes are read once, also of a file that was renamed.

    All are read with ``language`` as the one that texts are in first, also those of old commits.
    """

    def __init__(self, blobs: Iterator[tuple[str, bytes]], language: str) -> None:
        """``blobs`` are read in order, as far as the blob that is needed."""
        self._language = language
        self._coming = blobs
        self._chunks = Chunks()
        self._documents: dict[str, Document] = {}
        self._known: dict[tuple[Kind | None, str], tuple[Version, ...] | None] = {}

    def read(self, path: str, blob: str) -> tuple[Version, ...] | None:
        """The records in a file, its own first, or ``None`` if it cannot be read in full.

        An article in an older format also contains law.
        """
        kind = kind_of(path)
        if (kind, blob) not in self._known:
            self._known[kind, blob] = self._read(path, kind, self._values(blob))
        return self._known[kind, blob]

    def _values(self, blob: str) -> dict[str, Any] | None:
        while blob not in self._documents:
            coming = next(self._coming, None)
            if coming is None:
                return None  # git does not have it.
            self._documents[coming[0]] = self._chunks.read(coming[1])
        return self._documents[blob].mapping

    def _read(
        self, path: str, kind: Kind | None, values: dict[str, Any] | None
    ) -> tuple[Version, ...] | None:
        if kind is None or values is None:
            return None
        today = upgraded(kind, values)
        parsed: list[tuple[type[Model], dict[str, Any]]] = [(model_for(path, kind, today, {}), today)]
        if today is not values and kind == "obligation" and (law := law_of(values)) is not None:
            parsed.append((Law, law))
        found = [validate(model, value, path, self._language) for model, value in parsed]
        # An unreadable part must not be reported as removed: the last readable state is kept.
        records = [record for record, wrong in found if record is not None and not wrong]
        return tuple(map(Version, records)) if len(records) == len(found) else None
