"""The front page: the sentence, what is promised, other pictures in small, and the latest decisions."""

from collections.abc import Iterator

from menneskehandel_cli.blocks.model import Facts, Folded, Heading, Paragraph, Picture
from menneskehandel_cli.formats import RenderOptions, gaps, json
from menneskehandel_cli.formats.charts.promised import promised_picture, promised_small
from menneskehandel_cli.formats.charts.when import when_small
from menneskehandel_cli.formats.promised import owners, subjects
from menneskehandel_cli.formats.report_headline import ministries_table, shared_note
from menneskehandel_cli.formats.report_parts import capital
from menneskehandel_cli.language import Lang, count, day, fill, linked, msg, nmsg, say
from menneskehandel_cli.language.days import last_day
from menneskehandel_cli.language.runs import first_sentence
from menneskehandel_cli.register.citing import document_of
from menneskehandel_cli.reports.gaps import REQUIRED_GAPS
from menneskehandel_cli.reports.promised import PromisedView
from menneskehandel_cli.reports.record_actor import inferred
from menneskehandel_cli.reports.selection import EVERYTHING
from menneskehandel_cli.reports.status import status_view
from menneskehandel_cli.site.context import PageKind, Site, one
from menneskehandel_cli.site.page import Beside, Card, Cards, SiteBlock, SitePage, untitled
from menneskehandel_cli.site.pages.pictures import counted, law_read, small_pictures
from menneskehandel_cli.site.parts import LAST, completed_tasks_text, events_table, led


def _front_page(site: Site, _subject: str, lang: Lang) -> SitePage:
    view = site.when.promised
    ways = (
        Card(place.file, capital(say(kind.overview, lang)))
        for kind in site.kinds.values()
        if kind.overview
        if (place := site.place_of.get((kind.name, ""))) is not None
    )
    _, promised = untitled(promised_picture(view, lang, site.addresses.get))  # the lead says it
    facts = Facts(tuple(_first_facts(site, view, lang)))
    blocks: list[SiteBlock] = [Beside(((facts,), (promised_small(view, lang),)))]
    if site.years:
        due = site.register.periods[site.years[0]].due
        keys = ("report.who.points", *(["report.sum.no_due"] if due is None else []))
        ours = (text.say(lang) for text in inferred(site.register, site.register.normative_measures))
        notes = (*ours, *(say(key, lang) for key in keys), *counted(site, lang))
        about = (*shared_note(site.register, lang), *map(Paragraph, notes))
        figures = Folded(say(msg("About the figures"), lang), about)
        shared = Paragraph(say("report.who.shared", lang))
        blocks.append(Beside(((ministries_table(site.state, site.years[0], lang), shared, figures),)))
    blocks.append(Beside(tuple(_picture_part(site, *part, lang) for part in small_pictures(site, lang))))
    if site.when.promised.tasks or site.when.others:
        when = when_small(site.when, site.register, lang, site.addresses.get)
        blocks += _picture_part(site, "deadlines", "deadlines", when, lang)
    areas = [Paragraph(text) for text in subjects(view, lang)[1][1:]]
    blocks += [Heading(say("site.promised", lang), anchor="promised"), *areas, promised]
    if site.policy:
        latest = say(msg("Latest decisions and changes of status"), lang)
        blocks += [Heading(latest), events_table(latest, site.policy[-LAST:], lang)]
    blocks += [Heading(say("site.everything", lang)), Cards(tuple(ways))]
    return SitePage(
        title=site.strategy.title.pick(lang),
        blocks=tuple(blocks),
        lead=" ".join(_front_lead(site, view, lang)),
        basis=" ".join(_rests_on(site, view, lang)),
        path="strategy/strategy.yaml",
    )


def _picture_part(site: Site, kind: str, key: str, picture: Picture, lang: Lang) -> tuple[SiteBlock, ...]:
    """A picture under its heading, with the way to the page that shows the whole."""
    whole = Card(site.place_of[kind, ""].file, say(f"site.{key}.whole", lang))
    return Heading(say(f"site.{key}", lang)), picture, Cards((whole,))


def _front_lead(site: Site, view: PromisedView, lang: Lang) -> Iterator[str]:
    """How many tasks there are, how many only to be assessed, and how many are done since when."""
    measures = count("measures", sum(len(area.measures) for area in view.areas), lang)
    tasks = count(nmsg("{n} task", "{n} tasks"), view.counts.total, lang)
    yield linked(say("site.front.promised", lang, measures=measures, tasks=tasks), "page:measures")
    if view.counts.assess:
        yield led(subjects(view, lang)[1][:1], "#promised")
    if view.counts.total:
        yield from [say("site.front.begun", lang, day=day(site.first_day, lang))] if site.first_day else []
        done = f"site.front.recorded{'' if view.counts.completed else '.none'}"
        yield say(done, lang, n=view.counts.completed)
        every = site.register.normative_measures
        if view.counts.completed and all(one.status != "completed" for one in every):
            yield say("site.front.unfinished", lang, n=len(every))
        silent = all(x.task.status in ("completed", "not_reported") for x in view.tasks)
        yield from [say("site.front.silent", lang)] if silent and view.counts.completed else []


def _rests_on(site: Site, view: PromisedView, lang: Lang) -> Iterator[str]:
    """Whose judgement the figures are, and since when work is recorded."""
    if view.counts.assess:
        yield from (say(key, lang) for key in ("assess.means", "site.front.ours"))
    yield from law_read(site, lang)
    if subjects(view, lang)[0]:
        year = view.heard.year if view.heard is not None else ""
        if year and last_day(site.register.periods[year].to) >= site.state.as_of:
            yield say(msg("{year} is not over."), lang, year=year)


def _first_facts(site: Site, view: PromisedView, lang: Lang) -> Iterator[tuple[str, str]]:
    """What is delivered, what no measure follows up, deadlines, owners, and the strategy's document."""
    if recorded := subjects(view, lang)[0]:
        done = " ".join(completed_tasks_text(view, lang)) or led(recorded, "#promised")
        yield say("site.actor.is.delivered", lang), done
    if any(x.name in REQUIRED_GAPS for x in site.gaps.sections):
        done = say(msg("A gap does not mean that nothing has been done."), lang)
        opened, unknown = gaps.opened(site.gaps.view, lang)
        parts = (linked(opened, "page:gaps"), unknown, *(fill(x, lang) for x in site.gaps.most), done)
        yield say(msg("Not followed up"), lang), " ".join(filter(None, parts))
    if passed := subjects(view, lang)[2]:
        yield say("column.deadlines", lang), led(passed, "page:deadlines")
    if unowned := first_sentence(owners(view, lang))[0]:
        yield say("column.owner", lang), f"{unowned}."
    if (document := document_of(site.register, site.strategy.source)) is not None:
        name = linked(document.title.pick(lang), document.url or f"document:{document.id}")
        by, note = (text.pick(lang) if text else "" for text in (document.publisher, document.note))
        known = {"publisher": by, "reference": document.reference}
        labels = ((say(f"column.{key}", lang), value) for key, value in known.items() if value)
        told_of = [name, *(say("labelled", lang, label=label, value=value) for label, value in labels)]
        first, rest = first_sentence(note)
        told_of += filter(None, (first, first_sentence(rest)[0]))
        told_of += [] if document.url else [say("site.document.no_address", lang)]
        yield say("site.document", lang), f"{'. '.join(told_of)}."


def _status_json(site: Site, _subject: str, lang: Lang) -> str:
    """The whole strategy at a glance, as ``mh status --format json`` gives it."""
    view = site.once("status", lambda: status_view(site.state.context, site.state.findings, EVERYTHING))
    return json.status(view._replace(revision=None), RenderOptions(lang))


KINDS = (PageKind("index", 0, one, _front_page, menu="site.kind.overview", json=_status_json),)
