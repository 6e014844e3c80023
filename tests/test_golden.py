"""What people read, whole: the screens of the fictional strategy, kept letter for letter.

``MH_UPDATE_GOLDEN=1 pytest tests/test_golden.py`` writes them anew. Read the difference before you
commit it: it is what every user will see.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from menneskehandel_cli.language import Lang
from support import Mh, each, golden

DAY = ("--as-of", "2026-06-30")

BROKEN = """\
id: T14
title: {nb: Ødelagt tiltak, en: Broken measure}
focus_area: 2
responsibel: [RD]
responsible: [RDD]
source: {document: strategi}
status: ferdig
goals: []
tasks:
  - {id: T14.1, text: Første oppgave, commitment: maybe, source: {document: strategy}}
\t- {id: T14.2}
"""


@each("columns", [80, 140])
@each("lang", ["nb", "en"])
def test_status(mh: Mh, lang: Lang, columns: int) -> None:
    """The face of the program, narrow and wide."""
    answer = mh("status", *DAY, "--lang", lang, columns=columns)
    golden(f"status-{lang}-{columns}.txt", answer.out)
    assert all(len(line) <= columns for line in answer.out.splitlines())


@each("name", ["T12", "coe-29", "greta-r3-non-punishment"])
def test_show(mh: Mh, name: str) -> None:
    """A measure, an article and a recommendation with their links both ways."""
    golden(f"show-{name}.txt", mh("show", name, *DAY).out)


def test_show_in_english(mh: Mh) -> None:
    """The same measure for an English reader."""
    golden("show-T12-en.txt", mh("show", "T12", *DAY, "--lang", "en").out)


@each("kind", ["measures", "obligations", "actors", "indicators"])
def test_list(mh: Mh, kind: str) -> None:
    """Each listing as a table."""
    golden(f"list-{kind}.txt", mh("list", kind).out)


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_check_of_a_file_that_breaks_the_rules_of_yaml(mh: Mh, fjellheim: Path, lang: Lang) -> None:
    """The line itself with a marker, what is wrong, and how to fix it."""
    (fjellheim / "data/measures/14-odelagt.yaml").write_text(BROKEN, encoding="utf-8")
    answer = mh("check", "data/measures/14-odelagt.yaml", *DAY, "--lang", lang, cwd=fjellheim)
    golden(f"check-syntax-{lang}.txt", answer.out)


def test_check_of_a_file_with_several_mistakes(mh: Mh, fjellheim: Path) -> None:
    """All of them at once, from the first line to the last."""
    text = BROKEN.replace("\t- {id: T14.2}\n", "")
    (fjellheim / "data/measures/14-odelagt.yaml").write_text(text, encoding="utf-8")
    answer = mh("check", "data/measures/14-odelagt.yaml", *DAY, cwd=fjellheim)
    golden("check-mistakes.txt", answer.out)


@each("lang", ["nb", "en"])
def test_explain(mh: Mh, lang: Lang) -> None:
    """A rule with its examples, for a terminal."""
    golden(f"explain-MH101-{lang}.txt", mh("explain", "MH101", "--lang", lang).out)


def test_explain_as_markdown(mh: Mh) -> None:
    """The same rule as a page."""
    golden("explain-MH101.md", mh("explain", "MH101", "--format", "markdown").out)
