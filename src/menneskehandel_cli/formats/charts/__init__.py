"""The pictures of the reports, each with a table of its numbers and a text that tells them.

They are boxes and marks in HTML: no script, no external references. Each fill has its own pattern and
lightness, so that a greyscale copy stays readable. The same numbers give the same bytes.
"""

from menneskehandel_cli.formats.charts.bars import coverage_bars, progress_over_time, status_by_area
from menneskehandel_cli.formats.charts.followers import followers_picture
from menneskehandel_cli.formats.charts.series import series_over_time
from menneskehandel_cli.formats.charts.thread import thread_picture
from menneskehandel_cli.formats.charts.when import when_picture

__all__ = [
    "coverage_bars",
    "followers_picture",
    "progress_over_time",
    "series_over_time",
    "status_by_area",
    "thread_picture",
    "when_picture",
]
