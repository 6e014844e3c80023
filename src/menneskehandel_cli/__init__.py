"""mh: a strategy tracker backed by versioned YAML."""

from typing import TYPE_CHECKING

from menneskehandel_cli.version import __version__ as __version__

if TYPE_CHECKING:
    from pathlib import Path

    from menneskehandel_cli.api import Strategy
    from menneskehandel_cli.git import GitTrouble
    from menneskehandel_cli.language import Refused
else:

    def __getattr__(name: str) -> object:
        """The errors that ``open`` raises, which are imported when they are asked for."""
        if name not in ("GitTrouble", "Refused"):
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from menneskehandel_cli.git import GitTrouble
        from menneskehandel_cli.language import Refused

        return {"GitTrouble": GitTrouble, "Refused": Refused}[name]


__all__ = ["GitTrouble", "Refused", "open"]


def open(
    path: "str | Path", *, lang: str = "en", at: str | None = None, plan: str | None = None
) -> "Strategy":
    """The strategy at ``path``, or with ``at`` as it was in a commit or on a day.

    ``plan`` is the id of one of several. Messages are in ``lang``. Raises ``Refused`` and ``GitTrouble``
    if there is nothing to read, or it is not said which.
    """
    from menneskehandel_cli.api import Strategy

    return Strategy(path, lang, at, plan)
