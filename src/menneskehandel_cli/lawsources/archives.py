"""Open what a publisher of law gives out: a compressed archive or a folder, file by file, within bounds.

Nothing is unpacked to the disk. An archive of a stranger may be made to fill the memory or to write
outside its folder, so it is refused as a whole if any part of it looks like that.
"""

import os
import tarfile
from bz2 import BZ2File
from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import BinaryIO, NamedTuple, cast

from menneskehandel_cli.language import Refused

MOST_FILES = 100_000
"""The largest archive that Lovdata publishes, on the years 2001–2024, has some 50 000."""
LARGEST_FILE = 64_000_000
"""In bytes; the largest act or regulation has some 5 million."""
LARGEST = 2_000_000_000
"""The maximum number of bytes of all files."""
_HEAD = 1_000_000
"""The maximum number of bytes between two files, where names stand."""
_MAGIC = b"BZh"


class LawFile(NamedTuple):
    """A file: the archive or folder it came from, its name there, and its bytes.

    ``whole``: it came from an archive, which is complete. ``share``: how much is read, in percent.
    """

    origin: Path
    name: str
    data: bytes
    whole: bool
    share: int


def law_files(path: Path) -> Iterator[LawFile]:
    """The XML files of an archive (``.tar.bz2``) or a folder. Raises ``Refused`` and ``OSError``."""
    found = False
    for file in _folder_files(path) if path.is_dir() else _archive(path):
        found = True
        yield file
    if not found:
        raise Refused("law.nothing_in", file=str(path))


def _folder_files(path: Path) -> Iterator[LawFile]:
    found: list[Path] = []
    for folder, folders, files in os.walk(path, onerror=_raise):
        folders.sort()
        inside = [Path(folder, name) for name in sorted([*folders, *files])]
        for item in inside:
            if item.is_symlink():
                raise Refused("law.link", file=str(path), name=item.relative_to(path).as_posix())
        found += (item for item in inside if _has_xml_name(item.name) and item.is_file())
        if len(found) > MOST_FILES:
            raise _bomb(path)
    for place, item in enumerate(found, 1):
        if item.stat().st_size > LARGEST_FILE:
            raise _bomb(path)
        name = item.relative_to(path).as_posix()
        yield LawFile(path, name, item.read_bytes(), whole=False, share=100 * place // len(found))


def _raise(error: OSError) -> None:
    raise error


def _archive(path: Path) -> Iterator[LawFile]:
    size = path.stat().st_size
    with path.open("rb") as packed:
        if packed.read(len(_MAGIC)) != _MAGIC:
            raise Refused("law.no_archive", file=str(path))
        packed.seek(0)
        stream = _Bounded(BZ2File(packed), path)
        opened = False
        try:
            with tarfile.open(fileobj=cast("BinaryIO", stream), mode="r|") as archive:
                opened = True
                for info, data in _members(archive, stream, path):
                    share = 100 * packed.tell() // max(size, 1)
                    yield LawFile(path, info.name, data, whole=True, share=share)
        except (tarfile.TarError, EOFError, OSError, ValueError) as error:
            if isinstance(error, OSError) and error.errno is not None:
                raise
            begun = opened or isinstance(error, EOFError)
            raise Refused("law.damaged" if begun else "law.no_archive", file=str(path)) from None


def _members(tar: tarfile.TarFile, stream: "_Bounded", path: Path) -> Iterator[tuple[tarfile.TarInfo, bytes]]:
    total = 0
    for count, info in enumerate(tar, 1):
        tar.members = []  # type: ignore[attr-defined]  # the library would keep them all
        if not (info.isreg() or info.isdir()):
            raise Refused("law.link", file=str(path), name=info.name)
        if _leads_out(info.name):
            raise Refused("law.leads_out", file=str(path), name=info.name)
        total += info.size
        if count > MOST_FILES or info.size > LARGEST_FILE or total > LARGEST or info.issparse():
            raise _bomb(path)
        stream.left = info.size + _HEAD
        if info.isreg() and _has_xml_name(info.name):
            content = tar.extractfile(info)
            assert content is not None
            yield info, content.read()


class _Bounded:
    """A stream that gives no more than is ``left``, so that no header can ask for a whole memory."""

    def __init__(self, stream: BZ2File, path: Path) -> None:
        self._stream = stream
        self._path = path
        self.left = _HEAD

    def read(self, size: int) -> bytes:
        """The next bytes. Raises ``Refused``."""
        data = self._stream.read(size)
        self.left -= len(data)
        if self.left < 0:
            raise _bomb(self._path)
        return data


def _bomb(path: Path) -> Refused:
    sizes = {"most": LARGEST // 1_000_000, "one": LARGEST_FILE // 1_000_000}
    return Refused("law.bomb", file=str(path), files=MOST_FILES, **sizes)


def _leads_out(name: str) -> bool:
    """Whether a name in an archive leads out of it, on any system."""
    windows = PureWindowsPath(name)
    up = ".." in (*PurePosixPath(name).parts, *windows.parts)
    return up or name.startswith("/") or bool(windows.anchor)


def _has_xml_name(name: str) -> bool:
    return name.casefold().endswith(".xml")
