"""The site says what the commands say at the same commit: one count of each thing, in both.

On the real data and on the demonstration.
"""

import json
import re
from collections import Counter
from functools import cache
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from menneskehandel_cli.language import day, first_sentence, say
from menneskehandel_cli.reports.gaps import SECTIONS
from reports import report, run
from sites import PLACES, Made
from support import THOROUGH, each, some

pytestmark = [pytest.mark.usefixtures("no_habits"), pytest.mark.thorough]


class Reader(HTMLParser):
    """The text of a page, without its head, and the rows of its tables."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.rows: list[list[str]] = []
        self._cell = False
        self.feed(html)

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        self._cell = tag in ("td", "th") or (self._cell and tag in ("a", "span"))
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._cell = False

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
        if self._cell:
            self.rows[-1][-1] += data

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", " ".join(self.texts))


@cache
def answer(root: Path, *words: str) -> Any:
    return run(*words, "--root", str(root), "--at", "HEAD", "--format", "json", "--lang", "en").json


def page(site: Path, name: str, lang: str = "en") -> Reader:
    return Reader((site / lang / f"{name}.html").read_text(encoding="utf-8"))


def beside(site: Path, name: str) -> Any:
    """The file beside a page."""
    return json.loads((site / "en" / f"{name}.json").read_text(encoding="utf-8"))


VIEWS = {"index": ("status",), "gaps": ("gaps",), "matrix": ("matrix", "--by", "article")} | {
    name: ("list", name) for name in ("measures", "obligations", "actors", "indicators", "reports")
}
"""The pages that show what a command lists, and the command."""


@each("place", PLACES)
@each("name", VIEWS)
def test_the_view_beside_a_page_is_that_of_its_command(
    place: str, name: str, places: dict[str, Path], sites: dict[str, Made]
) -> None:
    """But for the commit, which the manifest names, so that the file changes only with its content."""
    theirs = answer(places[place], *VIEWS[name])
    assert beside(sites[place].folder, name) == theirs | dict.fromkeys({"revision"} & {*theirs})


@each("place", PLACES)
def test_a_measure_has_the_status_and_the_tasks_of_mh_status(
    place: str, places: dict[str, Path], sites: dict[str, Made]
) -> None:
    seen = 0
    for area in answer(places[place], "status")["focus_areas"]:
        for row in area["measures"]:
            told = page(sites[place].folder, row["id"]).text
            status = say(f"status.{row['status']}", "en")
            known = "no approved report" if row["status"] == "not_reported" else status.lower()
            assert known in told.lower()
            tasks = row["tasks"]
            assert say("site.tasks_done", "en", done=tasks["completed"], n=tasks["total"]) in told
            if row["next_deadline"]:
                assert day(row["next_deadline"]["due"], "en") in told
            seen += 1
    assert seen == answer(places[place], "status")["measures_total"] > 0


@each("place", PLACES)
def test_a_measure_begins_with_how_much_it_follows_up_and_the_deadlines_with_the_tasks_that_passed(
    place: str, places: dict[str, Path], sites: dict[str, Made]
) -> None:
    """What it follows up, in part or not, is what the matrix says; picture and table name a late task.

    First comes what it is for; what it names has its convention or body, and no link is a bare number.
    """
    view, folder = answer(places[place], "status"), sites[place].folder / "en"
    matrix = answer(places[place], "matrix", "--by", "provision")["rows"]
    for row in (row for area in view["focus_areas"] for row in area["measures"]):
        html = (folder / f"{row['id']}.html").read_text(encoding="utf-8")
        below = html.partition('id="addresses"')[2].partition("<summary>")[0].partition("<h2 id")[0]
        entry = r'<li><b><a href="([^"]*)">.*?(?:Counted with <a href="([^"]*)">.*)?</li>'
        addresses = (counted or own for own, counted in re.findall(entry, below))
        far = {address.partition("#")[2] or address.removesuffix(".html") for address in addresses}
        lead = html.partition('<p class="lead">')[2].partition("</p>")[0]
        lead = unescape(re.sub("<[^>]+>", "", lead))
        aim = answer(places[place], "show", row["id"])["records"][0]["record"].get("summary")
        assert not aim or lead.startswith(first_sentence(aim if isinstance(aim, str) else aim["en"])[0])
        assert not re.search(r"\((?:\d{4}|\d+(?:\(\w\))+)\)", lead)
        assert not re.search(r"<a [^>]*>[\W\d]+</a>", html.partition("<footer")[0])
        assert "<p>Source: <a href=" in html
        for way in ([below.partition("<h3>")[0]], re.findall("<h3>.*?</h3>", below)):
            told = re.findall(r"(\d+|one) re(?:quirement|commendation)", " ".join(way))
            assert sum(int(n.replace("one", "1")) for n in told) == len(far)
        cells = {one["id"]: one["cells"].get(row["id"]) or {} for one in matrix}
        assert all(cells[name].get("answered") for name in far)
        if row["next_deadline"] and row["next_deadline"]["passed"]:
            shown = (folder / "deadlines.html").read_text(encoding="utf-8").partition('id="moved"')[0]
            assert len(re.findall(rf'.html#{row["next_deadline"]["task"]}"?>', shown)) == 2
            assert "<span>Source: <a href=" in shown


@each("place", PLACES)
def test_the_gaps_are_those_of_mh_gaps(place: str, places: dict[str, Path], sites: dict[str, Made]) -> None:
    """A row for each in its group, which leads to its page. Each number says what it counts."""
    told = answer(places[place], "gaps")
    page = (file := sites[place].folder / "en" / "gaps.html").read_text(encoding="utf-8")
    rows = re.findall(r"<tr data-.*", page)
    total = sum(int((re.findall(r" data-n=(\d+)>", row) or [1])[0]) for row in rows)
    once = [gap for gap in told["gaps"] if not gap["same_as"]]
    assert total == len(once) + sum(len(told[kind]) for kind in ("in_hand", "unknown", "accepted"))
    owners = {gap["subject"].partition(".")[0] for gap in told["gaps"]}
    assert not [owner for owner in owners if not any(f'href="{owner}' in row for row in rows)]
    assert not [row for row in rows if re.search(r"concerns(?![ <:,.])", row)]
    promised = page.partition('id="in_hand"')[2].partition("</details>")[0]
    assert not re.findall(r"<tr data-.*?<td>“", promised)  # a level, and nothing else
    counted = [sum(gap["section"] == name for gap in once) for name in SECTIONS[:5]]
    counted += [len(told["unknown"]), len(told["in_hand"])]
    sums = re.findall(r'<a href="#\w+"><b>(\d+)</b>', page)
    assert sums == [f"{n}" for n in counted if n]
    assert f'id="rest">Other notes ({total - sum(counted)})<' in page
    for part in re.findall(r"<h[23] id[^>]*>[^<]*\(\d+\)</h[23]>.*?</table>", page, re.DOTALL):
        about = re.findall(r"<tr data-fits[^>]*?(?: data-n=(\d+))?>", part)
        assert sum(int(n or 1) for n in about) == int(re.findall(r"\((\d+)\)</h", part)[0])
    chosen = page.partition('name="theme"')[2].partition("</select>")[0]
    assert {*re.findall(r'value="([^"]+)"', chosen)} >= {x for gap in told["gaps"] for x in gap["themes"]}
    if place == "real":  # the year is that of the round that asks so strongly, and the strategy has none
        body, matrix = (file.with_name(f"{x}.html").read_text("utf-8") for x in ("GRETA", "matrix"))
        called = re.findall(r'<li><b>(<a href="[^"]+">)', matrix.partition("<figure")[0])
        assert [x for x in called if x in page] == called != []  # What each lacks stands here alone.
        pattern = "names? this, but no task|is named, but what is missing|be used for this"
        named = sum(re.search(pattern, row) is not None for row in rows)
        assert f"Of the gaps, {named} are linked to" in page
        assert "".join(re.findall(r"We know .*? only from others", page)) in body
        assert "non-punishment principle</a> (according to the strategy; 2022: “considers”)" in body
    assert re.search(rf" {told['open']} gaps are open", page)
    assert sum("Missing from the law on" in row for row in rows) == len(told["gaps"]) - len(once) > 0
    able = Counter(who for gap in once if gap["section"] in SECTIONS[:4] for who in gap["who"])
    shown = re.findall(r'href="gaps.html\?body=([^"]+)">[^<]*\s(\d+)<', page)
    assert {unquote(body): int(n) for body, n in shown} == able


@each("place", PLACES)
def test_what_is_unclear_or_partly_covered_is_no_less_than_the_gaps_say(
    place: str, places: dict[str, Path], sites: dict[str, Made]
) -> None:
    unclear = sum(gap["law"] != "unread" for gap in answer(places[place], "gaps")["unknown"])
    demanded = page(sites[place].folder, "obligations").text
    assert (f"{unclear} unclear" in demanded) == (unclear > 0)
    if place == "real":
        listed = r">(\d+) partly covered requirements</a>: (\d+) of these [^.]*, one counts with [^.]*, and"
        html = (sites[place].folder / "en" / "gaps.html").read_text(encoding="utf-8")
        [(total, here, rest)] = re.findall(rf"{listed} for (\d+),", html)
        assert int(total) == int(here) + 1 + int(rest)
        assert f" {total} partly covered" in demanded
        front = page(sites[place].folder, "index").text
        assert f" and {here} requirements of the convention." in front
        matrix = (sites[place].folder / "en" / "matrix.html").read_text(encoding="utf-8")
        told = (
            r'lead">The (\d+) requirements [^:]*: (\d+) have [^;]*; (\d+) have [^;]*; (\d+) have no measure'
        )
        [(all_of, n, unsure, law)] = re.findall(told, matrix)
        sums = re.findall(r'href="#(\w+)"><b>(\d+)</b>', matrix)
        assert all(f'id="{name}">' in matrix for name, _ in sums)
        assert [n, n, sum(int(x) for _, x in sums)] == [sums[0][1], str(int(here) + 1), int(all_of)]
        bare = sum(int(x) for name, x in sums if name in ("open", "unclear", "law"))
        assert [int(n) + int(unsure) + int(law), law] == [bare, dict(sums)["law"]]
        assert f"assess {int(all_of) - bare} of the requirements, the largest number " in matrix


@pytest.mark.attack
@each("place", PLACES)
def test_a_record_beside_its_page_is_that_of_mh_show_with_the_history_of_the_page(
    place: str, places: dict[str, Path], sites: dict[str, Made]
) -> None:
    folder = sites[place].folder
    names = [path.stem for path in sorted((folder / "en").glob("*.json"))]
    records = [name for name in names if beside(folder, name)["schema"] == "mh/show/4"]
    assert len(records) > 10
    for name in records[:: max(1, len(records) // (25 if THOROUGH else 6))]:
        (shown,) = answer(places[place], "show", name)["records"]
        policy = [event for event in shown["history"] if event["classification"] == "policy"]
        assert beside(folder, name)["records"] == [{**shown, "history": policy}]


@pytest.mark.attack
@each("place", PLACES)
def test_a_page_names_the_last_commit_that_changed_its_record(
    place: str, places: dict[str, Path], sites: dict[str, Made]
) -> None:
    for area in answer(places[place], "status")["focus_areas"]:
        for row in some(area["measures"], 3):
            (shown,) = answer(places[place], "show", row["id"])["records"]
            last = shown["history"][-1]
            told = page(sites[place].folder, row["id"]).text
            words = say("site.changed", "en", commit=last["commit"][:10], day=day(last["date"], "en"))
            assert words in told.replace(" .", ".")


def test_the_year_is_shown_as_it_stood_at_its_end(places: dict[str, Path], sites: dict[str, Made]) -> None:
    frozen = run("report", "yearly", "--year", "2022", "--format", "json", "--root", str(places["demo"])).json
    told = page(sites["demo"].folder, "2022")
    statuses = {int(row[0].split(".")[0]): row[3] for row in told.rows if re.match(r"\d+\. ", row[0])}
    known = {
        int(chapter["measure"]["id"][1:]): chapter["measure"]["status"]
        for area in frozen["areas"]
        for chapter in area["measures"]
    }
    assert statuses.keys() == known.keys()
    for name, status in known.items():
        assert statuses[name].startswith(say(f"status.{status}", "en"))
    now = {
        int(row["id"][1:]): row["status"]
        for area in answer(places["demo"], "status")["focus_areas"]
        for row in area["measures"]
    }
    assert [x for x in known if known[x] != now.get(x)], "nothing has changed since: it shows nothing"


# What stands beside what we judge, in every view ---------------------------------------------------

CLASSES = re.compile(r"\d+ of \d+ covered|(?i:partly covered|pending, not covered)|\d+ unanswered")


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@pytest.mark.attack
def test_that_no_lawyer_has_confirmed_it_stands_wherever_a_class_does(
    places: dict[str, Path], sites: dict[str, Made]
) -> None:
    """On each page of the site, in the lists, the matrix, a record and the report."""
    ours = re.compile("|".join(re.escape(say(f"coverage.ours{own}", "en")) for own in ("", ".some")))
    pages = {
        path.stem: Reader(path.read_text(encoding="utf-8")).text
        for path in sites["real"].folder.glob("en/*.html")
    }
    explaining = {"rules", "data"}  # what the words mean, of no record
    classed = {name for name, text in pages.items() if CLASSES.search(text)} - explaining
    assert {"coe", "coe-12", "coe-12.1.a", "greta-r3-investigation"} <= classed
    assert {name for name in classed if not ours.search(pages[name])} == set()
    for words in (
        ("status",),
        ("gaps",),
        ("list", "obligations"),
        ("matrix",),
        ("matrix", "--format", "markdown"),
        ("show", "coe-12"),
        ("show", "coe-12.1.a"),
        ("show", "greta-r3-investigation"),
        ("report", "yearly", "--year", "2026"),
    ):
        assert ours.search(plain(said(places["real"], *words))), words
    asked = said(places["real"], "gaps", "--instrument", "greta-r3")  # No law is read of these.
    assert say("coverage.ours.links", "en") in plain(asked)


@pytest.mark.attack
def test_responsibility_that_we_assume_is_marked_in_every_view(
    places: dict[str, Path], sites: dict[str, Made], monkeypatch: pytest.MonkeyPatch
) -> None:
    """T05 and T11: nobody reads it as the strategy's own. The terminal is wide: no column breaks it."""
    monkeypatch.setenv("COLUMNS", "250")
    root, site = places["real"], sites["real"].folder
    long, short = (say(f"responsible.{key}", "en", who="") for key in ("inferred", "assumed"))
    for name in ("T05", "T11"):
        assert long in page(site, name).text
        assert long in plain(said(root, "show", name))
    assert page(site, "measures").text.count(short) == 2
    assert page(site, "JD").text.count(short) == 2
    assert plain(said(root, "list", "measures")).count(short) == 2
    assert said(root, "list", "measures", "--format", "csv").count(short) == 2
    assert plain(said(root, "show", "JD")).count(short) == 2
    yearly = said(root, "report", "yearly", "--year", "2026", "--format", "markdown")
    assert yearly.count(short) == 2
    letter = said(root, "report", "ministry", "HOD", "--year", "2026", "--format", "markdown")
    assert letter.count("Please confirm that you are among those responsible for measure 5.") == 1


def said(root: Path, *words: str) -> str:
    told = run(*words, "--root", str(root), "--at", "HEAD", "--lang", "en")
    assert told.code == 0, told.err
    return told.out


# What a page counts is what other views count -------------------------------------------------------


@each("place", PLACES)
def test_who_can_act_and_what_is_reserved_stand_with_what_is_lacking(
    place: str, sites: dict[str, Made]
) -> None:
    """An article lists as many requirements with reservations as it counts, and names who can act."""
    pages = {path: one.text for path, one in sites[place].pages().items() if path.startswith("en/")}
    for path, html in pages.items():
        listed = re.findall(r"Covered with qualifications \((\d+)\)", html)
        assert listed == re.findall(r"(\d+) covered with qualifications", html)[: len(listed)], path
        chip = html.partition('<p class="lead">')[0]
        assert not listed or "Who can follow up: <a href=" in chip, path
    opened = pages["en/matrix.html"].partition('id="open"')[2]
    assert not opened or "each body can follow up, alone or with others: " in opened.partition("<ul")[0]


@each("place", PLACES)
def test_a_ministry_has_the_same_figures_on_the_front_page_and_in_the_yearly_report(
    place: str, places: dict[str, Path], sites: dict[str, Made]
) -> None:
    """A row for each, which leads to its page; as many tasks of its own as its page and mh show list."""
    whole = report(places, place, "yearly", "markdown", "en", "--at", "HEAD")
    front = (sites[place].folder / "en" / "index.html").read_text(encoding="utf-8")
    rows = [row for row in page(sites[place].folder, "index").rows if re.search(r" \([A-Z]+\)$", row[0])]
    measures = answer(places[place], "list", "measures")["measures"]
    assert len(rows) == len({actor for row in measures for actor in row["responsible"]})
    assert front.count('class="when brief"') == 1
    kinds = r"(?:to be done|to be continued or repeated|assessment only): (\d+)"
    every, *of_kinds = re.findall(r"<th scope=row>Total<td>(\d+)<td>(\d+)<td>(\d+)<td>(\d+)", front)[-1]
    there = [n for n in of_kinds if n != "0"]
    assert re.findall(kinds, front)[: len(there)] == there  # first comes the picture of the tasks
    assert sum(map(int, of_kinds)) == int(every)
    parents = {actor["id"]: actor["parent"] for actor in answer(places[place], "list", "actors")["actors"]}
    groups = {group["id"]: group["owners"] for row in measures for group in row["groups"]}
    tasks = [task for row in measures for task in row["tasks"]]
    owners = {task["id"]: task["owners"] or groups.get(task["group"], ()) for task in tasks}
    for row in rows:
        assert f"| {' | '.join(row[:3])} |" in whole
        name = row[0].rpartition("(")[2].rstrip(")")
        assert f'<a href="{name}.html">{row[0]}</a>' in front
        owned = answer(places[place], "show", name)["records"][0]["links"].get("owned", [])
        upper = {body: {body, parents[body], parents.get(parents[body])} for body in parents}
        assert owned == [task for task, bodies in owners.items() if any(name in upper[b] for b in bodies)]
        ours = [one for one in measures if one["normative"] and name in one["responsible"]]
        mine = [x["id"] for y in ours for x in y["tasks"] if x["status"] not in ("completed", "discontinued")]
        nobody = sum(not owners[task] for task in mine)
        assert [*row[2:4], row[5]] == [str(n) for n in (len(mine), len({*owned} & {*mine}), nobody)]
        lines = page(sites[place].folder, name).rows
        told = {line[0].partition(".")[0]: line for line in lines if line[5:]}
        for one in ours:
            line, here = told[str(int(one["id"][1:]))], one["tasks"]
            counts = Counter(x for task in here for x in (task["commitment"] == "assess", task["status"]))
            assert line[2:5] == [str(counts[key]) for key in (False, True, "completed")]
            assert line[1].startswith("Alone") == (one["responsible"] == [name])
            given = Counter(body for task in here for body in owners[task["id"]] or [""])
            assert sorted(map(int, re.findall(r"\((\d+)\)", line[5]))) == sorted(given.values())
        due = re.sub(r"Measure \d+:", "1", "; ".join(x[1] for x in lines if len(x) == 4))
        left = {x["id"] for x in tasks if x["status"] not in ("completed", "discontinued")} & {*owned, *mine}
        html = (sites[place].folder / "en" / f"{name}.html").read_text(encoding="utf-8")
        free = re.findall(r"\((\d+)\)", html.partition("not counted here: ")[2].partition("</p>")[0])
        assert sum(map(int, re.findall(r"(\d+) (?:to be|assess)", due) + free)) == len(left)
        assert dict(re.findall(r'<a href="#(\w+)"><b>(\d+)</b>', html)).get("gaps", "0") == row[-1]
        assert " of the gaps" not in (lead := html.partition('class="lead"')[2].partition("</p>")[0])
        assert ("tasks of the measures" in lead, "to report on" in lead) == (True, False)
        every = [owners[task["id"]] for one in ours for task in one["tasks"]]  # Closed ones too.
        assert sum(not x for x in every) == sum(map(int, re.findall(r"none named \((\d+)", told["Total"][5])))


@each("place", PLACES)
def test_an_article_begins_with_the_law_and_the_strategy_for_each_requirement(
    place: str, places: dict[str, Path], sites: dict[str, Made]
) -> None:
    """What those not covered lack, those in doubt apart; of each its class, sections and measures."""
    seen, folder = 0, sites[place].folder
    apart = {x["id"] for x in answer(places[place], "gaps")["unknown"] if x["law"] != "unread"}
    for row in answer(places[place], "list", "obligations")["obligations"]:
        inside = [one["id"] for one in row.get("provisions", ())]
        shown = [name for name in inside if (folder / "en" / f"{name}.json").exists()]
        told = page(folder, row["id"]).rows[1 : len(shown) + 1] if shown else []
        for name, cells in zip(shown, told, strict=True):
            (own,) = beside(folder, name)["records"]
            found, title = own["derived"], own["record"]["short_title"]
            assert not title or f": {title['en']}" in page(folder, name).text
            called = "unclear" if name in apart else found["classification"]
            assert cells[1].lower().startswith(say(f"classification.{called}", "en"))
            assert f"{cells[3]}, ".count("), ") == len({one["measure"] for one in found["answered_by"]})
            read = found["law_record"]["provisions"] if found["law_record"] else []
            html = (folder / "en" / f"{row['id']}.html").read_text(encoding="utf-8")
            open_ = found["classification"] not in ("covered", "unknown")
            box = html.partition(">Requirement by requirement</h2>")[0].partition("ot found in ")[2]
            lacking, _, doubted = box.partition("Covered with qualifications")
            assert (f'<a href="{name}.html">' in lacking) == open_
            assert not (open_ and f'<a href="{name}.html">' in doubted)
            law = [one["source"] for one in read if (one["source"]["section"] or "")[:1] == "§"]
            assert all(f'<a href="{one["url"]}">' in html for one in law if one["url"])
            cited = (re.search(r"\d+(-\d+)?", one["section"]) for one in law)
            assert all(re.search(rf"(?<![\d-]){found[0]}(?![\d-])", cells[2]) for found in cited if found)
            vain = (found["law_record"] or {}).get("looked_in") and open_
            assert not vain or "found not to cover it" in cells[2].lower()
            seen += 1
    assert seen


@each("place", PLACES)
def test_a_monitoring_body_lists_its_recommendations_the_newest_round_first(
    place: str, places: dict[str, Path], sites: dict[str, Made]
) -> None:
    """Each leads to its page; what is known only from the strategy, which gives no year, stands last.

    Before them stand the points that no measure follows up: as many as it says first, and as mh gaps has.
    """
    asked: dict[str, list[str]] = {}
    rounds = {}
    for row in answer(places[place], "list", "obligations")["obligations"]:
        if row["type"] == "recommendation":
            shown = answer(places[place], "show", row["instrument"])["records"][0]["record"]
            asked.setdefault(shown["body"], []).append(row["id"])
            dated = shown["adopted"] or shown["published"] or shown["reference"] or ""
            rounds[row["id"]] = int((re.findall(r"20\d\d", dated) or [0])[0])
    assert asked
    for body, names in asked.items():
        html = (sites[place].folder / "en" / f"{body}.html").read_text(encoding="utf-8")
        before, _, after = html.partition('<h2 id="left"')
        left, _, after = after.partition("<h2")
        gaps = answer(places[place], "gaps", "--body", body)["gaps"]
        open_ = left.count("<b><a ")
        assert open_ == sum(gap["section"] in ("asked", "further") for gap in gaps)
        assert not open_ or f"{open_} of " in before
        given = [name for name in re.findall(r'<b><a href="([\w.-]+)\.html"', after) if name in names]
        assert sorted(given) == sorted(names)
        elsewhere = {row["id"] for row in answer(places[place], "matrix")["rows"] if row["counted_at"]}
        assert len(re.findall("(?i)counted elsewhere: ", after)) == len(elsewhere.intersection(names))
        assert [rounds[name] for name in given] == sorted((rounds[name] for name in given), reverse=True)


@each("place", PLACES)
def test_the_menu_marks_where_each_page_belongs(place: str, sites: dict[str, Made]) -> None:
    """The page itself as the page, and a page below one by the one above it; never two."""
    below = {"index": "JD GRETA actors search", "measures": "T12 deadlines", "data": "documents rules"}
    below |= {"obligations": "matrix asked coe coe-12 coe-12.1.a greta-r2-nrm"}
    above = {name: section for section, names in below.items() for name in names.split()}
    for path in sites[place].folder.glob("en/*.html"):
        if "<nav" in (html := path.read_text(encoding="utf-8")):
            [(section, how)] = re.findall(r'<li><a href="(\w+)\.html" aria-current="(\w+)">', html)
            assert section == above.get(path.stem, section)
            assert how == ("page" if section == path.stem else "true")


def test_no_sentence_is_broken_by_what_was_put_into_it(sites: dict[str, Made]) -> None:
    """What is unknown stands after the sum of gaps, a task keeps its id, and no deadline is a reply."""
    folder = sites["demo"].folder / "nb"
    front, gaps = ((folder / f"{x}.html").read_text("utf-8") for x in ("index", "gaps"))
    assert not re.search(r"ikke vurdert: [0-9]+ punkt", front)
    assert re.search(r"krav er ikke vurdert\. ", front)
    assert not re.search(r"</(?:a|span|small)>\.[0-9]", gaps)
    rounds = "".join(one.read_text("utf-8") for one in folder.glob("*-r2.html"))
    assert "svarfrist; svaret er ikke registrert her" in rounds
    assert "svar sendt" not in rounds
