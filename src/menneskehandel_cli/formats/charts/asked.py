"""What is asked: requirements of a convention, points of bodies by round, and who follows up what."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby, pairwise

from menneskehandel_cli.blocks.model import Picture, Table
from menneskehandel_cli.formats import matrix, report_parts
from menneskehandel_cli.formats.charts import markup as svg
from menneskehandel_cli.formats.charts.bars import small
from menneskehandel_cli.language import Counted, Lang, The, day, fill, listing, msg, nmsg, number, say
from menneskehandel_cli.models import Contribution, Measure
from menneskehandel_cli.register import Register, grouped
from menneskehandel_cli.register.citing import cite_parts
from menneskehandel_cli.register.coverage import CLASSES, PROMISES, Counts
from menneskehandel_cli.reports import asked as demands
from menneskehandel_cli.reports.coverage import certainty, classes, ours, own_words
from menneskehandel_cli.reports.matrix import FAR, MatrixView
from menneskehandel_cli.rules.demands import promise_of

_PROMISED = {
    "none": ("nothing",),
    "named": ("named",),
    "to_assess": ("assess",),
    "planned": ("do",),
    "under_way": ("do", "way"),
    "delivered": ("do", "tick"),
}
"""The mark of each promise, as a task has it."""

_CERTAINTY = {"certain": "", "open": "open", "doubt": "doubt", "both": "doubt open"}
"""The marks of a covered requirement, by what is said against it."""


def demanded_finding(view: demands.DemandedView, lang: Lang) -> str:
    """How many requirements are of each class, in a sentence."""
    of = view.counts.shown
    only = [name for name in CLASSES if of[name]]
    alone, total = len(only) == 1, view.counts.total
    parts = [say(f"classification.{only[0]}", lang)] if alone else [one.say(lang) for one in classes(of)]
    if total == 1:
        return say(msg("One requirement: {classes}"), lang, classes=parts[0])
    if (n := view.counts.unquestioned) < of["covered"]:
        key = f"demanded.certain{'' if n else '.none'}"
        parts[0] = say(key, lang, covered=parts[0], n=n, rest=of["covered"] - n)
    words = f"demanded.finding{'.all' if alone else ''}"
    return say(words, lang, total=total, classes=listing(parts, lang))


def demanded_picture(
    view: demands.DemandedView, register: Register, lang: Lang, address: svg.AddressOf = svg.no_address
) -> Picture:
    """A square for each requirement, coloured by its class or by what the strategy's own words promise.

    It is drawn with our judgements; a reader can choose the strategy's own words alone.
    """
    chapters = [
        {
            "name": report_parts.capital(fill(chapter, lang)),
            "rows": [_article_row(entry, register, lang, address) for entry in articles],
        }
        for chapter, articles in view.chapters
    ]
    own, kinds = view.own_words, _class_counts(view.counts, lang)
    markup = svg.drawn(
        "demanded",
        name=view.id,
        chapters=chapters,
        classes=[(x, words) for x, words, n in kinds if n],
        promised=[
            (_PROMISED[name], f"{say(key, lang)} ({number(own.promise[name], lang)})")
            for name in reversed(PROMISES)
            if own.promise[name]
            for key in ("demanded.named" if name == "named" else f"promise.{name}",)
        ],
        note=say("demanded.squares", lang),
        words={key: say(f"coverage.{key}", lang) for key in ("with_ours", "own_words")},
    )
    finding, text, note = _picture_texts(view, lang)
    return Picture(finding, markup, _numbers(view, register, lang), text, note)


def demanded_small(view: demands.DemandedView, lang: Lang) -> Picture:
    """How many requirements are of each class, and what is said against those that are covered."""
    return small(*_picture_texts(view, lang), _class_counts(view.counts, lang), lang)


def _class_counts(of: Counts, lang: Lang) -> list[tuple[tuple[str, ...], str, int]]:
    """Each class and how many are of it; of the covered, by what is said against them. They add up."""
    sure, *rest = (((name,), say(f"classification.{name}", lang), of.shown[name]) for name in CLASSES)
    if of.unquestioned == sure[2]:
        return [sure, *rest]
    how = {name: f"{sure[1]}, {say(f'certainty.{name}', lang)}" for name in of.certainty}
    return [*((("covered", *_CERTAINTY[x].split()), how[x], n) for x, n in of.certainty.items()), *rest]


def _picture_texts(view: demands.DemandedView, lang: Lang) -> tuple[str, str, str]:
    """The finding, the picture in words, and of which convention and by whose judgement it is."""
    finding = demanded_finding(view, lang)
    note = f"{view.title.pick(lang)}. {say(ours([(view.counts, view.own_words)]), lang)}"
    more = (fill(one, lang) for one in (certainty(view.counts), own_words(view.own_words)))
    return finding, " ".join((f"{finding}.", *filter(None, more))), note


def _article_row(
    entry: demands.DemandedArticle, register: Register, lang: Lang, address: svg.AddressOf
) -> dict[str, object]:
    return {
        "number": str(entry.article.article),
        "name": _article_name(entry, register, lang),
        "address": address(entry.article.id),
        "squares": [_square(item, register, lang, address) for item in entry.requirements],
    }


def _square(item: demands.Demanded, register: Register, lang: Lang, address: svg.AddressOf) -> svg.Square:
    marks = {"doubt": item.ours.doubts, "open": item.ours.disputed}
    kinds = (item.ours.shown, *(mark for mark, marked in marks.items() if marked))
    words = msg("{name}: {classified}. The strategy: {promised}")
    name, promised = (fill(x, lang) for x in (register.short_name(item.ours.id), promise_of(item.ours)))
    title = say(words, lang, name=name, classified=say(item.ours.called, lang), promised=promised)
    return svg.Square(kinds, svg.clean(title), address(item.ours.id), _PROMISED[item.own])


def _numbers(view: demands.DemandedView, register: Register, lang: Lang) -> Table:
    """A row for each article, and the sum; a column for each class that there is."""
    kinds = _class_counts(view.counts, lang)
    head = (say(msg("Article"), lang), say("chart.total", lang), *(words for _, words, n in kinds if n))
    rows = [
        (f"{entry.article.article} {_article_name(entry, register, lang)}", entry.counts)
        for _, articles in view.chapters
        for entry in articles
    ]
    numbers = []
    for name, of in (*rows, (say("chart.total", lang), view.counts)):
        each = Counter({marks: n for marks, _, n in _class_counts(of, lang)})
        numbers.append((name, (of.total, *(each[marks] for marks, _, n in kinds if n))))
    return svg.figures(say(msg("Requirements of each article"), lang), head, numbers, lang)


def _article_name(entry: demands.DemandedArticle, register: Register, lang: Lang) -> str:
    return svg.clean(fill(register.short_title(entry.article.id), lang))


NO_MEASURE = msg("no measure")
_HOW_FAR: dict[Contribution | None, tuple[str, Counted]] = {
    "full": ("do", nmsg("{n} is followed up in full", "{n} are followed up in full")),
    "partial": ("part", nmsg("{n} is followed up in part", "{n} are followed up in part")),
    "assess": ("assess", nmsg("{n} is only to be assessed", "{n} are only to be assessed")),
    None: ("unanswered", nmsg("{n} has no measure", "{n} have no measure")),
}
"""The most that a measure does: its mark in small, and how many there are."""
_PLANNED = nmsg("partial follow-up is planned for {n}", "partial follow-up is planned for {n}")
"""Said of those followed up in part if none of that is recorded as begun."""


def thread_picture(
    view: demands.ThreadView, register: Register, lang: Lang, address: svg.AddressOf = svg.no_address
) -> Picture:
    """Every demand of the monitoring bodies, the most repeated first, with what follows it up."""
    finding, text = thread_finding(register, view, lang)
    levels = {(-one.weight, fill(one.level, lang)) for of in view.demands for one in of.by_round.values()}
    words = {
        "demand": say(msg("What is asked for"), lang),
        "measures": say(msg("Measures"), lang),
        "none": say(NO_MEASURE, lang),
        "again": say(msg("asked for again"), lang),
        "summed": say("report.summed", lang),
        "latest": say(msg("Latest statement"), lang) if any(one.latest for one in view.demands) else "",
    }
    markup = svg.drawn(
        "thread",
        **svg.helpers(register, lang, address),
        title=finding,
        view=view,
        heads=[_round_head(register, one, lang) for one in view.rounds],
        sizes=[(-size, " / ".join(names)) for size, names in grouped(sorted(levels)).items()],
        kinds=FAR,
        ties=lambda demand: _ties(view.rounds, sorted(demand.by_round)),
        level=lambda one: fill(one.level, lang),
        latest=partial(_latest, register, lang=lang),
        words=words,
    )
    return Picture(finding, markup, Table(finding, (), ()), f"{finding}. {text}".strip(), text)


def thread_small(view: demands.ThreadView, register: Register, lang: Lang) -> Picture:
    """How many points are followed up, and how far."""
    finding, text = thread_finding(register, view, lang)
    kinds = Counter(one.contribution for one in view.demands)
    parts = (((m,), say(FAR.get(k or "", NO_MEASURE), lang), kinds[k]) for k, (m, _) in _HOW_FAR.items())
    made = small(finding, f"{finding}. {text}".strip(), text, parts, lang)
    head = (say(msg("Follow-up"), lang), *made.numbers.head[1:])
    return replace(made, numbers=replace(made.numbers, head=head))


def thread_finding(
    register: Register, view: demands.ThreadView, lang: Lang, *, spelled: bool = False
) -> tuple[str, str]:
    """How far the points are followed up; of each body what is not, and how many are asked for again."""
    short = register.short_name
    names = (report_parts.spelled(register, one, lang) if spelled else short(one) for one in view.left)
    bodies = [The(name).pick(lang) for name in names]
    params = {"bodies": listing(bodies, lang), "far": how_far(view.demands, lang)}
    sentences = []
    repeated = [one.requirement for one in view.demands if one.requirement.rounds > 1]
    if repeated:
        pairs = ((register.short_title(one.id), register.short_name(one.instrument)) for one in repeated)
        called = [say("thread.name", lang, title=fill(x, lang), body=fill(by, lang)) for x, by in pairs]
        sentences.append(say("thread.again", lang, n=len(repeated), names=listing(called, lang)))
    if len(bodies) > 1 and any(not one.followed_up for one in view.demands):
        each = without_measure(register, view, lang)
        sentences.append(say(msg("Without a measure: {each}."), lang, each=each))
    sentences.append(unread(register, view, lang))
    return say("thread.points", lang, n=len(view.demands), **params), " ".join(filter(None, sentences))


def how_far(points: Iterable[demands.Demand], lang: Lang) -> str:
    """How many points are followed up in full, in part or only by an assessment, and how many are not."""
    points = tuple(points)
    kinds = Counter(one.contribution for one in points)
    partly = {one.requirement.promise for one in points if one.contribution == "partial"}
    how: dict[Contribution | None, Counted] = {"partial": _PLANNED} if partly <= {"planned"} else {}
    far = [say(how.get(kind, x), lang, n=kinds[kind]) for kind, (_, x) in _HOW_FAR.items() if kinds[kind]]
    if len(far) > 1:
        far[-1] = f"{say('and', lang)} {far[-1]}"
    return ", ".join(far)


def unread(register: Register, view: demands.ThreadView, lang: Lang) -> str:
    """Which reports are known from others alone, read in part or not found; empty if none is."""
    return " ".join(one.say(lang) for one in demands.unread(register, view.rounds))


def without_measure(register: Register, view: demands.ThreadView, lang: Lang) -> str:
    """Of each body, how many of its points no measure follows up."""
    bodies = ((fill(register.short_name(body), lang), left) for body, left in view.left.items())
    return ", ".join(say("thread.share", lang, body=body, n=n, total=total) for body, (n, total) in bodies)


def bases(register: Register, view: demands.ThreadView, lang: Lang) -> str:
    """How many recommendations there are, and in how many of them each point is counted once."""
    total = sum(bool(one.requirements) for one in register.recommendations)
    inside = len({one.requirement.owner.id for one in view.demands})
    return say("thread.bases", lang, n=len(view.demands), given=total, inside=inside)


def _round_head(register: Register, one: demands.Round, lang: Lang) -> tuple[str, str]:
    """The head of a column. Of a round without recommendations it says what is known of it."""
    name = fill(register.short_name(one.body), lang) if one.body else say(msg("the strategy"), lang)
    year = "" if one.year is None else str(one.year)
    return name, say("thread.none", lang, year=year) if one.unread == "missing" else year


def _ties(rounds: Sequence[demands.Round], places: Sequence[int]) -> dict[int, str]:
    """What lies between each column and the next: the demand is asked again, or summed up."""
    found: dict[int, str] = {}
    for one, other in pairwise(places):
        kind = "again" if rounds[one].body and rounds[other].body else "summed"
        found |= dict.fromkeys(range(one, other), kind)
    return found


def _latest(register: Register, demand: demands.Demand, lang: Lang) -> str:
    one = demand.latest
    if one is None:
        return ""
    by = fill(register.short_name(one.by), lang)
    verdict = say(f"verdict.{one.verdict}", lang)
    return say(msg("{by}, {day}: {said}"), lang, by=by, day=day(one.date, lang), said=verdict)


def followers_picture(
    view: MatrixView, register: Register, lang: Lang, address: svg.AddressOf = svg.no_address
) -> Picture:
    """The measures that follow up each article and each demand, with how far: one sign in a cell."""
    rows = [row for row in view.rows if row.coverage.counts.total]
    measures = sorted(view.measures, key=partial(_column_place, register))
    areas = groupby(measures, lambda one: _column_head(register, one, lang))
    title, note = matrix.in_all(view, lang), f"{say('assess.means', lang)} {matrix.note(view, lang)}"
    bare = [*view.parts(law=True).get("open", ()), *view.parts(law=False).get("open", ())]
    apart = grouped((one.item.owner.id, one.item.id) for one in bare)
    markup = svg.drawn(
        "followers",
        **svg.helpers(register, lang, address),
        note=note,
        kinds=FAR,
        share=partial(matrix.share, lang=lang),
        areas=[(area, list(inside)) for area, inside in areas],
        columns=len(measures),
        sums=Counter((name, x.far == "assess") for y in rows for name, x in y.cells.items() if x.answered),
        left={law: matrix.parts_left(view, law=law) for law in (True, False)},
        rows=rows,
        astray=sum(len(apart.get(x.id, ())) for x in rows if x.followed_up and not x.coverage.counts.law),
        but={x: fill(cite_parts(register, ids, inside=True), lang) for x, ids in apart.items()},
    )
    return Picture(title, markup, Table(title, (), ()), f"{title}. {note}")


def _column_place(register: Register, measure: Measure) -> tuple[str, int, int]:
    """Where a measure has its column: those of this plan by focus area, then those of the other plans."""
    plan, _ = register.measures_beside.get(measure.id, (None, None))
    return (plan.id, 0, measure.number) if plan is not None else ("", measure.focus_area, measure.number)


def _column_head(register: Register, measure: Measure, lang: Lang) -> str:
    """What heads the columns of a focus area, or of another plan."""
    if measure.id in register.measures_beside:
        return fill(register.measures_beside[measure.id][0].title, lang)
    area = register.focus_areas.get(measure.focus_area)
    return f"{area.number} {area.title.pick(lang)}" if area else str(measure.focus_area)
