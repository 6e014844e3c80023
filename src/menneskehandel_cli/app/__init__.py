"""The use cases, below command line, form and site: a strategy is opened, read, judged, reported on.

Nothing here prints, asks or exits. What is to be said besides a result goes to a ``Reporter``.
"""
