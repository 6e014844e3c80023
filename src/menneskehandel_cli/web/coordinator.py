"""The pages of the one who coordinates: who has delivered, what to send, what has changed.

They tell what applies now, and change nothing. The newest commit is read when the first of them is asked
for; what has been made of it is kept until there is a newer one, or a new day. Beside them is what a body
owes, for the page that an adviser begins with.
"""

import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from importlib.util import find_spec
from io import BytesIO
from threading import RLock

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from menneskehandel_cli.app.choices import choose_bodies, choose_period
from menneskehandel_cli.app.making import Tip, frame, make, order, read_tip
from menneskehandel_cli.app.reporter import SILENT
from menneskehandel_cli.blocks.anchors import Anchors
from menneskehandel_cli.blocks.model import Page, Paragraph
from menneskehandel_cli.formats.gaps import lines_table
from menneskehandel_cli.formats.log import event_line
from menneskehandel_cli.formats.report_headline import first_lists, short_lists
from menneskehandel_cli.formats.report_pages import REPORT_KINDS
from menneskehandel_cli.formats.report_parts import moved_table, names
from menneskehandel_cli.formats.show import EVENTS, record_page
from menneskehandel_cli.forms.words import refusal
from menneskehandel_cli.history import policy_events
from menneskehandel_cli.language import DocumentLang, Lang, Refused, The, fill, msg, say
from menneskehandel_cli.language.days import day_named, first_day
from menneskehandel_cli.models import Actor
from menneskehandel_cli.register import Register, grouped, natural
from menneskehandel_cli.register.reporting import asked, reportable
from menneskehandel_cli.reports.detail import detail, with_findings
from menneskehandel_cli.reports.gap_lines import gap_list
from menneskehandel_cli.reports.gaps import ASKED, GapFilter, gaps_view
from menneskehandel_cli.reports.headline import days_late
from menneskehandel_cli.reports.listing import responsible
from menneskehandel_cli.reports.log import LogFilter, events_by_name, log_view
from menneskehandel_cli.reports.ministry import OpenTask, waiting
from menneskehandel_cli.reports.yearly import yearly_view
from menneskehandel_cli.rules import Finding, RuleContext, gaps
from menneskehandel_cli.sheets.content import Meta, ReportSheet
from menneskehandel_cli.sheets.writing import workbook_file
from menneskehandel_cli.web.desk import Desk


def year_content(tip: Tip, lang: DocumentLang, year: str) -> Mapping[str, object]:
    """Who has reported for a year, what waits for approval, and what is late, due and moved."""
    now = frame(tip, order(REPORT_KINDS["yearly"], tip, {"year": year}, "html").opening)
    register, view = now.closing.register, yearly_view(now, year)
    lists = [x for x in first_lists(view, register, lang) if x.key in ("late", "differing", "coming")]
    bodies = (one.body for one in register.instruments.values() if one.kind == "recommendations")
    return {
        "view": view,
        "year": year,
        "called": {actor: names(register, [actor], lang) for actor in register.actors},
        "drafts": [one for one in register.reports if not one.counts],
        "lists": tuple(short_lists((one._replace(section="") for one in lists), lang)),
        "moved": [moved_table(view.moved_ever, register, lang)] if view.moved_ever else [],
        "asking": [(body, fill(register.short_name(body), lang)) for body in dict.fromkeys(bodies)],
    }


def changes_content(tip: Tip, lang: DocumentLang, since: str) -> Mapping[str, object]:
    """What has been recorded since a day, the newest first. Raises ``Refused`` for what is no day."""
    start = first_day(choose_period(since))
    view = log_view(None, tip.past.required(), tip.opened.commit, LogFilter(since=start))
    found = grouped((one.commit, event_line(one, lang)) for one in view.policy).items()
    other = dict.fromkeys(one.commit for one in reversed(view.bookkeeping))
    return {"since": since, "start": start, "found": found, "other": other}


def demands_content(tip: Tip, lang: DocumentLang, body: str) -> Mapping[str, object]:
    """What a body has asked for and no measure follows up."""
    now = frame(tip).closing
    register = now.register
    wanted = GapFilter(bodies=choose_bodies(register, [body]))
    found = gap_list(gaps_view(now.context, now.findings, wanted), now.context)
    tables = [lines_table(x, x.title.say(lang), x.lines, lang) for x in found.sections if x.name in ASKED]
    nothing = Paragraph(say(msg("Nothing: measures follow up everything that is asked for."), lang))
    title = say("gaps.section.asked", lang, bodies=The(register.short_name(body)).pick(lang))
    return {"page": Page(title, lang, (*tables,) or (nothing,))}


def letter_content(tip: Tip, lang: DocumentLang, year: str, actor: str) -> Mapping[str, object]:
    """What a ministry is asked to report for a year, as the letter to it says."""
    kind = REPORT_KINDS["ministry"]
    stamp = order(kind, tip, {"year": year, "actor": actor}, "html")
    return {"page": kind.make(frame(tip, stamp.opening), stamp.arguments, lang)[1]}


def record_content(tip: Tip, lang: DocumentLang, name: str) -> Mapping[str, object]:
    """All that is recorded of a record or of a part of one, as ``mh show`` tells it."""
    now = frame(tip).closing
    found = detail(now.context, name, lambda: now.gaps)
    if found is None:
        raise Refused("edit.unknown", given=name)
    newest = policy_events(events_by_name(now.register, tip.past.required()).get(name, ()))[-EVENTS:]
    page = record_page(replace(with_findings(found, now.findings), history=newest), lang)
    return {"page": replace(page, subtitle=fill(found.label, lang))}


PAGES: Mapping[str, tuple[Callable[..., Mapping[str, object]], str]] = {
    "/coordinator/{year}": (year_content, "coordinator.html.j2"),
    "/coordinator/since/{since}": (changes_content, "since.html.j2"),
    "/coordinator/demands/{body}": (demands_content, "page.html.j2"),
    "/coordinator/letter/{year}/{actor}": (letter_content, "page.html.j2"),
    "/page/{name}": (record_content, "page.html.j2"),
}
"""What tells each page, and its template, by its address, whose parts are the last arguments."""


def links(tip: Tip) -> Anchors:
    """Where names lead: to their forms, and for a body to what it owes."""
    register = tip.snapshot.register
    named = (*register.targets, *register.tasks, *(measure.id for measure in register.measures))
    places = {name: f"/record/{name}" for name in named}
    return Anchors(places | {name: f"/owes/{name}" for name in register.actors})


class CoordinatorPages:
    """The coordinator's page, the pages that it leads to, and the files that are sent out."""

    def __init__(self, desk: Desk, page: Callable[..., Response]) -> None:
        self._desk = desk
        self._page = page
        self._reading = RLock()
        self._read: Tip | None = None
        self._contents: dict[str, Mapping[str, object]] = {}
        """What has been made of it, by the address of the page."""

    @property
    def answers(self) -> Mapping[str, Callable[[Request], Response]]:
        """What answers at each address."""
        return {
            "/coordinator": self.overview,
            "/coordinator/since": self.since,
            "/coordinator/package/{year}": self.package,
            "/coordinator/package/{year}/{actor}": self.package,
            **dict.fromkeys(PAGES, self.tell),
        }

    def overview(self, _request: Request) -> Response:
        """The page of the newest year whose reports can be asked for, or that none has begun."""
        for year in self._years():
            return RedirectResponse(f"/coordinator/{year}", 303)
        title = say(msg("No period to report on has begun yet."), self._desk.lang)
        return self._page("message.html.j2", {"title": title, "back": "/"})

    def since(self, request: Request) -> Response:
        """What has been recorded since the day that was typed; the question again if it is no day."""
        day = day_named(request.query_params.get("day", ""), self._tip().opened.as_of)
        try:
            return self._show("/coordinator/since/{since}", day)
        except Refused as refused:
            content = {"since": day, "start": None, "wrong": refusal(refused, self._desk.lang)}
            return self._page("since.html.j2", content, 422)

    def tell(self, request: Request) -> Response:
        """A page that is only read."""
        return self._show(request.scope["route"].path, *request.path_params.values())

    def package(self, request: Request) -> Response:
        """The letters and workbooks of a year, to one body or to all who are to be asked."""
        year, actor = request.path_params["year"], request.path_params.get("actor")
        tip = self._tip()
        order(REPORT_KINDS["yearly"], tip, {"year": year}, "html")  # refuses another year
        made = BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
            for one in [actor] if actor else asked(tip.snapshot.register, year):
                for name, data in _sent_to(tip, one, year):
                    packed.writestr(zipfile.ZipInfo(name), data)
        name = "-".join(filter(None, (actor, year)))
        headers = {"content-disposition": f'attachment; filename="{name}.zip"'}
        return Response(made.getvalue(), 200, headers, "application/zip")

    def _tip(self) -> Tip:
        """The newest commit on the present day. Raises ``Refused`` and ``GitTrouble``."""
        desk = self._desk
        with desk.lock:
            newest, today = desk.newest, desk.today
        with self._reading:
            known = self._read
            if known is None or (known.opened.revision, known.opened.as_of) != (newest, today):
                self._contents.clear()
                known = read_tip(desk.root, str(desk.lang), newest, SILENT, today.isoformat())
                self._read = known
            return known

    def _years(self) -> list[str]:
        """The years whose reports can be asked for, the newest first."""
        tip = self._tip()
        return reportable(tip.snapshot.register, tip.past.required().commits[-1].day)[::-1]

    def _show(self, address: str, *parts: str) -> Response:
        key, (tell, template) = "/".join((address, *parts)), PAGES[address]
        with self._reading:  # what is told is of this state, also if there is a newer one meanwhile
            tip = self._tip()
            if key not in self._contents:
                self._contents[key] = tell(tip, DocumentLang(tip.opened.lang), *parts)
            content = {**self._contents[key], "anchors": links(tip), "years": self._years(), "wrong": ""}
        return self._page(template, content)


def _sent_to(tip: Tip, actor: str, year: str) -> Iterator[tuple[str, str | bytes]]:
    """The workbook, and the letter unless it would be to the coordinator itself, by their names.

    The letter is for Word, or a web page if what writes it for Word is not installed.
    """
    strategy, lang = tip.snapshot.register.strategy, tip.opened.lang
    sheet = ReportSheet(tip.opened.tree, Meta(year, actor, lang, tip.opened.commit))
    yield f"{sheet.stem}.xlsx", workbook_file(sheet)
    if strategy is not None and actor != strategy.coordinator:
        format = "docx" if find_spec("docxtpl") else "html"
        stamp = order(REPORT_KINDS["ministry"], tip, {"year": year, "actor": actor}, format)
        yield f"{sheet.stem}.{format}", make(tip, stamp)


def bodies(register: Register) -> list[Actor]:
    """The bodies that answer for measures or for tasks in them, and those that look at them."""
    named = {actor for measure in register.measures for actor in measure.responsible}
    named |= {actor for m, task in register.tasks.values() for actor in m.owners_of(task)}
    named |= {report.actor for report in register.reports}
    return [one for one in register.actors.values() if one.id in named or one.kind == "rapporteur"]


def owed(context: RuleContext, found: list[Finding], actor: str, lang: Lang) -> Mapping[str, object]:
    """What ``actor`` owes, by what the check has ``found``: open tasks, measures, and gaps.

    The tasks whose deadline passed first come first. ``forms`` are the ids of what has a form, of which
    there may be gaps. Raises ``Refused`` if there is no such body.
    """
    register, today = context.register, context.as_of
    if actor not in register.actors:
        raise Refused("edit.unknown", given=actor)
    titles = {measure.id: f"{measure.id} {measure.title.pick(lang)}" for measure in register.measures}
    tasks = [
        OpenTask(titles[measure.id], task, days_late(task, today))
        for measure, task in waiting(register.measures, {actor, *register.below(actor)})
    ]
    tasks.sort(key=lambda one: (-(one.days_late or 0), one.task.due or "9999", natural(one.task.id)))
    mine = register.measures_by_actor.get(actor, ())
    return {
        "body": register.actors[actor],
        "tasks": tasks,
        "measures": [(one.id, fill(responsible(one, one.title), lang), one.status) for one in mine],
        "gaps": gaps_view(context, gaps(found), GapFilter(ministries=(actor,))).gaps,
        "forms": {*register.tasks, *titles, *register.targets, *register.actors},
    }
