"""The build compiles the catalogues of the languages."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCatalogues(BuildHookInterface[Any]):
    """Compile ``locale/*/LC_MESSAGES/mh.po`` before the files of the wheel are collected."""

    def initialize(self, _version: str, _build_data: dict[str, Any]) -> None:
        """Run what ``make setup`` runs."""
        program = Path(self.root) / "tools" / "messages.py"
        subprocess.run([sys.executable, str(program), "--compile"], check=True)  # noqa: S603
