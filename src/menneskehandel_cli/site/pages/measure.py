"""A measure: what was promised, what has happened, what others say, and what it answers."""

from __future__ import annotations

from dataclasses import replace

from menneskehandel_cli.blocks.model import Block, Heading, Paragraph
from menneskehandel_cli.formats.report_card import said_of
from menneskehandel_cli.formats.report_parts import capital, status_of
from menneskehandel_cli.language import Lang, Parts, Phrase, count, fill, msg, nmsg, say
from menneskehandel_cli.language.days import day
from menneskehandel_cli.models import Measure
from menneskehandel_cli.register.assessments import latest_assessments
from menneskehandel_cli.register.citing import cite
from menneskehandel_cli.reports.listing import list_measures, responsible
from menneskehandel_cli.reports.record import Line
from menneskehandel_cli.reports.record_measure import coordinating_first
from menneskehandel_cli.reports.record_requirement import assessment_lines
from menneskehandel_cli.reports.selection import EVERYTHING
from menneskehandel_cli.reports.status import next_deadline
from menneskehandel_cli.site.context import PageKind, Site, one
from menneskehandel_cli.site.page import (
    Box,
    Card,
    Cards,
    Columns,
    SitePage,
)
from menneskehandel_cli.site.parts import (
    RecordKind,
    entries,
    list_json,
    parts_of,
    record_page,
    with_names,
)


def badges(site: Site, measure: Measure, lang: Lang) -> tuple[str, ...]:
    """What a reader sees first of a measure: its status, its tasks, its next deadline."""
    done = sum(task.status == "completed" for task in measure.tasks)
    found = [capital(say(f"status.{measure.status}", lang))]
    if measure.ongoing:
        found.append(say("ongoing", lang))
    found.append(say("site.tasks_done", lang, n=done, total=len(measure.tasks)))
    coming = next_deadline(measure, site.state.as_of)
    if coming is not None:
        key = "site.deadline_passed" if coming.passed else "site.deadline"
        found.append(say(key, lang, task=coming.task, day=day(coming.due, lang)))
    return tuple(found)


def _make(site: Site, subject: str, lang: Lang) -> SitePage:
    measure = site.measures[subject]
    boxes = (_promised(site, measure, lang), _happened(site, measure, lang), _others(site, measure, lang))
    area = site.register.focus_areas.get(measure.focus_area)
    label = f"{say('column.measure', lang)} {measure.number}"
    if area is not None:
        label += f" · {say('area', lang)} {area.number}: {area.title.pick(lang)}"
    who = coordinating_first(site.register, measure)
    page = record_page(
        site,
        subject,
        lang,
        label=label,
        told=("area", "source", "summary", "status", "status_source", "status_text"),
        more=(Columns(boxes),),
        leave_out=("section.goals",),
        instead={
            "responsible": responsible(measure, with_names(site.register, who, lang)),
            "lead": with_names(site.register, (measure.lead,) if measure.lead else (), lang),
            "partners": with_names(site.register, measure.partners, lang),
        },
    )
    summary = measure.summary.pick(lang) if measure.summary else ""
    return replace(page, badges=badges(site, measure, lang), lead=summary)


_OF_TASKS = ("section.tasks", "section.group")


def _promised(site: Site, measure: Measure, lang: Lang) -> Box:
    found = site.detail(measure.id)
    goals = [line for part in found.sections if part.key == "section.goals" for line in part.lines]
    blocks: list[Block] = [entries(goals, lang, {*found.parts})] if goals else []
    if measure.tasks:
        first = next(part.anchor for part in found.sections if part.key in _OF_TASKS)
        told = count(nmsg("{n} task, see below", "{n} tasks, see below"), len(measure.tasks), lang)
        blocks.append(Paragraph("", mark=told, leads_to=first or "tasks"))
    source = fill(cite(site.register, measure.source), lang)
    blocks.append(Paragraph(source, mark=say("fact.source", lang)))
    return Box(say(msg("What the strategy promises"), lang), "strategy", tuple(blocks))


def _happened(site: Site, measure: Measure, lang: Lang) -> Box:
    """What the responsible bodies have reported, the newest year first."""
    blocks: list[Block] = [Paragraph(status_of(measure, lang), mark=say("fact.status", lang))]
    if measure.status_source is not None:
        statement = measure.status_source
        told = say("told_by", lang, by=statement.by, day=day(statement.date, lang))
        blocks.append(Paragraph(told + (f": {statement.text.pick(lang)}" if statement.text else "")))
    blocks += _reported(site, measure, lang, own=True) or [Paragraph(say("site.no_reports", lang))]
    return Box(say(msg("Reported"), lang), "ministry", tuple(blocks))


def _others(site: Site, measure: Measure, lang: Lang) -> Box:
    """What independent bodies have said of the measure, and of what it answers."""
    blocks = _reported(site, measure, lang, own=False)
    owners = {
        target.owner.id
        for address in measure.addresses
        if (target := site.register.targets.get(address.obligation)) is not None
    }
    known = site.once("assessments", lambda: latest_assessments(site.register))
    lines = [
        Line(name, line.said, (Phrase("cite", {"parts": Parts((line.label, *line.notes))}),))
        for name, several in known.items()
        if name in owners or name in site.parts_of(owners)
        for line, said in zip(assessment_lines(site.register, name), several, strict=True)
        if said.side != "ministry"
    ]
    if lines:
        blocks += [Paragraph(say(msg("On what the measure follows up:"), lang)), entries(lines, lang)]
    if not blocks:
        blocks.append(Paragraph(say(msg("Nothing from others is recorded here."), lang)))
    return Box(say("section.assessments", lang), "others", tuple(blocks))


def _reported(site: Site, measure: Measure, lang: Lang, *, own: bool) -> list[Block]:
    """What the bodies responsible for a measure, or independent ones, have said of it by year."""
    blocks: list[Block] = []
    reported = [
        (report, said)
        for report, name, said in site.register.said
        if name == measure.id and (report.kind == "self") == own and said.says_something
    ]
    for report, said in sorted(reported, key=lambda item: (-item[0].year, item[0].actor)):
        who = with_names(site.register, (report.actor,), lang)
        blocks += [Heading(f"{report.year}: {who}", 3), *said_of(site.register, said, lang)]
    return blocks


def _all(site: Site, _subject: str, lang: Lang) -> SitePage:
    """Every measure by focus area."""
    register = site.register
    blocks: list[Block] = []
    for number, area in register.focus_areas.items():
        blocks.append(Heading(f"{number}. {area.title.pick(lang)}", 2, f"FA{number}"))
        blocks.append(Paragraph(area.goal.pick(lang)))
        cards = [
            Card(
                site.addresses[measure.id],
                measure.title.pick(lang),
                (
                    " · ".join(
                        (
                            *badges(site, measure, lang),
                            fill(responsible(measure, " ".join(measure.responsible), short=True), lang),
                        )
                    ),
                ),
                f"{say('column.measure', lang)} {measure.number}",
            )
            for measure in register.measures
            if measure.focus_area == number
        ]
        blocks.append(Cards(tuple(cards)))
    return SitePage(
        title=capital(say("list.measures.heading", lang)),
        blocks=tuple(blocks),
        lead=count("measures", len(register.measures), lang),
    )


KINDS = (
    PageKind(
        "measures",
        10,
        one,
        _all,
        menu="site.table.measures",
        json=list_json(lambda site: list_measures(site.register, EVERYTHING)),
    ),
    RecordKind("measure", 110, lambda site: site.measures, _make, parts=parts_of),
)
