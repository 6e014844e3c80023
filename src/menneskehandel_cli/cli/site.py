"""``mh site``: the public site of a commit, and whether a folder still holds it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from menneskehandel_cli import __version__
from menneskehandel_cli.cli.choices import choose_lang, lang_here
from menneskehandel_cli.cli.failure import Failure
from menneskehandel_cli.cli.options import AtOption, RootOption
from menneskehandel_cli.cli.output import tell
from menneskehandel_cli.cli.progress import working
from menneskehandel_cli.language import (
    LANGS,
    SOURCE_LANG,
    Lang,
    count,
    escape_control,
    say,
    written_forms,
)

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
    asked = [choose_lang(given, None) for given in lang or ()]
    told = choose_lang(asked[0] if asked else None, lang_here(root))
    before = _manifest(folder)
    _refuse(folder, before)
    made_from = _made_from(root, at or "HEAD", asked)
    if before is not None and before.made_from == made_from and _is_whole(folder, before):
        tell(say("site.unchanged", told, folder=str(folder)) + "\n")
        return
    with working(say("progress.site", told)) as watch:
        written, removed = _write(folder, watch(list(_files(root, made_from))), before)
    lines = [say("site.written", told, folder=str(folder), files=count("site.n_files", written, told))]
    lines += [count("site.removed", removed, told)] if removed else []
    tell("\n".join(lines) + "\n")


def verify_site(folder: Path, root: Path | None, lang: Lang) -> None:
    """Make a site again from its manifest and compare every file. Exits with 1 if one differs."""
    from menneskehandel_cli.git import GitTrouble

    manifest = _manifest(folder)
    if manifest is None:
        raise Failure("site.no_manifest", folder=str(folder))
    theirs = manifest.made_from
    try:
        mine = _made_from(root, theirs.commit, theirs.languages)
        with working(say("progress.site", lang)):
            ours = dict(_files(root, mine))
    except GitTrouble as trouble:
        if trouble.trouble != "unknown":
            raise
        raise Failure("verify_commit", file=str(folder), at=trouble.about) from None
    found = {path: (folder / path).read_bytes() for path in _files_in(folder)}
    different = sorted(path for path in ours.keys() | found.keys() if ours.get(path) != found.get(path))
    if not different:
        tell(say("site.verified", lang, n=len(ours), commit=theirs.commit[:10]) + "\n")
        return
    lines = [
        say(f"site.other.{key}", lang, theirs=getattr(theirs, key), ours=getattr(mine, key))
        for key in ("version", "templates", "libraries")
        if getattr(theirs, key) != getattr(mine, key)
    ]
    lines.append(count("site.differ", len(different), lang))
    for path in different[:_SHOWN]:
        kind = "missing" if path not in found else "extra" if path not in ours else "changed"
        lines.append(f"  {path}: {say(f'site.file.{kind}', lang)}")
    lines += ["  …"] if len(different) > _SHOWN else []
    tell("".join(f"{escape_control(line)}\n" for line in lines))
    raise typer.Exit(1)


def _refuse(out: Path, manifest: Manifest | None) -> None:
    """Raises ``Failure`` for a folder with something else in it, which would be lost among the pages."""
    if out.exists() and not out.is_dir():
        raise Failure("site.no_folder", folder=str(out))
    if out.is_dir() and manifest is None and any(out.iterdir()):
        raise Failure("site.taken", folder=str(out))


def _made_from(root: Path | None, at: str, langs: Iterable[Lang]) -> MadeFrom:
    """What decides the bytes. Raises ``Failure`` if the commit holds no strategy, and ``GitTrouble``."""
    from menneskehandel_cli.cli.stages import open_strategy
    from menneskehandel_cli.register.loading import load_strategy
    from menneskehandel_cli.site.libraries import digest, versions
    from menneskehandel_cli.site.manifest import MadeFrom

    try:
        libraries = versions()
    except ImportError:
        raise Failure("site.extra", extra="site") from None
    opened = open_strategy(root, None, at=at)
    strategy = load_strategy(opened.tree)
    if strategy is None:
        raise Failure("no_strategy_data", at=opened.commit[:10])
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
    """The site of a commit, with the frames of its years. Raises ``Failure`` and ``GitTrouble``."""
    from menneskehandel_cli.cli.making import Order, frame, read_tip, state_at
    from menneskehandel_cli.cli.stages import with_terms
    from menneskehandel_cli.reports.frame import Frame, Mainline, NotBegun
    from menneskehandel_cli.site.build import build
    from menneskehandel_cli.site.context import Site

    commit, lang = made_from.commit, made_from.languages[0]
    tip = read_tip(root, lang, commit)
    register, repository = tip.snapshot.register, tip.opened.repository
    assert repository is not None
    history = tip.past.required()
    now = frame(root, tip, Order("site", {}, commit, commit, "html", lang), brief=False)
    line = Mainline(register, history, commit, repository.resolve)
    at = cache(lambda end: now.closing if end == commit else state_at(root, tip, end, lang))

    @cache
    def year(number: int) -> Frame | None:
        try:
            opening, closing = line.year(number)
        except NotBegun:
            return None
        return Frame(at(opening), at(closing), history.until(closing))

    langs = with_terms(tip.opened.tree, made_from.languages)
    return build(Site(now, langs, year), made_from)


def _write(out: Path, files: Iterable[tuple[str, bytes]], before: Manifest | None) -> tuple[int, int]:
    """Write what differs and remove what is no more; how many files each."""
    from menneskehandel_cli.edits.saving import write_whole

    written, kept = 0, set()
    for path, data in files:
        target = out / path
        kept.add(path)
        if not (target.is_file() and target.read_bytes() == data):
            write_whole(target, data, durable=False, sweep=False)
            written += 1
    gone = [path for path in (before.files if before else ()) if path not in kept]
    for path in gone:
        (out / path).unlink(missing_ok=True)
    return written, len(gone)


def _manifest(folder: Path) -> Manifest | None:
    """The manifest in a folder, or ``None`` if it has none that some ``mh`` has written."""
    from menneskehandel_cli.site.manifest import MANIFEST, read

    try:
        with (folder / MANIFEST).open("rb") as stream:
            return read(stream.read(_LARGEST))
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None


def _is_whole(out: Path, manifest: Manifest) -> bool:
    """Whether every file is there as the manifest says."""
    from menneskehandel_cli.site.manifest import digest

    return all(
        (out / path).is_file() and digest((out / path).read_bytes()) == known
        for path, known in manifest.files.items()
    )


def _files_in(folder: Path) -> Iterator[str]:
    """Every file in a folder by its path from it, without what a server or git keeps there (``.git``)."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if path.is_file() and not any(part.startswith(".") for part in inside.parts):
            yield inside.as_posix()
