"""MH015: an invisible mark at the start of a file, or line breaks from Windows."""

from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.rules.base import Rule

RULE = Rule(
    severity="note",
    message=msg("{what} The content is still read."),
    help=msg(
        "Save the file as UTF-8 without a BOM and with LF line breaks. Many editors show this choice "
        "at the bottom of the window."
    ),
    why=msg(
        "Mixed line breaks make git show the whole file as changed, so that the actual "
        "change cannot be seen."
    ),
    phrases={"what": "layout"},
)
