"""The readings of the law, held against the law as its publisher gives it on a certain day."""

from collections.abc import Iterator
from datetime import date
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from menneskehandel_cli.diagnostics import KeyPath
from menneskehandel_cli.language import Lang, collation, last_day
from menneskehandel_cli.lawsources import LawAct, LawSection, LawSource, Published, bare, fingerprint, lovdata
from menneskehandel_cli.models import SourceDocument, Text
from menneskehandel_cli.register import Register, citing

SOURCES: tuple[LawSource, ...] = (lovdata,)
"""All publishers of law."""

SectionState = Literal["there", "gone", "not_held", "no_section"]
"""What the files say of a place: ``not_held``, that its act is not in them; ``no_section``, that what is
cited is not a single section, such as an article of a convention annexed to an act."""

ReadingVerdict = Literal["same", "changed", "gone", "older", "unrecorded", "undated", "not_held"]
"""What that means for a reading. ``older``: the files are older than what was read, and say nothing of
whether it has changed since. ``unrecorded``: there is no fingerprint to compare. ``undated``: the
reading does not say on which day its text was the law.
"""

_AROUND = 6
"""How many unchanged words are shown on each side of a change."""
_MOST_PAIRS = 20_000_000
"""How many pairs of words are compared at most; the longest sections are not shown word by word."""


class CitedReading(NamedTuple):
    """One citation of a place: which requirement's, where in its file, and what is noted there."""

    requirement: str
    path: str
    keys: KeyPath
    read: str | None
    fingerprint: str | None
    verdict: ReadingVerdict = "not_held"

    @property
    def suspect(self) -> bool:
        """Whether the law has changed since it was read."""
        return self.verdict in ("changed", "gone")


class ChangedBy(NamedTuple):
    """An act in the official gazette that changes a place."""

    act: str
    title: str
    in_force: str


class Piece(NamedTuple):
    """Words of a text that are in both texts, only in the old one, or only in the new one."""

    kind: Literal["same", "old", "new", "left_out"]
    text: str


class CitedPlace(NamedTuple):
    """A section that is cited, or a whole act where none is, with everything that is said of it."""

    document: str
    title: Text
    reference: str
    section: str | None
    state: SectionState
    fingerprint: str | None
    adopted: tuple[str, ...]
    """Changes adopted and not in force on the archive's day, in the publisher's words."""
    changed_by: tuple[ChangedBy, ...]
    readings: tuple[CitedReading, ...]
    changes: tuple[Piece, ...]
    """The changes word by word, if the text as it was read is at hand."""
    changed_sections: tuple[str, ...]
    """Where a whole act is cited and the text as it was read is at hand: what has changed in it."""

    @property
    def suspect(self) -> bool:
        """Whether a reading of it is suspect."""
        return any(reading.suspect for reading in self.readings)

    def called(self, lang: Lang) -> str:
        """What it is called in a text."""
        section = citing.ActPlace(self.section).pick(lang) if self.section else None
        return " ".join(filter(None, (self.title.pick(lang), section)))


class LawView(NamedTuple):
    """Every place of law that is cited, in the order of documents and sections."""

    day: date
    revision: str | None
    places: tuple[CitedPlace, ...]

    @property
    def readings(self) -> list[CitedReading]:
        """All citations."""
        return [reading for place in self.places for reading in place.readings]

    @property
    def suspect(self) -> list[str]:
        """The requirements whose law has changed since it was read."""
        return sorted({item.requirement for item in self.readings if item.suspect}, key=_section_order)


def documents(register: Register) -> dict[str, tuple[LawSource, str]]:
    """The documents that a publisher of law knows: the publisher, and its key of the act."""
    pairs = ((item, source) for item in register.documents for source in SOURCES)
    keys = ((item.id, source, source.act_key(item.reference or "")) for item, source in pairs)
    return {name: (source, key) for name, source, key in keys if key is not None}


def law_view(
    register: Register, published: Published, day: date, earlier: Published, revision: str | None = None
) -> LawView:
    """Hold every reading against what was published on a day.

    ``earlier`` are older texts. One whose fingerprint is noted with a reading is the text that was read.
    """
    known = documents(register)
    titles = {item.id: item for item in register.documents}
    groups: dict[tuple[str, str | None], tuple[str | None, list[CitedReading]]] = {}
    for document, cited, sure, reading in _citations(register):
        source = known[document][0] if document in known else None
        if document in titles and (sure or source is not None):
            section = source.section(cited) if source is not None and cited else None
            name = section[0] if section is not None else cited
            groups.setdefault((document, name), (cited, []))[1].append(reading)
    places = [
        _cited_place(cited, readings, titles[document], known.get(document), published, earlier, day)
        for (document, _), (cited, readings) in groups.items()
    ]
    places.sort(key=lambda place: (collation(place.document), _section_order(place.section)))
    return LawView(day, revision, tuple(places))


def _section_order(name: str | None) -> list[tuple[int, str]]:
    """Sections and requirements in the order of their numbers."""
    parts = "".join(sign if sign.isalnum() else " " for sign in name or "").split()
    return [(int(part), "") if part.isdecimal() else (0, part) for part in parts]


def _citations(register: Register) -> Iterator[tuple[str, str | None, bool, CitedReading]]:
    """Document and section of each citation, and if it cites law also where no publisher knows that."""
    for law in register.laws:
        path = register.path_of(law)
        for number, item in enumerate(law.requirements):
            for inner, provision in enumerate(item.provisions):
                keys: KeyPath = ("requirements", number, "provisions", inner)
                source, sure = provision.source, provision.kind in ("act", "regulation")
                reading = CitedReading(item.requirement, path, keys, provision.read, provision.fingerprint)
                yield source.document, source.section, sure, reading
            for inner, place in enumerate(item.looked_in):
                keys = ("requirements", number, "looked_in", inner)
                reading = CitedReading(item.requirement, path, keys, place.read, place.fingerprint)
                yield place.document, place.section, False, reading


def _cited_place(
    cited: str | None,
    cited_by: list[CitedReading],
    document: SourceDocument,
    known: tuple[LawSource, str] | None,
    published: Published,
    earlier: Published,
    day: date,
) -> CitedPlace:
    """A place, as the first of its readings cites it, held against what was published."""
    source, key = known if known is not None else (None, "")
    found = source.section(cited) if source is not None and cited is not None else None
    name, label = found if found is not None else (None, cited)
    state: SectionState = "not_held"
    if source is not None:
        state = _held(published.acts.get(key), name, cited, whole=key.startswith(tuple(published.whole)))
    now = _sections(published.acts.get(key), name) if state == "there" else []
    print_now = fingerprint(now) if now else None
    readings = tuple(item._replace(verdict=_verdict(item, state, print_now, day)) for item in cited_by)
    changes, changed = _section_changes(_sections(earlier.acts.get(key), name), now, name, readings)
    about = (document.id, document.title, document.reference or "", label, state, print_now)
    adopted = tuple(dict.fromkeys(note for section in now for note in section.adopted))
    amending = (
        ChangedBy(item.key, item.title, item.in_force)
        for item in published.amendments.values()
        if any(act == key and (cited is None or section == name) for act, section in item.parts)
    )
    return CitedPlace(*about, adopted, tuple(amending), readings, changes, changed)


def _section_changes(
    old: list[LawSection], now: list[LawSection], name: str | None, readings: tuple[CitedReading, ...]
) -> tuple[tuple[Piece, ...], tuple[str, ...]]:
    """What has changed in a section word by word, or in an act by section.

    Nothing if ``old`` is not the text that a suspect reading was made of.
    """
    if not old or fingerprint(old) not in {item.fingerprint for item in readings if item.suspect}:
        return (), ()
    if name is None:
        before, after = ({item.name: fingerprint([item]) for item in sections} for sections in (old, now))
        labels = {item.name: item.label for item in (*old, *now)}
        return (), tuple(labels[x] for x in labels if before.get(x) != after.get(x))
    return _word_changes(old[0].text, now[0].text if now else ""), ()


def _held(act: LawAct | None, name: str | None, cited: str | None, *, whole: bool) -> SectionState:
    if cited is not None and name is None:
        return "no_section"
    if act is None:
        return "gone" if whole else "not_held"
    if name is None:
        return "there"
    section = act.sections.get(name)
    return "there" if section is not None and not section.repealed else "gone"


def _sections(act: LawAct | None, name: str | None) -> list[LawSection]:
    """The section of an act, or all of them."""
    return [] if act is None else [section for key, section in act.sections.items() if name in (None, key)]


def _verdict(reading: CitedReading, state: SectionState, now: str | None, day: date) -> ReadingVerdict:
    if state in ("not_held", "no_section"):
        return "not_held"
    if reading.read is None:
        return "undated"
    if day < last_day(reading.read):
        return "older"
    if state == "gone":
        return "gone"
    if reading.fingerprint is None:
        return "unrecorded"
    return "same" if reading.fingerprint == now else "changed"


def _word_changes(old: str, new: str) -> tuple[Piece, ...]:
    """What differs between two texts, word by word; signs and capitals are not difference."""
    left, right = old.split(), new.split()
    if len(left) * len(right) > _MOST_PAIRS:
        return ()
    matcher = SequenceMatcher(None, [*map(bare, left)], [*map(bare, right)], autojunk=False)
    pieces = []
    for tag, start, end, begin, stop in matcher.get_opcodes():
        if tag == "equal":
            pieces += _context(right[begin:stop], first=begin == 0, last=stop == len(right))
            continue
        if end > start:
            pieces.append(Piece("old", " ".join(left[start:end])))
        if stop > begin:
            pieces.append(Piece("new", " ".join(right[begin:stop])))
    return tuple(pieces)


def _context(same: list[str], *, first: bool, last: bool) -> list[Piece]:
    """The words around changes, without those that are far from any."""
    before = [] if first else same[:_AROUND]
    after = [] if last else same[-_AROUND:]
    if len(before) + len(after) >= len(same):
        return [Piece("same", " ".join(same))]
    shown = (Piece("same", " ".join(before)), Piece("left_out", "…"), Piece("same", " ".join(after)))
    return [piece for piece in shown if piece.text]
