"""The stamp on a report: what it was made from, so that it can be reproduced and compared."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

_IN_HTML = re.compile(r'<meta name="mh-report" content="([^"]*)">')
_IN_MARKDOWN = re.compile(r"^<!-- mh-report (\{.*\}) -->$", re.MULTILINE)
_COMMIT = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?")


@dataclass(frozen=True, slots=True)
class Stamp:
    """How a report was made: its kind and arguments, the commits, the version, the templates."""

    report: str
    arguments: dict[str, str]
    opening: str
    closing: str
    format: str
    lang: str
    version: str
    templates: str

    def as_json(self) -> str:
        """The stamp on one line, with nothing that could end an HTML comment."""
        text = json.dumps(asdict(self), ensure_ascii=True, sort_keys=True)
        return text.replace("--", "\\u002d\\u002d").replace("<", "\\u003c").replace(">", "\\u003e")


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
    except (ValueError, AttributeError, RecursionError):
        return None
    if not isinstance(found, dict) or set(found) != set(Stamp.__slots__):
        return None
    arguments = found["arguments"]
    if not isinstance(arguments, dict):
        return None
    texts = [value for key, value in found.items() if key != "arguments"]
    if not all(isinstance(value, str) for value in (*texts, *arguments.values())):
        return None
    if not all(_COMMIT.fullmatch(found[end]) for end in ("opening", "closing")):
        return None
    return Stamp(**found)


def digest(folders: list[Path]) -> str:
    """A digest of all templates that could be used, in lookup order."""
    summed = sha256()
    for folder in folders:
        for path in sorted(folder.glob("*.j2")):
            summed.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return summed.hexdigest()[:16]
