"""``mh site``: the public site of a commit, and whether a folder still holds it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from menneskehandel_cli import __version__
from menneskehandel_cli.app.choices import choose_lang, lang_here
from menneskehandel_cli.app.reporter import Watch
from menneskehandel_cli.app.stages import with_terms
from menneskehandel_cli.cli.options import AtOption, RootOption
from menneskehandel_cli.cli.output import TERMINAL, remark, tell
from menneskehandel_cli.cli.progress import working
from menneskehandel_cli.edits.saving import LEFTOVER, Below
from menneskehandel_cli.git import GitTrouble
from menneskehandel_cli.language import LANGS, SOURCE_LANG, Lang, count, msg, nmsg, say
from menneskehandel_cli.language.escaping import escape_control
from menneskehandel_cli.language.refused import Refused
from menneskehandel_cli.language.tags import written_forms

if TYPE_CHECKING:
    from menneskehandel_cli.site.manifest import MadeFrom, Manifest

OutArgument = Annotated[Path, typer.Argument(help="argument.site")]
LangsOption = Annotated[list[str] | None, typer.Option("--lang", help="option.site_lang")]

_LARGEST = 50_000_000
"""In bytes; a manifest of ten thousand files has about a million."""

_SHOWN = 20
"""As many files are named when a site differs."""


def site(
    folder: OutArgument, at: AtOption = None, lang: LangsOption = None, root: RootOption = None
) -> None:
    """Make the public site in a folder: static pages, feeds and data."""
    from menneskehandel_cli.site.manifest import Manifest

    asked = [choose_lang(given, None) for given in lang or ()]
    told = choose_lang(asked[0] if asked else None, lang_here(root))
    before = _manifest(folder)
    _refuse(folder, before)
    made_from = _made_from(root, at or "HEAD", asked)
    if before is not None and before.made_from == made_from and _is_whole(folder, before):
        tell(say("site.unchanged", told, folder=str(folder)) + "\n")
        return
    with working(say("progress.site", told)) as watch:
        made = list(_files(root, made_from))
        done = _write(folder, made, before or Manifest(made_from, {}), made_from, watch)
    files = count(nmsg("{n} file", "{n} files"), done.written, told)
    lines = [say("site.written", told, folder=str(folder), files=files)]
    lines += [count("site.removed", done.removed, told)] if done.removed else []
    tell("\n".join(lines) + "\n")
    for path in done.left:
        remark(say("site.left", told, file=str(folder / path)))


def verify_site(folder: Path, root: Path | None, lang: Lang) -> None:
    """Make a site again from its manifest and compare every file.

    Exits with 1 if one differs, and with 2 if it was made otherwise, so that they cannot be compared.
    """
    from menneskehandel_cli.site.manifest import MANIFEST, digest

    manifest = _manifest(folder)
    if manifest is None:
        raise Refused("site.no_manifest", folder=str(folder))
    theirs = manifest.made_from
    try:
        mine = _made_from(root, theirs.commit, theirs.languages)
        with working(say("progress.site", lang)):
            ours = dict(_files(root, mine))
    except GitTrouble as trouble:
        if trouble.trouble != "unknown":
            raise
        raise Refused("verify_commit", file=str(folder), at=trouble.about) from None
    found, same = _found(folder), {path: digest(data) for path, data in ours.items()}
    different = _differing(found, same)
    if not different:
        tell(say("site.verified", lang, n=len(ours), commit=theirs.commit[:10]) + "\n")
        return
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
    for path in shown[:_SHOWN]:
        kind = "missing" if path not in found else "extra" if path not in known else "changed"
        lines.append(f"  {path}: {say(f'site.file.{kind}', lang)}")
    lines += ["  …"] if len(shown) > _SHOWN else []
    tell("".join(f"{escape_control(line)}\n" for line in lines))
    raise typer.Exit(code)


def _differing(found: Mapping[str, str], known: Mapping[str, str]) -> list[str]:
    """The files whose digests are not the same in both."""
    return sorted(path for path in found.keys() | known.keys() if found.get(path) != known.get(path))


def _refuse(out: Path, manifest: Manifest | None) -> None:
    """Raises ``Refused`` for a folder with something else in it, which would be mixed with the pages."""
    if out.exists() and not out.is_dir():
        raise Refused(msg("{folder} is a file. Give a folder."), folder=str(out))
    if out.is_dir() and manifest is None and any(map(_is_foreign, out.iterdir())):
        raise Refused("site.taken", folder=str(out))


def _is_foreign(path: Path) -> bool:
    """Whether it is anything but what a killed run has left of its first file."""
    from menneskehandel_cli.site.manifest import MANIFEST

    return not (path.name.startswith(f".{MANIFEST}.") and path.name.endswith(LEFTOVER))


def _made_from(root: Path | None, at: str, langs: Iterable[Lang]) -> MadeFrom:
    """What decides the bytes. Raises ``Refused`` if the commit holds no strategy, and ``GitTrouble``."""
    from menneskehandel_cli.app.making import open_commit
    from menneskehandel_cli.site.libraries import digest, versions
    from menneskehandel_cli.site.manifest import MadeFrom

    try:
        libraries = versions()
    except ImportError:
        raise Refused("site.extra", extra="site") from None
    opened, strategy = open_commit(root, None, at, TERMINAL)
    return MadeFrom(
        commit=opened.commit,
        day=opened.as_of.isoformat(),
        languages=tuple(dict.fromkeys(langs)) or _languages(strategy.languages),
        version=__version__,
        templates=digest(),
        libraries=libraries,
    )


def _languages(written: tuple[str, ...]) -> tuple[Lang, ...]:
    """The languages of a site: those the strategy is written in, in all their forms, and English."""
    forms = [form for tag in written for form in (tag, *written_forms(tag))]
    return tuple(lang for lang in dict.fromkeys([*forms, SOURCE_LANG]) if lang in LANGS)


def _files(root: Path | None, made_from: MadeFrom) -> Iterator[tuple[str, bytes]]:
    """The site of a commit, with the frames of its years. Raises ``Refused`` and ``GitTrouble``."""
    from menneskehandel_cli.app.making import Order, frame, read_tip, state_at
    from menneskehandel_cli.reports.frame import Frame, NotBegun
    from menneskehandel_cli.site.build import build
    from menneskehandel_cli.site.context import Site
    from menneskehandel_cli.site.pages import PAGE_KINDS

    commit, lang = made_from.commit, made_from.languages[0]
    tip = read_tip(root, lang, commit, TERMINAL)
    history, line = tip.past.required(), tip.mainline
    now = frame(tip, Order("site", {}, commit, commit, "html", lang), brief=False)
    at = cache(lambda end: now.closing if end == commit else state_at(tip, end, lang))

    @cache
    def year(number: int) -> Frame | None:
        try:
            opening, closing = line.year(number)
        except NotBegun:
            return None
        return Frame(at(opening), at(closing), history.until(closing))

    langs = with_terms(tip.opened.tree, made_from.languages)
    return build(Site(now, langs, year, PAGE_KINDS), made_from)


@dataclass(frozen=True, slots=True)
class _Done:
    """How many files were written and removed, and which are left, since somebody has changed them."""

    written: int
    removed: int
    left: list[str]


def _write(
    out: Path, made: Sequence[tuple[str, bytes]], before: Manifest, made_from: MadeFrom, watch: Watch
) -> _Done:
    """Write what differs and remove what is no more, of the files that ``mh`` has put there.

    The manifest comes first, with what is to be replaced, and last as it shall be: a run that is killed
    can be taken up again. Raises ``Refused`` before anything is written if something else is in the way.
    """
    from menneskehandel_cli.site.manifest import MANIFEST, Manifest, digest, written

    *files, (_, manifest) = made
    wanted = {path: digest(data) for path, data in files}
    out.mkdir(parents=True, exist_ok=True)
    below = Below(out)
    there = {path: _digest(below, path) for path in {*wanted, *before.files, *before.replaces}}
    ours = {path: found for path, found in there.items() if found and before.made(path, found)}
    stale = [(path, data) for path, data in files if there[path] != wanted[path]]
    _refuse_foreign(out, [path for path, _ in stale if there[path] is not None and path not in ours])
    extra = _extra(there, wanted)
    gone = [path for path in extra if path in ours]
    changed = below.read(MANIFEST) != manifest
    replaced = {path: ours[path] for path in (*dict(stale), *gone) if path in ours}
    begun = (MANIFEST, written(Manifest(made_from, wanted, replaced)))
    _put(below, watch([begun, *stale]) if stale or gone else (), gone)
    if below.read(MANIFEST) != manifest:
        below.write(MANIFEST, manifest, durable=False)
    return _Done(len(stale) + changed, len(gone), [path for path in extra if path not in ours])


def _extra(there: Mapping[str, str | None], wanted: Mapping[str, str]) -> list[str]:
    """What is there and shall not be."""
    return sorted(path for path, found in there.items() if found is not None and path not in wanted)


def _put(below: Below, files: Iterable[tuple[str, bytes]], gone: Iterable[str]) -> None:
    """Write the files, and remove those that are no more."""
    swept: set[str] = set()
    for path, data in files:
        folder = path.rpartition("/")[0]
        below.write(path, data, durable=False, sweep=folder not in swept)
        swept.add(folder)
    for path in gone:
        below.remove(path)


def _refuse_foreign(out: Path, foreign: Sequence[str]) -> None:
    """Stop where something is in the way that ``mh`` has not made. Raises ``Refused``."""
    if foreign:
        shown = [str(out / path) for path in foreign[:_SHOWN]]
        more = ["…"] if len(foreign) > _SHOWN else []
        raise Refused("site.foreign", folder=str(out), files=[*shown, *more])


def _digest(below: Below, path: str) -> str | None:
    """The digest of a file, empty for something that is not a file; ``None`` if nothing is there."""
    from errno import EEXIST, EISDIR, ELOOP, ENOTDIR

    from menneskehandel_cli.site.manifest import digest

    try:
        data = below.read(path)
    except OSError as error:
        if error.errno not in (EEXIST, EISDIR, ELOOP, ENOTDIR):
            raise
        return ""
    return None if data is None else digest(data)


def _manifest(folder: Path) -> Manifest | None:
    """The manifest in a folder, or ``None`` if it has none that some ``mh`` has written."""
    from menneskehandel_cli.site.manifest import MANIFEST, read

    if not folder.is_dir():
        return None
    data = Below(folder).read(MANIFEST, _LARGEST)
    return None if data is None else read(data)


def _is_whole(out: Path, manifest: Manifest) -> bool:
    """Whether every file is there as the manifest says."""
    below = Below(out)
    same = (_digest(below, path) == known for path, known in manifest.files.items())
    return not manifest.replaces and all(same)


def _found(folder: Path) -> dict[str, str]:
    """The digest of every file by its path, without what a server or git keeps there (``.git``)."""
    below, found = Below(folder), {}
    for path in folder.rglob("*"):
        inside = path.relative_to(folder)
        hidden = any(part.startswith(".") for part in inside.parts)
        if not hidden and (path.is_symlink() or not path.is_dir()):
            found[inside.as_posix()] = _digest(below, inside.as_posix()) or ""
    return found
