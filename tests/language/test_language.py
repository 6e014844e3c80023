"""Bokmål, nynorsk and English: words, days, numbers and the order of letters.

Every phrase that the program says stands there or in the word list, and gets what fills it in.
"""

import ast
import re
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, get_args

import pytest
from babel.messages.pofile import read_po

from cases import listed
from menneskehandel_cli import language
from menneskehandel_cli.language import Message, msg, nmsg, pmsg
from menneskehandel_cli.language.catalogues import translate, translate_counted
from menneskehandel_cli.language.days import day, last_day, read_typed_day
from menneskehandel_cli.language.messages import WORDS
from menneskehandel_cli.language.numbers import number
from menneskehandel_cli.language.slips import choice_called, keys_called, nearest, one_slip
from menneskehandel_cli.language.stems import collation
from menneskehandel_cli.models import FILES, Address, Article, Model, Provision, Task, Text
from menneskehandel_cli.models.actors import ACTOR_KINDS
from menneskehandel_cli.models.base import written_in
from menneskehandel_cli.models.fields import Field, fields
from menneskehandel_cli.models.obligation import Event
from menneskehandel_cli.register.coverage import CLASSIFICATIONS, LAW_VALUES, PROMISES
from menneskehandel_cli.rules.base import ClosingReason
from support import CHECKOUT, each, tool

CASES: dict[str, Any] = listed("language")

# Days --------------------------------------------------------------------------------------------


@each(("iso", "norwegian", "english"), CASES["written days"])
def test_a_day_is_written_out_as_exactly_as_it_is_known(iso: str, norwegian: str, english: str) -> None:
    """A month never becomes a day, nor a year a month."""
    assert day(iso, "nb") == day(iso, "nn") == norwegian
    assert day(iso, "en") == english


@each(("iso", "last"), CASES["last days"])
def test_a_month_or_year_lasts_until_its_last_day(iso: str, last: date) -> None:
    """A deadline "November 2025" has not passed on 30 November."""
    assert last_day(iso) == last


# Order -------------------------------------------------------------------------------------------


def test_ae_oe_aa_come_last_and_in_this_order() -> None:
    """As in every Norwegian list; large and small letters sort alike."""
    names = ["Åse", "Ære", "Zoo", "Ødegård", "b", "Anne", "ærlig", "ål", "øl", "a"]
    ordered = sorted(names, key=collation)
    assert ordered == ["a", "Anne", "b", "Zoo", "Ære", "ærlig", "Ødegård", "øl", "ål", "Åse"]


def test_a_letter_of_another_alphabet_stands_as_without_its_marks() -> None:
    """É as e; the letters of another script after all of these, each in its own place."""
    names = ["Zoo", "Ärzte", "École", "eco", "Bad", "йод", "июнь"]
    for lang in ("nb", "en", "de"):
        ordered = sorted(names, key=lambda name: collation(name, lang))
        assert ordered == ["Ärzte", "Bad", "eco", "École", "Zoo", "июнь", "йод"]


def test_a_language_begins_with_what_cldr_says_of_it() -> None:
    """Of Norwegian it says what we do, as far as it goes; months alone have another form in some."""
    messages, read = tool("messages"), language.catalogues.read_data
    made = {tag: tomllib.loads(messages.data_of(tag)) for tag in (*language.LANGS, "pl", "lt")}
    for tag in ("nb", "nn"):
        assert read("languages.toml", tag) == tomllib.loads(messages.languages_of(tag))
        own = {key: made[tag][key] for key in ("name", "fallback", "locales", "alphabet")}
        ours = read("language.toml", tag) | own
        assert ours.items() <= (made[tag] | {"small": ours["small"]}).items()
    assert (made["pl"]["months"][9], made["pl"]["months_alone"][9]) == ("października", "październik")
    assert made["lt"]["day"].format(year=2026, month="x", day=1) == "2026 m. x 1 d."
    named = [language.name_of("ga", tag) for tag in ("en", "nn", "fr", "ga")]
    assert named == ["Irish", "irsk", "Irish", "Gaeilge"]
    assert language.name_of("luo", "nb") == "Luo"  # which Norwegian has no name of its own for


# Sentences ---------------------------------------------------------------------------------------


@each(("items", "norwegian", "english"), CASES["lists"])
def test_things_are_listed_as_in_a_sentence(items: list[str], norwegian: str, english: str) -> None:
    """Commas between, and a word before the last. What is passed in is not changed."""
    given = [*items]
    assert language.listing(given, "nb") == language.listing(given, "nn") == norwegian
    assert language.listing(given, "en") == english
    assert given == items


@each(("amount", "norwegian", "english"), CASES["counts"])
def test_one_is_one_and_all_else_are_many(amount: int, norwegian: str, english: str) -> None:
    """Number and noun agree."""
    assert language.count("error", amount, "nb") == norwegian
    assert language.count("error", amount, "en") == english


@each(("value", "norwegian", "english"), CASES["numbers"])
def test_numbers_read_as_in_the_language(value: float, norwegian: str, english: str) -> None:
    """A hard space and a comma in Norwegian, a comma and a point in English."""
    assert number(value, "nb") == number(value, "nn") == norwegian
    assert number(value, "en") == english


@each(
    ("value", "said"),
    [
        (language.Phrase("error", {"n": 1}), "1 error"),
        (language.Day("2025-11"), "November 2025"),
        (1200, "1,200"),
        ([language.Phrase("sheet.told.row", {"row": 1358}), 2], "row 1358 and 2"),
        (language.Parts(("a", language.Day("2025-11"))), "a, November 2025"),
        (Text.model_validate({"nb": "norsk", "en": "English"}), "English"),
        ("{braces} stay", "{braces} stay"),
    ],
)
def test_whatever_fills_a_phrase_is_said_in_its_language(value: object, said: str) -> None:
    """Days, numbers, lists, texts and phrases within phrases."""
    assert language.fill(value, "en") == said


def test_a_phrase_may_be_filled_with_braces() -> None:
    """What users write is never taken for a place to fill in."""
    assert language.say("meant", "en", near="{0}{x}") == "Did you mean “{0}{x}”?"


def test_an_unknown_phrase_is_an_error() -> None:
    """A misspelt key never reaches a reader as text."""
    with pytest.raises(KeyError):
        language.say("finnes.ikke", "nb")
    assert not language.has("finnes.ikke")


@each(("word", "meant"), CASES["the nearest word is the one probably meant"])
def test_the_nearest_word_is_the_one_probably_meant(word: str, meant: str | None) -> None:
    """Nothing is suggested where nothing comes near."""
    assert nearest(word, ["status", "title", "source"]) == meant


# Which language ----------------------------------------------------------------------------------


@each(("own", "given", "lang", "picked"), CASES["nearest"])
def test_a_text_is_given_in_the_nearest_language(
    own: str, given: object, lang: language.Lang, picked: str
) -> None:
    """Norwegian falls back on the other Norwegian first, and nothing is ever blank.

    Then on the strategy's own language, in which a plain text is.
    """
    assert Text.model_validate(given, context=written_in(own)).pick(lang) == picked


def test_the_strategys_language_is_no_part_of_a_text() -> None:
    """It is neither compared nor serialised, so that a change of it changes no text."""
    given = {"sv": "s", "fi": "f"}
    finnish, other = Text.model_validate(given, context=written_in("fi")), Text.model_validate(given)
    assert finnish == other
    assert hash(finnish) == hash(other)
    assert finnish.model_dump() == given
    assert list(finnish.model_dump()) == ["fi", "sv"]  # its own comes first
    assert finnish.model_copy().pick("en") == "f"


# The word list -----------------------------------------------------------------------------------


def test_quotation_marks_are_those_of_the_language() -> None:
    """«…» in Norwegian, “…” in English."""
    for lang, others in (("nb", '[“”"]'), ("nn", '[“”"]'), ("en", '[«»"]')):
        said = [text for message in WORDS.values() for text in forms(message, lang)]
        assert [text for text in said if re.search(others, text)] == []


def forms(message: Message, lang: language.Lang) -> list[str]:
    """A message in a language, for 1 and for 2."""
    if isinstance(message, str):
        return [translate(message, lang)]
    return [translate_counted(message, number, lang) for number in (1, 2)]


@each("lang", language.LANGS)
def test_every_status_and_value_has_a_word(lang: language.Lang) -> None:
    """What a record may say can be told in every language."""
    for prefix, values in (
        ("status", fields(Task)["status"].choices),
        ("commitment", fields(Task)["commitment"].choices),
        ("basis", fields(Address)["basis"].choices),
        ("contribution", fields(Address)["contribution"].choices),
        ("force", fields(Provision)["force"].choices),
        ("role", fields(Article)["role"].choices),
        ("event", fields(Event)["kind"].choices),
        ("actor", ACTOR_KINDS),
        ("classification", CLASSIFICATIONS),
        ("law", LAW_VALUES),
        ("promise", PROMISES),
        ("reason", tuple(reason for reason in get_args(ClosingReason) if reason != "closed")),
    ):
        assert values
        assert all(language.say(f"{prefix}.{value}", lang) for value in values)
    assert all(language.count(f"classification.count.{value}", 2, lang) for value in CLASSIFICATIONS)


@each(("key", "lang", "one", "two"), CASES["counted"])
def test_a_counted_word_agrees_with_its_number(key: str, lang: language.Lang, one: str, two: str) -> None:
    """An adjective is in the singular for one, also where the noun is left out."""
    assert [language.count(key, number, lang) for number in (1, 2)] == [one, two]


def every_field() -> Iterator[tuple[str, dict[str, Field]]]:
    """Each model that a file can hold, with its fields."""
    seen: set[type[Model]] = set()
    waiting: list[type[Model]] = [*FILES.values()]
    while waiting:
        model = waiting.pop()
        if model not in seen:
            seen.add(model)
            yield model.__name__, fields(model)
            inner = [field.inner or field for field in fields(model).values()]
            waiting += [field.model for field in inner if field.model is not None]


@each(("model", "known"), [*every_field()])
def test_other_names_of_fields_and_choices_mean_one_of_a_record(model: str, known: dict[str, Field]) -> None:
    """No name that the word list adds can be read in two ways where it is used."""
    for key, message in WORDS.items():
        kind, _, meant = key.removeprefix("called.").partition(".")
        if not key.startswith("called."):
            continue
        texts = [*map(str, language.catalogues.translations(message))]
        for name in (name.strip() for text in texts for name in text.split(",")):
            if kind == "field" and meant in known:
                assert keys_called(name, known) == [meant], (model, name)
            for field in known.values() if kind == "choice" else ():
                choices = (field.inner or field).choices
                if meant in choices:
                    assert choice_called(name, choices) == meant, (model, name)


@each(("text", "lang", "day"), CASES["days"])
def test_a_typed_day_is_read_as_its_language_writes_it(text: str, lang: str, day: str) -> None:
    """Where that is no day, or could be several, it stays as it is and is told."""
    assert read_typed_day(text, lang) == day


def test_what_is_said_is_a_plain_text_in_the_language_of_the_code_too() -> None:
    """A text that is still marked as the program's own cannot be written to a file."""
    assert {type(language.say("draft.measure", lang)) for lang in ("nb", "nn", "en")} == {str}


def test_a_slip_is_one_letter_added_missing_wrong_or_in_another_place() -> None:
    words = ["areas", "rea", "arez", "aera", "reaa", "Area ", "read", "raae", "reaaa"]
    assert [word for word in words if one_slip(word, "area")] == words[:6]
    assert not one_slip("abc", "abd")


SOURCES = sorted((CHECKOUT / "src" / "menneskehandel_cli").rglob("*.py"))
SAID_BY_ALL = {
    "say": ("", 0),
    "Refused": ("failure.", 0),
    "closed": ("closure.", 0),
    "ended": ("closure.", 1),
}
"""What takes the name of a phrase: what stands before the name, and in which place it is given."""


MARKS: dict[str, Callable[..., Message]] = {"msg": msg, "nmsg": nmsg, "pmsg": pmsg}
"""What marks a message that is said without a name."""


def calls() -> Iterator[tuple[str, str, Message | None, frozenset[str]]]:
    """Where a phrase is said: the place, its name or text, the message, and the parameters given."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            prefix, place = SAID_BY_ALL.get(getattr(node.func, "id", ""), ("", len(node.args)))
            first = node.args[place] if place < len(node.args) else None
            mark = MARKS.get(getattr(first.func, "id", "")) if isinstance(first, ast.Call) else None
            if not isinstance(first, ast.Constant) and mark is None:
                continue
            if any(keyword.arg is None for keyword in node.keywords):
                continue  # **params: known only when the program runs
            given = frozenset(str(keyword.arg) for keyword in node.keywords)
            where = f"{path.name}:{node.lineno}"
            if isinstance(first, ast.Constant):
                yield where, f"{prefix}{first.value!s}", WORDS.get(f"{prefix}{first.value!s}"), given
            elif isinstance(first, ast.Call) and mark is not None:
                message = mark(*map(ast.literal_eval, first.args))
                yield where, str(message), message, given


def test_every_phrase_exists_and_gets_what_fills_it_in() -> None:
    """No message can end in a missing word or a missing parameter."""
    said = list(calls())
    assert said
    for place, phrase, message, given in said:
        assert message is not None, (place, phrase)
        needed = set(re.findall(r"{(\w+)}", message if isinstance(message, str) else message.other))
        assert needed <= given | ({"few"} if "n" in given else set()), place


VERDICTS = r"\b(un)?met\b|\blesser\b|\bunmapped\b|oppfyl[lt]|kartlagt"
LATE = r"\blate\b|\boverdue\b|for?se?inka|forsinket|for (sent|seint)"
NOBODY = (
    r"((nobody|no report) (is|counts as)|came) late|(er |reknast )?ingen (er |regnes |som )*|"
    r"kom for (sent|seint)|early, late"
)


def test_no_text_gives_a_verdict_or_calls_a_task_late() -> None:
    """In three languages: requirements are not met or unmet, and what is not recorded is not late.

    Late may be what came with a recorded day after its deadline, nobody, and a part of a year.
    """
    seen = 0
    for path in tool("messages").catalogues():
        with path.open("rb") as file:
            texts = {
                text
                for message in read_po(file)
                for said in (message.id, message.string)
                for text in ((said,) if isinstance(said, str) else said or ())
            }
        seen += len(texts)
        assert [text for text in texts if re.search(VERDICTS, text, re.IGNORECASE)] == []
        shown = {re.sub(r"{\w+}", "", text) for text in texts}
        late = {text for text in shown if re.search(LATE, text, re.IGNORECASE)}
        assert [text for text in late if not re.search(NOBODY, text, re.IGNORECASE)] == []
    assert seen > len(WORDS)
