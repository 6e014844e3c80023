"""The voices: what each side has last said of an obligation, and where they disagree.

Voices are the headline, coverage the map: a count of links says nothing of how things are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from menneskehandel_cli.models import Recommendation, Source, Text
from menneskehandel_cli.models.obligation import Verdict
from menneskehandel_cli.register import Register

Speaker = Literal["ministry", "rapporteur", "evaluator", "treaty_body"]

SPEAKERS: tuple[Speaker, ...] = ("ministry", "rapporteur", "evaluator", "treaty_body")

_BY_REPORT: dict[str, Speaker] = {
    "self": "ministry",
    "independent": "rapporteur",
    "evaluation": "evaluator",
}


@dataclass(frozen=True, slots=True)
class Voice:
    """A dated statement of one side on one obligation."""

    speaker: Speaker
    by: str
    date: str
    verdict: Verdict
    text: Text | None
    source: Source | None


def voices(register: Register) -> dict[str, tuple[Voice, ...]]:
    """The latest statement of each side on each obligation, by the obligation's id."""
    latest: dict[str, dict[Speaker, Voice]] = {}
    for subject, voice in _statements(register):
        said = latest.setdefault(subject, {})
        if voice.speaker not in said or said[voice.speaker].date <= voice.date:
            said[voice.speaker] = voice
    return {
        subject: tuple(said[speaker] for speaker in SPEAKERS if speaker in said)
        for subject, said in latest.items()
    }


def disagree(said: tuple[Voice, ...]) -> bool:
    """Whether the sides have given different verdicts."""
    return len({voice.verdict for voice in said}) > 1


def _statements(register: Register) -> Iterator[tuple[str, Voice]]:
    for report in register.reports:
        if report.approved is None:
            continue
        speaker = _BY_REPORT[report.kind]
        for said in report.findings:
            date = report.submitted or report.approved.date
            yield (
                said.subject,
                Voice(speaker, report.actor, date, said.assessment, said.text, said.source),
            )
    for owner in register.obligations.values():
        if isinstance(owner, Recommendation):
            for verdict in owner.assessments:
                voice = Voice(
                    "treaty_body", verdict.by, verdict.date, verdict.value, None, verdict.source
                )
                yield owner.id, voice
