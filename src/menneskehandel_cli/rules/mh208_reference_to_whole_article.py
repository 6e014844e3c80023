"""MH208: a recommendation that names a whole article, and so disputes no requirement of it."""

from menneskehandel_cli.diagnostics import About
from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.models import Article
from menneskehandel_cli.register.rounds import Rounds
from menneskehandel_cli.register.unreadable import may_be_answered
from menneskehandel_cli.rules.base import Diagnostics, Rule, RuleContext


def check(context: RuleContext) -> Diagnostics:
    """References to several requirements at once, of open recommendations that no later round repeats."""
    register = context.register
    rounds = Rounds(register)
    for owner in register.recommendations:
        if not owner.is_open:
            continue
        demands = [requirement.id for requirement in owner.requirements]
        if all(map(rounds.taken_up, demands)) or may_be_answered(register, demands) is not None:
            continue
        for place, reference in enumerate(owner.articles):
            target = register.targets.get(reference.id)
            number = len(register.requirements_of(reference.id))
            if target is None or not isinstance(target.owner, Article) or number <= 1:
                continue
            about = About(owner.id, target=reference.id)
            told = {"name": owner.id, "article": reference.id, "n": number}
            yield context.wrong("MH208", owner, ("articles", place, "id"), told, about=about)


RULE = Rule(
    severity="note",
    message=msg(
        "{name} refers to the whole of {article}, which has {n} requirements. The source does not "
        "say which of them it is about, so it is not shown as an open recommendation on any of them."
    ),
    help=msg("If the source says which requirement it means, write its id. Otherwise change nothing."),
    why=msg(
        "An open recommendation is shown on a requirement when it names that particular "
        "requirement. A reference to a whole article does not say which requirement it is "
        "about."
    ),
    check=check,
    about=("target",),
)
