"""The exception for a command that cannot run; it ends the command with exit code 2."""

from __future__ import annotations

from menneskehandel_cli.language.refused import Refused as Failure

__all__ = ["Failure"]
