"""The forms of records: one that is there, what is added to a list of one, and a new recommendation."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any

from menneskehandel_cli.app.judging import CheckedState
from menneskehandel_cli.edits.assignments import Edit
from menneskehandel_cli.edits.change import FileChange, Subject, begun_subject, read_subject
from menneskehandel_cli.edits.new_kinds import recommendation_id, slug, unused
from menneskehandel_cli.edits.new_record import record_file
from menneskehandel_cli.forms import inputs
from menneskehandel_cli.forms.inputs import Choice, Input, Spoken, entered, inputs_of
from menneskehandel_cli.language import Lang, Phrase, Refused, choose, msg, say
from menneskehandel_cli.models import Acceptance, Address, Instrument, Measure, Recommendation, SourceDocument
from menneskehandel_cli.register import Register
from menneskehandel_cli.register.coverage import Requirement
from menneskehandel_cli.rules import Finding, gaps
from menneskehandel_cli.rules.acceptance import details
from menneskehandel_cli.web.desk import Desk, FormKind, Ids, Preview, Values, with_errors

_WHOLE = "remove"
"""The name of the input that removes the whole record."""


class ChangeRecord(FormKind):
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
            form = form._replace(inputs=(*form.inputs, whole))
            if values.get(_WHOLE):
                return _removed(desk, subject, inputs.filled(form, values))
        return _with_reason(desk.carried_out(subject, inputs.form_answer(form, values)), spoken[1], desk.lang)

    def content(self, desk: Desk, ids: Ids, _values: Values) -> Mapping[str, object]:
        """The record's id; whether it can be linked, may owe something, and is told on a page."""
        name, register = ids["name"], desk.register
        known = register.measure_by_id
        facts = {"has_page": name in known or name in register.targets}
        return {"name": name, "is_measure": name in known, "owes": name in register.actors} | facts


def _removed(desk: Desk, subject: Subject, form: inputs.Form) -> Preview:
    """What it means that the whole record goes, which it cannot while others refer to it."""
    change = FileChange(subject.path, subject.data, b"", removed=True)
    outcome = desk.outcome((change,))
    paths = {error.path for error in outcome.errors}
    names = [one.id for one in desk.register.entries if one.path in paths]
    if names:
        refers = Phrase("web.remove.refers", records=[*map(desk.register.short_name, names)])
        return with_errors(Preview(inputs.Answer(form)), {_WHOLE: refers.say(desk.lang)})
    return Preview(inputs.Answer(form), changes=(change,), summary=outcome.words(desk.lang), outcome=outcome)


def _with_reason(preview: Preview, own: str, lang: Lang) -> Preview:
    """The preview. It asks why a deadline is moved or removed, until the note says something new."""
    deltas = preview.outcome.deltas if preview.outcome is not None else ()
    if not any(delta.kind in ("deadline_moved", "deadline_removed") for delta in deltas):
        return preview
    form = preview.answer.form
    notes = [field for field in form.inputs if field.name.startswith("note.")]
    form = form._replace(reasons=tuple(field.name for field in notes))
    preview = replace(preview, answer=preview.answer._replace(form=form))
    if any(field.value and field.value != field.was for field in notes):
        return preview
    return with_errors(preview, {f"note.{own}": say("web.reason.missing", lang)})


class LinkMeasure(FormKind):
    """A new link: the requirement is searched for, then it is said who says so, how far, and why."""

    address = "/link/{measure}"
    template = "link.html.j2"
    draft, record = "link.{measure}", "{measure}"
    linked = ("obligation", "find")

    def preview(self, desk: Desk, ids: Ids, values: Values) -> Preview:
        """The measure with the link."""
        measure = _linked_measure(desk.register, ids)
        fields = _link_inputs(measure, desk.spoken)
        preview = desk.adding(desk.subject(measure.id), "addresses", fields, values)
        named = next(one.value for one in preview.answer.form.inputs if one.name == "obligation")

        def coverage(before: CheckedState, after: CheckedState) -> Iterator[str]:
            for name in after.context.register.requirements_of(named):
                was, now = (state.context.coverage.by_id[name] for state in (before, after))
                yield _coverage_change(was, now, desk.lang)

        return preview.saying(coverage)

    def content(self, desk: Desk, ids: Ids, values: Values) -> Mapping[str, object]:
        """The measure, the requirement that was picked, and what the search found."""
        register, lang = desk.register, desk.lang
        measure = _linked_measure(register, ids)
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


def _linked_measure(register: Register, ids: Ids) -> Measure:
    measure = register.measure_by_id.get(ids["measure"])
    if measure is None:
        raise Refused("edit.unknown", given=ids["measure"])
    return measure


def _link_inputs(measure: Measure, spoken: Spoken) -> tuple[Input, ...]:
    tasks = tuple(Choice(task.id, f"{task.id} {task.text.pick(spoken[2])}") for task in measure.tasks)
    label = say(msg("The tasks that the link is based on"), spoken[2])
    own: dict[str, Any] = {"label": label, "help": say("web.link.tasks.help", spoken[2]), "choices": tasks}
    fields = inputs_of(Address, {}, spoken)
    return tuple(one._replace(kind="several", **own) if one.name == "by" else one for one in fields)


def _coverage_change(was: Requirement, now: Requirement, lang: Lang) -> str:
    """What becomes of a requirement, in words."""

    def words(one: Requirement) -> tuple[str, str]:
        promise = f"promise.{one.promise}.in_part" if one.in_part else f"promise.{one.promise}"
        return say(promise, lang), say(one.called, lang)

    before, after = words(was), words(now)
    params = {"promise_before": before[0], "counted_before": before[1], "counted": after[1]}
    key = "web.link.same" if before == after else "web.link.changed"
    return say(key, lang, id=now.id, promise=after[0], **params)


class AcceptGap(FormKind):
    """A gap, by its key, and the decision to leave it open."""

    address = "/accept/{key}"
    template = "accept.html.j2"

    def names(self, ids: Ids) -> tuple[str, str]:
        """It is a change of the record that the gap is about."""
        digest = sha256(ids["key"].encode("utf-8", "replace")).hexdigest()[:20]
        return f"accept.{digest}", ids["key"].split(":")[1] if ":" in ids["key"] else ""

    def preview(self, desk: Desk, ids: Ids, values: Values) -> Preview:
        """The record with the acceptance."""
        finding = _open_gap(desk, ids["key"])
        subject = read_subject(desk.tree, finding.path)
        fields = (
            field._replace(advice=say("web.accept.until", desk.lang)) if field.name == "until" else field
            for field in inputs_of(Acceptance, {}, desk.spoken)
            if field.name not in ("rule", "about")  # they follow from the gap
        )
        known = {"rule": finding.rule.code}
        if about := details(finding.diagnostic):
            known["about"] = " ".join(about)

        def holds(_before: CheckedState, after: CheckedState) -> Iterator[str]:
            there = after.found.get(finding.key)
            accepted = there is not None and there.accepted is not None
            yield say("web.accept.holds" if accepted else "web.accept.does_not_hold", desk.lang)

        return desk.adding(subject, "accepted", fields, values, known).saying(holds)

    def content(self, desk: Desk, ids: Ids, _values: Values) -> Mapping[str, object]:
        """What the gap is and why it is one, the code of its rule, and the text that it is about."""
        finding, register = _open_gap(desk, ids["key"]), desk.register
        name, lang = finding.diagnostic.subject or "", desk.lang
        target, (_, task) = register.targets.get(name), register.tasks.get(name, (None, None))
        parts = (target.owner, *target.owner.parts) if target else (task,) if task else ()
        texts = (getattr(one, "text", None) for one in parts if one.id == name)
        gap = {"gap": finding.message(lang), "code": finding.rule.code, "why": choose(finding.rule.why, lang)}
        return {"name": name, **gap, "about": [(name, text.pick(lang)) for text in texts if text]}


def _open_gap(desk: Desk, key: str) -> Finding:
    """The open gap with this key. Raises ``Refused`` if there is none that can be accepted."""
    finding = desk.state.found.get(key)
    if finding is None or finding.accepted is not None or not gaps([finding]):
        raise Refused(msg("There is no open gap “{given}”."), given=key)
    return finding


class NewDocument(FormKind):
    """What the document is called, who has published it, and where it is. Its id follows from that."""

    address = "/new/document"
    template = "document.html.j2"
    draft, record = "new.document", "strategy"
    linked = ("for",)

    def preview(self, desk: Desk, _ids: Ids, values: Values) -> Preview:
        """The strategy with the document."""
        register, spoken = desk.register, desk.spoken
        title = values.get(f"title.{spoken[1]}", "")
        known = {"id": unused(slug(title) or "document", {one.id for one in register.documents})}
        fields = inputs_of(SourceDocument, {}, spoken)
        preview = desk.adding(desk.subject("strategy"), "documents", fields, values, known)
        message = say("web.document.added", desk.lang, title=title)
        return replace(preview, summary=(message,)) if preview.summary else preview

    def content(self, _desk: Desk, _ids: Ids, values: Values) -> Mapping[str, object]:
        """The address of the form that it is needed for."""
        return {"back": values.get("for", "")}


class NewRecommendation(FormKind):
    """A title, the demand in the body's own words, its level and its source."""

    address = "/new/recommendation/{instrument}"
    template = "recommendation.html.j2"
    draft, record = "new.recommendation.{instrument}", "{instrument}"

    def preview(self, desk: Desk, ids: Ids, values: Values) -> Preview:
        """The file of the recommendation."""
        register, spoken = desk.register, desk.spoken
        instrument = _round_of(register, ids)
        nowhere, title = Subject("", b"", {}, Recommendation), f"title.{spoken[1]}"
        form = inputs.Form(nowhere, tuple(_inputs(instrument, spoken)))
        asking = inputs.with_bodies(form, register, spoken)
        form = inputs.filled(*entered(asking, values, desk.today, desk.lang, desk.register.currency))
        if "do" not in values:
            return Preview(inputs.Answer(form))
        typed: dict[str, Any] = {field.name: field.value for field in form.inputs if field.value}
        name = recommendation_id(instrument.id, typed.get(title, ""))
        path = f"data/obligations/{instrument.id}/{name}.yaml"
        if path in desk.tree.paths():
            return with_errors(Preview(inputs.Answer(form)), {title: say("web.exists", desk.lang)})
        if "parts" in typed:
            texts = ({spoken[1]: line.strip()} for line in typed["parts"].splitlines() if line.strip())
            parts = zip(inputs.part_ids(name), texts, strict=False)
            typed["parts"] = [{"id": part, "text": text} for part, text in parts]
        answer = inputs.Answer(form, tuple(Edit(*one) for one in typed.items()))
        begun = record_file("recommendation", path, {"id": name}, described=desk.describes("recommendation"))
        return desk.carried_out(begun_subject(begun, Recommendation), answer)

    def content(self, desk: Desk, ids: Ids, _values: Values) -> Mapping[str, object]:
        """The round."""
        return {"round": _round_of(desk.register, ids)}


def _round_of(register: Register, ids: Ids) -> Instrument:
    instrument = register.instruments.get(ids["instrument"])
    if instrument is None or instrument.kind != "recommendations":
        raise Refused("edit.unknown", given=ids["instrument"])
    return instrument


def _inputs(instrument: Instrument, spoken: Spoken) -> Iterator[Input]:
    """The inputs of what ``mh new recommendation`` asks for; the rest is added on the record's page."""
    own, lang = spoken[1:]
    fields = {field.name: field for field in inputs_of(Recommendation, {}, spoken)}
    yield fields[f"title.{own}"]
    yield fields[f"text.{own}"]
    points, help_ = say(msg("Points"), lang), say("web.recommendation.each", lang)
    yield Input("parts", points, "prose", "", help_, lang=own)
    if levels := inputs.level_choices(instrument, lang):
        yield fields["level"]._replace(kind="choice", choices=levels)
    group = say(msg("Where it is stated"), lang)
    document, section = inputs.source_inputs(spoken, "source.")
    yield document._replace(value=instrument.source.document, group=group)
    yield section._replace(group=group)
