"""``mh law``: hold the readings of the law against what its publisher gives out."""

from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from menneskehandel_cli.app.choices import choose_exact_day
from menneskehandel_cli.app.saving import editing, put_in_place
from menneskehandel_cli.app.stages import Opened, read_snapshot
from menneskehandel_cli.cli.edit import refuse_errors
from menneskehandel_cli.cli.output import remark, working
from menneskehandel_cli.cli.request import Request, viewing
from menneskehandel_cli.edits.law_notes import is_notable, noted
from menneskehandel_cli.language import Refused, count, day, msg, nmsg, say
from menneskehandel_cli.lawsources import Published
from menneskehandel_cli.lawsources.archives import law_files
from menneskehandel_cli.register import Register, grouped
from menneskehandel_cli.reports.law import SOURCES, LawView, documents, law_view


@viewing("law", "at", "output")
def law(
    request: Request,
    archives: Annotated[list[Path], typer.Argument(metavar="metavar.archives", help="argument.law")],
    dated: Annotated[str | None, typer.Option(help="option.law.dated")] = None,
    was: Annotated[list[Path], typer.Option(metavar="metavar.path", help="option.law.was")] = [],
    record: Annotated[bool, typer.Option("--record", help="option.law.record")] = False,
) -> None:
    """Tell which readings of the law are of a text that has changed since; exit code 1 if any is."""
    day = choose_exact_day(dated) if dated is not None else None
    if record and request.at is not None:
        raise Refused(msg("--record changes files on disk, so it cannot be used with --at."))
    opened = request.opened()

    with editing(opened) if record else nullcontext():
        snapshot = read_snapshot(opened)
        snapshot.warn()
        when = day or _day_of_archives(archives)
        published, earlier = (_published(opened, snapshot.register, paths) for paths in (archives, was))
        view = law_view(snapshot.register, published, when, earlier, opened.revision)
        if record:
            _record(opened, view)
            view = law_view(read_snapshot(opened).register, published, when, earlier)
    request.show(view, opened.lang)
    if view.suspect:
        raise typer.Exit(1)


def _day_of_archives(archives: list[Path]) -> date:
    """The day of the archives: of several the earliest, as nothing is known of all on a later one."""
    days = []
    for path in archives:
        known = [when for when in [source.day_of(path) for source in SOURCES] if when is not None]
        if not known:
            raise Refused("law.no_day", file=str(path))
        days += known
    return min(days)


def _published(opened: Opened, register: Register, paths: list[Path]) -> Published:
    """What archives and folders hold of the acts that are cited. Raises ``Refused``."""
    keys = {source: {*cited} for source, cited in grouped(documents(register).values()).items()}
    published = Published()
    for path in paths:
        if not path.exists():
            raise Refused("no_such_path", path=str(path))
        with working(say(msg("Reading {file} …"), opened.lang, file=path.name)) as watch:
            steps, done = iter(watch(list(range(100)))), 0
            for file in law_files(path):
                for source, wanted in keys.items():
                    source.take(file, wanted, published)
                while done < file.share:
                    next(steps, None)
                    done += 1
    return published


def _record(opened: Opened, view: LawView) -> None:
    """Note fingerprints and what is suspect, and say which readings are left as they are."""
    paths = sorted({reading.path for reading in view.readings})
    changes = [change for path in paths if (change := noted(opened.tree, view, path)) is not None]
    refuse_errors(opened, changes)
    put_in_place(opened, changes)
    known = (place for place in view.places if place.fingerprint is not None)
    held = [is_notable(view, place, reading) for place in known for reading in place.readings]
    remark(count("held.noted", sum(held), opened.lang))
    if not all(held):
        words = msg("No fingerprint was recorded for {readings} from a day other than {day}.")
        readings = count(nmsg("{n} reading", "{n} readings"), held.count(False), opened.lang)
        remark(say(words, opened.lang, readings=readings, day=day(view.day.isoformat(), opened.lang)))
