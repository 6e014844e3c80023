"""MH307: a report that does not assess a goal."""

from menneskehandel_cli.diagnostics import About, Diagnostic
from menneskehandel_cli.language import Phrase, msg
from menneskehandel_cli.register.layout import report_id
from menneskehandel_cli.rules.base import Cause, Closure, Diagnostics, Rule, RuleContext, closed, ended


def check(context: RuleContext) -> Diagnostics:
    """Goals of a measure that an approved self-report on it leaves out."""
    register = context.register
    for report, name, told in register.said:
        measure = register.measure_by_id.get(name)
        if report.kind != "self" or measure is None:
            continue
        assessed = {register.current_id(goal) for goal in told.goal_attainment}
        for goal in (goal.ref or goal.id or "" for goal in measure.goals):
            if goal not in assessed:
                year = str(report.year)
                params = {"actor": report.actor, "name": told.measure, "year": year, "goal": goal}
                keys = ("measures", report.measures.index(told), "measure")
                about = About(name, goal, report.actor, year)
                yield context.wrong("MH307", report, keys, params, about=about)


def closure(diagnostic: Diagnostic, context: RuleContext) -> Closure:
    """Why a gap is closed: a report assesses the goal, or no report covers the measure."""
    register, about = context.register, diagnostic.about
    assert about is not None
    for report, measure, told in register.said:
        if (report.actor, measure, str(report.year)) != (about.actor, about.record, about.period):
            continue
        for goal, reached in told.goal_attainment.items():
            if register.current_id(goal) == about.part:
                level = Phrase(f"attainment.{reached.level}")
                cause = Cause(report_id(register.path_of(report)))
                return closed("goal_assessed", cause, name=about.part, level=level, **_named(about))
    return ended("reclassified", "goal_not_asked", Cause(about.record), name=about.part, **_named(about))


def _named(about: About) -> dict[str, str]:
    return {"actor": about.actor, "year": about.period}


RULE = Rule(
    severity="note",
    message=msg("{actor} has reported on {name} for {year}, but not on the goal {goal}."),
    help=msg(
        "Add the goal under “goal_attainment”. If it cannot be assessed, write “level: "
        "cannot_be_assessed” and why."
    ),
    why=msg(
        "Ministries are to report how far the goals have been attained (see the strategy's chapter "
        "on implementation), not on activity alone."
    ),
    check=check,
    about=("part", "actor", "period"),
    closure=closure,
)
