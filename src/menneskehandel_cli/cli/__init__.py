"""The command line: the only place that reads the environment and the clock, prints and exits.

What is imported here is imported at every start, so it is next to nothing.
"""

from __future__ import annotations

import gc
import os
import signal
import sys

from menneskehandel_cli.cli.streams import close_streams, drop, open_streams


class _Ended(BaseException):
    """Somebody has ended the process by a signal, and the work unwinds; ``number`` is the signal's."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


_SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


def main() -> None:
    """Run ``mh`` with the arguments of the process, and exit.

    Ctrl-C, and other signals that ask it to end, leave nothing half-written behind.
    """
    # A command ends before its garbage weighs anything, and looking for it takes a third of the time.
    gc.disable()
    try:
        sys.unraisablehook = _unheard
        for number in _SIGNALS:
            if signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, _end)
        open_streams()
        code = run(sys.argv[1:])
    except BaseException as error:
        # What was raised for a signal may come out of a library as something else.
        ended = error if isinstance(error, _Ended | KeyboardInterrupt) else error.__cause__
        if not isinstance(ended, _Ended | KeyboardInterrupt):
            raise
        code = _cut_short(ended, sys.argv[1:])
    finally:
        for number in _SIGNALS:
            signal.signal(number, signal.SIG_IGN)
    close_streams()
    gc.freeze()  # Python looks for garbage once more on its way out.
    sys.exit(code)


def _end(number: int, _frame: object) -> None:
    signal.signal(number, signal.SIG_DFL)  # Whoever cannot wait for us to clear up asks again.
    raise _Ended(number)


def _unheard(dropped: sys.UnraisableHookArgs) -> None:
    """Listen again where a library could not pass on that a signal came: the user asks once more.

    Pydantic's Rust and finalizers call Python in places that drop all exceptions.
    """
    ended = dropped.exc_value
    if isinstance(ended, _Ended):
        signal.signal(ended.number, _end)
    else:
        sys.__unraisablehook__(dropped)


def run(arguments: list[str]) -> int:
    """Run ``mh``, and say what its exit code is."""
    # Windows would look for git and the editor in the folder one stands in before all others.
    os.environ.setdefault("NoDefaultCurrentDirectoryInExePath", "1")
    # Plugins of Pydantic are looked for among everything that is installed: slow, and none of ours.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        return _answer(arguments)
    except OSError as error:
        return _cut_short(error, arguments)
    except MemoryError as error:
        short = error.with_traceback(None)  # It holds on to all that was in hand.
    gc.collect()
    return _cut_short(short, arguments)


def _answer(arguments: list[str]) -> int:
    import typer

    from menneskehandel_cli.cli.app import build
    from menneskehandel_cli.cli.choices import early_lang, lang_last
    from menneskehandel_cli.cli.failure import Failure
    from menneskehandel_cli.cli.output import remark

    lang = early_lang(arguments, os.environ)
    try:
        words = lang_last(arguments) or ["--help"]
        code = build(lang).main(args=words, prog_name="mh", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except Failure as failure:
        remark(failure.say(lang))
        return 2
    except typer.Exit as left:
        return left.exit_code
    except typer.Abort:
        return _cut_short(KeyboardInterrupt(), arguments)
    except (BrokenPipeError, SystemExit):  # Typer leaves where the reader of its help has gone.
        drop(sys.stdout)
        return 0
    except (OSError, MemoryError):
        raise
    except Exception as wrong:
        from menneskehandel_cli.cli.usage import explain

        told = explain(wrong, lang)
        if told is None:
            raise
        remark(told)
        return 2


def _cut_short(error: BaseException, arguments: list[str]) -> int:
    """Say why an answer could not be given to its end. The exit code."""
    from errno import EMFILE, ENFILE, errorcode

    from menneskehandel_cli.cli.choices import early_lang
    from menneskehandel_cli.cli.output import remark
    from menneskehandel_cli.language import has, say

    lang = early_lang(arguments, os.environ)
    if isinstance(error, MemoryError):
        remark(say("failure.memory", lang))
        return 2
    if not isinstance(error, OSError):
        remark(say("failure.interrupted", lang))
        drop(sys.stdout)
        return 128 + (error.number if isinstance(error, _Ended) else signal.SIGINT)
    if error.errno in (EMFILE, ENFILE):
        remark(say("failure.handles", lang))
        return 2
    key = f"system.{errorcode.get(error.errno or 0, '')}"
    why = say(key, lang) if has(key) else error.strerror or error
    # Only writing on a stream names no file.
    remark(say("failure.system", lang, why=why, file=error.filename or say("system.stdout", lang)))
    if error.filename is None:
        drop(sys.stdout)
    return 2
