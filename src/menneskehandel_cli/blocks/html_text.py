"""Texts as HTML: parts in another language with ``lang``, addresses and ids as links, simple Markdown."""

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from menneskehandel_cli.blocks.anchors import NOWHERE, Anchors
from menneskehandel_cli.language.runs import Run, linked_parts, runs

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererHTML
    from markdown_it.token import Token

ADDRESS = re.compile(r"(https?://[^\s<>|`\\\"';]*[^\s<>|`\\\"'&.,;:!?()\[\]{}*_~])")
"""A web address in a text, without the punctuation that follows it."""

_CLOSING_TAGS = re.compile(r"(?:</(?:p|li|ul|ol|blockquote)>\s*)*$")

_Env = dict[str, Any]
"""What the renderer of Markdown passes from one token to the next."""

_SAFE_LINK = re.compile(r"(https?:|mailto:)", re.IGNORECASE)


def html_text(text: str, anchors: Anchors = NOWHERE) -> Markup:
    """A text as HTML, with links for web addresses and for what has a place on the page."""
    first, *rest = linked_parts(text)
    found = [_plain_or_id(first, anchors)]
    for id, name, after in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
        is_link = id.startswith(("https://", "http://", "#"))  # a place elsewhere, or on the page itself
        place, named = id if is_link else anchors.places.get(id), html_spans(name)
        linked = Markup('<a href="{}">{}</a>').format(place, named) if place else named
        found += [linked, _plain_or_id(after, anchors)]
    return Markup("").join(found)


def _plain_or_id(text: str, anchors: Anchors) -> Markup:
    return Markup("").join(_in_language(run, _linked_text(run.text, anchors)) for run in runs(text))


def html_spans(text: str) -> Markup:
    """A text as HTML without links, such as a heading; the sign of a section stays with its number."""
    return Markup("").join(_in_language(run, escape(on_one_line(run.text))) for run in runs(text))


def on_one_line(text: str) -> str:
    """A text in which no line ends between the sign of a section and its number."""
    return text.replace("§ ", "§\xa0")


def _in_language(run: Run, inner: Markup) -> Markup:
    if run.names:
        return Markup(' <small lang="{}">{}</small>').format(run.names, run.text.strip())
    return Markup('<span lang="{}">{}</span>').format(run.lang, inner) if run.lang else inner


def _linked_text(text: str, anchors: Anchors) -> Markup:
    if "://" not in text:
        return _to_places(text, anchors)
    away, parts = Markup('<a href="{0}" rel="noopener">{0}</a>'), enumerate(ADDRESS.split(text))
    return Markup("").join(away.format(x) if at % 2 else _to_places(x, anchors) for at, x in parts)


def _to_places(text: str, anchors: Anchors) -> Markup:
    """A text with a link for each id that has a place on the page."""
    parts = anchors.split(text)
    if len(parts) == 1:
        return escape(text)
    labels = [anchors.called(part) if place % 2 else part for place, part in enumerate(parts)]
    if not parts[0] and labels[1] != parts[1]:
        labels[1] = labels[1][:1].upper() + labels[1][1:]
    return Markup("").join(
        Markup('<a href="{}">{}</a>').format(anchors.places[part], html_spans(words))
        if place % 2
        else escape(words)
        for place, (part, words) in enumerate(zip(parts, labels, strict=True))
    )


def html_prose(text: str, anchors: Anchors = NOWHERE) -> Markup:
    """A text from the data as HTML: simple Markdown, no raw HTML, links to http, https and mailto.

    A text that is written in another language as a whole keeps its paragraphs and lists. Where only a
    part of it is, each part is a run within one paragraph. One with a linked name is no Markdown.
    """
    parts = runs(text)
    if linked_parts(text)[1:]:
        return Markup("<p>{}</p>").format(html_text(text, anchors))
    if sum(not run.names for run in parts) <= 1:
        return Markup("").join(_whole_text(run, parts[1:], anchors) for run in parts[:1])
    inner = (_in_language(run, _inline(run.text, anchors)) for run in parts)
    return Markup("<p>{}</p>").format(Markup("").join(inner))


def _whole_text(run: Run, names: list[Run], anchors: Anchors) -> Markup:
    """A whole text; the name of its language stands last in its last paragraph."""
    tokens = markdown().parse(run.text)
    for token in tokens:
        if run.lang and token.level == 0 and token.nesting == 1:
            token.attrSet("lang", run.lang)
    label = "".join(_in_language(name, Markup("")) for name in names)
    shown = _CLOSING_TAGS.sub(lambda ends: label + ends[0], _rendered(tokens, anchors).strip(), count=1)
    return Markup(shown)  # noqa: S704 - HTML is off


def _inline(text: str, anchors: Anchors) -> Markup:
    """Markdown within a line. Spaces at the ends, which a paragraph would lose, are kept."""
    inner = text.strip()
    before, _, after = text.partition(inner) if inner else (text, "", "")
    return escape(before) + _rendered(markdown().parseInline(inner), anchors) + escape(after)


def _rendered(tokens: "list[Token]", anchors: Anchors) -> Markup:
    return Markup(markdown().renderer.render(tokens, markdown().options, {"anchors": anchors}))  # noqa: S704 - HTML is off


@cache
def markdown() -> "MarkdownIt":
    """The reader of simple Markdown in texts of the data."""
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False}).disable(
        ["heading", "lheading", "image", "code", "fence", "hr", "html_block", "html_inline"]
    )
    reader.validateLink = lambda url: bool(_SAFE_LINK.match(url.strip()))  # type: ignore[method-assign]
    reader.add_render_rule("text", _inline_text)
    reader.add_render_rule("link_open", _link)
    reader.add_render_rule("link_close", _link)
    return reader


def _inline_text(_renderer: object, tokens: "list[Token]", place: int, _options: object, env: _Env) -> str:
    """A text within Markdown; an id in a link that is given already stays as it is."""
    text = tokens[place].content
    return str(escape(text) if env.get("linked") else _to_places(text, env["anchors"]))


def _link(renderer: "RendererHTML", tokens: "list[Token]", place: int, options: Any, env: _Env) -> str:
    env["linked"] = tokens[place].nesting > 0  # links hold no links
    return renderer.renderToken(tokens, place, options, env)
