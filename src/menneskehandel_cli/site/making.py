"""A site from its commit: what decides its bytes, its files, and whether a folder holds them.

A site in a folder has a manifest. What is there is compared with the site as it shall be.
"""

import hashlib
import json as plain_json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from errno import EEXIST, EISDIR, ELOOP, ENOTDIR
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

from pydantic import ConfigDict, Field, StringConstraints, TypeAdapter

from menneskehandel_cli.app.making import frame, frames_of_years, open_commit, read_tip
from menneskehandel_cli.app.reporter import Reporter, Watch
from menneskehandel_cli.app.verifying import knowing_commit
from menneskehandel_cli.blocks.templates import folders
from menneskehandel_cli.edits.saving import LEFTOVER, Below
from menneskehandel_cli.formats import Extra, json
from menneskehandel_cli.formats.report_frame import digest_of
from menneskehandel_cli.language import SOURCE_LANG, Lang, Refused, msg, refusing, say, written_forms
from menneskehandel_cli.language.catalogues import tag_names
from menneskehandel_cli.register.plans import plan_called
from menneskehandel_cli.register.reporting import in_bodies
from menneskehandel_cli.version import __version__

if TYPE_CHECKING:
    from menneskehandel_cli.models import Strategy
    from menneskehandel_cli.register import Register
    from menneskehandel_cli.site.context import OtherSite, Site

MANIFEST = "manifest.json"
_MANIFEST_SCHEMA = "mh/site/1"


@dataclass(frozen=True, slots=True)
class MadeFrom:
    """What decides every byte of a site: the commit, the languages, the program and its libraries."""

    commit: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{40}([0-9a-f]{24})?$")]
    day: str
    """The effective day of the commit, which deadlines are compared with."""
    languages: Annotated[tuple[str, ...], Field(min_length=1)]
    version: str
    templates: str
    libraries: str
    of_all: bool = False
    """Whether the sites of all plans lie beside each other, so that they lead to each other."""
    plan: str = ""
    """The id of the plan, if the commit has it in a folder of its own."""

    __pydantic_config__ = ConfigDict(extra="forbid")


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
    value = {key: one for key, one in asdict(manifest.made_from).items() if one}
    value = {**value, "files": dict(sorted(manifest.files.items()))}
    if manifest.replaces:
        value["replaces"] = dict(sorted(manifest.replaces.items()))
    return json.render(_MANIFEST_SCHEMA, value).encode()


def read_manifest(data: bytes) -> Manifest | None:
    """The manifest in a file, or ``None`` if no ``mh`` has written it."""
    try:
        value = plain_json.loads(data)
        schema, values = value.pop("schema"), (value.pop("files"), value.pop("replaces", {}))
        files, replaces = map(TypeAdapter(dict[str, str]).validate_python, values)
        made_from = TypeAdapter(MadeFrom).validate_python(value)
    except (ValueError, AttributeError, KeyError, RecursionError, TypeError):
        return None
    known = all(map(tag_names, made_from.languages)) and all(map(_is_of_a_site, (*files, *replaces)))
    return Manifest(made_from, files, replaces) if known and schema == _MANIFEST_SCHEMA else None


def _is_of_a_site(path: str) -> bool:
    """Whether a site may have a file by that path: on top or in that of a language, never hidden."""
    parts = path.split("/")
    known = len(parts) == 1 or bool(tag_names(parts[0]))
    return known and not any(part[:1] in ("", ".") for part in parts) and not set(":\\\0") & set(path)


def digest(data: bytes) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(data).hexdigest()


_LARGEST_FILE = 50_000_000
"""In bytes; a manifest of ten thousand files has about a million."""

AT_MOST = 20
"""As many files are named when a site differs."""


def manifest_in(folder: Path) -> Manifest | None:
    """The manifest in a folder, or ``None`` if it has none that some ``mh`` has written."""
    if not folder.is_dir():
        return None
    data = Below(folder).read(MANIFEST, _LARGEST_FILE)
    return None if data is None else read_manifest(data)


def refuse_other_files(out: Path, manifest: Manifest | None) -> None:
    """Raises ``Refused`` for a folder with something else in it, which would be mixed with the pages."""
    if out.exists() and not out.is_dir():
        raise Refused(msg("{folder} is a file. Give a folder."), folder=str(out))
    # A killed run leaves no more than a part of its first file.
    names = [path.name for path in out.iterdir()] if out.is_dir() and manifest is None else []
    if not all(name.startswith(f".{MANIFEST}.") and name.endswith(LEFTOVER) for name in names):
        raise Refused("site.taken", folder=str(out))


def is_whole(out: Path, manifest: Manifest) -> bool:
    """Whether every file is there as the manifest says."""
    below = Below(out)
    same = (_digest(below, path) == known for path, known in manifest.files.items())
    return not manifest.replaces and all(same)


def digests_in(folder: Path) -> dict[str, str]:
    """The digest of every file by its path, without what a server or git keeps there (``.git``)."""
    below, found = Below(folder), {}
    for path in folder.rglob("*"):
        inside = path.relative_to(folder)
        hidden = any(part.startswith(".") for part in inside.parts)
        if not hidden and (path.is_symlink() or not path.is_dir()):
            found[inside.as_posix()] = _digest(below, inside.as_posix()) or ""
    return found


class SiteChanges(NamedTuple):
    """How many files were written and removed, and which are left, since somebody has changed them."""

    written: int
    removed: int
    left: list[str]


def write_site(
    out: Path, made: Sequence[tuple[str, bytes]], before: Manifest, made_from: MadeFrom, watch: Watch
) -> SiteChanges:
    """Write what differs and remove what is no more, of the files that ``mh`` has put there.

    The manifest comes first, with what is to be replaced, and last as it shall be: a run that is killed
    can be taken up again. Raises ``Refused`` before anything is written if something else is in the way.
    """
    *files, (_, manifest) = made
    wanted = (read_manifest(manifest) or before).files  # read as it was made
    out.mkdir(parents=True, exist_ok=True)
    below = Below(out)
    there, ours = _found(below, before, {*wanted, *before.files, *before.replaces})
    stale = [(path, data) for path, data in files if there[path] != wanted[path]]
    _refuse_foreign(out, [path for path, _ in stale if there[path] is not None and path not in ours])
    extra = sorted(path for path, found in there.items() if found is not None and path not in wanted)
    gone = [path for path in extra if path in ours]
    changed = below.read(MANIFEST) != manifest
    replaced = {path: ours[path] for path in (*dict(stale), *gone) if path in ours}
    begun = (MANIFEST, written(Manifest(made_from, wanted, replaced)))
    _put(below, watch([begun, *stale]) if stale or gone else (), gone)
    if below.read(MANIFEST) != manifest:
        below.write(MANIFEST, manifest, durable=False)
    return SiteChanges(len(stale) + changed, len(gone), [path for path in extra if path not in ours])


def _found(below: Below, before: Manifest, paths: set[str]) -> tuple[dict[str, str | None], dict[str, str]]:
    """What is at the paths, by its digest; and of these, the files that ``mh`` has put there."""
    there = {path: _digest(below, path) for path in paths}
    return there, {path: found for path, found in there.items() if found and before.made(path, found)}


def _refuse_foreign(out: Path, foreign: Sequence[str]) -> None:
    """Raises ``Refused`` if there are files that others have put where ours belong."""
    if foreign:
        shown = [*(str(out / path) for path in foreign[:AT_MOST]), *(["…"] if foreign[AT_MOST:] else [])]
        raise Refused("site.foreign", folder=str(out), files=shown)


def _put(below: Below, files: Iterable[tuple[str, bytes]], gone: Iterable[str]) -> None:
    """Write the files, and remove those that are no more."""
    swept: set[str] = set()
    for path, data in files:
        folder = path.rpartition("/")[0]
        below.write(path, data, durable=False, sweep=folder not in swept)
        swept.add(folder)
    for path in gone:
        below.remove(path)


def _digest(below: Below, path: str) -> str | None:
    """The digest of a file, empty for something that is not a file; ``None`` if nothing is there."""
    try:
        data = below.read(path)
    except OSError as error:
        if error.errno not in (EEXIST, EISDIR, ELOOP, ENOTDIR):
            raise
        return ""
    return None if data is None else digest(data)


def made_from(
    root: Path | None, at: str, langs: Iterable[Lang], reporter: Reporter, *, of_all: bool = False
) -> MadeFrom:
    """What decides the bytes. Raises ``Refused`` if the commit holds no strategy, and ``GitTrouble``."""
    with refusing(ImportError, "extra_missing", extra="site"):
        names = ("Jinja2", "markdown-it-py", "XlsxWriter", "icalendar", "snowballstemmer")
        libraries = Extra("site", "icalendar", names).versions()
    (folder,) = folders()
    looks = [*folder.glob("*.html.j2"), folder / "charts.css.j2", *(folder / "site").iterdir()]
    opened, strategy = open_commit(root, None, at, reporter)
    return MadeFrom(
        commit=opened.commit,
        day=opened.as_of.isoformat(),
        languages=tuple(dict.fromkeys(langs)) or languages_of(strategy),
        version=__version__,
        templates=digest_of((path.relative_to(folder).as_posix(), path) for path in sorted(looks)),
        libraries=libraries,
        of_all=of_all,
        plan=opened.tree.plan,
    )


def languages_of(strategy: "Strategy") -> tuple[Lang, ...]:
    """Those the strategy is written in, in all their forms, and English."""
    forms = [form for tag in strategy.languages for form in (tag, *written_forms(tag))]
    return tuple(lang for lang in dict.fromkeys([*forms, SOURCE_LANG]) if tag_names(lang))


def files_of(root: Path | None, made_from: MadeFrom, reporter: Reporter) -> Iterator[tuple[str, bytes]]:
    """The site of a commit, with the frames of its years, and last the manifest of all files.

    Raises ``Refused`` and ``GitTrouble``.
    """
    from menneskehandel_cli.site.context import Site
    from menneskehandel_cli.site.pages import PAGE_KINDS

    tip = read_tip(root, made_from.languages[0], made_from.commit, reporter)
    now = frame(tip)
    known = map(tip.opened.head.with_terms, made_from.languages)
    langs = tuple(in_bodies(now.closing.register, lang) for lang in known)
    others = _other_sites(now.closing.register, made_from, now.strategy)
    made = Site(now, langs, frames_of_years(tip, now), PAGE_KINDS, others)
    digests: dict[str, str] = {}
    for path, data in _site_files(made):
        digests[path] = digest(data)
        yield path, data
    yield MANIFEST, written(Manifest(made_from, digests))


def _other_sites(register: "Register", made_from: MadeFrom, strategy: "Strategy") -> "dict[str, OtherSite]":
    """Where the sites of the other plans are, by the id of each, as far as that is known."""
    from menneskehandel_cli.site.context import OtherSite

    chosen = made_from.languages if made_from.languages != languages_of(strategy) else ()
    found = {}
    for plan in register.beside:
        base = plan.strategy and plan.strategy.publication.address
        base = f"../../{plan.id}" if made_from.of_all else base
        if plan.strategy and base:
            found[plan.id] = OtherSite(base.rstrip("/"), chosen or languages_of(plan.strategy))
    return found


def _site_files(site: "Site") -> Iterator[tuple[str, bytes]]:
    """Every page in every language, and the other files, by their paths from the site's root."""
    from menneskehandel_cli.site.files import other_files
    from menneskehandel_cli.site.render import Renderer

    renderer = Renderer(site)
    yield "index.html", renderer.start().encode()
    for lang in site.langs:
        for place in site.places:
            yield f"{lang}/{place.file}", renderer.page(place, lang).encode()
            data = site.kinds[place.kind].json
            if data is not None:
                yield f"{lang}/{place.name}.json", data(site, place.subject, lang).encode()
        for old, new in site.moved.items():
            yield f"{lang}/{old}.html", renderer.moved(old, new, lang).encode()
    yield from other_files(site)


def verify_site(folder: Path, root: Path | None, lang: Lang, reporter: Reporter) -> tuple[int, list[str]]:
    """Make a site again from its manifest and compare every file: the exit code, and what is told.

    It is 1 if one differs, and 2 if the site was made otherwise, so that they cannot be compared. Raises
    ``Refused`` and ``GitTrouble``.
    """
    manifest = manifest_in(folder)
    if manifest is None:
        raise Refused("site.no_manifest", folder=str(folder))
    theirs = manifest.made_from
    with knowing_commit(folder), reporter.working(say("progress.site", lang)):
        root = plan_called(theirs.plan, root or Path.cwd(), at=theirs.commit) if theirs.plan else root
        mine = made_from(root, theirs.commit, theirs.languages, reporter, of_all=theirs.of_all)
        same = {path: digest(data) for path, data in files_of(root, mine, reporter)}
    found = digests_in(folder)
    different = _differing(found, same)
    if not different:
        return 0, [say("site.verified", lang, n=len(same), commit=theirs.commit[:10])]
    other = [
        say(f"site.other.{key}", lang, theirs=getattr(theirs, key), ours=getattr(mine, key))
        for key in ("version", "templates", "libraries")
        if getattr(theirs, key) != getattr(mine, key)
    ]
    # What was made otherwise can only be compared with what it says of itself.
    known = {**manifest.files, MANIFEST: found[MANIFEST]} if other else same
    shown, heading, code = _differing(found, known), "site.edited" if other else "site.differ", 1
    if not shown:
        shown, known, heading, code = different, same, "site.not_compared", 2
    lines = [*other, say(heading, lang, n=len(shown), total=len(found.keys() | same))]
    for path in shown[:AT_MOST]:
        kind = "missing" if path not in found else "extra" if path not in known else "changed"
        lines.append(f"  {path}: {say(f'site.file.{kind}', lang)}")
    return code, [*lines, *(["  …"] if len(shown) > AT_MOST else [])]


def _differing(found: Mapping[str, str], known: Mapping[str, str]) -> list[str]:
    """The files whose digests are not the same in both."""
    return sorted(path for path in found.keys() | known.keys() if found.get(path) != known.get(path))
