"""The small strategy that the rules' examples build on, and changes to it."""

from __future__ import annotations

from menneskehandel_cli.rules import Finding, Rule
from menneskehandel_cli.rules.example import BASE, PATHS, Content, examples, report, top_level
from menneskehandel_cli.rules.trial import examine

MEASURE_FILE = PATHS["measure"]
ARTICLE_FILE = PATHS["article"]
LAW_FILE = PATHS["law"]
RECOMMENDATION_FILE = PATHS["recommendation"]
STRATEGY_FILE = PATHS["strategy"]
REPORT_FILE = PATHS["report"]

MEASURE = str(BASE[MEASURE_FILE])
ARTICLE = str(BASE[ARTICLE_FILE])
LAW = str(BASE[LAW_FILE])
RECOMMENDATION = str(BASE[RECOMMENDATION_FILE])
STRATEGY = str(BASE[STRATEGY_FILE])
REPORT = report()
"""A report on the measure; no part of ``BASE``."""


def measure(**changes: str) -> dict[str, Content]:
    """The example measure with some top-level keys changed: ``key="rest of its YAML"``.

    A value that begins with a line break is a block below its key.
    """
    return {MEASURE_FILE: changed(MEASURE, **changes)}


def changed(text: str, **changes: str) -> str:
    """A YAML text with some top-level keys changed; a key that is not there is added last."""
    blocks = top_level(text)
    for key, value in changes.items():
        block = f"{key}:{value if value.startswith(chr(10)) else ' ' + value}\n"
        places = [place for place, old in enumerate(blocks) if old.startswith(f"{key}:")]
        if places:
            blocks[places[0]] = block
        else:
            blocks.append(block)
    return "".join(blocks)


def examined(rule: Rule) -> list[Finding]:
    """The findings in the bad example of a rule."""
    bad, _ = examples(rule, "nb")
    return examine(bad.files, bad.past)
