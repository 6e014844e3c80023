"""What tells each finding of a run from every other, and is the same in the next run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from menneskehandel_cli.rules import Finding


def fingerprints(found: Iterable[Finding]) -> Iterator[str]:
    """The key of each finding. It holds no line, so that what has only moved is not fixed and new.

    What is wrong with the text of a file is known by its place alone, and one place may have two faults:
    the second gets its number as well.
    """
    seen: Counter[str] = Counter()
    for finding in found:
        seen[finding.key] += 1
        yield finding.key if seen[finding.key] == 1 else f"{finding.key}#{seen[finding.key]}"
