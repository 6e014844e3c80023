"""Why a file is not valid YAML, as the person who wrote it would say it, and the line that mends it.

libyaml says where it could not go on, which is often not where the mistake is. So the ``MENDS`` of the
mistakes that people make in a text editor are tried, one after the other. A mend counts only if the file
can be read with it, or read further than before; so what is told is true of the file, and the line that
is shown does mend it. If none counts, libyaml's own words stand.
"""

import re
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from menneskehandel_cli.diagnostics import Diagnostic, Span
from menneskehandel_cli.documents import FORBIDDEN, Document, decode, parse, split_lines
from menneskehandel_cli.mistakes.lines import DOCUMENTS, key_of

if TYPE_CHECKING:
    from menneskehandel_cli.mistakes.mends import Mend

_TRIES = 60
"""How many mends are tried, each of which reads the file once; in a large file there are fewer."""

_LARGE = 100_000

SPACING = frozenset(
    {"tab", "hidden_indent"}
    | {f"{odd}_{after}" for odd in ("unspaced", "hidden", "tab") for after in ("colon", "dash")}
)
"""The mistakes whose mends only change spaces and marks that nobody sees."""

_CONFLICT = re.compile(r"(?:<{7}|>{7}|\|{7})(?: |$)|={7}$")
"""The lines that git writes between the versions of a place that it could not merge."""


def explained(document: Document, data: bytes) -> Document:
    """The document of a file with the error of its YAML told by its cause, where that is known."""
    broken = next((found for found in document.diagnostics if found.code == "MH002"), None)
    if broken is None:
        return document
    lines = split_lines(decode(data))
    diagnostic = _conflict(lines, broken) or _explained_by_mend(lines, broken)
    every = tuple(diagnostic if found is broken else found for found in document.diagnostics)
    return replace(document, diagnostics=every)


def mended(data: bytes) -> bytes:
    """The file with its spaces and invisible marks mended so that it can be read; otherwise as it was.

    Tabs and no-break spaces in front of lines, missing spaces after colons and dashes, and characters
    that may not be in a file. Nothing is guessed that could change what a text says.
    """
    made = data
    for _ in range(_TRIES):
        document = parse("", made)
        if document.readable:
            return made
        found = _error(document)
        if found.code not in ("MH002", "MH016"):
            break
        text = decode(made)
        if found.code == "MH016":
            text = re.sub(FORBIDDEN, "", re.sub("[\x0b\x0c\x85\u2028\u2029]", " ", text))
        elif not _conflict(lines := split_lines(text), found):
            mend = _mend(lines, found)
            text = mend.apply(lines) if mend is not None and mend.problem in SPACING else text
        if text.encode() == made:
            break
        made = text.encode()
    return data


def _error(document: Document) -> Diagnostic:
    return next(found for found in document.diagnostics if found.severity != "note")


def _conflict(lines: list[str], broken: Diagnostic) -> Diagnostic | None:
    """The marks of a merge that was not finished: its two versions both are in the file."""
    marks = [number for number, line in enumerate(lines) if _CONFLICT.match(line)]
    if not marks:
        return None
    first = marks[0]
    last = next((number for number in marks if lines[number].startswith(">")), first)
    kind = "conflict" if last > first and lines[first].startswith("<") else "conflict_left"
    place = {"mark": lines[first][:7], "first": first + 1, "last": last + 1}
    params = {"problem": kind, "mend": kind, **place}
    return replace(broken, params=params, span=Span(first + 1, 1, first + 1, 8))


def _explained_by_mend(lines: list[str], broken: Diagnostic) -> Diagnostic:
    mend = _mend(lines, broken)
    if mend is None:
        params = {"problem": broken.params["problem"], "mend": "other"}
        if broken.span is not None and lines[broken.span.line - 1].rstrip() in DOCUMENTS:
            params["mend"] = "document"
        return replace(broken, params=params)
    params = {
        "problem": mend.problem or broken.params["problem"],
        "mend": mend.mend,
        "fixed": mend.lines[0].strip(),
        "n": len(mend.lines[0]) - len(mend.lines[0].lstrip(" ")),
        **mend.params,
    }
    line, column = mend.first + 1, mend.column + 1
    return replace(broken, params=params, span=Span(line, column, line, column + 1))


def _mend(lines: list[str], broken: Diagnostic) -> "Mend | None":
    """The first mend with which the file can be read, otherwise with which it is read further."""
    from menneskehandel_cli.mistakes.mends import MENDS, File

    assert broken.span is not None
    opened = broken.params.get("opened")
    at = min(broken.span.line - 1, len(lines) - 1)
    file = File(lines, at, opened if isinstance(opened, int) and opened < len(lines) else at)
    size = sum(map(len, lines))
    tries = _TRIES if size < _LARGE else max(_TRIES * _LARGE // size, 4)
    further: Mend | None = None
    for mend in islice((mend for finds in MENDS.values() for mend in finds(file)), tries):
        reached = _line_reached(mend.apply(lines))
        if reached is None:
            return mend
        # That a line has no key is noticed only on the next one.
        last = max(file.at, mend.last)
        if further is None and reached > (last if key_of(mend.lines[-1]) else file.next(last)):
            further = mend
    return further


def _line_reached(text: str) -> int | None:
    """The line, from 0, that reading a text gets to; ``None`` if all of it can be read."""
    document = parse("", text.encode())
    if document.readable:
        return None
    found = _error(document)
    if found.code == "MH003":  # All of it is valid YAML.
        return text.count("\n") + 1
    return found.span.line - 1 if found.code == "MH002" and found.span is not None else -1
