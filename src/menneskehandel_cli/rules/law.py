"""The rules on recorded law: its grounds, and whether it still is the law."""

from datetime import date

from menneskehandel_cli.diagnostics import About
from menneskehandel_cli.language import Day, last_day
from menneskehandel_cli.models import Law, RequirementLaw
from menneskehandel_cli.register import Register, kind_of
from menneskehandel_cli.rules.base import Diagnostics, RuleContext, rule


@rule("error", phrases={"what": "law.wrong"})
def mh121_law_requirement(context: RuleContext) -> Diagnostics:
    """Each entry of a file in ``data/law``, once: its requirement, and the grounds for its extent.

    An entry moved out of an article in an older format has no day, and may lack later required keys.
    """
    register = context.register
    for law in register.laws:
        path = register.path_of(law)
        if kind_of(path) != "law":
            continue
        if law.id != f"law-{law.obligation}":
            if law.obligation in register.targets:  # else MH101 reports it
                params = {"name": law.id, "what": "other", "obligation": law.obligation}
                yield context.wrong("MH121", law, ("obligation",), params)
            continue
        seen: set[tuple[str, ...]] = set()
        for place, item in enumerate(law.requirements):
            what = _misplaced(register, law, item, seen)
            key = "requirement"
            if what is None and item.judged.date is not None and path not in register.damaged:
                what, key = _unfounded(item), "extent"
            if what is not None:
                params = {"name": item.requirement, "what": what, "obligation": law.obligation}
                yield context.wrong("MH121", law, ("requirements", place, key), params)


def _misplaced(register: Register, law: Law, item: RequirementLaw, seen: set[tuple[str, ...]]) -> str | None:
    target = register.targets.get(item.requirement)
    if target is None or register.path_of(target.owner) in register.damaged:
        return None  # MH101 reports unknown ids; one in a file that could not be read may exist.
    if register.is_context(item.requirement):
        return None
    reached = register.requirements_of(item.requirement)
    if target.owner.id != law.obligation:
        return "elsewhere"
    if len(reached) != 1:
        return "several" if reached else "nothing"
    if reached in seen:
        return "twice"
    seen.add(reached)
    return None


def _unfounded(item: RequirementLaw) -> str | None:
    """The key that an entry's extent requires and that is missing."""
    if item.extent == "unread":
        return None if item.unread else "unread"
    if item.extent == "unclear":
        return None if any(text.decides for text in item.unread) else "unclear"
    if item.extent == "none_found":
        return None if item.looked_in else "none_found"
    if not item.provisions:
        return "unsupported"
    return item.extent if (item.extent == "part") == (item.missing is None) else None


YEARS = 2
"""A copy read longer ago than this may no longer be the law."""


@rule("note", about=("part",))
def mh209_law_copy_old(context: RuleContext) -> Diagnostics:
    """The first provision of each requirement whose copy was read more than two years ago."""
    for entry, keys, item in context.register.models(RequirementLaw):
        for place, provision in enumerate(item.provisions):
            if provision.read is not None and _is_old(provision.read, context.as_of):
                section = provision.source.section or provision.source.document
                params = {"name": item.requirement, "law": section, "day": Day(provision.read)}
                there = (*keys, "provisions", place, "read")
                about = About(entry.id, part=item.requirement)
                yield context.wrong("MH209", entry.record, there, params, about=about)
                break


def _is_old(read: str, as_of: date) -> bool:
    """Whether more than two years have passed; on the day exactly two years later they have not."""
    last = last_day(read)
    return (as_of.year - YEARS, as_of.month, as_of.day) > (last.year, last.month, last.day)


@rule("note", about=("part",))
def mh211_law_changed(context: RuleContext) -> Diagnostics:
    """Each requirement whose law is noted as changed, until it is read again."""
    for entry, keys, item in context.register.models(RequirementLaw):
        if item.suspect is not None:
            about, by = About(entry.id, part=item.requirement), ", ".join(item.suspect.by)
            params = {"name": item.requirement, "law": by, "day": Day(item.suspect.since)}
            yield context.wrong("MH211", entry.record, (*keys, "suspect"), params, about=about)
