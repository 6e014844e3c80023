"""The rules without a check of their own: on what is found as files are read, and on acceptances."""

import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from string import ascii_uppercase

from menneskehandel_cli.diagnostics import Diagnostic
from menneskehandel_cli.language import read_day, read_number
from menneskehandel_cli.language.marks import bare, items_meant, without_marks
from menneskehandel_cli.language.slips import TRUTHS, choice_called, keys_called, one_slip
from menneskehandel_cli.mistakes import SPACING
from menneskehandel_cli.models.base import PATTERNS
from menneskehandel_cli.register.layout import instrument_of, kind_of
from menneskehandel_cli.rules.base import Fix, Rule


def _key_meant(diagnostic: Diagnostic, _value: object) -> Fix | None:
    key, near = str(diagnostic.params["key"]), diagnostic.params["near"]
    if isinstance(near, str) and (bare(key) == near or one_slip(key, near) or keys_called(key, [near])):
        return Fix("key", near)
    return None


def _type_meant(diagnostic: Diagnostic, value: object) -> Fix | None:
    """The fix of words for a list, ja for true, a quoted number, or an unquoted text of digits."""
    expected, meant = str(diagnostic.params["expected"]), None
    if expected in _MEANT and isinstance(value, str):
        meant = _MEANT[expected](value)
    elif expected == "text" and isinstance(value, int) and not isinstance(value, bool):
        meant = str(value)
    return None if meant is None else Fix("value", meant)


def _value_meant(diagnostic: Diagnostic, value: object) -> Fix | None:
    """The fix of a misspelt or translated value, an id in other capitals, or a day in another form."""
    fits, near = diagnostic.params["fits"], diagnostic.params.get("near")
    if not isinstance(value, str):
        return None
    word, named = bare(value), diagnostic.params.get("whole")
    day = fits == "day" and near == read_day(word)  # else it is a guess
    if isinstance(near, str) and (named or day or one_slip(word, near) or choice_called(word, [near])):
        return Fix("value", near)
    pattern, text = PATTERNS.get(str(fits), "(?!)"), value.strip()
    ways = filter(re.compile(pattern).fullmatch, (text, text.lower(), text.upper()))
    return next((Fix("value", written) for written in ways), None)


def _file_renamed(diagnostic: Diagnostic, _value: object) -> Fix | None:
    """The file name that matches the id. A folder is not renamed, because it contains many files."""
    wanted, name = str(diagnostic.params["id"]), str(diagnostic.params["name"])
    if diagnostic.params.get("what") == "letter":
        return None
    folder = diagnostic.path.rpartition("/")[0]
    match kind_of(diagnostic.path):
        case "measure":
            rest = name.lstrip("0123456789").removeprefix("-")
            return Fix("file", f"{folder}/{wanted.lstrip(ascii_uppercase)}{'-' if rest else ''}{rest}.yaml")
        case "obligation" if wanted.startswith(f"{instrument_of(diagnostic.path)}-"):
            return Fix("file", f"{folder}/{wanted}.yaml")
        case "law" if wanted.startswith("law-"):
            return Fix("file", f"{folder}/{wanted.removeprefix('law-')}.yaml")
        case "indicator":
            return Fix("file", f"{folder}/{wanted}.yaml")
        case "report":
            year, actor = wanted.split(", ")
            return Fix("file", f"data/reports/{year}/{actor}.yaml")
        case _:
            return None


_MEANT: Mapping[str, Callable[[str], object]] = {
    "list": items_meant,
    "truth": lambda text: TRUTHS.get(text.casefold()),
    "number": read_number,
}
"""How a text is read where something else is expected; as ``None`` if it is no such thing."""

_FIXES: Mapping[str, Callable[[Diagnostic, object], Fix | None]] = {
    "MH002_YAML_SYNTAX": lambda found, _: Fix("text", None) if found.params["problem"] in SPACING else None,
    "MH004_UNKNOWN_KEY": _key_meant,
    "MH006_WRONG_TYPE": _type_meant,
    "MH007_WRONG_VALUE": _value_meant,
    "MH009_ID_AND_FILE_NAME": _file_renamed,
    "MH016_FORBIDDEN_CHARACTER": lambda _diagnostic, _value: Fix("text", None),
    "MH020_INVISIBLE_MARK": lambda _, text: (
        Fix("value", without_marks(text)) if isinstance(text, str) else None
    ),
}

_READING_SPECS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))

READING = {name: Rule(**spec) for name, spec in _READING_SPECS.items()}
READING |= {name: Rule(fix=fix, **_READING_SPECS[name]) for name, fix in _FIXES.items()}
"""The rules by what they are called after."""
