"""Marks for the English texts in the code that have translations, as ``make messages`` extracts them.

They are called like the functions of gettext: ``msg`` marks a text, ``pmsg`` one with a context, because
one text in English may be two in another language, and ``nmsg`` one that depends on a number, ``n``.
"""

from typing import NamedTuple


class Marked(str):
    """A text in English that has translations, as opposed to the key of one in the word list."""

    __slots__ = ()


class Counted(NamedTuple):
    """A text that depends on a number: in English one for 1 and one for every other number."""

    one: str
    other: str


Message = Marked | Counted
"""A text in English that has translations."""

CONTEXT_END = "\x04"
"""What gettext puts between a context and its text: https://www.gnu.org/software/gettext (MO files)."""


def msg(text: str) -> Marked:
    """A text."""
    return Marked(text)


def pmsg(context: str, text: str) -> Marked:
    """A text as it is meant in a context."""
    return Marked(f"{context}{CONTEXT_END}{text}")


def nmsg(one: str, other: str) -> Counted:
    """A text that depends on the number ``n``."""
    return Counted(one, other)


def source(message: str) -> str:
    """The English text of a message, without its context."""
    return message.rpartition(CONTEXT_END)[2]
