"""``mh web`` in a real browser: an adviser's five tasks, from the address to the branch, in every way."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browsing import PREVIEW, SAVE, Hand, Keyboard, assert_accessible, branches, keeps, opened, press, running
from cases import listed
from desks import TASK, make_demo
from repositories import changed_lines, git
from support import Mh
from workbooks import sent, write

pytestmark = pytest.mark.attack

REMARK = "# Avtalt i møtet 3. mai: se referatet."
"""A comment that somebody has written into every file that the tasks change."""

REPORT = f"""\
{REMARK}
format: 2
year: 2024
actor: ND
kind: self
measures:
  - measure: T01
    status: in_progress  # etter møtet i gruppen
"""


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """It has comments in its measures, and a report that somebody has begun."""
    folder = make_demo(tmp_path_factory.mktemp("tasks"))
    for file in (folder / "data/measures").glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("\nstatus:", f"\n{REMARK}\nstatus:"), encoding="utf-8")
    (folder / "data/reports/2024/ND.yaml").write_text(REPORT, encoding="utf-8")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "Remarks")
    return folder


@dataclass(frozen=True)
class Way:
    """How an adviser works."""

    width: int = 1280
    scripts: bool = True
    hand: type[Hand] = Hand


WAYS = {"keyboard": Way(hand=Keyboard), "no script": Way(scripts=False), "phone": Way(width=375)}


@pytest.fixture(params=[*WAYS])
def way(request: pytest.FixtureRequest) -> Way:
    return WAYS[request.param]


MOST_PAGES = 6
"""So many pages any task takes from the start page; a form is one page, with its preview."""


@dataclass
class Sitting:
    """An adviser in front of the start page."""

    page: Page
    hand: Hand
    root: Path
    way: Way
    pages: int = 0

    def does(self, what: str) -> None:
        """Press what leads on; nothing is scrolled sideways there, and nothing is saved yet."""
        assert branches(self.root) == []
        self.hand.press(what)
        self.pages += what != PREVIEW
        if self.way.scripts:
            assert self.page.evaluate("document.documentElement.scrollWidth") == self.way.width

    def writes(self, what: str, text: str) -> None:
        """Write into a field, and wait until it is kept, if a script keeps it."""
        kept = self.page.expect_response(keeps(text)) if self.way.scripts else nullcontext()
        with kept:
            self.hand.fill(what, text)
        if not self.way.scripts:
            self.does(PREVIEW)

    def sees(self, *lines: str) -> None:
        """What a change means is told before it is saved."""
        self.does(PREVIEW)
        told = self.page.inner_text(".preview")
        assert [line for line in lines if line not in told] == [], told
        assert self.page.locator(".error").count() == 0

    def saves(self) -> None:
        self.does(SAVE)
        assert self.page.url.endswith("/proposal")
        assert self.pages <= MOST_PAGES


@contextmanager
def sitting(browser: Browser, root: Path, way: Way) -> Iterator[Sitting]:
    """No request leaves the machine."""
    with running(root) as web, opened(browser, web, width=way.width, scripts=way.scripts) as (page, asked):
        yield Sitting(page, way.hand(page), root, way)
        assert all(url.startswith(web.base) for url in asked)


def assert_proposed(root: Path, task: str) -> None:
    """One branch with one commit about a record; the lines in its file are all that it changes."""
    wanted = listed("web_tasks")[task]
    (branch,) = branches(root)
    assert re.fullmatch(r"forslag/\d{4}-\d\d-\d\d-[a-z0-9-]+", branch)
    assert git(root, "rev-list", "--count", f"main..{branch}").strip() == "1"
    said = git(root, "log", "-1", "--format=%an <%ae>%n%s", branch)
    assert said.strip() == f"Kari <kari@example.no>\n{wanted['name']}: endret i skjemaet"
    assert git(root, "diff", "--name-only", "main", branch).split() == [wanted["path"]]
    assert "\n".join(changed_lines(root, "main", branch)) == wanted["lines"]
    assert git(root, "status", "--porcelain") == ""


# The five tasks -------------------------------------------------------------------------------------


def test_a_measure_is_changed(browser: Browser, root: Path, way: Way) -> None:
    with sitting(browser, root, way) as adviser:
        adviser.hand.fill("#q", "nettsted")
        adviser.does("form.find button")
        adviser.does("main a[href='/record/T08']")
        adviser.hand.choose("#field-status", "completed")
        adviser.hand.fill("#field-new-evidence-title-nb", "Nettstedet")
        adviser.hand.fill("#field-new-evidence-url", "https://example.no/")
        adviser.hand.open(".rest > summary")
        adviser.writes("#field-note-nb", "Åpnet i juni.")
        adviser.sees("til «gjennomført»")
        adviser.saves()
    assert_proposed(root, "a measure is changed")


def test_a_year_is_reported_and_approved(browser: Browser, root: Path, way: Way) -> None:
    """What was said last stands beside; what is typed is there when one comes back."""
    with sitting(browser, root, way) as adviser:
        adviser.does("main a[href='/owes/ND']")
        adviser.does("main a[href='/report/2024/ND']")
        adviser.hand.open("[id='fold-T08']")
        beside = adviser.page.locator(".field:has(> #field-measures-T08-done-nb) .beside")
        assert beside.inner_text() == "Oppgitt for 2022: Tekstene er skrevet."
        adviser.hand.choose("#field-measures-T08-status", "in_progress")
        adviser.hand.fill("#field-measures-T08-done-nb", "Åtte språk er klare.")
        adviser.hand.fill("#field-new-measures-T08-evidence-title-nb", "Nettstedet")
        adviser.hand.fill("#field-new-measures-T08-evidence-url", "https://example.no/")
        adviser.writes("#field-new-measures-T08-funding-amount", "250000")
        adviser.page.goto(adviser.page.url)
        assert adviser.page.input_value("#field-measures-T08-done-nb") == "Åtte språk er klare."
        adviser.hand.choose("#field-approved-by", "ND")
        adviser.hand.fill("#field-approved-date", "12. desember 2024")
        adviser.sees("2024-ND er godkjent", "2024-ND/T08 er lagt til", "kroner er rapportert brukt.")
        adviser.saves()
    assert_proposed(root, "a year is reported and approved")


def test_a_measure_is_linked_to_a_demand(browser: Browser, root: Path, way: Way) -> None:
    with sitting(browser, root, way) as adviser:
        adviser.hand.fill("#q", "nettsted")
        adviser.does("form.find button")
        adviser.does("main a[href='/record/T08']")
        adviser.does("main a[href='/link/T08']")
        adviser.hand.fill("#find", "tvangsarbeid")
        adviser.does("main form.find button")
        adviser.does("main a[href='/link/T08?obligation=nordhav-4.2']")
        adviser.hand.choose("#field-basis", "editorial")
        adviser.hand.choose("#field-contribution", "partial")
        adviser.hand.tick("input[type=checkbox][value='T08.1']")
        adviser.writes("#field-note-nb", "Nettstedet når bransjer med tvangsarbeid.")
        adviser.sees(
            "Dekningen av nordhav-4.2 endres: Oppfølgingen går fra «bare nevnt» til «",
            "regnes som «delvis dekket» (før: «delvis dekket»)",
        )
        adviser.saves()
    assert_proposed(root, "a measure is linked to a demand")


def test_a_gap_is_accepted(browser: Browser, root: Path, way: Way) -> None:
    with sitting(browser, root, way) as adviser:
        adviser.does("main a[href='/owes/RD']")
        adviser.does("main a[href='/accept/MH301%3AT07%3AT07.2']")
        adviser.hand.fill("#field-reason-nb", "Avtalen venter på valget der.")
        adviser.hand.choose("#field-decided_by", "RD")
        adviser.hand.fill("#field-date", "1.12.2024")
        adviser.writes("#field-until", "30.6.2099")
        adviser.sees("Mangelen vises da som akseptert.")
        adviser.saves()
    assert_proposed(root, "a gap is accepted")


def test_a_recommendation_is_added(browser: Browser, root: Path, way: Way) -> None:
    with sitting(browser, root, way) as adviser:
        adviser.does("main a[href='/new/recommendation/nhk-r2']")
        adviser.hand.fill("#field-title-nb", "Tolk til alle")
        adviser.hand.fill("#field-text-nb", "Komiteen ber Vestlandia om å gi tolk.")
        adviser.hand.choose("#field-level", "urges")
        adviser.writes("#field-source-section", "Avsnitt 42")
        adviser.sees("Tolk til alle")
        adviser.saves()
    assert_proposed(root, "a recommendation is added")


def test_a_workbook_is_handed_over(browser: Browser, root: Path, way: Way, mh: Mh) -> None:
    """Also one that is mended and chosen again."""
    path = sent(mh, root)
    with sitting(browser, root, way) as adviser:
        adviser.does("main a[href='/workbook']")
        write(path, {("Rapport", "T07.2", "Status"): "snart"})
        adviser.hand.attach("#file", path)
        adviser.does(PREVIEW)
        assert "«snart» er ikke et av valgene" in adviser.page.inner_text(".preview")
        assert adviser.page.locator(SAVE).count() == 0
        write(path, {("Rapport", "T07.2", "Status"): "igangsatt"})
        adviser.hand.attach("#file", path)
        adviser.sees("T07.2: status er endret fra «ikke rapportert» til «igangsatt»")
        adviser.saves()
    (branch,) = branches(root)
    changed = changed_lines(root, "main", branch)
    assert changed == ["-    status: not_reported", "+    status: in_progress"]


def test_what_a_form_led_to_has_the_focus_and_going_back_sends_nothing(browser: Browser, root: Path) -> None:
    with running(root) as web, opened(browser, web) as (page, _):
        page.goto(f"{web.base}/record/T07.2")
        page.select_option("#field-status", "in_progress")
        for what in (PREVIEW, PREVIEW):
            press(page, what)
            assert page.evaluate("document.activeElement.matches('section.preview')")
        press(page, SAVE)
        assert page.url == f"{web.base}/proposal"
        page.go_back()
        assert page.url == f"{web.base}/record/T07.2"
        assert page.input_value("#field-status") == "in_progress"
        page.goto(f"{web.base}/proposal")
        press(page, "button[value=send]")
        assert page.evaluate("document.activeElement.matches('[role=status]')")
        page.reload()
        assert page.locator("[role=status]").count() == 0


# The pages ------------------------------------------------------------------------------------------

RECORDS = ("T08", "T08.1", "nordhav-4", "nordhav-4.2", "nhk-r2-barn", "nhk-r2-barn.a", "RD")
"""A measure, a task, an article, a provision, a recommendation, a part of one, and a body."""


@dataclass
class Looking:
    """A reader of every page, who lets axe-core judge it."""

    page: Page
    base: str
    lang: str

    def go(self, path: str, name: str = "") -> None:
        self.page.goto(f"{self.base}{path}")
        self.look(name or path)

    def look(self, name: str) -> None:
        assert_accessible(self.page, name, self.lang)

    def sends(self, name: str, what: str = PREVIEW, **typed: str) -> None:
        """Fill in a form and send it."""
        for field, text in typed.items():
            place = self.page.locator(f"#field-{field.replace('__', '-')}")
            place.evaluate("one => { (one.closest('.fold') ?? one).open = true }")
            if place.evaluate("one => one.tagName") == "SELECT":
                place.select_option(text)
            else:
                place.fill(text)
        press(self.page, what)
        self.look(name)

    def counts(self, what: str) -> int:
        return self.page.locator(what).count()


@pytest.fixture(params=["nb", "nn", "en"])
def looking(request: pytest.FixtureRequest, browser: Browser, root: Path) -> Iterator[Looking]:
    lang: str = request.param
    with running(root, lang) as web, opened(browser, web) as (page, asked):
        yield Looking(page, web.base, lang)
        assert all(url.startswith(f"{web.base}/") for url in asked)


def test_axe_finds_nothing_from_the_start_to_what_was_sent(looking: Looking, root: Path) -> None:
    page, record = looking.page, f"{looking.base}/record/T07.2"
    looking.look("start")
    for path in ("/search?q=mottak", "/owes/RD", "/ingenting"):
        looking.go(path)
    page.goto(record)
    looking.sends("a mistake", due="i morgen")
    assert looking.counts("[aria-invalid]") == 1
    looking.sends("something to save", due="2024-03", status="in_progress", started="2024-06")
    looking.sends("proposal", SAVE)
    page.goto(record)
    other = page.context.new_page()
    other.goto(record)
    for tab, text in ((other, "2025-01"), (page, "2025-02")):
        tab.fill("#field-due", text)
        press(tab, PREVIEW)
        assert tab.locator(SAVE).count() == 0
        tab.fill("#field-note-nb", f"Ny frist: {text}.")
        press(tab, PREVIEW)
    press(other, SAVE)
    other.close()
    looking.sends("two tabs changed the same")
    assert looking.counts(".conflict") == 2  # the deadline and its reason
    press(page, "button[value=forget]")
    text = (root / TASK).read_text(encoding="utf-8")
    (root / TASK).write_text(text.replace("due: 2024-03", "due: 2025-03"), encoding="utf-8")
    git(root, "commit", "-qam", "Another deadline")
    page.goto(f"{looking.base}/proposal")
    looking.sends("others changed the same", "button[value=send]")
    assert looking.counts("input[type=radio]") == 2
    page.check("input[value=ours]")
    looking.sends("sent", "button[value=send]")
    assert looking.counts("[role=status]") == 1


def test_axe_finds_nothing_on_a_record_of_any_kind(looking: Looking) -> None:
    for name in RECORDS:
        looking.go(f"/record/{name}")
        assert looking.counts("form#record") == 1, name
    looking.go("/proposal", "nothing to send")
    looking.go(f"/search?q={'samarbeidsdepartement' * 2}", "nothing found, by a word wider than a phone")
    for query in ("", "?find=finnesikke", "?find=tvangsarbeid"):
        looking.go(f"/link/T08{query}")
    looking.page.goto(f"{looking.base}/record/T08")
    looking.page.locator("[name=form_token]").evaluate("one => { one.value = 'feil' }")
    looking.sends("a form of another start")


def test_axe_finds_nothing_on_a_report(looking: Looking) -> None:
    looking.go("/report/2024/ND")
    assert looking.counts(".beside") > 0
    looking.sends("a mistake", measures__T08__status="in_progress", approved__date="i morgen")
    assert looking.counts("[aria-invalid]") > 0
    approved = {"approved__by": "ND", "approved__date": "12.12.2024"}
    looking.sends("what it means", measures__T08__done__nb="Åtte språk.", **approved)
    assert looking.counts(SAVE) == 1
    other = looking.page.context.new_page()
    other.goto(f"{looking.base}/report/2024/ND")
    looking.sends("proposal", SAVE)
    looking.go("/report/2024/ND", "saved")
    assert other.locator("#field-measures-T08-done-nb").is_visible()  # what was begun is not folded
    other.fill("#field-measures-T08-done-nb", "Ni språk.")
    press(other, PREVIEW)
    assert other.locator(".conflict").count() > 0
    assert_accessible(other, "two tabs", looking.lang)


FORMS = {
    "/link/T08?obligation=nordhav-4.2": (
        {"basis": "editorial", "contribution": "partial"},
        {"note__nb": "Nettstedet når dem."},
    ),
    "/new/recommendation/nhk-r2": (
        {"title__nb": "Tolk"},
        {"text__nb": "Komiteen ber om tolk.", "level": "urges"},
    ),
    "/new/document": ({"url": "https://example.no"}, {"title__nb": "Brev"}),
    "/accept/MH301:T07:T07.2": (
        {"reason__nb": "Avtalen venter."},
        {"decided_by": "RD", "date": "1.12.2024", "until": "30.6.2099"},
    ),
}
"""The other forms, what is typed that is not enough, and what makes it whole."""


def test_axe_finds_nothing_on_a_form(looking: Looking) -> None:
    for path, (begun, rest) in FORMS.items():
        looking.go(path)
        looking.sends(f"a mistake on {path}", **begun)
        assert looking.counts("[aria-invalid]") > 0
        looking.sends(f"what {path} means", **rest)
        assert looking.counts(SAVE) == 1
    looking.sends("proposal", SAVE)
    looking.go(path, "no longer open")


def test_axe_finds_nothing_on_a_workbook(looking: Looking, root: Path, mh: Mh) -> None:
    looking.go("/workbook")
    path = sent(mh, root, "RD", 2024, "--lang", "nb")
    for name, status, can_be_saved in (
        ("nothing", None, 0),
        ("a mistake", "snart", 0),
        ("saved", "igangsatt", 1),
    ):
        if status is not None:
            write(path, {("Rapport", "T07.2", "Status"): status})
        looking.page.set_input_files("#file", path)
        looking.sends(f"a workbook: {name}")
        assert looking.counts(SAVE) == can_be_saved
        assert looking.counts(".preview .error") == (name == "a mistake")
    looking.sends("proposal", SAVE)
