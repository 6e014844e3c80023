"""Ask the web whether addresses still lead somewhere. Nothing else in the program asks the network.

An address may come from anybody. Only ``http`` and ``https`` are asked, and only hosts on the public
internet: a host is looked up, what is found is judged, and the connection is made to just that; so too
after a redirect. Of an answer the head is read and nothing more. No proxy is used.
"""

import ssl
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from socket import SHUT_RDWR, SOCK_STREAM, create_connection, gaierror, getaddrinfo, socket
from threading import Lock, Timer
from typing import Any, Literal, get_args
from urllib.parse import quote, urljoin, urlsplit

LinkState = Literal["dead", "moved", "unreachable", "refused", "ok"]
STATES: tuple[LinkState, ...] = get_args(LinkState)
Why = Literal["status", "time", "name", "certificate", "failed", "kind", "host", "circle", "redirects"]

MOST_REDIRECTS = 5
_AT_ONCE = 4
"""How many addresses are asked at the same time, each at another host."""
_GIVE_UP = 3
"""A host that has not answered so many times in a row is not asked again for its other pages."""
_LASTING = frozenset({301, 308})
_GONE = frozenset({404, 410})
_WRONG = 400
"""The status from which an answer is an error (RFC 9110)."""
_TROUBLES: dict[type[Exception], Why] = {
    TimeoutError: "time",
    gaierror: "name",
    ssl.SSLCertVerificationError: "certificate",
}
_KEPT_SIGNS = "%/:=&?~#+!$,;'@()*[]"
"""The signs of an address that are sent as they are."""


@dataclass(frozen=True, slots=True)
class LinkAnswer:
    """What became of asking an address: ``to`` is where it has moved, ``why`` what is wrong otherwise.

    ``dead``: the host says that there is no such page. ``unreachable``: nobody can tell, as there was no
    answer, or an error that may pass. ``refused``: it was not asked, or not to the end.
    """

    state: LinkState
    to: str | None = None
    status: int | None = None
    why: Why | None = None


class _Forbidden(Exception):
    """An address is not to be asked; the first argument says why."""


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether an address is one of the public internet, and does not stand for another one."""
    if isinstance(address, IPv6Address) and (address not in IPv6Network("2000::/3") or address.sixtofour):
        return False
    return address.is_global and not address.is_multicast


class Asker:
    """Asks addresses, one at a time of each host. An answer may take ``seconds``.

    ``allowed`` judges what a host name leads to; only tests ask their own machine.
    """

    def __init__(
        self, seconds: float, allowed: Callable[[IPv4Address | IPv6Address], bool] = is_public
    ) -> None:
        self._seconds = seconds
        self._allowed = allowed
        self._turns: dict[str, Lock] = {}
        self._errors: dict[str, list[Exception]] = {}
        self._trust = ssl.create_default_context()

    def ask(self, url: str) -> LinkAnswer:
        """What an address answers. It has moved to where redirects lead that are to last."""
        here, to, seen, lasting = url, None, {url}, True
        try:
            status, there = self._status_of(here)
            while status in _LASTING | {302, 303, 307} and there:
                here = urljoin(here, there)
                if here in seen or len(seen) > MOST_REDIRECTS:
                    return LinkAnswer("refused", why="circle" if here in seen else "redirects")
                seen.add(here)
                lasting = lasting and status in _LASTING
                to = here if lasting else to
                status, there = self._status_of(here)
        except _Forbidden as refused:
            return LinkAnswer("refused", why=refused.args[0])
        except (OSError, HTTPException, ValueError) as error:
            why = (why for kind, why in _TROUBLES.items() if isinstance(error, kind))
            return LinkAnswer("unreachable", why=next(why, "failed"))
        if status >= _WRONG:
            return LinkAnswer("dead" if status in _GONE else "unreachable", None, status, "status")
        return LinkAnswer("moved" if to else "ok", to, status)

    def _status_of(self, url: str) -> tuple[int, str]:
        """The status and the redirect. A host that refuses to tell of a page is asked for the page."""
        errors = self._errors.setdefault(_host(url), [])
        with self._turns.setdefault(_host(url), Lock()):
            if len(errors) >= _GIVE_UP:
                raise errors[-1]
            try:
                found = self._answered("HEAD", url)
                found = self._answered("GET", url) if found[0] >= _WRONG else found
            except (OSError, HTTPException) as error:
                errors.append(error)
                raise
            errors.clear()
            return found

    def _answered(self, method: str, url: str) -> tuple[int, str]:
        """The head of an answer, within the time. Raises ``OSError`` and ``HTTPException``."""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or parts.hostname is None:
            raise _Forbidden("kind")
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        host, port = parts.hostname, parts.port or kind.default_port
        with closing(kind(host, port)) as connection:
            connection.sock = line = self._connected(host, port)
            if kind is HTTPSConnection:
                connection.sock = line = self._trust.wrap_socket(
                    line, server_hostname=host, do_handshake_on_connect=False
                )
            # A socket's own time is that of each step, of which a slow host may make very many.
            timer = Timer(self._seconds, _end_connection, [line])
            timer.start()
            try:
                if isinstance(line, ssl.SSLSocket):
                    line.do_handshake()
                target = quote(f"{parts.path or '/'}?{parts.query}".rstrip("?"), safe=_KEPT_SIGNS)
                connection.request(method, target, headers={"User-Agent": "mh"})
                answer = connection.getresponse()
                return answer.status, answer.getheader("Location", "")
            finally:
                timer.cancel()

    def _connected(self, host: str, port: int) -> socket:
        """A connection to a host, none of whose addresses may be one that is not allowed."""
        found: list[Any] = [place for *_, place in getaddrinfo(host, port, type=SOCK_STREAM)]
        if not all(self._allowed(ip_address(place[0].partition("%")[0])) for place in found):
            raise _Forbidden("host")
        for place in found[:-1]:
            with suppress(OSError):
                return create_connection(place[:2], self._seconds)
        return create_connection(found[-1][:2], self._seconds)


def _end_connection(line: socket) -> None:
    """End a connection that another thread waits for."""
    with suppress(OSError):
        line.shutdown(SHUT_RDWR)


def _host(url: str) -> str:
    """The host of a web address as it is written, with its port."""
    return url.partition("//")[2].partition("/")[0].casefold()


def ask_all(
    urls: Iterable[str], ask: Callable[[str], LinkAnswer], watch: Callable[[list[Any]], Iterable[Any]] = iter
) -> dict[str, LinkAnswer]:
    """The answer of each address, in their order. ``watch`` is told of each.

    Hosts take turns, so that few wait for the same one.
    """
    turn: Counter[str] = Counter()
    turns: dict[str, int] = {}
    for url in urls:
        turns[url] = turn[_host(url)]
        turn[_host(url)] += 1
    pool = ThreadPoolExecutor(_AT_ONCE)
    try:
        waiting = [(url, pool.submit(ask, url)) for url in sorted(turns, key=turns.__getitem__)]
        found = {url: answer.result() for url, answer in watch(waiting)}
    finally:
        pool.shutdown(cancel_futures=True)  # Those that are being asked are waited for.
    return {url: found[url] for url in turns}
