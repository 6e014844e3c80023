"""What monitoring bodies have asked for, who follows up what, and when; and pictures that lead there."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from menneskehandel_cli.blocks.model import Block, Facts, Folded, Heading, Paragraph, Picture
from menneskehandel_cli.formats import RenderOptions, matrix
from menneskehandel_cli.formats.charts import asked
from menneskehandel_cli.formats.charts.when import when_picture
from menneskehandel_cli.formats.promised import with_deadline
from menneskehandel_cli.formats.report_parts import capital, moved_table
from menneskehandel_cli.language import Lang, Named, day, fill, linked, listing, msg, nmsg, say, within
from menneskehandel_cli.language.days import last_day
from menneskehandel_cli.language.runs import first_sentence, linked_parts, without_stop
from menneskehandel_cli.models import Article, Measure
from menneskehandel_cli.register import grouped, natural
from menneskehandel_cli.register.citing import cite_parts, placed
from menneskehandel_cli.register.coverage import Requirement
from menneskehandel_cli.register.reporting import begun, own_tasks, reporters
from menneskehandel_cli.reports.asked import Round
from menneskehandel_cli.reports.coverage import unless_plain
from menneskehandel_cli.reports.promised import PromisedView
from menneskehandel_cli.reports.record_obligation import editions_of
from menneskehandel_cli.reports.record_requirement import law_told, state_of
from menneskehandel_cli.reports.yearly import moved
from menneskehandel_cli.rules.demands import missing
from menneskehandel_cli.site.context import PageKind, Site, one, where
from menneskehandel_cli.site.page import SiteBlock, SitePage, untitled
from menneskehandel_cli.site.parts import LAST, period_told, since, task_name, when_told


def small_pictures(site: Site, lang: Lang) -> Iterator[tuple[str, str, Picture]]:
    """The kind of page that shows the whole, the key of its words, and the picture in small."""
    for asks in site.demanded:
        yield "obligations", "required", asked.demanded_small(asks, lang)
    if site.thread.demands:
        yield "asked", "asked", asked.thread_small(site.thread, site.register, lang)


def _demands(site: Site, _subject: str, lang: Lang) -> SitePage:
    lead, untold = untitled(asked.thread_picture(site.thread, site.register, lang, site.addresses.get))
    as_of = say("status.as_of", lang, day=day(site.state.as_of.isoformat(), lang))
    bases = (Paragraph(asked.bases(site.register, site.thread, lang)),) if site.thread.demands else ()
    return SitePage(title=say("site.asked", lang), blocks=(*bases, untold), badges=(as_of,), lead=lead)


def _matrix(site: Site, _subject: str, lang: Lang) -> SitePage:
    picture = asked.followers_picture(site.matrix, site.register, lang, site.addresses.get)
    picture = replace(picture, title=" ".join((f"{picture.title}.", *_by_law(site, lang))))
    worst = matrix.worst(site.matrix, lang, *left_over(site, lang))
    heading = Heading(say(msg("In words"), lang), 2, "words")
    bases = Paragraph(" ".join((*[*counted(site, lang)][:1], *law_read(site, lang))))
    blocks: tuple[SiteBlock, ...] = (picture, bases, heading, *worst, *_read(site, lang))
    judged = say(unless_plain(site.state.context, "demanded.judged"), lang)
    lead = " ".join(_holes(site, lang))
    apart = say(msg("Articles and recommendations are linked separately."), lang)
    basis = " ".join((judged, *_same(site, lang), *([apart] if site.thread.demands else [])))
    return SitePage(title=say("matrix.title", lang), blocks=blocks, lead=lead, basis=basis)


def _holes(site: Site, lang: Lang) -> Iterator[str]:
    """What has neither a measure nor full coverage, and what is unclear."""
    total = sum(one.counts.total for one in site.demanded)
    for name, some in (found := _open(site)).items():
        numbers = {str(x.owner.article) for x in some if isinstance(x.owner, Article)}
        articles = listing(sorted(numbers, key=natural), lang)
        key = f"matrix.hole.{name}{'.alone' * (name == 'unclear' and len(found) == 1)}"
        yield say(key, lang, n=len(some), total=total, articles=articles)


def _by_law(site: Site, lang: Lang) -> Iterator[str]:
    """How many of the articles that no measure follows up the law or practice covers."""
    if n := sum(len(some) for name, some in matrix.parts_left(site.matrix, law=True) if name == "law"):
        covered = nmsg(
            "One that no measure follows up is covered by law or practice.",
            "Of those that no measure follows up, {n} are covered by law or practice.",
        )
        yield say(covered, lang, n=n)


def _same(site: Site, lang: Lang) -> Iterator[str]:
    """Where else some of what has neither a measure nor full coverage counts: among the points."""
    gaps, some = site.gaps.view, {x.id for x in _open(site).get("open", ())}
    if away := {x.subject for x in gaps.gaps if x.finding.key in gaps.same} & some:
        names = fill(cite_parts(site.register, away), lang)
        yield say("matrix.hole.same", lang, n=len(away), left=len(some) - len(away), names=names)


def _read(site: Site, lang: Lang) -> Iterator[Folded]:
    """What is missing in what no measure follows up, or unclear, and which law was read, as of when."""
    blocks, each = list[Block](), list[str]()
    for name, some in _open(site).items():
        facts = ((capital(fill(placed(site.register, x.id), lang)), _ground(site, x, lang)) for x in some)
        each.append(say(f"matrix.read.{name}", lang, n=len(some)))
        blocks += [Paragraph(f"{each[-1]}:"), Facts(tuple(facts))]
    if each:
        yield Folded(say("matrix.read.when", lang, each=listing(each, lang)), tuple(blocks))


def _open(site: Site) -> dict[str, tuple[Requirement, ...]]:
    """What no measure follows up and the law is not found to cover: what lacks, and what is unclear."""
    items = (x for x in site.state.context.coverage.requirements if x.law and not x.answers)
    found = grouped(("unclear" if x.unclear else "open", x) for x in items if x.classification != "covered")
    return {name: found[name] for name in ("open", "unclear") if name in found}


def _ground(site: Site, item: Requirement, lang: Lang) -> str:
    """What a requirement lacks, the sections that were read, and the texts not read that may decide."""
    read, record = fill(law_told(site.register, item), lang), item.law_record
    parts = [fill(missing(item) or state_of(item), lang)]
    parts.append("".join(x for n, x in enumerate(linked_parts(read)) if n % 3 != 1))
    texts = [x.title.pick(lang) for x in record.unread if x.decides] if record else []
    parts += [say("matrix.read.not", lang, texts=listing(texts, lang))] if texts else []
    return " ".join(f"{without_stop(part)}." for part in parts)


def counted(site: Site, lang: Lang) -> Iterator[str]:
    """How many articles require something, and how many recommendations there are."""
    if n := sum(bool(row.coverage.counts.law) for row in site.matrix.rows):
        every = sum(len(site.register.obligations_of(one.id)) for one in site.demanded)
        of = listing([asks.title.pick(lang) for asks in site.demanded], lang)
        yield say("matrix.left.asking", lang, n=n, every=every, of=of)
    if site.thread.demands:
        yield linked(asked.bases(site.register, site.thread, lang), "page:asked")


def editions(site: Site, lang: Lang) -> Iterator[str]:
    """As of when the law was read, if it was."""
    if read := editions_of(site.state.coverage.every):
        yield fill(read, lang)


def law_read(site: Site, lang: Lang) -> Iterator[str]:
    """As of when the law was read, and which of its sources were not."""
    yield from editions(site, lang)
    kinds = {place.kind for item in site.state.coverage.every for place in item.provisions_read}
    yield from [say("law.others", lang)] if kinds and "circular" not in kinds else ()


def due_told(site: Site, actor: str, promised: PromisedView, lang: Lang) -> Iterator[str]:
    """Its own open tasks by name, how many tasks have a deadline, and when it is to report."""
    tasks = own_tasks(site.register, actor)
    body = fill(site.register.short_name(actor), lang)
    own = [task for measure, task in tasks if task.is_open and actor in measure.owners_of(task)]
    if 0 < len(own) <= LAST:
        yield say("site.actor.to_do", lang, n=len(own), tasks="; ".join(task_name(x, lang) for x in own))
    alone = [x for x in site.register.measures if [*x.responsible] == [actor]]
    unowned = Counter(x.id for x in alone for y in x.tasks if y.is_open and not x.owners_of(y))
    if n := unowned.total():
        names = ((within(fill(site.register.short_name(x), lang), x), some) for x, some in unowned.items())
        each = [f"{name} ({some})" for name, some in names]
        yield say("site.actor.unowned", lang, n=n, body=body, measures="; ".join(each))
    yield with_deadline(promised, lang)
    year = max(begun(site.register, site.state.as_of), default="")
    if year and actor in reporters(site.register):
        yield period_told(site, year, lang)


def inferred_told(measures: Sequence[Measure], lang: Lang) -> Iterator[str]:
    """For how many measures the strategy says who is responsible, and for which we infer it."""
    if ours := [linked(str(x.number), x.id) for x in measures if x.responsible_basis == "inferred"]:
        params = {"own": len(measures) - len(ours), "total": len(measures)}
        yield say("site.actor.inferred", lang, n=len(ours), numbers=listing(ours, lang), **params)


def rounds_told(site: Site, rounds: Iterable[Round], lang: Lang) -> Iterator[str]:
    """What is known of those rounds of which no report was found."""
    missing = (name for one in rounds if one.unread == "missing" for name in one.instruments)
    known = ((x, x.note) for x in map(site.register.instruments.__getitem__, missing))
    for one, note in known:
        if note is not None:
            called, value = fill(Named(one.id, one.title), lang), first_sentence(note.pick(lang))[0]
            yield f"{say('labelled', lang, label=called, value=value)}."


def opened(site: Site, lang: Lang) -> str:
    """How many gaps are open, as of which day."""
    view = site.gaps.view
    as_of = day(view.as_of.isoformat(), lang)
    return say(unless_plain(site.state.context, "gaps.open"), lang, n=view.open(), day=as_of)


def left_over(site: Site, lang: Lang) -> Iterator[str]:
    """How many points no measure follows up, if any, in all and of each body."""
    if n := sum(not one.followed_up for one in site.thread.demands):
        each = asked.without_measure(site.register, site.thread, lang)
        text = say("site.unanswered", lang, n=n, total=len(site.thread.demands), each=each)
        yield linked(text, "page:asked")


def _json(site: Site, _subject: str, lang: Lang) -> str:
    return matrix.render_json(site.matrix, RenderOptions(lang))


def _deadlines(site: Site, _subject: str, lang: Lang) -> SitePage:
    """When: the picture, which has each deadline; those that have moved, and what has none."""
    _, picture = untitled(when_picture(site.when, site.register, lang, site.addresses.get))
    lead = (when_told(site.when.promised, lang), *_period(site, lang))
    recorded = [*since(site, lang)] if any(one.passed for one in site.when.dated) else []
    basis = [*recorded, say("deadlines.unknown", lang)] if recorded else []
    whose = {one.task.source.document if one.task.source else "" for one in site.when.dated}
    if whose == {site.strategy.source.document}:
        dated = {x.kind for x in site.when.others} | {"reply" for *_, x in site.register.events if x.due}
        keys = ["whence", *["undated"] * (not dated & {"report", "evaluation"})]
        basis += [say(f"deadlines.{key}", lang) for key in keys]
        basis += _replies(site, lang) if "reply" not in dated else ()
        basis += rounds_told(site, site.thread.rounds, lang)
    duty = Paragraph(site.strategy.reporting.duty.pick(lang))
    blocks: list[SiteBlock] = [replace(picture, note=""), duty]
    if shifts := moved(site.policy, site.frame):
        heading = Heading(say("report.moved", lang), 2, "moved")
        blocks += [heading, moved_table(shifts, site.register, lang)]
    title = say("site.list.deadlines", lang)
    return SitePage(title, tuple(blocks), lead=" ".join(lead), basis=" ".join(basis))


def _period(site: Site, lang: Lang) -> Iterator[str]:
    """How soon a period ends that has no deadline and no report yet."""
    periods, today = site.register.periods, site.state.as_of
    for year in begun(site.register, today):
        left = (last_day(periods[year].to) - today).days
        if left > 0 and periods[year].due is None and all(x.period != year for x in site.reports.values()):
            yield say("deadlines.period", lang, n=left, year=year, day=day(periods[year].to, lang))


def _replies(site: Site, lang: Lang) -> Iterator[str]:
    """That no reply has a deadline, and what requires one: the state's duties where a body monitors."""
    every = (x for asks in site.demanded for x in site.register.obligations_of(asks.id))
    parts = [one.parts for one in every if isinstance(one, Article)]
    monitored = [of for of in parts if any(x.bearer == "monitoring_body" for x in of)]
    duties = [x.id for of in monitored for x in of if x.bearer == "state" and x.normative]
    if duties:
        points = fill(cite_parts(site.register, duties, inside=True), lang)
        yield say("deadlines.replies", lang, points=points)


KINDS = (
    PageKind("asked", 33, where(lambda s: s.thread.demands), _demands, overview="site.asked"),
    PageKind("matrix", 36, where(lambda s: s.matrix.rows), _matrix, overview="matrix.title", json=_json),
    PageKind("deadlines", 37, one, _deadlines, overview="site.list.deadlines"),
)
