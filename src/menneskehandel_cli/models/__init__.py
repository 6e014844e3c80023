"""The records: one model for each kind of YAML file."""

from collections.abc import Mapping

from menneskehandel_cli.models.actors import Actor, Actors, Helpline
from menneskehandel_cli.models.base import PATTERNS, Acceptance, Day, Evidence, Model, Record, Source, Text
from menneskehandel_cli.models.fields import Field, field_at
from menneskehandel_cli.models.indicator import Baseline, Indicator, Observation, Target
from menneskehandel_cli.models.law import Law, Party, RequirementLaw
from menneskehandel_cli.models.measure import STATUSES, Address, Contribution, Goal, Measure, Status, Task
from menneskehandel_cli.models.names import actor_called, spelt_out, theme_called
from menneskehandel_cli.models.obligation import Article, Instrument, Obligation, Provision, Recommendation
from menneskehandel_cli.models.report import MeasureReport, Report
from menneskehandel_cli.models.strategy import FocusArea, Funding, SharedGoal, SourceDocument, Strategy
from menneskehandel_cli.models.validation import validate

FILES: Mapping[str, type[Record]] = {
    "strategy": Strategy,
    "actors": Actors,
    "measure": Measure,
    "instrument": Instrument,
    "article": Article,
    "recommendation": Recommendation,
    "law": Law,
    "party": Party,
    "report": Report,
    "indicator": Indicator,
}
"""The models by kind. The two kinds of obligations share folders but have their own keys."""
