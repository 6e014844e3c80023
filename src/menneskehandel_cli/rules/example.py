"""The small fictional strategy that all examples of rules build on. No rule finds anything in it.

It is written in bokmål. ``examples`` makes the examples of a rule in the reader's language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from menneskehandel_cli.language import Lang, written_forms
from menneskehandel_cli.rules.base import Files, Past, Rule
from menneskehandel_cli.trees import DictTree, Unreadable

EXAMPLE_DAY = date(2027, 3, 1)
"""The day on which the examples are judged."""

MEASURE_FILE = "data/measures/01-samordning.yaml"
ARTICLE_FILE = "data/obligations/coe/coe-29.yaml"
STRATEGY_FILE = "strategy/strategy.yaml"
LAW_FILE = "data/law/coe/coe-29.yaml"
RECOMMENDATION_FILE = "data/obligations/greta-r3/greta-r3-coordination.yaml"

MEASURE = """\
id: T01
title: Samordne arbeidet
focus_area: 1
responsible: [JD]
source: {document: strategy, section: Tiltak 1}
status: in_progress
status_source: {by: JD, date: 2026-01-15}
goals:
  - {id: T01.G1, text: Alle vet hvem som gjør hva., source: {document: strategy}}
tasks:
  - id: T01.1
    text: Opprette en samordningsgruppe.
    commitment: establish
    owners: [JD]
    status: in_progress
    due: 2030-06
    source: {document: strategy, section: Tiltak 1}
addresses:
  - obligation: coe-29.1
    basis: editorial
    contribution: full
    by: [T01.1]
    note: Gruppen samordner arbeidet.
  - {obligation: greta-r3-coordination, basis: strategy, contribution: full}
"""

ARTICLE = """\
id: coe-29
article: 29
chapter: V
role: duty
title: Samordning
title_basis: working_translation
source: {document: strategy}
provisions:
  - id: coe-29.1
    force: shall
    bearer: state
    text: Staten skal samordne arbeidet.
"""

LAW = """\
id: law-coe-29
obligation: coe-29
requirements:
  - requirement: coe-29.1
    extent: part
    provisions:
      - {source: {document: strategy, section: § 1}, text: Arbeidet skal samordnes., read: 2026-01-15}
    missing: Loven sier ikke hvem som skal samordne.
    judged: {by: editorial, date: 2026-01-20}
"""

RECOMMENDATION = """\
id: greta-r3-coordination
level: urges
title: Bedre samordning
text: Norge bør samordne arbeidet bedre.
source: {document: strategy}
"""

STRATEGY = """\
id: prove
title: Prøvestrategien (oppdiktet)
fictional: true
period: {from: 2025, to: 2030}
languages: [nb]
coordinator: JD
source: {document: strategy}
purpose: Strategien viser hvordan reglene virker.
focus_areas:
  - number: 1
    title: Samordning
    goal: Alle vet hvem som gjør hva.
    goal_source: {document: strategy}
    articles: [29]
reporting:
  duty: Departementene rapporterer hvert år.
  source: {document: strategy}
documents:
  - {id: strategy, title: Prøvestrategien}
"""

REPORT_FILE = "data/reports/2026/JD.yaml"
REPORT = """\
year: 2026
actor: JD
kind: self
approved: {by: JD, date: 2027-01-25}
measures:
  - {measure: T01, status: in_progress, goal_attainment: {T01.G1: {level: partly}}}
"""
"""A report on the measure; no part of ``BASE``."""

SECOND_TASK = """
  - id: T01.2
    text: Opprette et sekretariat.
    commitment: establish
    owners: [JD]
    due: 2030-06
    source: {document: strategy}"""
SECOND_LINKS = """
  - {obligation: coe-29.1, basis: strategy, contribution: full, by: [T01.2]}
  - {obligation: greta-r3-coordination, basis: strategy, contribution: full, by: [T01.2]}"""
"""A task that may follow another, and links that it answers."""

BASE: Files = {
    STRATEGY_FILE: STRATEGY,
    "strategy/actors.yaml": """\
actors:
  - {id: JD, name: Justisdepartementet, kind: ministry, source: {document: strategy}}
  - {id: AID, name: Arbeidsdepartementet, kind: ministry, source: {document: strategy}}
  - {id: Europaradet, name: Europarådet, kind: international, source: {document: strategy}}
  - {id: GRETA, name: GRETA, kind: international, source: {document: strategy}}
""",
    MEASURE_FILE: MEASURE,
    "data/obligations/coe/_instrument.yaml": """\
id: coe
kind: convention
body: Europaradet
title: Prøvekonvensjonen
source: {document: strategy}
""",
    ARTICLE_FILE: ARTICLE,
    "data/obligations/greta-r3/_instrument.yaml": """\
id: greta-r3
kind: recommendations
body: GRETA
title: Prøverunden
levels:
  - {id: urges, title: oppfordrer innstendig, weight: 3}
  - {id: invites, title: inviterer, weight: 1}
source: {document: strategy}
""",
    LAW_FILE: LAW,
    RECOMMENDATION_FILE: RECOMMENDATION,
}

ENGLISH: Mapping[str, str] = {
    "languages: [nb]": "languages: [en]",
    "id: prove": "id: example",
    "samordning": "coordination",
    "JD": "MoJ",
    "AID": "MoL",
    "Europaradet": "CoE",
    "Justisdepartementet": "Ministry of Justice",
    "Arbeidsdepartementet": "Ministry of Labour",
    "Europarådet": "Council of Europe",
    "Prøvestrategien (oppdiktet)": "The example strategy (fictional)",
    "Prøvestrategien": "The example strategy",
    "Prøvekonvensjonen": "The example convention",
    "Prøverunden": "The example round",
    "oppfordrer innstendig": "urges",
    "inviterer": "invites",
    "Strategien viser hvordan reglene virker.": "The strategy shows how the rules work.",
    "Departementene rapporterer hvert år.": "The ministries report every year.",
    "Tiltak 1": "Measure 1",
    "Samordning": "Coordination",
    "Samordne arbeidet": "Coordinate the work",
    "Alle vet hvem som gjør hva.": "Everyone knows who does what.",
    "Opprette en samordningsgruppe.": "Set up a coordination group.",
    "Opprette et sekretariat.": "Set up a secretariat.",
    "Gruppen samordner arbeidet.": "The group coordinates the work.",
    "Staten skal samordne arbeidet.": "The state shall coordinate the work.",
    "Arbeidet skal samordnes.": "The work shall be coordinated.",
    "Loven sier ikke hvem som skal samordne.": "The law does not say who shall coordinate.",
    "Bedre samordning": "Better coordination",
    "Norge bør samordne arbeidet bedre.": "The state should coordinate the work better.",
}
"""What the example says in bokmål, in English: whole phrases, ids and parts of file names."""


def with_example(files: Files, base: Files = BASE) -> DictTree:
    """The base example with ``files`` added to it or replacing its own."""
    return DictTree(
        {
            path: text.encode() if isinstance(text, str) else text
            for path, text in {**base, **files}.items()
        }
    )


@dataclass(frozen=True, slots=True)
class Example:
    """An example of a rule in one language: what it adds to ``base`` now, and in earlier states."""

    files: Files
    past: Past
    base: Files


def examples(rule: Rule, lang: Lang) -> tuple[Example, Example]:
    """The bad and the good example of a rule, for readers of a language.

    They are in Norwegian for those who read it, and if the rule is about Norwegian; else in English.
    """
    bad, good = Example(rule.bad, rule.bad_past, BASE), Example(rule.good, rule.good_past, BASE)
    if rule.english is None or "nb" in written_forms(lang):
        return bad, good
    words = {**ENGLISH, **rule.english}
    return _in_words(bad, words), _in_words(good, words)


def _in_words(example: Example, words: Mapping[str, str]) -> Example:
    longest_first = sorted(words, key=len, reverse=True)
    phrase = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")

    def made(text: str) -> str:
        return phrase.sub(lambda found: words[found[0]], text)

    def content(told: str | bytes | Unreadable) -> str | bytes | Unreadable:
        if isinstance(told, bytes):  # Only an example that is not in UTF-8 is bytes.
            return made(told.decode("latin-1")).encode("latin-1")
        return made(told) if isinstance(told, str) else told

    def state(files: Files) -> Files:
        return {made(path): content(told) for path, told in files.items()}

    past = tuple((day, state(files)) for day, files in example.past)
    return Example(state(example.files), past, state(example.base))


def measure(**changes: str) -> dict[str, str | bytes | Unreadable]:
    """The example measure with some top-level keys changed: ``key="rest of its YAML"``.

    A value that begins with a line break is a block below its key.
    """
    return {MEASURE_FILE: changed(MEASURE, **changes)}


def top_level(text: str) -> list[str]:
    """A YAML text split into its top-level keys, each with the text below it."""
    blocks: list[str] = []
    for line in text.splitlines(keepends=True):
        if line[0] in " -" and blocks:
            blocks[-1] += line
        else:
            blocks.append(line)
    return blocks


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
