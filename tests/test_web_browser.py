"""``mh web`` in a real browser: a change from the address to the branch, for all who may make one."""

from __future__ import annotations

import os
import random
import re
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from time import sleep
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser

from browser import chromium
from browsing import (
    PREVIEW,
    SAVE,
    Keyboard,
    Running,
    asked_to_open,
    assert_accessible,
    branches,
    opened,
    opening,
    press,
    running,
)
from desks import TASK, copied, make_demo
from menneskehandel_cli.git import CommitTree, open_repository
from menneskehandel_cli.register import load
from repositories import git

pytestmark = pytest.mark.attack

LANGS = ("nb", "nn", "en")
CHANGED = "-    status: not_reported\n+    status: in_progress\n+    started: 2024-06"
"""What the change that the tests make is in the file, in all."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Path:
    assert browser.is_connected()
    return make_demo(tmp_path_factory.mktemp("web"))


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    return copied(made, tmp_path)


def assert_changed(root: Path, before: bytes) -> None:
    """One branch with one commit that says what it changes, and nothing else in the repository."""
    (branch,) = branches(root)
    assert git(root, "rev-list", "--count", f"main..{branch}").strip() == "1"
    lines = git(root, "diff", "-U0", "main", branch).splitlines()
    assert "\n".join(line for line in lines if re.match(r"[-+] ", line)) == CHANGED
    said = git(root, "log", "-1", "--format=%an <%ae>%n%B", branch)
    assert said.startswith("Kari <kari@example.no>\nT07.2: ")
    assert "status er endret fra «ikke rapportert» til «igangsatt»" in said
    assert (root / TASK).read_bytes() == before
    assert git(root, "status", "--porcelain") == ""


# A change -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("width", "scripts"), [(1280, True), (1280, False), (375, True)], ids=["mouse", "no script", "phone"]
)
def test_a_task_is_changed_by_mouse(browser: Browser, root: Path, width: int, scripts: bool) -> None:
    """Also without JavaScript, and on a phone, where nothing is scrolled sideways."""
    before = (root / TASK).read_bytes()
    with running(root) as web, opened(browser, web, width=width, scripts=scripts) as (page, asked):

        def fits() -> None:
            if scripts:
                assert page.evaluate("document.documentElement.scrollWidth") == width

        fits()
        assert "token" not in page.url
        press(page, "text=Rettsdepartementet")
        fits()
        press(page, "text=Inngå avtaler med tre naboland")
        assert page.title() == "Endre T07.2: Inngå avtaler med tre naboland. – mh"
        page.select_option("#field-status", "in_progress")
        page.fill("#field-started", "juni 2024")
        fits()
        press(page, PREVIEW)
        fits()
        assert "til «igangsatt»" in page.inner_text(".preview")
        assert branches(root) == []
        press(page, SAVE)
        assert page.url == f"{web.base}/proposal"
        assert "til «igangsatt»" in page.inner_text("main")
        fits()
        assert all(url.startswith(web.base) for url in asked)
    assert_changed(root, before)


def test_a_task_is_changed_by_keyboard_alone(browser: Browser, root: Path) -> None:
    before = (root / TASK).read_bytes()
    with running(root) as web, opened(browser, web) as (page, _):
        hand = Keyboard(page)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        hand.reach("#q")
        page.keyboard.type("naboland")
        hand.enter()
        hand.reach("a[href='/record/T07.2']")
        hand.enter()
        hand.reach("#field-status")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        assert page.input_value("#field-status") == "in_progress"
        hand.reach("#field-started")
        page.keyboard.type("2024-06")
        hand.enter()  # in a field: shows what it means, and never saves
        assert branches(root) == []
        hand.reach("#field-started")
        hand.enter()
        assert branches(root) == []
        page.goto(page.url)  # what was typed is there, and Tab begins at the top again
        hand.reach(PREVIEW)
        hand.enter()
        hand.reach(SAVE)
        hand.enter()
        assert page.url == f"{web.base}/proposal"
    assert_changed(root, before)


def test_a_measure_leads_to_its_tasks_and_back(browser: Browser, root: Path) -> None:
    with running(root) as web, opened(browser, web) as (page, _):
        page.goto(f"{web.base}/record/T07")
        press(page, "text=T07.2 Inngå avtaler")
        press(page, "text=T07 Styrke etterforskningen")
        assert page.url == f"{web.base}/record/T07"


def test_a_deadline_is_moved_by_keyboard_alone(browser: Browser, root: Path) -> None:
    """With what each status means, the calendar beside the day, and the reason that is asked for."""
    with running(root) as web, opened(browser, web) as (page, _):

        def tab_to(what: str) -> None:
            for _ in range(150):
                page.keyboard.press("Tab")
                if page.evaluate("what => document.activeElement.matches(what)", what):
                    return
            pytest.fail(f"the keyboard does not reach {what}")

        page.goto(f"{web.base}/record/T07.2")
        assert not page.locator(".means dl").first.is_visible()
        tab_to("#field-status + .means > summary")
        page.keyboard.press("Enter")
        assert "noen har sagt at arbeidet er i gang" in page.inner_text("#field-status + .means dl")
        tab_to("#field-due")
        page.keyboard.press("Control+A")
        page.keyboard.type("2025-06-02")
        tab_to("#field-due + input[type=date]")
        assert page.evaluate("document.activeElement.value") == "2025-06-02"
        assert page.evaluate("document.activeElement.ariaLabel") == "Frist: velg en dag"
        page.keyboard.press("ArrowUp")  # the day or the month, as the browser has them
        due = page.input_value("#field-due")
        assert due in ("2025-06-03", "2025-07-02")
        tab_to(PREVIEW)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.locator(SAVE).count() == 0
        assert_accessible(page, "the reason is asked for", "nb")
        page.reload()  # Tab begins at the top again
        tab_to("#field-note-nb")
        page.keyboard.type("Valget der kommer først.")
        tab_to(PREVIEW)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert_accessible(page, "the reason is given", "nb")
        tab_to(SAVE)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.url == f"{web.base}/proposal"
    (branch,) = branches(root)
    lines = git(root, "diff", "-U0", "main", branch).splitlines()
    changed = [line.strip() for line in lines if re.match(r"[-+] ", line)]
    assert changed == [
        "-    due: 2024-03",
        f"+    due: {due}",
        "+    note: {nb: Valget der kommer først.}",
    ]


# The pages ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_axe_finds_nothing_on_any_page_and_no_request_leaves_the_machine(
    browser: Browser, root: Path, lang: str
) -> None:
    """Light and dark; wide, and on a phone, where nothing is scrolled sideways."""
    with running(root, lang) as web, opened(browser, web) as (page, asked):
        seen: list[str] = []

        def look(name: str) -> None:
            seen.append(name)
            assert_accessible(page, name, lang)

        def go(path: str) -> None:
            page.goto(f"{web.base}{path}")

        look("start")
        for path in ("/search?q=mottak", "/owes/RD", "/record/T07.2", "/record/T07", "/ingenting"):
            go(path)
            look(path)
        go("/record/T07.2")
        page.fill("#field-due", "i morgen")
        press(page, PREVIEW)
        assert page.locator("[aria-invalid]").count() == 1
        look("preview with an error")
        page.fill("#field-due", "2024-03")
        page.select_option("#field-status", "in_progress")
        page.fill("#field-started", "2024-06")
        press(page, PREVIEW)
        look("preview with something to save")
        press(page, SAVE)
        look("proposal")
        go("/record/T07.2")
        other = page.context.new_page()
        other.goto(page.url)
        for tab, text in ((other, "2025-01"), (page, "2025-02")):
            tab.fill("#field-due", text)
            press(tab, PREVIEW)
            assert tab.locator(SAVE).count() == 0
            tab.fill("#field-note-nb", f"Ny frist: {text}.")
            press(tab, PREVIEW)
        press(other, SAVE)
        other.close()
        press(page, PREVIEW)
        assert page.locator(".conflict").count() == 2  # the deadline and its reason
        look("two tabs changed the same")
        press(page, "button[value=forget]")
        text = (root / TASK).read_text(encoding="utf-8")
        (root / TASK).write_text(text.replace("due: 2024-03", "due: 2025-03"), encoding="utf-8")
        git(root, "commit", "-qam", "Another deadline")
        go("/proposal")
        press(page, "button[value=send]")
        assert page.locator("input[type=radio]").count() == 2
        look("others changed the same")
        page.check("input[value=ours]")
        press(page, "button[value=send]")
        assert page.locator("[role=status]").count() == 1
        look("sent")
        assert all(url.startswith(f"{web.base}/") for url in asked)
        assert len(seen) == 12


def test_who_one_is_is_asked_on_a_page_that_axe_finds_nothing_on(browser: Browser, root: Path) -> None:
    for key in ("name", "email"):
        git(root, "config", "--unset", f"user.{key}")
    with running(root) as web, opened(browser, web) as (page, _):
        page.goto(f"{web.base}/record/T07.2")
        page.select_option("#field-status", "in_progress")
        press(page, PREVIEW)
        press(page, SAVE)
        assert_accessible(page, "who", "nb")
        page.fill("#who-name", "Ola")
        page.fill("#who-email", "ola")
        press(page, "button[value=who]")
        assert_accessible(page, "who, with a mistake", "nb")
        assert page.input_value("#who-name") == "Ola"
        page.fill("#who-email", "ola@example.no")
        press(page, "button[value=who]")
        assert page.url == f"{web.base}/record/T07.2"  # where something is to be saved
        press(page, PREVIEW)
        press(page, SAVE)
        (branch,) = branches(root)
        assert git(root, "log", "-1", "--format=%an <%ae>", branch).strip() == "Ola <ola@example.no>"


def test_what_is_typed_outlives_the_browser_and_the_program(browser: Browser, root: Path) -> None:
    with running(root) as web, opened(browser, web) as (page, _):
        page.goto(f"{web.base}/record/T07.2")
        page.click(".rest > summary")
        with page.expect_response(re.compile("/draft/")):
            page.locator("#field-note-nb").press_sequentially("Avtalen med «Nordhav» er klar")
        page.close()
        assert web.end(signal.SIGKILL)[0] == -signal.SIGKILL
    with running(root) as web, opened(browser, web) as (page, _):
        press(page, "main a[href='/record/T07.2']")
        assert page.input_value("#field-note-nb") == "Avtalen med «Nordhav» er klar"
        assert page.locator("#field-note-nb").is_visible()


# The program ----------------------------------------------------------------------------------------


def test_the_first_line_is_the_address_and_it_is_answered_at_once(root: Path) -> None:
    with running(root) as web:
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?token=[\w-]{43}", web.address)
        with closing(HTTPConnection(web.base.removeprefix("http://"))) as connection:
            connection.request("GET", web.address.removeprefix(web.base))
            assert connection.getresponse().status == 200


def test_the_page_that_it_opens_leads_into_the_form(browser: Browser, root: Path, tmp_path: Path) -> None:
    with running(root, browser=opening(tmp_path)) as web:
        page = browser.new_page()
        page.goto(asked_to_open(tmp_path))
        page.wait_for_url(f"{web.base}/")
        assert page.locator("h1").is_visible()
        page.close()


def test_a_taken_port_is_said_in_words(root: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with running(root, port=port) as web:
            assert web.address == ""
            said = web.process.communicate(timeout=60)[1]
            assert web.process.returncode == 2
            assert f"{port} kan ikke brukes" in said
            assert "already" not in said
            assert "Traceback" not in said


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_it_as_it_ends_other_commands(
    root: Path, number: signal.Signals, code: int
) -> None:
    with running(root) as web:
        assert web.end(number) == (code, "mh: Avbrutt.\n")


# Killing it -----------------------------------------------------------------------------------------

TASKS = ("T01.1", "T02.1", "T03.1", "T04.1", "T05.1", "T07.2")


def save_until_refused(web: Running, saved: list[str], round_: int) -> str:
    """Save notes one after the other; ``saved`` are those that were answered as saved.

    What the program answered to the first one that it did not save.
    """
    with closing(HTTPConnection(web.base.removeprefix("http://"), timeout=60)) as connection:
        return _save_all(connection, web, saved, round_)


def _save_all(connection: HTTPConnection, web: Running, saved: list[str], round_: int) -> str:
    token = web.address.partition("token=")[2]
    headers = {"Cookie": f"mh_token_{web.base.rpartition(':')[2]}={token}", "Origin": web.base}
    connection.request("GET", "/record/T07.2", headers=headers)
    found = re.search(r'name="form_token" value="(\w+)"', connection.getresponse().read().decode())
    assert found is not None
    headers["Content-Type"] = "application/x-www-form-urlencoded"
    number = 0
    while True:
        number += 1
        text = f"Merknad {round_}-{number}."
        name = TASKS[number % len(TASKS)]
        given = {"form_token": found[1], "note.nb": text, "take:note.nb": "mine", "do": "save"}
        connection.request("POST", f"/record/{name}", urlencode(given), headers)
        answer = connection.getresponse()
        page = answer.read().decode()
        if answer.status != 303:
            return f"{name}: {answer.status} {page}"
        saved.append(text)


def test_a_program_killed_at_any_moment_loses_and_tears_nothing(root: Path) -> None:
    """30 times or more, at random moments; the next start goes on with the same branch."""
    moments = random.Random(16)
    saved: list[str] = []
    refused: list[str] = []

    def save(web: Running, round_: int) -> None:
        with suppress(OSError, HTTPException):  # until it is killed
            refused.append(save_until_refused(web, saved, round_))

    for round_ in range(120):
        with running(root) as web:
            thread = threading.Thread(target=save, args=(web, round_))
            thread.start()
            sleep(moments.uniform(0.1, 1.6))
            os.kill(web.process.pid, signal.SIGKILL)
            thread.join(60)
            assert not thread.is_alive()
        assert refused == []
        if round_ >= 29 and len(saved) > 10:  # a slow machine saves less before it is killed
            break
    (branch,) = branches(root)
    git(root, "fsck", "--strict")
    assert len(saved) > 10
    told = git(root, "log", "-p", "--format=", branch)
    assert [text for text in saved if text not in told] == []
    repository = open_repository(root)
    register = load(CommitTree.of(repository, branch))
    assert not register.unread, "a torn file"
    assert not register.damaged, "a torn file"
    assert git(root, "status", "--porcelain") == ""
