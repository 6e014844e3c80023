"""The build compiles the catalogues of the languages, and makes the convention packs from the data."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class MakeParts(BuildHookInterface[Any]):
    """Make what the wheel holds and no repository does, before its files are collected."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Run what ``make setup`` runs; a wheel that is not editable gets the packs as well."""
        self._run("messages.py", "--compile")
        if version != "editable":
            packs = Path(self.root) / "build" / "packs"
            self._run("packs.py", str(packs))
            build_data["force_include"][str(packs)] = "menneskehandel_cli/packs"

    def _run(self, program: str, argument: str) -> None:
        path = Path(self.root) / "tools" / program
        subprocess.run([sys.executable, str(path), argument], check=True)  # noqa: S603
