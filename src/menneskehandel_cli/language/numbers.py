"""Numbers: in the form of a language, and read as people write them."""

from __future__ import annotations

import re

from menneskehandel_cli.language import catalogues
from menneskehandel_cli.language.tags import Lang

_WRITTEN_NUMBER = re.compile(
    r"([-+]?)(\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,4}|\d{1,15})(?:[.,](\d{1,15}))?", re.ASCII
)


def number(value: float, lang: Lang) -> str:
    """A number with thousands separators: 200 000 (no-break space) in Norwegian, 200,000 in English."""
    forms = catalogues.data(lang)
    return f"{value:,}".translate({ord(","): forms.thousands, ord("."): forms.decimal})


def read_number(text: str) -> int | float | None:
    """Parse a number, also in the forms 12 345 and 1,5; ``None`` if it is not a number."""
    match = _WRITTEN_NUMBER.fullmatch(text.strip())
    if match is None:
        return None
    whole = match[1] + re.sub(r"\D", "", match[2])
    return float(f"{whole}.{match[3]}") if match[3] else int(whole)
