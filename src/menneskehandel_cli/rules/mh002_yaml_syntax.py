"""MH002: a file that is not valid YAML."""

from __future__ import annotations

from menneskehandel_cli.rules.base import Rule
from menneskehandel_cli.rules.example import measure

RULE = Rule(
    code="MH002",
    name="yaml-syntax",
    severity="error",
    message={
        "nb": "{problem}",
        "en": "{problem}",
    },
    help={
        "nb": (
            "Rett linjen. Hver nøkkel står som «navn: verdi», med mellomrom etter kolon, og "
            "innrykket er to mellomrom for hvert nivå."
        ),
        "en": (
            "Fix the line. Each key reads “name: value” with a space after the colon, and each "
            "level is indented by two spaces."
        ),
    },
    why={
        "nb": (
            "En fil som ikke kan leses, teller ikke med noe sted. Resten av strategien blir lest likevel."
        ),
        "en": (
            "A file that cannot be read counts nowhere. The rest of the strategy is read all the same."
        ),
    },
    bad=measure(title="Samordne: arbeidet"),
    good=measure(title="'Samordne: arbeidet'"),
    phrases={"problem": "yaml"},
)
