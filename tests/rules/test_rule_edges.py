"""Where a rule begins and ends: the last thing that it lets pass, and the first that it does not."""

from datetime import date
from typing import Any

import example
from cases import listed
from example import (
    ARTICLE,
    ARTICLE_FILE,
    LAW,
    LAW_FILE,
    MEASURE,
    RECOMMENDATION,
    RECOMMENDATION_FILE,
    STRATEGY,
    STRATEGY_FILE,
    changed,
    measure,
    tasks,
)
from menneskehandel_cli.diagnostics import KeyPath
from menneskehandel_cli.rules.example import BASE, EXAMPLE_DAY, Files, examine, with_example
from support import each, found_in

CASES: dict[str, Any] = listed("rule_edges")

FOLDER = "data/obligations/greta-r3"
INSTRUMENT_FILE = f"{FOLDER}/_instrument.yaml"


def both(*several: Files) -> Files:
    """The files of all."""
    return {path: text for files in several for path, text in files.items()}


def codes(files: Files, *rules: str, as_of: date = EXAMPLE_DAY) -> list[str]:
    """What the rules find, in order."""
    return [item.rule.code for item in found_in(with_example(files), as_of) if item.rule.code in rules]


def demand(name: str, **keys: str) -> Files:
    """A recommendation called ``greta-r3-<name>``, in today's format."""
    return example.demand(name, **{"format": "2", **keys})


PARTS = "[{id: greta-r3-b.a, text: Det ene.}, {id: greta-r3-b.b, text: Det andre.}]"
ONE_PART = "[{id: greta-r3-b.a, text: Det ene.}]"
TWO = ARTICLE + "  - {id: coe-29.2, force: shall, bearer: state, text: Mer.}\n"


def test_the_owner_of_a_task_is_missed_where_it_may_be_any_of_several() -> None:
    """One who is responsible alone, or who leads, is known without it."""
    bare = tasks("owners: []")
    assert codes(measure(tasks=bare), "MH308") == []
    assert codes(measure(tasks=bare, responsible="[JD, HD]"), "MH308") == ["MH308"]
    assert codes(measure(tasks=bare, responsible="[JD, HD]", lead="JD"), "MH308") == []


# What a link says (MH117) -----------------------------------------------------------------------


@each(("link", "wrong"), CASES["links"])
@each("number", ["1", "2"])
def test_only_a_link_to_one_requirement_says_how_far_it_answers(link: str, wrong: bool, number: str) -> None:
    """Files in format 1 are brought to today's form while they are read, and not held to it."""
    files = both(measure(format=number, addresses=f"[{{{link}}}]"), demand("b", parts=PARTS))
    assert codes(files, "MH117") == ["MH117"] * (wrong and number == "2")


def test_how_much_a_damaged_article_demands_is_not_known() -> None:
    """One provision is wrong: the link is not blamed for reaching fewer than before."""
    links = "[{obligation: coe-29, basis: strategy}]"
    files = both(measure(format="2", addresses=links), {ARTICLE_FILE: TWO.replace("coe-29.2", "COE")})
    assert codes(files, "MH117") == []


def test_only_what_nothing_started_follows_up_anywhere_is_told() -> None:
    """Each of the two points is followed up by one measure, of which one has started, or none (MH205)."""
    for second in ("in_progress", "not_started"):
        link = "[{{obligation: greta-r3-b.{}, basis: strategy, contribution: full}}]"
        first = measure(status="not_started", addresses=link.format("a"))
        links = link.format("b")
        other = {
            "data/measures/02.yaml": changed(MEASURE.replace("T01", "T02"), status=second, addresses=links)
        }
        found = codes(both(first, other, demand("b", parts=PARTS)), "MH205")
        assert found == ["MH205"] * (second == "not_started")


# The same demand again (MH118, MH119) -----------------------------------------------------------


@each(
    ("files", "wrong"),
    [
        (demand("b", restates="[greta-r3-coordination]"), False),
        (demand("b", parts=ONE_PART, repeats="[greta-r3-coordination]"), False),
        (demand("b", parts=PARTS, restates="[greta-r3-coordination]"), True),
        (demand("b", parts=PARTS, repeats="[greta-r3-coordination]"), True),
        (both(demand("b", parts=PARTS), demand("c", restates="[greta-r3-b]")), True),
        (both(demand("b", parts=PARTS), demand("c", restates="[greta-r3-b.b]")), False),
        (both(demand("b", parts=PARTS), demand("c", repeats="[greta-r3-b]", format="1")), False),
    ],
)
def test_what_is_restated_or_repeated_is_one_requirement(files: Files, wrong: bool) -> None:
    assert codes(files, "MH118") == ["MH118"] * wrong


def related(*several: str) -> Files:
    """Demands of which each ``restates`` or ``repeats`` another, as in ``b restates c``."""
    keys: dict[str, dict[str, str]] = {}
    for name, key, other in (said.split() for said in several):
        keys.setdefault(name, {})[key] = f"[greta-r3-{other}]"
        keys.setdefault(other, {})
    return both(*(demand(name, **links) for name, links in keys.items()))


WHOLE_IS_ITS_PART = both(
    demand("b", parts=ONE_PART.replace("}]", ", repeats: [greta-r3-c]}]")),
    demand("c", repeats="[greta-r3-b]"),
)


@each(
    ("files", "said"),
    [
        (related("b restates b"), ["greta-r3-b → greta-r3-b"]),
        (related("b restates c", "c restates b"), ["greta-r3-b → greta-r3-c → greta-r3-b"]),
        (related("b repeats c", "c repeats b"), ["greta-r3-b → greta-r3-c → greta-r3-b"]),
        # Two wordings of one round: neither can be later than the other.
        (related("b restates c", "b repeats c"), ["greta-r3-b"]),
        (related("b restates c", "c repeats b"), ["greta-r3-c → greta-r3-b → greta-r3-c"]),
        (WHOLE_IS_ITS_PART, ["greta-r3-b.a → greta-r3-c → greta-r3-b.a"]),
        (related("b restates d", "c restates d", "c repeats coordination"), []),
    ],
)
def test_a_circle_of_demands_is_told_once(files: Files, said: list[str]) -> None:
    found = [item for item in found_in(with_example(files)) if item.rule.code == "MH119"]
    assert len(found) == len(said)
    for item, words in zip(found, said, strict=True):
        assert words in item.message("en")


@each(
    ("levels", "found"),
    [
        (("urges", "invites"), ["MH202"]),
        (("urges", "null"), ["MH202"]),
        (("null", "null"), ["MH202"]),
        (("urges", "begs"), []),  # it is not known at which of the two it is counted
    ],
)
def test_two_wordings_of_a_demand_are_one_gap(levels: tuple[str, str], found: list[str]) -> None:
    wordings = demand("b", level=levels[0]), demand("c", level=levels[1], restates="[greta-r3-b]")
    assert codes(both(*wordings), "MH202") == found


# Articles by number (MH120) ---------------------------------------------------------------------

SECOND_CONVENTION: Files = {
    "data/obligations/palermo/_instrument.yaml": (
        "id: palermo\nkind: convention\nbody: Europaradet\ntitle: Prøve\nsource: {document: strategy}\n"
    )
}


@each(
    ("articles", "more", "wrong"),
    [
        ("[29]", {}, 0),
        ("[coe-29]", {}, 0),
        ("[30]", {}, 1),
        ("[29, 30]", {}, 1),
        ("[29, 30]", SECOND_CONVENTION, 2),
        ("[coe-29]", SECOND_CONVENTION, 0),
        # How many conventions there are is not known while one cannot be read.
        ("[29]", {"data/obligations/palermo/_instrument.yaml": "id: ["}, 0),
    ],
)
def test_a_number_is_enough_where_the_only_convention_has_it(articles: str, more: Files, wrong: int) -> None:
    files = {STRATEGY_FILE: STRATEGY.replace("[29]", articles), **more}
    assert codes(files, "MH120") == ["MH120"] * wrong


# Law (MH121, MH209) -----------------------------------------------------------------------------

ENTRY = """
  - requirement: coe-29.1
    extent: {extent}
    judged: {{by: editorial{day}}}
"""
DAY = ", date: 2026-01-20"
PROVISIONS = "    provisions: [{source: {document: strategy}, text: Noe.}]\n"
MISSING = "    missing: Noe.\n"


def law(extent: str, *keys: str, day: str = DAY) -> Files:
    return {LAW_FILE: changed(LAW, requirements=ENTRY.format(extent=extent, day=day) + "".join(keys))}


@each(
    ("extent", "keys", "wrong"),
    [
        ("full", (PROVISIONS,), False),
        ("full", (), True),
        ("full", (PROVISIONS, MISSING), True),
        ("part", (PROVISIONS, MISSING), False),
        ("part", (PROVISIONS,), True),
        ("part", (MISSING,), True),
        ("none_found", ("    looked_in: [{document: strategy}]\n",), False),
        ("none_found", (), True),
        ("unread", ("    unread: [{title: Loven, kind: act}]\n",), False),
        ("unread", (), True),
    ],
)
def test_an_extent_says_what_it_rests_on(extent: str, keys: tuple[str, ...], wrong: bool) -> None:
    """What was moved out of an article in format 1 has no day, and was never asked."""
    assert codes(law(extent, *keys), "MH121") == ["MH121"] * wrong
    assert codes(law(extent, *keys, day=""), "MH121") == []


@each(
    ("requirement", "article", "said"),
    [
        ("coe-29.1", ARTICLE, None),
        ("coe-29", ARTICLE, None),
        ("coe-29", TWO, "several requirements"),
        ("coe-29.1", ARTICLE.replace("force: shall", "force: may"), "requires nothing"),
        ("coe-30.1", ARTICLE, "belongs to another article"),
        ("coe-29.9", ARTICLE, None),  # MH101 tells of it
    ],
)
def test_law_is_recorded_on_a_requirement_of_its_article(
    requirement: str, article: str, said: str | None
) -> None:
    files = {
        LAW_FILE: LAW.replace("requirement: coe-29.1", f"requirement: {requirement}"),
        ARTICLE_FILE: article,
        "data/obligations/coe/coe-30.yaml": ARTICLE.replace("29", "30"),
    }
    found = [item.message("en") for item in found_in(with_example(files)) if item.rule.code == "MH121"]
    assert [said in message for message in found if said] == [True] * (said is not None)


def test_a_requirement_is_recorded_once() -> None:
    assert codes({LAW_FILE: LAW + LAW.partition("requirements:\n")[2]}, "MH121") == ["MH121"]


@each(
    ("read", "day", "old"),
    [
        ("2025-03-01", date(2027, 3, 1), False),
        ("2025-03-01", date(2027, 3, 2), True),
        ("2025-02", date(2027, 2, 28), False),  # it may have been read on its last day
        ("2025-02", date(2027, 3, 1), True),
        ("2024", date(2026, 12, 31), False),
        ("2024-02-29", date(2026, 2, 28), False),
        ("2024-02-29", date(2026, 3, 1), True),
    ],
)
def test_a_copy_of_the_law_is_old_the_day_after_two_years(read: str, day: date, old: bool) -> None:
    files = {LAW_FILE: LAW.replace("read: 2026-01-15", f"read: {read}")}
    assert codes(files, "MH209", as_of=day) == ["MH209"] * old


@each(("section", "named"), [(", section: § 1", "(§ 1)"), ("", "(strategy)")])
def test_an_old_copy_is_named_by_its_section_or_else_by_its_document(section: str, named: str) -> None:
    old = LAW.replace("read: 2026-01-15", "read: 2020-01-15").replace(", section: § 1", section, 1)
    found = [item for item in found_in(with_example({LAW_FILE: old})) if item.rule.code == "MH209"]
    assert [named in item.message("nb") for item in found] == [True]


@each(("changes", "found"), [({}, ["MH110"]), ({"responsible_note": "Det følger av oppgavene."}, [])])
def test_responsibility_that_we_infer_has_a_reason(changes: dict[str, str], found: list[str]) -> None:
    assert codes(measure(responsible_basis="inferred", **changes), "MH110") == found


# References to articles (MH208) -----------------------------------------------------------------


def naming(article: str) -> str:
    """The example's recommendation with a reference to an article or a provision."""
    return changed(RECOMMENDATION, articles=f"[{{id: {article}, basis: source}}]")


WHOLE: Files = {RECOMMENDATION_FILE: naming("coe-29")}
ASSESSED = "[{by: GRETA, value: implemented, date: 2026, source: {document: strategy}}]"


@each(
    ("files", "noted"),
    [
        (WHOLE, False),
        ({**WHOLE, ARTICLE_FILE: TWO}, True),
        ({ARTICLE_FILE: TWO, RECOMMENDATION_FILE: naming("coe-29.1")}, False),
        ({ARTICLE_FILE: TWO, RECOMMENDATION_FILE: changed(naming("coe-29"), assessments=ASSESSED)}, False),
        (both({**WHOLE, ARTICLE_FILE: TWO}, demand("b", repeats="[greta-r3-coordination]")), False),
        ({ARTICLE_FILE: TWO, RECOMMENDATION_FILE: naming("coe-29.1, basis: source}, {id: coe-29")}, True),
    ],
)
def test_a_reference_that_could_dispute_and_does_not_is_noted(files: Files, noted: bool) -> None:
    assert codes(files, "MH208") == ["MH208"] * noted


# Days (MH313, MH314) ----------------------------------------------------------------------------

TASKS = MEASURE.split("tasks:")[1].split("\naddresses:")[0]


@each(
    ("day", "wrong"),
    [("2027-03-01", False), ("2027-03-02", True), ("2027-03", False), ("2027-04", True), ("2028", True)],
)
@each("key", ["started", "completed", "status_source"])
def test_today_has_come_and_tomorrow_has_not(key: str, day: str, wrong: bool) -> None:
    """A month or a year has come once it has begun."""
    if key == "status_source":
        files = measure(status_source=f"{{by: JD, date: {day}}}")
    else:
        status = "completed" if key == "completed" else "in_progress"
        files = measure(tasks=TASKS.replace("in_progress", f"{status}\n    {key}: {day}"))
    assert codes(files, "MH313") == ["MH313"] * wrong
    assert codes(files, "MH313", as_of=date(2028, 1, 1)) == []


@each(("status", "started", "completed", "wrong"), CASES["days"])
def test_days_and_status_say_the_same(
    status: str, started: str | None, completed: str | None, wrong: bool
) -> None:
    days = {"started": started, "completed": completed}
    written = "".join(f"\n    {key}: {day}" for key, day in days.items() if day is not None)
    files = measure(tasks=TASKS.replace("in_progress", f"{status}{written}"))
    assert codes(files, "MH314") == ["MH314"] * wrong


# A name twice in a list (MH122) -----------------------------------------------------------------


@each(
    ("files", "places"),
    [
        (measure(responsible="[JD, AID]"), []),
        (measure(responsible="[JD, AID, JD, JD]"), [("responsible", 2), ("responsible", 3)]),
        (measure(partners="[GRETA, GRETA]"), [("partners", 1)]),
        (measure(tasks=tasks("owners: [JD, JD]")), [("tasks", 0, "owners", 1)]),
        (
            {STRATEGY_FILE: STRATEGY.replace("articles: [29]", "articles: [29, 29]")},
            [("focus_areas", 0, "articles", 1)],
        ),
        ({STRATEGY_FILE: STRATEGY.replace("languages: [nb]", "languages: [nb, nb]")}, [("languages", 1)]),
    ],
)
def test_each_name_in_a_list_stands_there_once(files: Files, places: list[KeyPath]) -> None:
    found = found_in(with_example(files), EXAMPLE_DAY)
    assert [item.diagnostic.keys for item in found if item.rule.code == "MH122"] == places


# Changes (MH332, MH334) -------------------------------------------------------------------------

REWORDED = {ARTICLE_FILE: ARTICLE.replace("samordne arbeidet", "samordne alt")}
RETITLED = {ARTICLE_FILE: REWORDED[ARTICLE_FILE].replace("title: Samordning", "title: All samordning")}
LINK = "[{{obligation: {}, basis: strategy, contribution: full{}}}]"


def link(to: str = "coe-29.1", note: str = "") -> Files:
    """The example with one link."""
    return both(measure(addresses=LINK.format(to, note)), demand("coordination", level="invites"))


def found_after(*states: Files) -> list[str]:
    """What the rules on history find after the states, each of them half a month after the other."""
    days = [date(2026, 6 + number // 2, 1 + 14 * (number % 2)) for number in range(len(states))]
    past = tuple((day.isoformat(), files) for day, files in zip(days, states, strict=True))
    return [item.rule.code for item in examine(states[-1], past)]


@each(
    ("states", "suspect"),
    [
        ([link(), both(link(), REWORDED)], True),
        ([{}, link(), both(link(), REWORDED)], True),
        ([{}, both(link(), REWORDED)], False),
        ([link(), both(link(), REWORDED), both(link(note=", note: Sett."), REWORDED)], False),
        ([link("coe-29"), both(link("coe-29"), RETITLED)], True),
    ],
)
def test_a_link_is_suspect_once_if_what_it_reaches_changed_after_it(
    states: list[Files], suspect: bool
) -> None:
    """Not in the same commit, and not before it."""
    assert found_after(*states).count("MH334") == suspect


OLD_TITLE, NEW_TITLE = measure(title="Gammelt"), measure(title="Nytt")
TAKEN = "[{rule: MH332, reason: Avklart., decided_by: JD, date: 2026-01-15}]"


@each(
    ("changes", "resting"),
    [
        ([("2025-01-01", {}), ("2025-06-01", OLD_TITLE)], True),
        ([("2025-01-01", {}), ("2025-06-01", OLD_TITLE), ("2026-12-01", NEW_TITLE)], False),
        # Accepting says nothing of the measure; what comes after it does.
        (
            [
                ("2025-01-01", {}),
                ("2025-06-01", OLD_TITLE),
                ("2026-11-01", measure(title="Gammelt", accepted=TAKEN)),
                ("2026-12-01", OLD_TITLE),
            ],
            True,
        ),
        (
            [
                ("2025-01-01", {}),
                ("2025-06-01", OLD_TITLE),
                ("2025-07-01", measure(title="Gammelt", accepted=TAKEN)),
                ("2026-12-01", NEW_TITLE),
            ],
            False,
        ),
    ],
)
def test_a_measure_rests_since_it_was_last_spoken_of(changes: list[tuple[str, Files]], resting: bool) -> None:
    found = [item.rule.code for item in examine(changes[-1][1], tuple(changes))]
    assert found.count("MH332") == resting


# What weighs most -------------------------------------------------------------------------------


@each(
    ("files", "code", "weight"),
    [
        (measure(tasks=TASKS.replace("2030-06", "2026-06")), "MH301", 3),
        (measure(tasks=TASKS.replace("establish", "assess").replace("in_progress", "completed")), "MH305", 2),
        (demand("b", level="urges"), "MH202", 3),
        (demand("b", level="invites"), "MH202", 1),
        (demand("b", level="null"), "MH202", 1),  # no gap weighs nothing
    ],
)
def test_how_much_a_gap_weighs(files: Files, code: str, weight: int) -> None:
    found = [item.diagnostic for item in found_in(with_example(files)) if item.rule.code == code]
    assert [item.weight for item in found] == [weight]


@each(("repeats", "said"), [("[]", ""), ("[greta-r2-a]", "recommendation has been made in 2 rounds.")])
def test_a_demand_says_in_how_many_rounds_it_was_made_if_more_than_one(repeats: str, said: str) -> None:
    earlier = example.instrument("greta-r2"), example.demand("a", of="greta-r2")
    found = found_in(with_example(both(*earlier, demand("b", repeats=repeats))))
    (message,) = (
        item.message("en")
        for item in found
        if item.rule.code == "MH202" and item.diagnostic.subject == "greta-r3-b"
    )
    assert ("rounds" in message, said in message) == (bool(said), True)


# Replies that are due (MH311) -------------------------------------------------------------------


@each(
    ("event", "day", "late"),
    [
        ("due: 2026-12-01", date(2026, 12, 1), False),
        ("due: 2026-12-01", date(2026, 12, 2), True),
        ("due: 2026-12", date(2026, 12, 31), False),
        ("due: 2026-12", date(2027, 1, 1), True),
        ("due: 2026-12-01, date: 2027-01-15", date(2027, 3, 1), False),
        ("date: 2026-12-01", date(2027, 3, 1), False),
    ],
)
def test_a_reply_is_late_the_day_after_it_was_due(event: str, day: date, late: bool) -> None:
    events = f"events: [{{kind: reply, {event}, source: {{document: strategy}}}}]\n"
    files = {INSTRUMENT_FILE: f"{BASE[INSTRUMENT_FILE]!s}{events}"}
    assert codes(files, "MH311", as_of=day) == ["MH311"] * late


# Texts that are hard to read (MH403) ------------------------------------------------------------

HARD = "samordningsforpliktelsene " * 29
HALF = "oppgave " * 14 + "hus " * 15 + "hus! "
"""Thirty words, of which 14 are long: LIX 30 + 47."""


@each(
    ("files", "noted"),
    [
        (measure(summary=HARD + "samordningsforpliktelsene"), True),
        (measure(summary=HARD), False),
        (measure(title=HARD + "samordningsforpliktelsene"), False),
        (measure(summary="Vi går til et hus og ser. " * 10), False),
        (measure(summary=HALF + "oppgave " * 13 + "hus " * 16 + "hus!"), False),  # LIX 75
        (measure(summary=HALF + "oppgave " * 14 + "hus " * 15 + "hus!"), True),
    ],
)
def test_only_heavy_texts_of_thirty_words_or_more_are_noted(files: Files, noted: bool) -> None:
    """Titles are as heavy as the names in them."""
    assert codes(files, "MH403") == ["MH403"] * noted
