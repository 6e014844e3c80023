"""``mh gaps``: what is missing, why it matters, who could act, and how it closes.

What to expect on the real data is worked out here from the YAML files alone, by other means than the
program's own.
"""

import csv
import json
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from openpyxl import load_workbook

import example
from menneskehandel_cli.cli.request import ON_A_TERMINAL
from menneskehandel_cli.rules.example import BASE
from plain_data import Data, reaches
from reports import Page
from repositories import Step, build
from support import CHECKOUT, Answer, Files, Mh, each, golden, laid_out, process, some
from terminals import at_terminal

Fits = Callable[[dict[str, Any]], bool]
DAY = ("--as-of", "2026-03-01")
FICTIONAL_DAY = ("--as-of", "2026-06-30")
CLASSIFICATIONS = ["covered", "planned", "partly", "pending", "unknown", "unanswered"]
IDLE = ("none", "named")
IN_DOUBT = ("unknown", "pending")
SECTIONS = ["asked", "unanswered", "partly", "further", "progress", "disputed", "notes"]


REAL = Data(CHECKOUT)
LEVELS = {
    (name, level["id"]): level["weight"]
    for name, item in REAL.instruments.items()
    for level in item.get("levels") or []
}
"""How much each level of an instrument weighs."""


def named_by_recommendations() -> set[str]:
    """The demands of the convention that a recommendation names by themselves, alone."""
    references = [
        reference["id"]
        for owner in REAL.obligations.values()
        if "role" not in owner
        for reference in owner.get("articles") or []
    ]
    reached = [[name for name in REAL.demands if reaches(one, name)] for one in references]
    return {names[0] for names in reached if len(names) == 1}


def of_convention(data: Data, classification: str) -> set[str]:
    """The demands of the convention that no link answers, by what the law that is read makes of them."""
    kinds = {"full": "covered", "part": "partly", "none_found": "unanswered"}
    return {
        name
        for name, demand in data.demands.items()
        if demand.instrument == "coe" and name not in answered(data)
        if ("unknown" if name in data.unclear else kinds.get(data.law.get(name, ""), "unknown"))
        == classification
    }


def answered(data: Data) -> set[str | None]:
    """The demands that a link of a measure answers."""
    ended = {name for name, item in data.measures.items() if item.get("status") == "discontinued"}
    return {data.answered(link) for name, link in data.links if name not in ended}


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


_views: dict[tuple[Path, tuple[str, ...]], Any] = {}


def usual(mh: Mh, root: Path, *arguments: str) -> Any:
    """What ``mh gaps`` tells of data that nobody has changed, asked for once."""
    if (root, arguments) not in _views:
        _views[root, arguments] = told(mh, root, *arguments)
    return _views[root, arguments]


def demanded(answer: Any, *classifications: str) -> set[str]:
    """The demands that are told to stand open, of some classifications or of any."""
    return {
        gap["subject"]
        for gap in answer["gaps"]
        if gap["classification"] is not None and gap["classification"] in (classifications or CLASSIFICATIONS)
    }


# The answer for machines, on the real data -------------------------------------------------------


def test_the_answer_says_what_it_is_and_of_which_day(mh: Mh, real: Path) -> None:
    """One object, its schema first, with the counts of every instrument."""
    answer = usual(mh, real)
    assert next(iter(answer.items())) == ("schema", "mh/gaps/4")
    assert (answer["as_of"], answer["revision"]) == ("2026-03-01", None)
    assert (answer["unjudged"], answer["left_out"]) == ([], 0)
    assert set(answer["coverage"]) == {demand.instrument for demand in REAL.demands.values()}


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
    unanswered = gaps - answered(data)
    assert unanswered == of_convention(data, "partly") | of_convention(data, "unanswered")
    sizes = {gap["subject"]: gap["size"] for gap in answer["gaps"] if gap["subject"] in unanswered}
    assert {name for name, size in sizes.items() if size == "minor"} == of_convention(data, "partly")
    disputed = {gap["subject"] for gap in answer["gaps"] if gap["code"] == "MH210"}
    assert disputed <= named_by_recommendations()
    assert len(disputed) == sum(counts["disputed"] for counts in answer["coverage"].values())
    assert {item["id"] for item in answer["unknown"]} == of_convention(data, "unknown")
    in_hand = {item["id"] for item in answer["in_hand"] if item["instrument"] == "coe"}
    assert gaps | in_hand <= set(demands)


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
        if gap["classification"]:  # the line told is the line that names the provision or the part
            line = text_of(gap["path"]).splitlines()[gap["line"] - 1]
            assert line[gap["column"] - 1 : gap["end_column"] - 1] == gap["subject"]


def practice(gap: dict[str, Any]) -> bool:
    """Whether the law answers all that the point, or else the recommendation, names."""
    if gap["article"] is not None or gap["classification"] is None:
        return False
    owner = REAL.demands[gap["subject"]].owner
    point: dict[str, Any] = next((one for one in owner.get("parts") or [] if one["id"] == gap["subject"]), {})
    whole = [name["id"] for name in owner.get("articles") or []]
    named = point.get("articles") or whole
    return {REAL.law[one] for one in REAL.law if any(reaches(name, one) for name in named)} == {"full"}


def test_gaps_come_by_section_and_the_heaviest_first(mh: Mh, real: Path) -> None:
    """Level and rounds; practice after the others; major before minor; named by a body; force."""
    order = [
        (
            SECTIONS.index(gap["section"]),
            -LEVELS.get((gap["instrument"], gap["level"]), 0) if gap["size"] else 0,
            -(gap["rounds"] or 0),
            practice(gap),
            gap["size"] == "minor",
            gap["size"] is not None and gap["subject"] not in named_by_recommendations(),
            -gap["weight"],
        )
        for gap in usual(mh, real)["gaps"]
    ]
    assert order == sorted(order)
    assert len({place for place, *_ in order}) > 2


def test_what_is_in_hand_begins_with_what_a_body_asks_for(mh: Mh, real: Path) -> None:
    """And among these duties, with what is only to be assessed."""
    found, named = usual(mh, real)["in_hand"], named_by_recommendations()
    asked = [item["instrument"] != "coe" or item["id"] in named for item in found]
    assert asked == sorted(asked, reverse=True)
    force = {item["id"]: REAL.demands[item["id"]].requirement.get("force") for item in found}
    first = [item["promise"] for item in found if item["id"] in named and force[item["id"]] == "shall"]
    assert first == sorted(first, key=["to_assess", "planned"].index)
    assert {*first} == {"to_assess", "planned"}


def test_the_section_follows_from_what_is_missing(mh: Mh, real: Path) -> None:
    """Asked, with the law that is named covered or not; unanswered or in part; and what is no demand."""
    for gap in usual(mh, real)["gaps"]:
        asked = "unanswered" if gap["article"] is not None else "further" if practice(gap) else "asked"
        other = "notes" if gap["severity"] == "note" else "progress"
        other = "disputed" if gap["code"] == "MH210" else other
        demands = {"major": asked, "minor": "partly", None: other}
        assert gap["section"] == demands[gap["size"]]


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


def test_the_first_sentences_have_the_figures_of_the_lists(mh: Mh, real: Path) -> None:
    """How much is unanswered, and in part; each heading counts the lines below it, as JSON has them."""
    answer = usual(mh, real)
    sizes = [sum(gap["size"] == size for gap in answer["gaps"]) for size in ("major", "minor")]
    once = [gap for gap in answer["gaps"] if not gap["same_as"]]
    first = [sum(gap["section"] == name for gap in once) for name in SECTIONS[:5]]
    assert (answer["open"], len(once)) == (sum(first[:4]), len(answer["gaps"]) - 1)
    counted = [line["gaps"] for line in answer["coverage"].values()]
    assert sizes == [sum(line[size] for line in counted) for size in ("major", "minor")]
    out = mh("gaps", *DAY, "--format", "markdown", cwd=real).out
    apart = [len(answer["unknown"]), len(answer["in_hand"])]
    opened, *sums = answer["summary"]
    assert f"står {answer['open']} mangler åpne" in opened
    assert [int(text.split()[0]) for text in sums] == [n for n in (*first, *apart) if n]
    assert opened in out
    assert all(f"\n- {text}\n" in out for text in sums)
    assert "--limit" not in out  # only somebody who looks at a screen gets a part unasked
    kinds = [sum(gap["section"] == name for gap in once) for name in SECTIONS]
    kinds[5:5] = apart
    heading = r"(?m)^(?=\S)[^\n]*\((\d{1,3})(?:,[^)]*)?\)(?:</summary>)?$"
    narrow = mh("gaps", *DAY, cwd=real, columns=60).out
    for parts, row in (
        (re.split(heading, out), r"\n\| (?!---|Hva)"),
        (re.split(heading, narrow), r"\n +Id: "),
    ):
        rows = [len(re.findall(row, part)) for part in parts[2::2]]
        told = [*map(int, parts[1::2])]
        assert told == [number for number in kinds if number]
        assert rows[:-2] == told[:-2]
        assert 0 < rows[-2] <= told[-2]  # a row may be about several


@pytest.mark.attack
def test_ids_codes_and_values_are_the_same_in_every_language(mh: Mh, real: Path) -> None:
    """Only sentences differ between bokmål, nynorsk and English."""

    def bare(lang: str) -> list[dict[str, Any]]:
        gaps = usual(mh, real, "--lang", lang)["gaps"]
        return [{k: v for k, v in gap.items() if k not in ("message", "help", "why")} for gap in gaps]

    assert bare("nb") == bare("nn") == bare("en")


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
            of = REAL.measures[gap["subject"].split(".")[0]]
            task: Any = next((task for task in of["tasks"] if task["id"] == gap["subject"]), {})
            among = [
                group.get("owners") for group in of.get("groups", ()) if group["id"] == task.get("group")
            ]
            assert gap["who"] == (task.get("owners") or (*among, of["responsible"])[0])
            assert gap["who_basis"] == "responsible"


def test_what_tasks_follow_up_goes_to_their_owners(mh: Mh, tmp_path: Path) -> None:
    """Also if another body leads the measure; a task without an owner is the lead's. A link without tasks
    is about all of them. The ministry above an owner finds it too."""
    link = "\n  - {{obligation: greta-r3-coordination, basis: strategy, contribution: partial{by}}}".format
    late, aid = "due: 2025", "owners: [AID], due: 2025"
    cases = (
        ("", [aid, aid], ["AID"]),
        ("", [aid, late], ["JD"]),
        (", by: [T01.1]", [aid, late], ["AID"]),
        (", by: [T01.1, T01.2]", [aid, late], ["JD", "AID"]),
    )
    for number, (by, said, who) in enumerate(cases):
        files = example.measure(addresses=link(by=by), tasks=example.tasks(*said))
        root = build(tmp_path / str(number), [Step("2026-01-10", {**BASE, **files})]).root
        (item,) = told(mh, root)["in_hand"]
        assert (item["who"], item["who_basis"]) == (who, "responsible"), by
        passed = {gap["subject"]: gap["who"] for gap in told(mh, root)["gaps"] if gap["code"] == "MH301"}
        assert passed == {"T01.1": ["AID"], "T01.2": ["AID"] if said[1] == aid else ["JD"]}
        asked = ("report", "obligations", "--instrument", "greta-r3", "--format", "json")
        reply = json.loads(mh(*asked, cwd=root).out)
        answering = reply["instruments"][0]["chapters"][0]["who"]
        assert sorted(answering) == sorted(who)  # in a reply the owners of tasks stand first


def test_what_is_said_of_a_whole_article_is_said_once(mh: Mh, unread: Path) -> None:
    """With the points that it concerns, and all of them counted."""
    shown = mh("gaps", *DAY, "--lang", "en", "--format", "markdown", cwd=unread).out.replace("\\", "")
    plain = "must prevent anyone from issuing them unlawfully."
    assert f"{plain} | Concerns Article 8(a) and (b). |" in shown
    assert shown.count(plain) == 1
    assert f"against the law ({len(told(mh, unread)['unknown'])})" in shown
    n = sum(item["classification"] == "unknown" for item in told(mh, unread)["unknown"])
    assert re.search(rf"in our judgement: [^.]+\. {n} of \d+ requirements have not been assessed\.", shown)
    some = mh("gaps", *DAY, "--lang", "en", "--coverage", "unknown", cwd=unread).out
    assert ("gap has been found" in some, "not been assessed." in some) == (False, False)  # of a selection


def followed_up(root: Path, name: str, *actors: str) -> Any:
    """An article or a recommendation with a judgement of ours on who can follow it up."""
    path = path_of(name)
    bare = re.sub(r"\n +follow_up: .*", "", text_of(path))
    return altered(root, path, example.changed(bare, follow_up=f"[{', '.join(actors)}]"))


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
    """A star at the name, where not all are, and the head of the column says what it means."""
    with followed_up(unread, "coe-8", "UDI"):
        asked = ("gaps", *DAY, "--coverage", "unknown", "--format", form)
        shown = " ".join(mh(*asked, cwd=unread).out.replace("\\", "").split())
    assert re.search(r"UDI\*.{0,40}coe-8\.a", shown)
    assert not re.search(r"JD\*.{0,60}coe-9", shown)
    assert "Hvem som kan følge opp (* er vår vurdering)" in shown
    assert ("vi ikke har pekt ut noen" in shown, "det som er valgt" in shown) == (True, False)


# Law, acceptance and links come and go -----------------------------------------------------------


def law(extent: str, *requirements: str) -> str:
    """What the law covers of some requirements of article 8, in our reading."""
    missing = "missing: Noe mangler., " if extent == "part" else ""
    return "id: law-coe-8\nobligation: coe-8\nrequirements:\n" + "".join(
        f"  - {{requirement: {name}, extent: {extent}, {missing}judged: {{by: editorial}}, "
        "provisions: [{source: {document: strategy}, text: Loven.}]}\n"
        for name in requirements
    )


@each(("extent", "classification"), [("full", "covered"), ("part", "partly"), ("none_found", "unanswered")])
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


def test_what_no_law_was_found_for_has_one_heading_also_where_a_part_is_promised(
    mh: Mh, unread: Path
) -> None:
    text = law("none_found", "coe-8.a", "coe-8.b")
    for old, new in (("coe-8.a", "coe-10.1"), ("coe-8.b", "coe-10.2"), ("coe-8", "coe-10")):
        text = text.replace(old, new)
    with altered(unread, "data/law/coe/coe-10.yaml", text):
        out = mh("show", "coe-10", "--lang", "en", cwd=unread).out
    under = out.split("\nNot found in the law\n")[1:]
    assert [re.findall(r"Article (10\(\d\))", one.partition("Requirement by")[0]) for one in under] == [
        ["10(1)", "10(2)"]
    ]


def test_an_accepted_gap_moves_to_the_accepted_ones(mh: Mh, real: Path) -> None:
    """It is shown with reason, decider and day, and stays what it is in the coverage."""
    path = path_of("greta-r1-child-placement")
    accepted = "[{rule: MH202, reason: Loven endres., decided_by: JD, date: 2026-01-15, until: 2029}]"
    before = usual(mh, real)
    with altered(real, path, example.changed(text_of(path), accepted=accepted)):
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


# Filters -----------------------------------------------------------------------------------------


@pytest.mark.thorough
@each(
    ("asked", "instruments"),
    some(
        [
            ("--instrument coe", {"coe"}),
            ("--instrument osce --instrument greta-r1", {"osce", "greta-r1"}),
            ("--body greta", {"greta-r1", "greta-r2", "greta-r3", "greta-strategy"}),
            ("--body COE", {"coe"}),
            ("--body Europaradet", {"coe"}),
            ("--body OSSE", {"osce"}),
        ],
        2,
    ),
)
def test_an_instrument_or_a_body_narrows_gaps_and_coverage(
    mh: Mh, real: Path, asked: str, instruments: set[str]
) -> None:
    """Either will do; a body speaks through several, and one of a single instrument goes by its name."""
    answer, everything = usual(mh, real, *asked.split()), usual(mh, real)
    assert set(answer["coverage"]) == instruments
    for kind in ("gaps", "in_hand", "unknown"):
        mine = (item for item in everything[kind] if item["instrument"] in instruments)
        assert [x | {"same_as": ""} for x in answer[kind]] == [x | {"same_as": ""} for x in mine]
    assert {gap["instrument"] for gap in answer["gaps"]} == instruments


@pytest.mark.thorough
@each(
    ("asked", "fits"),
    some(
        [
            ("--ministry BFD", lambda gap: "BFD" in gap["who"]),
            ("--area 3", lambda gap: 3 in gap["focus_areas"]),
            ("--theme Barn", lambda gap: "children" in gap["themes"]),
            ("--severity gap", lambda gap: gap.get("severity") == "gap"),
            ("--severity note", lambda gap: gap.get("severity") == "note"),
            ("--rule MH201", lambda gap: gap.get("code") == "MH201"),
            ("--rule mh30", lambda gap: gap.get("code", "").startswith("MH30")),
            ("--rule MH2 --rule MH301", lambda gap: gap.get("code", "").startswith(("MH2", "MH301"))),
            ("--rule MH201,MH202", lambda gap: gap.get("code") in ("MH201", "MH202")),
            ("--coverage partly", lambda gap: gap["classification"] == "partly"),
            ("--coverage unknown --coverage pending", lambda gap: gap["classification"] in IN_DOUBT),
            (
                "--area 3 --ministry JD --coverage partly --instrument coe",
                lambda gap: (
                    {3, "JD", "partly", "coe"}
                    <= {*gap["focus_areas"], *gap["who"], gap["classification"], gap["instrument"]}
                ),
            ),
        ],
        4,
    ),
)
def test_a_filter_keeps_what_fits_it(mh: Mh, real: Path, asked: str, fits: Fits) -> None:
    """With several options a gap must fit them all; what is in hand is no finding of a rule."""
    answer, everything = usual(mh, real, *asked.split()), usual(mh, real)
    kinds = ["gaps"] if "--area" in asked or "--theme" in asked else ["gaps", "in_hand", "unknown"]
    for kind in kinds:
        mine = (item | {"same_as": ""} for item in everything[kind] if fits(item))
        assert [item | {"same_as": ""} for item in answer[kind]] == [*mine], kind
    shown = [item for kind in kinds for item in answer[kind]]
    assert shown
    assert len(answer["gaps"]) < len(everything["gaps"])


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("gaps --as-of 2026-06-30 --coverage unanswered --instrument coe", "No gaps match what was chosen."),
        ("matrix --status not_started", "No obligations match what was chosen."),
    ],
)
def test_an_empty_selection_says_so(mh: Mh, asked: str, said: str, form: str) -> None:
    """No empty table, in no format for people."""
    assert said in mh(*asked.split(), "--lang", "en", "--format", form).out
    alone = mh("gaps", "--as-of", "2026-06-30", "--rule", "MH301", "--lang", "en").out
    assert "\n  · 1 deadline has passed\n" in alone  # what is no gap in what is required
    other = mh("gaps", "--as-of", "2026-06-30", "--rule", "MH306", "--lang", "en").out
    assert "\n  · 1 finding about measures, tasks or reports\n" in other


# What people read --------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["nb", "en"])
@pytest.mark.parametrize("form", ["text", "markdown", "csv"])
def test_what_is_shown(mh: Mh, fjellheim: Path, lang: str, form: str) -> None:
    """The gaps of the fictional strategy, letter for letter."""
    answer = mh("gaps", *FICTIONAL_DAY, "--lang", lang, "--format", form, cwd=fjellheim)
    suffix = {"text": "txt", "markdown": "md", "csv": "csv"}[form]
    golden(f"gaps-{lang}.{suffix}", answer.out)


def figures(line: str) -> list[int]:
    return [int(number) for number in re.findall(r"\b\d+\b", re.sub(r"\b(én|ett)\b", "1", line.lower()))]


def test_each_instrument_is_told_by_its_own_words_and_with_our_judgements(mh: Mh, real: Path) -> None:
    """Two counts side by side, each named."""
    lines = mh("gaps", *DAY, cwd=real, columns=200).out.splitlines()
    head = next(place for place, line in enumerate(lines) if "egne ord" in line)
    rows = lines[head + 1 : head + 1 + len(usual(mh, real)["coverage"])]
    for row, (name, counts) in zip(rows, usual(mh, real)["coverage"].items(), strict=True):
        apart = [x for x in usual(mh, real)["unknown"] if x["instrument"] == name]
        unclear = Counter(x["classification"] for x in apart if x["law"] != "unread")
        own = [n for value, n in counts["strategy"]["promise"].items() if n and value not in IDLE]
        assess = counts["strategy"]["promise"]["to_assess"]  # where it is all of them, it is in words
        some_of_them = [assess] if 0 < assess < sum(own) else []
        done, *idle = (counts["promise"][x] for x in ("delivered", "none", "named"))
        only = counts["promise"]["to_assess"]
        points = [done, counts["total"] - done - only - sum(idle), only, sum(idle)]
        by_class = [counts[name] - unclear[name] for name in CLASSIFICATIONS]
        by_class.insert(CLASSIFICATIONS.index("partly") + 1, unclear.total())
        classes = [n for n in (by_class if counts["law"] else points) if n]
        wanted = [counts["total"], *classes, sum(own), counts["total"], *some_of_them]
        assert figures(re.split(" {2,}", row.strip(), maxsplit=1)[1]) == wanted


@pytest.mark.thorough
@each("columns", some([60, 80, 140], 3))
def test_the_text_fits_the_terminal(mh: Mh, real: Path, columns: int) -> None:
    """No line is wider than the terminal, and no gap is cut off."""
    answer = mh("gaps", *DAY, cwd=real, columns=columns)
    assert max(len(line) for line in answer.out.splitlines()) <= columns
    for gap in usual(mh, real)["gaps"]:
        assert gap["subject"] in answer.out


@pytest.mark.thorough
@each("form", some(["text", "markdown", "csv", "html"], 2))
def test_every_format_tells_every_gap(mh: Mh, real: Path, form: str) -> None:
    """Each demand that JSON tells of."""
    shown = " ".join(mh("gaps", *DAY, "--format", form, cwd=real).out.split())
    subjects = {gap["subject"] for gap in usual(mh, real)["gaps"]}
    assert [name for name in subjects if name not in shown] == []


ACCEPTED = """[{rule: MH202, about: greta-r3-non-punishment.a, decided_by: RD, date: 2026-02-01,
  until: 2027-06, reason: {nb: Dekket av T13., en: Met by T13.}}]"""


@pytest.mark.parametrize("form", ["text", "markdown", "csv", "html"])
def test_accepted_gaps_are_shown_as_accepted(mh: Mh, fjellheim: Path, form: str) -> None:
    """With its reason, who decided, since when and until when, in every format for people."""
    file = fjellheim / "data/obligations/greta-r3/greta-r3-non-punishment.yaml"
    file.write_text(example.changed(file.read_text(), accepted=ACCEPTED))
    shown = mh(*("gaps", *FICTIONAL_DAY, "--lang", "en", "--format", form), cwd=fjellheim, columns=160).out
    if form == "html":
        shown = Page(shown).shown()
    assert "greta-r3-non-punishment.a" in shown
    assert "RD, 1 February 2026, until June 2027: Met by T13." in " ".join(shown.split())
    if form != "csv":
        assert "Accepted gaps (1)" in shown


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
    lines = len(gaps) + len(usual(mh, real, "--body", "greta")["in_hand"])
    command = f"mh gaps --body greta --as-of 2026-03-01 --format {form} --limit 0"
    assert f"{lines - 2} til: «{command}»." in out.replace("&#39;", "'")
    assert "--limit 0" not in whole


# A large plan ------------------------------------------------------------------------------------

ARTICLES, RECOMMENDATIONS, PER_ARTICLE = 1000, 250, 2
DEMANDS = ARTICLES * PER_ARTICLE


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """1,250 obligations: a thousand articles with two demands each, and 250 recommendations."""
    instead = (example.ARTICLE_FILE, example.LAW_FILE, example.RECOMMENDATION_FILE)
    files: Files = {path: text for path, text in BASE.items() if path not in instead}
    files[example.MEASURE_FILE] = example.changed(example.MEASURE, addresses="[]")
    for number in range(1, ARTICLES + 1):
        name = f"coe-{number}"
        demands = [f"{name}.{place}" for place in range(1, PER_ARTICLE + 1)]
        provisions = [f"{{id: {one}, force: shall, bearer: state, text: Krav.}}" for one in demands]
        files[f"data/obligations/coe/{name}.yaml"] = example.changed(
            example.ARTICLE,
            id=name,
            article=str(number),
            chapter=f"K{number // 100 + 1}",
            provisions=f"[{', '.join(provisions)}]",
        )
        if number % 2:
            read = "extent: none_found, judged: {by: editorial}, looked_in: [{document: strategy}]"
            requirements = ", ".join(f"{{requirement: {one}, {read}}}" for one in demands)
            files[f"data/law/coe/{name}.yaml"] = example.changed(
                example.LAW, id=f"law-{name}", obligation=name, requirements=f"[{requirements}]"
            )
    for number in range(1, RECOMMENDATIONS + 1):
        name = f"greta-r3-nr-{number}"
        files[f"data/obligations/greta-r3/{name}.yaml"] = example.changed(
            example.RECOMMENDATION, id=name, articles="[]"
        )
    return laid_out(tmp_path_factory.mktemp("large"), files)


def test_a_large_plan_stays_a_screen_or_two_on_a_terminal(large: Path) -> None:
    """Forty lines of gaps, whatever there is; each section tells its number, and the rest is counted."""
    answer = at_terminal("gaps", "--as-of", "2027-03-01", cwd=large)
    assert answer.code == 0
    lines = answer.out.splitlines()
    assert len(lines) <= 90
    listed = [name for line in lines for name in re.findall(r" (greta-r3-nr-\d+)$", line)]
    assert len(listed) == ON_A_TERMINAL
    # 250 recommendations, 500 articles of which the law is read, 500 others, and what the measure lacks.
    for number in (f"{RECOMMENDATIONS}", "1 000"):
        assert any(line.endswith(f" ({number})") for line in lines)
    assert "2,000 requirements: 1,000 not" in at_terminal("status", "--lang", "en", cwd=large).out
    (rest,) = [line for line in lines if "--limit 0" in line]
    left_out = int(re.sub(r"\s", "", rest.partition(" til")[0]))
    in_pipe = process("gaps", "--as-of", "2027-03-01", "--format", "json", cwd=large).json
    assert left_out == sum(len(in_pipe[kind]) for kind in ("gaps", "in_hand", "unknown")) - ON_A_TERMINAL
    assert len(in_pipe["gaps"]) >= RECOMMENDATIONS + DEMANDS // 2


@each("command", ["matrix", "check", "list obligations"])
def test_other_views_of_a_large_plan_are_bounded_too(large: Path, command: str) -> None:
    """With the number left out and the command that shows it."""
    answer = at_terminal(*command.split(), cwd=large)
    assert len(answer.out.splitlines()) < 60 + ON_A_TERMINAL * 9
    (rest,) = [line for line in answer.out.splitlines() if "--limit 0" in line]
    assert f"«mh {command} --limit 0»" in rest
    assert int(re.sub(r"\s", "", rest.partition(" til")[0])) > 1000


def test_output_goes_to_a_file_whole(mh: Mh, fjellheim: Path) -> None:
    """``-o`` writes the same bytes that would be printed, and prints nothing."""
    asked = ("gaps", *FICTIONAL_DAY, "--format", "html")
    printed = mh(*asked, cwd=fjellheim)
    written = mh(*asked, "-o", "ut/mangler.html", cwd=fjellheim)
    assert written.out == ""
    assert (fjellheim / "ut" / "mangler.html").read_text(encoding="utf-8") == printed.out
    assert [path.name for path in (fjellheim / "ut").iterdir()] == ["mangler.html"]


# Pages -------------------------------------------------------------------------------------------


PAGES = [
    ("gaps", *FICTIONAL_DAY, "--format", "html"),
    ("matrix", "--format", "html"),
    ("matrix", "--by", "provision", "--format", "html"),
]

each_page = pytest.mark.parametrize("asked", PAGES, ids=lambda asked: "-".join(asked[:3]))


@each_page
def test_a_page_marks_what_is_fictional(mh: Mh, asked: tuple[str, ...]) -> None:
    """Nobody takes the example for a real country's strategy."""
    assert "fictional example" in Page(mh(*asked, "--lang", "en").out).shown()


# Texts that want to be more than text ------------------------------------------------------------

PLANTED = (
    "<script>alert(1)</script> <b onclick='x'> {{ 7*7 }} {% raw %} \"quotes\" 'single' | pipe | `ticks` "
    "*stars* _under_ [link](javascript:alert(1)) ![x](http://evil.example/x.png) "
    "&lt;b&gt; &copy; # ~~no~~ \\"
)


def plant(root: Path, text: str) -> None:
    """Write ``text`` as the title of a strategy, an instrument, a recommendation and a measure."""
    quoted = json.dumps({"nb": text, "en": text}, ensure_ascii=False)
    for path in (
        "strategy/strategy.yaml",
        "data/obligations/greta-r3/_instrument.yaml",
        "data/obligations/greta-r3/greta-r3-non-punishment.yaml",
        "data/measures/01-samordning.yaml",
    ):
        file = root / path
        file.write_text(example.changed(file.read_text(encoding="utf-8"), title=quoted), encoding="utf-8")


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
def test_a_title_is_shown_in_markdown_and_never_run(mh: Mh, fjellheim: Path, asked: tuple[str, ...]) -> None:
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
def test_no_cell_of_a_table_is_a_formula(mh: Mh, fjellheim: Path, command: str, formula: str) -> None:
    """A title that a spreadsheet would run is kept as text, in CSV and in the spreadsheet itself."""
    plant(fjellheim, formula)
    answer = mh(command, "--format", "csv", cwd=fjellheim)
    mh(command, "--format", "xlsx", "-o", "ark.xlsx", cwd=fjellheim)
    sheet = load_workbook(fjellheim / "ark.xlsx").active
    assert sheet is not None
    held = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in held} <= {"s", "n"}
    for cells in (
        [cell for row in csv.reader(StringIO(answer.out)) for cell in row],
        [str(cell.value) for cell in held],
    ):
        assert any(formula.strip() in cell for cell in cells)
        assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_nothing_in_a_title_moves_the_terminal(mh: Mh, fjellheim: Path) -> None:
    """Escape sequences are refused where they stand, and never reach the terminal or a spreadsheet."""
    plant(fjellheim, "\x1b[2Jborte\x07")
    for command in ("gaps", "matrix", "check", "matrix --format xlsx -o ark.xlsx"):
        answer = mh(*command.split(), cwd=fjellheim)
        assert not {"\x1b", "\x07"} & set(answer.out + answer.err)
        assert answer.code == (command == "check")
    assert "MH016" in mh("check", cwd=fjellheim).out


# Partly damaged data -----------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["gaps", "matrix"])
@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_what_cannot_be_judged_is_said_first(mh: Mh, fjellheim: Path, command: str, form: str) -> None:
    """The file that is in no count is named before any count."""
    (fjellheim / "data/measures/13-straffrihet.yaml").write_text("id: [\n")
    out = mh(command, "--format", form, cwd=fjellheim).out
    shown = Page(out).shown().partition("Hopp til innholdet ")[2] if form == "html" else out
    assert shown.lstrip("*").startswith("Kan ikke vurderes: data/measures/13-straffrihet.yaml")


@pytest.mark.parametrize("damage", ["x: [\n", "evidence: [{title: Noe, date: i fjor}]\n"])
def test_a_damaged_measure_hides_only_what_it_may_answer(mh: Mh, fjellheim: Path, damage: str) -> None:
    """What it may answer is no gap; what the other measures lack still is. Stderr says so too."""
    before = mh("gaps", *FICTIONAL_DAY, "--format", "json", cwd=fjellheim).json
    path = "data/measures/13-straffrihet.yaml"
    (fjellheim / path).write_text((fjellheim / path).read_text(encoding="utf-8") + damage, "utf-8")
    answer: Answer = mh("gaps", *FICTIONAL_DAY, "--format", "json", cwd=fjellheim)
    assert answer.code == 0
    assert answer.json["unjudged"] == [path]
    assert answer.err
    demands = SECTIONS[:3]
    kept = {gap["key"] for gap in before["gaps"] if gap["section"] not in demands and "T13" not in gap["key"]}
    assert kept <= {gap["key"] for gap in answer.json["gaps"]}


@pytest.mark.attack
def test_a_line_for_each_obligation_holds_all_that_it_lacks(mh: Mh) -> None:
    """Article 16 lacks something in six places: six lines, or one in each group that says all of it."""
    root = ("--root", str(CHECKOUT), "--instrument", "coe", "--format", "markdown")
    one, six = (mh("gaps", "--by", by, *root).out for by in ("obligation", "demand"))
    rows = [line for line in six.splitlines() if "coe-16." in line]
    whole = [line for line in one.splitlines() if "coe-16 " in line]
    assert len(whole) == 2 < len(rows)
    assert all(line.split("|")[2].strip().removeprefix("Regel: ") in " ".join(whole) for line in rows)
