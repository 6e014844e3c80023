"""What actors and themes are called, for those who know their names and not their ids."""

import re
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from menneskehandel_cli.language import LANGS, fold, say
from menneskehandel_cli.models.actors import Actor
from menneskehandel_cli.models.strategy import Theme

_TELLING = 8
"""A part of a name must have this many letters to suggest what has the name."""

_SHORTENED = dict.fromkeys(("dept", "dep", "dpt"), "department") | {"min": "ministry"}
_SHORTENED |= dict.fromkeys(("and", "og"), "&")
"""What people write short, or otherwise, in the name of a body."""

LONGEST = 2_000
"""A longer text names no actors."""


def actors_named(
    text: str, actors: Collection[Actor], *, exact: bool = False, after: str = ""
) -> list[str] | None:
    """The ids of the actors in a text, each once; ``None`` if anything in it is not one actor.

    A name may hold a comma or "and", so a text is cut only where that is needed, and never in brackets.
    ``exact``: an id counts only as it is spelt. It stands ``after`` a name that may go on in it.
    """
    if len(text) > LONGEST or text.count("(") != text.count(")"):
        return None
    listed = _ids_listed(text, actors, exact=exact)
    if listed is not None:  # Also if a body has a name that is spelt like the list.
        return listed
    found, whole = actor_called(text, actors)
    if whole:
        return [found or ""]
    joining = "|".join(re.escape(say("and", lang)) for lang in LANGS)
    short = re.fullmatch(r"([^()]*[^\W\d_][^()]*)\(([^(),]+)\)", text.strip())
    listed = _ids_listed(short[2], actors, exact=exact) if short else None
    if short and listed and _is_name_of(short[1], listed, actors, joining, after):
        return listed
    for between in (r"[;\n]", r"[;,\n]", rf"[;,\n/&+]|\s(?:{joining})\s", r"[;,\n/&+\s]"):
        words = [*filter(None, map(str.strip, re.split(between, text)))]
        if len(words) < 2:  # noqa: PLR2004
            continue
        above = [after, *words] if "," in between else [""] * len(words)
        pairs = zip(above, words, strict=False)
        parts = [actors_named(one, actors, exact=exact, after=x) for x, one in pairs]
        if all(part is not None for part in parts):
            return list(dict.fromkeys(name for part in parts if part is not None for name in part))
    return None


def _is_name_of(name: str, listed: list[str], actors: Collection[Actor], joining: str, after: str) -> bool:
    """Whether a name before a short one can be that body's: not another one's, and not several."""
    if actors_named(name, actors) not in (None, listed):
        return False
    known = " ".join(spelt_out(own) for one in actors if one.id in listed for own in one.called)
    goes_on = after and after[-1] != ")" and _ids_listed(after, actors, exact=False) is None
    several = goes_on or re.search(rf"[;,\n/&+]|\s(?:{joining})\s", name)
    return not several or {*spelt_out(name).split()} <= {*known.split()}


def _ids_listed(text: str, actors: Collection[Actor], *, exact: bool) -> list[str] | None:
    """The ids in a text that has only ids, with commas between them; ``None`` for any other text."""
    wanted = text.strip() if exact else text.strip().casefold().replace(".", "")
    ids = {actor.id if exact else actor.id.casefold(): actor.id for actor in actors}
    listed = [word.strip() for word in wanted.split(",")]
    return list(dict.fromkeys(ids[word] for word in listed)) if all(word in ids for word in listed) else None


def actor_called(name: str, actors: Iterable[Actor]) -> tuple[str | None, bool]:
    """The id of the actor that ``name`` means, by its whole name in some language or a part of it.

    The second value says whether it is the whole name, of one actor alone. Case is ignored. The id is
    ``None`` if the name means no actor, or several.
    """
    return _name_meant(name, {actor.id: actor.called for actor in actors})


def theme_called(name: str, themes: Iterable[Theme]) -> tuple[str | None, bool]:
    """The id of the theme that ``name`` means by its title, as ``actor_called`` has it."""
    return _name_meant(name, {theme.id: theme.title.all() for theme in themes})


def _name_meant(name: str, names: Mapping[str, Iterable[str]]) -> tuple[str | None, bool]:
    whole = called_in_full(name, names)
    wanted = spelt_out(name)
    whole = whole or [key for key, text in names.items() if wanted in map(spelt_out, text)]
    if len(whole) == 1:
        return whole[0], True
    if len(wanted) < _TELLING or whole:
        return None, False
    part = [key for key, text in names.items() if any(wanted in spelt_out(words) for words in text)]
    return (part[0] if len(part) == 1 else None), False


def called_in_full(name: str, names: Mapping[str, Iterable[str]]) -> list[str]:
    """The ids of everything of which ``name`` is the whole name in some language. Case is ignored."""
    wanted = _plain_name(name)
    return [key for key, text in names.items() if wanted in map(_plain_name, text)]


@lru_cache(maxsize=65536)
def spelt_out(name: str) -> str:
    """A name as it is compared, without accents; "Dept. Health" is "Department of Health"."""
    words = re.findall(r"[^\W_]+|&", fold(name).replace(".", " "))
    return " ".join(_SHORTENED.get(word, word) for word in words if word not in ("of", "for", "the"))


def _plain_name(name: str) -> str:
    return " ".join(name.casefold().split())
