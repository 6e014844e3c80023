"""MH008: a YAML file where no record belongs."""

from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.rules.base import Rule

RULE = Rule(
    severity="error",
    message=msg("YAML files do not belong here, so the file is not read."),
    help=msg("{mend}"),
    why=msg("A file in the wrong folder would otherwise vanish without anyone noticing."),
    phrases={"mend": "place"},
)
