"""MH017: a text that ends at a ``#``, because the rest of its line is read as a comment."""

from __future__ import annotations

from menneskehandel_cli.rules.base import Rule
from menneskehandel_cli.rules.example import measure

RULE = Rule(
    code="MH017",
    name="text-cut-off",
    severity="note",
    message={
        "nb": "Teksten slutter her: «{comment}» leses som en merknad og kommer ikke med.",
        "en": "The text ends here: “{comment}” is read as a comment and left out.",
    },
    help={
        "nb": (
            "Er det en merknad, skriver du den på en egen linje over. Er det en del av teksten, setter "
            "du anførselstegn rundt hele: {fixed}"
        ),
        "en": (
            "If it is a comment, write it on a line of its own above. If it belongs to the text, put "
            "quotes around the whole: {fixed}"
        ),
    },
    why={
        "nb": (
            "En # med mellomrom foran innleder en merknad i YAML. Resten av setningen går da tapt "
            "uten varsel. En merknad etter to mellomrom og med mellomrom bak #, slik mh selv "
            "skriver dem, gir ikke dette funnet."
        ),
        "en": (
            "A # with a space before it begins a comment in YAML. The rest of the sentence is silently "
            "lost to every reader. A comment after two spaces and with a space behind the #, as mh "
            "itself writes them, does not give this finding."
        ),
    },
    bad=measure(title="Tiltak #3 i planen"),
    good=measure(title='"Tiltak #3 i planen"', status="in_progress  # avtalt i møte"),
)
