"""Renderers: a view in, text out. None of them prints, asks or knows where the text goes."""
