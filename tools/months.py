"""The months in the official languages of all states, by Babel from CLDR: ``language/months.json``.

A name that is another month in another language, as listopad is in Polish and in Croatian, is left out.
``python tools/months.py`` writes the file anew.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.languages import get_official_languages

FILE = Path(__file__).resolve().parent.parent / "src/menneskehandel_cli/language/months.json"
SHORTEST = 3
"""Shorter abbreviations say too little."""


def months() -> dict[str, int]:
    """The number of each month by its names, in small letters."""
    states = {key.rpartition("_")[2] for key in get_global("likely_subtags").values() if "_" in key}
    tags = {tag for state in states for tag in get_official_languages(state, regional=True, de_facto=True)}
    found: defaultdict[str, set[int]] = defaultdict(set)
    for tag in tags:
        try:
            known = Locale.parse(tag).months
        except (UnknownLocaleError, ValueError):
            continue
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in known[form][width].items():
                    found[name.casefold().rstrip(".")].add(number)
    plain = {name: numbers for name, numbers in found.items() if name.replace(" ", "").isalpha()}
    return {name: min(numbers) for name, numbers in sorted(plain.items()) if _is_clear(name, numbers)}


def _is_clear(name: str, numbers: set[int]) -> bool:
    return len(numbers) == 1 and len(name) >= SHORTEST


if __name__ == "__main__":
    FILE.write_text(json.dumps(months(), ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
