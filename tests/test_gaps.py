"""``mh gaps``: what is missing, why it matters, who could act, and how it closes.

What to expect on the real data is worked out here from the YAML files alone, by other means than the
program's own.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from example import (
    ARTICLE,
    ARTICLE_FILE,
    LAW,
    LAW_FILE,
    MEASURE,
    MEASURE_FILE,
    RECOMMENDATION,
    RECOMMENDATION_FILE,
    changed,
)
from menneskehandel_cli.blocks.templates import markdown_cell
from menneskehandel_cli.cli.limits import ON_A_TERMINAL
from menneskehandel_cli.language.escaping import escape_control
from menneskehandel_cli.register import load
from menneskehandel_cli.register.coverage import PROMISES, coverage
from menneskehandel_cli.rules.example import BASE, with_example
from support import CHECKOUT, THOROUGH, Answer, Files, Mh, each, golden, process, some
from terminals import at_terminal

DAY = ("--as-of", "2026-03-01")
FICTIONAL_DAY = ("--as-of", "2026-06-30")
CLASSIFICATIONS = ["covered", "planned", "partly", "pending", "unknown", "unanswered"]
IDLE = ("none", "named")
SECTIONS = ["urged", "recommended", "convention", "practice", "progress"]


# The data, read without the program --------------------------------------------------------------


@dataclass(frozen=True)
class Data:
    """What stands in the YAML files of a strategy."""

    root: Path

    def _read(self, pattern: str) -> dict[str, Any]:
        return {
            path.relative_to(self.root).as_posix(): yaml.load(
                path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
            )
            for path in sorted(self.root.glob(pattern))
        }

    @cached_property
    def measures(self) -> dict[str, Any]:
        return {measure["id"]: measure for measure in self._read("data/measures/*.yaml").values()}

    @cached_property
    def obligations(self) -> dict[str, Any]:
        """Every article and recommendation by its path."""
        found = self._read("data/obligations/*/*.yaml")
        return {path: owner for path, owner in found.items() if not path.endswith("_instrument.yaml")}

    @cached_property
    def demands(self) -> dict[str, Demand]:
        """What is demanded: duties that bind the state, and parts of recommendations."""
        return {
            requirement["id"]: Demand(requirement["id"], path.split("/")[2], owner, requirement)
            for path, owner in self.obligations.items()
            for requirement in _requirements(owner)
        }

    @cached_property
    def answered(self) -> set[str]:
        """The demands that a link names by themselves, alone, and not for a whole focus area."""
        return {
            reached[0]
            for measure in self.measures.values()
            if measure.get("status") != "discontinued"
            for link in measure.get("addresses") or []
            if link["basis"] != "area"
            and len(reached := [name for name in self.demands if reaches(link["obligation"], name)]) == 1
        }

    @cached_property
    def law(self) -> dict[str, str]:
        """How far the law answers each demand of the convention that somebody has read it for."""
        return {
            item["requirement"]: item["extent"]
            for record in self._read("data/law/*/*.yaml").values()
            for item in record.get("requirements") or []
        }

    @cached_property
    def named_by_recommendations(self) -> set[str]:
        """The demands of the convention that a recommendation names by themselves, alone."""
        return {
            reached[0]
            for owner in self.obligations.values()
            for reference in owner.get("articles") or []
            if "role" not in owner
            and len(reached := [name for name in self.demands if reaches(reference["id"], name)]) == 1
        }

    def of_convention(self, classification: str) -> set[str]:
        """The demands of the convention that no link answers, by what the law makes of them."""
        kinds = {"full": "covered", "part": "partly", "none_found": "unanswered"}
        return {
            name
            for name, demand in self.demands.items()
            if demand.instrument == "coe" and name not in self.answered
            if kinds.get(self.law.get(name, "unread"), "unknown") == classification
        }


@dataclass(frozen=True)
class Demand:
    """One thing that is demanded."""

    id: str
    instrument: str
    owner: dict[str, Any]
    requirement: dict[str, Any]


def reaches(link: str, name: str) -> bool:
    """A link to an article or a paragraph reaches everything below it."""
    return name == link or name.startswith(f"{link}.")


def _requirements(owner: dict[str, Any]) -> list[dict[str, Any]]:
    if "role" not in owner:
        return owner.get("parts") or [owner]
    if owner["role"] != "duty":
        return []
    return [
        requirement
        for requirement in owner["provisions"]
        if requirement["bearer"] == "state"
        and requirement["force"] in ("shall", "shall_qualified", "shall_consider")
    ]


REAL = Data(CHECKOUT)


@pytest.fixture(scope="module")
def real(real_copy: Path) -> Path:
    """The real data outside any repository, so that only the present state counts."""
    return real_copy


@pytest.fixture(scope="module")
def unread(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real data before anybody had read the law, or said who can follow up."""
    root = tmp_path_factory.mktemp("unread")
    for folder in ("strategy", "data"):
        shutil.copytree(CHECKOUT / folder, root / folder)
    shutil.rmtree(root / "data/law")
    (root / "data/law/coe").mkdir(parents=True)
    for path in (root / "data/obligations").glob("*/*.yaml"):
        path.write_text(re.sub(r"\n *follow_up: .*", "", path.read_text("utf-8")), "utf-8")
    return root


@contextmanager
def altered(root: Path, path: str, text: str) -> Iterator[None]:
    """A file with another text, put back afterwards; a new one is taken away again."""
    file = root / path
    before = file.read_bytes() if file.exists() else None
    file.write_text(text, encoding="utf-8")
    try:
        yield
    finally:
        if before is None:
            file.unlink()
        else:
            file.write_bytes(before)


def text_of(path: str) -> str:
    return (CHECKOUT / path).read_text(encoding="utf-8")


def path_of(name: str) -> str:
    """The file of an article or a recommendation."""
    return next(path for path, owner in REAL.obligations.items() if owner["id"] == name)


def told(mh: Mh, root: Path, *arguments: str) -> Any:
    """What ``mh gaps`` tells a machine."""
    answer = mh("gaps", *DAY, "--format", "json", *arguments, cwd=root)
    assert answer.code == 0
    return answer.json


_told: dict[tuple[Path, tuple[str, ...]], Any] = {}


def usual(mh: Mh, root: Path, *arguments: str) -> Any:
    """What ``mh gaps`` tells of data that nobody has changed, asked for once."""
    if (root, arguments) not in _told:
        _told[root, arguments] = told(mh, root, *arguments)
    return _told[root, arguments]


def demanded(answer: Any, *classifications: str) -> set[str]:
    """The demands that are told to stand open, of some classifications or of any."""
    return {
        gap["subject"]
        for gap in answer["gaps"]
        if gap["classification"] is not None
        and gap["classification"] in (classifications or CLASSIFICATIONS)
    }


# The answer for machines, on the real data -------------------------------------------------------


def test_the_answer_says_what_it_is_and_of_which_day(mh: Mh, real: Path) -> None:
    """One object, its schema first."""
    answer = usual(mh, real)
    assert next(iter(answer)) == "schema"
    assert answer["schema"] == "mh/gaps/3"
    assert answer["as_of"] == "2026-03-01"
    assert answer["revision"] is None
    assert answer["unjudged"] == []
    assert answer["left_out"] == 0


def test_coverage_is_told_for_every_instrument_and_adds_up(mh: Mh, real: Path) -> None:
    """The classifications sum to the total, and so do the promises, with ours and without."""
    found = usual(mh, real)["coverage"]
    assert set(found) == {demand.instrument for demand in REAL.demands.values()}
    for counts in found.values():
        assert sum(counts[name] for name in CLASSIFICATIONS) == counts["total"]
        for figures in (counts, counts["strategy"]):
            assert sum(figures["promise"].values()) == counts["total"]
        assert set(counts["strategy"]) == {"total", "promise"}


@each("law_read", [True, False])
def test_the_demands_of_the_convention_are_those_of_the_files(
    mh: Mh, real: Path, unread: Path, law_read: bool
) -> None:
    """Counted from the YAML alone: what no link answers is a gap, unless the law is not assessed."""
    root = real if law_read else unread
    data = Data(root)
    answer = usual(mh, root)
    counts = answer["coverage"]["coe"]
    demands = [name for name, demand in data.demands.items() if demand.instrument == "coe"]
    assert counts["total"] == len(demands)
    gaps = {gap["subject"] for gap in answer["gaps"] if gap["code"] == "MH201"}
    unanswered = {name for name in gaps if name not in data.answered}
    assert unanswered == data.of_convention("partly") | data.of_convention("unanswered")
    sizes = {gap["subject"]: gap["size"] for gap in answer["gaps"] if gap["subject"] in unanswered}
    assert {name for name, size in sizes.items() if size == "minor"} == data.of_convention("partly")
    disputed = {gap["subject"] for gap in answer["gaps"] if gap["code"] == "MH210"}
    assert disputed <= data.named_by_recommendations
    assert len(disputed) == sum(counts["disputed"] for counts in answer["coverage"].values())
    assert {item["id"] for item in answer["unknown"]} == data.of_convention("unknown")
    assert gaps <= set(demands)


def test_the_items_are_what_coverage_counts(mh: Mh, real: Path) -> None:
    """One item for each requirement that is a gap, and one for each in hand or not assessed."""
    answer = usual(mh, real)
    for name, counts in answer["coverage"].items():
        items = [gap for gap in answer["gaps"] if gap["instrument"] == name and gap["classification"]]
        for size in ("major", "minor"):
            assert len([gap for gap in items if gap["size"] == size]) == counts["gaps"][size]
        assert counts["unanswered"] == counts["gaps"]["major"]
        unknown = [item for item in answer["unknown"] if item["instrument"] == name]
        assert len(unknown) == counts["unknown"]
        in_hand = [item for item in answer["in_hand"] if item["instrument"] == name]
        assert len(in_hand) == counts["in_hand"]
        assert counts["partly"] + counts["pending"] == counts["gaps"]["minor"] + counts["in_hand"]
    assert any(counts["in_hand"] for counts in answer["coverage"].values())


def test_every_gap_has_a_key_of_its_own_and_what_a_machine_needs(mh: Mh, real: Path) -> None:
    """Code, severity, weight, subject and message, the place and the help, and who can follow up."""
    gaps = usual(mh, real)["gaps"]
    assert len({gap["key"] for gap in gaps}) == len(gaps) > 50
    for gap in gaps:
        assert gap["code"][:3] in ("MH2", "MH3")
        assert gap["severity"] in ("gap", "note")
        assert gap["section"] in SECTIONS
        assert gap["weight"] >= 1
        assert gap["message"].strip()
        assert gap["help"].strip()
        assert gap["who"]
        assert gap["who_basis"] in ("judgement", "coordinator", "responsible")
        assert (real / gap["path"]).is_file()
        assert gap["line"] >= 1
        assert gap["column"] >= 1
        assert gap["accepted"] is None


def test_the_place_of_a_gap_is_where_its_subject_stands(mh: Mh, real: Path) -> None:
    """The line told is the line that names the provision or the part."""
    for gap in usual(mh, real)["gaps"]:
        if gap["classification"]:
            line = text_of(gap["path"]).splitlines()[gap["line"] - 1]
            assert line[gap["column"] - 1 : gap["end_column"] - 1] == gap["subject"]


def level_weights() -> dict[tuple[str, str], int]:
    """How much each level of an instrument weighs, from the YAML alone."""
    return {
        (path.parent.name, level["id"]): level["weight"]
        for path in (CHECKOUT / "data/obligations").glob("*/_instrument.yaml")
        for level in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader).get(
            "levels", []
        )
    }


def test_gaps_come_by_section_and_the_heaviest_first(mh: Mh, real: Path) -> None:
    """By the strongest level and the rounds; then major gaps before minor ones; then by force."""
    levels = level_weights()
    order = [
        (
            SECTIONS.index(gap["section"]),
            -levels.get((gap["instrument"], gap["level"]), 0) if gap["size"] else 0,
            -(gap["rounds"] or 0),
            gap["size"] == "minor",
            -gap["weight"],
        )
        for gap in usual(mh, real)["gaps"]
    ]
    assert order == sorted(order)
    assert len({place for place, *_ in order}) > 2


def test_the_section_follows_from_what_demands_it(mh: Mh, real: Path) -> None:
    """Duties of the convention, recommendations by level, and what is about no demand."""
    weights = level_weights()
    for gap in usual(mh, real)["gaps"]:
        if gap["classification"] is None:
            assert gap["section"] == "progress"
        elif gap["article"] is not None:
            assert gap["section"] == "convention"
        elif gap["section"] == "practice":
            named = [name["id"] for name in REAL.demands[gap["subject"]].owner["articles"]]
            reached = {one for one in REAL.law if any(reaches(name, one) for name in named)}
            assert {REAL.law[one] for one in reached} == {"full"}
        elif weights.get((gap["instrument"], gap["level"])) == 3:
            assert gap["section"] == "urged"
        else:
            assert gap["section"] == "recommended"


def test_a_gap_says_why_it_matters(mh: Mh, real: Path) -> None:
    """A duty tells its article and force, a recommendation its level and how often it was made."""
    for gap in usual(mh, real)["gaps"]:
        if gap["classification"] is None:
            continue
        demand = REAL.demands[gap["subject"]]
        assert gap["obligation"] == demand.owner["id"]
        assert gap["instrument"] == demand.instrument
        assert gap["article"] == demand.owner.get("article")
        assert gap["force"] == demand.requirement.get("force")
        assert gap["level"] == demand.owner.get("level")
        law = REAL.law.get(gap["subject"], "unread")
        assert gap["law"] == (law if gap["article"] else None)
        assert gap["promise"] in ("none", "named", "to_assess", "planned", "under_way")
        assert gap["rounds"] >= 1
        assert gap["why"]


def test_a_demand_of_an_earlier_round_weighs_more_and_says_so(mh: Mh, fjellheim: Path) -> None:
    """What GRETA has asked for twice weighs one more than its level, and tells its rounds."""
    about = [gap for gap in told(mh, fjellheim)["gaps"] if gap["subject"] == "greta-r3-non-punishment.a"]
    (gap,) = [gap for gap in about if gap["code"] == "MH202"]
    english = told(mh, fjellheim, "--lang", "en")["gaps"]
    assert gap["rounds"] == 2
    assert gap["weight"] == 3 + 1
    assert "2 runder" in gap["message"]
    assert "2 rounds" in next(g["message"] for g in english if g["subject"] == gap["subject"])


def test_the_summary_is_sentences_with_the_figures(mh: Mh, real: Path) -> None:
    """What a minister reads: a sentence for each instrument, and one for all gaps."""
    answer = usual(mh, real, "--lang", "en")
    *instruments, last = answer["summary"]
    assert len(instruments) == len(answer["coverage"])
    for sentence, counts in zip(instruments, answer["coverage"].values(), strict=True):
        assert f"{counts['covered']} of {counts['total']} requirements" in sentence
        assert f"Gaps: {counts['gaps']['major']} major and {counts['gaps']['minor']} minor." in sentence
        assert sentence.endswith(".")
    severities = [gap["severity"] for gap in answer["gaps"]]
    assert last.startswith(f"{severities.count('gap')} gaps and {severities.count('note')} notes")


def test_ids_codes_and_values_are_the_same_in_every_language(mh: Mh, real: Path) -> None:
    """Only sentences differ between bokmål, nynorsk and English."""

    def bare(lang: str) -> list[dict[str, Any]]:
        gaps = usual(mh, real, "--lang", lang)["gaps"]
        return [{k: v for k, v in gap.items() if k not in ("message", "help", "why")} for gap in gaps]

    assert bare("nb") == bare("nn") == bare("en")


def test_what_binds_nobody_is_never_told(mh: Mh, real: Path) -> None:
    """``may``, savings and duties of the monitoring body ask nothing of Norway."""
    idle = {
        provision["id"]
        for owner in REAL.obligations.values()
        for provision in owner.get("provisions") or []
        if provision["force"] in ("may", "none") or provision["bearer"] != "state"
    }
    answer = usual(mh, real)
    assert len(idle) > 10
    assert not idle & {item["subject"] for item in answer["gaps"]}
    assert not idle & {item["id"] for item in answer["unknown"] + answer["in_hand"]}


# Who can follow up -------------------------------------------------------------------------------


def test_who_can_follow_up_is_whom_the_record_names_else_the_coordinator(mh: Mh, real: Path) -> None:
    """Never everybody in the focus area, and what is our judgement says so."""
    for gap in usual(mh, real)["gaps"]:
        if gap["classification"] is not None:
            demand = REAL.demands[gap["subject"]]
            named = demand.requirement.get("follow_up") or demand.owner.get("follow_up") or []
            assert gap["who"] == (named or ["JD"])
            assert gap["who_basis"] == ("judgement" if named else "coordinator")
        elif gap["subject"].startswith("T"):
            assert gap["who"] == REAL.measures[gap["subject"].split(".")[0]]["responsible"]
            assert gap["who_basis"] == "responsible"


def followed_up(root: Path, name: str, *actors: str) -> Any:
    """An article or a recommendation with a judgement of ours on who can follow it up."""
    path = path_of(name)
    bare = re.sub(r"\n +follow_up: .*", "", text_of(path))
    return altered(root, path, changed(bare, follow_up=f"[{', '.join(actors)}]"))


def test_a_body_that_the_record_names_is_asked_for_by_its_name(mh: Mh, unread: Path) -> None:
    """``--ministry`` finds what a body can follow up, whether it answers for measures or not."""
    with followed_up(unread, "coe-8", "UDI", "AID"):
        for asked in ("UDI", "aid"):
            answer = told(mh, unread, "--ministry", asked)
            assert {item["id"] for item in answer["unknown"]} == {"coe-8.a", "coe-8.b"}
            assert {item["who_basis"] for item in answer["unknown"]} == {"judgement"}
        left = {item["obligation"] for item in told(mh, unread, "--ministry", "JD")["unknown"]}
    assert "coe-8" not in left
    assert "coe-9" in left


@pytest.mark.thorough
@each("form", some(["text", "markdown", "html"], 3))
def test_our_judgement_on_who_can_follow_up_is_marked(mh: Mh, unread: Path, form: str) -> None:
    """A star at the name, and a line that says what it means."""
    with followed_up(unread, "coe-8", "UDI"):
        asked = ("gaps", *DAY, "--coverage", "unknown", "--format", form)
        lines = mh(*asked, cwd=unread).out.splitlines()
    shown = " ".join(" ".join(lines).split())
    assert any("coe-8" in line and "UDI*" in line.replace("\\", "") for line in lines)
    assert not any("coe-9" in line and "JD*" in line.replace("\\", "") for line in lines)
    assert "Hvem kan følge opp" in shown
    assert "vår vurdering, merket" in shown


# Law, acceptance and links come and go -----------------------------------------------------------


def law(extent: str, *requirements: str) -> str:
    """What the law answers of some requirements of article 8, in our reading."""
    missing = "missing: Noe mangler., " if extent == "part" else ""
    return "id: law-coe-8\nobligation: coe-8\nrequirements:\n" + "".join(
        f"  - {{requirement: {name}, extent: {extent}, {missing}judged: {{by: editorial}}, "
        "provisions: [{source: {document: strategy}, text: Loven.}]}\n"
        for name in requirements
    )


@each(
    ("extent", "classification"), [("full", "covered"), ("part", "partly"), ("none_found", "unanswered")]
)
def test_law_that_is_read_maps_a_demand(mh: Mh, unread: Path, extent: str, classification: str) -> None:
    """It is covered, or a gap; by the strategy's own words nothing moves."""
    before = usual(mh, unread)
    with altered(unread, "data/law/coe/coe-8.yaml", law(extent, "coe-8.a", "coe-8.b")):
        after = told(mh, unread)
    both = {"coe-8.a", "coe-8.b"}
    assert {item["id"] for item in before["unknown"]} - {item["id"] for item in after["unknown"]} == both
    assert demanded(after) - demanded(before) == (both if classification != "covered" else set())
    one, other = before["coverage"]["coe"], after["coverage"]["coe"]
    assert other["unknown"] == one["unknown"] - 2
    assert other[classification] == one[classification] + 2
    assert other["strategy"] == one["strategy"]


def test_law_on_one_letter_leaves_the_other_unassessed(mh: Mh, unread: Path) -> None:
    """The law answers what it names."""
    with altered(unread, "data/law/coe/coe-8.yaml", law("full", "coe-8.a")):
        left = {item["id"] for item in told(mh, unread)["unknown"]}
    assert "coe-8.a" not in left
    assert "coe-8.b" in left


def test_without_the_links_of_its_measure_a_demand_is_a_gap(mh: Mh, unread: Path) -> None:
    """Article 29(4), with no law found, is answered by measure 4 alone; the measure is told of too."""
    (path,) = (CHECKOUT / "data/measures").glob("04-*.yaml")
    measure = path.relative_to(CHECKOUT).as_posix()
    nothing_found = law("none_found", "coe-29.4").replace("coe-8", "coe-29")
    with altered(unread, "data/law/coe/coe-29.yaml", nothing_found):
        assert "coe-29.4" not in demanded(told(mh, unread))
        with altered(unread, measure, changed(text_of(measure), addresses="[]")):
            after = told(mh, unread)
    assert "coe-29.4" in demanded(after, "unanswered")
    assert any(gap["code"] == "MH203" and gap["subject"] == "T04" for gap in after["gaps"])


def test_an_accepted_gap_moves_to_the_accepted_ones(mh: Mh, real: Path) -> None:
    """It is shown with reason, decider and day, and stays what it is in the coverage."""
    path = path_of("greta-r1-child-placement")
    accepted = "[{rule: MH202, reason: Loven endres., decided_by: JD, date: 2026-01-15, until: 2029}]"
    before = usual(mh, real)
    with altered(real, path, changed(text_of(path), accepted=accepted)):
        after = told(mh, real)
    assert [gap["subject"] for gap in after["accepted"]] == ["greta-r1-child-placement"]
    assert demanded(before) - demanded(after) == {"greta-r1-child-placement"}
    assert after["coverage"] == before["coverage"]
    assert after["accepted"][0]["accepted"] == {
        "rule": "MH202",
        "about": None,
        "reason": {"nb": "Loven endres."},
        "decided_by": "JD",
        "date": "2026-01-15",
        "until": "2029",
    }
    assert after["summary"][-1].endswith(" 1 er godkjent.")


# Filters -----------------------------------------------------------------------------------------


@pytest.mark.thorough
@each("instrument", some(["coe", "greta-r3", "osce"], 3))
def test_one_instrument(mh: Mh, real: Path, instrument: str) -> None:
    """Only its gaps, and only its coverage."""
    answer = usual(mh, real, "--instrument", instrument)
    assert list(answer["coverage"]) == [instrument]
    everything = usual(mh, real)
    for kind in ("gaps", "in_hand", "unknown"):
        assert answer[kind] == [item for item in everything[kind] if item["instrument"] == instrument]
    assert answer["gaps"]


def test_several_instruments(mh: Mh, real: Path) -> None:
    """An option may be given again: either will do."""
    answer = usual(mh, real, "--instrument", "osce", "--instrument", "greta-r1")
    assert set(answer["coverage"]) == {"osce", "greta-r1"}
    assert {gap["instrument"] for gap in answer["gaps"]} == {"osce", "greta-r1"}


def test_one_body_speaks_through_several_instruments(mh: Mh, real: Path) -> None:
    """GRETA's rounds and its demands as the strategy sums them up; capitals do not matter."""
    answer = usual(mh, real, "--body", "greta")
    assert set(answer["coverage"]) == {"greta-r1", "greta-r2", "greta-r3", "greta-strategy"}
    assert {gap["instrument"] for gap in answer["gaps"]} == set(answer["coverage"])


@pytest.mark.thorough
@each("body", some(["Europaradet", "coe", "COE"], 3))
def test_the_body_of_one_instrument_goes_by_its_name_too(mh: Mh, real: Path, body: str) -> None:
    """As in ``mh report obligations --body coe``: people know the convention's name."""
    assert usual(mh, real, "--body", body) == usual(mh, real, "--instrument", "coe")


@pytest.mark.thorough
@each("ministry", some(["BFD", "HOD"], 2))
def test_one_ministry(mh: Mh, real: Path, ministry: str) -> None:
    """The gaps that it can follow up."""
    everything = usual(mh, real)["gaps"]
    mine = usual(mh, real, "--ministry", ministry)["gaps"]
    assert mine == [gap for gap in everything if ministry in gap["who"]]
    assert 0 < len(mine) < len(everything)


@pytest.mark.thorough
@each("area", some([1, 3], 2))
def test_one_focus_area(mh: Mh, real: Path, area: int) -> None:
    """The gaps of its articles and of its measures."""
    everything = usual(mh, real)["gaps"]
    inside = usual(mh, real, "--area", str(area))["gaps"]
    assert inside == [gap for gap in everything if area in gap["focus_areas"]]
    assert 0 < len(inside) < len(everything)


@pytest.mark.thorough
@each("severity", some(["gap", "note"], 2))
def test_one_severity(mh: Mh, real: Path, severity: str) -> None:
    """Only what is missing, or only what is worth knowing."""
    everything = usual(mh, real)["gaps"]
    answer = usual(mh, real, "--severity", severity)
    assert answer["gaps"] == [gap for gap in everything if gap["severity"] == severity]
    assert 0 < len(answer["gaps"]) < len(everything)
    assert answer["in_hand"] == answer["unknown"] == []  # none of them is a finding


@pytest.mark.thorough
@each(
    ("asked", "kept"),
    some(
        [
            (["MH201"], ("MH201",)),
            (["mh30"], ("MH301", "MH308", "MH309")),
            (["MH2", "MH301"], ("MH201", "MH202", "MH204", "MH208", "MH210", "MH301")),
            (["MH201,MH202"], ("MH201", "MH202")),
        ],
        3,
    ),
)
def test_some_rules(mh: Mh, real: Path, asked: list[str], kept: tuple[str, ...]) -> None:
    """By code or by how it begins; with commas or the option again."""
    answer = usual(mh, real, *(word for rule in asked for word in ("--rule", rule)))
    assert answer["gaps"] == [gap for gap in usual(mh, real)["gaps"] if gap["code"] in kept]
    assert {gap["code"] for gap in answer["gaps"]} == set(kept)
    assert answer["unknown"] == []


@pytest.mark.thorough
@each("asked", some([("unanswered",), ("partly",), ("unknown",), ("unanswered", "pending")], 2))
def test_some_coverage(mh: Mh, unread: Path, asked: tuple[str, ...]) -> None:
    """Demands of some classifications; what is about no demand is left out."""
    everything = usual(mh, unread)
    answer = usual(mh, unread, *(word for name in asked for word in ("--coverage", name)))
    assert answer["gaps"] == [gap for gap in everything["gaps"] if gap["classification"] in asked]
    for kind in ("in_hand", "unknown"):
        assert answer[kind] == [item for item in everything[kind] if item["classification"] in asked]


def test_filters_hold_together(mh: Mh, real: Path) -> None:
    """With several filters a gap must fit them all."""
    asked = ("--area", "3", "--ministry", "JD", "--coverage", "partly", "--instrument", "coe")
    chosen = usual(mh, real, *asked)["gaps"]
    assert chosen == [
        gap
        for gap in usual(mh, real)["gaps"]
        if 3 in gap["focus_areas"] and "JD" in gap["who"] and gap["classification"] == "partly"
        if gap["instrument"] == "coe"
    ]
    assert chosen


@each(
    ("arguments", "said"),
    [
        (("--instrument", "xyzzy"), "xyzzy"),
        (("--body", "xyzzy"), "xyzzy"),
        (("--body", "greta-r3"), "GRETA"),
        (("--ministry", "xyzzy"), "xyzzy"),
        (("--area", "9"), "9"),
        (("--severity", "error"), "gap"),
        (("--rule", "MH999"), "MH201"),
        (("--coverage", "met"), "unanswered"),
        (("--by", "article"), "demand"),
        (("--limit", "-1"), "--limit"),
        (("--limit", "mange"), "mange"),
        (("--format", "pdf"), "html"),
        (("--format", "xlsx"), "-o gaps.xlsx"),
    ],
)
def test_a_filter_that_fits_nothing_known_is_wrong_use(
    mh: Mh, arguments: tuple[str, str], said: str
) -> None:
    """Exit code 2, nothing on stdout, and a message that says what is known."""
    answer = mh("gaps", *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_a_selection_without_gaps_says_so(mh: Mh, fjellheim: Path, form: str) -> None:
    """No empty table, in no format for people."""
    asked = ("gaps", *FICTIONAL_DAY, "--coverage", "unanswered", "--instrument", "coe", "--lang", "en")
    assert "No gaps in the selection." in mh(*asked, "--format", form, cwd=fjellheim).out


# What people read --------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["nb", "en"])
@pytest.mark.parametrize("form", ["text", "markdown", "csv"])
def test_what_is_shown(mh: Mh, fjellheim: Path, lang: str, form: str) -> None:
    """The gaps of the fictional strategy, letter for letter."""
    answer = mh("gaps", *FICTIONAL_DAY, "--lang", lang, "--format", form, cwd=fjellheim)
    suffix = {"text": "txt", "markdown": "md", "csv": "csv"}[form]
    golden(f"gaps-{lang}.{suffix}", answer.out)


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_what_is_shown_by_demand(mh: Mh, fjellheim: Path, lang: str) -> None:
    """The same, a line for each demand with its law and its promise."""
    answer = mh("gaps", *FICTIONAL_DAY, "--lang", lang, "--by", "demand", cwd=fjellheim)
    golden(f"gaps-demand-{lang}.txt", answer.out)


def figures(line: str) -> list[int]:
    return [int(number) for number in re.findall(r"\b\d+\b", line)]


def test_the_head_has_the_figures_of_the_lists(mh: Mh, real: Path) -> None:
    """Open gaps, major and minor, in hand, not assessed, accepted and notes, as JSON has them."""
    answer = usual(mh, real)
    gaps = [gap for gap in answer["gaps"] if gap["severity"] == "gap"]
    minor = sum(gap["size"] == "minor" for gap in gaps)
    lines = mh("gaps", *DAY, cwd=real).out.splitlines()
    title, *head = lines[: lines.index("")]
    assert title.startswith("Mangler i oppfølgingen av Nasjonal strategi")
    assert figures(" ".join(head).partition("·")[2]) == [
        *(len(gaps), len(gaps) - minor, minor),
        *(len(answer["in_hand"]), len(answer["unknown"])),
        len(answer["gaps"]) - len(gaps),  # nothing is accepted, so that is not told
    ]


def test_each_instrument_is_told_by_its_own_words_and_with_our_judgements(mh: Mh, real: Path) -> None:
    """Two counts side by side, each named."""
    lines = mh("gaps", *DAY, cwd=real, columns=200).out.splitlines()
    head = next(place for place, line in enumerate(lines) if "egne ord" in line)
    assert "Med våre vurderinger" in lines[head]
    rows = lines[head + 1 : head + 1 + len(usual(mh, real)["coverage"])]
    for row, counts in zip(rows, usual(mh, real)["coverage"].values(), strict=True):
        own = [n for value, n in counts["strategy"]["promise"].items() if n and value not in IDLE]
        sizes = [number for number in counts["gaps"].values() if number]
        wanted = [counts["total"], sum(own), counts["total"], *reversed(own), *(sizes or [0])]
        assert figures(re.split(" {2,}", row.strip(), maxsplit=1)[1]) == wanted


def test_each_article_is_one_line_that_names_its_open_demands(mh: Mh, real: Path) -> None:
    """All that stands open in an article is found on its line; sections tell how many they hold."""
    out = mh("gaps", *DAY, cwd=real, columns=400).out
    answer = usual(mh, real)
    by_owner: dict[str, list[str]] = {}
    for gap in answer["gaps"]:
        if gap["section"] == "convention":
            by_owner.setdefault(gap["obligation"], []).append(gap["subject"])
    assert f"Konvensjonskrav ({sum(map(len, by_owner.values()))})" in out
    section = out.partition("Konvensjonskrav")[2].partition("\n\n")[0].splitlines()[2:]
    assert [line.split()[0] for line in section] == list(by_owner)
    for line, (owner, names) in zip(section, by_owner.items(), strict=True):
        if sum(demand.owner["id"] == owner for demand in REAL.demands.values()) == 1 or len(names) > 6:
            continue  # the only demand needs no name of its own; of many, only the first are named
        for name in names:
            assert re.search(rf"\b{re.escape(name.partition('.')[2])}\b", line)


def test_more_demands_than_a_line_holds_are_counted(mh: Mh, unread: Path) -> None:
    """The first five by name, and how many more: nobody takes the list for whole."""
    line = next(
        line
        for line in mh("gaps", *DAY, "--coverage", "unknown", cwd=unread, columns=200).out.splitlines()
        if line.strip().startswith("coe-16 ")
    )
    assert "1, 2, 3, 4, 5 og 2 til bare nevnt" in line


def test_demands_that_are_not_assessed_stand_apart_from_gaps(mh: Mh, unread: Path) -> None:
    """In a section of their own, after all gaps."""
    out = mh("gaps", *DAY, cwd=unread).out
    number = len(usual(mh, unread)["unknown"])
    titles = ("Tiltak, frister", "Under oppfølging:", "Ikke vurdert mot lovverket (")
    places = [out.index(title) for title in titles]
    assert places == sorted(places)
    assert out[places[-1] :].startswith(f"Ikke vurdert mot lovverket ({number})")


@pytest.mark.thorough
@each("columns", some([60, 80, 140], 3))
@each("by", ["obligation", "demand"])
def test_the_text_fits_the_terminal(mh: Mh, real: Path, columns: int, by: str) -> None:
    """No line is wider than the terminal, and no gap is cut off."""
    answer = mh("gaps", *DAY, "--by", by, cwd=real, columns=columns)
    assert max(len(line) for line in answer.out.splitlines()) <= columns
    key = "obligation" if by == "obligation" else "subject"
    for gap in usual(mh, real)["gaps"]:
        assert (gap[key] or gap["subject"]) in answer.out


@pytest.mark.thorough
@each("form", some(["text", "markdown", "csv", "html"], 2))
def test_every_format_tells_every_gap(mh: Mh, real: Path, form: str) -> None:
    """Each demand that JSON tells of, with its law and its promise in the formats for people."""
    shown = " ".join(mh("gaps", *DAY, "--by", "demand", "--format", form, cwd=real).out.split())
    subjects = {gap["subject"] for gap in usual(mh, real)["gaps"]}
    assert [name for name in subjects if name not in shown] == []
    if form != "csv":
        assert "lov: " in shown
        assert "løfte: " in shown


def test_a_table_row_tells_why_who_and_how(mh: Mh, real: Path) -> None:
    """CSV has a row for each gap: what, why, who can follow up, how it closes, and its key."""
    rows = list(csv.DictReader(StringIO(mh("gaps", *DAY, "--format", "csv", cwd=real).out)))
    gaps = usual(mh, real)["gaps"]
    assert [row["key"] for row in rows] == [gap["key"] for gap in gaps]
    for row, gap in zip(rows, gaps, strict=True):
        assert row["subject"] == gap["subject"]
        assert row["gap"] == gap["message"]
        assert row["help"] == gap["help"]
        assert row["who"] == " ".join(gap["who"])
        assert row["classification"] == (gap["classification"] or "")
        assert row["why"] == gap["why"]


@pytest.mark.thorough
@each("form", some(["csv", "text", "markdown", "html"], 2))
def test_the_level_of_a_recommendation_is_told(mh: Mh, real: Path, form: str) -> None:
    """Why a demand of GRETA's matters is its level, in every format."""
    instrument = yaml.load(text_of("data/obligations/greta-r3/_instrument.yaml"), Loader=yaml.CSafeLoader)
    levels = {level["id"]: level["title"]["en"] for level in instrument["levels"]}
    asked = ("gaps", *DAY, "--instrument", "greta-r3", "--lang", "en", "--format", form)
    shown = " ".join(mh(*asked, cwd=real).out.split())
    for gap in usual(mh, real, "--instrument", "greta-r3")["gaps"]:
        assert levels[gap["level"]] in shown


ACCEPTED = """[{rule: MH202, about: greta-r3-non-punishment.a, decided_by: RD, date: 2026-02-01,
  until: 2027-06, reason: {nb: Dekket av T13., en: Met by T13.}}]"""


@pytest.mark.parametrize("form", ["text", "markdown", "csv", "html"])
def test_accepted_gaps_are_shown_as_accepted(mh: Mh, fjellheim: Path, form: str) -> None:
    """With its reason, who decided, since when and until when, in every format for people."""
    file = fjellheim / "data/obligations/greta-r3/greta-r3-non-punishment.yaml"
    file.write_text(changed(file.read_text(), accepted=ACCEPTED))
    shown = mh(
        *("gaps", *FICTIONAL_DAY, "--lang", "en", "--format", form), cwd=fjellheim, columns=160
    ).out
    if form == "html":
        shown = Page(shown).shown()
    assert "greta-r3-non-punishment.a" in shown
    assert "MH202: Met by T13. (RD, 1 February 2026), until June 2027" in " ".join(shown.split())
    if form != "csv":
        assert "Accepted gaps (1)" in shown
        assert "1 accepted" in shown


# How much is shown -------------------------------------------------------------------------------


@pytest.mark.thorough
@each("limit", some([1, 3, 1000], 3))
def test_a_limit_holds_for_the_list_and_never_for_the_counts(mh: Mh, real: Path, limit: int) -> None:
    """The heaviest stay, what is left out is told, and all figures are those of the whole."""
    everything = usual(mh, real)
    answer = told(mh, real, "--limit", str(limit))
    assert answer["gaps"] == everything["gaps"][:limit]
    assert answer["left_out"] == max(len(everything["gaps"]) - limit, 0)
    assert answer["coverage"] == everything["coverage"]
    assert answer["summary"] == everything["summary"]
    rows = mh("gaps", *DAY, "--limit", str(limit), "--format", "csv", cwd=real).out.splitlines()
    assert len(rows) == 1 + len(answer["gaps"])


@pytest.mark.thorough
@each("form", some(["text", "markdown", "html"], 3))
def test_pages_and_text_say_how_many_lines_are_left_out(mh: Mh, real: Path, form: str) -> None:
    """And the command that shows all of them, as it was given."""
    asked = ("gaps", *DAY, "--body", "greta", "--format", form)
    whole = mh(*asked, cwd=real).out
    out = " ".join(mh(*asked, "--limit", "2", cwd=real, columns=200).out.replace("\\", "").split())
    gaps = usual(mh, real, "--body", "greta")["gaps"]
    lines = len({(gap["section"], gap["obligation"]) for gap in gaps})
    lines += len({item["obligation"] for item in usual(mh, real, "--body", "greta")["in_hand"]})
    command = f"mh gaps --body greta --as-of 2026-03-01 --format {form} --limit 0"
    assert f"{lines - 2} til: «{command}»." in out.replace("&#39;", "'")
    assert "--limit 0" not in whole


def test_a_file_and_a_pipe_get_everything(mh: Mh, real: Path) -> None:
    """Only somebody who looks at a screen gets a part unasked."""
    assert "--limit" not in mh("gaps", *DAY, cwd=real).out


# A large plan ------------------------------------------------------------------------------------

ARTICLES, RECOMMENDATIONS, PER_ARTICLE = 1000, 250, 2
DEMANDS = ARTICLES * PER_ARTICLE


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """1,250 obligations: a thousand articles with two demands each, and 250 recommendations."""
    root = tmp_path_factory.mktemp("large")
    instead = (ARTICLE_FILE, LAW_FILE, RECOMMENDATION_FILE)
    files: Files = {path: text for path, text in BASE.items() if path not in instead}
    files[MEASURE_FILE] = changed(MEASURE, addresses="[]")
    for number in range(1, ARTICLES + 1):
        text = changed(ARTICLE, id=f"coe-{number}", article=str(number), chapter=f"K{number // 100 + 1}")
        provisions = "".join(
            f"  - {{id: coe-{number}.{place}, force: shall, bearer: state, text: Krav {place}.}}\n"
            for place in range(1, PER_ARTICLE + 1)
        )
        files[f"data/obligations/coe/coe-{number}.yaml"] = (
            text.partition("provisions:")[0] + "provisions:\n" + provisions
        )
        if number % 2:
            items = "".join(
                f"  - {{requirement: coe-{number}.{place}, extent: none_found, "
                "judged: {by: editorial}, looked_in: [{document: strategy}]}\n"
                for place in range(1, PER_ARTICLE + 1)
            )
            head = f"id: law-coe-{number}\nobligation: coe-{number}\nrequirements:\n"
            files[f"data/law/coe/coe-{number}.yaml"] = head + items
    for number in range(1, RECOMMENDATIONS + 1):
        name = f"greta-r3-nr-{number}"
        files[f"data/obligations/greta-r3/{name}.yaml"] = changed(RECOMMENDATION, id=name, articles="[]")
    for path, content in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(str(content), encoding="utf-8")
    return root


def test_a_large_plan_stays_a_screen_or_two_on_a_terminal(large: Path) -> None:
    """Forty lines of gaps, whatever there is; each section tells its number, and the rest is counted."""
    answer = at_terminal("gaps", "--as-of", "2027-03-01", cwd=large)
    assert answer.code == 0
    lines = answer.out.splitlines()
    assert len(lines) <= 75
    listed = [line for line in lines if re.match(r"  (coe|greta-r3)-\S+", line)]
    assert len(listed) == ON_A_TERMINAL
    assert all(line.split()[0].startswith("greta-r3-nr-") for line in listed)
    # 250 recommendations, 500 articles of which the law is read, 500 others, and what the measure lacks.
    assert any("(250)" in line for line in lines)
    assert f"Konvensjonskrav ({DEMANDS // 2})" in lines
    assert f"Ikke vurdert mot lovverket ({DEMANDS // 2})" in lines
    (rest,) = [line for line in lines if "--limit 0" in line]
    left_out = int(rest.split()[0])
    in_pipe = process("gaps", "--as-of", "2027-03-01", "--format", "json", cwd=large).json
    owners = {(gap["classification"] and gap["obligation"]) or gap["key"] for gap in in_pipe["gaps"]}
    owners |= {
        f"{kind} {item['obligation']}" for kind in ("in_hand", "unknown") for item in in_pipe[kind]
    }
    assert left_out == len(owners) - ON_A_TERMINAL
    assert len(in_pipe["gaps"]) >= RECOMMENDATIONS + DEMANDS // 2


@each("by", ["obligation", "demand"])
def test_a_large_plan_has_contents_by_chapter(mh: Mh, large: Path, by: str) -> None:
    """A page of it begins with links to each chapter, and holds a row for each obligation or demand."""
    page = Page(mh("gaps", "--format", "html", "--by", by, cwd=large).out)
    ids = {attributes["id"] for _, attributes in page.tags if "id" in attributes}
    links = [attributes["href"] for tag, attributes in page.tags if tag == "a"]
    assert {f"#convention-{place}" for place in range(1, 11)} <= set(links)
    assert {str(link)[1:] for link in links} <= ids
    each = PER_ARTICLE if by == "demand" else 1
    rows = [name for name in page.names if name == "tr"]
    assert len(rows) >= RECOMMENDATIONS + ARTICLES * each


@each("command", ["matrix", "check", "list obligations"])
def test_other_views_of_a_large_plan_are_bounded_too(large: Path, command: str) -> None:
    """With the number left out and the command that shows it."""
    answer = at_terminal(*command.split(), cwd=large)
    assert len(answer.out.splitlines()) < 60 + ON_A_TERMINAL * 9
    (rest,) = [line for line in answer.out.splitlines() if "--limit 0" in line]
    assert f"«mh {command} --limit 0»" in rest
    assert int(rest.split()[0]) > 1000


def test_output_goes_to_a_file_whole(mh: Mh, fjellheim: Path) -> None:
    """``-o`` writes the same bytes that would be printed, and prints nothing."""
    asked = ("gaps", *FICTIONAL_DAY, "--format", "html")
    printed = mh(*asked, cwd=fjellheim)
    written = mh(*asked, "-o", "ut/mangler.html", cwd=fjellheim)
    assert written.out == ""
    assert (fjellheim / "ut" / "mangler.html").read_text(encoding="utf-8") == printed.out
    assert [path.name for path in (fjellheim / "ut").iterdir()] == ["mangler.html"]


# Pages -------------------------------------------------------------------------------------------


class Page(HTMLParser):
    """An HTML page as a reader of screens meets it."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self._open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "a":
            self.texts.append(("", " "))  # what blocks hold stands apart
        if tag not in ("meta", "br", "hr", "img", "link", "input"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag, f"<{tag}> is closed where another one is open"

    def handle_data(self, data: str) -> None:
        self.texts.append((self._open[-1] if self._open else "", data))

    @property
    def names(self) -> list[str]:
        return [tag for tag, _ in self.tags]

    @property
    def headings(self) -> list[int]:
        return [int(tag[1]) for tag in self.names if tag in ("h1", "h2", "h3", "h4", "h5", "h6")]

    def shown(self) -> str:
        """What a reader sees, with every white space alike."""
        return " ".join("".join(text for tag, text in self.texts if tag != "style").split())

    def cells(self) -> list[str]:
        """The text of each cell below the head of a table."""
        found: list[str] = []
        for tag, text in self.texts:
            if (tag, text) == ("", " "):
                found.append("")
            elif tag in ("td", "a"):
                found[-1] += text
        return found[-self.names.count("td") :]


PAGES = [
    ("gaps", *FICTIONAL_DAY, "--format", "html"),
    ("matrix", "--format", "html"),
    ("matrix", "--by", "provision", "--format", "html"),
]

each_page = pytest.mark.parametrize("asked", PAGES, ids=lambda asked: "-".join(asked[:3]))


@each_page
@pytest.mark.parametrize("lang", ["nb", "nn", "en"])
def test_a_page_can_be_read_by_everybody(
    mh: Mh, fjellheim: Path, asked: tuple[str, ...], lang: str
) -> None:
    """Its language, one main heading, no heading skipped, and tables whose cells know their heads."""
    page = Page(mh(*asked, "--lang", lang, cwd=fjellheim).out)
    assert page.tags[0] == ("html", {"lang": lang})
    assert page.headings.count(1) == 1
    assert page.headings[0] == 1
    steps = zip(page.headings, page.headings[1:], strict=False)
    assert all(after <= before + 1 for before, after in steps)
    assert page.names.count("main") == 1
    assert page.names.count("table") == page.names.count("caption") > 0
    assert all(attributes.get("scope") in ("col", "row") for tag, attributes in page.tags if tag == "th")
    assert "title" in page.names
    assert page._open == []


@each_page
def test_a_page_asks_for_nothing_from_outside(mh: Mh, fjellheim: Path, asked: tuple[str, ...]) -> None:
    """No script, no style sheet, font or picture from anywhere: one file that prints."""
    text = mh(*asked, cwd=fjellheim).out
    page = Page(text)
    assert not {"script", "link", "img", "iframe", "object", "embed", "base", "form"} & set(page.names)
    for _, attributes in page.tags:
        assert not [name for name in attributes if name.startswith("on")]
        for name in ("src", "href", "action", "poster", "srcset"):
            assert (attributes.get(name) or "#").startswith("#")
    styles = "".join(said for tag, said in page.texts if tag == "style")
    assert styles
    assert "url(" not in styles
    assert "@import" not in styles


@each_page
def test_links_inside_a_page_lead_somewhere(mh: Mh, fjellheim: Path, asked: tuple[str, ...]) -> None:
    """The link that skips to the content has a content to skip to."""
    page = Page(mh(*asked, cwd=fjellheim).out)
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    wanted = [attributes["href"] for tag, attributes in page.tags if tag == "a"]
    assert wanted
    assert {f"#{name}" for name in ids} >= set(wanted)
    assert len(ids) == len(set(ids))


def test_the_page_marks_what_is_fictional(mh: Mh, fjellheim: Path) -> None:
    """Nobody takes the example for a real country's strategy."""
    assert "fictional example" in Page(mh(*PAGES[0], "--lang", "en", cwd=fjellheim).out).shown()


# Texts that want to be more than text ------------------------------------------------------------

PLANTED = (
    "<script>alert(1)</script> <b onclick='x'> {{ 7*7 }} {% raw %} \"quotes\" 'single' | pipe | `ticks` "
    "*stars* _under_ [link](javascript:alert(1)) ![x](http://evil.example/x.png) "
    "&lt;b&gt; &copy; # ~~no~~ \\"
)
TITLES = {
    "strategy/strategy.yaml": "title",
    "data/obligations/greta-r3/_instrument.yaml": "title",
    "data/obligations/greta-r3/greta-r3-non-punishment.yaml": "title",
    "data/measures/01-samordning.yaml": "title",
}


def plant(root: Path, text: str) -> None:
    """Write ``text`` as the title of a strategy, an instrument, a recommendation and a measure."""
    quoted = json.dumps({"nb": text, "en": text}, ensure_ascii=False)
    for path, key in TITLES.items():
        file = root / path
        file.write_text(changed(file.read_text(encoding="utf-8"), **{key: quoted}), encoding="utf-8")


@each_page
def test_a_title_is_shown_in_html_and_never_run(mh: Mh, fjellheim: Path, asked: tuple[str, ...]) -> None:
    """Tags, templates and quotes come out as the letters they are."""
    plant(fjellheim, PLANTED)
    text = mh(*asked, cwd=fjellheim).out
    page = Page(text)
    assert page.shown().count(PLANTED) >= 2
    assert not {"script", "b", "img"} & set(page.names)
    assert "<script" not in text
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)


MARKDOWN = MarkdownIt("commonmark").enable("table").enable("strikethrough")


@pytest.mark.parametrize(
    "asked",
    [("gaps", *FICTIONAL_DAY), ("matrix",), ("matrix", "--by", "provision")],
    ids=lambda asked: "-".join(asked[:3]),
)
def test_a_title_is_shown_in_markdown_and_never_run(
    mh: Mh, fjellheim: Path, asked: tuple[str, ...]
) -> None:
    """Rendered, the page shows the title letter for letter, and its tables are whole."""
    before = MARKDOWN.render(mh(*asked, "--format", "markdown", cwd=fjellheim).out)
    plant(fjellheim, PLANTED)
    page = Page(MARKDOWN.render(mh(*asked, "--format", "markdown", cwd=fjellheim).out))
    assert page.shown().count(PLANTED) >= 2
    assert not {"script", "b", "img", "em", "s"} & set(page.names)
    assert all(
        (attributes.get("href") or "").startswith("http") for tag, attributes in page.tags if tag == "a"
    )
    for tag in ("table", "tr", "td", "th", "h1", "h2"):
        assert page.names.count(tag) == Page(before).names.count(tag)


@pytest.mark.parametrize("start", ["1. ", "2) ", "- ", "+ ", "* ", "# ", "> ", "    ", "=== ", "| "])
@pytest.mark.parametrize("command", ["gaps", "matrix"])
def test_a_title_that_begins_like_markdown_starts_no_list(
    mh: Mh, fjellheim: Path, command: str, start: str
) -> None:
    """«2. strategi» as a title stays a title wherever it stands in the page."""
    before = Page(MARKDOWN.render(mh(command, "--format", "markdown", cwd=fjellheim).out))
    plant(fjellheim, f"{start}strategi")
    page = Page(MARKDOWN.render(mh(command, "--format", "markdown", cwd=fjellheim).out))
    for tag in ("ol", "ul", "li", "blockquote", "pre", "h1", "h2"):
        assert page.names.count(tag) == before.names.count(tag)


FORMULAS = ['=HYPERLINK("http://evil.example","klikk")', "+1+1", "-2+3", "@SUM(A1)", "\t=1+1"]


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize("command", ["gaps", "matrix"])
def test_no_cell_of_a_csv_file_is_a_formula(mh: Mh, fjellheim: Path, command: str, formula: str) -> None:
    """A title that a spreadsheet would run is kept as text."""
    plant(fjellheim, formula)
    answer = mh(command, "--format", "csv", cwd=fjellheim)
    cells = [cell for row in csv.reader(StringIO(answer.out)) for cell in row]
    assert any(formula.strip() in cell for cell in cells)
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_nothing_in_a_title_moves_the_terminal(mh: Mh, fjellheim: Path) -> None:
    """Escape sequences are refused where they stand, and never reach the terminal."""
    plant(fjellheim, "\x1b[2Jborte\x07")
    for command in ("gaps", "matrix", "check"):
        answer = mh(command, cwd=fjellheim)
        assert "\x1b" not in answer.out + answer.err
        assert "\x07" not in answer.out + answer.err
    assert "MH016" in mh("check", cwd=fjellheim).out


TRICKY = st.text(alphabet="|\\`*_<>[]()~#!&;:{}%-+=. \"'\n\tabæ1", max_size=30)


ADDRESS = TRICKY.map(lambda rest: f"se https://eksempel.no/{rest}")


@pytest.mark.thorough
@settings(max_examples=300 if THOROUGH else 25)
@given(first=TRICKY | st.text(), second=TRICKY | ADDRESS)
def test_no_text_breaks_a_markdown_table(first: str, second: str) -> None:
    """Any two texts stay two cells of one row, each shown letter for letter."""
    table = f"| a | b |\n| --- | --- |\n| {markdown_cell(first)} | {markdown_cell(second)} |\n"
    page = Page(MARKDOWN.render(table))
    names = [name for name in page.names if name != "a"]
    assert names == ["table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td"]
    assert page.cells() == [escape_control(" ".join(text.split())) for text in (first, second)]


# Coverage of anything ----------------------------------------------------------------------------

FORCES = ["shall", "shall_qualified", "shall_consider", "may", "none"]
STATUSES = ["not_reported", "not_started", "in_progress", "completed", "discontinued"]


@st.composite
def mixtures(draw: st.DrawFn) -> tuple[Files, list[str], set[str], str]:
    """An article, measures with links, and a law: what counts, what is answered, and the law."""
    forces = draw(st.lists(st.sampled_from(FORCES), min_size=1, max_size=3))
    requirements = [f"coe-29.{n}" for n in range(1, len(forces) + 1)]
    article = ARTICLE.partition("provisions:")[0] + "provisions:\n"
    for name, force in zip(requirements, forces, strict=True):
        article += f"  - {{id: {name}, force: {force}, bearer: state, text: Staten skal.}}\n"
    demands = [
        name for name, force in zip(requirements, forces, strict=True) if force not in ("may", "none")
    ]
    extent = draw(st.sampled_from(["unread", "none_found", "part", "full"]))
    law = LAW.partition("requirements:")[0] + "requirements:\n"
    for name in requirements:
        law += f"  - {{requirement: {name}, extent: {extent}, judged: {{by: editorial}}}}\n"
    files: Files = {ARTICLE_FILE: article, LAW_FILE: law}
    answered: set[str] = set()
    for number in range(1, draw(st.integers(1, 3)) + 1):
        status = draw(st.sampled_from(STATUSES))
        targets = draw(
            st.lists(
                st.sampled_from(["coe-29", *requirements, "greta-r3-coordination"]),
                unique=True,
                max_size=3,
            )
        )
        if status != "discontinued":
            answered.update(targets)
            if "coe-29" in targets and len(demands) == 1:
                answered.update(demands)
        links = ", ".join(
            f"{{obligation: {name}, basis: strategy, "
            f"contribution: {draw(st.sampled_from(['full', 'partial', 'assess']))}}}"
            for name in targets
        )
        name = "01-samordning" if number == 1 else f"{number:02}-tiltak"
        files[f"data/measures/{name}.yaml"] = changed(
            MEASURE.replace("T01", f"T{number:02}"), status=status, addresses=f"[{links}]"
        )
    return files, demands, answered, extent


@settings(max_examples=80 if THOROUGH else 20)
@given(mixtures())
def test_the_values_add_up_whatever_is_linked(
    mixture: tuple[Files, list[str], set[str], str],
) -> None:
    """Each demand counts once; what nobody answers is a gap, unless no law is read."""
    files, demands, answered, extent = mixture
    counts = coverage(load(with_example(files))).counts
    assert sum(figures.total for figures in counts.values()) == len(demands) + 1
    bare = sum(name not in answered for name in demands) if extent != "full" else 0
    if demands:
        article = counts["coe"]
        assert article.open + article.classification["unknown"] >= bare
        assert article.classification["unknown"] == (bare if extent == "unread" else 0)
    nobody = "greta-r3-coordination" not in answered
    assert counts["greta-r3"].classification["unanswered"] >= nobody
    for figures in counts.values():
        assert sum(figures.classification.values()) == figures.total
        assert sum(figures.promise[value] for value in PROMISES) == figures.total


# Partly damaged data -----------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_what_cannot_be_judged_is_said_first(mh: Mh, fjellheim: Path, form: str) -> None:
    """The file that is in no count is named before any count."""
    (fjellheim / "data/measures/13-straffrihet.yaml").write_text("id: [\n")
    out = mh("gaps", *FICTIONAL_DAY, "--format", form, cwd=fjellheim).out
    shown = Page(out).shown().partition("Hopp til innholdet ")[2] if form == "html" else out
    assert shown.lstrip("*").startswith("Kan ikke vurderes: data/measures/13-straffrihet.yaml")


def test_a_damaged_measure_hides_only_what_it_may_answer(mh: Mh, fjellheim: Path) -> None:
    """What it may answer is no gap; what the other measures lack still is. Stderr says so too."""
    before = mh("gaps", *FICTIONAL_DAY, "--format", "json", cwd=fjellheim).json
    (fjellheim / "data/measures/13-straffrihet.yaml").write_text("id: [\n")
    answer: Answer = mh("gaps", *FICTIONAL_DAY, "--format", "json", cwd=fjellheim)
    assert answer.code == 0
    assert answer.json["unjudged"] == ["data/measures/13-straffrihet.yaml"]
    assert answer.err
    kept = {
        gap["key"] for gap in before["gaps"] if gap["section"] == "progress" and "T13" not in gap["key"]
    }
    assert kept <= {gap["key"] for gap in answer.json["gaps"]}


def test_one_wrong_date_hides_no_other_gap(mh: Mh, real: Path) -> None:
    """A recommendation with a wrong value is not judged as a whole; every other gap stands."""
    path = path_of("osce-staff")
    before = usual(mh, real)
    with altered(
        real, path, changed(text_of(path), assessments="[{by: GRETA, value: partly, date: i fjor}]")
    ):
        after = told(mh, real)
    assert after["unjudged"] == [path]
    lost = {gap["key"] for gap in before["gaps"]} - {gap["key"] for gap in after["gaps"]}
    assert lost <= {"MH202:osce-staff"}
