"""The file of a new record.

The text in ``drafts/`` of its kind looks like the file that it begins. In a new file, optional keys are
comments: removing the ``# `` makes them count. Comments at the end of a line explain it, and may be kept or
removed. The file has a name, lines and comments like the others.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from menneskehandel_cli import models
from menneskehandel_cli.edits.change import FileChange, read_subject, rewritten
from menneskehandel_cli.edits.layout import formatted
from menneskehandel_cli.edits.new_kinds import NEW, Draft, Values, text_on_one_line
from menneskehandel_cli.edits.writing import WIDTH, line, render_flow
from menneskehandel_cli.language import say
from menneskehandel_cli.models.base import FORMAT
from menneskehandel_cli.models.fields import Field, field_at, fields
from menneskehandel_cli.register import Register
from menneskehandel_cli.register.layout import schema_file
from menneskehandel_cli.trees import Tree

if TYPE_CHECKING:
    from jinja2 import Environment


def modeline(kind: str, path: str) -> str:
    """The first line of the file at ``path``, which tells the YAML language server where its schema is."""
    return f"# yaml-language-server: $schema={'../' * path.count('/')}{schema_file(kind)}\n"


def record_file(kind: str, path: str, record: Mapping[str, object], *, described: bool = True) -> FileChange:
    """The new file of a record, laid out as ``mh fmt`` does it, with nothing but the record's keys.

    ``described``: its first line refers editors to its schema.
    """
    text = (modeline(kind, path) if described else "") + "".join(
        f"{line(key, value)}\n" for key, value in {"format": FORMAT, **record}.items()
    )
    return FileChange(path, None, formatted(text.encode(), models.FILES[kind]))


def comment(text: str, start: str = "# ") -> str:
    """A text as lines of comments, each with this ``start``, without the last line break."""
    rows = wrap(text, WIDTH - len(start), break_long_words=False, break_on_hyphens=False)
    return "\n".join(f"{start}{row}" for row in rows)


def begun(
    name: str,
    tree: Tree,
    register: Register,
    draft: Draft,
    values: Values,
    *,
    described: bool,
    suggesting: bool = True,
) -> FileChange:
    """A new record of the kind ``name``, of which ``values`` are known: a new file, or a longer one.

    ``described``: a new file refers editors to its schema. ``suggesting``: what else may be filled in is
    there as comments. The value ``own`` is the path of a plan's own file. Raises ``Refused``.
    """
    kind = NEW[name]
    known = {**values, **kind.more(register, draft, values)}
    path, record = known.get("own") or kind.path.format_map(known), record_of(kind.model, draft, known)
    if "own" in known and path not in tree.paths():
        return record_file(kind.items, path, {kind.items: [record]}, described=described)
    if kind.items and (path == kind.path or path in tree.paths()):
        return appended(tree, path, kind.items, known.get(kind.items) or [record])
    if not (suggesting and (_DRAFTS / f"{name}.yaml.j2").is_file()):
        return record_file(name, path, record, described=described)
    text = (modeline(name, path) if described else "") + _drafted(name, kind.model, draft, known, record)
    return FileChange(path, None, text.encode())


def appended(tree: Tree, path: str, key: str, items: Iterable[object]) -> FileChange:
    """The file at ``path`` with more items in its list ``key``. Raises ``Refused``."""
    subject = read_subject(tree, path)
    change = rewritten(subject, {**subject.value, key: [*(subject.value.get(key) or []), *items]})
    assert change is not None  # something is added
    return change


def record_of(model: type[models.Model], draft: Draft, known: Values) -> dict[str, Any]:
    """What is known of a record, as it is written in YAML: by the keys of its model, in their order."""
    found = {key: known[key] for key in fields(model) if key in known and known[key] not in (None, "")}
    return {key: _written_value(draft, fields(model)[key], value) for key, value in found.items()}


def _written_value(draft: Draft, field: Field, value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    return draft.text(value) if field.kind == "text" and isinstance(value, str) else value


def _drafted(name: str, model: type[models.Model], draft: Draft, known: Values, record: Values) -> str:
    """The text of a new file: the draft of its kind with what is known."""

    def phrase(key: str, **params: object) -> str:
        return str(say(f"draft.{key}", draft.lang, **{**known, **params}))  # never a marked one

    def source_line() -> str:
        """The source; without a place in the document, a comment asks for one."""
        asks = "" if "section" in known["source"] else f"  # section: {phrase('section')}"
        return line("source", known["source"]) + asks

    def values(keys: str, start: str = "# ") -> str:
        """The fixed values of a key, each with what it means, as lines of comments."""
        path = keys.split(".")
        field, key = field_at(model, tuple(path)), path[-1]
        assert field is not None, keys
        choices = ", ".join(f"{value} ({field.called(value, draft.lang)})" for value in field.choices)
        return comment(f"{key}: {choices}", start)

    words: Mapping[str, object] = {
        "line": lambda key, *value: line(key, *value or [record[key]]),
        "source": render_flow(known.get("source")),
        "source_line": source_line() if "source" in known else "",
        "say": phrase,
        "word": lambda key: say(key, draft.lang),
        "about": lambda key, **params: comment(phrase(key, **params)),
        "text": lambda key: render_flow(draft.text(phrase(key))),
        "told": lambda key: line(draft.content, phrase(key)),
        "plain": lambda text: text_on_one_line(text, draft),
        "values": values,
    }
    return drafts().get_template(f"{name}.yaml.j2").render({**known, **words})


_DRAFTS = Path(__file__).with_name("drafts")


@cache
def drafts() -> "Environment":
    """The texts that new files begin with."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    blanks: Any = dict.fromkeys(("trim_blocks", "lstrip_blocks", "keep_trailing_newline"), True)
    # What it makes is YAML; each value is written as such.
    return Environment(loader=FileSystemLoader(_DRAFTS), undefined=StrictUndefined, **blanks)  # noqa: S701
