"""What a kind of report is, what every report has around its content, and a report in every form.

The stamp on a report tells what it was made from, so that it can be reproduced and compared.
"""

import json as plain_json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from shlex import quote
from typing import Annotated, NamedTuple

from pydantic import ConfigDict, StringConstraints, TypeAdapter

from menneskehandel_cli.blocks.model import Block, Page
from menneskehandel_cli.formats import RenderOptions, json, unjudged
from menneskehandel_cli.formats.page import with_languages, write_page
from menneskehandel_cli.formats.report_parts import names
from menneskehandel_cli.language import Lang, day, msg, say, unspoken
from menneskehandel_cli.models.strategy import Publication
from menneskehandel_cli.reports.frame import Frame, Mainline
from menneskehandel_cli.reports.yearly import YearlyView

_IN_HTML = re.compile(r'<meta name="mh-report" content="([^"]*)">')
_IN_MARKDOWN = re.compile(r"^<!-- mh-report (\{.*\}) -->$", re.MULTILINE)


_Commit = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{40}([0-9a-f]{24})?$")]
_Line = Annotated[str, StringConstraints(pattern=r"^( |[^\p{C}\p{Z}])*$")]
"""A text that can be written into what is made again: only signs that are printed."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """How a report was made: its kind and arguments, the commits, the version, the templates."""

    report: str
    arguments: dict[str, str]
    opening: _Commit
    closing: _Commit
    format: str
    lang: str
    version: _Line
    templates: _Line
    libraries: _Line = ""
    """The libraries that wrote a file that is not text, with their versions."""
    plan: _Line = ""
    """The id of the plan, if the closing commit has it in a folder of its own; older stamps have none."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    def kept(self) -> dict[str, object]:
        """What a report keeps of it: without a plan, as an older stamp."""
        return {key: value for key, value in asdict(self).items() if value or key != "plan"}

    def as_json(self) -> str:
        """The stamp on one line, with nothing that could end an HTML comment."""
        text = plain_json.dumps(self.kept(), ensure_ascii=True, sort_keys=True)
        return text.replace("--", "\\u002d\\u002d").replace("<", "\\u003c").replace(">", "\\u003e")


class DocumentContent(NamedTuple):
    """What a report says, and what it is made of, as ``mh verify`` reads it from a file."""

    stamp: Stamp | None
    text: str = ""
    """All that it says, line by line: the same whichever versions of the libraries wrote it."""
    data: str = ""
    """The JSON that a document holds."""
    parts: frozenset[str] = frozenset()
    """What a document is made of. One that no report has was put there by somebody else."""
    elements: frozenset[str] = frozenset()
    """The kinds of elements in the parts, which another version of ``mh`` may use others of."""


def read_stamp(text: str) -> Stamp | None:
    """The stamp of a report in any format; ``None`` if there is no readable one."""
    from html import unescape

    found: object = None
    try:
        if match := _IN_HTML.search(text):
            found = plain_json.loads(unescape(match[1]))
        elif match := _IN_MARKDOWN.search(text):
            found = plain_json.loads(match[1])
        elif text.lstrip().startswith("{"):
            found = plain_json.loads(text).get("stamp")
        return TypeAdapter(Stamp).validate_python(found)
    except (ValueError, AttributeError, RecursionError):
        return None


def command(stamp: Stamp) -> str:
    """The command that makes the text again, from the commit that it closes with."""
    words = ["mh", "report", stamp.report]
    for name, value in stamp.arguments.items():
        if name == "ministry":
            words.append(value)
        elif name == "editorial":
            words.append("--editorial" if value else "--no-editorial")
        elif name == "questionnaire":
            words += [f"--questionnaire {quote(value)}"] if value else []
        else:
            words += [f"--{name} {part}" for part in value.split(",") if part]
    words += [f"--plan {stamp.plan}"] if stamp.plan else []
    return " ".join([*words, f"--at {stamp.closing} --lang {stamp.lang} --format {stamp.format}"])


def made(stamp: Stamp, lang: Lang) -> list[str]:
    """How a report was made, in readable lines: the command, the commits, the version."""
    return [
        say(msg("Command: {command}"), lang, command=command(stamp)),
        say(msg("Commits: from {opening} to {closing}"), lang, opening=stamp.opening, closing=stamp.closing),
        say("stamp.version", lang, version=stamp.version, templates=stamp.templates),
        *([say("stamp.libraries", lang, libraries=stamp.libraries)] if stamp.libraries else []),
        say(msg("“mh verify FILE” makes the report again and checks whether the two are identical."), lang),
    ]


def digest_of(files: Iterable[tuple[str, Path]]) -> str:
    """A digest of some files and their names, in their order."""
    summed = sha256()
    for name, path in files:
        summed.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
    return summed.hexdigest()[:16]


Arguments = Mapping[str, str]
"""The arguments of a report, as its stamp keeps them."""


class ReportKind(NamedTuple):
    """One kind of report: ``mh report`` and its name."""

    name: str
    help: str
    """A text in English, translated in the catalogues."""
    parameters: tuple[str, ...]
    """The parameters, by their names in ``app.making.PARAMETERS``."""
    ends: Callable[[Mainline, Arguments], tuple[str, str]]
    """The opening and the closing commit."""
    make: Callable[[Frame, Arguments, Lang], tuple[object, Page]]
    """Make the view, which is the report's JSON, and its page."""


def ends_of_year(line: Mainline, arguments: Arguments) -> tuple[str, str]:
    """The ends of a report on a year: the closing commits of the year before and of the year."""
    return line.year(arguments["year"])


def titled(title: str, view: YearlyView, frame: Frame, lang: Lang) -> tuple[str, list[str]]:
    """The title of a report on a year, marked as preliminary if it is, and what is missing."""
    if view.incomplete is None:
        return title, []
    until = day(view.ends.closing_day.isoformat(), lang)
    first = day(frame.history.commits[0].day.isoformat(), lang)
    note = say(f"report.preliminary.{view.incomplete}", lang, year=view.year, day=until, first=first)
    return say(msg("{title} (preliminary)"), lang, title=title), [note]


def days_of(frame: Frame, lang: Lang) -> dict[str, str]:
    """The days of the two states that a report compares."""
    ends = {"opening": frame.opening, "closing": frame.closing}
    return {end: day(state.commit.day.isoformat(), lang) for end, state in ends.items()}


def published(known: Publication, lang: Lang) -> dict[str, str]:
    """Who keeps the record and where it is, or a line to fill in."""
    who = known.publisher.name.pick(lang) if known.publisher else ""
    return {"publisher": who or "_" * 12, "address": known.address or "_" * 12}


def head_of(
    title: str,
    frame: Frame,
    lang: Lang,
    blocks: tuple[Block, ...],
    notes: Iterable[str] = (),
    *,
    letter: bool = False,
    draft: bool = False,
    compares: bool = True,
) -> Page:
    """A page with the head shared by all reports: ``notes``, the day, and the days compared.

    A ``draft`` is to be filled in: it tells whose words it holds itself, and lists what it asks about.
    """
    register = frame.closing.register
    known = register.strategy
    meta = [] if letter else [*filter(None, [unspoken(lang)])]
    meta += [unjudged(register.unjudged, lang)] if register.unjudged else []
    meta += notes
    as_of = day(frame.closing.as_of.isoformat(), lang)
    dated = letter or any(as_of in note for note in meta)
    meta += [] if dated else [say("status.as_of", lang, day=as_of)]
    coordinator = names(register, [known.coordinator], lang) if known is not None else ""
    if not letter:
        if compares and frame.opening.commit.id != frame.closing.commit.id:
            meta.append(say("report.between", lang, **days_of(frame, lang)))
        if known is not None:
            if not draft and not known.publication.official:
                meta.append(say("report.not_official", lang, **published(known.publication, lang)))
            meta.append(say(msg("Coordinator: {actor}"), lang, actor=coordinator))
    page = Page(
        title=title,
        subtitle=known.title.pick(lang) if known else "",
        lang=lang,
        meta=tuple(meta),
        fictional=say("fictional", lang) if known and known.fictional else "",
        blocks=blocks,
        contents=say("page.contents", lang),
        depth=3 if draft else 2,
        day=frame.closing.as_of,
        coordinator=coordinator,
        letter=letter,
    )
    return with_languages(page) if letter else page


class Report(NamedTuple):
    """A report: its view, its page and its stamp; the user's own templates (a folder, or a Word file)."""

    view: object
    page: Page
    stamp: Stamp
    own: Path | None = None


def render_page(report: Report, options: RenderOptions) -> str:
    """The page as text, as Markdown, for a browser or for paper."""
    origin = made(report.stamp, options.lang)
    return write_page(report.page, options, origin, report.stamp.as_json(), report.own)


def render_json(report: Report, options: RenderOptions) -> str:
    """The view, with the stamp last. An answer holds our judgements only if requested."""
    body, stamp = json.plain_json(report.view, options.lang), report.stamp
    if not isinstance(body, dict):
        raise TypeError("a view has fields")
    if stamp.arguments.get("editorial") == "":
        body = {key: _without_judgements(value) for key, value in body.items()}
    return json.render(f"mh/report/{stamp.report}/3", body | {"stamp": stamp.kept()})


def _without_judgements(value: object) -> object:
    """A value without our own links and readings of the law, at any depth."""
    if isinstance(value, dict):
        return {key: _without_judgements(item) for key, item in value.items()}
    if isinstance(value, list):
        by = [(x.get("basis"), x.get("judged_by")) if isinstance(x, dict) else () for x in value]
        return [_without_judgements(x) for x, of in zip(value, by, strict=True) if "editorial" not in of]
    return value
