"""What the pictures of the whole strategy have in common: names with links, and marks of follow-up."""

from __future__ import annotations

from collections.abc import Callable

from menneskehandel_cli.formats.charts.markup import Address
from menneskehandel_cli.formats.report_parts import capital
from menneskehandel_cli.language import Lang, fill, say
from menneskehandel_cli.register import Register


def helpers(register: Register, lang: Lang, address: Address) -> dict[str, Callable[[str], str | None]]:
    """What a template calls for an id, and for a message."""
    return {
        "name": lambda name: name_of(register, name, lang),
        "title_of": lambda name: title_of(register, name, lang),
        "address": address,
        "say": lambda words: say(words, lang),
    }


def name_of(register: Register, name: str, lang: Lang) -> str:
    """A record's name in words, with what an article is about."""
    return capital(fill(register.long_name(name), lang))


def title_of(register: Register, name: str, lang: Lang) -> str:
    """What a record is about, without its number or who asks."""
    return capital(fill(register.short_title(name), lang))
