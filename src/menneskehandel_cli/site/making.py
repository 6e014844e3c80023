"""A site from its commit: what decides its bytes, its files, and whether a folder holds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from menneskehandel_cli import __version__
from menneskehandel_cli.app.making import frame, frames_of_years, open_commit, read_tip
from menneskehandel_cli.app.reporter import Reporter
from menneskehandel_cli.git import GitTrouble
from menneskehandel_cli.language import LANGS, SOURCE_LANG, Lang, say
from menneskehandel_cli.language.refused import Refused
from menneskehandel_cli.language.tags import written_forms
from menneskehandel_cli.site.folder import digests_in, manifest_in
from menneskehandel_cli.site.libraries import digest as templates
from menneskehandel_cli.site.libraries import versions
from menneskehandel_cli.site.manifest import MANIFEST, MadeFrom, digest


def made_from(root: Path | None, at: str, langs: Iterable[Lang], reporter: Reporter) -> MadeFrom:
    """What decides the bytes. Raises ``Refused`` if the commit holds no strategy, and ``GitTrouble``."""
    try:
        libraries = versions()
    except ImportError:
        raise Refused("site.extra", extra="site") from None
    opened, strategy = open_commit(root, None, at, reporter)
    return MadeFrom(
        commit=opened.commit,
        day=opened.as_of.isoformat(),
        languages=tuple(dict.fromkeys(langs)) or _languages(strategy.languages),
        version=__version__,
        templates=templates(),
        libraries=libraries,
    )


def _languages(written: tuple[str, ...]) -> tuple[Lang, ...]:
    """The languages of a site: those the strategy is written in, in all their forms, and English."""
    forms = [form for tag in written for form in (tag, *written_forms(tag))]
    return tuple(lang for lang in dict.fromkeys([*forms, SOURCE_LANG]) if lang in LANGS)


def files_of(root: Path | None, made_from: MadeFrom, reporter: Reporter) -> Iterator[tuple[str, bytes]]:
    """The site of a commit, with the frames of its years. Raises ``Refused`` and ``GitTrouble``."""
    from menneskehandel_cli.site.build import build
    from menneskehandel_cli.site.context import Site
    from menneskehandel_cli.site.pages import PAGE_KINDS

    tip = read_tip(root, made_from.languages[0], made_from.commit, reporter)
    now = frame(tip, brief=False)
    langs = tuple(map(tip.opened.head.with_terms, made_from.languages))
    return build(Site(now, langs, frames_of_years(tip, now), PAGE_KINDS), made_from)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A folder beside the site made again: the digest of each file by its path."""

    theirs: MadeFrom
    """What the folder says that it was made from."""
    mine: MadeFrom
    found: Mapping[str, str]
    made: Mapping[str, str]
    stated: Mapping[str, str]
    """What the folder's own manifest says."""

    @property
    def different(self) -> list[str]:
        """The files that are not as they are made here."""
        return differing(self.found, self.made)

    @property
    def otherwise(self) -> list[str]:
        """Which of version, templates and libraries are not those here."""
        names = ("version", "templates", "libraries")
        return [name for name in names if getattr(self.theirs, name) != getattr(self.mine, name)]


def compare(folder: Path, root: Path | None, lang: Lang, reporter: Reporter) -> Comparison:
    """Make a site again from its manifest. Raises ``Refused`` and ``GitTrouble``."""
    manifest = manifest_in(folder)
    if manifest is None:
        raise Refused("site.no_manifest", folder=str(folder))
    theirs = manifest.made_from
    try:
        mine = made_from(root, theirs.commit, theirs.languages, reporter)
        with reporter.working(say("progress.site", lang)):
            made = {path: digest(data) for path, data in files_of(root, mine, reporter)}
    except GitTrouble as trouble:
        if trouble.trouble != "unknown":
            raise
        raise Refused("verify_commit", file=str(folder), at=trouble.about) from None
    found = digests_in(folder)
    return Comparison(theirs, mine, found, made, {**manifest.files, MANIFEST: found[MANIFEST]})


def differing(found: Mapping[str, str], known: Mapping[str, str]) -> list[str]:
    """The files whose digests are not the same in both."""
    return sorted(path for path in found.keys() | known.keys() if found.get(path) != known.get(path))
