"""What a convention pack takes from the data of a strategy: the fields that are neutral, and no others.

Plain values in and out, so that the build can make packs without the models. A new field of the models
comes along only when it is listed here.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from menneskehandel_cli.documents import parse

SUFFIXES = (".yaml", ".yml", ".json")
"""What the name of a pack's file ends with."""

_FROM = "from"
"""The key of a pack that names the folder in ``data/obligations`` that its articles come from."""

_INSTRUMENT = (
    *("format", "id", "kind", "body", "title", "reference", "adopted", "published", "url"),
    *("languages", "levels", "chapters", "source"),
)
_ARTICLE = (
    *("format", "id", "article", "chapter", "role", "title", "short_title", "title_basis", "source"),
    *("summary", "plain", "provisions"),
)
_PROVISION = ("id", "force", "bearer", "short_title", "text", "note")


def complete(path: Path, obligations: Path) -> dict[str, object]:
    """The pack in the file at ``path``, with the articles that it takes from below ``obligations``.

    Left out are who can follow an article up and when it counts as followed up, the law on it, what the
    parties have declared, events, and the ids that a provision had before. What the pack itself says of
    its instrument has precedence.
    Raises ``ValueError`` if a file cannot be read.
    """
    pack = _mapping(path)
    if _FROM not in pack:
        return pack
    folder = obligations / str(pack.pop(_FROM))
    own = pack.get("instrument")
    instrument = _some(_mapping(folder / "_instrument.yaml"), _INSTRUMENT)
    articles = [_picked_article(_mapping(article)) for article in folder.glob("[!_]*.yaml")]
    return {
        **pack,
        "instrument": {**instrument, **(own if isinstance(own, Mapping) else {})},
        "articles": sorted(articles, key=_article_order),
    }


def _mapping(path: Path) -> dict[str, object]:
    try:
        value = parse(path.name, path.read_bytes()).mapping
    except OSError as error:
        raise ValueError(path.name) from error
    if value is None:
        raise ValueError(path.name)
    return value


def _article_order(article: Mapping[str, object]) -> tuple[int, str]:
    number = re.match("[0-9]*", str(article.get("article")))
    return int((number and number[0]) or 0), str(article.get("article"))


def _picked_article(article: Mapping[str, object]) -> dict[str, object]:
    taken = _some(article, _ARTICLE)
    provisions = taken.get("provisions")
    if isinstance(provisions, list):
        taken["provisions"] = [_some(provision, _PROVISION) for provision in provisions]
    return taken


def _some(record: Mapping[str, object], keys: Iterable[str]) -> dict[str, object]:
    return {key: record[key] for key in keys if key in record}
