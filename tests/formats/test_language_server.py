"""What the YAML language server offers in an editor, asked of the real one.

It is an npm package (``yaml-language-server``) and no part of the set-up: without it these tests are
skipped, or fail if ``MH_LANGUAGE_SERVER`` is set. That may be the path of the program.
"""

import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Any, cast

import pytest

from support import CHECKOUT, each

ASKED = os.environ.get("MH_LANGUAGE_SERVER", "")
SERVER = shutil.which(ASKED) or shutil.which("yaml-language-server")

LINE = "# yaml-language-server: $schema=../../schemas/measure.schema.json\n"
MARK = "¤"


@dataclass
class Server:
    """The language server, spoken to as an editor does it: JSON-RPC on its pipes."""

    process: subprocess.Popen[bytes]
    sent: int = 0
    opened: int = 900
    diagnostics: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def write(self, **message: Any) -> None:
        body = json.dumps({"jsonrpc": "2.0"} | message).encode()
        pipe = cast("IO[bytes]", self.process.stdin)
        pipe.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        pipe.flush()

    def read(self) -> dict[str, Any]:
        pipe, size = cast("IO[bytes]", self.process.stdout), 0
        while line := pipe.readline().strip():
            if line.lower().startswith(b"content-length:"):
                size = int(line.partition(b":")[2])
        return cast("dict[str, Any]", json.loads(pipe.read(size)))

    def ask(self, method: str, **params: Any) -> Any:
        """The answer to a request; what the server tells or asks meanwhile is taken in."""
        self.sent += 1
        self.write(id=self.sent, method=method, params=params)
        while True:
            message = self.read()
            if message.get("method") == "textDocument/publishDiagnostics":
                self.diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
            elif message.get("method") == "workspace/configuration":
                settings = {"validate": True, "completion": True, "hover": True, "yamlVersion": "1.2"}
                wanted = message["params"]["items"]
                answer = [settings if item.get("section") == "yaml" else None for item in wanted]
                self.write(id=message["id"], result=answer)
            elif "method" in message and "id" in message:
                self.write(id=message["id"], result=None)
            elif message.get("id") == self.sent:
                assert "error" not in message, message["error"]
                return message["result"]

    def open(self, text: str) -> str:
        """The address of a new file with the measures, as an editor shows it before it is saved."""
        self.opened += 1
        uri = (CHECKOUT / "data" / "measures" / f"{self.opened}-new.yaml").as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.write(method="textDocument/didOpen", params={"textDocument": document})
        return uri

    def offered(self, text: str) -> dict[str, str]:
        """What is offered at the mark: what would be written, by its label."""
        before = text[: text.index(MARK)]
        place = {"line": before.count("\n"), "character": len(before) - before.rfind("\n") - 1}
        uri = self.open(text.replace(MARK, ""))
        answer = self.ask("textDocument/completion", textDocument={"uri": uri}, position=place)
        return {item["label"]: item.get("insertText", item["label"]) for item in answer["items"]}

    def told(self, text: str) -> list[str]:
        """The messages on a document."""
        uri = self.open(text)
        place = {"line": 0, "character": 0}
        for _ in range(200):
            self.ask("textDocument/hover", textDocument={"uri": uri}, position=place)
            time.sleep(0.05)  # the server waits until nobody types
            if uri in self.diagnostics:
                return [item["message"] for item in self.diagnostics[uri]]
        raise AssertionError("the server says nothing")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    if SERVER is None:
        if ASKED:
            pytest.fail("there is no yaml-language-server: npm install yaml-language-server")
        pytest.skip("needs yaml-language-server (npm)")
    command = [SERVER, "--stdio"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        started = Server(process)
        root = CHECKOUT.as_uri()
        abilities = {"workspace": {"configuration": True}}
        folders = [{"uri": root, "name": "strategy"}]
        started.ask(
            "initialize", processId=None, rootUri=root, workspaceFolders=folders, capabilities=abilities
        )
        started.write(method="initialized", params={})
        yield started
        process.kill()


@each(
    ("text", "label", "written"),
    [
        (f"lead: {MARK}\n", "Hdir (Helsedirektoratet)", "Hdir"),
        (f"responsible: [{MARK}]\n", "Hdir (Helsedirektoratet)", "Hdir"),
        (f"partners:\n  - JD\n  - {MARK}\n", "Hdir (Helsedirektoratet)", "Hdir"),
        (f"addresses:\n  - obligation: {MARK}\n", "coe-12.2 (Bistand til ofre)", "coe-12.2"),
        (f"source:\n  document: {MARK}\n", None, "cets-197"),
        (f"relations:\n  - target: {MARK}\n", None, "T07"),
    ],
)
def test_the_ids_that_there_are_are_offered(
    server: Server, text: str, label: str | None, written: str
) -> None:
    """Where one may be named, with its title beside it; what is written is the id alone."""
    offered = server.offered(LINE + text)
    assert written in offered.values()
    assert label is None or offered[label] == written


def test_the_keys_and_choices_are_offered_as_before(server: Server) -> None:
    assert "responsible" in server.offered(f"{LINE}{MARK}\n")
    assert "in_progress" in server.offered(f"{LINE}status: {MARK}\n")


def test_an_id_that_is_new_is_no_error_and_one_of_another_form_is(server: Server) -> None:
    """The message says what to write, in a line: not all the ids that there are."""
    text = (CHECKOUT / "data/measures/12-koordineringsmekanisme.yaml").read_text(encoding="utf-8")
    assert server.told(text) == []
    assert server.told(text.replace("owners: [Sfk]", "owners: [Nytt-organ]", 1)) == []
    (said,) = server.told(text.replace("owners: [Sfk]", "owners: [Nytt organ]", 1))
    assert said.startswith("Skriv en aktør med bokstaver")
