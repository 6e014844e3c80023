"""What every report has around its content: its title and head, and what its codes and commits are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from menneskehandel_cli.blocks.model import Block, Heading, Page, strings
from menneskehandel_cli.formats.page import table_of, with_languages
from menneskehandel_cli.formats.report_parts import names
from menneskehandel_cli.formats.unjudged import unjudged
from menneskehandel_cli.language import Lang, choose, msg, say
from menneskehandel_cli.language.days import day
from menneskehandel_cli.reports.frame import Frame
from menneskehandel_cli.reports.yearly import YearlyView
from menneskehandel_cli.rules import all_rules

_COMMIT = re.compile(r"\b[0-9a-f]{10}\b")
_CODE = re.compile(r"\bMH[0-9]{3}\b")


def titled(title: str, view: YearlyView, frame: Frame, lang: Lang) -> tuple[str, list[str]]:
    """The title of a report on a year, marked as preliminary if it is, and what is missing."""
    if view.incomplete is None:
        return title, []
    until = day(view.ends.closing_day.isoformat(), lang)
    first = day(frame.history.commits[0].day.isoformat(), lang)
    note = say(f"report.preliminary.{view.incomplete}", lang, year=view.year, day=until, first=first)
    return say(msg("{title} (preliminary)"), lang, title=title), [note]


def head_of(
    title: str, frame: Frame, lang: Lang, blocks: tuple[Block, ...], notes: Iterable[str] = ()
) -> Page:
    """A page with the head shared by all reports: ``notes``, the day, and the commits compared."""
    opening, closing, register = frame.opening.commit, frame.closing.commit, frame.closing.register
    known = register.strategy
    meta = [unjudged(register.unjudged, lang)] if register.unjudged else []
    meta += notes
    meta += [say("status.as_of", lang, day=day(frame.closing.as_of.isoformat(), lang))]
    compared = {
        "opening": opening.id[:10],
        "opening_day": day(opening.day.isoformat(), lang),
        "closing": closing.id[:10],
        "closing_day": day(closing.day.isoformat(), lang),
    }
    key = "report.between" if opening.id != closing.id else "report.from_commit"
    meta.append(say(key, lang, **compared))
    coordinator = names(register, [known.coordinator], lang) if known is not None else ""
    if known is not None:
        meta.append(say(msg("Coordinator: {actor}"), lang, actor=coordinator))
    page = Page(
        title=title,
        subtitle=known.title.pick(lang) if known else "",
        lang=lang,
        meta=tuple(meta),
        fictional=say("fictional", lang) if known and known.fictional else "",
        blocks=blocks,
        contents=say("page.contents", lang),
        day=frame.closing.as_of,
        coordinator=coordinator,
    )
    return with_languages(replace(page, blocks=(*blocks, *_references(page, frame, lang))), lang)


def _references(page: Page, frame: Frame, lang: Lang) -> Iterator[Block]:
    """What the codes of rules and the commits on the page stand for."""
    told = list(strings(page))
    codes = sorted({code for text in told for code in _CODE.findall(text)} & all_rules().keys())
    named = {short for text in told for short in _COMMIT.findall(text)}
    commits = [commit for commit in frame.history.commits if commit.id[:10] in named]
    yield Heading(say(msg("Rules and commits named"), lang), 2, "references")
    if codes:
        yield table_of(
            say(msg("Rules named in this report"), lang),
            ("column.code", "column.meaning"),
            ((code, choose(all_rules()[code].why, lang)) for code in codes),
            lang,
        )
    changes = Counter(event.commit.id for event in frame.history.events)
    yield table_of(
        say(msg("Commits named in this report"), lang),
        ("column.commit", "column.recorded", "column.changes"),
        (
            (commit.id[:10], day(commit.day.isoformat(), lang), str(changes[commit.id]))
            for commit in commits
        ),
        lang,
    )
