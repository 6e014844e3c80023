"""Ways that lead back to where they began."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

Ways = Mapping[str, Collection[str]]
"""From each name to others."""


def circles(ways: Ways) -> Iterator[list[str]]:
    """Every circle that the ``ways`` make, once, as the names along it."""
    told: set[frozenset[str]] = set()
    for start in ways:
        circle = way(start, start, ways)
        if circle and frozenset(circle) not in told:
            told.add(frozenset(circle))
            yield circle


def way(start: str, end: str, ways: Ways) -> list[str]:
    """The names along a way of one step or more from ``start`` to ``end``, or nothing."""
    came_from = dict.fromkeys(ways.get(start, ()), start)
    waiting = list(came_from)
    while waiting:
        here = waiting.pop()
        if here == end:
            found = [end]
            while len(found) == 1 or found[-1] != start:
                found.append(came_from[found[-1]])
            return found[::-1]
        for target in ways.get(here, ()):
            if target not in came_from:
                came_from[target] = here
                waiting.append(target)
    return []
