"""The workbook of a ministry's report: sent out, filled in, and taken in again.

What a workbook may hold that nobody should open is in the second part; the round trip through another
program is in ``test_workbook_office.py``.
"""

import re
import shutil
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from cases import listed, text_of
from menneskehandel_cli.app.judging import judge
from menneskehandel_cli.edits.change import tree_after
from menneskehandel_cli.git import CommitTree, open_repository
from menneskehandel_cli.register import load
from menneskehandel_cli.register.reporting import reporters
from menneskehandel_cli.sheets.content import Meta, ReportSheet
from menneskehandel_cli.sheets.opening import opened_book
from menneskehandel_cli.sheets.taking import Taken
from menneskehandel_cli.sheets.writing import HIDDEN, workbook_file
from menneskehandel_cli.trees import DiskTree, Tree
from repositories import changed_lines, git
from support import THOROUGH, Mh, each, some
from workbooks import HEAD, Cells, add, headings, read, rows, sent, write

REPORT, WHOLE, EVIDENCE, MONEY = "Rapport", "Hele året", "Dokumentasjon", "Midler brukt"
SAID = "Hva er gjort, hvordan vurderer dere måloppnåelsen, eller hva går konklusjonen ut på?"


@pytest.fixture
def real(places: dict[str, Path]) -> Path:
    return places["real"]


def changed(root: Path) -> str:
    return git(root, "status", "--porcelain", "--untracked-files=all")


def put_in(mh: Mh, root: Path, path: Path, code: int = 0) -> str:
    """What ``mh import`` says of a workbook."""
    answer = mh("import", str(path), cwd=root)
    assert answer.code == code, answer.out
    return answer.out


def returned(mh: Mh, root: Path, cells: Cells, actor: str = "RD") -> str:
    """What ``mh import`` says of a workbook that was sent out and filled in."""
    path = sent(mh, root, actor)
    write(path, cells)
    return put_in(mh, root, path)


UNCHANGED = "\n  Ingenting å endre: Det står slik allerede.\n"


def where(path: Path, row: str, heading: str) -> str:
    """The name of a cell in the table of the report."""
    sheet = load_workbook(path)[REPORT]
    return str(sheet.cell(rows(sheet)[row], headings(sheet)[heading]).coordinate)


def commit(root: Path, subject: str = "Endring") -> None:
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", subject)


# Out -------------------------------------------------------------------------------------------------


def test_a_row_for_each_measure_goal_and_task_says_what_is_known(root: Path, mh: Mh) -> None:
    path = sent(mh, root)
    sheet = load_workbook(path)[REPORT]
    known = rows(sheet)
    assert [name for name in known if name.startswith("T07")] == ["T07", "T07 FA3.G1", "T07.1", "T07.2"]
    assert read(path, (REPORT, "T07.2", "Tiltak, mål eller oppgave")).startswith("Inngå avtaler")
    assert read(path, (REPORT, "T07.2", "Registrert av koordinatoren")) == (
        "Status: ikke rapportert\nFrist: mars 2024"
    )
    assert read(path, (REPORT, "T07", "Siste rapport")).splitlines()[0] == (
        "Status. Oppgitt for 2023: gjennomført"
    )


def test_the_last_report_is_beside_what_is_asked(root: Path, mh: Mh) -> None:
    path = sent(mh, root)
    last = {name: read(path, (REPORT, name, "Siste rapport")) for name in rows(load_workbook(path)[REPORT])}
    register = load(DiskTree(root))
    for (actor, measure), (report, said) in register.latest_reports.items():
        if actor == "RD" and measure in last and report.period < "2024" and said.done is not None:
            assert " ".join(said.done.pick("nb").split()) in " ".join(last[measure].split())


@pytest.mark.attack
@each("lang", some(["nb", "nn", "en"], 3))
def test_an_untouched_workbook_changes_nothing(demonstration: Path, real: Path, mh: Mh, lang: str) -> None:
    """For every ministry of the demonstration and of the real data."""
    for place, year in ((demonstration, 2024), (real, 2026)):
        for actor in some(reporters(load(DiskTree(place))), 3):
            path = sent(mh, place, actor, year, "--lang", lang)
            before = path.read_bytes()
            answer = mh("import", str(path), "--lang", "nb", cwd=place)
            assert answer.code == 0, answer.out
            assert answer.out == path.name + UNCHANGED
            assert path.read_bytes() == before
        assert changed(place) == ""


def test_the_same_commit_gives_the_same_bytes(root: Path, mh: Mh) -> None:
    first = sent(mh, root).read_bytes()
    git(root, "commit", "-q", "--allow-empty", "-m", "Tom")
    second = sent(mh, root).read_bytes()
    git(root, "checkout", "-q", "HEAD~1")
    assert sent(mh, root).read_bytes() == first != second


def test_what_is_read_is_locked_and_what_is_asked_is_not(root: Path, mh: Mh) -> None:
    book = load_workbook(sent(mh, root))
    sheet = book[REPORT]
    assert all(one.protection.sheet for one in book.worksheets if one.title != HIDDEN)

    def asked(row: str) -> set[str]:
        cells = {name: sheet.cell(rows(sheet)[row], place) for name, place in headings(sheet).items()}
        return {name for name, cell in cells.items() if not cell.protection.locked}

    assert asked("T07.2") == {"Status", "Startdato", "Dato for gjennomføring", "Frist"}
    assert asked("T07") == {"Status", SAID, "Utfordringene", "Det som skal skje videre"}


def test_it_is_a_workbook_that_assistive_technology_can_read(root: Path, mh: Mh) -> None:
    """A title, tables with a head that stays in sight and is printed on each page, no joined cells."""
    book = load_workbook(sent(mh, root))
    assert book.properties.title == "Rapport fra Rettsdepartementet i Vestlandia for 2024"
    assert [one.title for one in book.worksheets] == ["Veiledning", REPORT, WHOLE, EVIDENCE, MONEY, HIDDEN]
    assert book[HIDDEN].sheet_state == "hidden"
    for sheet in book.worksheets:
        assert not sheet.merged_cells.ranges
    for name in (REPORT, WHOLE, EVIDENCE, MONEY):
        sheet = book[name]
        (table,) = sheet.tables.values()
        assert table.headerRowCount == 1
        assert str(sheet.freeze_panes).endswith(str(HEAD + 1))
        assert sheet.print_title_rows == f"${HEAD}:${HEAD}"


def test_status_and_goal_attainment_are_chosen_from_a_list(root: Path, mh: Mh) -> None:
    book = load_workbook(sent(mh, root))
    sheet, hidden = book[REPORT], book[HIDDEN]

    def offered(row: str, heading: str) -> list[str]:
        place = sheet.cell(rows(sheet)[row], headings(sheet)[heading]).coordinate
        (rule,) = (rule for rule in sheet.data_validations.dataValidation if place in rule.sqref)
        cells = hidden[rule.formula1.partition("!")[2].replace("$", "")]
        return [cell.value for (cell,) in cells]

    assert offered("T07", "Status") == [
        *("ikke rapportert", "ikke startet", "igangsatt", "gjennomført"),
        "avsluttet uten gjennomføring",
    ]
    assert offered("T07 FA3.G1", "Måloppnåelse")[0] == "ikke nådd"


def test_a_cell_says_what_is_to_be_written_in_it(root: Path, mh: Mh) -> None:
    """Not by column alone: of a measure and of a goal different things are to be told."""
    book = load_workbook(sent(mh, root))
    shown = {str(x.sqref): x for name in (REPORT, WHOLE) for x in book[name].data_validations.dataValidation}
    assert all(rule.prompt for rule in shown.values())
    about = next(n for name, n in headings(book[REPORT]).items() if name.startswith("Hva er gjort"))
    found = [book[REPORT].cell(rows(book[REPORT])[row], about).coordinate for row in ("T07", "T07 FA3.G1")]
    assert len({shown[place].prompt for place in found}) == 2


def test_days_are_days_and_months_are_texts(root: Path, mh: Mh) -> None:
    path = sent(mh, root)
    assert read(path, (REPORT, "T07.2", "Frist")) == "mars 2024"
    assert isinstance(read(path, (REPORT, "T01.1", "Frist")), datetime)


def test_all_makes_one_for_each_ministry_that_still_owes(root: Path, mh: Mh, tmp_path: Path) -> None:
    folder = tmp_path / "ut"
    answer = mh("new", "report", "--year", "2024", "--all", "--format", "xlsx", "-o", str(folder), cwd=root)
    assert answer.code == 0, answer.err
    assert [path.name for path in sorted(folder.iterdir())] == ["ND-2024.xlsx", "SD-2024.xlsx"]


def test_what_is_not_committed_is_told_and_left_out(root: Path, mh: Mh) -> None:
    mh("set", "T07.2", "due=2025-01-01", cwd=root)
    path = root.parent / "RD.xlsx"
    asked = ("new", "report", "--year", "2024", "--actor", "RD", "--format", "xlsx", "-o", str(path))
    for command in (asked, ("report", "ministry", "SD", "--year", "2024")):
        told = "Det som ennå ikke er lagret i git, er ikke med: data/measures/07-"
        assert told in mh(*command, cwd=root).err
        assert command == asked or not mh(*command, "--at", "HEAD", cwd=root).err
    assert read(path, (REPORT, "T07.2", "Frist")) == "mars 2024"


# Back ------------------------------------------------------------------------------------------------


def test_what_a_ministry_wrote_becomes_its_report(root: Path, mh: Mh) -> None:
    path = sent(mh, root, "ND")
    write(
        path,
        {
            (REPORT, "T04", "Status"): "Igangsatt ",
            (REPORT, "T04", SAID): "Kursene er under\u00ad utvikling.\nDe er sendt på høring.",
            (REPORT, "T04", "Utfordringene"): "Det mangler\tfolk: særlig jurister",
            (REPORT, "T04.G1", "Måloppnåelse"): "delvis",
            (REPORT, "T04.G1", SAID): "Flere blir oppdaget: 12 i året",
            (WHOLE, "Forordet", "Svar"): "Året var krevende.",
            (WHOLE, "Godkjenning: Godkjent av", "Svar"): "Næringsdepartementet i Vestlandia",
            (WHOLE, "Godkjenning: Dato", "Svar"): date(2024, 12, 12),
        },
    )
    add(path, EVIDENCE, ("T04", "Kursplan", "https://example.no/plan", "mai 2024"))
    add(path, MONEY, ("T04", "kr 200 000", None, "Kurs"))
    told = mh("import", str(path), "--dry-run", cwd=root)
    assert told.code == 0, told.out
    assert changed(root) == ""
    assert put_in(mh, root, path) == told.out
    assert "Rapporten 2024-ND er registrert som godkjent" in told.out
    assert (root / "data/reports/2024/ND.yaml").read_text(encoding="utf-8") == text_of("report_written.yaml")
    assert changed(root) == "?? data/reports/2024/ND.yaml"
    assert put_in(mh, root, path).endswith(UNCHANGED)


def test_a_corrected_task_changes_one_line_of_the_measure(root: Path, mh: Mh) -> None:
    """Comments and layout stay, and the change is told in words."""
    told = returned(mh, root, {(REPORT, "T07.2", "Status"): "igangsatt"})
    assert "T07.2: status er endret fra «ikke rapportert» til «igangsatt»" in told
    assert changed_lines(root) == ["-    status: not_reported", "+    status: in_progress"]


def test_a_status_that_is_taken_away_is_not_reported(root: Path, mh: Mh) -> None:
    returned(mh, root, {(REPORT, "T07", "Status"): None})
    assert changed_lines(root)[-2:] == ["-    status: completed", "+    status: not_reported"]


def test_two_tasks_of_one_measure_are_changed_together(root: Path, mh: Mh) -> None:
    cells = {(REPORT, "T05.1", "Status"): "in progress", (REPORT, "T05.2", "Frist"): "Q4 2025"}
    told = returned(mh, root, cells, "ND")
    assert changed(root) == "M data/measures/05-arbeidsliv.yaml"
    assert all(x in told for x in ("T05.1: status", "T05.2: fristen", "due: 2025-12\n"))


def test_rows_that_are_sorted_hidden_or_gone_and_columns_that_are_moved_are_taken(root: Path, mh: Mh) -> None:
    path = sent(mh, root, "ND")
    write(path, {(REPORT, "T05.1", "Status"): "igangsatt", (REPORT, "T08", SAID): "Nettstedet er åpnet."})
    book = load_workbook(path)
    sheet = book[REPORT]
    held = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=HEAD)]
    order = [*range(1, len(held[0])), 0]
    for table in list(sheet.tables):
        del sheet.tables[table]
    kept = [held[0], *(row for row in reversed(held[1:]) if row[0] not in ("T01", "T04", "T05.3"))]
    sheet.delete_rows(HEAD, sheet.max_row)
    for number, row in enumerate(kept, HEAD + 2):
        for column, place in enumerate(order, 1):
            sheet.cell(number, column).value = row[place]
    sheet.row_dimensions[HEAD + 3].hidden = True
    sheet.title = "Ark1"
    book.save(path)
    assert "merknad" not in put_in(mh, root, path)
    report = (root / "data/reports/2024/ND.yaml").read_text(encoding="utf-8")
    assert report.endswith(
        "  - measure: T08\n    status: not_reported\n    done: {nb: Nettstedet er åpnet.}\n"
    )
    assert "    status: in_progress" in git(root, "diff", "-U0", "data/measures")


@pytest.mark.attack
def test_a_nynorsk_workbook_is_written_in_nynorsk_where_the_strategy_has_it(real: Path, mh: Mh) -> None:
    path = sent(mh, real, "AID", 2026, "--lang", "nn")
    column = next(
        name for name in headings(load_workbook(path)["Rapport"]) if name.startswith("Kva er gjort")
    )
    write(path, {("Rapport", "T01", column): "Samarbeidet er i gang."})
    assert "+    done: {nn: Samarbeidet er i gang.}" in mh("import", str(path), "--dry-run", cwd=real).out


def test_a_workbook_may_be_in_a_language_that_only_the_strategy_has(root: Path, mh: Mh) -> None:
    """Its own words are English then; what is written is in that language."""
    path = root / "strategy/strategy.yaml"
    text = path.read_text("utf-8")
    path.write_text(re.sub(r"(?m)^languages: .*", "languages: [nb, en, ga]", text), "utf-8")
    commit(root)
    book = sent(mh, root, "RD", 2024, "--lang", "ga")
    (sheet,) = [one for one in load_workbook(book) if one.sheet_state == "visible" and "T07" in rows(one)]
    column = next(name for name in headings(sheet) if name.startswith("What was done"))
    started = date(2024, 2, 1)
    write(book, {(sheet.title, "T07", column): "Tá sé déanta.", (sheet.title, "T07.2", "Deadline"): started})
    told = put_in(mh, root, book)
    assert "+    done: {ga: Tá sé déanta.}" in told
    assert "+    due: 2024-02-01" in told


def test_a_change_of_an_approved_report_asks_for_a_new_approval(root: Path, mh: Mh) -> None:
    """Until it is given, in the same workbook too; taken in again, it says the same."""
    note = "merknad: RD-2024.xlsx: Rapporten ble godkjent før disse endringene."
    path, report = sent(mh, root), root / "data/reports/2024/RD.yaml"
    write(path, {(REPORT, "T07", SAID): "Gruppen har ni etterforskere."})
    answer = mh("import", str(path), "--dry-run", cwd=root)
    assert note in answer.out
    assert "-approved:" in answer.out
    for _ in range(2):
        assert note in put_in(mh, root, path)
        assert "approved:" not in report.read_text(encoding="utf-8")
    write(path, {(WHOLE, "Godkjenning: Dato", "Svar"): date(2024, 12, 16)})
    assert note not in put_in(mh, root, path)
    assert "approved: {by: RD, date: 2024-12-16}" in report.read_text(encoding="utf-8")


# The round trip ---------------------------------------------------------------------------------------

TEXT = st.text("abcæøåÆ 0:#\"'-=+@\n.,{}[]%&*!|>`~?“–…🙂\t\\/<_x", min_size=1, max_size=60)
DAYS = st.sampled_from(["2024-02-29", "oktober 2026", "2025"])


def answers(sheet: ReportSheet) -> st.SearchStrategy[dict[tuple[str, str, str], str]]:
    """What may be written in the cells that are asked: by the name of the table, row and column."""
    asked: dict[tuple[str, str, str], st.SearchStrategy[str]] = {}
    for table in sheet.tables:
        for row in table.rows:
            for column in table.columns:
                out = row.at(column)
                if out.input is None:
                    continue
                choices = [choice.label for choice in out.input.choices]
                kinds = {"day": DAYS, "choice": st.sampled_from(choices or [""])}
                key = (table.name, row.at(table.columns[0]).shown, column.label)
                asked[key] = kinds.get(out.input.kind, TEXT.filter(lambda text: bool(text.strip())))
    some = st.lists(st.sampled_from(sorted(asked)), min_size=1, max_size=6, unique=True)
    return some.flatmap(lambda keys: st.fixed_dictionaries({key: asked[key] for key in keys}))


def shown(sheet: ReportSheet) -> dict[tuple[str, str, str], str]:
    """What the cells show, blanks and line breaks apart."""
    return {
        (table.name, row.at(table.columns[0]).shown, column.label): " ".join(row.at(column).shown.split())
        for table in sheet.tables
        for row in table.rows
        for column in table.columns
        if column.key not in ("recorded", "last")
    }


def filled_in(data: bytes, cells: dict[tuple[str, str, str], str]) -> bytes:
    """The workbook with texts in some cells, as texts whatever they begin with."""
    book = load_workbook(BytesIO(data))
    for (name, row, heading), text in cells.items():
        cell = book[name].cell(rows(book[name])[row], headings(book[name])[heading])
        cell.value = text
        cell.data_type = "s"
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


@pytest.fixture(scope="module")
def committed(demonstration: Path) -> CommitTree:
    repository = open_repository(demonstration)
    return CommitTree.of(repository, repository.resolve("HEAD"))


@pytest.mark.attack
@pytest.mark.parametrize("actor", some(["RD", "ND"], 2))
@settings(max_examples=15 if THOROUGH else 5)
@given(data=st.data())
def test_what_is_written_stands_in_the_next_workbook(
    committed: CommitTree, actor: str, data: st.DataObject
) -> None:
    """Workbook to data to workbook: the cells that were filled in say what was written, the others
    what they said; an approval, of what was said before, may be gone. What would be refused, such as an
    outcome without its decision, is left out."""
    about = Meta("2024", actor, "nb", committed.commit)
    sheet = ReportSheet(committed, about)
    cells = data.draw(answers(sheet))
    back = opened_book(filled_in(workbook_file(sheet), cells), "tilbake.xlsx")
    result = Taken(back, committed, lambda _commit: committed, "nb", described=False)
    assert [remark for remark in result.remarks if remark.severity != "note"] == []
    assume(not judge(committed, result.changes, date(2024, 12, 18)).errors)
    after: Tree = tree_after(committed, [*result.changes])
    written = {key: " ".join(text.split()) for key, text in cells.items()}
    expected, found = shown(sheet) | written, shown(ReportSheet(after, about))
    gone = {key for key in expected if key[1].startswith("Godkjenning:") and not found[key]}
    assert gone.isdisjoint(written)
    assert found == expected | dict.fromkeys(gone, "")


# Three ways -------------------------------------------------------------------------------------------


def test_a_deadline_that_both_have_moved_is_a_conflict_and_nothing_is_written(root: Path, mh: Mh) -> None:
    path = sent(mh, root)
    write(path, {(REPORT, "T07.2", "Frist"): "1.6.2025", (REPORT, "T07.2", "Status"): "igangsatt"})
    mh("set", "T07.2", "due=2025-03-01", cwd=root)
    commit(root)
    assert (
        f"konflikt: RD-2024.xlsx, ark «Rapport», {where(path, 'T07.2', 'Frist')}: «Frist» er også "
        "endret i dataene etter at arbeidsboken ble laget. Da sto det «mars 2024», nå står det "
        "«1. mars 2025», og i arbeidsboken står det «1. juni 2025»."
    ) in put_in(mh, root, path, 1)
    assert changed(root) == ""
    mh("set", "T07.2", "due=2025-06-01", cwd=root)
    commit(root)
    assert "igangsatt" in put_in(mh, root, path)


def test_blanks_and_marks_that_nobody_sees_are_no_change(root: Path, mh: Mh) -> None:
    path = sent(mh, root)
    said = str(read(path, (REPORT, "T05", SAID)))
    write(path, {(REPORT, "T05", SAID): said.replace(" ", "\u00a0 ", 1).replace("i", "i\u00ad") + " \n"})
    assert put_in(mh, root, path) == path.name + UNCHANGED


def test_what_was_changed_in_the_data_alone_stays(root: Path, mh: Mh) -> None:
    path = sent(mh, root)
    write(path, {(REPORT, "T07.2", "Status"): "igangsatt"})
    mh("set", "T07.2", "due=2025-03-01", cwd=root)
    commit(root)
    put_in(mh, root, path)
    text = (root / "data/measures/07-etterforskning.yaml").read_text(encoding="utf-8")
    assert "due: 2025-03-01" in text
    assert git(root, "diff", "--numstat") == "1\t1\tdata/measures/07-etterforskning.yaml"


@pytest.mark.parametrize("table", [EVIDENCE, MONEY])
def test_what_is_added_to_a_measure_that_has_another_number_now_is_told(
    root: Path, mh: Mh, table: str
) -> None:
    path = sent(mh, root, "ND")
    add(path, table, ("T08", "Plan" if table == EVIDENCE else 2000))
    measure = root / "data/measures/08-nettside.yaml"
    text = measure.read_text(encoding="utf-8")
    text = text.replace("id: T08\n", "id: T12\n").replace("[T09]", "[T09, T08]")
    measure.write_text(text, encoding="utf-8")
    told = put_in(mh, root, path, 1)
    assert f"ark «{table}», A4: Oppføringen som raden gjelder, finnes ikke lenger i dataene" in told


def test_evidence_that_went_out_is_not_changed_from_a_workbook(root: Path, mh: Mh) -> None:
    """Changed, it would stand there twice; left out, it stays."""
    path = sent(mh, root, "ND")
    add(path, EVIDENCE, ("T04", "Plan", "https://example.no/plan"))
    put_in(mh, root, path)
    commit(root)
    path = sent(mh, root, "ND")
    put(EVIDENCE, "C4", "https://example.no/ny")(path)
    told = put_in(mh, root, path, 1)
    assert "ark «Dokumentasjon», A4: Dette sto der da arbeidsboken ble sendt ut" in told
    write(path, {(REPORT, "T04", "Status"): "igangsatt"})
    edited(lambda book: book[EVIDENCE].delete_rows(4))(path)
    put_in(mh, root, path)
    assert git(root, "diff", "--numstat") == "1\t1\tdata/reports/2024/ND.yaml"


def test_what_is_there_in_another_language_only_gets_its_words(root: Path, mh: Mh) -> None:
    path = sent(mh, root, "ND").rename(root.parent / "nb.xlsx")
    english = sent(mh, root, "ND", 2024, "--lang", "en")
    ways = ((path, "Kurs", "200"), (english, "Training", "lagt"), (path, None, "lagt 200 400"))
    for book, words, found in ways:  # What has no words here is not what has some, and adds to the sum.
        add(book, MONEY if book == path else "Money spent", ("T04", 200000, None, words))
        assert re.findall(r"[24]00(?=.000 )|(?<=ikke )lagt", put_in(mh, root, book)) == found.split()
    assert "text: {nb: Kurs, en: Training}" in (root / "data/reports/2024/ND.yaml").read_text("utf-8")


def test_a_workbook_from_a_commit_that_is_not_here_is_refused_with_the_cure(root: Path, mh: Mh) -> None:
    git(root, "commit", "-q", "--allow-empty", "-m", "Bare her")
    path = sent(mh, root)
    git(root, "reset", "-q", "--hard", "HEAD~1")
    git(root, "reflog", "expire", "--expire=now", "--all")
    git(root, "gc", "-q", "--prune=now")
    told = put_in(mh, root, path, 1)
    assert "som ikke finnes her" in told
    assert "git fetch" in told


def test_a_change_that_brings_an_error_in_is_refused_at_its_cell(root: Path, mh: Mh) -> None:
    path = sent(mh, root)
    write(path, {(REPORT, "T01.1", "Startdato"): "juni 2024"})
    told = put_in(mh, root, path, 1)
    cell = where(path, "T01.1", "Startdato")
    assert f"feil: RD-2024.xlsx, ark «Rapport», {cell}: T01.1: oppgaven er gjennomført" in told
    assert changed(root) == ""


# Many -------------------------------------------------------------------------------------------------


def test_a_folder_is_taken_in_with_a_summary(root: Path, mh: Mh) -> None:
    """A file that is refused, or cannot be opened, does not stop the others."""
    folder = root.parent / "inn"
    (folder / "mappe.xlsx").mkdir(parents=True)
    good, bad, same = (sent(mh, root, actor) for actor in ("ND", "RD", "SD"))
    write(good, {(REPORT, "T08", "Status"): "igangsatt"})
    write(bad, {(REPORT, "T07", "Status"): "snart ferdig"})
    good.rename(folder / "ND.XLSX")
    for path in (bad, same):
        path.rename(folder / path.name)
    (folder / "~$ND-2024.xlsx").write_bytes(b"left by a program that has the workbook open")
    (folder / "annet.xlsx").write_bytes(b"ikke noe regneark")
    (folder / "svar.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    told = put_in(mh, root, folder, 1)
    assert "feil: mappe.xlsx: det er en mappe." in told
    assert told.partition("\nKort sagt\n")[2] == (
        "  ND 2024: tatt inn (ND.XLSX)\n"
        "  RD 2024: avvist (RD-2024.xlsx)\n"
        "  SD 2024: kommet, men endrer ingenting (SD-2024.xlsx)\n"
        "  avvist (annet.xlsx)\n"
        "  avvist (mappe.xlsx)\n"
        "  avvist (svar.xls)\n"
        "Én arbeidsbok er tatt inn. 4 er avvist.\n"
    )
    assert changed(root) == "?? data/reports/2024/ND.yaml"
    (folder / same.name).unlink()
    assert "\n  SD 2024: ikke kommet\n" in put_in(mh, root, folder, 1)


@pytest.mark.attack
def test_all_ministries_report_in_workbooks(demonstration: Path, real: Path, tmp_path: Path, mh: Mh) -> None:
    """Those of the demonstration and the five of the real data: sent, filled in and taken in at once."""
    for place, year in ((demonstration, 2024), (real, 2026)):
        root = Path(shutil.copytree(place, tmp_path / f"{year}" / "copy", symlinks=True))
        folder = tmp_path / f"{year}" / "svar"
        folder.mkdir()
        actors = reporters(load(DiskTree(root)))
        for actor in actors:
            path = sent(mh, root, actor, year)
            first = next(name for name in rows(load_workbook(path)[REPORT]) if len(name) == len("T01"))
            write(
                path, {(REPORT, first, "Status"): "igangsatt", (REPORT, first, SAID): f"{actor} er i gang."}
            )
            path.rename(folder / path.name)
        answer = mh("import", str(folder), cwd=root)
        assert answer.code == 0, answer.out
        assert "ikke kommet" not in answer.out
        for actor in actors:
            text = (root / f"data/reports/{year}/{actor}.yaml").read_text(encoding="utf-8")
            assert f"{actor} er i gang." in text
        assert mh("check", "--fail-on", "error", cwd=root).code == 0
    assert len(actors) == len(("JD", "AID", "BFD", "HOD", "UD"))


def test_a_file_that_is_not_there_is_told_before_anything_is_written(root: Path, mh: Mh) -> None:
    path = sent(mh, root, "ND")
    write(path, {(REPORT, "T08", "Status"): "igangsatt"})
    answer = mh("import", str(path), "borte.xlsx", cwd=root)
    assert answer.code == 2
    assert "borte.xlsx: finnes ikke" in answer.err
    assert changed(root) == ""


# Spoilt workbooks ---------------------------------------------------------------------------------------

Spoil = Callable[[Path], None]


def cell(name: str, row: str, heading: str, value: Any) -> Spoil:
    return lambda path: write(path, {(name, row, heading): value})


def record(name: str, *values: Any) -> Spoil:
    return lambda path: add(path, name, values)


def edited(change: Callable[[Any], None]) -> Spoil:
    """A change of the whole workbook."""

    def spoil(path: Path) -> None:
        book = load_workbook(path)
        change(book)
        book.save(path)

    return spoil


def part(name: str, data: bytes, size: int = 1) -> Spoil:
    """A part put into the zip file."""

    def spoil(path: Path) -> None:
        with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, data * size)

    return spoil


def whole(data: bytes) -> Spoil:
    return lambda path: (path.write_bytes(data), None)[1]


def replaced(name: str, change: Callable[[bytes], bytes]) -> Spoil:
    """A part of the zip file, changed."""

    def spoil(path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            parts = {info.filename: archive.read(info) for info in archive.infolist()}
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for one, data in parts.items():
                archive.writestr(one, change(data) if one == name else data)

    return spoil


def lying(path: Path) -> None:
    """A part that unpacks to more than it says."""
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/other.xml", b" " * 150_000_000)
    data = bytearray(path.read_bytes())
    for begins, size, name in ((b"PK\x01\x02", 24, 46), (b"PK\x03\x04", 22, 30)):
        place = -1
        while (place := data.find(begins, place + 1)) >= 0:
            if data[place + name :].startswith(b"xl/other.xml"):
                data[place + size : place + size + 4] = (10).to_bytes(4, "little")
    path.write_bytes(data)


def computed(path: Path) -> None:
    """A text that a formula gave, as a program stores it."""
    write(path, {(REPORT, "T07", SAID): "Gjort."})
    text = re.compile(rb'(<c r="K15"[^>]*) t="inlineStr"><is><t>(Gjort[.])</t></is></c>')
    replaced(
        "xl/worksheets/sheet2.xml",
        lambda data: text.sub(rb'\1 t="str"><f>"Gjort"&amp;"."</f><v>\2</v></c>', data),
    )(path)


def one_text_in_many_cells(path: Path) -> None:
    """The longest text that a cell holds, stored once and shown in 54 000 cells."""
    with zipfile.ZipFile(path) as archive:
        place = archive.read("xl/sharedStrings.xml").count(b"<si>")
    text = b"<si><t>" + b"x" * 32_767 + b"</t></si></sst>"
    cells = b"<row>" + b'<c t="s"><v>%d</v></c>' % place * 6 + b"</row>"
    replaced("xl/sharedStrings.xml", lambda data: data.replace(b"</sst>", text))(path)
    end = b"</sheetData>"
    replaced("xl/worksheets/sheet3.xml", lambda data: data.replace(end, cells * 9_000 + end))(path)


def spread_out(path: Path) -> None:
    """Many sheets, each with one cell, in the last row and column that are read."""
    book = load_workbook(path)
    for number in range(300):
        sheet = book.create_sheet(f"Ark{number}")
        sheet["GR10000"].value = 1
    book.save(path)


def many_parts(path: Path) -> None:
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(2_000):
            archive.writestr(f"xl/media/{number}.png", b"")


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-2000])


def put(name: str, place: str, value: Any) -> Spoil:
    """A value written in a cell by its place, as nobody would."""
    return edited(lambda book: setattr(book[name][place], "value", value))


def _formatted(row: str, heading: str, value: Any, number_format: str) -> Spoil:
    """A value in a cell that shows it in a way of its own."""

    def spoil(path: Path) -> None:
        write(path, {(REPORT, row, heading): value})
        book = load_workbook(path)
        sheet = book[REPORT]
        sheet.cell(rows(sheet)[row], headings(sheet)[heading]).number_format = number_format
        book.save(path)

    return spoil


def _no_headings(book: Any) -> None:
    for cell in book[REPORT][HEAD]:
        cell.value = None


def in_one_place(kind: str) -> dict[str, tuple[Spoil, str]]:
    """The workbooks of ``workbooks.yaml``, each changed in one cell or by one record."""
    how: dict[str, Callable[..., Spoil]] = {"cell": cell, "put": put, "record": record}
    cases = listed("workbooks")[kind].items()
    return {name: (how[act](*given), said) for name, (act, given, said) in cases}


SPOILT: dict[str, tuple[Spoil, str]] = {
    **in_one_place("spoilt"),
    "a time of day": (cell(REPORT, "T07.2", "Frist", time(12, 30)), "Skriv bare datoen"),
    "no headings": (edited(_no_headings), "ingen rad med overskriften «Nr.»"),
    "a copy of a sheet": (
        edited(lambda book: setattr(book.copy_worksheet(book[REPORT]), "title", "Kopi")),
        "ark «Kopi»: Dette arket har de samme overskriftene som «Rapport»",
    ),
    "joined cells": (
        edited(lambda book: book[REPORT].merge_cells("E5:F5")),
        "RD-2024.xlsx, ark «Rapport», F5: Cellen er slått sammen med andre",
    ),
    "cells joined over rows": (
        edited(lambda book: book[REPORT].merge_cells("K5:K6")),
        "RD-2024.xlsx, ark «Rapport», K5: Cellen er slått sammen med andre",
    ),
    "a mark that turns the writing": (
        cell(REPORT, "T07", SAID, "før \u202e etter"),
        "RD-2024.xlsx, ark «Rapport», K15: Her er det et usynlig tegn (U+202E)",
    ),
    "a year of many digits": (put(HIDDEN, "B3", "9" * 5000), "Det skjulte arket «mh» mangler"),
    "no hidden sheet": (edited(lambda book: book.remove(book[HIDDEN])), "Det skjulte arket «mh» mangler"),
    "macros": (part("xl/vbaProject.bin", b"macro"), "inneholder makroer"),
    "an entity": (part("xl/other.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "er skadet"),
    "an entity in two-byte characters": (
        part("xl/other.xml", '<?xml version="1.0"?><!DOCTYPE a><a/>'.encode("utf-16-le")),
        "er skadet",
    ),
    "the strict form": (
        replaced(
            "xl/workbook.xml",
            lambda data: data.replace(
                b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                b"http://purl.oclc.org/ooxml/spreadsheetml/main",
            ),
        ),
        "er lagret som «Strict Open XML-regneark»",
    ),
    "too many joined cells": (
        part("xl/worksheets/sheet9.xml", b'<mergeCell ref="A1:B2"/>', 200_000),
        "består av mer enn 150\u00a0000 deler",
    ),
    "too many cells": (
        part("xl/worksheets/sheet9.xml", b"<row>" + b"<c/>" * 100 + b"</row>", 2_000),
        "består av mer enn 150\u00a0000 deler",
    ),
    "too many attributes": (
        part("xl/worksheets/sheet9.xml", b"<row" + b" a = 'b' c=\"d\"" * 100 + b"/>", 4_000),
        "består av mer enn 600\u00a0000 deler",
    ),
    "too many cells in a part of another name": (
        part("xl/worksheets/sheet9.bin", b"\n<row>" + b"<c/>" * 100 + b"</row>", 2_000),
        "består av mer enn 150\u00a0000 deler",
    ),
    "an entity in a part of another name": (
        part("xl/worksheets/sheet9.bin", b'\xef\xbb\xbf<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
        "er skadet",
    ),
    "a text of many megabytes": (
        part("xl/other.xml", b"<t>" + b"x" * 1_000_000, 21),
        "er større enn 20 MB når den er pakket ut",
    ),
    "one text in many cells": (one_text_in_many_cells, "er større enn 20 MB når den er pakket ut"),
    "one part as many sheets": (
        replaced(
            "xl/workbook.xml",
            lambda data: re.sub(
                rb"<sheets>.*</sheets>",
                b"<sheets>"
                + b"".join(b'<sheet name="%d" sheetId="%d" r:id="rId2"/>' % (n, n) for n in (1, 2))
                + b"</sheets>",
                data,
            ),
        ),
        "er skadet",
    ),
    "too many rows without places": (
        replaced(
            "xl/worksheets/sheet3.xml",
            lambda data: data.replace(
                b"</sheetData>", b"<row><c><v>1</v></c></row>" * 10_001 + b"</sheetData>"
            ),
        ),
        "langt utenfor en rapport",
    ),
    "far out, in other quotes": (
        part("xl/worksheets/sheet9.xml", b"<c r='A900000'><v>1</v></c>"),
        "A900000, langt utenfor en rapport",
    ),
    "a part larger than it says": (lying, "er skadet"),
    "many parts": (many_parts, "MB når den er pakket ut"),
    "a large file": (whole(b"PK" + b"0" * 20_000_000), "er større enn 20 MB"),
    "a text that fills the cell": (cell(REPORT, "T07", SAID, "x" * 32_767), "fyller hele cellen"),
    "a bomb": (part("xl/media/image.png", b"0" * 1_000_000, 120), "MB når den er pakket ut"),
    "a locked file": (whole(b"\xd0\xcf\x11\xe0" + b"0" * 600), "låst med passord"),
    "a text file": (whole(b"Status;Frist\n"), "ikke en Excel-arbeidsbok"),
    "an empty file": (whole(b""), "ikke en Excel-arbeidsbok"),
    "half a file": (truncated, "er skadet"),
}


UNUSUAL: dict[str, tuple[Spoil, str]] = {
    **in_one_place("unusual"),
    "a percentage": (_formatted("T07", SAID, 0.5, "0%"), "+    done: {nb: 50 %}"),
    "a formula": (computed, "K15: Cellen inneholder en formel. Verdien «Gjort.» blir tatt inn"),
    "a number in a text": (_formatted("T07", SAID, 12.5, "General"), '+    done: {nb: "12,5"}'),
    "a day in a text": (
        _formatted("T07", SAID, date(2025, 6, 1), "mm-dd-yy"),
        "+    done: {nb: 1. juni 2025}",
    ),
    "a month that is stored as a day": (
        _formatted("T07.2", "Frist", date(2025, 6, 1), "[$-414]mmm\\-yy"),
        "+    due: 2025-06\n",
    ),
    "a day that only shows its month now": (
        _formatted("T07.1", "Dato for gjennomføring", date(2022, 9, 1), "mmm-yy"),
        "",
    ),
    "a bullet and line breaks of Word": (
        cell(REPORT, "T07", SAID, "\uf0b7\tførst\u2028\uf0b7\tså"),
        '+    done: {nb: "• først\\n• så"}',
    ),
    "a sheet with the name that Numbers gives": (
        edited(lambda book: setattr(book[HIDDEN], "title", "mh - Tabell 1")),
        "",
    ),
    "the days of another beginning": (edited(lambda book: setattr(book, "epoch", CALENDAR_MAC_1904)), ""),
    "comments": (
        edited(lambda book: setattr(book[REPORT]["E4"], "comment", Comment("Uenig", "RD"))),
        "merknad: RD-2024.xlsx: Arbeidsboken har kommentarer, bilder eller tekstbokser.",
    ),
    "a sheet of one's own": (
        edited(lambda book: setattr(book.create_sheet("Ark2")["B2"], "value", "Se her")),
        "merknad: RD-2024.xlsx, ark «Ark2», B2: Dette står utenfor tabellen",
    ),
    "many sheets with a cell far out": (
        spread_out,
        "merknad: RD-2024.xlsx, ark «Ark299», GR10000: Dette står utenfor tabellen",
    ),
    "a drawing with a declaration": (
        part("xl/media/image1.svg", b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd"><svg/>'),
        "merknad: RD-2024.xlsx: Arbeidsboken har kommentarer, bilder eller tekstbokser.",
    ),
}


@pytest.mark.thorough
@pytest.mark.parametrize("name", some(UNUSUAL, 3))
def test_what_is_unusual_is_taken_as_it_is_shown_or_told(root: Path, mh: Mh, name: str) -> None:
    spoil, wanted = UNUSUAL[name]
    path = sent(mh, root)
    spoil(path)
    answer = mh("import", str(path), "--dry-run", cwd=root)
    assert answer.code == 0, answer.out
    assert wanted in answer.out
    if not wanted:
        assert answer.out == path.name + UNCHANGED


@pytest.mark.thorough
@pytest.mark.parametrize("name", some(SPOILT, 4))
def test_a_spoilt_workbook_is_refused_where_it_is_wrong(root: Path, mh: Mh, name: str) -> None:
    """Nothing is written, the workbook is as it was, and the message names the cell, if there is one."""
    spoil, wanted = SPOILT[name]
    path = sent(mh, root)
    spoil(path)
    before = path.read_bytes()
    assert wanted in put_in(mh, root, path, 1)
    assert path.read_bytes() == before
    assert changed(root) == ""
