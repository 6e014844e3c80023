"""Views: the content of a command's output or a report, gathered from the register for rendering.

A view holds facts and texts, never finished sentences or layout; those are up to a renderer for each
format.
"""
