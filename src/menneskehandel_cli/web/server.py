"""The server of the form: on this machine only, at an address with a token of its own for each start."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from menneskehandel_cli.language import Lang
from menneskehandel_cli.web.desk import Desk
from menneskehandel_cli.web.guard import Guard
from menneskehandel_cli.web.pages import Pages

ADDRESS = "127.0.0.1"


def serve(
    root: Path, lang: Lang, now: Callable[[], datetime], port: int, ready: Callable[[str], None]
) -> None:
    """Run the form until it is interrupted. ``ready`` is told its address; port 0 takes a free one.

    Raises ``OSError`` if the port is taken, ``GitTrouble`` if ``root`` is in no repository.
    """
    import uvicorn

    desk = Desk(root, lang, now)
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((ADDRESS, port))
    own = listener.getsockname()[1]
    guard = Guard(own, secrets.token_urlsafe(32))
    config = uvicorn.Config(
        Pages(desk, guard).app(),
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=False,
        lifespan="off",
        proxy_headers=False,
    )
    server = uvicorn.Server(config)
    ready(f"http://{ADDRESS}:{own}/?token={guard.token}")
    server.run(sockets=[listener])
