"""The pictures of the documentation: each is made by ``make pictures``, small, and told in words."""

from __future__ import annotations

import re
from pathlib import Path

from support import CHECKOUT, each, tool

TOOL = tool("pictures")
IMAGES = CHECKOUT / "docs" / "images"
PAGES = [CHECKOUT / "README.md", *(CHECKOUT / "docs").rglob("*.md")]
SHOWN = [
    (page, text, page.parent / path)
    for page in PAGES
    for text, path in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", page.read_text(encoding="utf-8"))
]
LARGEST = 120_000


@each(("page", "text", "picture"), SHOWN)
def test_a_picture_on_a_page_exists_and_is_told_in_words(page: Path, text: str, picture: Path) -> None:
    """Whoever does not see it reads what it shows; pages in Norwegian and English show their own."""
    assert picture.resolve().is_relative_to(IMAGES)
    assert picture.is_file()
    assert len(text.split()) >= 4
    if picture.stem.startswith("form-"):
        assert picture.stem.endswith("-en" if page.parent.name == "en" else "-nb")


def test_every_picture_is_made_by_the_script_and_none_is_left_over() -> None:
    there = {path.name for path in IMAGES.iterdir()}
    assert there == set(TOOL.names())


def test_every_picture_is_on_a_page() -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert [name for name in TOOL.names() if f"images/{name})" not in text] == []


@each("picture", sorted(IMAGES.iterdir()))
def test_a_picture_is_small(picture: Path) -> None:
    """Every clone has it."""
    assert picture.stat().st_size < LARGEST
