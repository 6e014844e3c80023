"""What the tests share: running ``mh``, reading trees, and the texts that must not change unseen."""

import functools
import importlib.util
import inspect
import json
import os
import re
import reprlib
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import Any, Protocol

import pytest

from menneskehandel_cli.language import Refused
from menneskehandel_cli.register import Register, load
from menneskehandel_cli.rules import Finding, RuleContext, findings
from menneskehandel_cli.rules.example import EXAMPLE_DAY
from menneskehandel_cli.trees import DiskTree, Tree, Unreadable

CHECKOUT = Path(__file__).resolve().parents[2]
FICTIONAL = CHECKOUT / "tests" / "fixtures" / "fjellheim"
"""A strategy of a country that does not exist: changes of the real data never touch its answers.

Tests read a copy of it outside the checkout, so that the checkout's own history does not either."""

GOLDEN = CHECKOUT / "tests" / "golden"

THOROUGH = bool(os.environ.get("MH_ATTACK"))
"""Whether the long attacks are asked for (``make attack``)."""

_Test = Callable[..., None]
_SHORT = reprlib.Repr()
_SHORT.maxstring = _SHORT.maxother = 100

Files = dict[str, str | bytes | Unreadable]
"""Files of an example, by their path."""

# Everything about the machine that could change what mh says or how it looks.
MACHINE = (
    *("MH_LANG", "LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LC_CTYPE"),
    *("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"),
    *("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "TERM", "PYTHONUTF8", "PYTHONIOENCODING"),
    *("PAGER", "LESS", "LV"),
)


@dataclass(frozen=True)
class Answer:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The answer as JSON, refusing what is no JSON (``NaN``, ``Infinity``)."""
        return json.loads(self.out, parse_constant=no_json)


class Mh(Protocol):
    """Runs ``mh`` with some arguments, in a folder, with a width and an environment."""

    def __call__(
        self, *arguments: str, cwd: Path | None = ..., columns: int = ..., env: Mapping[str, str] = ...
    ) -> Answer: ...


def no_json(word: str) -> object:
    """Refuse a word that is read as a number, but is no JSON."""
    raise ValueError(f"{word} is no JSON")


def environment(extra: Mapping[str, str]) -> dict[str, str]:
    """The environment without anything of the machine's, and with ``extra``."""
    kept = {name: value for name, value in os.environ.items() if name not in MACHINE}
    return kept | dict(extra)


def python(
    *arguments: str,
    cwd: Path | None = None,
    env: Mapping[str, str] = MappingProxyType({}),
    timeout: int = 600,
    before: Callable[[], object] | None = None,
    stdout: int = subprocess.PIPE,
) -> Answer:
    """Run Python as a process of its own, in an environment without anything of the machine's.

    ``before`` is done first in that process.
    """
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env=environment(env),
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        check=False,
        timeout=timeout,
        preexec_fn=before,
    )
    return Answer(done.returncode, (done.stdout or b"").decode(), done.stderr.decode())


def process(*arguments: str, begin: str = "", **how: Any) -> Answer:
    """Run ``mh`` as a process of its own, as a script or a pipe would; ``begin`` is run before it."""
    program = f"import sys\n{begin}\nfrom menneskehandel_cli.cli import run\nsys.exit(run(sys.argv[1:]))"
    start = ("-c", program) if begin else ("-m", "menneskehandel_cli")
    return python(*start, *arguments, **how)


def laid_out(root: Path, files: Mapping[str, object]) -> Path:
    """A folder with these files, each by its path below it, in UTF-8."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text if isinstance(text, bytes) else str(text).encode())
    return root


def contents(folder: Path) -> dict[str, bytes]:
    """Every file in a folder by its path from there, but for what git keeps."""
    names = [path.relative_to(folder) for path in sorted(folder.rglob("*")) if path.is_file()]
    return {name.as_posix(): (folder / name).read_bytes() for name in names if ".git" not in name.parts}


def wrote(file: Path, lang: str = "nb") -> str:
    """What a command says on stderr when it has written ``file``."""
    said = {"nb": "Skrev", "nn": "Skreiv", "en": "Wrote"}[lang]
    return f"mh: {said} {file} ({-(-file.stat().st_size // 1000)} kB).\n"


@functools.cache
def real_register() -> Register:
    """The real data, read once by each process of the tests."""
    return load(DiskTree(CHECKOUT))


def found_in(tree: Tree, as_of: date = EXAMPLE_DAY) -> list[Finding]:
    """All that the rules find in a tree."""
    return findings(RuleContext(load(tree), as_of), tree.read)


def errors(tree: Tree) -> list[str]:
    """The codes of what is wrong in a tree, leaving out what is merely missing."""
    return [finding.rule.code for finding in found_in(tree) if finding.severity == "error"]


def edit(root: Path, path: str, old: str, new: str) -> None:
    """Change a text of a file, and be sure that it was there."""
    file = root / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def each(names: str | Sequence[str], cases: Iterable[Any]) -> Callable[[_Test], _Test]:
    """Make one test of many cases, as ``parametrize`` makes many tests of them.

    It is for cases of one idea that share their fixtures and change none. All that fail are told at
    once, each with its values. It can stand above or below another, and then takes all pairs.
    """
    keys = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
    rows = [dict(zip(keys, (case,) if len(keys) == 1 else case, strict=True)) for case in cases]
    assert rows, "a test without cases tests nothing"

    def decorate(test: _Test) -> _Test:
        @functools.wraps(test)
        def run(**fixtures: Any) -> None:
            failed: list[str] = []
            for row in rows:
                try:
                    test(**row, **fixtures)
                except Exception as problem:  # noqa: BLE001 - whatever it is, the next cases are tried
                    place = traceback.extract_tb(problem.__traceback__)[-1]
                    at = f"{Path(place.filename).name}:{place.lineno}"
                    failed.append(f"{_SHORT.repr(row)} at {at}: {type(problem).__name__}: {problem}")
            assert not failed, f"{len(failed)} of {len(rows)} cases:\n" + "\n\n".join(failed)

        given = inspect.signature(test).parameters
        fixtures = [parameter for name, parameter in given.items() if name not in keys]
        run.__signature__ = inspect.Signature(fixtures)  # type: ignore[attr-defined]
        return run

    return decorate


def some(cases: Iterable[Any], one_of: int) -> list[Any]:
    """All cases in ``make attack``, and in ``make test`` the first of each ``one_of``.

    For cases that take long and mostly fail together. Their test has the marker ``thorough``.
    """
    return list(cases)[:: 1 if THOROUGH else one_of]


def tool(name: str) -> ModuleType:
    """A program of ``tools/``, as ``make docs``, ``make messages`` and the like run it."""
    spec = importlib.util.spec_from_file_location(name, CHECKOUT / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def golden(name: str, text: str) -> None:
    """Compare a text with ``tests/golden/<name>``; ``MH_UPDATE_GOLDEN=1`` writes it instead."""
    path = GOLDEN / name
    if os.environ.get("MH_UPDATE_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.exists(), f"no {path.name} yet: run MH_UPDATE_GOLDEN=1 pytest and read what it says"
    assert text == path.read_text(encoding="utf-8")


@contextmanager
def refusal(key: str) -> Iterator[pytest.ExceptionInfo[Refused]]:
    """Something is refused with a message whose key has this pattern; as a string it is a sentence."""
    with pytest.raises(Refused) as found:
        yield found
    assert re.search(key, found.value.key), found.value.key
