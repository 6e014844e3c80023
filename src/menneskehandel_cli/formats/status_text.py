"""``mh status`` on a terminal: what is promised in sentences, a row for each measure, and the demands."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from rich.console import RenderableType
from rich.table import Column
from rich.text import Text

from menneskehandel_cli.blocks import terminal
from menneskehandel_cli.formats import RenderOptions, unjudged
from menneskehandel_cli.formats.gaps import not_assessed
from menneskehandel_cli.formats.promised import WORDS, owners, sentences, with_deadline
from menneskehandel_cli.language import Lang, count, day, escape_control, fill, listing, msg, nmsg, say
from menneskehandel_cli.models import STATUSES
from menneskehandel_cli.reports import promised
from menneskehandel_cli.reports.coverage import certainty, classes, ours, own_words
from menneskehandel_cli.reports.promised import PromisedTask
from menneskehandel_cli.reports.status import Area, MeasureRow, StatusView

_GLYPH: Mapping[str, str] = {**promised.SIGNS, **terminal.SIGNS, "completed": "✓", "passed": "◥", "late": "◪"}
"""The mark of a task, by its status, or what it promises."""
_MARK_WORDS = {**WORDS, "late": msg("in progress, and the deadline has passed")}


def render(view: StatusView, options: RenderOptions) -> str:
    """The whole strategy at a glance."""
    lang, width = options.lang, options.width
    parts: list[RenderableType] = [_head(view, lang)]
    if warning := unjudged(view.unjudged, lang):
        parts.insert(0, Text(escape_control(warning), "bold red"))
    if view.promised.counts.total:
        shown = set(map(_mark, view.promised.tasks))
        legend = (f"{_GLYPH[kind]} {say(word, lang)}" for kind, word in _MARK_WORDS.items() if kind in shown)
        parts += ["", escape_control(" ".join(sentences(view.promised, lang))), "", "  ".join(legend)]
    tasks = {entry.measure.id: entry.tasks for area in view.promised.areas for entry in area.measures}
    for area in view.focus_areas:
        parts.append("")
        parts.extend(_area_table(area, tasks, lang, width))
    parts.extend(_trend(view, lang))
    parts.extend(_answers(view, lang))
    parts.extend(_attention_table(view, lang))
    return terminal.to_text(*parts, width=width, colour=options.colour)


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


def _mark(task: PromisedTask) -> str:
    """What is recorded of a task, whether it is late, otherwise what it promises."""
    if task.passed:
        return "late" if task.task.status == "in_progress" else "passed"
    return task.task.status if task.task.status in WORDS else task.promised


def _area_table(
    area: Area, tasks: Mapping[str, tuple[PromisedTask, ...]], lang: Lang, width: int
) -> Iterator[RenderableType]:
    title = f" {escape_control(area.title.pick(lang))}" if area.title else ""
    yield Text(f" {say('area', lang)} {area.number}{title} ", "bold reverse")
    if not area.measures:
        yield terminal.indented(Text(say("status.no_measures", lang), "dim"))
        return
    wide = width >= terminal.WIDE
    status = Column(width=15 if width < terminal.NARROW else 22)
    columns = [Column(ratio=1), status, Column(width=8, no_wrap=True)]
    if wide:
        columns[1:1] = [Column(width=17)]
        columns.append(Column(width=24))
    table = terminal.grid(*columns, Column(width=4, no_wrap=True, style="bold"), expand=True)
    for row in area.measures:
        table.add_row(*_cells(row, tasks.get(row.measure.id, ()), lang, wide=wide))
    yield terminal.indented(table)


def _cells(row: MeasureRow, tasks: Sequence[PromisedTask], lang: Lang, *, wide: bool) -> Iterator[Text | str]:
    measure = row.measure
    title = Text(escape_control((measure.short_title or measure.title).pick(lang)))
    if row.damaged:
        title.append(f" ! {say('status.damaged', lang)}", "bold red")
    responsible = " ".join(measure.responsible) + ("*" if measure.responsible_basis == "inferred" else "")
    state = _measure_state(row, lang) if measure.normative else Text(say("context_only.mark", lang), "dim")
    if not wide:
        title.append(f"\n{responsible}", "dim").append("\n" if state else "").append(state)
    yield title
    if wide:
        yield responsible
    yield "".join(_GLYPH[_mark(task)] for task in tasks)
    done = say(msg("{n} of {total}"), lang, n=row.tasks.completed, total=row.tasks.total)
    yield done if measure.normative else "–"
    if wide:
        yield state
    yield measure.id


def _measure_state(row: MeasureRow, lang: Lang) -> Text:
    """The status, the next deadline and the last change; only what there is."""
    text, status = Text(), row.measure.status
    if status != "not_reported":
        text.append(f"{terminal.SIGNS[status]} {say(f'status.{status}', lang)}", terminal.STYLES[status])
        if row.measure.ongoing:
            text.append(f" ({say('ongoing', lang)})")
    if (due := row.next_deadline) is not None:
        when = day(due.due, lang)
        span = (f"! {when}, {say('status.passed', lang)}", "bold red") if due.passed else (when, "")
        text.append("\n" if text else "").append(*span)
    if text and row.last_change is not None:
        changed = say(msg("changed {day}"), lang, day=day(row.last_change.isoformat(), lang))
        text.append(f"\n{changed}", "dim")
    return text


def _trend(view: StatusView, lang: Lang) -> Iterator[RenderableType]:
    trend = view.trend
    if trend is None:
        return
    yield ""
    since = say(msg("Since {day}"), lang, day=day(trend.day.isoformat(), lang))
    yield Text(f"{since} ({trend.since[:10]})", terminal.HEADING)
    lines = [
        f"{shift.id}: {say(f'status.{shift.before}', lang) if shift.before else '–'} → "
        f"{terminal.SIGNS[shift.after]} {say(f'status.{shift.after}', lang)}"
        for shift in trend.shifts
    ]
    before, after = trend.tasks_before, trend.tasks_after
    tasks = {"before": before.completed, "after": after.completed, "total": after.total}
    lines.append(say("status.trend.tasks", lang, **tasks))
    yield terminal.indented("\n".join(lines))


def _answers(view: StatusView, lang: Lang) -> Iterator[RenderableType]:
    """A line for each convention, one for all recommendations, and one for deadlines and owners."""
    lines = []
    points: Counter[str] = Counter()
    bodies: dict[str, None] = {}
    for line in view.coverage.values():
        if line.kind == "convention":
            own = fill(own_words(line.own_words, line.kind), lang)
            total = count("demands", line.counts.total, lang)
            counted = f"{total}: {_class_counts_text(line.counts.shown, lang)}."
            answered = (counted, fill(certainty(line.counts), lang), own)
            lines.append((escape_control(line.title.pick(lang)), " ".join(filter(None, answered))))
        else:
            points.update(line.counts.shown)
            bodies[fill(line.body, lang)] = None
    if points.total():
        total = say(nmsg("{n} point", "{n} points"), lang, n=points.total())
        lines.append((listing([*bodies], lang), f"{total}: {_class_counts_text(points, lang, law=False)}."))
    if view.promised.counts.total:
        named = say(msg("Deadlines and owners"), lang)
        lines += [(named, f"{with_deadline(view.promised, lang)} {owners(view.promised, lang)}".strip())]
    if not lines:
        return
    yield ""
    table = terminal.grid(Column(width=24, style="bold"), Column(ratio=1), expand=True)
    for name, text in lines:
        table.add_row(name, text)
    yield table
    if view.coverage:
        yield Text(say(ours((one.counts, one.own_words) for one in view.coverage.values()), lang), "dim")


def _class_counts_text(counts: Mapping[str, int], lang: Lang, *, law: bool = True) -> str:
    return ", ".join(phrase.say(lang) for phrase in classes(counts, law=law))


def _attention_table(view: StatusView, lang: Lang) -> Iterator[RenderableType]:
    yield ""
    yield Text(say(msg("Worth a closer look"), lang), terminal.HEADING)
    table = terminal.grid(Column(), Column())
    for item in view.attention:
        if item.kind not in ("deadline_passed", "not_reported"):  # which have been said above
            grave = item.kind in ("unread", "damaged")
            text = say(f"attention.{item.kind}", lang, n=item.count, subject=escape_control(item.subject))
            table.add_row(Text("!", "bold red") if grave else "·", text)
    worst = (("error", view.findings["error"]), ("gap", view.gaps.open()))
    found = ", ".join(count(severity, number, lang) for severity, number in worst if number)
    beside = "" if found and view.only_late_beside else fill(view.gaps.beside, lang)
    texts = [f"{found}." if found else "", not_assessed(view.gaps, lang), beside]
    if any(texts):
        all_of_them = say("status.see", lang, command="check" if view.findings["error"] else "gaps")
        table.add_row("·", " ".join(filter(None, (*texts, all_of_them))))
    elif not view.attention:
        table.add_row("·", say(msg("Nothing calls for attention."), lang))
    rows = (row for area in view.focus_areas for row in area.measures)
    if any(row.measure.responsible_basis == "inferred" for row in rows):
        table.add_row("*", Text(say("status.inferred", lang), "dim"))
    yield terminal.indented(table)
