"""Inputs made of a record's fields, and what an adviser changed in them.

The inputs follow from the models, so that a new field has its own. Each carries the value that it showed,
so that only what was changed here is written, also if somebody else has changed the record in the
meantime. What people type and paste is cleaned before it is compared with what the form showed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from hashlib import sha256
from itertools import groupby
from string import ascii_lowercase
from typing import Any, Literal, NamedTuple

from menneskehandel_cli import language
from menneskehandel_cli.diagnostics import KeyPath, at
from menneskehandel_cli.documents import FORBIDDEN
from menneskehandel_cli.edits.assignments import Edit, item_name
from menneskehandel_cli.edits.change import Subject
from menneskehandel_cli.edits.values import GONE, in_one, put, records_in, spelt, words
from menneskehandel_cli.language.catalogues import TAG
from menneskehandel_cli.language.days import day_named
from menneskehandel_cli.language.numbers import bare_amount
from menneskehandel_cli.language.spans import typed_deadline
from menneskehandel_cli.models import Article, Instrument, Model, Recommendation, Source
from menneskehandel_cli.models.fields import Field, field_at, fields
from menneskehandel_cli.register import Register

InputKind = Literal["line", "prose", "day", "choice", "several", "truth", "number", "list", "remove"]
"""``several``: any of the choices, separated by commas. ``remove``: whether an entry of a list goes."""

_HIDDEN = frozenset({"id", "format", "former_ids"})
"""Keys that are not changed here: identities."""

_ADDED = (
    *("evidence", "funding", "findings", "parts", "articles", "replies", "assessments", "levels"),
    "events",
)
"""The lists that get new entries in the same form."""

_SHOWN = (*_ADDED, "addresses", "accepted")
"""The lists whose entries are shown, to be corrected and removed."""

_LISTED = ("parts",)
"""The lists whose entries have forms of their own, and are only removed here."""

_FIRST = ("status", "status_source", "ongoing", "started", "completed", "due", "outcome", "evidence")
"""What a task or measure is most often changed in, in the order of the form. The rest comes below."""

WAS = "was:"
"""What the name of a hidden input begins with that holds the value that was shown."""

NEW = "new:"
"""What the names of the inputs of a new entry of a list begin with."""


class Choice(NamedTuple):
    """A value to choose, with its name in the reader's language."""

    value: str
    label: str
    means: str = ""
    """When it is used; empty where its name says it all."""


class Input(NamedTuple):
    """A field of a form. ``name`` is its dotted name, as ``mh set`` takes it."""

    name: str
    label: str
    kind: InputKind
    value: str
    help: str = ""
    choices: tuple[Choice, ...] = ()
    required: bool = False
    group: str = ""
    """The label of the record inside the record that the field belongs to."""
    lang: str = ""
    """The language of the text, for a text in one of several languages."""
    was: str = ""
    """The value that the form showed first."""
    error: str = ""
    beside: str = ""
    """What is shown beside it, for comparison."""
    advice: str = ""
    """What is asked for or suggested, and nothing that must be mended."""
    theirs: str | None = None
    """What somebody else has written here in the meantime."""
    entry: tuple[str, int, str] | None = None
    """Of an entry of a list: the list's dotted name, the entry's place in it, and the name inside it."""

    def in_words(self, value: str, lang: language.Lang) -> str:
        """A value of it as people read it: a choice by its name, a day in words."""
        if self.kind == "day" and language.is_period(value):
            return language.day(value, lang)
        return next((choice.label for choice in self.choices if choice.value == value), value)

    @property
    def place(self) -> str:
        """The id of the input on its page."""
        return f"field-{re.sub(r'[.:]', '-', self.name)}"

    @property
    def where(self) -> str:
        """The dotted keys of its place in the record."""
        return ".".join(map(str, self.entry)) if self.entry is not None else self.name

    @property
    def folds(self) -> bool:
        """Whether it is about an entry that is there: its group is folded away."""
        return self.entry is not None and not self.name.startswith(NEW)


class Form(NamedTuple):
    """The inputs of a record or of a part of one."""

    subject: Subject
    inputs: tuple[Input, ...]
    title: str = ""
    above: tuple[str, str] | None = None
    """The id and title of the record that a part belongs to."""
    parts: tuple[tuple[str, str], ...] = ()
    """The ids and titles of a record's tasks or parts, which have forms of their own."""
    reasons: tuple[str, ...] = ()
    """The names of the inputs that give the reason for what is changed. They stand apart, at the top."""

    @property
    def wrong(self) -> list[Input]:
        """The inputs with an error."""
        return [field for field in self.inputs if field.error]

    def groups(self, *, first: bool) -> list[tuple[str, list[Input]]]:
        """The inputs that are most often changed, or the others, by the record that they belong to.

        None are others if no input is changed more often. Those that ask for reasons stand apart.
        """
        some = (x for x in self.inputs if x.name not in self.reasons and self._is_first(x) == first)
        return [(group, list(held)) for group, held in groupby(some, lambda one: one.group)]

    def _is_first(self, field: Input) -> bool:
        values = {one.name: one.value for one in self.inputs}
        key = field.where.partition(".")[0]
        if "status" in values and key == "outcome":  # Only an assessment has an outcome.
            return values.get("commitment") == "assess" or bool(values.get("outcome.decision"))
        return "status" not in values or key in _FIRST


Spoken = tuple[tuple[str, ...], str, language.Lang]
"""The languages of the strategy's texts, the first of them, and the language of labels."""


def form_of(subject: Subject, spoken: Spoken) -> Form:
    """The form of a record or part."""
    value = at(subject.value, subject.keys)
    field = field_at(subject.model, subject.keys)
    assert field is not None
    assert field.model is not None
    rank = {key: place for place, key in enumerate(_FIRST)}
    every = inputs_of(field.model, value, spoken)
    inputs = sorted(every, key=lambda one: rank.get(one.where.partition(".")[0], len(rank)))

    def named(part: Mapping[str, Any]) -> tuple[str, str]:
        return str(part.get("id", "")), record_title(part, spoken)

    above = named(subject.value) if subject.keys and "id" in subject.value else None
    parts = tuple(named(part) for key in ("tasks", "parts") for part in records_in(value, key))
    return Form(subject, tuple(inputs), record_title(value, spoken), above, parts)


def record_title(value: Mapping[str, Any], spoken: Spoken) -> str:
    """What a record is called, or says, in the reader's language if it is there."""
    held = next((value[key] for key in ("title", "name", "text") if value.get(key)), "")
    return " ".join(in_one(held, spoken[2], spoken[1]).split())


def inputs_of(
    model: type[Model], value: Mapping[str, Any], spoken: Spoken, before: str = "", depth: int = 0
) -> Iterator[Input]:
    """The inputs of a record of a kind, with the values that it has; named after ``before``."""
    for key, field in fields(model).items():
        if depth == 0 and key in _HIDDEN:
            continue
        item = value.get(key)
        name = f"{before}{key}"
        if field.kind == "text":
            yield from _text_inputs(name, field, item, spoken)
        elif field.model is Source:
            yield from source_inputs(spoken, f"{name}.") if name.startswith(NEW) else ()
        elif field.kind == "record" and field.model is not None:
            if depth == 0:  # no further than into a record inside a record
                yield from _sub_inputs(field.model, item, name, spoken, depth + 1)
        elif key in _SHOWN and field.inner is not None and field.inner.model is not None:
            yield from _list_inputs(field.inner.model, item, key, name, spoken)
        elif field.kind == "list" and field.inner is not None and field.inner.kind in ("line", "choice"):
            yield _input(name, "list", field, ", ".join(map(str, item or ())), spoken[2])
        elif field.kind in ("line", "day", "number", "truth", "choice"):
            shown = str(item).lower() if isinstance(item, bool) else "" if item is None else str(item)
            yield _input(name, field.kind, field, shown, spoken[2])


def _list_inputs(model: type[Model], item: object, key: str, name: str, spoken: Spoken) -> Iterator[Input]:
    """The inputs of a list; where its entries have forms of their own, only to add or remove one."""
    some = entries_of(model, item, name, spoken, new=key in _ADDED)
    return (x for x in some if key not in _LISTED or x.kind == "remove" or x.name.startswith(NEW))


def _sub_inputs(model: type[Model], value: object, name: str, spoken: Spoken, depth: int) -> Iterator[Input]:
    """The inputs of a record inside a record; what it must have is asked for only where there is one."""
    inner = value if isinstance(value, Mapping) else {}
    group = _label(name.rpartition(".")[2], spoken[2])
    for made in inputs_of(model, inner, spoken, f"{name}.", depth):
        yield made._replace(group=group, required=made.required and bool(inner))


def entries_of(model: type[Model], values: Any, name: str, spoken: Spoken, *, new: bool) -> Iterator[Input]:
    """The inputs of the entries of the list called ``name``, and of a ``new`` one.

    Those of an entry are a group, which ends with whether it is removed. They are named after what it
    says, and so are never taken for those of another, whatever others have added and removed.
    """
    items = values if isinstance(values, list | tuple) else ()
    label = _label(name.rpartition(".")[2], spoken[2])
    own = ((spoken[1],), *spoken[1:])
    for place, item in enumerate(items):
        called = f"{name}.{sha256(spelt([item, items[:place].count(item)]).encode()).hexdigest()[:12]}."
        group = f"{label}: {record_title(item, spoken) or item_name(item) or item.get('date', '')}"
        for made in inputs_of(model, item, own, called, 1):
            inside = made.name.removeprefix(called)
            yield made._replace(group=group, entry=(name, place, inside))
        yield removing(f"{called}remove", (name, place, ""), group, spoken[2])
    for made in inputs_of(model, {}, own, f"{NEW}{name}.", 1) if new else ():
        inside = made.name.removeprefix(f"{NEW}{name}.")
        if (inside in _HIDDEN and name in _LISTED) or (inside == "kind" and name != "events"):
            continue
        kind = "line" if inside.startswith("title.") else made.kind
        group = language.say(f"web.new.{name.rpartition('.')[2]}", spoken[2])
        yield made._replace(kind=kind, group=group, required=False, entry=(name, len(items), inside))


def source_inputs(spoken: Spoken, before: str) -> list[Input]:
    """The inputs of a source: the document, and the place in it."""
    names = (f"{before}document", f"{before}section")
    return [one for one in inputs_of(Source, {}, spoken, before) if one.name in names]


def removing(name: str, entry: tuple[str, int, str], group: str, lang: language.Lang) -> Input:
    """The input that removes an entry of a list."""
    return Input(name, language.say("web.do.remove", lang), "remove", "", group=group, entry=entry)


def _text_inputs(name: str, field: Field, value: Any, spoken: Spoken) -> Iterator[Input]:
    """An input for each language; a text that is given without one is in the strategy's own."""
    languages, own, lang = spoken
    texts = value if isinstance(value, Mapping) else {own: value} if isinstance(value, str) else {}
    for tag in dict.fromkeys((*languages, *texts)):
        made = _input(f"{name}.{tag}", "prose", field, str(texts.get(tag) or ""), lang)
        yield made._replace(lang=tag, required=field.required and tag == own)


def _input(name: str, kind: InputKind, field: Field, shown: str, lang: language.Lang) -> Input:
    label = _label(name.split(".")[-2 if kind == "prose" else -1], lang)
    help_ = language.choose(field.help, lang)
    if kind in ("day", "list"):
        help_ = f"{help_} {language.say(f'web.hint.{kind}', lang)}".strip()
    values = field.choices if kind == "choice" else ()
    choices = tuple(Choice(one, field.called(one, lang), field.used(one, lang)) for one in values)
    return Input(name, label, kind, shown, help_, choices, field.required, was=shown)


def label_of(name: str, lang: language.Lang) -> str:
    """What the field with a dotted name is called; empty for no name."""
    keys = (word for word in name.split(".") if word and word not in language.LANGS and not word.isdecimal())
    # What only looks like the tag of a language has a label.
    words = [word for word in keys if not re.fullmatch(TAG, word) or language.field_label(word) != word]
    return _label(words[-1], lang) if words else ""


def _label(key: str, lang: language.Lang) -> str:
    """What a field is called. The word list calls some fields by what they are in one kind of record."""
    own = f"web.label.{key}"
    label = language.say(own, lang) if language.has(own) else language.fill(language.field_label(key), lang)
    return label[:1].upper() + label[1:]


def with_bodies(form: Form, register: Register, spoken: Spoken, *first: str) -> Form:
    """The form. What has a name is chosen by it: bodies, ``first`` first, articles, levels, sources."""
    owner = register.obligations.get(str(form.subject.value.get("id")))

    def choosing(field: Input) -> Input:
        at = field_at(form.subject.model, (*form.subject.keys, *field.where.split(".")))
        if at is not None and "actor_id" in (at.coded, at.inner and at.inner.coded):
            named = dict.fromkeys((*first, *words(field.value), *register.actors))
            bodies = (Choice(name, language.fill(register.actor_name(name), spoken[2])) for name in named)
            kind: InputKind = "choice" if field.kind == "line" else field.kind
            return field._replace(kind=kind, choices=tuple(bodies))
        if field.name.endswith("source.document"):
            known = (Choice(item.id, item.title.pick(spoken[2])) for item in register.documents)
            return field._replace(kind="choice", choices=tuple(known))
        if field.name == "level" and isinstance(owner, Recommendation):
            levels = level_choices(register.instruments[register.instrument_id(owner)], spoken[2])
            return field._replace(kind="choice", choices=levels) if levels else field
        if field.entry is not None and (field.entry[0], field.entry[2]) == ("articles", "id"):
            ids = (id for id, target in register.targets.items() if isinstance(target.owner, Article))
            known = (Choice(id, language.fill(register.short_name(id), spoken[2])) for id in ids)
            return field._replace(kind="choice", choices=tuple(known))
        return field

    return form._replace(inputs=tuple(map(choosing, form.inputs)))


def level_choices(instrument: Instrument, lang: language.Lang) -> tuple[Choice, ...]:
    """The levels that a recommendation of a round can have."""
    return tuple(Choice(level.id, level.title.pick(lang)) for level in instrument.levels)


class Answer(NamedTuple):
    """A form as it was filled in: its inputs with what was typed, and the edits that follow."""

    form: Form
    edits: tuple[Edit, ...] = ()
    conflicts: tuple[Input, ...] = ()
    """Inputs that were changed both here and in the record in the meantime."""
    lost: tuple[str, ...] = ()
    """What was typed about entries of lists that are no longer as they were shown."""


def form_answer(form: Form, values: Mapping[str, str]) -> Answer:
    """What was changed in ``values``, those of a sent form, against what each input had shown.

    A value that somebody else has changed in the meantime is kept where this form did not change it;
    where both changed it to different values it is a conflict, until one is chosen (``take:NAME`` is
    ``mine`` or ``theirs``). A list gets what each has added, and loses what each has removed.
    """
    inputs: list[Input] = []
    edits: list[Edit] = []
    conflicts: list[Input] = []
    for field in form.inputs:
        typed = _clean_text(values.get(field.name, field.value))
        if field.name.startswith(NEW):
            inputs.append(field._replace(value=typed))
            continue
        was = _clean_text(values.get(f"{WAS}{field.name}", field.value))
        now = _clean_text(field.value)
        if field.kind in ("list", "several") and typed != was:
            typed, was = _merged_list(typed, was, now), now
        if typed in (was, now) or values.get(f"take:{field.name}") == "theirs":
            inputs.append(field)
            continue
        changed = field._replace(value=typed, was=was)
        if now != was and values.get(f"take:{field.name}") != "mine":
            changed = changed._replace(theirs=field.value)
            conflicts.append(changed)
        inputs.append(changed)
        edits.append(_edit(changed))
    filled = form._replace(inputs=tuple(inputs))
    kept = [edit for edit in edits if edit.place[1:] or not edit.place]
    gone = sorted((edit for edit in edits if edit not in kept), key=lambda edit: edit.place, reverse=True)
    return Answer(filled, (*kept, *_new_entries(filled), *gone), tuple(conflicts), tuple(_lost(form, values)))


def _edit(field: Input) -> Edit:
    """The edit that follows from a changed input."""
    value = _typed_value(field) if field.value and field.kind != "remove" else GONE
    if field.entry is None:
        return Edit(field.name, value)
    name, place, inside = field.entry
    return Edit(name, value, place=(place, *filter(None, inside.split("."))))


def _new_entries(form: Form) -> Iterator[Edit]:
    """The edits that add the new entries in which something is typed."""
    new = [one for one in form.inputs if one.name.startswith(NEW) and one.entry is not None]
    for name, some in groupby(new, key=lambda one: one.entry and one.entry[0]):
        parts = [one._replace(name=one.entry[2]) for one in some if one.entry is not None]
        if any(part.value for part in parts if part.name != "source.document"):
            yield added_edit(parts, str(name), _next_id(form.subject.value, name))


def _next_id(value: Mapping[str, Any], name: object) -> Mapping[str, object]:
    """The id of a new part of a record: the next letter after its own."""
    ids = [*part_ids(str(value.get("id")))]
    taken = [ids.index(part["id"]) for part in records_in(value, str(name)) if part.get("id") in ids]
    return {"id": ids[max(taken, default=-1) + 1]} if name in _LISTED else {}


def part_ids(owner: str) -> Iterator[str]:
    """The ids that the parts of a record have, one after the other."""
    endings = (f"{more}{letter}" for more in ("", *ascii_lowercase) for letter in ascii_lowercase)
    return (f"{owner}.{ending}" for ending in endings)


def _lost(form: Form, values: Mapping[str, str]) -> Iterator[str]:
    """What was typed about entries that others have changed or removed; nothing, if that it goes."""
    known = {field.name for field in form.inputs}
    for name, text in values.items():
        if name not in known and _clean_text(text) != _clean_text(values.get(f"{WAS}{name}", text)):
            yield "" if name.endswith(".remove") else _clean_text(text)


def _merged_list(typed: str, was: str, now: str) -> str:
    """A list as it was typed, with what others have changed in it since it ``was`` shown."""
    mine, before, theirs = words(typed), words(was), words(now)
    kept = [word for word in mine if word not in before or word in theirs]
    return ", ".join([*kept, *(word for word in theirs if word not in (*before, *mine))])


def filled(form: Form, values: Mapping[str, str]) -> Form:
    """A form for something new with what was typed into it."""
    inputs = (field._replace(value=_clean_text(values.get(field.name, field.value))) for field in form.inputs)
    return form._replace(inputs=tuple(inputs))


def added_edit(inputs: Iterable[Input], name: str, known: Mapping[str, object]) -> Edit:
    """The edit that adds to the list ``name`` a record of what is ``known`` and was typed."""
    item: dict[str, Any] = dict(known)
    for field in (one for one in inputs if one.value):
        put(item, tuple(field.name.split(".")), _typed_value(field), None, "")
    return Edit(name, [item], "+=")


def _typed_value(field: Input) -> str | list[str]:
    """What was typed: a text, or the words of a list; an address in full."""
    if field.kind in ("list", "several"):
        return words(field.value)
    return f"https://{field.value}" if re.fullmatch(r"www\.\S+", field.value) else field.value


def _clean_text(text: str) -> str:
    """What was typed, with the line ends of a file and without the invisible signs of what is pasted."""
    return re.sub("[\u00ad\u200b\u2060\ufeff]", "", text.replace("\r\n", "\n")).strip()


def input_at(inputs: tuple[Input, ...], keys: KeyPath, subject: Subject) -> Input | None:
    """The input of the place that a finding points at, or the nearest one around it."""
    inside = keys[len(subject.keys) :] if keys[: len(subject.keys)] == subject.keys else ()
    around = (".".join(map(str, inside[:length])) for length in range(len(inside), 0, -1))
    return next((one for place in around for one in inputs if f"{one.where}.".startswith(f"{place}.")), None)


LONGEST = 20_000
"""The most characters that one field takes."""

_UNSEEN = re.compile(f"{FORBIDDEN.pattern}|[\u00ad\u200b\u2060]")
"""What no file may hold, and what only says where a line may be broken."""

_BREAKS = re.compile("[\x0b\x0c\x85\u2028\u2029]")


def entered(
    form: Form, values: Mapping[str, str], today: date, lang: language.Lang, currency: str
) -> tuple[Form, Mapping[str, str]]:
    """The form, and the ``values`` for it without characters that nobody sees.

    The inputs say which were removed, and if a text is too long. “Today” and “yesterday” become the days
    that they are, and an amount is bare of the strategy's ``currency``.
    """
    texts, inputs = dict(values), []
    for field in form.inputs:
        text = values.get(field.name, "")
        if found := dict.fromkeys(_UNSEEN.findall(text)):
            codes = (f"U+{ord(sign):04X}" for sign in found)
            keys = ((code, f"web.sign.{code}") for code in codes)
            names = [language.say(key, lang) if language.has(key) else code for code, key in keys]
            removed = language.Phrase("web.cleaned", signs=names).say(lang)
            field = field._replace(advice=f"{field.advice} {removed}".strip())  # noqa: PLW2901
            breaks = "\n" if field.kind == "prose" else " "
            texts[field.name] = text = _UNSEEN.sub("", _BREAKS.sub(breaks, text))
        if field.kind == "day" and text:
            texts[field.name] = day_named(typed_deadline(text) if field.name.endswith("due") else text, today)
        if field.kind == "number" and text:
            texts[field.name] = bare_amount(text, currency)
        if len(text) > LONGEST and text != field.value:
            error = language.Phrase("web.too_long", size=len(text), most=LONGEST).say(lang)
            field = field._replace(error=error)  # noqa: PLW2901
        inputs.append(field)
    return form._replace(inputs=tuple(inputs)), texts
