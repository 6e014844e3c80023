"""Pages of ``mh gaps`` and ``mh matrix`` that can be made again, and how ``mh verify`` knows them.

Reports are verified in test_report.py, hostile stamps of reports too.
"""

from __future__ import annotations

import json
import shlex
import shutil
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from example import measure
from menneskehandel_cli.formats import FORMATS, STAMPED
from menneskehandel_cli.formats.report_pages import REPORT_KINDS
from menneskehandel_cli.formats.stamp import Stamp, command, read_stamp
from reports import put, run, verify
from repositories import Step, build, complaint, git
from support import each, some

PAGES = {
    "gaps": "gaps",
    "gaps, selected": ("gaps --instrument NHK-r2 --severity mangel --rule mh202,mh3 --limit 2"),
    "gaps, another day": "gaps --as-of 1.2.2024 --ministry rd --area 1 --area 2",
    "matrix": "matrix",
    "matrix, selected": (
        "matrix --body nhk --status completed --status igangsatt --by provision --limit 3"
    ),
}
"""What is ordered, with options as people write them."""


def page(root: Path, what: str, form: str, *more: str) -> str:
    """A page of the newest commit, in English."""
    asked = (*PAGES[what].split(), "--format", form, "--at", "HEAD", "--lang", "en", *more)
    answer = run(*asked, "--root", str(root))
    assert answer.code == 0
    assert (answer.err == "") == ("-o" not in more)  # a file that was written is named
    return answer.out


def stamp_of(text: str) -> Stamp:
    stamp = read_stamp(text)
    assert stamp is not None
    return stamp


@pytest.mark.thorough
@pytest.mark.parametrize(("what", "form"), some(product(PAGES, STAMPED), 4))
def test_a_page_of_a_commit_is_made_again_byte_for_byte(
    places: dict[str, Path], tmp_path: Path, what: str, form: str
) -> None:
    """From a file, in another folder, and by the command that stands in it."""
    text = page(places["demo"], what, form)
    elsewhere = tmp_path / "Et annet sted, æøå"
    shutil.copytree(places["demo"], elsewhere)
    assert page(elsewhere, what, form, "-o", str(tmp_path / "page")) == ""
    assert (tmp_path / "page").read_text(encoding="utf-8") == text
    answer = verify(tmp_path / "page", places["demo"])
    assert (answer.code, answer.err) == (0, "")
    assert "exactly the same" in answer.out
    said = command(stamp_of(text))
    assert run(*shlex.split(said)[1:], "--root", str(places["demo"])).out == text


def test_the_stamp_holds_known_values_and_one_commit(places: dict[str, Path]) -> None:
    """However the options were written; one that was not given is not there."""
    head = git(places["demo"], "rev-parse", "HEAD")
    stamp = stamp_of(page(places["demo"], "gaps, selected", "html"))
    assert (stamp.report, stamp.opening, stamp.closing) == ("gaps", head, head)
    assert stamp.arguments == {
        "instrument": "nhk-r2",
        "severity": "gap",
        "rule": "MH202,MH3",
        "limit": "2",
    }
    stamp = stamp_of(page(places["demo"], "gaps, another day", "json"))
    assert stamp.arguments == {"as-of": "2024-02-01", "ministry": "RD", "area": "1,2"}
    assert stamp_of(page(places["demo"], "matrix", "markdown")).arguments == {}


@each("what", ["gaps, selected", "matrix, selected"])
def test_the_line_on_what_is_left_out_names_the_same_command_everywhere(
    places: dict[str, Path], what: str
) -> None:
    """Not the one that was typed, which may name a folder of this machine."""
    root = places["demo"]
    text = page(root, what, "markdown")
    assert str(root) not in text
    assert "--limit 0 --at" in text.replace("\\-", "-")


def test_a_page_is_still_known_when_more_is_committed(tmp_path: Path) -> None:
    """It says which commit it was made from; HEAD has moved on."""
    before = {str(path): str(text) for path, text in measure().items()}
    after = {path: text.replace("in_progress", "completed") for path, text in before.items()}
    repo = build(tmp_path / "depot", [Step("2026-01-10", before), Step("2026-06-10", after)])
    old = run("gaps", "--at", repo.commits[0], "--format", "html", "--root", str(repo.root)).out
    assert verify(put(tmp_path / "gaps.html", old), repo.root).code == 0


@pytest.mark.parametrize("form", STAMPED)
@pytest.mark.parametrize("what", ["gaps", "matrix"])
def test_a_page_of_the_files_on_the_disk_says_so(
    places: dict[str, Path], tmp_path: Path, what: str, form: str
) -> None:
    """It may hold what is in no commit, so it has no stamp and cannot be verified."""
    answer = run(what, "--format", form, "--lang", "en", "--root", str(places["demo"]))
    if form == "json":
        assert json.loads(answer.out)["stamp"] is None
    else:
        assert "Made from the files on the disk" in answer.out
        assert "mh-report" not in answer.out
    page = put(tmp_path / "page", answer.out)
    assert "not a report made by mh" in complaint(verify(page, places["demo"]))


ARGUMENTS: dict[str, list[Any]] = {
    "limit": ["0", "-3", "x", "٣", "9" * 5000, 3, None],
    "area": ["x", "1,", "9"],
    "instrument": ["NHK-r2", "../x", ""],
    "by": ["measure", "article", "demand,x"],
    "as-of": ["1.2.2024", "x", "9999-99-99"],
    "ministry": ["--output=x"],
    "rule": ["MH2,mh2"],
    "status": ["igangsatt"],
    "more": ["x"],
    "output": ["x"],
    "root": ["/"],
}


@pytest.mark.parametrize("what", ["gaps", "matrix"])
def test_options_that_no_command_keeps_are_refused(
    places: dict[str, Path], tmp_path: Path, what: str
) -> None:
    """In JSON they stand nowhere else: none may be added or written otherwise."""
    told = json.loads(page(places["demo"], what, "json"))
    before = {path.name for path in tmp_path.iterdir()}
    for name, value in ((name, value) for name, values in ARGUMENTS.items() for value in values):
        told["stamp"]["arguments"] = {name: value}
        file = put(tmp_path / "page.json", json.dumps(told, ensure_ascii=False, indent=2) + "\n")
        answer = verify(file, places["demo"])
        assert answer.code in (1, 2), (name, value)
        assert "Traceback" not in answer.err
    assert {path.name for path in tmp_path.iterdir()} == before | {"page.json"}


def test_no_kind_of_report_is_called_as_a_command_is() -> None:
    """A stamp names either, and nothing else tells them apart."""
    assert REPORT_KINDS.keys().isdisjoint(FORMATS)


def test_a_page_has_one_commit_and_a_format_with_a_stamp(places: dict[str, Path], tmp_path: Path) -> None:
    """A stamp that says otherwise is none of ours."""
    told = json.loads(page(places["demo"], "gaps", "json"))
    earlier = git(places["demo"], "rev-parse", "HEAD~1")
    for change in (
        {"opening": earlier},
        {"format": "text"},
        {"format": "csv"},
        {"format": "xlsx"},
        {"report": "list"},
        {"report": "check"},
        {"lang": "xx"},
    ):
        changed = told | {"stamp": told["stamp"] | change}
        complaint(verify(put(tmp_path / "page.json", json.dumps(changed)), places["demo"]))


def test_a_shallow_clone_makes_no_page_that_can_be_verified(
    places: dict[str, Path], tmp_path: Path
) -> None:
    """The rules on history are skipped there: the page says so, and what is verified needs them."""
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "-q", "--depth", "1", places["demo"].as_uri(), str(shallow))
    asked = ("gaps", "--at", "HEAD", "--format", "html", "--lang", "en", "--root", str(shallow))
    made = run(*asked)
    assert made.code == 0
    assert "mh-report" not in made.out
    assert "Made without the rules on history" in made.out
    assert git(shallow, "rev-parse", "HEAD") in made.out
    file = put(tmp_path / "page", page(places["demo"], "gaps", "html"))
    assert "git fetch --unshallow" in complaint(verify(file, shallow))
    matrix = put(tmp_path / "page", page(places["demo"], "matrix", "html"))
    assert verify(matrix, shallow).code == 0  # no history in it
