"""What a form says: a value of a record in words, and what is wrong, with no keys and no commands."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from menneskehandel_cli.forms.inputs import Input, label_of
from menneskehandel_cli.language import Lang, Phrase, Refused, day, fill, has, is_period, say
from menneskehandel_cli.models.fields import Field
from menneskehandel_cli.register import Register
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


def wording(value: Any, field: Field | None, register: Register, lang: Lang) -> str:
    """A value of the type ``field`` in words: no codes, keys or brackets."""
    if value in (None, "", [], {}):
        return say("web.nothing_here", lang)
    if field is not None and field.kind == "text" and isinstance(value, Mapping):
        return "\n".join(map(str, value.values()))
    if isinstance(value, Mapping):
        below = ((key, item, field.below(key) if field else None) for key, item in value.items())
        rows = ((label_of(key, lang), wording(item, inner, register, lang)) for key, item, inner in below)
        return "\n".join(f"{label}: {text}" if label else text for label, text in rows)
    if isinstance(value, list):
        return ", ".join(wording(item, field and field.inner, register, lang) for item in value)
    return _plain_value(value, field, register, lang)


def _plain_value(value: object, field: Field | None, register: Register, lang: Lang) -> str:
    """A value that holds no others."""
    if isinstance(value, bool):
        return say("yes" if value else "web.no", lang)
    if field is not None and field.kind == "choice":
        return field.called(str(value), lang)
    if field is not None and field.kind == "day" and is_period(str(value)):
        return day(str(value), lang)
    if field is not None and field.coded == "actor_id":
        return fill(register.actor_name(str(value)), lang)
    return str(value)


def error_text(error: Finding, field: Input | None, lang: Lang) -> str:
    """The text of an error at the input ``field``, or at none."""
    found = error.diagnostic
    is_day = field is not None and field.kind == "day" and error.rule.code == "MH007"
    own = "web.error.day" if is_day else f"web.error.{error.rule.code}"
    if has(own):
        params = {"name": "", "value": "", **found.params}
        near = found.params.get("near")
        meant = say("meant", lang, near=day(near, lang) if is_day else near) if near else ""
        return f"{say(own, lang, **params)} {meant}".strip()
    if field is not None and "key" in found.params:
        error = error._replace(diagnostic=replace(found, params={**found.params, "key": field.label}))
    return _COMMAND.sub("", _KEY.sub("", f"{error.message(lang)} {error.help(lang)}")).strip()


def refusal(refused: Refused, lang: Lang) -> str:
    """Why something cannot be done."""
    own = f"web.failure.{refused.key}"
    text = (Phrase(own, refused.params) if has(own) else refused.phrase).say(lang)
    return say("web.failure.setup", lang, text=text) if refused.key.startswith(_SETUP) else text
