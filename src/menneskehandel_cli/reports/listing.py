"""Lists of one kind of record: the same rows as a table, as CSV and, whole, as JSON."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from menneskehandel_cli import models
from menneskehandel_cli.language import Day, Named, Parts, Phrase, has, msg, nmsg
from menneskehandel_cli.models.base import themes_in
from menneskehandel_cli.models.obligation import Instrument
from menneskehandel_cli.models.strategy import EarlierPlan
from menneskehandel_cli.register import Register
from menneskehandel_cli.reports.coverage import ours_in, row_coverage
from menneskehandel_cli.reports.follow_up import follow_up
from menneskehandel_cli.reports.selection import EVERYTHING, Selection, asked_for
from menneskehandel_cli.rules import RuleContext

Wording = models.Text | Phrase | Named | str
"""A text to show: a text of the data, a phrase of the word list, or a plain name."""


def money(n: int | str | Phrase, currency: str | None) -> Phrase:
    """An amount of money with the name of its currency, or with its code; without it if none is known."""
    code = f"currency.{currency}"
    params = {"n": n, "currency": Phrase(code) if has(code) else currency}
    return Phrase(msg("{currency} {n}"), params) if currency else Phrase("cite", parts=n)


def set_aside(fund: models.Funding, currency: str) -> tuple[Phrase, ...]:
    """An amount of money, how long and from when it is given, and whether it is not earmarked."""
    millions, rest = divmod(fund.amount, 10**6)
    n = fund.amount if rest or not millions else Phrase(nmsg("{n} million", "{n} million"), n=millions)
    lasts = {"basis": Phrase(f"funding.{fund.basis}"), "day": Day(fund.from_)}
    own = () if fund.earmarked else (Phrase(msg("not earmarked")),)
    return money(n, fund.currency or currency), Phrase(msg("{basis} from {day}"), lasts), *own


class Listing(NamedTuple):
    """``columns`` are keys of the word list; ``items`` hold every row's record with its links."""

    kind: str
    revision: str | None
    columns: tuple[str, ...]
    rows: tuple[tuple[Wording, ...], ...]
    items: tuple[Mapping[str, object], ...]
    unjudged: tuple[str, ...] = ()
    """For rows with counts: files that could not be read in full; they are not counted."""
    caveat: str = ""
    """The key of a sentence on what the rows rest on, or leave out."""
    schema: str = "mh/list/1"


def list_measures(register: Register, selection: Selection) -> Listing:
    """The measures in ``selection``, shared goals written out."""
    shown = [measure for measure in register.measures if selection.holds(measure)]
    columns = ("number", "measure", "area", "responsible", "status", "tasks")
    rows = tuple(
        (
            *(x.id, x.title, str(x.focus_area), responsible(x, " ".join(x.responsible), short=True)),
            *(status_of(x), f"{x.tasks_done}/{len(x.tasks)}"),
        )
        for x in shown
    )
    more = ({"goals": goal_items(register, x), "path": register.path_of(x)} for x in shown)
    items = tuple(plain_record(x) | of for x, of in zip(shown, more, strict=True))
    return Listing("measures", register.revision, columns, rows, items)


def goal_items(register: Register, measure: models.Measure) -> list[dict[str, object]]:
    """The goals of a measure, shared ones written out with their id."""
    goals: list[dict[str, object]] = []
    for goal in measure.goals:
        shared = register.shared_goals.get(goal.ref) if goal.ref else None
        if goal.ref is None:
            goals.append(plain_record(goal, leave_out={"ref"}))
        elif shared is None:
            goals.append({"id": goal.ref, "shared": True})
        else:
            goals.append({"id": shared.id, "text": shared.text, "source": shared.source, "shared": True})
    return goals


class ObligationFilter(NamedTuple):
    """A filter of obligations; an empty field selects all."""

    instruments: tuple[str, ...] = ()
    ministries: tuple[str, ...] = ()
    classifications: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()

    def holds(self, context: RuleContext, owner: models.Obligation) -> bool:
        """Whether an obligation is selected."""
        items = context.coverage.by_owner.get(owner.id, ())
        return (
            asked_for(self.instruments, [context.register.instrument_id(owner)])
            and asked_for(self.ministries, follow_up(context, owner).bodies)
            and asked_for(self.classifications, {item.classification for item in items if item.counts})
            and asked_for(self.themes, themes_in(owner, owner.parts))
        )


def list_obligations(context: RuleContext, wanted: ObligationFilter) -> Listing:
    """Articles and recommendations alike, with the measures that answer them."""
    register = context.register
    shown = [owner for owner in register.obligations.values() if wanted.holds(context, owner)]
    columns = ("id", "title", "addressed_by", "coverage")
    rows = tuple(_obligation_row(context, owner) for owner in shown)
    items = tuple(plain_record(owner) | obligation_facts(register, owner) for owner in shown)
    more = register.unjudged, ours_in(context)
    return Listing("obligations", register.revision, columns, rows, items, *more)


def obligation_facts(register: Register, owner: models.Obligation) -> dict[str, object]:
    """What is computed of an obligation: its instrument, its type and the answering measures."""
    return {
        "instrument": register.instrument_id(owner),
        "type": "article" if isinstance(owner, models.Article) else "recommendation",
        "addressed_by": addressed_by(register, owner),
        "law": name if (name := f"law-{owner.id}") in register.by_id else None,
        "path": register.path_of(owner),
    }


def addressed_by(register: Register, owner: models.Obligation) -> list[str]:
    """The measures that link to an obligation or to any part of it."""
    return list(dict.fromkeys(link.measure.id for link in register.links_to.get(owner.id, ())))


def list_actors(register: Register, kinds: tuple[str, ...]) -> Listing:
    """The actors in the order of their file."""
    shown = [actor for actor in register.actors.values() if not kinds or actor.kind in kinds]
    columns = ("id", "name", "kind", "parent")
    rows = tuple((actor.id, actor.name, Phrase(f"actor.{actor.kind}"), actor.parent or "") for actor in shown)
    return Listing("actors", register.revision, columns, rows, tuple(map(plain_record, shown)))


def list_indicators(register: Register) -> Listing:
    """The indicators with the figures of their sources."""
    shown = register.indicators.values()
    rows = tuple(
        ("" if place else item.id, "" if place else item.title, figure(observation), item.unit)
        for item in shown
        for place, observation in enumerate(item.observations)
    )
    items = tuple(plain_record(item) | {"path": register.path_of(item)} for item in shown)
    return Listing("indicators", register.revision, ("id", "title", "observation", "unit"), rows, items)


def list_reports(register: Register) -> Listing:
    """The reports, drafts too, by year."""
    shown = [(one, one.record) for one in register.entries if isinstance(one.record, models.Report)]
    columns = ("id", "actor", "year", "kind", "approved", "told_of")
    rows = tuple(_report_row(entry.id, report) for entry, report in shown)
    items = tuple({"id": one.id} | plain_record(report) | {"path": one.path} for one, report in shown)
    return Listing("reports", register.revision, columns, rows, items)


def list_earlier(register: Register) -> Listing:
    """What became of the measures of earlier plans; of those that are not listed it is not known."""
    plans = register.strategy.succeeds if register.strategy is not None else ()
    columns = ("plan", "measure", "became", "carried_on")
    rows = tuple(row for plan in plans for row in _earlier_rows(register, plan))
    return Listing("earlier", register.revision, columns, rows, tuple(plain_record(one) for one in plans))


def _earlier_rows(register: Register, plan: EarlierPlan) -> Iterator[tuple[Wording, ...]]:
    for one in plan.measures:
        name = f"{plan.plan}:{one.measure}"
        _, known = register.measures_beside.get(name, (None, None))
        # Its id may be that of a measure of this plan too.
        number = re.sub("^[A-Z]{1,3}0*(?=[0-9])", "", one.measure)
        title = one.title or (known.title if known else None)
        label = Phrase(msg("{body}: {title}"), body=number, title=title) if title else number
        now = Phrase("cite", parts=Parts(tuple(Named(name, name) for name in one.as_)))
        yield (plan.title, Named(name, label), Phrase(f"became.{one.became}"), now if one.as_ else "")
    rest = (plan.total or 0) - len(plan.measures)
    if rest > 0:
        yield (plan.title, Phrase("measures.rest", n=rest), Phrase("became.unknown"), "")


def list_mappings(register: Register) -> Listing:
    """How the provisions of conventions compare, each pair as it is recorded."""
    shown = [(one, one.reference) for one in register.statements if one.reference is not None]
    rows = tuple(
        (one.demand, Phrase(f"mapping.{one.how}"), one.name, Phrase(f"mapping.{by.basis}"), by.note or "")
        for one, by in shown
    )
    items = tuple(
        plain_record(by)
        | {"id": one.demand, "relation": one.how, "other": one.name, "path": register.path_of(one.owner)}
        for one, by in shown
    )
    return Listing("mappings", register.revision, ("id", "relation", "other", "basis", "note"), rows, items)


WHOLE: Mapping[str, Callable[[RuleContext], Listing]] = {
    "measures": lambda context: list_measures(context.register, EVERYTHING),
    "obligations": lambda context: list_obligations(context, ObligationFilter()),
    "reports": lambda context: list_reports(context.register),
    "actors": lambda context: list_actors(context.register, ()),
    "indicators": lambda context: list_indicators(context.register),
}
"""Every list of records, with all that it can hold."""


def _report_row(name: str, report: models.Report) -> tuple[Wording, ...]:
    by = report.approved
    approved = Phrase("told_by", by=by.by, day=Day(by.date)) if by else Phrase("report.draft")
    says = sum(item.says_something for item in report.measures)
    told_of = Phrase("report.of", n=says, total=len(report.measures))
    return (name, report.actor, report.period, Phrase(f"report.{report.kind}"), approved, told_of)


def figure(observation: models.Observation) -> Phrase:
    """An observation as a phrase, no more precise than its source: "about 200 a year, 2022–2024"."""
    if observation.range is not None:
        low, high = observation.range
        quantity = Phrase(msg("{low} to {high}"), low=low, high=high)
    elif observation.change_percent is not None:
        params = {"n": abs(observation.change_percent), "since": Day(observation.compared_with or "")}
        quantity = Phrase("figure.fall" if observation.change_percent < 0 else "figure.rise", params)
    else:
        kinds = ("value", "approx", "at_least", "cumulative")
        kind = next(kind for kind in kinds if getattr(observation, kind) is not None)
        quantity = Phrase(f"figure.{kind}", n=getattr(observation, kind))
    return Phrase("figure", quantity=quantity, time=_time(observation))


def baseline_figure(item: models.Baseline) -> Phrase:
    """The baseline as a phrase: "baseline: 31 (2019)"."""
    when = Phrase("time.as_of", as_of=Day(item.as_of)) if item.as_of else str(item.year)
    return Phrase("figure.baseline", figure=Phrase("figure.value", n=item.value), time=when)


def target_figure(item: models.Target) -> Phrase:
    """A target as a phrase: "target: 20 (2027)"."""
    value = Phrase("figure.value", n=item.value)
    return Phrase(msg("target: {figure} ({time})"), figure=value, time=str(item.year))


def _time(observation: models.Observation) -> Phrase:
    if observation.year is not None:
        return Phrase(msg("{year}"), year=str(observation.year))
    if observation.from_ is not None:
        key = "time.each" if observation.per else "time.span"
        return Phrase(key, {"from": Day(observation.from_), "to": Day(observation.to or "")})
    if observation.since is not None:
        params = {"since": Day(observation.since), "as_of": Day(observation.as_of or "")}
        return Phrase(msg("from {since} to {as_of}"), params)
    if observation.as_of is not None:
        return Phrase("time.as_of", as_of=Day(observation.as_of))
    return Phrase(msg("no date given"))


def status_of(measure: models.Measure) -> Phrase:
    """The status of a measure; of one that promises nothing, that it is context only."""
    return Phrase(f"status.{measure.status}" if measure.normative else "context_only.mark")


def responsible(measure: models.Measure, who: Wording, *, short: bool = False) -> Wording:
    """Those responsible for a measure; marked where we assume it and the strategy does not say it."""
    if measure.responsible_basis != "inferred":
        return who
    return Phrase("responsible.assumed" if short else "responsible.inferred", who=who)


def _obligation_row(context: RuleContext, owner: models.Obligation) -> tuple[Wording, ...]:
    coverage = row_coverage(context, context.coverage.by_owner.get(owner.id, ()))
    state = Phrase("context_only.mark") if owner.id in context.register.context_only else coverage.label
    return (owner.id, owner.title, " ".join(addressed_by(context.register, owner)), state)


def chapter_of(register: Register, owner: models.Obligation) -> tuple[Wording, ...]:
    """The headings above an obligation: its instrument, and the chapter of a convention."""
    name = register.instrument_id(owner)
    title: Wording = register.instruments[name].title if name in register.instruments else name
    if isinstance(owner, models.Article):
        return (title, chapter_called(register.instruments.get(name), owner.chapter))
    return (title,)


def chapter_called(instrument: Instrument | None, number: str) -> Phrase:
    """A chapter of a convention by what it is about, if the instrument says so, and its number."""
    for one in instrument.chapters if instrument is not None else ():
        if one.number == number:
            return Phrase(msg("{title} (chapter {chapter})"), title=one.title, chapter=number)
    return Phrase("chapter", chapter=number)


def plain_record(record: models.Model, leave_out: set[str] | None = None) -> dict[str, object]:
    """A record with the keys of its YAML, as plain values."""
    dumped: dict[str, object] = record.model_dump(by_alias=True, exclude=leave_out)
    return dumped
