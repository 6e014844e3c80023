"""What can be found on the site: every record and every place of its own, with the texts that tell of it.

The search and the list from A to Å are both made of this.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from menneskehandel_cli.formats.report_parts import names
from menneskehandel_cli.language import Lang, Parts, Phrase, field_label, fill, say
from menneskehandel_cli.models.strategy import SourceDocument
from menneskehandel_cli.register.citing import cite_law
from menneskehandel_cli.reports.listing import Said
from menneskehandel_cli.reports.record import Detail
from menneskehandel_cli.site.context import Site

TitledText = tuple[str, str]
"""The phrase that a field is called by, and what it says."""


@dataclass(frozen=True, slots=True)
class Findable:
    """A page, or a place on one.

    ``kind`` is a phrase; ``title`` is its own name or text. What has no title of its own is shown with
    that of what it is ``within``, by id.
    """

    kind: str
    id: str
    title: str
    address: str
    texts: tuple[TitledText, ...] = ()
    within: str = ""


def findable(site: Site, lang: Lang) -> Iterator[Findable]:
    """Everything in the order of the site. What leads nowhere is left out.

    With a ``DocumentLang``, texts in another language are marked.
    """
    yield from _overviews(site, lang)
    yield from _records(site, lang)
    yield from _reports(site, lang)
    yield from _documents(site, lang)


def address_of(document: SourceDocument) -> str:
    """The place of a document among the documents."""
    return f"document-{document.id}"


def _overviews(site: Site, lang: Lang) -> Iterator[Findable]:
    for place in site.places:
        kind = site.kinds[place.kind]
        phrase = kind.menu or kind.overview
        if phrase and not place.subject:
            yield Findable("site.kind.overview", "", say(phrase, lang), place.file)
    for year in site.years:
        place = site.place_of["year", str(year)]
        yield Findable("site.kind.overview", "", say("site.year", lang, year=year), place.file)


def _texts(lang: Lang, *told: tuple[str, Said | None]) -> tuple[TitledText, ...]:
    """The fields that say something, each with what it says."""
    return tuple((phrase, fill(said, lang)) for phrase, said in told if said)


_FACTS = (
    *("summary", "text", "responsible", "lead", "partners", "role", "counts", "unit", "reference"),
    *("note", "former_ids", "follow_up"),
)
"""The facts of a record that it is found by."""

_PARTS = {
    "section.goals": "column.goal",
    "section.tasks": "column.task",
    "section.group": "column.task",
    "section.knowledge_gaps": "site.kind.knowledge_gap",
    "section.provisions": "site.kind.provision",
    "section.parts": "site.kind.part",
}
"""What the lines of a section are, if they are parts of the record."""


def _records(site: Site, lang: Lang) -> Iterator[Findable]:
    """Every focus area, and every record that ``mh show`` shows, with its parts."""
    for number, area in site.register.focus_areas.items():
        address, told = f"measures.html#FA{number}", _texts(lang, ("column.goal", area.goal))
        yield Findable("area", f"FA{number}", area.title.pick(lang), address, told)
    named = {"measure": "column.measure", "instrument": "fact.instrument"}
    shown = ("goal", "article", "recommendation", "actor", "indicator", "principle", "funding")
    kinds = named | {kind: f"site.kind.{kind}" for kind in shown}
    for place in site.places:
        if place.kind in kinds:
            found = site.detail(place.subject)
            facts = (
                *((f"fact.{key}", said) for key, said in found.facts if key in _FACTS),
                *(
                    ("section.helplines", Phrase("cite", {"parts": Parts((line.said, line.label))}))
                    for part in found.sections
                    if part.key == "section.helplines"
                    for line in part.lines
                ),
            )
            ids = found.record.get("responsible", ())
            by_id = ("fact.responsible", " ".join(ids) if isinstance(ids, tuple) else None)
            title, laws = found.title.pick(lang), _laws(site, found, lang)
            told = (*_texts(lang, *facts, by_id), *laws.get(found.id, ()))
            yield Findable(kinds[place.kind], found.id, title, place.file, told)
            yield from _parts(site, found, laws, lang)


def _parts(
    site: Site, found: Detail, laws: Mapping[str, list[TitledText]], lang: Lang
) -> Iterator[Findable]:
    """The parts of a record that have a place of their own."""
    for part in found.sections:
        if part.key == "section.group" and isinstance(part.title, Phrase):
            about = [("fact.note", line.said) for line in part.lines if not line.label]
            title = fill(part.title.params["title"], lang)
            address = site.addresses[part.anchor]
            yield Findable("fact.group", part.anchor, title, address, _texts(lang, *about), found.id)
        kind = _PARTS.get(part.key)
        for line in part.lines:
            if kind is not None and line.label in found.parts:
                said = fill(line.said, lang)
                untitled = part.key in ("section.provisions", "section.parts")
                told = (
                    *((("column.text", said),) if untitled else ()),
                    *_texts(lang, *(("fact.note", note) for note in line.notes if _tells(note))),
                    *laws.get(line.label, ()),
                )
                address = site.addresses[line.label]
                yield Findable(kind, line.label, "" if untitled else said, address, told, found.id)


def _tells(note: Said) -> bool:
    """Whether a note is about its line alone: a text, owners, or another field but who can follow up."""
    if not isinstance(note, Phrase):
        return True
    ours = note.params.get("label") == field_label("follow_up")
    return note.key == "task.owners" or (note.key == "labelled" and not ours)


def _laws(site: Site, found: Detail, lang: Lang) -> dict[str, list[TitledText]]:
    """The law that was read on each requirement, and what is missing."""
    return {
        name: [
            *(
                (
                    "section.law",
                    f"{fill(cite_law(site.register, read.source), lang)}: {read.text.pick(lang)}",
                )
                for read in law.provisions
            ),
            *([("site.field.missing", law.missing.pick(lang))] if law.missing is not None else []),
        ]
        for name in (found.id, *found.parts)
        if (law := site.register.law_on.get(name)) is not None
    }


def _reports(site: Site, lang: Lang) -> Iterator[Findable]:
    for name, report in site.reports.items():
        told: list[tuple[str, Said | None]] = [
            (f"changed.{key}", getattr(report, key)) for key in ("foreword", "assessment", "next")
        ]
        for said in report.measures:
            told += [(f"report.{key}", getattr(said, key)) for key in ("done", "obstacles", "next")]
        told += [("section.assessments", finding.text) for finding in report.findings]
        title = f"{report.year}: {names(site.register, [report.actor], lang)}"
        address = site.addresses.get(name, "")
        yield Findable("site.kind.report", name, title, address, _texts(lang, *told))


def _documents(site: Site, lang: Lang) -> Iterator[Findable]:
    for document in site.strategy.documents:
        told = _texts(
            lang,
            ("column.reference", document.reference),
            ("column.publisher", document.publisher),
            ("fact.note", document.note),
        )
        address = f"documents.html#{address_of(document)}"
        yield Findable("site.kind.document", "", document.title.pick(lang), address, told)
