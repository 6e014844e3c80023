"""``mh check``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from menneskehandel_cli.cli.choices import choose_format, terminal_width, wants_colour
from menneskehandel_cli.cli.failure import Failure
from menneskehandel_cli.cli.output import tell
from menneskehandel_cli.cli.session import (
    AsOfOption,
    AtOption,
    FormatOption,
    LangOption,
    RootOption,
    Session,
    open_session,
)
from menneskehandel_cli.diagnostics import SEVERITIES, Severity

if TYPE_CHECKING:
    from menneskehandel_cli.rules import Finding
    from menneskehandel_cli.trees import Tree

PathsArgument = Annotated[list[Path], typer.Argument(help="argument.paths", show_default=False)]
RulesOption = Annotated[list[str], typer.Option("--rules", help="option.rules", show_default=False)]
IgnoreOption = Annotated[list[str], typer.Option("--ignore", help="option.ignore", show_default=False)]
FailOnOption = Annotated[str, typer.Option("--fail-on", help="option.fail_on")]


def check(
    paths: PathsArgument = [],
    rules: RulesOption = [],
    ignore: IgnoreOption = [],
    fail_on: FailOnOption = "error",
    at: AtOption = None,
    as_of: AsOfOption = None,
    format: FormatOption = "text",
    lang: LangOption = None,
    root: RootOption = None,
) -> None:
    """Everything the rules find, with its place and its cure."""
    name = choose_format(format, ("text", "json", "github", "gitlab", "sarif", "markdown"))
    if fail_on not in (*SEVERITIES, "never"):
        raise Failure("fail_on", given=fail_on, known=[*SEVERITIES, "never"])
    session = open_session(root, lang, as_of, at)

    from menneskehandel_cli.rules import summary

    wanted = inside(session, paths)
    only, never = _families(rules), _families(ignore)
    found = [
        finding
        for finding in session.all_findings
        if _wanted(finding.path, wanted)
        and (not only or finding.rule.code.startswith(only))
        and not (never and finding.rule.code.startswith(never))
    ]
    counts = summary(found)
    tell(_render(session, found, counts, name))
    session.warn_of_history()
    grave = () if fail_on == "never" else SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    if any(counts[severity] for severity in grave):
        raise typer.Exit(1)


def _render(session: Session, found: list[Finding], counts: dict[Severity, int], name: str) -> str:
    """The findings in the format asked for. Accepted ones are told apart where the format can."""
    from menneskehandel_cli.rules import unaccepted

    lang, still = session.lang, unaccepted(found)
    if name == "json":
        from menneskehandel_cli.formats import check_json

        return check_json.render(found, counts, lang, session.register.revision)
    if name == "github":
        from menneskehandel_cli.formats import check_github

        return check_github.render(still, lang, session.prefix)
    if name == "gitlab":
        from menneskehandel_cli.formats import check_gitlab

        return check_gitlab.render(still, lang, session.prefix)
    if name == "sarif":
        from menneskehandel_cli.formats import check_sarif

        return check_sarif.render(found, lang)
    if name == "markdown":
        from menneskehandel_cli.formats import check_markdown

        return check_markdown.render(still, counts, lang)
    from menneskehandel_cli.formats import check_text

    width, colour, accepted = terminal_width(), wants_colour(), len(found) - len(still)
    lines = lines_of(session.tree)
    return check_text.render(still, counts, accepted, lang, lines, width=width, colour=colour)


def _families(asked: list[str]) -> tuple[str, ...]:
    """Rules by code (MH201) or family (MH2); several may stand with commas between them."""
    from menneskehandel_cli.rules import all_rules

    wanted = tuple(word.strip().upper() for words in asked for word in words.split(","))
    for word in wanted:
        if not word or not any(code.startswith(word) for code in all_rules()):
            raise Failure("unknown_rule", given=word, known=list(all_rules()))
    return wanted


def chosen(session: Session, paths: list[Path]) -> list[str]:
    """The files at and below some paths given on the command line; all files where none is given."""
    wanted = inside(session, paths)
    return [path for path in session.tree.paths() if _wanted(path, wanted)]


def inside(session: Session, paths: list[Path]) -> list[str]:
    """Paths given on the command line, as the register names files. Raises ``Failure``."""
    return [_inside(session, path) for path in paths]


def _wanted(path: str, wanted: list[str]) -> bool:
    return not wanted or any(_below(path, place) for place in wanted)


def _inside(session: Session, path: Path) -> str:
    """A path given on the command line, as the register names files."""
    full = path.absolute()
    if not full.exists() and not full.is_symlink():
        raise Failure("no_such_path", path=str(path))
    try:
        return full.resolve().relative_to(session.root.resolve()).as_posix()
    except ValueError:
        raise Failure("outside", path=str(path), root=str(session.root)) from None


def _below(path: str, place: str) -> bool:
    return place in (".", path) or path.startswith(f"{place}/")


def lines_of(tree: Tree) -> Callable[[str, int], str | None]:
    """Hands out a line of a file by its number, reading each file once."""
    from menneskehandel_cli.documents import split_lines
    from menneskehandel_cli.trees import Unreadable

    read: dict[str, list[str]] = {}

    def line_of(path: str, number: int) -> str | None:
        if path not in read:
            try:
                data = tree.read(path)
            except Unreadable:
                data = b""
            read[path] = split_lines(data.decode("utf-8-sig", "replace"))
        lines = read[path]
        return lines[number - 1] if number <= len(lines) and lines != [""] else None

    return line_of
