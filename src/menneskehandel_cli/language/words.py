"""The texts of the program in English, by the keys that the code has for them.

The other languages are in ``locale/``. Words in braces are filled in.
"""

from __future__ import annotations

from collections.abc import Mapping

from menneskehandel_cli.language.messages import Marked, Message, msg, nmsg, pmsg

WORDS: Mapping[str, Message] = {
    "and": msg("and"),
    "or": msg("or"),
    "meant": msg("Did you mean “{near}”?"),
    "torn": msg("If it is part of a text with a comma, the whole text needs double quotes."),
    "slip.curly": msg("The quotation marks are curly and are read as part of the value."),
    "slip.curly_key": msg("The quotation marks are curly and are read as part of the key."),
    "slip.hidden": msg("A no-break space or an invisible mark stands in what is written."),
    "hidden.soft_hyphen": msg("a soft hyphen, which nobody sees"),
    "hidden.other": msg("an invisible mark ({character})"),
    "mark.after": msg("after “{before}”"),
    "mark.first": msg("at the beginning of the line"),
    "slip.commas": msg("The values have no commas between them. Write them like this: {fixed}"),
    "key.fix": msg(
        "Write the key as it is called, and keep what the line says. These keys exist here: {known}."
    ),
    "key.torn": msg(
        "Put the whole text in quotes, or write the key as it is called. These keys exist here: {known}."
    ),
    "key.unspaced": msg("After the colon stands no ordinary space. Write it like this: {fixed}"),
    "key.continued": msg(
        "If the text above goes on here, write all of it on one line, in quotes. Otherwise write the key as it is "
        "called. These keys exist here: {known}."
    ),
    "key.moved": msg(
        "Keep what is written. It belongs in “{where}”: indent {names} like the other keys there, as a rule by {n} spaces."
    ),
    "key.moved_out": msg(
        "Keep what is written. It belongs to the whole record: move {names} to the end of the file, without spaces in front."
    ),
    "one_of": msg("one of these: {items}"),
    # Severities
    "severity.error": msg("error"),
    "severity.gap": msg("gap"),
    "severity.note": msg("note"),
    "error": nmsg("{n} error", "{n} errors"),
    "gap": nmsg("{n} gap", "{n} gaps"),
    "note": nmsg("{n} note", "{n} notes"),
    # What was expected and found in a value
    "type.text": msg("Write a text after the colon."),
    "type.number": msg("Write a number in digits, without quotes."),
    "type.truth": msg("Write true (yes) or false (no)."),
    "type.list": msg("Write a list: [a, b], or one item (-) on each line below."),
    "type.mapping": msg(
        "Write keys with values (name: value), each on a line of its own, indented by two spaces."
    ),
    "type.line": msg("Write it like this: {fixed}"),
    "type.quoted": msg("To be a text it needs quotes: {fixed}"),
    "type.bracketed": msg("Write it as a list, in square brackets: {fixed}"),
    "type.colon": msg("A text with a colon needs quotes: {fixed}"),
    "expected.text": msg("a text"),
    "expected.number": msg("a number"),
    "expected.truth": msg("true or false"),
    "expected.list": msg("a list"),
    "expected.mapping": msg("keys with values (name: value)"),
    "expected.day": msg("a day, month or year, like 2025-11-30, 2025-11 or 2025"),
    "expected.measure_letter": msg("one to three capital letters, like T"),
    "expected.measure_id": msg("a measure, like T12"),
    "expected.child_id": msg(
        "an id below the measure, like T12.1 (task), T12.G1 (goal) or T12.B1 (group)"
    ),
    "expected.actor_id": msg("an actor in letters, digits and hyphens, like MoJ or Police-North"),
    "expected.paragraph": msg("the number of a paragraph: 45, 45a or 45–47"),
    "expected.question_number": msg("a number or a short text"),
    "expected.article_letter": msg("a number, or a number with a letter: 29 or 19a"),
    "expected.slug": msg("small letters, digits and hyphens, like greta-r3"),
    "expected.obligation_id": msg("an obligation, like coe-12, coe-12.1.a or greta-r3-non-punishment"),
    "expected.language_tag": msg("the tag of a language, like nb, se or sr-Latn"),
    "expected.country": msg("the code of a country in two capital letters, like IE"),
    "expected.currency": msg("the code of a currency in three capital letters, like EUR"),
    "expected.fingerprint": msg("a fingerprint as “mh law --record” writes it"),
    "expected.time_zone": msg("the name of a time zone, like Europe/Dublin"),
    "expected.term": msg("one to four words of letters alone, like action"),
    "expected.level_id": msg("small letters and underscores, like strongly_recommended"),
    "expected.rule_code": msg("a rule code, like MH201"),
    "expected.edit_url": msg(
        "a web address that begins with https:// and has the word path in curly brackets"
    ),
    "expected.url": msg("a web address that begins with https://"),
    "expected.goal": msg(
        "either id and text (a goal of its own) or ref alone (a goal that measures share)"
    ),
    "expected.observation_time": msg("one time: year, from and to, since and as_of, or as_of alone"),
    "expected.observation_quantity": msg(
        "exactly one of value, approx, at_least, range, cumulative and change_percent"
    ),
    "expected.baseline_time": msg("one time: year or as_of"),
    "expected.range": msg("a number within bounds, and the smaller one first"),
    "expected.not_empty": msg("something that is not empty"),
    "expected.other": msg("another value"),
    "found.nothing": msg("empty"),
    "found.truth": msg("true or false"),
    "found.number": msg("a number"),
    "found.text": msg("a text"),
    "found.list": msg("a list"),
    "found.mapping": msg("keys with values"),
    "found.other": msg("something else"),
    # Files that cannot be read
    "unreadable.missing": msg("there is no such file"),
    "unreadable.not_a_file": msg("it is a folder or something else that is no ordinary file"),
    "unreadable.broken_link": msg("the symbolic link points at a file that does not exist"),
    "unreadable.outside": msg("the symbolic link points outside the strategy's folder"),
    "unreadable.submodule": msg(
        "the folder is a git submodule, and its files belong to another repository"
    ),
    "target.wrong.before": msg("is before the baseline, which is from {baseline}"),
    "target.wrong.twice": msg("is given twice"),
    "link.wrong.silent": msg("answers a requirement, but does not say how far (“contribution”)"),
    "link.wrong.area": msg(
        "is for the whole focus area. It only names, and must have neither “contribution” nor “by”"
    ),
    "link.wrong.several": msg(
        "is to {n} requirements at once. It only names, and must have neither “contribution” nor “by”"
    ),
    "link.wrong.none": msg(
        "is to something that requires nothing. It only names, and must have neither “contribution” nor “by”"
    ),
    "whole.parts": msg("a recommendation with {n} parts"),
    "whole.provisions": msg("a part of a convention with {n} requirements"),
    "whole.none": msg("a provision that requires nothing"),
    "law.wrong.nothing": msg("is on a provision that requires nothing"),
    "law.wrong.several": msg("is on several requirements at once"),
    "law.wrong.elsewhere": msg(
        "stands in the file on {obligation}, but the requirement is of another article"
    ),
    "law.wrong.other": msg("is on {obligation}, but its id says another article"),
    "law.wrong.twice": msg("is recorded twice"),
    "law.wrong.unread": msg("is not read (“unread”), but what has to be read is not said"),
    "law.wrong.unclear": msg(
        "is unclear (“unclear”), but no text that decides is named (“unread” with “decides: true”)"
    ),
    "law.wrong.none_found": msg(
        "was not found (“none_found”), but where it was sought is not said (“looked_in”)"
    ),
    "law.wrong.unsupported": msg(
        "answers the requirement, but which provision is not said (“provisions”)"
    ),
    "law.wrong.part": msg("answers in part (“part”), but what is missing is not said (“missing”)"),
    "law.wrong.full": msg("answers in full (“full”), but says that something is missing (“missing”)"),
    "contradiction.not_completed": msg(
        "the task has a day of completion ({completed}), but its status is “{status}”"
    ),
    "contradiction.not_started": msg("the task was started {started}, but its status is “{status}”"),
    "contradiction.order": msg("the task was completed {completed}, before it was started {started}"),
    "unreadable.permission": msg("you are not allowed to read it"),
    "unreadable.other": msg("the system cannot read it"),
    "file.missing": msg("The file is missing."),
    "file.empty": msg("The file is empty."),
    "layout.bom": msg("The file begins with an invisible mark (a BOM)."),
    "layout.crlf": msg("The file has line breaks from Windows (CRLF)."),
    "construct.alias": msg("The file uses anchors and aliases (& and *)."),
    "construct.tag": msg("The file uses a type tag (!)."),
    "construct.merge": msg("The file uses the merge key <<."),
    "construct.key": msg("A key is a list or something else that is no simple text."),
    "misread.truth": msg("becomes yes or no in other programs, and no text"),
    "misread.number": msg("becomes a number in other programs, and no text"),
    "misread.moment": msg("becomes a time of a day in other programs, and may be written in another way"),
    "misread.sign": msg(
        "is a sign of its own in older YAML, so that other programs cannot read the file"
    ),
    "misread.numeral": msg("becomes another number, or a text, in other programs"),
    "misread.braces": msg(
        "holds a question mark and stands in braces or brackets, so that other programs cannot read the file"
    ),
    "misread.tab": msg("holds a tab, so that other programs cannot read the file"),
    "rewrite.quotes": msg("Put the value in quotes"),
    "rewrite.number": msg("Write the number without a zero in front and with a point"),
    "limit.depth": msg("The content nests deeper than {limit} levels."),
    "limit.size": msg("The file is too large."),
    "limit.mistakes": msg("The file holds more mistakes than the first {limit}."),
    # What libyaml says, by its own words
    "yaml.tab": msg("The line is indented with a tab."),
    "yaml.mapping values are not allowed in this context": msg(
        "There is a colon where none is allowed. Often a text with a colon lacks quotes, or the line is indented wrongly."
    ),
    "yaml.did not find expected key": msg(
        "A key was expected here. Mostly the line is indented wrongly, or a quote is missing."
    ),
    "yaml.could not find expected ':'": msg("A colon is missing after a key."),
    "yaml.did not find expected '-' indicator": msg(
        "An item of the list has no dash, or the line is indented wrongly."
    ),
    "yaml.did not find expected ',' or ']'": msg(
        "The list in square brackets lacks a comma or its closing bracket."
    ),
    "yaml.did not find expected ',' or '}'": msg(
        "The braces lack a comma or their closing brace. A text with a comma or colon needs quotes."
    ),
    "yaml.did not find expected node content": msg("A value was expected here."),
    "yaml.block sequence entries are not allowed in this context": msg(
        "There is a list item (-) where none is allowed. Put the list on lines of its own under the key."
    ),
    "yaml.block mapping entries are not allowed in this context": msg(
        "There is a key where none is allowed. Check the indentation."
    ),
    "yaml.found unexpected end of stream": msg(
        "The file ends in the middle of something. A quote or bracket is missing."
    ),
    "yaml.found character that cannot start any token": msg(
        "The text begins with a character that cannot stand first. Put quotes around it."
    ),
    "yaml.found unknown escape character": msg(
        "A text in double quotes holds a backslash. Use single quotes."
    ),
    "yaml.but found another document": msg(
        "The file holds several documents (---). Each file holds one."
    ),
    "yaml.found undefined alias": msg(
        "An asterisk (*) at the start of a text reads as an alias. Put quotes around the text."
    ),
    "yaml.other": msg(
        "The file breaks the rules of YAML here. Look at indentation, colons and quotes on the line and the one above."
    ),
    # What is wrong with YAML in the words of who wrote it (mistakes.py)
    "yaml.conflict": msg(
        "Two versions of the same place stand here (lines {first} to {last}): a merge in git is not finished."
    ),
    "yaml.conflict_left": msg("The line with {mark} is left over from a merge in git."),
    "yaml.hidden_indent": msg(
        "The line is indented with no-break spaces or invisible marks. They look like spaces, but YAML reads them as text."
    ),
    "yaml.unspaced_colon": msg("There is no space after the colon."),
    "yaml.hidden_colon": msg(
        "After the colon stands a no-break space or an invisible mark. It looks like a space, but YAML reads it as text."
    ),
    "yaml.first_character": msg(
        "The text begins with “{sign}”, which has a meaning of its own in YAML, so it needs quotes."
    ),
    "yaml.no_colon": msg("There is no colon after “{key}”."),
    "yaml.no_dash": msg("The list item has no hyphen (-) in front."),
    "yaml.other_colon": msg("After the key stands “{sign}”. It has to be a colon (:)."),
    "yaml.other_dash": msg("The list item begins with “{sign}”. It has to be an ordinary hyphen (-)."),
    "yaml.tab_dash": msg("After the dash stands a tab."),
    "yaml.unspaced_dash": msg("There is no space after the dash."),
    "yaml.hidden_dash": msg(
        "After the dash stands a no-break space or an invisible mark. It looks like a space, but YAML reads it as text."
    ),
    "yaml.curly": msg("The quotation marks are curly. YAML knows only straight ones as quotes."),
    "yaml.quote": msg("The quote ({quote}) that opens here is not closed."),
    "yaml.quote_inside": msg(
        "The text in quotes holds the same quotation mark ({quote}) itself, and so ends too early."
    ),
    "yaml.bracket": msg("The bracket {bracket} that opens here is not closed."),
    "yaml.colon": msg("The text holds a colon, so it needs quotes."),
    "yaml.misindented": msg("“{key}” is indented wrongly."),
    "yaml.misindented_text": msg("The line of text is indented wrongly."),
    "yaml.misindented_item": msg("The list item (-) is indented wrongly."),
    # How to mend it
    "mend.line": msg("Write the line like this: {fixed}"),
    "mend.line_others": msg("Write the line like this, and lines {also} in the same way: {fixed}"),
    "mend.joined": msg("Write the text on one line, in quotes: {fixed}"),
    "mend.quote": msg("Close it with {quote} where the text ends: {fixed}"),
    "mend.quote_below": msg("Close it with {quote} where the text ends, on line {also}: {fixed}"),
    "mend.document": msg("Delete the line. It says nothing."),
    "mend.indent": nmsg(
        "Write it with {n} space in front: {fixed}", "Write it with {n} spaces in front: {fixed}"
    ),
    "mend.outdent": msg("Write it without spaces in front: {fixed}"),
    "mend.indent_block": nmsg(
        "Write it with {n} space in front, and move the lines below it that belong to it as far: {fixed}",
        "Write it with {n} spaces in front, and move the lines below it that belong to it as far: {fixed}",
    ),
    "mend.outdent_block": msg(
        "Write it without spaces in front, and move the lines below it that belong to it as far: {fixed}"
    ),
    "mend.tab": nmsg(
        "Replace the tab by spaces, so that {n} space stands in front: {fixed}",
        "Replace the tab by spaces, so that {n} spaces stand in front: {fixed}",
    ),
    "mend.hidden_indent": nmsg(
        "Delete what stands in front, and write {n} ordinary space: {fixed}",
        "Delete what stands in front, and write {n} ordinary spaces: {fixed}",
    ),
    "mend.tab_others": nmsg(
        "Replace the tabs by spaces, here and on lines {also}. Here {n} space stands in front: {fixed}",
        "Replace the tabs by spaces, here and on lines {also}. Here {n} spaces stand in front: {fixed}",
    ),
    "mend.hidden_indent_others": nmsg(
        "Delete what stands in front, here and on lines {also}. Here write {n} ordinary space: {fixed}",
        "Delete what stands in front, here and on lines {also}. Here write {n} ordinary spaces: {fixed}",
    ),
    "mend.conflict": msg(
        "Keep the version that is right, and delete the other one and the lines with <<<<<<<, ======= and >>>>>>>."
    ),
    "mend.conflict_left": msg(
        "Delete the line, and see that what stands above it and below it is right."
    ),
    "mend.other": msg(
        "Fix the line. Each key reads “name: value” with a space after the colon, and each "
        "level is indented by two spaces."
    ),
    # Status of a measure or task
    "status.not_reported": msg("not reported"),
    "status.not_started": msg("not started"),
    "status.in_progress": msg("in progress"),
    "status.completed": msg("completed"),
    "status.discontinued": msg("discontinued"),
    "status.not_reported.means": msg(
        "nothing has been recorded. This does not mean that nothing has been done"
    ),
    "status.not_started.means": msg("it has been stated that work has not begun"),
    "status.in_progress.means": msg("it has been stated that work is under way"),
    "status.completed.means": msg("it has been stated that it is completed"),
    "status.discontinued.means": msg("it has been decided that it is not to be done. Give the reason"),
    "ongoing": msg("ongoing"),
    "context_only": nmsg("{n} for context only", "{n} for context only"),
    "context_only.mark": msg("context only"),
    # The status page
    "fictional": msg("(fictional example)"),
    "area": msg("Focus area"),
    "measures": nmsg("{n} measure", "{n} measures"),
    "demands": nmsg("{n} requirement", "{n} requirements"),
    "status.as_of": msg("As of {day}"),
    "status.shown": msg("showing {shown} of {total} measures"),
    "status.no_strategy": msg("The strategy (strategy/strategy.yaml cannot be read)"),
    "status.no_measures": msg("No measures."),
    "status.damaged": msg("cannot be read in full"),
    "status.passed": msg("passed"),
    "status.see_check": msg("See them all with “mh check”."),
    "status.inferred": msg(
        "Responsibility is inferred, not given in the strategy's table. “mh show” says why."
    ),
    "responsible.assumed": msg("{who} (assumed)"),
    "responsible.inferred": msg("{who} (responsibility: our assumption)"),
    "column.number": msg("No."),
    "column.measure": msg("Measure"),
    "column.responsible": msg("Responsible"),
    "column.status": msg("Status"),
    "column.tasks": msg("Tasks"),
    "column.deadline": msg("Next deadline"),
    "attention.unread": msg("{subject} cannot be read."),
    "attention.damaged": msg("{subject} cannot be read in full."),
    "attention.deadline_passed": msg(
        "{subject}: the deadline {due} has passed. Not recorded here whether the task is done."
    ),
    "attention.unfilled": nmsg(
        "{n} text is still to be filled in. “mh check” says where.",
        "{n} texts are still to be filled in. “mh check” says where.",
    ),
    "attention.no_measures": msg(
        "There are no measures yet. “mh import measures FILE” takes a table, and “mh new measure” makes one."
    ),
    "attention.not_reported": nmsg(
        "{n} measure has no status recorded here. That does not say that nothing is done.",
        "{n} measures have no status recorded here. That does not say that nothing is done.",
    ),
    # Figures of indicators
    "figure": msg("{quantity} ({time})"),
    "figure.value": msg("{n}"),
    "figure.approx": msg("about {n}"),
    "figure.at_least": msg("over {n}"),
    "figure.cumulative": msg("{n} in all"),
    "figure.baseline": msg("baseline: {figure} ({time})"),
    "time.each": msg("each year {from}–{to}"),
    "time.span": msg("{from}–{to}"),
    "time.as_of": msg("as of {as_of}"),
    # Citing
    "cite": msg("{parts}"),
    "numbered": msg("{n}. {title}"),
    "told_by": msg("{by}, {day}"),
    # Facts of a record
    "labelled": msg("{label}: {value}"),
    "yes": msg("yes"),
    "fact.area": msg("Focus area"),
    "fact.responsible": msg("Responsible"),
    "fact.basis": msg("Basis"),
    "fact.lead": msg("Lead"),
    "fact.partners": msg("Partners"),
    "fact.status": msg("Status"),
    "fact.status_source": msg("Stated by"),
    "fact.source": msg("Source"),
    "fact.status_text": msg("On the status"),
    "fact.summary": msg("In short"),
    "fact.note": msg("Note"),
    "fact.caveat": msg("Caveat"),
    "fact.instrument": msg("Instrument"),
    "fact.role": msg("Role"),
    "fact.title": msg("Title"),
    "fact.level": msg("Level"),
    "fact.text": msg("Recommendation"),
    "fact.body": msg("Body"),
    "fact.reference": msg("Reference"),
    "fact.kind": msg("Kind"),
    "fact.baseline": msg("Baseline"),
    "fact.targets": msg("Targets"),
    "fact.parent": msg("Part of"),
    "fact.url": msg("Website"),
    "fact.counts": msg("Counts"),
    "fact.adopted": msg("Adopted"),
    "fact.chapter": msg("Chapter"),
    "fact.evidence": msg("Evidence"),
    "fact.follow_up": msg("Who can follow up"),
    "fact.former_ids": msg("Former numbers"),
    "fact.languages": msg("Languages"),
    "fact.normative": msg("Normative"),
    "fact.ongoing": msg("Ongoing"),
    "fact.published": msg("Published"),
    "fact.audience": msg("Audience"),
    "fact.invitees": msg("Invited"),
    "fact.owners": msg("Responsible"),
    "fact.answered_by": msg("Answer"),
    "fact.due": msg("Deadline"),
    "fact.date": msg("Date"),
    "fact.occurrences": msg("Done"),
    "fact.group": msg("Group"),
    "fact.unit": msg("Unit"),
    # Sections of a record
    "section.goals": msg("Goals"),
    "section.tasks": msg("Tasks"),
    "section.group": msg("{id} {title}"),
    "section.knowledge_gaps": msg("Knowledge gaps"),
    "section.addresses": msg("Answers"),
    "section.addressed_by": msg("Measures that answer it"),
    "section.relations": msg("Other measures"),
    "section.indicators": msg("Indicators relevant to the goals"),
    "section.provisions": msg("Provisions"),
    "section.recommendations": msg("Recommendations on the article"),
    "section.parts": msg("Parts"),
    "section.repeats": msg("Repeats from earlier rounds"),
    "section.repeated_by": msg("Repeated later"),
    "section.restates": msg("Restates"),
    "section.restated_by": msg("Restated in"),
    "section.articles": msg("Articles"),
    "section.helplines": msg("Helplines"),
    "section.levels": msg("Levels"),
    "section.events": msg("Events"),
    "section.obligations": msg("Obligations"),
    "section.responsible": msg("Responsible for"),
    "section.partner": msg("Partner in"),
    "section.owned": msg("Own tasks"),
    "section.below": msg("Bodies below"),
    "section.targets": msg("Baseline and targets"),
    "section.observations": msg("Figures from the source"),
    "section.speaks_to": msg("Relevant to the goals"),
    "section.shared_by": msg("Shared by"),
    "section.findings": msg("Findings"),
    # Tasks and links
    "task.owners": msg("Owner: {owners}"),
    "task.recurrence": nmsg("once a year", "{times} times a year"),
    "commitment.establish": msg("to be carried out"),
    "commitment.assess": msg("to be assessed"),
    "commitment.recurring": msg("to be repeated"),
    "commitment.continue": msg("to be continued"),
    "commitment.establish.means": msg("something is to be made, set up or carried out"),
    "commitment.assess.means": msg(
        "something is to be assessed, clarified or studied. The task is completed when the "
        "assessment has been delivered and its outcome recorded"
    ),
    "commitment.recurring.means": msg(
        "something is to be repeated, at a frequency that the strategy gives"
    ),
    "commitment.continue.means": msg("something already under way is to continue"),
    "basis.strategy": msg("the strategy says so of the measure"),
    "basis.area": msg("the strategy names the article for the focus area"),
    "basis.editorial": msg("our judgement"),
    "basis.strategy.means": msg("the text of the measure itself says so"),
    "basis.area.means": msg(
        "the strategy names the article for the whole focus area, and the measure concerns it"
    ),
    "basis.editorial.means": msg("it is our judgement, and we give the reason"),
    "contribution.full": msg("answers it in full once done"),
    "contribution.partial": msg("answers it in part"),
    "contribution.assess": msg("is only to be assessed"),
    "contribution.full.means": msg("once the tasks are completed, the requirement is covered. Rare"),
    "contribution.partial.means": msg("the measure contributes, but is not sufficient on its own. Usual"),
    "contribution.assess.means": msg("the tasks are only to assess"),
    "relation.builds_on": msg("Builds on the other measure."),
    "relation.builds_on.back": msg("Builds on this measure."),
    "relation.developed_within": msg("Is developed within the other measure."),
    "relation.developed_within.back": msg("Is developed within this measure."),
    "relation.seen_with": msg("Is to be seen together with the other measure."),
    "relation.seen_with.back": msg("Is to be seen together with this measure."),
    "working_title": msg("The title is our working translation."),
    # Obligations
    "level.unknown": msg("The level is not known from the sources."),
    "role.duty": msg("duty on the state"),
    "role.framework": msg("framework (purposes, scope, definitions)"),
    "role.monitoring": msg("monitoring"),
    "role.final": msg("final provision"),
    "force.shall": msg("shall"),
    "force.shall_qualified": msg("shall, with a qualification"),
    "force.shall_consider": msg("shall consider"),
    "force.may": msg("may"),
    "force.none": msg("requires nothing"),
    "bearer.municipality": msg("binds the municipalities"),
    "bearer.region": msg("binds the regions"),
    "bearer.private_body": msg("binds private bodies"),
    "bearer.monitoring_body": msg("binds the monitoring body, not the state"),
    "event.signature": msg("signed"),
    "event.ratification": msg("ratified"),
    "event.entry_into_force": msg("in force for the state"),
    "event.launch": msg("round launched"),
    "event.questionnaire": msg("questionnaire received"),
    "event.reply": msg("reply sent"),
    "event.visit": msg("country visit"),
    "event.report": msg("report"),
    "event.committee": msg("Committee of the Parties"),
    # Actors
    "actor.ministry": msg("ministry"),
    "actor.directorate": msg("directorate"),
    "actor.agency": msg("agency or service"),
    "actor.police": msg("police"),
    "actor.prosecution": msg("prosecution"),
    "actor.tribunal": msg("tribunal"),
    "actor.court": msg("court"),
    "actor.rapporteur": msg("independent rapporteur"),
    "actor.coordination": msg("coordination"),
    "actor.competence_centre": msg("competence centre"),
    "actor.health_service": msg("health service"),
    "actor.municipality": msg("municipality"),
    "actor.grant_recipient": msg("grant recipient"),
    "actor.ngo": msg("non-governmental organisation"),
    "actor.social_partner": msg("social partner"),
    "actor.sector_body": msg("sector body"),
    "actor.other": msg("other body"),
    "actor.research": msg("research"),
    "actor.international": msg("international body"),
    # Tables
    "column.id": msg("Id"),
    "column.area": msg("Area"),
    "column.title": msg("Title"),
    "column.addressed_by": msg("Measures"),
    "column.coverage": msg("Coverage"),
    "column.name": msg("Name"),
    "column.kind": msg("Kind"),
    "column.parent": msg("Part of"),
    "column.observation": msg("Figure"),
    "column.unit": msg("Unit"),
    "list.measures": nmsg("{n} measure", "{n} measures"),
    "list.obligations": nmsg("{n} obligation", "{n} obligations"),
    "list.actors": nmsg("{n} actor", "{n} actors"),
    "list.indicators": nmsg("{n} indicator", "{n} indicators"),
    "broken": nmsg(
        "{n} file cannot be read in full. “mh check” says why.",
        "{n} files cannot be read in full. “mh check” says why.",
    ),
    "unseen.link": nmsg(
        "{n} file in commit {commit} is a link and was not read: {files}. A commit does not contain what a link leads to.",
        "{n} files in commit {commit} are links and were not read: {files}. A commit does not contain what a link leads to.",
    ),
    "unseen.sparse": nmsg(
        "{n} file that git knows is left out of this sparse checkout and was not read: {files}. To get it: git sparse-checkout disable",
        "{n} files that git knows are left out of this sparse checkout and were not read: {files}. To get them: git sparse-checkout disable",
    ),
    "unseen.gone": nmsg(
        "{n} file that git knows was deleted or renamed without a commit: {files}.",
        "{n} files that git knows were deleted or renamed without a commit: {files}.",
    ),
    "unseen.busy": nmsg(
        "{n} file that git knows was not read, because git is changing the folder or was stopped while it did: {files}. Run the command again when git is done.",
        "{n} files that git knows were not read, because git is changing the folder or was stopped while it did: {files}. Run the command again when git is done.",
    ),
    # Checking and explaining
    "check.help": msg("How to fix it:"),
    "check.clean": msg("Nothing found."),
    "explain.bad": msg("Gives a finding"),
    "explain.says": msg("Then mh says"),
    "explain.help": msg("How to fix it"),
    "explain.good": msg("Gives none"),
    # Help
    "help.mh": msg("Follow-up of a national strategy: measures, obligations, deadlines and reports."),
    "help.status": msg("The whole strategy at a glance."),
    "help.list": msg("Lists of measures, obligations, actors and indicators."),
    "help.list.measures": msg("The measures."),
    "help.list.obligations": msg("Articles and recommendations, and the measures that answer them."),
    "help.list.actors": msg("Ministries, agencies, organisations and others with a role."),
    "help.list.indicators": msg("The indicators of the strategy, with figures."),
    "help.show": msg("One record or several with links both ways, for example “mh show 12 coe-29”."),
    "help.check": msg("Checks all files and says what is wrong, where, and how to fix it."),
    "help.explain": msg("Explains a rule with examples. Without a code: all rules."),
    "help.law": msg(
        "Holds the readings of the law against the law as published: what has changed since it was read."
    ),
    "argument.law": msg(
        "An archive of published law (.tar.bz2), or a folder of its XML files. May be several."
    ),
    "option.law.dated": msg(
        "The day on which the archives were made. Without it: the day in the publisher's list beside them."
    ),
    "option.law.was": msg(
        "An older archive or folder, where the text as it was read is looked up to show what has changed. "
        "May be repeated."
    ),
    "option.law.record": msg(
        "Note the fingerprint of each text that was read on the archives' day, and which readings are of a "
        "text that has changed."
    ),
    "failure.law.no_day": msg(
        "The day of {file} is not known: the publisher's list is not beside it. Give the day with --dated."
    ),
    "failure.law.list": msg(
        "{file} cannot be read as the publisher's list of archives. Give the day with --dated."
    ),
    "failure.law.no_archive": msg(
        "{file} is no archive of published law (.tar.bz2), and no folder. Download it again."
    ),
    "failure.law.damaged": msg(
        "{file} is damaged: it ends too early or cannot be unpacked. Download it again."
    ),
    "failure.law.nothing_in": msg(
        "{file} holds no XML files. Give an archive of published law, or its folder."
    ),
    "failure.law.link": msg(
        "{file} holds a link or a device ({name}), as no archive of published law does. Download it again."
    ),
    "failure.law.leads_out": msg(
        "{file} holds a file that leads out of the archive ({name}), as none of published law does. Download it again."
    ),
    "failure.law.bomb": msg(
        "{file} is larger than any archive of published law: more than {files} files, {most} MB, or one file of more "
        "than {one} MB. It is not read."
    ),
    "failure.law.entities": msg(
        "{file} declares entities or another document type, as no published law does. It is not read. Download "
        "the archive again."
    ),
    "failure.law.no_xml": msg("{file} cannot be read as XML. Download the archive again."),
    "failure.law.twice": msg(
        "The act {key} stands both in {first} and in {second}. Give one of them; an older one goes with --was."
    ),
    "held.head": msg("The law as published on {day}, held against {places} that readings cite."),
    "held.places": nmsg("{n} place", "{n} places"),
    "held.suspect": nmsg(
        "{n} requirement has a reading of a text that has changed since:",
        "{n} requirements have a reading of a text that has changed since:",
    ),
    "held.changed.how": msg(
        "The copy that was read is not at hand. Give it with --was to see the words that have changed."
    ),
    "held.adopted.title": msg("Changes adopted and not in force on {day}"),
    "held.later": msg(
        "Some of the readings are of a later text, in which the change may be in force. This says only what held "
        "on the day of the archive."
    ),
    "held.gazette.title": msg("Acts in the official gazette that change it"),
    "held.count.same": nmsg(
        "{n} reading: the text is unchanged since it was read.",
        "{n} readings: the text is unchanged since it was read.",
    ),
    "held.count.unrecorded": nmsg(
        "{n} reading has no fingerprint, so whether its text has changed is not known.",
        "{n} readings have no fingerprint, so whether their texts have changed is not known.",
    ),
    "held.count.undated": nmsg(
        "{n} reading does not say on which day its text was the law.",
        "{n} readings do not say on which day their texts were the law.",
    ),
    "held.count.older": nmsg(
        "{n} reading is of a later day than the archive, which says nothing of whether its text has changed.",
        "{n} readings are of a later day than the archive, which says nothing of whether their texts have changed.",
    ),
    "held.not_held": msg("Not held against, as the act is not in what was given: {places} ({acts})."),
    "held.no_section": msg(
        "Not held against, as no single section is cited, such as an article of a convention annexed to an act: "
        "{places} ({acts})."
    ),
    "held.noted": nmsg("{n} reading has its fingerprint.", "{n} readings have their fingerprints."),
    "option.root": msg(
        "The folder with the strategy. Without it, the folder you are in and those above are searched."
    ),
    "option.lang": msg("Language: {langs}."),
    "option.as_of": msg(
        "The day on which deadlines are judged, like 2026-12-31 or 31 December 2026. Without it: today."
    ),
    "option.format": msg("Format of the output: {formats}."),
    "option.ministry": msg(
        "Only measures that the ministry is responsible for, for example MoJ. May be repeated."
    ),
    "option.area": msg("Only this focus area. May be repeated."),
    "option.status": msg(
        "Only measures with this status: not_reported, not_started, in_progress, completed or discontinued. May be repeated."
    ),
    "option.instrument": msg(
        "Only this convention or round of recommendations, for example coe. May be repeated."
    ),
    "option.kind": msg(
        "Only actors of this kind: ministry, directorate, agency, police, prosecution, tribunal, court, rapporteur, coordination, competence_centre, health_service, municipality, grant_recipient, ngo, social_partner, sector_body, research, international or other. May be repeated."
    ),
    "option.fail_on": msg(
        "End with code 1 on findings of this severity or higher: error, gap, note or never."
    ),
    "option.version": msg("Show the version and exit."),
    "argument.ids": msg(
        "Ids: measure (12, T12), article (coe-29), recommendation, actor (MoJ) or indicator."
    ),
    "argument.paths": msg("Only findings in these files or folders."),
    "argument.code": msg("A rule's code, for example MH101."),
    # Failures
    "failure.no_strategy": msg(
        "Found no strategy in {where} or above. Go to the folder that holds {file}, or point at it with --root."
    ),
    "failure.lang": msg("There is no language “{given}”. Choose among {known}."),
    "failure.day": msg("“{given}” is no date. Write it like 2026-12-31 or 31 December 2026."),
    "failure.format": msg("There is no format “{given}” here. Choose among {known}."),
    "failure.ministry": msg("There is no actor “{given}”. Try {known}."),
    "failure.area": msg("There is no focus area {given}. Choose among {known}."),
    "failure.status": msg("There is no status “{given}”. Try {known}."),
    "failure.instrument": msg("There is no instrument “{given}”. Try {known}."),
    "failure.kind": msg("There is no kind “{given}”. Try {known}."),
    "failure.fail_on": msg("--fail-on cannot be “{given}”. Choose among {known}."),
    "failure.unknown_id": msg(
        "Found no “{given}”. “mh list measures” and “mh list obligations” show what there is."
    ),
    "failure.unknown_id_near": msg("Found no “{given}”. Did you mean {known}?"),
    "failure.unknown_rule": msg("There is no rule “{given}”. Try {known}."),
    "failure.no_such_path": msg("There is no file or folder “{path}”."),
    "failure.outside": msg("“{path}” does not lie in the strategy's folder {root}."),
    "failure.handles": msg(
        "The system allows no more open files. Raise the limit (ulimit -n) and try again."
    ),
    "failure.system": msg("{file}: {why}."),
    # Why the system would not, by the names it has for that
    "system.stdout": msg("The answer cannot be printed"),
    "system.ENOSPC": msg("the disk is full. Free some space and try again"),
    "system.EDQUOT": msg("your share of the disk is used up. Free some space and try again"),
    "system.EFBIG": msg("the file grew larger than the system allows"),
    "system.EACCES": msg("you have no access. Ask whoever owns the file or folder to give it to you"),
    "system.EPERM": msg("the system does not allow it"),
    "system.EROFS": msg("the disk can only be read"),
    "system.ENOENT": msg("there is no such file or folder"),
    "system.EISDIR": msg("is a folder"),
    "system.ENOTDIR": msg("is no folder"),
    "system.ENAMETOOLONG": msg("the name is too long"),
    "system.EBADF": msg("it is closed"),
    "system.ELOOP": msg(
        "is a link, or lies behind one. mh writes through no link there: put a file or a folder in its place"
    ),
    "system.EEXIST": msg("there is something else by that name. Move it away first"),
    "system.EADDRINUSE": msg("another program uses it"),
    "system.EIO": msg("the disk does not answer as it should"),
    "usage.help": msg("See “{command} --help”."),
    "usage.no_option": msg("There is no option “{name}”."),
    "usage.no_command": msg("There is no command “{name}”."),
    # Why a gap matters
    "rounds.repeated": msg("The requirement has been made in {n} rounds."),
    "rounds.other": Marked(""),
    "assessment_by": msg("{by}: {verdict}"),
    "verdict.not_implemented": msg("not implemented"),
    "verdict.partly": msg("partly implemented"),
    "verdict.implemented": msg("implemented"),
    # Languages by name
    "language.nb": msg("Bokmål"),
    "language.nn": msg("Nynorsk"),
    "language.en": msg("English"),
    "language.other": msg("{language}"),
    # Gaps
    "help.gaps": msg(
        "What is missing: obligations without recorded follow-up, deadlines that have passed, ministries that have not reported."
    ),
    "help.matrix": msg("Measures against obligations in one table."),
    # Editing
    "help.set": msg(
        "Changes fields of a record, like mh set T12.1 status=completed. The rest of the file stays."
    ),
    "help.edit": msg("Opens a record's file in your editor, and checks it when you close it."),
    "help.web": msg("Opens a form in the browser, where records are changed and the changes proposed."),
    "edit.kept": msg(
        "What you wrote is in {path}. “mh edit” goes on from there. The file itself is untouched."
    ),
    "edit.kept_aside": msg("What you wrote is in {path}. Move over what you want of it, and delete it."),
    "edit.go_on": msg("Go on from there? No deletes that draft and begins anew."),
    "edit.what_now": msg("What now? [m]end it, [k]eep the draft for later, [s]ave anyway"),
    "edit.answer.again": msg("m"),
    "edit.answer.keep": msg("k"),
    "edit.answer.write": msg("s"),
    "failure.edit.draft_left": msg(
        "{path} is left from an earlier edit. Run “mh edit” on a terminal, or move the file."
    ),
    "failure.edit.draft_old": msg(
        "{draft} is a draft from before {path} last changed. Move over what you want of it, and delete it."
    ),
    "failure.edit.draft_gone": msg("{path} is gone: the editor deleted or moved it. Nothing is changed."),
    "failure.edit.no_editor": msg(
        "Found no editor “{given}”. Set EDITOR to one that exists, EDITOR=nano for example."
    ),
    "failure.edit.editor_failed": msg("The editor “{given}” reported a failure. Nothing is changed."),
    "help.new.measure": msg("A measure with the next free number."),
    "help.new.recommendation": msg("A recommendation in a round that is there already."),
    "help.new.instrument": msg("A convention, or a round of recommendations, without what it demands."),
    "option.new.instrument_id": msg(
        "The id, which names the folder: lower-case letters, digits, hyphens."
    ),
    "option.new.instrument_kind": msg("convention or recommendations."),
    "option.new.body": msg("Who has made it: the id of an actor."),
    "new.ask.instrument_id": msg("Id (names the folder, such as greta-r4)"),
    "new.ask.instrument_kind": msg("Kind (convention, recommendations)"),
    "new.ask.body": msg("Who has made it? (the id of an actor, such as GRETA)"),
    "draft.about.instrument": msg("An instrument: a convention, or a round of recommendations."),
    "draft.levels": msg("The levels that the body itself uses; weight 3 is the gravest."),
    "draft.grade": msg("Urges"),
    "help.new.article": msg("An article of a convention."),
    "help.new.law": msg(
        "What the law answers of an article, with an entry for each requirement not yet recorded."
    ),
    "help.new.indicator": msg("An indicator with its first figure."),
    "help.new.actor": msg("An actor, in the file of all actors."),
    "option.new.title": msg("The title, in the language of the strategy."),
    "option.new.document": msg("The document it stands in: an id from strategy/strategy.yaml."),
    "option.new.section": msg("Where in the document: chapter, measure or paragraph."),
    "option.new.instrument": msg("The convention or round: the name of its folder."),
    "option.new.area": msg("The focus area, as a number."),
    "option.new.responsible": msg("Who is responsible, with commas between."),
    "option.new.text": msg("What the recommendation asks, in your own words."),
    "option.new.level": msg("The level, where a source gives it."),
    "option.new.number": msg("The article's number. Without it: the next one."),
    "option.new.chapter": msg("The chapter it stands in."),
    "option.new.role": msg("duty, framework, monitoring or final."),
    "option.new.obligation": msg("The article that the law is to answer, such as coe-12."),
    "option.new.to_read": msg("The act that has to be read, such as the Immigration Act."),
    "option.new.judged": msg("The day it was judged. Without it: today."),
    "option.new.unit": msg("The unit of the figure."),
    "option.new.counts": msg("What is counted."),
    "option.new.value": msg("The figure."),
    "option.new.id": msg("The actor's short name."),
    "option.new.name": msg("The name, in the language of the strategy."),
    "option.new.kind": msg(
        "What kind of actor it is: ministry, directorate, agency, police, prosecution, tribunal, court, rapporteur, coordination, competence_centre, health_service, municipality, grant_recipient, ngo, social_partner, sector_body, research, international or other."
    ),
    "failure.new.missing": msg("This is missing: {options}. On a terminal mh asks for it."),
    "failure.new.nothing": msg(
        "There is nothing to choose among for --{option}: the file that has it is missing or cannot be read. “mh check” shows what is wrong."
    ),
    "failure.new.number": msg("“{given}” is no number."),
    "failure.new.day": msg("“{given}” is no day, month or year."),
    "failure.new.actor": msg(
        "There is no actor “{given}”. “mh list actors” shows all, and “mh new actor” adds one."
    ),
    "failure.new.actor_near": msg("There is no actor “{given}”. Did you mean “{near}”?"),
    "failure.new.no_convention": msg(
        "There is no convention yet. Make its folder in data/obligations/ with an _instrument.yaml first."
    ),
    "failure.new.no_recommendations": msg(
        "There is no round of recommendations yet. Make its folder in data/obligations/ with an _instrument.yaml first."
    ),
    "failure.value": msg("“{given}” does not fit here. Try {known}."),
    "failure.document": msg("There is no document “{given}” in strategy/strategy.yaml. Try {known}."),
    "failure.level": msg("The instrument has no level “{given}”. Try {known}."),
    "new.ask.title": msg("Title, in the language of the strategy"),
    "new.ask.area": msg("Focus area (number)"),
    "new.ask.responsible": msg("Responsible (several with commas: MoJ, MoL)"),
    "new.ask.document": msg("Source document"),
    "new.ask.instrument": msg("Instrument (the folder, such as greta-r3)"),
    "new.ask.text": msg("What does the recommendation ask, in your own words?"),
    "new.ask.obligation": msg("Article (such as coe-12)"),
    "new.ask.judged": msg("Judged (day)"),
    "new.ask.number": msg("Number of the article"),
    "new.ask.chapter": msg("Chapter (Roman numerals)"),
    "new.ask.role": msg("Role of the article (duty, framework, monitoring, final)"),
    "new.ask.unit": msg("Unit (such as cases, persons)"),
    "new.ask.counts": msg("What is counted, and what is not?"),
    "new.ask.year": msg("Year"),
    "new.ask.value": msg("Figure"),
    "new.ask.id": msg("Id (a short name, such as KRUS)"),
    "new.ask.name": msg("Name, in the language of the strategy"),
    "new.ask.kind": msg("Kind (such as directorate, police, ngo)"),
    "new.ask.actor": msg("Who reports? (such as MoJ)"),
    # Comments of new files (edits/new_*.py), and the texts that are to be replaced
    "draft.suggestions": msg(
        "Lines that begin with # are suggestions: remove the # and one space, fill them in, and delete those you do not need."
    ),
    "draft.head.law": msg(
        "What the law answers of {id}, requirement by requirement. A draft: nothing has been read yet."
    ),
    "draft.head.report": msg("Report from {actor} for {year}."),
    "draft.about.measure": msg(
        "Write only what the source says. What is your own judgement gets basis: editorial and a reason in note."
    ),
    "draft.about.recommendation": msg(
        "Give the content in your own words. If only an excerpt has been read, write reading: excerpt in source."
    ),
    "draft.about.article": msg(
        "Give the content in your own words. A paragraph is {id}.1, a letter {id}.1.a, an article without paragraphs {id}.0."
    ),
    "draft.about.indicator": msg("Write the figure as the source has it, never more exact."),
    "draft.about.law": msg(
        "extent: unread (not read: say under “unread” what must be read), unclear (nothing read answers it, and a text that decides is not at hand: name it under “unread”), none_found (read without finding anything: say where under “looked_in”), part (answers it in part: say under “missing” and “elements” what is missing), full (answers the whole requirement)"
    ),
    "draft.about.law_judged": msg(
        "judged: who has judged it, and when. confirmed: the lawyer who has confirmed it; null until somebody has."
    ),
    "draft.about.report": msg(
        "This is a draft. It does not count until “approved” is filled in. Remove the # and one space from the lines you use, and delete those you do not need. Write only what has happened."
    ),
    "draft.section": msg("where in the document it stands"),
    "draft.lead": msg("only when the source names one that leads"),
    "draft.not_reported": msg("not reported: does not mean that nothing has been done"),
    "draft.due": msg("only when the source sets a deadline: 2027-06-30, 2027-06 or 2027"),
    "draft.measure": msg("What is the measure about?"),
    "draft.goal": msg("What is to be achieved?"),
    "draft.task": msg("What is to be done?"),
    "draft.why_addressed": msg("Why does the measure answer this?"),
    "draft.level": msg("only when a source gives the level"),
    "draft.parts": msg("when the recommendation has parts that can be followed up one by one"),
    "draft.part": msg("What does this part ask for?"),
    "draft.why_article": msg("Why does this article apply?"),
    "draft.repeats": msg(
        "the same requirement in an earlier round; if there are parts, it stands in the part"
    ),
    "draft.restates": msg(
        "the same requirement in other words; if there are parts, it stands in the part"
    ),
    "draft.assessments": msg("what the body itself has said about the follow-up"),
    "draft.title_basis": msg("official only if the title is an official translation"),
    "draft.article": msg("What is the article about?"),
    "draft.provision": msg("What is the state to do?"),
    "draft.goals": msg("the goals that the figure says something about: that is your judgement"),
    "draft.approx": msg("about 200 each year"),
    "draft.range": msg("between 20 and 30; at_least: more than"),
    "draft.cumulative": msg("55 in all since 2003"),
    "draft.figure": msg("What must the reader know in order to understand the figure?"),
    "draft.requirement": msg("Requirement: {text}"),
    "draft.law": msg("What does the provision say?"),
    "draft.law_missing": msg("What does it not answer?"),
    "draft.foreword": msg("Foreword"),
    "draft.report_assessment": msg("How is it going as a whole?"),
    "draft.report_next": msg("What is to be done in the coming year?"),
    "draft.done": msg("What has been done?"),
    "draft.why": msg("Why?"),
    "draft.obstacles": msg("What has been difficult?"),
    "draft.next": msg("What happens next?"),
    "draft.last_report": msg("In the report for {year}: {status}"),
    "help.fmt": msg("Tidies the files: keys in a fixed order and one layout. Comments stay."),
    "help.fix": msg("Fixes what is safe to fix, and shows the change first."),
    "argument.files": msg("Only these files, or the files in these folders."),
    "option.fmt_check": msg("Only check; end with code 1 where a file is not tidy."),
    "fmt.to_do": nmsg(
        "{n} file is not tidy. “mh fmt” fixes it.", "{n} files are not tidy. “mh fmt” fixes it."
    ),
    "fix.nothing": msg("Found nothing that is safe to fix. “mh check” shows what must be fixed by hand."),
    "fix.how": msg("Nothing is written. “mh fix --yes” writes the change."),
    "argument.id": msg("What to change: T12, T12.1, coe-12, law-coe-12.1.a, 2026-MoJ, MoJ, P1 …"),
    "argument.assignments": msg(
        "field=value, field+=value (add to a list), field-=value (take out of a list) or field= (remove)"
    ),
    "option.dry_run": msg("Show the change without writing it."),
    "metavar.archives": msg("archive …"),
    "metavar.assignments": msg("field=value …"),
    "edit.nothing": msg("Nothing to change: it says so already."),
    "edit.line_ends": msg("{path}: only the line ends become others. No word changes."),
    "edit.dry_run": msg("Nothing is written (--dry-run)."),
    "edit.refused": msg(
        "Nothing is written: the change brings errors in. Fix the value, or see “mh explain” for the rule."
    ),
    "edit.waiting": msg("Waiting for another mh to finish writing …"),
    "failure.edit.changed_meanwhile": msg(
        "{path} has been changed by somebody else since you began. Nothing is written. Try again."
    ),
    "failure.edit.unknown": msg(
        "Found no “{given}”. “mh list” with measures, obligations, actors, indicators or reports shows what there is."
    ),
    "failure.edit.unknown_near": msg("Found no “{given}”. Did you mean “{near}”?"),
    "failure.edit.unknown_report": msg(
        "Found no report “{given}”. “mh list reports” shows the reports, and “mh new report” makes one."
    ),
    "failure.edit.no_part": msg("Found no “{given}” in {path}. It has {known}."),
    "failure.edit.unreadable.missing": msg("{path} does not exist."),
    "failure.edit.unreadable.other": msg("{path} cannot be read. See “mh check”."),
    "failure.edit.misplaced": msg(
        "{path} does not lie where the strategy’s files belong, or has a wrong ending. “mh check {path}” says where it belongs."
    ),
    "failure.edit.not_parsed": msg(
        "{path} cannot be read as YAML. “mh check {path}” shows where it is wrong; fix that first."
    ),
    "failure.edit.no_assignment": msg(
        "“{given}” is no change. Write field=value, field+=value, field-=value or field= (remove), with no space round the sign. Where the value holds a space, put single quotes round it all: 'field=a value'."
    ),
    "failure.edit.sign": msg(
        "The value for “{field}” holds an invisible character ({sign}) that cannot be used. Write it anew instead of pasting it."
    ),
    "failure.edit.not_utf8": msg(
        "The value for “{field}” is not in UTF-8. Set the terminal to UTF-8 and write it anew."
    ),
    "failure.edit.twice": msg("“{field}” is set twice. Keep one."),
    "failure.edit.several_fields": msg(
        "“{given}” may be any of these fields: {known}. Write the one meant."
    ),
    "failure.edit.several_actors": msg(
        "“{given}” is the name of several actors: {known}. Write the id of the one meant."
    ),
    "failure.edit.unknown_field": msg("There is no field “{given}” here. There are these: {known}."),
    "failure.edit.unknown_field_near": msg("There is no field “{given}” here. Did you mean “{near}”?"),
    "failure.edit.nothing_below": msg("There are no fields below “{given}”."),
    "failure.edit.nothing_there": msg("“{field}” is not filled in, so there is nothing to remove."),
    "failure.edit.not_a_list": msg("“{field}” is no list. Write {field}=value instead."),
    "failure.edit.no_item": msg("Found no “{given}” in “{field}”. It holds: {known}."),
    "failure.edit.empty_list": msg("“{field}” is empty. {field}+=… adds to it."),
    "failure.edit.nothing_given": msg(
        "After {field}{how} say what it is about, like {field}{how}value. Only {field}= removes the whole list."
    ),
    "failure.edit.items_are_records": msg(
        "Each item of “{field}” has several fields. Write {example}, say."
    ),
    "failure.edit.not_a_record": msg(
        "“{field}” has several fields. Write {field}.{first}=value, say, or {example}."
    ),
    "failure.edit.bad_braces": msg(
        "The value “{given}” for “{field}” cannot be read. Write it like {example}, with a space after each colon. Put double quotes round a value that holds a comma or a colon."
    ),
    "failure.edit.comments_inside": msg(
        "The change would take away a comment on line {line} of {path}. Use “mh edit”, or move the comment first."
    ),
    "failure.edit.anchor": msg(
        "{path} is not laid out: “{anchor}” on line {line} is read as an anchor, and would be lost. Take it away, or put quotes around the whole text."
    ),
    "failure.edit.layout": msg(
        "{path} is written in a way that mh cannot change safely here. Use “mh edit” instead."
    ),
    "failure.proposal.name": msg(
        "“{given}” cannot be the name of a proposal. Use small letters from a to z, numbers and hyphens, such as 2026-06-01-mottak."
    ),
    "failure.proposal.taken": msg("There is a proposal “{name}” already. Choose another name."),
    "failure.proposal.unknown": msg("There is no proposal “{given}” in this repository."),
    "failure.proposal.empty": msg("Nothing is changed, so there is nothing to save or send."),
    "failure.proposal.same_name": msg(
        "The proposal and what is new both have a file called {path}, for different records. Rename one of them."
    ),
    "failure.proposal.which_remote": msg("Which remote is it to be sent to? Choose among {known}."),
    "failure.proposal.protocol": msg(
        "{remote} ({address}) cannot be sent to that way. Use an address of https or ssh: git remote set-url {remote} <address>"
    ),
    "failure.proposal.behind": msg(
        "{remote} has something else in the place of the branch {branch}. The proposal is saved here: send it again, and it gets another name."
    ),
    "failure.proposal.declined": msg("{remote} does not accept the branch {branch}. It answers: {why}"),
    "failure.proposal.denied": msg(
        "{remote} ({address}) does not let you in. Log in as you do for git otherwise, or ask for the right to send. It answers: {why}"
    ),
    "failure.proposal.no_remote_there": msg(
        "There is no repository at {address} ({remote}), or you have no access to it."
    ),
    "failure.proposal.unreachable": msg(
        "{remote} ({address}) cannot be reached. The proposal is saved here: try again when the network is there. git says: {why}"
    ),
    "failure.proposal.no_answer": msg(
        "{remote} ({address}) has not answered within {seconds} seconds. The proposal is saved here: try again, and ask those who run {remote} if it goes on. Sending twice does no harm."
    ),
    "failure.proposal.not_sent": msg(
        "The proposal could not be sent to {remote} ({address}). It is saved here. git says: {why}"
    ),
    "help.new": msg("Makes a new file, filled in with what is known."),
    "help.new.report": msg("A draft of a ministry's yearly report."),
    "help.list.reports": msg("The reports, drafts too."),
    "option.severity": msg("Only gaps of this severity: gap or note. May be repeated."),
    "option.body": msg("Only obligations of this body, for example GRETA. May be repeated."),
    "option.output": msg("Write to this file instead of the screen."),
    "option.rules": msg("Only these rules, for example MH2 or MH201. May be repeated."),
    "option.coverage": msg(
        "Only requirements with this coverage: covered, planned, partly, pending, unknown or unanswered, as far as they occur here. May be repeated."
    ),
    "option.follow_up": msg("Only what this actor can follow up, for example MoJ. May be repeated."),
    "option.limit": msg(
        "Show at most so many lines; 0 shows all. Without it all are shown, but on a terminal only the first."
    ),
    "option.by_demand": msg(
        "A line for each obligation (article or recommendation) or for each requirement (demand)."
    ),
    "failure.coverage": msg("There is no coverage “{given}” here. Choose among {known}."),
    "option.ignore": msg("Not these rules, for example MH4 or MH401. May be repeated."),
    "option.by": msg("Rows by article or provision."),
    "option.year": msg("The year reported on."),
    "option.actor": msg("Who reports, for example MoJ."),
    "failure.severity": msg("There is no severity “{given}” here. Choose among {known}."),
    "failure.body": msg("The body “{given}” has no obligations here. Try {known}."),
    "failure.actor": msg("The actor “{given}” is responsible for no measure. Try {known}."),
    "failure.by": msg("--by cannot be “{given}”. Choose among {known}."),
    "failure.exists": msg("{path} exists already. Open that file instead, or move it first."),
    "failure.binary_output": msg("The format {form} must go to a file: add -o {file}."),
    "failure.extra_missing": msg(
        "The format {form} needs packages that are not installed: pip install 'menneskehandel-cli[{extra}]'."
    ),
    "failure.pango_missing": msg(
        "PDF needs the library Pango, which is not on this machine. On Debian and Ubuntu: apt-get install "
        "libpango-1.0-0 libpangoft2-1.0-0. Other systems: see the installation page of WeasyPrint."
    ),
    "failure.pdf_variant": msg("--pdf-variant is for --format pdf only."),
    "failure.pdf_variant_unknown": msg("There is no variant “{given}”. Choose between {known}."),
    "column.weight": msg("Weight"),
    "column.why": msg("Why it weighs this much"),
    "column.accepted": msg("Acceptance"),
    "column.key": msg("Key"),
    "column.code": msg("Rule"),
    "column.meaning": msg("Why it matters"),
    "column.commit": msg("Commit"),
    "column.recorded": msg("Recorded"),
    "column.changes": msg("Changes"),
    "column.subject": msg("Concerns"),
    "column.gap": msg("Gap"),
    "column.who": msg("Who can follow up"),
    "column.own_words": msg("By the strategy's own words"),
    "column.state": msg("What is open"),
    "column.help": msg("How to close it"),
    "column.severity": msg("Severity"),
    "column.error": msg("Error"),
    "column.year": msg("Year"),
    "column.actor": msg("Actor"),
    "column.submitted": msg("Submitted"),
    "column.approved": msg("Approved"),
    "column.obligation": msg("Obligation"),
    "report.self": msg("the ministry's own"),
    "report.independent": msg("independent"),
    "report.evaluation": msg("evaluation"),
    "report.draft": msg("draft"),
    "list.reports": nmsg("{n} report", "{n} reports"),
    "gaps.title": msg("Gaps"),
    "gaps.open": nmsg(
        "{n} open gap ({major} major, {minor} minor)",
        "{n} open gaps ({major} major, {minor} minor)",
    ),
    "gaps.in_hand": nmsg("{n} requirement in hand", "{n} requirements in hand"),
    "gaps.unknown": nmsg(
        "{n} requirement not yet assessed against the law",
        "{n} requirements not yet assessed against the law",
    ),
    "gaps.size.major": nmsg("{n} major gap", "{n} major gaps"),
    "gaps.size.minor": nmsg("{n} minor gap", "{n} minor gaps"),
    "gaps.accepted.count": nmsg("{n} accepted", "{n} accepted"),
    "gaps.ours": msg("With our judgements"),
    "gaps.coverage.accepted": msg("Gaps that somebody has accepted are counted in the table."),
    "gaps.section.urged": msg("What a body asks for most strongly: {bodies}"),
    "gaps.section.recommended": msg("Other recommendations"),
    "gaps.section.convention": msg("Requirements of conventions"),
    "gaps.section.progress": msg("Measures, deadlines and reporting"),
    "gaps.section.practice": msg(
        "Recommendations where the law covers the requirements, and practice is asked for"
    ),
    "gaps.section.in_hand": msg("In hand: unfinished tasks promise or assess more"),
    "gaps.section.unknown": msg("Not yet assessed against the law"),
    "chapter": msg("chapter {chapter}"),
    "gaps.single": msg("One obligation or one requirement: “mh show {name}”."),
    "gaps.who.note": msg(
        "Who can follow up: the body that the article or recommendation names (our judgement, marked *), else the coordinator. For measures it is those responsible."
    ),
    "matrix.title.of": msg("Measures against obligations in {strategy}"),
    "matrix.coverage": msg("Coverage: with our judgements where nothing else is said."),
    "matrix.unlinked": msg("no links"),
    "matrix.empty": msg("No obligations in the selection."),
    "counted_at": msg("counted at {ids}"),
    "left_out": msg("{n} more: “{command}”."),
    "gaps.none": msg("No gaps in the selection."),
    "gaps.summary.counts": nmsg("{gaps} and {notes}. {n} accepted.", "{gaps} and {notes}. {n} accepted."),
    "gaps.accepted": msg("Accepted gaps"),
    "gaps.accepted.by": msg("{rule}: {reason} ({by}, {day})"),
    "gaps.until": msg("until {day}"),
    "gaps.coverage": msg("Coverage"),
    "why.force": msg("{force} (article {article})"),
    "why.level": msg("{level}, {rounds}"),
    "why.rounds": nmsg("{n} round", "{n} rounds"),
    "accepted": nmsg("{n} finding is accepted.", "{n} findings are accepted."),
    "matrix.title": msg("Measures against obligations"),
    "matrix.legend": msg(
        "{strategy} = the strategy says so of the measure, {area} = the strategy names the article for the focus area, {editorial} = our judgement. ● in full, ◐ in part, ○ only to be assessed, – only named. “2/6”: answers two of six requirements."
    ),
    "matrix.strategy": msg("S"),
    "matrix.area": msg("A"),
    "matrix.editorial": msg("E"),
    "page.skip": msg("Skip to the content"),
    "page.honest": msg(
        "The page shows what is recorded. That something is recorded does not mean that it has happened, and an assessment is not a result. Links marked E are our own judgement."
    ),
    "page.measures": msg("The measures"),
    "column.place": msg("Place"),
    # Events
    "event_kind.measure_added": pmsg("measure", "{subject} added: {after}"),
    "event_kind.measure_removed": msg("{subject} removed: {before}"),
    "event_kind.obligation_added": msg("{subject} added: {after}"),
    "event_kind.obligation_removed": msg("{subject} removed: {before}"),
    "event_kind.record_added": msg("{subject} added: {after}"),
    "event_kind.record_removed": msg("{subject} removed: {before}"),
    "event_kind.strategy_added": msg("Strategy added: {after}"),
    "event_kind.strategy_removed": msg("Strategy removed: {before}"),
    "event_kind.actors_added": msg("Actors added"),
    "event_kind.actors_removed": msg("Actors removed"),
    "event_kind.report_added": msg("Report {subject} handed in ({after})"),
    "event_kind.report_removed": msg("Report {subject} removed"),
    "event_kind.report_approved": msg("Report {subject} approved"),
    "event_kind.task_added": msg("Task {subject} added: {after}"),
    "event_kind.task_removed": msg("Task {subject} dropped: {before}"),
    "event_kind.goal_added": msg("Goal {subject} added: {after}"),
    "event_kind.goal_removed": msg("Goal {subject} dropped: {before}"),
    "event_kind.part_added": msg("{subject} added: {after}"),
    "event_kind.part_removed": msg("{subject} removed: {before}"),
    "event_kind.status_changed": msg("{subject}: status changed from “{before}” to “{after}”"),
    "event_kind.task_status_changed": msg("{subject}: status changed from “{before}” to “{after}”"),
    "event_kind.task_completed": msg("{subject}: day of completion set to {after}"),
    "event_kind.outcome_changed": msg("{subject}: outcome of the assessment recorded"),
    "event_kind.renamed": msg("{subject}: new title “{after}”, before “{before}”"),
    "event_kind.renumbered": msg("{subject}: takes the place of {after}"),
    "event_kind.responsible_changed": msg("{subject}: responsibility changed from {before} to {after}"),
    "event_kind.evidence_changed": msg("{subject}: evidence changed"),
    "event_kind.deadline_set": msg("{subject}: deadline set to {after}"),
    "event_kind.deadline_moved": msg(
        "{subject}: deadline moved from {before} to {after} ({moved}{times})"
    ),
    "event_kind.deadline_removed": msg("{subject}: deadline {before} removed"),
    "event_kind.goal_reworded": msg("{subject}: goal reworded: {after}"),
    "event_kind.task_reworded": msg("{subject}: task reworded: {after}"),
    "event_kind.obligation_reworded": msg("{subject}: text changed: {after}"),
    "event_kind.link_added": msg("{subject}: link to {target} added ({basis})"),
    "event_kind.link_removed": msg("{subject}: link to {target} removed"),
    "event_kind.link_changed": msg("{subject}: link to {target} changed ({basis})"),
    "event_kind.relation_added": msg("{subject}: relation to {target} added"),
    "event_kind.relation_removed": msg("{subject}: relation to {target} removed"),
    "event_kind.relation_changed": msg("{subject}: relation to {target} changed"),
    "event_kind.gap_accepted": msg("{subject}: gap {target} accepted by {by}: {reason}"),
    "event_kind.acceptance_ended": msg("{subject}: acceptance of {target} removed"),
    "event_kind.acceptance_changed": msg("{subject}: acceptance of {target} changed"),
    "event_kind.changed": msg("{subject}: {field} changed"),
    "event_kind.law_added": msg("{subject} added"),
    "event_kind.law_removed": msg("{subject} removed"),
    "event_kind.extent_changed": msg("{subject}: national law judged anew, from “{before}” to “{after}”"),
    "event_kind.task_started": msg("{subject}: start date set to {after}"),
    "event_kind.record_added.untitled": msg("{subject} added"),
    "event_kind.record_removed.untitled": msg("{subject} removed"),
    "event_kind.part_added.untitled": msg("{subject} added"),
    "event_kind.part_removed.untitled": msg("{subject} removed"),
    "changed.actor": msg("the author"),
    "changed.adopted": msg("the day of adoption"),
    "changed.answered_by": msg("what answers the knowledge gap"),
    "changed.approved": msg("the approval"),
    "changed.article": msg("the number of the article"),
    "changed.articles": msg("the articles"),
    "changed.articles_source": msg("the source of the articles"),
    "changed.assessments": msg("the assessments of the follow-up"),
    "changed.audience": msg("the audience"),
    "changed.bearer": msg("who is bound"),
    "changed.body": msg("the body"),
    "changed.chapter": msg("the chapter"),
    "changed.check": msg("the settings of the check"),
    "changed.commitment": msg("what kind of task it is"),
    "changed.completed": msg("the day of completion"),
    "changed.confirmed": msg("the confirmation of the reading"),
    "changed.contrary": msg("the sources that say otherwise"),
    "changed.coordinator": msg("the coordinator"),
    "changed.counts": msg("what is counted"),
    "changed.country": msg("the country"),
    "changed.date": msg("the date"),
    "changed.default_language": msg("the default language"),
    "changed.done": msg("what has been done"),
    "changed.due": msg("the deadline"),
    "changed.events": msg("the events"),
    "changed.evidence": msg("the evidence"),
    "changed.extent": msg("how far the law answers"),
    "changed.fictional": msg("whether the strategy is fictional"),
    "changed.findings": msg("the findings"),
    "changed.focus_area": msg("the focus area"),
    "changed.follow_up": msg("who can follow up"),
    "changed.force": msg("how strongly it is required"),
    "changed.former_ids": msg("the former numbers"),
    "changed.funding": msg("the funding"),
    "changed.goal": msg("the goal"),
    "changed.goal_attainment": msg("the attainment of goals"),
    "changed.goal_source": msg("the source of the goal"),
    "changed.goals": msg("the goals it is relevant to"),
    "changed.group": msg("the group of the task"),
    "changed.history": msg("the settings of the history"),
    "changed.hours": msg("the opening hours"),
    "changed.instrument": msg("the instrument"),
    "changed.invitees": msg("who is invited"),
    "changed.judged": msg("who judged the law, and when"),
    "changed.kind": msg("the kind"),
    "changed.languages": msg("the languages"),
    "changed.lead": msg("who leads"),
    "changed.level": msg("the level of urgency"),
    "changed.levels": msg("the levels"),
    "changed.looked_in": msg("the places that were searched"),
    "changed.measure": msg("the measure"),
    "changed.measure_letter": msg("the letter of the measures"),
    "changed.terms": msg("what measures and responsible bodies are called"),
    "changed.missing": msg("what is missing in the law"),
    "changed.elements": msg("the elements that the law does not answer"),
    "changed.suspect": msg("whether the law has changed since it was read"),
    "changed.name": msg("the name"),
    "changed.names": msg("the requirements it names"),
    "changed.next": msg("what comes next"),
    "changed.note": msg("the note"),
    "changed.number": msg("the number"),
    "changed.obligation": msg("the article"),
    "changed.baseline": msg("the baseline"),
    "changed.targets": msg("the targets"),
    "changed.observations": msg("the figures"),
    "changed.obstacles": msg("the obstacles"),
    "changed.normative": msg("whether it is more than context"),
    "changed.ongoing": msg("whether the measure is ongoing"),
    "changed.operator": msg("who runs it"),
    "changed.outcome": msg("the outcome of the assessment"),
    "changed.owners": msg("who owns it"),
    "changed.parent": msg("the body it belongs to"),
    "changed.partners": msg("the partners"),
    "changed.period": msg("the period"),
    "changed.provision": msg("the provision"),
    "changed.provisions": msg("the provisions of law"),
    "changed.published": msg("the day of publication"),
    "changed.publisher": msg("the publisher"),
    "changed.purpose": msg("the purpose"),
    "changed.publication": msg("the publication"),
    "changed.purpose_source": msg("the source of the purpose"),
    "changed.recurrence": msg("how often it happens"),
    "changed.ref": msg("the goal referred to"),
    "changed.reference": msg("the reference"),
    "changed.repeats": msg("what is repeated from earlier rounds"),
    "changed.reporting": msg("the rules on reporting"),
    "changed.reporting_closed": msg("whether reporting is closed"),
    "changed.requirement": msg("the requirement"),
    "changed.responsible": msg("who is responsible"),
    "changed.responsible_basis": msg("the basis of responsibility"),
    "changed.responsible_note": msg("the note on responsibility"),
    "changed.restates": msg("which requirements it restates"),
    "changed.role": msg("the role"),
    "changed.shared_goals": msg("the shared goals"),
    "changed.source": msg("the source"),
    "changed.started": msg("the day it was started"),
    "changed.status": msg("the status"),
    "changed.status_source": msg("the statement on the status"),
    "changed.submitted": msg("the day of submission"),
    "changed.summary": msg("the summary"),
    "changed.text": msg("the text"),
    "changed.time_zone": msg("the time zone"),
    "changed.title": msg("the title"),
    "changed.title_basis": msg("whose title it is"),
    "changed.unit": msg("the unit"),
    "changed.unread": msg("what has not been read"),
    "changed.url": msg("the web address"),
    "changed.year": msg("the year"),
    "changed.shared_goal": msg("the shared goal {goal}"),
    "moved.later": nmsg("{n} day later", "{n} days later"),
    "moved.earlier": nmsg("{n} day earlier", "{n} days earlier"),
    "changes": nmsg("{n} change", "{n} changes"),
    "records": nmsg("{n} record", "{n} records"),
    "log.title": msg("What has changed"),
    "log.none": msg("No changes of policy in the selection."),
    "log.bookkeeping": msg("Data entry and corrections (no decisions)"),
    "log.data_entry": msg("data entry"),
    "log.correction": msg("correction"),
    "log.happened": msg("(happened {day})"),
    "log.between": msg("(between {since} and {until}; the file could not be read meanwhile)"),
    "log.broken": msg("{path} cannot be read in {commit}."),
    "diff.total": msg("{changes} in {records}."),
    "section.history": msg("History"),
    "column.last_change": msg("Last changed"),
    "help.log": msg("What has changed, when and by whom."),
    "help.diff": msg(
        "What a change means: the difference between two revisions, or a revision and the files on disk."
    ),
    "help.demo": msg("Makes a small, fictional strategy with years of history, to try everything on."),
    "help.init": msg("Makes a repository for a new strategy, in the country and the languages you say."),
    "help.add": msg("Adds a convention with its articles."),
    "argument.pack": msg("A convention that “mh init --list” names, or the file of another one."),
    "option.init.country": msg("The country, by its two letters (ISO 3166), such as IE."),
    "option.init.lang": msg(
        "The languages of the strategy by their tags, its own first, such as en or fi,sv."
    ),
    "option.init.convention": msg(
        "The convention to begin with, such as coe-197; “none” for none. May be repeated."
    ),
    "option.init.title": msg("The title of the strategy."),
    "option.init.coordinator": msg("The body that coordinates: its name, or ID=name."),
    "option.init.from": msg("The first year of the strategy."),
    "option.init.to": msg("The last year of the strategy."),
    "option.init.time_zone": msg("The time zone of the country, such as Europe/Dublin."),
    "option.init.currency": msg("The currency (ISO 4217), such as EUR."),
    "option.init.measures": msg("The table of the measures, as CSV or Excel."),
    "option.init.actors": msg("The table of the bodies, as CSV or Excel."),
    "option.init.install": msg(
        "Where the workflows are to install mh from: a wheel, which is kept in the repository, an address of git, an index, or menneskehandel-cli with a version where it is published."
    ),
    "option.init.list": msg("List the conventions that a strategy can begin with."),
    "init.ask.country": msg("Country (two letters, such as IE)"),
    "init.ask.lang": msg("Languages, the strategy's own first (such as en, or fi,sv)"),
    "init.ask.convention": msg("Convention (such as coe-197, or none)"),
    "init.ask.time-zone": msg("Time zone"),
    "init.ask.currency": msg("Currency (three letters)"),
    "init.ask.title": msg("Title of the strategy (empty: to be filled in)"),
    "init.ask.coordinator": msg("Who coordinates? (a name; empty: to be filled in)"),
    "init.ask.from": msg("First year (empty: to be filled in)"),
    "init.ask.to": msg("Last year (empty: to be filled in)"),
    "init.commit": msg("Begin the strategy"),
    "init.made": msg(
        "Made a strategy in {folder}: {n} files in one commit.\n\nGo on:\n  cd {cd}\n  mh status\n  mh check"
    ),
    "init.named.areas": msg("Focus areas that the table names, with goals to be filled in: {names}"),
    "init.named.bodies": msg("Bodies that the table names, to be filled in: {names}"),
    "init.named.documents": msg("Documents that the table names, to be filled in: {names}"),
    "init.requirement": msg("What mh is installed from, here and in the workflows."),
    "init.no_requirement": msg(
        "To be filled in: one line that says what mh is installed from, such as ./wheels/ and the name of a wheel, or the address of a git repository. The workflows stop until it is there."
    ),
    "init.nowhere": msg(
        "requirements.txt does not say yet what mh is installed from. The workflows stop until it does. “--install” would have said so."
    ),
    "fill.mark": msg("To be filled in"),
    "fill.title": msg("the title of the strategy"),
    "fill.purpose": msg("what the strategy is for"),
    "fill.area": msg("the title of a focus area"),
    "fill.goal": msg("the goal of the focus area"),
    "fill.duty": msg("who is to report on the measures, how often and to whom"),
    "fill.body": msg("the name of {id}"),
    "fill.kind": msg(
        "what kind of body this is, and its source. Only the table of the measures names it."
    ),
    "fill.document": msg("the title of the document"),
    "fill.coordinator": msg("the name of the body that coordinates"),
    "fill.period": msg(
        "the years of the strategy. They are not known, so the year in which this file was made stands here."
    ),
    "failure.init.inside": msg(
        "{folder} lies in the strategy in {root}. Begin the new one elsewhere, so that the two are not mixed up."
    ),
    "failure.init.lang": msg("“{given}” is no tag of a language. Write it like en, fi or sr-Latn."),
    "failure.init.zone": msg("There is no time zone “{given}”. Write it like Europe/Dublin."),
    "failure.init.years": msg("A strategy cannot begin in {start} and end in {end}."),
    "failure.init.install": msg(
        "“{given}” is nothing that mh can be installed from. Give a wheel, an address of git, the address of an index, or menneskehandel-cli with a version."
    ),
    "failure.pack.unknown": msg(
        "There is no convention “{given}”. Choose among {known}, or give the path of a file."
    ),
    "failure.pack.wrong": msg("The convention {given} cannot be read: {keys} is wrong."),
    "option.at": msg("Read this revision instead of the disk: a branch, a commit or a day."),
    "option.since": msg("From this day, month or year on, like 2026-12-31 or 31 December 2026."),
    "option.until": msg("Up to this day, month or year, like 2026-12-31 or 31 December 2026."),
    # What people call the kinds of events
    "topic.measure": msg("measure"),
    "topic.goal": msg("goal"),
    "topic.task": msg("task"),
    "topic.status": msg("status"),
    "topic.deadline": msg("deadline"),
    "topic.responsible": msg("responsibility"),
    "topic.evidence": msg("evidence"),
    "topic.link": msg("link"),
    "topic.relation": msg("relation"),
    "topic.acceptance": msg("acceptance"),
    "topic.report": msg("report"),
    "topic.obligation": msg("obligation"),
    "topic.law": msg("law"),
    "topic.other": msg("other"),
    # Groups of commands in the help
    "commands.look": msg("Look"),
    "commands.report": pmsg("verb", "Report"),
    "commands.edit": msg("Edit"),
    "commands.check": msg("Check"),
    "commands.set_up": msg("Set up"),
    "option.event_kind": msg(
        "Only events about this: measure, goal, task, status, deadline, responsibility, evidence, link, relation, acceptance, report, obligation, law or other. May be repeated."
    ),
    "option.trend": msg("Show what has changed since this day or revision too."),
    "argument.log_ids": msg("Only events about these: measures, tasks, obligations."),
    "argument.to": msg("The other revision. Without it: the files on disk."),
    "failure.event_kind": msg("There is no kind of event “{given}”. Choose among {known}."),
    "failure.git.no_git": msg(
        "git was not found. History cannot be read without it. Install git and try again."
    ),
    "failure.git.no_zone": msg(
        "This machine does not know the time zone {about}, so nobody can tell the day of a commit. Install the package tzdata where mh is installed: pip install tzdata."
    ),
    "failure.git.no_repository": msg(
        "{about} is not in a git repository, so there is no history to read. Use a clone, or make one with “git init”."
    ),
    "failure.git.unsafe": msg(
        "git refuses to read {about}, because somebody else owns the folder. If you trust it: git config --global --add safe.directory {about}"
    ),
    "failure.git.option": msg("“{about}” cannot be a revision: it begins with a hyphen."),
    "failure.git.unknown": msg(
        "There is no revision “{about}”. Give a branch, a tag, a commit or a day (2026-12-31). “git log” shows the commits."
    ),
    "failure.git.ambiguous": msg(
        "“{about}” can mean several revisions. Give more characters, or the full name (refs/heads/…)."
    ),
    "failure.git.too_early": msg("History begins after {about}. Choose a later day."),
    "failure.git.no_commits": msg("The repository has no commits yet."),
    "failure.git.shallow": msg(
        "This is a shallow clone without the whole history. Fetch the rest: git fetch --unshallow"
    ),
    "failure.git.partial": msg(
        "This clone was fetched with a filter and lacks content of its history. Fetch the rest: git fetch --refetch --no-filter"
    ),
    "failure.git.elsewhere": msg(
        "The git files in {about} lead out of the folder, to another repository. It is not read. Make a clone of its own with “git clone”."
    ),
    "failure.git.special": msg(
        "Among the git files in {about} is something that is neither a file nor a folder, and git would wait for it. Find it and remove it: find .git -not -type f -not -type d -not -type l"
    ),
    "failure.git.worktree": msg(
        "The git settings in {about} name another folder as the working tree, so the history could be that of other files. It is not read. Remove the setting: git config --unset core.worktree"
    ),
    "failure.git.borrowed": msg(
        "The repository in {about} borrows commits from another one. They are not read. Fetch them: git repack -a -d, then delete .git/objects/info/alternates"
    ),
    "failure.git.linked": msg(
        "{about} is a link, or leads out of its folder. Nothing is written through it. Remove it, and try again."
    ),
    "failure.git.not_ours": msg(
        "{about} belongs to another user. Nothing is written there. Move it away, and try again."
    ),
    "failure.git.locked": msg(
        "Nothing is saved: another git is writing, or one that was stopped has left the file {about}. Try again in a minute. If it says the same then, and no git is running, delete that file."
    ),
    "failure.git.failed": msg(
        "git could not read the repository: {about}. “git fsck” shows what is damaged."
    ),
    "status.trend.tasks": msg("Tasks recorded as completed: {before} → {after} of {total}."),
    "page.contents": msg("Contents"),
    "page.foreign": msg("Parts of the content are written only in {languages}, and are marked as such."),
    "page.made": msg("How this report was made"),
    "page.numbers": msg("The numbers in a table"),
    "stamp.commits": msg("Commits: from {opening} to {closing}"),
    "stamp.commit": msg("Commit: {commit}"),
    "stamp.disk": msg(
        "Made from the files on the disk, not from a commit, so “mh verify” cannot check it. Add “--at HEAD” to make it from the last commit."
    ),
    "stamp.no_history": msg(
        "Made without the rules on history, because the history could not be read, so “mh verify” cannot check it."
    ),
    "stamp.version": msg("mh {version}, templates {templates}"),
    "stamp.libraries": msg("Written by {libraries}"),
    # Reports
    "report.not_recorded": msg("not recorded here"),
    "report.before": msg("was “{status}”"),
    "report.done": msg("What has been done"),
    "report.obstacles": msg("Obstacles"),
    "report.next": msg("Next steps"),
    "report.closing": msg("Reporting ends"),
    "report.continues": msg("Reporting continues"),
    "report.silent": msg("No report by the deadline (not recorded here): {actors}."),
    "report.unreported": msg("No approved report recorded from: {actors}."),
    "report.sources": msg("Sources"),
    "report.coverage": msg("Coverage of the obligations"),
    "report.coverage.note": msg(
        "Each requirement has two values: what the law answers, and what the measures promise. Recommendations have only the second. A planned measure has not been delivered. Promises are counted twice: by the strategy's own words, and with our judgements."
    ),
    "report.moved": msg("Moved deadlines"),
    "report.documents": msg("Documents referred to"),
    "report.between": msg("Compares {opening} ({opening_day}) with {closing} ({closing_day})"),
    "changed.foreword": msg("the foreword"),
    "report.lead.nothing": msg(
        "Nothing has been reported for {year} yet: none of the {total} responsible ministries has an approved report recorded here, and no measure has a recorded status. That does not mean that nothing was done."
    ),
    "report.more": msg("… and {n} more. The whole list stands further down."),
    "report.first.delivered": msg("Completed in {year}"),
    "report.first.late": msg("Deadlines that have passed"),
    "report.first.moved": msg("Deadlines moved, of tasks not yet done"),
    "report.first.silent": msg("Without an approved report for {year}"),
    "report.first.differing": msg("The assessments differ"),
    "report.first.coming": msg("The next twelve months"),
    "report.first.task": msg(
        "{id} {text}. The deadline {due} passed {passed} ago. Whether the task is done is not recorded here. {who}"
    ),
    "report.first.due": msg("The reports were due on {day}, {late} ago."),
    "report.all_measures": msg("All measures"),
    "report.days": nmsg("{n} day", "{n} days"),
    "column.report": msg("Reported by"),
    "coming.report": msg("the reporting for {year}"),
    "coming.reply": msg("reply to {body} ({instrument})"),
    "coming.acceptance": msg("the acceptance of the gap {rule} in {name} ends"),
    "report.money.for": msg("For"),
    "report.changes.status": msg("Status"),
    "report.changes.law": msg("Law"),
    "report.changes.obligation": msg("Obligations"),
    "column.note": msg("Note"),
    "report.own_words.of": msg("The text is from the report that {actor} approved on {day}."),
    "report.whole.foreword": msg("Foreword"),
    "report.whole.assessment": msg("Overall assessment"),
    "report.whole.next": msg("The year to come"),
    "column.figure_title": msg("What the figure is about"),
    "column.figure_source": msg("Source and caveat"),
    "report.sum.gaps.accepted": nmsg(", and {n} is accepted", ", and {n} are accepted"),
    "report.preliminary.not_over": msg(
        "The year is not over: the report shows what is recorded up to {day}."
    ),
    "report.preliminary.no_commit": msg(
        "No commit is from {year}: the first is from {first}. The report shows what is recorded up to {day}, and cannot tell what happened in {year} itself."
    ),
    "report.written": msg("Languages of the {n} texts in the data: {said}."),
    "report.sum.statuses": msg("{measures}: {said}."),
    "report.sum.context_only": nmsg(
        "{n} more measure is for context only.", "{n} more measures are for context only."
    ),
    "report.sum.reports": msg(
        "{n} of {total} responsible ministries have an approved report for {year} recorded here."
    ),
    "report.sum.no_due": msg("No source sets a day for the reporting, so nobody counts as late."),
    "report.sum.quiet": msg(
        "Nothing is recorded about what was done in the period. That does not mean that nothing was done."
    ),
    "report.who.caption": msg("The ministries' reports for {year}"),
    "report.actor": msg("Ministry"),
    "report.state.approved": msg("approved report recorded"),
    "report.state.draft": msg("only a draft recorded"),
    "report.state.none": msg("not recorded here"),
    "report.corrections": nmsg(
        "In addition, {n} item of data was corrected. Corrections are no decisions and do not count.",
        "In addition, {n} items of data were corrected. Corrections are no decisions and do not count.",
    ),
    "report.gaps.note": msg(
        "A gap is something that is not recorded here. It may have been done all the same."
    ),
    "report.none": msg("None."),
    "report.method.1": msg(
        "The report is made from data in a git repository. It compares commit {opening} with commit {closing}."
    ),
    "report.method.2": msg(
        "A measure's status is the coordinator's dated statement. The ministries' reports are their own. Neither is derived from the other."
    ),
    "report.method.3": msg(
        "Events are dated by the day on which they happened where the data gives it, and otherwise by the day on which they were recorded."
    ),
    "report.method.4": msg(
        "Coverage is counted over each provision that binds the state, and over each part of a recommendation. A requirement that the same body has repeated counts once."
    ),
    "report.method.5": msg("Data entry and corrections do not count as policy."),
    "attainment.not": msg("not reached"),
    "attainment.little": msg("to a small degree"),
    "attainment.partly": msg("partly"),
    "attainment.mostly": msg("mostly"),
    "attainment.reached": msg("reached"),
    "attainment.cannot_be_assessed": msg("cannot be assessed"),
    "outcome.pending": msg("The outcome is pending."),
    "outcome.change": msg("The assessment led to a change."),
    "outcome.no_change": msg("The assessment led to no change."),
    "column.task": msg("Task"),
    "column.commitment": msg("Kind of task"),
    "column.demands": msg("Requirements"),
    "column.deadlines": msg("Deadlines"),
    "column.moved": msg("Moved"),
    "column.times": msg("Times"),
    "column.reference": msg("Reference"),
    "column.publisher": msg("Publisher"),
    "column.goals": msg("Goals"),
    "help.report": msg("Reports: yearly, ministry, obligations, since, evaluation."),
    "help.verify": msg(
        "Makes a report or a site again from what it says itself, and compares every byte."
    ),
    "option.template": msg("Word file (.docx) to fill in with --format docx, in place of ours."),
    "failure.template_not_docx": msg(
        "--template is for --format docx. Templates for Markdown and web pages are given with --templates."
    ),
    "failure.word_template.no_word_file": msg(
        "{file} is no Word document that can be read. Save it in Word as .docx, not as .dotx, .docm or .doc."
    ),
    "failure.word_template.large": msg(
        "{file} is larger than {most} MB. Use smaller pictures in the template."
    ),
    "failure.word_template.large_inside": msg(
        "{file} is larger than {most} MB when unpacked, or has very large parts. Use smaller pictures in the template."
    ),
    "failure.word_template.tags": msg(
        "{file} has tags that mh does not know: {unknown}. It knows these: {known}."
    ),
    "failure.word_template.no_content": msg(
        "{file} has no place for the report. Write {tag} in a paragraph of its own."
    ),
    "option.templates": msg("Folder with templates of your own, used in place of ours one by one."),
    # The form
    "web.nav": msg("The form"),
    "web.home": msg("Start"),
    "web.proposal": msg("My proposal"),
    "web.search": msg("Find a measure, a task, an obligation or a body"),
    "web.search.do": msg("Search"),
    "web.search.hits": msg("{n} hits on “{words}”"),
    "web.search.first": msg("Here are the first {n}. Add a word to find fewer."),
    "web.search.none": msg("Try a shorter word, or only the beginning of it."),
    "web.no_page": msg("There is no such page."),
    "web.start.how": msg(
        "Find what you want to change, change it, see what it means, and save it. What you save is a proposal of yours: nothing is published before somebody has approved it."
    ),
    "web.start.owes": msg("What is outstanding for my body"),
    "web.start.workbook": msg("Workbooks that are sent back"),
    "web.owes": msg("What is outstanding for {body}"),
    "web.owes.tasks": msg("Open tasks ({n})"),
    "web.owes.measures": msg("Measures it is responsible for ({n})"),
    "web.record": msg("Change {id}: {title}"),
    "web.link": msg("Link {id} to a requirement"),
    "web.link.do": msg("Link the measure to a requirement"),
    "web.link.tasks.help": msg(
        "Tick the tasks that answer the requirement. If none is ticked, the whole measure does."
    ),
    "web.link.find": msg("Find the requirement, by words in it or its number"),
    "web.link.same": msg("Coverage of {id} stays as it is: promise “{promise}”, counts as “{counted}”."),
    "web.owes.gaps": msg("What is missing ({n})"),
    "web.accept": msg("Accept that a gap stays open"),
    "web.accept.do": msg("Accept that it stays open"),
    "web.accept.how": msg(
        "The gap is not closed by this. It is listed as accepted, with who decided it and why, until the "
        "day you give."
    ),
    "web.accept.holds": msg("The gap is then listed as accepted."),
    "web.accept.does_not_hold": msg("The gap stays open: the last day has passed already."),
    "web.start.new": msg("Add a recommendation to a round"),
    "web.recommendation": msg("New recommendation: {round}"),
    "web.recommendation.how": msg(
        "Say shortly what the body asks for, and where it says so. When the recommendation is saved, the "
        "rest can be filled in on its own page."
    ),
    "web.exists": msg("There is a recommendation with this title already. Choose another title."),
    "web.owes.reports": msg("Reports"),
    "web.report": msg("Report from {body} for {year}"),
    "web.report.of": msg("Report for {year}"),
    "web.report.how": msg(
        "Write where there is something to say. A measure of which nothing is said is left out. "
        "The report counts when it is approved, at the bottom of the page."
    ),
    "web.report.whole": msg("The whole year"),
    "web.report.approval": msg("Approval"),
    "web.report.evidence": msg("New evidence"),
    "web.report.funding": msg("Money spent"),
    "web.report.findings": msg("Add an assessment of an obligation"),
    "web.label.text": msg("Text"),
    "web.label.name": msg("Name"),
    "web.meanings": msg("{field}: what the choices mean"),
    "web.failure.setup": msg("{text} Ask whoever has set up the form for help with this."),
    "web.failure.edit.unknown": msg("There is nothing called “{given}” here. Search for it."),
    "web.failure.edit.unknown_report": msg(
        "There is no report “{given}”. The reports of a body are on its page."
    ),
    "web.failure.edit.unreadable.other": msg("The file {path} cannot be read."),
    "web.failure.edit.misplaced": msg("The file {path} does not lie where the strategy’s files belong."),
    "web.failure.edit.not_parsed": msg(
        "Something in the file {path} is written wrongly. It must be mended in the file first."
    ),
    "web.failure.edit.sign": msg(
        "There is an invisible character here ({sign}) that cannot be used. Write the text anew instead of pasting it."
    ),
    "web.failure.edit.not_utf8": msg(
        "There is a character here that cannot be read. Write the text anew instead of pasting it."
    ),
    "web.failure.edit.comments_inside": msg(
        "The change would take away a comment on line {line} of the file {path}. It must be made in the file itself."
    ),
    "web.failure.edit.layout": msg(
        "The file {path} is written in a way that cannot be changed safely here. The change must be made in the file itself."
    ),
    "web.reason": msg("Why the deadline is moved"),
    "web.reason.missing": msg(
        "The deadline is moved or removed. Write why; it stands at the task for everybody to read."
    ),
    "web.pick": msg("{field}: choose a day"),
    "web.hint.day": msg("For example 1.10.2026, 2026-10 or 2026."),
    "web.hint.list": msg("Put a comma between several."),
    "web.error.day": msg(
        "“{value}” is no date that can be saved. Write a day, a month or a year, such as 1.10.2026, 2026-10 or 2026."
    ),
    "web.error.MH005": msg("This must be filled in."),
    "web.error.MH006": msg("Write a number, in digits."),
    "web.error.MH103": msg("There is no body called “{name}”. Search for it, and write its short name."),
    "web.error.MH104": msg("There is no “{name}”. Search for it, and write its number."),
    "web.parts": msg("Tasks and parts"),
    "web.rest": msg("Text, responsibility and the rest"),
    "web.drafts": msg("Begun and not saved"),
    "web.evidence.held": msg("Recorded already:"),
    "web.nothing_here": msg("nothing"),
    "failure.web.busy": msg(
        "Something else is being sent or read at this moment. Wait a little, and try again. What you have saved is kept."
    ),
    "failure.web.who": msg("Say who you are first, on the page with your proposal."),
    "web.message": msg("changed in the form"),
    "web.sent": msg("Sent to {remote} as {branch}. Open this page and ask for approval:"),
    "web.sent.no_page": msg("Sent to {remote} as {branch}. Tell those who approve changes there."),
    "web.sent.anew": msg(
        "What your proposal began from is not in the branch that it is for. All your changes are kept, and are now made in what holds there."
    ),
    "web.sent.already": msg(
        "All that you have saved has been sent, or holds already. There is nothing to send."
    ),
    "web.sent.meanwhile": msg(
        "The changes show here when they are approved. Until then the form shows what holds now."
    ),
    "web.system": msg("It could not be done: {why}. What was typed before is kept."),
    "web.sent.download": msg("Download the proposal as a file"),
    "web.sent.bundle": msg(
        "The proposal cannot be sent by itself from here. Download the file and send it to the one who coordinates the strategy ({to})."
    ),
    "web.changed_meanwhile": msg(
        "The record was changed while you saved. Open it again: what you typed is kept."
    ),
    "web.conflict.ours": msg("You have written"),
    "web.who": msg("Who are you?"),
    "web.who.why": msg(
        "Your changes are saved with a name and an e-mail address, so that those who approve them know whom to ask."
    ),
    "web.who.wrong": msg("Write your name, and an e-mail address with an @ in it."),
    "web.who.name": msg("Name"),
    "web.who.email": msg("E-mail address"),
    "web.do.who": msg("This is me"),
    "web.required": msg("required"),
    "web.no": msg("no"),
    "web.draft": msg("You have typed something here that is not saved yet."),
    "web.preview": msg("What the change means"),
    "web.preview.nothing": msg("Nothing is changed."),
    "web.preview.wrong": msg("Something must be mended before it can be saved. What you typed is kept."),
    "web.preview.conflict": msg("Somebody else has changed the same. Choose which text is to stand."),
    "web.preview.findings": msg("What the check says"),
    "web.preview.brings": msg("New:"),
    "web.preview.closes": msg("No longer:"),
    "web.preview.lines": msg("The lines that change"),
    "web.conflict": msg("Changed by somebody else"),
    "web.conflict.theirs": msg("It now says"),
    "web.conflict.mine": msg("Use my text"),
    "web.evidence": msg("Add evidence"),
    "web.evidence.title": msg("Title"),
    "web.evidence.url": msg("Web address"),
    "web.evidence.date": msg("Date"),
    "web.do.preview": msg("See what it means"),
    "web.do.save": msg("Save in my proposal"),
    "web.do.forget": msg("Discard what I typed"),
    "web.do.send": msg("Send the proposal"),
    "web.do.open": msg("Go on with this one"),
    "web.proposal.others": msg("Other proposals that have not been sent"),
    "web.proposal.saved": msg("Saved in your proposal, and not published:"),
    "web.proposal.nothing": msg("You have not saved anything yet."),
    "web.refused.host": msg("This address is not answered: use the one that mh web printed."),
    "web.refused.token": msg("The token is missing: open the address that mh web printed."),
    "web.refused.origin": msg("The request does not come from this form."),
    "web.refused.large": msg("The request is too large."),
    "web.refused.form": msg(
        "The form is from an earlier start of mh web. Open the page again; what you typed before is kept."
    ),
    "option.port": msg("The port that the form listens to; 0 takes a free one."),
    "failure.port": msg("Port {port} cannot be used: {why}. Choose another, or 0 for a free one."),
    "web.owes.passed": nmsg("passed {n} day ago", "passed {n} days ago"),
    # The workbook of a ministry's report
    "sheet.name.report": msg("Report"),
    "sheet.name.whole": msg("The whole year"),
    "sheet.name.evidence": msg("Evidence"),
    "sheet.name.funding": msg("Money spent"),
    "sheet.head.report": msg("Measures, goals and tasks"),
    "sheet.head.whole": msg("The year as a whole"),
    "sheet.head.evidence": msg("Documents and pages that show what was done"),
    "sheet.head.funding": msg("Money spent on the measures"),
    "sheet.column.last": msg("Last report"),
    "sheet.column.level": msg("Goal attainment"),
    "sheet.column.decision": msg("Conclusion"),
    "sheet.column.said": msg("What was done, or how the goal or the conclusion is assessed"),
    "sheet.guide.fill": msg(
        "This workbook is for what {body} reports for {year}. Write what has happened, not what is planned; plans have a column of their own."
    ),
    "sheet.guide.cells": msg(
        "Write in the cells with a frame and a light background. The others are for reading: what the strategy says, what the coordinator has recorded and what the last report said."
    ),
    "sheet.guide.choices": msg("Status and goal attainment are chosen from a list in the cell."),
    "sheet.guide.days": msg(
        "Write days as in 1.10.2026. A month or a year alone is enough where the day is not known: 10.2026 or 2026."
    ),
    "sheet.guide.rows": msg(
        "Leave empty what there is nothing to say about. Rows may be sorted, hidden or deleted: what is not there is not changed. Do not change the numbers in the first column."
    ),
    "sheet.guide.evidence": msg(
        "On the sheets “{evidence}” and “{funding}”, use one row for each document and each amount. Choose first which measure it belongs to."
    ),
    "sheet.guide.tasks": msg(
        "The rows of tasks show what is recorded now. Correct what is no longer right; the coordinator sees each correction before it is taken in."
    ),
    "sheet.guide.back": msg(
        "Save the workbook as .xlsx and send it back to the one who sent it. Nothing is published before the report has been approved."
    ),
    "sheet.guide.safe": msg(
        "The report counts when it is approved: write on the sheet “{whole}” which ministry has approved it, and on which day. Write no names of persons."
    ),
    "web.workbook": msg("Take in a workbook"),
    "web.workbook.how": msg(
        "Choose the workbook that a ministry has filled in. What it changes is shown before anything is saved."
    ),
    "web.workbook.file": msg("Workbook (.xlsx)"),
    "web.workbook.means": msg("What {name} means"),
    "failure.sheet.not_installed": msg(
        "Workbooks need packages that are not installed: pip install 'menneskehandel-cli[xlsx]'."
    ),
    "severity.conflict": msg("conflict"),
    "sheet.refused": msg("Nothing is taken in from this workbook before this is mended."),
    "sheet.summary": msg("In short"),
    "sheet.fate.taken": msg("taken in"),
    "sheet.fate.ready": msg("can be taken in"),
    "sheet.fate.nothing": msg("came, and changes nothing"),
    "sheet.fate.refused": msg("refused"),
    "sheet.fate.missing": msg("has not come"),
    "sheet.taken_in": nmsg("{n} workbook is taken in.", "{n} workbooks are taken in."),
    "sheet.not_taken_in": nmsg("{n} is refused.", "{n} are refused."),
    "sheet.told.place": msg("{file}, sheet “{sheet}”"),
    "sheet.told.row": msg("row {row}"),
    "sheet.told.no_sheet": msg(
        "The sheet “{sheet}” is gone. Nothing is taken from it, and nothing that it is about is changed."
    ),
    "sheet.told.no_head": msg(
        "There is no row of headings with “{column}”. Put the headings back as they were in the workbook that was sent out."
    ),
    "sheet.told.no_columns": msg("These columns are gone, and nothing is taken from them: {columns}."),
    "sheet.told.column_twice": msg("There are two columns called “{column}”. Keep one of them."),
    "sheet.told.sheet_twice": msg(
        "This sheet has the same headings as “{sheet}”, so it is not known which of them holds the answers. Keep one of them."
    ),
    "sheet.told.heading": msg(
        "No column is called “{given}”. If it is one of those that are gone, write the heading as it was: {columns}. If not, empty the column."
    ),
    "sheet.told.joined": msg(
        "The cell is joined to another, so what it held is gone. Split the cells again, and write in each what belongs there."
    ),
    "sheet.told.held": msg(
        "This stood there when the workbook was sent out, and is not changed from a workbook. Put the row back as it was, and write what is new in a row of its own."
    ),
    "sheet.told.beside": msg(
        "There are comments, pictures or text boxes in the workbook. They are not taken in: what is to be in the report must stand in the cells."
    ),
    "sheet.told.twice": msg("{id} stands in row {row} too. Keep one of the rows."),
    "sheet.told.unknown_row": msg(
        "No measure, goal or task of this ministry is called “{id}”. Put the right number in the first column, or empty the row."
    ),
    "sheet.told.no_id": msg(
        "Row {row} has no number in the first column, so it is not known what it is about. Put the number in, or empty the row."
    ),
    "sheet.told.only_read": msg(
        "The column “{column}” is only for reading. What was changed here is not taken in."
    ),
    "sheet.told.not_here": msg(
        "“{column}” is not asked for in the row of {id}, so “{text}” has nowhere to go. Move it to a cell with a frame, or empty the cell."
    ),
    "sheet.told.stray": msg("This stands outside the table, and is not taken in."),
    "sheet.told.computed": msg("The cell holds a formula. Its value “{value}” is taken in."),
    "sheet.told.fault.error": msg(
        "The cell shows the error {value}. Write the value instead of the formula."
    ),
    "sheet.told.fault.time": msg("The cell holds a time of day ({value}). Write only the day."),
    "sheet.told.fault.uncomputed": msg(
        "The cell holds a formula whose value is not stored. Write the value instead, or open and save the workbook in a spreadsheet program."
    ),
    "sheet.told.about_missing": msg(
        "It is not said in “{column}” what this belongs to. Choose it from the list."
    ),
    "sheet.told.about_unknown": msg(
        "“{given}” is none of the choices for “{column}”. Choose from the list."
    ),
    "sheet.told.amount": msg("“{given}” is no whole number. Write the amount in digits, without øre."),
    "sheet.told.choice": msg(
        "“{given}” is none of the choices: {known}. Choose from the list in the cell."
    ),
    "sheet.told.too_long": msg(
        "The text fills the whole cell ({most} characters), so its end may be cut off. Make it shorter, or write it in the form."
    ),
    "sheet.told.approved": msg(
        "The report was approved before these changes. Have it approved again, and record the new day."
    ),
    "sheet.told.gone": msg(
        "What this is about is no longer in the data. Make a new workbook and move the text there."
    ),
    "sheet.told.conflict": msg(
        "“{field}” has been changed in the data after the workbook was made, too. It said “{before}” then, says “{now}” now, and the workbook says “{sheet}”. Find out which is right. Write that in the cell and, if it is not what the data says now, in the data too."
    ),
    "failure.sheet.too_large": msg(
        "{file} is larger than {most} MB. A report is never that large: save it anew without pictures."
    ),
    "failure.sheet.bomb": msg("{file} unpacks to more than {most} MB and is not opened."),
    "failure.sheet.slow": msg(
        "{file} had not been read after {seconds} seconds. Copy nothing but the answers into a new workbook."
    ),
    "failure.sheet.far": msg(
        "{file} has something in the cell {place}, far outside any report (at most {rows} rows and {columns} columns). Empty it and save again."
    ),
    "failure.sheet.many": msg(
        "{file} is made of more than {most} parts, many more than any report. Copy nothing but the answers into a new workbook."
    ),
    "failure.sheet.kind.strict": msg(
        "{file} is saved as a “Strict Open XML Spreadsheet”. Save it as an ordinary Excel workbook (.xlsx)."
    ),
    "failure.sheet.macros": msg(
        "{file} holds macros and is not opened. Save it as an Excel workbook without macros (.xlsx)."
    ),
    "failure.sheet.kind.old": msg(
        "{file} is locked by a password, or is in the format of Excel 97–2003. Save it without a password as an Excel workbook (.xlsx)."
    ),
    "failure.sheet.kind.other": msg(
        "{file} is no Excel workbook. Save it as .xlsx: in Numbers and Google Sheets by exporting or downloading it as Excel."
    ),
    "failure.sheet.damaged": msg("{file} is damaged and cannot be read. Ask for it to be sent again."),
    "failure.sheet.not_ours": msg(
        "{file} does not say which report it is: its hidden sheet “mh” is gone or changed. Make a new workbook with “mh new report --format xlsx” and move the answers there."
    ),
    "failure.sheet.version": msg(
        "{file} was made by another version of mh. Make a new workbook with “mh new report --format xlsx” and move the answers there."
    ),
    "failure.sheet.no_commit": msg(
        "{file} was made from the commit {commit}, which is not here, so it cannot be seen what was changed. Fetch it with “git fetch” (or “git fetch --unshallow”, if not all of the history is here), or make a new workbook and move the answers there."
    ),
    "new.uncommitted": msg(
        "The workbook shows the last commit. Changes that are not committed yet are not in it."
    ),
    "option.new.all": msg(
        "Make a workbook for each ministry that still owes a report; -o is their folder."
    ),
    "option.new.format": msg(
        "yaml: a draft in the repository. xlsx: a workbook to fill in and send back."
    ),
    "failure.new.only_xlsx": msg("{option} is only for workbooks: add --format xlsx."),
    "help.import": msg("Take in the workbooks of ministries, or records from a table."),
    "argument.import": msg(
        "Workbooks (.xlsx) or folders of them; or measures, recommendations, actors or observations, and a table."
    ),
    "metavar.import": msg("[kind] file …"),
    "option.pdf_variant": msg(
        "The standard that a PDF asks for: pdf/ua-1 for all readers (the default), pdf/a-3a for archives."
    ),
    "argument.report_file": msg("The report, or the folder of the site, to verify."),
    "failure.no_strategy_data": msg(
        "The commit {at} has no readable strategy, so the report cannot be made. “mh check --at {at}” says why."
    ),
    "failure.git.off_mainline": msg("The commit {about} does not lie on the mainline of the history."),
    "failure.template": msg("The template {name} cannot be used: {why}"),
    "verify.same": msg("The report is unchanged: when made again it is identical, byte for byte."),
    "verify.same_content": msg(
        "The content of the report is unchanged. Only line breaks, or an invisible mark at the beginning (a BOM), are different, as when a file is sent by mail."
    ),
    "verify.same_document": msg(
        "Its JSON and its text are those that are made here from the same commits. How it looks has not been compared."
    ),
    "verify.same_data": msg(
        "Its JSON is the one that is made here from the same commits. Its text is not:"
    ),
    "verify.not_compared": msg("So the bytes cannot be compared, and nothing shows that it is genuine."),
    "verify.foreign": msg(
        "The report has parts that neither mh nor the template makes: {parts}. Either somebody has changed it, or it was made in a Word template: give that with --template."
    ),
    "verify.libraries": msg("The report says that it was written by {theirs}. Here there is {ours}."),
    "verify.looks": msg(
        "The JSON and the text of the report are unchanged, but the bytes are not those made here by the same libraries. Either another font was used, or somebody has changed how it looks."
    ),
    "verify.version": msg(
        "The report says that it was made by mh {theirs}. This is mh {ours}, which may make it differently."
    ),
    "verify.templates": msg(
        "The report says that it was made with other templates ({theirs}) than these ({ours}). Point at them with --templates, or at a Word file with --template."
    ),
    "verify.differs": msg("The first difference is on line {line}, column {column}:"),
    "failure.verify_commit": msg(
        "{file} refers to the commit {at}, which is not in this repository. Either the report has been edited, or it was made from another repository."
    ),
    # Demo
    "demo.made": msg(
        "Made a fictional strategy in {folder}: {n} commits from {first} to {last}.\n\nTry it:\n  cd {cd}\n  mh status --at HEAD\n  mh log\n  mh gaps --at HEAD\n\nThe history ends on {last}. With “--at HEAD” deadlines are judged as of that day, otherwise as of today."
    ),
    "failure.demo.inside": msg(
        "{folder} lies in the strategy in {root}. Make the fictional strategy elsewhere, so that the two are not mixed up."
    ),
    # Charts
    "chart.areas": msg("Status of the measures in each focus area"),
    "chart.progress": msg("Status of the measures over time"),
    "chart.classification": msg("The requirements in sum"),
    "chart.promise": msg("What the measures promise"),
    "chart.law": msg("What the law covers"),
    "chart.same_length": msg(
        "All bars are equally long; the number of requirements is given above each."
    ),
    "chart.row": msg("{label}: {told}."),
    "chart.rest": msg("The rest stands in the table."),
    "chart.total": msg("total"),
    "chart.first": msg("first deadline"),
    "chart.between": msg("deadline in between"),
    "chart.last": msg("current deadline"),
    "chart.last_day": msg("A month or year without a day stands at its last day."),
    "typer.usage": msg("Usage:"),
    "typer.options": msg("Options:"),
    "typer.arguments": msg("Arguments:"),
    "typer.commands": msg("Commands:"),
    "typer.help": msg("Show this message and exit."),
    "typer.install": msg("Install completion for the current shell."),
    "typer.show": msg("Show completion for the current shell, to copy it or"),
    "typer.customize": msg("customize the installation."),
    "typer.placeholder_options": msg("[OPTIONS]"),
    "typer.placeholder_command": msg("COMMAND [ARGS]..."),
    "typer.default": msg("[default:"),
    "typer.required": msg("[required]"),
    "report.from_commit": msg("Made from {closing} ({closing_day})"),
    "report.yet": msg("Reports outstanding"),
    "report.own_tasks.none": msg("No task is recorded as owned by the ministry or a body below it."),
    "list.measures.heading": msg("The measures"),
    "report.sum.answers": nmsg(
        "The ministry is responsible for {n} measure, alone or with others.",
        "The ministry is responsible for {n} measures, alone or with others.",
    ),
    "report.letter.told": nmsg(
        "An approved report is recorded here on {n} of them.",
        "Approved reports are recorded here on {n} of them.",
    ),
    "report.letter.coordinator": msg("{actor}, as coordinator of the strategy"),
    "report.letter.missing": nmsg(
        "No approved report is recorded on this measure:",
        "No approved report is recorded on these {n} measures:",
    ),
    "report.letter.missing.many": msg(
        "No approved report is recorded on these {n} measures, which Annex 1 lists: {ids}."
    ),
    "report.letter.task": msg("{task} (deadline {due})"),
    "report.letter.task.passed": msg(
        "{task}. The deadline {due} passed {passed} ago. Whether the task is done is not recorded here."
    ),
    "report.open_tasks.undated": nmsg(
        "{n} open task has no deadline.", "{n} open tasks have no deadline."
    ),
    "report.open_gaps.n": nmsg(
        "{n} open gap names the ministry, by the strategy or in our judgement. Annex 3 lists it.",
        "{n} open gaps name the ministry, by the strategy or in our judgement. Annex 3 lists them.",
    ),
    "report.sent_in.how": msg(
        "The report is one file, data/reports/{year}/{actor}.yaml, with an entry for each measure. It can be written in the browser, as docs/en/annual-reporting.md shows. It counts when the ministry has approved it; a draft counts for nobody. The yearly report then shows it as the ministry's own words. It does not change the status of a measure, which the coordinator sets."
    ),
    "report.sent_in.only": msg(
        "This letter comes from the records only. Something may have been done that nobody has recorded."
    ),
    "report.annex.measures": msg("Annex 1: The measures"),
    "report.annex.measures.none": msg(
        "Nothing is reported on the measures of the ministry, and none of them has changed."
    ),
    "report.annex.tasks": msg("Annex 2: Tasks of the ministry and of bodies below it"),
    "report.since.title": msg("What has changed since: {instruments}"),
    "report.obligations.title": msg("Follow-up: {instruments}"),
    "report.paragraph": msg("Paragraph"),
    "report.draft.note": msg(
        "This is a draft made from recorded data, for those who write the reply. It is not an official reply."
    ),
    "report.editorial.in": msg("Our own judgements are included, and marked as such."),
    "report.editorial.out": msg(
        "Our own judgements are left out. Only links that the strategy itself gives are included."
    ),
    "report.article": msg("Article"),
    "side.ministry": msg("The ministry"),
    "side.rapporteur": msg("The rapporteur"),
    "side.evaluator": msg("The evaluator"),
    "side.treaty_body": msg("The monitoring body"),
    "report.no_assessment": msg("No dated statement is recorded here."),
    "report.provisions": msg("The provisions of article {article}"),
    "report.law.editorial": msg("Existing law (our judgement)"),
    "report.courses": msg("The course of the measures"),
    "report.discipline": msg("Who has reported when"),
    "report.discipline.note": msg(
        "The figures show on how many of its measures each ministry has an approved report."
    ),
    "report.period.delivered": msg("Completed in the period"),
    "report.period.late": msg("Deadlines that have passed"),
    "report.period.moved": msg("Deadlines moved in the period"),
    "report.period.differing": msg("The assessments differ"),
    "report.period.still": msg("Stands still: open, and nothing recorded as changed"),
    "report.first.still": msg("The measure {id} {title} ({status})"),
    "report.sum.moved": nmsg(
        "{n} of {total} measures has another status than at the beginning.",
        "{n} of {total} measures have another status than at the beginning.",
    ),
    "report.sum.unmoved": msg(
        "No measure is recorded with another status than at the beginning, and nothing as completed in the period. That does not mean that nothing has been done."
    ),
    "report.sum.done": msg("In the period {measures} and {tasks} are recorded as completed."),
    "report.sum.still": nmsg(
        "{n} open measure stands still: nothing is recorded as changed.",
        "{n} open measures stand still: nothing is recorded as changed.",
    ),
    "report.on_time.tasks": msg(
        "Tasks: {n} of {total} with a deadline in the period were completed by it"
    ),
    "report.on_time.tasks.none": msg("Tasks: none has a deadline that passed in the period."),
    "report.on_time.reports": msg(
        "Reports on measures: {n} of {total} that were due in the period were approved by the deadline"
    ),
    "report.on_time.reports.none": msg(
        "Reports on measures: no deadline for reporting is set that passed in the period."
    ),
    "report.on_time.late": nmsg("{n} came late", "{n} came late"),
    "report.on_time.open": nmsg("{n} is still open", "{n} are still open"),
    "report.on_time.ended": nmsg("{n} was discontinued", "{n} were discontinued"),
    "report.on_time.day_unknown": nmsg(
        "{n} is done without a recorded day that shows whether it was in time",
        "{n} are done without a recorded day that shows whether they were in time",
    ),
    "report.on_time.note": msg(
        "The deadline of a task is the one recorded now. A task whose deadline was moved is measured by the new one; all moves are listed below."
    ),
    "column.owner": msg("Owner"),
    "column.text": msg("Text"),
    "column.force": msg("Force"),
    "column.before": msg("First"),
    "column.after": msg("Last"),
    "column.goal": msg("Goal"),
    "column.time": msg("Time"),
    "option.editorial": msg("Include our own judgements, marked as such."),
    "option.from": msg("The first day."),
    "option.to": msg("The last day."),
    "failure.days": msg("{start} is after {end}. Swap the days."),
    "failure.which_instrument": msg("Which instrument? Add --instrument with one of these: {known}."),
    "failure.year": msg("“{year}” is no year. Write it with four digits, such as 2026."),
    "failure.questionnaire_path": msg(
        "“{given}” is no path of a questionnaire. Write the path of a YAML file from the root of the strategy, with “/” between folders."
    ),
    "failure.questionnaire_missing": msg(
        "{file} is not in the commit {at}. Commit the questionnaire first; the path is from the root of the strategy."
    ),
    "failure.questionnaire_large": msg("{file} is too large to be a questionnaire."),
    "failure.questionnaire_empty": msg(
        "{file} holds no questionnaire. It needs title, body and questions."
    ),
    "failure.questionnaire_wrong": msg("{file} cannot be used. {mistakes}"),
    "failure.questionnaire_body": msg("{file}: There is no actor “{given}”."),
    "failure.questionnaire_unknown": msg("{file}, question {number}: there is no obligation “{given}”."),
    "failure.questionnaire_unknown_near": msg(
        "{file}, question {number}: there is no obligation “{given}”. Did you mean “{near}”?"
    ),
    "questionnaire.mistake": msg("Line {line}: {said}"),
    "option.questionnaire": msg(
        "Answer question by question: a questionnaire in the repository, by its path from the root."
    ),
    "failure.year_not_begun": msg(
        "No report can be made on {year}: it had not begun on {newest}, the day of the newest commit."
    ),
    "failure.report_arguments": msg("The report “{kind}” cannot be made from the data in this commit."),
    "usage.bad_value": msg("{name} cannot be “{given}”."),
    "report.state.short.approved": msg("approved"),
    "report.state.short.draft": msg("draft"),
    "failure.git.not_on_mainline": msg(
        "“{about}” does not lie on the mainline, so it cannot be history.baseline. Fix it in strategy/strategy.yaml."
    ),
    "failure.year_outside": msg("The strategy covers {known}, not {given}."),
    "since.no_date": msg(
        "No source gives the day on which the recommendations were adopted. The report begins where the data entry ended."
    ),
    "progress.records": msg("Reading the files"),
    "progress.rules": msg("Applying the rules"),
    "progress.report": msg("Making the report"),
    "progress.layout": msg("Laying out the files"),
    # What a change means, where a file is broken (mh diff)
    "diff.broken": msg("Left out: {path}. The file cannot be read in full. “mh check” says why."),
    # Who reads a change (mh codeowners)
    "help.codeowners": msg("Makes CODEOWNERS: who is asked to read a change, from who is responsible."),
    "option.org": msg("The organisation that the teams belong to. MoJ becomes @ORG/moj."),
    "option.team": msg(
        "The team of one actor, like MoJ=@org/team. “maintainers” are those who answer for the program. May be repeated."
    ),
    "option.check_file": msg(
        "Only see whether this file is as it should be. It says itself how it was made."
    ),
    "codeowners.head": msg("Who is asked to read a change."),
    "codeowners.made": msg(
        "The program made this file from who is responsible for the measures. Do not edit it by hand. When something has changed, make it again with:"
    ),
    "codeowners.order": msg(
        "The last line that matches a file decides. Several teams on one line: each of them can approve."
    ),
    "codeowners.placeholder": msg(
        "{name} is no real organisation. Whoever keeps the repository runs the command with the name of their own. The teams must exist and have write access before anybody can be asked to read."
    ),
    "codeowners.old": msg(
        "{path} is no longer as it should be: responsibility or files have changed, or somebody has edited it by hand. Make it again: {command}"
    ),
    "failure.codeowners.broken": msg(
        "These files must be fixed first, or somebody who is to be asked will be missing: {files}. See what is wrong with: mh check"
    ),
    "failure.codeowners.org": msg(
        "“{given}” is no name of an organisation. Write it as in the repository’s address, without @."
    ),
    "failure.codeowners.nameless": msg(
        "What are the teams of {names} called? Add --org with the organisation, or --team for each of them."
    ),
    "failure.codeowners.no_command": msg(
        "{path} does not say how it was made. Make it with: mh codeowners --org ORGANISATION -o {path}"
    ),
    # JSON Schemas for editors
    "help.schema": msg("The JSON Schema of a kind of file, for help in an editor."),
    "argument.schema_kind": msg("The kind of file; without it, all kinds are listed."),
    "option.schema_output": msg("Write the schemas into this folder, each to its own file."),
    "option.schema_check": msg(
        "Write nothing; end with code 1 where a schema in the folder is out of date."
    ),
    "schema.old": msg(
        "Out of date in {folder}: {files}. An editor offers the ids that there were. Write them anew with "
        "“mh schema -o {folder}”."
    ),
    # Coverage: what each requirement is, by its two values
    "classification.covered": msg("covered"),
    "classification.planned": msg("planned"),
    "classification.partly": msg("partly covered"),
    "classification.pending": msg("pending, not covered"),
    "classification.unknown": msg("not assessed"),
    "classification.unanswered": msg("unanswered"),
    "classification.count.covered": nmsg("{n} covered", "{n} covered"),
    "classification.count.planned": nmsg("{n} planned", "{n} planned"),
    "classification.count.partly": nmsg("{n} partly covered", "{n} partly covered"),
    "classification.count.pending": nmsg("{n} pending", "{n} pending"),
    "classification.count.unknown": nmsg("{n} not assessed", "{n} not assessed"),
    "classification.count.unanswered": nmsg("{n} unanswered", "{n} unanswered"),
    "disputed": msg("open recommendation on this requirement"),
    "law.unread": msg("not yet assessed"),
    "law.unclear": msg("unclear"),
    "law.none_found": msg("none found"),
    "law.part": msg("in part"),
    "law.full": msg("in full"),
    "promise.none": msg("none"),
    "promise.named": msg("only named"),
    "promise.to_assess": msg("only to be assessed"),
    "promise.planned": msg("planned"),
    "promise.planned.in_part": msg("planned in part"),
    "promise.under_way": msg("under way"),
    "promise.under_way.in_part": msg("under way in part"),
    "promise.delivered": msg("delivered"),
    "promise.by": msg("{promise} ({measures})"),
    "requirement.values": msg("law: {law} · promise: {promise} · {classification}"),
    "coverage.ours": msg(
        "With our judgements: links that we made, and our reading of the law. No lawyer has confirmed it."
    ),
    "coverage.own": msg("By the strategy's own words: {promised}."),
    "own_words": msg("{n} of {total} followed up"),
    "unjudged": nmsg(
        "Cannot be judged: {files} cannot be read in full and is in no count.",
        "Cannot be judged: {n} files cannot be read in full and are in no count ({files}).",
    ),
    "closure.removed": msg("{name} was removed."),
    "closure.merged": msg("{name} has become one with {other}."),
    "closure.no_gap": msg("The strategy no longer takes {code} for a gap ({name})."),
    "closure.context_only": msg("{name} is now marked as context only."),
    "closure.demands_nothing": msg("{name} no longer requires anything that the plan must answer."),
    "closure.counted_at": msg("{name} is now counted with {other}."),
    "closure.reclassified": msg("{name} is now: {classification}."),
    "closure.law": msg("{name} is covered by law: {law}."),
    "closure.promised": msg("The whole of {name} is promised: {promised}."),
    "closure.note": msg("All that {name} requires is covered, so it is no longer a gap."),
    "closure.closed": msg("{name}: there is nothing to point out any more."),
    "closure.linked": msg("{name} now has links to {targets}."),
    "closure.area_linked": msg("{name} is now linked to by {measures} in focus area {area}."),
    "closure.area_dropped": msg("The strategy no longer names {name} for focus area {area}."),
    "closure.completed": msg("{name} is completed. {shown}"),
    "closure.completed.on": msg("{name} is completed ({day}). {shown}"),
    "closure.discontinued": msg("{name} is discontinued."),
    "closure.discontinued.because": msg("{name} is discontinued: “{why}”"),
    "closure.deadline_moved": msg("The deadline of {name} moved from {before} to {after}."),
    "closure.deadline_removed": msg("The deadline of {name} was taken away. It was {before}."),
    "closure.not_passed": msg("The deadline of {name} has not passed: {day}."),
    "closure.moved_less": msg("The deadline of {name} has not moved as often as was recorded."),
    "closure.reported": msg("{actor} has reported on {name} for {year} ({report}, approved {day})."),
    "closure.reporting_closed": msg(
        "{actor} closed its reporting on {name} with the report for {closed}."
    ),
    "closure.not_responsible": msg("{actor} is no longer responsible for {name}."),
    "closure.owes_nothing": msg("{actor} is independent and is not required to report on {name}."),
    "closure.not_completed": msg("{name} is no longer recorded as completed. Its status is {status}."),
    "closure.not_discontinued": msg("{name} was taken up again. Its status is {status}."),
    "closure.tasks.completed": msg("The open tasks of {name} are completed: {tasks}."),
    "closure.tasks.discontinued": msg("Tasks of {name} are discontinued: {tasks}."),
    "closure.evidence": msg("{name} has evidence: {titles}."),
    "closure.no_assessment": msg("{name} is no longer a task to assess."),
    "closure.outcome": msg("The outcome of {name} is recorded. {outcome}"),
    "closure.reason": msg("Why {name} is discontinued is recorded: “{why}”"),
    "closure.statement": msg("The statement behind the status of {name} is recorded ({by}, {day})."),
    "closure.no_status": msg("{name} no longer has a status that needs a statement."),
    "closure.goal_assessed": msg("{actor} has assessed {name} in the report for {year}: {level}."),
    "closure.goal_not_asked": msg("No report of {actor} for {year} concerns {name}."),
    "closure.happened": msg("It is recorded as done ({event}): {day}. {reference}"),
    "closure.event_removed": msg("The event ({event}) that was due {day} was removed."),
    "closure.unread": msg("{name}: {file} cannot be read in full."),
    "reason.deadline_moved": msg("Deadline moved"),
    "reason.discontinued": msg("Discontinued"),
    "reason.removed": msg("Removed"),
    "reason.reclassified": msg("Reclassified"),
    "reason.unread": msg("Cannot be read"),
    "because.shall": msg("The convention says “shall”."),
    "because.shall_qualified": msg("The convention says “shall”, with a qualification."),
    "because.shall_consider": msg("The convention says “shall consider”."),
    "because.other": Marked(""),
    "section.law": msg("Law and practice"),
    "section.names": msg("Names, without answering"),
    "fact.amount": msg("Amount"),
    "fact.currency": msg("Currency"),
    "fact.earmarked": msg("Earmarked"),
    "fact.from": msg("From"),
    "funding.permanent": msg("permanent"),
    "funding.yearly": msg("yearly"),
    "section.answers": msg("Answered by"),
    "section.named_by": msg("Named by, without an answer"),
    "section.disputed_by": msg("Disputed by"),
    "section.assessments": msg("Others say"),
    "section.reservations": msg("Reservations"),
    "fact.obligation": msg("Obligation"),
    "fact.weight": msg("Force"),
    "fact.law": msg("Law"),
    "fact.promise": msg("Promise"),
    "fact.own_words": msg("By the strategy's own words"),
    "fact.classification": msg("In sum"),
    "fact.counted_at": msg("Counted with"),
    "fact.closes": msg("Counts as followed up when"),
    "closes.to_assess.article": msg(
        "the assessment ends with a task that promises this, or the law is changed"
    ),
    "closes.to_assess.recommendation": msg("the assessment ends with a task that promises this"),
    "closes.in_part.article": msg("a measure promises all of it, or the law answers it in full"),
    "closes.in_part.recommendation": msg("a measure promises all of it"),
    "closes.unanswered.article": msg("a measure promises this, or the law answers it in full"),
    "closes.unanswered.recommendation": msg("a measure promises this"),
    "law.missing.is": msg("Missing: {text}"),
    "law.note.is": msg("Note: {text}"),
    "law.contrary.is": msg("Another source says: {text} ({source})"),
    "law.element.absent": msg("Not found where it would stand: {text}"),
    "law.element.unread": msg("May stand in a text that was not read: {text}"),
    "law.unread.is": msg("Not read: {title}"),
    "law.decisive.is": msg("Not read, and may change the answer: {title}"),
    "law.looked_in.is": msg("Read without an answer: {places}"),
    "law.read": msg("read as in force {day}"),
    "law.confirmed": msg("Covers it: {extent} (confirmed by {by}, {day})."),
    "law.unconfirmed": msg("Covers it: {extent} ({by}, {day}; not confirmed by a lawyer)."),
    "law.caveat": msg("Our reading of the law. No lawyer has confirmed it unless it says so."),
    "day.unknown": msg("day not given"),
    "contribution.names": msg("names it, does not answer it"),
    "mention.measure": msg("{by} names it"),
    "mention.focus_area": msg("the strategy names it for focus area {by}"),
    "mention.principle": msg("principle {by} names it"),
    "mention.funding": msg("the funds {by} name it"),
    "matrix.covered": msg("{covered} of {total} covered"),
    "report.promise": msg("Promises"),
    "report.parts": msg("Requirements of the recommendation"),
    "report.no_measure.left_out": nmsg(
        "The strategy names no measure; one link of ours is left out.",
        "The strategy names no measure; {n} links of ours are left out.",
    ),
    "report.left_out": nmsg("One link of ours is left out.", "{n} links of ours are left out."),
    "report.left_out.short": nmsg("{n} left out", "{n} left out"),
    "coverage.with_ours": msg("with our judgements"),
    "coverage.own_words": msg("by the strategy's own words"),
    "column.law": msg("Law"),
    "column.promise": msg("Promise"),
    "report.sum.gaps": nmsg("{n} gap is open{accepted}.", "{n} gaps are open{accepted}."),
    "report.sum.gaps.since": msg("Since {day}: {moves}."),
    "report.sum.gaps.still": msg("None of them has changed since {day}."),
    "report.sum.gaps.new": nmsg("{n} new", "{n} new"),
    "report.sum.gaps.closed": nmsg("{n} closed", "{n} closed"),
    "report.sum.gaps.ended": nmsg("{n} ended", "{n} ended"),
    "report.sum.gaps.corrected": msg("{n} corrected in the data"),
    "report.sum.gaps.newly_accepted": nmsg("{n} accepted", "{n} accepted"),
    "report.sum.gaps.accepted_no_longer": nmsg("{n} accepted no longer", "{n} accepted no longer"),
    "report.sum.gaps.cannot_be_judged": msg("{n} cannot be judged"),
    "report.gaps.sums": msg("How the numbers add up"),
    "report.of": msg("{n} of {total}"),
    "column.gaps": msg("Gaps"),
    "column.open": msg("Open"),
    "column.accepted_gaps": msg("Accepted"),
    "column.told_of": msg("Measures reported on"),
    "report.gaps.new": msg("New gaps"),
    "report.gaps.closed": msg("Closed"),
    "report.gaps.ended": msg("Ended"),
    "report.gaps.corrected": msg("Corrected in the data"),
    "report.gaps.newly_accepted": msg("Newly accepted"),
    "report.gaps.accepted_no_longer": msg("Accepted no longer"),
    "report.gaps.cannot_be_judged": msg("Cannot be judged"),
    "fact.demand": msg("Requirement"),
    "cite.ledd": msg("{title}, {section}, {ordinal} paragraph"),
    "ordinal.1": msg("first"),
    "ordinal.2": msg("second"),
    "ordinal.3": msg("third"),
    "ordinal.4": msg("fourth"),
    "ordinal.5": msg("fifth"),
    "ordinal.6": msg("sixth"),
    "ordinal.7": msg("seventh"),
    "ordinal.8": msg("eighth"),
    "ordinal.9": msg("ninth"),
    "metavar.ids": msg("id …"),
    "metavar.paths": msg("file …"),
    "metavar.code": msg("code"),
    "metavar.kind": msg("kind"),
    "metavar.actor": msg("actor"),
    "metavar.file": msg("file"),
    "metavar.pack": msg("convention"),
    "metavar.folder": msg("folder"),
    "metavar.str": msg("<text>"),
    "metavar.int": msg("<number>"),
    "metavar.int_range": msg("<number>"),
    "metavar.path": msg("<file>"),
    "metavar.path.folder": msg("<folder>"),
    "changed.about": msg("what the acceptance concerns"),
    "changed.accepted": msg("the accepted gaps"),
    "changed.actors": msg("the actors"),
    "changed.addresses": msg("the links to obligations"),
    "changed.amount": msg("the amount"),
    "changed.approx": msg("the approximate figure"),
    "changed.as_of": msg("the day of the figure"),
    "changed.assessment": msg("the assessment"),
    "changed.at_least": msg("the least figure"),
    "changed.bullet": msg("the bullet"),
    "changed.by": msg("who is behind it"),
    "changed.change_percent": msg("the change in per cent"),
    "changed.closed": msg("whether it is closed"),
    "changed.comment": msg("the comment"),
    "changed.compared_with": msg("what it is compared with"),
    "changed.contribution": msg("how far it is followed up"),
    "changed.cumulative": msg("the total over time"),
    "changed.currency": msg("the currency"),
    "changed.decided_by": msg("who decided it"),
    "changed.decision": msg("the decision"),
    "changed.document": msg("the document"),
    "changed.documents": msg("the documents"),
    "changed.due_source": msg("the source of the deadline"),
    "changed.duty": msg("the duty to report"),
    "changed.earmarked": msg("whether the funds are earmarked"),
    "changed.en": msg("the text in English"),
    "changed.evaluations": msg("the evaluations"),
    "changed.focus_areas": msg("the focus areas"),
    "changed.format": msg("the format of the file"),
    "changed.from": msg("the beginning"),
    "changed.groups": msg("the groups of tasks"),
    "changed.heading": msg("the heading"),
    "changed.helplines": msg("the helplines"),
    "changed.id": msg("the id"),
    "changed.knowledge_gaps": msg("the knowledge gaps"),
    "changed.leads_to": msg("the tasks that follow"),
    "changed.max": msg("the highest number"),
    "changed.measures": msg("the measures"),
    "changed.min": msg("the lowest number"),
    "changed.nb": msg("the text in Bokmål"),
    "changed.nn": msg("the text in Nynorsk"),
    "changed.occurrences": msg("the occurrences"),
    "changed.paragraph": msg("the paragraph"),
    "changed.parts": msg("the parts"),
    "changed.per": msg("the time counted over"),
    "changed.periods": msg("the reporting periods"),
    "changed.principles": msg("the principles"),
    "changed.range": msg("the range"),
    "changed.read": msg("the day of the text that was read"),
    "changed.reading": msg("what was read"),
    "changed.reason": msg("the reason"),
    "changed.relations": msg("the relations to other measures"),
    "changed.requirements": msg("the requirements"),
    "changed.reservations": msg("the reservations"),
    "changed.rule": msg("the rule"),
    "changed.section": msg("the place in the document"),
    "changed.severity": msg("the severity"),
    "changed.since": msg("the day counted from"),
    "changed.subject": msg("what the assessment concerns"),
    "changed.target": msg("the other measure"),
    "changed.tasks": msg("the tasks"),
    "changed.to": msg("the end"),
    "changed.type": msg("the type"),
    "changed.until": msg("the last day it holds"),
    "changed.value": msg("the value"),
    # What people call fields and choices besides their labels: names with commas between them
    "called.field.due": msg("due date, time limit"),
    "called.field.owners": msg("owner, owned by"),
    "called.field.responsible": msg("responsibility, responsible ministry, responsible ministries"),
    "called.field.partners": msg("partner, contributors"),
    "called.field.lead": msg("leader, led by"),
    "called.field.completed": msg("completion date, finished, carried out, done"),
    "called.field.started": msg("start date, begun"),
    "called.field.evidence": msg("documentation, proof"),
    "called.field.note": msg("remark, notes"),
    "called.field.comment": msg("comments, remarks"),
    "called.field.summary": msg("abstract"),
    "called.field.addresses": msg("links, obligations"),
    "called.field.obstacles": msg("challenges"),
    "called.field.next": msg("next steps, further work"),
    "called.field.done": msg("what is done"),
    "called.field.url": msg("link, address, web page"),
    "called.field.outcome": msg("result"),
    "called.field.commitment": msg("kind of task, type"),
    "called.field.submitted": msg("sent in"),
    "called.choice.not_started": msg("not yet begun"),
    "called.choice.in_progress": msg("under way, ongoing, begun"),
    "called.choice.completed": msg("done, finished, carried out"),
    "called.choice.discontinued": msg("stopped, dropped, cancelled"),
    "called.choice.partial": msg("in part, partly, partially"),
    "called.choice.full": msg("fully, wholly"),
    "called.choice.part": msg("partly, partially"),
    # Words that may mean a choice: it is suggested
    "near.choice.in_progress": msg("partly, partially, halfway, nearly done, started"),
    "near.choice.not_started": msg("planned, waiting"),
    "near.choice.completed": msg("ended, closed"),
    "near.choice.discontinued": msg("ended, closed"),
    # Tables that are imported
    "import.write": nmsg("Write {n} file?", "Write {n} files?"),
    "option.column": msg(
        "Which field a column is: --column 'Responsible=responsible'. --column 'X=' leaves X out."
    ),
    "option.value": msg(
        "The value of a field in every new record that the table has none for: --value focus_area=2."
    ),
    "option.sheet": msg("The sheet of a workbook to read."),
    "metavar.column": msg("<column=field>"),
    "metavar.value": msg("<field=value>"),
    "import.column": msg("Column “{head}” → {field}"),
    "import.column_left": msg("Column “{head}” is left out"),
    "table.place.row": msg("{file}, row {row}"),
    "table.place.csv": msg("{file}, row {row}, column “{column}”"),
    "table.windows": msg(
        "{file} is not UTF-8. It is read as Windows writes text (cp1252): see that letters beyond a to z are right."
    ),
    "table.note_below": msg("{place}: read as a note below the table."),
    "table.formulas": nmsg(
        "Sheet “{sheet}”: {cells} is a formula. The value that is stored with it is used.",
        "Sheet “{sheet}”: {cells} are formulas. The values that are stored with them are used.",
    ),
    "table.other_sheets": msg(
        "{file}: the sheet “{sheet}” is read. These are not: {others}. Choose another with --sheet."
    ),
    "table.emptied": msg(
        "{place}: the cell is empty, which changes nothing. It stays “{now}”. Remove it with “mh set”."
    ),
    "table.computed": msg(
        "{place}: “{given}” is not used, because mh finds this out itself. It is “{now}” now."
    ),
    "table.task_of_title": msg(
        "{place}: {id} gets a task with the title of the measure, for a task is what has a deadline."
    ),
    "failure.table.options_alone": msg(
        "--column, --value and --sheet are for tables: say first what the rows are, one of {known}."
    ),
    "failure.table.one_file": msg("Give one table at a time: each has columns of its own."),
    "failure.table.no_pair.columns": msg(
        "--column “{given}”: write it as column=field, for example --column 'Responsible=responsible'."
    ),
    "failure.table.no_pair.values": msg(
        "--value “{given}”: write it as field=value, for example --value focus_area=2."
    ),
    "failure.table.large": msg(
        "{file} is larger than {n} MB. Split it, or remove what is no part of the table."
    ),
    "failure.table.many": msg(
        "{file} has more than {rows} rows or {columns} columns. Split it, or delete the empty ones."
    ),
    "failure.table.long_cell": msg(
        "{file}, row {row}: a cell has more than {n} characters. Is a quotation mark missing?"
    ),
    "failure.table.broken_book": msg(
        "{file} cannot be opened as a workbook. Open it in Excel and save it anew, or as CSV."
    ),
    "failure.table.no_sheet": msg("{file} has no sheet “{given}”. It has {known}."),
    "failure.table.not_text": msg(
        "{file} is neither text nor a workbook. Save it as CSV (UTF-8) or .xlsx."
    ),
    "failure.table.json": msg(
        "{file} is JSON, which is no table. Write the list with “mh list … --format csv” or xlsx."
    ),
    "failure.table.quotes": msg(
        "{file}: a quotation mark is not closed, or stands inside a cell, in row {row} or above."
    ),
    "failure.table.empty": msg("{file} is empty."),
    "failure.table.no_columns": msg(
        "{file}: no column is known. The first row with names has {heads}. Say which field each is with --column; there are {known}."
    ),
    "failure.table.no_column": msg(
        "There is no column “{given}”, or there are several. There are {known}."
    ),
    "failure.table.two_columns": msg("Two columns are “{field}”. Leave one out: --column 'NAME='."),
    "failure.table.sign": msg(
        "There is a character here that cannot be in a text ({sign}). Delete it and write it anew."
    ),
    "failure.table.not_utf8": msg(
        "There is something here that is no text. Delete it and write it anew."
    ),
    "failure.table.one_actor": msg("“{given}” is not one actor. Write one id or one whole name."),
    "failure.table.no_cell_for": msg(
        "“{given}”: a cell cannot hold this field. Leave the column out, and use “mh edit”."
    ),
    "failure.table.measure_id": msg("“{given}” is no number of a measure. Write it like 7 or T07."),
    "failure.table.slug": msg(
        "“{given}” cannot be an id. Use small letters from a to z, digits and hyphens."
    ),
    "failure.table.actor_id": msg(
        "“{given}” cannot be an id. Use letters from a to z, digits and hyphens."
    ),
    "failure.table.no_levels": msg("“{given}”: {instrument} has no levels. Leave the cell empty."),
    "failure.table.missing": msg(
        "“{field}” is missing, and a new record must have it. Fill in the cell, or say --value {field}=… for all."
    ),
    "failure.table.missing_here": msg(
        "“{field}” is missing, and a new record must have it. Fill in the cell."
    ),
    "failure.table.missing_choice": msg(
        "“{field}” is missing, and a new record must have it. Fill in the cell, or say --value {field}=… for all, with one of these: {known}."
    ),
    "failure.table.no_record": msg(
        "Neither the number nor the title of a measure is here. Fill in one of them."
    ),
    "failure.table.indicator": msg(
        "There is no indicator “{given}”. Try {known}, or make it with “mh new indicator”."
    ),
    "failure.table.renumbered": msg("{given} is called {now} now. Write {now}."),
    "failure.table.said_twice": msg("“{given}” is said of the same field in {place}. Keep one of them."),
    "failure.table.twice": msg("“{given}” is here twice. Keep one."),
    "failure.table.several": msg(
        "Several records are called {given}. Correct that first; “mh check” shows them."
    ),
    "failure.table.moved": msg(
        "{id} belongs to {now} and cannot be moved. Leave the cell empty, or make a new one without the id."
    ),
    "failure.table.figure": msg(
        "“{given}” cannot be read as a figure. Write it in columns of its own, such as “year” and “value”."
    ),
    "failure.table.one_quantity": msg(
        "There must be one figure in the row: in “value”, “approx”, “at_least”, “range”, “cumulative” or “change_percent”."
    ),
    "failure.table.other_figure": msg(
        "“{given}”: there is another figure for this time already, {now}. Change it in {path}, or leave the row out."
    ),
    "failure.table.range": msg("“{given}” is no range. Write it like 20–30."),
    "failure.table.no_report": msg("There is no such report. Make it with “mh new report”."),
    "called.field.measures.id": msg("no, number, id, measure number"),
    "called.field.measures.title": msg(
        "measure, name, name of the measure, title of the measure, action"
    ),
    "called.field.measures.focus_area": msg("area, focus area, theme"),
    "called.field.measures.responsible": msg("responsible, responsible body, ministry"),
    "called.field.measures.summary": msg("description, summary, about the measure"),
    "called.field.measures.note": msg("comment, comments"),
    "called.field.measures.task.text": msg("task, tasks, activity, sub-measure, milestone"),
    "called.field.measures.task.due": msg("deadline, due, to be done by"),
    "called.field.measures.task.owners": msg("responsible for the task, task owner, carried out by"),
    "called.field.measures.task.status": msg("status of the task"),
    "called.field.measures.source.document": msg("document, source document"),
    "called.field.measures.source.section": msg("section, chapter, page"),
    "called.field.recommendations.title": msg("short title, name, heading"),
    "called.field.recommendations.text": msg("recommendation, text, wording"),
    "called.field.recommendations.instrument": msg("instrument, round, report"),
    "called.field.recommendations.paragraph": msg("paragraph, no, number, para"),
    "called.field.recommendations.follow_up": msg("responsible, follow-up"),
    "called.field.recommendations.source.section": msg("section, chapter, page"),
    "called.field.actors.id": msg("id, abbreviation, short name"),
    "called.field.actors.name": msg("name, actor, body, organisation"),
    "called.field.actors.kind": msg("kind, type, kind of actor"),
    "called.field.actors.parent": msg("part of, under, belongs to"),
    "called.field.actors.role": msg("role, task, responsibility"),
    "called.field.observations.id": msg("indicator, id"),
    "called.field.observations.figure.value": msg("value, number, figure"),
    "called.field.observations.figure.approx": msg("about, approximately"),
    "called.field.observations.figure.at_least": msg("at least, over, more than"),
    "called.field.observations.figure.note": msg("comment, note"),
    "called.field.observations.figure.source.section": msg("section, chapter, page"),
    # The site
    "help.site": msg("Make the public site in a folder: static pages, feeds and data."),
    "argument.site": msg("The folder to put the site in. It is made if it is not there."),
    "option.site_lang": msg(
        "A language of the site; may be given several times. Otherwise those of the strategy, and English."
    ),
    "progress.site": msg("Making the site …"),
    "failure.site.taken": msg(
        "{folder} already holds something else than a site, and would be mixed with it. Give an empty folder, or one that does not exist."
    ),
    "failure.site.foreign": msg(
        "Nothing is written to {folder}, since mh has not made what is there, or somebody has changed it since: {files}. Move it away, or give another folder."
    ),
    "failure.site.extra": msg(
        "The site needs packages that are not installed: pip install 'menneskehandel-cli[{extra}]'."
    ),
    "failure.site.no_manifest": msg(
        "{folder} has no manifest.json from “mh site”, so nothing says what it was made from. Make the site with “mh site {folder}”."
    ),
    "site.unchanged": msg("{folder} is already made from this commit. Nothing is written."),
    "site.written": msg("Wrote {files} to {folder}. Open index.html there."),
    "site.removed": nmsg(
        "{n} file that is no longer part of the site was removed.",
        "{n} files that are no longer part of the site were removed.",
    ),
    "site.left": msg(
        "{file} is no longer part of the site, but mh has not made it as it is now. It is left where it is."
    ),
    "site.verified": msg(
        "The site is unchanged: made again from commit {commit}, all {n} files are identical, byte for byte."
    ),
    "site.differ": nmsg(
        "{n} file is not as it would be made from the same commit:",
        "{n} files are not as they would be made from the same commit:",
    ),
    "site.edited": nmsg(
        "{n} file is not as the site's own manifest says:",
        "{n} files are not as the site's own manifest says:",
    ),
    "site.not_compared": nmsg(
        "So the bytes cannot be compared with what is made here. Of {total} files, {n} differs from that:",
        "So the bytes cannot be compared with what is made here. Of {total} files, {n} differ from that:",
    ),
    "site.file.missing": msg("missing"),
    "site.file.extra": msg("not part of the site"),
    "site.file.changed": msg("changed"),
    "site.other.version": msg("It was made with mh {theirs}; this is mh {ours}."),
    "site.other.templates": msg("It was made with other templates ({theirs}; here {ours})."),
    "site.other.libraries": msg("It was made with other libraries ({theirs}; here {ours})."),
    "site.skip": msg("Skip to the content"),
    "site.menu": msg("Menu"),
    "site.search": msg("Search"),
    "site.search_button": msg("Search the site"),
    "site.search.results": msg("Results: {n}"),
    "site.search.none": msg(
        "Nothing has all these words. Try fewer or shorter words, or look in the list from A to Z."
    ),
    "site.search.more": msg("Show all results: {n}"),
    "site.search.unavailable": msg(
        "The search needs JavaScript. Everything also stands in the list from A to Z."
    ),
    "site.list.a_z": msg("Everything from A to Z"),
    "site.a_z.lead": msg(
        "Every page and every section of law that was read, by its first letter. Tasks, goals and paragraphs "
        "stand on the page of what they belong to."
    ),
    "site.languages": msg("Languages"),
    "site.data": msg("This page as data (JSON)"),
    "site.suggest": msg("Suggest a change"),
    "site.helpline": msg("Are you, or is somebody you know, exploited?"),
    "site.not_official": msg(
        "This is not the Government's own site. It is made from the strategy and from what is recorded about it."
    ),
    "site.unconfirmed": msg("The page has readings of the law that no lawyer has confirmed."),
    "site.made": msg("How this site is made"),
    "site.contents": msg("On this page"),
    "site.all": msg("all"),
    "site.of": msg("{n} of {total} rows"),
    "site.changed": msg("Last changed {day} by commit {commit}."),
    "site.whose.strategy": msg("The strategy's words"),
    "site.whose.ministry": msg("The ministries' words"),
    "site.whose.others": msg("Others' words"),
    "site.whose.ours": msg("Our judgement"),
    "site.no_reports": msg("No approved report is recorded here."),
    "site.tasks_done": msg("{n} of {total} tasks completed"),
    "site.deadline": msg("Next deadline {day} ({task})"),
    "site.deadline_passed": msg("Deadline {day} has passed ({task})"),
    "site.changes.lead": msg(
        "What was changed, the newest first: when it was recorded, and when it happened if that is another day."
    ),
    "site.older": msg("Older changes"),
    "site.policy": msg("Decision or action"),
    "site.data_entry": msg("Data entry"),
    "site.correction": msg("Correction"),
    "site.figures": msg("What the figures say, and do not say"),
    "site.everything": msg("Everything on the site"),
    "unrecorded": msg("Nothing is recorded here."),
    "site.menu.data": msg("Data"),
    "site.list.accepted": msg("accepted gaps"),
    "site.list.accessibility": msg("Accessibility"),
    "site.list.deadlines": msg("Deadlines"),
    "site.list.reports": msg("Reports and years"),
    "site.list.rules": msg("The rules behind the findings"),
    "site.list.actors": msg("Actors"),
    "site.list.indicators": msg("Indicators"),
    "site.list.goals": msg("Shared goals"),
    "site.list.principles": msg("Principles"),
    "site.list.money": msg("Funding"),
    "site.field.missing": msg("Missing in the law"),
    "site.kind.overview": msg("Overview"),
    "site.kind.article": msg("Article"),
    "site.kind.provision": msg("Provision"),
    "site.kind.recommendation": msg("Recommendation"),
    "site.kind.part": msg("Part of a recommendation"),
    "site.kind.knowledge_gap": msg("Knowledge gap"),
    "site.kind.report": msg("Report"),
    "site.kind.document": msg("Document"),
    "site.kind.actor": msg("Actor"),
    "site.kind.indicator": msg("Indicator"),
    "site.kind.goal": msg("Shared goal"),
    "site.kind.principle": msg("Principle"),
    "site.kind.funding": msg("Funding"),
    "site.owes": msg("Has not reported for {year} on"),
    "site.approved": msg("approved by {told}"),
    "site.year": msg("The year {year}"),
    "site.weight.major": msg("major gap"),
    "site.weight.minor": msg("minor gap"),
    "site.weight.note": msg("note"),
    "site.in_hand": nmsg(
        "{n} requirement is in hand: an unfinished task promises or assesses more. It is no gap.",
        "{n} requirements are in hand: unfinished tasks promise or assess more. They are no gaps.",
    ),
    "site.unassessed": nmsg(
        "{n} requirement is not yet assessed against the law. It is no gap.",
        "{n} requirements are not yet assessed against the law. They are no gaps.",
    ),
    "site.late": msg("Deadlines that have passed"),
    "site.coming": msg("Deadlines to come"),
    "site.made.from": msg(
        "Every page is made by a program from text files, and from the history of their changes. Each page names the last commit that changed what it is about."
    ),
    "site.made.bytes": msg(
        "The file manifest.json in the folder above names the commit and the version of the program, and has a checksum for every file. The same commit and version always give the same files, so anybody with the repository can check them:"
    ),
    "site.made.own": msg(
        "Whose words a text is, is said above it: the strategy's, a ministry's, others' or ours."
    ),
    "site.made.ours": msg(
        "“We” are those who keep the data: links marked as ours and readings of the law are our judgement, not the strategy's."
    ),
    "site.unknown": msg("Not known here, and so not published"),
    "site.unknown.address": msg(
        "The address of the site: there is no site map, and pages do not name their address."
    ),
    "site.unknown.publisher": msg("Who publishes the site, and whom to ask."),
    "site.unknown.licence": msg("The licence of the data."),
    "site.unknown.edit": msg("Where the files can be edited on the web: pages do not lead to it."),
    "site.unknown.accessibility": msg("The publisher's accessibility statement."),
    "site.accessibility.axe": msg(
        "axe-core finds nothing on a page of each kind, in each language, light and dark, at 375 and 1280 pixels."
    ),
    "site.accessibility.keyboard": msg("Menu, search and filters work by keyboard alone."),
    "site.accessibility.script": msg(
        "Everything but search and filters works without JavaScript; the list from A to Z takes the place of search."
    ),
    "site.accessibility.width": msg("At 375 pixels nothing scrolls sideways."),
    "site.accessibility.reader": msg("A screen reader has not been tried."),
    "site.accessibility.people": msg("No people with disabilities have tried the site."),
    "site.accessibility.none": msg("The publisher has given no accessibility statement here."),
    "site.feed.one": msg("Follow {name} (Atom)"),
    "site.feed.all": msg("Follow all changes (Atom)"),
    "site.feed.title": msg("Changes: {name}"),
    "site.calendar": msg("Deadlines for your calendar (.ics)"),
    "site.calendar.last": msg("The deadline is given as {due}. The event is on its last day."),
    "site.table.measures": msg("Measures"),
    "site.table.tasks": msg("Tasks"),
    "site.table.obligations": msg("Obligations"),
    "site.table.requirements": msg("Requirements"),
    "site.table.links": msg("Links"),
    "site.table.gaps": msg("Gaps"),
    "site.table.reports": msg("Reports"),
    "site.table.actors": msg("Actors"),
    "site.table.indicators": msg("Indicators"),
    "site.table.changes": msg("Changes"),
    "site.table.measures.is": msg("One row for each measure."),
    "site.table.tasks.is": msg("One row for each task, with its deadline as exactly as it is given."),
    "site.table.obligations.is": msg("One row for each article and each recommendation."),
    "site.table.requirements.is": msg(
        "One row for each requirement: what national law and the strategy answer, and what that adds up to."
    ),
    "site.table.links.is": msg(
        "One row for each link from a measure to an obligation, with who sees the link."
    ),
    "site.table.gaps.is": msg("One row for each gap that the rules find, accepted ones last."),
    "site.table.reports.is": msg("One row for each report, drafts too."),
    "site.table.actors.is": msg("One row for each actor."),
    "site.table.indicators.is": msg("One row for each figure, as exactly as its source gives it."),
    "site.table.changes.is": msg(
        "One row for each change. Data entry and corrections are no decisions, and say so."
    ),
    "site.data.lead": msg(
        "Everything on the site as files to use elsewhere: measures, obligations, gaps, reports and changes."
    ),
    "site.data.about": msg(
        "All that is recorded on {name}: measures with tasks and deadlines, the obligations they answer, "
        "gaps, reports, indicators, and every change."
    ),
    "site.data.no_catalog": msg(
        "There is no description for catalogues of public data (DCAT-AP-NO). It requires what is not known "
        "here:"
    ),
    "site.data.tables.lead": msg(
        "A CSV file has commas between its cells and is UTF-8. Its first row has the names of the columns."
    ),
    "site.unknown.catalog": msg(
        "Without address, publisher, contact and themes the data is not described for catalogues of public "
        "data (DCAT-AP-NO)."
    ),
    "site.unknown.contact": msg("An e-mail address for questions about the data."),
    "site.unknown.themes": msg("What the data is about, by the EU's list of themes."),
    "column.change": msg("Change"),
    "column.happened": msg("Happened"),
    "column.measures": msg("Measures reported on"),
}
