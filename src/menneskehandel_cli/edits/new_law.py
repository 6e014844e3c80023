"""What national law answers of an article: a draft with each requirement not yet recorded."""

from __future__ import annotations

from menneskehandel_cli.edits.change import Change, rewritten
from menneskehandel_cli.edits.new_file import Draft, NewFile, line
from menneskehandel_cli.edits.subject import read_subject
from menneskehandel_cli.models import Article
from menneskehandel_cli.models.base import FORMAT
from menneskehandel_cli.models.obligation import Provision
from menneskehandel_cli.register import Register
from menneskehandel_cli.trees import Tree

_HEAD = """\
{about[head.law]}
#
{about[about.law]}
{about[about.law_judged]}
{about[suggestions]}
format: {format}
id: law-{id}
obligation: {id}
requirements:
"""

_SUGGESTION = """\
    # provisions:
    #   - source: {{document: {document}, section: § 1}}
    #     text: {text[law]}
    #     read: {day}
    # missing: {text[law_missing]}
    # looked_in:
    #   - {{document: {document}, section: § 1}}
"""


def law_path(register: Register, article: Article) -> str:
    """The path of the law on an article."""
    return f"data/law/{register.instrument_id(article)}/{article.id}.yaml"


def unrecorded(register: Register, article: Article) -> tuple[Provision, ...]:
    """The requirements of an article on which no law is recorded."""
    return tuple(
        requirement for requirement in article.requirements if requirement.id not in register.law_on
    )


def new_law(register: Register, draft: Draft, article: Article, to_read: str, day: str) -> NewFile:
    """A file with every requirement of ``article``. ``to_read`` names what must be read first.

    ``day`` is the day of that judgement.
    """
    text = draft.fill(_HEAD, id=article.id, format=FORMAT)
    document = register.strategy.source.document if register.strategy else "strategy"
    for place, requirement in enumerate(unrecorded(register, article)):
        entry = _entry(requirement, to_read, day)
        asked = " ".join(requirement.text.pick(draft.lang).split())
        text += draft.fill("  # {say[requirement]}\n", text=asked)
        text += f"  - requirement: {requirement.id}\n    extent: {entry['extent']}\n"
        text += draft.fill(_SUGGESTION, document=document, day=day) if place == 0 else ""
        for key in ("unread", "judged", "confirmed"):
            text += "".join(f"    {row}\n" for row in line(key, entry[key]).splitlines())
    return NewFile(law_path(register, article), text)


def more_law(tree: Tree, register: Register, article: Article, to_read: str, day: str) -> Change:
    """The existing file with the missing requirements added at its end.

    Raises ``Refused``.
    """
    subject = read_subject(tree, law_path(register, article))
    entries = [_entry(requirement, to_read, day) for requirement in unrecorded(register, article)]
    value = {**subject.value, "requirements": [*(subject.value.get("requirements") or []), *entries]}
    change = rewritten(subject, value)
    assert change is not None  # something is added
    return change


def _entry(requirement: Provision, to_read: str, day: str) -> dict[str, object]:
    """An ``unread`` entry that names what must be read."""
    return {
        "requirement": requirement.id,
        "extent": "unread",
        "unread": [{"title": to_read, "kind": "act"}],
        "judged": {"by": "editorial", "date": day},
        "confirmed": None,
    }
