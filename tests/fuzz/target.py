"""What must hold whatever bytes a file has: asserted by the fuzzer, and by the tests over the seeds."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from zlib import crc32

from menneskehandel_cli.documents import Document, decode, parse, same, split_lines
from menneskehandel_cli.edits.layout import formatted
from menneskehandel_cli.edits.patching import patched
from menneskehandel_cli.edits.values import spelt
from menneskehandel_cli.formats import RenderOptions, render
from menneskehandel_cli.language import Refused
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
from menneskehandel_cli.register import load
from menneskehandel_cli.reports.check import CheckView
from menneskehandel_cli.rules import RuleContext, findings
from menneskehandel_cli.trees import DictTree

CHECKOUT = Path(__file__).resolve().parents[2]

MODELS: tuple[type[Model], ...] = (
    *(Measure, Article, Recommendation, Instrument, Indicator, Report, Actors, Strategy),
)
PATHS = (
    *("strategy/strategy.yaml", "strategy/actors.yaml", "data/measures/12-x.yaml"),
    *("data/obligations/coe/_instrument.yaml", "data/obligations/coe/coe-12.yaml"),
    *("data/indicators/dommer.yaml", "data/reports/2026/JD.yaml"),
)
_DAY = date(2027, 3, 1)
_ACTING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def check(data: bytes) -> None:
    """All that must hold of one input. Raises ``AssertionError`` where something does not."""
    for turn in range(_TURNS):
        check_some(data, turn)


_TURNS = 6


def check_some(data: bytes, turn: int | None = None) -> None:
    """What is cheap to check, and in turn one of the things that are not: more inputs in a second."""
    turn = crc32(data) % _TURNS if turn is None else turn
    document = parse("data/measures/12-x.yaml", data)
    _reader(data, document)
    if turn == 0 or not document.readable:
        _register(data, text=turn == 0)
    if not document.readable:
        return
    _says_the_same(data, document)
    if isinstance(document.value, dict):
        _record(MODELS[crc32(data[::2]) % len(MODELS)], document.value)
        if turn in (1, 2):
            _layout(data, document.value, (Measure, Strategy)[turn - 1])
        elif turn in (3, 4):
            _patch(data, document.value, list(_changes(document.value))[turn - 3 :: 2])
        elif turn == 5:
            for model in MODELS:
                _record(model, document.value)


def _reader(data: bytes, document: Document) -> None:
    """A value, or exactly one error; every place lies inside the file."""
    grave = [found for found in document.diagnostics if found.severity != "note"]
    assert len(grave) == (0 if document.readable else 1)
    assert document.readable or document.value is None
    json.dumps(document.value, allow_nan=False).encode()
    lines = split_lines(data.decode("utf-8-sig", "replace"))
    for found in document.diagnostics:
        assert re.fullmatch(r"MH0\d\d", found.code)
        assert found.span is not None
        assert 1 <= found.span.line <= len(lines)
        assert 1 <= found.span.column <= len(lines[found.span.line - 1]) + 1


def _register(data: bytes, *, text: bool) -> None:
    """The bytes as a file of each kind: findings that every format can tell."""
    tree = DictTree(dict.fromkeys(PATHS, data))
    found = findings(RuleContext(load(tree), _DAY), tree.read)
    lines = split_lines(data.decode("utf-8-sig", "replace"))
    for one in found:
        assert 1 <= one.span.line <= len(lines) + 1
        assert one.span.column >= 1

    def told(how: str) -> str:
        return str(render("check", how, view, RenderOptions("nb", width=80)))

    def line_of(_path: str, number: int) -> str | None:
        return lines[number - 1] if number <= len(lines) else None

    view = CheckView(found, line_of=line_of)
    for output in (told("json"), told("gitlab")):
        json.loads(output)
        assert not _ACTING.search(output)
    json.loads(told("sarif"))
    github = told("github").split("\n")
    assert len(github) == len(found) + 1
    assert all(line.startswith("::") for line in github[:-1])
    assert not any(_ACTING.search(line) for line in github)
    if not text:
        return
    assert not _ACTING.search(told("markdown"))
    assert not _ACTING.search(told("text"))


def _says_the_same(data: bytes, document: Document) -> None:
    """A file says the same as itself, and as itself with a comment at its head or at its end."""
    assert same(data, data)
    if not data.startswith(b"\xef\xbb\xbf"):
        assert same(data, b"# merknad\n" + data) or data.lstrip().startswith(b"%")
    other = parse("", b"a: 1\n")
    assert same(data, b"a: 1\n") == (document.value == other.value)


def _record(model: type[Model], value: object) -> None:
    """What a model keeps of a value is sound: read again from what it says, it is the same record."""
    record, found = validate(model, value, "data/measures/12-x.yaml")
    assert record is not None or found
    if record is not None:
        told = record.model_dump(mode="python", by_alias=True, exclude_none=True)
        again, wrong = validate(model, json.loads(json.dumps(told)), "data/measures/12-x.yaml")
        assert (again, wrong) == (record, [])


def _layout(data: bytes, value: object, model: type[Model]) -> None:
    """The layout changes nothing a file says, loses no comment, and is its own layout."""
    try:
        made = formatted(data, model)
    except Refused:
        return
    document = parse("", made)
    assert document.readable
    assert spelt(document.value) == spelt(value)
    assert formatted(made, model) == made


def _patch(data: bytes, value: dict[str, object], changes: list[dict[str, object]]) -> None:
    """A change says what was meant, and none is made where none is meant."""
    assert patched(data, value, Measure) == data
    for new in changes:
        try:
            made = patched(data, new, Measure)
        except Refused:
            continue
        document = parse("", made)
        assert document.readable
        assert spelt(document.value) == spelt(new)
        assert made.startswith(b"\xef\xbb\xbf") == data.startswith(b"\xef\xbb\xbf")
        assert decode(made) is not None


def _changes(value: dict[str, object]) -> Iterator[dict[str, object]]:
    """Values a little different from one: a key more or less, a scalar changed, an item more or less."""
    yield value | {"title": "Ny: tittel"}
    for key, held in list(value.items())[:3]:
        yield {name: other for name, other in value.items() if name != key}
        if isinstance(held, list):
            yield value | {key: [*held, {"id": "T12.9", "text": "ny"}]}
            yield value | {key: held[1:]}
        elif isinstance(held, dict):
            yield value | {key: held | {"nn": "nytt\nord"}}
        else:
            yield value | {key: "et annet ord # her"}


def seeds() -> Iterator[bytes]:
    """The real files, the rules' examples, and the texts of the corpus."""
    from menneskehandel_cli.rules import all_rules
    from menneskehandel_cli.rules.example import examples

    for folder in ("strategy", "data", "tests/fixtures"):
        yield from (path.read_bytes() for path in sorted((CHECKOUT / folder).rglob("*.yaml")))
    for rule in all_rules().values():
        for example in examples(rule, "nb"):
            for content in example.files.values():
                if isinstance(content, str | bytes):
                    yield content.encode() if isinstance(content, str) else content
