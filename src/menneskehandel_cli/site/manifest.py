"""The manifest of a site: what it was made from, and a checksum for every file."""

import hashlib
import json as plain_json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields

from menneskehandel_cli.formats import json
from menneskehandel_cli.language.catalogues import named

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
    replaces: Mapping[str, str] = field(default_factory=dict)
    """The files that are still to be replaced or removed, as long as the site is being written."""

    def made(self, path: str, digest: str) -> bool:
        """Whether a file with this SHA-256 is one that ``mh`` put there."""
        return digest in (self.files.get(path), self.replaces.get(path))


def written(manifest: Manifest) -> bytes:
    """The manifest as a file."""
    value = {**asdict(manifest.made_from), "files": dict(sorted(manifest.files.items()))}
    if manifest.replaces:
        value["replaces"] = dict(sorted(manifest.replaces.items()))
    return json.render(_SCHEMA, value).encode()


def read(data: bytes) -> Manifest | None:
    """The manifest in a file, or ``None`` if no ``mh`` has written it."""
    try:
        value = plain_json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict) or value.pop("schema", None) != _SCHEMA:
        return None
    files, languages = value.pop("files", None), value.pop("languages", None)
    replaces = value.pop("replaces", {})
    if value.keys() != {field.name for field in fields(MadeFrom)} - {"languages"}:
        return None
    if not isinstance(files, dict) or not isinstance(replaces, dict) or not isinstance(languages, list):
        return None
    texts = [*value.values(), *files.values(), *replaces.values(), *languages]
    known = all(isinstance(text, str) for text in texts) and all(map(named, languages))
    if not known or not languages or not _COMMIT.fullmatch(value["commit"]):
        return None
    if not all(_is_of_a_site(path) for path in (*files, *replaces)):
        return None
    return Manifest(MadeFrom(languages=tuple(languages), **value), files, replaces)


def _is_of_a_site(path: str) -> bool:
    """Whether a site may have a file by that path: on top or in that of a language, never hidden."""
    parts = path.split("/")
    known = len(parts) == 1 or bool(named(parts[0]))
    return known and not any(part[:1] in ("", ".") for part in parts) and not set(":\\\0") & set(path)


def digest(data: bytes) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(data).hexdigest()
