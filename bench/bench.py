"""Measure ``mh`` against the bare parts it is made of: whole processes, medians, one run.

``make bench`` prints a table. Compare ratios, not seconds: both sides are measured in the same
rounds on the same machine. This is not a test: a missed budget is shown and nothing more.

The bare limits: ``python -c pass``; a Python that composes the same files with libyaml and does nothing
else with them; ``git log --raw`` and one ``git cat-file --batch`` of all blobs that it names.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import corpus
import histories
import saving
from measuring import Result, Work, measure

ROOT = Path(__file__).resolve().parent.parent
MH = str(Path(sys.executable).with_name("mh"))
PYTHON = (sys.executable, "-c", "pass")
COMPOSE = """
import os, sys
from yaml.cyaml import CParser
class Composer(CParser):
    def resolve(self, kind, value, implicit): return ""
    def descend_resolver(self, parent, index): pass
    def ascend_resolver(self): pass
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        with open(os.path.join(folder, name), "rb") as file:
            Composer(file.read()).get_single_node()
"""
LOG = ("git", "log", "--first-parent", "--raw", "-z", "--no-renames", "--no-abbrev", "--format=%H")
BATCH = ("git", "cat-file", "--batch")
YEARS = (2024, 2025)
BUDGETED_SIZES = (1000, 10000)
BUDGETED_COMMITS = 5000
"""The sizes that have budgets; the smaller ones show how the cost grows."""

FORMS = ("html", "docx", "pdf")
PDF_SECONDS = 30.0
"""The time within which a PDF is to be made."""

SHARE = 40
"""How much smaller the growth rows are with ``--quick``."""

SAVE_SECONDS = 0.5
"""The time within which the form is to save."""

CATALOGUE_SECONDS = 5.0
"""The time within which ``fix`` and ``fmt`` are to go through a large catalogue."""

SITE_SECONDS, SAME_SITE_SECONDS, LARGE_SITE_SECONDS, PAGE_SECONDS = 3.0, 2.0, 15.0, 0.002
"""The time within which a site is to be made: of the real data in three languages, of the same commit
again, and of 1,000 records; and a page, after the start."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: what is measured, its bare limit, and the allowed ratio of the two."""

    work: str
    ours: str
    limit: str
    ratio: float
    budget: float | None = None
    aim: float | None = None

    @property
    def verdict(self) -> str:
        """Text on whether the budget and the aim are met."""
        if self.budget is None:
            return ""
        if self.ratio > self.budget:
            return "missed"
        return "met" if self.aim is None or self.ratio > self.aim else "met, and the aim"


@dataclass(frozen=True, slots=True)
class Setup:
    """The settings of a run: its working folder, the number of rounds, and the sizes."""

    scratch: Path
    runs: int
    sizes: tuple[int, ...] = (100, 1000, 10000)
    commits: tuple[int, ...] = (100, 1000, 5000)
    records: int = 1000
    """The number of records in the histories."""
    share: int = 1
    """By what the sizes of the growth rows are divided."""
    warm: bool = True

    def measured(self, works: list[Work], times: int = 1) -> dict[str, Result]:
        """Measure ``works`` in ``times`` times the configured number of runs."""
        return measure(works, self.runs * times, warm=self.warm)


def _restored(path: Path) -> Callable[[], None]:
    """Return a function that restores the file's present bytes."""
    original = path.read_bytes()

    def restore() -> None:
        if path.read_bytes() != original:
            path.write_bytes(original)

    return restore


def start_up(setup: Setup) -> Iterator[Row]:
    """Interactive commands on the real data, against a Python that does nothing."""
    limits = {("--help",): (7, 5), ("status",): (30, 20), ("show", "T12"): (40, 20)}
    works = [Work(f"mh {' '.join(words)}", ((MH, *words),), ROOT) for words in limits]
    found = setup.measured([Work("bare", (PYTHON,), ROOT), *works], 2)
    for work, (budget, aim) in zip(works, limits.values(), strict=True):
        yield _against(found, work.name, "python -c pass", budget, aim)


def checking(setup: Setup) -> Iterator[Row]:
    """``mh check`` against composing alone, its growth, its memory, and ``mh set``."""
    times: dict[int, Result] = {}
    for size in setup.sizes:
        folder = setup.scratch / f"corpus-{size}"
        written = corpus.write(folder, size)
        name = f"mh check, {size} records"
        changed = folder / "data" / "measures" / "05-tiltak.yaml"
        setting = (MH, "set", "T05.1", "due=2027-11")
        works = [
            Work("bare", ((sys.executable, "-c", COMPOSE, str(folder)),), folder),
            # Before the check, so that all rounds find the same files.
            Work("mh set", (setting,), folder, before=_restored(changed)),
            Work(name, ((MH, "check", "--as-of", corpus.AS_OF),), folder),
        ]
        found = setup.measured(works)
        times[size] = found[name]
        judged = size >= BUDGETED_SIZES[0]
        budget = 4.5 if size >= BUDGETED_SIZES[-1] else 5
        yield _against(found, name, "composing alone", *((budget, 3) if judged else (None, None)))
        judged = size >= BUDGETED_SIZES[-1]
        of = f"one field among {size} records"
        yield _row(f"mh set, {of}", found["mh set"], "mh check", found[name], 1 if judged else None)
        memory = found[name].memory
        yield Row(
            f"peak memory of mh check, {size} records",
            f"{memory / 1e6:.0f} MB",
            f"{written / 1e6:.1f} MB of files",
            memory / written,
            20 if judged else None,
        )
    for small, large in pairwise(setup.sizes):
        judged = large >= BUDGETED_SIZES[-1]
        growth = f"growth: mh check, {large} against {small} records"
        yield _row(growth, times[large], f"{small} records", times[small], 12 if judged else None)


class Made(NamedTuple):
    """A folder to run a command in: what is in it, and what makes it."""

    name: str
    make: Callable[[Path], object]


@dataclass(frozen=True, slots=True)
class Growth:
    """A command on ``less`` and on ``more`` work: how many times longer it may take, and use memory."""

    words: tuple[str, ...]
    less: Made
    more: Made
    budget: float


def growths(setup: Setup) -> Iterator[Growth]:
    """What must not grow faster than its work: with twice as much of it, less than thrice the time."""
    few, many = (
        Made(f"{count} comments", partial(_commented, count))
        for count in (100_000 // setup.share, 200_000 // setup.share)
    )
    yield Growth(("fmt", "--check", COMMENTED), few, many, 3)
    few, many = (
        Made(f"{count} records", partial(corpus.write, size=count))
        for count in (4000 // setup.share, 8000 // setup.share)
    )
    for words in (("matrix",), ("fmt", "--check")):
        yield Growth(words, few, many, 2.5)
    few, many = (
        Made(f"{count} actors", partial(_listed, count))
        for count in (2000 // setup.share, 4000 // setup.share)
    )
    yield Growth(("import", "actors", ACTORS, "--dry-run"), few, many, 2.5)
    few, many = (
        Made(f"a word of {count} characters", partial(_reported, count))
        for count in (200_000 // setup.share, 400_000 // setup.share)
    )
    yield Growth((*YEARLY, "--year", str(THIS_YEAR), "--format", "pdf", "-o", "report.pdf"), few, many, 2.5)
    commits = 4000 // setup.share

    def past(count: int, renames: int = 0) -> Made:
        name = f"{count} commits" + (f" with {renames} renames each" if renames else "")
        return Made(name, lambda folder: histories.build(folder, 1000, count, renames))

    for command in ("status", "log"):
        yield Growth((command,), past(commits), past(commits, 8), 2)
        yield Growth((command,), past(commits), past(2 * commits), 2.5)


COMMENTED = "data/measures/05-tiltak.yaml"
ACTORS = "actors.csv"
YEARLY = ("report", "yearly")
THIS_YEAR = datetime.now(UTC).year
"""The year of what is committed now."""


def _commented(count: int, folder: Path) -> None:
    """Make a strategy with ``count`` comments in one of its files."""
    corpus.write(folder, 100)
    path = folder / COMMENTED
    path.write_text("#a\n" * count + path.read_text(encoding="utf-8"), encoding="utf-8")


def _listed(count: int, folder: Path) -> None:
    """Make a strategy, and beside its files a table with ``count`` actors that it lacks."""
    corpus.write(folder, 100)
    rows = (f"NY{number},Organisasjon nummer {number},ngo\n" for number in range(count))
    (folder / ACTORS).write_text("".join(("id,name,kind\n", *rows)), encoding="utf-8")


def _reported(count: int, folder: Path) -> None:
    """Make a repository with a report that holds a word of ``count`` characters."""
    histories.build(folder, 100, 1)
    path = folder / "data" / "reports" / str(THIS_YEAR) / "D000.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(
        f"year: {THIS_YEAR}\nactor: D000\nkind: self\napproved: {{by: D000, date: {THIS_YEAR}-01-01}}\n"
        f"measures:\n  - {{measure: T01, status: in_progress, done: {'x' * count}}}\n",
        encoding="utf-8",
    )
    histories.git(folder, "add", "-A")
    who = ("-c", "user.name=Kari Nordmann", "-c", "user.email=kari@jd.example")
    histories.git(folder, *who, "commit", "-q", "-m", "Rapport")


def growing(setup: Setup) -> Iterator[Row]:
    """The time and memory of each of ``growths``. A folder is made once for all that run in it."""
    folders: dict[str, Path] = {}
    for growth in growths(setup):
        for made in (growth.less, growth.more):
            if made.name not in folders:
                folders[made.name] = setup.scratch / f"growth-{len(folders)}"
                made.make(folders[made.name])
        sides = growth.less.name, growth.more.name
        found = setup.measured([Work(name, ((MH, *growth.words),), folders[name]) for name in sides])
        less, more = (found[name] for name in sides)
        name = f"growth: mh {growth.words[0]}, {sides[1]}"
        yield _row(name, more, sides[0], less, growth.budget)
        yield Row(
            f"its memory: {name}",
            f"{more.memory / 1e6:.0f} MB",
            f"{sides[0]} {less.memory / 1e6:.0f} MB",
            more.memory / less.memory,
            growth.budget,
        )


def history(setup: Setup) -> Iterator[Row]:
    """``mh log`` and the yearly report against git's own plumbing."""
    for commits in setup.commits:
        folder = setup.scratch / f"history-{commits}"
        histories.build(folder, setup.records, commits)
        raw = histories.git(folder, *LOG[1:], "--", "strategy", "data")
        blobs = dict.fromkeys(re.findall(rb":\d{6} \d{6} [0-9a-f]+ ([0-9a-f]+) [AM]\0", raw))
        wanted = setup.scratch / f"blobs-{commits}"
        wanted.write_bytes(b"".join(blob + b"\n" for blob in blobs))
        del raw, blobs
        of = f"{setup.records} records, {commits} commits"
        plumbing = ((*LOG, "--", "strategy", "data"), BATCH)
        works = [Work("bare", plumbing, folder, histories.ENVIRONMENT, inputs=(None, wanted))]
        log = f"mh log, {of}"
        works.append(Work(log, ((MH, "log"),), folder))
        first, second = (f"mh report yearly {year}, {of}" for year in YEARS)
        for name, year in zip((first, second), YEARS, strict=True):
            words = ("report", "yearly", "--year", str(year), "--format", "html")
            works.append(Work(name, ((MH, *words),), folder))
        found = setup.measured(works)
        judged = commits >= BUDGETED_COMMITS
        for name in (log, first, second):
            budget = ((6, 4) if name == log else (10, 5)) if judged else (None, None)
            yield _against(found, name, "git log + cat-file", *budget)
        yield _row(f"the second year: {second}", found[second], f"the first, {YEARS[0]}", found[first])


def catalogue(setup: Setup) -> Iterator[Row]:
    """A strategy against 2,073 requirements: what is done with it, against the time that it may take."""
    folder, out = setup.scratch / "catalogue", setup.scratch / "catalogue-site"
    count = corpus.CATALOGUE if setup.share == 1 else 200
    histories.enter(folder, partial(corpus.write_catalogue, requirements=count))
    subprocess.run([MH, "fix", "--yes"], cwd=folder, check=True, capture_output=True)
    commands: dict[tuple[str, ...], float] = {
        **dict.fromkeys((("fmt", "--check"), ("fix", "--dry-run")), CATALOGUE_SECONDS),
        **dict.fromkeys((("check",), ("gaps",), ("matrix",), ("site", str(out))), 0),
    }
    works = [Work(words[0], ((MH, *words),), folder, before=_without(out)) for words in commands]
    found = setup.measured(works)
    for work, limit in zip(works, commands.values(), strict=True):
        name, bare = f"mh {work.name}, {count} requirements", Result(limit or 1, 0)
        yield _row(name, found[work.name], "the limit" if limit else "a second", bare, 1 if limit else None)


def documents(setup: Setup) -> Iterator[Row]:
    """The yearly report of the demonstration as Word and PDF, against the page for a browser."""
    folder = setup.scratch / "demo"
    subprocess.run([MH, "demo", str(folder)], check=True, capture_output=True)
    words = ("report", "yearly", "--year", "2024", "--format")
    made = {form: (MH, *words, form, "-o", str(setup.scratch / f"report.{form}")) for form in FORMS}
    found = setup.measured([Work(form, (command,), folder) for form, command in made.items()])
    name = "mh report yearly --format"
    yield _row(f"{name} docx, the demo", found["docx"], "html", found["html"], 3)
    limit = Result(PDF_SECONDS, 0)
    yield _row(f"{name} pdf, the demo", found["pdf"], "the limit", limit, 1)


def form(setup: Setup) -> Iterator[Row]:
    """Saves in the form on the real data, against the time within which they are to be done."""
    limit = Result(SAVE_SECONDS, 0)
    found = saving.saving(ROOT, setup.scratch / "form", MH, max(setup.runs, 2) * 2)
    yield _row("mh web, saving one field", found, "the limit", limit, 1)
    found = saving.reporting(ROOT, setup.scratch / "report", MH, setup.runs)
    yield _row("mh web, saving a whole report", found, "the limit", limit, 1)


def site(setup: Setup) -> Iterator[Row]:
    """The site of the real data and of 1,000 records, against the time within which it is to be made."""
    fresh, same, large = (setup.scratch / f"site-{name}" for name in ("fresh", "same", "large"))
    folder = setup.scratch / "site-history"
    histories.build(folder, setup.records, setup.commits[0])
    subprocess.run([MH, "site", str(same)], cwd=ROOT, check=True, capture_output=True)
    langs = ("--lang", "nb", "--lang", "nn", "--lang", "en")
    many = f"mh site, {setup.records} records"
    works = [
        Work("start", ((MH, "report", "yearly", "--year", "2026"),), ROOT),
        Work("mh site, real data", ((MH, "site", str(fresh), *langs),), ROOT, before=_without(fresh)),
        Work("mh site, nothing changed", ((MH, "site", str(same)),), ROOT),
        Work(many, ((MH, "site", str(large), *langs),), folder, before=_without(large)),
    ]
    found = setup.measured(works)
    limits = (SITE_SECONDS, SAME_SITE_SECONDS, LARGE_SITE_SECONDS)
    for work, limit in zip(works[1:], limits, strict=True):
        yield _row(f"{work.name}, three languages", found[work.name], "the limit", Result(limit, 0), 1)
    for name, out in (("mh site, real data", fresh), (many, large)):
        pages = sum(1 for _ in out.rglob("*.html"))
        each = Result((found[name].seconds - found["start"].seconds) / pages, found[name].memory)
        yield _row(f"{name}: a page of {pages}", each, "the limit", Result(PAGE_SECONDS, 0), 1, 0.5)


def _without(folder: Path) -> Callable[[], None]:
    """Return a function that removes a folder."""
    return lambda: shutil.rmtree(folder, ignore_errors=True)


def _against(found: dict[str, Result], name: str, limit: str, budget: float | None, aim: float | None) -> Row:
    return _row(name, found[name], limit, found["bare"], budget, aim)


def _row(
    work: str,
    ours: Result,
    limit: str,
    bare: Result,
    budget: float | None = None,
    aim: float | None = None,
) -> Row:
    ratio = ours.seconds / bare.seconds
    return Row(work, _time(ours), f"{limit} {_time(bare)}", ratio, budget, aim)


def _time(result: Result) -> str:
    return f"{result.seconds * 1000:.0f} ms"


def machine() -> str:
    """The machine that the figures were measured on, and its load."""
    version = histories.git(ROOT, "--version").decode().strip()
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return (
        f"Python {platform.python_version()}, {version}, {platform.system()} {platform.machine()}, "
        f"{os.cpu_count()} cores, load {load}"
    )


HEADS = ("work", "mh", "limit", "ratio", "budget", "aim", "verdict")


def cells(row: Row) -> tuple[str, ...]:
    """The cells of a row as text."""

    def times(value: float | None) -> str:
        return "" if value is None else f"{value:g} ×"

    ratio = f"{row.ratio:.1f} ×" if row.budget is None or row.budget > 1 else f"{row.ratio:.2f} ×"
    return (row.work, row.ours, row.limit, ratio, times(row.budget), times(row.aim), row.verdict)


def main() -> None:
    """Print the table, row by row as they come."""
    options = argparse.ArgumentParser(description="Measures mh against the bare parts it is made of.")
    options.add_argument(
        "--markdown", action="store_true", help="the table as docs/dev/performance.md has it"
    )
    options.add_argument("--runs", type=int, default=5, help="how often each is run (5)")
    options.add_argument("--quick", action="store_true", help="the smallest sizes, once, to try it")
    options.add_argument("--only", choices=[part.__name__ for part in PARTS], help="one part of the table")
    given = options.parse_args()
    edge = "| " if given.markdown else ""
    widths = (0,) * len(HEADS) if given.markdown else (76, 10, 32, 9, 8, 7, 0)

    def line(texts: tuple[str, ...]) -> None:
        padded = (text.ljust(width) for text, width in zip(texts, widths, strict=True))
        sys.stdout.write(f"{edge}{(' | ' if edge else ' ').join(padded)}{' |' if edge else ''}".rstrip())
        sys.stdout.write("\n")
        sys.stdout.flush()

    sys.stdout.write(f"{machine()}\n\n")
    line(HEADS)
    if given.markdown:
        sys.stdout.write(f"|{'---|' * len(HEADS)}\n")
    with tempfile.TemporaryDirectory() as made:
        setup = (
            Setup(Path(made), 1, (100,), (100,), 100, SHARE, warm=False)
            if given.quick
            else Setup(Path(made), given.runs)
        )
        for part in PARTS:
            if given.only in (None, part.__name__):
                for row in part(setup):
                    line(cells(row))
    sys.stdout.write(f"\nload at the end {os.getloadavg()[0]:.1f}\n")


PARTS: tuple[Callable[[Setup], Iterator[Row]], ...] = (
    start_up,
    checking,
    growing,
    history,
    catalogue,
    documents,
    form,
    site,
)

if __name__ == "__main__":
    main()
