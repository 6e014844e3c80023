"""The law as its publishers give it out, to hold readings against: archives, sections, amendments.

``archives`` opens what was downloaded, within bounds, and each module that ``sources`` names reads one
publisher's files. Nothing here fetches anything.
"""

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from menneskehandel_cli.lawsources.archives import LawFile


class LawSection(NamedTuple):
    """A section of an act as the publisher gives it.

    ``name`` tells it from the others of its act, however it is written; ``label`` is for people.
    ``text`` is its heading and what it says, without labels, notes and the numbers of paragraphs.
    ``adopted`` are the publisher's own sentences on changes that are adopted and not in force.
    ``repealed``: only the number is left.
    """

    name: str
    label: str
    text: str
    adopted: tuple[str, ...] = ()
    repealed: bool = False


class LawAct(NamedTuple):
    """An act or regulation as it is on the archive's day: its sections by ``LawSection.name``."""

    key: str
    title: str
    sections: Mapping[str, LawSection]


class Amendment(NamedTuple):
    """An act that changes others. ``parts`` are the act and the section that each change names.

    A section of ``""`` is a part that is in no section, such as the heading of a chapter.
    ``in_force`` is what the publisher says of when: a day, or words.
    """

    key: str
    title: str
    in_force: str
    parts: Collection[tuple[str, str]]


@dataclass(slots=True)
class Published:
    """What the files given hold of the acts that were asked for; acts and amendments by their keys.

    ``whole`` are the beginnings of the keys of which every act in force is here, such as ``lov/``.
    """

    acts: dict[str, LawAct] = field(default_factory=dict)
    amendments: dict[str, Amendment] = field(default_factory=dict)
    whole: set[str] = field(default_factory=set)
    places: dict[str, str] = field(default_factory=dict)
    """The files that the acts are in."""


class LawSource(Protocol):
    """A publisher of law."""

    def act_key(self, reference: str) -> str | None:
        """The publisher's key of the act that a ``reference`` names; ``None`` if it has no such act."""

    def section(self, cited: str) -> tuple[str, str] | None:
        """``LawSection.name`` of the section cited, and how the section as a whole is cited.

        ``None`` if what is cited is not a single section.
        """

    def day_of(self, path: Path) -> date | None:
        """The day of an archive or folder, from the publisher's list beside it. Raises ``Refused``."""

    def take(self, file: "LawFile", keys: Collection[str], into: Published) -> None:
        """Read a file, if it concerns one of the acts with these ``keys``. Raises ``Refused``."""


def bare(text: str) -> str:
    """The letters and digits of a text, capitals made small."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFC", text).casefold()))


def fingerprint(sections: Collection[LawSection]) -> str:
    """The fingerprint of the text of whole sections: the same for the same law in another copy.

    It is of letters and digits only. Where a reading cites a letter or a number (``§ 77 bokstav b``), it
    is of the whole section (§ 77); where it cites no section, of the whole act.
    """
    text = " ".join(bare(section.text) for section in sections)
    return f"sha256:{sha256(text.encode()).hexdigest()[:16]}"
