"""2023: the treaty is reworded, a task dropped, a deadline moved a third time; the midterm evaluation."""

from __future__ import annotations

from menneskehandel_cli.demo.steps import Add, Edit, Remove, Stated, Step
from menneskehandel_cli.demo.story.handing_in import report
from menneskehandel_cli.demo.story.places import (
    CENTRE,
    INGRID,
    INVESTIGATION,
    KARI,
    KNOWLEDGE,
    LAW,
    MONA,
    NON_PUNISHMENT,
    OLA,
    PER,
    STRATEGY,
    TRAINING,
    TREATY,
)

REPORTS = (
    report("2023-02-02T09:30+01:00", KARI, "RD", 2022),
    report("2023-02-10T14:00+01:00", OLA, "SD", 2022),
    report("2023-02-15T11:20+01:00", INGRID, "HD", 2022),
    report("2023-02-28T16:05+01:00", PER, "ND", 2022, tag="rapport-2022"),
    Step(
        "2023-03-02T09:00+01:00",
        KARI,
        "Lukk rapporteringen for 2022, og åpne den for 2023",
        (
            Edit(
                STRATEGY,
                "      closes: null\n",
                "      closes: rapport-2022\n"
                "    2023:\n"
                "      from: 2023-01-01\n"
                "      to: 2023-12-31\n"
                "      due: 2024-03-01\n"
                "      closes: null\n",
                after="    2022:\n",
            ),
        ),
    ),
    Step(
        "2023-03-20T13:15+01:00",
        INGRID,
        "T03: sett nøklene i samme rekkefølge som i de andre filene",
        (
            Edit(
                KNOWLEDGE,
                "    due: 2023-05-31\n    status: in_progress\n    owners: [HD]\n",
                "    owners: [HD]\n    status: in_progress\n    due: 2023-05-31\n",
            ),
        ),
    ),
)

SPRING = (
    Step(
        "2023-03-27T10:30+02:00",
        KARI,
        "Oppholdsloven § 12 gir tid til å tenke seg om\n\n"
        "Vi lette bare i hjelpeloven. Paragrafen gjaldt hele tiden.\n\n"
        "Correction: yes",
        (
            Edit(
                f"{LAW}/nordhav-7.yaml",
                "    extent: none_found\n"
                "    looked_in:\n"
                "      - {document: lovsamlingen, section: hjelpeloven}\n"
                "    judged: {by: editorial, date: 2021-01-11}\n",
                "    extent: full\n"
                "    provisions:\n"
                "      - source: {document: lovsamlingen, section: oppholdsloven § 12}\n"
                "        text:\n"
                "          nb: Antatte ofre får bli i landet i 45 dager.\n"
                "          en: Presumed victims may stay in the country for 45 days.\n"
                "        read: 2023-03-24\n"
                "    judged: {by: editorial, date: 2023-03-27}\n",
            ),
        ),
    ),
    Step(
        "2023-04-12T10:45+02:00",
        KARI,
        "Årsmelding fra Rettighetsombudet for 2022",
        (
            Edit(
                STRATEGY,
                "documents:\n",
                "documents:\n"
                "  - id: tilleggsprotokollen\n"
                "    title:\n"
                "      nb: Tilleggsprotokoll til Nordhavsavtalen (oppdiktet)\n"
                "      en: Additional Protocol to the Northern Sea Convention (fictional)\n"
                "    adopted: 2023-03-01\n",
            ),
            Add("data/reports/2022/Rettighetsombudet.yaml"),
        ),
    ),
    Step(
        "2023-05-08T09:50+02:00",
        KARI,
        "Artikkel 9 er skjerpet: «åpne for» er nå «sikre»\n\nTilleggsprotokollen gjelder fra 1. mai.",
        (
            Edit(
                f"{TREATY}/nordhav-9.yaml",
                "      nb: Staten skal åpne for at ofre ikke straffes for det de ble tvunget til.\n"
                "      en: The state must provide for not punishing victims for what they were compelled"
                " to do.\n",
                "      nb: Staten skal sikre at ofre ikke straffes for det de ble tvunget til.\n"
                "      en: The state must ensure that victims are not punished for what they were"
                " compelled to do.\n"
                "    note:\n"
                "      nb: Endret ved tilleggsprotokollen.\n"
                "      en: Amended by the additional protocol.\n",
            ),
        ),
    ),
    Step(
        "2023-05-30T12:30+02:00",
        INGRID,
        "T03: registeret er tatt i bruk",
        (
            Edit(
                KNOWLEDGE,
                "    status: in_progress\n    due: 2023-05-31\n    started: 2021-02-19\n",
                "    status: completed\n    due: 2023-05-31\n    started: 2021-02-19\n"
                "    completed: 2023-05-26\n"
                "    evidence:\n"
                "      - title: {nb: Om registeret, en: About the register}\n"
                "        url: https://vestlandia.example/register\n"
                "        date: 2023-05-26\n",
                after="- id: T03.1\n",
            ),
        ),
    ),
    Step(
        "2023-06-12T10:00+02:00",
        OLA,
        "T04: håndboken utgår, for nettkurset dekker den",
        (
            Edit(
                TRAINING,
                "    status: not_reported\n    due: 2022-12\n"
                "    source: {document: strategi, section: Tiltak 4, bullet: 3}\n",
                "    status: discontinued\n    due: 2022-12\n"
                "    source: {document: strategi, section: Tiltak 4, bullet: 3}\n"
                "    note:\n"
                "      nb: Nettkurset dekker det samme og er lettere å holde ved like.\n"
                "      en: The online course covers the same and is easier to keep up to date.\n",
            ),
        ),
    ),
)

AUTUMN = (
    Step(
        "2023-08-21T15:30+02:00",
        MONA,
        "Rydd bort tall som ikke er i bruk",
        (Remove("data/indicators/kontroller.yaml"),),
    ),
    Step(
        "2023-08-22T08:40+02:00",
        MONA,
        "Ta tilbake tallene på kontroller, som evalueringen trenger",
        (Add("data/indicators/kontroller.yaml"),),
    ),
    Step(
        "2023-09-29T14:20+02:00",
        MONA,
        "T06: retningslinjene er endret",
        (
            Edit(
                NON_PUNISHMENT,
                "    status: not_started\n    due: 2023-09-30\n",
                "    status: completed\n    due: 2023-09-30\n    completed: 2023-09-25\n"
                "    evidence:\n"
                "      - title: {nb: Nye retningslinjer, en: New guidelines}\n"
                "        url: https://vestlandia.example/retningslinjer\n"
                "        date: 2023-09-25\n",
            ),
        ),
    ),
    Step(
        "2023-10-23T09:45+02:00",
        OLA,
        "T02: åpningen utsettes for tredje gang\n\nBygget må gjøres i stand.",
        (
            Edit(
                CENTRE,
                "due: 2023-10-31\n",
                "due: 2024-12-31\n",
            ),
            Edit(
                CENTRE,
                "section: Tiltak 2, bullet: 1}\n",
                "section: Tiltak 2, bullet: 1}\n"
                "    note: {nb: Bygget må gjøres i stand., en: The building needs repair.}\n",
            ),
        ),
    ),
    Step(
        "2023-11-24T11:10+01:00",
        MONA,
        "Midtveisevalueringen er levert",
        (Add("data/reports/2023/Evalueringsbyraet-midtveis.yaml"),),
    ),
    Step(
        "2023-12-11T13:50+01:00",
        MONA,
        "T07: tiltaket er gjennomført",
        (
            Stated(
                INVESTIGATION,
                "completed",
                "2023-12-08",
                "Politiet har åtte etterforskere for menneskehandel.",
                "The police have eight investigators for trafficking.",
            ),
        ),
    ),
)

YEAR_2023 = (*REPORTS, *SPRING, *AUTUMN)
