"""Findings that several rules make alike: unknown names, and what is wrong with a measure or a task."""

from __future__ import annotations

import re
from collections.abc import Collection

from menneskehandel_cli.diagnostics import About, Diagnostic
from menneskehandel_cli.language.slips import nearest
from menneskehandel_cli.models import Measure, references
from menneskehandel_cli.register.layout import Kind
from menneskehandel_cli.rules.base import Diagnostics, RuleContext

_NUMBERED = frozenset({"measure_id", "child_id"})
"""The kinds of ids that are letters and numbers."""


def unknown(
    code: str,
    context: RuleContext,
    kind: str,
    known: Collection[str],
    home: Kind | None = None,
) -> Diagnostics:
    """Every reference of a kind to a name that is not known, with the nearest one that is.

    A name that a file of the kind ``home`` may hold is left out, if that cannot be read. Those of shared
    goals (``FA4.G1``) are in the strategy.
    """
    register = context.register
    for entry in register.entries:
        for keys, name in references(entry.record, kind):
            shared = kind == "child_id" and name.startswith("FA")
            there: Kind | None = "strategy" if shared else home
            if name not in known and not (there and register.may_hold(there, name)):
                near = nearest(name, known)
                if kind in _NUMBERED and near is not None and _counted(near) != _counted(name):
                    near = None
                told = {"name": name, "near": near}
                yield context.wrong(code, entry.record, keys, told)


def _counted(name: str) -> list[str]:
    """The letters and the numbers of an id. One with others is not that id, misspelt."""
    return [part.lstrip("0") for part in re.findall(r"[A-Z]+|[0-9]+", name.upper())]


def in_measure(
    code: str, context: RuleContext, measure: Measure, *keys: str | int, weight: int = 1, **params: object
) -> Diagnostic:
    """A finding on policy at ``keys`` of a measure. It is about the task that they lead to, if they do.

    Its message may have the ``name`` of the measure or of the task.
    """
    match keys:
        case "tasks", int(place), _:
            task = measure.tasks[place].id
        case _:
            task = ""
    about, told = About(measure.id, task), {"name": task or measure.id, **params}
    at_key = keys == ("tasks",)
    return context.wrong(code, measure, keys, told, weight=weight, at_key=at_key, about=about)
