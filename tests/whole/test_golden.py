"""What people read, whole: the screens of the fictional strategy, kept letter for letter.

``MH_UPDATE_GOLDEN=1 pytest tests/whole/test_golden.py`` writes them anew. Read the difference before you
commit it: it is what every user will see.
"""

import re
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


LISTS = ("measures", "obligations", "actors", "indicators")
SCREENS: dict[str, tuple[str, ...]] = {
    **{
        f"status-{lang}-{columns}.txt": ("status", *DAY, "--lang", lang)
        for lang in ("nb", "en")
        for columns in (80, 140)
    },
    **{f"show-{name}.txt": ("show", name, *DAY) for name in ("T12", "coe-29", "greta-r3-non-punishment")},
    "show-T12-en.txt": ("show", "T12", *DAY, "--lang", "en"),
    **{f"list-{kind}.txt": ("list", kind) for kind in ("measures", "obligations", "actors", "indicators")},
    **{f"explain-MH101-{lang}.txt": ("explain", "MH101", "--lang", lang) for lang in ("nb", "en")},
    "explain-MH101.md": ("explain", "MH101", "--format", "markdown"),
}
"""What stands in a file, and how it is asked for."""


@each(("name", "command"), SCREENS.items())
def test_a_screen(mh: Mh, name: str, command: tuple[str, ...]) -> None:
    """The face of the program, narrow and wide; records with their links both ways; a rule explained."""
    width = re.search(r"-(80|140)\.", name)
    columns = int(width[1]) if width else 100
    answer = mh(*command, columns=columns)
    golden(name, answer.out)
    assert not width or all(len(line) <= columns for line in answer.out.splitlines())


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
