"""What was typed into forms and not saved, kept beside the repository so that it outlives the program."""

import json
import re
from collections.abc import Mapping
from typing import NamedTuple

from menneskehandel_cli.edits.proposals.private import Private
from menneskehandel_cli.language import Refused
from menneskehandel_cli.register import natural

TITLE = "form_title"
"""The name of the hidden input that holds the title of a form's page."""

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,80}")
"""Ids and names as they may come from a browser: never a path."""


_FOLDER, _END = "drafts", ".json"
_LARGEST = 10_000_000
"""How many bytes of a draft are read: more than any request holds, however it is spelt."""


class FormDraft(NamedTuple):
    """What was typed into a form, by the names of its inputs, and the form's address."""

    address: str
    typed: Mapping[str, str]


class Drafts:
    """The drafts of a repository, each in a file of its own.

    Every method raises ``GitTrouble`` and ``OSError`` if the folder cannot be used.
    """

    def __init__(self, home: Private) -> None:
        self._home = home
        self.all()

    def keep(self, name: str, draft: FormDraft) -> None:
        """Keep a draft until it is dropped. Raises ``Refused`` for a name that no form can have."""
        if not NAME.fullmatch(name):
            raise Refused("edit.unknown", given=name)
        text = json.dumps(draft._asdict(), ensure_ascii=False, sort_keys=True)
        self._home.write(_draft_file(name), text.encode("utf-8", "backslashreplace"))

    def all(self) -> dict[str, FormDraft]:
        """Every draft by its name, in the order of the names."""
        files = (file for file in self._home.names(_FOLDER) if file.endswith(_END))
        names = sorted((file.removesuffix(_END) for file in files), key=natural)
        found = {name: self._read(name) for name in names if NAME.fullmatch(name)}
        return {name: draft for name, draft in found.items() if draft is not None}

    def drop(self, name: str) -> None:
        """Forget the draft of a form."""
        if NAME.fullmatch(name):
            self._home.remove(_draft_file(name))

    def _read(self, name: str) -> FormDraft | None:
        """A draft; ``None`` for a file that is not one."""
        try:
            found = json.loads(self._home.read(_draft_file(name), _LARGEST) or b"")
            return FormDraft(str(found["address"]), {str(key): str(x) for key, x in found["typed"].items()})
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return None


def _draft_file(name: str) -> str:
    return f"{_FOLDER}/{name}{_END}"
