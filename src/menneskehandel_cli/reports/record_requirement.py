"""One requirement: what the law answers, what is promised, what is missing, and what would close it."""

from __future__ import annotations

from collections.abc import Iterator

from menneskehandel_cli.language import Day, Parts, Phrase, msg
from menneskehandel_cli.models import RequirementLaw, Text
from menneskehandel_cli.models.obligation import Provision
from menneskehandel_cli.register import Mention, Register
from menneskehandel_cli.register.assessments import latest_assessments
from menneskehandel_cli.register.citing import cite, cite_law
from menneskehandel_cli.register.coverage import Answer, Requirement
from menneskehandel_cli.reports.gaps import level_of
from menneskehandel_cli.reports.listing import Said
from menneskehandel_cli.reports.record import Detail, Line, address_line, given, section, told_of
from menneskehandel_cli.rules import RuleContext
from menneskehandel_cli.rules.demands import promised


def requirement_detail(context: RuleContext, item: Requirement) -> Detail:
    """A requirement for ``mh show``: the reason for each of its values."""
    register = context.register
    obligation = Phrase("cite", {"parts": Parts((item.owner.id, item.owner.title))})
    law = register.law_on.get(item.id)
    disputing = tuple(Line(name, register.obligations[name].title) for name in item.disputed_by)
    return told_of(
        register,
        item.record,
        "requirement",
        (
            ("obligation", obligation),
            ("demand", item.record.text),
            ("note", item.record.note if isinstance(item.record, Provision) else None),
            ("weight", _force(register, item)),
            ("law", Phrase(f"law.{item.law}") if item.law is not None else None),
            ("promise", promised(item)),
            ("own_words", promised(context.own_words.by_id[item.id])),
            ("classification", state_of(item)),
            ("counted_at", None if item.counts else item.counted_at),
            ("closes", _closes(item)),
        ),
        (
            section("law", law_lines(register, law) if law else ()),
            section("answers", (_answer(register, one) for one in item.answers)),
            section("named_by", (_mention(one) for one in item.named_by)),
            section("disputed_by", disputing),
            section("assessments", assessment_lines(register, item.owner.id, item.id)),
        ),
        links={"obligation": item.owner.id, "measures": item.measures},
        title=item.owner.title,
        path=register.path_of(item.owner),
        apart=type(item.record).model_fields,
        derived=requirement_item(context, item),
        judged=True,
    )


def requirement_item(context: RuleContext, item: Requirement) -> dict[str, object]:
    """A requirement with its values, and those by the strategy's own words."""
    own = context.own_words.by_id[item.id]
    return item.plain() | {"strategy": {"promise": own.promise, "in_part": own.in_part}}


def state_of(item: Requirement) -> Phrase:
    """The classification of a requirement, with the mark of an open recommendation on it."""
    state = Phrase(f"classification.{item.classification}")
    return Phrase("cite", {"parts": Parts((state, Phrase("disputed")))}) if item.disputed else state


def _force(register: Register, item: Requirement) -> Said:
    if isinstance(item.record, Provision):
        return Phrase(f"force.{item.record.force}")
    rounds = Phrase("why.rounds", {"n": item.rounds})
    return Phrase("why.level", {"level": level_of(register, item.owner), "rounds": rounds})


def _closes(item: Requirement) -> Phrase:
    """What would change the classification, or that no change is needed."""
    if item.classification == "covered":
        return Phrase(msg("it is covered as it is recorded"))
    if item.classification == "planned":
        return Phrase(msg("the tasks that promise it are recorded as completed"))
    kind = "article" if item.law is not None else "recommendation"
    if item.promise == "to_assess":
        return Phrase(f"closes.to_assess.{kind}")
    return Phrase(f"closes.{'in_part' if item.in_part else 'unanswered'}.{kind}")


def law_lines(register: Register, record: RequirementLaw) -> Iterator[Line]:
    """What the law answers of a requirement, by section, and who judged and confirmed it."""
    for place in record.provisions:
        read = Phrase("law.read", {"day": Day(place.read)}) if place.read is not None else None
        notes = given(cite_law(register, place.source), read)
        yield Line(place.source.section or place.source.document, place.text, notes)
    for label, text in (("missing", record.missing), ("note", record.note)):
        if text is not None:
            yield Line("", Phrase(f"law.{label}.is", {"text": text}))
    for one in record.elements:
        yield Line("", Phrase(f"law.element.{one.found}", {"text": one.text}))
    for view in record.contrary:
        told = {"text": view.text, "source": cite(register, view.source)}
        yield Line("", Phrase("law.contrary.is", told))
    for item in record.unread:
        key = "law.decisive.is" if item.decides else "law.unread.is"
        yield Line("", Phrase(key, {"title": item.title}), given(item.note))
    if record.looked_in:
        places = tuple(f"{place.document} {place.section or ''}".strip() for place in record.looked_in)
        yield Line("", Phrase("law.looked_in.is", {"places": Parts(places)}))
    yield Line("", judged(record, Phrase(f"law.{record.extent}")))


def judged(record: RequirementLaw, extent: Said) -> Phrase:
    """Who judged the law, and whether it has been confirmed."""
    day: Said | Day = Day(record.judged.date) if record.judged.date else Phrase("day.unknown")
    if record.confirmed is not None:
        by, date = record.confirmed.by, record.confirmed.date
        told = Day(date) if date else Phrase("day.unknown")
        return Phrase("law.confirmed", {"extent": extent, "by": by, "day": told})
    who: Said = Phrase(msg("our reading")) if record.judged.by == "editorial" else record.judged.by
    return Phrase("law.unconfirmed", {"extent": extent, "by": who, "day": day})


def _answer(register: Register, answer: Answer) -> Line:
    line = address_line(register, answer.link)
    amounts = Phrase("promise.to_assess")
    if answer.contribution != "assess":
        told = {
            "contribution": Phrase(f"contribution.{answer.contribution}"),
            "promise": Phrase(f"promise.{answer.promise}"),
        }
        amounts = Phrase(msg("{contribution} · {promise}"), told)
    measure = answer.link.measure
    return Line(measure.id, measure.title, (amounts, *line.notes), line.ours)


def _mention(mention: Mention) -> Line:
    said: Text | Phrase = Phrase(f"mention.{mention.kind}", {"by": mention.by})
    return Line(mention.obligation, said, (Phrase(f"basis.{mention.basis}"),))


def assessment_lines(register: Register, *names: str) -> tuple[Line, ...]:
    """The latest assessment by each side of the obligations or requirements called ``names``."""
    known = latest_assessments(register)
    said = [assessment for name in dict.fromkeys(names) for assessment in known.get(name, ())]
    return tuple(
        Line(
            assessment.by,
            Phrase(f"verdict.{assessment.verdict}"),
            given(Phrase("cite", {"parts": Day(assessment.date)}), assessment.text),
        )
        for assessment in said
    )
