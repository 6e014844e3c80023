"""How the gaps changed between the two states of a report: in a sentence, as sums, and one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from menneskehandel_cli.blocks.model import Block, Bullets, Heading, Paragraph, Table
from menneskehandel_cli.formats.charts.demanded import demanded_picture
from menneskehandel_cli.formats.gaps import lines_table, section_heading
from menneskehandel_cli.formats.page import table_of
from menneskehandel_cli.formats.report_parts import coverage_table
from menneskehandel_cli.language import Lang, count, fill, listing, msg, say
from menneskehandel_cli.language.days import day
from menneskehandel_cli.reports.demanded import demanded_views
from menneskehandel_cli.reports.frame import Frame, State
from menneskehandel_cli.reports.gap_lines import gap_list
from menneskehandel_cli.reports.gaps import GapFilter, gaps_view
from menneskehandel_cli.reports.yearly import CoverageRow, Ends, ends
from menneskehandel_cli.rules.movement import Move, Moved, Movements


def coverage_and_gaps(
    coverage: Iterable[CoverageRow], gaps: Movements, frame: Frame, lang: Lang, *, compares: bool = True
) -> Iterator[Block]:
    """What is missing, and how far the obligations are covered: an annex each, told as ours."""
    yield Heading(annex(msg("Gaps, in our judgement"), lang), 2, "gaps")
    yield Paragraph(f"{say('report.gaps.note', lang)} {say('coverage.ours', lang)}")
    yield from _gap_lists(gaps, frame, lang, compares=compares)
    yield Heading(annex(msg("Coverage of the obligations, in our judgement"), lang), 2, "coverage")
    own = msg("“The strategy's own words” is what the strategy itself says that its measures follow up.")
    yield Paragraph(f"{say('report.coverage.note', lang)} {say(own, lang)}")
    for view in demanded_views(frame.closing.context):
        yield demanded_picture(view, frame.closing.register, lang)
    rows = coverage if compares else [replace(row, before=row.after) for row in coverage]
    yield coverage_table(rows, lang)


def annex(title: str, lang: Lang) -> str:
    """The heading of an annex."""
    return say(msg("Annex: {title}"), lang, title=say(title, lang))


def _gap_lists(gaps: Movements, frame: Frame, lang: Lang, *, compares: bool) -> Iterator[Block]:
    """How the gaps changed, in sums and one by one; then all that are open, and all accepted.

    Corrections of the data are no change of policy: the sums count them, and that is all.
    """
    if compares:
        yield Paragraph(gap_summary(gaps, ends(frame), lang))
        yield _sums(gaps, ends(frame), lang)
    for key, found in _moved_ways(gaps) if compares else ():
        if found and key != "corrected":
            yield Heading(f"{say(f'report.gaps.{key}', lang)} ({len(found)})", 3)
            keys = tuple(f"{key}-{item.finding.key}".replace(":", "-") for item in found)
            yield Bullets(tuple(gap_line(item, lang) for item in found), anchors=keys)
    yield from _all(frame.closing, lang)


def _all(state: State, lang: Lang) -> Iterator[Block]:
    """The open and the accepted gaps, a line for each."""
    found = [item for item in state.findings if item.severity != "note" or item.accepted is not None]
    view = gaps_view(state.context, found, GapFilter())
    for section in gap_list(view, state.context).sections:
        if section.name not in ("in_hand", "unknown"):
            yield Heading(section_heading(section, lang), 3, f"gaps-{section.name}")
            table = lines_table(section, section_heading(section, lang), section.lines, lang)
            # The ids stand last, for those who type them.
            yield replace(table, head=table.head[:-1], rows=tuple(row[:-1] for row in table.rows))


def gap_summary(gaps: Movements, ends: Ends, lang: Lang) -> str:
    """How many gaps are open, and how many changed in each way."""
    moves = [
        count(f"report.sum.gaps.{key}", len(found), lang) for key, found in _moved_ways(gaps) if found
    ]
    since = day(ends.opening_day.isoformat(), lang)
    key = "report.sum.gaps.since" if moves else "report.sum.gaps.still"
    return f"{_open(gaps, lang)} {say(key, lang, day=since, moves=listing(moves, lang))}"


def _open(gaps: Movements, lang: Lang) -> str:
    accepted = count("report.sum.gaps.accepted", len(gaps.accepted), lang) if gaps.accepted else ""
    return say("report.sum.gaps", lang, n=len(gaps.opened), accepted=accepted)


_WAYS: tuple[Move, ...] = (
    *("closed", "ended", "corrected", "newly_accepted", "accepted_no_longer", "cannot_be_judged"),
    "new",
)
"""The kinds of change, in the order in which they are told."""


def _moved_ways(gaps: Movements) -> list[tuple[Move, tuple[Moved, ...]]]:
    """The gaps that changed between the two states, by kind of change."""
    return [(way, gaps.having(way)) for way in _WAYS]


def _sums(gaps: Movements, ends: Ends, lang: Lang) -> Table:
    """The open and accepted gaps at both ends, and the changes that lead from one number to the other."""
    opening = say("status.as_of", lang, day=day(ends.opening_day.isoformat(), lang))
    before = Counter(item.before for item in gaps.every)
    rows: list[tuple[str, ...]] = [(opening, str(before["open"]), str(before["accepted"]))]
    for key, found in _moved_ways(gaps):
        if found:
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
    told = fill(item.closure.said, lang).strip()
    return f"{say(f'reason.{item.closure.reason}', lang)}: {told}" if item.move == "ended" else told
