"""MH334: an obligation whose text changed after a measure was linked to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from menneskehandel_cli.diagnostics import About
from menneskehandel_cli.language import Day, msg
from menneskehandel_cli.rules.base import Diagnostics, Lookback, Rule, RuleContext

if TYPE_CHECKING:
    from menneskehandel_cli.history import Event


def check(context: RuleContext) -> Diagnostics:
    """Links that have not changed since the obligation they reach was reworded."""
    reworded: dict[str, tuple[int, Event]] = {}
    linked: dict[tuple[str, str], int] = {}
    place, commit = 0, ""
    for event in context.events:
        # A link changed in the same commit was written with the new wording in view.
        place, commit = place + (event.commit.id != commit), event.commit.id
        delta = event.delta
        if delta.kind == "obligation_reworded" and event.classification == "policy":
            reworded[delta.key.subject] = (place, event)
        elif delta.key.field.startswith("link:"):
            linked[delta.record, delta.key.field.removeprefix("link:")] = place
    for link in context.register.links:
        name = link.address.obligation
        target = context.register.targets.get(name)
        if target is None:
            continue
        touched = linked.get((link.measure.id, name), -1)
        reaches = (name, target.owner.id, *target.smallest)
        later = (item for item in reaches if item in reworded and reworded[item][0] > touched)
        subject = next(later, None)
        if subject is not None:
            day = Day(reworded[subject][1].commit.day.isoformat())
            told = {"target": subject, "name": link.measure.id, "day": day}
            about, keys = About(link.measure.id, target=name), ("addresses", link.place, "obligation")
            yield context.wrong("MH334", link.measure, keys, told, about=about)


RULE = Rule(
    severity="note",
    message=msg(
        "The text of {target} changed on {day}, after {name} was linked to it. Does the link still fit?"
    ),
    help=msg(
        "Read the new text. Change the link if it no longer fits; if it does, say so in "
        "“note” on the link."
    ),
    why=msg(
        "A link is made to a particular text. When the text changes, somebody has to look "
        "at the link again."
    ),
    needs_history=Lookback(frozenset({"measure", "obligation"})),
    check=check,
    about=("target",),
)
