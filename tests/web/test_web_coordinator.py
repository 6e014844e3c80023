"""The coordinator's page: what is asked of her is answered a few steps from the start page."""

from __future__ import annotations

import re
import zipfile
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest

from desks import Visitor, branch, hidden
from repositories import git
from support import Mh
from workbooks import sent, write

DESK = "Koordinatorens side"

QUESTIONS = {
    "who is late": (DESK, "Næringsdepartementet i Vestlandia ikke registrert her 0 av 4"),
    "what waits for approval": (DESK, "Rapport fra Sosialdepartementet i Vestlandia for 2024"),
    "which accepted gaps run out": (DESK, "28. februar 2025: aksepten av en mangel går ut"),
    "how often a deadline has moved": (DESK, "→ 31. desember 2024 915 dager senere 3"),
    "what has changed since": (f"{DESK} > day=mars 2024", "26. august 2024: T05: arbeidet står stille"),
    "what has changed since yesterday": (f"{DESK} > day=i går", "17. desember 2024"),
    "which demands no measure follows up": (f"{DESK} > NHK", "Gi hvert barn en verge innen et døgn."),
    "what a ministry must report": (f"{DESK} > les brevet (ND)", "Vi ber om rapport for 2024 om alle"),
    "what the state has said of a demand": (
        "q=finne barn > NHK 2020: Finne barn som er ofre (oppdiktet) > Se alt som er registrert om dette",
        "Sosialdepartementet i Vestlandia, 12. februar 2024: gjennomført Barnevernet har fått nye",
    ),
}
"""What is asked; from the start page, the links that she follows or what she types; what she reads."""


@pytest.fixture(scope="module")
def coordinator(demonstration: Path) -> Visitor:
    """Somebody who only reads."""
    return Visitor(demonstration)


@pytest.mark.parametrize(("way", "answer"), QUESTIONS.values(), ids=[*QUESTIONS])
def test_a_question_is_answered_in_three_steps(coordinator: Visitor, way: str, answer: str) -> None:
    page, steps = coordinator.page("/"), way.split(" > ")
    assert len(steps) <= 3
    for step in steps:
        page = coordinator.page(_address(page, *step.split("=")))
    assert answer in _text(page)


def _address(page: str, name: str, typed: str = "") -> str:
    """Where the last link of this name leads, or the form in which something is typed."""
    if typed:
        forms = re.findall(r'<form[^>]* action="([^"]+)"(.*?)</form>', page, re.DOTALL)
        return next(f"{to}?{name}={typed}" for to, inside in forms if f'name="{name}"' in inside)
    links = re.findall(r'<a href="([^"]+)"[^>]*>(.*?)</a>', page)
    return next(unescape(to) for to, words in reversed(links) if _text(words) == name)


def _text(page: str) -> str:
    spaced = re.sub(r"</(?:td|th|li|h2)>|<br>", " ", page)
    return " ".join(unescape(re.sub(r"<[^>]+>", "", spaced)).split())


def test_the_letters_and_workbooks_of_all_who_owe_a_report_are_one_file(coordinator: Visitor) -> None:
    answer = coordinator.client.get("/coordinator/package/2024")
    packed = zipfile.ZipFile(BytesIO(answer.content))
    assert packed.namelist() == ["SD-2024.xlsx", "SD-2024.docx", "ND-2024.xlsx", "ND-2024.docx"]
    assert answer.content == coordinator.client.get("/coordinator/package/2024").content
    assert coordinator.client.get("/coordinator/package/2034").status_code == 404


def test_several_workbooks_are_handed_over_at_once(root: Path, mh: Mh) -> None:
    """Those that can be saved are; what is wrong in the others is told."""
    right, wrong = (sent(mh, root, name) for name in ("RD", "HD"))
    write(right, {("Rapport", "T07.2", "Status"): "igangsatt"})
    write(wrong, {("Rapport", "T03.1", "Status"): "snart"})
    visitor = Visitor(root)
    files = [("file", (path.name, path.read_bytes())) for path in (wrong, right)]
    shown = visitor.client.post("/workbook", data={**visitor.token, "do": "preview"}, files=files)
    saved = visitor.client.post("/workbook", data={**hidden(shown.text), "do": "save"})
    assert "Hva HD-2024.xlsx betyr" in saved.text
    assert "Hva RD-2024.xlsx betyr" not in saved.text
    assert git(root, "log", "-1", "--format=%s", branch(root)).startswith("2024-RD")
