"""The public site: static pages, feeds and data, made from a commit and the history before it.

A kind of page is a module in ``site.pages``, a kind of other file one in ``site.files``. Both are found
by the name that the module gives; a new one needs nothing else.
"""
