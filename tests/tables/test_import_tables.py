"""Tables become records: lists as CSV or xlsx can be read back, and plans are made into measures."""

import codecs
import csv
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import cache
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from unittest.mock import Mock
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

import cases
from menneskehandel_cli.blocks.csv_table import bare
from menneskehandel_cli.documents import parse
from menneskehandel_cli.edits.layout import formatted
from menneskehandel_cli.edits.new_kinds import Draft
from menneskehandel_cli.formats import RenderOptions, render
from menneskehandel_cli.language import LANGS, Refused, choose
from menneskehandel_cli.models import Measure
from menneskehandel_cli.register import Register, load
from menneskehandel_cli.reports.listing import WHOLE, Listing
from menneskehandel_cli.rules import RuleContext, all_rules
from menneskehandel_cli.tables.columns import KINDS
from menneskehandel_cli.tables.importing import Imported, ImportRequest, imported
from menneskehandel_cli.trees import DictTree, DiskTree, Tree
from planting import strategy
from repositories import complaint
from small_strategies import states
from support import CHECKOUT, FICTIONAL, THOROUGH, Mh, contents, each, some
from workbooks import files
from yaml_texts import ODD, PLAIN

CASES: dict[str, Any] = cases.listed("import_tables")

DAY = date(2026, 11, 26)
TREES: Mapping[str, Tree] = {"real": DiskTree(CHECKOUT), "fictional": DiskTree(FICTIONAL)}


@cache
def records(place: str) -> Register:
    return load(TREES[place])


@cache
def listed(place: str, kind: str) -> Listing:
    return WHOLE[KINDS[kind].listed](RuleContext(records(place), DAY))


def table(listing: Listing, form: str, lang: str) -> bytes:
    """A list as ``mh list`` writes it."""
    made = render("list", form, listing, RenderOptions(lang))
    return made if isinstance(made, bytes) else made.encode()


def read(tree: Tree, kind: str, data: bytes, **given: Any) -> Imported:
    """What a table means for the records of a tree."""
    register = given.pop("register", None) or load(tree)
    known = {"columns": {}, "given": {}, "sheet": None, "instead": {}, "fresh": False, **given}
    asked = ImportRequest(kind, "tabell", data, *known.values())
    return imported(tree, register, DAY, Draft("nb", register.language), asked, frozenset())


def fictional_with(kind: str, rows: list[list[str]], **given: Any) -> Imported:
    """What rows of a table mean for the records of the fictional strategy."""
    return read(TREES["fictional"], kind, csv_of(rows), register=records("fictional"), **given)


def said(found: Imported, lang: str = "nb") -> list[str]:
    """What is wrong, in words."""
    return [trouble.phrase.say(lang) for trouble in found.troubles]


# What mh list writes ---------------------------------------------------------------------------------


def unchanged(tree: Tree, kind: str, langs: Sequence[str] = ("nb",)) -> set[object]:
    """Read the list of a kind back in every form: nothing changes. What is told of it, by its keys."""
    register = load(tree)
    listing = WHOLE[KINDS[kind].listed](RuleContext(register, DAY))
    told: set[object] = set()
    for form in ("csv", "csv-nb", "xlsx"):
        for lang in langs:
            found = read(tree, kind, table(listing, form, lang), register=register)
            assert (found.changes, found.troubles) == ((), ()), (form, lang)
            assert all(item.column is not None for item in found.columns)
            told |= {notice.key for notice in found.notices}
    return told


@pytest.mark.thorough
@each("kind", KINDS)
def test_an_unchanged_list_changes_nothing(vestlandia: Path, kind: str) -> None:
    """In any form and language: not a byte, and there is nothing to tell."""
    demonstration = DiskTree(vestlandia)
    assert WHOLE[KINDS[kind].listed](RuleContext(load(demonstration), DAY)).rows
    for tree in (*TREES.values(), demonstration):
        assert unchanged(tree, kind, some(LANGS, 3)) == set()


@each("kind", KINDS)
def test_an_unchanged_list_in_a_language_of_the_strategy_changes_nothing(kind: str) -> None:
    """Also in one that the program does not speak, first or not."""
    others = {
        path: re.sub(rb"\bnb:", b"en:", re.sub(rb"\ben:", b"ga:", data))
        for path, data in files(TREES["fictional"]).items()
    }
    start = others["strategy/strategy.yaml"]
    others["strategy/strategy.yaml"] = re.sub(
        rb"languages: .*\ndefault_language: .*", b"languages: [en, ga]", start
    )
    assert load(DictTree(others)).language == "en"
    assert unchanged(DictTree(others), kind, ("ga", "en")) == set()


def test_every_list_can_be_read_back() -> None:
    assert {kind.listed for kind in KINDS.values()} == WHOLE.keys() - {"reports"}


@given(states(), st.sampled_from(sorted(KINDS)))
@settings(max_examples=40 if THOROUGH else 5)
def test_an_unchanged_list_of_any_strategy_changes_nothing(files: dict[str, bytes], kind: str) -> None:
    """Also if files are broken, or two records have the same id."""
    assert unchanged(DictTree(files), kind) <= {"table.note_below"}


ANY = (
    PLAIN | ODD | st.text(st.characters(exclude_categories=("Cc", "Cs", "Cf", "Co", "Zl", "Zp")), min_size=1)
)
FORMULAS = st.tuples(
    st.sampled_from(
        [
            *("=1+1", "+47", "-5", "@SUM(1)", "＝1", "a, =b", "a;@b", "'=x"),
            *("::error::", "##[x]", "_x0041_", "a_x000D_b"),
        ]
    ),
    PLAIN,
).map(" ".join)


@given(
    st.lists(ANY | FORMULAS, min_size=1, max_size=4), st.sampled_from(sorted(KINDS)), st.sampled_from(LANGS)
)
@settings(max_examples=60 if THOROUGH else 4)
def test_an_unchanged_list_of_any_texts_changes_nothing(texts: list[str], kind: str, lang: str) -> None:
    """Whatever stands in the records: formulas, signs between cells, line breaks, orders to servers."""
    names: dict[str, str] = {}

    def plant(name: str) -> str:
        return names.setdefault(name, f"{texts[len(names) % len(texts)]} {len(names)}")

    tree = DictTree({path: text.encode() for path, text in strategy(plant).items()})
    assert unchanged(tree, kind, (lang,)) == set()


def rows_of(data: bytes, separator: str = ",") -> list[list[str]]:
    return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline=""), delimiter=separator))


def csv_of(rows: list[list[str]], separator: str = ",") -> bytes:
    out = StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue().encode()


def changed_lines(found: Imported) -> list[str]:
    """The lines that the changes add and remove."""
    lines = [line for change in found.changes for line in change.diff()]
    return [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]


@each(("kind", "id", "column", "text", "lines"), CASES["one changed cell changes one field"])
def test_one_changed_cell_changes_one_field(
    kind: str, id: str, column: int, text: str, lines: list[str]
) -> None:
    """And no other byte of the file."""
    rows = rows_of(table(listed("fictional", kind), "csv", "nb"))
    row = next(row for row in rows if row[0] == id)
    row[column] = text
    found = read(TREES["fictional"], kind, csv_of(rows))
    assert said(found) == []
    assert [line for line in changed_lines(found) if line[0] == "+"] == lines
    assert len(changed_lines(found)) <= 2


@given(ANY | FORMULAS | st.sampled_from(["{nb: a, en: b}", "[a, b]", "null", "ja", "{", "a=b", "+=", "2026"]))
@settings(max_examples=150 if THOROUGH else 10)
def test_any_text_that_is_written_in_a_cell_becomes_that_text(text: str) -> None:
    """Literally, without the blanks around it and the quote that protects a formula."""
    for form in (csv_of([["Nr", "Tiltak", "Merknad"], ["12", text, text]]), None):
        data = form or workbook(["Nr", "Tiltak", "Merknad"], ["12", f"x {text}", f"x {text}"])
        wanted = bare(text.strip()) if form else f"x {text}".strip()
        found = read(TREES["fictional"], "measures", data, register=records("fictional"))
        if found.troubles:  # a sign that no file may hold
            assert {trouble.what.key for trouble in found.troubles} == {"failure.table.sign"}
            continue
        values = [parse(change.path, change.after).value for change in found.changes]
        if wanted and "_x00" not in wanted:  # which is how a workbook spells line breaks
            assert [(value["title"]["nb"], note(value)) for value in values] == [(wanted, wanted)]


def note(value: Mapping[str, Any]) -> object:
    held = value["note"]
    return held["nb"] if isinstance(held, dict) else held


@each("lang", ["nb", "en"])
def test_a_text_is_changed_in_the_language_of_the_table(lang: str) -> None:
    """Of which most of its texts are."""
    rows = rows_of(table(listed("fictional", "measures"), "csv", lang))
    rows[1][1] = "Tittel"
    found = fictional_with("measures", rows)
    assert found.lang == lang
    path = found.changes[0].path
    assert parse(path, found.changes[0].after).value["title"][lang] == "Tittel"
    assert len(changed_lines(found)) == 2


def test_what_is_computed_is_told_and_not_used() -> None:
    """A cell that mh works out itself says where, what stood there and what is so."""
    rows = rows_of(table(listed("fictional", "measures"), "csv", "nb"))
    rows[1][5] = "9/9"
    found = fictional_with("measures", rows)
    assert (found.changes, found.troubles) == ((), ())
    (notice,) = found.notices
    assert notice.say("nb").startswith("tabell, rad 2, kolonne «tasks»: «9/9» brukes ikke")


def test_an_empty_cell_removes_nothing_and_is_told() -> None:
    rows = rows_of(table(listed("fictional", "actors"), "csv", "nb"))
    row = next(row for row in rows[1:] if row[3])
    row[3] = ""
    found = fictional_with("actors", rows)
    assert (found.changes, found.troubles) == ((), ())
    (notice,) = found.notices
    assert "mh set" in notice.say("nb")
    rows = [["Nr", "Beskrivelse", "Oppgave", "Frist"], ["12", "", "Åpne mottaket på Høyfjellet.", ""]]
    rows += [["1", "", "", ""], ["2", "", "", ""]]  # and not the fourth measure
    found = fictional_with("measures", rows)
    assert (found.changes, found.troubles) == ((), ())
    assert [one.params.get("now", one.params.get("names")) for one in found.notices[-3:]] == [
        "Mottaket tar imot antatte ofre og følger dem videre til bolig, helsehjelp og rettshjelp.",
        "2026-05",
        ["T13"],
    ]


def test_words_that_an_import_kept_are_renewed_and_go() -> None:
    """Without a comment in the row, what else the note says stays."""
    rows = [["Nr", "Oppgave", "Frist", "Merknad"], ["12", "Lære opp vaktene.", "mid-2027", "Sakte"]]
    rows.append(["", "Åpne mottaket på Høyfjellet.", "", ""])
    found, notes = fictional_with("measures", rows), []
    for due in ("Summer 2028", "2029"):
        again = [rows[0], ["12", "Lære opp vaktene.", due, ""], rows[2]]
        notes += [parse(change.path, change.after).value["tasks"][1]["note"] for change in found.changes]
        found = read(after(TREES["fictional"], found), "measures", csv_of(again))
    assert notes == ["Sakte. Frist: mid-2027", "Sakte. Frist: Summer 2028"]
    assert "+    note: Sakte" in changed_lines(found)
    # A list of ours has no such words, and takes none away.
    kept = after(TREES["fictional"], fictional_with("measures", [["Nr", "Merknad"], ["12", "Status: Sein"]]))
    book = table(WHOLE["measures"](RuleContext(load(kept), DAY)), "xlsx", "nb")
    assert read(kept, "measures", book).changes == ()


def test_a_list_that_was_cut_is_read_as_far_as_it_goes() -> None:
    """Records that are not in the table stay, and a note below it is no record."""
    rows = rows_of(table(listed("fictional", "measures"), "csv", "nb"))[:2]
    found = fictional_with("measures", [*rows, [], ["Det er 11 til. Vis alle."]])
    assert (found.changes, found.troubles) == ((), ())
    assert [notice.say("en") for notice in found.notices] == [
        "tabell, row 4: read as a note below the table."
    ]


def parts(value: Any) -> Iterator[dict[str, Any]]:
    """A record and all its parts."""
    if isinstance(value, dict):
        yield value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from parts(item)


def ids(register: Register) -> list[str]:
    """Every record that ``mh show`` shows."""
    strategy = register.strategy
    assert strategy is not None
    inside = [item.id for item in strategy.principles] + [item.id for item in strategy.funding]
    names = [*register.actors, *register.shared_goals, *inside]
    return names + [
        entry.id for entry in register.entries if entry.kind not in ("strategy", "actors", "report")
    ]


@pytest.mark.thorough
@each("place", some(["fictional", "real", "demonstration"], 2))
def test_a_record_shown_in_json_is_one_that_the_reader_takes(mh: Mh, vestlandia: Path, place: str) -> None:
    """Every record: written to its file as it is shown, it is the same record, with no unknown key."""
    root = {"real": CHECKOUT, "fictional": FICTIONAL, "demonstration": vestlandia}[place]
    tree = DiskTree(root)
    register = load(tree)
    answer = mh("show", *ids(register), "--format", "json", "--root", str(root))
    assert answer.code == 0
    shown = {item["id"]: item for item in answer.json["records"]}
    written = files(tree)
    for entry in register.entries:
        if entry.id in shown:
            written[entry.path] = render_file(shown[entry.id]["record"])
    whole = {
        path: parse(path, written[path]).value for path in ("strategy/strategy.yaml", "strategy/actors.yaml")
    }
    for value in whole.values():
        for part in parts(value):
            if part.get("id") in shown and shown[part["id"]]["path"] in whole and part is not value:
                part.update(shown[part["id"]]["record"])
    written |= {path: render_file(value) for path, value in whole.items()}
    again = load(DictTree(written))
    assert [item.code for item in again.diagnostics] == [item.code for item in register.diagnostics]
    assert [entry.record for entry in again.entries] == [entry.record for entry in register.entries]


def render_file(value: object) -> bytes:
    """A value as YAML, as another program writes it: JSON is YAML."""
    return f"{json.dumps(value, ensure_ascii=False)}\n".encode()


# Plans -----------------------------------------------------------------------------------------------

PLAN = [
    ["Handlingsplan 2027", "", "", "", "", "", ""],
    ["", "", "", "", "", "", ""],
    ["Nr", "Tiltak", "Innsatsområde", "Ansvarlig", "Beskrivelse", "Oppgave", "Frist"],
    ["20", "Styrke bistanden", "1", "RD og OD", "Mer og bedre.", "Lage veileder", "1. juni 2027"],
    ["", "", "", "", "", "Åpne et mottak", "10.2027"],
    ["T21", "Kurs for dommere", "Innsatsområde 1", "Rettsdepartementet i Fjellheim", "", "", "2028"],
    ["", "Uten nummer", "1", "Politiet", "", "", ""],
]
"""A plan as a table: a title above it, a row for each task, people's words for days and bodies."""
ESTABLISH = {"task.commitment": "establish"}


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """The plan as a file."""
    file = tmp_path / "plan.csv"
    file.write_bytes(csv_of(PLAN))
    return file


def asked(plan: Path) -> tuple[str, ...]:
    """The command that takes the plan in."""
    return ("import", "measures", str(plan), "--value", "task.commitment=establish")


def plan_values(found: Imported) -> list[dict[str, Any]]:
    return [parse(change.path, change.after).value for change in found.changes]


def test_a_plan_becomes_measures_with_tasks() -> None:
    found = read(TREES["fictional"], "measures", csv_of(PLAN, ";"), given=ESTABLISH)
    assert said(found) == []
    assert [change.path for change in found.changes] == [
        "data/measures/20-styrke-bistanden.yaml",
        "data/measures/21-kurs-for-dommere.yaml",
        "data/measures/22-uten-nummer.yaml",
    ]
    first, second, third = plan_values(found)
    assert (first["title"], first["responsible"]) == ({"nb": "Styrke bistanden"}, ["RD", "OD"])
    assert [(task["id"], task["text"], task["due"]) for task in first["tasks"]] == [
        ("T20.1", {"nb": "Lage veileder"}, "2027-06-01"),
        ("T20.2", {"nb": "Åpne et mottak"}, "2027-10"),
    ]
    assert first["summary"] == {"nb": "Mer og bedre."}
    assert [task["text"]["nb"] for task in second["tasks"]] == ["Kurs for dommere"]
    assert "tasks" not in third
    source, about = (notice.say("nb") for notice in found.notices)
    assert "T21" in about
    assert "får «strategy»" in source
    assert b"#" not in found.changes[0].after, "no suggestions beside what is filled in"
    assert_settled(found, "measures", PLAN, given=ESTABLISH)


def test_a_measure_keeps_its_reference_in_the_plan_when_its_title_is_reworded() -> None:
    """A plan that is numbered anew keeps its titles, and none of them becomes that of another measure."""
    heads = ["Title", "Focus area", "Responsible", "Ref"]
    plan = [["Lære opp", "1", "RD", "1.1"], ["Åpne hus", "1", "OD", "1.2"]]
    made = fictional_with("measures", [heads, *plan], columns={"Ref": "source.section"})
    tree = after(TREES["fictional"], made)

    def again(rows: list[list[str]]) -> list[tuple[str, str, str]]:
        found = read(tree, "measures", csv_of([heads, *rows]), columns={"Ref": "source.section"})
        assert said(found) == []
        values = plan_values(found)
        return [(one["id"], one["title"]["nb"], one["source"]["section"]) for one in values]

    assert again(plan) == []
    first, second = (value["id"] for value in plan_values(made))
    reworded = [["Lære opp alle", "1", "RD", "1.1"], plan[1]]
    assert again(reworded) == [(first, "Lære opp alle", "1.1")]
    moved = [["Ny", "1", "RD", "1.1"], ["Lære opp", "1", "RD", "1.2"], ["Åpne hus", "1", "OD", "1.3"]]
    assert {one[:2] for one in again(moved)} >= {(f"T{int(second[1:]) + 1}", "Ny")}
    assert {title for name, title, _ in again(moved) if name in (first, second)} <= {"Lære opp", "Åpne hus"}


def test_a_new_row_without_a_reference_is_told_of_where_others_have_one() -> None:
    """It may be a heading or a task; a table in which no row has a reference says nothing of it."""
    heads, rows = (
        ["Title", "Focus area", "Responsible", "Ref"],
        [["Lære opp", "1", "RD", "1.1"], ["Sum", "1", "RD", ""]],
    )
    found = fictional_with("measures", [heads, *rows], columns={"Ref": "source.section"})
    words = "Each is recorded as a measure: Sum."
    assert [words in notice.say("en") for notice in found.notices].count(True) == 1
    found = fictional_with("measures", [heads, rows[1]], columns={"Ref": "source.section"})
    assert not any("recorded as a measure" in notice.say("en") for notice in found.notices)


def test_a_task_has_what_is_given_for_it_and_its_fields_at_any_depth() -> None:
    """Of a new one; a column of the table comes before what is given."""
    heads = ["No.", "Title", "Focus area", "Responsible", "Task", "Where", "Who"]
    rows = [heads, ["31", "Ny", "1", "RD", "En", "Kap. 3", "OD"], ["", "", "", "", "To", "", ""]]
    columns = {"Where": "task.source.section", "Who": "task.owners"}
    given = {**ESTABLISH, "task.source.reading": "excerpt", "task.owners": "RD"}
    found = fictional_with("measures", rows, columns=columns, given=given)
    assert said(found) == []
    [measure] = plan_values(found)
    assert [(task["owners"], task["source"]) for task in measure["tasks"]] == [
        (["OD"], {"document": "strategy", "section": "Kap. 3", "reading": "excerpt"}),
        (["RD"], {"document": "strategy", "reading": "excerpt"}),
    ]
    (change,) = found.changes
    assert formatted(change.after, Measure) == change.after
    assert_settled(found, "measures", rows, columns=columns, given={"task.owners": "Lyset"})


def after(tree: Tree, found: Imported) -> DictTree:
    """The tree with the changes made."""
    return DictTree(files(tree) | {change.path: change.after for change in found.changes})


def assert_settled(found: Imported, kind: str, rows: list[list[str]], **given: Any) -> None:
    """Once its changes are made, the same table changes nothing more."""
    again = read(after(TREES["fictional"], found), kind, csv_of(rows), **given)
    assert (said(again), again.changes) == ([], ())


def test_a_plan_that_was_changed_changes_what_it_says() -> None:
    tree = after(TREES["fictional"], fictional_with("measures", PLAN, given=ESTABLISH))
    rows = [list(row) for row in PLAN]
    rows[4][6] = "31.12.2027"
    found = read(tree, "measures", csv_of(rows))
    assert (said(found), changed_lines(found)) == ([], ["-    due: 2027-10", "+    due: 2027-12-31"])


def test_the_hint_of_mh312_gives_one_statement_for_the_status_of_all() -> None:
    rows = [["Nr", "Tiltak", "Område", "Ansvarlig", "Status"], ["31", "Ny", "1", "RD", "Fullført"]]
    given = {"status_source.by": "OD", "status_source.date": "2026-03-12"}
    [measure] = plan_values(fictional_with("measures", rows, given=given))
    assert measure["status_source"] == {"by": "OD", "date": "2026-03-12"}
    help_ = choose(all_rules()["MH312"].help, "en")
    assert [key for key in given if f"--value {key}=" not in help_] == []


def test_a_task_that_is_known_by_its_id_needs_no_text() -> None:
    tree = after(TREES["fictional"], fictional_with("measures", PLAN, given=ESTABLISH))
    task = load(tree).measures[0].tasks[0]
    row = [task.id.partition(".")[0], task.id, "recurring"]
    found = read(tree, "measures", csv_of([["id", "task.id", "task.commitment"], row]))
    assert (said(found), changed_lines(found)[-1]) == ([], "+    commitment: recurring")


def test_a_plan_may_use_the_words_of_its_readers() -> None:
    """In its headings, fixed values, months and amounts."""
    heads = ["Nr", "Tiltak", "Område", "Ansvarlig", "Deloppgave", "Type", "Frist", "Budsjett"]
    row: list[Any] = ["31", "Ny", "1", "RD", "Utrede dette", "skal vurderes", "okt. 2027", "1 250 000 kr"]
    [measure] = plan_values(fictional_with("measures", [heads, row]))
    [task] = measure["tasks"]
    assert (task["commitment"], task["due"]) == ("assess", "2027-10")
    # In a new plan what is no kind of task is the measure; it replaces the title of none that is there.
    for heads_, fresh, key in (
        ("Commitment / Action", True, "title"),
        ("Commitment", False, "task.commitment"),
    ):
        found = fictional_with("measures", [[heads_], ["Fund shelters"]], fresh=fresh)
        assert [item.column and item.column.key for item in found.columns] == [key]
    assert measure["cost"] == {"amount": 1250000}
    more = [*[""] * 4, "Mer", "skal vurderes", "", ""]  # In joined cells is the sum of all these rows.
    joined = workbook(heads, row, more, edit=lambda _book, sheet: sheet.merge_cells("H2:H3"))
    [measure] = plan_values(read(TREES["fictional"], "measures", joined))
    assert measure["cost"] == {"amount": 1250000}
    for text, cost in CASES["amounts"].items():
        [measure] = plan_values(fictional_with("measures", [heads, [*row[:7], text]]))
        assert measure["cost"] == cost
    row[7] = 12.345  # A figure of a spreadsheet, whose point is no sign between thousands.
    found = read(TREES["fictional"], "measures", workbook(heads, row))
    assert ["«12.345» er ikke et helt beløp" in notice for notice in said(found)] == [True]
    row[7] = "TBC"
    [notice] = said(read(TREES["fictional"], "measures", workbook(heads, row)))
    assert "«TBC» er ikke et beløp. " in notice
    assert "--instead 'TBC='" in notice


LINKED = [
    ["Nr", "Tiltak", "Område", "Ansvarlig", "Artikkel", "Bidrag"],
    ["31", "Ny", "1", "RD", "artikkel 12 nr. 1 bokstav a og art 29(4)", ""],
    ["", "", "", "", "Article 12", ""],
    ["", "", "", "", "greta-r3-non-punishment.a", "følger opp en del"],
]
"""A plan that names what a measure follows up; of one of them it says how far."""
OWN_WORDS = {"link.basis": "strategy"}


ACTIONS = ["Measure", "Theme", "Action", "Lead department", "Partners", "Status", "Note"]


@each(("rows", "whole", "tasks"), CASES["of_an_action"])
def test_what_is_said_of_an_action_is_not_said_of_the_whole_measure(
    rows: list[list[str]], whole: list[Any], tasks: list[Any]
) -> None:
    """And read again, nothing is changed, and no cell is said to be empty that is not."""
    found = fictional_with("measures", [ACTIONS, *rows], given=ESTABLISH)
    assert said(found) == []
    (measure,) = plan_values(found)
    assert [measure.get(key) for key in ("responsible", "partners", "status", "note")] == whole
    assert [[task.get(key) for key in ("owners", "status", "note")] for task in measure["tasks"]] == tasks
    again = read(after(TREES["fictional"], found), "measures", csv_of([ACTIONS, *rows]))
    keys = {notice.key for notice in again.notices} - {"table.value_read", "table.pooled", "table.both"}
    assert (said(again), again.changes, keys) == ([], (), set())


@each(("rows", "columns", "fields"), CASES["texts"])
def test_several_columns_make_one_text(rows: list[str], columns: dict[str, str], fields: Any) -> None:
    """Each behind its heading, as what is read otherwise; and read again, nothing is changed."""
    cells = [row.split("|") for row in rows]
    more = {"columns": columns, "instead": {("", "Delayed"): "in_progress"}}
    found = fictional_with("measures", cells, given=ESTABLISH, **more)
    (measure,) = plan_values(found)
    assert (said(found), {key: measure.get(key) for key in fields}) == ([], fields)
    assert_settled(found, "measures", cells, **more)


def test_who_leads_an_action_owns_it_beside_who_is_responsible() -> None:
    rows = [["Help", "1", "Open", "RD", "OD"], ["", "", "More", "RD", "Lyset"]]
    heads = ["Measure", "Theme", "Action", "Responsible", "Lead"]
    (measure,) = plan_values(fictional_with("measures", [heads, *rows], given=ESTABLISH))
    assert [task["owners"] for task in measure["tasks"]] == [["OD"], ["Lyset"]]


def test_an_area_that_is_said_once_is_that_of_the_measures_below() -> None:
    """In a table that goes on with its measures, or where cells are joined; and that is told once."""
    gaps = [["Help", "1", "Open", "RD"], ["", "", "More", ""], ["Teach", "", "Hold", "RD"]]
    last = ["Stop", "2", "Look", "RD"]
    found = fictional_with("measures", [ACTIONS[:4], *gaps, last], given=ESTABLISH)
    assert [value["focus_area"] for value in plan_values(found)] == [1, 1, 2]
    told = [notice.say("en") for notice in found.notices if "Theme" in notice.say("en")]
    assert told == ["Column “Theme”: for 1 measure, the cell was empty and takes the value above it."]
    again = [*gaps[:2], ["Teach", "1", "Hold", "RD"], ["Stop", "", "Look", "RD"]]
    assert "focus_area" in said(fictional_with("measures", [ACTIONS[:4], *again], given=ESTABLISH))[0]

    file = workbook(ACTIONS[:4], *again, edit=lambda _book, sheet: sheet.merge_cells("B4:B5"))
    joined = read(TREES["fictional"], "measures", file, given=ESTABLISH)
    assert [value["focus_area"] for value in plan_values(joined)] == [1, 1, 1]

    # Also where each row is a measure; one that is there keeps its own, a new one has what is given.
    rows = [["Title", "Theme", "By"], ["Help", "1", "RD"], ["Teach", "", "RD"], ["Stop", "2", "RD"]]
    for area, areas in (("", [1, 1, 2]), ("2", [1, 2, 2])):
        given = {"focus_area": area} if area else {}
        new = fictional_with("measures", rows, given=given, columns={"By": "responsible"})
        assert [value["focus_area"] for value in plan_values(new)] == areas
    help_, teach = (["", "1", ""], ["Help", "", "RD"]), (["", "2", ""], ["Teach", "", "RD"])
    new = fictional_with("measures", [rows[0], *help_, *teach, *help_], columns={"By": "responsible"})
    assert [value["focus_area"] for value in plan_values(new)] == [1, 2]
    sums = [["No", "Theme", "Sum"], ["1", "2", "5"], ["2", "", ""]]
    kept = fictional_with("measures", sums, columns={"Sum": "cost"})
    assert [(value["id"], value["cost"]) for value in plan_values(kept)] == [("T01", {"amount": 5})]


def test_who_is_unknown_among_several_is_told_in_the_right_row() -> None:
    """And only there; of the measure, which they are all responsible for, nothing more is missing."""
    one, two = ["Help", "1", "Open", "RD", "Lyset"], ["", "", "More", "Kongen", ""]
    rows = [ACTIONS[:5], one, two, ["", "", "Yet", "OD", "Dronningen"]]
    found = fictional_with("measures", rows, given=ESTABLISH)
    assert [text.partition(".")[0] for text in said(found, "en")] == [
        "tabell, row 3, column “Lead department”: There is no actor “Kongen”",
        "tabell, row 4, column “Partners”: There is no actor “Dronningen”",
    ]
    name = "Rettsdepartementet i Fjellheim og Turisme"  # Whose partner is in brackets.
    rows = [["Measure", "Theme", "Lead department"], ["Help", "1", f"{name} (OD)"]]
    [measure] = plan_values(fictional_with("measures", rows, instead={("", name): "RD"}))
    assert (measure["responsible"], measure["partners"]) == (["RD"], ["OD"])


def test_a_plan_links_measures_to_what_it_names() -> None:
    """Who says so and how far is not guessed: without it, the link is left out, and that is told."""
    for given, left_out, linked in (
        ({}, {"link.basis": 4}, []),
        (OWN_WORDS, {"link.contribution": 2}, ["coe-12", "greta-r3-non-punishment.a"]),
        (OWN_WORDS | {"link.contribution": "partial"}, {}, ["coe-12.1.a", "coe-29.4", "coe-12"]),
    ):
        found = fictional_with("measures", LINKED, given=given)
        assert said(found) == []
        notices: list[Any] = [one.params for one in found.notices if one.key == "table.link_left_out"]
        told = {params["field"]: len(params["names"]) for params in notices}
        links = plan_values(found)[0].get("addresses", [])
        assert (told, [link["obligation"] for link in links][: len(linked)]) == (left_out, linked)
    assert (links[0], links[2]) == (
        {"obligation": "coe-12.1.a", "basis": "strategy", "contribution": "partial"},
        {"obligation": "coe-12", "basis": "strategy"},
    )
    assert_settled(found, "measures", LINKED, given=given)
    found = fictional_with("measures", [LINKED[0], [*LINKED[1][:4], "Article 12, art. 12(9)", ""]])
    assert [one.params["example"] for one in found.notices if "example" in one.params] == ["12(1)(a)"]


def workbook(*rows: list[Any], **more: Any) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Tiltak"
    for row in rows:
        sheet.append(row)
    if "edit" in more:
        more["edit"](book, sheet)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


ENCODINGS = {
    "utf-8": lambda text: text.encode(),
    "utf-8 with a mark": lambda text: codecs.BOM_UTF8 + text.encode(),
    "utf-16": lambda text: text.encode("utf-16"),
    "utf-16 big-endian": lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
    "windows": lambda text: text.encode("cp1252"),
}


@each("named", ["", "sep={}\r\n", "Our plan\n"])
@each("separator", [",", ";", "\t"])
@each("encoding", ENCODINGS)
def test_a_plan_is_read_as_spreadsheets_write_it(encoding: str, separator: str, named: str) -> None:
    """Whatever the letters and the sign between the cells are; only Windows' own letters are told."""
    data = ENCODINGS[encoding](named.format(separator) + csv_of(PLAN, separator).decode())
    wanted = fictional_with("measures", PLAN, given=ESTABLISH)
    found = read(TREES["fictional"], "measures", data, given=ESTABLISH)
    assert found.changes == wanted.changes
    assert ("cp1252" in found.notices[0].say("nb")) is (encoding == "windows")


def test_a_plan_in_a_workbook() -> None:
    """Numbers, days and months are what the cells show, and a formula is its stored value."""
    rows: list[list[Any]] = [list(row) for row in PLAN]
    rows[3][0], rows[3][2], rows[3][6] = 20, 1.0, date(2027, 6, 1)

    def edit(book: Workbook, sheet: Any) -> None:
        sheet["G5"] = date(2027, 10, 1)
        sheet["G5"].number_format = "mmm yyyy"
        book.create_sheet("Notater", 0)["A1"] = "x"

    found = read(TREES["fictional"], "measures", workbook(*rows, edit=edit), given=ESTABLISH)
    wanted = fictional_with("measures", PLAN, given=ESTABLISH)
    assert [change.after for change in found.changes] == [change.after for change in wanted.changes]
    told = [notice.say("nb") for notice in found.notices]
    assert "tabell: For denne tabellen leses arket «Tiltak», og ikke: Notater." in told
    assert len(told) == len(wanted.notices) + 1


def with_stored(data: bytes, cell: str, formula: str, value: str) -> bytes:
    """A workbook in which a cell is a formula with a stored value, as a spreadsheet program saves it."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as before, ZipFile(out, "w") as made:
        for name in before.namelist():
            part = before.read(name)
            if name.startswith("xl/worksheets/sheet"):
                start = part.index(f'<c r="{cell}"'.encode())
                stop = part.index(b"</c>", start) + 4
                new = f'<c r="{cell}"><f>{formula}</f>{value}</c>'.encode()
                part = part[:start] + new + part[stop:]
            made.writestr(name, part)
    return out.getvalue()


def test_a_formula_is_its_stored_value_and_is_told() -> None:
    """One without a value is trouble."""
    data = with_stored(workbook(*PLAN), "C4", "1*1", "<v>1</v>")
    found = read(TREES["fictional"], "measures", data, given=ESTABLISH)
    assert said(found) == []
    assert plan_values(found)[0]["focus_area"] == 1
    told = "Ark «Tiltak»: C4 er en formel. Verdien som er lagret med den, brukes."
    assert found.notices[0].say("nb") == told
    data = with_stored(workbook(*PLAN), "C4", "1*1", "")
    found = read(TREES["fictional"], "measures", data, given=ESTABLISH)
    assert any("tabell, ark «Tiltak», C4: " in text and "formel" in text for text in said(found))


# Columns ---------------------------------------------------------------------------------------------


@each(("heads", "fields"), CASES["columns"])
def test_columns_are_known_by_what_people_call_them(heads: str, fields: str) -> None:
    """In three languages, in any case, with signs and brackets after them."""
    found = fictional_with("measures", [heads.split("|")])
    assert [item.column.key if item.column else "-" for item in found.columns] == fields.split()


def test_a_column_can_be_given_and_left_out(mh: Mh, fjellheim: Path, tmp_path: Path) -> None:
    """By its head; what is not known is named."""
    file = tmp_path / "plan.csv"
    file.write_bytes(csv_of([["Hva", "Hvem", "Tiltak", "Område"], ["Åpne hus", "RD", "x", "1"]]))
    given = ("--column", "Hva=title", "--column", "Hvem=responsible", "--column", "Tiltak=")
    answer = mh("import", "measures", str(file), *given, cwd=fjellheim)
    assert answer.code == 0
    assert answer.out.splitlines()[:5] == [
        "Kolonne «Hva» → title",
        "Kolonne «Hvem» → responsible",
        "Kolonne «Område» → focus_area",
        "Kolonnen «Tiltak» er utelatt",
        "Tekstene leses som bokmål.",
    ]
    assert (fjellheim / "data/measures/14-apne-hus.yaml").exists()


@pytest.mark.parametrize(("given", "told"), CASES["options"])
def test_wrong_options_are_told(
    mh: Mh, fjellheim: Path, plan: Path, given: list[str], told: str | None
) -> None:
    answer = mh("import", "measures", str(plan), *given, "--dry-run", cwd=fjellheim)
    assert (answer.code == 2) is (told is not None)
    assert told is None or told in answer.err


# What is wrong ---------------------------------------------------------------------------------------


def test_everything_that_is_wrong_is_told_at_once_with_its_cell(
    mh: Mh, fjellheim: Path, tmp_path: Path
) -> None:
    rows = [list(row) for row in PLAN]
    rows[3][3], rows[3][6], rows[5][2], rows[6][0] = "Kongen", "en gang", "9", "tjueto"
    before = contents(fjellheim)
    heads = ("rad 4, kolonne «Ansvarlig»", "rad 6, kolonne «Innsatsområde»")
    for name, data, places in (
        ("plan.csv", csv_of(rows), heads),
        ("plan.xlsx", workbook(*rows), ("ark «Tiltak», D4", "ark «Tiltak», C6")),
    ):
        file = tmp_path / name
        file.write_bytes(data)
        answer = mh(*asked(file), cwd=fjellheim)
        assert answer.code == 1
        assert all(f"{file.name}, {place}: " in answer.err for place in places)
        assert "Aktøren «Kongen» finnes ikke." in answer.err
        assert "«en gang» er ikke" in answer.err
        assert "«tjueto» er ikke nummeret på et tiltak" in answer.err
        last = "mh: Ingenting er skrevet. Rett tabellen, og ta den inn på nytt.\n"
        assert answer.err.endswith(f"\n{last}")
        assert contents(fjellheim) == before
        assert file.read_bytes() == data


def test_an_error_that_a_rule_finds_is_told_with_its_cell(mh: Mh, fjellheim: Path, tmp_path: Path) -> None:
    """The document of a source is not in the strategy: that is known once everything is read together."""
    file = tmp_path / "plan.csv"
    file.write_bytes(
        csv_of([["Tiltak", "Område", "Ansvarlig", "Dokument"], ["Åpne hus", "1", "RD", "ukjent-kilde"]])
    )
    before = contents(fjellheim)
    answer = mh("import", "measures", str(file), cwd=fjellheim)
    assert answer.code == 1
    assert "plan.csv, rad 2" in answer.err
    assert "(MH111)" in answer.err
    assert contents(fjellheim) == before


def test_the_preview_is_in_words_and_lines_and_is_then_written(mh: Mh, fjellheim: Path, plan: Path) -> None:
    before = contents(fjellheim)
    preview = mh(*asked(plan), "--dry-run", cwd=fjellheim)
    assert contents(fjellheim) == before
    assert "T20 er lagt til: Styrke bistanden\n" in preview.out
    assert "+title: {nb: Styrke bistanden}\n" in preview.out
    answer = mh(*asked(plan), cwd=fjellheim)
    assert answer.out == preview.out
    assert len(contents(fjellheim)) == len(before) + 3
    assert mh("check", "--fail-on", "error", cwd=fjellheim).code == 0


@pytest.mark.skipif(sys.platform != "linux", reason="a limit on the size of files")
def test_if_one_file_cannot_be_written_none_is(mh: Mh, fjellheim: Path, tmp_path: Path) -> None:
    """Those before it are put back as they were: a new one is gone, an old one is the old one."""
    file = tmp_path / "plan.csv"
    rows = [
        ["Nr", "Tiltak", "Område", "Ansvarlig", "Beskrivelse"],
        ["12", "Ny tittel", "", "", ""],
        ["", "Lite", "1", "RD", ""],
        ["", "Stort", "1", "RD", "x " * 15_000],
    ]
    file.write_bytes(csv_of(rows))
    before = contents(fjellheim)
    import resource

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, limits[1]))
    try:
        answer = mh("import", "measures", str(file), cwd=fjellheim)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert answer.code == 2
    assert contents(fjellheim) == before


# Recommendations, actors and figures -------------------------------------------------------------------


def test_recommendations_are_made_in_their_round() -> None:
    rows = [
        ["Anbefaling", "Overskrift", "Runde", "Avsnitt"],
        ["Gi mer veiledning.", "Mer veiledning", "greta-r3", "17"],
    ]
    found = fictional_with("recommendations", rows)
    assert said(found) == []
    (change,) = found.changes
    value = parse(change.path, change.after).value
    assert change.path == "data/obligations/greta-r3/greta-r3-mer-veiledning.yaml"
    assert (value["title"], value["text"]) == ({"nb": "Mer veiledning"}, {"nb": "Gi mer veiledning."})
    assert str(value["paragraph"]) == "17"
    assert "level" not in value
    assert_settled(found, "recommendations", rows)


def test_actors_are_added_at_the_end_and_changed_where_they_are() -> None:
    rows = [
        ["Forkortelse", "Navn", "Type", "Del av"],
        ["NAV", "Fjellheim velferd", "direktorat", "OD"],
        ["rd", "", "", ""],
    ]
    found = fictional_with("actors", rows)
    assert said(found) == []
    (change,) = found.changes
    actors = parse(change.path, change.after).value["actors"]
    assert actors[-1] == {
        "id": "NAV",
        "name": {"nb": "Fjellheim velferd"},
        "kind": "directorate",
        "parent": "OD",
        "source": {"document": "strategy"},
    }
    assert actors[:-1] == parse(change.path, change.before or b"").value["actors"]
    assert_settled(found, "actors", rows)


def test_the_new_actors_of_a_plan_are_in_a_file_of_its_own_that_is_looked_for_once() -> None:
    """It is begun by a row without trouble."""
    for kind, paths in (("klubb", []), ("direktorat", ["plans/drugs/strategy/actors.yaml"])):
        tree = Mock(wraps=TREES["fictional"], plan="drugs")
        rows = [["Forkortelse", "Navn", "Type"], *([f"NY{at}", f"Ny {at}", kind] for at in range(9))]
        found = read(tree, "actors", csv_of(rows), register=records("fictional"))
        assert ([change.path for change in found.changes], tree.paths.call_count) == (paths, len(paths))


def test_bodies_are_parts_of_each_other_and_have_short_forms() -> None:
    """A short form that cannot be an id is kept, and names the body. One without it has an id too."""
    rows = [
        ["Short form", "Name", "Type", "Reports to"],
        ["PST", "Sikkerheten", "politi", "Dept of Fjells"],
        ["Dept of Fjells", "Fjelldepartementet", "departement", ""],
        ["", "Ålesunds Bod", "politi", ""],
        ["", "Rettsdepartementet i Fjellheim", "", ""],
    ]
    found = fictional_with("actors", rows)
    assert said(found) == []
    (change,) = found.changes
    police, fjells, booth = parse(change.path, change.after).value["actors"][-3:]
    assert (booth["id"], booth["name"], "short_title" in booth) == ("AB", {"nb": "Ålesunds Bod"}, False)
    assert (police["id"], "short_title" in police, police["parent"]) == ("PST", False, fjells["id"])
    assert (fjells["id"], fjells["short_title"]) == ("DF", {"nb": "Dept of Fjells"})
    assert_settled(found, "actors", rows)
    plan = [["Tiltak", "Område", "Ansvarlig"], ["Nytt", "1", "dept of fjells"]]
    later = read(after(TREES["fictional"], found), "measures", csv_of(plan))
    assert plan_values(later)[0]["responsible"] == ["DF"]


def test_figures_are_added_to_their_indicator() -> None:
    """Which a row names by its id or its title, or which is the one above."""
    item = next(iter(records("fictional").indicators.values()))
    name, title = item.id, item.title.pick("nb")
    rows = [
        ["Indikator", "År", "Verdi", "Kommentar"],
        [title, "2031", "12 345", "Foreløpig."],
        ["", "2032", "1,5", ""],
    ]
    found = fictional_with("observations", rows)
    assert said(found) == []
    (change,) = found.changes
    assert parse(change.path, change.after).value["observations"][-2:] == [
        {"year": 2031, "value": 12345, "note": {"nb": "Foreløpig."}},
        {"year": 2032, "value": 1.5},
    ]
    assert_settled(found, "observations", rows)
    rows[1][2] = "99"
    other = read(after(TREES["fictional"], found), "observations", csv_of(rows))
    assert ["12345" in text and name in text for text in said(other)] == [True]


# Files that are no tables ----------------------------------------------------------------------------


def with_part(name: str, size: int) -> bytes:
    out = BytesIO(workbook(["Tiltak"]))
    with ZipFile(out, "a", ZIP_DEFLATED) as made:
        made.writestr(name, bytes(size))
    return out.getvalue()


PARTS = {"macros": ("xl/vbaProject.bin", 1), "a bomb": ("xl/media/x.bin", 120_000_000)}
"""What a workbook has too, and its size."""

NO_TABLES = {
    "empty": b"",
    "blank": b"\n \n",
    "nothing known": b"foo,bar\n1,2\n",
    "bytes": bytes(range(256)),
    "not Windows": b"Tiltak;\x81\x8d\n",
    "half of UTF-16": codecs.BOM_UTF16_LE + b"\x00\xd8\x01",
    "a quotation mark": b'Tiltak,Nr\n"x,1\n',
    "large": b"Tiltak\n" + b"x" * 5_000_001,
    "many rows": b"Tiltak\n" * 10_002,
    "many columns": b"," * 300,
    "a long cell": b"Tiltak\n" + b"x" * 40_000,
    "a long line": b'Tiltak;Nr;"' + b"x" * 140_000 + b'"\n',
    "a long line below": b"Tiltak\n" + b"x" * 140_000,
    "encrypted": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "a broken workbook": b"PK\x03\x04broken",
    "half of a workbook": workbook(["Tiltak"])[:900],
    "a workbook of nothing": workbook(),
    "JSON": b'{"schema": "mh/list/1", "measures": [{"id": "T01"}]}',
}


@pytest.mark.parametrize("what", [*NO_TABLES, *PARTS])
def test_what_is_no_table_is_refused_in_words(mh: Mh, fjellheim: Path, tmp_path: Path, what: str) -> None:
    file = tmp_path / "tabell"
    data = with_part(*PARTS[what]) if what in PARTS else NO_TABLES[what]
    file.write_bytes(data)
    before = contents(fjellheim)
    complaint(mh("import", "measures", str(file), cwd=fjellheim))
    assert (contents(fjellheim), file.read_bytes()) == (before, data)


def test_a_line_of_many_long_cells_is_read() -> None:
    """The bounds are those of a cell and of a row; a line has none of its own."""
    wide = ["Navn", *(f"{place} {'x' * 1000}" for place in range(1, 150))]
    found = fictional_with("actors", [["id", *wide], ["RD", "Nytt navn", *wide[1:]]])
    assert said(found) == []
    assert len(found.changes) == 1


@given(
    st.binary(max_size=300)
    | st.text(max_size=200).map(lambda text: f"Nr;Tiltak;Ansvarlig\n{text}".encode("utf-8", "replace"))
)
@settings(max_examples=300 if THOROUGH else 40)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """Never anything but a table, trouble or a refusal."""
    with suppress(Refused):
        read(TREES["fictional"], "measures", data, register=records("fictional"))


@pytest.mark.parametrize(("answer", "written"), [("j", True), ("n", False), ("", False)])
def test_on_a_terminal_one_is_asked_before_anything_is_written(
    fjellheim: Path, plan: Path, answer: str, written: bool
) -> None:
    pytest.importorskip("fcntl")
    from terminals import at_terminal

    before, env = contents(fjellheim), {"PAGER": "cat"}
    told = at_terminal(*asked(plan), "--lang", "nb", cwd=fjellheim, answers=[answer], env=env)
    assert told.code == 0
    assert "Skrive 3 filer?" in told.out
    assert (contents(fjellheim) != before) is written


@each(("kind", "rows", "told"), CASES["trouble"])
def test_what_a_row_cannot_mean_is_trouble(kind: str, rows: list[list[str]], told: str) -> None:
    given = {"instrument": "greta-r3"} if kind == "recommendations" and "Runde" not in rows[0] else {}
    columns = {head: head for head in ("lead", "goals") if head in rows[0]}
    found = fictional_with(kind, rows, given=given, columns=columns)
    assert any(told in text for text in said(found)), said(found)


RECEPTION = "data/measures/12-mottak.yaml"


def test_a_figure_in_words_is_not_guessed_at() -> None:
    rows = rows_of(table(listed("fictional", "observations"), "csv", "nb"))
    rows[1][2] = "omtrent femti"
    found = fictional_with("observations", rows)
    assert ["«omtrent femti» kan ikke leses som et tall" in text for text in said(found)] == [True]


def test_a_renumbered_measure_or_one_that_cannot_be_read_is_not_made_again() -> None:
    """A row with its former number says the new one."""
    text = TREES["fictional"].read(RECEPTION)
    renumbered = text.replace(b"\nid: T12\n", b"\nid: T12\nformer_ids: [T40]\n")
    tree = DictTree(files(TREES["fictional"]) | {RECEPTION: renumbered})
    found = read(tree, "measures", csv_of([["Nr", "Tiltak"], ["40", "Nytt"]]))
    assert [text.endswith("T40 heter T12 nå. Skriv T12.") for text in said(found)] == [True]
    tree = DictTree(files(TREES["fictional"]) | {RECEPTION: b"id: ["})
    assert RECEPTION in said(read(tree, "measures", csv_of([["Nr", "Tiltak"], ["12", "Nytt"]])))[0]


def test_a_text_that_began_as_a_formula_comes_back_as_it_was() -> None:
    """The quote that protects it in a list is not part of it, where the rest was changed."""
    for text, held in (("'=1+1", "=1+1"), ("a;'@b", "a;@b"), ("'n Roll", "'n Roll"), ("- punkt", "- punkt")):
        rows = [["Nr", "Tiltak"], ["12", text]]
        found = fictional_with("measures", rows)
        (change,) = found.changes
        assert parse(change.path, change.after).value["title"]["nb"] == held


def test_a_cell_far_away_makes_no_rows_up_to_it() -> None:
    """A workbook with one cell at its very end is refused at once."""

    def edit(_book: Workbook, sheet: Any) -> None:
        sheet.cell(1_048_576, 16_384).value = "x"

    with pytest.raises(Refused) as refused:
        read(TREES["fictional"], "measures", workbook(*PLAN, edit=edit))
    assert refused.value.key == "table.many"


def test_empty_cells_with_a_format_are_no_rows() -> None:
    """As spreadsheet programs leave them below and beside a table."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("Tiltak")
    for number, row in enumerate(PLAN):
        sheet.write_row(number, 0, row)
    sheet.write_blank(50_000, 300, None, book.add_format({"num_format": "0.00"}))
    book.close()
    found = read(TREES["fictional"], "measures", out.getvalue(), given=ESTABLISH)
    assert (said(found), len(found.changes)) == ([], 3)


@each("lang", LANGS)
def test_all_that_is_told_has_words_in_every_language(lang: str) -> None:
    """Columns, notices and trouble."""
    rows = [list(row) for row in PLAN]
    rows[3][3], rows[6][2] = "Kongen", "9"
    found = fictional_with("measures", rows, given=ESTABLISH)
    texts = [*said(found, lang), *(notice.say(lang) for notice in found.notices)]
    assert len(texts) > 2
    assert not any("{" in text or "failure." in text or "table." in text for text in texts)


@pytest.mark.parametrize("order", ["\x1b[31m", "::error::fake", "##[error]fake", "\u202e", "\x07"])
def test_nothing_in_a_table_acts_on_a_terminal_or_a_build_server(
    mh: Mh, fjellheim: Path, tmp_path: Path, order: str
) -> None:
    """Wherever it stands: in a head, in a cell that is trouble, in one that becomes a text."""
    file = tmp_path / "plan.csv"
    rows = [
        ["Nr", "Tiltak", "Ansvarlig", f"{order}X"],
        ["12", f"{order}Y", f"{order}Z", "1"],
        ["12", "\n" + order],
    ]
    for cut in (rows, [[*rows[0][:2], rows[0][3]], ["12", f"Z {order}", "1"]]):
        file.write_bytes(csv_of(cut))
        answer = mh("import", "measures", str(file), "--dry-run", cwd=fjellheim)
        told = answer.out + answer.err
        assert "X" in told
        assert not any(sign in told for sign in "\x1b\u202e\x07")
        assert "##[error]" not in told
        assert not any(line.lstrip().startswith("::error") for line in told.splitlines())
