"""``mh web`` as a program: several in one browser, what it holds on to, and how it ends."""

from __future__ import annotations

import re
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, ProxyHandler, Request, build_opener

import pytest

from browsing import Running, running
from desks import copied, make_demo


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_demo(tmp_path_factory.mktemp("running"))


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    return copied(made, tmp_path)


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


@pytest.mark.attack
def test_previews_leave_no_memory_behind(root: Path) -> None:
    client = Client()

    def held() -> int:
        """The memory of the program, in kB."""
        status = Path(f"/proc/{web.process.pid}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0])

    with running(root) as web:
        client.get(web.address)
        taken = []
        for number in range(60):
            client.post(web, "/record/T07.2", **{"note.nb": f"Nr. {number}", "do": "preview"})
            taken.append(held())
    assert taken[-1] - taken[29] < 500
