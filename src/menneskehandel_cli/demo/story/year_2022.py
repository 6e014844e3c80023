"""2022: the first reports, a deadline that moves twice, a mistake fixed, a file broken for two days."""

from __future__ import annotations

from menneskehandel_cli.demo.steps import Edit, Move, Stated, Step
from menneskehandel_cli.demo.story.handing_in import report
from menneskehandel_cli.demo.story.places import (
    CENTRE,
    COORDINATION,
    INGRID,
    INVESTIGATION,
    KARI,
    KNOWLEDGE,
    LABOUR,
    NON_PUNISHMENT,
    OLA,
    PER,
    STRATEGY,
    TRAINING,
    TRAINING_AT_FIRST,
    WEBSITE,
)

# Each ministry adds its own report; the coordinator merges them when all four are approved.
REPORTS = (
    report("2022-02-03T10:20+01:00", KARI, "RD", 2021, branch="rapporter-for-2021"),
    report("2022-02-11T13:10+01:00", OLA, "SD", 2021, branch="rapporter-for-2021"),
    report("2022-02-17T09:35+01:00", INGRID, "HD", 2021, branch="rapporter-for-2021"),
    Step(
        "2022-02-21T10:00+01:00",
        KARI,
        "Rapportering for 2022: ny periode",
        (
            Edit(
                STRATEGY,
                "      closes: null\n",
                "      closes: null\n"
                "    2022:\n"
                "      from: 2022-01-01\n"
                "      to: 2022-12-31\n"
                "      due: 2023-03-01\n"
                "      closes: null\n",
            ),
        ),
    ),
    report("2022-02-22T15:45+01:00", PER, "ND", 2021, branch="rapporter-for-2021"),
    Step(
        "2022-02-25T08:50+01:00",
        KARI,
        "Flett inn rapportene for 2021",
        merges="rapporter-for-2021",
        tag="rapport-2021",
    ),
    Step(
        "2022-03-01T09:00+01:00",
        KARI,
        "Lukk rapporteringen for 2021",
        (Edit(STRATEGY, "closes: null", "closes: rapport-2021", after="    2021:\n"),),
    ),
)

SPRING = (
    Step(
        "2022-03-14T14:30+01:00",
        OLA,
        "T02: åpningen utsettes til nyttår\n\nIngen av byggene er store nok.",
        (Edit(CENTRE, "due: 2022-06-30", "due: 2022-12-31"),),
    ),
    Step(
        "2022-04-20T11:05+02:00",
        INGRID,
        "T03: rett fristen, som var skrevet feil\n\n"
        "Departementet avtalte 31. mai 2023, ikke 31. mars.\n\n"
        "Correction: yes",
        (Edit(KNOWLEDGE, "due: 2023-03-31", "due: 2023-05-31"),),
    ),
    Step(
        "2022-05-16T10:15+02:00",
        KARI,
        "T01: planen er vedtatt, og tiltaket er gjennomført",
        (
            Edit(
                COORDINATION,
                "    status: not_reported\n    due: 2022\n",
                "    status: completed\n    due: 2022\n    completed: 2022-05-12\n"
                "    evidence:\n"
                "      - title: {nb: Felles plan, en: Joint plan}\n"
                "        url: https://vestlandia.example/samordning/plan\n"
                "        date: 2022-05-12\n",
            ),
            Stated(
                COORDINATION,
                "completed",
                "2022-05-13",
                "Gruppen møtes fast, og planen er vedtatt.",
                "The group meets regularly, and the plan has been adopted.",
            ),
        ),
    ),
    Step(
        "2022-06-07T09:25+02:00",
        OLA,
        "T04: gi filen et navn som sier hvem det gjelder",
        (Move(TRAINING_AT_FIRST, TRAINING),),
    ),
    Step(
        "2022-06-13T13:40+02:00",
        INGRID,
        "T04: kurs i Fjellvik",
        (
            Edit(
                TRAINING,
                "date: 2021-11-09}\n",
                "date: 2021-11-09}\n"
                "        - {title: {nb: Kurs i Fjellvik, en: Course in Fjellvik}, date: 2022-06-08}\n",
            ),
        ),
    ),
)

# Per writes a colon where YAML does not take it. The file cannot be read until he fixes it.
BROKEN = (
    Step(
        "2022-09-05T15:55+02:00",
        PER,
        "T05: kontrollene tar lengre tid",
        (
            Edit(
                LABOUR,
                "due: 2022-12-31\n    source: {document: strategi, section: Tiltak 5, bullet: 1}\n",
                "due: 2023-12-31\n    source: {document: strategi, section: Tiltak 5, bullet: 1}\n"
                "    note: {nb: Ny frist: Inspektører har sluttet., en: Inspectors left.}\n",
            ),
        ),
    ),
    Step(
        "2022-09-06T09:10+02:00",
        KARI,
        "T07: gruppen i politiet er opprettet",
        (
            Edit(
                INVESTIGATION,
                "    status: in_progress\n    due: 2022-09\n",
                "    status: completed\n    due: 2022-09\n    completed: 2022-09-01\n",
            ),
        ),
    ),
    Step(
        "2022-09-07T08:20+02:00",
        PER,
        "T05: rett filen, så den kan leses igjen",
        (
            Edit(
                LABOUR,
                "{nb: Ny frist: Inspektører har sluttet., en: Inspectors left.}",
                '{nb: "Ny frist: Inspektører har sluttet.", en: Inspectors have left.}',
            ),
        ),
    ),
)

# The assessment is delivered in November and counts from the day it is merged, in December.
ASSESSMENT = (
    Step(
        "2022-09-19T12:00+02:00",
        PER,
        "T08: i gang",
        (
            Stated(WEBSITE, "in_progress", by=None),
            Edit(WEBSITE, "not_reported", "in_progress", after="- id: T08.1"),
        ),
    ),
    Step(
        "2022-11-21T10:30+01:00",
        KARI,
        "T06: vurderingen er levert",
        (
            Edit(
                NON_PUNISHMENT,
                "    status: in_progress\n    due: 2022-12-31\n",
                "    status: completed\n    due: 2022-12-31\n"
                "    outcome:\n"
                "      decision: change\n"
                "      text:\n"
                "        nb: Retningslinjene skal endres, så ofre ikke blir straffet.\n"
                "        en: The guidelines are to be changed, so that victims are not punished.\n"
                "      leads_to: [T06.3]\n"
                "    completed: 2022-11-18\n"
                "    evidence:\n"
                "      - title: {nb: Vurdering av reglene, en: Assessment of the rules}\n"
                "        url: https://vestlandia.example/straffrihet\n"
                "        date: 2022-11-18\n",
            ),
        ),
        branch="straffrihet",
    ),
    Step(
        "2022-11-24T14:05+01:00",
        KARI,
        "T06: ny oppgave etter vurderingen",
        (
            Edit(
                NON_PUNISHMENT,
                "addresses:\n",
                "  - id: T06.3\n"
                "    text: {nb: Endre retningslinjene., en: Change the guidelines.}\n"
                "    commitment: establish\n"
                "    owners: [Statsadvokaten]\n"
                "    status: not_started\n"
                "    due: 2023-09-30\n"
                "    source: {document: strategi, section: Tiltak 6}\n"
                "    note:\n"
                "      nb: Oppgaven følger av vurderingen i T06.1.\n"
                "      en: The task follows from the assessment in T06.1.\n"
                "addresses:\n",
            ),
            Edit(
                NON_PUNISHMENT,
                "  - {obligation: nordhav-9, basis: area}\n",
                "  - {obligation: nordhav-9, basis: area}\n"
                "  - obligation: nordhav-9.2\n"
                "    basis: editorial\n"
                "    contribution: full\n"
                "    by: [T06.3]\n"
                "    note:\n"
                "      nb: Leddet krever retningslinjer, og oppgaven er å lage dem.\n"
                "      en: The paragraph requires guidelines, and the task is to make them.\n",
            ),
        ),
        branch="straffrihet",
    ),
    Step("2022-12-05T09:15+01:00", KARI, "Flett inn vurderingen av straffrihet", merges="straffrihet"),
    Step(
        "2022-12-12T15:10+01:00",
        OLA,
        "T02: åpningen utsettes igjen\n\nNaboene har klaget på bygget.",
        (Edit(CENTRE, "due: 2022-12-31", "due: 2023-10-31"),),
    ),
    Step(
        "2022-12-15T10:00+01:00",
        INGRID,
        "T04: det andre kurset i år er holdt",
        (
            Edit(
                TRAINING,
                "date: 2022-06-08}\n",
                "date: 2022-06-08}\n"
                "        - {title: {nb: Kurs i Sandvik, en: Course in Sandvik}, date: 2022-12-06}\n",
            ),
        ),
    ),
)

YEAR_2022 = (*REPORTS, *SPRING, *BROKEN, *ASSESSMENT)
