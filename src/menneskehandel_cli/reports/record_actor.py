"""An actor in full: what it is to deliver and by when, what it can follow up, and what rests with it."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import NamedTuple

from menneskehandel_cli.language import Day, Named, Parts, Phrase, field_label, last_day, msg, nmsg
from menneskehandel_cli.models import Actor, Measure, Task
from menneskehandel_cli.register import Register, grouped
from menneskehandel_cli.register.citing import cite, document_title
from menneskehandel_cli.register.reporting import is_yearly, owes, own_tasks, reported, years_begun
from menneskehandel_cli.reports import record as shape
from menneskehandel_cli.reports.asked import rounds_of, unread
from menneskehandel_cli.reports.coverage import ours_in, unless_plain
from menneskehandel_cli.reports.gap_lines import GapLine, GapList, of_law
from menneskehandel_cli.reports.gaps import REQUIRED_GAPS
from menneskehandel_cli.reports.listing import Wording, responsible
from menneskehandel_cli.reports.ministry import waiting
from menneskehandel_cli.reports.promised import PROMISED_BY, SIGNS
from menneskehandel_cli.reports.record import Line, Section, folded, kept, named, names, section
from menneskehandel_cli.rules import RuleContext

Pair = tuple[Measure, Task]


class _Body(NamedTuple):
    """A body, what it is called on its own page, and what is open of what it is to do on a day."""

    register: Register
    as_of: date
    id: str
    called: Named
    mine: tuple[Measure, ...]
    """The measures that it is responsible for."""
    owed: dict[str, list[Measure]]
    """Those that it still owes a report on, for each year that has begun, the newest first."""
    tasks: dict[str, list[Pair]]
    """Those that it owns, or bodies below it alone; those that nobody owns, where it is responsible alone,
    or with others; those of its measures that others own, and of these those of independent bodies alone."""
    dated: list[Pair]
    """Those of them that it answers for and that have a deadline, the earliest first."""


def _body(context: RuleContext, name: str) -> _Body:
    register, bodies = context.register, {name, *context.register.below(name)}
    mine, years = register.measures_by_actor.get(name, ()), sorted(years_begun(register, context.as_of))
    owed = {year: x for year in years[::-1] if (x := [m for m in mine if owes(register, name, m.id, year)])}
    tasks = _waiting(register, name, bodies)
    waits = [*chain.from_iterable(tasks.values())]
    known = [(one, task) for one in mine for task in one.tasks if one.normative and task.is_open]
    tasks["others"] = [x for x in known if (whose := x[0].owners_of(x[1])) and bodies.isdisjoint(whose)]
    free = {x.id for x in register.actors.values() if not x.owes_reports}
    tasks["free"] = [x for x in tasks["others"] if free.issuperset(x[0].owners_of(x[1]))]
    due = sorted((x for x in waits if x[1].due), key=lambda x: last_day(x[1].due or ""))
    return _Body(register, context.as_of, name, Named("", register.short_name(name)), mine, owed, tasks, due)


def _waiting(register: Register, name: str, bodies: set[str]) -> dict[str, list[Pair]]:
    """The open tasks that a body, or bodies below it, own; and those that nobody owns in its measures."""
    tasks: dict[str, list[Pair]] = {"own": [], "below": [], "alone": [], "shared": []}
    for measure, task in waiting(register.measures, bodies):
        owners = measure.owners_of(task)
        if not owners and name not in measure.responsible:
            continue  # A body below it is responsible, and not it.
        nobody = "shared" if measure.responsible[1:] else "alone"
        tasks[nobody if not owners else "own" if name in owners else "below"].append((measure, task))
    return tasks


def actor_detail(
    context: RuleContext, actor: Actor, asks: Sequence[Section], gaps: Callable[[], GapList]
) -> shape.Detail:
    """An actor for ``mh show`` and its page, with the sections of what it ``asks`` for, if it does."""
    register, body, owned = context.register, _body(context, actor.id), own_tasks(context.register, actor.id)
    helplines = [*filter(lambda line: line.operator == actor.id, register.helplines)]
    calls = (Line("", x.name, (*kept(x.hours, x.url), cite(register, x.source)), x.number) for x in helplines)
    above = names(register, register.above(actor.id) or (actor.parent,)) if actor.parent else None
    facts = (("parent", above), "url")
    head, more, role = ((), facts, None) if asks else (facts, (), actor.role)  # what it asks for comes first
    found, judged = None if asks and not body.mine else gaps(), unless_plain(context, "gaps")
    free = Phrase("actor.due.free", who=owners_counted(register, body.tasks["free"]))
    first = (Line("", free),) if body.tasks["free"] else ()
    due = replace(section("due", _due_lines(body)), columns=_DUE, first=first)
    parts = [_measures(body), due] if body.mine else []
    parts += [_gaps_section(context, body, found)] if found else []
    return shape.told_of(
        register,
        actor,
        head,
        (section("helplines", calls), *parts, *_owned(body, owned), *asks, *_near(body)),
        links={
            "helplines": [line.model_dump(by_alias=True) for line in helplines],
            "responsible": [m.id for m in register.measures if actor.id in m.responsible],
            "owned": [task.id for _, task in owned],
        },
        title=actor.name,
        lead=shape.sentences(*_actor_lead(body)) or role,
        basis=shape.sentences(*_period(body)),
        sums=_sums(body, found.view.open, judged) if found else (),
        apart=() if asks or body.mine else ("role",),
        more=(*more, ("kind", Phrase(f"actor.{actor.kind}")), "source"),
        path=register.file_of_actor(actor),
        judged="coverage.ours" if any(one.lines for one in asks) else "",
    )


def _near(body: _Body) -> Iterator[Section]:
    """The measures that it takes part in, the bodies below it, and what its responsibility rests on."""
    partner = (m for m in body.register.measures if body.id in {*m.partners} - {*m.responsible})
    yield section("partner", (Line(m.id, m.title) for m in partner))
    yield section("below", (_body_below(body, name) for name in body.register.below(body.id)))
    yield section("basis", _basis(body))


def _actor_lead(body: _Body) -> Iterator[Wording]:
    """What it is responsible for, by whose words; how much is completed, and whether it has reported."""
    mine, alone = body.mine, sum(not one.responsible[1:] for one in body.mine)
    if not mine:
        return
    about = {"alone": alone, "shared": len(mine) - alone, "measures": Phrase("measures", n=len(mine))}
    how, called = "both" if 0 < alone < len(mine) else "alone" if alone else "shared", body.called.name
    yield _group([Named("#responsible", Phrase(f"actor.lead.{how}", about, body=called))])
    yield from inferred(body.register, mine)
    done, total = sum(one.tasks_done for one in mine), sum(len(one.tasks) for one in mine)
    words = f"actor.lead.{'done' if done else 'undone'}"
    yield from [Phrase(words, n=done or total, total=total)] if total else ()
    yield from _so_far(body, about)


def _so_far(body: _Body, about: Mapping[str, object]) -> Iterator[Wording]:
    """What it has reported of the newest period."""
    for year, owed in [*body.owed.items()][:1]:
        n, rest = reported(body.register, body.id, year)[0], Phrase("measures", n=len(owed))
        if n or not is_yearly(body.register, year):
            params = {**about, "year": year, "told": n, "rest": rest, "body": body.called}
            yield Phrase(f"actor.lead.{'some' if n else 'none'}", params)
        over = last_day(body.register.periods[year].to) < body.as_of or not year.isdecimal()
        yield from () if n else [Phrase(f"actor.lead.{'over' if over else 'open'}", year=year)]


def inferred(register: Register, measures: Collection[Measure]) -> Iterator[Phrase]:
    """For how many measures the strategy says who is responsible, and for which we infer it."""
    if ours := [x for x in measures if x.responsible_basis == "inferred"]:
        called = [Named(x.id, Phrase(msg("measure {n}"), n=register.number_of(x))) for x in ours]
        own = {"own": len(measures) - len(ours), "total": len(measures)}
        yield Phrase("site.actor.inferred", n=len(ours), numbers=called, **own)


def _period(body: _Body) -> Iterator[Phrase]:
    """What the next report is to cover, by when; the years before."""
    for year in [*body.owed][:1]:
        yield from [Phrase("actor.lead.yearly")] if is_yearly(body.register, year) else ()
        period = body.register.periods[year]
        known = "due" if period.due else "over" if last_day(period.to) < body.as_of else "open"
        yield Phrase(f"site.period.{known}", year=year, day=Day(period.due or period.to))
        before = int(min(x.from_ for x in body.register.periods.values())[:4]) - 1
        if (plan := body.register.strategy) and (start := plan.period.from_) <= before:
            yield Phrase("site.period.before", years=str(start) if start == before else f"{start}–{before}")


def _sums(body: _Body, gaps: Callable[..., int], judged: str) -> Iterator[shape.Sum]:
    """What is asked of it, in numbers; each leads to its list."""
    n = {kind: len(pairs) for kind, pairs in body.tasks.items()}
    late = [x for x in body.dated if x[1].is_overdue(body.as_of)]
    alone = late[0] if len(late) == 1 else None
    shared = len(alone[0].responsible) - 1 if alone and not alone[0].owners_of(alone[1]) else 0
    year, owed = next(iter(body.owed.items()), ("", []))
    when = _when(body, body.register.periods[year].due) if year else ""
    tasks, own = ("owned", "both" if n["below"] else "own") if n["own"] else ("owns", "below")
    about = {"body": body.called, "below": n["below"], "total": gaps(), "year": year, "when": when}
    about["by"] = Phrase("actor.sum.with", n=shared, body=body.called)
    about["day"] = Day(next((x.due or "" for _, x in late), ""))
    found = (
        (len(late), "late.shared" if shared else "late", "due" if body.mine else tasks),
        (len(owed), "report", "due"),
        (n["own"] or n["below"], own, tasks),
        (n["alone"] or n["shared"], "alone" if n["alone"] else "shared", "due"),
        (gaps(body.id), judged, "gaps"),
    )
    yield from ((place, n, Phrase(f"actor.sum.{x}", about, n=n)) for n, x, place in found if n)


_DUE = ("actor.what", "actor.scope", "column.deadline", "actor.who")


def _single(body: _Body) -> Iterator[tuple[str, Line]]:
    """Its reports and the tasks that stand alone, by when, and who is named for each; with the deadline."""
    register = body.register
    for year, owed in body.owed.items():
        some, total = reported(register, body.id, year)
        which = _group((named(register, one.id) for one in owed), "; ")
        scope = Phrase("actor.due.all", n=total) if len(owed) == total else which
        notes = () if some else (Phrase("actor.lead.over"),)
        due = register.periods[year].due
        cells = (_when(body, due), body.called)
        yield due or "9999", Line("", scope, notes, Phrase("actor.due.report", year=year), cells)
    for measure, task in (*body.dated, *(one for one in body.tasks["own"] if one not in body.dated)):
        parts = {"n": register.number_of(measure), "commitment": Phrase(f"commitment.{task.commitment}")}
        owners = measure.owners_of(task)
        who = names(register, owners, short=True) if owners else _nobody(register, measure)
        scope, beside = Phrase(msg("Measure {n}: {commitment}"), parts), (_when(body, task.due), who)
        silent = task.due and last_day(task.due) < body.as_of and task.status == "not_reported"
        notes = (Phrase("promised.silent.all", n=1),) if silent else ()
        yield task.due or "9999", Line("", scope, notes, Named(task.id, shape.name_of(task.text)), beside)


def _due_lines(body: _Body) -> Iterator[Line]:
    """What it is to deliver: what stands alone by its deadline, what has none last, and then the rest."""
    register, dated = body.register, [*body.dated, *body.tasks["free"]]
    yield from (line for _, line in sorted(_single(body), key=lambda one: last_day(one[0])))
    rest = {kind: [one for one in some if one not in dated] for kind, some in body.tasks.items()}
    for number, pairs in grouped((register.number_of(one[0]), one) for one in rest["alone"]).items():
        about = {"number": number, "measure": named(register, pairs[0][0].id)}
        yield _several(body, "alone", pairs, _nobody(register, pairs[0][0]), about)
    below = owners_counted(register, rest["below"], register.below(body.id))
    others = {"below": below, "shared": Phrase("actor.nobody.shared", body=body.called)}
    others["others"] = owners_counted(register, rest["others"], most=3)
    about = {"alone": sum(not one.responsible[1:] for one, _ in rest["others"]), "body": body.called}
    yield from (_several(body, kind, rest[kind], who, about) for kind, who in others.items() if rest[kind])


def _several(body: _Body, kind: str, pairs: Sequence[Pair], who: Wording, about: dict[str, object]) -> Line:
    """Tasks told in one: how many are to be done, how many only to be assessed, and by when."""
    kinds = Counter(str(PROMISED_BY[task.commitment]) for _, task in pairs)
    days = sorted({task.due or "" for _, task in pairs}, key=lambda due: (not due, due))
    each = (Phrase(f"actor.kind.{x}", n=kinds[x]) for x in SIGNS if kinds[x])
    key = f"{kind}.alone" if kind == "others" and about["alone"] else kind
    name = Phrase(f"actor.due.{key}", n=kinds.total(), **about)
    return Line("", _group(each), (), name, (_group(_when(body, x or None) for x in days), who))


def _group(parts: Iterable[object], between: str = ", ") -> Phrase:
    return Phrase("cite", parts=Parts((*parts,), between))


def _with(name: object, n: int) -> Phrase:
    return Phrase(msg("{name} ({n})"), name=name, n=n)


def _when(body: _Body, due: str | None) -> Phrase:
    """A deadline, and whether it has passed; or that none is recorded."""
    known = "year" if due and due.isdecimal() else "deadline"
    word = "no_deadline" if due is None else "passed" if last_day(due) < body.as_of else known
    return Phrase(f"actor.{word}", day=Day(due or ""))


def _nobody(register: Register, measure: Measure) -> Wording:
    """That nobody is named as the owner, and who is responsible for the measure."""
    key = "actor.nobody.inferred" if measure.responsible_basis == "inferred" else "actor.nobody"
    return Phrase(key, bodies=names(register, measure.responsible, short=True))


def owners_counted(
    register: Register, pairs: Iterable[Pair], of: Collection[str] = (), most: int = 20, *, short: bool = True
) -> Phrase:
    """Who owns tasks, each with how many: the ``most`` first, and last those that nobody owns."""
    every = (name for measure, task in pairs for name in measure.owners_of(task) or ("",))
    owners = Counter(name for name in every if not of or name in of)
    none, called = owners.pop("", 0), register.short_name if short else register.actor_name
    ranked = sorted(owners.items(), key=lambda one: (-one[1], one[0]))
    each = [_with(Named(name, called(name), inside=True), n) for name, n in ranked]
    more = [Phrase(nmsg("and {n} more", "and {n} more"), n=len(each[most:]))] if each[most:] else []
    shown = [_group([_group(each[:most]), *more], " ")] if each else []
    return _group([*shown, *([_with(Phrase(msg("none named")), none)] if none else [])], "; ")


def _gaps_section(context: RuleContext, body: _Body, found: GapList) -> Section:
    """The gaps that it can follow up, and who else can: what is asked for most strongly first."""
    read = unread(body.register, rounds_of(body.register))
    law = Phrase("actor.gaps.law", gaps=Named("page:gaps", Phrase("gaps.title")))
    first = Line("", shape.sentences(Phrase("actor.gaps.open"), Phrase(ours_in(context)), law, *read))
    inside = list[Section]()
    for part in found.sections:
        able = [line for line in part.lines if part.name in REQUIRED_GAPS and body.id in line.who.bodies]
        if able:
            title = _with(part.title, sum(len(line.ids) for line in able))
            columns = ("column.line", f"gaps.told.{part.name}", "actor.others")
            inside.append(Section(title, tuple(_gap(body, line) for line in able), columns=columns))
    n, alone = found.view.open(body.id), found.view.open(body.id, alone=True)
    split = {"alone": alone, "others": n - alone, "total": found.view.open()}
    key = "actor.gaps.split" if 0 < alone < n else "actor.gaps"
    title = Phrase(key, split, body=body.called, n=n)
    return Section(title, (), "gaps", first=(first,) if inside else (), inside=tuple(inside))


def _gap(body: _Body, line: GapLine) -> Line:
    """A gap: what is missing or asked for, and who else can follow it up."""
    able = zip(line.who.actors, line.who.called, strict=True)
    others = [Named(name, called, inside=True) for name, called in able if name != body.id]
    notes = tuple(Phrase("cite", parts=Parts((x,))) for x in line.notes if not of_law(x))
    return Line("", _group([line.missing]), notes, line.name, (_group(others or [Phrase(msg("no others"))]),))


def _measures(body: _Body) -> Section:
    """What it is responsible for, alone first: how many tasks of each kind, how many done, and whose."""
    lines = []
    for one in sorted(body.mine, key=lambda one: len(one.responsible) > 1):
        others = names(body.register, (x for x in one.responsible if x != body.id), short=True)
        many = Phrase("actor.with.others", bodies=others)
        who = responsible(one, many if one.responsible[1:] else Phrase("actor.alone"), short=True)
        title = _group((body.register.number_of(one), one.short_title or one.title), ". ")
        lines.append(_measures_row(body, Named(one.id, title), who, [one]))
    lines += [_measures_row(body, Phrase("chart.total"), "", body.mine)] if lines[1:] else []
    columns = ("column.measure", "actor.with", "actor.do", "actor.assess", "actor.completed", "actor.owners")
    means = shape.sentences(Phrase("assess.means"), Phrase(msg("A task may have several owners.")))
    return replace(section("responsible", lines), columns=columns, first=(Line("", means),))


def _measures_row(body: _Body, name: Wording, who: Wording, measures: Iterable[Measure]) -> Line:
    pairs = [(one, task) for one in measures for task in one.tasks]
    kinds = Counter(x for _, task in pairs for x in (task.commitment == "assess", task.status))
    numbers = map(str, (kinds[False], kinds[True], kinds["completed"]))
    whose = owners_counted(body.register, pairs, [""] if measures is body.mine else [])  # a sum has no names
    return Line("", who, (), name, (*numbers, whose))


def _owned(body: _Body, found: Iterable[Pair]) -> Iterator[Section]:
    """The tasks that it owns, those of bodies below it alone, by what they promise; and those of others."""
    whose = grouped(("owned" if body.id in one[0].owners_of(one[1]) else "owns", one) for one in found)
    for title in sorted(whose):
        parts = grouped((PROMISED_BY[one[1].commitment], one) for one in whose[title])
        kinds = ((Phrase(f"promised.mark.{x}"), parts[x]) for x in SIGNS if x in parts)
        inside = [Section(_with(x, len(some)), tuple(_task(body, *y) for y in some)) for x, some in kinds]
        yield section(title, (), inside=inside)
    yield folded(Phrase("section.others", body=body.called), (_task(body, *x) for x in body.tasks["others"]))


def _task(body: _Body, measure: Measure, task: Task) -> Line:
    """A task; who owns it, if others do too, or instead; its deadline and its status, if known."""
    owners = measure.owners_of(task)
    who = names(body.register, owners) if owners != (body.id,) else None
    due = Phrase("labelled", label=field_label("due"), value=Day(task.due)) if task.due else None
    status = None if task.status == "not_reported" else Phrase(f"status.{task.status}")
    about = kept(Phrase("record.measure", n=body.register.number_of(measure)), who, due, status)
    return Line(task.id, task.text, (_group(about, " · "),))


def _body_below(body: _Body, name: str) -> Line:
    """A body below another, with those between them."""
    chain = body.register.above(name)
    between = chain[: chain.index(body.id)] if body.id in chain else ()
    above = Phrase("labelled", label=field_label("parent"), value=names(body.register, between))
    return Line(name, body.register.actor_name(name), (above,) if between else ())


def _basis(body: _Body) -> Iterator[Line]:
    """Why we infer that it is responsible for a measure; where it says so of the others; why it reports."""
    for one in body.mine:
        if one.responsible_basis == "inferred" and one.responsible_note is not None:
            name = Named(one.id, Phrase("record.measure", n=body.register.number_of(one)))
            yield Line("", one.responsible_note, name=name)
    if body.owed and (strategy := body.register.strategy):
        source = Phrase(msg("Source: {source}."), source=cite(body.register, strategy.reporting.source))
        texts = filter(None, (strategy.reporting.pace, strategy.reporting.duty))
        yield Line("", Phrase("cite", parts=Parts(tuple(texts), " ")), (source,))
    if titles := [*dict.fromkeys(document_title(body.register, one.source) for one in body.mine)]:
        yield Line("", Phrase("site.actor.since", source=titles))
