"""Parts that several kinds of pages share: facts, lists, findings and history of a record."""

import json
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from menneskehandel_cli.blocks.model import Block, Bullets, Heading, Table
from menneskehandel_cli.formats import RenderOptions, listing, show
from menneskehandel_cli.formats.check import diagnostic
from menneskehandel_cli.formats.json import json_text, plain_json
from menneskehandel_cli.formats.page import table_of
from menneskehandel_cli.formats.report_parts import capital, moved_table
from menneskehandel_cli.formats.show import record_blocks
from menneskehandel_cli.history import Event, policy_events
from menneskehandel_cli.language import Lang, day, fill, first_sentence, linked, msg, say
from menneskehandel_cli.reports.listing import WHOLE
from menneskehandel_cli.reports.log import tell
from menneskehandel_cli.reports.promised import PromisedView
from menneskehandel_cli.reports.yearly import moved
from menneskehandel_cli.site.context import PageKind, Site
from menneskehandel_cli.site.page import SitePage

LAST = 6
"""So many of the last decisions, and of the tasks past their deadlines, are named in one place."""


def record_page(site: Site, subject: str, lang: Lang, more: Iterable[Block] = ()) -> SitePage:
    """A record as ``mh show`` tells it, with ``more`` before its notes, its findings and its history."""
    found = site.detail(subject)
    # What is missing about an obligation is its class.
    own = found.findings if found.type == "measure" else ()
    gaps = tuple(x.message(lang) for x in own if x.severity == "gap" and x.accepted is None)
    findings = (Heading(say(msg("What is missing"), lang), 2, "findings"), Bullets(gaps)) if gaps else ()
    last = (*findings, *history_of(site, found.history, lang))
    quiet = since(site, lang) if found.type in ("measure", "actor") and found.basis else ()
    return SitePage(
        title=capital(fill(found.name, lang)),
        blocks=(*record_blocks(found, lang, (*more, *last)),),
        label=fill(found.label, lang),
        badges=tuple(capital(fill(text, lang)) for text in found.state),
        lead=fill(found.lead, lang),
        basis=" ".join(filter(None, (fill(found.basis, lang), *quiet))),
        changed=found.history[-1].commit if found.history else None,
        path=found.path,
        record=str(found.links.get("obligation", subject)),
        id=subject,
    )


def since(site: Site, lang: Lang) -> Iterator[str]:
    """Since when it is recorded what is done, if that is known, and that earlier work may be missing."""
    if at := site.first_day:
        yield say("site.since", lang, day=day(at, lang))


def led(texts: Sequence[str], place: str) -> str:
    """Sentences, the first of them a link to what it counts."""
    return " ".join((linked(texts[0], place), *texts[1:]))


def completed_tasks_text(view: PromisedView, lang: Lang) -> Iterator[str]:
    """The tasks that are recorded as completed, by name, each with its evidence; nothing of many."""
    done = [one.task for one in view.tasks if one.task.status == "completed"]
    called = ((linked(first_sentence(x.text.pick(lang))[0], x.id), x.evidence) for x in done)
    named = (" – ".join((name, *(y.title.pick(lang) for y in seen))) for name, seen in called)
    if 0 < len(done) <= LAST:
        yield say("site.front.done", lang, tasks="; ".join(named))


def events_table(caption: str, events: Iterable[Event], lang: Lang) -> Table:
    """Events, the newest first, each with when it was recorded, and when it happened if that is known."""
    newest = [*events][::-1]
    shown = 3 if any(event.delta.happened for event in newest) else 2
    rows = (
        (
            day(event.commit.day.isoformat(), lang),
            fill(tell(event.delta, event.times), lang),
            day(event.delta.happened, lang) if event.delta.happened else "–",
        )[:shown]
        for event in newest
    )
    return table_of(caption, ("column.recorded", "column.change", "column.happened")[:shown], rows, lang)


def history_of(site: Site, events: Collection[Event], lang: Lang) -> Iterator[Block]:
    """What changed, and the deadlines that moved with every value they have had; nothing if nothing has.

    Corrections and data entry are no change of policy: the page of changes tells of them.
    """
    if policy := policy_events(events):
        yield Heading(say("section.history", lang), 2, "history")
        if shifts := moved(policy, site.frame):
            yield moved_table(shifts, site.register, lang)
        yield events_table(say("section.history", lang), policy, lang)


def state_of(site: Site, subject: str, lang: Lang) -> str:
    """The year and the kind of a report, and who approved it when, or that it is a draft."""
    report = site.reports[subject]
    kind = capital(say(f"report.{report.kind}", lang))
    if report.approved is None:
        return f"{report.period}: {kind}, {say('report.draft', lang)}"
    words = say("told_by", lang, by=report.approved.by, day=day(report.approved.date, lang))
    return f"{report.period}: {kind}, {say('site.approved', lang, told=words)}"


def parts_of(site: Site, subject: str) -> tuple[str, ...]:
    """The ids of the parts of a record, each with a place on its page."""
    return site.detail(subject).parts


def list_json(kind: str) -> Callable[[Site, str, Lang], str]:
    """What gives a list by its name as ``mh list --format json`` does, alike in all languages.

    It names no commit.
    """
    make = WHOLE[kind]

    def written_list(site: Site, lang: Lang) -> str:
        return listing.render_json(make(site.state.context)._replace(revision=None), RenderOptions(lang))

    return lambda site, _subject, lang: site.once(make, lambda: written_list(site, lang))


def record_json(site: Site, subject: str, lang: Lang) -> str:
    """The record as ``mh show --format json`` gives it, on one line, with the history of its page.

    It names no commit, so that it stays the same until the record changes; the manifest names it. The
    data of the whole site has the corrections and the data entry, once instead of with each record.
    """
    found = site.detail(subject)
    found = replace(found, history=policy_events(found.history))
    findings = [diagnostic(finding, lang) for finding in found.findings]

    def whole(own: str) -> dict[str, object]:
        record = {**show.item(found, lang), "findings": own}
        return {"schema": show.SCHEMA, "revision": None, "records": [record]}

    return shared_json(site, ("record", subject), findings, whole)


def shared_json(site: Site, key: Hashable, own: object, whole: Callable[[str], object]) -> str:
    """JSON on one line: ``whole``, written once for all languages, with what is a language's ``own``."""
    here = "\0"  # stands for what is its own: no text of YAML has this sign
    around = site.once(key, lambda: json_text(plain_json(whole(here)), indent=None).split(json.dumps(here)))
    return json_text(plain_json(own), indent=None).strip().join(around)


RecordKind = partial(PageKind, record=True, json=record_json)
"""A kind of page that is about records of one kind, as ``mh show`` tells them."""
