"""Pictures as markup: templates draw them, and ``charts.css`` lays them out."""

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple

from jinja2 import Environment

from menneskehandel_cli.blocks.model import Table
from menneskehandel_cli.blocks.templates import template_environment
from menneskehandel_cli.formats.report_parts import capital
from menneskehandel_cli.language import Lang, fill, number, say, unmarked
from menneskehandel_cli.register import Register

_UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x7f-\x9f]")
_LINE_SPACE = re.compile("[ \t\n\r\u2028\u2029]+")


AddressOf = Callable[[str], str | None]
"""Where the page about an id is, seen from the picture; ``None`` where nothing can be led to."""


def no_address(_name: str) -> str | None:
    """For a picture without links."""
    return None


class Square(NamedTuple):
    """One thing as a mark: its kinds (``marks.html.j2`` draws them, one over the other) and its name."""

    kinds: tuple[str, ...]
    title: str
    address: str | None = None
    own: tuple[str, ...] = ()
    """Its kinds by the strategy's own words, in a picture where a reader can choose these."""


@cache
def _environment() -> Environment:
    """No sandbox: only our own templates draw."""
    made = template_environment(kind=Environment)
    made.filters["clean"] = clean
    return made


def drawn(template: str, **content: object) -> str:
    """What the template ``picture-….html.j2`` draws of some content. Texts are escaped there."""
    return _environment().get_template(f"picture-{template}.html.j2").render(content).strip()


def clean(text: str) -> str:
    """A text on one line, without characters invalid in XML. No-break spaces are kept."""
    return on_one_line(unmarked(text))


def on_one_line(text: str) -> str:
    """The same with marks of its language, for what is shown as text."""
    return _LINE_SPACE.sub(" ", _UNPRINTABLE.sub("", text)).strip(" ")


def figures(
    caption: str, head: Iterable[str], rows: Iterable[tuple[str, Iterable[int]]], lang: Lang
) -> Table:
    """The table of a picture: a name and its numbers in each row, without a column of noughts."""
    first, *columns = zip(tuple(head), *((name, *values) for name, values in rows), strict=True)
    texts = ((capital(name), *(number(n, lang) for n in some)) for name, *some in columns if any(some))
    whole = zip(tuple(map(capital, first[:1])) + first[1:], *texts, strict=True)
    return Table(caption, next(whole), tuple(whole))


def helpers(register: Register, lang: Lang, address: AddressOf) -> dict[str, Callable[[str], str | None]]:
    """What a template calls for an id, and for a message."""
    return {
        "name": lambda name: capital(fill(register.long_name(name), lang)),
        "title_of": lambda name: capital(fill(register.short_title(name), lang)),
        "address": address,
        "say": lambda words, **params: say(words, lang, **params),
    }
