"""JSON: one object with ``schema`` first; the same view gives the same bytes."""

import json
import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import TYPE_CHECKING

from pydantic import BaseModel

from menneskehandel_cli.formats import RenderOptions
from menneskehandel_cli.history import Event
from menneskehandel_cli.history.events import Delta
from menneskehandel_cli.language import Lang, Phrase
from menneskehandel_cli.language.escaping import IGNORED
from menneskehandel_cli.register import Link
from menneskehandel_cli.rules import Finding

if TYPE_CHECKING:
    from menneskehandel_cli.reports.status import StatusView


def render(schema: str, content: object, lang: Lang | None = None, *, indent: int | None = 2) -> str:
    """``content`` (a view or a mapping) as one JSON object of the ``schema`` named."""
    body = plain_json(content, lang)
    if not isinstance(body, dict):
        raise TypeError("a JSON answer is an object")
    return json_text({"schema": schema, **body}, indent=indent)


def status(view: "StatusView", _options: RenderOptions) -> str:
    """``mh status``: the view as it is, with the tasks in numbers."""
    values = view._asdict() | {"promised": view.promised.counts, "gaps": view.gaps.open()}
    return render("mh/status/3", values)


def json_text(value: object, *, indent: int | None = 2) -> str:
    """JSON text with all letters as they are, but what a terminal or a build server acts on escaped.

    Without ``indent`` it is one line, for programs alone; that is written many times as fast.
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent) + "\n"
    return _ACTING.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)


def joined(form: str, answers: Mapping[str, str]) -> str:
    """The answers about several plans, by their ids, as one.

    For other programs, a finding in a file that the plans share is told once.
    """
    parsed = {plan: json.loads(answer) for plan, answer in answers.items()}
    if form == "json":
        return json_text({"schema": "mh/plans/1", "plans": parsed})
    if form == "gitlab":
        return json_text([*{one["fingerprint"]: one for each in parsed.values() for one in each}.values()])
    runs, seen = [], set[str]()
    for plan, log in parsed.items():
        (run,) = log["runs"]
        keys = [one["partialFingerprints"]["mhKey/v1"] for one in run["results"]]
        run["results"] = [one for one, key in zip(run["results"], keys, strict=True) if key not in seen]
        seen.update(keys)
        runs.append({"automationDetails": {"id": f"mh/{plan}/"}, **run})
    return json_text({**log, "runs": runs})


_ACTING = re.compile(
    r"[#\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]"
    rf"(?:(?<!#)|(?=[{IGNORED}]*#[\w{IGNORED}]*\[))"  # one class first: sought twice as fast
)
"""What JSON allows but a terminal or a build server may interpret: control and bidirectional characters,
and the beginning of ``##[error]``. No line of JSON begins with ``::``."""


def plain_json(value: object, lang: Lang | None = None) -> object:
    """The value as JSON types. Models keep the keys they have in YAML.

    With ``lang``, phrases become text in that language; without it, they stay key and parameters. A
    record is given in full once: references to it hold its id, and an event its difference.
    """
    if value is None or type(value) in (str, int, float, bool):  # most are
        return value
    if lang is not None and isinstance(value, Phrase):
        return value.say(lang)
    if isinstance(value, Finding):
        return _finding(value, lang)
    value = value if type(value) is dict else _opened(value)
    if isinstance(value, Mapping):
        return {str(key): plain_json(item, lang) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain_json(item, lang) for item in value]
    if isinstance(value, frozenset | set):
        return sorted(plain_json(item, lang) for item in value)  # type: ignore[type-var]
    return value.isoformat() if isinstance(value, date) else value


def _opened(value: object) -> object:
    """A record or view as its keys and values; anything else as it is."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="python", by_alias=True)
    if (own := getattr(value, "plain", None)) is not None:
        return own()
    if isinstance(value, Link):
        return {"measure": value.measure.id, "address": value.address}
    if isinstance(value, Event):  # as in the log, but reports leave out the author of a commit
        return {key: item for key, item in event_item(value).items() if key != "author"}
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    return value._asdict() if isinstance(value, tuple) and hasattr(value, "_asdict") else value


def _finding(finding: Finding, lang: Lang | None) -> dict[str, object]:
    found = finding.diagnostic
    item: dict[str, object] = {"code": finding.rule.code, "severity": finding.severity}
    item |= {"key": finding.key, "subject": found.subject or ""}
    item |= {"message": finding.message(lang)} if lang is not None else {}
    return item | {"path": finding.path, "params": plain_json(found.params, lang)}


def event_item(event: Event) -> dict[str, object]:
    """An event with its commit, as JSON."""
    return {
        "commit": event.commit.id,
        "date": event.commit.day,
        "author": event.commit.author,
        **delta_item(event.delta),
        "times": event.times,
        "since": event.since,
        "classification": event.classification,
    }


def delta_item(delta: Delta) -> dict[str, object]:
    """A difference, as JSON."""
    return {
        "subject": delta.key.subject,
        "record": delta.record,
        "kind": delta.kind,
        "field": delta.key.field,
        "before": delta.before,
        "after": delta.after,
        "happened": delta.happened,
        "days": delta.days,
    }
