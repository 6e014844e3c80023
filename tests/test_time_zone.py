"""Days are days in the strategy's time zone: which year a commit at midnight is in, and what today is."""

from datetime import date
from pathlib import Path

import pytest

from example import STRATEGY, STRATEGY_FILE
from menneskehandel_cli.models.strategy import zone_of
from menneskehandel_cli.zones import UnknownZone, day_in, is_zone
from repositories import Repo, Step, build, edition, listed
from support import Mh, each

DUBLIN = "country: IE\ntime_zone: Europe/Dublin\n"
HELSINKI = "country: FI\ntime_zone: Europe/Helsinki\n"
OSLO = "country: NO\ntime_zone: Europe/Oslo\n"

# New Year begins at 22:00 UTC in Helsinki, at 23:00 in Oslo and at midnight in Dublin.
NIGHT = (
    Step("2025-12-31T21:59:00Z", edition(0)),
    Step("2025-12-31T22:30:00Z", edition(1)),
    Step("2025-12-31T23:30:00Z", edition(2)),
    Step("2026-01-01T00:30:00Z", edition(3)),
    Step("2026-06-30T22:30:00Z", edition(4)),
)


def night(folder: Path, settings: str) -> Repo:
    """A repository with commits around midnight, whose strategy has these settings."""
    first = {**NIGHT[0].files, STRATEGY_FILE: STRATEGY + settings}
    return build(folder, [Step(NIGHT[0].day, first), *NIGHT[1:]])


@pytest.mark.parametrize(
    ("settings", "last", "summer"),
    [
        (DUBLIN, 2, "2026-06-30"),
        (HELSINKI, 0, "2026-07-01"),
        (OSLO, 1, "2026-07-01"),
        ("country: NO\n", 1, "2026-07-01"),
        ("", 1, "2026-07-01"),
        ("country: IE\n", 2, "2026-06-30"),
        ("time_zone: America/New_York\n", 3, "2026-06-30"),
    ],
    ids=["Dublin", "Helsinki", "Oslo", "Norway", "nothing", "a country alone", "west of all"],
)
def test_the_year_ends_at_midnight_in_the_strategys_zone(
    mh: Mh, tmp_path: Path, settings: str, last: int, summer: str
) -> None:
    """A day, a log and the day of an evaluation agree on which commit is the last of the year.

    In summer some zones have another midnight.
    """
    made = night(tmp_path / "depot", settings)
    assert listed(mh, made.root, "--at", "2025-12-31") == f"Utgave {last}"
    events = mh("log", "--until", "2025-12-31", "--format", "json", cwd=made.root).json["events"]
    assert [event["commit"] for event in events if event["commit"] != made.commits[0]] == [
        *made.commits[1 : last + 1]
    ]
    days = [mh("status", "--at", at, "--format", "json", cwd=made.root).json["as_of"] for at in made.commits]
    assert days == ["2025-12-31"] * (last + 1) + ["2026-01-01"] * (3 - last) + [summer]


def test_the_zone_is_that_of_the_commit_that_is_read(mh: Mh, tmp_path: Path) -> None:
    """A strategy that has moved counts all days in its new zone; a look back counts as was done then."""
    last = {**NIGHT[4].files, STRATEGY_FILE: STRATEGY + DUBLIN}
    made = build(tmp_path / "depot", [*NIGHT[:4], Step(NIGHT[4].day, last)])
    assert listed(mh, made.root, "--at", "2025-12-31") == "Utgave 2"
    before = mh("status", "--at", made.commits[2], "--format", "json", cwd=made.root)
    assert before.json["as_of"] == "2026-01-01"  # In Oslo, as the file had no settings.


def test_a_zone_that_does_not_exist_is_an_error_and_not_used(mh: Mh, tmp_path: Path) -> None:
    """The check says what is wrong; the commands count as if the key were not there."""
    made = night(tmp_path / "depot", "country: IE\ntime_zone: Europe/Dubln\n")
    checked = mh("check", "--lang", "en", cwd=made.root)
    assert checked.code == 1
    assert "Europe/Dubln" in checked.out
    assert "Europe/Dublin" in checked.out  # An example of what is right.
    assert listed(mh, made.root, "--at", "2025-12-31") == "Utgave 2"


@each(
    ("values", "zone"),
    [
        ({}, "Europe/Oslo"),
        ({"country": "NO"}, "Europe/Oslo"),
        ({"country": "IE"}, "UTC"),
        ({"country": "IE", "time_zone": "Europe/Dublin"}, "Europe/Dublin"),
        ({"time_zone": "Europe"}, "Europe/Oslo"),
        ({"time_zone": "../../etc/passwd"}, "Europe/Oslo"),
        ({"country": "IE", "time_zone": 1}, "UTC"),
    ],
)
def test_a_strategy_without_a_zone_has_that_of_its_country(values: dict[str, object], zone: str) -> None:
    """Files from before the settings say no country: they count in Oslo, as they did."""
    assert zone_of(values) == zone


def test_a_time_has_its_day_by_the_zone() -> None:
    """Times outside the calendar are cut to its ends; a folder of zones is none."""
    assert day_in("Europe/Dublin", 1_767_223_800) == date(2025, 12, 31)
    assert day_in("Europe/Oslo", 1_767_223_800) == date(2026, 1, 1)
    assert day_in("Europe/Oslo", -(10**12)) == date(1, 1, 2)
    assert day_in("Europe/Oslo", 10**12).year == 9999
    assert not is_zone("Europe")
    with pytest.raises(UnknownZone):
        day_in("Europe", 0)
