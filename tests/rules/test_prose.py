"""Language rules: what text recognition leaves behind, which texts are missing, how hard prose reads."""

from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cases import listed
from example import STRATEGY, STRATEGY_FILE, changed, measure
from menneskehandel_cli.language.prose import leftovers, lix, words_of
from menneskehandel_cli.rules import Finding
from menneskehandel_cli.rules.example import BASE, with_example
from support import Files, Mh, each, found_in, laid_out


def family(files: Files, code: str) -> list[Finding]:
    return [finding for finding in found_in(with_example(files)) if finding.rule.code == code]


# Leftovers of text recognition -------------------------------------------------------------------

TEXTS = listed("prose")
LEFTOVERS: dict[str, str] = TEXTS["leftovers"]


@each(("text", "fragment"), LEFTOVERS.items())
def test_leftovers_are_found(text: str, fragment: str) -> None:
    """What a scanner makes of æ, ø, å and of words cut at the end of a line."""
    assert list(leftovers(text)) == [fragment]


@given(
    st.lists(st.sampled_from([*LEFTOVERS]), min_size=1, max_size=3),
    st.lists(
        st.sampled_from(["Nå er det fint.", "Fra 2025–2030 – ta det rolig.", "Åpent 0–24."]), max_size=3
    ),
)
def test_leftovers_are_found_wherever_they_stand(faulty: list[str], fine: list[str]) -> None:
    """What stands around a leftover never hides it."""
    text = " ".join([*fine, *faulty, *fine])
    assert list(leftovers(text)) == [LEFTOVERS[sentence] for sentence in faulty]


@each("text", TEXTS["clean"])
def test_good_norwegian_is_left_alone(text: str) -> None:
    """Names, laws, hyphens, figures, addresses, foreign words and nynorsk are no faults."""
    assert list(leftovers(text)) == []


def test_a_leftover_is_an_error_on_its_line() -> None:
    """The finding quotes the fragment, so that it can be found."""
    (finding,) = family(measure(summary="Det skal vaere tydelig."), "MH402")
    assert finding.severity == "error"
    assert "«vaere»" in finding.message("nb")
    assert finding.diagnostic.keys[0] == "summary"


def test_nynorsk_is_looked_at_too() -> None:
    """Scanned nynorsk has the same faults."""
    assert family(measure(summary="{nb: Det er greit., nn: Det er ogsa greitt.}"), "MH402")


@each(
    "changes",
    [
        {"summary": "{nb: Greit., en: 'A sikre project pa nar, with a gi and user@example.org.'}"},
        {"status_source": "{by: JD, date: 2026-01-15, text: Det skal vaere slik.}"},
    ],
)
def test_english_and_what_was_quoted_are_not_looked_at(changes: dict[str, str]) -> None:
    """«Nar» and «pa» may be anything in English; statements and evidence are somebody else's words."""
    assert family(measure(**changes), "MH402") == []


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzæøå ", max_size=60).map(str.upper))
def test_capitals_alone_are_never_leftovers(text: str) -> None:
    """Abbreviations and headings in capitals are left alone."""
    assert list(leftovers(text)) == []


# Readability -------------------------------------------------------------------------------------


def figure_of(text: str) -> int:
    return lix(text, words_of(text))


@each(("text", "figure"), TEXTS["lix"].items())
def test_lix_is_words_a_sentence_and_long_words_in_per_cent(text: str, figure: int) -> None:
    """Worked out by hand: words / sentences + 100 × words over six letters / words."""
    assert figure_of(text) == figure


@each("text", ["«Hun gikk.» «Han kom.»", "(Hun gikk.) (Han kom.)", "«Kom!» sa hun."])
def test_a_sentence_may_end_within_quotes(text: str) -> None:
    """The quote after the full stop does not make the sentence longer."""
    assert figure_of(text) == figure_of(text.translate(str.maketrans("", "", "«»()")))


@given(st.lists(st.sampled_from(["hus", "samordning", "barn", "departementet"]), min_size=1, max_size=40))
def test_splitting_sentences_never_makes_a_text_harder(chosen: list[str]) -> None:
    """The figure falls or stays when every word becomes a sentence of its own."""
    assert figure_of(". ".join(chosen) + ".") <= figure_of(" ".join(chosen) + ".")


def test_words_are_counted_as_readers_count_them() -> None:
    """A word with a hyphen or an apostrophe is one word; figures are none."""
    assert len(words_of("Nav-kontoret på Sør-Varanger har 3 ansatte, sa Kari O'Hara.")) == 8


HARD_WORD = "samordningsgruppene"
PLAIN_WORD = "vi"


def prose(long_words: int, short_words: int) -> str:
    return " ".join([HARD_WORD] * long_words + [PLAIN_WORD] * short_words) + "."


def test_an_extreme_text_is_a_note_with_its_figure() -> None:
    """LIX above 75 over 30 words or more; the figure and the number of words are told."""
    text = prose(15, 15)
    assert (figure_of(text), len(words_of(text))) == (80, 30)
    (finding,) = family(measure(summary=text), "MH403")
    assert finding.severity == "note"
    assert finding.message("nb") == "Teksten er svært tung å lese: LIX 80 på 30 ord."


@each(
    ("text", "figure", "length"),
    [
        (prose(10, 20), 63, 30),  # as administrative prose is
        (f"{prose(11, 9)} {prose(11, 9)}", 75, 40),  # the limit belongs to the readable side
        (prose(16, 13), 84, 29),  # too short to judge: one long name would move the figure too much
    ],
)
def test_what_is_not_extreme_or_too_short_is_not_told(text: str, figure: int, length: int) -> None:
    assert (figure_of(text), len(words_of(text))) == (figure, length)
    assert family(measure(summary=text), "MH403") == []


@each("files", [measure(title=prose(20, 10)), measure(summary=f"{{nb: Kort., en: {prose(20, 10)}}}")])
def test_titles_and_english_are_not_judged(files: Files) -> None:
    """A measure keeps the title that the strategy gave it; LIX is made for Scandinavian languages."""
    assert family(files, "MH403") == []


# Missing languages -------------------------------------------------------------------------------


def languages(wanted: str) -> Files:
    return {STRATEGY_FILE: changed(STRATEGY, languages=wanted)}


def test_a_text_missing_in_a_language_of_the_strategy_is_a_note() -> None:
    """The note says which language, and stands where the text does."""
    found = family(languages("[nb, en]"), "MH401")
    assert found
    assert {finding.severity for finding in found} == {"note"}
    assert all(finding.message("en") == "The text is missing in English." for finding in found)
    assert "data/measures/01-samordning.yaml" in {finding.path for finding in found}


def test_a_record_tells_once_which_of_its_texts_are_missing(mh: Mh, tmp_path: Path) -> None:
    """One line for a language, with the fields as they are called in the file; and help once."""
    root = laid_out(tmp_path, {**BASE, **languages("[nb, en]")})
    shown = " ".join(mh("show", "T01", "--lang", "en", cwd=root).out.split())
    fields = "title, goals.1.text, tasks.1.text, addresses.1.note"
    assert shown.count("MH401") == 1
    assert f"MH401 (note): The text is missing in English. ({fields})" in shown
    told = mh("check", "--rules", "MH401", "--lang", "en", cwd=root).out
    assert [told.count(x) for x in ("01-samordning", "The same on lines", "How to")] == [1, 4, 1]


def test_every_published_language_is_asked_for() -> None:
    """With three languages a text in one lacks two. Translating one takes its note away, and no other."""
    two, three = family(languages("[nb, en]"), "MH401"), family(languages("[nb, nn, en]"), "MH401")
    assert len(three) == 2 * len(two) > 0
    after = family(languages("[nb, en]") | measure(title="{nb: Samordne, en: Coordinate}"), "MH401")
    assert len(after) == len(two) - 1


def test_a_language_may_require_some_kinds_of_text_alone() -> None:
    """Other kinds may be missing in that language, and in no other. A note is never implied."""
    three = languages("[nb, nn, en]")[STRATEGY_FILE]
    assert isinstance(three, str)

    def missing(kinds: str) -> list[str]:
        some = changed(three, required_texts=f"{{nn: [{kinds}]}}")
        found = family({STRATEGY_FILE: some} | measure(note="Vi venter."), "MH401")
        assert len([finding for finding in found if "English" in finding.message("en")]) == len(
            family(languages("[nb, en]") | measure(note="Vi venter."), "MH401")
        )
        return [finding.path for finding in found if "Nynorsk" in finding.message("en")]

    assert missing("") == []
    whole = len(missing("measure"))
    assert set(missing("measure")) == {"data/measures/01-samordning.yaml"}
    assert len(missing("measure, note")) > whole
    assert "data/obligations/coe/coe-29.yaml" in missing("article")


def test_what_explains_the_record_itself_needs_no_translation() -> None:
    """Statements and evidence are quoted, not published."""
    quoted = measure(
        status_source="{by: JD, date: 2026-01-15, text: Slik sa vi det.}",
        evidence="[{title: Mandatet, date: 2026-05-01}]",
    )
    own = languages("[nb, en]")
    assert len(family(own | quoted, "MH401")) == len(family(own, "MH401"))


# The real data -----------------------------------------------------------------------------------


def test_the_real_data_is_clean(mh: Mh, real_copy: Any) -> None:
    """No leftover, no missing language and no very hard text, and no rule is turned off for it."""
    answer = mh("check", "--rules", "MH4", "--format", "json", cwd=real_copy).json
    assert (answer["diagnostics"], answer["accepted"]) == ([], [])
    assert "check: {severity: {}}" in (real_copy / STRATEGY_FILE).read_text(encoding="utf-8")
