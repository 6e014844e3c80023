"""JSON Schemas of the files, for editors: the meaning of keys, allowed values, and errors by line.

They are generated from the models and reject what the models reject, as far as JSON Schema can express
it; the descriptions are those of the fields, in the language asked for. They use draft-07, which every
version of the YAML language server reads, in forms that give good completions:

- Draft-07 ignores keywords next to a ``$ref``, so a reference with its own description is put in an
  ``anyOf``. (Below an ``allOf`` the server completes the key without its colon.)
- Checks across keys use an ``if``, whose contents the server never offers as completions.
- Ids are suggested as ``defaultSnippets``. As ``enum`` beside a pattern they would fill the hover and the
  error of a wrong id with the whole list; as ``examples`` the hover.
- Examples are part of the description: the server would insert those in ``examples`` as values, and
  invented dates could end up in the data.
"""

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, cast

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from menneskehandel_cli.language import Lang, choose, listing, msg, say
from menneskehandel_cli.models import FILES, Article, Baseline, Goal, Model, Obligation, Observation, Text
from menneskehandel_cli.models.base import DAY_PATTERN, PATTERNS, SHORT, ShortText
from menneskehandel_cli.models.fields import Field, fields
from menneskehandel_cli.models.indicator import QUANTITIES, TIMES
from menneskehandel_cli.models.references import kinds_named
from menneskehandel_cli.register import Register, natural
from menneskehandel_cli.register.layout import IDS_FILE

_DRAFT = "http://json-schema.org/draft-07/schema#"
_NULL = {"type": "null"}


def schemas(lang: Lang, *, languages: Sequence[str] = (), suggesting: bool = False) -> dict[str, str]:
    """The JSON Schema of every kind of file, by its kind, as text. The same bytes every time.

    What an editor shows of it is in ``lang``: descriptions, examples, messages and snippets. Snippets
    have a place for each text in each of ``languages``, by default in ``lang`` alone.
    ``suggesting``: fields that name something refer to the schema beside them that ``ids_schema`` makes.
    """
    # Pydantic takes a class and makes its instances itself.
    about = {"lang": lang, "languages": tuple(languages) or (lang,), "suggesting": suggesting}
    generator = type("Generator", (_Generator,), about)
    return {kind: _render(model, generator) for kind, model in FILES.items()}


def pack_schema() -> dict[str, str]:
    """The JSON Schema of a convention pack, which is no file of a strategy; as ``schemas`` has them."""
    return {"pack": Path(__file__).with_name("pack.schema.json").read_text(encoding="utf-8")}


def ids_schema(register: Register, lang: Lang) -> str:
    """The JSON Schema of the ids that files may name, which suggests those there are and allows any.

    It is apart from the schemas of the files, which depend on the models alone, so that a new record
    changes one file.
    """
    found: dict[str, list[tuple[str, Text, Text | None]]] = {
        "measure_id": [(measure.id, measure.title, None) for measure in register.measures],
        "actor_id": [(actor.id, actor.name, None) for actor in register.actors.values()],
        "obligation_id": [
            (name, target.owner.title, _part_text(target.owner, name))
            for name, target in register.targets.items()
            if name == target.id
        ],
        "document": [(document.id, document.title, None) for document in register.documents],
        "themes": [(theme.id, theme.title, None) for theme in register.themes.values()],
    }
    made = {name: _suggested(name, items, lang) for name, items in found.items()}
    return json.dumps({"$schema": _DRAFT, "definitions": made}, ensure_ascii=False, indent=2) + "\n"


def _part_text(owner: Obligation, name: str) -> Text | None:
    """The text of an article or a recommendation, or of the part of it that has the id."""
    if isinstance(owner, Article):
        return next((part.text for part in owner.provisions if part.id == name), owner.summary)
    return next((part.text for part in owner.parts if part.id == name), owner.text)


def _suggested(name: str, items: list[tuple[str, Text, Text | None]], lang: Lang) -> dict[str, object]:
    pattern = PATTERNS[_SLUGS.get(name, name)]
    return {
        "type": "string",
        "pattern": pattern,
        "patternErrorMessage": _write(f"expected.{_PATTERN_NAMES[pattern]}", lang),
        "defaultSnippets": [
            {
                "label": f"{key} ({title.pick(lang)})",
                **({"description": text.pick(lang)} if text else {}),
                "body": key,
            }
            for key, title, text in sorted(items, key=lambda item: natural(item[0]))
        ],
    }


_SLUGS = {"document": "slug", "themes": "slug"}
"""Keys whose ids have no pattern of their own, and are known by the key."""

_ID_MARK = "names"
"""Marks a place for an id. Pydantic would follow a ``$ref``, so it is put there at the end."""

_SUGGESTED = ("measure_id", "actor_id", "obligation_id")


def _suggesting(schema: JsonSchemaValue, name: str) -> JsonSchemaValue:
    """A key's schema in which an id of this kind is marked as one (``_ID_MARK``)."""
    if schema.get("pattern") == PATTERNS[_SLUGS.get(name, name)]:
        reference = {_ID_MARK: name}
        return {"anyOf": [reference, _NULL]} if "null" in schema["type"] else reference
    made = dict(schema)
    if "anyOf" in made:
        made["anyOf"] = [_suggesting(part, name) for part in made["anyOf"]]
    if isinstance(made.get("items"), dict):
        made["items"] = _suggesting(made["items"], name)
    return made


def _referring(value: Any) -> Any:
    """A schema in which places for ids refer to the schema that ``ids_schema`` makes."""
    if isinstance(value, list):
        return [_referring(item) for item in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {_ID_MARK} and isinstance(value[_ID_MARK], str):
        return {"$ref": f"{Path(IDS_FILE).name}#/definitions/{value[_ID_MARK]}"}
    return {key: _referring(item) for key, item in value.items()}


def _render(model: type[Model], generator: "type[_Generator]") -> str:
    made = model.model_json_schema(ref_template="#/definitions/{model}", schema_generator=generator)
    parts = made.pop("$defs")
    made = {"$schema": _DRAFT, **made, "definitions": {name: parts[name] for name in sorted(parts)}}
    return json.dumps(_referring(made), ensure_ascii=False, indent=2) + "\n"


class _Generator(GenerateJsonSchema):
    """Pydantic's generator in draft-07, with descriptions for advisers, not developers."""

    lang: Lang
    languages: tuple[str, ...]
    suggesting: bool

    def sort(self, value: JsonSchemaValue, _parent_key: str | None = None) -> JsonSchemaValue:
        return value  # keep the order in which keys are written in a file

    def field_title_should_be_set(self, _schema: object) -> bool:
        return False

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        cls = cast("type[Model]", schema["cls"])
        made = super().model_schema(schema)
        lang = self.lang
        properties = {
            key: _with_texts(fields(cls)[key], self._named(cls, key, item), lang)
            for key, item in made["properties"].items()
        }
        about = {"description": choose(cls.description, lang)} if cls.description else {}
        others = {}
        if issubclass(cls, Text):  # The keys of a text in the languages that are not suggested.
            words = {"type": ["string", "null"], "minLength": 1, **_most(cls)}
            others = {"patternProperties": {PATTERNS["language_tag"]: words}}
        return {
            **about,
            "type": "object",
            "properties": properties,
            **({"required": made["required"]} if "required" in made else {}),
            "additionalProperties": False,
            **others,
            **_across(cls, lang),
            **_snippets(cls, lang, self.languages),
        }

    def _named(self, cls: type[Model], key: str, schema: JsonSchemaValue) -> JsonSchemaValue:
        """A key's schema, referring to the schema of ids where the key names something."""
        kinds = kinds_named(cls).get(key, frozenset())
        wanted = [name for name in _SUGGESTED if name in kinds] + [key] * (key in _SLUGS)
        for name in wanted if self.suggesting else ():
            schema = _suggesting(schema, name)
        return schema

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
        return {"type": super().literal_schema(schema)["type"], "enum": schema["expected"]}

    def tuple_schema(self, schema: core_schema.TupleSchema) -> JsonSchemaValue:
        made = super().tuple_schema(schema)
        if "prefixItems" in made:
            made["items"] = made.pop("prefixItems")
        return made

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        made = super().dict_schema(schema)
        return {**made, "additionalProperties": False} if "patternProperties" in made else made


def _most(cls: type[Text]) -> JsonSchemaValue:
    return {"maxLength": SHORT} if issubclass(cls, ShortText) else {}


def _with_texts(field: Field, schema: JsonSchemaValue, lang: Lang) -> JsonSchemaValue:
    """A key's schema with its description and error messages."""
    own = {name: value for name, value in schema.items() if name not in ("description", "example", "help")}
    body = {"anyOf": [own]} if {"$ref", _ID_MARK} & own.keys() else own
    for part in _subschemas(body):
        if "enum" in part:
            fits = [str(value) for value in part["enum"] if value is not None]
            part["enumDescriptions"] = [
                ": ".join(filter(None, (field.called(value, lang), field.used(value, lang))))
                if value is not None
                else say(msg("not given"), lang)
                for value in part["enum"]
            ]
            part["errorMessage"] = _write("one_of", lang, items=listing(fits, lang, "or"))
        if "pattern" in part:
            part["patternErrorMessage"] = _write(f"expected.{_PATTERN_NAMES[part['pattern']]}", lang)
    text = choose(field.description, lang)
    if field.example:
        text += " " + say(msg("For example: {example}."), lang, example=choose(field.example, lang))
    return {"description": text, **body}


_PATTERN_NAMES = {pattern: name for name, pattern in PATTERNS.items()} | {DAY_PATTERN: "day"}


def _write(key: str, lang: Lang, **params: object) -> str:
    return say(msg("Write {what}."), lang, what=say(key, lang, **params))


def _subschemas(schema: JsonSchemaValue) -> Iterator[JsonSchemaValue]:
    """A schema and its subschemas, without following references."""
    yield schema
    inner = [*schema.get("anyOf", ()), *schema.get("patternProperties", {}).values()]
    items = schema.get("items", [])
    inner += items if isinstance(items, list) else [items]
    for part in inner:
        yield from _subschemas(part)


Snippet = dict[str, Any]
"""What an editor can put in whole: the keys of its name and what it is, and its body with places (``$1``)."""


@cache
def snippets() -> dict[str, list[Snippet]]:
    """The snippets of ``snippets.json``, by the name of their model."""
    found: dict[str, list[Snippet]] = json.loads(Path(__file__).with_name("snippets.json").read_bytes())
    return found


def _snippets(cls: type[Model], lang: Lang, languages: tuple[str, ...]) -> dict[str, object]:
    made = [
        {
            "label": say(found["name"], lang),
            "description": say(found["what"], lang),
            "body": _written_in(found["body"], languages, count(1)),
        }
        for found in snippets().get(cls.__name__, ())
    ]
    return {"defaultSnippets": made} if made else {}


def _written_in(body: object, languages: tuple[str, ...], stops: Iterator[int]) -> object:
    """The body of a snippet with its texts in ``languages``, its stops numbered in their order."""
    if isinstance(body, dict) and body.keys() == {"nb", "en"}:
        return {tag: f"${next(stops)}" for tag in languages}
    if isinstance(body, dict):
        return {key: _written_in(value, languages, stops) for key, value in body.items()}
    if isinstance(body, list):
        return [_written_in(value, languages, stops) for value in body]
    return re.sub(r"(?<=\$)(\{?)\d+", lambda found: f"{found[1]}{next(stops)}", str(body))


def _present(name: str) -> JsonSchemaValue:
    """The key is present and not ``null``."""
    return {"required": [name], "properties": {name: {"not": _NULL}}}


def _exactly(names: tuple[str, ...], among: tuple[str, ...]) -> JsonSchemaValue:
    """Of the keys in ``among``, exactly those in ``names`` are present."""
    others = [_present(name) for name in among if name not in names]
    return {"allOf": [*map(_present, names), {"not": {"anyOf": others}}]}


def _must(condition: JsonSchemaValue, expected: str, lang: Lang) -> JsonSchemaValue:
    """Reject a value that does not meet the condition, with a message on what was expected."""
    return {"if": condition, "else": {**_NULL, "errorMessage": _write(f"expected.{expected}", lang)}}


def _keys(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(Observation.model_fields[name].alias or name for name in names)


_MOMENTS = _keys(tuple(dict.fromkeys(name for time in TIMES for name in time)))


def _across(cls: type[Model], lang: Lang) -> JsonSchemaValue:
    """A model's checks across keys, as JSON Schema."""
    if issubclass(cls, Text):
        some = {"not": {"type": "object", "additionalProperties": _NULL}}
        return {"type": ["string", "object"], "minLength": 1, **_most(cls), **_must(some, "text", lang)}
    if cls is Goal:
        own = {"allOf": [_present("text"), _exactly(("id",), ("id", "ref"))]}
        return _must({"anyOf": [own, _exactly(("ref",), ("id", "ref"))]}, "goal", lang)
    if cls is Baseline:
        return _must({"oneOf": [_present("year"), _present("as_of")]}, "baseline_time", lang)
    if cls is Observation:
        times = [_exactly(_keys(one), _MOMENTS) for one in TIMES]
        time = _must({"anyOf": times}, "observation_time", lang)
        quantities = [*map(_present, _keys(QUANTITIES))]
        return {"allOf": [time, _must({"oneOf": quantities}, "observation_quantity", lang)]}
    return {}
