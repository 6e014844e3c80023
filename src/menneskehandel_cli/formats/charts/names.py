"""What the pictures of the whole strategy have in common: names with links, and marks of follow-up."""

from __future__ import annotations

from menneskehandel_cli.formats.charts.markup import Address
from menneskehandel_cli.formats.report_parts import capital
from menneskehandel_cli.language import Lang, fill, msg, say
from menneskehandel_cli.models import Article
from menneskehandel_cli.register import Register

KINDS = {
    "full": msg("the whole of it"),
    "partial": msg("a part of it"),
    "assess": msg("only to be assessed"),
    "named": msg("only named"),
}
"""How far a measure follows something up, by the mark that it has in the pictures."""


def named(register: Register, name: str, lang: Lang, address: Address) -> dict[str, object]:
    """A record by its name in words, with the address of the page about it."""
    return {"address": address(name), "name": name_of(register, name, lang)}


def name_of(register: Register, name: str, lang: Lang) -> str:
    """A record's name in words, with what an article is about."""
    said = capital(fill(register.short_name(name), lang))
    if isinstance(register.obligations.get(name), Article):
        title = fill(register.short_title(name), lang)
        return say(msg("{body}: {title}"), lang, body=said, title=title)
    return said
