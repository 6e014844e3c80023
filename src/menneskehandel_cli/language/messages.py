"""The program's texts in English: marked in the code, or by the keys of those that several places share.

The marks, which ``make messages`` extracts, are called like the functions of gettext: ``msg`` marks a
text, ``pmsg`` one with a context, because one text in English may be two in another language, and
``nmsg`` one that depends on a number, ``n``.

The texts that several places share are in ``locale/en/texts.json``, beside the catalogues of the other
languages. An entry is a text, the two forms of one that depends on a number, or a text with the context
that tells it from another. A text that is used in one place is written there instead, unless it is what
one of the fixed values of a field is called.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple


class Marked(str):
    """A text in English that has translations, as opposed to the key of one in the word list."""

    __slots__ = ()


msg = Marked
"""Marks a text."""


class Counted(NamedTuple):
    """A text that depends on a number: in English one for 1 and one for every other number."""

    one: str
    other: str


nmsg = Counted
"""Marks a text that depends on the number ``n``."""

Message = Marked | Counted
"""A text in English that has translations."""

CONTEXT_END = "\x04"
"""What gettext puts between a context and its text: https://www.gnu.org/software/gettext (MO files)."""


def pmsg(context: str, text: str) -> Marked:
    """A text as it is meant in a context."""
    return Marked(f"{context}{CONTEXT_END}{text}")


def source(message: str) -> str:
    """The English text of a message, without its context."""
    return message.rpartition(CONTEXT_END)[2]


FILE = Path(__file__).resolve().parent.parent / "locale" / "en" / "texts.json"


def _message(text: str | list[str] | dict[str, str]) -> Message:
    if isinstance(text, str):
        return msg(text)
    if isinstance(text, list):
        return nmsg(*text)
    context, meant = text.values()
    return pmsg(context, meant)


WORDS: Mapping[str, Message] = {
    key: _message(text) for key, text in json.loads(FILE.read_text(encoding="utf-8")).items()
}
