"""A file that can be read may still say less than was meant, or something else to other programs."""

import re
from datetime import date
from pathlib import Path
from time import process_time
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as some
from ruamel.yaml import YAML

from cases import listed
from example import MEASURE, MEASURE_FILE, STRATEGY, measure
from menneskehandel_cli.diagnostics import Diagnostic, Span
from menneskehandel_cli.documents import Outline, parse, plain_scalar, split_lines
from menneskehandel_cli.edits.layout import formatted
from menneskehandel_cli.edits.writing import render, render_flow
from menneskehandel_cli.language.marks import first_mark
from menneskehandel_cli.models import Measure, Strategy
from menneskehandel_cli.models.fields import field_at
from menneskehandel_cli.remarks import MOST, quoted, read
from menneskehandel_cli.rules.example import Files, examine
from repositories import git
from support import Mh, each

CASES: dict[str, Any] = listed("remarks")


def told(files: Files) -> list[tuple[str, str]]:
    """The notes of the rule on a strategy with ``files``: the code, and what it is about."""
    return [
        (found.rule.code, str(found.diagnostic.params["comment"]))
        for found in examine(files)
        if found.rule.code == "MH017"
    ]


def remarks(text: str) -> list[Diagnostic]:
    return list(read("a.yaml", text.encode()).diagnostics)


def text_of(**keys: str) -> str:
    """The file of the example measure with some keys changed."""
    return str(measure(**keys)[MEASURE_FILE])


def laid_out(text: str) -> str:
    """What ``mh fmt`` makes of the file of a measure."""
    made = formatted(text.encode(), Measure)
    assert made is not None
    return made.decode()


# A text cut off ----------------------------------------------------------------------------------


@each(("title", "comment"), CASES["ends at a hash"])
def test_a_text_that_ends_at_a_hash_is_told_with_what_is_lost(title: str, comment: str) -> None:
    assert told(measure(title=title)) == [("MH017", comment)]


@each("title", CASES["no comment"])
def test_what_is_no_comment_or_is_clearly_one_is_not_told(title: str) -> None:
    """Without a space before it, in quotes or in a block, # is a letter like any other.

    Behind quotes, braces or a key it can be nothing but a comment, and so can what is written as
    ``mh fmt`` writes comments, and what has a line of its own.
    """
    assert told(measure(title=title)) == []


def test_an_optional_text_that_is_all_comment_is_told() -> None:
    """It would be missing without a word."""
    assert told(measure(summary="#2 er viktig")) == [("MH017", "#2 er viktig")]
    assert told(measure(summary="# ikke skrevet ennå")) == []


@each("line", CASES["prose"])
def test_only_prose_is_told_of(line: str) -> None:
    """Ids, days, numbers and fixed values are no place for a # that is meant as text."""
    key, _, value = line.partition(":")
    assert told(measure(**{key: value.removeprefix(" ")})) == []


@each("key", ["section", "heading"])
def test_lines_that_people_read_are_prose_too(key: str) -> None:
    source = f"\n  document: strategy #kilden\n  {key}: Tiltak #3"
    assert told(measure(source=source)) == [("MH017", "#3")]


@each(
    ("model", "keys", "prose"),
    [
        (Measure, ("title",), True),
        (Measure, ("title", "nn"), True),
        (Measure, ("tasks", 0, "note"), True),
        (Measure, ("source", "section"), True),
        (Measure, ("evidence", 0, "kind"), True),
        (Measure, ("evidence", 0, "url"), False),
        (Measure, ("status_source", "url"), False),
        (Measure, ("source", "document"), False),
        (Measure, ("id",), False),
        (Measure, ("tasks", 0, "due"), False),
        (Measure, ("status",), False),
        (Measure, ("focus_area",), False),
        # Names without a pattern are none either.
        (Strategy, ("history", "ref"), False),
        (Strategy, ("history", "baseline"), False),
        (Strategy, ("principles", 0, "id"), False),
    ],
)
def test_which_fields_are_prose_follows_from_the_models(
    model: type[Measure | Strategy], keys: tuple[str | int, ...], prose: bool
) -> None:
    field = field_at(model, keys)
    assert field is not None
    assert field.prose is prose


def test_the_note_points_at_the_comment_and_shows_the_line_mended() -> None:
    (found,) = examine(measure(title="Tiltak #3 i planen"))
    line = MEASURE.split("\n").index("title: Samordne arbeidet") + 1
    begin, end = len("title: Tiltak ") + 1, len("title: Tiltak #3 i planen") + 1
    assert found.severity == "note"
    assert found.span == Span(line, begin, line, end)
    assert "«#3 i planen»" in found.message("nb")
    assert found.help("nb").endswith('title: "Tiltak #3 i planen"')
    assert told(measure(title='"Tiltak #3 i planen"')) == []


@each(
    ("line", "fixed"),
    [
        ("title: Tiltak #3", 'title: "Tiltak #3"'),
        ('title: Tiltak #3 "A"', "title: 'Tiltak #3 \"A\"'"),
        ("title: #3", 'title: "#3"'),
        ("- Tiltak #3", '- "Tiltak #3"'),
        ("  - {nb: Tiltak #3\n    }", '- {nb: "Tiltak #3"'),
        ("title: Tiltak\n  nummer #3", '"Tiltak nummer #3"'),
    ],
)
def test_the_line_mended_says_what_was_written(line: str, fixed: str) -> None:
    (found,) = remarks(f"{line}\n")
    assert found.params["fixed"] == fixed


def test_windows_line_ends_and_a_mark_at_the_start_move_no_place() -> None:
    text = "id: T01\ntitle: Tiltak #3\n"
    (plain,) = remarks(text)
    other = read("a.yaml", b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()).diagnostics[-1]
    assert (other.span, other.params) == (plain.span, plain.params)


# Read otherwise by others: what ``mh fmt`` quotes -------------------------------------------------


@each("word", CASES["quoted"])
def test_a_text_that_others_take_for_something_else_is_quoted(word: str) -> None:
    """We keep it as a text; in quotes it is one to everybody."""
    assert isinstance(plain_scalar(word), str)
    assert told(measure(title=word)) == []
    assert f'\ntitle: "{word}"\n' in laid_out(text_of(title=word))


@each(
    "word",
    [
        *("2025-11-30", "2025-11", "1.2.3", "12:60", "kl. 12:30", "1:30 timer", "22 33 11 60", "12-13"),
        *("Norge", "Nei", "nei", "ja", "NOK", "nO", "yES", "oN", "No.", "inf", "nan", "NaN", "Infinity"),
        *("0xG", "x1F", "_1", "1,5", "=>", "<", "<<<", "§ 257", "+", ".", "..", "tRUE", "nULL"),
    ],
)
def test_a_text_that_is_one_to_everybody_is_not_quoted(word: str) -> None:
    """Days among them: that is how this project writes them, and they are read as the days they are."""
    assert render(word, 0, indent=0) == word


@each("value", ["Hva er menneskehandel?", "https://example.org/?id=3", "Hva? Hvor?"])
@each("around", ["{document: strategy, section: %s}", "{document: strategy, heading: %s}"])
def test_a_question_mark_in_braces_is_quoted(value: str, around: str) -> None:
    """PyYAML takes it for a sign of its own and reads nothing of the file."""
    text = text_of(source=around % value)
    with pytest.raises(yaml.YAMLError):
        yaml.safe_load(text)
    mended = laid_out(text)
    assert f'"{value}"' in mended
    assert yaml.safe_load(mended)["source"] == parse("", text.encode()).value["source"]


@each("text", ["Hva er menneskehandel?", "?", "Hva? Hvor?", "https://example.org/?id=3"])
def test_a_question_mark_on_a_line_of_its_own_needs_no_quotes(text: str) -> None:
    if text != "?":
        assert render(text, 0, indent=0) == text
    assert render_flow(text) == f'"{text}"'


def test_a_tab_in_a_text_is_quoted() -> None:
    """Neither PyYAML nor ruamel.yaml reads the file."""
    assert yaml.safe_load(laid_out(text_of(title="Samordne\tarbeidet")))["title"] == "Samordne\tarbeidet"


@each("number", ["01", "001"])
def test_digits_with_a_zero_in_front_are_a_text(number: str) -> None:
    """As in a register. Where a number is wanted this is an error, and no zero is lost."""
    (found,) = examine(measure(focus_area=number))
    assert found.severity == "error"
    assert f'\nfocus_area: "{number}"\n' in laid_out(text_of(focus_area=number))


@each(("written", "fixed"), [("1e3", "1000.0"), ("-.5", "-0.5"), ("1.5e30", "1.5e+30"), ("1e30", "1.0e+30")])
def test_a_number_that_is_a_text_to_others_is_written_as_one_to_all(written: str, fixed: str) -> None:
    value = parse("", f"a: {written}".encode()).value["a"]
    assert render_flow(value) == fixed
    assert yaml.safe_load(fixed) == value


@each("number", ["0", "1", "-1", "+1", "1.5", "-0.5", ".5", "1.", "1.5e+3", "00.5"])
def test_a_number_that_is_the_same_to_all(number: str) -> None:
    assert yaml.safe_load(f"a: {number}") == parse("", f"a: {number}".encode()).value


def test_a_fixed_value_is_no_text_and_only_quoted_by_fmt() -> None:
    """``off`` turns a rule off, with or without quotes; to others it would be false without."""
    text = f"{STRATEGY}check:\n  severity: {{MH309: off, MH205: gap}}\n"
    assert '{MH309: "off", MH205: gap}' in formatted(text.encode(), Strategy).decode()


def test_a_file_full_of_slips_is_told_of_so_many_times() -> None:
    """What a hostile file makes us say has an end."""
    assert len(remarks("".join(f"a{n}: b #2\n" for n in range(5000)))) == MOST


@each("text", ["a: [", "a: NO\na: NO\n", "a: *b\n", "a: 1\n---\nb: NO #2\n"])
def test_a_file_that_cannot_be_read_is_not_remarked_on(text: str) -> None:
    assert read("a.yaml", text.encode()) == parse("a.yaml", text.encode())


# Whatever comes ----------------------------------------------------------------------------------

NASTY = some.text(alphabet=some.sampled_from(list("ab:- \n\t'\"[]{}#,?~01.æNO=<\r")), max_size=60)

WORDS = some.one_of(
    some.text(alphabet="0123456789abefinoxyzABEFINOTXYZ_.:+-=<~", min_size=1, max_size=12),
    some.from_regex(
        r"[-+]?[0-9_]{1,6}(:[0-9]{1,2}){0,2}(\.[0-9_]{0,3})?([eE][-+]?[0-9]{1,2})?", fullmatch=True
    ),
)


def others(text: str) -> list[Any]:
    """What PyYAML and ruamel.yaml make of a value; what they cannot read is said as an exception."""
    found: list[Any] = []
    for load in (yaml.safe_load, YAML(typ="safe", pure=True).load):
        try:
            found.append(load(f"a: {text}\n")["a"])
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            found.append(error)
    return found


@given(WORDS)
@example(".__")
@example("0x_")
@example("1e400")
@example("-.5")
@example("-_")
def test_a_value_as_we_write_it_is_the_same_to_two_other_libraries(text: str) -> None:
    """A text is a text and a number the same number; a day may be one, or no day of the calendar."""
    document = read("a.yaml", f"a: {text}\n".encode())
    if not document.readable or not isinstance(document.value["a"], str | int | float):
        return
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return
    value = document.value["a"]
    for other in others(render_flow(value)):
        assert other == value
        assert type(other) is not bool or isinstance(value, bool)


@given(some.text(max_size=30), some.sampled_from(["line", "braces"]))
@example("NO", "line")
@example("Hva?", "braces")
@example("a\tb", "braces")
@example("012", "braces")
@example("...\n", "line")
def test_what_we_write_is_the_same_text_to_two_other_libraries(text: str, where: str) -> None:
    if not parse("", f"a: {quoted(text)}\n".encode("utf-8", "replace")).readable:
        return
    if first_mark(text) is not None or any(0xD800 <= ord(letter) < 0xE000 for letter in text):
        return
    written = f"{{a: {render_flow(text)}}}" if where == "braces" else f"a: {render(text, 3, indent=2)}\n"
    assert remarks(written) == []
    for load in (yaml.safe_load, YAML(typ="safe", pure=True).load):
        said = load(written)["a"]
        assert (said.isoformat() if isinstance(said, date) else said) == text


@given(some.one_of(some.binary(max_size=80), NASTY.map(str.encode)))
@example(b"a: #\n")
@example(b"a: b\r #c\r")
@example(b"- #b\n")
@example(b"#\xef\xbb\xbf a #b")
def test_no_bytes_make_the_remarks_fail(data: bytes) -> None:
    """Whatever a file holds, the remarks raise nothing, change nothing, and point into the file."""
    document, plain = read("a.yaml", data), parse("a.yaml", data)
    assert (document.value, document.readable) == (plain.value, plain.readable)
    lines = split_lines(data.decode("utf-8-sig")) if document.readable else []
    for found in document.diagnostics[len(plain.diagnostics) :]:
        span = found.span or Outline(data).locate(found.keys)
        assert lines[span.line - 1][span.column - 1 :]
        if found.code == "MH017":
            assert lines[span.line - 1][span.column - 1 : span.end_column - 1] == found.params["comment"]


@each("line", ["# " * 400_000, "a: b" + " #" * 400_000, "a: [" + "NO, " * 200_000 + "]"])
def test_a_long_line_costs_no_more_than_its_length(line: str) -> None:
    start = process_time()
    read("a.yaml", f"{line}\n".encode())
    assert process_time() - start < 20


# On the command line -----------------------------------------------------------------------------


@pytest.mark.parametrize("at", [(), ("--at", "HEAD")])
def test_a_commit_is_remarked_on_as_the_disk_is(mh: Mh, root: Path, at: tuple[str, ...]) -> None:
    """Also where history reads the files in chunks; of what is well nothing is told."""
    asked = ("check", *at, "--rules", "MH017", "--format", "json")
    assert mh(*asked, cwd=root).json["diagnostics"] == []
    path = next((root / "data" / "measures").iterdir())
    path.write_text(path.read_text(encoding="utf-8") + "note: Note #2\n", encoding="utf-8")
    git(root, "commit", "-qam", "Et notat")
    found = mh(*asked, cwd=root).json["diagnostics"]
    assert {item["code"] for item in found} == {"MH017"}
