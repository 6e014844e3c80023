"""What ``mh show`` tells of a record: facts, and sections of lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from menneskehandel_cli.history import Event
from menneskehandel_cli.language import Parts, Phrase
from menneskehandel_cli.models import Text
from menneskehandel_cli.register import Link, Register
from menneskehandel_cli.reports.listing import Said
from menneskehandel_cli.rules import Finding


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a section: a label (an id), what it says, and notes below it."""

    label: str
    said: Said
    notes: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A headed list; ``title`` is a phrase or a text."""

    title: Said
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Detail:
    """A record as ``mh show`` tells it; ``record`` and ``links`` are for JSON."""

    id: str
    type: str
    title: Text
    path: str
    facts: tuple[tuple[str, Said], ...]
    sections: tuple[Section, ...]
    record: Mapping[str, object]
    links: Mapping[str, object]
    findings: tuple[Finding, ...] = field(default=())
    history: tuple[Event, ...] = field(default=())


def address_line(register: Register, link: Link) -> Line:
    """A link with its basis, its contribution, its tasks and its reason."""
    address = link.address
    target = register.targets.get(address.obligation)
    answers = register.answers(link)
    facts = {
        "basis": Phrase(f"basis.{address.basis}"),
        "contribution": Phrase(
            f"contribution.{address.contribution or 'partial'}" if answers else "contribution.names"
        ),
    }
    notes: list[Said] = [Phrase("link.facts", facts)]
    if address.by:
        notes.append(Phrase("link.by", {"tasks": list(address.by)}))
    if address.note is not None:
        notes.append(address.note)
    return Line(address.obligation, target.owner.title if target else "?", tuple(notes))


def names(register: Register, ids: tuple[str, ...]) -> Phrase:
    """The names of actors, with commas between them; an unknown one by its id."""
    named = [register.actor_name(name) or name for name in ids]
    return Phrase("cite", {"parts": Parts(tuple(named))})


def title_of(register: Register, name: str) -> Said:
    """The title of whatever obligation an id belongs to."""
    target = register.targets.get(name)
    return target.owner.title if target else "?"


def filled(sections: list[Section]) -> tuple[Section, ...]:
    """The sections that have something to say."""
    return tuple(section for section in sections if section.lines)
