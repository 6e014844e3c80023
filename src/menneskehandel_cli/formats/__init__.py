"""Renderers: each turns a view into text. None of them prints or reads input."""

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
"""The formats of each command, its default first; used for options, shell completion and tests."""
