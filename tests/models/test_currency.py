"""The currency of amounts: their own, else the strategy's."""

from example import STRATEGY, STRATEGY_FILE
from menneskehandel_cli.models import Strategy, validate
from menneskehandel_cli.models.report import Spending
from menneskehandel_cli.register import load
from menneskehandel_cli.rules.example import with_example
from support import each


@each(
    ("settings", "currency"),
    [
        ("country: IE\ncurrency: EUR\n", "EUR"),
        ("country: IS\ncurrency: ISK\n", "ISK"),
        ("country: NO\n", "NOK"),
        ("", "NOK"),
        ("country: IE\n", ""),
    ],
)
def test_an_amount_without_a_currency_has_that_of_the_strategy(settings: str, currency: str) -> None:
    """Files from before the settings say no country: their amounts are in kroner, as they were."""
    register = load(with_example({STRATEGY_FILE: STRATEGY + settings}))
    assert isinstance(register.strategy, Strategy)
    assert register.currency == currency


@each("given", ["EUR", "ISK", "CHF"])
def test_any_currency_of_the_standard_is_one(given: str) -> None:
    """No list of currencies stands in the code."""
    record, wrong = validate(Spending, {"amount": 5, "currency": given}, "")
    assert (record, wrong) == (Spending(amount=5, currency=given), [])


@each("given", ["eur", "EURO", "€"])
def test_what_is_no_code_is_refused(given: str) -> None:
    """Three capital letters, as in ISO 4217."""
    _, (found,) = validate(Spending, {"amount": 5, "currency": given}, "")
    assert (found.code, found.params["fits"]) == ("MH007", "currency")
