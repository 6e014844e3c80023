"""`make fuzz`: inputs made by what they reach in the program, for as many seconds as asked.

Atheris (libFuzzer for Python) mutates the seeds, keeps what reaches new branches, and stops at the first
input for which something in ``target.check`` does not hold. What it finds lies in ``build/fuzz`` and
becomes a test in ``tests/whole/test_fuzz.py``.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from menneskehandel_cli.models import Model

HERE = Path(__file__).resolve().parent
BUILD = HERE.parents[1] / "build" / "fuzz"
SECONDS = os.environ.get("FUZZ_SECONDS", "60")
LONGEST = 4096
"""Bytes of an input. What takes more is the attacks' part: bombs are as large as a file may be."""


def main() -> int:
    """Prepare seeds and dictionary, let the fuzzer run, and say how much it tried."""
    sys.path.insert(0, str(HERE))
    sys.path.insert(0, str(HERE.parent / "support"))
    from attacks import TOKENS
    from cases import corpus
    from target import seeds

    first, kept = BUILD / "seeds", BUILD / "corpus"
    for folder in (first, kept):
        folder.mkdir(parents=True, exist_ok=True)
    for data in (*seeds(), *(case.text.encode() for case in corpus())):
        (first / sha256(data).hexdigest()[:16]).write_bytes(data[:LONGEST])
    words = BUILD / "words"
    words.write_text("".join(f'"{_written(token)}"\n' for token in (*TOKENS, *_keys())), encoding="ascii")
    child = subprocess.Popen(
        [
            *(sys.executable, __file__, "--child", str(kept), str(first), f"-dict={words}"),
            *(f"-max_total_time={SECONDS}", f"-max_len={LONGEST}", "-timeout=600", "-rss_limit_mb=2048"),
            *(f"-artifact_prefix={BUILD}/", "-print_final_stats=1"),
        ],
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
    )
    assert child.stderr is not None
    tried = reached = "?"
    for line in child.stderr:
        if status := re.match(r"#(\d+)\s.*?cov: (\d+)", line):
            tried, reached = status[1], status[2]
        elif stated := re.match(r"stat::number_of_executed_units: (\d+)", line):
            tried = stated[1]
        elif not line.startswith(("INFO", "WARNING", "stat::")):
            sys.stderr.write(line)
    code = child.wait()
    verdict = "nothing found" if code == 0 else f"something found, see {BUILD}"
    print(f"{tried} inputs tried, {reached} branches reached, {verdict}.")  # noqa: T201
    return code


def _keys() -> list[str]:
    """The keys of all records."""
    from menneskehandel_cli.models import Model

    known = {info.alias or name for model in _below(Model) for name, info in model.model_fields.items()}
    return [f"{name}: " for name in sorted(known)]


def _below(model: type[Model]) -> Iterator[type[Model]]:
    for inner in model.__subclasses__():
        yield inner
        yield from _below(inner)


def _written(token: str) -> str:
    return "".join(
        chr(byte) if 0x20 <= byte < 0x7F and chr(byte) not in '"\\' else f"\\x{byte:02x}"
        for byte in token.encode()
    )


def _child() -> None:
    atheris = import_module("atheris")  # only `make fuzz` installs it
    sys.path.insert(0, str(HERE))
    with atheris.instrument_imports(include=["menneskehandel_cli"]):
        import target

    atheris.Setup([sys.argv[0], *sys.argv[2:]], target.check_some)
    atheris.Fuzz()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        _child()
    else:
        sys.exit(main())
