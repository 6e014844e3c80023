"""``mh init``: a repository for the strategy of any country, with one commit; ``mh demo``: a fictional one.

The folder is made whole or not at all, and nowhere in the way. Values missing on the command line are asked
for on a terminal; never in a pipe.
"""

import os
import re
import shlex
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep
from typing import Annotated, Any, TypeVar

import typer
from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from menneskehandel_cli.app.choices import choose_day, choose_lang, month_named, right_now
from menneskehandel_cli.blocks.templates import folders, markdown_inner
from menneskehandel_cli.cli.asking import Asking, on_terminal
from menneskehandel_cli.cli.output import remark, tell, working
from menneskehandel_cli.cli.request import ColumnOption, InsteadOption, ValueOption, with_options
from menneskehandel_cli.edits import starting
from menneskehandel_cli.edits.codeowners import PLACEHOLDER, all_owners, codeowners_text
from menneskehandel_cli.edits.new_record import comment
from menneskehandel_cli.edits.values import words as listed
from menneskehandel_cli.formats.schema import ids_schema, pack_schema, schemas
from menneskehandel_cli.git import CommitTree, GitTrouble, open_repository
from menneskehandel_cli.git.making import PLAIN, Words, commit, identity, new_repository
from menneskehandel_cli.language import LANGS, SOURCE_LANG, Day, Lang, Phrase, Refused, msg, name_of, say
from menneskehandel_cli.language.slips import choice_in
from menneskehandel_cli.models.actors import ACTOR_KINDS
from menneskehandel_cli.models.base import PATTERNS
from menneskehandel_cli.register import load
from menneskehandel_cli.register.layout import DATA_FOLDERS, IDS_FILE, schema_file
from menneskehandel_cli.trees import ROOT_FILE, DictTree, find_root
from menneskehandel_cli.version import __version__
from menneskehandel_cli.zones import is_zone, zones_of

T = TypeVar("T")

NOBODY = ("mh", "mh@localhost")
"""Who the first commit is by if git does not know the user."""

BRANCH = "main"
NONE = "none"
"""What ``--convention`` is given for a strategy without a convention."""


def _option_of(name: str, of: Any = str | None, **more: Any) -> tuple[Any, Any]:
    """An option with its type and its default."""
    option = typer.Option(f"--{name.replace('_', '-')}", help=f"option.init.{name}", **more)
    return Annotated[of, option], None


_INIT_OPTIONS = {
    "folder": (Annotated[Path | None, typer.Argument(help=msg("The folder to create."))], None),
    "country": _option_of("country"),
    "lang": (_option_of("lang", list[str])[0], []),
    "convention": (_option_of("convention", list[str])[0], []),
    "title": (_option_of("title", list[str])[0], []),
    "coordinator": _option_of("coordinator"),
    **{name: _option_of(option) for name, option in (("first", "from"), ("last", "to"))},
    "year_begins": _option_of("year_begins", metavar="metavar.month"),
    **{name: _option_of(name) for name in ("time_zone", "currency")},
    **{name: _option_of(name, Path | None, metavar="metavar.path") for name in ("measures", "actors")},
    "column": (ColumnOption, []),
    "value": (ValueOption, []),
    "instead": (InsteadOption, []),
    "install": _option_of("install"),
    "list": (_option_of("list", bool)[0], False),
}


def _init(
    folder: Path | None,
    lang: Sequence[str],
    convention: Sequence[str],
    column: Sequence[str],
    value: Sequence[str],
    instead: Sequence[str],
    install: str | None,
    list: bool,
    **options: Any,
) -> None:
    """Make a repository for a new strategy."""
    tags = [tag for words in lang for tag in listed(words)]
    speech = next((tag for tag in tags if tag in LANGS), SOURCE_LANG if tags else choose_lang(None, None))
    if list:
        packs = {name: starting.read_pack(name) for name in starting.pack_names()}
        widest = max(map(len, packs))
        tell("".join(f"{name.ljust(widest)}  {pack.title.pick(speech)}\n" for name, pack in packs.items()))
        return
    if folder is None:
        raise Refused(msg("Say which folder to create: mh init FOLDER."))
    tables = {kind: path for kind in ("actors", "measures") if (path := options.pop(kind)) is not None}
    if (column or value or instead) and not tables:
        words = msg("--column and --value apply to a table. Give the table with --measures or --actors.")
        raise Refused(words)
    target = _free_target(folder, "init")
    options |= {"lang": ",".join(tags) or None, "convention": ",".join(convention) or None}
    options |= {"from": options["first"], "to": options["last"], "time-zone": options["time_zone"]}
    asking = Asking(speech)
    with asking.again():
        start = _start(asking, options)
        requirement, wheel = _requirement(install)
        data = starting.data_files(start)
        if tables:
            from menneskehandel_cli.cli.init_tables import with_tables

            asking.lang = start.lang
            start, data = with_tables(start, tables, (column, value, instead, None), asking)
    with working(say(msg("Making the strategy"), speech)):
        files = _all_files(start, data, requirement)
        if wheel is not None:
            files[f"wheels/{wheel.name}"] = wheel.read_bytes()
        put_folder(target, partial(_make_repository, files=files, start=start))
    _tell_made(folder, start, requirement, len(files))


init = with_options(_init, _INIT_OPTIONS)


def _start(asking: Asking, options: Mapping[str, Any]) -> starting.Start:
    """What is known of the strategy: by ``options``, otherwise asked for. Raises ``Refused``."""

    def value(option: str, read: Callable[[str], T], nothing: T, default: str | None = None) -> T:
        """One that must be there; without a ``default`` it may stay unknown, and any is not asked for."""
        word = default or None if options[option] is None else str(options[option])
        question = say(f"init.ask.{option}", asking.lang)
        return asking.value(option, word, read, nothing, question, needed=default is not None)

    no_country = msg("“{given}” is not a country or part of one. Write a country code, such as IE or CA-ON.")
    country = value("country", partial(_code, PATTERNS["country"], no_country), "", "")
    languages = value("lang", _languages, SOURCE_LANG, "")
    # ``none`` is not a pack, and no missing value.
    packs = value(
        "convention", lambda x: ([starting.read_pack(n) for n in listed(x) if n != NONE],), None, ""
    )
    zone, currency = starting.countries().get(country[:2], ("", ""))
    near = [zone] if zone else [*zones_of(country)]
    zone = near[0] if len(near) == 1 else ""
    if len(near) > 1 and options["time-zone"] is None and on_terminal():
        remark(say("init.ask.zones", asking.lang, zones=", ".join(near)))
    zone = value("time-zone", partial(_zone, near), zone, zone)
    no_currency = msg("“{given}” is not a currency. Write a three-letter code, such as EUR.")
    currency = value("currency", partial(_code, "[A-Z]{3}", no_currency), currency, currency)
    titles = _titles(asking, options["title"], listed(languages))
    coordinator = value("coordinator", _coordinator, None)
    first, last = value("from", _year, 0), value("to", _year, 0)
    month = asking.optional("year-begins", options["year_begins"], month_named)
    asking.done()
    begins = first or last or right_now().year
    ends = last or begins
    if ends < begins:
        raise Refused("init.years", start=str(begins), end=str(ends))
    known = (country, zone, currency, tuple(listed(languages)), titles, coordinator, (begins, ends))
    rest = (bool(first and last), tuple(packs[0] if packs else ()))
    return starting.Start(*known, *rest, year_begins=month or 0, begun=choose_day(None, zone))


def _titles(asking: Asking, words: Sequence[str], languages: Sequence[str]) -> dict[str, str]:
    """The title in each language: as words in the first, or as ``fr=words``; otherwise asked for."""
    titles = starting.titles_in(words, languages)
    found: dict[str, str] = {}
    for tag in languages:
        before = len(asking.answered)
        question = say("init.ask.title", asking.lang, language=name_of(tag, asking.lang))
        word = asking.value("title", titles.get(tag), str.strip, "", question, needed=False)
        if asking.answered[before:] and tag != languages[0]:
            asking.answered[before:] = ["--title", f"{tag}={word}"]
        found |= {tag: word} if word else {}
        if not (found or titles):
            break  # In the other languages it is filled in with the first.
    return found


def _make_repository(draft: Path, files: Mapping[str, bytes], start: starting.Start) -> None:
    words = Words(say(msg("Begin the strategy"), start.lang), identity(draft.parent) or NOBODY, right_now())
    made = {path: (PLAIN, data) for path, data in sorted(files.items())}
    new_repository(draft, BRANCH, commit(BRANCH, made, words))


def _all_files(start: starting.Start, data: Mapping[str, bytes], requirement: str) -> dict[str, bytes]:
    """All files by their paths, with ``data``."""
    lang = start.lang
    register = load(DictTree(data))
    title = register.strategy.title.pick(lang) if register.strategy is not None and start.title else ""
    instruments = [pack.instrument.id for pack in start.packs]
    page = {"title": markdown_inner(title), "instruments": instruments, "month": start.year_begins or 1}
    texts = _start_files(page | {"requirement": requirement, "lang": lang}, lang)
    made = schemas(lang, languages=start.languages, suggesting=True) | pack_schema()
    texts |= {schema_file(kind): text for kind, text in made.items()}
    texts[IDS_FILE] = ids_schema(register, lang)
    path, plans = ".github/CODEOWNERS", ((register, str),)
    handles = {name: f"@{PLACEHOLDER}/{name.lower()}" for name in all_owners(plans)}
    texts[path] = codeowners_text(plans, handles, ["--org", PLACEHOLDER, "--lang", lang, "-o", path], lang)
    words = say("init.requirement" if requirement else "init.no_requirement", lang)
    lines = [comment(words), "--constraint constraints.txt", *filter(None, [requirement])]
    texts["requirements.txt"] = "".join(f"{line}\n" for line in lines)
    for folder in DATA_FOLDERS:
        if not any(path.startswith(f"{folder}/") for path in data):
            texts[f"{folder}/.gitkeep"] = ""
    return {**data, **{path: text.encode() for path, text in texts.items()}}


def _start_files(page: Mapping[str, Any], lang: Lang) -> dict[str, str]:
    """What a new repository has beside its data, from ``templates/init/``: a file for each ``.j2``.

    A page is there in each language that somebody has written it in, by the tag before ``.md``; any other
    language has it in English. ``page`` is what the templates are filled in with.
    """
    folder = next(place / "init" for place in folders() if (place / "init").is_dir())
    signs = ("[%", "%]", "[[", "]]", "[#", "#]")  # Of blocks, variables, comments; {{ is GitHub's own.
    blanks = dict.fromkeys(("trim_blocks", "lstrip_blocks", "keep_trailing_newline"), True)
    environment = ImmutableSandboxedEnvironment(
        *signs, loader=FileSystemLoader(folder), undefined=StrictUndefined, autoescape=False, **blanks
    )
    made: dict[str, str] = {}
    for name in sorted(environment.list_templates()):
        path, tag = name.removesuffix(".j2"), name.split(".")[-3]
        if tag in LANGS:
            path = path.replace(f".{tag}.", ".")
        if tag not in LANGS or tag == lang or (tag == SOURCE_LANG and path not in made):
            made[path] = environment.get_template(name).render(page)
    return made


def _requirement(source: str | None) -> tuple[str, Path | None]:
    """The line that pip reads, and a wheel to keep in the repository, if the source is one.

    It has the extras that the workflows and the guide need, unless it names its own.
    """
    if source is None:
        return "", None
    package, extras = "menneskehandel-cli", "[site,xlsx,docx]"
    if "\n" in source or not source.isprintable():
        raise Refused("init.install", given=source)
    if source.endswith(".whl") and "://" not in source:
        wheel = Path(source)
        if not wheel.is_file():
            raise Refused("no_such_path", path=source)
        return f"./wheels/{wheel.name}{extras}", wheel
    git = "git+" if re.match(r"https?://\S+\.git(@\S+)?$", source) else ""
    if git or source.startswith("git+") or source.endswith(".whl"):
        return f"{package}{extras} @ {git}{source}", None
    if re.match(r"https?://\S+$", source):
        return f"--index-url {source}\n{package}{extras}=={__version__}", None
    if re.match(rf"{package}(\[[\w,-]+\])?([=<>~!].*)?$", source):
        return re.sub(rf"^{package}(?!\[)", f"{package}{extras}", source), None
    raise Refused("init.install", given=source)


def _tell_made(folder: Path, start: starting.Start, requirement: str, count: int) -> None:
    lang, named = start.lang, start.named
    bodies = [f"{name} ({words})" if words else name for name, words in named.bodies]
    read = ((name, choice_in(words or name, ACTOR_KINDS)) for name, words in named.bodies)
    kinds = [f"{name} ({say(f'actor.{kind}', lang)})" for name, kind in read if kind]
    areas = [str(number) for number, *_ in named.areas]
    params = {"areas": areas, "bodies": bodies, "kinds": kinds, "documents": [*named.documents]}
    for kind, names in params.items():
        if names:
            tell(Phrase(f"init.named.{kind}", names=names).say(lang) + "\n")
    tell(say("init.place", lang, zone=start.time_zone, currency=start.currency) + "\n")
    tell(say("init.made", lang, folder=str(folder), n=count, cd=shlex.quote(str(folder))) + "\n")
    if not requirement:
        remark(say("init.nowhere", lang))


def _code(pattern: str, failure: str, word: str) -> str:
    """A code in capitals. Raises ``Refused`` for one that is none."""
    code = word.strip().upper()
    if not re.fullmatch(pattern, code):
        raise Refused(failure, given=word)
    return code


def _languages(words: str) -> str:
    if wrong := [tag for tag in listed(words) if not re.fullmatch(PATTERNS["language_tag"], tag)]:
        raise Refused("init.lang", given=wrong[0])
    return ",".join(listed(words))


def _zone(near: Sequence[str], word: str) -> str:
    if not is_zone(word):
        raise Refused("init.zone", given=word, known=[*near[:5]] or ["Europe/Dublin"])
    return word


def _coordinator(word: str) -> tuple[str, str] | None:
    """A body as ``ID=Name``, or by its name alone: its id and its name."""
    name, sign, words = word.strip().partition("=")
    if not sign:
        return (starting.short_name(name), name) if name else None
    if not (re.fullmatch(PATTERNS["actor_id"], name) and words.strip()):
        raise Refused(msg("“{given}” is not a body. Write the name of a body, or ID=name."), given=word)
    return name, words.strip()


def _year(word: str) -> int:
    if not re.fullmatch("(19|2[01])[0-9]{2}", word.strip()):
        raise Refused("init.year", year=word)
    return int(word)


# The folder


def _free_target(folder: Path, command: str) -> Path:
    """Where the links of a ``folder`` lead, as it must not end up inside a strategy.

    Raises ``Refused`` if it would, or if what is there is not an empty folder.
    """
    target = Path(os.path.realpath(folder))
    if target.exists() and not (target.is_dir() and not any(target.iterdir())):
        raise Refused("folder.taken", folder=str(folder))
    root = find_root(target) or _tracked_root(_nearest_existing(target))
    if root is not None:
        raise Refused(f"{command}.inside", folder=str(folder), root=str(root))
    return target


def _nearest_existing(target: Path) -> Path:
    """The nearest folder at or above ``target`` that exists."""
    return next(folder for folder in (target, *target.parents) if folder.is_dir())


def _tracked_root(folder: Path) -> Path | None:
    """The folder at or above ``folder`` that holds a strategy in git's HEAD, if not on disk."""
    try:
        repository = open_repository(folder)
        commit = repository.resolve("HEAD")
    except GitTrouble as trouble:
        if trouble.trouble == "no_git":
            raise
        return None
    inner = Path(repository.prefix)
    for depth, above in enumerate((inner, *inner.parents)):
        prefix = "" if above == Path() else f"{above.as_posix()}/"
        if ROOT_FILE in CommitTree.of(replace(repository, prefix=prefix), commit).blobs:
            return (folder, *folder.parents)[depth]
    return None


def put_folder(target: Path, make: Callable[[Path], T]) -> T:
    """Make it in a temporary folder next to the target, then move it; a failure leaves nothing behind."""
    holder = TemporaryDirectory(dir=_nearest_existing(target), prefix=".mh-new-")
    try:
        draft = Path(holder.name) / "made"
        made = make(draft)
        if target.is_dir():
            _fill(target, draft)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            draft.rename(target)
    finally:
        try:
            holder.cleanup()
        except BaseException:  # A signal came meanwhile, or a git that one has cut off still writes.
            for _ in range(50):
                with suppress(OSError):
                    holder.cleanup()
                    break
                sleep(0.1)
            raise
    return made


def _fill(target: Path, draft: Path) -> None:
    """Move everything into an empty folder, which may be the working directory."""
    moved: list[Path] = []
    try:
        moved.extend(child.rename(target / child.name) for child in sorted(draft.iterdir()))
    except BaseException:
        for child in moved:
            child.rename(draft / child.name)
        raise


FolderArgument = Annotated[Path, typer.Argument(help=msg("The folder to create."))]


def demo(folder: FolderArgument, lang: str | None = None) -> None:
    """Create a small fictional strategy with four years of history."""
    language = choose_lang(lang, None)
    target = _free_target(folder, "demo")

    from menneskehandel_cli.demo import MAIN, make, story

    with working(say(msg("Making the fictional strategy"), language)):
        put_folder(target, partial(make, english=language == "en"))
    days = [Day(step.time.date().isoformat()) for step in story() if step.branch == MAIN]
    made = {"folder": str(folder), "cd": shlex.quote(str(folder))}
    typer.echo(Phrase("demo.made", made, n=len(story()), first=days[0], last=days[-1]).say(language))
