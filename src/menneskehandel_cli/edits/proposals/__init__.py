"""Proposals: changes as commits on a branch ``forslag/…``, apart from the user's own files."""
