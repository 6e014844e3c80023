"""What a strategy calls its measures and responsible bodies, in place of the program's words.

The terms travel in the language that is asked for (``TermedLang``), and ``say`` uses them for the phrases
in ``USES`` alone: those where the word stands by itself, as a label, a heading, the name of a column or a
count, so that no language inflects it. Sentences keep the program's words.

Such a language is the same text as its tag, also as a key of a cache. So what depends on terms is never
cached by language.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple, Self, get_args

from menneskehandel_cli.language.messages import Counted, Marked, Message, msg

Concept = Literal["measure", "responsible_body"]
"""What a strategy may have its own term for."""

CONCEPTS: tuple[Concept, ...] = get_args(Concept)


class Term(NamedTuple):
    """What one is called, and several, as they are written inside a sentence."""

    one: str
    many: str

    def words(self) -> dict[str, str]:
        """The parameters of the texts in ``USES``; with a capital letter, the term begins with one."""
        return {
            "one": self.one,
            "many": self.many,
            "One": self.one[:1].upper() + self.one[1:],
            "Many": self.many[:1].upper() + self.many[1:],
        }


Terms = Mapping[Concept, Term]
"""The terms of a strategy in one language."""


class TermedLang(str):
    """The tag of a language, with the terms of a strategy in it. It keeps those that ``tag`` has."""

    __slots__ = ("terms",)

    terms: Terms

    def __new__(cls, tag: str, terms: Terms | None = None) -> Self:
        """``tag`` with ``terms``."""
        made = super().__new__(cls, tag)
        made.terms = (tag.terms if isinstance(tag, TermedLang) else {}) if terms is None else terms
        return made


_ONE, _MANY, _COUNT = Marked("{One}"), Marked("{Many}"), Counted("{n} {one}", "{n} {many}")

USES: Mapping[str, tuple[Concept, Message]] = {
    "column.addressed_by": ("measure", _MANY),
    "column.measure": ("measure", _ONE),
    "column.measures": ("measure", _MANY),
    "column.told_of": ("measure", msg("{Many} reported on")),
    "gaps.section.progress": ("measure", msg("{Many}, deadlines and reporting")),
    "list.measures": ("measure", _COUNT),
    "list.measures.heading": ("measure", _MANY),
    "matrix.title": ("measure", msg("{Many} and obligations")),
    "matrix.title.of": ("measure", msg("{Many} and obligations: {strategy}")),
    "measures": ("measure", _COUNT),
    "page.measures": ("measure", _MANY),
    "report.all_measures": ("measure", msg("All {many}")),
    "record.measure": ("measure", msg("{One} {n}")),
    "record.measure.area": ("measure", msg("{One} {n} · Focus area {number}: {title}")),
    "section.addressed_by": ("measure", msg("{Many} that follow it up")),
    "section.relations": ("measure", msg("Other {many}")),
    "site.table.measures": ("measure", _MANY),
    "status.no_measures": ("measure", msg("No {many}.")),
    "status.shown": ("measure", msg("showing {shown} of {total} {many}")),
    "report.actor": ("responsible_body", _ONE),
    "report.who": ("responsible_body", _MANY),
    "report.who.caption": ("responsible_body", msg("{Many}: reports for {year}")),
    "side.ministry": ("responsible_body", _ONE),
    "site.whose.ministry": ("responsible_body", msg("{Many}: their own words")),
}
"""The phrases of the word list that have another form with a term: the concept, and that form."""


def in_terms(key: str | Counted, lang: str) -> tuple[Message, Term] | None:
    """The phrase ``key`` with the term that ``lang`` has for it; ``None`` if it has none."""
    if not isinstance(lang, TermedLang) or not lang.terms or isinstance(key, Counted) or key not in USES:
        return None
    concept, message = USES[key]
    term = lang.terms.get(concept)
    return None if term is None else (message, term)
