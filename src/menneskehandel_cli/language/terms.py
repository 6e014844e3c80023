"""What a strategy calls its measures and responsible bodies, in place of the program's words.

The terms travel in the language that is asked for (``TermedLang``), and ``say`` uses them for the phrases
that have a form with them (``in_terms``) alone: those where the word stands by itself, as a label, a
heading, the name of a column or a count, so that no language inflects it. Sentences keep the program's
words.

Such a language is the same text as its tag, also as a key of a cache. So what depends on terms is never
cached by language.

So travels the plan, where it is one of several: a command that a sentence names is then about that plan
(``in_plan``). Followed without it, the command would change the plan at the top of the repository.
"""

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple, Self, get_args

from menneskehandel_cli.language.messages import WORDS, Counted, Message

Concept = Literal["measure", "responsible_body"]
"""What a strategy may have its own term for."""

CONCEPTS: tuple[Concept, ...] = get_args(Concept)


class Term(NamedTuple):
    """What one is called, and several, as they are written inside a sentence."""

    one: str
    many: str

    def words(self) -> dict[str, str]:
        """The parameters of the texts with a term; with a capital letter, the term begins with one."""
        own: dict[str, str] = self._asdict()
        return own | {name.capitalize(): word[:1].upper() + word[1:] for name, word in own.items()}


Terms = Mapping[Concept, Term]
"""The terms of a strategy in one language."""


class TermedLang(str):
    """The tag of a language, with the terms of a strategy in it. It keeps those that ``tag`` has."""

    __slots__ = ("plan", "terms")

    terms: Terms
    plan: str
    """The id of the plan that is asked about, if it is in a folder of its own; otherwise empty."""

    def __new__(cls, tag: str, terms: Terms | None = None, plan: str = "") -> Self:
        """``tag`` with ``terms``, and of a ``plan``."""
        made = super().__new__(cls, tag)
        made.terms = getattr(tag, "terms", {}) if terms is None else terms
        made.plan = plan or getattr(tag, "plan", "")
        return made


_QUOTED_COMMAND = re.compile(r"([“«]mh (?!add |init|demo|explain|schema)[^”»]+)(?=[”»])")
"""A command that a sentence names, if it can be about one of several plans."""


def in_plan(phrase: str, lang: str) -> str:
    """A phrase with the commands in it about the plan that ``lang`` has, if any."""
    plan = lang.plan if isinstance(lang, TermedLang) and "mh " in phrase else ""
    return _QUOTED_COMMAND.sub(rf"\1 --plan {plan}", phrase) if plan and "--plan" not in phrase else phrase


def in_terms(key: str | Counted, lang: str) -> tuple[Message, Term] | None:
    """The phrase ``key`` with the term that ``lang`` has for it; ``None`` if it has none.

    A phrase with another form for a concept has that in the word list, behind a colon and the concept.
    """
    known = lang.terms if isinstance(lang, TermedLang) and isinstance(key, str) else {}
    found = ((WORDS.get(f"{key}:{concept}"), term) for concept, term in known.items())
    return next(((message, term) for message, term in found if message is not None), None)
