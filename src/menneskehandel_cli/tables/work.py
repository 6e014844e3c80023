"""The files that a table changes, as they become, and where each new value came from."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from menneskehandel_cli.diagnostics import KeyPath
from menneskehandel_cli.documents import parse
from menneskehandel_cli.edits.assignments import Assignment, assigned
from menneskehandel_cli.edits.change import Change
from menneskehandel_cli.edits.layout import LayoutLost
from menneskehandel_cli.edits.modeline import modeline
from menneskehandel_cli.edits.new_file import NewFile
from menneskehandel_cli.edits.patching import CommentsInside, patched
from menneskehandel_cli.edits.refused import Refused
from menneskehandel_cli.edits.subject import Subject, read_subject
from menneskehandel_cli.language import Phrase
from menneskehandel_cli.models import Actor, Model
from menneskehandel_cli.models.fields import field_at, fields
from menneskehandel_cli.tables.cells import Trouble, Where
from menneskehandel_cli.trees import Tree


@dataclass(slots=True)
class _File:
    """``before`` is ``None`` for a new file, ``data`` what is changed to hold ``value``."""

    before: bytes | None
    data: bytes
    value: dict[str, Any]
    model: type[Model]
    where: Where


class Work:
    """The files of ``tree`` with what a table says of them, in the order that it names them.

    ``language`` is the one that the strategy's texts are in first. ``described`` are the kinds of files
    whose schema the strategy has, which new files then name.
    """

    def __init__(
        self, tree: Tree, language: str, actors: tuple[Actor, ...], described: frozenset[str]
    ) -> None:
        self._tree = tree
        self._language = language
        self._actors = actors
        self._described = described
        self._files: dict[str, _File] = {}
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
                self.trouble(where, Phrase(f"failure.{refused.key}", refused.params))
                return None
            self._files[path] = _File(
                subject.data, subject.data, copy.deepcopy(subject.value), subject.model, where
            )
        return self._files[path].value

    def begin(self, kind: str, made: NewFile, model: type[Model], where: Where) -> bool:
        """Add a new file. It is trouble if there is one at its path."""
        if made.path in self._files or made.path in self._tree.paths():
            self.trouble(where, Phrase("failure.exists", {"path": made.path}))
            return False
        text = (modeline(kind, made.path) if kind in self._described else "") + made.text
        data = text.encode()
        self._files[made.path] = _File(None, data, parse(made.path, data).value, model, where)
        return True

    def came_from(self, path: str, keys: KeyPath, where: Where) -> None:
        """Keep where the value of a key came from."""
        self._places.append((path, keys, where))

    def assign(self, path: str, keys: KeyPath, key: str, text: str, where: Where) -> None:
        """Set a field of the record or part that ``keys`` lead to."""
        if self.value(path, where) is None:
            return
        file = self._files[path]
        part: Any = file.value
        for step in keys:
            part = part[step]
        takes = field_at(file.model, keys)
        assert takes is not None, keys
        assert takes.model is not None, keys
        # Only the part is copied: a file may have very many.
        subject = Subject(path, file.data, part, takes.model)
        try:
            made, places = assigned(subject, [Assignment(key, "=", text)], self._language, self._actors)
        except Refused as refused:
            self.trouble(where, Phrase(f"failure.{refused.key}", refused.params))
            return
        part.clear()
        part.update(made)
        for place in places:
            self.came_from(path, (*keys, *place), where)

    def put(self, path: str, keys: KeyPath, value: object, where: Where) -> None:
        """Set the value that ``keys`` lead to; ``None`` removes it."""
        holder: Any = self.value(path, where)
        if holder is None:
            return
        for key in keys[:-1]:
            holder = holder[key]
        if value is None:
            holder.pop(keys[-1], None)
        else:
            holder[keys[-1]] = value
        self.came_from(path, keys, where)

    def in_order(self, path: str, keys: KeyPath, model: type[Model]) -> None:
        """Put the keys of a new part in the order of its model."""
        part: Any = self._files[path].value
        for key in keys:
            part = part[key]
        ordered = {key: part.pop(key) for key in fields(model) if key in part}
        part.update(ordered)

    def changes(self) -> list[Change]:
        """The changes of all files. What cannot be written is trouble."""
        found = []
        for path, file in self._files.items():
            try:
                after = patched(file.data, file.value, file.model)
            except CommentsInside as inside:
                told: Mapping[str, object] = {"path": path, "line": inside.line}
                self.trouble(file.where, Phrase("failure.edit.comments_inside", told))
                continue
            except LayoutLost:
                self.trouble(file.where, Phrase("failure.edit.layout", {"path": path}))
                continue
            if after != file.before:
                found.append(Change(path, file.before, after))
        return found

    def where(self, path: str, keys: KeyPath) -> Where | None:
        """The place that the value at ``keys``, or what is nearest to it, came from."""
        said = [(place, where) for name, place, where in self._places if name == path]
        near = [
            (len(place), where)
            for place, where in said
            if keys[: len(place)] == place or place[: len(keys)] == keys
        ]
        if near:
            return max(near, key=lambda item: item[0])[1]
        return self._files[path].where if path in self._files else None
