"""What the monitoring bodies have asked for: a row for each demand, round by round."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from menneskehandel_cli.blocks.model import Picture, Table
from menneskehandel_cli.formats.charts.bars import small
from menneskehandel_cli.formats.charts.markup import Address, drawn, no_address
from menneskehandel_cli.formats.charts.names import helpers
from menneskehandel_cli.language import Lang, fill, listing, msg, nmsg, say
from menneskehandel_cli.language.days import day
from menneskehandel_cli.language.messages import Counted
from menneskehandel_cli.models.measure import Contribution
from menneskehandel_cli.register import Register
from menneskehandel_cli.reports.matrix import FAR
from menneskehandel_cli.reports.thread import Demand, Round, ThreadView

_SIZES = {
    3: msg("strongly recommended"),
    2: msg("recommended"),
    1: msg("invited or pointed out"),
    0: msg("the level is not known"),
}
"""A demand's level by the weight that we have given it."""
NO_MEASURE = msg("no measure")
_FAR: dict[Contribution | None, tuple[str, Counted]] = {
    "full": ("do", nmsg("{n} is followed up in full", "{n} are followed up in full")),
    "partial": ("part", nmsg("{n} is followed up in part", "{n} are followed up in part")),
    "assess": ("assess", nmsg("{n} is only to be assessed", "{n} are only to be assessed")),
    None: ("unanswered", nmsg("{n} has no measure", "{n} have no measure")),
}
"""The most that a measure does: its mark in small, and how many there are."""


def thread_picture(
    view: ThreadView, register: Register, lang: Lang, address: Address = no_address
) -> Picture:
    """Every demand of the monitoring bodies, the most repeated first, with what follows it up."""
    finding, told = thread_finding(register, view, lang)
    weights = {asked.weight for one in view.demands for asked in one.asked.values()}
    words = {
        "demand": say(msg("What is asked for"), lang),
        "measures": say(msg("Measures"), lang),
        "none": say(NO_MEASURE, lang),
        "again": say(msg("asked for again"), lang),
        "summed": say("report.summed", lang),
        "latest": say(msg("Latest statement"), lang) if any(one.latest for one in view.demands) else "",
    }
    markup = drawn(
        "thread",
        **helpers(register, lang, address),
        title=finding,
        view=view,
        heads=[_round(register, one, lang) for one in view.rounds],
        sizes=[(size, words) for size, words in _SIZES.items() if size in weights],
        kinds=FAR,
        ties=lambda demand: _ties(view.rounds, sorted(demand.asked)),
        level=lambda asked: fill(asked.level, lang),
        latest=partial(_latest, register, lang=lang),
        words=words,
    )
    return Picture(finding, markup, Table(finding, (), ()), f"{finding}. {told}".strip(), told)


def thread_small(view: ThreadView, register: Register, lang: Lang) -> Picture:
    """How many points are followed up, and how far."""
    finding, told = thread_finding(register, view, lang)
    kinds = Counter(one.contribution for one in view.demands)
    parts = (
        ((mark,), say(FAR[kind] if kind else NO_MEASURE, lang), kinds[kind])
        for kind, (mark, _) in _FAR.items()
    )
    return small(finding, f"{finding}. {told}".strip(), told, parts, lang)


def thread_finding(register: Register, view: ThreadView, lang: Lang) -> tuple[str, str]:
    """How far the points are followed up; of each body what is not, and how many are asked for again."""
    bodies = [fill(register.short_name(body), lang) for body in view.left]
    kinds = Counter(one.contribution for one in view.demands)
    far = [say(words, lang, n=kinds[kind]) for kind, (_, words) in _FAR.items() if kinds[kind]]
    if len(far) > 1:
        far[-1] = f"{say('and', lang)} {far[-1]}"
    points = nmsg("{n} point ({bodies}): {far}", "{n} points ({bodies}): {far}")
    params = {"bodies": listing(bodies, lang), "far": ", ".join(far)}
    told = []
    if len(bodies) > 1 and kinds[None]:
        told.append(
            say(msg("Without a measure: {each}."), lang, each=without_measure(register, view, lang))
        )
    repeated = [one.requirement.id for one in view.demands if one.requirement.rounds > 1]
    again = nmsg(
        "One point recurs in several rounds: {names}.", "{n} points recur in several rounds: {names}."
    )
    if repeated:
        called = listing([fill(register.long_name(name), lang) for name in repeated], lang)
        told.append(say(again, lang, n=len(repeated), names=called))
    read = [not one.in_part for one in view.rounds if not one.empty and one.body]
    if not all(read):
        some = msg("Not all the reports have been read. Those not read may say more.")
        none = msg("None of the reports has been read as a whole. They may say more.")
        told.append(say(some if any(read) else none, lang))
    return say(points, lang, n=len(view.demands), **params), " ".join(told)


def without_measure(register: Register, view: ThreadView, lang: Lang) -> str:
    """Of each body, how many of its points no measure follows up."""
    share = msg("{body} {n} of {total}")
    bodies = ((fill(register.short_name(body), lang), left) for body, left in view.left.items())
    return ", ".join(say(share, lang, body=body, n=n, total=total) for body, (n, total) in bodies)


def _round(register: Register, one: Round, lang: Lang) -> tuple[str, str]:
    """The head of a column. Of a round without recommendations it says what is known of it."""
    name = fill(register.short_name(one.body), lang) if one.body else say(msg("the strategy"), lang)
    year = "" if one.year is None else str(one.year)
    return name, say(msg("begun {year}, no report found"), lang, year=year) if one.empty else year


def _ties(rounds: Sequence[Round], places: Sequence[int]) -> dict[int, str]:
    """What lies between each column and the next: the demand is asked again, or summed up."""
    found: dict[int, str] = {}
    for one, other in pairwise(places):
        kind = "again" if rounds[one].body and rounds[other].body else "summed"
        found |= dict.fromkeys(range(one, other), kind)
    return found


def _latest(register: Register, demand: Demand, lang: Lang) -> str:
    one = demand.latest
    if one is None:
        return ""
    by = fill(register.short_name(one.by), lang)
    said = say(f"verdict.{one.verdict}", lang)
    return say(msg("{by}, {day}: {said}"), lang, by=by, day=day(one.date, lang), said=said)
