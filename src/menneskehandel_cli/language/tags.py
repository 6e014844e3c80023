"""The languages of the program by their tags, and which one a strategy or a locale means."""

import re
from functools import cache

from menneskehandel_cli.language import catalogues
from menneskehandel_cli.language.catalogues import TAG

Lang = str
"""The BCP 47 tag of a language, such as ``nb``."""

LANGS: tuple[Lang, ...] = catalogues.found()
"""The languages of the program."""

SOURCE_LANG: Lang = catalogues.SOURCE
"""The language of the texts in the code."""

CONTENT_LANG: Lang = "nb"
"""The language of the data, where nothing else is said: a plain text in YAML is in it."""

_SAYS_LANGUAGE = (
    re.compile(rf"^default_language[ \t]*:[ \t]*['\"]?({TAG})\b", re.MULTILINE),
    re.compile(rf"^languages[ \t]*:(?:[ \t]*\[|[ \t]*\r?\n[ \t]*-)\s*['\"]?({TAG})\b", re.MULTILINE),
)


def lang_of_locale(locale: str) -> Lang | None:
    """The language of a locale such as ``nb_NO.UTF-8``: English if there is no catalogue for it.

    ``None`` for an empty one and for ``C`` and ``POSIX``, which mean no language.
    """
    name = re.split("[.@]", locale)[0].replace("_", "-").casefold()
    if name in ("", "c", "posix"):
        return None
    tags = {tag.casefold(): tag for tag in LANGS}
    language = name.partition("-")[0]
    known = tags.get(name) or tags.get(language)
    return known or next((tag for tag in LANGS if language in catalogues.data(tag).locales), SOURCE_LANG)


def language_in(data: bytes) -> str:
    """The own language of a strategy by the text of its file, also if that is not valid YAML.

    It is ``default_language``, otherwise the first of ``languages``; English if the text says neither.
    """
    text = data.decode("utf-8", "replace")
    found = (pattern.search(text) for pattern in _SAYS_LANGUAGE)
    return next((match[1] for match in found if match), SOURCE_LANG)


@cache
def written_forms(tag: str) -> tuple[str, ...]:
    """A language and what stands in for it before English, as the other written form of Norwegian."""
    if tag not in LANGS:
        return (tag,)
    return tuple(code for code in catalogues.fallbacks(tag) if code == tag or code != SOURCE_LANG)
