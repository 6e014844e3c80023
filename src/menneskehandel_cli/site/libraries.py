"""The libraries whose versions decide the bytes of a site."""

from __future__ import annotations

from importlib.metadata import version

_LIBRARIES = ("markdown-it-py", "openpyxl", "icalendar", "rdflib")


def versions() -> str:
    """The libraries with their versions here. Raises ``ImportError`` if one is not installed."""
    return ", ".join(f"{library} {version(library)}" for library in _LIBRARIES)
