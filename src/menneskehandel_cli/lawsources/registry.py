"""All publishers of law."""

from __future__ import annotations

from menneskehandel_cli.lawsources import Source, lovdata

SOURCES: tuple[Source, ...] = (lovdata,)
