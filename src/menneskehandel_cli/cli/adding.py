"""``mh add``: a convention, or a further plan, in the repository that is here."""

import re
from typing import Annotated

import typer

from menneskehandel_cli.app.saving import editing, put_in_place
from menneskehandel_cli.app.stages import Opened, read_snapshot
from menneskehandel_cli.cli.editing import DryRunOption, write
from menneskehandel_cli.cli.help import Group
from menneskehandel_cli.cli.output import remark, tell_lines
from menneskehandel_cli.cli.plans import ALL
from menneskehandel_cli.cli.request import opening
from menneskehandel_cli.language import Refused, msg, nmsg, say
from menneskehandel_cli.models import Strategy
from menneskehandel_cli.models.base import PATTERNS
from menneskehandel_cli.register import Register
from menneskehandel_cli.trees import PLANS, ROOT_FILE, DiskTree, plan_of

add = Group()

PackArgument = Annotated[str, typer.Argument(help="argument.pack")]
FromOption = Annotated[int | None, typer.Option("--from", help="option.init.from")]
ToOption = Annotated[int | None, typer.Option("--to", help="option.init.to")]


@add.command(help=msg("A convention with its articles, in the languages of the strategy."))
@opening
def convention(opened: Opened, pack: PackArgument, dry_run: DryRunOption = False) -> None:
    """Add a convention with its articles, in the languages of the strategy."""
    from menneskehandel_cli.edits.packs import added, read_pack

    chosen = read_pack(pack)
    register = read_snapshot(opened).register
    _strategy_in(register)
    folder = f"data/obligations/{chosen.instrument.id}"
    if opened.place(folder).exists():
        raise Refused("exists", path=folder)
    with editing(opened):
        write(opened, added(opened.tree, register, chosen), dry_run=dry_run, diff=dry_run)


def _strategy_in(register: Register, *, whole: bool = False) -> Strategy:
    """The strategy. Raises ``Refused`` if it cannot be read, or if anything cannot and all is needed."""
    broken = register.unjudged[:1] if whole else ()
    if register.strategy is None or broken:
        words = msg("{path} cannot be read. “mh check” shows what is wrong.")
        raise Refused(words, path=next(iter(broken), ROOT_FILE))
    return register.strategy


_MOVED = nmsg("Moved one file to plans/{plan}.", "Moved {n} files to plans/{plan}.")
_NAMED = nmsg(
    "One recommendation now says that its focus area is that of {plan}.",
    "{n} recommendations now say that their focus area is that of {plan}.",
)
_COMMITTED = msg("Commit the whole move at once: git add --all, then git commit.")
"""Half a move in a commit would begin the history of the plan anew."""
_BEGUN = msg("“mh check --plan {plan}” shows what is to be filled in.")
_PLACED = msg("In the site that the workflow makes of all plans, its pages are now in {plan}/.")
_OWNED = msg("Make .github/CODEOWNERS again: its first lines say how.")


@add.command(help=msg("Adds a plan to this repository; with --move, the one here moves into plans/."))
@opening
def plan(
    opened: Opened,
    name: Annotated[str, typer.Argument(help="argument.plan")],
    title: Annotated[list[str] | None, typer.Option("--title", help="option.init.title")] = None,
    begins: FromOption = None,
    ends: ToOption = None,
    move: Annotated[bool, typer.Option("--move", help="option.plan.move")] = False,
    dry_run: DryRunOption = False,
) -> None:
    """Begin a further plan beside the one here, or move the one here to a folder of its own."""
    from menneskehandel_cli.edits.plans import further, moved
    from menneskehandel_cli.edits.starting import titles_in

    strategy = _strategy_in(read_snapshot(opened).register, whole=move)
    if not re.fullmatch(PATTERNS["slug"], name) or name == ALL:
        raise Refused("add.plan.moved", given=name)
    if (DiskTree(opened.root).top / PLANS / name).exists():
        raise Refused("exists", path=f"{PLANS}/{name}")
    if move and plan_of(opened.root)[1]:
        raise Refused(msg("This plan is already in a separate folder."))
    if move:
        changes = moved(opened.tree, name)
    elif not title or begins is None or ends is None or ends < begins:
        raise Refused(msg("Give the plan's --title and its years, such as --from 2031 --to 2036."))
    else:
        changes = [
            further(strategy, name, titles_in(title, strategy.languages), (begins, ends), opened.as_of)
        ]
    if dry_run:
        tell_lines(*(change.path for change in changes))
        return
    owned = (opened.root / ".github/CODEOWNERS").is_file()
    with editing(opened):
        put_in_place(opened, changes, report=not move)
    count = sum(one.moved_from is not None for one in changes)
    moves = ((_MOVED, count), (_NAMED, len(changes) - count), (_COMMITTED, 1), (_PLACED, owned))
    for line, n in (*moves, (_OWNED, owned)) if move else ((_BEGUN, 1),):
        if n:
            remark(say(line, opened.lang, plan=name, n=n))
