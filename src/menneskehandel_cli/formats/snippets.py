"""What an editor can put in whole, by the model: a name, what it is, and the keys with their places."""

from __future__ import annotations

from collections.abc import Mapping

from menneskehandel_cli.language.messages import msg

SNIPPETS: Mapping[str, tuple[tuple[str, str, object], ...]] = {
    "Acceptance": (
        (
            msg("accepted gap"),
            msg("A gap that somebody has decided to leave open for a time."),
            {
                "rule": "$1",
                "reason": {"nb": "$2", "en": "$3"},
                "decided_by": "$4",
                "date": "$5",
                "until": "$6",
            },
        ),
    ),
    "Evidence": (
        (
            msg("evidence"),
            msg("Something that others can open to see that it is so."),
            {"title": {"nb": "$1", "en": "$2"}, "date": "$3", "url": "https://$4"},
        ),
    ),
    "Goal": (
        (
            msg("own goal"),
            msg("A goal that only this measure has."),
            {
                "id": "$1",
                "text": {"nb": "$2", "en": "$3"},
                "source": {"document": "strategy", "section": "$4"},
            },
        ),
        (msg("shared goal"), msg("A goal that several measures share."), {"ref": "$1"}),
    ),
    "Task": (
        (
            msg("task"),
            msg("One thing that is to be done."),
            {
                "id": "$1",
                "text": {"nb": "$2", "en": "$3"},
                "commitment": "${4|establish,assess,recurring,continue|}",
                "source": {"document": "strategy", "section": "$5"},
            },
        ),
    ),
    "Address": (
        (
            msg("link of our own"),
            msg("A link with our own reason."),
            {
                "obligation": "$1",
                "basis": "editorial",
                "contribution": "${2|partial,full,assess|}",
                "note": {"nb": "$3", "en": "$4"},
            },
        ),
    ),
    "MeasureReport": (
        (
            msg("report on one measure"),
            msg("The status of the measure, what has been done, and what happens next."),
            {
                "measure": "$1",
                "status": "${2|not_reported,not_started,in_progress,completed,discontinued|}",
                "done": {"nb": "$3", "en": "$4"},
                "next": {"nb": "$5", "en": "$6"},
            },
        ),
    ),
    "Observation": (
        (msg("figure for one year"), msg("An exact figure for one year."), {"year": "$1", "value": "$2"}),
        (
            msg("figure for each year of a period"),
            msg("About this many each year."),
            {"from": "$1", "to": "$2", "per": "year", "approx": "$3"},
        ),
    ),
}
