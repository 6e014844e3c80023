"""Messages for errors outside a command's own checks, in the user's language."""

from __future__ import annotations

import typer

from menneskehandel_cli.language import Lang, msg, say
from menneskehandel_cli.language.slips import nearest

_EXAMPLES = {"--year": "2026", "--from": "2026-01-01", "--to": "2026-12-31"}
"""A value of each option that a command may require."""


def explain(wrong: Exception, lang: Lang) -> str | None:
    """What was wrong, and which help to read; ``None`` for an exception that is a bug in ``mh``."""
    # Typer brings its own copy of Click, and names only BadParameter of its exceptions.
    if not isinstance(wrong, typer.BadParameter.__mro__[2]):
        return None
    message = _message(type(wrong).__name__, wrong, lang)
    context = getattr(wrong, "ctx", None)
    command = context.command_path if context is not None else "mh"
    return f"{message} {say('usage.help', lang, command=command)}"


def _message(kind: str, wrong: Exception, lang: Lang) -> str:
    if kind == "NoSuchOption":
        near = getattr(wrong, "possibilities", None)
        meant = say("meant", lang, near=near[0]) if near else ""
        return f"{say('usage.no_option', lang, name=getattr(wrong, 'option_name', ''))} {meant}".strip()
    parameter = getattr(wrong, "param", None)
    if kind == "MissingParameter" and parameter is not None:
        name = max(parameter.opts, key=len)
        if example := _EXAMPLES.get(name):
            return say(
                msg("Give {name}, for example {name} {example}."), lang, name=name, example=example
            )
        return say(msg("{name} is missing."), lang, name=parameter.human_readable_name)
    if kind == "BadParameter" and parameter is not None:
        said = str(wrong)  # 'x' is not a valid integer, or: -5 is not in the range
        given = (said.partition("'")[2] or said).partition("'")[0].partition(" is not ")[0]
        return say("usage.bad_value", lang, name=max(parameter.opts, key=len), given=given)
    text: str = getattr(wrong, "format_message", lambda: str(wrong))()
    if "No such command" in text:
        name = text.split("'")[1] if "'" in text else ""
        group = getattr(getattr(wrong, "ctx", None), "command", None)
        near = nearest(name, getattr(group, "commands", ()))
        meant = say("meant", lang, near=near) if near else ""
        return f"{say('usage.no_command', lang, name=name)} {meant}".strip()
    if "Missing command" in text:
        return say(msg("A command is missing here."), lang)
    if "unexpected extra argument" in text:
        return say(msg("“{name}” is unexpected."), lang, name=text.rpartition("(")[2].partition(")")[0])
    return say(msg("{message}."), lang, message=text.rstrip("."))
