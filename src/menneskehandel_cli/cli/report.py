"""``mh report``."""

import shlex
from collections.abc import Callable, Mapping
from typing import Annotated, Any

import typer

from menneskehandel_cli.app.choices import choose_format
from menneskehandel_cli.cli import request
from menneskehandel_cli.cli.help import CommandGroup
from menneskehandel_cli.cli.output import TERMINAL, OutputOption, deliver, remark
from menneskehandel_cli.formats import PDF_VARIANTS
from menneskehandel_cli.formats.report_frame import ReportKind
from menneskehandel_cli.formats.report_pages import REPORT_KINDS
from menneskehandel_cli.language import Choices, Refused, msg, say

QuestionnaireOption = Annotated[str | None, typer.Option(metavar="metavar.path")]
FromOption = Annotated[str, typer.Option("--from", help="option.from")]
ToOption = Annotated[str, typer.Option("--to", help="option.to")]
FormatOption = Annotated[str, typer.Option(autocompletion=request.complete_formats, show_default="markdown")]
"""Where it is not given, the name of the file says it, otherwise it is Markdown."""

_PARAMETER_OPTIONS: Mapping[str, Mapping[str, tuple[Any, Any]]] = {
    "year": {"year": (Annotated[str, typer.Option()], request.REQUIRED)},
    "ministry": {"actor": (Annotated[str, typer.Argument(help="option.actor")], request.REQUIRED)},
    "instrument": {"body": (list[str], []), "instrument": (list[str], [])},
    "editorial": {"editorial": (bool, True)},
    "questionnaire": {"questionnaire": (QuestionnaireOption, None)},
    "days": {"start": (FromOption, request.REQUIRED), "end": (ToOption, request.REQUIRED)},
}
"""By the parameter, as in ``app.making.PARAMETERS``: name in Python, type and default of each option."""

_ENDINGS = {f".{name}": name for name in ("pdf", "docx", "html", "json")}
"""The formats that the name of a file asks for."""


def _report_command(kind: ReportKind) -> Callable[..., None]:
    """The command that makes a report of ``kind``: its parameters become options."""

    def report(
        at: str | None = None,
        format: FormatOption = "",
        output: OutputOption = None,
        template: request.TemplateOption = None,
        templates: request.TemplatesOption = None,
        pdf_variant: str | None = None,
        lang: str | None = None,
        root: request.RootOption = None,
        **options: Any,
    ) -> None:
        from menneskehandel_cli.app.making import make, order, own_templates, read_tip
        from menneskehandel_cli.app.stages import tell_uncommitted

        if not format:  # Where nobody asked for one, the name of the file says it.
            format = _ENDINGS.get(output.suffix.lower() if output else "", "markdown")
        name = choose_format(_with_variant(format, pdf_variant), "report", output)
        own = own_templates(name, template, templates)
        tip = read_tip(root, lang, at or "HEAD", TERMINAL)
        if at is None:
            tell_uncommitted(tip.opened.lang, tip.opened)
        with TERMINAL.working(say("progress.report", tip.opened.lang)):
            text = make(tip, order(kind, tip, options, name, own), own)
        deliver(text, output, tip.opened.lang)
        if kind.name == "ministry" and output is not None:
            sheet = ("mh", "new", "report", "--year", options["year"], "--actor", options["actor"])
            command = shlex.join((*sheet, *(("--root", str(root)) if root else ()), "--format", "xlsx"))
            words = msg("This command makes the workbook that is enclosed with the letter: {command}")
            remark(say(words, tip.opened.lang, command=command))

    options: dict[str, tuple[Any, Any]] = {}
    for name in kind.parameters:
        options |= _PARAMETER_OPTIONS[name]
    return request.with_options(report, options | request.options_of(report))


def _with_variant(format: str, variant: str | None) -> str:
    """The format that a variant of PDF makes of ``pdf``. Raises ``Refused`` for an unknown one."""
    if variant is None:
        return format
    if format != "pdf":
        raise Refused("pdf_variant")
    if variant not in PDF_VARIANTS:
        raise Refused("pdf_variant_unknown", given=variant, known=Choices(PDF_VARIANTS))
    return PDF_VARIANTS[variant]


app = CommandGroup({kind.name: kind.help for kind in REPORT_KINDS.values()})


for _kind in REPORT_KINDS.values():
    app.command(_kind.name)(_report_command(_kind))
