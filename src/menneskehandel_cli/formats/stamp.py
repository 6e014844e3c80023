"""The stamp on a report: what it was made from, so that it can be reproduced and compared."""

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from shlex import quote
from typing import Annotated

from pydantic import ConfigDict, StringConstraints, TypeAdapter

from menneskehandel_cli.language import Lang, msg, say

_IN_HTML = re.compile(r'<meta name="mh-report" content="([^"]*)">')
_IN_MARKDOWN = re.compile(r"^<!-- mh-report (\{.*\}) -->$", re.MULTILINE)


_Commit = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{40}([0-9a-f]{24})?$")]
_Line = Annotated[str, StringConstraints(pattern=r"^( |[^\p{C}\p{Z}])*$")]
"""A text that can be written into what is made again: only signs that are printed."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """How a report was made: its kind and arguments, the commits, the version, the templates."""

    report: str
    arguments: dict[str, str]
    opening: _Commit
    closing: _Commit
    format: str
    lang: str
    version: _Line
    templates: _Line
    libraries: _Line = ""
    """The libraries that wrote a file that is not text, with their versions."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    def as_json(self) -> str:
        """The stamp on one line, with nothing that could end an HTML comment."""
        text = json.dumps(asdict(self), ensure_ascii=True, sort_keys=True)
        return text.replace("--", "\\u002d\\u002d").replace("<", "\\u003c").replace(">", "\\u003e")


@dataclass(frozen=True, slots=True)
class DocumentContent:
    """What a report says, and what it is made of, as ``mh verify`` reads it from a file."""

    stamp: Stamp | None
    text: str = ""
    """All that it says, line by line: the same whichever versions of the libraries wrote it."""
    data: str = ""
    """The JSON that a document holds."""
    parts: frozenset[str] = frozenset()
    """What a document is made of. One that no report has was put there by somebody else."""
    elements: frozenset[str] = frozenset()
    """The kinds of elements in the parts, which another version of ``mh`` may use others of."""


def read_stamp(text: str) -> Stamp | None:
    """The stamp of a report in any format; ``None`` if there is no readable one."""
    from html import unescape

    found: object = None
    try:
        if match := _IN_HTML.search(text):
            found = json.loads(unescape(match[1]))
        elif match := _IN_MARKDOWN.search(text):
            found = json.loads(match[1])
        elif text.lstrip().startswith("{"):
            found = json.loads(text).get("stamp")
        return TypeAdapter(Stamp).validate_python(found)
    except (ValueError, AttributeError, RecursionError):
        return None


def command(stamp: Stamp) -> str:
    """The command that makes the text again, from the commit that it closes with."""
    words = ["mh", "report", stamp.report]
    for name, value in stamp.arguments.items():
        if name == "ministry":
            words.append(value)
        elif name == "editorial":
            words.append("--editorial" if value else "--no-editorial")
        elif name == "questionnaire":
            words += [f"--questionnaire {quote(value)}"] if value else []
        else:
            words += [f"--{name} {part}" for part in value.split(",") if part]
    return " ".join([*words, f"--at {stamp.closing} --lang {stamp.lang} --format {stamp.format}"])


def made(stamp: Stamp, lang: Lang) -> list[str]:
    """How a report was made, in readable lines: the command, the commits, the version."""
    return [
        say(msg("Command: {command}"), lang, command=command(stamp)),
        say("stamp.commits", lang, opening=stamp.opening, closing=stamp.closing),
        say("stamp.version", lang, version=stamp.version, templates=stamp.templates),
        *([say("stamp.libraries", lang, libraries=stamp.libraries)] if stamp.libraries else []),
        say(msg("“mh verify FILE” makes the report again and checks that the two are identical."), lang),
    ]


def digest_of(files: Iterable[tuple[str, Path]]) -> str:
    """A digest of some files and their names, in their order."""
    summed = sha256()
    for name, path in files:
        summed.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
    return summed.hexdigest()[:16]
