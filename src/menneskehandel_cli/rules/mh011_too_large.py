"""MH011: a file that is too large, or nested too deep, to be a record."""

from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.rules.base import Rule

RULE = Rule(
    severity="error",
    message=msg("{what}"),
    help=msg(
        "Split the content into several files, or check whether something was pasted by "
        "mistake. A file may have at most 1 MB and 32 levels."
    ),
    why=msg("A record is a few kilobytes. The limit protects every reader from accidents and attacks."),
    phrases={"what": "limit"},
)
