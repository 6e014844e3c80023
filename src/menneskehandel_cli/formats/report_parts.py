"""Parts shared by several reports: names, deadlines, tables of coverage, changes and sources."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from menneskehandel_cli.blocks.model import Block, Bullets, Facts, Paragraph, Table
from menneskehandel_cli.formats.log import event_line
from menneskehandel_cli.formats.page import table_of
from menneskehandel_cli.history import Event
from menneskehandel_cli.language import Lang, Named, count, field_label, fill, listing, msg, number, say
from menneskehandel_cli.language.days import day, is_whole_day
from menneskehandel_cli.language.runs import first_sentence, start_of, without_stop
from menneskehandel_cli.models import Funding, Measure, SourceDocument, Task
from menneskehandel_cli.models.measure import reason_in
from menneskehandel_cli.register import Register
from menneskehandel_cli.register.reporting import recorded_of
from menneskehandel_cli.reports.asked import Round, thread_view
from menneskehandel_cli.reports.coverage import InstrumentCoverage, promises
from menneskehandel_cli.reports.frame import CommitState
from menneskehandel_cli.reports.listing import Wording, set_aside
from menneskehandel_cli.reports.log import shift
from menneskehandel_cli.reports.record import name_of
from menneskehandel_cli.reports.yearly import CoverageRow, MovedDeadline


def names(
    register: Register, ids: Iterable[str], lang: Lang, *, short: bool = False, inside: bool = False
) -> str:
    """Actors by their full names, or those of a narrow line; small where they can be ``inside`` one."""
    call = register.short_name if short else register.actor_name
    called = (Named(one, call(one), place > 0 or inside) for place, one in enumerate(ids))
    return ", ".join(fill(one, lang) for one in called)


def spelled(register: Register, actor: str, lang: Lang) -> str:
    """An actor by its whole name, with the abbreviation that it is called by."""
    name, short = (fill(call(actor), lang) for call in (register.actor_name, register.short_name))
    return name if short in name else f"{name} ({short})"


def capital(text: str) -> str:
    """A text that begins with a capital letter, unless it begins with a web address."""
    first = start_of(text)
    if text.startswith(("http://", "https://"), first):
        return text
    return text[:first] + text[first : first + 1].upper() + text[first + 1 :]


def by_hand(labels: Iterable[str], lang: Lang) -> tuple[tuple[str, str], ...]:
    """Facts with a line each, to be filled in by hand."""
    return tuple((say(label, lang), "_" * 12) for label in labels)


def numbered(register: Register, measure: Measure, lang: Lang) -> str:
    """A measure by what the plan calls it and its short title."""
    return f"{register.number_of(measure)}. {(measure.short_title or measure.title).pick(lang)}"


def listed(mark: str, lines: Iterable[str], *, prose: bool = False) -> Iterator[Block]:
    """Lines under a mark, if there are any."""
    if texts := tuple(lines):
        yield Paragraph("", mark=mark)
        yield Bullets(texts, prose=prose)


def facts(pairs: Iterable[tuple[str, str | None]], lang: Lang) -> Iterator[Facts]:
    """The texts that there are, under what they are called, if there are any."""
    if known := tuple((say(key, lang), text) for key, text in pairs if text):
        yield Facts(known)


def facts_of(facts: Iterable[tuple[str, Wording]], lang: Lang) -> Facts:
    """The facts of a record with their labels."""
    return Facts(tuple((capital(fill(field_label(key), lang)), fill(text, lang)) for key, text in facts))


def status_of(measure: Measure, lang: Lang) -> str:
    """The status of a measure; of a discontinued one also the reason that is recorded."""
    text = say(f"status.{measure.status}", lang)
    reason = reason_in(measure.note) if measure.status == "discontinued" else None
    return f"{text}: {without_stop(reason.pick(lang))}" if reason is not None else text


def passed_key(key: str, due: str) -> str:
    """The phrase for a passed deadline; days are not counted from one that is a month or a year."""
    return f"{key}.passed" if is_whole_day(due) else f"{key}.over"


def dated(text: str, task: Task, late: int | None, lang: Lang) -> str:
    """A task with its deadline; if that passed ``late`` days ago, also what is recorded of the task."""
    due = task.due or ""
    key = "report.letter.task" if late is None else passed_key("report.letter.task", due)
    params = {"passed": count("report.days", late or 0, lang), "recorded": recorded_of(task).say(lang)}
    return say(key, lang, task=text, due=day(due, lang), **params)


def due_of_reports(due: str, late: int | None, lang: Lang) -> str:
    """When the reports are due, or how many days ago they were."""
    if late is None:
        return say(msg("The reports are due on {day}."), lang, day=day(due, lang))
    return say("report.first.due", lang, day=day(due, lang), late=count("report.days", late, lang))


def missing_rounds(register: Register, rounds: Iterable[Round], lang: Lang) -> Iterator[str]:
    """What is known of those rounds of which no report was found."""
    missing = (name for one in rounds if one.unread == "missing" for name in one.instruments)
    for one in map(register.instruments.__getitem__, missing):
        if one.note is not None:
            called, value = fill(Named(one.id, one.title), lang), first_sentence(one.note.pick(lang))[0]
            yield f"{say('labelled', lang, label=called, value=value)}."


def coverage_table(rows: Iterable[CoverageRow], lang: Lang) -> Table:
    """The classes of each instrument at both ends, "12 → 14" where they changed; and its own words."""
    lines = []
    for row in rows:
        total = stepped(row.before.counts.total if row.before else 0, row.after.counts.total, lang)
        own = fill(promises(row.after.own_words, row.after.kind), lang)
        lines.append((row.title.pick(lang), total, "; ".join(_classes(row, lang)), own))
    head = ("fact.instrument", "column.demands", "fact.classification", "fact.own_words")
    return table_of(say(msg("The requirements overall"), lang), head, lines, lang)


def points_table(rows: Sequence[CoverageRow], lang: Lang, *, in_part: bool) -> Table:
    """The points by what measures do, none in full if ``in_part``, "12 → 14" where changed, and sums."""
    ends = [(Counter(_kinds(x.before) if x.before else {}), Counter(_kinds(x.after))) for x in rows]
    whole = tuple(sum(counts, Counter[str]()) for counts in zip(*ends, strict=True))
    shown = [name for name in _kinds(rows[0].after) if any(counts[name] for counts in whole)]
    titles = (*(row.title.pick(lang) for row in rows), say("chart.total", lang))
    lines = (
        (title, stepped(old.total(), new.total(), lang), *(stepped(old[n], new[n], lang) for n in shown))
        for title, (old, new) in zip(titles, (*ends, whole), strict=True)
    )
    begun = any(row.after.counts.promise["under_way"] for row in rows)
    part = msg("followed up in part") if begun else "promise.planned.in_part"
    words = (part if in_part and name == _FOLLOWED else name for name in shown)
    head = (say(word, lang) for word in ("fact.instrument", msg("Points"), *words))
    caption = say(msg("How far measures follow up the monitoring bodies' points"), lang)
    return Table(caption, tuple(map(capital, head)), tuple(lines))


def _classes(row: CoverageRow, lang: Lang) -> Iterator[str]:
    """How many are of each kind that there is or was."""
    earlier = _kinds(row.before) if row.before else {}
    for name, after in _kinds(row.after).items():
        if (before := earlier.get(name, 0)) or after:
            yield f"{say(name, lang)}: {stepped(before, after, lang)}"


_FOLLOWED = msg("followed up in full or in part")


def _kinds(of: InstrumentCoverage) -> dict[str, int]:
    """The requirements by class; the points of recommendations by what measures do, as the first page."""
    if of.kind == "convention":
        return {f"classification.{name}": n for name, n in of.counts.shown.items()}
    promise = of.counts.promise
    done, assess, none = promise["delivered"], promise["to_assess"], promise["none"] + promise["named"]
    way = {"promise.delivered": done, _FOLLOWED: of.counts.total - done - assess - none}
    return way | {"promise.to_assess": assess, msg("no measure"): none}


def stepped(before: int, after: int, lang: Lang) -> str:
    """A number, with the one before it if that was another: “12 → 14”."""
    return " → ".join(number(n, lang) for n in dict.fromkeys((before, after)))


def moved_table(items: Iterable[MovedDeadline], register: Register, lang: Lang) -> Table:
    """Every moved deadline with all the values it has had, and the present note on the task."""
    rows = []
    for item in items:
        _, task = register.tasks.get(item.task, (None, None))
        text = fill(Named(item.task, task.text), lang) if task is not None else item.task
        note = task.note.pick(lang) if task is not None and task.note is not None else "–"
        values = " → ".join(day(value, lang) for value in item.values)
        rows.append((text, values, fill(shift(item.days), lang), str(item.times), note))
    head = ("column.task", "column.deadlines", "column.moved", "column.times", "column.note")
    return table_of(say("report.moved", lang), head, rows, lang)


def not_repeated(state: CommitState, ids: Iterable[str], lang: Lang) -> Iterator[str]:
    """The years of the points that no later round is known to repeat, if there was any later one."""
    rounds = [one for one in thread_view(state.context).rounds if one.unread != "missing"]
    held, later = {state.context.coverage.by_id[name].instrument for name in ids}, dict[str, bool]()
    for one in (one for one in rounds if one.year and held.intersection(one.instruments)):
        if after := [x.unread for x in rounds if x.body == one.body and (x.year or 0) > (one.year or 0)]:
            later[str(one.year)] = any(after)
    if later:
        key = f"report.not_repeated{'.unread' if any(later.values()) else ''}"
        yield say(key, lang, years=listing([*later], lang))


def event_bullets(events: Collection[Event], lang: Lang, register: Register | None = None) -> Bullets:
    """Events, a line each, with the day they were recorded; of what a ``register`` has, by its name."""
    called = called_in(register, events, lang) if register is not None else {}
    lines = ((x.commit.day.isoformat(), event_line(x, lang, called)) for x in events)
    return Bullets(tuple(f"{day(when, lang)}: {text}" for when, text in lines))


def called_in(register: Register, events: Iterable[Event], lang: Lang) -> dict[str, str]:
    """What the obligations, measures, goals and tasks of events are called, by their ids."""
    subjects = {event.delta.key.subject for event in events}
    texts = register.goals | {name: task.text for name, (_, task) in register.tasks.items()}
    known = subjects & (register.targets.keys() | register.measure_by_id.keys())
    found = {name: fill(register.short_name(name), lang) for name in known}
    return found | {name: fill(name_of(texts[name]), lang) for name in subjects & texts.keys()}


def sources_table(documents: Iterable[SourceDocument], lang: Lang) -> Table:
    """Documents that the data refers to."""
    rows = (
        (x.title.pick(lang), x.reference or "–", x.publisher.pick(lang) if x.publisher else "–")
        for x in documents
    )
    head = ("column.title", "column.reference", "column.publisher")
    return table_of(say("report.documents", lang), head, rows, lang)


def funded(item: Funding, currency: str, lang: Lang) -> str:
    """An amount of money, whether it is earmarked for what the strategy is about, and what it is for."""
    amount, *how = (part.say(lang) for part in set_aside(item, currency))
    return f"{amount} ({', '.join(how)}): {item.text.pick(lang)}"
