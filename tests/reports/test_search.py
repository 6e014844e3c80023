"""The search: what people ask for comes first, in whatever form they write it."""

from functools import cache
from pathlib import Path

from cases import listed
from menneskehandel_cli.reports.search import Finder
from queries import COMMANDS, MISSED, QUERIES
from support import Mh, each, real_register

ASKED = [(lang, words) for lang, several in QUERIES.items() for words in several]


@cache
def finder(lang: str = "nb") -> Finder:
    """The search in the real data."""
    return Finder(real_register(), lang)


@each(("lang", "words"), ASKED)
def test_what_is_asked_for_comes_first(lang: str, words: str) -> None:
    page = QUERIES[lang][words].removeprefix("theme-")
    view = finder(lang).find(words)
    first = view.overview.address if view.overview else f"{view.found[0].id}."
    right = first.startswith(COMMANDS.get(page, f"{page}."))
    assert right == (words not in MISSED[lang])


@each(("words", "same"), listed("search")["words"])
def test_inflection_capitals_and_small_words_do_not_matter(words: str, same: str) -> None:
    assert finder().find(words).found == finder().find(same).found != ()


def test_a_section_is_no_part_of_another() -> None:
    one, other = (
        {item.id for item in finder().find(words).found if item.kind == "site.kind.provision"}
        for words in ("§ 25", "§ 257")
    )
    assert one
    assert other
    assert one.isdisjoint(other)


@each(
    ("words", "lost"),
    [("palermo artikkel 3", ("artikkel 3",)), ("Qwerty § 999", ("§ 999", "Qwerty")), ("nettbarn", ())],
)
def test_what_is_found_nowhere_is_said(words: str, lost: tuple[str, ...]) -> None:
    """An article of another convention is none; a compound whose parts are known is found by them."""
    assert finder().find(words).lost == lost


@each("number", ["2027", "2031", "999", "1999x"])
def test_a_number_leads_to_no_other_number(number: str) -> None:
    found = finder().find(number)
    assert (found.found, found.near) == ((), ())


def test_the_terminal_says_what_each_is_and_its_id_last(mh: Mh, real_copy: Path) -> None:
    lines = mh("find", "artikkel", "12", "nr.", "2", cwd=real_copy).out.splitlines()
    assert " ".join(lines[0].split()) == "Bestemmelse: Artikkel 12 nr. 2: Ofrenes sikkerhet coe-12.2"
    assert sum("coe-12.2" in line for line in lines) == 1, "a provision is found once"
    assert mh("find", "barn", "--format", "json", "--limit", "2", cwd=real_copy).json["left_out"] > 0
    first = mh("find", "frister", cwd=real_copy).out.splitlines()[0]
    overview = mh("find", "frister", "--format", "json", cwd=real_copy).json["overview"]
    assert (first, overview) == ("Oversikt (Frister): mh status", "mh status")
    assert "Finnes ingen steder: Xyzzy." in mh("find", "barn", "Xyzzy", cwd=real_copy).out
    assert "Mente du refleksjonsperiode" in mh("find", "refleksjonperode", cwd=real_copy).out
    for record, option in (("children", "--theme children"), ("FA2", "--area 2")):
        assert f"«mh status {option}»" in mh("show", record, cwd=real_copy).err


def test_a_name_that_only_describes_has_no_capital_after_others(mh: Mh, real_copy: Path) -> None:
    told = " ".join(mh("show", "T06", "T12", cwd=real_copy).out.split())
    assert "Medvirkende Ideelle organisasjoner, forskningsmiljøene" in told
    assert "Sekretariatet for konfliktrådene, ROSA, ideelle organisasjoner" in told
