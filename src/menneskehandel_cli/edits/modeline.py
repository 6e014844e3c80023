"""The line at the top of a file that tells an editor which JSON Schema describes it."""

from __future__ import annotations

from menneskehandel_cli.register.layout import schema_file


def modeline(kind: str, path: str) -> str:
    """The first line of the file at ``path`` (from the strategy's root), with its line break.

    ``kind`` is one that ``mh schema`` lists. The line is a comment, from which the YAML language server
    takes the path of the schema, relative to the file's own folder.
    """
    up = "../" * path.count("/")
    return f"# yaml-language-server: $schema={up}{schema_file(kind)}\n"
