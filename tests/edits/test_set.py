"""``mh set``: the field that was meant, and nothing else."""

import re
import resource
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any, get_args

import pytest

from cases import listed
from menneskehandel_cli.register.layout import Kind, kind_of
from repositories import complaint
from support import Mh, contents, each, golden, process

MEASURE = "data/measures/12-mottak.yaml"
GIVEN: dict[str, list[Any]] = listed("set")


def text(root: Path, path: str = MEASURE) -> str:
    return (root / path).read_text(encoding="utf-8")


def changed(before: str, after: str) -> list[str]:
    """The lines that went and came, with - and + before them."""
    import difflib

    found = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line.replace("  ", " ", 1) if line[:1] == "?" else line for line in found if line[:1] in "+-"]


def test_several_fields_are_set_at_once_and_the_rest_of_the_file_stays(mh: Mh, fjellheim: Path) -> None:
    before = text(fjellheim)
    answer = mh("set", "T12.1", "status=completed", "completed=2026-10-01", cwd=fjellheim)
    assert answer.code == 0
    assert answer.err == f"mh: Skrev {MEASURE}.\n"
    golden("set-T12.1.diff", answer.out)
    lines = changed(before, text(fjellheim))
    assert [line for line in lines if line.startswith("+")] == [
        "+     status: completed",
        "+     completed: 2026-10-01",
    ]


@each(("record", "given", "written"), GIVEN["understood"])
def test_what_people_write_is_read_as_its_field_has_it(
    mh: Mh, fjellheim: Path, record: str, given: str, written: str
) -> None:
    answer = mh("set", record, given, "--dry-run", cwd=fjellheim)
    assert answer.code == 0, answer.out + answer.err
    assert re.search(rf"^\+.*{re.escape(written)}\W*$", answer.out, re.MULTILINE)


def test_an_id_that_is_spelt_otherwise_is_no_actor(mh: Mh, fjellheim: Path) -> None:
    answer = mh("set", "T12.1", "owners=rd", "--dry-run", cwd=fjellheim)
    assert (answer.code, "MH103" in answer.out) == (1, True)


@pytest.mark.parametrize("day", ["1.10.26", "1/10/26", "01/10/26"])
def test_a_day_that_may_mean_several_is_suggested_and_never_written(
    mh: Mh, fjellheim: Path, day: str
) -> None:
    before = text(fjellheim)
    answer = mh("set", "T12.1", f"due={day}", cwd=fjellheim)
    assert (answer.code, "Mente du «2026-10-01»?" in answer.out) == (1, True)
    assert text(fjellheim) == before


def test_a_word_that_may_mean_a_choice_is_answered_with_the_choice(mh: Mh, fjellheim: Path) -> None:
    """“Partly” is no status. The nearest one is suggested; a word near two of them brings all of them."""
    answer = mh("set", "T12.1", "status=delvis", cwd=fjellheim)
    assert (answer.code, "Mente du «in_progress»?" in answer.out) == (1, True)
    answer = mh("set", "T12.1", "status=avsluttet", cwd=fjellheim)
    assert (answer.code, "Mente du" in answer.out) == (1, False)
    assert (
        "Skriv en av disse: not_reported, not_started, in_progress, completed eller discontinued."
        in " ".join(answer.out.split())
    )


def test_an_article_is_named_as_in_a_table(mh: Mh, fjellheim: Path) -> None:
    """What an article does not have is answered with the requirements that it has."""
    link = "addresses+={{obligation: {}, basis: strategy, contribution: partial}}"
    assert mh("set", "T01", link.format("Art. 12(1)(a)"), cwd=fjellheim).code == 0
    assert "obligation: coe-12.1.a," in text(fjellheim, "data/measures/01-samordning.yaml")
    for given, has in (("12.9", "coe-12.1.a, "), ("coe-12.9", "Mente du «coe-12.1.a, ")):
        answer = mh("set", "T02", link.format(given), cwd=fjellheim)
        assert (bool(answer.code), has in answer.out + answer.err) == (True, True)


def test_an_actor_is_put_in_and_taken_out_by_its_name(mh: Mh, fjellheim: Path) -> None:
    """In any language that it has one in; what is written is the id."""
    assert mh("set", "T12.1", "owners+=OD,Rettsdepartementet i Fjellheim", cwd=fjellheim).code == 0
    assert ", RD]\n" in text(fjellheim)
    answer = mh("set", "T12", "partners-=fjellheim police", cwd=fjellheim)
    assert answer.code == 0, answer.err
    assert "partners: [Lyset]" in text(fjellheim)


def test_a_name_that_several_actors_have_is_answered_with_all_of_them(mh: Mh, fjellheim: Path) -> None:
    """None of them is taken."""
    path = "strategy/actors.yaml"
    own = text(fjellheim, path)
    entry = own[own.index("  - id: RD") :].partition("\n  - id: ")[0]
    twice = f"{entry}\n{entry.replace('id: RD', 'id: RD2')}"
    (fjellheim / path).write_text(own.replace(entry, twice), encoding="utf-8")
    answer = mh("set", "T12.1", "owners=Rettsdepartementet i Fjellheim", cwd=fjellheim)
    assert (answer.code, answer.out) == (2, "")
    assert "Flere aktører heter «Rettsdepartementet i Fjellheim»: RD og RD2." in answer.err


def test_a_list_takes_in_and_gives_up_items_by_name(mh: Mh, fjellheim: Path) -> None:
    before = text(fjellheim)
    new = "{title: Årsrapport, url: https://od.example/rapport, date: 1.2.2026}"
    answer = mh("set", "T12", f"evidence+={new}", cwd=fjellheim)
    assert answer.code == 0, answer.out
    assert "  - {title: Årsrapport, url: https://od.example/rapport, date: 2026-02-01}" in text(fjellheim)
    assert mh("set", "T12", "evidence-=https://od.example/rapport", cwd=fjellheim).code == 0
    assert text(fjellheim) == before


@pytest.mark.parametrize("words", GIVEN["signs"])
def test_a_text_in_braces_may_begin_with_any_sign(mh: Mh, fjellheim: Path, words: str) -> None:
    mh("fmt", cwd=fjellheim)
    answer = mh("set", "T12.1", f"text.nb={words}", cwd=fjellheim)
    assert answer.code == 0, answer
    shown = mh("show", "T12.1", "--format", "json", cwd=fjellheim)
    tasks = shown.json["records"][0]["record"]["tasks"]
    assert tasks[0]["text"]["nb"] == words
    assert mh("fmt", "--check", MEASURE, cwd=fjellheim).code == 0


def test_a_text_without_a_language_stays_one_in_its_own(mh: Mh, fjellheim: Path) -> None:
    mh("set", "T12", "note=Først", cwd=fjellheim)
    assert "\n-note: Først\n+note: Siden\n" in mh("set", "T12", "note.nb=Siden", "-n", cwd=fjellheim).out


def test_an_entry_of_a_map_is_made_by_setting_its_fields(mh: Mh, fjellheim: Path) -> None:
    period = "reporting.periods.2027"
    answer = mh("set", "strategy", f"{period}.from=1.1.2027", f"{period}.to=2027-12", "-n", cwd=fjellheim)
    assert "\n+    2027: {from: 2027-01-01, to: 2027-12}\n" in answer.out, answer


@pytest.mark.parametrize("year", ["2026", '"2026"'])
def test_a_year_stays_as_it_was_written(mh: Mh, fjellheim: Path, year: str) -> None:
    path = fjellheim / MEASURE
    path.write_text(text(fjellheim).replace("due: 2026-05", f"due: {year}"), encoding="utf-8")
    before = text(fjellheim)
    mh("set", "T12.1", "due=2027", cwd=fjellheim)
    assert f"    due: {year.replace('6', '7')}\n" in text(fjellheim)
    mh("set", "T12.1", "due=2026", cwd=fjellheim)
    assert text(fjellheim) == before


def test_a_field_that_says_null_can_be_given_back_its_null(mh: Mh, fjellheim: Path) -> None:
    path = "data/obligations/coe/_instrument.yaml"
    stored = text(fjellheim, path) + "published: null\n"
    (fjellheim / path).write_text(stored, encoding="utf-8")
    assert mh("set", "coe", "published=2005", cwd=fjellheim).code == 0
    assert text(fjellheim, path).endswith("published: 2005\n")
    assert mh("set", "coe", "published=null", cwd=fjellheim).code == 0
    assert text(fjellheim, path) == stored


def test_crlf_and_a_byte_order_mark_stay(mh: Mh, fjellheim: Path) -> None:
    path = fjellheim / MEASURE
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    before = path.read_bytes()
    assert mh("set", "T12.1", "status=completed", "completed=1.10.2026", cwd=fjellheim).code == 0
    after = path.read_bytes()
    assert after.startswith(b"\xef\xbb\xbf")
    assert after.count(b"\n") == after.count(b"\r\n") == before.count(b"\n") + 1


@pytest.mark.parametrize("end", ["\n", ""])
def test_a_change_of_the_last_line_is_shown_and_no_line_after_it(mh: Mh, fjellheim: Path, end: str) -> None:
    (fjellheim / MEASURE).write_text(f"{text(fjellheim)}note: En{end}", encoding="utf-8")
    answer = mh("set", "T12", "note=To", "-n", cwd=fjellheim)
    assert answer.out.endswith("\n-note: En\n+note: To\n"), answer


def test_a_dry_run_writes_nothing(mh: Mh, fjellheim: Path) -> None:
    before = text(fjellheim)
    answer = mh("set", "T12", "status=completed", "--dry-run", cwd=fjellheim)
    assert "+status: completed" in answer.out
    assert answer.err == "mh: Ingenting er skrevet (--dry-run).\n"
    assert text(fjellheim) == before


def test_an_edit_that_brings_an_error_in_is_refused_on_its_line(mh: Mh, fjellheim: Path) -> None:
    before = text(fjellheim)
    answer = mh("set", "T12", "status=complet", cwd=fjellheim)
    assert answer.code == 1
    assert "MH007" in answer.out
    assert "Mente du «completed»?" in answer.out
    assert "Ingenting er skrevet" in answer.err
    assert text(fjellheim) == before


def test_an_error_elsewhere_does_not_stop_an_edit_and_an_edit_may_correct_one(
    mh: Mh, fjellheim: Path
) -> None:
    path = fjellheim / MEASURE
    path.write_text(text(fjellheim).replace("focus_area:", "focus_area: feil #", 1), encoding="utf-8")
    other = fjellheim / "data/indicators/tull.yaml"
    other.write_text("tull: [", encoding="utf-8")
    assert mh("set", "T12.1", "status=completed", cwd=fjellheim).code == 0
    assert mh("set", "T12", "focus_area=2", cwd=fjellheim).code == 0
    assert "focus_area: 2 #" in text(fjellheim)


def test_a_link_is_followed_and_permissions_stay(mh: Mh, fjellheim: Path) -> None:
    path = fjellheim / MEASURE
    real = fjellheim / "data" / "virkelig.txt"
    path.rename(real)
    real.chmod(0o640)
    path.symlink_to("../virkelig.txt")
    assert mh("set", "T12.1", "status=completed", cwd=fjellheim).code == 0
    assert path.is_symlink()
    assert "status: completed" in real.read_text(encoding="utf-8")
    assert real.stat().st_mode & 0o777 == 0o640
    assert [item.name for item in real.parent.iterdir() if item.name.startswith(".")] == []


NO_UTF_8 = ["T12", "note=\udce6"], "er ikke skrevet med tegnsettet UTF-8"  # no YAML can hold it


@pytest.mark.parametrize(("arguments", "message"), [*GIVEN["refused"], NO_UTF_8])
def test_a_wrong_order_is_answered_with_what_is_wrong(
    mh: Mh, fjellheim: Path, arguments: list[str], message: str
) -> None:
    assert message in complaint(mh("set", *arguments, cwd=fjellheim))


@pytest.mark.parametrize("unread", ["id: [", "- id: T12\n"])
def test_a_file_that_cannot_be_read_or_holds_no_record_is_left_alone(
    mh: Mh, fjellheim: Path, unread: str
) -> None:
    (fjellheim / MEASURE).write_text(unread, encoding="utf-8")
    answer = mh("set", "T12", "status=completed", cwd=fjellheim)
    assert answer.code == 2
    assert f"mh check {MEASURE}" in answer.err
    assert text(fjellheim) == unread


def test_a_comment_that_would_go_with_the_old_value_stops_the_edit(mh: Mh, fjellheim: Path) -> None:
    path = fjellheim / MEASURE
    path.write_text(
        text(fjellheim).replace("evidence:", "x:") + "evidence:\n  # spør OD\n  - {title: A}\n",
        encoding="utf-8",
    )
    before = text(fjellheim)
    answer = mh("set", "T12", "evidence=", cwd=fjellheim)
    assert answer.code == 2
    assert "kommentar på linje" in answer.err
    assert text(fjellheim) == before


def test_what_a_new_file_suggests_goes_when_it_is_filled_in(mh: Mh, fjellheim: Path) -> None:
    """Nothing says “not reported” beside a status, and no suggestion of tasks stands above tasks."""
    mh("new", "measure", "--title", "Ny", "--area", "1", "--responsible", "RD", cwd=fjellheim)
    (path,) = (fjellheim / "data/measures").glob("*-ny.yaml")
    before = path.read_text(encoding="utf-8")
    suggested = ("# ikke rapportert", "# tasks:", "# goals:")
    task = "{id: T14.1, text: Gjøre det., commitment: establish, source: {document: strategy}}"
    mh("set", path.name[:2], "status=in_progress", f"tasks+={task}", cwd=fjellheim)
    after = path.read_text(encoding="utf-8")
    assert [text in before for text in suggested] == [True, True, True]
    assert [text in after for text in suggested] == [False, False, True]


def test_every_kind_of_record_can_be_changed(mh: Mh, fjellheim: Path) -> None:
    """And the parts of the strategy that have an id."""
    assert mh("new", "report", "--year", "2026", "--actor", "OD", cwd=fjellheim).code == 0
    kinds = set()
    for arguments in GIVEN["of every kind"]:
        answer = mh("set", *arguments, cwd=fjellheim)
        assert answer.code == 0, (arguments, answer)
        assert answer.out.count("\n+") == 2, answer.out
        kinds.add(kind_of(answer.out.partition("\n+++ b/")[2].partition("\n")[0]))
    assert kinds == set(get_args(Kind))


def test_an_actor_comes_before_a_part_of_the_strategy_with_the_same_id(mh: Mh, fjellheim: Path) -> None:
    path = fjellheim / "strategy/actors.yaml"
    path.write_text(path.read_text("utf-8").replace("id: OD\n", "id: P1\n", 1), encoding="utf-8")
    answer = mh("set", "P1", "url=https://od.example", "--dry-run", cwd=fjellheim)
    assert "+++ b/strategy/actors.yaml" in answer.out


@pytest.mark.parametrize(
    "arguments",
    [
        ["law-coe-12.coe-12.1.b", "confirmed={by: RD, date: 2026-03-01}"],
        ["LAW-COE-12.1.b", "confirmed={by: RD, date: 1.3.2026}"],
        ["law-coe-12", "requirements.coe-12.1.b.confirmed={by: RD, date: 2026-03-01}"],
    ],
)
def test_what_the_law_answers_of_one_requirement_is_reached_by_its_id(
    mh: Mh, fjellheim: Path, arguments: list[str]
) -> None:
    path = "data/law/coe/coe-12.yaml"
    before = text(fjellheim, path)
    answer = mh("set", *arguments, cwd=fjellheim)
    assert answer.code == 0, answer
    assert changed(before, text(fjellheim, path)) == ["+     confirmed: {by: RD, date: 2026-03-01}"]


def test_a_requirement_on_which_no_law_is_recorded_is_told_with_those_that_are(
    mh: Mh, fjellheim: Path
) -> None:
    answer = mh("set", "law-coe-12.1.a", "extent=full", cwd=fjellheim)
    assert answer.code == 2
    assert "coe-12.1.b" in answer.err
    assert mh("set", "law-coe-13", "note=x", cwd=fjellheim).code == 2


def test_what_is_left_out_is_named_in_the_words_of_the_help(mh: Mh, fjellheim: Path) -> None:
    answer = mh("set", "T12.1", cwd=fjellheim)
    assert answer.err == "mh: felt=verdi … mangler. Se «mh set --help».\n"
    assert "Bruk: mh set [VALG] {ID} {felt=verdi …}\n" in mh("set", "--help").out
    assert "mh set [OPTIONS] {ID} {field=value …}\n" in mh("set", "--help", "--lang", "en").out


@pytest.mark.parametrize(
    "arguments",
    [
        ("set", "T12", "status=completed"),
        ("edit", "T12"),
        ("fix", "--yes"),
        ("new", "report", "--year", "2031", "--actor", "OD"),
        ("schema", "-o", "skjemaer"),
        ("codeowners", "--org", "x", "-o", "EIERE"),
    ],
)
def test_a_language_nobody_speaks_is_told_before_anything_is_written(
    mh: Mh, fjellheim: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "sed -i s/in_progress/completed/")
    before = contents(fjellheim)
    answer = mh(*arguments, "--lang", "de", cwd=fjellheim)
    assert answer.code == 2
    assert "«de» finnes ikke" in answer.err
    assert contents(fjellheim) == before


# Nothing is lost


STOPPED = """
import os, sys
from pathlib import Path
from menneskehandel_cli.edits.saving import Below
left = int(sys.argv[2])
def stop(event, arguments):
    global left
    if event.startswith(("open", "os.", "tempfile", "shutil")):
        left -= 1
        if left == 0:
            os._exit(9)
path = Path(sys.argv[1])
import tempfile, random
sys.addaudithook(stop)
Below(path.parent).replace(path.name, b"gammel", b"ny")
"""


def test_stopping_at_each_step_of_a_write_leaves_the_old_or_the_new_file(tmp_path: Path) -> None:
    seen = set()
    for step in range(1, 100):
        path = tmp_path / f"{step}.yaml"
        path.write_bytes(b"gammel")
        done = subprocess.run([sys.executable, "-c", STOPPED, str(path), str(step)], check=False)
        seen.add(path.read_bytes())
        if done.returncode == 0:
            break
        assert done.returncode == 9
    else:
        pytest.fail("the write never ended")
    assert step > 5
    assert seen == {b"gammel", b"ny"}


def test_several_writers_at_once_all_get_their_change_in(mh: Mh, fjellheim: Path) -> None:
    orders = [["T12.1", "status=completed"], ["T12", "lead=OD"], ["T01", "partners+=Lyset"]]
    orders += [[name, "note=Skrevet samtidig"] for name in ("T12.2", "T02", "T13")]
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "menneskehandel_cli", "set", *order],
            cwd=fjellheim,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for order in orders
    ]
    assert [child.wait() for child in running] == [0] * len(orders)
    written = b"".join(contents(fjellheim).values()).decode()
    assert written.count("Skrevet samtidig") == 3
    for change in ("lead: OD", "status: completed", "partners: [Lyset]"):
        assert change in written
    assert mh("check", "--fail-on", "error", cwd=fjellheim).code == 0


def fill_the_disk() -> None:
    """No file may be longer than a hundred bytes: a write fails as on a full disk."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))


def test_a_full_disk_leaves_the_old_file_and_no_other(fjellheim: Path) -> None:
    before = contents(fjellheim)
    answer = process("set", "T12.1", "status=completed", cwd=fjellheim, before=fill_the_disk)
    assert answer.code == 2
    assert re.fullmatch("mh: .*: filen ble større enn systemet tillater.\n", answer.err)
    assert contents(fjellheim) == before


def test_a_text_is_set_in_a_language_that_the_program_does_not_speak(mh: Mh, fjellheim: Path) -> None:
    """By its tag; one letter more or less is taken for a slip."""
    assert mh("set", "T01", "title.se=Buorre", cwd=fjellheim).code == 0
    changed = fjellheim / "data/measures/01-samordning.yaml"
    assert ", se: Buorre}" in changed.read_text(encoding="utf-8")
    assert "nn" in mh("set", "T01", "title.nno=Bra", cwd=fjellheim).err
