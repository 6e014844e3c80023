"""Finding a record by words: folded letters, also inside compounds, with why it was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from menneskehandel_cli.language import Lang
from menneskehandel_cli.language.fold import fold
from menneskehandel_cli.models import Text
from menneskehandel_cli.register import Register, natural

MOST = 60
"""As many hits as a page shows."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found: its id, its title, and the text that holds the words."""

    id: str
    title: str
    text: str


def search(register: Register, words: str, lang: Lang) -> list[Hit]:
    """The records that hold every word, in an id, a title or a text; titles first."""
    return _found(_records(register, lang), words)


def search_requirements(register: Register, words: str, lang: Lang) -> list[Hit]:
    """The requirements that hold every word, in an id, the title of what they are in, or their text."""
    every = [
        (record.id, owner.title.pick(lang), [record.text.pick(lang)])
        for owner in register.obligations.values()
        for record in owner.requirements
    ]
    texts = {name: said for name, _, (said,) in every}
    return [Hit(hit.id, hit.title, texts[hit.id]) for hit in _found(every, words)]


def _found(records: Iterable[tuple[str, str, list[str]]], words: str) -> list[Hit]:
    asked = [fold(word) for word in words.split()]
    if not asked:
        return []
    found: list[tuple[int, tuple[tuple[int, str], ...], Hit]] = []
    for id_, title, texts in records:
        named = fold(f"{id_} {title}")
        if all(word in named for word in asked):
            found.append((0, natural(id_), Hit(id_, title, "")))
            continue
        held = next((t for t in texts if all(word in f"{named} {fold(t)}" for word in asked)), None)
        if held is not None:
            found.append((1, natural(id_), Hit(id_, title, held)))
    found.sort(key=lambda item: item[:2])
    return [hit for _, _, hit in found]


def _records(register: Register, lang: Lang) -> Iterator[tuple[str, str, list[str]]]:
    """Each record that can be changed, with its texts; a task is a record of its own here."""

    def said(text: Text | None) -> str:
        return text.pick(lang) if text is not None else ""

    for measure in register.measures:
        yield measure.id, said(measure.title), [said(measure.summary), said(measure.note)]
        for task in measure.tasks:
            yield task.id, said(task.text), [said(task.note)]
    for owner in register.obligations.values():
        texts = [said(part.text) for part in owner.requirements]
        yield owner.id, said(owner.title), texts
    for actor in register.actors.values():
        yield actor.id, said(actor.name), []
