"""The form for advisers: a local web application that changes records and proposes the changes.

``guard`` decides which requests are heard, the package ``forms`` makes inputs of a record and changes of
answers, ``desk`` reads and writes, ``pages`` answers requests, ``server`` runs it. Nothing here prints.
"""
