"""``--plan``: which of the plans in a repository a command is about, or each of them in turn."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from menneskehandel_cli.cli.arguments import root_in, value_of
from menneskehandel_cli.language import Choices, Refused, msg
from menneskehandel_cli.trees import DiskTree, find_plans, find_root

ALL = "all"
_EACH = ("status", "gaps", "matrix", "log", "check", "fmt", "report")
"""The commands that can be about each plan in turn."""
_WHOLE = ("site", "verify")
"""Those that take all plans themselves."""

_TEXTS = ("text", "markdown", "github")
"""The formats in which one answer may follow another."""


def for_each_plan(arguments: Sequence[str]) -> list[list[str]]:
    """The arguments of the runs that are asked for, each with the folder of its plan as ``--root``.

    Where a folder holds plans and none is named, a command is about all of them. Raises ``Refused``.
    """
    words = arguments[: arguments.index("--")] if "--" in arguments else arguments
    wanted, root = value_of(words, "--plan"), root_in(words)
    if wanted is None and {"--plan", "--plan="} & {*words}:
        wanted = ""  # The option is given and says nothing.
    rest = _without(_without(arguments, "--plan"), "--root")
    command = next((word for word in rest if not word.startswith("-")), "")
    if wanted is None:
        if root or command not in _EACH or not _only_plans():
            return [[*arguments]]
        wanted = ALL
    elif command in _WHOLE and wanted == ALL:
        return [[*arguments] if command == "site" else _without(arguments, "--plan")]
    plans = named_plans(Path(root) if root else Path.cwd())
    if wanted == ALL and not plans:  # There is one, which is all.
        return [_without(arguments, "--plan")]
    if wanted == ALL:
        _refuse_each(command, rest)
    elif wanted not in plans:
        known = Choices((*plans, ALL))
        raise Refused(msg("There is no plan “{given}”. Choose {known}."), given=wanted, known=known)
    else:
        plans = {wanted: plans[wanted]}
    end = rest.index("--") if "--" in rest else len(rest)
    return [[*rest[:end], "--root", str(place), *rest[end:]] for place in plans.values()]


def _only_plans() -> bool:
    """Whether the working directory is in no strategy, and plans are around it."""
    try:
        here = Path.cwd()
    except FileNotFoundError:  # The folder has been deleted, as the command says.
        return False
    return find_root(here) is None and bool(find_plans(here))


def named_plans(start: Path) -> Mapping[str, Path]:
    """The root of each plan in the repository around ``start``, by its id; empty if there is only one."""
    from menneskehandel_cli.register.loading import load_strategy

    plans = find_plans(start)
    strategy = load_strategy(DiskTree(plans[""])) if "" in plans else None
    top = strategy.id if strategy is not None and strategy.id not in plans else "."
    return {name or top: root for name, root in plans.items()}


def _refuse_each(command: str, rest: Sequence[str]) -> None:
    """Raise ``Refused`` for what can be about one plan only."""
    if command not in _EACH:
        known = Choices((*_EACH, *_WHOLE))
        raise Refused(
            msg("“--plan all” works with {known}. Name one plan for other commands."), known=known
        )
    text = (value_of(rest, "--format") or _TEXTS[0]) in _TEXTS
    if not text or value_of(rest, "--output") or any(word.startswith("-o") for word in rest):
        raise Refused(
            msg("Several plans are shown as {known}, and not in a file. Name one plan with --plan."),
            known=Choices(_TEXTS),
        )


def _without(arguments: Sequence[str], option: str) -> list[str]:
    """The arguments without an option and its value."""
    words, left = iter(arguments), []
    for word in words:
        if word == option:
            next(words, None)
        elif not word.startswith(f"{option}="):
            left.append(word)
    return left
