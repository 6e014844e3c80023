"""The pages of reports as documents: the language of each part, and where what they name leads."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from menneskehandel_cli.blocks.anchors import NOWHERE, Anchors
from menneskehandel_cli.blocks.html_text import html_prose, html_text
from menneskehandel_cli.blocks.templates import markdown_inner, template_environment
from menneskehandel_cli.language import DocumentLang, first_sentence, without_stop
from menneskehandel_cli.language.runs import ReaderLang, Run, glanced, labelled, linked, mark, runs, unmarked
from menneskehandel_cli.models.base import Text
from reports import EVERY, pages, report
from support import each, some


class Languages(HTMLParser):
    """What a page says in each language, by the nearest ``lang`` around it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said: dict[str, list[str]] = {}
        self._around: list[tuple[str, str]] = [("", "")]
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "br", "input"):
            self._around.append((tag, dict(attrs).get("lang") or self._around[-1][1]))

    def handle_endtag(self, tag: str) -> None:
        assert self._around[-1][0] == tag
        self._around.pop()

    def handle_data(self, data: str) -> None:
        self.said.setdefault(self._around[-1][1], []).append(data)


def test_a_page_in_nynorsk_marks_what_is_written_in_bokmaal_and_says_so_once(places: dict[str, Path]) -> None:
    page = report(places, "demo", "yearly", "html", "nn")
    assert page.count("Delar av innhaldet finst berre på bokmål og er merkte slik.") == 1
    said = Languages(page).said
    measures = (places["demo"] / "data/measures").glob("*.yaml")
    titles = {yaml.safe_load(path.read_text("utf-8"))["title"]["nb"] for path in measures}
    assert titles & set(said["nb"])  # the demonstration is in bokmål and English
    assert "(bokmål)" in said["nn"]
    assert any("Årsrapport 2024" in text for text in said["nn"])
    assert set(said) <= {"", "nn", "nb"}


def test_a_page_in_the_language_of_the_data_marks_nothing(places: dict[str, Path]) -> None:
    page = report(places, "real", "yearly", "html", "nb")
    assert "finnes bare på" not in page
    assert set(Languages(page).said) <= {"", "nb"}


@pytest.mark.attack
def test_pages_of_gaps_and_the_matrix_do_so_too(places: dict[str, Path]) -> None:
    told = set()
    for name, page in pages(places, "nn"):
        said = Languages(page).said
        told.add("nb" in said)
        assert page.count("Delar av innhaldet finst berre på bokmål") == ("nb" in said), name
        assert "nb" in said or "(bokmål)" not in said["nn"], name  # headings of sources have no mark
        assert "\ufdd0" not in page, name
    assert True in told


@pytest.mark.attack
@each(("form", "lang"), some([("html", "nn"), ("json", "nn"), ("html", "en"), ("markdown", "nb")], 2))
@each(("place", "kind"), some(EVERY, 2))
def test_no_mark_is_left_in_a_report(
    places: dict[str, Path], place: str, kind: str, form: str, lang: str
) -> None:
    assert re.search("[\ufdd0-\ufdef]|fdd[012]", report(places, place, kind, form, lang)) is None


def test_measures_tasks_and_gaps_lead_somewhere(places: dict[str, Path]) -> None:
    page = report(places, "demo", "evaluation", "html")
    named = re.findall(r'<a href="#([^"]*)">(T[0-9.]+)</a>', page)
    assert named
    for anchor, name in (*named, ("new-MH301-T02-T02.2", "")):
        assert anchor.endswith(name)
        assert page.count(f' id="{anchor}"') == 1


TEXT = Text.model_validate({"nb": "Hei.", "en": "Hello."})


@each(
    ("asked", "said"),
    [
        ("nb", [Run("Hei.")]),
        ("en", [Run("Hello.")]),
        ("nn", [Run("Hei.", "nb"), Run(" (bokmål)", names="nn")]),
    ],
)
def test_a_text_for_a_reader_says_its_language_if_it_is_another(asked: str, said: list[Run]) -> None:
    """In a document by marks, on a terminal in words, and in data not at all."""
    assert runs(TEXT.pick(DocumentLang(asked))) == said
    assert TEXT.pick(ReaderLang(asked)) == "".join(run.text for run in said)
    assert TEXT.pick(asked) == said[0].text


def test_a_language_is_named_in_the_readers_words_and_one_without_a_name_by_its_code() -> None:
    """In each form once for each text; a part of a sentence is named within the sentence."""
    told = Text.model_validate({"nb": "Hei.\n\n- *du*"}).pick(DocumentLang("en"))
    named = '<small lang="en">(in Norwegian Bokmål)</small>'
    assert html_prose(told) == (f'<p lang="nb">Hei.</p>\n<ul lang="nb">\n<li><em>du</em> {named}</li>\n</ul>')
    assert html_text(f"T01: {told}").endswith(f"</span> {named}")
    assert markdown_inner(f"{without_stop(TEXT.pick(DocumentLang('nn')))}: 1") == "Hei (bokmål): 1"
    assert unmarked(told) == "Hei.\n\n- *du*"
    assert Text.model_validate({"qaa": "Moi"}).pick(ReaderLang("nb")) == "Moi (qaa)"


@given(st.lists(st.tuples(st.sampled_from(["", "nb", "sr-Latn"]), st.text(min_size=1)), max_size=5))
def test_runs_give_back_what_was_marked(parts: list[tuple[str, str]]) -> None:
    clean = [(lang, unmarked(text)) for lang, text in parts if unmarked(text)]
    joined = "".join(mark(text, lang) if lang else text for lang, text in clean)
    assert "".join(run.text for run in runs(joined)) == "".join(text for _, text in clean)
    assert unmarked(joined) == "".join(text for _, text in clean)
    assert [run for run in runs(joined) if run.lang] == [Run(t, lang) for lang, t in clean if lang]


@given(st.text(alphabet="ab.\ufdd0\ufdd1\ufdd2<&"))
def test_marks_in_a_text_from_outside_can_only_name_a_language(text: str) -> None:
    html = str(html_text(text) + html_text(linked("x", "javascript://%0a")))
    assert not set(html) & set("\ufdd0\ufdd1\ufdd2")
    assert set(re.findall("<([a-z]+)", html)) <= {"span"}


def test_a_full_stop_is_taken_off_within_the_marks() -> None:
    assert runs(without_stop(mark("Hei.", "nb"))) == [Run("Hei", "nb")]
    assert without_stop("Hei.") == "Hei"


def test_a_sentence_ends_before_a_capital_letter_and_each_part_keeps_its_language() -> None:
    assert first_sentence("Over kap. 440. Øvrige.") == ("Over kap. 440", "Øvrige.")
    assert first_sentence("Over kap. 440.") == ("Over kap. 440", "")
    first, rest = first_sentence(mark("Hei. Hallo.", "nb", "en", "(bokmål)"))
    assert (labelled(first), labelled(rest)) == ("Hei (bokmål)", "Hallo. (bokmål)")


@given(st.lists(st.sampled_from(["Ord " * 30 + "slutt.", "Kort.", mark("Hei. Hallo.", "nb")]), min_size=1))
def test_what_is_read_at_a_glance_is_whole_sentences_and_nothing_is_lost(sentences: list[str]) -> None:
    text = " ".join(sentences)
    first, rest = glanced(text)
    assert f"{first} {rest}".strip() == text
    assert first.count("\ufdd0") == first.count("\ufdd2")
    assert len(first.split()) <= 55 or first in sentences


def test_markdown_in_another_language_keeps_its_blocks() -> None:
    html = html_prose(mark("*En* to.\n\n- tre", "nb"))
    assert html == '<p lang="nb"><em>En</em> to.</p>\n<ul lang="nb">\n<li>tre</li>\n</ul>'
    assert html_prose(f"T01: {mark('**En**', 'nb')} [1]") == (
        '<p>T01: <span lang="nb"><strong>En</strong></span> [1]</p>'
    )


@each(
    ("text", "html"),
    [
        ("T01", '<a href="#T01">T01</a>'),
        ("(T01.2), T01.", '(<a href="#T01.2">T01.2</a>), <a href="#T01">T01</a>.'),
        ("T011 T01.3 xT01 T01-b", "T011 T01.3 xT01 T01-b"),
        ("https://a.no/T01", '<a href="https://a.no/T01" rel="noopener">https://a.no/T01</a>'),
    ],
)
def test_an_id_leads_to_its_place_if_it_is_the_whole_of_it(text: str, html: str) -> None:
    anchors = Anchors({"T01": "#T01", "T01.2": "#T01.2"})
    assert html_text(text, anchors) == html
    assert html_prose(text, anchors) == f"<p>{html}</p>" or "https" in text
    assert html_text(text, NOWHERE) == html_text(text)


def test_the_summary_of_a_folded_part_is_one_harmless_line_in_markdown() -> None:
    summary = mark("a\x1b[31m\n\n::error::<b>", "nb", "en", "(bokmål)") + " ##[error]"
    shown = template_environment().filters["summary"](summary)
    assert shown == "a\\u001b[31m ::error::&lt;b&gt; (bokmål) &#35;#[error]"
