"""The data that a new strategy begins with: what is known, and clearly marked what is to be filled in."""

import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, partial
from pathlib import Path, PurePosixPath
from unicodedata import normalize

from menneskehandel_cli.diagnostics import Diagnostic, KeyPath, at
from menneskehandel_cli.documents import parse
from menneskehandel_cli.edits.new_file import comment, record_file, unused
from menneskehandel_cli.edits.new_record import drafts
from menneskehandel_cli.edits.packs import Pack, plain, taken
from menneskehandel_cli.edits.writing import render_flow
from menneskehandel_cli.language import LANGS, SOURCE_LANG, Lang, Refused, last_day, say
from menneskehandel_cli.language.slips import choice_in
from menneskehandel_cli.models.actors import ACTOR_KINDS
from menneskehandel_cli.register import grouped, load
from menneskehandel_cli.register.loading import ACTORS_FILE
from menneskehandel_cli.rules import RuleContext, all_rules, found_by
from menneskehandel_cli.trees import ROOT_FILE, DictTree

_UNNAMED = "Coordinator"
"""The id of the coordinator until somebody says who it is."""


@dataclass(frozen=True, slots=True)
class Named:
    """What the plan's tables name. Nothing more is known of it, and so the rest is to be filled in."""

    areas: tuple[tuple[int, str], ...] = ()
    """Focus areas: each a number, and a title that is empty if the table gives none."""
    bodies: tuple[tuple[str, str], ...] = ()
    """Bodies: each an id, and a name that is empty if the table gives none."""
    documents: tuple[str, ...] = ()
    """The ids of documents that sources refer to."""
    listed: tuple[tuple[str, str], ...] = ()
    """The bodies that a table tells of, each with its id and its name."""


@dataclass(frozen=True, slots=True)
class Start:
    """What is known of a strategy before it begins; ``None`` is to be filled in.

    ``languages`` are tags, the strategy's own first. ``years`` are the first and the last.
    """

    country: str
    time_zone: str
    currency: str
    languages: tuple[str, ...]
    title: Mapping[str, str]
    """By its languages; empty if nobody has said it."""
    coordinator: tuple[str, str] | None
    """Its id and its name."""
    years: tuple[int, int]
    years_known: bool
    packs: tuple[Pack, ...]
    named: Named = Named()
    year_begins: int = 0
    """The month with which the plan's years begin; 0 if nobody has said it."""
    required_texts: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The kinds of text that are required in a language, where not all are."""
    id: str = ""
    """The strategy's id; if empty, it is made of the country and the first year."""
    begun: date | None = None
    """The day on which it is recorded; what its history has up to then is data entry."""

    @property
    def lang(self) -> Lang:
        """The language of comments: the first of the strategy's that the program has, or English."""
        return next((tag for tag in self.languages if tag in LANGS), SOURCE_LANG)

    @property
    def periods(self) -> dict[str, dict[str, str]]:
        """The reporting periods of its years, if it is known how those begin: 2025-26 or 2025."""
        (first, last), month = self.years, self.year_begins
        found = {}
        for year in range(first, max(last, first + 1) + (month == 1) if month else first):
            ends = last_day(f"{year + 1}-{month - 1:02}" if month > 1 else f"{year}")
            name = f"{year}-{ends:%y}" if month > 1 else f"{year}"
            found[name] = {"from": f"{year}-{month:02}-01", "to": ends.isoformat()}
        return found


def titles_in(texts: Iterable[str], languages: Sequence[str]) -> dict[str, str]:
    """The title in each language that has one: as words in the first, or as ``fr=words``."""
    titles: dict[str, str] = {}
    for words in texts:
        tag, _, text = words.partition("=")
        tag, text = (tag, text) if tag in languages else (languages[0], words)
        if tag in titles:
            raise Refused("edit.twice", field=f"--title {tag}")
        titles[tag] = text
    return titles


@cache
def countries() -> dict[str, list[str]]:
    """The time zone and the currency of each country that is known here."""
    return tomllib.loads(Path(__file__).with_name("countries.toml").read_text(encoding="utf-8"))


def short_name(name: str, taken: Collection[str] = ()) -> str:
    """An id for a body: the initials of its name, otherwise the name's first word; numbered if taken."""
    plain = normalize("NFKD", name).encode("ascii", "ignore").decode()
    initials = "".join(re.findall(r"\b[A-Z]", plain))
    word = re.match(r"[A-Za-z]+", plain)
    short = initials if len(initials) > 1 else word[0] if word else _UNNAMED
    return unused(short, taken, "")


def data_files(start: Start) -> dict[str, bytes]:
    """The files of the strategy by their paths: itself, its actors, its conventions."""
    files = {file.path: file.after for pack in start.packs for file in taken(pack, start.languages)}
    strategy = _file("strategy", ROOT_FILE, "documents", start)
    if not start.years_known:
        note = comment(f"{say('fill.mark', start.lang)}: {say('fill.period', start.lang)}")
        strategy = strategy.replace(b"\nperiod:", f"\n{note}\nperiod:".encode(), 1)
    return {ROOT_FILE: strategy, ACTORS_FILE: _file("actors", ACTORS_FILE, "actors", start), **files}


def mistakes_in(pack: Pack, file: str) -> Iterator[Diagnostic]:
    """What is wrong between the records of the pack in ``file``, each at its place there."""
    languages, years = pack.instrument.languages, (2000, 2001)
    start = Start("NO", "UTC", "EUR", languages, {}, None, years, years_known=True, packs=(pack,))
    register = load(DictTree(data_files(start)))
    ids = {key: [item.id for item in getattr(pack, key)] for key in ("documents", "actors", "articles")}
    written = {"documents": [one.id for one in register.documents], "actors": [*register.actors]}

    def place(path: str, keys: KeyPath) -> KeyPath:
        if (name := PurePosixPath(path).stem) in ids["articles"]:
            return ("articles", ids["articles"].index(name), *keys)
        if (own := at(written, keys[:2])) in ids.get(str(keys[:1] and keys[0]), ()):
            return (keys[0], ids[str(keys[0])].index(own), *keys[2:])
        return ("instrument", *keys)

    for key, names in ids.items():  # Of these the first alone is in the files.
        for number, name in enumerate(names):
            if (first := names.index(name)) < number:
                params = {"id": name, "other": file, "there": (key, first, "id")}
                yield Diagnostic("MH105", file, (key, number, "id"), params, name)
    for one in (x.diagnostic for x in found_by(RuleContext(register, date(2000, 1, 1)), all_rules())):
        if (one.severity or all_rules()[one.code].severity) == "error":
            params = dict(one.params)
            if "there" in params:
                params |= {"other": file, "there": place(str(params["other"]), params["there"])}
            yield replace(one, path=file, keys=place(one.path, one.keys), params=params)


def _file(kind: str, path: str, items: str, start: Start) -> bytes:
    """What is known, by the draft of its kind; those of the packs belong in the list ``items`` too."""
    others = [one for pack in start.packs for one in plain(getattr(pack, items), start.languages)]
    words: dict[str, object] = {"start": start, "own": start.languages[0], "unnamed": _UNNAMED}
    words |= {"others": others, "yaml": render_flow, "kind_of": partial(choice_in, choices=ACTOR_KINDS)}
    tags = [tag for tag in start.languages if tag in LANGS] or [SOURCE_LANG]
    # What is to be filled in is said in the strategy's languages that the program has.
    words["unknown"] = lambda key, **params: render_flow(
        {tag: f"{say('fill.mark', tag)}: {say(f'fill.{key}', tag, **params)}" for tag in tags}
    )
    record = parse(path, drafts().get_template(f"start-{kind}.yaml.j2").render(words).encode()).value
    by_id = grouped((item["id"], item) for item in record[items])
    return record_file(kind, path, {**record, items: [first for first, *_ in by_id.values()]}).after
