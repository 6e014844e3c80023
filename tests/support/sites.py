"""What the tests of the public site share: sites made by ``mh site``, and what their pages hold."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from reports import run
from support import THOROUGH

LANGS = ("nb", "nn", "en")
PLACES = ("demo", "real") if THOROUGH else ("demo",)
"""The site of the real data is made in ``make attack`` alone."""


@dataclass(frozen=True)
class Made:
    """A site in a folder, and the repository that it was made from."""

    root: Path
    folder: Path

    def pages(self) -> dict[str, Page]:
        """Every page by its path from the folder."""
        return {path: read(self.folder, path) for path in files_of(self.folder) if path.endswith(".html")}


def make_sites(places: dict[str, Path], base: Path) -> dict[str, Made]:
    """The sites of ``PLACES``."""
    made = {name: Made(places[name], base / f"site-{name}") for name in PLACES}
    for site in made.values():
        make(site.root, site.folder)
    return made


def make(root: Path, folder: Path, *more: str) -> str:
    """Make a site; what ``mh site`` said."""
    answer = run("site", str(folder), "--root", str(root), *more)
    assert (answer.code, answer.err) == (0, ""), answer.err
    return answer.out


def files_of(folder: Path) -> list[str]:
    """The path of each file from the folder."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@dataclass
class Page(HTMLParser):
    """A page: its ids, where it leads, and what it loads."""

    path: str
    text: str
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    ways: list[str] = field(default_factory=list)
    """The links that a reader can follow, as the paths that they lead to."""
    loads: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    """The texts that are shown or read aloud, piece by piece."""

    @property
    def words(self) -> str:
        """All that the page says."""
        return "\n".join(self.told)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(self.text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        said = ("title", "alt", "aria-label", "content", "placeholder")
        self.told += [given[name] for name in said if name in given]
        if "id" in given:
            self.ids.append(given["id"])
        relation = given.get("rel", "")
        address = given.get("href") or given.get("action")
        if address:
            self.links.append(address)
            if tag == "a" and not urlsplit(address).scheme:
                self.ways.append(self.target(address)[0])
        if "src" in given:
            self.loads.append(given["src"])
        if tag == "link" and relation not in ("canonical", "alternate"):
            self.loads.append(given.get("href", ""))
        refresh = given.get("content", "") if given.get("http-equiv") == "refresh" else ""
        if "url=" in refresh:
            self.links.append(refresh.partition("url=")[2])
            self.ways.append(self.target(self.links[-1])[0])

    def handle_data(self, data: str) -> None:
        self.told.append(data)

    def target(self, address: str) -> tuple[str, str]:
        """The file that an address within the site leads to, by its path, and the place in it."""
        parts = urlsplit(address)
        if not parts.path:
            return self.path, unquote(parts.fragment)
        inside = posixpath.normpath(posixpath.join(posixpath.dirname(self.path), unquote(parts.path)))
        return inside, unquote(parts.fragment)


@cache
def read(folder: Path, path: str) -> Page:
    """A page that no test changes."""
    return Page(path, (folder / path).read_text(encoding="utf-8"))
