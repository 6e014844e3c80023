"""The options that several commands share; for those that show a view also the opening and the output."""

import re
import shlex
import sys
from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from functools import wraps
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import Annotated, Any

import typer

from menneskehandel_cli.app.choices import choose_filters, choose_format
from menneskehandel_cli.app.stages import Opened, open_strategy
from menneskehandel_cli.cli.output import TERMINAL, OutputOption, deliver_view, remark
from menneskehandel_cli.formats import FORMATS, Bound
from menneskehandel_cli.language import Lang, Refused, msg, refusing, say
from menneskehandel_cli.trees import DiskTree, Tree, find_root, lies_in

_COMPLETABLE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*")


def complete_formats(ctx: typer.Context, incomplete: str) -> list[str]:
    """The formats of the command being typed that begin with ``incomplete``."""
    known = next((FORMATS[word] for word in reversed(ctx.command_path.split()) if word in FORMATS), ())
    return [name for name in known if name.startswith(incomplete)]


def complete_ids(incomplete: str) -> Iterator[str]:
    """The ids that begin with ``incomplete``, taken from file names without reading the files."""
    from menneskehandel_cli.register.layout import file_id, kind_of, letter_in_file

    try:
        root = find_root(Path.cwd())
    except FileNotFoundError:  # The current folder has been deleted.
        return
    if root is None:
        return
    tree = DiskTree(root)
    letter = letter_in_file(tree)
    for path in tree.paths():
        name = file_id(path, letter)
        # File names are untrusted: offer nothing that a shell could interpret.
        offered = kind_of(path) not in (None, "strategy", "actors", "instrument", "report")
        if offered and _COMPLETABLE_ID.fullmatch(name) and name.casefold().startswith(incomplete.casefold()):
            yield name


RootOption = Annotated[Path | None, typer.Option(metavar="metavar.path.folder")]
FormatOption = Annotated[str, typer.Option(autocompletion=complete_formats)]
FollowUpOption = Annotated[list[str], typer.Option("--ministry", help="option.follow_up")]
AreaOption = Annotated[list[int], typer.Option(metavar="metavar.int")]
ColumnOption = Annotated[list[str], typer.Option(metavar="metavar.column")]
ValueOption = Annotated[list[str], typer.Option(metavar="metavar.value")]
InsteadOption = Annotated[list[str], typer.Option(metavar="metavar.instead")]
TemplatesOption = Annotated[Path | None, typer.Option(metavar="metavar.path.folder")]
TemplateOption = Annotated[Path | None, typer.Option(metavar="metavar.path")]

REQUIRED = Parameter.empty
"""The default of an option that must be given."""


def with_options(command: Callable[..., None], options: Mapping[str, tuple[Any, Any]]) -> Callable[..., None]:
    """``command`` as Typer reads it: each option with its name in Python, its type and its default.

    What can be told the folder of the strategy can be told the plan, which ``for_each_plan`` reads.
    """

    @wraps(command)
    def run(**values: Any) -> None:
        command(**{name: value for name, value in values.items() if name != "plan"})

    if "root" in options:
        options = {**options, "plan": (str | None, None)}
    run.__annotations__ = {name: type_ for name, (type_, _) in options.items()}
    made = [
        Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=type_)
        for name, (type_, default) in options.items()
    ]
    run.__signature__ = Signature(made)  # type: ignore[attr-defined]
    return run


LimitOption = Annotated[int | None, typer.Option(min=0, metavar="metavar.int")]

ON_A_TERMINAL = 40
"""The number of lines shown on a terminal without ``--limit``."""

_SHARED: dict[str, tuple[Any, Any]] = {
    "limit": (LimitOption, None),
    "at": (str | None, None),
    "as_of": (str | None, None),
    "format": (FormatOption, "text"),
    "output": (OutputOption, None),
    "lang": (str | None, None),
    "root": (RootOption, None),
}
"""The options in the order of the help: name in Python, type and default."""

_ALWAYS = ("format", "lang", "root")

_FILTERS: dict[str, tuple[Any, Any]] = {
    **dict.fromkeys(("instrument", "body", "ministry"), (list[str], [])),
    "follow_up": (FollowUpOption, []),
    "area": (AreaOption, []),
    **dict.fromkeys(("theme", "status", "coverage"), (list[str], [])),
}
"""The options that choose what is shown, by the names that ``choose_filters`` knows."""


def open_here(
    root: Path | None, lang: str | None = None, as_of: str | None = None, at: str | None = None
) -> Opened:
    """Open a strategy; what is said of it goes to the terminal. Raises ``Refused`` and ``GitTrouble``."""
    return open_strategy(root, lang, as_of, at, TERMINAL)


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a command besides its own options. What it cannot be asked for is as default."""

    command: str
    context: typer.Context
    format: str
    lang: str | None
    root: Path | None
    at: str | None = None
    as_of: str | None = None
    output: Path | None = None
    limit: int | None = 0
    filters: Mapping[str, Any] = field(default_factory=dict)

    def opened(self) -> Opened:
        """The strategy that is asked about. Raises ``Refused`` and ``GitTrouble``."""
        return open_here(self.root, self.lang, self.as_of, self.at)

    def opened_at(self, at: str | None, *, begins: Tree | None = None) -> Opened:
        """The same strategy at another commit, on its day; it may begin later, as in a tree."""
        return open_strategy(self.root, self.lang, at=at, reporter=TERMINAL, begins=begins)

    def chosen(self, register: Any) -> dict[str, Any]:
        """What the filters choose in a register, by the fields that hold it. Raises ``Refused``."""
        return choose_filters(register, self.filters)

    def bound(self) -> Bound:
        """The limit from ``--limit`` (0: none); without it, a screen or two on a terminal only."""
        most = self.limit
        if most is None:
            screen = self.format == "text" and self.output is None and sys.stdout.isatty()
            most = ON_A_TERMINAL if screen else 0
        return Bound(most or None, " ".join(map(shlex.quote, _without_limit(self.context))))

    def show(self, view: object, lang: Lang) -> None:
        """Print the view, or write it to the file that is asked for."""
        deliver_view(self.command, self.format, view, lang, self.output, self.bound())


def _without_limit(context: typer.Context) -> Iterator[str]:
    """The words of the command as given, but with ``--limit 0``."""
    yield from context.command_path.split()
    for parameter in context.command.params:
        name = parameter.name or ""
        source = context.get_parameter_source(name)
        if name == "limit" or source is None or source.name != "COMMANDLINE":
            continue
        values = context.params[name]
        for value in values if isinstance(values, list | tuple) else [values]:
            if parameter.param_type_name == "option":
                yield max(parameter.opts, key=len)
            yield str(value)
    yield from ("--limit", "0")


def viewing(command: str, *more: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Make a command of a function that takes a ``Request``, and its own options by their names.

    The command has the options that all such commands have, and ``more`` of those that several have,
    the filters first.
    """
    filters = {name: _FILTERS[name] for name in more if name in _FILTERS}
    shared = {name: option for name, option in _SHARED.items() if name in (*_ALWAYS, *more)}

    def decorated(function: Callable[..., None]) -> Callable[..., None]:
        @wraps(function)
        def run(context: typer.Context, **options: Any) -> None:
            common = {name: options.pop(name) for name in shared}
            common["format"] = choose_format(common["format"], command, common.get("output"))
            chosen = {name: options.pop(name) for name in filters}
            function(Request(command, context, **common, filters=chosen), **options)

        context = {"context": (typer.Context, REQUIRED)}
        return with_options(run, {**context, **filters, **options_of(function, 1), **shared})

    return decorated


def opening(function: Callable[..., None]) -> Callable[..., None]:
    """Make a command of a function that takes the opened strategy, and its own options by their names."""

    @wraps(function)
    def run(lang: str | None, root: Path | None, **options: Any) -> None:
        function(open_here(root, lang), **options)

    always = {name: _SHARED[name] for name in ("lang", "root")}
    return with_options(run, {**options_of(function, 1), **always})


def options_of(function: Callable[..., None], after: int = 0) -> dict[str, tuple[Any, Any]]:
    """The options that a function declares, ``after`` other arguments: by name, with type and default."""
    own = [*signature(function, eval_str=True).parameters.values()][after:]
    return {one.name: (one.annotation, one.default) for one in own if one.kind is not one.VAR_KEYWORD}


def plain(function: Callable[..., None]) -> Callable[..., None]:
    """Make a command of a function that takes its options by their names, and opens the strategy itself."""
    return with_options(function, options_of(function))


EACH_PLAN: ContextVar[set[object] | None] = ContextVar("EACH_PLAN", default=None)
"""What has been told so far, if a command is run for each plan in turn; a file is then read in its own."""


def chosen(opened: Opened, paths: list[Path]) -> list[str]:
    """The files at or below the paths given on the command line; all files if none is given."""
    wanted = inside(opened, paths)
    return [path for path in opened.tree.paths() if is_wanted(path, wanted)]


def inside(opened: Opened, paths: list[Path]) -> list[str]:
    """Paths given on the command line, as the register names files. Raises ``Refused``."""
    found = []
    for path in paths:
        full = path.absolute()
        if not full.exists() and not full.is_symlink():
            raise Refused("no_such_path", path=str(path))
        with refusing(ValueError, "outside", path=str(path), root=str(opened.root)):
            found.append(replace(opened, root=opened.root.resolve()).inside(full.resolve()))
        if found[-1].startswith("../") and EACH_PLAN.get() is None:
            words = msg("{path} belongs to another plan and is not read for this one.")
            remark(say(words, opened.lang, path=path))
    return found


def is_wanted(path: str, wanted: list[str]) -> bool:
    """Whether a file is at or below one of the paths that ``inside`` gives."""
    return not wanted or any(place == "." or lies_in(path, place) for place in wanted)
