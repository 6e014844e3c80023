"""``mh edit``: the file in an editor of one's own, checked when it is closed; nothing is lost."""

import re
from pathlib import Path

import pytest

from support import Answer, Mh, process, python
from terminals import at_terminal

MEASURE = "data/measures/12-mottak.yaml"


def text(root: Path) -> str:
    return (root / MEASURE).read_text(encoding="utf-8")


def drafts(root: Path) -> list[Path]:
    return sorted((root / MEASURE).parent.glob(".*"))


@pytest.fixture
def editor(tmp_path: Path) -> str:
    """An editor that carries out the next order of a file: a change of words, or nothing."""
    script = tmp_path / "rediger.sh"
    script.write_text(
        "#!/bin/sh\n"
        'for file; do :; done\necho "$@" >> "$ORDERS.log"\n'
        'order=$(head -n 1 "$ORDERS"); sed -i 1d "$ORDERS"\n'
        'case "$order" in fail) exit 3;; esac\n'
        'sed -i "$order" "$file"\n',
        encoding="utf-8",
    )
    script.chmod(0o755)
    return str(script)


@pytest.fixture(autouse=True)
def no_editor_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)


@pytest.fixture
def orders(tmp_path: Path, editor: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "ordre"
    monkeypatch.setenv("ORDERS", str(path))
    monkeypatch.setenv("EDITOR", editor)
    return path


GOOD = "s/^status: in_progress/status: completed/"
BAD = "s/^status: in_progress/status: tull/"
MENDED = "s/^status: tull/status: completed/"


def test_a_sound_change_is_shown_and_put_in_place(mh: Mh, fjellheim: Path, orders: Path) -> None:
    orders.write_text(f"{GOOD}\n", encoding="utf-8")
    answer = mh("edit", "T12", cwd=fjellheim)
    assert (answer.code, answer.err) == (0, f"mh: Skrev {MEASURE}.\n")
    assert "+status: completed" in answer.out
    assert "\nstatus: completed\n" in text(fjellheim)
    assert drafts(fjellheim) == []


def test_the_reference_in_the_plan_is_an_address_where_it_is_no_number(mh: Mh, fjellheim: Path) -> None:
    """A number that is the reference of another record too changes neither, and is read as the number."""
    for path in (fjellheim / "data/measures").glob("*.yaml"):
        name = path.name[:2]
        if reference := {"01": "12.1", "02": "12.99", "13": "x.1"}.get(name):
            before = path.read_text("utf-8")
            after = re.sub(
                r"(?m)^source: .*(\n .*)*", f'source: {{document: strategy, section: "{reference}"}}', before
            )
            path.write_text(after, "utf-8")
    both = mh("set", "12.1", "status=completed", cwd=fjellheim)
    assert both.code != 0
    assert "Skriv T12.1 eller T01" in both.err
    for word, found in (("12.99", "T02"), ("x.1", "T13"), ("12", "T12"), ("t12.1", "T12")):
        answer = mh("set", word, "note=Prøve", "--dry-run", cwd=fjellheim)
        assert f"+++ b/data/measures/{found[1:]}-" in answer.out, answer.err
        shown = mh("show", word, cwd=fjellheim)
        assert f"· {found} ·" in shown.out
        assert "henvisningen" not in shown.err
    shown = mh("show", "12.1", cwd=fjellheim)
    assert "· T12 ·" in shown.out
    assert "mh: «12.1» er lest som T12.1. Det er også henvisningen til T01 i planen.\n" in shown.err
    hits = mh("find", "12.1", cwd=fjellheim).out
    assert hits.splitlines()[0].endswith("T01")


def test_closing_without_a_change_leaves_everything_as_it_was(mh: Mh, fjellheim: Path, orders: Path) -> None:
    before = text(fjellheim)
    orders.write_text("\n", encoding="utf-8")
    answer = mh("edit", "T12", cwd=fjellheim)
    assert (answer.code, answer.out) == (0, "")
    assert text(fjellheim) == before
    assert drafts(fjellheim) == []


def test_in_a_pipe_an_unsound_draft_is_kept_and_told(mh: Mh, fjellheim: Path, orders: Path) -> None:
    before = text(fjellheim)
    orders.write_text(f"{BAD}\n", encoding="utf-8")
    answer = mh("edit", "T12", cwd=fjellheim)
    assert answer.code == 1
    assert "MH007" in answer.out
    (draft,) = drafts(fjellheim)
    assert draft.name in answer.err
    assert "status: tull" in draft.read_text(encoding="utf-8")
    assert text(fjellheim) == before
    assert mh("check", "--fail-on", "error", cwd=fjellheim).code == 0, "a draft is no data"
    again = mh("edit", "T12", cwd=fjellheim)
    assert again.code == 2
    assert "ligger igjen" in again.err


@pytest.mark.parametrize(
    ("answers", "codes"),
    [([["?", "r"]], [0]), ([["b"], ["j"]], [1, 0])],
    ids=["go back and mend", "keep the draft and go on another day"],
)
def test_on_a_terminal_one_may(
    fjellheim: Path, orders: Path, answers: list[list[str]], codes: list[int]
) -> None:
    """An answer that is none is asked for again."""
    orders.write_text(f"{BAD}\n{MENDED}\n", encoding="utf-8")
    told = [at_terminal("edit", "T12", cwd=fjellheim, answers=given) for given in answers]
    assert [answer.code for answer in told] == codes
    assert told[0].out.count("[r]ette det") == len(answers[0])
    assert "\nstatus: completed\n" in text(fjellheim)
    assert drafts(fjellheim) == []


def test_on_a_terminal_leaving_the_question_keeps_the_draft_and_says_where(
    fjellheim: Path, orders: Path
) -> None:
    orders.write_text(f"{BAD}\n", encoding="utf-8")
    answer = at_terminal("edit", "T12", cwd=fjellheim, answers=[])
    assert answer.code == 1
    (draft,) = drafts(fjellheim)
    assert f"Det du skrev, ligger i {MEASURE.rpartition('/')[0]}/{draft.name}." in answer.out


def test_on_a_terminal_one_may_save_half_done_work(fjellheim: Path, orders: Path) -> None:
    orders.write_text(f"{BAD}\n", encoding="utf-8")
    answer = at_terminal("edit", "T12", cwd=fjellheim, answers=["l"])
    assert answer.code == 0
    assert "status: tull" in text(fjellheim)


def test_a_draft_of_an_older_state_never_undoes_what_others_wrote(
    mh: Mh, fjellheim: Path, orders: Path
) -> None:
    orders.write_text(f"{BAD}\n{GOOD}\n", encoding="utf-8")
    mh("edit", "T12", cwd=fjellheim)
    mh("set", "T12", "lead=OD", cwd=fjellheim)
    answer = mh("edit", "T12", cwd=fjellheim)
    assert answer.code == 2
    assert "et utkast fra før" in answer.err
    assert "lead: OD" in text(fjellheim)


def test_a_file_changed_behind_the_editor_is_not_overwritten(
    mh: Mh, fjellheim: Path, orders: Path, editor: str
) -> None:
    orders.write_text(f"{GOOD}\n", encoding="utf-8")
    script = Path(editor)
    behind = f'echo "# annen" >> "{fjellheim / MEASURE}"\n'
    script.write_text(script.read_text(encoding="utf-8") + behind, encoding="utf-8")
    answer = mh("edit", "T12", cwd=fjellheim)
    assert answer.code == 2
    assert "endret av noen andre" in answer.err
    assert text(fjellheim).endswith("# annen\n")
    (draft,) = drafts(fjellheim)
    assert "status: completed" in draft.read_text(encoding="utf-8")
    assert "Kopier det du vil beholde" in answer.err


def test_a_file_that_cannot_be_read_can_be_edited(mh: Mh, fjellheim: Path, orders: Path) -> None:
    sound = text(fjellheim)
    (fjellheim / MEASURE).write_text(sound.replace("status:", "\tstatus:", 1), encoding="utf-8")
    orders.write_text("s/^\\tstatus:/status:/\n", encoding="utf-8")
    assert mh("edit", "T12", cwd=fjellheim).code == 0
    assert text(fjellheim) == sound


def test_the_editor_opens_on_the_part_that_was_named(
    mh: Mh, fjellheim: Path, orders: Path, editor: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    nano = Path(editor).with_name("nano")
    Path(editor).rename(nano)
    monkeypatch.setenv("EDITOR", f"{nano} --softwrap")
    orders.write_text("\n", encoding="utf-8")
    mh("edit", "t12.2", cwd=fjellheim)
    line = text(fjellheim).splitlines().index("  - id: T12.2") + 1
    assert orders.with_name("ordre.log").read_text(encoding="utf-8").startswith(f"--softwrap +{line} ")


def test_an_editor_that_fails_is_told(mh: Mh, fjellheim: Path, orders: Path) -> None:
    orders.write_text("fail\n", encoding="utf-8")
    answer = mh("edit", "T12", cwd=fjellheim)
    assert answer.code == 2
    assert "meldte feil" in answer.err
    assert drafts(fjellheim) == []


@pytest.mark.parametrize("name", ["nano 'uten slutt", "finnes-ikke --flagg", "/"])
def test_an_editor_that_cannot_be_run_leaves_no_draft(
    mh: Mh, fjellheim: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("EDITOR", name)
    answer = mh("edit", "T12", cwd=fjellheim)
    assert answer.code == 2
    assert f"Fant ikke redigeringsprogrammet «{name}»." in answer.err
    assert "EDITOR=nano" in answer.err
    assert drafts(fjellheim) == []


def test_an_editor_that_takes_the_draft_away_is_told(
    mh: Mh, fjellheim: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = text(fjellheim)
    monkeypatch.setenv("EDITOR", "rm")
    answer = mh("edit", "T12", cwd=fjellheim)
    assert answer.code == 2
    assert "er borte: Redigeringsprogrammet slettet eller flyttet filen" in answer.err
    assert text(fjellheim) == before


@pytest.mark.parametrize("asked", ["tull", "", "T99", "RRD", "2031-OD"])
def test_what_is_not_there_opens_no_file(mh: Mh, fjellheim: Path, orders: Path, asked: str) -> None:
    orders.write_text("\n", encoding="utf-8")
    answer = mh("edit", asked, cwd=fjellheim)
    assert answer.code == 2
    assert f"«{asked}»" in answer.err
    assert not orders.with_name("ordre.log").exists()


# Ctrl-C -------------------------------------------------------------------------------------------


def closing(folder: Path, *lines: str) -> dict[str, str]:
    """The environment in which the editor makes the sound change, and then does more."""
    script = folder / "rediger.sh"
    script.write_text("\n".join(("#!/bin/sh", f'sed -i "{GOOD}" "$1"', *lines, "")), encoding="utf-8")
    script.chmod(0o755)
    return {"EDITOR": str(script)}


def assert_the_draft_is_told_of(answer: Answer, fjellheim: Path) -> None:
    (draft,) = drafts(fjellheim)
    assert "status: completed" in draft.read_text(encoding="utf-8")
    assert draft.name in answer.err
    assert "status: in_progress" in text(fjellheim)


@pytest.mark.parametrize(("ends", "code"), [("exit 0", 0), ("kill -INT $$", 2)])
def test_ctrl_c_is_for_the_editor_and_what_was_written_is_not_lost(
    fjellheim: Path, tmp_path: Path, ends: str, code: int
) -> None:
    """Both get the signal. An editor that goes on is waited for; one that ends leaves the draft."""
    answer = process("edit", "T12", cwd=fjellheim, env=closing(tmp_path, "kill -INT $PPID", ends))
    assert answer.code == code
    if code:
        assert_the_draft_is_told_of(answer, fjellheim)
    else:
        assert drafts(fjellheim) == []
        assert "\nstatus: completed\n" in text(fjellheim)


def test_ctrl_c_while_the_draft_is_judged_says_where_it_lies(fjellheim: Path, tmp_path: Path) -> None:
    """The editor is closed, and the signal comes before the change is put in place."""
    closed = tmp_path / "lukket"
    program = (
        "import os, signal, sys\n"
        "from menneskehandel_cli.cli import main\n"
        "def at(event, args):\n"
        "    if event == 'open' and str(args[0]).endswith('01-samordning.yaml'):\n"
        f"        if os.path.exists({str(closed)!r}):\n"
        "            os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.addaudithook(at)\n"
        "sys.argv[0] = 'mh'\n"
        "main()\n"
    )
    env = closing(tmp_path, f"touch {closed}")
    answer = python("-c", program, "edit", "T12", cwd=fjellheim, env=env)
    assert answer.code == 130
    assert_the_draft_is_told_of(answer, fjellheim)
