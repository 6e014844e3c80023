"""A site from its commit: what decides its bytes, its files, and whether a folder holds them."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from menneskehandel_cli import __version__
from menneskehandel_cli.app.making import frame, frames_of_years, open_commit, read_tip
from menneskehandel_cli.app.reporter import Reporter
from menneskehandel_cli.app.verifying import knowing_commit
from menneskehandel_cli.blocks.templates import folders
from menneskehandel_cli.formats import Extra
from menneskehandel_cli.formats.stamp import digest_of
from menneskehandel_cli.language import SOURCE_LANG, Lang, Refused, needing, say
from menneskehandel_cli.language.catalogues import named
from menneskehandel_cli.language.tags import written_forms
from menneskehandel_cli.register.reporting import in_bodies
from menneskehandel_cli.site.folder import (
    MANIFEST,
    SHOWN,
    MadeFrom,
    Manifest,
    digest,
    digests_in,
    manifest_in,
    written,
)

if TYPE_CHECKING:
    from menneskehandel_cli.models import Strategy
    from menneskehandel_cli.register import Register
    from menneskehandel_cli.site.context import OtherSite, Site

_EXTRA = Extra(
    "site", "icalendar", ("Jinja2", "markdown-it-py", "XlsxWriter", "icalendar", "snowballstemmer")
)
"""What a site is written with."""


def made_from(
    root: Path | None, at: str, langs: Iterable[Lang], reporter: Reporter, *, of_all: bool = False
) -> MadeFrom:
    """What decides the bytes. Raises ``Refused`` if the commit holds no strategy, and ``GitTrouble``."""
    with needing("site"):
        libraries = _EXTRA.versions()
    (folder,) = folders()
    looks = [*folder.glob("*.html.j2"), folder / "charts.css.j2", *(folder / "site").iterdir()]
    opened, strategy = open_commit(root, None, at, reporter)
    return MadeFrom(
        commit=opened.commit,
        day=opened.as_of.isoformat(),
        languages=tuple(dict.fromkeys(langs)) or _languages(strategy),
        version=__version__,
        templates=digest_of((path.relative_to(folder).as_posix(), path) for path in sorted(looks)),
        libraries=libraries,
        of_all=of_all,
    )


def _languages(strategy: "Strategy") -> tuple[Lang, ...]:
    """Those the strategy is written in, in all their forms, and English."""
    forms = [form for tag in strategy.languages for form in (tag, *written_forms(tag))]
    return tuple(lang for lang in dict.fromkeys([*forms, SOURCE_LANG]) if named(lang))


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
    others = _others(now.closing.register, made_from, now.strategy)
    made = Site(now, langs, frames_of_years(tip, now), PAGE_KINDS, others)
    digests: dict[str, str] = {}
    for path, data in _files(made):
        digests[path] = digest(data)
        yield path, data
    yield MANIFEST, written(Manifest(made_from, digests))


def _others(register: "Register", made_from: MadeFrom, strategy: "Strategy") -> "dict[str, OtherSite]":
    """Where the sites of the other plans are, by the id of each, as far as that is known."""
    from menneskehandel_cli.site.context import OtherSite

    chosen = made_from.languages if made_from.languages != _languages(strategy) else ()
    found = {}
    for plan in register.beside:
        base = plan.strategy and plan.strategy.publication.address
        base = f"../../{plan.id}" if made_from.of_all else base
        if plan.strategy and base:
            found[plan.id] = OtherSite(base.rstrip("/"), chosen or _languages(plan.strategy))
    return found


def _files(site: "Site") -> Iterator[tuple[str, bytes]]:
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


def verify(folder: Path, root: Path | None, lang: Lang, reporter: Reporter) -> tuple[int, list[str]]:
    """Make a site again from its manifest and compare every file: the exit code, and what is told.

    It is 1 if one differs, and 2 if the site was made otherwise, so that they cannot be compared. Raises
    ``Refused`` and ``GitTrouble``.
    """
    manifest = manifest_in(folder)
    if manifest is None:
        raise Refused("site.no_manifest", folder=str(folder))
    theirs = manifest.made_from
    with knowing_commit(folder), reporter.working(say("progress.site", lang)):
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
    for path in shown[:SHOWN]:
        kind = "missing" if path not in found else "extra" if path not in known else "changed"
        lines.append(f"  {path}: {say(f'site.file.{kind}', lang)}")
    return code, [*lines, *(["  …"] if len(shown) > SHOWN else [])]


def _differing(found: Mapping[str, str], known: Mapping[str, str]) -> list[str]:
    """The files whose digests are not the same in both."""
    return sorted(path for path in found.keys() | known.keys() if found.get(path) != known.get(path))
