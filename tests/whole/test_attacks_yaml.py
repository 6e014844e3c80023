"""Whatever a file holds, reading it ends: with what it says or with findings, in bounded time and memory.

The corpus in ``tests/data/yaml.txt`` covers every production of YAML. Time is bounded as work: a process
has so many seconds of the processor and so many bytes of memory, far more than it needs.
"""

import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from attacks import CHECK_FORMATS, TOKENS, bounded, well_formed, write
from cases import Case, corpus
from menneskehandel_cli.documents import parse
from menneskehandel_cli.formats import RenderOptions, render
from menneskehandel_cli.register import load
from menneskehandel_cli.reports.check import CheckView
from menneskehandel_cli.rules import Finding, RuleContext, findings
from menneskehandel_cli.rules.example import EXAMPLE_DAY
from menneskehandel_cli.trees import MAX_BYTES, DictTree
from support import CHECKOUT, FICTIONAL, Answer, Mh

pytestmark = pytest.mark.attack

CASES = list(corpus())

SOUND = {path.relative_to(FICTIONAL).as_posix(): path.read_bytes() for path in FICTIONAL.rglob("*.yaml")}
"""The files of the fictional strategy."""

PLACES = {
    "strategy": "strategy/strategy.yaml",
    "actors": "strategy/actors.yaml",
    "measure": "data/measures/12-mottak.yaml",
    "instrument": "data/obligations/coe/_instrument.yaml",
    "article": "data/obligations/coe/coe-12.yaml",
    "recommendation": "data/obligations/greta-r3/greta-r3-non-punishment.yaml",
    "indicator": "data/indicators/dommer.yaml",
    "report": "data/reports/2026/RD.yaml",
}
"""A file of each kind."""

REAL = [
    (path.relative_to(CHECKOUT).as_posix(), path.read_text(encoding="utf-8"))
    for folder in ("strategy", "data")
    for path in sorted((CHECKOUT / folder).rglob("*.yaml"))
]


def found_with(path: str, data: bytes) -> list[Finding]:
    """All that the rules find in the fictional strategy with one file as given."""
    tree = DictTree({**SOUND, path: data})
    return findings(RuleContext(load(tree), EXAMPLE_DAY), tree.read)


def told_of(found: list[Finding]) -> None:
    """Findings in each format for programs and people; each must be of its form."""
    view, options = CheckView(found), RenderOptions("nb")
    told = {how: str(render("check", how, view, options)) for how in CHECK_FORMATS}
    assert {how: well_formed(output, how) for how, output in told.items()} == dict.fromkeys(told, len(found))


# The corpus --------------------------------------------------------------------------------------


def test_the_corpus_is_broad() -> None:
    """It has hundreds of cases over all productions, and no title twice."""
    assert len({case.title for case in CASES}) == len(CASES) > 400
    kinds = {case.title.partition(":")[0] for case in CASES}
    assert kinds >= {"plain scalars", "single quotes", "double quotes", "literal", "folded", "anchors"}
    assert kinds >= {"block mapping", "block list", "flow mapping", "flow list", "tags", "directives"}
    assert kinds >= {"core schema", "merge keys", "documents", "comments", "white space", "tabs"}


@pytest.mark.parametrize("case", CASES, ids=[case.title for case in CASES])
def test_a_text_is_read_or_refused_as_the_corpus_says(case: Case) -> None:
    """A text gives exactly one value, or exactly one finding that keeps it from being read."""
    document = parse("data/measures/01-a.yaml", case.text.encode())
    grave = [found for found in document.diagnostics if found.severity != "note"]
    told = f"! {' '.join(found.code for found in grave)}"
    if document.readable:
        assert case.expected.startswith("= "), document.value
        assert document.value == json.loads(case.expected[2:])
    else:
        assert (told, document.value) == (case.expected, None)
        assert all(found.span is not None for found in grave)


@pytest.mark.parametrize("kind", PLACES)
def test_no_text_in_place_of_a_record_breaks_the_register(kind: str) -> None:
    """Each text of the corpus as a file of each kind: its errors are told in that file."""
    for case in CASES:
        found = found_with(PLACES[kind], case.text.encode())
        assert any(one.path == PLACES[kind] and one.severity == "error" for one in found), case.title


@pytest.mark.parametrize("how", CHECK_FORMATS)
def test_all_texts_at_once_are_told_in_every_format(how: str, fjellheim: Path) -> None:
    """A strategy of nothing but broken files is checked to its end, within bounded time and memory."""
    names = [f"data/measures/{number + 100}-x.yaml" for number in range(len(CASES))]
    write(fjellheim, {name: case.text for name, case in zip(names, CASES, strict=True)})
    answer = bounded("check", "--format", how, cwd=fjellheim)
    assert answer.code == 1
    whole = bounded("check", "--format", "json", cwd=fjellheim).json
    assert well_formed(answer.out, how) == len(whole["diagnostics"])
    assert {found["path"] for found in whole["diagnostics"]} >= {*names}


# Soup and mutations ------------------------------------------------------------------------------

SOUP = some.one_of(
    some.binary(max_size=200),
    some.text(max_size=100).map(lambda text: text.encode("utf-8", "surrogatepass")),
    some.lists(some.sampled_from(TOKENS), max_size=40).map(lambda tokens: "".join(tokens).encode()),
)


@given(some.sampled_from(sorted(PLACES)), SOUP)
def test_soup_in_place_of_a_record_is_findings(kind: str, data: bytes) -> None:
    """Bytes, letters or signs of YAML in any order give findings that every format can tell."""
    told_of(found_with(PLACES[kind], data))


HOSTILE = [
    *("", "~", "true", "-1", "0", "1e308", "-1e308", "123456789012345678", "1.5", "0000", "9999"),
    *("9999-12-31", "0001-01-01", "0000-01", "2025-02-30", "2025-13", "[]", "{}", "[[]]", "{a: {}}"),
    *("{nb: }", "''", '" "', r'"\u202e"', r'"\n\n"', "T12", "T12.1", "coe-12.1.a", "FA2.G1", "JD"),
    *("'{{ 7*7 }}'", "'::error::x'", "'| x |'", "'=1+1'", "'<b>x</b>'", "'{x}'", "'%s %d'"),
    "javascript:x",
    *("*x", "&x 1", "!!binary x", f"'{'x' * 5000}'", "[a, a, a]", "{nb: a, nb: b}", "2200", "1900"),
]
"""Scalars in place of what stands there."""


@some.composite
def mutated(draw: Callable[[Any], Any]) -> tuple[str, str]:
    """A real file with some of its lines cut, doubled, swapped, set in, taken away or filled anew."""
    path, text = draw(some.sampled_from(REAL))
    lines = text.split("\n")
    for _ in range(draw(some.integers(1, 4))):
        place = draw(some.integers(0, max(len(lines) - 1, 0)))
        other = draw(some.integers(0, max(len(lines) - 1, 0)))
        what = draw(some.sampled_from(["cut", "twice", "swap", "in", "out", "drop", "fill", "fill", "fill"]))
        if what == "cut":
            text = "\n".join(lines)
            lines = text[: draw(some.integers(0, len(text)))].split("\n")
        elif what == "twice":
            lines[place:place] = lines[place : place + draw(some.integers(1, 6))]
        elif what == "swap":
            lines[place], lines[other] = lines[other], lines[place]
        elif what == "in":
            lines[place] = f"  {lines[place]}"
        elif what == "out":
            lines[place] = lines[place].removeprefix("  ")
        elif what == "drop":
            del lines[place : place + draw(some.integers(1, 4))]
        else:
            value = draw(some.sampled_from(HOSTILE))
            lines[place] = re.sub(
                r"(?<=: )[^,}]+|(?<=- ).*", value.replace("\\", r"\\"), lines[place], count=1
            )
        lines = lines or [""]
    return path, "\n".join(lines)


@given(mutated())
def test_a_real_file_that_was_spoilt_is_data_or_findings(spoilt: tuple[str, str]) -> None:
    """Slips in a real file are found, and the findings can be told in every format."""
    path, text = spoilt
    told_of(found_with(path, text.encode()))


VIEWS = (
    ("status", "--format", "json"),
    ("status",),
    ("gaps", "--format", "html"),
    ("matrix", "--format", "csv"),
    ("list", "indicators"),
    ("list", "obligations", "--format", "json"),
    ("show", "T12", "dommer", "coe-12", "RD"),
    ("explain", "MH101"),
)
"""Commands that read everything."""


def test_no_slip_in_the_records_stops_a_view(mh: Mh, fjellheim: Path) -> None:
    """Each value of each record in turn made a hostile one, and asked of by the commands in turn."""
    for path in PLACES.values():
        file = fjellheim / path
        if not file.exists():
            continue
        before = file.read_text(encoding="utf-8")
        lines = before.split("\n")
        for place, line in enumerate(lines):
            number = place * 7 + len(line)
            for value in (HOSTILE[number % len(HOSTILE)], HOSTILE[(number * 3 + 1) % len(HOSTILE)]):
                changed = re.sub(r"(?<=: )[^,}\[]+", value.replace("\\", r"\\"), line, count=1)
                spoilt = "\n".join([*lines[:place], changed, *lines[place + 1 :]])
                file.write_text(spoilt, encoding="utf-8")
                view = VIEWS[number % len(VIEWS)]
                answer = mh(*view, cwd=fjellheim)
                assert answer.code in (0, 2), (path, changed, view)
                assert bool(answer.out) == (answer.code == 0)
        file.write_text(before, encoding="utf-8")


# Bombs -------------------------------------------------------------------------------------------


def full(block: str, head: str = "", tail: str = "") -> str:
    """A file as large as any may be, of one block over and over."""
    room = MAX_BYTES - len(head.encode()) - len(tail.encode())
    return head + block * (room // len(block.encode())) + tail


def counted(block: str, head: str = "") -> str:
    """A file of thousands of blocks, with a number in each, so that none is like another."""
    out = [head]
    size = len(head.encode())
    for number in range(MAX_BYTES):
        line = block.format(number)
        size += len(line.encode())
        if size > MAX_BYTES // 3:
            break
        out.append(line)
    return "".join(out)


MEASURE = (FICTIONAL / PLACES["measure"]).read_text(encoding="utf-8")
TASKS = MEASURE.index("tasks:\n") + len("tasks:\n")

BOMBS = {
    "one long line": full("x", "title: "),
    "one long key": full("k", MEASURE, ": 1\n"),
    "a text of many lines": full("  x\n", "title: x\n"),
    "a text of many lines in quotes": full("  x\n", 'title: "x\n', '"\n'),
    "doubled quotes": full("''", "title: '", "'"),
    "escapes": full("\\x41", 'title: "', '"'),
    "blank lines kept": full("\n", "title: |+\n  x\n"),
    "blank lines folded": full("\n", "title: >\n  x\n"),
    "comments": full("#\n"),
    "unknown keys": counted("k{}: 1\n", MEASURE),
    "keys with nothing": counted("? k{}\n"),
    "bad tasks": counted("  - {{id: T12.{}}}\n", "id: T12\ntasks:\n"),
    "tasks of nobody": counted(
        "  - {{id: T12.1{}, text: a, commitment: assess, source: {{document: strategy}}, owners: [X]}}\n",
        MEASURE[:TASKS],
    ),
    "links to nothing": counted(
        "  - {{obligation: coe-1{}.x, basis: area, contribution: partial}}\n", f"{MEASURE}addresses:\n"
    ),
    "related to all": full("  - {type: builds_on, target: T01, basis: strategy}\n", MEASURE),
    "one key over and over": full("a: 1\n"),
    "empty items": full("- \n"),
    "empty lists": full("[],", "[", "]"),
    "lists of a word": full("[a],", "[", "]"),
    "commas": full("a,", "[", "]"),
    "open brackets": full("["),
    "open braces": full("{a: "),
    "brackets and braces": full("- [{a: "),
    "dashes": full("- "),
    "questions": full("? "),
    "colons": full(": "),
    "anchors": counted("- &a{} x\n"),
    "an alias over and over": full("- *a\n", "- &a x\n"),
    "aliases to lists": full("- [*a, *a, *a]\n", "- &a [x, x, x]\n"),
    "handles of tags": counted("%TAG !a{}! x\n"),
    "tags": full("!"),
    "documents": full("---\n"),
    "quotes never closed": full('"'),
    "tabs": full("\t"),
    "digits": full("9", "focus_area: "),
    "NUL": full("\x00"),
    "marks of byte order": full("\ufeff"),
    "deeper and deeper": "".join(f"{' ' * depth}k:\n" for depth in range(1400)),
    "billion laughs": "a0: &a0 [x]\n"
    + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30)),
    "laughs in keys": "a0: &a0 x\n"
    + "".join(f"a{n}: &a{n} {{? [*a{n - 1}, *a{n - 1}] : x}}\n" for n in range(1, 30)),
    "laughs by merging": "a0: &a0 {x: 1}\n"
    + "".join(f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}\n" for n in range(1, 30)),
}


def test_no_file_takes_more_than_bounded_time_and_memory(fjellheim: Path) -> None:
    """A strategy of nothing but bombs, most as large as a file may be, is checked to its end.

    Were the work to grow with the square of what a file holds, it would not end within the bounds.
    """
    names = {f"data/measures/{place + 100}-x.yaml": bomb for place, bomb in enumerate(BOMBS.values())}
    write(fjellheim, names)
    assert all((fjellheim / name).stat().st_size <= MAX_BYTES for name in names)
    answer = bounded("check", "--format", "json", cwd=fjellheim)
    assert answer.code == 1
    told = {found["path"] for found in answer.json["diagnostics"]}
    assert {title for name, title in zip(names, BOMBS, strict=True) if name not in told} == set()


def test_of_very_many_mistakes_the_first_are_told(mh: Mh, fjellheim: Path) -> None:
    """A file with thousands of mistakes is no record that slipped: some are told of, and that is said."""
    write(fjellheim, {PLACES["measure"]: MEASURE + "".join(f"k{n}: 1\n" for n in range(5000))})
    found = mh("check", PLACES["measure"], "--format", "json", cwd=fjellheim).json["diagnostics"]
    assert [one["code"] for one in found].count("MH004") == 200
    (more,) = [one for one in found if one["code"] == "MH011"]
    assert more["message"] == "Filen har flere enn 200 feil. Bare de 200 første vises."


def test_a_message_shows_the_beginning_of_a_very_long_value(mh: Mh, fjellheim: Path) -> None:
    """The place leads to the rest of it."""
    write(fjellheim, {PLACES["measure"]: MEASURE.replace("id: T12\n", f"id: {'x' * 900_000}\n", 1)})
    answer = mh("check", PLACES["measure"], cwd=fjellheim)
    assert answer.code == 1
    assert len(answer.out) < 10_000
    assert f"{'x' * 50}" in answer.out


# Named cases -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "hostile"),
    [
        ("focus_area: 2", "focus_area: 99999999999999999999"),
        ("focus_area: 2", "focus_area: 1e999"),
        ("focus_area: 2", "focus_area: -1e-999"),
        ("due: 2027-11-30", "due: 99999-01-01"),
        ("due: 2027-11-30", "due: 2027-02-30"),
        ("due: 2027-11-30", "due: 2027-00"),
        ("max: 2", "max: 123456789012345678901"),
    ],
)
def test_numbers_and_days_that_overflow_are_wrong_values(
    line: str, hostile: str, mh: Mh, fjellheim: Path
) -> None:
    """What no calendar and no counter holds is told at its place."""
    assert line in MEASURE
    write(fjellheim, {PLACES["measure"]: MEASURE.replace(line, hostile)})
    found = mh("check", PLACES["measure"], "--format", "json", cwd=fjellheim).json["diagnostics"]
    told = MEASURE[: MEASURE.index(line)].count("\n") + 1
    assert [one["line"] for one in found if one["severity"] == "error"] == [told]
    for view in VIEWS:
        answer = mh(*view, cwd=fjellheim)
        assert bool(answer.out) == (answer.code == 0)


@pytest.mark.parametrize("day", ["9999-12-31", "9999-12", "9999", "0001-01-01", "0000", "0000-01"])
def test_the_first_and_the_last_day_of_the_calendar_stop_nothing(day: str, mh: Mh, fjellheim: Path) -> None:
    """A day that is a day, however far, can be reckoned with."""
    text = MEASURE.replace("2027-11-30", day).replace("2026-05\n", f"{day}\n")
    write(fjellheim, {PLACES["measure"]: text})
    for view in (*VIEWS, ("check", "--as-of", "2026-06-30")):
        answer = mh(*view, cwd=fjellheim)
        assert answer.code in (0, 1)
        assert answer.out


def test_figures_at_the_edge_of_what_a_number_holds_stay_numbers(mh: Mh, fjellheim: Path) -> None:
    """No sum or scale of them becomes infinite in an answer."""
    file = fjellheim / PLACES["indicator"]
    text = file.read_text(encoding="utf-8").replace("at_least: 55", "at_least: 1.7e308")
    text = text.replace("change_percent: 25", "change_percent: -1.7e308")
    file.write_text(text, encoding="utf-8")
    assert text.count("1.7e308") == len(("at_least", "change_percent"))
    for view in (("list", "indicators", "--format", "json"), ("show", "dommer", "--format", "json")):
        assert mh(*view, cwd=fjellheim).json
    assert mh("list", "indicators", cwd=fjellheim).code == 0


def test_one_id_in_two_unicode_forms_is_one_id_twice_or_none(mh: Mh, fjellheim: Path) -> None:
    """An å of one character is an id's letter where ids have it; an å of two never is.

    So two ids that look alike can never both stand. File names may: their records then share an id.
    """
    name = "data/measures/12-få.yaml"
    for form in ("NFC", "NFD"):
        write(fjellheim, {unicodedata.normalize(form, name): MEASURE})
    found = mh("check", "--rules", "MH105", "--format", "json", cwd=fjellheim).json["diagnostics"]
    doubled = {one["path"] for one in found if one["subject"] == "T12"}
    assert len(doubled) == 2
    levels = (fjellheim / "data/obligations/greta-r3/_instrument.yaml").read_text(encoding="utf-8")
    two = unicodedata.normalize("NFD", "må")
    spoilt = re.sub(r"(levels:\n\s+- \{id: )\w+", lambda head: head[1] + two, levels)
    assert spoilt != levels
    write(fjellheim, {"data/obligations/greta-r3/_instrument.yaml": spoilt})
    assert "MH007" in mh("check", "data/obligations/greta-r3/_instrument.yaml", cwd=fjellheim).out


# Names of files ----------------------------------------------------------------------------------


def test_two_names_that_differ_by_capitals_are_two_files(mh: Mh, fjellheim: Path) -> None:
    """They would be one on other systems. Here both are read, and the id they share is told of."""
    other = fjellheim / "data/measures/12-MOTTAK.yaml"
    if other.exists():
        pytest.skip("this file system does not tell capitals apart")
    other.write_text(MEASURE, encoding="utf-8")
    answer: Answer = mh("check", "--rules", "MH105", "--format", "json", cwd=fjellheim)
    paths = {one["path"] for one in answer.json["diagnostics"]}
    assert len(paths & {"data/measures/12-MOTTAK.yaml", PLACES["measure"]}) == 1
