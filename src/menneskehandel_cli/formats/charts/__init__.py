"""The pictures of the reports: inline SVG, each with a table of its numbers.

Plain shapes, no script, no external references. Each fill has its own pattern and lightness and shows
its number, so that a greyscale copy stays readable. The same numbers give the same bytes. Each picture
on a page needs its own prefix; each function has a different default.
"""

from menneskehandel_cli.formats.charts.bars import coverage_bars, status_by_area
from menneskehandel_cli.formats.charts.deadlines import moved_deadlines
from menneskehandel_cli.formats.charts.progress import progress_over_time
from menneskehandel_cli.formats.charts.series import series_over_time

__all__ = ["coverage_bars", "moved_deadlines", "progress_over_time", "series_over_time", "status_by_area"]
