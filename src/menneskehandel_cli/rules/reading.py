"""The rules without a check of their own: on what is found as files are read, and on acceptances."""

import re
from string import ascii_uppercase

from menneskehandel_cli.diagnostics import Diagnostic
from menneskehandel_cli.language.days import read_day
from menneskehandel_cli.language.marks import bare, items_meant, without_marks
from menneskehandel_cli.language.numbers import read_number
from menneskehandel_cli.language.slips import TRUTHS, choice_called, keys_called, one_slip
from menneskehandel_cli.mistakes import SPACING
from menneskehandel_cli.models.base import PATTERNS
from menneskehandel_cli.register.layout import instrument_of, kind_of
from menneskehandel_cli.rules.base import Fix, Rule

MH001_NOT_UTF8 = Rule(severity="error")
"""A file that is not UTF-8."""


def _spaced(diagnostic: Diagnostic, _value: object) -> Fix | None:
    return Fix("text", None) if diagnostic.params["problem"] in SPACING else None


MH002_YAML_SYNTAX = Rule(severity="error", fix=_spaced, phrases={"problem": "yaml", "mend": "mend"})
"""A file that is not valid YAML."""

MH003_DUPLICATE_KEY = Rule(severity="error")
"""The same key twice in one place."""


def _key_meant(diagnostic: Diagnostic, _value: object) -> Fix | None:
    key, near = str(diagnostic.params["key"]), diagnostic.params["near"]
    if not isinstance(near, str):
        return None
    sure = bare(key) == near or one_slip(key, near) or keys_called(key, [near])
    return Fix("key", near) if sure else None


MH004_UNKNOWN_KEY = Rule(severity="error", phrases={"mend": "key"}, fix=_key_meant)
"""A key that the record does not have."""

MH005_MISSING_KEY = Rule(severity="error")
"""A key that every such record must have."""


def _type_meant(diagnostic: Diagnostic, value: object) -> Fix | None:
    """The fix of words for a list, ja for true, a quoted number, or an unquoted text of digits."""
    expected = diagnostic.params["expected"]
    if expected == "list" and isinstance(value, str):
        items = items_meant(value)
        return None if items is None else Fix("value", items)
    if expected == "truth" and isinstance(value, str) and value.casefold() in TRUTHS:
        return Fix("value", TRUTHS[value.casefold()])
    if expected == "number" and isinstance(value, str):
        number = read_number(value)
        return None if number is None else Fix("value", number)
    if expected == "text" and isinstance(value, int) and not isinstance(value, bool):
        return Fix("value", str(value))
    return None


MH006_WRONG_TYPE = Rule(
    severity="error", phrases={"expected": "expected", "found": "found", "mend": "type"}, fix=_type_meant
)
"""A value of the wrong type, such as a text instead of a list, or a number instead of a text."""


def _value_meant(diagnostic: Diagnostic, value: object) -> Fix | None:
    """The fix of a misspelt or translated value, an id in other capitals, or a day in another form."""
    fits, near = diagnostic.params["fits"], diagnostic.params.get("near")
    if not isinstance(value, str):
        return None
    word, named = bare(value), diagnostic.params.get("whole")
    if isinstance(near, str) and (named or one_slip(word, near) or choice_called(word, [near])):
        return Fix("value", near)
    if fits == "day" and near is not None and near == read_day(word):  # else it is a guess
        return Fix("value", near)
    pattern = PATTERNS.get(str(fits))
    if pattern is not None:
        for written in (value.strip(), value.strip().lower(), value.strip().upper()):
            if re.fullmatch(pattern, written):
                return Fix("value", written)
    return None


MH007_WRONG_VALUE = Rule(severity="error", phrases={"fits": "expected"}, fix=_value_meant)
"""A value that its field does not allow."""

MH008_WRONG_PLACE = Rule(severity="error", phrases={"mend": "place"})
"""A YAML file where no record belongs."""


def _renamed(diagnostic: Diagnostic, _value: object) -> Fix | None:
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


MH009_ID_AND_FILE_NAME = Rule(severity="error", fix=_renamed)
"""A file whose name does not match the id in it."""

MH010_CONSTRUCT_NOT_USED = Rule(severity="error", phrases={"construct": "construct"})
"""Aliases, tags, merge keys and keys that are not strings."""

MH011_TOO_LARGE = Rule(severity="error", phrases={"what": "limit"})
"""A file that is too large, or nested too deep, to be a record."""

MH012_UNREADABLE_FILE = Rule(severity="error", phrases={"why": "unreadable"})
"""A file that cannot be opened."""

MH013_MISSING_OR_EMPTY_FILE = Rule(severity="error", phrases={"what": "file"})
"""A required file that is missing, or a file that is empty."""

MH014_NEWER_FORMAT = Rule(severity="error")
"""A file in a format of a later version of mh."""

MH015_LAYOUT = Rule(severity="note", phrases={"what": "layout"})
"""An invisible mark at the start of a file, or line breaks from Windows."""

MH016_FORBIDDEN_CHARACTER = Rule(severity="error", fix=lambda _diagnostic, _value: Fix("text", None))
"""An invisible character that is not allowed in a text."""

MH017_TEXT_CUT_OFF = Rule(severity="note")
"""A text that ends at a ``#``, because the rest of its line is read as a comment."""

MH019_UNUSED_ANCHOR = Rule(severity="note")
"""An anchor, which nothing can refer to and which is not part of the text after it."""


MH020_INVISIBLE_MARK = Rule(
    severity="note",
    phrases={"mark": "hidden"},
    fix=lambda _, value: Fix("value", without_marks(value)) if isinstance(value, str) else None,
)
"""A soft hyphen or another mark without width in a text."""

MH021_CURLY_QUOTES = Rule(severity="note")
"""Curly quotation marks around a whole text, where quotes of YAML were meant."""

MH320_ACCEPTANCE_ENDS = Rule(severity="note")
"""An acceptance that ends soon."""

MH321_ACCEPTANCE_WITHOUT_GAP = Rule(severity="note")
"""An acceptance that covers no finding."""
