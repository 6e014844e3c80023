"""Made-up strategies of any size, in the project's own format, for the benchmark.

The proportions are those of a strategy that has run for some years: two thirds obligations with their
instruments, then indicators, measures and reports. Each record is about as long as the shorter real
ones, in bokmål and English. The content depends only on the size: no clock, no randomness.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from textwrap import wrap

WIDTH = 100
FOLDER = 24
"""The maximum number of files in an instrument's folder, including its own file."""
YEARS = (2022, 2023, 2024, 2025)
"""The years that are reported on; ``AS_OF`` is a day after the last of them."""
AS_OF = "2026-07-01"
ENTERED = "2021-12-31"
"""The day on which everything was entered: the baseline of the histories."""

_WHO = (
    ("Politiet", "The police"),
    ("Arbeidstilsynet", "The Labour Inspection Authority"),
    ("Barnevernstjenesten", "The child welfare service"),
    ("Kommunene", "The municipalities"),
    ("Utlendingsmyndighetene", "The immigration authorities"),
    ("Påtalemyndigheten", "The prosecution service"),
    ("Helsetjenestene", "The health services"),
    ("Krisesentrene", "The crisis centres"),
    ("Skattemyndighetene", "The tax authorities"),
    ("Departementet", "The ministry"),
    ("Ideelle organisasjoner", "Non-governmental organisations"),
)
_DO = (
    ("styrke", "strengthen"),
    ("samordne", "coordinate"),
    ("kartlegge", "map"),
    ("gå gjennom", "review"),
    ("følge opp", "follow up"),
    ("videreutvikle", "develop further"),
    ("evaluere", "evaluate"),
)
_WHAT = (
    ("arbeidet med å identifisere ofre", "the work of identifying victims"),
    ("opplæringen av ansatte i førstelinjen", "the training of front-line staff"),
    ("rutinene for å dele opplysninger", "the routines for sharing information"),
    ("tilbudet av trygge steder å bo", "the supply of safe accommodation"),
    ("veiledningen til dem som melder fra", "the guidance to those who report concerns"),
    ("tilsynet med utsatte bransjer", "the inspection of exposed industries"),
    ("etterforskningen av utnytting på nett", "the investigation of exploitation online"),
    ("samarbeidet med opprinnelseslandene", "the cooperation with countries of origin"),
    ("oversikten over saker som henlegges", "the overview of cases that are dropped"),
    ("hjelpen til barn som er alene", "the help for unaccompanied children"),
    ("ordningen med fri rettshjelp", "the scheme of free legal aid"),
    ("forskningen på omfang og årsaker", "the research on extent and causes"),
    ("kravene til kvalitet i bistanden", "the requirements on the quality of assistance"),
)
_WHY = (
    ("Barn og voksne skal få hjelp tidligere enn i dag.", "Children and adults are to get help earlier."),
    ("Målet er at flere saker blir oppklart.", "The aim is that more cases are solved."),
    ("Rettighetene til den enkelte skal ikke svekkes.", "Nobody's rights are to be weakened."),
    ("Det skal skje i nært samarbeid med dem det gjelder.", "Those concerned are to take part in it."),
    ("De rapporterer om det én gang i året.", "They report on it once a year."),
    ("Det skal skje innen rammen av dagens regler.", "It is to happen within the present rules."),
    ("De tar særlig hensyn til utsatte grupper.", "They pay particular regard to vulnerable groups."),
)
_CONTRIBUTIONS = ("partial", "full", "assess")
_STATUSES = ("not_started", "in_progress", "completed")
_VERDICTS = ("not_implemented", "partly", "implemented")
_LEVELS = ("urges", "considers", "invites")


@dataclass(frozen=True, slots=True)
class Record:
    """A file of a corpus: its path, and its content after changes on the given days.

    The days are ISO days in order. Each further day changes one or a few fields, so that the history has
    events on it. ``kind`` is the name of its model.
    """

    path: str
    kind: str
    text: Callable[[Sequence[str]], str]


@dataclass(frozen=True, slots=True)
class _Plan:
    """The number of records of each kind, and the ids of the obligations."""

    measures: int
    indicators: int
    reports: int
    actors: int
    folders: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, size: int) -> _Plan:
        measures, indicators, reports = size * 9 // 100, size // 10, size * 8 // 100
        rest = size - measures - indicators - reports - 2
        folders: list[tuple[str, ...]] = []
        while rest > 0:
            place, held = len(folders) + 1, min(FOLDER, rest) - 1
            name = f"{'radet' if place % 2 else 'runde'}-{place:03}"
            folders.append((name, *(f"{name}-{number}" for number in range(1, held + 1))))
            rest -= held + 1
        return cls(measures, indicators, reports, 4 + reports // len(YEARS), tuple(folders))

    def obligations(self) -> list[str]:
        return [name for folder in self.folders for name in folder[1:]]

    def responsible(self, measure: int) -> tuple[str, str]:
        """The actors responsible for a measure; numbers count from 1."""
        return _actor(measure % self.actors), _actor((measure + 1) % self.actors)


def records(size: int) -> list[Record]:
    """The files of a corpus of ``size`` records, by their paths."""
    return sorted(_records(_Plan.of(size)), key=lambda record: record.path)


def write(folder: Path, size: int) -> int:
    """Write a corpus into a folder, created if necessary. Returns its size in bytes."""
    written = 0
    for record in records(size):
        path = folder / record.path
        path.parent.mkdir(parents=True, exist_ok=True)
        written += path.write_bytes(record.text(()).encode())
    return written


CATALOGUE = 2073
"""As many requirements as the largest catalogue that anybody has tried: NIST SP 800-53."""
_LARGE = "radet-900"
_EACH = 10
"""The requirements of an article of the catalogue."""


def write_catalogue(folder: Path, requirements: int = CATALOGUE) -> None:
    """Write a small corpus with one large convention, so that it has so many requirements in all."""
    write(folder, 100)
    rest = requirements - 2 * len(_Plan.of(100).obligations())
    place = folder / "data" / "obligations" / _LARGE
    place.mkdir()
    (place / "_instrument.yaml").write_bytes(_instrument(_LARGE, ()).encode())
    for number, first in enumerate(range(0, rest, _EACH), 1):
        forces = ("shall",) * min(_EACH, rest - first)
        text = _article(f"{_LARGE}-{number}", number, (), forces)
        (place / f"{_LARGE}-{number}.yaml").write_bytes(text.encode())


def _records(plan: _Plan) -> Iterator[Record]:
    yield Record("strategy/strategy.yaml", "strategy", lambda _days: _strategy())
    yield Record("strategy/actors.yaml", "actors", lambda _days: _actors(plan))
    answered = plan.obligations()
    for number in range(1, plan.measures + 1):
        path = f"data/measures/{number:02}-tiltak.yaml"
        yield Record(path, "measure", partial(_measure, plan, answered, number))
    for number in range(1, plan.indicators + 1):
        path = f"data/indicators/tall-{number}.yaml"
        yield Record(path, "indicator", partial(_indicator, plan, number))
    for number in range(plan.reports):
        year, actor = YEARS[number % len(YEARS)], number // len(YEARS)
        path = f"data/reports/{year}/{_actor(actor)}.yaml"
        yield Record(path, "report", partial(_report, plan, year, actor))
    for folder in plan.folders:
        name, *names = folder
        convention = name.startswith("radet")
        place = f"data/obligations/{name}"
        yield Record(f"{place}/_instrument.yaml", "instrument", partial(_instrument, name))
        for number, inner in enumerate(names, 1):
            article, wanted = partial(_article, inner, number), partial(_recommendation, inner, number)
            kind, text = ("article", article) if convention else ("recommendation", wanted)
            yield Record(f"{place}/{inner}.yaml", kind, text)


def _strategy() -> str:
    areas = "".join(
        f"  - number: {number}\n{_title('title', number, 4)}{_text('goal', number, 4)}"
        f"    goal_source: {{document: strategy, section: Innsatsområde {number}}}\n"
        for number in range(1, 5)
    )
    periods = "".join(
        f"    {year}: {{from: {year}-01-01, to: {year}-12-31, due: null, closes: null}}\n" for year in YEARS
    )
    return (
        f"{_head('strategy', 1)}id: prove\n"
        "title: {nb: Prøvestrategien (oppdiktet), en: The trial strategy (fictional)}\n"
        "fictional: true\n"
        f"period: {{from: {YEARS[0]}, to: 2027}}\nlanguages: [nb, en]\ncoordinator: {_actor(0)}\n"
        f"source: {{document: strategy}}\n{_text('purpose', 0, 0)}focus_areas:\n{areas}"
        f"reporting:\n{_text('duty', 5, 2)}  source: {{document: strategy}}\n  periods:\n{periods}"
        f"history: {{ref: null, baseline: {ENTERED}}}\n"
        "documents:\n"
        "  - {id: strategy, title: {nb: Prøvestrategien, en: The trial strategy}}\n"
        "  - {id: kilde, title: {nb: Samlede dokumenter, en: Collected documents}}\n"
    )


def _actors(plan: _Plan) -> str:
    actors = "".join(
        f"  - id: {_actor(place)}\n"
        f"    name: {{nb: Departement nummer {place}, en: Ministry number {place}}}\n"
        f"    kind: ministry\n{_text('role', place, 4)}"
        f"    source: {{document: strategy, section: Ansvar og roller, paragraph: {place + 1}}}\n"
        for place in range(plan.actors)
    )
    bodies = "".join(
        f"  - id: {name}\n    name: {{nb: {name}, en: {name}}}\n    kind: international\n"
        "    source: {document: strategy}\n"
        for name in ("Radet", "Ekspertgruppen")
    )
    return f"{_head('actors', 1)}actors:\n{actors}{bodies}"


def _measure(plan: _Plan, obligations: list[str], number: int, days: Sequence[str]) -> str:
    name = f"T{number:02}"
    due, task, evidence, status, partners, link = _turns(days, 6)
    partner = f"partners: [{_actor((number + 2) % plan.actors)}]\n" if len(partners) % 2 else ""
    first = (number - 1) * 6
    linked = [obligations[(first + place) % len(obligations)] for place in range(6)]
    goals = "".join(
        f"  - id: {name}.G{place}\n{_text('text', number * 10 + place, 4)}"
        f"    source: {{document: strategy, section: Tiltak {number}, bullet: {place}}}\n"
        for place in (1, 2)
    )
    shown = "".join(
        f"  - title: {{nb: Notat {place} om {name}, en: Note {place} on {name}}}\n"
        f"    url: https://example.org/{name}/{place}\n    date: {day}\n"
        for place, day in enumerate(evidence, 1)
    )
    now = _STATUSES[(len(status) - 1) % 2] if status else "not_reported"
    told = f"status_source: {{by: {_actor(0)}, date: {status[-1]}}}\n" if status else ""
    return (
        f"{_head('measure', 2)}id: {name}\n{_title('title', number, 0)}focus_area: {number % 4 + 1}\n"
        f"responsible: [{', '.join(plan.responsible(number))}]\n{partner}"
        f"source: {{document: strategy, section: Tiltak {number}}}\n"
        f"{_text('summary', number + 500, 0)}status: {now}\n{told}ongoing: false\ngoals:\n{goals}tasks:\n"
        f"{_task(name, 1, number, due, ())}{_task(name, 2, number, (), task)}"
        f"{_task(name, 3, number, (), ())}{_task(name, 4, number, (), ())}"
        f"addresses:\n{_links(name, number, linked, len(link))}" + (f"evidence:\n{shown}" if shown else "")
    )


def _task(name: str, place: int, number: int, moved: Sequence[str], done: Sequence[str]) -> str:
    month = 26 * 12 + 7 + 2 * len(moved) + number % 4
    due = f"    due: {2000 + month // 12}-{month % 12 + 1:02}\n" if place == 1 else ""
    now = _STATUSES[(len(done) - 1) % 3] if done else "not_reported"
    ended = (
        f"    completed: {done[-1]}\n    evidence:\n"
        f"      - title: {{nb: Sluttrapport, en: Final report}}\n        date: {done[-1]}\n"
        if now == "completed"
        else ""
    )
    return (
        f"  - id: {name}.{place}\n{_text('text', number * 20 + place, 4)}    commitment: establish\n"
        f"    status: {now}\n{due}{ended}"
        f"    source: {{document: strategy, section: Tiltak {number}, bullet: {place}}}\n"
    )


def _links(name: str, number: int, linked: list[str], turned: int) -> str:
    lines = []
    for place, obligation in enumerate(linked):
        given = _CONTRIBUTIONS[(place + (turned if place == 0 else 0)) % len(_CONTRIBUTIONS)]
        if place < 2:  # noqa: PLR2004 - two of the links are our own view, with a reason
            lines.append(f"  - obligation: {obligation}\n    basis: editorial\n    contribution: {given}\n")
            lines.append(f"    by: [{name}.{place + 1}]\n{_text('note', number * 7 + place, 4)}")
        else:
            held = f"obligation: {obligation}, basis: strategy, contribution: {given}"
            lines.append(f"  - {{{held}}}\n")
    return "".join(lines)


def _instrument(name: str, _days: Sequence[str]) -> str:
    number = int(name.rpartition("-")[2])
    head = f"{_head('instrument', 3)}id: {name}\n"
    if name.startswith("radet"):
        return (
            f"{head}kind: convention\nbody: Radet\n"
            f"title: {{nb: Konvensjon nummer {number}, en: Convention number {number}}}\n"
            f"languages: [nb, en]\n{_text('note', number, 0)}source: {{document: kilde}}\n"
        )
    levels = "".join(
        f"  - {{id: {level}, title: {{nb: {level}, en: {level}}}, weight: {weight}}}\n"
        for weight, level in zip((3, 2, 1), _LEVELS, strict=True)
    )
    return (
        f"{head}kind: recommendations\nbody: Ekspertgruppen\n"
        f"title: {{nb: Rapport nummer {number}, en: Report number {number}}}\n"
        f"languages: [nb, en]\nlevels:\n{levels}{_text('note', number, 0)}source: {{document: kilde}}\n"
    )


_FORCES = ("shall", "shall_qualified", "may")


def _article(name: str, number: int, days: Sequence[str], forces: Sequence[str] = _FORCES) -> str:
    seed = _seed(name)
    (reworded,) = _turns(days, 1)
    provisions = "".join(
        f"  - id: {name}.{place}\n    force: {force}\n    bearer: state\n{_text('text', seed + place, 4)}"
        for place, force in enumerate(forces, 1)
    )
    return (
        f"{_head('article', 3)}id: {name}\narticle: {number}\nchapter: II\nrole: duty\n"
        f"{_title('title', seed, 0)}title_basis: working_translation\n"
        f"source: {{document: kilde, section: Article {number}}}\n"
        f"{_text('summary', seed + 50 + len(reworded), 0)}provisions:\n{provisions}"
    )


def _recommendation(name: str, number: int, days: Sequence[str]) -> str:
    seed = _seed(name)
    judged, reworded = _turns(days, 2)
    parts = "".join(
        f"  - id: {name}.{letter}\n{_text('text', seed + place, 4)}" for place, letter in enumerate("ab")
    )
    folder = int(name.split("-")[1]) - 1
    verdicts = "".join(
        f"  - by: Ekspertgruppen\n    value: {_VERDICTS[place % 3]}\n    date: {day}\n"
        "    source: {document: kilde, reading: excerpt}\n"
        for place, day in enumerate(judged)
    )
    return (
        f"{_head('recommendation', 3)}id: {name}\nlevel: {_LEVELS[number % 3]}\n"
        f"focus_area: {number % 4 + 1}\n{_title('title', seed, 0)}"
        f"{_text('text', seed + 60 + len(reworded), 0)}parts:\n{parts}"
        f"articles:\n  - {{id: radet-{folder:03}-{number}, basis: source}}\n"
        + (f"assessments:\n{verdicts}" if verdicts else "")
        + f"source: {{document: kilde, section: Del {number}}}\n"
    )


def _indicator(plan: _Plan, number: int, days: Sequence[str]) -> str:
    seen = "".join(
        f"  - {{year: {2015 + place}, value: {100 + (number * 37 + place * 11) % 400}}}\n"
        for place in range(6 + len(days))
    )
    goal = f"T{(number - 1) % plan.measures + 1:02}.G1"
    return (
        f"{_head('indicator', 2)}id: tall-{number}\n{_title('title', number + 900, 0)}"
        f"unit: {{nb: personer, en: persons}}\n{_text('counts', number + 900, 0)}"
        f"source: {{document: kilde, section: Tabell {number}}}\ngoals: [{goal}]\n"
        f"observations:\n{seen}{_text('note', number + 950, 0)}"
    )


def _report(plan: _Plan, year: int, actor: int, days: Sequence[str]) -> str:
    told = [number for number in range(1, plan.measures + 1) if _actor(actor) in plan.responsible(number)]
    approved, done, after = _turns(days, 3)
    given = f"approved: {{by: {_actor(0)}, date: {approved[-1]}}}\n" if approved else ""
    items = "".join(
        f"  - measure: T{number:02}\n    status: in_progress\n"
        f"{_text('done', year + number + (len(done) if not place else 0), 4)}    goal_attainment:\n"
        f"      T{number:02}.G1: {{level: partly}}\n      T{number:02}.G2: {{level: little}}\n"
        f"{_text('next', year + number + 30 + (len(after) if not place else 0), 4)}"
        for place, number in enumerate(told[:2])
    )
    return (
        f"{_head('report', 3)}year: {year}\nactor: {_actor(actor)}\nkind: self\n"
        f"submitted: {year + 1}-02-15\n{given}"
        + (f"measures:\n{items}" if items else "")
        + _text("note", year + actor, 0)
    )


def _turns(days: Sequence[str], ways: int) -> list[Sequence[str]]:
    """The days divided in turn among ``ways`` ways to change a record."""
    return [days[way::ways] for way in range(ways)]


def _seed(name: str) -> int:
    _, folder, number = name.split("-")
    return int(folder) * FOLDER + int(number)


def _actor(place: int) -> str:
    return f"D{place:03}"


def _head(kind: str, depth: int) -> str:
    schema = f"{'../' * (depth)}schemas/{kind}.schema.json"
    return f"# yaml-language-server: $schema={schema}\nformat: 1\n"


def _title(key: str, seed: int, indent: int) -> str:
    (do, act), (what, thing) = _pick(_DO, seed), _pick(_WHAT, seed + 3)
    space = " " * indent
    return f"{space}{key}:\n{space}  nb: {do.capitalize()} {what}\n{space}  en: {act.capitalize()} {thing}\n"


def _text(key: str, seed: int, indent: int) -> str:
    """A text of four short sentences, folded as the project's files are."""
    space = " " * indent
    lines = [f"{space}{key}:"]
    for place, lang in enumerate(("nb", "en")):
        said = " ".join(_sentence(part, place) for part in (seed * 2, seed * 2 + 1))
        if len(said) + indent + 6 <= WIDTH:
            lines.append(f"{space}  {lang}: {said}")
            continue
        lines.append(f"{space}  {lang}: >-")
        lines += [f"{space}    {line}" for line in wrap(said, WIDTH - indent - 4)]
    return "\n".join(lines) + "\n"


def _sentence(seed: int, lang: int) -> str:
    who, do = _pick(_WHO, seed)[lang], _pick(_DO, seed + 1)[lang]
    what, why = _pick(_WHAT, seed + 2)[lang], _pick(_WHY, seed + 3)[lang]
    return f"{who} {('skal', 'shall')[lang]} {do} {what}. {why}"


def _pick(pool: tuple[tuple[str, str], ...], seed: int) -> tuple[str, str]:
    """One item of a pool, distributed evenly by Knuth's multiplicative hash of the seed."""
    return pool[(seed * 2654435761 % 2**32 >> 8) % len(pool)]
