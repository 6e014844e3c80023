"""What all records share: frozen, no unknown keys, and the small types they are made of.

Scalars are strict (``"3"`` is not a number, ``yes`` is not a boolean), so that a value is never
converted silently.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from inspect import get_annotations
from string import ascii_uppercase
from types import NoneType
from typing import Annotated, Any, ClassVar, Literal, NamedTuple, Protocol, Self, get_args, get_origin

import pydantic
from pydantic import ConfigDict, Field, StrictInt, StringConstraints, WrapValidator, model_validator
from pydantic_core import PydanticCustomError

from menneskehandel_cli.language import CONTENT_LANG, WORDS, Lang, language_label, msg, written_forms
from menneskehandel_cli.language.catalogues import TAG, spoken
from menneskehandel_cli.language.runs import DocumentLang, ReaderLang, mark
from menneskehandel_cli.zones import is_zone

DAY_PATTERN = r"^([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?)?$"

_DAY = re.compile(DAY_PATTERN)


class Model(pydantic.BaseModel):
    """Base of every model. Validators are built when a model is first used."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", defer_build=True, validate_by_alias=True, validate_by_name=False
    )

    description: ClassVar[str] = ""
    """What a record or an item of this kind is, for advisers: the JSON Schema has it."""

    def __init_subclass__(cls, description: str = "", **kwargs: Any) -> None:
        """Keep what the records of this kind are, apart from the docstring for developers.

        A field that is ``described`` with no default is required, unless its type lets it be empty.
        TypeError where the annotations of the module are postponed, for they are then texts, not types.
        """
        super().__init_subclass__(**kwargs)
        cls.description = description
        for name, kind in get_annotations(cls).items():
            if isinstance(kind, str):
                raise TypeError(f"{cls.__name__}.{name}: remove “from __future__ import annotations”")
            if isinstance(made := cls.__dict__.get(name), partial):
                setattr(cls, name, made(**(_left_out(kind, made.keywords) | made.keywords)))


def _left_out(kind: Any, constraints: Mapping[str, Any]) -> dict[str, Any]:
    """What a field has that is left out, by its type: nothing, or a list or a map of nothing."""
    if NoneType in get_args(kind):
        return {"default": None}
    if get_origin(kind) is tuple and "min_length" not in constraints:
        return {"default": ()}
    return {"default_factory": dict} if get_origin(kind) is dict else {}


class Prefix(NamedTuple):
    """What the fixed values of a field are called: under a prefix of the word list.

    It is in ``Annotated`` beside the ``Literal``.
    """

    prefix: str


def described(description: str, *, example: str = "", help: str = "", **constraints: Any) -> Any:
    """A field with the text that advisers read about it.

    ``example`` is what a value looks like, as it is written in a file, ``help`` what a form says in place
    of the description. ``make messages`` extracts the description. The other arguments are those of
    Pydantic's ``Field``.
    """
    extra = {"example": example, "help": help}
    return partial(Field, description=description, json_schema_extra=extra, **constraints)


# Descriptions that several fields share
WHERE_SAID = msg("The source, so that others can look it up.")
NOTE = msg("Something the reader has to know, for example what the source leaves open.")
NORMATIVE = str(WORDS["about.field.normative"])
WEB_ADDRESS = msg("The web address. It begins with https://.")
EVIDENCE = msg("Evidence: something that others can open to check what is recorded.")
SHORT_TITLE = str(WORDS["about.field.short_title"])
PLAIN = str(WORDS["about.field.plain"])
MET_WHEN = str(WORDS["about.field.met_when"])
THEMES = str(WORDS["about.field.themes"])
NEEDS = msg("Whether a rule or a practice (training, money, cooperation) is needed. Our own judgement.")
PART_THEMES = msg("What this entry is about, where that is not a theme of the whole file. Our own judgement.")
SEARCHED_AS = msg("Other words that people may search for, separated by commas.")
YEARLY = Prefix("value.per")
FINGERPRINT = msg("The fingerprint of the section's text as it was read. “mh law --record” writes it.")


def expected(what: str, **context: object) -> PydanticCustomError:
    """A validation error; ``what`` names the phrase (``expected.<what>``) that says what is valid."""
    return PydanticCustomError("expected", "{what}", {"what": what, **context})


def either(what: str) -> WrapValidator:
    """A validator for a union that reports one error, ``what``, instead of one for each member."""

    def read(value: object, handler: pydantic.ValidatorFunctionWrapHandler) -> object:
        try:
            return handler(value)
        except pydantic.ValidationError:
            raise expected(what) from None

    return WrapValidator(read)


def _valid_day(value: object) -> object:
    """Convert a bare year to text and refuse dates that do not exist."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not (match := _DAY.fullmatch(value)):
        raise expected("day")
    if match[3] is not None:
        try:
            date.fromisoformat(value)
        except ValueError:
            raise expected("day") from None
    return value


_DAY_IN_JSON = {"type": ["string", "integer"], "pattern": DAY_PATTERN, "minimum": 1000, "maximum": 9999}
Day = Annotated[str, pydantic.BeforeValidator(_valid_day), pydantic.WithJsonSchema(_DAY_IN_JSON)]
"""A day, month or year in ISO form: ``2025-11-30``, ``2025-11`` or ``2025``.

Kept as written: a source that says "November 2025" must never become a day it did not name.
"""


MEASURE_LETTER = "T"
"""What the ids of measures begin with if the strategy does not say."""

_SMALL = "a-zß-öø-ɏͰ-ӿ"
"""Small letters of Latin, Greek and Cyrillic; beyond Latin-1 also the capitals, which lie among them."""
_LETTERS = (
    r"A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"  # Latin
    r"\u0386-\u03ff\u0400-\u052f\u0531-\u0587\u10d0-\u10ff"  # Greek, Cyrillic, Armenian, Georgian
)
"""Letters as ranges, which a pattern in JSON Schema may have in every program."""

PATTERNS = {
    "measure_letter": r"^[A-Z]{1,3}$",
    "measure_id": r"^[A-Z]{1,3}[0-9]{2,3}$",
    "child_id": r"^([A-Z]{1,3}[0-9]{2,3}|FA[0-9]+)\.[A-Z]?[0-9]+$",
    "actor_id": r"^[A-Za-z][A-Za-z0-9-]*$",
    "slug": r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$",
    "obligation_id": r"^[a-z][a-z0-9]*(-[a-z0-9]+)*(\.[a-z0-9]+)*$",
    "article_letter": r"^[1-9][0-9]*[a-z]$",
    "paragraph": r"^[1-9][0-9]*[a-z]?(–[1-9][0-9]*[a-z]?)?$",
    "level_id": rf"^[{_SMALL}][{_SMALL}0-9]*(_[{_SMALL}0-9]+)*$",
    "period": r"^(?:199[0-9]|2[01][0-9]{2}|2200)(?:-[0-9A-Za-z]{1,8})?$",
    "rule_code": r"^MH[0-9]{3}$",
    "language_tag": f"^{TAG}$",
    "country": r"^[A-Z]{2}(-[A-Z0-9]{1,3})?$",
    "currency": r"^[A-Z]{3}$",
    "fingerprint": r"^sha256:[0-9a-f]{16}$",
    "time_zone": r"^(UTC|[A-Z][A-Za-z_]*(/[A-Za-z0-9_+-]+)+)$",
    "term": rf"^[{_LETTERS}]{{1,30}}([ '’-][{_LETTERS}]{{1,30}}){{0,3}}$",
    "url": r'^https?://[^\s<>"]+$',
    "edit_url": r'^https?://[^\s<>"]*\{path\}[^\s<>"]*$',
}
"""The pattern of each kind of id. The key names the phrase that describes it to the user."""

PATTERN_NAMES = {pattern: name for name, pattern in PATTERNS.items()}

MeasureId = Annotated[str, StringConstraints(pattern=PATTERNS["measure_id"])]


_MEASURE = re.compile(r"(?:([A-Z]{1,3})[-.]?|\w+ )?0*([1-9][0-9]{0,2})\.?", re.IGNORECASE | re.ASCII)


def measure_called(text: str, letter: str) -> str | None:
    """The id of a measure that is given as 7, T7, t07, T-7 or "Measure 7"; ``None`` if it is none."""
    match = _MEASURE.fullmatch(" ".join(text.split()))
    return None if match is None or (match[1] or letter).upper() != letter else f"{letter}{int(match[2]):02}"


def number_in(measure_id: str) -> int:
    """The number in the id of a measure: 12 for ``T12``, also for that of another plan."""
    return int(measure_id.rpartition(":")[2].lstrip(ascii_uppercase))


MeasureLetter = Annotated[str, StringConstraints(pattern=PATTERNS["measure_letter"])]
"""What the ids of measures begin with, before their numbers."""

ChildId = Annotated[str, StringConstraints(pattern=PATTERNS["child_id"])]
ActorId = Annotated[str, StringConstraints(pattern=PATTERNS["actor_id"])]
Need = Annotated[Literal["rule", "practice"], Prefix("value.need")]
NEEDED: tuple[str, ...] = get_args(get_args(Need)[0])
Slug = Annotated[str, StringConstraints(pattern=PATTERNS["slug"])]
ObligationId = Annotated[str, StringConstraints(pattern=PATTERNS["obligation_id"])]
LevelId = Annotated[str, StringConstraints(pattern=PATTERNS["level_id"])]
PeriodKey = Annotated[str, StringConstraints(pattern=PATTERNS["period"])]
RuleCode = Annotated[str, StringConstraints(pattern=PATTERNS["rule_code"])]
Url = Annotated[str, StringConstraints(pattern=PATTERNS["url"])]
EditUrl = Annotated[str, StringConstraints(pattern=PATTERNS["edit_url"])]
"""The address of a file on the web, with ``{path}`` for the path of the file."""
REFERENCE = "reference"
"""Marks a key called ``id`` that refers to another record and is not its own record's id."""

Line = Annotated[str, StringConstraints(min_length=1)]
"""A short text that is not translated: a name, a reference."""


Fingerprint = Annotated[str, StringConstraints(pattern=PATTERNS["fingerprint"])]
"""The fingerprint of a section's text as it was read (``lawsources.fingerprint``)."""

LanguageTag = Annotated[str, StringConstraints(pattern=PATTERNS["language_tag"])]
"""A BCP 47 tag of a language, with a script and a region if it needs them: ``se``, ``sr-Latn``."""


Currency = Annotated[str, StringConstraints(pattern=PATTERNS["currency"])]
"""The code of a currency in ISO 4217: ``EUR``."""

Word = Annotated[str, StringConstraints(pattern=PATTERNS["term"])]
"""One to four words of letters, which no format and no terminal takes for something else."""

Country = Annotated[str, StringConstraints(pattern=PATTERNS["country"])]
"""The code of a country in ISO 3166-1 alpha-2, or of a part of one in ISO 3166-2: ``IE``, ``CA-ON``."""


def _time_zone(value: str) -> str:
    if not is_zone(value):
        raise expected("time_zone")
    return value


TimeZone = Annotated[
    str, StringConstraints(pattern=PATTERNS["time_zone"]), pydantic.AfterValidator(_time_zone)
]
"""The name of a time zone in the IANA database: ``Europe/Dublin``."""


_OWN = "own_language"


def written_in(language: str) -> dict[str, str] | None:
    """The context of validation for the files of a strategy whose texts are in ``language`` first."""
    return None if language == CONTENT_LANG else {_OWN: language}


class Text(Model):
    """A text in one or more written languages. A plain string in YAML is in the strategy's language.

    A key is the tag of a language. Those that are fields are the ones that editors suggest. The
    strategy's language comes from the context of validation (``written_in``), otherwise it is
    ``CONTENT_LANG``.
    """

    model_config = ConfigDict(extra="allow")

    nb: Line | None = described("The text in Bokmål. Long texts go on separate lines after >-.")
    nn: Line | None = described("The text in Nynorsk.")
    en: Line | None = described("The text in English.")
    __pydantic_extra__: dict[LanguageTag, Line | None] = Field(init=False)

    @model_validator(mode="before")
    @classmethod
    def _plain_is_in_the_own_language(cls, value: object, info: pydantic.ValidationInfo) -> object:
        if not isinstance(value, str):
            return value
        return {info.context[_OWN] if info.context else CONTENT_LANG: value}

    @model_validator(mode="after")
    def _says_something(self, info: pydantic.ValidationInfo) -> Self:
        if not any((self.nb, self.nn, self.en, *self.__pydantic_extra__.values())):
            raise expected("text")
        if info.context:
            # Beside the fields, as a cached property is: neither compared nor serialised.
            self.__dict__[_OWN] = info.context[_OWN]
        return self

    @pydantic.model_serializer
    def by_language(self) -> dict[str, str]:
        """The text by language, that in the strategy's own first."""
        every = (("nb", self.nb), ("nn", self.nn), ("en", self.en), *self.__pydantic_extra__.items())
        texts = {code: text for code, text in every if text is not None}
        own = self.__dict__.get(_OWN)
        return {own: texts[own], **texts} if own in texts else texts

    @classmethod
    def of(cls, words: str, language: str) -> Self:
        """The text ``words`` in one language."""
        return cls.model_validate({language: words}, context=written_in(language))

    def all(self) -> list[str]:
        """The text in every language that it is given in."""
        return list(self.by_language().values())

    def has(self, tag: str) -> bool:
        """Whether the text is given in a language."""
        return getattr(self, tag, None) is not None

    def pick(self, lang: Lang) -> str:
        """The text in a language; see ``picked``."""
        return picked(self.by_language(), lang)


def picked(texts: Mapping[str, str], lang: Lang) -> str:
    """A text in ``lang`` or what stands in for it, in the strategy's language, or in any.

    For a reader (``ReaderLang``) the name of another language follows the text. In a document
    (``DocumentLang``) both are marked as such.
    """
    found = next(code for code in (*written_forms(lang), *texts) if code in texts)
    if found == spoken(lang) or not isinstance(lang, ReaderLang):
        return texts[found]
    label = language_label(found, lang) if found != lang else ""
    if isinstance(lang, DocumentLang):
        return mark(texts[found], found, spoken(lang), label)
    return f"{texts[found]} {label}".rstrip()


SHORT = 40
"""The most letters of a short title, in each language."""

ShortLine = Annotated[Line, StringConstraints(max_length=SHORT)]


class ShortText(Text):
    """A short name, for a line of a picture or a table."""

    nb: ShortLine | None = described("The text in Bokmål. Long texts go on separate lines after >-.")
    nn: ShortLine | None = described("The text in Nynorsk.")
    en: ShortLine | None = described("The text in English.")
    __pydantic_extra__: dict[LanguageTag, ShortLine | None] = Field(init=False)


class Source(Model):
    """Where a statement can be looked up. Paragraphs and bullets count from 1 under the heading."""

    document: Slug = described(
        "Which document: an id that is listed under “documents” in strategy/strategy.yaml. The strategy "
        "itself is called “strategy”.",
        help=msg("The document that contains the statement."),
    )
    section: Line | None = described("The heading of the part of the document.", example=msg("Measure 12"))
    heading: Line | None = described(
        "The subheading, or the words that introduce a list.", example=msg("Goals of the measure")
    )
    paragraph: StrictInt | None = described("The paragraph, counted from 1 under the heading.", ge=1)
    bullet: StrictInt | None = described("The item of the list, counted from 1.", ge=1)
    url: Url | None = described(WEB_ADDRESS)
    reading: Annotated[Literal["text", "excerpt"], Prefix("value.reading")] = described(
        "What we have read. May be left out when we have read the document itself.", default="text"
    )
    """``excerpt``: only an excerpt or a secondary account has been read, not the document itself."""


class Evidence(Model, description=str(WORDS["about.evidence"])):
    """A source that shows that something is so, which anybody can open."""

    title: Text = described("What the document is called.")
    url: Url | None = described(WEB_ADDRESS)
    date: Day | None = described(
        "The date on the document, as precisely as the document gives it.",
        example=msg("2026-05-20 or 2026-05"),
    )
    kind: Line | None = described("What it is, in your own words.", example=msg("report or announcement"))


class Acceptance(Model, description=msg("A gap that somebody has decided to leave open for a time.")):
    """A gap that somebody has accepted until a day, inclusive.

    ``about`` says which of the rule's findings in the file: the rest of the finding's key, such as a
    task (``T04.2``) or a body and a year (``AID 2026``). Without it, the finding about the record itself.
    """

    rule: RuleCode = described("The code of the rule that reports the gap.", example="MH202")
    about: Line | None = described(
        "What the gap is about, when it is not the whole file: a task, a requirement, or an actor and a "
        "year. “mh gaps --format json” shows it in “key”, after the code.",
        example=msg("T04.2, coe-12.1.a or MoL 2026"),
    )
    reason: Text = described("Why the gap may stay open.")
    decided_by: ActorId = described(
        "Who has decided to leave the gap open: the id of an actor.",
        help=msg("The body that has decided to leave the gap open. Not a person."),
    )
    date: Day = described("The date on which the decision was made.")
    until: Day | None = described(
        "The last day on which the acceptance applies. The gap is open again the day after.",
        example="2027-06-30",
        help=msg("The gap is open again the day after this date."),
    )


class Themed(Protocol):
    """What has themes of its own."""

    @property
    def themes(self) -> tuple[str, ...]:
        """The ids of its themes."""


def themes_in(whole: Themed, parts: Iterable[Themed]) -> tuple[str, ...]:
    """The themes of the whole of something, and those of some of its parts."""
    return tuple(dict.fromkeys((*whole.themes, *(name for part in parts for name in part.themes))))


FORMAT = 2
"""The newest format of the files. Older ones are upgraded on reading (``models/upgrade.py``)."""


class Record(Model):
    """The keys that every file in the register may have."""

    # Not a Literal, which would accept true as 1
    format: StrictInt = described("The format of the file. Always write 2.", default=1, ge=1, le=FORMAT)
    accepted: tuple[Acceptance, ...] = described(
        "Gaps that somebody has decided to leave open for a time. Where a rule has found several in the "
        "file, say under “about” which gap is meant. An error cannot be accepted."
    )
