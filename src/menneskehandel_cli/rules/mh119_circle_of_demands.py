"""MH119: demands that restate or repeat each other in a circle."""

from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.register import Register
from menneskehandel_cli.register.rounds import Statement, statements
from menneskehandel_cli.rules.base import Diagnostics, Rule, RuleContext
from menneskehandel_cli.rules.circles import circles, way


def check(context: RuleContext) -> Diagnostics:
    """Wordings that restate each other in a circle, and repetitions that leave no latest round."""
    register = context.register
    restating: dict[str, list[str]] = {}
    back: dict[str, list[str]] = {}
    said: dict[tuple[str, str], Statement] = {}
    repeating: list[tuple[str, str]] = []
    for statement in statements(register):
        one, other = _demand(register, statement.demand), _demand(register, statement.name)
        said.setdefault((one, other), statement)
        back.setdefault(one, []).append(other)
        if statement.how == "restates":
            restating.setdefault(one, []).append(other)
            back.setdefault(other, []).append(one)  # both wordings belong to the same round
        else:
            repeating.append((one, other))
    found = list(circles(restating))
    for one, other in repeating:
        if not any({one, other} <= {*circle} for circle in found):
            round_about = [other] if one == other else way(other, one, back)
            found += [[one, *round_about]] if round_about else []
    for circle in found:
        first = said[circle[0], circle[1]]
        yield context.wrong("MH119", first.owner, first.keys, {"circle": " → ".join(circle)})


def _demand(register: Register, name: str) -> str:
    """The single requirement that a name stands for, by its present id; otherwise the name."""
    reached = register.requirements_of(name)
    return reached[0] if len(reached) == 1 else name


RULE = Rule(
    severity="error",
    message=msg("The requirements refer to one another in a circle: {circle}."),
    help=msg(
        "Keep one of them. Write “restates” in one of the two wordings, with the id of the other. "
        "Write “repeats” in the latest round, with the id of the earlier one."
    ),
    why=msg(
        "A requirement is counted where it was made last and most strongly. If "
        "requirements refer to each other in a circle, that place cannot be determined, "
        "and the requirement might be left out."
    ),
    check=check,
)
