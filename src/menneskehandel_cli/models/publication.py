"""The public site: who publishes it, on which terms, and what it is about."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, StrictBool, WithJsonSchema

from menneskehandel_cli.models.base import EditUrl, Line, Model, Text, Url, Words

RegisterNumber = Annotated[
    Line,
    BeforeValidator(lambda value: str(value) if type(value) is int else value),
    WithJsonSchema({"type": ["string", "integer"]}),
]
"""A number in a register, which may have letters: digits alone are a number in YAML."""


class Publisher(Model):
    """Who publishes the site and answers for it."""

    name: Text
    url: Url | None = None
    email: Line | None = None
    organisation_number: RegisterNumber | None = None


class Licence(Model):
    """The terms on which others may use the data."""

    name: Text
    url: Url


class Accessibility(Model):
    """The publisher's own accessibility statement, and where to complain (law: WCAG 2.1 AA)."""

    statement: Url
    complaints: Url | None = None


DataTheme = Annotated[Literal[
    "AGRI", "ECON", "EDUC", "ENER", "ENVI", "GOVE", "HEAL", "INTR", "JUST", "REGI", "SOCI", "TECH",
    "TRAN",
], Words("value.data_theme")]  # fmt: skip
"""Themes of data sets by the EU's list:
http://publications.europa.eu/resource/authority/data-theme"""


class Publication(Model):
    """What only the publisher of the site can know. What is not given is not published.

    ``address`` is where the site lies, ``edit`` the address of a file in the web editor of the
    repository, with ``{path}`` for the path of the file.
    """

    official: StrictBool = False
    address: Url | None = None
    publisher: Publisher | None = None
    licence: Licence | None = None
    edit: EditUrl | None = None
    accessibility: Accessibility | None = None
    themes: tuple[DataTheme, ...] = ()
