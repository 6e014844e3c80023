"""An actor, an indicator, a shared goal, a principle or funding in full."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from menneskehandel_cli.language import Named, Parts, Phrase, field_label, msg
from menneskehandel_cli.models import Actor, Indicator, Measure, Record, Text
from menneskehandel_cli.models.strategy import Funding, Principle, SharedGoal
from menneskehandel_cli.register import Register
from menneskehandel_cli.register.citing import cite
from menneskehandel_cli.register.reporting import own_tasks
from menneskehandel_cli.reports import listing
from menneskehandel_cli.reports.record import Detail, Line, Section, kept, named, names, section, told_of
from menneskehandel_cli.trees import ROOT_FILE


def actor_detail(register: Register, actor: Actor, sections: Sequence[Section]) -> Detail:
    """An actor for ``mh show``, with the ``sections`` of what it asks for."""
    mine = [m for m in register.measures if actor.id in m.responsible]
    partner = [m for m in register.measures if actor.id in {*m.partners} - {*m.responsible}]
    below = [register.actors[name] for name in register.below(actor.id)]
    helplines = [line for line in register.helplines if line.operator == actor.id]
    above = register.above(actor.id) or ((actor.parent,) if actor.parent else ())
    phones = (
        Line("", x.name, (*kept(x.hours, x.url), cite(register, x.source)), x.number) for x in helplines
    )
    facts = (("parent", names(register, above) if above else None), *(() if mine else ("role",)), "url")
    return told_of(
        register,
        actor,
        "actor",
        () if sections else facts,
        (
            section("helplines", phones),
            *_responsible(register, mine, actor),
            _owned(register, actor),
            *sections,
            section("partner", (Line(m.id, m.title) for m in partner)),
            section("below", (_below(register, actor, other) for other in below)),
        ),
        links={
            "helplines": [line.model_dump(by_alias=True) for line in helplines],
            "responsible": [m.id for m in mine],
        },
        title=actor.name,
        more=(*(facts if sections else ()), ("kind", Phrase(f"actor.{actor.kind}")), "source"),
        path=register.file_of_actor(actor),
        judged=("", "coverage.ours")[any(one.lines for one in sections)],
    )


def _responsible(register: Register, mine: list[Measure], actor: Actor) -> Iterator[Section]:
    """The measures that it is responsible for alone, with the owners of their tasks, and with others."""
    lines: dict[str, list[Line]] = {"alone": [], "shared": []}
    owners: Counter[str] = Counter()
    for measure in mine:
        others = " ".join(name for name in measure.responsible if name != actor.id)
        counts = {"done": measure.tasks_done, "n": len(measure.tasks)}
        tasks = Phrase("site.tasks_done", counts) if measure.tasks else None
        silent = tasks and measure.status == "not_reported"  # what is not reported is told once, below
        how = kept(tasks, None if silent else listing.status_of(measure))
        state = Phrase("cite", {"parts": Parts(how)})
        line = Line(measure.id, listing.responsible(measure, measure.title), kept(others, state))
        lines["shared" if others else "alone"].append(line)
        for task in () if others else measure.tasks:
            owners.update(measure.owners_of(task) or ("",))
    ranked = sorted(owners.items(), key=lambda one: (not one[0], -one[1], one[0]))
    none, inside = Phrase(msg("none named")), {"", actor.id, *register.below(actor.id)}
    words = msg("{name} ({n}, not recorded as subordinate)"), msg("{name} ({n})")
    named_ = ((x, Named(x, register.actor_name(x), inside=True) if x else none, n) for x, n in ranked)
    shares = (Phrase(words[x in inside], {"name": name, "n": n}) for x, name, n in named_)
    parts = {"owners": Parts(tuple(shares))}
    first = Line("", Phrase(msg("Owners of the tasks in these measures: {owners}."), parts))
    yield replace(section("alone", lines["alone"]), first=(first,) if owners else ())
    yield section("shared", lines["shared"])


def _owned(register: Register, actor: Actor) -> Section:
    """The tasks that it owns; of one that others own too, or instead, who does. Which bodies count."""
    found = own_tasks(register, actor.id)
    lines = []
    for measure, task in found:
        owners, n = measure.owners_of(task), str(measure.number)
        parts = {"n": n, "commitment": Phrase(f"commitment.{task.commitment}")}
        who = () if owners == (actor.id,) else (names(register, owners),)
        lines.append(Line(task.id, task.text, (Phrase(msg("Measure {n}: {commitment}"), parts), *who)))
    below = register.below(actor.id)
    whose = msg("The tasks of these bodies, which are recorded as subordinate, are included: {bodies}.")
    counted = (Line("", Phrase(whose, {"bodies": names(register, below)})),) if found and below else ()
    return replace(section("owns" if counted else "owned", lines), first=counted, anchor="owned")


def _below(register: Register, top: Actor, body: Actor) -> Line:
    """A body below another, with those between them."""
    chain = register.above(body.id)
    between = chain[: chain.index(top.id)] if top.id in chain else ()
    params = {"label": field_label("parent"), "value": names(register, between)}
    return Line(body.id, body.name, (Phrase("labelled", params),) if between else ())


def indicator_detail(register: Register, item: Indicator) -> Detail:
    """An indicator for ``mh show``; a figure has its source if that is another than the indicator's."""
    observed = (
        Line("", listing.figure(one), kept(cite(register, one.source) if one.source else None, one.note))
        for one in item.observations
    )
    return told_of(
        register,
        item,
        "indicator",
        ("counts", "unit", "source", "note"),
        (
            section("observations", observed),
            section("targets", _target_lines(register, item)),
            section("speaks_to", (Line(name, register.goals.get(name, "?")) for name in item.goals)),
        ),
        title=item.title,
        apart=("goals", "baseline", "targets", "observations"),
    )


def _target_lines(register: Register, item: Indicator) -> Iterator[Line]:
    """The baseline and each target, with its goal, its source and what is noted of it."""
    if item.baseline is not None:
        source = cite(register, item.baseline.source)
        yield Line("", listing.baseline_figure(item.baseline), kept(source, item.baseline.note))
    for target in item.targets:
        more = kept(cite(register, target.source), target.note)
        yield Line(target.goal or "", listing.target_figure(target), more)


def other_detail(register: Register, item: Record, name: str, kind: str) -> Detail:
    """A record of a kind that has no view of its own, for ``mh show``: every field that is given."""
    title = getattr(item, "title", None) or Text.of(name, register.language)
    return told_of(register, item, kind, (), (), title=title, id=name)


def goal_detail(register: Register, goal: SharedGoal) -> Detail:
    """A shared goal for ``mh show``."""
    shared = tuple(Line(m.id, m.title) for m in register.measures if m.id in goal.measures)
    return told_of(
        register,
        goal,
        "goal",
        (),
        (section("shared_by", shared),),
        links={"measures": list(goal.measures)},
        title=goal.text,
        path=ROOT_FILE,
        apart=("text", "measures"),
    )


def principle_detail(register: Register, item: Principle | Funding) -> Detail:
    """A principle or funding for ``mh show``, with the demands that it names."""
    fund = item if isinstance(item, Funding) else None
    funded = fund.measures if fund else ()
    measures = tuple(Line(m.id, m.title) for m in register.measures if m.id in funded)
    pairs = ((x.obligation, kept(Phrase(f"basis.{x.basis}"), x.note)) for x in item.names)
    named_by = (Line(name, "", notes, named(register, name)) for name, notes in pairs)
    return told_of(
        register,
        item,
        type(item).__name__.lower(),
        (("basis", Phrase(f"funding.{fund.basis}") if fund else None),),
        (section("names", named_by), Section(Phrase("list.measures.heading"), measures)),
        links={"measures": list(funded)},
        title=item.text,
        path=ROOT_FILE,
        apart=("text", "names", "measures"),
    )
