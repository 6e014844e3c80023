"""A new article of a convention."""

from __future__ import annotations

from menneskehandel_cli.edits.new_file import Draft, NewFile, Provenance, line, next_number
from menneskehandel_cli.models import Article
from menneskehandel_cli.models.obligation import Provision
from menneskehandel_cli.register import Register

_HEAD = """\
{about[suggestions]}
{about[about.article]}
format: 2
"""

_REST = """\
title_basis: working_translation  # {say[title_basis]}
{source_line}# summary:
#   {told[article]}
# provisions:
#   - id: {id}.1
{force}
#     force: shall
{bearer}
#     bearer: state
#     text: {text[provision]}
"""


def next_article(register: Register, instrument: str) -> int:
    """The number after the instrument's last article."""
    return next_number(
        owner.number
        for owner in register.obligations.values()
        if isinstance(owner, Article) and register.instrument_id(owner) == instrument
    )


def new_article(
    draft: Draft,
    instrument: str,
    number: int | str,
    title: str,
    chapter: str,
    role: str,
    source: Provenance,
) -> NewFile:
    """Article ``number`` of the convention ``instrument``."""
    name = f"{instrument}-{number}"
    given = Provenance(source.document, source.section or f"Article {number}")
    text = draft.fill(_HEAD, id=name) + line("id", name) + line("article", number)
    text += line("chapter", chapter) + line("role", role) + line("title", draft.text(title))
    text += draft.fill(
        _REST,
        id=name,
        source_line=line("source", given.given),
        force=draft.values(Provision, "force", "#     # "),
        bearer=draft.values(Provision, "bearer", "#     # "),
    )
    return NewFile(f"data/obligations/{instrument}/{name}.yaml", text)
