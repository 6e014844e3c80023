"""The form that changes a record or a part of one: a measure, a task, an obligation, an actor."""

from __future__ import annotations

from collections.abc import Mapping

from menneskehandel_cli.web.desk import Desk, Preview
from menneskehandel_cli.web.forms import answered, form_of
from menneskehandel_cli.web.kind import Asked, Ids, Names


class ChangeRecord:
    """The fields of a record, each with an input of its own."""

    address = "/record/{name}"
    template = "record.html.j2"
    linked: tuple[str, ...] = ()

    def names(self, ids: Ids) -> Names:
        """It is called as the record."""
        return Names(ids["name"], ids["name"])

    def preview(self, desk: Desk, asked: Asked) -> Preview:
        """What was typed, where it is not what the form showed."""
        tree = desk.tree()
        subject, spoken = desk.subject(tree, asked.ids["name"]), desk.spoken(tree)
        return desk.carried_out(tree, subject, answered(form_of(subject, spoken), asked.given, spoken[1]))

    def content(self, desk: Desk, asked: Asked) -> Mapping[str, object]:
        """The record's id, and whether it is a measure, which can be linked."""
        is_measure = any(measure.id == asked.ids["name"] for measure in desk.register().measures)
        return {"name": asked.ids["name"], "is_measure": is_measure}
