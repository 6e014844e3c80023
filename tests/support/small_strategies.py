"""Small strategies for properties: a few records, each there or not, in files of several names."""

import json
from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

State = dict[str, bytes]
"""The files of a small strategy, or of what is left of it."""

SLOTS = ("T01", "T02", "T03")

SOURCE = {"document": "strategy"}
texts = st.sampled_from(["En", "To", "Tre"])
statuses = st.sampled_from(["not_reported", "in_progress", "completed"])
days = st.sampled_from(["2026", "2026-05", "2026-05-31", "2027-01-01"])
contributions = st.sampled_from(["full", "partial"])
forces = st.sampled_from(["shall", "may"])


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A value, or none."""
    return st.none() | values


@st.composite
def measures(draw: st.DrawFn, name: str, former: list[str]) -> dict[str, Any]:
    """A measure called ``name``, and its parts after it."""
    return {
        "id": name,
        "former_ids": former,
        "title": draw(texts),
        "focus_area": 1,
        "responsible": draw(st.sampled_from([["JD"], ["AID"], ["JD", "AID"]])),
        "source": SOURCE,
        "status": draw(statuses),
        "summary": draw(maybe(texts)),
        "goals": [{"id": f"{name}.G{n}", "text": draw(texts)} for n in (1, 2) if draw(st.booleans())],
        "tasks": [
            {
                "id": f"{name}.{n}",
                "text": draw(texts),
                "commitment": "establish",
                "status": draw(statuses),
                "due": draw(maybe(days)),
                "completed": draw(maybe(days)),
                "source": SOURCE,
            }
            for n in draw(st.permutations([1, 2, 3, 1]))
            if draw(st.booleans())
        ],
        "addresses": [
            {"obligation": f"coe-{n}.1", "basis": "strategy", "contribution": draw(contributions)}
            for n in (1, 2)
            if draw(st.booleans())
        ],
        "accepted": [
            {"rule": rule, "reason": draw(texts), "decided_by": "JD", "date": "2026-01-01"}
            for rule in ("MH201", "MH309")
            if draw(st.booleans())
        ],
    }


@st.composite
def articles(draw: st.DrawFn, number: int) -> dict[str, Any]:
    """An article with some provisions."""
    return {
        "id": f"coe-{number}",
        "article": number,
        "chapter": "I",
        "role": "duty",
        "title": draw(texts),
        "title_basis": "official",
        "source": SOURCE,
        "provisions": [
            {"id": f"coe-{number}.{n}", "force": draw(forces), "bearer": "state", "text": draw(texts)}
            for n in (1, 2)
            if draw(st.booleans())
        ],
    }


@st.composite
def reports(draw: st.DrawFn) -> dict[str, Any]:
    """A ministry's report on some measures."""
    return {
        "year": 2026,
        "actor": "JD",
        "kind": "self",
        "approved": draw(maybe(st.just({"by": "JD", "date": "2026-02-01"}))),
        "measures": [
            {"measure": name, "status": draw(statuses), "done": draw(maybe(texts))}
            for name in SLOTS
            if draw(st.booleans())
        ],
    }


def written(draw: st.DrawFn, value: Mapping[str, Any]) -> bytes:
    """A record as YAML, its keys in any order, with or without a comment: JSON is YAML."""
    keys = draw(st.permutations(sorted(value)))
    comment = draw(st.sampled_from(["", "# ført\n"]))
    indent = draw(st.sampled_from([None, 2]))
    text = json.dumps({key: value[key] for key in keys}, ensure_ascii=False, indent=indent)
    return (comment + text).encode()


@st.composite
def states(draw: st.DrawFn, renumbered: frozenset[str] = frozenset()) -> State:
    """A few records, each there or not, in files that may be called one thing or another.

    Two files may hold one measure, and a measure two tasks of one name: data that is wrong has a history
    too.
    """
    found: State = {}
    for slot in SLOTS:
        if draw(st.integers(0, 3)):
            name, former = (slot.replace("0", "1"), [slot]) if slot in renumbered else (slot, [])
            file = draw(st.sampled_from(["", "-et-navn"]))
            path = f"data/measures/{slot[1:]}{file}.yaml"
            found[path] = written(draw, draw(measures(name, former)))
            if not draw(st.integers(0, 3)):
                twin = f"data/measures/{slot[1:]}-tvilling.yaml"
                found[twin] = written(draw, draw(measures(name, former)))
    for number in (1, 2):
        if draw(st.integers(0, 3)):
            found[f"data/obligations/coe/coe-{number}.yaml"] = written(draw, draw(articles(number)))
    if draw(st.booleans()):
        found["data/reports/2026/JD.yaml"] = written(draw, draw(reports()))
    return found
