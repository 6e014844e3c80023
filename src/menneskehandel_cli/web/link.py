"""The form that links a measure to a requirement, and shows what that does to the coverage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from menneskehandel_cli.app.judging import State
from menneskehandel_cli.forms.inputs import Choice, Input, Spoken, inputs_of
from menneskehandel_cli.language import Lang, msg, say
from menneskehandel_cli.language.refused import Refused
from menneskehandel_cli.models import Measure
from menneskehandel_cli.models.measure import Address
from menneskehandel_cli.register import Register
from menneskehandel_cli.register.coverage import Requirement
from menneskehandel_cli.web.desk import Desk, Preview
from menneskehandel_cli.web.kind import Given, Ids, Kind


class LinkMeasure(Kind):
    """A new link: the requirement is searched for, then it is said who says so, how far, and why."""

    address = "/link/{measure}"
    template = "link.html.j2"
    draft, record = "link.{measure}", "{measure}"
    linked = ("obligation", "find")

    def preview(self, desk: Desk, ids: Ids, given: Given) -> Preview:
        """The measure with the link."""
        measure = _measure(desk.register, ids)
        inputs = _inputs(measure, desk.spoken)
        preview = desk.adding(desk.subject(measure.id), "addresses", inputs, given)
        named = next(one.value for one in preview.answer.form.inputs if one.name == "obligation")

        def coverage(before: State, after: State) -> Iterator[str]:
            for name in after.context.register.requirements_of(named):
                was, now = (state.context.coverage.by_id[name] for state in (before, after))
                yield _change(was, now, desk.lang)

        return preview.saying(coverage)

    def content(self, desk: Desk, ids: Ids, given: Given) -> Mapping[str, object]:
        """The measure, the requirement that was picked, and what the search found."""
        register, lang = desk.register, desk.lang
        measure = _measure(register, ids)
        picked = given.get("obligation", "").strip()
        target, wanted = register.targets.get(picked), register.requirements_of(picked)
        records = target.owner.requirements if target else ()
        return {
            "name": measure.id,
            "title": measure.title.pick(lang),
            "hits": desk.search(
                given.get("find", "")[:200], lambda one: one.id in register.requirements_of(one.id)
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
    label, help_ = say(msg("The tasks it is based on"), spoken[2]), say("web.link.tasks.help", spoken[2])
    return tuple(
        replace(field, kind="several", choices=tasks, label=label, help=help_)
        if field.name == "by"
        else field
        for field in inputs_of(Address, {}, spoken)
    )


def _change(was: Requirement, now: Requirement, lang: Lang) -> str:
    """What becomes of a requirement, in words."""

    def said(one: Requirement) -> tuple[str, str]:
        promise = f"promise.{one.promise}.in_part" if one.in_part else f"promise.{one.promise}"
        return say(promise, lang), say(f"classification.{one.classification}", lang)

    before, after = said(was), said(now)
    told = {"promise_before": before[0], "counted_before": before[1], "counted": after[1]}
    key = "web.link.same" if before == after else "web.link.changed"
    return say(key, lang, id=now.id, promise=after[0], **told)
