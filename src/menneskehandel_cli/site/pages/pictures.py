"""What monitoring bodies have asked for, who follows up what, and when; and pictures that lead there."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from menneskehandel_cli.blocks.model import Facts, Folded, Heading, Paragraph, Picture
from menneskehandel_cli.formats import RenderOptions, matrix
from menneskehandel_cli.formats.charts import asked
from menneskehandel_cli.formats.charts.when import when_picture
from menneskehandel_cli.formats.report_parts import capital, moved_table
from menneskehandel_cli.language import Lang, day, fill, linked, listing, say
from menneskehandel_cli.models import RequirementLaw, Source
from menneskehandel_cli.register import Register
from menneskehandel_cli.register.citing import Act, in_law, title_of
from menneskehandel_cli.reports.coverage import unless_plain
from menneskehandel_cli.reports.yearly import moved
from menneskehandel_cli.site.context import PageKind, Site, one, where
from menneskehandel_cli.site.page import SiteBlock, SitePage, untitled
from menneskehandel_cli.site.parts import late_names


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
    drawn = asked.followers_picture(site.matrix, site.register, lang, site.addresses.get)
    finding, picture = untitled(drawn)
    worst, said = matrix.worst(site.matrix, lang, *left_over(site, lang)), " ".join(counted(site, lang))
    blocks: tuple[SiteBlock, ...] = (*worst, *_read(site, lang), picture, Paragraph(said))
    lead = f"{say(unless_plain(site.state.context, 'demanded.judged'), lang)} {finding}"
    return SitePage(title=say("matrix.title", lang), blocks=blocks, lead=lead)


def _read(site: Site, lang: Lang) -> Iterator[Folded]:
    """On what, read when, it rests that what no measure follows up is not covered, or unclear."""
    apart, known = dict(matrix.parts_left(site.matrix, law=True)), site.state.context.coverage
    facts, days = [], set[str]()
    for row in (row for name in matrix.PARTS[:3] for row in apart.get(name, ())):
        items = known.by_owner.get(row.id) or (known.by_id[row.id],)
        records = [x.law_record for x in items if x.law_record and x.classification != "covered"]
        facts.append((capital(fill(row.inside, lang)), _ground(site.register, records, lang)))
        days |= {one.judged.date for one in records if one.judged.date}
    if facts:
        when = listing([day(one, lang) for one in sorted(days)], lang)
        yield Folded(say("matrix.read.when", lang, n=len(facts), days=when), (Facts(tuple(facts)),))


def _ground(register: Register, records: Iterable[RequirementLaw], lang: Lang) -> str:
    """The acts and other documents that it rests on, and those not read that may decide the matter."""
    read = (x.source for one in records for x in one.provisions)
    sources = [x for x in read if x.document not in register.own_documents]
    places = (x for one in records for x in one.looked_in)
    sources = sources or [Source(document=x.document, section=x.section) for x in places]
    titles = ((title_of(register, x), in_law(x)) for x in sources)
    acts = [fill(Act(title) if law else title, lang) for title, law in titles]
    texts = [x.title.pick(lang) for one in records for x in one.unread if x.decides]
    by = {"matrix.read": acts, "matrix.read.not": texts}
    return " ".join(say(x, lang, texts=listing([*dict.fromkeys(of)], lang)) for x, of in by.items() if of)


def counted(site: Site, lang: Lang) -> Iterator[str]:
    """How many articles require something, and how many recommendations have points of their own."""
    if n := sum(bool(row.coverage.counts.law) for row in site.matrix.rows):
        every = sum(len(site.register.obligations_of(one.id)) for one in site.demanded)
        of = listing([asks.title.pick(lang) for asks in site.demanded], lang)
        yield say("matrix.left.asking", lang, n=n, every=every, of=of)
    if site.thread.demands:
        yield linked(asked.bases(site.register, site.thread, lang), "page:asked")


def left_over(site: Site, lang: Lang) -> Iterator[str]:
    """How many points no measure follows up, if any, in all and of each body."""
    if n := sum(not one.followed_up for one in site.thread.demands):
        each = asked.without_measure(site.register, site.thread, lang)
        text = say("site.unanswered", lang, n=n, total=len(site.thread.demands), each=each)
        yield linked(text, "page:asked")


def _matrix_json(site: Site, _subject: str, lang: Lang) -> str:
    return matrix.render_json(site.matrix, RenderOptions(lang))


def _deadlines(site: Site, _subject: str, lang: Lang) -> SitePage:
    """When: the picture, which has each deadline; those that have moved, and what has none."""
    lead, picture = untitled(when_picture(site.when, site.register, lang, site.addresses.get))
    if site.when.promised.overdue:
        names = late_names(site.when.promised, lang)
        lead = f"{lead} {capital(say('status.passed', lang))}: {names}."
    if site.first_day and any(one.passed for one in site.when.dated):
        lead = f"{lead} {say('site.since', lang, day=day(site.first_day, lang))}"
    blocks: list[SiteBlock] = [replace(picture, note="")]
    if shifts := moved(site.policy, site.frame):
        heading = Heading(say("report.moved", lang), 2, "moved")
        blocks += [heading, moved_table(shifts, site.register, lang)]
    return SitePage(title=say("site.list.deadlines", lang), blocks=tuple(blocks), lead=lead)


KINDS = (
    PageKind("asked", 33, where(lambda s: s.thread.demands), _demands, overview="site.asked"),
    PageKind(
        "matrix", 36, where(lambda s: s.matrix.rows), _matrix, overview="matrix.title", json=_matrix_json
    ),
    PageKind("deadlines", 37, one, _deadlines, overview="site.list.deadlines"),
)
