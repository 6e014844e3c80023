"""The public site: static pages, feeds and data, made from a commit and the history before it."""
