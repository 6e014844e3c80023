"""One record with its links in both directions, its source and its findings."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from menneskehandel_cli.language import Choices, Phrase, Refused
from menneskehandel_cli.models import Article, Recommendation
from menneskehandel_cli.models.base import measure_called
from menneskehandel_cli.models.strategy import Funding, Principle
from menneskehandel_cli.register import Register, natural
from menneskehandel_cli.reports import record_other
from menneskehandel_cli.reports.gap_lines import GapList
from menneskehandel_cli.reports.record import Detail
from menneskehandel_cli.reports.record_article import article_detail, law_detail
from menneskehandel_cli.reports.record_body import body_detail
from menneskehandel_cli.reports.record_instrument import instrument_detail, party_detail
from menneskehandel_cli.reports.record_measure import measure_detail
from menneskehandel_cli.reports.record_recommendation import recommendation_detail
from menneskehandel_cli.reports.record_requirement import requirement_detail
from menneskehandel_cli.rules import Finding, RuleContext
from menneskehandel_cli.rules.demands import open_requirements


def find(register: Register, query: str) -> tuple[str | None, Phrase | None]:
    """The id meant: 7 and t7 are T07, 7.1 is T07.1; else the measure with that reference in the plan.

    With it, what is said of a ``query`` that is no id as written, and the reference of another measure.
    """
    known, word = known_ids(register), query.strip()
    first, dot, part = word.casefold().partition(".")
    measure = (measure_called(first, register.letter) or "").casefold()
    found = known.get(word.casefold()) or known.get(f"{measure}{dot}{part}")
    other = register.by_reference.get(word)
    if found is None or other is None or found in (other.id, word.upper()):
        return found or (other.id if other else None), None
    return found, Phrase("show.also", given=query, found=found, other=other.id)


def known_ids(register: Register) -> dict[str, str]:
    """The ids of everything that can be shown, by the id in lower case."""
    former = {old: m.id for m in register.measures for old in m.former_ids}
    ids = {
        **{item.id: item.id for item in _promises(register)},
        **{name: target.id for name, target in register.targets.items()},
        **{name: name for _, _, name in register.own_ids},
        **{name: name for name in register.instruments},
        **former,
    }
    return {name.casefold(): target for name, target in ids.items()}


def _promises(register: Register) -> tuple[Principle | Funding, ...]:
    """The principles and the funding of the strategy."""
    strategy = register.strategy
    return (*strategy.principles, *strategy.funding) if strategy is not None else ()


def with_findings(found: Detail, findings: Iterable[Finding]) -> Detail:
    """A record with the findings about it."""
    own = (item for item in findings if item.path == found.path)
    if found.type == "requirement":
        return replace(found, findings=tuple(i for i in own if i.diagnostic.subject == found.id))
    # An error in the file itself has no record; it is listed with the record in that file.
    about = tuple(item for item in own if item.diagnostic.about_record in ("", found.id))
    return replace(found, findings=about)


def detail(context: RuleContext, name: str, gaps: Callable[[], GapList]) -> Detail | None:
    """The record or requirement called ``name``, or the record that the part ``name`` belongs to.

    ``gaps`` are those that an actor can follow up.
    """
    register = context.register
    if name in register.targets:
        owner = register.targets[name].owner
        item = context.coverage.by_id.get(register.targets[name].id)
        if item is not None and item.id != owner.id:
            return requirement_detail(context, item)
        if isinstance(owner, Article):
            return article_detail(context, owner)
        return recommendation_detail(context, owner)
    if name in register.instruments:
        return instrument_detail(context, name)
    if name in register.actors:
        return body_detail(context, register.actors[name], gaps)
    for measure in register.measures:
        if name.partition(".")[0] == measure.id:
            lacking = [x for of in (Recommendation, Article) for x in open_requirements(context, of)]
            return measure_detail(register, measure, context.as_of, *lacking)
    views: tuple[tuple[Iterable[Any], Callable[[Register, Any], Detail]], ...] = (
        (register.laws, law_detail),
        (register.parties.values(), party_detail),
        (register.indicators.values(), record_other.indicator_detail),
        (register.shared_goals.values(), record_other.goal_detail),
        (_promises(register), record_other.principle_detail),
    )
    for records, view in views:
        for record in records:
            if record.id == name:
                return view(register, record)
    for entry in register.entries:
        if name == entry.id:
            return record_other.other_detail(register, entry.record, name, entry.kind)
    return None


def unknown(register: Register, query: str) -> Refused:
    """What is said of an id that nothing has: what shows it, or which ids it may be, or where to look."""
    from difflib import get_close_matches

    areas = {f"fa{number}": f"--area {number}" for number in register.focus_areas}
    if option := f"--theme {query}" if query in register.themes else areas.get(query.casefold()):
        return Refused("no_record", given=query, option=option)

    known = known_ids(register)
    near = get_close_matches(query.casefold(), known, n=3, cutoff=0.75)
    meant = sorted({known[name] for name in near}, key=natural)
    return Refused("unknown_id_near" if meant else "unknown_id", given=query, known=Choices(meant))
