"""The web addresses in the data: where each is given, and what it answered."""

from collections.abc import Mapping
from dataclasses import asdict

from menneskehandel_cli.diagnostics import KeyPath
from menneskehandel_cli.language import Phrase
from menneskehandel_cli.linkcheck import STATES, LinkAnswer
from menneskehandel_cli.register import RecordEntry, Register, grouped
from menneskehandel_cli.reports.listing import Listing

EvidenceLinks = Mapping[str, tuple[tuple[RecordEntry, KeyPath], ...]]


def web_links(register: Register) -> EvidenceLinks:
    """Every web address in evidence, sources and other fields, with the records and keys that give it."""
    return grouped((url, (entry, keys)) for entry, keys, url in register.names("url"))


def list_links(links: EvidenceLinks, answers: Mapping[str, LinkAnswer], revision: str | None) -> Listing:
    """All addresses as data; as rows those that do not just work, the gone ones first."""
    rows = [
        (
            Phrase(f"link.{answer.state}"),
            url,
            answer.to or Phrase(f"link.why.{answer.why}", status=str(answer.status)),
            " ".join(dict.fromkeys(entry.id for entry, _ in links[url])),
        )
        for url, answer in sorted(answers.items(), key=lambda item: STATES.index(item[1].state))
        if answer.state != "ok"
    ]
    items = [
        {
            "url": url,
            **asdict(answer),
            "places": [{"id": one.id, "path": one.path, "keys": keys} for one, keys in links[url]],
        }
        for url, answer in answers.items()
    ]
    columns, rest = ("link", "url", "answer", "records"), "link.rest"
    return Listing("links", revision, columns, tuple(rows), tuple(items), (), rest, "mh/evidence/1")
