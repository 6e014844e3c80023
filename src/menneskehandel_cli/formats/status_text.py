"""``mh status`` on a terminal: the face of the program."""

from __future__ import annotations

from collections.abc import Iterator

from menneskehandel_cli.formats.terminal import (
    HEADING,
    SIGNS,
    STYLES,
    WIDE,
    Column,
    Grid,
    Line,
    to_text,
)
from menneskehandel_cli.formats.unjudged import unjudged
from menneskehandel_cli.language import Lang, count, day, say, visible
from menneskehandel_cli.models import STATUSES
from menneskehandel_cli.register.coverage import CLASSIFICATIONS, Counts
from menneskehandel_cli.reports.status import Area, Attention, MeasureRow, StatusView

_BAR = 24
_SHADES = {"met": "█", "lesser": "▒", "gap": "░", "unmapped": "·"}


def render(view: StatusView, lang: Lang, *, width: int, colour: bool) -> str:
    """The status in ``lang`` for a terminal ``width`` columns wide."""
    parts: list[Line | Grid] = [_head(view, lang)]
    if view.unjudged:
        parts.insert(0, Line(visible(unjudged(view.unjudged, lang)), style="bold red"))
    for place, area in enumerate(view.focus_areas):
        parts.append(Line(""))
        parts.extend(_area(area, lang, width, head=place == 0))
    parts.extend(_trend(view, lang))
    parts.extend(_coverage(view, lang, width))
    parts.extend(_attention(view, lang))
    return to_text(*parts, width=width, colour=colour)


def _head(view: StatusView, lang: Lang) -> Line:
    title = view.title.pick(lang) if view.title else say("status.no_strategy", lang)
    example = ((f"  {say('fictional', lang)}", "bold magenta"),) if view.fictional else ()
    facts = [say("status.as_of", lang, day=day(view.as_of.isoformat(), lang))]
    if view.revision:
        facts.append(say("status.revision", lang, revision=view.revision[:10]))
    if view.measures_shown == view.measures_total:
        facts.append(count("measures", view.measures_total, lang))
    else:
        shown, total = view.measures_shown, view.measures_total
        facts.append(say("status.shown", lang, shown=shown, total=total))
    facts.extend(
        f"{view.status_counts[status]} {say(f'status.{status}', lang)}"
        for status in STATUSES
        if status in view.status_counts
    )
    return Line("", more=((visible(title), "bold"), *example, ("\n" + " · ".join(facts), "")))


def _area(area: Area, lang: Lang, width: int, *, head: bool) -> Iterator[Line | Grid]:
    title = f" {visible(area.title.pick(lang))}" if area.title else ""
    yield Line(f" {say('area', lang)} {area.number}{title} ", style="bold reverse")
    if area.goal:
        yield Line(visible(area.goal.pick(lang)), 2, "italic")
    if not area.measures:
        yield Line(say("status.no_measures", lang), 2, "dim")
        return
    wide = width >= WIDE
    columns = [
        Column(say("column.number", lang), 4, no_wrap=True),
        Column(say("column.measure", lang)),
        Column(say("column.responsible", lang), 17 if wide else 12),
        Column(say("column.status", lang), 20 if wide else 18),
        Column(say("column.tasks", lang), 8, no_wrap=True),
    ]
    if wide:
        columns.append(Column(say("column.deadline", lang), 18))
    rows = [tuple(_cells(row, lang, wide)) for row in area.measures]
    yield Grid(tuple(columns), rows, head=head, expand=True)


def _cells(row: MeasureRow, lang: Lang, wide: bool) -> Iterator[Line]:
    yield Line(row.id, style="bold")
    damaged = ((f" ! {say('status.damaged', lang)}", "bold red"),) if row.damaged else ()
    yield Line(visible(row.title.pick(lang)), more=damaged)
    inferred = "*" if row.responsible_basis == "inferred" else ""
    yield Line(" ".join(row.responsible) + inferred)
    style = STYLES[row.status]
    more: list[tuple[str, str]] = []
    if row.ongoing:
        more.append((f" ({say('ongoing', lang)})", ""))
    when, passed = _deadline(row, lang)
    if when and not wide:
        more += [("\n", ""), (when, passed)]
    if row.last_change is not None:
        told = say("status.last_change", lang, day=f"{row.last_change:%d.%m.%Y}")
        more.append((f"\n{told}", "dim"))
    yield Line(f"{SIGNS[row.status]} {say(f'status.{row.status}', lang)}", style=style, more=tuple(more))
    yield Line(f"{row.tasks.completed}/{row.tasks.total}")
    if wide:
        yield Line(when, style=passed) if when else Line("–", style="dim")


def _deadline(row: MeasureRow, lang: Lang) -> tuple[str, str]:
    """The next deadline and its style; empty where there is none."""
    if row.next_deadline is None:
        return "", ""
    when = day(row.next_deadline.due, lang)
    return (
        (f"! {when}, {say('status.passed', lang)}", "bold red")
        if row.next_deadline.passed
        else (when, "")
    )


def _trend(view: StatusView, lang: Lang) -> Iterator[Line | Grid]:
    trend = view.trend
    if trend is None:
        return
    yield Line("")
    since = say("status.trend", lang, day=day(trend.day.isoformat(), lang))
    yield Line(f"{since} ({trend.since[:10]})", style=HEADING)
    lines = [
        f"{shift.id}: {say(f'status.{shift.before}', lang) if shift.before else '–'} → "
        f"{SIGNS[shift.after]} {say(f'status.{shift.after}', lang)}"
        for shift in trend.shifts
    ]
    before, after = trend.tasks_before, trend.tasks_after
    lines.append(
        say("status.trend.tasks", lang, before=before.completed, after=after.completed, total=after.total)
    )
    yield Line("\n".join(lines), 2)


def _coverage(view: StatusView, lang: Lang, width: int) -> Iterator[Line | Grid]:
    if not view.coverage:
        return
    yield Line("")
    yield Line(say("status.coverage", lang), style=HEADING)
    yield Line(say("coverage.ours", lang), 2, "dim")
    columns = (Column(width=26 if width < WIDE else 52), Column(width=_BAR, no_wrap=True), Column())
    rows = [
        (
            Line(visible(line.title.pick(lang))),
            Line(_bar(line.counts)),
            Line(f"{_counts(line.counts, lang)}\n{_own(line.own_words, lang)}"),
        )
        for line in view.coverage.values()
    ]
    yield Grid(columns, rows, expand=True)


def _own(counts: Counts, lang: Lang) -> str:
    """How many the strategy itself answers, by its own words alone."""
    return say("coverage.own", lang, n=counts.answered)


def _bar(counts: Counts) -> str:
    """A bar of fixed width. Whatever there is shows, however little."""
    bar = ""
    for name in CLASSIFICATIONS[::-1]:
        part = counts.classification[name]
        bar += _SHADES[name] * (max(1, round(part / (counts.total or 1) * _BAR)) if part else 0)
    return bar[:_BAR].ljust(_BAR, bar[-1:] or " ")


def _counts(counts: Counts, lang: Lang) -> str:
    shown = [
        f"{say(f'classification.count.{name}', lang, n=counts.classification[name])} {_SHADES[name]}"
        for name in CLASSIFICATIONS
        if counts.classification[name]
    ]
    return f"{count('demands', counts.total, lang)}: {', '.join(shown)}"


def _attention(view: StatusView, lang: Lang) -> Iterator[Line | Grid]:
    yield Line("")
    yield Line(say("status.attention", lang), style=HEADING)
    rows = []
    for item in view.attention:
        grave = item.kind in ("unread", "damaged", "deadline_passed")
        sign = Line("!", style="bold red") if grave else Line("·")
        rows.append((sign, Line(_attend(item, lang))))
    found = [count(severity, number, lang) for severity, number in view.findings.items() if number]
    if found:
        rows.append((Line("·"), Line(f"{', '.join(found)}. {say('status.see_check', lang)}")))
    elif not view.attention:
        rows.append((Line("·"), Line(say("status.all_well", lang))))
    if any(row.responsible_basis == "inferred" for area in view.focus_areas for row in area.measures):
        rows.append((Line("*"), Line(say("status.inferred", lang), style="dim")))
    yield Grid((Column(width=1), Column()), rows)


def _attend(item: Attention, lang: Lang) -> str:
    if item.kind == "not_reported":
        return count("attention.not_reported", item.count, lang)
    due = day(item.due, lang) if item.due else ""
    return say(f"attention.{item.kind}", lang, subject=visible(item.subject), due=due)
