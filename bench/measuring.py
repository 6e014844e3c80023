"""Measure whole processes over several runs: their time and their peak memory.

Commands to compare are measured in the same rounds, each once in every round, so that load on the
machine affects all of them. The result is the median of the rounds.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

Command = tuple[str, ...]


@dataclass(frozen=True)
class Work:
    """One thing to measure: its processes, run in sequence, and a preparation before each run.

    ``before`` is not measured. ``inputs`` are the files for the processes' stdin; without an entry it is
    empty.
    """

    name: str
    commands: tuple[Command, ...]
    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    before: Callable[[], None] | None = None
    inputs: tuple[Path | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """The median time in seconds, and the median of the peak resident memory in bytes."""

    seconds: float
    memory: float


def measure(works: Sequence[Work], runs: int, *, warm: bool = True) -> dict[str, Result]:
    """Measure each work; results by its name. ``warm``: a first, uncounted round fills all caches."""
    times: dict[str, list[tuple[float, int]]] = {work.name: [] for work in works}
    for number in range(not warm, runs + 1):
        for work in works:
            if work.before is not None:
                work.before()
            seen = _run(work)
            if number:
                times[work.name].append(seen)
    return {
        name: Result(
            statistics.median(seconds for seconds, _ in seen),
            statistics.median(memory for _, memory in seen),
        )
        for name, seen in times.items()
    }


def _run(work: Work) -> tuple[float, int]:
    environment = {**os.environ, "NO_COLOR": "1", "MH_LANG": "nb", "COLUMNS": "100", **work.environment}
    # As in an installation: imported modules are compiled, in the first round at the latest.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    seconds, memory = 0.0, 0
    inputs = work.inputs or (None,) * len(work.commands)
    for command, source in zip(work.commands, inputs, strict=True):
        with Path(source or os.devnull).open("rb") as given, Path(os.devnull).open("wb") as sink:
            start = time.perf_counter()
            process = subprocess.Popen(
                command, cwd=work.folder, env=environment, stdin=given, stdout=sink, stderr=sink
            )
            # wait4, since RUSAGE_CHILDREN gives the maximum over all children so far.
            # Keep this program small: a new process starts with the memory of its parent.
            _, status, usage = os.wait4(process.pid, 0)
            seconds += time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1):
            raise SystemExit(f"{' '.join(command)}: ended with {process.returncode}")
        memory = max(memory, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024))
    return seconds, memory
