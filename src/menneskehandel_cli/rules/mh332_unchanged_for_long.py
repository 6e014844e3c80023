"""MH332: a measure that nothing has been recorded on for a year."""

from datetime import date, timedelta

from menneskehandel_cli.language import Day, msg
from menneskehandel_cli.models import Report
from menneskehandel_cli.rules.base import Diagnostics, Lookback, Rule, RuleContext
from menneskehandel_cli.rules.closing import in_measure

LONG = timedelta(days=365)


def check(context: RuleContext) -> Diagnostics:
    """Measures that are not over, by the last day on which they or a report on them changed."""
    latest: dict[str, date] = {}
    told = {
        entry.id: [
            context.register.renumbered.get(said.measure, said.measure) for said in entry.record.said
        ]
        for entry in context.register.entries
        if isinstance(entry.record, Report)
    }
    for event in context.events:
        if event.delta.kind.startswith(("gap_", "acceptance_")):
            continue  # Accepting a gap is not a report on the measure.
        for name in told.get(event.delta.record, [event.delta.record]):
            latest[name] = event.commit.day
    for measure in context.register.measures:
        day = latest.get(measure.id)
        if day is None or not measure.is_open:
            continue
        if context.as_of - day > LONG:
            yield in_measure("MH332", context, measure, "id", day=Day(day.isoformat()))


RULE = Rule(
    severity="note",
    message=msg("Nothing new has been recorded about {name} since {day}."),
    help=msg(
        "Ask those responsible, and record what has happened. If nothing has happened, the yearly"
        " report should say so."
    ),
    why=msg("A measure about which nothing has been recorded for a long time should be followed up."),
    needs_history=Lookback(frozenset({"measure", "report"}), whole_after=LONG),
    check=check,
    about=(),
)
