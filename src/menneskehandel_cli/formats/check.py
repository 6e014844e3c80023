"""What the formats of ``mh check`` share: which findings are shown, and their keys."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from menneskehandel_cli.diagnostics import SEVERITIES, Severity
from menneskehandel_cli.formats import RenderOptions
from menneskehandel_cli.language import Lang, count, say
from menneskehandel_cli.reports.check import CheckView
from menneskehandel_cli.rules import Finding, unaccepted


def shown(view: CheckView, options: RenderOptions) -> tuple[list[Finding], int]:
    """The open findings to list, in file order, and how many are left out.

    Over the limit, the most severe are kept, so that gaps do not push errors out.
    """
    graver = sorted(unaccepted(view.found), key=lambda finding: SEVERITIES.index(finding.severity))
    (kept,), left_out = options.bound.cut([graver])
    return sorted(kept, key=lambda finding: finding.order), left_out


def hidden(view: CheckView, listed: Iterable[Finding]) -> tuple[str, ...]:
    """The files not read in full, except those whose errors are listed."""
    wrong = {finding.path for finding in listed if finding.severity == "error"}
    return tuple(path for path in view.unjudged if path not in wrong)


def fingerprints(found: Iterable[Finding]) -> Iterator[str]:
    """The key of each finding. It holds no line number, so that a moved finding keeps its key.

    Several findings may have the same key, such as errors at one place in a file: from the second on, a
    number is added.
    """
    seen: Counter[str] = Counter()
    for finding in found:
        seen[finding.key] += 1
        yield finding.key if seen[finding.key] == 1 else f"{finding.key}#{seen[finding.key]}"


def summary(counts: Mapping[Severity, int], lang: Lang) -> str:
    """How many findings there are of each severity, or that there are none."""
    said = [count(severity, number, lang) for severity, number in counts.items() if number]
    return f"{', '.join(said)}." if said else say("check.clean", lang)
