"""What the strategy's file says of language, time and words, before it is read as a record."""

import re
from collections.abc import Mapping
from typing import TypeGuard

from menneskehandel_cli.diagnostics import at
from menneskehandel_cli.language import SOURCE_LANG
from menneskehandel_cli.language import terms as own
from menneskehandel_cli.models.base import PATTERNS
from menneskehandel_cli.zones import UTC_ZONE, is_zone


def language_of(values: Mapping[str, object]) -> str:
    """``Strategy.language`` by the plain values of its file, which are read in that language.

    English if they give none that can be read.
    """
    languages = values.get("languages")
    first = languages[0] if isinstance(languages, list) and languages else None
    for tag in (values.get("default_language"), first):
        if isinstance(tag, str) and re.fullmatch(PATTERNS["language_tag"], tag):
            return tag
    return SOURCE_LANG


def zone_of(values: Mapping[str, object]) -> str:
    """``Strategy.zone`` by the plain values of its file, as far as they can be read."""
    zone = values.get("time_zone")
    if isinstance(zone, str) and re.fullmatch(PATTERNS["time_zone"], zone) and is_zone(zone):
        return zone
    return zone_in(values.get("country"))


def terms_of(values: Mapping[str, object], lang: str) -> own.Terms:
    """``Strategy.terms`` in a language by the plain values of its file, as far as they can be read."""
    found: dict[own.Concept, own.Term] = {}
    for concept in own.CONCEPTS:
        one, many = (at(values, ("terms", concept, str(lang), form)) for form in ("one", "many"))
        if _is_term(one) and _is_term(many):
            found[concept] = own.Term(one, many)
    return found


def _is_term(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and re.fullmatch(PATTERNS["term"], value) is not None


def zone_in(country: object) -> str:
    """The zone of a strategy that names none, by its country."""
    return "Europe/Oslo" if is_as_before(country) else UTC_ZONE


def money_in(currency: object, country: object) -> str:
    """The currency of amounts that give none, by that of the strategy and its country; or empty."""
    return str(currency or ("NOK" if is_as_before(country) else ""))


def is_as_before(country: object) -> bool:
    """Whether a strategy has the zone and the currency that all had before there were keys for them."""
    return country in (None, "NO")
