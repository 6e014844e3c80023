"""MH311: a reply to a treaty body that is due."""

from __future__ import annotations

from collections.abc import Iterator

from menneskehandel_cli.diagnostics import About, Diagnostic
from menneskehandel_cli.language import Day, last_day
from menneskehandel_cli.rules.base import Ground, Rule
from menneskehandel_cli.rules.example import BASE

INSTRUMENT_FILE = "data/obligations/greta-r3/_instrument.yaml"
EVENT = (
    str(BASE[INSTRUMENT_FILE]).replace("{", "{{").replace("}", "}}")
    + "events: [{{kind: reply, due: 2026-12-01, {}source: {{document: strategy}}}}]\n"
)


def check(ground: Ground) -> Iterator[Diagnostic]:
    """Events with a day that has passed and no date on which they happened."""
    for instrument, holder, place, event in ground.register.events:
        if event.date is None and event.due is not None and last_day(event.due) < ground.as_of:
            params = {"body": instrument.body, "day": Day(event.due)}
            path = ground.register.path_of(holder)
            about = About(holder.id, target=f"{event.kind} {event.due}")
            keys = ("events", place, "due")
            yield Diagnostic("MH311", path, keys, params, weight=3, about=about)


RULE = Rule(
    code="MH311",
    name="reply-due",
    severity="gap",
    message={
        "nb": ("Et svar til {body} skulle vært sendt {day}. Det er ikke registrert her at det er sendt."),
        "en": "A reply to {body} was due {day}. That it has been sent is not recorded here.",
    },
    cure={
        "nb": "Er svaret sendt, skriv «date:» og «reference:» på hendelsen i _instrument.yaml.",
        "en": (
            "If the reply has been sent, write “date:” and “reference:” on the event in _instrument.yaml."
        ),
    },
    why={
        "nb": (
            "Frister overfor overvåkingsorganene er del av plikten til å samarbeide med dem (CETS "
            "197 artikkel 38)."
        ),
        "en": (
            "Deadlines towards the monitoring bodies belong to the duty to cooperate with them "
            "(CETS 197 article 38)."
        ),
    },
    bad={INSTRUMENT_FILE: EVENT.format("")},
    good={INSTRUMENT_FILE: EVENT.format("date: 2026-11-30, ")},
    check=check,
    about=("target",),
)
