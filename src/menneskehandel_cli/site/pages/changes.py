"""The timeline of changes: what each commit changed, the newest first, a page for each stretch of it."""

from collections.abc import Iterable

from menneskehandel_cli.blocks.model import Bullets, Folded, Heading
from menneskehandel_cli.formats import RenderOptions
from menneskehandel_cli.formats.listing import rows
from menneskehandel_cli.formats.log import event_line
from menneskehandel_cli.formats.page import table_of
from menneskehandel_cli.language import Lang, count, day, linked, msg, say
from menneskehandel_cli.reports.listing import list_earlier
from menneskehandel_cli.site.context import Commits, PageKind, Site
from menneskehandel_cli.site.page import Card, Cards, SiteBlock, SitePage
from menneskehandel_cli.site.parts import since

_COMMITS, _EVENTS = 60, 300
"""A page holds at most so many commits and, but for its last commit, so many events."""


def _commit_pages(site: Site) -> list[int]:
    """The number of commits on each page. Full pages are counted from the oldest, and never change."""
    sizes: list[int] = []
    events = 0
    for _, changes in reversed(site.by_commit):
        shown = sum(event.classification == "policy" for event in changes) + 1
        if not sizes or sizes[-1] >= _COMMITS or events + shown > _EVENTS:
            sizes.append(0)
            events = 0
        sizes[-1] += 1
        events += shown
    return sizes


def _subjects(site: Site) -> Iterable[str]:
    """The newest page has the kind's own name; an older one its number, counted from the oldest."""
    return ("", *(str(number) for number in range(max(1, len(_commit_pages(site))) - 1, 0, -1)))


def _slice(site: Site, subject: str) -> tuple[int, Commits]:
    """The number of a page, counted from the oldest, and its commits, the oldest first."""
    sizes = _commit_pages(site)
    number = int(subject) if subject else len(sizes)
    return number, site.by_commit[::-1][sum(sizes[: number - 1]) : sum(sizes[:number])]


def _parts(site: Site, subject: str) -> Iterable[str]:
    """The short id of each commit leads to its place."""
    return (commit.id[:10] for commit, _ in _slice(site, subject)[1])


def _log_page(site: Site, subject: str, lang: Lang) -> SitePage:
    number, commits = _slice(site, subject)
    called = {x: linked(one.title.pick(lang), x) for x, one in site.register.indicators.items()}
    blocks: list[SiteBlock] = []
    rest: list[tuple[str, str]] = []
    for commit, events in reversed(commits):
        when, place = day(commit.day.isoformat(), lang), commit.id[:10]
        policy = tuple(event_line(x, lang, called) for x in events if x.classification == "policy")
        if policy:
            blocks += [Heading(when, 2, place), Bullets(policy)]
        others = [
            f"{say(f'site.{kind}', lang)}: {count('changes', some, lang)}"
            for kind in ("data_entry", "correction")
            if (some := sum(event.classification == kind for event in events))
        ]
        if others:
            rest.append((f"{when}: {', '.join(others)}", "" if policy else place))
    if rest:
        lines, places = zip(*rest, strict=True)
        title = f"{say('log.bookkeeping', lang)} ({len(rest)})"
        blocks.append(Folded(title, (Bullets(lines, anchors=places),)))
    if not subject and site.strategy.succeeds:
        earlier = list_earlier(site.register)
        columns = [f"column.{column}" for column in earlier.columns]
        shown, _ = rows(earlier, RenderOptions(lang))
        title = say(msg("Earlier plans"), lang)
        blocks += [Heading(title, 2, "earlier"), table_of(title, columns, shown, lang)]
    if number > 1:
        blocks.append(Cards((Card(site.place_of["changes", str(number - 1)].file, say("site.older", lang)),)))
    none = say(msg("So far, the only changes are data entry and corrections."), lang)
    lead = count("site.changes.lead", len(site.policy), lang) if site.policy else none
    title = say(msg("Changes, part {n}"), lang, n=number) if subject else say("site.table.changes", lang)
    return SitePage(title=title, blocks=tuple(blocks), lead=" ".join((lead, *since(site, lang))))


KINDS = (PageKind("changes", 40, _subjects, _log_page, record=True, parts=_parts, menu="site.table.changes"),)
