"""``mh check`` for machines and other tools: JSON, GitHub, GitLab, SARIF, Markdown; what fails."""

import json
import re
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft4Validator  # type: ignore[import-untyped]
from markdown_it import MarkdownIt

from example import changed, examined
from menneskehandel_cli.formats import FORMATS, RenderOptions, render
from menneskehandel_cli.reports.check import CheckView
from menneskehandel_cli.rules import Finding, Rule, all_rules
from support import Mh, each, edit, golden, real_register, some

DAY = ("--as-of", "2026-06-30")
SCHEMA = Path(__file__).parents[1] / "data" / "sarif" / "sarif-2.1.0-rtm.5.json"
STRATEGY = "strategy/strategy.yaml"


@pytest.fixture
def broken(fjellheim: Path) -> Path:
    """A strategy with an error, gaps, notes, an accepted gap, and signs that formats must escape."""
    edit(fjellheim, "data/measures/13-straffrihet.yaml", "[RD]", "[RDD]")
    recommendation = fjellheim / "data/obligations/greta-r3/greta-r3-non-punishment.yaml"
    title = '{nb: "50%: a,b | `c`", en: "50%: a,b | `c`"}'
    recommendation.write_text(changed(recommendation.read_text(encoding="utf-8"), title=title), "utf-8")
    measure = fjellheim / "data/measures/12-mottak.yaml"
    accepted = "[{rule: MH308, reason: {nb: Avtalt., en: Agreed.}, decided_by: RD, date: 2026-02-01}]"
    measure.write_text(changed(measure.read_text(encoding="utf-8"), accepted=accepted), "utf-8")
    (fjellheim / "data" / "100%,a:b æ.yaml").write_text("id: x\n", encoding="utf-8")
    return fjellheim


def rendered(found: list[Finding], how: str) -> str:
    """Findings in a format of ``mh check``."""
    return str(render("check", how, CheckView(found), RenderOptions("nb")))


def told(mh: Mh, root: Path, *arguments: str) -> Any:
    return mh("check", *DAY, "--format", "json", *arguments, cwd=root).json


# JSON --------------------------------------------------------------------------------------------


def test_json_counts_what_it_lists(mh: Mh, broken: Path) -> None:
    """The summary is the number of findings of each severity, accepted ones apart."""
    answer = told(mh, broken)
    listed = [item["severity"] for item in answer["diagnostics"]]
    assert answer["summary"] == {name: listed.count(name) for name in ("error", "gap", "note")}
    assert all(answer["summary"].values())
    assert [(item["code"], item["accepted"]["decided_by"]) for item in answer["accepted"]] == [
        ("MH308", "RD")
    ]


# GitHub ------------------------------------------------------------------------------------------

COMMAND = re.compile(r"::(?P<level>error|warning|notice) (?P<properties>[^:]*)::(?P<message>.*)")


def understood(line: str) -> tuple[str, dict[str, str], str]:
    """A workflow command as GitHub's runner takes it apart."""
    match = COMMAND.fullmatch(line)
    assert match is not None, line
    properties = dict(pair.split("=", 1) for pair in match["properties"].split(","))
    return match["level"], {k: _unescaped(v) for k, v in properties.items()}, _unescaped(match["message"])


def _unescaped(text: str) -> str:
    signs = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}
    return re.sub("|".join(signs), lambda match: signs[match[0]], text)


def test_github_annotations_say_what_json_says(mh: Mh, broken: Path) -> None:
    """One line for each finding, its level, place and words unharmed by any sign in them.

    Percent signs are escaped everywhere, commas and colons in a path, line breaks in a message. GitHub
    refuses columns for a stretch of several lines. Nobody is reminded on every pull request of a gap that
    somebody answers for.
    """
    out = mh("check", *DAY, "--format", "github", cwd=broken).out
    items = told(mh, broken)["diagnostics"]
    several = set()
    for line, item in zip(out.splitlines(), items, strict=True):
        level, properties, message = understood(line)
        assert level == {"error": "error", "gap": "warning", "note": "notice"}[item["severity"]]
        assert properties["file"] == item["path"]
        assert properties["title"] == item["code"]
        assert int(properties["line"]) == item["line"]
        assert int(properties["endLine"]) == item["end_line"]
        assert message == f"{item['message']}\n{item['help']}"
        one = properties["line"] == properties["endLine"]
        assert ("col" in properties) == ("endColumn" in properties) == one
        several.add(one)
    assert True in several
    assert "file=data/100%25%2Ca%3Ab æ.yaml,line=1," in out
    assert "(50%25: a,b | `c`" in out
    assert "%0A" in out
    assert "title=MH308" not in out


def test_build_servers_find_the_file_where_the_strategy_is_a_folder_of_the_repository(
    mh: Mh, fjellheim: Path
) -> None:
    """Their paths count from the root of the repository."""
    subprocess.run(["git", "init", "--quiet", str(fjellheim.parent)], check=True)
    lines = mh("check", *DAY, "--format", "github", cwd=fjellheim).out.splitlines()
    paths = [understood(line)[1]["file"] for line in lines]
    assert paths == [issue["location"]["path"] for issue in quality(mh, fjellheim)]
    [run] = mh("check", *DAY, "--format", "sarif", cwd=fjellheim).json["runs"]
    places = [one["locations"][0]["physicalLocation"]["artifactLocation"] for one in run["results"]]
    assert [place["uri"] for place in places] == paths
    assert all(path.startswith("fjellheim/") for path in paths)
    assert f"| {paths[0]}:" in mh("check", *DAY, "--format", "markdown", cwd=fjellheim).out


def test_nothing_found_is_a_report_without_findings(mh: Mh, fjellheim: Path) -> None:
    """No annotation; an empty list or run, which is not the same as none; one sentence for people."""
    found = {
        form: mh("check", *DAY, "--rules", "MH0", "--format", form, "--lang", "en", cwd=fjellheim)
        for form in ("github", "gitlab", "sarif", "markdown")
    }
    assert (found["github"].code, found["github"].out) == (0, "")
    assert found["gitlab"].json == []
    assert faults(found["sarif"].json) == []
    assert found["sarif"].json["runs"][0]["results"] == []
    assert found["markdown"].out == "Nothing found.\n"


# GitLab ------------------------------------------------------------------------------------------


def quality(mh: Mh, root: Path, *arguments: str) -> Any:
    return mh("check", *DAY, "--format", "gitlab", *arguments, cwd=root).json


# Keys and fingerprints ---------------------------------------------------------------------------


@pytest.mark.parametrize("where", ["real", "demo", "broken"])
def test_every_finding_has_a_key_of_its_own(
    mh: Mh, real_copy: Path, vestlandia: Path, broken: Path, where: str
) -> None:
    """No two findings of one run share a key or a fingerprint: none hides another.

    SARIF holds every finding, and is valid; GitLab is told of none that somebody answers for.
    """
    root = {"real": real_copy, "demo": vestlandia, "broken": broken}[where]
    answer = told(mh, root)
    keys = [item["key"] for item in (*answer["diagnostics"], *answer["accepted"])]
    assert len(set(keys)) == len(keys) >= 7
    log = mh("check", *DAY, "--format", "sarif", cwd=root).json
    assert faults(log) == []
    marks = [result["partialFingerprints"]["mhKey/v1"] for result in log["runs"][0]["results"]]
    assert sorted(marks) == sorted(keys)
    issues = quality(mh, root)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == len(answer["diagnostics"])


def test_the_fingerprint_is_the_key_whatever_is_said(mh: Mh, broken: Path) -> None:
    """Another line, another language or another title makes no finding a new one."""

    def marks(*arguments: str) -> tuple[list[str], list[str], list[Any]]:
        issues = quality(mh, broken, *arguments)
        results = mh("check", *DAY, "--format", "sarif", *arguments, cwd=broken).json["runs"][0]["results"]
        return (
            [issue["fingerprint"] for issue in issues],
            [result["partialFingerprints"] for result in results],
            [(issue["description"], issue["location"]["lines"]) for issue in issues],
        )

    *before, said = marks()
    edit(broken, "data/measures/13-straffrihet.yaml", "format: 2\n", "format: 2\n# En merknad.\n")
    edit(broken, "data/obligations/greta-r3/greta-r3-non-punishment.yaml", "50%", "70%")
    *after, other = marks("--lang", "en")
    assert before == after
    assert said != other


# SARIF -------------------------------------------------------------------------------------------

VALIDATOR = Draft4Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def faults(log: Any) -> list[str]:
    return [f"{list(error.path)}: {error.message}" for error in VALIDATOR.iter_errors(log)]


@each("lang", ["nb", "nn", "en"])
def test_sarif_is_valid(mh: Mh, broken: Path, lang: str) -> None:
    """With errors, gaps, notes and accepted gaps, against the published schema."""
    log = mh("check", *DAY, "--format", "sarif", "--lang", lang, cwd=broken).json
    assert faults(log) == []
    assert log["version"] == "2.1.0"


def test_sarif_leads_to_the_rules_on_the_public_site(mh: Mh, broken: Path) -> None:
    """Where the address of the site is known, whose page has every rule."""

    def leads() -> dict[str, str | None]:
        run = mh("check", *DAY, "--format", "sarif", "--lang", "nb", cwd=broken).json["runs"][0]
        return {rule["id"]: rule.get("helpUri") for rule in run["tool"]["driver"]["rules"]}

    assert {*leads().values()} == {None}
    with (broken / "strategy" / "strategy.yaml").open("a", encoding="utf-8") as file:
        file.write("publication: {address: https://mh.example/}\n")
    found = leads()
    assert not {all_rules()[code].on_policy for code in found} ^ {True, False}
    assert found == {code: f"https://mh.example/nb/rules.html#{code}" for code in found}


def test_sarif_says_what_json_says(mh: Mh, broken: Path) -> None:
    """Rule, level and place of each finding; regions count characters from 1.

    Each rule that found something is described once, and each result leads to it. Tools that gather
    findings see that somebody answers for an accepted gap, and why.
    """
    run = mh("check", *DAY, "--format", "sarif", "--lang", "en", cwd=broken).json["runs"][0]
    answer = told(mh, broken, "--lang", "en")
    assert run["columnKind"] == "unicodeCodePoints"
    open_ones = [result for result in run["results"] if "suppressions" not in result]
    for result, item in zip(open_ones, answer["diagnostics"], strict=True):
        place = result["locations"][0]["physicalLocation"]
        assert result["ruleId"] == item["code"]
        assert result["level"] == {"error": "error", "gap": "warning", "note": "note"}[item["severity"]]
        assert unquote(place["artifactLocation"]["uri"]) == item["path"]
        start = {"startLine": item["line"], "startColumn": item["column"]}
        end = {"endLine": item["end_line"], "endColumn": item["end_column"]}
        assert place["region"] == start | end
        assert result["message"]["text"] == f"{item['message']} {item['help']}"
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    assert all(rule["help"]["markdown"].startswith(f"# {rule['id']}\n") for rule in rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    suppressed = [result for result in run["results"] if "suppressions" in result]
    assert [result["ruleId"] for result in suppressed] == ["MH308"]
    assert suppressed[0]["suppressions"] == [{"kind": "inSource", "justification": "Agreed."}]


# Markdown ----------------------------------------------------------------------------------------

MARKDOWN = MarkdownIt("commonmark").enable("table")


def tables_of(text: str) -> list[list[list[str]]]:
    """The rows of each table of a Markdown page, as they are rendered."""
    tables: list[list[list[str]]] = []
    for before, token in pairwise(MARKDOWN.parse(text)):
        if token.type == "table_open":
            tables.append([])
        elif token.type == "tr_open":
            tables[-1].append([])
        elif token.type == "inline" and before.type in ("td_open", "th_open"):
            assert all(child.type in ("text", "text_special") for child in token.children or [])
            tables[-1][-1].append("".join(child.content for child in token.children or []))
    return tables


def test_markdown_begins_with_how_many_and_has_no_table_of_errors_without_any(
    mh: Mh, fjellheim: Path
) -> None:
    """The summary of a job starts with the figures; nothing looks like an error where there is none."""
    out = mh("check", *DAY, "--format", "md", "--lang", "en", cwd=fjellheim).out
    assert out.startswith("3 gaps, 2 notes.\n")
    assert [head[0] for head, *_ in tables_of(out)] == ["Gap", "Note"]


# Whatever a rule says ----------------------------------------------------------------------------


@pytest.mark.thorough
@each("rule", some(all_rules().values(), 4))
def test_the_findings_of_every_rule_are_whole_in_every_form(rule: Rule) -> None:
    """One well-formed line a finding, or a row of four cells; valid also where no file can be read.

    Each has a fingerprint of its own: GitLab shows only the first of those that share one.
    """
    found = examined(rule)
    lines = rendered(found, "github").splitlines()
    assert [understood(line)[1]["title"] for line in lines] == [finding.rule.code for finding in found]
    issues = json.loads(rendered([*found, *found], "gitlab"))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == 2 * len(found)
    assert faults(json.loads(rendered(found, "sarif"))) == []
    tables = tables_of(rendered(found, "markdown"))
    assert {len(row) for table in tables for row in table} == {4}
    told = json.loads(rendered(found, "json"))["diagnostics"]
    assert sorted(row[0] for _, *rows in tables for row in rows) == sorted(
        " ".join(item["message"].split()) for item in told
    )


# Whole answers -----------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["nb", "en"])
@pytest.mark.parametrize(("form", "ending"), [("github", "txt"), ("gitlab", "json"), ("markdown", "md")])
def test_what_is_said(mh: Mh, broken: Path, lang: str, form: str, ending: str) -> None:
    """Letter for letter."""
    answer = mh("check", *DAY, "--format", form, "--lang", lang, cwd=broken)
    golden(f"check-{form}-{lang}.{ending}", answer.out)


# What makes it fail ------------------------------------------------------------------------------


@each(
    ("rules", "codes"),
    [
        ("MH103", {"error": 1, "gap": 1, "note": 1, "never": 0}),  # an error
        ("MH202", {"error": 0, "gap": 1, "note": 1, "never": 0}),  # a gap
        ("MH309", {"error": 0, "gap": 0, "note": 1, "never": 0}),  # a note
        ("MH308", {"error": 0, "gap": 0, "note": 0, "never": 0}),  # a note that somebody answers for
        ("MH0,MH1", {"error": 1, "gap": 1, "note": 1, "never": 0}),
        ("MH4", {"error": 0, "gap": 0, "note": 0, "never": 0}),  # nothing
    ],
)
def test_fail_on_decides_from_which_severity(mh: Mh, broken: Path, rules: str, codes: dict[str, int]) -> None:
    """``error`` unless something else is asked for; a graver finding fails too."""
    asked = ("check", *DAY, "--rules", rules)
    assert {one: mh(*asked, "--fail-on", one, cwd=broken).code for one in codes} == codes
    assert mh(*asked, cwd=broken).code == codes["error"]


@each("form", FORMATS["check"])
def test_the_exit_code_is_the_same_in_every_format(mh: Mh, broken: Path, form: str) -> None:
    """The format changes what is said, not what holds."""
    assert mh("check", *DAY, "--format", form, cwd=broken).code == 1
    assert mh("check", *DAY, "--format", form, "--ignore", "MH0,MH1", cwd=broken).code == 0


def test_an_unknown_severity_is_wrong_use(mh: Mh, fjellheim: Path) -> None:
    """Exit code 2, and the words that would do."""
    answer = mh("check", "--fail-on", "warning", cwd=fjellheim)
    assert (answer.code, answer.out) == (2, "")
    assert all(word in answer.err for word in ("error", "gap", "note", "never"))


# Which rules -------------------------------------------------------------------------------------


def codes(mh: Mh, root: Path, *arguments: str) -> set[str]:
    return {item["code"] for item in told(mh, root, *arguments)["diagnostics"]}


@each(
    ("arguments", "kept"),
    [
        ((), {"MH202", "MH301", "MH306", "MH308", "MH309"}),
        (("--rules", "mh301"), {"MH301"}),
        (("--rules", "MH3"), {"MH301", "MH306", "MH308", "MH309"}),
        (("--rules", "MH2,MH301"), {"MH202", "MH301"}),
        (("--rules", "MH2, MH301"), {"MH202", "MH301"}),
        (("--rules", "MH2", "--rules", "MH301"), {"MH202", "MH301"}),
        (("--ignore", "MH3"), {"MH202"}),
        (("--ignore", "MH308,MH309", "--ignore", "MH202"), {"MH301", "MH306"}),
        (("--rules", "MH3", "--ignore", "MH308"), {"MH301", "MH306", "MH309"}),
        (("--rules", "MH0,MH1,MH4"), set()),
    ],
)
def test_rules_are_chosen_by_code_or_family(
    mh: Mh, fjellheim: Path, arguments: tuple[str, ...], kept: set[str]
) -> None:
    """One or several, with commas or again; what is ignored wins."""
    assert codes(mh, fjellheim, *arguments) == kept


@each("option", ["--rules", "--ignore"])
@each("code", ["MH999", "MH9", "XYZ", "", "MH2,,MH3", "MH2,MH999"])
def test_an_unknown_rule_is_wrong_use(mh: Mh, fjellheim: Path, option: str, code: str) -> None:
    """A misspelt code must not pass for a check that found nothing."""
    answer = mh("check", option, code, cwd=fjellheim)
    assert (answer.code, answer.out) == (2, "")
    assert "MH201" in answer.err


def test_a_code_of_a_rule_that_is_gone_still_passes(mh: Mh, fjellheim: Path) -> None:
    """A setting for it does no harm, and ``mh explain`` tells what became of it."""
    assert codes(mh, fjellheim, "--ignore", "MH018") == codes(mh, fjellheim)
    strategy = fjellheim / "strategy/strategy.yaml"
    strategy.write_text(
        strategy.read_text(encoding="utf-8") + "check: {severity: {MH018: off}}\n", encoding="utf-8"
    )
    assert "MH116" not in codes(mh, fjellheim)
    answer = mh("explain", "mh018", "--lang", "en", cwd=fjellheim)
    assert answer.code == 2
    assert "mh fmt --check" in answer.err


# Which demands, whose, and how many --------------------------------------------------------------


@pytest.mark.thorough
@each("asked", some([("unanswered", "partly"), ("unanswered",), ("partly",)], 3))
def test_findings_by_what_a_demand_counts_as(mh: Mh, real_copy: Path, asked: tuple[str, ...]) -> None:
    """The open demands of that coverage, the same as ``mh gaps`` tells, and nothing else."""
    options = [word for name in asked for word in ("--coverage", name)]
    gaps = mh("gaps", *DAY, "--format", "json", *options, cwd=real_copy).json
    found = told(mh, real_copy, *options)["diagnostics"]
    assert {item["key"] for item in found} == {gap["key"] for gap in gaps["gaps"]}
    assert len(found) == len(gaps["gaps"]) > 0


@pytest.mark.thorough
@each("ministry", some(["jd", "HOD"], 2))
def test_findings_by_who_can_follow_up(mh: Mh, real_copy: Path, ministry: str) -> None:
    """Of the gaps the same as ``mh gaps`` tells; of the rest those in its own files."""
    name = record.name.pick("nb") if (record := real_register().actors.get(ministry)) else ministry
    gaps = mh("gaps", *DAY, "--format", "json", "--ministry", name, cwd=real_copy).json["gaps"]
    found = told(mh, real_copy, "--ministry", ministry)["diagnostics"]
    assert {gap["key"] for gap in gaps} <= {item["key"] for item in found}
    policy = [item for item in found if item["code"][:3] in ("MH2", "MH3")]
    assert {item["key"] for item in policy} == {gap["key"] for gap in gaps}
    assert 0 < len(found) <= len(told(mh, real_copy)["diagnostics"])


def test_an_error_concerns_those_of_its_file(mh: Mh, broken: Path) -> None:
    """What is wrong in a measure is for those who answer for it."""
    mine, others = (
        {item["code"] for item in told(mh, broken, "--ministry", name)["diagnostics"]}
        for name in ("RD", "OD")
    )
    assert "MH103" not in others
    assert "MH008" in mine


@each("form", FORMATS["check"])
def test_a_limit_keeps_the_gravest_and_counts_all(mh: Mh, broken: Path, form: str) -> None:
    """No error hides behind gaps; what counts and what fails are the same as without a limit."""
    everything = told(mh, broken)
    answer = mh("check", *DAY, "--limit", "2", "--format", form, "--lang", "en", cwd=broken)
    assert answer.code == 1
    codes = [item["code"] for item in everything["diagnostics"] if item["severity"] == "error"][:2]
    assert all(code in answer.out for code in codes)
    assert "MH309" not in answer.out.partition("rules")[0]
    left_out = len(everything["diagnostics"]) - 2
    if form == "json":
        assert answer.json["left_out"] == left_out
        assert answer.json["summary"] == everything["summary"]
        assert len(answer.json["diagnostics"]) == 2
    elif form in ("text", "markdown"):
        shown = " ".join(answer.out.replace("\\", "").split())
        (command,) = re.findall(rf"{left_out} more: “mh (check [^”]*)”", shown)
        wanted = ("check", *DAY, "--limit", "0", "--format", form, "--lang", "en")
        assert sorted(command.split()) == sorted(wanted)
        assert f"{everything['summary']['gap']} gaps" in answer.out


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_what_cannot_be_judged_is_said_first_where_its_errors_are_not_listed(
    mh: Mh, broken: Path, form: str
) -> None:
    """A filter may leave out why a file is in no count, but never that it is."""
    (broken / "data/measures/13-straffrihet.yaml").write_text("id: [\n", encoding="utf-8")
    asked = ("check", *DAY, "--format", form)
    listed = mh(*asked, cwd=broken).out
    filtered = mh(*asked, "--rules", "MH2", cwd=broken).out
    assert "Kan ikke vurderes" not in listed
    assert filtered.startswith("Kan ikke vurderes: ")
    assert "data/measures/13-straffrihet.yaml" in filtered.splitlines()[0]


# Severities that the strategy sets ---------------------------------------------------------------


def set_severities(root: Path, severities: str) -> None:
    file = root / STRATEGY
    text = changed(file.read_text(encoding="utf-8"), check=f"{{severity: {{{severities}}}}}")
    file.write_text(text, encoding="utf-8")


@each(
    ("rule", "severity", "found"),
    [
        *(("MH309", severity, severity) for severity in ("note", "gap", "error")),
        ("MH202", "error", "error"),  # it may be stricter than the program, and milder too
        ("MH202", "note", "note"),
        *(("MH103", severity, "error") for severity in ("off", "note", "gap")),  # wrong data stays wrong
    ],
)
def test_a_strategy_decides_how_grave_a_rule_is(
    mh: Mh, broken: Path, rule: str, severity: str, found: str
) -> None:
    """In its own file, where everybody sees it; what fails the check follows."""
    set_severities(broken, f"{rule}: {severity}")
    assert {item["severity"] for item in told(mh, broken, "--rules", rule)["diagnostics"]} == {found}
    for fail_on, fails in (("error", found == "error"), ("gap", found != "note")):
        assert mh("check", *DAY, "--rules", rule, "--fail-on", fail_on, cwd=broken).code == fails


def test_a_rule_turned_off_says_nothing(mh: Mh, fjellheim: Path) -> None:
    """Neither in the check nor among the gaps; the other rules go on."""
    set_severities(fjellheim, "MH202: off, MH301: off")
    assert codes(mh, fjellheim) == {"MH306", "MH308", "MH309"}
    gaps = mh("gaps", *DAY, "--format", "json", cwd=fjellheim).json["gaps"]
    assert {gap["code"] for gap in gaps} == {"MH306", "MH308", "MH309"}


@each(("setting", "code"), [("MH999: off", "MH116"), ("MH202: low", "MH007")])
def test_a_setting_of_an_unknown_rule_or_severity_is_one_error(
    mh: Mh, fjellheim: Path, setting: str, code: str
) -> None:
    """Said once, in the file of the strategy."""
    set_severities(fjellheim, setting)
    found = [item for item in told(mh, fjellheim)["diagnostics"] if item["severity"] == "error"]
    assert [(item["code"], item["path"]) for item in found] == [(code, STRATEGY)]
