"""Baselines and targets of indicators: what the strategy states, with its source, in every view."""

import json
from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError

from menneskehandel_cli.models import Indicator
from menneskehandel_cli.rules import all_rules
from menneskehandel_cli.rules.example import examples, with_example
from reports import run
from repositories import Step, build, edition
from support import each, errors

((INDICATOR_FILE, _yaml),) = examples(all_rules()["MH124"], "nb")[1].files.items()
INDICATOR = str(_yaml)
SERIES = INDICATOR.replace(
    "  - {year: 2025, value: 3}\n", "".join(f"  - {{year: {2021 + n}, value: {n}}}\n" for n in range(1, 5))
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = {**edition(1), INDICATOR_FILE: SERIES}
    return build(tmp_path_factory.mktemp("targets") / "repo", [Step("2026-01-10", files)]).root


def said(root: Path, *arguments: str) -> str:
    answer = run(*arguments, "--lang", "en", "--root", str(root))
    assert (answer.code, answer.err) == (0, "")
    return answer.out


def test_show_tells_the_baseline_and_each_target_with_its_goal_and_source(root: Path) -> None:
    text = said(root, "show", "moter")
    told = text.partition("Baseline and targets")[2]
    assert "Baseline: 2 (2024)" in told
    assert "T01.G1" in told
    assert "target: 4 (2027)" in told
    assert told.count("Prøvestrategien") >= 2


def test_json_has_them_as_they_are_written(root: Path) -> None:
    (item,) = json.loads(said(root, "list", "indicators", "--format", "json"))["indicators"]
    assert item["baseline"]["year"] == 2024
    assert [(one["year"], one["value"], one["goal"]) for one in item["targets"]] == [(2027, 4, "T01.G1")]


def test_the_yearly_report_has_them_in_its_table_and_below_its_picture(root: Path) -> None:
    text = said(root, "report", "yearly", "--year", "2026", "--format", "markdown")
    (row,) = [line for line in text.splitlines() if line.startswith("| Møter i samordningsgruppen")]
    assert "baseline: 2 (2024) (Prøvestrategien" in row
    assert "target: 4 (2027) (Prøvestrategien" in row
    assert "Not shown in the picture: baseline: 2 (2024); target: 4 (2027)." in text


OLD = "{year: 2023, value: 4, source: {document: strategy}}"
FOUR = "{year: 2027, value: 4, source: {document: strategy}}"
FIVE = "{year: 2027, value: 5, source: {document: strategy}}"


@each("targets", [f"[{OLD}]", f"[{FOUR}, {FIVE}]"])
def test_a_target_that_cannot_be_one_is_an_error(targets: str) -> None:
    wrong = INDICATOR.replace(
        "targets:\n  - {year: 2027, value: 4, goal: T01.G1, source: {document: strategy}}",
        f"targets: {targets}",
    )
    assert errors(with_example({INDICATOR_FILE: wrong})) == ["MH124"]


def test_two_goals_may_each_have_a_target_for_a_year() -> None:
    second = "  - {year: 2027, value: 9, source: {document: strategy}}\nobservations"
    assert errors(with_example({INDICATOR_FILE: INDICATOR.replace("observations", second, 1)})) == []


@each(
    "part",
    [
        {"baseline": {"value": 2, "source": {"document": "strategy"}}},
        {"baseline": {"year": 2024, "as_of": "2024-01-01", "value": 2, "source": {"document": "x"}}},
        {"baseline": {"year": 2024, "value": 2}},
        {"targets": [{"year": 2027, "value": 2}]},
    ],
)
def test_a_baseline_has_one_time_and_everything_has_a_source(part: dict[str, object]) -> None:
    whole = yaml.safe_load(INDICATOR)
    Indicator.model_validate(whole)
    with pytest.raises(ValidationError):
        Indicator.model_validate(whole | part)
