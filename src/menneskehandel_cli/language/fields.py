"""What advisers read about each key while they write: the texts of the JSON Schemas, in bokmål.

Keys are called as in YAML, behind the name of the model that has them: ``Measure.title``. The model's own
name says what the whole mapping is. A key that several models inherit is told of once, under the model
that defines it. ``docs/datahandbok.md`` says the same at greater length.
"""

from __future__ import annotations

from collections.abc import Mapping

_SOURCE = "Hvor det står, så andre kan slå det opp."
_NOTE = "Noe leseren må vite, for eksempel det kilden lar stå åpent."
_URL = "Nettadressen. Den begynner med https://."
_EVIDENCE = "Dokumentasjon: noe andre kan åpne for å se at det stemmer."
_OUR_WORDS = "med våre ord"

FIELDS: Mapping[str, str] = {
    # What every file may carry
    "Record.format": "Formatet filen er skrevet i. Skriv alltid 2.",
    "Record.accepted": (
        "Mangler som noen tar ansvar for at står åpne en tid. Si i about hvilken, der regelen har funnet "
        "flere i filen. En feil kan ikke godkjennes."
    ),
    "Acceptance": "En mangel som noen tar ansvar for at står åpen en tid.",
    "Acceptance.rule": "Koden til regelen som melder mangelen.",
    "Acceptance.about": (
        "Hva mangelen gjelder, når det ikke er hele filen: en oppgave, et krav, eller en aktør og et år. "
        "«mh gaps --format json» viser det bak koden i key."
    ),
    "Acceptance.reason": "Hvorfor mangelen får stå.",
    "Acceptance.decided_by": "Hvem som har bestemt det: id-en til en aktør.",
    "Acceptance.date": "Dagen det ble bestemt.",
    "Acceptance.until": "Den siste dagen det gjelder. Dagen etter er mangelen tilbake.",
    # The small parts
    "Text.nb": "Teksten på bokmål. Skriv både nb og en. Lange tekster settes på egne linjer etter >-.",
    "Text.nn": "Teksten på nynorsk.",
    "Text.en": "Teksten på engelsk.",
    "Source.document": (
        "Hvilket dokument: en id som står under documents i strategy/strategy.yaml. Strategien selv "
        "heter strategy."
    ),
    "Source.section": "Overskriften på delen av dokumentet.",
    "Source.heading": "Underoverskriften, eller ordene som innleder en liste.",
    "Source.paragraph": "Avsnittet, talt fra 1 under overskriften.",
    "Source.bullet": "Punktet i listen, talt fra 1.",
    "Source.url": _URL,
    "Source.reading": ("Hva vi har lest. Kan utelates når vi har lest selve dokumentet."),
    "Evidence": "Noe andre kan åpne for å se at det stemmer: en rapport, en kunngjøring, et brev.",
    "Evidence.title": "Hva dokumentet heter.",
    "Evidence.url": _URL,
    "Evidence.date": "Datoen på dokumentet, så nøyaktig som det selv sier.",
    "Evidence.kind": "Hva slags dokument det er, med egne ord.",
    # Measures
    "Measure": "Et tiltak: det departementene har lovet, med mål, oppgaver og forpliktelser.",
    "Measure.id": "T og nummeret på tiltaket. Endres aldri.",
    "Measure.former_ids": "Id-er tiltaket har hatt før. De brukes aldri om igjen.",
    "Measure.title": "Tittelen, på norsk bokstav for bokstav som i strategien.",
    "Measure.focus_area": "Nummeret på innsatsområdet.",
    "Measure.responsible": "Departementene som har ansvaret. Alle i listen skal rapportere.",
    "Measure.responsible_basis": "Om strategien selv sier hvem som har ansvaret.",
    "Measure.responsible_note": "Hvorfor vi mener det, når ansvaret er utledet.",
    "Measure.lead": "Hvem som leder, bare der strategien selv sier det. Må også stå i responsible.",
    "Measure.partners": "Medvirkende: andre som bidrar i tiltaket.",
    "Measure.source": "Hvor i strategien tiltaket står.",
    "Measure.summary": f"Tiltaket i én eller to setninger, {_OUR_WORDS}.",
    "Measure.status": (
        "Status for tiltaket, slik koordinatoren har uttalt den på en bestemt dag. Utledes aldri av "
        "oppgavene. Si hvem som har sagt det, i status_source."
    ),
    "Measure.status_source": "Grunnlaget for statusen: hvem som har uttalt den, og når.",
    "Measure.ongoing": "Skriv true når tiltaket er løpende og går videre etter perioden, ellers false.",
    "Measure.goals": "Målene: det tiltaket skal føre til. Et mål er ikke det samme som en oppgave.",
    "Measure.groups": "Grupper av oppgaver, der strategien deler dem etter sektor eller målgruppe.",
    "Measure.tasks": "Oppgavene: det som skal gjøres, del for del.",
    "Measure.knowledge_gaps": (
        "Det strategien sier at vi ikke vet. Det er ikke oppgaver: ingen har fått i oppdrag å "
        "finne det ut."
    ),
    "Measure.addresses": (
        "Forpliktelsene tiltaket følger opp. Koble bare til krav du kan stå inne for at tiltaket følger "
        "opp. En kobling for mye skjuler en mangel."
    ),
    "Measure.relations": "Hvordan tiltaket henger sammen med andre tiltak.",
    "Measure.evidence": _EVIDENCE,
    "Measure.note": _NOTE,
    "StatusSource.by": "Hvem som sier det: id-en til en aktør.",
    "StatusSource.date": "Dagen det ble sagt.",
    "StatusSource.text": "Hva som ble sagt.",
    "StatusSource.url": "Nettadressen der det står.",
    "Goal": (
        "Et mål. Skriv enten id og text (tiltakets eget mål) eller bare ref (et mål som flere deler)."
    ),
    "Goal.id": "Tiltaket, punktum, G og et tall.",
    "Goal.ref": (
        "Id-en til et mål som flere tiltak deler. Målet står i strategy/strategy.yaml. Skrives i stedet "
        "for id, text og source."
    ),
    "Goal.text": f"Målet, {_OUR_WORDS}.",
    "Goal.source": "Hvor i strategien målet står.",
    "Group": "En gruppe oppgaver for én sektor eller målgruppe.",
    "Group.id": "Tiltaket, punktum, B og et tall.",
    "Group.title": "Hva gruppen gjelder.",
    "Group.audience": "Hvem den er rettet mot.",
    "Group.owners": "Hvem som har hovedansvaret, der strategien sier det.",
    "Group.invitees": "Aktører strategien nevner som aktuelle å invitere.",
    "Group.source": _SOURCE,
    "Task": "En oppgave: én ting som skal gjøres.",
    "Task.id": "Tiltaket, punktum og et tall.",
    "Task.text": f"Oppgaven, {_OUR_WORDS}.",
    "Task.group": "Gruppen oppgaven hører til.",
    "Task.commitment": (
        "Hva som er lovet. Skal noe bare vurderes, er oppgaven ferdig når utfallet er skrevet inn."
    ),
    "Task.owners": "Hvem som skal gjøre det, bare der strategien sier det eller det er avtalt.",
    "Task.status": "Status for oppgaven.",
    "Task.due": "Fristen, bare der en kilde gir den, og aldri mer nøyaktig enn kilden.",
    "Task.recurrence": "Hvor ofte det skal skje, for det som skal gjentas.",
    "Task.outcome": "Hva som kom ut av en vurdering.",
    "Task.started": "Dagen, måneden eller året oppgaven ble påbegynt.",
    "Task.completed": "Dagen det skjedde, ikke dagen du skriver det.",
    "Task.evidence": _EVIDENCE,
    "Task.source": "Hvor i strategien oppgaven står.",
    "Task.note": _NOTE,
    "Recurrence.per": "Tiden det telles over.",
    "Recurrence.min": "Minst så mange ganger.",
    "Recurrence.max": "Høyst så mange ganger.",
    "Recurrence.occurrences": "Gangene det er registrert at det har skjedd. Skrives som dokumentasjon.",
    "Outcome.decision": "Hva som er bestemt.",
    "Outcome.text": "Hva som er bestemt, i en setning eller to.",
    "Outcome.leads_to": "Id-ene til oppgavene som følger av det.",
    "KnowledgeGap": "Noe strategien sier at vi ikke vet.",
    "KnowledgeGap.id": "Tiltaket, punktum, K og et tall.",
    "KnowledgeGap.text": "Hva vi ikke vet.",
    "KnowledgeGap.answered_by": "Dokumentasjon som svarer, når den finnes.",
    "KnowledgeGap.source": _SOURCE,
    "Address": "En kobling fra tiltaket til en forpliktelse det følger opp.",
    "Address.obligation": (
        "Hva tiltaket følger opp: en artikkel, et ledd, en bokstav eller en anbefaling. "
        "Kommandoen «mh list obligations» viser alle."
    ),
    "Address.basis": (
        "Hvem som har laget koblingen. Skriv editorial når den er vår egen vurdering, og begrunn "
        "den i note."
    ),
    "Address.contribution": (
        "I hvilken grad tiltaket følger opp kravet, når koblingen gjelder ett krav. Det vanlige er "
        "partial. En kobling til flere krav på én gang, eller for hele innsatsområdet, nevner bare "
        "kravene og skal ikke ha nøkkelen."
    ),
    "Address.by": (
        "Oppgavene som følger opp kravet, når koblingen gjelder ett krav. Står det ingen, gjelder "
        "koblingen hele tiltaket."
    ),
    "Address.note": "Hvorfor koblingen står. Må være med når basis er editorial.",
    "Relation": "Forbindelsen til et annet tiltak.",
    "Relation.type": "Hva slags forbindelse det er.",
    "Relation.target": "Id-en til det andre tiltaket.",
    "Relation.basis": "Hvem som sier det.",
    "Relation.note": "Hvorfor. Må være med når basis er editorial.",
    # Instruments
    "Instrument": "En konvensjon eller en runde med anbefalinger. Filen ligger i instrumentets mappe.",
    "Instrument.id": "Det samme som navnet på mappen.",
    "Instrument.kind": "Hva slags instrument det er.",
    "Instrument.body": "Organet som uttaler seg: id-en til en aktør.",
    "Instrument.title": "Hva instrumentet heter.",
    "Instrument.reference": "Nummeret dokumentet har.",
    "Instrument.adopted": "Dagen det ble vedtatt, bare der den er kjent.",
    "Instrument.published": "Dagen det kom ut, bare der den er kjent.",
    "Instrument.url": _URL,
    "Instrument.languages": "Språkene det finnes tekster på her.",
    "Instrument.levels": "Nivåene anbefalingene kan ha, det sterkeste først.",
    "Instrument.events": "Det som har skjedd og skal skje i dialogen: besøk, svar, rapporter.",
    "Instrument.note": _NOTE,
    "Instrument.source": _SOURCE,
    "Level": "Hvor sterkt et organ ber om noe.",
    "Level.id": "Navnet på nivået, med små bokstaver og understrek.",
    "Level.title": "Ordene organet bruker.",
    "Level.weight": "Vekten, fra 3 (alvorligst) til 1. Det er vår vurdering.",
    "Event": "En hendelse i dialogen med et organ.",
    "Event.kind": "Hva slags hendelse det er.",
    "Event.due": "Fristen, når en kilde gir den.",
    "Event.from": "Første dag, når noe varte flere dager.",
    "Event.date": "Dagen det skjedde, eller den siste dagen når noe varte flere dager.",
    "Event.reference": "Nummeret på dokumentet.",
    "Event.source": _SOURCE,
    "Event.note": _NOTE,
    # Law
    "Law": "I hvilken grad nasjonal lov og praksis dekker en artikkel, krav for krav.",
    "Law.id": "Id-en: law- foran id-en til artikkelen.",
    "Law.obligation": "Id-en til artikkelen. Filen heter det samme.",
    "Law.requirements": "Kravene i artikkelen, ett innslag for hvert.",
    "Law.note": _NOTE,
    "RequirementLaw": "I hvilken grad loven dekker ett krav.",
    "RequirementLaw.requirement": "Id-en til kravet i konvensjonen.",
    "RequirementLaw.extent": (
        "I hvilken grad loven dekker kravet. Skriv full bare når det som er lest, dekker hvert "
        "ledd av kravet."
    ),
    "RequirementLaw.provisions": "Bestemmelsene som dekker kravet, paragraf for paragraf.",
    "RequirementLaw.missing": "Det kravet ber om, men som ikke er dekket av det vi har lest.",
    "RequirementLaw.looked_in": "Det som er lest uten at vi fant noe som dekker kravet.",
    "RequirementLaw.unread": (
        "Forskrifter, rundskriv og annet som kan dekke kravet, men som ikke er lest."
    ),
    "RequirementLaw.contrary": "Det en annen kilde sier, når det ikke stemmer med vår lesning av loven.",
    "RequirementLaw.judged": "Hvem som har vurdert det, og når. editorial er oss.",
    "RequirementLaw.confirmed": "Juristen eller organet som har bekreftet lesningen. Ellers null.",
    "RequirementLaw.note": "Begrunnelse for vurderingen, eller en tvil en jurist bør ta stilling til.",
    "LawProvision": "En bestemmelse eller praksis som dekker kravet, helt eller delvis.",
    "LawProvision.source": "Loven, paragrafen og leddet, med adressen hos Lovdata.",
    "LawProvision.kind": "Hva slags rettskilde det er.",
    "LawProvision.text": f"Hva bestemmelsen gir, {_OUR_WORDS}.",
    "LawProvision.read": "Dagen teksten som er lest, gjaldt.",
    "UnreadLaw": "En rettskilde som ikke er lest.",
    "UnreadLaw.title": "Navnet på den, med paragraf.",
    "UnreadLaw.kind": "Hva slags rettskilde det er.",
    "UnreadLaw.note": "Hvilket krav den kan dekke.",
    "PlaceRead": "Et sted som er lest.",
    "PlaceRead.document": "Loven: en id som står under documents i strategy/strategy.yaml.",
    "PlaceRead.section": "Paragrafen, slik: § 257.",
    "ContraryView": "Det en annen kilde sier.",
    "ContraryView.text": f"Innholdet, {_OUR_WORDS}.",
    "ContraryView.source": _SOURCE,
    "Judgement.by": "Id-en til en aktør, eller editorial for oss.",
    "Judgement.date": "Dagen det ble vurdert.",
    "Party": "Det som er statens eget om en konvensjon: undertegning, ratifikasjon og forbehold.",
    "Party.id": "Id-en: party- foran navnet på mappen.",
    "Party.instrument": "Konvensjonen: navnet på mappen.",
    "Party.events": "Når staten undertegnet og ratifiserte, og når konvensjonen trådte i kraft for den.",
    "Party.reservations": "Forbehold og erklæringer.",
    "Party.note": _NOTE,
    "Reservation": "Et forbehold eller en erklæring.",
    "Reservation.provision": "Bestemmelsen det gjelder.",
    "Reservation.text": f"Innholdet, {_OUR_WORDS}.",
    "Reservation.date": "Dagen det ble gjort.",
    "Reservation.source": _SOURCE,
    # Articles
    "Article": "En artikkel i konvensjonen, delt i bestemmelser.",
    "Article.id": "Id-en. Den begynner med navnet på mappen, og filen heter det samme.",
    "Article.article": "Nummeret på artikkelen.",
    "Article.chapter": "Kapittelet, med romertall.",
    "Article.role": "Hva slags artikkel det er. Bare plikter telles i dekningen.",
    "Article.title": "Overskriften.",
    "Article.title_basis": "Hvem som har oversatt overskriften.",
    "Article.source": _SOURCE,
    "Article.summary": f"Artikkelen i én setning, {_OUR_WORDS}.",
    "Article.provisions": "Bestemmelsene i rekkefølge: de minste delene som kan være oppfylt eller ikke.",
    "Article.follow_up": "Hvem som kan følge opp. Det er vår vurdering.",
    "Article.note": _NOTE,
    "Provision": "En bestemmelse: et ledd, en bokstav eller en strek.",
    "Provision.id": (
        "Artikkelen, punktum og plassen: coe-12.1 er et ledd, coe-12.1.a en bokstav, coe-19.0 en "
        "artikkel uten ledd."
    ),
    "Provision.former_ids": "Id-er bestemmelsen har hatt før. De brukes aldri om igjen.",
    "Provision.force": "Hvor sterkt kravet er, slik konvensjonen selv sier det.",
    "Provision.bearer": "Hvem kravet gjelder.",
    "Provision.text": f"Innholdet, {_OUR_WORDS}.",
    "Provision.note": _NOTE,
    # Recommendations
    "Recommendation": "En anbefaling: noe et overvåkingsorgan ber Norge om.",
    "Recommendation.id": "Id-en. Den begynner med navnet på mappen, og filen heter det samme.",
    "Recommendation.level": "Et av nivåene i _instrument.yaml. Utelates når ingen kilde sier det.",
    "Recommendation.focus_area": "Nummeret på innsatsområdet strategien omtaler anbefalingen under.",
    "Recommendation.title": "Hva anbefalingen gjelder, kort.",
    "Recommendation.text": f"Hva organet ber om, {_OUR_WORDS}.",
    "Recommendation.parts": "Delene, når anbefalingen har flere krav.",
    "Recommendation.articles": "Artiklene anbefalingen gjelder.",
    "Recommendation.repeats": ("Samme krav i en tidligere runde. Viser at organet har gjentatt kravet."),
    "Recommendation.restates": "Samme krav med andre ord. Telles én gang.",
    "Recommendation.assessments": "Hva et organ senere har sagt om oppfølgingen.",
    "Recommendation.follow_up": "Hvem som kan følge opp. Det er vår vurdering.",
    "Recommendation.note": _NOTE,
    "Recommendation.source": _SOURCE,
    "Part": "En del av anbefalingen, med ett krav.",
    "Part.id": "Anbefalingen, punktum og en bokstav.",
    "Part.former_ids": "Id-er delen har hatt før. De brukes aldri om igjen.",
    "Part.text": f"Hva organet ber om, {_OUR_WORDS}.",
    "Part.repeats": "Samme krav i en tidligere runde.",
    "Part.restates": "Samme krav med andre ord. Telles én gang.",
    "ArticleRef": "En artikkel anbefalingen gjelder, og hvem som sier det.",
    "ArticleRef.id": "Id-en til artikkelen eller bestemmelsen.",
    "ArticleRef.basis": "Hvem som sier at anbefalingen gjelder artikkelen.",
    "ArticleRef.note": "Hvorfor. Må være med når basis er editorial.",
    "Assessment": "Hva et organ har sagt om oppfølgingen, og når.",
    "Assessment.by": "Hvem som vurderer: id-en til en aktør.",
    "Assessment.value": "I hvilken grad anbefalingen er fulgt opp.",
    "Assessment.date": "Dagen det ble sagt.",
    "Assessment.source": _SOURCE,
    # Reports
    "Report": "En rapport fra én aktør for ett år. Uten approved er den et utkast og teller ikke.",
    "Report.year": "Året det rapporteres om. Det samme som mappen.",
    "Report.actor": "Hvem som rapporterer: id-en til en aktør. Det samme som filnavnet.",
    "Report.kind": "Hva slags rapport det er.",
    "Report.title": "Hva rapporten heter, når den har et navn.",
    "Report.submitted": "Dagen den ble levert.",
    "Report.approved": "Hvem som godkjente rapporten, og når. Skriv det først når den er godkjent.",
    "Report.measures": "Hva rapporten sier om hvert tiltak.",
    "Report.findings": "Hva rapporten sier om forpliktelser.",
    "Report.note": _NOTE,
    "Approval.by": "Hvem som godkjente: id-en til en aktør. Skriv ikke navn på personer.",
    "Approval.date": "Dagen den ble godkjent.",
    "MeasureReport": "Hva rapporten sier om ett tiltak.",
    "MeasureReport.measure": "Id-en til tiltaket.",
    "MeasureReport.status": (
        "Status for tiltaket, slik den som rapporterer, vurderer den. Endrer ikke tiltaket."
    ),
    "MeasureReport.done": "Hva som er gjort. Skriv bare det som har skjedd.",
    "MeasureReport.goal_attainment": (
        "I hvilken grad hvert mål er nådd: id-en til målet, så level og gjerne comment."
    ),
    "MeasureReport.obstacles": "Hva som har vært vanskelig.",
    "MeasureReport.next": "Hva som skjer videre.",
    "MeasureReport.funding": "Penger som er brukt på tiltaket.",
    "MeasureReport.evidence": _EVIDENCE,
    "MeasureReport.reporting_closed": "Om rapporteringen på tiltaket kan avsluttes, og hvorfor.",
    "Attainment": "I hvilken grad et mål er nådd, uavhengig av om oppgavene er gjort.",
    "Attainment.level": "I hvilken grad målet er nådd.",
    "Attainment.comment": "En begrunnelse. Skriv den alltid når målet ikke kan vurderes.",
    "Spending": "Penger som er brukt på tiltaket, slik rapporten sier det.",
    "Spending.amount": "Beløpet i hele kroner eller euro, uten mellomrom.",
    "Spending.currency": "Valutaen.",
    "Spending.text": "Hva pengene er brukt til.",
    "Closing.closed": "Skriv true når rapporteringen kan avsluttes, ellers false.",
    "Closing.reason": "Hvorfor den kan eller ikke kan avsluttes.",
    "Finding": "Hva rapporten sier om én forpliktelse.",
    "Finding.subject": "Id-en til forpliktelsen.",
    "Finding.assessment": "I hvilken grad den er fulgt opp.",
    "Finding.text": "Begrunnelsen.",
    "Finding.source": _SOURCE,
    # Indicators
    "Indicator": "En tallserie. Skriv det kilden sier, og ikke noe tall den ikke sier.",
    "Indicator.id": "Det samme som filnavnet.",
    "Indicator.title": "Hva serien heter.",
    "Indicator.unit": "Enheten: personer, saker, dommer.",
    "Indicator.counts": "Hva som telles, og hva som ikke telles.",
    "Indicator.source": "Hvor tallene står.",
    "Indicator.goals": "Id-ene til målene tallet sier noe om. Det er vår vurdering.",
    "Indicator.observations": "Tallene. Hver observasjon har én tid og ett tall.",
    "Indicator.note": _NOTE,
    "Observation": (
        "Ett tall for én tid. Tiden er year, from og to, since og as_of, eller as_of alene. "
        "Sier ikke kilden når, utelates den. Tallet er ett av value, approx, at_least, range, "
        "cumulative og change_percent."
    ),
    "Observation.year": "Året tallet gjelder.",
    "Observation.from": "Første dag, måned eller år i perioden. Skrives sammen med to.",
    "Observation.to": "Siste dag, måned eller år i perioden. Skrives sammen med from.",
    "Observation.per": "Skriv year når tallet gjelder hvert år i perioden.",
    "Observation.since": "Telt fra og med da. Skrives sammen med as_of.",
    "Observation.as_of": "Dagen tallet gjelder, eller dagen det er telt opp til.",
    "Observation.value": "Akkurat så mange.",
    "Observation.approx": "Omtrent så mange.",
    "Observation.at_least": "Flere enn dette.",
    "Observation.range": "Fra og til, det minste tallet først.",
    "Observation.cumulative": "I alt, over hele tiden.",
    "Observation.change_percent": "Endringen i prosent. Si hva det er sammenlignet med i compared_with.",
    "Observation.compared_with": "Året, måneden eller dagen det er sammenlignet med.",
    "Observation.source": "Hvor akkurat dette tallet står, når det ikke er der resten står.",
    "Observation.note": _NOTE,
    # Actors
    "Actors": "Alle som har en rolle, og hjelpetelefonene.",
    "Actors.actors": "Aktørene. Andre filer viser til dem med id-en.",
    "Actors.helplines": "Hjelpetelefonene.",
    "Actor": "Noen som strategien gir en rolle.",
    "Actor.id": "Kortformen, uten æ, ø, å og mellomrom. Endres aldri.",
    "Actor.name": "Navnet.",
    "Actor.kind": "Hva slags aktør det er.",
    "Actor.parent": "Id-en til aktøren den ligger under.",
    "Actor.role": "Hva strategien sier at aktøren gjør.",
    "Actor.url": "Nettstedet. Adressen begynner med https://.",
    "Actor.source": _SOURCE,
    "Actor.note": _NOTE,
    "Helpline": "En telefon for ofre og for dem som møter dem.",
    "Helpline.id": "Kortformen, uten æ, ø, å og mellomrom.",
    "Helpline.name": "Navnet.",
    "Helpline.number": "Telefonnummeret, i anførselstegn.",
    "Helpline.operator": "Id-en til aktøren som driver den.",
    "Helpline.hours": "Når den er åpen.",
    "Helpline.url": "Nettstedet. Adressen begynner med https://.",
    "Helpline.source": _SOURCE,
    # The strategy
    "Strategy": "Det som gjelder hele strategien.",
    "Strategy.id": "Kortnavnet på strategien.",
    "Strategy.title": "Hva strategien heter.",
    "Strategy.fictional": "Skriv true når strategien er oppdiktet, til øving. Da står det i alle svar.",
    "Strategy.period": "Årene strategien gjelder.",
    "Strategy.languages": "Språkene hver tekst skal finnes på.",
    "Strategy.default_language": "Språket programmet svarer på når ingen har bedt om noe annet.",
    "Strategy.coordinator": "Departementet som samordner: id-en til en aktør.",
    "Strategy.source": _SOURCE,
    "Strategy.purpose": f"Formålet, {_OUR_WORDS}.",
    "Strategy.purpose_source": "Hvor formålet står.",
    "Strategy.focus_areas": "Innsatsområdene.",
    "Strategy.principles": "Prinsippene som gjelder for alle tiltak.",
    "Strategy.funding": "Penger strategien nevner.",
    "Strategy.reporting": "Plikten til å rapportere, og periodene.",
    "Strategy.evaluations": "Evalueringene strategien lover.",
    "Strategy.history": "Hvordan historikken i git leses.",
    "Strategy.check": "Hva som er bestemt her om reglene.",
    "Strategy.documents": "Alle dokumenter som source kan vise til.",
    "Period.from": "Det første året.",
    "Period.to": "Det siste året.",
    "FocusArea": "Et innsatsområde.",
    "FocusArea.number": "Nummeret.",
    "FocusArea.title": "Navnet på området, bokstav for bokstav som i strategien.",
    "FocusArea.goal": f"Målet for området, {_OUR_WORDS}.",
    "FocusArea.goal_source": "Hvor målet står.",
    "FocusArea.articles": (
        "Artiklene strategien nevner for området, med id-en deres (coe-18). Et tall alene går bare når "
        "det er én konvensjon."
    ),
    "FocusArea.articles_source": "Hvor strategien nevner artiklene.",
    "FocusArea.shared_goals": "Mål som flere tiltak deler. Tiltakene viser til dem med ref.",
    "SharedGoal": "Et mål som flere tiltak deler. Det står bare her.",
    "SharedGoal.id": "FA og nummeret på området, punktum, G og et tall.",
    "SharedGoal.text": f"Målet, {_OUR_WORDS}.",
    "SharedGoal.measures": "Id-ene til tiltakene som deler målet.",
    "SharedGoal.source": _SOURCE,
    "Principle": "Et prinsipp som gjelder for alle tiltak.",
    "Principle.id": "Kortnavnet på prinsippet.",
    "Principle.text": f"Prinsippet, {_OUR_WORDS}.",
    "Principle.names": "Krav prinsippet nevner. Et prinsipp følger aldri opp et krav.",
    "Principle.source": _SOURCE,
    "Naming": "Et krav som blir nevnt, uten at det blir fulgt opp.",
    "Naming.obligation": "Id-en til forpliktelsen eller kravet.",
    "Naming.basis": "Hvem som ser sammenhengen.",
    "Naming.note": "Hvorfor.",
    "Funding": "Penger strategien nevner.",
    "Funding.id": "Kortnavnet på bevilgningen.",
    "Funding.amount": "Beløpet i hele kroner eller euro, uten mellomrom. Varige penger: per år.",
    "Funding.currency": "Valutaen.",
    "Funding.basis": "Om pengene er varige eller for ett år.",
    "Funding.from": "Når pengene gjelder fra.",
    "Funding.earmarked": "Skriv true når pengene er øremerket, ellers false.",
    "Funding.measures": "Id-ene til tiltakene pengene gjelder.",
    "Funding.names": "Krav pengene nevner. Penger følger aldri opp et krav alene.",
    "Funding.text": f"Hva pengene er til, {_OUR_WORDS}.",
    "Funding.source": _SOURCE,
    "Reporting.duty": f"Plikten, {_OUR_WORDS}.",
    "Reporting.source": _SOURCE,
    "Reporting.periods": "Årene det rapporteres om. Nøkkelen er året.",
    "ReportingPeriod": "En periode det rapporteres om.",
    "ReportingPeriod.from": "Første dag i perioden.",
    "ReportingPeriod.to": "Siste dag i perioden.",
    "ReportingPeriod.due": (
        "Siste dag for å rapportere, bare når en kilde gir den. Er den tom, er ingen for sent ute."
    ),
    "ReportingPeriod.due_source": "Hvor fristen står.",
    "ReportingPeriod.closes": (
        "Den lagrede endringen eller merket som har dataene slik de var da perioden ble avsluttet."
    ),
    "Evaluation": "En evaluering strategien lover.",
    "Evaluation.id": "Kortnavnet på evalueringen.",
    "Evaluation.kind": "Når evalueringen skal gjøres.",
    "Evaluation.title": "Hva evalueringen heter.",
    "Evaluation.due": "Når den skal være ferdig, bare når en kilde sier det.",
    "Evaluation.source": _SOURCE,
    "History.ref": "Grenen som er hovedlinjen. Tomt: den du står på.",
    "History.baseline": (
        "Dagen, måneden eller den lagrede endringen da avskriften av strategien var ferdig. Alt "
        "til og med den "
        "er dataføring, ikke vedtak."
    ),
    "Check.severity": (
        "Gjør en regel mer eller mindre alvorlig, eller slår den av: koden til regelen, så graden. "
        "Det som er en feil fra før, kan ikke endres."
    ),
    "SourceDocument": "Et dokument som source kan vise til.",
    "SourceDocument.id": "Id-en som source bruker i document.",
    "SourceDocument.title": "Hva dokumentet heter.",
    "SourceDocument.publisher": "Hvem som har gitt det ut.",
    "SourceDocument.reference": "Nummeret dokumentet har.",
    "SourceDocument.url": _URL,
    "SourceDocument.published": "Når det kom ut.",
    "SourceDocument.adopted": "Når det ble vedtatt.",
    "SourceDocument.note": _NOTE,
}

_LANGUAGES = {"nb": "bokmål", "nn": "nynorsk", "en": "engelsk"}
_CURRENCIES = {"NOK": "norske kroner", "EUR": "euro"}
_LAW = {"act": "lov", "regulation": "forskrift", "circular": "rundskriv", "practice": "praksis"}
_YEARLY = {"year": "hvert år"}

VALUES: Mapping[str, str | Mapping[str, str]] = {
    "Source.reading": {
        "text": "vi har lest dokumentet",
        "excerpt": "vi har bare lest et utdrag eller en omtale",
    },
    "Measure.responsible_basis": {
        "strategy": "strategien sier det",
        "inferred": "vi har sluttet oss til det",
    },
    "Measure.status": "status",
    "Task.commitment": "commitment",
    "Task.status": "status",
    "Recurrence.per": _YEARLY,
    "Outcome.decision": "outcome",
    "Address.basis": "basis",
    "Address.contribution": "contribution",
    "Relation.type": "relation",
    "Relation.basis": {
        "strategy": "strategien nevner det andre tiltaket",
        "editorial": "vår vurdering",
    },
    "Instrument.kind": {"convention": "konvensjon", "recommendations": "runde med anbefalinger"},
    "Instrument.languages": _LANGUAGES,
    "Event.kind": "event",
    "Article.role": "role",
    "Article.title_basis": {
        "official": "offisiell oversettelse",
        "working_translation": "vår arbeidsoversettelse",
    },
    "Provision.force": "force",
    "Provision.bearer": {"state": "staten", "monitoring_body": "overvåkingsorganet"},
    "RequirementLaw.extent": {
        "unread": "ikke lest",
        "none_found": "lest uten å finne noe som dekker kravet",
        "part": "dekker kravet delvis; si hva som mangler",
        "full": "dekker hele kravet",
    },
    "LawProvision.kind": _LAW,
    "UnreadLaw.kind": _LAW,
    "Naming.basis": {"strategy": "strategien sier det", "editorial": "vår vurdering"},
    "ArticleRef.basis": {"source": "kilden nevner artikkelen", "editorial": "vår vurdering"},
    "Assessment.value": "verdict",
    "Report.kind": "report",
    "MeasureReport.status": "status",
    "Attainment.level": "attainment",
    "Spending.currency": _CURRENCIES,
    "Finding.assessment": "verdict",
    "Observation.per": _YEARLY,
    "Actor.kind": "actor",
    "Strategy.languages": _LANGUAGES,
    "Strategy.default_language": _LANGUAGES,
    "Funding.currency": _CURRENCIES,
    "Funding.basis": {"permanent": "varig", "yearly": "for ett år"},
    "Evaluation.kind": {"interim": "underveis", "final": "til slutt"},
    "Check.severity": {"error": "feil", "gap": "mangel", "note": "merknad", "off": "regelen er slått av"},
}
"""What each fixed value of a key means: in words, or under this prefix of the word list."""

EXAMPLES: Mapping[str, str] = {
    "Acceptance.rule": "MH202",
    "Acceptance.until": "2027-06-30",
    "Source.section": "Tiltak 12",
    "Source.heading": "Mål for tiltaket",
    "Evidence.kind": "rapport eller kunngjøring",
    "Evidence.date": "2026-05-20 eller 2026-05",
    "Measure.id": "T12",
    "Measure.responsible": "[JD, AID]",
    "StatusSource.date": "2026-03-12",
    "Goal.id": "T12.G2",
    "Goal.ref": "FA4.G1",
    "Group.id": "T07.B1",
    "Task.id": "T12.6",
    "Task.group": "T07.B1",
    "Task.due": "2025-11-30, 2025-11 eller 2025",
    "Task.completed": "2026-05-20",
    "KnowledgeGap.id": "T06.K1",
    "Address.obligation": "coe-12, coe-12.1.a eller greta-r3-non-punishment",
    "Address.by": "[T12.3]",
    "Relation.target": "T06",
    "Instrument.id": "greta-r3",
    "Instrument.body": "GRETA",
    "Instrument.reference": "GRETA(2022)07",
    "Level.id": "sterkt_anbefalt",
    "Article.id": "coe-29",
    "Article.chapter": "V",
    "Provision.id": "coe-12.1.a",
    "Acceptance.about": "T04.2, coe-12.1.a eller AID 2026",
    "Law.id": "law-coe-12",
    "Law.obligation": "coe-12",
    "RequirementLaw.requirement": "coe-12.1.a",
    "PlaceRead.section": "§ 257",
    "LawProvision.read": "2026-05-02",
    "Party.id": "party-coe",
    "Party.instrument": "coe",
    "Task.started": "2026-06-15, 2026-06 eller 2026",
    "FocusArea.articles": "[coe-10, coe-11]",
    "Recommendation.id": "greta-r3-non-punishment",
    "Recommendation.repeats": "[greta-r2-non-punishment]",
    "Part.id": "greta-r3-non-punishment.a",
    "Report.actor": "AID",
    "Report.submitted": "2028-01-15",
    "MeasureReport.measure": "T12",
    "Spending.amount": "500000",
    "Finding.subject": "greta-r3-non-punishment eller coe-26",
    "Indicator.goals": "[T10.G1]",
    "Observation.range": "[20, 30]",
    "Actor.id": "Nav-Grunerlokka",
    "SharedGoal.id": "FA4.G1",
    "History.baseline": "2026-11-25",
    "SourceDocument.published": "2027-03",
}
"""What such a value looks like, as it is written in a file."""

SNIPPETS: Mapping[str, tuple[tuple[str, str, object], ...]] = {
    "Acceptance": (
        (
            "godkjent mangel",
            "En mangel som noen tar ansvar for at står åpen en tid.",
            {
                "rule": "$1",
                "reason": {"nb": "$2", "en": "$3"},
                "decided_by": "$4",
                "date": "$5",
                "until": "$6",
            },
        ),
    ),
    "Evidence": (
        (
            "dokumentasjon",
            "Noe andre kan åpne for å se at det stemmer.",
            {"title": {"nb": "$1", "en": "$2"}, "date": "$3", "url": "https://$4"},
        ),
    ),
    "Goal": (
        (
            "eget mål",
            "Et mål som bare dette tiltaket har.",
            {
                "id": "$1",
                "text": {"nb": "$2", "en": "$3"},
                "source": {"document": "strategy", "section": "$4"},
            },
        ),
        ("delt mål", "Et mål som flere tiltak deler.", {"ref": "$1"}),
    ),
    "Task": (
        (
            "oppgave",
            "Én ting som skal gjøres.",
            {
                "id": "$1",
                "text": {"nb": "$2", "en": "$3"},
                "commitment": "${4|establish,assess,recurring,continue|}",
                "source": {"document": "strategy", "section": "$5"},
            },
        ),
    ),
    "Address": (
        (
            "kobling vi lager selv",
            "En kobling med vår egen begrunnelse.",
            {
                "obligation": "$1",
                "basis": "editorial",
                "contribution": "${2|partial,full,assess|}",
                "note": {"nb": "$3", "en": "$4"},
            },
        ),
    ),
    "MeasureReport": (
        (
            "rapport om ett tiltak",
            "Status for tiltaket, hva som er gjort, og hva som skjer videre.",
            {
                "measure": "$1",
                "status": "${2|not_reported,not_started,in_progress,completed,discontinued|}",
                "done": {"nb": "$3", "en": "$4"},
                "next": {"nb": "$5", "en": "$6"},
            },
        ),
    ),
    "Observation": (
        ("tall for ett år", "Akkurat så mange i året.", {"year": "$1", "value": "$2"}),
        (
            "tall for hvert år i en periode",
            "Omtrent så mange hvert år.",
            {"from": "$1", "to": "$2", "per": "year", "approx": "$3"},
        ),
    ),
}
"""What can be put in whole: a name, what it is, and the keys with places to fill in."""
