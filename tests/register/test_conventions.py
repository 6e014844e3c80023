"""Several conventions in one strategy: each has its own articles, and equal numbers mean nothing."""

import csv
from pathlib import Path

from example import ARTICLE, LAW, STRATEGY, STRATEGY_FILE, measure
from menneskehandel_cli.language import LANGS, Lang
from menneskehandel_cli.register import load
from menneskehandel_cli.register.coverage import coverage
from menneskehandel_cli.rules.example import BASE, EXAMPLE_DAY, Files, with_example
from repositories import Step, build
from support import Mh, each, errors, found_in, laid_out

CONVENTIONS = ("palermo", "istanbul", "lanzarote", "crc")
"""Like the Palermo Protocol, the Istanbul and Lanzarote Conventions, and the Convention on the Rights of
the Child: each has an article 29, as CETS 197 has, and here a 19a too."""


def convention(name: str) -> Files:
    folder = f"data/obligations/{name}"
    lettered = ARTICLE.replace("coe-29", f"{name}-19a").replace("article: 29", "article: 19a")
    return {
        f"{folder}/_instrument.yaml": (
            f"id: {name}\nkind: convention\nbody: Europaradet\ntitle: Konvensjonen {name}\n"
            "source: {document: strategy}\n"
        ),
        f"{folder}/{name}-29.yaml": ARTICLE.replace("coe-29", f"{name}-29"),
        f"{folder}/{name}-19a.yaml": lettered,
    }


ALL: Files = {path: text for name in CONVENTIONS for path, text in convention(name).items()}

OWN = """
  - {obligation: coe-29.1, basis: editorial, contribution: full, note: Fordi.}
  - {obligation: greta-r3-coordination, basis: strategy, contribution: full}"""


def named(*articles: str) -> Files:
    """All conventions, and a strategy that names some articles for its focus area."""
    return {**ALL, STRATEGY_FILE: STRATEGY.replace("[29]", f"[{', '.join(articles)}]")}


def told(files: Files, *rules: str) -> list[str]:
    found = found_in(with_example(files), EXAMPLE_DAY)
    return [
        " ".join(filter(None, (item.rule.code, item.diagnostic.about_record, str(name or ""))))
        for item in found
        for name in [item.diagnostic.params.get("name")]
        if item.rule.code in rules
    ]


def test_conventions_with_equal_numbers_have_no_error() -> None:
    """A number with a letter is a text, an article's id says whose it is."""
    register = load(with_example(named("coe-29", "istanbul-19a")))
    assert errors(with_example(named("coe-29", "istanbul-19a"))) == []
    assert [name for name in register.obligations if name.startswith("crc")] == ["crc-19a", "crc-29"]
    assert {name: counts.total for name, counts in coverage(register).counts.items()} == {
        "coe": 1,
        "greta-r3": 1,
        **dict.fromkeys(CONVENTIONS, 2),
    }


def test_only_the_article_that_is_named_wants_a_measure_of_the_area() -> None:
    """Not its namesakes in other conventions."""
    assert told(named("coe-29"), "MH204") == []
    assert told(named("coe-29", "istanbul-29", "crc-19a"), "MH204") == ["MH204 crc-19a", "MH204 istanbul-29"]


@each("lang", LANGS)
def test_among_several_conventions_an_article_is_told_by_its_id(lang: Lang) -> None:
    found = found_in(with_example(named("coe-29", "crc-19a")))
    (message,) = [item.message(lang) for item in found if item.rule.code == "MH204"]
    assert "crc-19a (Samordning)" in message


def test_a_link_for_the_area_goes_to_the_article_that_is_named() -> None:
    """One to its namesake is unfounded."""

    def links(name: str) -> Files:
        area = f"\n  - {{obligation: {name}, basis: area}}"
        return {**named("coe-29", "istanbul-29"), **measure(addresses=OWN + area)}

    assert told(links("istanbul-29"), "MH115") == []
    assert told(links("coe-29"), "MH115") == []
    assert told(links("lanzarote-29"), "MH115") == ["MH115 T01 lanzarote-29"]
    assert told(links("istanbul-19a"), "MH115") == ["MH115 T01 istanbul-19a"]


def test_law_on_an_article_is_no_law_on_its_namesake() -> None:
    register = load(with_example(ALL))
    found = coverage(register).by_id
    assert (found["coe-29.1"].law, found["crc-29.1"].law) == ("part", "unread")


def compared(how: str, other: str = "coe-29.1", basis: str = "editorial", of: str = "crc") -> Files:
    """Article 29 of one of several conventions, which says how it compares with another provision."""
    path = f"data/obligations/{of}/{of}-29.yaml"
    link = f"    {how}: [{{id: {other}, basis: {basis}, note: Fordi.}}]\n"
    return {path: str({**BASE, **ALL}[path]) + link}


@each(
    ("how", "law", "holds"),
    [("equivalent_to", "part", True), ("narrower_than", "part", True), ("wider_than", "unread", False)],
)
def test_what_covers_a_provision_covers_a_narrower_one(how: str, law: str, holds: bool) -> None:
    """Law and measures alike, each counted in its own convention; our comparison is a judgement."""
    links = measure(addresses="[{obligation: coe-29.1, basis: strategy, contribution: full}]")
    found = coverage(load(with_example({**ALL, **links, **compared(how)})))
    one = found.by_id["crc-29.1"]
    assert (one.law, one.measures, one.counts) == (law, ("T01",) * holds, True)
    assert found.counts["crc"].total == 2
    for basis, said in (("editorial", False), ("source", holds)):
        register = load(with_example({**ALL, **links, **compared(how, basis=basis)}))
        assert bool(coverage(register, judgements=False).by_id["crc-29.1"].answers) == said


def test_the_table_of_requirements_says_what_each_compares_with(tmp_path: Path, mh: Mh) -> None:
    """Whichever of the two conventions says so."""
    links = measure(addresses="[{obligation: coe-29.1, basis: strategy, contribution: full}]")
    repo = build(tmp_path / "repo", [Step("2026-01-10", {**ALL, **links, **compared("narrower_than")})])
    assert mh("site", str(tmp_path / "out"), "--lang", "nb", cwd=repo.root).code == 0
    rows = list(csv.DictReader((tmp_path / "out/nb/data/requirements.csv").read_text().splitlines()))
    found = {row["id"]: (row["narrower_than"], row["wider_than"]) for row in rows}
    assert (found["crc-29.1"], found["coe-29.1"]) == (("coe-29.1", ""), ("", "crc-29.1"))
    assert "equivalent_to" not in rows[0]
    for form in ("text", "markdown", "csv"):
        shown = mh("matrix", "--format", form, "--lang", "en", cwd=repo.root).out.replace("\\", "")
        assert ("“Through” a provision" in " ".join(shown.split())) == (form != "csv"), shown
        assert form == "text" or shown.count("through Article 29(1) (") == 1, shown


@each(("own", "law"), [("unread", "full"), ("none_found", "none_found")])
def test_law_not_read_for_a_provision_is_that_on_the_wider_one_that_it_covers_most(
    own: str, law: str
) -> None:
    """A reading of the provision itself says more than one of another."""
    extents = {"crc": own, "istanbul": "full"}
    texts = {name: LAW.replace("coe-29", f"{name}-29") for name in extents}
    laws: Files = {
        f"data/law/{name}/{name}-29.yaml": text.replace("extent: part", f"extent: {extents[name]}")
        for name, text in texts.items()
    }
    wider = compared("narrower_than", "istanbul-29.1, basis: source}, {id: coe-29.1")
    assert coverage(load(with_example({**ALL, **laws, **wider}))).by_id["crc-29.1"].law == law


@each(
    ("files", "found"),
    [
        (compared("narrower_than"), []),
        (compared("equivalent_to", "crc-29.1"), ["MH119 crc-29"]),
        ({**compared("wider_than"), **compared("wider_than", "crc-29.1", of="coe")}, ["MH119 coe-29"]),
        (compared("narrower_than", "coe-99.1"), ["MH101 crc-29 coe-99.1"]),
        (compared("narrower_than", "opsc-3.1"), []),
    ],
)
def test_a_comparison_is_with_one_other_provision(files: Files, found: list[str]) -> None:
    """That of a convention which the strategy does not have says nothing."""
    assert told({**ALL, **files}, "MH101", "MH118", "MH119") == found


def test_status_has_a_row_for_each_instrument(mh: Mh, tmp_path: Path) -> None:
    """Not for each body: four of the conventions are of one."""
    root = laid_out(tmp_path, {**BASE, **named("coe-29")})
    day = ("--as-of", EXAMPLE_DAY.isoformat())
    answer = mh("status", *day, "--format", "json", cwd=root)
    assert {*answer.json["coverage"]} == {"coe", "greta-r3", *CONVENTIONS}
    text = mh("status", *day, cwd=root).out
    for name in CONVENTIONS:
        assert text.count(f"Konvensjonen {name}") == 1


def test_a_new_article_may_have_a_letter(mh: Mh, tmp_path: Path) -> None:
    root = laid_out(tmp_path, {**BASE, **named("coe-29")})
    rest = ("--title", "Ny", "--chapter", "V", "--role", "duty", "--instrument", "crc")
    assert mh("new", "article", "--number", "29A", *rest, cwd=root).code == 0
    text = (root / "data/obligations/crc/crc-29a.yaml").read_text(encoding="utf-8")
    assert "id: crc-29a\narticle: 29a\n" in text
    assert mh("check", "--fail-on", "error", cwd=root).code == 0
    answer = mh("new", "article", "--number", "29-a", *rest, cwd=root)
    assert answer.code == 2
    assert mh("set", "crc-19a", "chapter=VI", cwd=root).code == 0
    assert "crc-19a" in mh("show", "crc-19a.1", cwd=root).out
