"""A rule's page: what it is for, what it says, a bad and a good example."""

from menneskehandel_cli.blocks.model import Block, Bullets, Code, Facts, Heading, Page, Paragraph
from menneskehandel_cli.formats import RenderOptions, json
from menneskehandel_cli.formats.page import write_page
from menneskehandel_cli.formats.report_parts import capital
from menneskehandel_cli.language import Lang, choose, msg, say
from menneskehandel_cli.rules import Rule
from menneskehandel_cli.rules.example import EXAMPLE_DAY, Example, examine, examples, top_level
from menneskehandel_cli.trees import Unreadable


def render_json(rules: list[Rule], options: RenderOptions) -> str:
    """The rules with their texts."""
    items = [
        {key: getattr(rule, key) for key in ("code", "name", "severity")}
        | {key: choose(getattr(rule, key), options.lang) for key in ("message", "help", "why")}
        for rule in rules
    ]
    return json.render("mh/explain/1", {"rules": items})


def render_page(rules: list[Rule], options: RenderOptions) -> str:
    """One rule as a page; several as a list in a terminal, otherwise as pages below each other."""
    if len(rules) > 1 and options.form == "text":
        lang = options.lang
        facts = ((rule.code, f"{_severity(rule, lang)}. {choose(rule.why, lang)}") for rule in rules)
        return write_page(Page("", lang, (Facts(tuple(facts)),)), options)
    return "\n".join(write_page(_rule_page(rule, options.lang), options) for rule in rules)


def _severity(rule: Rule, lang: Lang) -> str:
    return capital(say(f"severity.{rule.severity}", lang))


def _rule_page(rule: Rule, lang: Lang) -> Page:
    bad, good = examples(rule, lang)
    found = examine(bad.files, bad.past, bad.base)
    says = dict.fromkeys(finding.message(lang) for finding in found)
    advice = dict.fromkeys(finding.help(lang) for finding in found)
    blocks: tuple[Block, ...] = (
        Paragraph(choose(rule.why, lang), mark=_severity(rule, lang)),
        Heading(say(msg("Produces a finding"), lang)),
        *_example_files(bad),
        Heading(say(msg("What mh says"), lang)),
        Bullets(tuple(says)),
        Heading(say("explain.help", lang)),
        *map(Paragraph, advice),
        Heading(say(msg("Produces no finding"), lang)),
        *_example_files(good),
    )
    return Page(rule.code, lang, blocks)


def _example_files(example: Example) -> list[Code]:
    """The files that an example changes, earlier states first, each with its day."""
    now = EXAMPLE_DAY.isoformat()
    base, past = example.base, example.past
    states = [*past, (now, example.files)] if past else [("", example.files)]
    shown = []
    for day, state in states:
        changed = {path: text for path, text in state.items() if base.get(path) != text} or state
        for path, text in changed.items():
            where = f"{path} ({day})" if day else path
            shown.append(Code(where, _printable(_delta(text, base.get(path))).rstrip("\n")))
    return shown


def _delta(text: str | bytes | Unreadable, base: str | bytes | Unreadable | None) -> str | bytes | Unreadable:
    """The top-level keys that an example changes in a file of the base example."""
    if not isinstance(text, str) or not isinstance(base, str) or text == base or "\r" in text:
        return text
    kept = set(top_level(base))
    cut = "".join(block for block in top_level(text) if block not in kept)
    return f"# …\n{cut}" if cut else text


def _printable(text: str | bytes | Unreadable) -> str:
    if isinstance(text, Unreadable):
        return f"# ({text.reason})\n"
    if isinstance(text, bytes):
        text = text.decode("utf-8", "replace")
    return "".join(
        letter if letter.isprintable() or letter == "\n" else f"\\u{ord(letter):04x}"
        for letter in text.replace("\r\n", "\\r\n")
    )
