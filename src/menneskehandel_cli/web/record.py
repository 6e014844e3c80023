"""The form that changes a record or a part of one: a measure, a task, an obligation, an actor."""

from __future__ import annotations

from collections.abc import Mapping

from menneskehandel_cli.web.desk import Desk, Preview
from menneskehandel_cli.web.forms import answered, form_of
from menneskehandel_cli.web.kind import Ids, Names


class ChangeRecord:
    """The fields of a record, each with an input of its own."""

    address = "/record/{name}"
    template = "record.html.j2"
    asked = ()

    def names(self, ids: Ids) -> Names:
        """It is called as the record."""
        return Names(ids["name"], ids["name"])

    def preview(self, desk: Desk, ids: Ids, given: Mapping[str, str]) -> Preview:
        """What was typed, where it is not what the form showed."""
        tree = desk.tree()
        subject, spoken = desk.subject(tree, ids["name"]), desk.spoken(tree)
        return desk.carried_out(tree, subject, answered(form_of(subject, spoken), given, spoken[1]))

    def content(
        self,
        desk: Desk,  # noqa: ARG002 - as the other kinds
        ids: Ids,
        given: Mapping[str, str],  # noqa: ARG002
    ) -> Mapping[str, object]:
        """The record's id."""
        return {"name": ids["name"]}
