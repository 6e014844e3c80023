"""Renderers: each turns a view into text. None of them prints or reads input."""

from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from typing import NamedTuple, TypeVar

from menneskehandel_cli.language import Lang, TermedLang, escape_control, say
from menneskehandel_cli.language import listing as listed
from menneskehandel_cli.language.runs import DocumentLang, ReaderLang

_RENDERED_AS = {"json": "json", "csv": "table", "csv-nb": "table", "xlsx": "table"}
"""What a view of blocks is rendered as in a format; a page in the others."""


def _block_formats(module: str, *names: str) -> Mapping[str, str]:
    """The formats of a view of blocks."""
    return {name: f"{module}:render_{_RENDERED_AS.get(name, 'page')}" for name in names}


FORMATS: Mapping[str, Mapping[str, str]] = {
    "status": {"text": "status_text:render", "json": "json:status"},
    "show": _block_formats("show", "text", "json"),
    "check": {
        "text": "check_text:render",
        "json": "check:render_json",
        **{name: f"check:{name}" for name in ("github", "gitlab", "sarif")},
        "markdown": "check:render_markdown",
    },
    "gaps": _block_formats("gaps", "text", "json", "markdown", "csv", "csv-nb", "html", "xlsx"),
    "matrix": _block_formats("matrix", "text", "json", "markdown", "html", "csv", "csv-nb", "xlsx"),
    "log": {"text": "log:render_log", "json": "log:log_json", "markdown": "log:render_log"},
    "diff": {"text": "log:render_diff", "json": "log:diff_json", "markdown": "log:render_diff"},
    "list": {**_block_formats("listing", "text", "json", "markdown", "html", "csv", "csv-nb", "xlsx")},
    "evidence": _block_formats("listing", "text", "json", "markdown", "html", "csv", "csv-nb", "xlsx"),
    "find": {"text": "listing:find_text", "json": "listing:find_json"},
    "law": _block_formats("law", "text", "json", "markdown"),
    "explain": _block_formats("explain", "text", "markdown", "json"),
    "report": {
        **_block_formats("report_frame", "markdown", "html", "json", "text"),
        "docx": "report_docx:render_docx",
        **dict.fromkeys(("pdf", "pdf/a-3a"), "report_pdf:render_pdf"),
    },
}
"""The formats of each command, its default first, with the module and the function that renders it.

Used by the commands, ``--format``, shell completion and tests. A renderer takes the command's view and
``RenderOptions``.
"""


PDF_VARIANTS: Mapping[str, str] = {"pdf/ua-1": "pdf", "pdf/a-3a": "pdf/a-3a"}
"""The format for each standard that a PDF may ask for: ISO 14289-1 (all readers), ISO 19005-3 (archives).

Whether a file conforms is for a validator to say.
"""


class Extra(NamedTuple):
    """An extra of the package: its name, which its files end in, and the libraries that write them."""

    name: str
    package: str
    """The package to import, which fails if the extra is not installed."""
    libraries: tuple[str, ...]
    """The distributions whose versions decide the bytes."""

    def versions(self) -> str:
        """The libraries with their versions here. Raises ``ImportError`` if one is not installed."""
        from importlib.metadata import version

        return ", ".join(f"{library} {version(library)}" for library in self.libraries)


EXTRAS: Mapping[str, Extra] = {
    "xlsx": Extra("xlsx", "xlsxwriter", ("XlsxWriter",)),
    "docx": Extra("docx", "docxtpl", ("docxtpl", "python-docx", "lxml")),
    **dict.fromkeys(PDF_VARIANTS.values(), Extra("pdf", "weasyprint", ("weasyprint", "pydyf", "fonttools"))),
}
"""The formats that are not texts, and the extra that each needs."""


T = TypeVar("T")


class Bound(NamedTuple):
    """A maximum number of lines of a long list (``None``: all), and the command that shows all."""

    most: int | None
    whole: str = ""

    def cut(self, lists: Iterable[Sequence[T]]) -> tuple[list[list[T]], int]:
        """The first lines of consecutive lists, and how many lines are left out."""
        shown: list[list[T]] = []
        room, left_out = self.most, 0
        for items in lists:
            kept = list(items if room is None else items[:room])
            shown.append(kept)
            left_out += len(items) - len(kept)
            room = None if room is None else room - len(kept)
        return shown, left_out

    def note(self, left_out: int, lang: Lang) -> str:
        """How many lines are left out, and the command that shows them; empty if none is."""
        return escape_control(say("left_out", lang, n=left_out, command=self.whole) if left_out else "")


EVERYTHING = Bound(None)


class RenderOptions(NamedTuple):
    """How a view is rendered; ``width`` and ``colour`` are for a terminal."""

    lang: Lang
    bound: Bound = EVERYTHING
    width: int = 100
    colour: bool = False
    form: str = ""
    """The name of the format, as ``render`` sets it."""


_READER_LANGS = {"html": DocumentLang, "markdown": ReaderLang, "text": ReaderLang}
"""The formats that say to a reader in which other language a text is."""


def render(command: str, name: str, view: object, options: RenderOptions) -> str | bytes:
    """The ``view`` of ``command`` in the format ``name``; bytes if the format is not a text."""
    module, _, function = FORMATS[command][name].partition(":")
    lang = _READER_LANGS.get(name, TermedLang)(options.lang)
    renderer = getattr(import_module(f"{__name__}.{module}"), function)
    rendered: str | bytes = renderer(view, options._replace(lang=lang, form=name))
    return rendered


_MOST_NAMED = 3
"""The number of files that are named; the rest are counted."""


def unjudged(paths: tuple[str, ...], lang: Lang) -> str:
    """The first line of a view with counts: which files are not counted; empty if there are none."""
    if not paths:
        return ""
    named = [*paths[:_MOST_NAMED], *(["…"] if len(paths) > _MOST_NAMED else [])]
    return say("unjudged", lang, n=len(paths), files=listed(named, lang))
