"""What was typed into forms and not saved, kept beside the repository so that it outlives the program."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from menneskehandel_cli.edits.refused import Refused
from menneskehandel_cli.edits.saving import write_whole
from menneskehandel_cli.register import natural

TITLE = "form_title"
"""The name of the hidden input that holds the title of a form's page."""

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,80}")
"""Ids and names as they may come from a browser: never a path."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed into a form, by the names of its inputs, and the form's address."""

    address: str
    typed: Mapping[str, str]

    @property
    def title(self) -> str:
        """What the form is called on its page."""
        return self.typed.get(TITLE) or self.address


class Drafts:
    """The drafts in a folder, each in a file of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, name: str, draft: Draft) -> None:
        """Keep a draft until it is dropped. Raises ``Refused`` for a name that no form can have."""
        if not NAME.fullmatch(name):
            raise Refused("edit.unknown", given=name)
        value = {"address": draft.address, "typed": dict(draft.typed)}
        text = json.dumps(value, ensure_ascii=False, sort_keys=True)
        write_whole(self._folder / f"{name}.json", text.encode("utf-8", "backslashreplace"))

    def typed(self, name: str) -> dict[str, str]:
        """What was typed into a form and not saved; nothing if there is no such draft."""
        draft = self._read(name) if NAME.fullmatch(name) else None
        return dict(draft.typed) if draft is not None else {}

    def all(self) -> list[Draft]:
        """Every draft, in the order of their names."""
        return list(self._all())

    def drop(self, name: str) -> None:
        """Forget the draft of a form."""
        if NAME.fullmatch(name):
            with suppress(FileNotFoundError):
                (self._folder / f"{name}.json").unlink()

    def _all(self) -> Iterator[Draft]:
        for name in sorted((file.stem for file in self._folder.glob("*.json")), key=natural):
            if (draft := self._read(name)) is not None:
                yield draft

    def _read(self, name: str) -> Draft | None:
        """A draft; ``None`` for a file that is not one."""
        try:
            found = json.loads((self._folder / f"{name}.json").read_bytes())
            typed = {str(key): str(text) for key, text in found["typed"].items()}
            return Draft(str(found["address"]), typed)
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None
