"""The command line: what it answers, in which language, with which exit code, and never a traceback."""

import csv
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from itertools import count
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

import pytest

from cases import listed
from commands import every_command
from example import changed, measure
from menneskehandel_cli import __version__
from menneskehandel_cli.cli.app import _COMMANDS
from menneskehandel_cli.diagnostics import SEVERITIES
from menneskehandel_cli.formats import FORMATS
from menneskehandel_cli.history.events import TOPICS
from menneskehandel_cli.language import LANGS, Lang, say
from menneskehandel_cli.models import STATUSES
from menneskehandel_cli.models.actors import ACTOR_KINDS
from menneskehandel_cli.models.measure import Relation
from menneskehandel_cli.register.coverage import CLASSIFICATIONS
from planting import full, strategy
from repositories import Step, build, complaint
from support import Answer, Mh, each, edit, environment, laid_out, process, python

CASES: dict[str, Any] = listed("cli")

MEASURES = "data/measures"
SAMORDNING = "data/measures/01-samordning.yaml"
DAY = ("--as-of", "2026-06-30")
KINDS = ("measures", "obligations", "actors", "indicators", "reports")
"""What ``mh list`` lists."""


# First steps -------------------------------------------------------------------------------------


def test_version(mh: Mh) -> None:
    """``mh --version`` says which one it is, wherever it stands."""
    assert mh("--version", cwd=Path("/")) == Answer(0, f"mh {__version__}\n", "")


def test_without_a_command_the_help_is_shown(mh: Mh) -> None:
    """Whoever types ``mh`` alone learns what there is."""
    assert mh() == mh("--help")
    assert mh().code == 0


@each(("lang", "said"), [("nb", "Oversikt over hele strategien."), ("en", "The whole strategy at a glance.")])
def test_help_is_in_the_language_asked_for(mh: Mh, fjellheim: Path, lang: str, said: str) -> None:
    """By option before or after ``--help``, or by the environment."""
    assert said in mh("--help", env={"MH_LANG": lang}).out
    assert said in mh("--lang", lang, "--help").out
    assert said in mh("--help", env={"LANG": f"{lang}_XX.UTF-8"}).out
    assert said in mh("status", "--lang", lang, "--help").out
    assert said in mh("status", f"--lang={lang}", "--help").out
    assert "nb (" in mh("report", "--lang", lang, "--help").out
    before, after = (("list", "--lang", lang, "actors"), ("list", "actors", "--lang", lang))
    assert mh(*before, cwd=fjellheim) == mh(*after, cwd=fjellheim)


@each("lang", LANGS)
def test_every_command_has_help_in_words(mh: Mh, lang: str) -> None:
    """No key of the word list is left in a help text, and in bokmål none of Typer's English."""
    typer = r"Usage|Options|Arguments|Commands|Show this|Install|\[OPTION|\[ARGS|default|required"
    for command in every_command():
        answer = mh(*command, "--help", env={"MH_LANG": lang})
        assert answer.code == 0, command
        assert not re.search(r"\b(help|option|argument|metavar|typer)\.\w+", answer.out), command
        assert lang != "nb" or not re.search(typer, answer.out), command


HEAVY = {"pydantic", "jinja2", "rich", "git", "yaml", "ruamel", "docx", "lxml"}
HEAVY |= {"openpyxl", "xlsxwriter", "icalendar"}


@each(
    ("arguments", "loaded", "unwanted"),
    [
        (["--version"], [], HEAVY),
        (["--help"], [], HEAVY),
        (["edit", "--help"], ["edit"], HEAVY),
        (["report", "--help"], ["report"], set()),
        (["status"], ["pages"], HEAVY - {"pydantic", "rich", "yaml"}),
        (["schema", "measure"], [], HEAVY - {"pydantic", "yaml"}),
    ],
)
def test_only_what_is_asked_for_is_loaded(
    fictional: Path, arguments: list[str], loaded: list[str], unwanted: set[str]
) -> None:
    """Start-up is a feature: help does without heavy libraries, the main job without git and templates.

    Of the commands only the one that is asked for is loaded; the others are known by their line of help.
    """
    program = (
        "import sys\n"
        "from menneskehandel_cli.cli import run\n"
        f"run({arguments!r})\n"
        "commands = {'pages', 'edit', 'check', 'log', 'report', 'new', 'law'}\n"
        "loaded = [name for name in commands if f'menneskehandel_cli.cli.{name}' in sys.modules]\n"
        f"print(loaded, sorted({unwanted!r} & set(sys.modules)), file=sys.stderr)\n"
    )
    answer = python("-c", program, cwd=fictional)
    assert (answer.code, answer.err.strip()) == (0, f"{loaded} []")
    assert answer.out


GROUPS = {
    "nb": ["Vise", "Rapportere", "Endre", "Kontrollere", "Sette opp"],
    "nn": ["Vise", "Rapportere", "Endre", "Kontrollere", "Setje opp"],
    "en": ["View", "Report", "Edit", "Check", "Set up"],
}


def commands_listed(help_text: str, headings: list[str]) -> dict[str, str]:
    """The commands under ``headings``, each with its help on one line."""
    found: dict[str, str] = {}
    heading = ""
    for line in help_text.splitlines():
        if line.endswith(":") and not line.startswith(" "):
            heading = line.removesuffix(":")
        elif heading in headings and (match := re.match(r"  (\S+) +(\S.*)", line)):
            name, found[match[1]] = match[1], match[2]
        elif heading in headings and line.strip():
            found[name] += f" {line.strip()}"
    return found


@each("lang", LANGS)
def test_every_line_of_the_help_leads_to_a_command(mh: Mh, lang: Lang) -> None:
    """Each name in ``mh --help`` can be asked for its own help, which says the same and more."""
    answer = mh("--help", columns=80, env={"MH_LANG": lang}).out
    listed = commands_listed(answer, GROUPS[lang])
    assert len(listed) == 27
    assert re.findall(r"^(\S.*):$", answer, re.MULTILINE)[1:] == GROUPS[lang]
    for name, says in listed.items():
        own = mh(name, "--help", columns=80, env={"MH_LANG": lang})
        assert own.code == 0
        assert says in " ".join(own.out.split())


@each("group", ["list", "report", "new"])
def test_a_group_of_commands_cuts_no_line_of_its_help(mh: Mh, group: str) -> None:
    """What a command does is said whole, also on a narrow terminal."""
    listed = commands_listed(mh(group, "--help", columns=60, env={"MH_LANG": "en"}).out, ["Commands"])
    assert len(listed) >= 4
    for name, says in listed.items():
        own = mh(group, name, "--help", columns=200, env={"MH_LANG": "en"}).out
        assert says.endswith(".")
        assert says in " ".join(own.split())


CHOICES: dict[tuple[str, ...], dict[str, tuple[str, ...]]] = {
    ("status",): {"--status": STATUSES},
    ("check",): {"--fail-on": (*SEVERITIES, "never"), "--coverage": ("unanswered", "partly")},
    ("gaps",): {"--severity": ("gap", "note"), "--coverage": CLASSIFICATIONS},
    ("list", "actors"): {"--kind": ACTOR_KINDS},
    ("list", "obligations"): {"--coverage": CLASSIFICATIONS},
    ("new", "actor"): {"--kind": ACTOR_KINDS},
    ("log",): {"--kind": tuple(say(f"topic.{topic}", "nb") for topic in TOPICS)},
}
"""The values of options that have a fixed set of them."""


@each(("command", "options"), CHOICES.items())
def test_the_help_of_an_option_names_its_values(
    mh: Mh, command: tuple[str, ...], options: dict[str, tuple[str, ...]]
) -> None:
    """Nobody has to try a wrong value to learn the right ones."""
    answer = " ".join(mh(*command, "--help").out.split())
    for option, values in options.items():
        told = re.split(r" -{1,2}[a-z]", answer.partition(f" {option} <")[2])[0]
        assert [value for value in values if not re.search(rf"\b{value}\b", told)] == []


@each("command", [name for name in FORMATS if name not in ("list", "report", "evidence")])
def test_the_help_names_the_formats_of_a_command(mh: Mh, command: str) -> None:
    """They come from the list of formats, so that a new one is named."""
    answer = " ".join(mh(command, "--help").out.split())
    assert f" --format <tekst> Formatet på resultatet: {', '.join(FORMATS[command])}." in answer


def test_each_command_and_renderer_is_where_it_is_named() -> None:
    """No linter sees the functions that are named in these lists."""
    renderers = {f"formats.{place}" for forms in FORMATS.values() for place in forms.values()}
    for place in renderers.union(f"cli.{place}" for place in _COMMANDS.values()):
        assert callable(resolve_name(f"menneskehandel_cli.{place}")), place


@each(("option", "word", "name"), CASES["words"])
def test_a_value_may_be_given_by_the_word_for_it(
    mh: Mh, option: tuple[str, ...], word: str, name: str
) -> None:
    """It gives what the value's own name gives."""
    exact = mh(*option, name)
    assert mh(*option, word) == exact
    assert exact.code in (0, 1)
    assert exact.out


@each(("typed", "completed"), CASES["the shell completes what is typed"])
def test_the_shell_completes_what_is_typed(fictional: Path, typed: str, completed: list[str]) -> None:
    """Commands, what is below them, ids and options, as bash asks for them."""
    place = str(len(typed.split()) - 1)
    asked = {"_MH_COMPLETE": "complete_bash", "COMP_WORDS": typed, "COMP_CWORD": place}
    answer = process(cwd=fictional, env=asked)
    assert answer.out.split()[: len(completed)] == completed
    assert answer.err == ""


# Status ------------------------------------------------------------------------------------------


def test_status_in_json(mh: Mh) -> None:
    """Focus areas with their measures, the day, and where the data comes from."""
    answer = mh("status", "--format", "json", *DAY)
    body = answer.json
    assert (answer.code, answer.err) == (0, "")
    assert (body["schema"], body["as_of"], body["revision"]) == ("mh/status/3", "2026-06-30", None)
    assert [area["number"] for area in body["focus_areas"]] == [1, 2]
    assert body["focus_areas"][0]["title"] == {"nb": "Samordning", "en": "Coordination"}
    measures = [measure for area in body["focus_areas"] for measure in area["measures"]]
    assert [measure["id"] for measure in measures] == ["T01", "T02", "T12", "T13"]
    told = {key: measures[2][key] for key in ("responsible", "status", "tasks", "next_deadline")}
    assert told == {
        "responsible": ["OD", "RD"],
        "status": "in_progress",
        "tasks": {"total": 3, "completed": 0},
        "next_deadline": {"task": "T12.1", "due": "2026-05", "passed": True},
    }
    assert body["attention"] == [
        {"kind": "deadline_passed", "subject": "T12.1", "due": "2026-05", "count": 1},
        {"kind": "not_reported", "subject": "", "due": None, "count": 1},
    ]


@each("command", [("status", *DAY), ("matrix",), *(("list", kind) for kind in KINDS)])
def test_json_without_findings_is_the_same_in_every_language(mh: Mh, command: tuple[str, ...]) -> None:
    """Ids, codes and values do not depend on who asks; only a finding is told in words."""
    answers = [mh(*command, "--format", "json", "--lang", lang) for lang in LANGS]
    assert [answer.code for answer in answers] == [0] * len(LANGS)
    assert len({answer.out for answer in answers}) == 1


@each(("filters", "shown"), CASES["filters"])
def test_filters_show_what_was_asked_for(mh: Mh, filters: list[str], shown: list[str]) -> None:
    """The same filters choose the same measures in ``status`` and in ``list measures``."""
    status = mh("status", "--format", "json", *filters).json
    listed = mh("list", "measures", "--format", "json", *filters).json
    assert [m["id"] for area in status["focus_areas"] for m in area["measures"]] == shown
    assert [m["id"] for m in listed["measures"]] == shown
    assert mh("status", *filters).code == 0


@each(
    ("day", "passed"),
    [("2026-05-31", False), ("2026-06-01", True), ("2020-01-01", False), ("2030-12-31", True)],
)
def test_a_month_has_passed_when_its_last_day_has(mh: Mh, day: str, passed: bool) -> None:
    """A deadline "May 2026" holds until 31 May."""
    areas = mh("status", "--format", "json", "--as-of", day).json["focus_areas"]
    assert areas[1]["measures"][0]["next_deadline"]["passed"] is passed


def test_status_of_partly_damaged_data_shows_the_rest(mh: Mh, fjellheim: Path) -> None:
    """What can be read is shown, what cannot is named, and the exit code is 0."""
    (fjellheim / SAMORDNING).write_bytes(b"\xff\xfe")
    edit(fjellheim, f"{MEASURES}/13-straffrihet.yaml", "status:", "statuss:")
    answer = mh("status", *DAY, cwd=fjellheim)
    assert answer.code == 0
    assert "T12" in answer.out
    assert f"T01 ({SAMORDNING}) kan ikke leses." in answer.out
    assert "13-straffrihet.yaml kan ikke leses i sin helhet" in answer.out


@pytest.mark.parametrize("path", ["strategy/strategy.yaml", "strategy/actors.yaml"])
@pytest.mark.parametrize(
    "command", [["status"], ["list", "measures"], ["list", "obligations"], ["show", "T12", "coe-29"]]
)
def test_reading_works_without_the_files_above(
    mh: Mh, fjellheim: Path, path: str, command: list[str]
) -> None:
    """A strategy file that cannot be read hides no measure."""
    (fjellheim / path).write_bytes(b"\xff\xfe")
    answer = mh(*command, cwd=fjellheim)
    assert answer.code == 0
    assert "T12" in answer.out


@pytest.mark.parametrize("command", ["status", "gaps", "matrix"])
def test_a_strategy_is_called_fictional_only_where_it_says_so(mh: Mh, fjellheim: Path, command: str) -> None:
    """Not where the file that would say so cannot be read."""
    said = "oppdiktet"
    assert said in mh(command, cwd=fjellheim).out
    (fjellheim / "strategy/strategy.yaml").write_bytes(b"\xff\xfe")
    assert said not in mh(command, cwd=fjellheim).out


def test_a_list_that_is_not_whole_says_so(mh: Mh, fjellheim: Path) -> None:
    """The warning goes to stderr, so that the list can still be piped."""
    (fjellheim / SAMORDNING).write_bytes(b"\xff\xfe")
    answer = mh("list", "measures", cwd=fjellheim)
    assert "T12" in answer.out
    assert answer.err == "mh: Én fil kan ikke leses i sin helhet. «mh check» viser hvorfor.\n"


# Lists -------------------------------------------------------------------------------------------


def test_records_in_json_keep_the_keys_of_their_yaml(mh: Mh) -> None:
    """Texts by language, shared goals written out with their id, and the file's path.

    Also where Python has another name for a key.
    """
    body = mh("list", "measures", "--format", "json").json
    assert body["schema"] == "mh/list/1"
    twelve = body["measures"][2]
    assert twelve["path"] == f"{MEASURES}/12-mottak.yaml"
    assert twelve["title"]["en"].startswith("Establish a reception")
    assert twelve["tasks"][1]["recurrence"]["min"] == 1
    assert twelve["addresses"][1]["by"] == ["T12.1"]
    own, shared = twelve["goals"]
    assert own["id"] == "T12.G1"
    assert shared["id"] == "FA2.G1"
    assert shared["text"] == {"nb": "Ingen ofre blir straffet.", "en": "No victim is punished."}
    observations = mh("list", "indicators", "--format", "json").json["indicators"][0]["observations"]
    assert observations[1]["from"] == "2022"
    assert "from_" not in observations[1]


def test_obligations_in_json_tell_who_answers_them(mh: Mh) -> None:
    """Articles and recommendations alike, links to their parts counted."""
    listed = mh("list", "obligations", "--format", "json").json["obligations"]
    told = {item["id"]: (item["type"], item["instrument"], item["addressed_by"]) for item in listed}
    assert len(told) == len(listed) == 6
    assert told["coe-12"] == ("article", "coe", ["T02", "T12"])
    assert told["greta-r3-non-punishment"] == ("recommendation", "greta-r3", ["T12", "T13"])
    assert told["greta-sum-non-punishment"][2] == []


def obligations(mh: Mh, root: Path, *asked: str) -> list[str]:
    listed = mh("list", "obligations", "--format", "json", *asked, cwd=root).json["obligations"]
    return [item["id"] for item in listed]


@pytest.mark.attack
def test_obligations_by_their_coverage(mh: Mh, real_copy: Path) -> None:
    """Those with a demand that counts as asked, the same as the matrix counts."""
    rows = mh("matrix", "--format", "json", cwd=real_copy).json["rows"]
    for coverage in CLASSIFICATIONS:
        wanted = {row["id"] for row in rows if row["coverage"][coverage]}
        assert set(obligations(mh, real_copy, "--coverage", coverage)) == wanted
        assert wanted or coverage == "planned"  # nothing in the strategy promises the whole of a demand


def test_obligations_by_who_can_follow_up(mh: Mh, fjellheim: Path) -> None:
    """Whom the record names, the owners of its tasks, else the coordinator; the filters hold together."""
    file = fjellheim / "data/obligations/coe/coe-29.yaml"
    file.write_text(changed(file.read_text("utf-8"), follow_up="[OD]"), "utf-8")
    owned = ["coe-12", "greta-r3-non-punishment"]
    assert sorted(obligations(mh, fjellheim, "--ministry", "od")) == sorted([*owned, "coe-29"])
    assert "coe-29" not in obligations(mh, fjellheim, "--ministry", "RD")
    assert "coe-26" in obligations(mh, fjellheim, "--ministry", "RD")
    assert obligations(mh, fjellheim, "--ministry", "OD", "--coverage", "planned") == ["coe-12"]


@each("kind", ["measures", "obligations", "actors", "indicators"])
def test_a_list_is_cut_where_asked_and_says_so(mh: Mh, kind: str) -> None:
    """The first rows, how many are left out and the command that shows them; the total is of all."""
    everything = mh("list", kind, "--format", "json").json
    cut = mh("list", kind, "--format", "json", "--limit", "1").json
    assert cut[kind] == everything[kind][:1]
    assert cut["left_out"] == len(everything[kind]) - 1
    text = mh("list", kind, "--limit", "1", "--lang", "en")
    rows = mh("list", kind, "--format", "csv").out.count("\n") - 1
    assert f"{rows - 1} more: “mh list {kind} --lang en --limit 0”." in text.out
    assert text.out.startswith(str(len(everything[kind])))
    assert mh("list", kind, "--limit", "0").out == mh("list", kind).out


def test_a_list_that_counts_says_first_what_is_in_no_count(mh: Mh, fjellheim: Path) -> None:
    """A file that cannot be read in full is named before the coverage of the others."""
    (fjellheim / SAMORDNING).write_bytes(b"\xff\xfe")
    out = mh("list", "obligations", cwd=fjellheim).out
    assert out.startswith("Kan ikke vurderes: ")
    assert SAMORDNING in out.partition("Id ")[0]


def test_filters_of_lists(mh: Mh) -> None:
    """One instrument, one kind of actor."""
    greta = mh("list", "obligations", "--instrument", "greta-r3", "--format", "json").json
    assert [item["id"] for item in greta["obligations"]] == ["greta-r3-non-punishment"]
    ministries = mh("list", "actors", "--kind", "ministry", "--format", "json").json
    assert [item["id"] for item in ministries["actors"]] == ["RD", "OD"]


@each("command", [*(("list", kind) for kind in KINDS[:-1]), ("gaps",), ("matrix",)])
def test_csv_is_a_table_and_for_excel_in_norway_holds_the_same_cells(
    mh: Mh, command: tuple[str, ...]
) -> None:
    """As many in each row; with semicolons, and a byte order mark so that Excel reads æ, ø and å."""
    day = DAY if command == ("gaps",) else ()
    plain = list(csv.reader(StringIO(mh(*command, *day, "--format", "csv").out)))
    answer = mh(*command, *day, "--format", "csv-nb").out
    assert answer.startswith("\ufeff")
    assert list(csv.reader(StringIO(answer[1:]), delimiter=";")) == plain
    assert len(plain) > 1
    assert {len(row) for row in plain} == {len(plain[0])}


@pytest.mark.parametrize("form", ["csv", "csv-nb"])
@pytest.mark.parametrize("inside", ["=A(1)", "@A", "a;=1+1", "a, =1+1", "a;@SUM(1)", "a;  +1", "a,-1"])
def test_no_cell_begins_with_a_formula_whichever_sign_separates(
    mh: Mh, fjellheim: Path, form: str, inside: str
) -> None:
    """A file with commas may be opened in a program that expects semicolons, and the other way round."""
    edit(fjellheim, SAMORDNING, "title: ", f'title: "{inside}"\n# ')
    answer = mh("list", "measures", "--format", form, cwd=fjellheim)
    assert answer.code == 0
    assert re.sub(r"\W", "", inside) in re.sub(r"\W", "", answer.out)
    cells = [cell.strip(' "') for cell in re.split("[;,\n]", answer.out)]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []


# Show --------------------------------------------------------------------------------------------


def test_a_measure_is_found_by_number_and_in_any_case(mh: Mh) -> None:
    """12, t12 and T12 are the same."""
    answers = {mh("show", name, *DAY).out for name in ("12", "t12", "T12", "012", " T12 ")}
    assert len(answers) == 1
    assert "T12" in answers.pop()


@each(("asked", "shown"), CASES["shown"])
def test_a_requirement_is_shown_itself_and_any_other_part_by_its_record(
    mh: Mh, asked: str, shown: str
) -> None:
    """Articles, paragraphs, instruments, law, actors, indicators, goals and tasks can all be shown."""
    (record,) = mh("show", asked, "--format", "json").json["records"]
    assert record["id"] == shown


@pytest.mark.parametrize(("asked", "facts"), CASES["facts"])
def test_an_actor_and_an_indicator_are_shown_with_the_facts_they_have(
    mh: Mh, fjellheim: Path, asked: str, facts: list[str]
) -> None:
    """Nothing is said of a field that is not filled in."""
    note = "goals: [T12.G1]\nnote: {nb: Talt på nytt., en: Counted anew.}\n"
    edit(fjellheim, "data/indicators/antatte-ofre.yaml", "goals: [T12.G1]\n", note)
    shown = mh("show", asked, "--lang", "en", cwd=fjellheim).out.split("\n\n")[1]
    said = [" ".join(line.split()) for line in shown.splitlines()]
    assert [line.removeprefix("Source The strategy of Fjellheim, ") for line in said] == facts


def test_a_helpline_is_shown_with_who_runs_it(mh: Mh, fjellheim: Path) -> None:
    """Its number and name, when it answers, and where that is said."""
    hours = "    operator: Lyset\n    hours: {nb: Hele døgnet, en: Day and night}\n"
    edit(fjellheim, "strategy/actors.yaml", "    operator: Lyset\n", hours)
    shown = mh("show", "Lyset", "--lang", "en", cwd=fjellheim).out
    section = shown.split("\nHelplines\n")[1].split("\n\n")[0]
    told = [" ".join(line.split()) for line in section.splitlines()]
    source = "The strategy of Fjellheim, Roller (in Norwegian Bokmål)"
    assert told == ["00 00 00 00: The Light Line", "Day and night", source]


BLOCKS = """
  - {id: T01.B1, title: Politiet, audience: Nye ansatte, owners: [JD], source: {document: strategy}}
"""
TASKS = """
  - {id: T01.1, text: Holde kurs., group: T01.B1, commitment: recurring, source: {document: strategy}}
  - {id: T01.2, text: Lage en plan., group: T01.B9, commitment: establish, source: {document: strategy}}
"""


def test_a_group_is_shown_with_its_audience_and_no_task_is_left_out(mh: Mh, tmp_path: Path) -> None:
    """A task in a group that its measure does not have is shown too, with the group that it names."""
    build(tmp_path, [Step("2026-01-10", measure(groups=BLOCKS, tasks=TASKS, addresses="[]"))])
    shown = mh("show", "T01", cwd=tmp_path).out
    told = [" ".join(line.split()) for line in shown.splitlines()]
    lines = ["Målgruppe: Nye ansatte", "Ansvarlig: Justisdepartementet"]
    assert [line for line in told if line in lines] == lines
    assert "T01.2 Lage en plan. Gruppe: T01.B9 □ skal gjøres" in told


@pytest.mark.parametrize(
    ("commitment", "kind"), [("assess", "skal bare vurderes"), ("establish", "skal gjøres")]
)
def test_an_only_task_is_told_as_one(mh: Mh, tmp_path: Path, commitment: str, kind: str) -> None:
    """Not “one task: 1 is …”, as where there are several."""
    task = f"\n  - {{id: T01.1, text: Utrede, commitment: {commitment}, source: {{document: strategy}}}}\n"
    build(tmp_path, [Step("2026-01-10", measure(tasks=task, addresses="[]"))])
    shown = " ".join(mh("show", "T01", cwd=tmp_path).out.split())
    assert f"Tiltaket har én oppgave uten frist og uten navngitt ansvarlig: den {kind}." in shown


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A strategy in which every field of every record is filled in: its folder, and its files.

    Each text is a word of its own, so that a place where it is shown is known from all others.
    """
    folder = tmp_path_factory.mktemp("filled")
    words = count(1)

    def plant(field: str) -> str:
        return f"<{field}:{next(words)}>"

    texts = strategy(plant)
    measure = json.loads(texts[SAMORDNING])
    measure["tasks"][0]["group"] = measure["groups"][0]["id"]
    measure["relations"] = [full(Relation, plant)]
    texts[SAMORDNING] = json.dumps(measure)
    return laid_out(folder, texts), texts


def words_of(value: object, keys: str = "") -> Iterator[tuple[str, str]]:
    """The keys that lead to each planted word, and the word; of a text, the one in bokmål."""
    if isinstance(value, dict):
        if value.keys() == {"nb", "nn", "en"}:
            value = value["nb"]
        else:
            for key, item in value.items():
                yield from words_of(item, f"{keys}.{key}" if keys else key)
    if isinstance(value, list):
        for item in value:
            yield from words_of(item, keys)
    if isinstance(value, str) and re.fullmatch(r"<[A-Za-z_.]+:\d+>", value):
        yield keys, value


RECORDS: tuple[tuple[str, str, tuple[str | int, ...]], ...] = (
    ("T01", SAMORDNING, ()),
    ("coe", "data/obligations/coe/_instrument.yaml", ()),
    ("coe-29", "data/obligations/coe/coe-29.yaml", ()),
    ("greta-r3-coordination", "data/obligations/greta-r3/greta-r3-coordination.yaml", ()),
    ("law-coe-29", "data/law/coe/coe-29.yaml", ()),
    ("party-coe", "data/law/coe/_party.yaml", ()),
    ("antall", "data/indicators/antall.yaml", ()),
    ("JD", "strategy/actors.yaml", ("actors", 0)),
    ("JD", "strategy/actors.yaml", ("helplines", 0)),
    ("FA1.G1", "strategy/strategy.yaml", ("focus_areas", 0, "shared_goals", 0)),
    ("{id}", "strategy/strategy.yaml", ("principles", 0)),
    ("{id}", "strategy/strategy.yaml", ("funding", 0)),
)
"""A record of every kind that ``mh show`` shows: its id, its file, and the keys that lead to it there."""


@each(("asked", "path", "keys"), RECORDS)
@each("form", ["text", "json"])
def test_show_tells_every_text_of_a_record(
    mh: Mh, filled: tuple[Path, dict[str, str]], asked: str, path: str, keys: tuple[str | int, ...], form: str
) -> None:
    """Of a record with all its fields; JSON has the keys of its file, as they are written there.

    An acceptance is told with the finding it accepts. Of a part's source only JSON tells each detail.
    A requirement has a page of its own, with its plain line and its note. A chapter heads its articles.
    """
    folder, texts = filled
    record = json.loads(texts[path])
    for key in keys:
        record = record[key]
    shown = mh("show", asked.format(**record), "--format", form, cwd=folder, columns=400)
    assert (shown.code, shown.err) == (0, "")
    missing = [where for where, word in words_of(record) if word not in shown.out]
    own = r"|.+\.source\.|provisions\.(note|searched_as)|parts\.plain|met_when|chapters\."
    beside = r"accepted\." + own * (form == "text")
    assert [where for where in missing if not re.match(beside, where)] == []
    if form == "json" and not keys:
        told = held_keys(shown.json["records"][0]["record"])
        assert held_keys(record) - told == set()
        assert not any(key.endswith("_") for key in told)


def held_keys(value: object) -> set[str]:
    """All keys in a value, at any depth."""
    if isinstance(value, dict):
        return {*value, *(key for item in value.values() for key in held_keys(item))}
    return {key for item in value for key in held_keys(item)} if isinstance(value, list) else set()


def test_a_principle_and_funding_are_shown_with_what_they_name(mh: Mh, fjellheim: Path) -> None:
    """Found by the same id as ``mh set`` finds them; what they name is not answered."""
    strategy = fjellheim / "strategy/strategy.yaml"
    text = strategy.read_text(encoding="utf-8")
    named = "    names: [{obligation: coe-29, basis: editorial}]\n"
    fund = (
        "funding:\n  - {id: F1, amount: 600, basis: permanent, from: 2025, earmarked: false,\n"
        "     measures: [T12], text: Penger., source: {document: strategy}}\n"
    )
    principle = "    text: {nb: Ofrene først., en: Victims first.}\n"
    assert principle in text
    strategy.write_text(text.replace(principle, principle + named) + fund, encoding="utf-8")
    shown = mh("show", "p1", "F1", "--lang", "en", cwd=fjellheim)
    assert (shown.code, shown.err) == (0, "")
    assert "Victims first." in shown.out
    assert "Names, but does not follow up" in shown.out
    assert re.search(r"^  Article 29 +coe-29\n +Our judgement$", shown.out, re.MULTILINE)
    assert re.search("^  Basis +permanent$", shown.out, re.MULTILINE)
    records = mh("show", "P1", "F1", "--format", "json", cwd=fjellheim).json["records"]
    assert records[1]["record"]["from"] == "2025"
    assert [(record["type"], record["links"]) for record in records] == [
        ("principle", {"names": ["coe-29"], "measures": []}),
        ("funding", {"names": [], "measures": ["T12"]}),
    ]


def test_an_event_with_a_deadline_alone_is_only_a_reply_that_is_awaited_if_it_is_a_reply(
    mh: Mh, fjellheim: Path
) -> None:
    """A report that is due is a report, and not a deadline for the state."""
    events = "  - {kind: %s, due: 2027-03-01, source: {document: rapport}}\n"
    place = "data/obligations/greta-r3/_instrument.yaml"
    edit(fjellheim, place, "events:\n", "events:\n" + events % "reply" + events % "report")
    shown = " ".join(mh("show", "greta-r3", "--lang", "en", cwd=fjellheim).out.split())
    assert shown.count("deadline for a reply; no reply is recorded here") == 1
    assert "reply sent" not in shown


@pytest.mark.parametrize(("judged", "said"), CASES["law is shown with who judged it and who confirmed it"])
def test_law_is_shown_with_who_judged_it_and_who_confirmed_it(
    mh: Mh, fjellheim: Path, judged: str, said: str
) -> None:
    """Our own reading is called ours, and no day is made up."""
    edit(fjellheim, "data/law/coe/coe-12.yaml", "{by: editorial, date: 2026-02-03}", judged)
    shown = mh("show", "law-coe-12", "--lang", "en", cwd=fjellheim).out
    assert f"Coverage of the requirement by what has been read: in full ({said})." in " ".join(shown.split())


@pytest.mark.parametrize(("section", "nb", "en"), CASES["a treaty in an act keeps the commas of its name"])
def test_a_treaty_in_an_act_keeps_the_commas_of_its_name(
    mh: Mh, fjellheim: Path, section: str, nb: str, en: str
) -> None:
    """Only the comma after the section is a colon, and the name is in the reader's language."""
    law = fjellheim / "data/law/coe/coe-12.yaml"
    sought = f'    looked_in: [{{document: strategy, section: "{section}", read: 2026-02-02}}]\n'
    law.write_text(law.read_text("utf-8").replace("    judged", f"{sought}    judged", 1), "utf-8")
    for lang, said in (("nb", nb), ("en", en)):
        assert said in " ".join(mh("show", "coe-12.1.b", "--lang", lang, cwd=fjellheim).out.split())


def test_a_provision_of_law_is_shown_with_the_day_it_was_read(mh: Mh, fjellheim: Path) -> None:
    """Where the day is recorded."""
    asked = ("show", "law-coe-12", "--lang", "en")
    assert "(as of 2 February 2026)" in mh(*asked, cwd=fjellheim).out
    edit(fjellheim, "data/law/coe/coe-12.yaml", "        read: 2026-02-02\n", "")
    assert "(as of " not in mh(*asked, cwd=fjellheim).out


def test_every_id_that_is_listed_can_be_shown(mh: Mh) -> None:
    """No list leads to a dead end."""
    names: list[str] = []
    for kind in ("measures", "obligations", "actors", "indicators"):
        names += [item["id"] for item in mh("list", kind, "--format", "json").json[kind]]
    answer = mh("show", *names, "--format", "json")
    assert answer.code == 0
    assert [record["id"] for record in answer.json["records"]] == names


def test_show_in_json(mh: Mh) -> None:
    """The record, its links in both directions and what the rules find in it."""
    body = mh("show", "T12", "coe-29", "--format", "json", *DAY).json
    assert body["schema"] == "mh/show/4"
    measure, article = body["records"]
    assert measure["record"]["title"]["en"].startswith("Establish a reception")
    assert measure["links"]["addresses"] == ["coe-12", "coe-12.1.a", "greta-r3-non-punishment.b"]
    assert {finding["code"] for finding in measure["findings"]} >= {"MH301"}
    assert [link["measure"] for link in article["links"]["addressed_by"]] == ["T01", "T01"]


def test_a_relation_and_a_repetition_are_shown_from_their_other_end_too(mh: Mh) -> None:
    """A measure that another builds on names it, an earlier round the one that repeats it."""
    assert "T12" in mh("show", "T01").out
    assert "greta-r3-non-punishment" in mh("show", "greta-r2-non-punishment").out


SEEK = "«mh find» søker etter ord, og «mh list measures» og «mh list obligations» viser hva som finnes."


@each(
    ("asked", "said"),
    [
        ("COE-28", "Mente du coe-12, coe-26 eller coe-29?"),
        ("T11", "Mente du T01.1, T12.1 eller T13.1?"),
        ("antatte-ofr", "Mente du antatte-ofre?"),
        *((name, SEEK) for name in ("arbeid", "", "99", "²", "../../etc/passwd", "T12;ls", "9" * 5000)),
    ],
)
def test_an_unknown_id_suggests_at_most_three_near_ones_else_where_to_look(
    mh: Mh, asked: str, said: str
) -> None:
    """Anything at all may be asked for; what shares some letters only is not suggested."""
    assert mh("show", asked) == Answer(2, "", f"mh: Fant ikke «{asked}». {said}\n")


# Check -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("paths", "codes"),
    [
        ([], {"MH001", "MH004"}),
        ([SAMORDNING], {"MH004"}),
        ([f"{MEASURES}/02-kampanje.yaml"], {"MH001"}),
        ([MEASURES], {"MH001", "MH004"}),
        (["data/obligations"], set()),
        (["strategy", SAMORDNING], {"MH004"}),
        (["."], {"MH001", "MH004"}),
        ([f"./{MEASURES}/../measures/01-samordning.yaml"], {"MH004"}),
    ],
)
def test_paths_choose_the_findings(mh: Mh, fjellheim: Path, paths: list[str], codes: set[str]) -> None:
    """Only findings in the files or folders given; the exit code follows."""
    edit(fjellheim, SAMORDNING, "lead: RD", "leed: RD")
    (fjellheim / MEASURES / "02-kampanje.yaml").write_bytes(b"\xff")
    answer = mh("check", *paths, "--format", "json", cwd=fjellheim)
    wrong = {found["code"] for found in answer.json["diagnostics"] if found["severity"] == "error"}
    assert wrong == codes
    assert answer.code == (1 if codes else 0)


def test_paths_are_taken_from_where_one_stands(mh: Mh, fjellheim: Path) -> None:
    """``cd data/measures; mh check 01-samordning.yaml``."""
    edit(fjellheim, SAMORDNING, "lead: RD", "leed: RD")
    answer = mh("check", "01-samordning.yaml", cwd=fjellheim / MEASURES)
    assert answer.code == 1
    assert SAMORDNING in answer.out


def test_paths_that_lead_nowhere_are_wrong_use(mh: Mh, tmp_path: Path) -> None:
    """A file that does not exist, or that lies elsewhere, is told and not passed over."""
    missing = mh("check", "data/measures/99-borte.yaml")
    assert (missing.code, missing.out) == (2, "")
    assert "99-borte.yaml" in missing.err
    outside = mh("check", str(tmp_path))
    assert (outside.code, outside.out) == (2, "")
    assert str(tmp_path) in outside.err


# Explain -----------------------------------------------------------------------------------------


def test_a_rule_is_explained_in_any_case_and_outside_any_strategy(mh: Mh, tmp_path: Path) -> None:
    """It can be looked up anywhere."""
    told = mh("explain", "MH101", "--lang", "nb")
    assert told.code == 0
    assert mh("explain", "mh101", "--lang", "nb", cwd=tmp_path) == told


def test_all_rules_are_listed_without_a_code(mh: Mh) -> None:
    """One line of sense for each rule, in text and in JSON; as Markdown, the page of each."""
    rules = mh("explain", "--format", "json").json["rules"]
    assert len(rules) > 30
    text = mh("explain").out
    assert all(rule["code"] in text for rule in rules)
    pages = mh("explain", "--format", "markdown").out
    assert all(f"# {rule['code']}\n" in pages for rule in rules)
    assert mh("explain", "--format", "md").out == pages


def test_an_unknown_rule_is_wrong_use(mh: Mh) -> None:
    """The nearest one is suggested."""
    answer = mh("explain", "MH1O")
    assert (answer.code, answer.out) == (2, "")
    assert re.search(r"MH\d{3}", answer.err)


# Language ----------------------------------------------------------------------------------------

SAID = {"nb": "Verdt å se nærmere på", "nn": "Verdt å sjå nærare på", "en": "Worth a closer look"}


@each(("arguments", "env", "lang"), CASES["language"])
def test_the_language_is_the_first_that_somebody_chose(
    mh: Mh, arguments: list[str], env: dict[str, str], lang: str
) -> None:
    """``--lang``, else ``MH_LANG``, else the locale, else the strategy's default.

    For a language without a catalogue it is English.
    """
    assert SAID[lang] in mh(*arguments or ["status"], env=env).out


@each("arguments", [["--help"], ["status"], ["status", "--help"], ["explain"]])
@each("option", [["--lang", "fi"], ["--lang=fi"]])
def test_an_unknown_language_is_refused(mh: Mh, arguments: list[str], option: list[str]) -> None:
    """The known ones are listed."""
    answer = mh(*arguments, *option, env={"MH_LANG": "en"})
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == "mh: The language “fi” is not available. Choose nb, nn or en.\n"


@pytest.mark.parametrize(("given", "lang"), [("nn", "nn"), ("en", "en"), ("fi", "en")])
def test_the_strategys_language_is_the_last_resort(mh: Mh, fjellheim: Path, given: str, lang: str) -> None:
    """Where nobody says anything; without a catalogue of it in English, never in bokmål."""
    edit(fjellheim, "strategy/strategy.yaml", "default_language: nb", f"default_language: {given}")
    assert SAID[lang] in mh("status", cwd=fjellheim).out


# Screens -----------------------------------------------------------------------------------------


SCREENS: tuple[tuple[str, ...], ...] = (
    ("status",),
    ("find", "barn"),
    *(("list", kind) for kind in KINDS),
    ("show", "T12", "coe-29", "greta-r3-non-punishment", "coe", "RD", "antatte-ofre"),
    ("gaps", *DAY),
    ("matrix",),
    ("check", *DAY),
    ("explain",),
)
"""What is read on a screen, of all that needs no history."""


@each("columns", [40, 80, 109, 110, 200])
@each("command", SCREENS)
def test_nothing_is_wider_than_the_terminal(mh: Mh, command: tuple[str, ...], columns: int) -> None:
    """At any width, no line runs over its edge."""
    lines = mh(*command, columns=columns).out.splitlines()
    assert max(len(line) for line in lines) <= columns


def test_a_pipe_is_a_hundred_columns_wide_and_without_colour(fictional: Path) -> None:
    """Where no terminal says otherwise."""
    answer = process("status", cwd=fictional)
    assert answer.code == 0
    assert "\x1b" not in answer.out
    assert 80 < max(len(line) for line in answer.out.splitlines()) <= 100


@each(("env", "coloured"), CASES["colour follows the environment"])
@each("command", ["status", "check", "explain"])
def test_colour_follows_the_environment(mh: Mh, command: str, env: dict[str, str], coloured: bool) -> None:
    """``NO_COLOR`` wins over everything."""
    assert ("\x1b[" in mh(command, env=env).out) is coloured


@each("command", SCREENS)
def test_colour_adds_nothing_to_the_words(mh: Mh, command: tuple[str, ...]) -> None:
    """Taken away, it leaves exactly what a reader without colour sees."""
    coloured = mh(*command, env={"FORCE_COLOR": "1"}).out
    plain = mh(*command).out
    stripped = [line.rstrip() for line in re.sub(r"\x1b\[[0-9;]*m", "", coloured).splitlines()]
    assert stripped == plain.splitlines()


@each(
    ("command", "form"),
    [
        (command, form)
        for command in SCREENS
        for form in FORMATS[command[0]]
        if form not in ("text", "xlsx", "docx")
    ],
)
def test_only_text_has_colour(mh: Mh, command: tuple[str, ...], form: str) -> None:
    """What machines and browsers read is never painted."""
    answer = mh(*command, "--format", form, env={"FORCE_COLOR": "1"})
    assert answer.code == 0
    assert answer.out
    assert "\x1b" not in answer.out


def test_a_terminal_without_our_signs_gets_question_marks(fictional: Path) -> None:
    """A terminal that is not Unicode is no reason to fail."""
    done = subprocess.run(
        [sys.executable, "-m", "menneskehandel_cli", "status"],
        cwd=fictional,
        env=environment({"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}),
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert "samordningsråd" in done.stdout.decode("latin-1")
    assert "? igangsatt" in done.stdout.decode("latin-1")


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs a shell")
@each("command", ["list obligations", "explain"])
def test_a_reader_that_leaves_early_is_no_error(command: str, fictional: Path) -> None:
    """``mh … | head -1`` ends without a complaint of Python's."""
    shell = f"set -o pipefail; {sys.executable} -m menneskehandel_cli {command} | head -n 1"
    done = subprocess.run(
        ["bash", "-c", shell], cwd=fictional, env=environment({}), capture_output=True, check=False
    )
    assert done.returncode == 0
    assert all(line.startswith(b"mh: ") for line in done.stderr.splitlines())
    assert done.stdout.count(b"\n") == 1


# Wrong use ---------------------------------------------------------------------------------------


@each(("given", "said"), listed("wrong_use").items())
@each("lang", ["nb", "en"])
def test_wrong_use_is_told_and_ends_with_code_2(mh: Mh, given: str, said: str, lang: str) -> None:
    """One message on stderr, in the language asked for, that helps on; nothing on stdout."""
    told = complaint(mh(*shlex.split(given), env={"MH_LANG": lang}))
    assert said in told
    assert lang == "en" or not re.search(r"Missing|Invalid|unexpected|valid", told)


@pytest.mark.parametrize("command", [["status"], ["list", "measures"], ["show", "T12"], ["check"]])
def test_no_strategy_above_is_told_with_the_cure(mh: Mh, tmp_path: Path, command: list[str]) -> None:
    """Where there is nothing to read: exit code 2, the folder and what to do."""
    answer = mh(*command, cwd=tmp_path)
    assert (answer.code, answer.out) == (2, "")
    assert str(tmp_path) in answer.err
    assert "--root" in answer.err


def test_the_strategy_is_found_from_below_or_by_its_root(mh: Mh, tmp_path: Path, fictional: Path) -> None:
    """``mh`` works in every folder of the repository, and with ``--root`` anywhere."""
    told = mh("status", *DAY)
    assert mh("status", *DAY, cwd=fictional / MEASURES) == told
    assert mh("status", *DAY, "--root", str(fictional), cwd=tmp_path) == told
    for root in (tmp_path, tmp_path / "borte", fictional / SAMORDNING):
        assert mh("status", "--root", str(root)).code == 2


# Whatever a file holds ---------------------------------------------------------------------------

REAL_FILES = [
    "strategy/strategy.yaml",
    "strategy/actors.yaml",
    "data/measures/12-koordineringsmekanisme.yaml",
    "data/obligations/coe/_instrument.yaml",
    "data/obligations/coe/coe-29.yaml",
    "data/obligations/greta-r3/greta-r3-non-punishment.yaml",
    "data/indicators/antatte-ofre-bistand.yaml",
]


@pytest.mark.attack
@each("path", REAL_FILES)
def test_a_missing_file_hides_nothing_else(mh: Mh, real_copy: Path, path: str) -> None:
    """Whatever file is gone, status and check end in order."""
    file = real_copy / path
    before = file.read_bytes()
    try:
        file.unlink()
        checked = mh("check", "--root", str(real_copy))
        answer = mh("status", "--root", str(real_copy))
    finally:
        file.write_bytes(before)
    assert checked.code in (0, 1)
    assert answer.code == 0
    assert "T01" in answer.out


@pytest.mark.parametrize("figure", ["1e999", "-1e999", "1.7e308", ".inf", ".nan", "0x1F", "1_000", "9" * 400])
def test_json_stays_json_whatever_the_figures(mh: Mh, fjellheim: Path, figure: str) -> None:
    """No figure of the data can make an answer that no other program reads."""
    edit(fjellheim, "data/indicators/antatte-ofre.yaml", "value: 31", f"value: {figure}")
    assert mh("list", "indicators", "--format", "json", cwd=fjellheim).json


def test_a_file_name_that_is_no_utf_8_is_reported(fjellheim: Path) -> None:
    """Names come from other systems too."""
    name = os.fsdecode(b"99-\xe6.yaml")
    try:
        (fjellheim / MEASURES / name).write_bytes(b"id: T99\n")
    except OSError:
        pytest.skip("this file system takes no such name")
    for how in ("text", "json"):
        answer = process("check", "--format", how, cwd=fjellheim)
        assert answer.code == 1
        assert "Traceback" not in answer.err
    json.loads(answer.out)


def test_a_text_torn_apart_by_a_comma_is_told_how_to_hold_together(mh: Mh, fjellheim: Path) -> None:
    path = fjellheim / "data/measures/12-mottak.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("{nb: Lære opp vaktene.", "{nb: Lære opp vaktene, og flere."), "utf-8")
    answer = mh("check", "--rules", "MH004", cwd=fjellheim, columns=200)
    assert "«og flere.» finnes ikke her. Er det en del av en tekst med komma, må hele teksten" in answer.out
    path.write_text(text.replace("{nb: Lære", "{bokmål: Lære"), "utf-8")
    assert "Er det en del" not in mh("check", "--rules", "MH004", cwd=fjellheim).out


@each(("arguments", "message"), CASES["what is written wrongly is named, and the command that was meant"])
def test_what_is_written_wrongly_is_named_and_the_command_that_was_meant(
    mh: Mh, arguments: list[str], message: str
) -> None:
    answer = mh(*arguments)
    assert (answer.code, answer.err) == (2, f"mh: {message}\n")


def test_the_terminal_counts_errors_and_gaps_and_leaves_notes_to_check(mh: Mh, fjellheim: Path) -> None:
    """What the strategy has made graver is counted too; as JSON every finding is."""
    day = ("--as-of", "2026-06-30", "--lang", "en")
    with (fjellheim / "strategy/strategy.yaml").open("a", encoding="utf-8") as file:
        file.write("check: {severity: {MH308: gap, MH309: error, MH301: off}}\n")
    shown = mh("status", *day, cwd=fjellheim, columns=140).out
    first, rest = "1 error, 1 gap. 4 of 7 requirements have not been assessed. ", "See all of them"
    assert f"{first}Other findings (deadlines, owners and reporting): 2. {rest}" in " ".join(shown.split())
    found = mh("status", *day, "--format", "json", cwd=fjellheim).json["findings"]
    assert found == {"error": 1, "gap": 3, "note": 0}


def test_that_tasks_are_divided_by_us_is_said_of_a_measure(mh: Mh, real_copy: Path) -> None:
    """Measure 12 has seven tasks of five bullets; measure 13 has a task for each."""
    words = "Oppgavene står i 5 punkter eller avsnitt i strategien. Inndelingen i 7 er vår."
    assert words in mh("show", "T12", cwd=real_copy, columns=120).out
    assert "Inndelingen" not in mh("show", "T13", cwd=real_copy, columns=120).out
