"""What can be found on the site: every record and every place of its own, with the texts that tell of it.

The search and the list from A to Å are both made of this.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from menneskehandel_cli.language import Lang, fill, say
from menneskehandel_cli.models import Article, Measure, Provision, Recommendation, Report, Text
from menneskehandel_cli.models.obligation import Part
from menneskehandel_cli.models.strategy import SourceDocument
from menneskehandel_cli.register.citing import cite_law
from menneskehandel_cli.reports.listing import responsible
from menneskehandel_cli.site.context import Site
from menneskehandel_cli.site.pages import page_kinds

Told = tuple[str, str]
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
    texts: tuple[Told, ...] = ()
    within: str = ""


def findable(site: Site, lang: Lang) -> Iterator[Findable]:
    """Everything in the order of the site. What leads nowhere is left out.

    With a ``DocumentLang``, texts in another language are marked.
    """
    yield from _overviews(site, lang)
    found = (*_measures(site, lang), *_obligations(site, lang), *_others(site, lang))
    yield from (item for item in found if item.address)
    yield from _documents(site, lang)


def address_of(document: SourceDocument) -> str:
    """The place of a document among the documents."""
    return f"document-{document.id}"


def _overviews(site: Site, lang: Lang) -> Iterator[Findable]:
    for place in site.places:
        kind = page_kinds()[place.kind]
        phrase = kind.menu or kind.overview
        if phrase and not place.subject:
            yield Findable("site.kind.overview", "", say(phrase, lang), place.file)
    for year in site.years:
        place = site.place_of["year", str(year)]
        yield Findable("site.kind.overview", "", say("site.year", lang, year=year), place.file)


def _texts(lang: Lang, *told: tuple[str, Text | str | None]) -> tuple[Told, ...]:
    """The fields that say something, each with what it says."""
    return tuple(
        (phrase, text.pick(lang) if isinstance(text, Text) else text) for phrase, text in told if text
    )


def _named(site: Site, ids: Iterable[str], lang: Lang) -> str:
    """Bodies by their ids and names."""
    names = [(name, site.register.actor_name(name)) for name in ids]
    return ", ".join(f"{name} {text.pick(lang)}" if text else name for name, text in names)


def _measures(site: Site, lang: Lang) -> Iterator[Findable]:
    register, at = site.register, site.addresses
    for number, area in register.focus_areas.items():
        address, told = f"measures.html#FA{number}", _texts(lang, ("column.goal", area.goal))
        yield Findable("site.area", f"FA{number}", area.title.pick(lang), address, told)
    for measure in register.measures:
        bodies = dict.fromkeys(
            (*measure.responsible, *((measure.lead,) if measure.lead else ()), *measure.partners)
        )
        told = _texts(
            lang,
            ("fact.summary", measure.summary),
            ("fact.responsible", fill(responsible(measure, _named(site, bodies, lang)), lang)),
            ("fact.note", measure.note),
            ("fact.former_ids", ", ".join(measure.former_ids)),
        )
        yield Findable(
            "report.measure", measure.id, measure.title.pick(lang), at.get(measure.id, ""), told
        )
        yield from _of_measure(site, measure, lang)
    for goal in register.shared_goals.values():
        yield Findable("site.kind.goal", goal.id, goal.text.pick(lang), at.get(goal.id, ""))


def _of_measure(site: Site, measure: Measure, lang: Lang) -> Iterator[Findable]:
    """The goals, groups, tasks and knowledge gaps of a measure."""
    at, name = site.addresses, measure.id
    for goal in measure.goals:
        if goal.id and goal.text:
            yield Findable("column.goal", goal.id, goal.text.pick(lang), at.get(goal.id, ""), (), name)
    for group in measure.groups:
        told = _texts(
            lang, ("fact.audience", group.audience), ("fact.owners", _named(site, group.owners, lang))
        )
        title = group.title.pick(lang)
        yield Findable("fact.group", group.id, title, at.get(group.id, ""), told, name)
    for task in measure.tasks:
        told = _texts(
            lang,
            ("fact.owners", _named(site, task.owners, lang)),
            ("changed.outcome", task.outcome.text if task.outcome else None),
            ("fact.note", task.note),
        )
        yield Findable("column.task", task.id, task.text.pick(lang), at.get(task.id, ""), told, name)
    for gap in measure.knowledge_gaps:
        kind = "site.kind.knowledge_gap"
        yield Findable(kind, gap.id, gap.text.pick(lang), at.get(gap.id, ""), (), name)


def _obligations(site: Site, lang: Lang) -> Iterator[Findable]:
    register, at = site.register, site.addresses
    for name, instrument in register.instruments.items():
        told = _texts(lang, ("fact.reference", instrument.reference), ("fact.note", instrument.note))
        yield Findable("fact.instrument", name, instrument.title.pick(lang), at.get(name, ""), told)
    parts: list[tuple[Provision | Part, Text | None]]
    for owner in register.obligations.values():
        if isinstance(owner, Article):
            kind, inside, first = "site.kind.article", "site.kind.provision", owner.summary
            parts = [(part, part.note) for part in owner.provisions]
        else:
            assert isinstance(owner, Recommendation)
            kind, inside, first = "site.kind.recommendation", "site.kind.part", owner.text
            parts = [(part, None) for part in owner.parts]
        told = (
            *_texts(lang, ("column.text", first), ("fact.note", owner.note)),
            *_texts(lang, ("fact.follow_up", _named(site, owner.follow_up, lang))),
            *_law(site, owner.id, lang),
        )
        yield Findable(kind, owner.id, owner.title.pick(lang), at.get(owner.id, ""), told)
        for part, note in parts:
            told = (
                *_texts(lang, ("column.text", part.text), ("fact.note", note)),
                *_texts(lang, ("fact.former_ids", ", ".join(part.former_ids))),
                *_law(site, part.id, lang),
            )
            yield Findable(inside, part.id, "", at.get(part.id, ""), told, owner.id)


def _law(site: Site, requirement: str, lang: Lang) -> Iterator[Told]:
    """The law that was read on a requirement: each section as lawyers cite it, and what it says."""
    law = site.register.law_on.get(requirement)
    if law is None:
        return
    for provision in law.provisions:
        cited = fill(cite_law(site.register, provision.source), lang)
        yield "section.law", f"{cited}: {provision.text.pick(lang)}"
    yield from _texts(
        lang,
        ("site.field.missing", law.missing),
    )


def _others(site: Site, lang: Lang) -> Iterator[Findable]:
    register, at = site.register, site.addresses
    lines = {line.operator: line for line in register.helplines}
    for name, actor in register.actors.items():
        line = lines.get(name)
        told = _texts(
            lang,
            ("fact.role", actor.role),
            ("fact.note", actor.note),
            ("section.helplines", f"{line.name.pick(lang)}, {line.number}" if line else None),
        )
        yield Findable("site.kind.actor", name, actor.name.pick(lang), at.get(name, ""), told)
    for name, indicator in register.indicators.items():
        told = _texts(
            lang,
            ("fact.counts", indicator.counts),
            ("fact.unit", indicator.unit),
            ("fact.note", indicator.note),
        )
        yield Findable("site.kind.indicator", name, indicator.title.pick(lang), at.get(name, ""), told)
    for principle in site.strategy.principles:
        name = principle.id
        yield Findable("site.kind.principle", name, principle.text.pick(lang), at.get(name, ""))
    for fund in site.strategy.funding:
        yield Findable("site.kind.funding", fund.id, fund.text.pick(lang), at.get(fund.id, ""))
    for entry in register.entries:
        if isinstance(entry.record, Report):
            yield _report(site, entry.id, entry.record, lang)


def _report(site: Site, name: str, report: Report, lang: Lang) -> Findable:
    told: list[tuple[str, Text | str | None]] = [
        (f"changed.{key}", getattr(report, key)) for key in ("foreword", "assessment", "next")
    ]
    for said in report.measures:
        told += [(f"report.{key}", getattr(said, key)) for key in ("done", "obstacles", "next")]
    told += [("section.assessments", finding.text) for finding in report.findings]
    actor = site.register.actor_name(report.actor)
    title = f"{report.year}: {actor.pick(lang) if actor else report.actor}"
    address = site.addresses.get(name, "")
    return Findable("site.kind.report", name, title, address, _texts(lang, *told))


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
