"""``mh report`` and ``mh verify``: the same bytes everywhere, proof of each, and what they must tell."""

import ast
import json
import os
import re
import shlex
import shutil
import stat
import subprocess
import sys
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cases import listed
from example import REPORT, STRATEGY, STRATEGY_FILE, changed, measure, periods, tasks, year
from menneskehandel_cli import __version__
from menneskehandel_cli.app import making, verifying
from menneskehandel_cli.app.reporter import SILENT
from menneskehandel_cli.formats.charts.bars import progress
from menneskehandel_cli.formats.report_frame import Stamp, command, read_stamp
from menneskehandel_cli.rules.example import BASE, top_level
from reports import EVERY, FORMS, KINDS, MADE, Page, pages, put, report, run, verify
from repositories import Repo, Step, build, complaint, edition, git
from support import CHECKOUT, THOROUGH, Answer, Mh, each, environment, process, some, wrote

CASES: dict[str, Any] = listed("report")


def yearly(made: Repo, year: str = "2026") -> Any:
    """The yearly report as JSON."""
    asked = ("--year", year, "--format", "json", "--root", str(made.root))
    return run("report", "yearly", *asked).json


# The same bytes ------------------------------------------------------------------------------------


@pytest.mark.thorough
@pytest.mark.parametrize(("place", "kind"), some(EVERY, 2))
def test_every_report_is_made_in_every_form_and_verified(
    places: dict[str, Path], tmp_path: Path, place: str, kind: str
) -> None:
    """On the real data and on the demonstration; ``mh verify`` makes each again, byte for byte."""
    for form in FORMS if THOROUGH else [FORMS[EVERY.index((place, kind)) % len(FORMS)]]:
        text = report(places, place, kind, form)
        if form == "json":
            told = json.loads(text)
            assert next(iter(told)) == "schema"
            assert told["schema"] == f"mh/report/{kind}/3"
        else:
            assert text.startswith("<!doctype html>\n" if form == "html" else "# ")
        assert text.endswith("\n")
        assert "\r" not in text
        answer = verify(put(tmp_path / f"report.{form}", text), places[place])
        assert (answer.code, answer.err) == (0, "")
        assert "exactly the same" in answer.out


@pytest.mark.attack
@pytest.mark.parametrize("kind", ["yearly", "obligations"])
def test_the_real_history_is_told_and_verified(tmp_path: Path, kind: str) -> None:
    """A clone of this checkout with everything in it."""
    if not (CHECKOUT / ".git").is_dir() or (CHECKOUT / ".git" / "shallow").exists():
        pytest.skip("this checkout has no whole history to clone")
    folder = tmp_path / "clone"
    git(tmp_path, "clone", "-q", str(CHECKOUT), str(folder))
    asked = ("report", kind, *KINDS["real"][kind], "--format", "html", "--root", str(folder))
    file = tmp_path / "report.html"
    answer = run(*asked, "-o", str(file))
    assert (answer.code, answer.err) == (0, wrote(file))
    assert verify(file, folder).code == 0


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("place", "kind"), some([("real", "yearly"), *(("demo", kind) for kind in KINDS["demo"])], 6)
)
def test_the_same_bytes_in_another_folder_time_zone_and_locale(
    places: dict[str, Path], tmp_path: Path, place: str, kind: str
) -> None:
    """Another clone, another machine's habits, another order of hashing, a narrow terminal."""
    folder = tmp_path / "Et annet sted, æøå"
    git(places[place], "clone", "-q", str(places[place]), str(folder))
    habits = {
        "TZ": "Pacific/Auckland",
        "LC_ALL": "tr_TR.UTF-8",
        "LANG": "C",
        "MH_LANG": "en",
        "COLUMNS": "31",
        "PYTHONHASHSEED": "4711",
        "HOME": str(tmp_path),
        "PYTHONUTF8": "0",
    }
    out = tmp_path / "report.html"
    asked = ["report", kind, *KINDS[place][kind], "--format", "html", "--lang", "nb", "-o", str(out)]
    answer = process(*asked, cwd=folder / "data", env=habits)
    more = answer.err.removeprefix(wrote(out))  # Only a letter also tells how its workbook is made.
    assert (answer.code, answer.err.startswith(wrote(out))) == (0, True)
    assert more == "" if kind != "ministry" else "mh new report --year" in more
    assert out.read_bytes() == report(places, place, kind, "html").encode()


def test_the_same_bytes_on_another_day(places: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """No report asks what day it is: the one place that could, may not be asked."""

    for kind in KINDS["demo"]:
        report(places, "demo", kind, "markdown")

    def refuse(day: str | None, _zone: str) -> date:
        if day is None:
            raise AssertionError("a report asked what day it is")
        return date.fromisoformat(day)

    monkeypatch.setattr("menneskehandel_cli.app.stages.choose_day", refuse)
    for kind, asked in KINDS["demo"].items():
        answer = run("report", kind, *asked, "--lang", "nb", "--root", str(places["demo"]))
        assert (answer.code, answer.out) == (0, MADE["demo", kind, "markdown", "nb"])


def test_nothing_but_the_choice_of_a_day_reads_the_clock() -> None:
    clock = {"today", "now", "utcnow", "time", "time_ns", "localtime", "gmtime", "fromtimestamp"}
    found = set()
    for path in (CHECKOUT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                name, of = node.func.attr, node.func.value
                fixed = name == "fromtimestamp" and len(node.args) > 1  # of a commit, in our time zone
                ours = isinstance(of, ast.Name) and of.id == "self"  # an argument, kept
                if name in clock and not fixed and not ours:
                    found.add(path.name)
    assert found <= {"choices.py"}


@pytest.mark.thorough
@each(("place", "kind"), some([("real", "obligations"), *(("demo", kind) for kind in KINDS["demo"])], 3))
def test_the_command_in_the_footer_makes_the_same_report(
    places: dict[str, Path], place: str, kind: str
) -> None:
    """Anybody can copy it: it names the closing commit, and each option is one that mh knows.

    A letter shows no command to the one who receives it; its stamp has it.
    """
    text = report(places, place, kind, "markdown", "en")
    stamp = read_stamp(text)
    assert stamp is not None
    said = command(stamp)
    shown = said.replace("-", "") in re.sub(r"[\\-]", "", text)
    assert shown == (kind != "ministry")
    answer = run(*shlex.split(said)[1:], "--root", str(places[place]))
    assert (answer.code, answer.out) == (0, text)


def test_the_command_in_the_footer_names_every_instrument_and_editorial(places: dict[str, Path]) -> None:
    """Several instruments are several options, and ``--editorial`` takes no value."""
    text = report(places, "demo", "obligations", "html", "en", "--editorial", "--instrument", "nordhav")
    stamp = read_stamp(text)
    assert stamp is not None
    words = shlex.split(command(stamp))
    assert words.count("--instrument") == len(stamp.arguments["instrument"].split(",")) > 1
    assert words[words.index("--editorial") + 1].startswith("--")
    assert run(*words[1:], "--root", str(places["demo"])).out == text


# Proof ---------------------------------------------------------------------------------------------


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each different order is made once: what is verified again and again stays the same."""
    made: dict[str, str | bytes] = {}
    real = making.make

    def once(tip: Any, stamp: Any, own: Any = None) -> str | bytes:
        key = repr((tip.opened.root, stamp, own))
        if key not in made:
            made[key] = real(tip, stamp, own)
        return made[key]

    monkeypatch.setattr(verifying, "make", once)
    monkeypatch.setattr(verifying, "read_tip", cache(making.read_tip))


def refused(answer: Answer) -> None:
    """Not accepted, and told in words."""
    assert answer.code in (1, 2)
    told = answer.out + answer.err
    assert told.strip()
    assert "Traceback" not in told
    assert "exactly the same" not in told


@pytest.mark.thorough
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.usefixtures("quick")
def test_one_changed_character_anywhere_is_refused(
    places: dict[str, Path], tmp_path: Path, form: str
) -> None:
    """Replaced, put in or taken away: anywhere but in how lines end, in the stamp too."""
    text = report(places, "demo", "since", form)
    file = tmp_path / "report"
    place = text.index("mh-report") if form != "json" else text.index('"stamp"')
    stamp = range(place, min(place + 600, len(text)))
    where = st.one_of(st.integers(0, len(text) - 1), st.sampled_from(stamp))
    letters = st.one_of(st.sampled_from('0aA9f"}{,: \n\r<>&-é�'), st.characters(codec="utf-8"))

    @settings(max_examples=50 if THOROUGH else 25)
    @given(where=where, letter=letters, how=st.sampled_from(["replace", "insert", "delete"]))
    @example(where=len(text) - 2, letter="", how="delete")
    @example(where=1, letter="\ufeff", how="insert")
    @example(where=text.index("\n"), letter=" ", how="insert")
    def check(where: int, letter: str, how: str) -> None:
        rest = text[where:] if how == "insert" else text[where + 1 :]
        changed = text[:where] + ("" if how == "delete" else letter) + rest
        if lines_of(changed) != lines_of(text):
            refused(verify(put(file, changed), places["demo"]))

    check()


@pytest.mark.parametrize(("kind", "name", "values"), CASES["other arguments in the stamp are refused"])
@pytest.mark.usefixtures("quick")
def test_other_arguments_in_the_stamp_are_refused(
    places: dict[str, Path], tmp_path: Path, kind: str, name: str, values: list[str]
) -> None:
    """In JSON the arguments stand nowhere else: none may be changed or added unseen."""
    told = json.loads(report(places, "demo", kind, "json"))
    for value in values:
        told["stamp"]["arguments"][name] = value
        text = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
        refused(verify(put(tmp_path / "report.json", text), places["demo"]))


def test_one_changed_byte_that_is_no_letter_is_refused(places: dict[str, Path], tmp_path: Path) -> None:
    """A byte that is no UTF-8 is not read as the sign that stands for such bytes."""
    own = tmp_path / "own"
    own.mkdir()
    (own / "report.md.j2").write_text("x � y\n\n<!-- mh-report {{ stamp }} -->\n", encoding="utf-8")
    file = tmp_path / "report.md"
    made = run(
        *("report", "yearly", "--year", "2024", "--templates", str(own), "-o", str(file)),
        *("--root", str(places["demo"])),
    )
    assert made.code == 0
    assert verify(file, places["demo"], "--templates", str(own)).code == 0
    file.write_bytes(file.read_bytes().replace("�".encode(), b"\xff"))
    refused(verify(file, places["demo"], "--templates", str(own)))


@each("name", ["report.html", "report.json", "report.JSON", "report.md", "report"])
def test_the_name_of_the_file_chooses_the_format(places: dict[str, Path], tmp_path: Path, name: str) -> None:
    """Where no format is given; of a name that says none, it is Markdown."""
    asked = ("--year", "2024", "--lang", "nb", "-o", str(tmp_path / name), "--root", str(places["demo"]))
    assert run("report", "yearly", *asked).code == 0
    form = {"html": "html", "json": "json"}.get(name.lower().partition(".")[2], "markdown")
    assert (tmp_path / name).read_text(encoding="utf-8") == report(places, "demo", "yearly", form)


@pytest.mark.parametrize("form", FORMS)
def test_an_edited_report_is_shown_with_its_line(places: dict[str, Path], tmp_path: Path, form: str) -> None:
    """What stands in the file, and what should stand there."""
    text = report(places, "demo", "yearly", form)
    before = "Rettsdepartementet i Vestlandia" if form != "json" else '"coordinator": "RD'
    after = before[:-1] + "X"
    line = text[: text.index(before)].count("\n") + 1
    answer = verify(put(tmp_path / "report", text.replace(before, after, 1)), places["demo"])
    assert (answer.code, answer.err) == (1, "")
    first, second, theirs, ours = answer.out.splitlines()
    assert first == "The report has been edited since it was made."
    column = text.index(before) - text.rfind("\n", 0, text.index(before)) + len(before) - 1
    assert second == f"The first difference is on line {line}, column {column}:"
    assert after in theirs
    assert before in ours


def test_a_difference_far_out_on_a_line_is_shown_in_its_place(
    places: dict[str, Path], tmp_path: Path
) -> None:
    """With what stands around it, not with the beginning of the line."""
    text = report(places, "demo", "yearly", "html")
    line = max(text.splitlines(), key=len)
    assert len(line) > 1500
    changed = line[:1200] + "¤" + line[1201:]
    answer = verify(put(tmp_path / "report.html", text.replace(line, changed, 1)), places["demo"])
    _, second, theirs, ours = answer.out.splitlines()
    assert second.endswith("column 1201:")
    assert theirs == f"  in the file: …{changed[1160:1280]}…"
    assert ours == f"  made again:  …{line[1160:1280]}…"


def test_a_difference_that_is_an_order_is_shown_and_not_given(
    places: dict[str, Path], tmp_path: Path
) -> None:
    """A file from anywhere is checked where a build server reads what is printed."""
    text = report(places, "demo", "yearly", "markdown")
    answer = verify(
        put(tmp_path / "report.md", text.replace("# ", "# ##[error]x \x1b[31m", 1)), places["demo"]
    )
    assert answer.code == 1
    assert "## [error]x \\u001b[31m" in answer.out


MAILED = {
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "CRLF on one line": lambda text: text.replace("\n", "\r\n", 1),
    "no last line end": lambda text: text.removesuffix("\n"),
    "more line ends": lambda text: text + "\n\n",
    "byte order mark": lambda text: "\ufeff" + text,
    "all of it": lambda text: "\ufeff" + text.replace("\n", "\r\n") + "\r\n",
}
"""What mail, an editor or a version control system does to a text file."""


@pytest.mark.usefixtures("quick")
@each("form", FORMS)
@each("how", MAILED)
def test_a_report_that_was_mailed_is_known_by_its_content(
    places: dict[str, Path], tmp_path: Path, form: str, how: str
) -> None:
    """It is told apart from one that is the same byte for byte, and from one that was edited."""
    text = report(places, "demo", "yearly", form)
    mailed = MAILED[how](text)
    assert mailed != text
    answer = verify(put(tmp_path / "report", mailed), places["demo"])
    assert (answer.code, answer.err) == (0, "")
    assert "The only differences are in line breaks" in answer.out
    assert "exactly the same" not in answer.out
    edited = verify(put(tmp_path / "report", MAILED[how](text.replace("2024", "2023", 1))), places["demo"])
    assert edited.code != 0


def lines_of(text: str) -> str:
    """The lines of a text, whatever ends them and with or without a byte order mark."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").rstrip("\n")


def test_a_report_cut_short_is_refused(places: dict[str, Path], tmp_path: Path) -> None:
    """The lines that are missing are told as well."""
    text = report(places, "demo", "yearly", "html")
    place = text.index("\n", len(text) // 2)
    answer = verify(put(tmp_path / "cut.html", text[:place]), places["demo"])
    assert answer.code == 1
    assert f"line {text[:place].count(chr(10)) + 2}, column 1:\n  in the file: (the end)\n" in answer.out


def test_another_version_is_named(places: dict[str, Path], tmp_path: Path) -> None:
    """A report of an older mh is no forgery: both versions are told."""
    text = report(places, "demo", "yearly", "html")
    older = text.replace(f"&#34;version&#34;: &#34;{__version__}", "&#34;version&#34;: &#34;0.0.7")
    assert older != text
    answer = verify(put(tmp_path / "older.html", older), places["demo"])
    assert answer.code == 2
    assert "mh 0.0.7" in answer.out
    assert f"mh {__version__}" in answer.out
    assert "edited" not in answer.out


def test_other_templates_are_named_and_may_be_pointed_at(places: dict[str, Path], tmp_path: Path) -> None:
    """Made with own templates, a report is verified with them, and only with them."""
    own = tmp_path / "own"
    own.mkdir()
    (own / "style.html.j2").write_text("<style>body { color: #000 }</style>\n", encoding="utf-8")
    asked = ("report", "yearly", "--year", "2024", "--format", "html", "--root", str(places["demo"]))
    text = run(*asked, "--templates", str(own)).out
    assert "<style>body { color: #000 }</style>" in text
    assert "<h1>" in text  # the rest is ours
    file = put(tmp_path / "own.html", text)
    assert verify(file, places["demo"], "--templates", str(own)).code == 0
    answer = verify(file, places["demo"])
    assert answer.code == 2
    assert "--templates" in answer.out
    assert "edited" not in answer.out


def test_a_report_of_another_repository_is_named_as_such(places: dict[str, Path], tmp_path: Path) -> None:
    """Its commit is not here."""
    file = put(tmp_path / "demo.md", report(places, "demo", "yearly", "markdown"))
    assert "not in this repository" in complaint(verify(file, places["real"]))


GOOD: dict[str, Any] = {
    "report": "yearly",
    "arguments": {"year": "2024"},
    "opening": "a" * 40,
    "closing": "b" * 40,
    "format": "markdown",
    "lang": "nb",
    "version": "0",
    "templates": "0",
}
WRONG: tuple[Any, ...] = (None, 7, [], {}, True, 1e999)
ODD = ("", "../../etc/passwd", "--exec=x", "HEAD", "\0", "\ud800", "a" * 40 + "\n", "x" * 100_000)
YEARS: tuple[Any, ...] = (None, 2024, [], {}, *ODD, "٢٠٢٤", "0000")
ANSWERS: tuple[Any, ...] = ({}, {"instrument": "../x"}, {"instrument": "", "editorial": ""})
STAMPS: list[Any] = [
    *(GOOD | {key: value} for key in GOOD for value in WRONG),
    *(GOOD | {key: value} for key in GOOD if key != "arguments" for value in ODD),
    *(GOOD | {"arguments": {"year": value}} for value in YEARS),
    *(GOOD | {"report": "ministry", "arguments": {"ministry": value}} for value in (None, *ODD)),
    *(GOOD | {"report": "obligations", "arguments": value} for value in ANSWERS),
    *(GOOD | {"report": name} for name in ("__init__", "since", "evaluation", "check")),
    GOOD | {"more": "x"},
    {},
    [],
    None,
    "text",
]


@pytest.mark.usefixtures("quick")
def test_stamps_of_any_kind_are_refused(places: dict[str, Path], tmp_path: Path) -> None:
    """Wrong types, unknown commits, paths, options, control signs: a message, never a traceback."""
    head = git(places["demo"], "rev-parse", "HEAD")
    real = [
        item | {"opening": head, "closing": head}
        for item in STAMPS
        if isinstance(item, dict) and item.get("opening") == "a" * 40 and item.get("closing") == "b" * 40
    ]
    for number, stamp in enumerate((*STAMPS, *real)):
        text = json.dumps(stamp)
        escaped = text.replace("&", "&amp;").replace('"', "&#34;")
        file = (
            f"# Rapport\n\n<!-- mh-report {text} -->\n",
            f'<meta name="mh-report" content="{escaped}">\n',
            f'{{"stamp": {text}}}\n',
        )[number % 3]
        refused(verify(put(tmp_path / "report", file), places["demo"]))


def test_a_stamp_that_opens_after_it_closes_is_refused(places: dict[str, Path], tmp_path: Path) -> None:
    """Both commits are there, but the first is no part of the second's history."""
    stamp = GOOD | {
        "opening": git(places["demo"], "rev-parse", "HEAD"),
        "closing": git(places["demo"], "rev-parse", "HEAD~1"),
    }
    file = put(tmp_path / "report", f"# Rapport\n\n<!-- mh-report {json.dumps(stamp)} -->\n")
    assert stamp["opening"][:10] in complaint(verify(file, places["demo"]))


@pytest.mark.attack
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0" * 1000,
        bytes(range(256)) * 40,
        b"\xff\xfe{\0}\0",
        b"{" * 100_000,
        b'{"a":' * 100_000,
        b'{"stamp":' + b"[" * 100_000,
        b"<!-- mh-report {" + b'"a":{' * 60_000 + b"} -->",
        b'<meta name="mh-report" content="' + b"[" * 60_000 + b'">',
        b'{"stamp": ' + b"9" * 100_000 + b"}",
        b"<!-- mh-report " * 200_000,
        b"a" * 30_000_000,
    ],
    ids=lambda content: f"{content[:16]!r}-{len(content)}",
)
def test_any_file_is_refused_in_one_line(places: dict[str, Path], tmp_path: Path, content: bytes) -> None:
    """Empty, binary, deep or huge: it is no report."""
    file = tmp_path / "file"
    file.write_bytes(content)
    assert "not a report made by mh" in complaint(verify(file, places["demo"]))


def test_what_is_no_file_is_told(places: dict[str, Path], tmp_path: Path) -> None:
    complaint(verify(tmp_path, places["demo"]))
    complaint(verify(tmp_path / "missing.html", places["demo"]))


# Which commits -------------------------------------------------------------------------------------


def test_a_shallow_clone_is_refused_with_the_cure(places: dict[str, Path], tmp_path: Path) -> None:
    """For each kind of report, and for verifying one."""
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "-q", "--depth", "1", places["demo"].as_uri(), str(shallow))
    for kind, asked in KINDS["demo"].items():
        said = complaint(run("report", kind, *asked, "--root", str(shallow), "--lang", "en"))
        assert "git fetch --unshallow" in said
    file = put(tmp_path / "report.md", report(places, "demo", "yearly", "markdown"))
    assert "git fetch --unshallow" in complaint(verify(file, shallow))


def test_both_commits_are_named(places: dict[str, Path]) -> None:
    """In the last lines and the stamp, and nowhere before them."""
    for form in ("html", "markdown"):
        text = report(places, "demo", "yearly", form)
        stamp = read_stamp(text)
        assert stamp is not None
        assert stamp.closing == git(places["demo"], "rev-parse", "HEAD")
        assert git(places["demo"], "cat-file", "-t", stamp.opening) == "commit"
        for commit in (stamp.opening, stamp.closing):
            assert text.count(commit) == text.count(commit[:10]) >= 2


def test_a_year_compares_its_closing_commit_with_that_of_the_year_before(places: dict[str, Path]) -> None:
    """Looking back, ``--at`` closes the year; it opens where the year before closed."""
    strategy = (places["demo"] / "strategy/strategy.yaml").read_text(encoding="utf-8")
    told = yaml.load(strategy, Loader=yaml.CSafeLoader)["reporting"]["periods"]
    closes = {int(year): period["closes"] for year, period in told.items() if period.get("closes")}
    for year in (2022, 2023):
        asked = ("--year", str(year), "--format", "json", "--root", str(places["demo"]))
        ends = run("report", "yearly", *asked).json["ends"]
        wanted = [git(places["demo"], "rev-parse", closes[one]) for one in (year - 1, year)]
        assert [ends["opening"], ends["closing"]] == wanted
    assert run("report", "yearly", *asked, "--at", "2023-06-30").json["ends"]["closing_day"] <= "2023-06-30"


@pytest.mark.parametrize(("period", "opening"), CASES["a year opens with the last commit before its period"])
def test_a_year_opens_with_the_last_commit_before_its_period(
    tmp_path: Path, period: str | None, opening: str
) -> None:
    """Where the year before names no closing state; without a period it begins on 1 January."""
    first = periods(f"2026: {period}") if period else {}
    days = ["2025-12-10", "2026-02-10", "2026-03-01", "2026-10-10"]
    steps = [Step(day, {**edition(place), **first}) for place, day in enumerate(days)]
    ends = yearly(build(tmp_path / "depot", steps))["ends"]
    assert (ends["opening_day"], ends["closing_day"]) == (opening, days[-1])


@pytest.mark.parametrize(("dates", "opening"), CASES["since"])
def test_what_has_changed_since_a_round_is_told_from_the_day_it_was_published(
    tmp_path: Path, dates: dict[str, str], opening: str
) -> None:
    """Adopted, else published, else reported on for the last time; else from the first commit."""
    path = "data/obligations/greta-r3/_instrument.yaml"
    fields = {name: day for name, day in dates.items() if name in ("adopted", "published")}
    events = [
        f"{{kind: {kind}, date: {day}, source: {{document: strategy}}}}"
        for kind in ("report", "visit")
        for day in dates.get(kind, "").split()
    ]
    events.append("{kind: report, due: 2027-01-01, source: {document: strategy}}")
    round_ = {path: changed(str(BASE[path]), **fields, events=f"[{', '.join(events)}]")}
    days = ["2026-02-10", "2026-04-10", "2026-06-10", "2026-10-10"]
    steps = [Step(day, round_ if day == days[0] else edition(place)) for place, day in enumerate(days)]
    made = build(tmp_path / "depot", steps)
    asked = ("--instrument", "greta-r3", "--format", "json", "--root", str(made.root))
    ends = run("report", "since", *asked).json["ends"]
    assert (ends["opening_day"], ends["closing_day"]) == (opening, days[-1])


def test_what_has_changed_since_a_round_is_what_follows_it_up(tmp_path: Path) -> None:
    """The status of the measures that follow this up and all their tasks; nothing else of the measure."""
    before = tasks("owners: [JD], status: in_progress, due: 2030-06-30")
    after = tasks("owners: [JD], status: completed, due: 2030-07-31")
    steps = [
        Step("2026-02-10", measure(tasks=before)),
        Step("2026-03-10", measure(tasks=after, status="completed", title="Ny")),
    ]
    made = build(tmp_path / "depot", steps)
    asked = ("--instrument", "greta-r3", "--format", "json", "--root", str(made.root))
    [instrument] = run("report", "since", *asked).json["instruments"]
    [chapter] = instrument["chapters"]
    assert [(event["kind"], event["subject"]) for event in chapter["changes"]] == [
        ("status_changed", "T01"),
        ("deadline_moved", "T01.1"),
        ("task_status_changed", "T01.1"),
    ]
    assert [(item["task"], item["days"]) for item in chapter["moved"]] == [("T01.1", 31)]


@pytest.mark.parametrize("asked", ["2026", "2027"])
def test_a_year_that_closes_beside_the_mainline_is_refused(tmp_path: Path, asked: str) -> None:
    """Neither its own report nor that of the year after, which opens there, can be made."""
    steps = [Step("2026-02-01"), Step("2026-03-01", measure(title="Forsøk"), branch="forsok")]
    steps.append(Step("2026-04-01", periods(year(2026, "closes: forsok"), year(2027))))
    steps.append(Step("2027-02-01", {"README.md": "Mer.\n"}))
    made = build(tmp_path / "depot", steps)
    answer = run("report", "yearly", "--year", asked, "--lang", "en", "--root", str(made.root))
    beside = made.commits[1][:10]
    assert complaint(answer) == f"The commit {beside} is not on the mainline of the history."


@each(
    ("asked", "said"),
    [
        *((("yearly", f"--year={year}"), year) for year in ("0", "99", "12345", "-1")),
        (("ministry", "XX", "--year", "2024"), "XX"),
    ],
)
def test_what_is_no_year_and_no_ministry_is_told(
    places: dict[str, Path], asked: tuple[str, ...], said: str
) -> None:
    """A year has four digits."""
    assert said in complaint(run("report", *asked, "--root", str(places["demo"])))


# What they tell ------------------------------------------------------------------------------------


def test_a_moved_deadline_shows_every_earlier_value(places: dict[str, Path]) -> None:
    """The year in which a deadline moved again tells where it began."""
    asked = ("report", "yearly", "--year", "2023", "--at", "2023-12-31", "--lang", "nb")
    root = ("--root", str(places["demo"]))
    told = run(*asked, "--format", "json", *root).json["moved"]
    (item,) = [item for item in told if item["task"] == "T02.1"]
    assert item["values"] == ["2022-06-30", "2022-12-31", "2023-10-31", "2024-12-31"]
    for form in ("markdown", "html"):
        text = run(*asked, "--format", form, *root).out
        days = ("30. juni 2022", "31. desember 2022", "31. oktober 2023", "31. desember 2024")
        assert " → ".join(days) in text


def test_a_year_without_a_report_is_told_honestly(places: dict[str, Path]) -> None:
    """What is promised, what is recorded without one, that there is none; and all measures are there."""
    text = report(places, "real", "yearly", "markdown")
    told = json.loads(report(places, "real", "yearly", "json"))
    assert {(line["state"], line["told"]) for line in told["reports"]} == {("none", 0)}
    first = text.split("## Kort sagt\n\n")[1]
    head, _, rest = first.partition("\n\n")
    assert head.endswith("departementene, og vi kjenner status for bare 1 av 132 oppgaver"), "not done"
    assert re.match(r"[^#]*\n- \*\*Gjennomført:\*\* [^#]*\*\* 59 av 132 [^#]*\*\*Oppgavene, tiltak ", rest)
    assert "Rapportene for 2026 fra alle de fem departementene, og en frist for dem. De regnes med " in first
    assert len(set(re.findall(r"^\| (\d+)\. ", text, re.MULTILINE))) == 18
    assert "### Tiltak " not in text, "there is nothing to tell of any"
    assert "ikke gjort" not in text
    figures = text.split("## Vedlegg: Tall som kildene oppgir")[1].split("\n## ")[0]
    assert figures.count("Nasjonal strategi mot menneskehandel") == 1, "the source is named once for all"


def test_only_the_silence_of_the_year_itself_is_told(tmp_path: Path) -> None:
    """Not that of the years before and after, which were due at the closing state too."""
    due = [year(y, f"due: {y + 1}-02-01") for y in (2025, 2026, 2027)]
    made = build(tmp_path / "depot", [Step("2025-02-01", periods(*due)), Step("2028-06-01", edition(2))])
    for y in ("2025", "2026", "2027"):
        told = yearly(made, y)
        assert [chapter["silent"] for area in told["areas"] for chapter in area["measures"]] == [["JD"]]


@pytest.mark.parametrize(
    ("actor", "kind", "approved", "states", "independent"),
    CASES["a ministry has handed in when its own report is approved"],
)
def test_a_ministry_has_handed_in_when_its_own_report_is_approved(
    tmp_path: Path, actor: str, kind: str, approved: bool, states: list[str], independent: list[list[str]]
) -> None:
    """A draft is told as a draft; what others write, or it writes of others, is not its report."""
    text = changed(REPORT, actor=actor, kind=kind)
    if not approved:
        text = "".join(block for block in top_level(text) if not block.startswith("approved:"))
    files = {f"data/reports/2026/{actor}.yaml": text, **measure(responsible="[JD, AID]")}
    told = yearly(build(tmp_path / "depot", [Step("2027-02-01", files)]))
    assert [(line["actor"], line["state"]) for line in told["reports"]] == [
        ("JD", states[0]),
        ("AID", states[1]),
    ]
    assert told["independent"] == independent


def test_corrections_are_counted_apart_from_what_happened(tmp_path: Path) -> None:
    """A year with three events, of which one is a correction; those of other years count nowhere."""
    correction = "Correction: yes"
    steps = [
        Step("2025-02-01"),
        Step("2025-03-01", edition(1), trailer=correction),
        Step("2026-02-01", edition(2), trailer=correction),
        Step("2026-03-01", edition(3)),
        Step("2026-04-01", edition(4)),
    ]
    told = yearly(build(tmp_path / "depot", steps))
    assert (told["corrections"], len(told["events"])) == (1, 2)


def test_a_year_in_which_nothing_happened_says_so(places: dict[str, Path], tmp_path: Path) -> None:
    """Where there is neither report nor change."""
    said = "Det er ikke registrert noe om hva som er gjort i perioden."
    quiet = build(tmp_path / "depot", [Step("2025-12-01"), Step("2026-06-01", {"README.md": "Mer.\n"})])
    for root, year, empty in ((quiet.root, "2026", True), (places["demo"], "2023", False)):
        answer = run("report", "yearly", "--year", year, "--lang", "nb", "--root", str(root))
        assert answer.code == 0
        assert (said in answer.out) is empty


def test_no_report_is_made_on_a_year_that_had_not_begun(tmp_path: Path) -> None:
    """Neither the yearly report nor a letter."""
    files = periods(year(2026)) | measure(responsible="[JD, AID]")
    root = build(tmp_path / "depot", [Step("2025-12-18", files)]).root
    for kind in (("yearly",), ("ministry", "AID")):
        answer = run("report", *kind, "--year", "2026", "--lang", "en", "--root", str(root))
        assert complaint(answer) == (
            "No report can be made for 2026, "
            "which had not begun on 18 December 2025, the day of the latest commit."
        )


def test_what_a_ministry_reported_stands_in_the_order_readers_know(root: Path) -> None:
    """Done, goal attainment, obstacles, next."""
    file = root / "data/reports/2024/RD.yaml"
    told = yaml.safe_load(file.read_text(encoding="utf-8"))
    told["measures"][0] |= {"done": "D1", "obstacles": "H1", "next": "V1"}
    told["approved"]["date"] = "2025-02-01"
    file.write_text(yaml.safe_dump(told, allow_unicode=True, sort_keys=False), encoding="utf-8")
    git(root, "commit", "-qam", "Mer")
    text = run("report", "yearly", "--year", "2024", "--lang", "en", "--root", str(root)).out
    marks = ["done:** D1", "Goal attainment:**", "Obstacles:** H1", "Next steps:** V1"]
    begin = text.index(marks[0])
    found = [text.index(mark, begin) for mark in marks]
    assert found == sorted(found)


def test_a_measure_that_got_a_new_number_is_counted_once(places: dict[str, Path]) -> None:
    """On each day of the picture the numbers add up to the measures there were."""
    stamp = read_stamp(report(places, "demo", "yearly", "html"))
    assert isinstance(stamp, Stamp)
    order = making.stamped("yearly", {"year": "2024"}, (stamp.opening, stamp.closing), "html", "nb")
    tip = making.read_tip(places["demo"], "nb", order.closing, SILENT)
    days = progress(making.frame(tip, order.opening))
    assert {sum(counts.values()) for _, counts in days} == {8}


def editorial_notes() -> list[str]:
    """The reasons given for our own links, and our own notes on the law, in the real data."""
    found = []
    for path in (CHECKOUT / "data").rglob("*.yaml"):
        record = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        links = record.get("addresses") or []
        laws = record.get("existing") or []
        for item in (*links, *laws):
            if "editorial" in (item.get("basis"), item.get("judged_by")) and item.get("note"):
                note = item["note"]
                found.append(" ".join((note if isinstance(note, str) else note["nb"]).split()))
    assert len(found) > 50
    return found


@pytest.mark.attack
@each("form", some(FORMS, 2))
def test_a_draft_reply_holds_no_judgement_of_ours_if_they_are_left_out(
    places: dict[str, Path], form: str
) -> None:
    """Not in the page, and not in the data either; otherwise they are there, marked as proposals."""
    notes = editorial_notes()

    def shown(kind: str, *asked: str) -> str:
        answer = run("report", kind, *asked, "--format", form, "--root", str(places["real"]))
        assert answer.code == 0
        # Without escapes, on one line.
        return " ".join(re.sub(r"\\([^\w\s])", r"\1", answer.out).replace("&#39;", "'").split())

    for kind, *asked in (
        ("obligations", *KINDS["real"]["obligations"]),
        ("obligations", "--body", "coe"),
        ("since", *KINDS["real"]["since"]),
    ):
        without = shown(kind, *asked, "--no-editorial")
        assert "- ☐" not in without
        assert [note for note in notes if note in without] == []
        if form == "json":
            assert '"basis": "editorial"' not in without
            assert '"judged_by": "editorial"' not in without
    every = shown("obligations", "--body", "coe", "--body", "greta", "--body", "osce")
    assert every.count('"basis": "editorial"' if form == "json" else "☐") >= 10


def test_only_what_the_strategy_retells_is_called_restated(tmp_path: Path) -> None:
    """Another body's round without a day has no year, and is none of the strategy's words."""
    path = "data/obligations/greta-r3/_instrument.yaml"
    other = STRATEGY + "  - {id: brev, title: Brevet}\n"
    for source, told in (("strategy", 2), ("brev", 0)):
        head = changed(str(BASE[path]), source=f"{{document: {source}}}")
        repo = build(tmp_path / source, [Step("2026-01-10", {path: head, STRATEGY_FILE: other})])
        asked = ("report", "obligations", "--instrument", "greta-r3", "--lang", "en")
        text = run(*asked, "--root", str(repo.root)).out
        assert text.lower().count("restated in the strategy") == told
        assert ("Prøverunden" in text, "| , " in text) == (True, False)


def test_the_table_of_a_reply_counts_the_points_of_its_sections(places: dict[str, Path]) -> None:
    """A point that is answered under another heading says so, and its measures stand there alone."""
    text = report(places, "real", "obligations", "markdown", "nb")
    rows = re.findall(r"^\| ([^|]+) \| \d{4}[^|]* \| (\d+) \| [^|]+ \| ([^|]+) \|$", text, re.MULTILINE)
    for name, points, measures in rows:
        escaped = name.replace(".", "\\.", 1)
        section = text.partition(f"\n### {escaped}\n")[2].partition("\n### ")[0]
        listed = section.partition("- **Avsnitt i")[0].partition("**Besvares også her")[0]
        assert int(points) == (listed.count("\n- ") - listed.count(" Besvares under ") or 1)
        told = "**Oppgaver" in section
        assert told == (measures != "–")
    assert text.count("hvordan prinsippet gjennomføres (punkt c; tiltak 13") == 1
    assert "praksis», punkt a: Bringe" in text.partition("### 20")[2]
    mechanism = text.partition("### 5")[2].partition("### 6")[0]
    # Practice on specialists in general is none on children: it stands where it fits.
    assert ("**Se også:** 15\n" in mechanism, "Praksis" in mechanism) == (True, False)
    sources = re.findall(r"\[(\d+)", text.partition("## Kilder")[2].replace("\\", ""))
    assert sorted(map(int, sources)) == [*range(1, len(sources) + 1)]
    assert "artikkel 12 nr. 7" in mechanism
    assert text.count("(artikkel 29 nr. 4; 13. februar 2026; NIM-loven § 3 annet ledd") == 1
    assert ("2. Straffrihet for ofre i praksis", "3", "–") in rows
    assert "| ☐ bare vurdering: 13 og 16; ingen for punkt b og d |" in text.replace("\u00a0", " ")


# Templates -----------------------------------------------------------------------------------------

YEARLY = ("report", "yearly", "--year", "2024", "--lang", "en")


@pytest.mark.attack
def test_templates_in_the_repository_are_never_used(places: dict[str, Path], tmp_path: Path, mh: Mh) -> None:
    """Neither at its top nor in the folder one stands in."""
    folder = tmp_path / "demo"
    git(tmp_path, "clone", "-q", str(places["demo"]), str(folder))
    for at in (folder / "templates", folder / "data/templates", folder / "strategy"):
        at.mkdir(exist_ok=True)
        for name in ("report.html.j2", "report.md.j2", "style.html.j2", "table.md.j2", "page.html.j2"):
            (at / name).write_text("TAKEN OVER", encoding="utf-8")
    git(folder, "add", "-A")
    for form in ("html", "markdown"):
        for cwd in (folder, folder / "data", folder / "templates"):
            answer = mh(*YEARLY, "--format", form, "--root", str(folder), cwd=cwd)
            assert answer.out == report(places, "demo", "yearly", form, "en")


@pytest.mark.attack
@pytest.mark.parametrize(("attack", "says"), [*CASES["attacks by template"], (b"\xff\xfe", "")])
def test_an_attack_by_template_is_refused_in_one_line(
    places: dict[str, Path], tmp_path: Path, attack: str | bytes, says: str
) -> None:
    """The sandbox holds, nothing is written, and the message says what was wrong."""
    own = tmp_path / "own"
    own.mkdir()
    (own / "report.md.j2").write_bytes(attack if isinstance(attack, bytes) else attack.encode())
    out = tmp_path / "report.md"
    answer = run(*YEARLY, "--templates", str(own), "-o", str(out), "--root", str(places["demo"]))
    said = complaint(answer)
    assert "template" in said
    assert says in said
    assert list(tmp_path.iterdir()) == [own]


def test_a_folder_of_templates_that_is_not_there_is_told(places: dict[str, Path], tmp_path: Path) -> None:
    """Ours are not used in its place unseen."""
    for form in FORMS:
        asked = (*YEARLY, "--format", form, "--root", str(places["demo"]))
        assert "nowhere" in complaint(run(*asked, "--templates", str(tmp_path / "nowhere")))


# The file ------------------------------------------------------------------------------------------


def test_a_report_replaces_its_file_whole_and_keeps_its_mode(places: dict[str, Path], tmp_path: Path) -> None:
    """The file is replaced in one step; its rights stay, and nothing else is left behind."""
    file = tmp_path / "out" / "report.html"
    asked = (*YEARLY, "--format", "html", "--root", str(places["demo"]), "-o", str(file))
    answer = run(*asked)
    assert (answer.code, answer.out, answer.err) == (0, "", wrote(file, "en"))
    assert file.read_text(encoding="utf-8") == report(places, "demo", "yearly", "html", "en")
    file.chmod(0o640)
    file.write_text("before", encoding="utf-8")
    before = file.stat().st_ino
    assert run(*asked).code == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert file.stat().st_ino != before
    assert list(file.parent.iterdir()) == [file]


def test_a_report_that_fails_leaves_the_file_as_it_was(places: dict[str, Path], tmp_path: Path) -> None:
    """Also where writing itself fails."""
    file = tmp_path / "report.md"
    file.write_text("before", encoding="utf-8")
    asked = ("--root", str(places["demo"]), "-o", str(file))
    assert run(*YEARLY, "--at", "0000000", *asked).code == 2
    own = tmp_path / "own"
    own.mkdir()
    (own / "report.md.j2").write_text("{{ 1 / 0 }}", encoding="utf-8")
    assert run(*YEARLY, "--templates", str(own), *asked).code == 2
    assert file.read_text(encoding="utf-8") == "before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["own", "report.md"]


# Markdown ------------------------------------------------------------------------------------------


@pytest.mark.thorough
@each("lang", some(["nb", "en"], 2))
@each(("place", "kind"), EVERY)
def test_markdown_tables_are_intact(places: dict[str, Path], place: str, kind: str, lang: str) -> None:
    """Every row has as many cells as its head, and every table is read as one."""
    text = report(places, place, kind, "markdown", lang)
    lines = text.splitlines()
    rules = [number for number, line in enumerate(lines) if re.fullmatch(r"\|( --- \|)+", line)]
    for rule in rules:
        width = lines[rule].count("|")
        assert lines[rule - 2] == ""  # a table begins after an empty line
        row = rule - 1
        while row < len(lines) and lines[row].startswith("|"):
            assert len(re.findall(r"(?<!\\)\|", lines[row])) == width
            row += 1
        assert lines[row] == ""
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    kinds = [token.type for token in tokens]
    assert kinds.count("table_open") == len(rules)
    levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    raw = [token.content.strip() for token in tokens if token.type == "html_block"]
    assert len(raw) == 1
    assert raw[0].startswith("<!-- mh-report {")
    inline = [child for token in tokens for child in token.children or ()]
    assert [child for child in inline if child.type == "html_inline"] == []


# HTML ----------------------------------------------------------------------------------------------


@pytest.mark.attack
@each("lang", some(["nb", "nn", "en"], 3))
def test_a_page_can_be_read_by_everybody_and_loads_nothing(places: dict[str, Path], lang: str) -> None:
    """Its language, one main heading, no heading skipped, tables whose cells know their heads.

    Ids are its own, links within it lead somewhere, and nothing runs or comes from outside.
    """
    for name, text in pages(places, lang):
        page = Page(text)
        assert page.open == [], name
        assert page.tags[0] == ("html", {"lang": lang}), name
        assert (page.headings[0], page.headings.count(1), page.names.count("main")) == (1, 1, 1), name
        assert all(after <= before + 1 for before, after in pairwise(page.headings)), name
        assert "title" in page.names, name
        assert page.names.count("table") == page.names.count("caption"), name
        heads = [given.get("scope") for tag, given in page.tags if tag == "th"]
        assert set(heads) <= {"col", "row"}, name
        ids, links = page.given("id"), page.given("href")
        assert len(ids) == len(set(ids)), name
        inside = {link[1:] for link in links if link.startswith("#")}
        assert inside, name
        assert inside <= set(ids), name
        assert all(re.match(r"#|https?://|mailto:", link) for link in links), name
        loading = {"script", "link", "img", "iframe", "object", "embed", "base", "form"}
        assert not loading & set(page.names), name
        assert page.given("src", "srcset", "data", "poster", "action") == [], name
        assert not [key for _, given in page.tags for key in given if key.startswith("on")], name
        assert any(tag == "style" for tag, _ in page.texts), name
        assert not re.search(r"url\((?!#)|@import", text), name


def test_sources_can_be_followed(places: dict[str, Path]) -> None:
    """An address in the data is a link on the page, and in Markdown as it stands."""
    html = report(places, "demo", "yearly", "html")
    assert '<a href="https://vestlandia.example/samordning/mandat" rel="noopener">' in html
    assert "<https://vestlandia.example/samordning/mandat>" in report(places, "demo", "yearly", "markdown")


# The year's report of the real data ----------------------------------------------------------------


@pytest.mark.attack
def test_make_report_writes_all_three_forms(places: dict[str, Path], tmp_path: Path) -> None:
    """Into ``build/``, in a clone; each holds."""
    folder = tmp_path / "clone"
    git(tmp_path, "clone", "-q", str(places["real"]), str(folder))
    shutil.copy(CHECKOUT / "Makefile", folder / "Makefile")
    bin = folder / ".venv" / "bin"
    bin.mkdir(parents=True)
    (bin / "mh").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m menneskehandel_cli "$@"\n')
    (bin / "mh").chmod(0o755)
    for name in ("pyproject.toml", "requirements-dev.txt"):
        (folder / name).touch()
        os.utime(folder / name, (0, 0))
    for stamp in (".installed", ".ready"):
        (folder / ".venv" / stamp).touch()
    done = subprocess.run(
        ["make", "report", "YEAR=2026"],
        cwd=folder,
        env=environment({}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    made = sorted(path.name for path in (folder / "build").iterdir())
    assert made == ["report-2026.html", "report-2026.json", "report-2026.md"]
    for name in made:
        assert verify(folder / "build" / name, folder).code == 0


def test_the_workflow_makes_the_report_yearly_and_on_demand() -> None:
    """On 1 February, or for a year that somebody gives, and the report is kept."""
    text = (CHECKOUT / ".github/workflows/yearly-report.yml").read_text(encoding="utf-8")
    flow = yaml.load(text, Loader=yaml.CSafeLoader)
    starts = flow.get("on", flow.get(True))
    assert [entry["cron"].split()[2:4] for entry in starts["schedule"]] == [["2", "1"]]
    assert "year" in starts["workflow_dispatch"]["inputs"]
    steps = flow["jobs"]["report"]["steps"]
    uses = {step["uses"].split("@")[0]: step for step in steps if "uses" in step}
    assert uses["actions/upload-artifact"]["with"]["if-no-files-found"] == "error"
    assert any("mh report yearly" in step.get("run", "") for step in steps)
