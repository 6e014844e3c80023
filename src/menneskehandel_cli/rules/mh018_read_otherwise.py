"""MH018: a value that other programs read as something else than we do, or cannot read."""

from __future__ import annotations

from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.rules.base import Rule
from menneskehandel_cli.rules.example import measure

RULE = Rule(
    code="MH018",
    name="read-otherwise",
    severity="note",
    message=msg("“{value}” {reads}."),
    help=msg("{how}, or let “mh fmt” do it: {fixed}"),
    why=msg(
        "Everybody is to be able to read the files, with other programs too. Many of these follow "
        "YAML 1.1, where NO is no, 12:30 is a number, and a question mark in braces is a sign of "
        "its own."
    ),
    bad=measure(
        title="NO",
        source="{document: strategy, section: Hva er tiltak 1?}",
    ),
    good=measure(
        title='"NO"',
        source='{document: strategy, section: "Hva er tiltak 1?"}',
    ),
    english={"Hva er tiltak 1?": "What is measure 1?"},
    phrases={"reads": "misread", "how": "rewrite"},
)
