"""What advisers read about each key while they write: the texts of the JSON Schemas.

Keys are called as in YAML, behind the name of the model that has them: ``Measure.title``. The model's own
name says what the whole mapping is. A key that several models inherit is told of once, under the model
that defines it. ``docs/nb/datahandbok.md`` says the same at greater length.
"""

from __future__ import annotations

from collections.abc import Mapping

from menneskehandel_cli.language import Lang, choose, has, say
from menneskehandel_cli.language.messages import msg

_SOURCE = msg("Where it is said, so that others can look it up.")
_NOTE = msg("Something the reader has to know, for example what the source leaves open.")
_NORMATIVE = msg(
    "Write false when it is context only: it describes, and requires nothing. It is then shown and "
    "marked, and counts in no number and as no gap."
)
_URL = msg("The web address. It begins with https://.")
_EVIDENCE = msg("Evidence: something that others can open to see that it is so.")
_FINGERPRINT = msg("The fingerprint of the section's text as it was read. “mh law --record” writes it.")

FIELDS: Mapping[str, str] = {
    # What every file may carry
    "Record.format": msg("The format in which the file is written. Always write 2."),
    "Record.accepted": (
        msg(
            "Gaps that somebody has decided to leave open for a time. Say in about which one, where "
            "the rule has found several in the file. An error cannot be accepted."
        )
    ),
    "Acceptance": msg("A gap that somebody has decided to leave open for a time."),
    "Acceptance.rule": msg("The code of the rule that reports the gap."),
    "Acceptance.about": (
        msg(
            "What the gap is about, when it is not the whole file: a task, a requirement, or "
            "an actor and a year. “mh gaps --format json” shows it behind the code in key."
        )
    ),
    "Acceptance.reason": msg("Why the gap may stay open."),
    "Acceptance.decided_by": msg("Who has decided it: the id of an actor."),
    "Acceptance.date": msg("The day it was decided."),
    "Acceptance.until": msg("The last day on which it holds. On the day after, the gap is back."),
    # The small parts
    "Text.nb": msg("The text in bokmål. Long texts go on lines of their own after >-."),
    "Text.nn": msg("The text in nynorsk."),
    "Text.en": msg("The text in English."),
    "Source.document": (
        msg(
            "Which document: an id that is listed under documents in strategy/strategy.yaml. "
            "The strategy itself is called strategy."
        )
    ),
    "Source.section": msg("The heading of the part of the document."),
    "Source.heading": msg("The subheading, or the words that introduce a list."),
    "Source.paragraph": msg("The paragraph, counted from 1 under the heading."),
    "Source.bullet": msg("The item of the list, counted from 1."),
    "Source.url": _URL,
    "Source.reading": (msg("What we have read. May be left out when we have read the document itself.")),
    "Evidence": msg(
        "Something that others can open to see that it is so: a report, an announcement, a letter."
    ),
    "Evidence.title": msg("What the document is called."),
    "Evidence.url": _URL,
    "Evidence.date": msg("The date on the document, as exactly as it gives it itself."),
    "Evidence.kind": msg("What sort of document it is, in your own words."),
    # Measures
    "Measure": msg("A measure: what the ministries have promised, with goals, tasks and obligations."),
    "Measure.id": msg("The letter and the number of the measure. Never changes."),
    "Measure.former_ids": msg("Ids that the measure has had before. They are never used again."),
    "Measure.title": msg("The title, letter by letter as in the strategy."),
    "Measure.focus_area": msg("The number of the focus area."),
    "Measure.responsible": msg("The ministries that are responsible. All in the list are to report."),
    "Measure.responsible_basis": msg("Whether the strategy itself says who is responsible."),
    "Measure.responsible_note": msg("Why we think so, when the responsibility is inferred."),
    "Measure.lead": msg(
        "Who leads, only where the strategy itself says so. Must also be in responsible."
    ),
    "Measure.partners": msg("Partners: others who contribute to the measure."),
    "Measure.source": msg("Where in the strategy the measure is."),
    "Measure.summary": msg("The measure in one or two sentences, in our words."),
    "Measure.status": (
        msg(
            "The status of the measure, as the coordinator has stated it on a certain day. "
            "Never inferred from the tasks. Say who has stated it in status_source."
        )
    ),
    "Measure.status_source": msg("What the status rests on: who has stated it, and when."),
    "Measure.ongoing": msg(
        "Write true when the measure is ongoing and continues after the period, otherwise false."
    ),
    "Measure.normative": msg(
        "Write false when the measure is context only: it is described, and nobody has promised anything "
        "by it. It is then shown and marked, and counts in no number and as no gap."
    ),
    "Measure.goals": msg("The goals: what the measure is to lead to. A goal is not the same as a task."),
    "Measure.groups": msg("Groups of tasks, where the strategy divides them by sector or target group."),
    "Measure.tasks": msg("The tasks: what is to be done, part by part."),
    "Measure.knowledge_gaps": (
        msg(
            "What the strategy says that we do not know. These are no tasks: nobody has been "
            "asked to find out."
        )
    ),
    "Measure.addresses": (
        msg(
            "The obligations that the measure follows up. Link only to requirements that you "
            "can vouch for that the measure follows up. One link too many hides a gap."
        )
    ),
    "Measure.relations": msg("How the measure is connected with other measures."),
    "Measure.evidence": _EVIDENCE,
    "Measure.note": _NOTE,
    "StatusSource.by": msg("Who says so: the id of an actor."),
    "StatusSource.date": msg("The day it was said."),
    "StatusSource.text": msg("What was said."),
    "StatusSource.url": _URL,
    "Goal": (
        msg(
            "A goal. Write either id and text (the measure's own goal) or ref alone (a goal "
            "that several share)."
        )
    ),
    "Goal.id": msg("The measure, a full stop, G and a number."),
    "Goal.ref": (
        msg(
            "The id of a goal that several measures share. The goal is in "
            "strategy/strategy.yaml. Written instead of id, text and source."
        )
    ),
    "Goal.text": msg("The goal, in our words."),
    "Goal.source": msg("Where in the strategy the goal is."),
    "Group": msg("A group of tasks for one sector or target group."),
    "Group.id": msg("The measure, a full stop, B and a number."),
    "Group.title": msg("What the group is about."),
    "Group.audience": msg("Whom it is meant for."),
    "Group.owners": msg("Who has the main responsibility, where the strategy says so."),
    "Group.invitees": msg("Actors that the strategy names as possible invitees."),
    "Group.source": _SOURCE,
    "Task": msg("A task: one thing that is to be done."),
    "Task.id": msg("The measure, a full stop and a number."),
    "Task.text": msg("The task, in our words."),
    "Task.group": msg("The group that the task belongs to."),
    "Task.commitment": (
        msg(
            "What is promised. If something is only to be assessed, the task is completed when "
            "the outcome is written down."
        )
    ),
    "Task.owners": msg("Who is to do it, only where the strategy says so or it has been agreed."),
    "Task.status": msg("The status of the task."),
    "Task.due": msg(
        "The deadline, only where a source gives it, and never more exactly than the source."
    ),
    "Task.recurrence": msg("How often it is to happen, for what is to be repeated."),
    "Task.outcome": msg("What came of an assessment."),
    "Task.started": msg("The day, month or year in which the task was started."),
    "Task.completed": msg("The day it happened, not the day you write it."),
    "Task.evidence": _EVIDENCE,
    "Task.source": msg("Where in the strategy the task is."),
    "Task.note": _NOTE,
    "Recurrence.per": msg("The time over which it is counted."),
    "Recurrence.min": msg("At least so many times."),
    "Recurrence.max": msg("At most so many times."),
    "Recurrence.occurrences": msg(
        "The times that it is recorded as having happened. Written as evidence."
    ),
    "Outcome.decision": msg("What has been decided."),
    "Outcome.text": msg("What has been decided, in a sentence or two."),
    "Outcome.leads_to": msg("The ids of the tasks that follow from it."),
    "KnowledgeGap": msg("Something the strategy says that we do not know."),
    "KnowledgeGap.id": msg("The measure, a full stop, K and a number."),
    "KnowledgeGap.text": msg("What we do not know."),
    "KnowledgeGap.answered_by": msg("Evidence that answers it, when there is any."),
    "KnowledgeGap.source": _SOURCE,
    "Address": msg("A link from the measure to an obligation that it follows up."),
    "Address.obligation": (
        msg(
            "What the measure follows up: an article, a paragraph, a letter or a "
            "recommendation. The command “mh list obligations” shows them all."
        )
    ),
    "Address.basis": (
        msg(
            "Who has made the link. Write editorial when it is our own judgement, and give the "
            "reason in note."
        )
    ),
    "Address.contribution": (
        msg(
            "How far the measure follows up the requirement, when the link is to one "
            "requirement. Usually it is partial. A link to several requirements at once, or "
            "for the whole focus area, only names the requirements and must not have the key."
        )
    ),
    "Address.by": (
        msg(
            "The tasks that follow up the requirement, when the link is to one requirement. If "
            "there are none, the link is for the whole measure."
        )
    ),
    "Address.note": msg("Why the link is there. Required when basis is editorial."),
    "Relation": msg("The relation to another measure."),
    "Relation.type": msg("What sort of relation it is."),
    "Relation.target": msg("The id of the other measure."),
    "Relation.basis": msg("Who says so."),
    "Relation.note": msg("Why. Required when basis is editorial."),
    # Instruments
    "Instrument": msg(
        "A convention or a round of recommendations. The file is in the instrument's folder."
    ),
    "Instrument.id": msg("The same as the name of the folder."),
    "Instrument.kind": msg("What sort of instrument it is."),
    "Instrument.body": msg("The body that speaks: the id of an actor."),
    "Instrument.title": msg("What the instrument is called."),
    "Instrument.reference": msg("The number that the document has."),
    "Instrument.adopted": msg("The day it was adopted, only where it is known."),
    "Instrument.published": msg("The day it was published, only where it is known."),
    "Instrument.url": _URL,
    "Instrument.languages": msg("The languages in which there are texts here."),
    "Instrument.levels": msg("The levels that the recommendations can have, the strongest first."),
    "Instrument.events": msg(
        "What has happened and is to happen in the dialogue: visits, replies, reports."
    ),
    "Instrument.note": _NOTE,
    "Instrument.source": _SOURCE,
    "Level": msg("How strongly a body asks for something."),
    "Level.id": msg("The name of the level, in small letters and underscores."),
    "Level.title": msg("The words that the body uses."),
    "Level.weight": msg("The weight, from 3 (the most serious) to 1. It is our judgement."),
    "Event": msg("An event in the dialogue with a body."),
    "Event.kind": msg("What sort of event it is."),
    "Event.due": msg("The deadline, when a source gives it."),
    "Event.from": msg("The first day, when something lasted for several days."),
    "Event.date": msg("The day it happened, or the last day when something lasted for several days."),
    "Event.reference": msg("The number of the document."),
    "Event.source": _SOURCE,
    "Event.note": _NOTE,
    # Law
    "Law": msg("How far national law and practice answer an article, requirement by requirement."),
    "Law.id": msg("The id: law- before the id of the article."),
    "Law.obligation": msg("The id of the article. The file has the same name."),
    "Law.requirements": msg("The requirements of the article, one entry for each."),
    "Law.note": _NOTE,
    "RequirementLaw": msg("How far the law answers one requirement."),
    "RequirementLaw.requirement": msg("The id of the requirement in the convention."),
    "RequirementLaw.extent": (
        msg(
            "How far the law answers the requirement. Write full only when what was read "
            "answers every element of the requirement."
        )
    ),
    "RequirementLaw.provisions": msg("The provisions that answer the requirement, section by section."),
    "RequirementLaw.missing": msg(
        "What the requirement asks for, but which is not answered by what we have read, in one sentence."
    ),
    "RequirementLaw.elements": msg(
        "Each element of the requirement that is not answered. Written when extent is part."
    ),
    "RequirementLaw.looked_in": msg(
        "What was read without our finding anything that answers the requirement."
    ),
    "RequirementLaw.unread": (
        msg("Regulations, circulars and others that may answer the requirement, but have not been read.")
    ),
    "RequirementLaw.contrary": msg(
        "What another source says, when it does not agree with our reading of the law."
    ),
    "RequirementLaw.judged": msg("Who has judged it, and when. editorial is us."),
    "RequirementLaw.confirmed": msg(
        "The lawyer or the body that has confirmed the reading. Otherwise null."
    ),
    "RequirementLaw.suspect": msg(
        "What has changed in the law since it was read. “mh law --record” writes it, and takes it away "
        "when the text is read again."
    ),
    "Suspect.since": msg("The day of the published copy in which it was found."),
    "Suspect.by": msg("The sections that are changed or gone, like this: straffeloven § 257."),
    "RequirementLaw.note": msg("The reason for the judgement, or a doubt that a lawyer should settle."),
    "LawProvision": msg("A provision or a practice that answers the requirement, in full or in part."),
    "LawProvision.source": msg(
        "The act, the section and the paragraph, with the address of the text on the web."
    ),
    "LawProvision.kind": msg("What sort of source of law it is."),
    "LawProvision.text": msg("What the provision gives, in our words."),
    "LawProvision.read": msg("The day on which the text that was read was in force."),
    "LawProvision.fingerprint": _FINGERPRINT,
    "UnreadLaw": msg("A source of law that has not been read."),
    "UnreadLaw.title": msg("Its name, with the section."),
    "UnreadLaw.kind": msg("What sort of source of law it is."),
    "UnreadLaw.decides": msg("Whether the text could change the extent: true or false."),
    "UnreadLaw.note": msg("Which requirement it may answer."),
    "PlaceRead": msg("A place that has been read."),
    "PlaceRead.document": msg("The act: an id that is listed under documents in strategy/strategy.yaml."),
    "PlaceRead.section": msg("The section, like this: § 257."),
    "PlaceRead.read": msg("The day on which the text that was read was in force."),
    "PlaceRead.fingerprint": _FINGERPRINT,
    "MissingElement": msg("An element of the requirement that is not answered."),
    "MissingElement.text": msg("The element, in our words."),
    "MissingElement.found": msg(
        "Whether it was looked for and not found, or may stand in a text that has not been read."
    ),
    "ContraryView": msg("What another source says."),
    "ContraryView.text": msg("The content, in our words."),
    "ContraryView.source": _SOURCE,
    "Judgement.by": msg("The id of an actor, or editorial for us."),
    "Judgement.date": msg("The day it was judged."),
    "Party": msg("What is the state's own in a convention: signature, ratification and reservations."),
    "Party.id": msg("The id: party- before the name of the folder."),
    "Party.instrument": msg("The convention: the name of the folder."),
    "Party.events": msg(
        "When the state signed and ratified, and when the convention entered into force for it."
    ),
    "Party.reservations": msg("Reservations and declarations."),
    "Party.note": _NOTE,
    "Reservation": msg("A reservation or a declaration."),
    "Reservation.provision": msg("The provision that it concerns."),
    "Reservation.text": msg("The content, in our words."),
    "Reservation.date": msg("The day it was made."),
    "Reservation.source": _SOURCE,
    # Articles
    "Article": msg("An article of the convention, divided into provisions."),
    "Article.id": msg("The id. It begins with the name of the folder, and the file has the same name."),
    "Article.article": msg("The number of the article."),
    "Article.chapter": msg("The chapter, in Roman numerals."),
    "Article.role": msg("What sort of article it is. Only duties are counted in the coverage."),
    "Article.title": msg("The heading."),
    "Article.title_basis": msg("Who has translated the heading."),
    "Article.source": _SOURCE,
    "Article.summary": msg("The article in one sentence, in our words."),
    "Article.provisions": msg("The provisions in order: the smallest parts that can be answered or not."),
    "Article.follow_up": msg("Who can follow up. It is our judgement."),
    "Provision.follow_up": msg("Who can follow up. It is our judgement. Left out: those of the article."),
    "Article.note": _NOTE,
    "Provision": msg("A provision: a paragraph, a letter or an indent."),
    "Provision.id": (
        msg(
            "The article, a full stop and the place: coe-12.1 is a paragraph, coe-12.1.a a "
            "letter, coe-19.0 an article without paragraphs."
        )
    ),
    "Provision.former_ids": msg("Ids that the provision has had before. They are never used again."),
    "Provision.force": msg("How strong the requirement is, as the convention itself says."),
    "Provision.bearer": msg("Whom the requirement binds."),
    "Provision.normative": _NORMATIVE,
    "Provision.text": msg("The content, in our words."),
    "Provision.note": _NOTE,
    # Recommendations
    "Recommendation": msg("A recommendation: something that a monitoring body asks of the state."),
    "Recommendation.id": msg(
        "The id. It begins with the name of the folder, and the file has the same name."
    ),
    "Recommendation.level": msg(
        "One of the levels in _instrument.yaml. Left out when no source says which."
    ),
    "Recommendation.paragraph": msg(
        "The number of the paragraph in the body's own report: 45, 45a or 45–47. Left out when no "
        "source that was read gives it."
    ),
    "Recommendation.focus_area": msg(
        "The number of the focus area under which the strategy mentions the recommendation."
    ),
    "Recommendation.normative": _NORMATIVE,
    "Recommendation.title": msg("What the recommendation is about, in short."),
    "Recommendation.text": msg("What the body asks for, in our words."),
    "Recommendation.parts": msg("The parts, when the recommendation has several requirements."),
    "Recommendation.articles": msg("The articles that the recommendation is about."),
    "Recommendation.repeats": (
        msg("The same requirement in an earlier round. Shows that the body has repeated it.")
    ),
    "Recommendation.restates": msg("The same requirement in other words. Counted once."),
    "Recommendation.assessments": msg("What a body has later said about the follow-up."),
    "Recommendation.follow_up": msg("Who can follow up. It is our judgement."),
    "Part.follow_up": msg(
        "Who can follow up. It is our judgement. Left out: those of the recommendation."
    ),
    "Recommendation.note": _NOTE,
    "Recommendation.source": _SOURCE,
    "Part": msg("A part of the recommendation, with one requirement."),
    "Part.id": msg("The recommendation, a full stop and a letter."),
    "Part.former_ids": msg("Ids that the part has had before. They are never used again."),
    "Part.normative": _NORMATIVE,
    "Part.text": msg("What the body asks for, in our words."),
    "Part.repeats": msg("The same requirement in an earlier round."),
    "Part.restates": msg("The same requirement in other words. Counted once."),
    "ArticleRef": msg("An article that the recommendation is about, and who says so."),
    "ArticleRef.id": msg("The id of the article or the provision."),
    "ArticleRef.basis": msg("Who says that the recommendation is about the article."),
    "ArticleRef.note": msg("Why. Required when basis is editorial."),
    "Assessment": msg("What a body has said about the follow-up, and when."),
    "Assessment.by": msg("Who assesses: the id of an actor."),
    "Assessment.value": msg("How far the recommendation has been followed up."),
    "Assessment.date": msg("The day it was said."),
    "Assessment.source": _SOURCE,
    # Reports
    "Report": msg(
        "A report from one actor for one year. Without approved it is a draft and does not count."
    ),
    "Report.year": msg("The year that is reported on. The same as the folder."),
    "Report.actor": msg("Who reports: the id of an actor. The same as the file name."),
    "Report.kind": msg("What sort of report it is."),
    "Report.title": msg("What the report is called, when it has a name."),
    "Report.submitted": msg("The day it was submitted."),
    "Report.approved": msg("Who approved the report, and when. Write it only once it has been approved."),
    "Report.foreword": msg("An opening statement. The yearly report shows it as the sender's own words."),
    "Report.assessment": msg("How it goes on the whole, in the sender's own words."),
    "Report.next": msg("What the sender will do in the year to come."),
    "Report.measures": msg("What the report says about each measure."),
    "Report.findings": msg("What the report says about obligations."),
    "Report.note": _NOTE,
    "Approval.by": msg("Who approved it: the id of an actor. Do not write names of persons."),
    "Approval.date": msg("The day it was approved."),
    "MeasureReport": msg("What the report says about one measure."),
    "MeasureReport.measure": msg("The id of the measure."),
    "MeasureReport.status": (
        msg("The status of the measure, as whoever reports assesses it. Does not change the measure.")
    ),
    "MeasureReport.done": msg("What has been done. Write only what has happened."),
    "MeasureReport.goal_attainment": (
        msg("How far each goal has been reached: the id of the goal, then level and preferably comment.")
    ),
    "MeasureReport.obstacles": msg("What has been difficult."),
    "MeasureReport.next": msg("What happens next."),
    "MeasureReport.funding": msg("Money that has been spent on the measure."),
    "MeasureReport.evidence": _EVIDENCE,
    "MeasureReport.reporting_closed": msg("Whether reporting on the measure ends, and why."),
    "Attainment": msg("How far a goal has been reached, regardless of whether the tasks are done."),
    "Attainment.level": msg("How far the goal has been reached."),
    "Attainment.comment": msg("A reason. Always write it when the goal cannot be assessed."),
    "Spending": msg("Money that has been spent on the measure, as the report says."),
    "Spending.amount": msg("The amount as a whole number, without spaces."),
    "Spending.currency": msg("The currency. Left out: that of the strategy."),
    "Spending.text": msg("What the money has been spent on."),
    "Closing.closed": msg("Write true when the reporting ends with this report, otherwise false."),
    "Closing.reason": msg("Why it ends, or goes on."),
    "Finding": msg("What the report says about one obligation."),
    "Finding.subject": msg("The id of the obligation."),
    "Finding.assessment": msg("How far it has been followed up."),
    "Finding.text": msg("The reason."),
    "Finding.source": _SOURCE,
    # Indicators
    "Indicator": msg(
        "A series of figures. Write what the source says, and no figure that it does not give."
    ),
    "Indicator.id": msg("The same as the file name."),
    "Indicator.title": msg("What the series is called."),
    "Indicator.unit": msg("The unit: persons, cases, judgments."),
    "Indicator.counts": msg("What is counted, and what is not."),
    "Indicator.source": msg("Where the figures are."),
    "Indicator.baseline": msg(
        "The figure that the targets are measured from, as the strategy gives it. It has a year or a day."
    ),
    "Indicator.targets": msg(
        "What the figure is to be, and in which year. Only targets that the strategy itself states."
    ),
    "Indicator.goals": msg("The ids of the goals to which the figure is relevant. It is our judgement."),
    "Indicator.observations": msg("The figures. Each observation has one time and one figure."),
    "Indicator.note": _NOTE,
    "Observation": (
        msg(
            "One figure for one time. The time is year, from and to, since and as_of, or as_of "
            "alone. If the source does not say when, it is left out. The figure is one of "
            "value, approx, at_least, range, cumulative and change_percent."
        )
    ),
    "Observation.year": msg("The year of the figure."),
    "Observation.from": msg("The first day, month or year of the period. Written together with to."),
    "Observation.to": msg("The last day, month or year of the period. Written together with from."),
    "Observation.per": msg("Write year when the figure holds for each year of the period."),
    "Observation.since": msg("Counted from then on. Written together with as_of."),
    "Observation.as_of": msg("The day of the figure, or the day up to which it is counted."),
    "Observation.value": msg("Exactly so many."),
    "Observation.approx": msg("About so many."),
    "Observation.at_least": msg("More than this."),
    "Observation.range": msg("From and to, the smaller figure first."),
    "Observation.cumulative": msg("In all, over the whole time."),
    "Observation.change_percent": msg(
        "The change in per cent. Say in compared_with what it is compared with."
    ),
    "Observation.compared_with": msg("The year, month or day that it is compared with."),
    "Observation.source": msg("Where this very figure is, when it is not where the rest are."),
    "Observation.note": _NOTE,
    "Baseline.year": msg("The year of the figure."),
    "Baseline.as_of": msg("The day of the figure, when it is not for a whole year."),
    "Baseline.value": msg("The figure."),
    "Baseline.source": msg("Where the strategy gives it."),
    "Baseline.note": _NOTE,
    "Target": msg("A target: what the figure is to be in a year."),
    "Target.year": msg("The year by which it is to be reached."),
    "Target.value": msg("What the figure is to be."),
    "Target.goal": msg("The id of the goal that it belongs to, when the strategy says which."),
    "Target.source": msg("Where the strategy states it."),
    "Target.note": _NOTE,
    # Actors
    "Actors": msg("All who have a role, and the helplines."),
    "Actors.actors": msg("The actors. Other files refer to them by id."),
    "Actors.helplines": msg("The helplines."),
    "Actor": msg("Somebody to whom the strategy gives a role."),
    "Actor.id": msg("The short form, in the letters a to z, digits and hyphens. Never changes."),
    "Actor.name": msg("The name."),
    "Actor.kind": msg("What sort of actor it is."),
    "Actor.parent": msg("The id of the actor that it is below."),
    "Actor.role": msg("What the strategy says that the actor does."),
    "Actor.url": msg("The website. The address begins with https://."),
    "Actor.source": _SOURCE,
    "Actor.note": _NOTE,
    "Helpline": msg("A telephone for victims and for those who meet them."),
    "Helpline.id": msg("The short form, in the letters a to z, digits and hyphens."),
    "Helpline.name": msg("The name."),
    "Helpline.number": msg("The telephone number, in quotation marks."),
    "Helpline.operator": msg("The id of the actor that runs it."),
    "Helpline.hours": msg("When it is open."),
    "Helpline.url": msg("The website. The address begins with https://."),
    "Helpline.source": _SOURCE,
    # The strategy
    "Strategy": msg("What holds for the whole strategy."),
    "Strategy.id": msg("The short name of the strategy."),
    "Strategy.title": msg("What the strategy is called."),
    "Strategy.fictional": msg(
        "Write true when the strategy is made up, for practice. Every answer then says so."
    ),
    "Strategy.period": msg("The years of the strategy."),
    "Strategy.languages": msg("The languages in which every text is to exist."),
    "Strategy.default_language": msg(
        "The language in which the program answers when nobody has asked for another, and in which a "
        "text without a language is read. May be left out when it is the first of languages."
    ),
    "Strategy.country": msg("The code of the country, as ISO 3166 has it."),
    "Strategy.time_zone": msg(
        "The time zone in which days are counted: it decides in which year a commit at midnight is. "
        "Left out: UTC; Europe/Oslo if country is left out too, or is NO."
    ),
    "Strategy.currency": msg(
        "The currency of amounts that give none, as ISO 4217 has it. Left out: NOK if country is left "
        "out too, or is NO; otherwise no amount has a currency but its own."
    ),
    "Strategy.measure_letter": msg(
        "What the ids of measures begin with, in one to three capital letters. Left out: T."
    ),
    "Strategy.terms": msg(
        "What measures and responsible bodies are called in each language: in labels, headings, columns "
        "and counts. Sentences keep the program's words, as do languages that are left out."
    ),
    "Terms.measure": msg("What a measure is called, for each language."),
    "Terms.responsible_body": msg("What a responsible body is called, for each language."),
    "Term": msg("What something is called in one language."),
    "Term.one": msg("What one is called, in small letters if it is written so inside a sentence."),
    "Term.many": msg("What several are called, in the form that stands after a number."),
    "Strategy.coordinator": msg("The ministry that coordinates: the id of an actor."),
    "Strategy.source": _SOURCE,
    "Strategy.purpose": msg("The purpose, in our words."),
    "Strategy.purpose_source": msg("Where the purpose is."),
    "Strategy.focus_areas": msg("The focus areas."),
    "Strategy.principles": msg("The principles that hold for all measures."),
    "Strategy.funding": msg("Money that the strategy mentions."),
    "Strategy.reporting": msg("The duty to report, and the periods."),
    "Strategy.evaluations": msg("The evaluations that the strategy promises."),
    "Strategy.history": msg("How the history in git is read."),
    "Strategy.check": msg("What has been decided here about the rules."),
    "Strategy.documents": msg("All documents that source can refer to."),
    "Strategy.publication": msg(
        "What only the publisher of the public site knows. What is not given is not published."
    ),
    "Period.from": msg("The first year."),
    "Period.to": msg("The last year."),
    "FocusArea": msg("A focus area."),
    "FocusArea.number": msg("The number."),
    "FocusArea.title": msg("The name of the area, letter by letter as in the strategy."),
    "FocusArea.goal": msg("The goal of the area, in our words."),
    "FocusArea.goal_source": msg("Where the goal is."),
    "FocusArea.articles": (
        msg(
            "The articles that the strategy names for the area, by their ids (coe-18). A "
            "number alone works only when there is one convention."
        )
    ),
    "FocusArea.articles_source": msg("Where the strategy names the articles."),
    "FocusArea.shared_goals": msg(
        "Goals that several measures share. The measures refer to them with ref."
    ),
    "SharedGoal": msg("A goal that several measures share. It is here only."),
    "SharedGoal.id": msg("FA and the number of the area, a full stop, G and a number."),
    "SharedGoal.text": msg("The goal, in our words."),
    "SharedGoal.measures": msg("The ids of the measures that share the goal."),
    "SharedGoal.source": _SOURCE,
    "Principle": msg("A principle that holds for all measures."),
    "Principle.id": msg("The short name of the principle."),
    "Principle.text": msg("The principle, in our words."),
    "Principle.names": msg(
        "Requirements that the principle names. A principle never follows up a requirement."
    ),
    "Principle.source": _SOURCE,
    "Naming": msg("A requirement that is named, without being followed up."),
    "Naming.obligation": msg("The id of the obligation or the requirement."),
    "Naming.basis": msg("Who sees the connection."),
    "Naming.note": msg("Why."),
    "Funding": msg("Money that the strategy mentions."),
    "Funding.id": msg("The short name of the funding."),
    "Funding.amount": msg("The amount as a whole number, without spaces. Permanent money: per year."),
    "Funding.currency": msg("The currency. Left out: that of the strategy."),
    "Funding.basis": msg("Whether the money is permanent or for one year."),
    "Funding.from": msg("From when the money holds."),
    "Funding.earmarked": msg("Write true when the money is earmarked, otherwise false."),
    "Funding.measures": msg("The ids of the measures that the money is for."),
    "Funding.names": msg(
        "Requirements that the money names. Money alone never follows up a requirement."
    ),
    "Funding.text": msg("What the money is for, in our words."),
    "Funding.source": _SOURCE,
    "Reporting.duty": msg("The duty, in our words."),
    "Reporting.source": _SOURCE,
    "Reporting.periods": msg("The years that are reported on. The key is the year."),
    "ReportingPeriod": msg("A period that is reported on."),
    "ReportingPeriod.from": msg("The first day of the period."),
    "ReportingPeriod.to": msg("The last day of the period."),
    "ReportingPeriod.due": (
        msg("The last day for reporting, only when a source gives it. If it is empty, nobody is late.")
    ),
    "ReportingPeriod.due_source": msg("Where the deadline is."),
    "ReportingPeriod.closes": (
        msg("The commit or the tag that has the data as they were when the period was closed.")
    ),
    "Evaluation": msg("An evaluation that the strategy promises."),
    "Evaluation.id": msg("The short name of the evaluation."),
    "Evaluation.kind": msg("When the evaluation is to be made."),
    "Evaluation.title": msg("What the evaluation is called."),
    "Evaluation.due": msg("When it is to be finished, only when a source says so."),
    "Evaluation.source": _SOURCE,
    "History.ref": msg("The branch that is the mainline. Empty: the one you are on."),
    "History.baseline": (
        msg(
            "The day, the month or the commit at which the transcript of the strategy was "
            "complete. Everything up to and including it is data entry, not policy."
        )
    ),
    "Check.severity": (
        msg(
            "Makes a rule more or less severe, or turns it off: the code of the rule, then the "
            "severity. What is an error already cannot be changed."
        )
    ),
    "Publication.official": msg(
        "Write true only when the Government itself publishes the site. Otherwise every page says that "
        "it is not the Government's own."
    ),
    "Publication.address": msg(
        "Where the site is on the web: the address of the folder with index.html."
    ),
    "Publication.publisher": msg("Who publishes the site and answers for it."),
    "Publication.licence": msg("The terms on which others may use the data."),
    "Publication.edit": msg(
        "The address at which a file is edited on the web, with {path} for the path of the file. Pages "
        "then lead to it."
    ),
    "Publication.accessibility": msg("The publisher's accessibility statement."),
    "Publication.themes": msg(
        "What the data is about, by the EU's list of themes. Catalogues of public data require one."
    ),
    "Publisher.name": msg("The name of the publisher."),
    "Publisher.url": _URL,
    "Publisher.email": msg("The e-mail address for questions and corrections."),
    "Publisher.organisation_number": msg(
        "The nine digits in the country's register of legal entities, without spaces."
    ),
    "Licence.name": msg("What the licence is called."),
    "Licence.url": msg("The address of the licence itself. It begins with https://."),
    "Accessibility.statement": msg("The address of the accessibility statement."),
    "Accessibility.complaints": msg("The address at which users can complain."),
    "SourceDocument": msg("A document that source can refer to."),
    "SourceDocument.id": msg("The id that source uses in document."),
    "SourceDocument.title": msg("What the document is called."),
    "SourceDocument.publisher": msg("Who has published it."),
    "SourceDocument.reference": msg("The number that the document has."),
    "SourceDocument.url": _URL,
    "SourceDocument.published": msg("When it was published."),
    "SourceDocument.adopted": msg("When it was adopted."),
    "SourceDocument.note": _NOTE,
}

_LAW = {
    "act": msg("act"),
    "regulation": msg("regulation"),
    "circular": msg("circular"),
    "practice": msg("practice"),
}
_YEARLY = {"year": msg("every year")}

VALUES: Mapping[str, str | Mapping[str, str]] = {
    "Source.reading": {
        "text": msg("we have read the document"),
        "excerpt": msg("we have read only an excerpt or a description"),
    },
    "Measure.responsible_basis": {
        "strategy": msg("the strategy says so"),
        "inferred": msg("we have inferred it"),
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
        "strategy": msg("the strategy mentions the other measure"),
        "editorial": msg("our judgement"),
    },
    "Instrument.kind": {
        "convention": msg("convention"),
        "recommendations": msg("round of recommendations"),
    },
    "Event.kind": "event",
    "Article.role": "role",
    "Article.title_basis": {
        "official": msg("official translation"),
        "working_translation": msg("our working translation"),
    },
    "Provision.force": "force",
    "Provision.bearer": {
        "state": msg("the state"),
        "municipality": msg("the municipalities"),
        "region": msg("the regions"),
        "private_body": msg("private bodies"),
        "monitoring_body": msg("the monitoring body"),
    },
    "RequirementLaw.extent": {
        "unread": msg("not read"),
        "unclear": msg("nothing read answers it, and a text that was not read may; name it under unread"),
        "none_found": msg("read without finding anything that answers the requirement"),
        "part": msg("answers the requirement in part; say what is missing"),
        "full": msg("answers the whole requirement"),
    },
    "MissingElement.found": {
        "absent": msg("looked for where it would stand, and not found"),
        "unread": msg("may stand in a text that has not been read; name it under unread"),
    },
    "LawProvision.kind": _LAW,
    "UnreadLaw.kind": _LAW,
    "Naming.basis": {"strategy": msg("the strategy says so"), "editorial": msg("our judgement")},
    "ArticleRef.basis": {
        "source": msg("the source names the article"),
        "editorial": msg("our judgement"),
    },
    "Assessment.value": "verdict",
    "Report.kind": "report",
    "MeasureReport.status": "status",
    "Attainment.level": "attainment",
    "Finding.assessment": "verdict",
    "Observation.per": _YEARLY,
    "Actor.kind": "actor",
    "Funding.basis": {"permanent": msg("permanent"), "yearly": msg("for one year")},
    "Evaluation.kind": {"interim": msg("on the way"), "final": msg("at the end")},
    "Publication.themes": {
        "AGRI": msg("agriculture, fisheries, forestry and food"),
        "ECON": msg("economy and finance"),
        "EDUC": msg("education, culture and sport"),
        "ENER": msg("energy"),
        "ENVI": msg("environment"),
        "GOVE": msg("government and public sector"),
        "HEAL": msg("health"),
        "INTR": msg("international issues"),
        "JUST": msg("justice, legal system and public safety"),
        "REGI": msg("regions and cities"),
        "SOCI": msg("population and society"),
        "TECH": msg("science and technology"),
        "TRAN": msg("transport"),
    },
    "Check.severity": {
        "error": msg("error"),
        "gap": msg("gap"),
        "note": msg("note"),
        "off": msg("the rule is turned off"),
    },
}
"""What each fixed value of a key is called: in words, or under this prefix of the word list."""


def meaning(name: str, value: str, lang: Lang) -> str:
    """What a fixed value of the key ``name`` is called."""
    words = VALUES[name]
    return say(f"{words}.{value}", lang) if isinstance(words, str) else choose(words[value], lang)


def explained(name: str, value: str, lang: Lang) -> str:
    """When a fixed value of the key ``name`` is used; empty where what it is called says it all."""
    key = f"{VALUES.get(name)}.{value}.means"
    return say(key, lang) if has(key) else ""


EXAMPLES: Mapping[str, str] = {
    "Acceptance.rule": "MH202",
    "Acceptance.until": "2027-06-30",
    "Source.section": msg("Measure 12"),
    "Source.heading": msg("Goals of the measure"),
    "Evidence.kind": msg("report or announcement"),
    "Evidence.date": msg("2026-05-20 or 2026-05"),
    "Measure.id": "T12",
    "Measure.responsible": msg("[MoJ, MoL]"),
    "StatusSource.date": "2026-03-12",
    "Goal.id": "T12.G2",
    "Goal.ref": "FA4.G1",
    "Group.id": "T07.B1",
    "Task.id": "T12.6",
    "Task.group": "T07.B1",
    "Task.due": msg("2025-11-30, 2025-11 or 2025"),
    "Task.completed": "2026-05-20",
    "KnowledgeGap.id": "T06.K1",
    "Address.obligation": msg("coe-12, coe-12.1.a or greta-r3-non-punishment"),
    "Address.by": "[T12.3]",
    "Relation.target": "T06",
    "Instrument.id": "greta-r3",
    "Instrument.body": "GRETA",
    "Instrument.reference": "GRETA(2022)07",
    "Instrument.languages": "[en]",
    "Strategy.languages": "[nb, en]",
    "Strategy.default_language": "nb",
    "Strategy.country": "IE",
    "Strategy.time_zone": "Europe/Dublin",
    "Strategy.currency": "EUR",
    "Strategy.measure_letter": "A",
    "Term.one": "action",
    "Term.many": "actions",
    "Level.id": msg("strongly_recommended"),
    "Article.id": "coe-29",
    "Article.chapter": "V",
    "Provision.id": "coe-12.1.a",
    "Acceptance.about": msg("T04.2, coe-12.1.a or MoL 2026"),
    "Law.id": "law-coe-12",
    "Law.obligation": "coe-12",
    "RequirementLaw.requirement": "coe-12.1.a",
    "PlaceRead.section": "§ 257",
    "LawProvision.read": "2026-05-02",
    "LawProvision.fingerprint": "sha256:63583703d7397a19",
    "PlaceRead.fingerprint": "sha256:63583703d7397a19",
    "Party.id": "party-coe",
    "Party.instrument": "coe",
    "Task.started": msg("2026-06-15, 2026-06 or 2026"),
    "FocusArea.articles": "[coe-10, coe-11]",
    "Recommendation.id": "greta-r3-non-punishment",
    "Recommendation.repeats": "[greta-r2-non-punishment]",
    "Part.id": "greta-r3-non-punishment.a",
    "Report.actor": msg("MoL"),
    "Report.submitted": "2028-01-15",
    "MeasureReport.measure": "T12",
    "Spending.amount": "500000",
    "Finding.subject": msg("greta-r3-non-punishment or coe-26"),
    "Indicator.goals": "[T10.G1]",
    "Observation.range": "[20, 30]",
    "Actor.id": msg("Police-North"),
    "SharedGoal.id": "FA4.G1",
    "History.baseline": "2026-11-25",
    "SourceDocument.published": "2027-03",
    "Publication.address": "https://example.org/plan/",
    "Publication.edit": "https://example.org/edit/main/{path}",
    "Publication.themes": "[GOVE, JUST]",
    "Publisher.organisation_number": "999999999",
}
"""What such a value looks like, as it is written in a file."""

SNIPPETS: Mapping[str, tuple[tuple[str, str, object], ...]] = {
    "Acceptance": (
        (
            msg("accepted gap"),
            msg("A gap that somebody has decided to leave open for a time."),
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
            msg("evidence"),
            msg("Something that others can open to see that it is so."),
            {"title": {"nb": "$1", "en": "$2"}, "date": "$3", "url": "https://$4"},
        ),
    ),
    "Goal": (
        (
            msg("own goal"),
            msg("A goal that only this measure has."),
            {
                "id": "$1",
                "text": {"nb": "$2", "en": "$3"},
                "source": {"document": "strategy", "section": "$4"},
            },
        ),
        (msg("shared goal"), msg("A goal that several measures share."), {"ref": "$1"}),
    ),
    "Task": (
        (
            msg("task"),
            msg("One thing that is to be done."),
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
            msg("link that we draw"),
            msg("A link with our own reason."),
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
            msg("report on one measure"),
            msg("The status of the measure, what has been done, and what happens next."),
            {
                "measure": "$1",
                "status": "${2|not_reported,not_started,in_progress,completed,discontinued|}",
                "done": {"nb": "$3", "en": "$4"},
                "next": {"nb": "$5", "en": "$6"},
            },
        ),
    ),
    "Observation": (
        (msg("figure for one year"), msg("Exactly so many a year."), {"year": "$1", "value": "$2"}),
        (
            msg("figure for each year of a period"),
            msg("About so many each year."),
            {"from": "$1", "to": "$2", "per": "year", "approx": "$3"},
        ),
    ),
}
"""What can be put in whole: a name, what it is, and the keys with places to fill in."""
