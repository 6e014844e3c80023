"""The forms that add an entry to a list of a record: a link, an accepted gap, a document."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256

from menneskehandel_cli.app.judging import State
from menneskehandel_cli.edits.change import read_subject
from menneskehandel_cli.edits.new_kinds import slug, unused
from menneskehandel_cli.forms.inputs import Choice, Input, Spoken, inputs_of
from menneskehandel_cli.language import Lang, Refused, choose, msg, say
from menneskehandel_cli.models import Acceptance, Address, Measure, SourceDocument
from menneskehandel_cli.register import Register
from menneskehandel_cli.register.coverage import Requirement
from menneskehandel_cli.rules import Finding, gaps
from menneskehandel_cli.rules.acceptance import details
from menneskehandel_cli.web.desk import Desk, Ids, Kind, Preview, Values


class LinkMeasure(Kind):
    """A new link: the requirement is searched for, then it is said who says so, how far, and why."""

    address = "/link/{measure}"
    template = "link.html.j2"
    draft, record = "link.{measure}", "{measure}"
    linked = ("obligation", "find")

    def preview(self, desk: Desk, ids: Ids, values: Values) -> Preview:
        """The measure with the link."""
        measure = _measure(desk.register, ids)
        subject, inputs = desk.subject(measure.id), _inputs(measure, desk.spoken)
        preview = desk.adding(subject, "addresses", inputs, values)
        named = next(one.value for one in preview.answer.form.inputs if one.name == "obligation")

        def coverage(before: State, after: State) -> Iterator[str]:
            for name in after.context.register.requirements_of(named):
                was, now = (state.context.coverage.by_id[name] for state in (before, after))
                yield _change(was, now, desk.lang)

        return preview.saying(coverage)

    def content(self, desk: Desk, ids: Ids, values: Values) -> Mapping[str, object]:
        """The measure, the requirement that was picked, and what the search found."""
        register, lang = desk.register, desk.lang
        measure = _measure(register, ids)
        picked = values.get("obligation", "").strip()
        target, wanted = register.targets.get(picked), register.requirements_of(picked)
        records = target.owner.requirements if target else ()
        return {
            "name": measure.id,
            "title": measure.title.pick(lang),
            "hits": desk.search(
                values.get("find", "")[:200], lambda one: one.id in register.requirements_of(one.id)
            ),
            "picked": picked,
            "owner": target.owner.title.pick(lang) if target else "",
            "texts": [(one.id, one.text.pick(lang)) for one in records if one.id in wanted],
        }


def _measure(register: Register, ids: Ids) -> Measure:
    measure = register.measure_by_id.get(ids["measure"])
    if measure is None:
        raise Refused("edit.unknown", given=ids["measure"])
    return measure


def _inputs(measure: Measure, spoken: Spoken) -> tuple[Input, ...]:
    tasks = tuple(Choice(task.id, f"{task.id} {task.text.pick(spoken[2])}") for task in measure.tasks)
    label = say(msg("The tasks that the link is based on"), spoken[2])
    help_ = say("web.link.tasks.help", spoken[2])
    return tuple(
        replace(field, kind="several", choices=tasks, label=label, help=help_)
        if field.name == "by"
        else field
        for field in inputs_of(Address, {}, spoken)
    )


def _change(was: Requirement, now: Requirement, lang: Lang) -> str:
    """What becomes of a requirement, in words."""

    def words(one: Requirement) -> tuple[str, str]:
        promise = f"promise.{one.promise}.in_part" if one.in_part else f"promise.{one.promise}"
        return say(promise, lang), say(one.called, lang)

    before, after = words(was), words(now)
    params = {"promise_before": before[0], "counted_before": before[1], "counted": after[1]}
    key = "web.link.same" if before == after else "web.link.changed"
    return say(key, lang, id=now.id, promise=after[0], **params)


class AcceptGap(Kind):
    """A gap, by its key, and the decision to leave it open."""

    address = "/accept/{key}"
    template = "accept.html.j2"

    def names(self, ids: Ids) -> tuple[str, str]:
        """It is a change of the record that the gap is about."""
        digest = sha256(ids["key"].encode("utf-8", "replace")).hexdigest()[:20]
        return f"accept.{digest}", ids["key"].split(":")[1] if ":" in ids["key"] else ""

    def preview(self, desk: Desk, ids: Ids, values: Values) -> Preview:
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

        return desk.adding(subject, "accepted", inputs, values, known).saying(holds)

    def content(self, desk: Desk, ids: Ids, _values: Values) -> Mapping[str, object]:
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


class NewDocument(Kind):
    """What the document is called, who has published it, and where it is. Its id follows from that."""

    address = "/new/document"
    template = "document.html.j2"
    draft, record = "new.document", "strategy"
    linked = ("for",)

    def preview(self, desk: Desk, _ids: Ids, values: Values) -> Preview:
        """The strategy with the document."""
        register, spoken = desk.register, desk.spoken
        taken = {one.id for one in register.documents}
        title = values.get(f"title.{spoken[1]}", "")
        known = {"id": unused(slug(title) or "document", taken)}
        inputs = inputs_of(SourceDocument, {}, spoken)
        preview = desk.adding(desk.subject("strategy"), "documents", inputs, values, known)
        message = say("web.document.added", desk.lang, title=title)
        return replace(preview, summary=(message,)) if preview.summary else preview

    def content(self, _desk: Desk, _ids: Ids, values: Values) -> Mapping[str, object]:
        """The address of the form that it is needed for."""
        return {"back": values.get("for", "")}
