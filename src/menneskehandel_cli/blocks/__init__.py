"""One document: what every view is told in, and what writes it.

``model`` has the blocks. ``terminal`` writes them for a terminal, ``templates`` and ``html_text`` as
Markdown and HTML, ``word`` as a Word document; ``csv_table`` and ``xlsx_table`` write tables. A new
output format is one more module here.
"""
