"""``mh check`` for machines and other tools: JSON, GitHub, GitLab, SARIF, Markdown; what fails."""

from __future__ import annotations

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
from support import CHECKOUT, Mh, each, golden, some

DAY = ("--as-of", "2026-06-30")
LEVELS = {"error": "error", "gap": "warning", "note": "notice"}
SCHEMA = Path(__file__).parent / "data" / "sarif" / "sarif-2.1.0-rtm.5.json"
STRATEGY = "strategy/strategy.yaml"

each_rule = each("rule", all_rules().values())


def edit(root: Path, path: str, old: str, new: str) -> None:
    """Change a text of a file, and be sure that it was there."""
    file = root / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


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

KEYS = [
    *("code", "key", "severity", "message", "help", "path"),
    *("line", "column", "end_line", "end_column", "subject"),
]


def test_json_has_its_keys_and_no_others(mh: Mh, broken: Path) -> None:
    """Stable: whoever reads it may rely on every key, in every language."""
    for lang in ("nb", "nn", "en"):
        answer = told(mh, broken, "--lang", lang)
        keys = ["schema", "revision", "unjudged", "diagnostics", "left_out", "summary", "accepted"]
        assert list(answer) == keys
        assert answer["schema"] == "mh/check/2"
        assert all(list(item) == KEYS for item in answer["diagnostics"])
        assert all(list(item) == [*KEYS, "accepted"] for item in answer["accepted"])


def test_json_counts_what_it_lists(mh: Mh, broken: Path) -> None:
    """The summary is the number of findings of each severity, accepted ones apart."""
    answer = told(mh, broken)
    listed = [item["severity"] for item in answer["diagnostics"]]
    assert answer["summary"] == {name: listed.count(name) for name in ("error", "gap", "note")}
    assert all(answer["summary"].values())
    assert [item["code"] for item in answer["accepted"]] == ["MH308"]


@pytest.mark.parametrize(
    ("schema", "command"), [("mh/check/2", "check"), ("mh/gaps/3", "gaps"), ("mh/matrix/3", "matrix")]
)
def test_json_is_documented(mh: Mh, broken: Path, schema: str, command: str) -> None:
    """Every key of the answer is named where the documentation tells of its schema."""
    answer = mh(command, "--format", "json", cwd=broken).json
    assert answer["schema"] == schema
    pages = [path.read_text(encoding="utf-8") for path in (CHECKOUT / "docs" / "dev").glob("*.md")]
    told_of = [page for page in pages if f"`{schema}`" in page]
    assert told_of, f"no page in docs/ tells of {schema}"
    known = set(re.findall(r"`(\w+)`", "\n".join(told_of)))
    wanted = set(answer) - {"schema"}
    for key in ("diagnostics", "gaps", "unknown", "rows"):
        wanted |= {name for item in answer.get(key, []) for name in item}
    assert wanted - known == set()


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
        assert level == LEVELS[item["severity"]]
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
    assert "(50%25: a,b | `c`)" in out
    assert "%0A" in out
    assert "title=MH308" not in out


@each_rule
def test_every_rules_annotation_can_be_taken_apart(rule: Rule) -> None:
    """Whatever a rule says, it is one well-formed line a finding."""
    found = examined(rule)
    lines = rendered(found, "github").splitlines()
    assert [understood(line)[1]["title"] for line in lines] == [finding.rule.code for finding in found]


def test_build_servers_find_the_file_where_the_strategy_is_a_folder_of_the_repository(
    mh: Mh, fjellheim: Path
) -> None:
    """Their paths count from the root of the repository."""
    subprocess.run(["git", "init", "--quiet", str(fjellheim.parent)], check=True)
    lines = mh("check", *DAY, "--format", "github", cwd=fjellheim).out.splitlines()
    paths = [understood(line)[1]["file"] for line in lines]
    assert paths == [issue["location"]["path"] for issue in quality(mh, fjellheim)]
    assert paths
    assert all(path.startswith("fjellheim/") for path in paths)


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

QUALITY = {"error": "critical", "gap": "minor", "note": "info"}


def quality(mh: Mh, root: Path, *arguments: str) -> Any:
    return mh("check", *DAY, "--format", "gitlab", *arguments, cwd=root).json


def test_gitlab_says_what_json_says(mh: Mh, broken: Path) -> None:
    """Rule, level, place and words of each finding; accepted gaps are left out."""
    items = told(mh, broken)["diagnostics"]
    assert [
        {name: value for name, value in issue.items() if name != "fingerprint"}
        for issue in quality(mh, broken)
    ] == [
        {
            "description": f"{item['message'].strip()} {item['help']}",
            "check_name": item["code"],
            "severity": QUALITY[item["severity"]],
            "location": {
                "path": item["path"],
                "lines": {"begin": item["line"], "end": item["end_line"]},
            },
        }
        for item in items
    ]


def test_gitlab_knows_a_finding_again_when_it_has_moved(mh: Mh, broken: Path) -> None:
    """A line more above a finding makes it no new one: the site compares fingerprints."""
    before = quality(mh, broken)
    edit(broken, "data/measures/13-straffrihet.yaml", "format: 2\n", "format: 2\n# En merknad.\n")
    after = quality(mh, broken)
    assert [issue["location"] for issue in before] != [issue["location"] for issue in after]
    assert [issue["fingerprint"] for issue in before] == [issue["fingerprint"] for issue in after]


@each_rule
def test_every_finding_has_a_fingerprint_of_its_own(rule: Rule) -> None:
    """The site shows only the first of those that share one."""
    found = examined(rule)
    issues = json.loads(rendered([*found, *found], "gitlab"))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == 2 * len(found)


# Keys and fingerprints ---------------------------------------------------------------------------


def sarif_results(mh: Mh, root: Path, *arguments: str) -> Any:
    return mh("check", *DAY, "--format", "sarif", *arguments, cwd=root).json["runs"][0]["results"]


@pytest.mark.parametrize("where", ["real", "demo", "broken"])
def test_every_finding_has_a_key_of_its_own(
    mh: Mh, real_copy: Path, vestlandia: Path, broken: Path, where: str
) -> None:
    """No two findings of one run share a key or a fingerprint: none hides another."""
    root = {"real": real_copy, "demo": vestlandia, "broken": broken}[where]
    answer = told(mh, root)
    keys = [item["key"] for item in (*answer["diagnostics"], *answer["accepted"])]
    assert len(set(keys)) == len(keys) >= 7
    fingerprints = [result["partialFingerprints"]["mhKey/v1"] for result in sarif_results(mh, root)]
    assert sorted(fingerprints) == sorted(keys)
    issues = quality(mh, root)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == len(answer["diagnostics"])


def test_the_fingerprint_is_the_key_whatever_is_said(mh: Mh, broken: Path) -> None:
    """Another language or another title makes no finding a new one."""
    before = quality(mh, broken)
    marks = [result["partialFingerprints"] for result in sarif_results(mh, broken)]
    recommendation = broken / "data/obligations/greta-r3/greta-r3-non-punishment.yaml"
    title = "{nb: Ny tittel, en: New title}"
    recommendation.write_text(changed(recommendation.read_text("utf-8"), title=title), "utf-8")
    after = quality(mh, broken, "--lang", "en")
    assert [issue["description"] for issue in before] != [issue["description"] for issue in after]
    assert [issue["fingerprint"] for issue in before] == [issue["fingerprint"] for issue in after]
    again = sarif_results(mh, broken, "--lang", "en")
    assert [result["partialFingerprints"] for result in again] == marks


# SARIF -------------------------------------------------------------------------------------------

VALIDATOR = Draft4Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def faults(log: Any) -> list[str]:
    return [f"{list(error.path)}: {error.message}" for error in VALIDATOR.iter_errors(log)]


def test_the_schema_refuses_what_is_no_sarif() -> None:
    """The schema does its work: without a tool, or with a misspelt key, a log is refused."""
    assert faults({"version": "2.1.0", "runs": [{"results": []}]})
    assert faults({"version": "2.1.0", "runs": [], "rnus": []})
    assert faults({"version": "2.0.0", "runs": []})


@pytest.mark.parametrize("lang", ["nb", "nn", "en"])
def test_sarif_is_valid(mh: Mh, broken: Path, lang: str) -> None:
    """With errors, gaps, notes and accepted gaps, against the published schema."""
    log = mh("check", *DAY, "--format", "sarif", "--lang", lang, cwd=broken).json
    assert faults(log) == []
    assert log["version"] == "2.1.0"


def test_sarif_of_the_real_data_is_valid(mh: Mh, real_copy: Path) -> None:
    """And holds every finding."""
    log = mh("check", "--format", "sarif", cwd=real_copy).json
    assert faults(log) == []
    assert len(log["runs"][0]["results"]) == len(told(mh, real_copy)["diagnostics"]) > 50


@each_rule
def test_sarif_of_every_rule_is_valid(rule: Rule) -> None:
    """Also for files that cannot be read and places that span lines."""
    assert faults(json.loads(rendered(examined(rule), "sarif"))) == []


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
        assert place["region"] == {
            "startLine": item["line"],
            "startColumn": item["column"],
            "endLine": item["end_line"],
            "endColumn": item["end_column"],
        }
        assert result["message"]["text"] == f"{item['message']} {item['help']}"
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
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


def test_markdown_has_a_table_for_errors_one_for_gaps_and_one_for_notes(mh: Mh, broken: Path) -> None:
    """What must be put right stands first, below the word error, and never among the gaps.

    Pipes and backticks in the texts stay as they are.
    """
    tables = tables_of(mh("check", *DAY, "--format", "markdown", cwd=broken).out)
    assert [head for head, *_ in tables] == [
        ["Feil", "Slik retter du det", "Sted", "Regel"],
        ["Mangel", "Slik lukkes mangelen", "Sted", "Regel"],
        ["Merknad", "Slik retter du det", "Sted", "Regel"],
    ]
    items = told(mh, broken)["diagnostics"]
    for severity, (_, *rows) in zip(("error", "gap", "note"), tables, strict=True):
        assert rows == [
            [item["message"], item["help"], f"{item['path']}:{item['line']}", item["code"]]
            for item in items
            if item["severity"] == severity
        ]
    assert any("a,b | `c`" in row[0] for row in tables[1])


def test_markdown_begins_with_how_many_and_has_no_table_of_errors_without_any(
    mh: Mh, fjellheim: Path
) -> None:
    """The summary of a job starts with the figures; nothing looks like an error where there is none."""
    out = mh("check", *DAY, "--format", "md", "--lang", "en", cwd=fjellheim).out
    assert out.startswith("3 gaps, 2 notes.\n")
    assert [head[0] for head, *_ in tables_of(out)] == ["Gap", "Note"]


@each_rule
def test_every_rules_findings_make_a_whole_table(rule: Rule) -> None:
    """Whatever a rule says, a row has four cells."""
    found: list[Finding] = examined(rule)
    tables = tables_of(rendered(found, "markdown"))
    rows = [row for _, *below in tables for row in below]
    assert len(rows) == len(found)
    assert {len(row) for table in tables for row in table} == {4}
    body = json.loads(rendered(found, "json"))
    assert sorted(row[0] for row in rows) == sorted(
        " ".join(item["message"].split()) for item in body["diagnostics"]
    )


# Whole answers -----------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["nb", "en"])
@pytest.mark.parametrize(("form", "ending"), [("github", "txt"), ("gitlab", "json"), ("markdown", "md")])
def test_what_is_said(mh: Mh, broken: Path, lang: str, form: str, ending: str) -> None:
    """Letter for letter."""
    answer = mh("check", *DAY, "--format", form, "--lang", lang, cwd=broken)
    golden(f"check-{form}-{lang}.{ending}", answer.out)


# What makes it fail ------------------------------------------------------------------------------


def test_the_real_data_passes_and_fails_on_gaps_where_asked(mh: Mh, real_copy: Path) -> None:
    """Policy that is missing breaks nobody's pull request, unless somebody wants it to."""
    assert mh("check", cwd=real_copy).code == 0
    assert mh("check", "--fail-on", "gap", cwd=real_copy).code == 1


@each(
    ("rules", "codes"),
    [
        ("MH202", {"error": 0, "gap": 1, "note": 1, "never": 0}),  # a gap
        ("MH309", {"error": 0, "gap": 0, "note": 1, "never": 0}),  # a note
        ("MH0", {"error": 0, "gap": 0, "note": 0, "never": 0}),  # nothing
    ],
)
def test_fail_on_decides_from_which_severity(
    mh: Mh, fjellheim: Path, rules: str, codes: dict[str, int]
) -> None:
    """``error`` unless something else is asked for; a graver finding fails too."""
    for severity, code in codes.items():
        asked = ("check", *DAY, "--rules", rules, "--fail-on", severity)
        assert mh(*asked, cwd=fjellheim).code == code
    assert mh("check", *DAY, "--rules", rules, cwd=fjellheim).code == codes["error"]


def test_an_error_fails_every_way_but_never(mh: Mh, broken: Path) -> None:
    """Wrong data is graver than missing policy."""
    for severity in ("error", "gap", "note"):
        assert mh("check", *DAY, "--rules", "MH103", "--fail-on", severity, cwd=broken).code == 1
    assert mh("check", *DAY, "--rules", "MH103", "--fail-on", "never", cwd=broken).code == 0


@each("form", FORMATS["check"])
def test_the_exit_code_is_the_same_in_every_format(mh: Mh, broken: Path, form: str) -> None:
    """The format changes what is said, not what holds."""
    assert mh("check", *DAY, "--format", form, cwd=broken).code == 1
    assert mh("check", *DAY, "--format", form, "--ignore", "MH0,MH1", cwd=broken).code == 0


def test_an_accepted_gap_fails_nothing(mh: Mh, broken: Path) -> None:
    """Somebody answers for it."""
    assert mh("check", *DAY, "--rules", "MH308", "--fail-on", "note", cwd=broken).code == 0


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
        (("--rules", "MH301"), {"MH301"}),
        (("--rules", "mh301"), {"MH301"}),
        (("--rules", "MH3"), {"MH301", "MH306", "MH308", "MH309"}),
        (("--rules", "MH2,MH301"), {"MH202", "MH301"}),
        (("--rules", "MH2, MH301"), {"MH202", "MH301"}),
        (("--rules", "MH2", "--rules", "MH301"), {"MH202", "MH301"}),
        (("--ignore", "MH3"), {"MH202"}),
        (("--ignore", "MH30"), {"MH202"}),
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
    gaps = mh("gaps", *DAY, "--format", "json", "--ministry", ministry, cwd=real_copy).json["gaps"]
    found = told(mh, real_copy, "--ministry", ministry)["diagnostics"]
    assert {gap["key"] for gap in gaps} <= {item["key"] for item in found}
    policy = [item for item in found if item["code"][:3] in ("MH2", "MH3")]
    assert {item["key"] for item in policy} == {gap["key"] for gap in gaps}
    assert 0 < len(found) <= len(told(mh, real_copy)["diagnostics"])


def test_an_error_concerns_those_of_its_file(mh: Mh, broken: Path) -> None:
    """What is wrong in a measure is for those who answer for it."""
    errors = {
        name: [
            item["code"]
            for item in told(mh, broken, "--ministry", name)["diagnostics"]
            if item["severity"] == "error"
        ]
        for name in ("OD", "RD")
    }
    assert "MH103" not in errors["OD"]
    assert errors["RD"]


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
        command = f"mh check --limit 0 --as-of 2026-06-30 --format {form} --lang en"
        shown = " ".join(answer.out.replace("\\", "").split())
        assert f"{left_out} more: “" in shown
        assert "--limit 0”" in shown
        assert set(command.split()) <= set(re.sub("[“”]", "", shown).replace("more: ", "").split()) | {
            "0"
        }
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


@pytest.mark.parametrize("severity", ["note", "gap", "error"])
def test_a_strategy_decides_how_grave_a_rule_is(mh: Mh, fjellheim: Path, severity: str) -> None:
    """In its own file, where everybody sees it."""
    set_severities(fjellheim, f"MH309: {severity}")
    (found,) = told(mh, fjellheim, "--rules", "MH309")["diagnostics"]
    assert found["severity"] == severity


def test_a_rule_turned_off_says_nothing(mh: Mh, fjellheim: Path) -> None:
    """Neither in the check nor among the gaps; the other rules go on."""
    set_severities(fjellheim, "MH202: off, MH301: off")
    assert codes(mh, fjellheim) == {"MH306", "MH308", "MH309"}
    gaps = mh("gaps", *DAY, "--format", "json", cwd=fjellheim).json["gaps"]
    assert {gap["code"] for gap in gaps} == {"MH306", "MH308", "MH309"}


@pytest.mark.parametrize("severity", ["off", "note", "gap"])
def test_an_error_stays_an_error(mh: Mh, broken: Path, severity: str) -> None:
    """No setting makes wrong data right."""
    set_severities(broken, f"MH103: {severity}")
    assert {i["severity"] for i in told(mh, broken, "--rules", "MH103")["diagnostics"]} == {"error"}
    assert mh("check", *DAY, "--rules", "MH103", cwd=broken).code == 1


def test_a_gap_made_an_error_fails_the_check(mh: Mh, fjellheim: Path) -> None:
    """A strategy may be stricter than the program."""
    assert mh("check", *DAY, cwd=fjellheim).code == 0
    set_severities(fjellheim, "MH301: error")
    assert mh("check", *DAY, cwd=fjellheim).code == 1


def test_a_gap_made_a_note_no_longer_fails_on_gaps(mh: Mh, fjellheim: Path) -> None:
    """A strategy may be milder too."""
    asked = ("check", *DAY, "--rules", "MH202", "--fail-on", "gap")
    assert mh(*asked, cwd=fjellheim).code == 1
    set_severities(fjellheim, "MH202: note")
    assert mh(*asked, cwd=fjellheim).code == 0


def test_a_setting_of_an_unknown_severity_is_an_error(mh: Mh, fjellheim: Path) -> None:
    """Said on the line itself, with the words that would do."""
    set_severities(fjellheim, "MH202: low")
    (found,) = [i for i in told(mh, fjellheim)["diagnostics"] if i["severity"] == "error"]
    assert (found["code"], found["path"]) == ("MH007", STRATEGY)


def test_a_setting_for_an_unknown_rule_is_one_error(mh: Mh, fjellheim: Path) -> None:
    """A misspelt code is said once."""
    set_severities(fjellheim, "MH999: off")
    found = [item["code"] for item in told(mh, fjellheim)["diagnostics"] if item["severity"] == "error"]
    assert found == ["MH116"]
