"""Views: what a command or a report tells, gathered from the register and ready to be rendered.

A view holds facts and texts, never finished sentences or layout; one renderer for each format does
the rest.
"""
