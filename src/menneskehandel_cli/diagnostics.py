"""Diagnostics: what is wrong, where, and how grave. They are data, not sentences.

A rule names a place by the keys that lead to it (``("tasks", 2, "due")``); the document turns that
into line and column; the language layer turns code and parameters into a sentence for output.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

Severity = Literal["error", "gap", "note"]

SEVERITIES: tuple[Severity, ...] = ("error", "gap", "note")
"""The gravest first: the data is wrong; the data is right but policy is missing; worth knowing."""

KeyPath = tuple[str | int, ...]
"""The keys and list positions (from 0) that lead to a place in a YAML file."""

Places = Collection[KeyPath]
"""The places that something is about; ``((),)`` is the whole of a file."""


def at(value: Any, keys: KeyPath) -> Any:
    """What ``keys`` lead to in plain values; ``None`` if there is nothing."""
    for key in keys:
        held: Any = value if isinstance(value, dict | list) else {}
        try:
            value = held[key]
        except (KeyError, IndexError, TypeError):
            return None
    return value


class Span(NamedTuple):
    """A range of one file. Lines and columns count from 1, columns in characters."""

    line: int
    column: int
    end_line: int
    end_column: int


START = Span(1, 1, 1, 2)
"""The first character of a file."""


class About(NamedTuple):
    """What a finding is about: its identity, the same in every state.

    ``part`` is a task, a goal, a provision or another part of the ``record``; ``actor`` the body
    concerned; ``period`` the year reported on; ``target`` another record that it refers to.
    """

    record: str
    part: str = ""
    actor: str = ""
    period: str = ""
    target: str = ""

    @property
    def details(self) -> tuple[str, ...]:
        """What distinguishes it from other findings about the same record, in the order of a key."""
        return tuple(item for item in (self.part, self.actor, self.period, self.target) if item)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding, as data.

    ``severity`` is ``None`` if the rule's own severity applies. ``span`` is given only by the
    reader, for files whose structure could not be built; elsewhere ``keys`` say where.
    ``at_key`` points at the key itself and not at its value. ``weight`` orders gaps: 1 is light, 3 a
    plain duty, more for a demand repeated over the rounds. Rules on coverage and progress give
    ``about``; an error in a file or a text is identified by its place, in the ``record`` whose id is
    known.
    """

    code: str
    path: str
    keys: KeyPath = ()
    params: Mapping[str, object] = field(default_factory=dict)
    record: str | None = None
    severity: Severity | None = None
    span: Span | None = None
    at_key: bool = False
    weight: int = 1
    about: About | None = None

    @property
    def subject(self) -> str | None:
        """The id of the record it is about, or of the part that its ``about`` names."""
        return (self.about.part or self.about.record) if self.about else self.record

    @property
    def about_record(self) -> str:
        """The id of the record it is about; empty if none is known."""
        return self.about.record if self.about else self.record or ""

    @property
    def key(self) -> str:
        """Its identity, used by acceptance, gap lists, reports and fingerprints.

        The rule's code and what it is about (``MH302:T05:AID:2026``); for what is wrong with a file, the
        path and the keys.
        """
        if self.about is None:
            return ":".join((self.code, self.path, ".".join(str(key) for key in self.keys)))
        return ":".join((self.code, self.about.record, *self.about.details))
