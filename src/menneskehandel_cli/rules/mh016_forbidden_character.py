"""MH016: an invisible character that is not allowed in a text."""

from __future__ import annotations

from menneskehandel_cli.rules.base import Rule
from menneskehandel_cli.rules.example import MEASURE, MEASURE_FILE, measure

RULE = Rule(
    code="MH016",
    name="forbidden-character",
    severity="error",
    message={
        "nb": "Her står et usynlig tegn ({character}) som ikke kan brukes.",
        "en": "An invisible character ({character}) that cannot be used stands here.",
    },
    help={
        "nb": "Slett tegnet. Det følger ofte med når tekst limes inn fra Word eller en nettside.",
        "en": ("Delete the character. It often comes along when text is pasted from Word or a web page."),
    },
    why={
        "nb": (
            "Styretegn kan få en tekst til å se ut som en annen enn den er, både på skjermen og i "
            "et forslag til endring."
        ),
        "en": (
            "Control characters can make a text look like another one, in a terminal and in a "
            "pull request."
        ),
    },
    bad={MEASURE_FILE: MEASURE.replace("Samordne", "Sam\u202eordne")},
    good=measure(),
)
