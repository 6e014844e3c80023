"""What is promised: one square for each task, in a row for each measure."""

from collections import Counter
from dataclasses import replace

from menneskehandel_cli.blocks.model import Picture, Table
from menneskehandel_cli.formats.charts import markup as svg
from menneskehandel_cli.formats.charts.bars import small
from menneskehandel_cli.formats.promised import WORDS, finding
from menneskehandel_cli.language import Lang, day, msg, nmsg, say
from menneskehandel_cli.language.runs import first_words
from menneskehandel_cli.reports import promised

_SQUARE_SIGNS = {"completed": "tick", "in_progress": "way", "discontinued": "cross", "passed": "late"}
_SQUARE_WORDS = {_SQUARE_SIGNS.get(kind, kind): words for kind, words in WORDS.items()}
_SQUARE_COLUMNS = ("do", "go", "assess", "tick", "late")


def promised_picture(
    view: promised.PromisedView, lang: Lang, address: svg.AddressOf = svg.no_address
) -> Picture:
    """A square for each task, which leads to it; the name of each measure leads to the measure."""
    areas = [
        {
            "name": svg.on_one_line(f"{area.number} {area.title.pick(lang) if area.title else ''}"),
            "sum": _assess_only(area.counts, lang),
            "rows": [_measure_row(entry, lang, address) for entry in area.measures],
        }
        for area in view.areas
    ]
    shown = {kind for task in view.tasks for kind in _marks(task)}
    key = [
        ((kind,) if kind in _SQUARE_COLUMNS[:3] else ("do", kind), say(word, lang))
        for kind, word in _SQUARE_WORDS.items()
        if kind in shown | {"tick"}
    ]
    lines = [finding(view, lang), *(f"{area['name']}: {area['sum']}" for area in areas if area["sum"])]
    note = msg("A square for each task, by measure. It is filled when the task is recorded as completed.")
    markup = svg.drawn("promised", areas=areas, key=key, note=say(note, lang))
    rows = [(_measure_name(entry, lang), entry.counts) for area in view.areas for entry in area.measures]
    rows.append((say("chart.total", lang), view.counts))
    counted = ((x, (y.total, y.do, y.go, y.assess, y.completed, y.passed)) for x, y in rows)
    head = ("column.measure", "chart.total", *(_SQUARE_WORDS[kind] for kind in _SQUARE_COLUMNS))
    caption = say(msg("Tasks of each measure"), lang)
    numbers = svg.figures(caption, (say(x, lang) for x in head), counted, lang)
    return Picture(finding(view, lang), markup, numbers, svg.clean(f"{'. '.join(lines)}."))


def promised_small(view: promised.PromisedView, lang: Lang) -> Picture:
    """How many tasks are of each kind, and how many of them are recorded as completed, or late."""
    last = Counter(_marks(task)[-1] for task in view.tasks)
    among, total = msg("{what} (of these {total})"), view.counts.total
    words = {kind: say(word, lang) for kind, word in _SQUARE_WORDS.items()}
    first = [x for x in _SQUARE_WORDS if x in {mark for task in view.tasks for mark in _marks(task)[1:]}][:1]
    words |= {x: say(among, lang, what=words[x], total=total) for x in first}
    rest = say(msg("Only the tasks with a tick are recorded as completed."), lang) if last["tick"] else ""
    of = {kind: (kind,) if kind in _SQUARE_COLUMNS[:3] else ("do", kind) for kind in _SQUARE_WORDS}
    parts = ((kinds, words[kind], last[kind]) for kind, kinds in of.items())
    within = Counter("-".join(of[kind]) for task in view.tasks for kind in _marks(task)[:-1])
    return replace(small("", finding(view, lang), rest, parts, lang, within), numbers=Table("", (), ()))


def _measure_row(entry: promised.PromisedMeasure, lang: Lang, address: svg.AddressOf) -> dict[str, object]:
    assessed = _assess_only(entry.counts, lang)
    of = entry.counts
    done = say(msg("{n} of {total} recorded as completed"), lang, n=of.completed, total=of.total)
    whole = of.assess and of.assess == of.total
    every = "" if whole else say(nmsg("{n} task", "{n} tasks"), lang, n=of.total)
    passed = say(msg("deadline passed: {n}"), lang, n=of.passed) if of.passed else ""
    return {
        "name": _measure_name(entry, lang),
        "address": address(entry.measure.id),
        "squares": [svg.Square(_marks(t), _tooltip(t, lang), address(t.task.id)) for t in entry.tasks],
        "sum": ", ".join(filter(None, (done if of.completed else every, assessed, passed))),
    }


def _marks(task: promised.PromisedTask) -> tuple[str, ...]:
    """The square, what has happened, and whether the deadline has passed."""
    sign = _SQUARE_SIGNS.get(task.task.status)
    return (task.promised, *([sign] if sign else []), *(["late"] if task.passed else []))


def _tooltip(task: promised.PromisedTask, lang: Lang) -> str:
    """The task with what its marks stand for."""
    due = f" ({day(task.task.due, lang)})" if task.passed and task.task.due else ""
    marks = ", ".join(say(_SQUARE_WORDS[kind], lang) for kind in _marks(task))
    return f"{svg.clean(first_words(task.task.text.pick(lang)))}: {marks}{due}"


def _measure_name(entry: promised.PromisedMeasure, lang: Lang) -> str:
    return svg.on_one_line((entry.measure.short_title or entry.measure.title).pick(lang))


def _assess_only(counts: promised.TaskCounts, lang: Lang) -> str:
    """How many are only to be assessed; empty if none is."""
    n, whole = counts.assess, nmsg("{n} task, an assessment only", "{n} tasks, all assessments only")
    some = nmsg("{n} assessment only", "{n} assessments only")
    return say(whole if n == counts.total else some, lang, n=n) if n else ""
