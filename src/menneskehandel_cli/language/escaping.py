"""Texts that no terminal and no build server acts on."""

import re


def escape_control(text: str, form: str = "\\u{:04x}") -> str:
    """``text`` on one line, with every character that a terminal would act on escaped.

    As a reference in HTML (``form``) a browser shows it unchanged.
    """
    if text.isprintable():
        return text
    return "".join(x if x.isprintable() or x in "\u00a0\u202f" else form.format(ord(x)) for x in text)


SECTION = "§\ue000"
"""A section sign that no line of a terminal ends with: Rich breaks lines at a no-break space too."""


def escape_workflow_commands(text: str) -> str:
    """Break up ``::error::``, ``##[error]`` and the like, so that no build server reads a command.

    The former counts at the beginning of a line, the latter anywhere:
    https://github.com/actions/runner (ActionCommand), which overlooks what Unicode ignores by default.
    """
    return text if _TWO_SIGNS.search(text) is None else _SERVER_ORDER.sub(r"\1 ", text)


IGNORED = (
    r"\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    r"\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    r"\U000e0000-\U000e0fff"
)
"""What a build server overlooks between the signs of an order, for a class in a pattern: variation
selectors and all else that is Default_Ignorable_Code_Point (Unicode, DerivedCoreProperties.txt)."""

_TWO_SIGNS = re.compile(f":[{IGNORED}]*:|#[{IGNORED}]*#")
"""Sought first: the search for an order is slow, and a check of a large repository is several megabytes."""

_SERVER_ORDER = re.compile(
    rf"(^(?:[^\S\n]|\x1b\[[\d;]*m|[{IGNORED}])*:(?=[{IGNORED}]*:)"
    rf"|#[{IGNORED}]*#(?=[\w{IGNORED}]*\[))",
    re.MULTILINE,
)
