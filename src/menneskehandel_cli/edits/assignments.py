"""Change fields of a record by their names: to values, or by ``field=value`` on the command line.

A value on the command line is parsed by the field's type: a text is taken literally, a day as people
write it, a list as words separated by commas, a record in braces.
"""

import copy
import re
from collections.abc import Iterable, Sequence
from typing import Any, Literal, NamedTuple

from menneskehandel_cli.diagnostics import KeyPath, at
from menneskehandel_cli.documents import parse
from menneskehandel_cli.edits.change import NAMES, Subject
from menneskehandel_cli.edits.values import GONE, equals, in_one, put, refuse_signs, typed, words
from menneskehandel_cli.language import Choices, Refused
from menneskehandel_cli.language.catalogues import TAG
from menneskehandel_cli.language.slips import keys_called, nearest
from menneskehandel_cli.language.spans import typed_deadline
from menneskehandel_cli.models import Actor, Field, field_at
from menneskehandel_cli.models.names import actors_named, called_in_full

_ASSIGNMENT = re.compile(r"([^=]*?)(\+=|-=|=)(.*)", re.DOTALL)
_IN_LANGUAGES = re.compile(rf"\{{ *{TAG} *:")
"""How a text in braces begins."""

_ACTOR = "actor_id"


class Edit(NamedTuple):
    """A new value for the field with a dotted name; ``GONE`` removes it.

    ``how``: the field gets the value, or its list gets more items, once each, or loses some. ``place``
    leads on from the field, to an item of a list by its number from 0. ``written``: the value is a text
    as on the command line.
    """

    field: str
    value: Any
    how: Literal["=", "+=", "-="] = "="
    place: KeyPath = ()
    written: bool = False


def applied(
    subject: Subject, edits: Iterable[Edit], language: str, actors: Sequence[Actor] = ()
) -> tuple[dict[str, Any], list[KeyPath]]:
    """The file's new value after all edits, and the keys that they change.

    Texts are read by the types of their fields. ``language`` is the one that texts are in first. A field
    that takes the id of an actor also takes the whole name of one of ``actors``. Raises ``Refused`` if an
    edit cannot be carried out.
    """
    value = copy.deepcopy(subject.value)
    places: list[KeyPath] = []
    for edit in edits:
        keys, field = _find(value, subject, edit, language)
        old, new = at(value, keys), edit.value
        if edit.written:
            if edit.how == "=" and keys in places:
                raise Refused("edit.twice", field=edit.field)
            new = _new_value(old, field, edit, _ids(new, field, actors).strip(), language)
        elif new is not GONE:
            new = typed(new, field, language)
            new = _with_added(old, new) if edit.how == "+=" else new
        put(value, keys, _by_id(new, field, actors), field, language)
        places.append(keys)
    return value, places


def read_assignment(word: str) -> Edit:
    """Parse ``status=completed``. A field without a value is to be removed.

    Raises ``Refused`` if it has another form.
    """
    match = _ASSIGNMENT.fullmatch(word)
    if match is None or not match[1].strip():
        raise Refused("edit.no_assignment", given=word)
    refuse_signs(match[3], match[1].strip())
    return Edit(match[1].strip(), match[3], match[2], written=True)  # type: ignore[arg-type]


def _find(value: Any, subject: Subject, edit: Edit, language: str) -> tuple[KeyPath, Field]:
    """The keys that lead to the field with a dotted name, and its type.

    A text that is given without a language stays one, also if its own language is named.
    """
    name, known = edit.field, field_at(subject.model, subject.keys)
    keys = (*subject.keys, *_path(at(value, subject.keys), known, name), *edit.place)
    if keys[-1] == language and isinstance(at(value, keys[:-1]), str):
        keys = keys[:-1]
    if (field := field_at(subject.model, keys)) is None:
        raise Refused("edit.nothing_below", given=name)
    return keys, field


def _new_value(old: Any, field: Field, edit: Edit, text: str, language: str) -> Any:
    """The field's new value; ``GONE`` if it is to be removed."""
    name = edit.field
    if edit.how == "=":
        if not text and old is None:
            raise Refused("edit.nothing_there", field=name)
        if text == "null" and field.kind != "text" and not field.required:
            return None  # The key is kept, to say that nothing is known.
        return _parsed_value(text, field, name, language) if text else GONE
    if field.kind != "list" or field.inner is None:
        raise Refused("edit.not_a_list", field=name)
    nothing = Refused("edit.nothing_given", field=name, how=edit.how)
    if not text:
        raise nothing
    if edit.how == "+=":
        if not (added := _parsed_value(text, field, name, language)):
            raise nothing
        return _with_added(old, added)
    items = list(old) if isinstance(old, list) else []
    gone = _indexes_named(text, items, field, name, language)
    return [item for place, item in enumerate(items) if place not in gone] or GONE


def _with_added(old: Any, added: list[Any]) -> list[Any]:
    """A list with what is added to it, apart from what it has."""
    items = old if isinstance(old, list) else []
    return items + [item for item in added if not any(equals(item, has) for has in items)]


def _ids(text: str, field: Field, actors: Sequence[Actor]) -> str:
    """What is given for a list of actors, with the ids of those that are named. Braces stay."""
    if field.kind != "list" or field.inner is None or field.inner.coded != _ACTOR:
        return text
    return text if text.lstrip().startswith(("{", "[")) else ",".join(_by_id(words(text), field, actors))


def _by_id(value: Any, field: Field | None, actors: Sequence[Actor]) -> Any:
    """A value with the ids of the actors that it gives by their whole names.

    Raises ``Refused`` if several actors have a name.
    """
    if isinstance(value, list):
        inner = field and field.inner
        bodies = inner is not None and inner.coded == _ACTOR
        named = actors_named(", ".join(value), actors, exact=True) if bodies else None
        return named or [_by_id(item, inner, actors) for item in value]
    if isinstance(value, dict):
        return {key: _by_id(item, field and field.below(key), actors) for key, item in value.items()}
    if not isinstance(value, str) or field is None or field.coded != _ACTOR:
        return value
    called = called_in_full(value, {actor.id: actor.called for actor in actors})
    if len(called) > 1 and value not in called:
        raise Refused("edit.several_actors", given=value, known=called)
    return called[0] if len(called) == 1 and not any(actor.id == value for actor in actors) else value


def _indexes_named(text: str, items: list[Any], field: Field, name: str, language: str) -> set[int]:
    """The indexes of the items to remove from a list, given by their names or whole values."""
    found: set[int] = set()
    for word in [text] if text.startswith(("{", "[")) else words(text):
        one = word.startswith(("{", "[")) or not _lists_records(field)
        whole = _parsed_value(word, field, name, language) if one else []
        places = {
            place
            for place, item in enumerate(items)
            if any(equals(item, other) for other in whole) or item_name(item).casefold() == word.casefold()
        }
        if not places:
            raise _missing_item(word, name, items)
        found |= places
    return found


def _missing_item(word: str, field: str, items: list[Any]) -> Refused:
    if not items:
        return Refused("edit.empty_list", field=field)
    # Those that have no names are known by their numbers.
    known = [item_name(item) or str(place) for place, item in enumerate(items, 1)]
    return Refused("edit.no_item", given=word, field=field, known=known)


def item_name(item: object) -> str:
    """The name of a list item on the command line; empty if it has none."""
    if isinstance(item, dict):
        return in_one(next((item[key] for key in NAMES if key in item), ""))
    return str(item)


def _path(value: Any, field: Field | None, wanted: str) -> KeyPath:
    """The keys of a field in dotted form, in which list items are given by their names."""
    keys: list[str | int] = []
    rest = wanted
    while rest:
        if field is None or field.kind not in ("record", "text", "list", "map"):
            raise Refused("edit.nothing_below", given=wanted[: -len(rest) - 1])
        name, rest = _first_key(value, field, rest, wanted)
        keys.append(name)
        value = at(value, (name,))
        field = field.below(name)
    return tuple(keys)


def _first_key(value: Any, field: Field, rest: str, wanted: str) -> tuple[str | int, str]:
    """The first key of a dotted path, and the rest of the path."""
    if field.kind == "list":
        return _first_item(value, rest, wanted)
    if field.kind == "map":
        return _first_name(value, field, rest)
    head, _, tail = rest.partition(".")
    return _key(field, head, list(field.keys()), wanted), tail


def _key(field: Field, head: str, known: list[str], wanted: str) -> str:
    """The key that a word means: the key itself, what people call it, or another language of a text."""
    names = {name.casefold(): name for name in known}
    if head.casefold() in names:
        return names[head.casefold()]
    called = keys_called(head, known)
    if len(called) == 1:
        return called[0]
    if called:
        raise Refused("edit.several_fields", given=wanted, known=Choices(called))
    if (near := nearest(head, known)) is not None:
        raise Refused("edit.unknown_field_near", given=wanted, near=near)
    if field.below(head) is not None:  # a text in a language that is not among the fields
        return head
    raise Refused("edit.unknown_field", given=wanted, known=known)


def _first_item(value: Any, rest: str, wanted: str) -> tuple[int, str]:
    """The place in a list of the item that a path begins with, and the rest of the path."""
    so_far = wanted[: -len(rest)].rstrip(".")
    if not isinstance(value, list):
        raise Refused("edit.empty_list", field=so_far)
    names = [item_name(item) for item in value]
    if name := _longest_name(rest, names):
        return names.index(name), rest[len(name) + 1 :]
    head, _, tail = rest.partition(".")
    if head.isdecimal() and 1 <= int(head) <= len(value):
        return int(head) - 1, tail
    raise _missing_item(rest, so_far, value)


def _first_name(value: Any, field: Field, rest: str) -> tuple[str, str]:
    """The name in a map that a path begins with, and the rest of the path."""
    if name := _longest_name(rest, value if isinstance(value, dict) else ()):
        return name, rest[len(name) + 1 :]
    inner = field.inner.keys() if field.inner is not None else ()
    head, _, last = rest.rpartition(".")
    return (head, last) if head and last in inner else (rest, "")


def _longest_name(rest: str, names: Iterable[str]) -> str:
    """The longest of the names that a path begins with; empty if there is none."""
    found = [name for name in names if name and f"{rest}.".casefold().startswith(f"{name}.".casefold())]
    return max(found, key=len, default="")


def _lists_records(field: Field) -> bool:
    return field.inner is not None and field.inner.kind == "record"


def _parsed_value(text: str, field: Field, name: str, language: str) -> Any:
    """Parse a value by the field's type. An invalid one is left as it is, and the model refuses it."""
    in_braces = field.kind in ("record", "map", "list") and text.startswith(("{", "["))
    if in_braces or (field.kind == "text" and _IN_LANGUAGES.match(text)):
        return typed(_value_in_braces(text, field, name), field, language)
    if field.kind == "list" and _lists_records(field):
        first = next(iter(field.inner.keys() if field.inner else ()), "id")
        raise Refused("edit.items_are_records", field=name, example=f"'{name}+={{{first}: …}}'")
    if field.kind == "list":
        return [typed(word, field.inner, language) for word in words(text)]
    if field.kind in ("record", "map"):
        first = next(iter(field.keys()), "id")
        raise Refused("edit.not_a_record", field=name, first=first, example=f"'{name}={{{first}: …}}'")
    return typed(typed_deadline(text) if name.endswith("due") else text, field, language)


def _value_in_braces(text: str, field: Field, name: str) -> Any:
    document = parse("", text.encode("utf-8", "surrogateescape"))
    if not document.readable or _torn(document.value, field):
        raise Refused("edit.bad_braces", given=text, field=name, example="{key: value, key: value}")
    return document.value


def _torn(value: Any, field: Field | None) -> bool:
    """Whether a comma or a colon has split a value, so that a key no record has was read."""
    if field is None:
        return False
    if isinstance(value, list):
        return any(_torn(item, field.inner) for item in value)
    if not isinstance(value, dict):
        return False
    known = field.keys()
    return any(
        (known and key not in known and item is None) or _torn(item, field.below(key))
        for key, item in value.items()
    )
