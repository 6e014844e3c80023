"""``mh verify``: make a report again from its own stamp, and compare."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from os.path import commonprefix
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from menneskehandel_cli import __version__
from menneskehandel_cli.cli.choices import choose_lang, lang_here
from menneskehandel_cli.cli.failure import Failure
from menneskehandel_cli.cli.options import LangOption, RootOption
from menneskehandel_cli.cli.output import tell
from menneskehandel_cli.cli.parameters import TemplateOption, TemplatesOption
from menneskehandel_cli.cli.progress import working
from menneskehandel_cli.language import LANGS, Lang, escape_control, escape_workflow_commands, say

if TYPE_CHECKING:
    from menneskehandel_cli.cli.making import Order
    from menneskehandel_cli.formats.stamp import Stamp

FileArgument = Annotated[Path, typer.Argument(help="argument.report_file")]

_PAGES = ("gaps", "matrix")
"""The commands whose pages of a commit can be verified, like a report."""

_LARGEST = 100_000_000
"""In bytes; a report on ten years has some hundred thousand."""

_BEFORE, _AFTER = 40, 80
"""How many characters of a line are shown before and after the place where it differs."""


def verify(
    file: FileArgument,
    templates: TemplatesOption = None,
    template: TemplateOption = None,
    lang: LangOption = None,
    root: RootOption = None,
) -> None:
    """Make a report or a site again and compare it: every byte, or else what the bytes say."""
    from menneskehandel_cli.cli.making import own_templates

    told = choose_lang(lang, lang_here(root))
    if file.is_dir():
        from menneskehandel_cli.cli.site import verify_site

        verify_site(file, root, told)
        return
    given = _read(file)
    reader = next(reader for beginning, reader in _READERS if given.startswith(beginning))
    stamp, theirs = reader(given)
    order = _order(stamp) if stamp is not None else None
    if stamp is None or order is None:
        raise Failure("no_stamp", file=str(file))
    own = own_templates(order.format, template, templates)
    with working(say("progress.report", told)):
        again = _make(file, root, order, own)
    ours = reader(again)[1]
    if again == given:
        tell(say("verify.same", told) + "\n")
        return
    if ours == theirs and reader is _text:
        tell(say("verify.same_content", told) + "\n")
        return
    mine = order.stamp(own)
    if replace(mine, libraries=stamp.libraries) == stamp and _alike(theirs, ours, stamp, mine):
        other = {"theirs": stamp.libraries, "ours": mine.libraries}
        same = stamp.libraries == mine.libraries
        said = say("verify.looks", told) if same else say("verify.same_document", told, **other)
        tell(f"{escape_control(said)}\n")
        raise typer.Exit(1 if same else 0)
    lines = []
    if stamp.version != mine.version:
        lines.append(say("verify.version", told, theirs=stamp.version, ours=__version__))
    if stamp.templates != mine.templates:
        lines.append(say("verify.templates", told, theirs=stamp.templates, ours=mine.templates))
    lines = [*(lines or [say("verify.edited", told)]), *_difference(theirs, ours, told)]
    tell("".join(f"{escape_workflow_commands(escape_control(line))}\n" for line in lines))
    raise typer.Exit(1)


def _alike(theirs: str, ours: str, stamp: Stamp, mine: Stamp) -> bool:
    """Whether two documents say the same, wherever lines break and whichever libraries wrote them."""

    def joined(text: str) -> str:
        return "".join(text.split())

    left, right = joined(theirs), joined(ours)
    if stamp.libraries and mine.libraries:
        left = left.replace(joined(stamp.libraries), joined(mine.libraries))
    return left == right


def _read(file: Path) -> bytes:
    """A report's bytes. Raises ``Failure`` if the file is too large to be a report."""
    with file.open("rb") as stream:
        data = stream.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise Failure("verify_large", file=str(file))
    return data


def _order(stamp: Stamp) -> Order | None:
    """What the stamp says was ordered; ``None`` if no ``mh`` has made it."""
    from menneskehandel_cli.cli.making import Order
    from menneskehandel_cli.formats import FORMATS, STAMPED
    from menneskehandel_cli.formats.report_pages import report_kinds

    if stamp.report in report_kinds():
        forms = tuple(FORMATS["report"])
    elif stamp.report in _PAGES:
        forms = STAMPED
    else:
        return None
    if stamp.format not in forms or stamp.lang not in LANGS:
        return None
    ends = (stamp.opening, stamp.closing)
    return Order(stamp.report, dict(stamp.arguments), *ends, stamp.format, stamp.lang)


def _make(file: Path, root: Path | None, order: Order, own: Path | None) -> bytes:
    """The bytes that the order gives here. Raises ``Failure`` and ``GitTrouble``."""
    from menneskehandel_cli.cli.making import make
    from menneskehandel_cli.cli.pages import again
    from menneskehandel_cli.git import GitTrouble

    try:
        made = again(root, order) if order.kind in _PAGES else make(root, order, own)
        return made if isinstance(made, bytes) else made.encode("utf-8", "backslashreplace")
    except GitTrouble as trouble:
        if trouble.trouble != "unknown":
            raise
        raise Failure("verify_commit", file=str(file), at=trouble.about) from None


def _text(data: bytes) -> tuple[Stamp | None, str]:
    """HTML, Markdown and JSON: the stamp, and the lines, whatever ends them.

    Mail may end lines with CRLF and add or drop the last line end; an editor may put a byte order mark
    first. A byte that is not UTF-8 is kept, as a character that no text has.
    """
    from menneskehandel_cli.formats.stamp import read_stamp

    text = data.decode("utf-8", "surrogateescape").removeprefix("\ufeff")
    text = text.replace("\r\n", "\n").rstrip("\n")
    return read_stamp(text), text


def _pdf(data: bytes) -> tuple[Stamp | None, str]:
    """PDF: the stamp, the attached JSON and the text of each page. Raises ``Failure``."""
    from menneskehandel_cli.formats.report_pdf import read_pdf

    try:
        return read_pdf(data)
    except ImportError:
        raise Failure("extra_missing", form="pdf", extra="pdf") from None


def _docx(data: bytes) -> tuple[Stamp | None, str]:
    """Word: the stamp, the embedded JSON and the text with its styles. Raises ``Failure``."""
    from menneskehandel_cli.formats.report_docx import content_of, stamp_of
    from menneskehandel_cli.formats.word.template import TemplateTrouble

    stamp = stamp_of(data)
    try:
        return stamp, "\n".join(content_of(data)) if stamp is not None else ""
    except TemplateTrouble:
        return None, ""
    except ImportError:
        raise Failure("extra_missing", form="docx", extra="docx") from None


Reader = Callable[[bytes], tuple["Stamp | None", str]]
"""Gives the stamp in a file of one form, and its content, line by line.

Two files with the same content say the same, even if their bytes differ.
"""

_READERS: tuple[tuple[bytes, Reader], ...] = (
    (b"%PDF-", _pdf),
    (b"PK\x03\x04", _docx),
    (b"", _text),
)
"""The reader of each form, with the bytes that its files begin with. The first that fits is used."""


def _difference(theirs: str, ours: str, lang: Lang) -> list[str]:
    """The first place that differs, as it is and as it should be."""
    left, right = theirs.split("\n"), ours.split("\n")
    pairs = enumerate(zip(left, right, strict=False))
    place = next((n for n, (a, b) in pairs if a != b), min(len(left), len(right)))
    both = [lines[place] if place < len(lines) else None for lines in (left, right)]
    column = len(commonprefix([line or "" for line in both]))  # noqa: RUF071  # letters are compared
    end = say("verify.end", lang)
    shown = [end if line is None else _around(line, column) for line in both]
    return [
        say("verify.differs", lang, line=place + 1, column=column + 1),
        say("verify.theirs", lang, text=shown[0]),
        say("verify.ours", lang, text=shown[1]),
    ]


def _around(line: str, column: int) -> str:
    """The part of a line around a column, with ``…`` for what is left out."""
    first, last = max(0, column - _BEFORE), column + _AFTER
    return f"{'…' if first else ''}{line[first:last]}{'…' if last < len(line) else ''}"
