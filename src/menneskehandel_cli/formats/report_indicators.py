"""The indicators in a report: each series whole, and drawn where it has enough points."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from menneskehandel_cli.blocks.model import Block, Heading, Paragraph, Picture
from menneskehandel_cli.formats.charts.series import Point, drawable, series_over_time
from menneskehandel_cli.formats.page import table_of
from menneskehandel_cli.formats.report_gaps import annex
from menneskehandel_cli.formats.report_parts import capital
from menneskehandel_cli.formats.report_pictures import FEWEST_POINTS
from menneskehandel_cli.language import Lang, Parts, Phrase, fill, msg, say
from menneskehandel_cli.language.days import first_day, last_day
from menneskehandel_cli.language.runs import without_stop
from menneskehandel_cli.models import Indicator, Observation
from menneskehandel_cli.register import Register
from menneskehandel_cli.register.citing import cite, document_title, places
from menneskehandel_cli.register.records import grouped
from menneskehandel_cli.reports.listing import baseline_figure, figure, target_figure
from menneskehandel_cli.reports.record_other import indicator_detail


def indicator_blocks(indicators: Iterable[Indicator], register: Register, lang: Lang) -> Iterator[Block]:
    """Each indicator with what it counts, the whole series, its source and its caveat."""
    given = sorted(indicators, key=_order)
    if given:
        head = ("column.figure_title", "column.observation", "column.figure_source")
        yield Heading(annex(msg("Figures that the sources give"), lang), 2, "indicators")
        titles = {fill(document_title(register, item.source), lang) for item in given}
        source = titles.pop() if len(titles) == 1 else ""
        noted = Counter(item.note.pick(lang) for item in given if item.note)
        often = tuple(note for note, n in noted.items() if n > 1)
        rows = (_indicator(item, register, lang, source, often) for item in given)
        caption = say(msg("What is counted, and what the sources give"), lang)
        yield table_of(f"{caption}. {source}" if source else caption, head, rows, lang)
        for n, note in enumerate(often, 1):
            yield Paragraph(note, mark=say(msg("Note {n}"), lang, n=n))
    for item in given:
        pictures = list(series_pictures(item, lang))
        yield from pictures
        told = [fill(said, lang) for said in _aims(item)] if pictures else []
        if told:
            yield Paragraph(say(msg("Not in the picture: {said}."), lang, said="; ".join(told)))


def _order(item: Indicator) -> tuple[bool, bool]:
    """The order: what belongs to a goal, then what is counted since a day, and the rest."""
    return not item.goals, not any(found.since for found in item.observations)


def _aims(item: Indicator) -> Iterator[Phrase]:
    """The baseline and the targets, which no picture draws."""
    if item.baseline is not None and item.targets:
        yield baseline_figure(item.baseline)
    yield from map(target_figure, item.targets)


def series_pictures(item: Indicator, lang: Lang) -> Iterator[Picture]:
    """The picture of a series, if enough of its figures are of one kind."""
    points = _longest(item, lang)
    if len({point.middle for point in points}) >= FEWEST_POINTS and drawable(points):
        title, unit = item.title.pick(lang), item.unit.pick(lang)
        yield series_over_time(title, unit, points, lang)


def _longest(item: Indicator, lang: Lang) -> tuple[Point, ...]:
    """The largest group of figures that can be compared: per year, at a day, or added up since a day."""
    kinds = ((_kind(found), found) for found in item.observations)
    points = ((kind, _point(found, lang)) for kind, found in kinds if kind is not None)
    groups = grouped((kind, point) for kind, point in points if point is not None)
    return max(groups.values(), key=len, default=())


def _kind(found: Observation) -> tuple[object, ...] | None:
    """What a figure can be compared with; ``None`` if it is a change, or for no time or some years."""
    if found.change_percent is not None:
        return None
    if found.year is not None or found.per is not None:
        return ("year", found.cumulative is not None)
    if found.as_of is not None:
        return ("as_of", found.since, found.cumulative is not None)
    return None


def _point(found: Observation, lang: Lang) -> Point | None:
    first = found.from_ or found.as_of or f"{found.year:04}"
    try:
        start, end = first_day(first), last_day(found.to or first)
    except ValueError:  # A year that no calendar has.
        return None
    said = figure(found).params
    low, high = found.range or (_value(found), _value(found))
    exact = found.approx is None and found.at_least is None and found.range is None
    quantity, time = said["quantity"], said["time"]
    assert isinstance(quantity, Phrase)
    assert isinstance(time, Phrase)
    return Point(start, max(start, end), low, high, fill(quantity, lang), fill(time, lang), exact)


def _value(found: Observation) -> float:
    given = (found.value, found.approx, found.at_least, found.cumulative)
    return next((value for value in given if value is not None), 0)


def _indicator(
    item: Indicator, register: Register, lang: Lang, source: str, often: tuple[str, ...]
) -> tuple[str, ...]:
    """What is counted, its figures, its baseline and its targets, each with its source and note.

    ``source`` is the document of all of them, which the table names; ``often`` the notes below it.
    """
    found = indicator_detail(register, item)
    lines = [line for part in found.sections if part.key in _FIGURES for line in part.lines]
    figures = []
    for line in lines:
        more = ". ".join(without_stop(fill(note, lang)) for note in line.notes)
        figures.append(f"{fill(line.said, lang)} ({more})" if more else fill(line.said, lang))
    note = item.note.pick(lang) if item.note else ""
    about = [
        item.counts.pick(lang),
        fill(Parts(places(register, item.source)) if source else cite(register, item.source), lang),
        say(msg("See note {n}."), lang, n=often.index(note) + 1) if note in often else note,
    ]
    return (
        f"{item.title.pick(lang)} ({item.unit.pick(lang)})",
        "; ".join(figures),
        " ".join(f"{capital(without_stop(part))}." for part in about if part),
    )


_FIGURES = ("section.observations", "section.targets")
