"""What stands in a text stays text: in every field of every kind of record, in every command and form.

Nothing of it acts on a terminal, on a page, in a spreadsheet or on a build server. Reports are tried in
test_report_safety.py, what commits hold in test_attacks_git.py.
"""

import csv
import json
import re
from collections.abc import Iterator
from io import StringIO
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from attacks import CHECK_FORMATS, well_formed, write
from example import MEASURE, MEASURE_FILE
from html_reading import OURS, read
from menneskehandel_cli.formats import EXTRAS, FORMATS
from menneskehandel_cli.formats.report_pages import REPORT_KINDS
from menneskehandel_cli.register import load
from menneskehandel_cli.rules.example import BASE
from menneskehandel_cli.trees import DiskTree
from planting import every_text, strategy
from repositories import Repo, Step, build
from support import CHECKOUT, Mh, each, process

pytestmark = pytest.mark.attack

BASE_FILES = {path: str(text) for path, text in BASE.items()}
"""The small strategy of the rules' examples."""

BEGINNINGS = (
    *("=1+cmd|'/c calc'!A1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠1"),
    *("x\n=1", 'x;"\n=1'),
)
"""What makes a spreadsheet take a cell for a formula (OWASP, CSV injection)."""

ORDERS = (
    *("::error file=x,line=1::fake", "::stop-commands::x", "::add-mask::x", "::set-output name=x::y"),
    *("\ufe0f::error::fake", ":\ufe0f:error::fake", "#\ufe0f#\ufe0f[error]fake"),
    *("##[error]fake", "##[stop-commands]x", "##vso[task.setvariable variable=x]y", "##teamcity[x]"),
)
"""What a build server takes for an order, where it stands in a log."""

MARKUP = (
    "Q<script>alert(1)</script>Q <img src=x onerror=alert(2)> <b onclick=x>b</b> </td></table></main> "
    "--> [k](javascript:alert(3)) ![p](http://evil.example/p.png) <javascript:alert(4)> "
    "[a]: http://evil.example N{{ 7*7 }}N {% raw %} ${7*7} {0.__class__} {given} {} %s %(x)s %n "
    "%0A::error::x&#x3c;i> \"' | ` ``` ~~s~~ [bold red]R[/bold red] [link=http://evil.example]x[/link] "
    ":smile: $(touch kjørt) `touch kjørt` \\x1b[31m"
)
"""Markup and templates of all kinds, in one line."""

PAYLOAD = "\n".join((MARKUP, *ORDERS, *(f"  {order}" for order in ORDERS)))

ACTING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u061c\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""What a terminal acts on instead of showing it, apart from a new line and a tab."""

COLOURS = re.compile(r"\x1b\[[0-9;]*m")

COMMANDS: tuple[tuple[str, ...], ...] = (
    ("status",),
    ("show", "T01", "coe-29", "greta-r3-coordination", "greta-r3", "JD", "antall", "T01.G1"),
    ("show", "law-coe-29", "party-coe", "coe", "coe-29.1", "FA1.G1"),
    ("check", "--fail-on", "never"),
    ("gaps",),
    ("matrix", "--by", "provision"),
    *(("list", what) for what in ("measures", "obligations", "actors", "indicators", "reports")),
    ("find", "T01"),
    ("log",),
    ("diff", "HEAD~1"),
    ("law", str(CHECKOUT / "tests" / "fixtures" / "lovdata"), "--dated", "2026-12-31"),
    ("report", "yearly", "--year", "2026"),
    ("report", "ministry", "JD", "--year", "2026"),
    ("report", "obligations", "--body", "JD"),
    ("report", "since", "--instrument", "coe"),
    ("report", "evaluation", "--from", "2026-01-01", "--to", "2026-12-31"),
)
"""Every command that tells of the data."""

ANSWERS = {command: FORMATS[command[0]] for command in COMMANDS}
"""Each with every form it has."""

TOLD = [(command, form) for command, forms in ANSWERS.items() for form in forms if form not in EXTRAS]
"""The forms that are no texts are written to a file only, and tried in tests of their own."""


def planted(folder: Path, payload: str, beginning: str = "100 %, a: b") -> Repo:
    """A strategy with the payload in every field, and before that with it a little shorter."""

    def files(more: str) -> dict[str, str]:
        return strategy(lambda name: f"{beginning} {name}{more}\n{payload}")

    before = {path: text.replace("in_progress", "not_started") for path, text in files("").items()}
    return build(folder, [Step("2026-01-10", before), Step("2026-06-10", files("!"))], base={})


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """The strategy with the payload everywhere."""
    return planted(tmp_path_factory.mktemp("tekst") / "depot", PAYLOAD)


def test_every_field_is_planted(hostile: Repo) -> None:
    """A text of a field that is new is tried from its first day; and all of it is read."""
    found: set[str] = set()
    strategy(lambda name: found.add(name) or name)  # type: ignore[func-returns-value]
    # A short name is too short for what is planted; its own length is checked.
    assert {name for name in every_text() if not name.startswith("ShortText.")} <= found
    assert len(every_text()) > 70
    register = load(DiskTree(hostile.root))
    assert (register.unread, register.damaged) == (frozenset(), frozenset())


def test_every_command_with_a_format_and_every_kind_of_report_is_tried() -> None:
    """From its first day, if it is new; ``explain`` tells of rules, and ``evidence`` as lists do."""
    assert {command[0] for command in COMMANDS} == FORMATS.keys() - {"explain", "evidence"}
    assert {command[1] for command in COMMANDS if command[0] == "report"} == REPORT_KINDS.keys()


KNOWN: dict[tuple[Path, tuple[str, ...], str], str] = {}
"""Answers on repositories that no test changes."""


def told(mh: Mh, repo: Repo, command: tuple[str, ...], form: str) -> str:
    """An answer, asked for once; nothing in it or on stderr acts on a terminal or a build server.

    GitHub's annotations are orders of ours, and have a test of their own.
    """
    key = (repo.root, command, form)
    if key not in KNOWN:
        answer = mh(*command, "--format", form, cwd=repo.root)
        assert answer.code == 0, answer.err
        assert ACTING.search(answer.out + answer.err) is None
        assert "N49N" not in answer.out
        assert orders(answer.err if form == "github" else answer.out + answer.err) == []
        KNOWN[key] = answer.out
    return KNOWN[key]


def orders(text: str) -> list[str]:
    """The lines that a build server would obey.

    GitHub's runner obeys ``::name::`` at the beginning of a line, past blanks, and ``##[name]`` anywhere.
    It compares as people read: a variation selector counts for nothing.
    """
    lines = [re.sub("^mh: ", "", line).replace("\ufe0f", "") for line in text.splitlines()]
    return [line for line in lines if line.lstrip().startswith("::") or re.search(r"##\w*\[", line)]


# Terminals ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("command", "form"), TOLD)
def test_nothing_acts_on_a_terminal_or_a_build_server(
    mh: Mh, hostile: Repo, command: tuple[str, ...], form: str
) -> None:
    """Nor is any of it markup of ours: what looks like a colour or a template is shown as it is."""
    text = told(mh, hostile, command, form)
    if form in ("text", "json", "csv") and command != ("list", "reports"):
        shown = re.sub(r"[\s│]", "", text)
        assert "[boldred]R[/boldred]" in shown or command[0] in ("matrix", "gaps", "diff", "check")


@pytest.mark.parametrize("command", [command for command, forms in ANSWERS.items() if "text" in forms])
@each("columns", [40, 61, 200])
def test_in_colour_there_is_nothing_but_colours(
    mh: Mh, hostile: Repo, command: tuple[str, ...], columns: int
) -> None:
    """However the lines break, no line begins with an order to a build server."""
    answer = mh(
        *command,
        *("--format", "text"),
        cwd=hostile.root,
        columns=columns,
        env={"FORCE_COLOR": "1", "TERM": "xterm"},
    )
    plain = COLOURS.sub("", answer.out)
    # A report has no colours, and "law" finds nothing here.
    assert COLOURS.search(answer.out) or command[0] in ("list", "law", "report")
    assert ACTING.search(plain + answer.err) is None
    assert orders(plain + answer.err) == []


ESCAPES = {
    "colour": "\x1b[31m",
    "title": "\x1b]0;x\x07",
    "link": "\x1b]8;;http://evil.example\x1b\\x\x1b]8;;\x1b\\",
    "clipboard": "\x1b]52;c;eA==\x07",
    "answer back": "\x1b[6n\x1b[c",
    "device control": "\x1bP$q\x1b\\",
    "C1": "\x9b31m\x9d0;x\x9c",
    "bell": "\x07",
    "delete": "\x7f\x7f",
    "backspace": "abc\x08\x08\x08xyz",
    "return": "godkjent\ravvist",
    "nothing": "\x00",
    "form feed": "\x0b\x0c",
    "override": "\u202egodkjent\u202c",
    "isolate": "\u2066x\u2069",
    "marks": "\u200e\u200f\u061c",
    "separators": "\u2028\u2029\u0085",
    "invisible": "\u200b\u2060\ufeff\U000e0001",
    "no character": "\ufffe\ud800",
}


@pytest.mark.parametrize("escape", list(ESCAPES))
@pytest.mark.parametrize("written", ["escaped", "raw"])
def test_escapes_in_every_field_never_reach_a_terminal(
    mh: Mh, tmp_path: Path, escape: str, written: str
) -> None:
    """In quotes as ``\\\\u001b`` or as they are: refused or made visible, in every command and form."""
    sign = json.dumps(ESCAPES[escape])[1:-1] if written == "escaped" else ESCAPES[escape]
    files = strategy(lambda name: f"{name} ¤ x")
    write(tmp_path, {path: text.replace("¤", sign) for path, text in files.items()})
    turn = list(ESCAPES).index(escape)  # every fifth answer by each, so that all are tried
    for command, form in TOLD[turn % 5 :: 5]:
        if command[0] in ("log", "diff", "report"):
            continue
        answer = mh(*command, "--format", form, cwd=tmp_path)
        assert answer.code in (0, 2)
        assert ACTING.search(answer.out + answer.err) is None, (command, form)


KEYS = {
    "a key of a record": ("title: Samordne", '"ti¤": x\ntitle: Samordne'),
    "a key of a map": ("goals:", 'goal_attainment: {"¤": 1}\ngoals:'),
    "an id": ("id: T01\n", 'id: "T¤"\n'),
    "an id of a task": ("id: T01.1\n", 'id: "T01.¤"\n'),
    "an actor": ("[JD]", '["¤"]'),
    "a status": ("status: in_progress\nstatus_source", 'status: "¤"\nstatus_source'),
    "a day": ("due: 2030-06", 'due: "¤"'),
    "a number": ("focus_area: 1", 'focus_area: "¤"'),
    "an obligation": ("obligation: coe-29.1", 'obligation: "¤"'),
    "a document": ("document: strategy", 'document: "¤"'),
}


@pytest.mark.parametrize("place", list(KEYS))
@pytest.mark.parametrize(
    "text",
    [
        *("\\e]0;x\\a", "\\x9b31m", "\\u200e", "\\n::error::x", "<b>x</b>", "{0.__class__}", "%s"),
        "##[error]x",
    ],
)
def test_names_that_are_none_are_told_harmlessly(mh: Mh, tmp_path: Path, place: str, text: str) -> None:
    """A finding quotes the key, id or value that is wrong; that is all it does, in every form."""
    before, after = KEYS[place]
    assert before in MEASURE
    spoilt = MEASURE.replace(before, after.replace("¤", text), 1)
    write(tmp_path, {**BASE_FILES, MEASURE_FILE: spoilt})
    checked_harmlessly(mh, tmp_path)


NAMES = [
    *("02-\x1b]0;x\x07", "02-\n::error::x", "02-a\n* @ond #", "02-\r::error::x", "02-,line=9::x"),
    *("02-%0A::error::x", "02-a%0Ab:c,d", "02-::error::x", "02-##[error]x"),
    *("02-<img src=x onerror=alert(1)>", "02-<b>[red]x[", "02-[k](javascript:x)"),
    *("02-{{ 7*7 }}{0.__class__}%s", "=02", "02-\u202egodkjent", "02-a\u2028b", "02-\x9b31m"),
    *("02-$(touch kjørt)", "--output=x", "02-'a'\"b\"", "02-🙂", "02-\udcff\udcfe", "02-a|b*c_d`e"),
    *("02- a ", "02-" + "x" * 247),
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("content", ["id: [\n", MEASURE.replace("T01", "T02"), "x: 1\n"])
def test_a_file_name_is_told_harmlessly(mh: Mh, tmp_path: Path, name: str, content: str) -> None:
    """Names of files come from anybody too: in findings, lists, diffs, reports and code owners."""
    try:
        repo = build(tmp_path / "depot", [Step("2026-06-10", {f"data/measures/{name}.yaml": content})])
    except AssertionError:
        pytest.skip("git or the disk takes no such name")
    checked_harmlessly(mh, repo.root)
    for command in (("log",), ("log", "--format", "markdown"), ("status",), ("gaps",), ("fmt", "--dry-run")):
        answer = mh(*command, cwd=repo.root)
        assert answer.code in (0, 1)
        assert ACTING.search(answer.out + answer.err) is None
        assert orders(answer.out + answer.err) == []
    owners = mh("codeowners", "--org", "o", cwd=repo.root)
    rules = [line for line in owners.out.split("\n") if line and not line.startswith("#")]
    assert all(re.fullmatch(r"(\S|\\ )+( @o/[\w-]+)+", rule, re.ASCII) for rule in rules)
    assert sum(rule.startswith("* ") for rule in rules) == (owners.code == 0)
    assert not list(tmp_path.rglob("kjørt"))


def checked_harmlessly(mh: Mh, root: Path) -> None:
    """What is found is told in every form, each of its own, with a line or an item for each finding."""
    found = mh("check", "--format", "json", "--lang", "nb", cwd=root).json["diagnostics"]
    for form in CHECK_FORMATS:
        answer = mh("check", "--format", form, "--lang", "nb", cwd=root)
        assert answer.code in (0, 1)
        assert well_formed(answer.out, form) == len(found)
        assert ACTING.search(answer.out) is None
        assert form == "github" or orders(answer.out) == []
        if form == "markdown":
            harmless_markdown(answer.out)


COMPLETED = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*")


def test_the_shell_completes_nothing_but_names(tmp_path: Path) -> None:
    """What is put on the command line is an id: no sign in it means anything to a shell."""
    names = [
        *("$(touch x)-a", "`x`-a", "02;x", "a b", "-n", "\x1b[31m-a", "03\n04-x", "'-a", "04-greit"),
        "æ-a",
    ]
    folders = ("data/measures", "data/indicators", "data/obligations/coe")
    files = {f"{folder}/{name}.yaml": "x" for folder in folders for name in names}
    write(tmp_path, {"strategy/strategy.yaml": "x", **files})
    asked = {"_MH_COMPLETE": "complete_bash", "COMP_WORDS": "mh show ", "COMP_CWORD": "2"}
    offered = process(cwd=tmp_path, env=asked).out.splitlines()
    assert "T04" in offered
    assert "04-greit" in offered
    assert [word for word in offered if not COMPLETED.fullmatch(word)] == []


WORDS = [
    *("\x1b]0;x\x07", "\x9b31m", "\r\n::error::x", "\n##[error]x", "\u202ex", "a\x08b", "{0.__class__}"),
    "{given}",
    *("%s%n", "[bold]x[/bold]", "<script>", "\udcff", "ø" * 3000),
]


@pytest.mark.parametrize("word", WORDS, ids=range(len(WORDS)))
def test_words_of_the_command_line_are_echoed_harmlessly(mh: Mh, hostile: Repo, word: str) -> None:
    """A script may hand on what it was given; the message that names it is one line and nothing more."""
    for command in (
        (word,),
        ("show", word),
        ("status", f"--area={word}"),
        ("status", f"--ministry={word}"),
        ("status", f"--lang={word}"),
        ("status", f"--format={word}"),
        ("status", f"--as-of={word}"),
        ("status", f"--{word}"),
        ("check", word),
        ("check", f"--rules={word}"),
        ("gaps", f"--instrument={word}"),
        ("list", word),
        ("list", "measures", f"--status={word}"),
        ("log", word),
        ("log", f"--kind={word}"),
        ("set", "T01", word),
        ("set", "T01", f"{word}=x"),
        ("set", "T01", f"status={word}"),
        ("set", word, "status=completed"),
        ("new", "measure", f"--title={word}", "--area=1", f"--responsible={word}"),
        ("new", "report", f"--year={word}", f"--actor={word}"),
        ("report", "ministry", word, "--year", "2026"),
        ("verify", word),
        ("explain", word),
        ("schema", word),
        ("codeowners", f"--org={word}"),
        ("edit", word),
        ("status", word),
    ):
        answer = mh(*command, cwd=hostile.root)
        assert answer.code in (1, 2) or command[0] == "log", command
        assert ACTING.search(answer.out + answer.err) is None, command
        assert orders(answer.out + answer.err) == [], command
        assert "<class" not in answer.err
        assert answer.err.count("\n") == 1 or answer.code != 2, command


def test_a_diff_obeys_nobody(mh: Mh, tmp_path: Path) -> None:
    """What ``--dry-run`` and ``--check`` show of a file is no order to the server they run on."""
    lines = "".join(f"    {order}\n" for order in ORDERS)
    write(tmp_path, {**BASE_FILES, MEASURE_FILE: f"note: |\n{lines}{MEASURE}"})
    for command in (
        ("fmt", "--check"),
        ("fmt", "--dry-run"),
        ("set", "T01", "title=::error::x", "--dry-run"),
        ("set", "T01", "note=::error::x", "--dry-run"),
        ("check",),
    ):
        answer = mh(*command, cwd=tmp_path)
        assert answer.out
        assert orders(answer.out + answer.err) == [], command


# Pages -------------------------------------------------------------------------------------------


def harmless_markdown(text: str) -> str:
    """The text that Markdown shows; nothing in it is HTML, a picture or an address but of the web."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    parts = [child for token in tokens for child in token.children or ()]
    assert {child.type for child in parts}.isdisjoint({"html_inline", "image", "s_open", "fence"})
    assert [
        token.content
        for token in tokens
        if token.type == "html_block" and "mh-report" not in token.content
        # A folded part is HTML of ours, whose summary is escaped as HTML.
        if not re.fullmatch(r"</details>\s*|<details><summary>[^<>]*</summary>\s*", token.content)
    ] == []
    links = [str(child.attrs["href"]) for child in parts if child.type == "link_open"]
    assert [link for link in links if not re.match(r"#|https?://|[\w/.-]+\.md", link)] == []
    return " ".join("".join(child.content for child in parts).split())


@pytest.mark.parametrize(("command", "form"), [one for one in TOLD if one[1] == "markdown"])
def test_in_markdown_all_of_it_is_text(mh: Mh, hostile: Repo, command: tuple[str, ...], form: str) -> None:
    """Also in the summary of a job, where a site would render it."""
    shown = harmless_markdown(told(mh, hostile, command, form))
    assert "<script>alert(1)</script>" in shown or command[0] not in ("gaps", "matrix", "report")


@pytest.mark.parametrize(("command", "form"), [one for one in TOLD if one[1] == "html"])
def test_in_html_all_of_it_is_text(mh: Mh, hostile: Repo, command: tuple[str, ...], form: str) -> None:
    """No element, attribute, comment or address of the data's own making."""
    page = read(told(mh, hostile, command, form))
    assert set(page.tags) <= OURS
    assert [name for name, _ in page.given if name.startswith("on") or name in ("src", "srcset")] == []
    addresses = [
        value for name, value in page.given if name in ("href", "xlink:href", "action", "formaction")
    ]
    assert [one for one in addresses if not re.match(r"#|https?://|mailto:", one)] == []
    assert page.comments == []
    none = command == ("list", "reports")  # a list without texts
    assert none or "Q<script>alert(1)</script>Q" in " ".join("".join(page.texts).split())


@pytest.mark.parametrize(("command", "form"), [one for one in TOLD if one[1] in ("json", "sarif", "gitlab")])
def test_json_is_json_and_holds_the_text_as_it_is(
    mh: Mh, hostile: Repo, command: tuple[str, ...], form: str
) -> None:
    """No text ends a string, and what comes out is what went in."""
    answer = json.loads(told(mh, hostile, command, form))
    # A finding quotes only the beginning of a long text.
    held = MARKUP[:32] if command[0] in ("check", "gaps") else MARKUP
    assert any(held in text or held.replace("\\", "\\\\") in text for text in strings(answer))


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)


# Spreadsheets ------------------------------------------------------------------------------------


@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_no_cell_is_a_formula(mh: Mh, tmp_path: Path, beginning: str) -> None:
    """In every table of every command: the text is kept, and a program that opens it runs nothing."""
    openpyxl = pytest.importorskip("openpyxl")
    repo = planted(tmp_path / "depot", "x", beginning)
    for command, form in TOLD:
        if form != "csv":
            continue
        answer = told(mh, repo, command, form)
        assert len({len(row) for row in csv.reader(StringIO(answer))}) == 1
        for separator in ",;\t":  # whichever the program takes
            cells = [cell for row in csv.reader(StringIO(answer), delimiter=separator) for cell in row]
            assert [cell for cell in cells if cell.startswith(BEGINNING_SIGNS)] == []
    book = tmp_path / "ark.xlsx"
    for command, forms in ANSWERS.items():
        if "xlsx" not in forms:
            continue
        assert mh(*command, "--format", "xlsx", "-o", str(book), cwd=repo.root).code == 0
        held = {
            (cell.data_type, cell.value)
            for row in openpyxl.load_workbook(book).active.iter_rows()
            for cell in row
            if cell.value is not None
        }
        assert {kind for kind, _ in held} <= {"s", "n"}
        assert all(kind == "s" or isinstance(value, int) for kind, value in held)
        assert [value for kind, value in held if kind == "s" and value[:1] in BEGINNING_SIGNS] == []


IN_THE_SHEET = frozenset(
    (
        "Strategy.title",
        "Measure.title",
        "Article.title",
        "Provision.text",
        "Recommendation.title",
        "Part.text",
    )
)
"""The fields whose texts are cells of ``mh matrix --format xlsx``."""

BEGINNING_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@pytest.mark.parametrize("title", ["#REF!", "#N/A", "TRUE", "1e9", "=1", "\t", "a\tb", "x" * 40_000])
def test_a_cell_of_a_spreadsheet_is_a_text(mh: Mh, tmp_path: Path, title: str) -> None:
    """Also what looks like an error, a truth or a number, and what is more than a cell holds."""
    openpyxl = pytest.importorskip("openpyxl")
    # Only where the sheet shows it: the longest, in every field, makes files too large to be read.
    files = strategy(lambda name: title if name in IN_THE_SHEET else "tekst")
    repo = build(tmp_path / "depot", [Step("2026-06-10", files)], base={})
    book = tmp_path / "ark.xlsx"
    answer = mh("matrix", "--format", "xlsx", "-o", str(book), cwd=repo.root)
    assert (answer.code, "Traceback" in answer.err) == (0, False)
    cells = [cell for row in openpyxl.load_workbook(book).active.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}


# Build servers -----------------------------------------------------------------------------------


@pytest.mark.parametrize("before", ["", "  ", "https://example.org/a", "- ", "x ", "#", ":"])
def test_no_order_stands_anywhere_in_a_text(mh: Mh, tmp_path: Path, before: str) -> None:
    """At the beginning of a text, in an address, in a list, and where it follows a sign of its own."""
    turns = cycle(ORDERS)
    files = strategy(lambda _: f"{before}{next(turns)}")
    repo = build(tmp_path / "depot", [Step("2026-06-10", files)], base={})
    for command, form in TOLD:
        if form not in ("github", "text", "csv-nb") and command[0] not in ("diff", "log"):
            told(mh, repo, command, form)


def test_each_finding_is_one_line_or_item_of_its_form(mh: Mh, hostile: Repo) -> None:
    """Neither a line break, a comma, a colon nor a per cent sign in a text makes another one."""
    checked_harmlessly(mh, hostile.root)
    assert "100 %25, a: b" in told(mh, hostile, ("check", "--fail-on", "never"), "github")


def test_json_and_html_hold_an_order_as_it_was_written(mh: Mh, hostile: Repo) -> None:
    """It is escaped in the way of the form, so that a program or a browser gets what the file says."""
    texts = list(strings(json.loads(told(mh, hostile, ("list", "measures"), "json"))))
    assert any(all(order in text for order in ORDERS) for text in texts)
    page = read(told(mh, hostile, ("report", "yearly", "--year", "2026"), "html"))
    shown = "\n".join(page.texts)
    assert all(order in shown for order in ORDERS)
