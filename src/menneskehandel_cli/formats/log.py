"""The log and the difference between two states, as pages and as JSON."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from menneskehandel_cli.blocks.model import Block, Bullets, Folded, Heading, Page, Paragraph
from menneskehandel_cli.formats import RenderOptions, json
from menneskehandel_cli.formats.page import write_page
from menneskehandel_cli.git import Commit
from menneskehandel_cli.history import Event
from menneskehandel_cli.history.events import TOPICS, Delta
from menneskehandel_cli.language import Day, Lang, Parts, Phrase, count, day, fill, msg, nmsg, say
from menneskehandel_cli.register.records import grouped
from menneskehandel_cli.reports.log import DiffView, LogView, Review, tell


def log_json(view: LogView, _options: RenderOptions) -> str:
    """One object: all events, oldest first, with bookkeeping marked, and the broken commits."""
    broken = [{"commit": x.commit.id, "date": x.commit.day, "path": x.path} for x in view.broken]
    events = [json.event_item(event) for event in view.events]
    return json.render("mh/log/2", {"revision": view.revision, "events": events, "broken": broken})


def diff_json(view: DiffView, _options: RenderOptions) -> str:
    """One object: what differs, by record."""
    events = [json.delta_item(delta) for delta in view.deltas]
    body = {"from": view.start, "to": view.to, "events": events, "broken": view.broken}
    return json.render("mh/diff/1", body)


def render_log(view: LogView, options: RenderOptions) -> str:
    """Events by commit, then a line of bookkeeping for each commit, and the files that are broken."""
    lang = options.lang
    return write_page(Page(say("log.title", lang), lang, tuple(_log(view, lang))), options)


def _log(view: LogView, lang: Lang) -> Iterator[Block]:
    for commit, events in _by_commit(view.policy):
        yield Heading(f"{day(commit.day.isoformat(), lang)}: {commit.subject}")
        yield Paragraph(f"{commit.id[:10]} {commit.author}")
        yield Bullets(tuple(_with_commits(event, lang) for event in events))
    if not view.policy:
        yield Paragraph(say("log.none", lang))
    if view.bookkeeping:
        yield Heading(say("log.bookkeeping", lang))
        lines = []
        for commit, events in _by_commit(view.bookkeeping):
            what = say(f"log.{events[0].classification}", lang)
            when, changes = day(commit.day.isoformat(), lang), count("changes", len(events), lang)
            lines.append(f"{when} {commit.id[:10]} {what}: {commit.subject} ({changes})")
        yield Bullets(tuple(lines))
        if view.last_entered:
            yield Paragraph(say("log.entered", lang, day=day(view.entered, lang)))
    if view.broken:
        broken = [(item.path, item.commit.id[:10]) for item in view.broken]
        yield Bullets(tuple(say("log.broken", lang, path=path, commit=id) for path, id in broken))


def _by_commit(events: Iterable[Event]) -> Iterable[tuple[Commit, tuple[Event, ...]]]:
    return grouped((event.commit, event) for event in events).items()


def event_line(event: Event, lang: Lang, called: Mapping[str, str] = MappingProxyType({})) -> str:
    """An event in a sentence, with ``called`` the names to tell it with, in place of ids."""
    return fill(event_words(event, called), lang)


def event_words(event: Event, called: Mapping[str, str] = MappingProxyType({})) -> Parts:
    """An event, and the day it happened if neither it nor the commit gives the day; for any language."""
    text, happened = tell(event.delta, event.times, called), event.delta.happened
    if happened in (None, event.delta.after, event.commit.day.isoformat()):
        return Parts((text,))
    return Parts((text, Phrase("log.happened", day=Day(happened))), " ")


def _with_commits(event: Event, lang: Lang) -> str:
    """An event, and between which commits it happened if the file could not be read in between."""
    if event.since is None:
        return event_line(event, lang)
    since, until = event.since[:10], event.commit.id[:10]
    return f"{event_line(event, lang)} {say('log.between', lang, since=since, until=until)}"


def render_diff(view: DiffView, options: RenderOptions) -> str:
    """The differences by record: a part of a page, such as a comment on a pull request."""
    return write_page(Page("", options.lang, tuple(_diff(view, options.lang))), options)


_CHANGE_ORDER = (
    *("strategy_added", "strategy_removed"),
    *(TOPICS["status"] + TOPICS["deadline"]),
    *TOPICS["measure"],
    *("task_added", "task_removed", "goal_added", "goal_removed"),
    *("outcome_changed", *TOPICS["link"], *TOPICS["acceptance"]),
    *(TOPICS["report"] + TOPICS["law"]),
    *("obligation_added", "obligation_removed"),
)
"""The kinds of changes that are told first, in this order; the others are wording and surroundings."""

_MOST_CHANGES = 12
"""A reviewer reads no longer list before the check; the whole is folded below it."""


def _diff(view: DiffView, lang: Lang) -> Iterator[Block]:
    yield Heading(say(msg("What the change means"), lang))
    yield Paragraph(_total(view, lang))
    if view.broken:
        yield Bullets(tuple(say("diff.broken", lang, path=path) for path in view.broken))
    weighty = sorted(filter(_weighs, view.deltas), key=lambda item: _CHANGE_ORDER.index(item.kind))
    if weighty:
        yield Bullets(tuple(fill(tell(item), lang) for item in weighty[:_MOST_CHANGES]))
    if view.review and (view.deltas or view.broken or view.review.errors):
        yield from _review(view.review, lang)
    if len(weighty[:_MOST_CHANGES]) < len(view.deltas):
        every: list[Block] = []
        for record, deltas in _by_record(view).items():
            title = view.titles.get(record)
            every.append(Heading(f"{record} {title.pick(lang)}" if title else record, 3))
            every.append(Bullets(tuple(fill(tell(item), lang) for item in deltas)))
        yield Folded(say(msg("All changes, by record"), lang), tuple(every))


def _weighs(delta: Delta) -> bool:
    """Whether a change is of substance, and not a link with only another note."""
    if delta.kind == "link_changed":
        before, after = delta.before, delta.after
        return any(before.get(key) != after.get(key) for key in ("basis", "contribution", "by"))
    return delta.kind in _CHANGE_ORDER


def _review(review: Review, lang: Lang) -> Iterator[Block]:
    """What the check says in a line, then the gaps that the change opens and closes."""
    gone = review.gaps.having("closed", "ended", "corrected", "newly_accepted")
    new = review.gaps.having("new", "accepted_no_longer")
    parts = (
        count("error", review.errors, lang) if review.errors else say(msg("no errors"), lang),
        say(nmsg("{n} fewer gap", "{n} fewer gaps"), lang, n=len(gone)),
        say(nmsg("{n} new", "{n} new"), lang, n=len(new)),
    )
    yield Paragraph(" · ".join(parts), mark=say(msg("The check"), lang))
    if gone or new:
        moves = [(f"report.gaps.{item.move}", item) for item in gone]
        moves += [(msg("New gap") if x.move == "new" else f"report.gaps.{x.move}", x) for x in new]
        yield Bullets(tuple(f"{say(way, lang)}: {item.finding.message(lang)}" for way, item in moves))


def _by_record(view: DiffView) -> dict[str, tuple[Delta, ...]]:
    return grouped((delta.record, delta) for delta in view.deltas)


def _total(view: DiffView, lang: Lang) -> str:
    if not view.deltas and view.broken:
        return say(msg("The change cannot be interpreted until the files can be read."), lang)
    if not view.deltas:
        return say(msg("Nothing of substance has changed."), lang)
    records = count("records", len(_by_record(view)), lang)
    return say("diff.total", lang, changes=count("changes", len(view.deltas), lang), records=records)
