"""The form for a new document that sources can refer to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from menneskehandel_cli.edits.new_file import slug, unused
from menneskehandel_cli.forms.inputs import inputs_of
from menneskehandel_cli.language import say
from menneskehandel_cli.models.strategy import SourceDocument
from menneskehandel_cli.web.desk import Desk, Preview
from menneskehandel_cli.web.kind import Given, Ids, Kind


class NewDocument(Kind):
    """What the document is called, who has published it, and where it is. Its id follows from that."""

    address = "/new/document"
    template = "document.html.j2"
    draft, record = "new.document", "strategy"
    linked = ("for",)

    def preview(self, desk: Desk, _ids: Ids, given: Given) -> Preview:
        """The strategy with the document."""
        register, spoken = desk.register, desk.spoken
        taken = {one.id for one in register.strategy.documents} if register.strategy else ()
        title = given.get(f"title.{spoken[1]}", "")
        known = {"id": unused(slug(title) or "document", taken)}
        inputs = inputs_of(SourceDocument, {}, spoken)
        preview = desk.adding(desk.subject("strategy"), "documents", inputs, given, known)
        said = say("web.document.added", desk.lang, title=title)
        return replace(preview, said=(said,)) if preview.said else preview

    def content(self, _desk: Desk, _ids: Ids, given: Given) -> Mapping[str, object]:
        """The address of the form that it is needed for."""
        return {"back": given.get("for", "")}
