"""A new measure, with the next free number."""

from __future__ import annotations

from menneskehandel_cli.edits.new_file import Draft, NewFile, Provenance, line, next_number, slug
from menneskehandel_cli.models.base import number_in
from menneskehandel_cli.models.measure import Address, Task
from menneskehandel_cli.register import Register
from menneskehandel_cli.register.layout import kind_of, stem

_HEAD = """\
{about[suggestions]}
{about[about.measure]}
format: 2
"""

_REST = """\
# lead: {first}  # {say[lead]}
# partners: [{first}]
{source_line}# summary:
#   {told[measure]}
status: not_reported  # {say[not_reported]}
# goals:
#   - id: {id}.G1
#     text: {text[goal]}
#     source: {source}
# tasks:
#   - id: {id}.1
#     text: {text[task]}
{commitment}
#     commitment: establish
#     owners: [{first}]
#     status: not_reported
#     due: 2027-06  # {say[due]}
#     source: {source}
# addresses:
#   - obligation: {obligation}
{basis}
#     basis: editorial
{contribution}
#     contribution: partial
#     note: {text[why_addressed]}
"""


def new_measure(
    register: Register,
    draft: Draft,
    title: str,
    area: int,
    responsible: tuple[str, ...],
    source: Provenance,
    number: int | None = None,
) -> NewFile:
    """A measure in focus area ``area`` with ``responsible`` as its responsible actors.

    Its number is ``number``, else the next free one.
    """
    number = next_number(used_numbers(register)) if number is None else number
    name = f"{register.letter}{number:02}"
    text = draft.fill(_HEAD) + "".join(
        (
            line("id", name),
            line("title", draft.text(title)),
            line("focus_area", area),
            line("responsible", list(responsible)),
        )
    )
    demands = (
        requirement.id for owner in register.obligations.values() for requirement in owner.requirements
    )
    text += draft.fill(
        _REST,
        id=name,
        first=responsible[0],
        source=source,
        source_line=draft.source_line(source),
        commitment=draft.values(Task, "commitment", "#     # "),
        basis=draft.values(Address, "basis", "#     # "),
        contribution=draft.values(Address, "contribution", "#     # "),
        obligation=next(demands, "coe-5.1"),
    )
    return NewFile(f"data/measures/{number:02}-{slug(title) or 'measure'}.yaml", text)


def used_numbers(register: Register) -> list[int]:
    """The numbers that measures have or have had, those of files that cannot be read too."""
    used = [measure.number for measure in register.measures]
    used += [number_in(old) for measure in register.measures for old in measure.former_ids]
    # The number of a file that cannot be read is taken from its name.
    unread = (stem(path).partition("-")[0] for path in register.unread if kind_of(path) == "measure")
    return used + [int(number) for number in unread if number.isdecimal()]
