"""What is asked for of each kind of new record, and where its file lies.

A kind is a row of ``NEW``. What is asked for follows from the fields of the record's model. A new record has
the next free id.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache
from itertools import count
from textwrap import wrap
from typing import Any, Literal, NamedTuple

from menneskehandel_cli import models
from menneskehandel_cli.language import Lang, fold, has, last_day, msg, say
from menneskehandel_cli.models.base import number_in
from menneskehandel_cli.models.fields import Field, field_at, fields
from menneskehandel_cli.models.obligation import Provision
from menneskehandel_cli.models.reporting import period_name
from menneskehandel_cli.register import ACTORS_FILE, Register
from menneskehandel_cli.register.layout import flat_folders, kind_of, stem
from menneskehandel_cli.register.reporting import reports_on


class Draft(NamedTuple):
    """The languages of a new file: its comments are in ``lang``, its texts under the tag ``content``."""

    lang: Lang
    content: str

    def text(self, words: str) -> dict[str, str]:
        """A text of a record, in the language of the strategy."""
        return {self.content: words}


def text_on_one_line(text: models.Text | None, draft: Draft) -> str:
    """A text of a record on one line."""
    return " ".join(text.pick(draft.lang).split()) if text is not None else ""


def source_of(document: str, section: str | None) -> dict[str, str]:
    """The source of a new record, as it is written in YAML."""
    return {"document": document, **({"section": section} if section else {})}


def slug(text: str) -> str:
    """A title as used in a file name: lower-case letters, digits and hyphens, cut at a word."""
    words = " ".join(re.findall(r"[a-z0-9]+", fold(text)))
    return next(iter(wrap(words, 40, break_long_words=False)), "").replace(" ", "-")


def unused(wanted: str, taken: Collection[str], between: str = "-") -> str:
    """An id that is not ``taken``: ``wanted``, or the same with the first number that is free."""
    known = {name.casefold() for name in taken}
    numbered = (wanted if number == 1 else f"{wanted}{between}{number}" for number in count(1))
    return next(name for name in numbered if name.casefold() not in known)


def next_number(numbers: Iterable[int]) -> int:
    """The number after the highest, so that the number of a removed record is never reused."""
    return max(numbers, default=0) + 1


Values = Mapping[str, Any]
"""What is known of a new record, by the keys of its model."""

Form = Literal["text", "slug", "choice", "actors", "whole", "article", "figure", "day", "year"]


class Ask(NamedTuple):
    """Something that is asked for: an option of ``mh new``, and a question on a terminal.

    ``key`` is the record's key that it fills in, if that has another name; ``form`` how it is read, and
    ``known`` what may be chosen, where that does not follow from the field. ``default`` is taken for what
    is not given, or ``today``. What is not ``needed`` is never asked for. ``words`` names its help and
    its question; ``unknown`` and ``none`` the refusals of what cannot be chosen, and where nothing can.
    """

    option: str
    key: str = ""
    form: Form | None = None
    known: Callable[[Register, Values], Sequence[str]] | None = None
    default: Callable[[Register, Values], str] = lambda _register, _values: ""
    today: bool = False
    needed: bool = True
    integer: bool = False
    words: str = ""
    unknown: str = "value"
    none: str = "new.nothing"


class NewKind(NamedTuple):
    """A kind of record that can be begun.

    ``asks`` are the required fields if none are listed; a name alone is read as its field says. ``path``
    is made of what is known of the record; ``more`` adds to what is asked for what follows from it, with
    what the draft suggests. ``items`` is the list in a file that holds several, and grows.
    """

    model: type[models.Model]
    path: str
    asks: tuple[Ask | str, ...] = ()
    more: Callable[[Register, Draft, Values], Values] = lambda _register, _draft, _values: {}
    items: str = ""


# What is asked for, where that does not follow from the field


def instruments(register: Register, kind: str) -> list[str]:
    """The ids of the instruments of a kind."""
    return [name for name, item in register.instruments.items() if item.kind == kind]


def _articles(register: Register) -> dict[str, models.Article]:
    return {name: owner for name, owner in register.obligations.items() if isinstance(owner, models.Article)}


def _next_article(register: Register, values: Values) -> str:
    items = _articles(register).values()
    return str(next_number(x.number for x in items if register.instrument_id(x) == values["instrument"]))


def _known_round(register: Register, values: Values) -> dict[str, Any]:
    """What a pack of the program knows of a round, or of one not named there, what its body's others have."""
    from menneskehandel_cli.edits.starting import known_rounds, yaml_value  # which begins files as this does

    own = [yaml_value(one, register.languages) for one in known_rounds() if one.body == values["body"]]
    named = [one for one in own if one["id"] == values["id"]]
    return next(iter(named), {**own[0], "title": {}} if own else {"kind": "", "title": {}})


def own_document(register: Register, values: Values) -> str:
    """The document that a new record comes from if none is given: its instrument's or the strategy's."""
    found: Any = register.instruments.get(values.get("instrument", ""), register.strategy)
    return str(found.source.document) if found is not None else "strategy"


def _document_ids(register: Register, values: Values) -> list[str]:
    return [item.id for item in register.documents] or [own_document(register, values)]


_AREA = Ask("area", "focus_area", "choice", lambda register, _: [*map(str, register.focus_areas)])
_LEVEL = Ask(
    "level",
    form="choice",
    known=lambda register, values: [one.id for one in register.instruments[values["instrument"]].levels],
    needed=False,
    unknown="level",
)
_ROUND = Ask("instrument", "", "choice", lambda register, _: instruments(register, "recommendations"))
_CONVENTION = Ask(
    "instrument",
    "",
    "choice",
    lambda register, _: register.conventions,
    lambda register, _: register.conventions[0] if len(register.conventions) == 1 else "",
    none="new.no_convention",
)
_OBLIGATION = Ask(
    "obligation",
    "",
    "choice",
    lambda register, _: [name for name, item in _articles(register).items() if item.requirements],
)
_MINISTRY = Ask(
    "actor",
    "",
    "choice",
    lambda register, _: sorted(name for name in register.actors if reports_on(register, name)),
    unknown="actor",
)
_NUMBER = Ask("number", "article", "article", default=_next_article)
_ID = Ask("id", form="text")
_OWN_ID = Ask("id", words="instrument_id")
_SORT = Ask("kind", default=lambda *known: str(_known_round(*known)["kind"]), words="instrument_kind")
_NAMED = Ask("title", default=lambda *known: next(iter(_known_round(*known)["title"].values()), ""))
_TO_READ = Ask("title", form="text", needed=False, words="to_read")
_JUDGED = Ask("judged", form="day", today=True)
_YEAR = Ask("year", form="whole", integer=True)
_REPORTED = Ask("year", form="year")
_VALUE = Ask("value", form="figure")
SOURCE = (
    Ask("document", "", "choice", _document_ids, own_document, unknown="document"),
    Ask("section", form="text", needed=False),
)


# What follows from what is asked for


def _requirement_ids(register: Register, model: type[models.Model] | None = None) -> list[str]:
    """The ids of all requirements, of articles or of recommendations alone if ``model`` says so."""
    owners = (item for item in register.obligations.values() if model is None or isinstance(item, model))
    return [requirement.id for owner in owners for requirement in owner.requirements]


def used_numbers(register: Register) -> list[int]:
    """The numbers that measures have or have had, those of files that cannot be read too."""
    used = [measure.number for measure in register.measures]
    used += [number_in(old) for measure in register.measures for old in measure.former_ids]
    # The number of a file that cannot be read is taken from its name.
    unread = (stem(path).partition("-")[0] for path in register.unread if kind_of(path) == "measure")
    return used + [int(number) for number in unread if number.isdecimal()]


def _measure(register: Register, _draft: Draft, values: Values) -> Values:
    name = values.get("id") or f"{register.letter}{next_number(used_numbers(register)):02}"
    names = {"id": name, "number": number_in(name), "slug": slug(values["title"]) or "measure"}
    obligation = next(iter(_requirement_ids(register)), "coe-5.1")
    return names | {"first": values["responsible"][0], "obligation": obligation}


def recommendation_id(instrument: str, title: str) -> str:
    """The id of a recommendation, made of its title."""
    return f"{instrument}-{slug(title) or 'recommendation'}"


def _recommendation(register: Register, _draft: Draft, values: Values) -> Values:
    name = values.get("id") or recommendation_id(values["instrument"], values["title"])
    instrument = register.instruments[values["instrument"]]
    return {
        "id": name,
        "suggested_level": instrument.levels[0].id if instrument.levels else "",
        "article": next(iter(_requirement_ids(register, models.Article)), "coe-5.1"),
        "other": next(iter(_requirement_ids(register, models.Recommendation)), name),
        "body": instrument.body,
    }


def _article(_register: Register, _draft: Draft, values: Values) -> Values:
    source, section = values["source"], f"Article {values['article']}"
    return {
        "id": f"{values['instrument']}-{values['article']}",
        "source": {**source, "section": source.get("section", section)},
    }


def _instrument(register: Register, _draft: Draft, values: Values) -> Values:
    """The levels of a round that the program knows, and its title in all of the strategy's languages."""
    found = _known_round(register, values)
    keys = ("levels", "title") if values["title"] in found["title"].values() else ("levels",)
    return {key: found[key] for key in keys if key in found} if values["kind"] == found["kind"] else {}


def unrecorded(register: Register, article: models.Article) -> tuple[Provision, ...]:
    """The requirements of an article on which no law is recorded."""
    return tuple(item for item in article.requirements if item.id not in register.law_on)


def _law(register: Register, draft: Draft, values: Values) -> Values:
    """Each requirement of the article as ``unread``, with what must be read. ``judged`` is a day."""
    article = register.obligations[values["obligation"]]
    assert isinstance(article, models.Article)
    to_read = say(msg("Law and practice that cover {id}"), draft.lang, id=article.id)
    return {
        "id": f"law-{article.id}",
        "instrument": register.instrument_id(article),
        "requirements": [
            {
                "requirement": requirement.id,
                "extent": "unread",
                "unread": [{"title": values.get("title") or to_read, "kind": "act"}],
                "judged": {"by": "editorial", "date": values["judged"]},
                "confirmed": None,
            }
            for requirement in unrecorded(register, article)
        ],
        "asked": {item.id: text_on_one_line(item.text, draft) for item in article.requirements},
        "document": own_document(register, {}),
    }


def _indicator(register: Register, _draft: Draft, values: Values) -> Values:
    name = values.get("id") or slug(values["title"]) or "indicator"
    return {"id": name, "goal": next(iter(register.goals), f"{register.letter}01.G1")}


def _report(register: Register, _draft: Draft, values: Values) -> Values:
    """Every measure that the actor is responsible for; what its last report said of it is suggested."""
    year = period_name(values["year"])
    known = register.periods.get(str(year))
    return {
        "year": year,
        "last": last_day(known.to if known else str(year)[:4]),
        "answered": reports_on(register, values["actor"]),
        "goals": register.goals,
        "latest": register.latest_reports,
    }


_HERE = "data/obligations/{instrument}/{id}.yaml"
_HEAD = "data/obligations/{id}/_instrument.yaml"
_LAW = "data/law/{instrument}/{obligation}.yaml"
_FIGURES = "data/indicators/{id}.yaml"

_OWN: Mapping[str, NewKind] = {
    "measure": NewKind(
        models.Measure,
        "data/measures/{number:02}-{slug}.yaml",
        ("title", _AREA._replace(integer=True, unknown="area"), "responsible", *SOURCE),
        _measure,
    ),
    "recommendation": NewKind(
        models.Recommendation,
        _HERE,
        (_ROUND._replace(none="new.no_recommendations"), "title", "text", _LEVEL, *SOURCE),
        _recommendation,
    ),
    "instrument": NewKind(models.Instrument, _HEAD, (_OWN_ID, "body", _SORT, _NAMED, *SOURCE), _instrument),
    "article": NewKind(
        models.Article, _HERE, (_CONVENTION, _NUMBER, "title", "chapter", "role", *SOURCE), _article
    ),
    "law": NewKind(models.Law, _LAW, (_OBLIGATION, _TO_READ, _JUDGED), _law, "requirements"),
    "indicator": NewKind(
        models.Indicator, _FIGURES, ("title", "unit", "counts", _YEAR, _VALUE, *SOURCE), _indicator
    ),
    "actor": NewKind(models.Actor, ACTORS_FILE, (_ID, "name", "kind", *SOURCE), items="actors"),
    "report": NewKind(models.Report, "data/reports/{year}/{actor}.yaml", (_REPORTED, _MINISTRY), _report),
}
"""The kinds of records that are begun with more than their required fields, or are elsewhere."""

_FLAT: Mapping[str, NewKind] = {
    kind: NewKind(models.FILES[kind], f"{folder}/{{id}}.yaml") for kind, folder in flat_folders().items()
}
NEW: Mapping[str, NewKind] = {**_OWN, **_FLAT, **_OWN}  # those of their own first, and as they are
"""Every kind of record that ``mh new`` begins, in the order of its help."""


@cache
def asks(name: str) -> tuple[Ask, ...]:
    """All that is asked for of a kind of record."""
    kind = NEW[name]
    required = [key for key, field in fields(kind.model).items() if key != "source" and field.required]
    usual = [Ask(key, words=f"{name}.{key}") for key in required]
    listed = kind.asks or (*usual, *(SOURCE if "source" in fields(kind.model) else ()))
    return tuple(_complete(kind, Ask(item) if isinstance(item, str) else item) for item in listed)


def _field(kind: NewKind, key: str) -> Field:
    return field_at(kind.model, (key,)) or Field("line")


def _complete(kind: NewKind, ask: Ask) -> Ask:
    """What is asked for, read as the field that it fills in takes its values."""
    ask = ask._replace(key=ask.key or ask.option)
    field = _field(kind, ask.key)
    if ask.form is not None:
        return ask
    if field.kind == "choice":
        return ask._replace(form="choice", known=lambda *_: field.choices)
    if "actor_id" in (field.coded, field.inner.coded if field.inner is not None else ""):
        form: Form = "choice" if field.coded else "actors"
        return ask._replace(form=form, known=lambda register, _: [*register.actors], unknown="actor")
    forms: Mapping[str, Form] = {"number": "figure", "day": "day"}
    return ask._replace(form="slug" if field.coded == "slug" else forms.get(field.kind, "text"))


def words_of(kind: str, ask: Ask, sort: Literal["option", "ask"]) -> str:
    """The help of an option, or its question: a key of the word list, otherwise what the field is for."""
    name = ask.words or ask.option
    keys = (f"option.new.{name}", f"option.{name}") if sort == "option" else (f"new.ask.{name}",)
    return next((key for key in keys if has(key)), _field(NEW[kind], ask.key).description or name)


def help_of(kind: str) -> str:
    """What a kind of record is: a key of the word list, otherwise what its model is for."""
    key = f"help.new.{kind}"
    return key if has(key) else NEW[kind].model.description
