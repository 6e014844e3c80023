"""What a convention asks: one square for each requirement, in a row for each article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from menneskehandel_cli.blocks.model import Picture, Table
from menneskehandel_cli.formats.charts.bars import small
from menneskehandel_cli.formats.charts.markup import Address, Square, clean, drawn, figures, no_address
from menneskehandel_cli.formats.report_parts import capital
from menneskehandel_cli.language import Lang, count, fill, listing, msg, nmsg, say
from menneskehandel_cli.language.numbers import number
from menneskehandel_cli.register import Register
from menneskehandel_cli.register.coverage import CLASSIFICATIONS, PROMISES
from menneskehandel_cli.reports.coverage import classes, own_words
from menneskehandel_cli.reports.demanded import Demanded, DemandedArticle, DemandedView

_PROMISED = {
    "none": ("nothing",),
    "named": ("named",),
    "to_assess": ("assess",),
    "planned": ("do",),
    "under_way": ("do", "way"),
    "delivered": ("do", "tick"),
}
"""The mark of each promise, as a task has it."""

_OPEN = msg("of these, with an open recommendation on the same requirement")


def demanded_finding(view: DemandedView, lang: Lang) -> str:
    """How many requirements are of each class, in a sentence."""
    of = view.counts.classification
    told = [said.say(lang) for said in classes(of)]
    if disputed := view.counts.disputed:
        some = nmsg(
            "{covered} ({n} of them with an open recommendation)",
            "{covered} ({n} of them with an open recommendation)",
        )
        told[0] = say(some, lang, covered=told[0], n=disputed)
    total = view.counts.total
    if total == 1:
        only = next(name for name in CLASSIFICATIONS if of[name])
        return say(msg("One requirement: {classes}"), lang, classes=say(f"classification.{only}", lang))
    return say(msg("{total} requirements: {classes}"), lang, total=total, classes=listing(told, lang))


def none_unanswered(views: Sequence[DemandedView], lang: Lang) -> str:
    """That no requirement is without an answer, and how many are not covered in full; empty if one is."""
    of = {name: sum(view.counts.classification[name] for view in views) for name in CLASSIFICATIONS}
    rest = [said.say(lang) for said in classes({**of, "covered": 0})]
    return say("demanded.none", lang, rest=listing(rest, lang)) if rest and not of["unanswered"] else ""


def demanded_picture(
    view: DemandedView, register: Register, lang: Lang, address: Address = no_address
) -> Picture:
    """A square for each requirement, coloured by its class or by what the strategy's own words promise.

    It is drawn with our judgements; a reader can choose the strategy's own words alone.
    """
    chapters = [
        {
            "name": capital(fill(chapter, lang)),
            "rows": [_row(given, register, lang, address) for given in articles],
        }
        for chapter, articles in view.chapters
    ]
    own = view.own_words
    sums = ((k, said, n + _within(view)["-".join(k)]) for k, said, n in _classes(view, lang))
    classes = [(kinds, f"{words} ({number(n, lang)})") for kinds, words, n in sums if n]
    promised = [
        (_PROMISED[name], f"{_promise(name, lang)} ({number(own.promise[name], lang)})")
        for name in reversed(PROMISES)
        if own.promise[name]
    ]
    markup = drawn(
        "demanded",
        name=view.id,
        chapters=chapters,
        classes=classes,
        promised=promised,
        note=count("demanded.squares", view.counts.total, lang),
        words={key: say(f"coverage.{key}", lang) for key in ("with_ours", "own_words")},
    )
    finding, told, note = _words(view, lang)
    return Picture(finding, markup, _numbers(view, lang), told, note)


def demanded_small(view: DemandedView, lang: Lang) -> Picture:
    """How many requirements are of each class, and how many of the covered a body asks more for."""
    return small(*_words(view, lang), _classes(view, lang), lang, _within(view))


def _within(view: DemandedView) -> Counter[str]:
    """What is covered although a body asks for more has a mark of its own."""
    return Counter(covered=view.counts.disputed)


def _classes(view: DemandedView, lang: Lang) -> list[tuple[tuple[str, ...], str, int]]:
    """Each class and how many are of it; of the covered, those that a body asks more for stand apart."""
    of, disputed = view.counts.classification, view.counts.disputed
    found = [((name,), say(f"classification.{name}", lang), of[name]) for name in CLASSIFICATIONS]
    more = (("covered", "open"), say(_OPEN, lang), disputed)
    return [(*found[0][:2], of["covered"] - disputed), more, *found[1:]]


def _words(view: DemandedView, lang: Lang) -> tuple[str, str, str]:
    """The finding, the picture in words, and of which convention and by whose judgement it is."""
    finding = demanded_finding(view, lang)
    note = f"{view.title.pick(lang)}. {say('coverage.ours', lang)}"
    return finding, f"{finding}. {fill(own_words(view.own_words), lang)}", note


def _row(given: DemandedArticle, register: Register, lang: Lang, address: Address) -> dict[str, object]:
    return {
        "number": str(given.article.article),
        "name": _name(given, lang),
        "address": address(given.article.id),
        "squares": [_square(item, register, lang, address) for item in given.requirements],
    }


def _square(item: Demanded, register: Register, lang: Lang, address: Address) -> Square:
    kinds = (item.ours.classification, *(["open"] if item.ours.disputed else []))
    title = say(
        msg("{name}: {classified}. The strategy: {promised}"),
        lang,
        name=fill(register.short_name(item.ours.id), lang),
        classified=say(f"classification.{item.ours.classification}", lang),
        promised=_promise(item.own, lang),
    )
    return Square(kinds, clean(title), address(item.ours.id), _PROMISED[item.own])


def _promise(name: str, lang: Lang) -> str:
    return say(msg("not named") if name == "none" else f"promise.{name}", lang)


def _numbers(view: DemandedView, lang: Lang) -> Table:
    """A row for each article, and the sum; a column for each class that there is."""
    shown = [name for name in CLASSIFICATIONS if view.counts.classification[name]]
    head = (
        say(msg("Article"), lang),
        say("chart.total", lang),
        *(say(f"classification.{name}", lang) for name in shown),
        say(_OPEN, lang),
    )
    rows = [
        (f"{given.article.article} {_name(given, lang)}", given.counts)
        for _, articles in view.chapters
        for given in articles
    ]
    numbers = (
        (name, (of.total, *(of.classification[value] for value in shown), of.disputed))
        for name, of in (*rows, (say("chart.total", lang), view.counts))
    )
    return figures(say(msg("Requirements of each article"), lang), head, numbers, lang)


def _name(given: DemandedArticle, lang: Lang) -> str:
    return clean((given.article.short_title or given.article.title).pick(lang))
