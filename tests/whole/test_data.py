"""The real data: complete, in both languages, and saying no more than its sources."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from ruamel.yaml import YAML

from cases import listed
from menneskehandel_cli.documents import parse
from menneskehandel_cli.models import Article, Instrument, Recommendation, Source, Text
from menneskehandel_cli.register import Register
from menneskehandel_cli.trees import DiskTree
from support import CHECKOUT, each, found_in, real_register, some

CASES: dict[str, Any] = listed("real")

TREE = DiskTree(CHECKOUT)

# Letter for letter as the strategy has them.
TITLES = CASES["titles"]
AREAS = {
    1: "Helhetlig og samordnet innsats",
    2: "Forebygging",
    3: "Bistand og beskyttelse",
    4: "Straffeforfølgning",
}
AREA_OF = {
    **dict.fromkeys(["T01", "T02", "T03", "T04", "T05"], 1),
    **dict.fromkeys(["T06", "T07", "T08", "T09"], 2),
    **dict.fromkeys(["T10", "T11", "T12"], 3),
    **dict.fromkeys(["T13", "T14", "T15", "T16", "T17", "T18"], 4),
}
ALL_FIVE = ("JD", "AID", "BFD", "HOD", "UD")
RESPONSIBLE = {
    **dict.fromkeys(["T01", "T02", "T03", "T05", "T06", "T07", "T08", "T09", "T10"], ALL_FIVE),
    **dict.fromkeys(["T04", "T11", "T13", "T14", "T15", "T16", "T17"], ("JD",)),
    "T12": ("JD", "AID", "BFD", "HOD"),
    "T18": ("AID", "JD"),
}
RECOMMENDATIONS = CASES["recommendations"]
SHALL_CONSIDER = {"coe-11.3", "coe-19.0", "coe-28.5", "coe-29.4"}


@pytest.fixture(scope="module")
def register() -> Register:
    return real_register()


def article(register: Register, number: int) -> Article:
    found = register.obligations[f"coe-{number}"]
    assert isinstance(found, Article)
    return found


# Whole -------------------------------------------------------------------------------------------


def test_there_are_no_errors() -> None:
    """Every file is read in full, and every link leads somewhere."""
    wrong = [
        f"{found.path}:{found.span.line} {found.rule.code} {found.message('en')}"
        for found in found_in(TREE)
        if found.severity == "error"
    ]
    assert wrong == []


def test_titles_of_measures_are_the_strategys_own() -> None:
    """All eighteen, letter for letter."""
    assert {measure.id: measure.title.nb for measure in real_register().measures} == TITLES


def test_focus_areas_are_the_strategys_own(register: Register) -> None:
    """Four of them, each with its measures."""
    assert {number: area.title.nb for number, area in register.focus_areas.items()} == AREAS
    assert {measure.id: measure.focus_area for measure in register.measures} == AREA_OF


def test_the_strategy_is_not_marked_fictional(register: Register) -> None:
    """It is real."""
    assert register.strategy is not None
    assert register.strategy.title.nb == "Nasjonal strategi mot menneskehandel (2025–2030)"
    assert not register.strategy.fictional
    assert (register.strategy.period.from_, register.strategy.period.to) == (2025, 2030)
    assert register.strategy.coordinator == "JD"
    assert len(register.strategy.principles) == 7
    assert [evaluation.kind for evaluation in register.strategy.evaluations] == ["interim", "final"]


@each("name", TITLES)
def test_every_measure_has_goals_tasks_links_and_a_source(name: str) -> None:
    """Nothing of a measure is left for later."""
    (found,) = (measure for measure in real_register().measures if measure.id == name)
    assert found.goals
    assert found.tasks
    assert found.addresses
    assert found.source.document == "strategy"
    assert all(task.source.section for task in found.tasks)
    assert all(goal.source is not None for goal in found.goals if goal.ref is None)


def test_responsible_ministries_are_those_of_the_table() -> None:
    """The coordinating ministry first; where the table cannot be read, the basis says so."""
    assert {m.id: m.responsible for m in real_register().measures} == RESPONSIBLE
    assert {m.id for m in real_register().measures if m.responsible_basis == "inferred"} == {"T05", "T11"}


def test_the_goal_that_four_measures_share_is_defined_once(register: Register) -> None:
    """Measures 14 to 17 refer to one and the same goal."""
    (goal,) = register.shared_goals.values()
    assert goal.measures == ("T14", "T15", "T16", "T17")
    assert {m.id for m in register.measures if any(g.ref == goal.id for g in m.goals)} == set(goal.measures)


def test_every_source_names_where_to_look(register: Register) -> None:
    """Each source in the strategy or the convention has a section."""
    for entry, keys, source in register.models(Source):
        assert isinstance(source, Source)
        if source.document in ("strategy", "cets-197") and entry.kind != "instrument":
            assert source.section, (entry.path, keys)


# The convention ----------------------------------------------------------------------------------


def test_the_convention_has_47_articles(register: Register) -> None:
    """Each in a file of its own, numbered without a gap."""
    numbers = [owner.article for owner in register.obligations.values() if isinstance(owner, Article)]
    assert numbers == list(range(1, 48))


def test_every_article_has_its_role(register: Register) -> None:
    """Duties are 3, 5 to 35 and 38; the rest is framework, monitoring and final clauses."""
    for number in range(1, 48):
        role = article(register, number).role
        if number in (3, *range(5, 36), 38):
            assert role == "duty"
            assert article(register, number).provisions
        elif number in (1, 2, 4):
            assert role == "framework"
        else:
            assert role == ("monitoring" if number in (36, 37) else "final")


def test_shall_consider_stands_where_the_convention_has_it(register: Register) -> None:
    """In four places and nowhere else."""
    found = {
        provision.id
        for owner in register.obligations.values()
        if isinstance(owner, Article)
        for provision in owner.provisions
        if provision.force == "shall_consider"
    }
    assert found == SHALL_CONSIDER


def test_provisions_are_named_after_their_article(register: Register) -> None:
    """Paragraphs, letters and dashes in the order of the text; a chapeau is none of them."""
    for owner in register.obligations.values():
        if isinstance(owner, Article):
            names = [provision.id for provision in owner.provisions]
            assert all(name.startswith(f"{owner.id}.") for name in names)
            assert not [name for name in names if any(other.startswith(f"{name}.") for other in names)]


def test_titles_of_articles_are_marked_as_our_translation(register: Register) -> None:
    """The official Norwegian titles were not read."""
    articles = [owner for owner in register.obligations.values() if isinstance(owner, Article)]
    assert {owner.title_basis for owner in articles} == {"working_translation"}


# Recommendations ---------------------------------------------------------------------------------


@each("instrument", RECOMMENDATIONS)
def test_every_known_recommendation_is_there(register: Register, instrument: str) -> None:
    """All that the sources give, and nothing that they do not."""
    expected = {f"{instrument}-{name}" for name in RECOMMENDATIONS[instrument].split()}
    found = {
        owner.id
        for owner in register.obligations.values()
        if isinstance(owner, Recommendation) and register.instrument_id(owner) == instrument
    }
    assert found == expected


@each("name", ["greta-r3-investigation", "greta-r3-non-punishment", "greta-strategy-criminal-justice"])
def test_recommendations_have_their_parts(register: Register, name: str) -> None:
    """Lettered as the sources have them."""
    owner = register.obligations[name]
    assert isinstance(owner, Recommendation)
    assert [part.id for part in owner.parts] == [f"{name}.{letter}" for letter in "abcd"]


def test_the_levels_of_round_three_are_those_published(register: Register) -> None:
    """Investigation is urged, non-punishment considered."""
    levels = {
        name: getattr(register.obligations[name], "level", None)
        for name in ("greta-r3-investigation", "greta-r3-non-punishment")
    }
    assert levels == {"greta-r3-investigation": "urges", "greta-r3-non-punishment": "considers"}


def test_instruments_name_their_body(register: Register) -> None:
    """The Council of Europe, GRETA and the OSCE."""
    assert {name: item.body for name, item in register.instruments.items()} == {
        "coe": "Europaradet",
        "greta-r1": "GRETA",
        "greta-r2": "GRETA",
        "greta-r3": "GRETA",
        "greta-r4": "GRETA",
        "greta-strategy": "GRETA",
        "osce": "OSSE",
    }


# Honest ------------------------------------------------------------------------------------------


def test_nobody_has_reported_anything() -> None:
    """No progress, no completion and no evidence is recorded, but that an act gave NIM its mandate."""
    for found in real_register().measures:
        assert (found.status, found.status_source, found.evidence) == ("not_reported", None, ())
        for task in found.tasks:
            known = ("completed", "2026-02-13", ["lov"]) if task.id == "T04.1" else ("not_reported", None, [])
            assert (task.status, task.completed, [one.kind for one in task.evidence]) == known, task.id
            assert (task.outcome, getattr(task.recurrence, "occurrences", ())) == (None, ()), task.id


def test_deadlines_are_only_those_of_the_strategy(register: Register) -> None:
    """The research report of November 2025 is the only dated task."""
    assert {task.due for _, task in register.tasks.values() if task.due} == {"2025-11"}


def test_no_day_of_reporting_or_evaluation_is_invented(register: Register) -> None:
    """The strategy sets none."""
    assert register.strategy is not None
    assert all(period.due is None for period in register.strategy.reporting.periods.values())
    assert all(evaluation.due is None for evaluation in register.strategy.evaluations)
    assert register.reports == ()


def test_only_the_seminars_recur_at_a_stated_rate(register: Register) -> None:
    """One or two national seminars a year, in measure 7."""
    recurring = {
        owner.id: (task.recurrence.min, task.recurrence.max)
        for owner, task in register.tasks.values()
        if task.recurrence is not None
    }
    assert recurring == {"T07": (1, 2)}


def test_links_by_area_lead_only_to_the_articles_the_strategy_names(register: Register) -> None:
    """``basis: area`` names such an article or a provision of it, or a recommendation about one."""
    named = {number: set(register.articles_of(area)) for number, area in register.focus_areas.items()}
    areas = {1: (29, 29), 2: (5, 6), 3: (10, 17), 4: (18, 31)}
    assert named == {
        number: {f"coe-{article}" for article in range(first, last + 1)}
        for number, (first, last) in areas.items()
    }
    for link in register.links:
        if link.address.basis == "area":
            owner = register.targets[link.address.obligation].owner
            about = {register.targets[x.id].owner.id for x in getattr(owner, "articles", ())} or {owner.id}
            assert about & named[link.measure.focus_area]


def test_our_own_links_give_a_reason_in_both_languages(register: Register) -> None:
    """Whoever doubts a judgement can read why it was made."""
    for link in register.links:
        if link.address.basis == "editorial":
            note = link.address.note
            assert note is not None
            assert note.nb
            assert note.en


def test_links_that_answer_say_how_far_and_no_others_do(register: Register) -> None:
    """A link that only names claims nothing; one that rests on assessments claims no more."""
    for link in register.links:
        about = (link.measure.id, link.address.obligation)
        assert register.answers(link) == (link.address.contribution is not None), about
        by_id = {task.id: task for task in link.measure.tasks}
        tasks = [by_id[name] for name in link.address.by] or list(link.measure.tasks)
        if register.answers(link) and all(task.commitment == "assess" for task in tasks):
            assert link.address.contribution == "assess", about


def test_every_requirement_names_one_to_three_bodies_that_can_follow_it_up(register: Register) -> None:
    """Whoever reads a gap knows whom to ask."""
    for owner in register.obligations.values():
        for item in owner.requirements:
            assert 1 <= len(item.follow_up) <= 3, item.id
            assert len(set(item.follow_up)) == len(item.follow_up), item.id
            assert {*item.follow_up} <= register.actors.keys(), item.id


# Law ---------------------------------------------------------------------------------------------


def test_every_requirement_of_the_convention_has_one_law_value(register: Register) -> None:
    """None is left out, and none is told of twice."""
    wanted = [
        requirement.id
        for owner in register.obligations.values()
        if isinstance(owner, Article)
        for requirement in owner.requirements
    ]
    assert [item.requirement for law in register.laws for item in law.requirements] == wanted
    assert len(wanted) == 114


def test_most_of_the_law_is_read_and_what_is_not_is_named(register: Register) -> None:
    """``unread`` never counts as read, and says what would have to be read."""
    items = [item for law in register.laws for item in law.requirements]
    read = [item for item in items if item.extent != "unread"]
    assert len(read) >= 80
    for item in items:
        if item.extent == "unread":
            assert item.unread
            assert not item.provisions


def test_law_says_what_was_read_where_and_when(register: Register) -> None:
    """Each section has its act, its address and the day of the copy; what is missing is said."""
    documents = {document.id: document for document in register.strategy.documents}  # type: ignore[union-attr]
    for law in register.laws:
        for item in law.requirements:
            assert item.judged.by == "editorial"
            assert item.judged.date
            assert item.confirmed is None, "no lawyer has confirmed any reading yet"
            assert bool(item.provisions) == (item.extent in ("part", "full")), item.requirement
            if item.extent == "part":
                assert item.missing is not None, item.requirement
            if item.extent == "none_found":
                assert item.looked_in, item.requirement
            for place in item.provisions:
                if place.source.document == "strategy":
                    assert place.kind == "practice", item.requirement
                    continue
                if place.kind == "practice":
                    continue
                text = documents[place.source.document]
                assert text.reference is not None
                kind, _, number = text.reference.partition("-")
                folder = {"LOV": "lov", "FOR": "forskrift"}[kind]
                assert place.kind == {"LOV": "act", "FOR": "regulation"}[kind], item.requirement
                assert place.source.section is not None
                assert place.source.section.startswith("§ ")
                assert place.source.url is not None
                assert place.source.url.startswith(f"https://lovdata.no/{folder}/{number}/§")
                penal = text.id == "straffeloven"
                days = ("2026-06-12",) if penal else ("2025-11-09", "2026-05-02")
                assert place.read in days, item.requirement


# Language ----------------------------------------------------------------------------------------


@cache
def texts() -> list[tuple[str, Text]]:
    return [
        (f"{entry.path}: {'.'.join(map(str, keys))}", text)
        for entry, keys, text in real_register().models(Text)
    ]


@each("lang", ["nb", "en"])
def test_every_text_is_given_in_both_languages(lang: str) -> None:
    """A reader of either language misses nothing; only a publisher may be a bare name."""
    assert len(texts()) > 1000
    missing = [place for place, text in texts() if not getattr(text, lang)]
    assert [place for place in missing if not place.endswith(".publisher")] == []


# What text recognition makes of æ, ø and å, and of words broken at the end of a line.
LEFTOVERS = re.compile(
    r"[@¢£¥\ufffd]|zr|\w- (?!og\b|eller\b)|\s{2,}|\s[,.;:]|\b(saer|naer|opplaer|maloppn|radgiv)"
    r"|\b(vaere|mal|gjore|stotte|pa|gjennomga|mote|ogsa|nar|patale|folge|for a|til a|gker|gkt)\b"
)


def test_no_text_holds_leftovers_of_text_recognition() -> None:
    """Bokmål with every æ, ø and å in its place."""
    found = [(place, match[0]) for place, text in texts() if text.nb and (match := LEFTOVERS.search(text.nb))]
    assert found == []


def test_bokmaal_uses_its_letters() -> None:
    """Prose without any æ, ø or å over hundreds of words would have lost them."""
    words = " ".join(text.nb or "" for _, text in texts())
    assert len(re.findall("[æøå]", words)) / len(words) > 0.01


def test_english_holds_no_bokmaal() -> None:
    """No English text was left in Norwegian, save names."""
    norwegian = re.compile(r"\b(og|ikke|skal|tiltak|eller|ofre|være|på|å)\b")
    assert [place for place, text in texts() if text.en and len(norwegian.findall(text.en)) > 1] == []


def test_the_two_languages_are_two_texts() -> None:
    """A long text is translated and not copied."""
    assert [place for place, text in texts() if text.nb == text.en and len(text.nb or "") > 40] == []


def test_texts_end_as_sentences_do() -> None:
    """No text breaks off in the middle."""
    cut = re.compile(r"(\b(og|eller|som|med|til|av|for|i|på|and|or|of|the|to|with)|[,:;–-])$")
    ends = [
        (place, said[-20:])
        for place, text in texts()
        for said in (text.nb, text.en)
        if said and cut.search(said) and ".levels." not in place.replace(": ", ".")
    ]
    assert ends == []


# House style -------------------------------------------------------------------------------------


@each("path", TREE.paths())
def test_files_keep_the_house_style(path: str) -> None:
    """UTF-8, LF, no tabs, no blanks at line ends, one line break at the end.

    First the line that leads an editor to the schema, then ``format: 2``.
    """
    data = TREE.read(path)
    text = data.decode()
    assert re.match(r"# yaml-language-server: \$schema=\S+\nformat: 2\n", text)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert not re.search(r"[\t\r]|[ ]$", text, re.MULTILINE)
    assert max(len(line) for line in text.split("\n")) <= 120


def said(value: object) -> object:
    """A value with everything in it as a text: a day or a year may be a text, a number or a day."""
    if isinstance(value, dict):
        return {str(key): said(item) for key, item in value.items()}
    return [said(item) for item in value] if isinstance(value, list) else str(value)


LIBRARIES: dict[str, Callable[[bytes], Any]] = {
    "PyYAML": yaml.safe_load,
    "PyYAML with libyaml": lambda data: yaml.load(data, yaml.CSafeLoader),
    "ruamel.yaml": lambda data: YAML(typ="safe", pure=True).load(data),
}


@pytest.mark.thorough
@each("library", LIBRARIES)
@each("path", some(TREE.paths(), 5))
def test_other_libraries_read_the_same(path: str, library: str) -> None:
    """Whoever reads the files without mh gets what mh gets, by YAML 1.1 and by YAML 1.2."""
    data = TREE.read(path)
    assert said(LIBRARIES[library](data)) == said(parse(path, data).value)


def test_nothing_is_cut_off() -> None:
    """No text ends at a comment."""
    assert [found.path for found in found_in(TREE) if found.rule.code == "MH017"] == []


def test_the_files_are_those_of_the_register(register: Register) -> None:
    """Every YAML file of the repository's data is a record that is read."""
    assert {entry.path for entry in register.entries} == set(TREE.paths())
    assert all(isinstance(item, Instrument) for item in register.instruments.values())
    assert not list(Path(CHECKOUT / "data").rglob("*.yml"))
