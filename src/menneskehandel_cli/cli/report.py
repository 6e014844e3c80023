"""``mh report`` and ``mh verify``."""

from __future__ import annotations

from collections.abc import Callable
from inspect import Parameter as Argument
from inspect import Signature
from pathlib import Path
from typing import Annotated, Any

import typer

from menneskehandel_cli import __version__
from menneskehandel_cli.cli.choices import choose_format, choose_lang
from menneskehandel_cli.cli.failure import Failure
from menneskehandel_cli.cli.help import Group
from menneskehandel_cli.cli.options import AtOption, FormatOption, LangOption, RootOption
from menneskehandel_cli.cli.output import OutputOption, deliver, tell
from menneskehandel_cli.cli.parameters import PARAMETERS, REQUIRED, TemplatesOption
from menneskehandel_cli.cli.progress import working
from menneskehandel_cli.formats import FORMATS
from menneskehandel_cli.formats.report_pages import ReportKind, report_kinds
from menneskehandel_cli.language import LANGS, Lang, escape_control, say

FileArgument = Annotated[Path, typer.Argument(help="argument.report_file")]

_SHARED = {
    "at": (AtOption, None),
    "format": (FormatOption, "markdown"),
    "output": (OutputOption, None),
    "templates": (TemplatesOption, None),
    "lang": (LangOption, None),
    "root": (RootOption, None),
}
"""The options that every kind of report has: name in Python, type and default."""


def _command(kind: ReportKind) -> Callable[..., None]:
    """The command that makes a report of ``kind``: its parameters become options."""

    def report(
        at: str | None,
        format: str,
        output: Path | None,
        templates: Path | None,
        lang: str | None,
        root: Path | None,
        **given: Any,
    ) -> None:
        from menneskehandel_cli.cli.making import make, order, read_tip

        name = choose_format(format, "report")
        tip = read_tip(root, lang, at or "HEAD")
        with working(say("progress.report", tip.opened.lang)):
            text = make(root, order(kind, tip, given, name), templates, tip)
        deliver(text, output, tip.opened.lang)

    options: dict[str, tuple[Any, Any]] = {}
    for name in kind.parameters:
        options |= PARAMETERS[name].options
    options |= _SHARED
    report.__annotations__ = {name: type_ for name, (type_, _) in options.items()}
    signature = Signature(
        [
            Argument(
                name,
                Argument.KEYWORD_ONLY,
                default=Argument.empty if default is REQUIRED else default,
                annotation=type_,
            )
            for name, (type_, default) in options.items()
        ]
    )
    report.__signature__ = signature  # type: ignore[attr-defined]
    return report


app = Group({kind.name: kind.help for kind in report_kinds().values()})


@app.callback()
def _report() -> None:
    """The group of commands, one for each kind of report."""


for _kind in report_kinds().values():
    app.command(_kind.name)(_command(_kind))


def verify(
    file: FileArgument,
    templates: TemplatesOption = None,
    lang: LangOption = None,
    root: RootOption = None,
) -> None:
    """Make a report again and compare it byte by byte."""
    from menneskehandel_cli.cli.making import Order, make
    from menneskehandel_cli.formats.stamp import digest, read_stamp
    from menneskehandel_cli.formats.templates import folders
    from menneskehandel_cli.git import GitTrouble

    told = choose_lang(lang, None)
    given = _read(file)
    theirs = given.decode("utf-8", "replace")
    stamp = read_stamp(theirs)
    if (
        stamp is None
        or stamp.report not in report_kinds()
        or stamp.lang not in LANGS
        or stamp.format not in FORMATS["report"]
    ):
        raise Failure("no_stamp", file=str(file))
    order = Order(
        stamp.report,
        dict(stamp.arguments),
        stamp.opening,
        stamp.closing,
        stamp.format,
        choose_lang(stamp.lang, None),
    )
    try:
        with working(say("progress.report", told)):
            ours = make(root, order, templates)
    except GitTrouble as trouble:
        if trouble.trouble != "unknown":
            raise
        raise Failure("verify_commit", file=str(file), at=trouble.about) from None
    if ours.encode("utf-8", "backslashreplace") == given:
        tell(say("verify.same", told) + "\n")
        return
    if stamp.version != __version__:
        tell(say("verify.version", told, theirs=escape_control(stamp.version), ours=__version__) + "\n")
    mine = digest(folders(templates))
    if stamp.templates != mine:
        tell(say("verify.templates", told, theirs=escape_control(stamp.templates), ours=mine) + "\n")
    if stamp.version == __version__ and stamp.templates == mine:
        tell(say("verify.edited", told) + "\n")
    for line in _difference(theirs, ours, told):
        tell(line + "\n")
    raise typer.Exit(1)


def _read(file: Path) -> bytes:
    """A report's bytes. Raises ``Failure`` if the file is too large to be a report."""
    with file.open("rb") as stream:
        data = stream.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise Failure("verify_large", file=str(file))
    return data


_LARGEST = 100_000_000
"""In bytes; a report on ten years has some hundred thousand."""


def _difference(theirs: str, ours: str, lang: Lang) -> list[str]:
    """The first line that differs, as it is and as it should be."""
    left, right = theirs.split("\n"), ours.split("\n")
    pairs = enumerate(zip(left, right, strict=False), 1)
    number = next((n for n, (a, b) in pairs if a != b), min(len(left), len(right)) + 1)

    def at(lines: list[str]) -> str:
        return escape_control(lines[number - 1][:200]) if number <= len(lines) else ""

    return [
        say("verify.differs", lang, line=number),
        say("verify.theirs", lang, text=at(left)),
        say("verify.ours", lang, text=at(right)),
    ]
