"""Mistakes that people make in a text editor are told so that they are understood at first reading.

Each is one test: a file with the mistake, one finding in bokmål and in English, and no finding in the
file once it is mended as the finding says.
"""

import random
import re
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as some

from example import MEASURE, MEASURE_FILE, REPORT, REPORT_FILE
from menneskehandel_cli.documents import parse
from menneskehandel_cli.edits.change import tree_after
from menneskehandel_cli.edits.fixing import fixed
from menneskehandel_cli.mistakes import explained, mended
from menneskehandel_cli.mistakes.mends import MENDS
from menneskehandel_cli.register import load
from menneskehandel_cli.register.layout import as_yaml
from menneskehandel_cli.rules import Finding, RuleContext, findings
from menneskehandel_cli.rules.example import BASE, EXAMPLE_DAY, with_example
from menneskehandel_cli.trees import Tree
from support import CHECKOUT, THOROUGH, each

NB = "\u00a0"
ACTORS = "strategy/actors.yaml"
HDIR = """\
  - id: Hdir
    name: {nb: Helsedirektoratet, nn: Helsedirektoratet, en: Norwegian Directorate of Health}
    kind: agency
    source: {document: strategy}
"""
STRATEGY = "strategy/strategy.yaml"
THEMES = "themes: [{id: children, title: {nb: Barn og unge, nn: Barn og unge, en: Children}}]\n"
TITLE = "title: Samordne arbeidet\n"
STATUS = "status: in_progress\nstatus_source"
IN_TASK = "    status: in_progress\n"


def tree_with(text: str, path: str = MEASURE_FILE) -> Tree:
    actors, strategy = BASE[ACTORS], BASE[STRATEGY]
    assert isinstance(actors, str)
    assert isinstance(strategy, str)
    there = {**BASE, REPORT_FILE: REPORT}
    others = {name: content for name, content in there.items() if name != as_yaml(path)}
    return with_example({path: text, ACTORS: actors + HDIR, STRATEGY: strategy + THEMES}, others)


def told(tree: Tree, path: str = MEASURE_FILE) -> list[Finding]:
    """What is wrong or worth knowing in a file; gaps in policy are another matter."""
    found = findings(RuleContext(load(tree), EXAMPLE_DAY), tree.read)
    return [item for item in found if item.severity != "gap" and item.path == path]


@dataclass(frozen=True)
class Mistake:
    """Lines of the example measure, or of a report on it, as they were, with a mistake, and mended."""

    name: str
    line: int
    was: str
    wrong: str
    code: str
    nb: str
    en: str
    right: str | None = None
    """The mended lines; ``None`` if they are as they were."""
    path: str = MEASURE_FILE

    def tree(self, lines: str | None) -> Tree:
        """The example with other lines; ``None`` leaves them as they were."""
        text = REPORT if self.path.startswith("data/reports") else MEASURE
        assert text.count(self.was) >= 1
        return tree_with(text.replace(self.was, self.was if lines is None else lines, 1), self.path)


MISTAKES = [
    Mistake(**given) for given in yaml.load((CHECKOUT / "tests/mistakes.yaml").read_bytes(), yaml.CSafeLoader)
]


@each("mistake", MISTAKES)
def test_a_mistake_is_one_finding_that_says_how_to_mend_it(mistake: Mistake) -> None:
    """And mended so, it leaves no finding."""
    (found,) = told(mistake.tree(mistake.wrong), mistake.path)
    assert (found.rule.code, found.span.line) == (mistake.code, mistake.line)
    assert f"{found.message('nb')} | {found.help('nb')}".startswith(mistake.nb)
    assert f"{found.message('en')} | {found.help('en')}".startswith(mistake.en)
    assert found.severity == ("note" if mistake.code in ("MH020", "MH021") else "error")
    assert "fjern" not in found.help("nb").casefold()  # no value is lost
    name = MEASURE_FILE if mistake.path.startswith("data/measures") else REPORT_FILE
    assert told(replace(mistake, path=name).tree(mistake.right), name) == []


FIXED = {
    *("no-break spaces in front", "one no-break space in front", "no-break space after the colon"),
    *("no-break space before the value", "no space after the colon", "no space after the first colon"),
    *("no space after the dash", "curly quotes around a day", "a tab in front"),
    *("tabs in front of two lines", "a soft hyphen", "a space without width"),
    *("a soft hyphen in a fixed value", "a line separator from Word", "a Norwegian day"),
    *("a day without zeros", "an actor by name", "items after bullets", "a list without brackets"),
    *("a key in Norwegian", "a key in curly quotes", "a number as a title", "ja for true"),
    *("a soft hyphen in a later line", "a theme by its title", "a theme in another form"),
    "the word and number of a measure",
    *("a measure in small letters", "a measure without its zero", "an amount with spaces"),
    *("an amount with points", "a month in words", "a status in Norwegian", "a status in other words"),
}


@each("mistake", MISTAKES)
def test_mh_fix_mends_what_is_sure(mistake: Mistake) -> None:
    """Spaces, invisible marks, days, names, keys and lists; what a text says is left to its author."""
    tree = mistake.tree(mistake.wrong)
    after = tree_after(tree, fixed(tree, {mistake.path}, EXAMPLE_DAY))
    assert (told(after, mistake.path) == []) is (mistake.name in FIXED)


def test_the_id_of_something_new_never_becomes_that_of_another() -> None:
    """A title or a name where the new id was to be says nothing of what is there before."""
    theme, body = "id: Barn og unge", "id: Norwegian Directorate of Health"
    new = {STRATEGY: THEMES.replace("]", f", {{{theme}, title: {{nb: Unge}}}}]")}
    new |= {ACTORS: HDIR + HDIR.replace("id: Hdir", body)}
    tree = with_example({path: str(BASE[path]) + more for path, more in new.items()})
    after = tree_after(tree, fixed(tree, set(new), EXAMPLE_DAY))
    assert theme.encode() in after.read(STRATEGY)
    assert body.encode() in after.read(ACTORS)


def test_a_text_in_other_letters_keeps_the_marks_that_join_them() -> None:
    """An emoji of several parts and words in Persian need marks without width."""
    for text in ("👩\u200d👧 og barn", "می\u200cخواهم"):
        assert told(tree_with(MEASURE.replace("Samordne arbeidet", text))) == []


def test_two_mistakes_are_told_one_after_the_other() -> None:
    """The first is told by its cause, though the file cannot be read after it is mended either."""
    both = MEASURE.replace(STATUS, STATUS.replace(": ", ":")).replace(IN_TASK, f"\t{IN_TASK.lstrip()}")
    (found,) = told(tree_with(both))
    assert found.message("en") == "There is no space after the colon."
    (then,) = told(tree_with(both.replace("status:in", "status: in")))
    assert then.message("en") == "The line is indented with a tab."


def test_each_mend_tells_its_own_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    """The case of its name is told otherwise without it. One needs a longer file: see below."""
    cases = {mistake.name: mistake for mistake in MISTAKES}
    for name in set(MENDS) - {"a quote not closed far above"}:
        data = cases[name].tree(cases[name].wrong).read(MEASURE_FILE)
        with monkeypatch.context() as patched:
            whole = explained(parse("", data), data)
            patched.setitem(MENDS, name, lambda _file: iter(()))
            assert explained(parse("", data), data) != whole, name


def test_a_quote_not_closed_far_above_is_told_where_it_opens() -> None:
    """It closes where the next one was to open, a hundred lines below."""
    between = "".join(f"  - id: T01.{number}\n    due: 2030\n" for number in range(50))
    data = f"id: 'T01\ntasks:\n{between}title: 'Samordne'\n".encode()
    (found,) = explained(parse("", data), data).diagnostics
    assert found.span is not None
    assert (found.params["problem"], found.params["fixed"], found.span.line) == ("quote", "id: 'T01'", 1)


def test_half_of_a_text_in_braces_is_not_laid_out_as_a_key() -> None:
    """What stands behind a comma is told, and mh fix leaves the line as it is."""
    wrong = MEASURE.replace(TITLE, "title: {nb: Samordne, og styrke, en: Coordinate}\n")
    tree = tree_with(wrong)
    assert {found.rule.code for found in told(tree)} == {"MH004"}
    assert fixed(tree, {MEASURE_FILE}, EXAMPLE_DAY) == []


def test_a_text_that_could_not_be_read_is_not_told_as_missing_in_its_language() -> None:
    (found,) = told(tree_with(MEASURE.replace(TITLE, "title: {nb: 2026, en: Coordinate}\n")))
    assert found.rule.code == "MH006"


# In the real files --------------------------------------------------------------------------------

REAL = sorted((CHECKOUT / "data/measures").glob("*.yaml"))


def _unspaced(line: str) -> str | None:
    return re.sub(r"^( *(?:- )?\w+): (?=\S)", r"\1:", line) if re.match(r" *(- )?\w+: \S", line) else None


def _hard(line: str) -> str | None:
    return re.sub(r"^( *(?:- )?\w+): (?=\S)", rf"\1:{NB}", line) if _unspaced(line) else None


def _tabbed(line: str) -> str | None:
    return re.sub(r"^ +", lambda found: "\t" * (len(found[0]) // 2), line) if line[:1] == " " else None


@pytest.mark.thorough
@each("path", REAL if THOROUGH else REAL[::4])
@each("slip", [_unspaced, _hard, _tabbed])
def test_slips_in_real_files_are_mended_to_what_they_were(path: Path, slip: object) -> None:
    """On every line that was tried, the mistake is found where it is, and the mend gives the"
    " same file."""
    assert callable(slip)
    lines = path.read_text().split("\n")
    was = parse("", path.read_bytes()).value
    able = [number for number, line in enumerate(lines) if slip(line)]
    for number in random.Random(path.stem).sample(able, min(8, len(able))):
        data = "\n".join([*lines[:number], slip(lines[number]), *lines[number + 1 :]]).encode()
        (found,) = explained(parse("", data), data).diagnostics
        assert found.span is not None
        assert found.span.line == number + 1
        assert parse("", mended(data)).value == was


# Whatever comes -----------------------------------------------------------------------------------

NASTY = some.text(
    alphabet=some.sampled_from(list("ab: -\n\t'\"[]{}&*!|>%@#,?“”<=\u00a0\u00ad\u200b\u2028æ\r")), max_size=60
)


@given(NASTY)
@example("<<<<<<< a\n=======\n>>>>>>> b\n")
@example("\u00a0\u00a0id: a\nid:")
@example("a:\n\tb\n\t\tc: d: e\n")
def test_no_text_makes_the_explanation_fail_or_point_outside_the_file(text: str) -> None:
    data = text.encode()
    lines = re.split(r"\r\n|\r|\n", text)
    for found in explained(parse("", data), data).diagnostics:
        assert found.span is not None
        assert 1 <= found.span.line <= len(lines)
        assert 1 <= found.span.column <= len(lines[found.span.line - 1]) + 1
    assert mended(data) == data or parse("", mended(data)).readable


@pytest.mark.attack
def test_a_large_broken_file_does_not_hold_the_program_up() -> None:
    """Few mends are tried on it, and long lines are not compared with themselves.

    Without that it takes many minutes. Only this process's own time counts, whatever else is running.
    """
    from time import process_time

    entries = "".join(f"k{number}:\n  - text: 'en\n      to'\n" for number in range(30_000))
    spaces = "a: {b: @c" + " " * 100_000
    for text in (f"{entries}a: b: c\n", f'a: "b\n{entries}', "a: " + "{'x, " * 100_000, spaces):
        data = text.encode()
        start = process_time()
        explained(parse("", data), data)
        assert process_time() - start < 60


def test_straight_quotes_around_an_escape_are_no_curly_ones() -> None:
    """A file that is broken further down, in which a pair of straight quotes would be spelt otherwise."""
    data = b'a: "\\b"\n{'
    broken = explained(parse("", data), data).diagnostics
    assert [found.code for found in broken] == ["MH002"]
    assert broken[0].params["problem"] != "curly"
