"""A report in every form: its page as text, Markdown and HTML, JSON as the view itself."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from menneskehandel_cli.blocks.model import Page
from menneskehandel_cli.formats import RenderOptions, json
from menneskehandel_cli.formats.page import write_page
from menneskehandel_cli.formats.stamp import Stamp, made


@dataclass(frozen=True, slots=True)
class Report:
    """A report: its view, its page and its stamp; the user's own templates (a folder, or a Word file)."""

    view: object
    page: Page
    stamp: Stamp
    own: Path | None = None


def render_page(report: Report, options: RenderOptions) -> str:
    """The page as text, as Markdown, for a browser or for paper."""
    told = made(report.stamp, options.lang)
    return write_page(report.page, options, told, report.stamp.as_json(), report.own)


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
