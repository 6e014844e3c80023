"""The public site: who publishes it, on which terms, and what it is about."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, StrictBool, WithJsonSchema

from menneskehandel_cli.models.base import WEB_ADDRESS, EditUrl, Line, Model, Text, Url, Words, described

RegisterNumber = Annotated[
    Line,
    BeforeValidator(lambda value: str(value) if type(value) is int else value),
    WithJsonSchema({"type": ["string", "integer"]}),
]
"""A number in a register, which may have letters: digits alone are a number in YAML."""


class Publisher(Model):
    """Who publishes the site and answers for it."""

    name: Text = described("The name of the publisher.")
    url: Url | None = described(WEB_ADDRESS, None)
    email: Line | None = described("The e-mail address for questions and corrections.", None)
    organisation_number: RegisterNumber | None = described(
        "Its number in the country's register of legal entities, as it is written there.",
        None,
        example="999999999",
    )


class Licence(Model):
    """The terms on which others may use the data."""

    name: Text = described("What the licence is called.")
    url: Url = described("The address of the licence itself. It begins with https://.")


class Accessibility(Model):
    """The publisher's own accessibility statement, and where to complain (law: WCAG 2.1 AA)."""

    statement: Url = described("The address of the accessibility statement.")
    complaints: Url | None = described("The address at which users can complain.", None)


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

    official: StrictBool = described(
        "Write true only when the Government itself publishes the site. Otherwise every page says that "
        "the site is not the Government's own.",
        default=False,
    )
    address: Url | None = described(
        "Where the site is on the web: the address of the folder with index.html.",
        None,
        example="https://example.org/plan/",
    )
    publisher: Publisher | None = described("Who publishes the site and is responsible for it.", None)
    licence: Licence | None = described("The terms on which others may use the data.", None)
    edit: EditUrl | None = described(
        "The address at which a file can be edited on the web, with {path} for the path of "
        "the file. Pages then link to it.",
        None,
        example="https://example.org/edit/main/{path}",
    )
    accessibility: Accessibility | None = described("The publisher's accessibility statement.", None)
    themes: tuple[DataTheme, ...] = described(
        "What the data is about, from the EU's list of themes. Catalogues of public data "
        "require at least one.",
        (),
        example="[GOVE, JUST]",
    )
