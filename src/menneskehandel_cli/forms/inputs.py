"""Inputs made of a record's fields, and what an adviser changed in them.

The inputs follow from the models, so that a new field has its own. Each carries the value that it showed,
so that only what was changed here is written, also if somebody else has changed the record in the
meantime.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Literal

from menneskehandel_cli.diagnostics import KeyPath
from menneskehandel_cli.edits.assignments import Edit
from menneskehandel_cli.edits.subject import Subject
from menneskehandel_cli.edits.values import GONE, at, words
from menneskehandel_cli.language import LANGS, Lang, choose, field_label, fill, has, say
from menneskehandel_cli.models import Model, Source
from menneskehandel_cli.models.fields import Field, field_at, fields
from menneskehandel_cli.register import Register

InputKind = Literal["line", "prose", "day", "choice", "several", "truth", "number", "list"]
"""``several``: any of the choices, separated by commas in the value."""

_HIDDEN = frozenset({"id", "format", "former_ids", "accepted"})
"""Keys that are not changed here: identities, and what has pages of its own."""

_FIRST = ("status", "status_source", "ongoing", "started", "completed", "due", "outcome")
"""What a task or measure is most often changed in, in the order of the form. The rest comes below."""

_DEEPEST = 2
"""How far inputs go into records inside a record."""

WAS = "was:"
"""What the name of a hidden input begins with that holds the value that was shown."""

EVIDENCE = ("title", "url", "date")
"""The inputs for a new piece of evidence, below ``new:evidence.``."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value to choose, with its name in the reader's language."""

    value: str
    label: str
    means: str = ""
    """When it is used; empty where its name says it all."""


@dataclass(frozen=True, slots=True)
class Input:
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

    @property
    def place(self) -> str:
        """The id of the input on its page."""
        return f"field-{re.sub(r'[.:]', '-', self.name)}"


@dataclass(frozen=True, slots=True)
class Form:
    """The inputs of a record or of a part of one."""

    subject: Subject
    inputs: tuple[Input, ...]
    evidence: tuple[Input, ...] = ()
    """The inputs of a new piece of evidence; none if the record has no evidence."""
    title: str = ""
    held: tuple[tuple[str, str], ...] = ()
    """The evidence that is there: titles and addresses."""
    above: tuple[str, str] | None = None
    """The id and title of the record that a part belongs to."""
    parts: tuple[tuple[str, str], ...] = ()
    """The ids and titles of a record's tasks or parts, which have forms of their own."""
    asked: tuple[str, ...] = ()
    """The names of the inputs that give the reason for what is changed. They stand apart, at the top."""

    @property
    def wrong(self) -> list[Input]:
        """The inputs with an error."""
        return [field for field in (*self.inputs, *self.evidence) if field.error]

    @property
    def first(self) -> list[tuple[str, list[Input]]]:
        """The inputs that are most often changed, by the record that they belong to."""
        return _grouped(field for field in self._others if self._is_first(field))

    @property
    def rest(self) -> list[tuple[str, list[Input]]]:
        """The other inputs; none if no input is changed more often than others."""
        return _grouped(field for field in self._others if not self._is_first(field))

    @property
    def reasons(self) -> list[Input]:
        """The inputs that are ``asked`` for."""
        return [field for field in self.inputs if field.name in self.asked]

    @property
    def _others(self) -> list[Input]:
        return [field for field in self.inputs if field.name not in self.asked]

    @property
    def rest_is_open(self) -> bool:
        """Whether one of the other inputs was changed or is wrong."""
        rest = (field for _, some in self.rest for field in some)
        return any(field.error or field.theirs is not None or field.value != field.was for field in rest)

    def _is_first(self, field: Input) -> bool:
        given = {one.name: one.value for one in self.inputs}
        key = field.name.partition(".")[0]
        if "status" in given and key == "outcome":  # Only an assessment has an outcome.
            return given.get("commitment") == "assess" or bool(given.get("outcome.decision"))
        return "status" not in given or key in _FIRST


def _grouped(inputs: Iterable[Input]) -> list[tuple[str, list[Input]]]:
    return [(group, list(some)) for group, some in groupby(inputs, lambda one: one.group)]


Spoken = tuple[tuple[str, ...], str, Lang]
"""The languages of the strategy's texts, the first of them, and the language of labels."""


def form_of(subject: Subject, spoken: Spoken) -> Form:
    """The form of a record or part."""
    value = at(subject.value, subject.keys)
    field = field_at(subject.model, subject.keys)
    assert field is not None
    assert field.model is not None
    inputs = sorted(inputs_of(field.model, value, spoken), key=_rank)
    keys = EVIDENCE if "evidence" in fields(field.model) else ()

    def named(part: Mapping[str, Any]) -> tuple[str, str]:
        return str(part.get("id", "")), title_of(part, spoken)

    return Form(
        subject,
        tuple(inputs),
        tuple(_new(f"new:evidence.{key}", spoken[2]) for key in keys),
        title_of(value, spoken),
        tuple((title_of(one, spoken), str(one.get("url", ""))) for one in records_in(value, "evidence")),
        named(subject.value) if subject.keys and "id" in subject.value else None,
        tuple(named(part) for key in ("tasks", "parts") for part in records_in(value, key)),
    )


def _rank(field: Input) -> int:
    key = field.name.partition(".")[0]
    return _FIRST.index(key) if key in _FIRST else len(_FIRST)


def _new(name: str, lang: Lang) -> Input:
    key = name.rpartition(".")[2]
    help_ = say("web.hint.day", lang) if key == "date" else ""
    return Input(name, say(f"web.evidence.{key}", lang), "day" if key == "date" else "line", "", help_)


def records_in(value: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    """The records in a list."""
    held = value.get(key)
    return [item for item in held if isinstance(item, Mapping)] if isinstance(held, list) else []


def title_of(value: Mapping[str, Any], spoken: Spoken) -> str:
    """What a record is called, or says, in the reader's language if it is there."""
    held = next((value[key] for key in ("title", "name", "text") if value.get(key)), "")
    if isinstance(held, Mapping):
        held = held.get(spoken[2]) or held.get(spoken[1]) or next(iter(held.values()), "")
    return " ".join(str(held).split())


def inputs_of(
    model: type[Model], value: Mapping[str, Any], spoken: Spoken, before: str = ""
) -> tuple[Input, ...]:
    """The inputs of a record of a kind, with the values that it has; named after ``before``."""
    return tuple(_inputs(model, value, before, spoken, 0))


def _inputs(
    model: type[Model], value: Mapping[str, Any], before: str, spoken: Spoken, depth: int
) -> Iterator[Input]:
    for key, field in fields(model).items():
        if depth == 0 and key in _HIDDEN:
            continue
        given = value.get(key) if isinstance(value, Mapping) else None
        name = f"{before}{key}"
        if field.kind == "text":
            yield from _texts(name, field, given, spoken)
        elif field.kind == "record" and field.model is not None and field.model is not Source:
            if depth < _DEEPEST - 1:
                inner = given if isinstance(given, Mapping) else {}
                group = _label(key, spoken[2])
                for made in _inputs(field.model, inner, f"{name}.", spoken, depth + 1):
                    # What a record must have is asked for only where there is one.
                    yield replace(made, group=group, required=made.required and bool(inner))
        elif field.kind == "list" and field.inner is not None and field.inner.kind in ("line", "choice"):
            shown = ", ".join(str(item) for item in given or ())
            yield _input(name, "list", field, shown, spoken[2])
        elif field.kind in ("line", "day", "number", "truth", "choice"):
            yield _input(name, field.kind, field, _shown(field, given), spoken[2])


def _texts(name: str, field: Field, given: Any, spoken: Spoken) -> Iterator[Input]:
    """An input for each language; a text that is given without one is in the strategy's own."""
    languages, own, lang = spoken
    texts = given if isinstance(given, Mapping) else {own: given} if isinstance(given, str) else {}
    for tag in dict.fromkeys((*languages, *texts)):
        shown = str(texts.get(tag) or "")
        made = _input(f"{name}.{tag}", "prose", field, shown, lang)
        yield replace(made, lang=tag, required=field.required and tag == own)


def _input(name: str, kind: InputKind, field: Field, shown: str, lang: Lang) -> Input:
    label = _label(name.split(".")[-2 if kind == "prose" else -1], lang)
    help_ = choose(field.help, lang)
    if kind in ("day", "list"):
        help_ = f"{help_} {say(f'web.hint.{kind}', lang)}".strip()
    choices: tuple[Choice, ...] = ()
    if kind == "choice":
        choices = tuple(
            Choice(value, field.called(value, lang), field.used(value, lang)) for value in field.choices
        )
    return Input(name, label, kind, shown, help_, choices, field.required, was=shown)


def label_of(name: str, lang: Lang) -> str:
    """What the field with a dotted name is called; empty for no name."""
    words = [word for word in name.split(".") if word and word not in LANGS and not word.isdecimal()]
    return _label(words[-1], lang) if words else ""


def _label(key: str, lang: Lang) -> str:
    """What a field is called. The word list calls some fields by what they are in one kind of record."""
    own = f"web.label.{key}"
    said = say(own, lang) if has(own) else fill(field_label(key), lang)
    return said[:1].upper() + said[1:]


def _shown(field: Field, given: Any) -> str:
    if given is None:
        return ""
    if field.kind == "truth":
        return "true" if given is True else "false" if given is False else str(given)
    return str(given)


def bodies_to_choose(register: Register, spoken: Spoken, *first: str) -> tuple[Choice, ...]:
    """All bodies, to choose one; ``first`` come first."""
    named = dict.fromkeys((*(name for name in first if name), *register.actors))
    return tuple(Choice(name, fill(register.actor_name(name), spoken[2])) for name in named)


def source_inputs(register: Register, spoken: Spoken, before: str) -> tuple[Input, Input]:
    """The inputs of a source: one of the strategy's documents to choose, and the place in it."""
    documents = register.strategy.documents if register.strategy else ()
    choices = tuple(Choice(item.id, item.title.pick(spoken[2])) for item in documents)
    found = {field.name: field for field in inputs_of(Source, {}, spoken, before)}
    document = replace(found[f"{before}document"], kind="choice", choices=choices)
    return document, found[f"{before}section"]


@dataclass(frozen=True, slots=True)
class Answer:
    """A form as it was filled in: its inputs with what was typed, and the edits that follow."""

    form: Form
    edits: tuple[Edit, ...] = ()
    conflicts: tuple[Input, ...] = ()
    """Inputs that were changed both here and in the record in the meantime."""


def answered(form: Form, given: Mapping[str, str], own: str) -> Answer:
    """What was changed in ``given``, the values of a sent form, against what each input had shown.

    A value that somebody else has changed in the meantime is kept where this form did not change it;
    where both changed it to different values it is a conflict. One that was chosen to be overwritten
    (``take:NAME`` is ``mine``) is none.
    """
    inputs: list[Input] = []
    edits: list[Edit] = []
    conflicts: list[Input] = []
    for field in form.inputs:
        typed = _clean(given.get(field.name, field.value))
        was = _clean(given.get(f"{WAS}{field.name}", field.value))
        now = _clean(field.value)
        if typed in (was, now):
            inputs.append(field)
            continue
        changed = replace(field, value=typed, was=was)
        if now != was and given.get(f"take:{field.name}") != "mine":
            changed = replace(changed, theirs=field.value)
            conflicts.append(changed)
        inputs.append(changed)
        edits.append(Edit(field.name, _value(changed) if typed else GONE))
    new = {key: _clean(given.get(f"new:evidence.{key}", "")) for key in EVIDENCE}
    evidence = tuple(replace(one, value=new[one.name.rpartition(".")[2]]) for one in form.evidence)
    if form.evidence and any(new.values()):
        item: dict[str, object] = {key: text for key, text in new.items() if text}
        if "title" in item:
            item["title"] = {own: item["title"]}
        edits.append(Edit("evidence", [item], "+="))
    filled = replace(form, inputs=tuple(inputs), evidence=evidence)
    return Answer(filled, tuple(edits), tuple(conflicts))


def filled(form: Form, given: Mapping[str, str]) -> Form:
    """A form for something new with what was typed into it."""
    inputs = (replace(field, value=_clean(given.get(field.name, field.value))) for field in form.inputs)
    return replace(form, inputs=tuple(inputs))


def added(form: Form, name: str, known: Mapping[str, object]) -> Edit:
    """The edit that adds to the list ``name`` a record of what is ``known`` and was typed."""
    item: dict[str, Any] = dict(known)
    for field in form.inputs:
        if not field.value:
            continue
        *parents, last = field.name.split(".")
        place = item
        for key in parents:
            place = place.setdefault(key, {})
        place[last] = _value(field)
    return Edit(name, [item], "+=")


def _value(field: Input) -> str | list[str]:
    """What was typed: a text, or the words of a list."""
    return words(field.value) if field.kind in ("list", "several") else field.value


def _clean(text: str) -> str:
    """What was typed, with the line ends of a file and without what Word puts around words."""
    return text.replace("\r\n", "\n").replace("\u00ad", "").strip()


def input_at(inputs: tuple[Input, ...], keys: KeyPath, subject: Subject) -> Input | None:
    """The input of the place that a finding points at, or the nearest one around it."""
    inside = keys[len(subject.keys) :] if keys[: len(subject.keys)] == subject.keys else ()
    for length in range(len(inside), 0, -1):
        dotted = ".".join(str(key) for key in inside[:length])
        for field in inputs:
            if field.name == dotted or field.name.startswith(f"{dotted}."):
                return field
    return None
