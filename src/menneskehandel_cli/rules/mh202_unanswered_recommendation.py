"""MH202: a recommendation that no measure answers."""

from __future__ import annotations

from collections.abc import Iterator

from menneskehandel_cli.diagnostics import Diagnostic, KeyPath
from menneskehandel_cli.language import Phrase
from menneskehandel_cli.models import Recommendation
from menneskehandel_cli.rules.base import Ground, Rule
from menneskehandel_cli.rules.example import measure

COE_ONLY = "[{obligation: coe-29.1, basis: strategy, contribution: partial}]"


def check(ground: Ground) -> Iterator[Diagnostic]:
    """Every recommendation, or part of one, that is uncovered."""
    for leaf in ground.coverage.leaves if ground.whole else ():
        if leaf.value == "uncovered" and isinstance(leaf.owner, Recommendation):
            parts = [part.id for part in leaf.owner.parts]
            keys: KeyPath = ("parts", parts.index(leaf.id), "id") if leaf.id in parts else ("id",)
            rounds = "repeated" if leaf.rounds > 1 else "first"
            yield Diagnostic(
                "MH202",
                ground.register.path_of(leaf.owner),
                keys,
                {
                    "name": leaf.id,
                    "title": leaf.owner.title,
                    "rounds": rounds,
                    "n": leaf.rounds,
                    "level": _level(ground, leaf.owner),
                },
                leaf.id,
                weight=max(leaf.weight, 1),
            )


def _level(ground: Ground, owner: Recommendation) -> Phrase | str:
    """How strongly it is meant, in the instrument's own words, where a source gives it."""
    instrument = ground.register.instruments.get(ground.register.instrument_id(owner))
    known = {level.id: level.title for level in instrument.levels} if instrument else {}
    title = known.get(owner.level or "")
    return Phrase("level.is", {"level": title}) if title else ""


RULE = Rule(
    code="MH202",
    name="unanswered-recommendation",
    severity="gap",
    message={
        "nb": "Det er ikke registrert noe tiltak som svarer på {name} ({title}). {level} {rounds}",
        "en": "No measure is recorded that answers {name} ({title}). {level} {rounds}",
    },
    cure={
        "nb": (
            "Legg til en lenke under «addresses» i tiltaket som svarer, eller la noen svare for "
            "mangelen under «accepted»."
        ),
        "en": (
            "Add a link under “addresses” in the measure that answers it, or let somebody answer "
            "for the gap under “accepted”."
        ),
    },
    why={
        "nb": (
            "Overvåkingsorganene kommer tilbake til det de har bedt om. Nivået og hvor mange "
            "runder det er gjentatt, avgjør hvor tungt mangelen veier."
        ),
        "en": (
            "The monitoring bodies come back to what they asked for. The level and the number of "
            "rounds decide how much the gap weighs."
        ),
    },
    bad=measure(addresses=COE_ONLY),
    good=measure(),
    check=check,
    phrases={"rounds": "rounds"},
)
