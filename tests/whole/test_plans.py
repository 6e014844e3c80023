"""Several plans in one repository: each has its own measures, and all follow up the same demands."""

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from jsonschema_rs import Draft202012Validator
from openpyxl import load_workbook
from ruamel.yaml import YAML

import menneskehandel_cli
from desks import Visitor, branch, proposed
from example import ARTICLE, LAW, MEASURE, MEASURE_FILE, STRATEGY, STRATEGY_FILE, changed, measure, tasks
from menneskehandel_cli.language import Refused
from menneskehandel_cli.rules.example import BASE, PATHS, report
from menneskehandel_cli.sheets.writing import HIDDEN
from repositories import Repo, Step, build, git
from support import CHECKOUT, Mh

DRUGS = "plans/drugs/"
OUTPUTS = (json.loads(path.read_text("utf-8")) for path in CHECKOUT.glob("schemas/outputs/*.json"))
SCHEMAS = {schema["$id"]: schema for schema in OUTPUTS}
MORE = {
    "data/obligations/coe/coe-30.yaml": ARTICLE.replace("29", "30")
    + "  - {id: coe-30.2, force: shall, bearer: state, text: Staten skal gjøre det kjent.}\n"
}
"""An article that no measure of the plan at the top follows up."""

LINK = """
  - {obligation: coe-30.1, basis: editorial, contribution: full, note: Det skal bli trygt.}"""

NEW_WORKBOOK = ("--format", "xlsx", "--year", "2026", "--actor", "JD")
FILE = f"{DRUGS}{STRATEGY_FILE}"
PLAN = {
    FILE: changed(STRATEGY, id="drugs", title="Rusplanen (oppdiktet)"),
    f"{DRUGS}{MEASURE_FILE}": changed(MEASURE, title="Gjøre det trygt", addresses=LINK),
}


def two_plans(folder: Path, files: Mapping[str, Any] = {}) -> Repo:
    """The small strategy at the top of a repository, and a second plan in a folder of its own."""
    return build(folder / "two", [Step("2026-01-10", {**MORE, **PLAN, **files})])


def told(mh: Mh, repo: Repo, *arguments: str) -> Any:
    answer = mh(*arguments, "--format", "json", cwd=repo.root)
    assert answer.code in (0, 1), answer.err
    return answer.json


def test_a_demand_is_followed_up_by_the_measures_of_all_plans(mh: Mh, tmp_path: Path) -> None:
    """Whichever plan is asked, as the links in the files say; a measure of another plan says which."""
    repo = two_plans(tmp_path)
    linked: dict[str, set[tuple[str, str]]] = {}
    for plan, root in (("prove", ""), ("drugs", DRUGS)):
        for path in sorted((repo.root / root / "data/measures").glob("*.yaml")):
            record = YAML(typ="safe").load(path)
            for link in record["addresses"]:
                linked.setdefault(link["obligation"], set()).add((plan, record["id"]))
    for plan in ("prove", "drugs"):
        found: dict[str, set[str]] = {}
        for name in ("coe-29", "coe-30"):
            [shown] = told(mh, repo, "show", name, "--plan", plan)["records"]
            for link in shown["links"]["addressed_by"]:
                found.setdefault(link["obligation"], set()).add(link["measure"])
        assert found == {
            name: {own if of == plan else f"{of}:{own}" for of, own in by}
            for name, by in linked.items()
            if name.startswith("coe-")
        }
    assert "Gjøre det trygt (Rusplanen (oppdiktet))" in mh("show", "coe-30", cwd=repo.root).out


def test_what_another_plan_follows_up_is_not_left(mh: Mh, tmp_path: Path) -> None:
    alone = build(tmp_path / "alone", [Step("2026-01-10", MORE)])
    repos = (alone, two_plans(tmp_path))
    left = [{one["id"] for one in told(mh, repo, "gaps")["unknown"]} for repo in repos]
    assert left == [{"coe-30.1", "coe-30.2"}, {"coe-30.2"}]


def test_a_reply_tells_the_tasks_of_other_plans_and_their_owners(mh: Mh, tmp_path: Path) -> None:
    """In each plan's, with the plan that the measure is of; its number alone would be one of ours."""
    by = LINK.replace("editorial", "editorial, by: [T01.1, T01.2]")
    one, two = ("status: in_progress, owners: [JD]", "status: not_started")
    acts = changed(MEASURE, title="Gjøre det trygt", addresses=by, tasks=tasks(one, two))
    repo = two_plans(tmp_path, {f"{DRUGS}{MEASURE_FILE}": acts})
    ask = ("report", "obligations", "--instrument", "coe", "--plan")
    own, other = (mh(*ask, plan, cwd=repo.root).out for plan in ("drugs", "prove"))
    for told in ("igangsatt; ansvarlig: JD)", "ikke startet)"):
        assert f"- ☐ Gjøre det (tiltak 1, Gjøre det trygt; {told}" in own
        assert f"- ☐ Gjøre det (tiltak 1, Gjøre det trygt (Rusplanen (oppdiktet)); {told}" in other


def test_the_matrix_has_a_column_for_each_measure_of_every_plan(mh: Mh, tmp_path: Path) -> None:
    matrix = told(mh, two_plans(tmp_path), "matrix", "--plan", "drugs")
    assert matrix["measures"] == ["T01", "prove:T01"]
    cells = {row["id"]: set(row["cells"]) for row in matrix["rows"]}
    assert (cells["coe-29"], cells["coe-30"]) == ({"prove:T01"}, {"T01"})


def test_measures_and_own_words_are_those_of_the_plan_that_is_asked(mh: Mh, tmp_path: Path) -> None:
    """What another plan says itself is not this one's words."""
    repo, promised = two_plans(tmp_path), {}
    for plan, title in (("prove", "Samordne arbeidet"), ("drugs", "Gjøre det trygt")):
        listed = told(mh, repo, "list", "measures", "--plan", plan)["measures"]
        assert [(one["id"], one["title"]["nb"]) for one in listed] == [("T01", title)]
        rows = told(mh, repo, "matrix", "--plan", plan)["rows"]
        [row] = [row for row in rows if row["id"] == "greta-r3-coordination"]
        promised[plan] = row["coverage"]["strategy"]["promise"]["none"]
        assert row["coverage"]["promise"]["none"] == 0
    assert promised == {"prove": 0, "drugs": 1}


def test_all_plans_one_after_the_other(mh: Mh, tmp_path: Path) -> None:
    """Where no plan is at the top, a command about none is about all; the worst of the codes is given."""
    repo = two_plans(tmp_path)
    both = mh("status", "--plan", "all", cwd=repo.root).out
    assert both.index("Prøvestrategien") < both.index("Rusplanen")
    assert mh("add", "plan", "prove", "--move", cwd=repo.root).code == 0
    again = re.findall(r"(?m)^\w+", mh("status", cwd=repo.root).out)
    assert {"Prøvestrategien", "Rusplanen"} <= {*again}
    file = repo.root / DRUGS / MEASURE_FILE
    file.write_text(file.read_text().replace("responsible: [JD]", "responsible: [XX]"))
    assert [mh("check", "--plan", plan, cwd=repo.root).code for plan in ("prove", "drugs")] == [0, 1]
    checked = mh("check", cwd=repo.root)
    titles = re.findall(r"(?m)^(?:Prøve|Rus).*", checked.out)
    assert (checked.code, f"\n{DRUGS}{MEASURE_FILE}:" in checked.out, len(titles)) == (1, True, 2)
    assert mh("check", "--plan", "all", str(file), cwd=repo.root) == checked


def test_what_another_plan_promises_is_told_as_its_own(mh: Mh, tmp_path: Path) -> None:
    """Of what is partly covered; its number alone would be one of ours."""
    law = {"data/law/coe/coe-30.yaml": LAW.replace("coe-29", "coe-30")}
    part = LINK.replace("contribution: full", "contribution: partial")
    planned = {f"{DRUGS}{MEASURE_FILE}": changed(PLAN[f"{DRUGS}{MEASURE_FILE}"], addresses=part)}
    made = mh("report", "yearly", "--year", "2026", cwd=two_plans(tmp_path, {**law, **planned}).root)
    assert (made.code, made.err) == (0, "")
    assert "(tiltak drugs:T01)" in made.out


def test_a_plan_that_refuses_does_not_keep_the_others_from_being_told(mh: Mh, tmp_path: Path) -> None:
    """As one without an area that is asked for. The answer is then a refusal, in JSON nothing else."""
    area = STRATEGY.replace("number: 1", "number: 2")
    acts = changed(MEASURE, title="Gjøre det trygt", focus_area="2")
    repo = two_plans(
        tmp_path, {f"{DRUGS}{STRATEGY_FILE}": changed(area, id="drugs"), f"{DRUGS}{MEASURE_FILE}": acts}
    )
    ask = ("status", "--plan", "all", "--area", "2")
    answer = mh(*ask, cwd=repo.root)
    assert (answer.code, "mh: prove: Innsatsområdet 2 finnes ikke." in answer.err) == (2, True)
    assert "Gjøre det trygt" in answer.out
    assert mh(*ask, "--format", "json", cwd=repo.root).out == ""


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("status", "--plan", ""), "Planen «» finnes ikke."),
        (("gaps", "--plan", "all", "--area", "9"), "mh: prove: Innsatsområdet 9 finnes ikke."),
        (("status", "--plan", "nope"), "Planen «nope» finnes ikke. Velg prove, drugs eller all."),
        (("show", "T01", "--plan", "all"), "«--plan all» kan brukes med status"),
        (("gaps", "--plan", "all", "--format", "csv"), "Flere planer kan bare vises som text"),
        (("gaps", "--plan=all", "-o", "x.md"), "Flere planer kan bare vises som text"),
    ],
)
def test_what_cannot_be_told_of_several_plans(
    mh: Mh, tmp_path: Path, arguments: tuple[str, ...], why: str
) -> None:
    answer = mh(*arguments, cwd=two_plans(tmp_path).root)
    assert (answer.code, answer.out) == (2, "")
    assert why in answer.err


def test_an_id_that_begins_with_its_plan_is_one_of_it(mh: Mh, tmp_path: Path) -> None:
    """As another plan shows it, whichever plan is named; one without is of the plan that is asked."""
    more = {"set": ("title.nb=Trygt", "--dry-run")}
    own = {f"plans/tip/{path.removeprefix(DRUGS)}": text for path, text in PLAN.items()}
    strategy, file = f"plans/tip/{STRATEGY_FILE}", f"plans/tip/{MEASURE_FILE}"
    own[strategy] = changed(own[strategy], id="tip", measure_letter="TIP")
    repo = two_plans(tmp_path, {**own, file: own[file].replace("T01", "TIP01")})
    for of, ids in (("drugs", ("T01", "T1", "t-1")), ("tip", ("TIP01", "tip1", "1"))):
        for command in ("show", "log", "find", "set"):
            told_so = {
                mh(command, *words, *more.get(command, ()), cwd=repo.root)
                for plan in ((), ("--plan", "prove"))
                for words in [(f"{of}:{ids[0]}", *plan), *((one, "--plan", of) for one in ids)]
                if command != "find" or ids[0] in words[0]
            }
            assert [answer.code for answer in told_so] == [0], (command, ids)
    both = told_of(mh("show", "T01", "drugs:T01", "--format", "json", cwd=repo.root))
    assert both == {plan: told(mh, repo, "show", "T01", "--plan", plan) for plan in ("prove", "drugs")}
    assert mh("show", "nope:T01", cwd=repo.root).code == 2


def test_a_change_in_any_plan_is_told(mh: Mh, tmp_path: Path) -> None:
    """Also one that begins, is moved or is removed; of one plan where that is named, or in its folder."""
    repo = two_plans(tmp_path)
    file = repo.root / DRUGS / MEASURE_FILE
    file.write_text(file.read_text().replace("Gjøre det trygt", "Gjøre det tryggere"))
    shown = mh("diff", "HEAD", "--format", "markdown", cwd=repo.root).out
    assert re.findall(r"(?m)^# (.*)$", shown) == ["Prøvestrategien (oppdiktet)", "Rusplanen (oppdiktet)"]
    assert "Gjøre det tryggere" in shown
    other, own = (mh("diff", "HEAD", "--plan", plan, cwd=repo.root).out for plan in ("prove", "drugs"))
    assert (other.count("tryggere"), mh("diff", "HEAD", cwd=repo.root / DRUGS).out) == (0, own)
    later = {f"plans/later/{path.removeprefix(DRUGS)}": text for path, text in PLAN.items()}
    grown = build(tmp_path / "grown", [Step("2026-01-10", MORE), Step("2026-02-10", later)])
    shown = mh("diff", "HEAD^", "HEAD", cwd=grown.root).out
    assert "\n1 endring i 1 oppføring.\n  · T01 er lagt til: Gjøre det trygt\n" in shown
    assert mh("add", "plan", "prove", "--move", cwd=grown.root).code == 0
    grown.git("add", "--all")
    grown.git("commit", "-qm", "move")
    moved = told_of(mh("diff", "HEAD^", "HEAD", "--format", "json", cwd=grown.root))
    assert {plan: one["events"] for plan, one in moved.items()} == {"later": [], "prove": []}
    shutil.rmtree(grown.root / "plans/later")
    gone = told(mh, grown, "diff", "HEAD")["events"]
    assert [(x["kind"], x["record"], x["before"]["nb"]) for x in gone] == [
        ("strategy_removed", "later", "Rusplanen (oppdiktet)"),
        ("measure_removed", "later:T01", "Gjøre det trygt"),
    ]


def test_plans_are_those_of_the_revisions_and_not_of_the_disk(mh: Mh, tmp_path: Path) -> None:
    """One that has been deleted since is read, and one that only the later state has is told."""
    repo, named = two_plans(tmp_path), ("--plan", "drugs")
    own = told(mh, repo, "list", "measures", *named)["measures"]
    for change in (("mv", "plans/drugs", "plans/rus"), ("rm", "-rq", "plans/rus")):
        repo.git(*change)
        repo.git("commit", "-qm", "change")
    assert told(mh, repo, "list", "measures", *named, "--at", "HEAD~2")["measures"] == own
    assert menneskehandel_cli.open(repo.root, plan="drugs", at="HEAD~2").measures == own
    for ends, events in (("HEAD~2 HEAD~1", {"rus": []}), ("HEAD HEAD~2", {"drugs": ["T01"]})):
        both = told_of(mh("diff", *ends.split(), "--format", "json", cwd=repo.root)).items()
        assert {of: [x["record"] for x in one["events"]] for of, one in both} == {"prove": [], **events}
    assert "Velg prove." in mh("status", *named, cwd=repo.root).err


def test_other_programs_are_told_of_all_plans_at_once(mh: Mh, tmp_path: Path) -> None:
    """Each plan's own answer; a finding in a file that they share once, and none taken for another."""
    wrong = {DRUGS + MEASURE_FILE: MEASURE.replace("[JD]", "[XX]"), **measure(responsible="[XX]")}
    (shared,) = MORE
    repo = two_plans(tmp_path, {**wrong, shared: MORE[shared].replace("bearer: state", "bearer: nobody")})
    for command in ("check", "status"):
        every = told_of(mh(command, "--plan", "all", "--format", "json", cwd=repo.root))
        assert every == {plan: told(mh, repo, command, "--plan", plan) for plan in ("prove", "drugs")}
    issues = mh("check", "--plan", "all", "--format", "gitlab", cwd=repo.root).json
    assert len({one["fingerprint"] for one in issues}) == len(issues)
    log = mh("check", "--plan", "all", "--format", "sarif", cwd=repo.root).json
    assert [run["automationDetails"]["id"] for run in log["runs"]] == ["mh/prove/", "mh/drugs/"]
    found = [one["locations"][0]["physicalLocation"] for run in log["runs"] for one in run["results"]]
    places = [one["artifactLocation"]["uri"] for one in found]
    assert sorted(places) == sorted(one["location"]["path"] for one in issues)
    assert {shared, MEASURE_FILE, DRUGS + MEASURE_FILE} <= {*places}
    lines = mh("check", "--plan", "all", "--format", "github", cwd=repo.root).out.splitlines()
    assert (len(lines), len({*lines})) == (len(places), len(places))
    text = mh("check", "--plan", "all", cwd=repo.root).out
    assert [len(re.findall(rf"(?m)^{re.escape(path)}:", text)) for path in (shared, MEASURE_FILE)] == [2, 1]


def told_of(answer: Any) -> dict[str, Any]:
    """The answers about several plans, by their ids; all is as the schemas say."""
    found: dict[str, Any] = answer.json["plans"]
    for one in (answer.json, *found.values()):
        Draft202012Validator(SCHEMAS["urn:" + one["schema"].replace("/", ":")]).validate(one)
    assert answer.json["schema"] == "mh/plans/1"
    return found


def test_a_program_opens_one_of_several_plans(tmp_path: Path, mh: Mh) -> None:
    """It says which, unless one is at the top or there is no other."""
    repo = two_plans(tmp_path)
    records = (menneskehandel_cli.open(repo.root, plan=plan).record for plan in (None, "prove", "drugs"))
    assert [record and record["id"] for record in records] == ["prove", "prove", "drugs"]
    assert mh("add", "plan", "prove", "--move", cwd=repo.root).code == 0
    for plan in (None, "nope"):
        with pytest.raises(Refused) as refused:
            menneskehandel_cli.open(repo.root, plan=plan)
        assert "drugs or prove" in str(refused.value)


def test_a_command_about_one_plan_asks_which(mh: Mh, tmp_path: Path) -> None:
    repo = two_plans(tmp_path)
    assert mh("add", "plan", "prove", "--move", cwd=repo.root).code == 0
    answer, inside = (mh("show", "T01", cwd=folder) for folder in (repo.root, repo.root / DRUGS))
    assert (answer.code, inside.code) == (2, 0)
    assert "Her er det flere planer. Velg en med --plan: drugs eller prove." in answer.err
    alone = two_plans(tmp_path / "alone", {STRATEGY_FILE: None}).root
    assert "Gjøre det trygt" in mh("show", "T01", cwd=alone).out


def test_a_change_is_written_where_its_record_is(mh: Mh, tmp_path: Path) -> None:
    """A measure in the folder of its plan, and what plans share at the top; findings name that place."""
    repo = two_plans(tmp_path)
    wrote = mh("set", "T01", "title.nb=Gjøre det tryggere", "--plan", "drugs", cwd=repo.root)
    assert (wrote.code, f"Skrev {DRUGS}{MEASURE_FILE}" in wrote.err) == (0, True), wrote.err
    assert f"+++ b/{DRUGS}{MEASURE_FILE}\n" in wrote.out
    assert "«mh list measures --plan drugs»" in mh("show", "T99", "--plan", "drugs", cwd=repo.root).err
    assert mh("set", "coe-30", "title.nb=Tryggleik", "--plan", "drugs", cwd=repo.root).code == 0
    written = [line.split(" ")[-1] for line in repo.git("status", "--porcelain").splitlines()]
    assert written == ["data/obligations/coe/coe-30.yaml", f"{DRUGS}{MEASURE_FILE}"]
    file = repo.root / DRUGS / MEASURE_FILE
    file.write_text(file.read_text().replace("responsible: [JD]", "responsible: [XX]"))
    found = mh("check", "--plan", "drugs", "--format", "github", cwd=repo.root).out
    assert re.findall(r"^::error file=([^,]+)", found) == [f"{DRUGS}{MEASURE_FILE}"]


def test_the_form_proposes_changes_in_the_files_of_the_plan(tmp_path: Path) -> None:
    """And in what plans share. Of the plan at the top nothing is changed."""
    repo = two_plans(tmp_path)
    repo.git("config", "user.name", "Kari")
    repo.git("config", "user.email", "kari@example.no")
    visitor = Visitor(repo.root / DRUGS)
    visitor.save("T01", **{"title.nb": "Gjøre det tryggere"})
    visitor.save("coe-30", **{"title.nb": "Tryggleik"})
    changed_files = repo.git("diff", "--name-only", f"main..{branch(repo.root)}").splitlines()
    assert changed_files == ["data/obligations/coe/coe-30.yaml", f"{DRUGS}{MEASURE_FILE}"]
    assert "Gjøre det tryggere" in proposed(repo.root, f"{DRUGS}{MEASURE_FILE}")


def test_a_workbook_is_taken_into_its_own_plan_alone(mh: Mh, tmp_path: Path) -> None:
    """An older one, which does not say its plan, only where there is no other."""
    alone = build(tmp_path / "alone", [Step("2026-01-10", MORE)])
    for repo, plan, name in ((two_plans(tmp_path), "drugs", "JD-2026-drugs"), (alone, "prove", "JD-2026")):
        sent = mh("new", "report", *NEW_WORKBOOK, "--plan", plan, cwd=repo.root)
        assert sent.code == 0, sent.err
        path = repo.root / f"{name}.xlsx"
        assert mh("import", path.name, "--plan", plan, cwd=repo.root).code == 0
        if repo is not alone:
            other = mh("import", path.name, "--plan", "prove", cwd=repo.root)
            assert (other.code, "en annen plan, «Rusplanen (oppdiktet)»" in other.out) == (1, True)
        book = load_workbook(path)
        [row] = [row for row in book[HIDDEN].iter_rows() if row[0].value == "plan"]
        row[1].value = None
        book.save(path)
        older = mh("import", path.name, "--plan", plan, cwd=repo.root)
        assert (older.code, "hvilken av planene" in older.out) == ((0, False) if repo is alone else (1, True))


def test_one_file_of_code_owners_covers_all_plans(mh: Mh, tmp_path: Path) -> None:
    """Whichever is named: what is shared is the coordinators', a plan's own files whose they are."""
    own = {f"{DRUGS}{STRATEGY_FILE}": changed(PLAN[f"{DRUGS}{STRATEGY_FILE}"], coordinator="AID")}
    repo, file = two_plans(tmp_path, own), "CODEOWNERS"
    for moved in (False, True):
        if moved:
            assert mh("add", "plan", "prove", "--move", cwd=repo.root).code == 0
            assert mh("codeowners", "--check", file, cwd=repo.root).code == 1
        made = mh("codeowners", "--org", "no", "-o", file, "--plan", "all", cwd=repo.root)
        assert made.code == 0, made.err
        owned = dict(re.findall(r"^/(\S+) +(@.+)$", (repo.root / file).read_text(), re.MULTILINE))
        top = "plans/prove/" if moved else ""
        wanted = {f"{top}data/": "@no/jd", f"{DRUGS}data/": "@no/aid", f"{DRUGS}strategy/": "@no/aid"}
        both = "@no/aid @no/jd" if moved else "@no/jd @no/aid"
        wanted |= {"data/law/": both, "strategy/actors.yaml": both}
        wanted |= {f"{plan}data/reports/*/JD.yaml": "@no/jd" for plan in (top, DRUGS)}
        wanted |= {f"{plan}{MEASURE_FILE}": "@no/jd" for plan in (top, DRUGS)}
        assert {path: owned.get(path) for path in wanted} == wanted
        for plan in ((), ("--plan", "drugs")):
            assert mh("codeowners", "--check", file, *plan, cwd=repo.root).code == 0


def test_all_plans_of_a_repository_with_one_are_that_one(mh: Mh, tmp_path: Path) -> None:
    repo = build(tmp_path / "one", [Step("2026-01-10")])
    for command in (("status",), ("check", "--format", "json"), ("show", "T01")):
        named = (*command, "--root", str(repo.root), "--plan", "all")
        assert mh(*named, cwd=tmp_path) == mh(*command, cwd=repo.root)
    mh("site", str(tmp_path / "out"), "--plan", "all", cwd=repo.root)
    assert (tmp_path / "out/nb/T01.html").is_file()


def test_what_cannot_be_read_of_another_plan_is_said_not_to_be_counted(mh: Mh, tmp_path: Path) -> None:
    repo = two_plans(tmp_path, {f"{DRUGS}{MEASURE_FILE}": "id: [\n"})
    assert told(mh, repo, "gaps")["unjudged"] == [f"{DRUGS}{MEASURE_FILE}"]
    assert mh("site", str(tmp_path / "site"), cwd=repo.root).code == 0
    pages = [page.read_text() for page in (tmp_path / "site/nb").glob("*.html")]
    words = f"Kan ikke vurderes: {DRUGS}{MEASURE_FILE}"
    assert all(words in page for page in pages if "refresh" not in page)


def test_a_plan_is_moved_with_its_history(mh: Mh, tmp_path: Path) -> None:
    """What was recorded stays as it was; the move itself is no change, and earlier days are read."""
    states = [{}, measure(title="Samordne mer"), measure(title="Samordne mest")]
    steps = [Step(f"2026-0{n}-10", {**MORE, **state}) for n, state in enumerate(states, 1)]
    repo = build(tmp_path / "one", steps)
    before = {command: told(mh, repo, command) for command in ("gaps", "status")}
    logged = told(mh, repo, "log")["events"]
    moving = mh("add", "plan", "prove", "--move", "--lang", "en", cwd=repo.root)
    assert (moving.code, moving.err.count("Wrote")) == (0, 0)
    assert "Moved 2 files to plans/prove" in moving.err
    assert not (repo.root / "data/measures").exists() or not list((repo.root / "data/measures").iterdir())
    repo.git("add", "--all")
    repo.git("commit", "-qm", "move")
    assert {command: told(mh, repo, command, "--plan", "prove") for command in before} == before
    assert told(mh, repo, "log", "--plan", "prove")["events"] == logged
    old = told(mh, repo, "list", "measures", "--plan", "prove", "--at", repo.commits[1])
    assert old["measures"][0]["title"]["nb"] == "Samordne mer"


def test_an_approval_that_has_lapsed_stays_so_when_the_plan_is_moved(mh: Mh, tmp_path: Path) -> None:
    """The move may be in no commit yet, and the new files in one before the old ones go."""
    path, text = PATHS["report"], report()
    steps = [Step("2026-01-10"), Step("2026-02-10", {path: text})]
    repo = build(tmp_path / "one", [*steps, Step("2026-03-10", {path: text.replace("partly", "mostly")})])
    assert "utkast" in (before := mh("list", "reports", cwd=repo.root).out)
    assert mh("add", "plan", "prove", "--move", cwd=repo.root).code == 0
    for paths in ((), ("plans",), ("--all",)):
        if paths:
            repo.git("add", *paths)
            repo.git("commit", "-qm", "move")
        assert mh("list", "reports", "--plan", "prove", cwd=repo.root).out == before


def test_a_recommendation_names_the_focus_area_of_one_plan(mh: Mh, tmp_path: Path) -> None:
    """A number alone is that of the plan at the top, and moving that plan says which plan has it."""
    path = next(path for path in BASE if "greta-r3-coordination" in path)
    repo = two_plans(tmp_path, {path: changed(str(BASE[path]), focus_area="1")})
    assert mh("add", "plan", "prove", "--move", cwd=repo.root).code == 0
    assert "\nfocus_area: 1\nplan: prove\n" in (repo.root / path).read_text()
    file = repo.root / path
    file.write_text(file.read_text().replace("focus_area: 1", "focus_area: 7"))
    for plan, wrong in (("prove", [path]), ("drugs", [])):
        found = told(mh, repo, "check", "--plan", plan)["diagnostics"]
        assert [one["path"] for one in found if one["code"] == "MH112"] == wrong


def test_a_further_plan_begins_without_an_error(mh: Mh, tmp_path: Path) -> None:
    """Documents and themes that shared records name are those of the other plans; years begin alike."""
    repo = build(tmp_path / "one", [Step("2026-01-10", MORE)])
    years = "reporting.periods={2025-26: {from: 2025-07-01, to: 2026-06-30}}"
    site = ("publication.address=https://example.org/a/", "publication.official=true")
    assert mh("set", "strategy", years, *site, cwd=repo.root).code == 0
    titled = ("--title", "nb=Rusplan", "--from", "2027", "--to", "2030")
    begun = mh("add", "plan", "drugs", *titled, cwd=repo.root)
    assert (begun.code, mh("check", "--plan", "drugs", cwd=repo.root).code) == (0, 0)
    made = (repo.root / DRUGS / STRATEGY_FILE).read_text(encoding="utf-8")
    assert re.findall(r"20(..-..): {from: 20..-07-01, to: 20..-06", made) == ["27-28", "28-29", "29-30"]
    assert ("title: {nb: Rusplan}\n" in made, "$schema=../../../schemas/" in made) == (True, True)
    assert "publication: {official: true}\n" in made
    for arguments, why in (
        (("drugs", *titled), "finnes allerede"),
        (("Rus plan", "--move"), "kan ikke være id-en til en plan"),
        (("violence",), "Oppgi tittelen på planen"),
    ):
        answer = mh("add", "plan", *arguments, cwd=repo.root)
        assert (answer.code, why in answer.err) == (2, True), answer.err
    answer = mh("add", "plan", "violence", "--move", "--plan", "drugs", cwd=repo.root)
    assert "ligger allerede i en egen mappe" in answer.err


def test_a_plan_that_is_committed_after_its_baseline_begins_there(mh: Mh, tmp_path: Path) -> None:
    """That commit is data entry, and opens the report: the repository is older. Of all sites or none."""
    late, lost = (changed(PLAN[FILE], history=f"{{baseline: {day}}}") for day in ("2026-02-01", "lost"))
    steps = (
        Step("2026-01-10", MORE),
        Step("2026-03-01", {**PLAN, FILE: late}),
        Step("2026-03-02", {FILE: lost}),
    )
    repo, plan = build(tmp_path / "two", [*steps]), ("--plan", "drugs", "--at", "HEAD~1")
    assert {one["classification"] for one in told(mh, repo, "log", *plan)["events"]} == {"data_entry"}
    ends = told(mh, repo, "report", "yearly", "--year", "2026", *plan)["stamp"]
    assert ends["opening"] == ends["closing"]
    assert mh("site", str(tmp_path / "out"), "--plan", "all", cwd=repo.root).code == 2
    assert not (tmp_path / "out").exists()


def test_a_report_says_which_plan_it_is_of(mh: Mh, tmp_path: Path) -> None:
    """So it is verified wherever one is, also once the plan above is moved. An older mark does not say it."""
    repo = two_plans(tmp_path)
    for form in ("md", "html", "json", "docx"):
        file = str(tmp_path / f"report.{form}")
        year = ("--year", "2026", "--lang", "en", "-o", file, "--plan")
        assert mh("report", "yearly", *year, "drugs", cwd=repo.root).code == 0
        assert mh("verify", file, cwd=repo.root).code == 0
    above, old = tmp_path / "above.md", tmp_path / "report.md"
    assert mh("report", "yearly", *year[:4], "-o", str(above), "--plan", "prove", cwd=repo.root).code == 0
    assert mh("add", "plan", "prove", "--move", cwd=repo.root).code == 0
    git(repo.root, "add", "--all")
    git(repo.root, "commit", "--quiet", "--message", "move")
    old.write_text(re.sub(r'"plan": "drugs", |--plan drugs (?=--at)', "", old.read_text()))
    for name, plan in ((file, ()), (file, ("prove",)), (above, ()), (above, ("prove",)), (old, ("drugs",))):
        verified = mh("verify", str(name), *(("--plan", *plan) if plan else ()), cwd=repo.root)
        assert verified.code == 0, verified.out


def test_web_addresses_of_all_plans_are_asked_for(mh: Mh, tmp_path: Path) -> None:
    """These plans have none, and so nothing is asked on the network."""
    asked = mh("evidence", "check", "--plan", "all", cwd=two_plans(tmp_path).root)
    assert (asked.code, [title in asked.out for title in ("Prøve", "Rusplanen")]) == (0, [True, True])


def test_what_is_not_committed_is_told_once_of_all_plans(mh: Mh, tmp_path: Path) -> None:
    """Nothing of a commit that is asked for by name. The page above the sites marks their languages."""
    repo, (shared,) = two_plans(tmp_path), MORE
    (repo.root / shared).write_text(f"{MORE[shared]}# Mer\n")
    made = ("site", str(tmp_path / "out"), "--plan", "all", "--lang", "nn")
    told = (mh(*made, *at, cwd=repo.root).err for at in ((), ("--at", "HEAD")))
    assert [text.count(f"er ikkje med: {shared}") for text in told] == [1, 0]
    assert '<span lang="nb">Rusplanen (oppdiktet)</span>' in (tmp_path / "out/index.html").read_text()


def test_what_is_shared_is_read_from_the_top_only(mh: Mh, tmp_path: Path) -> None:
    """A file of an article in the folder of a plan is said to be misplaced, and not taken for one."""
    misplaced = f"{DRUGS}data/obligations/coe/coe-31.yaml"
    repo = two_plans(tmp_path, {misplaced: MORE["data/obligations/coe/coe-30.yaml"].replace("30", "31")})
    found = told(mh, repo, "check", "--plan", "drugs")["diagnostics"]
    assert [one["path"] for one in found if one["code"] == "MH008"] == [misplaced]
    assert not any(one["code"] == "MH008" for one in told(mh, repo, "check")["diagnostics"])


def test_a_folder_that_is_no_plan_is_told(mh: Mh, tmp_path: Path) -> None:
    """It would vanish: its name is no id, or it lacks what a plan has. Notes of others may stay."""
    stray = {"plans/Vold/strategy/strategy.yaml": "id: vold\n", "plans/helse/T01.yaml": "id: T01\n"}
    repo = two_plans(tmp_path, {**stray, "plans/2024/les.md": "Notater"})
    for plan in ("prove", "drugs"):
        found = told(mh, repo, "check", "--plan", plan)["diagnostics"]
        assert [one["path"] for one in found if one["code"] == "MH008"] == ["plans/Vold", "plans/helse"]
    assert "mh add plan" in mh("check", "--plan", "drugs", cwd=repo.root).out


def test_a_circle_of_bodies_may_be_in_two_files(mh: Mh, tmp_path: Path) -> None:
    """That of all plans and that of one: both are named."""
    shared, own = "strategy/actors.yaml", f"{DRUGS}strategy/actors.yaml"
    line = "  - {{id: {}, name: Navnet, kind: agency, parent: {}, source: {{document: strategy}}}}\n".format
    files = {shared: str(BASE[shared]) + line("En", "To"), own: f"actors:\n{line('To', 'En')}"}
    found = told(mh, two_plans(tmp_path, files), "check", "--plan", "drugs")["diagnostics"]
    (circle,) = [one["message"] for one in found if one["code"] == "MH123"]
    assert f"En → To → En ({shared}, {own})" in circle


def test_a_new_actor_of_a_plan_is_in_its_own_file(mh: Mh, tmp_path: Path) -> None:
    """Unless it is to be shared."""
    repo, own = two_plans(tmp_path), f"{DRUGS}strategy/actors.yaml"
    new = ("new", "actor", "--plan", "drugs", "--name", "Navnet", "--kind", "agency", "--document")
    for name, path, more in (("En", own, ()), ("To", PATHS["actors"], ("--shared",))):
        assert mh(*new, "strategy", "--id", name, *more, cwd=repo.root).code == 0
        assert f"id: {name}" in (repo.root / path).read_text()
    table = repo.root.parent / "bodies.csv"
    table.write_text("Name,Kind\nCentre d'aide,ngo\nPrésidence,agency\nPRESIDENCE,agency\n", "utf-8")
    for _ in range(2):  # Nobody is there twice, whatever the accents and the case.
        assert mh("import", "actors", str(table), "--plan", "drugs", cwd=repo.root).code == 0
        found = (repo.root / own).read_text("utf-8") + (repo.root / PATHS["actors"]).read_text("utf-8")
        assert (found.count("Présidence"), found.count("PRESIDENCE")) == (1, 0)
    assert "Centre d'aide" in (repo.root / own).read_text("utf-8")
    assert mh("check", "--plan", "drugs", cwd=repo.root).code == 0


def test_the_sites_of_all_plans_lead_to_each_other_and_are_verified(
    mh: Mh, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each from its pages and from the measures of the other, and from the page above them."""
    both = changed(PLAN[FILE], languages="[nb, nn]", title="{nb: Rusplanen (oppdiktet), nn: Om rus}")
    repo, out = two_plans(tmp_path, {FILE: both}), tmp_path / "out"
    monkeypatch.setenv("MH_LANG", "en")  # The sites are in the languages of the plans all the same.
    assert mh("site", str(out), "--plan", "all", cwd=repo.root).code == 0
    assert '<h1>Planene · <span lang="nn">Planane</span></h1>' in (out / "index.html").read_text()
    monkeypatch.undo()
    pages = {name: (out / name).read_text() for name in ("index.html", "prove/nb/coe-30.html")}
    led = re.findall(r'href="([^"]+)"', pages["index.html"])
    assert led == ["prove/index.html", "drugs/index.html", "drugs/nn/index.html"]
    led = re.findall(r'href="([^"]*drugs/[^"]+)">([^<]+)<', pages["prove/nb/coe-30.html"])
    assert dict(led) == {
        "../../drugs/nb/T01.html": "Gjøre det trygt (Rusplanen (oppdiktet))",
        "../../drugs/nb/index.html": "Rusplanen (oppdiktet)",
    }
    assert all((out / "prove/nb" / address).is_file() for address, _ in led)
    verified = mh("verify", str(out), cwd=repo.root)
    assert (verified.code, verified.out.count("uendret")) == (0, 2), verified.out
    (out / "index.html").write_text(pages["index.html"].replace("drugs/", "elsewhere/"))
    assert mh("verify", str(out), "--plan", "all", cwd=repo.root).code == 1
    (out / "index.html").write_text(pages["index.html"])
    later = repo.root / "plans/later" / STRATEGY_FILE
    later.parent.mkdir(parents=True)
    later.write_text(PLAN[f"{DRUGS}{STRATEGY_FILE}"])
    assert mh("verify", str(out), cwd=repo.root).code == 0  # A plan that came after it is not in it.
    refused = mh("site", str(tmp_path / "none"), "--plan", "all", cwd=repo.root)
    assert (refused.code, (tmp_path / "none").exists()) == (2, False)
    assert "Planen «later»" in refused.err
    assert mh("site", str(tmp_path / "own"), "--plan", "drugs", cwd=repo.root).code == 0
    assert mh("verify", str(tmp_path / "own"), cwd=repo.root).code == 0
    alone = mh("site", str(tmp_path / "one"), cwd=repo.root)
    assert (alone.code, "drugs/" in (tmp_path / "one/nb/coe-30.html").read_text()) == (0, False)


def test_a_plan_without_its_own_file_is_told_and_still_counted(mh: Mh, tmp_path: Path) -> None:
    """In each of the plans, on disk and in a commit; its measures answer what they answered."""
    file = f"{DRUGS}{STRATEGY_FILE}"
    repo = two_plans(tmp_path, {file: None})
    for arguments, path in (((), file), (("--at", "HEAD"), file), (("--plan", "drugs"), STRATEGY_FILE)):
        found = told(mh, repo, "check", *arguments)["diagnostics"]
        assert [one["path"] for one in found if one["code"] == "MH013"] == [path]
    gaps = told(mh, repo, "gaps")
    assert ([one["id"] for one in gaps["unknown"]], gaps["unjudged"]) == (["coe-30.2"], [file])
    assert mh("status", cwd=repo.root / DRUGS / "data").out.count("Gjøre det trygt") == 1


OWN_ACTORS = """actors:
  - {id: RUS, name: Rusrådet (oppdiktet), kind: agency, parent: JD, source: {document: strategy}}
"""


def test_a_plan_has_its_own_actors_beside_the_shared_ones(mh: Mh, tmp_path: Path) -> None:
    """Only that plan names them; they are changed in their file, and an id is used once in all plans."""
    file, measures = f"{DRUGS}strategy/actors.yaml", PLAN[f"{DRUGS}{MEASURE_FILE}"]
    own = {file: OWN_ACTORS, f"{DRUGS}{MEASURE_FILE}": measures.replace("[JD]", "[RUS]")}
    repo = two_plans(tmp_path, own)
    assert mh("check", "--plan", "all", cwd=repo.root).code == 0
    known = {plan: told(mh, repo, "list", "actors", "--plan", plan) for plan in ("prove", "drugs")}
    ids = {plan: [one["id"] for one in listed["actors"]] for plan, listed in known.items()}
    assert ids["drugs"] == [*ids["prove"], "RUS"]
    assert told(mh, repo, "show", "RUS", "--plan", "drugs")["records"][0]["path"] == file
    assert mh("set", "RUS", "name.nb=Rådet", "--plan", "drugs", cwd=repo.root).code == 0
    assert repo.git("status", "--porcelain").split() == ["M", file]
    (repo.root / file).write_text(OWN_ACTORS.replace("RUS", "AID"))
    for plan in ("prove", "drugs"):
        found = told(mh, repo, "check", "--plan", plan)["diagnostics"]
        assert [one["path"] for one in found if one["code"] == "MH105"] == [file]


def test_what_became_of_an_earlier_plan(mh: Mh, tmp_path: Path) -> None:
    """Each measure that something is known of, and how many of the others nothing is known of."""
    earlier = """
  - title: Den gamle planen
    total: 5
    source: {document: strategy}
    measures:
      - {measure: "3", title: Gi råd, became: carried_on, as: [T01]}
      - {measure: "4", became: dropped}"""
    files = {STRATEGY_FILE: changed(STRATEGY, succeeds=earlier)}
    repo = build(tmp_path / "one", [Step("2026-01-10", files)])
    table = mh("list", "earlier", "--format", "csv", cwd=repo.root).out.replace("\r", "")
    assert table.splitlines()[1:] == [
        "Den gamle planen,3: Gi råd,videreført,T01",
        "Den gamle planen,4,ikke videreført,",
        "Den gamle planen,3 tiltak,ikke kjent,",
    ]
    # A measure of a plan in the repository is called by its title there, not as this plan's own.
    there = earlier.replace("total: 5", "plan: drugs").replace('"4"', "T01")
    both = two_plans(tmp_path, {STRATEGY_FILE: changed(STRATEGY, succeeds=there)})
    assert mh("site", str(tmp_path / "site"), "--plan", "all", cwd=both.root).code == 0
    page = (tmp_path / "site/prove/nb/changes.html").read_text(encoding="utf-8")
    assert 'drugs/nb/T01.html">1: Gjøre det trygt</a>' in page
    unknown = changed(STRATEGY, succeeds=earlier.replace("[T01]", "[T09]"))
    broken = build(tmp_path / "broken", [Step("2026-01-10", {STRATEGY_FILE: unknown})])
    assert any(one["code"] == "MH102" for one in told(mh, broken, "check")["diagnostics"])
