"""``mh report`` and ``mh verify``."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from menneskehandel_cli import __version__
from menneskehandel_cli.cli.choices import choose_among, choose_day, choose_format, choose_lang
from menneskehandel_cli.cli.failure import Failure
from menneskehandel_cli.cli.output import OutputOption, deliver, tell
from menneskehandel_cli.cli.session import (
    AtOption,
    BodyOption,
    FormatOption,
    InstrumentOption,
    LangOption,
    RootOption,
    Session,
    choose_bodies,
    choose_instruments,
    open_session,
)
from menneskehandel_cli.language import LANGS, Lang, say, visible

app = typer.Typer(rich_markup_mode=None)

FORMATS = ("markdown", "html", "json")
YearOption = Annotated[int, typer.Option("--year", help="option.year", show_default=False)]
TemplatesOption = Annotated[
    Path | None, typer.Option("--templates", help="option.templates", show_default=False)
]
ActorArgument = Annotated[str, typer.Argument(help="option.actor", show_default=False)]
EditorialOption = Annotated[bool, typer.Option("--editorial", help="option.editorial")]
FromOption = Annotated[str, typer.Option("--from", help="option.from", show_default=False)]
ToOption = Annotated[str, typer.Option("--to", help="option.to", show_default=False)]
FileArgument = Annotated[Path, typer.Argument(help="argument.report_file", show_default=False)]


@app.command(help="help.report.yearly")
def yearly(
    year: YearOption,
    at: AtOption = None,
    format: FormatOption = "markdown",
    output: OutputOption = None,
    templates: TemplatesOption = None,
    lang: LangOption = None,
    root: RootOption = None,
) -> None:
    """The yearly report."""
    name = choose_format(format, FORMATS)
    session = _open(root, lang, at)
    from menneskehandel_cli.cli.making import Order, ends_of_year, make

    opening, closing = ends_of_year(session, year)
    order = Order("yearly", {"year": str(year)}, opening, closing, name, session.lang)
    deliver(make(root, order, templates, session), output)


@app.command(help="help.report.ministry")
def ministry(
    actor: ActorArgument,
    year: YearOption,
    at: AtOption = None,
    format: FormatOption = "markdown",
    output: OutputOption = None,
    templates: TemplatesOption = None,
    lang: LangOption = None,
    root: RootOption = None,
) -> None:
    """What one ministry answers for."""
    name = choose_format(format, FORMATS)
    session = _open(root, lang, at)
    from menneskehandel_cli.cli.making import Order, ends_of_year, make
    from menneskehandel_cli.reports.yearly import ministries

    (known,) = choose_among([actor], ministries(session.register), "actor")
    opening, closing = ends_of_year(session, year)
    arguments = {"ministry": known, "year": str(year)}
    deliver(
        make(
            root, Order("ministry", arguments, opening, closing, name, session.lang), templates, session
        ),
        output,
    )


@app.command(help="help.report.obligations")
def obligations(
    body: BodyOption = [],
    instrument: InstrumentOption = [],
    editorial: EditorialOption = False,
    at: AtOption = None,
    format: FormatOption = "markdown",
    output: OutputOption = None,
    templates: TemplatesOption = None,
    lang: LangOption = None,
    root: RootOption = None,
) -> None:
    """The answer to a treaty body."""
    name = choose_format(format, FORMATS)
    session = _open(root, lang, at)
    from menneskehandel_cli.cli.making import Order, make

    arguments = _instruments(session, body, instrument) | {"editorial": "yes" if editorial else ""}
    order = Order("obligations", arguments, session.tip, session.tip, name, session.lang)
    deliver(make(root, order, templates, session), output)


@app.command(help="help.report.since")
def since(
    instrument: InstrumentOption = [],
    editorial: EditorialOption = False,
    at: AtOption = None,
    format: FormatOption = "markdown",
    output: OutputOption = None,
    templates: TemplatesOption = None,
    lang: LangOption = None,
    root: RootOption = None,
) -> None:
    """What has changed since a body spoke."""
    name = choose_format(format, FORMATS)
    session = _open(root, lang, at)
    from menneskehandel_cli.cli.making import Order, last_on, make
    from menneskehandel_cli.reports.answers import adopted

    arguments = _instruments(session, [], instrument) | {"editorial": "yes" if editorial else ""}
    named = [session.register.instruments[name] for name in arguments["instrument"].split(",")]
    days = [day for day in map(adopted, named) if day is not None]
    opening = last_on(session, min(days, default=date.min), session.tip)
    order = Order("since", arguments, opening, session.tip, name, session.lang)
    deliver(make(root, order, templates, session), output)


@app.command(help="help.report.evaluation")
def evaluation(
    start: FromOption,
    end: ToOption,
    at: AtOption = None,
    format: FormatOption = "markdown",
    output: OutputOption = None,
    templates: TemplatesOption = None,
    lang: LangOption = None,
    root: RootOption = None,
) -> None:
    """The course of every measure between two days."""
    name = choose_format(format, FORMATS)
    session = _open(root, lang, at)
    from menneskehandel_cli.cli.making import Order, last_on, make

    first, last = choose_day(start), choose_day(end)
    if first > last:
        raise Failure("days", start=start, end=end)
    closing = last_on(session, last, session.tip)
    opening = last_on(session, first, closing)
    arguments = {"from": first.isoformat(), "to": last.isoformat()}
    deliver(
        make(
            root, Order("evaluation", arguments, opening, closing, name, session.lang), templates, session
        ),
        output,
    )


def _instruments(session: Session, bodies: list[str], instruments: list[str]) -> dict[str, str]:
    """The instruments asked for, by body or by id; at least one must be named."""
    known = session.register.instruments
    wanted = choose_bodies(session, bodies)
    chosen = choose_instruments(session, instruments)
    found = [name for name in known if name in chosen or known[name].body in wanted]
    if not found:
        raise Failure("which_instrument", known=list(known))
    return {"instrument": ",".join(found)}


@app.callback()
def _report() -> None:
    """Each kind of report is a command of its own."""


def _open(root: Path | None, lang: str | None, at: str | None) -> Session:
    """A session on a commit: a report never tells of files that nobody has committed."""
    return open_session(root, lang, at=at or "HEAD")


def verify(
    file: FileArgument,
    templates: TemplatesOption = None,
    lang: LangOption = None,
    root: RootOption = None,
) -> None:
    """Make a report again and compare every byte."""
    from menneskehandel_cli.cli.making import MAKERS, Order, make
    from menneskehandel_cli.formats.stamp import digest, read_stamp
    from menneskehandel_cli.formats.templates import folders
    from menneskehandel_cli.git import GitTrouble

    told = choose_lang(lang, None)
    given = _read(file)
    theirs = given.decode("utf-8", "replace")
    stamp = read_stamp(theirs)
    if (
        stamp is None
        or stamp.report not in MAKERS
        or stamp.lang not in LANGS
        or stamp.format not in FORMATS
    ):
        raise Failure("no_stamp", file=str(file))
    order = Order(
        stamp.report,
        dict(stamp.arguments),
        stamp.opening,
        stamp.closing,
        stamp.format,
        choose_lang(stamp.lang, None),
    )
    try:
        ours = make(root, order, templates)
    except GitTrouble as trouble:
        if trouble.trouble != "unknown":
            raise
        raise Failure("verify_commit", file=str(file), at=trouble.about) from None
    if ours.encode("utf-8", "backslashreplace") == given:
        tell(say("verify.same", told) + "\n")
        return
    if stamp.version != __version__:
        tell(say("verify.version", told, theirs=visible(stamp.version), ours=__version__) + "\n")
    mine = digest(folders(templates))
    if stamp.templates != mine:
        tell(say("verify.templates", told, theirs=visible(stamp.templates), ours=mine) + "\n")
    if stamp.version == __version__ and stamp.templates == mine:
        tell(say("verify.edited", told) + "\n")
    for line in _difference(theirs, ours, told):
        tell(line + "\n")
    raise typer.Exit(1)


def _read(file: Path) -> bytes:
    """A report's bytes. Raises ``Failure`` for what is too large to be one."""
    with file.open("rb") as stream:
        data = stream.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise Failure("verify_large", file=str(file))
    return data


_LARGEST = 100_000_000
"""Bytes; a report of ten years has some hundred thousand."""


def _difference(theirs: str, ours: str, lang: Lang) -> list[str]:
    """The first line that differs, as it is and as it should be."""
    left, right = theirs.split("\n"), ours.split("\n")
    pairs = enumerate(zip(left, right, strict=False), 1)
    number = next((n for n, (a, b) in pairs if a != b), min(len(left), len(right)) + 1)

    def at(lines: list[str]) -> str:
        return visible(lines[number - 1][:200]) if number <= len(lines) else ""

    return [
        say("verify.differs", lang, line=number),
        say("verify.theirs", lang, text=at(left)),
        say("verify.ours", lang, text=at(right)),
    ]
