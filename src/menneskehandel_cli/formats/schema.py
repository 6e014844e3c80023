"""JSON Schemas of the files, for editors: the meaning of keys, allowed values, and errors by line.

They are generated from the models and reject what the models reject, as far as JSON Schema can express
it; the descriptions come from ``language/fields.py``, in the language asked for. They use draft-07, which
every version of the YAML language server reads, in forms that give good completions:

- Draft-07 ignores keywords next to a ``$ref``, so a reference with its own description is put in an
  ``anyOf``. (Below an ``allOf`` the server completes the key without its colon.)
- Checks across keys use an ``if``, whose contents the server never offers as completions.
- Examples are part of the description: the server would insert those in ``examples`` as values, and
  invented dates could end up in the data.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import cast

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from menneskehandel_cli.language import Lang, choose, say
from menneskehandel_cli.language.fields import EXAMPLES, FIELDS, SNIPPETS, meaning
from menneskehandel_cli.models import Goal, Model, Observation, Text
from menneskehandel_cli.models.base import DAY_PATTERN, PATTERNS
from menneskehandel_cli.models.files import FILES
from menneskehandel_cli.models.indicator import QUANTITIES, TIMES

_DRAFT = "http://json-schema.org/draft-07/schema#"
_NULL = {"type": "null"}


def schemas(lang: Lang) -> dict[str, str]:
    """The JSON Schema of every kind of file, by its kind, as text. The same bytes every time.

    What an editor shows of it is in ``lang``: descriptions, examples, messages and snippets.
    """
    generator = _generator(lang)
    return {kind: _render(model, generator) for kind, model in FILES.items()}


def label(cls: type[Model], key: str) -> str:
    """The name of a key in ``language/fields.py``, prefixed by the model that defines it."""
    name = next((name for name, info in cls.model_fields.items() if (info.alias or name) == key), key)
    owner = next(base for base in reversed(cls.__mro__) if name in getattr(base, "model_fields", ()))
    return f"{owner.__name__}.{key}"


def _render(model: type[Model], generator: type[_Generator]) -> str:
    made = model.model_json_schema(
        by_alias=True, ref_template="#/definitions/{model}", schema_generator=generator
    )
    parts = made.pop("$defs")
    made = {"$schema": _DRAFT, **made, "definitions": {name: parts[name] for name in sorted(parts)}}
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


class _Generator(GenerateJsonSchema):
    """Pydantic's generator in draft-07, with descriptions for advisers, not developers."""

    lang: Lang

    def sort(self, value: JsonSchemaValue, _parent_key: str | None = None) -> JsonSchemaValue:
        return value  # keep the order in which keys are written in a file

    def field_title_should_be_set(self, _schema: object) -> bool:
        return False

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        cls = cast("type[Model]", schema["cls"])
        made = super().model_schema(schema)
        lang = self.lang
        properties = {key: _told(label(cls, key), item, lang) for key, item in made["properties"].items()}
        told = {"description": choose(FIELDS[cls.__name__], lang)} if cls.__name__ in FIELDS else {}
        kept = {"required": made["required"]} if "required" in made else {}
        return {
            **told,
            "type": "object",
            "properties": properties,
            **kept,
            "additionalProperties": False,
            **(_OTHERlangUAGES if cls is Text else {}),
            **_across(cls, lang),
            **_snippets(cls, lang),
        }

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        made = self.generate_inner(schema["schema"])
        default = schema.get("default")
        return {**made, "default": default} if isinstance(default, str | int) else made

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        inner = self.generate_inner(schema["schema"])
        if "type" not in inner:
            return {"anyOf": [inner, _NULL]}
        types = inner["type"] if isinstance(inner["type"], list) else [inner["type"]]
        choice = {"enum": [*inner["enum"], None]} if "enum" in inner else {}
        return {**inner, "type": [*types, "null"], **choice}

    def literal_schema(self, schema: core_schema.LiteralSchema) -> JsonSchemaValue:
        made = super().literal_schema(schema)
        return {"type": made["type"], "enum": schema["expected"]}

    def tuple_schema(self, schema: core_schema.TupleSchema) -> JsonSchemaValue:
        made = super().tuple_schema(schema)
        if "prefixItems" in made:
            made["items"] = made.pop("prefixItems")
        return made

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        made = super().dict_schema(schema)
        return {**made, "additionalProperties": False} if "patternProperties" in made else made


def _generator(tag: Lang) -> type[_Generator]:
    """The generator of a language: Pydantic takes a class and makes its instances itself."""

    class Generator(_Generator):
        lang = tag

    return Generator


_OTHERlangUAGES: JsonSchemaValue = {
    "patternProperties": {PATTERNS["language_tag"]: {"type": ["string", "null"], "minLength": 1}}
}
"""The keys of a text in the languages that are not suggested."""


def _told(name: str, schema: JsonSchemaValue, lang: Lang) -> JsonSchemaValue:
    """A key's schema with its description and error messages."""
    body = {"anyOf": [schema]} if "$ref" in schema else schema
    for part in _parts(body):
        if "enum" in part:
            fits = [str(value) for value in part["enum"] if value is not None]
            part["enumDescriptions"] = [
                say("schema.nothing", lang) if value is None else meaning(name, str(value), lang)
                for value in part["enum"]
            ]
            part["errorMessage"] = _write("one_of", lang, items=", ".join(fits))
        if "pattern" in part:
            part["patternErrorMessage"] = _write(f"expected.{_PATTERN_NAMES[part['pattern']]}", lang)
    told = choose(FIELDS[name], lang)
    if name in EXAMPLES:
        told += " " + say("schema.example", lang, example=choose(EXAMPLES[name], lang))
    return {"description": told, **body}


_PATTERN_NAMES = {pattern: name for name, pattern in PATTERNS.items()} | {DAY_PATTERN: "day"}


def _write(key: str, lang: Lang, **params: object) -> str:
    return say("schema.write", lang, what=say(key, lang, **params))


def _parts(schema: JsonSchemaValue) -> Iterator[JsonSchemaValue]:
    """A schema and its subschemas, without following references."""
    yield schema
    inner = [*schema.get("anyOf", ()), *schema.get("patternProperties", {}).values()]
    items = schema.get("items", [])
    inner += items if isinstance(items, list) else [items]
    for part in inner:
        yield from _parts(part)


def _snippets(cls: type[Model], lang: Lang) -> dict[str, object]:
    found = SNIPPETS.get(cls.__name__, ())
    made = [
        {"label": choose(name, lang), "description": choose(what, lang), "body": body}
        for name, what, body in found
    ]
    return {"defaultSnippets": made} if made else {}


def _given(name: str) -> JsonSchemaValue:
    """The key is present and not ``null``."""
    return {"required": [name], "properties": {name: {"not": _NULL}}}


def _exactly(given: tuple[str, ...], among: tuple[str, ...]) -> JsonSchemaValue:
    """Of the keys in ``among``, exactly those in ``given`` are present."""
    others = [_given(name) for name in among if name not in given]
    return {"allOf": [*map(_given, given), {"not": {"anyOf": others}}]}


def _must(condition: JsonSchemaValue, expected: str, lang: Lang) -> JsonSchemaValue:
    """Reject a value that does not meet the condition, with a message on what was expected."""
    return {"if": condition, "else": {**_NULL, "errorMessage": _write(f"expected.{expected}", lang)}}


def _keys(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(Observation.model_fields[name].alias or name for name in names)


_MOMENTS = _keys(tuple(dict.fromkeys(name for time in TIMES for name in time)))


def _across(cls: type[Model], lang: Lang) -> JsonSchemaValue:
    """A model's checks across keys, as JSON Schema."""
    if cls is Text:
        some = {"not": {"type": "object", "additionalProperties": _NULL}}
        return {"type": ["string", "object"], "minLength": 1, **_must(some, "text", lang)}
    if cls is Goal:
        own = {"allOf": [_given("text"), _exactly(("id",), ("id", "ref"))]}
        return _must({"anyOf": [own, _exactly(("ref",), ("id", "ref"))]}, "goal", lang)
    if cls is Observation:
        times = [_exactly(_keys(time), _MOMENTS) for time in TIMES]
        quantities = [*map(_given, _keys(QUANTITIES))]
        return {
            "allOf": [
                _must({"anyOf": times}, "observation_time", lang),
                _must({"oneOf": quantities}, "observation_quantity", lang),
            ]
        }
    return {}
