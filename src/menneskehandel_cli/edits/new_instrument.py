"""A new instrument: a convention, or a round of recommendations, without what it demands."""

from __future__ import annotations

from menneskehandel_cli.edits.new_file import Draft, NewFile, Provenance, line

_HEAD = """\
{about[suggestions]}
{about[about.instrument]}
format: 2
"""

_LEVELS = """\
# {say[levels]}
# levels:
#   - id: urge
#     title: {text[grade]}
#     weight: 3
"""


def new_instrument(
    draft: Draft, name: str, kind: str, body: str, title: str, source: Provenance
) -> NewFile:
    """The instrument ``name``, made by ``body``."""
    text = draft.fill(_HEAD, id=name) + line("id", name) + line("kind", kind) + line("body", body)
    text += line("title", draft.text(title)) + line("source", source.given)
    if kind == "recommendations":
        text += draft.fill(_LEVELS)
    return NewFile(f"data/obligations/{name}/_instrument.yaml", text)
