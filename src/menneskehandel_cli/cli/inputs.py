"""All that an answer depends on, as one digest: what was asked, of which program, over which files.

Two runs with the same digest give the same answer. Whatever this module cannot see through makes it
give up instead: the answer is then worked out anew. Everything is taken by its content, so no clock
and no time of a file is trusted.

This runs before anything else does, at every start. It imports next to nothing for that reason: not
``pathlib``, ``re`` or ``typing``, and of the program nothing at all.
"""

from __future__ import annotations

import os
import sys
import time

try:
    # ``hashlib`` loads OpenSSL as well, which costs more than all else here.
    from _blake2 import blake2b
except ImportError:  # another Python than CPython
    from hashlib import blake2b

COMMANDS = frozenset(
    ("status", "show", "list", "gaps", "matrix", "check", "log", "diff", "report", "explain")
)
"""What only reads. ``verify`` reads a file from anywhere, and all others write."""

_OPTIONS = frozenset(
    (
        *("--lang", "--root", "--at", "--as-of", "--since", "--until", "--from", "--to", "--year"),
        *("--format", "--by", "--kind", "--severity", "--status", "--area", "--ministry"),
        *("--instrument", "--body", "--rules", "--ignore", "--fail-on"),
    )
)
"""Options with a value that an answer may be remembered with. Those left out reach for other files."""

_ENVIRONMENT = frozenset(
    (
        *("LANG", "LANGUAGE", "COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "TERM", "COLORTERM"),
        *("HOME", "USERPROFILE", "XDG_CONFIG_HOME", "SUDO_UID", "UNICODE_VERSION"),
    )
)
_PREFIXES = ("MH_", "LC_", "GIT_", "PYTHON", "PYDANTIC_", "TYPER_", "_TYPER_", "TTY_", "JUPYTER_")
"""The environment that the program, its libraries and git look at."""

_GIT_ENVIRONMENT = frozenset(
    (
        # Taken out before git is called.
        *("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_EXTERNAL_DIFF", "GIT_CONFIG_PARAMETERS"),
        # Set anew before git is called.
        *("GIT_NO_REPLACE_OBJECTS", "GIT_GRAFT_FILE", "GIT_OPTIONAL_LOCKS", "GIT_TERMINAL_PROMPT"),
        *("GIT_NO_LAZY_FETCH", "GIT_ALLOW_PROTOCOL", "GIT_PAGER"),
        # Of no weight for what mh asks, or no more than the folder git is looked for in.
        *("GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM", "GIT_REFLOG_ACTION"),
        # Where settings lie, which are read below.
        *("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM"),
        *("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_AUTHOR_DATE", "GIT_EDITOR", "GIT_PREFIX"),
        *("GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "GIT_COMMITTER_DATE", "GIT_SEQUENCE_EDITOR"),
        *("GIT_ASKPASS", "GIT_SSH", "GIT_SSH_COMMAND", "GIT_SSH_VARIANT", "GIT_EXEC_PATH"),
        *("GIT_SSL_CAINFO", "GIT_SSL_CAPATH", "GIT_SSL_NO_VERIFY", "GIT_MERGE_AUTOEDIT"),
    )
)
"""What git may find in its environment. Anything else may change what it says."""

_SIDEWAYS = ("@{", "worktree")
"""Signs of a revision that git looks up in its diary, by the clock, or in another working folder."""

_FOLDERS = ("strategy", "data")
_ROOT_FILE = os.path.join("strategy", "strategy.yaml")
_SUFFIXES = (".yaml", ".yml")
_MAX_FILE = 1_000_000
_HUGE = 64_000_000
"""Bytes; what a repository may hold in one file of git's own before it is left to git."""
_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def digest(data: bytes = b"") -> blake2b:
    """A digest of 32 bytes, to which more can be added."""
    return blake2b(data, digest_size=32)


class Inputs:
    """The state of everything an answer to some arguments depends on.

    ``key`` is what the answer is known by. ``moment`` also holds when each file was last touched: it
    tells whether anything moved between two looks, even if it has moved back. ``roots`` are the
    folders that were read, where nothing may be written.
    """

    def __init__(self, arguments: list[str]) -> None:
        self._content = digest()
        self._moment = digest()
        self.roots: list[str] = []
        self._look(arguments)
        self.key = self._content.digest()
        self.moment = self._moment.digest()

    def _look(self, arguments: list[str]) -> None:
        root = _asked_root(arguments)
        self._note("asked", *arguments)
        self._environment()
        self._program()
        if root is not None:
            self._strategy(root)
            self._repository(root)

    def _note(self, *words: object) -> None:
        self._content.update(repr(words).encode("utf-8", "surrogatepass"))

    # The surroundings ----------------------------------------------------------------------------

    def _environment(self) -> None:
        names = sorted(name for name in os.environ if name in _ENVIRONMENT or name.startswith(_PREFIXES))
        if "_MH_COMPLETE" in os.environ:
            raise InDoubt
        if any(name.startswith("GIT_") and name not in _GIT_ENVIRONMENT for name in names):
            raise InDoubt
        self._note("environment", *((name, os.environ[name]) for name in names))
        for stream in (sys.stdout, sys.stderr):
            self._note("stream", stream.isatty(), stream.encoding, stream.errors)
        self._note("terminal", *_terminal())
        self._note("today", time.localtime()[:3])

    def _program(self) -> None:
        """The program to the byte, the Python that runs it, and the libraries by their versions."""
        self._note("python", sys.version, repr(sys.flags), sys.platform)
        for folder in sys.path:
            try:
                names = os.listdir(folder or ".")
            except OSError:
                continue
            if found := sorted(name for name in names if name.endswith((".dist-info", ".egg-info"))):
                self._note("libraries", folder, *found)
        self._files(_PACKAGE)
        beside = os.path.join(os.path.dirname(os.path.dirname(_PACKAGE)), "templates")
        if os.path.isdir(beside):
            self._files(beside)

    # Files ---------------------------------------------------------------------------------------

    def _files(self, folder: str, suffixes: tuple[str, ...] = ("",), most: int = sys.maxsize) -> None:
        """All folders, and all files whose names have an ending, by name and content; none hidden."""
        self._touched(folder, os.stat(folder))
        self._note("folder", folder)
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
        for entry in found:
            if entry.name.startswith(".") or entry.name == "__pycache__":
                continue
            if entry.is_symlink():
                raise InDoubt
            if entry.is_dir():
                self._files(entry.path, suffixes, most)
            elif entry.name.endswith(suffixes):
                self._file(entry.path, most)

    def _file(self, path: str, most: int = sys.maxsize) -> bytes:
        """A file's content. One that is larger than ``most`` bytes counts by its size."""
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        try:
            status = os.fstat(handle)
            if status.st_mode & 0o170000 != 0o100000:  # noqa: PLR2004 - no plain file
                raise InDoubt
            self._touched(path, status)
            if _HUGE < status.st_size <= most:
                raise InDoubt
            data = b""
            if status.st_size <= most:
                while piece := os.read(handle, status.st_size + 1):
                    data += piece
        finally:
            os.close(handle)
        self._note("file", path, status.st_size, len(data))
        self._content.update(data)
        return data

    def _touched(self, path: str, status: os.stat_result) -> None:
        when = (
            path,
            status.st_dev,
            status.st_ino,
            status.st_size,
            status.st_mtime_ns,
            status.st_ctime_ns,
        )
        self._moment.update(repr(when).encode("utf-8", "surrogatepass"))

    def _strategy(self, root: str) -> None:
        self.roots.append(os.path.realpath(root))
        self._note("strategy", os.getcwd(), root, self.roots[0])
        for name in _FOLDERS:
            folder = os.path.join(root, name)
            if os.path.islink(folder):
                raise InDoubt
            self._files(folder, _SUFFIXES, _MAX_FILE)
        if any(mark.encode() in self._file(os.path.join(root, _ROOT_FILE)) for mark in _SIDEWAYS):
            raise InDoubt

    # Git -----------------------------------------------------------------------------------------

    def _repository(self, root: str) -> None:
        """What git could be asked about the strategy: every name, every object, every setting."""
        if git := _program_of("git"):
            status = os.stat(git)
            self._note("git", git, status.st_size, status.st_mtime_ns)
        found = _git_folder(os.path.realpath(root))
        if found is None:
            self._note("no repository")
            return
        top, folder = found
        common = folder
        if os.path.exists(os.path.join(folder, "commondir")):
            where = self._file(os.path.join(folder, "commondir")).decode().strip()
            common = os.path.normpath(os.path.join(folder, where))
        self.roots += [top, folder, common]
        self._note("repository", top, folder, common)
        if hasattr(os, "geteuid") and any(
            os.stat(place).st_uid != os.geteuid() for place in (top, folder, common)
        ):
            # Whether git will read what somebody else owns is said in settings that we do not know.
            raise InDoubt
        for place in dict.fromkeys((folder, common)):
            self._names(place)
        self._objects(os.path.join(common, "objects"))
        self._settings(common)

    def _names(self, place: str) -> None:
        """Branches, tags and everything else that has a name; where a shallow clone ends."""
        if os.path.realpath(place) != place or os.path.exists(os.path.join(place, "reftable")):
            raise InDoubt
        with os.scandir(place) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
        for entry in found:
            if entry.is_symlink():
                raise InDoubt
            if entry.is_file() and entry.name not in ("index", "index.lock", "description"):
                self._file(entry.path)
        if os.path.isdir(os.path.join(place, "refs")):
            self._files(os.path.join(place, "refs"))

    def _objects(self, folder: str) -> None:
        """Which objects there are: a short name may come to mean two of them. Their names are digests.

        Whether objects of others are read is not ours to tell.
        """
        if os.path.lexists(os.path.join(folder, "info", "alternates")):
            raise InDoubt
        self._note("objects", folder)
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
        for entry in found:
            if entry.is_symlink():
                raise InDoubt
            if len(entry.name) == 2 or entry.name == "pack":  # noqa: PLR2004 - a digest's first two digits
                self._touched(entry.path, os.stat(entry.path))
                self._note(entry.name, *sorted(os.listdir(entry.path)))

    def _settings(self, common: str) -> None:
        """The settings outside the repository, and those that any of them takes in."""
        home = os.path.expanduser("~")
        own = os.environ.get("XDG_CONFIG_HOME") or os.path.join(home, ".config")
        program = os.path.dirname(os.path.dirname(os.path.realpath(_program_of("git"))))
        files = [
            os.path.join(common, "config"),
            *(os.path.join(home, ".gitconfig"), os.path.join(own, "git", "config")),
            *("/etc/gitconfig", os.path.join(program, "etc", "gitconfig")),
        ]
        named = (os.environ.get("GIT_CONFIG_GLOBAL"), os.environ.get("GIT_CONFIG_SYSTEM"))
        files += [path for path in named if path and path != os.devnull]
        for path in files:
            if not os.path.exists(path):
                self._note("no settings", path)
                continue
            data = self._file(os.path.realpath(path)).decode()
            if "[include" in data.lower():
                files += [name for name in _included(data, path, home) if name not in files]


class InDoubt(Exception):
    """Something that an answer may depend on cannot be told: nothing is remembered."""


def _asked_root(arguments: list[str]) -> str | None:
    """The strategy's folder that arguments ask about; ``None`` for what depends on no strategy.

    Reads the arguments as the command line does. Raises ``InDoubt`` for a command that does more than
    to answer, or that reaches for other files.
    """
    if arguments in ([], ["--version"]) or _asks_for_help(arguments):
        return None
    command, options, words = _parsed(arguments)
    if command == "explain":
        return None
    if command not in COMMANDS or (command == "check" and words):
        raise InDoubt
    if any(mark in word for word in arguments for mark in _SIDEWAYS):
        raise InDoubt
    here = os.getcwd()
    if "--root" in options:
        return os.path.join(here, options["--root"])
    while not os.path.lexists(os.path.join(here, _ROOT_FILE)):
        above = os.path.dirname(here)
        if above == here:
            raise InDoubt
        here = above
    return here


def _asks_for_help(arguments: list[str]) -> bool:
    """Whether arguments ask for help and can mean nothing else."""
    *words, last = arguments
    plain = all(word.isalnum() or word == "--lang" or word.startswith("--lang=") for word in words)
    return last == "--help" and words[-1:] != ["--lang"] and plain


def _parsed(arguments: list[str]) -> tuple[str, dict[str, str], list[str]]:
    """The command, its options (the last of each) and its other words."""
    options: dict[str, str] = {}
    words: list[str] = []
    rest = iter(arguments)
    for word in rest:
        if word == "--":
            words += rest
        elif not word.startswith("-"):
            words.append(word)
        elif word != "--editorial":
            name, equals, value = word.partition("=")
            if name not in _OPTIONS:
                raise InDoubt
            options[name] = value if equals else next(rest, "")
    if not words:
        raise InDoubt
    return words[0], options, words[1:]


def _terminal() -> tuple[int, ...]:
    """The size of the terminal; empty where there is none."""
    try:
        return os.get_terminal_size(sys.__stdout__.fileno() if sys.__stdout__ else -1)
    except (ValueError, OSError):
        return ()


def _program_of(name: str) -> str:
    """The file that runs as ``name``; empty where there is none."""
    for folder in os.environ.get("PATH", os.defpath).split(os.pathsep):
        for ending in ("", ".exe"):
            path = os.path.join(folder, name + ending)
            if os.path.isfile(path) and os.access(path, os.X_OK):
                return path
    return ""


def _git_folder(place: str) -> tuple[str, str] | None:
    """The repository that a place lies in: its folder, and that of what git keeps. Looks as git does."""
    while True:
        kept = os.path.join(place, ".git")
        if os.path.isfile(kept):
            with open(kept, encoding="utf-8") as file:
                head, _, where = file.read(4096).partition("gitdir: ")
            if head or not where:
                raise InDoubt
            return place, os.path.normpath(os.path.join(place, where.rstrip("\n")))
        if os.path.isdir(kept):
            if not all(os.path.exists(os.path.join(kept, name)) for name in ("HEAD", "objects", "refs")):
                raise InDoubt
            return place, kept
        if os.path.isfile(os.path.join(place, "HEAD")) and os.path.isdir(os.path.join(place, "objects")):
            return place, place
        above = os.path.dirname(place)
        if above == place:
            return None
        place = above


def _included(data: str, path: str, home: str) -> list[str]:
    """The files that a file of git's settings may take in."""
    found = []
    for line in data.splitlines():
        name, equals, value = line.partition("=")
        if equals and name.lower().split()[-1:] == ["path"]:
            where = value.strip().strip('"')
            if where.startswith("~/"):
                where = os.path.join(home, where[2:])
            if not where or any(sign in where for sign in '~"\\#;%'):
                raise InDoubt
            found.append(os.path.join(os.path.dirname(path), where))
    return found
