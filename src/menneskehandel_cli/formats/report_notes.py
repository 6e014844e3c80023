"""What the chapters of a reply share: what things are called, footnotes, and what has been told where."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from menneskehandel_cli.formats.report_parts import capital, names
from menneskehandel_cli.language import Counted, Lang, Parts, fill, listing, msg, say
from menneskehandel_cli.models import Article, Obligation, Recommendation, RequirementLaw, Source, Text
from menneskehandel_cli.models.base import themes_in
from menneskehandel_cli.register import Register, natural
from menneskehandel_cli.register.citing import cite_parts, document_of, document_title, places
from menneskehandel_cli.register.coverage import Requirement
from menneskehandel_cli.reports.answers import AnswerChapter, AnswersView
from menneskehandel_cli.reports.selection import asked_for


class Notes:
    """Sources numbered in the order they are first named, for footnotes; and what has been told where."""

    def __init__(self, view: AnswersView, register: Register, lang: Lang) -> None:
        self.view = view
        self.register = register
        self.lang: Lang = lang
        self._numbers: dict[tuple[str, str], int] = {}
        self._written: dict[str, str] = {}
        self._notes: dict[str, Text] = {}
        self._urls: dict[str, str] = {}
        self.read: set[tuple[str, str]] = set()
        self.here = [x for one in view.instruments for x in one.chapters if not x.answered_at]
        self.every = [*self.here, *(chapter for one in view.questions for chapter in one.chapters)]
        ids = [one.owner.id for one in self.here if isinstance(one.owner, Recommendation)]
        articles = (one.owner for one in self.every if isinstance(one.owner, Article))
        self._mixed = len({register.instrument_id(one) for one in articles}) > 1
        self._place = {} if view.since else {id: str(n) for n, id in enumerate(ids, 1)}
        held = [(item, one) for one in self.here for item in one.requirements]
        self.points = {item.id: self.called(one.owner) for item, one in held}
        # Where each is answered: where it is counted, as every view counts it, if that stands here.
        held.sort(key=lambda each: not each[0].counts)
        self.headings = {item.counted_at: self.called(one.owner) for item, one in held[::-1]}
        self.ids = {self.called(one.owner): one.owner.id for one in self.every}

    @cached_property
    def _named(self) -> set[str]:
        """The requirements of articles that recommendations name a paragraph of."""
        owners = [one.owner for one in self.every if isinstance(one.owner, Recommendation)]
        parts = [name for one in owners for part in one.parts for name in part.articles]
        refs = {*parts, *(ref.id for one in owners for ref in one.articles)}
        known = self.register
        return {name for ref in refs - known.obligations.keys() for name in known.requirements_of(ref)}

    def say(self, key: str | Counted, **params: object) -> str:
        """A phrase in the language of the reply."""
        return say(key, self.lang, **params)

    def names(self, ids: Iterable[str], *, short: bool = False, inside: bool = False) -> str:
        """What actors are called."""
        return names(self.register, ids, self.lang, short=short, inside=inside)

    def name(self, name: str) -> str:
        """What an id is called."""
        return fill(self.register.short_name(name), self.lang)

    def articles(self, ids: Iterable[str]) -> str:
        """What articles are called, with parts of one together, as “Article 15(2)–(4)”, or in the whole."""
        named = [*ids]
        whole = tuple(f"{one}." for one in named)
        return fill(cite_parts(self.register, (one for one in named if not one.startswith(whole))), self.lang)

    def article(self, law: RequirementLaw) -> str:
        """The id of the article that a reading of the law is about."""
        return self.register.targets[law.requirement].owner.id

    def laws(self, chapter: AnswerChapter) -> list[RequirementLaw]:
        """The readings of the law on a demand.

        Of an article that a recommendation names as a whole: on the paragraphs that any of them names.
        """
        if not isinstance(chapter.owner, Recommendation):
            return list(chapter.laws)
        named, of = self._named, self.register.requirements_of
        whole = {law.requirement for law in chapter.laws if named.isdisjoint(of(self.article(law)))}
        return [law for law in chapter.laws if law.requirement in named | whole]

    def themes(self, owner: Obligation) -> tuple[str, ...]:
        """What a recommendation and its points are about; of an article all practice is told."""
        return themes_in(owner, owner.requirements) if isinstance(owner, Recommendation) else ()

    def practised(self, chapter: AnswerChapter) -> list[RequirementLaw]:
        """Those whose practice is on a demand: by the themes of what is asked for, and of what is named.

        Of an article that is named as a whole only what has themes of its own.
        """
        owner, known = chapter.owner, self.register
        if not isinstance(owner, Recommendation):
            return self.laws(chapter)
        whole = {ref.id for ref in owner.articles if known.requirements_of(ref.id)[1:]}

        def themes(law: RequirementLaw) -> tuple[str, ...]:
            article = known.targets[law.requirement].owner
            own = {one.id: one.themes for one in article.requirements}[law.requirement]
            return own or (() if article.id in whole else article.themes)

        return [law for law in self.laws(chapter) if asked_for(self.themes(owner), themes(law))]

    def answered(self, chapter: AnswerChapter) -> list[Requirement]:
        """The points of a demand that are answered in its section."""
        here = self.called(chapter.owner)
        return [x for x in chapter.requirements if self.headings.get(x.counted_at, here) == here]

    def akin(self, chapter: AnswerChapter) -> list[str]:
        """The numbers of the other demands that the same tasks follow up, or on the same articles."""
        tasks, named = _content(chapter)
        them = ((self.number(one.owner), *_content(one)) for one in self.here if one is not chapter)
        return [n for n, other, refs in them if n and (tasks & other or (named and named == refs))]

    def twin(self, chapter: AnswerChapter) -> str:
        """The number of the first demand on the same articles that some of the same tasks follow up."""
        tasks, named = _content(chapter)
        alike = (one.owner for one in self.here if _content(one)[1] == named and tasks & _content(one)[0])
        return self.number(next(alike, chapter.owner)) if named else ""

    def called(self, owner: Obligation) -> str:
        """A demand by its title, after its number here and the one of its treaty or body, if any.

        An article is called with its convention if there are articles of several.
        """
        title = (owner.short_title or owner.title).pick(self.lang)
        if isinstance(owner, Article):
            alone = f"{say('report.article', self.lang)} {owner.article}"
            return f"{capital(self.name(owner.id)) if self._mixed else alone}: {title}"
        if owner.paragraph:
            title = f"{say('report.paragraph', self.lang)} {owner.paragraph}: {title}"
        return f"{self.number(owner)}. {title}" if self.number(owner) else title

    def number(self, owner: Obligation) -> str:
        """The number of a recommendation that is answered in this document, in its order."""
        return self._place.get(owner.id, "")

    def told_at(self, key: str, here: str) -> str:
        """The heading under which something was first told, which is ``here`` if it has not been."""
        return self._written.setdefault(key, here)

    def elsewhere(self, headings: Iterable[str]) -> str:
        """Where more stands: the numbers of the demands, or their headings; empty if nowhere."""
        numbers = sorted((re.sub(r"^(\d+)\. .*", r"\1", one) for one in headings), key=natural)
        quoted = (one if one.isdigit() else self.say(msg("“{text}”"), text=one) for one in numbers)
        return listing([*quoted], self.lang)

    def of(self, source: Source | None) -> str:
        """The mark that refers to a source."""
        if source is None:
            return ""
        title = fill(document_title(self.register, source), self.lang)
        document = document_of(self.register, source)
        if document and document.url:
            self._urls[title] = document.url
        if document and document.note and source.reading == "excerpt":  # It says what was read.
            self._notes[title], source = document.note, source.model_copy(update={"reading": "text"})
        place = fill(Parts(places(self.register, source)), self.lang)
        return f" [{self._numbers.setdefault((title, place), len(self._numbers) + 1)}]"

    def listed(self) -> Iterator[str]:
        """All sources by their numbers; a document's note and address where it is first named."""
        seen = set[str]()
        for (title, place), n in self._numbers.items():
            note, cited = self._notes.get(title), ", ".join(filter(None, (title, place)))
            about = "" if title in seen or note is None else note.pick(self.lang)
            url = "" if title in seen else self._urls.get(title, "")
            seen.add(title)
            yield f"[{n}] {'. '.join(filter(None, (cited, ' '.join(filter(None, (about, url))))))}"


def _content(chapter: AnswerChapter) -> tuple[set[str], set[str]]:
    """The tasks that follow up a demand, and the articles that it names."""
    owner, answers = chapter.owner, (one for item in chapter.requirements for one in item.answers)
    named = {ref.id for ref in owner.articles} if isinstance(owner, Recommendation) else set[str]()
    return {task for one in answers for task in one.tasks}, named
