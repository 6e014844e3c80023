"""Editing YAML text: only what is meant changes, and nothing that anybody wrote is lost."""

import copy
from collections import Counter
from typing import Any

from hypothesis import assume, given, reject
from hypothesis import strategies as st
from yaml.nodes import ScalarNode

from cases import changes, layouts, listed
from menneskehandel_cli.diagnostics import KeyPath
from menneskehandel_cli.documents import compose, decode, parse
from menneskehandel_cli.edits.layout import Comments, formatted
from menneskehandel_cli.edits.patching import patched
from menneskehandel_cli.edits.places import entries, in_braces, line_end, line_start
from menneskehandel_cli.edits.values import equals
from menneskehandel_cli.edits.writing import WIDTH
from menneskehandel_cli.language import Refused
from menneskehandel_cli.models import Measure
from support import each, refusal
from yaml_texts import values, written

CASES: dict[str, Any] = listed("edit_texts")


def comments_of(data: bytes) -> Counter[str]:
    text = decode(data).replace("\r\n", "\n")
    root = compose(text)
    assert root is not None
    return Counter(comment.text for comment in Comments(text, root).all if comment.text)


def changed(before: str, changes: dict[str, object]) -> str:
    """The text with some top-level keys saying something else; ``None`` takes a key away."""
    value = parse("", before.encode()).value
    old = value if isinstance(value, dict) else {}
    new = {key: said for key, said in {**old, **changes}.items() if said is not None}
    return patched(before.encode(), new, Measure).decode()


@each(("before", "changes", "after"), [*changes()])
def test_a_change_is_written_where_it_belongs_and_the_rest_stays(
    before: str, changes: dict[str, object], after: str
) -> None:
    assert changed(before, changes) == after


@each(("before", "changes", "line"), CASES["comments inside"])
def test_a_change_that_would_take_a_comment_with_it_is_refused_with_its_line(
    before: str, changes: dict[str, object], line: int
) -> None:
    with refusal("comments_inside") as refused:
        changed(before, changes)
    assert refused.value.params["line"] == line


@each(("before", "changes"), CASES["what cannot be changed safely is refused"])
def test_what_cannot_be_changed_safely_is_refused(before: str, changes: dict[str, object]) -> None:
    with refusal("layout"):
        changed(before, changes)


@each("data", [b"- a\n", b"a\n", b"7\n", b"", b"# a\n"])
def test_only_a_mapping_is_laid_out(data: bytes) -> None:
    with refusal("layout"):
        formatted(data, Measure)


@each(("before", "after"), [*layouts()])
def test_a_file_is_laid_out(before: str, after: str) -> None:
    assert formatted(before.encode(), Measure).decode() == after
    assert formatted(after.encode(), Measure).decode() == after


@each(("text", "anchor", "line"), CASES["a file with an anchor is not laid out without it"])
def test_a_file_with_an_anchor_is_not_laid_out_without_it(text: str, anchor: str, line: int) -> None:
    with refusal("anchor") as refused:
        formatted(text.encode(), Measure)
    assert refused.value.params == {"path": "", "line": line, "anchor": anchor}


@given(written())
def test_a_formatted_file_says_the_same_with_the_same_comments_and_stays(
    given: tuple[dict[str, object], bytes],
) -> None:
    value, data = given
    once = formatted(data, Measure)
    assert equals(parse("", once).value, value)
    assert comments_of(once) == comments_of(data)
    assert formatted(once, Measure) == once
    assert b"\r" not in once
    assert once.endswith(b"\n")
    assert not any(line.endswith(b" ") for line in once.splitlines() if not line.strip())


def paths(value: object, keys: KeyPath = ()) -> list[KeyPath]:
    found = [keys] if keys else []
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
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
    assert equals(parse("", after).value, new)
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
        assume(not any(equals(item, place[spot]) for spot in range(1, len(place)) for item in place[:spot]))
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
    assert equals(parse("", after).value, new)
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
