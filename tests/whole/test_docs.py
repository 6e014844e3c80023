"""The documentation is true: its commands run, its links lead somewhere, its examples are valid.

The pictures of the documentation: each is made by ``make pictures``, small, and told in words.
"""

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from cases import listed
from menneskehandel_cli.documents import parse
from menneskehandel_cli.history.events import KINDS
from menneskehandel_cli.language import Lang
from menneskehandel_cli.models import FILES, Acceptance, Address, Model, Task
from menneskehandel_cli.models.fields import fields
from pango import need_pango
from published_law import LOVDATA, packed
from repositories import Step, build, git
from support import CHECKOUT, Mh, each, python, some, tool
from workbooks import write

CASES: dict[str, Any] = listed("docs")

BUILT = {"build", "dist"}
DOCS = CHECKOUT / "docs"
ENGLISH = DOCS / "en"
NORWEGIAN = DOCS / "nb"
NYNORSK = DOCS / "nn"
MANUALS = [CHECKOUT / "README.md", *sorted(DOCS.glob("*.md")), *sorted(DOCS.glob("*/*.md"))]
"""Written by hand. The pages of the rules show bad examples too, and are the rules' own tests."""

PAIRS = {
    NORWEGIAN / f"{norwegian}.md": ENGLISH / f"{english}.md"
    for norwegian, english in CASES["in English"].items()
}
"""Each guide for advisers in Norwegian, with the one in English."""

IN_NYNORSK = {
    NORWEGIAN / f"{norwegian}.md": NYNORSK / f"{nynorsk}.md"
    for norwegian, nynorsk in CASES["in nynorsk"].items()
}
"""The guides in bokmål that are in nynorsk too."""

GUIDE = NORWEGIAN / "datahandbok.md"
GUIDES = (GUIDE, PAIRS[GUIDE])
GLOSSARIES = (NORWEGIAN / "ordliste.md", PAIRS[NORWEGIAN / "ordliste.md"])
NEW_COUNTRY = ENGLISH / "new-country.md"
"""Its commands make a strategy, and so run where there is none."""
INDEX = NORWEGIAN / "README.md"
INDEXES = (INDEX, PAIRS[INDEX], IN_NYNORSK[INDEX])
UPDATE = NORWEGIAN / "oppdatere-tiltak.md"
HISTORY = NORWEGIAN / "historikk.md"
HOW_TO = [
    NORWEGIAN / f"{name}.md"
    for name in ("rapportere", "koble-anbefaling", "akseptere-mangel", "historikk", "oppdatere-tiltak")
]
"""What an adviser does, step by step."""


def shown(page: Path) -> str:
    """A page's path below the project's root."""
    return page.relative_to(CHECKOUT).as_posix()


IN_BOTH_LANGUAGES = ("nb", "en")


def in_language(page: Path, lang: str) -> Path:
    """A page in bokmål, or the one beside it in nynorsk or English."""
    return {"nb": page, "nn": IN_NYNORSK.get(page, page), "en": PAIRS[page]}[lang]


each_pair = each(("norwegian", "english"), PAIRS.items())
each_translation = each(
    ("norwegian", "other"), [*PAIRS.items(), *(pair for pair in IN_NYNORSK.items() if pair[0] != INDEX)]
)
"""A guide in bokmål and the one that says the same; the index in nynorsk leads to bokmål for the rest."""

_FENCE = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def pages() -> Iterator[Path]:
    """Every Markdown file of the repository, what was built and hidden folders left out."""
    for top in sorted(CHECKOUT.iterdir()):
        if top.is_dir() and top.name not in BUILT and (top.name[0] != "." or top.name == ".github"):
            yield from sorted(top.rglob("*.md"))
        elif top.suffix == ".md":
            yield top


def blocks(language: str, *sources: Path) -> list[tuple[str, str]]:
    """The fenced blocks in a language, each with the page and line it begins on."""
    found = []
    for page in sources:
        text = page.read_text(encoding="utf-8")
        for fence in _FENCE.finditer(text):
            if fence[1] == language:
                line = text.count("\n", 0, fence.start()) + 1
                found.append((f"{page.name}:{line}", fence[2]))
    return found


def commands(program: str, *sources: Path) -> list[str]:
    """The different lines in the pages' shell blocks that run a program, in order."""
    lines = [line for _, block in blocks("sh", *sources) for line in block.splitlines()]
    return list(dict.fromkeys(line for line in lines if line.split(maxsplit=1)[:1] == [program]))


ONLY_READS = re.compile(r"mh (status|list|show|find|gaps|matrix|log|diff|check|explain)\b(?!.* -o )")


def in_any_language(line: str) -> str:
    """A command without the language that it is to answer in."""
    return re.sub(r" --lang \w+", "", line)


def examples(page: Path) -> list[str]:
    """The examples of YAML on a page, without the line that says which file each belongs to."""
    return [re.sub(r"\A# .*\n", "", text) for _, text in blocks("yaml", page)]


def anchors(text: str) -> set[str]:
    """The anchors that a Markdown page has, by its headings."""
    plain = _FENCE.sub("", text)
    return {
        re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")
        for heading in _HEADING.findall(plain)
    }


def texts_in(value: object) -> Iterator[set[str]]:
    """The languages of each text in an example."""
    if isinstance(value, dict):
        if value.keys() <= {"nb", "nn", "en"}:
            yield set(value)
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from texts_in(item)


def words_of(schema: object) -> Iterator[str]:
    """Every key and every fixed value that a JSON Schema names."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        yield from (word for word in schema.get("enum", ()) if isinstance(word, str))
        schema = list(schema.values())
    if isinstance(schema, list):
        for item in schema:
            yield from words_of(item)


QUICK = (UPDATE,)
"""The pages whose commands ``make test`` runs; ``make attack`` runs those of the others."""


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone of the real data with a history of two commits, where a command may write."""
    root = tmp_path / "clone"
    files = {
        path.relative_to(CHECKOUT).as_posix(): path.read_bytes()
        for folder in ("strategy", "data")
        for path in (CHECKOUT / folder).rglob("*.yaml")
    }
    return build(root, [Step("2026-11-25T11:00:00Z"), Step("2026-11-25T11:00:00Z")], base=files).root


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(page, marks=[] if page in QUICK else pytest.mark.attack, id=shown(page))
        for page in MANUALS
        if commands("mh", page) and page != NEW_COUNTRY
    ],
)
def test_every_command_shown_runs(page: Path, mh: Mh, clone: Path) -> None:
    """Whoever follows a page from top to bottom gets an answer, and exit code 0 every time.

    A command that only reads is run on the first page that shows it, in the language that it has there.
    A table that the page shows is saved as it says. ``mh law`` has exit code 1 where a reading is
    of another text than the archive's.
    """
    earlier = {in_any_language(line) for line in commands("mh", *MANUALS[: MANUALS.index(page)])}
    lines = [
        line
        for line in commands("mh", page)
        if not ONLY_READS.match(line) or in_any_language(line) not in earlier
    ]
    if any("--format pdf" in line for line in lines):
        need_pango()
    for _, table in blocks("csv", page):
        (clone / "plan.csv").write_text(table, encoding="utf-8")
    if any(line.startswith("mh law") for line in lines):
        plant_archives(clone)
    for line in lines:
        if line.startswith("mh import AID-2026.xlsx"):
            # As a ministry would, before it comes back.
            place = clone / "AID-2026.xlsx"
            write(place, {(load_workbook(place).sheetnames[1], "T01", "Status"): "in_progress"})
        answer = mh(*shlex.split(line, comments=True)[1:], cwd=clone)
        # The samples are a part of the law: a section that they hold may have changed since it was read.
        right = {0, 1} if line.startswith("mh law") else {0}
        assert answer.code in right, f"{line}\n{answer.err}"


@pytest.mark.attack
def test_the_page_on_a_new_country_leads_to_a_published_site(mh: Mh, tmp_path: Path) -> None:
    """Its commands in order, from an empty folder; the table is saved as it says."""
    here, (table,) = tmp_path, blocks("csv", NEW_COUNTRY)
    (here / "plan.csv").write_text(table[1], encoding="utf-8")
    identity = ("-c", "user.name=Kari", "-c", "user.email=kari@example.no")
    for line in [line for _, block in blocks("sh", NEW_COUNTRY) for line in block.splitlines()]:
        program, *words = shlex.split(line)
        if program == "cd":
            here /= words[0]
        elif program == "git":
            subprocess.run(["git", *identity, *words], cwd=here, check=True)
        else:
            answer = mh(*words, cwd=here)
            assert answer.code == 0, f"{line}\n{answer.err}"
    status = mh("status", "--format", "json", cwd=here).json
    assert [row["id"] for area in status["focus_areas"] for row in area["measures"]] == ["T01", "T02"]
    left = {finding["code"] for finding in mh("check", "--format", "json", cwd=here).json["diagnostics"]}
    assert "MH404" not in left
    assert "Train the police" in (here / "build/site/en/T01.html").read_text("utf-8")
    assert mh("fmt", "--check", cwd=here).code == 0


def plant_archives(root: Path) -> None:
    """Lovdata's samples, packed and unpacked, where the pages say that they were downloaded."""
    for name in ("gjeldende-lover", "gjeldende-sentrale-forskrifter", "lovtidend-avd1-2025"):
        shutil.copytree(LOVDATA / name, root / name)
        packed(root / f"{name}.tar.bz2", root / name)
    shutil.copy(LOVDATA / "lovdata-public-data-list.json", root)
    (root / "2025").mkdir()
    shutil.copy(root / "gjeldende-lover.tar.bz2", root / "2025")


@each_pair
def test_a_guide_leads_to_the_ones_in_the_other_languages(norwegian: Path, english: Path) -> None:
    """The first line below the title, with the titles of the other pages."""
    nynorsk = IN_NYNORSK.get(norwegian)
    pages = {"Bokmål" if nynorsk else "Norsk": norwegian, "Nynorsk": nynorsk, "English": english}
    there = {word: page for word, page in pages.items() if page}
    for page in there.values():
        links = []
        for word, other in there.items():
            title = other.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")
            links.append(f"{word}: [{title}]({os.path.relpath(other, page.parent).replace(os.sep, '/')})")
        below = page.read_text(encoding="utf-8").split("\n", 3)[2]
        assert below == " · ".join(link for link in links if not link.endswith(f"]({page.name})"))


IN_ENGLISH = {"frist": "deadline"}
"""Words of a command that have a language."""
LANGUAGE = {"--lang", "nb", "nn", "en"}
"""What asks for a language."""


@each_translation
def test_a_guide_in_another_language_has_the_parts_examples_and_commands_of_the_norwegian_one(
    norwegian: Path, other: Path
) -> None:
    """So what is tested of the examples of one page is true of the other; only the language differs."""
    pair = [page.read_text(encoding="utf-8") for page in (norwegian, other)]
    parts, tables = (
        [[len(mark) for mark in re.findall(pattern, text, re.MULTILINE)] for text in pair]
        for pattern in (r"^(#+) ", r"^((?:\|.*\n)+)")
    )
    assert parts[0] == parts[1]
    assert len(tables[0]) == len(tables[1])
    examples = [[text for _, text in blocks("yaml", page)] for page in (norwegian, other)]
    assert examples[0] == examples[1]
    run = [
        [
            sorted({IN_ENGLISH.get(word, word) for word in shlex.split(line)} - LANGUAGE)
            for line in commands("mh", page)
        ]
        for page in (norwegian, other)
    ]
    assert run[0] == run[1]


def test_every_guide_in_another_language_has_a_norwegian_one() -> None:
    """No page is outside the comparison above, but the one for those who write no Norwegian."""
    assert {*PAIRS.values(), NEW_COUNTRY} == set(ENGLISH.glob("*.md"))
    assert set(IN_NYNORSK.values()) == set(NYNORSK.glob("*.md"))


def test_the_glossaries_have_the_same_terms() -> None:
    """Each term in bokmål with the English one, on all three pages."""
    terms = [
        re.findall(r"^\| ([^|]+) \| ([^|]+) \| [^|]+ \|$", page.read_text(encoding="utf-8"), re.MULTILINE)
        for page in GLOSSARIES
    ]
    heads = {("norsk", "engelsk"), ("English", "Norwegian")}
    norwegian, english = ([row for row in found if row not in heads] for found in terms)
    assert len(norwegian) > 100
    assert english == [(second, first) for first, second in norwegian]
    nynorsk = IN_NYNORSK[GLOSSARIES[0]].read_text(encoding="utf-8")
    rows = re.findall(r"^\| [^|]+ \| ([^|]+) \| ([^|]+) \| [^|]+ \|$", nynorsk, re.MULTILINE)
    assert [row for row in rows if row != ("bokmål", "engelsk")] == norwegian


@pytest.mark.attack
def test_a_ministry_that_follows_the_page_has_a_report(mh: Mh, clone: Path) -> None:
    """The template in the guide to reporting is a draft as it stands, and counts once approved."""
    template, approval, _filled = examples(HOW_TO[0])
    path = clone / "data" / "reports" / "2026" / "AID.yaml"
    path.parent.mkdir(parents=True)
    for text, approved in ((template, False), (template.replace("measures:", approval + "measures:"), True)):
        path.write_text(text, encoding="utf-8")
        (report,) = mh("list", "reports", "--format", "json", cwd=clone).json["reports"]
        assert (report["id"], report["approved"] is not None) == ("2026-AID", approved)
        assert mh("check", "data/reports", "--format", "json", cwd=clone).json["diagnostics"] == []


@pytest.mark.attack
@pytest.mark.parametrize("lang", [*IN_BOTH_LANGUAGES, "nn"])
def test_a_line_of_a_draft_is_taken_into_use_as_the_page_shows(mh: Mh, clone: Path, lang: str) -> None:
    """Before, it is a line of ``mh new report``; after, it stands as without ``#`` and one space."""
    page = in_language(HOW_TO[0], lang)
    (before,) = (text for _, text in blocks("text", page) if text.startswith("measures:"))
    after = examples(page)[-1]
    order = ("new", "report", "--year", "2026", "--actor", "AID", "--lang", lang)
    assert mh(*order, cwd=clone).code == 0
    draft = (clone / "data/reports/2026/AID.yaml").read_text(encoding="utf-8")
    assert before.removeprefix("measures:\n") in draft
    keys = [line.partition(":")[0] for line in before.replace("# ", "").splitlines()]
    assert [line.partition(":")[0] for line in after.splitlines()][: len(keys)] == keys


DAY = "2026-12-02"
"""A day after those in the templates."""
ACCEPTING = next(page for page in HOW_TO if page.name == "akseptere-mangel.md")


def found_in(mh: Mh, root: Path) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """What the whole check finds, and what somebody has accepted, by rule and identity."""
    answer = mh("check", "--as-of", DAY, "--fail-on", "never", "--format", "json", cwd=root).json
    told, accepted = (
        {(item["code"], item["key"]) for item in answer[name]} for name in ("diagnostics", "accepted")
    )
    return told, accepted


@pytest.mark.parametrize(("place", "path", "key"), CASES["an acceptance copied from the page covers one gap"])
def test_an_acceptance_copied_from_the_page_covers_one_gap(
    mh: Mh, clone: Path, place: int, path: str, key: str
) -> None:
    """The gap that the page says, and no other; nothing else comes of it."""
    before, _ = found_in(mh, clone)
    _, text = blocks("yaml", ACCEPTING)[place]
    with (clone / path).open("a", encoding="utf-8") as file:
        file.write(text)
    after, accepted = found_in(mh, clone)
    assert {found for _, found in accepted} == {key}
    assert before - after == accepted
    assert after <= before


def test_an_instrument_copied_from_the_guide_passes_the_whole_check(mh: Mh, clone: Path) -> None:
    """What the guide says is enough to begin with is enough."""
    before, _ = found_in(mh, clone)
    (text,) = [text for _, text in blocks("yaml", GUIDE) if "id: nytt-organ\n" in text]
    folder = clone / "data/obligations/nytt-organ"
    folder.mkdir()
    (folder / "_instrument.yaml").write_text(text, encoding="utf-8")
    assert found_in(mh, clone)[0] == before


GRETA = NORWEGIAN / "svare-greta.md"


@pytest.mark.attack
@pytest.mark.parametrize("page", [GRETA, PAIRS[GRETA]], ids=shown)
def test_the_questionnaire_on_the_page_can_be_answered(mh: Mh, clone: Path, page: Path) -> None:
    """As it stands: all that it asks about is there."""
    (text,) = (text for _, text in blocks("text", page) if text.startswith("title:"))
    file = clone / "questionnaires" / "round.yaml"
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")
    git(clone, "add", "--all")
    git(clone, "commit", "-qm", "The questions")
    answer = mh("report", "obligations", "--questionnaire", "questionnaires/round.yaml", cwd=clone)
    assert answer.code == 0, answer.err


COUNTED = ("README.md", "docs/nb/datahandbok.md", "docs/en/data-guide.md")


@pytest.mark.attack
@each("page", COUNTED)
def test_the_counts_shown_are_those_of_the_command_beside_them(mh: Mh, page: str) -> None:
    """The command above the table gives each of its figures."""
    text = (CHECKOUT / page).read_text(encoding="utf-8")
    above, _, table = text.partition("<!-- begin coverage -->")
    line = _FENCE.findall(above)[-1][1].splitlines()[0]
    answer = mh(*shlex.split(line)[1:], cwd=CHECKOUT)
    rows = re.findall(r"^\| `([a-z0-9-]+)` \|(.*)\|$", table, re.MULTILINE)
    shown = {name: [int(cell) for cell in cells.split("|")] for name, cells in rows}
    unanswered = ("none", "named")
    assert shown == {
        name: [
            counts["total"],
            *counts["shown"].values(),
            sum(n for value, n in counts["strategy"]["promise"].items() if value not in unanswered),
        ]
        for name, counts in answer.json["coverage"].items()
    }


REPORTS = NORWEGIAN / "rapporter.md"


def quoted(text: str) -> list[str]:
    """The lines of a quoted output, those that stand for what is left out not among them."""
    return [line.strip() for line in text.splitlines() if line.strip() != "…"]


@pytest.mark.attack
@pytest.mark.parametrize("lang", IN_BOTH_LANGUAGES)
def test_the_page_on_reports_quotes_the_report_and_the_check_of_it(mh: Mh, clone: Path, lang: str) -> None:
    """The summary of a year without reports; a report that holds, and one with a character changed."""
    summary, holds, edited, *_ = (text for _, text in blocks("text", in_language(REPORTS, lang)))
    report, page = clone / "report.md", clone / "report.html"
    for form, path in (("markdown", report), ("html", page)):
        order = ("report", "yearly", "--year", "2026", "--format", form, "--lang", lang, "-o", str(path))
        assert mh(*order, cwd=clone).code == 0
    written = report.read_text(encoding="utf-8").splitlines()
    assert [line for line in written if line in quoted(summary)] == quoted(summary)
    assert mh("verify", str(report), "--lang", lang, cwd=clone).out == holds
    before, after = (re.findall(r"<li>.*</li>", edited)[place] for place in (1, 0))
    page.write_text(page.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    # A report has a line less once its year is over.
    found = mh("verify", str(page), "--lang", lang, cwd=clone).out
    assert re.sub(r"(line|linje) \d+", r"\1 100", found) == edited


@pytest.mark.parametrize("lang", IN_BOTH_LANGUAGES)
def test_the_data_guide_quotes_a_finding(mh: Mh, clone: Path, lang: str) -> None:
    """The mistake that the page describes gives the lines that it shows, in the place that it says."""
    (shown_there,) = (text for _, text in blocks("text", in_language(GUIDE, lang)) if "focus_aria" in text)
    path = clone / "data/measures/12-koordineringsmekanisme.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("focus_area: 3", "focus_aria: 3"), encoding="utf-8")
    told = mh("check", "data/measures/12-koordineringsmekanisme.yaml", "--lang", lang, cwd=clone).out
    assert " ".join(told.split()).startswith(" ".join(" ".join(quoted(shown_there)).split()))


def test_every_make_target_shown_exists() -> None:
    """The manuals name no target that the Makefile lacks."""
    makefile = (CHECKOUT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    assert {target for line in commands("make", *MANUALS) for target in line.split()[1:]} <= targets


def test_the_readme_begins_with_the_two_commands() -> None:
    """A newcomer's first two commands are the README's first block."""
    assert blocks("sh", CHECKOUT / "README.md")[0][1] == "make status\nmake test\n"


def test_the_readme_quotes_what_status_says(mh: Mh) -> None:
    """The lines of its excerpt, in their order."""
    asked = ("status", "--lang", "en", "--as-of", "2026-06-30", "--root", str(CHECKOUT))
    said = mh(*asked, columns=80).out.splitlines()
    for line in blocks("text", CHECKOUT / "README.md")[0][1].splitlines():
        if line != "…":
            said = said[said.index(line) + 1 :]


@each("page", sorted((DOCS / "dev").glob("*.md")))
def test_the_files_named_to_developers_are_there(page: Path) -> None:
    """By their whole path or the end of it, but for those that a reader is told to make."""
    text = page.read_text(encoding="utf-8")
    tops = [top for top in CHECKOUT.iterdir() if top.is_dir() and top.name[0] != "."]
    there = [path.as_posix() for top in tops for path in (top, *top.rglob("*"))]
    there += re.findall(r"<!-- file: (\S+) -->", text)
    for name in re.findall(r"`([\w/.-]+(?:/|\.py))`", text):
        assert any(f"/{path}".endswith(f"/{name.strip('/')}") for path in there), name


@each("page", list(pages()))
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    """Links point at files that exist, and at headings that these files have."""
    text = page.read_text(encoding="utf-8")
    for link in _LINK.findall(_FENCE.sub("", text)):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path) if path else page
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(target.read_text(encoding="utf-8")), link


@each(("place", "text"), blocks("yaml", GUIDE, *HOW_TO))
def test_the_guides_examples_give_every_text_in_both_languages(place: str, text: str) -> None:
    """The guide asks for bokmål and English, so its own examples give both."""
    for given in texts_in(parse(place, text.encode()).value):
        assert {"nb", "en"} <= given


@each("guide", GUIDES)
@each("model", [*FILES.values(), Acceptance])
def test_the_guide_explains_every_key_and_fixed_value(model: type[Model], guide: Path) -> None:
    """An adviser finds each key that a file may have, and each word it may hold."""
    schema = model.model_json_schema(by_alias=True)
    named = set(re.findall(r"`([A-Za-z_]+)(?:: 1)?`", guide.read_text(encoding="utf-8")))
    assert set(words_of(schema)) - named == set()


EXPLAINED = [(Task, "status"), (Task, "commitment"), (Address, "basis"), (Address, "contribution")]
"""The keys whose values the form explains at length."""


@each(
    ("page", "keys"),
    [
        *((guide, EXPLAINED) for guide in GUIDES),
        *((page, EXPLAINED[:1]) for page in (*GLOSSARIES, IN_NYNORSK[GLOSSARIES[0]])),
    ],
)
def test_a_fixed_value_means_what_the_form_says(page: Path, keys: list[tuple[type[Model], str]]) -> None:
    """And what an editor shows. The glossaries explain all but the statuses more shortly."""
    lang: Lang = {ENGLISH: "en", NYNORSK: "nn"}.get(page.parent, "nb")
    rows = [line for line in page.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    for model, key in keys:
        for value in fields(model)[key].choices:
            text = fields(model)[key].used(value, lang)
            found = [row for row in rows if f"| `{value}` |" in row and f"| {text} |" in row]
            assert found != [], (value, text)


@each("page", [HISTORY, PAIRS[HISTORY]])
def test_the_page_on_history_names_every_kind_of_event(page: Path) -> None:
    """What ``mh log --kind`` takes can be looked up."""
    assert set(KINDS) - set(re.findall(r"`([a-z_]+)`", page.read_text(encoding="utf-8"))) == set()


@each("page", HOW_TO)
def test_every_page_for_advisers_is_linked(page: Path) -> None:
    """From the index and from the data guide one click leads to each page, in both languages."""
    for lang, name in enumerate((page.name, PAIRS[page].name)):
        assert f"({name})" in INDEXES[lang].read_text(encoding="utf-8")
        assert f"({name})" in GUIDES[lang].read_text(encoding="utf-8")


@each("index", INDEXES)
def test_the_index_leads_to_every_page_in_its_folder(index: Path) -> None:
    """Whoever begins there finds all there is, the rules by their own list."""
    text = index.read_text(encoding="utf-8")
    for page in index.parent.glob("*.md"):
        assert page == index or f"({page.name})" in text, page.name


@pytest.fixture
def practice(mh: Mh, tmp_path: Path) -> Path:
    """The strategy to practise on, which the page on updating takes its examples from."""
    assert mh("demo", "ovelse", "--lang", "nb", cwd=tmp_path).code == 0
    return tmp_path / "ovelse"


UPDATING: dict[Path, tuple[str, str]] = {
    UPDATE: ("nb", r"^Slik står oppgaven i `(\S+)`:$"),
    PAIRS[UPDATE]: ("en", r"^The task in `(\S+)` reads:$"),
    IN_NYNORSK[UPDATE]: ("nn", r"^Slik står oppgåva i `(\S+)`:$"),
}
"""The page on updating in each language, and how it names the file of an example."""


@pytest.mark.parametrize("page", UPDATING, ids=shown)
def test_the_examples_of_updating_mean_what_the_page_says(mh: Mh, practice: Path, page: Path) -> None:
    """Each pair is a task as it stands in the file named and as it should be; no error comes of it."""
    lang, named = UPDATING[page]
    files = re.findall(named, page.read_text(encoding="utf-8"), re.MULTILINE)
    tasks = [block.removeprefix("tasks:\n") for block in examples(page)]
    for file, before, after in zip(files, tasks[::2], tasks[1::2], strict=True):
        stored = (practice / file).read_text(encoding="utf-8")
        assert stored.count(before) == 1
        (practice / file).write_text(stored.replace(before, after), encoding="utf-8")
    meaning = mh("diff", "HEAD", "--lang", lang, cwd=practice).out
    (promised,) = (block for _, block in blocks("text", page))
    for line in promised.splitlines():
        assert line in meaning
    assert mh("check", "--fail-on", "error", cwd=practice).code == 0


@pytest.mark.parametrize("page", [UPDATE, PAIRS[UPDATE]], ids=shown)
def test_the_commands_of_updating_do_what_is_done_by_hand(mh: Mh, practice: Path, page: Path) -> None:
    """Letter for letter what the examples show: whoever changes the way of working changes nothing."""
    for line in commands("mh", page):
        words = shlex.split(line)[1:]
        if words[0] == "set":
            assert mh(*words[:-1], str(practice), cwd=practice).code == 0
    tasks = [block.removeprefix("tasks:\n") for block in examples(page)]
    stored = "".join(path.read_text("utf-8") for path in sorted(practice.glob("data/measures/*.yaml")))
    for after in tasks[1::2]:
        assert after in stored


SLIPS = CASES["slips"]
"""What somebody may write where a task's status stands, in the order of the table on the page."""

QUOTING = (UPDATE, PAIRS[UPDATE], IN_NYNORSK[UPDATE])
"""The pages that quote the program, in rows that begin with what it says."""


@pytest.mark.attack
@each("place", some(range(len(SLIPS)), 3))
@each("page", QUOTING)
def test_the_page_on_updating_quotes_what_the_program_says(
    mh: Mh, practice: Path, page: Path, place: int
) -> None:
    """Whoever looks up a message finds it in the table, with what to do."""
    quotes = re.findall(r"^\| \*(.*)\* \| .*\|$", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(quotes) == len(SLIPS)
    path = practice / "data/measures/04-opplaring-i-forstelinjen.yaml"
    text = path.read_text(encoding="utf-8")
    start = text.index("status:", text.index("id: T04.2"))
    path.write_text(text[:start] + SLIPS[place] + text[text.index("\n", start) :], encoding="utf-8")
    asked = ("check", str(path), "--format", "json", "--lang", UPDATING[page][0])
    found = mh(*asked, cwd=practice).json["diagnostics"]
    path.write_text(text, encoding="utf-8")
    assert any(quotes[place] in item["message"] for item in found), [item["message"] for item in found]


@pytest.mark.attack
def test_the_examples_in_python_say_what_the_commands_say(mh: Mh, vestlandia: Path) -> None:
    code = "\n".join(text for _, text in blocks("python", CHECKOUT / "docs" / "dev" / "api.md"))
    ministry, unanswered, errors, *trouble = python("-c", code, cwd=vestlandia).out.split()
    assert "“no-such-branch”." in trouble
    counts = mh("gaps", "--format", "json", cwd=vestlandia).json["coverage"].values()
    assert int(unanswered) == sum(one["unanswered"] for one in counts)
    assert int(errors) == mh("check", "--format", "json", cwd=vestlandia).json["summary"]["error"]
    assert ministry in mh("status", cwd=vestlandia).out


TOOL = tool("pictures")
IMAGES = CHECKOUT / "docs" / "images"
PAGES = [CHECKOUT / "README.md", *(CHECKOUT / "docs").rglob("*.md")]
SHOWN = [
    (page, text, page.parent / path)
    for page in PAGES
    for text, path in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", page.read_text(encoding="utf-8"))
]
LARGEST = 120_000


@each(("page", "text", "picture"), SHOWN)
def test_a_picture_on_a_page_exists_and_is_told_in_words(page: Path, text: str, picture: Path) -> None:
    """Whoever does not see it reads what it shows; pages in Norwegian and English show their own."""
    assert picture.resolve().is_relative_to(IMAGES)
    assert picture.is_file()
    assert len(text.split()) >= 4
    if picture.stem.startswith("form-"):
        assert picture.stem.endswith("-en" if page.parent.name == "en" else "-nb")


def test_every_picture_is_made_by_the_script_and_none_is_left_over() -> None:
    assert {path.name for path in IMAGES.iterdir()} == set(TOOL.names())


def test_every_picture_is_on_a_page() -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert [name for name in TOOL.names() if f"images/{name})" not in text] == []


@each("picture", sorted(IMAGES.iterdir()))
def test_a_picture_is_small(picture: Path) -> None:
    """Every clone has it."""
    assert picture.stat().st_size < LARGEST
