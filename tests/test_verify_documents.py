"""``mh verify`` on reports in Word and PDF: the bytes, or else what they say, and who wrote them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from menneskehandel_cli.formats import EXTRAS
from pango import need_pango
from reports import KINDS, make_places, report, run
from support import Answer

FORMS = ("html", "markdown", "json", "docx", "pdf")
PLACES = (0.1, 0.37, 0.5, 0.83, 0.99)
"""Where in the file a byte is changed, as shares of its length."""


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return make_places(tmp_path_factory.mktemp("verified"))


@pytest.fixture(scope="module")
def file(places: dict[str, Path]) -> Callable[[str], Path]:
    """The yearly report of the demonstration in a form, made once."""

    def made(form: str) -> Path:
        if form == "pdf":
            need_pango()
        path = places["demo"].parent / f"report.{form}"
        if not path.exists():
            asked = ("report", "yearly", *KINDS["demo"]["yearly"], "--format", form, "-o", str(path))
            assert run(*asked, "--root", str(places["demo"]), "--lang", "nb").code == 0
        return path

    return made


def verify(path: Path, places: dict[str, Path]) -> Answer:
    return run("verify", str(path), "--root", str(places["demo"]), "--lang", "en")


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_taken_for_what_it_is(
    places: dict[str, Path], file: Callable[[str], Path], form: str
) -> None:
    answer = verify(file(form), places)
    assert (answer.code, answer.err) == (0, "")
    assert "byte for byte" in answer.out


@pytest.mark.parametrize("share", PLACES)
@pytest.mark.parametrize("form", FORMS)
def test_one_changed_byte_is_seen_in_every_form(
    places: dict[str, Path], file: Callable[[str], Path], tmp_path: Path, form: str, share: float
) -> None:
    """It is told as a change, or the file is no longer a report; never as the same."""
    data = bytearray(file(form).read_bytes())
    data[int(len(data) * share)] ^= 1
    changed = tmp_path / f"changed.{form}"
    changed.write_bytes(data)
    answer = verify(changed, places)
    assert answer.code in (1, 2)
    assert "Traceback" not in answer.err


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_a_document_of_other_libraries_that_says_the_same_is_told_so(
    places: dict[str, Path],
    file: Callable[[str], Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    form: str,
) -> None:
    """As if it had been written by another version: the bytes differ, the words do not."""
    if form == "pdf":
        need_pango()
    other = tmp_path / f"other.{form}"
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr("importlib.metadata.version", lambda _name: "0.0.1")
        asked = ("report", "yearly", *KINDS["demo"]["yearly"], "--format", form, "-o", str(other))
        assert run(*asked, "--root", str(places["demo"]), "--lang", "nb").code == 0
    assert other.read_bytes() != file(form).read_bytes()
    answer = verify(other, places)
    assert (answer.code, answer.err) == (0, "")
    assert f"{EXTRAS[form].package} 0.0.1" in answer.out
    assert EXTRAS[form].versions() in answer.out
    assert "has not been compared" in answer.out


def test_a_document_whose_looks_are_changed_is_not_taken_for_the_same(
    places: dict[str, Path], file: Callable[[str], Path], tmp_path: Path
) -> None:
    """Something is put after its end, where no reader looks: the words are those of the report."""
    changed = tmp_path / "changed.pdf"
    changed.write_bytes(file("pdf").read_bytes() + b"\n% more\n")
    answer = verify(changed, places)
    assert answer.code == 1
    assert "changed how it looks" in answer.out


def test_the_libraries_are_named_in_the_document(places: dict[str, Path]) -> None:
    """And in no text, which no library writes."""
    assert '"libraries": ""' in report(places, "demo", "yearly", "json")
