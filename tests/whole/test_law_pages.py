"""The pages on how the law was read: in both languages the same, and true to the data."""

from __future__ import annotations

import re
import shutil
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from menneskehandel_cli.language import Lang, day, say
from menneskehandel_cli.models.law import RequirementLaw
from menneskehandel_cli.register.coverage import LAW_VALUES
from menneskehandel_cli.rules import RuleContext
from support import CHECKOUT, Mh, real_register

PAGES: dict[Lang, str] = {
    "nb": (CHECKOUT / "docs" / "nb" / "lovlesning.md").read_text(encoding="utf-8"),
    "en": (CHECKOUT / "docs" / "en" / "law-reading.md").read_text(encoding="utf-8"),
}


@cache
def ground() -> RuleContext:
    return RuleContext(real_register(), date(2026, 11, 25))


@cache
def records() -> dict[str, RequirementLaw]:
    return {one.requirement: one for law in real_register().laws for one in law.requirements}


HEADINGS: dict[Lang, tuple[str, str]] = {
    "nb": ("### Ulik verdi\n", "### Ulike henvisninger\n"),
    "en": ("### Different values\n", "### Different citations\n"),
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


@pytest.mark.attack
@in_both_languages
def test_the_heaviest_gaps_are_those_that_mh_gaps_lists_first(mh: Mh, lang: Lang) -> None:
    """The same twenty requirements, in the same order."""
    asked = ("gaps", "--instrument", "coe", "--rule", "MH201", "--format", "json")
    listed = mh(*asked, cwd=CHECKOUT).json["gaps"]
    shown = [name for (name,) in named(made(lang, "gaps"))]
    assert shown == [gap["subject"] for gap in listed][:20]
    for name in shown:
        assert ground().coverage.by_id[name].gap


def test_both_pages_name_the_same_gaps_and_the_same_differences() -> None:
    """Whoever reads one page misses nothing of the other."""
    assert named(made("nb", "gaps")) == named(made("en", "gaps"))
    for number in (0, 1):
        assert named(differences("nb", number)) == named(differences("en", number)) != []


@in_both_languages
def test_a_gap_is_defended_by_the_record_of_the_law(lang: Lang) -> None:
    """What is missing is what the record says."""
    for name, _, law, missing, promise in made(lang, "gaps"):
        item = ground().coverage.by_id[name.strip("`")]
        record = records()[item.id]
        assert law == say(f"law.{item.law}", lang)
        assert promise.startswith(say(f"promise.{item.promise}", lang))
        assert record.missing is not None
        assert record.missing.pick(lang) == missing


def test_every_gap_of_the_convention_says_what_is_missing_in_one_sentence() -> None:
    """Whichever comes among the heaviest, a reader is told why."""
    found = [item for item in ground().coverage.requirements if item.instrument == "coe" and item.gap]
    assert found
    for item in found:
        assert item.law_record is not None
        assert item.law_record.missing is not None
        for lang in PAGES:
            assert re.fullmatch(
                r"[^.]*(\.\S[^.]*|\bnr\. [^.]*)*\.", item.law_record.missing.pick(lang)
            ), item.id


@in_both_languages
def test_the_counts_are_those_of_the_data(lang: Lang) -> None:
    """Every law value, with how many requirements have it."""
    counts = ground().coverage.counts["coe"]
    assert made(lang, "counts") == [
        [f"`{value}`", say(f"law.{value}", lang), str(counts.law[value])] for value in LAW_VALUES
    ]


@in_both_languages
def test_every_law_value_is_explained(lang: Lang) -> None:
    """The table of what the values mean has them all, in their order."""
    explained = PAGES[lang].split("<!-- begin counts -->")[0]
    assert named(rows(explained)) == [[value] for value in LAW_VALUES]


@in_both_languages
def test_the_sections_of_an_act_are_told_together(mh: Mh, real_copy: Path, lang: Lang) -> None:
    """With its name once, and in their order; of a section the paragraphs that were read, if not all."""
    told = mh("show", "coe-16.5", "coe-12", "--lang", lang, cwd=real_copy).out.replace("\u00a0", " ")
    nb, en = "retur §§ 2, 3 og 12", "section 1, second and fourth paragraphs"
    said = (nb, "§ 1 annet og fjerde ledd, § 4") if lang == "nb" else ("sections 2, 3 and 12", en)
    assert all(one in " ".join(told.split()) for one in said)


def test_what_an_article_lacks_cites_no_provision_that_may_not_carry_it(mh: Mh, real_copy: Path) -> None:
    """The first three read are told after it, each with its day, and how many of law are left out."""
    said = mh("show", "coe-12", "--lang", "en", columns=900, cwd=real_copy).out
    _, lacking, read = re.split("What is missing\n|What the law provides", said)
    assert (lacking.count("section"), lacking.count("(the provisions that were read)")) == (0, 2)
    told = sum(int(n or 1) for n in re.findall(r"\(as of [^:)]+\)|And (\d+) more provis", read))
    every = [one.provisions for name, one in records().items() if "coe-12." in name]
    rest = [one.source.document for some in every for one in some[3:]]
    assert told == sum(len(some[:3]) for some in every) + len(rest) - rest.count("strategy")
    assert rest.count("strategy"), "what the strategy says is no provision"


def test_requirements_of_one_article_are_told_apart_by_their_names(mh: Mh, real_copy: Path) -> None:
    """Each that has a name of its own is called by it, and the others by that of the article."""
    shown = mh("gaps", "--format", "md", cwd=real_copy).out
    assert "| Artikkel 16 nr. 2: Trygg og verdig retur |" in shown
    assert "| Artikkel 38 nr. 2: Svar på GRETAs spørreskjema |" in shown


@in_both_languages
def test_what_was_settled_is_what_the_records_say(lang: Lang) -> None:
    """A value that is changed later is changed on the page too."""
    for name, _, _, settled, _ in differences(lang, 0):
        assert settled == say(f"law.{records()[name.strip('`')].extent}", lang), name
    for names in named(differences(lang, 1)):
        assert set(names) <= records().keys()


@in_both_languages
def test_the_number_of_differences_is_that_of_the_table(lang: Lang) -> None:
    """The prose says how many requirements got two values, and how many there are in all."""
    differing = sum(one != other for _, one, other, _, _ in differences(lang, 0))
    said = {"nb": r"lesningene (\d+) av de (\d+) kravene", "en": r"gave (\d+) of the (\d+) requirements"}
    (numbers,) = re.findall(said[lang], PAGES[lang])
    assert numbers == (str(differing), str(len(records())))


@in_both_languages
def test_the_days_of_the_copies_are_told(lang: Lang) -> None:
    """Each day on which an act was read as in force."""
    prose = " ".join(PAGES[lang].split())
    days = {place.read for record in records().values() for place in record.provisions if place.read}
    assert days
    for read in days:
        assert day(read, lang) in prose


def test_no_lawyer_has_confirmed_anything_as_the_pages_say() -> None:
    """The day somebody confirms a reading, the first words of both pages must change."""
    assert all(record.confirmed is None for record in records().values())


@pytest.mark.attack
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
    asked = ("show", "coe-13.1", "coe-13.2", "--lang", lang)
    shown = " ".join(mh(*asked, columns=200, cwd=tmp_path).out.split())
    confirmed_by = {"nb": "(bekreftet av NIM", "en": "(confirmed by NIM"}
    unconfirmed = {"nb": "ikke bekreftet av jurist", "en": "not confirmed by a lawyer"}
    assert shown.count(confirmed_by[lang]) == 1
    assert shown.count(unconfirmed[lang]) == 1
