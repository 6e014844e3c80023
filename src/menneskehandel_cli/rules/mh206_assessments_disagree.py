"""MH206: two sides whose assessments of the same obligation differ."""

from menneskehandel_cli.diagnostics import About
from menneskehandel_cli.language import Parts, Phrase, msg
from menneskehandel_cli.register.assessments import disagree
from menneskehandel_cli.rules.base import Diagnostics, Rule, RuleContext


def check(context: RuleContext) -> Diagnostics:
    """Obligations on which the latest verdicts of two sides differ."""
    register = context.register
    for subject, said in register.latest_assessments.items():
        target = register.targets.get(subject)
        if target is not None and disagree(said):
            told = Parts(
                tuple(
                    Phrase("assessment_by", {"by": v.by, "verdict": Phrase(f"verdict.{v.verdict}")})
                    for v in said
                )
            )
            params = {"name": subject, "said": Phrase("cite", {"parts": told})}
            about = About(target.owner.id, part=subject if subject != target.owner.id else "")
            yield context.wrong("MH206", target.owner, ("id",), params, weight=2, about=about)


RULE = Rule(
    severity="note",
    message=msg("The assessments of {name} differ: {said}."),
    help=msg("Read both reasons. If one of them is out of date, a new dated statement is needed."),
    why=msg(
        "The ministry, the rapporteur, the evaluator and the monitoring body each make their own "
        "statements. Different assessments are shown side by side and are not merged."
    ),
    check=check,
    about=("part",),
)
