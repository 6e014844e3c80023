"""The rules, and what they find.

Every module here called ``mhNNN_…`` holds one ``RULE``. They are found by their names, so that a new
rule is one new file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from menneskehandel_cli.diagnostics import SEVERITIES, Diagnostic, Severity, Span
from menneskehandel_cli.language import Lang
from menneskehandel_cli.register import Register
from menneskehandel_cli.rules.base import Rule

__all__ = ["Finding", "Rule", "all_rules", "findings"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A diagnostic with its rule, its final severity and its place in the file."""

    rule: Rule
    diagnostic: Diagnostic
    severity: Severity
    span: Span

    @property
    def path(self) -> str:
        """The file it stands in."""
        return self.diagnostic.path

    @property
    def order(self) -> tuple[str, int, int, str]:
        """Findings are listed by file, line, column and code."""
        return (self.path, self.span.line, self.span.column, self.rule.code)

    def message(self, lang: Lang) -> str:
        """What is wrong."""
        return self.rule.say(self.diagnostic, lang)

    def cure(self, lang: Lang) -> str:
        """How to mend it."""
        return self.rule.advise(self.diagnostic, lang)


@cache
def all_rules() -> dict[str, Rule]:
    """Every rule by its code."""
    found: dict[str, Rule] = {}
    for module in iter_modules(__path__):
        if module.name.startswith("mh"):
            rule: Rule = import_module(f"{__name__}.{module.name}").RULE
            found[rule.code] = rule
    return dict(sorted(found.items()))


def findings(register: Register, read: Callable[[str], bytes]) -> list[Finding]:
    """All that the rules find, in order. ``read`` hands out the bytes of a file, to find places."""
    spans = _Places(read)
    found = [
        Finding(rule, diagnostic, diagnostic.severity or rule.severity, spans.of(diagnostic))
        for rule, diagnostic in _diagnostics(register)
    ]
    return sorted(found, key=lambda finding: finding.order)


def summary(found: list[Finding]) -> dict[Severity, int]:
    """How many findings of each severity."""
    return {severity: sum(finding.severity == severity for finding in found) for severity in SEVERITIES}


def _diagnostics(register: Register) -> Iterator[tuple[Rule, Diagnostic]]:
    rules = all_rules()
    for diagnostic in register.diagnostics:
        yield rules[diagnostic.code], diagnostic
    for rule in rules.values():
        for diagnostic in rule.check(register):
            yield rule, diagnostic


class _Places:
    """Looks up places, reading each file that has a finding once."""

    def __init__(self, read: Callable[[str], bytes]) -> None:
        self._read = read
        self._nodes: dict[str, bytes | None] = {}

    def of(self, diagnostic: Diagnostic) -> Span:
        if diagnostic.span is not None:
            return diagnostic.span
        from yaml import YAMLError

        from menneskehandel_cli.documents import locate
        from menneskehandel_cli.trees import Unreadable

        path = diagnostic.path
        try:
            if path not in self._nodes:
                self._nodes[path] = None
                self._nodes[path] = self._read(path)
            data = self._nodes[path]
            if data is not None:
                return locate(data, diagnostic.keys, at_key=diagnostic.at_key)
        except (Unreadable, YAMLError, UnicodeDecodeError):
            pass  # The file cannot be read, or changed since: its first line is all we can point at.
        return Span(1, 1, 1, 2)
