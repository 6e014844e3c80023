"""The content of ``mh show`` for a record: facts, and sections of lines."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from menneskehandel_cli.blocks.model import Whose
from menneskehandel_cli.history import Event
from menneskehandel_cli.language import Day, Lazy, Named, Parts, Phrase, field_label, first_sentence, has
from menneskehandel_cli.language.days import is_day
from menneskehandel_cli.models import Model, Source, Text
from menneskehandel_cli.register import Register
from menneskehandel_cli.register.citing import cite
from menneskehandel_cli.reports.listing import Wording, money, plain_record
from menneskehandel_cli.rules import Finding


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a section: the id of what it is about, its text, and notes below it."""

    label: str
    text: Wording
    notes: tuple[Wording, ...] = ()
    name: Wording = ""
    """What it is about, in words; without a name, the text is the name."""
    cells: tuple[Wording, ...] = ()
    """What stands in the columns of its section."""
    mark: str = ""
    """The class of a requirement."""


@dataclass(frozen=True, slots=True)
class Section:
    """A headed list; ``title`` is a phrase or a text."""

    title: Wording
    lines: tuple[Line, ...]
    anchor: str = ""
    """The id of what the section is about, where that is a part of the record."""
    whose: Whose | None = None
    """Whose words it holds, if it stands apart as theirs."""
    folded: bool = False
    columns: tuple[str, ...] = ()
    """The names of its columns, if it is a table."""
    first: tuple[Line, ...] = ()
    """What is said before its table."""
    inside: "tuple[Section, ...]" = ()
    """What stands below its lines."""

    @property
    def key(self) -> str:
        """The key of its title; empty for a text."""
        return str(self.title.key) if isinstance(self.title, Phrase) else ""

    @property
    def says_something(self) -> bool:
        """Whether there is anything in it."""
        return bool(self.lines or self.first) or any(part.says_something for part in self.inside)


def section(
    name: str, lines: Iterable[Line], *, whose: Whose | None = None, inside: Iterable[Section] = ()
) -> Section:
    """A section with a title of the word list."""
    below = tuple(part for part in inside if part.says_something)
    return Section(Phrase(f"section.{name}"), tuple(lines), whose=whose, inside=below)


def folded(title: Wording, lines: Iterable[Line], first: tuple[Line, ...] = ()) -> Section:
    """What only a reader who asks for it sees."""
    return Section(title, tuple(lines), folded=True, first=first)


Fact = tuple[str, Wording]
"""The key of a field, and what it says."""

Sum = tuple[str, int, Wording]
"""The anchor of a section, a number at the head of the record that it lists, and what that counts."""


@dataclass(frozen=True, slots=True)
class Detail:
    """A record as ``mh show`` and its page tell it; ``record``, ``links`` and ``derived`` are for JSON.

    ``record`` has the keys of the YAML and no others; ``derived`` is what is computed of it.
    """

    id: str
    type: str
    title: Text
    path: str
    name: Wording
    """What it is called at its head: its title, or its place in words."""
    label: Wording
    """What kind of thing it is, and what it belongs to."""
    lead: Wording
    """What it says, in a sentence or two."""
    basis: Wording
    """What that rests on: whose judgement it is, what was read, and what is not recorded."""
    state: tuple[Wording, ...]
    """How it stands."""
    head: tuple[Fact, ...]
    layout: tuple[Section, ...]
    more: tuple[Fact, ...]
    """The facts that stand last."""
    judged: str
    """The phrase on how it rests on our judgements, if it does."""
    sums: tuple[Sum, ...]
    record: Mapping[str, object]
    links: Mapping[str, object]
    derived: Mapping[str, object] = field(default_factory=dict)
    findings: tuple[Finding, ...] = field(default=())
    history: tuple[Event, ...] = field(default=())

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All that is said by field, by the name of the field; what it says first as its text."""
        return (("text", self.lead), *self.head, *self.more) if self.lead else (*self.head, *self.more)

    @property
    def sections(self) -> tuple[Section, ...]:
        """Its sections, and those inside them."""
        return tuple(_nested(self.layout))

    @property
    def parts(self) -> tuple[str, ...]:
        """The ids of its parts that have a line or a section of their own, in the order of these."""
        found = (name for part in self.sections for name in (part.anchor, *(x.label for x in part.lines)))
        return tuple(dict.fromkeys(name for name in found if name.startswith(f"{self.id}.")))


def _nested(parts: Iterable[Section]) -> Iterator[Section]:
    for part in parts:
        yield part
        yield from _nested(part.inside)


class ShowView(NamedTuple):
    """Several records for ``mh show``, the commit that they were read from, and if a history was."""

    revision: str | None
    details: tuple[Detail, ...]
    traced: bool


def sentences(*parts: Wording | None) -> Wording:
    """Sentences after each other, without those that there are none of."""
    some = kept(*parts)
    return Phrase("cite", parts=Parts(some, " ")) if some else ""


def names(register: Register, ids: Iterable[str], *, short: bool = False) -> Phrase:
    """The names of actors, or those of a narrow line, with commas; an unknown actor by its id."""
    call = register.short_name if short else register.actor_name
    called = tuple(Named(name, call(name), place > 0) for place, name in enumerate(ids))
    return Phrase("cite", parts=Parts(called))


def named(register: Register, name: str, *, inside: bool = False, long: bool = False) -> Named:
    """What the record or the requirement called ``name`` is called in words; ``inside`` a sentence."""
    return Named(name, (register.long_name if long else register.short_name)(name), inside)


def told_of(
    register: Register,
    record: Model,
    head: Iterable[str | tuple[str, Wording | None]],
    sections: Iterable[Section],
    *,
    kind: str = "",
    title: Text | None = None,
    name: Wording = "",
    label: Wording = "",
    lead: Wording | None = None,
    basis: Wording = "",
    state: Iterable[Wording | None] = (),
    more: Iterable[str | tuple[str, Wording | None]] | None = None,
    id: str = "",
    path: str = "",
    apart: Collection[str] = (),
    links: Mapping[str, object] | None = None,
    derived: Mapping[str, object] | None = None,
    judged: str = "",
    sums: Iterable[Sum] = (),
) -> Detail:
    """A record for ``mh show``: the facts of its ``head``, its sections, and then its other fields.

    Its ``kind`` is that of its model, its ``title`` its own, unless they are given. In the head, a name
    alone is that of a field, told as it stands. ``apart`` are the fields that its sections tell, or facts
    of another name. With ``more``, the other fields stand last. ``links`` are those that no section lists.
    """
    parts = tuple(sections)
    layout = tuple(part for part in parts if part.says_something)
    listed = {_LINKS[x.key]: [y.label for y in x.lines] for x in _nested(parts) if x.key in _LINKS}

    def chosen_facts(facts: Iterable[str | tuple[str, Wording | None]]) -> list[Fact]:
        pairs = (
            one if isinstance(one, tuple) else (one, _wording(register, _valued(register, record, one) or ""))
            for one in facts
        )
        return [(key, value) for key, value in pairs if value]

    first, last = chosen_facts(head), chosen_facts(more or ())
    rest = [*other_facts(register, record, {*apart, *(key for key, _ in (*first, *last))})]
    id, kind = id or record.id, kind or type(record).__name__.lower()  # type: ignore[attr-defined]
    title = title or record.title  # type: ignore[attr-defined]
    label = label or (Phrase(known) if has(known := f"site.kind.{kind}") else "")
    about = (id, kind, title, path or register.path_of(record), name or title, label, lead or "", basis)
    own, others = ((*first, *rest), ()) if more is None else (tuple(first), (*last, *rest))
    shown = (kept(*state), own, layout, others, judged, tuple(sums))
    return Detail(*about, *shown, plain_record(record), {**(links or {}), **listed}, derived or {})


_LINKED = (
    *("partner", "below", "indicators", "recommendations", "obligations", "articles", "names"),
    *("repeats", "repeated_by", "restates", "restated_by"),
    *("equivalent_to", "narrower_than", "wider_than"),
)
_LINKS = {f"section.{x}": x for x in _LINKED} | {"section.speaks_to": "goals"}
"""The sections whose labels are links of the record, by what JSON calls them."""


def other_facts(register: Register, record: Model, skip: Collection[str]) -> Iterator[Fact]:
    """The non-empty fields of a record that are not in ``skip``, those shown in some other way.

    This way, a field that is new to a model is shown without further code.
    """
    for name, info in type(record).model_fields.items():
        key, value = info.alias or name, _valued(register, record, name)
        # Zero is a value: only what is not set, not so, or empty is left out.
        empty = value is None or value is False or value in ((), {})
        if key not in skip and key not in _TOLD_APART and not empty:
            tags = [register.themes[x] for x in value if x in register.themes] if key == "themes" else []
            titles = Parts(tuple(Named(x.page, x.title) for x in tags))
            yield key, Phrase("cite", parts=titles) if key == "themes" else _wording(register, value)


_TOLD_APART = {"id", "format", "title", "name", "accepted", "normative", "plain", "met_when", "currency"}
"""Keys shown in the head of a record, through its findings, or only where they are marked."""


def _valued(register: Register, record: Model, name: str) -> Any:
    """The value of a field, in words; an amount with its currency, or that of the strategy."""
    value = getattr(record, name)
    if name == "needs":
        return tuple(Phrase(f"value.need.{one}") for one in value)
    return money(value, getattr(record, "currency", None) or register.currency) if name == "amount" else value


def _wording(register: Register, value: object) -> Wording:
    if isinstance(value, Source):
        return cite(register, value)
    if isinstance(value, str) and is_day(value):
        return Phrase("cite", parts=Day(value))
    if isinstance(value, Text | Phrase | str):
        return value
    if value is True:
        return Phrase("yes")
    parts: list[object]
    if isinstance(value, Model):
        parts = [_valued(register, value, name) for name in type(value).model_fields if name != "currency"]
    elif isinstance(value, dict):
        parts = [Phrase("labelled", label=key, value=_wording(register, item)) for key, item in value.items()]
    elif isinstance(value, tuple):
        if all(isinstance(item, str) and item in register.actors for item in value):
            return names(register, value)
        parts = [*value]
    else:
        return Phrase("cite", parts=value)
    values = [item for item in parts if item is not None and item is not False and item not in ((), {})]
    return Phrase("cite", parts=Parts(tuple(_wording(register, item) for item in values)))


def labelled(register: Register, record: Model, skip: Collection[str]) -> tuple[Phrase, ...]:
    """Like ``other_facts``, as notes of a part of a record."""
    facts = other_facts(register, record, skip)
    return tuple(Phrase("labelled", label=field_label(key), value=value) for key, value in facts)


def name_of(text: Text, end: str = "") -> Lazy:
    """What a task or a goal is called: the first of its text. It is in our words, so without quotes."""
    return Lazy(lambda lang: first_sentence(text.pick(lang))[0] + end)


def kept(*parts: Wording | None) -> tuple[Wording, ...]:
    """The parts that say something; one that is missing or empty is left out."""
    return tuple(item for item in parts if item)
