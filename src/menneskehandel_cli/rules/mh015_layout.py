"""MH015: an invisible mark at the start of a file, or line breaks from Windows."""

from __future__ import annotations

from menneskehandel_cli.rules.base import Rule
from menneskehandel_cli.rules.example import MEASURE, MEASURE_FILE, measure

RULE = Rule(
    code="MH015",
    name="layout",
    severity="note",
    message={
        "nb": "{what} Innholdet blir lest likevel.",
        "en": "{what} The content is read all the same.",
    },
    help={
        "nb": (
            "Lagre filen som UTF-8 uten BOM og med linjeskift LF. Mange programmer viser dette "
            "valget nederst i vinduet."
        ),
        "en": (
            "Save the file as UTF-8 without a BOM and with line breaks LF. Many editors show this "
            "choice at the bottom of the window."
        ),
    },
    why={
        "nb": (
            "Når linjeskiftene er ulike, viser git hele filen som endret, og den egentlige "
            "endringen er vanskelig å finne."
        ),
        "en": ("Mixed line breaks make git show the whole file as changed, and the real change drowns."),
    },
    bad={MEASURE_FILE: MEASURE.replace("\n", "\r\n")},
    good=measure(),
    phrases={"what": "layout"},
)
