"""Lovdata's published archives (NLOD 2.0): acts and regulations in force, and Norsk Lovtidend.

The archives are published at https://api.lovdata.no/v1/publicData/list, without a key. In an act in
force each section is an ``article`` of class ``legalArticle`` with ``data-name="§4-5"``, its paragraphs
are of class ``legalP``, and a note of class ``changesToParent`` says what has changed it, in bold what
will. In Lovtidend ``data-change-part`` and its like name the very part that an amendment changes.
"""

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from xml.parsers import expat

from menneskehandel_cli.language import Refused, refusing
from menneskehandel_cli.lawsources import Amendment, LawAct, LawSection, Published
from menneskehandel_cli.lawsources.archives import LawFile

LIST = "lovdata-public-data-list.json"
"""Lovdata's list of its archives, with the day of each."""
_PACKED = ".tar.bz2"

WHOLE = {"gjeldende-lover": "lov/", "gjeldende-sentrale-forskrifter": "forskrift/"}
"""The archives that hold every act or regulation in force, and how the keys of those begin."""

_REFERENCE = re.compile(r"(LOV|FOR)-(\d{4}-\d{2}-\d{2}(?:-\d+)?)", re.ASCII)
_KINDS = {"LOV": "lov", "FOR": "forskrift"}
_SECTION = re.compile(
    r"§\s*(\d+(?:\s*[a-zæøå](?![a-zæøå]))?(?:-\d+)?(?:\s*[a-zæøå](?![a-zæøå]))?)(.*)",
    re.IGNORECASE | re.DOTALL,
)
_IN_AN_ANNEX = re.compile(r"artikkel|vedlegg|protokoll", re.IGNORECASE)
"""What is cited through a section that only gives it the force of law, such as menneskerettsloven § 2."""

_REFID = re.compile(rb'<dd class="refid">([^<]*)<')
_GAZETTE = re.compile(rb'<dd class="dokid">LTI/')
"""How a file of Lovtidend says what it is."""
_CHANGES = re.compile(rb'data-document="([^"]*)"')

_SILENT = frozenset({"changesToParent", "footnotes", "footnote", "footnotereference", "legalArticleValue"})
"""The classes of what is in a section and is not a part of its text."""
_BLOCKS = frozenset({"article", "section", "li", "ol", "ul", "p", "td", "tr", "h2", "h3", "h4", "h5", "h6"})
_LABELS = {"legalP": re.compile(r"\s*\(\d+\)\s"), "numberedLegalP": re.compile(r"\s*(?:\(\d+\)|\d+\.)\s")}
"""How the number of a paragraph is in its text, by the class of the paragraph."""
_REPEALED = re.compile(r"\(?opphev", re.IGNORECASE)
_BOLD = "\x01"
"""Marks bold words in a note; no XML can hold it."""
_SENTENCE = re.compile(rf"(?<=[.)])\s+(?=[A-ZÆØÅ{_BOLD}])")


def act_key(reference: str) -> str | None:
    """``lov/2021-06-18-97`` for ``LOV-2021-06-18-97``; ``None`` if it names nothing at Lovdata."""
    match = _REFERENCE.fullmatch(reference)
    return f"{_KINDS[match[1]]}/{match[2]}" if match else None


def section(cited: str) -> tuple[str, str] | None:
    """``20a`` and ``§ 20 a`` for ``§ 20 a bokstav b``.

    ``None`` for several sections at once (``§§ 3 og 4``), and for articles of a convention in an annex.
    """
    match = _SECTION.fullmatch(cited.strip())
    if match is None or _IN_AN_ANNEX.search(match[2]):
        return None
    return _section_name(match[1]), f"§ {_tidy(match[1])}"


def _section_name(label: str) -> str:
    return "".join(label.replace("§", "").split()).casefold()


def day_of(path: Path) -> date | None:
    """The day on which the list beside an archive, or beside or in a folder, says that it was made.

    Of several archives in a folder, the earliest. Raises ``Refused`` if the list cannot be read.
    """
    names = {path.name}
    folders = [path.absolute().parent]
    if path.is_dir():
        names |= {f"{path.name}{_PACKED}", *(f"{item.name}{_PACKED}" for item in path.iterdir())}
        folders.insert(0, path)
    for folder in folders:
        if (folder / LIST).is_file():
            wrong = (ValueError, TypeError, KeyError, RecursionError)
            with refusing(wrong, "law.list", file=str(folder / LIST)):
                listed = json.loads((folder / LIST).read_text(encoding="utf-8"))
                days = [item["lastModified"][:10] for item in listed if item["filename"] in names]
                return min(map(date.fromisoformat, days), default=None)
    return None


def take(file: LawFile, keys: Collection[str], into: Published) -> None:
    """Read a file, if it concerns one of the acts with these ``keys``. Only such a file is parsed."""
    for name, begins in WHOLE.items():
        if file.whole and file.origin.name == f"{name}{_PACKED}":
            into.whole.add(begins)
    if b"<!ENTITY" in file.data:
        raise Refused("law.entities", file=file.name)
    found = _REFID.search(file.data)
    key = found[1].decode("utf-8", "replace").strip() if found else ""
    if _GAZETTE.search(file.data):
        named = b" ".join(_CHANGES.findall(file.data)).decode("utf-8", "replace")
        if not set(named.split()).isdisjoint(keys):
            into.amendments[key] = _amendment(key, _parsed_law(file))
    elif key in keys:
        place = str(file.origin / file.name)
        if key in into.places:
            raise Refused("law.twice", key=key, first=into.places[key], second=place)
        into.places[key] = place
        parsed = _parsed_law(file)
        sections = {section.name: section for section in map(_finished, parsed.sections)}
        into.acts[key] = LawAct(key, _tidy(parsed.facts.get("title", "")), sections)


def _amendment(key: str, parsed: "_Document") -> Amendment:
    parts: set[tuple[str, str]] = set()
    for part in parsed.changed:
        kind, _, rest = part.partition("/")
        number, _, place = rest.partition("/")
        section = place.split("/", 1)[0]
        parts.add((f"{kind}/{number}", _section_name(section) if section.startswith("§") else ""))
    title, when = (_tidy(parsed.facts.get(name, "")) for name in ("title", "dateInForce"))
    return Amendment(key, title, when, frozenset(parts))


@dataclass(slots=True)
class _Open:
    """A section as it is being read."""

    label: str
    pieces: list[str] = field(default_factory=list)
    body: bool = False
    """Whether it has anything but its heading."""
    notes: list[list[list[str]]] = field(default_factory=list)
    """Its own notes, and those of the chapters around it, which may be below it."""
    repealed: bool = False


def _finished(read: _Open) -> LawSection:
    text = _tidy("".join(read.pieces)).lstrip(" .")
    adopted: list[str] = []
    for note in (note for notes in read.notes for note in notes):
        sentences = _SENTENCE.split(_tidy("".join(note)))
        adopted += (sentence.replace(_BOLD, "") for sentence in sentences if _BOLD in sentence)
    gone = read.repealed or (not read.body and _REPEALED.match(text) is not None)
    label = "".join(read.label.replace("§", "").split())
    return LawSection(_section_name(read.label), f"§ {label}", text, tuple(dict.fromkeys(adopted)), gone)


@dataclass(slots=True)
class _Frame:
    """What the text inside an element belongs to."""

    section: _Open | None = None
    silent: bool = False
    heading: bool = False
    fact: str = ""
    note: list[str] | None = None
    notes: list[list[str]] = field(default_factory=list)
    """The notes on the nearest section or chapter."""
    around: tuple[list[list[str]], ...] = ()
    """The notes on the chapters around."""
    label: re.Pattern[str] | None = None
    """The number of a paragraph, which may come next."""


class _Document:
    """A file, as the parser tells of its elements. It keeps no tree, however deep the file goes."""

    def __init__(self) -> None:
        self.facts: dict[str, str] = {}
        self.sections: list[_Open] = []
        self.changed: list[str] = []
        self._stack = [_Frame()]

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        classes = frozenset(attributes.get("class", "").split())
        frame = replace(self._stack[-1], label=None)
        if "legalArticle" in classes:
            frame.section = _Open(attributes.get("data-name", ""))
            frame.section.repealed = "data-repealeddate" in attributes
            frame.notes = []
            frame.section.notes = [frame.notes, *frame.around]
            self.sections.append(frame.section)
        elif tag == "section":
            frame.notes = []
            frame.around = (frame.notes, *frame.around)
        elif "changesToParent" in classes:
            frame.note = []
            frame.notes.append(frame.note)
        elif tag == "dd":
            frame.fact = attributes.get("class", "")
        if tag in ("strong", "b") and frame.note is not None:
            frame.note.append(_BOLD)
        frame.silent = frame.silent or bool(classes & _SILENT)
        frame.heading = frame.heading or "legalArticleHeader" in classes
        frame.label = next((_LABELS[name] for name in _LABELS if name in classes), None)
        for name in ("data-change-part", "data-add-new-part", "data-repeal-part", "data-move-part"):
            self.changed += attributes.get(name, "").replace(";;", " ").split()
        self._stack.append(frame)
        self._break(tag)

    def end(self, tag: str) -> None:
        """An element ends."""
        self._break(tag)
        self._stack.pop()

    def _break(self, tag: str) -> None:
        section = self._stack[-1].section
        if section is not None and tag in _BLOCKS:
            section.pieces.append(" ")

    def text(self, text: str) -> None:
        """Text is in the innermost element."""
        frame = self._stack[-1]
        if frame.note is not None:
            frame.note.append(text)
        elif frame.fact:
            self.facts[frame.fact] = self.facts.get(frame.fact, "") + text
        elif frame.section is not None and not frame.silent:
            if frame.label is not None and text.strip():
                label = frame.label.match(text)
                text, frame.label = text[label.end() if label else 0 :], None
            frame.section.body = frame.section.body or (not frame.heading and bool(text.strip()))
            frame.section.pieces.append(text)


def _parsed_law(file: LawFile) -> _Document:
    """The elements of a file that are used. Raises ``Refused`` if it is not XML or declares anything."""

    def refuse(*_declared: object) -> None:
        raise Refused("law.entities", file=file.name)

    def doctype(_name: str, system: str | None, public: str | None, inner: int) -> None:
        if system or public or inner:
            refuse()

    document = _Document()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = doctype
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = document.start
    parser.EndElementHandler = document.end
    parser.CharacterDataHandler = document.text
    with refusing((expat.ExpatError, ValueError, LookupError), "law.no_xml", file=file.name):
        parser.Parse(file.data, True)  # noqa: FBT003  # it takes no names
    return document


def _tidy(text: str) -> str:
    return " ".join(text.split())
