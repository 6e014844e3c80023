"""One reader decides what a file says, refuses what would mislead, and knows where everything stands."""

from io import StringIO
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as some
from ruamel.yaml import YAML

from cases import listed
from menneskehandel_cli.diagnostics import Diagnostic, KeyPath, Span
from menneskehandel_cli.documents import Document, Outline, parse, split_lines
from menneskehandel_cli.language import Phrase
from support import each

CASES: dict[str, Any] = listed("documents")

FILE = "data/measures/01-prove.yaml"


def read(text: str | bytes) -> Document:
    return parse(FILE, text.encode() if isinstance(text, str) else text)


def value_of(text: str) -> Any:
    document = read(text)
    assert document.diagnostics == ()
    return document.value


def refused(text: str | bytes) -> Diagnostic:
    """The one finding of a file that cannot be read."""
    document = read(text)
    assert not document.readable
    assert document.value is None
    (found,) = [found for found in document.diagnostics if found.severity != "note"]
    assert found.path == FILE
    return found


def place(found: Diagnostic) -> tuple[int, int]:
    assert found.span is not None
    return found.span.line, found.span.column


def marked(text: str, span: Span) -> str:
    """The stretch of a text that a span of one line covers."""
    assert span.line == span.end_line
    return text.split("\n")[span.line - 1][span.column - 1 : span.end_column - 1]


# Values ------------------------------------------------------------------------------------------


@each(
    ("written", "meant"),
    [
        *((word, word) for word in ("NO", "no", "yes", "on", "Off", "y", "tRUE", "nULL", "=", "1.2.3")),
        *((word, word) for word in ("1_000", "1:30", "2025-11-30", "2025-11", "22 33 11 60")),
        *((word, word) for word in ("2025-11-30T10:00:00Z", "Straffeloven § 257")),
        # A number would lose the zeros, which a register has.
        *((word, word) for word in ("012", "0012345")),
        # No record has a use for hexadecimal figures or the infinite.
        *((word, word) for word in ("0x10", "0o14", "0b1", ".inf", "-.inf", ".nan", "１２")),
        *((word, word[1:-1]) for word in ("'12'", '"12"', "'true'", '"null"', "'~'", '""', '"1.5"')),
        *(("true", True), ("True", True), ("FALSE", False)),
        *((word, None) for word in ("null", "NULL", "~", "")),
        *(("12", 12), ("-3", -3), ("+3", 3), ("2025", 2025)),
        *(("1.5", 1.5), (".5", 0.5), ("1e3", 1000.0)),
    ],
)
def test_plain_words_mean_what_yaml_1_2_says(written: str, meant: object) -> None:
    """``NO`` is a country and a date is a text; what stands in quotes is a text whatever it holds."""
    read_as = value_of(f"a: {written}\n")
    assert read_as == {"a": meant}
    assert type(read_as["a"]) is type(meant)


@each("written", ["1e999", "-1e999", "9" * 400, "12345678901234567891"])
def test_a_number_is_read_exactly_or_stays_a_text(written: str) -> None:
    """JSON knows no infinity, and no digit is lost."""
    value = read(f"a: {written}\n").value
    assert value is None or value["a"] in (written, *([int(written)] if written.isdigit() else []))


@each("word", ["NO", "yes", "12", "null", "2025-11-30", "'<<'"])
def test_keys_are_texts(word: str) -> None:
    """The text that was written, also where a value would be a number, nothing or a merge key."""
    assert value_of(f"{word}: a\n") == {word.strip("'"): "a"}


def test_a_folded_text_loses_its_line_breaks() -> None:
    """Long prose may be wrapped in the file and still reads as one paragraph."""
    assert value_of("nb: >-\n  Først dette,\n  så det.\n") == {"nb": "Først dette, så det."}


@each("empty", ["", "\n", "   \n", "# bare en merknad\n", "---\n", "\ufeff"])
def test_an_empty_file_holds_nothing(empty: str) -> None:
    """Nothing, blanks and comments alone are no value, and no error of reading either."""
    document = read(empty)
    assert document.value is None
    assert document.readable


@each(("text", "value"), [("- a\n-\n", ["a", None]), ("bare tekst\n", "bare tekst"), ("7\n", 7)])
def test_a_list_or_a_word_alone_is_read_as_such(text: str, value: object) -> None:
    """The reader gives what the file says; whether a record fits is for the record to tell."""
    assert value_of(text) == value


# What is refused ---------------------------------------------------------------------------------


def test_a_key_given_twice_is_refused_with_both_places() -> None:
    """The finding stands at the second one and tells the line of the first."""
    found = refused("id: T01\nstatus: a\nmål: b\nstatus: c\n")
    assert found.code == "MH003"
    assert found.params == {"key": "status", "first": 2}
    assert place(found) == (4, 1)


def test_a_key_may_stand_in_two_mappings() -> None:
    """Only the same mapping makes a key stand twice."""
    assert value_of("a: {id: 1}\nb: {id: 2}\n") == {"a": {"id": 1}, "b": {"id": 2}}


@each(("text", "construct", "where"), CASES["hiding"])
def test_constructs_that_hide_what_stands_where_are_refused(
    text: str, construct: str, where: list[int]
) -> None:
    """Aliases, merge keys, tags and keys that are no words are named, at their place."""
    found = refused(text)
    assert found.code == "MH010"
    assert found.params["construct"] == construct
    assert [*place(found)] == where


def test_an_alias_bomb_is_refused_at_once() -> None:
    """Nine lists of nine aliases each would be a billion values."""
    bomb = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10))
    assert refused(bomb).code == "MH010"


@each(("text", "line"), CASES["broken"])
def test_broken_yaml_is_one_finding_with_its_line(text: str, line: int) -> None:
    """A file that breaks the rules of YAML says where, at or just after the mistake."""
    found = refused(text)
    assert found.code == "MH002"
    assert found.params["problem"]
    assert line <= place(found)[0] <= line + 2


@each("text", ["a:\n\tb: 1\n", "\ta: 1\n", "a:\n  b: 1\n\tc: 2\n"])
def test_indentation_by_tab_is_told_as_such(text: str) -> None:
    """A tab looks like blanks, so the finding says what it is."""
    found = refused(text)
    assert (found.code, found.params["problem"]) == ("MH002", "tab")
    assert "\t" in text.split("\n")[place(found)[0] - 1]


@each(
    ("data", "where"),
    [
        ("tittel: Opplæring\n".encode("latin-1"), (1, 13)),
        (b"a: 1\nb: \xff\n", (2, 4)),
        ("æøå: ".encode() + b"\xc3", (1, 6)),
        (b"\xed\xa0\x80", (1, 1)),
        ("id: T01\n".encode("utf-16"), (1, 1)),
    ],
)
def test_what_is_not_utf_8_is_refused_at_the_byte(data: bytes, where: tuple[int, int]) -> None:
    """Latin-1, UTF-16 and torn letters are named at the first byte that does not fit."""
    found = refused(data)
    assert found.code == "MH001"
    assert place(found) == where


@each("character", [*"\x00\x07\x1b\x7f\x85\u2028\u2029\u202e\u2066\ufeff\uffff"])
def test_invisible_characters_are_refused_where_they_stand(character: str) -> None:
    """Control characters and marks that turn the writing are named by their number."""
    found = refused(f"id: T01\ntittel: Sam{character}ordne\n")
    assert (found.code, found.params["character"]) == ("MH016", f"U+{ord(character):04X}")
    assert found.params["where"] == Phrase("mark.after", {"before": "tittel: Sam"})
    assert place(found) == (2, 12)


def test_utf_16_without_a_mark_is_refused() -> None:
    """Every other byte of it is a NUL."""
    assert refused("id: T01\n".encode("utf-16-le")).code == "MH016"


@each(
    "text",
    [
        "a: " + "[" * 100_000,
        "[" * 40 + "]" * 40,
        "{a: " * 100_000,
        "- " * 100_000 + "x",
        "? " * 100_000,
        "".join(f"{' ' * depth}k:\n" for depth in range(900)),
        "".join(f"{' ' * depth}- \n" for depth in range(900)),
    ],
)
def test_deep_nesting_is_refused(text: str) -> None:
    """However deep and however written, a file that nests too deep ends as a finding."""
    assert refused(text).code == "MH011"


def test_what_nests_little_is_read_however_long_it_is() -> None:
    """Thirty levels, and flat lists with many brackets."""
    assert read("[" * 30 + "]" * 30).readable
    assert value_of("a:\n" + "  - {id: [x]}\n" * 2000) == {"a": [{"id": ["x"]}] * 2000}


# What is only remarked on ------------------------------------------------------------------------


@each(
    ("data", "what"),
    [(b"\xef\xbb\xbfid: T01\n", "bom"), (b"id: T01\r\n", "crlf"), (b"\xef\xbb\xbfid: T01\r\n", "bom")],
)
def test_a_mark_or_windows_line_breaks_are_read_and_remarked_on(data: bytes, what: str) -> None:
    """A byte order mark and CRLF do no harm to the content: a note, and the value is there."""
    document = read(data)
    assert document.readable
    assert document.value == {"id": "T01"}
    assert [(found.code, found.params["what"]) for found in document.diagnostics] == [("MH015", what)]


def test_a_remark_stands_beside_what_is_wrong() -> None:
    """A file with CRLF and a real mistake tells both."""
    document = read(b"a: 1\r\na: 2\r\n")
    assert {found.code for found in document.diagnostics} == {"MH003", "MH015"}
    assert not document.readable


# Places ------------------------------------------------------------------------------------------

TEXT = """\
id: T12
tittel: Bedre sam­ordning
oppgaver:
  - id: T12.1
    tekst: Opprette æ, ø og å
  - {id: T12.2, frist: 2025-11, eiere: [JD, AID]}
"""


@each(("keys", "at_key", "text", "line"), CASES["keys"])
def test_keys_lead_to_the_words_they_name(keys: list[str | int], at_key: bool, text: str, line: int) -> None:
    """A value is marked by itself, a list or mapping by its key, a key where the key is meant."""
    span = Outline(TEXT.encode()).locate(tuple(keys), at_key=at_key)
    assert (span.line, marked(TEXT, span)) == (line, text)


@each(
    ("keys", "line"),
    [
        (("oppgaver", 0, "frist"), 4),
        (("oppgaver", 7), 3),
        (("oppgaver", "id"), 3),
        (("id", "nb"), 1),
        (("kilde",), 1),  # missing from the file: nothing but its first line can be pointed at
    ],
)
def test_what_is_missing_is_shown_at_what_it_is_missing_from(keys: KeyPath, line: int) -> None:
    """A missing key leads to the record or item that lacks it."""
    assert Outline(TEXT.encode()).locate(keys).line == line
    assert Outline(b"").locate(keys) == Span(1, 1, 1, 2)


def test_columns_count_characters() -> None:
    """æ, ø and å are one column each, whatever their number of bytes."""
    span = Outline("måløppnåelse: {nådd: ja}\n".encode()).locate(("måløppnåelse", "nådd"))
    assert (span.line, span.column, span.end_column) == (1, 22, 24)


@each("keys", [("id",), ("oppgaver", 1, "frist"), ("oppgaver", 0, "tekst")])
def test_windows_line_breaks_and_a_mark_at_the_start_move_no_place(keys: KeyPath) -> None:
    """CRLF and LF give the same lines and columns; a byte order mark is no character of the first."""
    plain = Outline(TEXT.encode()).locate(keys)
    assert Outline(TEXT.replace("\n", "\r\n").encode()).locate(keys) == plain
    assert Outline(b"\xef\xbb\xbf" + TEXT.encode()).locate(keys) == plain


# Whatever comes ----------------------------------------------------------------------------------

NASTY = some.text(
    alphabet=some.sampled_from(list("ab:- \n\t'\"[]{}&*!|>%@`#,?~0129.\\æ\u2028\u202e\x00\r")), max_size=60
)
BYTES = some.one_of(some.binary(max_size=80), NASTY.map(str.encode))


@given(BYTES)
@example(b"a: 1\rb: [\r")
@example(b'"\\ud800"')
@example(b"? ")
@example(b"\xef\xbb\xbf\xef\xbb\xbf")
@example(b"a: |\n\n\n")
def test_no_bytes_make_the_reader_fail(data: bytes) -> None:
    """Whatever a file holds, reading it gives a value or findings, never an exception."""
    document = read(data)
    assert document.readable or document.value is None
    assert all(found.code.startswith("MH0") for found in document.diagnostics)


@each("text", ["[", "a: [1, 2", "- {a: 1"])
def test_a_file_that_ends_too_soon_is_marked_on_a_line_it_has(text: str) -> None:
    """Where a bracket is missing at the very end, the last line is shown, not one beyond it."""
    assert place(refused(text))[0] == 1


def test_a_lone_cr_ends_a_line_for_findings_and_for_the_excerpt() -> None:
    """As it does for YAML, so the line that is shown is the one that is told."""
    assert split_lines("a: 1\rb: \x00\n") == ["a: 1", "b: \x00", ""]
    assert place(refused("a: 1\rb: \x00\n")) == (2, 4)
    assert place(refused("a: 1\rb: ]\n")) == (2, 4)


@given(BYTES.map(lambda data: data.replace(b"\r", b"") + b"\n"))
@example(b"a: 'x\n")
@example(b"a: [\n")
@example("å\n\tå: å".encode())
def test_every_place_lies_inside_the_file(data: bytes) -> None:
    """A finding's line exists, and its column is at most one beyond the end of the line."""
    lines = data.decode("utf-8-sig", "replace").split("\n")
    for found in read(data).diagnostics:
        assert found.span is not None
        assert 1 <= found.span.line <= len(lines)
        assert 1 <= found.span.column <= len(lines[found.span.line - 1]) + 1
        assert (found.span.end_line, found.span.end_column) > (found.span.line, found.span.column)


WORD = some.text(
    alphabet=some.characters(min_codepoint=0x20, max_codepoint=0x24F, exclude_characters="\x7f")
    .filter(str.isprintable)
    .filter(lambda letter: letter != "\u00ad"),
    max_size=12,
)
SCALAR = some.one_of(
    some.none(),
    some.booleans(),
    some.integers(-(10**17), 10**17),
    some.floats(allow_nan=False, allow_infinity=False),
    WORD,
    some.sampled_from(["NO", "yes", "null", "~", "012", "0x10", "1_000", "2025-11-30", "<<", "=", "- a"]),
)
PLAIN = some.recursive(
    SCALAR,
    lambda inner: some.one_of(
        some.lists(inner, max_size=4), some.dictionaries(WORD.filter(bool), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(some.dictionaries(WORD.filter(bool), PLAIN, max_size=5))
def test_what_another_writer_of_yaml_1_2_writes_is_read_the_same(value: dict[str, Any]) -> None:
    """What ruamel.yaml, our editor, writes for a value is that value when we read it."""
    out = StringIO()
    writer = YAML(typ="safe", pure=True)
    writer.default_flow_style = False  # as the house style has it
    writer.width = 10_000  # it breaks long keys where YAML allows no break
    writer.dump(value, out)
    assert value_of(out.getvalue()) == value
