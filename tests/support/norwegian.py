"""Which words of a text are Norwegian: for outputs that are to be in another language."""

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_LETTERS = frozenset("æøåÆØÅ")

_LISTED = """
og eller ikke ikkje ingen ingenting jeg oss dere dykk dei dem det dette denne disse som hva kva hvem
kven hvor hvordan korleis hvilke hvilken når fordi dersom hvis mens også både enten av til fra frå
med uten utan ved mot etter før mellom gjennom siden sidan er blir ble vert har hadde skal skulle
kan kunne må måtte vil ville bør finnes finst gjelder gjeld eit alle mange noen noko noe flere
fleire annen samme hver kvar egen eigen berre meir mest enn slik slike dermed derfor altså nå der

tiltak tiltaket tiltaka innsatsområde innsatsområder innsatsområdet forpliktelse forpliktelser
forpliktelsen plikt plikter frist frister fristar fristen mangel mangler manglar merknad merknader
feil rapport rapporter rapportar rapportert årsrapport oppgave oppgaver oppgåve oppgåver mål målet
ansvar ansvarlig ansvarleg departement departementet departementene departementa strategi strategien
anbefaling anbefalinger tilråding konvensjon konvensjonen artikkel artikkelen artikler vurdering
vurderinger endring endringer endringar endret fullført påbegynt ferdig begynt opplyst registrert
oppført lov loven lovene lovdata norsk norske norge noreg norway norwegian språkloven bokmål nynorsk
menneskehandel ofre kommune kommuner kommunen politiet påtalemyndigheten filen filene mappen mappe
linje linjen valg kommando kommandoer bruk skriv lagre viser kontroll kontroller kontrollere
koblinger kobling grunnlag kilde kilder navn nummer tittel januar februar mars mai juni juli oktober
desember
"""

FREQUENT = frozenset(_LISTED.split())
"""Frequent words of both written forms, none of which is English; and what names the country."""


def norwegian(text: str, allowed: Iterable[str] = ()) -> list[str]:
    """The Norwegian words of a text, and those that name Norway, each once and in their order.

    A word is Norwegian if it is frequent or has a letter that English does not have. ``allowed`` are
    names that may stand as they are, such as ``Bokmål``; one may have several words.
    """
    for name in sorted(allowed, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", text)
    found = [
        word for word in _WORD.findall(text) if word.casefold() in FREQUENT or not _LETTERS.isdisjoint(word)
    ]
    return list(dict.fromkeys(found))
