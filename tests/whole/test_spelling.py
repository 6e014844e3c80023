"""``make spell``: the words that it asks about, and the right words that hunspell does not know."""

from itertools import groupby
from pathlib import Path

import pytest

from support import CHECKOUT, each, tool

TOOL = tool("spelling")
MISSING = TOOL.missing()
needs_hunspell = pytest.mark.skipif(MISSING is not None, reason=str(MISSING))

NO_WORDS = [
    "Se T12.1, coe-12.1.a, greta-r3-non-punishment og MH101.",
    "Kjør «mh lisst misst» eller `git comit`.",
    "Se https://eksemppel.no/sidde, ecoi.net eller navvn@eksemppel.no.",
    "Åpne data/meassures/12-koordd.yaml og rappportt.json.",
    "statuss_sourcce: {idd: feill}",
    "Slik: --somethingg <tekkst>",
    "Staten skal sørge for at utvisni…",
]
"""Lines whose misspelt words are no words of ours."""


def asked(text: str) -> list[str]:
    return [word for word, _ in TOOL.words(text)]


@each("line", NO_WORDS)
def test_what_is_no_word_is_not_asked_about(line: str) -> None:
    """Ids, codes, addresses, files, keys, options, commands, code, and words that were cut off."""
    allowed = {"Se", "og", "Kjør", "eller", "Åpne", "Slik", "Staten", "skal", "sørge", "for", "at"}
    assert set(asked(line)) <= allowed


def test_every_other_word_is_asked_about_with_its_line() -> None:
    """Also in headings, tables, and words with a hyphen or a key to press."""
    text = "# Mål\n| Æresrelatert vold | [l]agre ROSA-prosjektet |\n"
    assert asked(text) == ["Mål", "Æresrelatert", "vold", "lagre", "ROSA", "prosjektet"]
    assert next(TOOL.words(text)) == ("Mål", "# Mål")


def test_ids_of_the_data_are_not_asked_about() -> None:
    """They are in ASCII, and so would be misspelt as words."""
    names = TOOL.names(CHECKOUT)
    assert {"patalemyndigheten", "apenhetsloven", "status_source", "in_progress"} <= names
    assert [word for word, _ in TOOL.words("Se patalemyndigheten (apenhetsloven).", names)] == ["Se"]


def test_an_exception_in_small_letters_covers_a_capital_too() -> None:
    """Not the reverse: a name has its capital."""
    found = ["Datoen", "datoen", "oslo", "feill"]
    assert TOOL.unlisted(found, ["datoen", "Oslo"]) == ["oslo", "feill"]
    assert TOOL.unused(found, ["datoen", "Oslo", "bergen"]) == ["Oslo", "bergen"]


@each("tag", sorted(TOOL.DICTIONARIES))
def test_exceptions_are_sorted_in_groups_without_duplicates(tag: str) -> None:
    """Each group has a heading, a comment; no word is in two."""
    path = Path(CHECKOUT, "tools", f"spelling.{tag}.txt")
    lines = path.read_text(encoding="utf-8").splitlines()
    groups = [list(group) for filled, group in groupby(lines, bool) if filled]
    assert all(line.startswith("#") for line in groups[0])
    for heading, *words in groups[1:]:
        assert heading.startswith("# ")
        assert words == sorted(words)
    listed = TOOL.exceptions(tag)
    assert len(listed) == len(set(listed))
    assert listed == [word for _, *words in groups[1:] for word in words]


@needs_hunspell
@each(
    ("tag", "text", "wrong"),
    [
        ("nb", "Tiltaket skal samordnes av departemmentet.", ["departemmentet"]),
        ("nn", "Tiltaket skal samordnast av departemmentet.", ["departemmentet"]),
        ("nn", "Hva er ikke rapportert?", ["Hva", "ikke"]),
    ],
)
def test_a_misspelt_word_is_found(tag: str, text: str, wrong: list[str]) -> None:
    """And a word of bokmål in nynorsk; the right words are not."""
    found = TOOL.unknown(TOOL.DICTIONARIES[tag], asked(text))
    assert TOOL.unlisted(found, TOOL.exceptions(tag)) == wrong


def test_without_hunspell_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In one line, with 2."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert TOOL.main() == 2
    assert capsys.readouterr().err == "hunspell is missing: apt-get install hunspell hunspell-no\n"


@needs_hunspell
@pytest.mark.attack
@pytest.mark.parametrize("tag", sorted(TOOL.DICTIONARIES))
def test_all_that_mh_says_is_spelt_right_and_no_exception_is_unused(
    tag: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What ``make spell`` checks."""
    monkeypatch.setenv("COLUMNS", "500")
    said, listed = TOOL.checked(tag), TOOL.exceptions(tag)
    assert TOOL.unlisted(TOOL.unknown(TOOL.DICTIONARIES[tag], said), listed) == []
    assert TOOL.unused(said, listed) == []
