"""MH105: an id that is used twice."""

from menneskehandel_cli.diagnostics import Diagnostic, KeyPath
from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.rules.base import Diagnostics, Rule, RuleContext


def check(context: RuleContext) -> Diagnostics:
    """Every id stands for one thing: records, their parts, actors and helplines alike."""
    register = context.register
    seen: dict[str, tuple[str, KeyPath]] = {}
    copies: set[str] = set()
    # A copy, “04-x (1).yaml”, comes after what it is copied from. Its parts are not told one by one.
    for path, keys, name in sorted(register.own_ids, key=lambda own: own[0].removesuffix(".yaml")):
        other, there = seen.setdefault(name, (path, keys))
        if (other, there) != (path, keys) and not (len(keys) > 1 and path in copies):
            yield Diagnostic("MH105", path, keys, {"id": name, "other": other, "there": there}, name)
            copies |= {path} if keys == there == ("id",) else set()


RULE = Rule(
    severity="error",
    message=msg("The id “{id}” is used twice. The other one is in {other}."),
    help=msg(
        "If one file is a copy of the other, delete the copy. Otherwise give one of the two a new id "
        "that has not been used before."
    ),
    why=msg(
        "An id is the name that links, reports and history follow. Two identical ids make "
        "all of it ambiguous."
    ),
    check=check,
)
