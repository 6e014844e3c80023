"""The pictures of the reports: inline SVG, each with a table of its numbers.

Plain shapes, no script, no reference to anything outside. Each fill has a pattern and a lightness of
its own, and its number on it, so that a copy in greys tells the same. The same numbers give the same
bytes. Give each picture on a page a prefix of its own; the defaults differ from function to function.
"""

from menneskehandel_cli.formats.charts.bars import coverage_bars, status_by_area
from menneskehandel_cli.formats.charts.deadlines import moved_deadlines
from menneskehandel_cli.formats.charts.progress import progress_over_time

__all__ = ["coverage_bars", "moved_deadlines", "progress_over_time", "status_by_area"]
