"""MH002: a file that is not valid YAML."""

from __future__ import annotations

from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.rules.base import Rule
from menneskehandel_cli.rules.example import measure

RULE = Rule(
    code="MH002",
    name="yaml-syntax",
    severity="error",
    message=msg("{problem}"),
    help=msg(
        "Fix the line. Each key reads “name: value” with a space after the colon, and each "
        "level is indented by two spaces."
    ),
    why=msg("A file that cannot be read counts nowhere. The rest of the strategy is read all the same."),
    bad=measure(title="Samordne: arbeidet"),
    good=measure(title="'Samordne: arbeidet'"),
    phrases={"problem": "yaml"},
)
