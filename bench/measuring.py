"""Whole processes, run several times: how long each takes, and how much memory it needs at most.

What is compared is measured in the same rounds, each command once in every round, so that a busy
moment of the machine hits all of them. The median of the rounds is kept.
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
    """One thing to measure: its processes, one after the other, and what is to be done before each time.

    ``before`` is not measured. ``inputs`` are the files that the processes read from, none where there
    is no entry.
    """

    name: str
    commands: tuple[Command, ...]
    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    before: Callable[[], None] | None = None
    inputs: tuple[Path | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """The median time in seconds, and the median of the greatest resident memory in bytes."""

    seconds: float
    memory: float


def measure(works: Sequence[Work], runs: int, *, warm: bool = True) -> dict[str, Result]:
    """Each work by its name. ``warm``: a first round fills all caches and does not count."""
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
    # As where the program is installed: what is imported was compiled in the first round, if not before.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    seconds, memory = 0.0, 0
    inputs = work.inputs or (None,) * len(work.commands)
    for command, source in zip(work.commands, inputs, strict=True):
        with Path(source or os.devnull).open("rb") as given, Path(os.devnull).open("wb") as sink:
            start = time.perf_counter()
            process = subprocess.Popen(
                command, cwd=work.folder, env=environment, stdin=given, stdout=sink, stderr=sink
            )
            # wait4 and not the children's total: that would be the greatest of all of them so far.
            # This program is small, and must be: a process begins with the memory of its maker.
            _, status, usage = os.wait4(process.pid, 0)
            seconds += time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1):
            raise SystemExit(f"{' '.join(command)}: ended with {process.returncode}")
        memory = max(memory, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024))
    return seconds, memory
