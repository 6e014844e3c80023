"""MH108: measures that each must wait for the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from menneskehandel_cli.diagnostics import Diagnostic
from menneskehandel_cli.rules.base import Ground, Rule
from menneskehandel_cli.rules.example import measure


def check(ground: Ground) -> Iterator[Diagnostic]:
    """``builds_on`` and ``developed_within`` say what comes first, so they must not run in a ring."""
    register = ground.register
    before = {
        measure.id: [relation.target for relation in measure.relations if relation.type != "seen_with"]
        for measure in register.measures
    }
    told: set[frozenset[str]] = set()
    for measure in register.measures:
        circle = _circle(measure.id, before)
        if circle and frozenset(circle) not in told:
            told.add(frozenset(circle))
            place = next(
                place
                for place, relation in enumerate(measure.relations)
                if relation.target == circle[1] and relation.type != "seen_with"
            )
            params = {"circle": " → ".join(circle)}
            keys = ("relations", place, "target")
            yield Diagnostic("MH108", register.path_of(measure), keys, params, measure.id)


def _circle(start: str, before: Mapping[str, list[str]]) -> list[str]:
    """A way from ``start`` back to itself, or nothing."""
    came_from = dict.fromkeys(before.get(start, ()), start)
    waiting = list(came_from)
    while waiting:
        here = waiting.pop()
        if here == start:
            way = [start]
            while len(way) == 1 or way[-1] != start:
                way.append(came_from[way[-1]])
            return way[::-1]
        for target in before.get(here, ()):
            if target not in came_from:
                came_from[target] = here
                waiting.append(target)
    return []


RULE = Rule(
    code="MH108",
    name="circular-relations",
    severity="error",
    message={
        "nb": "Tiltakene bygger på hverandre i ring: {circle}.",
        "en": "The measures build on each other in a circle: {circle}.",
    },
    cure={
        "nb": ("Fjern en av relasjonene, eller bruk seen_with der tiltakene bare skal ses i sammenheng."),
        "en": (
            "Remove one of the relations, or use seen_with where the measures are only to be seen "
            "together."
        ),
    },
    why={
        "nb": "Bygger A på B og B på A, kan ingen av dem begynne.",
        "en": "If A builds on B and B on A, neither can begin.",
    },
    bad=measure(relations="[{type: builds_on, target: T01, basis: strategy}]"),
    good=measure(),
    check=check,
)
