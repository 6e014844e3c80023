"""What is promised, in sentences: the first that a reader meets on every screen."""

from collections import Counter
from collections.abc import Iterator

from menneskehandel_cli.language import Lang, day, last_day, msg, nmsg, say
from menneskehandel_cli.reports.promised import PromisedView, TaskCounts

_TASK_MARKS = ("do", "go", "assess", "completed", "in_progress", "discontinued", "passed")
WORDS = {mark: f"promised.mark.{mark}" for mark in _TASK_MARKS}
"""What the marks of a task stand for, in the order of a legend."""


def finding(view: PromisedView, lang: Lang) -> str:
    """What is promised, or how much is recorded as completed, in so few words that it can be a title."""
    return (_completed_sentence if view.counts.completed else _promised)(view.counts, lang)


def sentences(view: PromisedView, lang: Lang, *, by_area: bool = True) -> tuple[str, ...]:
    """What is recorded, what is promised, and which deadlines have passed; only what there is."""
    return tuple(text for part in subjects(view, lang, by_area=by_area) for text in part)


def subjects(view: PromisedView, lang: Lang, *, by_area: bool = True) -> tuple[tuple[str, ...], ...]:
    """The sentences on each of the three."""
    promised = [_promised(view.counts, lang)]
    most = view.most_assessed if by_area else None
    if most is not None and most.title is not None:
        params = {"n": most.counts.assess, "total": most.counts.total, "number": most.number}
        promised.append(say("promised.area", lang, area=most.title.pick(lang), **params))
    parts = (_recorded(view, lang) if view.counts.total else (), promised, _passed(view, lang))
    return tuple(tuple(f"{text}." for text in part) for part in parts)


def _recorded(view: PromisedView, lang: Lang) -> Iterator[str]:
    """How far the tasks are recorded to have come, and how many bodies have reported."""
    counts, heard = view.counts, view.heard
    text = say("promised.zero", lang, n=counts.total)
    if begun := counts.completed or counts.under_way:
        way = say(nmsg("{n} in progress", "{n} in progress"), lang, n=counts.under_way)
        text = ", ".join((_completed_sentence(counts, lang), *([way] if counts.under_way else [])))
    if heard is not None:
        words, n = ("promised.heard", heard.approved) if heard.approved else ("promised.unheard", heard.total)
        words += "" if heard.ministries == heard.total else ".bodies"
        yield say(words, lang, said=text, n=n, total=heard.total, year=heard.year)
    if heard is None or not heard.approved:
        yield text
    if not begun or (heard is not None and not heard.approved):
        yield say("promised.more" if begun else msg("That does not mean that nothing has been done"), lang)


def with_deadline(view: PromisedView, lang: Lang) -> str:
    """How many of the open tasks that need a deadline have none, and how many others need none."""
    lack, total, need = view.lacking_due, view.left.total, sum(x.task.needs_due for x in view.open_tasks)
    kind, rest = "none" if lack else "all" if need else "needless" if total else "closed", total - need
    words = f"deadlines.{kind}{'.rest' if need and rest else ''}"
    return say(words, lang, n=lack or need or rest, total=need, rest=rest)


def owners(view: PromisedView, lang: Lang) -> str:
    """How many open tasks have no owner, and whose measures those are where one body alone is responsible."""
    if not (n := view.counts.without_owner):
        return ""
    none = msg("None of the {n} open tasks has a named owner.")
    words = nmsg("One open task has no named owner.", "There are {n} open tasks with no named owner.")
    texts = [say(none if n == view.left.total > 1 else words, lang, n=n)]
    by_body, ours = Counter[str](), 0
    for one in (one for area in view.areas for one in area.measures):
        if (n := one.counts.without_owner) and len(one.measure.responsible) == 1:
            by_body[one.measure.responsible[0]] += n
            ours += n if one.measure.responsible_basis == "inferred" else 0
    texts += [say("promised.alone", lang, body=body, n=some) for body, some in by_body.items()]
    texts += [say("promised.inferred", lang, n=ours, total=by_body.total())] if ours else []
    return " ".join(texts)


def deadlines(view: PromisedView, lang: Lang) -> tuple[str, ...]:
    """How many tasks have no deadline, which deadlines have passed, and which are to come."""
    days = (one.task.due for one in view.tasks if one.task.is_open and not one.passed)
    coming = sorted(filter(None, days), key=last_day)
    first, lacking = coming[:1] or [""], view.lacking_due > 0
    texts = [with_deadline(view, lang)] if lacking else []
    texts += [f"{one}." for one in _passed(view, lang)]
    due = f"deadlines.{'coming' if coming else 'ended'}"
    needed = coming or len(view.overdue) != view.counts.with_deadline or not lacking
    return (*texts, *([say(due, lang, n=len(coming), day=day(first[0], lang))] if needed else []))


def _promised(counts: TaskCounts, lang: Lang) -> str:
    """How many are only to be assessed; if none is, how many there are."""
    if not counts.assess:
        return say(nmsg("{n} task is promised", "{n} tasks are promised"), lang, n=counts.total)
    words = f"promised.assess{'.all' if counts.assess == counts.total else ''}"
    return say(words, lang, n=counts.assess, total=counts.total)


def _completed_sentence(counts: TaskCounts, lang: Lang) -> str:
    return say("promised.completed", lang, n=counts.completed, total=counts.total)


def _passed(view: PromisedView, lang: Lang) -> list[str]:
    """Deadlines that have passed: the day of a single one; of how many it is not known what was done."""
    if not (found := view.overdue):
        return []
    silent = [one for one in found if one.task.status == "not_reported"]
    passed = say("promised.passed", lang, n=len(found), due=day(found[0].task.due or "", lang))
    words = "promised.silent.all" if len(silent) == len(found) else "promised.silent"
    return [passed, say(words, lang, n=len(silent))] if silent else [passed]
