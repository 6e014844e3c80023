"""An actor, an indicator, a shared goal, a principle or funding in full."""

from __future__ import annotations

from collections.abc import Iterator

from menneskehandel_cli.language import Phrase, field_label
from menneskehandel_cli.models import Actor, Helpline, Indicator, Observation, Text
from menneskehandel_cli.models.strategy import Funding, Naming, Principle
from menneskehandel_cli.register import Register
from menneskehandel_cli.register.citing import cite
from menneskehandel_cli.register.loading import ACTORS_FILE
from menneskehandel_cli.reports.listing import (
    Said,
    baseline_figure,
    figure,
    responsible,
    target_figure,
)
from menneskehandel_cli.reports.record import (
    Detail,
    Line,
    Section,
    filled,
    given,
    names,
    other_facts,
    title_of,
)
from menneskehandel_cli.trees import ROOT_FILE


def actor_detail(register: Register, actor: Actor) -> Detail:
    """An actor for ``mh show``."""
    mine = [m for m in register.measures if actor.id in m.responsible]
    partner = [m for m in register.measures if actor.id in m.partners]
    owned = [task for _, task in register.tasks.values() if actor.id in task.owners]
    below = [register.actors[name] for name in register.below(actor.id)]
    helplines = _helplines(register, actor)
    sections = [
        Section(Phrase("section.helplines"), tuple(_helpline(register, line) for line in helplines)),
        Section(Phrase("section.responsible"), tuple(Line(m.id, responsible(m, m.title)) for m in mine)),
        Section(Phrase("section.partner"), tuple(Line(m.id, m.title) for m in partner)),
        Section(Phrase("section.owned"), tuple(Line(task.id, task.text) for task in owned)),
        Section(Phrase("section.below"), tuple(_below(register, actor, other) for other in below)),
    ]
    links = {
        "responsible": [m.id for m in mine],
        "partner": [m.id for m in partner],
        "owned": [task.id for task in owned],
        "below": [other.id for other in below],
        "helplines": [line.model_dump(by_alias=True) for line in helplines],
    }
    record = actor.model_dump(by_alias=True)
    return Detail(
        actor.id,
        "actor",
        actor.name,
        ACTORS_FILE,
        _facts(register, actor),
        filled(sections),
        record,
        links,
    )


def _below(register: Register, top: Actor, body: Actor) -> Line:
    """A body below another, with those between them."""
    chain = register.above(body.id)
    between = chain[: chain.index(top.id)] if top.id in chain else ()
    if not between:
        return Line(body.id, body.name)
    told = {"label": field_label("parent"), "value": names(register, between)}
    return Line(body.id, body.name, (Phrase("labelled", told),))


def _facts(register: Register, actor: Actor) -> tuple[tuple[str, Said], ...]:
    facts: list[tuple[str, Said]] = [("kind", Phrase(f"actor.{actor.kind}"))]
    if actor.parent:
        facts.append(("parent", names(register, register.above(actor.id) or (actor.parent,))))
    if actor.role is not None:
        facts.append(("role", actor.role))
    if actor.url:
        facts.append(("url", actor.url))
    facts.append(("source", cite(register, actor.source)))
    facts += other_facts(register, actor, ("kind", "parent", "role", "url", "source"))
    return tuple(facts)


def _helplines(register: Register, actor: Actor) -> list[Helpline]:
    """The helplines that an actor runs."""
    return [line for line in register.helplines if line.operator == actor.id]


def _helpline(register: Register, line: Helpline) -> Line:
    """The number and the name of a helpline, and below them the rest."""
    notes = (*given(line.hours, line.url), cite(register, line.source))
    return Line(line.number, line.name, notes)


def indicator_detail(register: Register, item: Indicator) -> Detail:
    """An indicator for ``mh show``."""
    facts: list[tuple[str, Said]] = [
        ("counts", item.counts),
        ("unit", item.unit),
        ("source", cite(register, item.source)),
    ]
    if item.note is not None:
        facts.append(("note", item.note))
    told = ("unit", "counts", "source", "goals", "baseline", "targets", "observations", "note")
    facts += other_facts(register, item, told)
    sections = [
        Section(
            Phrase("section.observations"),
            tuple(_observation(register, observation) for observation in item.observations),
        ),
        Section(Phrase("section.targets"), tuple(_target_lines(register, item))),
        Section(
            Phrase("section.speaks_to"),
            tuple(Line(name, register.goals.get(name, "?")) for name in item.goals),
        ),
    ]
    record = item.model_dump(by_alias=True)
    links = {"goals": list(item.goals)}
    path = register.path_of(item)
    return Detail(item.id, "indicator", item.title, path, tuple(facts), filled(sections), record, links)


def _observation(register: Register, item: Observation) -> Line:
    """A figure, with its source if that is another than the indicator's, and what is noted of it."""
    source = cite(register, item.source) if item.source else None
    return Line("", figure(item), given(source, item.note))


def _target_lines(register: Register, item: Indicator) -> Iterator[Line]:
    """The baseline and each target, with its goal, its source and what is noted of it."""
    if item.baseline is not None:
        source = cite(register, item.baseline.source)
        yield Line("", baseline_figure(item.baseline), given(source, item.baseline.note))
    for target in item.targets:
        more = given(cite(register, target.source), target.note)
        yield Line(target.goal or "", target_figure(target), more)


def goal_detail(register: Register, name: str) -> Detail:
    """A shared goal for ``mh show``."""
    goal = register.shared_goals[name]
    facts: tuple[tuple[str, Said], ...] = (("source", cite(register, goal.source)),)
    shared = tuple(Line(m.id, m.title) for m in register.measures if m.id in goal.measures)
    sections = filled([Section(Phrase("section.shared_by"), shared)])
    record = goal.model_dump(by_alias=True)
    links = {"measures": list(goal.measures)}
    return Detail(name, "goal", goal.text, ROOT_FILE, facts, sections, record, links)


def principle_detail(register: Register, item: Principle | Funding) -> Detail:
    """A principle or funding for ``mh show``, with the demands that it names."""
    facts: list[tuple[str, Said]] = []
    funded: tuple[str, ...] = ()
    if isinstance(item, Funding):
        facts.append(("basis", Phrase(f"funding.{item.basis}")))
        funded = item.measures
    facts += other_facts(register, item, ("text", "names", "measures", "basis"))
    measures = tuple(Line(m.id, m.title) for m in register.measures if m.id in funded)
    sections = [
        Section(Phrase("section.names"), tuple(_naming(register, naming) for naming in item.names)),
        Section(Phrase("list.measures.heading"), measures),
    ]
    links = {"names": [naming.obligation for naming in item.names], "measures": list(funded)}
    kind, record = type(item).__name__.lower(), item.model_dump(by_alias=True)
    return Detail(item.id, kind, item.text, ROOT_FILE, tuple(facts), filled(sections), record, links)


def _naming(register: Register, naming: Naming) -> Line:
    notes: list[Phrase | Text] = [Phrase(f"basis.{naming.basis}")]
    if naming.note is not None:
        notes.append(naming.note)
    return Line(naming.obligation, title_of(register, naming.obligation), tuple(notes))
