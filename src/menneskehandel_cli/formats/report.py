"""A report in every form: HTML and Markdown through the templates, JSON as the view itself."""

from __future__ import annotations

from pathlib import Path

from menneskehandel_cli.formats import json, templates
from menneskehandel_cli.formats.page import Page
from menneskehandel_cli.formats.stamp import Stamp
from menneskehandel_cli.language import Lang, say


def render(page: Page, stamp: Stamp, lang: Lang, own: Path | None = None) -> str:
    """The page as ``stamp.format`` says: ``html`` or ``markdown``."""
    name = "report.html.j2" if stamp.format == "html" else "report.md.j2"
    content: dict[str, object] = {
        "page": page,
        "stamp": stamp.as_json(),
        "made": made(stamp, lang),
    }
    return templates.render(name, content, lang, own)


def render_json(view: object, stamp: Stamp) -> str:
    """The view, with the stamp last."""
    body = json.plain(view)
    if not isinstance(body, dict):
        raise TypeError("a view has fields")
    return json.render(f"mh/report/{stamp.report}/1", body | {"stamp": json.plain(stamp)})


def made(stamp: Stamp, lang: Lang) -> list[str]:
    """How the report was made, for people: the command, the commits, the version."""
    words = [f"--{name} {value}" for name, value in stamp.arguments.items() if value]
    command = " ".join(["mh report", stamp.report, *words, f"--lang {stamp.lang}"])
    return [
        say("stamp.command", lang, command=f"{command} --format {stamp.format}"),
        say("stamp.commits", lang, opening=stamp.opening, closing=stamp.closing),
        say("stamp.version", lang, version=stamp.version, templates=stamp.templates),
        say("stamp.verify", lang),
    ]
