"""2021: the strategy is entered, five measures start, and two gaps are accepted."""

from __future__ import annotations

from menneskehandel_cli.demo.steps import Add, Append, Edit, Move, Stated, Step
from menneskehandel_cli.demo.story.places import (
    CENTRE,
    COORDINATION,
    INGRID,
    INVESTIGATION,
    KARI,
    KNOWLEDGE,
    LABOUR,
    LAW,
    NON_PUNISHMENT,
    OLA,
    PER,
    ROUND_1,
    STRATEGY,
    TRAINING_AT_FIRST,
    TREATY,
    WEBSITE,
    WEBSITE_AT_FIRST,
)

DATA_ENTRY = (
    Step(
        "2021-01-11T10:05+01:00",
        KARI,
        "Legg inn strategien og aktørene (oppdiktet)",
        (Add("README.md"), Add(".gitattributes"), Add("strategy")),
    ),
    Step(
        "2021-01-12T13:30+01:00",
        KARI,
        "Legg inn avtalen, lovene som svarer på den, og det komiteen har bedt om",
        (Add(TREATY), Add(LAW), Add(ROUND_1), Add("data/obligations/nhk-strategi")),
    ),
    Step("2021-01-14T09:15+01:00", OLA, "Legg inn tiltakene", (Add("data/measures"),)),
    Step("2021-01-15T11:00+01:00", INGRID, "Legg inn tallene", (Add("data/indicators"),)),
    Step(
        "2021-01-15T14:40+01:00",
        KARI,
        "Dataføringen er ferdig\n\nAlt til og med i dag er dataføring, og ingen beslutning.",
        (Edit(STRATEGY, "baseline: null", "baseline: 2021-01-15"),),
    ),
)

SPRING = (
    Step(
        "2021-02-08T09:30+01:00",
        KARI,
        "T01: arbeidet er i gang",
        (
            Stated(
                COORDINATION,
                "in_progress",
                "2021-02-05",
                "Departementene har hatt sitt første møte.",
                "The ministries have held their first meeting.",
            ),
            Edit(COORDINATION, "not_reported", "in_progress", after="- id: T01.1"),
        ),
    ),
    Step(
        "2021-02-22T10:10+01:00",
        INGRID,
        "T03: registeret skal være klart våren 2023",
        (
            Stated(
                KNOWLEDGE,
                "in_progress",
                "2021-02-19",
                "Departementet har satt i gang arbeidet med registeret.",
                "The ministry has started work on the register.",
            ),
            Edit(
                KNOWLEDGE,
                "owners: [HD]\n    status: not_reported\n",
                "due: 2023-03-31\n    status: in_progress\n    owners: [HD]\n    started: 2021-02-19\n",
                after="- id: T03.1",
            ),
        ),
    ),
    Step(
        "2021-03-15T12:45+01:00",
        OLA,
        "T02: direktoratet leter etter bygg",
        (
            Stated(
                CENTRE,
                "in_progress",
                "2021-03-12",
                "Hjelpedirektoratet leter etter et bygg.",
                "The Directorate of Assistance is looking for a building.",
            ),
            Edit(
                CENTRE,
                "    status: not_reported\n    due: 2022-06-30\n",
                "    status: in_progress\n    due: 2022-06-30\n    started: 2021-03\n",
            ),
        ),
    ),
    Step(
        "2021-04-19T08:55+02:00",
        PER,
        "T05: kontrollene er i gang",
        (
            Stated(
                LABOUR,
                "in_progress",
                "2021-04-16",
                "Arbeidsvakten kontrollerer bygg og renhold.",
                "The Labour Watch inspects building sites and cleaning firms.",
            ),
            Edit(LABOUR, "not_reported", "in_progress", after="- id: T05.1"),
        ),
    ),
    Step(
        "2021-05-10T15:20+02:00",
        KARI,
        "T01: samordningsgruppen er opprettet",
        (
            Edit(
                COORDINATION,
                "    status: in_progress\n    due: 2021-06-30\n",
                "    status: completed\n    due: 2021-06-30\n    completed: 2021-05-03\n"
                "    evidence:\n"
                "      - title: {nb: Mandat for gruppen, en: Terms of reference of the group}\n"
                "        url: https://vestlandia.example/samordning/mandat\n"
                "        date: 2021-05-03\n",
            ),
        ),
    ),
    Step(
        "2021-06-01T09:05+02:00",
        KARI,
        "Svaret til Nordhavskomiteen er sendt",
        (
            Edit(
                f"{ROUND_1}/_instrument.yaml",
                "{kind: reply, due: 2021-06, source: {document: nhk-runde-1}}",
                "kind: reply\n"
                "    due: 2021-06\n"
                "    date: 2021-05-28\n"
                "    reference: NHK(2021)8\n"
                "    source: {document: nhk-runde-1}",
            ),
        ),
    ),
)

# The plan for training is written in a branch and merged when all three ministries have agreed.
TRAINING_PLAN = (
    Step(
        "2021-06-02T10:00+02:00",
        OLA,
        "T04: departementene har avtalt å holde kurs",
        (
            Stated(
                TRAINING_AT_FIRST,
                "in_progress",
                "2021-06-01",
                "De tre departementene har blitt enige om en kursplan.",
                "The three ministries have agreed on a plan for courses.",
            ),
            Edit(TRAINING_AT_FIRST, "not_reported", "in_progress", after="- id: T04.1"),
        ),
        branch="kursplan",
    ),
    Step(
        "2021-06-07T14:25+02:00",
        PER,
        "Forklar at årlige kurs ikke trenger frist",
        (
            Edit(
                TRAINING_AT_FIRST,
                "    recurrence: {",
                "    # Kursene holdes hvert år. Derfor står det ingen frist her.\n    recurrence: {",
            ),
        ),
        branch="kursplan",
    ),
    Step(
        "2021-06-14T09:40+02:00",
        KARI,
        "Flett inn kursplanen, som alle tre er enige om",
        merges="kursplan",
    ),
)

AUTUMN = (
    Step(
        "2021-08-30T11:30+02:00",
        INGRID,
        "Si i en merknad hvor tallene kommer fra",
        (
            Edit(
                "data/indicators/antatte-ofre.yaml",
                "observations:\n",
                "# Mottaket finnes ikke ennå. Fram til da teller direktoratet.\nobservations:\n",
            ),
        ),
    ),
    Step(
        "2021-09-13T13:00+02:00",
        KARI,
        "Svar for to mangler: tolk, og barn med usikker alder",
        (
            Append(
                f"{TREATY}/nordhav-6.yaml",
                "accepted:\n"
                "  - rule: MH201\n"
                "    about: nordhav-6.1.c\n"
                "    reason:\n"
                "      nb: Tolk er kommunenes ansvar og hører ikke til strategien.\n"
                "      en: Interpreters are up to the municipalities and outside the strategy.\n"
                "    decided_by: SD\n"
                "    date: 2021-09-10\n",
            ),
            Append(
                f"{TREATY}/nordhav-5.yaml",
                "accepted:\n"
                "  - rule: MH201\n"
                "    about: nordhav-5.3\n"
                "    reason:\n"
                "      nb: En lov om alder ventes. Til da er det ikke noe eget tiltak.\n"
                "      en: An act on age is expected. Until then there is no measure of its own.\n"
                "    decided_by: RD\n"
                "    date: 2021-09-10\n"
                "    until: 2023-12-31\n",
            ),
        ),
    ),
    Step(
        "2021-10-04T10:50+02:00",
        KARI,
        "T06 og T07: arbeidet er i gang",
        (
            Stated(
                NON_PUNISHMENT,
                "in_progress",
                "2021-10-01",
                "Departementet har satt i gang vurderingen.",
                "The ministry has started the assessment.",
            ),
            Edit(NON_PUNISHMENT, "not_reported", "in_progress", after="- id: T06.1"),
            Stated(
                INVESTIGATION,
                "in_progress",
                "2021-10-01",
                "Politiet har fått penger til fem stillinger.",
                "The police have received money for five posts.",
            ),
            Edit(INVESTIGATION, "not_reported", "in_progress", after="- id: T07.1"),
        ),
    ),
    Step(
        "2021-10-18T09:00+02:00",
        KARI,
        "Tiltak 9 blir tiltak 8\n\nTiltak 8 falt ut da strategien ble trykket.",
        (
            Move(WEBSITE_AT_FIRST, WEBSITE, renaming=("T09", "T08")),
            Edit(WEBSITE, "id: T08\n", "id: T08\nformer_ids: [T09]\n", after="format: 2\n"),
        ),
    ),
    Step(
        "2021-11-15T12:15+01:00",
        OLA,
        "T04: første kurs er holdt",
        (
            Edit(
                TRAINING_AT_FIRST,
                "    recurrence: {per: year, min: 1, max: 2}\n",
                "    recurrence:\n"
                "      per: year\n"
                "      min: 1\n"
                "      max: 2\n"
                "      occurrences:\n"
                "        - {title: {nb: Kurs i Sjøby, en: Course in Sjøby}, date: 2021-11-09}\n",
            ),
        ),
    ),
)

YEAR_2021 = (*DATA_ENTRY, *SPRING, *TRAINING_PLAN, *AUTUMN)
