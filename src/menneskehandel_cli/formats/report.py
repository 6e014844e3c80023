"""A report in every form: HTML and Markdown through the templates, JSON as the view itself."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from menneskehandel_cli.blocks import templates
from menneskehandel_cli.blocks.anchors import anchored
from menneskehandel_cli.blocks.model import Page
from menneskehandel_cli.formats import RenderOptions, json
from menneskehandel_cli.formats.stamp import Stamp, made
from menneskehandel_cli.language import Lang


@dataclass(frozen=True, slots=True)
class Report:
    """A report: its view, its page and its stamp; the user's own templates (a folder, or a Word file)."""

    view: object
    page: Page
    stamp: Stamp
    own: Path | None = None


def render_markdown(report: Report, options: RenderOptions) -> str:
    """The page as Markdown."""
    return _page("report.md.j2", report, options.lang)


def render_html(report: Report, options: RenderOptions) -> str:
    """The page for a browser."""
    return _page("report.html.j2", report, options.lang)


def render_paged(report: Report, options: RenderOptions) -> str:
    """The page laid out for paper: running title, page numbers, contents that give them."""
    return _page("report.html.j2", report, options.lang, paged=True)


def _page(template: str, report: Report, lang: Lang, *, paged: bool = False) -> str:
    page, anchors = anchored(report.page)
    content: dict[str, object] = {
        "page": page,
        "anchors": anchors,
        "paged": paged,
        "stamp": report.stamp.as_json(),
        "made": made(report.stamp, None, lang),
    }
    return templates.render(template, content, lang, report.own)


def render_json(report: Report, options: RenderOptions) -> str:
    """The view, with the stamp last. An answer holds our judgements only if requested."""
    body, stamp = json.plain(report.view, options.lang), report.stamp
    if not isinstance(body, dict):
        raise TypeError("a view has fields")
    if stamp.arguments.get("editorial") == "":
        body = {key: _without_judgements(value) for key, value in body.items()}
    return json.render(f"mh/report/{stamp.report}/3", body | {"stamp": json.plain(stamp)})


def _without_judgements(value: object) -> object:
    """A value without our own links and readings of the law, at any depth."""
    if isinstance(value, dict):
        return {key: _without_judgements(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_without_judgements(item) for item in value if not _is_judgement(item)]
    return value


def _is_judgement(item: object) -> bool:
    return isinstance(item, dict) and "editorial" in (item.get("basis"), item.get("judged_by"))
