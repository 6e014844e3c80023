"""Open a workbook in a process of its own: what takes long, or much memory, holds up nobody else."""

import os
import pickle
import sys

from menneskehandel_cli.language.refused import Refused
from menneskehandel_cli.programs import ended
from menneskehandel_cli.sheets.cells import Book
from menneskehandel_cli.sheets.opening import opened

SECONDS = 60
"""How long a workbook may take. What is within bounds takes a fraction, unless the machine is busy."""

_LARGEST = 1_000_000_000


def opened_apart(data: bytes, name: str, seconds: float = SECONDS) -> Book:
    """The workbook in the file called ``name``, as ``opened`` reads it, within a time.

    Raises ``Refused``, also if the time is up.
    """
    words = [sys.executable, "-P", "-m", __name__]
    given = pickle.dumps((data, name))
    done = ended(words, os.environ, seconds, stdin=given, most=_LARGEST)
    if done is None:
        raise Refused("sheet.slow", file=name, seconds=round(seconds))
    if done.code:  # It ran out of memory, or was ended.
        raise Refused("sheet.damaged", file=name)
    answer = pickle.loads(done.out)  # noqa: S301 - what our own program wrote
    if isinstance(answer, Book):
        return answer
    key, params = answer
    raise Refused(key, **params)


def _answer(data: bytes, name: str) -> Book | tuple[str, dict[str, object]]:
    try:
        return opened(data, name)
    except Refused as refused:
        return refused.key, refused.params


if __name__ == "__main__":
    sys.stdout.buffer.write(pickle.dumps(_answer(*pickle.loads(sys.stdin.buffer.read()))))  # noqa: S301
