"""The public site in Chromium: search and filter, by keyboard, without scripts, and for everyone."""

import functools
import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, Request, ViewportSize

from browser import violations, visit
from browsing import Keyboard
from menneskehandel_cli.language.stems import fold
from menneskehandel_cli.site.pages import PAGE_KINDS
from sites import LANGS, PLACES, Made, files_of, make_sites
from support import CHECKOUT

pytestmark = pytest.mark.attack

PHONE, DESK = 375, 1280

LISTS = (
    *("index", "measures", "obligations", "asked", "gaps", "matrix", "changes", "deadlines"),
    *("reports", "documents", "rules", "made", "accessibility", "actors", "indicators", "goals"),
    *("principles", "money", "themes", "search", "a-z", "data"),
)
"""The kinds of which there is one page, which is called by its kind."""

REAL = {name: name for name in LISTS} | {
    "measure": "T12",
    "article": "coe-12",
    "requirement": "coe-12.1.a",
    "recommendation": "greta-r2-nrm",
    "instrument": "coe",
    "year": "2026",
    "actor": "JD",
    "indicator": "kompetansegruppen-representanter",
    "goal": "FA4.G1",
    "principle": "P1",
    "funding": "F1",
    "theme": "theme-children",
}
DEMO = {name: name for name in ("index", "gaps", "changes", "reports")} | {
    "measure": "T07",
    "year": "2024",
    "report": "2021-HD",
    "indicator": "antatte-ofre",
}
KINDS = {"real": tuple(REAL.values()), "demo": tuple(DEMO.values())}
"""A page of each kind of the real data, and of the demonstration those that its history fills."""


def test_a_page_of_each_kind_is_looked_at() -> None:
    assert set(REAL) | set(DEMO) == PAGE_KINDS.keys()


@pytest.fixture(scope="module")
def sites(
    places: dict[str, Path], tmp_path_factory: pytest.TempPathFactory, browser: Browser
) -> dict[str, Made]:
    """Made after the browser, so that they are not made for nothing."""
    assert browser.is_connected()
    return make_sites(places, tmp_path_factory.mktemp("sites"))


def ask(page: Page, words: str) -> list[str]:
    """Search by the field of the page; where the results lead, the first first."""
    page.fill("#find", words)
    page.press("#find", "Enter")
    results = page.locator("#hits > li > a").all()
    return [result.get_attribute("href") or "" for result in results]


@pytest.fixture
def search(browser: Browser, sites: dict[str, Made]) -> Iterator[Page]:
    """The page of the search, on the real data."""
    with visit(browser, sites["real"].folder / "nb/search.html") as opened:
        yield opened.page


# Search -----------------------------------------------------------------------------------------------


def test_a_result_leads_to_its_place_from_a_folder(browser: Browser, sites: dict[str, Made]) -> None:
    folder, address = sites["real"].folder, "T12.html#T12.3"
    with visit(browser, folder / "nb/search.html") as opened:
        page = opened.page
        assert ask(page, "T12.3")[0] == address
        with page.expect_navigation():
            page.click(f"#hits > li > a[href='{address}']")
        assert page.url == (folder / "nb").as_uri() + f"/{address}"
        assert all(url.startswith(folder.as_uri()) for url in opened.asked)


def test_what_holds_most_of_the_words_is_found(search: Page) -> None:
    both = set(ask(search, "koordinering mekanisme"))
    assert both < set(ask(search, "mekanisme"))
    assert set(ask(search, "koordinering mekanisme abrakadabra")) == both


def test_the_number_of_results_is_announced_and_an_empty_answer_says_what_to_do(
    browser: Browser, sites: dict[str, Made]
) -> None:
    with visit(browser, sites["real"].folder / "en/search.html") as opened:
        page = opened.page
        assert page.get_attribute("#found", "role") == "status"
        found = ask(page, "coe-12.1.a")
        assert found
        assert page.inner_text("#found") == f"Results: {len(found)}"
        assert ask(page, "abracadabra") == []
        assert page.inner_text("#found").startswith("Nothing was found.")
        assert page.is_visible("main a[href='a-z.html']")


def test_what_was_asked_stays_in_the_address(browser: Browser, sites: dict[str, Made]) -> None:
    """So that a search can be kept and sent; the form on every page leads there too."""
    folder = sites["demo"].folder
    with visit(browser, folder / "nb/T07.html") as opened:
        page = opened.page
        page.fill("#q", "naboland")
        with page.expect_navigation():
            page.press("#q", "Enter")
        assert page.url == f"{(folder / 'nb/search.html').as_uri()}?q=naboland"
        assert page.input_value("#find") == "naboland"
        assert page.locator("#hits > li").count() > 0
        ask(page, "ofre & barn")
        page.goto(page.url)
        assert page.input_value("#find") == "ofre & barn"


def test_many_results_are_shown_when_asked_for(search: Page) -> None:
    """The focus goes to the first of the rest, where reading goes on."""
    assert len(ask(search, "menneskehandel")) == 50
    search.focus("#more")
    search.keyboard.press("Enter")
    total = int(search.inner_text("#found").removeprefix("Treff: "))
    assert search.locator("#hits > li").count() == total > 50
    focus = "[...document.querySelectorAll('#hits > li > a')].indexOf(document.activeElement)"
    assert search.evaluate(focus) == 50


def test_a_text_is_never_read_as_html(browser: Browser, sites: dict[str, Made], tmp_path: Path) -> None:
    folder = sites["demo"].folder
    hostile = '<img src=x onerror="document.title=1">{0} {} {}0} & <mark>x</mark>'
    for name in ("search.js", "site.css", "filter.js"):
        (tmp_path / name).write_bytes((folder / name).read_bytes())
    (tmp_path / "nb").mkdir()
    (tmp_path / "nb/search.html").write_bytes((folder / "nb/search.html").read_bytes())
    row = [0, "T01", hostile, "", hostile]
    real = (folder / "search-nb.js").read_text(encoding="utf-8")
    data, _ = json.JSONDecoder().raw_decode(real.partition("=")[2].strip())
    data |= {"languages": {}, "kinds": ["<b>"] * len(data["kinds"]), "words": "img,:Z", "rows": [row]}
    (tmp_path / "search-nb.js").write_text(f"window.mhSearch = {json.dumps(data)};", encoding="utf-8")
    with visit(browser, tmp_path / "nb/search.html") as opened:
        page = opened.page
        assert ask(page, "img")
        assert page.inner_text("#hits > li > a > span:last-child") == hostile
        assert page.locator("#hits img, #hits b, #hits i").count() == 0
        page.goto((tmp_path / "nb/search.html").as_uri() + "?q=%3Cimg%20src%3Dx%3E")
        assert page.locator("img").count() == 0


# One way of folding -----------------------------------------------------------------------------------


def test_the_browser_folds_as_the_program_does(browser: Browser) -> None:
    """Letter by letter, in every alphabet up to the Cyrillic, and the additions to Latin and Greek; and
    whole texts."""
    signs = [chr(code) for code in (*range(0x20, 0x530), *range(0x1E00, 0x2000), *range(0xFB00, 0xFB07))]
    texts = st.text(st.characters(max_codepoint=0x2FFF, exclude_categories=("Cs", "Cn", "Co")))
    page = browser.new_page()
    page.add_script_tag(content=(CHECKOUT / "templates/site/search.js").read_text(encoding="utf-8"))

    @settings(max_examples=200, deadline=None)
    @given(st.lists(texts, min_size=20, max_size=40))
    @example(signs)
    def agrees(several: list[str]) -> None:
        assert page.evaluate("texts => texts.map(fold)", several) == [fold(text) for text in several]

    agrees()
    page.close()


# No network -------------------------------------------------------------------------------------------


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder by http, as any web server gives it."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def record(asked: list[str]) -> Callable[[Request], None]:
    """Keeps the address of each request."""
    return lambda request: asked.append(request.url)


@pytest.mark.parametrize("place", PLACES)
def test_no_request_leaves_the_site(browser: Browser, sites: dict[str, Made], place: str) -> None:
    """From a folder and over http, on one page of each kind, also when it is searched and filtered."""
    folder = sites[place].folder
    with served(folder) as base:
        for start in (folder.as_uri(), base):
            asked: list[str] = []
            context = browser.new_context()
            context.on("request", record(asked))
            page = context.new_page()
            for name in KINDS[place]:
                page.goto(f"{start}/nb/{name}.html")
            page.goto(f"{start}/nb/search.html?q=barn")
            assert page.locator("#hits > li").count() > 0
            page.goto(f"{start}/nb/gaps.html")
            page.select_option("select >> nth=0", index=1)
            assert [url for url in asked if not url.startswith(f"{start}/")] == []
            assert context.cookies() == []
            context.close()


# For everyone -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("place", "name"), [(place, name) for place in PLACES for name in KINDS[place]])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    browser: Browser, sites: dict[str, Made], place: str, name: str, lang: str
) -> None:
    """WCAG 2.2 A and AA; what is folded away is opened. The page on accessibility says what is run here:
    in bokmål light and dark on a desk and on a phone, in the others light on a phone and dark on a desk."""
    with visit(browser, sites[place].folder / lang / f"{name}.html") as opened:
        page = opened.page
        if name == "search":
            ask(page, "barn")
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        assert page.evaluate("document.documentElement.lang") == lang
        for width in (DESK, PHONE):
            page.set_viewport_size(ViewportSize(width=width, height=800))
            assert page.evaluate("document.documentElement.scrollWidth") == width
            for dark in (False, True) if lang == "nb" else (width == DESK,):
                page.emulate_media(color_scheme="dark" if dark else "light")
                assert violations(page) == [], (dark, width)


# By keyboard ------------------------------------------------------------------------------------------


def test_the_keyboard_skips_the_menu(browser: Browser, sites: dict[str, Made]) -> None:
    with visit(browser, sites["demo"].folder / "nb/index.html") as opened:
        page = opened.page
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        assert page.evaluate("document.activeElement.getBoundingClientRect().left >= 0")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_the_keyboard_goes_by_menu_and_search_to_a_task(browser: Browser, sites: dict[str, Made]) -> None:
    with visit(browser, sites["demo"].folder / "nb/index.html") as opened:
        page, hand = opened.page, Keyboard(opened.page)
        hand.press("nav a[href='measures.html']")
        assert page.get_attribute("nav [aria-current]", "href") == "measures.html"
        hand.reach("#q")
        page.keyboard.type("naboland")
        hand.enter()
        hand.press("#hits a[href='T07.html#T07.2']")
        assert page.url.endswith("/nb/T07.html#T07.2")


def test_the_keyboard_filters_the_gaps(browser: Browser, sites: dict[str, Made]) -> None:
    """The headline, the sums and the headings count what is chosen; without a choice all are there."""
    with visit(browser, sites["real"].folder / "nb/gaps.html") as opened:
        page, hand = opened.page, Keyboard(opened.page)

        def rows() -> int:
            return page.locator("[data-filter] tbody tr:not([hidden])").count()

        every, lead = rows(), page.inner_text("main .lead:visible")
        assert not any(" av " in text for text in page.locator(".sums b").all_inner_texts())
        value = page.eval_on_selector("#area", "field => field.options[1].value")
        hand.choose("#area", value)
        assert 0 < rows() < every
        open_ = ":is(#asked, #unanswered, #partly, #further)"  # a deadline that has passed is no gap
        gaps = page.locator(f"{open_} tbody tr:not([hidden])").count()
        total = page.locator(f"{open_} tbody tr").count()
        told = page.inner_text("main .lead:visible")
        assert told.endswith(f": {gaps} av {total} mangler.")
        for place in (".required .sums > li", f"{open_}:visible h2"):
            some = [int(re.findall(r"\d+", text)[0]) for text in page.locator(place).all_inner_texts()]
            assert sum(some) == gaps
        page.keyboard.press("Home")
        assert rows() == every
        assert page.inner_text("main .lead:visible") == lead


@pytest.mark.parametrize("size", [(DESK, 800), (PHONE, 700)])
def test_the_first_screen_of_the_gaps_has_the_answer(
    browser: Browser, sites: dict[str, Made], size: tuple[int, int]
) -> None:
    """How many gaps there are, of which kinds, and who can act; on a desk each gap by its name."""
    with visit(browser, sites["real"].folder / "nb/gaps.html") as opened:
        page, (width, height) = opened.page, size
        page.set_viewport_size(ViewportSize(width=width, height=height))
        if width == DESK:
            named = page.locator(".names li").all_inner_texts()
            assert named == page.locator(":is(#asked, #partly, #further) tbody th").all_inner_texts()
        for place in ("main .lead", ".sums", ".who", ".names >> li >> nth=-1")[
            : None if width == DESK else -1
        ]:
            box = page.locator(place).first.bounding_box()
            assert box is not None
            assert box["y"] + min(box["height"], 24) < height, place


def test_on_a_phone_a_measure_begins_with_what_it_promises(browser: Browser, sites: dict[str, Made]) -> None:
    """The box of what is promised, with the tasks in it, comes soon, whatever its title."""
    for file in sorted(sites["real"].folder.glob("*/T??.html")):
        with visit(browser, file) as opened:
            opened.page.set_viewport_size(ViewportSize(width=PHONE, height=800))
            # Both at once: what folds on a phone moves them between two questions.
            tops = "names => names.map(name => document.querySelector(name).getBoundingClientRect().top)"
            box, tasks = opened.page.evaluate(tops, ["main .box", ".box table"])
            assert box < min(1250, tasks), file


# Without JavaScript -----------------------------------------------------------------------------------


def test_without_scripts_everything_is_there_and_the_list_stands_in_for_the_search(
    browser: Browser, sites: dict[str, Made]
) -> None:
    folder = sites["real"].folder
    with visit(browser, folder / "nb/search.html", scripts=False) as opened:
        page = opened.page
        assert not page.is_visible("#finder")
        assert "A til Å" in page.inner_text("main .notice >> nth=-1")
        with page.expect_navigation():
            page.click("main a[href='a-z.html']")
        with page.expect_navigation():
            page.click("main a:has-text('D–F')")
        with page.expect_navigation():
            page.click("main a:has-text('Etablere og videreutvikle en koordineringsmekanisme')")
        assert page.url.endswith("/nb/T12.html")
        page.goto((folder / "nb/gaps.html").as_uri())
        assert not page.is_visible("form.filters")
        for fold in reversed(page.locator("[data-filter] details:not([open]) summary").all()):
            fold.click()
        assert (
            page.locator("[data-filter] tbody tr:visible").count()
            == page.locator("[data-filter] tbody tr").count()
        )


def test_the_root_leads_to_the_first_language(browser: Browser, sites: dict[str, Made]) -> None:
    """Also without scripts, at the root of the site."""
    for place in PLACES:
        folder = sites[place].folder
        assert "index.html" in files_of(folder)
        with visit(browser, folder / "index.html", scripts=False) as opened:
            opened.page.wait_for_url(re.compile(r"/nb/index\.html$"))
