"""An indicator, a shared goal, a principle or funding in full."""

from collections.abc import Iterator

from menneskehandel_cli.language import Phrase
from menneskehandel_cli.models import Indicator, Record, Text
from menneskehandel_cli.models.strategy import Funding, Principle, SharedGoal
from menneskehandel_cli.register import Register
from menneskehandel_cli.register.citing import cite
from menneskehandel_cli.reports import listing
from menneskehandel_cli.reports.record import Detail, Line, Section, kept, named, section, told_of
from menneskehandel_cli.trees import ROOT_FILE


def indicator_detail(register: Register, item: Indicator) -> Detail:
    """An indicator for ``mh show``; a figure has its source if that is another than the indicator's."""
    observed = (
        Line("", listing.figure(one), kept(cite(register, one.source) if one.source else None, one.note))
        for one in item.observations
    )
    return told_of(
        register,
        item,
        ("counts", "unit", "source", "note"),
        (
            section("observations", observed),
            section("targets", _target_lines(register, item)),
            section("speaks_to", (Line(name, register.goals.get(name, "?")) for name in item.goals)),
        ),
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
    return told_of(register, item, (), (), kind=kind, title=title, id=name)


def goal_detail(register: Register, goal: SharedGoal) -> Detail:
    """A shared goal for ``mh show``."""
    shared = tuple(Line(m.id, m.title) for m in register.measures if m.id in goal.measures)
    return told_of(
        register,
        goal,
        (),
        (section("shared_by", shared),),
        kind="goal",
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
        (("basis", Phrase(f"funding.{fund.basis}") if fund else None),),
        (section("names", named_by), Section(Phrase("list.measures.heading"), measures)),
        links={"measures": list(funded)},
        title=item.text,
        path=ROOT_FILE,
        apart=("text", "names", "measures"),
    )
