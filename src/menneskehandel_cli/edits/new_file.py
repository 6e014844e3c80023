"""New files: the next free id, the file's name, its lines and its comments."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import count
from textwrap import wrap

from menneskehandel_cli.edits.change import Change
from menneskehandel_cli.edits.layout import formatted
from menneskehandel_cli.edits.writing import WIDTH, line
from menneskehandel_cli.language import Lang
from menneskehandel_cli.language.stems import fold
from menneskehandel_cli.models.base import FORMAT
from menneskehandel_cli.models.files import FILES
from menneskehandel_cli.register.layout import schema_file

_LONGEST = 40


def modeline(kind: str, path: str) -> str:
    """The first line of the file at ``path`` (from the strategy's root), with its line break.

    ``kind`` is one that ``mh schema`` lists. The line is a comment, from which the YAML language server
    takes the path of the schema, relative to the file's own folder.
    """
    up = "../" * path.count("/")
    return f"# yaml-language-server: $schema={up}{schema_file(kind)}\n"


def source_of(document: str, section: str | None) -> dict[str, str]:
    """The source of a new record, as it is written in YAML."""
    return {"document": document, **({"section": section} if section else {})}


def record_file(kind: str, path: str, record: Mapping[str, object], *, described: bool = True) -> Change:
    """The new file of a record, laid out as ``mh fmt`` does it, with nothing but the record's keys.

    ``described``: its first line refers editors to its schema.
    """
    text = (modeline(kind, path) if described else "") + "".join(
        f"{line(key, value)}\n" for key, value in {"format": FORMAT, **record}.items()
    )
    return Change(path, None, formatted(text.encode(), FILES[kind]))


@dataclass(frozen=True, slots=True)
class Draft:
    """The languages of a new file: its comments are in ``lang``, its texts under the tag ``content``."""

    lang: Lang
    content: str

    def text(self, words: str) -> dict[str, str]:
        """A text of a record, in the language of the strategy."""
        return {self.content: words}


def comment(text: str, start: str = "# ") -> str:
    """A text as lines of comments, each with this ``start``, without the last line break."""
    rows = wrap(text, WIDTH - len(start), break_long_words=False, break_on_hyphens=False)
    return "\n".join(f"{start}{row}" for row in rows)


def slug(text: str) -> str:
    """A title as used in a file name: lower-case letters, digits and hyphens, cut at a word."""
    words = " ".join(re.findall(r"[a-z0-9]+", fold(text)))
    return next(iter(wrap(words, _LONGEST, break_long_words=False)), "").replace(" ", "-")


def unused(wanted: str, taken: Collection[str], between: str = "-") -> str:
    """An id that is not ``taken``: ``wanted``, or the same with the first number that is free."""
    known = {name.casefold() for name in taken}
    numbered = (wanted if number == 1 else f"{wanted}{between}{number}" for number in count(1))
    return next(name for name in numbered if name.casefold() not in known)


def next_number(numbers: Iterable[int]) -> int:
    """The number after the highest, so that the number of a removed record is never reused."""
    return max(numbers, default=0) + 1
