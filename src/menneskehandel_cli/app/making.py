"""Make the text of a report from its kind, its arguments and two commits.

Used by both ``mh report`` and ``mh verify``, so that a report can be reproduced.
"""

import errno
import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import TemplateError

from menneskehandel_cli.app import choices, stages
from menneskehandel_cli.app.reporter import Reporter
from menneskehandel_cli.blocks.templates import folders
from menneskehandel_cli.formats import EXTRAS, RenderOptions, render
from menneskehandel_cli.formats.report_frame import Arguments, Report, ReportKind, Stamp, digest_of
from menneskehandel_cli.formats.report_pages import REPORT_KINDS
from menneskehandel_cli.git import Repository
from menneskehandel_cli.history import History
from menneskehandel_cli.language import Choices, DocumentLang, Lang, Phrase, Refused, TermedLang
from menneskehandel_cli.models import Strategy
from menneskehandel_cli.models.reporting import is_period_name
from menneskehandel_cli.register import Register, load_strategy
from menneskehandel_cli.register.reporting import in_bodies, ministries, own_tasks
from menneskehandel_cli.reports.answers import is_path
from menneskehandel_cli.reports.frame import CommitState, Frame, Mainline, NotBegun
from menneskehandel_cli.rules import findings
from menneskehandel_cli.trees import ROOT_FILE
from menneskehandel_cli.version import __version__


class Parameter(NamedTuple):
    """One parameter of a report.

    ``read`` turns what is given for it into arguments, ``keys`` being their names; it raises ``Refused``.
    ``fits`` checks arguments read from a stamp.
    """

    keys: tuple[str, ...]
    read: Callable[[Mapping[str, Any], Register], Mapping[str, str]]
    fits: Callable[[Mapping[str, str], Register], bool]


def _no_letter(refused: Refused, register: Register, year: str) -> Refused:
    """Why there is no letter to a body; and whom to ask, if it takes part in the measures of others."""
    bodies: Any = refused.params["given"]
    body = str(bodies[0]) if refused.key == "actor" else ""
    owned = [one.id for one, _ in own_tasks(register, body)] if body else []
    mine = [one for one in register.normative_measures if body in one.partners or one.id in owned]
    who = [name for name in ministries(register) if any(name in one.responsible for one in mine)]
    if not who:
        return refused
    alone = register.strategy is not None and who == [register.strategy.coordinator]
    own = Phrase("report.own_tasks", actor=body, year=year) if owned else ""
    about = {"actor": body, "measures": [one.id for one in mine], "who": who, "first": who[-1], "own": own}
    return Refused("partner.coordinator" if alone else "partner", **about)


def _ministry(options: Mapping[str, Any], register: Register) -> dict[str, str]:
    wanted, among = [options["actor"]], ministries(register)
    try:
        (known,) = choices.choose_actors(register.actors.values(), wanted, among, "ministry", "actor")
    except Refused as refused:
        raise _no_letter(refused, register, options["year"]) from None
    if register.strategy is not None and known == register.strategy.coordinator:
        raise Refused("letter_to_itself", actor=known)
    return {"ministry": known}


def _instruments(options: Mapping[str, Any], register: Register) -> dict[str, str]:
    """The instruments given by body or by id; the only one, if there are no others."""
    if options.get("questionnaire") is not None:
        # It says itself which obligations its questions are about.
        if options["body"] or options["instrument"]:
            raise Refused("report.asked_alone")
        return {"instrument": ""}
    known = register.instruments
    bodies = choices.choose_bodies(register, options["body"])
    chosen = choices.choose_instruments(register, options["instrument"])
    found = [name for name in known if name in chosen or known[name].body in bodies or len(known) == 1]
    if not found:
        raise Refused("which_instrument" if known else "no_instruments", known=Choices(known))
    return {"instrument": ",".join(found)}


def _are_instruments(arguments: Mapping[str, str], register: Register) -> bool:
    if arguments.get("questionnaire"):
        return arguments["instrument"] == ""
    return register.instruments.keys() >= {*arguments["instrument"].split(",")}


def _questionnaire(options: Mapping[str, Any], _register: Register) -> dict[str, str]:
    """The path of the questionnaire from the root of the strategy, or nothing."""
    path = options["questionnaire"]
    if path is not None and not is_path(path):
        raise Refused("questionnaire_path", given=path)
    return {"questionnaire": path or ""}


def _is_questionnaire(arguments: Mapping[str, str], _register: Register) -> bool:
    return arguments["questionnaire"] == "" or is_path(arguments["questionnaire"])


def _read_days(options: Mapping[str, Any], _register: Register) -> dict[str, str]:
    first, last = choices.choose_exact_day(options["start"]), choices.choose_exact_day(options["end"])
    if first > last:
        raise Refused("days", start=options["start"], end=options["end"])
    return {"from": first.isoformat(), "to": last.isoformat()}


def _are_days(arguments: Mapping[str, str], _register: Register) -> bool:
    days = (arguments["from"], arguments["to"])
    try:
        first, last = map(date.fromisoformat, days)
    except ValueError:
        return False
    return first <= last and days == (first.isoformat(), last.isoformat())


PARAMETERS: Mapping[str, Parameter] = {
    "year": Parameter(
        ("year",),
        lambda options, register: {"year": choices.choose_year(options["year"], register)},
        lambda arguments, _register: is_period_name(arguments["year"]),
    ),
    "ministry": Parameter(
        ("ministry",), _ministry, lambda arguments, register: arguments["ministry"] in register.actors
    ),
    "instrument": Parameter(("instrument",), _instruments, _are_instruments),
    "editorial": Parameter(
        ("editorial",),
        lambda options, _register: {"editorial": "yes" if options["editorial"] else ""},
        lambda arguments, _register: arguments["editorial"] in ("", "yes"),
    ),
    "questionnaire": Parameter(("questionnaire",), _questionnaire, _is_questionnaire),
    "days": Parameter(("from", "to"), _read_days, _are_days),
}
"""Every parameter, by the name that the kinds of reports use."""


class Tip(NamedTuple):
    """The closing commit of a report, or a later one: its files, history and records."""

    snapshot: stages.Snapshot
    past: stages.Past

    @property
    def opened(self) -> stages.Opened:
        """The files."""
        return self.snapshot.opened

    @property
    def repository(self) -> Repository:
        """The repository that the commit is read from."""
        assert self.opened.repository is not None
        return self.opened.repository

    @property
    def mainline(self) -> Mainline:
        """The commits up to this one, in which the ends of a period are found."""
        register, history = self.snapshot.register, self.past.required()
        return Mainline(register, history, self.opened.commit, self.repository.resolve)

    def plan_at(self, commit: str) -> str:
        """The id of the plan, if ``commit`` has it in a folder of its own: it may have been moved later."""
        return self.opened.head.plan if self.repository.file(commit, ROOT_FILE) is not None else ""


def open_commit(
    root: Path | None, lang: str | None, at: str, reporter: Reporter, as_of: str | None = None
) -> tuple[stages.Opened, Strategy]:
    """Open a commit. Raises ``Refused`` if it holds no strategy, and ``GitTrouble``."""
    opened = stages.open_strategy(root, lang, as_of, at, reporter)
    strategy = load_strategy(opened.tree)
    if strategy is None:
        raise Refused("no_strategy_data", at=opened.commit[:10])
    return opened, strategy


def read_tip(
    root: Path | None, lang: str | None, at: str, reporter: Reporter, as_of: str | None = None
) -> Tip:
    """Read a commit, as ``open_commit`` opens it; reports never include uncommitted files.

    The state is that of the day ``as_of``, by default the day of the commit.
    """
    opened, strategy = open_commit(root, lang, at, reporter, as_of)
    past = stages.read_past(opened, strategy)
    past.required()
    return Tip(stages.read_snapshot(opened), past)


def order(
    kind: ReportKind, tip: Tip, options: Mapping[str, Any], format: str, own: Path | None = None
) -> Stamp:
    """The report that ``options`` ask for. Raises as ``stamped``, and ``GitTrouble``."""
    arguments: dict[str, str] = {}
    for name in kind.parameters:
        arguments |= PARAMETERS[name].read(options, tip.snapshot.register)
    made = stamped(kind.name, arguments, kind.ends(tip.mainline, arguments), format, tip.opened.lang, own)
    return replace(made, plan=tip.plan_at(made.closing))


def stamped(
    report: str, arguments: Arguments, ends: tuple[str, str], format: str, lang: Lang, own: Path | None = None
) -> Stamp:
    """The stamp on what this ``mh`` makes, with the templates in ``own`` before ours, but for the plan.

    Raises ``Refused`` and ``OSError`` for templates that cannot be read.
    """
    libraries = EXTRAS[format].versions() if format in EXTRAS else ""
    templates = templates_digest(format, own)
    return Stamp(report, dict(arguments), *ends, format, lang, __version__, templates, libraries)


def own_templates(format: str, template: Path | None, templates: Path | None) -> Path | None:
    """The user's own templates for a format: a Word file for ``docx``, a folder for the others.

    Raises ``Refused`` if those given are for another format.
    """
    if format == "docx" and templates is not None:
        raise Refused("report.templates")
    if format != "docx" and template is not None:
        raise Refused("template_not_docx")
    return template or templates


def templates_digest(format: str, own: Path | None) -> str:
    """The digest of the templates of a format. Raises ``Refused`` and ``OSError``."""
    if format != "docx":
        if own is not None and not own.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(own))
        found = (path for folder in folders(own) for path in sorted(folder.glob("*.j2")))  # as looked up
        return digest_of((path.name, path) for path in found)
    from menneskehandel_cli.formats.report_docx import template_digest

    return template_digest(own)


def make(tip: Tip, stamp: Stamp, own: Path | None = None) -> str | bytes:
    """The report with this stamp. The same stamp and templates give the same bytes.

    In a format that is not text this holds with the same versions of the libraries that write it. ``own``
    is what ``own_templates`` gives. ``tip`` is the closing commit, or a later one.
    """
    kind = REPORT_KINDS[stamp.report]
    parameters = [PARAMETERS[name] for name in kind.parameters]
    if stamp.arguments.keys() != {key for parameter in parameters for key in parameter.keys}:
        raise Refused("report_arguments", kind=stamp.report)
    if tip.opened.revision != stamp.closing:
        tip = read_tip(tip.opened.root, stamp.lang, stamp.closing, tip.opened.reporter)
    lang = in_bodies(tip.snapshot.register, tip.opened.lang)  # with the terms of the closing state
    lang = TermedLang(str(lang), TermedLang(lang).terms, tip.plan_at(stamp.closing))
    if not all(parameter.fits(stamp.arguments, tip.snapshot.register) for parameter in parameters):
        raise Refused("report_arguments", kind=stamp.report)
    view, page = kind.make(frame(tip, stamp.opening), stamp.arguments, DocumentLang(lang))
    report = Report(view, page, stamp, own)
    try:
        return render("report", stamp.format, report, RenderOptions(lang))
    except TemplateError as error:
        if stamp.format == "docx" and own is not None:
            raise Refused("template", name=own.name, why=error.message or str(error)) from None
        name = getattr(error, "name", None) or "report"
        raise Refused("template", name=name, why=str(error)) from None
    except Exception as error:
        if own is None or isinstance(error, Refused):
            raise
        # A user's own template may fail in any way: division by zero, recursion, invalid UTF-8.
        name = own.name if stamp.format == "docx" else "report"
        raise Refused("template", name=name, why=str(error) or type(error).__name__) from None


def frame(tip: Tip, opening: str | None = None) -> Frame:
    """The state at ``opening``, by default the same, beside that of ``tip``. Raises ``GitTrouble``."""
    history = tip.past.required()
    closing = _state_of(tip.snapshot, history)
    before = closing if opening in (None, tip.opened.commit) else _state_at(tip, opening)
    return Frame(before, closing, history, partial(tip.repository.file, tip.opened.commit))


def frames_of_years(tip: Tip, now: Frame) -> Callable[[str], Frame | None]:
    """What gives the frame of a year, ``None`` if it has not begun; each state is made once."""
    at = cache(lambda end: now.closing if end == tip.opened.commit else _state_at(tip, end))

    @cache
    def year(name: str) -> Frame | None:
        try:
            opening, closing = tip.mainline.year(name)
        except NotBegun:
            return None
        return Frame(at(opening), at(closing), now.history.until(closing))

    return year


def _state_at(tip: Tip, commit: str) -> CommitState:
    """The state at an earlier commit of the mainline, on its day. Raises ``GitTrouble``."""
    past = tip.past.required().until(commit)
    day = past.commits[-1].day.isoformat()
    opened = stages.open_strategy(tip.opened.root, tip.opened.lang, day, commit, tip.opened.reporter)
    strategy = load_strategy(opened.tree)
    entered = strategy.history.baseline if strategy else None
    known = tip.snapshot.register.strategy
    if known is None or entered != known.history.baseline:
        # Use the baseline that the earlier state declares, so that its gaps equal those of ``--at``.
        past = stages.read_past(opened, strategy).history or past
    return _state_of(stages.read_snapshot(opened), past)


def _state_of(snapshot: stages.Snapshot, history: History) -> CommitState:
    """The state at a commit, with its findings."""
    opened = snapshot.opened
    commit = next(item for item in reversed(history.commits) if item.id == opened.revision)
    context = stages.evaluate(snapshot, stages.Past(opened.commit, history))
    return CommitState(commit, context, partial(findings, context, opened.tree.read))
