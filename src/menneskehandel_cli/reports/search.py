"""What words lead to, the best first. ``templates/site/search.js`` does the same in a browser.

An index has a row for each thing that can be found, the most important first, and for each word the rows
that hold it with a weight: 1 to 4 in a text, 5 to 16 as a section that was read, 17 to 26 in a title,
which weighs the more the shorter it is.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from os.path import commonprefix

from menneskehandel_cli.language import Lang, say
from menneskehandel_cli.language.fold import fold
from menneskehandel_cli.language.runs import unmarked
from menneskehandel_cli.language.stems import Searching, searching, stem
from menneskehandel_cli.register import Register
from menneskehandel_cli.reports.finding import Findable, findable, in_order

_TEXT, _CITED, _TITLE, _SHORT_TITLE = 4, 16, 17, 26
_LONGEST_TITLE = 12
"""In words: a longer one is a text."""

_FORM, _NEAR, _BEGINS, _WITHIN = 4, 3, 2, 1
"""How well a word fits: a form of it; a likely one, or a related word; the beginning or inside of one."""

_RECORD, _ABOVE, _BELOW = 400, 300, 200
"""How well an id fits: the one that is asked for, what it is a part of, a part of it."""

_PART = 4
"""The letters of what may be inside another word, at least."""

Rows = Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Word:
    """What the forms of a word have in common, how they end, and the weight of each row that holds it."""

    start: str
    ends: tuple[str, ...]
    rows: Rows


@dataclass(frozen=True)
class Index:
    """What is searched."""

    how: Searching
    ids: tuple[str, ...]
    """The id of each row, folded."""
    words: tuple[Word, ...]
    letter: str
    """What the ids of measures begin with, folded."""

    @cached_property
    def forms(self) -> Mapping[str, Word]:
        """The word of each form."""
        return {word.start + end: word for word in self.words for end in word.ends}

    @cached_property
    def instruments(self) -> tuple[str, ...]:
        """What the ids of articles begin with."""
        found = (re.fullmatch(r"([a-z].*?-)\d+[a-z]?(?:\..+)?", name) for name in self.ids)
        return tuple(dict.fromkeys(match[1] for match in found if match))

    @cached_property
    def _starts(self) -> Mapping[str, Word]:
        return {word.start: word for word in self.words}

    @cached_property
    def _ends(self) -> frozenset[str]:
        return frozenset(end for word in self.words for end in word.ends)

    @cached_property
    def _meant(self) -> tuple[tuple[int, Mapping[str, tuple[str, ...]]], ...]:
        """How well the others of its group fit a word, by the word."""

        def others(groups: tuple[tuple[str, ...], ...]) -> dict[str, tuple[str, ...]]:
            return {
                word: tuple(one for one in group if one != word) for group in groups for word in group
            }

        return ((_FORM, others(self.how.same)), (_NEAR, others(self.how.near)))

    def find(self, query: str) -> list[int]:
        """The rows that fit most of what is asked for, the best first."""
        value: Counter[int] = Counter()
        times: Counter[int] = Counter()
        for rows in self._asked(fold(query).strip()):
            value.update(rows)
            times.update(rows.keys())
        most = max(times.values(), default=0)
        return sorted((row for row in times if times[row] == most), key=lambda row: (-value[row], row))

    def _asked(self, asked: str) -> Iterator[Rows]:
        """The rows of each thing that is asked for: ids, numbers with what they are of, and words."""
        words = []
        for part in asked.split():
            rows = self._named(part)
            if not rows and part.startswith(self.letter):
                rows = self._measure(part.removeprefix(self.letter))
            if rows:
                yield {**self._of(part), **rows}
            else:
                words.append(part)
        if words == [asked] and asked.isdecimal():
            yield {**self._article(asked), **self._measure(asked)}
            return
        asked = " ".join(words)
        if found := re.search(self.how.measure, asked):
            yield self._measure(found[1])
            asked = asked.replace(found[0], " ", 1)
        found = next(
            (one for one in re.finditer(self.how.article, asked) if one[1] or one[3] or one[4]), None
        )
        if found:
            yield self._article(".".join(part for part in found.groups()[1:] if part))
            asked = asked.replace(found[0], " ", 1)
        for word in self.how.words(asked):
            yield self._of(word)

    def _named(self, name: str) -> dict[int, int]:
        """A record or a part of one by its id, and its parts; otherwise what it would be a part of."""
        rows = {row: _BELOW for row, one in enumerate(self.ids) if one.startswith(f"{name}.")}
        above, value = name, _RECORD
        while above and above not in self.ids:
            above, value = above.rpartition(".")[0], _ABOVE
        return rows | {row: value for row, one in enumerate(self.ids) if above and one == above}

    def _measure(self, number: str) -> dict[int, int]:
        """A measure or a task by its number: 12, or 12.4."""
        found = re.fullmatch(r"(\d{1,4})(\..+)?", number)
        return self._named(f"{self.letter}{found[1].zfill(2)}{found[2] or ''}") if found else {}

    def _article(self, number: str) -> dict[int, int]:
        """An article or a part of one in every convention: 12, or 12.1.a."""
        return {
            row: value
            for instrument in self.instruments
            for row, value in self._named(instrument + number).items()
        }

    def _of(self, word: str) -> Rows:
        """The rows that hold a word in any form, what means the same, or a word that it is a part of."""
        rows: dict[int, int] = {}

        def take(found: Word, fits: int) -> None:
            for row, weight in found.rows.items():
                rows[row] = max(rows.get(row, 0), weight * fits)

        for fits, others in self._meant:
            for one in others.get(word, ()):
                if one in self.ids:
                    rows |= self._named(one)
                elif one in self.forms:
                    take(self.forms[one], fits)
        if word in self.forms:
            take(self.forms[word], _FORM)
        plain = word.isalpha()
        if plain and word not in self.forms:
            starts = (word[:cut] for cut in range(len(word), _PART - 1, -1))
            start = next(
                (one for one in starts if one in self._starts and word[len(one) :] in self._ends), None
            )
            if start is not None:
                take(self._starts[start], _NEAR)
        if plain and len(word) > 1:
            for form, found in self.forms.items():
                if form.startswith(word):
                    take(found, _BEGINS)
                elif len(word) >= _PART and word in form:
                    take(found, _WITHIN)
        return rows or self._of_both(word)

    def _of_both(self, word: str) -> Rows:
        """The rows that hold both words that an unknown one is made of."""
        for cut in range(_PART, len(word) - _PART + 1):
            first, last = self.forms.get(word[:cut]), self.forms.get(word[cut:])
            if first and last:
                return {row: first.rows[row] + last.rows[row] for row in first.rows if row in last.rows}
        return {}

    def near(self, query: str) -> tuple[str, ...]:
        """Known words that are spelled almost as those that lead nowhere."""
        from difflib import get_close_matches

        lost = [word for word in self.how.words(query) if not self._of(word)]
        near = (get_close_matches(word, self.forms, n=3, cutoff=0.75) for word in lost)
        return tuple(dict.fromkeys(one for several in near for one in several))


@dataclass(frozen=True, slots=True)
class FindView:
    """What some words lead to, the best first; if to nothing, known words that are spelled alike."""

    words: str
    revision: str | None
    found: tuple[Findable, ...]
    near: tuple[str, ...] = ()


def find_view(
    register: Register, words: str, lang: Lang, kept: Callable[[Findable], bool] = lambda _item: True
) -> FindView:
    """The records, and parts of them, that words lead to, of those that are ``kept``."""
    items = in_order(filter(kept, findable(register, lang)))
    searched = index(items, lang, register.letter)
    found = tuple(items[row] for row in searched.find(words))
    return FindView(words, register.revision, found, () if found else searched.near(words))


def index(items: Iterable[Findable], lang: Lang, letter: str) -> Index:
    """An index of what can be found, which comes in the order of its importance."""
    how = searching(lang)
    rows: dict[str, dict[int, int]] = defaultdict(dict)
    ids = []
    for row, item in enumerate(items):
        ids.append(fold(item.id))
        for word, weight in _weights(item, lang, how).items():
            rows[word][row] = weight
    forms: dict[str, list[str]] = defaultdict(list)
    for form in sorted(rows):
        forms[stem(form, how.stemmer)].append(form)
    words = []
    for stemmed, several in forms.items():
        start = commonprefix([*several, stemmed])  # noqa: RUF071 – of words, not of paths
        held: dict[int, int] = {}
        for form in several:
            for row, weight in rows[form].items():
                held[row] = max(held.get(row, 0), weight)
        words.append(Word(start, tuple(form[len(start) :] for form in several), held))
    return Index(how, tuple(ids), tuple(words), fold(letter))


def _weights(item: Findable, lang: Lang, how: Searching) -> dict[str, int]:
    """The weight of each word of what can be found."""
    held: Counter[str] = Counter()
    for text in (say(item.kind, lang), *item.texts, *item.cited):
        held.update(how.words(unmarked(text)))
    found = {word: min(times, _TEXT) for word, times in held.items()}
    cited = Counter(word for text in item.cited for word in how.words(text) if word.startswith("§"))
    found |= {word: min(_TEXT - 1 + 2 * times, _CITED) for word, times in cited.items()}
    for title in item.names:
        words = how.words(unmarked(title))
        weight = max(_TITLE, _SHORT_TITLE + 1 - len(words)) if len(words) <= _LONGEST_TITLE else _TEXT
        found |= {word: max(found.get(word, 0), weight) for word in words}
    return found
