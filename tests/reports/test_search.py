"""The search: what people ask for comes first, in whatever form they write it."""

from __future__ import annotations

from pathlib import Path

import pytest

from menneskehandel_cli.register import load
from menneskehandel_cli.reports.search import find_view
from menneskehandel_cli.trees import DiskTree
from queries import ELSEWHERE, QUERIES
from support import CHECKOUT, Mh, each

REAL = load(DiskTree(CHECKOUT))
ASKED = [(lang, words) for lang, several in QUERIES.items() for words in several]


@pytest.mark.parametrize(("lang", "words"), ASKED)
def test_what_is_asked_for_comes_first(lang: str, words: str) -> None:
    page = QUERIES[lang][words].removeprefix("theme-")
    first = find_view(REAL, words, lang).found[0].id
    assert f"{first}.".startswith(f"{ELSEWHERE.get(page, page)}.")


@each(
    ("words", "same"),
    [
        ("refleksjonsperioden", "refleksjonsperiode"),
        ("REFLEKSJONSPERIODE", "refleksjonsperiode"),
        ("det offentlige", "offentlige"),
        ("okokrim", "økokrim"),
        ("Artikkel 12 nr. 1", "art. 12.1"),
    ],
)
def test_inflection_capitals_and_small_words_do_not_matter(words: str, same: str) -> None:
    assert find_view(REAL, words, "nb").found == find_view(REAL, same, "nb").found != ()


def test_a_section_is_no_part_of_another() -> None:
    found = {item.id for item in find_view(REAL, "§ 25", "nb").found}
    assert found.isdisjoint(item.id for item in find_view(REAL, "§ 257", "nb").found)


def test_the_terminal_says_what_each_is_and_its_id_last(mh: Mh, real_copy: Path) -> None:
    lines = mh("find", "artikkel", "12", "nr.", "2", cwd=real_copy).out.splitlines()
    assert lines[0].split() == ["Bestemmelse", "Artikkel", "12", "nr.", "2", "coe-12.2"]
    assert mh("find", "barn", "--format", "json", "--limit", "2", cwd=real_copy).json["left_out"] > 0
    nothing = mh("find", "refleksjonperode", cwd=real_copy)
    assert (nothing.code, "Mente du refleksjonsperiode" in nothing.out) == (0, True)
