"""Renderers: a view in, text out. None of them prints, asks or knows where the text goes."""

from __future__ import annotations

from collections.abc import Mapping

FORMATS: Mapping[str, tuple[str, ...]] = {
    "status": ("text", "json"),
    "show": ("text", "json"),
    "check": ("text", "json", "github", "gitlab", "sarif", "markdown"),
    "gaps": ("text", "json", "markdown", "csv", "html"),
    "matrix": ("text", "json", "markdown", "html", "csv", "xlsx"),
    "log": ("text", "json", "markdown"),
    "diff": ("text", "json", "markdown"),
    "list": ("text", "json", "csv"),
    "explain": ("text", "markdown", "json"),
    "report": ("markdown", "html", "json"),
}
"""The formats of each command, its default first: what can be chosen, completed and is tried by tests."""
