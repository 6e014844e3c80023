"""Who writes in Vestlandia's files, and where the files lie."""

from menneskehandel_cli.demo.steps import Author

KARI = Author("Kari Nes", "kari.nes@example.invalid")
"""Coordinates the strategy in the Ministry of Justice until 2023."""
MONA = Author("Mona Lie", "mona.lie@example.invalid")
"""Takes over from Kari."""
OLA = Author("Ola Vik", "ola.vik@example.invalid")
"""Writes for the Ministry of Social Affairs."""
INGRID = Author("Ingrid Bakke", "ingrid.bakke@example.invalid")
"""Writes for the Ministry of Health."""
PER = Author("Per Strand", "per.strand@example.invalid")
"""Writes for the Ministry of Trade until 2022; not replaced until 2024."""
JON = Author("Jon Dahl", "jon.dahl@example.invalid")
"""Takes over from Per, a year and a half later."""

STRATEGY = "strategy/strategy.yaml"

COORDINATION = "data/measures/01-samordning.yaml"
CENTRE = "data/measures/02-mottak.yaml"
KNOWLEDGE = "data/measures/03-kunnskap.yaml"
TRAINING_AT_FIRST = "data/measures/04-opplaring.yaml"
TRAINING = "data/measures/04-opplaring-i-forstelinjen.yaml"
LABOUR = "data/measures/05-arbeidsliv.yaml"
NON_PUNISHMENT = "data/measures/06-straffrihet.yaml"
INVESTIGATION = "data/measures/07-etterforskning.yaml"
WEBSITE_AT_FIRST = "data/measures/09-nettside.yaml"
WEBSITE = "data/measures/08-nettside.yaml"

ROUND_1 = "data/obligations/nhk-r1"
ROUND_2 = "data/obligations/nhk-r2"
TREATY = "data/obligations/nordhav"
LAW = "data/law/nordhav"
