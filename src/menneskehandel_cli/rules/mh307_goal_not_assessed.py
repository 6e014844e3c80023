"""MH307: a report that says nothing of a goal."""

from __future__ import annotations

from collections.abc import Iterator

from menneskehandel_cli.diagnostics import About, Diagnostic
from menneskehandel_cli.rules.base import Ground, Rule

REPORT_FILE = "data/reports/2026/JD.yaml"
REPORT = """\
year: 2026
actor: JD
kind: self
approved: {by: JD, date: 2027-01-25}
measures:
  - {measure: T01, status: in_progress}
"""


def check(ground: Ground) -> Iterator[Diagnostic]:
    """Goals of a measure that an approved self-report on it leaves out."""
    measures = {measure.id: measure for measure in ground.register.measures}
    for report in ground.register.reports:
        if report.kind != "self" or not report.counts:
            continue
        for place, told in enumerate(report.measures):
            measure = measures.get(ground.register.renumbered.get(told.measure, told.measure))
            for goal in measure.goals if measure else ():
                name = goal.ref or goal.id or ""
                if name not in told.goal_attainment:
                    params = {
                        "actor": report.actor,
                        "name": told.measure,
                        "year": str(report.year),
                        "goal": name,
                    }
                    path = ground.register.path_of(report)
                    keys = ("measures", place, "measure")
                    about = About(told.measure, name, report.actor, str(report.year))
                    yield Diagnostic("MH307", path, keys, params, about=about)


RULE = Rule(
    code="MH307",
    name="goal-not-assessed",
    severity="note",
    message={
        "nb": "{actor} har rapportert om {name} for {year}, men ikke om målet {goal}.",
        "en": "{actor} has reported on {name} for {year}, but not on the goal {goal}.",
    },
    cure={
        "nb": (
            "Legg til målet under «goal_attainment». Kan det ikke vurderes, skriv «level: "
            "cannot_be_assessed» og hvorfor."
        ),
        "en": (
            "Add the goal under “goal_attainment”. If it cannot be assessed, write “level: "
            "cannot_be_assessed” and why."
        ),
    },
    why={
        "nb": (
            "Departementene rapporterer opp mot måloppnåelse (strategien, Gjennomføring av "
            "strategiarbeidet), ikke bare om aktivitet."
        ),
        "en": (
            "Ministries report against goal attainment (the strategy, on its implementation), not "
            "on activity alone."
        ),
    },
    bad={REPORT_FILE: REPORT},
    good={
        REPORT_FILE: REPORT.replace(
            "in_progress}", "in_progress, goal_attainment: {T01.G1: {level: partly}}}"
        )
    },
    check=check,
    about=("part", "actor", "period"),
)
