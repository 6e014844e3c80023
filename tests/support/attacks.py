"""What the attacks share: ``mh`` in a process whose memory and time are bounded, and texts that harm."""

import json
import re
import resource
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from menneskehandel_cli.formats import FORMATS
from support import Answer, no_json, process

MEMORY = 1 << 30
"""Bytes of address space that any command must do with."""

SECONDS = 240
"""Seconds of the processor's time: far more than any command needs, far less than for ever."""


def bounded(*arguments: str, cwd: Path) -> Answer:
    """Run ``mh`` with bounds on memory and work: it ends by itself within them, or the test fails."""
    answer = process(*arguments, cwd=cwd, before=_bound)
    assert answer.code >= 0, f"ended by signal {-answer.code}"
    assert "Traceback" not in answer.err, answer.err[-2000:]
    assert all(line.startswith("mh: ") for line in answer.err.splitlines()), answer.err[-2000:]
    return answer


def _bound() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def write(root: Path, files: Mapping[str, str | bytes]) -> None:
    """Put files into a strategy."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content)


CHECK_FORMATS = tuple(FORMATS["check"])
"""The formats of ``mh check``."""


def well_formed(output: str, how: str) -> int:
    """How many findings an answer of ``mh check`` tells of; it must be of its form and harmless."""
    told = output.split("\n")
    assert told.pop() == "", "the last line ends"
    acting = {sign for line in told for sign in line if not (sign.isprintable() or sign in _SPACES)}
    if how in ("json", "gitlab", "sarif"):
        assert not acting & _CONTROLS
        return len(_listed(json.loads(output, parse_constant=no_json), how))
    assert not acting
    if how == "github":
        assert [line for line in told if not _COMMAND.fullmatch(line)] == []
        return len(told)
    if how == "markdown":
        rows = [line for line in told if line.startswith("| ")]
        assert {len(_CELL_END.findall(row)) for row in rows} <= {len(_COLUMNS) + 1}
        tables = sum(row.startswith("| --- ") for row in rows)
        return len(rows) - 2 * tables
    return len([line for line in told if _PLACE.fullmatch(line)])


_COLUMNS = ("error, gap or note", "help", "place", "rule")
_COMMAND = re.compile(r"::(error|warning|notice) file=[^:,]+,line=\d+,endLine=\d+,[^:]*title=MH\d{3}::.+")
_CELL_END = re.compile(r"(?<!\\)(?:\\\\)*\|")
_PLACE = re.compile(r".*  (feil|mangel|merknad) MH\d{3}")
_SPACES = "\u00a0\u202f"
_CONTROLS = {chr(number) for number in (*range(0x20), *range(0x7F, 0xA0))}


def _listed(told: Any, how: str) -> list[Any]:
    if how == "gitlab":
        return list(told)
    return list(told["runs"][0]["results"] if how == "sarif" else told["diagnostics"])


TOKENS = (
    *("id: ", "T12", "- ", "\n", "  ", "{", "}", "[", "]", ": ", "? ", "&a ", "*a", "!!str "),
    *("!x ", "<<: "),
    *("|", ">", "+", "-", "'", '"', "\\", "#", "%YAML 1.2", "---", "...", "\t", "\r", "\ufeff", "\u2028"),
    *("\u202e", "\x00", "\x1b[31m", "å", "~", "1e999", "2025-11-30", ","),
)
"""The signs of YAML, and some that it has no use for."""
