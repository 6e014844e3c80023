"""Actors, indicators, principles, funding and shared goals: a page for each, and a list of each kind."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from menneskehandel_cli.blocks.model import Block, Bullets, Entries, Entry, Heading, Paragraph
from menneskehandel_cli.formats.charts.asked import unread
from menneskehandel_cli.formats.charts.promised import promised_picture
from menneskehandel_cli.formats.promised import told
from menneskehandel_cli.formats.report_annexes import series_pictures
from menneskehandel_cli.formats.report_parts import capital
from menneskehandel_cli.language import Lang, Named, count, day, fill, listing, msg, say
from menneskehandel_cli.language.numbers import number
from menneskehandel_cli.language.runs import first_sentence, linked
from menneskehandel_cli.register.citing import document_title
from menneskehandel_cli.register.reporting import begun, handed_in, owes, own_tasks, reporters, shares_of
from menneskehandel_cli.reports.listing import WHOLE, figure
from menneskehandel_cli.reports.promised import PromisedMeasure, PromisedView, promised_view
from menneskehandel_cli.reports.selection import Selection
from menneskehandel_cli.site.context import PageKind, Site, one
from menneskehandel_cli.site.page import SiteBlock, SitePage, untitled
from menneskehandel_cli.site.pages.gaps import asked_most
from menneskehandel_cli.site.parts import RecordKind, led, list_json, record_page, state_of


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
        page = record_page(site, subject, lang, _reported(site, subject, lang))
        left, total = site.thread.left.get(subject, (0, 0))
        name = fill(site.register.short_name(subject), lang)
        asked = say("site.actor.left", lang, n=left, total=total, body=name)
        lead = (
            *asked_most(site, lang, subject),
            led((asked,), "#left" if left else "page:asked"),
            unread(site.register, site.thread, lang, subject),
        )
        return replace(page, lead=" ".join(filter(None, lead))) if total else page
    shared: tuple[Block, ...] = ()
    if promised.counts.total < site.when.promised.counts.total:  # otherwise the front page has them
        _, picture = untitled(promised_picture(promised, lang, site.addresses.get))
        shared = (Heading(say(msg("The tasks of these measures"), lang), 2, "tasks"), picture)
    page = record_page(site, subject, lang, (*_reported(site, subject, lang), *shared))
    own = Selection(ministries=(subject,), answering=frozenset({subject, *site.register.below(subject)}))
    mine = promised_view(site.register, site.state.as_of, own)
    recorded, _, passed = told(mine, lang)
    responsible, *more = _lead(site, subject, promised, lang)
    n, so_far = mine.counts.total, {"done": mine.counts.completed, "under_way": mine.counts.under_way}
    body, key = (
        site.register.short_name(subject),
        f"site.actor.{'done' if any(so_far.values()) else 'none'}",
    )
    whole = say(key, lang, n=n, body=fill(body, lang), **so_far)
    told_here = (led((whole, *recorded[1:]), "#tasks" if shared else "page:index"),) if n else ()
    late = (led(passed, "page:deadlines"),) if passed else ()
    more = [*_own(site, subject, lang), *_whose(site, subject, lang), *more]
    head = " ".join((responsible, *late, *_handed_in(site, subject, lang), *told_here))
    first = (Bullets(tuple(more)),) if more else ()
    return replace(page, lead=head, blocks=(*first, *page.blocks))


def _whose(site: Site, actor: str, lang: Lang) -> Iterator[str]:
    """Whose the tasks of its measures are, where others are named as owners of some."""
    shares, body = shares_of(site.register, actor), fill(site.register.short_name(actor), lang)
    keys = ("site.actor.own", "report.letter.others", "report.letter.nobody")
    parts = dict(zip(keys, (shares.own, shares.others, shares.nobody), strict=True))
    if shares.others:
        owners = listing([say(key, lang, n=n, body=body) for key, n in parts.items() if n], lang)
        yield say("site.actor.tasks", lang, n=shares.total, owners=owners)


def _handed_in(site: Site, actor: str, lang: Lang) -> Iterator[str]:
    """Whether it has reported for the last year that has begun."""
    register, body = site.register, fill(site.register.short_name(actor), lang)
    year = max(begun(register, site.state.as_of), default="")
    for line in handed_in(register, year) if year and actor in reporters(register) else ():
        if line.actor == actor:
            words = "site.actor.reported" if line.state == "approved" else "site.actor.silent"
            told_of = {"year": year, "n": line.told, "total": line.measures}
            yield led((say(words, lang, body=body, **told_of),), "page:reports")


def _own(site: Site, actor: str, lang: Lang) -> Iterator[str]:
    """What it can follow up of what has no measure, and what tasks it and the bodies below it own."""
    register, body = site.register, fill(site.register.short_name(actor), lang)
    lines = [line for part in site.gaps.sections if part.name == "asked" for line in part.lines]
    if n := sum(actor in line.who.actors for line in lines):
        yield led((say("site.actor.points", lang, own=n, n=len(lines), body=body),), f"page:gaps {actor}")
    if tasks := own_tasks(register, actor):
        each = Counter(name for measure, task in tasks for name in measure.owners_of(task))
        ours = [name for name in (actor, *register.below(actor)) if name in each]
        called = {name: fill(register.actor_name(name), lang) for name in ours}
        if sum(each[name] for name in ours) == len(tasks):  # otherwise one task has several of them
            called = {x: say(msg("{name} ({n})"), lang, name=called[x], n=each[x]) for x in ours}
        bodies = listing([*called.values()], lang)
        yield led((say("site.actor.owned", lang, n=len(tasks), bodies=bodies),), "#owned")


def _lead(site: Site, actor: str, view: PromisedView, lang: Lang) -> Iterator[str]:
    """Its measures, what it alone is only to assess, and when and by what that was recorded."""
    measures = [given for area in view.areas for given in area.measures]
    alone = [given for given in measures if len(given.measure.responsible) == 1]
    parts = {"alone": alone, "shared": [given for given in measures if given not in alone]}
    given = {name: linked(number(len(some), lang), f"#{name}") for name, some in parts.items() if some}
    every, words = count("measures", len(measures), lang), "site.actor"
    if len(measures) == len(site.register.normative_measures) > 1:
        every = say(msg("all {measures}"), lang, measures=every)
    if len(given) == 1:
        only = msg("Solely responsible for {measures}.")
        words = only if alone else msg("Responsible for {measures} with others.")
        every = linked(every, f"#{next(iter(given))}")
    yield say(words, lang, measures=every, **given)
    for key in given:
        ids = (one.measure.id for one in parts[key])
        called = [fill(Named(x, site.register.short_name(x)), lang) for x in ids]
        title = linked(capital(say(f"section.{key}", lang)), f"#{key}")
        yield say("labelled", lang, label=title, value=", ".join(called))
    if assess := sum(one.counts.assess for one in alone):
        told = {"n": assess, "total": sum(one.counts.total for one in alone)}
        body = fill(site.register.short_name(actor), lang)
        yield led((say("site.actor.assess", lang, body=body, **told),), "#alone")
    if said := _recorded(site, measures, lang):
        yield said


def _recorded(site: Site, measures: Sequence[PromisedMeasure], lang: Lang) -> str:
    """When and from what it was recorded who is responsible, and how often that is our inference."""
    ours = sum(one.measure.responsible_basis == "inferred" for one in measures)
    said = [say("site.actor.inferred", lang, n=ours)] if ours else []
    found = (event for one in measures for event in site.events.get(one.measure.id, ()))
    if days := [x.commit.day for x in found if x.delta.kind in ("measure_added", "responsible_changed")]:
        titles = (document_title(site.register, one.measure.source) for one in measures)
        source = listing([*dict.fromkeys(fill(title, lang) for title in titles)], lang)
        said.insert(0, say("site.actor.since", lang, day=day(max(days).isoformat(), lang), source=source))
    return " ".join(said)


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


def _earmarked(site: Site, lang: Lang) -> str:
    none = not any(item.earmarked for item in site.strategy.funding)
    return say(msg("No money is earmarked."), lang) if none else ""


def _list(
    kind: str, subjects: Callable[[Site], Iterable[str]], lead: Callable[[Site, Lang], str]
) -> Callable[[Site, str, Lang], SitePage]:
    def make(site: Site, _subject: str, lang: Lang) -> SitePage:
        items = []
        for name in subjects(site):
            found = site.detail(name)
            shown = [fill(said, lang) for key, said in found.facts if key in ("kind", "unit")]
            if item := site.register.indicators.get(name):
                shown += [fill(figure(seen), lang) for seen in item.observations]
            items.append(Entry("", fill(Named(name, found.title), lang), tuple(shown)))
        blocks: tuple[SiteBlock, ...] = (Entries(tuple(items)),) if items else ()
        title = capital(say(f"site.list.{kind}", lang))
        return SitePage(title=title, blocks=blocks, lead=lead(site, lang))

    return make


def _kinds(
    order: int,
    name: str,
    plural: str,
    subjects: Callable[[Site], Iterable[str]],
    lead: Callable[[Site, Lang], str] = lambda _site, _lang: "",
) -> Iterator[PageKind]:
    """The list of a kind of record, also as JSON if ``mh list`` has it, and the pages of the records."""
    json = list_json(plural) if plural in WHOLE else None
    key = f"site.list.{plural}"
    yield PageKind(plural, 60 + order, one, _list(plural, subjects, lead), overview=key, json=json)
    yield RecordKind(name, 130 + order, subjects, _make)


KINDS = (
    *_kinds(0, "actor", "actors", lambda s: s.register.actors),
    *_kinds(1, "indicator", "indicators", lambda s: s.register.indicators),
    *_kinds(2, "goal", "goals", lambda s: s.register.shared_goals),
    *_kinds(3, "principle", "principles", lambda s: (item.id for item in s.strategy.principles)),
    *_kinds(4, "funding", "money", lambda s: (item.id for item in s.strategy.funding), lead=_earmarked),
)
