"""An obligation in full: its provisions or parts, the measures that answer them, and the law."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from menneskehandel_cli.language import Phrase, msg
from menneskehandel_cli.models import Article, Instrument, Law, Party, Recommendation, Text
from menneskehandel_cli.models.obligation import ArticleRef, Event, Level, Part
from menneskehandel_cli.register import Link, Register
from menneskehandel_cli.register.citing import cite
from menneskehandel_cli.register.coverage import Coverage, Requirement
from menneskehandel_cli.reports.gaps import level_of
from menneskehandel_cli.reports.listing import obligation_facts
from menneskehandel_cli.reports.record import (
    Detail,
    Line,
    Section,
    address_line,
    given,
    labelled,
    names,
    section,
    title_of,
    told_of,
)
from menneskehandel_cli.reports.record_requirement import assessment_lines, law_lines
from menneskehandel_cli.rules.demands import promised


def article_detail(register: Register, coverage: Coverage, article: Article) -> Detail:
    """An article for ``mh show``."""
    provisions = []
    for provision in article.provisions:
        item = coverage.by_id.get(provision.id)
        notes = given(
            Phrase(f"force.{provision.force}"),
            Phrase(f"bearer.{provision.bearer}") if provision.bearer != "state" else None,
            None if provision.normative else Phrase("context_only.mark"),
            values(item) if item is not None else None,
            provision.note,
        )
        more = labelled(register, provision, ("force", "bearer", "text", "note"))
        provisions.append(Line(provision.id, provision.text, (*notes, *more)))
    laws = tuple(
        Line(law.requirement, line.said, line.notes)
        for provision in article.requirements
        if (law := register.law_on.get(provision.id)) is not None
        for line in law_lines(register, law)
    )
    instrument = register.instruments.get(register.instrument_id(article))
    recommendations = register.recommendations_on.get(article.id, ())
    translated = article.title_basis == "working_translation"
    return told_of(
        register,
        article,
        "article",
        (
            ("instrument", instrument.title if instrument else register.instrument_id(article)),
            ("role", Phrase(f"role.{article.role}")),
            ("title", Phrase("working_title") if translated else None),
            *("source", "summary", "note"),
        ),
        (
            section("provisions", provisions),
            section("assessments", assessment_lines(register, article.id)),
            section("law", laws),
            _answers(register, article.id),
            section("recommendations", (Line(r.id, r.title) for r in recommendations)),
        ),
        links=_obligation_links(register, article.id),
        title=article.title,
        apart=("article", "title_basis", "provisions"),
        judged=bool(article.requirements),
        derived=obligation_facts(register, article),
    )


def recommendation_detail(register: Register, coverage: Coverage, owner: Recommendation) -> Detail:
    """A recommendation for ``mh show``."""
    instrument = register.instruments.get(register.instrument_id(owner))
    area = register.focus_areas.get(owner.focus_area or 0)
    demands: tuple[Recommendation | Part, ...] = (owner, *owner.parts)
    related = {
        "repeats": [name for demand in demands for name in demand.repeats],
        "repeated_by": _said_by(register.repeated_by, demands),
        "restates": [name for demand in demands for name in demand.restates],
        "restated_by": _said_by(register.restated_by, demands),
    }
    return told_of(
        register,
        owner,
        "recommendation",
        (
            ("instrument", instrument.title if instrument else None),
            ("normative", None if owner.normative else Phrase("context_only.mark")),
            ("level", level_of(register, owner)),
            ("area", Phrase("numbered", {"n": area.number, "title": area.title}) if area else None),
            *("source", "text", "note"),
        ),
        (
            section("parts", (_part(register, coverage, p) for p in owner.parts)),
            section("assessments", assessment_lines(register, owner.id)),
            _answers(register, owner.id),
            *(
                section(key, (Line(name, title_of(register, name)) for name in names))
                for key, names in related.items()
            ),
            section("articles", (_reference(register, one) for one in owner.articles)),
        ),
        links=_obligation_links(register, owner.id),
        title=owner.title,
        apart=("focus_area", "parts", "articles", "repeats", "restates", "assessments"),
        judged=True,
        derived=obligation_facts(register, owner),
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
        return Phrase(msg("promise: {promise} · {classification}"), told)
    return Phrase("requirement.values", {"law": Phrase(f"law.{item.law}"), **told})


def _answers(register: Register, owner: str) -> Section:
    links = register.links_to.get(owner, ())
    return section("addressed_by", (_answer_line(register, link) for link in links))


def _answer_line(register: Register, link: Link) -> Line:
    line = address_line(register, link)
    reached = Phrase(msg("To {obligation}"), {"obligation": link.address.obligation})
    return Line(link.measure.id, link.measure.title, (reached, *line.notes), line.ours)


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
    events = (event for about, _, _, event in register.events if about is instrument)
    levels = (Line(level.id, level.title, (_weight(level),)) for level in instrument.levels)
    return told_of(
        register,
        instrument,
        "instrument",
        (
            ("body", names(register, (instrument.body,))),
            *("reference", "source", "note"),
        ),
        (
            section("levels", levels),
            _events(register, events),
            _reservations(register, register.parties.get(name)),
            section("obligations", (Line(o.id, o.title) for o in register.obligations_of(name))),
        ),
        id=name,
        title=instrument.title,
        apart=("kind", "levels", "events"),
    )


def party_detail(register: Register, party: Party) -> Detail:
    """The state's own data on a convention, for ``mh show``."""
    instrument = register.instruments.get(party.instrument)
    title = instrument.title if instrument else Text.of(party.id, register.language)
    return told_of(
        register,
        party,
        "party",
        (("instrument", title), "note"),
        (_events(register, party.events), _reservations(register, party)),
        links={"instrument": party.instrument},
        title=title,
        apart=("events", "reservations"),
    )


def _events(register: Register, events: Iterable[Event]) -> Section:
    lines = (
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
    )
    return section("events", lines)


_TOLD_OF_EVENT = frozenset(("kind", "date", "reference", "source", "note"))


def _weight(level: Level) -> Phrase:
    return Phrase(msg("weight {n} of 3: our judgement"), {"n": str(level.weight)})


def _reservations(register: Register, party: Party | None) -> Section:
    told = ("provision", "text", "source")
    lines = (
        Line(item.provision, item.text, (cite(register, item.source), *labelled(register, item, told)))
        for item in (party.reservations if party else ())
    )
    return section("reservations", lines)


def law_detail(register: Register, law: Law) -> Detail:
    """What national law answers of an article, for ``mh show``."""
    article = register.targets.get(law.obligation)
    title = article.owner.title if article else Text.of(law.id, register.language)
    return told_of(
        register,
        law,
        "law",
        (
            ("obligation", article.owner.title if article else law.obligation),
            ("note", law.note or Phrase("law.caveat")),
        ),
        (Section(item.requirement, tuple(law_lines(register, item))) for item in law.requirements),
        links={"obligation": law.obligation},
        title=title,
        apart=("requirements",),
    )
