"""``mh site``: the public site of a commit, and whether a folder still holds it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from menneskehandel_cli import __version__
from menneskehandel_cli.cli.choices import choose_lang
from menneskehandel_cli.cli.failure import Failure
from menneskehandel_cli.cli.options import AtOption, RootOption
from menneskehandel_cli.cli.output import tell
from menneskehandel_cli.cli.progress import working
from menneskehandel_cli.language import LANGS, SOURCE_LANG, Lang, count, escape_control, say

if TYPE_CHECKING:
    from menneskehandel_cli.site.context import Site

OutArgument = Annotated[Path, typer.Argument(help="argument.site")]
LangsOption = Annotated[list[str] | None, typer.Option("--lang", help="option.site_lang")]

_LARGEST = 50_000_000
"""In bytes; a manifest of ten thousand files has about a million."""

_SHOWN = 20
"""As many files as are named when a site differs."""


def site(out: OutArgument, at: AtOption = None, lang: LangsOption = None, root: RootOption = None) -> None:
    """Make the public site in a folder: static pages, feeds and data of a commit and its history."""
    from menneskehandel_cli.site.build import MANIFEST

    asked = [choose_lang(given, None) for given in lang or ()]
    told = choose_lang(asked[0] if asked else None, None)
    _refuse(out)
    manifest = _read(out / MANIFEST)
    made_from = _made_from(root, at or "HEAD", tuple(dict.fromkeys(asked)))
    if manifest is not None and _same(manifest, made_from) and not any(_differences(out, manifest)):
        tell(say("site.unchanged", told, folder=str(out)) + "\n")
        return
    with working(say("progress.site", told)) as watch:
        files = _build(root, made_from)
        written, removed = _write(out, watch(list(files)), manifest)
    tell(
        say("site.written", told, folder=str(out), files=count("site.n_files", written, told))
        + (f" {count('site.removed', removed, told)}" if removed else "")
        + "\n"
    )


def verify_site(folder: Path, root: Path | None, lang: Lang) -> None:
    """Make a site again from its manifest and compare every file. Exits with 1 if one differs."""
    from menneskehandel_cli.git import GitTrouble
    from menneskehandel_cli.site.build import MANIFEST

    manifest = _read(folder / MANIFEST)
    if manifest is None:
        raise Failure("site.no_manifest", folder=str(folder))
    commit, langs = manifest["commit"], manifest["languages"]
    try:
        made_from = _made_from(root, commit, tuple(langs))
        with working(say("progress.site", lang)):
            ours = dict(_build(root, made_from))
    except GitTrouble as trouble:
        if trouble.trouble != "unknown":
            raise
        raise Failure("verify_commit", file=str(folder), at=trouble.about) from None
    found = {path: (folder / path).read_bytes() for path in _files_in(folder)}
    different = sorted(path for path in ours.keys() | found.keys() if ours.get(path) != found.get(path))
    if not different:
        tell(say("site.verified", lang, n=len(ours), commit=commit[:10]) + "\n")
        return
    lines = []
    for key in ("version", "templates", "libraries"):
        if manifest.get(key) != made_from[key]:
            lines.append(say(f"site.other.{key}", lang, theirs=manifest.get(key), ours=made_from[key]))
    lines.append(count("site.differ", len(different), lang))
    for path in different[:_SHOWN]:
        kind = "missing" if path not in found else "extra" if path not in ours else "changed"
        lines.append(f"  {path}: {say(f'site.file.{kind}', lang)}")
    tell("".join(f"{escape_control(line)}\n" for line in lines))
    raise typer.Exit(1)


def _refuse(out: Path) -> None:
    """Raises ``Failure`` for a folder with something else in it, which would be lost among the pages."""
    from menneskehandel_cli.site.build import MANIFEST

    if out.exists() and not out.is_dir():
        raise Failure("site.no_folder", folder=str(out))
    if out.is_dir() and any(out.iterdir()) and not (out / MANIFEST).is_file():
        raise Failure("site.taken", folder=str(out))


def _made_from(root: Path | None, at: str, langs: tuple[Lang, ...]) -> dict[str, object]:
    """What decides the bytes: the commit, the languages, and this program with its libraries."""
    from menneskehandel_cli.cli.making import templates_digest
    from menneskehandel_cli.cli.stages import open_strategy
    from menneskehandel_cli.register.loading import load_strategy
    from menneskehandel_cli.site.libraries import versions

    opened = open_strategy(root, None, at=at)
    strategy = load_strategy(opened.tree)
    if strategy is None:
        raise Failure("no_strategy_data", at=opened.commit[:10])
    return {
        "commit": opened.commit,
        "day": opened.as_of.isoformat(),
        "languages": list(langs or _languages(strategy.languages)),
        "version": __version__,
        "templates": templates_digest("html", None),
        "libraries": versions(),
    }


def _languages(written: tuple[str, ...]) -> list[Lang]:
    """The languages of a site: those the strategy is written in, in all their forms, and English."""
    from menneskehandel_cli.language import written_forms

    forms = {form for tag in written for form in (tag, *written_forms(tag))}
    ordered = [*(tag for tag in written if tag in LANGS), *(lang for lang in LANGS if lang in forms)]
    langs = [lang for lang in dict.fromkeys(ordered) if lang != SOURCE_LANG]
    return [*langs, SOURCE_LANG] if strategy_first(written) != SOURCE_LANG else [SOURCE_LANG, *langs]


def strategy_first(written: tuple[str, ...]) -> str:
    """The language that the texts are in first."""
    return written[0]


def _build(root: Path | None, made_from: Mapping[str, object]) -> Iterator[tuple[str, bytes]]:
    from menneskehandel_cli.site.build import build

    yield from build(_site(root, made_from), made_from)


def _site(root: Path | None, made_from: Mapping[str, object]) -> Site:
    """The site of a commit, with the frames of its years. Raises ``Failure`` and ``GitTrouble``."""
    from menneskehandel_cli.cli.making import Order, frame, read_tip, state_at
    from menneskehandel_cli.reports.frame import Frame, Mainline, NotBegun
    from menneskehandel_cli.site.context import Site

    commit, langs = str(made_from["commit"]), made_from["languages"]
    assert isinstance(langs, list)
    tip = read_tip(root, langs[0], commit)
    register, repository = tip.snapshot.register, tip.opened.repository
    assert repository is not None
    history = tip.past.required()
    now = frame(root, tip, Order("site", {}, commit, commit, "html", langs[0]))
    line = Mainline(register, history, commit, repository.resolve)

    @cache
    def year(number: int) -> Frame | None:
        try:
            opening, closing = line.year(number)
        except NotBegun:
            return None
        ends = [
            now.closing if end == commit else state_at(root, tip, end, langs[0])
            for end in (opening, closing)
        ]
        return Frame(ends[0], ends[1], history.until(closing))

    return Site(now, tuple(langs), year, __version__)


def _write(
    out: Path, files: Iterable[tuple[str, bytes]], before: Mapping[str, object] | None
) -> tuple[int, int]:
    """Write what differs and remove what is no more; how many files each."""
    from menneskehandel_cli.edits.saving import write_whole

    written, kept = 0, set()
    for path, data in files:
        target = out / path
        kept.add(path)
        if not (target.is_file() and target.read_bytes() == data):
            write_whole(target, data, durable=False, sweep=False)
            written += 1
    ours = before.get("files", {}) if before is not None else {}
    assert isinstance(ours, dict)
    gone = [path for path in ours if path not in kept and (out / path).is_file()]
    for path in gone:
        (out / path).unlink()
    return written, len(gone)


def _read(path: Path) -> dict[str, object] | None:
    """A manifest that some ``mh`` has made, or ``None`` if there is none."""
    from menneskehandel_cli.site.build import SCHEMA

    try:
        with path.open("rb") as stream:
            data = stream.read(_LARGEST)
        value = json.loads(data)
    except (OSError, ValueError):
        return None
    if not isinstance(value, dict) or value.get("schema") != SCHEMA:
        return None
    kinds = {"commit": str, "languages": list, "files": dict}
    if not all(isinstance(value.get(key), kind) for key, kind in kinds.items()):
        return None
    known = all(lang in LANGS for lang in value["languages"]) and value["languages"]
    inside = all(".." not in Path(path).parts and not Path(path).is_absolute() for path in value["files"])
    return value if known and inside else None


def _same(manifest: Mapping[str, object], made_from: Mapping[str, object]) -> bool:
    return all(manifest.get(key) == value for key, value in made_from.items())


def _differences(out: Path, manifest: Mapping[str, object]) -> Iterator[str]:
    """The files that are not as the manifest says."""
    from menneskehandel_cli.site.build import digest

    files = manifest["files"]
    assert isinstance(files, dict)
    for path, known in files.items():
        file = out / path
        if not file.is_file() or digest(file.read_bytes()) != known:
            yield path


def _files_in(folder: Path) -> Iterator[str]:
    """Every file in a folder, by its path from it; what a server or an archive adds (``.git``) is not ours."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if path.is_file() and not any(part.startswith(".") for part in inside.parts):
            yield inside.as_posix()
