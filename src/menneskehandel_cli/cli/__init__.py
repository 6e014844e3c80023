"""The command line: the only place that reads the environment and the clock, prints and exits."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator

from menneskehandel_cli.cli.failure import Failure


def main() -> None:
    """Run ``mh`` with the arguments of the process, and exit."""
    # A command ends before its garbage weighs anything, and looking for it takes a third of the time.
    gc.disable()
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a sign shows a question mark instead of failing.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    sys.exit(_run(sys.argv[1:]))


def _run(arguments: list[str]) -> int:
    # Plugins of Pydantic are looked for among everything that is installed: slow, and none of ours.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    import typer

    from menneskehandel_cli.cli.app import build
    from menneskehandel_cli.cli.choices import early_lang, lang_last
    from menneskehandel_cli.cli.output import ReaderGone, remark
    from menneskehandel_cli.language import say

    lang = early_lang(arguments, os.environ)
    arguments = lang_last(arguments)
    try:
        code = build(lang).main(args=arguments or ["--help"], prog_name="mh", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except Failure as failure:
        remark(failure.say(lang))
        return 2
    except typer.Exit as left:
        return left.exit_code
    except (KeyboardInterrupt, typer.Abort):
        remark(say("failure.interrupted", lang))
        return 130
    except ReaderGone:
        # Python must not complain about the closed pipe at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        what = {"why": error.strerror or error, "file": error.filename or "–"}
        remark(say("failure.system", lang, **what))
        return 2
    except Exception as wrong:
        from menneskehandel_cli.cli.usage import explain

        told = explain(wrong, lang)
        if told is None:
            raise
        remark(told)
        return 2


def complete_ids(incomplete: str) -> Iterator[str]:
    """The ids that begin with what has been typed, for the shell: read off file names only."""
    from pathlib import Path

    from menneskehandel_cli.register.layout import kind_of, stem
    from menneskehandel_cli.trees import DiskTree, find_root

    root = find_root(Path.cwd())
    if root is None:
        return
    for path in DiskTree(root).paths():
        kind, name = kind_of(path), stem(path)
        if kind == "measure":
            name = f"T{name.split('-')[0]}"
        if kind in ("measure", "obligation", "indicator") and name.casefold().startswith(
            incomplete.casefold()
        ):
            yield name
