"""The pages on how the law was read: in both languages the same, and true to the data."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from menneskehandel_cli.language import Lang, day, say
from menneskehandel_cli.models.law import RequirementLaw
from menneskehandel_cli.register import load
from menneskehandel_cli.register.coverage import LAW_VALUES
from menneskehandel_cli.rules import RuleContext
from menneskehandel_cli.trees import DiskTree
from support import CHECKOUT, Mh, docs_builder

PAGES: dict[Lang, str] = {
    "nb": (CHECKOUT / "docs" / "lovlesning.md").read_text(encoding="utf-8"),
    "en": (CHECKOUT / "docs" / "en" / "law-reading.md").read_text(encoding="utf-8"),
}
GROUND = RuleContext(load(DiskTree(CHECKOUT)), date(2026, 11, 25))
RECORDS: dict[str, RequirementLaw] = {
    record.requirement: record for law in GROUND.register.laws for record in law.requirements
}
HEADINGS: dict[Lang, tuple[str, str]] = {
    "nb": ("### Verdien\n", "### Henvisningene\n"),
    "en": ("### The value\n", "### What is cited\n"),
}
"""What the two tables of differences stand under."""

in_both_languages = pytest.mark.parametrize("lang", PAGES)


def rows(text: str) -> list[list[str]]:
    """The cells of the tables in a text, the head and the line below it left out."""
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]
    return [row for row in cells if row[0].startswith("`")]


def made(lang: Lang, name: str) -> list[list[str]]:
    """The rows of a table that is made from the data."""
    return rows(PAGES[lang].split(f"<!-- begin {name} -->")[1].split(f"<!-- end {name} -->")[0])


def differences(lang: Lang, number: int) -> list[list[str]]:
    """The rows on the values (0) or the citations (1) that differed."""
    after = PAGES[lang].split(HEADINGS[lang][number])[1]
    return rows(re.split(r"^#", after, maxsplit=1, flags=re.MULTILINE)[0])


def named(cells: list[list[str]]) -> list[list[str]]:
    """The requirements in the first cell of each row."""
    return [re.findall(r"`([^`]+)`", row[0]) for row in cells]


@in_both_languages
def test_the_heaviest_gaps_are_those_that_mh_gaps_lists_first(mh: Mh, lang: Lang) -> None:
    """The same twenty requirements, in the same order, each a gap of full weight."""
    listed = mh(
        *("gaps", "--instrument", "coe", "--coverage", "gap", "--rule", "MH201", "--format", "json"),
        cwd=CHECKOUT,
    ).json["gaps"]
    shown = [name for (name,) in named(made(lang, "gaps"))]
    assert shown == [gap["subject"] for gap in listed][:20]
    for name in shown:
        item = GROUND.coverage.by_id[name]
        assert item.classification == "gap"
        assert item.promise in ("none", "named")


def test_both_pages_name_the_same_gaps_and_the_same_differences() -> None:
    """Whoever reads one page misses nothing of the other."""
    assert named(made("nb", "gaps")) == named(made("en", "gaps"))
    for number in (0, 1):
        assert named(differences("nb", number)) == named(differences("en", number)) != []


@in_both_languages
def test_a_gap_is_defended_by_the_record_of_the_law(lang: Lang) -> None:
    """What is missing begins as the record says it, in whole sentences."""
    for name, _, law, missing, promise in made(lang, "gaps"):
        item = GROUND.coverage.by_id[name.strip("`")]
        record = RECORDS[item.id]
        assert law == say(f"law.{item.law}", lang)
        assert promise.startswith(say(f"promise.{item.promise}", lang))
        assert record.missing is not None
        told = record.missing.pick(lang)
        assert told == missing or told.startswith(f"{missing} ")
        assert missing.endswith((".", ".»", ".”"))


@in_both_languages
def test_every_gap_of_the_convention_can_be_defended(lang: Lang) -> None:
    """Whichever comes among the heaviest, there is something to say: also where the law is disputed."""
    defence = docs_builder().defence
    disputed = []
    for item in GROUND.coverage.requirements:
        if item.instrument == "coe" and item.classification == "gap":
            told = defence(item, lang)
            assert told.endswith(".")
            if item.law == "full_disputed":
                disputed.append(item)
                assert all(name in told for name in item.disputed_by)
    assert disputed


@pytest.mark.parametrize(
    ("text", "lang", "opening"),
    [
        ({"nb": "Én. To.", "en": "One. Two."}, "nb", "Én. To."),
        ({"nb": f"Én. {'X' * 300}.", "en": "One. Two."}, "nb", "Én."),
        ({"nb": f"Én. {'X' * 300}.", "en": "One. Two."}, "en", "One."),
        ({"nb": f"{'x' * 300}.", "en": f"{'y' * 300}."}, "en", f"{'y' * 300}."),
        (
            {"nb": f"Se mer, jf. § 38. § 40 er {'x' * 280}.", "en": "See section 38. So."},
            "nb",
            "Se mer, jf. § 38.",
        ),
    ],
)
def test_a_defence_is_cut_between_sentences_and_alike_in_both_languages(
    text: dict[str, str], lang: Lang, opening: str
) -> None:
    """As many whole sentences as one line holds in both languages, and one at least."""
    builder = docs_builder()
    assert builder.opening(builder.Text.model_validate(text), lang) == opening


@in_both_languages
def test_the_counts_are_those_of_the_data(lang: Lang) -> None:
    """Every law value, with how many requirements have it."""
    counts = GROUND.coverage.counts["coe"]
    assert made(lang, "counts") == [
        [f"`{value}`", say(f"law.{value}", lang), str(counts.law[value])] for value in LAW_VALUES
    ]


@in_both_languages
def test_every_law_value_is_explained(lang: Lang) -> None:
    """The table of what the values mean has them all, in their order."""
    explained = PAGES[lang].split("<!-- begin counts -->")[0]
    assert named(rows(explained)) == [[value] for value in LAW_VALUES]


@in_both_languages
def test_what_was_settled_is_what_the_records_say(lang: Lang) -> None:
    """A value that is changed later is changed on the page too."""
    for name, _, _, settled, _ in differences(lang, 0):
        assert settled == say(f"law.{RECORDS[name.strip('`')].extent}", lang), name
    for names in named(differences(lang, 1)):
        assert set(names) <= RECORDS.keys()


@in_both_languages
def test_the_number_of_differences_is_that_of_the_table(lang: Lang) -> None:
    """The prose says how many requirements got two values, and how many there are in all."""
    differing = sum(one != other for _, one, other, _, _ in differences(lang, 0))
    said = {"nb": r"ga (\d+) av de (\d+) kravene", "en": r"gave (\d+) of the (\d+) requirements"}
    (numbers,) = re.findall(said[lang], PAGES[lang])
    assert numbers == (str(differing), str(len(RECORDS)))


@in_both_languages
def test_the_days_of_the_copies_are_told(lang: Lang) -> None:
    """Each day on which an act was read as in force."""
    prose = " ".join(PAGES[lang].split())
    days = {place.read for record in RECORDS.values() for place in record.provisions if place.read}
    assert days
    for read in days:
        assert day(read, lang) in prose


def test_no_lawyer_has_confirmed_anything_as_the_pages_say() -> None:
    """The day somebody confirms a reading, the first words of both pages must change."""
    assert all(record.confirmed is None for record in RECORDS.values())


@in_both_languages
def test_a_lawyer_who_follows_the_page_has_confirmed(mh: Mh, tmp_path: Path, lang: Lang) -> None:
    """The example, written into the real record, is right and takes the remark away for that one."""
    example = PAGES[lang].split("```yaml\n")[1].split("```")[0]
    (confirmed,) = re.findall(r"^    confirmed: .*$", example, re.MULTILINE)
    for folder in ("strategy", "data"):
        shutil.copytree(CHECKOUT / folder, tmp_path / folder)
    path = tmp_path / "data" / "law" / "coe" / "coe-13.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("    confirmed: null", confirmed, 1), encoding="utf-8")
    assert mh("check", str(path), "--lang", lang, cwd=tmp_path).code == 0
    shown = " ".join(mh("show", "coe-13", "--lang", lang, columns=200, cwd=tmp_path).out.split())
    confirmed_by = {"nb": "(bekreftet av NIM", "en": "(confirmed by NIM"}
    unconfirmed = {"nb": "ikke bekreftet av jurist", "en": "not confirmed by a lawyer"}
    assert shown.count(confirmed_by[lang]) == 1
    assert shown.count(unconfirmed[lang]) == 1
