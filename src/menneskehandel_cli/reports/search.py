"""What words lead to, the best first. ``templates/site/search.js`` does the same in a browser.

An index has a row for each thing that can be found, the most important first, and for each word the rows
that hold it with a weight: 1 to 4 in a text, 5 to 16 as a section that was read, 17 to 26 in a title,
which weighs the more the shorter it is. What few rows hold counts for more than what many do.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain
from typing import NamedTuple

from menneskehandel_cli.language import Lang, say, unmarked
from menneskehandel_cli.language.slips import without
from menneskehandel_cli.language.stems import WORD, Searching, fold, searching
from menneskehandel_cli.register import Register, grouped
from menneskehandel_cli.reports.findable import LATER, Findable, findable, in_order, overview

_TEXT, _TIMES, _TITLE = 4, 6, 17
_TITLES = ((1, 26), (3, 24), (6, 20), (12, _TITLE))
"""The weights of titles of at most so many words; a longer one is a text that counts in full."""

_FORM, _NEAR, _BEGINS, _WITHIN = 4, 3, 2, 1
"""How well a word fits: a form of it; a likely one, or a related word; the beginning or inside of one."""

_RECORD, _BELOW, _ABOVE, _NAMED = 400, 300, 200, 104
"""How well an id fits: the one asked for, a part of it, what it is a part of, a word among others."""

_BEGINNING, _PART, _KNOWN, _LONG = 2, 4, 5, 8
"""The letters of what begins a word, is in one or has a typing error, does so if known, or has two."""

_WHOLE, _KIND, _SUBSTANCE, _LATER = 8, 3, 2, 1
"""How much a row counts: of what is called by just the words that are asked for (times the rest), of a
kind that is asked for by its name, of substance, of what comes later."""

_WORSE = 3
"""So many times worse than the best is no hit, unless it holds as much of what is asked for as any."""

Rows = Mapping[int, int]


class IndexWord(NamedTuple):
    """The forms of a word, and the weight of each row that holds it."""

    forms: tuple[str, ...]
    rows: Rows


@dataclass(frozen=True)
class Index:
    """What is searched."""

    how: Searching
    ids: tuple[str, ...]
    """The id of each row, folded."""
    kinds: tuple[str, ...]
    """The kind of each row."""
    words: tuple[IndexWord, ...]
    titles: tuple[tuple[str, ...], ...]
    """The words that each row is called by, without what it is a part of."""
    letter: str
    """What the ids of measures begin with, folded."""

    @cached_property
    def forms(self) -> Mapping[str, IndexWord]:
        """The word of each form."""
        return {form: word for word in self.words for form in word.forms}

    @cached_property
    def _roots(self) -> Mapping[str, IndexWord]:
        """The shortest of the words with each root."""
        forms = sorted(self.forms, key=lambda form: (-len(form), form))
        return {self.how.root(form): self.forms[form] for form in forms}

    @cached_property
    def _meant(self) -> Mapping[str, Mapping[str, int]]:
        """The others of the groups that a word is in, by the word, with how well they fit it."""
        found: dict[str, dict[str, int]] = defaultdict(dict)
        for fits, groups in ((_NEAR, self.how.near), (_FORM, self.how.same)):
            for group in groups:
                words = [self._form(word) for word in group]
                for word in words:
                    found[word] |= dict.fromkeys(words, fits)
        return found

    @cached_property
    def _kinds(self) -> Mapping[str, tuple[str, ...]]:
        """The kinds that are asked for by each word, in its first form."""
        return grouped((self._form(word), kind) for kind, words in self.how.kinds.items() for word in words)

    def _form(self, word: str) -> str:
        """The first of the forms of a word; of an unknown one, of a word with the same root."""
        found = self.forms.get(word) or self._roots.get(self.how.root(word))
        return found.forms[0] if found else word

    def find(self, query: str, kept: Callable[[int], bool] = lambda _row: True) -> list[int]:
        """The rows that fit what is asked for, of those that are ``kept``, the best first."""
        value, times = Counter[int](), Counter[int]()
        terms, words = self._terms(query)
        for _, rows in terms:
            rare = max((len(self.ids) // max(len(rows), 1)).bit_length(), 1)
            for row in filter(kept, rows):
                value[row] += rows[row] * rare * rare
                times[row] += 1
        kinds = {kind for word in words for kind in self._kinds.get(self._form(word), ())}
        sought = {self._form(term) for term, _ in terms}
        for row, kind in ((row, self.kinds[row]) for row in value):
            counts = _KIND if kind in kinds else _LATER if kind in LATER else _SUBSTANCE
            whole = len(sought) > 1 and sought == {self._form(word) for word in self.titles[row]}
            value[row] *= counts * times[row] ** 2 * (_WHOLE if whole else 1)
        most, best = max(times.values(), default=0), max(value.values(), default=0)
        found = (row for row in value if times[row] == most or value[row] * _WORSE >= best)
        return sorted(found, key=lambda row: (-value[row], row))

    def _terms(self, query: str) -> tuple[list[tuple[str, Rows]], list[str]]:
        """Each thing that is asked for (ids, numbers, words) with its rows, and the words among them."""
        text = fold(query).strip()
        for pattern, meant in self.how.instead.items():
            text = re.sub(pattern, meant, text)
        if text.isdecimal():
            plain, section = self._of(text), self._of(f"§{text}")
            return [(text, {**plain, **section, **self._article(text), **self._measure(text)})], []
        parts = [(part, self._by_id(part, alone=part == text)) for part in text.split()]
        numbered, text = self._numbered(" ".join(part for part, rows in parts if not rows))
        words = self.how.words(text)
        sought = [word for word in words if self._form(word) not in self._kinds]  # more than a kind
        found = (*(one for one in parts if one[1]), *numbered)
        return [*found, *((word, self._of(word)) for word in sought or words)], words

    def _numbered(self, text: str) -> tuple[list[tuple[str, Rows]], str]:
        """What is asked for by its number with its rows, as a section or an article, and what is left."""
        patterns = self.how.patterns
        found = [
            (one[0], self._known(f"§{one[2]}{one[3] or ''}") or self._known(f"§{one[2]}"))
            for one in re.finditer(patterns["section"], text)
        ]
        text = re.sub(patterns["section"], r" \1 ", text)
        for kind in ("chapter", "measure"):
            if one := re.search(patterns[kind], text):
                rows = self._measure(one[1]) if kind == "measure" else self._known(f"§{one[1]}-")
                found.append((one[0], rows))
                text = text.replace(one[0], " ", 1)
        articles = re.finditer(patterns["article"], text)
        if one := next((one for one in articles if any(one.group(1, 3, 4))), None):
            other = re.search(patterns["elsewhere"], text)
            here = not other or "fact.instrument" in {self.kinds[row] for row in self._known(other[0])}
            found.append((one[0], self._article(".".join(filter(None, one.groups()[1:]))) if here else {}))
            text = text.replace(one[0], " ", 1)
        return found, text

    def _by_id(self, part: str, *, alone: bool) -> Rows:
        """The rows of an id, or of a measure by its letter and number; none for any other word."""
        rows = self._named(part)
        if not rows and part.startswith(self.letter):
            rows = self._measure(part.removeprefix(self.letter))
        if part.isalpha() and not alone:
            rows = dict.fromkeys(rows, _NAMED)
        return {**self._of(part), **rows} if rows else {}

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
        ids = zip(self.ids, self.kinds, strict=True)
        begins = {one.rpartition("-")[0] for one, kind in ids if kind == "site.kind.article"}
        return {row: fits for one in begins for row, fits in self._named(f"{one}-{number}").items()}

    def _of(self, word: str) -> Rows:
        """The rows of a word; of an unknown one, also those of words that are spelled almost like it."""
        known = word in self.forms or self._form(word) in self._meant
        return _best((self._known(one), 1) for one in (word, *(() if known else self._alike(word))))

    def _known(self, word: str) -> Rows:
        """The rows that hold a word in any form, what means the same, or a word that it is a part of."""
        first = self._form(word)
        meant = {**self._meant.get(first, {}), first: _FORM if word in self.forms else _NEAR}
        found = [(self.forms[one], fits) for one, fits in meant.items() if one in self.forms]
        root, least = self.how.root(word), _KNOWN if word in self.forms else _BEGINNING
        for form, one in self.forms.items() if len(word) >= least and word.isalpha() else ():
            if form.startswith(root):
                found.append((one, _BEGINS))
            elif len(word) >= _PART and word in form:
                found.append((one, _WITHIN))
        return _best((one.rows, fits) for one, fits in found) or self._of_both(word)

    def _of_both(self, word: str) -> Rows:
        """The rows that hold either word that an unknown one is made of, the more for both."""
        for cut in range(_PART, len(word) - _PART + 1):
            first, last = self.forms.get(word[:cut]), self.forms.get(word[cut:])
            if first and last:
                return Counter(first.rows) + Counter(last.rows)
        return {}

    def _alike(self, word: str) -> list[str]:
        """The known words that are spelled almost like one: without a letter or two they are the same.

        None is like a number, or a word with one in it: another number is no typing error.
        """
        most = (len(word) >= _PART) + (len(word) >= _LONG) if word.isalpha() else 0
        for letters in range(1, most + 1):
            known = (one for one in {**self.forms, **self._meant} if one[0] == word[0])
            near = (one for one in known if abs(len(one) - len(word)) <= letters)
            left = without(word, letters)
            if found := [one for one in near if not left.isdisjoint(without(one, letters))]:
                return sorted(found)
        return []

    def lost(self, query: str) -> dict[str, list[str]]:
        """What is asked for and found nowhere, as it was typed, with known words spelled almost so."""
        typed = {fold(word): word for word in WORD.findall(query)}
        terms, words = self._terms(query)
        lost = (term for term, rows in terms if not (self._known(term) if term in words else rows))
        return {typed.get(term, term): self._alike(term) for term in lost}


def _best(found: Iterable[tuple[Rows, int]]) -> Rows:
    """All rows that were found, each as the best of what it fits."""
    rows: dict[int, int] = {}
    for several, fits in found:
        for row, weight in several.items():
            rows[row] = max(rows.get(row, 0), weight * fits)
    return rows


class FindView(NamedTuple):
    """What some words lead to, the best first; the words found nowhere, and known ones spelled alike."""

    words: str
    revision: str | None
    found: tuple[Findable, ...]
    """The records and parts of them."""
    lost: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    overview: Findable | None = None
    """The command that shows what is sought as a whole, as its address, if the words lead there first."""


_OVERVIEWS = {
    "mh status": "site.list.deadlines",
    "mh gaps": "site.table.gaps",
    "mh matrix": "matrix.title",
    "mh list measures": "site.table.measures",
    "mh list obligations": "site.table.obligations",
    "mh list actors": "site.list.actors",
    "mh list indicators": "site.list.indicators",
    "mh list reports": "site.list.reports",
    "mh log": "site.table.changes",
}
"""What each command shows, as the site calls the same overview."""


class Finder:
    """What can be found in a state of the records, and the index of it."""

    def __init__(self, register: Register, lang: Lang) -> None:
        self.revision = register.revision
        self._referred = {text: item.id for text, item in register.by_reference.items()}
        whole = (overview(register, phrase, command, lang) for command, phrase in _OVERVIEWS.items())
        self._items = in_order((*whole, *findable(register, lang)))
        self._index = index(self._items, lang, register.letter)

    def find(self, words: str, kept: Callable[[Findable], bool] = lambda _item: True) -> FindView:
        """The records, and parts of them, that words lead to, of those that are ``kept``."""
        rows = self._index.find(words, lambda row: kept(self._items[row]))
        found, lost = [self._items[row] for row in rows], self._index.lost(words)
        whole = found[0] if found and not found[0].id else None
        records = [item for item in found if item.id]
        if (name := self._referred.get(words.strip())) is not None:  # It is what the plan itself calls it.
            own = [item for item in self._items if item.id == name and kept(item)]
            records, lost = [*own, *(item for item in records if item not in own)], {} if own else lost
        near = tuple(chain.from_iterable(lost.values()))
        return FindView(words, self.revision, tuple(records), (*lost,), near, whole)


def index(items: Sequence[Findable], lang: Lang, letter: str) -> Index:
    """An index of what can be found, which comes in the order of its importance."""
    how = searching(lang)
    words_of = cache(lambda text: how.words(unmarked(text)))  # titles and names come again and again
    rows: dict[str, dict[int, int]] = defaultdict(dict)
    for row, item in enumerate(items):
        for word, weight in _weights(item, say(item.kind, lang), words_of).items():
            rows[word][row] = weight
    forms = grouped((how.stem(form), form) for form in sorted(rows)).values()
    words = (IndexWord(several, _best((rows[form], 1) for form in several)) for several in forms)
    ids, kinds = (fold(item.id) for item in items), (item.kind for item in items)
    titles = (tuple(words_of(item.title.rpartition(": ")[2])) for item in items)
    return Index(how, tuple(ids), tuple(kinds), tuple(words), tuple(titles), fold(letter))


def _weights(item: Findable, kind: str, words_of: Callable[[str], list[str]]) -> dict[str, int]:
    """The weight of each word of what can be found."""
    held = Counter(word for text in (*item.texts, *item.cited) for word in words_of(text))
    sections = [word for word in held.elements() if word.startswith("§")]
    held.update(f"{word.partition('-')[0]}-" for word in sections if "-" in word)  # by their chapters
    found = {
        word: _TEXT + _TIMES * times // (times + 1) + round(_TIMES * times / len(sections))
        if word in sections
        else min(times, _TEXT)
        for word, times in held.items()
    }
    found |= dict.fromkeys(words_of(kind), _TITLE)
    for title in item.names:
        words = words_of(title)
        weight = next((weight for most, weight in _TITLES if len(words) <= most), _TEXT)
        found |= {word: max(found.get(word, 0), weight) for word in words}
    return found
