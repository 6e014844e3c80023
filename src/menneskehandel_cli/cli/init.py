"""``mh init``: a repository for the strategy of any country, with one commit.

Values missing on the command line are asked for on a terminal; never in a pipe.
"""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from menneskehandel_cli.cli.choices import choose_lang, right_now
from menneskehandel_cli.cli.editing import ask, on_terminal
from menneskehandel_cli.cli.failure import Failure
from menneskehandel_cli.cli.form import refuse_control
from menneskehandel_cli.cli.new_folder import put_folder, refuse_taken
from menneskehandel_cli.cli.output import remark, tell
from menneskehandel_cli.cli.progress import working
from menneskehandel_cli.language import LANGS, SOURCE_LANG, Lang, Phrase, msg, say

if TYPE_CHECKING:
    from menneskehandel_cli.edits.packs import Pack
    from menneskehandel_cli.edits.starting import Start
    from menneskehandel_cli.register import Register

NOBODY = ("mh", "mh@localhost")
"""Who the first commit is by if git does not know the user."""

BRANCH = "main"
NONE = "none"
"""What ``--convention`` is given for a strategy without a convention."""

FolderArgument = Annotated[Path | None, typer.Argument(help="argument.init")]
CountryOption = Annotated[str | None, typer.Option("--country", help="option.init.country")]
LangsOption = Annotated[list[str], typer.Option("--lang", help="option.init.lang")]
ConventionOption = Annotated[list[str], typer.Option("--convention", help="option.init.convention")]
TitleOption = Annotated[str | None, typer.Option("--title", help="option.init.title")]
CoordinatorOption = Annotated[str | None, typer.Option("--coordinator", help="option.init.coordinator")]
FirstOption = Annotated[int | None, typer.Option("--from", help="option.init.from")]
LastOption = Annotated[int | None, typer.Option("--to", help="option.init.to")]
ZoneOption = Annotated[str | None, typer.Option("--time-zone", help="option.init.time_zone")]
CurrencyOption = Annotated[str | None, typer.Option("--currency", help="option.init.currency")]
MeasuresOption = Annotated[
    Path | None, typer.Option("--measures", metavar="metavar.path", help="option.init.measures")
]
ActorsOption = Annotated[
    Path | None, typer.Option("--actors", metavar="metavar.path", help="option.init.actors")
]
InstallOption = Annotated[str | None, typer.Option("--install", help="option.init.install")]
ListOption = Annotated[bool, typer.Option("--list", help="option.init.list")]


def init(
    folder: FolderArgument = None,
    country: CountryOption = None,
    lang: LangsOption = [],
    convention: ConventionOption = [],
    title: TitleOption = None,
    coordinator: CoordinatorOption = None,
    first: FirstOption = None,
    last: LastOption = None,
    time_zone: ZoneOption = None,
    currency: CurrencyOption = None,
    measures: MeasuresOption = None,
    actors: ActorsOption = None,
    install: InstallOption = None,
    list: ListOption = False,
) -> None:
    """Make a repository for a new strategy."""
    tags = _tags(lang)
    speech = next((tag for tag in tags if tag in LANGS), SOURCE_LANG if tags else choose_lang(None, None))
    if list:
        _tell_packs(speech)
        return
    if folder is None:
        raise Failure(msg("Say which folder to make: mh init FOLDER."))
    target = Path(os.path.realpath(folder))
    refuse_taken(folder, target, "init")
    start = _start(
        _Asked(speech),
        {
            "country": country,
            "lang": ",".join(tags) or None,
            "convention": ",".join(convention) or None,
            "time-zone": time_zone,
            "currency": currency,
            "title": title,
            "coordinator": coordinator,
            "from": None if first is None else str(first),
            "to": None if last is None else str(last),
        },
    )
    requirement, wheel = _requirement(install)
    with working(say(msg("Making the strategy"), speech)):
        start = _with_named(start, actors, measures)
        files = _files(start, _data(start, actors, measures), requirement)
        if wheel is not None:
            files[f"wheels/{wheel.name}"] = wheel.read_bytes()
        put_folder(target, partial(_make, files=files, start=start))
    _tell_made(folder, start, requirement, len(files))


def _start(asked: _Asked, given: Mapping[str, str | None]) -> Start:
    """What is known of the strategy: what is ``given`` by option, else asked for. Raises ``Failure``."""
    from menneskehandel_cli.edits.starting import Start

    country = asked.needed("country", given["country"], _country)
    languages = asked.needed("lang", given["lang"], _languages)
    conventions = asked.needed("convention", given["convention"], _packs)
    zone = asked.needed("time-zone", given["time-zone"], _zone, _of_country(country, 0))
    money = asked.needed("currency", given["currency"], _currency, _of_country(country, 1))
    title = asked.wished("title", given["title"], _words("title"))
    body = asked.wished("coordinator", given["coordinator"], _body)
    first = asked.wished("from", given["from"], _year)
    last = asked.wished("to", given["to"], _year)
    asked.done()
    begins = int(first or last or right_now().year)
    ends = int(last or begins)
    if ends < begins:
        raise Failure("init.years", start=str(begins), end=str(ends))
    return Start(
        country=country,
        time_zone=zone,
        currency=money,
        languages=tuple(_split(languages)),
        title=title or None,
        coordinator=_coordinator(body),
        years=(begins, ends),
        years_known=bool(first and last),
        packs=tuple(read_convention(name) for name in _conventions(conventions)),
    )


def _tags(given: Sequence[str]) -> list[str]:
    return [tag for words in given for tag in _split(words)]


def _make(draft: Path, files: Mapping[str, bytes], start: Start) -> None:
    from menneskehandel_cli.git.making import PLAIN, Words, commit, identity, new_repository

    words = Words(say("init.commit", start.lang), identity(draft.parent) or NOBODY, right_now())
    made = {path: (PLAIN, data) for path, data in sorted(files.items())}
    new_repository(draft, BRANCH, commit(BRANCH, made, words))


def _with_named(start: Start, actors: Path | None, measures: Path | None) -> Start:
    """``start`` with what the tables name. A table that cannot be read raises ``Failure``."""
    from menneskehandel_cli.cli.import_table import named_in
    from menneskehandel_cli.edits.starting import Named, data_files
    from menneskehandel_cli.register import load
    from menneskehandel_cli.trees import DictTree

    def register() -> Register:
        return load(DictTree({path: text.encode() for path, text in data_files(start).items()}))

    listed = named_in("actors", actors, register()) if actors is not None else Named()
    if start.coordinator is not None:
        wanted = {word.casefold() for word in start.coordinator}
        same = (body for body in listed.bodies if wanted & {word.casefold() for word in body})
        start = replace(start, coordinator=next(same, start.coordinator))
    start = replace(start, named=listed)
    asked = named_in("measures", measures, register()) if measures is not None else Named()
    documents = (*listed.documents, *asked.documents)
    return replace(start, named=Named(asked.areas, asked.bodies, documents))


def _data(start: Start, actors: Path | None, measures: Path | None) -> dict[str, bytes]:
    """The data, with what the tables say. What is wrong in them is told, and ends the command."""
    from menneskehandel_cli.cli.import_table import imported_files
    from menneskehandel_cli.edits.starting import data_files

    files = {path: text.encode() for path, text in data_files(start).items()}
    today = right_now().date()
    if actors is not None:
        files |= imported_files("actors", actors, files, today, start.lang, {})
    if measures is not None:
        # Without a focus area in the table there is one, and it is to be filled in.
        values = {} if start.named.areas else {"focus_area": "1"}
        files |= imported_files("measures", measures, files, today, start.lang, values)
    return files


def _files(start: Start, data: Mapping[str, bytes], requirement: str) -> dict[str, bytes]:
    """All files by their paths, with ``data``."""
    from menneskehandel_cli.edits.codeowners import PLACEHOLDER, codeowners, owners
    from menneskehandel_cli.edits.new_file import comment
    from menneskehandel_cli.edits.starting import FOLDERS
    from menneskehandel_cli.formats.schema import ids_schema, schemas
    from menneskehandel_cli.formats.start_files import start_files
    from menneskehandel_cli.register import load
    from menneskehandel_cli.register.layout import IDS_FILE, schema_file
    from menneskehandel_cli.trees import DictTree

    lang = start.lang
    register = load(DictTree(data))
    title = register.strategy.title.pick(lang) if register.strategy is not None else ""
    ids = [pack.instrument.id for pack in start.packs]
    texts = start_files(title, ids, requirement, lang)
    made = schemas(lang, languages=start.languages, suggesting=True)
    texts |= {schema_file(kind): text for kind, text in made.items()}
    texts[IDS_FILE] = ids_schema(register, lang)
    path = ".github/CODEOWNERS"
    handles = {name: f"@{PLACEHOLDER}/{name.lower()}" for name in owners(register)}
    arguments = ["--org", PLACEHOLDER, "--lang", lang, "-o", path]
    texts[path] = codeowners(register, handles, arguments, lang)
    told = say("init.requirement" if requirement else "init.no_requirement", lang)
    texts["requirements.txt"] = f"{comment(told)}\n" + (f"{requirement}\n" if requirement else "")
    for name in FOLDERS:
        if not any(path.startswith(f"data/{name}/") for path in data):
            texts[f"data/{name}/.gitkeep"] = ""
    return {**data, **{path: text.encode() for path, text in texts.items()}}


def _requirement(source: str | None) -> tuple[str, Path | None]:
    """The line that pip reads, and a wheel to keep in the repository, if the source is one.

    It has what the workflow for the site needs, unless it is a requirement as pip takes it.
    """
    if source is None:
        return "", None
    from menneskehandel_cli import __version__

    package, extras = "menneskehandel-cli", "[site]"
    if "\n" in source or not source.isprintable():
        raise Failure("init.install", given=source)
    if source.endswith(".whl") and "://" not in source:
        wheel = Path(source)
        if not wheel.is_file():
            raise Failure("no_such_path", path=source)
        return f"./wheels/{wheel.name}{extras}", wheel
    if source.startswith("git+") or source.endswith(".whl"):
        return f"{package}{extras} @ {source}", None
    if re.match(r"https?://\S+\.git(@\S+)?$", source):
        return f"{package}{extras} @ git+{source}", None
    if re.match(r"https?://\S+$", source):
        return f"--index-url {source}\n{package}{extras}=={__version__}", None
    if re.match(rf"{package}(\[[\w,-]+\])?([=<>~!].*)?$", source):
        return source, None
    raise Failure("init.install", given=source)


def _tell_packs(lang: Lang) -> None:
    from menneskehandel_cli.edits.packs import names, read_pack

    packs = {name: read_pack(name) for name in names()}
    widest = max(map(len, packs))
    tell("".join(f"{name.ljust(widest)}  {pack.title.pick(lang)}\n" for name, pack in packs.items()))


def _tell_made(folder: Path, start: Start, requirement: str, count: int) -> None:
    lang = start.lang
    params = {"folder": str(folder), "n": count, "cd": shlex.quote(str(folder))}
    named = start.named
    for kind, names in {
        "areas": [str(number) for number, _ in named.areas],
        "bodies": [name for name, _ in named.bodies],
        "documents": [*named.documents],
    }.items():
        if names:
            tell(Phrase(f"init.named.{kind}", {"names": names}).say(lang) + "\n")
    tell(Phrase("init.made", params).say(lang) + "\n")
    if not requirement:
        remark(say("init.nowhere", lang))


class _Asked:
    """Values from the command line, or asked for on a terminal; an empty one is unknown."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self._missing: list[str] = []

    def needed(
        self, option: str, given: str | None, read: Callable[[str], str], default: str = ""
    ) -> str:
        """A value that must be there. What is missing is told by ``done``."""
        if given is not None:
            return read(given)
        if on_terminal():
            return self._ask(option, read, default, needed=True)
        if not default:
            self._missing.append(f"--{option}")
        return default

    def wished(self, option: str, given: str | None, read: Callable[[str], str]) -> str:
        """A value that may stay unknown."""
        if given is not None:
            return read(given)
        return self._ask(option, read, "", needed=False) if on_terminal() else ""

    def done(self) -> None:
        """Raise ``Failure`` with the options that are missing, if any."""
        if self._missing:
            raise Failure("new.missing", options=self._missing)

    def _ask(self, option: str, read: Callable[[str], str], default: str, *, needed: bool) -> str:
        """Ask until ``read`` accepts the answer."""
        question = say(f"init.ask.{option}", self.lang)
        shown = f"{question} [{default}]" if default else question
        while True:
            word = ask(shown, lambda answer: bool(answer or default or not needed)) or default
            if not word:
                return ""
            try:
                return read(word)
            except Failure as failure:
                remark(failure.say(self.lang))


def _country(word: str) -> str:
    code = word.strip().upper()
    if not re.fullmatch("[A-Z]{2}", code):
        raise Failure(msg("“{given}” is no country: write its two letters, such as IE."), given=word)
    return code


def _of_country(code: str, place: int) -> str:
    """The time zone (0) or the currency (1) of a country; empty if it is not known here."""
    from menneskehandel_cli.edits.starting import countries

    return countries()[code][place] if code in countries() else ""


def _split(words: str) -> list[str]:
    return [word.strip() for word in words.split(",") if word.strip()]


def _languages(words: str) -> str:
    from menneskehandel_cli.models.base import PATTERNS

    tags = _split(words)
    for tag in tags:
        if not re.fullmatch(PATTERNS["language_tag"], tag):
            raise Failure("init.lang", given=tag)
    return ",".join(dict.fromkeys(tags))


def _packs(words: str) -> str:
    """The packs, each of which must be there to be read; ``none`` is no pack."""
    for name in _conventions(words):
        read_convention(name)
    return words


def _conventions(words: str) -> list[str]:
    return [name for name in _split(words) if name != NONE]


def read_convention(name: str) -> Pack:
    """A pack. Raises ``Failure`` if there is none, or it cannot be read."""
    from menneskehandel_cli.edits.packs import NoPack, names, read_pack

    try:
        return read_pack(name)
    except NoPack as missing:
        raise Failure(
            f"pack.{missing.reason}", given=name, known=names(), keys=missing.told or name
        ) from None


def _zone(word: str) -> str:
    import zoneinfo

    try:
        zoneinfo.ZoneInfo(word)
    except (ValueError, OSError, KeyError):
        raise Failure("init.zone", given=word) from None
    return word


def _currency(word: str) -> str:
    code = word.strip().upper()
    if not re.fullmatch("[A-Z]{3}", code):
        raise Failure(msg("“{given}” is no currency: write its three letters, such as EUR."), given=word)
    return code


def _words(option: str) -> Callable[[str], str]:
    def read(word: str) -> str:
        refuse_control(word, option)
        return word.strip()

    return read


def _body(word: str) -> str:
    """A body as ``ID=Name``, or by its name alone."""
    from menneskehandel_cli.models.base import PATTERNS

    refuse_control(word, "coordinator")
    name, sign, words = word.partition("=")
    if sign and not (re.fullmatch(PATTERNS["actor_id"], name) and words.strip()):
        raise Failure(
            msg("“{given}” is no body. Write its name, or a short id, = and the name."), given=word
        )
    return word.strip()


def _coordinator(word: str) -> tuple[str, str] | None:
    from menneskehandel_cli.edits.starting import short_name

    name, sign, words = word.partition("=")
    return (name, words.strip()) if sign else (short_name(word), word) if word else None


def _year(word: str) -> str:
    if not re.fullmatch("(19|2[01])[0-9]{2}", word.strip()):
        raise Failure("year", year=word)
    return word.strip()
