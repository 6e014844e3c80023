"""MH302: a responsible ministry without an approved report for a period that is due."""

from collections.abc import Iterator

from menneskehandel_cli.diagnostics import About, Diagnostic
from menneskehandel_cli.language import Day, Phrase, msg
from menneskehandel_cli.register import Register
from menneskehandel_cli.register.layout import report_id
from menneskehandel_cli.register.reporting import silences
from menneskehandel_cli.rules.base import Cause, Closure, Diagnostics, Rule, RuleContext, closed, ended
from menneskehandel_cli.rules.closing import measure_of, moved


def check(context: RuleContext) -> Diagnostics:
    """Each responsible ministry on each of its measures, for each period whose day has passed."""
    for silence in silences(context.register, context.as_of):
        measure = silence.measure
        actor, year = silence.actor, silence.year
        told = {"actor": actor, "name": measure.id, "year": year, "day": Day(silence.due)}
        place = measure.responsible.index(actor)
        about = About(measure.id, actor=actor, period=year)
        yield context.wrong("MH302", measure, ("responsible", place), told, weight=3, about=about)


def closure(diagnostic: Diagnostic, context: RuleContext) -> Closure:
    """Why a gap is closed: the ministry has reported or owes no report, or the day has changed."""
    register, about = context.register, diagnostic.about
    measure = measure_of(diagnostic, context)
    assert about is not None
    actor, year = about.actor, about.period
    named = {"actor": actor, "name": measure.id, "year": year}
    for report, name, _ in register.said:
        if (report.kind, report.actor, name, str(report.year)) == ("self", actor, measure.id, year):
            called = report_id(register.path_of(report))
            day = Day(report.approved.date if report.approved else "")
            return closed("reported", Cause(called), **named, report=called, day=day)
    last = register.reporting_closed.get((actor, measure.id))
    if last is not None and last <= year:
        return closed("reporting_closed", *_reports(register, actor, last), **named, closed=last)
    if actor not in measure.responsible:
        cause = Cause(measure.id, field="responsible")
        return ended("reclassified", "not_responsible", cause, **named)
    if actor in register.actors and not register.actors[actor].owes_reports:
        return ended("reclassified", "owes_nothing", Cause("actors", actor, "kind"), **named)
    period = register.periods.get(year)
    name_of_day = Phrase(msg("the reports for {year}"), {"year": year})
    cause = Cause("strategy", field="reporting")
    return moved(name_of_day, diagnostic.params["day"], period.due if period else None, cause)


def _reports(register: Register, actor: str, year: str) -> Iterator[Cause]:
    """The reports of a body for a year."""
    for report in register.reports:
        if (report.actor, str(report.year)) == (actor, year):
            yield Cause(report_id(register.path_of(report)))


RULE = Rule(
    severity="gap",
    message=msg(
        "No approved report from {actor} on {name} for {year} is recorded here. The deadline was {day}."
    ),
    help=msg(
        "Put the report in data/reports/{year}/{actor}.yaml with “approved”. “mh new report "
        "--year {year} --actor {actor}” makes a draft."
    ),
    why=msg(
        "Responsible ministries are to report on the measures every year (see the strategy's "
        "chapter on implementation). Only an approved report counts. Where no deadline is set, "
        "nobody is late. The rapporteur is not required to report."
    ),
    check=check,
    about=("actor", "period"),
    closure=closure,
)
