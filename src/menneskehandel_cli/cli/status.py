"""``mh status``."""

from __future__ import annotations

from typing import Annotated

import typer

from menneskehandel_cli.cli.choices import choose_among, choose_format, terminal_width, wants_colour
from menneskehandel_cli.cli.failure import Failure
from menneskehandel_cli.cli.output import tell
from menneskehandel_cli.cli.session import (
    AreaOption,
    AsOfOption,
    AtOption,
    FormatOption,
    LangOption,
    MinistryOption,
    RootOption,
    Session,
    StatusOption,
    open_session,
)
from menneskehandel_cli.language import collation
from menneskehandel_cli.reports.selection import EVERYTHING, Selection

TrendOption = Annotated[str | None, typer.Option("--since", help="option.trend", show_default=False)]


def status(
    area: AreaOption = [],
    ministry: MinistryOption = [],
    status: StatusOption = [],
    since: TrendOption = None,
    at: AtOption = None,
    as_of: AsOfOption = None,
    format: FormatOption = "text",
    lang: LangOption = None,
    root: RootOption = None,
) -> None:
    """The whole strategy at a glance."""
    name = choose_format(format, ("text", "json"))
    session = open_session(root, lang, as_of, at)

    from menneskehandel_cli.reports.status import status_view, trend
    from menneskehandel_cli.rules import tally

    selection = select(session, area, ministry, status)
    compared = None
    if since is not None:
        earlier = open_session(root, lang, at=since)
        compared = trend(
            earlier.register, session.register, selection, earlier.at or since, earlier.as_of
        )
    view = status_view(
        session.context,
        tally(session.whole_context),
        selection,
        session.last_changes,
        compared,
    )
    if name == "json":
        from menneskehandel_cli.formats import json

        tell(json.render("mh/status/2", view))
    else:
        from menneskehandel_cli.formats import status_text

        text = status_text.render(view, session.lang, width=terminal_width(), colour=wants_colour())
        tell(text)
    trouble = session.no_history.trouble if session.no_history is not None else ""
    if trouble not in ("", "no_repository", "no_git", "no_commits"):
        session.warn_of_history()


def select(session: Session, areas: list[int], ministries: list[str], statuses: list[str]) -> Selection:
    """The measures that the filters ask for. A filter that fits nothing known is an error."""
    if not (areas or ministries or statuses):
        return EVERYTHING
    from menneskehandel_cli.models import STATUSES

    register = session.register
    for number in areas:
        if register.focus_areas and number not in register.focus_areas:
            raise Failure("area", given=number, known=[str(n) for n in register.focus_areas])
    responsible = {actor for measure in register.measures for actor in measure.responsible}
    return Selection(
        areas=tuple(areas),
        ministries=choose_among(ministries, sorted(responsible, key=collation), "ministry"),
        statuses=choose_among(statuses, STATUSES, "status"),
    )
