"""A new measure, with the next free number."""

from __future__ import annotations

from menneskehandel_cli.edits.new_file import NewFile, Provenance, line, next_number, slug, source_line
from menneskehandel_cli.register import Register
from menneskehandel_cli.register.layout import kind_of, stem

_HEAD = """\
# Nytt tiltak. Linjene med # foran er forslag: fjern #, fyll ut, og slett det dere ikke trenger.
# Skriv bare det kilden sier. Det dere selv mener, får basis: editorial og en begrunnelse i note.
format: 2
"""

_REST = """\
# lead: {first}  # bare når kilden nevner én som leder
# partners: [{first}]
{source_line}# summary:
#   nb: Hva går tiltaket ut på?
status: not_reported  # ikke rapportert: betyr ikke at ingenting er gjort
# goals:
#   - id: {id}.G1
#     text: {{nb: "Hva skal være oppnådd?"}}
#     source: {source}
# tasks:
#   - id: {id}.1
#     text: {{nb: "Hva skal gjøres?"}}
#     commitment: establish  # establish: innføre, assess: vurdere, recurring: gjenta, continue: fortsette
#     owners: [{first}]
#     status: not_reported
#     due: 2027-06  # bare når kilden setter en frist: 2027-06-30, 2027-06 eller 2027
#     source: {source}
# addresses:
#   - obligation: {obligation}
#     basis: editorial  # strategy: teksten sier det, area: strategien sier det for innsatsområdet
#     contribution: partial  # full: helt, partial: delvis, assess: bare vurdering; ikke med area
#     note: {{nb: "Hvorfor svarer tiltaket på dette?"}}
"""


def new_measure(
    register: Register, title: str, area: int, responsible: tuple[str, ...], source: Provenance
) -> NewFile:
    """A measure in focus area ``area`` with ``responsible`` as its responsible actors."""
    used = [measure.number for measure in register.measures]
    used += [int(old[1:]) for measure in register.measures for old in measure.former_ids]
    # The number of a file that cannot be read is taken from its name.
    unread = (stem(path).partition("-")[0] for path in register.unread if kind_of(path) == "measure")
    used += [int(number) for number in unread if number.isdecimal()]
    number = next_number(used)
    name = f"T{number:02}"
    text = _HEAD + "".join(
        (
            line("id", name),
            line("title", {"nb": title}),
            line("focus_area", area),
            line("responsible", list(responsible)),
        )
    )
    demands = (
        requirement.id for owner in register.obligations.values() for requirement in owner.requirements
    )
    text += _REST.format(
        id=name,
        first=responsible[0],
        source=source,
        source_line=source_line(source),
        obligation=next(demands, "coe-5.1"),
    )
    return NewFile(f"data/measures/{number:02}-{slug(title) or 'tiltak'}.yaml", text)
