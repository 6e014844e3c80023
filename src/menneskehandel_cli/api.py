"""The strategy for Python programs: records, requirements and findings with the keys of the JSON.

``menneskehandel_cli.open`` opens one. ``docs/dev/api.md`` has examples, ``schemas/outputs/`` every key.
"""

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any

from menneskehandel_cli.app.stages import evaluate, find_all, open_strategy, read_past, read_snapshot
from menneskehandel_cli.formats.check import diagnostic
from menneskehandel_cli.formats.json import plain_json
from menneskehandel_cli.language import LANGS, SOURCE_LANG, Refused
from menneskehandel_cli.register.plans import plan_called
from menneskehandel_cli.reports.listing import list_measures
from menneskehandel_cli.reports.selection import Selection
from menneskehandel_cli.rules import lookbacks


class Strategy:
    """A strategy as it was when it was opened; what is asked of it is computed once."""

    def __init__(self, path: str | Path, lang: str, at: str | None, plan: str | None) -> None:
        try:
            root = Path(path) if plan is None else plan_called(plan, Path(path), at=at)
            self._snapshot = read_snapshot(open_strategy(root, lang, at=at))
        except Refused as refused:
            refused.lang = lang if lang in LANGS else SOURCE_LANG
            raise
        self._register = self._snapshot.register

    @cached_property
    def record(self) -> dict[str, Any] | None:
        """The strategy itself, with the keys of ``strategy.yaml``; ``None`` if that cannot be read."""
        found = self._register.strategy
        return None if found is None else _as_mappings([found])[0]

    @cached_property
    def measures(self) -> list[dict[str, Any]]:
        """The measures, as ``measures`` of ``mh list measures --format json``."""
        return _as_mappings(list_measures(self._register, Selection()).items)

    @cached_property
    def requirements(self) -> list[dict[str, Any]]:
        """Those that are counted, as ``derived`` of ``mh show ID --format json`` without ``strategy``."""
        return _as_mappings(self._context.coverage.requirements)

    @cached_property
    def findings(self) -> list[dict[str, Any]]:
        """What is open, as ``diagnostics`` of ``mh check --format json``."""
        found = find_all(self._snapshot, self._context)
        return [diagnostic(one, self._snapshot.lang) for one in found if one.accepted is None]

    @cached_property
    def _context(self) -> Any:
        past = read_past(self._snapshot.opened, self._register.strategy, needs=lookbacks())
        return evaluate(self._snapshot, past)


def _as_mappings(items: Iterable[object]) -> list[dict[str, Any]]:
    found: Any = plain_json(tuple(items))
    return list(found)
