"""The pictures of the reports: numbers gathered from the views and drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from menneskehandel_cli.blocks.model import Picture
from menneskehandel_cli.formats.charts.bars import progress_over_time
from menneskehandel_cli.language import Lang
from menneskehandel_cli.reports.frame import Frame

FEWEST_POINTS = 3
"""A course of fewer points is not drawn."""


def progress_pictures(frame: Frame, lang: Lang) -> Iterator[Picture]:
    """How many measures have had each status, from one change to the next; none of too few points."""
    points = progress(frame)
    if len(points) >= FEWEST_POINTS:
        yield progress_over_time(points, lang)


def progress(frame: Frame) -> list[tuple[date, dict[str, int]]]:
    """The number of measures by status, on each day with a change, up to the closing state."""
    statuses: dict[str, str] = {}
    points: list[tuple[date, dict[str, int]]] = []
    first = _first_statuses(frame)
    context_only = frame.closing.register.context_only
    for event in frame.history.events:
        delta = event.delta
        if delta.kind_of_record != "measure" or delta.record in context_only:
            continue
        if delta.kind == "measure_added":
            statuses[delta.record] = first.get(delta.record, "not_reported")
        elif delta.kind == "measure_removed":
            statuses.pop(delta.record, None)
        elif delta.kind == "renumbered":
            for former in delta.after or ():
                if former in statuses:
                    statuses[delta.record] = statuses.pop(former)
        elif delta.kind == "status_changed":
            statuses[delta.record] = str(delta.after or "not_reported")
        else:
            continue
        counts = dict(Counter(statuses.values()))
        if points and points[-1][0] == event.commit.day:
            points.pop()
        points.append((event.commit.day, counts))
    end = frame.closing.commit.day
    if points and points[-1][0] < end:
        points.append((end, points[-1][1]))
    return points


def _first_statuses(frame: Frame) -> dict[str, str]:
    """The first status of each measure: the value before its first change, otherwise its present one."""
    found = {item.id: str(item.status) for item in frame.closing.register.measures}
    for event in reversed(frame.history.events):
        if event.delta.kind == "status_changed":
            found[event.delta.record] = str(event.delta.before or "not_reported")
    return found
