"""Finding by words what can be changed, as ``mh find`` and the site find it."""

from __future__ import annotations

from dataclasses import dataclass

from menneskehandel_cli.formats.report_parts import capital
from menneskehandel_cli.language import Lang
from menneskehandel_cli.register import Register
from menneskehandel_cli.reports.search import find_view

MOST = 60
"""As many hits as a page shows."""

_CHANGED = ("column.measure", "column.task", "site.kind.actor")
"""What has a form of its own, besides obligations."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found: its id, what it is called, and what it says."""

    id: str
    title: str
    text: str


def search(register: Register, words: str, lang: Lang) -> list[Hit]:
    """The records that words lead to, the best first; of a provision or a point, the record it is in."""
    targets = register.targets
    found = find_view(register, words, lang, lambda one: one.kind in _CHANGED or one.id in targets).found
    owners = (targets[item.id].owner.id if item.id in targets else item.id for item in found)
    return [Hit(owner, capital(item.title), item.text) for owner, item in zip(owners, found, strict=True)]


def search_requirements(register: Register, words: str, lang: Lang) -> list[Hit]:
    """The requirements that words lead to, the best first."""
    found = find_view(register, words, lang, lambda one: one.id in register.requirements_of(one.id)).found
    return [Hit(item.id, capital(item.title), item.text) for item in found]
