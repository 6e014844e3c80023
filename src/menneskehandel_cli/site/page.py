"""A page of the site in blocks: those of a report, and those that only the site has.

As in a report, a block holds texts and never markup, and an id in a text leads to the page about it.
"""

from dataclasses import dataclass, replace
from typing import NamedTuple

from menneskehandel_cli.blocks.model import Block, Kind, Picture
from menneskehandel_cli.git import Commit


class Card(NamedTuple):
    """A way to another page: its address, what it is called, and a line or two about it."""

    address: str
    title: str
    lines: tuple[str, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class Cards(Kind):
    """Ways to other pages."""

    items: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Beside(Kind):
    """Parts of a page beside each other where there is room, each in blocks."""

    parts: "tuple[tuple[SiteBlock, ...], ...]"


class Filter(NamedTuple):
    """A filter of the rows below it: its name, its label, and its values with their labels."""

    name: str
    label: str
    values: tuple[tuple[str, str], ...]


class GapRow(NamedTuple):
    """A row that can be chosen: for each filter, the numbers of the values that fit it (``1,3;2``)."""

    cells: tuple[str, ...]
    fits: str
    total: int
    """How much it is about: it may be about several points of an article."""


class RowGroup(NamedTuple):
    """Rows under a heading. What is no gap is ``folded`` until a reader opens it or filters."""

    title: str
    anchor: str
    head: tuple[str, ...]
    rows: tuple[GapRow, ...]
    folded: bool
    counted: str
    """How many points its rows are about, as the number is written."""
    note: str
    short: tuple[str, ...]
    """Its number and what stands beside it above the groups, if it stands there."""
    required: bool
    """Whether its rows are gaps in what is required or asked for."""


@dataclass(frozen=True, slots=True)
class Filtered(Kind):
    """Groups of rows that a reader can choose among; all are there without JavaScript."""

    groups: tuple[RowGroup, ...]
    choices: tuple[Filter, ...]
    who: str
    """Who can act, and on how many rows each."""
    rest: str
    """How many its last groups, which are no gaps, are about; empty if there are none."""


@dataclass(frozen=True, slots=True)
class Search(Kind):
    """The field to search in, with the words of the program that searches."""

    words: tuple[tuple[str, str], ...]
    without: str
    """What a reader without JavaScript is told."""
    script: str
    """The address of the data that is searched, from the page."""


SiteBlock = Block | Beside | Cards | Filtered | Search


class SitePage(NamedTuple):
    """The content of a page; its frame is the same on all pages."""

    title: str
    blocks: tuple[SiteBlock, ...]
    label: str = ""
    """What kind of thing it is about, and its id."""
    badges: tuple[str, ...] = ()
    """What a reader sees first: a status, counts, a deadline."""
    lead: str = ""
    """The answer, in a sentence or two before everything else; also the page's description."""
    basis: str = ""
    """What the answer rests on: whose judgement it is, what was read, since when it is recorded."""
    changed: Commit | None = None
    """The last commit that changed what the page is about; that of the whole if it is ``None``."""
    path: str = ""
    """The file in the repository that holds it, which a reader may suggest a change of."""
    record: str = ""
    """The id of the record that the page is about, for its feed."""
    id: str = ""
    """The id of what it is about, in small print."""
    dataset: bool = False
    """Whether it describes data to be reused (schema.org)."""


def untitled(picture: Picture) -> tuple[str, Picture]:
    """What a picture shows, as a sentence for the head of the page, and the picture without it."""
    return f"{picture.title}.", replace(picture, title="")
