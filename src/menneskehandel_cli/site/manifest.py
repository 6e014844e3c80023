"""The manifest of a site: what it was made from, and a checksum for every file."""

from __future__ import annotations

import hashlib
import json as plain_json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import PurePosixPath

from menneskehandel_cli.formats import json
from menneskehandel_cli.language import LANGS

MANIFEST = "manifest.json"
_SCHEMA = "mh/site/1"
_COMMIT = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?")


@dataclass(frozen=True, slots=True)
class MadeFrom:
    """What decides every byte of a site: the commit, the languages, the program and its libraries."""

    commit: str
    day: str
    """The effective day of the commit, which deadlines are compared with."""
    languages: tuple[str, ...]
    version: str
    templates: str
    libraries: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a site was made from, and the SHA-256 of each file by its path."""

    made_from: MadeFrom
    files: Mapping[str, str]


def written(manifest: Manifest) -> bytes:
    """The manifest as a file."""
    files = dict(sorted(manifest.files.items()))
    return json.render(_SCHEMA, {**asdict(manifest.made_from), "files": files}).encode()


def read(data: bytes) -> Manifest | None:
    """The manifest in a file, or ``None`` if no ``mh`` has written it."""
    try:
        value = plain_json.loads(data)
    except ValueError:
        return None
    if not isinstance(value, dict) or value.pop("schema", None) != _SCHEMA:
        return None
    files, languages = value.pop("files", None), value.pop("languages", None)
    if value.keys() != {field.name for field in fields(MadeFrom)} - {"languages"}:
        return None
    if not isinstance(files, dict) or not isinstance(languages, list) or not languages:
        return None
    texts = [*value.values(), *files.values()]
    known = all(isinstance(text, str) for text in texts) and all(lang in LANGS for lang in languages)
    if not known or not _COMMIT.fullmatch(value["commit"]) or not all(map(_is_inside, files)):
        return None
    return Manifest(MadeFrom(languages=tuple(languages), **value), files)


def _is_inside(path: str) -> bool:
    """Whether a path stays within the site's folder, on every system."""
    parts = PurePosixPath(path).parts
    return bool(parts) and not {"..", "/"} & set(parts) and not set(":\\") & set(path)


def digest(data: bytes) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(data).hexdigest()
