"""Edits of files as values: the new bytes of a file, before anything is written."""
