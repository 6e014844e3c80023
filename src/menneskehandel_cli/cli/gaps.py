"""``mh gaps``."""

from __future__ import annotations

from typing import Annotated

import typer

from menneskehandel_cli.cli.choices import choose_among, choose_format, terminal_width, wants_colour
from menneskehandel_cli.cli.output import OutputOption, deliver
from menneskehandel_cli.cli.session import (
    AreaOption,
    AsOfOption,
    AtOption,
    BodyOption,
    FormatOption,
    InstrumentOption,
    LangOption,
    MinistryOption,
    RootOption,
    choose_bodies,
    choose_instruments,
    open_session,
)
from menneskehandel_cli.cli.status import select

SeverityOption = Annotated[
    list[str], typer.Option("--severity", help="option.severity", show_default=False)
]


def gaps(
    instrument: InstrumentOption = [],
    body: BodyOption = [],
    ministry: MinistryOption = [],
    area: AreaOption = [],
    severity: SeverityOption = [],
    at: AtOption = None,
    as_of: AsOfOption = None,
    format: FormatOption = "text",
    output: OutputOption = None,
    lang: LangOption = None,
    root: RootOption = None,
) -> None:
    """What is missing, heaviest first."""
    name = choose_format(format, ("text", "json", "markdown", "csv", "html"))
    session = open_session(root, lang, as_of, at)

    from menneskehandel_cli.formats import gaps as pages
    from menneskehandel_cli.reports.gaps import GapFilter, gaps_view

    selection = select(session, area, ministry, [])
    wanted = GapFilter(
        instruments=choose_instruments(session, instrument),
        bodies=choose_bodies(session, body),
        ministries=selection.ministries,
        areas=selection.areas,
        severities=choose_among(severity, ("gap", "note"), "severity"),
    )
    view = gaps_view(session.ground, session.all_findings, wanted)
    if name == "json":
        text = pages.render_json(view, session.lang)
    elif name == "csv":
        text = pages.render_csv(view, session.lang)
    elif name in ("markdown", "html"):
        template = "gaps.md.j2" if name == "markdown" else "gaps.html.j2"
        text = pages.render_page(view, session.lang, template)
    else:
        colour = wants_colour() and output is None
        text = pages.render_text(view, session.lang, width=terminal_width(), colour=colour)
    deliver(text, output)
    session.warn()
    session.warn_of_history()
