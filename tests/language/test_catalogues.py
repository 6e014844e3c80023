"""The catalogues of the languages are whole, and are found without any code of their own."""

import shutil
from functools import cache
from pathlib import Path

import pytest

from cases import listed
from menneskehandel_cli.language import LANGS, say
from menneskehandel_cli.language.catalogues import LOCALE, SOURCE
from support import each, tool

TOOL = tool("messages")

each_catalogue = pytest.mark.parametrize("path", TOOL.catalogues(), ids=lambda path: path.parent.parent.name)


@pytest.fixture
def nynorsk(tmp_path: Path) -> Path:
    """A copy of the catalogue in nynorsk."""
    path = tmp_path / "nn" / "LC_MESSAGES" / "mh.po"
    path.parent.mkdir(parents=True)
    return Path(shutil.copy(LOCALE / "nn" / "LC_MESSAGES" / "mh.po", path))


@cache
def texts() -> object:
    """The texts of the code, which take a while to gather."""
    return TOOL.template()


def problems(path: Path) -> list[str]:
    return list(TOOL.problems(path, texts()))


def test_every_folder_with_a_catalogue_is_a_language() -> None:
    """English, in which the texts of the code are, needs none."""
    folders = [path.parent.parent.name for path in TOOL.catalogues()]
    assert [*folders, SOURCE] == list(LANGS)


@each_catalogue
def test_a_catalogue_is_whole(path: Path) -> None:
    """Each text of the code is translated, and nothing else is in it: ``make messages`` says what is."""
    assert problems(path) == []


@each_catalogue
def test_what_runs_was_compiled_of_the_catalogue(path: Path, tmp_path: Path) -> None:
    """Else ``make setup`` compiles it."""
    copied = tmp_path / "xx" / "LC_MESSAGES" / "mh.po"
    copied.parent.mkdir(parents=True)
    shutil.copy(path, copied)
    TOOL.compile_all(tmp_path)
    assert path.with_suffix(".mo").read_bytes() == copied.with_suffix(".mo").read_bytes(), "run make setup"


@each("tag", LANGS)
def test_a_text_that_says_nothing_says_it_in_every_language(tag: str) -> None:
    """And never shows the head of a catalogue."""
    assert say("because.other", tag) == ""


@each_catalogue
def test_updating_a_catalogue_that_has_every_text_changes_nothing(path: Path, tmp_path: Path) -> None:
    """``make messages`` can be run at any time."""
    copied = Path(shutil.copy(path, tmp_path / "mh.po"))
    TOOL.update(copied, texts())
    assert copied.read_bytes() == path.read_bytes()


@pytest.mark.parametrize(("old", "new", "problem"), listed("catalogues")["lacks"])
def test_what_a_catalogue_lacks_is_told(nynorsk: Path, old: str, new: str, problem: str) -> None:
    """A missing text, one that fills in something else, a missing form, one that is not used."""
    text = nynorsk.read_text(encoding="utf-8")
    assert text.count(old) == 1
    nynorsk.write_text(text.replace(old, new), encoding="utf-8")
    assert problem in problems(nynorsk)
