"""MH001: a file that is not UTF-8."""

from __future__ import annotations

from menneskehandel_cli.rules.base import Rule
from menneskehandel_cli.rules.example import MEASURE, MEASURE_FILE, measure

RULE = Rule(
    code="MH001",
    name="not-utf8",
    severity="error",
    message={
        "nb": "Filen er ikke lagret som UTF-8: Byten {byte} hører ikke til der.",
        "en": "The file is not saved as UTF-8: the byte {byte} does not belong there.",
    },
    help={
        "nb": "Åpne filen i redigeringsprogrammet og lagre den med tegnsettet UTF-8.",
        "en": "Open the file in your editor and save it with the encoding UTF-8.",
    },
    why={
        "nb": (
            "Alle filer skal være lagret som UTF-8. Ellers blir æ, ø og å til andre tegn hos den "
            "neste som leser filen."
        ),
        "en": ("All files are UTF-8; otherwise æ, ø and å become other characters for the next reader."),
    },
    bad={MEASURE_FILE: MEASURE.encode("latin-1")},
    good=measure(),
)
