"""A strategy in languages that the program does not speak: the fictional one, as if Finnish and Swedish.

What was bokmål is marked as Finnish, and what was English as Swedish.

A strategy whose measures are called A01, A02: the fictional one with another letter.
"""

import re
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from cases import listed
from menneskehandel_cli.language.tags import language_in
from menneskehandel_cli.models.strategy import language_of
from menneskehandel_cli.register import load
from menneskehandel_cli.register.layout import letter_in_file
from menneskehandel_cli.trees import ROOT_FILE, DictTree, DiskTree
from repositories import git
from support import Mh, each
from workbooks import sent

CASES: dict[str, Any] = listed("strategy_language")

MEASURE = "data/measures/01-samordning.yaml"


@pytest.fixture
def finnish(fjellheim: Path) -> Path:
    """The strategy, without ``default_language``; the title of T01 is a plain text."""
    for path in fjellheim.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"\bnb:", "fi:", text)
        text = re.sub(r"\ben:", "sv:", text)
        path.write_text(text, encoding="utf-8")
    edit(fjellheim, "strategy/strategy.yaml", r"languages: .*\ndefault_language: .*", "languages: [fi, sv]")
    edit(fjellheim, MEASURE, r"(?m)^title: .*", "title: Neuvosto perustetaan")
    return fjellheim


def edit(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text(encoding="utf-8")
    changed = re.sub(old, new, text, count=1)
    assert changed != text
    (root / path).write_text(changed, encoding="utf-8")


@each(("values", "language"), CASES["language"])
def test_the_language_of_a_strategy_is_its_default_else_the_first(
    values: dict[str, object], language: str
) -> None:
    """Whatever the file says: a mistake in it is reported elsewhere."""
    assert language_of(values) == language


def test_a_plain_text_is_in_the_strategys_language(finnish: Path) -> None:
    """Also in the strategy's own file."""
    edit(finnish, "strategy/strategy.yaml", r"(?m)^title: .*", "title: Strategia")
    register = load(DiskTree(finnish))
    assert register.language == "fi"
    assert register.strategy is not None
    assert register.strategy.title.model_dump() == {"fi": "Strategia"}
    assert register.measures[0].title.model_dump() == {"fi": "Neuvosto perustetaan"}


def test_a_reader_of_another_language_gets_the_strategys_before_any_other(mh: Mh, finnish: Path) -> None:
    """The words of the program are those asked for: English where nothing is."""
    edit(finnish, MEASURE, r"(?m)^title: .*", "title: {sv: Ett råd inrättas, fi: Neuvosto perustetaan}")
    for lang in ((), ("--lang", "nb"), ("--lang", "en")):
        shown = mh("show", "T01", *lang, cwd=finnish)
        assert shown.code == 0
        assert "Neuvosto perustetaan" in shown.out
        assert "Ett råd" not in shown.out
    assert "Responsible" in mh("show", "T01", cwd=finnish).out


def test_a_plain_text_lacks_the_other_languages(mh: Mh, finnish: Path) -> None:
    """It is there in Finnish, so what is missing is Swedish."""
    found = mh("check", MEASURE, "--rules", "MH401", "--lang", "en", cwd=finnish).out
    assert "The text is missing in sv." in found


def test_history_tells_what_a_plain_text_became(mh: Mh, finnish: Path) -> None:
    """In the strategy's language, whatever the reader's."""
    git(finnish, "init", "-q", "-b", "main")
    git(finnish, "add", "--all")
    git(finnish, "commit", "-qm", "Alku")
    edit(finnish, MEASURE, r"(?m)^title: .*", "title: {sv: Ett råd, nb: Et råd, fi: Neuvosto aloittaa}")
    git(finnish, "commit", "-qam", "Muutos")
    said = mh("log", "T01", "--lang", "en", cwd=finnish).out
    assert "Neuvosto perustetaan" in said
    assert "Neuvosto aloittaa" in said
    assert "råd" not in said
    assert "Neuvosto aloittaa" in mh("report", "yearly", "--year", "2026", "--lang", "en", cwd=finnish).out


def test_what_is_written_is_in_the_strategys_language(mh: Mh, finnish: Path) -> None:
    """By ``mh new`` and by ``mh set``."""
    options = ("--title", "Uusi", "--area", "1", "--responsible", "RD", "--dry-run")
    made = mh("new", "measure", *options, cwd=finnish).out
    assert "+title: {fi: Uusi}\n" in made
    assert '+#     text: {fi: "What is to be done?"}\n' in made
    edit(finnish, MEASURE, r"(?m)^title: .*", "title: {fi: Vanha, sv: Gammal}")
    assert mh("set", "T01", "title=Uusi", cwd=finnish).code == 0
    assert "title: {fi: Uusi, sv: Gammal}" in (finnish / MEASURE).read_text(encoding="utf-8")


@each(("text", "language"), CASES["broken"])
def test_a_file_that_is_not_valid_yaml_still_says_its_language(text: str, language: str) -> None:
    """A slip in the strategy's file changes the language of no answer; English where none is said."""
    assert language_in(text.encode()) == language


def test_site_and_reports_are_in_each_language_that_the_strategy_has(mh: Mh, finnish: Path) -> None:
    """The program's words around its texts are English, and a sentence says so."""
    known = "publication: {address: https://example.org, themes: [GOVE], publisher: {name: A, email: a@b.no}}"
    strategy = finnish / "strategy/strategy.yaml"
    text = re.sub(r"(?ms)^publication:.*?(?=^\w|\Z)", "", strategy.read_text(encoding="utf-8"))
    strategy.write_text(f"{text.rstrip()}\n{known}\n", encoding="utf-8")
    for words in (("init", "-q", "-b", "main"), ("add", "--all"), ("commit", "-qm", "Alku")):
        git(finnish, *words)
    site = finnish.parent / "site"
    answer = mh("site", str(site), cwd=finnish)
    assert answer.code == 0, answer.err
    assert {path.name for path in site.iterdir() if path.is_dir()} == {"fi", "sv", "en"}
    page = (site / "fi/T01.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in page
    assert '<h1><span lang="fi">Neuvosto perustetaan</span></h1>' in page
    assert "not been translated into Finnish. Its own text is in English" in page
    assert "suomi)" not in (site / "en/T01.html").read_text(encoding="utf-8")
    assert 'hreflang="sv">svenska</a>' in page
    languages = re.findall(r"authority/language/(\w+)", (site / "catalog.ttl").read_text(encoding="utf-8"))
    assert set(languages) == {"FIN", "SWE", "ENG"}
    assert mh("verify", str(site), cwd=finnish).code == 0
    for name in ("report.html", "report.docx"):
        file = finnish.parent / name
        options = ("--year", "2026", "--lang", "sv", "--format", file.suffix[1:], "-o", str(file))
        assert mh("report", "yearly", *options, cwd=finnish).code == 0
        assert mh("verify", str(file), cwd=finnish).code == 0
    assert "into Swedish" in (finnish.parent / "report.html").read_text("utf-8").partition("<h2")[0]
    assert mh("codeowners", "--org", "a", "--lang", "fi", "-o", "OWNERS", cwd=finnish).code == 0
    assert mh("codeowners", "--check", "OWNERS", cwd=finnish).code == 0
    refused = mh("status", "--lang", "de", cwd=finnish)
    assert (refused.code, "en, fi or sv" in refused.err) == (2, True)
    bare = finnish.parent / "bare.git"
    git(finnish.parent, "clone", "-q", "--bare", str(finnish), str(bare))
    assert mh("status", "--at", "HEAD", "--lang", "fi", cwd=bare).code == 0


def test_a_workbook_in_a_language_of_the_strategy_comes_back(mh: Mh, finnish: Path) -> None:
    """It calls what was said last by its field, and not by the tag of its language."""
    edit(finnish, "strategy/strategy.yaml", "  periods:", "  periods:\n    2025: {from: 2025, to: 2025}")
    said = "measures:\n  - {measure: T01, status: in_progress, done: {fi: Kokoontui.}}\n"
    path = finnish / "data/reports/2025/RD.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(
        f"year: 2025\nactor: RD\nkind: self\napproved: {{by: RD, date: 2026-02-01}}\n{said}", "utf-8"
    )
    for words in (("init", "-q", "-b", "main"), ("add", "--all"), ("commit", "-qm", "Alku")):
        git(finnish, *words)
    book = sent(mh, finnish, "RD", 2026, "--lang", "fi")
    texts = [str(text) for row in load_workbook(book)["Report"].values for text in row]
    assert any("What has been done. Stated for 2025: Kokoontui." in text for text in texts)
    answer = mh("import", str(book), "--dry-run", cwd=finnish)
    assert answer.code == 0, answer.out


@pytest.fixture
def english(fjellheim: Path) -> Path:
    """The strategy in English alone, with nothing in bokmål."""
    for path in fjellheim.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"\bnb:", "xx:", text), encoding="utf-8")
    edit(fjellheim, "strategy/strategy.yaml", r"languages: .*\ndefault_language: .*", "languages: [en]")
    edit(fjellheim, MEASURE, r"(?m)^title: .*", "title: A council is set up")
    return fjellheim


def test_what_is_set_is_in_the_strategys_language(mh: Mh, english: Path) -> None:
    """As a plain text, in place of another one, and in braces with any tag."""
    titles = {
        "title=A council for coordination": {"en": "A council for coordination"},
        "title={en: A council, ga: Comhairle}": {"en": "A council", "ga": "Comhairle"},
        "title=A board": {"en": "A board", "ga": "Comhairle"},
    }
    for given, title in titles.items():
        answer = mh("set", "T01", given, cwd=english)
        assert answer.code == 0, answer.err
        assert load(DiskTree(english)).measures[0].title.model_dump() == title


ASKED: tuple[tuple[str, ...], ...] = (
    ("--help",),
    ("explain", "MH301"),
    ("schema", "measure"),
    ("show", "T99"),
    ("set", "T01", "nonsense=1"),
    ("check", "--fail-on", "never"),
    ("codeowners",),
)


@pytest.mark.parametrize("command", ASKED, ids=" ".join)
def test_every_answer_is_in_the_strategys_language(mh: Mh, english: Path, command: tuple[str, ...]) -> None:
    """Help, messages and what is printed; also while the strategy's file has a slip."""
    assert mh(*command, cwd=english) == mh(*command, "--lang", "en", cwd=english)
    edit(english, "strategy/strategy.yaml", r"(?m)^title:", "title: [")
    assert mh(*command, cwd=english) == mh(*command, "--lang", "en", cwd=english)


def test_outside_any_strategy_the_program_speaks_english(mh: Mh, tmp_path: Path) -> None:
    """Nothing there says another language."""
    asked = mh("status", "--lang", "en", cwd=tmp_path)
    assert mh("status", cwd=tmp_path).err == asked.err
    assert mh("--help", cwd=tmp_path).out == mh("--help", "--lang", "en", cwd=tmp_path).out


def test_schemas_in_a_folder_are_in_the_strategys_language(mh: Mh, english: Path) -> None:
    """Those who share the files share their descriptions, whatever the environment says."""
    assert mh("schema", "-o", "schemas", cwd=english, env={"MH_LANG": "nb"}).code == 0
    written = (english / "schemas/measure.schema.json").read_text(encoding="utf-8")
    assert "The title" in written
    assert "Tittelen" not in written


@pytest.fixture
def lettered(fjellheim: Path) -> Path:
    """Every T12 is A12, and the strategy says so."""
    for path in (file for end in ("yaml", "json") for file in fjellheim.rglob(f"*.{end}")):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"\bT(?=[0-9]{2}\b)", "A", text), encoding="utf-8")
    path = fjellheim / "strategy/strategy.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("\ncoordinator:", "\nmeasure_letter: A\ncoordinator:"), encoding="utf-8")
    return fjellheim


def test_the_same_is_found_as_with_another_letter(
    mh: Mh, fjellheim: Path, request: pytest.FixtureRequest
) -> None:
    """Every finding and every gap, under the other name."""
    commands = (("check", "--fail-on", "never"), ("gaps",), ("status",), ("list", "measures"))
    before = [mh(*command, cwd=fjellheim).out for command in commands]
    lettered = request.getfixturevalue("lettered")
    after = [mh(*command, cwd=lettered).out for command in commands]
    assert [re.sub(r"\bT(?=[0-9]{2}\b)", "A", text).split() for text in before] == [
        text.split() for text in after
    ]


@pytest.mark.parametrize("asked", ["12", "a12", "A12", "A12.1"])
def test_a_number_is_enough(mh: Mh, lettered: Path, asked: str) -> None:
    """To show and to change; the letter of another strategy is none."""
    shown = mh("show", asked, cwd=lettered)
    assert shown.code == 0
    assert "A12" in shown.out
    assert mh("set", asked, "status=in_progress", cwd=lettered).code == 0
    assert (
        mh("show", asked.upper().replace("A", "T") if "A" in asked.upper() else "T12", cwd=lettered).code != 0
    )


def test_a_new_measure_has_the_letter(mh: Mh, lettered: Path) -> None:
    """The next free number after it, and a file named after the number."""
    given = ("--title", "Nytt tiltak", "--area", "1", "--responsible", "RD", "--document", "strategy")
    answer = mh("new", "measure", *given, cwd=lettered)
    assert answer.code == 0, answer.err
    (made,) = (lettered / "data/measures").glob("*nytt-tiltak.yaml")
    number = made.name.partition("-")[0]
    assert f"id: A{number}\n" in made.read_text(encoding="utf-8")


def test_a_measure_with_another_letter_is_an_error(mh: Mh, lettered: Path) -> None:
    """It is told at its id, and is not renamed."""
    (path,) = (lettered / "data/measures").glob("12-*.yaml")
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(?m)^id: A12$", "id: T12", text), encoding="utf-8")
    found = mh("check", "--fail-on", "never", "--format", "json", cwd=lettered).json["diagnostics"]
    told = [item for item in found if item["code"] == "MH009"]
    assert [(item["path"], item["line"]) for item in told] == [
        (path.relative_to(lettered).as_posix(), text[: text.index("id: A12")].count("\n") + 1)
    ]


@each(
    ("text", "letter"),
    [
        ("measure_letter: A\n", "A"),
        ('measure_letter: "ME"\n', "ME"),
        ("x: [\nmeasure_letter: A", "A"),
        ("", "T"),
    ],
)
def test_the_letter_is_read_from_a_file_that_is_not_valid(text: str, letter: str) -> None:
    """T where none is said."""
    assert letter_in_file(DictTree({ROOT_FILE: text.encode()})) == letter
