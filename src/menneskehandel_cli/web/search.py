"""Finding by words what can be changed, as ``mh find`` and the site find it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from menneskehandel_cli.formats.report_parts import capital
from menneskehandel_cli.language import Choices, fill, say
from menneskehandel_cli.reports.finding import Findable
from menneskehandel_cli.web.desk import Desk

MOST = 60
"""As many hits as a page shows."""

_CHANGED = ("column.measure", "column.task", "site.kind.actor")
"""What has a form of its own, besides obligations."""


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found: each an id, what it is called, and what it says; and what may have been meant."""

    words: str
    found: int = 0
    shown: tuple[tuple[str, str, str], ...] = ()
    near: str = ""


def search(desk: Desk, words: str) -> Hits:
    """The records that words lead to, the best first; of a provision or a point, the record it is in."""
    targets = desk.register().targets
    return _hits(
        desk,
        words,
        lambda one: one.kind in _CHANGED or one.id in targets,
        lambda name: targets[name].owner.id if name in targets else name,
    )


def search_requirements(desk: Desk, words: str) -> Hits:
    """The requirements that words lead to, the best first."""
    register = desk.register()
    return _hits(desk, words, lambda one: one.id in register.requirements_of(one.id), str)


def _hits(
    desk: Desk, words: str, kept: Callable[[Findable], bool], leads_to: Callable[[str], str]
) -> Hits:
    if not words.strip():
        return Hits("")
    view = desk.finder().find(words, kept)
    shown = tuple((leads_to(one.id), capital(one.title), one.text) for one in view.found[:MOST])
    near = say("find.near", desk.lang, known=fill(Choices(view.near), desk.lang)) if view.near else ""
    return Hits(words, len(view.found), shown, near)
