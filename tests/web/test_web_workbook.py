"""A workbook handed over in the form: the same reading, judging and words as on the command line."""

from __future__ import annotations

import re
import zipfile
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from io import BytesIO
from pathlib import Path
from time import sleep

import pytest
from httpx2 import Response
from openpyxl import Workbook, load_workbook

from desks import Visitor, branch, hidden
from menneskehandel_cli.language import Refused, say
from menneskehandel_cli.sheets.opening import opened_apart
from repositories import git
from support import Mh, each
from workbooks import sent, write

REPORT = "Rapport"


def hand_over(visitor: Visitor, data: bytes, name: str = "RD-2024.xlsx", **more: str) -> Response:
    values = {**visitor.token, "do": "preview", **more}
    answer: Response = visitor.client.post("/workbook", data=values, files={"file": (name, data)})
    return answer


def test_it_is_shown_in_words_and_saved_only_when_asked(root: Path, mh: Mh) -> None:
    path = sent(mh, root)
    write(path, {(REPORT, "T07.2", "Status"): "igangsatt"})
    visitor = Visitor(root)
    assert '<a href="/workbook">' in visitor.page("/owes/RD")
    shown = hand_over(visitor, path.read_bytes())
    assert shown.status_code == 200
    words = "T07.2: status er endret fra «ikke rapportert» til «igangsatt»"
    assert words in shown.text
    assert branch(root) == ""
    saved = visitor.client.post("/workbook", data={**hidden(shown.text), "do": "save"})
    assert words in saved.text
    assert git(root, "diff", "--stat", "main", branch(root)).endswith("1 insertion(+), 1 deletion(-)")
    assert git(root, "status", "--porcelain") == ""


@pytest.mark.parametrize(("size", "taken"), [(1_900_000, True), (2_000_000, False)])
def test_a_workbook_that_can_be_shown_can_be_saved(root: Path, mh: Mh, size: int, *, taken: bool) -> None:
    """One with a picture too: up to the bound, beyond which it is refused in words."""
    path = sent(mh, root)
    write(path, {(REPORT, "T07.2", "Status"): "igangsatt"})
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/media/image.png", b"\xfb\xff\xbe" * (size // 3))  # in base64: +/++
    visitor = Visitor(root)
    shown = hand_over(visitor, path.read_bytes())
    assert (shown.status_code == 200) is taken
    assert ("RD-2024.xlsx er større enn 2 MB" in shown.text) is not taken
    if taken:
        assert (
            'action="/workbook" enctype="multipart/form-data"' in shown.text[shown.text.rindex("<form") :]
        )
        fields = {**hidden(shown.text), "do": "save"}.items()
        saved = visitor.client.post("/workbook", files=[(key, (None, text)) for key, text in fields])
        assert saved.status_code == 200
        assert branch(root) != ""


def test_what_is_wrong_is_told_at_its_cell_and_cannot_be_saved(root: Path, mh: Mh) -> None:
    path = sent(mh, root)
    write(path, {(REPORT, "T07.2", "Status"): "<b>snart"})
    visitor = Visitor(root)
    answer = hand_over(visitor, path.read_bytes(), "<i>.xlsx")
    assert answer.status_code == 422
    told = re.findall(r"<li><strong>feil</strong> (.*)</li>", answer.text)
    (text,) = told
    assert unescape(text) == (
        "<i>.xlsx, ark «Rapport», E18: «<b>snart» er ikke et av valgene: ikke rapportert, ikke startet, "
        "igangsatt, gjennomført eller avsluttet uten gjennomføring. Velg fra listen i cellen."
    )
    assert "<b>snart" not in answer.text
    assert "<i>" not in answer.text
    assert 'value="save"' not in answer.text


def test_a_change_that_brings_an_error_in_is_told_at_its_cell(root: Path, mh: Mh) -> None:
    path = sent(mh, root)
    write(path, {(REPORT, "T01.1", "Startdato"): "juni 2024"})
    answer = hand_over(Visitor(root), path.read_bytes())
    assert answer.status_code == 422
    assert re.search(r"<strong>feil</strong> RD-2024.xlsx, ark «Rapport», [A-Z]6: T01.1", answer.text)


@each("data", [b"", b"Status;Frist\n", b"PK\x03\x04 half"])
def test_what_is_no_workbook_is_refused_in_words(root: Path, data: bytes) -> None:
    answer = hand_over(Visitor(root), data, "svar.xlsx")
    assert answer.status_code == 422
    assert "svar.xlsx er" in answer.text


def test_what_only_a_command_can_mend_says_whom_to_ask(root: Path, mh: Mh) -> None:
    """An adviser has no command line, which a new workbook is made with."""
    path = sent(mh, root)
    book = load_workbook(path)
    del book["mh"]
    book.save(path)
    answer = hand_over(Visitor(root), path.read_bytes())
    assert answer.status_code == 422
    asked = say("web.failure.setup", "nb", text="").strip()
    assert f"flytt svarene dit. {asked}" in unescape(answer.text)


def test_a_workbook_without_the_token_of_the_form_is_refused(root: Path, mh: Mh) -> None:
    answer = hand_over(Visitor(root), sent(mh, root).read_bytes(), form_token="annet")
    assert answer.status_code == 403


def test_a_heavy_workbook_holds_no_other_page(root: Path) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in range(1, 1_000):
        sheet.append([row] * 20)
    heavy = BytesIO()
    book.save(heavy)
    visitor = Visitor(root)
    with ThreadPoolExecutor(1) as other:
        shown = other.submit(hand_over, visitor, heavy.getvalue())
        pages = []
        while not shown.done():
            pages.append(visitor.client.get("/files/form.css").status_code)
            sleep(0.01)
        assert shown.result().status_code == 422
    assert len(pages) > 10
    assert set(pages) == {200}


def test_a_workbook_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(Refused) as refused:
        opened_apart(b"PK", "svar.xlsx", 0.001)
    assert refused.value.key == "sheet.slow"
