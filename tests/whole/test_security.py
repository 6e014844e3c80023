"""SECURITY.md: each promise names the tests that hold it. And two promises that need no attack."""

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest

from cases import listed
from repositories import Repo, Step, build
from support import CHECKOUT, each, python

CASES: dict[str, Any] = listed("security")

PAGE = (CHECKOUT / "SECURITY.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`(tests/[\w/.-]+)`")


def promises() -> list[tuple[str, list[str]]]:
    """Each promise with the files that it names."""
    table = PAGE.partition("## What is promised")[2].partition("\n## ")[0]
    rows = [line.strip("|").split(" | ") for line in table.splitlines() if line.startswith("| ")]
    return [(promise.strip(), NAMED.findall(tests)) for promise, tests in rows[1:]]


def test_each_promise_names_its_tests() -> None:
    """A promise that nothing holds is none."""
    assert len(promises()) > 15
    assert [promise for promise, files in promises() if not files] == []


@each("file", sorted(set(NAMED.findall(PAGE))))
def test_the_tests_named_are_there(file: str) -> None:
    """Each file that is named holds tests."""
    tree = ast.parse((CHECKOUT / file).read_text(encoding="utf-8"))
    assert [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name[:5] == "test_"]


def test_all_attacks_are_named() -> None:
    """Who adds attacks says what they promise."""
    attacks = {
        path.relative_to(CHECKOUT).as_posix() for path in (CHECKOUT / "tests").rglob("test_attacks_*.py")
    }
    assert attacks <= set(NAMED.findall(PAGE))


@each("page", ["README.md", "docs/nb/README.md", "docs/en/README.md", "docs/dev/architecture.md"])
def test_the_page_is_found(page: str) -> None:
    """Whoever has found a weakness is not to search for where to tell of it."""
    text = (CHECKOUT / page).read_text(encoding="utf-8")
    assert f"({'../' * page.count('/')}SECURITY.md)" in text


def test_nobody_is_invented() -> None:
    """No address is given that nobody reads."""
    assert not re.search(r"[\w.]+@[\w-]+\.\w+", PAGE)


LISTENING = """
import json, sys
command = ""
told = open(sys.argv[1], "a", buffering=1, encoding="utf-8")
def hear(event, arguments):
    if event in ("subprocess.Popen", "os.posix_spawn", "os.exec"):
        print(command, arguments[0], sep="\\t", file=told)
    elif event.split(".")[0] in ("socket", "urllib", "http", "ftplib", "smtplib") or event == "os.system":
        print(command, event, sep="\\t", file=told)
sys.addaudithook(hear)
from menneskehandel_cli.cli import run
for words in json.loads(sys.argv[2]):
    command = words[0]
    assert run(words) in (0, 1), words
"""
"""Python tells its audit hooks of each program that is started and each connection that is opened."""


@pytest.fixture(scope="module")
def repo(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    steps = [Step("2026-01-10"), Step("2026-02-10", {"LESMEG": "x"})]
    return build(tmp_path_factory.mktemp("rolig") / "depot", steps)


def test_no_program_but_git_is_started_and_no_connection_opened(repo: Repo, tmp_path: Path) -> None:
    """Nothing is fetched, sent or run but git."""
    heard = tmp_path / "hørt.txt"
    answer = python("-c", LISTENING, str(heard), json.dumps(CASES["commands"]), cwd=repo.root)
    assert answer.code == 0, answer.err
    started = {
        (command, Path(name).name)
        for command, _, name in (line.partition("\t") for line in heard.read_text("utf-8").splitlines())
    }
    assert {name for _, name in started} == {"git"}
    assert {command for command, _ in started} >= {"log", "diff", "report"}
