"""The form that changes a record or a part of one: a measure, a task, an obligation, an actor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from menneskehandel_cli.forms.inputs import answered, form_of, with_bodies
from menneskehandel_cli.language import Lang, say
from menneskehandel_cli.web.desk import Desk, Preview, with_errors
from menneskehandel_cli.web.kind import FormRequest, Ids, Kind, Names


class ChangeRecord(Kind):
    """The fields of a record, each with an input of its own."""

    address = "/record/{name}"
    template = "record.html.j2"

    def names(self, ids: Ids) -> Names:
        """It is called as the record."""
        return Names(ids["name"], ids["name"])

    def preview(self, desk: Desk, asked: FormRequest) -> Preview:
        """What was typed, where it is not what the form showed."""
        tree = desk.tree()
        subject, spoken = desk.subject(tree, asked.ids["name"]), desk.spoken
        form = with_bodies(form_of(subject, spoken), desk.register(), spoken)
        answer = answered(form, asked.given)
        return _with_reason(desk.carried_out(tree, subject, answer), spoken[1], desk.lang)

    def content(self, desk: Desk, asked: FormRequest) -> Mapping[str, object]:
        """The record's id; whether it can be linked, may owe something, and is told on a page."""
        name, register = asked.ids["name"], desk.register()
        known = register.measure_by_id
        told = {"is_told": name in known or name in register.targets}
        return {"name": name, "is_measure": name in known, "owes": name in register.actors} | told


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
