"""A report that is submitted: its file in ``files/``, in a commit of its own."""

from __future__ import annotations

from menneskehandel_cli.demo.steps import MAIN, Add, Author, Step


def report(
    when: str, author: Author, actor: str, year: int, *, branch: str = MAIN, tag: str | None = None
) -> Step:
    """A ministry's report for a year."""
    path = f"data/reports/{year}/{actor}.yaml"
    return Step(when, author, f"Rapport fra {actor} for {year}", (Add(path),), branch, tag=tag)
