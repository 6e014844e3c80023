"""From files to records: everything wrong kept with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from menneskehandel_cli.diagnostics import Diagnostic, Document, Span
from menneskehandel_cli.models import (
    Actors,
    Article,
    Indicator,
    Instrument,
    Measure,
    Model,
    Recommendation,
    Report,
    Strategy,
    validate,
)
from menneskehandel_cli.models.fields import field_at
from menneskehandel_cli.reading import Read
from menneskehandel_cli.register.layout import (
    Kind,
    called,
    fitting_name,
    instrument_of,
    kind_of,
    report_id,
    stem,
)
from menneskehandel_cli.trees import ROOT_FILE, SUFFIXES, Tree, Unreadable

ACTORS_FILE = "strategy/actors.yaml"

_MODELS: dict[Kind, type[Model]] = {
    "strategy": Strategy,
    "actors": Actors,
    "measure": Measure,
    "instrument": Instrument,
    "indicator": Indicator,
    "report": Report,
}
_FORMAT = 1
_BY_FIELD = frozenset({"MH017", "MH018"})
"""Remarks of the reader that hold in some fields only."""


@dataclass(slots=True)
class Loaded:
    """Records by path, in the tree's order, and what kept others from being read."""

    records: dict[str, Model] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    """Paths of files that gave no record at all."""
    damaged: set[str] = field(default_factory=set)
    """Paths of files that gave a record without some of their parts."""


def load_records(files: Read) -> Loaded:
    """The records of all files. Never raises for what a file says."""
    loaded = Loaded()
    paths: set[str] = set()
    conventions: dict[str, bool] = {}
    for path, found in files:
        paths.add(path)
        _load(path, found, loaded, conventions)
    for path in (ROOT_FILE, ACTORS_FILE, *_missing_instruments(paths)):
        if path not in paths:
            loaded.diagnostics.append(Diagnostic("MH013", path, params={"what": "missing"}))
            loaded.unread.add(path)
    loaded.records = {path: loaded.records[path] for path in sorted(loaded.records)}
    return loaded


def load_strategy(tree: Tree) -> Strategy | None:
    """The strategy's own record, as ``load_records`` has it. No other file is read."""
    from menneskehandel_cli.documents import parse

    loaded = Loaded()
    try:
        _load(ROOT_FILE, parse(ROOT_FILE, tree.read(ROOT_FILE)), loaded, {})
    except Unreadable:
        return None
    record = loaded.records.get(ROOT_FILE)
    return record if isinstance(record, Strategy) else None


def _missing_instruments(paths: set[str]) -> Iterator[str]:
    folders = {path.rsplit("/", 1)[0] for path in paths if kind_of(path) == "obligation"}
    yield from sorted(f"{folder}/_instrument.yaml" for folder in folders)


def _load(path: str, found: Document | Unreadable, loaded: Loaded, conventions: dict[str, bool]) -> None:
    kind = kind_of(path)
    if not path.endswith(SUFFIXES):
        # A folder that could not be looked into: it leads outside, or is closed to the user.
        closed = isinstance(found, Unreadable) and found.reason == "permission"
        why = "permission" if closed else "outside"
        loaded.diagnostics.append(Diagnostic("MH012", path, params={"why": why}))
        loaded.unread.add(path)
    elif kind is None:
        loaded.diagnostics.append(Diagnostic("MH008", path, span=_top()))
    elif isinstance(found, Unreadable):
        code = "MH011" if found.reason == "too_large" else "MH012"
        params = {"what": "size", "size": found.size} if code == "MH011" else {"why": found.reason}
        loaded.diagnostics.append(Diagnostic(code, path, params=params))
        loaded.unread.add(path)
    else:
        loaded.diagnostics.extend(item for item in found.diagnostics if item.code not in _BY_FIELD)
        if found.readable:
            _keep(path, kind, found, loaded, conventions)
        else:
            loaded.unread.add(path)


def _keep(
    path: str, kind: Kind, document: Document, loaded: Loaded, conventions: dict[str, bool]
) -> None:
    value = document.value
    if value is None:
        found = [Diagnostic("MH013", path, params={"what": "empty"}, span=_top())]
        record = None
    elif not isinstance(value, dict):
        found = [Diagnostic("MH006", path, params={"key": "", "expected": "mapping", "found": ""})]
        record = None
    elif _newer(value.get("format")):
        params = {"format": value["format"], "known": _FORMAT}
        found = [Diagnostic("MH014", path, ("format",), params)]
        record = None
    else:
        model = model_for(path, kind, value, conventions)
        record, found = validate(model, value, path)
        loaded.diagnostics.extend(item for item in document.diagnostics if _fits(item, model))
    loaded.diagnostics.extend(found)
    if record is None:
        loaded.unread.add(path)
        return
    if found:
        loaded.damaged.add(path)
    if isinstance(record, Instrument):
        conventions[instrument_of(path)] = record.kind == "convention"
    loaded.records[path] = record
    loaded.diagnostics.extend(_misnamed(path, kind, record))


def _fits(remark: Diagnostic, model: type[Model]) -> bool:
    """Whether a remark on a value holds for the field that the value stands in.

    Where another type is wanted, or another word, the value is wrong, and that is told instead.
    """
    if remark.code not in _BY_FIELD:
        return False
    field, reads = field_at(model, remark.keys), remark.params.get("reads")
    if reads in ("braces", "tab"):
        return True
    if field is None:
        return False
    if remark.code == "MH017":
        return field.prose
    if reads == "numeral":
        return field.kind == "number"
    return field.kind in ("text", "line")


def _newer(version: object) -> bool:
    return isinstance(version, int) and not isinstance(version, bool) and version > _FORMAT


def model_for(
    path: str, kind: Kind, value: dict[str, object], conventions: dict[str, bool]
) -> type[Model]:
    """The model that describes a file. ``conventions``: which instruments are conventions."""
    if kind != "obligation":
        return _MODELS[kind]
    # Where the instrument cannot be read, the file itself tells which of the two it is.
    convention = conventions.get(instrument_of(path), "article" in value)
    return Article if convention else Recommendation


def _misnamed(path: str, kind: Kind, record: Model) -> Iterator[Diagnostic]:
    record_id = getattr(record, "id", "")
    if isinstance(record, Instrument):
        if record.id != instrument_of(path):
            params = {"id": record.id, "name": instrument_of(path), "what": "folder"}
            yield Diagnostic("MH009", path, ("id",), params, subject=record.id)
        return
    if isinstance(record, Report):
        if not called(report_id(path), f"{record.year}-{record.actor}"):
            params = {"id": f"{record.year}, {record.actor}", "name": report_id(path)}
            yield Diagnostic("MH009", path, ("actor",), params, subject=report_id(path))
        return
    fits = fitting_name(kind, record_id, stem(path))
    if fits and kind == "obligation":
        fits = record_id.startswith(instrument_of(path) + "-")
    if not fits:
        params = {"id": record_id, "name": stem(path), "what": "file"}
        yield Diagnostic("MH009", path, ("id",), params, subject=record_id)


def _top() -> Span:
    return Span(1, 1, 1, 2)
