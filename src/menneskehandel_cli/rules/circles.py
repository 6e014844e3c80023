"""Cycles in a directed graph of names."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

Ways = Mapping[str, Collection[str]]
"""The edges: from each name to others."""


def circles(ways: Ways) -> Iterator[list[str]]:
    """Every cycle in ``ways``, once, as the names along it."""
    told: set[frozenset[str]] = set()
    for start in ways:
        circle = way(start, start, ways)
        if circle and frozenset(circle) not in told:
            told.add(frozenset(circle))
            yield circle


def way(start: str, end: str, ways: Ways) -> list[str]:
    """The names along a path of one step or more from ``start`` to ``end``; empty if there is none."""
    came_from = dict.fromkeys(ways.get(start, ()), start)
    waiting = list(came_from)
    while waiting:
        here = waiting.pop()
        if here == end:
            found = [came_from[end], end]
            while found[0] != start:
                found.insert(0, came_from[found[0]])
            return found
        for target in ways.get(here, ()):
            if target not in came_from:
                came_from[target] = here
                waiting.append(target)
    return []
