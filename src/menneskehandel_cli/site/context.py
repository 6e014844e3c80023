"""What a site is made of: the state at a commit, its history, and where each page lies."""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple, TypeVar
from urllib.parse import quote

from menneskehandel_cli.git import Commit
from menneskehandel_cli.history import Event, policy_events
from menneskehandel_cli.language import Lang
from menneskehandel_cli.models import Recommendation, Report, Strategy
from menneskehandel_cli.register import Register, grouped
from menneskehandel_cli.register.reporting import reporters
from menneskehandel_cli.reports.asked import DemandedView, ThreadView, demanded_views, thread_view
from menneskehandel_cli.reports.detail import detail, with_findings
from menneskehandel_cli.reports.frame import CommitState, Frame
from menneskehandel_cli.reports.gap_lines import GapList
from menneskehandel_cli.reports.log import events_by_name
from menneskehandel_cli.reports.matrix import MatrixFilter, MatrixView, matrix_view
from menneskehandel_cli.reports.record import Detail
from menneskehandel_cli.reports.when import WhenView, when_view
from menneskehandel_cli.rules import Finding
from menneskehandel_cli.site.page import SitePage

T = TypeVar("T")

_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_PORTS = [f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)]
_NOT_FREE = frozenset({"all", "con", "prn", "aux", "nul", *_PORTS})
"""Names that no file can have on Windows, whatever it ends in; and that of the files about no page, the feed
and the calendar of everything."""


class PagePlace(NamedTuple):
    """A page: its kind, what it is about, and the name of its file without the end."""

    kind: str
    subject: str
    name: str

    @property
    def file(self) -> str:
        """The name of the page's file, the same in the folder of each language."""
        return f"{self.name}.html"


Commits = tuple[tuple[Commit, tuple[Event, ...]], ...]
"""Commits with the events of each."""


def commits_of(events: Iterable[Event]) -> Commits:
    """The events of each commit, the newest first."""
    return tuple(reversed(grouped((event.commit, event) for event in events).items()))


def one(_site: "Site") -> Iterable[str]:
    """The subject of a kind that has one page, named after the kind."""
    return ("",)


def where(found: "Callable[[Site], object]") -> "Callable[[Site], Iterable[str]]":
    """The same for a kind that has its page only where there is something to show."""
    return lambda site: ("",) if found(site) else ()


@dataclass(frozen=True, slots=True)
class PageKind:
    """A kind of page: what it has pages about, and how one is made."""

    name: str
    order: int
    """Where it stands among the kinds."""
    subjects: "Callable[[Site], Iterable[str]]"
    make: "Callable[[Site, str, Lang], SitePage]"
    record: bool = False
    """Whether its pages are about records, whose ids lead to them."""
    parts: "Callable[[Site, str], Iterable[str]]" = lambda _site, _subject: ()
    """The ids that have a place of their own on the page."""
    menu: str = ""
    """The phrase that it is called in the menu; empty if it is not there."""
    under: str = "index"
    """The kind in the menu that it belongs to, if it is not there itself."""
    overview: str = ""
    """The phrase that it is called on the front page, if it is an overview that is not in the menu."""
    each: str = ""
    """The phrase that each of its pages is called, with its subject as the year, if it is an overview."""
    former: str = ""
    """The name of a page that this one has in it, if there was one."""
    json: "Callable[[Site, str, Lang], str] | None" = None
    """The data of the page as JSON."""


class OtherSite(NamedTuple):
    """The site of another plan: its address, and the languages that it is in."""

    base: str
    langs: tuple[Lang, ...]

    def page(self, name: str, lang: Lang) -> str:
        """The address of a page in ``lang``, otherwise in the site's first language."""
        return f"{self.base}/{lang if lang in self.langs else self.langs[0]}/{name}.html"


@dataclass(frozen=True)
class Site:
    """The whole site before it is written."""

    frame: Frame
    langs: tuple[Lang, ...]
    year: Callable[[str], Frame | None]
    """The frame of a year: ``None`` if it has not begun."""
    kinds: Mapping[str, PageKind]
    """Every kind of page by its name, in order."""
    others: Mapping[str, OtherSite] = field(default_factory=dict)
    """The sites of the other plans in the repository by the ids of the plans, where they are known."""

    @property
    def state(self) -> CommitState:
        """The strategy at the commit that the site shows."""
        return self.frame.closing

    @property
    def register(self) -> Register:
        """All records."""
        return self.state.register

    @property
    def strategy(self) -> Strategy:
        """The strategy. No site is made without one."""
        return self.frame.strategy

    @cached_property
    def reports(self) -> Mapping[str, Report]:
        """The reports by id, drafts too."""
        return {entry.id: entry.record for entry in self.register.entries if isinstance(entry.record, Report)}

    @cached_property
    def events(self) -> dict[str, tuple[Event, ...]]:
        """The events about each id, oldest first."""
        return events_by_name(self.register, self.frame.history)

    @cached_property
    def policy(self) -> tuple[Event, ...]:
        """The decisions and actions of the mainline, without bookkeeping, oldest first."""
        return policy_events(self.frame.history.events)

    @property
    def root(self) -> str:
        """The first commit of the mainline: what names the record, wherever it is published."""
        return self.frame.history.commits[0].id if self.frame.history.commits else self.state.commit.id

    def address_of(self, lang: Lang, file: str) -> str:
        """The address of a file in the folder of a language: from there, if the site's is not known."""
        base = self.strategy.publication.address
        return f"{base.rstrip('/')}/{lang}/{file}" if base else file

    @cached_property
    def changed(self) -> Commit:
        """The last commit that changed any record: an empty one changes no page."""
        return self.frame.history.events[-1].commit if self.frame.history.events else self.state.commit

    @cached_property
    def entered(self) -> dict[str, Commit]:
        """The commit that recorded each file: what has no events of its own has stood so since then."""
        found = (
            (entry.path, self.events.get(entry.id) or self.events.get(entry.kind))
            for entry in self.register.entries
        )
        return {path: events[0].commit for path, events in found if events}

    @cached_property
    def _findings(self) -> dict[str, tuple[Finding, ...]]:
        return grouped((finding.path, finding) for finding in self.state.findings)

    @cached_property
    def _made(self) -> dict[Hashable, Any]:
        return {}

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What ``make`` gives, made once for each key: what several pages or languages share."""
        if key not in self._made:
            self._made[key] = make()
        made: T = self._made[key]
        return made

    def detail(self, name: str) -> Detail:
        """A record or a requirement as ``mh show`` has it, with its findings and its history."""
        return self.once(("detail", name), lambda: self._detail(name))

    def _detail(self, name: str) -> Detail:
        found = detail(self.state.context, name, lambda: self.state.gaps)
        assert found is not None, name
        found = with_findings(found, self._findings.get(found.path, ()))
        return replace(found, history=self.events.get(found.id, ()))

    @cached_property
    def gaps(self) -> GapList:
        """The gaps of every instrument, in the sections and the order that people are shown."""
        return self.state.gaps._replace(view=replace(self.state.gaps.view, revision=None))

    @cached_property
    def when(self) -> WhenView:
        """The dates, and all that is promised."""
        return when_view(self.frame)

    @cached_property
    def demanded(self) -> tuple[DemandedView, ...]:
        """What the conventions ask."""
        return demanded_views(self.state.context)

    @cached_property
    def thread(self) -> ThreadView:
        """What the monitoring bodies have asked for."""
        return thread_view(self.state.context)

    @cached_property
    def matrix(self) -> MatrixView:
        """Who follows up what."""
        return matrix_view(self.state.context, "article", MatrixFilter())._replace(revision=None)

    @cached_property
    def places(self) -> tuple[PagePlace, ...]:
        """Every page, in the order of its kinds and then of what it is about."""
        return tuple(self._places())

    def _places(self) -> Iterator[PagePlace]:
        taken: set[str] = set()
        for kind in self.kinds.values():
            for subject in kind.subjects(self):
                name = subject or kind.name
                if not _FILE_NAME.fullmatch(name) or name.lower() in taken | _NOT_FREE:
                    name = f"{kind.name}-{re.sub('[^A-Za-z0-9._-]+', '-', name)}"
                while name.lower() in taken:
                    name += "-2"
                taken.add(name.lower())
                yield PagePlace(kind.name, subject, name)

    @cached_property
    def place_of(self) -> dict[tuple[str, str], PagePlace]:
        """The page of each subject, by kind and subject."""
        return {(place.kind, place.subject): place for place in self.places}

    @cached_property
    def moved(self) -> Mapping[str, PagePlace]:
        """What former addresses lead to: those of former ids, and of a page that another has in it."""
        found = {old: self.place_of["measure", new] for old, new in self.register.renumbered.items()}
        taken = {place.name.lower() for place in self.places}
        found |= {old: place for place in self.places if (old := self.kinds[place.kind].former)}
        return {old: place for old, place in found.items() if old.lower() not in taken}

    @cached_property
    def addresses(self) -> Mapping[str, str]:
        """Where an id leads from another page. ``page:gaps`` is no record, ``page:gaps JD`` of a body."""
        found: dict[str, str] = {}
        for place in self.places:
            kind = self.kinds[place.kind]
            if kind.record:
                if not place.subject.isdecimal() and place.subject:
                    found.setdefault(place.subject, place.file)
                for part in kind.parts(self, place.subject):
                    found.setdefault(part, f"{place.file}#{part}")
            elif not place.subject:
                found[f"page:{kind.name}"] = place.file
        for old, new in self.register.renumbered.items():
            if new in found:
                found.setdefault(old, found[new])
        places = {
            f"document:{one.id}": one.url or f"documents.html#document-{one.id}"
            for one in self.register.documents
        }
        gaps = {f"page:gaps {name}": f"gaps.html?body={quote(name)}" for name in self.register.actors}
        return found | places | gaps

    @cached_property
    def reporters(self) -> tuple[str, ...]:
        """The bodies that report, each with a calendar of its own."""
        return tuple(reporters(self.register))

    @cached_property
    def followed(self) -> frozenset[str]:
        """The ids with a feed of their own: measures, bodies that report, recommendations."""
        ids = (o.id for o in self.register.obligations.values() if isinstance(o, Recommendation))
        return frozenset({*self.register.measure_by_id, *self.reporters, *ids})

    @cached_property
    def by_commit(self) -> Commits:
        """The events of each commit that changed something, the newest first."""
        return commits_of(self.frame.history.events)

    @property
    def first_day(self) -> str:
        """The day of the first commit that recorded something; empty if there is none."""
        return self.by_commit[-1][0].day.isoformat() if self.by_commit else ""

    @property
    def years(self) -> tuple[str, ...]:
        """The periods that have begun and that the strategy reports on, the newest first."""
        begun = (year for year in self.register.periods if self.year(year) is not None)
        return tuple(sorted(begun, reverse=True))

    @property
    def told_years(self) -> tuple[str, ...]:
        """Those, and the strategy's years without a recorded period that there is a report on."""
        periods, of = self.register.periods, self.strategy.period
        reported = {x.period for x in self.reports.values() if x.counts and all(map(str.isdecimal, periods))}
        own = {year for year in reported if year.isdecimal() and of.from_ <= int(year) <= of.to}
        return tuple(sorted({*self.years, *filter(self.year, own)}, reverse=True))
