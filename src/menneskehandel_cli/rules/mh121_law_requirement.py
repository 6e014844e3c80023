"""MH121: law on something that is not a requirement, or without the grounds for its extent."""

from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.models import Law, RequirementLaw
from menneskehandel_cli.register import Register
from menneskehandel_cli.register.layout import kind_of
from menneskehandel_cli.rules.base import Diagnostics, Rule, RuleContext


def check(context: RuleContext) -> Diagnostics:
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
                told = {"name": law.id, "what": "other", "obligation": law.obligation}
                yield context.wrong("MH121", law, ("obligation",), told)
            continue
        seen: set[tuple[str, ...]] = set()
        for place, item in enumerate(law.requirements):
            what = _misplaced(register, law, item, seen)
            key = "requirement"
            if what is None and item.judged.date is not None and path not in register.damaged:
                what, key = _unfounded(item), "extent"
            if what is not None:
                told = {"name": item.requirement, "what": what, "obligation": law.obligation}
                yield context.wrong("MH121", law, ("requirements", place, key), told)


def _misplaced(
    register: Register, law: Law, item: RequirementLaw, seen: set[tuple[str, ...]]
) -> str | None:
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
    if (item.extent == "part") == (item.missing is None):
        return item.extent
    return None


RULE = Rule(
    severity="error",
    message=msg("The law recorded for “{name}”: {what}."),
    help=msg(
        "Record the law on each requirement of the article separately, and only once. “part” needs "
        "“missing”, “none_found” needs “looked_in”, “unread” needs “unread”, “unclear” needs an entry "
        "under “unread” with “decides: true”, and “part” and “full” need “provisions”."
    ),
    why=msg(
        "It must be possible to check a judgement of the law: what was read, what it "
        "covers, and what is missing."
    ),
    check=check,
    phrases={"what": "law.wrong"},
)
