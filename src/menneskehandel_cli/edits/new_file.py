"""Helpers for new files: the next free id, the file's name, and lines with explanations.

In a new file, optional keys are comments: removing the ``# `` makes them count. Comments at the end of a
line explain it, and may be kept or removed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from textwrap import wrap
from unicodedata import normalize

from menneskehandel_cli.edits.writing import STEP, WIDTH, render, render_flow
from menneskehandel_cli.language import Lang, say
from menneskehandel_cli.models import Model
from menneskehandel_cli.models.fields import fields

_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "đ": "d", "ŋ": "n", "ŧ": "t"})
"""Norwegian and Sámi letters that do not decompose into another letter and a mark."""
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file to be created, with its path from the strategy's root."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """The source of a new record."""

    document: str
    section: str | None = None

    @property
    def given(self) -> dict[str, str]:
        """The source in the form of a record."""
        return {"document": self.document, **({"section": self.section} if self.section else {})}

    def __str__(self) -> str:
        return render_flow(self.given)


def line(key: str, value: object) -> str:
    """A key with its value, as lines of a new file."""
    written = render(value, len(key) + len(": "), indent=STEP)
    return f"{key}:{written}\n" if written.startswith("\n") else f"{key}: {written}\n"


@dataclass(frozen=True, slots=True)
class Draft:
    """Fills in a new file: comments in ``lang``, and texts to be replaced under the tag ``content``."""

    lang: Lang
    content: str

    def fill(self, template: str, **given: object) -> str:
        """A template with what is ``given``, and with the phrases of the word list that it names.

        ``{say[x]}`` is the phrase ``draft.x``, ``{about[x]}`` the same as lines of comments,
        ``{text[x]}`` as a text of a record in braces, and ``{told[x]}`` as a text on a line of its own.
        """

        def phrase(key: str) -> str:
            return say(f"draft.{key}", self.lang, **given)

        return template.format_map(
            {
                **given,
                "say": _Each(phrase),
                "about": _Each(lambda key: comment(phrase(key))),
                "text": _Each(lambda key: render_flow(self.text(phrase(key)))),
                "told": _Each(lambda key: line(self.content, phrase(key)).rstrip("\n")),
            }
        )

    def text(self, words: str) -> dict[str, str]:
        """A text of a record, in the language of the strategy."""
        return {self.content: words}

    def source_line(self, source: Provenance) -> str:
        """The source as a line; without a place in the document, a comment asks for one."""
        text = line("source", source.given)
        return text if source.section else text.replace("\n", self.fill("  # section: {say[section]}\n"))

    def values(self, model: type[Model], key: str, start: str = "# ") -> str:
        """The fixed values of a model's key, each with what it means, as lines of comments."""
        field = fields(model)[key]
        told = ", ".join(f"{value} ({field.called(value, self.lang)})" for value in field.choices)
        return comment(f"{key}: {told}", start)


class _Each:
    """Looks up what a template names in brackets."""

    def __init__(self, of: Callable[[str], str]) -> None:
        self._of = of

    def __getitem__(self, key: str) -> str:
        return self._of(key)


def comment(text: str, start: str = "# ") -> str:
    """A text as lines of comments, each with this ``start``, without the last line break."""
    rows = wrap(text, WIDTH - len(start), break_long_words=False, break_on_hyphens=False)
    return "\n".join(f"{start}{row}" for row in rows)


def slug(text: str) -> str:
    """A title as used in a file name: lower-case letters, digits and hyphens, cut at a word."""
    name = ""
    plain = re.sub(r"[\u0300-\u036f]", "", normalize("NFKD", text.casefold().translate(_LETTERS)))
    for word in re.findall(r"[a-z0-9]+", plain):
        if name and len(name) + 1 + len(word) > _LONGEST:
            break
        name = f"{name}-{word}" if name else word
    return name


def next_number(numbers: Iterable[int]) -> int:
    """The number after the highest, so that the number of a removed record is never reused."""
    return max(numbers, default=0) + 1
