"""``mh web``."""

import gc
from typing import Annotated

import typer

from menneskehandel_cli.app.choices import right_now
from menneskehandel_cli.app.stages import Opened
from menneskehandel_cli.cli.output import tell
from menneskehandel_cli.cli.request import opening
from menneskehandel_cli.language import Refused, msg, refusing, system_trouble

PortOption = Annotated[int, typer.Option(min=0, max=65535, metavar="metavar.int")]
NoBrowserOption = Annotated[bool, typer.Option("--no-browser", help=msg("Only print the address."))]


@opening
def web(opened: Opened, port: PortOption = 0, no_browser: NoBrowserOption = False) -> None:
    """Change records in a form in the browser, and propose the changes."""
    with refusing(ImportError, "extra_missing", extra="web"):
        from menneskehandel_cli.web.desk import Desk
        from menneskehandel_cli.web.server import listening, serve
    import webbrowser

    gc.enable()  # Off in commands, which are short: this one answers for days.
    desk = Desk(opened, right_now)
    try:
        listener = listening(port, desk.home)
    except OSError as error:
        raise Refused("port", port=str(port), why=system_trouble(error, opened.lang)) from None
    serve(desk, listener, lambda address: tell(f"{address}\n"), None if no_browser else webbrowser.open)
