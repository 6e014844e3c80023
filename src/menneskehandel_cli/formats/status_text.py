"""``mh status`` on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.console import RenderableType
from rich.table import Column
from rich.text import Text

from menneskehandel_cli.blocks.terminal import (
    HEADING,
    NARROW,
    SIGNS,
    STYLES,
    WIDE,
    grid,
    indented,
    to_text,
)
from menneskehandel_cli.formats import RenderOptions
from menneskehandel_cli.formats.unjudged import unjudged
from menneskehandel_cli.language import Lang, count, fill, msg, say
from menneskehandel_cli.language.days import day
from menneskehandel_cli.language.escaping import escape_control
from menneskehandel_cli.models import STATUSES
from menneskehandel_cli.register.coverage import CLASSIFICATIONS, Classification, Counts
from menneskehandel_cli.reports.coverage import promises
from menneskehandel_cli.reports.status import Area, Attention, MeasureRow, StatusView

_BAR = 24
_SHADES: Mapping[Classification, str] = {
    "covered": "█",
    "planned": "▓",
    "partly": "▒",
    "pending": "░",
    "unknown": "?",
    "unanswered": "·",
}


def render(view: StatusView, options: RenderOptions) -> str:
    """The whole strategy at a glance."""
    lang, width = options.lang, options.width
    parts: list[RenderableType] = [_head(view, lang)]
    if told := unjudged(view.unjudged, lang):
        parts.insert(0, Text(escape_control(told), "bold red"))
    for place, area in enumerate(view.focus_areas):
        parts.append("")
        parts.extend(_area(area, lang, width, head=place == 0))
    parts.extend(_trend(view, lang))
    parts.extend(_coverage(view, lang, width))
    parts.extend(_attention(view, lang))
    return to_text(*parts, width=width, colour=options.colour)


def _head(view: StatusView, lang: Lang) -> Text:
    title = view.title.pick(lang) if view.title else say("status.no_strategy", lang)
    head = Text.assemble((escape_control(title), "bold"))
    if view.fictional:
        head.append(f"  {say('fictional', lang)}", "bold magenta")
    facts = [say("status.as_of", lang, day=day(view.as_of.isoformat(), lang))]
    if view.revision:
        facts.append(say(msg("revision {revision}"), lang, revision=view.revision[:10]))
    if view.measures_shown == view.measures_total:
        facts.append(count("measures", view.measures_total, lang))
    else:
        shown, total = view.measures_shown, view.measures_total
        facts.append(say("status.shown", lang, shown=shown, total=total))
    if view.context_only:
        facts.append(count("context_only", view.context_only, lang))
    facts.extend(
        count(f"status.count.{status}", view.status_counts[status], lang)
        for status in STATUSES
        if status in view.status_counts
    )
    return head.append(f"\n{' · '.join(facts)}")


def _area(area: Area, lang: Lang, width: int, *, head: bool) -> Iterator[RenderableType]:
    title = f" {escape_control(area.title.pick(lang))}" if area.title else ""
    yield Text(f" {say('area', lang)} {area.number}{title} ", "bold reverse")
    if area.goal:
        yield indented(Text(escape_control(area.goal.pick(lang)), "italic"))
    if not area.measures:
        yield indented(Text(say("status.no_measures", lang), "dim"))
        return
    narrow, wide = width < NARROW, width >= WIDE
    columns = [
        Column(say("column.number", lang), width=4, no_wrap=True),
        Column(say("column.measure", lang), ratio=1),
        Column(say("column.status", lang), width=20 if wide else 12 if narrow else 18),
        Column(say("column.tasks", lang), width=8, no_wrap=True),
    ]
    if not narrow:
        columns.insert(2, Column(say("column.responsible", lang), width=17 if wide else 12))
    if wide:
        columns.append(Column(say("column.deadline", lang), width=18))
    table = grid(*columns, header=head, expand=True)
    for row in area.measures:
        table.add_row(*_cells(row, lang, width))
    yield indented(table)


def _cells(row: MeasureRow, lang: Lang, width: int) -> Iterator[Text]:
    narrow, wide = width < NARROW, width >= WIDE
    yield Text(row.id, "bold")
    title = Text(escape_control(row.title.pick(lang)))
    if row.damaged:
        title.append(f" ! {say('status.damaged', lang)}", "bold red")
    inferred = "*" if row.responsible_basis == "inferred" else ""
    responsible = " ".join(row.responsible) + inferred
    if narrow:
        yield title.append(f"\n{responsible}", "dim")
    else:
        yield title
        yield Text(responsible)
    if not row.normative:
        yield Text(say("context_only.mark", lang), "dim")
        yield Text("–", "dim")
        if wide:
            yield Text("–", "dim")
        return
    status = Text(f"{SIGNS[row.status]} {say(f'status.{row.status}', lang)}", STYLES[row.status])
    if row.ongoing:
        status.append(f" ({say('ongoing', lang)})")
    when = _deadline(row, lang)
    if when and not wide:
        status.append("\n").append(when)
    if row.last_change is not None:
        told = say(msg("changed {day}"), lang, day=f"{row.last_change:%d.%m.%Y}")
        status.append(f"\n{told}", "dim")
    yield status
    yield Text(f"{row.tasks.completed}/{row.tasks.total}")
    if wide:
        yield when or Text("–", "dim")


def _deadline(row: MeasureRow, lang: Lang) -> Text:
    """The next deadline; empty if there is none."""
    if row.next_deadline is None:
        return Text()
    when = day(row.next_deadline.due, lang)
    if row.next_deadline.passed:
        return Text(f"! {when}, {say('status.passed', lang)}", "bold red")
    return Text(when)


def _trend(view: StatusView, lang: Lang) -> Iterator[RenderableType]:
    trend = view.trend
    if trend is None:
        return
    yield ""
    since = say(msg("Since {day}"), lang, day=day(trend.day.isoformat(), lang))
    yield Text(f"{since} ({trend.since[:10]})", HEADING)
    lines = [
        f"{shift.id}: {say(f'status.{shift.before}', lang) if shift.before else '–'} → "
        f"{SIGNS[shift.after]} {say(f'status.{shift.after}', lang)}"
        for shift in trend.shifts
    ]
    before, after = trend.tasks_before, trend.tasks_after
    lines.append(
        say("status.trend.tasks", lang, before=before.completed, after=after.completed, total=after.total)
    )
    yield indented("\n".join(lines))


def _coverage(view: StatusView, lang: Lang, width: int) -> Iterator[RenderableType]:
    if not view.coverage:
        return
    yield ""
    yield Text(say(msg("Do the measures follow up the obligations?"), lang), HEADING)
    yield indented(Text(say("coverage.ours", lang), "dim"))
    rows = [
        (
            escape_control(line.title.pick(lang)),
            _bar(line.counts),
            f"{_counts(line.counts, lang)}\n{_own(line.own_words, lang)}",
        )
        for line in view.coverage.values()
    ]
    if width < NARROW:
        for title, _, counts in rows:
            yield from (indented(title), indented(counts, 4))
        return
    named = Column(width=26 if width < WIDE else 52)
    table = grid(named, Column(width=_BAR, no_wrap=True), Column(ratio=1), expand=True)
    for row in rows:
        table.add_row(*row)
    yield indented(table)


def _own(counts: Counts, lang: Lang) -> str:
    """What the strategy promises by its own words alone."""
    return say("coverage.own", lang, promised=fill(promises(counts), lang))


def _bar(counts: Counts) -> str:
    """A bar of fixed width. Every non-zero part is visible."""
    bar = ""
    for name in CLASSIFICATIONS:
        part = counts.classification[name]
        bar += _SHADES[name] * (max(1, round(part / (counts.total or 1) * _BAR)) if part else 0)
    return bar[:_BAR].ljust(_BAR, bar[-1:] or " ")


def _counts(counts: Counts, lang: Lang) -> str:
    shown = [
        f"{count(f'classification.count.{name}', counts.classification[name], lang)} {_SHADES[name]}"
        for name in CLASSIFICATIONS
        if counts.classification[name]
    ]
    return f"{count('demands', counts.total, lang)}: {', '.join(shown)}"


def _attention(view: StatusView, lang: Lang) -> Iterator[RenderableType]:
    yield ""
    yield Text(say(msg("Points for attention"), lang), HEADING)
    table = grid(Column(), Column())
    for item in view.attention:
        grave = item.kind in ("unread", "damaged", "deadline_passed")
        table.add_row(Text("!", "bold red") if grave else "·", _attend(item, lang))
    found = [count(severity, number, lang) for severity, number in view.findings.items() if number]
    if found:
        table.add_row("·", f"{', '.join(found)}. {say('status.see_check', lang)}")
    elif not view.attention:
        table.add_row("·", say(msg("No points for attention."), lang))
    if any(row.responsible_basis == "inferred" for area in view.focus_areas for row in area.measures):
        table.add_row("*", Text(say("status.inferred", lang), "dim"))
    yield indented(table)


def _attend(item: Attention, lang: Lang) -> str:
    if item.kind in ("not_reported", "unfilled"):
        return count(f"attention.{item.kind}", item.count, lang)
    due = day(item.due, lang) if item.due else ""
    return say(f"attention.{item.kind}", lang, subject=escape_control(item.subject), due=due)
