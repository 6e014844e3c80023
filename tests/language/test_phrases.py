"""Every phrase that the program says stands there or in the word list, and gets what fills it in."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator

from babel.messages.pofile import read_po

from menneskehandel_cli.language import Message, msg, nmsg, pmsg
from menneskehandel_cli.language.messages import WORDS
from support import CHECKOUT, tool

SOURCES = sorted((CHECKOUT / "src" / "menneskehandel_cli").rglob("*.py"))
SAID_BY_ALL = {
    "say": ("", 0),
    "Refused": ("failure.", 0),
    "closed": ("closure.", 0),
    "ended": ("closure.", 1),
}
"""What takes the name of a phrase: what stands before the name, and in which place it is given."""


MARKS: dict[str, Callable[..., Message]] = {"msg": msg, "nmsg": nmsg, "pmsg": pmsg}
"""What marks a message that is said without a name."""


def calls() -> Iterator[tuple[str, str, Message | None, frozenset[str]]]:
    """Where a phrase is said: the place, its name or text, the message, and the parameters given."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            prefix, place = SAID_BY_ALL.get(getattr(node.func, "id", ""), ("", len(node.args)))
            first = node.args[place] if place < len(node.args) else None
            mark = MARKS.get(getattr(first.func, "id", "")) if isinstance(first, ast.Call) else None
            if not isinstance(first, ast.Constant) and mark is None:
                continue
            if any(keyword.arg is None for keyword in node.keywords):
                continue  # **params: known only when the program runs
            given = frozenset(str(keyword.arg) for keyword in node.keywords)
            where = f"{path.name}:{node.lineno}"
            if isinstance(first, ast.Constant):
                yield where, f"{prefix}{first.value!s}", WORDS.get(f"{prefix}{first.value!s}"), given
            elif isinstance(first, ast.Call) and mark is not None:
                message = mark(*map(ast.literal_eval, first.args))
                yield where, str(message), message, given


def test_every_phrase_exists_and_gets_what_fills_it_in() -> None:
    """No message can end in a missing word or a missing parameter."""
    said = list(calls())
    assert said
    for place, phrase, message, given in said:
        assert message is not None, (place, phrase)
        needed = set(re.findall(r"{(\w+)}", message if isinstance(message, str) else message.other))
        assert needed <= given | ({"few"} if "n" in given else set()), place


VERDICTS = r"\b(un)?met\b|\blesser\b|\bunmapped\b|oppfyl[lt]|kartlagt"
LATE = r"\blate\b|\boverdue\b|for?se?inka|forsinket|for (sent|seint)"
NOBODY = (
    r"((nobody|no report) (is|counts as)|came) late|(er |reknast )?ingen (er |regnes |som )*|"
    r"kom for (sent|seint)|early, late"
)


def test_no_text_gives_a_verdict_or_calls_a_task_late() -> None:
    """In three languages: requirements are not met or unmet, and what is not recorded is not late.

    Late may be what came with a recorded day after its deadline, nobody, and a part of a year.
    """
    seen = 0
    for path in tool("messages").catalogues():
        with path.open("rb") as file:
            texts = {
                text
                for message in read_po(file)
                for said in (message.id, message.string)
                for text in ((said,) if isinstance(said, str) else said or ())
            }
        seen += len(texts)
        assert [text for text in texts if re.search(VERDICTS, text, re.IGNORECASE)] == []
        shown = {re.sub(r"{\w+}", "", text) for text in texts}
        late = {text for text in shown if re.search(LATE, text, re.IGNORECASE)}
        assert [text for text in late if not re.search(NOBODY, text, re.IGNORECASE)] == []
    assert seen > len(WORDS)
