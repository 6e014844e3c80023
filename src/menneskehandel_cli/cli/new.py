"""``mh new``: a file for something new, filled in with what is known.

``mh add``: a convention, whole, or a further plan, in the repository that is here.

Values missing on the command line are asked for on a terminal; never in a pipe. The commands and their
options are the kinds of ``edits/new_kinds.py``.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import TypeAdapter, ValidationError

from menneskehandel_cli.app.choices import choose_actors, choose_among, choose_written_lang, choose_year
from menneskehandel_cli.app.saving import editing, put_in_place
from menneskehandel_cli.app.stages import Opened, open_strategy, read_snapshot, tell_uncommitted
from menneskehandel_cli.cli.arguments import ALL_PLANS
from menneskehandel_cli.cli.asking import Asking
from menneskehandel_cli.cli.edit import DryRunOption, write
from menneskehandel_cli.cli.help import CommandGroup
from menneskehandel_cli.cli.output import TERMINAL, OutputOption, deliver, remark, tell_lines
from menneskehandel_cli.cli.request import RootOption, open_here, opening, options_of, with_options
from menneskehandel_cli.edits.new_kinds import NEW, Ask, Draft, asks, help_of, source_of, unrecorded, words_of
from menneskehandel_cli.edits.new_record import begun
from menneskehandel_cli.edits.starting import further, moved_to_folder, pack_changes, read_pack, titles_in
from menneskehandel_cli.language import Refused, choose, has, msg, nmsg, read_number, refusing, say
from menneskehandel_cli.language.days import read_typed_day
from menneskehandel_cli.models import PATTERNS, Article, Day, Strategy
from menneskehandel_cli.register import ACTORS_FILE, Register
from menneskehandel_cli.register.reporting import asked
from menneskehandel_cli.tables.values import actors_called, number
from menneskehandel_cli.trees import PLANS, ROOT_FILE, DiskTree, plan_of

SheetFormatOption = Annotated[str, typer.Option("--format", help="option.new.format", metavar="yaml|xlsx")]

_WORKBOOK = {
    "all": (Annotated[bool, typer.Option("--all", help="option.new.all")], False),
    "format": (SheetFormatOption, "yaml"),
    "output": (OutputOption, None),
}
"""The options that only reports have, which are made as workbooks too."""

_OF_ALL = {"shared": (Annotated[bool, typer.Option("--shared", help="option.new.shared")], False)}
"""The option that only actors have, which one of several plans may have for itself."""

app = CommandGroup()


def _new_command(kind: str) -> Callable[..., None]:
    """The command that begins a record of ``kind``: what is asked for is given by options."""

    def new(
        dry_run: DryRunOption = False, lang: str | None = None, root: RootOption = None, **options: Any
    ) -> None:
        wanted = asks(kind)
        workbook = kind == "report" and _is_workbook(**options)
        opened = open_here(root, lang)
        register = read_snapshot(opened).register
        if workbook and options["all"]:
            wanted = tuple(ask for ask in wanted if ask.option != "actor")
        values = _record_values(kind, wanted, opened, register, options)
        if workbook:
            _write_workbooks(opened, register, options["output"], dry_run=dry_run, **values)
            return
        if kind == "law":
            _refuse_law(register, values["obligation"])
        if kind == "actor" and opened.tree.plan and not options["shared"]:
            values["own"] = f"{PLANS}/{opened.tree.plan}/{ACTORS_FILE}"
        draft = Draft(choose_written_lang(lang, register), register.language)
        with editing(opened):
            # If the strategy has the schema of its kind, the first line refers editors to it.
            change = begun(kind, opened.tree, register, draft, values, described=opened.describes(kind))
            path = opened.place(change.path)
            if change.before is None and (path.exists() or path.is_symlink()):
                raise Refused("exists", path=change.path)
            write(opened, [change], dry_run=dry_run, diff=dry_run)
        if kind == "report" and not dry_run:
            remark(say(msg("Fill in the report, and set “approved” once it has been approved."), opened.lang))

    options = {ask.option: (_ask_option(kind, ask), None) for ask in asks(kind)}
    every: Mapping[str, Mapping[str, Any]] = {"report": _WORKBOOK, "actor": _OF_ALL}
    return with_options(new, {**options, **every.get(kind, {}), **options_of(new)})


def _ask_option(kind: str, ask: Ask) -> Any:
    scalar, metavar = (int, "metavar.int") if ask.integer else (str, "metavar.str")
    option = typer.Option(f"--{ask.option}", metavar=metavar, help=words_of(kind, ask, "option"))
    return Annotated[scalar | None, option]


def _is_workbook(*, format: str, actor: str | None, output: Path | None, all: bool, **_rest: object) -> bool:
    """Whether a report is made as a workbook. Raises ``Refused`` for options that do not go together."""
    (chosen,) = choose_among([format], ("yaml", "xlsx"), "format")
    if chosen == "yaml" and (all or output is not None):
        raise Refused("new.only_xlsx", option="--all" if all else "--output")
    if all and actor is not None:
        raise Refused(msg("Give either --all or --actor."))
    return chosen == "xlsx"


def _record_values(
    kind: str, wanted: Sequence[Ask], opened: Opened, register: Register, options: Mapping[str, Any]
) -> dict[str, Any]:
    """What is given by options, otherwise asked for, by the keys of the record. Raises ``Refused``."""
    asking = Asking(opened.lang)
    values: dict[str, Any] = {}
    for ask in wanted:
        known = ask.known(register, values) if ask.known is not None else ()
        read = _reader(ask, known, opened, register)
        typed = options[ask.option]
        word = opened.as_of.isoformat() if not typed and ask.today else typed
        if not ask.needed:
            values[ask.key] = asking.optional(ask.option, word, read)
            continue
        if ask.form in ("choice", "actors") and not known:
            raise Refused(ask.none, option=ask.option)
        key = words_of(kind, ask, "ask")
        question = say(key, opened.lang) if has(key) else choose(key, opened.lang)
        default = ask.default(register, values)
        nothing = next(iter(known), "")  # What depends on it is asked for too, to be told at once.
        word = None if word is None else str(word)
        values[ask.key] = asking.value(ask.option, word, read, nothing, question, default)
    asking.done()
    if "document" in values:
        values["source"] = source_of(values.pop("document"), values.pop("section"))
    return values


def _write_workbooks(
    opened: Opened, register: Register, output: Path | None, *, dry_run: bool, year: str, actor: str = ""
) -> None:
    """Write the workbook of ``actor`` to ``output``, or a file named after it.

    Without one, those of all who are to be asked for a report for the year, to a folder.
    """
    from menneskehandel_cli.sheets.content import Meta, ReportSheet
    from menneskehandel_cli.sheets.writing import workbook_file

    # The newest commit, from which a workbook can be made again when it comes back.
    newest = open_strategy(opened.root, at="HEAD", reporter=TERMINAL)
    tell_uncommitted(opened.lang, newest)
    names = [actor] if actor else asked(register, year)
    if not names:
        remark(say(msg("No report for {year} is outstanding."), opened.lang, year=year))
    for name in names:
        sheet = ReportSheet(newest.tree, Meta(year, name, opened.lang, newest.commit))
        place = output if actor and output else (output or Path()) / f"{sheet.stem}.xlsx"
        if dry_run:
            remark(say(msg("{path} would be written (--dry-run)."), opened.lang, path=str(place)))
        else:
            deliver(workbook_file(sheet), place, opened.lang, named=place == output)


def _reader(ask: Ask, known: Sequence[str], opened: Opened, register: Register) -> Callable[[str], Any]:
    """What reads a value."""
    if ask.form == "choice":
        kind, bodies = int if ask.integer else str, [*register.actors.values()] * (ask.unknown == "actor")
        return lambda word: kind(choose_actors(bodies, [word], known, ask.unknown)[0])
    if ask.form == "actors":
        actors = list(register.actors.values())
        return lambda word: tuple(actors_called(word, actors)) if word.strip(" ,") else ()
    if ask.form == "year":
        return partial(choose_year, register=register)
    if ask.form == "day":
        return partial(_read_day, language=opened.head.language)
    readers = {"slug": _slug, "whole": _read_whole_number, "article": _read_article, "figure": number}
    return readers.get(ask.form or "", str.strip)


def _refuse_law(register: Register, obligation: str) -> None:
    """Raise ``Refused`` if the law on an article is elsewhere, or has every requirement already."""
    article = register.obligations[obligation]
    assert isinstance(article, Article)
    path = f"data/law/{register.instrument_id(article)}/{obligation}.yaml"
    if {register.path_of(one) for one in register.laws if one.obligation == obligation} - {path}:
        raise Refused("new.law_elsewhere", id=obligation)
    if not unrecorded(register, article):
        raise Refused("new.law_whole", id=obligation)


def _slug(word: str) -> str:
    """The id of a new folder: lower-case letters, digits and hyphens."""
    if not re.fullmatch(PATTERNS["slug"], word.strip()):
        raise Refused("new.slug", given=word)
    return word.strip()


def _read_day(word: str, language: str) -> str:
    with refusing(ValidationError, "new.day", given=word):
        return TypeAdapter[str](Day).validate_python(read_typed_day(word, language))


def _read_article(word: str) -> int | str:
    """The number of an article, with or without a letter."""
    lettered = word.strip().casefold()
    return lettered if re.fullmatch(PATTERNS["article_letter"], lettered) else _read_whole_number(word)


def _read_whole_number(word: str) -> int:
    found = read_number(word)
    if not isinstance(found, int):
        raise Refused(msg("“{given}” is not a whole number."), given=word)
    return found


for _kind in NEW:
    app.command(_kind, help=help_of(_kind))(_new_command(_kind))


add = CommandGroup()

PackArgument = Annotated[str, typer.Argument(help="argument.pack")]
StartOption = Annotated[int | None, typer.Option("--from", metavar="metavar.int", help="option.init.from")]
EndOption = Annotated[int | None, typer.Option("--to", metavar="metavar.int", help="option.init.to")]


@add.command(help=msg("A convention with its articles, in the languages of the strategy."))
@opening
def convention(opened: Opened, pack: PackArgument, dry_run: DryRunOption = False) -> None:
    """Add a convention with its articles, in the languages of the strategy."""
    chosen = read_pack(pack)
    register = read_snapshot(opened).register
    _strategy_in(register)
    folder = f"data/obligations/{chosen.instrument.id}"
    if opened.place(folder).exists():
        raise Refused("exists", path=folder)
    with editing(opened):
        write(opened, pack_changes(opened.tree, register, chosen), dry_run=dry_run, diff=dry_run)


def _strategy_in(register: Register, *, whole: bool = False) -> Strategy:
    """The strategy. Raises ``Refused`` if it cannot be read, or if anything cannot and all is needed."""
    broken = register.unjudged[:1] if whole else ()
    if register.strategy is None or broken:
        words = msg("{path} cannot be read. “mh check” shows what is wrong.")
        raise Refused(words, path=next(iter(broken), ROOT_FILE))
    return register.strategy


_MOVED = nmsg("Moved one file to plans/{plan}.", "Moved {n} files to plans/{plan}.")
_COMMITTED = msg("Record the whole move as one commit: git add --all, then git commit.")
"""Half a move in a commit would begin the history of the plan anew."""
_BEGUN = msg("“mh check --plan {plan}” shows what is to be filled in.")
_PLACED = msg("On the site that the workflow makes of all plans, the pages of this plan are now in {plan}/.")
_OWNED = msg("Make .github/CODEOWNERS again. Its first lines say how.")


@add.command(help="help.add.plan")
@opening
def plan(
    opened: Opened,
    name: Annotated[str, typer.Argument(help="argument.plan")],
    title: Annotated[list[str] | None, typer.Option("--title", help="option.init.title")] = None,
    begins: StartOption = None,
    ends: EndOption = None,
    move: Annotated[bool, typer.Option("--move", help="option.plan.move")] = False,
    dry_run: DryRunOption = False,
) -> None:
    """Begin a further plan beside the one here, or move the one here to a folder of its own."""
    strategy = _strategy_in(read_snapshot(opened).register, whole=move)
    if not re.fullmatch(PATTERNS["slug"], name) or name == ALL_PLANS:
        raise Refused("add.plan.moved", given=name)
    if (DiskTree(opened.root).top / PLANS / name).exists():
        raise Refused("exists", path=f"{PLANS}/{name}")
    if move and plan_of(opened.root)[1]:
        raise Refused(msg("This plan is already in a separate folder."))
    if move:
        changes = moved_to_folder(opened.tree, name)
    elif not title or begins is None or ends is None or ends < begins:
        raise Refused(msg("Give the plan's --title and its years, such as --from 2031 --to 2036."))
    else:
        changes = [
            further(strategy, name, titles_in(title, strategy.languages), (begins, ends), opened.as_of)
        ]
    if dry_run:
        tell_lines(*(change.path for change in changes))
        return
    owned = (opened.root / ".github/CODEOWNERS").is_file()
    with editing(opened):
        put_in_place(opened, changes, report=not move)
    count = sum(one.moved_from is not None for one in changes)
    moves = ((_MOVED, count), ("add.plan.areas", len(changes) - count), (_COMMITTED, 1), (_PLACED, owned))
    for line, n in (*moves, (_OWNED, owned)) if move else ((_BEGUN, 1),):
        if n:
            remark(say(line, opened.lang, plan=name, n=n))
