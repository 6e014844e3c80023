"""MH310: a ministry's report and the coordinator's status differ."""

from menneskehandel_cli.diagnostics import About
from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.register.layout import kind_of
from menneskehandel_cli.rules.base import Diagnostics, Rule, RuleContext


def check(context: RuleContext) -> Diagnostics:
    """The latest approved self-report of each ministry on a measure against the measure's status."""
    register = context.register
    years = {int(path.split("/")[2]) for path in register.unjudged if kind_of(path) == "report"}
    for measure in register.measures:
        for actor in measure.responsible:
            latest = register.latest_reports.get((actor, measure.id))
            if latest is None or latest[1].status == measure.status:
                continue
            report, told = latest
            if any(
                register.may_hold("report", f"{year}-{actor}") for year in years if year > report.year
            ):
                continue  # A later report that cannot be read may say something else.
            params = {
                "actor": actor,
                "name": measure.id,
                "year": str(report.year),
                "reported": told.status,
                "recorded": measure.status,
            }
            place = report.measures.index(told)
            about = About(measure.id, actor=actor)
            yield context.wrong("MH310", report, ("measures", place, "status"), params, about=about)


RULE = Rule(
    severity="note",
    message=msg(
        "{actor} reports {name} as “{reported}” for {year}, while the measure is recorded as "
        "“{recorded}”."
    ),
    help=msg(
        "Clarify this with {actor}. The measure's status is the coordinator's dated statement and"
        " is not changed automatically."
    ),
    why=msg(
        "The coordinator and the ministry each make their own statements. Where they differ, "
        "readers must be able to see it."
    ),
    check=check,
    about=("actor",),
    phrases={"reported": "status", "recorded": "status"},
)
