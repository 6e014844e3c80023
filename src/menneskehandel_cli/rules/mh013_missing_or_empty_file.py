"""MH013: a required file that is missing, or a file that is empty."""

from __future__ import annotations

from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.rules.base import Rule
from menneskehandel_cli.rules.example import measure

RULE = Rule(
    code="MH013",
    name="missing-or-empty-file",
    severity="error",
    message=msg("{what}"),
    help=msg(
        "Bring the file back from history, or fill it in. A strategy needs "
        "strategy/strategy.yaml and strategy/actors.yaml, and each folder below "
        "data/obligations/ needs _instrument.yaml."
    ),
    why=msg("An empty file is mostly an accident while saving."),
    bad={"data/measures/02-opplaring.yaml": "# tom\n"},
    good=measure(),
    english={
        "opplaring": "training",
        "tom": "empty",
    },
    phrases={"what": "file"},
)
