"""MH320: an acceptance that ends soon."""

from __future__ import annotations

from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.rules.base import Rule
from menneskehandel_cli.rules.example import (
    ARTICLE,
    ARTICLE_FILE,
    STRATEGY,
    STRATEGY_FILE,
    changed,
    measure,
)

GRETA_ONLY = "[{obligation: greta-r3-coordination, basis: strategy, contribution: full}]"
UNANSWERED = {**measure(addresses=GRETA_ONLY), STRATEGY_FILE: STRATEGY.replace("[29]", "[]")}
ACCEPTED = """
  - {{rule: MH201, about: coe-29.1, reason: Avklart., decided_by: JD, date: 2026-01-15, until: {}}}"""

RULE = Rule(
    code="MH320",
    name="acceptance-ends",
    severity="note",
    message=msg("The acceptance of {rule} holds until {day}."),
    help=msg("Close the gap before then, or record under “accepted” a new decision to leave it open."),
    why=msg("An acceptance is limited in time. A decision is needed during the last ninety days."),
    bad={
        **UNANSWERED,
        ARTICLE_FILE: changed(ARTICLE, accepted=ACCEPTED.format("2027-04-30")),
    },
    good={
        **UNANSWERED,
        ARTICLE_FILE: changed(ARTICLE, accepted=ACCEPTED.format("2029-12-31")),
    },
    english={"Avklart.": "Settled."},
)
