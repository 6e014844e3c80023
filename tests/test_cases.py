"""The cases that are data: no table of them stands there untried."""

import re

from cases import DATA, listed
from support import CHECKOUT, each

READERS = {
    name: text
    for path in sorted((CHECKOUT / "tests").rglob("test_*.py"))
    for text in [path.read_text(encoding="utf-8")]
    for name in re.findall(r'^CASES: .* = (?:cases[.])?listed\("(\w+)"\)', text, re.MULTILINE)
}
"""The tests that read a file of tables, by its name."""


@each("name", READERS)
def test_every_table_of_cases_is_tried(name: str) -> None:
    """One whose test is gone, or that has another name there, would look as if it were."""
    assert set(re.findall(r'CASES\["([^"]+)"\]', READERS[name])) == listed(name).keys()


def test_every_file_of_cases_is_read() -> None:
    """By its name, in some test or in what the tests share."""
    texts = "".join(path.read_text(encoding="utf-8") for path in (CHECKOUT / "tests").rglob("*.py"))
    names = sorted(path.name for path in DATA.iterdir() if path.is_file())
    assert len(READERS) > 20
    ways = {name: (f'"{name}"', f'listed("{name.partition(".")[0]}")') for name in names}
    assert [name for name in names if not any(way in texts for way in ways[name])] == []
