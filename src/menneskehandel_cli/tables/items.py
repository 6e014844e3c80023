"""The JSON of a list as changes: the keys of a record that are other than the list writes them now."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from menneskehandel_cli.edits.new_file import Draft, NewFile, Provenance
from menneskehandel_cli.edits.new_indicator import new_indicator
from menneskehandel_cli.edits.new_measure import new_measure
from menneskehandel_cli.edits.new_recommendation import new_recommendation
from menneskehandel_cli.edits.values import same
from menneskehandel_cli.formats.json import plain
from menneskehandel_cli.language import Phrase
from menneskehandel_cli.models import Indicator, Measure, Model, Recommendation
from menneskehandel_cli.models.base import PATTERNS, number_in
from menneskehandel_cli.register import Register
from menneskehandel_cli.register.loading import ACTORS_FILE
from menneskehandel_cli.reports.listing import COMPUTED, Listing
from menneskehandel_cli.tables.cells import Item, Items
from menneskehandel_cli.tables.work import Work

_FILE_KINDS = {"measures": "measure", "obligations": "recommendation", "indicators": "indicator"}
"""The name of the schema of each kind of file that an item may begin."""

_IDS = {
    "measures": PATTERNS["measure_id"],
    "obligations": PATTERNS["obligation_id"],
    "indicators": PATTERNS["slug"],
}
"""What the id of a new record must be like, of which the name of its file is made."""


@dataclass(slots=True)
class ItemsJob:
    """The items of a list, with everything that is needed to compare them with the list of today."""

    items: Items
    register: Register
    work: Work
    draft: Draft
    listing: Listing
    notices: list[Phrase] = field(default_factory=list)


def read_items(job: ItemsJob) -> None:
    """Change the records whose items differ from the list, and add those that are new."""
    now: dict[str, list[dict[str, Any]]] = {}
    for shown in job.listing.items:
        now.setdefault(str(shown["id"]), []).append(_as_json(shown))
    seen: set[str] = set()
    for item in job.items.items:
        name = item["id"]
        where = Item(job.items.file, name)
        held = now.get(name, [])
        if any(same(one, item) for one in held):
            pass
        elif len(held) > 1:
            job.work.trouble(where, Phrase("failure.table.several", {"given": name}))
        elif name in seen:
            job.work.trouble(where, Phrase("failure.table.twice", {"given": name}))
        elif held:
            _changed(job, name, held[0], item)
        else:
            _new(job, name, item)
        seen.add(name)


def _as_json(item: Mapping[str, object]) -> dict[str, Any]:
    shown = plain(item)
    assert isinstance(shown, dict)
    return shown


def _changed(job: ItemsJob, name: str, now: Mapping[str, Any], item: Mapping[str, Any]) -> None:
    """Set the keys of a record that its item says otherwise than the list does now."""
    computed = COMPUTED[job.items.kind]
    others = [key for key in (*now, *item) if not same(now.get(key), item.get(key))]
    for key in dict.fromkeys(others):
        where = Item(job.items.file, name, key)
        if key not in item:
            job.notices.append(Phrase("table.left_out", {"place": where.said}))
        elif key in computed:
            told = {"place": where.said, "given": str(item[key]), "now": str(now.get(key))}
            job.notices.append(Phrase("table.computed", told))
        else:
            _set(job, name, key, now.get(key), item[key])


def _set(job: ItemsJob, name: str, key: str, now: object, given: object) -> None:
    where = Item(job.items.file, name, key)
    path, keys = _place(job, name)
    holder: Any = job.work.value(path, where)
    if holder is None:
        return
    for step in keys:
        holder = holder[step]
    made = _merged(holder.get(key), now, given)
    if not same(made, holder.get(key)):
        job.work.put(path, (*keys, key), made, where)


def _place(job: ItemsJob, name: str) -> tuple[str, tuple[str | int, ...]]:
    """The file of a record, and the keys that lead to it there."""
    if job.items.kind == "actors":
        return ACTORS_FILE, ("actors", list(job.register.actors).index(name))
    entry = next(entry for entry in job.register.entries if entry.id == name)
    return entry.path, ()


def _merged(raw: Any, now: Any, given: Any) -> Any:
    """The value for the file: as it is there wherever nothing is changed.

    ``raw`` is what the file holds, ``now`` how the list writes it, ``given`` what the item says. ``None``
    if the key is to be removed.
    """
    if same(now, given):
        return raw
    if isinstance(now, dict) and isinstance(given, dict):
        held: Any = raw if isinstance(raw, dict) else now
        shared = {key: _merged(held.get(key), now.get(key), given[key]) for key in given}
        kept = {key: shared[key] for key in held if key in shared}
        return {key: value for key, value in {**kept, **shared}.items() if value is not None} or None
    if isinstance(now, list) and isinstance(given, list):
        held = raw if isinstance(raw, list) and len(raw) == len(now) else now
        return [_item(held, now, item, place) for place, item in enumerate(given)] or None
    return cleaned(given)


def _item(raw: Sequence[Any], now: Sequence[Any], given: Any, place: int) -> Any:
    """An item of a list: the old one that is equal, or has the same id, or else the place."""
    equal = next((at for at, item in enumerate(now) if same(item, given)), None)
    if equal is not None:
        return raw[equal]
    if isinstance(given, dict):
        named = [at for at, item in enumerate(now) if "id" in item and item["id"] == given.get("id")]
        if given.get("shared") is True:
            return {"ref": given.get("id")}
        if len(named) == 1 and not now[named[0]].get("shared"):
            return _merged(raw[named[0]], now[named[0]], given)
        if "id" not in given and place < len(now):
            return _merged(raw[place], now[place], given)
    return cleaned(given)


def cleaned(value: Any) -> Any:
    """A value without what says nothing: empty keys and lists; ``None`` if nothing is left."""
    if isinstance(value, dict):
        if value.get("shared") is True:
            return {"ref": value.get("id")}
        kept = {key: cleaned(item) for key, item in value.items()}
        return {key: item for key, item in kept.items() if item is not None} or None
    if isinstance(value, list):
        return [cleaned(item) for item in value] or None
    return value


def _new(job: ItemsJob, name: str, item: Mapping[str, Any]) -> None:
    """A new record as ``mh new`` begins it, with all that its item says."""
    where = Item(job.items.file, name)
    told = {key: cleaned(value) for key, value in item.items() if key not in COMPUTED[job.items.kind]}
    told = {key: value for key, value in told.items() if value is not None}
    if job.items.kind == "actors":
        actors = (job.work.value(ACTORS_FILE, where) or {}).get("actors") or []
        job.work.put(ACTORS_FILE, ("actors",), [*actors, told], where)
        job.work.came_from(ACTORS_FILE, ("actors", len(actors)), where)
        return
    begun = _begun(job, name, item)
    if begun is None:
        job.work.trouble(where, Phrase("failure.table.cannot_begin", {"given": name}))
        return
    made, model = begun
    if job.work.begin(_FILE_KINDS[job.items.kind], made, model, where):
        for key, value in told.items():
            job.work.put(made.path, (key,), value, Item(job.items.file, name, key))


def _begun(job: ItemsJob, name: str, item: Mapping[str, Any]) -> tuple[NewFile, type[Model]] | None:
    """The file that a new record begins with; ``None`` if no such record can be made from a list."""
    kind, register, draft = job.items.kind, job.register, job.draft
    if kind not in _IDS or re.fullmatch(_IDS[kind], name) is None:
        return None
    title, text = (_words(item.get(key), draft.content) for key in ("title", "text"))
    source, instrument = Provenance("strategy"), str(item.get("instrument"))
    if kind == "measures":
        made = new_measure(register, draft, title, 1, ("?",), source, number_in(name))
        return made, Measure
    if kind == "indicators":
        made = new_indicator(register, draft, title, title, title, 2000, 0, source)
        return replace(made, path=f"data/indicators/{name}.yaml"), Indicator
    if "article" in item or instrument not in register.instruments:
        return None
    made = new_recommendation(register, draft, instrument, title, text, None, source, name)
    return made, Recommendation


def _words(text: object, tag: str) -> str:
    """A text of an item in one language, for the draft of its file."""
    if isinstance(text, dict):
        text = text.get(tag) or next(iter(text.values()), "")
    return str(text or "?")
