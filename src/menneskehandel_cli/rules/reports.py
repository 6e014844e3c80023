"""The rules on what ministries report."""

from collections.abc import Iterator

from menneskehandel_cli.diagnostics import About, Diagnostic
from menneskehandel_cli.language import Day, Phrase, last_day, msg
from menneskehandel_cli.models import Instrument, Party
from menneskehandel_cli.register import Register
from menneskehandel_cli.register.layout import kind_of, report_id
from menneskehandel_cli.register.reporting import silences
from menneskehandel_cli.rules.base import Cause, Closure, Diagnostics, RuleContext, closed, ended, rule
from menneskehandel_cli.rules.closing import measure_of, moved


def _silent_ministry_closure(diagnostic: Diagnostic, context: RuleContext) -> Closure:
    """Why a gap is closed: the ministry has reported or owes no report, or the day has changed."""
    register, about = context.register, diagnostic.about
    measure = measure_of(diagnostic, context)
    assert about is not None
    actor, year = about.actor, about.period
    named = {"actor": actor, "name": measure.id, "year": year}
    for report, name, _ in register.measure_reports:
        if (report.kind, report.actor, name, report.period) == ("self", actor, measure.id, year):
            called = report_id(register.path_of(report))
            day = Day(report.approved.date if report.approved else "")
            return closed("reported", Cause(called), **named, report=called, day=day)
    last = register.reporting_closed.get((actor, measure.id))
    if last is not None and last <= year:
        return closed("reporting_closed", *_reports_of_year(register, actor, last), **named, closed=last)
    if actor not in measure.responsible:
        cause = Cause(measure.id, field="responsible")
        return ended("reclassified", "not_responsible", cause, **named)
    if actor in register.actors and not register.actors[actor].owes_reports:
        return ended("reclassified", "owes_nothing", Cause("actors", actor, "kind"), **named)
    period = register.periods.get(year)
    name_of_day = Phrase(msg("the reports for {year}"), year=year)
    cause = Cause("strategy", field="reporting")
    return moved(name_of_day, diagnostic.params["day"], period.due if period else None, cause)


def _reports_of_year(register: Register, actor: str, year: str) -> Iterator[Cause]:
    """The reports of a body for a year."""
    for report in register.reports:
        if (report.actor, report.period) == (actor, year):
            yield Cause(report_id(register.path_of(report)))


@rule("gap", about=("actor", "period"), closure=_silent_ministry_closure)
def mh302_silent_ministry(context: RuleContext) -> Diagnostics:
    """Each responsible ministry on each of its measures, for each period whose day has passed."""
    for silence in silences(context.register, context.as_of):
        measure, actor, year = silence.measure, silence.actor, silence.year
        params = {"actor": actor, "name": measure.id, "year": year, "day": Day(silence.due)}
        place = measure.responsible.index(actor)
        about = About(measure.id, actor=actor, period=year)
        yield context.wrong("MH302", measure, ("responsible", place), params, weight=3, about=about)


def _goal_not_assessed_closure(diagnostic: Diagnostic, context: RuleContext) -> Closure:
    """Why a gap is closed: a report assesses the goal, or no report covers the measure."""
    register, about = context.register, diagnostic.about
    assert about is not None
    named = {"name": about.part, "actor": about.actor, "year": about.period}
    for report, measure, item in register.measure_reports:
        if (report.actor, measure, report.period) != (about.actor, about.record, about.period):
            continue
        for goal, reached in item.goal_attainment.items():
            if register.current_id(goal) == about.part:
                level = Phrase(f"attainment.{reached.level}")
                cause = Cause(report_id(register.path_of(report)))
                return closed("goal_assessed", cause, level=level, **named)
    return ended("reclassified", "goal_not_asked", Cause(about.record), **named)


@rule("note", about=("part", "actor", "period"), closure=_goal_not_assessed_closure)
def mh307_goal_not_assessed(context: RuleContext) -> Diagnostics:
    """Goals of a measure that an approved self-report on it leaves out."""
    register = context.register
    for report, name, item in register.measure_reports:
        measure = register.measure_by_id.get(name)
        if report.kind != "self" or measure is None:
            continue
        assessed = {register.current_id(goal) for goal in item.goal_attainment}
        for goal in (goal.ref or goal.id or "" for goal in measure.goals):
            if goal not in assessed:
                year = report.period
                params = {"actor": report.actor, "name": item.measure, "year": year, "goal": goal}
                keys = ("measures", report.measures.index(item), "measure")
                about = About(name, goal, report.actor, year)
                yield context.wrong("MH307", report, keys, params, about=about)


@rule("note", about=("actor",), phrases={"reported": "status", "recorded": "status"})
def mh310_report_contradicts_measure(context: RuleContext) -> Diagnostics:
    """The latest approved self-report of each ministry on a measure against the measure's status."""
    register = context.register
    years = {path.split("/")[2] for path in register.unjudged if kind_of(path) == "report"}
    for measure in register.measures:
        for actor in measure.responsible:
            latest = register.latest_reports.get((actor, measure.id))
            if latest is None or latest[1].status == measure.status:
                continue
            report, item = latest
            if any(register.may_hold("report", f"{year}-{actor}") for year in years if year > report.period):
                continue  # A later report that cannot be read may say something else.
            params = {"actor": actor, "name": measure.id, "year": report.period}
            params |= {"reported": item.status, "recorded": measure.status}
            place = report.measures.index(item)
            about = About(measure.id, actor=actor)
            yield context.wrong("MH310", report, ("measures", place, "status"), params, about=about)


@rule("error")
def mh315_approval_lapsed(context: RuleContext) -> Diagnostics:
    """Every report with an approval of what it no longer says."""
    register = context.register
    for report in register.reports:
        path = register.path_of(report)
        approval = register.lapsed.get(path)
        if approval is not None:
            params = {"name": report_id(path), "by": approval.by, "day": Day(approval.date)}
            yield context.wrong("MH315", report, ("approved",), params)


def _reply_due_closure(diagnostic: Diagnostic, context: RuleContext) -> Closure | None:
    """Why a gap is closed: the event has happened, its due day has changed, or it was removed."""
    about = diagnostic.about
    kind, due = (about.target if about else " ").split(" ", 1)
    day = diagnostic.params["day"]
    name = Phrase(f"event.{kind}")
    mine = [
        (holder.id, event)
        for instrument, holder, _, event in context.register.events
        if instrument.id == diagnostic.about_record and event.kind == kind
    ]
    for holder, event in mine:
        # When the reply is recorded, its day may replace the day it was due.
        late = event.due is None and event.date is not None and last_day(event.date) >= last_day(due)
        if event.date is not None and (event.due == due or late):
            cause = Cause(holder, field="events")
            params = {"day": Day(event.date), "reference": event.reference or ""}
            return closed("happened", cause, event=name, **params)
    causes = [Cause(holder.id, field="events") for holder in _holders(diagnostic, context)]
    waiting = [event.due for _, event in mine if event.date is None and event.due is not None]
    if due in waiting:
        return ended("deadline_moved", "not_passed", name=name, day=day)
    if waiting:
        after = Day(min(waiting))
        return ended("deadline_moved", "deadline_moved", *causes, name=name, before=day, after=after)
    return ended("removed", "event_removed", *causes, event=name, day=day)


def _holders(diagnostic: Diagnostic, context: RuleContext) -> Iterator[Instrument | Party]:
    """The records that may hold the events of the instrument."""
    for name, instrument in context.register.instruments.items():
        if instrument.id == diagnostic.about_record:
            yield instrument
            if name in context.register.parties:
                yield context.register.parties[name]


@rule("gap", about=("target",), closure=_reply_due_closure)
def mh311_reply_due(context: RuleContext) -> Diagnostics:
    """Events whose due day has passed and that have no date on which they happened."""
    for instrument, holder, place, event in context.register.events:
        if event.date is None and event.due is not None and last_day(event.due) < context.as_of:
            about = About(instrument.id, target=f"{event.kind} {event.due}")
            params = {"body": instrument.body, "day": Day(event.due)}
            yield context.wrong("MH311", holder, ("events", place, "due"), params, weight=3, about=about)
