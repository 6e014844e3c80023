"""MH016: an invisible character that is not allowed in a text."""

from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.rules.base import Fix, Rule

RULE = Rule(
    severity="error",
    message=msg("There is an invisible character ({character}) that cannot be used {where}."),
    help=msg(
        "“mh fix” removes it. In an editor, delete the words around it and type them "
        "again. It often gets in when text is pasted from Word or a web page."
    ),
    why=msg(
        "Control characters can make a text look like another one, in a terminal and in a pull request."
    ),
    fix=lambda _diagnostic, _value: Fix("text", None),
)
