"""Make the pictures of the documentation from the program itself: ``make pictures``.

The form, a report, a workbook and the help are shown as they are now, with the fictional strategy of
``mh demo`` on a fixed day and in one font, so that a picture changes only when the program does. It needs
Chromium (Debian: ``chromium``), that font (``fonts-liberation``), LibreOffice Calc
(``libreoffice-calc-nogui``) and ``pdftoppm`` (``poppler-utils``), and writes to ``docs/images``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from html import escape
from io import BytesIO
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
NOW = datetime(2025, 1, 20, 9, 0, tzinfo=UTC)
"""When the form is filled in: after the last commit of the demonstration."""

WIDTH = 900
"""Of a picture of the form, in pixels."""

_LOCALES = {"nb": {"LC_ALL": "nb_NO.UTF-8"}, "en": {"LC_ALL": "en_GB.UTF-8"}}
"""How a reader's system shows days."""

_COLOURS = 64
_MARGIN = 16
_FONT = """
* { font-family: 'Liberation Sans' !important }
pre { font-family: 'Liberation Mono' !important }
"""
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class Shot(NamedTuple):
    """A picture of a page of the form."""

    name: str
    path: str
    filled: Mapping[str, str]
    """What is typed, by the name of the input."""
    until: str
    """The last element in the picture, by its selector. The rest of the page is cut off."""
    do: str = ""
    """The button that is pressed before the picture is taken: its value."""
    opened: str = ""
    """Where the page is then, if it is another one."""


COURSE = {
    "status": "completed",
    "completed": "18.12.2024",
    "new:evidence.title.nb": "Nettkurs om barn",
    "new:evidence.title.en": "Online course on children",
    "new:evidence.url": "https://www.example.no/nettkurs",
    "new:evidence.date": "18.12.2024",
}
"""The example of the guide to updating."""

SHOTS = (
    Shot("form-start", "/", {}, "main ul"),
    Shot("form-record", "/record/T04.2", COURSE, ".field:has(> #field-status)", do="preview"),
    Shot(
        "form-report",
        "/report/2024/ND",
        {
            "measures.T01.status": "completed",
            "measures.T01.done.nb": "Møtte i alle samlinger i gruppen.",
            "measures.T01.done.en": "Attended all meetings of the group.",
        },
        "#field-measures-T01-done-en",
    ),
    Shot(
        "form-link",
        "/link/T08?obligation=nordhav-4.2",
        {
            "basis": "editorial",
            "contribution": "partial",
            "by": "T08.1",
            "note.nb": "Den som kjenner rettighetene sine, er vanskeligere å utnytte.",
            "note.en": "Those who know their rights are harder to exploit.",
        },
        "form .preview",
        do="preview",
    ),
    Shot(
        "form-accept",
        "/accept/MH202:nhk-r2-erstatning",
        {
            "reason.nb": "Erstatning utredes sammen med loven om voldserstatning.",
            "reason.en": "Compensation is considered with the act on victims of violence.",
            "decided_by": "RD",
            "date": "15.1.2025",
            "until": "31.12.2025",
        },
        ".field:has(> #field-decided_by)",
    ),
    Shot("form-proposal", "/record/T04.2", COURSE, "main", do="save", opened="/proposal"),
)
"""Each is taken on a demonstration of its own, so that none shows what another has left behind. None
shows a calendar: how the browser writes days depends on its own language, which is not set here."""

LANGS = ("nb", "en")
HELP = ("nb", "nn", "en")
REPORTS = {"report-1280": (1280, 1250), "report-375": (375, 1300)}
"""The pictures of a report, with their width and height."""
SITE = {
    "site-front": ("index", 1280, 1100),
    "site-measure": ("T02", 1280, 1200),
    "site-phone": ("T02", 375, 1300),
}
"""The pictures of the site: the page, with the width and height of the window."""


def names() -> list[str]:
    """Every picture that this makes."""
    shots = [f"{shot.name}-{lang}" for lang in LANGS for shot in SHOTS]
    sites = [f"{name}-{lang}" for lang in LANGS for name in SITE]
    books = [f"workbook-{lang}" for lang in LANGS]
    return [f"{name}.png" for name in (*shots, *books, *sites, *(f"help-{lang}" for lang in HELP), *REPORTS)]


def main() -> int:
    """Make them all. 2 if there is not a browser."""
    browser_path = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if browser_path is None:
        sys.stderr.write("Chromium is missing: apt-get install chromium fonts-liberation\n")
        return 2
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        for name, data in _pictures(browser, Path(folder)):
            (IMAGES / f"{name}.png").write_bytes(data)
            sys.stdout.write(f"{name}.png {-(-len(data) // 1000)} kB\n")
        browser.close()
    return 0


def _pictures(browser: Browser, folder: Path) -> Iterator[tuple[str, bytes]]:
    for lang in LANGS:
        demo = _demo(folder / lang, lang)
        for shot in map(_in_english, SHOTS) if lang == "en" else SHOTS:
            root = shutil.copytree(demo, folder / f"{lang}-{shot.name}", symlinks=True)
            with _window(browser, WIDTH) as page:
                yield f"{shot.name}-{lang}", _taken(page, _served(Path(root), lang, page), shot)
        yield f"workbook-{lang}", _workbook(demo, folder, lang)
        yield from _site(browser, demo, folder, lang)
    yield from _reports(browser, folder)
    yield from _help(browser, folder)


def _in_english(shot: Shot) -> Shot:
    """A picture of the English demonstration, whose records have English ids."""
    from menneskehandel_cli.demo.making import english

    filled = {name: english(value) for name, value in shot.filled.items()}
    return shot._replace(path=english(shot.path), filled=filled)


def _demo(root: Path, lang: str) -> Path:
    _mh("demo", str(root), "--lang", lang)
    for key, value in (("name", "Kari Nordmann"), ("email", "kari.nordmann@example.no")):
        subprocess.run(["git", "config", f"user.{key}", value], cwd=root, check=True)  # noqa: S607
    return root


def _mh(*arguments: str, lang: str = "nb") -> str:
    """What a command prints on a terminal of 80 characters."""
    fixed = {"COLUMNS": "80", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8", "MH_LANG": lang}
    environment = {name: text for name, text in os.environ.items() if name != "FORCE_COLOR"} | fixed
    command = [sys.executable, "-m", "menneskehandel_cli", *arguments]
    done = subprocess.run(command, env=environment, check=True, capture_output=True, encoding="utf-8")
    return done.stdout


@contextmanager
def _window(browser: Browser, width: int, height: int = 900) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": width, "height": height}, bypass_csp=True, reduced_motion="reduce"
    )
    try:
        yield context.new_page()
    finally:
        context.close()


def _served(root: Path, lang: str, page: Page) -> str:
    """Serve the form as ``mh web`` does, for as long as this runs, and open it. Gives its address."""
    from menneskehandel_cli.app.stages import open_strategy
    from menneskehandel_cli.web.desk import Desk
    from menneskehandel_cli.web.server import listening, serve

    desk = Desk(open_strategy(root, "en" if lang == "en" else "nb"), lambda: NOW)
    told: Queue[str] = Queue()
    Thread(target=serve, args=(desk, listening(0, desk.home), told.put, None), daemon=True).start()
    address = told.get(timeout=30)
    page.goto(address)
    return address.partition("/?")[0]


def _taken(page: Page, base: str, shot: Shot) -> bytes:
    page.goto(base + shot.path)
    for name, value in shot.filled.items():
        _fill(page, name, value)
    for do in {"": (), "preview": ("preview",), "save": ("preview", "save")}[shot.do]:
        with page.expect_navigation():
            page.locator(f"main button[value={do}]:visible:not([aria-hidden])").first.click()
    if shot.opened and not page.url.endswith(shot.opened):
        raise ValueError(f"{shot.name}: the page is {page.url}")
    return _cut(page, shot.until)


def _fill(page: Page, name: str, value: str) -> None:
    """Type a value, unless it is a text in a language that the demonstration does not have."""
    fields = page.locator(f'[name="{name}"]:not([type=hidden])')
    if name.endswith((".nb", ".en")) and not fields.count():
        return
    kind = fields.first.evaluate(
        "one => { const fold = one.closest('details'); if (fold) fold.open = true; return one.type; }"
    )
    if kind in ("checkbox", "radio"):
        page.check(f'[name="{name}"][value="{value}"]')
    elif kind == "select-one":
        fields.first.select_option(value)
    else:
        fields.first.fill(value)


def _cut(page: Page, until: str) -> bytes:
    """The page from its top to the end of an element, in few colours."""
    page.add_style_tag(content=_FONT)
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    last = page.locator(until).first.bounding_box()
    if last is None:
        raise ValueError(f"nothing to see: {until}")
    width = page.evaluate("document.documentElement.clientWidth")
    end = last["y"] + last["height"] + _MARGIN
    return _small(page.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": width, "height": end}))


def _small(png: bytes) -> bytes:
    """The same picture in a palette."""
    from PIL import Image

    image = Image.open(BytesIO(png)).convert("RGB")
    few = image.quantize(_COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    out = BytesIO()
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


def _reports(browser: Browser, folder: Path) -> Iterator[tuple[str, bytes]]:
    """The top of the yearly report on the demonstration, on a wide and on a narrow screen."""
    file = folder / "report.html"
    order = ("report", "yearly", "--year", "2023", "--format", "html", "--lang", "nb")
    _mh(*order, "--root", str(folder / "nb"), "-o", str(file))
    for name, (width, height) in REPORTS.items():
        with _window(browser, width, height) as page:
            page.goto(file.as_uri())
            page.add_style_tag(content=_FONT)
            yield name, _small(page.screenshot())


def _site(browser: Browser, root: Path, folder: Path, lang: str) -> Iterator[tuple[str, bytes]]:
    """The top of pages of the site of the demonstration."""
    out = folder / f"site-{lang}"
    _mh("site", str(out), "--root", str(root))
    for name, (place, width, height) in SITE.items():
        with _window(browser, width, height) as page:
            page.goto((out / lang / f"{place}.html").as_uri())
            page.add_style_tag(content=_FONT)
            yield f"{name}-{lang}", _small(page.screenshot())


def _workbook(root: Path, folder: Path, lang: str) -> bytes:
    """The sheet of measures as LibreOffice lays it out."""
    from PIL import Image, ImageChops

    book = folder / f"workbook-{lang}.xlsx"
    actor = "MoT" if lang == "en" else "ND"  # the demo's ministry of trade, by its id in that language
    order = ("new", "report", "--year", "2024", "--actor", actor, "--format", "xlsx", "--lang", lang)
    _mh(*order, "--root", str(root), "-o", str(book))
    profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    for command in (
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(book)],
        ["pdftoppm", "-png", "-r", "100", "-f", "2", "-l", "2", str(book.with_suffix(".pdf")), str(book)],
    ):
        subprocess.run(command, check=True, capture_output=True, env=os.environ | _LOCALES[lang])
    (page,) = folder.glob(f"{book.name}-*.png")
    image = Image.open(page).convert("RGB")
    paper = Image.new("RGB", image.size, "white")
    used = ImageChops.difference(image, paper).getbbox()
    out = BytesIO()
    image.crop(used).save(out, "PNG")
    return _small(out.getvalue())


def _help(browser: Browser, folder: Path) -> Iterator[tuple[str, bytes]]:
    """``mh --help`` as a terminal of 80 characters shows it."""
    for lang in HELP:
        text = _mh("--help", lang=lang)
        file = folder / f"help-{lang}.html"
        file.write_text(f'<meta charset="utf-8"><pre>{escape(text)}</pre>', encoding="utf-8")
        with _window(browser, 720) as page:
            page.goto(file.as_uri())
            page.add_style_tag(content="body { margin: 0 } pre { margin: 16px; font-size: 14px }")
            yield f"help-{lang}", _cut(page, "pre")


if __name__ == "__main__":
    sys.exit(main())
