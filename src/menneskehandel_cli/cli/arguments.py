"""The words of the command line: the language that they ask for, and what is said of wrong use.

``--plan``: which of the plans in a repository a command is about, or each of them in turn.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext, redirect_stdout
from io import StringIO
from itertools import pairwise, takewhile
from pathlib import Path
from typing import NamedTuple

import typer

from menneskehandel_cli.app.choices import environment_lang, lang_here
from menneskehandel_cli.language import LANGS, SOURCE_LANG, Choices, Lang, Refused, TermedLang, msg, say
from menneskehandel_cli.trees import DiskTree, find_plans, find_root, plan_of


def early_lang(arguments: Sequence[str], environment: Mapping[str, str]) -> Lang:
    """The language for help and errors, before any command runs, as ``choose_lang`` has it."""
    tag, root = asked_lang(arguments), value_of(arguments, "--root")
    lang = tag if tag in LANGS else environment_lang(environment) or lang_here(root)
    return TermedLang(lang, plan=DiskTree(Path(root)).plan) if root else lang


def asked_lang(arguments: Sequence[str]) -> str | None:
    """What ``--lang`` asks for, whether or not there is such a language.

    For ``mh init`` it names the languages of a strategy: the first that the program has, otherwise
    English.
    """
    if next((word for word in arguments if not word.startswith("-")), None) == "init":
        named = [_option_at(pair, "--lang") for pair in pairwise([*arguments, ""])]
        tags = [tag.strip() for words in filter(None, named) for tag in words.split(",")]
        return next((tag for tag in tags if tag in LANGS), SOURCE_LANG) if tags else None
    return value_of(arguments, "--lang")


def value_of(arguments: Sequence[str], option: str) -> str | None:
    """The value of an option, where it first stands; ``None`` if it is not given."""
    return next(filter(None, (_option_at(pair, option) for pair in pairwise([*arguments, ""]))), None)


def _option_at(words: tuple[str, str], option: str) -> str | None:
    """The value of an option, if it is the first of two words."""
    word, following = words
    if word == option and following:
        return following
    return word.removeprefix(f"{option}=") if word.startswith(f"{option}=") else None


def lang_last(arguments: list[str]) -> list[str]:
    """``mh --lang en status`` means ``mh status --lang en``: the command takes the option."""
    words = list(arguments)
    option: list[str] = []
    while words and words[0].startswith("--lang"):
        size = 1 if "=" in words[0] else 2
        option, words = words[:size], words[size:]
    return words + option if any(not word.startswith("-") for word in words) else option + words


def for_typer(words: list[str]) -> list[str]:
    """``words`` without ``--lang`` if there is no command to take it; for none, those that ask for help."""
    rest = _without(words, "--lang")
    return words if any(word[:1] != "-" for word in rest) else rest or ["--help"]


def explain(wrong: Exception, lang: Lang, words: Sequence[str]) -> str | None:
    """What was wrong with ``words``, and which help to read; ``None`` for a bug in ``mh``.

    In Typer's own English, where only its text tells what was wrong.
    """
    if not isinstance(wrong, typer.TyperException):
        return None
    context = getattr(wrong, "ctx", None)
    command = context.command_path if context is not None else "mh"
    return f"{_message(wrong, lang, words, command)} {say('usage.help', lang, command=command)}"


def _message(wrong: typer.TyperException, lang: Lang, words: Sequence[str], command: str) -> str:
    kind, parameter = type(wrong).__name__, getattr(wrong, "param", None)
    if kind == "NoSuchOption":
        near = getattr(wrong, "possibilities", None)
        meant = say("meant", lang, near=near[0]) if near else ""
        return f"{say('usage.no_option', lang, name=getattr(wrong, 'option_name', ''))} {meant}".strip()
    if kind == "MissingParameter" and parameter is not None:
        name = max(parameter.opts, key=len)
        if example := {"--year": "2026", "--from": "2026-01-01", "--to": "2026-12-31"}.get(name):
            return say(msg("Give {name}, for example {name} {example}."), lang, name=name, example=example)
        return say(msg("{name} is missing."), lang, name=parameter.metavar)
    if kind == "BadParameter" and parameter is not None:
        name = max(parameter.opts, key=len)
        values = ["", *(x for pair in pairwise([*words, ""]) if (x := _option_at(pair, name)) is not None)]
        wrong_one = next((value for value in values[1:] if not value.isdecimal()), values[-1])
        return say(msg("{name} cannot be “{given}”."), lang, name=name, given=wrong_one)
    if kind == "UsageError":  # Of a command; a group says itself what it lacks.
        return say(msg("There are more words after “{command}” than it takes."), lang, command=command)
    return f"{wrong.format_message().rstrip('.')}."


ALL_PLANS = "all"
_EACH = ("status", "gaps", "matrix", "log", "diff", "check", "evidence", "fmt", "report")
"""The commands that can be about each plan in turn."""
_OF_ALL_PLANS = ("site", "verify", "codeowners")
"""Those that take all plans themselves."""
_UNTITLED = ("log", "diff", "check", "evidence")
"""Those whose answer does not say which plan it is about."""

_TEXTS = ("text", "markdown", "github")
"""The formats in which one answer may follow another."""
_JOINED_FORMATS = ("json", "gitlab", "sarif")
"""The formats in which several answers are made one."""
_MEASURE_ID = re.compile(r"(?:([\w-]+):)?([^\W\d_]{1,3}\d[\w.]*)")
"""The id of a measure or a part of one, which its plan may stand before."""


class PlanRun(NamedTuple):
    """The arguments of a run; of one of several, its plan, and the format of its answer."""

    words: list[str]
    plan: str = ""
    root: Path = Path()
    form: str = ""
    untitled: bool = False
    seen: set[object] | None = None
    """What has been told of the plans before it."""

    @property
    def joined(self) -> bool:
        """Whether its answer is a part of one."""
        return self.form in _JOINED_FORMATS


def for_each_plan(arguments: Sequence[str]) -> list[PlanRun]:
    """The runs that are asked for, each with the folder of its plan as ``--root``.

    Where a folder holds plans and none is named, a command is about all of them, and a difference about
    all in the repository. An id that begins with its plan is one of that plan. Raises ``Refused``.
    """
    words = [*takewhile("--".__ne__, arguments)]
    wanted = _plan_wanted(words)
    root = value_of(words, "--root")
    rest = _without(_without(arguments, "--plan"), "--root")
    command = next((word for word in rest if not word.startswith("-")), "")
    start = Path(root or "")
    if command in ("show", "log", "find", "set", "edit") and (runs := _by_ids(command, rest, wanted, start)):
        return runs
    end = _end_revision(rest) if command == "diff" else None
    if wanted is None and (root or not _concerns_all(command, end)):
        return [PlanRun([*arguments])]
    if wanted == ALL_PLANS and command in _OF_ALL_PLANS:
        return [PlanRun([*arguments] if command == "site" else _without(arguments, "--plan"))]
    from menneskehandel_cli.register.plans import named_plans, plan_called

    if wanted not in (None, ALL_PLANS):
        place = plan_called(wanted, start, ALL_PLANS, at=value_of(words, "--at") or end)
        return _runs(command, [(wanted, place, rest)])
    if not (plans := named_plans(start, end)):  # There is one, which is all.
        return [PlanRun(_without(arguments, "--plan"))]
    if len(plans) > 1 and command not in _EACH:
        if command == "site":
            return [PlanRun([*arguments, "--plan", ALL_PLANS])]
        raise Refused("plan.all_commands", known=Choices((*_EACH, *_OF_ALL_PLANS)))
    return _runs(command, [(name, place, rest) for name, place in plans.items()])


def _plan_wanted(words: Sequence[str]) -> str | None:
    """The plan that is named; empty where the option is given without a value."""
    return value_of(words, "--plan") or ("" if {"--plan", "--plan="} & {*words} else None)


def _runs(command: str, plans: Sequence[tuple[str, Path, list[str]]]) -> list[PlanRun]:
    """A run for each plan, with the words about it. Raises ``Refused`` for what is not told together."""
    runs, seen = [], set[object]()
    for name, root, words in plans:
        form = value_of(words, "--format") or _TEXTS[0]
        form = "markdown" if form == "md" else form
        end = words.index("--") if "--" in words else len(words)
        rooted = [*words[:end], "--root", str(root), *words[end:]]
        if not plans[1:]:
            return [PlanRun(rooted)]
        written = value_of(words, "--output") or any(word.startswith("-o") for word in words)
        if form not in (*_TEXTS, *_JOINED_FORMATS) or written:
            raise Refused("plans_to_file", known=Choices((*_TEXTS, *_JOINED_FORMATS)))
        untitled, so_far = command in _UNTITLED and form in _TEXTS[:2], seen if form in _TEXTS else set()
        runs.append(PlanRun(rooted, name, root, form, untitled, so_far))
    return runs


def _by_ids(command: str, rest: list[str], wanted: str | None, start: Path) -> list[PlanRun]:
    """A run for each plan that an id begins with, without it there; none if no id does.

    An id without a plan beside these is of the one that is asked for otherwise.
    """
    ids = [_MEASURE_ID.fullmatch(word) for word in rest]
    if not any(found and found[1] for found in ids):
        return []
    from menneskehandel_cli.register.plans import named_plans

    plans, before = named_plans(start), ("", *rest)  # A word after an option is its value.
    here = find_root(start.resolve())
    own = wanted or next((name for name, root in plans.items() if root == here), ALL_PLANS)
    of = [(x[1] or own) if x and (x[1] or before[n][:1] != "-") else "" for n, x in enumerate(ids)]
    pairs = [(name, word.split(":")[-1] if name else word) for name, word in zip(of, rest, strict=True)]
    runs = {name: [word for of, word in pairs if of in ("", name)] for name in filter(None, of)}
    known = plans.keys() >= runs.keys()  # If not, the command says which id it does not know.
    return _runs(command, [(name, plans[name], words) for name, words in runs.items()]) if known else []


def tell_run(run: PlanRun, lang: Lang, answer: Callable[[], None], answers: dict[str, str]) -> None:
    """Give an answer, after the title of its plan if it has none; or keep it, if it is a part of one."""
    from menneskehandel_cli.cli.request import EACH_PLAN

    EACH_PLAN.set(run.seen)
    output = StringIO()
    with redirect_stdout(output) if run.joined else nullcontext():
        if run.untitled:
            from menneskehandel_cli.blocks.model import Page
            from menneskehandel_cli.cli.output import tell
            from menneskehandel_cli.formats import RenderOptions
            from menneskehandel_cli.formats.page import write_page
            from menneskehandel_cli.register.loading import load_strategy

            strategy = load_strategy(DiskTree(run.root))
            title = strategy.title.pick(lang) if strategy is not None else run.plan
            tell(write_page(Page(title, lang, ()), RenderOptions(lang, form=run.form)) + "\n")
        answer()
    if run.joined:
        answers[run.plan] = output.getvalue()


def _end_revision(words: Sequence[str]) -> str | None:
    """The second of the revisions that a difference is between, if it is named; see ``mh diff``."""
    pairs = ((before[:1] == "-" and "=" not in before, word) for before, word in pairwise(words))
    ends = [word for is_value, word in pairs if not is_value and word[:1] != "-"]
    return ends[1] if ends[1:] else None


def _concerns_all(command: str, end: str | None) -> bool:
    """Whether a command without a plan is about all of them here, or of a difference at its ``end``."""
    try:
        here = Path.cwd()
    except FileNotFoundError:  # The folder has been deleted, as the command says.
        return False
    root = find_root(here)
    several = command in (*_EACH, "site") if root is None else command == "diff" and not plan_of(root)[1]
    return several and bool(end or find_plans(here))


def _without(arguments: Sequence[str], option: str) -> list[str]:
    """The arguments without an option and its value."""
    words, left = iter(arguments), []
    for word in words:
        if word == option:
            next(words, None)
        elif not word.startswith(f"{option}="):
            left.append(word)
    return left
