"""``mh gaps``: what is missing, why it matters, who could act, and how it closes.

What to expect on the real data is worked out here from the YAML files alone, by other means than the
program's own.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
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

from menneskehandel_cli.formats.templates import markdown_cell
from menneskehandel_cli.language import visible
from menneskehandel_cli.register import load
from menneskehandel_cli.register.coverage import VALUES, coverage
from menneskehandel_cli.rules.example import (
    ARTICLE_FILE,
    BASE,
    MEASURE,
    MEASURE_FILE,
    RECOMMENDATION,
    RECOMMENDATION_FILE,
    changed,
    with_example,
)
from support import CHECKOUT, Answer, Files, Mh, golden

DAY = ("--as-of", "2026-03-01")
FICTIONAL_DAY = ("--as-of", "2026-06-30")
COVERAGE_KEYS = ["total", "uncovered", "existing", "planned", "under_way", "delivered"]
SHALL_CONSIDER = ["coe-11.3", "coe-19.0", "coe-28.5", "coe-29.4"]
UNNAMED_ARTICLES = (7, 8, 9, 32, 33, 34, 35)
"""Articles with duties that the strategy names under no focus area."""


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
    def links(self) -> list[tuple[str, dict[str, Any]]]:
        """The measure and the link, for every link of a measure that has not been dropped."""
        return [
            (name, link)
            for name, measure in self.measures.items()
            for link in measure.get("addresses") or []
            if measure.get("status") != "discontinued"
        ]

    @cached_property
    def demands(self) -> dict[str, Demand]:
        """What counts: duties of the state that ask for something, and parts of recommendations."""
        found = {}
        for path, owner in self.obligations.items():
            for piece in _pieces(owner):
                if not owner.get("restates") and not piece.get("restates"):
                    name = piece["id"]
                    found[name] = Demand(name, path.split("/")[2], owner, piece)
        for owner in self.obligations.values():
            for piece in (owner, *(owner.get("parts") or [])):
                for name in piece.get("restates") or []:
                    for demand in found.values():
                        if reaches(name, demand.id):
                            demand.also.append(piece["id"])
        return found

    def answers(self, demand: Demand) -> list[tuple[str, dict[str, Any]]]:
        """The links that reach a demand, or another wording of it."""
        return [
            (name, link)
            for name, link in self.links
            if reaches(link["obligation"], demand.id)
            or any(
                reaches(link["obligation"], again) or reaches(again, link["obligation"])
                for again in demand.also
            )
        ]

    def laws(self, demand: Demand) -> list[dict[str, Any]]:
        """The laws that somebody has judged to meet a demand in full or in part."""
        return [
            law
            for law in demand.owner.get("existing") or []
            if not law.get("provisions") or any(reaches(name, demand.id) for name in law["provisions"])
        ]

    def unanswered(self, without: str | None = None) -> set[str]:
        """The demands that nothing answers, were the links of the measure ``without`` gone."""
        return {
            name
            for name, demand in self.demands.items()
            if not self.laws(demand)
            and not any(measure != without for measure, _ in self.answers(demand))
        }


@dataclass(frozen=True)
class Demand:
    """One thing that is demanded, and its other wordings in ``also``."""

    id: str
    instrument: str
    owner: dict[str, Any]
    piece: dict[str, Any]
    also: list[str] = field(default_factory=list)


def reaches(link: str, name: str) -> bool:
    """A link to an article or a paragraph reaches everything below it."""
    return name == link or name.startswith(f"{link}.")


def _pieces(owner: dict[str, Any]) -> list[dict[str, Any]]:
    if "role" not in owner:
        return owner.get("parts") or [owner]
    if owner["role"] != "duty":
        return []
    return [
        piece
        for piece in owner["provisions"]
        if piece["bearer"] == "state" and piece["force"] in ("shall", "shall_qualified", "shall_consider")
    ]


REAL = Data(CHECKOUT)


@pytest.fixture(scope="module")
def real(real_copy: Path) -> Path:
    """The real data outside any repository, so that only the present state counts."""
    return real_copy


@contextmanager
def altered(root: Path, path: str, text: str) -> Iterator[None]:
    """A file with another text, put back afterwards."""
    file = root / path
    before = file.read_bytes()
    file.write_text(text, encoding="utf-8")
    try:
        yield
    finally:
        file.write_bytes(before)


def text_of(path: str) -> str:
    return (CHECKOUT / path).read_text(encoding="utf-8")


def path_of(name: str) -> str:
    """The file of an article or a recommendation."""
    return next(path for path, owner in REAL.obligations.items() if owner["id"] == name)


def measure_path(name: str) -> str:
    (found,) = (CHECKOUT / "data/measures").glob(f"{name[1:]}-*.yaml")
    return found.relative_to(CHECKOUT).as_posix()


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


def unmet(answer: Any) -> set[str]:
    """The demands that are told to have no answer, as gaps or as notes."""
    return {gap["subject"] for gap in answer["gaps"] if gap["code"] in ("MH201", "MH202")}


# The answer for machines, on the real data -------------------------------------------------------


def test_the_answer_says_what_it_is_and_of_which_day(mh: Mh, real: Path) -> None:
    """One object, its schema first."""
    answer = usual(mh, real)
    assert next(iter(answer)) == "schema"
    assert answer["schema"] == "mh/gaps/1"
    assert answer["as_of"] == "2026-03-01"
    assert answer["revision"] is None


def test_coverage_is_told_for_every_instrument_and_adds_up(mh: Mh, real: Path) -> None:
    """Each instrument has the six figures, and the five values sum to the total."""
    found = usual(mh, real)["coverage"]
    assert set(found) == {demand.instrument for demand in REAL.demands.values()}
    for counts in found.values():
        assert list(counts) == COVERAGE_KEYS
        assert sum(counts[value] for value in COVERAGE_KEYS[1:]) == counts["total"]


def test_the_figures_are_those_of_the_files(mh: Mh, real: Path) -> None:
    """Counted by hand from the YAML: how many demands, and how many without any answer."""
    bare = REAL.unanswered()
    for instrument, counts in usual(mh, real)["coverage"].items():
        demands = {name for name, item in REAL.demands.items() if item.instrument == instrument}
        assert counts["total"] == len(demands)
        assert counts["uncovered"] == len(demands & bare)


def test_every_demand_without_an_answer_is_told_and_no_other(mh: Mh, real: Path) -> None:
    """Nothing is left out and nothing is made up."""
    assert unmet(usual(mh, real)) == REAL.unanswered()


def test_every_gap_has_what_a_machine_needs(mh: Mh, real: Path) -> None:
    """Code, severity, weight, subject and message, the place and the cure, and who could act."""
    gaps = usual(mh, real)["gaps"]
    assert gaps
    for gap in gaps:
        assert gap["code"][:3] in ("MH2", "MH3")
        assert gap["severity"] in ("gap", "note")
        assert gap["weight"] >= 1
        assert gap["message"].strip()
        assert gap["help"].strip()
        assert gap["who"]
        assert (real / gap["path"]).is_file()
        assert gap["line"] >= 1
        assert gap["column"] >= 1
        assert gap["accepted"] is None


def test_the_place_of_a_gap_is_where_its_subject_stands(mh: Mh, real: Path) -> None:
    """The line told is the line that names the provision or the part."""
    for gap in usual(mh, real)["gaps"]:
        if gap["code"] in ("MH201", "MH202"):
            line = text_of(gap["path"]).splitlines()[gap["line"] - 1]
            assert line[gap["column"] - 1 : gap["end_column"] - 1] == gap["subject"]


def test_gaps_come_by_weight_and_gaps_before_notes(mh: Mh, real: Path) -> None:
    """The heaviest first, and among equals what is missing before what is worth knowing."""
    order = [(-gap["weight"], gap["severity"]) for gap in usual(mh, real)["gaps"]]
    assert order == sorted(order)
    assert len({weight for weight, _ in order}) > 2


def test_a_gap_says_why_it_matters(mh: Mh, real: Path) -> None:
    """A duty tells its article and force, a recommendation its level and how often it was made."""
    for gap in usual(mh, real)["gaps"]:
        if gap["code"] not in ("MH201", "MH202"):
            continue
        demand = REAL.demands[gap["subject"]]
        assert gap["instrument"] == demand.instrument
        assert gap["article"] == demand.owner.get("article")
        assert gap["force"] == demand.piece.get("force")
        assert gap["level"] == demand.owner.get("level")
        assert gap["rounds"] >= 1


def test_a_demand_of_an_earlier_round_weighs_more_and_says_so(mh: Mh, real: Path) -> None:
    """What GRETA has asked for twice stands above a duty of the convention, and tells its rounds."""
    (gap,) = [gap for gap in usual(mh, real)["gaps"] if gap["subject"] == "greta-r3-investigation.d"]
    assert gap["rounds"] == 2
    assert gap["weight"] == 3 + 1
    assert "2 runder" in gap["message"]
    english = usual(mh, real, "--lang", "en")["gaps"]
    assert "2 rounds" in next(g["message"] for g in english if g["subject"] == gap["subject"])


def test_those_who_could_act_are_the_ministries_of_the_focus_area(mh: Mh, real: Path) -> None:
    """Article 11 belongs to focus area 3; article 8 to none, so the coordinator is named."""
    areas = {11: [3], 8: []}
    for gap in usual(mh, real)["gaps"]:
        if gap["code"] != "MH201" or gap["article"] not in areas:
            continue
        assert gap["focus_areas"] == areas[gap["article"]]
        ministries = {
            actor
            for measure in REAL.measures.values()
            if measure["focus_area"] in gap["focus_areas"]
            for actor in measure["responsible"]
        }
        assert set(gap["who"]) == (ministries or {"JD"})


def test_the_summary_is_sentences_with_the_figures(mh: Mh, real: Path) -> None:
    """What a minister reads: a sentence for each instrument, and one for all gaps."""
    answer = usual(mh, real, "--lang", "en")
    *instruments, last = answer["summary"]
    assert len(instruments) == len(answer["coverage"])
    for sentence, counts in zip(instruments, answer["coverage"].values(), strict=True):
        assert f"{counts['uncovered']} of {counts['total']} demands" in sentence
        assert sentence.endswith(".")
    severities = [gap["severity"] for gap in answer["gaps"]]
    assert last.startswith(f"{severities.count('gap')} gaps and {severities.count('note')} notes")


def test_ids_codes_and_values_are_the_same_in_every_language(mh: Mh, real: Path) -> None:
    """Only sentences differ between bokmål, nynorsk and English."""

    def bare(lang: str) -> list[dict[str, Any]]:
        gaps = usual(mh, real, "--lang", lang)["gaps"]
        return [{k: v for k, v in gap.items() if k not in ("message", "help", "why")} for gap in gaps]

    assert bare("nb") == bare("nn") == bare("en")


# Articles that no focus area names ---------------------------------------------------------------


def test_the_strategy_names_none_of_these_articles() -> None:
    """Articles 7 to 9 and 32 to 35 stand under no focus area."""
    strategy = yaml.load(text_of("strategy/strategy.yaml"), Loader=yaml.CSafeLoader)
    named = {number for area in strategy["focus_areas"] for number in area["articles"]}
    assert not named & set(UNNAMED_ARTICLES)


@pytest.mark.parametrize("article", UNNAMED_ARTICLES)
def test_an_unnamed_article_is_answered_with_a_reason_or_is_a_gap(
    mh: Mh, real: Path, article: int
) -> None:
    """Each of its provisions has an editorial link that says why, or stands among the gaps."""
    missing = unmet(usual(mh, real, "--instrument", "coe", "--severity", "gap"))
    demands = [item for item in REAL.demands.values() if item.owner["id"] == f"coe-{article}"]
    assert demands
    for demand in demands:
        links = [link for _, link in REAL.answers(demand)]
        reasons = [*links, *REAL.laws(demand)]
        assert all(link["basis"] == "editorial" for link in links)
        assert all(reason["note"]["nb"].strip() and reason["note"]["en"].strip() for reason in reasons)
        assert bool(reasons) != (demand.id in missing)


def test_what_binds_nobody_is_never_told(mh: Mh, real: Path) -> None:
    """``may``, savings and duties of the monitoring body ask nothing of Norway."""
    idle = {
        provision["id"]
        for owner in REAL.obligations.values()
        for provision in owner.get("provisions") or []
        if provision["force"] in ("may", "none") or provision["bearer"] != "state"
    }
    assert len(idle) > 10
    assert not idle & {gap["subject"] for gap in usual(mh, real)["gaps"]}


def test_a_duty_to_consider_is_a_note_and_never_a_gap(mh: Mh, tmp_path: Path) -> None:
    """With every answer gone, 11(3), 19, 28(5) and 29(4) are notes and every other duty a gap."""
    for path in REAL.obligations:
        bare = tmp_path / path
        bare.parent.mkdir(parents=True, exist_ok=True)
        bare.write_text(changed(text_of(path), existing="[]") if "/coe/" in path else text_of(path))
    for name in ("strategy/strategy.yaml", "strategy/actors.yaml", *_instruments()):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text_of(name))
    for name in REAL.measures:
        path = measure_path(name)
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(changed(text_of(path), addresses="[]"))
    duties = {
        gap["subject"]: gap["severity"] for gap in told(mh, tmp_path)["gaps"] if gap["code"] == "MH201"
    }
    assert set(duties) == {name for name, item in REAL.demands.items() if item.instrument == "coe"}
    assert sorted(name for name, severity in duties.items() if severity == "note") == SHALL_CONSIDER


def _instruments() -> list[str]:
    folder = CHECKOUT / "data/obligations"
    return [path.relative_to(CHECKOUT).as_posix() for path in folder.glob("*/_instrument.yaml")]


# Links come and go -------------------------------------------------------------------------------


@pytest.mark.parametrize("measure", sorted(REAL.measures))
def test_without_a_measures_links_exactly_what_only_it_answered_appears(
    mh: Mh, real: Path, measure: str
) -> None:
    """The duties that suffer if a measure stops are those that nothing else answers."""
    path = measure_path(measure)
    with altered(real, path, changed(text_of(path), addresses="[]")):
        answer = told(mh, real)
    new = unmet(answer) - REAL.unanswered()
    assert new == REAL.unanswered(without=measure) - REAL.unanswered()
    assert any(gap["code"] == "MH203" and gap["subject"] == measure for gap in answer["gaps"])
    for gap in answer["gaps"]:
        if gap["subject"] in new:
            article = gap["instrument"] == "coe"
            assert gap["code"] == ("MH201" if article else "MH202")
            consider = gap["subject"] in SHALL_CONSIDER
            assert gap["severity"] == ("note" if consider else "gap")


def test_many_measures_are_the_only_answer_to_something() -> None:
    """The test above has something to find for at least half of the measures."""
    alone = [name for name in REAL.measures if REAL.unanswered(name) - REAL.unanswered()]
    assert len(alone) >= len(REAL.measures) // 2


def law(extent: str, provisions: str = "[]") -> str:
    return (
        f"[{{law: Loven, extent: {extent}, provisions: {provisions}, judged_by: editorial, "
        "note: {nb: Ordlyden dekker kravet., en: The wording meets the demand.}, "
        "source: {document: strategy}}]"
    )


@pytest.mark.parametrize("extent", ["full", "partial"])
def test_existing_law_removes_the_gap(mh: Mh, real: Path, extent: str) -> None:
    """An article that the law already meets, wholly or in part, is no gap; all else stays."""
    path = path_of("coe-8")
    with altered(real, path, changed(text_of(path), existing=law(extent))):
        after = told(mh, real)
    assert REAL.unanswered() - unmet(after) == {"coe-8.a", "coe-8.b"}
    value = "existing" if extent == "full" else "planned"
    before = usual(mh, real)["coverage"]["coe"]
    assert after["coverage"]["coe"]["uncovered"] == before["uncovered"] - 2
    assert after["coverage"]["coe"][value] == before[value] + 2


def test_law_on_one_letter_leaves_the_other_a_gap(mh: Mh, real: Path) -> None:
    """The law closes what it names."""
    path = path_of("coe-8")
    with altered(real, path, changed(text_of(path), existing=law("full", "[coe-8.a]"))):
        assert REAL.unanswered() - unmet(told(mh, real)) == {"coe-8.a"}


def test_an_answer_taken_away_and_given_back_by_law(mh: Mh, real: Path) -> None:
    """Article 32 is answered by measure 5 alone: without it a gap, with existing law none."""
    measure, article = measure_path("T05"), path_of("coe-32")
    only = {name for name in REAL.unanswered("T05") - REAL.unanswered() if name.startswith("coe-32")}
    assert only
    with altered(real, measure, changed(text_of(measure), addresses="[]")):
        assert only <= unmet(told(mh, real))
        with altered(real, article, changed(text_of(article), existing=law("full"))):
            assert not only & unmet(told(mh, real))


def test_an_accepted_gap_moves_to_the_accepted_ones(mh: Mh, real: Path) -> None:
    """It is shown with reason, decider and day, counted apart, and stays uncovered."""
    path = path_of("coe-8")
    accepted = (
        "[{rule: MH201, reason: Passloven dekker dette., decided_by: JD, date: 2026-01-15, until: 2029}]"
    )
    before = usual(mh, real)
    with altered(real, path, changed(text_of(path), accepted=accepted)):
        after = told(mh, real)
    moved = [gap["subject"] for gap in after["accepted"]]
    assert moved == ["coe-8.a", "coe-8.b"]
    assert unmet(before) - unmet(after) == set(moved)
    assert after["coverage"] == before["coverage"]
    for gap in after["accepted"]:
        assert gap["accepted"] == {
            "rule": "MH201",
            "reason": {"nb": "Passloven dekker dette."},
            "decided_by": "JD",
            "date": "2026-01-15",
            "until": "2029",
        }
    assert after["summary"][-1] == "48 mangler og 26 merknader. 2 er akseptert."


# Filters -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("instrument", ["coe", "greta-r3", "osce"])
def test_one_instrument(mh: Mh, real: Path, instrument: str) -> None:
    """Only its gaps, and only its coverage."""
    answer = usual(mh, real, "--instrument", instrument)
    assert list(answer["coverage"]) == [instrument]
    everything = usual(mh, real)["gaps"]
    assert answer["gaps"] == [gap for gap in everything if gap["instrument"] == instrument]
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


@pytest.mark.parametrize("body", ["Europaradet", "coe", "COE"])
def test_the_body_of_one_instrument_goes_by_its_name_too(mh: Mh, real: Path, body: str) -> None:
    """As in ``mh report obligations --body coe``: people know the convention's name."""
    assert usual(mh, real, "--body", body) == usual(mh, real, "--instrument", "coe")


@pytest.mark.parametrize("ministry", ["BFD", "HOD"])
def test_one_ministry(mh: Mh, real: Path, ministry: str) -> None:
    """The gaps that it could act on."""
    everything = usual(mh, real)["gaps"]
    mine = usual(mh, real, "--ministry", ministry)["gaps"]
    assert mine == [gap for gap in everything if ministry in gap["who"]]
    assert 0 < len(mine) < len(everything)


@pytest.mark.parametrize("area", [1, 3])
def test_one_focus_area(mh: Mh, real: Path, area: int) -> None:
    """The gaps of its articles and of its measures."""
    everything = usual(mh, real)["gaps"]
    inside = usual(mh, real, "--area", str(area))["gaps"]
    assert inside == [gap for gap in everything if area in gap["focus_areas"]]
    assert 0 < len(inside) < len(everything)


@pytest.mark.parametrize("severity", ["gap", "note"])
def test_one_severity(mh: Mh, real: Path, severity: str) -> None:
    """Only what is missing, or only what is worth knowing."""
    everything = usual(mh, real)["gaps"]
    chosen = usual(mh, real, "--severity", severity)["gaps"]
    assert chosen == [gap for gap in everything if gap["severity"] == severity]
    assert 0 < len(chosen) < len(everything)


def test_filters_hold_together(mh: Mh, real: Path) -> None:
    """With several filters a gap must fit them all."""
    chosen = usual(
        mh, real, "--area", "3", "--ministry", "UD", "--severity", "gap", "--instrument", "coe"
    )
    assert {gap["subject"] for gap in chosen["gaps"]} == {
        *("coe-11.1", "coe-11.2", "coe-17.0"),
        *("coe-11", "coe-17"),
    }


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--instrument", "xyzzy"), "xyzzy"),
        (("--body", "xyzzy"), "xyzzy"),
        (("--body", "greta-r3"), "GRETA"),
        (("--ministry", "xyzzy"), "xyzzy"),
        (("--area", "9"), "9"),
        (("--severity", "error"), "gap"),
        (("--format", "xlsx"), "html"),
    ],
)
def test_a_filter_that_fits_nothing_known_is_wrong_use(
    mh: Mh, arguments: tuple[str, str], said: str
) -> None:
    """Exit code 2, nothing on stdout, and a message that says what is known."""
    answer = mh("gaps", *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err


def test_a_selection_without_gaps_says_so(mh: Mh, fjellheim: Path) -> None:
    """No empty table, in no format for people."""
    asked = ("gaps", *FICTIONAL_DAY, "--instrument", "coe", "--lang", "en")
    for form in ("text", "markdown", "html"):
        assert "No gaps in the selection." in mh(*asked, "--format", form, cwd=fjellheim).out


# What people read --------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["nb", "en"])
@pytest.mark.parametrize("form", ["text", "markdown", "csv"])
def test_what_is_shown(mh: Mh, fjellheim: Path, lang: str, form: str) -> None:
    """The gaps of the fictional strategy, letter for letter."""
    answer = mh("gaps", *FICTIONAL_DAY, "--lang", lang, "--format", form, cwd=fjellheim)
    suffix = {"text": "txt", "markdown": "md", "csv": "csv"}[form]
    golden(f"gaps-{lang}.{suffix}", answer.out)


@pytest.mark.parametrize("columns", [60, 80, 140])
def test_the_text_fits_the_terminal(mh: Mh, real: Path, columns: int) -> None:
    """No line is wider than the terminal, and no gap is cut off."""
    answer = mh("gaps", *DAY, cwd=real, columns=columns)
    assert max(len(line) for line in answer.out.splitlines()) <= columns
    for gap in usual(mh, real)["gaps"]:
        assert gap["code"] in answer.out


def test_every_format_tells_every_gap(mh: Mh, real: Path) -> None:
    """Text, Markdown, CSV and HTML tell of each subject that JSON tells of."""
    subjects = {gap["subject"] for gap in usual(mh, real)["gaps"] if gap["code"].startswith("MH20")}
    for form in ("text", "markdown", "csv", "html"):
        shown = " ".join(mh("gaps", *DAY, "--format", form, cwd=real).out.split())
        assert [
            name for name in subjects if name not in shown and f"artikkel {name[4:]}" not in shown
        ] == []


def test_a_table_row_tells_why_who_and_how(mh: Mh, real: Path) -> None:
    """CSV has a row for each gap: what, why, who could act, how it closes."""
    rows = list(csv.DictReader(StringIO(mh("gaps", *DAY, "--format", "csv", cwd=real).out)))
    gaps = usual(mh, real)["gaps"]
    assert [row["subject"] for row in rows] == [gap["subject"] for gap in gaps]
    for row, gap in zip(rows, gaps, strict=True):
        assert row["gap"] == gap["message"]
        assert row["cure"] == gap["help"]
        assert row["who"] == " ".join(gap["who"])
        if gap["code"] in ("MH201", "MH202"):
            assert row["why"].strip()


@pytest.mark.parametrize(
    "form",
    [
        "csv",
        *(form for form in ("text", "markdown", "html")),
    ],
)
def test_the_level_of_a_recommendation_is_told(mh: Mh, real: Path, form: str) -> None:
    """Why a demand of GRETA's matters is its level, in every format."""
    instrument = yaml.load(text_of("data/obligations/greta-r3/_instrument.yaml"), Loader=yaml.CSafeLoader)
    (level,) = [level["title"]["en"] for level in instrument["levels"] if level["id"] == "urges"]
    asked = ("gaps", *DAY, "--instrument", "greta-r3", "--lang", "en", "--format", form)
    assert level in " ".join(mh(*asked, cwd=real).out.split())


ACCEPTED = """[{rule: MH202, reason: {nb: Dekket av T13., en: Met by T13.}, decided_by: RD,
  date: 2026-02-01, until: 2027-06}]"""


@pytest.mark.parametrize("form", ["text", "markdown", "csv", "html"])
def test_accepted_gaps_are_shown_as_accepted(mh: Mh, fjellheim: Path, form: str) -> None:
    """With its reason, who decided, since when and until when, in every format for people."""
    file = fjellheim / "data/obligations/greta-r2/greta-r2-non-punishment.yaml"
    file.write_text(changed(file.read_text(), accepted=ACCEPTED))
    shown = mh("gaps", *FICTIONAL_DAY, "--lang", "en", "--format", form, cwd=fjellheim).out
    said = "MH202 greta-r2-non-punishment: Met by T13. (RD, 1 February 2026), until June 2027"
    assert said in " ".join(shown.split())


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
    "data/obligations/greta-r2/_instrument.yaml": "title",
    "data/obligations/greta-r2/greta-r2-non-punishment.yaml": "title",
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


@settings(max_examples=300)
@given(first=TRICKY | st.text(), second=TRICKY | ADDRESS)
def test_no_text_breaks_a_markdown_table(first: str, second: str) -> None:
    """Any two texts stay two cells of one row, each shown letter for letter."""
    table = f"| a | b |\n| --- | --- |\n| {markdown_cell(first)} | {markdown_cell(second)} |\n"
    page = Page(MARKDOWN.render(table))
    names = [name for name in page.names if name != "a"]
    assert names == ["table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td"]
    assert page.cells() == [visible(" ".join(text.split())) for text in (first, second)]


# Coverage of anything ----------------------------------------------------------------------------

FORCES = ["shall", "shall_qualified", "shall_consider", "may", "none"]
STATUSES = ["not_reported", "not_started", "in_progress", "completed", "discontinued"]


@st.composite
def mixtures(draw: st.DrawFn) -> tuple[Files, list[str], int]:
    """An article of some forces, a few measures with links, perhaps a law; and what counts in it."""
    forces = draw(st.lists(st.sampled_from(FORCES), min_size=1, max_size=3))
    known = ["coe-29", *(f"coe-29.{n}" for n in range(1, len(forces) + 1)), "greta-r3-coordination"]
    article = (
        "id: coe-29\narticle: 29\nchapter: V\nrole: duty\ntitle: Samordning\n"
        "title_basis: working_translation\nsource: {document: strategy}\nprovisions:\n"
    )
    for number, force in enumerate(forces, 1):
        article += f"  - {{id: coe-29.{number}, force: {force}, bearer: state, text: Staten skal.}}\n"
    extent = draw(st.sampled_from([None, "full", "partial"]))
    if extent:
        article += (
            f"existing: [{{law: Loven, extent: {extent}, judged_by: editorial, note: Dekker., "
            "source: {document: strategy}}]\n"
        )
    files: Files = {ARTICLE_FILE: article}
    linked: set[str] = set()
    for number in range(1, draw(st.integers(1, 3)) + 1):
        status = draw(st.sampled_from(STATUSES))
        targets = draw(st.lists(st.sampled_from(known), unique=True, max_size=3))
        if status != "discontinued":
            linked.update(targets)
        links = ", ".join(
            f"{{obligation: {name}, basis: strategy, "
            f"contribution: {draw(st.sampled_from(['full', 'partial', 'assess']))}}}"
            for name in targets
        )
        name = "01-samordning" if number == 1 else f"{number:02}-tiltak"
        files[f"data/measures/{name}.yaml"] = changed(
            MEASURE.replace("T01", f"T{number:02}"), status=status, addresses=f"[{links}]"
        )
    demands = [f"coe-29.{n}" for n, force in enumerate(forces, 1) if force not in ("may", "none")]
    bare = 0 if extent else sum(not {"coe-29", name} & linked for name in demands)
    bare += "greta-r3-coordination" not in linked
    return files, demands, bare


@settings(max_examples=80)
@given(mixtures())
def test_the_values_add_up_whatever_is_linked(mixture: tuple[Files, list[str], int]) -> None:
    """Each demand has one value; uncovered are exactly those without a link and without a law."""
    files, demands, bare = mixture
    totals = coverage(load(with_example(files))).totals
    assert sum(counts["total"] for counts in totals.values()) == len(demands) + 1
    assert sum(counts["uncovered"] for counts in totals.values()) == bare
    for counts in totals.values():
        assert sum(counts[value] for value in VALUES) == counts["total"]


def test_a_demand_restated_twice_is_answered_by_a_link_to_any_wording() -> None:
    """A sum of a sum: what is linked to the newest wording answers the oldest."""
    files: Files = {RECOMMENDATION_FILE: changed(RECOMMENDATION, articles="[]")}
    instrument = str(BASE["data/obligations/greta-r3/_instrument.yaml"])
    for name, older in (("greta-r4", "greta-r3"), ("greta-r5", "greta-r4")):
        files[f"data/obligations/{name}/_instrument.yaml"] = instrument.replace("greta-r3", name)
        files[f"data/obligations/{name}/{name}-coordination.yaml"] = changed(
            RECOMMENDATION,
            id=f"{name}-coordination",
            articles="[]",
            restates=f"[{older}-coordination]",
        )
    for wording in ("greta-r3", "greta-r4", "greta-r5"):
        link = f"[{{obligation: {wording}-coordination, basis: strategy, contribution: partial}}]"
        linked: Files = {**files, MEASURE_FILE: changed(MEASURE, addresses=link)}
        found = coverage(load(with_example(linked))).by_id["greta-r3-coordination"]
        assert found.value == "under_way"


# Partly damaged data -----------------------------------------------------------------------------


def test_where_a_file_cannot_be_read_nothing_is_called_unanswered(mh: Mh, fjellheim: Path) -> None:
    """The missing file may hold the answer: no gap is claimed, and stderr says what is missing."""
    (fjellheim / "data/measures/13-straffrihet.yaml").write_text("id: [\n")
    answer: Answer = mh("gaps", *FICTIONAL_DAY, "--format", "json", cwd=fjellheim)
    assert answer.code == 0
    assert unmet(answer.json) == set()
    assert answer.err
