"""Actors, indicators, principles, funding and shared goals: a page for each, and a list of each kind."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from menneskehandel_cli.blocks.model import Block, Bullets, Entries, Entry, Facts, Heading, Paragraph
from menneskehandel_cli.formats.charts.asked import NO_MEASURE, how_far, unread
from menneskehandel_cli.formats.charts.promised import promised_picture
from menneskehandel_cli.formats.page import table_of
from menneskehandel_cli.formats.promised import subjects
from menneskehandel_cli.formats.report_annexes import series_pictures
from menneskehandel_cli.formats.report_parts import capital
from menneskehandel_cli.language import Lang, Named, The, count, day, fill, listing, msg, say, within
from menneskehandel_cli.language.numbers import number
from menneskehandel_cli.language.runs import first_sentence, linked
from menneskehandel_cli.models import Source, SourceDocument
from menneskehandel_cli.register import grouped
from menneskehandel_cli.register.citing import document_title, short_titles
from menneskehandel_cli.register.reporting import begun, handed_in, owes, own_tasks, reporters, shares_of
from menneskehandel_cli.reports.asked import Demand
from menneskehandel_cli.reports.coverage import unless_plain
from menneskehandel_cli.reports.gap_lines import naming
from menneskehandel_cli.reports.gaps import REQUIRED
from menneskehandel_cli.reports.listing import WHOLE, figure
from menneskehandel_cli.reports.matrix import FAR
from menneskehandel_cli.reports.promised import PromisedMeasure, PromisedView, promised_view
from menneskehandel_cli.reports.selection import Selection
from menneskehandel_cli.site import parts
from menneskehandel_cli.site.context import PageKind, Site, where
from menneskehandel_cli.site.page import SitePage, untitled
from menneskehandel_cli.site.pages.pictures import due_told, inferred_told, rounds_told
from menneskehandel_cli.site.parts import RecordKind, led, list_json, record_page, since, state_of


def _make(site: Site, subject: str, lang: Lang) -> SitePage:
    """A record as its facts and sections, with what its kind adds."""
    kind = site.detail(subject).type
    if kind == "indicator":
        return record_page(site, subject, lang, series_pictures(site.register.indicators[subject], lang))
    if kind == "funding":
        page = record_page(site, subject, lang)
        title, rest = first_sentence(page.title)
        return replace(page, title=title, lead=rest or page.lead)
    if kind != "actor":
        return record_page(site, subject, lang)
    promised = promised_view(site.register, site.state.as_of, Selection(ministries=(subject,)))
    if not promised.counts.total:
        return _body(site, subject, lang)
    shared: tuple[Block, ...] = ()
    if promised.counts.total < site.when.promised.counts.total:  # otherwise the front page has them
        _, picture = untitled(promised_picture(promised, lang, site.addresses.get))
        shared = (Heading(say(msg("The tasks of these measures"), lang), 2, "tasks"), picture)
    page = record_page(site, subject, lang, (*_reported(site, subject, lang), *shared))
    own = Selection(ministries=(subject,), answering=frozenset({subject, *site.register.below(subject)}))
    mine = promised_view(site.register, site.state.as_of, own)
    so_far = [led(_so_far(site, subject, mine, promised, lang), "#tasks" if shared else "page:index")]
    points = [*_points(site, subject, lang)]
    late, body = parts.late_told(mine, lang), _short(site, subject, lang)
    unowned = late and not any(one.owned for one in mine.overdue)
    nobody = [say("site.actor.late", lang, n=len(mine.overdue), body=body)] if unowned else []
    measures = [one for area in promised.areas for one in area.measures]
    first, *assess = _lead(site, subject, measures, lang)
    about = {
        "delivered": [*so_far, *parts.done_told(promised, lang), *since(site, lang)],
        "due": due_told(site, subject, promised, lang),
        "late": late,
        "basis": _basis(site, measures, lang),
        "gaps": points,
        "tasks": (_named(site, subject, lang),),
    }
    facts = ((say(f"site.actor.is.{key}", lang), " ".join(of)) for key, of in about.items() if of)
    passed = [linked(x, "page:deadlines") for x in subjects(mine, lang)[2][:1]]
    owned = [*_owned(site, subject, lang)]
    lead = " ".join((first, *owned[:1], *assess, *points[:1], *passed))
    inferred = inferred_told([one.measure for one in measures], lang)
    basis = " ".join((*inferred, *owned[1:], *nobody, *_handed_in(site, subject, lang)))
    return replace(page, lead=lead, basis=basis, blocks=(Facts(tuple(facts)), *page.blocks))


def _body(site: Site, subject: str, lang: Lang) -> SitePage:
    """A body that is responsible for no measure: what it asks for, and what was read of it, if any."""
    left, total = site.thread.left.get(subject, (0, 0))
    read = _read(site, subject, lang) if total else ()
    page = record_page(site, subject, lang, (*_reported(site, subject, lang), *read))
    if not total:
        return page
    name = The(site.register.short_name(subject)).pick(lang)
    instruments = site.register.instruments
    mine = [x for x in site.thread.demands if instruments[x.requirement.instrument].body == subject]
    top = max(_weights(mine))
    most, lead, strategy = [x for x in mine if top in _weights([x])], list[str](), list[str]()
    if len(most) < total:
        rounds = site.thread.rounds
        own = sum(any(rounds[at].body for at, x in y.by_round.items() if x.weight == top) for y in most)
        strategy += [say("site.body.most.told", lang, n=len(most) - own)] if own < len(most) else []
        lead.append(say("site.body.most", lang, n=len(most), body=name))
        names = _dated(site, (x for x in most if not x.followed_up), lang)
        lead += [say("site.body.most.left", lang, names=names)] if names else []
    line = say("site.actor.left", lang, n=left, total=total, body=name)
    lead += (linked(line, "#left" if left else "page:asked"), *_others(mine, lang))
    basis = ([say("site.body.nothing", lang)] if left else [], strategy, _unread(site, subject, lang))
    blocks = (_strongest(site, most, lang), *page.blocks)
    return replace(page, lead=" ".join(lead), basis=" ".join(chain(*basis)), blocks=blocks)


def _unread(site: Site, body: str, lang: Lang) -> Iterator[str]:
    """What is known of rounds without recommendations, and whether its reports have been read."""
    own = [x for x in site.thread.rounds if x.body == body]
    yield from rounds_told(site, own, lang)
    known = site.thread._replace(rounds=tuple(x for x in own if x.unread != "missing"))
    if text := unread(site.register, known, lang):
        yield linked(text, "#read")


def _weights(demands: Iterable[Demand]) -> set[int]:
    """How strongly they were asked for, in all rounds."""
    return {level.weight for one in demands for level in one.by_round.values()}


def _others(demands: Sequence[Demand], lang: Lang) -> Iterator[str]:
    """How far those that measures follow up are followed up."""
    if others := [one for one in demands if one.followed_up]:
        yield say("site.body.others", lang, n=len(others), far=how_far(others, lang))


def _short(site: Site, body: str, lang: Lang) -> str:
    return fill(site.register.short_name(body), lang)


def _so_far(site: Site, actor: str, mine: PromisedView, every: PromisedView, lang: Lang) -> list[str]:
    """How far all tasks have come, those that it owns, and those without an owner if any has begun."""
    found, body = [subjects(every, lang)[0][0]], _short(site, actor, lang)
    for key, owned in (("own", True), ("nobody", False)):
        some = [one.task.status for one in mine.tasks if one.owned == owned]
        so_far = {"done": some.count("completed"), "under_way": some.count("in_progress")}
        if some and (owned or any(so_far.values())):
            found.append(say(f"site.actor.{key}", lang, n=len(some), body=body, **so_far))
    return [*found, *subjects(every, lang)[0][1:]]


def _named(site: Site, actor: str, lang: Lang) -> str:
    """Whom the strategy names as the owners of the tasks of its measures, itself first."""
    shares = shares_of(site.register, actor)
    measures = site.register.measures_by_actor.get(actor, ())
    own = sum(actor in one.owners_of(task) for one in measures for task in one.tasks)
    of = {"self": own, "below": shares.own - own, "others": shares.others, "nobody": shares.nobody}
    body = linked(_short(site, actor, lang), "")
    called = {key: say(f"site.actor.of.{key}", lang, body=body) for key in of}
    shown = [key for key, n in of.items() if n or key == "self"]
    each = [say(msg("{name} ({n})"), lang, name=called[key], n=of[key]) for key in shown]
    return say("site.actor.tasks", lang, n=shares.total, each=listing(each, lang))


def _strongest(site: Site, most: Sequence[Demand], lang: Lang) -> Facts:
    """What a body asks for most strongly, by how far it is followed up."""
    top = max(_weights(most))
    by_far = grouped((FAR.get(one.contribution or "", NO_MEASURE), one) for one in most)
    parts = []
    for far in sorted(by_far, key=[NO_MEASURE, *reversed([*FAR.values()])].index):
        label = f"{capital(say(far, lang))} ({len(by_far[far])})"
        parts.append(say("labelled", lang, label=label, value=_dated(site, by_far[far], lang)) + ".")
    for one in most:
        for funds in (naming(site.register, x) for x in one.requirement.named_by if x.kind == "funding"):
            name = Named(one.requirement.id, site.register.short_title(one.requirement.id), inside=True)
            parts.append(say("site.body.funded", lang, name=fill(name, lang), funding=fill(funds, lang)))
    strongest = (x for one in most for x in one.by_round.values() if x.weight == top)
    levels = dict.fromkeys(fill(x.level, lang) for x in strongest)
    parts.append(say("site.body.levels", lang, levels=listing([*levels], lang)))
    parts += [say("assess.means", lang)] if FAR["assess"] in by_far else []
    return Facts(((say("site.body.strongest", lang, n=len(most)), " ".join(parts)),))


def _dated(site: Site, demands: Iterable[Demand], lang: Lang) -> str:
    """Demands by name, each with the last year in which it was asked for as strongly as it ever was."""
    names = []
    for one in demands:
        name = one.requirement.id
        called = fill(Named(name, site.register.short_title(name), inside=True), lang)
        top = max(_weights([one]))
        rounds = site.thread.rounds
        most = (rounds[at] for at, level in one.by_round.items() if level.weight == top)
        year, unknown = max((x.year or 0, not x.body) for x in most)
        weaker = ((rounds[at].year, level) for at, level in one.by_round.items() if 0 < level.weight < top)
        others = (f"{x}: {say(msg('“{level}”'), lang, level=fill(y.level, lang))}" for x, y in weaker if x)
        n = year or "; ".join((say(msg("according to the strategy"), lang), *others))
        names.append(say(msg("{name} ({n})"), lang, name=called, n=n) if year or unknown else called)
    return listing(names, lang)


def _read(site: Site, body: str, lang: Lang) -> Iterator[Block]:
    """What was read of each round of a body, the newest first, and who has published it."""
    register, rows = site.register, list[Sequence[str]]()
    rounds = [(x, one) for one in site.thread.rounds[::-1] for x in one.instruments[::-1]]
    own = [pair for pair in rounds if register.instruments[pair[0]].body == body]
    for name, one in own:
        instrument = register.instruments[name]
        called = fill(Named(name, instrument.title), lang)
        if one.unread == "missing":
            rows.append((called, say("site.body.read.missing", lang), *"––"))
            continue
        cited = grouped(
            (x.source.document, x.source) for x in (*register.obligations_of(name), instrument) if x.source
        )
        found = (_source(x, cited[x.id], lang) for x in register.documents if x.id in cited)
        rows += [(called, *cells) for cells in found]
    heading = say("site.body.read", lang)
    columns = ("round", "source", "how", "publisher")
    yield Heading(heading, 2, "read")
    yield table_of(heading, [f"site.body.read.{name}" for name in columns], rows, lang)


def _source(one: SourceDocument, cited: Sequence[Source], lang: Lang) -> tuple[str, ...]:
    """A document with its day, how it was read, and who has published it."""
    how = "excerpt" if any(source.reading == "excerpt" for source in cited) else "text"
    about = (one.title.pick(lang), one.reference, day(one.published, lang) if one.published else "")
    title = linked(", ".join(filter(None, about)), f"document:{one.id}")
    by = one.publisher.pick(lang) if one.publisher else "–"
    return title, say(f"site.body.read.{how}", lang), by


def _handed_in(site: Site, actor: str, lang: Lang) -> Iterator[str]:
    """Whether it has reported for the last year that has begun."""
    register, as_of, body = site.register, site.state.as_of, _short(site, actor, lang)
    year = max(begun(register, as_of), default="")
    for line in handed_in(register, year, as_of) if year and actor in reporters(register) else ():
        if line.actor == actor:
            silent = f"site.actor.silent{'.open' if line.state == 'open' else ''}"
            words = "site.actor.reported" if line.state == "approved" else silent
            params = {"year": year, "n": line.told, "total": line.measures}
            yield linked(say(words, lang, body=body, **params), "page:reports")


def _points(site: Site, actor: str, lang: Lang) -> Iterator[str]:
    """How many of the gaps it can follow up, and which: first what the bodies ask for most strongly."""
    view, about = site.gaps.view, {"body": _short(site, actor, lang)}
    if n := view.open(actor):
        judged = unless_plain(site.state.context, "site.actor.gaps")
        yield linked(say(judged, lang, n=n, total=view.open(), **about), f"page:gaps {actor}")
        shown = (x for x in site.gaps.sections if x.name in REQUIRED)
        names = [id for x in shown for line in x.lines if actor in line.who.bodies for id in line.ids]
        yield say("site.actor.gaps.named", lang, names=fill(short_titles(site.register, names), lang))


def _owned(site: Site, actor: str, lang: Lang) -> Iterator[str]:
    """How many tasks it and the bodies below it own, and which of these."""
    register = site.register
    if tasks := own_tasks(register, actor):
        each = Counter(name for measure, task in tasks for name in measure.owners_of(task))
        ours = [name for name in (actor, *register.below(actor)) if name in each]
        called = {name: within(fill(register.actor_name(name), lang), name) for name in ours}
        called |= {actor: say("site.actor.of.self", lang, body=_short(site, actor, lang))}
        bodies = listing([say(msg("{name} ({n})"), lang, name=called[x], n=each[x]) for x in ours], lang)
        yield led((say("site.actor.owned", lang, n=len(tasks), bodies=bodies),), "#owned")
        if twice := sum(sum(x in ours for x in measure.owners_of(task)) > 1 for measure, task in tasks):
            yield say("site.actor.twice", lang, n=twice)


def _lead(site: Site, actor: str, measures: Sequence[PromisedMeasure], lang: Lang) -> Iterator[str]:
    """How many measures it is responsible for, alone and with others; how much it alone only assesses."""
    alone = [x for x in measures if len(x.measure.responsible) == 1]
    parts = {"alone": len(alone), "shared": len(measures) - len(alone)}
    links = {name: linked(number(n, lang), f"#{name}") for name, n in parts.items() if n}
    every, words = count("measures", len(measures), lang), "site.actor"
    if len(measures) == len(site.register.normative_measures) > 1:
        every = say(msg("all {measures}"), lang, measures=every)
    if len(links) == 1:
        only = msg("Solely responsible for {measures}.")
        words = only if alone else msg("Responsible, with others, for {measures}.")
        every = linked(every, f"#{next(iter(links))}")
    yield say(words, lang, measures=every, **links)
    if assess := sum(one.counts.assess for one in alone):
        params = {"n": assess, "total": sum(one.counts.total for one in alone)}
        yield linked(say("site.actor.assess", lang, body=_short(site, actor, lang), **params), "#alone")


def _basis(site: Site, measures: Sequence[PromisedMeasure], lang: Lang) -> Iterator[str]:
    """Why we infer that it is responsible for a measure, and where it says so of the others."""
    for one in (one.measure for one in measures if one.measure.responsible_basis == "inferred"):
        if (note := one.responsible_note) is not None:
            label = f"{say('column.measure', lang)} {linked(str(one.number), one.id)}"
            yield say("labelled", lang, label=label, value=note.pick(lang))
    titles = (document_title(site.register, one.measure.source) for one in measures)
    source = listing([*dict.fromkeys(fill(title, lang) for title in titles)], lang)
    yield say("site.actor.since", lang, source=source)


def _reported(site: Site, actor: str, lang: Lang) -> Iterator[Block]:
    """What a body has reported, and what it still owes for each year that has begun."""
    register = site.register
    reports = [name for name, report in site.reports.items() if report.actor == actor]
    if reports:
        yield Heading(say(msg("Has reported"), lang), 2, "reported")
        yield Entries(tuple(Entry("", fill(Named(n, state_of(site, n, lang)), lang)) for n in reports))
    for year in site.years:
        own = [m for m in register.measures if actor in m.responsible]
        owed = [m for m in own if owes(register, actor, m.id, year)]
        if owed:
            yield Heading(say("site.owes", lang, year=year), 2, f"owes-{year}")
            called = tuple(fill(Named(m.id, register.short_name(m.id)), lang) for m in owed)
            yield Paragraph(say("site.owes.all", lang, n=len(owed))) if owed == own else Bullets(called)
            if register.periods[year].due is None:
                yield Paragraph(say("report.sum.no_due", lang))


def _funds(site: Site) -> list[str]:
    return [item.id for item in site.strategy.funding]


def _costed(site: Site) -> list[str]:
    return [item.id for item in site.register.measures if item.cost]


def _earmarked(site: Site, lang: Lang) -> str:
    items, none = site.strategy.funding, msg("No money is earmarked.")
    return say(none, lang) if items and not any(item.earmarked for item in items) else ""


def _kinds(
    order: int,
    name: str,
    plural: str,
    subjects: Callable[[Site], Iterable[str]],
    lead: Callable[[Site, Lang], str] = lambda _site, _lang: "",
    listed: Callable[[Site], Iterable[str]] | None = None,
) -> Iterator[PageKind]:
    """The list of a kind of record, if there are any, as JSON if ``mh list`` has it, and their pages."""
    every, key = listed or subjects, f"site.list.{plural}"

    def make(site: Site, _subject: str, lang: Lang) -> SitePage:
        items = []
        for one in every(site):
            found = site.detail(one)
            title, _ = first_sentence(fill(found.title, lang))
            listed = ("kind", "unit", "cost", "amount", "basis")
            shown = [fill(value, lang) for key, value in found.facts if key in listed]
            if item := site.register.indicators.get(one):
                shown += [fill(figure(seen), lang) for seen in item.observations]
            items.append(Entry("", fill(Named(one, title), lang), tuple(shown)))
        return SitePage(capital(say(key, lang)), (Entries(tuple(items)),), lead=lead(site, lang))

    json = list_json(plural) if plural in WHOLE else None
    yield PageKind(plural, 60 + order, where(every), make, overview=key, json=json)
    yield RecordKind(name, 130 + order, subjects, _make)


KINDS = (
    *_kinds(0, "actor", "actors", lambda s: s.register.actors),
    *_kinds(1, "indicator", "indicators", lambda s: s.register.indicators),
    *_kinds(2, "goal", "goals", lambda s: s.register.shared_goals),
    *_kinds(3, "principle", "principles", lambda s: [item.id for item in s.strategy.principles]),
    *_kinds(4, "funding", "money", _funds, _earmarked, lambda s: [*_funds(s), *_costed(s)]),
)
