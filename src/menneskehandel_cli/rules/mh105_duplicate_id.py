"""MH105: an id that is used twice."""

from __future__ import annotations

from collections.abc import Iterator

from menneskehandel_cli.diagnostics import Diagnostic
from menneskehandel_cli.rules.base import Rule, RuleContext
from menneskehandel_cli.rules.example import MEASURE, changed, measure

ADDRESSES = "[{obligation: coe-29, basis: area}]"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Every id stands for one thing: records, their parts, actors and helplines alike."""
    register = context.register
    seen: dict[str, str] = {}
    for path, keys, name in register.own_ids:
        if name in seen:
            params = {"id": name, "other": seen[name]}
            yield Diagnostic("MH105", path, keys, params, name)
        else:
            seen[name] = path


RULE = Rule(
    code="MH105",
    name="duplicate-id",
    severity="error",
    message={
        "nb": "Id-en «{id}» er brukt to ganger. Den andre står i {other}.",
        "en": "The id “{id}” is used twice. The other one is in {other}.",
    },
    help={
        "nb": "Gi den ene en ny id som ikke er brukt før.",
        "en": "Give one of them a new id that has not been used before.",
    },
    why={
        "nb": (
            "Koblinger, rapporter og historikk viser til id-en. Er to like, er det uklart hvilken "
            "oppføring de gjelder."
        ),
        "en": (
            "An id is the name that links, reports and history follow. Two alike make all of it "
            "ambiguous."
        ),
    },
    bad={
        "data/measures/01-opplaring.yaml": changed(MEASURE, goals="[]", tasks="[]", addresses=ADDRESSES)
    },
    good=measure(),
    check=check,
)
