"""One mistake in a file is told once: what its absence would have caused is not told too."""

import copy
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from cases import listed
from menneskehandel_cli.diagnostics import KeyPath
from menneskehandel_cli.documents import parse
from menneskehandel_cli.register import kind_of, load
from menneskehandel_cli.rules import Finding, RuleContext, findings, gaps
from menneskehandel_cli.trees import DictTree, DiskTree, Tree
from support import CHECKOUT, THOROUGH, each, laid_out, some

WRONG = "?"
"""No id, day, number, choice or address looks like this. For a text it is right."""

Bytes = dict[str, bytes]


def judged(tree: Tree, as_of: date) -> dict[str, Finding]:
    return {item.key: item for item in findings(RuleContext(load(tree), as_of), tree.read)}


def files_of(root: Path) -> Bytes:
    tree = DiskTree(root)
    return {path: tree.read(path) for path in tree.paths()}


def changed(files: Bytes, path: str, keys: KeyPath, value: object) -> Bytes:
    """The files with one value changed."""
    record = copy.deepcopy(parse(path, files[path]).value)
    place: Any = record
    for key in keys[:-1]:
        place = place[key]
    place[keys[-1]] = value
    text = yaml.safe_dump(record, allow_unicode=True, sort_keys=False, width=10**6)
    return {**files, path: text.encode()}


def value_at(data: bytes, keys: KeyPath) -> object:
    place: Any = parse("", data).value
    for key in keys:
        place = place[key]
    return place


def leaves(value: object, keys: KeyPath = ()) -> Iterator[KeyPath]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*keys, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from leaves(inner, (*keys, place))
    else:
        yield keys


# Every kind of value, in the fictional strategy ---------------------------------------------------

DEMO_DAY = date(2024, 12, 18)


@pytest.mark.thorough
def test_a_value_that_does_not_fit_is_the_only_new_finding(vestlandia: Path) -> None:
    """The first value of each kind: what cannot be read is told, and nothing that follows from it.

    Every twelfth kind; in ``make attack`` all of them.

    What names a demand is another matter: a link to nothing no longer answers what it answered.
    """
    files = files_of(vestlandia)
    before = judged(DictTree(files), DEMO_DAY)
    demands = load(DictTree(files)).targets
    tried: set[tuple[str | None, KeyPath]] = set()
    told: dict[str, list[str]] = {}
    for path, data in files.items():
        for keys in leaves(parse(path, data).value):
            pattern = (kind_of(path), tuple(key for key in keys if isinstance(key, str)))
            if pattern in tried or value_at(data, keys) in demands:
                continue
            tried.add(pattern)
            if len(tried) % (1 if THOROUGH else 12):
                continue
            now = judged(DictTree(changed(files, path, keys, WRONG)), DEMO_DAY)
            new = [item for key, item in now.items() if key not in before]
            if len(new) > 1 or any(item.path != path for item in new):
                told[f"{path} {keys}"] = [f"{item.rule.code} {item.path}" for item in new]
    assert len(tried) > 100
    assert told == {}


# What has happened to the real data ---------------------------------------------------------------

DAY = date(2026, 6, 30)


@cache
def real() -> Bytes:
    return files_of(CHECKOUT)


@cache
def real_findings() -> dict[str, Finding]:
    return judged(DictTree(real()), DAY)


MEASURE = "data/measures/04-rapportorordning.yaml"


@pytest.mark.thorough
@each(("path", "keys", "value"), some(listed("one_cause")["wrong values"], 3))
def test_a_wrong_value_is_one_finding(path: str, keys: list[str | int], value: object) -> None:
    now = judged(DictTree(changed(real(), path, tuple(keys), value)), DAY)
    new = {key: item for key, item in now.items() if key not in real_findings()}
    assert [(item.path, item.severity) for item in new.values()] == [(path, "error")], [
        (item.rule.code, item.message("en")) for item in new.values()
    ]


@pytest.mark.attack
@each(
    "path", [MEASURE, "data/law/coe/coe-12.yaml", "data/obligations/coe/coe-29.yaml", "strategy/actors.yaml"]
)
def test_the_gaps_that_a_damaged_file_says_nothing_of_stand(path: str) -> None:
    """What goes is about the file's own record, or about a requirement that the file names."""
    text = real()[path].decode()
    damaged = {**real(), path: f"{text.rstrip()}\naccepted: [{{rule: MH201, date: 2026-13-01}}]\n".encode()}
    before = {item.key for item in gaps(real_findings().values())}
    found = judged(DictTree(damaged), DAY)
    after = {item.key for item in gaps(found.values())}
    assert {item.rule.code for key, item in found.items() if key not in real_findings()} <= {
        *("MH005", "MH006", "MH007")
    }
    assert after <= before
    assert len(after) > len(before) / 2
    for key in before - after:
        diagnostic = real_findings()[key].diagnostic
        names = {diagnostic.subject, diagnostic.about_record, *(diagnostic.about or ()).details}  # type: ignore[union-attr]
        assert diagnostic.path == path or any(name and name in text for name in names), key


def test_a_folder_in_the_way_is_one_finding(tmp_path: Path) -> None:
    """A measure's file that is a folder costs what it may say, and no more."""
    laid_out(tmp_path, real())
    (tmp_path / MEASURE).unlink()
    (tmp_path / MEASURE).mkdir()
    now = judged(DiskTree(tmp_path), DAY)
    assert [item.rule.code for key, item in now.items() if key not in real_findings()] == ["MH012"]
