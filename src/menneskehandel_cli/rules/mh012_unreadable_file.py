"""MH012: a file that cannot be opened."""

from __future__ import annotations

from menneskehandel_cli.rules.base import Rule
from menneskehandel_cli.rules.example import MEASURE, MEASURE_FILE
from menneskehandel_cli.trees import Unreadable

RULE = Rule(
    code="MH012",
    name="unreadable-file",
    severity="error",
    message={
        "nb": "Filen kan ikke leses: {why}.",
        "en": "The file cannot be read: {why}.",
    },
    help={
        "nb": "Legg en vanlig fil på stedet, eller fjern det som står der.",
        "en": "Put an ordinary file in its place, or remove what stands there.",
    },
    why={
        "nb": "Det som ikke kan leses, blir alltid meldt. Det blir aldri bare utelatt.",
        "en": "What cannot be read is reported, never just left out.",
    },
    bad={MEASURE_FILE: Unreadable("broken_link")},
    good={MEASURE_FILE: MEASURE},
    phrases={"why": "unreadable"},
)
