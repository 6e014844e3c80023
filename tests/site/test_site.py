"""The public site as files: every way leads somewhere, everything is found, the bytes are proven."""

import hashlib
import json
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from menneskehandel_cli.language.stems import Searching, fold
from menneskehandel_cli.reports.search import Index, IndexWord
from queries import MISSED, ONLY_ELSEWHERE, QUERIES
from reports import run
from repositories import Step, build
from sites import LANGS, PLACES, Made, Page, files_of, make
from support import contents, each, process

LARGEST = 60_000
LONGEST_LEAD = 75  # words
"""In bytes, a page."""

LARGEST_SEARCH = 300_000
"""In bytes, what the search looks in for a language."""


# Ways -------------------------------------------------------------------------------------------------


@pytest.mark.thorough
@each("place", PLACES)
def test_every_link_leads_to_a_file_and_a_place_that_exist(sites: dict[str, Made], place: str) -> None:
    pages, files = sites[place].pages(), set(files_of(sites[place].folder))
    broken = set()
    for page in pages.values():
        for address in page.links + page.loads:
            if urlsplit(address).scheme in ("http", "https", "mailto", "tel"):
                continue
            file, anchor = page.target(address)
            if file not in files or (anchor and anchor not in pages[file].ids):
                broken.add((page.path, address))
    assert sorted(broken) == []


@pytest.mark.thorough
@each("place", PLACES)
def test_every_page_is_reached_from_the_front_page_in_three_steps(sites: dict[str, Made], place: str) -> None:
    """In its own language, by links that a reader can follow. A former address only leads on."""
    pages = sites[place].pages()
    for lang in LANGS:
        own = {path for path in pages if path.startswith(f"{lang}/")}
        reached = {f"{lang}/index.html"}
        for _ in range(3):
            reached |= {way for path in reached for way in pages[path].ways if way in own}
        missing = {path for path in own - reached if "http-equiv" not in pages[path].text}
        assert sorted(missing) == []


@pytest.mark.thorough
@each("place", PLACES)
def test_a_page_names_each_place_once(sites: dict[str, Made], place: str) -> None:
    for page in sites[place].pages().values():
        assert [name for name, times in Counter(page.ids).items() if times > 1] == [], page.path


FAULTS = {
    "an id with a blank": r'\bid="[^"]*\s[^"]*"',
    "an element in an option": r"<option[^>]*>[^<]*<(?!/?option|/select)",
    "a role that a table has anyway": r"<(?:table|thead|tbody|tr|th|td)\b[^>]*\srole=",
    "a description without a term": r"<div[^>]*>\s*<dd",
    "a level of headings left out": r"(?s)<h1(?:(?!<h\d).)*<h[3-6]|<h2(?:(?!<h\d).)*<h[4-6]",
}


@pytest.mark.thorough
@each("place", PLACES)
def test_a_page_has_no_fault_that_a_validator_found_before(sites: dict[str, Made], place: str) -> None:
    """The Nu validator itself is no part of the tests; these are what it found on 394 pages."""
    found = {
        (page.path, name)
        for page in sites[place].pages().values()
        for name, fault in FAULTS.items()
        if re.search(fault, page.text)
    }
    assert sorted(found) == []


@pytest.mark.thorough
@each("place", PLACES)
def test_a_page_is_small_and_opens_in_few_words(sites: dict[str, Made], place: str) -> None:
    """A requirement's page opens with the words of the convention, however many they are."""
    pages = {path: page.text for path, page in sites[place].pages().items()}
    assert [path for path, text in pages.items() if len(text.encode()) >= LARGEST] == []
    leads = {path: text.partition('class="lead">')[2].partition("</p>")[0] for path, text in pages.items()}
    words = {path: len(re.sub("<[^>]+>", "", lead).split()) for path, lead in leads.items()}
    assert [path for path, n in words.items() if n > LONGEST_LEAD and "." not in Path(path).stem] == []


@pytest.mark.thorough
@each("place", PLACES)
def test_a_page_loads_nothing_from_elsewhere(sites: dict[str, Made], place: str) -> None:
    """Scripts, styles and pictures are the site's own, and a style asks for nothing more."""
    made = sites[place]
    for page in made.pages().values():
        assert [source for source in page.loads if urlsplit(source).netloc] == [], page.path
    for path in files_of(made.folder):
        if path.endswith(".css"):
            assert not re.search(r"url\(|@import", (made.folder / path).read_text(encoding="utf-8"))


@each("lang", LANGS)
def test_a_former_number_leads_on(sites: dict[str, Made], lang: str) -> None:
    """In the demonstration T09 became T08: its old address leads there, also without a script."""
    page = sites["demo"].pages()[f"{lang}/T09.html"]
    assert '<meta http-equiv="refresh" content="0; url=T08.html">' in page.text
    assert '<a href="T08.html"' in page.text


# Finding ----------------------------------------------------------------------------------------------


def search_data(made: Made, lang: str) -> tuple[dict[str, Any], list[list[Any]]]:
    """What the search looks in, and its rows."""
    text = (made.folder / f"search-{lang}.js").read_text(encoding="utf-8")
    head, _, rows = text.removeprefix("window.mhSearch = ").partition(";\nwindow.mhSearch.rows = ")
    return json.loads(head), json.loads(rows.rstrip(";\n"))


def index_of(data: dict[str, Any], rows: list[list[Any]]) -> Index:
    """The index that a script holds."""
    words = []
    for word in data["words"].split(";"):
        forms, held, row = word.partition(":")[0].split(","), {}, -1
        for distance, weight in re.findall("([0-9]*)([A-Z])", word.partition(":")[2]):
            row += int(distance or 1)
            held[row] = ord(weight) - 64
        words.append(IndexWord(tuple(forms), held))
    small, groups = frozenset(data["small"].split()), (data["same"], data["near"])
    how = Searching("", small, *groups, data["meant"], (), data["instead"], data["patterns"])
    ids, kinds = tuple(fold(row[1]) for row in rows), tuple(data["phrases"][row[0]] for row in rows)
    named = ((row[2] if isinstance(row[2], str) else row[2][0]).rpartition(": ")[2] for row in rows)
    return Index(how, ids, kinds, tuple(words), tuple(tuple(how.words(one)) for one in named), data["letter"])


@pytest.mark.attack
@pytest.mark.skipif(shutil.which("node") is None, reason="needs Node.js")
@each("lang", LANGS)
def test_the_browser_finds_what_the_program_finds_in_the_same_order(
    sites: dict[str, Made], lang: str
) -> None:
    """And what is meant comes first, as does what the plan itself calls by a reference."""
    made, others = sites["real"], ("barn", "politi", "12", "ofreerstatning", "", "Xyzzy barn", "2031")
    queries = [*QUERIES[lang], *others]
    files = (made.folder / name for name in (f"search-{lang}.js", "search.js"))
    scripts = [file.read_text(encoding="utf-8") for file in files]
    scripts.append('window.mhSearch.referred["2.1"] = "T07";')
    ask = (
        f"console.log(JSON.stringify({json.dumps([*queries, 'Tiltak 9', '2.1'])}"
        ".map((query) => [find(index, query), lostOf(index, query)])));"
    )
    program = "\n".join(("const window = {};", *scripts, "const index = indexOf(window.mhSearch);", ask))
    answer = subprocess.run(["node", "-"], input=program, capture_output=True, text=True, check=True)
    *answers, referred, own = json.loads(answer.stdout)
    data, rows = search_data(made, lang)
    index = index_of(data, rows)
    found = {query: index.find(query) for query in queries}
    assert [(rows[one[0]][1], lost) for one, lost in (referred, own)] == [("T09", {}), ("T07", {})]
    assert answers == [[found[query], index.lost(query)] for query in queries]
    first = {query: rows[found[query][0]][3] for query in QUERIES[lang]}
    wrong = {query for query, page in QUERIES[lang].items() if not first[query].startswith(f"{page}.")}
    assert wrong == MISSED[lang] - ONLY_ELSEWHERE


@pytest.mark.thorough
@each("lang", LANGS)
@each("place", PLACES)
def test_the_search_leads_to_pages_and_places_that_exist(
    sites: dict[str, Made], place: str, lang: str
) -> None:
    made = sites[place]
    pages, rows = made.pages(), search_data(made, lang)[1]
    for row in rows:
        file, _, anchor = row[3].partition("#")
        assert not anchor or anchor in pages[f"{lang}/{file}"].ids, row[:4]


@pytest.mark.thorough
@each("lang", LANGS)
@each("place", PLACES)
def test_every_page_about_a_record_is_in_the_search(sites: dict[str, Made], place: str, lang: str) -> None:
    """All pages that have their own data, which are those of records, but for the lists."""
    made = sites[place]
    rows = search_data(made, lang)[1]
    found = {row[3].partition("#")[0] for row in rows}
    records = {path.stem + ".html" for path in (made.folder / lang).glob("*.json")}
    assert sorted(records - found) == []


@each("lang", LANGS)
def test_the_search_looks_in_little(sites: dict[str, Made], lang: str) -> None:
    for made in sites.values():
        assert (made.folder / f"search-{lang}.js").stat().st_size < LARGEST_SEARCH


@pytest.mark.thorough
@each("place", PLACES)
def test_a_body_is_told_what_it_is_responsible_for_and_not_what_it_is_not(
    sites: dict[str, Made], place: str
) -> None:
    pages = [page.text for path, page in sites[place].pages().items() if path.startswith("en/")]
    told = [text for text in pages if re.search(r" (?:responsible|the responsibility) for \d", text)]
    assert len(told) > 3
    assert not [text for text in told if re.search(r"\b0 (?:measures|open|to be|assessments)", text)]


@pytest.mark.thorough
@each("place", PLACES)
def test_the_list_from_a_to_z_is_in_the_order_of_the_alphabet(sites: dict[str, Made], place: str) -> None:
    """In Norwegian, Æ, Ø and Å come last; a letter is a heading once."""
    pages = sites[place].pages()
    for lang, alphabet in (("nb", "ABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ"), ("en", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")):
        text = "".join(page.text for page in a_to_z(pages, lang))
        letters = re.findall(r'<h2 id="letter-\d+">(.)</h2>', text)
        known = [letter for letter in letters if letter in alphabet]
        assert known == sorted(known, key=alphabet.index)
        assert len(known) == len(set(known)) > 10


def a_to_z(pages: dict[str, Page], lang: str) -> list[Page]:
    """The pages of the list from A to Å in their order."""
    paths = [path for path in pages if path.startswith(f"{lang}/a-z")]
    return [pages[path] for path in sorted(paths, key=lambda path: (len(path), path))]


@pytest.mark.thorough
@each("place", PLACES)
def test_the_list_from_a_to_z_has_every_measure_and_every_body(sites: dict[str, Made], place: str) -> None:
    """And everything else with a page of its own that the search finds, but for requirements."""
    made = sites[place]
    pages = made.pages()
    for lang in LANGS:
        rows = search_data(made, lang)[1]
        listed = {way for page in a_to_z(pages, lang) for way in page.ways}
        named = {row[3] for row in rows if "." not in row[1]}
        assert not {f"{lang}/{file}" for file in named if "#" not in file} - listed


@each(
    ("text", "folded"),
    [
        ("Økokrim", "okokrim"),
        ("Åpne", "apne"),
        ("é", "e"),
        ("særlig", "saerlig"),
        ("PÅTALE", "patale"),
        ("Straße", "strasse"),
        ("Čáhci", "cahci"),
        ("Đoŋŋu", "donnu"),
        ("§ 257", "§ 257"),
    ],
)
def test_letters_are_folded_as_people_type_them(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


# Proof ------------------------------------------------------------------------------------------------


def test_the_same_commit_gives_the_same_bytes(sites: dict[str, Made], tmp_path: Path) -> None:
    """Also in another process, at another time and in another folder."""
    made = sites["demo"]
    answer = process("site", str(tmp_path / "again"), "--root", str(made.root), cwd=tmp_path)
    assert answer.code == 0
    assert contents(tmp_path / "again") == contents(made.folder)


@pytest.mark.attack
def test_after_one_change_only_what_differs_is_written(sites: dict[str, Made], tmp_path: Path) -> None:
    """A file that was written again would have another inode. Nothing is written for the same commit."""
    path = "data/measures/07-kompetanseheving.yaml"
    whole = contents(sites["real"].root)
    files = {path: data for path, data in whole.items() if path.endswith(".yaml")}
    changed = files[path].replace(b"RETHOS", b"RETHOS 2")
    repo = build(tmp_path / "data", [Step("2026-11-10"), Step("2026-11-10", {path: changed})], base=files)
    out = tmp_path / "out"
    make(repo.root, out, "--at", repo.commits[0], "--lang", "nb")
    before, inodes = contents(out), inodes_of(out)
    make(repo.root, out, "--at", repo.commits[0], "--lang", "nb")
    assert inodes_of(out) == inodes
    make(repo.root, out, "--lang", "nb")
    after = contents(out)
    written = {path for path, inode in inodes_of(out).items() if inode != inodes.get(path)}
    assert written == {path for path in after if after[path] != before.get(path)}
    assert "nb/T07.html" in written
    others = {"nb/T01.html", "nb/coe-12.html", "nb/coe-12.1.a.html", "nb/JD.html", "nb/P1.html"}
    assert others <= set(after)
    assert not others & written
    assert len(written) < len(after) / 10


def inodes_of(folder: Path) -> dict[str, int]:
    """What tells that a file was written again, since each is written whole and put in place."""
    return {path: (folder / path).stat().st_ino for path in files_of(folder)}


@pytest.mark.attack
def test_verify_proves_a_whole_site(sites: dict[str, Made], tmp_path: Path) -> None:
    """And finds one byte that is changed, a file that is gone, and one that is not the site's."""
    made = sites["demo"]
    out = Path(shutil.copytree(made.folder, tmp_path / "out"))

    def verified() -> tuple[int, str]:
        answer = run("verify", str(out), "--root", str(made.root), "--lang", "en")
        return answer.code, answer.out

    code, said = verified()
    assert code == 0
    assert said.startswith("The site is unchanged: all ")
    page = out / "nb/T01.html"
    page.write_bytes(page.read_bytes().replace(b"<h1>", b"<h1> ", 1))
    (out / "nn/T02.html").unlink()
    (out / "en/extra.html").write_text("<!doctype html><title>x</title>", encoding="utf-8")
    code, said = verified()
    assert code == 1
    assert said.splitlines() == [
        "3 files differ from what would be made from the same commit:",
        "  en/extra.html: not part of the site",
        "  nb/T01.html: changed",
        "  nn/T02.html: missing",
    ]


@pytest.mark.attack
def test_a_site_of_another_version_cannot_be_compared(sites: dict[str, Made], tmp_path: Path) -> None:
    """It may have been made otherwise; a file that is not what it says of itself is edited."""
    made = sites["demo"]
    out = Path(shutil.copytree(made.folder, tmp_path / "out"))
    page, manifest = out / "nb/T01.html", out / "manifest.json"
    page.write_bytes(page.read_bytes().replace(b"<h1>", b"<h1> ", 1))
    told = json.loads(manifest.read_bytes()) | {"version": "0.0.1"}
    told["files"]["nb/T01.html"] = hashlib.sha256(page.read_bytes()).hexdigest()
    manifest.write_text(json.dumps(told), encoding="utf-8")
    answer = run("verify", str(out), "--root", str(made.root), "--lang", "en")
    assert answer.code == 2
    assert "0.0.1" in answer.out
    assert "  nb/T01.html: changed" in answer.out.splitlines()
    page.write_bytes(page.read_bytes().replace(b"<h1> ", b"<h1>  ", 1))
    assert run("verify", str(out), "--root", str(made.root), "--lang", "en").code == 1


def test_a_folder_with_other_files_is_left_alone(sites: dict[str, Made], tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Kjære du", encoding="utf-8")
    answer = run("site", str(tmp_path), "--root", str(sites["demo"].root), "--lang", "en")
    assert answer.code == 2
    assert str(tmp_path) in answer.err
    assert files_of(tmp_path) == ["letter.txt"]
