"""Convention packs: a convention that a strategy can begin with, as data alone.

A pack is a file with the articles, the bodies behind them, and the documents that they are read in. The
packs of the wheel are in its folder ``packs``; a checkout has their sources in ``packs/`` at the top.
"""

from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from menneskehandel_cli.documents import parse
from menneskehandel_cli.edits.change import Change
from menneskehandel_cli.edits.new_file import record_file
from menneskehandel_cli.edits.new_record import appended
from menneskehandel_cli.edits.picking import SUFFIXES, complete
from menneskehandel_cli.edits.subject import read_subject
from menneskehandel_cli.language import Choices, Refused
from menneskehandel_cli.mistakes import explained
from menneskehandel_cli.models import Actor, Article, Instrument, Model, SourceDocument, Text, validate
from menneskehandel_cli.models.base import LanguageTag, Slug
from menneskehandel_cli.register import Register
from menneskehandel_cli.register.loading import ACTORS_FILE
from menneskehandel_cli.rules import Mistakes
from menneskehandel_cli.trees import ROOT_FILE, Tree

_PACKAGE = Path(__file__).resolve().parent.parent
_CHECKOUT = _PACKAGE.parent.parent
_FALLBACK = "en"


class Pack(Model):
    """A convention with all that it refers to.

    ``official_titles`` are the languages in which the titles of its articles are the official ones.
    """

    id: Slug
    title: Text
    official_titles: tuple[LanguageTag, ...] = ()
    documents: tuple[SourceDocument, ...]
    actors: tuple[Actor, ...]
    instrument: Instrument
    articles: tuple[Article, ...]


def names() -> list[str]:
    """The ids of the packs that the program brings."""
    return sorted(path.stem for path in _folder().iterdir() if path.suffix in SUFFIXES)


def read_pack(name: str) -> Pack:
    """A pack by its id, or by the path of its file. Raises ``Refused``, which tells the mistakes."""
    path = Path(name)
    if not path.suffix:
        ours = [_folder() / f"{name}{suffix}" for suffix in SUFFIXES]
        path = next((one for one in ours if one.is_file()), path)
    if path.suffix not in SUFFIXES or not path.is_file():
        raise Refused("pack.unknown", given=name, known=Choices(names()))
    data = path.read_bytes()
    document = explained(parse(name, data), data)
    if not document.readable:
        errors = [item for item in document.diagnostics if item.severity != "note"]
        raise Refused("unusable", file=name, mistakes=Mistakes(errors, data))
    value: object = document.value
    with suppress(ValueError):  # Without the articles that it takes from elsewhere, they are missing.
        value = complete(path, _CHECKOUT / "data" / "obligations")
    pack, found = validate(Pack, value, name)
    if pack is not None and not found and Path(name).suffix:  # Those of the program are right.
        from menneskehandel_cli.edits.starting import mistakes_in

        found = [*mistakes_in(pack, name)]
    if found or pack is None:
        raise Refused("unusable", file=name, mistakes=Mistakes(found, data))
    return pack


@lru_cache(maxsize=8)
def taken(pack: Pack, languages: tuple[str, ...]) -> tuple[Change, ...]:
    """The files of a pack in ``languages``.

    A text is in those languages that it has, otherwise in English, which its key says.
    """
    folder = f"data/obligations/{pack.instrument.id}"
    instrument: dict[str, Any] = plain(pack.instrument, languages)
    known = [tag for tag in pack.instrument.languages if tag in languages]
    instrument["languages"] = known or [_FALLBACK]
    files = [record_file("instrument", f"{folder}/_instrument.yaml", instrument)]
    for article in pack.articles:
        record: dict[str, Any] = plain(article, languages)
        if set(_written(article.title, languages)) <= set(pack.official_titles):
            record["title_basis"] = "official"
        files.append(record_file("article", f"{folder}/{article.id}.yaml", record))
    return (*files,)


def added(tree: Tree, register: Register, pack: Pack) -> list[Change]:
    """The changes that bring ``pack`` in: its files, and the documents and actors that are not there.

    A document or an actor of the same id is taken to be the same. Raises ``Refused``.
    """
    strategy = register.strategy
    languages = strategy.languages if strategy is not None else ()
    changes = [*taken(pack, languages)]
    for path, key, records in (
        (ROOT_FILE, "documents", pack.documents),
        (ACTORS_FILE, "actors", pack.actors),
    ):
        present = read_subject(tree, path).value.get(key) or []
        ids = {item.get("id") for item in present if isinstance(item, dict)}
        if fresh := [item for item in plain(records, languages) if item["id"] not in ids]:
            changes.append(appended(tree, path, key, fresh))
    return changes


def _folder() -> Path:
    inside = _PACKAGE / "packs"  # in a wheel
    return inside if inside.is_dir() else _CHECKOUT / "packs"


def _written(text: Text, languages: Sequence[str]) -> dict[str, str]:
    texts: dict[str, str] = text.model_dump()
    own = {tag: texts[tag] for tag in languages if tag in texts}
    return own or ({_FALLBACK: texts[_FALLBACK]} if _FALLBACK in texts else texts)


def plain(value: object, languages: Sequence[str]) -> Any:
    """A value as it is written in YAML: of a record, the keys that were given."""
    if isinstance(value, Text):
        return _written(value, languages)
    if isinstance(value, Model):
        fields = type(value).model_fields.items()
        keys = [(field.alias or name, name) for name, field in fields if name in value.model_fields_set]
        return {key: plain(getattr(value, name), languages) for key, name in keys}
    if isinstance(value, tuple):
        return [plain(item, languages) for item in value]
    return value
