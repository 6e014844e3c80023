"""Every text that people read comes from a catalogue: what a language without letters from a to z shows.

A copy of the program has one more language, whose catalogue has Cyrillic letters for Latin ones. What is
still in Latin letters must be data, a name that people type, or one that is the same in every language.
"""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from babel.messages import Catalog
from babel.messages.pofile import write_po

from cases import listed
from html_reading import read
from menneskehandel_cli.cli.app import _COMMANDS as COMMANDS
from menneskehandel_cli.diagnostics import SEVERITIES
from menneskehandel_cli.formats import FORMATS
from menneskehandel_cli.formats.report_pages import REPORT_KINDS
from menneskehandel_cli.formats.schema import schemas
from menneskehandel_cli.models import STATUSES, Model, Record
from menneskehandel_cli.models.fields import fields
from menneskehandel_cli.rules import all_rules
from menneskehandel_cli.rules.example import BASE, examples
from repositories import git
from support import CHECKOUT, FICTIONAL, each, python, tool

CASES: dict[str, Any] = listed("pseudolocale")

pytestmark = pytest.mark.attack

TAG = "qps"
TYPED = re.compile(
    r"""<!--.*?-->                              # what mh verify reads
      | ^::(?:error|warning|notice)\ [^:]*::   # what GitHub reads
      | https?://\S+ | --[a-z-]+ | \b[0-9a-f]{7,40}\b | \b0x[0-9a-f]+\b | \\u[0-9a-f]{4}
      | \b[\w./-]+\.(?:yaml|md|json)\b
    """,
    re.VERBOSE,
)
"""Addresses, options, commits, bytes, files, and what only programs read."""

LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ]{2,}")
_PLACE = re.compile(r"(\{\w+\})")
_OTHER = {ord("a") + n: chr(0x430 + n) for n in range(26)} | {ord("A") + n: chr(0x410 + n) for n in range(26)}

RUN = """
import contextlib, io, json, sys
from menneskehandel_cli.cli import run
answers = []
for arguments in json.loads(sys.argv[1]):
    streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2)]
    with contextlib.redirect_stdout(streams[0]), contextlib.redirect_stderr(streams[1]):
        run(arguments)
    answers.append("".join(stream.buffer.getvalue().decode() for stream in streams))
json.dump(answers, sys.stdout)
"""

SAME_EVERYWHERE = {
    *("mh", "YAML", "JSON", "HTML", "Markdown", "CSV", "SARIF", "git", "id", "ID", "AND", "UTF"),
    *("true", "false", "null", "demand", "HEAD", "LIX", TAG, "Kari", "Nordmann", "Endret", "maintainers"),
}
"""Names that no language translates, and those of the test itself."""


def other_letters(text: str) -> str:
    """The text with other letters, except for its places."""
    return "".join(part if _PLACE.fullmatch(part) else part.translate(_OTHER) for part in _PLACE.split(text))


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copy of the program with the language."""
    root = tmp_path_factory.mktemp("program")
    for part in ("src", "templates"):
        shutil.copytree(CHECKOUT / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
    messages = tool("messages")
    catalogue = Catalog(locale=None, charset="utf-8")
    for message in messages.template():
        if message.id:
            said = message.id
            written = other_letters(said) if isinstance(said, str) else tuple(map(other_letters, said))
            catalogue.add(said, written, context=message.context)
    locale = root / "src" / "menneskehandel_cli" / "locale"
    path = locale / TAG / "LC_MESSAGES" / "mh.po"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_po(file, catalogue)
    data = (locale / "nb" / "language.toml").read_text(encoding="utf-8")
    data = re.sub(r'(?m)^(name|months) = ("[^"]*"|\[[^]]*\])', _cyrillic, data)
    data = data.replace('fallback = ["nn"]', 'fallback = ["nb"]').replace('locales = ["no"]', "locales = []")
    (locale / TAG / "language.toml").write_text(data, encoding="utf-8")
    messages.compile_all(locale)
    return root / "src"


def _cyrillic(match: re.Match[str]) -> str:
    return f"{match[1]} = {other_letters(match[2])}"


@pytest.fixture(scope="module")
def strategy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fictional strategy in a repository, with a change that its history tells of."""
    root = Path(shutil.copytree(FICTIONAL, tmp_path_factory.mktemp("strategy") / "fjellheim"))
    git(root, "init", "--quiet", "--initial-branch", "main")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "Endret")
    return root


def answers(program: Path, strategy: Path, commands: list[list[str]]) -> list[str]:
    """What the program says in the language, for each command."""
    env = {"PYTHONPATH": str(program), "MH_LANG": TAG, "COLUMNS": "100", "PYTHONUTF8": "1"}
    said: list[str] = python("-c", RUN, json.dumps(commands), cwd=strategy, env=env).json
    return said


def words_of_data(root: Path) -> Iterator[str]:
    """The words of the data that the language shows: those in English are not among them."""
    for path in root.rglob("*.yaml"):
        yield from LATIN.findall(path.relative_to(root).as_posix())
        yield from _words(yaml.safe_load(path.read_text(encoding="utf-8")))


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            if key != "en":
                yield from LATIN.findall(str(key))
                yield from _words(item)
    elif isinstance(value, list):
        for item in value:
            yield from _words(item)
    else:
        yield from LATIN.findall(str(value))


LISTS = ("measures", "obligations", "mappings", "actors", "indicators", "reports", "earlier")
NEW = ("report", "measure", "actor", "article", "indicator", "law", "recommendation")


def shown(text: str) -> str:
    """What people see or hear of a text: of a page, its texts."""
    if not text.lstrip().lower().startswith("<!doctype"):
        return text
    page = read(re.sub(r"<(style|script)\b.*?</\1>", "", text, flags=re.DOTALL))
    heard = [value for name, value in page.given if name in ("title", "alt", "aria-label")]
    return "\n".join([*page.texts, *heard])


FOR_PEOPLE = ("text", "markdown", "html", "github")
"""The formats that are not for other programs."""

READ = {
    "status": [["status"], ["status", "--trend", "HEAD"]],
    "show": [["show", "T01"], ["show", "coe-12"], ["show", "JD"], ["show", "F1"], ["show", "FA1.G1"]],
    "gaps": [["gaps"], ["gaps", "--verbose"]],
    "matrix": [["matrix"]],
    "check": [["check"]],
    "log": [["log"]],
    "diff": [["diff", "HEAD~1", "HEAD"]],
    "list": [["list", kind] for kind in LISTS],
    "explain": [["explain"], ["explain", "MH201"], ["explain", "MH017"]],
    "report": [["report", "yearly", "--year", "2026"], ["report", "ministry", "OD", "--year", "2026"]],
}
"""What is asked of the commands that read, in each of their formats for people."""

WRITE = CASES["write"]
"""What is asked of the commands that write, one after the other."""

WRONG = CASES["wrong"]
"""Wrong use."""


@pytest.fixture(scope="module")
def known(strategy: Path) -> set[str]:
    """The words that may be in Latin letters."""
    states = [example.files for rule in all_rules().values() for example in examples(rule, "nb")]
    texts = [text for files in (*states, BASE) for text in files.values() if isinstance(text, str)]
    models = (*Model.__subclasses__(), *Record.__subclasses__())
    named = (
        COMMANDS,
        SEVERITIES,
        LISTS,
        NEW,
        {"broken_link"},
        *FORMATS.values(),
        REPORT_KINDS,
        all_rules(),
        STATUSES,
        *((model.__name__, *fields(model)) for model in models),
    )
    names = [name for texts in named for name in texts]
    names_told = {*words_of_data(strategy)}
    return {
        *names_told,
        *(word[:1].lower() + word[1:] for word in names_told),  # A name inside a sentence.
        *SAME_EVERYWHERE,
        *(word for text in (*texts, *names) for word in LATIN.findall(text)),
    }


def leaks(text: str, known: set[str]) -> list[str]:
    """The lines with a word that is in no catalogue."""
    found = []
    for line in shown(text).splitlines():
        rest = TYPED.sub("", re.sub("</?(?:details|summary)>", "", line))
        if words := [word for word in LATIN.findall(rest) if word not in known]:
            found.append(f"{words} in {line.strip()}")
    return found


@each("name", READ)
def test_what_a_command_shows_is_in_the_catalogue(
    name: str, program: Path, strategy: Path, known: set[str]
) -> None:
    """In each of its formats for people."""
    forms = [form for form in FORMATS[name] if form in FOR_PEOPLE]
    commands = [[*command, "--format", form] for command in READ[name] for form in forms]
    for command, said in zip(commands, answers(program, strategy, commands), strict=True):
        assert said, command
        assert leaks(said, known) == [], command


def test_what_is_said_of_what_was_written_is_in_the_catalogue(
    program: Path, strategy: Path, known: set[str], tmp_path: Path
) -> None:
    """In a copy."""
    copy = Path(shutil.copytree(strategy, tmp_path / "fjellheim"))
    for command, said in zip(WRITE, answers(program, copy, WRITE), strict=True):
        assert leaks(said, known) == [], command


def test_what_is_written_into_a_new_file_is_in_the_catalogue(
    program: Path, strategy: Path, known: set[str]
) -> None:
    """The comments, and the questions that stand for texts."""
    given = {
        "report": ["--year", "2027", "--actor", "RD"],
        "measure": ["--title", "Endret", "--area", "1", "--responsible", "RD"],
        "article": [*("--number", "49", "--title", "Endret", "--chapter", "X"), "--role", "final"],
        "indicator": [
            *("--title", "Endret", "--unit", "Endret", "--counts", "Endret"),
            *("--year", "2025", "--value", "0"),
        ],
        "law": ["--obligation", "coe-29"],
        "recommendation": ["--instrument", "greta-r3", "--title", "Endret", "--text", "Endret"],
    }
    commands = [["new", kind, *options, "--dry-run", "--lang", TAG] for kind, options in given.items()]
    commands += [["codeowners", "--org", "ORG", "--lang", TAG]]
    lower = {word.lower() for word in known}  # the teams of actors
    fixed = {word for kind in schemas("nb").values() for word in values_of(json.loads(kind))}
    for command, said in zip(commands, answers(program, strategy, commands), strict=True):
        assert "format: 2" in said or command[0] != "new", said
        text = said.replace("/dev/null", "").replace("yaml-language-server", "")
        assert leaks(text, known | fixed | lower | {"ORG", "endret"}) == [], command


def values_of(schema: Any) -> Iterator[str]:
    """The words of the fixed values of a kind of file."""
    if isinstance(schema, dict):
        yield from (word for value in schema.get("enum", ()) for word in LATIN.findall(str(value)))
        schema = list(schema.values())
    if isinstance(schema, list):
        for item in schema:
            yield from values_of(item)


def test_what_is_said_of_wrong_use_is_in_the_catalogue(
    program: Path, strategy: Path, known: set[str]
) -> None:
    """Also where a library finds it."""
    for command, said in zip(WRONG, answers(program, strategy, WRONG), strict=True):
        assert said, command
        assert leaks(said, known | {"XX", "YY", "xx"}) == [], command


def test_all_help_is_in_the_catalogue(program: Path, strategy: Path, known: set[str]) -> None:
    """Of every command and subcommand."""
    groups = {"list": READ["list"], "report": READ["report"], "new": [["new", kind] for kind in NEW]}
    commands = [
        [],
        *([name] for name in COMMANDS),
        *(words[:2] for asked in groups.values() for words in asked),
    ]
    asked = [[*command, "--help"] for command in commands]
    for command, said in zip(asked, answers(program, strategy, asked), strict=True):
        assert said, command
        assert leaks(said, known) == [], command


@each("said", ["Tiltak", "There are no measures.", "<!doctype html><p title='Vis'>x"])
def test_a_text_that_is_in_no_catalogue_is_found(said: str) -> None:
    """So the tests above would find it."""
    assert leaks(said, SAME_EVERYWHERE) != []
