"""The guides for advisers: examples that pass the check, and the names of what the form shows.

The pages on how the law was read: in both languages the same, and true to the data.
"""

import json
import re
import shutil
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from menneskehandel_cli import __version__, forms, web
from menneskehandel_cli.documents import parse
from menneskehandel_cli.forms.inputs import inputs_of
from menneskehandel_cli.language import Lang, day, msg, say
from menneskehandel_cli.language.messages import WORDS
from menneskehandel_cli.models import Acceptance, Address, Measure, Model, Recommendation, Report, Task
from menneskehandel_cli.models.law import RequirementLaw
from menneskehandel_cli.models.report import Attainment, MeasureReport
from menneskehandel_cli.register.coverage import LAW_VALUES
from menneskehandel_cli.rules import RuleContext
from support import CHECKOUT, Mh, each, real_register

DOCS = CHECKOUT / "docs"
SECTIONS: dict[Lang, str] = {"nb": "## Med skjemaet\n", "nn": "## Med skjemaet\n", "en": "## In the form\n"}
"""How the part of a guide begins that shows the way by form."""

BY_FORM = (
    *("nb/oppdatere-tiltak.md", "nb/rapportere.md", "nb/koble-anbefaling.md", "nb/akseptere-mangel.md"),
    *("nn/oppdatere-tiltak.md", "nn/rapportere.md", "nn/akseptere-mangel.md"),
    *("en/update-measure.md", "en/annual-reporting.md", "en/link-obligation.md", "en/accept-gap.md"),
)
"""The guides that show the way by form before the one by files."""

FORM_PAGES = ("nb/skjema.md", "nn/skjema.md", "en/form.md", "nb/svare-greta.md", "en/reply-to-greta.md")
"""The guides with names of the form all over the page."""

MODELS: tuple[type[Model], ...] = (
    *(Measure, Task, Address, Recommendation, Acceptance),
    *(Report, MeasureReport, Attainment),
)

_SAID = re.compile(r"""\bmsg\(\s*"([^"]+)"\s*\)""")
_ITALIC = re.compile(r"(?<!\*)\*(?![\s*])([^*]+?)\*(?!\*)")


def language_of(page: str) -> Lang:
    folders: dict[str, Lang] = {"en": "en", "nn": "nn"}
    return folders.get(page[:2], "nb")


def by_form(page: str) -> str:
    """The part of a guide that shows the way by form."""
    section = SECTIONS[language_of(page)]
    _, found, rest = (DOCS / page).read_text(encoding="utf-8").partition(section)
    assert found, page
    return rest.partition("\n## ")[0]


def shown(lang: Lang) -> list[re.Pattern[str]]:
    """What the form may show: its own texts, and the labels and choices of its fields.

    ``{n}`` in a text stands for anything, and a number in brackets at its end need not be quoted.
    """
    # One text, not those for one and for several.
    single = (key for key, words in WORDS.items() if key[:4] == "web." and not hasattr(words, "other"))
    texts = {say(key, lang) for key in single}
    places = (path for package in (forms, web) for path in Path(package.__path__[0]).glob("*.py"))
    for path in sorted(places):  # texts that stand where they are said
        said = _SAID.findall(path.read_text(encoding="utf-8"))
        texts |= {say(msg(text), lang) for text in said}
    for model in MODELS:
        for field in inputs_of(model, {}, (("nb", "en"), "nb", lang)):
            texts |= {field.label, field.group, *(choice.label for choice in field.choices)}
    plain = (re.sub(r" \(\{n\}\)$", "", text) for text in texts if text)
    return [re.compile(re.sub(r"\\\{\w+\\\}", ".+", re.escape(text))) for text in plain]


@each("page", [*BY_FORM, *FORM_PAGES])
def test_a_guide_calls_what_the_form_shows_by_its_name(page: str) -> None:
    """Words in italics are on the screen: a button that is renamed is renamed in the guides too."""
    text = by_form(page) if page in BY_FORM else (DOCS / page).read_text(encoding="utf-8")
    names = shown(language_of(page))
    quoted = [" ".join(word.split()) for word in _ITALIC.findall(text)]
    assert quoted
    assert [word for word in quoted if not any(name.fullmatch(word) for name in names)] == []


@each("page", BY_FORM)
def test_the_way_by_form_is_short_comes_first_and_is_shown(page: str) -> None:
    """At most five steps and a picture, and what all forms share is told on one page only."""
    text = (DOCS / page).read_text(encoding="utf-8")
    part = by_form(page)
    assert text.index(part) < text.index("## On GitHub" if page.startswith("en/") else "## På GitHub")
    assert len(re.findall(r"^\d\. ", part, re.MULTILINE)) <= 5
    assert "](skjema.md)" in part or "](form.md)" in part
    assert "![" in part


@each("page", [*FORM_PAGES[:3], "en/new-country.md"])
def test_the_file_to_install_from_is_that_of_this_version(page: str) -> None:
    """As the build names it, with extras that there are."""
    wheel = r"menneskehandel_cli-([\d.]+)-py3-none-any\.whl(?:\[([\w,]+)\])?"
    versions, extras = zip(*re.findall(wheel, (DOCS / page).read_text("utf-8")), strict=True)
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]
    assert {*versions} == {__version__}
    assert {*",".join(filter(None, extras)).split(",")} <= project["optional-dependencies"].keys()


# Examples -------------------------------------------------------------------------------------------

LATER = "2028-03-01"
"""A day after all that the examples tell."""


class Example(NamedTuple):
    """A block of YAML in a guide. Its first line says where it belongs."""

    where: str
    """The page and line."""
    above: str
    """The paragraph above it."""
    practice: bool
    """Whether it belongs to the strategy that ``mh demo`` makes."""
    path: str
    """The file that it belongs to."""
    part: bool
    """Whether it is a part of that file, and not the whole of it."""
    text: str

    @property
    def value(self) -> Any:
        document = parse(self.path, self.text.encode())
        assert document.diagnostics == (), self.where
        return document.value

    def put(self, root: Path) -> tuple[Any, Any]:
        """Place it in the file. Gives what the file says before and after."""
        path = root / self.path
        before = parse(self.path, path.read_bytes()).value if path.exists() else None
        path.parent.mkdir(parents=True, exist_ok=True)
        if not self.part:
            path.write_text(self.text, encoding="utf-8")
            return before, self.value
        assert before is not None, f"{self.where}: there is no {self.path} that it is a part of"
        after = merged(before, self.value)
        path.write_text(json.dumps(after, ensure_ascii=False, indent=1), encoding="utf-8")
        return before, after


_YAML = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_BELONGS = re.compile(r"# (Vestlandia: )?((?:data|strategy)/[\w./-]+\.yaml)( …)?\n", re.ASCII)
_IDS = ("id", "ref", "obligation", "requirement", "target", "measure", "rule")
"""The keys by which an item of a list is known."""


def examples(page: Path) -> Iterator[Example]:
    """Every block of YAML on a page. Fails for one that does not say where it belongs."""
    text = page.read_text(encoding="utf-8")
    for block in _YAML.finditer(text):
        where = f"{page.name}:{text.count(chr(10), 0, block.start()) + 1}"
        belongs = _BELONGS.match(block[1])
        assert belongs, f"{where}: the first line does not say which file it belongs to"
        above = text[: block.start()].rstrip().rpartition("\n\n")[2]
        yield Example(where, above, belongs[1] is not None, belongs[2], belongs[3] is not None, block[1])


def merged(there: Any, given: Any) -> Any:
    """A record with a part of it as an example gives it; what the example leaves out stays."""
    if isinstance(there, dict) and isinstance(given, dict):
        return there | {key: merged(there.get(key), value) for key, value in given.items()}
    if not (isinstance(there, list) and isinstance(given, list)):
        return given
    items = list(there)
    for item in given:
        same = [place for place, old in enumerate(items) if _is_same(old, item)]
        if same:
            items[same[0]] = merged(items[same[0]], item)
        else:
            items.append(item)
    return items


def _is_same(old: Any, new: Any) -> bool:
    """Whether two items of a list are about the same, by their id or by all that the new one says."""
    if not (isinstance(old, dict) and isinstance(new, dict)):
        return bool(old == new)
    name = next((key for key in _IDS if key in new), None)
    if name is None:
        return all(old.get(key) == value for key, value in new.items())
    return bool(old.get(name) == new[name])


FROM_THE_FILES = ("datahandbok.md", "koble-anbefaling.md")
"""The pages whose examples are what the files say, where they are not said to be made up."""

WITH_EXAMPLES = [page for page in sorted((DOCS / "nb").glob("*.md")) if _YAML.search(page.read_text("utf-8"))]
"""Those in English have the same examples: ``test_docs.py`` compares them."""


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(page, marks=[] if page.name == "koble-anbefaling.md" else [pytest.mark.attack])
        for page in WITH_EXAMPLES
    ],
    ids=lambda page: page.name,
)
def test_every_example_passes_the_whole_check_at_its_place(mh: Mh, tmp_path: Path, page: Path) -> None:
    """Whoever copies one to the file that its first line names brings no error in, there or elsewhere.

    One that is not said to be made up is what the file says.
    """
    assert mh("demo", "practice", "--lang", "nb", cwd=tmp_path).code == 0
    for folder in ("strategy", "data"):
        shutil.copytree(CHECKOUT / folder, tmp_path / "real" / folder)
    for example in examples(page):
        root = tmp_path / ("practice" if example.practice else "real")
        path = root / example.path
        stored = path.read_bytes() if path.exists() else None
        before, after = example.put(root)
        order = ("check", "--as-of", LATER, "--fail-on", "never", "--format", "json")
        found = mh(*order, cwd=root).json["diagnostics"]
        assert [item for item in found if item["severity"] == "error"] == [], example.where
        if not example.part:
            assert mh("fmt", "--check", example.path, cwd=root).code == 0, example.where
        if page.name in FROM_THE_FILES and "oppdiktet" not in example.above:
            assert after == before, example.where
        if stored is not None:
            path.write_bytes(stored)


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
            assert re.fullmatch(r"[^.]*(\.\S[^.]*|\bnr\. [^.]*)*\.", item.law_record.missing.pick(lang)), (
                item.id
            )


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
    """With its name once, and in their order."""
    told = mh("show", "coe-16.5", "--lang", lang, cwd=real_copy).out.replace("\u00a0", " ")
    assert {"nb": "retur §§ 2, 3 og 12", "en": "sections 2, 3 and 12"}[lang] in " ".join(told.split())


def test_what_an_article_lacks_is_told_and_cites_no_section(mh: Mh, real_copy: Path) -> None:
    said = " ".join(mh("show", "coe-12", "--lang", "en", cwd=real_copy).out.split())
    inside = [read for name, read in records().items() if "coe-12." in name]
    lacking = [read.missing.pick("en") for read in inside if read.missing is not None]
    assert lacking
    assert [text for text in lacking if "section" in text or text.partition(". ")[0] not in said] == []


@each(("name", "ends"), [("coe-21", "."), ("coe-26", ", with qualifications.")])
def test_a_covered_article_says_whether_we_are_sure(mh: Mh, real_copy: Path, name: str, ends: str) -> None:
    said = " ".join(mh("show", name, "--lang", "en", cwd=real_copy).out.split())
    assert f"On our reading, the law covers the article{ends}" in said


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
