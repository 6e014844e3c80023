"""The canonical layout of a file: keys in the model's order, one way to write each value.

Comments stay with what they stand at, and nothing that the file says changes: both are made sure of
before the new text is handed out.
"""

from __future__ import annotations

from menneskehandel_cli.documents import compose, decode, parse
from menneskehandel_cli.edits.comments import Comments, put_back
from menneskehandel_cli.edits.values import same
from menneskehandel_cli.edits.writing import Hints, render_file
from menneskehandel_cli.models import Model
from menneskehandel_cli.models.fields import Field


class LayoutLost(Exception):
    """A file that cannot be laid out anew without losing something: it is left as it is."""


def formatted(data: bytes, model: type[Model]) -> bytes:
    """The file in its canonical layout. Raises ``LayoutLost``.

    ``data`` must be a file that the reader could read, holding a mapping.
    """
    text = decode(data).replace("\r\n", "\n").replace("\r", "\n")
    root = compose(text)
    value = parse("", data).value
    if root is None or not isinstance(value, dict):
        raise LayoutLost
    comments = Comments(text, root)
    hints = Hints(text, root, comments.opened)
    laid_out = render_file(_ordered(value, Field("record", model)), hints)
    new_root = compose(laid_out)
    if new_root is None:
        raise LayoutLost
    made = put_back(laid_out, new_root, comments.all)
    if not _holds(made, value, comments):
        raise LayoutLost
    return made.encode()


def _ordered(value: object, field: Field | None) -> object:
    """The same value with every key in the model's order; keys nobody knows come last."""
    if isinstance(value, list):
        return [_ordered(item, field and field.inner) for item in value]
    if not isinstance(value, dict):
        return value
    order = list(field.keys()) if field is not None else []
    names = [key for key in order if key in value] + [key for key in value if key not in order]
    return {key: _ordered(value[key], field and field.below(key)) for key in names}


def _holds(made: str, value: object, comments: Comments) -> bool:
    document = parse("", made.encode())
    root = compose(made) if document.readable else None
    if root is None or not same(document.value, value):
        return False
    return _words(Comments(made, root)) == _words(comments)


def _words(comments: Comments) -> list[str]:
    return sorted(comment.text for comment in comments.all if comment.text)
