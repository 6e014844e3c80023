"""Templates: loaded from the package, never from the repository that is being read."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

_PACKAGE = Path(__file__).resolve().parent.parent


def environment() -> Environment:
    """The templates of this version of mh. HTML is escaped, and a missing name is an error."""
    inside = _PACKAGE / "templates"  # in a wheel
    beside = _PACKAGE.parent.parent / "templates"  # in a checkout
    return Environment(
        loader=FileSystemLoader(inside if inside.is_dir() else beside),
        autoescape=select_autoescape(("html", "html.j2"), default_for_string=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
