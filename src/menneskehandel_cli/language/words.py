"""The texts of the program in English that several places share, by the keys that the code has for them.

They are in ``locale/en/texts.json``, beside the catalogues of the other languages. An entry is a text,
the two forms of one that depends on a number, or a text with the context that tells it from another.
A text that is used in one place is written there instead, marked by ``msg``, unless it is what one of
the fixed values of a field is called.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from menneskehandel_cli.language.messages import Message, msg, nmsg, pmsg

FILE = Path(__file__).resolve().parent.parent / "locale" / "en" / "texts.json"


def _message(text: str | list[str] | dict[str, str]) -> Message:
    if isinstance(text, str):
        return msg(text)
    if isinstance(text, list):
        one, other = text
        return nmsg(one, other)
    context, meant = text.values()
    return pmsg(context, meant)


WORDS: Mapping[str, Message] = {
    key: _message(text) for key, text in json.loads(FILE.read_text(encoding="utf-8")).items()
}
