"""``mh fmt`` and ``mh fix``: one layout for all files, and slips fixed that have one clear meaning."""

import re
from pathlib import Path

import pytest

from cases import text_of
from menneskehandel_cli.register import load
from menneskehandel_cli.trees import DiskTree
from repositories import git
from support import CHECKOUT, Mh, each, golden
from terminals import at_terminal

MEASURE = "data/measures/12-mottak.yaml"

UNTIDY = text_of("untidy.yaml")


@pytest.fixture
def fjellheim(mh: Mh, fjellheim: Path) -> Path:
    """The fictional strategy, all its files in order."""
    mh("fmt", cwd=fjellheim)
    return fjellheim


def put(root: Path, text: str) -> Path:
    path = root / MEASURE
    path.write_text(text, encoding="utf-8")
    return path


def test_an_untidy_file_is_put_in_order_with_its_comments(mh: Mh, fjellheim: Path) -> None:
    path = put(fjellheim, UNTIDY)
    before = load(DiskTree(fjellheim)).by_id["T12"].record
    answer = mh("fmt", MEASURE, cwd=fjellheim)
    assert (answer.code, answer.out, answer.err) == (0, "", f"mh: Skrev {MEASURE}.\n")
    golden("fmt-measure.yaml", path.read_text(encoding="utf-8"))
    assert load(DiskTree(fjellheim)).by_id["T12"].record == before
    assert mh("fmt", MEASURE, cwd=fjellheim).err == "mh: Alle filene har riktig oppsett.\n"


def test_a_comment_after_a_dash_goes_above_the_item(mh: Mh, fjellheim: Path) -> None:
    """A list item has no key for the comment to stand behind."""
    path = put(fjellheim, (fjellheim / MEASURE).read_text(encoding="utf-8"))
    text = path.read_text(encoding="utf-8")
    first = text.index("  - id: ")
    put(fjellheim, f"{text[:first]}  - # om det første\n    id: {text[first + len('  - id: ') :]}")
    assert mh("fmt", MEASURE, cwd=fjellheim).code == 0
    assert path.read_text(encoding="utf-8") == f"{text[:first]}  # om det første\n{text[first:]}"


def test_check_shows_what_is_untidy_and_writes_nothing(mh: Mh, fjellheim: Path) -> None:
    path = put(fjellheim, UNTIDY)
    answer = mh("fmt", "--check", cwd=fjellheim)
    assert answer.code == 1
    assert answer.err == "mh: Én fil har ikke riktig oppsett. «mh fmt» retter det.\n"
    assert "-      id: T12.1" in answer.out
    assert path.read_text(encoding="utf-8") == UNTIDY


def test_windows_line_ends_and_a_byte_order_mark_are_put_right(mh: Mh, fjellheim: Path) -> None:
    path = fjellheim / MEASURE
    sound = path.read_bytes()
    path.write_bytes(b"\xef\xbb\xbf" + sound.replace(b"\n", b"\r\n"))
    assert mh("fmt", cwd=fjellheim).code == 0
    assert path.read_bytes() == sound


@pytest.mark.parametrize("command", [("fmt", "--check"), ("fmt", "--dry-run"), ("fix", "--dry-run")])
@pytest.mark.parametrize("ends", ["\r\n", ""])
def test_a_change_that_no_line_shows_is_told(
    mh: Mh, fjellheim: Path, command: tuple[str, str], ends: str
) -> None:
    path = fjellheim / MEASURE
    sound = path.read_bytes()
    path.write_bytes(sound.replace(b"\n", b"\r\n") if ends else sound.rstrip(b"\n"))
    answer = mh(*command, cwd=fjellheim)
    assert answer.out == ""
    assert answer.err.startswith(f"mh: {MEASURE}: Bare linjeskiftene endres.")


@pytest.mark.parametrize("command", [["fmt"], ["fmt", "--check"]])
def test_a_file_that_cannot_be_read_is_named_and_left(mh: Mh, fjellheim: Path, command: list[str]) -> None:
    path = put(fjellheim, "id: [")
    answer = mh(*command, cwd=fjellheim)
    assert answer.code == 1
    assert f"«mh check {MEASURE}»" in answer.err
    assert "Alle filene har riktig oppsett" not in answer.err
    assert path.read_text(encoding="utf-8") == "id: ["


def test_a_file_with_an_anchor_is_left_and_the_anchor_is_told(mh: Mh, fjellheim: Path) -> None:
    path = put(fjellheim, UNTIDY.replace("title: {", "title: &tittel {"))
    answer = mh("fmt", MEASURE, cwd=fjellheim)
    assert (answer.code, answer.out) == (1, "")
    assert answer.err == (
        f"mh: Oppsettet i {MEASURE} kan ikke rettes: «&tittel» på linje 3 leses som et anker "
        "og ville ha gått tapt. Fjern det, eller sett anførselstegn rundt hele teksten.\n"
    )
    assert "&tittel" in path.read_text(encoding="utf-8")
    assert "3:8" in mh("check", MEASURE, cwd=fjellheim).out


@pytest.mark.parametrize("path", ["data/measures/14-x.yml", "data/measures/mappe/14-x.yaml"])
def test_a_file_in_a_wrong_place_is_not_called_unreadable(mh: Mh, fjellheim: Path, path: str) -> None:
    (fjellheim / path).parent.mkdir(exist_ok=True)
    (fjellheim / path).write_text("id: T14\n", encoding="utf-8")
    answer = mh("fmt", "--check", path, cwd=fjellheim)
    assert answer.code == 1
    assert answer.err.startswith(f"mh: {path} ligger ikke der strategiens filer skal ligge")


@pytest.mark.attack
@each("folder", ["strategy", "data"])
def test_the_real_data_is_in_order(mh: Mh, folder: str) -> None:
    answer = mh("fmt", "--check", str(CHECKOUT / folder), cwd=CHECKOUT)
    assert (answer.code, answer.out) == (0, "")


SLIPS = text_of("slips.yaml")


def test_fix_corrects_what_has_one_clear_fix(mh: Mh, fjellheim: Path) -> None:
    put(fjellheim, SLIPS)
    shown = mh("fix", cwd=fjellheim)
    golden("fix.diff", shown.out)
    assert shown.code == 1
    assert shown.err == "mh: Ingenting er skrevet. «mh fix --yes» skriver endringen.\n"
    assert (fjellheim / MEASURE).read_text(encoding="utf-8") == SLIPS
    assert mh("fix", "--yes", cwd=fjellheim).code == 0
    answer = mh("check", MEASURE, cwd=fjellheim)
    assert answer.code == 0, answer.out
    assert "1 feil" in mh("check", cwd=fjellheim).out, "a goal that T12 no longer has is named elsewhere"
    assert mh("fix", cwd=fjellheim).out == ""


@pytest.mark.parametrize(
    ("written", "fixed"),
    [
        ("status: gjennomført", "status: completed"),
        ("status: Ikke rapportert", "status: not_reported"),
        ("status: compleetd", "status: completed"),
        ("status: In Progress", "status: in_progress"),
        ("focus_area: '2'", "focus_area: 2"),
    ],
)
def test_fix_takes_the_word_that_people_say(mh: Mh, fjellheim: Path, written: str, fixed: str) -> None:
    key = written.partition(":")[0]
    sound = (fjellheim / MEASURE).read_text(encoding="utf-8")
    put(fjellheim, re.sub(rf"^{key}: .*$", written, sound, count=1, flags=re.MULTILINE))
    assert mh("fix", "--yes", cwd=fjellheim).code == 0
    assert f"\n{fixed}\n" in (fjellheim / MEASURE).read_text(encoding="utf-8")


@pytest.mark.parametrize("word", ["not_completed", "continued", "started", "avsluttet"])
def test_fix_never_turns_a_word_into_one_that_may_mean_something_else(
    mh: Mh, fjellheim: Path, word: str
) -> None:
    sound = (fjellheim / MEASURE).read_text(encoding="utf-8")
    text = re.sub(r"^status: .*$", f"status: {word}", sound, count=1, flags=re.MULTILINE)
    path = put(fjellheim, text.replace("ongoing:", "is_ongoing:"))
    mh("fix", "--yes", cwd=fjellheim)
    assert f"\nstatus: {word}\n" in path.read_text(encoding="utf-8")
    assert "\nis_ongoing: " in path.read_text(encoding="utf-8")


def test_fix_gives_a_file_the_name_that_fits_its_id(mh: Mh, fjellheim: Path) -> None:
    """A repository sees it as renamed."""
    path = fjellheim / MEASURE
    wrong = path.rename(path.with_name("22-mottak.yaml"))
    git(fjellheim, "init", "-q")
    git(fjellheim, "add", "-A")
    git(fjellheim, "commit", "-qm", "Feil navn")
    answer = mh("fix", "--yes", cwd=fjellheim)
    moved = f"rename from data/measures/{wrong.name}\nrename to {MEASURE}"
    assert moved in answer.out
    assert (path.exists(), wrong.exists()) == (True, False)
    git(fjellheim, "add", "-A")
    assert git(fjellheim, "status", "--short").startswith("R")


def test_fix_never_moves_a_file_over_another(mh: Mh, fjellheim: Path) -> None:
    path = fjellheim / MEASURE
    both = {path: path.read_bytes(), path.with_name("22-mottak.yaml"): path.read_bytes() + b"# B\n"}
    for file, data in both.items():
        file.write_bytes(data)
    answer = mh("fix", "--yes", cwd=fjellheim)
    assert "rename" not in answer.out
    assert {file: file.read_bytes() for file in both} == both


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [
        ("[rd]", "[Politi]", ["    owners: [Politi]\n"]),
        ("focus_areaa: 2", "focus_areaa: 2\nfocus_area: 1", ["\nfocus_areaa: 2\n", "\nfocus_area: 1\n"]),
        # A key of a part that the record has too is corrected as the part's.
        ("[rd]\n", "[rd]\n    statuss: in_progress\n", ["\n    status: in_progress\n"]),
    ],
    ids=["a name of somebody", "a key that is there", "a key of a part"],
)
def test_fix_guesses_no_name_and_overwrites_no_key(
    mh: Mh, fjellheim: Path, old: str, new: str, kept: list[str]
) -> None:
    put(fjellheim, SLIPS.replace(old, new))
    mh("fix", "--yes", cwd=fjellheim)
    text = (fjellheim / MEASURE).read_text(encoding="utf-8")
    assert [line for line in kept if line not in text] == []


def test_fix_asks_on_a_terminal(fjellheim: Path) -> None:
    put(fjellheim, SLIPS)
    assert "Skrive endringen?" in at_terminal("fix", cwd=fjellheim, answers=["n"]).out
    assert (fjellheim / MEASURE).read_text(encoding="utf-8") == SLIPS
    assert at_terminal("fix", cwd=fjellheim, answers=["j"]).code == 0
    assert "focus_area: 2" in (fjellheim / MEASURE).read_text(encoding="utf-8")
