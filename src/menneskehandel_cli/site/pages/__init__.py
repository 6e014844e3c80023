"""The pages of the site: every kind of page, by its module. A new module is a new kind."""

from importlib import import_module
from pkgutil import iter_modules

from menneskehandel_cli.site.context import PageKind

_KINDS: list[PageKind] = [
    kind for _, name, _ in iter_modules(__path__) for kind in import_module(f"{__name__}.{name}").KINDS
]

PAGE_KINDS = {kind.name: kind for kind in sorted(_KINDS, key=lambda kind: (kind.order, kind.name))}
"""Every kind of page by its name, in order."""
