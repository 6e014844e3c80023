"""The annexes of a report: how the gaps changed between its two states, the coverage, the indicators."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from menneskehandel_cli.blocks.model import Block, Bullets, Heading, Paragraph, Picture, Table
from menneskehandel_cli.formats.charts.asked import demanded_picture
from menneskehandel_cli.formats.charts.bars import FEWEST_POINTS, Point, drawable, series_over_time
from menneskehandel_cli.formats.gaps import lines_table, section_heading
from menneskehandel_cli.formats.matrix import number_of
from menneskehandel_cli.formats.page import table_of
from menneskehandel_cli.formats.report_parts import capital, coverage_table, not_repeated, points_table
from menneskehandel_cli.language import Lang, Named, Parts, count, fill, listing, msg, say
from menneskehandel_cli.language.days import day, first_day, last_day
from menneskehandel_cli.language.runs import without_stop
from menneskehandel_cli.models import Article, Indicator, Observation
from menneskehandel_cli.register import Register, grouped, natural
from menneskehandel_cli.register.citing import cite, document_title, places, short_titles
from menneskehandel_cli.reports.asked import demanded_views, thread_view
from menneskehandel_cli.reports.coverage import ours_in, own_words, unless_plain
from menneskehandel_cli.reports.frame import CommitState, Frame
from menneskehandel_cli.reports.gap_lines import NAMED_BY, GapLine, GapMessage, gap_list, named_only, of_law
from menneskehandel_cli.reports.gaps import ASKED, GapFilter, GapsView, gaps_view
from menneskehandel_cli.reports.listing import Wording, baseline_figure, figure, target_figure
from menneskehandel_cli.reports.record_other import indicator_detail
from menneskehandel_cli.reports.yearly import CoverageRow, Ends, ends
from menneskehandel_cli.rules import Finding
from menneskehandel_cli.rules.demands import missing, promise_of
from menneskehandel_cli.rules.movement import Move, Moved, Movements


def coverage_and_gaps(
    coverage: Iterable[CoverageRow], frame: Frame, lang: Lang, *, compares: bool = True, year: str = ""
) -> Iterator[Block]:
    """What is missing, and how far the obligations are covered: an annex each, told as ours.

    Of a report on one ``year``, who is silent on others is told here.
    """
    context, thread = frame.closing.context, thread_view(frame.closing.context)
    yield Heading(annex(unless_plain(context, "report.annex.gaps"), lang), 2, "gaps")
    every = context.coverage.requirements
    needs = [say("gaps.needs.note", lang)] if any(x.needs for x in every) else []
    read = any(x.law not in (None, "unread") for x in every)
    law, lawyer = ("", [say("report.gaps.lawyer", lang)]) if read else (".unread", [])
    texts = (say(ours_in(context), lang), say(f"report.gaps.note{law}", lang), *needs, *lawyer)
    yield Paragraph(" ".join(texts))
    yield from _gap_lists(frame, lang, compares=compares, year=year)
    yield Heading(annex(unless_plain(context, "report.annex.coverage"), lang), 2, "coverage")
    # What is unread stands on the first page.
    views = demanded_views(context)
    kinds = ("report.coverage.doubt", "demanded.open", "demanded.unclear")
    doubt = kinds if any(view.counts.uncertain for view in views) else ()
    first = (say(key, lang) for key in (f"report.coverage.note{law}", *doubt))
    yield Paragraph(" ".join(first))
    for view in views:
        drawn, unread = demanded_picture(view, context.register, lang), view.counts.law["unread"]
        ours = msg("{finding} (our reading, which no lawyer has confirmed)")
        title = say(ours, lang, finding=drawn.title) if view.counts.total > unread else drawn.title
        note = f"{view.title.pick(lang)}. {own_words(view.own_words).say(lang)}"
        yield replace(drawn, title=title, note=note)
    yield from map(Bullets, filter(None, [(*_partly(frame.closing, lang),)]))
    rows = [row if compares else row._replace(before=row.after) for row in coverage]
    changed = [row for row in rows if row.after.kind == "convention" and row.before != row.after]
    yield from [coverage_table(changed, lang)] if changed else []
    if thread.demands:
        in_part = all(one.contribution != "full" for one in thread.demands)
        yield points_table([row for row in rows if row.after.kind != "convention"], lang, in_part=in_part)


def _partly(state: CommitState, lang: Lang) -> Iterator[str]:
    """Where the partly covered requirements are: those listed, and those with more promised."""
    known = [one for one in state.context.coverage.by_id.values() if isinstance(one.owner, Article)]
    every = [one for one in known if one.shown == "partly"]
    hand = sum(one in every for one, _ in state.gaps.view.in_hand)
    if listed := len(every) - hand:
        counts = {"listed": listed, "promised": hand} if hand else {"listed.all": listed}
        for key, n in counts.items():
            yield say(f"report.coverage.{key}", lang, n=n, total=len(every))
    read = ((one, one.law_record) for one in known if one.law)
    alone = ((one, one.law == "full" and law is not None and not law.in_law) for one, law in read)
    kinds = grouped(("practice" if only else one.shown, one.id) for one, only in alone)
    for key in ("practice", "unclear", "unknown"):
        if left := kinds.get(key):
            yield say(f"report.coverage.{key}", lang, articles=fill(short_titles(state.register, left), lang))


def annex(title: str, lang: Lang) -> str:
    """The heading of an annex."""
    return say(msg("Annex: {title}"), lang, title=say(title, lang))


def _gap_lists(frame: Frame, lang: Lang, *, compares: bool, year: str) -> Iterator[Block]:
    """How the gaps changed, in sums and one by one; then all that are open, and all accepted.

    Corrections of the data are no change of policy: the sums count them, and that is all.
    """
    if compares:
        yield from _moves(frame.gaps, frame, lang)
    state = frame.closing
    found = [x for x in state.findings if x.accepted or (x.severity != "note" and not _before(x, year))]
    view = gaps_view(state.context, found, GapFilter())
    for section in gap_list(view, state.context).sections:
        if section.name not in ("in_hand", "unknown"):
            title, other = section_heading(section, lang), say(msg("Other gaps"), lang)
            title = f"{other} ({section.total})" if section.name == "progress" else title
            yield Heading(title, 3, f"gaps-{section.name}")
            lines = [replace(line, notes=tuple(_notes(line, state))) for line in section.lines]
            # The ids stand last, for those who type them.
            table = lines_table(section, title, lines, lang)
            rows = tuple((name, " ".join(told).strip(), who) for name, *told, who, _ in table.rows)
            yield replace(table, head=(*table.head[:2], table.head[-2]), rows=rows)
        if section.name in ASKED:
            yield from map(Paragraph, not_repeated(state, [line.id for line in section.lines], lang))
    yield from _more_promised(view, state, lang)


def _notes(line: GapLine, state: CommitState) -> Iterator[Wording | GapMessage]:
    """What is told of a gap beside what is missing; the law that was read stands with the requirement."""
    found = [item.named_by for item in map(state.context.coverage.by_id.get, line.ids) if item is not None]
    for note in (x for x in line.notes if not of_law(x)):
        if (key := getattr(note, "key", "")) == NAMED_BY:
            named = named_only((x for some in found for x in some), state.register)
            yield from (x for x in named if x.key == key)
        elif key != "gaps.named.law":
            yield note


def _more_promised(view: GapsView, state: CommitState, lang: Lang) -> Iterator[Block]:
    """The partly covered requirements that are no gaps: what they lack, and what is promised of it."""
    known, rows = state.register, []
    partly = (one for one, _ in view.in_hand if one.shown == "partly")
    for item in sorted(partly, key=lambda one: natural(one.id)):
        ways = grouped((number_of(one.link.measure), one.contribution) for one in item.answers)
        only = [number for number, kinds in ways.items() if {*kinds} == {"assess"}]
        rest = [number for number in ways if number not in only] or only
        numbers = [listing(rest, lang)]
        if only and rest != only:
            numbers.append(say(msg("assessment only: {numbers}"), lang, numbers=listing(only, lang)))
        by = {"promise": promise_of(item).say(lang), "numbers": "; ".join(numbers)}
        text = say("promise.by.number", lang, n=len(ways), **by)
        name = fill(Named(item.id, known.long_name(item.id)), lang)
        needs = ", ".join(say(f"value.need.{one}", lang) for one in item.needs)
        lacks = ": ".join(filter(None, (capital(needs), without_stop(fill(missing(item), lang)))))
        rows.append((capital(name), f"{lacks}." if lacks else "–", capital(text)))
    if rows:
        title = f"{say('report.gaps.promised', lang)} ({len(rows)})"
        yield Heading(title, 3, "gaps-promised")
        head = ("column.line", "gaps.told.partly", msg("What the strategy promises"))
        yield table_of(title, head, rows, lang)


def _moves(gaps: Movements, frame: Frame, lang: Lang) -> Iterator[Block]:
    """How the gaps changed, in sums and one by one."""
    yield Paragraph(gap_summary(gaps, ends(frame), lang))
    ways = _moved_ways(gaps)
    yield from [_sums(gaps, ends(frame), lang)] if ways else []
    for key, found in ways:
        if key != "corrected":
            yield Heading(f"{say(f'report.gaps.{key}', lang)} ({len(found)})", 3)
            keys = tuple(f"{key}-{item.finding.key}".replace(":", "-") for item in found)
            yield Bullets(tuple(gap_line(item, lang) for item in found), anchors=keys)


_EARLIER = frozenset({"MH301", "MH302", "MH303", "MH331"})
"""The rules on deadlines, silence and open tasks: what they find is told before the annexes."""


def _before(item: Finding, year: str) -> bool:
    """Whether a finding is told before the annexes: the silence on other years than ``year`` is not."""
    about = item.diagnostic.about
    other = year and item.rule.code == "MH302" and about is not None and about.period != year
    return item.rule.code in _EARLIER and not other


def gap_summary(gaps: Movements, ends: Ends, lang: Lang) -> str:
    """How many gaps are open, and how many changed in each way."""
    moves = [count(f"report.sum.gaps.{key}", len(found), lang) for key, found in _moved_ways(gaps)]
    since = day(ends.opening_day.isoformat(), lang)
    key = "report.sum.gaps.since" if moves else "report.sum.gaps.still"
    accepted = count("report.sum.gaps.accepted", len(gaps.accepted), lang) if gaps.accepted else ""
    opened = say("report.sum.gaps", lang, n=len(gaps.opened), accepted=accepted)
    return f"{opened} {say(key, lang, day=since, moves=listing(moves, lang))}"


_WAYS: tuple[Move, ...] = (
    *("closed", "ended", "corrected", "newly_accepted", "accepted_no_longer", "cannot_be_judged"),
    "new",
)
"""The kinds of change, in the order in which they are told."""


def _moved_ways(gaps: Movements) -> list[tuple[Move, tuple[Moved, ...]]]:
    """The gaps that changed between the two states, by kind of change."""
    return [(way, found) for way in _WAYS if (found := gaps.having(way))]


def _sums(gaps: Movements, ends: Ends, lang: Lang) -> Table:
    """The open and accepted gaps at both ends, and the changes that lead from one number to the other."""
    opening = say("status.as_of", lang, day=day(ends.opening_day.isoformat(), lang))
    before = Counter(item.before for item in gaps.every)
    rows: list[tuple[str, ...]] = [(opening, str(before["open"]), str(before["accepted"]))]
    for key, found in _moved_ways(gaps):
        steps = (_in_and_out(found, state) for state in ("open", "accepted"))
        rows.append((say(f"report.gaps.{key}", lang), *steps))
    closing = say("status.as_of", lang, day=day(ends.closing_day.isoformat(), lang))
    rows.append((closing, str(len(gaps.opened)), str(len(gaps.accepted))))
    head = ("column.gaps", "column.open", "column.accepted_gaps")
    return table_of(say("report.gaps.sums", lang), head, rows, lang)


def _in_and_out(found: tuple[Moved, ...], state: str) -> str:
    """How many gaps left and entered ``state``: "−3", "+1", or both."""
    out = sum(item.before == state != item.after for item in found)
    into = sum(item.after == state != item.before for item in found)
    return " ".join(filter(None, (f"−{out}" if out else "", f"+{into}" if into else ""))) or "–"


def gap_line(item: Moved, lang: Lang) -> str:
    """A gap in a sentence: what is missing, why it no longer is, or why that is unknown."""
    finding = item.finding
    if item.closure is None:
        return finding.message(lang)
    why = fill(item.closure.said, lang).strip()
    return f"{say(f'reason.{item.closure.reason}', lang)}: {why}" if item.move == "ended" else why


def indicator_blocks(
    indicators: Iterable[Indicator], register: Register, lang: Lang, year: str = ""
) -> Iterator[Block]:
    """Each indicator of the country with what it counts, the whole series, its source and its caveat.

    What is counted since a day is first, then what is of a year, and the rest; a total before its parts.
    """
    series = sorted((item for item in indicators if not item.abroad), key=_place)
    if series:
        yield Heading(annex(msg("Figures that the sources give"), lang), 2, "indicators")
        titles = {fill(document_title(register, item.source), lang) for item in series}
        source = titles.pop() if len(titles) == 1 else ""
        noted = Counter(item.note.pick(lang) for item in series if item.note)
        often = tuple(note for note, n in noted.items() if n > 1)
        there = Counter(fill(Parts(places(register, item.source)[:2]), lang) for item in series)
        usual = there.most_common(1)[0][0] if source and len(there) < len(series) else ""
        where = [say(msg("{place}, unless a row says otherwise"), lang, place=usual)] if usual else []
        cited = f"{say('fact.source', lang)}: {', '.join((source, *where))}." if source else ""
        newest = max(map(_last_year, series))
        none = msg("There is no figure for {year}. The most recent is for {newest}.")
        old = [say(none, lang, year=year, newest=newest)] if "" < newest < year[:4] else []
        yield from [Paragraph(" ".join(filter(None, (*old, cited))))] if old or cited else []
        yield from _by_time(series, register, lang, (source, usual), often)
        for n, note in enumerate(often, 1):
            yield Paragraph(note, mark=say(msg("Note {n}"), lang, n=n))
    for item in series:
        yield from _series(item, lang)


def _by_time(
    held: Sequence[Indicator], register: Register, lang: Lang, of: tuple[str, str], often: tuple[str, ...]
) -> Iterator[Table]:
    """A table of those whose only figure is for the same time, and one of the others."""
    at = [_only_time(item, lang) for item in held]
    alike = (time if at.count(time) > 1 else "" for time in at)
    for time, items in grouped(zip(alike, held, strict=True)).items():
        caption = capital(time) or say(msg("What is counted, and what the sources give"), lang)
        head = ("column.figure_title", "column.observation", "column.figure_source")
        rows = [_indicator(item, register, lang, (*of, time), often) for item in items]
        yield table_of(caption, head, rows, lang)


def _series(item: Indicator, lang: Lang) -> Iterator[Block]:
    """The picture of a series, if it can be drawn, and what is not in it."""
    yield from (pictures := list(series_pictures(item, lang)))
    aims = [baseline_figure(item.baseline)] if item.baseline is not None and item.targets else []
    texts = [fill(one, lang) for one in (*aims, *map(target_figure, item.targets))]
    if texts and pictures:
        yield Paragraph(say(msg("Not shown in the picture: {said}."), lang, said="; ".join(texts)))


def _only_time(item: Indicator, lang: Lang) -> str:
    """The time of its only figure; empty if it has more of them, or targets."""
    first, *others = {fill(figure(one).params["time"], lang) for one in item.observations}
    return "" if others or item.targets else first


def _last_year(item: Indicator) -> str:
    """The newest year of its figures; empty if none has a time."""
    times = (one.to or one.as_of or one.year for one in item.observations)
    return max((str(time)[:4] for time in times if time is not None), default="")


def _place(item: Indicator) -> tuple[bool, bool, float]:
    """Where an indicator stands among the others."""
    since = any(one.since for one in item.observations)
    return not since, not _last_year(item), -max(map(_value, item.observations), default=0)


def series_pictures(item: Indicator, lang: Lang) -> Iterator[Picture]:
    """The picture of a series, if enough of its figures are of one kind."""
    # The largest group of figures that can be compared: per year, at a day, or added up since a day.
    kinds = ((_kind(found), found) for found in item.observations if found.change_percent is None)
    groups = grouped((kind, x) for kind, found in kinds if kind and (x := _point(found, lang)))
    points = max(groups.values(), key=len, default=())
    if len({point.middle for point in points}) >= FEWEST_POINTS and drawable(points):
        yield series_over_time(item.title.pick(lang), item.unit.pick(lang), points, lang)


def _kind(found: Observation) -> tuple[object, ...] | None:
    """What a figure that is no change can be compared with; ``None`` if for no time or some years."""
    if found.year is not None or found.per is not None:
        return ("year", found.cumulative is not None)
    return ("as_of", found.since, found.cumulative is not None) if found.as_of is not None else None


def _point(found: Observation, lang: Lang) -> Point | None:
    first = found.from_ or found.as_of or f"{found.year:04}"
    try:
        start, end = first_day(first), last_day(found.to or first)
    except ValueError:  # A year that no calendar has.
        return None
    low, high = found.range or (_value(found), _value(found))
    exact = found.approx is None and found.at_least is None and found.range is None
    quantity, time = (fill(figure(found).params[name], lang) for name in ("quantity", "time"))
    return Point(start, max(start, end), low, high, quantity, time, exact)


def _value(found: Observation) -> float:
    values = (*(found.range or ())[1:], found.value, found.approx, found.at_least, found.cumulative)
    return next((value for value in values if value is not None), 0)


def _indicator(
    item: Indicator, register: Register, lang: Lang, above: tuple[str, str, str], often: tuple[str, ...]
) -> tuple[str, ...]:
    """What is counted, its figures, its baseline and its targets, each with its source and note.

    ``above`` are the document of all and the place in it of most, which stand above the tables, and the
    time of the table; ``often`` the notes below.
    """
    source, usual, time = above
    title, unit = item.title.pick(lang), item.unit.pick(lang)
    figures, keys = [], ("section.observations", "section.targets")
    parts = (part for part in indicator_detail(register, item).sections if part.key in keys)
    for line in (line for part in parts for line in part.lines):
        more = ". ".join(without_stop(fill(note, lang)) for note in line.notes)
        text = fill(line.text, lang).removesuffix(f" ({time})")
        figures.append(f"{text} ({more})" if more else text)
    note = item.note.pick(lang) if item.note else ""
    cited = fill(Parts(places(register, item.source)) if source else cite(register, item.source), lang)
    about = [
        item.counts.pick(lang),
        "" if usual and cited.startswith(usual) else f"{say('fact.source', lang)}: {cited}",
        say(msg("See note {n}."), lang, n=often.index(note) + 1) if note in often else note,
    ]
    return (
        title if unit.casefold() in title.casefold() else f"{title} ({unit})",
        "; ".join(figures),
        " ".join(f"{capital(without_stop(part))}." for part in about if part),
    )
