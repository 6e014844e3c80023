"""MH001: a file that is not UTF-8."""

from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.rules.base import Rule

RULE = Rule(
    severity="error",
    message=msg("The file is not saved as UTF-8: the byte {byte} does not belong there."),
    help=msg("Open the file in your editor and save it with the encoding UTF-8."),
    why=msg(
        "All files are UTF-8; otherwise letters beyond a to z turn into other characters "
        "for the next reader."
    ),
)
