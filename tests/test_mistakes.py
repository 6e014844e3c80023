"""Mistakes that people make in a text editor are told so that they are understood at first reading.

Each is one test: a file with the mistake, one finding in bokmål and in English, and no finding in the
file once it is mended as the finding says.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from example import MEASURE, MEASURE_FILE
from menneskehandel_cli.documents import parse
from menneskehandel_cli.edits.change import made
from menneskehandel_cli.edits.fixing import fixed
from menneskehandel_cli.mistakes import explained, mended
from menneskehandel_cli.register import load
from menneskehandel_cli.rules import Finding, RuleContext, findings
from menneskehandel_cli.rules.example import BASE, EXAMPLE_DAY, with_example
from menneskehandel_cli.trees import Tree
from support import CHECKOUT, each

NB = "\u00a0"
ACTORS = "strategy/actors.yaml"
HDIR = """\
  - id: Hdir
    name: {nb: Helsedirektoratet, nn: Helsedirektoratet, en: Norwegian Directorate of Health}
    kind: agency
    source: {document: strategy}
"""
TITLE = "title: Samordne arbeidet\n"
STATUS = "status: in_progress\nstatus_source"
IN_TASK = "    status: in_progress\n"
OWNERS = "    owners: [JD]\n"
DUE = "    due: 2030-06\n"
FIRST_TASK = "  - id: T01.1\n"
SOURCE = "source: {document: strategy, section: Tiltak 1}\nstatus"


def tree_with(text: str) -> Tree:
    actors = BASE[ACTORS]
    assert isinstance(actors, str)
    return with_example({MEASURE_FILE: text, ACTORS: actors + HDIR})


def told(tree: Tree) -> list[Finding]:
    """What is wrong or worth knowing in the measure's file; gaps in policy are another matter."""
    found = findings(RuleContext(load(tree), EXAMPLE_DAY), tree.read)
    return [item for item in found if item.severity != "gap" and item.path == MEASURE_FILE]


@dataclass(frozen=True)
class Mistake:
    """Lines of the example measure as they were, with a mistake, and mended; and what is said."""

    name: str
    line: int
    was: str
    wrong: str
    right: str
    code: str
    nb: str
    en: str

    @property
    def file(self) -> str:
        assert MEASURE.count(self.was) >= 1
        return MEASURE.replace(self.was, self.wrong, 1)

    @property
    def mended(self) -> str:
        return MEASURE.replace(self.was, self.right, 1)


HARD_NB = (
    "Det ser ut som et mellomrom, men YAML leser det som tekst. | Skriv linjen slik: status: in_progress"
)
HARD_EN = (
    "It looks like a space, but YAML reads it as text. | Write the line like this: status: in_progress"
)
INDENT_NB = (
    "Linjen er rykket inn med harde mellomrom eller usynlige tegn. De ser ut som mellomrom, men YAML"
    " leser dem som tekst. | Slett det som står foran, og skriv 4 vanlige mellomrom: status: in_progress"
)
INDENT_EN = (
    "The line is indented with no-break spaces or invisible marks. They look like spaces, but YAML reads"
    " them as text. | Delete what is in front, and write 4 ordinary spaces: status: in_progress"
)
OPEN_NB = 'Anførselstegnet (") som åpner her, blir ikke lukket. | Lukk det med " der teksten slutter: '
OPEN_EN = 'The quote (") opened here is not closed. | Close it with " where the text ends: '
CURLY_NB = "Anførselstegnene er krumme. YAML kjenner bare rette. | Skriv linjen slik: "
CURLY_EN = (
    "The quotation marks are curly. YAML knows only straight ones as quotes. | Write the line like this: "
)
COLON_NB = "Teksten har et kolon i seg og må derfor stå i anførselstegn. | "
COLON_EN = "The text contains a colon, so it needs quotes. | "
CONFLICT_NB = (
    "En sammenslåing i git er ikke gjort ferdig. | Behold den utgaven som er riktig, og slett den andre"
    " og linjene med <<<<<<<, ======= og >>>>>>>."
)
CONFLICT_EN = (
    "a merge in git is not finished. | Keep the version that is right, and delete the other one and the"
    " lines with <<<<<<<, ======= and >>>>>>>."
)
DAY_NB = "| Skriv en dag, en måned eller et år, slik: 2025-11-30, 2025-11 eller 2025."
DAY_EN = "| Write a day, month or year, like 2025-11-30, 2025-11 or 2025."
ONE_NB = "| Skriv en av disse: not_reported, not_started, in_progress, completed eller discontinued."
ONE_EN = "| Write one of these: not_reported, not_started, in_progress, completed or discontinued."
ACTOR_NB = (
    "| Skriv aktørens id, eller legg til aktøren i strategy/actors.yaml. «mh list actors» viser alle."
)
ACTOR_EN = (
    "| Write the actor's id, or add the actor to strategy/actors.yaml. “mh list actors” shows them all."
)

DASH_NB = "Punktet i listen begynner med «{}». Det skal begynne med en vanlig bindestrek (-). | "
DASH_EN = "The list item begins with “{}”. It has to be an ordinary hyphen (-). | "
LIST_NB = (
    "«owners» skal være en liste, men er en tekst. | Skriv det som en liste, i hakeparenteser: owners: "
)
LIST_EN = "“owners” should be a list but is a text. | Write it as a list, in square brackets: owners: "

MISTAKES = [
    Mistake(
        *("no-break spaces in front", 15, IN_TASK, f"{NB * 4}status: in_progress\n", IN_TASK),
        *("MH002", INDENT_NB, INDENT_EN),
    ),
    Mistake(
        *("one no-break space in front", 15, IN_TASK, f"   {NB}status: in_progress\n", IN_TASK),
        *("MH002", INDENT_NB, INDENT_EN),
    ),
    Mistake(
        *("no-break space after the colon", 6, STATUS, STATUS.replace(": ", f":{NB}"), STATUS),
        *("MH002", f"Etter kolonet står et hardt mellomrom eller et usynlig tegn. {HARD_NB}"),
        f"There is a no-break space or an invisible mark after the colon. {HARD_EN}",
    ),
    Mistake(
        *("no-break space in braces", 7, "{by: JD", f"{{by:{NB}JD", "{by: JD", "MH004"),
        "Nøkkelen «by:\u00a0JD» finnes ikke her. | Etter kolonet mangler et vanlig mellomrom."
        " Skriv det slik: by: JD",
        "There is no key “by:\u00a0JD” here. | There is no ordinary space after the colon."
        " Write it like this: by: JD",
    ),
    Mistake(
        *("no-break space before the value", 6, STATUS, STATUS.replace(": ", f": {NB}"), STATUS, "MH007"),
        "«status» kan ikke være «\u00a0in_progress». Det står et hardt mellomrom eller et"
        " usynlig tegn i det"
        f" som er skrevet. Mente du «in_progress»? {ONE_NB}",
        "“status” cannot be “\u00a0in_progress”. The text contains a no-break space or an"
        f" invisible mark. Did you mean “in_progress”? {ONE_EN}",
    ),
    Mistake(
        *("no space after the colon", 6, STATUS, STATUS.replace(": ", ":"), STATUS, "MH002"),
        "Det mangler et mellomrom etter kolonet. | Skriv linjen slik: status: in_progress",
        "There is no space after the colon. | Write the line like this: status: in_progress",
    ),
    Mistake(
        *("no space after the first colon", 1, "id: T01\n", "id:T01\n", "id: T01\n", "MH002"),
        "Det mangler et mellomrom etter kolonet. | Skriv linjen slik: id: T01",
        "There is no space after the colon. | Write the line like this: id: T01",
    ),
    Mistake(
        *("no space after the dash", 11, FIRST_TASK, "  -id: T01.1\n", FIRST_TASK, "MH002"),
        "Det mangler et mellomrom etter bindestreken. | Skriv linjen slik: - id: T01.1",
        "There is no space after the dash. | Write the line like this: - id: T01.1",
    ),
    Mistake(
        *("a quote not closed", 2, TITLE, 'title: "Samordne\n', 'title: "Samordne"\n', "MH002"),
        f'{OPEN_NB}title: "Samordne"',
        f'{OPEN_EN}title: "Samordne"',
    ),
    Mistake(
        *("a quote not closed in braces", 5, "Tiltak 1}", '"Tiltak 1}', '"Tiltak 1"}', "MH002"),
        f'{OPEN_NB}source: {{document: strategy, section: "Tiltak 1"}}',
        f'{OPEN_EN}source: {{document: strategy, section: "Tiltak 1"}}',
    ),
    Mistake(
        *(
            "quotes in quotes",
            2,
            TITLE,
            'title: "Et "godt" mål"\n',
            "title: 'Et \"godt\" mål'\n",
            "MH002",
        ),
        'Teksten i anførselstegn har selv det samme tegnet (") i seg, og slutter derfor for tidlig.'
        " | Skriv linjen slik: title: 'Et \"godt\" mål'",
        'The text in quotes contains the same quotation mark ("), and so ends too early.'
        " | Write the line like this: title: 'Et \"godt\" mål'",
    ),
    Mistake(
        *("a bracket not closed", 14, OWNERS, "    owners: [JD\n", OWNERS, "MH002"),
        "Klammen [ som åpner her, blir ikke lukket. | Skriv linjen slik: owners: [JD]",
        "The bracket [ opened here is not closed. | Write the line like this: owners: [JD]",
    ),
    Mistake(
        *("curly quotes as quotes", 2, TITLE, "title: “Mål: nå”\n", 'title: "Mål: nå"\n', "MH002"),
        f'{CURLY_NB}title: "Mål: nå"',
        f'{CURLY_EN}title: "Mål: nå"',
    ),
    Mistake(
        *("a curly quote that closes", 2, TITLE, 'title: "Mål: nå”\n', 'title: "Mål: nå"\n', "MH002"),
        f'{CURLY_NB}title: "Mål: nå"',
        f'{CURLY_EN}title: "Mål: nå"',
    ),
    Mistake(
        *("curly quotes around a text", 2, TITLE, "title: “Mål”\n", 'title: "Mål"\n', "MH021"),
        "De krumme anførselstegnene rundt teksten blir lest som en del av den. | Anførselstegn i"
        ' YAML er rette: "Mål".'
        ' Hører de krumme til teksten, sett rette anførselstegn rundt det hele: "“Mål”"',
        "The curly quotation marks around the text are read as part of it. | Quotes in YAML are"
        ' straight: "Mål".'
        ' If the quotation marks belong to the text, put quotes around the whole text: "“Mål”"',
    ),
    Mistake(
        *("curly quotes around a day", 16, DUE, "    due: ”2030-06”\n", DUE, "MH007"),
        "«due» kan ikke være «”2030-06”». Anførselstegnene er krumme og blir lest som en del av verdien."
        f" Mente du «2030-06»? {DAY_NB}",
        "“due” cannot be “”2030-06””. The quotation marks are curly and are read as part of the value."
        f" Did you mean “2030-06”? {DAY_EN}",
    ),
    Mistake(
        *("a web address that is none", 7, "01-15}", "01-15, url: abc}"),
        *("01-15, url: https://www.example.no}", "MH007"),
        "«url» kan ikke være «abc». | Skriv en nettadresse som begynner med https://.",
        "“url” cannot be “abc”. | Write a web address that begins with https://.",
    ),
    Mistake(
        *("a colon in a text", 2, TITLE, "title: Mål: nå\n", 'title: "Mål: nå"\n', "MH002"),
        f'{COLON_NB}Skriv linjen slik: title: "Mål: nå"',
        f'{COLON_EN}Write the line like this: title: "Mål: nå"',
    ),
    Mistake(
        *(
            "a colon and quotes in a text",
            2,
            TITLE,
            'title: Mål: "nå"\n',
            "title: 'Mål: \"nå\"'\n",
            "MH002",
        ),
        f"{COLON_NB}Skriv linjen slik: title: 'Mål: \"nå\"'",
        f"{COLON_EN}Write the line like this: title: 'Mål: \"nå\"'",
    ),
    Mistake(
        *("a colon in braces", 5, "Tiltak 1}", "Tiltak 1: mål}", '"Tiltak 1: mål"}', "MH002"),
        f'{COLON_NB}Skriv linjen slik: source: {{document: strategy, section: "Tiltak 1: mål"}}',
        f'{COLON_EN}Write the line like this: source: {{document: strategy, section: "Tiltak 1: mål"}}',
    ),
    Mistake(
        *("a colon on a later line", 2, TITLE, "title: Mål\n  på tvers: alle\n"),
        *('title: "Mål på tvers: alle"\n', "MH002"),
        f'{COLON_NB}Skriv teksten på én linje, i anførselstegn: title: "Mål på tvers: alle"',
        f'{COLON_EN}Write the text on one line, in quotes: title: "Mål på tvers: alle"',
    ),
    Mistake(
        *("a tab in front", 15, IN_TASK, "\tstatus: in_progress\n", IN_TASK, "MH002"),
        "Linjen er rykket inn med tabulator. | Bytt ut tabulatoren med mellomrom, så det står 4 mellomrom"
        " foran: status: in_progress",
        "The line is indented with a tab. | Replace the tab with spaces, so that there are 4 spaces in"
        " front:"
        " status: in_progress",
    ),
    Mistake(
        *("tabs in front of two lines", 15, IN_TASK + DUE, "\tstatus: in_progress\n\tdue: 2030-06\n"),
        *(IN_TASK + DUE, "MH002"),
        "Linjen er rykket inn med tabulator. | Bytt ut tabulatorene med mellomrom, her og på linje 16."
        " Her skal det stå 4 mellomrom foran: status: in_progress",
        "The line is indented with a tab. | Replace the tabs with spaces, here and on lines 16."
        " Here there should be 4 spaces in front: status: in_progress",
    ),
    Mistake(
        *("a soft hyphen", 2, TITLE, "title: Sam\u00adordne arbeidet\n", TITLE, "MH020"),
        "I teksten står det en myk bindestrek, som ingen ser, etter «Sam». | «mh fix» tar bort"
        " alle slike tegn."
        " For hånd: Slett ordet det står i, og skriv det på nytt.",
        "The text contains a soft hyphen, which nobody sees, after “Sam”. | “mh fix” removes all"
        " such marks."
        " In an editor, delete the word that contains it and type it again.",
    ),
    Mistake(
        *("a space without width", 2, TITLE, "title: Samordne \u200barbeidet\n", TITLE, "MH020"),
        "I teksten står det et usynlig tegn (U+200B), etter «Samordne». | «mh fix» tar bort alle"
        " slike tegn."
        " For hånd: Slett ordet det står i, og skriv det på nytt.",
        "The text contains an invisible mark (U+200B), after “Samordne”. | “mh fix” removes all"
        " such marks."
        " In an editor, delete the word that contains it and type it again.",
    ),
    Mistake(
        *("a soft hyphen in a fixed value", 6, STATUS, STATUS.replace("_p", "_\u00adp"), STATUS, "MH007"),
        "«status» kan ikke være «in_\\u00adprogress». Det står et hardt mellomrom eller et"
        " usynlig tegn i det"
        f" som er skrevet. Mente du «in_progress»? {ONE_NB}",
        "“status” cannot be “in_\\u00adprogress”. The text contains a no-break space or an"
        f" invisible mark. Did you mean “in_progress”? {ONE_EN}",
    ),
    Mistake(
        *("a line separator from Word", 2, TITLE, "title: Samordne\u2028arbeidet\n", TITLE, "MH016"),
        "Det står et usynlig tegn (U+2028) som ikke kan brukes, etter «title: Samordne». | «mh"
        " fix» tar det bort."
        " For hånd: Slett ordene rundt det og skriv dem på nytt. Slike tegn"
        " følger ofte med når"
        " tekst limes inn fra Word eller en nettside.",
        "There is an invisible character (U+2028) that cannot be used after “title: Samordne”. |"
        " “mh fix” removes it."
        " In an editor, delete the words around it and type them again. It often comes"
        " along when text is"
        " pasted from Word or a web page.",
    ),
    Mistake(
        *("conflict marks", 15, IN_TASK),
        f"<<<<<<< HEAD\n{IN_TASK}=======\n    status: completed\n>>>>>>> forslag/x\n",
        *(IN_TASK, "MH002", f"Her står to utgaver av det samme (linje 15 til 19): {CONFLICT_NB}"),
        f"There are two versions of the same passage here (lines 15 to 19): {CONFLICT_EN}",
    ),
    Mistake(
        *("a conflict mark left over", 16, DUE, f"=======\n{DUE}", DUE, "MH002"),
        "Linjen med ======= er blitt igjen etter en sammenslåing i git."
        " | Slett linjen, og se etter at det som står over og under den, er riktig.",
        "The line with ======= is left over from a merge in git."
        " | Delete the line, and check that what is above it and below it is right.",
    ),
    Mistake(
        *("a Norwegian day", 16, DUE, "    due: 1.10.2026\n", "    due: 2027-10-01\n", "MH007"),
        f"«due» kan ikke være «1.10.2026». Mente du «2026-10-01»? {DAY_NB}",
        f"“due” cannot be “1.10.2026”. Did you mean “2026-10-01”? {DAY_EN}",
    ),
    *(
        Mistake(
            *(f"a day as {day}", 16, DUE, f"    due: {day}\n", "    due: 2026-10-01\n", "MH007"),
            f"«due» kan ikke være «{day}». Mente du «2026-10-01»? {DAY_NB}",
            f"“due” cannot be “{day}”. Did you mean “2026-10-01”? {DAY_EN}",
        )
        for day in ("1.10.26", "01.10.26", "1/10/2026", "01/10/2026", "1/10/26", "1-10-2026")
    ),
    Mistake(
        *("a day without zeros", 16, DUE, "    due: 2030-6-1\n", "    due: 2030-06-01\n", "MH007"),
        f"«due» kan ikke være «2030-6-1». Mente du «2030-06-01»? {DAY_NB}",
        f"“due” cannot be “2030-6-1”. Did you mean “2030-06-01”? {DAY_EN}",
    ),
    Mistake(
        *("a day that does not exist", 16, DUE, "    due: 31.6.2030\n", "    due: 2030-06-30\n", "MH007"),
        f"«due» kan ikke være «31.6.2030». Den dagen finnes ikke i kalenderen. {DAY_NB}",
        f"“due” cannot be “31.6.2030”. There is no such day in the calendar. {DAY_EN}",
    ),
    *(
        Mistake(
            *(f"a key indented by {len(space)}", 15, IN_TASK, f"{space}status: in_progress\n", IN_TASK),
            "MH002",
            "«status» er rykket feil inn. | Skriv det med 4 mellomrom foran: status: in_progress",
            "“status” is indented wrongly. | Write it with 4 spaces in front: status: in_progress",
        )
        for space in ("", " ", "  ", "   ", "     ", "      ")
    ),
    Mistake(
        *("the last key of a task in front", 16, DUE, "due: 2030-06\n", DUE, "MH002"),
        "«due» er rykket feil inn. | Skriv det med 4 mellomrom foran: due: 2030-06",
        "“due” is indented wrongly. | Write it with 4 spaces in front: due: 2030-06",
    ),
    Mistake(
        *("a key of the measure indented", 3, "focus_area: 1\n", " focus_area: 1\n", "focus_area: 1\n"),
        *("MH002", "«focus_area» er rykket feil inn. | Skriv det uten mellomrom foran: focus_area: 1"),
        "“focus_area” is indented wrongly. | Write it without spaces in front: focus_area: 1",
    ),
    Mistake(
        *("a list item indented wrongly", 11, FIRST_TASK, "- id: T01.1\n", FIRST_TASK, "MH002"),
        "Listepunktet (-) er rykket feil inn. | Skriv det med 2 mellomrom foran: - id: T01.1",
        "The list item (-) is indented wrongly. | Write it with 2 spaces in front: - id: T01.1",
    ),
    Mistake(
        *("keys that should be indented", 6, SOURCE),
        "source:\ndocument: strategy\nsection: Tiltak 1\nstatus",
        *("source:\n  document: strategy\n  section: Tiltak 1\nstatus", "MH004"),
        "Nøkkelen «document» finnes ikke her. | Behold det som står. Det hører til i «source»:"
        " Rykk document og"
        " section inn like langt som de andre nøklene der, som regel 2 mellomrom.",
        "There is no key “document” here. | Keep what is written. It belongs in “source”: indent"
        " document and"
        " section like the other keys there, as a rule by 2 spaces.",
    ),
    Mistake(
        *(
            "a language that should be indented",
            3,
            TITLE,
            "title:\nnb: Samordne\n",
            "title:\n  nb: Samordne\n",
        ),
        *(
            "MH004",
            "Nøkkelen «nb» finnes ikke her. | Behold det som står. Det hører til i «title»: Rykk nb inn",
        ),
        "There is no key “nb” here. | Keep what is written. It belongs in “title”: indent nb"
        " like the other keys",
    ),
    Mistake(
        *("a key of the measure in a task", 16, DUE, f"    lead: JD\n{DUE}", DUE, "MH004"),
        "Nøkkelen «lead» finnes ikke her. | Behold teksten. lead gjelder hele filen og skal stå til"
        " slutt i den, uten mellomrom foran.",
        "There is no key “lead” here. | Keep what is written. It belongs to the whole record:"
        " move lead to the"
        " end of the file, without spaces in front.",
    ),
    Mistake(
        *(
            "an actor by name",
            14,
            OWNERS,
            "    owners: [Helsedirektoratet]\n",
            "    owners: [Hdir]\n",
            "MH103",
        ),
        "Aktøren «Helsedirektoratet» finnes ikke i strategy/actors.yaml. Mente du «Hdir»? " + ACTOR_NB,
        "There is no actor “Helsedirektoratet” in strategy/actors.yaml. Did you mean “Hdir”? " + ACTOR_EN,
    ),
    Mistake(
        *("an actor by a part of its English name", 14, OWNERS, "    owners: [directorate of health]\n"),
        *("    owners: [Hdir]\n", "MH007"),
        "«owners» kan ikke være «directorate of health». Mente du «Hdir»? | Skriv en aktør",
        "“owners” cannot be “directorate of health”. Did you mean “Hdir”? | Write an actor",
    ),
    Mistake(
        *("another colon", 6, STATUS, STATUS.replace(": ", "\uff1a"), STATUS, "MH002"),
        "Etter nøkkelen står «\uff1a». Der skal det stå et vanlig kolon (:). | Skriv linjen slik:",
        "There is “\uff1a” after the key. It has to be a colon (:). | Write the line like this: status:",
    ),
    Mistake(
        *("no colon", 15, IN_TASK, "    status in_progress\n", IN_TASK, "MH002"),
        "Det mangler et kolon etter «status». | Skriv linjen slik: status: in_progress",
        "There is no colon after “status”. | Write the line like this: status: in_progress",
    ),
    Mistake(
        *("the first line indented", 1, "id: T01\n", "  id: T01\n", "id: T01\n", "MH002"),
        "«id» er rykket feil inn. | Skriv det uten mellomrom foran: id: T01",
        "“id” is indented wrongly. | Write it without spaces in front: id: T01",
    ),
    Mistake(
        *("an equals sign", 15, IN_TASK, "    status = in_progress\n", IN_TASK, "MH002"),
        "Etter nøkkelen står «=». Der skal det stå et vanlig kolon (:). | Skriv linjen slik: status:",
        "There is “=” after the key. It has to be a colon (:). | Write the line like this: status:",
    ),
    *(
        Mistake(
            *(f"a list item after {sign}", 11, FIRST_TASK, f"  {sign} id: T01.1\n", FIRST_TASK, "MH002"),
            f"{DASH_NB.format(sign)}Skriv linjen slik: - id: T01.1",
            f"{DASH_EN.format(sign)}Write the line like this: - id: T01.1",
        )
        for sign in ("•", "–", "—", "*")
    ),
    Mistake(
        *("a bullet as Word pastes it", 11, FIRST_TASK, "•\tid: T01.1\n", FIRST_TASK, "MH002"),
        f"{DASH_NB.format('•')}Skriv det med 2 mellomrom foran: - id: T01.1",
        f"{DASH_EN.format('•')}Write it with 2 spaces in front: - id: T01.1",
    ),
    Mistake(
        *("two items after asterisks", 15, OWNERS, "    owners:\n      * JD\n      * Hdir\n"),
        *("    owners:\n      - JD\n      - Hdir\n", "MH002"),
        f"{DASH_NB.format('*')}Skriv linjen slik, og linje 16 på samme måte: - JD",
        f"{DASH_EN.format('*')}Write the line like this, and lines 16 in the same way: - JD",
    ),
    Mistake(
        *("items after bullets", 15, OWNERS, "    owners:\n      • JD\n      • Hdir\n"),
        *("    owners: [JD, Hdir]\n", "MH006"),
        f"{LIST_NB}[JD, Hdir]",
        f"{LIST_EN}[JD, Hdir]",
    ),
    Mistake(
        *("a list without brackets", 14, OWNERS, "    owners: JD, Hdir\n", "    owners: [JD, Hdir]\n"),
        *("MH006", f"{LIST_NB}[JD, Hdir]", f"{LIST_EN}[JD, Hdir]"),
    ),
    Mistake(
        *("a list without commas", 14, OWNERS, "    owners: [JD og Hdir]\n", "    owners: [JD, Hdir]\n"),
        "MH007",
        "«owners» kan ikke være «JD og Hdir». Det mangler komma mellom verdiene. Skriv dem slik: JD,",
        "“owners” cannot be “JD og Hdir”. The values have no commas between them. Write them like",
    ),
    Mistake(
        *("another bracket at the end", 14, OWNERS, "    owners: [JD}\n", OWNERS, "MH002"),
        "Klammen [ som åpner her, blir ikke lukket. | Skriv linjen slik: owners: [JD]",
        "The bracket [ opened here is not closed. | Write the line like this: owners: [JD]",
    ),
    Mistake(
        *("a quote not closed around lines", 2, TITLE, 'title: "Samordne\n  arbeidet\n'),
        *('title: "Samordne\n  arbeidet"\n', "MH002"),
        'Anførselstegnet (") som åpner her, blir ikke lukket. | Lukk det med " der',
        'The quote (") opened here is not closed. | Close it with " where the text ends, on line 3:',
    ),
    Mistake(
        *("a text pasted with line breaks", 3, TITLE, "title: Samordne\nalt\n\narbeidet\n"),
        *("title: Samordne\n  alt\n  arbeidet\n", "MH002"),
        "Tekstlinjen er rykket feil inn. | Skriv det med 2 mellomrom foran, og flytt linjene under som"
        " hører til, like langt: alt",
        "The line of text is indented wrongly. | Write it with 2 spaces in front, and move"
        " the lines below that belong to it just as far: alt",
    ),
    Mistake(
        *("a colon in a pasted text", 2, TITLE, "title: Samordne\nalt arbeid: nå\nfor alle\n"),
        *('title: "Samordne alt arbeid: nå for alle"\n', "MH002"),
        f'{COLON_NB}Skriv teksten på én linje, i anførselstegn: title: "Samordne alt arbeid: nå',
        f'{COLON_EN}Write the text on one line, in quotes: title: "Samordne alt arbeid: nå for alle"',
    ),
    Mistake(
        *("a text that begins with a bracket", 2, TITLE, "title: [Utkast] Mål\n"),
        *('title: "[Utkast] Mål"\n', "MH002"),
        "Teksten begynner med «[», som betyr noe eget i YAML, og må derfor stå i anførselstegn. | Skriv",
        "The text begins with “[”, which has a special meaning in YAML, so it needs quotes. | Write",
    ),
    Mistake(
        *("a backslash in quotes", 2, TITLE, 'title: "C:\\Users"\n', "title: 'C:\\Users'\n", "MH002"),
        "En tekst i doble anførselstegn har en omvendt skråstrek.",
        "A text in double quotes contains a backslash. Use single quotes. | Write the line like",
    ),
    Mistake(
        *("a second document", 11, FIRST_TASK, f"---\n{FIRST_TASK}", FIRST_TASK, "MH002"),
        "Filen har flere dokumenter (---). Hver fil skal ha ett. | Slett linjen. Den sier ingenting.",
        "The file contains several documents (---). Each file must contain one. | Delete the line.",
    ),
    Mistake(
        *("a key in curly quotes", 6, STATUS, STATUS.replace("status:", "“status”:"), STATUS, "MH004"),
        "Nøkkelen «“status”» finnes ikke her. Mente du «status»? Anførselstegnene er krumme og blir lest"
        " som en del av nøkkelen. | Skriv det riktige navnet på nøkkelen",
        "There is no key “““status””” here."[:17],
    ),
    Mistake(
        *("a key in Norwegian", 14, OWNERS, "    eier: [JD]\n", OWNERS, "MH004"),
        "Nøkkelen «eier» finnes ikke her. Mente du «owners»?",
        "There is no key “eier” here. Did you mean “owners”?",
    ),
    Mistake(
        *("a number as a title", 2, TITLE, "title: 2026\n", 'title: "2026"\n', "MH006"),
        "«title» skal være en tekst, men er et tall. | Skal det være en tekst, må det stå i"
        ' anførselstegn: title: "2026"',
        '“title” should be a text but is a number. | To be read as text it needs quotes: title: "2026"',
    ),
    Mistake(
        *("ja for true", 10, "tasks:\n", "ongoing: ja\ntasks:\n", "ongoing: true\ntasks:\n", "MH006"),
        "«ongoing» skal være true (ja) eller false (nei), men er en tekst. | "
        "Skriv det slik: ongoing: true",
        "“ongoing” should be true or false but is a text. | Write it like this: ongoing: true",
    ),
    Mistake(
        *("a soft hyphen in a later line", 4, TITLE, "title: >-\n  Samordne\n  ar\u00adbeidet\n"),
        *("title: >-\n  Samordne\n  arbeidet\n", "MH020"),
        "I teksten står det en myk bindestrek, som ingen ser, etter «Samordne ar».",
        "The text contains a soft hyphen, which nobody sees, after “Samordne ar”.",
    ),
]


@each("mistake", MISTAKES)
def test_a_mistake_is_one_finding_that_says_how_to_mend_it(mistake: Mistake) -> None:
    """And mended so, it leaves no finding."""
    (found,) = told(tree_with(mistake.file))
    assert (found.rule.code, found.span.line) == (mistake.code, mistake.line)
    assert f"{found.message('nb')} | {found.help('nb')}".startswith(mistake.nb)
    assert f"{found.message('en')} | {found.help('en')}".startswith(mistake.en)
    assert found.severity == ("note" if mistake.code in ("MH020", "MH021") else "error")
    assert "fjern" not in found.help("nb").casefold()  # no value is lost
    assert told(tree_with(mistake.mended)) == []


FIXED = {
    *("no-break spaces in front", "one no-break space in front", "no-break space after the colon"),
    *("no-break space before the value", "no space after the colon", "no space after the first colon"),
    *("no space after the dash", "curly quotes around a day", "a tab in front"),
    *("tabs in front of two lines", "a soft hyphen", "a space without width"),
    *("a soft hyphen in a fixed value", "a line separator from Word", "a Norwegian day"),
    *("a day without zeros", "an actor by name", "items after bullets", "a list without brackets"),
    *("a key in Norwegian", "a key in curly quotes", "a number as a title", "ja for true"),
    "a soft hyphen in a later line",
}


@each("mistake", MISTAKES)
def test_mh_fix_mends_what_is_sure(mistake: Mistake) -> None:
    """Spaces, invisible marks, days, names, keys and lists; what a text says is left to its author."""
    tree = tree_with(mistake.file)
    after = made(tree, fixed(tree, {MEASURE_FILE}, EXAMPLE_DAY))
    assert (told(after) == []) is (mistake.name in FIXED)


def test_a_text_in_other_letters_keeps_the_marks_that_join_them() -> None:
    """An emoji of several parts and words in Persian need marks without width."""
    for text in ("👩\u200d👧 og barn", "می\u200cخواهم"):
        assert told(tree_with(MEASURE.replace("Samordne arbeidet", text))) == []


def test_two_mistakes_are_told_one_after_the_other() -> None:
    """The first is told by its cause, though the file cannot be read after it is mended either."""
    both = MEASURE.replace(STATUS, STATUS.replace(": ", ":")).replace(IN_TASK, f"\t{IN_TASK.lstrip()}")
    (found,) = told(tree_with(both))
    assert found.message("en") == "There is no space after the colon."
    (then,) = told(tree_with(both.replace("status:in", "status: in")))
    assert then.message("en") == "The line is indented with a tab."


def test_a_list_item_without_its_dash() -> None:
    """If it begins as the item above does; another key there is one that is indented wrongly."""
    data = b"tasks:\n  - id: T01.1\n    due: 2030\n  id: T01.2\n    due: 2031\n"
    (found,) = explained(parse("", data), data).diagnostics
    assert found.span is not None
    assert (found.params["problem"], found.params["fixed"], found.span.line) == (
        "no_dash",
        "- id: T01.2",
        4,
    )


def test_a_quote_not_closed_far_above_is_told_where_it_opens() -> None:
    """It closes where the next one was to open, a hundred lines below."""
    between = "".join(f"  - id: T01.{number}\n    due: 2030\n" for number in range(50))
    data = f"id: 'T01\ntasks:\n{between}title: 'Samordne'\n".encode()
    (found,) = explained(parse("", data), data).diagnostics
    assert found.span is not None
    assert (found.params["problem"], found.params["fixed"], found.span.line) == ("quote", "id: 'T01'", 1)


def test_half_of_a_text_in_braces_is_not_laid_out_as_a_key() -> None:
    """What stands behind a comma is told, and mh fix leaves the line as it is."""
    wrong = MEASURE.replace(TITLE, "title: {nb: Samordne, og styrke, en: Coordinate}\n")
    tree = tree_with(wrong)
    assert {found.rule.code for found in told(tree)} == {"MH004"}
    assert fixed(tree, {MEASURE_FILE}, EXAMPLE_DAY) == []


def test_a_text_that_could_not_be_read_is_not_told_as_missing_in_its_language() -> None:
    (found,) = told(tree_with(MEASURE.replace(TITLE, "title: {nb: 2026, en: Coordinate}\n")))
    assert found.rule.code == "MH006"


# In the real files --------------------------------------------------------------------------------

REAL = sorted((CHECKOUT / "data/measures").glob("*.yaml"))


def _unspaced(line: str) -> str | None:
    return re.sub(r"^( *(?:- )?\w+): (?=\S)", r"\1:", line) if re.match(r" *(- )?\w+: \S", line) else None


def _hard(line: str) -> str | None:
    return re.sub(r"^( *(?:- )?\w+): (?=\S)", rf"\1:{NB}", line) if _unspaced(line) else None


def _tabbed(line: str) -> str | None:
    return re.sub(r"^ +", lambda found: "\t" * (len(found[0]) // 2), line) if line[:1] == " " else None


@each("path", REAL)
@each("slip", [_unspaced, _hard, _tabbed])
def test_slips_in_real_files_are_mended_to_what_they_were(path: Path, slip: object) -> None:
    """On every line that was tried, the mistake is found where it is, and the mend gives the"
    " same file."""
    assert callable(slip)
    lines = path.read_text().split("\n")
    was = parse("", path.read_bytes()).value
    able = [number for number, line in enumerate(lines) if slip(line)]
    for number in random.Random(path.stem).sample(able, min(8, len(able))):
        data = "\n".join([*lines[:number], slip(lines[number]), *lines[number + 1 :]]).encode()
        (found,) = explained(parse("", data), data).diagnostics
        assert found.span is not None
        assert found.span.line == number + 1
        assert parse("", mended(data)).value == was


# Whatever comes -----------------------------------------------------------------------------------

NASTY = some.text(
    alphabet=some.sampled_from(list("ab: -\n\t'\"[]{}&*!|>%@#,?“”<=\u00a0\u00ad\u200b\u2028æ\r")),
    max_size=60,
)


@given(NASTY)
@example("<<<<<<< a\n=======\n>>>>>>> b\n")
@example("\u00a0\u00a0id: a\nid:")
@example("a:\n\tb\n\t\tc: d: e\n")
def test_no_text_makes_the_explanation_fail_or_point_outside_the_file(text: str) -> None:
    data = text.encode()
    lines = re.split(r"\r\n|\r|\n", text)
    for found in explained(parse("", data), data).diagnostics:
        assert found.span is not None
        assert 1 <= found.span.line <= len(lines)
        assert 1 <= found.span.column <= len(lines[found.span.line - 1]) + 1
    assert mended(data) == data or parse("", mended(data)).readable


@pytest.mark.attack
def test_a_large_broken_file_does_not_hold_the_program_up() -> None:
    """Few mends are tried on it, and long lines are not compared with themselves.

    Without that it takes many minutes. Only this process's own time counts, whatever else is running.
    """
    from time import process_time

    entries = "".join(f"k{number}:\n  - text: 'en\n      to'\n" for number in range(30_000))
    for text in (f"{entries}a: b: c\n", f'a: "b\n{entries}', "a: " + "{'x, " * 100_000):
        data = text.encode()
        start = process_time()
        explained(parse("", data), data)
        assert process_time() - start < 60


def test_straight_quotes_around_an_escape_are_no_curly_ones() -> None:
    """A file that is broken further down, in which a pair of straight quotes would be spelt otherwise."""
    data = b'a: "\\b"\n{'
    broken = explained(parse("", data), data).diagnostics
    assert [found.code for found in broken] == ["MH002"]
    assert broken[0].params["problem"] != "curly"
