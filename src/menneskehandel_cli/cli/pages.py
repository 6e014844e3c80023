"""The commands that look at the records as they are: status, find, show, list, gaps and matrix."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Annotated, Any

import typer

from menneskehandel_cli.app import choices
from menneskehandel_cli.app.stages import Snapshot, evaluate, find_all, read_past, read_snapshot
from menneskehandel_cli.cli.help import Group
from menneskehandel_cli.cli.progress import working
from menneskehandel_cli.cli.request import (
    AreaOption,
    BodyOption,
    CoverageOption,
    FollowUpOption,
    InstrumentOption,
    MinistryOption,
    Request,
    StatusOption,
    ThemeOption,
    complete_ids,
    viewing,
)
from menneskehandel_cli.language import say

TrendOption = Annotated[str | None, typer.Option("--since", help="option.trend")]
WordsArgument = Annotated[list[str], typer.Argument(help="argument.words")]
IdsArgument = Annotated[list[str], typer.Argument(help="argument.ids", autocompletion=complete_ids)]
SeverityOption = Annotated[list[str], typer.Option("--severity", help="option.severity")]
RuleOption = Annotated[list[str], typer.Option("--rule", help="option.rules")]
ByDemandOption = Annotated[str, typer.Option("--by", help="option.by_demand")]
ByOption = Annotated[str, typer.Option("--by", help="option.by")]


@viewing("status", "at", "as_of")
def status(
    request: Request,
    area: AreaOption = [],
    ministry: MinistryOption = [],
    status: StatusOption = [],
    theme: ThemeOption = [],
    since: TrendOption = None,
) -> None:
    """Show the whole strategy at a glance."""
    snapshot = read_snapshot(request.opened())
    register = snapshot.register

    from menneskehandel_cli.reports.status import last_changes, status_view, trend
    from menneskehandel_cli.rules import lookbacks, tally

    selection = choices.choose_measures(register, area, ministry, status, theme)
    compared = None
    if since is not None:
        opened = request.opened_at(since)
        compared = trend(read_snapshot(opened).register, register, selection, opened.commit, opened.as_of)
    needs = [*lookbacks(), last_changes(register, selection, quiet=request.format != "text")]
    past = read_past(snapshot.opened, register.strategy, needs=needs)
    context = evaluate(snapshot, past)
    with working(say("progress.rules", snapshot.lang)):
        counts = tally(context)
    request.show(status_view(context, counts, selection, compared), snapshot.lang)
    if past.trouble is not None and past.trouble.trouble not in ("no_repository", "no_git", "no_commits"):
        past.warn(snapshot.opened)


@viewing("find", "limit", "at", "output")
def find(request: Request, words: WordsArgument) -> None:
    """Find records by words, by the number of an article or a section of an act, or by an id."""
    snapshot = read_snapshot(request.opened())

    from menneskehandel_cli.reports.search import Finder

    request.show(Finder(snapshot.register, snapshot.lang).find(" ".join(words)), snapshot.lang)
    if request.format == "text":
        snapshot.warn()


@viewing("show", "at", "as_of")
def show(request: Request, ids: IdsArgument) -> None:
    """Show one or more records, with their links in both directions."""
    snapshot = read_snapshot(request.opened())
    register = snapshot.register

    from menneskehandel_cli.reports.detail import detail, find, unknown, with_findings
    from menneskehandel_cli.reports.log import events_by_name, naming
    from menneskehandel_cli.reports.record import ShowView
    from menneskehandel_cli.rules import lookbacks

    sought = [(asked, find(register, asked)) for asked in ids]
    needs = [*lookbacks(), naming(register, {found for _, found in sought if found})]
    past = read_past(snapshot.opened, register.strategy, needs=needs)
    context = evaluate(snapshot, past)
    shown = []
    for asked, found in sought:
        told = found and detail(context, found)
        if not found or not told:
            raise unknown(register, asked)
        shown.append((found, told))
    findings = find_all(snapshot, context, {told.path for _, told in shown})
    events = events_by_name(register, past.history) if past.history is not None else {}
    details = (
        replace(with_findings(told, findings), history=events.get(found, ())) for found, told in shown
    )
    request.show(ShowView(register.revision, tuple(details)), snapshot.lang)


@viewing("gaps", "limit", "at", "output", "as_of")
def gaps(
    request: Request,
    instrument: InstrumentOption = [],
    body: BodyOption = [],
    ministry: FollowUpOption = [],
    area: AreaOption = [],
    theme: ThemeOption = [],
    severity: SeverityOption = [],
    rule: RuleOption = [],
    coverage: CoverageOption = [],
    by: ByDemandOption = "demand",
) -> None:
    """List what is missing, heaviest first."""
    from menneskehandel_cli.reports.gap_lines import WAYS, gap_list
    from menneskehandel_cli.reports.gaps import GapFilter, gaps_view
    from menneskehandel_cli.rules import lookbacks

    (way,) = choices.choose_among([by], WAYS, "by")
    snapshot = read_snapshot(request.opened())
    register = snapshot.register
    wanted = GapFilter(
        instruments=choices.choose_instruments(register, instrument),
        bodies=choices.choose_bodies(register, body),
        ministries=choices.choose_who(register, ministry),
        areas=choices.choose_areas(register, area),
        themes=choices.choose_themes(register, theme),
        severities=choices.choose_among(severity, ("gap", "note"), "severity"),
        rules=choices.choose_rules(rule),
        classifications=choices.choose_coverage(coverage),
    )
    past = read_past(snapshot.opened, register.strategy, needs=lookbacks())
    context = evaluate(snapshot, past)
    view = gaps_view(context, find_all(snapshot, context), wanted)
    request.show(gap_list(view, context, way), snapshot.lang)
    snapshot.warn()
    past.warn(snapshot.opened)


@viewing("matrix", "limit", "at", "output")
def matrix(
    request: Request,
    instrument: InstrumentOption = [],
    body: BodyOption = [],
    area: AreaOption = [],
    ministry: MinistryOption = [],
    status: StatusOption = [],
    by: ByOption = "article",
) -> None:
    """Show measures against obligations."""
    from menneskehandel_cli.reports.matrix import WAYS, MatrixFilter, matrix_view

    (way,) = choices.choose_among([by], WAYS, "by")
    snapshot = read_snapshot(request.opened())
    register = snapshot.register
    wanted = MatrixFilter(
        choices.choose_instruments(register, instrument),
        choices.choose_bodies(register, body),
        choices.choose_measures(register, area, ministry, status),
    )
    request.show(matrix_view(evaluate(snapshot), way, wanted), snapshot.lang)
    snapshot.warn()


list_ = Group()

KindOption = Annotated[list[str], typer.Option("--kind", help="option.kind")]


def _command(listed: Callable[..., object]) -> Callable[..., object]:
    """Make a command of a function that takes the records, and its own options by their names."""

    @wraps(listed)
    def run(request: Request, **given: Any) -> None:
        snapshot = read_snapshot(request.opened())
        request.show(listed(snapshot, **given), snapshot.lang)
        if request.format == "text":
            snapshot.warn()

    name = listed.__name__
    list_.command(name, help=f"help.list.{name}")(viewing("list", "limit", "at", "output")(run))
    return listed


@_command
def measures(
    snapshot: Snapshot,
    area: AreaOption = [],
    ministry: MinistryOption = [],
    status: StatusOption = [],
    theme: ThemeOption = [],
) -> object:
    """List the measures."""
    from menneskehandel_cli.reports.listing import list_measures

    register = snapshot.register
    return list_measures(register, choices.choose_measures(register, area, ministry, status, theme))


@_command
def obligations(
    snapshot: Snapshot,
    instrument: InstrumentOption = [],
    coverage: CoverageOption = [],
    ministry: FollowUpOption = [],
    theme: ThemeOption = [],
) -> object:
    """List the articles and recommendations."""
    from menneskehandel_cli.reports.listing import ObligationFilter, list_obligations

    register = snapshot.register
    wanted = ObligationFilter(
        choices.choose_instruments(register, instrument),
        choices.choose_who(register, ministry),
        choices.choose_coverage(coverage),
        choices.choose_themes(register, theme),
    )
    return list_obligations(evaluate(snapshot), wanted)


@_command
def actors(snapshot: Snapshot, kind: KindOption = []) -> object:
    """List the actors."""
    from menneskehandel_cli.models.actors import ACTOR_KINDS
    from menneskehandel_cli.reports.listing import list_actors

    return list_actors(snapshot.register, choices.choose_among(kind, ACTOR_KINDS, "kind"))


def _whole(kind: str) -> Callable[[Snapshot], object]:
    """What lists all records of a kind, for the kinds without filters."""

    def listed(snapshot: Snapshot) -> object:
        from menneskehandel_cli.reports import listing

        return getattr(listing, f"list_{kind}")(snapshot.register)

    listed.__name__ = kind
    return listed


for _kind in ("indicators", "reports", "mappings", "earlier"):
    _command(_whole(_kind))
