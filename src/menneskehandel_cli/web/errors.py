"""What is wrong with an answer, in the words of the form: no keys, no files, no commands."""

from __future__ import annotations

import re
from dataclasses import replace

from menneskehandel_cli.language import Lang, has, say
from menneskehandel_cli.rules import Finding
from menneskehandel_cli.web.forms import Input

_KEY = re.compile(r" \([«“][a-z_]+[»”]\)")
"""A key behind the name of its field, as the texts of the rules have it."""

_COMMAND = re.compile(r"[^.!?]*[«“]mh [^.!?]*[.!?]")
"""A sentence with a command."""


def told(error: Finding, field: Input | None, lang: Lang) -> str:
    """The text of an error at the input ``field``, or at none."""
    found = error.diagnostic
    day = field is not None and field.kind == "day" and error.rule.code == "MH007"
    own = "web.error.day" if day else f"web.error.{error.rule.code}"
    if has(own):
        params = {"name": "", "value": "", **found.params}
        near = found.params.get("near")
        meant = say("meant", lang, near=near) if near else ""
        return f"{say(own, lang, **params)} {meant}".strip()
    if field is not None and "key" in found.params:
        error = replace(error, diagnostic=replace(found, params={**found.params, "key": field.label}))
    text = _KEY.sub("", f"{error.message(lang)} {error.help(lang)}")
    return _COMMAND.sub("", text).strip()
