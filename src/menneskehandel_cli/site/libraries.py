"""The libraries whose versions decide the bytes of a site."""

from __future__ import annotations

from importlib.metadata import version

_LIBRARIES = ("markdown-it-py", "XlsxWriter", "icalendar", "rdflib")


def versions() -> str:
    """The libraries with their versions here."""
    return ", ".join(f"{library} {version(library)}" for library in _LIBRARIES)
