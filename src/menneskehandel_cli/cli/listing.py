"""``mh list``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from menneskehandel_cli.cli.choices import choose_among, choose_format, terminal_width, wants_colour
from menneskehandel_cli.cli.output import tell
from menneskehandel_cli.cli.session import (
    AreaOption,
    AtOption,
    FormatOption,
    InstrumentOption,
    LangOption,
    MinistryOption,
    RootOption,
    Session,
    StatusOption,
    choose_instruments,
    open_session,
)
from menneskehandel_cli.cli.status import select

if TYPE_CHECKING:
    from menneskehandel_cli.reports.listing import Listing

app = typer.Typer(rich_markup_mode=None)

KindOption = Annotated[list[str], typer.Option("--kind", help="option.kind", show_default=False)]


@app.command(help="help.list.measures")
def measures(
    area: AreaOption = [],
    ministry: MinistryOption = [],
    status: StatusOption = [],
    at: AtOption = None,
    format: FormatOption = "text",
    lang: LangOption = None,
    root: RootOption = None,
) -> None:
    """The measures."""
    session = open_session(root, lang, at=at)
    from menneskehandel_cli.reports.listing import list_measures

    selection = select(session, area, ministry, status)
    _tell(session, list_measures(session.register, selection), format)


@app.command(help="help.list.obligations")
def obligations(
    instrument: InstrumentOption = [],
    at: AtOption = None,
    format: FormatOption = "text",
    lang: LangOption = None,
    root: RootOption = None,
) -> None:
    """The articles and recommendations."""
    session = open_session(root, lang, at=at)
    from menneskehandel_cli.reports.listing import list_obligations

    wanted = choose_instruments(session, instrument)
    _tell(session, list_obligations(session.register, session.coverage, wanted), format)


@app.command(help="help.list.actors")
def actors(
    kind: KindOption = [],
    at: AtOption = None,
    format: FormatOption = "text",
    lang: LangOption = None,
    root: RootOption = None,
) -> None:
    """The actors."""
    session = open_session(root, lang, at=at)
    from menneskehandel_cli.models.strategy import ACTOR_KINDS
    from menneskehandel_cli.reports.listing import list_actors

    _tell(session, list_actors(session.register, choose_among(kind, ACTOR_KINDS, "kind")), format)


@app.command(help="help.list.indicators")
def indicators(
    at: AtOption = None, format: FormatOption = "text", lang: LangOption = None, root: RootOption = None
) -> None:
    """The indicators."""
    session = open_session(root, lang, at=at)
    from menneskehandel_cli.reports.listing import list_indicators

    _tell(session, list_indicators(session.register), format)


@app.command(help="help.list.reports")
def reports(
    at: AtOption = None, format: FormatOption = "text", lang: LangOption = None, root: RootOption = None
) -> None:
    """The reports."""
    session = open_session(root, lang, at=at)
    from menneskehandel_cli.reports.listing import list_reports

    _tell(session, list_reports(session.register), format)


def _tell(session: Session, listing: Listing, format: str) -> None:
    from menneskehandel_cli.formats import json, list_text

    name = choose_format(format, ("text", "json", "csv"))
    if name == "json":
        body = {"revision": listing.revision, listing.kind: listing.items}
        tell(json.render("mh/list/1", body))
    elif name == "csv":
        tell(list_text.render_csv(listing, session.lang))
    else:
        width, colour = terminal_width(), wants_colour()
        text = list_text.render(listing, session.lang, width=width, colour=colour)
        tell(text)
        session.warn()
