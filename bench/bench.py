"""Measure whole processes against the bare parts they are made of, in one run.

``make bench`` prints a table of medians and ratios. Ratios, not seconds, are what to compare: both
sides are measured in the same run on the same machine. Nothing here is a test, and nothing fails.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MH = (sys.executable, "-m", "menneskehandel_cli")
BARE = (sys.executable, "-c", "pass")
COMPOSE = """
import sys, pathlib
from yaml.cyaml import CParser
class Composer(CParser):
    def resolve(self, kind, value, implicit): return ""
    def descend_resolver(self, parent, index): pass
    def ascend_resolver(self): pass
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.yaml")):
    Composer(path.read_bytes()).get_single_node()
"""
RUNS = 7
BUDGETS = {"mh --help": 8.0, "mh status": 20.0, "mh show T12": 20.0, "mh check": 3.0}


def median(command: Sequence[str], folder: Path, runs: int = RUNS) -> float:
    """The median wall time of a command in seconds, after one run that does not count."""
    times = []
    environment = {**os.environ, "NO_COLOR": "1", "MH_LANG": "nb", "COLUMNS": "100"}
    for _ in range(runs + 1):
        start = time.perf_counter()
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
        times.append(time.perf_counter() - start)
        if done.returncode not in (0, 1):
            raise SystemExit(f"{' '.join(command)}: {done.stderr.decode()}")
    return statistics.median(times[1:])


def corpus(folder: Path, size: int) -> None:
    """A strategy with ``size`` measures, each a copy of a real one with ids of its own."""
    shutil.copytree(ROOT / "strategy", folder / "strategy")
    shutil.copytree(ROOT / "data" / "obligations", folder / "data" / "obligations")
    measures = sorted((ROOT / "data" / "measures").glob("*.yaml"))
    target = folder / "data" / "measures"
    target.mkdir(parents=True)
    for number in range(1, size + 1):
        source = measures[number % len(measures)]
        old, new = f"T{source.name[:2]}", f"T{number:02}"
        text = source.read_text(encoding="utf-8").replace(f"{old}.", f"{new}.")
        text = text.replace(f"id: {old}\n", f"id: {new}\n").replace("former_ids", "former_ids")
        (target / f"{number:02}-tiltak.yaml").write_text(text, encoding="utf-8")


def row(what: str, ours: float, bare: float, budget: float | None) -> None:
    """A line of the table."""
    ratio = ours / bare
    verdict = "" if budget is None else f"{budget:g} ×" + ("" if ratio <= budget else "  (over)")
    sys.stdout.write(
        f"{what:<42}{ours * 1000:>9.0f} ms{bare * 1000:>9.0f} ms{ratio:>8.1f} ×  {verdict}\n"
    )


def main() -> None:
    """Print the table."""
    sys.stdout.write(f"{'work':<42}{'mh':>12}{'bare':>12}{'ratio':>10}  budget\n")
    start = median(BARE, ROOT)
    for words in (("--help",), ("status",), ("show", "T12")):
        name = f"mh {' '.join(words)}"
        row(f"{name}, real data / python -c pass", median((*MH, *words), ROOT), start, BUDGETS[name])
    times = {}
    for size in (100, 900):
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made)
            corpus(folder, size)
            bare = median((sys.executable, "-c", COMPOSE, str(folder)), folder, 3)
            times[size] = median((*MH, "check", "--format", "json"), folder, 3)
            row(f"mh check, {size} measures / composing", times[size], bare, BUDGETS["mh check"])
    row("mh check, 900 / 100 measures", times[900], times[100], None)


if __name__ == "__main__":
    main()
