"""``mh report --format docx``: what Word shows and reads aloud, the same bytes, and templates."""

import json
import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from html import unescape
from inspect import getsource
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from docx.document import Document
from docx.shared import RGBColor
from lxml import etree

from cases import listed
from menneskehandel_cli.blocks.model import Block, Bullets, Heading, Page, Paragraph, Table
from menneskehandel_cli.blocks.word import template as word_template
from menneskehandel_cli.blocks.word import texts
from menneskehandel_cli.blocks.word.texts import Styles, address
from menneskehandel_cli.formats import RenderOptions
from menneskehandel_cli.formats.report_docx import our_template, read_docx, render_docx
from menneskehandel_cli.formats.report_frame import Report, Stamp, read_stamp
from menneskehandel_cli.language.runs import mark
from planting import strategy
from reports import EVERY, KINDS, document, report, run
from repositories import Step, build, complaint
from support import CHECKOUT, each, process, some

CASES: dict[str, Any] = listed("report_docx")

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
INVALID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufdd0-\ufdef\ufffe\uffff]")
YEARLY = ("report", "yearly", "--year", "2024", "--format", "docx", "--lang", "en")


Made = Callable[..., bytes]


@pytest.fixture
def made(places: dict[str, Path]) -> Made:
    """Makes a report in Word, once in this run."""

    def made(place: str, kind: str, lang: str = "nb", *more: str) -> bytes:
        return document(places, "docx", place, kind, lang, *more)

    return made


def opened(data: bytes) -> Document:
    return docx.Document(BytesIO(data))


def val(element: Any, path: str) -> str | None:
    """The value of the first element at a path such as ``pPr/pStyle``."""
    found = element.find("/".join(f"{W}{name}" for name in path.split("/")))
    return None if found is None else str(found.get(f"{W}val"))


def part_of(data: bytes, name: str) -> str:
    with ZipFile(BytesIO(data)) as file:
        return file.read(name).decode("utf-8")


def paragraphs(document: Document) -> list[tuple[str, str]]:
    """Every paragraph that is not within a table: its style and its text."""
    return [
        (paragraph.style.name if paragraph.style else "", paragraph.text) for paragraph in document.paragraphs
    ]


def written(*blocks: Block, lang: str = "nb", template: Path | None = None, **more: str) -> bytes:
    """A page of these blocks as a Word file."""
    page = Page(
        title=more.get("title", "Tittel"),
        subtitle=more.get("subtitle", "Strategi"),
        lang=lang,
        meta=(),
        fictional=more.get("fictional", ""),
        blocks=blocks,
        contents="Innhold",
        day=date(2026, 11, 25),
        coordinator="Departementet",
    )
    stamp = Stamp("yearly", {}, "0" * 40, "1" * 40, "docx", lang, "1", "0")
    return render_docx(Report({}, page, stamp, template), RenderOptions(lang))


# What is read ----------------------------------------------------------------------------------------


@pytest.mark.thorough
@each(("place", "kind"), some(EVERY, 4))
def test_it_tells_what_the_page_in_html_tells(
    places: dict[str, Path], made: Made, place: str, kind: str
) -> None:
    """The same headings in the same order, one level higher, and the same cells in the tables."""
    html = report(places, place, kind, "html")
    wanted = re.findall(r"<h([234])[^>]*>(.*?)</h\1>", html)
    document = opened(made(place, kind))
    shown = [
        (name.removeprefix("Heading "), text)
        for name, text in paragraphs(document)
        if name.startswith("Heading ")
    ]
    assert shown == [(str(int(level) - 1), plain(text)) for level, text in wanted]
    rows = sum(len(table.rows) for table in document.tables)
    assert rows == html.count("<tr")
    cells = [plain(cell) for cell in re.findall(r"<t[hd][ >].*?</t[hd]>", html, re.DOTALL)]
    assert [cell.text for table in document.tables for row in table.rows for cell in row.cells] == cells


def plain(markup: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", "", markup)).split(" ")).strip("\n")


@pytest.mark.thorough
@each(("place", "kind"), some(EVERY, 4))
def test_every_table_has_a_caption_a_name_and_a_header_row_that_repeats(
    made: Made, place: str, kind: str
) -> None:
    """No row is divided between pages, and no table is empty or without width."""
    document = opened(made(place, kind))
    body = list(document.element.body)
    tables = document.tables
    assert tables or kind in ("obligations", "since")
    for table in tables:
        element = table._tbl
        above = body[body.index(element) - 1]
        # A heading that says the same is the caption; what stands below the caption comes before the table.
        while val(above, "pPr/pStyle") not in ("Caption", "Heading2", "Heading1"):
            above = body[body.index(above) - 1]
        assert val(element, "tblPr/tblCaption") == "".join(item.text for item in above.iter(f"{W}t"))
        first, *others = element.findall(f"{W}tr")
        assert first.find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}tblHeader") is None for row in others)
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in (first, *others))
        widths = [int(column.get(f"{W}w")) for column in element.findall(f"{W}tblGrid/{W}gridCol")]
        assert min(widths) > 0
        assert sum(widths) == pytest.approx(9298, abs=len(widths))


def test_a_picture_is_the_table_of_its_numbers_with_what_it_shows_in_words(made: Made) -> None:
    """The description is what a screen reader says of the table."""
    document = opened(made("demo", "yearly", "en"))
    told = [val(table._tbl, "tblPr/tblDescription") for table in document.tables]
    assert len([text for text in told if text]) >= 3
    assert not document.inline_shapes


@each(("lang", "tag"), [("nb", "nb-NO"), ("nn", "nn-NO"), ("en", "en-GB")])
def test_the_language_of_the_document_and_of_its_parts_is_marked(made: Made, lang: str, tag: str) -> None:
    """In the styles and the properties; what is in another language, run by run, as in HTML."""
    data = made("demo", "yearly", lang)
    document = opened(data)
    assert document.core_properties.language == tag
    assert val(document.styles.element, "docDefaults/rPrDefault/rPr/lang") == tag
    marked = Counter(item.get(f"{W}val") for item in document.element.body.iter(f"{W}lang"))
    assert (marked["nb-NO"] > 100) == (lang == "nn")
    assert set(marked) <= {"nb-NO", "nn-NO", "en-GB"}


def test_a_part_in_another_language_is_a_run_of_its_own() -> None:
    """Also in the title, wherever a template puts it."""
    data = written(Paragraph(f"Før {mark('Davvi', 'se')} etter"), title=f"Om {mark('davvi', 'se')}")
    for text, name in (("Davvi", "word/document.xml"), ("davvi", "word/header1.xml")):
        root = etree.fromstring(part_of(data, name).encode())
        (run_,) = [item for item in root.iter(f"{W}r") if "".join(item.itertext()) == text]
        assert val(run_, "rPr/lang") == "se"
    assert opened(data).core_properties.title == "Om davvi"


def test_simple_markdown_becomes_words_own_means() -> None:
    """Emphasis, lists within lists, quotes and links; all else stays as it was written."""
    data = written(
        Paragraph(
            "Et *par* **ord** og [en lenke](https://example.org/a?b=c&d=e) <b>.\n\n"
            "- ett\n- to\n  1. dypere\n\n> sitat\n\n3. tre\n4. fire",
            prose=True,
            mark="Merk",
        ),
        Bullets(("ett\n\nmer\n\n- inni",), prose=True),
    )
    document = opened(data)
    told = paragraphs(document)
    place = next(number for number, (_, text) in enumerate(told) if text.startswith("Merk"))
    assert told[place : place + 9] == [
        ("Normal", "Merk: Et par ord og en lenke <b>."),
        ("List Bullet", "ett"),
        ("List Bullet", "to"),
        ("List Number", "dypere"),
        ("Quote", "sitat"),
        ("List Number", "tre"),
        ("List Number", "fire"),
        ("List Bullet", "ett"),
        ("Normal", "mer"),
    ]
    first = document.paragraphs[place]
    assert [run_.text for run_ in first.runs if run_.italic] == ["par"]
    assert [run_.text for run_ in first.runs if run_.bold] == ["Merk", ": ", "ord"]
    assert [link.address for link in first.hyperlinks] == ["https://example.org/a?b=c&d=e"]
    starts = re.findall(r'<w:startOverride w:val="(\d+)"', part_of(data, "word/numbering.xml"))
    assert set(starts) == {"1", "3"}


@pytest.mark.attack
def test_ids_lead_to_their_places(made: Made) -> None:
    """Every link within the document has a bookmark, and no bookmark is there twice."""
    for kind in KINDS["real"]:
        body = opened(made("real", kind)).element.body
        names = [item.get(f"{W}name") for item in body.iter(f"{W}bookmarkStart")]
        links = [item.get(f"{W}anchor") for item in body.iter(f"{W}hyperlink") if item.get(f"{W}anchor")]
        assert links or kind == "ministry"
        assert set(links) <= set(names)
        assert len({name.lower() for name in names}) == len(names)
        assert all(re.fullmatch(r"[A-Za-z_]\w{0,39}", name, re.ASCII) for name in names)
        ids = [item.get(f"{W}id") for item in body.iter(f"{W}bookmarkStart")]
        assert len(set(ids)) == len(ids)


def test_addresses_are_links_with_a_relationship(made: Made) -> None:
    document = opened(made("demo", "yearly"))
    relation = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    named = [item.get(relation) for item in document.element.body.iter(f"{W}hyperlink")]
    links = {document.part.rels[name].target_ref for name in named if name}
    assert len(links) == 5
    assert all(target.startswith(("https://", "http://", "mailto:")) for target in links)


@each(
    ("url", "target"),
    [
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/æ", "https://example.org/%C3%A6"),
        ("https://exa mple.org", ""),
        ("https://[x", ""),
        ("https://example.org:x/", ""),
        ("javascript:alert(1)", ""),
        ("mailto:", ""),
        ("mailto:post@example.org", "mailto:post@example.org"),
        ("https://example.org/" + "a" * 3000, ""),
    ],
)
def test_an_address_that_word_would_refuse_is_no_link(url: str, target: str) -> None:
    """One such address makes the whole file unreadable in Word."""
    assert address(url) == target


def test_the_table_of_contents_can_be_read_before_word_updates_it(made: Made) -> None:
    """It is a field of Word's, and holds the headings of the first level with links to them."""
    document = opened(made("demo", "yearly"))
    (held,) = document.element.body.iter(f"{W}sdt")
    lines = ["".join(item.text for item in paragraph.iter(f"{W}t")) for paragraph in held.iter(f"{W}p")]
    headings = [text for name, text in paragraphs(document) if name == "Heading 1"]
    assert lines == ["Innhold", *headings]
    fields = [item.text for item in held.iter(f"{W}instrText")]
    pages = [f" PAGEREF _Toc{number:08d} \\h " for number in range(1, len(headings) + 1)]
    assert fields == [' TOC \\o "1-1" \\h \\z \\u ', *pages]


def test_each_page_has_the_title_and_its_number(made: Made) -> None:
    """And says that the report is fictional where it is."""
    section = opened(made("demo", "yearly", "en")).sections[0]
    assert section.header.paragraphs[0].text == "Yearly report 2024 (preliminary) – (fictional example)"
    assert "PAGE" in etree.tostring(section.footer._element, encoding="unicode")
    section = opened(made("real", "yearly", "en")).sections[0]
    assert section.header.paragraphs[0].text == "Yearly report 2026 (preliminary)"


def test_the_properties_say_what_the_report_is(made: Made) -> None:
    """The day is that of the closing commit; no person is named."""
    held = opened(made("demo", "yearly", "en")).core_properties
    assert held.title == "Yearly report 2024 (preliminary)"
    assert held.subject.startswith("Vestlandia")
    assert held.author.startswith("mh ")
    assert held.created is not None
    assert held.created.date().isoformat() == "2024-12-18"
    assert held.modified == held.created


# Hostile texts ---------------------------------------------------------------------------------------

PAYLOAD = (
    "Q<w:p>x</w:p>Q ]]> &amp; {{ 7*7 }} {_{ 7*7 }_} {% raw %} {_% %_} <?xml?> [k](javascript:alert(3)) "
    '[k](data:text/html,x) [ok](https://ok.example/a"b) ![b](http://evil.example/p.png) '
    "https://[evil https://evil.example/%zz"
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A strategy with the payload in every field."""

    def files(more: str) -> dict[str, str]:
        return strategy(lambda name: f"{name}{more} {PAYLOAD}")

    before = {path: text.replace("in_progress", "not_started") for path, text in files("").items()}
    steps = [Step("2026-01-10", before), Step("2026-06-10", files("!"))]
    return build(tmp_path_factory.mktemp("hostile") / "repo", steps, base={}).root


@pytest.mark.attack
@pytest.mark.parametrize("kind", CASES["stays text"], ids=lambda kind: kind[0])
def test_what_stands_in_the_data_stays_text(hostile: Path, tmp_path: Path, kind: tuple[str, ...]) -> None:
    """No element, tag or link of the data's own making; and the file is well-formed."""
    file = tmp_path / "report.docx"
    asked = ("report", *kind, "--format", "docx", "-o", str(file), "--root", str(hostile), "--lang", "nb")
    answer = run(*asked)
    assert (answer.code, answer.out) == (0, ""), answer.err
    data = file.read_bytes()
    with ZipFile(BytesIO(data)) as held:
        for name in held.namelist():
            text = held.read(name).decode("utf-8")
            assert not INVALID.search(text), name
            etree.fromstring(text.encode())
    document = opened(data)
    told = "\n".join(text for _, text in paragraphs(document))
    told += "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert "Q<w:p>x</w:p>Q ]]>" in told
    assert "{{ 7*7 }} {_{ 7*7 }_} {% raw %} {_% %_}" in told
    assert "49" not in re.sub(r"[0-9a-f]{10,}", "", told)
    targets = [rel.target_ref for rel in document.part.rels.values() if rel.is_external]
    assert all(re.match(r"https?://|mailto:", target) for target in targets)
    assert not [target for target in targets if "[" in target.partition("//")[2].partition("/")[0]]
    stamp = stamp_of(data)
    assert stamp is not None
    assert stamp.report == kind[0]


def test_signs_that_xml_cannot_hold_are_shown() -> None:
    """They are escaped, not dropped: what is read is what was written."""
    sign = "a\x00b\x1bc\ufffed\ud800e\x0bf"
    data = written(
        Heading(sign, 2, sign), Paragraph(sign), Table(sign, (sign,), ((sign,),), (sign,)), title=sign
    )
    told = paragraphs(opened(data))
    shown = "a\\u0000b\\u001bc\\ufffed\\ud800e\\u000bf"
    assert told.count(("Heading 1", shown)) == 1
    assert ("Title", shown) in told
    assert content_of(data)


def stamp_of(data: bytes) -> Stamp | None:
    return read_docx(data).stamp


def content_of(data: bytes) -> list[str]:
    """What the file tells, line by line."""
    return read_docx(data).text.split("\n")


# The same bytes --------------------------------------------------------------------------------------


@pytest.mark.attack
def test_another_day_and_another_run_give_the_same_bytes(places: dict[str, Path], tmp_path: Path) -> None:
    """In processes with other seeds, zones and clocks."""
    found = []
    for shift, seed, zone in ((0, "1", "UTC"), (400000000, "2", "Pacific/Auckland")):
        file = tmp_path / f"{seed}.docx"
        clock = (
            "import time, datetime\n"
            "real, localtime = time.time, time.localtime\n"
            f"time.time = lambda: real() + {shift}\n"
            "time.localtime = lambda *given: localtime(*(given or (time.time(),)))\n"
        )
        asked = (*YEARLY, "-o", str(file), "--root", str(places["demo"]))
        assert process(*asked, env={"PYTHONHASHSEED": seed, "TZ": zone}, begin=clock).code == 0
        found.append(file.read_bytes())
    assert found[0] == found[1]


@pytest.mark.thorough
@each(("place", "kind"), some(EVERY, 4))
def test_the_stamp_and_the_json_are_in_the_file(
    places: dict[str, Path], made: Made, place: str, kind: str
) -> None:
    """The same JSON as ``--format json`` gives, but for the form that it names."""
    data = made(place, kind)
    stamp = stamp_of(data)
    told = report(places, place, kind, "json")
    other = read_stamp(told)
    assert stamp is not None
    assert other is not None
    assert (stamp.format, other.format) == ("docx", "json")
    assert (stamp.report, stamp.arguments, stamp.closing) == (other.report, other.arguments, other.closing)
    lines = content_of(data)
    start = lines.index("{")
    view = json.loads("\n".join(lines[start:]))
    wanted = json.loads(told)
    assert {**view, "stamp": 0} == {**wanted, "stamp": 0}


def test_the_content_tells_of_every_change_a_reader_could_see(made: Made) -> None:
    """A letter, a style, a language, where a link leads, a property, the JSON: each in its own line."""
    data = made("demo", "yearly", "nn")
    ours = content_of(data)
    assert content_of(data) == ours
    changes: list[tuple[str, str, str]] = [
        ("word/document.xml", "Kort sagt", "Kort sakt"),
        ("word/document.xml", '<w:pStyle w:val="Heading1"/>', '<w:pStyle w:val="Heading2"/>'),
        ("word/document.xml", '<w:lang w:val="nb-NO"/>', '<w:lang w:val="en-GB"/>'),
        ("word/document.xml", 'w:anchor="mh_', 'w:anchor="nh_'),
        ("word/styles.xml", "nn-NO", "nb-NO"),
        ("word/header1.xml", "2024", "2027"),
        ("docProps/core.xml", "2024", "2027"),
        ("customXml/item1.xml", "not_reported", "completed"),
    ]
    for name, before, after in changes:
        assert before in part_of(data, name), before
        changed = content_of(rewritten(data, name, before, after))
        assert changed != ours, (name, before)
    linked = made("demo", "yearly")
    moved = rewritten(linked, "word/_rels/document.xml.rels", "https://vestlandia", "https://nordlandia")
    assert content_of(moved) != content_of(linked)


def rewritten(data: bytes, name: str, before: str, after: str) -> bytes:
    """The file with a text in one part replaced once."""
    found = BytesIO()
    with ZipFile(BytesIO(data)) as given, ZipFile(found, "w") as file:
        for part in given.namelist():
            text = given.read(part)
            if part == name:
                text = text.replace(before.encode(), after.encode(), 1)
            file.writestr(part, text)
    return found.getvalue()


@each("data", [b"", b"PK", b"{}", b"PK\x03\x04" + b"x" * 100])
def test_what_is_no_word_file_has_no_stamp(data: bytes) -> None:
    assert stamp_of(data) is None


def test_an_entity_in_the_file_is_not_resolved(made: Made) -> None:
    """Neither one that grows nor one that names a file."""
    data = made("demo", "yearly")
    entity = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    evil = f'{entity}<report xmlns="urn:mh:report">&e;</report>'
    found = BytesIO()
    with ZipFile(BytesIO(data)) as given, ZipFile(found, "w") as file:
        for part in given.namelist():
            file.writestr(part, evil if part == "customXml/item1.xml" else given.read(part))
    assert stamp_of(found.getvalue()) is None


# The command -----------------------------------------------------------------------------------------


def test_it_is_written_to_a_file_only(places: dict[str, Path]) -> None:
    """As a spreadsheet is."""
    assert "-o report.docx" in complaint(run(*YEARLY, "--root", str(places["demo"])))


def test_without_the_extra_a_message_says_what_to_install(places: dict[str, Path], tmp_path: Path) -> None:
    """One sentence and exit code 2; the other formats work."""
    missing = "sys.modules['docx'] = sys.modules['docxtpl'] = sys.modules['lxml'] = None"
    for form, code in (("docx", 2), ("html", 0)):
        file = tmp_path / f"report.{form}"
        asked = ("report", "yearly", "--year", "2024", "--format", form, "-o", str(file), "--lang", "en")
        answer = process(*asked, "--root", str(places["demo"]), begin=missing)
        assert answer.code == code
        assert file.exists() == (code == 0)
        assert ("[docx]'" in answer.err) == (code == 2)


# Templates -------------------------------------------------------------------------------------------


def a_template(path: Path, *lines: str, header: str = "") -> Path:
    """A Word template as a ministry would make it: its own look, and these paragraphs."""
    document = docx.Document()
    document.styles["Heading 1"].font.color.rgb = RGBColor(0x80, 0, 0)
    for line in lines:
        document.add_paragraph(line)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    document.save(str(path))
    return path


def filled(places: dict[str, Path], template: Path, place: str = "demo", lang: str = "en") -> bytes:
    file = template.parent / "filled.docx"
    asked = ("report", "yearly", *KINDS[place]["yearly"], "--format", "docx", "--lang", lang)
    answer = run(*asked, "--template", str(template), "-o", str(file), "--root", str(places[place]))
    assert (answer.code, answer.out) == (0, ""), answer.err
    return file.read_bytes()


def test_a_template_of_ones_own_keeps_its_look_and_gets_the_report(
    places: dict[str, Path], made: Made, tmp_path: Path
) -> None:
    """Its styles, its header, its order; the styles that it lacks are ours."""
    own = a_template(
        tmp_path / "own.docx",
        "Our ref: 24/1",
        "{{ title }} as of {{ day }}, by {{ coordinator }}",
        "{%p if lang == 'en' %}",
        "In English",
        "{%p endif %}",
        "{{p content }}",
        "Best regards",
        "{{p made }}",
        header="{{ subtitle }}",
    )
    data = filled(places, own)
    document = opened(data)
    told = [text for _, text in paragraphs(document)]
    assert told[:3] == [
        "Our ref: 24/1",
        "Yearly report 2024 (preliminary) as of 18 December 2024, by Vestlandia Ministry of Justice",
        "In English",
    ]
    assert "Best regards" in told
    assert document.sections[0].header.paragraphs[0].text.startswith("Vestlandia")
    assert document.styles["Heading 1"].font.color.rgb == RGBColor(0x80, 0, 0)
    ours = opened(made("demo", "yearly", "en"))
    assert [item for item in paragraphs(document) if item[0].startswith("Heading")] == [
        item for item in paragraphs(ours) if item[0].startswith("Heading")
    ]
    assert "Facts" in {name for name, _ in paragraphs(document)}
    stamp, other = stamp_of(data), stamp_of(made("demo", "yearly", "en"))
    assert stamp is not None
    assert other is not None
    assert stamp.templates == word_template.digest(own.read_bytes()) != other.templates
    assert filled(places, own) == data


def test_styles_are_found_by_their_names(places: dict[str, Path], tmp_path: Path) -> None:
    """A Norwegian Word calls the style ``heading 1`` by the id ``Overskrift1``."""
    own = a_template(tmp_path / "own.docx", "{{p content }}")
    renamed = rewritten(
        own.read_bytes(), "word/styles.xml", 'w:styleId="Heading1"', 'w:styleId="Overskrift1"'
    )
    own.write_bytes(renamed)
    data = filled(places, own)
    assert '<w:pStyle w:val="Overskrift1"/>' in part_of(data, "word/document.xml")
    assert '<w:pStyle w:val="Heading1"/>' not in part_of(data, "word/document.xml")


def test_a_template_without_any_lists_gets_ours(places: dict[str, Path], tmp_path: Path) -> None:
    """With its numbering, and the styles that it lacks."""
    held = BytesIO()
    with ZipFile(our_template()) as given, ZipFile(held, "w") as file:
        for name in given.namelist():
            text = given.read(name).decode("utf-8")
            if name == "word/numbering.xml":
                continue
            if name == "word/styles.xml":
                text = re.sub(r"<w:style (?:(?!</w:style>).)*numPr.*?</w:style>", "", text)
            text = re.sub(r"<(Override|Relationship) [^>]*numbering[^>]*>", "", text)
            file.writestr(name, text)
    own = tmp_path / "own.docx"
    own.write_bytes(held.getvalue())
    data = filled(places, own)
    style = re.search(r'<w:style [^>]*w:styleId="ListBullet".*?</w:style>', part_of(data, "word/styles.xml"))
    assert style is not None
    number = re.search(r'<w:numId w:val="(\d+)"', style[0])
    assert number is not None
    assert f'<w:num w:numId="{number[1]}">' in part_of(data, "word/numbering.xml")
    assert [item for item in paragraphs(opened(data)) if item[0] == "List Bullet"]


def test_our_template_given_as_ones_own_gives_the_same_report(
    places: dict[str, Path], made: Made, tmp_path: Path
) -> None:
    """It is the example to begin from."""
    copy = tmp_path / "copy.docx"
    copy.write_bytes(our_template().read_bytes())
    assert filled(places, copy) == made("demo", "yearly", "en")


def test_a_report_can_be_the_template_of_the_next(places: dict[str, Path], tmp_path: Path) -> None:
    """What an earlier report carried with it is replaced."""
    own = a_template(tmp_path / "own.docx", "{{p content }}")
    data = filled(places, own)
    document = opened(data)
    document.add_paragraph("{{p content }}")
    document.save(str(own))
    again = filled(places, own)
    assert sorted(ZipFile(BytesIO(again)).namelist()) == sorted(ZipFile(BytesIO(data)).namelist())
    stamp = stamp_of(again)
    assert stamp is not None
    assert stamp.templates == word_template.digest(own.read_bytes())


def test_a_content_tag_without_p_and_one_in_a_cell_work_too(places: dict[str, Path], tmp_path: Path) -> None:
    """A template is made by people."""
    own = a_template(tmp_path / "own.docx", "{{ content }}")
    assert len(opened(filled(places, own)).tables) > 10
    document = docx.Document()
    document.add_table(1, 1).cell(0, 0).text = "{{p content }}"
    document.save(str(own))
    cell = opened(filled(places, own)).tables[0].cell(0, 0)
    assert len(cell.tables) > 10
    assert list(cell._tc)[-1].tag == f"{W}p"


def test_texts_in_a_template_are_marked_with_their_language(places: dict[str, Path], tmp_path: Path) -> None:
    """A template in English, filled in in nynorsk."""
    own = a_template(tmp_path / "own.docx", "Title: {{ title }}", "{{p content }}")
    document = opened(filled(places, own, lang="nn"))
    first = document.paragraphs[0]
    assert [(item.text, val(item._r, "rPr/lang")) for item in first.runs] == [
        ("Title: ", None),
        ("Årsrapport 2024 (førebels)", "nn-NO"),
    ]


@pytest.mark.attack
@pytest.mark.parametrize(("attack", "says"), CASES["templates"])
def test_an_attack_or_mistake_in_a_template_is_told_in_one_line(
    places: dict[str, Path], tmp_path: Path, attack: str, says: str
) -> None:
    """The sandbox holds, nothing is written, and the message says what was wrong."""
    own = a_template(tmp_path / "own.docx", attack, "{{p content }}")
    out = tmp_path / "report.docx"
    answer = run(*YEARLY, "--template", str(own), "-o", str(out), "--root", str(places["demo"]))
    said = complaint(answer)
    assert "own.docx" in said
    assert says in said
    assert list(tmp_path.iterdir()) == [own]


def _bomb() -> bytes:
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", b"0" * (word_template.LARGEST_PART + 1))
    return held.getvalue()


@pytest.mark.attack
@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "not a Word document"),
        (b"{{p content }}", "not a Word document"),
        (b"PK\x03\x04broken", "not a Word document"),
        (_bomb(), "MB when unpacked"),
        (b"0" * (word_template.LARGEST_TEMPLATE + 1), "larger than 20 MB"),
    ],
    ids=["empty", "text", "broken", "bomb", "large"],
)
def test_what_is_no_template_is_told(places: dict[str, Path], tmp_path: Path, data: bytes, says: str) -> None:
    own = tmp_path / "own.docx"
    own.write_bytes(data)
    asked = (*YEARLY, "-o", str(tmp_path / "out.docx"), "--root", str(places["demo"]))
    assert says in complaint(run(*asked, "--template", str(own)))
    assert "nowhere.docx" in complaint(run(*asked, "--template", str(tmp_path / "nowhere.docx")))


def test_a_template_without_a_place_for_the_report_is_refused(
    places: dict[str, Path], tmp_path: Path
) -> None:
    """It would give an empty report."""
    own = a_template(tmp_path / "own.docx", "{{ title }}")
    asked = (*YEARLY, "-o", str(tmp_path / "out.docx"), "--root", str(places["demo"]))
    assert "{{p content }}" in complaint(run(*asked, "--template", str(own)))


def test_templates_of_one_kind_are_not_taken_for_the_other(places: dict[str, Path], tmp_path: Path) -> None:
    """Neither is left aside unseen."""
    own = a_template(tmp_path / "own.docx", "{{p content }}")
    asked = ("--root", str(places["demo"]), "-o", str(tmp_path / "out"))
    assert "--templates" in complaint(run(*YEARLY[:-4], "--template", str(own), *asked, "--lang", "en"))
    assert "--template." in complaint(run(*YEARLY, "--templates", str(tmp_path), *asked))


def test_the_template_is_what_the_tool_makes() -> None:
    """Its parts are reviewed in ``tools/word_template.py``."""
    import runpy

    parts = runpy.run_path(str(CHECKOUT / "tools" / "word_template.py"))["parts"]()
    with ZipFile(our_template()) as file:
        assert {name: file.read(name).decode("utf-8") for name in file.namelist()} == parts


def test_every_style_that_is_written_is_in_our_template() -> None:
    styles = Styles(ours := docx.Document(str(our_template())), lambda: ours)
    source = (our_template().parent / "word/parts.wordml.j2").read_text("utf-8") + getsource(texts)
    found = re.findall(r'(?:paragraph|styles\.id|lists\.append)\(+"([^"]+)"|"(\w+)" if quoted', source)
    names = {"".join(one).replace("%d", level) for one in found for level in "123"}
    assert {"Facts", "heading 3", "Hyperlink", "List Number", "Quote", "Table Grid"} <= names
    assert all(map(styles.id, names))
    with pytest.raises(LookupError, match="Nowhere"):
        styles.id("Nowhere")


def test_the_guide_names_every_tag_and_style() -> None:
    """In both languages."""
    styles = {str(style.name_val) for style in docx.Document(str(our_template())).styles.element.style_lst}
    styles -= {"Default Paragraph Font", "Normal Table", "header", "footer"}  # which Word has anyway
    for page in ("docs/nb/word-mal.md", "docs/en/word-template.md"):
        text = (CHECKOUT / page).read_text(encoding="utf-8")
        for name in word_template.TEXTS:
            assert f"`{{{{ {name} }}}}`" in text
        for name in word_template.BLOCKS:
            assert f"`{{{{p {name} }}}}`" in text
        for style in styles:
            assert style.lower() in text.lower()
