"""What people search for in the real data, and what comes first, as in ``data/queries.yaml``."""

from typing import Any

from cases import listed

_READ: dict[str, Any] = listed("queries")
QUERIES: dict[str, dict[str, str]] = _READ["queries"]
COMMANDS: dict[str, str] = _READ["commands"]
MISSED: dict[str, set[str]] = {lang: set(several) for lang, several in _READ["missed"].items()}
ONLY_ELSEWHERE: set[str] = set(_READ["only_elsewhere"])
