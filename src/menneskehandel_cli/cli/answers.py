"""Answers that were given before, given again where nothing that they depend on has changed.

They are kept in the user's own cache folder, each under the digest of all that it depends on
(``inputs``), and can be deleted at any time. An answer is kept only if it was told whole, and if
nothing moved while it was worked out. ``MH_NO_CACHE=1`` does without.

Like ``inputs``, this is imported at every start, before anything else.
"""

from __future__ import annotations

import os
import sys

from menneskehandel_cli.cli.inputs import InDoubt, Inputs, digest
from menneskehandel_cli.cli.streams import drop

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TextIO

_MAGIC = b"mh answer 1\n"
_ENDING = ".answer"
_HALF_WRITTEN = ".part"
_LARGEST = 4_000_000
"""Bytes; an answer that is longer is not kept."""
_OWN_FOLDER = 0o040000
"""The mode of a folder with no rights for others."""
_MOST_ANSWERS = 256
_MOST_BYTES = 32_000_000
"""What the folder may hold before the older half is swept out."""

_Pieces = list[tuple[int, str]]
"""What was said, in its order: on stream 1 or 2, and the text."""


def answer(arguments: list[str], work_out: Callable[[list[str]], int]) -> int:
    """Answer from what is remembered, else let ``work_out`` answer and remember that. The exit code.

    Raises ``OSError`` where a remembered answer cannot be told.
    """
    inputs = None if os.environ.get("MH_NO_CACHE") else _inputs(arguments)
    folder = None if inputs is None else _folder(inputs.roots)
    if inputs is None or folder is None:
        return work_out(arguments)
    path = os.path.join(folder, inputs.key.hex() + _ENDING)
    known = _read(folder, path, inputs.key)
    if known is not None:
        return _tell(*known)
    with _Hearing() as heard:
        code = work_out(arguments)
    if code in (0, 1) and heard.whole:
        after = _inputs(arguments)
        if after is not None and (after.key, after.moment) == (inputs.key, inputs.moment):
            _keep(folder, path, _entry(inputs.key, code, heard.pieces))
    return code


def _inputs(arguments: list[str]) -> Inputs | None:
    """What an answer depends on; ``None`` where that cannot be told for certain."""
    try:
        return Inputs(arguments)
    except (InDoubt, OSError, ValueError, AttributeError, RecursionError):
        return None


# What is said ------------------------------------------------------------------------------------


def _tell(code: int, pieces: _Pieces) -> int:
    for number, text in pieces:
        stream = sys.stdout if number == 1 else sys.stderr
        try:
            stream.write(text)
            stream.flush()
        except OSError as error:
            if number == 1 and not isinstance(error, BrokenPipeError):
                raise
            if number == 1:
                drop()  # Whoever read our output has read enough (mh … | head).
    return code


class _Hearing:
    """Hears what is said on stdout and stderr, in its order, while it is passed on."""

    def __init__(self) -> None:
        self.pieces: _Pieces = []
        self.whole = True
        self._streams = (sys.stdout, sys.stderr)

    def __enter__(self) -> _Hearing:  # noqa: PYI034 - Self stands in typing, which is not imported here
        sys.stdout = _Heard(self, 1, sys.stdout)
        sys.stderr = _Heard(self, 2, sys.stderr)
        return self

    def __exit__(self, *_: object) -> None:
        sys.stdout, sys.stderr = self._streams
        # What moves about on a terminal, such as a bar that shows how far the work has come.
        if any(number != 1 and ("\r" in text or "\x1b" in text) for number, text in self.pieces):
            self.whole = False


class _Heard:
    """A stream that is heard. An answer that fails on its way out, or goes past this, is not whole."""

    def __init__(self, hearing: _Hearing, number: int, stream: TextIO) -> None:
        self._hearing = hearing
        self._number = number
        self._stream = stream

    def write(self, text: str) -> int:
        try:
            written = self._stream.write(text)
        except OSError:
            self._hearing.whole = False
            raise
        if text:
            self._hearing.pieces.append((self._number, text))
        return written

    def flush(self) -> None:
        try:
            self._stream.flush()
        except OSError:
            self._hearing.whole = False
            raise

    def __getattr__(self, name: str) -> object:
        if name in ("buffer", "detach", "writelines"):
            self._hearing.whole = False
        return getattr(self._stream, name)


# What is kept ------------------------------------------------------------------------------------


def _folder(roots: list[str]) -> str | None:
    """Where answers are kept; ``None`` where that would be inside what is read."""
    home = os.path.expanduser("~")
    place = os.environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(place):
        place = {
            "darwin": os.path.join(home, "Library", "Caches"),
            "win32": os.environ.get("LOCALAPPDATA", ""),
        }.get(sys.platform, os.path.join(home, ".cache"))
    folder = os.path.join(place, "mh")
    real = os.path.realpath(folder)
    if not os.path.isabs(folder) or any(real.startswith(root.rstrip(os.sep) + os.sep) for root in roots):
        return None
    return folder


def _is_own(folder: str) -> bool:
    """Whether a folder is one that nobody but the user can read or write in. Raises ``OSError``."""
    status = os.lstat(folder)
    if not hasattr(os, "geteuid"):
        return os.path.isdir(folder)
    return status.st_mode & 0o170077 == _OWN_FOLDER and status.st_uid == os.geteuid()


def _entry(key: bytes, code: int, pieces: _Pieces) -> bytes:
    """An answer as it is kept. Its seal holds the key too: it is no other question's answer."""
    body = [bytes((code,))]
    for number, text in pieces:
        data = text.encode("utf-8", "surrogatepass")
        body += [bytes((number,)), len(data).to_bytes(8, "big"), data]
    return _sealed(key, b"".join(body))


def _sealed(key: bytes, body: bytes) -> bytes:
    return _MAGIC + digest(key + body).digest() + body


def _read(folder: str, path: str, key: bytes) -> tuple[int, _Pieces] | None:
    """The exit code and the pieces of the answer that is kept for ``key``, if it is there and sound."""
    try:
        if not _is_own(folder):
            return None
        flags = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with open(os.open(path, os.O_RDONLY | flags), "rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError:
        return None
    body = data[len(_MAGIC) + 32 :]
    if len(data) > _LARGEST or data != _sealed(key, body):
        return None
    pieces, place = [], 1
    while place < len(body):
        start = place + 9
        end = start + int.from_bytes(body[place + 1 : start], "big")
        pieces.append((body[place], body[start:end].decode("utf-8", "surrogatepass")))
        place = end
    return body[0], pieces


def _keep(folder: str, path: str, entry: bytes) -> None:
    """Put an answer in place, whole or not at all. Where that cannot be done, nothing is said."""
    if len(entry) > _LARGEST:
        return
    half = f"{path}.{os.getpid()}{_HALF_WRITTEN}"
    try:
        os.makedirs(os.path.dirname(folder), exist_ok=True)
        if not os.path.lexists(folder):
            os.mkdir(folder, 0o700)
        if not _is_own(folder):
            return
        _sweep(folder)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        try:
            with open(os.open(half, flags, 0o600), "wb") as file:
                file.write(entry)
            os.replace(half, path)
        except BaseException:
            os.unlink(half)
            raise
    except OSError:
        return


def _sweep(folder: str) -> None:
    """Take out the older half of the answers when there are too many, and what was never finished."""
    with os.scandir(folder) as entries:
        ours = [entry for entry in entries if entry.name.endswith((_ENDING, _HALF_WRITTEN))]
    states = [(entry.stat(follow_symlinks=False), entry.path) for entry in ours]
    if len(ours) < _MOST_ANSWERS and sum(status.st_size for status, _ in states) < _MOST_BYTES:
        return
    states.sort(key=lambda state: state[0].st_mtime_ns)
    for _, path in states[: (len(states) + 1) // 2]:
        os.unlink(path)
