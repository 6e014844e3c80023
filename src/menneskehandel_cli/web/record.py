"""The form that changes a record or a part of one: a measure, a task, an obligation, an actor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from menneskehandel_cli.edits.change import Change
from menneskehandel_cli.edits.subject import Subject
from menneskehandel_cli.forms.entering import entered
from menneskehandel_cli.forms.inputs import Answer, Form, answered, filled, form_of, removing, with_bodies
from menneskehandel_cli.language import Lang, Phrase, say
from menneskehandel_cli.models import Recommendation
from menneskehandel_cli.web.desk import Desk, Preview, with_errors
from menneskehandel_cli.web.kind import Given, Ids, Kind

_WHOLE = "remove"
"""The name of the input that removes the whole record."""


class ChangeRecord(Kind):
    """The fields of a record, each with an input of its own. A recommendation can be removed."""

    address = "/record/{name}"
    template = "record.html.j2"
    draft, record = "{name}", "{name}"

    def preview(self, desk: Desk, ids: Ids, given: Given) -> Preview:
        """What was typed, where it is not what the form showed."""
        subject, spoken = desk.subject(ids["name"]), desk.spoken
        form = with_bodies(form_of(subject, spoken), desk.register, spoken)
        form, given = entered(form, given, desk.today, desk.lang)
        if subject.model is Recommendation and not subject.keys:
            whole = removing(_WHOLE, ("", 0, ""), say("web.remove.whole", desk.lang), desk.lang)
            form = replace(form, inputs=(*form.inputs, whole))
            if given.get(_WHOLE):
                return _removed(desk, subject, filled(form, given))
        preview = desk.carried_out(subject, answered(form, given))
        return _with_reason(preview, spoken[1], desk.lang)

    def content(self, desk: Desk, ids: Ids, _given: Given) -> Mapping[str, object]:
        """The record's id; whether it can be linked, may owe something, and is told on a page."""
        name, register = ids["name"], desk.register
        known = register.measure_by_id
        told = {"is_told": name in known or name in register.targets}
        return {"name": name, "is_measure": name in known, "owes": name in register.actors} | told


def _removed(desk: Desk, subject: Subject, form: Form) -> Preview:
    """What it means that the whole record goes, which it cannot while others refer to it."""
    change = Change(subject.path, subject.data, b"", removed=True)
    outcome = desk.outcome((change,))
    paths = {error.path for error in outcome.errors}
    names = [one.id for one in desk.register.entries if one.path in paths]
    if names:
        refers = Phrase("web.remove.refers", {"records": [*map(desk.register.short_name, names)]})
        return with_errors(Preview(Answer(form)), {_WHOLE: refers.say(desk.lang)})
    return Preview(Answer(form), changes=(change,), said=outcome.words(desk.lang), outcome=outcome)


def _with_reason(preview: Preview, own: str, lang: Lang) -> Preview:
    """The preview. It asks why a deadline is moved or removed, until the note says something new."""
    deltas = preview.outcome.deltas if preview.outcome is not None else ()
    if not any(delta.kind in ("deadline_moved", "deadline_removed") for delta in deltas):
        return preview
    form = preview.answer.form
    notes = [field for field in form.inputs if field.name.startswith("note.")]
    asked = replace(form, asked=tuple(field.name for field in notes))
    preview = replace(preview, answer=replace(preview.answer, form=asked))
    if any(field.value and field.value != field.was for field in notes):
        return preview
    return with_errors(preview, {f"note.{own}": say("web.reason.missing", lang)})
