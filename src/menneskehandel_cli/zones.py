"""Days in time zones, which are named as in the IANA time zone database: ``Europe/Oslo``."""

import re
from contextlib import suppress
from datetime import date, datetime
from importlib.resources import files
from pathlib import Path

UTC_ZONE = "UTC"


class UnknownZone(Exception):
    """The system has no data on a time zone; the first argument is its name."""


def day_in(zone: str, seconds: float) -> date:
    """The day in ``zone`` at a time in seconds since 1970 (UTC). Raises ``UnknownZone``."""
    from zoneinfo import ZoneInfo

    known = min(max(seconds, _FIRST), _LAST)
    try:
        return datetime.fromtimestamp(known, ZoneInfo(zone)).date()
    except (LookupError, OSError, ValueError):  # A folder of zones is an OSError.
        raise UnknownZone(zone) from None


def day_of(now: datetime, zone: str) -> date:
    """The day in ``zone``, or in that of ``now`` if the system has no data on zones."""
    try:
        return day_in(zone, now.timestamp())
    except UnknownZone:
        return now.date()


_FIRST, _LAST = -62_135_510_400, 253_402_214_400
"""The second day of the year 1 and the last of 9999, in seconds: times outside are cut to these."""


def zones_of(country: str) -> tuple[str, ...]:
    """The time zones of a country, or the one of a part whose code the zone database has.

    Empty where neither the system nor the package ``tzdata`` has a table of them.
    """
    from zoneinfo import TZPATH

    folders, (code, _, part) = [*map(Path, TZPATH)], country.partition("-")
    with suppress(ImportError):
        folders.append(Path(str(files("tzdata"))) / "zoneinfo")
    table = next(filter(Path.is_file, (folder / "zone.tab" for folder in folders)), None)
    lines = table.read_text("utf-8").splitlines() if table else []
    rows = [line.split("\t") for line in lines if line.startswith(f"{code}\t")]
    # A code of a part stands before the corner of it that a zone is for: "ON (Atikokan)".
    own = re.compile(rf"\b{part}\b(?! ?\((?!most areas))")
    named = [row[2] for row in rows if part and own.search(" ".join(row[3:]))]
    return tuple(named[:1] or [row[2] for row in rows])


def is_zone(zone: str) -> bool:
    """Whether there is a time zone of this name; also if the system knows no zones at all."""
    return _has(zone) or not _has(UTC_ZONE)


def _has(zone: str) -> bool:
    try:
        day_in(zone, 0)
    except UnknownZone:
        return False
    return True
