"""2024: a silent ministry, the Committee's second round, assessments that disagree, and loose ends."""

from __future__ import annotations

from menneskehandel_cli.demo.steps import Add, Append, Edit, Stated, Step
from menneskehandel_cli.demo.story.handing_in import report
from menneskehandel_cli.demo.story.places import (
    CENTRE,
    COORDINATION,
    INGRID,
    INVESTIGATION,
    JON,
    LABOUR,
    MONA,
    NON_PUNISHMENT,
    OLA,
    ROUND_1,
    ROUND_2,
    STRATEGY,
    TRAINING,
)

# The Ministry of Trade says nothing.
REPORTS = (
    report("2024-02-01T10:10+01:00", MONA, "RD", 2023, branch="rapporter-for-2023"),
    report("2024-02-13T09:20+01:00", OLA, "SD", 2023, branch="rapporter-for-2023"),
    report("2024-02-20T12:35+01:00", INGRID, "HD", 2023, branch="rapporter-for-2023"),
    Step(
        "2024-03-04T09:05+01:00",
        MONA,
        "Flett inn rapportene for 2023\n\nNæringsdepartementet har ikke svart.",
        merges="rapporter-for-2023",
        tag="rapport-2023",
    ),
    Step(
        "2024-03-05T09:00+01:00",
        MONA,
        "Lukk rapporteringen for 2023, og åpne den for 2024\n\nFristen for 2024 er ikke satt.",
        (
            Edit(
                STRATEGY,
                "      closes: null\n",
                "      closes: rapport-2023\n"
                "    2024:\n"
                "      from: 2024-01-01\n"
                "      to: 2024-12-31\n"
                "      due: null\n"
                "      closes: null\n",
                after="    2023:\n",
            ),
        ),
    ),
    Step(
        "2024-03-18T11:40+01:00",
        MONA,
        "Årsmelding fra Rettighetsombudet for 2023",
        (Add("data/reports/2023/Rettighetsombudet.yaml"),),
    ),
)


def _assessed(name: str, value: str) -> Edit:
    """The Committee's verdict on a recommendation of round 1."""
    return Edit(
        f"{ROUND_1}/{name}.yaml",
        "source: {document: nhk-runde-1,",
        "assessments:\n"
        f"  - {{by: NHK, value: {value}, date: 2024-04-15, source: {{document: nhk-runde-2}}}}\n"
        "source: {document: nhk-runde-1,",
    )


ROUND_TWO = (
    Step(
        "2024-05-06T10:30+02:00",
        MONA,
        "Legg inn Nordhavskomiteens andre runde",
        (
            Edit(
                STRATEGY,
                "documents:\n",
                "documents:\n"
                "  - id: nhk-runde-2\n"
                "    title:\n"
                "      nb: Nordhavskomiteens rapport om Vestlandia, runde 2 (oppdiktet)\n"
                "      en: Northern Sea Committee report on Vestlandia, round 2 (fictional)\n"
                "    reference: NHK(2024)1\n"
                "    published: 2024-04-15\n",
            ),
            Add(ROUND_2),
        ),
        branch="runde-2",
    ),
    Step(
        "2024-05-08T13:25+02:00",
        MONA,
        "Skriv inn hva komiteen mener om oppfølgingen av runde 1",
        (
            _assessed("nhk-r1-samordning", "implemented"),
            _assessed("nhk-r1-barn", "not_implemented"),
            _assessed("nhk-r1-arbeidsliv", "partly"),
        ),
        branch="runde-2",
    ),
    Step("2024-05-21T09:30+02:00", MONA, "Flett inn andre runde", merges="runde-2"),
    Step(
        "2024-06-10T14:15+02:00",
        MONA,
        "Koble T04 og T06 til andre runde",
        (
            Edit(
                TRAINING,
                "relations:\n",
                "  - obligation: nhk-r2-barn.a\n"
                "    basis: editorial\n"
                "    contribution: partial\n"
                "    by: [T04.2]\n"
                "    note: {nb: Nettkurset handler om barn., en: The online course is about children.}\n"
                "relations:\n",
            ),
            Edit(
                NON_PUNISHMENT,
                "  - obligation: nordhav-9.2\n",
                "  - obligation: nhk-r2-straffrihet\n"
                "    basis: editorial\n"
                "    contribution: partial\n"
                "    by: [T06.3]\n"
                "    note:\n"
                "      nb: Komiteen ber om nye retningslinjer. De er endret, men ikke nok.\n"
                "      en: The Committee asks for new guidelines. They have changed, but not enough.\n"
                "  - obligation: nordhav-9.2\n",
            ),
        ),
    ),
)

AUTUMN = (
    Step(
        "2024-08-26T10:05+02:00",
        JON,
        "T05: arbeidet står stille\n\nDepartementet har ikke hatt noen på saken siden 2022.",
        (
            Stated(
                LABOUR,
                "not_started",
                "2024-08-23",
                "Kontrollene stanset i 2022. Arbeidet må begynne på nytt.",
                "The inspections stopped in 2022. Work must start again.",
                by="ND",
            ),
            Edit(LABOUR, "in_progress", "not_started", after="- id: T05.1"),
            Edit(LABOUR, "not_reported", "discontinued", after="- id: T05.3"),
        ),
    ),
    Step(
        "2024-09-16T13:00+02:00",
        MONA,
        "T07: svar for at dokumentasjonen ikke er lagt fram",
        (
            Append(
                INVESTIGATION,
                "accepted:\n"
                "  - rule: MH304\n"
                "    reason:\n"
                "      nb: Planen for gruppen er ikke offentlig før en sak er avgjort.\n"
                "      en: The plan of the group is not public until a case has been decided.\n"
                "    decided_by: RD\n"
                "    date: 2024-09-13\n"
                "    until: 2025-02-28\n",
            ),
        ),
    ),
    Step(
        "2024-10-14T09:55+02:00",
        MONA,
        "T06: vurderingen av gamle dommer er levert",
        (
            Edit(
                NON_PUNISHMENT,
                "    status: not_reported\n    due: 2024-12-31\n",
                "    status: completed\n    due: 2024-12-31\n    completed: 2024-10-10\n",
            ),
        ),
    ),
    Step(
        "2024-10-28T10:20+01:00",
        MONA,
        "T01: svar for oppgaver uten eier",
        (
            Append(
                COORDINATION,
                "accepted:\n"
                "  - rule: MH308\n"
                "    reason:\n"
                "      nb: Gruppen fordeler oppgavene selv.\n"
                "      en: The group shares out the tasks itself.\n"
                "    decided_by: RD\n"
                "    date: 2024-10-25\n",
            ),
        ),
    ),
    Step(
        "2024-11-25T11:30+01:00",
        INGRID,
        "Nye tall for 2021 til 2023",
        (
            Edit(
                "data/indicators/antatte-ofre.yaml",
                "  - {year: 2020, value: 27}\n",
                "  - {year: 2020, value: 27}\n"
                "  - {year: 2021, value: 35}\n"
                "  - {year: 2022, value: 44}\n"
                "  - {year: 2023, value: 58}\n",
            ),
            Edit(
                "data/indicators/kontroller.yaml",
                "approx: 40}\n",
                "approx: 40}\n  - {year: 2021, value: 52}\n  - {year: 2022, value: 61}\n",
            ),
            Edit(
                "data/indicators/dommer.yaml",
                "cumulative: 14}\n",
                "cumulative: 14}\n  - {from: 2021, to: 2023, range: [4, 6]}\n",
            ),
        ),
    ),
)

DECEMBER = (
    Step(
        "2024-12-02T09:15+01:00",
        MONA,
        "Spørsmålene fra Nordhavskomiteen før runde 3\n\nSvarfristen er 1. mars 2025.",
        (Add("questionnaires/nhk-runde-3.yaml"),),
    ),
    report("2024-12-09T10:40+01:00", MONA, "RD", 2024),
    report("2024-12-11T14:10+01:00", INGRID, "HD", 2024),
    Step(
        "2024-12-16T09:30+01:00",
        OLA,
        "Utkast til rapport fra SD for 2024",
        (Add("data/reports/2024/SD.yaml"),),
    ),
    Step(
        "2024-12-18T13:20+01:00",
        INGRID,
        "T02: helsepersonell er ansatt",
        (
            Edit(
                CENTRE,
                "    status: not_reported\n    due: 2022-12\n",
                "    status: completed\n    due: 2022-12\n    completed: 2024-12-02\n"
                "    evidence:\n"
                "      - title: {nb: Vaktplan, en: Duty roster}\n"
                "        date: 2024-12-02\n",
            ),
        ),
    ),
)

# Not merged: a proposal to look at with «mh diff main forslag-mottak».
PROPOSAL = (
    Step(
        "2024-12-19T10:00+01:00",
        OLA,
        "Forslag: mottaket åpner høsten 2025, og får en egen vakt for barn",
        (
            Edit(CENTRE, "due: 2024-12-31", "due: 2025-09-30"),
            Edit(
                CENTRE,
                "addresses:\n",
                "  - id: T02.3\n"
                "    text: {nb: Ha en egen vakt for barn., en: Have staff on duty for children.}\n"
                "    commitment: establish\n"
                "    owners: [Hjelpedirektoratet]\n"
                "    status: not_started\n"
                "    due: 2025-12\n"
                "    source: {document: strategi, section: Tiltak 2}\n"
                "addresses:\n"
                "  - obligation: nhk-r2-barn.b\n"
                "    basis: editorial\n"
                "    contribution: partial\n"
                "    by: [T02.3]\n"
                "    note:\n"
                "      nb: Vakten skaffer barnet en verge.\n"
                "      en: The staff on duty find the child a guardian.\n",
            ),
        ),
        branch="forslag-mottak",
    ),
)

YEAR_2024 = (*REPORTS, *ROUND_TWO, *AUTUMN, *DECEMBER, *PROPOSAL)
