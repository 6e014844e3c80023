"""``mh site`` and ``mh verify``: the public site of a commit, and whether a report or it is as made."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from menneskehandel_cli.app.choices import choose_lang, lang_here
from menneskehandel_cli.cli import request
from menneskehandel_cli.cli.arguments import ALL_PLANS
from menneskehandel_cli.cli.output import TERMINAL, remark, tell, tell_lines, working
from menneskehandel_cli.language import Lang, Refused, count, msg, nmsg, say
from menneskehandel_cli.language.catalogues import spoken


def site(
    folder: Annotated[Path, typer.Argument(help="argument.site")],
    at: str | None = None,
    lang: Annotated[list[str] | None, typer.Option("--lang", help="option.site_lang")] = None,
    root: request.RootOption = None,
    plan: str | None = None,
) -> None:
    """Makes the public site in a folder: static pages, feeds and data; of all plans, one below each."""
    from menneskehandel_cli.app.making import open_commit
    from menneskehandel_cli.app.stages import tell_uncommitted
    from menneskehandel_cli.edits.saving import Below
    from menneskehandel_cli.register.plans import named_plans
    from menneskehandel_cli.site.making import manifest_in

    plans, page = named_plans(root or Path.cwd()) if plan == ALL_PLANS else {}, folder / "index.html"
    speech = choose_lang(lang[0] if lang else None, lang_here(next(iter(plans.values()), root)), root)
    if plans:
        if page.exists() and not any(manifest_in(folder / name) for name in plans):
            raise Refused("exists", path=str(page))
        index = _page(plans, at, speech, dict.fromkeys(plans, lang) if lang else {})  # Or nothing is made.
        made = [_make_plan_site(folder / name, at, lang, own, of_all=True) for name, own in plans.items()]
        for write in made:  # Once every one of them can be made.
            write()
        Below(folder).write("index.html", index)
    else:
        _make_plan_site(folder, at, lang, root)()
    if at is None:
        newest = (open_commit(own, None, "HEAD", TERMINAL)[0] for own in plans.values() or (root,))
        tell_uncommitted(speech, *newest)


def _make_plan_site(
    folder: Path, at: str | None, lang: list[str] | None, root: Path | None, *, of_all: bool = False
) -> Callable[[], None]:
    """Make the site of one plan; what is returned writes it, and tells what was written."""
    from menneskehandel_cli.site import making

    langs = [choose_lang(tag, None, root) for tag in lang or ()]
    speech = choose_lang(langs[0] if langs else None, lang_here(root), root)
    before = making.manifest_in(folder)
    making.refuse_other_files(folder, before)
    wanted = making.made_from(root, at or "HEAD", langs, TERMINAL, of_all=of_all)
    if before is not None and before.made_from == wanted and making.is_whole(folder, before):
        return partial(tell, say("site.unchanged", speech, folder=str(folder)) + "\n")
    with working(say("progress.site", speech)):
        made = list(making.files_of(root, wanted, TERMINAL))

    def writing() -> None:
        with working(say("progress.site", speech)) as watch:
            done = making.write_site(folder, made, before or making.Manifest(wanted, {}), wanted, watch)
        files = count(nmsg("{n} file", "{n} files"), done.written, speech)
        if done.written < len(made):
            files = say(msg("{n} of {total} files"), speech, n=done.written, total=len(made))
        lines = [say("site.written", speech, folder=str(folder), files=files)]
        lines += [count("site.removed", done.removed, speech)] if done.removed else []
        tell("\n".join(lines) + "\n")
        for path in done.left:
            remark(say("site.left", speech, file=str(folder / path)))

    return writing


def _page(plans: Mapping[str, Path], at: str | None, lang: Lang, made: Mapping[str, Sequence[Lang]]) -> bytes:
    """The page above the sites of plans, in their languages: those of the plan in which a site is ``made``.

    What is wrong with a plan is told in ``lang``.
    """
    from menneskehandel_cli.app.making import open_commit
    from menneskehandel_cli.language.runs import DocumentLang, mark
    from menneskehandel_cli.site.making import languages_of
    from menneskehandel_cli.site.render import leading

    links: list[tuple[str, str, str]] = []
    for name, root in plans.items():
        try:
            strategy = open_commit(root, None, at or "HEAD", TERMINAL)[1]
        except Refused as refused:
            raise Refused(msg("The plan “{plan}”: {why}"), plan=name, why=refused.say(lang)) from refused
        those = made.get(name) or languages_of(strategy)
        first = strategy.language if strategy.language in those else those[0]  # As in Renderer.start.
        for tag in [tag for tag in strategy.languages if tag in those] or those[:1]:
            place = f"{name}/index.html" if tag == first else f"{name}/{tag}/index.html"
            links.append((tag, strategy.title.pick(DocumentLang(tag)), place))
    first, *others = dict.fromkeys(spoken(tag) for tag, _, _ in links)
    titles = (say(msg("The plans"), first), *(mark(say(msg("The plans"), tag), tag) for tag in others))
    return leading(" · ".join(titles), links, first).encode()


@request.plain
def verify(
    file: Annotated[Path, typer.Argument(help="argument.report_file")],
    templates: request.TemplatesOption = None,
    template: request.TemplateOption = None,
    lang: str | None = None,
    root: request.RootOption = None,
) -> None:
    """Make a report or a site again and compare every byte, or say what can be said of it."""
    from menneskehandel_cli.app import verifying
    from menneskehandel_cli.register.plans import named_plans
    from menneskehandel_cli.site import making

    speech = choose_lang(lang, lang_here(root), root)
    plans = named_plans(root or Path.cwd()) if file.is_dir() and making.manifest_in(file) is None else {}
    # A plan that came after the site is not in it.
    plans = {name: own for name, own in plans.items() if making.manifest_in(file / name)} or plans
    if plans:
        code, lines = _verify_all(file, plans, speech)
    elif file.is_dir():
        code, lines = making.verify_site(file, root, speech, TERMINAL)
    else:
        code, lines = verifying.verify(file, root, template, templates, speech, TERMINAL)
    tell_lines(*lines)
    if code:
        raise typer.Exit(code)


def _verify_all(folder: Path, plans: Mapping[str, Path], lang: Lang) -> tuple[int, list[str]]:
    """Verify the sites of all plans and the page that leads to them: the worst code, and what is told."""
    from menneskehandel_cli.site import making

    found = {name: making.verify_site(folder / name, root, lang, TERMINAL) for name, root in plans.items()}
    report = [line for name, (_, lines) in found.items() for line in (f"{name}:", *lines)]
    worst = max(code for code, _ in found.values())
    made = {name: one.made_from for name in plans if (one := making.manifest_in(folder / name))}
    if worst == 0 and made:
        langs, commit = {name: one.languages for name, one in made.items()}, next(iter(made.values())).commit
        if (folder / "index.html").read_bytes() != _page(plans, commit, lang, langs):
            return 1, [*report, f"index.html: {say('site.file.changed', lang)}"]
    return worst, report
