"""A theme across the focus areas: what is promised on it, what a convention asks, what bodies ask for."""

from __future__ import annotations

from dataclasses import dataclass

from menneskehandel_cli.models.strategy import Theme
from menneskehandel_cli.reports.demanded import DemandedView, demanded_views
from menneskehandel_cli.reports.promised import PromisedView, promised_view
from menneskehandel_cli.reports.selection import Selection
from menneskehandel_cli.reports.thread import ThreadView, thread_view
from menneskehandel_cli.rules import RuleContext


@dataclass(frozen=True, slots=True)
class ThemeView:
    """The tasks, the requirements and the demands that are about a theme."""

    theme: Theme
    promised: PromisedView
    demanded: tuple[DemandedView, ...]
    thread: ThreadView

    @property
    def required(self) -> int:
        """How many requirements of conventions are about it."""
        return sum(view.counts.total for view in self.demanded)


def theme_view(context: RuleContext, theme: Theme) -> ThemeView:
    """A theme of the strategy."""
    about = (theme.id,)
    return ThemeView(
        theme,
        promised_view(context.register, context.as_of, Selection(themes=about)),
        demanded_views(context, about),
        thread_view(context, about),
    )
