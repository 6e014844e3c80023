"""The form that accepts a gap: who has decided that it may stay open, why, and until when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256

from menneskehandel_cli.app.judging import State
from menneskehandel_cli.edits.subject import read_subject
from menneskehandel_cli.forms.inputs import inputs_of
from menneskehandel_cli.language import choose, msg, say
from menneskehandel_cli.language.refused import Refused
from menneskehandel_cli.models import Acceptance
from menneskehandel_cli.rules import Finding, gaps
from menneskehandel_cli.rules.acceptance import details
from menneskehandel_cli.web.desk import Desk, Preview
from menneskehandel_cli.web.kind import Given, Ids, Kind


class AcceptGap(Kind):
    """A gap, by its key, and the decision to leave it open."""

    address = "/accept/{key}"
    template = "accept.html.j2"

    def names(self, ids: Ids) -> tuple[str, str]:
        """It is a change of the record that the gap is about."""
        digest = sha256(ids["key"].encode("utf-8", "replace")).hexdigest()[:20]
        return f"accept.{digest}", ids["key"].split(":")[1] if ":" in ids["key"] else ""

    def preview(self, desk: Desk, ids: Ids, given: Given) -> Preview:
        """The record with the acceptance."""
        finding = _open(desk, ids["key"])
        subject = read_subject(desk.tree, finding.path)
        inputs = (
            replace(field, advice=say("web.accept.until", desk.lang)) if field.name == "until" else field
            for field in inputs_of(Acceptance, {}, desk.spoken)
            if field.name not in ("rule", "about")  # they follow from the gap
        )
        known = {"rule": finding.rule.code}
        if about := details(finding.diagnostic):
            known["about"] = " ".join(about)

        def holds(_before: State, after: State) -> Iterator[str]:
            there = after.found.get(finding.key)
            accepted = there is not None and there.accepted is not None
            yield say("web.accept.holds" if accepted else "web.accept.does_not_hold", desk.lang)

        return desk.adding(subject, "accepted", inputs, given, known).saying(holds)

    def content(self, desk: Desk, ids: Ids, _given: Given) -> Mapping[str, object]:
        """What the gap is and why it is one, the code of its rule, and the text that it is about."""
        finding, register = _open(desk, ids["key"]), desk.register
        name, lang = finding.diagnostic.subject or "", desk.lang
        target, (_, task) = register.targets.get(name), register.tasks.get(name, (None, None))
        parts = (target.owner, *target.owner.parts) if target else (task,) if task else ()
        texts = (getattr(one, "text", None) for one in parts if one.id == name)
        return {
            "name": name,
            "gap": finding.message(lang),
            "code": finding.rule.code,
            "why": choose(finding.rule.why, lang),
            "about": [(name, text.pick(lang)) for text in texts if text],
        }


def _open(desk: Desk, key: str) -> Finding:
    """The open gap with this key. Raises ``Refused`` if there is none that can be accepted."""
    finding = desk.state.found.get(key)
    if finding is None or finding.accepted is not None or not gaps([finding]):
        raise Refused(msg("There is no open gap “{given}”."), given=key)
    return finding
