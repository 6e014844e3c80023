"""A plugin of pytest: runs the tests that a file names, in its order, and collects no others."""

import json
import os
from pathlib import Path

import pytest


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep the chosen tests of ``$MUTANT_TESTS``, in that order, and then those that it does not know."""
    selection = json.loads(Path(os.environ["MUTANT_TESTS"]).read_text(encoding="utf-8"))
    order = {name: place for place, name in enumerate(selection["chosen"])}
    left_out = set(selection["known"]) - set(order)
    config.hook.pytest_deselected(items=[item for item in items if item.nodeid in left_out])
    kept = [item for item in items if item.nodeid not in left_out]
    if not kept:
        raise pytest.UsageError("none of the tests is there")
    items[:] = sorted(kept, key=lambda item: order.get(item.nodeid, len(order)))
