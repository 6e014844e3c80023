"""The rules, and what they find.

Every module here called ``mhNNN_…`` holds one ``RULE``. They are found by their names, so that a new
rule is one new file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from menneskehandel_cli.diagnostics import SEVERITIES, Diagnostic, Severity, Span
from menneskehandel_cli.language import Lang
from menneskehandel_cli.models import Acceptance
from menneskehandel_cli.rules.acceptance import Acceptances
from menneskehandel_cli.rules.base import Ground, Rule

__all__ = ["Finding", "Ground", "Rule", "all_rules", "findings", "standing", "summary", "tally"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A diagnostic with its rule, its final severity, its place and who has accepted it."""

    rule: Rule
    diagnostic: Diagnostic
    severity: Severity
    span: Span
    accepted: Acceptance | None = None

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


def findings(ground: Ground, read: Callable[[str], bytes]) -> list[Finding]:
    """All that the rules find, accepted or not, in order.

    ``read`` hands out the bytes of a file, to find places.
    """
    places = _Places(read)
    return sorted(_found(ground, places), key=lambda finding: finding.order)


def tally(ground: Ground) -> dict[Severity, int]:
    """How many open findings of each severity, without looking up where they stand."""
    return summary(list(_found(ground, _Nowhere())))


def _found(ground: Ground, places: _Places | _Nowhere) -> Iterator[Finding]:
    rules = all_rules()
    acceptances = Acceptances(ground.register, ground.as_of, rules)
    strategy = ground.register.strategy
    settings = strategy.check.severity if strategy else {}
    for rule, diagnostic in _diagnostics(ground, rules):
        severity = _severity(rule, diagnostic, settings)
        if severity is not None:
            accepted = None if severity == "error" else acceptances.of(diagnostic)
            yield Finding(rule, diagnostic, severity, places.of(diagnostic), accepted)
    for diagnostic in acceptances.remarks(lambda code: _asleep(code, ground)):
        rule = rules[diagnostic.code]
        severity = _severity(rule, diagnostic, settings)
        if severity is not None:
            yield Finding(rule, diagnostic, severity, places.of(diagnostic))


def _asleep(code: str, ground: Ground) -> bool:
    """Whether a rule could not be asked: nothing follows from its silence."""
    return (not ground.whole and code.startswith("MH2")) or (
        ground.history is None and code.startswith("MH33")
    )


def _diagnostics(ground: Ground, rules: dict[str, Rule]) -> Iterator[tuple[Rule, Diagnostic]]:
    for diagnostic in ground.register.diagnostics:
        yield rules[diagnostic.code], diagnostic
    for rule in rules.values():
        for diagnostic in rule.check(ground):
            yield rule, diagnostic


def _severity(rule: Rule, diagnostic: Diagnostic, settings: Mapping[str, str]) -> Severity | None:
    """The severity that holds here; ``None`` where the strategy has turned the rule off.

    What is an error stays one: no setting makes wrong data right.
    """
    own = diagnostic.severity or rule.severity
    setting = settings.get(rule.code)
    if setting is None or own == "error":
        return own
    return next((severity for severity in SEVERITIES if severity == setting), None)


def standing(found: list[Finding]) -> list[Finding]:
    """The findings that nobody has accepted."""
    return [finding for finding in found if finding.accepted is None]


def summary(found: list[Finding]) -> dict[Severity, int]:
    """How many findings of each severity; accepted ones do not count."""
    open_ones = standing(found)
    return {
        severity: sum(finding.severity == severity for finding in open_ones) for severity in SEVERITIES
    }


class _Nowhere:
    """Stands for the places where only the number of findings matters."""

    def of(self, _diagnostic: Diagnostic) -> Span:
        return Span(1, 1, 1, 2)


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
