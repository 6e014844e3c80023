"""The model of each kind of file."""

from collections.abc import Mapping

from menneskehandel_cli.models.actors import Actors
from menneskehandel_cli.models.base import Record
from menneskehandel_cli.models.indicator import Indicator
from menneskehandel_cli.models.law import Law, Party
from menneskehandel_cli.models.measure import Measure
from menneskehandel_cli.models.obligation import Article, Instrument, Recommendation
from menneskehandel_cli.models.report import Report
from menneskehandel_cli.models.strategy import Strategy

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
