"""What people type and paste into a form, before it is compared with what the form showed."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from menneskehandel_cli.documents import FORBIDDEN
from menneskehandel_cli.forms.inputs import Form
from menneskehandel_cli.language import Lang, Phrase, has, say
from menneskehandel_cli.language.days import day_named
from menneskehandel_cli.language.numbers import bare_amount

LONGEST = 20_000
"""The most characters that one field takes."""

_UNSEEN = re.compile(f"{FORBIDDEN.pattern}|[\u00ad\u200b\u2060]")
"""What no file may hold, and what only says where a line may be broken."""

_BREAKS = re.compile("[\x0b\x0c\x85\u2028\u2029]")


def entered(
    form: Form, values: Mapping[str, str], today: date, lang: Lang, currency: str
) -> tuple[Form, Mapping[str, str]]:
    """The form, and what was ``given`` for it without characters that nobody sees.

    The inputs say which were removed, and if a text is too long. “Today” and “yesterday” become the days
    that they are, and an amount is bare of the strategy's ``currency``.
    """
    texts, inputs = dict(values), []
    for field in form.inputs:
        text = values.get(field.name, "")
        if found := dict.fromkeys(_UNSEEN.findall(text)):
            codes = (f"U+{ord(sign):04X}" for sign in found)
            names = [say(f"web.sign.{code}", lang) if has(f"web.sign.{code}") else code for code in codes]
            removed = Phrase("web.cleaned", {"signs": names}).say(lang)
            field = replace(field, advice=f"{field.advice} {removed}".strip())  # noqa: PLW2901
            breaks = "\n" if field.kind == "prose" else " "
            texts[field.name] = text = _UNSEEN.sub("", _BREAKS.sub(breaks, text))
        if field.kind == "day" and text:
            texts[field.name] = day_named(text, today)
        if field.kind == "number" and text:
            texts[field.name] = bare_amount(text, currency)
        if len(text) > LONGEST and text != field.value:
            error = Phrase("web.too_long", {"size": len(text), "most": LONGEST}).say(lang)
            field = replace(field, error=error)  # noqa: PLW2901
        inputs.append(field)
    return replace(form, inputs=tuple(inputs)), texts
