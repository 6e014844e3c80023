"""``mh codeowners``: who is asked to read a change follows from who is responsible in the data."""

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from cases import listed
from menneskehandel_cli.register import load
from menneskehandel_cli.trees import DiskTree
from repositories import complaint
from support import CHECKOUT, Mh, each, real_register

CASES: dict[str, Any] = listed("codeowners")

FILE = ".github/CODEOWNERS"
ORG = ("--org", "ORG")


def rules(text: str) -> list[tuple[str, list[str]]]:
    """Each pattern with its owners."""
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    cut = [re.split(r"(?<!\\) ", line) for line in lines]
    return [(words[0], words[1:]) for words in cut]


def asked(text: str, paths: list[str], folder: Path) -> dict[str, list[str]]:
    """Who is asked for each path: the last pattern that fits, as git itself matches patterns."""
    subprocess.run(["git", "init", "--quiet", str(folder)], check=True)
    found: dict[str, list[str]] = {}
    for pattern, names in rules(text):
        (folder / ".git" / "info" / "exclude").write_text(pattern + "\n", encoding="utf-8")
        done = subprocess.run(
            ["git", "check-ignore", "--no-index", "--stdin", "-z"],
            cwd=folder,
            input="\0".join(paths),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode in (0, 1), done.stderr
        found |= dict.fromkeys(filter(None, done.stdout.split("\0")), names)
    return found


def test_the_file_of_this_repository_is_current(mh: Mh) -> None:
    """Whoever changes who is responsible makes it again."""
    answer = mh("codeowners", "--check", FILE, cwd=CHECKOUT)
    assert (answer.code, answer.out, answer.err) == (0, "", "")


def test_no_team_is_invented(mh: Mh) -> None:
    """The file of this repository names a placeholder, and says so."""
    text = (CHECKOUT / FILE).read_text(encoding="utf-8")
    assert "# ORG er ikke en virkelig organisasjon." in text
    assert all(name.startswith("@ORG/") for _, names in rules(text) for name in names)
    assert "ORG" not in mh("codeowners", "--org", "fjell", cwd=CHECKOUT).out


def test_each_measure_is_read_by_its_responsible_ministries(mh: Mh, tmp_path: Path) -> None:
    """And nothing else by the ministries alone: the rest belongs to coordinator and maintainers."""
    register = real_register()
    expected = {
        register.path_of(measure): [f"@ORG/{name.lower()}" for name in measure.responsible]
        for measure in register.measures
    }
    wanted = expected | CASES["not of a measure"]
    assert asked(mh("codeowners", *ORG, cwd=CHECKOUT).out, list(wanted), tmp_path) == wanted


@pytest.mark.parametrize("name", ["12-a b", "12-#1", "12-[x]", "12-a*b?", "12-!ø", "12-a\\b", "12"])
def test_a_file_is_found_whatever_its_name(mh: Mh, fjellheim: Path, tmp_path: Path, name: str) -> None:
    """No sign in a name ends the pattern, begins a comment or fits another measure."""
    (fjellheim / "data/measures/12-mottak.yaml").rename(fjellheim / f"data/measures/{name}.yaml")
    text = mh("codeowners", *ORG, cwd=fjellheim).out
    (measure,) = (one for one in load(DiskTree(fjellheim)).measures if one.id == "T12")
    path = f"data/measures/{name}.yaml"
    found = asked(text, [path, "data/measures/13-straffrihet.yaml"], tmp_path / "patterns")
    assert found[path] == [f"@ORG/{owner.lower()}" for owner in measure.responsible]
    assert found["data/measures/13-straffrihet.yaml"] == ["@ORG/rd"]


def test_paths_count_from_the_root_of_the_repository(mh: Mh, fjellheim: Path) -> None:
    """Also where the strategy is a folder in it."""
    subprocess.run(["git", "init", "--quiet", str(fjellheim.parent)], check=True)
    patterns = [pattern for pattern, _ in rules(mh("codeowners", *ORG, cwd=fjellheim).out)]
    assert patterns[0] == "*"
    assert all(pattern.startswith("/fjellheim/") for pattern in patterns[1:])


def test_a_team_may_have_a_name_of_its_own(mh: Mh) -> None:
    """Without regard to capitals in the actor's id; the others follow the organisation."""
    given = ("--team", "rd=@annen/retten", "--team", "maintainers=post@example.no")
    text = mh("codeowners", "--org", "fjell", *given).out
    assert "\n* post@example.no\n" in text
    assert "/data/measures/13-straffrihet.yaml @annen/retten\n" in text
    assert "@fjell/rd" not in text
    assert "@fjell/" in text


def test_no_organisation_is_needed_where_every_team_is_named(mh: Mh) -> None:
    """What is missing is named."""
    answer = mh("codeowners", "--team", "RD=@a/b")
    assert (answer.code, answer.out) == (2, "")
    assert "RD" not in answer.err
    missing = re.findall(r"maintainers|\b[A-Z]{2}\b", answer.err)
    teams = [word for name in missing for word in ("--team", f"{name}=@a/b")]
    assert mh("codeowners", "--team", "RD=@a/b", *teams).code == 0


@each("wrong", CASES["no team"])
def test_what_is_no_team_is_refused(mh: Mh, wrong: tuple[str, ...]) -> None:
    """With one sentence, and without an answer that could be taken for a file."""
    assert complaint(mh("codeowners", *wrong))


@pytest.fixture
def made(mh: Mh, fjellheim: Path) -> Path:
    """The fictional strategy with its file, which is current."""
    given = ("--org", "fjell", "--team", "RD=@annen/retten", "-o", "CODEOWNERS")
    assert mh("codeowners", *given, cwd=fjellheim).code == 0
    assert mh("codeowners", "--check", "CODEOWNERS", cwd=fjellheim).code == 0
    return fjellheim


def test_the_header_says_how_to_make_it_again(mh: Mh, made: Path) -> None:
    """The command in it gives the same bytes."""
    text = (made / "CODEOWNERS").read_text(encoding="utf-8")
    (command,) = re.findall(r"^#\s+mh (codeowners .*)$", text, re.MULTILINE)
    assert mh(*command.split(), cwd=made).code == 0
    assert (made / "CODEOWNERS").read_text(encoding="utf-8") == text


def test_the_file_is_in_the_language_asked_for_and_says_so_itself(mh: Mh, fjellheim: Path) -> None:
    """It does not depend on who makes it: without ``--lang`` it is in the strategy's language."""
    given = ("codeowners", "--org", "fjell")
    assert mh(*given, cwd=fjellheim, env={"MH_LANG": "en"}).out == mh(*given, cwd=fjellheim).out
    assert mh(*given, "--lang", "en", "-o", "EN", cwd=fjellheim).code == 0
    text = (fjellheim / "EN").read_text(encoding="utf-8")
    assert text.startswith("# Who is asked to review a change.\n")
    assert "#   mh codeowners --org fjell --lang en -o EN\n" in text
    assert mh("codeowners", "--check", "EN", cwd=fjellheim).code == 0
    (fjellheim / "EN").write_text(text.replace("--lang en", "--lang xx"), encoding="utf-8")
    assert mh("codeowners", "--check", "EN", cwd=fjellheim).code == 2


def test_check_sees_a_new_responsible_ministry(mh: Mh, made: Path) -> None:
    """And names the command that fixes it."""
    measure = made / "data/measures/13-straffrihet.yaml"
    text = measure.read_text(encoding="utf-8")
    measure.write_text(text.replace("responsible: [RD]", "responsible: [RD, SD]"), encoding="utf-8")
    answer = mh("codeowners", "--check", "CODEOWNERS", cwd=made)
    assert (answer.code, answer.out) == (1, "")
    command = "mh codeowners --org fjell --team RD=@annen/retten -o CODEOWNERS"
    assert f"CODEOWNERS er ikke lenger som den skal være: {command}" == re.sub(
        r"(?s)^mh: (.*være): .*(mh code.*)\n$", r"\1: \2", answer.err
    )


@pytest.mark.parametrize("change", [("@annen/retten", "@annen/andre"), ("* @", "*.md @"), ("\n\n", "\n")])
def test_check_sees_what_was_edited_by_hand(mh: Mh, made: Path, change: tuple[str, str]) -> None:
    """Every byte counts."""
    file = made / "CODEOWNERS"
    text = file.read_text(encoding="utf-8")
    assert change[0] in text
    file.write_text(change[1].join(text.rsplit(change[0], 1)), encoding="utf-8")
    assert mh("codeowners", "--check", "CODEOWNERS", cwd=made).code == 1


@pytest.mark.parametrize("text", ["", "* @noen\n", "#   mh codeowners 'uten\n", "# mh codeowners --xx y\n"])
def test_check_refuses_a_file_that_does_not_say_how_it_was_made(mh: Mh, made: Path, text: str) -> None:
    """One sentence that says what to do."""
    (made / "CODEOWNERS").write_text(text, encoding="utf-8")
    answer = mh("codeowners", "--check", "CODEOWNERS", cwd=made)
    assert answer.code == 2
    assert "mh codeowners --org ORGANISASJON" in answer.err


def test_nobody_is_left_out_because_a_file_could_not_be_read(mh: Mh, made: Path) -> None:
    """The broken file is named, and nothing is written or called old."""
    (made / "data/measures/13-straffrihet.yaml").write_text("id: [\n", encoding="utf-8")
    for given in (("--org", "fjell"), ("--check", "CODEOWNERS")):
        answer = mh("codeowners", *given, cwd=made)
        assert (answer.code, answer.out) == (2, "")
        assert "data/measures/13-straffrihet.yaml" in answer.err
