"""MH201: a duty of the convention that no measure and no law answers."""

from __future__ import annotations

from collections.abc import Iterator

from menneskehandel_cli.diagnostics import Diagnostic
from menneskehandel_cli.models import Article, Provision
from menneskehandel_cli.rules.base import Ground, Rule
from menneskehandel_cli.rules.example import STRATEGY, STRATEGY_FILE, measure

GRETA_ONLY = "[{obligation: greta-r3-coordination, basis: strategy, contribution: partial}]"


def check(ground: Ground) -> Iterator[Diagnostic]:
    """Every leaf that is uncovered: a gap for a duty, a note for a duty to consider."""
    for leaf in ground.coverage.leaves if ground.whole else ():
        if leaf.value == "uncovered" and isinstance(leaf.owner, Article):
            piece = leaf.piece
            force = piece.force if isinstance(piece, Provision) else "shall"
            place = [provision.id for provision in leaf.owner.provisions].index(leaf.id)
            yield Diagnostic(
                "MH201",
                ground.register.path_of(leaf.owner),
                ("provisions", place, "id"),
                {"name": leaf.id, "title": leaf.owner.title, "why": force},
                leaf.id,
                severity="note" if force == "shall_consider" else None,
                weight=leaf.weight,
            )


RULE = Rule(
    code="MH201",
    name="unmet-duty",
    severity="gap",
    message={
        "nb": (
            "Det er ikke registrert noe tiltak eller noen gjeldende rett som svarer på {name} "
            "({title}). {why}"
        ),
        "en": ("No measure and no existing law is recorded that answers {name} ({title}). {why}"),
    },
    cure={
        "nb": (
            "Legg til en lenke under «addresses» i tiltaket som svarer, skriv gjeldende rett "
            "under «existing» i artikkelen, eller la noen svare for mangelen under «accepted»."
        ),
        "en": (
            "Add a link under “addresses” in the measure that answers it, name existing law under "
            "“existing” in the article, or let somebody answer for the gap under “accepted”."
        ),
    },
    why={
        "nb": (
            "Konvensjonen (CETS 197) binder staten. «Skal» er en mangel; «skal vurdere» (artikkel "
            "11(3), 19, 28(5) og 29(4)) er en merknad."
        ),
        "en": (
            "The convention (CETS 197) binds the state. A “shall” is a gap; a “shall consider” "
            "(articles 11(3), 19, 28(5) and 29(4)) is a note."
        ),
    },
    bad={**measure(addresses=GRETA_ONLY), STRATEGY_FILE: STRATEGY.replace("[29]", "[]")},
    good=measure(),
    check=check,
    phrases={"why": "because"},
)
