"""MH011: a file that is too large, or nested too deep, to be a record."""

from __future__ import annotations

from menneskehandel_cli.rules.base import Rule
from menneskehandel_cli.rules.example import measure

RULE = Rule(
    code="MH011",
    name="too-large",
    severity="error",
    message={
        "nb": "{what}",
        "en": "{what}",
    },
    help={
        "nb": (
            "Del innholdet i flere filer, eller se om noe er limt inn ved en feil. En fil kan "
            "være 1 MB og 32 nivåer dyp."
        ),
        "en": (
            "Split the content into several files, or see whether something was pasted by "
            "mistake. A file may have 1 MB and 32 levels."
        ),
    },
    why={
        "nb": "En post er noen få kilobyte. Grensen verner alle som leser, mot uhell og mot angrep.",
        "en": (
            "A record is a few kilobytes. The limit guards every reader against accidents and attacks."
        ),
    },
    bad=measure(summary="[" * 40 + "]" * 40),
    good=measure(),
    phrases={"what": "limit"},
)
