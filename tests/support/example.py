"""The small strategy that the rules' examples build on, and changes to it."""

from menneskehandel_cli.rules import Finding, Rule
from menneskehandel_cli.rules.example import BASE, PATHS, Content, examine, examples, report, top_level

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


def demand(name: str = "coordination", of: str = "greta-r3", **keys: str) -> dict[str, Content]:
    """A recommendation on no article, of an instrument; with some top-level keys changed."""
    text = RECOMMENDATION.replace("greta-r3-coordination", f"{of}-{name}")
    return {f"data/obligations/{of}/{of}-{name}.yaml": changed(text, **{"articles": "[]", **keys})}


def instrument(name: str) -> dict[str, Content]:
    """The example's instrument of recommendations under another name."""
    folder = "data/obligations/{}/_instrument.yaml".format
    return {folder(name): str(BASE[folder("greta-r3")]).replace("greta-r3", name)}


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


def tasks(*each: str) -> str:
    """The tasks of the example measure, in order: what is said of each beside its id and its text."""
    return "".join(
        f"\n  - {{id: T01.{number}, text: Gjøre det., commitment: establish, {said}, "
        "source: {document: strategy}}"
        for number, said in enumerate(each, 1)
    )


def periods(*lines: str) -> dict[str, Content]:
    """The example strategy with reporting periods, a line for each (``2026: {from: …, to: …}``)."""
    indented = "".join(f"\n    {line}" for line in lines)
    reporting = f"\n  duty: Rapport.\n  source: {{document: strategy}}\n  periods:{indented}"
    return {STRATEGY_FILE: changed(STRATEGY, reporting=reporting)}


def year(number: int, more: str = "") -> str:
    """The reporting period of a whole year."""
    return f"{number}: {{from: {number}-01-01, to: {number}-12-31{more and ', '}{more}}}"


def examined(rule: Rule) -> list[Finding]:
    """The findings in the bad example of a rule."""
    bad, _ = examples(rule, "nb")
    return examine(bad.files, bad.past)
