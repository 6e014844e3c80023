"""The command line: the only place that reads the environment and the clock, prints and exits.

What is imported here is imported at every start, even where the answer is remembered. So it is next
to nothing.
"""

from __future__ import annotations

import gc
import os
import sys

from menneskehandel_cli.cli.answers import answer


def main() -> None:
    """Run ``mh`` with the arguments of the process, and exit."""
    # A command ends before its garbage weighs anything, and looking for it takes a third of the time.
    gc.disable()
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a sign shows a question mark instead of failing.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run ``mh``, and say what its exit code is. An answer that is remembered is not worked out again."""
    # Plugins of Pydantic are looked for among everything that is installed: slow, and none of ours.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        return answer(arguments, _run)
    except BrokenPipeError:
        return _reader_gone()
    except (OSError, KeyboardInterrupt) as error:
        return _cut_short(error, arguments)


def _run(arguments: list[str]) -> int:
    import typer

    from menneskehandel_cli.cli.app import build
    from menneskehandel_cli.cli.choices import early_lang, lang_last
    from menneskehandel_cli.cli.failure import Failure
    from menneskehandel_cli.cli.output import ReaderGone, remark

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
    except ReaderGone:
        return _reader_gone()
    except typer.Abort:
        return _cut_short(KeyboardInterrupt(), arguments)
    except (OSError, KeyboardInterrupt) as error:
        return _cut_short(error, arguments)
    except Exception as wrong:
        from menneskehandel_cli.cli.usage import explain

        told = explain(wrong, lang)
        if told is None:
            raise
        remark(told)
        return 2


def _cut_short(error: OSError | KeyboardInterrupt, arguments: list[str]) -> int:
    """Say why an answer could not be given to its end. The exit code."""
    from menneskehandel_cli.cli.choices import early_lang
    from menneskehandel_cli.cli.output import remark
    from menneskehandel_cli.language import say

    lang = early_lang(arguments, os.environ)
    if isinstance(error, KeyboardInterrupt):
        remark(say("failure.interrupted", lang))
        return 130
    what = {"why": error.strerror or error, "file": error.filename or "–"}
    remark(say("failure.system", lang, **what))
    return 2


def _reader_gone() -> int:
    """Nothing is wrong where somebody has read enough (mh … | head). The exit code."""
    # Python must not complain about the closed pipe at exit either.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
