"""A strategy whose measures are called A01, A02: the fictional one with another letter."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from menneskehandel_cli.register.layout import letter_in
from support import Mh, each


@pytest.fixture
def lettered(fjellheim: Path) -> Path:
    """Every T12 is A12, and the strategy says so."""
    for path in (file for end in ("yaml", "json") for file in fjellheim.rglob(f"*.{end}")):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"\bT(?=[0-9]{2}\b)", "A", text), encoding="utf-8")
    path = fjellheim / "strategy/strategy.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("\ncoordinator:", "\nmeasure_letter: A\ncoordinator:"), encoding="utf-8")
    return fjellheim


def test_the_same_is_found_as_with_another_letter(
    mh: Mh, fjellheim: Path, request: pytest.FixtureRequest
) -> None:
    """Every finding and every gap, under the other name."""
    commands = (("check", "--fail-on", "never"), ("gaps",), ("status",), ("list", "measures"))
    before = [mh(*command, cwd=fjellheim).out for command in commands]
    lettered = request.getfixturevalue("lettered")
    after = [mh(*command, cwd=lettered).out for command in commands]
    assert [re.sub(r"\bT(?=[0-9]{2}\b)", "A", text).split() for text in before] == [
        text.split() for text in after
    ]


@pytest.mark.parametrize("asked", ["12", "a12", "A12", "A12.1"])
def test_a_number_is_enough(mh: Mh, lettered: Path, asked: str) -> None:
    """To show and to change; the letter of another strategy is none."""
    shown = mh("show", asked, cwd=lettered)
    assert shown.code == 0
    assert "A12" in shown.out
    assert mh("set", asked, "status=in_progress", cwd=lettered).code == 0
    assert (
        mh("show", asked.upper().replace("A", "T") if "A" in asked.upper() else "T12", cwd=lettered).code
        != 0
    )


def test_a_new_measure_has_the_letter(mh: Mh, lettered: Path) -> None:
    """The next free number after it, and a file named after the number."""
    given = ("--title", "Nytt tiltak", "--area", "1", "--responsible", "RD", "--document", "strategy")
    answer = mh("new", "measure", *given, cwd=lettered)
    assert answer.code == 0, answer.err
    (made,) = (lettered / "data/measures").glob("*nytt-tiltak.yaml")
    number = made.name.partition("-")[0]
    assert f"id: A{number}\n" in made.read_text(encoding="utf-8")


def test_a_measure_with_another_letter_is_an_error(mh: Mh, lettered: Path) -> None:
    """It is told at its id, and is not renamed."""
    (path,) = (lettered / "data/measures").glob("12-*.yaml")
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(?m)^id: A12$", "id: T12", text), encoding="utf-8")
    found = mh("check", "--fail-on", "never", "--format", "json", cwd=lettered).json["diagnostics"]
    told = [item for item in found if item["code"] == "MH009"]
    assert [(item["path"], item["line"]) for item in told] == [
        (path.relative_to(lettered).as_posix(), text[: text.index("id: A12")].count("\n") + 1)
    ]


@each(
    ("text", "letter"),
    [
        ("measure_letter: A\n", "A"),
        ('measure_letter: "ME"\n', "ME"),
        ("x: [\nmeasure_letter: A", "A"),
        ("", "T"),
    ],
)
def test_the_letter_is_read_from_a_file_that_is_not_valid(text: str, letter: str) -> None:
    """T where none is said."""
    assert letter_in(text.encode()) == letter
