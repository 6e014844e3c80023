"""The fills of the values that are counted, each in drawing order: the furthest along first.

``charts.css`` gives each fill a pattern and a lightness of its own, so that a greyscale copy stays
readable.
"""

from __future__ import annotations

STATUS: dict[str, str] = {
    "completed": "solid",
    "in_progress": "stripes",
    "not_started": "dots",
    "not_reported": "rules",
    "discontinued": "cross",
}

COVERAGE: dict[str, dict[str, str]] = {
    "classification": {
        "covered": "solid",
        "planned": "weave",
        "partly": "stripes",
        "pending": "dots",
        "unknown": "grey",
        "unanswered": "rules",
    },
    "promise": {
        "delivered": "solid",
        "under_way": "weave",
        "planned": "stripes",
        "to_assess": "dots",
        "named": "rules",
        "none": "grey",
    },
    "law": {
        "full": "solid",
        "part": "stripes",
        "none_found": "rules",
        "unclear": "dots",
        "unread": "grey",
    },
}
"""The values that requirements are counted by."""
