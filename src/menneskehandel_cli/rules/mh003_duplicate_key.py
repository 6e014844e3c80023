"""MH003: the same key twice in one place."""

from __future__ import annotations

from menneskehandel_cli.rules.base import Rule
from menneskehandel_cli.rules.example import MEASURE, MEASURE_FILE, measure

RULE = Rule(
    code="MH003",
    name="duplicate-key",
    severity="error",
    message={
        "nb": "Nøkkelen «{key}» står to ganger. Den første står på linje {first}.",
        "en": "The key “{key}” stands twice. The first one is on line {first}.",
    },
    help={
        "nb": (
            "Behold den som er riktig, og slett den andre. Skal begge være med, må de slås sammen til én."
        ),
        "en": "Keep the right one and delete the other. If both are meant, merge them into one.",
    },
    why={
        "nb": (
            "Det er uklart hvilken av to verdier som gjelder. Mange programmer bruker den siste "
            "uten å si fra."
        ),
        "en": "Nobody can know which of two values holds. Many programs silently take the last one.",
    },
    bad={MEASURE_FILE: MEASURE + "status: completed\n"},
    good=measure(),
)
