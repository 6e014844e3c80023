"""What the chapters of a reply share: what things are called, footnotes, and what has been told where."""

from __future__ import annotations

from menneskehandel_cli.formats.report_parts import capital
from menneskehandel_cli.language import Lang, fill, msg, say
from menneskehandel_cli.models import Article, Obligation, Source
from menneskehandel_cli.register import Register
from menneskehandel_cli.register.citing import cite
from menneskehandel_cli.register.records import grouped
from menneskehandel_cli.reports.answers import AnswersView

LONG = 200
"""How many characters a text has that is told only once."""


class Notes:
    """Sources numbered in the order they are first named, for footnotes; and what has been told where."""

    def __init__(self, view: AnswersView, register: Register, lang: Lang) -> None:
        self.view = view
        self.register = register
        self.lang: Lang = lang
        self._numbers: dict[str, int] = {}
        self._told: dict[str, str] = {}
        self.here = [
            chapter for one in view.instruments for chapter in one.chapters if not chapter.answered_at
        ]
        self.headings = grouped(
            (item.counted_at, self.called(chapter.owner))
            for chapter in self.here
            for item in chapter.requirements
        )

    def name(self, name: str) -> str:
        """What an id is called."""
        return fill(self.register.short_name(name), self.lang)

    def boxed(self, name: str, *, ours: bool) -> str:
        """What an id is called, with a box if what is said of it is our proposal."""
        return ("☐\N{NO-BREAK SPACE}" if ours else "") + capital(self.name(name))

    def called(self, owner: Obligation) -> str:
        """A demand by its title, after the number that the treaty or the body itself gives it, if any."""
        title = (owner.short_title or owner.title).pick(self.lang)
        if isinstance(owner, Article):
            return f"{say('report.article', self.lang)} {owner.article}: {title}"
        number = owner.paragraph
        return f"{say('report.paragraph', self.lang)} {number}: {title}" if number else title

    def once(self, said: str, here: str) -> str:
        """A text; if it is long and was told under another heading, its beginning and that heading."""
        there = self._told.setdefault(said, here)
        if there == here or len(said) <= LONG:
            return said
        called = said.partition(": ")[0]
        return say(msg("{called}: see “{heading}”"), self.lang, called=called, heading=there)

    def of(self, source: Source | None) -> str:
        """The mark that refers to a source."""
        if source is None:
            return ""
        text = fill(cite(self.register, source), self.lang)
        return f" [{self._numbers.setdefault(text, len(self._numbers) + 1)}]"

    def listed(self) -> tuple[str, ...]:
        """All sources in the order of their numbers."""
        return tuple(f"[{number}] {text}" for text, number in self._numbers.items())
