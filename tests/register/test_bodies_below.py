"""Bodies below bodies, at any depth: who answers for what, and what a circle does not break."""

import re
from pathlib import Path

import pytest

from example import changed, measure
from menneskehandel_cli.register import Register, load
from menneskehandel_cli.rules.example import BASE, with_example
from reports import run
from repositories import Step, build, edition
from support import each, errors

ACTORS_FILE = "strategy/actors.yaml"
CHAIN = ("Direktorat", "Etat", "Region", "Kontor")
SOURCE = "{document: strategy}"
TASK = """
  - id: T01.1
    text: Svare på telefonen.
    commitment: establish
    owners: [Kontor]
    status: in_progress
    due: 2026-06
    source: {document: strategy}"""


def actors(*pairs: tuple[str, str]) -> str:
    """The actors of the example, and bodies each below another."""
    lines = (
        f"  - {{id: {name}, name: {name}et, kind: agency, parent: {parent}, source: {SOURCE}}}\n"
        for name, parent in pairs
    )
    return str(BASE[ACTORS_FILE]) + "".join(lines)


DEEP = actors(*zip(CHAIN, ("JD", *CHAIN), strict=False))


def register(text: str) -> Register:
    return load(with_example({ACTORS_FILE: text}))


def test_a_ministry_has_below_it_what_is_below_what_is_below_it() -> None:
    found = register(DEEP)
    assert found.below("JD") == CHAIN
    assert found.below("Etat") == ("Region", "Kontor")
    assert found.above("Kontor") == ("Region", "Etat", "Direktorat", "JD")
    assert (found.below("AID"), found.above("JD")) == ((), ())


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = {**edition(1), **measure(responsible="[JD, AID]", tasks=TASK), ACTORS_FILE: DEEP}
    files["strategy/strategy.yaml"] = changed(str(BASE["strategy/strategy.yaml"]), coordinator="AID")
    folder = tmp_path_factory.mktemp("below") / "repo"
    return build(folder, [Step("2026-01-10", files), Step("2027-02-10", {"LESMEG": "Mer.\n"})]).root


def test_the_report_of_a_ministry_has_the_tasks_of_the_lowest_office(root: Path) -> None:
    told = run(*("report", "ministry", "JD", "--year", "2026", "--format", "json", "--root", str(root))).json
    assert [task["task"]["id"] for task in told["tasks"]] == ["T01.1"]
    assert [task["task"]["id"] for task in told["due_tasks"]] == ["T01.1"]


def test_show_tells_the_whole_line_up_and_down(root: Path) -> None:
    def shown(name: str) -> str:
        told = run("show", name, "--lang", "en", "--root", str(root)).out
        return " ".join(told.split()).replace(" (in Norwegian Bokmål)", "")

    below = shown("JD").partition("Subordinate bodies")[2]
    assert all(name in below for name in CHAIN)
    assert "Part of: Regionet, Etatet, Direktoratet" in below
    assert "Part of Regionet, Etatet, Direktoratet, Justisdepartementet" in shown("Kontor")
    (record,) = run("show", "JD", "--format", "json", "--root", str(root)).json["records"]
    assert record["links"]["below"] == list(CHAIN)


def test_a_ministry_tells_its_own_tasks_from_those_of_others(tmp_path: Path) -> None:
    """Each has a list; a deadline that is only a year says so."""
    mine = TASK.replace("T01.1", "T01.2").replace("Kontor", "JD").replace("2026-06", "2028")
    theirs = TASK.replace("T01.1", "T01.3").replace("Kontor", "AID")
    files = {**edition(1), **measure(responsible="[JD, AID]", tasks=TASK + mine + theirs), ACTORS_FILE: DEEP}
    root = build(tmp_path / "repo", [Step("2026-01-10", files)]).root
    told = run("show", "JD", "--lang", "en", "--root", str(root)).out
    lists = re.split("Its own tasks|Tasks (?:of|that)|Subordinate bodies", told)
    assert [re.findall(r"T01\.\d", part) for part in lists[1:4]] == [["T01.2"], ["T01.1"], ["T01.3"]]
    assert "2028 (only the year is" in told


def test_what_nobody_owns_is_not_for_the_body_above_the_responsible_one(tmp_path: Path) -> None:
    """It is not called responsible, alone or with others, and no count leads to a list that is not there."""
    nobodys = TASK.replace("\n    owners: [Kontor]", "")
    files = {**edition(1), **measure(responsible="[Kontor]", tasks=nobodys), ACTORS_FILE: DEEP}
    root = build(tmp_path / "repo", [Step("2027-01-10", files)]).root
    above, below = (run("show", x, "--lang", "en", "--root", str(root)).out for x in ("JD", "Kontor"))
    assert ("no named owner" in above, "deadline passed" in above) == (False, False)
    assert ("no named owner" in below, "deadline passed" in below) == (True, True)


@each(
    ("pairs", "circles"),
    [
        ([("A", "A")], 1),
        ([("A", "B"), ("B", "A")], 1),
        ([("A", "B"), ("B", "C"), ("C", "A"), ("D", "A")], 1),
        ([("A", "B"), ("B", "A"), ("C", "C")], 2),
    ],
)
def test_each_circle_is_one_error_and_hangs_nothing(pairs: list[tuple[str, str]], circles: int) -> None:
    found = register(actors(*pairs))
    assert errors(with_example({ACTORS_FILE: actors(*pairs)})) == ["MH123"] * circles
    for name, _ in pairs:
        assert name not in found.below(name)
        assert name not in found.above(name)
