"""What people probably mean: slips of the pen, and the names that fixed values and keys go by."""

import re
from collections.abc import Callable, Iterable
from os.path import commonprefix

from menneskehandel_cli.language import catalogues
from menneskehandel_cli.language.messages import WORDS

TRUTHS = dict.fromkeys(("ja", "yes", "true"), True) | dict.fromkeys(("nei", "no", "false"), False)
"""What people write for true and false, in small letters."""

_SHORT_WORD = 3
"""In words of at most this many letters, one changed letter counts as another word, not a slip."""


def nearest(word: str, known: Iterable[str], alike: float = 0.6) -> str | None:
    """The known word that is closest to ``word``; ``None`` if none is close enough."""
    from difflib import get_close_matches

    names = {name.casefold(): name for name in known}
    matches = get_close_matches(word.casefold(), names, n=1, cutoff=alike)
    return names[matches[0]] if matches else None


def one_slip(word: str, meant: str) -> bool:
    """Whether ``word`` is ``meant`` except for case, hyphens and spaces, and one slip in a long word.

    A slip is one letter added, missing, wrong or in another place. Words that are close but
    differ more may mean the opposite, such as "continued" and "discontinued".
    """
    one, other = (re.sub(r"[\s-]", "_", text.strip().casefold()) for text in (word, meant))
    if one == other or len(meant) <= _SHORT_WORD:
        return one == other
    for _ in range(2):  # what both begin with, and then what both end with, backwards
        alike = len(commonprefix((one, other)))  # noqa: RUF071 – of words, not of paths
        one, other = one[alike:][::-1], other[alike:][::-1]
    return max(len(one), len(other)) <= 1 or other in (one[1:] + one[:1], one[-1:] + one[:-1])


def nearest_name(word: str, known: Iterable[str]) -> str | None:
    """The known name that is closest to ``word``, each word to its own; ``None`` if none is."""
    parts = re.split(r"[\s_-]+", word)
    each = {name: re.split(r"[\s_-]+", name) for name in known}
    pairs = ((name, zip(parts, own, strict=True)) for name, own in each.items() if len(own) == len(parts))
    alike = [name for name, both in pairs if all(nearest(x, [y], 0.75) for x, y in both)]
    joined = {"".join(own): name for name, own in each.items()}  # a space may be missing
    return nearest(word, alike) or joined.get(nearest("".join(parts), joined, 0.95) or "")


def full_address(text: str) -> str:
    """A web address with its scheme and without angle brackets; any other text as it is."""
    address = re.sub(r"^<(\S+)>$", r"\1", text.strip())
    return f"https://{address}" if re.fullmatch(r"www\.\S+", address) else address


def without(word: str, letters: int = 1) -> set[str]:
    """What a word is without any so many of its letters, or fewer."""
    found = {word}
    for _ in range(letters):
        found |= {one[:at] + one[at + 1 :] for one in found for at in range(len(one))}
    return found


def keys_called(word: str, keys: Iterable[str]) -> list[str]:
    """Those of ``keys``, keys of the data, that ``word`` may mean by the word list.

    That is by their label in some language, or by what else people call them (``called.field``). Case is
    ignored.
    """
    wanted = word.strip().casefold()
    named = ("fact", "changed", "called.field")
    return [key for key in keys if any(wanted in names_called(f"{one}.{key}") for one in named)]


def names_called(key: str) -> set[str]:
    """The names in every language that a phrase of the word list gives, if it is there, in lower case."""
    messages = [WORDS[key]] if key in WORDS else []
    texts = [text.casefold() for one in messages for text in catalogues.translations(one)]
    several = key.startswith(("called.", "near."))
    return {name.strip() for text in texts for name in (text.split(",") if several else (text,))}


def choice_called(word: str, choices: Iterable[str]) -> str | None:
    """The choice that ``word`` names: by its own name, its label or what else people call it.

    Labels and other names (``called.choice``) are those of the word list, in any language. Case is
    ignored. ``None`` if there is no such choice, or more than one.
    """
    wanted, names = word.strip().casefold(), set(choices)
    own = {name for name in names if name.casefold() == wanted}
    found = own or _choices_called(wanted, names, lambda key: not key.startswith(("near.", "called.field.")))
    return found.pop() if len(found) == 1 and wanted else None


def choice_in(text: str, choices: Iterable[str]) -> str | None:
    """The choice that words of a text name; ``None`` if they name none, or several."""
    known = [*choices]
    found = {choice_called(word, known) for word in re.findall(r"\w+", text)} - {None}
    return found.pop() if len(found) == 1 else None


def choice_meant(word: str, choices: Iterable[str]) -> str | None:
    """The choice that ``word`` probably means, to be suggested and never to be written.

    It is called so, or the word list has the word near it (``near.choice``), or it is spelt alike.
    ``None`` if there is no such choice, or if the word may as well mean another one.
    """
    known = list(choices)
    near = _choices_called(word.strip().casefold(), set(known), lambda key: key.startswith("near.choice."))
    if len(near) > 1:
        return None
    return choice_called(word, known) or next(iter(near), None) or nearest_name(word, known)


def _choices_called(wanted: str, choices: set[str], among: Callable[[str], bool]) -> set[str]:
    """The choices that the phrases whose keys are ``among`` those asked for call ``wanted``."""
    return {
        choice
        for key in WORDS
        if (choice := key.rpartition(".")[2]) in choices and among(key) and wanted in names_called(key)
    }
