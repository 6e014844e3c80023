"""What monitoring bodies have asked for, who follows up what, and when; and pictures that lead there."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from menneskehandel_cli.blocks.model import Entries, Entry, Heading, Paragraph, Picture, Sums
from menneskehandel_cli.formats import RenderOptions, matrix
from menneskehandel_cli.formats.charts import asked
from menneskehandel_cli.formats.charts.when import when_picture
from menneskehandel_cli.formats.promised import deadlines
from menneskehandel_cli.formats.report_parts import capital, missing_rounds, moved_table
from menneskehandel_cli.language import Lang, Named, Phrase, day, fill, last_day, listing, msg, say, within
from menneskehandel_cli.language.runs import linked
from menneskehandel_cli.models import Article
from menneskehandel_cli.register import grouped
from menneskehandel_cli.register.citing import cite, cite_parts
from menneskehandel_cli.register.coverage import CLASSES
from menneskehandel_cli.register.reporting import is_yearly, years_begun
from menneskehandel_cli.reports.coverage import unless_plain
from menneskehandel_cli.reports.follow_up import follow_up
from menneskehandel_cli.reports.matrix import Asked
from menneskehandel_cli.reports.record_article import editions_of
from menneskehandel_cli.reports.record_tasks import repeated
from menneskehandel_cli.reports.yearly import moved
from menneskehandel_cli.site.context import PageKind, Site, one, where
from menneskehandel_cli.site.page import SiteBlock, SitePage, untitled
from menneskehandel_cli.site.parts import since


def small_pictures(site: Site, lang: Lang) -> Iterator[tuple[str, str, Picture]]:
    """The kind of page that shows the whole, the key of its words, and the picture in small."""
    for asks in site.demanded:
        yield "obligations", "required", asked.demanded_small(asks, lang)
    if site.thread.demands:
        yield "asked", "asked", asked.thread_small(site.thread, site.register, lang)


def _demands_page(site: Site, _subject: str, lang: Lang) -> SitePage:
    lead, untold = untitled(asked.thread_picture(site.thread, site.register, lang, site.addresses.get))
    as_of = say("status.as_of", lang, day=day(site.state.as_of.isoformat(), lang))
    bases = (Paragraph(asked.bases(site.register, site.thread, lang)),) if site.thread.demands else ()
    return SitePage(title=say("site.asked", lang), blocks=(*bases, untold), badges=(as_of,), lead=lead)


def _matrix(site: Site, _subject: str, lang: Lang) -> SitePage:
    """How much of the conventions is followed up, what is not, and the measures against all that asks."""
    view, parts = site.matrix, site.matrix.parts(law=True)
    picture = asked.followers_picture(view, site.register, lang, site.addresses.get)
    sums = tuple(matrix.sums(view, lang))
    blocks: list[SiteBlock] = [Sums(sums, warns="open" in parts)] if sums else []
    titles = {x: f"{capital(say(f'matrix.part.{x}', lang, n=n))} ({n})" for x, n, _ in sums}
    if "open" in parts:
        whose = (follow_up(site.state.context, x.owner, x.record) for x, *_ in parts["open"])
        who = able(site, Counter(body for one in whose for body in one.bodies), lang)
        where = fill(Phrase("matrix.where", gaps=Named("page:gaps", Phrase("gaps.title"))), lang)
        blocks += [
            Heading(titles["open"], 2, "open"),
            Paragraph(f"{who} {where}"),
            _called(parts["open"], lang),
        ]
    facts = (*matrix.spread(view, lang), *counted(site, lang), *left_over(site, lang))
    blocks += [picture, Paragraph(" ".join(facts))]
    if "unclear" in parts:
        blocks += [Heading(titles["unclear"], 2, "unclear"), _called(parts["unclear"], lang)]
    rest = [x for x in parts if x not in ("open", "unclear")]
    if entries := tuple(Entry(titles[x], "", (*_requirements_cited(site, parts[x], lang),), x) for x in rest):
        blocks += [Heading(say(msg("The other requirements"), lang), 2, "others"), Entries(entries)]
    judged = say(unless_plain(site.state.context, "demanded.judged"), lang)
    apart = [say("matrix.apart", lang)] if parts and site.thread.demands else []
    basis = " ".join((judged, *_same(site, parts.get("open", ()), lang), *law_read(site, lang), *apart))
    lead = matrix.finding(view, lang) or f"{picture.title}."
    return SitePage(title=say("matrix.title", lang), blocks=tuple(blocks), lead=lead, basis=basis)


def able(
    site: Site,
    counts: Mapping[str, int],
    lang: Lang,
    place: str = "{}",
    alone: Mapping[str, int] | None = None,
) -> str:
    """Who can follow something up, how much each, and alone; what leads to the ``place`` of each."""
    ranked = sorted(sorted(counts), key=lambda body: -counts[body])
    called = ((x, within(fill(site.register.short_name(x), lang), x)) for x in ranked)
    own = {x: f" ({say('gaps.able.alone', lang, n=n)})" for x, n in (alone or {}).items() if n}
    each = (linked(f"{name}\u00a0{counts[x]}", place.format(x)) + own.get(x, "") for x, name in called)
    return say("gaps.able", lang, bodies=" · ".join(each)) if counts else ""


def _called(some: Iterable[Asked], lang: Lang) -> Entries:
    """What they are called; what each lacks stands on the page of gaps."""
    return Entries(tuple(Entry(capital(fill(x.called, lang)), "", ()) for x in some))


def _requirements_cited(site: Site, some: Iterable[Asked], lang: Lang) -> Iterator[str]:
    """Requirements by their places, those of a class together, in doubt or not."""
    found = grouped(((CLASSES.index(x.item.shown), bool(x.item.doubts)), x.item.id) for x in some)
    for (kind, doubt), ids in sorted(found.items()):
        called = say(f"classification.{CLASSES[kind]}", lang)
        label = ", ".join((called, say("matrix.doubt.one", lang)) if doubt else (called,))
        names = fill(cite_parts(site.register, ids), lang)
        yield say("labelled", lang, label=f"{capital(label)} ({len(ids)})", value=names)


def _same(site: Site, some: Iterable[Asked], lang: Lang) -> Iterator[str]:
    """Where else some of what has neither a measure nor full coverage counts: among the points."""
    gaps, ids = site.gaps.view, {x.item.id for x in some}
    if away := {x.subject for x in gaps.gaps if x.finding.key in gaps.same} & ids:
        params = {"n": len(away), "left": len(ids) - len(away), "total": len(ids)}
        yield say("matrix.hole.same", lang, **params, names=fill(cite_parts(site.register, away), lang))


def counted(site: Site, lang: Lang) -> Iterator[str]:
    """How many articles require something, and how many recommendations there are."""
    if n := sum(bool(row.coverage.counts.law) for row in site.matrix.rows):
        every = sum(len(site.register.obligations_of(one.id)) for one in site.demanded)
        of = listing([asks.title.pick(lang) for asks in site.demanded], lang)
        yield say("matrix.left.asking", lang, n=n, every=every, of=of)
    if site.thread.demands:
        yield linked(asked.bases(site.register, site.thread, lang), "page:asked")


def law_read(site: Site, lang: Lang) -> Iterator[str]:
    """As of when the law was read, if it was, and which of its sources were not."""
    yield from (fill(one, lang) for one in editions_of(site.state.context.coverage.every))


def left_over(site: Site, lang: Lang) -> Iterator[str]:
    """How many points no measure follows up, if any, in all and of each body."""
    if n := sum(not one.followed_up for one in site.thread.demands):
        each = asked.without_measure(site.register, site.thread, lang)
        text = say("site.unanswered", lang, n=n, total=len(site.thread.demands), each=each)
        yield linked(text, "page:asked")


def _json_rows(site: Site, _subject: str, lang: Lang) -> str:
    return matrix.render_json(site.matrix, RenderOptions(lang))


def _deadlines_page(site: Site, _subject: str, lang: Lang) -> SitePage:
    """When: the picture, which has each deadline; those that have moved, and what has none."""
    _, picture = untitled(when_picture(site.when, site.register, lang, site.addresses.get))
    awaited = [*missing_rounds(site.register, site.thread.rounds, lang)]
    lead = " ".join((*deadlines(site.when.promised, lang), *_period(site, lang), *awaited))
    recorded = [*since(site, lang)] if any(one.passed for one in site.when.dated) else []
    basis = [*recorded, say("deadlines.unknown", lang)] if recorded else []
    whose = {one.task.source.document if one.task.source else "" for one in site.when.dated}
    if whose == {site.strategy.source.document}:
        dated = {x.kind for x in site.when.others} | {"reply" for *_, x in site.register.events if x.due}
        basis.append(say("deadlines.whence", lang, n=len(site.when.dated)))
        basis += _replies(site, lang) if "reply" not in dated else ()
    reporting = site.strategy.reporting
    whence = say(msg("Source: {source}."), lang, source=fill(cite(site.register, reporting.source), lang))
    names = "; ".join(x.title.pick(lang) for x in site.strategy.evaluations if x.due is None)
    others = [say("deadlines.undated", lang, names=names)] if names else []
    of = (x.pick(lang) for x in filter(None, (reporting.pace, reporting.duty)))
    texts = (*_next(site, lang), *_again(site, lang), *of, *others, whence)
    blocks: list[SiteBlock] = [replace(picture, note=""), Paragraph(" ".join(texts))]
    if shifts := moved(site.policy, site.frame):
        blocks += [Heading(say("report.moved", lang), 2, "moved"), moved_table(shifts, site.register, lang)]
    return SitePage(say("site.list.deadlines", lang), tuple(blocks), lead=lead, basis=" ".join(basis))


def _again(site: Site, lang: Lang) -> Iterator[str]:
    """What is to be repeated."""
    often = (x.task.recurrence for x in site.when.promised.tasks if x.task.due is None and x.task.is_open)
    if again := [fill(repeated(x), lang) for x in often if x]:
        yield say("deadlines.again", lang, n=len(again), often=listing(again, lang))


def _next(site: Site, lang: Lang) -> Iterator[str]:
    """The next dates that are known, where no deadline of a task is to come."""
    if all(x.passed or not x.task.is_open for x in site.when.dated):
        ours = {year: ".ours" if is_yearly(site.register, year) else "" for year in site.register.periods}
        known = site.register.periods.items()
        ends = ((x.to, Phrase(f"deadlines.ends{ours[year]}", year=year)) for year, x in known)
        every = [*((x.due, x.said) for x in site.when.others), *ends]
        coming = sorted((last_day(x), x, fill(y, lang)) for x, y in every)
        if left := [(x, y) for last, x, y in coming if last >= site.state.as_of]:
            what = "; ".join(y for x, y in left if x == left[0][0])
            yield say("deadlines.next", lang, day=day(left[0][0], lang), what=what)


def _period(site: Site, lang: Lang) -> Iterator[str]:
    """That a report is due each year, or how soon a period ends, with no deadline and no report yet."""
    periods, today = site.register.periods, site.state.as_of
    for year in years_begun(site.register, today):
        left = (last_day(periods[year].to) - today).days
        if left > 0 and periods[year].due is None and all(x.period != year for x in site.reports.values()):
            words = f"deadlines.{'yearly' if is_yearly(site.register, year) else 'period'}"
            yield say(words, lang, n=left, year=year, day=day(periods[year].to, lang))


def _replies(site: Site, lang: Lang) -> Iterator[str]:
    """That no reply has a deadline, and what requires one: the state's duties where a body monitors."""
    every = (x for asks in site.demanded for x in site.register.obligations_of(asks.id))
    parts = [one.parts for one in every if isinstance(one, Article)]
    monitored = [of for of in parts if any(x.bearer == "monitoring_body" for x in of)]
    if duties := [x.id for of in monitored for x in of if x.bearer == "state" and x.normative]:
        points = fill(cite_parts(site.register, duties, inside=True), lang)
        yield say("deadlines.replies", lang, points=points)


_Demand = partial(PageKind, under="obligations")

KINDS = (
    _Demand("asked", 33, where(lambda s: s.thread.demands), _demands_page, overview="site.asked"),
    _Demand("matrix", 36, where(lambda s: s.matrix.rows), _matrix, overview="matrix.title", json=_json_rows),
    PageKind("deadlines", 37, one, _deadlines_page, overview="site.list.deadlines", under="measures"),
)
