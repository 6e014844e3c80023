"""The commands that look at the records as they are: status, find, show, list, gaps and matrix."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Annotated, Any

import typer

from menneskehandel_cli.app import choices
from menneskehandel_cli.app.stages import Snapshot, evaluate, find_all, read_past, read_snapshot
from menneskehandel_cli.cli.help import CommandGroup
from menneskehandel_cli.cli.output import remark, working
from menneskehandel_cli.cli.request import Request, complete_ids, viewing
from menneskehandel_cli.language import say
from menneskehandel_cli.reports.selection import Selection

TrendOption = Annotated[str | None, typer.Option("--since", help="option.trend")]
IdsArgument = Annotated[list[str], typer.Argument(help="argument.ids", autocompletion=complete_ids)]


@viewing("status", "area", "ministry", "status", "theme", "at", "as_of")
def status(request: Request, since: TrendOption = None) -> None:
    """Show the whole strategy at a glance."""
    snapshot = read_snapshot(request.opened())
    register = snapshot.register

    from menneskehandel_cli.reports.status import LAST_CHANGES, status_view, trend
    from menneskehandel_cli.rules import above_notes, judged, lookbacks

    selection = Selection(**request.chosen(register))
    compared = None
    if since is not None:
        opened = request.opened_at(since)
        compared = trend(read_snapshot(opened).register, register, selection, opened.commit, opened.as_of)
    # The terminal tells errors and gaps; to look for notes takes a seventh of the command's time.
    rules = above_notes(register) if request.format == "text" else None
    past = read_past(snapshot.opened, register.strategy, needs=[*lookbacks(rules), LAST_CHANGES])
    context = evaluate(snapshot, past)
    with working(say("progress.rules", snapshot.lang)):
        found = [*judged(context, rules)]
    request.show(status_view(context, found, selection, compared), snapshot.lang)
    if past.trouble is not None and past.trouble.trouble not in ("no_repository", "no_git", "no_commits"):
        past.warn(snapshot.opened)


@viewing("find", "limit", "at", "output")
def find(request: Request, words: list[str]) -> None:
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
    from menneskehandel_cli.reports.gap_lines import GapList, gap_list
    from menneskehandel_cli.reports.gaps import GapFilter, gaps_view
    from menneskehandel_cli.reports.log import events_by_name, naming
    from menneskehandel_cli.reports.record import ShowView
    from menneskehandel_cli.rules import judged, lookbacks

    sought = [(name, *find(register, name)) for name in ids]
    # A terminal is told of decisions alone; JSON has every change.
    about = naming(register, {found for _, found, _ in sought if found}, corrected=request.format == "json")
    past = read_past(snapshot.opened, register.strategy, needs=[*lookbacks(), about])
    context = evaluate(snapshot, past)

    def listed() -> GapList:
        return gap_list(gaps_view(context, [*judged(context)], GapFilter()), context)

    shown = []
    for name, found, other in sought:
        view = found and detail(context, found, listed)
        if not found or not view:
            raise unknown(register, name)
        shown.append((found, view))
        if other:
            remark(other.say(snapshot.lang))
    findings = find_all(snapshot, context, {view.path for _, view in shown})
    events = events_by_name(register, past.history) if past.history is not None else {}
    details = (replace(with_findings(view, findings), history=events.get(found, ())) for found, view in shown)
    request.show(ShowView(register.revision, tuple(details), past.history is not None), snapshot.lang)


@viewing("gaps", "instrument", "body", "follow_up", "area", "theme", "limit", "at", "output", "as_of")
def gaps(
    request: Request,
    severity: list[str] = [],
    rule: Annotated[list[str], typer.Option("--rule", help="option.rules")] = [],
    coverage: list[str] = [],
    by: Annotated[str, typer.Option("--by", help="option.by_demand")] = "demand",
) -> None:
    """List what is missing, heaviest first."""
    from menneskehandel_cli.reports.gap_lines import GAPS_BY, gap_list
    from menneskehandel_cli.reports.gaps import GapFilter, gaps_view
    from menneskehandel_cli.rules import judged, lookbacks

    (way,) = choices.choose_among([by], GAPS_BY, "by")
    snapshot = read_snapshot(request.opened())
    register = snapshot.register
    wanted = GapFilter(
        **request.chosen(register),
        **choices.choose_filters(register, {"coverage": coverage}),
        severities=choices.choose_among(severity, ("gap", "note"), "severity"),
        rules=choices.choose_rules(rule),
    )
    past = read_past(snapshot.opened, register.strategy, needs=lookbacks())
    context = evaluate(snapshot, past)
    found = find_all(snapshot, context) if request.format == "json" else [*judged(context)]
    request.show(gap_list(gaps_view(context, found, wanted), context, way), snapshot.lang)
    snapshot.warn()
    past.warn(snapshot.opened)


@viewing("matrix", "instrument", "body", "area", "ministry", "status", "theme", "limit", "at", "output")
def matrix(request: Request, by: str = "article") -> None:
    """Show measures against obligations."""
    from menneskehandel_cli.reports.matrix import MATRIX_BY, MatrixFilter, matrix_view

    (way,) = choices.choose_among([by], MATRIX_BY, "by")
    snapshot = read_snapshot(request.opened())
    found = request.chosen(snapshot.register)
    wanted = MatrixFilter(found.pop("instruments"), found.pop("bodies"), Selection(**found))
    request.show(matrix_view(evaluate(snapshot), way, wanted), snapshot.lang)
    snapshot.warn()


list_ = CommandGroup()


def _list_command(*filters: str) -> Callable[[Callable[..., object]], Callable[..., object]]:
    """Make a command of a function that takes the records, what filters choose, and its own options."""

    def decorated(listed: Callable[..., object]) -> Callable[..., object]:
        @wraps(listed)
        def run(request: Request, **options: Any) -> None:
            snapshot = read_snapshot(request.opened())
            request.show(listed(snapshot, **request.chosen(snapshot.register), **options), snapshot.lang)
            if request.format == "text":
                snapshot.warn()

        name = listed.__name__
        made = viewing("list", *filters, "limit", "at", "output")(run)
        list_.command(name, help=f"help.list.{name}")(made)
        return listed

    return decorated


@_list_command("area", "ministry", "status", "theme")
def measures(snapshot: Snapshot, **filters: Any) -> object:
    """List the measures."""
    from menneskehandel_cli.reports.listing import list_measures

    return list_measures(snapshot.register, Selection(**filters))


@_list_command("instrument", "coverage", "follow_up", "theme")
def obligations(snapshot: Snapshot, **filters: Any) -> object:
    """List the articles and recommendations."""
    from menneskehandel_cli.reports.listing import ObligationFilter, list_obligations

    return list_obligations(evaluate(snapshot), ObligationFilter(**filters))


@_list_command()
def actors(snapshot: Snapshot, kind: list[str] = []) -> object:
    """List the actors."""
    from menneskehandel_cli.models.actors import ACTOR_KINDS
    from menneskehandel_cli.reports.listing import list_actors

    return list_actors(snapshot.register, choices.choose_among(kind, ACTOR_KINDS, "kind"))


def _list_all(kind: str) -> Callable[[Snapshot], object]:
    """What lists all records of a kind, for the kinds without filters."""

    def listed(snapshot: Snapshot) -> object:
        from menneskehandel_cli.reports import listing

        return getattr(listing, f"list_{kind}")(snapshot.register)

    listed.__name__ = kind
    return listed


for _kind in ("indicators", "reports", "mappings", "earlier"):
    _list_command()(_list_all(_kind))
