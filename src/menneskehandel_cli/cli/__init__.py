"""The command line: the only place that reads the environment and the clock, prints and exits.

Imports at module level run at every start; keep them to a minimum.
"""

import gc
import os
import signal
import sys
from errno import EMFILE, ENFILE
from functools import partial

from menneskehandel_cli.cli.streams import close_streams, drop, open_streams
from menneskehandel_cli.language import Refused, msg, say, system_trouble


class _Ended(BaseException):
    """Raised by the handler of a signal that ends the process; ``number`` is the signal's number."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


_received: list[_Ended] = []
"""The signal that is ending this process. A library may turn its exception into another one, as
Pydantic does while it builds a validator, and a pipe to git that has ended too; what comes out is
still the signal's doing."""

_SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


def main() -> None:
    """Run ``mh`` with the arguments of the process, and exit.

    Ctrl-C and other terminating signals leave no half-written files.
    """
    arguments = sys.argv[1:]
    # Garbage collection takes a third of the run time, and a command is too short to need it.
    gc.disable()
    try:
        sys.unraisablehook = _unheard
        for number in _SIGNALS:
            if signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, _on_signal)
        open_streams()
        code = run(arguments)
    except BaseException as error:
        if not _received and not isinstance(error, KeyboardInterrupt):
            raise
        code = _cut_short(_received[0] if _received else error, arguments)
    finally:
        for number in _SIGNALS:
            signal.signal(number, signal.SIG_IGN)
    close_streams()
    gc.freeze()  # Skip the collection that Python runs at exit.
    sys.exit(code)


def _on_signal(number: int, _frame: object) -> None:
    signal.signal(number, signal.SIG_DFL)  # A second signal ends the process without cleanup.
    _received.append(_Ended(number))
    raise _received[0]


def _unheard(dropped: "sys.UnraisableHookArgs") -> None:
    """Reinstall the signal handler if a library dropped its exception, so that a second signal works.

    Pydantic's Rust code and finalizers call Python in places where exceptions are dropped.
    """
    ended = dropped.exc_value
    if isinstance(ended, _Ended):
        _received.clear()
        signal.signal(ended.number, _on_signal)
    else:
        sys.__unraisablehook__(dropped)


def run(arguments: list[str]) -> int:
    """Run ``mh`` with ``arguments`` and return its exit code."""
    # Keeps Windows from looking for git and the editor in the current folder first.
    os.environ.setdefault("NoDefaultCurrentDirectoryInExePath", "1")
    # Pydantic would search all installed packages for plugins: slow, and we use none.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        return _run_each_plan(arguments)
    except OSError as error:
        return _cut_short(error, arguments)
    except MemoryError as error:
        short = error.with_traceback(None)  # The traceback keeps all local variables alive.
    gc.collect()
    return _cut_short(short, arguments)


def _run_each_plan(arguments: list[str]) -> int:
    import typer

    from menneskehandel_cli.app.choices import choose_lang
    from menneskehandel_cli.cli import arguments as given
    from menneskehandel_cli.cli.app import build
    from menneskehandel_cli.cli.output import tell

    lang, codes, answers = given.early_lang(arguments, os.environ), [0], dict[str, str]()
    about = ""

    def answer(words: list[str]) -> None:
        try:
            code = build(lang).main(given.for_typer(words), prog_name="mh", standalone_mode=False)
        except typer.Exit as left:
            code = left.exit_code
        codes.append(code if isinstance(code, int) else 0)

    try:
        try:
            for run in given.for_each_plan(given.lang_last(arguments)):
                lang, about = given.early_lang(run.words, os.environ), run.plan and f"{run.plan}: "
                try:
                    # Reject an unknown language, also in help.
                    choose_lang(given.asked_lang(run.words), None, given.value_of(run.words, "--root"))
                    given.tell_run(run, lang, partial(answer, run.words), answers)
                except Refused as failure:
                    if not run.plan or run.joined:
                        raise
                    codes.append(_refused(about + failure.say(lang)))  # The other plans can be told.
            if answers:
                from menneskehandel_cli.formats.json import joined

                tell(joined(run.form, answers))
            sys.stdout.flush()
        except BaseException as error:
            if _received:
                raise _received[0] from error
            raise
        return max(codes)
    except Refused as failure:
        return _refused(about + failure.say(lang))
    except typer.Exit as left:
        return left.exit_code
    except typer.Abort:
        return _cut_short(KeyboardInterrupt(), arguments)
    except (BrokenPipeError, SystemExit):  # Typer exits when the pipe that reads its help is closed.
        drop(sys.stdout)
        return 0
    except (OSError, MemoryError):
        raise
    except Exception as wrong:
        message = given.explain(wrong, lang, arguments)
        if message is None:
            raise
        return _refused(about + message)


def _refused(why: str) -> int:
    """Print on stderr why the command was not carried out, and return the exit code."""
    from menneskehandel_cli.cli.output import remark

    remark(why)
    return 2


def _cut_short(error: BaseException, arguments: list[str]) -> int:
    """Print on stderr why the command was cut short, and return the exit code."""
    from menneskehandel_cli.cli.arguments import early_lang
    from menneskehandel_cli.cli.output import remark

    lang = early_lang(arguments, os.environ)
    if isinstance(error, MemoryError):
        return _refused(say(msg("There is not enough memory. Close other programs and try again."), lang))
    if not isinstance(error, OSError):
        remark(say(msg("Interrupted."), lang))
        drop(sys.stdout)
        return 128 + (error.number if isinstance(error, _Ended) else signal.SIGINT)
    if error.errno in (EMFILE, ENFILE):
        return _refused(say("failure.handles", lang))
    why = system_trouble(error, lang)
    # Only errors from writing to a stream carry no file name.
    remark(say("failure.system", lang, why=why, file=error.filename or say("system.stdout", lang)))
    if error.filename is None:
        drop(sys.stdout)
    return 2
