"""MH014: a file in a format of a later version of mh."""

from __future__ import annotations

from menneskehandel_cli.rules.base import Rule
from menneskehandel_cli.rules.example import measure

RULE = Rule(
    code="MH014",
    name="newer-format",
    severity="error",
    message={
        "nb": "Filen har format {format}. Denne versjonen av mh leser format {known}.",
        "en": "The file has format {format}. This version of mh reads format {known}.",
    },
    help={
        "nb": "Ta i bruk en nyere versjon av mh.",
        "en": "Use a newer version of mh.",
    },
    why={
        "nb": ("Et nyere format kan bety noe annet. Da er det bedre å si fra enn å tolke filen feil."),
        "en": "A newer format may mean something else. It is better to say so than to misread it.",
    },
    bad=measure(format="3"),
    good=measure(format="2"),
)
