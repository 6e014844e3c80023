"""The parameters of reports: what is asked for as the arguments that are kept in the stamp."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from menneskehandel_cli.app.choices import (
    choose_among,
    choose_bodies,
    choose_exact_day,
    choose_instruments,
    choose_year,
)
from menneskehandel_cli.language import Choices, msg
from menneskehandel_cli.language.refused import Refused
from menneskehandel_cli.register import Register
from menneskehandel_cli.reports.questionnaire import is_path


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a report.

    ``read`` turns what is given for it into arguments, ``keys`` being their names; it raises ``Refused``.
    ``fits`` checks arguments read from a stamp.
    """

    keys: tuple[str, ...]
    read: Callable[[Mapping[str, Any], Register], Mapping[str, str]]
    fits: Callable[[Mapping[str, str], Register], bool]


def _year(given: Mapping[str, Any], register: Register) -> dict[str, str]:
    year, strategy = choose_year(given["year"], register), register.strategy
    if strategy is not None and year not in register.periods:
        first, last = strategy.period.from_, strategy.period.to
        if not first <= int(year) <= last:
            raise Refused("year_outside", given=year, known=f"{first}–{last}")
    return {"year": year}


def _is_year(arguments: Mapping[str, str], register: Register) -> bool:
    try:
        return choose_year(arguments["year"], register) == arguments["year"]
    except Refused:
        return False


def _ministry(given: Mapping[str, Any], register: Register) -> dict[str, str]:
    from menneskehandel_cli.register.reporting import ministries

    (known,) = choose_among([given["actor"]], ministries(register), "actor")
    if register.strategy is not None and known == register.strategy.coordinator:
        raise Refused("letter_to_itself", actor=known)
    return {"ministry": known}


def _instruments(given: Mapping[str, Any], register: Register) -> dict[str, str]:
    """The instruments given by body or by id; at least one is required."""
    if given.get("questionnaire") is not None:
        # It says itself which obligations its questions are about.
        if given["body"] or given["instrument"]:
            raise Refused(
                msg("The questionnaire says what is asked about. Leave out --body and --instrument.")
            )
        return {"instrument": ""}
    known = register.instruments
    bodies = choose_bodies(register, given["body"])
    chosen = choose_instruments(register, given["instrument"])
    found = [name for name in known if name in chosen or known[name].body in bodies]
    if not found:
        raise Refused("which_instrument", known=Choices(known))
    return {"instrument": ",".join(found)}


def _are_instruments(arguments: Mapping[str, str], register: Register) -> bool:
    if arguments.get("questionnaire"):
        return arguments["instrument"] == ""
    return register.instruments.keys() >= {*arguments["instrument"].split(",")}


def _questionnaire(given: Mapping[str, Any], _register: Register) -> dict[str, str]:
    """The path of the questionnaire from the root of the strategy, or nothing."""
    path = given["questionnaire"]
    if path is not None and not is_path(path):
        raise Refused("questionnaire_path", given=path)
    return {"questionnaire": path or ""}


def _is_questionnaire(arguments: Mapping[str, str], _register: Register) -> bool:
    return arguments["questionnaire"] == "" or is_path(arguments["questionnaire"])


def _days(given: Mapping[str, Any], _register: Register) -> dict[str, str]:
    first, last = choose_exact_day(given["start"]), choose_exact_day(given["end"])
    if first > last:
        raise Refused("days", start=given["start"], end=given["end"])
    return {"from": first.isoformat(), "to": last.isoformat()}


def _are_days(arguments: Mapping[str, str], _register: Register) -> bool:
    days = (arguments["from"], arguments["to"])
    try:
        first, last = map(date.fromisoformat, days)
    except ValueError:
        return False
    return first <= last and days == (first.isoformat(), last.isoformat())


PARAMETERS: Mapping[str, Parameter] = {
    "year": Parameter(("year",), _year, _is_year),
    "ministry": Parameter(
        ("ministry",), _ministry, lambda arguments, register: arguments["ministry"] in register.actors
    ),
    "instrument": Parameter(("instrument",), _instruments, _are_instruments),
    "editorial": Parameter(
        ("editorial",),
        lambda given, _register: {"editorial": "yes" if given["editorial"] else ""},
        lambda arguments, _register: arguments["editorial"] in ("", "yes"),
    ),
    "questionnaire": Parameter(("questionnaire",), _questionnaire, _is_questionnaire),
    "days": Parameter(("from", "to"), _days, _are_days),
}
"""Every parameter, by the name that the kinds of reports use."""
