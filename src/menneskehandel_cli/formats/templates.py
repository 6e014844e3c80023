"""Templates: loaded from the package, never from the repository that is being read."""

from __future__ import annotations

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from menneskehandel_cli.language import Lang, say

_PACKAGE = Path(__file__).resolve().parent.parent

_MARKDOWN = re.compile(r"([\\`*_\[\]<>|#~!])")
_WORDS = ("skip", "honest", "revision", "measures")


def render(name: str, page: dict[str, object], lang: Lang) -> str:
    """A page through the template ``name``. What stands in the page is data: never run, escaped."""
    words = {word: say(f"page.{word}", lang) for word in _WORDS}
    text = _environment().get_template(name).render(page | {"lang": lang, "words": words})
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"


def _environment() -> Environment:
    """The templates of this version of mh. HTML is escaped, and a missing name is an error."""
    inside = _PACKAGE / "templates"  # in a wheel
    beside = _PACKAGE.parent.parent / "templates"  # in a checkout
    environment = Environment(
        loader=FileSystemLoader(inside if inside.is_dir() else beside),
        # x.html.j2 does not end in .html: without its suffix named, Jinja would not escape it.
        autoescape=select_autoescape(("html", "html.j2"), default_for_string=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["cell"] = markdown_cell
    return environment


def markdown_cell(text: str) -> str:
    """A text as one line of Markdown that shows it letter for letter, also within a table."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))
