"""Numbers: in the form of a language, and read as people write them."""

import re

from menneskehandel_cli.language import catalogues
from menneskehandel_cli.language.tags import Lang

_WRITTEN_NUMBER = re.compile(
    r"([-+]?)(\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,4}"
    r"|\d{1,3}([.,])\d{3}(?:(?:\3\d{3}){1,3}|(?=(?!\3)[.,]\d))|\d{1,15})(?:(?!\3)[.,](\d{1,15}))?",
    re.ASCII,
)
"""One point or comma begins the decimals; several of the same are between the thousands."""


def number(value: float, lang: Lang) -> str:
    """A number with thousands separators: 200 000 (no-break space) in Norwegian, 200,000 in English."""
    forms, written = catalogues.data(lang), f"{value:,}"
    marks = {ord(","): forms.thousands, ord("."): forms.decimal}
    return written if written.isdecimal() else written.translate(marks)


def few(n: object, written: object, lang: Lang) -> str:
    """A whole number, as it is ``written``; in words if the language has them for so small a one."""
    words = catalogues.data(lang).small
    return words[n] if isinstance(n, int) and 0 <= n < len(words) else f"{written}"


def read_number(text: str) -> int | float | None:
    """Parse a number, also as 12 345, 1.250.000 and 1,5; ``None`` if it is not a number."""
    match = _WRITTEN_NUMBER.fullmatch(text.strip())
    if match is None:
        return None
    whole = match[1] + re.sub(r"\D", "", match[2])
    return float(f"{whole}.{match[4]}") if match[4] else int(whole)


CURRENCY_SIGNS = dict.fromkeys(("NOK", "SEK", "DKK", "ISK"), r"kr\.?|,-") | {"EUR": "€", "GBP": "£"}
CURRENCY_SIGNS |= {"USD": r"(US)?\$", "CAD": r"(CA?|Can)?\$", "AUD": r"(AU?)?\$", "NZD": r"(NZ)?\$"}
"""What people write beside an amount in a currency, other than its code."""


def bare_amount(text: str, currency: str) -> str:
    """An amount without the code or sign of ``currency``, the strategy's, before or behind it."""
    sign = "|".join(filter(None, (currency.casefold(), CURRENCY_SIGNS.get(currency))))
    beside = rf"^(?:{sign})\s*(?=\d)|(?:(?<=\d)\s*|(?<=[\w.])\s+)(?:{sign})$"
    return re.sub(beside, "", text.strip(), flags=re.IGNORECASE)
