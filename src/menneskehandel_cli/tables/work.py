"""The files that a table changes, as they become, and where each new value came from."""

import copy
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from menneskehandel_cli.diagnostics import KeyPath
from menneskehandel_cli.edits.change import Change, begun_subject, rewritten
from menneskehandel_cli.edits.layout import ordered
from menneskehandel_cli.edits.new_file import Draft
from menneskehandel_cli.edits.new_record import NEW, begun
from menneskehandel_cli.edits.subject import Subject, read_subject
from menneskehandel_cli.edits.values import put
from menneskehandel_cli.language import Phrase, Refused
from menneskehandel_cli.models.fields import Field
from menneskehandel_cli.register import Register
from menneskehandel_cli.sheets.cells import Trouble, Where
from menneskehandel_cli.trees import Tree


class Work:
    """The files of ``tree`` with what a table says of them, in the order that it names them.

    ``described`` are the kinds of files whose schema the strategy has, which new files then name.
    """

    def __init__(self, tree: Tree, register: Register, described: frozenset[str]) -> None:
        self._tree = tree
        self._register = register
        self._described = described
        self._files: dict[str, tuple[Subject, Where]] = {}
        """What is changed to hold its value, and the place that first told of it."""
        self._places: list[tuple[str, KeyPath, Where]] = []
        self.troubles: list[Trouble] = []

    def trouble(self, where: Where, what: Phrase) -> None:
        """Keep what is wrong at a place, once."""
        trouble = Trouble(where, what)
        if trouble not in self.troubles:
            self.troubles.append(trouble)

    def value(self, path: str, where: Where) -> dict[str, Any] | None:
        """What a file holds by now; ``None``, and trouble, if it cannot be read."""
        if path not in self._files:
            try:
                subject = read_subject(self._tree, path)
            except Refused as refused:
                self.trouble(where, refused.phrase)
                return None
            self._files[path] = replace(subject, value=copy.deepcopy(subject.value)), where
        return self._files[path][0].value

    def begin(self, kind: str, draft: Draft, known: Mapping[str, Any], where: Where) -> str | None:
        """Add the file of a new record, and give its path; ``None``, and trouble, if there is one."""
        named = kind in self._described
        made = begun(kind, self._tree, self._register, draft, known, described=named, suggesting=False)
        if made.path in self._files or made.path in self._tree.paths():
            self.trouble(where, Phrase("failure.exists", {"path": made.path}))
            return None
        self._files[made.path] = begun_subject(made, NEW[kind].model), where
        return made.path

    def came_from(self, path: str, keys: KeyPath, where: Where) -> None:
        """Keep where the value of a key came from."""
        self._places.append((path, keys, where))

    def put(
        self, path: str, keys: KeyPath, value: object, where: Where, field: Field | None = None
    ) -> None:
        """Set the value that ``keys`` lead to, which is of the type ``field``."""
        if (file := self.value(path, where)) is not None:
            put(file, keys, value, field, self._register.language)
            self.came_from(path, keys, where)

    def changes(self) -> list[Change]:
        """The changes of all files. What cannot be written is trouble."""
        found = []
        for path, (subject, where) in self._files.items():
            try:
                change = rewritten(subject, ordered(subject.value, Field("record", subject.model)))
            except Refused as refused:
                self.trouble(where, refused.phrase)
                continue
            if change is not None or subject.new:
                found.append(change or Change(path, None, subject.data))
        return found

    def where(self, path: str, keys: KeyPath) -> Where | None:
        """The place that the value at ``keys``, or what is nearest to it, came from."""
        near = [
            (len(place), where)
            for name, place, where in self._places
            if name == path and (keys[: len(place)] == place or place[: len(keys)] == keys)
        ]
        own = self._files[path][1] if path in self._files else None
        return max(near, key=lambda item: item[0], default=(0, own))[1]
