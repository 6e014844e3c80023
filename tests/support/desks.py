"""What the tests of ``mh web`` share: a demonstration to change, and a visitor who changes it."""

import re
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

from starlette.testclient import TestClient

from menneskehandel_cli import demo
from menneskehandel_cli.app.stages import open_strategy
from menneskehandel_cli.web.desk import Desk
from menneskehandel_cli.web.guard import Guard
from menneskehandel_cli.web.pages import Pages
from repositories import git

PORT = 4711
HERE = f"http://127.0.0.1:{PORT}"
NOW = datetime(2024, 12, 18, 12, 0, tzinfo=UTC)
TASK = "data/measures/07-etterforskning.yaml"
NEW = "/report/2024/ND"
"""The trade ministry of the demonstration has not begun its report for 2024."""

FORMS = (
    *("/record/T07.2", NEW, "/link/T08?obligation=nordhav-4.2", "/accept/MH301:T07:T07.2"),
    *("/new/recommendation/nhk-r2", "/new/document"),
)
"""A form of each kind."""


def make_demo(base: Path) -> Path:
    """The demonstration, by somebody whom git knows."""
    folder = base / "demo"
    demo.make(folder)
    git(folder, "config", "user.name", "Kari")
    git(folder, "config", "user.email", "kari@example.no")
    return folder


class Visitor:
    """A browser that has opened the address with the token."""

    def __init__(self, root: Path, lang: str = "nb") -> None:
        self.guard = Guard(PORT, "nøkkel")
        self.desk = Desk(open_strategy(root, lang), lambda: NOW)
        self.client = TestClient(Pages(self.desk, self.guard).app(), base_url=HERE, headers={"origin": HERE})
        self.client.get("/", params={"token": "nøkkel"})

    def page(self, path: str) -> str:
        answer = self.client.get(path)
        assert answer.status_code == 200, path
        return answer.text

    def values(self, path: str) -> dict[str, str]:
        """What the form on a page would send, if nothing is changed."""
        page = self.page(path)
        sent = {
            unescape(name): unescape(value)
            for name, value in re.findall(
                r'<input(?![^>]*type="(?:checkbox|radio)")[^>]* name="([^"]+)" value="([^"]*)"', page
            )
        }
        for name, inside in re.findall(
            r'<textarea[^>]* name="([^"]+)"[^>]*>\n(.*?)</textarea>', page, re.DOTALL
        ):
            sent[name] = unescape(inside)
        for name, inside in re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
            chosen = re.search(r'<option value="([^"]*)" selected>', inside)
            sent[name] = chosen[1] if chosen else ""
        sent.pop("q", None)
        return sent

    def send(self, path: str, values: dict[str, str], do: str, status: int = 200) -> str:
        answer = self.client.post(path, data={**values, "do": do}, follow_redirects=False)
        assert answer.status_code == status, answer.text
        return answer.text

    def fill(self, path: str, changed: dict[str, str], do: str, status: int = 200) -> str:
        """Change some fields of a form, and send it."""
        return self.send(path, self.values(path) | changed, do, status)

    def save(self, name: str, **changed: str) -> None:
        self.fill(f"/record/{name}", changed, "save", 303)

    @property
    def token(self) -> dict[str, str]:
        """What every form holds."""
        return {"form_token": self.guard.form_token}

    def hand_in(self, status: int = 200, choices: dict[str, str] | None = None) -> str:
        """Send the proposal to those who decide."""
        return self.send("/proposal", self.token | (choices or {}), "send", status)


def proposed(root: Path, path: str = TASK) -> str:
    """A file as the proposal has it."""
    return git(root, "show", f"{branch(root)}:{path}")


def branch(root: Path) -> str:
    return git(root, "for-each-ref", "--format=%(refname:short)", "refs/heads/forslag").strip()


def hidden(page: str) -> dict[str, str]:
    """The hidden inputs of the form that saves."""
    form = page[page.rindex("<form") :]
    return {
        unescape(name): unescape(value)
        for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    }
