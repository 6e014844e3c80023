"""The pictures: the finding as title, a text that tells it, and a table of the numbers, unless it is one.

They are marks in HTML and SVG: no script, no external references. Marks differ by shape and lightness, so
that a greyscale copy stays readable. The same numbers give the same bytes.
"""

from menneskehandel_cli.formats.charts.bars import progress_over_time
from menneskehandel_cli.formats.charts.demanded import demanded_picture, demanded_small
from menneskehandel_cli.formats.charts.followers import followers_picture
from menneskehandel_cli.formats.charts.promised import promised_picture
from menneskehandel_cli.formats.charts.series import series_over_time
from menneskehandel_cli.formats.charts.thread import thread_picture, thread_small
from menneskehandel_cli.formats.charts.when import when_picture

__all__ = [
    "demanded_picture",
    "demanded_small",
    "followers_picture",
    "progress_over_time",
    "promised_picture",
    "series_over_time",
    "thread_picture",
    "thread_small",
    "when_picture",
]
