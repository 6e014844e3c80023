"""``mh web`` as a process, and Chromium at its address: what the tests of its pages share."""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import sleep
from urllib.parse import quote_plus

import pytest
from playwright.sync_api import Browser, Page, Response, ViewportSize

from browser import violations
from repositories import git
from support import environment

PREVIEW = ".buttons button[value=preview]"
SAVE = "button[value=save]"


@dataclass
class Running:
    """A program that runs, and the address that it has printed."""

    process: subprocess.Popen[str]
    address: str

    @property
    def base(self) -> str:
        return self.address.partition("/?")[0]

    def end(self, number: signal.Signals) -> tuple[int, str]:
        """Send a signal; the exit code, and what the program has said on stderr."""
        self.process.send_signal(number)
        said = self.process.communicate(timeout=60)[1]
        return self.process.returncode, said


@contextmanager
def running(root: Path, lang: str = "nb", port: int = 0, browser: str = "") -> Iterator[Running]:
    """``mh web`` as a process of its own. ``browser`` is a command that it opens its page with."""
    words = ("web", *(() if browser else ("--no-browser",)), "--port", str(port), "--lang", lang)
    process = subprocess.Popen(
        [sys.executable, "-m", "menneskehandel_cli", *words],
        cwd=root,
        env=environment({"HOME": str(root.parent), "GIT_CONFIG_NOSYSTEM": "1", "BROWSER": browser}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        yield Running(process, process.stdout.readline().strip())
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


@contextmanager
def opened(
    browser: Browser, web: Running, *, width: int = 1280, scripts: bool = True
) -> Iterator[tuple[Page, list[str]]]:
    """The address in a window of its own, and every request that is made there."""
    context = browser.new_context(
        viewport=ViewportSize(width=width, height=900), java_script_enabled=scripts, locale="nb-NO"
    )
    context.set_default_timeout(120_000)  # a machine of CI may stand still for half a minute
    try:
        page, asked = context.new_page(), []
        page.on("filechooser", lambda _: None)  # no chooser comes before somebody listens
        page.on("request", lambda request: asked.append(request.url))
        page.goto(web.address)
        page.wait_for_url(f"{web.base}/")
        yield page, asked
    finally:
        context.close()


def opening(folder: Path) -> str:
    """A command for a browser that only notes what it is asked to open."""
    script = folder / "nettleser"
    script.write_text(f'#!/bin/sh\necho "$@" > {folder}/ny && mv {folder}/ny {folder}/bedt\n')
    script.chmod(0o755)
    return str(script)


def asked_to_open(folder: Path) -> str:
    """What the browser of ``opening`` was started with."""
    while not (folder / "bedt").exists():
        sleep(0.05)
    return (folder / "bedt").read_text().strip()


def press(page: Page, what: str) -> None:
    """Click on something that leads to another page."""
    with page.expect_navigation():
        page.click(what)


def keeps(text: str) -> Callable[[Response], bool]:
    """Whether an answer is to what a script has sent to be kept, with ``text`` in it."""
    return lambda answer: "/draft/" in answer.url and quote_plus(text) in (answer.request.post_data or "")


def branches(root: Path) -> list[str]:
    return git(root, "for-each-ref", "--format=%(refname:short)", "refs/heads/forslag").split()


class Hand:
    """How somebody with a mouse, or a finger, goes through a page. ``what`` is a CSS selector."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, what: str) -> None:
        """Press what leads to another page."""
        press(self.page, what)

    def open(self, what: str) -> None:
        """Open what is folded away."""
        self.page.click(what)

    def fill(self, what: str, text: str) -> None:
        """Write something instead of what is there."""
        self.page.fill(what, text)

    def choose(self, what: str, value: str) -> None:
        """Choose from a list."""
        self.page.select_option(what, value)

    def tick(self, what: str) -> None:
        """Tick a box."""
        self.page.check(what)

    def attach(self, what: str, file: Path) -> None:
        """Choose a file."""
        self.page.set_input_files(what, file)


class Keyboard(Hand):
    """How somebody without a mouse does: with Tab, Enter, the space bar and the arrows only."""

    def reach(self, what: str) -> None:
        """Go on with Tab until something has the focus."""
        for _ in range(400):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("what => document.activeElement.matches(what)", what):
                return
        pytest.fail(f"the keyboard does not reach {what}")

    def enter(self) -> None:
        """Press Enter, which leads to another page."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def press(self, what: str) -> None:
        self.reach(what)
        self.enter()

    def open(self, what: str) -> None:
        self.reach(what)
        self.page.keyboard.press("Enter")

    def fill(self, what: str, text: str) -> None:
        self.reach(what)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def choose(self, what: str, value: str) -> None:
        self.reach(what)
        self.page.keyboard.press("Home")
        for _ in range(60):
            if self.page.input_value(what) == value:
                return
            self.page.keyboard.press("ArrowDown")
        pytest.fail(f"the arrows do not reach {value}")

    def tick(self, what: str) -> None:
        self.reach(what)
        self.page.keyboard.press("Space")

    def attach(self, what: str, file: Path) -> None:
        self.reach(what)
        with self.page.expect_file_chooser() as asked:
            self.page.keyboard.press("Space")
        asked.value.set_files(file)


def assert_accessible(page: Page, name: str, lang: str) -> None:
    """Axe finds nothing, light and wide, dark and on a phone; nothing is scrolled sideways."""
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    for scheme, width in (("light", 1280), ("dark", 375)):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.set_viewport_size({"width": width, "height": 800})
        assert violations(page) == [], (name, scheme)
        assert page.evaluate("document.documentElement.scrollWidth") == width, name
    assert page.evaluate("document.documentElement.lang") == lang
