"""A draft of a ministry's yearly report: every measure it is responsible for, with its goals."""

from __future__ import annotations

from menneskehandel_cli.edits.new_file import NewFile
from menneskehandel_cli.language import say
from menneskehandel_cli.models import Measure, Text
from menneskehandel_cli.register import Register

_HEAD = """\
# Rapport fra {actor} for {year}.
#
# Dette er et utkast. Det teller ikke før «approved» er fylt ut.
# Fyll ut det dere vet, og slett linjer dere ikke trenger. Skriv bare det som har skjedd.
#
# status:  not_started (ikke startet), in_progress (igangsatt), completed (gjennomført),
#          discontinued (avsluttet uten gjennomføring), not_reported (ikke rapportert)
# level:   not (ikke nådd), little (i liten grad), partly (delvis), mostly (i hovedsak),
#          reached (nådd), cannot_be_assessed (kan ikke vurderes)
format: 2
year: {year}
actor: {actor}
kind: self
# submitted: {year}-12-31
# approved: {{by: {actor}, date: {year}-12-31}}
# foreword: {{nb: "Forord"}}
# assessment: {{nb: "Hvordan går det samlet sett?"}}
# next: {{nb: "Hva skal gjøres i året som kommer?"}}
measures:
"""


def new_report(register: Register, actor: str, year: int) -> NewFile:
    """The draft for ``actor`` and ``year``. What its last report said is included as comments."""
    answered = [measure for measure in register.measures if actor in measure.responsible]
    blocks = [_block(register, actor, measure) for measure in answered]
    text = _HEAD.format(actor=actor, year=year) + "".join(blocks)
    return NewFile(f"data/reports/{year}/{actor}.yaml", text)


def _block(register: Register, actor: str, measure: Measure) -> str:
    lines = [
        f"  # {_one_line(measure.title)}",
        f"  - measure: {measure.id}",
        "    status: not_reported",
        "    # done:",
        "    #   nb: Hva er gjort?",
    ]
    goals = [goal.ref or goal.id or "" for goal in measure.goals]
    if goals:
        lines.append("    # goal_attainment:")
    for name in goals:
        text = register.goals.get(name)
        lines.append(f"    #   # {_one_line(text) if text else ''}")
        lines.append(f'    #   {name}: {{level: cannot_be_assessed, comment: "Hvorfor?"}}')
    lines += ['    # obstacles: {nb: "Hva har vært vanskelig?"}', '    # next: {nb: "Hva skjer videre?"}']
    last = register.latest_reports.get((actor, measure.id))
    if last is not None:
        report, said = last
        status = say(f"status.{said.status}", "nb")
        lines.append(f"    # I rapporten for {report.year}: {said.status} ({status})")
        lines += [f"    #   {_one_line(text)}" for text in (said.done, said.next) if text is not None]
    return "\n".join(lines) + "\n"


def _one_line(text: Text) -> str:
    return " ".join(text.pick("nb").split())
