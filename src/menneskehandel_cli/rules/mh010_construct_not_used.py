"""MH010: aliases, tags, merge keys and keys that are not strings."""

from __future__ import annotations

from menneskehandel_cli.rules.base import Rule
from menneskehandel_cli.rules.example import measure

RULE = Rule(
    code="MH010",
    name="construct-not-used",
    severity="error",
    message={
        "nb": "{construct}",
        "en": "{construct}",
    },
    help={
        "nb": (
            "Skriv verdien rett ut på stedet. Begynner en tekst med &, * eller !, må den stå i "
            "anførselstegn."
        ),
        "en": ("Write the value out where it belongs. A text that begins with &, * or ! needs quotes."),
    },
    why={
        "nb": (
            "Slike konstruksjoner gjør filen vanskelig å lese, og de kan misbrukes til å bruke opp "
            "minnet hos den som leser."
        ),
        "en": (
            "Such constructs hide what stands where, and can be used to exhaust the memory of "
            "whoever reads them."
        ),
    },
    bad=measure(title="&tittel Samordne arbeidet", summary="*tittel"),
    good=measure(),
    phrases={"construct": "construct"},
)
