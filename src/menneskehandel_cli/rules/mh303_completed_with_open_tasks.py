"""MH303: a measure recorded as completed while tasks are open."""

from __future__ import annotations

from collections.abc import Iterator

from menneskehandel_cli.diagnostics import About, Diagnostic
from menneskehandel_cli.rules.base import Ground, Rule
from menneskehandel_cli.rules.example import measure

EVIDENCE = "[{title: Mandatet, date: 2026-05-01}]"
LINKS = """
  - {obligation: coe-29.1, basis: strategy, contribution: full}
  - {obligation: greta-r3-coordination, basis: strategy, contribution: full}"""


def check(ground: Ground) -> Iterator[Diagnostic]:
    """Completed measures with tasks neither completed nor discontinued."""
    for measure in ground.register.measures:
        tasks = [t.id for t in measure.tasks if t.is_open]
        if measure.status == "completed" and tasks:
            params = {"name": measure.id, "tasks": tasks}
            path = ground.register.path_of(measure)
            yield Diagnostic("MH303", path, ("status",), params, weight=2, about=About(measure.id))


RULE = Rule(
    code="MH303",
    name="completed-with-open-tasks",
    severity="gap",
    message={
        "nb": "{name} er ført som gjennomført, men disse oppgavene er åpne: {tasks}.",
        "en": "{name} is recorded as completed, but these tasks are open: {tasks}.",
    },
    cure={
        "nb": "Sett status på oppgavene, eller endre status på tiltaket.",
        "en": "Set the status of the tasks, or change that of the measure.",
    },
    why={
        "nb": (
            "Et tiltak er gjennomført når oppgavene er det, eller når noen har sagt hvorfor de falt bort."
        ),
        "en": (
            "A measure is completed when its tasks are, or when somebody has said why they were dropped."
        ),
    },
    bad=measure(status="completed", evidence=EVIDENCE),
    good=measure(status="completed", evidence=EVIDENCE, tasks="[]", addresses=LINKS),
    check=check,
    about=(),
)
