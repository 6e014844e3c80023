"""MH401: a published text that is missing in a language the strategy is published in."""

from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.register.published import text_kind
from menneskehandel_cli.rules.base import Diagnostics, Rule, RuleContext


def check(context: RuleContext) -> Diagnostics:
    """Published texts that lack one of the strategy's languages."""
    strategy = context.register.strategy
    if strategy is None:
        return
    for entry, keys, text in context.published:
        kind = text_kind(entry, keys)
        for code in strategy.languages:
            if text.has(code) or not strategy.requires(kind, code):
                continue
            # What stands in a language may be what could not be read.
            if entry.path not in context.register.damaged:
                yield context.wrong("MH401", entry.record, keys, {"language": code}, at_key=True)


RULE = Rule(
    severity="note",
    message=msg("The text is missing in {language}."),
    help=msg(
        "Write the text in every language of the strategy, each after its tag: “en: …” and “fi: …”."
    ),
    why=msg(
        "Reports are made in several languages from the same data. Where a text is missing, "
        "readers are given it in another. The languages are listed under “languages” in "
        "strategy/strategy.yaml. Under “required_texts” the strategy may name the kinds of text that "
        "are required in a language."
    ),
    check=check,
    phrases={"language": "language"},
)
