"""The JSON Schemas: current, in an adviser's words, and as strict as the models wherever they can be."""

import inspect
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from socket import gaierror
from typing import Any, get_args
from unittest.mock import Mock, patch

import pytest
from jsonschema_rs import Draft7Validator, Draft202012Validator
from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.error import YAMLError

from cases import listed
from menneskehandel_cli.documents import parse
from menneskehandel_cli.edits.new_record import modeline
from menneskehandel_cli.formats.schema import ids_schema, pack_schema, schemas, snippets
from menneskehandel_cli.language import choose, say
from menneskehandel_cli.models import FILES, Baseline, Goal, Measure, Model, Observation, Task, Text
from menneskehandel_cli.models.base import ShortText
from menneskehandel_cli.models.fields import fields
from menneskehandel_cli.register import load
from menneskehandel_cli.register.layout import IDS_FILE, schema_file
from menneskehandel_cli.register.loading import load_records
from menneskehandel_cli.rules import all_rules
from menneskehandel_cli.rules.example import BASE, examples
from menneskehandel_cli.trees import DictTree, DiskTree, Tree
from repositories import Step, build, told
from support import CHECKOUT, FICTIONAL, THOROUGH, Mh, each, real_register

KINDS: dict[type[Model], str] = {model: kind for kind, model in FILES.items()}


@cache
def made() -> dict[str, str]:
    """The schemas in the repository, which are in the language of its files."""
    return schemas("nb", languages=("nb", "en"))


@cache
def schema(kind: str) -> Any:
    return json.loads(made()[kind])


@cache
def validator(kind: str) -> Draft7Validator:
    return Draft7Validator(schema(kind))


def models() -> Iterator[type[Model]]:
    """Every model that a file can hold, each once."""
    seen: dict[type[Model], None] = {}

    def walk(annotation: object) -> None:
        for model in inside(annotation):
            if model not in seen:
                seen[model] = None
                for info in model.model_fields.values():
                    walk(info.annotation)

    for model in FILES.values():
        walk(model)
    return iter(seen)


def inside(annotation: object) -> Iterator[type[Model]]:
    """The models that an annotation names, without those inside them."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    for inner in get_args(annotation):
        yield from inside(inner)


MODELS = sorted(models(), key=lambda model: model.__name__)


def keys(model: type[Model]) -> dict[str, Any]:
    """A model's fields by the key they have in a file."""
    return {info.alias or name: info for name, info in model.model_fields.items()}


def parts(value: Any) -> Iterator[dict[str, Any]]:
    """Every mapping in a schema."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from parts(item)


# Current ---------------------------------------------------------------------------------------


@each("kind", FILES)
def test_the_schemas_in_the_repository_are_current(kind: str) -> None:
    """``make schemas`` has been run since the models or their words changed."""
    path = CHECKOUT / schema_file(kind)
    assert path.exists(), "run make schemas"
    made = schemas("nb", languages=("nb", "nn", "en"), suggesting=True)[kind]
    assert path.read_bytes() == made.encode(), "run make schemas"


def test_no_schema_is_left_over() -> None:
    """There is one for each kind of file, those of outputs and packs, and no other file with them."""
    there = {path.relative_to(CHECKOUT).as_posix() for path in (CHECKOUT / "schemas").iterdir()}
    assert there == {*map(schema_file, FILES), IDS_FILE, "schemas/outputs", "schemas/pack.schema.json"}


def test_a_schema_does_not_depend_on_the_run() -> None:
    """Another process, with another seed for its sets, writes the same bytes."""
    code = (
        "from menneskehandel_cli.formats.schema import schemas; "
        "print(end=''.join(schemas('nb', languages=('nb', 'en')).values()))"
    )
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
            capture_output=True,
            check=True,
        )
        assert done.stdout.decode() == "".join(made().values())


@each("kind", FILES)
def test_a_schema_is_a_schema(kind: str) -> None:
    """It is valid draft-07 and looks like every other text file here."""
    assert schema(kind)["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert validator(kind), "it raises for what is no schema"
    assert made()[kind].endswith("}\n")
    assert "\r" not in made()[kind]


def test_nothing_of_newer_drafts_is_used() -> None:
    """A keyword that draft-07 does not know would be overlooked by a validator, and refuse nothing."""
    newer = {"$defs", "prefixItems", "unevaluatedProperties", "dependentRequired", "dependentSchemas"}
    suggesting = [json.loads(text) for text in schemas("nb", suggesting=True).values()]
    for made_one in (*map(schema, FILES), *suggesting):
        for part in parts(made_one):
            assert not newer & part.keys()
            assert "$ref" not in part or part.keys() == {"$ref"}, "draft-07 ignores what else stands there"


# In an adviser's words -------------------------------------------------------------------------


@each("model", MODELS)
def test_every_key_says_what_it_is(model: type[Model]) -> None:
    """A new field needs its words, in bokmål, before anybody can be asked to fill it in."""
    silent = [key for key, field in fields(model).items() if not field.description]
    assert silent == [], f"say beside these keys of the model what they are: {silent}"


@each("model", MODELS)
def test_every_fixed_value_says_what_it_means(model: type[Model]) -> None:
    """Beside each word that can be chosen stands what it means."""
    silent = []
    for key in keys(model):
        for part in parts(schema_of(model)["properties"][key]):
            if "enum" in part:
                assert len(part["enum"]) == len(part["enumDescriptions"])
                told = zip(part["enum"], part["enumDescriptions"], strict=True)
                silent += [(key, value) for value, words in told if words in ("", value)]
    assert silent == [], f"say with Words, beside the values, what they mean: {silent}"


@each("model", MODELS)
def test_every_web_address_is_checked(model: type[Model]) -> None:
    assert [key for key, field in fields(model).items() if key == "url" and field.coded != "url"] == []


def test_an_editor_shows_when_a_value_is_used() -> None:
    (shown,) = [part for part in parts(schema_of(Task)["properties"]["status"]) if "enum" in part]
    means = dict(zip(shown["enum"], shown["enumDescriptions"], strict=True))
    assert means["in_progress"] == "igangsatt: noen har sagt at arbeidet er i gang"


@cache
def schema_of(model: type[Model]) -> Any:
    """The schema of a model, wherever it stands."""
    if model in KINDS:
        return schema(KINDS[model])
    return next(
        schema(kind)["definitions"][model.__name__]
        for kind in FILES
        if model.__name__ in schema(kind)["definitions"]
    )


def test_what_stands_in_a_list_says_what_it_is() -> None:
    """Files and items have words of their own; a mapping below a key has the key's alone.

    An editor shows the innermost words. Those of a text would hide those of the title.
    """
    alone: set[type[Model]] = set()
    several: set[type[Model]] = set(KINDS)
    for model in MODELS:
        for info in model.model_fields.values():
            listed = "tuple" in str(info.annotation) or "dict" in str(info.annotation)
            (several if listed else alone).update(inner for inner in inside(info.annotation))
    assert alone & several == set()
    named = {model.__name__ for model in several}
    assert {model.__name__ for model in MODELS if model.description} == named
    for model in several:
        assert schema_of(model)["description"] == choose(model.description, "nb")


ENGLISH = re.compile(r"\b(the|of|and|is|are|which|where|that|with|from|by|what|this|not|for each)\b")
QUOTED = {"from", "by", "text", "value", "and"}
"""Keys are English and may be named."""


@each("kind", FILES)
def test_the_words_are_bokmaal(kind: str) -> None:
    """Whole sentences, no English left over from the models, nothing to decode."""
    docstrings = {inspect.getdoc(model) for model in MODELS}
    texts = [part.get("description") for part in parts(schema(kind))]
    for text in (text for text in texts if isinstance(text, str)):
        assert text not in docstrings
        assert text[0].isupper()
        assert text.endswith("."), text
        assert set(ENGLISH.findall(text)) <= QUOTED, text
        assert not re.search(r"[`*_]{2}|`|  ", text), text
    assert not [part for part in parts(schema(kind)) if isinstance(part.get("title"), str)]


@each("name", snippets())
def test_a_snippet_holds_keys_that_exist(name: str) -> None:
    """What an editor puts in has keys of the model alone, and all that it needs."""
    (model,) = [model for model in MODELS if model.__name__ == name]
    order = list(keys(model))
    required = {key for key, info in keys(model).items() if info.is_required()}
    for found in snippets()[name]:
        body = found["body"]
        assert say(found["what"], "en").endswith(".")
        assert isinstance(body, dict)
        assert required <= body.keys() <= set(order)


# Judged by others ------------------------------------------------------------------------------


def judge(kind: str, *paths: Path) -> subprocess.CompletedProcess[str]:
    """What ``check-jsonschema`` says of some files."""
    command = [str(Path(sys.executable).with_name("check-jsonschema")), "--force-filetype", "yaml"]
    return subprocess.run(
        [*command, "--schemafile", str(CHECKOUT / schema_file(kind)), *map(str, paths)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def refused(kind: str, text: object) -> str:
    """Why a file is refused by a reader of YAML and a validator that are not ours; empty if it is not."""
    reader = YAML(typ="safe", pure=True)
    reader.Constructor = Undated
    try:
        error = next(validator(kind).iter_errors(reader.load(text)), None)
    except (YAMLError, UnicodeError):
        return "unreadable"
    return error.message if error is not None else ""


class Undated(SafeConstructor):
    """Dates are texts, as in JSON."""


Undated.add_constructor("tag:yaml.org,2002:timestamp", SafeConstructor.construct_yaml_str)


def files_by_kind(root: Path) -> dict[str, list[Path]]:
    """The files of a strategy by the kind of what they hold."""
    found: dict[str, list[Path]] = {}
    for path, record in load_records(DiskTree(root)).records.items():
        found.setdefault(KINDS[type(record)], []).append(root / path)
    return found


@pytest.mark.attack
@each("kind", FILES)
def test_an_independent_validator_accepts_all_data(kind: str, vestlandia: Path) -> None:
    """The real data, the fictional strategy of the tests and that of ``mh demo``."""
    files = [path for root in (CHECKOUT, FICTIONAL, vestlandia) for path in files_by_kind(root).get(kind, [])]
    assert files
    said = judge(kind, *files)
    assert said.returncode == 0, said.stdout


REFUSED = {"MH004", "MH005", "MH006", "MH007", "MH011", "MH013", "MH014"}
"""What a schema must refuse. MH011: too deep is never what a key takes; the size is ``mh``'s alone."""

UNREADABLE = {"MH001", "MH002", "MH003"}
"""What never comes as far as a schema: readers of YAML refuse it."""

BEYOND = {
    "MH008": "a schema does not know where the file lies",
    "MH009": "a schema does not know what the file is called",
    "MH010": "anchors are resolved before a schema sees the values",
    "MH012": "there is no file to look at",
    "MH015": "byte order marks and line breaks are gone before a schema sees the values",
    "MH016": "a pattern for it on every text would bury the patterns that explain something",
    "MH017": "comments are gone before a schema sees the values",
    "MH019": "anchors are resolved before a schema sees the values",
    "MH020": "a pattern for it on every text would bury the patterns that explain something",
    "MH021": "a pattern for it on every text would bury the patterns that explain something",
}
"""What a schema cannot say, and why. ``mh check`` does."""


def test_every_rule_on_reading_is_sorted() -> None:
    """Whoever adds a rule on reading says whether a schema can see it."""
    sorted_in = [*REFUSED, *UNREADABLE, *BEYOND]
    assert sorted(sorted_in) == [code for code in all_rules() if code.startswith("MH0")]


def kind_at(path: str) -> str:
    """Which schema an editor would take for a file, with the base example around it."""
    base = DictTree({name: text.encode() for name, text in BASE.items() if isinstance(text, str)})
    record = load_records(base).records.get(path)
    return KINDS[type(record)] if record else "measure"


@pytest.mark.parametrize("code", sorted(REFUSED | UNREADABLE | (BEYOND.keys() - {"MH012"})))
def test_the_bad_examples_are_refused_and_the_good_ones_are_not(code: str) -> None:
    """The rules' own examples, judged by others."""
    verdicts = [
        [refused(kind_at(path), text) for path, text in example.files.items()]
        for example in examples(all_rules()[code], "nb")
    ]
    bad, good = (list(filter(None, several)) for several in verdicts)
    assert good == []
    if code in BEYOND:
        assert bad == [], "a schema can say it after all: sort the rule anew"
    else:
        (why,) = bad
        assert (why == "unreadable") == (code in UNREADABLE)


# As strict as the models -----------------------------------------------------------------------


def plain(tree: Tree) -> Iterator[tuple[str, Any]]:
    """The kind and the values of every file."""
    loaded = load_records(tree)
    for path, record in loaded.records.items():
        yield KINDS[type(record)], parse(path, tree.read(path)).value


@cache
def samples(kind: str) -> list[Any]:
    """Some records of a kind, the richest first, real and fictional."""
    everything = [*plain(DiskTree(CHECKOUT)), *plain(DiskTree(FICTIONAL)), ("report", listed("report_whole"))]
    of_kind = [slim(value) for of, value in everything if of == kind]
    return sorted(of_kind, key=lambda value: -len(shapes_of(value)))[:6]


def slim(value: Any) -> Any:
    """A value without the items of its lists that have no key or depth the items before have not."""
    if isinstance(value, dict):
        return {key: slim(item) for key, item in value.items()}
    if not isinstance(value, list):
        return value
    kept: list[Any] = []
    known: set[tuple[Any, ...]] = set()
    for item in value:
        shapes = shapes_of(item).keys()
        if not kept or not shapes <= known:
            kept.append(slim(item))
            known |= shapes
    return kept


def shapes_of(value: Any) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    """Every place in a value, the items of a list being one place, with the first that is such a one."""
    found: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    for at in paths_in(value):
        found.setdefault(tuple(key if isinstance(key, str) else "-" for key in at), at)
    return found


def paths_in(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a value, by the keys that lead to it."""
    yield at
    if isinstance(value, dict):
        for key, item in value.items():
            yield from paths_in(item, (*at, key))
    if isinstance(value, list):
        for place, item in enumerate(value):
            yield from paths_in(item, (*at, place))


def follow(value: Any, at: tuple[Any, ...]) -> Any:
    for key in at:
        value = value[key]
    return value


WRONG: tuple[Any, ...] = (
    *(None, True, False, 0, 1, 3, -1, 2.5, 1999, 12345, 40),
    *("", "x", "JD", "T12", "t12", "T١٢", "T12.1", "FA1.G1", "coe-12", "Coe-12", "MH201"),
    *("true", "nb", "not"),
    *("2025", "2025-11", "2025-11-30", "2025-13", "2025-1-1", "30.11.2025", "http://x", "x y", "ærlig"),
    *([], [None], ["JD"], [1, 2], [1, 2, 3], [[]]),
    *({}, {"nb": None}, {"nb": ""}, {"nb": "a"}, {"de": "a"}),
    *({"nb": "a", "en": None}, {"ref": "FA1.G1"}, {"id": "T12.G1"}, {"document": "strategy"}),
    *({"id": "T12.G1", "text": "a"}, {"id": "T12.G1", "text": "a", "ref": "FA1.G1"}, {"T40.G9": {}}),
    *({"id": None, "ref": "FA1.G1"}, {"ref": "FA1.G1", "text": "a"}, {"id": "T12.G1", "text": None}),
    *({"year": 2020, "value": 1}, {"year": 2020, "from": "2020", "to": "2021", "value": 1}),
    *({"from": 2020, "to": 2021, "approx": 1}, {"to": 2021, "value": 1}, {"since": 2003, "value": 1}),
    *({"as_of": "2024-12-31", "value": 1, "year": None}, {"value": 1}, {"value": 1, "approx": 2}),
    *({"year": 2020, "range": [1, 2]}, {"year": 2020, "range": [1]}, {"year": 2020}, {"value": None}),
)


def mutated(value: Any, at: tuple[Any, ...], how: str, junk: Any) -> Any:
    """A record with one thing changed, or ``None`` where that cannot be."""
    record = deepcopy(value)
    if how == "put":
        if not at:
            return junk
        follow(record, at[:-1])[at[-1]] = junk
        return record
    place = follow(record, at)
    if how == "drop" and at:
        del follow(record, at[:-1])[at[-1]]
    elif how == "misspell" and at and isinstance(at[-1], str):
        above = follow(record, at[:-1])
        above[at[-1] + "s"] = above.pop(at[-1])
    elif how == "add" and isinstance(place, dict):
        place["note" if "note" not in place else "ref"] = junk
    elif how == "append" and isinstance(place, list):
        place.append(junk)
    elif how == "empty" and isinstance(place, list | dict):
        place.clear()
    else:
        return None
    return record


def fits_model(kind: str, value: Any) -> bool:
    """Whether a model takes a record, but for the order of two numbers, which no schema can compare."""
    try:
        FILES[kind].model_validate(value)
    except ValidationError as error:
        wrong = error.errors()
        swapped = [item["loc"] for item in wrong if item.get("ctx", {}).get("what") == "range"]
        emptied = [at[:-1] for at in swapped]  # a list whose only item is refused is called empty, too
        return all(item["loc"] in (emptied if item["type"] == "too_short" else swapped) for item in wrong)
    return True


@pytest.mark.attack
@each("kind", FILES)
def test_schema_and_model_agree_on_every_kind_of_slip(kind: str) -> None:
    """Neither refuses what the other takes: each key dropped, misspelt, and given wrong values.

    Places take turns at the wrong values, in ``make attack`` at a quarter of them each.
    """
    places: dict[tuple[Any, ...], tuple[Any, tuple[Any, ...]]] = {}
    for value in samples(kind):
        for shape, at in shapes_of(value).items():
            places.setdefault(shape, (value, at))
    outcomes = set()
    turns = 4 if THOROUGH else 12
    for turn, (value, at) in enumerate(places.values()):
        slips = [(how, "x") for how in ("drop", "misspell", "empty", "add", "append")]
        slips += [("put", junk) for junk in WRONG[turn % turns :: turns]]
        for how, junk in slips:
            record = mutated(value, at, how, deepcopy(junk))
            if record is not None or how == "put":
                taken = fits_model(kind, record)
                assert validator(kind).is_valid(record) == taken, (at, how, junk)
                outcomes.add(taken)
    assert outcomes == {True, False}


BEYOND_SCHEMA = {
    "a day that no calendar has": ("measure", "status_source", {"by": "JD", "date": "2025-02-30"}),
    "a time zone that no map has": ("strategy", "time_zone", "Europe/Dubln"),
    "the smaller number last": ("indicator", "observations", [{"year": 2020, "range": [3, 1]}]),
    "a whole number written with decimals": ("measure", "focus_area", 1.0),
}
"""What the models refuse and JSON Schema has no words for."""


@each("what", BEYOND_SCHEMA)
def test_what_only_the_models_can_refuse(what: str) -> None:
    """Where an editor stays silent and ``mh check`` does not."""
    kind, key, wrong = BEYOND_SCHEMA[what]
    record = {**samples(kind)[0], key: wrong}
    assert validator(kind).is_valid(record)
    with pytest.raises(ValidationError):
        FILES[kind].model_validate(record)


def test_what_a_model_checks_across_keys_is_in_its_schema() -> None:
    """A new check across keys needs its words in the schema, or a place among those that have none."""
    checking = {model for model in MODELS if model.__pydantic_decorators__.model_validators}
    assert checking == {Text, ShortText, Goal, Observation, Baseline}
    for model in checking:
        assert any("if" in part for part in parts(schema_of(model)))


# In an editor ----------------------------------------------------------------------------------


def real_files() -> list[tuple[str, str]]:
    loaded = load_records(DiskTree(CHECKOUT))
    return [(path, KINDS[type(record)]) for path, record in loaded.records.items()]


def test_every_file_leads_to_its_schema() -> None:
    """The first line of each file of the real data names the schema of what the file holds."""
    for path, kind in real_files():
        first = (CHECKOUT / path).read_text(encoding="utf-8").partition("\n")[0]
        assert first + "\n" == modeline(kind, path)
        target = (CHECKOUT / path).parent / first.partition("$schema=")[2]
        assert target.resolve() == CHECKOUT / schema_file(kind)


@each("any_depth", [True, False])
def test_the_editors_settings_find_the_same_schema(any_depth: bool) -> None:
    """A new file without the line gets its schema by where it lies, and never two.

    Versions of the language server differ on what a star stands for.
    """
    settings = json.loads((CHECKOUT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    places = {
        name.removeprefix("./"): [globs] if isinstance(globs, str) else globs
        for name, globs in settings["yaml.schemas"].items()
    }
    for path, kind in [*real_files(), ("data/reports/2026/AID.yaml", "report")]:
        found = [name for name, globs in places.items() if any(lies(path, glob, any_depth) for glob in globs)]
        assert found == [schema_file(kind)], path


def lies(path: str, glob: str, any_depth: bool) -> bool:
    """Whether a path ends as a glob says; a star may cross slashes, or not."""
    star = ".*" if any_depth else "[^/]*"
    return re.search(star.join(map(re.escape, glob.split("*"))) + "$", f"/{path}") is not None


def test_the_line_is_no_event(mh: Mh, tmp_path: Path) -> None:
    """A commit that adds the line to every file has changed nothing in the strategy."""
    lined = {path: modeline(kind_at(path), path) + str(text) for path, text in BASE.items()}
    repo = build(tmp_path / "repo", [Step("2026-01-01"), Step("2026-02-01", lined)])
    assert told(mh, repo) == []
    assert mh("diff", "HEAD~1", "HEAD", "--format", "json", cwd=repo.root).json["events"] == []


# The ids that there are ------------------------------------------------------------------------


@cache
def ids_of(root: Path) -> dict[str, Any]:
    """The definitions in the schema of ids of a strategy, by what they name."""
    made_ids = json.loads(ids_schema(load(DiskTree(root)), "nb"))
    assert Draft7Validator(made_ids), "it raises for what is no schema"
    definitions: dict[str, Any] = made_ids["definitions"]
    return definitions


def suggested(definition: dict[str, Any]) -> list[str]:
    return [snippet["body"] for snippet in definition["defaultSnippets"]]


def test_the_ids_of_the_strategy_are_suggested() -> None:
    """Measures, actors, requirements and documents: all there are, in the order in which people count."""
    register, found = real_register(), ids_of(CHECKOUT)
    assert found.keys() == {"measure_id", "actor_id", "obligation_id", "document", "themes"}
    assert suggested(found["measure_id"]) == sorted(measure.id for measure in register.measures)
    assert set(suggested(found["actor_id"])) == set(register.actors)
    assert register.strategy is not None
    assert set(suggested(found["document"])) == {item.id for item in register.strategy.documents}
    names = suggested(found["obligation_id"])
    assert names.index("coe-9") < names.index("coe-10") < names.index("coe-12.1.a")
    assert set(names) == {target.id for target in register.targets.values()}


def test_a_suggestion_says_what_it_is() -> None:
    """By its title, so that one can search for it; a requirement by its text too."""
    (hdir,) = (item for item in ids_of(CHECKOUT)["actor_id"]["defaultSnippets"] if item["body"] == "Hdir")
    assert hdir["label"] == "Hdir (Helsedirektoratet)"
    obligations = ids_of(CHECKOUT)["obligation_id"]["defaultSnippets"]
    (part,) = (item for item in obligations if item["body"] == "coe-12.2")
    assert part["label"] == "coe-12.2 (Bistand til ofre)"
    assert part["description"].startswith("Staten skal ta behørig hensyn")


def test_no_other_id_is_forbidden() -> None:
    """A measure that is proposed together with its first link is no mistake; another form is."""
    for name, right, wrong in (
        ("measure_id", "T99", "12"),
        ("actor_id", "Nytt-organ", "nytt organ"),
        ("obligation_id", "greta-r4-new.a", "Artikkel 12"),
        ("document", "new-letter", "Et brev"),
    ):
        judging = Draft7Validator(ids_of(CHECKOUT)[name])
        assert judging.is_valid(right)
        assert not judging.is_valid(wrong)


def test_a_record_does_not_suggest_other_records_as_its_own_id() -> None:
    """What a field names follows from its type, as for the rules on links that lead nowhere."""
    measure = json.loads(schemas("nb", suggesting=True)["measure"])
    assert "$ref" not in json.dumps(measure["properties"]["id"])
    assert "actor_id" in json.dumps(measure["properties"]["responsible"])
    assert "obligation_id" in json.dumps(measure["definitions"]["Address"]["properties"]["obligation"])
    assert "measure_id" in json.dumps(measure["definitions"]["Relation"]["properties"]["target"])
    assert "document" in json.dumps(measure["definitions"]["Source"]["properties"]["document"])


def test_the_schemas_of_a_strategy_are_the_others_with_suggestions() -> None:
    """What they accept is the same: put in place of the references, the ids give the same schema."""
    for kind, text in schemas("nb", suggesting=True).items():
        assert checks_of(inlined(json.loads(text))) == checks_of(inlined(schema(kind)))


def inlined(value: Any) -> Any:
    """A schema with the ids in place of references to them, and no choice among fewer than two."""
    if isinstance(value, list):
        return [inlined(item) for item in value]
    if not isinstance(value, dict):
        return value
    file, _, name = value.get("$ref", "").partition("#/definitions/")
    if file:
        made_one = ids_of(FICTIONAL)[name]
        return {key: made_one[key] for key in ("type", "pattern")}
    value = {key: inlined(item) for key, item in value.items()}
    match value.get("anyOf"):
        case [{"pattern": _} as only]:
            return {**{key: item for key, item in value.items() if key != "anyOf"}, **only}
        case [{"pattern": pattern}, {"type": "null"}]:
            rest = {key: item for key, item in value.items() if key != "anyOf"}
            return {**rest, "type": ["string", "null"], "pattern": pattern}
    return value


# The command -----------------------------------------------------------------------------------


def test_without_a_kind_the_kinds_are_listed(mh: Mh, tmp_path: Path) -> None:
    """Also where there is no strategy."""
    answer = mh("schema", cwd=tmp_path)
    assert (answer.code, answer.out.split(), answer.err) == (0, [*FILES, "pack"], "")


@each("kind", FILES)
def test_a_schema_is_printed(mh: Mh, tmp_path: Path, kind: str) -> None:
    """To the screen goes what would go into the file."""
    answer = mh("schema", kind.upper(), "--lang", "nb", cwd=tmp_path)
    assert (answer.code, answer.out, answer.err) == (0, schemas("nb")[kind], "")


def test_all_schemas_are_written(mh: Mh, tmp_path: Path) -> None:
    """The folder is made; what was there is replaced; with a kind, only that one is written."""
    folder = tmp_path / "new" / "schemas"
    made = schemas("nb") | pack_schema()
    wanted = {Path(schema_file(kind)).name: text.encode() for kind, text in made.items()}
    for _ in range(2):
        answer = mh("schema", "-o", str(folder), "--lang", "nb", cwd=tmp_path)
        assert (answer.code, answer.out) == (0, "")
        assert "measure.schema.json" in answer.err
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == wanted
        (folder / "measure.schema.json").write_text("old")
    assert mh("schema", "report", "--output", "here", cwd=tmp_path).code == 0
    assert [path.name for path in (tmp_path / "here").iterdir()] == ["report.schema.json"]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("nb", "Skriv et tiltak, slik: T12."),
        ("nn", "Skriv eit tiltak, slik: T12."),
        ("en", "Write a measure, such as T12."),
    ],
)
def test_a_schema_is_in_the_language_asked_for(mh: Mh, tmp_path: Path, lang: str, said: str) -> None:
    """What an editor shows, that is; what it accepts is the same."""
    answer = mh("schema", "measure", "--lang", lang, cwd=tmp_path)
    wanted = schemas(lang)["measure"]
    assert (answer.code, answer.out) == (0, wanted)
    told, bokmaal = json.loads(wanted), schema("measure")
    assert told["description"] == choose(Measure.description, lang)
    assert told["properties"]["id"]["patternErrorMessage"] == said
    assert checks_of(told) == checks_of(bokmaal)


def checks_of(value: Any) -> Any:
    """A schema without the words that an editor shows."""
    if isinstance(value, dict):
        shown = {"description", "enumDescriptions", "errorMessage", "patternErrorMessage"}
        kept = {key: item for key, item in value.items() if key not in {*shown, "defaultSnippets"}}
        return {key: checks_of(item) for key, item in kept.items()}
    return [checks_of(item) for item in value] if isinstance(value, list) else value


def test_in_a_strategy_its_ids_are_written_beside_the_schemas(mh: Mh, fjellheim: Path) -> None:
    """A strategy elsewhere is given by ``--root``, as for the other commands."""
    asked = ("schema", "measure", "-o", "schemas", "--lang", "nb")
    assert mh(*asked, cwd=fjellheim).code == 0
    assert mh(*asked, "--root", str(fjellheim), cwd=fjellheim.parent).code == 0
    for folder in (fjellheim, fjellheim.parent):
        written = {path.name: path.read_text("utf-8") for path in (folder / "schemas").iterdir()}
        assert written == {
            "measure.schema.json": schemas("nb", languages=("nb", "en"), suggesting=True)["measure"],
            "ids.schema.json": ids_schema(load(DiskTree(fjellheim)), "nb"),
        }


def test_schemas_that_are_out_of_date_are_told_in_words(mh: Mh, fjellheim: Path) -> None:
    """With how to renew them; nothing is written."""
    asked = ("schema", "-o", "schemas", "--lang", "nb")
    assert mh(*asked, cwd=fjellheim).code == 0
    assert mh(*asked, "--check", cwd=fjellheim).code == 0
    file = fjellheim / "schemas" / "ids.schema.json"
    before = file.read_bytes()
    assert mh("new", "actor", "--id", "NY", "--name", "Nytt organ", "--kind", "ngo", cwd=fjellheim).code == 0
    answer = mh(*asked, "--check", cwd=fjellheim)
    assert (answer.code, answer.out, file.read_bytes()) == (1, "", before)
    assert answer.err.startswith("mh: Utdatert i schemas: ids.schema.json.")
    assert "«mh schema -o schemas»" in answer.err


def test_an_unknown_kind_is_named(mh: Mh, tmp_path: Path) -> None:
    """With the one that was meant."""
    answer = mh("schema", "mesure", "--lang", "en", cwd=tmp_path)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == "mh: There is no kind “mesure”. Try measure.\n"


NEW = {
    "measure": ("--title", "Nytt", "--area", "1", "--responsible", "RD"),
    "recommendation": ("--instrument", "greta-r3", "--title", "Ny", "--text", "Norge bør svare."),
    "article": (
        *("--instrument", "coe", "--number", "30", "--title", "Ny"),
        *("--chapter", "V", "--role", "duty"),
    ),
    "law": ("--obligation", "coe-29"),
    "report": ("--year", "2026", "--actor", "RD"),
    "indicator": (
        *("--title", "Nye saker", "--unit", "saker", "--counts", "Alle saker."),
        *("--year", "2026", "--value", "3"),
    ),
}


@pytest.mark.parametrize("kept", [True, False])
@pytest.mark.parametrize("kind", NEW)
def test_a_new_file_has_the_line_where_the_schema_is(mh: Mh, fjellheim: Path, kind: str, kept: bool) -> None:
    """Only then does the line lead somewhere; the schema takes what ``mh new`` writes."""
    if kept:
        assert mh("schema", "-o", "schemas", cwd=fjellheim).code == 0
    before = set(fjellheim.rglob("*.yaml"))
    answer = mh("new", kind, *NEW[kind], cwd=fjellheim)
    assert answer.code == 0, answer.err
    (path,) = set(fjellheim.rglob("*.yaml")) - before
    line = modeline(kind, path.relative_to(fjellheim).as_posix())
    text = path.read_text(encoding="utf-8")
    assert text.startswith(line) == kept
    assert "yaml-language-server" not in text.removeprefix(line)
    assert validator(kind).is_valid(parse("new.yaml", text.encode()).value)


def test_a_snippet_has_a_place_for_each_language_of_the_strategy(mh: Mh, fjellheim: Path) -> None:
    """Its own first, the stops in the order of the keys; without a strategy, the language asked for."""
    path = fjellheim / "strategy/strategy.yaml"
    text = path.read_text(encoding="utf-8")
    for languages, reason in (
        ("[en, fi, ga]\ndefault_language: ga", {"ga": "$2", "en": "$3", "fi": "$4"}),
        ("[en]", {"en": "$2"}),
    ):
        path.write_text(text.replace("[nb, en]\ndefault_language: nb", languages, 1), encoding="utf-8")
        told = json.loads(mh("schema", "measure", cwd=fjellheim).out)
        (snippet,) = told["definitions"]["Acceptance"]["defaultSnippets"]
        last = len(reason) + 2
        assert snippet["body"] == {
            "rule": "$1",
            "reason": reason,
            "decided_by": f"${last}",
            "date": f"${last + 1}",
            "until": f"${last + 2}",
        }
    told = json.loads(mh("schema", "measure", "--lang", "en", cwd=fjellheim.parent).out)
    (snippet,) = told["definitions"]["Acceptance"]["defaultSnippets"]
    assert snippet["body"]["reason"] == {"en": "$2"}


# The outputs -------------------------------------------------------------------------------------

OUTPUTS = sorted((CHECKOUT / "schemas" / "outputs").glob("[!p]*.json"))
"""What others read the outputs by, but for that of several plans (``whole/test_plans.py``)."""

ASKED: dict[str, list[str]] = listed("outputs")
"""Commands for each schema, or files of a site, whose answers together have every key."""


def closed(part: Any) -> Any:
    """A schema that also refuses a key that is not in it. Others may get new keys, and ignore them."""
    if isinstance(part, list):
        return [closed(item) for item in part]
    if not isinstance(part, dict):
        return part
    made = {key: closed(item) for key, item in part.items()}
    return {"additionalProperties": False, **made} if "object" in part.get("type", ()) else made


@pytest.mark.attack
@each("path", OUTPUTS)
@patch("menneskehandel_cli.linkcheck.getaddrinfo", Mock(side_effect=gaierror))
def test_every_key_of_an_output_is_in_its_schema(mh: Mh, vestlandia: Path, sites: Any, path: Path) -> None:
    published, folder = json.loads(path.read_text(encoding="utf-8")), sites["demo"].folder
    for command in ASKED[path.name.partition(".")[0]]:
        asked, file = [*command.format(checkout=CHECKOUT).split(), "--format", "json"], folder / command
        answer = json.loads(file.read_bytes() if file.is_file() else mh(*asked, cwd=vestlandia).out)
        assert published["$id"] == "urn:" + answer["schema"].replace("/", ":")
        wrong = Draft202012Validator(closed(published)).iter_errors(answer)
        assert [(error.instance_path, error.message) for error in wrong] == []
