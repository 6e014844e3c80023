"""A strategy with terms of its own: what a measure and a responsible body are called, by language."""

import ast
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl import load_workbook

from menneskehandel_cli.language import Counted, DocumentLang, count, say
from menneskehandel_cli.language.messages import WORDS
from menneskehandel_cli.language.terms import CONCEPTS, Term, TermedLang
from menneskehandel_cli.models import Strategy, validate
from menneskehandel_cli.models.strategy import Terms, terms_of
from repositories import Step, build
from support import CHECKOUT, FICTIONAL, Mh, each

TERMS = (
    "terms:\n"
    "  measure: {en: {one: action, many: actions}}\n"
    "  responsible_body: {en: {one: agency, many: agencies}}\n"
)
STRATEGY = "strategy/strategy.yaml"
PAGES = ("status", "gaps", "matrix", "list measures", "list reports", "show T01", "check")


@pytest.fixture
def plan(fjellheim: Path) -> Path:
    """The fictional strategy, whose measures are actions in English; it says nothing of Norwegian."""
    with (fjellheim / STRATEGY).open("a", encoding="utf-8") as file:
        file.write(TERMS)
    return fjellheim


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, whose measures were called activities before they were called actions."""
    paths = [path for path in sorted(FICTIONAL.rglob("*")) if path.suffix in (".yaml", ".json")]
    files = {path.relative_to(FICTIONAL).as_posix(): path.read_bytes() for path in paths}
    activity = TERMS.replace("action", "activity").replace("activitys", "activities")
    steps = (
        Step("2026-01-02", {STRATEGY: files[STRATEGY] + activity.encode()}, "Call them activities"),
        Step("2027-01-02", {STRATEGY: files[STRATEGY] + TERMS.encode()}, "Call them actions"),
    )
    return build(tmp_path_factory.mktemp("terms") / "plan", steps, base=files).root


def words(terms: Mapping[str, str]) -> TermedLang:
    """English with a term for a measure."""
    return TermedLang("en", {"measure": Term(**terms)})


# Where the word stands by itself ----------------------------------------------------------------------


def test_status_and_lists_are_in_the_strategys_terms(mh: Mh, plan: Path) -> None:
    status = mh("status", "--lang", "en", cwd=plan).out
    assert re.search(r"· \d+ actions\b", status)
    assert re.search(r"showing \d+ of \d+ actions", mh("status", "--area", "1", "--lang", "en", cwd=plan).out)
    listed = mh("list", "measures", "--lang", "en", cwd=plan).out
    assert re.search(r"No\. +Action", listed)
    assert re.search(r"\d+ actions", listed)
    assert "Actions and obligations" in mh("matrix", "--lang", "en", cwd=plan).out


def test_sentences_keep_the_programs_words(mh: Mh, plan: Path) -> None:
    """Messages, help and the names of options and keys are the same for every strategy."""
    assert "Only measures that" in mh("status", "--help", "--lang", "en", cwd=plan).out
    asked = ("check", "--fail-on", "never", "--lang", "en")
    before = mh(*asked, cwd=plan).out
    assert "action" not in re.sub("actions?/", "", before)


@pytest.mark.parametrize("page", PAGES)
def test_a_language_without_terms_keeps_the_programs_words(mh: Mh, plan: Path, page: str) -> None:
    """Nothing changes in Norwegian, byte for byte; nor in JSON."""
    forms = [("--lang", "nb"), ("--lang", "nn"), ("--lang", "nb", "--format", "json")]
    told = [mh(*page.split(), *form, cwd=plan).out for form in forms]
    text = (plan / STRATEGY).read_text(encoding="utf-8")
    (plan / STRATEGY).write_text(text.removesuffix(TERMS), encoding="utf-8")
    assert [mh(*page.split(), *form, cwd=plan).out for form in forms] == told


def test_a_report_is_in_the_terms_of_the_state_at_its_end(mh: Mh, history: Path, tmp_path: Path) -> None:
    """It can be made again when they have changed; so is a page of a commit."""
    made = {}
    for year, at in (("2026", "2026-12-31"), ("2027", "HEAD")):
        made[year] = tmp_path / f"{year}.md"
        asked = ("report", "yearly", "--year", year, "--at", at, "--format", "markdown", "--lang", "en")
        answer = mh(*asked, "-o", str(made[year]), cwd=history)
        assert answer.code == 0, answer.err
        assert mh("verify", str(made[year]), "--lang", "en", cwd=history).code == 0
    assert "All activities" in made["2026"].read_text(encoding="utf-8")
    text = made["2027"].read_text(encoding="utf-8")
    assert "All actions" in text
    page = tmp_path / "matrix.html"
    form = ("--at", "2026-12-31", "--format", "html", "--lang", "en")
    assert mh("matrix", *form, "-o", str(page), cwd=history).code == 0
    assert "Activities and obligations" in page.read_text(encoding="utf-8")


def test_the_site_is_in_the_terms_of_each_language(mh: Mh, history: Path, tmp_path: Path) -> None:
    """Menu, label of a page, heading and count; in Norwegian the program's words."""
    site = tmp_path / "site"
    answer = mh("site", str(site), "--lang", "en", "--lang", "nb", cwd=history)
    assert answer.code == 0, answer.err
    listed = (site / "en" / "measures.html").read_text(encoding="utf-8")
    assert "<h1>Actions</h1>" in listed
    assert re.search(r'href="measures.html"[^>]*>\s*Actions\s*<', listed)
    assert re.search(r"\d+ actions\b", listed)
    one = next(path for path in sorted((site / "en").glob("*.html")) if "Action 1 " in path.read_text())
    assert "Measure 1 " not in one.read_text(encoding="utf-8")
    norwegian = (site / "nb" / "measures.html").read_text(encoding="utf-8")
    assert "Tiltak" in norwegian
    assert "ction" not in re.sub(r"<(?:script|style).*?</|<[^>]*>", "", norwegian, flags=re.DOTALL)
    assert mh("verify", str(site), cwd=history).code == 0


def test_tables_to_import_keep_the_programs_words(mh: Mh, plan: Path, tmp_path: Path) -> None:
    """So ``mh import`` knows the columns of what ``mh list`` wrote."""
    table = tmp_path / "measures.xlsx"
    asked = ("list", "measures", "--format", "xlsx", "--lang", "en", "-o", str(table))
    assert mh(*asked, cwd=plan).code == 0
    assert "Measure" in [cell.value for cell in load_workbook(table).worksheets[0][1]]


@pytest.mark.parametrize(
    "change",
    [
        ("set", "T01", "title=A council"),
        ("new", "measure", "--title", "X", "--area", "1", "--responsible", "RD"),
        ("fix", "--yes"),
    ],
    ids=lambda change: change[0],
)
def test_what_is_written_is_the_same(mh: Mh, plan: Path, change: tuple[str, ...]) -> None:
    """The terms are for readers: files are written as without them."""
    answer = mh(*change, "--lang", "en", cwd=plan)
    assert answer.code == 0, answer.err


# What a term may be -----------------------------------------------------------------------------------


@each("given", ["Maßnahme", "mesure d'action", "действие", "vastuu-elin", "μέτρο"])
def test_a_term_is_words(given: str) -> None:
    value = {"measure": {"xx": {"one": given, "many": given}}}
    record, wrong = validate(Terms, value, "")
    assert (wrong, record is not None) == ([], True)
    assert terms_of({"terms": value}, "xx") == {"measure": Term(given, given)}


@each("given", ["", "a|b", "<b>", "{n}", "=1", "a\x1b[31m", "a\u202eb", "::error", "x" * 31])
def test_what_is_no_words_is_refused_and_not_said(given: str) -> None:
    """A term stands in every format, so it has no sign that one of them could act on."""
    value = {"measure": {"en": {"one": given, "many": "actions"}}}
    _, (found,) = validate(Terms, value, "")
    assert (found.code, found.params["fits"]) == ("MH007", "term")
    assert terms_of({"terms": value}, "en") == {}


@each(
    "terms",
    [None, [], "action", {"measure": "action"}, {"measure": {"en": {"one": "action"}}}, {"measure": 1}],
)
def test_terms_that_cannot_be_read_leave_the_programs_words(terms: object) -> None:
    assert terms_of({"terms": terms}, "en") == {}


# How they travel --------------------------------------------------------------------------------------


def test_two_strategies_in_one_process_keep_their_own_terms() -> None:
    """Nothing that a language's terms decide is cached: the languages are equal, their words are not."""
    action, step = words({"one": "action", "many": "actions"}), words({"one": "step", "many": "steps"})
    assert action == step == "en"
    said = [
        (say("column.measure", lang), count("measures", 2, lang)) for lang in (action, step, "en", action)
    ]
    assert said == [
        ("Action", "2 actions"),
        ("Step", "2 steps"),
        ("Measure", "2 measures"),
        ("Action", "2 actions"),
    ]
    assert count("measures", 1, step) == "1 step"
    assert say("column.measure", DocumentLang(step)) == "Step"


def test_no_function_that_is_cached_by_language_says_a_term() -> None:
    """Those that are cached by a language are these, and say none of the phrases with terms."""
    cached = {
        f"{path.stem}.{node.name}"
        for path in sorted((CHECKOUT / "src").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
        and any("cache" in ast.unparse(mark) for mark in node.decorator_list)
        and any(ast.unparse(item.annotation or ast.Constant(0)) == "Lang" for item in node.args.args)
    }
    assert cached == {"days.day", "stems._order", "stems.searching"}


@each("key", [key for key in WORDS if key.rpartition(":")[2] in CONCEPTS])
def test_a_phrase_with_a_term_has_the_parameters_of_the_phrase(key: str) -> None:
    plain, message = WORDS[key.partition(":")[0]], WORDS[key]
    places = [
        set(re.findall(r"\{(\w+)\}", " ".join(text) if isinstance(text, Counted) else text))
        for text in (plain, message)
    ]
    assert places[0] == places[1] - {"one", "many", "One", "Many"}
    assert isinstance(plain, Counted) == isinstance(message, Counted)


def test_a_strategy_without_terms_has_none() -> None:
    assert Strategy.model_fields["terms"].get_default(call_default_factory=True) == Terms()
