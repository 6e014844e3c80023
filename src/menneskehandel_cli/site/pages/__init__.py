"""The pages of the site: every kind of page, by its module. A new kind is added here."""

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

_KINDS = (
    *about.KINDS,
    *changes.KINDS,
    *front.KINDS,
    *gaps.KINDS,
    *other.KINDS,
    *pictures.KINDS,
    *records.KINDS,
    *report.KINDS,
    *search.KINDS,
    *theme.KINDS,
)

PAGE_KINDS = {kind.name: kind for kind in sorted(_KINDS, key=lambda kind: (kind.order, kind.name))}
"""Every kind of page by its name, in order."""
