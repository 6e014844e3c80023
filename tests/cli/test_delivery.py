"""How an answer reaches the reader: in a pager, in a file, and with a word of what takes time."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from support import Mh, each, process, some, wrote
from terminals import at_terminal

pytestmark = pytest.mark.attack

MARKED = "sed 's/^/| /'"
"""A pager that shows that it was there."""
PROMPT = ":\x1b[K"
"""What less shows when it waits for a key."""


@pytest.fixture(scope="module")
def slow(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A ``PATH`` with a git that takes two seconds to tell of the history; with ``ASLEEP`` it says so."""
    folder = tmp_path_factory.mktemp("slow")
    told = '[ -z "$ASLEEP" ] || echo asleep >/dev/tty'
    wait = f"case \"$*\" in *'log '*) {told}; sleep 2;; esac"
    script = f"#!/bin/sh\n{wait}\nexec '{shutil.which('git')}' \"$@\"\n"
    (folder / "git").write_text(script, encoding="utf-8")
    (folder / "git").chmod(0o755)
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


@pytest.fixture(scope="module")
def whole(vestlandia: Path) -> str:
    """The log as it is in a pipe."""
    return process("log", cwd=vestlandia).out


def plain(text: str) -> str:
    """What is left of a text when a terminal has acted on its colours, and erased what was told of work.

    On a busy machine everything may take more than a second.
    """
    left = re.sub(r"\x1b\[\?25l.*?\x1b\[\?25h\r\x1b\[1A\x1b\[2K", "", text, flags=re.DOTALL)
    return "\n".join(line.rstrip() for line in re.sub(r"\x1b\[[0-9;]*m", "", left).split("\n"))


def seen(folder: Path, *arguments: str, lines: int = 24, **env: str) -> tuple[int, str]:
    """The exit code and the text of a command on a terminal."""
    answer = at_terminal(*arguments, cwd=folder, env={"TERM": "xterm", **env}, lines=lines, keys=[])
    return answer.code, plain(answer.out)


def test_a_long_text_is_shown_in_the_users_pager(vestlandia: Path, whole: str) -> None:
    """All of it, and nothing but it."""
    marked = "".join(f"| {line}".rstrip() + "\n" for line in whole.splitlines())
    assert seen(vestlandia, "log", PAGER=MARKED) == (0, marked)


def test_a_text_that_fits_on_the_terminal_is_printed(vestlandia: Path, whole: str) -> None:
    """The pager is not even started."""
    lines = len(whole.splitlines())
    assert seen(vestlandia, "log", lines=lines + 1, PAGER=MARKED) == (0, whole)
    assert seen(vestlandia, "log", lines=lines, PAGER=MARKED)[1].startswith("| ")


@each(("pager", "term"), [("", "xterm"), ("cat", "xterm"), (" ", "xterm"), (MARKED, "dumb")])
def test_the_user_or_the_terminal_may_have_no_pager(
    vestlandia: Path, whole: str, pager: str, term: str
) -> None:
    """As for git; a dumb terminal cannot turn a page."""
    assert seen(vestlandia, "log", PAGER=pager, TERM=term) == (0, whole)


def test_other_formats_are_printed(vestlandia: Path) -> None:
    """They are for programs, also where a terminal shows them."""
    code, said = seen(vestlandia, "log", "--format", "json", PAGER=MARKED)
    assert (code, said[0]) == (0, "{")


def test_a_pipe_and_a_file_have_no_pager(vestlandia: Path, whole: str, tmp_path: Path) -> None:
    """Nor has a terminal where the answer goes to a file."""
    for pager in (MARKED, "touch started"):
        assert process("log", cwd=vestlandia, env={"PAGER": pager, "TERM": "xterm"}).out == whole
    file = tmp_path / "log.txt"
    code, said = seen(vestlandia, "log", "-o", str(file), PAGER=MARKED)
    assert (code, said) == (0, wrote(file))
    assert not (vestlandia / "started").exists()


@pytest.mark.thorough
@each("pager", some(["no-such-pager", "false", "less '", "sh -c 'kill -9 $$'"], 2))
def test_where_the_pager_fails_the_text_is_printed(vestlandia: Path, whole: str, pager: str) -> None:
    """All of it, after what the pager or the shell has said."""
    code, said = seen(vestlandia, "log", PAGER=pager)
    assert (code, said.endswith(whole), "Traceback" in said) == (0, True, False)


def test_without_less_the_text_is_printed(vestlandia: Path, whole: str, tmp_path: Path) -> None:
    """It is the pager where the user has named none."""
    git = shutil.which("git")
    assert git
    (tmp_path / "git").symlink_to(git)
    assert seen(vestlandia, "log", PATH=str(tmp_path)) == (0, whole)


@pytest.mark.skipif(shutil.which("less") is None, reason="less is not installed")
@each("pages", [0, 1])
def test_less_may_be_left_before_the_end(vestlandia: Path, pages: int) -> None:
    """On the first page, or on a later one."""
    keys = [(PROMPT, " ")] * pages + [(PROMPT, "q")]
    answer = at_terminal("log", cwd=vestlandia, env={"TERM": "xterm"}, keys=keys)
    assert answer.code == 0
    assert plain(answer.out).removeprefix("\x1b[?1h\x1b=\r").startswith("Hva som er endret")
    assert "\x1b[1m" in answer.out  # less shows the colours.
    assert "Traceback" not in answer.out


def test_ctrl_c_is_the_pagers(vestlandia: Path) -> None:
    """Some stop a search at it and go on; ``mh`` waits for them, and is not interrupted itself."""
    pager = "trap 'echo heard' INT; echo begun; read key </dev/tty; echo left; cat >/dev/null"
    keys = [("begun", "\x03"), ("heard", "\n")]
    answer = at_terminal("log", cwd=vestlandia, env={"TERM": "xterm", "PAGER": pager}, keys=keys)
    assert answer.code == 0
    assert plain(answer.out).split() == ["begun", "^Cheard", "left"]


def test_what_a_pager_leaves_out_is_not_printed_after_it(vestlandia: Path, whole: str) -> None:
    """It may have been left at the first page, or ended by Ctrl-C."""
    assert seen(vestlandia, "log", PAGER="head -n 2") == (0, "".join(whole.splitlines(keepends=True)[:2]))
    env = {"TERM": "xterm", "PAGER": "echo begun; exec sleep 60"}
    answer = at_terminal("log", cwd=vestlandia, env=env, keys=[("begun", "\x03")])
    assert (answer.code, plain(answer.out)) == (0, "begun\n^C")


def test_the_exit_code_is_that_of_the_command(vestlandia: Path) -> None:
    """Not that of the pager: ``mh check`` says with it whether something is wrong."""
    arguments = ("check", "--at", "HEAD", "--fail-on", "note")
    for pager in ("cat", MARKED, "head -n 1", "false"):
        assert seen(vestlandia, *arguments, PAGER=pager)[0] == 1


def test_what_stops_an_edit_is_printed(fjellheim: Path) -> None:
    """It belongs to what was said before it."""
    code, said = seen(fjellheim, "set", "T12", "responsible=[XX]", lines=4, PAGER=MARKED)
    assert code == 1
    assert "MH103" in said
    assert "| " not in re.sub(r"\d │ | +│ ", "", said)


def test_a_repository_names_no_pager(vestlandia: Path, tmp_path: Path, whole: str) -> None:
    """Git's settings are those of whoever made the repository."""
    copy = Path(shutil.copytree(vestlandia, tmp_path / "copy"))
    for name in ("core.pager", "pager.log"):
        subprocess.run(["git", "-C", str(copy), "config", name, "touch owned; cat"], check=True)
    assert seen(copy, "log", PAGER="cat") == (0, whole)
    assert seen(copy, "log", PAGER=MARKED)[1].startswith("| ")
    assert not (copy / "owned").exists()


def test_what_takes_long_is_told_and_erased(vestlandia: Path, slow: str) -> None:
    """On the terminal of stderr, whatever stdout is; at the end the cursor is there again."""
    with Path(os.devnull).open("w", encoding="utf-8") as nothing:
        env = {"TERM": "xterm", "PATH": slow}
        answer = at_terminal("log", cwd=vestlandia, env=env, keys=[], out=nothing.fileno())
    assert answer.code == 0
    assert "Leser historikken" in answer.out
    assert answer.out.endswith("\x1b[2K")
    assert answer.out.count("\x1b[?25l") == answer.out.count("\x1b[?25h") > 0


def test_a_report_tells_what_it_is_busy_with_and_then_what_it_wrote(
    vestlandia: Path, slow: str, tmp_path: Path
) -> None:
    """The line of the file is the only one that is left."""
    file = tmp_path / "rapport.md"
    order = ("report", "yearly", "--year", "2023", "-o", str(file))
    answer = at_terminal(*order, cwd=vestlandia, env={"TERM": "xterm", "PATH": slow}, keys=[])
    assert answer.code == 0
    assert "Leser historikken" in answer.out
    assert answer.out.endswith(f"\x1b[2K{wrote(file)}")


def test_ctrl_c_erases_what_was_told(vestlandia: Path, slow: str) -> None:
    """And the cursor is there again."""
    env = {"TERM": "xterm", "PATH": slow, "ASLEEP": "1"}
    answer = at_terminal("log", cwd=vestlandia, env=env, keys=[("asleep", ""), ("Leser", "\x03")])
    assert answer.code == 130
    assert answer.out.endswith("\x1b[?25h\r\x1b[1A\x1b[2Kmh: Avbrutt.\n")


def test_nothing_is_told_in_pipes_and_on_dumb_terminals(vestlandia: Path, slow: str) -> None:
    """What a build server keeps is the answer alone."""
    assert process("log", cwd=vestlandia, env={"TERM": "xterm", "PATH": slow}).err == ""

    with Path(os.devnull).open("w", encoding="utf-8") as nothing:
        env = {"TERM": "dumb", "PATH": slow}
        answer = at_terminal("log", cwd=vestlandia, env=env, keys=[], out=nothing.fileno())
    assert (answer.code, answer.out) == (0, "")


FILES = {
    "gaps": ("gaps", "--format", "html"),
    "matrix": ("matrix", "--format", "csv"),
    "log": ("log",),
    "diff": ("diff", "HEAD~3"),
    "report": ("report", "yearly", "--year", "2023"),
    "codeowners": ("codeowners", "--org", "vestlandia"),
}


@pytest.mark.thorough
@each("lang", some(["nb", "nn", "en"], 3))
@each("command", FILES)
def test_what_was_written_is_told(mh: Mh, vestlandia: Path, tmp_path: Path, command: str, lang: str) -> None:
    """On stderr, with how much it is, in the reader's language; stdout stays empty."""
    file = tmp_path / "fil"
    answer = mh(*FILES[command], "-o", str(file), "--lang", lang, cwd=vestlandia)
    assert answer.out == ""
    assert answer.err.startswith(wrote(file, lang))


def test_what_was_not_written_is_not_told(mh: Mh, vestlandia: Path, tmp_path: Path) -> None:
    """The error is."""
    answer = mh("log", "-o", str(tmp_path), cwd=vestlandia)
    assert answer.code == 2
    assert "Skrev" not in answer.err
