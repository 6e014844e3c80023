"""MH007: a value that cannot stand where it stands."""

from __future__ import annotations

from menneskehandel_cli.rules.base import Rule
from menneskehandel_cli.rules.example import measure

RULE = Rule(
    code="MH007",
    name="wrong-value",
    severity="error",
    message={
        "nb": "«{key}» kan ikke være «{value}». {meant}",
        "en": "“{key}” cannot be “{value}”. {meant}",
    },
    cure={
        "nb": "Skriv {fits}.",
        "en": "Write {fits}.",
    },
    why={
        "nb": "Faste verdier er like i alle filer, så de kan telles og sammenlignes over tid.",
        "en": (
            "Fixed values are the same in all files, so that they can be counted and compared over time."
        ),
    },
    bad=measure(status="complete"),
    good=measure(status="in_progress"),
    phrases={"fits": "expected"},
)
