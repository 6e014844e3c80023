"""A new article of a convention."""

from __future__ import annotations

from menneskehandel_cli.edits.new_file import NewFile, Provenance, line, next_number
from menneskehandel_cli.models import Article
from menneskehandel_cli.register import Register

_HEAD = """\
# Ny artikkel. Linjene med # foran er forslag: fjern #, fyll ut, og slett det dere ikke trenger.
# Gjengi innholdet med egne ord. Et ledd er {id}.1, en bokstav {id}.1.a, en udelt artikkel {id}.0.
format: 2
"""

_REST = """\
title_basis: working_translation  # official bare når tittelen er en offisiell oversettelse
{source_line}# summary:
#   nb: Hva går artikkelen ut på?
# provisions:
#   - id: {id}.1
#     force: shall  # shall_qualified: skal med forbehold, shall_consider: skal vurdere, may: kan
#     bearer: state  # state: staten, monitoring_body: overvåkingsorganet
#     text: {{nb: "Hva skal staten gjøre?"}}
"""


def next_article(register: Register, instrument: str) -> int:
    """The number after the instrument's last article."""
    return next_number(
        owner.number
        for owner in register.obligations.values()
        if isinstance(owner, Article) and register.instrument_id(owner) == instrument
    )


def new_article(
    instrument: str, number: int | str, title: str, chapter: str, role: str, source: Provenance
) -> NewFile:
    """Article ``number`` of the convention ``instrument``."""
    name = f"{instrument}-{number}"
    given = Provenance(source.document, source.section or f"Article {number}")
    text = _HEAD.format(id=name) + line("id", name) + line("article", number)
    text += line("chapter", chapter) + line("role", role) + line("title", {"nb": title})
    text += _REST.format(id=name, source=given, source_line=line("source", given.given))
    return NewFile(f"data/obligations/{instrument}/{name}.yaml", text)
