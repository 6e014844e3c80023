"""What stands in braces or brackets, made to say something else; all that stays is as it was."""

from __future__ import annotations

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from menneskehandel_cli.edits.differences import added, key_before, steps
from menneskehandel_cli.edits.places import end_of
from menneskehandel_cli.edits.values import same
from menneskehandel_cli.edits.writing import in_style, render_flow
from menneskehandel_cli.models.fields import Field

_NEW = -1
"""The place of a part that was not there before."""


def rewritten(text: str, node: Node, old: object, new: object, field: Field | None) -> str:
    """The new text of ``node``, which holds no comments. ``old`` is what it says."""
    source = text[node.start_mark.index : end_of(node, text)]
    if same(old, new):
        return source
    if isinstance(node, ScalarNode):
        chosen = isinstance(new, str) and source != render_flow(old)
        kept = in_style(node.style, str(new), 0) if chosen else None
        return kept if kept is not None else render_flow(new)
    if isinstance(node, MappingNode) and isinstance(old, dict) and isinstance(new, dict) and old:
        return _mapping(text, node, old, new, field)
    if isinstance(node, SequenceNode) and isinstance(old, list) and isinstance(new, list) and old:
        return _list(text, node, old, new, field and field.inner)
    return render_flow(new)


def _mapping(
    text: str, node: Node, old: dict[str, object], new: dict[str, object], field: Field | None
) -> str:
    pairs = {name.value: (name, value) for name, value in node.value}
    order = list(pairs)
    keys = [key for key in pairs if key in new]
    for key in added(old, new, field):
        before = key_before(key, keys, field)
        keys.insert(keys.index(before) + 1 if before else 0, key)
    parts: list[tuple[int, str]] = []
    for key in keys:
        if key not in pairs:
            parts.append((_NEW, render_flow({key: new[key]})[1:-1]))
            continue
        name, value = pairs[key]
        made = rewritten(text, value, old[key], new[key], field and field.below(key))
        between = text[name.start_mark.index : value.start_mark.index]
        bare = value.start_mark.index == value.end_mark.index and not between.endswith((" ", "\n"))
        parts.append((order.index(key), f"{between}{' ' if bare and made else ''}{made}"))
    spans = [(name.start_mark.index, end_of(value, text)) for name, value in node.value]
    return _joined(text, node, parts, spans)


def _list(text: str, node: Node, old: list[object], new: list[object], field: Field | None) -> str:
    parts: list[tuple[int, str]] = []
    done = 0
    for first, last, start, stop in [*steps(old, new), (len(old), len(old), len(new), len(new))]:
        parts += [
            (at, rewritten(text, node.value[at], old[at], old[at], field)) for at in range(done, first)
        ]
        shared = min(last - first, stop - start)
        for place in range(shared):
            at = first + place
            parts.append((at, rewritten(text, node.value[at], old[at], new[start + place], field)))
        parts += [(_NEW, render_flow(value)) for value in new[start + shared : stop]]
        done = last
    spans = [(item.start_mark.index, end_of(item, text)) for item in node.value]
    return _joined(text, node, parts, spans)


def _joined(text: str, node: Node, parts: list[tuple[int, str]], spans: list[tuple[int, int]]) -> str:
    """The parts with what stood between them, and before the first and after the last."""
    out = [text[node.start_mark.index : spans[0][0]]]
    for number, (place, part) in enumerate(parts):
        if number:  # What was there keeps what stood before it.
            out.append(text[spans[place - 1][1] : spans[place][0]] if place > 0 else ", ")
        out.append(part)
    return "".join([*out, text[spans[-1][1] : node.end_mark.index]])
