"""The forms of a record: one that is there, and a new recommendation in a round that is there."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from menneskehandel_cli.edits.assignments import Edit
from menneskehandel_cli.edits.change import Change, Subject, begun_subject
from menneskehandel_cli.edits.new_kinds import recommendation_id
from menneskehandel_cli.edits.new_record import record_file
from menneskehandel_cli.forms import inputs
from menneskehandel_cli.forms.inputs import entered
from menneskehandel_cli.language import Lang, Phrase, Refused, msg, say
from menneskehandel_cli.models import Instrument, Recommendation
from menneskehandel_cli.register import Register
from menneskehandel_cli.web.desk import Desk, Ids, Kind, Preview, Values, with_errors

_WHOLE = "remove"
"""The name of the input that removes the whole record."""


class ChangeRecord(Kind):
    """The fields of a record, each with an input of its own. A recommendation can be removed."""

    address = "/record/{name}"
    template = "record.html.j2"
    draft, record = "{name}", "{name}"

    def preview(self, desk: Desk, ids: Ids, values: Values) -> Preview:
        """What was typed, where it is not what the form showed."""
        subject, spoken = desk.subject(ids["name"]), desk.spoken
        form = inputs.with_bodies(inputs.form_of(subject, spoken), desk.register, spoken)
        form, values = entered(form, values, desk.today, desk.lang, desk.register.currency)
        if subject.model is Recommendation and not subject.keys:
            whole = inputs.removing(_WHOLE, ("", 0, ""), say("web.remove.whole", desk.lang), desk.lang)
            form = replace(form, inputs=(*form.inputs, whole))
            if values.get(_WHOLE):
                return _removed(desk, subject, inputs.filled(form, values))
        answer = inputs.answered(form, values)
        return _with_reason(desk.carried_out(subject, answer), spoken[1], desk.lang)

    def content(self, desk: Desk, ids: Ids, _values: Values) -> Mapping[str, object]:
        """The record's id; whether it can be linked, may owe something, and is told on a page."""
        name, register = ids["name"], desk.register
        known = register.measure_by_id
        facts = {"is_told": name in known or name in register.targets}
        return {"name": name, "is_measure": name in known, "owes": name in register.actors} | facts


def _removed(desk: Desk, subject: Subject, form: inputs.Form) -> Preview:
    """What it means that the whole record goes, which it cannot while others refer to it."""
    change = Change(subject.path, subject.data, b"", removed=True)
    outcome = desk.outcome((change,))
    paths = {error.path for error in outcome.errors}
    names = [one.id for one in desk.register.entries if one.path in paths]
    if names:
        refers = Phrase("web.remove.refers", {"records": [*map(desk.register.short_name, names)]})
        return with_errors(Preview(inputs.Answer(form)), {_WHOLE: refers.say(desk.lang)})
    words = outcome.words(desk.lang)
    return Preview(inputs.Answer(form), changes=(change,), summary=words, outcome=outcome)


def _with_reason(preview: Preview, own: str, lang: Lang) -> Preview:
    """The preview. It asks why a deadline is moved or removed, until the note says something new."""
    deltas = preview.outcome.deltas if preview.outcome is not None else ()
    if not any(delta.kind in ("deadline_moved", "deadline_removed") for delta in deltas):
        return preview
    form = preview.answer.form
    notes = [field for field in form.inputs if field.name.startswith("note.")]
    form = replace(form, reasons=tuple(field.name for field in notes))
    preview = replace(preview, answer=replace(preview.answer, form=form))
    if any(field.value and field.value != field.was for field in notes):
        return preview
    return with_errors(preview, {f"note.{own}": say("web.reason.missing", lang)})


class NewRecommendation(Kind):
    """A title, the demand in the body's own words, its level and its source."""

    address = "/new/recommendation/{instrument}"
    template = "recommendation.html.j2"
    draft, record = "new.recommendation.{instrument}", "{instrument}"

    def preview(self, desk: Desk, ids: Ids, values: Values) -> Preview:
        """The file of the recommendation."""
        register, spoken = desk.register, desk.spoken
        instrument = _round(register, ids)
        nowhere, title = Subject("", b"", {}, Recommendation), f"title.{spoken[1]}"
        asking = inputs.with_bodies(
            inputs.Form(nowhere, tuple(_inputs(instrument, spoken))), register, spoken
        )
        form = inputs.filled(*entered(asking, values, desk.today, desk.lang, desk.register.currency))
        if "do" not in values:
            return Preview(inputs.Answer(form))
        typed: dict[str, Any] = {field.name: field.value for field in form.inputs if field.value}
        name = recommendation_id(instrument.id, typed.get(title, ""))
        path = f"data/obligations/{instrument.id}/{name}.yaml"
        if path in desk.tree.paths():
            return with_errors(Preview(inputs.Answer(form)), {title: say("web.exists", desk.lang)})
        described = desk.describes("recommendation")
        if "parts" in typed:
            texts = ({spoken[1]: line.strip()} for line in typed["parts"].splitlines() if line.strip())
            typed["parts"] = [
                {"id": part, "text": text} for part, text in zip(inputs.part_ids(name), texts, strict=False)
            ]
        answer = inputs.Answer(form, tuple(Edit(*one) for one in typed.items()))
        begun = record_file("recommendation", path, {"id": name}, described=described)
        return desk.carried_out(begun_subject(begun, Recommendation), answer)

    def content(self, desk: Desk, ids: Ids, _values: Values) -> Mapping[str, object]:
        """The round."""
        return {"round": _round(desk.register, ids)}


def _round(register: Register, ids: Ids) -> Instrument:
    instrument = register.instruments.get(ids["instrument"])
    if instrument is None or instrument.kind != "recommendations":
        raise Refused("edit.unknown", given=ids["instrument"])
    return instrument


def _inputs(instrument: Instrument, spoken: inputs.Spoken) -> Iterator[inputs.Input]:
    """The inputs of what ``mh new recommendation`` asks for; the rest is added on the record's page."""
    own, lang = spoken[1:]
    fields = {field.name: field for field in inputs.inputs_of(Recommendation, {}, spoken)}
    yield fields[f"title.{own}"]
    yield fields[f"text.{own}"]
    points, help_ = say("web.recommendation.points", lang), say("web.recommendation.each", lang)
    yield inputs.Input("parts", points, "prose", "", help_, lang=own)
    if levels := inputs.level_choices(instrument, lang):
        yield replace(fields["level"], kind="choice", choices=levels)
    group = say(msg("Where it is stated"), lang)
    document, section = inputs.source_inputs(spoken, "source.")
    yield replace(document, value=instrument.source.document, group=group)
    yield replace(section, group=group)
