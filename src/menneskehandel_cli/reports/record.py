"""The content of ``mh show`` for a record: facts, and sections of lines."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from menneskehandel_cli.history import Event
from menneskehandel_cli.language import Parts, Phrase, field_label, msg
from menneskehandel_cli.models import Model, Source, Text
from menneskehandel_cli.register import Link, Register
from menneskehandel_cli.register.citing import cite
from menneskehandel_cli.reports.listing import Said, plain_record
from menneskehandel_cli.rules import Finding


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a section: a label (an id), its text, and notes below it."""

    label: str
    said: Said
    notes: tuple[Said, ...] = ()
    ours: bool = False
    """Whether it rests on our judgement alone."""


@dataclass(frozen=True, slots=True)
class Section:
    """A headed list; ``title`` is a phrase or a text."""

    title: Said
    lines: tuple[Line, ...]
    anchor: str = ""
    """The id of what the section is about, where that is a part of the record."""

    @property
    def key(self) -> str:
        """The key of its title; empty for a text."""
        return str(self.title.key) if isinstance(self.title, Phrase) else ""


def section(name: str, lines: Iterable[Line]) -> Section:
    """A section with a title of the word list."""
    return Section(Phrase(f"section.{name}"), tuple(lines))


@dataclass(frozen=True, slots=True)
class Detail:
    """A record for ``mh show``; ``record``, ``links`` and ``derived`` are for JSON.

    ``record`` has the keys of the YAML and no others; ``derived`` is what is computed of it.
    """

    id: str
    type: str
    title: Text
    path: str
    facts: tuple[tuple[str, Said], ...]
    sections: tuple[Section, ...]
    record: Mapping[str, object]
    links: Mapping[str, object]
    derived: Mapping[str, object] = field(default_factory=dict)
    findings: tuple[Finding, ...] = field(default=())
    history: tuple[Event, ...] = field(default=())

    @property
    def parts(self) -> tuple[str, ...]:
        """The ids of its parts that have a line or a section of their own, in the order of these."""
        found = (name for part in self.sections for name in (part.anchor, *(x.label for x in part.lines)))
        return tuple(dict.fromkeys(name for name in found if name.startswith(f"{self.id}.")))


@dataclass(frozen=True, slots=True)
class ShowView:
    """Several records for ``mh show``, and the commit that they were read from."""

    revision: str | None
    details: tuple[Detail, ...]


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
    notes: list[Said] = [Phrase(msg("{basis} · {contribution}"), facts)]
    if address.by:
        notes.append(Phrase(msg("Through {tasks}"), {"tasks": list(address.by)}))
    if address.note is not None:
        notes.append(address.note)
    title = target.owner.title if target else "?"
    return Line(address.obligation, title, tuple(notes), address.basis == "editorial")


def names(register: Register, ids: Iterable[str]) -> Phrase:
    """The names of actors, separated by commas; an unknown actor by its id."""
    return Phrase("cite", {"parts": Parts(tuple(register.actor_name(name) or name for name in ids))})


def title_of(register: Register, name: str) -> Said:
    """The title of the obligation that an id belongs to."""
    target = register.targets.get(name)
    return target.owner.title if target else "?"


def told_of(
    register: Register,
    record: Model,
    kind: str,
    head: Iterable[str | tuple[str, Said | None]],
    sections: Iterable[Section],
    *,
    title: Text,
    id: str = "",
    path: str = "",
    apart: Collection[str] = (),
    links: Mapping[str, object] | None = None,
    derived: Mapping[str, object] | None = None,
    judged: bool = False,
) -> Detail:
    """A record for ``mh show``: the facts of its ``head``, and then its other fields.

    In the head, a name alone is that of a field, told as it stands. ``apart`` are the fields that its
    sections tell, or facts of another name. ``links`` are those that no section lists. What is ``judged``
    by us says so.
    """
    parts = list(sections)
    listed = {_LINKS[part.key]: [x.label for x in part.lines] for part in parts if part.key in _LINKS}

    told = ((one, _field(register, record, one)) if isinstance(one, str) else one for one in head)
    first = [(key, said) for key, said in told if said]
    rest = [*other_facts(register, record, {*apart, *(key for key, _ in first)})]
    if judged:
        rest.append(("caveat", Phrase("coverage.ours")))
    id = id or record.id  # type: ignore[attr-defined]
    return Detail(
        id,
        kind,
        title,
        path or register.path_of(record),
        (*first, *rest),
        tuple(part for part in parts if part.lines),
        plain_record(record),
        {**(links or {}), **listed},
        derived or {},
    )


_LINKS: Mapping[str, str] = {
    **{
        f"section.{name}": name
        for name in (
            *("responsible", "partner", "owned", "below", "addresses", "indicators", "recommendations"),
            *("obligations", "repeats", "repeated_by", "restates", "restated_by", "articles", "names"),
        )
    },
    "section.speaks_to": "goals",
}
"""The sections whose labels are links of the record, by what JSON calls them."""


def other_facts(register: Register, record: Model, told: Collection[str]) -> Iterator[tuple[str, Said]]:
    """The non-empty fields of a record that are not in ``told``, those shown in some other way.

    This way, a field that is new to a model is shown without further code.
    """
    for name, info in type(record).model_fields.items():
        key, value = info.alias or name, getattr(record, name)
        # Zero is a value: only what is not set, not so, or empty is left out.
        empty = value is None or value is False or value in ((), {})
        if key not in told and key not in _TOLD_APART and not empty:
            yield key, _as_said(register, value)


_TOLD_APART = frozenset({"id", "format", "title", "name", "accepted", "normative"})
"""Keys shown in the head of a record, through its findings, or only where they are marked."""


def _field(register: Register, record: Model, name: str) -> Said | None:
    value = getattr(record, name)
    return None if value is None else _as_said(register, value)


def _as_said(register: Register, value: object) -> Said:
    if isinstance(value, Source):
        return cite(register, value)
    if isinstance(value, Text | str):
        return value
    if value is True:
        return Phrase("yes")
    parts: list[object]
    if isinstance(value, Model):
        parts = [getattr(value, name) for name in type(value).model_fields]
    elif isinstance(value, dict):
        parts = [
            Phrase("labelled", {"label": key, "value": _as_said(register, item)})
            for key, item in value.items()
        ]
    elif isinstance(value, tuple):
        if all(isinstance(item, str) and item in register.actors for item in value):
            return names(register, value)
        parts = [*value]
    else:
        return Phrase("cite", {"parts": value})
    given = [item for item in parts if item is not None and item is not False and item not in ((), {})]
    said = [item if isinstance(item, Phrase) else _as_said(register, item) for item in given]
    return Phrase("cite", {"parts": Parts(tuple(said))})


def labelled(register: Register, record: Model, told: Collection[str]) -> tuple[Phrase, ...]:
    """Like ``other_facts``, as notes of a part of a record."""
    return tuple(
        Phrase("labelled", {"label": field_label(key), "value": said})
        for key, said in other_facts(register, record, told)
    )


def given(*said: Said | None) -> tuple[Said, ...]:
    """What is filled in, without what is not or is empty."""
    return tuple(item for item in said if item)
