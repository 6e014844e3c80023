"""Validate plain values as records: valid parts are kept, errors are reported by their keys.

An invalid list item, unknown key or invalid optional value is left out, and the rest is validated again
without it, so that one invalid task or day does not hide its measure. The caller, which sees the
diagnostics, marks the record as damaged.
"""

import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from itertools import takewhile
from typing import Any, TypeVar, cast

from pydantic import ValidationError

from menneskehandel_cli.diagnostics import Diagnostic, KeyPath, at
from menneskehandel_cli.language import CONTENT_LANG, Phrase, bare_amount, msg, read_number, slips
from menneskehandel_cli.language.days import guess_day, is_period, read_day
from menneskehandel_cli.language.marks import CURLY, bare, items_meant
from menneskehandel_cli.language.spans import deadline
from menneskehandel_cli.models.base import PATTERN_NAMES, PATTERNS, Model, Text, written_in
from menneskehandel_cli.models.fields import Field, field_at

M = TypeVar("M", bound=Model)
_Error = Mapping[str, Any]
_Params = dict[str, object]
_Places = Collection[tuple[object, ...]]

MOST = 200
"""The maximum number of errors of one file that are reported one by one."""

_DEEP = 4
"""How many levels below a record a key that is indented too little may belong."""

_LIKE_A_DAY = re.compile(r"\d{4}-\d{2}(-\d{2})?", re.ASCII)
_PLAIN = re.compile(r"\w(?:[^\s,\[\]{}#\"':]|[ :](?=\S))*")
"""A text that needs no quotes in braces."""

_TYPES = {"string_type": "text", "int_type": "number", "bool_type": "truth", "tuple_type": "list"}
_TYPES |= dict.fromkeys(("dict_type", "model_type", "model_attributes_type"), "mapping")
"""What a value was to be, by the type of its error."""

_FOUND = {type(None): "nothing", bool: "truth", int: "number", float: "number", str: "text"}
_FOUND |= {list: "list", tuple: "list"}
"""What a value is, by its type; any other is a mapping."""

_SEPARATORS = re.compile(r"\s*;\s*|\s+(?:og|and|&|/)\s+|\s+")
"""What people write between values in place of a comma."""


def validate(
    model: type[M], value: object, path: str, language: str = CONTENT_LANG, currency: str = ""
) -> tuple[M | None, list[Diagnostic]]:
    """The record that ``value`` describes, as far as it is valid, and all its errors.

    ``language`` is the one that the strategy's texts are in first, ``currency`` that of its amounts.
    """
    context = written_in(language)
    try:
        return model.model_validate(value, context=context), []
    except ValidationError as error:
        errors = error.errors(include_url=False)
    found = _meant(_diagnostic(model, path, value, item, currency) for item in errors[:MOST])
    if len(errors) > MOST:
        found.append(Diagnostic("MH011", path, params={"what": "mistakes", "limit": MOST}))
    try:
        return model.model_validate(_without_errors(model, value, errors), context=context), found
    except ValidationError:
        return None, found


def _meant(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics without those that only follow from others.

    A key is missing because it is misspelt next to it, or because it is indented so that it stands
    elsewhere; a list is empty because its item is wrong. Keys that were to be in the same place are
    told together.
    """
    kept = list(found)
    unknown = (item for item in kept if item.code == "MH004")
    misspelt = {(*item.keys[:-1], item.params["instead"] or item.params["near"]) for item in unknown}
    moved: dict[tuple[KeyPath, KeyPath], list[object]] = {}
    for item in kept:
        place = item.params.get("place")
        if isinstance(place, tuple):
            moved.setdefault((item.keys[:-1], place), []).append(item.keys[-1])
            misspelt.add((*place, item.keys[-1]))
    emptied = {place for (stands, place) in moved if len(place) > len(stands)}
    inside = {item.keys[:cut] for item in kept for cut in range(len(item.keys))}
    rest: list[Diagnostic] = []
    for item in kept:
        if not _follows(item, misspelt, emptied, inside, rest):
            rest += _together(item, moved)
    return rest


def _follows(
    item: Diagnostic, misspelt: _Places, emptied: _Places, inside: _Places, rest: Iterable[Diagnostic]
) -> bool:
    """Whether a diagnostic only follows from another: of a key, of what was moved, or of one told already."""
    return (
        (item.code == "MH005" and item.keys in misspelt)
        or (item.code == "MH006" and item.keys in emptied and item.params["found"] == "nothing")
        or (item.params.get("fits") == "not_empty" and item.keys in inside)
        or (item.params.get("mend") == "digits" and item.keys[:-1] in {one.keys[:-1] for one in rest})
    )


def _together(item: Diagnostic, moved: Mapping[tuple[KeyPath, KeyPath], list[object]]) -> list[Diagnostic]:
    """The diagnostic with all keys that were to be in the same place, told at the first of them."""
    meant, own = cast("KeyPath", item.params.get("place")), [*item.keys[-1:]]
    names = moved.get((item.keys[:-1], meant), own)
    if own != names[:1]:
        return []
    return [replace(item, params={**item.params, "names": names}) if len(names) > 1 else item]


def _diagnostic(model: type[Model], path: str, value: object, error: _Error, currency: str) -> Diagnostic:
    keys: KeyPath = tuple(error["loc"])
    kind: str = error["type"]
    context: Mapping[str, Any] = error.get("ctx") or {}
    raw = error.get("input")
    if _is_unknown(model, error):
        return Diagnostic("MH004", path, keys, _unknown_key(model, value, keys), at_key=True)
    if kind == "missing":
        return Diagnostic("MH005", path, keys, {"key": keys[-1]}, at_key=True)
    field = field_at(model, keys)
    if kind == "string_type" and type(raw) is int and field and field.coded == "measure_id":
        kind, raw, context = "string_pattern_mismatch", str(raw), {"pattern": PATTERNS["measure_id"]}
    if kind in _TYPES:
        what = "text" if context.get("class_name") in ("Text", "ShortText") else _TYPES[kind]
        wrong = {"key": _key_shown(keys), "expected": what, "found": _FOUND.get(type(raw), "mapping")}
        return Diagnostic("MH006", path, keys, {**wrong, **_as_expected(field, keys, what, raw, currency)})
    params: _Params = {"key": _key_shown(keys), "value": raw, "slip": _writing_slip(raw)}
    if kind == "literal_error":
        allowed = list(field.choices) if field is not None else []
        params |= {"fits": allowed, "near": slips.choice_meant(bare(str(raw)), allowed)}
        return Diagnostic("MH007", path, keys, params)
    what = context.get("what", "value")
    params |= {"fits": what, "near": None}
    if kind == "string_pattern_mismatch":
        params |= _no_match(keys, str(raw), str(context.get("pattern")))
    elif kind in ("too_short", "string_too_short"):
        params["fits"] = "not_empty"
    elif kind == "string_too_long":
        long = Phrase(msg("The text has {n} characters."), n=len(str(raw)))
        params |= {"fits": "short_line", "most": context["max_length"], "slip": long}
        params["key"] = _key_shown(keys[:-1])
    elif kind.startswith(("greater_than", "less_than")):
        params["fits"] = "range"
    elif what == "day" and isinstance(raw, str):
        params |= _no_day(raw)
    return Diagnostic("MH007", path, keys, params)


def _no_match(keys: KeyPath, text: str, pattern: str) -> _Params:
    """What a text of another form was to be; in a list it may be several without commas between."""
    near = next((one for one in (bare(text), slips.full_address(text)) if re.fullmatch(pattern, one)), None)
    params: _Params = {"fits": PATTERN_NAMES.get(pattern, "value"), "near": near}
    if isinstance(keys[-1], int) and (parts := _ids_meant(text, pattern)):
        params["slip"] = Phrase("slip.commas", fixed=", ".join(parts))
    return params


def _no_day(text: str) -> _Params:
    """The day that a text was meant as, or that the calendar has no such day."""
    day = read_day(bare(text))
    day = day if is_period(day) else guess_day(day)
    due, _ = deadline(text) or (day, False)
    if is_period(due) or not _LIKE_A_DAY.fullmatch(day):
        return {"near": due} if is_period(due) else {} if due else {"slip": Phrase("slip.no_date")}
    return {"slip": Phrase(msg("There is no such day in the calendar."))}


def _ids_meant(text: str, pattern: str) -> list[str]:
    """The ids that are in a text without commas between them; none if it is no such text."""
    parts = _SEPARATORS.split(text.strip())
    ids = [part for part in parts if re.fullmatch(pattern, part) and re.search("[A-ZÆØÅ0-9]", part)]
    return ids if ids == parts and len(ids) > 1 else []


def _writing_slip(value: object, what: str = "") -> Phrase | None:
    """What is wrong with how a value or a key is written, though one does not see it at once."""
    if value is None:
        return Phrase(msg("The value is missing."))
    if not isinstance(value, str) or bare(value) == value.strip(" "):
        return None
    return Phrase(f"slip.curly{what}" if set(value) & set(CURLY) else "slip.hidden")


def _as_expected(field: Field | None, keys: KeyPath, what: str, value: object, currency: str) -> _Params:
    """How a value of the wrong type is written as the right one: ``fixed``, where that is clear."""
    head = f"{keys[-1]}: " if keys and isinstance(keys[-1], str) else ""
    mend, fixed = what, None
    field = field if not isinstance(value, bool) else None
    match what, value:
        case "list", str() | int() if field and field.inner and field.inner.kind == "record":
            mend, fixed = "line", f"[{_as_record(field.inner, str(value), currency)}]"
        case "mapping", str() | int() if field and field.kind == "record":
            mend, fixed = "line", _as_record(field, str(value), currency)
        case "text", bool() | int() | float():
            mend, fixed = "quoted", f'"{str(value).lower()}"'
        case "text", {**pairs} if len(pairs) == 1:
            ((name, rest),) = pairs.items()
            if not isinstance(rest, dict | list):  # One key, which may be the head of a text.
                text = f"{name}: {'' if rest is None else rest}".strip().replace("'", "''")
                return {"mend": "colon", "fixed": f"'{text}'"}
        case "list", str() if (items := items_meant(value)) is not None:
            mend, fixed = "bracketed", f"[{', '.join(items)}]"
        case "truth", str() if value.casefold() in slips.TRUTHS:
            mend, fixed = "line", str(slips.TRUTHS[value.casefold()]).lower()
        case "number", str() if (number := read_number(bare_amount(value, currency))) is not None:
            mend, fixed = "line", str(number)
    return {"mend": mend, "fixed": fixed and f"{head}{fixed}"}


def _as_record(field: Field, written: str, currency: str) -> str:
    """A value written as a record: with the key that takes such a value, and those it must have."""
    number, written = read_number(bare_amount(written, currency)), slips.full_address(written)
    kind = "url" if "://" in written else "number" if isinstance(number, int) else "text"
    below = {key: inner for key in field.keys() if (inner := field.below(key)) is not None}  # noqa: SIM118
    fitting = {name for name, pattern in PATTERNS.items() if re.fullmatch(pattern, written)}
    named = [key for key, inner in below.items() if inner.required and inner.coded in fitting]
    typed = [key for key, inner in below.items() if kind in (inner.coded, inner.kind)]
    own = next(iter(named + typed), None)
    value = str(number) if kind == "number" else written
    if kind != "number" and not _PLAIN.fullmatch(value):
        value = json.dumps(value, ensure_ascii=False)
    entries = {key: value if key == own else "…" for key in below if key == own or below[key].required}
    return "{" + ", ".join(f"{key}: {text}" for key, text in entries.items()) + "}"


def _unknown_key(model: type[Model], value: object, keys: KeyPath) -> _Params:
    """What is known of a key that its record does not have.

    ``place``: the keys that lead to the record that it is a key of, if it is near that one.
    ``instead``: the key that it is, if the space after its colon is missing.
    """
    key = str(keys[-1])
    names = sorted(_names_at(model, keys[:-1]))
    near = bare(key) if bare(key) in names else slips.nearest(key, names)
    params: _Params = {"key": key, "near": near, "known": names, "mend": "fix"}
    params |= {"torn": _writing_slip(key, "_key"), "instead": None}
    head, colon, rest = key.partition(":")
    bare_value = at(value, keys) is None
    if bare_value and colon and bare(head) in names:
        fixed = f"{bare(head)}: {bare(rest)}"
        params |= {"near": None, "torn": None, "instead": bare(head)}
        return {**params, "mend": "unspaced", "fixed": fixed}
    place = None if near is not None and slips.one_slip(key, near) else _belongs(model, value, keys)
    if place is not None:
        where = next((name for name in reversed(place) if isinstance(name, str)), None)
        params |= {"near": None, "place": place, "names": [key], "where": where, "n": 2 * len(place)}
        return {**params, "mend": "moved" if place else "moved_out"}
    called = slips.keys_called(key, names)
    if len(called) == 1:
        return {**params, "near": called[0]}
    if near is None and bare_value:  # In braces, after a comma.
        if _is_number_before(model, value, keys):
            return {**params, "mend": "digits"}
        return {**params, "torn": Phrase("torn"), "mend": "torn"}
    return {**params, "mend": "continued"} if near is None and " " in key.strip() else params


def _is_number_before(model: type[Model], value: object, keys: KeyPath) -> bool:
    """Whether the last known key before an unknown one takes a number."""
    holder = at(value, keys[:-1])
    before = takewhile(lambda name: name != keys[-1], holder if isinstance(holder, dict) else ())
    own = [field for name in before if (field := field_at(model, (*keys[:-1], name))) is not None]
    return bool(own) and own[-1].kind == "number"


def _belongs(model: type[Model], value: object, keys: KeyPath) -> KeyPath | None:
    """The place that a key was meant for if it is indented wrongly: below the key before it, or above.

    A record that has the key already is not the place.
    """
    key, holder = keys[-1], at(value, keys[:-1])
    if isinstance(holder, dict):
        before = [name for name in [*holder][: [*holder].index(key)] if name in _names_at(model, keys[:-1])]
        place: KeyPath = (*keys[:-1], *before[-1:])
        while before and len(place) < len(keys) + _DEEP:
            inner = at(value, place)
            if isinstance(inner, list) and inner and isinstance(inner[-1], dict):
                place = (*place, len(inner) - 1)
                inner = inner[-1]
            if not isinstance(inner, dict | None):
                break
            if key in _names_at(model, place) and key not in (inner or {}):
                return place
            if not inner:
                break
            place = (*place, [*inner][-1])
    for cut in range(len(keys) - 2, -1, -1):
        outer = at(value, keys[:cut])
        if isinstance(outer, dict) and key in _names_at(model, keys[:cut]) and key not in outer:
            return keys[:cut]
    return None


def _names_at(model: type[Model], keys: KeyPath) -> list[str]:
    """The keys of the record that ``keys`` lead to; none if they lead to a value of another kind."""
    field = field_at(model, keys)
    return list(field.keys()) if field is not None else []


def _is_unknown(model: type[Model], error: _Error) -> bool:
    """Whether an error says that a key is unknown: in a text, that it is not a tag of a language."""
    keys: KeyPath = tuple(error["loc"])
    return error["type"] == "extra_forbidden" or (
        error["type"] == "string_pattern_mismatch"
        and error["input"] == keys[-1]
        and issubclass(_model_at(model, keys[:-1]) or Model, Text)
    )


def _without_errors(model: type[Model], value: object, errors: list[Any]) -> object:
    """A copy of ``value`` without the unknown keys and the items or values with errors."""
    doomed: set[KeyPath] = set()
    for error in errors:
        keys: KeyPath = tuple(error["loc"])
        if _is_unknown(model, error):
            doomed.add(keys)
        elif places := [place for place, key in enumerate(keys) if isinstance(key, int)]:
            doomed.add(keys[: places[-1] + 1])
        elif spared := [cut for cut in range(len(keys)) if _may_be_missing(model, keys[: cut + 1])]:
            doomed.add(keys[: spared[-1] + 1])
    return _copy(value, (), doomed)


def _copy(value: object, keys: KeyPath, doomed: set[KeyPath]) -> object:
    if not isinstance(value, dict | list):
        return value
    items: Iterable[tuple[Any, object]] = value.items() if isinstance(value, dict) else enumerate(value)
    kept = {key: _copy(item, (*keys, key), doomed) for key, item in items if (*keys, key) not in doomed}
    return kept if isinstance(value, dict) else [*kept.values()]


def _model_at(model: type[Model], keys: KeyPath) -> type[Model] | None:
    """The model that describes the mapping that ``keys`` lead to; ``None`` if it is not a record."""
    field = field_at(model, keys)
    return field.model if field is not None else None


def _may_be_missing(model: type[Model], keys: KeyPath) -> bool:
    """Whether a missing key means that nothing is known; other defaults have a meaning."""
    owner = _model_at(model, keys[:-1])
    known = owner.model_fields.items() if owner is not None else ()
    info = next((info for name, info in known if (info.alias or name) == keys[-1]), None)
    return info is not None and not info.is_required() and info.default is None


def _key_shown(keys: KeyPath) -> str:
    """The key to show the user: the last one that is a name and not an index; nor one that is wrong."""
    keys = keys[:-2] if keys[-1:] == ("[key]",) else keys
    return next((key for key in reversed(keys) if isinstance(key, str)), "")
