"""A report made again from its own stamp, and compared byte by byte."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import zip_longest
from os.path import commonprefix
from pathlib import Path

from menneskehandel_cli.app.making import make, own_templates, read_tip, stamped
from menneskehandel_cli.app.reporter import Reporter
from menneskehandel_cli.formats import EXTRAS, FORMATS
from menneskehandel_cli.formats.report_frame import DocumentContent, Stamp, read_stamp
from menneskehandel_cli.formats.report_pages import REPORT_KINDS
from menneskehandel_cli.git import GitTrouble
from menneskehandel_cli.language import Lang, Phrase, Refused, msg, refusing, say
from menneskehandel_cli.language.catalogues import tag_names
from menneskehandel_cli.register.plans import plan_called

_LARGEST_REPORT = 100_000_000
"""In bytes; a report on ten years has some hundred thousand."""

_BEFORE, _AFTER = 40, 80
"""How many characters of a line are shown before and after the place where it differs."""

_MOST_SHOWN = 10
"""As many parts are named that no report has."""


def verify(
    file: Path,
    root: Path | None,
    template: Path | None,
    templates: Path | None,
    lang: Lang,
    reporter: Reporter,
) -> tuple[int, list[str]]:
    """The exit code for a report, and what is told of it. Raises ``Refused`` and ``GitTrouble``.

    It is 0 if every byte is the same; otherwise as ``_judged`` has it.
    """
    data = _read_report_file(file)
    theirs = _document_content(data)
    stamp = theirs.stamp
    kinds, formats = REPORT_KINDS, FORMATS["report"]
    if stamp is None or stamp.report not in kinds or stamp.format not in formats or not tag_names(stamp.lang):
        raise Refused("not_a_report", file=str(file))
    own = own_templates(stamp.format, template, templates)
    ends = (stamp.opening, stamp.closing)
    mine = stamped(stamp.report, stamp.arguments, ends, stamp.format, stamp.lang, own)
    mine = replace(mine, plan=stamp.plan)
    with reporter.working(say("progress.report", lang)), knowing_commit(file):
        root = plan_called(stamp.plan, root or Path.cwd(), at=stamp.closing) if stamp.plan else root
        text = make(read_tip(root, stamp.lang, stamp.closing, reporter), stamp, own)
    # With what it says of itself in it.
    made = text if isinstance(text, bytes) else text.encode("utf-8", "backslashreplace")
    if stamp == mine and made == data:
        return 0, [say("verify.same", lang)]
    ours = _document_content(made)
    if stamp == mine and ours.text == theirs.text and stamp.format not in EXTRAS:
        return 0, [say("verify.same_content", lang)]
    return _judged(theirs, ours, stamp, mine, lang)


def _judged(
    theirs: DocumentContent, ours: DocumentContent, stamp: Stamp, mine: Stamp, lang: Lang
) -> tuple[int, list[str]]:
    """The exit code for a report whose bytes are not those made here, and what is told of it.

    It is 2 if the report says that something else made it, and 1 if that does not account for it.
    """
    made_by = ("version", "templates", "libraries")
    other = [key for key in made_by if getattr(stamp, key) != getattr(mine, key)]
    made_of = other in ([], ["libraries"])  # Another library writes the same words and elements.
    same = theirs.text == ours.text or bool(ours.parts and _unwrapped(theirs.text) == _unwrapped(ours.text))
    foreign = theirs.parts - ours.parts | (theirs.elements - ours.elements if made_of else set())
    difference = [] if same else _first_difference(theirs.text, ours.text, lang)
    both = [(key, getattr(stamp, key), getattr(mine, key)) for key in other]
    named = [say(f"verify.{key}", lang, theirs=old, ours=new) for key, old, new in both]
    if foreign:
        shown = [*sorted(foreign)[:_MOST_SHOWN], *(["…"] if len(foreign) > _MOST_SHOWN else [])]
        return 1, [Phrase("verify.foreign", parts=shown).say(lang), *named, *difference]
    if made_of and not same:
        return 1, [say(msg("The report has been edited since it was made."), lang), *named, *difference]
    if not other:
        return 1, [say("verify.looks", lang)]
    lines = [*named, say("verify.not_compared", lang)]
    if theirs.data and theirs.data == ours.data:
        lines.append(say("verify.same_document" if same else "verify.same_data", lang))
    elif same:
        words = msg("Otherwise, the report is identical to the one made here from the same commits.")
        lines.append(say(words, lang))
    return 2, [*lines, *difference]


def _unwrapped(text: str) -> str:
    """What a document says, wherever its lines break."""
    return "".join(text.split())


def _read_report_file(file: Path) -> bytes:
    """A report's bytes. Raises ``Refused`` if the file is too large to be a report."""
    with file.open("rb") as stream:
        data = stream.read(_LARGEST_REPORT + 1)
    if len(data) > _LARGEST_REPORT:
        raise Refused(msg("{file} is too large to be a report."), file=str(file))
    return data


@contextmanager
def knowing_commit(file: Path) -> Iterator[None]:
    """Raise ``Refused`` if a commit that something was made of is not here."""
    try:
        yield
    except GitTrouble as trouble:
        if trouble.trouble != "unknown":
            raise
        raise Refused("verify_commit", file=str(file), at=trouble.about) from None


def _document_content(data: bytes) -> DocumentContent:
    """What a file says, and what it is made of. Raises ``Refused``."""
    form = "pdf" if data.startswith(b"%PDF-") else "docx" if data.startswith(b"PK\x03\x04") else "text"
    with refusing(ImportError, "extra_missing", extra=form):
        if form == "pdf":
            from menneskehandel_cli.formats.report_pdf import read_pdf

            return read_pdf(data)
        if form == "docx":
            from menneskehandel_cli.formats.report_docx import read_docx

            return read_docx(data)
    return _text_content(data)


def _text_content(data: bytes) -> DocumentContent:
    """HTML, Markdown and JSON: the stamp, and the lines, whatever ends them.

    Mail may end lines with CRLF and add or drop the last line end; an editor may put a byte order mark
    first. A byte that is not UTF-8 is kept, as a character that no text has.
    """
    text = data.decode("utf-8", "surrogateescape").removeprefix("\ufeff")
    text = text.replace("\r\n", "\n").rstrip("\n")
    stamp = read_stamp(text)
    # No library writes a text.
    return DocumentContent(stamp if stamp is not None and not stamp.libraries else None, text)


def _first_difference(theirs: str, ours: str, lang: Lang) -> list[str]:
    """The first place that differs, as it is and as it should be."""
    pairs = enumerate(zip_longest(theirs.split("\n"), ours.split("\n")))
    place, both = next((place, both) for place, both in pairs if both[0] != both[1])
    column = len(commonprefix([line or "" for line in both]))  # noqa: RUF071  # letters are compared
    end = say(msg("(the end)"), lang)
    shown = [end if line is None else _text_around(line, column) for line in both]
    return [
        say("verify.differs", lang, line=place + 1, column=column + 1),
        say(msg("  in the file: {text}"), lang, text=shown[0]),
        say(msg("  made again:  {text}"), lang, text=shown[1]),
    ]


def _text_around(line: str, column: int) -> str:
    """The part of a line around a column, with ``…`` for what is left out."""
    first, last = max(0, column - _BEFORE), column + _AFTER
    return f"{'…' if first else ''}{line[first:last]}{'…' if last < len(line) else ''}"
