"""A real browser for the tests: Debian's Chromium, driven by Playwright, and axe-core to judge pages.

Nothing is fetched: the pages are files, the browser is the machine's own, and axe-core comes with the
package ``axe-playwright-python``. Where no browser is there, the tests are skipped; in CI they fail.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")


def executable() -> str:
    """Where the browser is. Skips the test where there is none, and fails it in CI."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        why = f"no browser: looked for {', '.join(NAMES)}; install it (apt-get install chromium)"
        if os.environ.get("CI", "").lower() in ("true", "1"):
            pytest.fail(why)
        pytest.skip(why)
    return found


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser for as long as it is needed."""
    path = executable()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(OPTIONS))
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Visit:
    """A page that is open, and every request it made."""

    page: Page
    asked: list[str] = field(default_factory=list)


@contextmanager
def visit(
    browser: Browser, file: Path, *, width: int = 1280, scripts: bool = True, dark: bool = False
) -> Iterator[Visit]:
    """Open a file in a window of its own. With ``scripts`` off, no script of the page runs."""
    context = browser.new_context(
        viewport=ViewportSize(width=width, height=900),
        java_script_enabled=scripts,
        locale="nb-NO",
        color_scheme="dark" if dark else "light",
    )
    try:
        page = context.new_page()
        opened = Visit(page)
        page.on("request", lambda request: opened.asked.append(request.url))
        page.goto(file.as_uri())
        yield opened
    finally:
        context.close()


@cache
def _axe() -> str:
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    """What axe-core finds against WCAG 2.2 A and AA: the rule, and the first element it names."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe())
    answer: dict[str, Any] = page.evaluate(
        "tags => axe.run({runOnly: {type: 'tag', values: tags}, rules: {'target-size': {enabled: true}},"
        " resultTypes: ['violations']})",
        list(WCAG),
    )
    assert answer["passes"], "axe-core judged nothing"
    return [
        f"{found['id']}: {found['help']} ({node['html'][:160]})"
        for found in answer["violations"]
        for node in found["nodes"]
    ]
