"""A report as a PDF: its tags, language, title, headings and tables, and the same bytes every time.

The tests read the file with pikepdf. Whether it conforms to PDF/UA-1 is for a validator to say.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from pango import need_pango
from reports import KINDS, document, report, run, verify
from repositories import Step, build, complaint
from support import each, process

pytestmark = pytest.mark.attack


@pytest.fixture(scope="module", autouse=True)
def pango() -> None:
    need_pango()


def made(places: dict[str, Path], place: str = "demo", lang: str = "nb") -> BytesIO:
    """The yearly report as a PDF."""
    return BytesIO(document(places, "pdf", place, "yearly", lang))


def parts(pdf: pikepdf.Pdf) -> Iterator[tuple[str, pikepdf.Dictionary]]:
    """The structure in reading order: each element's type, and the element."""

    def below(item: pikepdf.Object) -> Iterator[tuple[str, pikepdf.Dictionary]]:
        if isinstance(item, pikepdf.Array):
            for one in item:
                yield from below(one)
        elif isinstance(item, pikepdf.Dictionary) and "/S" in item:
            yield str(item.S), item
            if "/K" in item:
                yield from below(item.K)

    yield from below(pdf.Root.StructTreeRoot.K)


@each(("place", "lang"), [("demo", "nb"), ("real", "nn")])
def test_it_is_tagged_and_says_its_language_and_title(places: dict[str, Path], place: str, lang: str) -> None:
    with pikepdf.open(made(places, place, lang)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == lang
        assert str(pdf.docinfo["/Title"]).startswith("Årsrapport 20")
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        found = Counter(kind for kind, _ in parts(pdf))
        page = report(places, place, "yearly", "html", lang)
        for level in (1, 2, 3, 4):
            assert found[f"/H{level}"] == page.count(f"<h{level}"), level
        # On paper a picture of marks has no table; another is continued with its head repeated.
        page = re.sub(r"(?s)(</(?:ul|div)>\s*)<details>.*?</details>", "", page)
        assert found["/Table"] >= page.count("<table ")
        assert found["/TH"] >= page.count("<th ")
        assert found["/TD"] >= page.count("<td ")
        said = [str(figure.Alt) for kind, figure in parts(pdf) if kind == "/Figure"]
        drawn = (one for one in re.findall(r"(?s)<figure.*?</figure>", page) if "<svg" in one)
        assert said == [one.partition("<figcaption>")[2].partition("<")[0] for one in drawn]


@each(
    ("lang", "promised", "contents"),
    [("nb", "Hva som er lovet", "Innhold"), ("nn", "Kva som er lova", "Innhald")],
)
def test_the_real_report_of_a_year_without_reports_is_short(
    places: dict[str, Path], lang: str, promised: str, contents: str
) -> None:
    """At most eleven pages; what is promised is drawn on one, with all its lines; contents in one piece."""
    pages = [page.extract_text() for page in PdfReader(made(places, "real", lang)).pages]
    assert 6 < len(pages) <= 11
    first, second = pages[:2]
    assert promised in first
    assert re.search(r"Oppg[aå]vene, tiltak(?s:.*)Arbeidstilsynet–politiet–UDI", second)
    assert [text.count(contents) for text in (first, second)] in ([1, 0], [0, 1])
    assert re.search(r"Vedlegg: (Kilder|Kjelder) og metode", first if contents in first else second)


def test_headings_leave_no_level_out(places: dict[str, Path]) -> None:
    with pikepdf.open(made(places)) as pdf:
        levels = [int(kind[2:]) for kind, _ in parts(pdf) if re.fullmatch(r"/H\d", kind)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_json_of_the_report_is_attached(places: dict[str, Path]) -> None:
    with pikepdf.open(made(places)) as pdf:
        assert list(pdf.attachments) == ["report.json"]
        attached = json.loads(pdf.attachments["report.json"].get_file().read_bytes())
    same = json.loads(report(places, "demo", "yearly", "json"))
    assert attached["stamp"].pop("format") == "pdf"
    assert same["stamp"].pop("format") == "json"
    assert attached["stamp"].pop("libraries").startswith("weasyprint ")
    assert same["stamp"].pop("libraries") == ""
    assert attached == same


def test_the_outline_and_the_contents_name_every_chapter(places: dict[str, Path]) -> None:
    chapters = re.findall(r'<li><a href="#[^"]*">(.*?)</a></li>', report(places, "demo", "yearly", "html"))
    with pikepdf.open(made(places)) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == chapters


@pytest.mark.parametrize("lang", ["nb", "nn", "en"])
def test_what_a_ministry_owes_is_a_letter_of_one_page_and_an_annex(
    places: dict[str, Path], tmp_path: Path, lang: str
) -> None:
    """Without contents."""
    file = tmp_path / "letter.pdf"
    asked = ("report", "ministry", *KINDS["real"]["ministry"], "--lang", lang, "--format", "pdf")
    assert run(*asked, "-o", str(file), "--root", str(places["real"])).code == 0
    page, annex = (page.extract_text() for page in PdfReader(file).pages)
    assert (("Annex:" if lang == "en" else "Vedlegg:") in annex, "HOD-2026" in page) == (True, True)


def test_an_archive_file_is_asked_for_by_its_variant(places: dict[str, Path], tmp_path: Path) -> None:
    data = document(places, "pdf", "demo", "yearly", "nb", "--pdf-variant", "pdf/a-3a")
    with pikepdf.open(BytesIO(data)) as pdf, pdf.open_metadata() as metadata:
        assert metadata.pdfa_status == "3A"
    (tmp_path / "a.pdf").write_bytes(data)
    assert verify(tmp_path / "a.pdf", places["demo"]).code == 0


@each(
    ("more", "said"),
    [
        (("--pdf-variant", "pdf/a-3a"), "--format pdf"),
        (("--format", "pdf", "--pdf-variant", "pdf/x", "-o", "x.pdf"), "pdf/a-3a"),
        (("--format", "pdf"), "-o"),
    ],
)
def test_a_pdf_needs_a_file_and_a_variant_a_pdf(
    places: dict[str, Path], more: tuple[str, ...], said: str
) -> None:
    asked = ("report", "yearly", "--year", "2024", "--root", str(places["demo"]), "--lang", "en")
    assert said in complaint(run(*asked, *more))


def test_the_same_commit_gives_the_same_bytes_in_another_process(
    places: dict[str, Path], tmp_path: Path
) -> None:
    file = tmp_path / "again.pdf"
    asked = ("report", "yearly", "--year", "2024", "--lang", "nb", "--root", str(places["demo"]))
    habits = {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    assert process(*asked, "--format", "pdf", "-o", str(file), env=habits, timeout=300).code == 0
    assert file.read_bytes() == made(places).getvalue()


def test_a_word_that_fills_pages_is_laid_out_whole_in_a_time_that_can_be_waited_for(tmp_path: Path) -> None:
    """Laid out anew for each of its lines, it would take four minutes and more."""
    word = "Q" * 150_000
    written = {"year": 2026, "actor": "JD", "kind": "self", "approved": {"by": "JD", "date": "2026-06-10"}}
    said = {"measures": [{"measure": "T01", "status": "in_progress", "done": word}]}
    files = {"data/reports/2026/JD.yaml": json.dumps(written | said)}
    root, file = build(tmp_path / "depot", [Step("2026-06-10", files)]).root, tmp_path / "report.pdf"
    asked = ("report", "yearly", "--year", "2026", "--root", str(root), "--format", "pdf")
    assert process(*asked, "-o", str(file), timeout=120).code == 0
    pages = PdfReader(file).pages
    assert sum(page.extract_text().count("Q") for page in pages) == len(word)


def test_verify_sees_that_the_attached_json_was_changed(places: dict[str, Path], tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    with pikepdf.open(made(places)) as pdf:
        kept = pdf.attachments["report.json"].get_file().read_bytes()
        spec = pikepdf.AttachedFileSpec(pdf, kept.replace(b'"year": 2024', b'"year": 2023', 1))
        pdf.attachments["report.json"] = spec
        pdf.save(file)
    answer = verify(file, places["demo"])
    assert answer.code == 1
    assert '"year": 2023' in answer.out
