"""The files of the site that are no pages: feeds, calendars, data, its description and the site map.

They are read by libraries that others use, and made from a small fictional repository: with all that a
publisher can say, and with nothing of it.

What an adviser of another country reads: a plan from a table, without goals or indicators.
"""

import csv
import json
import re
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path
from xml.etree import ElementTree as ET

import feedparser  # type: ignore[import-untyped]
import pytest
from icalendar import Calendar
from openpyxl import load_workbook
from rdflib import DCAT, DCTERMS, FOAF, RDF, Graph, URIRef

from example import MEASURE_FILE, REPORT, REPORT_FILE, STRATEGY_FILE, changed
from menneskehandel_cli.rules.example import BASE
from menneskehandel_cli.site.files import MOST_ADDRESSES
from reports import run
from repositories import Repo, Step, build, git
from sites import PLACES, Made, make, read
from support import CHECKOUT, Mh, each

ADDRESS = "https://example.org/strategi"
PUBLICATION = f"""
publication:
  address: {ADDRESS}/
  publisher:
    name: {{nb: Et direktorat </script>, en: 'A "body" <a\\b>'}}
    url: https://example.org/
    email: post@example.org
    organisation_number: 999999999
  licence: {{name: {{nb: En lisens, en: A licence}}, url: "https://example.org/lisens"}}
  edit: https://example.org/edit/{{path}}
  accessibility: {{statement: "https://example.org/uu"}}
  themes: [GOVE, JUST]
"""
"""All that a publisher can say. The publisher is fictional."""
DUE = "    due: 2030-06"
"""The deadline of the one task of the example, T01.1."""
VCARD = "http://www.w3.org/2006/vcard/ns#"


def due(day: str) -> dict[str, str]:
    """The example measure with another deadline, and a task with signs that mean something in HTML."""
    text = str(BASE[MEASURE_FILE]).replace(DUE, f"    due: {day}")
    named = "{nb: Opprette <gruppe> & leder, en: Set up <group> & leader}"
    return {MEASURE_FILE: text.replace("Opprette en samordningsgruppe.", named)}


def history(*, published: bool) -> list[Step]:
    """Data entry, then a deadline that moves twice."""
    entered = "\nhistory: {ref: null, baseline: 2026-01-31}\n"
    strategy = str(BASE[STRATEGY_FILE]).rstrip("\n") + entered + (PUBLICATION if published else "")
    return [
        Step(day="2026-01-05", files={STRATEGY_FILE: strategy, **due("2026-11-15")}),
        Step(day="2026-03-01", files=due("2026-12")),
        Step(day="2026-04-02", files=due("2027-02")),
    ]


def made(base: Path, *, published: bool) -> Repo:
    """The repository."""
    return build(base, history(published=published))


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose publisher has said all. No test changes it."""
    base = tmp_path_factory.mktemp("published")
    return _site(made(base / "repo", published=True), base / "site")


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> tuple[Repo, Path, Path]:
    """A repository, its site after the second commit, and its site now. No test changes them."""
    base = tmp_path_factory.mktemp("twice")
    repo = made(base / "repo", published=False)
    return repo, _site(repo, base / "then", "--at", repo.commits[1]), _site(repo, base / "now")


@pytest.fixture
def silent(twice: tuple[Repo, Path, Path]) -> Path:
    """A site whose publisher has said nothing."""
    return twice[2]


def _site(repo: Repo, out: Path, *more: str) -> Path:
    make(repo.root, out, *more)
    return out


# Feeds -------------------------------------------------------------------------------------------


def test_a_feed_tells_decisions_newest_first(published: Path) -> None:
    """One entry for each commit after the data entry, in the words of the log."""
    feed = feedparser.parse((published / "en" / "T01.atom").read_bytes())
    assert not feed.bozo
    assert [entry.updated[:10] for entry in feed.entries] == ["2026-04-02", "2026-03-01"]
    assert feed.feed.updated == feed.entries[0].updated == "2026-04-02T00:00:00+02:00"
    assert "February 2027" in feed.entries[0].title
    assert feed.feed.author == 'A "body" <a\\b>'
    assert {link.href for link in feed.feed.links} == {f"{ADDRESS}/en/T01.atom", f"{ADDRESS}/en/T01.html"}


def test_an_entry_leads_to_the_page_and_its_history(published: Path) -> None:
    """The anchors are there."""
    for file in ("T01", "all"):
        feed = feedparser.parse((published / "nb" / f"{file}.atom").read_bytes())
        for entry in feed.entries:
            for link in entry.links:
                page, _, anchor = link.href.removeprefix(f"{ADDRESS}/nb/").partition("#")
                assert f'id="{anchor}"' in (published / "nb" / page).read_text("utf-8")


def test_ids_are_permanent(twice: tuple[Repo, Path, Path]) -> None:
    """Every entry of every feed has its own, which it keeps when more has happened."""
    then, now = (ids(site) for site in twice[1:])
    assert len(now) == len(set(now))
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", name) for name in now)
    assert set(then) < set(now)


def ids(site: Path) -> list[str]:
    """The ids of all feeds and entries of a site."""
    feeds = [feedparser.parse(path.read_bytes()) for path in sorted(site.rglob("*.atom"))]
    return [name for feed in feeds for name in (feed.feed.id, *(entry.id for entry in feed.entries))]


def test_a_feed_without_an_address_has_links_from_where_it_is(silent: Path) -> None:
    """It works from a folder; its author is no name that nobody gave."""
    feed = ET.fromstring((silent / "nb" / "all.atom").read_text("utf-8"))
    space = "{http://www.w3.org/2005/Atom}"
    assert [link.get("href") for link in feed.findall(f"{space}link")] == ["all.atom", "changes.html"]
    assert feed.findtext(f"{space}author/{space}name") == "mh"


# Calendars ---------------------------------------------------------------------------------------


def test_a_month_is_due_on_its_last_day(published: Path) -> None:
    """A whole day, free time, and the month as the data gives it; the commit's day is its stamp."""
    calendar = Calendar.from_ical((published / "en" / "all.ics").read_bytes())
    (event,) = (item for item in calendar.walk("VEVENT") if str(item["SUMMARY"]).startswith("T01.1"))
    assert str(event.decoded("DTSTART")) == "2027-02-28"
    assert str(event.decoded("DTEND")) == "2027-03-01"
    assert event.decoded("DTSTAMP").isoformat() == "2026-04-02T00:00:00+00:00"
    assert str(event["SUMMARY"]) == "T01.1 Set up <group> & leader"
    assert "February 2027" in str(event["DESCRIPTION"])
    assert str(event["URL"]).startswith(f"{ADDRESS}/en/T01.html")


def test_an_event_keeps_its_id_when_the_day_moves(twice: tuple[Repo, Path, Path]) -> None:
    """A calendar moves the event, and adds none."""
    repo, *sites = twice
    calendars = [Calendar.from_ical((site / "nb" / "all.ics").read_bytes()) for site in sites]
    then, now = ({str(event["UID"]) for event in calendar.walk("VEVENT")} for calendar in calendars)
    assert then == now
    assert f"task-T01.1@{repo.commits[0]}" in now


def test_a_title_of_two_lines_is_told_by_check_and_stops_no_calendar(tmp_path: Path, mh: Mh) -> None:
    strategy = str(BASE[STRATEGY_FILE])
    title = "title: Prøvestrategien (oppdiktet)"
    assert title in strategy
    two_lines = strategy.replace(title, 'title: "Prøve-\\nstrategien (oppdiktet)"')
    measure = str(BASE[MEASURE_FILE]).replace("title: Samordne", "title: |\n  Samordne")
    repo = build(
        tmp_path / "repo", [Step(day="2026-01-05", files={STRATEGY_FILE: two_lines, MEASURE_FILE: measure})]
    )
    found = mh("check", "--format", "json", cwd=repo.root).json["diagnostics"]
    assert sorted(item["path"] for item in found if item["code"] == "MH405") == [MEASURE_FILE, STRATEGY_FILE]
    calendar = Calendar.from_ical((_site(repo, tmp_path / "site") / "nb" / "all.ics").read_bytes())
    assert calendar.walk("VEVENT")


# Data --------------------------------------------------------------------------------------------


def test_every_table_is_a_csv_file_and_a_sheet(published: Path) -> None:
    """With the same rows, as many as the page says."""
    page = (published / "en" / "data.html").read_text("utf-8")
    book = load_workbook(published / "en" / "data" / "all.xlsx")
    files = sorted((published / "en" / "data").glob("*.csv"))
    assert len(files) == len(book.worksheets) == 10
    for path in files:
        rows = list(csv.reader(StringIO(path.read_text("utf-8"))))
        assert f'href="data/{path.name}"' in page
        sheet = book[path.stem.capitalize()]
        assert sheet.max_row == len(rows)
        assert f"{len(rows) - 1} row" in page
        assert all(len(row) == len(rows[0]) for row in rows)


def test_one_file_has_every_record(published: Path) -> None:
    """With the keys of the data."""
    found = json.loads((published / "nb" / "data" / "all.json").read_text("utf-8"))
    assert found["schema"] == "mh/site-data/2"
    assert found["measures"][0]["tasks"][0]["due"] == "2027-02"
    assert len(found["changes"]) > 2
    assert {"strategy", "obligations", "requirements", "links", "gaps", "actors"} <= found.keys()


def test_the_same_commit_gives_the_same_bytes(published: Path, mh: Mh) -> None:
    """No clock and no random name is in a file."""
    assert mh("verify", str(published), cwd=published.parent / "repo").code == 0


# Its description ---------------------------------------------------------------------------------

REQUIRED = {
    DCAT.Catalog: ("title", "description", "identifier", "publisher", "contactPoint"),
    DCAT.Dataset: ("title", "description", "identifier", "publisher", "contactPoint", "theme"),
    DCAT.Distribution: ("accessURL",),
}
"""What DCAT-AP-NO requires: https://data.norge.no/specification/dcat-ap-no"""
DCAT_OWN = {"contactPoint", "theme", "accessURL"}


def test_the_catalogue_has_what_dcat_ap_no_requires(published: Path) -> None:
    """Of each node; a publisher also has a name, and a contact point a name and an address."""
    graph = Graph().parse(published / "catalog.ttl")
    for kind, names in REQUIRED.items():
        nodes = list(graph.subjects(RDF.type, kind))
        assert nodes
        for node in nodes:
            for name in names:
                space = DCAT if name in DCAT_OWN else DCTERMS
                assert list(graph.objects(node, space[name])), (node, name)
    (data,) = graph.subjects(RDF.type, DCAT.Dataset)
    (body,) = graph.objects(data, DCTERMS.publisher)
    assert str(body).endswith("/999999999")
    called = {(str(name), getattr(name, "language", None)) for name in graph.objects(body, FOAF.name)}
    assert called == {("Et direktorat </script>", "nb"), ('A "body" <a\\b>', "en")}
    (contact,) = graph.objects(data, DCAT.contactPoint)
    assert list(graph.objects(contact, URIRef(f"{VCARD}fn")))
    assert list(graph.objects(contact, URIRef(f"{VCARD}hasEmail"))) == [URIRef("mailto:post@example.org")]
    themes = {str(theme).rpartition("/")[2] for theme in graph.objects(data, DCAT.theme)}
    assert themes == {"GOVE", "JUST"}


@each(("asked", "described"), [("", {"nb", "nn", "en"}), ("--lang fr", {"en"})])
def test_a_number_of_another_country_is_kept(tmp_path: Path, asked: str, described: set[str]) -> None:
    """With its letters, and no address in the register of Norway; with what the program itself can say."""
    own = str(BASE[STRATEGY_FILE]).replace("languages: [nb]", "languages: [nb, fr]")
    strategy = f"{own}country: IE{PUBLICATION.replace('999999999', 'CRO 4711')}"
    repo = build(tmp_path / f"a{asked}", [Step("2026-01-10", {STRATEGY_FILE: strategy})])
    graph = Graph().parse(_site(repo, tmp_path / f"to{asked}", *asked.split()) / "catalog.ttl")
    (data,) = graph.subjects(RDF.type, DCAT.Dataset)
    (body,) = graph.objects(data, DCTERMS.publisher)
    assert str(body) == f"{ADDRESS}/catalog.ttl#publisher"
    assert [str(number) for number in graph.objects(body, DCTERMS.identifier)] == ["CRO 4711"]
    assert {getattr(text, "language", "") for text in graph.objects(data, DCTERMS.description)} == described


def test_each_distribution_is_a_file_of_the_site(published: Path) -> None:
    """What the catalogue offers can be fetched."""
    graph = Graph().parse(published / "catalog.ttl")
    offered = {str(url) for url in graph.objects(None, DCAT.downloadURL)}
    assert len(offered) == 3 * 12
    for url in offered:
        assert (published / url.removeprefix(f"{ADDRESS}/")).is_file()


@each("lang", ["nb", "nn", "en"])
def test_without_what_it_requires_there_is_no_catalogue(silent: Path, lang: str) -> None:
    """And the page on the site says what is missing."""
    assert not (silent / "catalog.ttl").exists()
    assert not (silent / "sitemap.xml").exists()
    told = {"nb": "EUs liste over temaer", "nn": "EU-lista over tema", "en": "list of themes"}[lang]
    text = (silent / lang / "made.html").read_text("utf-8")
    assert told in text
    assert "DCAT-AP-NO" in text


# Search engines ----------------------------------------------------------------------------------


def linked(page: Path) -> dict[str, object]:
    """What a page says of its data, and that the text ends no script early."""
    (text,) = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', page.read_text("utf-8"), re.DOTALL
    )
    assert "<" not in text
    found: dict[str, object] = json.loads(text)
    return found


def test_the_data_is_told_to_search_engines(published: Path) -> None:
    """As schema.org has it; a name cannot end the script that it stands in."""
    found = linked(published / "nb" / "data.html")
    assert (found["@context"], found["@type"]) == ("https://schema.org", "Dataset")
    assert found["publisher"] == {
        "@type": "Organization",
        "name": "Et direktorat </script>",
        "url": "https://example.org/",
        "email": "post@example.org",
    }
    assert found["license"] == "https://example.org/lisens"
    offered = found["distribution"]
    assert isinstance(offered, list)
    assert all(item["contentUrl"].startswith(f"{ADDRESS}/nb/data/") for item in offered)


def test_only_what_is_known_is_told(silent: Path) -> None:
    """No publisher, licence or address that nobody gave."""
    found = linked(silent / "nb" / "data.html")
    assert found.keys().isdisjoint({"publisher", "license", "url", "distribution"})


def addresses(data: bytes) -> Iterator[str]:
    """The addresses in a site map."""
    for item in ET.parse(BytesIO(data)).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc"):
        yield item.text or ""


def test_the_site_map_has_every_page_in_every_language(published: Path) -> None:
    """And nothing else; each with its other languages."""
    data = (published / "sitemap.xml").read_bytes()
    listed = list(addresses(data))
    assert len(listed) == len(set(listed)) <= MOST_ADDRESSES
    for address in listed:
        assert (published / address.removeprefix(f"{ADDRESS}/")).is_file()
    assert data.count(b"hreflang=") == 3 * len(listed)


# Without the extra -------------------------------------------------------------------------------


@pytest.mark.parametrize("library", ["icalendar", "XlsxWriter"])
def test_a_missing_extra_is_named(
    library: str, tmp_path: Path, mh: Mh, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``pip install menneskehandel-cli`` alone has not what the site needs; nothing is written."""
    from importlib import metadata

    def without(name: str) -> str:
        if name == library:
            raise metadata.PackageNotFoundError(name)
        return "1.0"

    monkeypatch.setattr(metadata, "version", without)
    repo = made(tmp_path / "repo", published=False)
    answer = mh("site", str(tmp_path / "site"), "--lang", "en", cwd=repo.root)
    assert answer.code == 2
    assert "pip install 'PATH[site]'" in answer.err
    assert not (tmp_path / "site").exists()


PLAN = """\
No,Title,title.ga,Focus area,Action no.,Action,Responsible,Partners,Due date,Status,Articles,Cost
1,Train,Oiliúint,Prevention,1.1,Train all,AGS,DoJ,2026,Completed,"10(1), 12(1)(a), 12(1)",1200000
1,Train,Oiliúint,Prevention,1.2,Train more,DoJ,HSE,2025,In progress,10(1),1200000
2,Prosecute,Ionchúiseamh,Prosecution,2.1,Set up a unit,AGS,DoJ,2025,,10(2),75000
3,Élan,Éalú,Prosecution,,,AGS,,,,,
"""
BODIES = """Short form,Name,name.ga,Kind
DoJ,Department of Justice,An Roinn Dlí agus Cirt,ministry
AGS,An Garda Síochána,An Garda Síochána,police
"""


@pytest.fixture(scope="module")
def ireland(tmp_path_factory: pytest.TempPathFactory) -> Made:
    base = tmp_path_factory.mktemp("adopters")
    for name, text in (("plan.csv", PLAN), ("actors.csv", BODIES)):
        (base / name).write_text(text, encoding="utf-8")
    pack = str(CHECKOUT / "packs" / "coe-197.yaml")
    options = {"country": "IE", "lang": "en,ga", "convention": pack, "from": "2023", "to": "2027"}
    options |= {"title": "The plan", "coordinator": "DoJ=Department of Justice"}
    options |= {"measures": str(base / "plan.csv"), "actors": str(base / "actors.csv")}
    words = [word for key, value in options.items() for word in (f"--{key}", value)]
    for value in ("link.basis=strategy", "link.contribution=partial", "task.commitment=establish"):
        words += ["--value", value]
    assert run("init", str(base / "plan"), *words).code == 0
    make(base / "plan", base / "site")
    return Made(base / "plan", base / "site")


def words(site: Made, page: str) -> str:
    return " ".join(read(site.folder, f"en/{page}.html").words.split())


def test_an_amount_has_the_currency_of_the_strategy(mh: Mh, ireland: Made) -> None:
    """On the page of the measure, on that of the funding and on a terminal."""
    assert "Cost EUR 1,200,000" in words(ireland, "T01")
    assert "Train EUR 1,200,000 Prosecute EUR 75,000" in words(ireland, "money")
    assert "EUR 75,000" in mh("show", "T02", "--lang", "en", cwd=ireland.root).out


def test_a_page_with_nothing_on_it_is_not_made_and_nothing_leads_there(ireland: Made) -> None:
    ways = {way for page in ireland.pages().values() for way in page.ways}
    for name in ("asked", "goals", "indicators", "principles", "themes"):
        assert not (ireland.folder / "en" / f"{name}.html").exists()
        assert f"en/{name}.html" not in ways
    assert "en/money.html" in ways


def test_nothing_is_our_judgement_where_every_link_is_the_strategys(mh: Mh, ireland: Made) -> None:
    for page in ("index", "gaps", "obligations", "matrix", "T01", "DoJ"):
        said = words(ireland, page).lower()
        assert "in our judgement, " not in said.replace("that, in our judgement, the article", "")
        assert "own judgement" not in said
    told = mh("report", "yearly", "--year", "2024", "--lang", "en", cwd=ireland.root).out
    assert "in our judgement" not in told
    assert "reading of the law" not in told


def test_those_who_report_are_no_ministries_and_one_task_is_no_tasks(mh: Mh, ireland: Made) -> None:
    """Nor has a name an article of two languages before it."""
    told = mh("report", "yearly", "--year", "2024", "--lang", "ga", cwd=ireland.root).out
    assert "ministr" not in told.lower()
    assert "the An Roinn" not in told
    assert "## Responsible bodies" in told
    assert "0 of 1 task recorded" in words(ireland, "T02")
    assert "1 of 2 tasks recorded" in words(ireland, "T01")
    assert "No tasks are recorded" in words(ireland, "T03")
    assert ">É</h2>" not in (ireland.folder / "en/a-z-2.html").read_text(encoding="utf-8")


def test_a_body_that_is_responsible_is_not_a_partner_as_well(mh: Mh, ireland: Made) -> None:
    """Also where both are recorded."""
    assert mh("set", "T01", "partners=[DoJ, HSE]", cwd=ireland.root).code == 0
    shown = mh("show", "T01", "--lang", "en", cwd=ireland.root).out
    assert "Department" not in shown.split("Partners ")[1]
    told = mh("show", "DoJ", "--lang", "en", cwd=ireland.root).out.partition("Partner in")[2]
    assert ("Prosecute" in told, "Train" in told) == (True, False)


def test_what_is_named_whole_may_be_a_paragraph(ireland: Made) -> None:
    assert "Some of its requirements or points are followed up (see above)" in words(ireland, "T01")


@each("place", PLACES)
def test_a_link_is_counted_as_the_table_of_links_has_it(place: str, sites: dict[str, Made]) -> None:
    """Those with a contribution, of measures that are not discontinued."""
    folder = sites[place].folder / "en/data"
    files = {name: (folder / f"{name}.csv").read_text("utf-8") for name in ("links", "measures")}
    table = {name: list(csv.DictReader(StringIO(text))) for name, text in files.items()}
    given_up = {row["number"] for row in table["measures"] if row["status"] == "discontinued"}
    links = [x for x in table["links"] if x["contribution"] and x["measure"] not in given_up]
    own = sum(link["basis"] != "our judgement" for link in links)
    follows = "links by which a measure follows something up or is to assess it"
    said = f"The strategy itself makes {own} of the {follows}."
    assert (said in words(sites[place], "matrix")) == (0 < own < len(links))
    html = (sites[place].folder / "en/matrix.html").read_text(encoding="utf-8")
    key, heads = html.index('<div class="names">'), html.index("<thead>")
    assert key < heads, "what the columns are stands above them, and not folded"


def test_what_an_answer_rests_on_stands_open_beside_it(sites: dict[str, Made]) -> None:
    """Without JavaScript too; a script folds it on a phone, and opens it for paper."""
    for name in ("index", "gaps", "matrix"):
        html = (sites["demo"].folder / "en" / f"{name}.html").read_text(encoding="utf-8")
        assert '<details class="basis" open><summary>What this rests on</summary>' in html
    assert "No lawyer has confirmed our reading of the law." in words(sites["demo"], "gaps")
    assert re.search(r"\d+ of the \d+ articles (is|are) not followed up", words(sites["demo"], "matrix"))


def test_a_period_that_goes_on_lacks_no_report(mh: Mh, ireland: Made) -> None:
    periods = "{2023: {from: 2023-01-01, to: 2023-12-31}, 2024: {from: 2024-01-01, to: 2199-12-31}}"
    assert mh("set", "strategy", f"reporting.periods={periods}", cwd=ireland.root).code == 0
    git(ireland.root, "commit", "--all", "--quiet", "--message", "Periods")
    site = Made(ireland.root, ireland.folder.parent / "periods")
    make(site.root, site.folder)
    front = words(site, "index")
    assert "to cover the period up to 31 December 2199" in words(site, "AGS")
    assert "2023: no report recorded here 2024: the period has not ended" in front
    assert "to be done: 3" in front


@pytest.mark.attack
def test_gaps_are_published_where_no_actor_can_be_read(mh: Mh, tmp_path: Path) -> None:
    root = tmp_path / "demo"
    assert mh("demo", str(root), "--lang", "en").code == 0
    (root / "strategy/actors.yaml").write_text("actors: []\n", encoding="utf-8")
    git(root, "commit", "--all", "--quiet", "--message", "None")
    assert mh("site", str(tmp_path / "site"), cwd=root).code == 0
    assert "<tr data-fits" in (tmp_path / "site/en/gaps.html").read_text(encoding="utf-8")


def test_a_year_with_a_report_has_a_page_though_no_period_is_recorded(mh: Mh, tmp_path: Path) -> None:
    """Not one that has a draft only. A web address begins with no capital, and is a link."""
    proof = "{title: {nb: Notat}, url: https://example.no/notat}"
    files = {
        REPORT_FILE: REPORT.replace(" status:", f" evidence: [{proof}], status:"),
        "data/reports/2025/JD.yaml": changed(REPORT, year="2025", approved="null"),
    }
    repo = build(tmp_path / "repo", [Step("2027-02-01", files)])
    assert mh("site", str(tmp_path / "site"), cwd=repo.root).code == 0
    page = (tmp_path / "site/nb/reports.html").read_text("utf-8")
    assert re.findall(r'href="(20\d\d\.html)"', page) == ["2026.html"]
    assert "Samordne arbeidet" in (tmp_path / "site/nb/2026.html").read_text("utf-8")
    assert '<a href="https://example.no/notat"' in (tmp_path / "site/nb/T01.html").read_text("utf-8")
