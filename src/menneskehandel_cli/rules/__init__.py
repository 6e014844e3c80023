"""The rules, and what they find.

Every module here called ``mhNNN_…`` holds one ``RULE``. They are found by their names, so that a new
rule is one new file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from menneskehandel_cli.diagnostics import SEVERITIES, Diagnostic, Severity, Span
from menneskehandel_cli.language import Lang
from menneskehandel_cli.models import Acceptance
from menneskehandel_cli.rules.acceptance import Acceptances
from menneskehandel_cli.rules.base import Rule, RuleContext

if TYPE_CHECKING:
    from menneskehandel_cli.documents import Outline

__all__ = [
    "Finding",
    "Rule",
    "RuleContext",
    "all_rules",
    "findings",
    "gaps",
    "summary",
    "tally",
    "unaccepted",
]


@dataclass(frozen=True, slots=True)
class Finding:
    """A diagnostic with its rule, its final severity, its place and who has accepted it."""

    rule: Rule
    diagnostic: Diagnostic
    severity: Severity
    span: Span
    accepted: Acceptance | None = None

    @property
    def key(self) -> str:
        """Its identity, whatever the state it is found in."""
        return self.diagnostic.key

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

    def help(self, lang: Lang) -> str:
        """How to fix it."""
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


def findings(
    context: RuleContext,
    read: Callable[[str], bytes],
    *,
    brief: bool = False,
    paths: Collection[str] | None = None,
) -> list[Finding]:
    """All that the rules find, accepted or not, in order.

    ``read`` hands out the bytes of a file, to find places. In ``brief``, as a report tells of them: notes
    that nobody has accepted are left out, and a rule that finds no others is not asked; places are looked
    up only where the order hangs on them. With ``paths``, only what stands in those files is told.
    """
    by_file: dict[str, list[_Judged]] = {}
    for judged in _judged(context, brief=brief):
        if brief and judged[2] == "note" and judged[3] is None:
            continue
        if paths is None or judged[1].path in paths:
            by_file.setdefault(judged[1].path, []).append(judged)
    found: list[Finding] = []
    # File by file, so that each is composed once and the nodes of one at a time are kept.
    for path, several in by_file.items():
        sought = any(diagnostic.span is None for _, diagnostic, _, _ in several)
        sought = sought and not (brief and len(several) == 1)
        outline = _outline(path, read) if sought else None
        found += [
            Finding(rule, diagnostic, severity, diagnostic.span or _place(outline, diagnostic), accepted)
            for rule, diagnostic, severity, accepted in several
        ]
    return sorted(found, key=lambda finding: finding.order)


def tally(context: RuleContext) -> dict[Severity, int]:
    """How many open findings of each severity, without looking up where they stand."""
    return _count(severity for _, _, severity, accepted in _judged(context) if accepted is None)


_Judged = tuple[Rule, Diagnostic, Severity, Acceptance | None]


def _judged(context: RuleContext, *, brief: bool = False) -> Iterator[_Judged]:
    """Every finding that is not turned off, with the severity that holds and who has accepted it."""
    rules = all_rules()
    acceptances = Acceptances(context.register, context.as_of, rules)
    strategy = context.register.strategy
    settings = strategy.check.severity if strategy else {}
    asked = _weighty(rules, context) if brief else rules.values()
    for rule, diagnostic in _diagnostics(context, rules, asked):
        severity = _severity(rule, diagnostic, settings)
        if severity is not None:
            accepted = None if severity == "error" else acceptances.of(diagnostic)
            yield rule, diagnostic, severity, accepted
    for diagnostic in acceptances.remarks(lambda code: _silent(rules[code], context)):
        rule = rules[diagnostic.code]
        severity = _severity(rule, diagnostic, settings)
        if severity is not None:
            yield rule, diagnostic, severity, None


def _silent(rule: Rule, context: RuleContext) -> bool:
    """Whether nothing follows from the silence of a rule.

    A gap may have been withheld for what some other file says that cannot be read.
    """
    unread = bool(context.register.unjudged)
    return unread or (context.history is None and rule.needs_history)


def _weighty(rules: Mapping[str, Rule], context: RuleContext) -> list[Rule]:
    """The rules that may find more than notes, or whose findings somebody has accepted."""
    strategy = context.register.strategy
    settings = strategy.check.severity if strategy else {}
    accepted = {item.rule for entry in context.register.entries for item in entry.record.accepted}
    return [
        rule
        for code, rule in rules.items()
        if code in accepted or {rule.severity, settings.get(code, "note")} - {"note", "off"}
    ]


def _diagnostics(
    context: RuleContext, rules: dict[str, Rule], asked: Iterable[Rule]
) -> Iterator[tuple[Rule, Diagnostic]]:
    for diagnostic in context.register.diagnostics:
        yield rules[diagnostic.code], diagnostic
    known: set[str] = set()
    for rule in asked:
        for diagnostic in rule.check(context):
            # What an id that is used twice seems to lack is one gap, not two.
            told = rule.on_policy and diagnostic.key in known
            if not told and not _withheld(rule, diagnostic, context):
                known.add(diagnostic.key)
                yield rule, diagnostic


def _withheld(rule: Rule, diagnostic: Diagnostic, context: RuleContext) -> bool:
    """Whether a finding may come only from what could not be read.

    A damaged record is not judged as a whole: what it seems to lack may be what was wrong. Its parts
    that could be read are judged, and so is every other record.
    """
    about = diagnostic.about
    return (
        rule.on_policy
        and about is not None
        and not about.part
        and diagnostic.path in context.register.damaged
    )


def _severity(rule: Rule, diagnostic: Diagnostic, settings: Mapping[str, str]) -> Severity | None:
    """The severity that holds here; ``None`` where the strategy has turned the rule off.

    What is an error stays one: no setting makes wrong data right.
    """
    own = diagnostic.severity or rule.severity
    setting = settings.get(rule.code)
    if setting is None or own == "error":
        return own
    return next((severity for severity in SEVERITIES if severity == setting), None)


def unaccepted(found: Iterable[Finding]) -> list[Finding]:
    """The findings that nobody has accepted."""
    return [finding for finding in found if finding.accepted is None]


def gaps(found: Iterable[Finding]) -> list[Finding]:
    """The gaps in policy, accepted or not: what every list, report and count of gaps is made of."""
    return [item for item in found if item.rule.on_policy and item.severity == "gap"]


def summary(found: list[Finding]) -> dict[Severity, int]:
    """How many findings of each severity; accepted ones do not count."""
    return _count(finding.severity for finding in unaccepted(found))


def _count(severities: Iterable[Severity]) -> dict[Severity, int]:
    counted = Counter(severities)
    return {severity: counted[severity] for severity in SEVERITIES}


def _outline(path: str, read: Callable[[str], bytes]) -> Outline | None:
    from yaml import YAMLError

    from menneskehandel_cli.documents import Outline
    from menneskehandel_cli.trees import Unreadable

    try:
        return Outline(read(path))
    except (Unreadable, YAMLError, UnicodeDecodeError):
        return None  # It cannot be read, or changed since: its first line is all we can point at.


def _place(outline: Outline | None, diagnostic: Diagnostic) -> Span:
    if outline is None:
        return Span(1, 1, 1, 2)
    return outline.locate(diagnostic.keys, at_key=diagnostic.at_key)
