"""Load the records of a tree: every file is read once, and every error is kept with its place."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import lru_cache

from menneskehandel_cli.diagnostics import START, Diagnostic, Span
from menneskehandel_cli.documents import Document
from menneskehandel_cli.language import SOURCE_LANG, nearest
from menneskehandel_cli.language.tags import language_in
from menneskehandel_cli.mistakes import explained
from menneskehandel_cli.models import FILES, Instrument, Law, Model, Party, Record, Report, Strategy, validate
from menneskehandel_cli.models.actors import Actor, Actors
from menneskehandel_cli.models.base import FORMAT, MEASURE_LETTER, measure_called, number_in
from menneskehandel_cli.models.fields import field_at
from menneskehandel_cli.models.names import actor_called, theme_called
from menneskehandel_cli.models.strategy import Theme, language_of, money_in
from menneskehandel_cli.models.upgrade import law_of, upgraded
from menneskehandel_cli.register import layout
from menneskehandel_cli.remarks import read
from menneskehandel_cli.trees import PLANS, ROOT_FILE, Tree, Unreadable, is_yaml, lies_in

ACTORS_FILE = "strategy/actors.yaml"
_INSTRUMENT = "/_instrument.yaml"

_BY_FIELD = frozenset({"MH017", "MH020", "MH021"})
"""Remarks of the reader that apply to some fields only."""


@dataclass(slots=True)
class Loaded:
    """Records by path, in the tree's order, and the errors that kept others from being read."""

    language: str = SOURCE_LANG
    """The language that the texts are in first, once the strategy's own file has been seen."""
    currency: str = ""
    """That of amounts that give none, likewise."""
    letter: str = MEASURE_LETTER
    """What the ids of measures begin with."""
    records: dict[str, Record] = field(default_factory=dict)
    law: dict[str, Law] = field(default_factory=dict)
    """Law contained in articles in an older format, by the path of the article."""
    diagnostics: list[Diagnostic] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    """Paths of files that gave no record at all."""
    damaged: set[str] = field(default_factory=set)
    """Paths of files that gave a record without some of their parts."""
    broken: dict[str, bytes] = field(default_factory=dict)
    """The bytes of files that are unread or damaged, if they could be read."""
    conventions: dict[str, bool] = field(default_factory=dict)
    """Which instruments are conventions, of those that could be read."""

    @property
    def actors(self) -> tuple[Actor, ...]:
        """The actors of all files, in their order."""
        files = (one for one in self.records.values() if isinstance(one, Actors))
        return tuple(actor for file in files for actor in file.actors)


Known = Callable[[str], tuple[Document, Record | None]]
"""Returns the document at a path, and its record if that is known and has no mistakes."""


def load_records(tree: Tree, known: Known | None = None) -> Loaded:
    """The records of all files, ``known`` or read. Never raises because of a file's content."""
    loaded = Loaded(letter=layout.letter_in_file(tree))
    paths = tree.paths()
    # The strategy comes first: it determines the language of texts. Then the instruments: each determines
    # the model of the other files in its folder.
    for path in sorted(paths, key=lambda path: (path != ROOT_FILE, not path.endswith(_INSTRUMENT))):
        found: Document | Unreadable
        record = None
        try:
            if path == ROOT_FILE:
                loaded.language = language_in(tree.read(path))
            found, record = known(path) if known else (read_document(path, tree.read(path)), None)
        except Unreadable as error:
            found = error
        _load_file(path, found, loaded, record)
        if path in loaded.unread or path in loaded.damaged:
            with suppress(Unreadable):
                loaded.broken[path] = tree.read(path)
    folders = sorted({path.rpartition("/")[0] for path in paths if layout.kind_of(path) == "obligation"})
    for path in (ROOT_FILE, ACTORS_FILE, *(f"{folder}{_INSTRUMENT}" for folder in folders)):
        if path not in paths:
            if not any(lies_in(path, layout.as_yaml(unread)) for unread in loaded.unread):
                loaded.diagnostics.append(Diagnostic("MH013", path, params={"what": "missing"}))
            loaded.unread.add(path)
    # What all plans share comes before what stands beside it in the folder of this one.
    order = sorted(loaded.records, key=lambda path: (lies_in(path, PLANS), path))
    loaded.records = {path: loaded.records[path] for path in order}
    strategy = loaded.records.get(ROOT_FILE)
    themes = strategy.themes if isinstance(strategy, Strategy) else ()
    bodies = loaded.actors
    loaded.diagnostics = [_hinted(item, bodies, themes, loaded.letter) for item in loaded.diagnostics]
    return loaded


def _hinted(found: Diagnostic, actors: Sequence[Actor], themes: Sequence[Theme], letter: str) -> Diagnostic:
    """A diagnostic on what names no actor, theme or measure, with the one meant; not on an own id."""
    fits, written = found.params.get("fits"), str(found.params.get("value"))
    if fits == "measure_id" and (near := measure_called(written, letter)) is not None:
        return replace(found, params={**found.params, "near": near, "whole": True})
    if found.params.get("near") is not None or found.keys[-1:] == ("id",):
        return found
    if fits == "actor_id":
        near, whole = actor_called(written, actors)
    elif fits == "slug" and themes and found.keys[-2:-1] == ("themes",):
        near, whole = theme_called(written, themes)
        fits = [theme.id for theme in themes]
        near = near or nearest(written, fits)
    else:
        return found
    return replace(found, params={**found.params, "fits": fits, "near": near, "whole": whole})


def read_document(path: str, data: bytes) -> Document:
    """The document of a file, with what is told of how it is written. Never raises."""
    document = strategy_document(data) if path == ROOT_FILE else explained(read(path, data), data)
    if data.endswith((b"\n", b"\r")) or not data.strip():
        return document
    end = Span(last := data.count(b"\n") + 1, 1, last, 2)
    cut = Diagnostic("MH013", path, params={"what": "cut"}, span=end, severity="note")
    return replace(document, diagnostics=(*document.diagnostics, cut))


@lru_cache(maxsize=4)
def strategy_document(data: bytes) -> Document:
    """The strategy's own file: read once, though it is asked for how the others are read."""
    return explained(read(ROOT_FILE, data), data)


def load_strategy(tree: Tree) -> Strategy | None:
    """The strategy's own record, as ``load_records`` gives it. No other file is read."""
    loaded = Loaded()
    with suppress(Unreadable):
        _load_file(ROOT_FILE, strategy_document(tree.read(ROOT_FILE)), loaded)
    record = loaded.records.get(ROOT_FILE)
    return record if isinstance(record, Strategy) else None


def _load_file(path: str, found: Document | Unreadable, loaded: Loaded, known: Record | None = None) -> None:
    kind = layout.kind_of(path)
    reason = found.reason if isinstance(found, Unreadable) else None
    if path.rpartition("/")[0] == PLANS:
        loaded.diagnostics.append(Diagnostic("MH008", path, params={"mend": "plan"}, span=START))
        return
    if reason == "submodule" or not is_yaml(path):
        # A folder that could not be listed: its records are unknown.
        why = reason if reason in ("permission", "submodule") else "outside"
        loaded.diagnostics.append(Diagnostic("MH012", path, params={"why": why}))
        loaded.unread.add(path)
    elif kind is None:
        misnamed = layout.kind_of(layout.as_yaml(path)) is not None
        params_of_place = {"mend": "renamed" if misnamed else "moved", "fixed": layout.as_yaml(path)}
        loaded.diagnostics.append(Diagnostic("MH008", path, params=params_of_place, span=START))
        loaded.unread |= {path} if misnamed else set()
    elif isinstance(found, Unreadable):
        code = "MH011" if found.reason == "too_large" else "MH012"
        params = {"what": "size", "size": found.size} if code == "MH011" else {"why": found.reason}
        loaded.diagnostics.append(Diagnostic(code, path, params=params))
        loaded.unread.add(path)
    else:
        loaded.diagnostics.extend(item for item in found.diagnostics if item.code not in _BY_FIELD)
        if found.readable:
            _keep(path, kind, found, loaded, known)
        else:
            loaded.unread.add(path)


def _keep(path: str, kind: layout.Kind, document: Document, loaded: Loaded, known: Record | None) -> None:
    value = document.value
    record: Record | None = None
    if value is None:
        found = [Diagnostic("MH013", path, params={"what": "empty"}, span=START)]
    elif not isinstance(value, dict):
        params = {"key": "", "expected": "mapping", "found": "", "mend": "mapping"}
        found = [Diagnostic("MH006", path, params=params)]
    elif type(value.get("format")) is int and value["format"] > FORMAT:
        found = [Diagnostic("MH014", path, ("format",), {"format": value["format"], "known": FORMAT})]
    else:
        if kind == "strategy":
            loaded.language = language_of(value)
            loaded.currency = money_in(value.get("currency"), value.get("country"))
        today = upgraded(kind, value)
        model = model_for(path, kind, today, loaded.conventions)
        spoken = (loaded.language, loaded.currency)
        record, found = (known, []) if type(known) is model else validate(model, today, path, *spoken)
        if today is not value and kind == "obligation":
            found += _keep_law(path, value, loaded)
        wrong = {item.keys for item in found}
        others = (item for item in document.diagnostics if item.keys not in wrong)
        loaded.diagnostics.extend(item for item in others if _remark_applies(item, model))
    loaded.diagnostics.extend(found)
    if record is None:
        loaded.unread.add(path)
        return
    if found:
        loaded.damaged.add(path)
    if isinstance(record, Instrument):
        loaded.conventions[layout.instrument_of(path)] = record.kind == "convention"
    loaded.records[path] = record
    loaded.diagnostics.extend(_misnamed(path, kind, record, loaded.letter))


def _keep_law(path: str, value: dict[str, object], loaded: Loaded) -> list[Diagnostic]:
    """Keep the law that an article in format 1 holds as a record of its own."""
    if (law_values := law_of(value)) is None:
        return []
    law, found = validate(Law, law_values, path, loaded.language)
    if law is not None:
        loaded.law[path] = law
    return [Diagnostic(item.code, path, ("existing",), item.params) for item in found]


def _remark_applies(remark: Diagnostic, model: type[Model]) -> bool:
    """Whether a remark on a value applies to the value's field.

    If the field takes another type or another fixed value, that error is reported instead.
    """
    field = field_at(model, remark.keys) if remark.code in _BY_FIELD else None
    if field is None:
        return False
    return field.prose if remark.code in ("MH017", "MH021") else field.kind in ("text", "line")


def model_for(
    path: str, kind: layout.Kind, value: dict[str, object], conventions: dict[str, bool]
) -> type[Record]:
    """The model that describes a file. ``conventions``: which instruments are conventions."""
    if kind != "obligation":
        return FILES[kind]
    # If the instrument cannot be read, the file's own keys show which of the two it is.
    convention = conventions.get(layout.instrument_of(path), "article" in value)
    return FILES["article" if convention else "recommendation"]


def _misnamed(path: str, kind: layout.Kind, record: Record, letter: str) -> Iterator[Diagnostic]:
    """What a record says of itself, if its file or its folder is not called so."""
    key, folder, name, what = "id", path.split("/")[-2], layout.stem(path), ""
    owner = stated = getattr(record, "id", "")
    match record:
        case Instrument():
            name = folder
            right = stated == name
        case Report():
            key, stated = "actor", f"{record.period}, {record.actor}"
            owner = name = layout.report_id(path)
            right = layout.is_named_as(name, f"{record.period}-{record.actor}")
        case Party() if record.instrument != folder:
            key, stated, name = "instrument", record.instrument, folder
            right = False
        case Party():
            name = f"party-{folder}"
            right = stated == name
        case _ if kind == "measure" and stated.rstrip("0123456789") != letter:
            name, what = f"{letter}{number_in(stated):02}", "letter"
            right = False
        case _:
            begins = {"obligation": f"{folder}-", "law": f"law-{folder}-"}.get(kind, "")
            right = layout.fitting_name(kind, stated, name) and stated.startswith(begins)
    if not right:
        yield Diagnostic("MH009", path, (key,), {"id": stated, "name": name, "what": what}, record=owner)
