"""A new indicator with its first figure."""

from __future__ import annotations

from menneskehandel_cli.edits.new_file import NewFile, Provenance, line, slug, source_line
from menneskehandel_cli.register import Register

_HEAD = """\
# Ny indikator. Linjene med # foran er forslag: fjern #, fyll ut, og slett det dere ikke trenger.
# Skriv tallet slik kilden har det, aldri mer nøyaktig.
format: 2
"""

_REST = """\
# goals: [{goal}]  # målene tallet sier noe om: det er deres vurdering
{observations}#   - {{from: 2022, to: 2024, per: year, approx: 200}}  # omtrent 200 hvert år
#   - {{year: {next}, range: [20, 30]}}  # mellom 20 og 30; at_least: flere enn
#   - {{since: 2003, as_of: {next}, cumulative: 55}}  # 55 til sammen siden 2003
# note:
#   nb: Hva må leseren vite for å forstå tallet?
"""


def new_indicator(
    register: Register,
    title: str,
    unit: str,
    counts: str,
    year: int,
    value: float,
    source: Provenance,
) -> NewFile:
    """An indicator that begins with ``value`` for ``year``; ``counts`` says what is counted."""
    name = slug(title) or "indikator"
    text = _HEAD + line("id", name) + line("title", {"nb": title}) + line("unit", {"nb": unit})
    text += line("counts", {"nb": counts}) + source_line(source)
    text += _REST.format(
        goal=next(iter(register.goals), "T01.G1"),
        next=year + 1,
        observations=f"observations:\n  - {{year: {year}, value: {value}}}\n",
    )
    return NewFile(f"data/indicators/{name}.yaml", text.replace("\n#   - {", "\n  # - {"))
