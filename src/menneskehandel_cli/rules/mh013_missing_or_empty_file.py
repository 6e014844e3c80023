"""MH013: a required file that is missing, or a file that is empty."""

from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.rules.base import Rule

RULE = Rule(
    severity="error",
    message=msg("{what}"),
    help=msg(
        "Restore the file from history, or fill it in. A strategy needs "
        "strategy/strategy.yaml and strategy/actors.yaml, and each folder in "
        "data/obligations/ needs _instrument.yaml."
    ),
    why=msg("An empty file is usually the result of an accident while saving."),
    phrases={"what": "file"},
)
