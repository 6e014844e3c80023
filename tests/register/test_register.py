"""All records, linked both ways, with what failed while reading: one bad file costs only itself."""

from collections import Counter
from pathlib import Path
from typing import Any, get_args

import pytest

import example
from cases import listed
from example import ARTICLE, ARTICLE_FILE, LAW, MEASURE, MEASURE_FILE, RECOMMENDATION, changed, measure
from menneskehandel_cli.language import fill
from menneskehandel_cli.models import FILES, Record, Source, Text
from menneskehandel_cli.register import ReadState, Register, load, natural
from menneskehandel_cli.register.citing import ActName, cite_law
from menneskehandel_cli.register.layout import _PLACES, Kind, may_lie
from menneskehandel_cli.rules.example import BASE, Files, with_example
from menneskehandel_cli.trees import DictTree, DiskTree, Unreadable
from support import each, errors, found_in

CASES: dict[str, Any] = listed("register")

ARTICLE_12 = """\
id: coe-12
article: 12
chapter: III
role: duty
title: Bistand til ofre
title_basis: working_translation
source: {document: strategy}
provisions:
  - {id: coe-12.1.a, force: shall, bearer: state, text: Et sted å bo.}
  - {id: coe-12.1.b, force: shall, bearer: state, text: Øyeblikkelig helsehjelp.}
  - {id: coe-12.2, force: shall, bearer: state, text: Hensyn til tryggheten.}
  - {id: coe-12.10, force: shall, bearer: state, text: Det tiende leddet.}
"""

FINAL = changed(ARTICLE_12, id="coe-47", article="47", role="final", provisions="[]")
WITH_PARTS = (
    changed(RECOMMENDATION, id="greta-r3-police", title="Politiet", articles="[]")
    + """\
parts:
  - {id: greta-r3-police.a, text: Flere folk.}
  - {id: greta-r3-police.b, text: Bedre opplæring., repeats: [greta-r3-coordination]}
"""
)

SECOND = (
    MEASURE.replace("T01", "T02")
    .replace("Tiltak 1}", "Tiltak 2}")
    .replace(
        "addresses:\n", "addresses:\n  - {obligation: coe-12.1, basis: strategy, contribution: partial}\n"
    )
    + "relations: [{type: builds_on, target: T01, basis: strategy}]\n"
)

MORE: Files = {
    "data/measures/02-bistand.yaml": SECOND,
    "data/obligations/coe/coe-12.yaml": ARTICLE_12,
    "data/obligations/coe/coe-47.yaml": FINAL,
    "data/obligations/greta-r3/greta-r3-police.yaml": WITH_PARTS,
}


def register_of(files: Files) -> Register:
    return load(with_example(files))


@pytest.fixture(scope="module")
def register() -> Register:
    """The base example with one more measure, article and recommendation."""
    assert errors(with_example(MORE)) == []
    return register_of(MORE)


# Kinds -------------------------------------------------------------------------------------------


def test_every_kind_of_record_has_a_place_and_a_model() -> None:
    """Every model of a whole file is listed; the files of obligations hold one of two kinds."""
    held = {kind: {kind} for kind in get_args(Kind)} | {"obligation": {"article", "recommendation"}}
    assert set(_PLACES) == set(held)
    assert set(FILES) == set().union(*held.values())
    assert Counter(FILES.values()) == Counter(Record.__subclasses__())


# Links -------------------------------------------------------------------------------------------


def test_a_link_is_found_from_both_ends(register: Register) -> None:
    """From the measure by its addresses, from the obligation by its own id or that of a whole."""
    links = register.links_to["coe-29"]
    assert [(link.measure.id, link.address.obligation, link.place) for link in links] == [
        ("T01", "coe-29.1", 0),
        ("T02", "coe-29.1", 1),
    ]
    assert [link.measure.id for link in register.links_to["coe-12"]] == ["T02"]
    lost = register_of(measure(addresses="[{obligation: coe-99, basis: area, contribution: full}]"))
    assert [link.address.obligation for link in lost.links] == ["coe-99"]
    assert lost.links_to == {}


@each(("name", "smallest"), CASES["pieces"])
def test_a_target_reaches_its_smallest_pieces(register: Register, name: str, smallest: list[str]) -> None:
    """An article reaches its provisions, a paragraph its letters, a thing without parts itself."""
    assert [*register.targets[name].smallest] == smallest


@each(("name", "called"), CASES["called"])
def test_what_an_id_names_is_called_by_words(name: str, called: str) -> None:
    """By the place in a convention, by body and year, and by short titles where there are any."""
    parts = WITH_PARTS.replace("Flere folk.}", "Flere folk fra i dag., short_title: Flere folk}")
    files = {**MORE, "data/obligations/greta-r3/greta-r3-police.yaml": parts}
    files |= measure(short_title="Samarbeid") | {ARTICLE_FILE: ARTICLE.replace("coe-29.1", "coe-29.i")}
    round_ = "data/obligations/greta-r3/_instrument.yaml"
    register = register_of(files | {round_: str(BASE[round_]) + "reference: GRETA(2022)07\n"})
    assert " | ".join(fill(register.short_name(name), lang) for lang in ("nb", "en")) == called


@each("name", ["coe", "coe-1", "coe-12.1.c", "coe-12.3", "greta-r3-police.c"])
def test_nothing_else_is_a_target(register: Register, name: str) -> None:
    """What is not written in a file cannot be linked to."""
    assert name not in register.targets


@each("name", ["coe-12", "coe-12.1", "coe-12.1.a", "coe-12.1.a.i", "coe-12.1.a.i.x"])
def test_each_level_above_a_provision_is_a_target(name: str) -> None:
    """Article, paragraph, letter, number."""
    deep = ARTICLE_12.replace("coe-12.1.a", "coe-12.1.a.i.x").replace("coe-12.1.b", "coe-12.1.a.i.y")
    register = register_of({"data/obligations/coe/coe-12.yaml": deep})
    assert "coe-12.1.a.i.x" in register.targets[name].smallest


def test_relations_are_found_from_both_ends(register: Register) -> None:
    """The measure that is built upon knows who builds on it, and a demand who makes it again.

    An article knows who names it, more exactly or twice; whoever does is listed once.
    """
    ((other, relation),) = register.relations_to["T01"]
    assert (other.id, relation.type) == ("T02", "builds_on")
    (repeat,) = register.related["greta-r3-coordination"]
    assert repeat[:2] == ("repeated_by", "greta-r3-police.b")
    for named in (
        "{id: coe-29, basis: source}",
        "{id: coe-29.1, basis: source}, {id: coe-29, basis: source}",
    ):
        again = changed(RECOMMENDATION, id="greta-r3-again", articles=f"[{named}]")
        files = {
            example.RECOMMENDATION_FILE: changed(RECOMMENDATION, articles="[]"),
            "data/obligations/greta-r3/greta-r3-again.yaml": (f"{again}restates: [greta-r3-coordination]\n"),
        }
        other_wording = register_of(files)
        (wording,) = other_wording.related["greta-r3-coordination"]
        assert wording[:2] == ("restated_by", "greta-r3-again")
        assert [owner.id for owner in other_wording.recommendations_on["coe-29"]] == ["greta-r3-again"]


def test_several_letters_and_numbers_of_a_section_come_after_its_paragraph(register: Register) -> None:
    """As lawyers cite them, in the language of the reader."""
    places = {"§ 17 bokstav c og g til i": "(c) and (g) to (i)", "§ 11 nr. 4 og 5": "no. 4 and 5"}
    for place, en in places.items():
        said = cite_law(register, Source(document="loven", section=place, paragraph=1))
        assert fill(said, "nb") == f"loven {place[:4]} første ledd {place[5:]}"
        assert fill(said, "en") == f"loven, section {place[2:4]}, first paragraph {en}"


@each(("title", "inside"), [("Straffeloven", "straffeloven"), ("Grunnloven", "Grunnloven"), ("EMK", "EMK")])
def test_an_act_inside_a_sentence_has_a_small_letter_but_not_the_constitution(
    title: str, inside: str
) -> None:
    """In Norwegian; *Grunnloven* is a name."""
    assert ActName(Text(nb=title)).pick("nb") == inside


def test_tasks_and_goals_are_found_by_id(register: Register) -> None:
    """A task leads to its measure, a goal to its text."""
    owner, task = register.tasks["T02.1"]
    assert (owner.id, task.id) == ("T02", "T02.1")
    assert register.goals["T01.G1"].nb == "Alle vet hvem som gjør hva."


def test_a_shared_goal_is_defined_once_and_found() -> None:
    """Its text stands with the focus area, and a measure names it by ref."""
    strategy = str(BASE["strategy/strategy.yaml"]).replace(
        "    articles: [29]\n",
        "    articles: [29]\n    shared_goals:\n"
        "      - {id: FA1.G1, text: Felles mål., measures: [T01], source: {document: strategy}}\n",
    )
    register = register_of({"strategy/strategy.yaml": strategy, **measure(goals="[{ref: FA1.G1}]")})
    assert register.shared_goals["FA1.G1"].text.nb == "Felles mål."
    assert register.goals["FA1.G1"].nb == "Felles mål."
    assert "FA1.G1" in register.children


# Order -------------------------------------------------------------------------------------------


@each("ordered", CASES["numbers in ids sort by size"])
def test_numbers_in_ids_sort_by_size(ordered: list[str]) -> None:
    """2 comes before 10, as a reader expects."""
    shuffled = ordered[::-1]
    assert sorted(shuffled, key=natural) == ordered


def test_records_come_by_number_whatever_their_files_are_called(register: Register) -> None:
    """Article 12 before article 29, the convention before GRETA; T02 before T100."""
    names = ["coe-12", "coe-29", "coe-47", "greta-r3-coordination", "greta-r3-police"]
    assert list(register.obligations) == names
    more = {
        f"data/measures/{name}.yaml": MEASURE.replace("T01", id)
        for name, id in (("100-siste", "T100"), ("02-andre", "T02"))
    }
    assert [owner.id for owner in register_of(more).measures] == ["T01", "T02", "T100"]


# Damage ------------------------------------------------------------------------------------------

BAD_TASK = """
  - {id: T01.1, text: Den første., commitment: establish, source: {document: strategy}}
  - {id: T01.2, text: Den andre., commitment: kanskje, source: {document: strategy}}
  - {id: T01.3, text: Den tredje., commitment: assess, source: {document: strategy}}"""


def test_a_bad_task_costs_only_itself() -> None:
    """The other tasks and the goals are there, and so is the link that names none that exists.

    A link to the task that could not be read is not called wrong.
    """
    links = """
  - {obligation: coe-29.1, basis: strategy, contribution: partial, by: [T01.2]}
  - {obligation: greta-r3-coordination, basis: strategy, contribution: partial}"""
    files = measure(tasks=BAD_TASK, addresses=links)
    register = register_of(files)
    (owner,) = register.measures
    assert [task.id for task in owner.tasks] == ["T01.1", "T01.3"]
    assert (len(owner.goals), len(owner.addresses)) == (1, 2)
    assert register.damaged == {MEASURE_FILE}
    assert register.unread == frozenset()
    assert errors(with_example(files)) == ["MH007"]


@each(
    ("level", "found"),
    [
        *((name, []) for name in ("sterkt_anbefalt", "très_urgent", "dringend_nötig", "настоятельно")),
        *((name, ["MH007"]) for name in ("Urgent", "very-urgent", "_urgent", "very__urgent", "1st")),
    ],
)
def test_a_level_is_called_in_the_letters_of_its_language(level: str, found: list[str]) -> None:
    """Small letters, also with marks and of other alphabets, digits and underscores."""
    paths = ("data/obligations/greta-r3/_instrument.yaml", example.RECOMMENDATION_FILE)
    files = {path: str(BASE[path]).replace("urges", level) for path in paths}
    assert sorted(set(errors(with_example(files)))) == found


def test_an_unknown_key_and_a_bad_link_cost_only_themselves() -> None:
    """A misspelt key or a wrong value is named, and everything else in the record holds."""
    links = """
  - {obligation: coe-29.1, basis: gjetning, contribution: partial}
  - {obligation: greta-r3-coordination, basis: strategy, contribution: partial}"""
    files = measure(statuss="completed", addresses=links)
    register = register_of(files)
    (owner,) = register.measures
    assert owner.status == "in_progress"
    assert [link.address.obligation for link in register.links] == ["greta-r3-coordination"]
    assert register.damaged == {MEASURE_FILE}
    assert sorted(errors(with_example(files))) == ["MH004", "MH007"]
    nameless = register_of({MEASURE_FILE: MEASURE.replace("title: Samordne arbeidet\n", "")})
    assert nameless.measures == ()
    assert nameless.unread == {MEASURE_FILE}
    assert list(nameless.obligations) == ["coe-29", "greta-r3-coordination"]


def test_several_mistakes_in_a_file_are_all_told() -> None:
    """Whoever fixes a file sees everything at once."""
    found = found_in(with_example(measure(tasks=BAD_TASK, statuss="x", lead="[JD]")))
    assert [finding.rule.code for finding in found if finding.path == MEASURE_FILE] == [
        "MH007",
        "MH004",
        "MH006",
    ]


BROKEN: list[bytes | Unreadable] = [
    b"\xff\xfe",
    b"",
    b"- a\n- b\n",
    b"tekst",
    b"a: [",
    b"a: 1\na: 2\n",
    b"format: 99\nid: T01\n",
    b"id: T01\n",
    Unreadable("permission"),
    Unreadable("too_large", 10**8),
]


@each("data", BROKEN)
@each("path", list(BASE))
def test_an_unread_file_makes_no_errors_elsewhere(path: str, data: bytes | Unreadable) -> None:
    """One broken file is one trouble: links into it are not called wrong."""
    found = found_in(with_example({path: data}))
    wrong = [finding for finding in found if finding.severity == "error"]
    assert wrong
    assert {finding.path for finding in wrong} == {path}
    assert not {finding.rule.code for finding in wrong} & {"MH101", "MH102", "MH103", "MH104"}


@each("path", [path for path in BASE if "_instrument" in path or "strategy/" in path])
def test_a_missing_file_is_one_error(path: str) -> None:
    """What every strategy must have is named where it should be."""
    files = {name: str(text).encode() for name, text in BASE.items() if name != path}
    wrong = [finding for finding in found_in(DictTree(files)) if finding.severity == "error"]
    assert [(finding.rule.code, finding.path) for finding in wrong] == [("MH013", path)]


def test_a_link_to_what_is_nowhere_is_still_an_error_beside_a_broken_file() -> None:
    """Only what the broken file may hold is excused."""
    files = measure(addresses="[{obligation: coe-30, basis: strategy, contribution: full}]")
    assert "MH101" in errors(with_example({**files, ARTICLE_FILE: b"\xff"}))
    naming = changed(RECOMMENDATION, articles="[{id: coe-99, basis: source}]")
    assert errors(with_example({example.RECOMMENDATION_FILE: naming})).count("MH101") == 1


@each(("kind", "record", "may"), CASES["broken"])
def test_a_broken_file_may_hold_the_record_it_is_named_after(kind: Kind, record: str, may: bool) -> None:
    """And its parts; no other file's. Nothing is excused where everything could be read."""
    register = register_of({ARTICLE_FILE: b"", MEASURE_FILE: b"", "strategy/actors.yaml": b""})
    assert register.may_hold(kind, record) is may
    assert not register_of({}).may_hold(kind, record)


@each(("path", "kind", "record", "may"), CASES["folders"])
def test_a_folder_that_cannot_be_listed_may_hold_the_records_whose_place_is_in_it(
    path: str, kind: Kind, record: str, may: bool
) -> None:
    """That of the kind, or of the instrument that the id begins with."""
    assert may_lie(path, kind, record) is may


@each(("path", "kind"), [(ARTICLE_FILE, "Article"), (example.RECOMMENDATION_FILE, "Recommendation")])
def test_a_file_tells_what_it_is_where_its_instrument_cannot(path: str, kind: str) -> None:
    """Without a readable instrument, an article is still an article."""
    instrument = f"{path.rsplit('/', 1)[0]}/_instrument.yaml"
    register = register_of({instrument: b"\xff"})
    assert type(register.obligations[path.rsplit("/", 1)[1].removesuffix(".yaml")]).__name__ == kind


@each(
    ("path", "text", "codes"),
    [
        # A measure by its number and perhaps more, for people, after a hyphen.
        *((f"data/measures/{name}.yaml", MEASURE, []) for name in ("01", "01-samordning")),
        *(
            (f"data/measures/{name}.yaml", MEASURE, ["MH009"])
            for name in ("01-", "01samordning", "00-samordning", "02")
        ),
        # A recommendation in the folder of its instrument, whose id its own begins with.
        ("data/obligations/greta-r3/greta-r3-coordination.yaml", RECOMMENDATION, []),
        (
            "data/obligations/greta-r3/osce-coordination.yaml",
            RECOMMENDATION.replace("greta-r3-coordination", "osce-coordination"),
            ["MH009"],
        ),
        # Law in a folder for each convention, in one file for each article.
        ("data/law/coe/coe-29.yaml", LAW, []),
        ("data/law/coe/coe-30.yaml", LAW, ["MH009"]),
        ("data/law/greta-r3/coe-29.yaml", LAW, ["MH009"]),
        ("data/law/coe-29.yaml", LAW, ["MH008"]),
        ("data/laws/coe/coe-29.yaml", LAW, ["MH008"]),
        # What is the state's own in one file, whose id is told from that of the convention.
        ("data/law/coe/_party.yaml", "id: party-coe\ninstrument: coe\n", []),
        ("data/law/coe/_party.yaml", "id: party-coe\ninstrument: greta-r3\n", ["MH009"]),
        ("data/law/coe/_party.yaml", "id: party-greta\ninstrument: coe\n", ["MH009"]),
    ],
)
def test_a_record_lies_where_its_kind_does_and_is_called_after_its_id(
    path: str, text: str, codes: list[str]
) -> None:
    others = {name: data for name, data in with_example({}).files.items() if data != text.encode()}
    assert errors(DictTree({**others, path: text.encode()})) == codes


def test_an_empty_tree_is_an_empty_register() -> None:
    """Nothing there is nothing known, without any exception."""
    register = load(DictTree({}))
    assert (register.measures, register.strategy, register.obligations) == ((), None, {})
    assert register.unread == {"strategy/strategy.yaml", "strategy/actors.yaml"}


def test_an_id_used_twice_is_told_at_the_second() -> None:
    """Both files are read, and the one error names the second, whose parts are also there twice."""
    second = MEASURE_FILE.replace(".yaml", " (1).yaml")
    files: Files = {second: MEASURE}
    found = [finding for finding in found_in(with_example(files)) if finding.severity == "error"]
    assert [(finding.rule.code, finding.path) for finding in found] == [("MH105", second)]
    assert found[0].message("en").endswith(f"It is also in {MEASURE_FILE}:1.")
    register = register_of(files)
    assert {register.path_of(item) for item in register.measures} == {second, MEASURE_FILE}


# What findings teach -----------------------------------------------------------------------------


@each(("changes", "said"), CASES["a wrong word says which was meant"])
def test_a_wrong_word_says_which_was_meant(changes: dict[str, str], said: str) -> None:
    """Keys, actors, obligations and tasks: the nearest known one is named."""
    messages = [finding.message("en") for finding in found_in(with_example(measure(**changes)))]
    assert any(f"Did you mean {said}?" in message for message in messages)


def test_a_wrong_value_lists_the_right_ones() -> None:
    """All values that fit are named, in the order of a measure's life."""
    (found,) = (f for f in found_in(with_example(measure(status="ferdig"))) if f.rule.code == "MH007")
    assert "not_reported, not_started, in_progress, completed or discontinued" in found.help("en")
    assert "not_reported, not_started, in_progress, completed eller discontinued" in found.help("nb")


def test_a_key_given_twice_tells_the_line_of_the_other() -> None:
    """The finding is at the second, and says where the first one stands."""
    (found,) = (
        f for f in found_in(with_example({MEASURE_FILE: MEASURE + "id: T01\n"})) if f.severity == "error"
    )
    assert found.span.line == MEASURE.count("\n") + 1
    assert "on line 1" in found.message("en")


@each("value", ["12", "true", "[Samordne]", ""])
def test_a_text_that_is_none_is_told_to_be_a_text(value: str) -> None:
    """``title: 12`` should be a text, not “keys with values”."""
    found = found_in(with_example(measure(title=value)))
    (wrong,) = (finding for finding in found if finding.severity == "error")
    assert "a text" in wrong.message("en")


def test_a_text_may_be_a_string_or_give_its_languages() -> None:
    """A plain string is bokmål."""
    (plain,) = register_of(measure(title="Samordne")).measures
    (both,) = register_of(measure(title="{nb: Samordne, en: Coordinate}")).measures
    assert (plain.title.nb, plain.title.en) == ("Samordne", None)
    assert (both.title.nb, both.title.en) == ("Samordne", "Coordinate")


@each(
    ("day", "real"),
    [
        *((day, True) for day in ("2025-11-30", "2025-11", "2025", "2028-02-29")),
        *((day, False) for day in ("2025-13", "2025-02-29", "2025-11-31", "2025-1-1", "25", "20255")),
        *((day, False) for day in ("30.11.2025", "høsten 2026")),
    ],
)
def test_a_deadline_is_as_exact_as_its_source(day: str, real: bool) -> None:
    """A day, a month or a year is kept as written; nothing is guessed from one that no calendar has."""
    files = {MEASURE_FILE: MEASURE.replace("due: 2030-06", f"due: {day}")}
    assert errors(with_example(files))[:1] == ["MH007"] * (not real)
    assert not real or register_of(files).tasks["T01.1"][1].due == day


@each(("key", "value"), [("focus_area", "'1'"), ("ongoing", "yes"), ("focus_area", "1.0"), ("ongoing", "1")])
def test_nothing_is_turned_into_another_kind(key: str, value: str) -> None:
    """``"1"`` is no number and ``yes`` no truth value."""
    assert "MH006" in errors(with_example(measure(**{key: value})))


@each("tag", ["se", "fi", "sr-Latn", "pt-BR"])
def test_a_text_may_be_in_any_language(tag: str) -> None:
    """Its key is a BCP 47 tag, whether or not the program speaks the language."""
    title = f"{{nb: Samordne, {tag}: Noe annet}}"
    strategy = {example.STRATEGY_FILE: example.STRATEGY.replace("languages: [nb]", f"languages: [nb, {tag}]")}
    assert errors(with_example(strategy)) == []
    (record,) = register_of(measure(title=title)).measures
    assert record.title.pick(tag) == "Noe annet"
    assert record.title.pick("en") == "Samordne"
    assert record.title.model_dump() == {"nb": "Samordne", tag: "Noe annet"}


@each("key", ["bokmål", "NB", "titel", "nb_NO"])
def test_a_key_of_a_text_that_is_no_language_is_unknown(key: str) -> None:
    """The rest of the text is kept."""
    changed = measure(title=f"{{nb: Samordne, {key}: Noe annet}}")
    assert errors(with_example(changed)) == ["MH004"]
    (record,) = register_of(changed).measures
    assert record.title.model_dump() == {"nb": "Samordne"}


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("data/measures/07-etterforskning.yaml", b"status: not_reported", b"status: in_progress"),
        ("data/measures/07-etterforskning.yaml", b"title:", b"titel:"),
        ("strategy/strategy.yaml", b"languages: [nb, en]", b"languages: [en, nb]"),
        ("strategy/actors.yaml", b"id: Politiet", b"id: Polis"),
    ],
)
def test_two_states_read_together_are_as_each_read_alone(
    vestlandia: Path, path: str, old: bytes, new: bytes
) -> None:
    before = DiskTree(vestlandia)
    files = {name: before.read(name) for name in before.paths()}
    after = DictTree(files | {path: files[path].replace(old, new, 1)})
    assert files[path] != after.files[path]
    reading = ReadState.of(before)
    then = ReadState.of(after, before=reading)
    assert {name for name in files if then.files[name] is not reading.files[name]} == {path}
    both = (reading.register, then.register)
    for together, alone in zip(both, (load(before), load(after)), strict=True):
        for part in ("entries", "diagnostics", "unread", "damaged", "broken"):
            assert getattr(together, part) == getattr(alone, part)
