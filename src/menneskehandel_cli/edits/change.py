"""A change of one file before it is made: its lines, and the files as they would be after it.

Which file, and which place in it, an id means: files are named after their records, so that one is found
without reading all the others.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from difflib import unified_diff
from typing import Any, NamedTuple

from menneskehandel_cli.diagnostics import KeyPath, at
from menneskehandel_cli.documents import parse, split_lines
from menneskehandel_cli.edits.patching import patched
from menneskehandel_cli.language import Refused, nearest
from menneskehandel_cli.models import Actor, Actors, Model, validate
from menneskehandel_cli.models.base import measure_called
from menneskehandel_cli.models.report import NOT_STATED
from menneskehandel_cli.register.layout import file_id, instrument_of, kind_of, letter_in_file, stem
from menneskehandel_cli.register.loading import ACTORS_FILE, model_for
from menneskehandel_cli.trees import ROOT_FILE, DictTree, Tree, Unreadable

_REPORT = re.compile(r"(\d{4}-[^.]+)(\..+)?", re.ASCII)
_SHARED_GOAL = re.compile(r"fa\d+\.g\d+", re.IGNORECASE | re.ASCII)

NAMES = (
    *("id", "ref", "measure", "requirement", "provision", "obligation", "rule", "target"),
    *("number", "year", "url", "document", "title"),
)
"""The keys that identify the items of a list; the first that an item has is used."""

_IDS = ("id", "measure", "requirement")
"""The keys that name a part of a file."""


class Subject(NamedTuple):
    """A place in a file: ``keys`` lead to the record or part asked for.

    ``new``: there is no such file yet, and ``data`` is what it begins with.
    """

    path: str
    data: bytes
    value: dict[str, Any]
    model: type[Model]
    keys: KeyPath = ()
    new: bool = False


def find_subject(tree: Tree, word: str) -> Subject:
    """The file that ``word`` means, read and parsed. Raises ``Refused``.

    12, t12 and T12 are the same measure, or 12 is the reference of one in the plan; T12.1 is a task in
    it; 2026-JD is a report, 2026-JD.T12 what it says of a measure; law-coe-12 is what the law answers of
    an article, law-coe-12.coe-12.1.a of one requirement (law-coe-12.1.a will do); ``strategy`` is the
    strategy itself, P1 a principle in it.
    """
    path, part = _file_meant(tree, word.strip())
    subject = read_subject(tree, path)
    if part is None:
        return subject
    if (keys := _keys_of_part(subject.value, part.casefold())) is None:
        known = [name for name, _ in _ids_of_parts(subject.value)]
        raise Refused("edit.no_part" if known else "edit.unknown", given=word, path=path, known=known)
    return subject._replace(keys=keys)


def find_file(tree: Tree, word: str) -> tuple[str, bytes]:
    """The file that ``word`` means, whatever its content. Raises ``Refused``."""
    path, _ = _file_meant(tree, word.strip())
    return path, _file_bytes(tree, path)


def line_of(data: bytes, word: str) -> int:
    """The line, from 1, on which the part called ``word`` begins; 1 if none is found."""
    part = re.compile(rf"^\W*(id|measure): *\W?{re.escape(word.strip())}\b(?!\.)", re.IGNORECASE)
    lines = data.decode("utf-8", "replace").splitlines()
    return next((place for place, line in enumerate(lines, 1) if part.search(line)), 1)


def _file_bytes(tree: Tree, path: str) -> bytes:
    try:
        return tree.read(path)
    except Unreadable as error:
        reason = "missing" if error.reason == "missing" else "other"
        raise Refused(f"edit.unreadable.{reason}", path=path) from None


def read_subject(tree: Tree, path: str) -> Subject:
    """A whole file, read and parsed. Raises ``Refused`` if that is not possible."""
    if (kind := kind_of(path)) is None:
        raise Refused("edit.misplaced", path=path)
    data = _file_bytes(tree, path)
    if (value := parse(path, data).mapping) is None:
        raise Refused("edit.not_parsed", path=path)
    return Subject(path, data, value, model_for(path, kind, value, _instrument_kinds(tree, path)))


def known_actors(tree: Tree) -> tuple[Actor, ...]:
    """The actors of the strategy, as far as their files can be read."""
    found: list[Actor] = []
    for path in _actor_files(tree):
        with suppress(Unreadable):
            record, _ = validate(Actors, parse(path, tree.read(path)).value, path)
            found += record.actors if record is not None else ()
    return tuple(found)


def _actor_files(tree: Tree) -> list[str]:
    """The files of the actors: that of all plans, then the plan's own if there is one."""
    return sorted((path for path in tree.paths() if kind_of(path) == "actors"), reverse=True)


def _instrument_kinds(tree: Tree, path: str) -> dict[str, bool]:
    """Whether the instrument that an obligation's file belongs to is a convention."""
    if kind_of(path) != "obligation":
        return {}
    try:
        data = tree.read(f"{path.rsplit('/', 1)[0]}/_instrument.yaml")
    except Unreadable:
        return {}
    kind = (parse("", data).mapping or {}).get("kind")
    return {instrument_of(path): kind == "convention"} if isinstance(kind, str) else {}


def _file_meant(tree: Tree, word: str) -> tuple[str, str | None]:
    """The file that a word means, and the part of it, if the word names one.

    What is not an id as written may be the reference of one measure in the plan. Where it would be the
    number of something else as well, nobody knows which is to be changed: that is ``Refused``.
    """
    first, letter = word.partition(".")[0], letter_in_file(tree)
    measure = measure_called(first, letter)
    referred = [] if measure == first.upper() else _referred(tree, word)
    try:
        path, part = _file_called(tree, word)
    except Refused:
        if len(referred) != 1:
            raise
        return referred[0], None
    if len(referred) != 1 or measure is None or (path, part) == (referred[0], None):
        return path, part
    if part is not None and _keys_of_part(read_subject(tree, path).value, part.casefold()) is None:
        return referred[0], None
    raise Refused("edit.reference", given=word, found=part or measure, other=file_id(referred[0], letter))


def _referred(tree: Tree, word: str) -> list[str]:
    """The files of the measures whose reference in the plan (``source.section``) is a word."""
    found, sought = [], word.encode(errors="surrogateescape")
    for path in tree.paths() if word else ():
        with suppress(Unreadable):
            data = tree.read(path) if kind_of(path) == "measure" else b""
            if sought in data and at(parse(path, data).value, ("source", "section")) == word:
                found.append(path)
    return found


def _file_called(tree: Tree, word: str) -> tuple[str, str | None]:
    """The file and the part that a word names by id or number.

    A word that is not the name of a file is looked up as an actor, or as a part of the strategy. What is
    neither may be an actor in a file that cannot be read.
    """
    if not word:
        raise Refused("edit.unknown", given=word)
    if word.casefold() == "strategy" or _SHARED_GOAL.fullmatch(word):
        return ROOT_FILE, None if word.casefold() == "strategy" else word
    letter, (first, dot, part) = letter_in_file(tree), word.partition(".")
    measure = measure_called(first, letter)
    name = f"{measure}{dot}{part}" if measure else word
    found = (_named_by(path, name, letter) for path in tree.paths())
    if (there := next((place for place in found if place is not None), None)) is not None:
        return there
    if measure:
        raise Refused("edit.unknown", given=word)
    if _REPORT.fullmatch(word):
        raise Refused("edit.unknown_report", given=word)
    for path in (*_actor_files(tree), ROOT_FILE):
        with suppress(Unreadable):
            if _keys_of_part(parse(path, tree.read(path)).value, word.casefold()) is not None:
                return path, word
    if (actors := parse(ACTORS_FILE, _file_bytes(tree, ACTORS_FILE)).mapping) is not None:
        raise _unknown_id(word, tree, actors)
    return ACTORS_FILE, word


def _named_by(path: str, word: str, letter: str) -> tuple[str, str | None] | None:
    """The file at ``path`` and the part of it that ``word`` means, if the file is named after it."""
    kind, (owner, dot, part) = kind_of(path), word.partition(".")
    if kind in (None, "strategy", "actors") or (dot and not part):
        return None
    own = file_id(path, letter)
    own = measure_called(own, letter) or own if kind == "measure" else own
    if own.casefold() != owner.casefold():
        return None
    if kind == "report":
        return path, part or None
    if kind == "law" and part:
        return path, part if part.casefold().startswith(stem(path).casefold()) else f"{stem(path)}.{part}"
    return path, word if dot and kind != "law" else None


def _unknown_id(word: str, tree: Tree, actors: object) -> Refused:
    letter = letter_in_file(tree)
    names = (file_id(path, letter) for path in tree.paths() if kind_of(path) not in (None, "actors"))
    near = nearest(word, [*names, *(name for name, _ in _ids_of_parts(actors))])
    return Refused("edit.unknown_near" if near else "edit.unknown", given=word, near=near)


def _keys_of_part(value: object, wanted: str) -> KeyPath | None:
    """The keys that lead to the part with this id."""
    return next((keys for name, keys in _ids_of_parts(value) if name.casefold() == wanted), None)


def _ids_of_parts(value: object, keys: KeyPath = ()) -> Iterator[tuple[str, KeyPath]]:
    """The ids of all parts, and the keys that lead to them."""
    items: Any = enumerate(value) if isinstance(value, list) else ()
    if isinstance(value, dict):
        yield from ((str(value[name]), keys) for name in _IDS if keys and value.get(name))
        items = value.items()
    for key, item in items:
        yield from _ids_of_parts(item, (*keys, key))


class FileChange(NamedTuple):
    """A change of the file ``path``.

    ``before`` is ``None`` if there was no file; ``moved_from`` is its former path. ``removed``: the file
    goes, which only a proposal can do, and ``after`` is empty.
    """

    path: str
    before: bytes | None
    after: bytes
    moved_from: str | None = None
    removed: bool = False

    @property
    def origin(self) -> str:
        """The path of the file before the change."""
        return self.moved_from or self.path

    def diff(self) -> list[str]:
        """The lines of the change as a unified diff, as ``git diff`` shows it."""
        old, new = (_split_lines(data) for data in (self.before, self.after))
        source = "/dev/null" if self.before is None else f"a/{self.origin}"
        moved = [f"rename from {self.moved_from}", f"rename to {self.path}"] if self.moved_from else []
        target = "/dev/null" if self.removed else f"b/{self.path}"
        return [*moved, *unified_diff(old, new, source, target, lineterm="")]


def _split_lines(data: bytes | None) -> list[str]:
    if not data:
        return []
    lines = split_lines(data.decode("utf-8", "replace"))
    return lines if lines[-1] else lines[:-1]


def rewritten(subject: Subject, value: dict[str, Any]) -> FileChange | None:
    """The change that gives a file the value ``value``; ``None`` if it has it.

    A report that gets other content and no other approval is a draft again: nobody has approved it as it
    is then. Raises ``Refused`` if that would lose comments or the layout.
    """
    if value.get("approved") is not None and not subject.new:
        was = parse(subject.path, subject.data).value
        if value["approved"] == was.get("approved") and not says_the_same(was, value):
            value = {key: kept for key, kept in value.items() if key != "approved"}
    after = patched(subject.data, value, subject.model, subject.path)
    if after == subject.data:
        return None
    return FileChange(subject.path, None if subject.new else subject.data, after)


def says_the_same(report: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two reports say the same, approvals apart."""
    keys = (report | other).keys() - NOT_STATED - {"approved"}
    return all(report.get(key) == other.get(key) for key in keys)


def begun_subject(made: FileChange, model: type[Model]) -> Subject:
    """A new file, to be filled in further."""
    return Subject(made.path, made.after, parse(made.path, made.after).value, model, new=True)


def tree_after(tree: Tree, changes: Iterable[FileChange]) -> DictTree:
    """The tree as it would be after ``changes``."""
    files: dict[str, bytes | None] = {}
    for change in changes:
        if change.moved_from:
            files.setdefault(change.moved_from)
        files[change.path] = None if change.removed else change.after
    return DictTree(files, tree)
