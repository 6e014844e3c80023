"""``mh status`` on a terminal: the face of the program."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Styled

from menneskehandel_cli.formats.terminal import HEADING, SIGNS, STYLES, WIDE, to_text
from menneskehandel_cli.language import Lang, count, day, say, visible
from menneskehandel_cli.models import STATUSES
from menneskehandel_cli.register.coverage import VALUES
from menneskehandel_cli.reports.status import Area, Attention, CoverageLine, MeasureRow, StatusView

_BAR = 24
_SHADES = {"delivered": "█", "under_way": "▓", "existing": "▒", "planned": "░", "uncovered": "·"}


def render(view: StatusView, lang: Lang, *, width: int, colour: bool) -> str:
    """The status in ``lang`` for a terminal ``width`` columns wide."""
    parts: list[RenderableType] = [_head(view, lang)]
    for place, area in enumerate(view.focus_areas):
        parts.append(Styled())
        parts.extend(_area(area, lang, width, head=place == 0))
    parts.extend(_trend(view, lang))
    parts.extend(_coverage(view, lang, width))
    parts.extend(_attention(view, lang))
    return to_text(*parts, width=width, colour=colour)


def _head(view: StatusView, lang: Lang) -> Styled:
    title = view.title.pick(lang) if view.title else say("status.no_strategy", lang)
    head = Styled()
    head.append(visible(title), style="bold")
    if view.fictional:
        head.append(f"  {say('fictional', lang)}", style="bold magenta")
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
    head.append("\n" + " · ".join(facts), style="")
    return head


def _area(area: Area, lang: Lang, width: int, *, head: bool) -> Iterator[RenderableType]:
    title = f" {visible(area.title.pick(lang))}" if area.title else ""
    yield Styled(f" {say('area', lang)} {area.number}{title} ", style="bold reverse")
    if area.goal:
        yield Padding(Styled(visible(area.goal.pick(lang)), style="italic"), (0, 0, 0, 2))
    if not area.measures:
        yield Padding(Styled(say("status.no_measures", lang), style="dim"), (0, 0, 0, 2))
        return
    wide = width >= WIDE
    table = Table(
        box=None,
        show_header=head,
        pad_edge=False,
        padding=(0, 2, 0, 0),
        header_style="dim",
        expand=True,
    )
    table.add_column(say("column.number", lang), width=4, no_wrap=True)
    table.add_column(say("column.measure", lang), ratio=1)
    table.add_column(say("column.responsible", lang), width=17 if wide else 12)
    table.add_column(say("column.status", lang), width=20 if wide else 18)
    table.add_column(say("column.tasks", lang), no_wrap=True, width=8)
    if wide:
        table.add_column(say("column.deadline", lang), width=18)
    for row in area.measures:
        table.add_row(*_cells(row, lang, wide))
    yield Padding(table, (0, 0, 0, 2))


def _cells(row: MeasureRow, lang: Lang, wide: bool) -> Iterator[RenderableType]:
    yield Styled(row.id, style="bold")
    title = Styled(visible(row.title.pick(lang)))
    if row.damaged:
        title.append(f" ! {say('status.damaged', lang)}", style="bold red")
    yield title
    inferred = "*" if row.responsible_basis == "inferred" else ""
    yield Styled(" ".join(row.responsible) + inferred)
    status = Styled(f"{SIGNS[row.status]} {say(f'status.{row.status}', lang)}", STYLES[row.status])
    if row.ongoing:
        status.append(f" ({say('ongoing', lang)})")
    deadline = _deadline(row, lang)
    if deadline is not None and not wide:
        status.append("\n")
        status.append_text(deadline)
    if row.last_change is not None:
        status.append(f"\n{say('status.last_change', lang, day=f'{row.last_change:%d.%m.%Y}')}", "dim")
    yield status
    yield Styled(f"{row.tasks.completed}/{row.tasks.total}")
    if wide:
        yield deadline or Styled("–", style="dim")


def _deadline(row: MeasureRow, lang: Lang) -> Styled | None:
    if row.next_deadline is None:
        return None
    when = day(row.next_deadline.due, lang)
    if row.next_deadline.passed:
        return Styled(f"! {when}, {say('status.passed', lang)}", style="bold red")
    return Styled(when)


def _trend(view: StatusView, lang: Lang) -> Iterator[RenderableType]:
    trend = view.trend
    if trend is None:
        return
    yield Styled()
    since = say("status.trend", lang, day=day(trend.day.isoformat(), lang))
    yield Styled(f"{since} ({trend.since[:10]})", style=HEADING)
    lines = [
        f"{shift.id}: {say(f'status.{shift.before}', lang) if shift.before else '–'} → "
        f"{SIGNS[shift.after]} {say(f'status.{shift.after}', lang)}"
        for shift in trend.shifts
    ]
    before, after = trend.tasks_before, trend.tasks_after
    lines.append(
        say("status.trend.tasks", lang, before=before.completed, after=after.completed, total=after.total)
    )
    yield Padding(Styled("\n".join(lines)), (0, 0, 0, 2))


def _coverage(view: StatusView, lang: Lang, width: int) -> Iterator[RenderableType]:
    if not view.coverage:
        return
    yield Styled()
    yield Styled(say("status.coverage", lang), style=HEADING)
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 1), expand=True)
    table.add_column(width=26 if width < WIDE else 52)
    table.add_column(width=_BAR, no_wrap=True)
    table.add_column(ratio=1)
    for line in view.coverage:
        table.add_row(visible(line.title.pick(lang)), _bar(line), _counts(line, lang))
    yield Padding(table, (0, 0, 0, 2))


def _bar(line: CoverageLine) -> str:
    """A bar of fixed width. Whatever there is shows, however little."""
    total = line.counts["total"] or 1
    bar = ""
    for value in reversed(VALUES):
        part = line.counts[value]
        bar += _SHADES[value] * (max(1, round(part / total * _BAR)) if part else 0)
    return bar[:_BAR].ljust(_BAR, bar[-1:] or " ")


def _counts(line: CoverageLine, lang: Lang) -> str:
    said = [
        f"{line.counts[value]} {say(f'coverage.{value}', lang)} {_SHADES[value]}"
        for value in reversed(VALUES)
        if line.counts[value]
    ]
    return f"{count('demands', line.counts['total'], lang)}: {', '.join(said)}"


def _attention(view: StatusView, lang: Lang) -> Iterator[RenderableType]:
    yield Styled()
    yield Styled(say("status.attention", lang), style=HEADING)
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 1))
    table.add_column(width=1)
    table.add_column()
    for item in view.attention:
        grave = item.kind in ("unread", "damaged", "deadline_passed")
        sign = Styled("!" if grave else "·", style="bold red" if grave else "")
        table.add_row(sign, Styled(_attend(item, lang)))
    found = [count(severity, number, lang) for severity, number in view.findings.items() if number]
    if found:
        table.add_row("·", f"{', '.join(found)}. {say('status.see_check', lang)}")
    elif not view.attention:
        table.add_row("·", say("status.all_well", lang))
    if any(row.responsible_basis == "inferred" for area in view.focus_areas for row in area.measures):
        table.add_row("*", Styled(say("status.inferred", lang), style="dim"))
    yield Padding(Group(table), (0, 0, 0, 2))


def _attend(item: Attention, lang: Lang) -> str:
    if item.kind == "not_reported":
        return count("attention.not_reported", item.count, lang)
    due = day(item.due, lang) if item.due else ""
    return say(f"attention.{item.kind}", lang, subject=visible(item.subject), due=due)
