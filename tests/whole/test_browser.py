"""The pages in a real browser: accessible, self-contained, readable on a phone and on paper."""

import re
import zlib
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser import violations, visit
from reports import make_places, pages

pytestmark = pytest.mark.attack

LANGS = ("nb", "nn", "en")
NAMES = [
    f"{place} {page} {lang}"
    for place in ("demo", "real")
    for page in (
        *("yearly", "ministry", "obligations", "since", "evaluation"),
        *("gaps --at HEAD", "matrix", "matrix --by provision"),
    )
    for lang in (LANGS if place == "demo" else ("nb",))
]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> dict[str, Path]:
    """Every page in HTML as a file. Made after the browser, so that they are not made for nothing."""
    assert browser.is_connected()
    folder = tmp_path_factory.mktemp("pages")
    places = make_places(folder)
    made = {}
    for lang in LANGS:
        for name, text in pages(places, lang):
            file = folder / f"{name} {lang}.html"
            file.write_text(text, encoding="utf-8")
            made[f"{name} {lang}"] = file
    return made


def test_every_page_is_looked_at(written: dict[str, Path]) -> None:
    """In bokmål; those of the demonstration, which have all there is, in every language."""
    assert {*NAMES} <= {*written}
    assert {*written} - {*NAMES} == {
        name for name in written if name.startswith("real") and name[-2:] != "nb"
    }


@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing_and_no_request_leaves_the_page(
    browser: Browser, written: dict[str, Path], name: str
) -> None:
    """WCAG 2.1 A and AA, light and dark, on a wide screen and on a narrow one; details opened."""
    file = written[name]
    with visit(browser, file) as opened:
        page = opened.page
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        assert violations(page) == []
        if name.endswith("nb"):  # the narrow and the dark page are the same in every language
            page.set_viewport_size({"width": 320, "height": 640})
            assert violations(page) == []
            page.emulate_media(color_scheme="dark")
            assert violations(page) == []
        assert opened.asked == [file.as_uri()]
        assert page.evaluate("performance.getEntriesByType('resource').length") == 0
        assert page.evaluate("document.querySelectorAll('script').length") == 0


def test_axe_is_at_work(browser: Browser, tmp_path: Path) -> None:
    """A page with faults is found out, so that silence means something."""
    file = tmp_path / "bad.html"
    file.write_text(
        "<!doctype html><html><title>x</title><p style='color:#aaa'>Grått</p><img src='data:,'>",
        encoding="utf-8",
    )
    with visit(browser, file) as opened:
        found = {line.partition(":")[0] for line in violations(opened.page)}
    assert found >= {"color-contrast", "html-has-lang", "image-alt"}


# An element sticks out if it is wider than the window.
STICKS_OUT = """() => {
  const width = document.documentElement.clientWidth;
  return [...document.querySelectorAll('body *')]
    .filter(one => !one.closest('.skip, svg'))
    .filter(one => one.getBoundingClientRect().right > width + 0.5)
    .map(one => one.outerHTML.slice(0, 120));
}"""


@pytest.mark.parametrize("name", NAMES)
def test_a_phone_shows_it_without_scrolling_sideways(
    browser: Browser, written: dict[str, Path], name: str
) -> None:
    with visit(browser, written[name], width=320) as opened:
        page = opened.page
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        assert page.evaluate(STICKS_OUT) == []


@pytest.mark.parametrize("name", ["demo yearly nb", "real obligations en", "demo evaluation en"])
def test_it_is_read_without_javascript(browser: Browser, written: dict[str, Path], name: str) -> None:
    """Text, pictures and the table of contents are there; nothing hides before a script shows it."""
    with visit(browser, written[name], scripts=False) as opened:
        page = opened.page
        assert page.locator("h1").is_visible()
        links = page.locator("nav a")
        assert links.count() > 2
        links.last.click()
        anchor = page.url.partition("#")[2]
        assert anchor
        assert page.locator(f"[id='{anchor}']").is_visible()
        for heading in page.locator("main h2, main h3").all():
            assert heading.is_visible()
        if page.locator("figure").count():
            tall = "[...document.querySelectorAll('figure')].every(one => one.offsetHeight > 60)"
            assert page.evaluate(tall)
            summary = page.locator("summary").first
            summary.click()
            assert page.locator("details table").first.is_visible()


def test_the_keyboard_reaches_the_content_first(browser: Browser, written: dict[str, Path]) -> None:
    """The first stop is the way past the head, and it can be seen."""
    with visit(browser, written["demo yearly nb"]) as opened:
        page = opened.page
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        box = page.locator(".skip").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        page.keyboard.press("Enter")
        page.wait_for_url("**#content")


def test_every_number_of_the_contents_is_whole(browser: Browser, written: dict[str, Path]) -> None:
    """Two digits fit as well as one, at every width."""
    for width in (1280, 375):
        with visit(browser, written["demo yearly nb"], width=width) as opened:
            assert opened.page.evaluate(
                """() => {
                  const items = [...document.querySelectorAll('nav li')];
                  const nav = document.querySelector('nav').getBoundingClientRect();
                  return items.length > 9
                    && items.every(one => one.getBoundingClientRect().left >= nav.left)
                    && getComputedStyle(items[0].parentElement).listStyleType === 'none';
                }"""
            )


PAPER_ROWS = """() => [...document.querySelectorAll('tr')]
  .map(one => getComputedStyle(one).breakInside)"""


@pytest.mark.parametrize("name", ["demo yearly nb", "real yearly en", "real obligations nb"])
def test_it_prints_on_a4(browser: Browser, written: dict[str, Path], name: str) -> None:
    """As many pages as the text takes, each of A4; no row is cut, and heads of tables come again."""
    with visit(browser, written[name]) as opened:
        page = opened.page
        data = page.pdf(prefer_css_page_size=True)
        sizes = re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", inflated(data))
        assert len(sizes) > 2
        assert {(round(float(w)), round(float(h))) for w, h in sizes} <= {(595, 842), (596, 842)}
        page.emulate_media(media="print")
        assert set(page.evaluate(PAPER_ROWS)) == {"avoid"}
        heads = "[...document.querySelectorAll('thead')].map(one => getComputedStyle(one).display)"
        assert set(page.evaluate(heads)) == {"table-header-group"}
        assert not page.locator("nav").is_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        # A closed table of numbers is printed open: paper has nothing to click on. Marks are enough.
        for table in page.locator(".bars ~ details table, .folded table").all():
            assert table.is_visible()


def inflated(pdf: bytes) -> bytes:
    """A PDF with its compressed parts read."""
    parts = [pdf]
    for match in re.finditer(rb"stream\r?\n", pdf):
        try:
            parts.append(zlib.decompressobj().decompress(pdf[match.end() :]))
        except zlib.error:
            continue
    return b"\n".join(parts)


def test_pictures_have_names_and_do_not_rely_on_colour(browser: Browser, written: dict[str, Path]) -> None:
    """Each has a title and a description, its numbers in a table, and parts told apart in grey."""
    with visit(browser, written["demo yearly en"]) as opened:
        page = opened.page
        count = page.locator("figure").count()
        assert count >= 3
        assert page.locator("figure details table").count() == count
        for picture in page.locator("figure .bars").all():
            assert picture.get_attribute("role") == "img"
            assert picture.get_attribute("aria-label")
