"""Mutation testing: ``make mutants`` changes the code in small ways and sees whether a test fails.

Mutants are made by Cosmic Ray's operators. A sample of them is drawn by a hash of the seed and of what
each changes, so that a change elsewhere in the code does not draw another sample. For each mutant the
tests that run its line are run, the quickest first, in copies of the last commit. The list of those that
survive is compared with ``survivors.toml``, which states why each of them may stay.
"""

import argparse
import ast
import hashlib
import json
import os
import re
import subprocess
import sys
import threading
import tomllib
import warnings
import xml.etree.ElementTree as ET  # our own junit.xml
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from queue import SimpleQueue

CHECKOUT = Path(__file__).resolve().parents[2]
SOURCE = "src/menneskehandel_cli"
PACKAGES = ("register", "rules", "history", "reports", "edits")
STATED = Path(__file__).with_name("survivors.toml")
BUILD = CHECKOUT / "build" / "mutants"

ELSEWHERE = {"bench", "browser", "data", "docs", "documents", "generated_docs", "phrases", "platforms"}
ELSEWHERE |= {"prose", "schema", "security", "workflows"}
"""Tests of other things: the data, the documentation, the machine, the words. They are not run."""
NEAREST = 2
"""How many files of tests are in the first batch."""
SECONDS = 20.0
"""How long the tests of one batch take at most, by their own times without the mutant."""
CASES = 20
"""How many cases of one parametrized test are in a batch."""
MEMORY = 4_000_000
"""Kilobytes that the tests of one mutant may use: some mutants fill the memory in an endless loop."""

PYTEST = (sys.executable, "-m", "pytest", "-p", "no:cacheprovider")

Span = tuple[tuple[int, int], tuple[int, int]]
"""Where something begins and ends, by line and column."""
SWAPS = {
    *("Add_Sub", "Sub_Add", "Mul_FloorDiv", "Div_Mul", "FloorDiv_Mul", "Mod_Mul"),
    *("BitOr_BitAnd", "BitAnd_BitOr", "BitXor_BitAnd", "LShift_RShift", "RShift_LShift"),
    *("Eq_NotEq", "NotEq_Eq", "Is_IsNot", "IsNot_Is"),
    *("Lt_LtE", "Lt_GtE", "LtE_Lt", "LtE_Gt", "Gt_GtE", "Gt_LtE", "GtE_Gt", "GtE_Lt"),
}
"""Which operators become which. Cosmic Ray makes all pairs, most of which nobody writes by mistake, as
``>>`` for ``-``; orders become their opposite, and take in or leave out what is equal."""
WITHOUT_EFFECT = {"dataclass", "zip", "lru_cache", "field"}
"""Calls whose True and False are guards for the programmer: no run of the program depends on them."""


@dataclass(frozen=True)
class Mutant:
    """One change: an operator, applied to its ``occurrence``-th place in a file."""

    path: str
    operator: str
    occurrence: int
    line: int
    text: str
    same: int
    """How many mutants of this operator on lines of the same text come before it in the file."""
    rule: str
    """The code of the rule whose function it is in, as ``mh108``; elsewhere what no test is called after."""

    @property
    def name(self) -> str:
        """What identifies it, whatever stands on other lines."""
        return f"{self.path.removeprefix(SOURCE + '/')} | {self.operator} | {self.text} | {self.same}"

    def rank(self, seed: str) -> str:
        return hashlib.sha256(f"{seed}\n{self.name}".encode()).hexdigest()


def mutants(root: Path) -> Iterator[Mutant]:
    """All mutants of the code that decides something: no annotations, no arguments for the programmer."""
    from cosmic_ray.ast import ast_nodes, get_ast_from_path
    from cosmic_ray.plugins import get_operator, operator_names

    operators = [
        (name, get_operator(name)())
        for name in operator_names()
        if not get_operator(name).arguments() and _is_natural(name)
    ]
    for package in PACKAGES:
        for file in sorted((root / SOURCE / package).rglob("*.py")):
            text = file.read_text(encoding="utf-8")
            lines = text.splitlines()
            tree = ast.parse(text)
            idle, rules = set(_idle(tree)), dict(_rules(tree))
            nodes = list(ast_nodes(get_ast_from_path(file)))
            for name, operator in operators:
                seen: Counter[str] = Counter()
                places = (place for node in nodes for place in operator.mutation_positions(node))
                for occurrence, (start, _) in enumerate(places):
                    line = lines[start[0] - 1].strip()
                    if not any(first <= start < last for first, last in idle):
                        yield Mutant(
                            file.relative_to(root).as_posix(),
                            name.rpartition("/")[2],
                            occurrence,
                            start[0],
                            line,
                            seen[line],
                            rules.get(start[0], "no rule"),
                        )
                    seen[line] += 1


def _is_natural(operator: str) -> bool:
    kind, _, swap = operator.partition("Operator_")
    return not swap or kind.endswith("Unary") or swap in SWAPS


def _idle(tree: ast.AST) -> Iterator[Span]:
    """Where a change has no effect when the program runs: annotations, and what WITHOUT_EFFECT says."""
    for node in ast.walk(tree):
        idle: list[ast.expr | ast.If | None] = []
        if isinstance(node, ast.arg | ast.AnnAssign):
            idle.append(node.annotation)
        elif isinstance(node, ast.FunctionDef):
            idle.append(node.returns)
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in WITHOUT_EFFECT:
            idle += [keyword.value for keyword in node.keywords if keyword.arg not in {None, "default"}]
        elif isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING":
            idle.append(node)
        elif isinstance(node, ast.Assign) and _is_type_alias(node):
            idle.append(node.value)
        for part in idle:
            if part is not None:
                end = (part.end_lineno or part.lineno, part.end_col_offset or part.col_offset)
                yield (part.lineno, part.col_offset), end


def _rules(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The lines of each rule's function and decorator, with the code that its name begins with."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and re.match(r"mh\d{3}_", node.name):
            first, last = node.decorator_list[0].lineno, node.end_lineno or node.lineno
            yield from ((line, node.name[:5]) for line in range(first, last + 1))


def _is_type_alias(node: ast.Assign) -> bool:
    """Whether it is like ``Value = str | None``."""
    name = getattr(node.targets[0], "id", "_")
    return name[0].isupper() and not name.isupper() and isinstance(node.value, ast.Subscript | ast.BinOp)


class Tests:
    """Which tests run which lines, and how long each takes."""

    def __init__(self) -> None:
        from coverage import CoverageData

        self.seconds: dict[str, float] = {}
        for case in ET.parse(BUILD / "junit.xml").iter("testcase"):
            path = case.attrib["classname"].replace(".", "/") + ".py"
            self.seconds[f"{path}::{case.attrib['name']}"] = float(case.attrib["time"])
        self._lines: dict[str, dict[int, list[str]]] = {}
        data = CoverageData(str(BUILD / "coverage"))
        data.read()
        for file in data.measured_files():
            self._lines[file] = data.contexts_by_lineno(file)
        self._cases = Counter(test.partition("::")[0] for test in self.seconds)

    def of(self, mutant: Mutant) -> list[list[str]]:
        """The tests of a mutant, in the batches in which they are run, the quickest of a batch first.

        The first batch are those of the files whose tests are most about the line or have its rule in their
        names, since to collect the tests of all files takes longer than to run most of them. Code that runs
        only at import is tested by whatever runs a line of its file.
        """
        lines = self._lines.get(mutant.path, {})
        chosen = set(lines.get(mutant.line, ())) - {""}
        if not chosen:
            chosen = {name for names in lines.values() for name in names} - {""}
        files: dict[str, list[str]] = defaultdict(list)
        for test in {name.partition("|")[0] for name in chosen}:
            files[test.partition("::")[0]].append(test)
        own = {file: mutant.rule in "\n".join(some).casefold() for file, some in files.items()}
        nearest = sorted(files, key=lambda file: (not own[file], -len(files[file]) / self._cases[file], file))
        parts = (nearest[:NEAREST], nearest[NEAREST:])
        batches = (self._quickest([test for file in part for test in files[file]], mutant) for part in parts)
        return [batch for batch in batches if batch]

    def _quickest(self, tests: list[str], mutant: Mutant) -> list[str]:
        """The quickest, but first those with the code of the mutant's rule in their names."""
        named = [test for test in tests if mutant.rule in test.casefold()]
        chosen: list[str] = []
        cases: Counter[str] = Counter()
        left = SECONDS
        for test in dict.fromkeys([*named, *sorted(tests, key=self._time)]):
            function = test.partition("[")[0]
            cases[function] += test not in named
            if cases[function] <= CASES:
                left -= self._time(test)[0]
                if left < 0:
                    break
                chosen.append(test)
        return chosen

    def _time(self, test: str) -> tuple[float, str]:
        return self.seconds.get(test, 1.0), test

    def limit(self, tests: list[str]) -> float:
        """Seconds after which the tests are taken to hang."""
        return 30 + 5 * sum(self._time(test)[0] for test in tests)


def copies(count: int) -> list[Path]:
    """Copies of the last commit, in which mutants may be written."""
    roots = []
    for number in range(count):
        root = BUILD / f"copy-{number}"
        if not root.exists():
            subprocess.run(["git", "clone", "--quiet", CHECKOUT, root], check=True)
        for order in (["fetch", "--quiet", "origin"], ["reset", "--quiet", "--hard", "origin/HEAD"]):
            subprocess.run(["git", "-C", root, *order], check=True)
        if not (root / ".venv").exists():
            (root / ".venv").symlink_to(CHECKOUT / ".venv")
        compile_all(root)
        roots.append(root)
    return roots


def compile_all(root: Path) -> None:
    """Compile the catalogues, the code and the tests once: else most of a mutant's time would go to it.

    The compiled code is checked by the hash of its source: its time and size may be those of a mutant.
    """
    subprocess.run([sys.executable, root / "tools" / "messages.py", "--compile"], check=True)
    code = [sys.executable, "-m", "compileall", "-qf", "--invalidation-mode", "checked-hash", SOURCE]
    subprocess.run(code, cwd=root, check=True)
    env = environment(root)
    del env["PYTHONDONTWRITEBYTECODE"]
    tests = [*PYTEST, "-p", "no:xdist", "--collect-only", "-q", "tests"]
    subprocess.run(tests, cwd=root, env=env, stdout=subprocess.DEVNULL, check=True)


def environment(root: Path, **more: str) -> dict[str, str]:
    """The environment in which the tests find the copy's code and not the checkout's."""
    paths = os.pathsep.join([str(root / "src"), str(root / "tests" / "mutation")])
    return {**os.environ, "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1", **more}


def measure(root: Path) -> None:
    """Run the tests once, and note which test runs which line and how long it takes."""
    for name in ("coverage", "junit.xml"):
        (BUILD / name).unlink(missing_ok=True)
    settings = BUILD / "coveragerc"
    settings.write_text(
        f"[run]\nrelative_files = true\nsource = {SOURCE}\ndata_file = {BUILD / 'coverage'}\n"
    )
    run = subprocess.run(
        [
            *(*PYTEST, "-n", "auto", "--dist", "worksteal"),
            *(f"--ignore-glob=*/test_{name}.py" for name in sorted(ELSEWHERE)),
            *("--cov", f"--cov-config={settings}", "--cov-context=test", "--cov-report="),
            *(f"--junitxml={BUILD / 'junit.xml'}", "-W", "default", "-o", "junit_family=xunit1"),
        ],
        cwd=root,
        env=environment(root),
        check=False,
    )
    if run.returncode:
        sys.exit("The tests fail without any mutant: repair that first.")


def mutated(mutant: Mutant, root: Path) -> str | None:
    """The mutant's file; ``None`` if Python refuses it or warns of it at once, as of ``is "text"``."""
    from cosmic_ray.mutating import mutate_code
    from cosmic_ray.plugins import get_operator

    operator = get_operator(f"core/{mutant.operator}")()
    text: str = mutate_code((root / mutant.path).read_text("utf-8"), operator, mutant.occurrence)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            compile(text, mutant.path, "exec")
        except SyntaxError:
            return None
    return text


def sample_of(all_: list[Mutant], root: Path, seed: str, count: int) -> Iterator[Mutant]:
    """The first ``count`` mutants by rank that are Python."""
    ranked = sorted(all_, key=lambda mutant: mutant.rank(seed))
    return islice((mutant for mutant in ranked if mutated(mutant, root) is not None), count)


def survives(mutant: Mutant, root: Path, tests: list[str], known: list[str], seconds: float) -> bool:
    """Whether all ``tests`` pass with the mutant. Tests that hang, or do not even start, fail.

    Of their files, tests that are newer than the measurement are run too: all but the ``known`` ones.
    """
    from cosmic_ray.util import restore_contents

    file = root / mutant.path
    text = mutated(mutant, root)
    with restore_contents(file):
        file.write_text(text or "", "utf-8")
        selection = root.with_suffix(".json")
        selection.write_text(json.dumps({"chosen": tests, "known": known}))
        files = sorted({test.partition("::")[0] for test in tests})
        command = [*PYTEST, "-x", "-p", "selection", *files]
        return _passes(command, root, environment(root, MUTANT_TESTS=str(selection)), seconds)


def _passes(command: list[str], root: Path, env: dict[str, str], seconds: float) -> bool:
    limited = ["bash", "-c", f'ulimit -v {MEMORY}; exec "$@"', "bash", *command]
    null = subprocess.DEVNULL
    child = subprocess.Popen(
        limited, cwd=root, env=env, stdin=null, stdout=null, stderr=null, start_new_session=True
    )
    try:
        return child.wait(seconds) == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        _end_group(child)


def _end_group(child: subprocess.Popen[bytes]) -> None:
    import signal

    try:
        os.killpg(child.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    child.wait()


def main() -> int:
    """Draw the sample, try each mutant, print the table and the survivors; 1 if there are too many."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=500, help="how many mutants (default: %(default)s)")
    parser.add_argument("--seed", default="1", help="which sample (default: %(default)s)")
    parser.add_argument("--only", default="", help="only mutants whose name contains this")
    parser.add_argument("--again", action="store_true", help="use the last measurement of the tests")
    parser.add_argument("--last", action="store_true", help="only those that survived the last time")
    parser.add_argument("--most", type=float, default=6, help="percent that may survive (default: 6)")
    options = parser.parse_args()
    BUILD.mkdir(parents=True, exist_ok=True)
    roots = copies(os.cpu_count() or 1)
    if not options.again:
        measure(roots[0])
    tests = Tests()
    last = BUILD / "survivors.json"
    names = json.loads(last.read_text("utf-8")) if options.last else None
    everything = [
        mutant
        for mutant in mutants(roots[0])
        if options.only in mutant.name and (names is None or mutant.name in names)
    ]
    sample = list(sample_of(everything, roots[0], options.seed, options.sample))
    print(f"{len(sample)} of {len(everything)} mutants, seed {options.seed}", flush=True)
    free: SimpleQueue[Path] = SimpleQueue()
    for root in roots:
        free.put(root)
    tried: list[Mutant] = []
    survivors: list[Mutant] = []
    said = threading.Lock()

    def try_one(mutant: Mutant) -> None:
        batches = tests.of(mutant)
        root = free.get()
        try:
            alive = all(
                survives(mutant, root, batch, [*tests.seconds], tests.limit(batch)) for batch in batches
            )
        finally:
            free.put(root)
        with said:
            tried.append(mutant)
            if alive:
                survivors.append(mutant)
                count = sum(map(len, batches))
                print(f"{len(tried)}: survives {count} tests: {mutant.line}: {mutant.name}", flush=True)

    with ThreadPoolExecutor(len(roots)) as pool:
        list(pool.map(try_one, sample))
    last.write_text(json.dumps([mutant.name for mutant in survivors]), "utf-8")
    return report(sample, survivors, options.most)


def report(sample: list[Mutant], survivors: list[Mutant], most: float) -> int:
    """Print the table and the survivors; 1 if there are too many, or one without a reason."""
    stated = tomllib.loads(STATED.read_text("utf-8"))
    of: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for column, some in enumerate((sample, survivors)):
        for mutant in some:
            of[mutant.path.split("/")[2]][column] += 1
    print("\n| package | mutants | survive | share |\n|---|---:|---:|---:|")
    for package, (all_, alive) in [*sorted(of.items()), ("all", [len(sample), len(survivors)])]:
        print(f"| {package} | {all_} | {alive} | {100 * alive / all_:.1f} % |")
    unstated = 0
    for mutant in sorted(survivors, key=lambda mutant: mutant.name):
        reason = stated.get(mutant.name)
        unstated += reason is None
        print(f"\n{mutant.path}:{mutant.line}\n  {mutant.name}\n  {reason or 'NO REASON IS STATED'}")
    if unstated:
        print(f"\n{unstated} survive without a reason in {STATED.relative_to(CHECKOUT)}.")
    return int(unstated > 0 or 100 * len(survivors) > most * len(sample))


if __name__ == "__main__":
    sys.exit(main())
