"""The rules and their findings.

A rule is called after its code and name, ``mh301_deadline_passed``, and is in a module with those like it.
One without a check of its own, such as ``MH001_NOT_UTF8``, is in ``reading.toml``. ``registry`` lists the
modules.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple, cast

from yaml.error import YAMLError

from menneskehandel_cli.diagnostics import SEVERITIES, START, Diagnostic, KeyPath, Severity, Span
from menneskehandel_cli.documents import Outline
from menneskehandel_cli.history.selection import Lookback
from menneskehandel_cli.language import Lang, msg, say
from menneskehandel_cli.models import Acceptance
from menneskehandel_cli.register import Register, grouped
from menneskehandel_cli.rules.acceptance import Acceptances
from menneskehandel_cli.rules.base import Rule, RuleContext, marked
from menneskehandel_cli.trees import Unreadable


class Finding(NamedTuple):
    """A diagnostic with its rule, its final severity, its place and who has accepted it."""

    rule: Rule
    diagnostic: Diagnostic
    severity: Severity
    span: Span
    accepted: Acceptance | None = None

    @property
    def key(self) -> str:
        """Its identity, the same in every state."""
        return self.diagnostic.key

    @property
    def path(self) -> str:
        """The file it is in."""
        return self.diagnostic.path

    @property
    def order(self) -> tuple[str, int, int, str]:
        """The sort key: file, line, column and code."""
        return (self.path, self.span.line, self.span.column, self.rule.code)

    def message(self, lang: Lang) -> str:
        """What is wrong."""
        return self.rule.say(self.diagnostic, lang)

    def help(self, lang: Lang) -> str:
        """How to fix it."""
        return self.rule.advise(self.diagnostic, lang)


def all_rules() -> dict[str, Rule]:
    """Every rule by its code."""
    from menneskehandel_cli.rules.registry import RULES

    return RULES


def above_notes(register: Register) -> list[Rule]:
    """The rules whose findings are errors or gaps, with ``check.severity`` applied."""
    settings = register.strategy.check.severity if register.strategy else {}
    return [x for x in all_rules().values() if _severity(x, x.severity, settings) in ("error", "gap")]


def lookbacks(rules: Iterable[Rule] | None = None) -> list[Lookback]:
    """The events of history that these rules need, by default all."""
    some = all_rules().values() if rules is None else rules
    return [rule.needs_history for rule in some if rule.needs_history is not None]


def findings(
    context: RuleContext, read: Callable[[str], bytes], *, paths: Collection[str] | None = None
) -> list[Finding]:
    """All findings of the rules, accepted or not, in order.

    ``read`` returns the bytes of a file, to find places. With ``paths``, only findings in those files are
    included.
    """
    return located((one for one in judged(context) if paths is None or one.path in paths), read)


def located(found: Iterable[Finding], read: Callable[[str], bytes]) -> list[Finding]:
    """Findings with their places, in order."""
    placed: list[Finding] = []
    # File by file, so that each is composed once and only one file's nodes are in memory.
    for path, several in grouped((finding.path, finding) for finding in found).items():
        sought = any(finding.diagnostic.span is None for finding in several)
        outline = _outline(path, read) if sought else None
        placed += [finding._replace(span=_span_of(outline, finding.diagnostic)) for finding in several]
    return sorted((_with_line(finding, read) for finding in placed), key=lambda finding: finding.order)


def _with_line(finding: Finding, read: Callable[[str], bytes]) -> Finding:
    """A finding that names another place, keys ``there`` in the file ``other``, with its line."""
    params = finding.diagnostic.params
    if "there" not in params:
        return finding
    other = str(params["other"])
    outline = _outline(other, read)
    line = outline.locate(cast("KeyPath", params["there"])).line if outline is not None else 1
    diagnostic = replace(finding.diagnostic, params={**params, "other": f"{other}:{line}"})
    return finding._replace(diagnostic=diagnostic)


def found_by(context: RuleContext, codes: Collection[str]) -> list[Finding]:
    """The findings of some rules alone, accepted or not, without their places."""
    own = [all_rules()[code] for code in codes]
    return [finding for finding in judged(context, own) if finding.rule.code in codes]


def judged(context: RuleContext, only: Iterable[Rule] | None = None) -> Iterator[Finding]:
    """Every finding whose rule is not off, with its final severity and its acceptance, not yet placed.

    Of the rules that need a register, only those in ``only`` are run, by default all.
    """
    rules = all_rules()
    run = rules.values() if only is None else list(only)
    acceptances = Acceptances(context.register, context.as_of, rules)
    strategy = context.register.strategy
    settings = strategy.check.severity if strategy else {}
    for rule, diagnostic in _diagnostics(context, run):
        severity = _severity(rule, diagnostic.severity or rule.severity, settings)
        if severity is not None:
            accepted = None if severity == "error" else acceptances.of(diagnostic)
            yield Finding(rule, diagnostic, severity, _span_of(None, diagnostic), accepted)
    # A gap may have been withheld because a file or the history cannot be read.
    unread, blind = context.register.unjudged, context.history is None
    silent = {code for code, one in rules.items() if unread or (blind and one.needs_history is not None)}
    silent |= rules.keys() - {rule.code for rule in run}
    for diagnostic in acceptances.remarks(silent.__contains__):
        rule = rules[diagnostic.code]
        severity = _severity(rule, diagnostic.severity or rule.severity, settings)
        if severity is not None:
            yield Finding(rule, diagnostic, severity, _span_of(None, diagnostic))


def _diagnostics(context: RuleContext, run: Iterable[Rule]) -> Iterator[tuple[Rule, Diagnostic]]:
    for diagnostic in context.register.diagnostics:
        yield all_rules()[diagnostic.code], diagnostic
    known: set[str] = set()
    for rule in run:
        for diagnostic in rule.check(context):
            # Two records with the same id give one gap, not two.
            twice = rule.on_policy and diagnostic.key in known
            if not twice and not (rule.on_policy and _withheld(diagnostic, context.register)):
                known.add(diagnostic.key)
                yield rule, diagnostic


def _withheld(diagnostic: Diagnostic, register: Register) -> bool:
    """Whether a finding on policy is nobody's gap, or may be caused only by what could not be read.

    What is marked as context only is nobody's. A damaged record is not judged as a whole: what it seems
    to lack may be in the part that could not be read. Its readable parts are judged, and so is every
    other record.
    """
    about = diagnostic.about
    if about is None:
        return False
    return (not about.part and diagnostic.path in register.damaged) or marked(register, about) is not None


def _severity(rule: Rule, own: Severity, settings: Mapping[str, str]) -> Severity | None:
    """A finding's ``own`` severity with ``check.severity`` applied; ``None`` if the rule is off.

    The severity of an error cannot be changed.
    """
    setting = settings.get(rule.code)
    if setting is None or own == "error":
        return own
    return next((severity for severity in SEVERITIES if severity == setting), None)


def unaccepted(found: Iterable[Finding]) -> list[Finding]:
    """The findings that nobody has accepted."""
    return [finding for finding in found if finding.accepted is None]


def gaps(found: Iterable[Finding]) -> list[Finding]:
    """The gaps in policy, accepted or not. Every list, report and count of gaps is made from them."""
    return [item for item in found if item.rule.on_policy and item.severity == "gap"]


def summary(found: Iterable[Finding]) -> dict[Severity, int]:
    """The number of findings of each severity; accepted ones do not count."""
    counted = Counter(finding.severity for finding in unaccepted(found))
    return {severity: counted[severity] for severity in SEVERITIES}


def _outline(path: str, read: Callable[[str], bytes]) -> Outline | None:
    try:
        return Outline(read(path))
    except (Unreadable, YAMLError, UnicodeDecodeError):
        return None  # It cannot be read or has changed since: point at its first line.


def _span_of(outline: Outline | None, diagnostic: Diagnostic) -> Span:
    if diagnostic.span is not None or outline is None:
        return diagnostic.span or START
    return outline.locate(diagnostic.keys, at_key=diagnostic.at_key)


class Mistakes(NamedTuple):
    """What is wrong with a file that is no record of the register, in a language chosen later.

    ``data`` are its bytes: those of a questionnaire, or of a convention pack.
    """

    found: Iterable[Diagnostic]
    data: bytes

    def pick(self, lang: Lang) -> str:
        """The first five mistakes, each with its line and how to mend it."""
        found = (Finding(all_rules()[one.code], one, "error", START) for one in self.found)
        placed = located(found, lambda _path: self.data)[:5]
        lines = ((one.span.line, f"{one.message(lang)} {one.help(lang)}".strip()) for one in placed)
        return " ".join(say(msg("Line {line}: {said}"), lang, line=line, said=text) for line, text in lines)
