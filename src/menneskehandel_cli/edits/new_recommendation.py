"""A new recommendation in an existing round."""

from __future__ import annotations

from menneskehandel_cli.edits.new_file import Draft, NewFile, Provenance, line, slug
from menneskehandel_cli.models import Article, Recommendation
from menneskehandel_cli.models.obligation import Assessment
from menneskehandel_cli.register import Register

_HEAD = """\
{about[suggestions]}
{about[about.recommendation]}
format: 2
"""

_REST = """\
# parts:  # {say[parts]}
#   - {{id: {id}.a, text: {text[part]}}}
# articles:
#   - {{id: {article}, basis: editorial, note: {text[why_article]}}}
# repeats: [{other}]  # {say[repeats]}
# restates: [{other}]  # {say[restates]}
# assessments:  # {say[assessments]}
#   - by: {body}
{verdicts}
#     value: partly
#     date: 2026
#     source: {source}
{source_line}"""


def new_recommendation(
    register: Register,
    draft: Draft,
    instrument: str,
    title: str,
    text: str,
    level: str | None,
    source: Provenance,
    name: str | None = None,
) -> NewFile:
    """A recommendation that belongs to ``instrument``; ``level`` only if a source gives it.

    What else it may have is suggested in comments. Its id is ``name``, else one made of the title.
    """
    name = recommendation_id(instrument, title) if name is None else name
    made = draft.fill(_HEAD) + line("id", name)
    if level:
        made += line("level", level)
    elif levels := register.instruments[instrument].levels:
        made += draft.fill("# level: {level}  # {say[level]}\n", level=levels[0].id)
    made += line("title", draft.text(title)) + line("text", draft.text(text))
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
    made += draft.fill(
        _REST,
        id=name,
        article=next(articles, "coe-5.1"),
        other=next(others, name),
        body=register.instruments[instrument].body,
        source=source,
        source_line=draft.source_line(source),
        verdicts=draft.values(Assessment, "value", "#     # "),
    )
    return NewFile(_path(instrument, name), made)


def bare_recommendation(
    draft: Draft, instrument: str, title: str, text: str, level: str | None, source: Provenance
) -> NewFile:
    """As ``new_recommendation``, without suggestions."""
    name = recommendation_id(instrument, title)
    made = "format: 2\n" + line("id", name) + (line("level", level) if level else "")
    made += line("title", draft.text(title)) + line("text", draft.text(text))
    return NewFile(_path(instrument, name), made + draft.source_line(source))


def recommendation_id(instrument: str, title: str) -> str:
    """The id of a recommendation, made of its title."""
    return f"{instrument}-{slug(title) or 'recommendation'}"


def _path(instrument: str, name: str) -> str:
    return f"data/obligations/{instrument}/{name}.yaml"
