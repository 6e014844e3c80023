"""What is wrong, in the words of the form: no keys and no commands."""

from __future__ import annotations

import re
from dataclasses import replace

from menneskehandel_cli.forms.inputs import Input
from menneskehandel_cli.language import Lang, Phrase, has, say
from menneskehandel_cli.language.days import day as written
from menneskehandel_cli.language.refused import Refused
from menneskehandel_cli.rules import Finding

_KEY = re.compile(r" \([«“][a-z_]+[»”]\)")
"""A key behind the name of its field, as the texts of the rules have it."""

_SETUP = (
    *("extra_missing", "git.", "proposal.protocol", "proposal.which_remote"),
    *("sheet.no_commit", "sheet.not_ours", "sheet.version"),
)
"""How the failures begin that whoever set the form up mends, at the command line."""

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
        meant = say("meant", lang, near=written(near, lang) if day else near) if near else ""
        return f"{say(own, lang, **params)} {meant}".strip()
    if field is not None and "key" in found.params:
        error = replace(error, diagnostic=replace(found, params={**found.params, "key": field.label}))
    text = _KEY.sub("", f"{error.message(lang)} {error.help(lang)}")
    return _COMMAND.sub("", text).strip()


def refusal(refused: Refused, lang: Lang, field: str = "") -> str:
    """Why something cannot be done, with the label of the ``field`` that it is about."""
    params = refused.params | ({"field": field} if field else {})
    own = f"web.failure.{refused.key}"
    text = (Phrase(own, params) if has(own) else Refused(refused.key, **params).phrase).say(lang)
    return say("web.failure.setup", lang, text=text) if refused.key.startswith(_SETUP) else text
