"""Asking the web whether addresses still lead somewhere, against a server on this machine."""

import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from socket import gaierror
from threading import Lock, Thread
from typing import Any
from unittest.mock import patch

import pytest

from cases import listed
from menneskehandel_cli.linkcheck import Asker, LinkAnswer, ask_all, is_public
from support import Mh

DATA: dict[str, Any] = listed("links")
SECONDS = 1.0


class Handler(BaseHTTPRequestHandler):
    """Gives what the data says. ``/slow`` and ``/endless`` give each letter well within the time."""

    turn, told = Lock(), {"asked": 0, "overlaps": 0}

    def handle_one_request(self) -> None:
        """Whatever it is asked with, but ``/endless`` only by GET."""
        with suppress(OSError):
            method, url, *_ = self.rfile.readline().decode().split()
            path = url.partition("?")[0]
            self.told["overlaps"] += self.turn.locked()
            self.told["asked"] += 1
            with self.turn:
                time.sleep(0.01)
            status, *to = DATA["pages"][path]["gives"]
            status = 405 if (method, path) == ("HEAD", "/endless") else status
            head = f"HTTP/1.1 {status} x\r\n{''.join(f'Location: {url}' for url in to)}\r\n\r\n"
            for _ in range(40 * (path == "/slow")):
                time.sleep(SECONDS / 10)
                self.wfile.write(b"H")
            self.wfile.write(head.encode())
            while (method, path) == ("GET", "/endless"):
                self.wfile.write(b"x" * 100_000)


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_answers_say_what_became_of_addresses(site: str) -> None:
    """Only redirects that are to last have moved one. Of an endless or slow answer no more is read.

    A host gets one request at a time, and the answers keep the order of the addresses.
    """
    wanted = {}
    for path, told in DATA["pages"].items():
        to = site + told["to"] if "to" in told else None
        answer = LinkAnswer(told["state"], to, told.get("status"), told.get("why"))
        wanted[f"{site}{path}?a=b#c"] = answer
    answers = ask_all(wanted, Asker(SECONDS, lambda _address: True).ask)
    assert (answers, [*answers]) == (wanted, [*wanted])
    assert Handler.told["overlaps"] == 0


def test_only_the_public_internet_is_asked_also_after_a_redirect(site: str) -> None:
    """The connection is made to the address that was judged: the name is not looked up again."""
    assert all(is_public(ip_address(one)) for one in DATA["public"])
    assert not [one for some in DATA["other"] for one in some if is_public(ip_address(one))]
    judged = iter([True, False])
    before = Handler.told["asked"]
    assert Asker(SECONDS).ask(f"{site}/there") == LinkAnswer("refused", why="host")
    asker = Asker(SECONDS, lambda _address: next(judged))
    assert asker.ask(f"{site}/moved") == LinkAnswer("refused", why="host")
    assert Handler.told["asked"] == before + 1


def test_a_host_that_does_not_answer_is_given_up() -> None:
    """Its other addresses have the same answer."""
    urls = [f"https://vestlandia.example/{n}" for n in range(6)]
    with patch("menneskehandel_cli.linkcheck.getaddrinfo", side_effect=gaierror) as looked_up:
        answers = ask_all(urls, Asker(SECONDS).ask)
    assert answers == dict.fromkeys(urls, LinkAnswer("unreachable", why="name"))
    assert looked_up.call_count == 3


def test_the_command_lists_what_does_not_just_work(mh: Mh, monkeypatch: pytest.MonkeyPatch) -> None:
    """The gone come first. One that has moved is no failure, one that is gone is."""
    moved, gone = LinkAnswer("moved", "https://ny.example/", 200), LinkAnswer("dead", None, 404, "status")
    answers = iter([moved, gone])
    monkeypatch.setattr(Asker, "ask", lambda _self, _url: next(answers, LinkAnswer("ok", None, 200)))
    answer = mh("evidence", "check", "--format", "csv")
    assert answer.code == 1
    rows = [line.split(",")[::2] for line in answer.out.splitlines()[1:]]
    assert rows == [["borte", "Nettstedet svarer med feilkode 404."], ["flyttet", "https://ny.example/"]]
    monkeypatch.setattr(Asker, "ask", lambda _self, _url: moved)
    assert mh("evidence", "check").code == 0
