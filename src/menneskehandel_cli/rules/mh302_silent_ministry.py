"""MH302: a responsible ministry without an approved report for a period that is due."""

from __future__ import annotations

from collections.abc import Iterator

from menneskehandel_cli.diagnostics import About, Diagnostic
from menneskehandel_cli.language import Day
from menneskehandel_cli.register.reporting import silences
from menneskehandel_cli.rules.base import Ground, Rule
from menneskehandel_cli.rules.example import STRATEGY, STRATEGY_FILE, changed

DUE = changed(
    STRATEGY,
    reporting="""
  duty: Departementene rapporterer hvert år.
  source: {document: strategy}
  periods:
    2026: {from: 2026-01-01, to: 2026-12-31, due: 2027-02-01}""",
)
REPORT = """\
year: 2026
actor: JD
kind: self
approved: {by: JD, date: 2027-01-25}
measures:
  - {measure: T01, status: in_progress, goal_attainment: {T01.G1: {level: partly}}}
"""


def check(ground: Ground) -> Iterator[Diagnostic]:
    """Each responsible ministry on each of its measures, for each period whose day has passed."""
    for silence in silences(ground.register, ground.as_of):
        measure = silence.measure
        params = {
            "actor": silence.actor,
            "name": measure.id,
            "year": silence.year,
            "day": Day(silence.due),
        }
        place = measure.responsible.index(silence.actor)
        path = ground.register.path_of(measure)
        keys = ("responsible", place)
        about = About(measure.id, actor=silence.actor, period=silence.year)
        yield Diagnostic("MH302", path, keys, params, weight=3, about=about)


RULE = Rule(
    code="MH302",
    name="silent-ministry",
    severity="gap",
    message={
        "nb": (
            "{actor} har ingen godkjent rapport om {name} for {year} (ikke registrert her). "
            "Fristen var {day}."
        ),
        "en": (
            "{actor} has no approved report on {name} for {year} (not recorded here). The "
            "deadline was {day}."
        ),
    },
    cure={
        "nb": (
            "Legg rapporten i data/reports/{year}/{actor}.yaml med «approved». «mh new report "
            "--year {year} --actor {actor}» lager et utkast."
        ),
        "en": (
            "Put the report in data/reports/{year}/{actor}.yaml with “approved”. “mh new report "
            "--year {year} --actor {actor}” makes a draft."
        ),
    },
    why={
        "nb": (
            "Ansvarlige departementer skal rapportere hvert år på tiltakene (strategien, "
            "Gjennomføring av strategiarbeidet). Bare en rapport som er godkjent, teller. Uten en "
            "fastsatt dag er ingen for sen, og rapportøren skylder ingen en rapport."
        ),
        "en": (
            "Responsible ministries are to report on the measures every year (the strategy, on "
            "its implementation). Only an approved report counts. Where no day is set nobody is "
            "late, and the rapporteur owes nobody a report."
        ),
    },
    bad={STRATEGY_FILE: DUE},
    good={STRATEGY_FILE: DUE, "data/reports/2026/JD.yaml": REPORT},
    check=check,
    about=("actor", "period"),
)
