"""The names of the elements of WordprocessingML."""

from __future__ import annotations

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def w(name: str) -> str:
    """An element or attribute as lxml names it."""
    return f"{{{MAIN}}}{name}"
