"""Wrong use of the command line, in the user's language."""

from __future__ import annotations

import typer

from menneskehandel_cli.language import Lang, say


def is_wrong_use(error: Exception) -> bool:
    """Whether an exception is Typer's way of saying that the arguments are wrong.

    Typer brings its own copy of Click and names only ``BadParameter`` of its exceptions.
    """
    return isinstance(error, typer.BadParameter.__mro__[2])


def explain(wrong: Exception, lang: Lang) -> str:
    """What was wrong with the arguments, and where to read on."""
    kind = type(wrong).__name__
    message = _message(kind, wrong, lang)
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
        return say("usage.missing", lang, name=parameter.human_readable_name)
    text: str = getattr(wrong, "format_message", lambda: str(wrong))()
    if "No such command" in text:
        return say("usage.no_command", lang, name=text.split("'")[1] if "'" in text else "")
    return say("usage.other", lang, message=text.rstrip("."))
