"""What a new repository has beside its data: workflows, settings of editors, a README and a guide.

The files are made from ``templates/init/``. A page is there in each language that somebody has written it
in, by the tag before ``.md``; any other language has it in English.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from menneskehandel_cli.blocks.templates import folders, markdown_inner
from menneskehandel_cli.language import SOURCE_LANG, Lang

_FILES = {
    "README.md": "README.md",
    "docs/guide.md": "guide.md",
    "docs/gitlab-ci.yml": "gitlab-ci.yml",
    ".github/pull_request_template.md": "pull_request_template.md",
    ".github/dependabot.yml": "dependabot.yml",
    ".github/workflows/check.yml": "check.yml",
    ".github/workflows/comment.yml": "comment.yml",
    ".github/workflows/site.yml": "site.yml",
    ".github/workflows/yearly-report.yml": "yearly-report.yml",
    ".vscode/settings.json": "settings.json",
    ".vscode/extensions.json": "extensions.json",
    ".pre-commit-config.yaml": "pre-commit-config.yaml",
    "constraints.txt": "constraints.txt",
    ".gitignore": "gitignore",
    ".gitattributes": "gitattributes",
}
"""The files by their paths, each with its template."""


def start_files(title: str, instruments: Sequence[str], requirement: str, lang: Lang) -> dict[str, str]:
    """The files by their paths. ``requirement`` is what the program is installed from, or nothing."""
    folder = next(place / "init" for place in folders() if (place / "init").is_dir())
    # GitHub's own expressions are in two braces.
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        autoescape=False,
        block_start_string="[%",
        block_end_string="%]",
        variable_start_string="[[",
        variable_end_string="]]",
        comment_start_string="[#",
        comment_end_string="#]",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    page = {
        "title": markdown_inner(title),
        "instruments": list(instruments),
        "requirement": requirement,
        "lang": lang,
    }
    return {
        path: environment.get_template(_named(name, lang, folder)).render(page)
        for path, name in _FILES.items()
    }


def _named(name: str, lang: Lang, folder: Path) -> str:
    """The template of a file: in ``lang`` if it is in languages, otherwise in English."""
    stem, _, suffix = name.rpartition(".")
    for tag in (lang, SOURCE_LANG):
        if (folder / f"{stem}.{tag}.{suffix}.j2").is_file():
            return f"{stem}.{tag}.{suffix}.j2"
    return f"{name}.j2"
