"""The pictures: the finding as title, a text that tells it, and a table of the numbers, unless it is one.

They are marks in HTML and SVG: no script, no external references. Marks differ by shape and lightness, so
that a greyscale copy stays readable. The same numbers give the same bytes.
"""
