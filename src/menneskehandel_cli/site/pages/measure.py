"""A measure: what was promised, what has happened, what others say, and what it answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from menneskehandel_cli.blocks.model import Facts, Heading, Paragraph
from menneskehandel_cli.formats.report_card import said_of, tasks_of
from menneskehandel_cli.formats.report_parts import status_of
from menneskehandel_cli.language import Day, Lang, Phrase, count, day, fill, say
from menneskehandel_cli.models import Measure, Text
from menneskehandel_cli.register.citing import cite
from menneskehandel_cli.reports.listing import Said, list_measures, responsible
from menneskehandel_cli.reports.record import Line, address_line
from menneskehandel_cli.reports.selection import EVERYTHING
from menneskehandel_cli.reports.status import next_deadline
from menneskehandel_cli.site.context import Site
from menneskehandel_cli.site.page import (
    Box,
    Card,
    Cards,
    Columns,
    Entries,
    Entry,
    SiteBlock,
    SitePage,
    Whose,
)
from menneskehandel_cli.site.pages import PageKind, one
from menneskehandel_cli.site.parts import (
    box,
    capital,
    entries,
    facts_of,
    findings_of,
    history_of,
    last_change,
    list_json,
    record_json,
    section,
    with_names,
)


def _subjects(site: Site) -> Iterable[str]:
    return (measure.id for measure in site.register.measures)


def _parts(site: Site, subject: str) -> Iterable[str]:
    measure = _measure(site, subject)
    groups = (
        *(goal.id or goal.ref or "" for goal in measure.goals),
        *(group.id for group in measure.groups),
        *(task.id for task in measure.tasks),
        *(gap.id for gap in measure.knowledge_gaps),
    )
    return (name for name in groups if name.startswith(f"{measure.id}."))


def _measure(site: Site, subject: str) -> Measure:
    return next(measure for measure in site.register.measures if measure.id == subject)


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
    measure, found = _measure(site, subject), site.detail(subject)
    register = site.register
    who = fill(responsible(measure, with_names(register, measure.responsible, lang)), lang)
    told = ("area", "responsible", "lead", "partners", "source", "summary", "status")
    facts = (
        (capital(say("fact.responsible", lang)), who),
        *(
            ((capital(say("fact.lead", lang)), with_names(register, (measure.lead,), lang)),)
            if measure.lead
            else ()
        ),
        *(
            ((capital(say("fact.partners", lang)), with_names(register, measure.partners, lang)),)
            if measure.partners
            else ()
        ),
        *((capital(name), value) for name, value in facts_of(found.facts, lang, told).items),
    )
    boxes = (_promised(site, measure, lang), _happened(site, measure, lang), _others(site, measure, lang))
    area = register.focus_areas.get(measure.focus_area)
    blocks: list[SiteBlock] = [Facts(facts), Columns(tuple(item for item in boxes if item))]
    blocks += _tasks(site, measure, lang)
    blocks += _answers(site, measure, lang)
    for part in found.sections:
        key = part.title.key if isinstance(part.title, Phrase) else ""
        if key in ("section.relations", "section.indicators", "section.knowledge_gaps"):
            blocks += section(part, lang, anchors=key == "section.knowledge_gaps")
    blocks += findings_of(found, lang)
    blocks += history_of(site, found.history, lang)
    label = f"{say('report.measure', lang)} {measure.number}"
    if area is not None:
        label += f" · {say('site.area', lang)} {area.number}: {area.title.pick(lang)}"
    return SitePage(
        title=measure.title.pick(lang),
        blocks=tuple(blocks),
        label=label,
        badges=badges(site, measure, lang),
        lead=measure.summary.pick(lang) if measure.summary else "",
        changed=last_change(found.history),
        path=found.path,
        record=measure.id,
    )


def _promised(site: Site, measure: Measure, lang: Lang) -> Box | None:
    goals = []
    for goal in measure.goals:
        name = goal.ref or goal.id or ""
        text = site.register.goals.get(name)
        goals.append(Entry(name, text.pick(lang) if text else "", (), "" if goal.ref else name))
    blocks: list[SiteBlock] = [Entries(tuple(goals))] if goals else []
    if measure.tasks:
        blocks.append(
            Paragraph("", mark=count("site.n_tasks", len(measure.tasks), lang), leads_to="tasks")
        )
    blocks.append(
        Paragraph(fill(cite(site.register, measure.source), lang), mark=say("fact.source", lang))
    )
    return box("site.promised", "strategy", blocks, lang)


def _happened(site: Site, measure: Measure, lang: Lang) -> Box | None:
    """What the responsible bodies have reported, the newest year first."""
    register = site.register
    blocks: list[SiteBlock] = [Paragraph(status_of(measure, lang), mark=say("fact.status", lang))]
    if measure.status_source is not None:
        statement = measure.status_source
        told = say("told_by", lang, by=statement.by, day=day(statement.date, lang))
        blocks.append(Paragraph(told + (f": {statement.text.pick(lang)}" if statement.text else "")))
    reported = [
        (report, name, said)
        for report, name, said in register.said
        if name == measure.id and report.kind == "self" and said.says_something
    ]
    for report, _, said in sorted(reported, key=lambda item: (-item[0].year, item[0].actor)):
        who = with_names(register, (report.actor,), lang)
        blocks.append(Heading(f"{report.year}: {who}", 3))
        blocks += said_of(register, said, lang)
    if not reported:
        blocks.append(Paragraph(say("site.no_reports", lang)))
    return box("site.happened", "ministry", blocks, lang)


def _others(site: Site, measure: Measure, lang: Lang) -> Box | None:
    """What independent bodies have said of the measure, and of what it answers."""
    register = site.register
    blocks: list[SiteBlock] = []
    for report, name, said in register.said:
        if name == measure.id and report.kind != "self" and said.says_something:
            blocks.append(Heading(f"{report.year}: {with_names(register, (report.actor,), lang)}", 3))
            blocks += said_of(register, said, lang)
    owners = {
        target.owner.id
        for address in measure.addresses
        if (target := register.targets.get(address.obligation)) is not None
    }
    lines = [
        Line(name, Phrase(f"verdict.{said.verdict}"), _who(said.by, said.date, said.text))
        for name, several in site.assessments.items()
        if name in owners or name in site.parts_of(owners)
        for said in several
        if said.side != "ministry"
    ]
    if lines:
        blocks += [Paragraph(say("site.on_obligations", lang)), entries(lines, lang)]
    if not blocks:
        blocks.append(Paragraph(say("site.no_others", lang)))
    return box("section.assessments", "others", blocks, lang)


def _who(by: str, date: str, text: Text | None) -> tuple[Said, ...]:
    return (Phrase("told_by", {"by": by, "day": Day(date)}), *((text,) if text else ()))


def _tasks(site: Site, measure: Measure, lang: Lang) -> Iterator[SiteBlock]:
    """The tasks, by the group that they belong to."""
    if not measure.tasks:
        return
    yield Heading(capital(say("section.tasks", lang)), 2, "tasks")
    groups = {group.id for group in measure.groups}
    loose = tuple(task for task in measure.tasks if task.group not in groups)
    yield from tasks_of(site.state, measure.id, loose, lang)
    for group in measure.groups:
        inside = tuple(task for task in measure.tasks if task.group == group.id)
        yield Heading(f"{group.id} {group.title.pick(lang) if group.title else ''}".strip(), 3, group.id)
        yield from tasks_of(site.state, group.id, inside, lang)


def _answers(site: Site, measure: Measure, lang: Lang) -> Iterator[SiteBlock]:
    """What the measure answers: the strategy's own links apart from ours."""
    links = site.links_of(measure.id)
    if not links:
        return
    yield Heading(capital(say("section.addresses", lang)), 2, "answers")
    whose: Whose
    for whose, bases in (("strategy", ("strategy", "area")), ("ours", ("editorial",))):
        lines = [address_line(site.register, link) for link in links if link.address.basis in bases]
        if lines:
            yield Box(say(f"site.links.{whose}", lang), whose, (entries(lines, lang),))


def _all(site: Site, _subject: str, lang: Lang) -> SitePage:
    """Every measure by focus area."""
    register = site.register
    blocks: list[SiteBlock] = []
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
                f"{say('report.measure', lang)} {measure.number}",
            )
            for measure in register.measures
            if measure.focus_area == number
        ]
        blocks.append(Cards(tuple(cards)))
    return SitePage(
        title=capital(say("list.measures.heading", lang)),
        blocks=tuple(blocks),
        lead=count("site.n_measures", len(register.measures), lang),
    )


KINDS = (
    PageKind(
        "measures",
        10,
        one,
        _all,
        menu="site.menu.measures",
        json=list_json(lambda site: list_measures(site.register, EVERYTHING)),
    ),
    PageKind("measure", 110, _subjects, _make, record=True, parts=_parts, json=record_json),
)
