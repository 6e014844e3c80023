"""Fictional strategies kept as data: files, changes to a text as patches, the same in other words."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from menneskehandel_cli.documents import parse


def read_sample(path: Path) -> Any:  # The data is ours, and its readers know its form.
    """The value of one of our own YAML files. Raises ``ValueError`` if it is not YAML."""
    document = parse(path.name, path.read_bytes())
    if not document.readable:
        raise ValueError(f"{path.name}: {document.diagnostics}")
    return document.value


def texts(folder: Path) -> dict[str, str]:
    """Every file below a folder, by its path from there."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def patched(text: str, patch: str) -> str:
    """A text after a patch. Raises ``ValueError`` if it does not fit.

    As in a diff, lines begin with ``-`` if they go, ``+`` if they come, and a space if they stay. ``@@``
    begins the next place, which is searched for after the one before it, and after the line with the
    words that follow ``@@``. Lines that only come are put there, or without such words at the end.
    """
    done, rest = "", text
    for hunk in filter(None, f"\n{patch}".split("\n@@")):
        words, *lines = hunk.splitlines()
        old, new = ("".join(f"{line[1:]}\n" for line in lines if line[0] in kept) for kept in (" -", " +"))
        start = rest.find(words.removeprefix(" "))
        end = rest.find("\n", start) + 1 if words else 0
        done, rest = done + rest[:end], rest[end:]
        place = f"\n{rest}".find(f"\n{old}") if old or words else len(rest)
        if start < 0 or place < 0:
            raise ValueError(patch)
        done, rest = done + rest[:place] + new, rest[place + len(old) :]
    return done + rest


def in_words(words: Mapping[str, str]) -> Callable[[str], str]:
    """The translation of texts by a list of words and phrases: each is replaced, the longest first."""
    longest_first = sorted(words, key=len, reverse=True)
    phrase = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    return lambda text: phrase.sub(lambda found: words[found[0]], text)
