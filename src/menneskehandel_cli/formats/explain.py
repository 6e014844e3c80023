"""A rule's page: what it is for, what it says, a bad and a good example."""

from __future__ import annotations

from typing import TYPE_CHECKING

from menneskehandel_cli.blocks.terminal import HEADING, SEVERITY_STYLES, Labelled, grid, to_text
from menneskehandel_cli.formats import RenderOptions, json
from menneskehandel_cli.language import Lang, choose, say
from menneskehandel_cli.rules import Rule
from menneskehandel_cli.rules.example import EXAMPLE_DAY, Example, examples, top_level
from menneskehandel_cli.trees import Unreadable

if TYPE_CHECKING:
    from rich.console import RenderableType


def render_json(rules: list[Rule], options: RenderOptions) -> str:
    """The rules with their texts."""
    return json.render("mh/explain/1", {"rules": [_item(rule, options.lang) for rule in rules]})


def _item(rule: Rule, lang: Lang) -> dict[str, object]:
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity,
        "message": choose(rule.message, lang),
        "help": choose(rule.help, lang),
        "why": choose(rule.why, lang),
    }


def render_text(rules: list[Rule], options: RenderOptions) -> str:
    """One rule as a page for a terminal; several as a list."""
    from rich.table import Column
    from rich.text import Text

    lang, width, colour = options.lang, options.width, options.colour
    if len(rules) > 1:
        table = grid(Column(), Column(), Column())
        for rule in rules:
            severity = Text(say(f"severity.{rule.severity}", lang), SEVERITY_STYLES[rule.severity])
            table.add_row(Text(rule.code, "bold"), severity, choose(rule.why, lang))
        return to_text(table, width=width, colour=colour)
    rule = rules[0]
    head = Text(f"{rule.code}  ", "bold")
    head.append(say(f"severity.{rule.severity}", lang), SEVERITY_STYLES[rule.severity])
    bad, good = examples(rule, lang)
    says, advice = _told(bad, lang)
    parts: list[RenderableType | Labelled] = [head, "", choose(rule.why, lang)]
    for title, lines, prose in (
        (say("explain.bad", lang), _commented(bad), False),
        (say("explain.says", lang), says, True),
        (say("explain.help", lang), advice, True),
        (say("explain.good", lang), _commented(good), False),
    ):
        body = Labelled("", "\n".join(lines).rstrip(), prose=prose)
        parts += ["", Text(title, HEADING), body]
    return to_text(*parts, width=width, colour=colour)


def render_markdown(rules: list[Rule], options: RenderOptions) -> str:
    """The rules as Markdown, a page each."""
    from menneskehandel_cli.blocks.templates import render

    lang = options.lang
    return "\n".join(render("rule.md.j2", _page(rule, lang), lang) for rule in rules)


def _page(rule: Rule, lang: Lang) -> dict[str, object]:
    bad, good = examples(rule, lang)
    says, advice = _told(bad, lang)
    return {
        "code": rule.code,
        "severity": say(f"severity.{rule.severity}", lang).capitalize(),
        "why": choose(rule.why, lang),
        "bad": {"title": say("explain.bad", lang), "files": _files(bad)},
        "says": {"title": say("explain.says", lang), "messages": says},
        "help": {"title": say("explain.help", lang), "text": "\n".join(advice)},
        "good": {"title": say("explain.good", lang), "files": _files(good)},
    }


def _told(bad: Example, lang: Lang) -> tuple[list[str], list[str]]:
    """The messages for a bad example, and the advice."""
    from menneskehandel_cli.rules.trial import examine

    found = examine(bad.files, bad.past, bad.base)
    messages = dict.fromkeys(finding.message(lang) for finding in found)
    return list(messages), list(dict.fromkeys(finding.help(lang) for finding in found))


def _commented(example: Example) -> list[str]:
    return [f"# {file['path']}\n{file['text']}\n" for file in _files(example)]


def _files(example: Example) -> list[dict[str, str]]:
    """The files that an example changes, earlier states first, each with its day."""
    now = EXAMPLE_DAY.isoformat()
    base, past = example.base, example.past
    states = [*past, (now, example.files)] if past else [("", example.files)]
    shown = []
    for day, state in states:
        changed = {path: text for path, text in state.items() if base.get(path) != text} or state
        for path, text in changed.items():
            where = f"{path} ({day})" if day else path
            body = _shown(_excerpt(text, base.get(path))).rstrip("\n")
            shown.append({"path": where, "text": body, "fence": "```"})
    return shown


def _excerpt(
    text: str | bytes | Unreadable, base: str | bytes | Unreadable | None
) -> str | bytes | Unreadable:
    """The top-level keys that an example changes in a file of the base example."""
    if not isinstance(text, str) or not isinstance(base, str) or text == base or "\r" in text:
        return text
    kept = set(top_level(base))
    cut = "".join(block for block in top_level(text) if block not in kept)
    return f"# …\n{cut}" if cut else text


def _shown(text: str | bytes | Unreadable) -> str:
    if isinstance(text, Unreadable):
        return f"# ({text.reason})\n"
    if isinstance(text, bytes):
        text = text.decode("utf-8", "replace")
    return "".join(
        letter if letter.isprintable() or letter == "\n" else f"\\u{ord(letter):04x}"
        for letter in text.replace("\r\n", "\\r\n")
    )
