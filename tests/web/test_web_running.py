"""``mh web`` as a program: several in one browser, what it holds on to, and how it ends."""

import re
import signal
import socket
from concurrent.futures import ThreadPoolExecutor, as_completed
from http.cookiejar import CookieJar
from itertools import islice
from pathlib import Path
from time import sleep
from urllib.error import HTTPError
from urllib.parse import unquote, urlencode, urlsplit
from urllib.request import HTTPCookieProcessor, ProxyHandler, Request, build_opener

import pytest

from browsing import Running, asked_to_open, opening, running
from desks import branch
from repositories import git

pytestmark = pytest.mark.attack


class Client:
    """A browser without pages: it keeps cookies, and sends those of a host to all its ports."""

    def __init__(self) -> None:
        self._opener = build_opener(ProxyHandler({}), HTTPCookieProcessor(CookieJar()))

    def get(self, address: str) -> str:
        return self._sent(Request(address))

    def post(self, web: Running, path: str, **given: str) -> str:
        """Send the form of a page as it is, but for what is ``given``."""
        token = re.search(r'name="form_token" value="(\w+)"', self.get(f"{web.base}{path}"))
        assert token is not None
        data = urlencode({"form_token": token[1], **given}).encode()
        return self._sent(Request(f"{web.base}{path}", data, {"Origin": web.base}))

    def _sent(self, request: Request) -> str:
        with self._opener.open(request, timeout=60) as answer:
            page: bytes = answer.read()
        return page.decode()


def test_two_of_them_in_one_browser_do_not_lock_each_other_out(root: Path) -> None:
    client = Client()
    with running(root) as one, running(root) as other:
        client.get(one.address)
        client.get(other.address)
        for web in (one, other):
            client.post(web, "/record/T07.2", do="preview")


def test_a_tab_from_before_a_restart_leads_to_its_page_with_its_text(root: Path) -> None:
    client = Client()
    with running(root) as web:
        client.get(web.address)
        token = re.search(r'name="form_token" value="(\w+)"', client.get(f"{web.base}/record/T07.2"))
        assert token is not None
    with running(root) as again:
        client.get(again.address)
        assert again.base == web.base
        typed = {"form_token": token[1], "form_title": "T07.2", "note.nb": "Skrevet før.", "do": "save"}
        sent = Request(f"{web.base}/record/T07.2", urlencode(typed).encode(), {"Origin": web.base})
        with pytest.raises(HTTPError) as refused:
            client._sent(sent)
        assert 'href="/record/T07.2"' in refused.value.read().decode()
        assert "Skrevet før." in client.get(f"{web.base}/record/T07.2")
    assert branch(root) == ""


def test_its_token_is_not_in_the_list_of_processes(root: Path, tmp_path: Path) -> None:
    """The browser is started with a file that only the user may read, and that leads to the address."""
    with running(root, browser=opening(tmp_path)) as web:
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?token=[\w-]{43}", web.address)
        asked = asked_to_open(tmp_path)
        assert web.address.partition("token=")[2] not in asked
        page = Path(unquote(urlsplit(asked).path))
        assert page.stat().st_mode & 0o777 == 0o600
        assert f'content="0; url={web.address}"' in page.read_text()
        web.end(signal.SIGTERM)
        assert not page.exists()


def waiting_to_send(root: Path, silent: socket.socket, client: Client, web: Running) -> None:
    """Something is saved, to be sent to a remote that never answers."""
    silent.bind(("127.0.0.1", 0))
    silent.listen()
    silent.settimeout(60)
    git(root, "remote", "add", "origin", f"https://127.0.0.1:{silent.getsockname()[1]}/s.git")
    client.get(web.address)
    client.post(web, "/record/T07.2", **{"note.nb": "Snart.", "take:note.nb": "mine", "do": "save"})


def test_ctrl_c_ends_it_while_a_send_waits(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without waiting for the remote. What is saved is there, to be sent another time."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    client = Client()
    with socket.socket() as silent, running(root) as web, ThreadPoolExecutor(1) as other:
        waiting_to_send(root, silent, client, web)
        sent = other.submit(client.post, web, "/proposal", do="send")
        with silent.accept()[0]:
            web.process.send_signal(signal.SIGINT)
            sleep(0.5)
            try:
                assert web.end(signal.SIGINT) == (130, "mh: Avbrutt.\n")
            finally:
                web.process.kill()
        assert sent.exception(60)
    assert git(root, "log", "--format=%s", branch(root)).startswith("T07.2")
    assert list((root / ".git/mh-forslag").glob(".send-*")) == []


def test_many_sends_hold_no_other_page(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One is under way, and the others are told."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    client = Client()
    with socket.socket() as silent, running(root) as web, ThreadPoolExecutor(45) as others:
        waiting_to_send(root, silent, client, web)
        sends = [others.submit(client.post, web, "/proposal", do="send") for _ in range(45)]
        with silent.accept()[0]:
            try:
                for told in islice(as_completed(sends, 60), 44):
                    assert "HTTP Error 404" in str(told.exception())
                assert "Snart." in client.get(f"{web.base}/record/T07.2")
            finally:
                web.process.kill()


def test_previews_leave_no_memory_behind(root: Path) -> None:
    client = Client()

    def held() -> int:
        """The memory of the program, in kB."""
        status = Path(f"/proc/{web.process.pid}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0])

    with running(root) as web:
        client.get(web.address)
        taken = []
        for number in range(90):
            client.post(web, "/record/T07.2", **{"note.nb": f"Nr. {number}", "do": "preview"})
            taken.append(held())
    assert taken[-1] - taken[59] < 500
