"""What the coordinator reads: what applies now, and how it became so, as the reports tell it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from menneskehandel_cli.app.choices import choose_bodies, choose_period
from menneskehandel_cli.app.making import Tip, frame, order
from menneskehandel_cli.blocks.anchors import Anchors
from menneskehandel_cli.blocks.model import Page, Paragraph
from menneskehandel_cli.formats.gaps import lines_table
from menneskehandel_cli.formats.log import event_line
from menneskehandel_cli.formats.report_headline import first_lists, short_lists
from menneskehandel_cli.formats.report_pages import REPORT_KINDS
from menneskehandel_cli.formats.report_parts import moved_table, names
from menneskehandel_cli.formats.show import EVENTS, record_page
from menneskehandel_cli.history import policy_events
from menneskehandel_cli.language import fill, msg, say
from menneskehandel_cli.language.days import first_day
from menneskehandel_cli.language.refused import Refused
from menneskehandel_cli.language.runs import DocumentLang
from menneskehandel_cli.register.records import grouped
from menneskehandel_cli.reports.detail import detail, with_findings
from menneskehandel_cli.reports.gap_lines import gap_list
from menneskehandel_cli.reports.gaps import GapFilter, gaps_view
from menneskehandel_cli.reports.log import LogFilter, events_by_name, log_view
from menneskehandel_cli.reports.yearly import yearly_view


def year_told(tip: Tip, lang: DocumentLang, year: str) -> Mapping[str, object]:
    """Who has reported for a year, what waits for approval, and what is late, due and moved."""
    stamp = order(REPORT_KINDS["yearly"], tip, {"year": year}, "html")
    now = frame(tip, stamp.opening)
    register, view = now.closing.register, yearly_view(now, year)
    lists = [
        one for one in first_lists(view, register, lang) if one.key in ("late", "differing", "coming")
    ]
    asked = (one.body for one in register.instruments.values() if one.kind == "recommendations")
    return {
        "view": view,
        "year": year,
        "called": {actor: names(register, [actor], lang) for actor in register.actors},
        "drafts": [one for one in register.reports if not one.counts],
        "lists": tuple(short_lists((replace(one, section="") for one in lists), lang)),
        "moved": [moved_table(view.moved_ever, register, lang)] if view.moved_ever else [],
        "asking": [(body, fill(register.short_name(body), lang)) for body in dict.fromkeys(asked)],
    }


def changes_told(tip: Tip, lang: DocumentLang, since: str) -> Mapping[str, object]:
    """What has been recorded since a day, the newest first. Raises ``Refused`` for what is no day."""
    start = first_day(choose_period(since))
    view = log_view(None, tip.past.required(), tip.opened.commit, LogFilter(since=start))
    found = grouped((one.commit, event_line(one, lang)) for one in view.policy).items()
    other = dict.fromkeys(one.commit for one in reversed(view.bookkeeping))
    return {"since": since, "start": start, "found": found, "other": other}


def demands_told(tip: Tip, lang: DocumentLang, body: str) -> Mapping[str, object]:
    """What a body has asked for and no measure follows up."""
    now = frame(tip).closing
    register = now.register
    wanted = GapFilter(bodies=choose_bodies(register, [body]))
    found = gap_list(gaps_view(now.context, now.findings, wanted), now.context)
    title = say("gaps.section.asked", lang, bodies=fill(register.short_name(body), lang))
    tables = [lines_table(one, title, one.lines, lang) for one in found.sections if one.name == "asked"]
    nothing = Paragraph(say(msg("Nothing: a measure follows up everything that is asked for."), lang))
    return {"page": Page(title, lang, (*tables,) or (nothing,))}


def letter_told(tip: Tip, lang: DocumentLang, year: str, actor: str) -> Mapping[str, object]:
    """What a ministry is asked to report for a year, as the letter to it says."""
    kind = REPORT_KINDS["ministry"]
    stamp = order(kind, tip, {"year": year, "actor": actor}, "html")
    return {"page": kind.make(frame(tip, stamp.opening), stamp.arguments, lang)[1]}


def record_told(tip: Tip, lang: DocumentLang, name: str) -> Mapping[str, object]:
    """All that is recorded of a record or of a part of one, as ``mh show`` tells it."""
    now = frame(tip).closing
    found = detail(now.context, name)
    if found is None:
        raise Refused("edit.unknown", given=name)
    events = events_by_name(now.register, tip.past.required()).get(name, ())
    newest = policy_events(events)[-EVENTS:]
    page = record_page(replace(with_findings(found, now.findings), history=newest), lang)
    return {"page": replace(page, subtitle=fill(found.label, lang))}


PAGES: Mapping[str, tuple[Callable[..., Mapping[str, object]], str]] = {
    "/coordinator/{year}": (year_told, "coordinator.html.j2"),
    "/coordinator/since/{since}": (changes_told, "since.html.j2"),
    "/coordinator/demands/{body}": (demands_told, "told.html.j2"),
    "/coordinator/letter/{year}/{actor}": (letter_told, "told.html.j2"),
    "/told/{name}": (record_told, "told.html.j2"),
}
"""What tells each page, and its template, by its address, whose parts are the last arguments."""


def links(tip: Tip) -> Anchors:
    """Where names lead: to their forms, and for a body to what it owes."""
    register = tip.snapshot.register
    named = (*register.targets, *register.tasks, *(measure.id for measure in register.measures))
    places = {name: f"/record/{name}" for name in named}
    return Anchors(places | {name: f"/owes/{name}" for name in register.actors})
