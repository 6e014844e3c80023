"""The data that a new strategy begins with: what is known, and clearly marked what is to be filled in.

A further plan in the repository begins alike, and the one that is there moves to a folder of its own.

A convention pack is a convention that a strategy can begin with, as data alone: a file with the articles,
the bodies behind them, and the documents that they are read in. The packs of the wheel are in its folder
``packs``; a checkout has their sources in ``packs/`` at the top.
"""

import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, lru_cache, partial
from pathlib import Path, PurePosixPath
from typing import Any
from unicodedata import normalize

from menneskehandel_cli import models as model
from menneskehandel_cli.diagnostics import Diagnostic, KeyPath, at
from menneskehandel_cli.documents import parse
from menneskehandel_cli.edits.change import FileChange, read_subject
from menneskehandel_cli.edits.new_kinds import unused
from menneskehandel_cli.edits.new_record import appended, comment, drafts, record_file
from menneskehandel_cli.edits.picking import SUFFIXES, complete
from menneskehandel_cli.edits.writing import render_flow
from menneskehandel_cli.language import LANGS, SOURCE_LANG, Choices, Lang, Refused, choice_in, last_day, say
from menneskehandel_cli.mistakes import explained
from menneskehandel_cli.models.actors import ACTOR_KINDS
from menneskehandel_cli.models.base import LanguageTag, Slug
from menneskehandel_cli.register import ACTORS_FILE, Register, grouped, kind_of, load
from menneskehandel_cli.rules import Mistakes, RuleContext, all_rules, found_by
from menneskehandel_cli.trees import PLANS, ROOT_FILE, DictTree, Tree, shipped, whole

_FALLBACK = "en"


class Pack(model.Model):
    """A convention with all that it refers to.

    ``official_titles`` are the languages in which the titles of its articles are the official ones, and
    ``rounds`` what is the same in every state of the rounds of recommendations that follow from it.
    """

    id: Slug
    title: model.Text
    official_titles: tuple[LanguageTag, ...] = ()
    documents: tuple[model.SourceDocument, ...]
    actors: tuple[model.Actor, ...]
    instrument: model.Instrument
    articles: tuple[model.Article, ...]
    rounds: tuple[model.Instrument, ...] = ()


def pack_names() -> list[str]:
    """The ids of the packs that the program brings."""
    return sorted(path.stem for path in shipped("packs").iterdir() if path.suffix in SUFFIXES)


@cache
def known_rounds() -> tuple[model.Instrument, ...]:
    """The rounds in the packs that the program brings, for new instruments; read once."""
    return tuple(one for name in pack_names() for one in read_pack(name).rounds)


def read_pack(name: str) -> Pack:
    """A pack by its id, or by the path of its file. Raises ``Refused``, which tells the mistakes."""
    path = Path(name)
    if not path.suffix:
        ours = [shipped("packs") / f"{name}{suffix}" for suffix in SUFFIXES]
        path = next((one for one in ours if one.is_file()), path)
    if path.suffix not in SUFFIXES or not path.is_file():
        raise Refused("pack.unknown", given=name, known=Choices(pack_names()))
    data = path.read_bytes()
    document = explained(parse(name, data), data)
    if not document.readable:
        errors = [item for item in document.diagnostics if item.severity != "note"]
        raise Refused("unusable", file=name, mistakes=Mistakes(errors, data))
    value: object = document.value
    with suppress(ValueError):  # Without the articles that it takes from elsewhere, they are missing.
        value = complete(path, shipped("data/obligations"))
    pack, found = model.validate(Pack, value, name)
    if pack is not None and not found and Path(name).suffix:  # Those of the program are right.
        found = [*mistakes_in(pack, name)]
    if found or pack is None:
        raise Refused("unusable", file=name, mistakes=Mistakes(found, data))
    return pack


@lru_cache(maxsize=8)
def taken(pack: Pack, languages: tuple[str, ...]) -> tuple[FileChange, ...]:
    """The files of a pack in ``languages``.

    A text is in those languages that it has, otherwise in English, which its key says.
    """
    folder = f"data/obligations/{pack.instrument.id}"
    instrument: dict[str, Any] = yaml_value(pack.instrument, languages)
    instrument["languages"] = [tag for tag in pack.instrument.languages if tag in languages] or [_FALLBACK]
    files = [record_file("instrument", f"{folder}/_instrument.yaml", instrument)]
    for article in pack.articles:
        record: dict[str, Any] = yaml_value(article, languages)
        if set(_chosen_texts(article.title, languages)) <= set(pack.official_titles):
            record["title_basis"] = "official"
        files.append(record_file("article", f"{folder}/{article.id}.yaml", record))
    return (*files,)


def pack_changes(tree: Tree, register: Register, pack: Pack) -> list[FileChange]:
    """The changes that bring ``pack`` in: its files, and the documents and actors that are not there.

    A document or an actor of the same id is taken to be the same. Raises ``Refused``.
    """
    languages = register.languages
    changes = [*taken(pack, languages)]
    lists = ((ROOT_FILE, "documents", pack.documents), (ACTORS_FILE, "actors", pack.actors))
    for path, key, records in lists:
        present = read_subject(tree, path).value.get(key) or []
        ids = {item.get("id") for item in present if isinstance(item, dict)}
        if fresh := [item for item in yaml_value(records, languages) if item["id"] not in ids]:
            changes.append(appended(tree, path, key, fresh))
    return changes


def _chosen_texts(text: model.Text, languages: Sequence[str]) -> dict[str, str]:
    texts: dict[str, str] = text.model_dump()
    own = {tag: texts[tag] for tag in languages if tag in texts}
    return own or ({_FALLBACK: texts[_FALLBACK]} if _FALLBACK in texts else texts)


def yaml_value(value: object, languages: Sequence[str]) -> Any:
    """A value as it is written in YAML: of a record, the keys that were given."""
    if isinstance(value, model.Text):
        return _chosen_texts(value, languages)
    if isinstance(value, model.Model):
        fields = type(value).model_fields.items()
        keys = [(field.alias or name, name) for name, field in fields if name in value.model_fields_set]
        return {key: yaml_value(getattr(value, name), languages) for key, name in keys}
    return [yaml_value(item, languages) for item in value] if isinstance(value, tuple) else value


_UNNAMED = "Coordinator"
"""The id of the coordinator until somebody says who it is."""


@dataclass(frozen=True, slots=True)
class NamedInTables:
    """What the plan's tables name. Nothing more is known of it, and so the rest is to be filled in."""

    areas: tuple[tuple[int, str, str], ...] = ()
    """Focus areas: each a number, and a title in both languages, empty where the table gives none."""
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
    named: NamedInTables = NamedInTables()
    year_begins: int = 0
    """The month with which the plan's years begin; 0 if nobody has said it."""
    required_texts: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The kinds of text that are required in a language, where not all are."""
    publication: Mapping[str, Any] = field(default_factory=dict)
    """Who publishes the site, and how."""
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
    return unused(initials if len(initials) > 1 else word[0] if word else _UNNAMED, taken, "")


def data_files(start: Start) -> dict[str, bytes]:
    """The files of the strategy by their paths: itself, its actors, its conventions."""
    files = {file.path: file.after for pack in start.packs for file in taken(pack, start.languages)}
    strategy = _start_file("strategy", ROOT_FILE, "documents", start)
    if not start.years_known:
        note = comment(f"{say('fill.mark', start.lang)}: {say('fill.period', start.lang)}")
        strategy = strategy.replace(b"\nperiod:", f"\n{note}\nperiod:".encode(), 1)
    return {ROOT_FILE: strategy, ACTORS_FILE: _start_file("actors", ACTORS_FILE, "actors", start), **files}


def mistakes_in(pack: Pack, file: str) -> Iterator[Diagnostic]:
    """What is wrong between the records of the pack in ``file``, each at its place there."""
    instrument = pack.instrument
    languages, years = instrument.languages or (*instrument.title.by_language(),), (2000, 2001)
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


def _start_file(kind: str, path: str, items: str, start: Start) -> bytes:
    """What is known, by the draft of its kind; those of the packs belong in the list ``items`` too."""
    others = [one for pack in start.packs for one in yaml_value(getattr(pack, items), start.languages)]
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


_SCHEMA = b"$schema=../"
_AREA = re.compile(rb"^(focus_area:[ \t]*[0-9][^\r\n]*)(\r?\n)(?!plan:)", re.MULTILINE)
"""The focus area under which a recommendation is mentioned, with no plan that has it."""


def further(
    strategy: model.Strategy, name: str, titles: dict[str, str], years: tuple[int, int], begun: date
) -> FileChange:
    """The file that a plan called ``name`` begins with; state, languages and years are as here.

    So is who publishes it, but for the address of its site.
    """
    begins = {int(one.from_[5:7]) for one in strategy.reporting.periods.values()}
    here = (strategy.country or "", strategy.zone, strategy.money, strategy.languages)
    own = (titles, (strategy.coordinator, strategy.coordinator), years)
    start = Start(*here, *own, years_known=True, packs=(), id=name, begun=begun)
    texts = {tag: list(kinds) for tag, kinds in strategy.required_texts.items()}
    start = replace(start, required_texts=texts, year_begins=min(begins) if len(begins) == 1 else 0)
    known = yaml_value(strategy.publication, strategy.languages)
    start = replace(start, publication={key: one for key, one in known.items() if key != "address"})
    path = f"{PLANS}/{name}/{ROOT_FILE}"
    data = data_files(start)[ROOT_FILE].replace(_SCHEMA, _SCHEMA + b"../" * (path.count("/") - 1), 1)
    return FileChange(path, None, data)


def moved_to_folder(tree: Tree, name: str) -> list[FileChange]:
    """The changes that move the plan's own files to its folder, and leave what plans share.

    The schema that a file names is found from its new place, and a recommendation says that the focus
    area it names is that of this plan.
    """
    plan = f"{PLANS}/{name}/"
    up, of_plan = _SCHEMA + b"../" * plan.count("/"), rb"\g<1>\g<2>plan: " + name.encode() + rb"\g<2>"
    changes = []
    for path in tree.paths():
        data = tree.read(path)
        if whole(plan, path) != path:
            changes.append(FileChange(f"{plan}{path}", data, data.replace(_SCHEMA, up, 1), moved_from=path))
        elif kind_of(path) == "obligation" and _AREA.search(data):
            changes.append(FileChange(path, data, _AREA.sub(of_plan, data)))
    return changes
