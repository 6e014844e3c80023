"""When: deadlines and reports on one scale of years, with the day of the state."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial

from menneskehandel_cli.blocks.model import Picture, Table
from menneskehandel_cli.formats.charts.markup import AddressOf, drawn, helpers, no_address
from menneskehandel_cli.formats.promised import deadlines, owners, with_deadline
from menneskehandel_cli.formats.report_parts import capital
from menneskehandel_cli.language import Lang, Named, day, fill, first_sentence, last_day, msg, say
from menneskehandel_cli.models import Source, Task
from menneskehandel_cli.register import Register, grouped
from menneskehandel_cli.register.citing import cite
from menneskehandel_cli.register.reporting import HandedIn, recorded_of
from menneskehandel_cli.reports.record_tasks import repeated
from menneskehandel_cli.reports.when import Dated, WhenView

_UNDATED = msg("no date recorded")
_LEAST_DISTANCE = 4.0
"""How far apart marks are on a line, in hundredths of it, as there is room for on a phone."""


def when_picture(view: WhenView, register: Register, lang: Lang, address: AddressOf = no_address) -> Picture:
    """The deadlines, those that have moved, and who has reported for which year."""
    finding = " ".join(deadlines(view.promised, lang)).rstrip(".")
    rows = [*_rows(register, view, lang, address), *_other_rows(view, lang, days=True)]
    markup = _drawn(view, register, lang, address, rows, brief=False)
    head = (msg("What"), msg("When"), msg("What is recorded"), "fact.source")
    numbers = Table(finding, tuple(say(x, lang) for x in head), tuple(_table_rows(register, view, lang)))
    return Picture(finding, markup, numbers, f"{finding}.", owners(view.promised, lang))


def when_small(view: WhenView, register: Register, lang: Lang, address: AddressOf = no_address) -> Picture:
    """The same in small: the tasks on one line, and the bodies whose reports stand alike on one."""
    named = say("site.list.deadlines", lang)
    title = with_deadline(view.promised, lang).rstrip(".") if view.promised.tasks else named
    due = [(_mark_kind(one), one.due) for one in view.dated]
    rows = [*([_row(view, named, [], due)] if due else []), *_other_rows(view, lang)]
    markup = _drawn(view, register, lang, address, rows, brief=True)
    return Picture(title, markup, Table("", (), ()), f"{title}.")


def _drawn(
    view: WhenView, register: Register, lang: Lang, address: AddressOf, rows: Sequence[object], *, brief: bool
) -> str:
    """The rows, with what each mark stands for; in brief also how many there are of it."""
    alike = {x: (x.inferred, *((n, line.state) for n, _, line in x.periods)) for x in view.lanes}
    return drawn(
        "when",
        view=view,
        brief=brief,
        rows=rows,
        found=Counter([*map(_mark_kind, view.dated), *(y.state for x in view.lanes for *_, y in x.periods)]),
        lanes=grouped((alike[x] if brief else x.actor, x) for x in view.lanes).values(),
        place=partial(_at, view),
        today=day(view.as_of.isoformat(), lang),
        actor=lambda name: fill(register.actor_name(name), lang),
        **helpers(register, lang, address),
    )


def _at(view: WhenView, when: date) -> float:
    """Where a day stands, in hundredths of the line; each year is as wide as any other."""
    passed = (when.timetuple().tm_yday - 1) / date(when.year, 12, 31).timetuple().tm_yday
    return round(100 * (when.year - view.years[0] + passed) / len(view.years), 1)


def _mark_kind(one: Dated) -> str:
    if one.task.is_open:
        return "passed" if one.passed else "coming"
    return "done" if one.task.status == "completed" else "ended"


def _rows(register: Register, view: WhenView, lang: Lang, address: AddressOf) -> Iterator[dict[str, object]]:
    """A row for each open task with a deadline, and one for all the others."""
    for one in view.dated:
        if one.task.is_open:
            name = first_sentence(one.task.text.pick(lang))[0]
            source = fill(cite(register, one.task.source), lang)
            due = say(msg("Deadline: {due}."), lang, due=day(one.due, lang))
            row = _row(view, name, [f"{due} {_note(register, one, lang)}"], [(_mark_kind(one), one.due)], one)
            place = address(f"document:{one.task.source.document}")
            yield row | {"address": address(one.task.id), "source": source, "cited": place}
    if closed := [(_mark_kind(one), one.due) for one in view.dated if not one.task.is_open]:
        yield _row(view, say("when.ended", lang, n=len(closed)), [], closed)


def _other_rows(view: WhenView, lang: Lang, *, days: bool = False) -> Iterator[dict[str, object]]:
    """A row for each other kind, with its days in words too if they are asked for."""
    for kind in ("report", "evaluation", "reply", "law"):
        if others := [one for one in view.others if one.kind == kind]:
            lines = [f"{capital(fill(one.said, lang))}: {day(one.due, lang)}" for one in others if days]
            yield _row(view, say(f"when.other.{kind}", lang), lines, [("other", one.due) for one in others])


def _row(
    view: WhenView, name: str, lines: Sequence[str], marks: Iterable[tuple[str, str]], of: Dated | None = None
) -> dict[str, object]:
    """What a row has: marks that would cover each other stand below each other."""
    placed: list[dict[str, object]] = []
    ends: list[float] = []
    for kind, due in marks:
        left = _at(view, last_day(due))
        level = next((n for n, end in enumerate(ends) if left - end >= _LEAST_DISTANCE), len(ends))
        ends[level : level + 1] = [left]
        placed.append({"kind": kind, "left": left, "level": level})
    moves: list[dict[str, object]] = []
    if of is not None and of.days:
        first, last = sorted(_at(view, last_day(when)) for when in (of.first, of.due))
        moves = [{"left": first, "width": round(last - first, 1), "back": of.days < 0}]
    return {"name": name, "lines": lines, "levels": len(ends), "moves": moves, "marks": placed}


def _due_note(register: Register, task: Task, lang: Lang, *, passed: bool) -> str:
    """What is recorded of a task that is to be done by a day or again each year, and whose it is."""
    measure, _ = register.tasks[task.id]
    owners = measure.owners_of(task)
    who = ", ".join(fill(register.short_name(x), lang) for x in owners or measure.responsible)
    whose = say(f"when.{'owned' if owners else 'unowned'}", lang, who=who)
    note = task.note.pick(lang) if task.note else ""
    return f"{recorded_of(task, passed=passed).say(lang)} {whose} {note}".strip()


def _note(register: Register, one: Dated, lang: Lang) -> str:
    """What is recorded of a task with a deadline, and how that has moved."""
    text = _due_note(register, one.task, lang, passed=one.passed)
    if not one.days:
        return text
    words = f"when.{'later' if one.days > 0 else 'sooner'}"
    return f"{text} {say(words, lang, n=abs(one.days), first=day(one.first, lang))}"


def _handed_in_words(line: HandedIn, lang: Lang) -> str:
    words = "approved" if line.state == "approved" else f"state.{line.state}"
    return say(f"when.{words}", lang, n=line.measures, told=line.told)


def _table_rows(register: Register, view: WhenView, lang: Lang) -> Iterator[tuple[str, str, str, str]]:
    """The rows of the table of the same, each day with its source."""
    cited = partial(_cited_source, register, lang)
    evaluations = register.strategy.evaluations if register.strategy else ()
    sources = {(one.id, one.due): one.source for one in evaluations}
    sources |= {(one.id, event.due): event.source for one, *_, event in register.events}
    reports = {(year, period.due): period.due_source for year, period in register.periods.items()}
    for one in view.dated:
        due = ", ".join((day(one.due, lang), *([say("status.passed", lang)] if one.passed else [])))
        name = fill(Named(one.task.id, first_sentence(one.task.text.pick(lang))[0]), lang)
        yield name, due, _note(register, one, lang), cited(one.task.source)
    for task in (one.task for one in view.promised.tasks):
        if (often := task.recurrence) is not None and task.due is None:
            name = fill(Named(task.id, first_sentence(task.text.pick(lang))[0]), lang)
            note = _due_note(register, task, lang, passed=True)
            yield name, fill(repeated(often), lang), note, cited(task.source)
    for other in view.others:
        source = (reports | sources).get((other.about, other.due))
        yield capital(fill(other.said, lang)), day(other.due, lang), "–", cited(source)
    for name, source in ((x.title.pick(lang), x.source) for x in evaluations if x.due is None):
        yield capital(name), say(_UNDATED, lang), "–", cited(source)
    yield from _report_rows(register, view, lang)
    if register.strategy is not None:
        of, last = register.strategy.source.document, str(register.strategy.period.to)
        ends = max((one.to for one in register.periods.values()), default=last)
        ends = ends if ends.startswith(last) and ends[5:] != "12-31" else last
        yield say(msg("The strategy ends"), lang), day(ends, lang), "–", cited(Source(document=of))


def _cited_source(register: Register, lang: Lang, source: Source | None) -> str:
    return fill(cite(register, source), lang) if source else "–"


def _report_rows(register: Register, view: WhenView, lang: Lang) -> Iterator[tuple[str, str, str, str]]:
    """A row for those whose reports for a period stand alike."""
    begun = (one for lane in view.lanes for one in lane.periods if one[2].state != "later")
    alike = grouped(
        ((year, end, _handed_in_words(x, lang)), fill(Named(x.actor, register.short_name(x.actor)), lang))
        for year, (_, end), x in begun
    )
    for (year, end, state), actors in alike.items():
        until = register.periods[year].due if year in register.periods else None
        called = say(msg("Report for {year}: {actors}"), lang, year=year, actors=", ".join(actors))
        by = day(until, lang) if until else say("when.open", lang, day=day(end.isoformat(), lang))
        duty = register.strategy.reporting.source if register.strategy else None
        yield called, by, state, _cited_source(register, lang, duty)
    dated = alike or any(x.due for x in register.periods.values())
    if (plan := register.strategy) is not None and not dated:
        every, source = first_sentence(plan.reporting.duty.pick(lang))[0], plan.reporting.source
        yield every, say(_UNDATED, lang), "–", _cited_source(register, lang, source)
