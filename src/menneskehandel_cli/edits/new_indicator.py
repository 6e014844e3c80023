"""A new indicator with its first figure."""

from __future__ import annotations

from menneskehandel_cli.edits.new_file import Draft, NewFile, Provenance, line, slug
from menneskehandel_cli.register import Register

_HEAD = """\
{about[suggestions]}
{about[about.indicator]}
format: 2
"""

_REST = """\
# goals: [{goal}]  # {say[goals]}
observations:
  - {{year: {year}, value: {value}}}
  # - {{from: 2022, to: 2024, per: year, approx: 200}}  # {say[approx]}
  # - {{year: {next}, range: [20, 30]}}  # {say[range]}
  # - {{since: 2003, as_of: {next}, cumulative: 55}}  # {say[cumulative]}
# note:
#   {told[figure]}
"""


def new_indicator(
    register: Register,
    draft: Draft,
    title: str,
    unit: str,
    counts: str,
    year: int,
    value: float,
    source: Provenance,
) -> NewFile:
    """An indicator that begins with ``value`` for ``year``; ``counts`` says what is counted."""
    name = slug(title) or "indicator"
    text = draft.fill(_HEAD) + line("id", name) + line("title", draft.text(title))
    text += line("unit", draft.text(unit))
    text += line("counts", draft.text(counts)) + draft.source_line(source)
    goal = next(iter(register.goals), f"{register.letter}01.G1")
    text += draft.fill(_REST, goal=goal, year=year, value=value, next=year + 1)
    return NewFile(f"data/indicators/{name}.yaml", text)
