"""``mh site`` and ``mh verify``: the public site of a commit, and whether a report or it is as made."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from menneskehandel_cli.app.languages import choose_lang, lang_here
from menneskehandel_cli.cli.output import TERMINAL, remark, tell, tell_lines
from menneskehandel_cli.cli.plans import ALL, named_plans
from menneskehandel_cli.cli.progress import working
from menneskehandel_cli.cli.request import (
    AtOption,
    LangOption,
    RootOption,
    TemplateOption,
    TemplatesOption,
)
from menneskehandel_cli.language import Lang, count, msg, nmsg, say
from menneskehandel_cli.language.refused import Refused
from menneskehandel_cli.trees import DiskTree

OutArgument = Annotated[Path, typer.Argument(help="argument.site")]
FileArgument = Annotated[Path, typer.Argument(help="argument.report_file")]
PlanOption = Annotated[str | None, typer.Option("--plan", help="option.plan")]
LangsOption = Annotated[list[str] | None, typer.Option("--lang", help="option.site_lang")]


def site(
    folder: OutArgument,
    at: AtOption = None,
    lang: LangsOption = None,
    root: RootOption = None,
    plan: PlanOption = None,
) -> None:
    """Makes the public site in a folder: static pages, feeds and data; of all plans, one below each."""
    from menneskehandel_cli.site.folder import Manifest, is_whole, manifest_in, refuse_taken, write
    from menneskehandel_cli.site.making import files_of, made_from

    plans, page = named_plans(root or Path.cwd()) if plan == ALL else {}, folder / "index.html"
    if plans:
        if page.exists() and not any(manifest_in(folder / name) for name in plans):
            raise Refused("exists", path=str(page))
        for name, own in plans.items():
            site(folder / name, at, lang, own)
        told = choose_lang(lang[0] if lang else None, lang_here(next(iter(plans.values()), root)), root)
        _put_index(folder, plans, told)
        return
    asked = [choose_lang(given, None, root) for given in lang or ()]
    told = choose_lang(asked[0] if asked else None, lang_here(root), root)
    before = manifest_in(folder)
    refuse_taken(folder, before)
    wanted = made_from(root, at or "HEAD", asked, TERMINAL)
    if before is not None and before.made_from == wanted and is_whole(folder, before):
        tell(say("site.unchanged", told, folder=str(folder)) + "\n")
        return
    with working(say("progress.site", told)) as watch:
        made = list(files_of(root, wanted, TERMINAL))
        done = write(folder, made, before or Manifest(wanted, {}), wanted, watch)
    files = count(nmsg("{n} file", "{n} files"), done.written, told)
    lines = [say("site.written", told, folder=str(folder), files=files)]
    lines += [count("site.removed", done.removed, told)] if done.removed else []
    tell("\n".join(lines) + "\n")
    for path in done.left:
        remark(say("site.left", told, file=str(folder / path)))


def _put_index(folder: Path, plans: Mapping[str, Path], lang: Lang) -> None:
    """Put the page that leads to the site of each plan in the folder above them."""
    from menneskehandel_cli.edits.saving import Below
    from menneskehandel_cli.register.loading import load_strategy
    from menneskehandel_cli.site.render import leading

    known = {name: load_strategy(DiskTree(root)) for name, root in plans.items()}
    links = [(lang, one.title.pick(lang) if one else name, f"{name}/") for name, one in known.items()]
    page = leading(say(msg("The plans"), lang), links, lang)
    Below(folder).write("index.html", page.encode())


def verify(
    file: FileArgument,
    templates: TemplatesOption = None,
    template: TemplateOption = None,
    lang: LangOption = None,
    root: RootOption = None,
) -> None:
    """Make a report or a site again and compare every byte, or say what can be said of it."""
    from menneskehandel_cli.app import verifying
    from menneskehandel_cli.site import making

    told = choose_lang(lang, lang_here(root), root)
    if file.is_dir():
        code, lines = making.verify(file, root, told, TERMINAL)
    else:
        code, lines = verifying.verify(file, root, template, templates, told, TERMINAL)
    tell_lines(*lines)
    if code:
        raise typer.Exit(code)
