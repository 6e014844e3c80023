"""Making a report: from its kind, its arguments and two commits to its text.

``mh report`` and ``mh verify`` both come through here, so that a report can be made again.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from menneskehandel_cli import __version__
from menneskehandel_cli.cli.failure import Failure
from menneskehandel_cli.cli.session import Session, open_session
from menneskehandel_cli.language import Lang, last_day

if TYPE_CHECKING:
    from menneskehandel_cli.formats.page import Page
    from menneskehandel_cli.git import Commit
    from menneskehandel_cli.history import History
    from menneskehandel_cli.reports.frame import Frame, State

Arguments = Mapping[str, str]
Made = tuple[object, "Page"]
"""A report's view and its page."""


@dataclass(frozen=True, slots=True)
class Order:
    """A report that is asked for."""

    kind: str
    arguments: dict[str, str]
    opening: str
    closing: str
    format: str
    lang: Lang


def make(root: Path | None, order: Order, own: Path | None = None, begun: Session | None = None) -> str:
    """The report's text. The same order, version and templates give the same bytes.

    ``begun`` is a session that has found out what to order; if it stands at the closing commit, what it
    has read is not read again.
    """
    from jinja2 import TemplateError

    from menneskehandel_cli.formats import report as forms
    from menneskehandel_cli.formats.stamp import Stamp, digest
    from menneskehandel_cli.formats.templates import folders

    if order.arguments.keys() != _ARGUMENTS[order.kind]:
        raise Failure("report_arguments", kind=order.kind)
    if own is not None and not own.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(own))
    session = begun
    if session is None or session.at != order.closing:
        session = open_session(root, order.lang, at=order.closing)
    if session.strategy is None:
        raise Failure("no_strategy_data", at=order.closing[:10])
    _ = session.history  # before the records, for it reads the files of both ends too
    frame = _frame(session, order)
    view, page = MAKERS[order.kind](frame, order.arguments, order.lang)
    stamp = Stamp(
        report=order.kind,
        arguments=order.arguments,
        opening=order.opening,
        closing=order.closing,
        format=order.format,
        lang=order.lang,
        version=__version__,
        templates=digest(folders(own)),
    )
    if order.format == "json":
        return forms.render_json(view, stamp, order.lang)
    try:
        return forms.render(page, stamp, order.lang, own)
    except TemplateError as error:
        name = getattr(error, "name", None) or "report"
        raise Failure("template", name=name, why=str(error)) from None
    except Exception as error:
        if own is None:
            raise
        # A reader's own template may do anything: divide by nought, call itself, be no UTF-8.
        raise Failure("template", name="report", why=str(error) or type(error).__name__) from None


def _frame(session: Session, order: Order) -> Frame:
    from menneskehandel_cli.git import GitTrouble
    from menneskehandel_cli.reports.frame import Frame

    closing = _state(session, session.history, order.closing)
    if order.opening == order.closing:
        return Frame(closing, closing, session.history)
    earlier = session.earlier(order.opening)
    try:
        past = session.history.until(order.opening)
    except ValueError:
        raise Failure("not_on_mainline", at=order.opening[:10]) from None
    if _entered_until(earlier) != _entered_until(session):
        # The earlier state says itself what was data entry, so that its gaps are those of ``--at``.
        with suppress(GitTrouble):
            past = earlier.history
    return Frame(_state(earlier, past, order.opening), closing, session.history)


def _entered_until(session: Session) -> str | None:
    return session.strategy.history.baseline if session.strategy else None


def _state(session: Session, history: History, commit: str) -> State:
    from menneskehandel_cli.reports.frame import State
    from menneskehandel_cli.rules import RuleContext, findings

    found = next((item for item in history.commits if item.id == commit), None)
    if found is None:
        raise Failure("not_on_mainline", at=commit[:10])
    context = RuleContext(session.register, found.day, history)
    return State(found, context, partial(findings, context, session.tree.read, brief=True))


def ends_of_year(session: Session, year: int) -> tuple[str, str]:
    """The closing commits of the year before and of the year (design, section 5)."""
    _year({"year": str(year)})
    strategy = session.strategy
    if strategy is not None:
        period_of = strategy.period
        if not period_of.from_ <= year <= period_of.to:
            known = f"{period_of.from_}–{period_of.to}"
            raise Failure("year_outside", given=str(year), known=known)
    periods = strategy.reporting.periods if strategy else {}
    period, before = periods.get(str(year)), periods.get(str(year - 1))
    closes = period.closes if period else None
    closing = session.repository.resolve(closes) if closes else session.tip
    commits = _until(session.history.commits, closing)
    if before is not None and before.closes:
        return session.repository.resolve(before.closes), closing
    start = last_day(period.from_) if period and len(period.from_) > 7 else date(year, 1, 1)  # noqa: PLR2004
    return _last_before(commits, start, session.history), closing


def _until(commits: tuple[Commit, ...], closing: str) -> list[Commit]:
    ids = [commit.id for commit in commits]
    if closing not in ids:
        raise Failure("not_on_mainline", at=closing[:10])
    return list(commits[: ids.index(closing) + 1])


def last_on(session: Session, day: date, closing: str) -> str:
    """The last commit on or before a day, or the end of the data entry where none is so old."""
    commits = _until(session.history.commits, closing)
    found = [commit for commit in commits if commit.day <= day]
    return found[-1].id if found else _entered(commits, session.history)


def _last_before(commits: list[Commit], start: date, history: History) -> str:
    found = [commit for commit in commits if commit.day < start]
    return found[-1].id if found else _entered(commits, history)


def _entered(commits: list[Commit], history: History) -> str:
    """The last commit of the data entry, or the first one there is."""
    entry = {event.commit.id for event in history.events if event.classification == "data_entry"}
    found = [commit.id for commit in commits if commit.id in entry]
    return found[-1] if found else commits[0].id


def _yearly(frame: Frame, arguments: Arguments, lang: Lang) -> Made:
    from menneskehandel_cli.formats.report_yearly import yearly_page
    from menneskehandel_cli.reports.yearly import yearly_view

    view = yearly_view(frame, _year(arguments))
    return view, yearly_page(view, frame, lang)


def _year(arguments: Arguments) -> int:
    year = arguments.get("year", "")
    if not (year.isascii() and year.isdecimal() and len(year) == len("2026")):
        raise Failure("year", year=year)
    return int(year)


def _ministry(frame: Frame, arguments: Arguments, lang: Lang) -> Made:
    from menneskehandel_cli.formats.report_ministry import ministry_page
    from menneskehandel_cli.reports.ministry import ministry_view

    view = ministry_view(frame, arguments.get("ministry", ""), _year(arguments))
    return view, ministry_page(view, frame, lang)


def _answers(frame: Frame, arguments: Arguments, lang: Lang, *, since: bool) -> Made:
    from menneskehandel_cli.formats.report_answers import answers_page
    from menneskehandel_cli.reports.answers import answers_view

    names = tuple(arguments["instrument"].split(","))
    known = frame.closing.register.instruments
    if arguments["editorial"] not in ("", "yes") or not known.keys() >= {*names}:
        raise Failure("report_arguments", kind="since" if since else "obligations")
    view = answers_view(frame, names, editorial=arguments["editorial"] == "yes", since=since)
    return view, answers_page(view, frame, lang)


def _evaluation(frame: Frame, arguments: Arguments, lang: Lang) -> Made:
    from menneskehandel_cli.formats.report_evaluation import evaluation_page
    from menneskehandel_cli.reports.evaluation import evaluation_view

    days = (arguments["from"], arguments["to"])
    try:
        whole = days == tuple(date.fromisoformat(day).isoformat() for day in days)
    except ValueError:
        whole = False
    if not whole:
        raise Failure("report_arguments", kind="evaluation")
    view = evaluation_view(frame, *days)
    return view, evaluation_page(view, frame, lang)


MAKERS: Mapping[str, Callable[[Frame, Arguments, Lang], Made]] = {
    "yearly": _yearly,
    "ministry": _ministry,
    "obligations": partial(_answers, since=False),
    "since": partial(_answers, since=True),
    "evaluation": _evaluation,
}
"""Every kind of report."""

_ARGUMENTS: Mapping[str, frozenset[str]] = {
    "yearly": frozenset({"year"}),
    "ministry": frozenset({"ministry", "year"}),
    "obligations": frozenset({"instrument", "editorial"}),
    "since": frozenset({"instrument", "editorial"}),
    "evaluation": frozenset({"from", "to"}),
}
