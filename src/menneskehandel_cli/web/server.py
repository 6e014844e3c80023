"""The server of the form: on this machine only, at an address with a token of its own for each start."""

import secrets
import socket
from collections.abc import Callable
from types import FrameType

from menneskehandel_cli.blocks.templates import folders
from menneskehandel_cli.edits.proposals.private import Private
from menneskehandel_cli.programs import end_all
from menneskehandel_cli.web.desk import Desk
from menneskehandel_cli.web.guard import Guard
from menneskehandel_cli.web.pages import Pages

ADDRESS = "127.0.0.1"
_LAST_PORT = "port"


def listening(port: int, home: Private) -> socket.socket:
    """Take a port. Raises ``OSError`` if it cannot be had.

    0 takes that of last time, so that a tab which is still open works again, or else a free one.
    """
    last = (home.read(_LAST_PORT) or b"").decode("ascii", "replace")
    wanted = int(last) if not port and last.isdecimal() else port
    try:  # Listening before the address is told: who opens it at once waits and is answered.
        listener = socket.create_server((ADDRESS, wanted))
    except (OSError, OverflowError):
        listener = socket.create_server((ADDRESS, port))
    try:
        home.write(_LAST_PORT, str(listener.getsockname()[1]).encode())
    except OSError:
        listener.close()
        raise
    return listener


def serve(
    desk: Desk, listener: socket.socket, ready: Callable[[str], None], browse: Callable[[str], object] | None
) -> None:
    """Run the form until it is interrupted. ``ready`` is told its address.

    ``browse`` opens an address in the browser: that of a file which leads to the form, and which only the
    user may read. What a program is started with, all users of the machine may read.
    """
    import uvicorn

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

    class Server(uvicorn.Server):
        def handle_exit(self, sig: int, frame: FrameType | None) -> None:
            """Wait for pages that are being answered, but for no remote; next time for nothing."""
            end_all(at_once=self.should_exit)
            super().handle_exit(sig, frame)

    server = Server(config)
    with server.capture_signals():  # Before the address is told: who interrupts at once is heard too.
        address = f"http://{ADDRESS}:{own}/?token={guard.token}"
        ready(address)
        door = f"open-{own}.html"
        try:
            if browse is not None:
                page = (folders()[-1] / "web/door.html").read_text(encoding="utf-8")
                desk.home.write(door, page.format(address=address).encode())
                browse((desk.home.path / door).absolute().as_uri())
            server.run(sockets=[listener])
        finally:
            if browse is not None:
                desk.home.remove(door)
