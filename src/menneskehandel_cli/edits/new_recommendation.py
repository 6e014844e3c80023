"""A new recommendation in an existing round."""

from __future__ import annotations

from menneskehandel_cli.edits.new_file import NewFile, Provenance, line, slug, source_line
from menneskehandel_cli.models import Article, Recommendation
from menneskehandel_cli.register import Register

_HEAD = """\
# Ny anbefaling. Linjene med # foran er forslag: fjern #, fyll ut, og slett det dere ikke trenger.
# Gjengi innholdet med egne ord. Er bare et utdrag lest, skriv reading: excerpt i source.
format: 2
"""

_REST = """\
# parts:  # når anbefalingen har punkter som kan oppfylles hver for seg
#   - {{id: {id}.a, text: {{nb: "Hva ber punktet om?"}}}}
# articles:
#   - {{id: {article}, basis: editorial, note: {{nb: "Hvorfor gjelder den artikkelen?"}}}}
# repeats: [{other}]  # samme krav i en tidligere runde; med punkter står det i punktet
# restates: [{other}]  # samme krav med andre ord; med punkter står det i punktet
# assessments:  # hva organet selv har sagt om oppfølgingen
#   - by: {body}
#     value: partly  # not_implemented: ikke fulgt opp, partly: delvis, implemented: fulgt opp
#     date: 2026
#     source: {source}
{source_line}"""


def new_recommendation(
    register: Register, instrument: str, title: str, text: str, level: str | None, source: Provenance
) -> NewFile:
    """A recommendation that belongs to ``instrument``; ``level`` only if a source gives it."""
    name = f"{instrument}-{slug(title) or 'anbefaling'}"
    made = _HEAD + line("id", name)
    if level:
        made += line("level", level)
    elif levels := register.instruments[instrument].levels:
        made += f"# level: {levels[0].id}  # bare når en kilde oppgir nivået\n"
    made += line("title", {"nb": title}) + line("text", {"nb": text})
    owners = register.obligations.values()
    articles = (
        requirement.id
        for owner in owners
        if isinstance(owner, Article)
        for requirement in owner.requirements
    )
    others = (
        requirement.id
        for owner in owners
        if isinstance(owner, Recommendation)
        for requirement in owner.requirements
    )
    made += _REST.format(
        id=name,
        article=next(articles, "coe-5.1"),
        other=next(others, name),
        body=register.instruments[instrument].body,
        source=source,
        source_line=source_line(source),
    )
    return NewFile(f"data/obligations/{instrument}/{name}.yaml", made)
