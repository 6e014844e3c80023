"""``mh log`` and ``mh diff``."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from menneskehandel_cli.app.choices import choose_filters, choose_period
from menneskehandel_cli.app.stages import evaluate, read_past, read_snapshot, tell_unseen
from menneskehandel_cli.cli.output import remark
from menneskehandel_cli.cli.request import AreaOption, Request, viewing
from menneskehandel_cli.git import CommitTree, open_repository
from menneskehandel_cli.language import LANGS, Choices, Lang, Refused, first_day, last_day, msg, nearest, say
from menneskehandel_cli.reports.selection import Selection

if TYPE_CHECKING:
    from menneskehandel_cli.history import History
    from menneskehandel_cli.register import Register

LogIdsArgument = Annotated[list[str], typer.Argument(help="argument.log_ids")]
FromArgument = Annotated[str, typer.Argument(metavar="A", help=msg("The revision to compare with."))]
ToArgument = Annotated[str | None, typer.Argument(metavar="B", help="argument.to")]


@viewing("log", "at", "output")
def log(
    request: Request,
    ids: LogIdsArgument = [],
    since: str | None = None,
    until: str | None = None,
    ministry: list[str] = [],
    area: AreaOption = [],
    kind: Annotated[list[str], typer.Option("--kind", help="option.event_kind")] = [],
) -> None:
    """List what has changed, when, and in which commit."""
    opened = request.opened()

    from menneskehandel_cli.register.loading import load_strategy
    from menneskehandel_cli.reports.log import LogFilter, log_view

    # Without filters no records are needed: the events hold all that is shown.
    register = read_snapshot(opened).register if ids or area or ministry else None
    strategy = register.strategy if register else load_strategy(opened.tree)
    past, until_when = read_past(opened, strategy), strategy.history.baseline if strategy else None
    history = past.required()
    chosen = choose_filters(register, {"area": area, "ministry": ministry}) if register else {}
    wanted = LogFilter(
        ids=tuple(_spelled_id(register, history, name, opened.lang) for name in ids) if register else (),
        since=None if since is None else first_day(choose_period(since)),
        until=None if until is None else last_day(choose_period(until)),
        selection=Selection(**chosen),
        kinds=_event_kinds(kind, opened.lang),
    )
    view = log_view(register, history, past.tip, wanted)
    request.show(view._replace(entered=until_when or ""), opened.lang)
    repository = opened.repository or open_repository(opened.root)
    tell_unseen(replace(opened, tree=CommitTree.of(repository, past.tip), revision=past.tip), frozenset())


@viewing("diff", "output")
def diff(request: Request, start: FromArgument, end: ToArgument = None) -> None:
    """List the differences between two states."""
    later = request.opened_at(end)
    opened = request.opened_at(start, begins=later.tree)
    if opened.repository is not None and opened.repository.shallow:
        raise Refused("git.shallow")
    old, new = read_snapshot(opened), read_snapshot(later)
    there, own = opened.tree.beside(), new.register.strategy
    called = {x.strategy.id: x.id for x in old.register.beside if x.strategy and x.id in there}
    if own is not None and own.id in called and not old.register.measures:  # Its folder had another name.
        old = read_snapshot(replace(request, root=opened.root.parent / called[own.id]).opened_at(start))

    from menneskehandel_cli.reports.log import difference, review

    view = difference(old.opened.commit, new.opened.revision, old.register, new.register)
    # Both as of the later day: a deadline that passed meanwhile is not what the change means.
    after = evaluate(new)
    request.show(view._replace(review=review(replace(after, register=old.register), after)), new.lang)
    new.warn()


def _spelled_id(register: "Register", history: "History", name: str, lang: Lang) -> str:
    """The id ``name`` as the register spells it; a removed record's id is returned as given.

    Raises ``Refused`` for an id that is not in the history either.
    """
    from menneskehandel_cli.reports.detail import find, unknown

    found, other = find(register, name)
    if other:
        remark(other.say(lang))
    if found is None and not any(name in (x.delta.record, x.delta.key.subject) for x in history.events):
        raise unknown(register, name)
    return found or name


def _event_kinds(names: Iterable[str], lang: Lang) -> tuple[str, ...]:
    """The kinds of events in ``names``: by topic, in any language of the program, or exactly."""
    from menneskehandel_cli.history.events import KINDS, TOPICS

    called: dict[str, tuple[str, ...]] = {kind: (kind,) for kind in KINDS}
    called |= {say(f"topic.{topic}", code): kinds for topic, kinds in TOPICS.items() for code in LANGS}
    for name in names:
        if name.strip().casefold() not in called:
            near = nearest(name, called)
            known = [near] if near else [say(f"topic.{topic}", lang) for topic in TOPICS]
            raise Refused("event_kind", given=name, known=Choices(known))
    return tuple(dict.fromkeys(kind for name in names for kind in called[name.strip().casefold()]))
