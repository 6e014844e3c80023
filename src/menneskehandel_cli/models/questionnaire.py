"""A monitoring body's questionnaire, given as a file, for an answer question by question."""

from typing import Annotated

from pydantic import Field, StrictInt, StrictStr, StringConstraints

from menneskehandel_cli.models.base import ActorId, Day, Line, Model, ObligationId, Text, either

QuestionNumber = Annotated[
    Annotated[StrictStr, StringConstraints(min_length=1)] | Annotated[StrictInt, Field(ge=1)],
    either("question_number"),
]
"""A question's number as the body writes it: ``12`` or ``3.1 a``."""


class Question(Model):
    """A question, and what it is about: articles, recommendations, or single requirements of them."""

    number: QuestionNumber
    text: Text
    about: tuple[ObligationId, ...] = ()


class Questionnaire(Model):
    """The questions of a body. It is a document to answer, not a record of the strategy."""

    format: StrictInt = Field(default=1, ge=1, le=1)
    title: Text
    body: ActorId
    reference: Line | None = None
    due: Day | None = None
    questions: tuple[Question, ...] = Field(min_length=1)
