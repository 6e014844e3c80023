"""Days in time zones, which are named as in the IANA time zone database: ``Europe/Oslo``."""

from datetime import date, datetime

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


def is_zone(zone: str) -> bool:
    """Whether there is a time zone of this name; also if the system knows no zones at all."""
    return _has(zone) or not _has(UTC_ZONE)


def _has(zone: str) -> bool:
    try:
        day_in(zone, 0)
    except UnknownZone:
        return False
    return True
