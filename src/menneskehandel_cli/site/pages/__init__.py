"""The pages of the site: every kind of page, by its module. A new kind is added here."""

from menneskehandel_cli.site.context import PageKind
from menneskehandel_cli.site.pages import (
    about,
    changes,
    front,
    gaps,
    other,
    pictures,
    records,
    report,
    search,
    theme,
)

_MODULES = (about, changes, front, gaps, other, pictures, records, report, search, theme)
_PAGE_KINDS: list[PageKind] = [kind for module in _MODULES for kind in module.KINDS]

PAGE_KINDS = {kind.name: kind for kind in sorted(_PAGE_KINDS, key=lambda kind: (kind.order, kind.name))}
"""Every kind of page by its name, in order."""
