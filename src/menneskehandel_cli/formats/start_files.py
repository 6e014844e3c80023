"""What a new repository has beside its data: workflows, settings of editors, a README and a guide.

The files are made from ``templates/init/``, where each has its place and ``.j2`` after its name. A page
is there in each language that somebody has written it in, by the tag before ``.md``; any other language
has it in English.
"""

from __future__ import annotations

from collections.abc import Sequence

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from menneskehandel_cli.blocks.templates import folders, markdown_inner
from menneskehandel_cli.language import LANGS, SOURCE_LANG, Lang


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
    made: dict[str, str] = {}
    for name in sorted(environment.list_templates()):
        path, tag = name.removesuffix(".j2"), name.split(".")[-3]
        if tag in LANGS:
            path = path.replace(f".{tag}.", ".")
        if tag not in LANGS or tag == lang or (tag == SOURCE_LANG and path not in made):
            made[path] = environment.get_template(name).render(page)
    return made
