"""MH008: a YAML file where no record belongs."""

from __future__ import annotations

from menneskehandel_cli.rules.base import Rule
from menneskehandel_cli.rules.example import MEASURE, measure

RULE = Rule(
    code="MH008",
    name="wrong-place",
    severity="error",
    message={
        "nb": "Her hører ingen YAML-fil hjemme, så filen blir ikke lest.",
        "en": "No YAML file belongs here, so the file is not read.",
    },
    help={
        "nb": (
            "Flytt filen. Tiltak ligger i data/measures/, forpliktelser i "
            "data/obligations/<instrument>/, gjeldende rett i data/law/<instrument>/, indikatorer "
            "i data/indicators/ og rapporter i data/reports/<år>/."
        ),
        "en": (
            "Move the file. Measures lie in data/measures/, obligations in "
            "data/obligations/<instrument>/, national law in data/law/<instrument>/, indicators in "
            "data/indicators/, reports in data/reports/<year>/."
        ),
    },
    why={
        "nb": "En fil i feil mappe ville ellers blitt utelatt uten at noen merket det.",
        "en": "A file in the wrong folder would otherwise vanish without anybody noticing.",
    },
    bad={"data/measure/02-opplæring.yaml": MEASURE},
    good=measure(),
)
