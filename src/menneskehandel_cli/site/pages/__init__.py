"""The kinds of pages. Every module here ends with ``KINDS``, the kinds that it makes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from menneskehandel_cli.language import Lang
from menneskehandel_cli.site.context import Site
from menneskehandel_cli.site.page import SitePage


def no_parts(_site: Site, _subject: str) -> Iterable[str]:
    """The parts of a page that has none."""
    return ()


def one(_site: Site) -> Iterable[str]:
    """The subject of a kind that has one page, named after the kind."""
    return ("",)


@dataclass(frozen=True, slots=True)
class PageKind:
    """A kind of page: what it has pages about, and how one is made."""

    name: str
    order: int
    """Where it stands among the kinds."""
    subjects: Callable[[Site], Iterable[str]]
    make: Callable[[Site, str, Lang], SitePage]
    record: bool = False
    """Whether its pages are about records, whose ids lead to them."""
    parts: Callable[[Site, str], Iterable[str]] = no_parts
    """The ids that have a place of their own on the page."""
    menu: str = ""
    """The phrase that it is called in the menu; empty if it is not there."""
    overview: str = ""
    """The phrase that it is called on the front page, if it is an overview that is not in the menu."""
    json: Callable[[Site, str, Lang], str] | None = None
    """The data of the page as JSON."""


@cache
def page_kinds() -> dict[str, PageKind]:
    """Every kind of page by its name, in order."""
    found: list[PageKind] = []
    for module in iter_modules(__path__):
        kinds: tuple[PageKind, ...] = import_module(f"{__name__}.{module.name}").KINDS
        found += kinds
    return {kind.name: kind for kind in sorted(found, key=lambda kind: (kind.order, kind.name))}
