"""Keys of findings: unique within a run, and the same in the next run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from menneskehandel_cli.rules import Finding


def fingerprints(found: Iterable[Finding]) -> Iterator[str]:
    """The key of each finding. It holds no line number, so that a moved finding keeps its key.

    Several findings may have the same key, such as errors at one place in a file: from the second on, a
    number is added.
    """
    seen: Counter[str] = Counter()
    for finding in found:
        seen[finding.key] += 1
        yield finding.key if seen[finding.key] == 1 else f"{finding.key}#{seen[finding.key]}"
