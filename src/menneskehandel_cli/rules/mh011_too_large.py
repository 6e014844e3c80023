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
            "Del innholdet i flere filer, eller se etter om noe er limt inn ved en feil. En fil "
            "kan være på 1 MB og ha 32 nivåer."
        ),
        "en": (
            "Split the content into several files, or see whether something was pasted by "
            "mistake. A file may have 1 MB and 32 levels."
        ),
    },
    why={
        "nb": (
            "En oppføring er vanligvis på noen få kilobyte. Grensen verner alle som leser filene, "
            "mot uhell og angrep."
        ),
        "en": (
            "A record is a few kilobytes. The limit guards every reader against accidents and attacks."
        ),
    },
    bad=measure(summary="[" * 32 + "]" * 32),
    good=measure(),
    phrases={"what": "limit"},
)
