"""A report: what a body says of the year, measure by measure; all reports; and a page for each year."""

from menneskehandel_cli.blocks.model import Box, Entries, Entry, Heading, Paragraph, Whose
from menneskehandel_cli.formats import json
from menneskehandel_cli.formats.charts.promised import promised_picture
from menneskehandel_cli.formats.charts.when import when_picture
from menneskehandel_cli.formats.report_headline import first_lists, lead_of, measures_table, short_lists
from menneskehandel_cli.formats.report_parts import capital, names
from menneskehandel_cli.formats.show import lines_blocks
from menneskehandel_cli.language import Lang, Named, day, field_label, fill, msg, say
from menneskehandel_cli.register.citing import cite
from menneskehandel_cli.reports.frame import CommitState
from menneskehandel_cli.reports.listing import list_reports
from menneskehandel_cli.reports.record import kept
from menneskehandel_cli.reports.record_measure import report_lines
from menneskehandel_cli.reports.when import WhenView, when_view
from menneskehandel_cli.reports.yearly import YearlyView, yearly_view
from menneskehandel_cli.site.context import PageKind, Site, where
from menneskehandel_cli.site.page import Card, Cards, SiteBlock, SitePage
from menneskehandel_cli.site.parts import events_table, history_of, list_json, state_of


def _report_page(site: Site, subject: str, lang: Lang) -> SitePage:
    register, report = site.register, site.reports[subject]
    whose: Whose = "ministry" if report.kind == "self" else "others"
    blocks: list[SiteBlock] = []
    for key in ("foreword", "assessment", "next"):
        text = getattr(report, key)
        if text is not None:
            blocks.append(Paragraph(text.pick(lang), prose=True, mark=capital(fill(field_label(key), lang))))
    for part in report.measures:
        if part.says_something:
            name = register.renumbered.get(part.measure, part.measure)
            measure = site.register.measure_by_id.get(name)
            title = measure.title.pick(lang) if measure else name
            parts = lines_blocks(report_lines(register, part), lang)
            blocks.append(Box(title, whose, (Paragraph(name), *parts)))
    if report.findings:
        lines = []
        for item in report.findings:
            notes = kept(item.text, cite(register, item.source) if item.source else None)
            verdict = capital(say(f"verdict.{item.assessment}", lang))
            lines.append(Entry(item.subject, verdict, tuple(fill(note, lang) for note in notes)))
        blocks.append(Box(say("section.assessments", lang), whose, (Entries(tuple(lines)),)))
    if not blocks:
        blocks.append(Paragraph(say(msg("The report is still empty."), lang)))
    events = site.events.get(subject, ())
    blocks += history_of(site, events, lang)
    return SitePage(
        title=f"{report.period}: {names(register, [report.actor], lang)}",
        blocks=tuple(blocks),
        label=f"{capital(say(f'report.{report.kind}', lang))} · {subject}",
        badges=(state_of(site, subject, lang),),
        changed=events[-1].commit if events else None,
        path=register.by_id[subject].path,
        record=subject,
    )


def _reports_page(site: Site, _subject: str, lang: Lang) -> SitePage:
    """The years, and every report by its year: who it is from, and who approved it."""
    blocks: list[SiteBlock] = []
    if years := site.told_years:
        blocks.append(Cards(tuple(Card(site.place_of["year", year].file, year) for year in years)))
    if site.reports:
        bodies = {name: names(site.register, [one.actor], lang) for name, one in site.reports.items()}
        listed = (Entry(fill(Named(n, who), lang), state_of(site, n, lang)) for n, who in bodies.items())
        blocks.append(Entries(tuple(listed)))
    return SitePage(title=capital(say("site.list.reports", lang)), blocks=tuple(blocks))


def _views(site: Site, subject: str) -> tuple[CommitState, YearlyView, WhenView]:
    """The state at the end of a year, or now if it is not over, with what there is to tell of it."""
    frame = site.year(subject)
    assert frame is not None
    return frame.closing, yearly_view(frame, subject), when_view(frame)


def _year(site: Site, subject: str, lang: Lang) -> SitePage:
    """A year as it stood at its end, or as it stands now if it is not over."""
    closing, view, when = site.once(("year", subject), lambda: _views(site, subject))
    blocks: list[SiteBlock] = [
        promised_picture(when.promised, lang, site.addresses.get),
        when_picture(when, closing.register, lang, site.addresses.get),
    ]
    lists = first_lists(view, closing.register, lang)
    blocks += short_lists([found._replace(section="") for found in lists], lang)
    table = measures_table(view, closing.register, lang)
    blocks += [Heading(table.caption, 2, "measures"), table]
    if view.events:
        changes = say("site.table.changes", lang)
        blocks += [Heading(changes, 2, "changes"), events_table(changes, view.events, lang)]
    badges = [say("status.as_of", lang, day=day(closing.as_of.isoformat(), lang))]
    if view.incomplete is not None:
        badges.append(say(msg("preliminary"), lang))
    return SitePage(
        title=say("site.year", lang, year=view.year),
        blocks=tuple(blocks),
        badges=tuple(badges),
        lead=lead_of(view, site.register, lang),
        changed=closing.commit if view.incomplete is None else None,
        path="strategy/strategy.yaml",
    )


def _year_json(site: Site, subject: str, lang: Lang) -> str:
    """The view of the yearly report, without the commits that its stamp names."""
    _, view, _ = site.once(("year", subject), lambda: _views(site, subject))
    return json.render("mh/report/yearly/3", view, lang, indent=None)


def _report_json(site: Site, subject: str, _lang: Lang) -> str:
    """The report as ``mh list reports`` gives it."""
    items = [item for item in list_reports(site.register).items if item["id"] == subject]
    return json.render("mh/list/1", {"revision": None, "reports": items, "left_out": 0}, indent=None)


_IF_ANY = where(lambda s: s.years or s.reports)
KINDS = (
    PageKind("reports", 50, _IF_ANY, _reports_page, overview="site.list.reports", json=list_json("reports")),
    PageKind("year", 51, lambda site: site.told_years, _year, each="site.year", json=_year_json),
    PageKind("report", 140, lambda site: site.reports, _report_page, record=True, json=_report_json),
)
