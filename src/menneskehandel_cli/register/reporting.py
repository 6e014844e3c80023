"""Who has reported on what, and who has not.

A ministry is silent only if the period's reporting day is set and has passed: the strategy sets none.
Independent bodies are asked for one where they are responsible, but owe none, and so are never silent.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal, NamedTuple

from menneskehandel_cli.language import Lang, Phrase, first_day, last_day, msg, say
from menneskehandel_cli.language.terms import Term, TermedLang
from menneskehandel_cli.models import Measure, Task
from menneskehandel_cli.register import Register


class Silence(NamedTuple):
    """A responsible ministry without an approved report on a measure, for a period that was due."""

    actor: str
    measure: Measure
    year: str
    due: str


State = Literal["approved", "draft", "none", "open", "later"]


class HandedIn(NamedTuple):
    """Whether a ministry has reported for the year, and on how many of its measures.

    An empty entry does not count as a report on its measure, and a draft counts for none.
    """

    actor: str
    state: State
    told: int
    measures: int
    """How many measures it is responsible for."""


def silences(register: Register, as_of: date) -> Iterator[Silence]:
    """Every silence on ``as_of``, by period and measure."""
    for year, period in register.periods.items():
        if period.due is None or not period.is_due(as_of):
            continue
        for measure in register.normative_measures:
            for actor in measure.responsible:
                if owes(register, actor, measure.id, year):
                    yield Silence(actor, measure, year, period.due)


def is_yearly(register: Register, year: str) -> bool:
    """Whether the strategy's own words require a report for each year, which we take as the calendar year."""
    return bool(year.isdecimal() and (of := register.strategy) and of.reporting.source.reading == "text")


def owes(register: Register, actor: str, measure: str, year: str) -> bool:
    """Whether a body still owes a report on a measure for a year, late or not.

    Only a body with ``owes_reports`` can. An approved report that says something about the measure ends
    the duty, and so does one for that year or earlier that closed the reporting on it.
    """
    known = register.actors.get(actor)
    if not (known.owes_reports if known is not None else register.may_hold("actors", actor)):
        return False  # It is independent, or there is no such body.
    if register.may_hold("report", f"{year}-{actor}"):
        return False  # There is one that cannot be read, so it is not known to be silent.
    return (actor, measure, year) not in register.report_keys and not _ended(register, actor, measure, year)


def _ended(register: Register, actor: str, measure: str, year: str) -> bool:
    """Whether a body has closed its reporting on a measure by a year."""
    closed = register.reporting_closed.get((actor, measure))
    return closed is not None and closed <= year


def reporters(register: Register) -> list[str]:
    """The known bodies that report every year: those responsible for a measure, whatever their kind."""
    return [name for name in register.actors if name in register.measures_by_actor]


def asked(register: Register, year: str) -> list[str]:
    """Those of them who are to be asked for a report for a year: no report of theirs is approved yet.

    Not where one cannot be read, or the reporting on all that the body is responsible for is closed.
    """
    approved = {one.actor for one in handed_in(register, year) if one.state == "approved"}
    return [
        actor
        for actor in reporters(register)
        if actor not in approved and not register.may_hold("report", f"{year}-{actor}")
        if not all(_ended(register, actor, one.id, year) for one in register.measures_by_actor[actor])
    ]


def reports_for(register: Register, actor: str) -> set[str]:
    """A body and those below it that it answers for: none that is itself asked, or is below one that is."""
    below, asks = register.below(actor), {*reporters(register)}.intersection(register.below(actor))
    return {actor, *(one for one in below if asks.isdisjoint((one, *register.above(one))))}


def own_tasks(register: Register, actor: str) -> list[tuple[Measure, Task]]:
    """The tasks that a body, or one below it, is named as the owner of, with their measures."""
    bodies = {actor, *register.below(actor)}
    return [one for one in register.tasks.values() if not bodies.isdisjoint(one[0].owners_of(one[1]))]


def reports_on(register: Register, actor: str) -> list[Measure]:
    """The measures that a body can report on: those it is responsible for, or else those of its tasks."""
    mine = register.measures_by_actor.get(actor)
    return [*(mine or {one.id: one for one, _ in own_tasks(register, actor) if one.normative}.values())]


class TaskShares(NamedTuple):
    """The open tasks of the measures that a body is responsible for, and who is named as their owner."""

    total: int
    own: int
    """It, or a body below it."""
    others: int
    nobody: int


def recorded_of(task: Task, *, passed: bool = True) -> Phrase:
    """How far a task is recorded to have come, also where nothing is and its deadline has ``passed``."""
    if passed and task.status == "not_reported":
        return Phrase(msg("Whether the task has been done is not recorded."))
    return Phrase(msg("Status: {status}."), status=Phrase(f"status.{task.status}"))


def shares_of(register: Register, actor: str) -> TaskShares:
    """Whose the open tasks of a body's measures are."""
    bodies = {actor, *register.below(actor)}
    mine = register.measures_by_actor.get(actor, ())
    owners = [{*one.owners_of(task)} for one in mine for task in one.tasks if task.is_open]
    own, nobody = sum(not bodies.isdisjoint(found) for found in owners), owners.count(set())
    return TaskShares(len(owners), own, len(owners) - own - nobody, nobody)


def unasked_tasks(register: Register, actor: str) -> list[tuple[str, ...]]:
    """The owners of each open task of a body's measures that only bodies not asked for a report own."""
    asks, mine = {*reporters(register)}, register.measures_by_actor.get(actor, ())
    owners = [one.owners_of(task) for one in mine for task in one.tasks if task.is_open]
    reached = (({name for who in each for name in (who, *register.above(who))}, each) for each in owners)
    return [each for names, each in reached if each and asks.isdisjoint(names)]


def years_begun(register: Register, as_of: date) -> list[str]:
    """The years whose reporting period has begun."""
    return [year for year, period in register.periods.items() if first_day(period.from_) <= as_of]


def reportable(register: Register, as_of: date) -> list[str]:
    """The periods that can be reported on: those that have begun, or the years if none is recorded."""
    if register.strategy is None or register.periods:
        return years_begun(register, as_of)
    period = register.strategy.period
    return [str(year) for year in range(period.from_, min(period.to, as_of.year) + 1)]


def ministries(register: Register) -> list[str]:
    """Every responsible actor, the coordinator first."""
    coordinator = register.strategy.coordinator if register.strategy else ""
    known = reporters(register)
    unknown = sorted(register.measures_by_actor.keys() - {*known})
    return sorted([*known, *unknown], key=lambda actor: actor != coordinator)


def ministries_in(register: Register, bodies: Iterable[str]) -> int:
    """How many of some reporting bodies are ministries; the others, such as the police, are not."""
    return sum(name in register.actors and register.actors[name].kind == "ministry" for name in bodies)


def in_bodies(register: Register, lang: Lang) -> Lang:
    """The language with a word for those who report, if it has none and not all are ministries."""
    of, bodies = TermedLang(lang).terms, ministries(register)
    if "responsible_body" in of or ministries_in(register, bodies) == len(bodies):
        return lang
    term = Term(say(msg("responsible body"), lang), say(msg("responsible bodies"), lang))
    return TermedLang(lang, {**of, "responsible_body": term})


def handed_in(register: Register, year: str, as_of: date | None = None) -> Iterator[HandedIn]:
    """What each responsible actor has handed in for a year, which on ``as_of`` may go on or be later."""
    known = register.periods.get(year)
    later = as_of and first_day(known.from_ if known else year[:4]) > as_of
    goes_on = as_of and last_day(known.to if known else year[:4]) >= as_of
    without: State = "later" if later else "open" if goes_on else "none"
    for actor in ministries(register):
        own = [r for r in register.reports if (r.period, r.actor, r.kind) == (year, actor, "self")]
        number, measures = reported(register, actor, year)
        done = any(report.counts for report in own)
        yield HandedIn(actor, "approved" if done else "draft" if own else without, number, measures)


def reported(register: Register, actor: str, year: str) -> tuple[int, int]:
    """The number of a ministry's measures that it has reported on for a year, and of all its measures."""
    mine = [measure.id for measure in register.measures_by_actor.get(actor, ())]
    return sum((actor, name, year) in register.report_keys for name in mine), len(mine)
