"""``mh web`` in a real browser: a change from the address to the branch, for all who may make one."""

import signal
import socket
from pathlib import Path

import pytest
from playwright.sync_api import Browser

import browsing
from repositories import changed_lines, git

pytestmark = pytest.mark.attack


# A change -------------------------------------------------------------------------------------------


def test_a_measure_leads_to_its_tasks_and_back(browser: Browser, root: Path) -> None:
    with browsing.running(root) as web, browsing.opened(browser, web) as (page, _):
        page.goto(f"{web.base}/record/T07")
        browsing.press(page, "text=T07.2 Inngå avtaler")
        browsing.press(page, "text=T07 Styrke etterforskningen")
        assert page.url == f"{web.base}/record/T07"


def test_a_deadline_is_moved_by_keyboard_alone(browser: Browser, root: Path) -> None:
    """With what each status means, the calendar beside the day, and the reason that is asked for.

    Tab leads past the head first. Enter in a field shows what is meant, and never saves.
    """
    with browsing.running(root) as web, browsing.opened(browser, web) as (page, _):
        hand = browsing.Keyboard(page)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.goto(f"{web.base}/record/T07.2")
        assert not page.locator(".means dl").first.is_visible()
        hand.open("#field-status + .means > summary")
        assert "noen har sagt at arbeidet er i gang" in page.inner_text("#field-status + .means dl")
        hand.fill("#field-due", "2025-06-02")
        hand.reach("#field-due + input[type=date]")
        assert page.evaluate("document.activeElement.value") == "2025-06-02"
        assert page.evaluate("document.activeElement.ariaLabel") == "Frist: velg en dato"
        page.keyboard.press("ArrowUp")  # the day or the month, as the browser has them
        due = page.input_value("#field-due")
        assert due in ("2025-06-03", "2025-07-02")
        hand.press(browsing.PREVIEW)
        assert page.locator(browsing.SAVE).count() == 0
        browsing.assert_accessible(page, "the reason is asked for", "nb")
        page.reload()  # Tab begins at the top again
        hand.fill("#field-note-nb", "Valget der kommer først.")
        hand.press(browsing.PREVIEW)
        browsing.assert_accessible(page, "the reason is given", "nb")
        page.goto(page.url)
        hand.press("#field-started")
        assert browsing.branches(root) == []
        hand.press(browsing.SAVE)
        assert page.url == f"{web.base}/proposal"
    (branch,) = browsing.branches(root)
    assert changed_lines(root, "main", branch) == [
        "-    due: 2024-03",
        f"+    due: {due}",
        "+    note: {nb: Valget der kommer først.}",
    ]


# The pages ------------------------------------------------------------------------------------------


def test_who_one_is_is_asked_on_a_page_that_axe_finds_nothing_on(browser: Browser, root: Path) -> None:
    for key in ("name", "email"):
        git(root, "config", "--unset", f"user.{key}")
    with browsing.running(root) as web, browsing.opened(browser, web) as (page, _):
        page.goto(f"{web.base}/record/T07.2")
        page.select_option("#field-status", "in_progress")
        browsing.press(page, browsing.PREVIEW)
        browsing.press(page, browsing.SAVE)
        browsing.assert_accessible(page, "who", "nb")
        page.fill("#who-name", "Ola")
        page.fill("#who-email", "ola")
        browsing.press(page, "button[value=who]")
        browsing.assert_accessible(page, "who, with a mistake", "nb")
        assert page.input_value("#who-name") == "Ola"
        page.fill("#who-email", "ola@example.no")
        browsing.press(page, "button[value=who]")
        assert page.url == f"{web.base}/record/T07.2"  # where something is to be saved
        browsing.press(page, browsing.PREVIEW)
        browsing.press(page, browsing.SAVE)
        (branch,) = browsing.branches(root)
        assert git(root, "log", "-1", "--format=%an <%ae>", branch).strip() == "Ola <ola@example.no>"


def test_what_is_typed_outlives_the_browser_and_the_program(browser: Browser, root: Path) -> None:
    with browsing.running(root) as web, browsing.opened(browser, web) as (page, _):
        page.goto(f"{web.base}/record/T07.2")
        page.click(".rest > summary")
        page.locator("#field-note-nb").press_sequentially("Avtalen med «Nordhav»")
        page.goto(web.base)  # at once
        page.goto(f"{web.base}/record/T07.2")
        assert page.input_value("#field-note-nb") == "Avtalen med «Nordhav»"
        with page.expect_response(browsing.keeps("er klar")):
            page.fill("#field-note-nb", "Avtalen med «Nordhav» er klar")
        page.close()
        assert web.end(signal.SIGKILL)[0] == -signal.SIGKILL
    with browsing.running(root) as web, browsing.opened(browser, web) as (page, _):
        browsing.press(page, "main a[href='/record/T07.2']")
        assert page.input_value("#field-note-nb") == "Avtalen med «Nordhav» er klar"
        assert page.locator("#field-note-nb").is_visible()


# The program ----------------------------------------------------------------------------------------


def test_the_page_that_it_opens_leads_into_the_form(browser: Browser, root: Path, tmp_path: Path) -> None:
    with browsing.running(root, browser=browsing.opening(tmp_path)) as web:
        page = browser.new_page()
        page.goto(browsing.asked_to_open(tmp_path))
        page.wait_for_url(f"{web.base}/")
        assert page.locator("h1").is_visible()
        page.close()


def test_a_taken_port_is_said_in_words(root: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with browsing.running(root, port=port) as web:
            assert web.address == ""
            said = web.process.communicate(timeout=60)[1]
            assert web.process.returncode == 2
            assert f"{port} kan ikke brukes" in said
            assert "already" not in said
            assert "Traceback" not in said


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_it_as_it_ends_other_commands(root: Path, number: signal.Signals, code: int) -> None:
    with browsing.running(root) as web:
        assert web.end(number) == (code, "mh: Avbrutt.\n")
