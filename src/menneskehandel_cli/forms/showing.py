"""A value of a record in words, as a form shows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from menneskehandel_cli.forms.inputs import Spoken, label_of
from menneskehandel_cli.language import Lang, fill, say
from menneskehandel_cli.language.days import day, is_period
from menneskehandel_cli.models.fields import Field
from menneskehandel_cli.register import Register


def shown(value: Any, field: Field | None, register: Register, spoken: Spoken) -> str:
    """A value of the type ``field`` in words: no codes, keys or brackets."""
    lang = spoken[2]
    if value in (None, "", [], {}):
        return say("web.nothing_here", lang)
    if field is not None and field.kind == "text" and isinstance(value, Mapping):
        return "\n".join(map(str, value.values()))
    if isinstance(value, Mapping):
        below = ((key, item, field.below(key) if field else None) for key, item in value.items())
        told = ((label_of(key, lang), shown(item, inner, register, spoken)) for key, item, inner in below)
        return "\n".join(f"{label}: {text}" if label else text for label, text in told)
    if isinstance(value, list):
        inner = field.inner if field is not None else None
        return ", ".join(shown(item, inner, register, spoken) for item in value)
    return _plain(value, field, register, lang)


def _plain(value: object, field: Field | None, register: Register, lang: Lang) -> str:
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
