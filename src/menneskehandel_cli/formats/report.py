"""A report in every form: HTML and Markdown through the templates, JSON as the view itself."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from shlex import quote

from menneskehandel_cli.formats import RenderOptions, json, templates
from menneskehandel_cli.formats.anchors import anchored
from menneskehandel_cli.formats.page import Page
from menneskehandel_cli.formats.stamp import Stamp
from menneskehandel_cli.language import Lang, say


@dataclass(frozen=True, slots=True)
class Report:
    """A report: its view, its page and its stamp, and the folder of the user's own templates."""

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


def _page(template: str, report: Report, lang: Lang) -> str:
    page, anchors = anchored(report.page)
    content: dict[str, object] = {
        "page": page,
        "anchors": anchors,
        "stamp": report.stamp.as_json(),
        "made": made(report.stamp, lang),
    }
    return templates.render(template, content, lang, report.own)


def render_json(report: Report, options: RenderOptions) -> str:
    """The view, with the stamp last. An answer holds our judgements only if requested."""
    body, stamp = json.plain(report.view, options.lang), report.stamp
    if not isinstance(body, dict):
        raise TypeError("a view has fields")
    if stamp.arguments.get("editorial") == "":
        body = {key: _without_judgements(value) for key, value in body.items()}
    return json.render(f"mh/report/{stamp.report}/2", body | {"stamp": json.plain(stamp)})


def _without_judgements(value: object) -> object:
    """A value without our own links and readings of the law, at any depth."""
    if isinstance(value, dict):
        return {key: _without_judgements(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_without_judgements(item) for item in value if not _is_judgement(item)]
    return value


def _is_judgement(item: object) -> bool:
    return isinstance(item, dict) and "editorial" in (item.get("basis"), item.get("judged_by"))


def command(stamp: Stamp) -> str:
    """The command that makes the report again, from the commit that it closes with."""
    words = ["mh report", stamp.report]
    for name, value in stamp.arguments.items():
        if name == "ministry":
            words.append(value)
        elif name == "editorial":
            words += ["--editorial"] if value else []
        elif name == "questionnaire":
            words += [f"--questionnaire {quote(value)}"] if value else []
        else:
            words += [f"--{name} {part}" for part in value.split(",") if part]
    return " ".join([*words, f"--at {stamp.closing} --lang {stamp.lang} --format {stamp.format}"])


def made(stamp: Stamp, lang: Lang) -> list[str]:
    """How the report was made, in readable lines: the command, the commits, the version."""
    return [
        say("stamp.command", lang, command=command(stamp)),
        say("stamp.commits", lang, opening=stamp.opening, closing=stamp.closing),
        say("stamp.version", lang, version=stamp.version, templates=stamp.templates),
        say("stamp.verify", lang),
    ]
