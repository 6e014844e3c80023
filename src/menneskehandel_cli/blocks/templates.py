"""Templates: loaded from the package, never from the repository that is being read.

A user's own templates come only from ``--templates DIR``. They override ours one by one; all run in
Jinja's sandbox.
"""

import re
from collections.abc import Callable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context, select_autoescape
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment as Sandbox
from markupsafe import Markup, escape

from menneskehandel_cli.blocks.anchors import NOWHERE, Anchors
from menneskehandel_cli.blocks.html_text import ADDRESS, html_prose, html_spans, html_text
from menneskehandel_cli.language import Lang, say, spoken
from menneskehandel_cli.language.escaping import IGNORED, escape_control
from menneskehandel_cli.language.runs import labelled, unmarked
from menneskehandel_cli.trees import shipped

_MARKDOWN = re.compile(r"([\\`*_\[\]<>|#~!&$])")
_LEADING = re.compile(rf"^([{IGNORED}]*)([-+=]|:(?=[{IGNORED}]*:)|\d+(?=[.)]))")
_BRACKET = re.compile(rf"(#[{IGNORED}]*#[\w{IGNORED}]*)\[")
"""An order to a build server (``##[error]``) in an address; no address has such a sign unescaped."""


def folders(own: Path | None = None) -> list[Path]:
    """The template folders: the user's own first, then those of the package."""
    return [*([] if own is None else [own]), shipped("templates")]


def render(name: str, page: dict[str, object], lang: Lang, own: Path | None = None) -> str:
    """Render a page with the template ``name``. The page is data: escaped, never executed."""
    words = {word: say(f"page.{word}", lang) for word in ("skip", "measures", "contents", "made", "numbers")}
    text = template_environment(own).get_template(name).render(page | {"lang": lang, "words": words})
    return finished(text, html=name.endswith("html.j2"))


def finished(text: str, *, html: bool = True) -> str:
    """What a template gave, without spaces at the ends of lines or orders to whatever shows it."""
    if html:
        text = _harmless("\n".join(escape_control(line, "&#x{:x};") for line in text.split("\n")))
    lines = (line.rstrip() for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


def _harmless(page: str) -> str:
    """HTML without orders to a build server (``::error::``, ``##[error]``); a browser shows the same.

    In a style or a script of the user's own template, character references would be no text.
    """
    return _DOUBLED_COLON.sub(_no_order, page)


_DOUBLED_COLON = re.compile(
    rf"(<(style|script)\b[\s\S]*?</\2\s*>)|^((?:[^\S\n]|[{IGNORED}])*):(?=[{IGNORED}]*:)"
    rf"|#(?=[{IGNORED}]*#[\w{IGNORED}]*\[)",
    re.MULTILINE | re.IGNORECASE,
)


def _no_order(found: re.Match[str]) -> str:
    if found[1] is not None:
        return found[1]
    return "&#35;" if found[3] is None else f"{found[3]}&#58;"


def template_environment(own: Path | None = None, *, kind: type[Environment] = Sandbox) -> Environment:
    """The Jinja environment. HTML is escaped, and an undefined name is an error.

    Another ``kind`` than a sandbox is only for templates that can only be ours.
    """
    environment = kind(
        loader=FileSystemLoader(folders(own)),
        auto_reload=False,
        # Jinja would not escape x.html.j2, since it does not end in .html.
        autoescape=select_autoescape(("html", "html.j2", "xml.j2"), default_for_string=False),
        undefined=StrictUndefined,
        # Without a filter, a text is shown without the marks of its languages.
        finalize=lambda value: unmarked(value) if type(value) is str else value,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["cell"] = markdown_cell
    environment.filters["inner"] = markdown_inner
    # A line of HTML in Markdown, which reads no Markdown there.
    environment.filters["summary"] = lambda text: _harmless(str(escape(_on_one_line(text))))
    environment.filters["text"] = _with_places(html_text)
    environment.filters["prose"] = _with_places(html_prose)
    environment.filters["spans"] = html_spans
    environment.filters["spoken"] = spoken
    environment.filters["quoted"] = _quoted
    environment.filters["drawing"] = Markup  # only for pictures, which are already escaped
    return environment


def _quoted(text: str) -> str:
    """A text as a string in a style sheet."""
    return '"' + re.sub(r'[\\"\n]', lambda found: f"\\{ord(found[0]):x} ", unmarked(text)) + '"'


def _with_places(shown: Callable[[str, Anchors], Markup]) -> Callable[[Context, str], Markup]:
    """A filter that links what has a place on the page."""
    return pass_context(lambda context, text: shown(text, context.get("anchors", NOWHERE)))


def _on_one_line(text: str) -> str:
    return escape_control(" ".join(labelled(text).split()))


def markdown_cell(text: str) -> str:
    """A text as one line of Markdown that renders literally in any position."""
    # The first characters must not begin a list, a heading or a rule.
    return _LEADING.sub(_literal, markdown_inner(text))


def markdown_inner(text: str) -> str:
    """Like ``markdown_cell``, but within a line or a table, where no list can begin."""
    # An address between < and > is a link; backslashes would become part of it.
    return "".join(
        "<" + _BRACKET.sub(r"\1%5B", part) + ">" if place % 2 else _MARKDOWN.sub(r"\\\1", part)
        for place, part in enumerate(ADDRESS.split(_on_one_line(text)))
    )


def _literal(match: re.Match[str]) -> str:
    before, sign = match[1], match[2]
    return f"{before}{sign}\\" if sign.isdigit() else f"{before}\\{sign}"
