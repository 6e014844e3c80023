"""MH005: a key that every such record must have."""

from __future__ import annotations

from menneskehandel_cli.rules.base import Rule
from menneskehandel_cli.rules.example import MEASURE, MEASURE_FILE, measure

RULE = Rule(
    code="MH005",
    name="missing-key",
    severity="error",
    message={
        "nb": "Nøkkelen «{key}» mangler.",
        "en": "The key “{key}” is missing.",
    },
    help={
        "nb": "Legg til «{key}:» med en verdi.",
        "en": "Add “{key}:” with a value.",
    },
    why={
        "nb": (
            "Noen opplysninger må være med for at oppføringen skal kunne leses, vises og kobles "
            "til andre."
        ),
        "en": "Some things must be given for a record to be read, shown and linked.",
    },
    bad={MEASURE_FILE: MEASURE.replace("title: Samordne arbeidet\n", "")},
    good=measure(),
)
