"""An obligation in full: its provisions or parts, the measures that answer them, and the law."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from menneskehandel_cli.language import Phrase
from menneskehandel_cli.models import Article, Instrument, Law, Party, Recommendation, Text
from menneskehandel_cli.models.obligation import ArticleRef, Event, Level, Part
from menneskehandel_cli.register import Link, Register
from menneskehandel_cli.register.citing import cite
from menneskehandel_cli.register.coverage import Coverage, Requirement
from menneskehandel_cli.reports.listing import Said, obligation_facts, plain_record
from menneskehandel_cli.reports.record import (
    Detail,
    Line,
    Section,
    address_line,
    filled,
    given,
    labelled,
    names,
    other_facts,
    title_of,
)
from menneskehandel_cli.reports.record_requirement import assessment_lines, law_lines
from menneskehandel_cli.rules.demands import promised


def article_detail(register: Register, coverage: Coverage, article: Article) -> Detail:
    """An article for ``mh show``."""
    title = Phrase("working_title") if article.title_basis == "working_translation" else None
    facts: list[tuple[str, Said]] = [
        ("instrument", register.instruments[register.instrument_id(article)].title)
        if register.instrument_id(article) in register.instruments
        else ("instrument", register.instrument_id(article)),
        ("role", Phrase(f"role.{article.role}")),
    ]
    if title is not None:
        facts.append(("title", title))
    facts.append(("source", cite(register, article.source)))
    if article.summary is not None:
        facts.append(("summary", article.summary))
    if article.note is not None:
        facts.append(("note", article.note))
    told = ("article", "role", "title_basis", "source", "summary", "provisions", "note")
    facts += other_facts(register, article, told)
    if article.requirements:
        facts.append(("caveat", Phrase("coverage.ours")))
    provisions = []
    for provision in article.provisions:
        item = coverage.by_id.get(provision.id)
        notes: list[Said] = [Phrase(f"force.{provision.force}")]
        if provision.bearer != "state":
            notes.append(Phrase(f"bearer.{provision.bearer}"))
        if not provision.normative:
            notes.append(Phrase("context_only.mark"))
        if item is not None:
            notes.append(values(item))
        notes += given(provision.note)
        notes += labelled(register, provision, ("force", "bearer", "text", "note"))
        provisions.append(Line(provision.id, provision.text, tuple(notes)))
    laws = tuple(
        Line(law.requirement, line.said, line.notes)
        for provision in article.requirements
        if (law := register.law_on.get(provision.id)) is not None
        for line in law_lines(register, law)
    )
    sections = [
        Section(Phrase("section.provisions"), tuple(provisions)),
        Section(Phrase("section.assessments"), assessment_lines(register, article.id)),
        Section(Phrase("section.law"), laws),
        _answers(register, article.id),
        Section(
            Phrase("section.recommendations"),
            tuple(Line(r.id, r.title) for r in register.recommendations_on.get(article.id, ())),
        ),
    ]
    links = _obligation_links(register, article.id) | {
        "recommendations": [r.id for r in register.recommendations_on.get(article.id, ())]
    }
    return Detail(
        article.id,
        "article",
        article.title,
        register.path_of(article),
        tuple(facts),
        filled(sections),
        plain_record(article),
        links,
        obligation_facts(register, article),
    )


def recommendation_detail(register: Register, coverage: Coverage, owner: Recommendation) -> Detail:
    """A recommendation for ``mh show``."""
    instrument = register.instruments.get(register.instrument_id(owner))
    levels = {level.id: level.title for level in instrument.levels} if instrument else {}
    facts: list[tuple[str, Said]] = []
    if instrument is not None:
        facts.append(("instrument", instrument.title))
    if not owner.normative:
        facts.append(("normative", Phrase("context_only.mark")))
    level = levels.get(owner.level or "")
    facts.append(("level", level or Phrase("level.unknown")))
    if owner.focus_area in register.focus_areas:
        area = register.focus_areas[owner.focus_area or 0]
        facts.append(("area", Phrase("numbered", {"n": area.number, "title": area.title})))
    facts.append(("source", cite(register, owner.source)))
    facts.append(("text", owner.text))
    if owner.note is not None:
        facts.append(("note", owner.note))
    told = (
        *("level", "focus_area", "text", "parts", "articles", "repeats", "restates", "assessments"),
        *("note", "source"),
    )
    facts += other_facts(register, owner, told)
    facts.append(("caveat", Phrase("coverage.ours")))
    demands: tuple[Recommendation | Part, ...] = (owner, *owner.parts)
    related = [
        ("section.repeats", tuple(name for demand in demands for name in demand.repeats)),
        ("section.repeated_by", _said_by(register.repeated_by, demands)),
        ("section.restates", tuple(name for demand in demands for name in demand.restates)),
        ("section.restated_by", _said_by(register.restated_by, demands)),
    ]
    sections = [
        Section(Phrase("section.parts"), tuple(_part(register, coverage, part) for part in owner.parts)),
        Section(Phrase("section.assessments"), assessment_lines(register, owner.id)),
        _answers(register, owner.id),
        *(
            Section(Phrase(key), tuple(Line(name, title_of(register, name)) for name in names))
            for key, names in related
        ),
        Section(Phrase("section.articles"), tuple(_reference(register, one) for one in owner.articles)),
    ]
    links = _obligation_links(register, owner.id) | {
        **{key.split(".")[1]: list(names) for key, names in related},
        "articles": [reference.id for reference in owner.articles],
    }
    return Detail(
        owner.id,
        "recommendation",
        owner.title,
        register.path_of(owner),
        tuple(facts),
        filled(sections),
        plain_record(owner),
        links,
        obligation_facts(register, owner),
    )


def _part(register: Register, coverage: Coverage, part: Part) -> Line:
    item = coverage.by_id.get(part.id)
    more = labelled(register, part, ("text", "restates", "repeats"))
    said = Phrase("context_only.mark") if not part.normative else values(item) if item else None
    return Line(part.id, part.text, (*given(said), *more))


def _reference(register: Register, reference: ArticleRef) -> Line:
    """An article that a recommendation concerns, and whether we say so or its source does."""
    ours = Phrase("basis.editorial") if reference.basis == "editorial" else None
    return Line(reference.id, title_of(register, reference.id), given(ours, reference.note))


def _said_by(
    others: Mapping[str, tuple[str, ...]], demands: tuple[Recommendation | Part, ...]
) -> tuple[str, ...]:
    """The recommendations, or parts of them, that name a recommendation or a part of it."""
    return tuple(name for demand in demands for name in others.get(demand.id, ()))


def values(item: Requirement) -> Phrase:
    """The status of a requirement, by its two values."""
    told = {"promise": promised(item), "classification": Phrase(f"classification.{item.classification}")}
    if item.law is None:
        return Phrase("requirement.promise", told)
    return Phrase("requirement.values", {"law": Phrase(f"law.{item.law}"), **told})


def _answers(register: Register, owner: str) -> Section:
    links = register.links_to.get(owner, ())
    return Section(Phrase("section.addressed_by"), tuple(_answer_line(register, link) for link in links))


def _answer_line(register: Register, link: Link) -> Line:
    line = address_line(register, link)
    reached = Phrase("link.to", {"obligation": link.address.obligation})
    return Line(link.measure.id, link.measure.title, (reached, *line.notes))


def _obligation_links(register: Register, owner: str) -> dict[str, object]:
    return {
        "addressed_by": [
            {"measure": link.measure.id, **link.address.model_dump(by_alias=True)}
            for link in register.links_to.get(owner, ())
        ]
    }


def instrument_detail(register: Register, name: str) -> Detail:
    """An instrument for ``mh show``."""
    instrument: Instrument = register.instruments[name]
    facts: list[tuple[str, Said]] = [("body", names(register, (instrument.body,)))]
    if instrument.reference:
        facts.append(("reference", instrument.reference))
    facts.append(("source", cite(register, instrument.source)))
    if instrument.note is not None:
        facts.append(("note", instrument.note))
    told = ("kind", "body", "reference", "levels", "events", "note", "source")
    facts += other_facts(register, instrument, told)
    events = _events(register, (event for about, _, _, event in register.events if about is instrument))
    inside = [o for o in register.obligations.values() if register.instrument_id(o) == name]
    levels = (Line(level.id, level.title, (_weight(level),)) for level in instrument.levels)
    sections = [
        Section(Phrase("section.levels"), tuple(levels)),
        events,
        _reservations(register, register.parties.get(name)),
        Section(Phrase("section.obligations"), tuple(Line(o.id, o.title) for o in inside)),
    ]
    links = {"obligations": [o.id for o in inside]}
    record = instrument.model_dump(by_alias=True)
    path = register.path_of(instrument)
    return Detail(
        name, "instrument", instrument.title, path, tuple(facts), filled(sections), record, links
    )


def party_detail(register: Register, party: Party) -> Detail:
    """The state's own data on a convention, for ``mh show``."""
    instrument = register.instruments.get(party.instrument)
    title = instrument.title if instrument else Text.of(party.id, register.language)
    facts: list[tuple[str, Said]] = [("instrument", title)]
    if party.note is not None:
        facts.append(("note", party.note))
    facts += other_facts(register, party, ("instrument", "events", "reservations", "note"))
    sections = [_events(register, party.events), _reservations(register, party)]
    record = party.model_dump(by_alias=True)
    links: dict[str, object] = {"instrument": party.instrument}
    return Detail(
        party.id, "party", title, register.path_of(party), tuple(facts), filled(sections), record, links
    )


def _events(register: Register, events: Iterable[Event]) -> Section:
    return Section(
        Phrase("section.events"),
        tuple(
            Line(
                event.date or event.due or "",
                Phrase(f"event.{event.kind}"),
                (
                    *given(event.reference),
                    cite(register, event.source),
                    *given(event.note),
                    *labelled(register, event, _TOLD_OF_EVENT | (set() if event.date else {"due"})),
                ),
            )
            for event in events
        ),
    )


_TOLD_OF_EVENT = frozenset(("kind", "date", "reference", "source", "note"))


def _weight(level: Level) -> Phrase:
    return Phrase("level.weight", {"n": str(level.weight)})


def _reservations(register: Register, party: Party | None) -> Section:
    return Section(
        Phrase("section.reservations"),
        tuple(
            Line(
                item.provision,
                item.text,
                (cite(register, item.source), *labelled(register, item, ("provision", "text", "source"))),
            )
            for item in (party.reservations if party else ())
        ),
    )


def law_detail(register: Register, law: Law) -> Detail:
    """What national law answers of an article, for ``mh show``."""
    article = register.targets.get(law.obligation)
    facts: list[tuple[str, Said]] = [
        ("obligation", article.owner.title if article else law.obligation),
        ("note", law.note or Phrase("law.caveat")),
    ]
    facts += other_facts(register, law, ("obligation", "requirements", "note"))
    sections = [Section(item.requirement, law_lines(register, item)) for item in law.requirements]
    title = article.owner.title if article else Text.of(law.id, register.language)
    record = law.model_dump(by_alias=True)
    links: dict[str, object] = {"obligation": law.obligation}
    return Detail(
        law.id, "law", title, register.path_of(law), tuple(facts), filled(sections), record, links
    )
