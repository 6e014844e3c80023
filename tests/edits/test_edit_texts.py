"""Editing YAML text: only what is meant changes, and nothing that anybody wrote is lost."""

from __future__ import annotations

import copy
from collections import Counter

import pytest
from hypothesis import assume, given, reject
from hypothesis import strategies as st
from yaml.nodes import ScalarNode

from menneskehandel_cli.diagnostics import KeyPath
from menneskehandel_cli.documents import compose, decode, parse
from menneskehandel_cli.edits.layout import Comments, formatted
from menneskehandel_cli.edits.patching import patched
from menneskehandel_cli.edits.places import entries, in_braces, line_end, line_start
from menneskehandel_cli.edits.values import same
from menneskehandel_cli.edits.writing import WIDTH
from menneskehandel_cli.language.refused import Refused
from menneskehandel_cli.models import Measure
from support import each
from yaml_texts import values, written


def comments_of(data: bytes) -> Counter[str]:
    text = decode(data).replace("\r\n", "\n")
    root = compose(text)
    assert root is not None
    return Counter(comment.text for comment in Comments(text, root).all if comment.text)


LONG = " ".join(["ord"] * 30)
"""Breaks after 95 signs where a line may have 100, set in by two."""

CHANGES: list[tuple[str, dict[str, object], str]] = [
    # A line that grows beyond 100 columns is broken; one that was longer may stay so.
    (
        f"title: {{nb: {'a' * 80}, en: b}}\n",
        {"title": {"nb": "a" * 80, "en": "c"}},
        f"title: {{nb: {'a' * 80}, en: c}}\n",
    ),
    (f"title: {{nb: {'a' * 70}}}\n", {"title": {"nb": "a" * 87}}, f"title: {{nb: {'a' * 87}}}\n"),
    (f"title: {{nb: {'a' * 70}}}\n", {"title": {"nb": "a" * 88}}, f"title:\n  nb: {'a' * 88}\n"),
    (f"title: {{nb: {'a' * 90}}}\n", {"title": {"nb": "b" * 90}}, f"title: {{nb: {'b' * 90}}}\n"),
    (f"title: {{nb: {'a' * 90}}}\n", {"title": {"nb": "b" * 91}}, f"title:\n  nb: {'b' * 91}\n"),
    (
        f"title: {{nb: {'a' * 90},\n  en: c}}\n",
        {"title": {"nb": "b" * 99, "en": "c"}},
        f"title: {{nb: {'b' * 99},\n  en: c}}\n",
    ),
    # Four plain values are short enough for braces.
    ("id: T01\n", {"x": {"a": 1, "b": 2, "c": 3, "d": 4}}, "id: T01\nx: {a: 1, b: 2, c: 3, d: 4}\n"),
    (
        "id: T01\n",
        {"x": {"a": 1, "b": 2, "c": 3, "d": 4, "e": 5}},
        "id: T01\nx:\n  a: 1\n  b: 2\n  c: 3\n  d: 4\n  e: 5\n",
    ),
    ("id: T01\n", {"x": [1, 2, 3, 4, 5]}, "id: T01\nx: [1, 2, 3, 4, 5]\n"),
    ("id: T01\n", {"x": {"a": {"b": 1}}}, "id: T01\nx:\n  a: {b: 1}\n"),
    ("id: T01\n", {"x": [{"b": 1}, [2], []]}, "id: T01\nx:\n  - {b: 1}\n  - [2]\n  - []\n"),
    (
        "id: T01\n",
        {"x": {"2026": "NO", "2027": None, "a b": True}},
        'id: T01\nx: {2026: "NO", 2027: null, a b: true}\n',
    ),
    ("? a\n: 1\nb: 2\n", {"a": 3}, "? a\n: 3\nb: 2\n"),
    ("status:   a   # merk\n", {"status": "b"}, "status:   b   # merk\n"),
    ("status: 'a'\n", {"status": "it's"}, "status: 'it''s'\n"),
    ("status: 'a'\n", {"status": "a\nb"}, "status: |-\n  a\n  b\n"),
    ('status: "a"\n', {"status": "b"}, 'status: "b"\n'),
    ("status: a\n", {"status": "NO"}, 'status: "NO"\n'),
    (
        "status: a # merk\nid: T01\n",
        {"status": "en linje\nto linjer"},
        "status: |- # merk\n  en linje\n  to linjer\nid: T01\n",
    ),
    ("status: |-  # merk\n  en\n  to\nid: T01\n", {"status": "kort"}, "status: kort  # merk\nid: T01\n"),
    ("status: >-\n  en\n  to\nid: T01\n", {"status": "tre"}, "status: >-\n  tre\nid: T01\n"),
    (
        "status: >-\n  en\n  to\n\n# om id\nid: T01\n",
        {"status": "tre ord her"},
        "status: >-\n  tre ord her\n\n# om id\nid: T01\n",
    ),
    ("note: kort\nid: T01\n", {"note": LONG}, f"note: >-\n  {LONG[:95]}\n  {LONG[96:]}\nid: T01\n"),
    # Blank lines after a text belong to it only if its first line says so with a plus.
    ("note: |+\n  en\n\nid: T01\n", {"note": "to"}, "note: to\nid: T01\n"),
    ("note: |\n  en + to\n\nid: T01\n", {"note": "tre"}, "note: tre\n\nid: T01\n"),
    ("note: | # a + b\n  en\n\nid: T01\n", {"note": "tre"}, "note: tre # a + b\n\nid: T01\n"),
    ("status:\nid: T01\n", {"status": "a"}, "status: a\nid: T01\n"),
    ("status: # merk\nid: T01\n", {"status": "a"}, "status: a # merk\nid: T01\n"),
    ("status: a\nid: T01", {"status": "b"}, "status: b\nid: T01"),
    ("status: a\r\nid: T01\r\n", {"status": "en\nto"}, "status: |-\r\n  en\r\n  to\r\nid: T01\r\n"),
    ("id: T01\nstatus: a\n", {"title": "x"}, "id: T01\ntitle: x\nstatus: a\n"),
    ("id: T01\r\nstatus: a\r\n", {"title": "x"}, "id: T01\r\ntitle: x\r\nstatus: a\r\n"),
    ("status: a\n", {"id": "T01"}, "id: T01\nstatus: a\n"),
    ("  status: a\n", {"id": "T01"}, "  id: T01\n  status: a\n"),
    ("id: T01\nstatus: a\n", {"x-y": "x"}, "id: T01\nstatus: a\nx-y: x\n"),
    ("id: T01\n# om status\nstatus: a\n", {"title": "x"}, "id: T01\ntitle: x\n# om status\nstatus: a\n"),
    (
        "id: T01\n  # dypere\n\n# om status\nstatus: a\n",
        {"title": "x"},
        "id: T01\n  # dypere\ntitle: x\n\n# om status\nstatus: a\n",
    ),
    ("id: T01  # nummeret\nstatus: a\n", {"title": "x"}, "id: T01  # nummeret\ntitle: x\nstatus: a\n"),
    (
        "id: T01\nstatus: a\n",
        {"title": "x", "responsible": ["JD", "AID"]},
        "id: T01\ntitle: x\nresponsible: [JD, AID]\nstatus: a\n",
    ),
    ("id: T01\nstatus: a", {"x-y": {"a": 1}}, "id: T01\nstatus: a\nx-y: {a: 1}"),
    ("id: T01\nstatus: a\nnote: b\n", {"status": ...}, "id: T01\nnote: b\n"),
    ("id: T01\n# om status\nstatus: a\nnote: b\n", {"status": ...}, "id: T01\n# om status\nnote: b\n"),
    ("id: T01\nstatus: a  # merk\nnote: b\n", {"status": ...}, "id: T01\nnote: b\n"),
    ("id: T01\nnote:  # etter\n  nb: x\n", {"note": ...}, "id: T01\n"),
    ("id: T01\nstatus: a", {"status": ...}, "id: T01"),
    ("id: T01\nstatus: a\n\n", {"status": ...}, "id: T01\n\n"),
    ("id: T01\n", {"title": "x", "id": ...}, "title: x\n"),
    ("tasks:\n  - id: T01.1\n    due: 2027\n", {"tasks": [{"due": 2027}]}, "tasks:\n  - due: 2027\n"),
    (
        "tasks:\n  - id: T01.1  # merk\n    due: 2027\n",
        {"tasks": [{"due": 2027}]},
        "tasks:\n  - due: 2027\n",
    ),
    (
        "tasks:\n  - id: T01.1\n    due: 2027\n",
        {"tasks": [{"id": "T01.1", "due": 2027, "text": "x"}]},
        "tasks:\n  - id: T01.1\n    text: x\n    due: 2027\n",
    ),
    (
        "tasks:\n  - due: 2027\n",
        {"tasks": [{"due": 2027, "id": "T01.1"}]},
        "tasks:\n  - id: T01.1\n    due: 2027\n",
    ),
    ("title: kort\n", {"title": {"nb": "kort", "en": "short"}}, "title: {nb: kort, en: short}\n"),
    ("title:\n  nb: x\n  en: y\nid: T01\n", {"title": "x"}, "title: x\nid: T01\n"),
    ("title:  # merk\n  nb: x\n  en: y\nid: T01\n", {"title": "x"}, "title: x  # merk\nid: T01\n"),
    ("title:\n  nb: x\nid: T01\n", {"title": {"nn": "y"}}, 'title: {nn: "y"}\nid: T01\n'),
    ("title:\n  nb: x\nid: T01\n", {"title": {}}, "title: {}\nid: T01\n"),
    ("x:\n  - a\n  - b\nid: T01\n", {"x": ["a", "c"]}, "x:\n  - a\n  - c\nid: T01\n"),
    ("x:\n- a\n- b\n", {"x": ["a", "b", "c"]}, "x:\n- a\n- b\n- c\n"),
    ("x:\n- a\n- b  # merk\n", {"x": ["c", "a", "b"]}, "x:\n- c\n- a\n- b  # merk\n"),
    ("x:\n  # først\n  - a\n  - b\n", {"x": ["c", "a", "b"]}, "x:\n  # først\n  - c\n  - a\n  - b\n"),
    ("x:\n  - a\n  - b\n", {"x": ["b"]}, "x:\n  - b\n"),
    ("x:\n  - a\n  - b\n", {"x": ["a"]}, "x:\n  - a\n"),
    ("x:\n  - a  # merk\n  - b\n", {"x": ["b"]}, "x:\n  - b\n"),
    ("x:\n  - a\n  - b\n", {"x": []}, "x: []\n"),
    ("x:\n  - a\n  - b\nid: T01\n", {"x": "a"}, "x: a\nid: T01\n"),
    ("x:\n  -\n  - b\n", {"x": ["a", "b"]}, "x:\n  - a\n  - b\n"),
    (
        "tasks:\n  - id: T01.1\n    due: 2027\n  - id: T01.2\n",
        {
            "tasks": [
                {"id": "T01.1", "due": 2027},
                {"id": "T01.3", "owners": ["JD"]},
                {"id": "T01.2"},
            ]
        },
        "tasks:\n  - id: T01.1\n    due: 2027\n  - id: T01.3\n    owners: [JD]\n  - id: T01.2\n",
    ),
    (
        "tasks:\n  - id: T01.1\n    due: 2027\n    # bak\n  - id: T01.2\n",
        {"tasks": [{"id": "T01.1", "due": 2027}, {"id": "T01.3"}, {"id": "T01.2"}]},
        "tasks:\n  - id: T01.1\n    due: 2027\n    # bak\n  - {id: T01.3}\n  - id: T01.2\n",
    ),
    ("tasks:\n  - id: T01.1\n    due: 2027\n", {"tasks": ["x"]}, "tasks:\n  - x\n"),
    ("tasks:\n  - [a, b]\n", {"tasks": [{"x": 1}]}, "tasks:\n  - {x: 1}\n"),
    ("note:\n  - a\n  - >-\n    b\n    c\n", {"note": ["a", "d e"]}, "note:\n  - a\n  - >-\n    d e\n"),
    ("title: {nb: x,  en: 'y'}\n", {"title": {"nb": "z", "en": "y"}}, "title: {nb: z,  en: 'y'}\n"),
    (
        "title: {nb: x,  en: 'y'}\n",
        {"title": {"nb": "x", "en": "y", "nn": "z"}},
        "title: {nb: x, nn: z,  en: 'y'}\n",
    ),
    ("title: { en: 'y' }\n", {"title": {"en": "y", "nb": "z"}}, "title: { nb: z, en: 'y' }\n"),
    ("title: {nb: x,  en: 'y'}\n", {"title": {"en": "y"}}, "title: {en: 'y'}\n"),
    ("title: {nb: x,  en: 'y'}\n", {"title": {"nb": "x"}}, "title: {nb: x}\n"),
    ("title: {nb: x,  en: 'y'}\n", {"title": {}}, "title: {}\n"),
    (
        "title: {nb: x,\n        en: y}\n",
        {"title": {"nb": "x", "en": "z"}},
        "title: {nb: x,\n        en: z}\n",
    ),
    ("title: {nb: x, en: }\n", {"title": {"nb": "x", "en": "z"}}, "title: {nb: x, en: z}\n"),
    ('title: {nb: x, "en":}\n', {"title": {"nb": "x", "en": "z"}}, 'title: {nb: x, "en": z}\n'),
    (
        "title: {nb: 'x', en: y}\n",
        {"title": {"nb": "it's: {a}", "en": "y"}},
        "title: {nb: 'it''s: {a}', en: y}\n",
    ),
    (
        "title: {nb: x}\n",
        {"title": {"nb": "x", "en": LONG}},
        f"title:\n  nb: x\n  en: >-\n    {LONG[:95]}\n    {LONG[96:]}\n",
    ),
    ("title: {nb: x, en: y}\n", {"title": {"nb": 5, "en": "y"}}, "title: {nb: 5, en: y}\n"),
    ("x: [a,b , c]\n", {"x": ["a", "c"]}, "x: [a , c]\n"),
    ("x: [a,b , c]\n", {"x": ["b", "c"]}, "x: [b , c]\n"),
    ("x: [a,b , c]\n", {"x": ["a", "b"]}, "x: [a,b]\n"),
    ("x: [a,b , c]\n", {"x": ["a", "d", "b", "c"]}, "x: [a, d,b , c]\n"),
    ("x: [a,b , c]\n", {"x": ["d", "a", "b", "c"]}, "x: [d, a,b , c]\n"),
    ("x: [a,b , c]\n", {"x": ["a", "d", "c"]}, "x: [a,d , c]\n"),
    ("x: [a, b]\n", {"x": "a"}, "x: a\n"),
    ("x: []\n", {"x": ["a"]}, "x: [a]\n"),
    ("{id: T01, title: {nb: x}}\n", {"title": {"nb": "y"}}, '{id: T01, title: {nb: "y"}}\n'),
    ("{id: T01}\n", {"title": "y"}, '{id: T01, title: "y"}\n'),
    ("\ufeffid: T01\n", {"id": "T02"}, "\ufeffid: T02\n"),
    (
        "evidence:\n  - {title: A, url: x}\n",
        {"evidence": [{"title": "A", "url": "x"}, {"title": "B", "url": "y"}]},
        'evidence:\n  - {title: A, url: x}\n  - {title: B, url: "y"}\n',
    ),
    ("note: |+\n  en\n\nid: T01\n", {"id": "T02"}, "note: |+\n  en\n\nid: T02\n"),
    ("note: |+\r\n  en\r\n\r\nid: T01\r\n", {"note": "kort"}, "note: kort\r\nid: T01\r\n"),
    ("note: >\n  en\n\n\n\n  to\n\n\nid: T01\n", {"note": "kort"}, "note: >-\n  kort\n\n\nid: T01\n"),
    ("x:\n  - a: 1\n  - b\n", {"x": [{"c": 1}, "b"]}, "x:\n  - {c: 1}\n  - b\n"),
    ("x:\n  - >-\n    a\n    b\n  - b\n", {"x": ["c\nd", "b"]}, "x:\n  - >-\n    c\n\n    d\n  - b\n"),
    ("x:\n  - a # merk\n  - b\n", {"x": ["c\nd", "b"]}, "x:\n  - |- # merk\n    c\n    d\n  - b\n"),
    ("x: a\n  # inni\nid: T01\n", {"x": "b"}, "x: b\n  # inni\nid: T01\n"),
    ("x: [a]\n  # inni\nid: T01\n", {"x": ["b"]}, "x: [b]\n  # inni\nid: T01\n"),
    ("x:\n  a\n  b # bak\nid: T01\n", {"x": "c"}, "x: c # bak\nid: T01\n"),
    ("x: a\n  b\nid: T01\n", {"x": "c"}, "x: c\nid: T01\n"),
    ("x: 'a\n  b'\nid: T01\n", {"x": "c"}, "x: 'c'\nid: T01\n"),
    ("x: [a,\n  b] # bak\nid: T01\n", {"x": {"c": 1}}, "x: {c: 1} # bak\nid: T01\n"),
    ("x: {a: 1} # bak\nid: T01\n", {"x": "b"}, "x: b # bak\nid: T01\n"),
    ("x: {a: 1} # bak\nid: T01\n", {"x": "b\nc"}, "x: |- # bak\n  b\n  c\nid: T01\n"),
    ("x:\n    a: 1\n    b: 2\n", {"x": {"a": 1, "b": 2, "c": 3}}, "x:\n    a: 1\n    b: 2\n    c: 3\n"),
    ("x: >-\n  a b\n", {"x": " foran"}, 'x: " foran"\n'),
    ("x: >-\n  a b\n", {"x": "a\n b"}, "x: |-\n  a\n   b\n"),
    ('x: "a"\n', {"x": 'æ\n"'}, 'x: "æ\\n\\""\n'),
    ("x: 'a'\n", {"x": "b\xa0c"}, "x: b\xa0c\n"),
    ("x: 'a'\n", {"x": ["b"]}, "x: [b]\n"),
    ("x: {a: 'b'}\n", {"x": {"a": ["c"]}}, "x: {a: [c]}\n"),
    ("x: [[a, b], {c: d}]\n", {"x": [["a", "b"], {"c": "e"}]}, "x: [[a, b], {c: e}]\n"),
    ("x: [a, b, c]\n", {"x": ["c", "d"]}, "x: [c, d]\n"),
    ("x:\n  - a\n  - b\n  - c\n", {"x": ["c", "a"]}, "x:\n  - c\n  - a\n"),
    # Moving the first item last leaves the comments of the others with them.
    (
        "x:\n  - a\n  - b  # om b\n  - c\n",
        {"x": ["b", "c", "a"]},
        "x:\n  - b  # om b\n  - c\n  - a\n",
    ),
    ("x:\n  - a\n  - b\n", {"x": ["c", "d"]}, "x:\n  - c\n  - d\n"),
    (
        "id: T01\nnote: a\n",
        {"x": 1, "y": 2, "title": "b", "status": "c"},
        'id: T01\ntitle: b\nstatus: c\nnote: a\nx: 1\n"y": 2\n',
    ),
    ("x: 1\nnote: a\n", {"id": "T01", "title": "b"}, "id: T01\ntitle: b\nx: 1\nnote: a\n"),
    ("a: 1\n\n\n# etter\n", {"b": 2}, "a: 1\nb: 2\n\n\n# etter\n"),
    ("a:\n  b: 1\n\n  # inni\n# etter\n", {"c": 2}, "a:\n  b: 1\n\n  # inni\nc: 2\n# etter\n"),
    ("a: 1\nb: 2", {"b": ...}, "a: 1"),
    ("a: 1\r\nb: 2\r\n", {"b": ...}, "a: 1\r\n"),
    ("a: 1\r\nb: 2", {"b": ...}, "a: 1"),
    ("a: 1\nb:\n  c: 1\n  d: 2\ne: 3\n", {"b": {"c": 1}}, "a: 1\nb:\n  c: 1\ne: 3\n"),
    ("a: 1\nb:\n  c: 1\ne: 3\n", {"b": {}}, "a: 1\nb: {}\ne: 3\n"),
    ("x: {a: ''}\n", {"x": {"a": "b"}}, "x: {a: 'b'}\n"),
    ("x: [a, ]\n", {"x": ["a", "b"]}, "x: [a, b, ]\n"),
    ("x: {a: 'b'}\n", {"x": {"a": 5}}, "x: {a: 5}\n"),
    ("x: {a: 'b', c: \"d\"}\n", {"x": {"a": "b", "c": "e"}}, "x: {a: 'b', c: \"e\"}\n"),
    ("x: {a: b}\n", {"x": {"a": "NO"}}, 'x: {a: "NO"}\n'),
    ("x: a\n  b\n  # inni\nid: T01\n", {"x": {"c": {"d": 1}}}, "x:\n  c: {d: 1}\n  # inni\nid: T01\n"),
    ("x: a # bak", {"x": "b"}, "x: b # bak"),
    ("x: a\n", {"x": "b..."}, "x: b...\n"),
    ("x: a\n", {"x": "b\n..."}, "x: |-\n  b\n  ...\n"),
    ("x: [a]\n", {"x": ["b", "c", "d"]}, "x: [b, c, d]\n"),
    # Quotes stay if they were a choice; those that the old value needed go with it.
    ("x: {a: 'NO'}\n", {"x": {"a": "b"}}, "x: {a: 'b'}\n"),
    ('x: {a: "NO"}\n', {"x": {"a": "b"}}, "x: {a: b}\n"),
    ('x: {"a":b}\n', {"x": {"a": "c"}}, 'x: {"a":c}\n'),
    ("x:\n  -\n  - b\n", {"x": ["c\nd", "b"]}, "x:\n  - |-\n    c\n    d\n  - b\n"),
    # A comment in the column of the next key is about that one.
    (
        "x:\n  y:\n    z:\n      - a\n    # om w\n    w: 1\n",
        {"x": {"y": {"z": "b", "w": 1}}},
        "x:\n  y:\n    z: b\n    # om w\n    w: 1\n",
    ),
]

COMMENTS_INSIDE: list[tuple[str, dict[str, object], int]] = [
    ("id: T01\nnote:\n  # inni\n  nb: x\n", {"note": ...}, 3),
    ("tasks:\n  - id: T01.1\n    # merk\n    due: 2027\n", {"tasks": [{"due": 2027}]}, 3),
    ("title:\n  nb: x\n  # inni\n  en: y\nid: T01\n", {"title": "x"}, 3),
    ("title:\n  nb: x\n  # bak\nid: T01\n", {"title": "x"}, 3),
    (
        "tasks:\n  - id: T01.1\n    # inni\n    due: 2027\n  - id: T01.2\n",
        {"tasks": [{"id": "T01.2"}]},
        3,
    ),
    ("title: {nb: x,  # merk\n        en: y}\n", {"title": {"nb": "x", "en": "z"}}, 1),
    ("{id: T01, # merk\n title: {nb: x}}\n", {"title": {"nb": "y"}}, 1),
    ("x: a\n  # inni\nid: T01\n", {"x": "c\nd"}, 2),
    ("x:\n  - a\n  # inni\nid: T01\n", {"x": "b"}, 3),
    ("x:\n  # inni\n  a\nid: T01\n", {"x": "b"}, 2),
    ("x: # bak\n  a\nid: T01\n", {"x": "b"}, 1),
]


def changed(before: str, changes: dict[str, object]) -> str:
    """The text with some top-level keys saying something else; ``...`` takes a key away."""
    value = parse("", before.encode()).value
    old = value if isinstance(value, dict) else {}
    new = {key: said for key, said in {**old, **changes}.items() if said is not ...}
    return patched(before.encode(), new, Measure).decode()


@each(("before", "changes", "after"), CHANGES)
def test_a_change_is_written_where_it_belongs_and_the_rest_stays(
    before: str, changes: dict[str, object], after: str
) -> None:
    assert changed(before, changes) == after


@each(("before", "changes", "line"), COMMENTS_INSIDE)
def test_a_change_that_would_take_a_comment_with_it_is_refused_with_its_line(
    before: str, changes: dict[str, object], line: int
) -> None:
    with pytest.raises(Refused, match="comments_inside") as refused:
        changed(before, changes)
    assert refused.value.params["line"] == line


@each(
    ("before", "changes"),
    [
        ("a: 1\n? b\n", {"b": "x"}),
        ("b: 1\n? a\n: 2\n", {"a": ...}),
        ("x: {a, b: c}\n", {"x": {"a": "d", "b": "c"}}),
        ("- a\n", {"b": 1}),
    ],
)
def test_what_cannot_be_changed_safely_is_refused(before: str, changes: dict[str, object]) -> None:
    with pytest.raises(Refused, match="layout"):
        changed(before, changes)


@each("data", [b"- a\n", b"a\n", b"7\n", b"", b"# a\n"])
def test_only_a_mapping_is_laid_out(data: bytes) -> None:
    with pytest.raises(Refused, match="layout"):
        formatted(data, Measure)


LAYOUTS = [
    # A line is 100 columns at most.
    (f"note: {'a' * 90} bb\n", f"note: {'a' * 90} bb\n"),
    (f"note: {'a' * 90} bbbb\n", f"note: >-\n  {'a' * 90} bbbb\n"),
    (f"note: {'a' * 94} bbb\n", f"note: >-\n  {'a' * 94} bbb\n"),
    (f"note: {'a' * 94} bbbb\n", f"note: >-\n  {'a' * 94}\n  bbbb\n"),
    (f"note: {'a' * 99} bb cc\n", f"note: >-\n  {'a' * 99}\n  bb cc\n"),
    (f"tasks:\n  - note: {'a' * 88} bb\n", f"tasks:\n  - note: >-\n      {'a' * 88} bb\n"),
    (f"tasks:\n  - note: {'a' * 91} bbb\n", f"tasks:\n  - note: >-\n      {'a' * 91}\n      bbb\n"),
    (f"title: {{nb: {'a' * 87}}}\n", f"title: {{nb: {'a' * 87}}}\n"),
    (f"title: {{nb: {'a' * 88}}}\n", f"title:\n  nb: {'a' * 88}\n"),
    (f"note: >-\n  {'a' * 60}\n  {'b' * 60}\n", f"note: >-\n  {'a' * 60}\n  {'b' * 60}\n"),
    (f"note: >-\n  {'a' * 60}\n\n  {'b' * 60}\n", f"note: >-\n  {'a' * 60}\n\n  {'b' * 60}\n"),
    (f"note: >-\n  a {'b' * 96}\n  c\n", f"note: >-\n  a {'b' * 96}\n  c\n"),
    (f"note: >-\n  a {'b' * 97}\n  c\n", f"note: >-\n  a\n  {'b' * 97}\n  c\n"),
    ("status: a\nid: T01\nx-y: 1\ntitle: b\n", "id: T01\ntitle: b\nstatus: a\nx-y: 1\n"),
    ("# topp\n\nstatus: a\n# om id\nid: T01\n", "# topp\n\n# om id\nid: T01\nstatus: a\n"),
    ("\n\n# topp\n\n\n\nid: T01\n\n\nstatus: a\n", "# topp\n\nid: T01\n\nstatus: a\n"),
    (
        "id: T01\n# om status\nstatus: a  # bak\n# slutt\n",
        "id: T01\n# om status\nstatus: a  # bak\n# slutt\n",
    ),
    ("id: T01\n\n# slutt\n\n", "id: T01\n\n# slutt\n"),
    (
        "tasks:\n- id: T01.1\n  # inni\n  due: 2027\n\n- id: T01.2 # to\n  # fot\nid: T01\n",
        "id: T01\ntasks:\n  - id: T01.1\n    # inni\n    due: 2027\n\n  - id: T01.2  # to\n    # fot\n",
    ),
    (
        "tasks:\n  - id: T01.1\n    # dyp fot\n  # fot\n# bak\n",
        "tasks:\n  - id: T01.1\n    # dyp fot\n  # fot\n# bak\n",
    ),
    (
        "tasks:\n  - id: T01.1\n    due: 2027\n  # mellom\n  - id: T01.2\n",
        "tasks:\n  - id: T01.1\n    due: 2027\n  # mellom\n  - id: T01.2\n",
    ),
    ("title: {nb: x, # merk\n  en: y}\n", 'title:\n  nb: x  # merk\n  en: "y"\n'),
    ("title: {nb: x, en: y} # merk\n", 'title: {nb: x, en: "y"}  # merk\n'),
    ("title: { # merk\n  nb: x}\n", "title:  # merk\n  nb: x\n"),
    ("title: [] # merk\n", "title: []  # merk\n"),
    ("title: [ # merk\n]\n", "title: []  # merk\n"),
    ("title: {\n  nb: x\n  # fot\n  }\n", "title:\n  nb: x\n  # fot\n"),
    ("title: { nb: x,\n en: y }\n", 'title: {nb: x, en: "y"}\n'),
    ("responsible: ['JD', \"AID\"]\n", "responsible: [JD, AID]\n"),
    (f"note: {LONG}\n", f"note: >-\n  {LONG[:95]}\n  {LONG[96:]}\n"),
    ("note: >-\n  kort\n  tekst\n", "note: >-\n  kort\n  tekst\n"),
    ("note: >\n  kort\n  tekst\n", "note: >\n  kort tekst\n"),
    (f"note: >-\n  {LONG}\n", f"note: >-\n  {LONG[:95]}\n  {LONG[96:]}\n"),
    ("note: |\n  en\n  to\n", "note: |\n  en\n  to\n"),
    ("note: |-  # merk\n  en\n  to\nid: T01\n", "id: T01\nnote: |-  # merk\n  en\n  to\n"),
    ('note: "en\\nto"\n', "note: |-\n  en\n  to\n"),
    ('note: " foran"\n', 'note: " foran"\n'),
    ("title: {nb: x}\r\nid: T01\r\n", "id: T01\ntitle: {nb: x}\n"),
    ("id:\n  # om verdien\n  T01\n", "# om verdien\nid: T01\n"),
    ("id: T01\ntitle:\n  # under\n  nb: x\n", "id: T01\ntitle:\n  # under\n  nb: x\n"),
    ("id: T01\ntitle: # nokkel\n  nb: x\n", "id: T01\ntitle:  # nokkel\n  nb: x\n"),
    ("a: 1\n  # dypere\nb: 2\n", "a: 1\n# dypere\nb: 2\n"),
    ("x: {a: [1, # inni\n 2]} # ytre\n", "x:  # ytre\n  a:\n    - 1  # inni\n    - 2\n"),
    ("x: [a, # en\n b, # to\n]\n", "x:\n  - a  # en\n  - b  # to\n"),
    ("2026: x\n", "2026: x\n"),
    ("x: NO\n", 'x: "NO"\n'),
    ("x: 'NO'\n", 'x: "NO"\n'),
    ("x: '12'\n", 'x: "12"\n'),
    ("x: 1e5\n", "x: 100000.0\n"),
    ("x: null\n", "x: null\n"),
    ("x:\n", "x: null\n"),
    ("x: ~\n", "x: null\n"),
    ("x: [?a, b]\n", "x: [{a: null}, b]\n"),
    ('x: "a?"\n', "x: a?\n"),
    ("x: ['a?']\n", 'x: ["a?"]\n'),
    ("x: 'it''s'\n", "x: it's\n"),
    ("x: 'sa \"ja\"'\n", 'x: sa "ja"\n'),
    ("x:\n  - - a\n    - b\n", "x:\n  -   - a\n      - b\n"),
    ("x: [[a], {b: c}]\n", "x: [[a], {b: c}]\n"),
    ("---\nid: T01\n", "id: T01\n"),
    ("{id: T01, title: x}\n", "{id: T01, title: x}\n"),
    ("{id: T01, # merk\n title: x}\n", "id: T01  # merk\ntitle: x\n"),
    ("# topp\n{status: a, id: T01}\n# bunn\n", "# topp\n{id: T01, status: a}\n# bunn\n"),
    ("title: {nb: x,\n  # merk\n  en: y}\n", 'title:\n  nb: x\n  # merk\n  en: "y"\n'),
    ("title: {nb: x,\n\n  en: y}\n", 'title: {nb: x, en: "y"}\n'),
    ("x: [a\n  , # merk\n  b]\n", "x:\n  - a\n  # merk\n  - b\n"),
    ("1.5: x\nTrue: y\n", '"1.5": x\n"True": "y"\n'),
    ("x: [ # merk\n  a,\n  # fot\n]\nid: T01\n", "id: T01\nx:  # merk\n  - a\n  # fot\n"),
    ("x:\n  - a\n\n  # fot\n\nid: T01\n", "id: T01\nx:\n  - a\n\n  # fot\n"),
    ("x: {a: [1,\n  # fot\n]}\n", "x:\n  a:\n    - 1\n    # fot\n"),
    ("x:\n- a\n# om z\nz: 1\n", "x:\n  - a\n# om z\nz: 1\n"),
    ("x: {a: {b: 1}} # merk\n", "x: {a: {b: 1}}  # merk\n"),
    ("x: {a: {b: 1} # merk\n  }\n", "x:\n  a: {b: 1}  # merk\n"),
    ("x:\n  a: [1,\n    2 # merk\n  ]\nb: 1\n", "x:\n  a:\n    - 1\n    - 2  # merk\nb: 1\n"),
    ("x: {a: [1,\n    2], # merk\n  b: 3}\n", "x:\n  a: [1, 2]  # merk\n  b: 3\n"),
    ("x:\n  - # merk\n    a: 1\n", "x:\n  # merk\n  - a: 1\n"),
    ("x:\n  -\n    # merk\n    a: 1\n", "x:\n  # merk\n  - a: 1\n"),
    ("x:  |+\n  en\n\n\nid: T01\n", 'id: T01\nx: "en\\n\\n\\n"\n'),
    ("x: >+\n  en\n\nid: T01\n", 'id: T01\nx: "en\\n\\n"\n'),
    ("x: 'a\n\n  b'\n", "x: |-\n  a\n  b\n"),
    ("note: >-\n  a\n\n   b\n  c\n", "note: |-\n  a\n\n   b\n  c\n"),
    ("note: >-\n  a\n\n  b\n", "note: >-\n  a\n\n  b\n"),
    ("note: |\n  a\n   b\n", "note: |\n  a\n   b\n"),
    ("note: |-\n  a  \n  b\n", 'note: "a  \\nb"\n'),
    ("note: |-\n\n  a\n", 'note: "\\na"\n'),
    ('note: "a\\n"\n', "note: |\n  a\n"),
    ('note: "a\\n\\n"\n', 'note: "a\\n\\n"\n'),
    ('note: "a\\tb\\nc"\n', 'note: "a\\tb\\nc"\n'),
    ('note: "a\u00a0b\\nc"\n', "note: |-\n  a\u00a0b\n  c\n"),
    (
        f"note: {'a' * 60} {'b' * 60} {'c' * 37} d\n",
        f"note: >-\n  {'a' * 60}\n  {'b' * 60} {'c' * 37}\n  d\n",
    ),
    (
        f"note: {'a' * 60} {'b' * 60} {'c' * 38} d\n",
        f"note: >-\n  {'a' * 60}\n  {'b' * 60}\n  {'c' * 38} d\n",
    ),
    (
        f"note: >\n  {'a' * 60} {'b' * 60}\n\n  {'c' * 60} {'d' * 37} e\n",
        f"note: >\n  {'a' * 60}\n  {'b' * 60}\n\n  {'c' * 60} {'d' * 37}\n  e\n",
    ),
    (
        f"note: >\n  {'a' * 60} {'b' * 37}\n\n  c d\n",
        f"note: >\n  {'a' * 60} {'b' * 37}\n\n  c d\n",
    ),
    ("007: x\nTrue: z\n1.5: a\n7: b\n", '"007": x\n"True": z\n"1.5": a\n7: b\n'),
]


@each(("before", "after"), LAYOUTS)
def test_a_file_is_laid_out(before: str, after: str) -> None:
    assert formatted(before.encode(), Measure).decode() == after
    assert formatted(after.encode(), Measure).decode() == after


@each(
    ("text", "anchor", "line"),
    [
        ("id: &a T01\n", "&a", 1),
        ("id: T01\ntitle: &b-c\n  nb: x\n", "&b-c", 2),
        ("&k id: T01\n", "&k", 1),
    ],
)
def test_a_file_with_an_anchor_is_not_laid_out_without_it(text: str, anchor: str, line: int) -> None:
    with pytest.raises(Refused, match="anchor") as refused:
        formatted(text.encode(), Measure)
    assert refused.value.params == {"path": "", "line": line, "anchor": anchor}


@given(written())
def test_a_formatted_file_says_the_same_with_the_same_comments_and_stays(
    given: tuple[dict[str, object], bytes],
) -> None:
    value, data = given
    once = formatted(data, Measure)
    assert same(parse("", once).value, value)
    assert comments_of(once) == comments_of(data)
    assert formatted(once, Measure) == once
    assert b"\r" not in once
    assert once.endswith(b"\n")
    assert not any(line.endswith(b" ") for line in once.splitlines() if not line.strip())


def paths(value: object, keys: KeyPath = ()) -> list[KeyPath]:
    found = [keys] if keys else []
    items = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for key, item in items:
        found += paths(item, (*keys, key))
    return found


def put(value: object, keys: KeyPath, new: object) -> dict[str, object]:
    made = copy.deepcopy(value)
    place = made
    for key in keys[:-1]:
        place = place[key]  # type: ignore[index]
    place[keys[-1]] = new  # type: ignore[index]
    assert isinstance(made, dict)
    return made


def outside(data: bytes, keys: KeyPath) -> tuple[str, str]:
    """The lines before and after those of a field."""
    text = data.decode()
    root = compose(text)
    assert root is not None
    found = [entry for entry in entries(root, text) if entry.keys == keys]
    first = found[0].name.start_mark.index if found[0].name is not None else found[0].start
    return text[: line_start(text, first)], text[line_end(text, found[0].end) :]


@given(written(), st.data())
def test_a_set_field_changes_no_line_but_its_own(
    given: tuple[dict[str, object], bytes], data: st.DataObject
) -> None:
    value, before = given
    keys = data.draw(st.sampled_from(paths(value)))
    new = put(value, keys, data.draw(values(1)))
    try:
        after = patched(before, new, Measure)
    except Refused as refused:
        if refused.key != "edit.comments_inside":
            raise
        reject()
    assert same(parse("", after).value, new)
    head, tail = outside(before, keys)
    assert after.decode().startswith(head)
    assert after.decode().endswith(tail)


@given(written(), st.data())
def test_what_was_added_goes_again_without_a_trace(
    given: tuple[dict[str, object], bytes], data: st.DataObject
) -> None:
    value, before = given
    places = [(), *(keys for keys in paths(value) if isinstance(at(value, keys), dict | list))]
    keys = data.draw(st.sampled_from(places))
    assume(at(value, keys))
    new = copy.deepcopy(value)
    place = at(new, keys)
    if isinstance(place, list):
        place.insert(data.draw(st.integers(0, len(place))), data.draw(values(2)))
        assume(not any(same(item, place[spot]) for spot in range(1, len(place)) for item in place[:spot]))
    else:
        assert isinstance(place, dict)
        place["former_ids"] = data.draw(values(2))
    try:
        after = patched(before, new, Measure)
        again = patched(after, value, Measure)
    except Refused as refused:
        if refused.key != "edit.comments_inside":
            raise
        reject()
    assert same(parse("", after).value, new)
    assume(braces(before) <= braces(after))  # those that grew too long became lines
    assert again.rstrip(b"\r\n") == before.rstrip(b"\r\n")


@given(written(), st.data())
def test_a_short_value_set_back_restores_every_byte(
    given: tuple[dict[str, object], bytes], data: st.DataObject
) -> None:
    value, before = given
    short = [keys for keys in paths(value) if one_line(before, keys)]
    assume(short)
    keys = data.draw(st.sampled_from(short))
    new = put(value, keys, data.draw(st.sampled_from(["completed", "Oslo", "JD", "2026-10-01"])))
    after = patched(before, new, Measure)
    assume(braces(before) <= braces(after))
    assert patched(after, value, Measure) == before


def at(value: object, keys: KeyPath) -> object:
    for key in keys:
        value = value[key]  # type: ignore[index]
    return value


def braces(data: bytes) -> set[KeyPath]:
    """Where collections are written in braces or brackets."""
    text = data.decode()
    root = compose(text)
    assert root is not None
    return {entry.keys for entry in entries(root, text) if in_braces(entry.value)}


def one_line(data: bytes, keys: KeyPath) -> bool:
    """Whether a field is a text on one line, in quotes or written as ``mh`` would write it."""
    text = data.decode()
    root = compose(text)
    assert root is not None
    found = next(entry for entry in entries(root, text) if entry.keys == keys)
    source = text[found.value.start_mark.index : found.end]
    if not isinstance(found.value, ScalarNode) or "\n" in source or source.startswith((">", "|")):
        return False
    if line_end(text, found.end) - line_start(text, found.start) > WIDTH:
        return False
    said = found.value.value
    return bool(said) and source in (said, f"'{said}'", f'"{said}"') and said != "null"
