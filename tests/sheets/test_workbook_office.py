"""Workbooks in a real office program: LibreOffice opens them, fills them in and saves them anew.

Needs LibreOffice Calc on the machine (``soffice``), which ``.ci/run`` installs where it is missing.
"""

import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from menneskehandel_cli.register import load
from menneskehandel_cli.register.reporting import reporters
from menneskehandel_cli.trees import DiskTree
from repositories import git
from support import Mh
from workbooks import add, sent, write

pytestmark = [
    pytest.mark.attack,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]

REPORT = "Rapport"


def converted(paths: list[Path], kind: str, to: Path) -> list[Path]:
    """The files in another kind, as LibreOffice writes it."""
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation={(to.parent / 'profile').as_uri()}", "--headless"),
            *("--convert-to", kind, "--outdir", str(to), *map(str, paths)),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return [to / f"{path.stem}.{kind.partition(':')[0]}" for path in paths]


def test_a_workbook_that_was_only_saved_changes_nothing(
    demonstration: Path, places: dict[str, Path], tmp_path: Path, mh: Mh
) -> None:
    """As .xlsx, and by way of LibreOffice's own format; for every ministry, all at once."""
    for root, year in ((demonstration, 2024), (places["real"], 2026)):
        out = tmp_path / root.name
        books = [sent(mh, root, actor, year) for actor in reporters(load(DiskTree(root)))]
        again = converted(books, "xlsx", out / "xlsx")
        own = converted(books, "ods", out / "ods")
        for path in [*again, *converted(own, "xlsx", out / "by-ods")]:
            answer = mh("import", str(path), cwd=root)
            assert answer.out == f"{path.name}\n  Ingenting å endre: Det står slik allerede.\n"
        assert git(root, "status", "--porcelain") == ""


def test_what_is_filled_in_comes_back_through_libreoffice(root: Path, tmp_path: Path, mh: Mh) -> None:
    """Saved by LibreOffice, it says the same as before: the same words, and the same change."""
    path = sent(mh, root, "ND")
    write(
        path,
        {
            (REPORT, "T04", "Status"): "igangsatt",
            (REPORT, "T04", "Utfordringene"): "Linje én: «æøå» & <b>\n\n– punkt\n'tegn' \"to\" 🙂",
            (REPORT, "T04.2", "Frist"): "2025-02",
            (REPORT, "T05.1", "Frist"): "1.7.2025",
            (REPORT, "T05.1", "Status"): "Igangsatt",
        },
    )
    add(path, "Dokumentasjon", ("T04", "Plan", "https://example.no/plan?a=1&b=2", "1.5.2024"))
    add(path, "Midler brukt", ("T04", 200000, "NOK", "Kurs"))
    before = mh("import", str(path), "--dry-run", cwd=root)
    assert before.code == 0, before.out
    (saved,) = converted([path], "xlsx", tmp_path / "saved")
    assert saved.read_bytes() != path.read_bytes()
    assert mh("import", str(saved), "--dry-run", cwd=root) == before


def test_it_opens_and_prints_with_its_head_on_every_page(
    places: dict[str, Path], tmp_path: Path, mh: Mh
) -> None:
    (printed,) = converted([sent(mh, places["real"], "AID", 2026)], "pdf", tmp_path / "pdf")
    document = PdfReader(printed)
    assert document.metadata is not None
    assert document.metadata.title == "Rapport fra Arbeids- og inkluderingsdepartementet for 2026"
    pages = [page.extract_text() for page in document.pages]
    assert sum("Registrert av koordinatoren" in text for text in pages) > 1
    assert not any("mh new" in text or "commit" in text for text in pages)


def test_the_lists_of_choices_are_there_after_libreoffice_has_saved(
    places: dict[str, Path], tmp_path: Path, mh: Mh
) -> None:
    (saved,) = converted([sent(mh, places["real"], "UD", 2026)], "xlsx", tmp_path / "xlsx")
    book = load_workbook(saved)
    assert book["mh"].sheet_state == "hidden"
    rules = book[REPORT].data_validations.dataValidation
    assert any(rule.type == "list" for rule in rules)
