"""Actors, indicators, principles, funding and shared goals: a page for each, and a list of each kind."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

from menneskehandel_cli.blocks.model import Block, Entries, Entry, Facts, Heading
from menneskehandel_cli.formats.charts.asked import NO_MEASURE, how_far, unread
from menneskehandel_cli.formats.page import table_of
from menneskehandel_cli.formats.report_annexes import series_pictures
from menneskehandel_cli.formats.report_parts import capital, missing_rounds
from menneskehandel_cli.language import Lang, Named, The, day, fill, first_sentence, linked, listing, msg, say
from menneskehandel_cli.models import Source, SourceDocument
from menneskehandel_cli.register import grouped
from menneskehandel_cli.reports.asked import Demand
from menneskehandel_cli.reports.gap_lines import naming
from menneskehandel_cli.reports.listing import WHOLE, figure
from menneskehandel_cli.reports.matrix import FAR
from menneskehandel_cli.site.context import PageKind, Site, where
from menneskehandel_cli.site.page import SitePage
from menneskehandel_cli.site.parts import RecordKind, list_json, record_page, state_of


def _record_page(site: Site, subject: str, lang: Lang) -> SitePage:
    """A record as its facts and sections, with what its kind adds."""
    kind = site.detail(subject).type
    if kind == "indicator":
        return record_page(site, subject, lang, series_pictures(site.register.indicators[subject], lang))
    if kind == "funding":
        page = record_page(site, subject, lang)
        title, rest = first_sentence(page.title)
        return page._replace(title=title, lead=rest or page.lead)
    if not site.register.measures_by_actor.get(subject):
        return _asking_body_page(site, subject, lang)
    return record_page(site, subject, lang, _reports_of(site, subject, lang))


def _asking_body_page(site: Site, subject: str, lang: Lang) -> SitePage:
    """A body that is responsible for no measure: what it asks for, and what was read of it, if any."""
    left, total = site.thread.left.get(subject, (0, 0))
    read = _rounds_read(site, subject, lang) if total else ()
    page = record_page(site, subject, lang, (*_reports_of(site, subject, lang), *read))
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
        names = _demands_dated(site, (x for x in most if not x.followed_up), lang)
        lead += [say("site.body.most.left", lang, names=names)] if names else []
    line = say("site.actor.left", lang, n=left, total=total, body=name)
    lead.append(linked(line, "#left" if left else "page:asked"))
    others = [one for one in mine if one.followed_up]
    lead += [say("site.body.others", lang, n=len(others), far=how_far(others, lang))] if others else []
    basis = ([say("site.body.nothing", lang)] if left else [], strategy, _unread(site, subject, lang))
    blocks = (_strongest(site, most, lang), *page.blocks)
    return page._replace(lead=" ".join(lead), basis=" ".join(chain(*basis)), blocks=blocks)


def _unread(site: Site, body: str, lang: Lang) -> Iterator[str]:
    """What is known of rounds without recommendations, and whether its reports have been read."""
    own = [x for x in site.thread.rounds if x.body == body]
    yield from missing_rounds(site.register, own, lang)
    known = site.thread._replace(rounds=tuple(x for x in own if x.unread != "missing"))
    if text := unread(site.register, known, lang):
        yield linked(text, "#read")


def _weights(demands: Iterable[Demand]) -> set[int]:
    """How strongly they were asked for, in all rounds."""
    return {level.weight for one in demands for level in one.by_round.values()}


def _strongest(site: Site, most: Sequence[Demand], lang: Lang) -> Facts:
    """What a body asks for most strongly, by how far it is followed up."""
    top = max(_weights(most))
    by_far = grouped((FAR.get(one.contribution or "", NO_MEASURE), one) for one in most)
    parts = []
    for far in sorted(by_far, key=[NO_MEASURE, *reversed([*FAR.values()])].index):
        label = f"{capital(say(far, lang))} ({len(by_far[far])})"
        parts.append(say("labelled", lang, label=label, value=_demands_dated(site, by_far[far], lang)) + ".")
    for one in most:
        for funds in (naming(site.register, x) for x in one.requirement.named_by if x.kind == "funding"):
            name = Named(one.requirement.id, site.register.short_title(one.requirement.id), inside=True)
            parts.append(say("site.body.funded", lang, name=fill(name, lang), funding=fill(funds, lang)))
    strongest = (x for one in most for x in one.by_round.values() if x.weight == top)
    levels = dict.fromkeys(fill(x.level, lang) for x in strongest)
    parts.append(say("site.body.levels", lang, levels=listing([*levels], lang)))
    parts += [say("assess.means", lang)] if FAR["assess"] in by_far else []
    return Facts(((say("site.body.strongest", lang, n=len(most)), " ".join(parts)),))


def _demands_dated(site: Site, demands: Iterable[Demand], lang: Lang) -> str:
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
        n = f"{year}" if year else "; ".join((say(msg("according to the strategy"), lang), *others))
        names.append(say(msg("{name} ({n})"), lang, name=called, n=n) if year or unknown else called)
    return listing(names, lang)


def _rounds_read(site: Site, body: str, lang: Lang) -> Iterator[Block]:
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
        records = (*register.obligations_of(name), instrument)
        cited = grouped((x.source.document, x.source) for x in records if x.source)
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
    return title, say(f"site.body.read.{how}", lang), one.publisher.pick(lang) if one.publisher else "–"


def _reports_of(site: Site, actor: str, lang: Lang) -> Iterator[Block]:
    """What a body has reported."""
    if reports := [name for name, report in site.reports.items() if report.actor == actor]:
        yield Heading(say(msg("Has reported"), lang), 2, "reported")
        yield Entries(tuple(Entry("", fill(Named(n, state_of(site, n, lang)), lang)) for n in reports))


def _funds(site: Site) -> list[str]:
    return [item.id for item in site.strategy.funding]


def _paid(site: Site) -> list[str]:
    return [*_funds(site), *(item.id for item in site.register.measures if item.cost)]


def _earmarked(site: Site, lang: Lang) -> str:
    items, none = site.strategy.funding, msg("No money is earmarked.")
    return say(none, lang) if items and not any(item.earmarked for item in items) else ""


def _record_kinds(
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
    yield RecordKind(name, 130 + order, subjects, _record_page)


KINDS = (
    *_record_kinds(0, "actor", "actors", lambda s: s.register.actors),
    *_record_kinds(1, "indicator", "indicators", lambda s: s.register.indicators),
    *_record_kinds(2, "goal", "goals", lambda s: s.register.shared_goals),
    *_record_kinds(3, "principle", "principles", lambda s: [item.id for item in s.strategy.principles]),
    *_record_kinds(4, "funding", "money", _funds, _earmarked, _paid),
)
