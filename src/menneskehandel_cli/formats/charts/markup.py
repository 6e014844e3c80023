"""Pictures as markup that ``charts.css`` lays out: escaped elements, or a template with marks in SVG."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from textwrap import shorten

from jinja2 import Environment

from menneskehandel_cli.blocks.model import Picture, Table
from menneskehandel_cli.blocks.templates import environment
from menneskehandel_cli.language import Lang
from menneskehandel_cli.language.numbers import number
from menneskehandel_cli.language.runs import unmarked

_UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x7f-\x9f]")
_BLANKS = re.compile("[ \t\n\r\u2028\u2029]+")


Address = Callable[[str], str | None]
"""Where the page about an id is, seen from the picture; ``None`` where nothing can be led to."""


def no_address(_name: str) -> str | None:
    """For a picture without links."""
    return None


@dataclass(frozen=True, slots=True)
class Square:
    """One thing as a mark: its kinds (``marks.html.j2`` draws them, one over the other) and its name."""

    kinds: tuple[str, ...]
    title: str
    address: str | None = None
    own: tuple[str, ...] = ()
    """Its kinds by the strategy's own words, in a picture where a reader can choose these."""


@cache
def _environment() -> Environment:
    """No sandbox: only our own templates draw."""
    return environment(kind=Environment)


def drawn(template: str, **content: object) -> str:
    """What the template ``picture-….html.j2`` draws of some content. Texts are escaped there."""
    return _environment().get_template(f"picture-{template}.html.j2").render(content).strip()


def picture(
    numbers: Table, told: Sequence[str], signs: Sequence[tuple[str, str]], *inside: str
) -> Picture:
    """A picture with its legend: ``signs`` are classes of the style sheet with what they stand for.

    To a screen reader it is an image that is told in sentences; what is in it is in its table.
    """
    text = " ".join(told)
    legend = (group("span", element("i", kind=sign), element("span", name)) for sign, name in signs)
    key = group("p", *legend, kind="key") if signs else ""
    label = f"{numbers.caption}. {text}"
    bars = group("div", key, *inside, kind="bars", role="img", aria_label=label)
    return Picture(numbers.caption, bars, numbers, text)


def nothing(numbers: Table, message: str) -> Picture:
    """A picture that says that there is nothing to show."""
    rows = numbers.rows or ((message, *("–" for _ in numbers.head[1:])),)
    shown = Table(numbers.caption, numbers.head, rows)
    return Picture(numbers.caption, element("p", message, kind="nothing"), shown, message)


def note(text: str) -> str:
    """A remark above the picture; empty for an empty text."""
    return element("p", text, kind="note") if text else ""


def element(tag: str, text: str = "", /, kind: str = "", **attributes: str) -> str:
    """An element around a text; everything is escaped. ``kind`` is its class."""
    return group(tag, escape(clean(text)), kind=kind, **attributes)


def group(tag: str, /, *inside: str, kind: str = "", **attributes: str) -> str:
    """An element around markup that is already escaped."""
    named = {"class": kind, **attributes} if kind else attributes
    given = "".join(
        f' {name.replace("_", "-")}="{escape(clean(value))}"' for name, value in named.items()
    )
    return f"<{tag}{given}>{''.join(inside)}</{tag}>"


def clean(text: str) -> str:
    """A text on one line, without characters invalid in XML. No-break spaces are kept."""
    return _BLANKS.sub(" ", _UNPRINTABLE.sub("", unmarked(text))).strip(" ")


_SHORTENED = 72


def shortened(text: str) -> str:
    """The first words of a text, for the name of a mark that leads to the whole of it."""
    return shorten(clean(text), _SHORTENED, placeholder=" …")


def figures(
    caption: str, head: Iterable[str], rows: Iterable[tuple[str, Iterable[int]]], lang: Lang
) -> Table:
    """The table of a picture: a name and its numbers in each row."""
    cells = ((name, *(number(value, lang) for value in values)) for name, values in rows)
    return Table(caption, tuple(head), tuple(cells))
