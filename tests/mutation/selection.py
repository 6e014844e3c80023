"""A plugin of pytest: runs the tests that a file names, in its order, and collects no others."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep what ``$MUTANT_TESTS`` names; a mutant may rename the cases of a parametrized test."""
    order = {name: n for n, name in enumerate(json.loads(Path(os.environ["MUTANT_TESTS"]).read_text()))}
    chosen = [item for item in items if item.nodeid in order]
    config.hook.pytest_deselected(items=[item for item in items if item.nodeid not in order])
    if not chosen:
        raise pytest.UsageError("none of the tests is there")
    items[:] = sorted(chosen, key=lambda item: order[item.nodeid])
